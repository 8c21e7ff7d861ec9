//! The best quarter of the peers by one metric, and what they have of the others: figures that somebody reaches together.

use super::peers::MIN_RANKED;
use crate::engine::kpi::Good;
use crate::engine::stat::quantile::Sorted;
use std::collections::BTreeSet;

/// The peers in the best quarter by a metric: at or beyond the 75th percentile of type 7, the 25th where lower is better.
/// At least [`MIN_RANKED`] of them, else one of them could be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NorthStar<'a> {
    members: BTreeSet<&'a str>,
}

impl<'a> NorthStar<'a> {
    /// Takes the figures of all peers by the metric, each with its name. `None` where the metric has no direction or where
    /// too few lie in the best quarter. A figure that is not finite is nobody's.
    pub fn of(figures: &'a [(String, f64)], good: Good) -> Option<Self> {
        let values: Vec<f64> = figures.iter().map(|(_, value)| *value).collect();
        let sorted = Sorted::from_values(&values);
        let is_in: Box<dyn Fn(f64) -> bool> = match good {
            Good::Higher => {
                let edge = sorted.quantile(0.75)?;
                Box::new(move |value| value >= edge)
            }
            Good::Lower => {
                let edge = sorted.quantile(0.25)?;
                Box::new(move |value| value <= edge)
            }
            Good::Neutral => return None,
        };
        let best = figures.iter().filter(|(_, value)| value.is_finite() && is_in(*value));
        let members: BTreeSet<&str> = best.map(|(name, _)| name.as_str()).collect();
        (members.len() >= MIN_RANKED).then_some(Self { members })
    }

    pub fn n(&self) -> usize {
        self.members.len()
    }

    /// Returns the median of what they have of another metric, in its unit; `None` where fewer than [`MIN_RANKED`] of them
    /// are known.
    pub fn median(&self, figures: &[(String, f64)]) -> Option<f64> {
        let theirs = figures.iter().filter(|(name, _)| self.members.contains(name.as_str()));
        let values: Vec<f64> = theirs.map(|(_, value)| *value).collect();
        let sorted = Sorted::from_values(&values);
        if sorted.len() < MIN_RANKED { None } else { sorted.median() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[f64]) -> Vec<(String, f64)> {
        values.iter().enumerate().map(|(nth, value)| (format!("c{nth:02}"), *value)).collect()
    }

    #[test]
    fn the_best_quarter_is_told_by_the_direction() {
        // 20 peers with 1 to 20: the 75th percentile is 15.25, the 25th 5.75.
        let star: Vec<f64> = (1..=20).map(f64::from).collect();
        let other: Vec<f64> = (1..=20).map(|n| f64::from(n) * 10.0).collect();
        for (good, n, median) in [(Good::Higher, 5, 180.0), (Good::Lower, 5, 30.0)] {
            let (star, other) = (figures(&star), figures(&other));
            let found = NorthStar::of(&star, good).unwrap();
            assert_eq!((found.n(), found.median(&other)), (n, Some(median)), "{good:?}");
            assert_eq!(found.median(&other[..18]), if good == Good::Lower { Some(30.0) } else { None });
        }
    }

    #[test]
    fn few_peers_and_bad_values_give_none() {
        for values in
            [vec![], vec![1.0; 4], (1..=16).map(f64::from).collect(), vec![f64::NAN; 30], vec![f64::INFINITY; 30]]
        {
            assert_eq!(NorthStar::of(&figures(&values), Good::Higher), None, "{values:?}");
        }
        assert_eq!(NorthStar::of(&figures(&[1.0; 30]), Good::Neutral), None);
        // All alike are all in the best quarter.
        assert_eq!(NorthStar::of(&figures(&[1.0; 30]), Good::Lower).unwrap().n(), 30);
    }
}
