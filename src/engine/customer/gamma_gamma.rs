//! What customers will spend on a purchase, each around a mean of their own: the gamma-gamma model.
//!
//! Fader, Hardie & Lee 2005, J. Mark. Res. 42:415; Fader & Hardie 2013. It supposes that who buys often does not spend
//! more each time: with a correlation past 0.3 a warning is due.

use super::summary::Summary;
use crate::engine::plan::simplex::minimise;
use crate::engine::stat::{average, finite, quotient};

/// A correlation of frequency and value past this, either way, contradicts the model.
pub const MAX_CORRELATION: f64 = 0.3;

/// The model's parameters, all above 0; q above 1 where a mean is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GammaGamma {
    pub p: f64,
    pub q: f64,
    pub v: f64,
}

impl GammaGamma {
    fn is_legal(&self) -> bool {
        [self.p, self.q, self.v].iter().all(|parameter| *parameter > 0.0 && parameter.is_finite())
    }

    /// Returns the logarithm of the likelihood of those who came again and spent something; others are left out.
    pub fn log_likelihood(&self, customers: &[Summary]) -> Option<f64> {
        let Self { p, q, v } = *self;
        if !self.is_legal() {
            return None;
        }
        let of_one = |customer: &Summary| {
            let (x, m) = (customer.frequency, customer.mean_value);
            let px = p * x;
            libm::lgamma(px + q) - libm::lgamma(px) - libm::lgamma(q)
                + q * libm::log(v)
                + (px - 1.0) * libm::log(m)
                + px * libm::log(x)
                - (px + q) * libm::log(x * m + v)
        };
        finite(repeaters(customers).map(of_one).sum())
    }

    /// Returns p·v/(q−1), what a purchase brings over all customers; `None` at q ≤ 1.
    pub fn mean(&self) -> Option<f64> {
        if self.is_legal() && self.q > 1.0 { quotient(self.p * self.v, self.q - 1.0) } else { None }
    }

    /// Returns what a purchase of this customer will bring: the mean of all and their own, by how often they bought.
    pub fn expected_value(&self, customer: &Summary) -> Option<f64> {
        let mean = self.mean()?;
        let weight = quotient(self.p * customer.frequency, self.p * customer.frequency + self.q - 1.0)?;
        finite((1.0 - weight) * mean + weight * customer.mean_value)
    }

    /// Finds the parameters of the greatest likelihood; `None` where nobody came again.
    pub fn fit(customers: &[Summary]) -> Option<Self> {
        let mean = average(&repeaters(customers).map(|customer| customer.mean_value).collect::<Vec<_>>())?;
        let from = |x: &[f64]| match x {
            [p, q, v] => Some(Self { p: libm::exp(*p), q: libm::exp(*q), v: libm::exp(*v) }),
            _ => None,
        };
        let cost = |x: &[f64]| from(x).and_then(|model| model.log_likelihood(customers)).map_or(f64::INFINITY, |l| -l);
        let (best, cost) = minimise(&[1.0, 1.0, libm::log(mean)], &[0.5; 3], cost);
        finite(cost)?;
        from(&best)
    }
}

/// Returns Pearson's correlation of frequency and mean value among those who came again, −1..=1.
pub fn correlation(customers: &[Summary]) -> Option<f64> {
    let (x, y): (Vec<f64>, Vec<f64>) = repeaters(customers).map(|c| (c.frequency, c.mean_value)).unzip();
    let (mx, my) = (average(&x)?, average(&y)?);
    let sum = |of: &dyn Fn(f64, f64) -> f64| x.iter().zip(&y).map(|(x, y)| of(x - mx, y - my)).sum::<f64>();
    quotient(sum(&|x, y| x * y), (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt())
}

fn repeaters(customers: &[Summary]) -> impl Iterator<Item = &Summary> {
    customers.iter().filter(|customer| customer.frequency > 0.0 && customer.mean_value > 0.0)
}
