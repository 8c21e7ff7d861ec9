//! Where a figure lies among its peers: their spread along one line, and one's own mark on it.

use super::place::{Scale, Size};
use crate::view::text::Direction;
use serde::{Deserialize, Serialize};

/// What was computed, in the metric's unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strip {
    /// The 10th and the 90th percentile of the peers, the quartiles and the median, as far as they may be shown.
    pub reach: Option<(f64, f64)>,
    pub middle: Option<(f64, f64)>,
    pub median: Option<f64>,
    /// Figures of each peer, where they are known.
    pub dots: Vec<f64>,
    pub own: Option<f64>,
    /// Whether less is better: the better end is always that where reading ends.
    pub is_turned: bool,
    /// All of it in words.
    pub sentence: String,
}

/// Where it lies on a surface.
#[derive(Debug, Clone, PartialEq)]
pub struct StripFigure {
    pub size: Size,
    /// The height of the line, and half of the box's.
    pub y: f64,
    pub half: f64,
    pub reach: Option<(f64, f64)>,
    pub middle: Option<(f64, f64)>,
    pub median: Option<f64>,
    pub dots: Vec<f64>,
    pub own: Option<f64>,
}

/// Room for half of one's own mark.
const EDGE_PX: f64 = 9.0;

impl StripFigure {
    /// The scale reaches from the least to the greatest of all that is shown; better lies where reading ends.
    pub fn lay_out(strip: &Strip, size: Size, direction: Direction) -> Self {
        let Strip { reach, middle, median, dots, own, is_turned, .. } = strip;
        let ends = [reach, middle].into_iter().flatten().flat_map(|(low, high)| [*low, *high]);
        let all = || ends.clone().chain(dots.iter().copied()).chain(*median).chain(*own).filter(|x| x.is_finite());
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        let (start, end) = (EDGE_PX, (size.width_px - EDGE_PX).max(EDGE_PX));
        let is_reversed = *is_turned != (direction == Direction::Rtl);
        let x = Scale::new((low, high), if is_reversed { (end, start) } else { (start, end) });
        let px = |value: f64| x.px_from_value(value);
        let span = |(from, to): (f64, f64)| (px(from).min(px(to)), px(from).max(px(to)));
        Self {
            size,
            y: size.height_px / 2.0,
            half: (size.height_px / 2.0 - 5.0).clamp(2.0, 7.0),
            reach: reach.map(span),
            middle: middle.map(span),
            median: median.map(px),
            dots: dots.iter().copied().filter(|x| x.is_finite()).map(px).collect(),
            own: own.filter(|x| x.is_finite()).map(px),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width_px: 118.0, height_px: 28.0 };

    fn strip(is_turned: bool) -> Strip {
        let (reach, middle) = (Some((1.0, 9.0)), Some((3.0, 7.0)));
        let (median, own) = (Some(5.0), Some(0.0));
        Strip { reach, middle, median, dots: vec![10.0], own, is_turned, sentence: String::new() }
    }

    #[test]
    fn better_lies_where_reading_ends() {
        for (is_turned, direction, own) in [
            (false, Direction::Ltr, 9.0),
            (true, Direction::Ltr, 109.0),
            (false, Direction::Rtl, 109.0),
            (true, Direction::Rtl, 9.0),
        ] {
            let figure = StripFigure::lay_out(&strip(is_turned), SIZE, direction);
            assert_eq!(figure.own, Some(own), "{is_turned} {direction:?}");
            assert_eq!(figure.dots, [118.0 - own]);
            assert_eq!(figure.median, Some(59.0));
            assert!(figure.middle.is_some_and(|(from, to)| from < to));
        }
    }

    #[test]
    fn nothing_known_is_nothing_drawn() {
        let empty = Strip { reach: None, middle: None, median: None, dots: Vec::new(), own: None, ..strip(false) };
        let figure = StripFigure::lay_out(&empty, SIZE, Direction::Ltr);
        assert_eq!((figure.own, figure.median, figure.dots.len()), (None, None, 0));
        let one = StripFigure::lay_out(&Strip { own: Some(4.0), ..empty }, SIZE, Direction::Ltr);
        assert_eq!(one.own, Some(59.0));
    }
}
