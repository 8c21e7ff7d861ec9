//! One mark a channel: cost per acquisition against conversions.

use super::Axis;
use super::place::{Align, Area, Scale, Size, Word, thinned, width_px};
use crate::engine::kpi::Unit;
use crate::view::page::Shown;
use crate::view::text::Direction;
use serde::{Deserialize, Serialize};

/// What was computed. Both axes begin at zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scatter {
    /// The metrics of the two axes, for `data-metric`.
    pub x_kpi: String,
    pub y_kpi: String,
    /// Those of the two axes.
    pub units: [Unit; 2],
    pub x: Axis,
    pub y: Axis,
    pub points: Vec<Point>,
    /// Where all channels together stand on the y axis (blended cost per acquisition), with its words.
    pub reference: Option<(f64, String)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The value as the feed writes it.
    pub id: String,
    pub label: String,
    pub x: f64,
    pub y: f64,
    /// Size as a share of the largest, 0..=1 (area, not radius).
    pub weight: f64,
    pub colour: u8,
    /// All its numbers in words: «Email: 1,234 conversions at 12 SAR each».
    pub sentence: String,
    /// Whether it rests on too little to be called dear or cheap.
    pub is_small: bool,
    /// The same two numbers as figures, for the table beside the chart.
    pub shown: [Shown; 2],
}

/// Where it lies on a surface.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterFigure {
    pub size: Size,
    pub plot: Area,
    /// Heights and positions of the lines of the grid.
    pub rows: Vec<f64>,
    pub columns: Vec<f64>,
    /// Height of the line where all channels together stand.
    pub reference: Option<f64>,
    /// Largest first, so that small ones are drawn over them.
    pub marks: Vec<ScatterMark>,
    /// Labels of the axes and of the reference.
    pub words: Vec<Word>,
    /// Names of the points that have room for one.
    pub names: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ScatterMark {
    pub id: String,
    pub label: String,
    pub sentence: String,
    pub x: f64,
    pub y: f64,
    pub radius: f64,
    pub colour: u8,
}

/// Radii of the smallest and the largest mark: the smallest is still seen as a shape.
const RADIUS_PX: (f64, f64) = (5.0, 17.0);
const FOOT_PX: f64 = 26.0;
const HEAD_PX: f64 = 14.0;

impl ScatterFigure {
    /// Both axes are mirrored where the page is read from right to left: values grow from the right.
    pub fn lay_out(scatter: &Scatter, size: Size, direction: Direction) -> Self {
        let gutter = scatter.y.ticks.iter().map(|tick| width_px(&tick.label)).fold(0.0, f64::max) + 10.0;
        let edge = RADIUS_PX.1 / 2.0 + 4.0;
        let is_rtl = direction == Direction::Rtl;
        let (left, right) = if is_rtl { (edge, gutter) } else { (gutter, edge) };
        let plot = Area {
            x0: left,
            y0: HEAD_PX,
            x1: (size.width_px - right).max(left + 1.0),
            y1: (size.height_px - FOOT_PX).max(HEAD_PX + 1.0),
        };
        let across = if is_rtl { (plot.x1, plot.x0) } else { (plot.x0, plot.x1) };
        let x = Scale::new((scatter.x.min, scatter.x.max), across);
        let y = Scale::new((scatter.y.min, scatter.y.max), (plot.y1, plot.y0));

        let mut words = Vec::new();
        let (axis_px, axis_align) = if is_rtl { (plot.x1 + 8.0, Align::Left) } else { (plot.x0 - 8.0, Align::Right) };
        for tick in &scatter.y.ticks {
            let place = y.px_from_value(tick.value);
            words.push(Word { text: tick.label.clone(), x: axis_px, y: place, align: axis_align });
        }
        let feet: Vec<Word> = scatter
            .x
            .ticks
            .iter()
            .map(|tick| {
                let (at, half) = (x.px_from_value(tick.value), width_px(&tick.label) / 2.0);
                // The last word stays on the surface.
                let at = at.clamp(half.min(size.width_px / 2.0), (size.width_px - half).max(size.width_px / 2.0));
                Word { text: tick.label.clone(), x: at, y: plot.y1 + 15.0, align: Align::Centre }
            })
            .collect();
        words.extend(thinned(&feet));

        let mut points: Vec<&Point> = scatter.points.iter().collect();
        points.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.id.cmp(&b.id)));
        let marks: Vec<ScatterMark> = points
            .into_iter()
            .map(|point| ScatterMark {
                id: point.id.clone(),
                label: point.label.clone(),
                sentence: point.sentence.clone(),
                x: x.px_from_value(point.x),
                y: y.px_from_value(point.y),
                radius: RADIUS_PX.0 + (RADIUS_PX.1 - RADIUS_PX.0) * point.weight.clamp(0.0, 1.0).sqrt(),
                colour: point.colour,
            })
            .collect();

        let reference = scatter.reference.as_ref().map(|(value, text)| {
            let height = y.px_from_value(*value);
            let (at, align) = if is_rtl { (plot.x0, Align::Left) } else { (plot.x1, Align::Right) };
            words.push(Word { text: text.clone(), x: at, y: height - 9.0, align });
            height
        });
        let taken = words.last().filter(|_| reference.is_some()).map(Word::area);
        // The labels of the value axis keep their side for themselves.
        let free = if is_rtl {
            Area { x0: 0.0, y0: 0.0, x1: plot.x1, y1: plot.y1 }
        } else {
            Area { x0: plot.x0, y0: 0.0, x1: size.width_px, y1: plot.y1 }
        };
        let names = names(&marks, taken, &free, is_rtl);
        Self {
            size,
            plot,
            rows: scatter.y.ticks.iter().map(|tick| y.px_from_value(tick.value)).collect(),
            columns: scatter.x.ticks.iter().map(|tick| x.px_from_value(tick.value)).collect(),
            reference,
            marks,
            words,
            names,
        }
    }
}

