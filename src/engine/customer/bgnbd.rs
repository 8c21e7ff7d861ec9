//! How often customers will buy again, where none of them says that they have left: BG/NBD.
//!
//! Fader, Hardie & Lee 2005, Mark. Sci. 24:275: while active, a customer buys at a rate of their own (gamma: r, α), and
//! after each purchase leaves with a chance of their own (beta: a, b). For shops, not for contracts. Times are in one
//! unit throughout.

use super::summary::Summary;
use crate::engine::plan::simplex::minimise;
use crate::engine::stat::finite;
use crate::engine::stat::hypergeometric::gauss;

/// Customers of whom at least so many must be there, and have come again, for a fit to mean something.
pub const MIN_CUSTOMERS: usize = 300;
pub const MIN_REPEATERS: usize = 100;

/// The model's parameters, all above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BgNbd {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
}

impl BgNbd {
    fn is_legal(&self) -> bool {
        [self.r, self.alpha, self.a, self.b].iter().all(|parameter| *parameter > 0.0 && parameter.is_finite())
    }

    /// Returns the logarithm of the likelihood of all customers; `None` where one cannot be or nothing is finite.
    pub fn log_likelihood(&self, customers: &[Summary]) -> Option<f64> {
        if !self.is_legal() {
            return None;
        }
        let constant = self.r * libm::log(self.alpha) - libm::lgamma(self.r) + libm::lgamma(self.a + self.b)
            - libm::lgamma(self.b);
        let of_one = |customer: &Summary| {
            let x = customer.frequency;
            let gammas = libm::lgamma(self.r + x) + libm::lgamma(self.b + x) - libm::lgamma(self.a + self.b + x);
            let stayed = -(self.r + x) * libm::log(self.alpha + customer.age);
            constant + gammas + stayed + libm::log1p(self.odds_gone(customer))
        };
        let sum = customers.iter().all(is_legal).then(|| customers.iter().map(of_one).sum::<f64>())?;
        finite(sum)
    }

    /// Returns P(gone)/P(active): a/(b+x−1)·((α+T)/(α+t_x))^(r+x), and 0 for who never came again.
    fn odds_gone(&self, customer: &Summary) -> f64 {
        let x = customer.frequency;
        if x <= 0.0 {
            return 0.0;
        }
        let ratio = (self.alpha + customer.age) / (self.alpha + customer.recency);
        self.a / (self.b + x - 1.0) * libm::pow(ratio, self.r + x)
    }

    /// Returns the probability that a customer is still active, 0..=1.
    ///
    /// By construction it is 1 for who bought once: never to be shown as a certainty.
    pub fn probability_active(&self, customer: &Summary) -> Option<f64> {
        (self.is_legal() && is_legal(customer)).then(|| 1.0 / (1.0 + self.odds_gone(customer)))
    }

    /// Returns how often a customer will buy within the next `time`; `None` at a = 1, where the formula is not defined.
    pub fn expected_purchases(&self, customer: &Summary, time: f64) -> Option<f64> {
        if !(self.is_legal() && is_legal(customer) && time >= 0.0) {
            return None;
        }
        let (x, age) = (customer.frequency, self.alpha + customer.age);
        let mean = self.mean_within(self.r + x, self.b + x, self.a + self.b + x - 1.0, age, time)?;
        finite(mean / (1.0 + self.odds_gone(customer)))
    }

    /// Returns how often somebody new will buy again within `time` of the first purchase.
    pub fn expected_of_new(&self, time: f64) -> Option<f64> {
        if !(self.is_legal() && time >= 0.0) {
            return None;
        }
        self.mean_within(self.r, self.b, self.a + self.b - 1.0, self.alpha, time)
    }

    /// c/(a−1)·(1 − (age/(age+t))^r·₂F₁(r, b; c; t/(age+t))).
    fn mean_within(&self, r: f64, b: f64, c: f64, age: f64, time: f64) -> Option<f64> {
        let whole = age + time;
        let shrunk = libm::pow(age / whole, r) * gauss(r, b, c, time / whole)?;
        crate::engine::stat::quotient(c * (1.0 - shrunk), self.a - 1.0)
    }

    /// Finds the parameters of the greatest likelihood; `None` without customers or repeaters.
    ///
    /// Whether there are enough of them ([`MIN_CUSTOMERS`], [`MIN_REPEATERS`]) is for the caller to say.
    pub fn fit(customers: &[Summary]) -> Option<Self> {
        if !customers.iter().any(|customer| customer.frequency > 0.0) {
            return None;
        }
        let mean_age = crate::engine::stat::average(&customers.iter().map(|c| c.age).collect::<Vec<_>>())?;
        let from = |x: &[f64]| match x {
            [r, alpha, a, b] => {
                Some(Self { r: libm::exp(*r), alpha: libm::exp(*alpha), a: libm::exp(*a), b: libm::exp(*b) })
            }
            _ => None,
        };
        let cost = |x: &[f64]| from(x).and_then(|model| model.log_likelihood(customers)).map_or(f64::INFINITY, |l| -l);
        let start = [-1.0, libm::log(mean_age.max(1e-3)) - 2.0, 0.0, 1.0];
        let (best, cost) = minimise(&start, &[0.5; 4], cost);
        finite(cost)?;
        from(&best)
    }
}

fn is_legal(customer: &Summary) -> bool {
    let Summary { frequency, recency, age, .. } = *customer;
    frequency >= 0.0 && recency >= 0.0 && recency <= age && age.is_finite() && frequency.is_finite()
}

/// How future purchases are turned into money today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Months.
    pub n_periods: u32,
    /// How long one is in the model's unit of time: 4.345 weeks.
    pub length: f64,
    /// Discount per period.
    pub discount: f64,
}

impl BgNbd {
    /// Returns Σ_k value·(E[X(kΔ)] − E[X((k−1)Δ)])/(1+d)^k, with `value` per purchase, in its currency.
    ///
    /// With the margin of a purchase it is a lifetime value, with its revenue it is not.
    pub fn lifetime_value(&self, customer: &Summary, value: f64, horizon: Horizon) -> Option<f64> {
        let (mut sum, mut before, mut factor) = (0.0, 0.0, 1.0);
        for period in 1..=horizon.n_periods {
            let until = self.expected_purchases(customer, f64::from(period) * horizon.length)?;
            factor /= 1.0 + horizon.discount;
            sum += value * (until - before) * factor;
            before = until;
        }
        finite(sum)
    }
}
