//! What the page shows and how that changes.
//!
//! The link is the state: every change of what is asked goes through [`State::go`] and comes back by
//! the router, so that Back and a copied link work. Preferences (theme, digits, language) are kept
//! in the browser. Figures come from the worker, with whom [`visit`] speaks.

mod display;
mod export;
mod link;
mod own;
mod rows;
mod tools;
mod values;
mod visit;

use crate::browser::clock::{self, Timer};
use crate::browser::drop::Files;
use crate::browser::media::{self, Theme};
use crate::browser::port::{Loss, Port};
use crate::browser::{document, intl, storage};
use crate::view::chart::draw::Palette;
use crate::view::number::{Digits, Locale, NumberStyle, Plain};
use crate::view::page::PageModel;
use crate::view::page::import::{Choices, ImportModel};
use crate::view::page::rows::RowsSheet;
use crate::view::page::values::ValueList;
use crate::view::query::Query;
use crate::view::text::{Arg, Lang, Text};
use crate::work::keys::Keys;
use crate::work::message::{Ask, Failure, Freshness, Progress, Reader, Tell};
use crate::work::refresh::Rhythm;
use export::Exports;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use own::{OwnFeed, OwnPort};
use std::cell::OnceCell;
pub use tools::{FILTERS, SHORTCUTS, Tools};

/// How far the page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has been asked of some hosts: the reader decides.
    Asking(Asking),
    Loading(Progress),
    Ready,
    Failed(Trouble),
}

impl Phase {
    /// Returns its value in `[data-state]`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Asking(_) => "asking",
            Self::Loading(_) => "loading",
            Self::Ready => "ready",
            Self::Failed(_) => "failed",
        }
    }
}

/// Whether to read from hosts that the reader has not chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Scheme and host of each.
    pub origins: Vec<String>,
    /// The link's own feed; else files that a feed's manifest names.
    pub is_of_link: bool,
}

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    Feed(Failure),
    /// The link's feed is no address.
    Address,
    /// The link is of a file on somebody's computer, which a link cannot hold.
    OwnFile(String),
    Worker(Loss),
}

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// Numbers and dates as a reader wants them.
type Voice = (Reader, Box<dyn Locale>);

/// Everything that components read. Cheap to copy: it holds keys of signals.
#[derive(Clone, Copy)]
pub struct State {
    pub query: Memo<Query>,
    pub lang: Memo<Lang>,
    pub digits: RwSignal<Digits>,
    pub theme: RwSignal<Theme>,
    /// The colours of the theme, for canvases.
    pub palette: RwSignal<Palette>,
    /// The series that is pointed at: in every chart the others step back.
    pub lit: RwSignal<Option<u8>>,
    pub phase: RwSignal<Phase>,
    /// The latest answer. It stays, greyed, while the next one is awaited.
    pub model: RwSignal<Option<PageModel>>,
    /// The rows behind a figure, while they are looked at; `None`: they are awaited.
    pub rows: RwSignal<Option<RowsSheet>>,
    /// What can be filtered by, while that is looked at; `None`: it is awaited.
    pub values: RwSignal<Option<ValueList>>,
    /// What is looked for among it.
    pub wanted: RwSignal<String>,
    /// Whether what is shown is not yet what is asked.
    pub is_busy: RwSignal<bool>,
    /// How old the figures are; `None` until there are some.
    pub freshness: RwSignal<Option<Freshness>>,
    /// The moment, as often as words need it.
    pub now_ms: RwSignal<u64>,
    /// Headers of private feeds. Their values are shown nowhere.
    pub keys: RwSignal<Keys>,
    /// Whether the browser may keep copies for the next visit.
    pub keeps_copies: RwSignal<bool>,
    /// Files of the reader's own that are to be opened; `None`: that sheet is closed.
    pub own_files: RwSignal<Option<Files>, LocalStorage>,
    /// What they may be, once they have been looked at.
    pub proposal: RwSignal<Option<ImportModel>>,
    /// What is chosen for them by now; it outlives the words.
    pub choices: RwSignal<Choices>,
    /// What the reader keeps of views, and how they move among them.
    pub tools: Tools,
    /// What is being taken along.
    exports: Exports,
    /// Why they cannot be looked at.
    pub own_loss: RwSignal<Option<Loss>>,
    /// What was opened of them in this page.
    own: StoredValue<Vec<OwnFeed>, LocalStorage>,
    own_port: StoredValue<Option<OwnPort>, LocalStorage>,
    /// Origins that the reader has allowed in this tab.
    allowed: StoredValue<Vec<String>>,
    rhythm: StoredValue<Rhythm>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
    ticket: StoredValue<u32>,
    /// Whose rows are looked at.
    rows_metric: StoredValue<String>,
    /// The dimension whose values are looked at.
    values_dimension: StoredValue<String>,
    port: StoredValue<Option<Port<Ask, Tell>>, LocalStorage>,
    texts: StoredValue<[OnceCell<Text>; 2], LocalStorage>,
    locale: StoredValue<Option<Voice>, LocalStorage>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

impl State {
    /// Reads link and preferences. There must be a router around it.
    pub fn from_link() -> Self {
        let search = use_location().search;
        let query = Memo::new(move |_| search.with(|search| Query::parse(search)));
        let preferred = storage::read("lang")
            .and_then(|tag| Lang::from_tag(&tag))
            .or_else(document::preferred_lang)
            .unwrap_or_default();
        let digits = storage::read("digits").and_then(|id| Digits::from_id(&id)).unwrap_or_default();
        let theme = storage::read("theme").and_then(|id| Theme::from_id(&id)).unwrap_or_default();
        Self {
            query,
            lang: Memo::new(move |_| query.with(|query| query.lang).unwrap_or(preferred)),
            digits: RwSignal::new(digits),
            theme: RwSignal::new(theme),
            palette: RwSignal::new(Palette::default()),
            lit: RwSignal::new(None),
            phase: RwSignal::new(Phase::Loading(Progress::default())),
            model: RwSignal::new(None),
            rows: RwSignal::new(None),
            values: RwSignal::new(None),
            wanted: RwSignal::new(String::new()),
            is_busy: RwSignal::new(true),
            freshness: RwSignal::new(None),
            now_ms: RwSignal::new(clock::now_ms()),
            keys: RwSignal::new(Keys::from_text(&storage::read_of_tab("keys").unwrap_or_default())),
            keeps_copies: RwSignal::new(storage::read("copies").as_deref() != Some("off")),
            own_files: RwSignal::new_local(None),
            proposal: RwSignal::new(None),
            choices: RwSignal::new(Choices::default()),
            tools: Tools::of_browser(),
            exports: Exports::new(),
            own_loss: RwSignal::new(None),
            own: StoredValue::new_local(Vec::new()),
            own_port: StoredValue::new_local(None),
            allowed: StoredValue::new(visit::allowed_in_tab()),
            rhythm: StoredValue::new(Rhythm::default()),
            timer: StoredValue::new_local(None),
            ticket: StoredValue::new(0),
            rows_metric: StoredValue::new(String::new()),
            values_dimension: StoredValue::new("channel".into()),
            port: StoredValue::new_local(None),
            texts: StoredValue::new_local([const { OnceCell::new() }; 2]),
            locale: StoredValue::new_local(None),
            navigate: StoredValue::new_local(Box::new(use_navigate())),
        }
    }

