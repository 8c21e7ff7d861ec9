//! Sets each metric against its peers, whoever they are.

use crate::engine::benchmark::peers::Peers;
use crate::engine::benchmark::position::Position;
use crate::engine::benchmark::standing::Own;
use crate::engine::benchmark::supplied::{self, Asked, Given, Supplied};
use crate::engine::cube::group::{self, Reach, Selection};
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::Window;
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::package::Package;
use crate::engine::kpi::figure::Figure;
use crate::engine::kpi::{Formula, Kpi};
use crate::view::query::PeriodChoice;
use crate::view::scene::Scene;
use crate::view::text::Arg;
use std::collections::{BTreeMap, BTreeSet};

/// All metrics that can be compared, and against whom.
pub(super) struct Field<'a> {
    pub(super) all: Vec<Compared<'a>>,
    /// `None`: against the table of peers.
    pub(super) values: Option<Values>,
    /// Channel and segment that peers are cut by.
    pub(super) cut: BTreeMap<Dimension, String>,
    /// Filters that the peers know nothing of.
    unmatched: Vec<Dimension>,
    n_other_currency: usize,
}

/// Peers in one's own data.
pub(super) struct Values {
    pub(super) dimension: Dimension,
    /// All values that rows have, but for «not given».
    pub(super) all: Vec<String>,
    pub(super) own: String,
}

/// One metric against its peers.
pub(super) struct Compared<'a> {
    pub(super) kpi: Kpi,
    pub(super) own: Figure,
    /// The revenue of the same rows, for what a gap is worth.
    pub(super) revenue: Option<f64>,
    pub(super) supplied: Supplied<'a>,
    pub(super) position: Position,
    /// What the others have together, in one's own data.
    pub(super) rest: Option<Figure>,
    /// The period that the peers are of; `None`: they do not say it, or it is one's own.
    pub(super) period: Option<Window>,
    /// Whether both are of the same basis, so that there may be a verdict.
    pub(super) has_basis: bool,
}

/// Ratios alone are compared: an amount tells how large a company is.
pub(super) fn metrics<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = Kpi> + use<'s> {
    scene.kpis().filter(|kpi| matches!(kpi.spec().formula, Formula::Ratio { .. }))
}

pub(super) fn own_of(figure: &Figure) -> Option<Own> {
    let value = *figure.value.as_ref().ok()?;
    Some(Own { value, interval: figure.range.map(|range| range.interval), is_enough: !figure.is_small })
}

/// Whether every table with revenue counts what the metric divides: else each would seem to bring revenue of others.
fn revenue_is_of_its_rows(scene: &Scene<'_>, kpi: Kpi) -> bool {
    let Formula::Ratio { numerator: [top, ..], .. } = kpi.spec().formula else { return false };
    let mut with_revenue = scene.facts().tables.iter().filter(|table| table.has_measure(Measure::Revenue));
    with_revenue.all(|table| table.has_measure(top.measure))
}

impl<'a> Field<'a> {
    pub(super) fn new(scene: &Scene<'a>) -> Self {
        match scene.query.against.peers.as_ref().filter(|asked| scene.facts().has_dimension(asked)) {
            Some(dimension) => Self::of_values(scene, dimension),
            None => Self::of_table(scene),
        }
    }

    fn of_table(scene: &Scene<'a>) -> Self {
        let mut cut: BTreeMap<Dimension, String> = BTreeMap::new();
        let mut unmatched: BTreeSet<Dimension> = BTreeSet::new();
        // A filter that one's own data does not know has no effect on it.
        for (dimension, value) in scene.query.filters.iter().filter(|(on, _)| scene.facts().has_dimension(on)) {
            let is_of_peers = matches!(dimension, Dimension::Channel | Dimension::Segment);
            // Peers have one value a row: figures of two together are nobody's.
            if !is_of_peers || cut.insert(dimension.clone(), value.clone()).is_some() {
                unmatched.insert(dimension.clone());
            }
        }
        cut.retain(|dimension, _| !unmatched.contains(dimension));
        let mut field = Self {
            all: Vec::new(),
            values: None,
            cut,
            unmatched: unmatched.into_iter().collect(),
            n_other_currency: 0,
        };
        let (totals, reach) = (scene.total(scene.window), scene.reach(None));
        let revenue = scene.figure(Kpi::Revenue, &totals, &reach).value.ok();
        for kpi in metrics(scene) {
            let own = scene.figure(kpi, &totals, &reach);
            field.n_other_currency += supplied::n_other_currency(&scene.facts().peers, &field.asked(scene, kpi, None));
            field.all.extend(field.of_table_one(scene, kpi, own, revenue));
        }
        field
    }

