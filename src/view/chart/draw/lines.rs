//! Draws lines over time.

use super::{Drawn, Pen};
use crate::view::chart::line::{ALL_COLOUR, LinesFigure};
use plotters::prelude::*;

impl<DB: DrawingBackend> Pen<'_, DB> {
    pub(super) fn lines(&self, figure: &LinesFigure) -> Drawn<DB> {
        let plot = figure.plot;
        for &y in &figure.rows {
            self.line(&[(plot.x0, y), (plot.x1, y)], self.palette.rule.plotted().stroke_width(self.px(1.0)))?;
        }
        // The first is that of everything, or ranks highest: it lies on top.
        for line in figure.lines.iter().rev() {
            let is_all = line.colour == ALL_COLOUR;
            let colour = if is_all { self.palette.ink.plotted() } else { self.palette.series(line.colour) };
            let width = self.px(if is_all { 2.5 } else { 2.0 });
            for run in &line.then {
                self.dashes(run, colour.mix(0.7).stroke_width(self.px(1.25)))?;
            }
            for run in &line.partial {
                self.dashes(run, colour.stroke_width(width))?;
            }
            for run in &line.now {
                match run.as_slice() {
                    [alone] => self.root.draw(&Circle::new(self.at(*alone), self.px(2.5), colour.filled()))?,
                    run => self.line(run, colour.stroke_width(width))?,
                }
            }
        }
        Ok(())
    }
}
