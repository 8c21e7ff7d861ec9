//! The state of the dashboard, which is what its link carries.
//!
//! [`Query::parse`] and [`Query::to_search`] are each other's inverse. What a link says that is not
//! understood is passed over: an old or broken link still opens. Whatever stands at its default is
//! left out. The methods named for an intent (`compared_with`, `filter_toggled`) give the next state.

use crate::engine::day::Day;
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::feed::problem::ProblemKind;
use crate::view::against::Against;
use crate::view::closer::Closer;
use crate::view::compare::Compare;
use crate::view::display::Display;
use crate::view::page::Choice;
use crate::view::route::Page;
use crate::view::step::StepChoice;
use crate::view::text::Lang;
use serde::{Deserialize, Serialize};

/// Everything that a link says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Query {
    pub page: Page,
    /// The manifest's address, absolute or relative to the dashboard; `None`: the demo.
    pub feed: Option<String>,
    /// `None`: what the feed says, else the last 30 days of the data.
    pub period: Option<PeriodChoice>,
    pub compare: Compare,
    /// What the Channels page is cut by; `None`: channel where the feed has one.
    pub by: Option<Dimension>,
    /// Dimension and value, in the order they were added. Several values of one dimension: any of them.
    pub filters: Vec<(Dimension, String)>,
    /// How long the steps of series are; `None`: as the period decides.
    pub step: Option<StepChoice>,
    /// The metrics that the Channels table shows, by their ids; empty: all that the feed gives.
    pub metrics: Vec<String>,
    /// The table's sort: a metric's id or `name`.
    pub sort: Option<Sort>,
    pub against: Against,
    pub closer: Closer,
    /// Which problems the Data page lists: of one kind, of one file; `None`: of all.
    pub problem: Option<ProblemKind>,
    pub file: Option<String>,
    /// `None`: the reader's preference.
    pub lang: Option<Lang>,
    pub display: Display,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    pub column: String,
    pub is_ascending: bool,
}

/// A period as it is chosen; days it becomes only with a feed ([`crate::view::period`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeriodChoice {
    /// The last day of the data, and the one before it.
    LatestDay,
    DayBefore,
    Last7Days,
    Last30Days,
    Last90Days,
    WeekToDate,
    MonthToDate,
    QuarterToDate,
    YearToDate,
    LastWeek,
    LastMonth,
    LastQuarter,
    LastYear,
    All,
    /// Both days belong to it, the first is not after the last.
    Custom(Day, Day),
}

impl PeriodChoice {
    /// The presets, as they are offered.
    pub const PRESETS: [Self; 14] = [
        Self::LatestDay,
        Self::DayBefore,
        Self::Last7Days,
        Self::Last30Days,
        Self::Last90Days,
        Self::WeekToDate,
        Self::MonthToDate,
        Self::QuarterToDate,
        Self::YearToDate,
        Self::LastWeek,
        Self::LastMonth,
        Self::LastQuarter,
        Self::LastYear,
        Self::All,
    ];

    /// Returns what a link writes for it.
    pub fn id(self) -> String {
        match self {
            Self::LatestDay => "latest-day".into(),
            Self::DayBefore => "day-before".into(),
            Self::Last7Days => "last-7-days".into(),
            Self::Last30Days => "last-30-days".into(),
            Self::Last90Days => "last-90-days".into(),
            Self::WeekToDate => "week-to-date".into(),
            Self::MonthToDate => "month-to-date".into(),
            Self::QuarterToDate => "quarter-to-date".into(),
            Self::YearToDate => "year-to-date".into(),
            Self::LastWeek => "last-week".into(),
            Self::LastMonth => "last-month".into(),
            Self::LastQuarter => "last-quarter".into(),
            Self::LastYear => "last-year".into(),
            Self::All => "all".into(),
            Self::Custom(from, to) => days_id(from, to),
        }
    }

    /// Reads a preset's id or `YYYY-MM-DD..YYYY-MM-DD`.
    pub fn from_id(id: &str) -> Option<Self> {
        let preset = || Self::PRESETS.into_iter().find(|preset| preset.id() == id);
        days_from_id(id).map(|(from, to)| Self::Custom(from, to)).or_else(preset)
    }
}

/// Writes a span of days as links do.
pub(super) fn days_id(from: Day, to: Day) -> String {
    format!("{from}..{to}")
}

/// Reads `YYYY-MM-DD..YYYY-MM-DD`; `None` also where the first is after the last.
pub(super) fn days_from_id(id: &str) -> Option<(Day, Day)> {
    let (from, to) = id.split_once("..")?;
    let (from, to) = (Day::from_iso(from)?, Day::from_iso(to)?);
    (from <= to).then_some((from, to))
}

