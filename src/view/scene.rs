//! Everything that a page is made of: a feed, a query, a reader.

use crate::engine::benchmark::pack::Pack;
use crate::engine::cube::cache::Cache;
use crate::engine::cube::group::{self, Grid, Reach, Selection};
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::Step;
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::facts::Facts;
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::feed::package::{Package, Texts};
use crate::engine::feed::report::Report;
use crate::engine::kpi::Kpi;
use crate::engine::kpi::figure::{Figure, figure};
use crate::view::number::Locale;
use crate::view::period::{self, Alignment};
use crate::view::query::{PeriodChoice, Query};
use crate::view::text::Text;
use std::collections::BTreeMap;

/// How many totals a series may have: 400,000 take some 50 MB of memory.
pub const MAX_CELLS: usize = 400_000;

/// What was loaded.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub package: Package,
    pub facts: Facts,
    pub report: Report,
    /// The reader's day when the feed was opened.
    pub today: Day,
    /// What was published elsewhere; `None`: nobody has asked for it yet, or it is on its way. `Err`: why it cannot be had.
    pub references: Option<Result<Pack, String>>,
    /// What earlier questions have left for later ones.
    pub cache: Cache,
}

/// A query, resolved against what was loaded, for one reader.
pub struct Scene<'a> {
    pub loaded: &'a Loaded,
    pub query: &'a Query,
    pub text: &'a Text,
    pub locale: &'a dyn Locale,
    pub choice: PeriodChoice,
    /// `None`: the feed has no dates, and everything is one period.
    pub window: Option<Window>,
    /// `None`: no comparison is asked for, or the feed does not cover one.
    pub compared: Option<Window>,
    /// Whether a comparison was asked for that begins before the feed does.
    pub comparison_is_cut: bool,
}

impl<'a> Scene<'a> {
    pub fn new(loaded: &'a Loaded, query: &'a Query, text: &'a Text, locale: &'a dyn Locale) -> Self {
        let of_feed = loaded.package.default_period.as_deref().and_then(PeriodChoice::from_id);
        let choice = query.period.or(of_feed).unwrap_or(PeriodChoice::Last30Days);
        let (extent, week_start) = (loaded.facts.extent(), loaded.package.week_start);
        let window = extent.map(|extent| period::resolve(choice, extent, loaded.today, week_start));
        let asked = window.zip(extent).and_then(|(window, extent)| {
            // Of a period that reaches beyond the feed, the days that there are meet as many days.
            let covered = window.overlap(extent).unwrap_or(window);
            let alignment = match period::alignment(choice, window, week_start) {
                Alignment::Whole(step) if covered != window => Alignment::ToDate(step),
                alignment => alignment,
            };
            period::compared(covered, alignment, query.compare)
        });
        let compared = asked.zip(extent).filter(|(asked, extent)| asked.from >= extent.from);
        // Days after the feed's last would pass for days without a sale.
        let compared = compared.and_then(|(asked, extent)| asked.overlap(extent));
        let comparison_is_cut = asked.is_some() && compared.is_none();
        Self { loaded, query, text, locale, choice, window, compared, comparison_is_cut }
    }

