//! A journey over channels: what people touched before they converted, or did not.

/// Journeys of the same touches, added up. A channel is a number below the count of channels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// In order of time; repeats count.
    pub touches: Vec<usize>,
    /// Hours from each touch to the conversion, where times are known.
    pub hours_before: Option<Vec<f64>>,
    pub conversions: f64,
    /// Of all its conversions, in currency.
    pub value: f64,
    /// Journeys that ended without one.
    pub not_converted: f64,
}

impl Path {
    /// Returns each channel once, ascending.
    pub fn distinct(&self) -> Vec<usize> {
        let mut distinct = self.touches.clone();
        distinct.sort_unstable();
        distinct.dedup();
        distinct
    }
}

/// What a channel is credited with.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Credit {
    pub conversions: f64,
    pub value: f64,
}

/// Returns all conversions and their value of paths that have a touch: what credits add up to.
pub fn total(paths: &[Path]) -> Credit {
    let touched = paths.iter().filter(|path| !path.touches.is_empty());
    touched.fold(Credit::default(), |sum, path| Credit {
        conversions: sum.conversions + path.conversions,
        value: sum.value + path.value,
    })
}
