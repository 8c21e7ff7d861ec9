//! A metric over time: a line for each of a few series, and a dashed one for what is compared.

use super::Axis;
use super::place::{Align, Area, Scale, Size, Word, spread, thinned, width_px};
use crate::engine::cube::window::Window;
use crate::engine::kpi::Unit;
use crate::view::text::Direction;
use serde::{Deserialize, Serialize};

/// The colour of the line of everything: the ink of the page, which no series has.
pub const ALL_COLOUR: u8 = u8::MAX - 1;

/// What was computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// The metric, for `data-metric`.
    pub kpi: String,
    pub unit: Unit,
    pub y: Axis,
    pub steps: Vec<LineStep>,
    /// As the table ranks them; that of everything, if there is one, comes first.
    pub series: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineStep {
    pub label: String,
    pub days: Window,
    /// Whether it is still running or is cut by the period.
    pub is_partial: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The value as the feed writes it; `None`: everything.
    pub id: Option<String>,
    pub label: String,
    pub colour: u8,
    /// One a step; a gap stays a gap.
    pub values: Vec<Option<f64>>,
    /// The same as text.
    pub texts: Vec<String>,
    /// The compared period, step by step; empty where it is not drawn.
    pub then: Vec<Option<f64>>,
}

/// Where it lies on a surface. Time runs from left to right in every language; the axis stands where reading begins.
#[derive(Debug, Clone, PartialEq)]
pub struct LinesFigure {
    pub size: Size,
    pub plot: Area,
    pub rows: Vec<f64>,
    pub lines: Vec<LineMarks>,
    /// The middle of each step, from the left.
    pub places: Vec<f64>,
    /// For each line, the height of each step's value.
    pub heights: Vec<Vec<Option<f64>>>,
    pub words: Vec<Word>,
    /// Names beside the lines, with their colours; empty where there is no room.
    pub names: Vec<(u8, Word)>,
}

/// A line that is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineMarks {
    pub colour: u8,
    /// Runs without a gap; one of a single point is a dot.
    pub now: Vec<Run>,
    /// What leads to a step that is not whole.
    pub partial: Vec<Run>,
    pub then: Vec<Run>,
}

/// Points that a line joins.
pub type Run = Vec<(f64, f64)>;

const NAMES_FROM_PX: f64 = 520.0;
const FOOT_PX: f64 = 26.0;
const HEAD_PX: f64 = 10.0;
const EDGE_PX: f64 = 10.0;
const SWATCH_PX: f64 = 18.0;
const LINE_PX: f64 = 17.0;

impl LinesFigure {
    pub fn lay_out(lines: &Lines, size: Size, direction: Direction) -> Self {
        let is_rtl = direction == Direction::Rtl;
        let gutter = lines.y.ticks.iter().map(|tick| width_px(&tick.label)).fold(0.0, f64::max) + 10.0;
        let has_names = size.width_px >= NAMES_FROM_PX;
        let widest = lines.series.iter().map(|line| width_px(&line.label)).fold(0.0, f64::max);
        let names_px = if has_names { (widest + 14.0 + SWATCH_PX).min(size.width_px * 0.34) } else { 4.0 };
        let (left, right) = if is_rtl { (names_px, gutter) } else { (gutter, names_px) };
        let plot = Area {
            x0: left,
            y0: HEAD_PX,
            x1: (size.width_px - right).max(left + 1.0),
            y1: (size.height_px - FOOT_PX).max(HEAD_PX + 1.0),
        };
        #[allow(clippy::cast_precision_loss)]
        let last = lines.steps.len().saturating_sub(1) as f64;
        let x = Scale::new((0.0, last), (plot.x0 + EDGE_PX, (plot.x1 - EDGE_PX).max(plot.x0 + EDGE_PX)));
        let y = Scale::new((lines.y.min, lines.y.max), (plot.y1, plot.y0));
        #[allow(clippy::cast_precision_loss)]
        let places: Vec<f64> = (0..lines.steps.len()).map(|step| x.px_from_value(step as f64)).collect();
        let heights_of = |values: &[Option<f64>]| -> Vec<Option<f64>> {
            let height = |value: &Option<f64>| value.filter(|value| value.is_finite()).map(|v| y.px_from_value(v));
            values.iter().map(height).collect()
        };
        let heights: Vec<Vec<Option<f64>>> = lines.series.iter().map(|line| heights_of(&line.values)).collect();
        let is_partial = |step: usize| lines.steps.get(step).is_some_and(|step| step.is_partial);
        let marks = lines.series.iter().zip(&heights).map(|(line, heights)| {
            let (now, partial) = parted(&runs(&places, heights), &places, &is_partial);
            let then = runs(&places, &heights_of(&line.then));
            let drawn = |runs: Vec<Run>| runs.iter().map(|run| decimated(run)).collect();
            LineMarks { colour: line.colour, now: drawn(now), partial, then: drawn(then) }
        });
        let (axis_px, align) = if is_rtl { (plot.x1 + 8.0, Align::Left) } else { (plot.x0 - 8.0, Align::Right) };
        let tick =
            |tick: &super::Tick| Word { text: tick.label.clone(), x: axis_px, y: y.px_from_value(tick.value), align };
        let mut words: Vec<Word> = lines.y.ticks.iter().map(tick).collect();
        let foot = |(step, x): (&LineStep, &f64)| Word {
            text: step.label.clone(),
            x: *x,
            y: plot.y1 + 15.0,
            align: Align::Centre,
        };
        words.extend(thinned(&lines.steps.iter().zip(&places).map(foot).collect::<Vec<_>>()));
        let marks = marks.collect();
        let names = if has_names { names(lines, &heights, &plot, is_rtl) } else { Vec::new() };
        let rows = lines.y.ticks.iter().map(|tick| y.px_from_value(tick.value)).collect();
        Self { size, plot, rows, lines: marks, places, heights, words, names }
    }

