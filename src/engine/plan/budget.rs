//! Where money does most: the division of a budget at which the last unit brings the same in every channel.
//!
//! Maximises Σ response with Σ spend = budget and floors and caps. With concave curves the marginal response λ is the
//! same for every channel that is at no bound; one number is sought, by bisection (Dorfman & Steiner 1954, Am. Econ.
//! Rev. 44:826; Luss & Gupta 1975, Oper. Res. 23:360). Equal average cost would be wrong.

use crate::engine::stat::finite;

/// How much a channel brings for its spend x; a, b > 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Curve {
    /// a·x^b with b < 1.
    Power { a: f64, b: f64 },
    /// a·ln(1 + x/b).
    Log { a: f64, b: f64 },
    /// a·x/(b + x).
    Hyperbolic { a: f64, b: f64 },
}

impl Curve {
    /// Returns whether the curve rises and flattens: only then is there one best division.
    pub fn is_concave(self) -> bool {
        let (a, b, below) = match self {
            Self::Power { a, b } => (a, b, 1.0),
            Self::Log { a, b } | Self::Hyperbolic { a, b } => (a, b, f64::INFINITY),
        };
        a > 0.0 && a.is_finite() && b > 0.0 && b < below
    }

    /// Returns the response to a spend of at least 0.
    pub fn response(self, x: f64) -> f64 {
        match self {
            Self::Power { a, b } => a * libm::pow(x, b),
            Self::Log { a, b } => a * libm::log1p(x / b),
            Self::Hyperbolic { a, b } => a * x / (b + x),
        }
    }

    /// Returns what one more unit of spend brings; infinite at 0 for a power.
    pub fn marginal(self, x: f64) -> f64 {
        match self {
            Self::Power { a, b } => a * b * libm::pow(x, b - 1.0),
            Self::Log { a, b } => a / (b + x),
            Self::Hyperbolic { a, b } => a * b / ((b + x) * (b + x)),
        }
    }

    /// Returns the spend at which the marginal response is `lambda` > 0; negative where it is less even at 0.
    fn spend(self, lambda: f64) -> f64 {
        match self {
            Self::Power { a, b } => libm::pow(a * b / lambda, 1.0 / (1.0 - b)),
            Self::Log { a, b } => a / lambda - b,
            Self::Hyperbolic { a, b } => (a * b / lambda).sqrt() - b,
        }
    }
}

/// One channel with its bounds, in currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Channel {
    pub curve: Curve,
    pub floor: f64,
    /// May be infinite.
    pub cap: f64,
}

/// The best division of a budget.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// Spend by channel, in the order given.
    pub spend: Vec<f64>,
    pub response: f64,
    /// The response to the last unit of spend, λ; its inverse is the marginal cost per response.
    pub marginal: f64,
}

/// Divides `budget` among the channels.
///
/// `None` where a curve is not concave, bounds are out of order, or floors exceed the budget or caps cannot hold it.
pub fn allocate(channels: &[Channel], budget: f64) -> Option<Allocation> {
    let is_legal = |channel: &Channel| {
        channel.curve.is_concave() && channel.floor >= 0.0 && channel.floor <= channel.cap && channel.floor.is_finite()
    };
    let floors: f64 = channels.iter().map(|channel| channel.floor).sum();
    let caps: f64 = channels.iter().map(|channel| channel.cap).sum();
    if channels.is_empty() || !channels.iter().all(is_legal) || !(floors <= budget && budget <= caps) {
        return None;
    }
    finite(budget)?;
    let spend_at = |lambda: f64| -> Vec<f64> {
        channels.iter().map(|channel| channel.curve.spend(lambda).max(channel.floor).min(channel.cap)).collect()
    };
    // λ on a scale of logarithms: from where everybody is at the cap to where everybody is at the floor.
    let (mut low, mut high) = (-700.0, 700.0);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        let spent: f64 = spend_at(libm::exp(middle)).iter().sum();
        if spent > budget { low = middle } else { high = middle }
    }
    let marginal = libm::exp(f64::midpoint(low, high));
    let spend = spend_at(marginal);
    let response = channels.iter().zip(&spend).map(|(channel, x)| channel.curve.response(*x)).sum();
    Some(Allocation { spend, response: finite(response)?, marginal })
}