/// Names the marks, largest first, at the first of four sides that is free; a mark without a free
/// side goes without: its name is in the table and at the pointer.
fn names(marks: &[ScatterMark], taken: Option<Area>, within: &Area, is_rtl: bool) -> Vec<Word> {
    let boxes: Vec<Area> = marks
        .iter()
        .map(|m| Area { x0: m.x - m.radius, y0: m.y - m.radius, x1: m.x + m.radius, y1: m.y + m.radius })
        .collect();
    let mut filled: Vec<Area> = taken.into_iter().collect();
    let mut named = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let gap = mark.radius + 5.0;
        let word = |x: f64, y: f64, align| Word { text: mark.label.clone(), x, y, align };
        let right = word(mark.x + gap, mark.y, Align::Left);
        let left = word(mark.x - gap, mark.y, Align::Right);
        let over = word(mark.x, mark.y - gap - 5.0, Align::Centre);
        let under = word(mark.x, mark.y + gap + 5.0, Align::Centre);
        let sides = if is_rtl { [left, right, over, under] } else { [right, left, over, under] };
        let free = sides.into_iter().find(|side| {
            let area = side.area();
            within.holds(&area)
                && filled.iter().all(|other| !other.overlaps(&area))
                && boxes.iter().enumerate().all(|(n, other)| n == index || !other.overlaps(&area))
        });
        if let Some(free) = free {
            filled.push(free.area());
            named.push(free);
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::chart::Tick;

    const SIZE: Size = Size { width_px: 640.0, height_px: 360.0 };

    fn axis(max: f64) -> Axis {
        let ticks = [0.0, max / 2.0, max].map(|value| Tick { value, label: format!("{value}") });
        Axis { title: String::new(), min: 0.0, max, ticks: ticks.to_vec() }
    }

    fn scatter(places: &[(f64, f64)]) -> Scatter {
        let point = |(n, &(x, y)): (usize, &(f64, f64))| Point {
            id: format!("c{n}"),
            label: format!("Channel {n}"),
            x,
            y,
            weight: 0.5,
            colour: 0,
            sentence: String::new(),
            is_small: false,
            shown: [x, y].map(|value| Shown {
                raw: Some(value),
                text: String::new(),
                full: String::new(),
                range: None,
                note: None,
            }),
        };
        Scatter {
            x_kpi: "orders".into(),
            y_kpi: "cost_per_order".into(),
            units: [Unit::Count, Unit::Money],
            x: axis(100.0),
            y: axis(50.0),
            points: places.iter().enumerate().map(point).collect(),
            reference: Some((20.0, "All: 20".into())),
        }
    }

    #[test]
    fn the_value_axis_stands_where_reading_begins() {
        let scatter = scatter(&[(25.0, 10.0)]);
        let ltr = ScatterFigure::lay_out(&scatter, SIZE, Direction::Ltr);
        let rtl = ScatterFigure::lay_out(&scatter, SIZE, Direction::Rtl);
        assert!(ltr.marks[0].x < SIZE.width_px / 2.0 && rtl.marks[0].x > SIZE.width_px / 2.0);
        assert!((ltr.marks[0].x - (SIZE.width_px - rtl.marks[0].x)).abs() < 1e-9);
        assert_eq!(ltr.marks[0].y, rtl.marks[0].y);
        assert!(ltr.words[0].x < ltr.plot.x0 && rtl.words[0].x > rtl.plot.x1);
    }

    #[test]
    fn names_do_not_cover_each_other() {
        let places: Vec<(f64, f64)> = (0..14).map(|n| (40.0 + f64::from(n), 20.0 + f64::from(n % 5))).collect();
        for direction in [Direction::Ltr, Direction::Rtl] {
            let figure = ScatterFigure::lay_out(&scatter(&places), SIZE, direction);
            assert!(!figure.names.is_empty() && figure.names.len() < places.len());
            for (n, a) in figure.names.iter().enumerate() {
                for b in figure.names.iter().skip(n + 1) {
                    assert!(!a.area().overlaps(&b.area()), "{direction:?}: {} covers {}", a.text, b.text);
                }
            }
        }
    }
}
