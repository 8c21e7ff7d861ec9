//! Where things lie on a surface: scales, boxes, and words that do not cover each other.
//!
//! Pixels are CSS pixels, x from the left and y from the top in every language: a figure for a page
//! that is read from right to left is laid out mirrored, it is not mirrored afterwards.

/// The height of a word of an axis or a label, and what its width is estimated from.
pub const FONT_PX: f64 = 12.0;
/// The least distance between two words of an axis.
const AIR_PX: f64 = 8.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    pub width_px: f64,
    pub height_px: f64,
}

/// A box on the surface; `x0 <= x1` and `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Area {
    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    pub fn holds(&self, other: &Self) -> bool {
        self.x0 <= other.x0 && other.x1 <= self.x1 && self.y0 <= other.y0 && other.y1 <= self.y1
    }
}

/// Values along a line of pixels; either end may be the greater one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    values: (f64, f64),
    px: (f64, f64),
}

impl Scale {
    /// A range without extent is widened, so that no position is NaN.
    pub fn new(values: (f64, f64), px: (f64, f64)) -> Self {
        let (low, high) = values;
        let values = if high > low { (low, high) } else { (low - 0.5, low + 0.5) };
        Self { values, px }
    }

    pub fn px_from_value(&self, value: f64) -> f64 {
        let share = (value - self.values.0) / (self.values.1 - self.values.0);
        self.px.0 + share * (self.px.1 - self.px.0)
    }

    pub fn value_from_px(&self, px: f64) -> f64 {
        let share = (px - self.px.0) / (self.px.1 - self.px.0);
        self.values.0 + share * (self.values.1 - self.values.0)
    }
}

/// Which point of a word lies at its place. Heights are always the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

impl Align {
    /// Returns its value in `[data-align]`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Centre => "centre",
            Self::Right => "right",
        }
    }
}

/// A word over the marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub align: Align,
}

impl Word {
    /// Returns the box that the word is expected to fill.
    pub fn area(&self) -> Area {
        let width = width_px(&self.text);
        let x0 = match self.align {
            Align::Left => self.x,
            Align::Centre => self.x - width / 2.0,
            Align::Right => self.x - width,
        };
        Area { x0, y0: self.y - FONT_PX * 0.65, x1: x0 + width, y1: self.y + FONT_PX * 0.65 }
    }
}

/// Estimates a text's width at [`FONT_PX`]: the layers below the browser cannot measure. Widths are
/// those of IBM Plex Sans in hundredths of its size, rounded up.
pub fn width_px(text: &str) -> f64 {
    let hundredths: f64 = text.chars().map(width_in_hundredths).sum();
    hundredths / 100.0 * FONT_PX
}

fn width_in_hundredths(c: char) -> f64 {
    match c {
        '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' => 0.0,
        ' ' | '\u{a0}' | '\u{202f}' | 'i' | 'j' | 'l' | '.' | ',' | ':' | '\'' | '|' | '!' => 29.0,
        'f' | 't' | 'r' | '(' | ')' | '-' => 38.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 92.0,
        '\u{600}'..='\u{6ff}' => 54.0,
        'A'..='Z' | '0'..='9' => 64.0,
        _ => 58.0,
    }
}

/// Keeps as many of an axis's words as have room, evenly: every one, every second, every third …
pub fn thinned(words: &[Word]) -> Vec<Word> {
    (1..=words.len().max(1))
        .map(|step| words.iter().step_by(step).cloned().collect::<Vec<_>>())
        .find(|kept| {
            kept.windows(2).all(|pair| match pair {
                [a, b] => {
                    let (a, b) = (a.area(), b.area());
                    a.x1 + AIR_PX <= b.x0 || b.x1 + AIR_PX <= a.x0
                }
                _ => true,
            })
        })
        .unwrap_or_default()
}

/// Moves heights apart to at least `gap_px`, within `low..=high`, in the order they have, as little
/// as a pass down and a pass up can. More of them than there is room for are left closer.
pub fn spread(heights: &[f64], gap_px: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (heights.get(a).copied().unwrap_or(0.0), heights.get(b).copied().unwrap_or(0.0));
        a.total_cmp(&b)
    });
    let mut placed = heights.to_vec();
    let mut floor = low;
    for &index in &order {
        if let Some(height) = placed.get_mut(index) {
            *height = height.max(floor);
            floor = *height + gap_px;
        }
    }
    let mut ceiling = high;
    for &index in order.iter().rev() {
        if let Some(height) = placed.get_mut(index) {
            *height = height.min(ceiling);
            ceiling = *height - gap_px;
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_leads_back() {
        for scale in [Scale::new((0.0, 80.0), (300.0, 20.0)), Scale::new((-5.0, 5.0), (0.0, 640.0))] {
            for value in [0.0, 0.1, 3.0, 79.9] {
                assert!((scale.value_from_px(scale.px_from_value(value)) - value).abs() < 1e-9, "{scale:?} {value}");
            }
        }
    }

    #[test]
    fn a_range_without_extent_has_a_middle() {
        assert_eq!(Scale::new((7.0, 7.0), (0.0, 100.0)).px_from_value(7.0), 50.0);
    }

    #[test]
    fn words_of_an_axis_keep_their_distance() {
        let words: Vec<Word> = (0..12)
            .map(|n| Word { text: "Oct 2026".into(), x: f64::from(n) * 20.0, y: 0.0, align: Align::Centre })
            .collect();
        let kept = thinned(&words);
        assert!(kept.len() > 1 && kept.len() < words.len());
        for pair in kept.windows(2) {
            assert!(!pair[0].area().overlaps(&pair[1].area()));
        }
    }

    #[test]
    fn heights_move_apart_and_stay_inside() {
        let placed = spread(&[10.0, 12.0, 95.0, 99.0], 16.0, 8.0, 100.0);
        assert!(placed.windows(2).all(|pair| pair[1] - pair[0] >= 16.0 - 1e-9), "{placed:?}");
        assert!(placed.iter().all(|height| (8.0..=100.0).contains(height)), "{placed:?}");
    }
}