    pub const fn facts(&self) -> &'a Facts {
        &self.loaded.facts
    }

    /// Returns the filters as clauses of a selection over `window`.
    ///
    /// The period «all» takes rows without a date too.
    pub fn selection(&self, window: Option<Window>) -> Selection {
        let mut clauses: BTreeMap<Dimension, Vec<String>> = BTreeMap::new();
        for (dimension, value) in &self.query.filters {
            // A link to a feed that lacks the dimension still opens; the chip says that it has no effect.
            if self.facts().has_dimension(dimension) {
                clauses.entry(dimension.clone()).or_default().push(value.clone());
            }
        }
        let takes_undated = self.choice == PeriodChoice::All && window == self.window;
        Selection { window, takes_undated, clauses }
    }

    /// Adds up a window under the filters.
    pub fn total(&self, window: Option<Window>) -> Totals {
        group::total(self.facts(), &self.loaded.cache, &self.selection(window))
    }

    pub fn reach(&self, dimension: Option<&Dimension>) -> Reach {
        Reach::new(self.facts(), &self.selection(self.window), dimension)
    }

    /// Returns the part of a window that the feed covers, the window itself where it covers none.
    pub fn covered(&self, window: Window) -> Window {
        self.facts().extent().and_then(|extent| window.overlap(extent)).unwrap_or(window)
    }

    /// Whether what is compared is shorter or longer by more than a tenth: months differ by less, days of one's own may
    /// differ by any number. Totals of the two say nothing then.
    pub(in crate::view) fn is_uneven(&self) -> bool {
        let window = self.window.map(|window| self.covered(window));
        window.zip(self.compared).is_some_and(|(now, then)| {
            let (short, long) = (now.n_days().min(then.n_days()), now.n_days().max(then.n_days()));
            (long - short) * 10 > long
        })
    }

    /// Whether the feed knew all that the metric needs when the compared period began.
    pub fn knew(&self, kpi: Kpi, window: Window) -> bool {
        let required = kpi.spec().formula.terms().filter(|term| !term.is_optional);
        required
            .into_iter()
            .all(|term| self.facts().first_known(term.measure).is_some_and(|first| first <= window.from))
    }

    /// Adds up a window under the filters by the steps of a series.
    ///
    /// What lies beyond the feed has no steps: a link may ask for ten thousand years. Past
    /// [`MAX_CELLS`] the window is one step.
    pub fn steps(&self, window: Window, step: Step, dimension: Option<&Dimension>) -> (Vec<Window>, Grid) {
        let covered = self.covered(window);
        let mut steps = covered.steps(step);
        let n_codes = dimension.map_or(1, |dimension| self.facts().n_codes(dimension));
        if steps.len().saturating_mul(n_codes) > MAX_CELLS {
            steps = vec![covered];
        }
        let selection = self.selection(Some(window));
        let grid = group::group(self.facts(), &self.loaded.cache, &selection, &steps, dimension);
        (steps, grid)
    }

    /// Adds up steps of a window, which follow each other without a gap.
    pub(in crate::view) fn grid(&self, window: Window, steps: &[Window]) -> Grid {
        group::group(self.facts(), &self.loaded.cache, &self.selection(Some(window)), steps, None)
    }

    pub fn figure(&self, kpi: Kpi, totals: &Totals, reach: &Reach) -> Figure {
        figure(kpi.spec(), totals, self.facts(), reach)
    }

    /// Chooses the reader's language, else English, else any.
    pub fn choose<'t>(&self, texts: &'t Texts) -> Option<&'t str> {
        texts
            .get(self.text.lang().id())
            .or_else(|| texts.get("en"))
            .or_else(|| texts.values().next())
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }

    /// Returns the code of the feed's currency, or nothing.
    pub fn currency(&self) -> &'a str {
        self.loaded.package.currency.as_deref().unwrap_or_default()
    }

    /// Returns what a value is called: by the feed's label, by the dashboard's own name for it, or as it is written.
    pub fn value_name(&self, dimension: &Dimension, value: &str) -> String {
        if value.is_empty() {
            return self.text.get("value-not-given");
        }
        let label = self.loaded.package.labels.get(&dimension.id()).and_then(|values| values.get(value));
        if let Some(label) = label.and_then(|texts| self.choose(texts)) {
            return label.to_owned();
        }
        let is_plain = value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let id = format!("{}-{value}", dimension.id()).replace('_', "-");
        let own = if is_plain && Dimension::NAMED.contains(dimension) { self.text.find(&id, &[]) } else { None };
        own.unwrap_or_else(|| value.to_owned())
    }

    /// Returns what a dimension is called inside a sentence; a feed's own column keeps its name.
    pub fn dimension_name(&self, dimension: &Dimension) -> String {
        match dimension {
            Dimension::Own(name) => name.clone(),
            named => self.text.get(&format!("dimension-{}", named.id().replace('_', "-"))),
        }
    }

    /// Returns what a dimension is called where it stands alone: a heading, a button.
    pub fn dimension_title(&self, dimension: &Dimension) -> String {
        match dimension {
            Dimension::Own(name) => name.clone(),
            named => self.text.get(&format!("dimension-{}.title", named.id().replace('_', "-"))),
        }
    }
}