    /// Returns the step that is nearest to a place on the surface.
    pub fn step_at(&self, x: f64) -> Option<usize> {
        let distance = |at: usize| self.places.get(at).map_or(f64::INFINITY, |place| (place - x).abs());
        (0..self.places.len()).min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
    }

    /// Returns from where to where steps reach, half-way to their neighbours.
    pub fn reach(&self, from: usize, to: usize) -> Option<(f64, f64)> {
        let (first, last) = (self.places.get(from.min(to))?, self.places.get(from.max(to))?);
        let half = match self.places.as_slice() {
            [a, b, ..] => (b - a) / 2.0,
            _ => EDGE_PX,
        };
        Some(((first - half).max(self.plot.x0), (last + half).min(self.plot.x1)))
    }
}

fn runs(places: &[f64], heights: &[Option<f64>]) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![Run::new()];
    for (x, height) in places.iter().zip(heights) {
        match (height, runs.last_mut()) {
            (Some(height), Some(run)) => run.push((*x, *height)),
            _ => runs.push(Run::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Takes what leads to steps that are not whole out of runs.
fn parted(all: &[Run], places: &[f64], is_partial: &dyn Fn(usize) -> bool) -> (Vec<Run>, Vec<Run>) {
    let at = |x: f64| places.partition_point(|place| *place < x);
    let (mut whole, mut partial): (Vec<Run>, Vec<Run>) = Default::default();
    for run in all {
        let mut so_far = Run::new();
        for point in run {
            if is_partial(at(point.0)) && !so_far.is_empty() {
                partial.extend(so_far.last().map(|last| vec![*last, *point]));
                whole.push(std::mem::take(&mut so_far));
            } else if let ([last], true) =
                (so_far.as_slice(), so_far.first().is_some_and(|first| is_partial(at(first.0))))
            {
                partial.push(vec![*last, *point]);
                so_far.clear();
            }
            so_far.push(*point);
        }
        whole.push(so_far);
    }
    whole.retain(|run| !run.is_empty());
    (whole, partial)
}

/// Leaves out points that no pixel would show: of those in one column of pixels the first, the lowest, the highest and
/// the last remain, so that no peak is lost (M4: Jugel et al., VLDB 2014).
fn decimated(run: &[(f64, f64)]) -> Run {
    let mut kept = Run::new();
    for column in run.chunk_by(|a, b| libm::floor(a.0) == libm::floor(b.0)) {
        if column.len() <= 4 {
            kept.extend_from_slice(column);
            continue;
        }
        let height = |at: usize| column.get(at).map_or(0.0, |(_, y)| *y);
        let end = |is_lower: fn(f64, f64) -> bool| {
            (0..column.len()).reduce(|a, b| if is_lower(height(b), height(a)) { b } else { a }).unwrap_or(0)
        };
        let mut ends = [0, end(|a, b| a < b), end(|a, b| a > b), column.len() - 1];
        ends.sort_unstable();
        let mut last = None;
        for at in ends {
            if last != Some(at) {
                kept.extend(column.get(at));
            }
            last = Some(at);
        }
    }
    kept
}

/// Writes each series beside its line, at the side without an axis.
fn names(lines: &Lines, heights: &[Vec<Option<f64>>], plot: &Area, is_rtl: bool) -> Vec<(u8, Word)> {
    let near = |heights: &Vec<Option<f64>>| {
        let mut known = heights.iter().copied().flatten();
        if is_rtl { known.next() } else { known.next_back() }
    };
    let known: Vec<(&Line, f64)> =
        lines.series.iter().zip(heights).filter_map(|(line, heights)| Some((line, near(heights)?))).collect();
    let middles: Vec<f64> = known.iter().map(|(_, height)| *height).collect();
    let (x, align) = if is_rtl { (plot.x0 - 8.0, Align::Right) } else { (plot.x1 + 8.0, Align::Left) };
    let places = spread(&middles, LINE_PX, plot.y0 + 4.0, plot.y1 - 4.0);
    let name = |((line, _), y): (&(&Line, f64), f64)| (line.colour, Word { text: line.label.clone(), x, y, align });
    known.iter().zip(places).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::day::Day;
    use crate::view::chart::axis::span_axis;

    const SIZE: Size = Size { width_px: 640.0, height_px: 320.0 };

    fn lines(n_steps: usize, values: &[Vec<Option<f64>>], partial: &[usize]) -> Lines {
        let day = |nth: usize| Day::EPOCH.plus_days(i32::try_from(nth).unwrap());
        let step = |nth: usize| LineStep {
            label: nth.to_string(),
            days: Window { from: day(nth), to: day(nth) },
            is_partial: partial.contains(&nth),
        };
        let line = |(at, values): (usize, &Vec<Option<f64>>)| Line {
            id: Some(at.to_string()),
            label: format!("Channel {at}"),
            colour: u8::try_from(at).unwrap(),
            values: values.clone(),
            texts: values.iter().map(|value| format!("{value:?}")).collect(),
            then: Vec::new(),
        };
        let top = values.iter().flatten().flatten().copied().fold(0.0, f64::max);
        Lines {
            kpi: "orders".into(),
            unit: Unit::Count,
            y: span_axis(String::new(), 0.0, top, |value| value.to_string()),
            steps: (0..n_steps).map(step).collect(),
            series: values.iter().enumerate().map(line).collect(),
        }
    }

    #[test]
    fn a_gap_stays_a_gap_and_a_step_that_is_not_whole_is_led_to_apart() {
        let values = vec![vec![Some(1.0), Some(2.0), None, Some(4.0), Some(5.0), Some(1.0)]];
        let figure = LinesFigure::lay_out(&lines(6, &values, &[5]), SIZE, Direction::Ltr);
        let lengths = |runs: &[Run]| runs.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(lengths(&figure.lines[0].now), [2, 2, 1]);
        assert_eq!(lengths(&figure.lines[0].partial), [2]);
        let first =
            LinesFigure::lay_out(&lines(3, &[vec![Some(1.0), Some(2.0), Some(3.0)]], &[0]), SIZE, Direction::Ltr);
        assert_eq!(lengths(&first.lines[0].partial), [2]);
        assert_eq!(lengths(&first.lines[0].now), [2]);
    }

    #[test]
    fn no_peak_is_lost_however_many_steps_there_are() {
        let mut values: Vec<Option<f64>> = (0..100_000).map(|nth| Some(f64::from(nth % 7))).collect();
        values[40_003] = Some(1_000.0);
        values[70_001] = Some(-50.0);
        let figure = LinesFigure::lay_out(&lines(values.len(), &[values.clone()], &[]), SIZE, Direction::Ltr);
        let run = &figure.lines[0].now[0];
        assert!(run.len() <= 4 * 640, "{}", run.len());
        let heights = &figure.heights[0];
        for at in [0, 40_003, 70_001, 99_999] {
            assert!(run.contains(&(figure.places[at], heights[at].unwrap())), "{at}");
        }
        assert!(run.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    }

    #[test]
    fn time_runs_to_the_right_and_the_axis_changes_sides() {
        let all = lines(4, &[vec![Some(1.0), Some(3.0), Some(2.0), Some(4.0)], vec![Some(4.0); 4]], &[]);
        let [ltr, rtl] = [Direction::Ltr, Direction::Rtl].map(|to| LinesFigure::lay_out(&all, SIZE, to));
        for figure in [&ltr, &rtl] {
            assert!(figure.places.windows(2).all(|pair| pair[0] < pair[1]));
            assert_eq!(figure.step_at(figure.places[2] + 3.0), Some(2));
            assert_eq!(figure.step_at(-100.0), Some(0));
            let (from, to) = figure.reach(3, 1).unwrap();
            assert!(from < figure.places[1] && figure.places[3] < to && to <= figure.plot.x1);
        }
        assert!(ltr.words[0].x < ltr.plot.x0 && rtl.words[0].x > rtl.plot.x1);
        assert!(ltr.names[0].1.x > ltr.plot.x1 && rtl.names[0].1.x < rtl.plot.x0);
    }

    #[test]
    fn nothing_known_is_nothing_drawn() {
        for values in [vec![], vec![vec![]], vec![vec![None, Some(f64::NAN), Some(f64::INFINITY)]]] {
            let figure = LinesFigure::lay_out(&lines(3, &values, &[]), SIZE, Direction::Rtl);
            assert!(figure.lines.iter().all(|line| line.now.is_empty() && line.partial.is_empty()));
            assert!(figure.names.is_empty());
        }
        let figure = LinesFigure::lay_out(&lines(0, &[], &[]), SIZE, Direction::Ltr);
        assert_eq!((figure.step_at(5.0), figure.reach(0, 0)), (None, None));
    }
}
