//! Whether a period will reach its goal at the pace so far. Only what adds up has a pace: a ratio is compared as it is.
//!
//! Source: Farris et al., Marketing Metrics, 4th ed.

use crate::engine::stat::quotient;

/// A period that may not have ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// What was reached so far, in the metric's unit.
    pub actual: f64,
    pub n_elapsed: u32,
    pub n_days: u32,
}

/// Below so many elapsed days a pace says nothing.
pub const MIN_DAYS: u32 = 3;

impl Pace {
    /// Returns elapsed / all days: what share of the goal is due by now where every day is alike.
    pub fn linear_share(self) -> Option<f64> {
        if self.n_elapsed > self.n_days {
            return None;
        }
        quotient(f64::from(self.n_elapsed), f64::from(self.n_days))
    }

    /// Returns what the whole period will bring if the rest is as the share so far; `None` at a share of 0.
    pub fn run_rate(self, share: f64) -> Option<f64> {
        if share > 0.0 { quotient(self.actual, share) } else { None }
    }

    /// Returns actual / (goal × share): 1 = on the way; once the period has ended it is the attainment.
    pub fn pace(self, goal: f64, share: f64) -> Option<f64> {
        if goal > 0.0 && share > 0.0 { quotient(self.actual, goal * share) } else { None }
    }

    /// Returns what each of the days left must bring; negative past the goal. `None` where none is left.
    pub fn required_daily(self, goal: f64) -> Option<f64> {
        quotient(goal - self.actual, f64::from(self.n_days.saturating_sub(self.n_elapsed)))
    }
}

/// Returns which share of its whole a like period had reached by now, such as the same month of last year.
///
/// `None` where it had no positive whole, or the share lies outside 0..=1.
pub fn seasonal_share(so_far: f64, whole: f64) -> Option<f64> {
    if whole.is_nan() || whole <= 0.0 {
        return None;
    }
    quotient(so_far, whole).filter(|share| (0.0..=1.0).contains(share))
}
