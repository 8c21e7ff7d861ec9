//! Shares of a whole over time: stacked bars, one a period, each 100 %.

use super::Axis;
use super::place::{Align, Area, Scale, Size, Word, spread, thinned, width_px};
use crate::engine::kpi::Unit;
use crate::view::page::Shown;
use crate::view::text::Direction;
use serde::{Deserialize, Serialize};

/// The colour of «other»: a grey that no value has.
pub const OTHER_COLOUR: u8 = u8::MAX;

/// What was computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mix {
    /// The metric that is shared out, for `data-metric`.
    pub kpi: String,
    /// That of the whole.
    pub unit: Unit,
    /// Shares, 0..=1.
    pub y: Axis,
    pub bars: Vec<Bar>,
    /// From the bottom up: largest first, «other» last.
    pub series: Vec<Series>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// «Oct 2026» or «12 Oct».
    pub label: String,
    /// Whether the period is still running or is cut by the selection.
    pub is_partial: bool,
    /// The whole.
    pub total: Shown,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    pub id: String,
    pub label: String,
    pub colour: u8,
    /// One a bar, 0..=1; `None` where the bar's whole is zero or unknown.
    pub shares: Vec<Option<f64>>,
    /// The same as text, for the table beside the chart and for hover.
    pub texts: Vec<String>,
}

impl Series {
    /// Returns a bar's share as a figure.
    pub fn shown(&self, bar: usize) -> Shown {
        let text = self.texts.get(bar).cloned().unwrap_or_default();
        Shown { raw: self.shares.get(bar).copied().flatten(), full: text.clone(), text, range: None, note: None }
    }
}

/// Where it lies on a surface. Time runs from left to right in every language; the axis of shares
/// stands where reading begins.
#[derive(Debug, Clone, PartialEq)]
pub struct MixFigure {
    pub size: Size,
    pub plot: Area,
    pub rows: Vec<f64>,
    pub blocks: Vec<Block>,
    /// One a bar: what the pointer or the keyboard reads.
    pub columns: Vec<Column>,
    /// Labels of the axes.
    pub words: Vec<Word>,
    /// Names beside the bar at the far side, with the colour of their series; empty where there is no room.
    pub names: Vec<(u8, Word)>,
}

/// A share of one bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub area: Area,
    pub colour: u8,
    pub is_partial: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub area: Area,
    pub label: String,
    pub total: String,
    pub is_partial: bool,
    /// Name, colour and text of each share there is, largest series first.
    pub shares: Vec<(String, u8, String)>,
}

/// Narrower than this there is a legend instead of names beside the bars.
const NAMES_FROM_PX: f64 = 520.0;
const FOOT_PX: f64 = 26.0;
const HEAD_PX: f64 = 10.0;
/// Room for a name's swatch.
const SWATCH_PX: f64 = 18.0;
/// Line height of the names beside the bars.
const LINE_PX: f64 = 17.0;

impl MixFigure {
    pub fn lay_out(mix: &Mix, size: Size, direction: Direction) -> Self {
        let is_rtl = direction == Direction::Rtl;
        let gutter = mix.y.ticks.iter().map(|tick| width_px(&tick.label)).fold(0.0, f64::max) + 10.0;
        let has_names = size.width_px >= NAMES_FROM_PX;
        let widest = mix.series.iter().map(|series| width_px(&series.label)).fold(0.0, f64::max);
        let names_px = if has_names { (widest + 14.0 + SWATCH_PX).min(size.width_px * 0.34) } else { 2.0 };
        let (left, right) = if is_rtl { (names_px, gutter) } else { (gutter, names_px) };
        let plot = Area {
            x0: left,
            y0: HEAD_PX,
            x1: (size.width_px - right).max(left + 1.0),
            y1: (size.height_px - FOOT_PX).max(HEAD_PX + 1.0),
        };
        let y = Scale::new((mix.y.min, mix.y.max), (plot.y1, plot.y0));
        let (axis_px, axis_align) = if is_rtl { (plot.x1 + 8.0, Align::Left) } else { (plot.x0 - 8.0, Align::Right) };
        let mut words: Vec<Word> = mix
            .y
            .ticks
            .iter()
            .map(|tick| Word {
                text: tick.label.clone(),
                x: axis_px,
                y: y.px_from_value(tick.value),
                align: axis_align,
            })
            .collect();

        #[allow(clippy::cast_precision_loss)]
        let step = (plot.x1 - plot.x0) / mix.bars.len().max(1) as f64;
        let air = (step * 0.22).clamp(0.5, 18.0);
        let mut blocks = Vec::new();
        let mut columns = Vec::new();
        for (index, bar) in mix.bars.iter().enumerate() {
            #[allow(clippy::cast_precision_loss)]
            let x0 = plot.x0 + step * index as f64;
            let mut below = 0.0;
            let mut shares = Vec::new();
            for series in &mix.series {
                let Some(share) = series.shares.get(index).copied().flatten() else { continue };
                let text = series.texts.get(index).cloned().unwrap_or_default();
                shares.push((series.label.clone(), series.colour, text));
                if share > 0.0 {
                    let (y1, y0) = (y.px_from_value(below), y.px_from_value(below + share));
                    let area = Area { x0: x0 + air / 2.0, y0, x1: x0 + step - air / 2.0, y1 };
                    blocks.push(Block { area, colour: series.colour, is_partial: bar.is_partial });
                    below += share;
                }
            }
            columns.push(Column {
                area: Area { x0, y0: plot.y0, x1: x0 + step, y1: plot.y1 },
                label: bar.label.clone(),
                total: bar.total.text.clone(),
                is_partial: bar.is_partial,
                shares,
            });
        }
        let feet: Vec<Word> = columns
            .iter()
            .map(|column| Word {
                text: column.label.clone(),
                x: f64::midpoint(column.area.x0, column.area.x1),
                y: plot.y1 + 15.0,
                align: Align::Centre,
            })
            .collect();
        words.extend(thinned(&feet));
        let names = if has_names { names(mix, &plot, &y, is_rtl) } else { Vec::new() };
        let rows = mix.y.ticks.iter().map(|tick| y.px_from_value(tick.value)).collect();
        Self { size, plot, rows, blocks, columns, words, names }
    }
}