    /// Keeps document, worker and figures in step with what is asked, from now on.
    pub fn follow(self) {
        Effect::new(move |_| document::set_lang(self.lang.get()));
        Effect::new(move |_| {
            media::set_theme(self.theme.get());
            self.palette.set(media::palette());
        });
        media::on_system_change(move || self.palette.set(media::palette()));

        let feed = Memo::new(move |_| self.query.with(|query| query.feed.clone()));
        Effect::new(move |_| self.open(feed.get()));
        // What the worker does not read asks for nothing new.
        let asked = Memo::new(move |_| (self.query.with(Query::of_figures), self.reader()));
        Effect::new(move |before: Option<Query>| {
            let (query, reader) = asked.get();
            if let Some(before) = before {
                if before == query {
                    self.reword_files(reader)
                } else {
                    self.leave_files()
                }
                clock::mark("miyar:asked");
                self.show();
            }
            query
        });
        self.keep_time();
        self.keep_trail();
        self.keep_display();
        self.take_keys();
    }

    /// Returns who reads, tracked.
    pub fn reader(self) -> Reader {
        Reader { lang: self.lang.get(), digits: self.digits.get() }
    }

    /// The link does the rest; this is for the next visit.
    pub fn prefer_lang(self, lang: Lang) {
        storage::keep("lang", lang.id());
    }

    pub fn prefer_theme(self, id: &str) {
        if let Some(theme) = Theme::from_id(id) {
            storage::keep("theme", theme.id());
            self.theme.set(theme);
        }
    }

    pub fn prefer_digits(self, id: &str) {
        if let Some(digits) = Digits::from_id(id) {
            storage::keep("digits", digits.id());
            self.digits.set(digits);
        }
    }

    /// Returns a message of the page's own, in the language of now.
    pub fn say(self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// Returns a message as a signal, to be put into a view.
    pub fn words(self, id: &'static str) -> Signal<String> {
        live(move || self.say(id))
    }

    pub fn say_with(self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.with_text(|text| text.with(id, args))
    }

    /// Puts parts beside each other, as the language does.
    pub fn joined(self, parts: &[String]) -> String {
        self.with_text(|text| text.joined(parts))
    }

    fn with_text<T>(self, of: impl FnOnce(&Text) -> T) -> T {
        let lang = self.lang.get();
        self.texts.with_value(|[en, ar]| {
            let text = match lang {
                Lang::En => en,
                Lang::Ar => ar,
            };
            of(text.get_or_init(|| Text::of_page(lang)))
        })
    }

    /// Gives words and numbers of the language of now.
    pub fn with_voice<T>(self, of: impl FnOnce(&Text, &dyn Locale) -> T) -> T {
        let reader = self.reader();
        let is_other = |made: &Option<Voice>| made.as_ref().is_none_or(|(of, _)| *of != reader);
        if self.locale.with_value(is_other) {
            self.locale.set_value(Some((reader, intl::locale(reader))));
        }
        self.locale.with_value(|locale| {
            let locale: &dyn Locale = locale.as_ref().map_or(&Plain, |(_, locale)| locale.as_ref());
            self.with_text(|text| of(text, locale))
        })
    }

    /// Says how many, in the right plural form and the reader's digits.
    pub fn say_counted(self, id: &str, count: f64) -> String {
        self.with_voice(|text, locale| {
            let number = locale.number(count, NumberStyle::COUNT);
            text.with(id, &[("count", Arg::Count(count)), ("number", Arg::Text(&number))])
        })
    }
}

/// Returns the state of the page that a component stands on.
pub fn state() -> State {
    expect_context::<State>()
}

/// Makes a signal of what changes. Given to a view instead of the closure itself, because the code
/// that keeps a view in step is then made once a type of value, not once a closure.
pub fn live<T: Send + Sync + 'static>(of: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    Signal::derive(of)
}

/// Makes what is shown of what changes, as [`live`] does of values: one type for all, so that the code which keeps a part
/// of the document in step is made once.
pub fn piece(of: impl Fn() -> AnyView + Send + Sync + 'static) -> ChildrenFnMut {
    Box::new(of)
}
