//! How a period's days differ: what the intervals of some figures are made of.

use crate::engine::cube::group::{self, Grid, Reach};
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::{Step, Window};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::feed::package::Grain;
use crate::engine::kpi::figure::Figure;
use crate::engine::kpi::interval::{Method, grain_behind, of_steps};
use crate::engine::kpi::{Formula, Kpi};
use crate::view::scene::{MAX_CELLS, Scene};
use std::cell::OnceCell;

/// Makes figures of a window with their intervals. The totals of its steps are added up when the first figure needs them.
pub struct Spread<'s> {
    scene: &'s Scene<'s>,
    /// `None`: nothing is dated, and no interval is made of steps.
    window: Option<Window>,
    dimension: Option<&'s Dimension>,
    by_day: OnceCell<Grid>,
    by_week: OnceCell<Grid>,
    by_month: OnceCell<Grid>,
}

impl<'s> Spread<'s> {
    pub fn new(scene: &'s Scene<'s>, window: Option<Window>, dimension: Option<&'s Dimension>) -> Self {
        let (by_day, by_week, by_month) = Default::default();
        Self { scene, window, dimension, by_day, by_week, by_month }
    }

    /// Computes a metric of the totals of one value, or of everything where there is no dimension (`code` 0).
    pub fn figure(&self, kpi: Kpi, totals: &Totals, reach: &Reach, code: u32) -> Figure {
        let (scene, spec) = (self.scene, kpi.spec());
        let figure = scene.figure(kpi, totals, reach);
        let (Method::Clustered, Formula::Ratio { .. }, Ok(_), Some(window)) =
            (spec.method, spec.formula, &figure.value, self.window)
        else {
            return figure;
        };
        // A link may ask for ten thousand years.
        let covered = scene.covered(window);
        let grain = grain_behind(spec, totals, scene.facts());
        let grid = match grain {
            Grain::Day => self.by_day.get_or_init(|| self.grid(covered.steps(Step::Day))),
            Grain::Week => self.by_week.get_or_init(|| self.grid(self.weeks(covered))),
            Grain::Month => self.by_month.get_or_init(|| self.grid(covered.steps(Step::Month))),
        };
        let Ok(place) = grid.codes.binary_search(&code) else { return figure };
        let steps = (0..grid.n_steps()).map(|step| grid.cell(step, place));
        Figure { range: of_steps(spec, totals, scene.facts(), grain, steps), ..figure }
    }

    fn grid(&self, steps: Vec<Window>) -> Grid {
        let scene = self.scene;
        let n_codes = self.dimension.map_or(1, |dimension| scene.facts().n_codes(dimension));
        let is_too_much = steps.len().saturating_mul(n_codes) > MAX_CELLS;
        // One step has no interval.
        let steps = if is_too_much { self.window.into_iter().collect() } else { steps };
        group::group(scene.facts(), &scene.loaded.cache, &scene.selection(self.window), &steps, self.dimension)
    }

    /// Returns the weeks of the window as the feed's first weekly table begins them, the last one perhaps cut off.
    fn weeks(&self, window: Window) -> Vec<Window> {
        let weekly = self.scene.facts().tables.iter().filter(|table| table.grain == Grain::Week);
        let first = weekly.filter_map(|table| table.extent()).map(|extent| extent.from).min().unwrap_or(window.from);
        let offset = window.from.days_since(first).rem_euclid(7);
        let mut steps = Vec::new();
        let mut from = window.from;
        let mut to = window.from.plus_days(6 - offset);
        while from <= window.to && from <= to {
            steps.push(Window { from, to: to.min(window.to) });
            (from, to) = (to.plus_days(1), to.plus_days(7));
        }
        steps
    }
}
