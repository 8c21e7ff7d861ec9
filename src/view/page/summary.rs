//! The Summary: how are we doing?

mod happened;

pub use happened::Finding;

use super::alerts::Alerts;
use super::pacing::{PaceRow, aims};
use super::{Change, Shown, Verdict};
use crate::engine::cube::group::Reach;
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::{Step, Window};
use crate::engine::kpi::customer_ratio::CustomerRatio;
use crate::engine::kpi::figure::{Absence, Figure};
use crate::engine::kpi::{Formula, Kpi, Term};
use crate::view::chart::spark::Spark;
use crate::view::number::DateStyle;
use crate::view::period;
use crate::view::scene::Scene;
use crate::view::spread::Spread;
use crate::view::step::{self, StepChoice};
use crate::view::target::against_targets;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// At most ten.
    pub cards: Vec<KpiCard>,
    /// What happened, at most five sentences.
    pub happened: Vec<Finding>,
    /// Metrics that the feed cannot give, with the reason: «Customer acquisition cost: the feed has no new customers».
    pub missing: Vec<MissingKpi>,
    /// Targets of the days that are shown; `None`: the feed has none at all.
    pub pacing: Option<Vec<PaceRow>>,
    pub alerts: Alerts,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KpiCard {
    /// The metric's id, for `data-metric`.
    pub kpi: String,
    pub name: String,
    pub figure: Shown,
    pub change: Option<Change>,
    /// Why there is no change where a target was to be set against: «no target».
    pub unaimed: Option<String>,
    pub spark: Option<Spark>,
    /// «12,345 visits».
    pub observations: String,
    /// What it means, in a sentence.
    pub meaning: String,
    /// Between which values the truth lies, and by what method; or why that cannot be said.
    pub interval: String,
    /// How it is computed, in words.
    pub formula: String,
    /// Where the definition comes from.
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingKpi {
    pub kpi: String,
    pub name: String,
    pub reason: String,
}

/// The cards, in the order of what a reader asks first; the first [`MAX_CARDS`] that the feed gives are shown.
const CARDS: [Kpi; 25] = [
    Kpi::Revenue,
    Kpi::Orders,
    Kpi::Aov,
    Kpi::Conversion,
    Kpi::Cac,
    Kpi::CpaAcquisition,
    Kpi::Roas,
    Kpi::NewCustomers,
    Kpi::Nps,
    Kpi::LeadConversion,
    Kpi::Leads,
    Kpi::Cost,
    Kpi::Visits,
    Kpi::Conversions,
    Kpi::CostPerOrder,
    Kpi::CostPerLead,
    Kpi::Csat,
    Kpi::Ces,
    Kpi::Retention,
    Kpi::RepeatRate,
    Kpi::ClvSimple,
    Kpi::Roi,
    Kpi::EngagementRate,
    Kpi::RefundRate,
    Kpi::ResponseRate,
];

/// One screen of a phone and one printed page hold no more.
const MAX_CARDS: usize = 10;

/// The metrics whose absence is said: every dashboard of the trade has them.
const EXPECTED: [Kpi; 7] =
    [Kpi::Revenue, Kpi::Orders, Kpi::Aov, Kpi::Conversion, Kpi::Cac, Kpi::CpaAcquisition, Kpi::Roas];

/// A card's figure with what it was.
struct Weighed {
    kpi: Kpi,
    now: Figure,
    then: Figure,
    /// `None`: they cannot be compared.
    verdict: Option<Verdict>,
}

impl KpiCard {
    /// Whether a page tells what its change is made of: how far it is from a target is no change.
    pub fn is_explained(&self) -> bool {
        self.change.as_ref().is_some_and(|change| change.word.is_none())
    }
}

impl Summary {
    pub fn new(scene: &Scene<'_>) -> Self {
        let reach = scene.reach(None);
        let now = scene.total(scene.window);
        let then = scene.compared.map(|window| scene.total(Some(window)));
        let series = Series::new(scene);
        let (spread, spread_then) = (Spread::new(scene, scene.window, None), Spread::new(scene, scene.compared, None));
        let own = scene.loaded.package.metrics.iter().map(|own| own.kpi);
        let (first, others) = CARDS.split_at(EXPECTED.len());
        let kpis: Vec<Kpi> = first.iter().copied().chain(own).chain(others.iter().copied()).collect();
        let aimed = against_targets(scene, scene.cut().as_ref(), &kpis);
        let (mut cards, mut missing, mut carded, mut weighed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, kpi) in kpis.into_iter().enumerate() {
            if cards.len() >= MAX_CARDS && !EXPECTED.contains(&kpi) {
                continue;
            }
            let figure = spread.figure(kpi, &now, &reach, 0);
            match &figure.value {
                Err(
                    why @ (Absence::NotSupplied(_) | Absence::Lacking(..) | Absence::NoPeople | Absence::NobodyNamed),
                ) => {
                    if EXPECTED.contains(&kpi) {
                        let (name, reason) = (scene.kpi_name(kpi), scene.reason(why));
                        missing.push(MissingKpi { kpi: kpi.id().into(), name, reason });
                    }
                }
                Ok(_) | Err(_) if cards.len() < MAX_CARDS => {
                    let then = then.as_ref().map(|totals| spread_then.figure(kpi, totals, &reach, 0));
                    carded.push(kpi);
                    let changed = then.as_ref().and_then(|then| scene.change(kpi, &figure, then));
                    let verdict = changed.as_ref().map(|change| change.verdict);
                    let change = aimed.get(at).cloned().unwrap_or_else(|| changed.ok_or_else(String::new));
                    cards.push(card(scene, kpi, &figure, change, &series, &reach));
                    weighed.extend(then.map(|then| Weighed { kpi, now: figure, then, verdict }));
                }
                Ok(_) | Err(_) => {}
            }
        }
        let aims = aims(scene);
        let rows = || aims.first.iter().map(|(cut, aim)| PaceRow::new(scene, cut, aim)).collect();
        let pacing = (!scene.facts().targets.is_empty()).then(rows);
        let happened = happened::happened(scene, &weighed);
        Self { cards, happened, missing, pacing, alerts: Alerts::new(scene, &aims, &carded) }
    }
}

fn card(
    scene: &Scene<'_>,
    kpi: Kpi,
    figure: &Figure,
    change: Result<Change, String>,
    series: &Series,
    reach: &Reach,
) -> KpiCard {
    KpiCard {
        kpi: kpi.id().into(),
        name: scene.kpi_name(kpi),
        figure: scene.shown(kpi, figure),
        unaimed: change.as_ref().err().cloned().filter(|why| !why.is_empty()),
        change: change.ok(),
        spark: series.spark(scene, kpi, reach),
        observations: observations(scene, kpi, figure),
        meaning: scene.kpi_meaning(kpi),
        interval: scene.certainty(kpi, figure),
        formula: scene.formula(kpi),
        source: scene.kpi_source(kpi),
    }
}

/// Says how much the figure rests on: the denominator of a ratio, the rows of a sum.
fn observations(scene: &Scene<'_>, kpi: Kpi, figure: &Figure) -> String {
    let id_of = |denominator: &[Term]| match denominator {
        [Term { measure, .. }] if !measure.is_money() => Some(format!("count-{}", measure.id().replace('_', "-"))),
        _ => None,
    };
    let of_ratio = match kpi.spec().formula {
        // A feed's own metric may divide by what is never counted in words.
        Formula::Ratio { denominator, .. } => id_of(denominator).filter(|id| scene.text.find(id, &[]).is_some()),
        Formula::Sum(_) | Formula::Customers(_) => None,
    };
    if let (Some(id), Some(sum)) = (of_ratio, figure.denominator) {
        return scene.counted(&id, sum.to_f64());
    }
    match (kpi.spec().formula, figure.denominator) {
        (Formula::Customers(ratio), Some(sum)) if ratio.is_of_orders() => scene.counted("count-orders", sum.to_f64()),
        (Formula::Customers(CustomerRatio::Online), _) => scene.counted("count-rows", figure.n_rows as f64),
        (Formula::Customers(_), Some(sum)) => scene.counted("count-customers", sum.to_f64()),
        #[allow(clippy::cast_precision_loss)]
        _ => scene.counted("count-rows", figure.n_rows as f64),
    }
}

/// Totals by step, of the period and of the one it is compared with.
struct Series {
    /// The step that the link asks for.
    chosen: Option<StepChoice>,
    now: Vec<(Window, Totals)>,
    then: Vec<Totals>,
}

impl Series {
    fn new(scene: &Scene<'_>) -> Self {
        // The period decides on the step, and what it is compared with follows.
        let week_start = scene.loaded.package.week_start;
        let chosen = scene.window.and_then(|window| step::chosen(scene, scene.covered(window)));
        let step = match (chosen, scene.window) {
            (Some(choice), _) => choice.step(week_start),
            (None, Some(window)) => period::step_for(scene.covered(window), week_start),
            (None, None) => Step::Day,
        };
        let steps = |window: Window| -> Vec<(Window, Totals)> {
            let (steps, grid) = scene.steps(window, step, None);
            steps.into_iter().enumerate().map(|(at, step)| (step, grid.cell(at, 0).clone())).collect()
        };
        Self {
            chosen,
            now: scene.window.map(steps).unwrap_or_default(),
            then: scene.compared.map(steps).unwrap_or_default().into_iter().map(|(_, totals)| totals).collect(),
        }
    }

    fn spark(&self, scene: &Scene<'_>, kpi: Kpi, reach: &Reach) -> Option<Spark> {
        let value = |totals: &Totals| scene.figure(kpi, totals, reach).value.ok();
        let now: Vec<Option<f64>> = self.now.iter().map(|(_, totals)| value(totals)).collect();
        let known = || self.now.iter().zip(&now).filter_map(|((step, _), value)| Some((*step, (*value)?)));
        if known().count() < 2 {
            return None;
        }
        let lowest = known().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
        let highest = known().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        let write = |(step, value): (Window, f64)| {
            let day = match self.chosen {
                Some(choice) => step::label(scene, choice, step.from),
                None => scene.locale.date(step.from, DateStyle::DayOfMonth),
            };
            (scene.compact(kpi.spec().unit, value), day)
        };
        let ((low, low_day), (high, high_day)) = (write(lowest), write(highest));
        let args = [
            ("low", Arg::Text(&low)),
            ("low_day", Arg::Text(&low_day)),
            ("high", Arg::Text(&high)),
            ("high_day", Arg::Text(&high_day)),
        ];
        let sentence = scene.text.with("spark", &args);
        // A compared period that ends a day into another month has a step too many.
        let then = self.then.iter().take(now.len()).map(value).collect();
        Some(Spark { now, then, sentence })
    }
}
