//! A small line without axes, for a card.

use super::place::{Scale, Size};
use serde::{Deserialize, Serialize};

/// What was computed: one value a step; a gap stays a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spark {
    pub now: Vec<Option<f64>>,
    /// The compared period, step by step; empty without comparison.
    pub then: Vec<Option<f64>>,
    /// «daily, from 1.2 M (3 Oct) to 2.4 M (28 Oct)».
    pub sentence: String,
}

/// Where it lies on a surface: the earliest value at the left in every language.
#[derive(Debug, Clone, PartialEq)]
pub struct SparkFigure {
    pub size: Size,
    /// Runs without a gap; one of a single value is a dot.
    pub now: Vec<Vec<(f64, f64)>>,
    pub then: Vec<Vec<(f64, f64)>>,
    /// The last value of now.
    pub end: Option<(f64, f64)>,
}

/// Room for half a line and for the dot at the end.
const EDGE_PX: f64 = 4.0;

impl SparkFigure {
    /// The scale reaches from the least to the greatest value of both periods: it shows a shape, not a size.
    pub fn lay_out(spark: &Spark, size: Size) -> Self {
        let values = || spark.now.iter().chain(&spark.then).flatten().copied().filter(|value| value.is_finite());
        let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        if low > high {
            return Self { size, now: Vec::new(), then: Vec::new(), end: None };
        }
        let n_steps = spark.now.len().max(spark.then.len());
        #[allow(clippy::cast_precision_loss)]
        let x = Scale::new((0.0, n_steps.saturating_sub(1) as f64), (EDGE_PX, (size.width_px - EDGE_PX).max(EDGE_PX)));
        let y = Scale::new((low, high), ((size.height_px - EDGE_PX).max(EDGE_PX), EDGE_PX));
        let now = runs(&spark.now, &x, &y);
        let end = now.last().and_then(|run| run.last()).copied();
        Self { size, now, then: runs(&spark.then, &x, &y), end }
    }
}

fn runs(values: &[Option<f64>], x: &Scale, y: &Scale) -> Vec<Vec<(f64, f64)>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for (index, value) in values.iter().enumerate() {
        match value.filter(|value| value.is_finite()) {
            #[allow(clippy::cast_precision_loss)]
            Some(value) => run.push((x.px_from_value(index as f64), y.px_from_value(value))),
            None if run.is_empty() => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width_px: 120.0, height_px: 32.0 };

    fn figure(now: &[Option<f64>]) -> SparkFigure {
        SparkFigure::lay_out(&Spark { now: now.to_vec(), then: Vec::new(), sentence: String::new() }, SIZE)
    }

    #[test]
    fn a_gap_is_not_drawn() {
        let figure = figure(&[Some(1.0), Some(2.0), None, Some(3.0)]);
        assert_eq!(figure.now.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(figure.end, Some((SIZE.width_px - EDGE_PX, EDGE_PX)));
    }

    #[test]
    fn equal_values_lie_in_the_middle() {
        let figure = figure(&[Some(5.0), Some(5.0)]);
        assert!(figure.now[0].iter().all(|(_, y)| *y == SIZE.height_px / 2.0));
    }

    #[test]
    fn nothing_known_is_nothing_drawn() {
        for now in [&[][..], &[None, None], &[Some(f64::NAN)]] {
            assert_eq!(figure(now).now, Vec::<Vec<(f64, f64)>>::new());
        }
    }
}
