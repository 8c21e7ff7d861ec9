//! Who gets the credit for a conversion, by rules. No rule is the truth: they are shown side by side.
//!
//! Every model shares out exactly what was converted (efficiency); [`super::markov`] is the seventh.

use super::path::{Credit, Path};

/// A rule by which a path's conversions are shared among its touches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model {
    First,
    Last,
    /// The last touch that is not of the channel «direct», unless there is no other.
    LastBut {
        direct: usize,
    },
    /// Equal parts to all touches; a channel that is touched twice has two parts.
    Linear,
    /// 40 % first, 40 % last, 20 % among those between; two touches half each (Google Analytics' position-based).
    Position,
    /// 2^(−hours/half-life) by touch, in proportion (Google Analytics uses 168 hours).
    TimeDecay {
        half_life_hours: f64,
    },
    /// Shapley's value of v(S) = conversions of paths whose channels all lie in S: equal parts to each distinct channel.
    ///
    /// The closed form of Zhao, Mahboobi & Bagheri 2018 (arXiv:1804.05327); it knows neither order nor what failed.
    Shapley,
}

/// Returns the credit of each channel by number.
///
/// `None` where a touch is of no known channel, or the model needs times that a converted path lacks, has negative or
/// not finite: times are not guessed. Paths without touches are left out.
pub fn credits(paths: &[Path], n_channels: usize, model: Model) -> Option<Vec<Credit>> {
    let mut credits = vec![Credit::default(); n_channels];
    for path in paths.iter().filter(|path| !path.touches.is_empty()) {
        if path.touches.iter().any(|channel| *channel >= n_channels) {
            return None;
        }
        if path.conversions == 0.0 {
            continue;
        }
        for (channel, share) in shares(path, model)? {
            let credit = credits.get_mut(channel)?;
            credit.conversions += share * path.conversions;
            credit.value += share * path.value;
        }
    }
    Some(credits)
}

/// Returns channels with their share of one path; shares add up to 1.
fn shares(path: &Path, model: Model) -> Option<Vec<(usize, f64)>> {
    let touches = &path.touches;
    let n = touches.len();
    Some(match model {
        Model::First => vec![(*touches.first()?, 1.0)],
        Model::Last => vec![(*touches.last()?, 1.0)],
        Model::LastBut { direct } => {
            let last = touches.iter().rev().find(|channel| **channel != direct).or(touches.last())?;
            vec![(*last, 1.0)]
        }
        Model::Linear => touches.iter().map(|channel| (*channel, 1.0 / n as f64)).collect(),
        Model::Position => {
            let share = |at: usize| match n {
                1 => 1.0,
                2 => 0.5,
                _ if at == 0 || at + 1 == n => 0.4,
                _ => 0.2 / (n as f64 - 2.0),
            };
            touches.iter().enumerate().map(|(at, channel)| (*channel, share(at))).collect()
        }
        Model::TimeDecay { half_life_hours } => {
            let hours = path.hours_before.as_ref()?;
            let is_legal = |hours: &f64| hours.is_finite() && *hours >= 0.0;
            if hours.len() != n || !hours.iter().all(is_legal) || half_life_hours.is_nan() || half_life_hours <= 0.0 {
                return None;
            }
            // Counted from the latest touch: only ratios matter, and old journeys must not vanish below the least number.
            let latest = hours.iter().copied().fold(f64::INFINITY, f64::min);
            let weight = |hours: &f64| libm::exp2(-(hours - latest) / half_life_hours);
            let total: f64 = hours.iter().map(weight).sum();
            touches.iter().zip(hours).map(|(channel, hours)| (*channel, weight(hours) / total)).collect()
        }
        Model::Shapley => {
            let distinct = path.distinct();
            let share = 1.0 / distinct.len() as f64;
            distinct.into_iter().map(|channel| (channel, share)).collect()
        }
    })
}
