//! One drawing routine for every backend of plotters: a canvas on the screen, SVG for export and tests.
//!
//! Draws marks only. Positions are multiplied by `scale`: plotters has whole pixels, and a canvas has
//! more of them than CSS pixels.

mod lines;

use super::band::BandFigure;
use super::line::LinesFigure;
use super::mix::MixFigure;
use super::place::Area;
use super::scatter::ScatterFigure;
use super::spark::SparkFigure;
use super::strip::StripFigure;
use plotters::coord::Shift;
use plotters::prelude::*;
use serde::{Deserialize, Serialize};

/// The colours of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Palette {
    pub ink: Rgb,
    pub muted: Rgb,
    pub rule: Rgb,
    pub surface: Rgb,
    pub accent: Rgb,
    /// [`N_SERIES`] of them, by [`series_index`].
    pub series: Vec<Rgb>,
    /// The series that a reader points at: the others step back.
    pub lit: Option<u8>,
}

/// How many colours series have, as in `style/tokens.css`: twelve, and a grey for the rest.
pub const N_SERIES: u8 = 13;

/// Returns which colour a series has. Past the twelfth they come again: names tell them apart. The rest taken together is never taken for one of them.
pub const fn series_index(colour: u8) -> u8 {
    if colour == u8::MAX { N_SERIES - 1 } else { colour % (N_SERIES - 1) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn plotted(self) -> RGBColor {
        RGBColor(self.0, self.1, self.2)
    }

    /// Returns what lies three quarters of the way to another colour.
    const fn towards(self, other: Self) -> Self {
        const fn part(from: u8, to: u8) -> u8 {
            u8::midpoint(u8::midpoint(from, to), to)
        }
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }
}

impl Palette {
    fn series(&self, colour: u8) -> RGBColor {
        let own = self.series.get(usize::from(series_index(colour))).copied().unwrap_or(self.ink);
        let is_lit = self.lit.is_none_or(|lit| lit == colour);
        if is_lit { own.plotted() } else { own.towards(self.surface).plotted() }
    }
}

/// The second cue beside a series's colour, for whom colours look alike: its shape, in scatters and
/// wherever its name stands. (Bars have their order and their names; hatching says «not whole».)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    Circle,
    Square,
    Diamond,
    Triangle,
}

impl Cue {
    pub const fn of(colour: u8) -> Self {
        match colour % 4 {
            0 => Self::Circle,
            1 => Self::Square,
            2 => Self::Diamond,
            _ => Self::Triangle,
        }
    }

    /// Returns its value in `[data-cue]`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Diamond => "diamond",
            Self::Triangle => "triangle",
        }
    }
}

/// Any chart, laid out.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    Scatter(ScatterFigure),
    Mix(MixFigure),
    Spark(SparkFigure),
    Strip(StripFigure),
    Band(BandFigure),
    Lines(LinesFigure),
}

type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Draws a figure on a surface of its size times `scale`.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    figure: &Figure,
    palette: &Palette,
    scale: f64,
) -> Drawn<DB> {
    let pen = Pen { root, palette, scale };
    match figure {
        Figure::Scatter(scatter) => pen.scatter(scatter)?,
        Figure::Mix(mix) => pen.mix(mix)?,
        Figure::Spark(spark) => pen.spark(spark)?,
        Figure::Strip(strip) => pen.strip(strip)?,
        Figure::Band(band) => pen.band(band)?,
        Figure::Lines(lines) => pen.lines(lines)?,
    }
    root.present()
}

