//! How a period's days and customers differ: what some figures, and the intervals of others, are made of.

use crate::engine::cube::customers::{Customers, customers};
use crate::engine::cube::group::{self, Grid, Reach};
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::{Step, Window, start_of_step};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::feed::package::Grain;
use crate::engine::kpi::customer_ratio::{CustomerRatio, Period, figure as figure_of, of_customers};
use crate::engine::kpi::figure::{Absence, Figure};
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
    /// Of the window, or of it and as many days before.
    customers: OnceCell<Option<Customers>>,
}

impl<'s> Spread<'s> {
    pub fn new(scene: &'s Scene<'s>, window: Option<Window>, dimension: Option<&'s Dimension>) -> Self {
        let (by_day, by_week, by_month) = Default::default();
        Self { scene, window, dimension, by_day, by_week, by_month, customers: OnceCell::new() }
    }

    /// Computes a metric of the totals of one value, or of everything where there is no dimension (`code` 0).
    pub fn figure(&self, kpi: Kpi, totals: &Totals, reach: &Reach, code: u32) -> Figure {
        let (scene, spec) = (self.scene, kpi.spec());
        let figure = scene.figure(kpi, totals, reach);
        if let Formula::Customers(ratio) = spec.formula {
            let orders = scene.figure(Kpi::Orders, totals, reach).value.ok();
            return self.of_customers(kpi, ratio, figure, orders, code);
        }
        let (Method::Clustered, Ok(value)) = (spec.method, &figure.value) else { return figure };
        let grain = grain_behind(spec, totals, scene.facts());
        let by_customer = || of_customers(kpi, *value, self.customers()?.0.of(self.customers()?.1, code));
        if let Some(range) = (grain == Grain::Day).then(by_customer).flatten() {
            return Figure { range: Some(range), ..figure };
        }
        let Some(window) = self.window else { return figure };
        // A link may ask for ten thousand years.
        let covered = scene.covered(window);
        let grid = match grain {
            Grain::Day => self.by_day.get_or_init(|| self.grid(covered.steps(Step::Day))),
            Grain::Week => self.by_week.get_or_init(|| self.grid(self.weeks(covered))),
            Grain::Month => self.by_month.get_or_init(|| self.grid(covered.steps(Step::Month))),
        };
        let Ok(place) = grid.codes.binary_search(&code) else { return figure };
        let steps = (0..grid.n_steps()).map(|step| grid.cell(step, place));
        Figure { range: of_steps(spec, totals, scene.facts(), grain, steps), ..figure }
    }

    /// Returns the customers, and the step that the window is; `None`: there are none to be told, or too many.
    fn customers(&self) -> Option<(&Customers, usize)> {
        let scene = self.scene;
        let steps = self.periods();
        let now = steps.len().saturating_sub(1);
        if scene.facts().n_persons() < 2 {
            return None;
        }
        let of = || customers(scene.facts(), &self.selection(&steps), &steps, self.dimension);
        Some((self.customers.get_or_init(of).as_ref()?, now))
    }

    /// Returns the window, after the period before where the feed reaches back so far: of a whole month the month before,
    /// else as many days. Nothing where nothing is dated.
    fn periods(&self) -> Vec<Window> {
        let scene = self.scene;
        let Some(window) = self.window.map(|window| scene.covered(window)) else { return Vec::new() };
        let to = window.from.plus_days(-1);
        let whole = [Step::Month, Step::Quarter, Step::Year].into_iter().find(|step| window.is_whole(*step));
        let from = whole.map_or(window.from.plus_days(-window.n_days()), |step| start_of_step(to, step));
        let before = Window { from, to };
        let reaches =
            scene.facts().extent().is_some_and(|extent| extent.from <= before.from && before.from <= before.to);
        if reaches { vec![before, window] } else { vec![window] }
    }

    fn selection(&self, steps: &[Window]) -> group::Selection {
        let mut selection = self.scene.selection(self.window);
        // Rows without a date belong to neither of two periods.
        selection.takes_undated &= steps.len() < 2;
        selection.window = steps.first().zip(steps.last()).map(|(a, b)| Window { from: a.from, to: b.to });
        selection
    }

    /// `orders`: how many there are, whoever made them.
    fn of_customers(&self, kpi: Kpi, ratio: CustomerRatio, checked: Figure, orders: Option<f64>, code: u32) -> Figure {
        if !matches!(checked.value, Err(Absence::NoRows)) {
            return checked;
        }
        let Some((customers, now)) = self.customers() else {
            // The code 0 is nobody.
            let is_nobody_named = self.scene.facts().n_persons() < 2;
            let why = if is_nobody_named { Absence::NobodyNamed } else { Absence::TooManyRows };
            return Figure { value: Err(why), ..checked };
        };
        let n_days = self.periods().last().map_or(0, |window| window.n_days().unsigned_abs());
        let before = (now > 0).then(|| customers.of(0, code));
        let period = Period { now: customers.of(now, code), before, n_days };
        let named: f64 = period.now.iter().map(|customer| customer.orders.to_f64()).sum();
        let coverage = orders.filter(|all| named < *all).map(|all| named / all);
        Figure { coverage, ..figure_of(kpi.spec(), ratio, &period, checked) }
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
    pub(in crate::view) fn weeks(&self, window: Window) -> Vec<Window> {
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
