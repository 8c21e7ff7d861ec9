//! How sure a figure is: its interval, and that of the difference of two figures.
//!
//! A sum is what was counted and has none. What is drawn by chance differs by metric: each visit of a rate, the count
//! of customers that a cost is divided by, or whole days (weeks, months) and customers, of which all rows are alike.

use super::basis::Basis as RowBasis;
use super::figure::Figure;
use super::{Formula, Spec};
use crate::engine::cube::totals::Totals;
use crate::engine::customer::experience::Nps;
use crate::engine::facts::Facts;
use crate::engine::facts::vocabulary::Measure;
use crate::engine::feed::package::Grain;
use crate::engine::plan::contribution::Amounts;
use crate::engine::quantity::Sum;
use crate::engine::stat::difference::of_estimates;
use crate::engine::stat::mean::Mean;
use crate::engine::stat::poisson::cost_interval;
use crate::engine::stat::proportion::Proportion;
use crate::engine::stat::ratio::{Ratio, Unit};
use crate::engine::stat::{Interval, finite};

/// The chance with which an interval holds the truth, in the long run.
pub const CONFIDENCE: f64 = 0.95;

/// How a metric's interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Not at all: a sum.
    None,
    /// Wilson's score interval: what is counted above is a part of what is counted below.
    Wilson,
    /// The cost as known, over the exact limits of the Poisson count that it is divided by.
    Poisson,
    /// The delta method over units of which rows are alike: customers where all rows name one,
    /// else days, or weeks and months where a row covers one.
    Clustered,
    /// Adjusted Wald on promoters, passives and detractors; a score is no proportion.
    AdjustedWald,
    /// Student's t of a mean.
    StudentT,
    /// The percentiles of many resamples of customers: no closed form is known.
    Bootstrap,
}

/// What an interval rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Wilson,
    Poisson,
    /// How much so many days, weeks or months differ.
    Steps(Grain, u32),
    /// How much so many customers differ.
    Customers(u32),
    AdjustedWald,
    StudentT,
    Bootstrap,
}

/// The interval of a figure, in the metric's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    pub interval: Interval,
    pub basis: Basis,
}

/// Returns the interval that sums alone can give: `sum_of` is that of a further measure over the same rows; `None` where the method needs more, or they are no such counts.
///
/// Counts of rows that are spread over their days need not be whole: they are rounded.
pub(super) fn of_sums(
    method: Method,
    numerator: Sum,
    denominator: Sum,
    per: u32,
    sum_of: &dyn Fn(Measure) -> Option<Sum>,
) -> Option<Range> {
    match method {
        Method::None | Method::Clustered | Method::Bootstrap => None,
        Method::Wilson => {
            let proportion = Proportion { k: count(numerator)?, n: count(denominator)? };
            Some(Range { interval: proportion.wilson(CONFIDENCE)?, basis: Basis::Wilson })
        }
        Method::Poisson => {
            let interval = cost_interval(numerator.to_f64(), count(denominator)?, CONFIDENCE)?;
            Some(Range { interval: interval.scaled(f64::from(per)), basis: Basis::Poisson })
        }
        Method::AdjustedWald => {
            let (n, promoters) = (count(denominator)?, count(sum_of(Measure::Promoters)?)?);
            let detractors = count(sum_of(Measure::Detractors)?)?;
            let passives = n.checked_sub(promoters)?.checked_sub(detractors)?;
            let interval = Nps { promoters, passives, detractors }.interval(CONFIDENCE)?.clamped(-100.0, 100.0);
            Some(Range { interval, basis: Basis::AdjustedWald })
        }
        Method::StudentT => {
            let (n, total) = (count(denominator)?, numerator.to_f64());
            let (squares, mean) = (sum_of(Measure::CesSquares)?.to_f64(), total / n as f64);
            let variance = (squares - total * mean) / (n as f64 - 1.0);
            let mean = Mean { n: usize::try_from(n).ok()?, mean, variance: finite(variance).filter(|v| *v >= 0.0)? };
            let interval = mean.interval(CONFIDENCE).filter(|interval| interval.width() > 0.0)?;
            Some(Range { interval, basis: Basis::StudentT })
        }
    }
}

/// Returns the interval by how much the steps of a period differ: `steps` are the totals of each, which add up to `totals`.
///
/// `None` where the metric has another method, and where fewer than two steps have a row that it is made of or no two
/// differ: nothing tells how far chance goes.
pub fn of_steps<'t>(
    spec: &Spec,
    totals: &Totals,
    facts: &Facts,
    grain: Grain,
    steps: impl Iterator<Item = &'t Totals>,
) -> Option<Range> {
    let (Method::Clustered, Formula::Ratio { per, .. }) = (spec.method, spec.formula) else { return None };
    let basis = RowBasis::of(spec, totals, facts)?;
    let unit = |Amounts { above, below }: Amounts| Unit { numerator: above.to_f64(), denominator: below.to_f64() };
    let units: Vec<Unit> = steps.filter_map(|step| basis.amounts(step)).map(unit).collect();
    let interval =
        Ratio::of(&units)?.interval(CONFIDENCE).filter(|interval| interval.width() > 0.0)?.scaled(f64::from(per));
    Some(Range { interval, basis: Basis::Steps(grain, u32::try_from(units.len()).ok()?) })
}

/// Returns the interval by how much days differ: `days` are what each adds above and below.
pub fn of_parts(days: impl Iterator<Item = (Sum, Sum)>) -> Option<Range> {
    let unit = |(above, below): (Sum, Sum)| Unit { numerator: above.to_f64(), denominator: below.to_f64() };
    let units: Vec<Unit> = days.map(unit).collect();
    let interval = Ratio::of(&units)?.interval(CONFIDENCE).filter(|interval| interval.width() > 0.0)?;
    Some(Range { interval, basis: Basis::Steps(Grain::Day, u32::try_from(units.len()).ok()?) })
}

/// Returns the longest time that one of the rows behind a metric covers: no shorter steps can be told apart.
pub fn grain_behind(spec: &Spec, totals: &Totals, facts: &Facts) -> Grain {
    let parts = super::figure::parts_behind(spec, totals, facts);
    parts.iter().filter_map(|part| Some(facts.tables.get(part.table)?.grain)).max().unwrap_or_default()
}

/// Returns the interval of `now` less `then`; `None` where one of them has none.
///
/// The two are taken as independent. Of customers who are in both they are not, which makes the interval too wide.
pub fn of_difference(now: &Figure, then: &Figure) -> Option<Interval> {
    let (Ok(a), Ok(b)) = (&now.value, &then.value) else { return None };
    of_estimates((*a, now.range?.interval), (*b, then.range?.interval))
}

/// Returns a sum of things as their number, or `None` where there are less than none.
fn count(sum: Sum) -> Option<u64> {
    let rounded = libm::round(sum.to_f64());
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 0..=2^53
    (0.0..=9_007_199_254_740_992.0).contains(&rounded).then_some(rounded as u64)
}
