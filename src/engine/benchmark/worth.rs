//! What a gap would be worth in money, where a chain of one step leads there.
//!
//! With as much of the denominator as now (clicks, orders, cost), reaching another value of a ratio changes its
//! numerator by gap × denominator ÷ per. Where the numerator is money that is the worth; where it is orders or
//! conversions, each is taken to bring as much revenue as they do now. Longer chains are guesses and have no worth.

use crate::engine::facts::vocabulary::Measure;
use crate::engine::kpi::{Formula, Good, Spec};
use crate::engine::stat::finite;

/// What reaching another value would bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// In the feed's currency, for the period; above 0.
    pub amount: f64,
    /// What is taken to stay as it is.
    pub held: Measure,
    /// Whether it is cost that is saved, and not revenue that is gained.
    pub is_saving: bool,
    /// What each is taken to bring as much revenue as now; `None`: the numerator is money itself.
    pub each: Option<Measure>,
}

/// Returns what reaching `target` would bring in the period; `None` where the figure is no worse than it, or no money.
///
/// `denominator` is what the figure was divided by; `revenue` the revenue of the period, `numerator` what was divided.
pub fn worth(
    spec: &Spec,
    value: f64,
    target: f64,
    numerator: f64,
    denominator: f64,
    revenue: Option<f64>,
) -> Option<Worth> {
    let Formula::Ratio { numerator: [top, ..], denominator: [bottom, ..], per, .. } = spec.formula else { return None };
    let gap = match spec.good {
        Good::Higher => target - value,
        Good::Lower => value - target,
        Good::Neutral => return None,
    };
    if gap <= 0.0 || denominator <= 0.0 {
        return None;
    }
    let moved = gap * denominator / f64::from(per);
    let (amount, each) = match top.measure {
        measure if measure.is_money() => (moved, None),
        Measure::Orders | Measure::Conversions if !bottom.measure.is_money() => {
            let revenue_of_each = revenue.filter(|_| numerator > 0.0)? / numerator;
            (moved * revenue_of_each, Some(top.measure))
        }
        _ => return None,
    };
    let is_saving = matches!(top.measure, Measure::Cost | Measure::PeopleCost | Measure::OverheadCost);
    // What goes back to customers is saved too.
    let is_saving = is_saving || top.measure == Measure::Refunds;
    finite(amount).filter(|amount| *amount > 0.0).map(|amount| Worth { amount, held: bottom.measure, is_saving, each })
}
