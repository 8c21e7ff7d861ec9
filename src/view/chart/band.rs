//! The course of a figure against that of its peers: their quartiles as a band, their median, one's own line.

use super::Axis;
use super::place::{Align, Area, Scale, Size, Word, thinned, width_px};
use crate::engine::kpi::Unit;
use crate::view::page::Shown;
use crate::view::text::Direction;
use serde::{Deserialize, Serialize};

/// What was computed: one value a period, the earliest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// The metric, for `data-metric`.
    pub kpi: String,
    pub unit: Unit,
    pub y: Axis,
    pub periods: Vec<BandPeriod>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BandPeriod {
    pub label: String,
    /// Quartiles of the peers; `None` where they are too few.
    pub quartiles: Option<[f64; 3]>,
    pub own: Option<f64>,
    /// The same as figures, for the table: one's own, the first quartile, the median, the third quartile.
    pub shown: [Shown; 4],
}

/// Where it lies on a surface. Time runs from left to right in every language; the values' words stand where reading
/// begins.
#[derive(Debug, Clone, PartialEq)]
pub struct BandFigure {
    pub size: Size,
    pub plot: Area,
    pub rows: Vec<f64>,
    /// Outlines of what lies between the quartiles.
    pub middle: Vec<Vec<(f64, f64)>>,
    pub median: Vec<Vec<(f64, f64)>>,
    pub own: Vec<Vec<(f64, f64)>>,
    pub words: Vec<Word>,
}

/// Points that a line joins.
type Run = Vec<(f64, f64)>;

const FOOT_PX: f64 = 26.0;
const HEAD_PX: f64 = 10.0;
const EDGE_PX: f64 = 22.0;

impl BandFigure {
    pub fn lay_out(band: &Band, size: Size, direction: Direction) -> Self {
        let gutter = band.y.ticks.iter().map(|tick| width_px(&tick.label)).fold(0.0, f64::max) + 10.0;
        let is_rtl = direction == Direction::Rtl;
        let (left, right) = if is_rtl { (4.0, gutter) } else { (gutter, 4.0) };
        let plot = Area {
            x0: left,
            y0: HEAD_PX,
            x1: (size.width_px - right).max(left + 1.0),
            y1: (size.height_px - FOOT_PX).max(HEAD_PX + 1.0),
        };
        #[allow(clippy::cast_precision_loss)]
        let last = band.periods.len().saturating_sub(1) as f64;
        let x = Scale::new((0.0, last), (plot.x0 + EDGE_PX, (plot.x1 - EDGE_PX).max(plot.x0 + EDGE_PX)));
        let y = Scale::new((band.y.min, band.y.max), (plot.y1, plot.y0));
        #[allow(clippy::cast_precision_loss)]
        let at = |index: usize, value: f64| (x.px_from_value(index as f64), y.px_from_value(value));
        let runs = |of: &dyn Fn(&BandPeriod) -> Option<f64>| {
            let mut runs: Vec<Run> = vec![Run::new()];
            for (index, period) in band.periods.iter().enumerate() {
                match (of(period), runs.last_mut()) {
                    (Some(value), Some(run)) => run.push(at(index, value)),
                    _ => runs.push(Vec::new()),
                }
            }
            runs.retain(|run| !run.is_empty());
            runs
        };
        let quartile = |nth: usize| runs(&|period| period.quartiles?.get(nth).copied());
        let outline = |(low, high): (Run, Run)| -> Run { low.into_iter().chain(high.into_iter().rev()).collect() };
        let middle = quartile(0).into_iter().zip(quartile(2)).map(outline).filter(|outline| outline.len() > 2);
        let (axis_px, align) = if is_rtl { (plot.x1 + 8.0, Align::Left) } else { (plot.x0 - 8.0, Align::Right) };
        let tick =
            |tick: &super::Tick| Word { text: tick.label.clone(), x: axis_px, y: y.px_from_value(tick.value), align };
        let mut words: Vec<Word> = band.y.ticks.iter().map(tick).collect();
        let feet = band.periods.iter().enumerate().map(|(index, period)| Word {
            text: period.label.clone(),
            x: at(index, 0.0).0,
            y: plot.y1 + 15.0,
            align: Align::Centre,
        });
        words.extend(thinned(&feet.collect::<Vec<_>>()));
        Self {
            size,
            plot,
            rows: band.y.ticks.iter().map(|tick| y.px_from_value(tick.value)).collect(),
            middle: middle.collect(),
            median: quartile(1),
            own: runs(&|period| period.own),
            words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(quartiles: Option<[f64; 3]>, own: Option<f64>) -> BandPeriod {
        let shown = Shown { raw: None, text: "—".into(), full: String::new(), note: None, range: None };
        BandPeriod { label: "Oct".into(), quartiles, own, shown: std::array::from_fn(|_| shown.clone()) }
    }

    #[test]
    fn a_period_without_peers_breaks_the_band_and_not_ones_own_line() {
        let full = || period(Some([1.0, 2.0, 3.0]), Some(2.5));
        let periods = vec![full(), full(), period(None, Some(2.0)), full(), full()];
        let y = Axis { title: String::new(), min: 0.0, max: 4.0, ticks: Vec::new() };
        let band = Band { kpi: "aov".into(), unit: Unit::Money, y, periods };
        let size = Size { width_px: 400.0, height_px: 200.0 };
        let figure = BandFigure::lay_out(&band, size, Direction::Rtl);
        assert_eq!(figure.middle.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4]);
        assert_eq!(figure.own.iter().map(Vec::len).collect::<Vec<_>>(), [5]);
        // The earliest lies at the left in Arabic too.
        assert!(figure.own[0][0].0 < figure.own[0][4].0);
        assert!(figure.middle[0].iter().all(|(x, y)| figure.plot.x0 <= *x && *x <= figure.plot.x1 && *y > 0.0));
    }
}
