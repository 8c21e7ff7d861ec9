//! The words of each language, from Fluent files: one folder a language.
//!
//! `ui.ftl` is what the page says by itself, `page.ftl` what page models say, `kpi.ftl` the metrics,
//! `name.ftl` channels, dimensions and measures, `problem.ftl` what is wrong with a feed, `own.ftl` what a person's own
//! files may be, `file.ftl` what is said of any file, `target.ftl` targets and alerts.
//! The build reads them (`scripts/messages/`) and stops at a message that one language lacks.
//!
//! Each of the three binaries that speak carries its own messages and a formatter for what they use, no more. Reading Fluent in
//! the browser cost the worker 36,718 and the page 34,512 bytes of Brotli: a parser, a bundle, rules of plural for every
//! language, and the parsing and printing of f64.

mod packed;
mod plural;

pub use plural::Plural;
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

    /// Returns the plural form that a count takes.
    pub fn plural(self, count: f64) -> Plural {
        match self {
            Self::En => Plural::in_english(count),
            Self::Ar => Plural::in_arabic(count),
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

/// The messages of one language, in the order of their ids.
pub struct Text {
    lang: Lang,
    ids: Vec<&'static str>,
    patterns: Vec<&'static str>,
}

/// Includes what the build has packed. Only who names a file links it: each binary has one catalogue.
macro_rules! built {
    ($file:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $file))
    };
}

impl Text {
    /// Takes what the page says by itself, `ui.ftl`.
    pub fn of_page(lang: Lang) -> Self {
        let patterns = match lang {
            Lang::En => built!("page.en"),
            Lang::Ar => built!("page.ar"),
        };
        Self::of(lang, built!("page.ids"), patterns)
    }

    /// Takes what the models of the worker of own files say.
    pub fn of_own(lang: Lang) -> Self {
        let patterns = match lang {
            Lang::En => built!("own.en"),
            Lang::Ar => built!("own.ar"),
        };
        Self::of(lang, built!("own.ids"), patterns)
    }

    /// Takes what the worker's models say.
    pub fn of_desk(lang: Lang) -> Self {
        let patterns = match lang {
            Lang::En => built!("desk.en"),
            Lang::Ar => built!("desk.ar"),
        };
        Self::of(lang, built!("desk.ids"), patterns)
    }

    fn of(lang: Lang, ids: &'static str, patterns: &'static str) -> Self {
        Self { lang, ids: ids.split(packed::NEXT).collect(), patterns: patterns.split(packed::NEXT).collect() }
    }

    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Puts parts beside each other: « · » in English; a comma in Arabic, whose zero is a dot. Each part is isolated
    /// there, as two Latin ones would else change places.
    pub fn joined(&self, parts: &[String]) -> String {
        let (separator, open, close) = match self.lang {
            Lang::En => (" · ", "", ""),
            Lang::Ar => ("، ", "\u{2068}", "\u{2069}"),
        };
        let mut text = String::new();
        for (nth, part) in parts.iter().enumerate() {
            text.push_str(if nth == 0 { "" } else { separator });
            text.push_str(open);
            push_balanced(&mut text, part);
            text.push_str(close);
        }
        text
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
        let pattern = self.patterns.get(self.ids.binary_search(&id).ok()?)?;
        let Some(choice) = pattern.strip_prefix(packed::SELECT) else { return Some(filled(pattern, args)) };
        let (selector, forms) = choice.split_once(packed::FORM)?;
        let plural = match arg(args, selector) {
            Some(Arg::Count(count)) => self.lang.plural(count),
            Some(Arg::Text(_)) | None => Plural::Other,
        };
        let forms = || forms.split(packed::FORM).filter_map(|form| form.split_once(packed::END));
        let form = |plural: Plural| forms().find(|(id, _)| *id == plural.id());
        let (_, pattern) = form(plural).or_else(|| form(Plural::Other))?;
        Some(filled(pattern, args))
    }
}

fn arg<'a>(args: &[(&str, Arg<'a>)], name: &str) -> Option<Arg<'a>> {
    args.iter().find(|(other, _)| *other == name).map(|(_, arg)| *arg)
}

/// Adds a value whose isolates are all closed within it, so that a name from a feed cannot turn the
/// direction of the words after it (UAX #9: U+2066 to U+2068 open, U+2069 closes).
fn push_balanced(text: &mut String, value: &str) {
    const OPEN: [char; 3] = ['\u{2066}', '\u{2067}', '\u{2068}'];
    const CLOSE: char = '\u{2069}';
    let mut n_open = 0_usize;
    for char in value.chars() {
        match char {
            CLOSE if n_open == 0 => continue,
            CLOSE => n_open -= 1,
            char if OPEN.contains(&char) => n_open += 1,
            _ => {}
        }
        text.push(char);
    }
    text.extend(std::iter::repeat_n(CLOSE, n_open));
}

/// Returns the text with its variables filled in; one that is not given is named, as `{$name}`.
fn filled(pattern: &str, args: &[(&str, Arg<'_>)]) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(packed::VARIABLE) {
        let (name, after) = after.split_once(packed::END).unwrap_or((after, ""));
        text.push_str(before);
        match arg(args, name) {
            Some(Arg::Text(value)) => push_balanced(&mut text, value),
            Some(Arg::Count(_)) | None => text.extend(["{$", name, "}"]),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}