impl Query {
    /// Reads the part of an address after `?` (with or without it).
    pub fn parse(search: &str) -> Self {
        let mut query = Self::default();
        for pair in search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value);
            match decode(name).as_str() {
                "page" => query.page = Page::from_id(&value).unwrap_or_default(),
                "feed" if !value.is_empty() => query.feed = Some(value),
                "period" => query.period = PeriodChoice::from_id(&value),
                "compare" => query.compare = Compare::from_id(&value).unwrap_or_default(),
                "step" => query.step = StepChoice::from_id(&value),
                "by" => query.by = Dimension::from_id(&value),
                "where" => {
                    if let Some(filter) = filter_from(&value)
                        && !query.filters.contains(&filter)
                    {
                        query.filters.push(filter);
                    }
                }
                "metrics" => {
                    query.metrics.clear();
                    for id in value.split(',').filter(|id| is_plain(id)) {
                        if !query.metrics.iter().any(|other| other == id) {
                            query.metrics.push(id.into());
                        }
                    }
                }
                "sort" => query.sort = sort_from(&value),
                "problem" => query.problem = ProblemKind::ALL.into_iter().find(|kind| kind.id() == value),
                "file" if !value.is_empty() => query.file = Some(value),
                "lang" => query.lang = Lang::from_tag(&value),
                name => {
                    let _ = query.against.take(name, &value)
                        || query.closer.take(name, &value)
                        || query.display.take(name, &value);
                }
            }
        }
        query
    }

    /// Writes the part of an address after the path: empty, or beginning with `?`.
    pub fn to_search(&self) -> String {
        let Self { page, feed, period, compare, by, filters, step, metrics, sort, .. } = self;
        let Self { against, closer, problem, file, lang, display, .. } = self;
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if *page != Page::default() {
            pairs.push(("page", page.id().into()));
        }
        if let Some(feed) = feed {
            pairs.push(("feed", feed.clone()));
        }
        if let Some(period) = period {
            pairs.push(("period", period.id()));
        }
        if *compare != Compare::default() {
            pairs.push(("compare", compare.id()));
        }
        if let Some(by) = by {
            pairs.push(("by", by.id()));
        }
        for (dimension, value) in filters {
            // A colon in an own column's name would end it too early.
            let id = encode(&dimension.id()).replace(':', "%3A");
            pairs.push(("where", format!("{id}:{value}")));
        }
        if let Some(step) = step {
            pairs.push(("step", step.id().into()));
        }
        if !metrics.is_empty() {
            pairs.push(("metrics", metrics.join(",")));
        }
        if let Some(sort) = sort {
            pairs.push(("sort", format!("{}{}", if sort.is_ascending { "" } else { "-" }, sort.column)));
        }
        pairs.extend(against.pairs());
        pairs.extend(closer.pairs());
        if let Some(problem) = problem {
            pairs.push(("problem", problem.id().into()));
        }
        if let Some(file) = file {
            pairs.push(("file", file.clone()));
        }
        if let Some(lang) = lang {
            pairs.push(("lang", lang.id().into()));
        }
        pairs.extend(display.pairs());
        let joined: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={}", encode(&value))).collect();
        if joined.is_empty() { String::new() } else { format!("?{}", joined.join("&")) }
    }

    /// What is listed on the Data page is of no other page, and neither is the change that is explained.
    pub fn on_page(&self, page: Page) -> Self {
        let explain = self.closer.explain.clone().filter(|_| page == Page::Explain);
        let closer = Closer { explain, ..self.closer.clone() };
        Self { page, problem: None, file: None, closer, ..self.clone() }
    }

    /// Lists the problems of one kind; where only those are listed, all again. `id` is that of a kind.
    pub fn problems_toggled(&self, id: &str) -> Self {
        let kind = ProblemKind::ALL.into_iter().find(|kind| kind.id() == id);
        Self { problem: kind.filter(|_| kind != self.problem), ..self.clone() }
    }

    /// Lists the problems of one file; where only those are listed, all again.
    pub fn file_toggled(&self, file: &str) -> Self {
        Self { file: Some(file.to_owned()).filter(|file| self.file.as_ref() != Some(file)), ..self.clone() }
    }

    /// Lists all problems again.
    pub fn all_problems(&self) -> Self {
        Self { problem: None, file: None, ..self.clone() }
    }

    /// Returns what asks for figures: how problems are listed, the language of the link and how much of the page is shown
    /// are not part of it.
    pub fn of_figures(&self) -> Self {
        Self { problem: None, file: None, lang: None, display: Display::default(), ..self.clone() }
    }

    /// `id` is what [`PeriodChoice::id`] writes; anything else changes nothing.
    pub fn in_period(&self, id: &str) -> Self {
        Self { period: PeriodChoice::from_id(id).or(self.period), ..self.clone() }
    }

    /// `id` is what [`Compare::id`] writes; anything else changes nothing.
    pub fn compared_with(&self, id: &str) -> Self {
        Self { compare: Compare::from_id(id).unwrap_or(self.compare), ..self.clone() }
    }

    /// `id` is what [`StepChoice::id`] writes; anything else leaves it to the period again.
    pub fn stepped_by(&self, id: &str) -> Self {
        Self { step: StepChoice::from_id(id), ..self.clone() }
    }

    /// Sets the filter where it is not on, and takes it away where it is.
    pub fn filter_toggled(&self, dimension: &str, value: &str) -> Self {
        let mut next = self.clone();
        if let Some(dimension) = Dimension::from_id(dimension) {
            let filter = (dimension, value.to_owned());
            match next.filters.iter().position(|on| *on == filter) {
                Some(at) => {
                    next.filters.remove(at);
                }
                None => next.filters.push(filter),
            }
        }
        next
    }

    /// Sets a filter to one value, or, where that is empty, takes it away.
    pub fn filtered_to(&self, dimension: &str, value: &str) -> Self {
        let mut next = self.clone();
        if let Some(dimension) = Dimension::from_id(dimension) {
            next.filters.retain(|(on, _)| *on != dimension);
            next.filters.extend((!value.is_empty()).then(|| (dimension, value.to_owned())));
        }
        next
    }

    pub fn without_filters(&self) -> Self {
        Self { filters: Vec::new(), ..self.clone() }
    }

    /// Shows a metric's column where it is hidden, and hides it where it is shown; the last one stays. `offered` are all that
    /// there could be, those that are shown chosen.
    pub fn metric_toggled(&self, id: &str, offered: &[Choice]) -> Self {
        let is_on = |choice: &&Choice| choice.is_chosen != (choice.id == id);
        let metrics: Vec<String> = offered.iter().filter(is_on).map(|choice| choice.id.clone()).collect();
        match metrics.len() {
            0 => self.clone(),
            all if all == offered.len() => self.with_all_metrics(),
            _ => Self { metrics, ..self.clone() },
        }
    }

    pub fn with_all_metrics(&self) -> Self {
        Self { metrics: Vec::new(), ..self.clone() }
    }

    /// Sorts by a column, largest first; a second time smallest first; a third time not at all.
    pub fn sorted_by(&self, column: &str) -> Self {
        let sort = match &self.sort {
            Some(sort) if sort.column == column && sort.is_ascending => None,
            Some(sort) if sort.column == column => Some(Sort { column: column.into(), is_ascending: true }),
            _ => Some(Sort { column: column.into(), is_ascending: false }),
        };
        Self { sort, ..self.clone() }
    }

    /// The Channels page with the largest of a column first.
    pub fn ranked_by(&self, column: &str) -> Self {
        let sort = Some(Sort { column: column.into(), is_ascending: false });
        Self { sort, ..self.on_page(Page::Channels) }
    }

    pub fn in_language(&self, lang: Lang) -> Self {
        Self { lang: Some(lang), ..self.clone() }
    }
}

fn filter_from(text: &str) -> Option<(Dimension, String)> {
    let (dimension, value) = text.split_once(':')?;
    Some((Dimension::from_id(&decode(dimension))?, value.to_owned()))
}

/// Whether a text can be the id of a metric.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn sort_from(text: &str) -> Option<Sort> {
    let (column, is_ascending) = match text.strip_prefix('-') {
        Some(column) => (column, false),
        None => (text, true),
    };
    is_plain(column).then(|| Sort { column: column.into(), is_ascending })
}

/// Percent-encodes what a query value may not hold as it is (RFC 3986, and `&`, `+`, `=`, `#`).
/// `:`, `/`, `,` and `@` stay, so that a link can be read.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b',' | b'@' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Decodes what [`encode`] and forms write: `%41`, `+` for a space. A broken escape stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .filter(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (escaped, byte) {
            (Some(escaped), _) => {
                out.push(escaped);
                at += 3;
                continue;
            }
            (None, b'+') => out.push(b' '),
            (None, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}