    fn asked(&self, scene: &Scene<'a>, kpi: Kpi, period: Option<Window>) -> Asked<'_, 'a> {
        let package: &'a Package = &scene.loaded.package;
        Asked { kpi, cut: &self.cut, period, company: &package.company, currency: package.currency.as_deref() }
    }

    fn of_table_one(&self, scene: &Scene<'a>, kpi: Kpi, own: Figure, revenue: Option<f64>) -> Option<Compared<'a>> {
        let window = scene.window.map(|window| scene.covered(window));
        let periods = supplied::periods(&scene.facts().peers, kpi, &self.cut);
        let period = match window {
            Some(window) => supplied::nearest(&periods, window),
            None => periods.last().copied(),
        };
        let supplied = self.supplied(scene, kpi, period)?;
        let is_as_long = period.zip(window).is_none_or(|(period, window)| supplied::is_as_long(period, window));
        let spec = kpi.spec();
        Some(Compared {
            position: Position::of(own_of(&own).as_ref(), &supplied.given, spec.good, spec.unit),
            has_basis: is_as_long && self.unmatched.is_empty(),
            rest: None,
            revenue: revenue.filter(|_| revenue_is_of_its_rows(scene, kpi)),
            kpi,
            own,
            supplied,
            period,
        })
    }

    /// Returns what the table of peers gives of a period.
    pub(super) fn supplied(&self, scene: &Scene<'a>, kpi: Kpi, period: Option<Window>) -> Option<Supplied<'a>> {
        supplied::supplied(&scene.loaded.facts.peers, &self.asked(scene, kpi, period))
    }

    fn of_values(scene: &Scene<'a>, dimension: &Dimension) -> Self {
        let selection = selection_of_all(scene, dimension, scene.window);
        let (facts, cache) = (scene.facts(), &scene.loaded.cache);
        let groups: Vec<(String, Totals)> = group::by_value(facts, cache, &selection, dimension)
            .into_iter()
            .filter(|(code, _)| *code != 0)
            .map(|(code, totals)| (facts.value(dimension, code).to_owned(), totals))
            .collect();
        let all: Vec<String> = groups.iter().map(|(value, _)| value.clone()).collect();
        let n_rows = |totals: &Totals| totals.parts().iter().map(|part| part.n_rows).sum::<u64>();
        let largest = groups.iter().max_by_key(|(_, totals)| n_rows(totals)).map(|(value, _)| value);
        let of_filter = scene.query.filters.iter().find(|(on, _)| on == dimension).map(|(_, value)| value);
        let asked = [scene.query.against.own.as_ref(), of_filter];
        let own =
            asked.into_iter().flatten().find(|value| all.contains(value)).or(largest).cloned().unwrap_or_default();
        let reach = Reach::new(facts, &selection, Some(dimension));
        let mut others = selection;
        others.clauses.insert(dimension.clone(), all.iter().filter(|value| **value != own).cloned().collect());
        let rest = group::total(facts, cache, &others);
        let mut field = Self {
            all: Vec::new(),
            values: Some(Values { dimension: dimension.clone(), all, own: own.clone() }),
            cut: BTreeMap::new(),
            unmatched: Vec::new(),
            n_other_currency: 0,
        };
        let Some((_, mine)) = groups.iter().find(|(value, _)| *value == own) else { return field };
        let revenue = scene.figure(Kpi::Revenue, mine, &reach).value.ok();
        for kpi in metrics(scene) {
            let figure = scene.figure(kpi, mine, &reach);
            let spec = kpi.spec();
            let of_others = groups.iter().filter(|(value, _)| *value != own);
            let figures: Vec<(String, Option<f64>)> =
                of_others.map(|(value, totals)| (value.clone(), known(&scene.figure(kpi, totals, &reach)))).collect();
            let members: Vec<(String, f64)> =
                figures.iter().filter_map(|(value, figure)| Some((value.clone(), (*figure)?))).collect();
            if members.is_empty() {
                continue;
            }
            let values: Vec<f64> = members.iter().map(|(_, value)| *value).collect();
            let n_unknown = figures.len() - members.len();
            let given = Given::Figures { peers: Peers::of(&values, spec.good), members };
            field.all.push(Compared {
                position: Position::of(own_of(&figure).as_ref(), &given, spec.good, spec.unit),
                rest: Some(scene.figure(kpi, &rest, &reach)),
                supplied: Supplied {
                    given,
                    cohort: Default::default(),
                    is_widened: false,
                    n_other: 0,
                    n_unknown,
                    sources: BTreeSet::new(),
                },
                period: None,
                has_basis: true,
                revenue: revenue.filter(|_| revenue_is_of_its_rows(scene, kpi)),
                kpi,
                own: figure,
            });
        }
        field
    }

    /// Says what is not of the same basis, and where a broader group is taken.
    pub(super) fn notices(&self, scene: &Scene<'_>) -> Vec<String> {
        let mut notices = Vec::new();
        if !self.unmatched.is_empty() && !self.all.is_empty() {
            let names: Vec<String> = self.unmatched.iter().map(|dimension| scene.dimension_name(dimension)).collect();
            let names = scene.locale.list(&names);
            notices.push(scene.text.with("bench-basis-filter", &[("dimensions", Arg::Text(&names))]));
        }
        let range = |window: Window| scene.locale.date_range(window.from, window.to);
        if let (Some(own), Some(period)) = (scene.window.map(|window| scene.covered(window)), self.period()) {
            let (theirs, mine) = (range(period), range(own));
            let args = [("peers", Arg::Text(&theirs)), ("own", Arg::Text(&mine))];
            if !supplied::is_as_long(period, own) {
                notices.push(scene.text.with("bench-basis-length", &args));
            } else if period.overlap(own).is_none() {
                notices.push(scene.text.with("bench-basis-period", &args));
            }
        }
        if self.values.is_none() && !self.all.is_empty() && self.period().is_none() {
            notices.push(scene.text.get("bench-basis-undated"));
        }
        if self.n_other_currency > 0 {
            #[allow(clippy::cast_precision_loss)]
            notices.push(scene.counted("bench-basis-currency", self.n_other_currency as f64));
        }
        let widened: Vec<String> = self
            .all
            .iter()
            .filter(|compared| compared.supplied.is_widened)
            .map(|compared| scene.kpi_name(compared.kpi))
            .collect();
        if !widened.is_empty() {
            let least = scene.count(crate::engine::benchmark::peers::MIN_RANKED as u64);
            let names = if widened.len() == self.all.len() { None } else { Some(scene.locale.list(&widened)) };
            notices.push(match names {
                None => scene.text.with("bench-widened-all", &[("least", Arg::Text(&least))]),
                Some(names) => {
                    scene.text.with("bench-widened", &[("least", Arg::Text(&least)), ("metrics", Arg::Text(&names))])
                }
            });
        }
        notices
    }

    /// Returns the period that most of the peers' figures are of.
    pub(super) fn period(&self) -> Option<Window> {
        let of = |period: Window| self.all.iter().filter(|compared| compared.period == Some(period)).count();
        self.all.iter().filter_map(|compared| compared.period).max_by_key(|period| of(*period))
    }

    /// Returns the peers' period as the link writes it, with words, where one's own is not as long.
    pub(super) fn their_period(&self, scene: &Scene<'_>) -> Option<(String, String)> {
        let (period, own) = self.period().zip(scene.window.map(|window| scene.covered(window)))?;
        if supplied::is_as_long(period, own) {
            return None;
        }
        let dates = scene.locale.date_range(period.from, period.to);
        let words = scene.text.with("bench-their-period", &[("dates", Arg::Text(&dates))]);
        Some((PeriodChoice::Custom(period.from, period.to).id(), words))
    }
}

/// Returns a value's figure as a peer; one that rests on too little is none.
pub(super) fn known(figure: &Figure) -> Option<f64> {
    figure.value.as_ref().ok().copied().filter(|_| !figure.is_small)
}

/// Returns what is selected, of all values of a dimension.
pub(super) fn selection_of_all(scene: &Scene<'_>, dimension: &Dimension, window: Option<Window>) -> Selection {
    let mut selection = scene.selection(window);
    selection.clauses.remove(dimension);
    selection
}