/// Writes each series beside the bar at the side without an axis, at the height of its share.
fn names(mix: &Mix, plot: &Area, y: &Scale, is_rtl: bool) -> Vec<(u8, Word)> {
    let last = if is_rtl { Some(0) } else { mix.bars.len().checked_sub(1) };
    let Some(last) = last else { return Vec::new() };
    let mut below = 0.0;
    let mut middles = Vec::new();
    for series in &mix.series {
        let share = series.shares.get(last).copied().flatten().unwrap_or(0.0);
        middles.push(y.px_from_value(below + share / 2.0));
        below += share;
    }
    let heights = spread(&middles, LINE_PX, plot.y0 + 4.0, plot.y1 - 4.0);
    let (x, align) = if is_rtl { (plot.x0 - 8.0, Align::Right) } else { (plot.x1 + 8.0, Align::Left) };
    let name = |(series, y): (&Series, f64)| (series.colour, Word { text: series.label.clone(), x, y, align });
    mix.series.iter().zip(heights).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::chart::Tick;

    const SIZE: Size = Size { width_px: 640.0, height_px: 320.0 };

    fn mix() -> Mix {
        let series = |id: &str, colour, shares: [Option<f64>; 3]| Series {
            id: id.into(),
            label: format!("Channel {id}"),
            colour,
            shares: shares.to_vec(),
            texts: shares.map(|share| format!("{share:?}")).to_vec(),
        };
        let bar = |label: &str, is_partial| Bar {
            label: label.into(),
            is_partial,
            total: Shown { raw: Some(9.0), text: "9".into(), full: "9".into(), range: None, note: None },
        };
        Mix {
            kpi: "revenue".into(),
            unit: Unit::Money,
            y: Axis {
                title: String::new(),
                min: 0.0,
                max: 1.0,
                ticks: [0.0, 1.0].map(|value| Tick { value, label: format!("{value}") }).to_vec(),
            },
            bars: vec![bar("Aug", false), bar("Sep", false), bar("Oct", true)],
            series: vec![
                series("a", 0, [Some(0.5), None, Some(0.4)]),
                series("b", 1, [Some(0.3), None, Some(0.6)]),
                series("c", 2, [Some(0.2), None, Some(0.0)]),
            ],
        }
    }

    #[test]
    fn the_shares_of_a_bar_fill_it() {
        let figure = MixFigure::lay_out(&mix(), SIZE, Direction::Ltr);
        for (column, n_blocks) in figure.columns.iter().zip([3, 0, 2]) {
            let within: Vec<&Block> = figure.blocks.iter().filter(|block| column.area.holds(&block.area)).collect();
            assert_eq!(within.len(), n_blocks, "{}", column.label);
            let height: f64 = within.iter().map(|block| block.area.y1 - block.area.y0).sum();
            let whole = if n_blocks == 0 { 0.0 } else { figure.plot.y1 - figure.plot.y0 };
            assert!((height - whole).abs() < 1e-9, "{}: {height}", column.label);
        }
    }

    #[test]
    fn time_runs_to_the_right_and_the_axis_changes_sides() {
        let [ltr, rtl] = [Direction::Ltr, Direction::Rtl].map(|to| MixFigure::lay_out(&mix(), SIZE, to));
        for figure in [&ltr, &rtl] {
            assert!(figure.columns.windows(2).all(|pair| pair[0].area.x1 <= pair[1].area.x0 + 1e-9));
        }
        assert!(ltr.words[0].x < ltr.plot.x0 && rtl.words[0].x > rtl.plot.x1);
        assert!(ltr.names[0].1.x > ltr.plot.x1 && rtl.names[0].1.x < rtl.plot.x0);
    }

    #[test]
    fn a_narrow_figure_has_no_names_beside_its_bars() {
        let size = Size { width_px: 340.0, ..SIZE };
        assert!(MixFigure::lay_out(&mix(), size, Direction::Ltr).names.is_empty());
    }
}
