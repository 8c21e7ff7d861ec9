//! What a customer is worth over time, when the cost of winning one is earned back, and both set together.

use crate::engine::stat::{finite, quotient};

/// Longer lifespans than this are not believed: 1/churn grows without bound.
pub const MAX_YEARS: f64 = 5.0;

/// Returns order value × orders a year × years: revenue, not profit, and not discounted. Years are capped at five.
///
/// Source: Farris et al., Marketing Metrics, 4th ed. `None` where a factor is negative or not finite.
pub fn simple(order_value: f64, orders_per_year: f64, years: f64) -> Option<f64> {
    let is_factor = |factor: f64| factor >= 0.0;
    if !(is_factor(orders_per_year) && is_factor(years)) {
        return None;
    }
    finite(order_value * orders_per_year * years.min(MAX_YEARS))
}

/// Returns (1 + annual)^(1/12) − 1, the monthly rate that compounds to the annual one; `None` at −1 and below.
pub fn monthly_rate(annual: f64) -> Option<f64> {
    if annual > -1.0 { finite(libm::expm1(libm::log1p(annual) / 12.0)) } else { None }
}

/// Returns 1/churn, the mean lifetime in periods with a constant share lost in each; `None` at churn 0.
pub fn lifetime(churn: f64) -> Option<f64> {
    if (0.0..=1.0).contains(&churn) { quotient(1.0, churn) } else { None }
}

/// Returns 1 − Π(1 − churnᵢ), the share lost over all periods; churn is not multiplied with their number.
pub fn compounded_churn(churn: &[f64]) -> Option<f64> {
    if churn.iter().any(|share| !(0.0..=1.0).contains(share)) {
        return None;
    }
    Some(1.0 - churn.iter().map(|share| 1.0 - share).product::<f64>())
}

/// A margin in each period from customers of whom a constant share stays. The first margin comes at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stream {
    /// Per customer and period, in currency.
    pub margin: f64,
    /// Share that stays from one period to the next, 0..=1.
    pub retention: f64,
    /// Discount per period.
    pub discount: f64,
}

impl Stream {
    /// Returns Σ_{k<periods} margin·retention^k/(1+discount)^k (Gupta & Lehmann 2003, J. Interact. Mark. 17:9).
    pub fn value(&self, periods: u32) -> Option<f64> {
        let factor = self.factor()?;
        finite(self.powers(factor, periods).sum())
    }

    /// Returns margin·(1+i)/(1+i−r), the value without an end; `None` where it is infinite.
    pub fn endless_value(&self) -> Option<f64> {
        self.factor()?;
        let gap = 1.0 + self.discount - self.retention;
        if gap > 0.0 { quotient(self.margin * (1.0 + self.discount), gap) } else { None }
    }

    /// Returns the first period, from 1, by whose margin the cost is earned back within `periods`.
    ///
    /// `None` where it is not: then it takes longer than `periods`, and nothing is extrapolated.
    pub fn payback(&self, cost: f64, periods: u32) -> Option<u32> {
        let factor = self.factor()?;
        payback(self.powers(factor, periods), cost)
    }

    /// Returns the discount at which the margins of `periods` are worth just `cost`, per period, above 0.
    ///
    /// `None` where the first margin covers the cost, or all of them do not.
    pub fn internal_rate(&self, cost: f64, periods: u32) -> Option<f64> {
        let undiscounted = Self { discount: 0.0, ..*self };
        if self.margin >= cost || undiscounted.value(periods)? < cost {
            return None;
        }
        let worth = |rate: f64| Self { discount: rate, ..*self }.value(periods);
        let (mut low, mut high) = (0.0, 1.0);
        while worth(high)? > cost {
            (low, high) = (high, high * 2.0);
        }
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if worth(middle)? > cost { low = middle } else { high = middle }
        }
        finite(f64::midpoint(low, high))
    }

    fn factor(&self) -> Option<f64> {
        let is_legal = self.margin.is_finite() && (0.0..=1.0).contains(&self.retention) && self.discount > -1.0;
        if is_legal { finite(self.retention / (1.0 + self.discount)) } else { None }
    }

    fn powers(&self, factor: f64, periods: u32) -> impl Iterator<Item = f64> {
        let first = self.margin;
        (0..periods).scan(1.0, move |power, _| {
            let term = first * *power;
            *power *= factor;
            Some(term)
        })
    }
}

/// Returns the first period, from 1, at which margins add up to the cost; `None` where they never do, or cost is NaN.
///
/// Takes a cohort's observed margins per customer by age as well as a [`Stream`]'s.
pub fn payback(margins: impl IntoIterator<Item = f64>, cost: f64) -> Option<u32> {
    let mut earned = 0.0;
    for (period, margin) in (1..).zip(margins) {
        earned += margin;
        if earned >= cost {
            return Some(period);
        }
    }
    None
}

/// Returns margin value / fully loaded cost of the same customers; `None` where the cost is 0 or less.
///
/// Of revenue it would flatter: the caller gives margin.
pub fn value_to_cost(value: f64, cost: f64) -> Option<f64> {
    if cost > 0.0 { quotient(value, cost) } else { None }
}