struct Pen<'a, DB: DrawingBackend> {
    root: &'a DrawingArea<DB, Shift>,
    palette: &'a Palette,
    scale: f64,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn scatter(&self, figure: &ScatterFigure) -> Drawn<DB> {
        let plot = figure.plot;
        let rule = self.palette.rule.plotted();
        for &y in &figure.rows {
            self.line(&[(plot.x0, y), (plot.x1, y)], rule.stroke_width(self.px(1.0)))?;
        }
        for &x in &figure.columns {
            self.line(&[(x, plot.y1), (x, plot.y1 + 4.0)], rule.stroke_width(self.px(1.0)))?;
        }
        if let Some(y) = figure.reference {
            self.dashes(&[(plot.x0, y), (plot.x1, y)], self.palette.muted.plotted().stroke_width(self.px(1.25)))?;
        }
        for mark in &figure.marks {
            let colour = self.palette.series(mark.colour);
            let outline = self.palette.surface.plotted();
            self.shape(mark, mark.radius + 1.5, outline.filled())?;
            self.shape(mark, mark.radius, colour.mix(0.88).filled())?;
        }
        Ok(())
    }

    fn shape(&self, mark: &super::scatter::ScatterMark, radius: f64, style: ShapeStyle) -> Drawn<DB> {
        // Radii that give the four shapes the area of a circle.
        let corners: &[(f64, f64)] = match Cue::of(mark.colour) {
            Cue::Circle => {
                return self.root.draw(&Circle::new(self.at((mark.x, mark.y)), self.px(radius), style));
            }
            Cue::Square => &[(-0.886, -0.886), (0.886, -0.886), (0.886, 0.886), (-0.886, 0.886)],
            Cue::Diamond => &[(0.0, -1.253), (1.253, 0.0), (0.0, 1.253), (-1.253, 0.0)],
            Cue::Triangle => &[(0.0, -1.555), (1.347, 0.778), (-1.347, 0.778)],
        };
        let points: Vec<(i32, i32)> =
            corners.iter().map(|(x, y)| self.at((mark.x + x * radius, mark.y + y * radius))).collect();
        self.root.draw(&Polygon::new(points, style))
    }

    fn mix(&self, figure: &MixFigure) -> Drawn<DB> {
        let plot = figure.plot;
        for &y in &figure.rows {
            let rule = self.palette.rule.plotted().stroke_width(self.px(1.0));
            self.line(&[(plot.x0, y), (plot.x1, y)], rule)?;
        }
        for block in &figure.blocks {
            let colour = self.palette.series(block.colour);
            let opacity = if block.is_partial { 0.55 } else { 1.0 };
            let corners = [self.at((block.area.x0, block.area.y0)), self.at((block.area.x1, block.area.y1))];
            self.root.draw(&Rectangle::new(corners, colour.mix(opacity).filled()))?;
            if block.is_partial {
                self.hatch(&block.area)?;
            }
            let edge = self.palette.surface.plotted().stroke_width(self.px(1.0));
            self.line(&[(block.area.x0, block.area.y0), (block.area.x1, block.area.y0)], edge)?;
        }
        Ok(())
    }

    /// Draws diagonals over a block, cut at its edges: this period is not whole.
    fn hatch(&self, area: &Area) -> Drawn<DB> {
        const STEP_PX: f64 = 5.0;
        let style = self.palette.surface.plotted().mix(0.7).stroke_width(self.px(1.0));
        let (width, height) = (area.x1 - area.x0, area.y1 - area.y0);
        let mut at = STEP_PX;
        // A diagonal x + y = at, measured from the lower left corner, within 0..=width and 0..=height.
        while at < width + height {
            let (from, to) = ((at.min(width), at - at.min(width)), (at - at.min(height), at.min(height)));
            let place = |(x, y): (f64, f64)| (area.x0 + x, area.y1 - y);
            self.line(&[place(from), place(to)], style)?;
            at += STEP_PX;
        }
        Ok(())
    }

    fn spark(&self, figure: &SparkFigure) -> Drawn<DB> {
        let then = self.palette.muted.plotted().stroke_width(self.px(1.0));
        for run in &figure.then {
            self.dashes(run, then)?;
        }
        let now = self.palette.accent.plotted();
        for run in &figure.now {
            match run.as_slice() {
                [alone] => self.root.draw(&Circle::new(self.at(*alone), self.px(1.5), now.filled()))?,
                run => self.line(run, now.stroke_width(self.px(1.5)))?,
            }
        }
        match figure.end {
            Some(end) => self.root.draw(&Circle::new(self.at(end), self.px(2.5), now.filled())),
            None => Ok(()),
        }
    }

    fn strip(&self, figure: &StripFigure) -> Drawn<DB> {
        let StripFigure { y, reach, middle, half, dots, median, own, .. } = figure;
        let muted = self.palette.muted.plotted();
        if let Some((from, to)) = reach {
            self.line(&[(*from, *y), (*to, *y)], self.palette.rule.plotted().stroke_width(self.px(3.0)))?;
        }
        if let Some((from, to)) = middle {
            let corners = [self.at((*from, y - half)), self.at((*to, y + half))];
            self.root.draw(&Rectangle::new(corners, muted.mix(0.28).filled()))?;
        }
        for x in dots {
            self.root.draw(&Circle::new(self.at((*x, *y)), self.px(1.5), muted.mix(0.7).filled()))?;
        }
        if let Some(x) = median {
            let style = self.palette.ink.plotted().stroke_width(self.px(2.0));
            self.line(&[(*x, y - half - 1.0), (*x, y + half + 1.0)], style)?;
        }
        // A diamond, so that it is told from the peers' dots without its colour.
        let Some(x) = own else { return Ok(()) };
        let diamond = |radius: f64| {
            let corners = [(0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0)];
            corners.map(|(dx, dy)| self.at((x + dx, y + dy))).to_vec()
        };
        self.root.draw(&Polygon::new(diamond(8.5), self.palette.surface.plotted().filled()))?;
        self.root.draw(&Polygon::new(diamond(6.5), self.palette.accent.plotted().filled()))
    }

    fn band(&self, figure: &BandFigure) -> Drawn<DB> {
        let plot = figure.plot;
        let muted = self.palette.muted.plotted();
        for &y in &figure.rows {
            self.line(&[(plot.x0, y), (plot.x1, y)], self.palette.rule.plotted().stroke_width(self.px(1.0)))?;
        }
        for outline in &figure.middle {
            let points: Vec<(i32, i32)> = outline.iter().map(|point| self.at(*point)).collect();
            self.root.draw(&Polygon::new(points, muted.mix(0.22).filled()))?;
        }
        for run in &figure.median {
            self.dashes(run, muted.stroke_width(self.px(1.5)))?;
        }
        let own = self.palette.accent.plotted();
        for run in &figure.own {
            self.line(run, own.stroke_width(self.px(2.0)))?;
            for point in run {
                self.root.draw(&Circle::new(self.at(*point), self.px(2.5), own.filled()))?;
            }
        }
        Ok(())
    }

    fn line(&self, points: &[(f64, f64)], style: ShapeStyle) -> Drawn<DB> {
        let points: Vec<(i32, i32)> = points.iter().map(|point| self.at(*point)).collect();
        self.root.draw(&PathElement::new(points, style))
    }

    /// Draws a line as dashes that go on around its corners.
    fn dashes(&self, points: &[(f64, f64)], style: ShapeStyle) -> Drawn<DB> {
        const DASH_PX: f64 = 3.0;
        let mut is_on = true;
        let mut left = DASH_PX;
        for pair in points.windows(2) {
            let [from, to] = pair else { continue };
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            let along = |done: f64| {
                let share = if length > 0.0 { done / length } else { 0.0 };
                (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
            };
            let mut done = 0.0;
            while done < length {
                let step = left.min(length - done);
                if is_on {
                    self.line(&[along(done), along(done + step)], style)?;
                }
                done += step;
                left -= step;
                if left <= 0.0 {
                    is_on = !is_on;
                    left = DASH_PX;
                }
            }
        }
        Ok(())
    }

    #[allow(clippy::cast_possible_truncation)]
    fn at(&self, (x, y): (f64, f64)) -> (i32, i32) {
        ((x * self.scale).round() as i32, (y * self.scale).round() as i32)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn px(&self, px: f64) -> u32 {
        (px * self.scale).round().max(1.0) as u32
    }
}
