//! The words of each language, from Fluent files: one folder a language.
//!
//! `ui.ftl` is what the page says by itself, `page.ftl` what page models say, `kpi.ftl` the metrics,
//! `name.ftl` channels, dimensions and measures, `problem.ftl` what is wrong with a feed.
//! A test finds a message that one language lacks.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};

/// A language of the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    En,
    Ar,
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    /// Returns its value in the attribute `dir`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::En, Self::Ar];

    /// Returns its BCP 47 code.
    pub const fn id(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// Finds the language of a BCP 47 tag (`ar-SA` → Arabic).
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.id() == primary)
    }

    /// Returns its name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ar => "العربية",
        }
    }

    pub const fn direction(self) -> Direction {
        match self {
            Self::En => Direction::Ltr,
            Self::Ar => Direction::Rtl,
        }
    }

    /// Returns its Fluent files.
    pub const fn files(self) -> [&'static str; 5] {
        match self {
            Self::En => [
                include_str!("en/ui.ftl"),
                include_str!("en/page.ftl"),
                include_str!("en/kpi.ftl"),
                include_str!("en/name.ftl"),
                include_str!("en/problem.ftl"),
            ],
            Self::Ar => [
                include_str!("ar/ui.ftl"),
                include_str!("ar/page.ftl"),
                include_str!("ar/kpi.ftl"),
                include_str!("ar/name.ftl"),
                include_str!("ar/problem.ftl"),
            ],
        }
    }
}

/// What a message is given for one of its variables.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    Text(&'a str),
    /// Chooses the plural form; it is never printed, its text is an argument of its own.
    Count(f64),
}

/// The messages of one language.
pub struct Text {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Text {
    /// Reads the language's files. A message that is broken is left out, which a test would find.
    pub fn new(lang: Lang) -> Self {
        Self::of_files(lang, &lang.files())
    }

    /// Reads only what the page says by itself: the other files stay out of the page's binary.
    pub fn of_page(lang: Lang) -> Self {
        let file = match lang {
            Lang::En => include_str!("en/ui.ftl"),
            Lang::Ar => include_str!("ar/ui.ftl"),
        };
        Self::of_files(lang, &[file])
    }

    fn of_files(lang: Lang, files: &[&str]) -> Self {
        let mut bundle = FluentBundle::new(lang.id().parse().into_iter().collect());
        for &file in files {
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns a message without variables; `id.attribute` names an attribute.
    pub fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// Returns a message with its variables filled in. Values are isolated for bidirectional text.
    /// An unknown message is its own id.
    pub fn with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// Returns a message, or `None` where the language has none of this id.
    pub fn find(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let (message, attribute) = match id.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (id, None),
        };
        let message = self.bundle.get_message(message)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut fluent = FluentArgs::new();
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from((*text).to_owned()),
                Arg::Count(count) => FluentValue::from(*count),
            };
            fluent.set((*name).to_owned(), value);
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned())
    }
}
