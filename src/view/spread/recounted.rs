//! Figures that totals cannot tell: they are counted anew for each cut.

use super::{Basket, Lifeline, MAX_CELLS, Spread, baskets, lifelines};
use crate::engine::cube::customers::{Customer, Customers};
use crate::engine::cube::group::{self, Grid, Reach, Selection};
use crate::engine::cube::members::members;
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::{Step, Window};
use crate::engine::facts::channel::is_online;
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::package::Grain;
use crate::engine::kpi::Kpi;
use crate::engine::kpi::basket;
use crate::engine::kpi::customer_ratio::{CustomerRatio, Period, figure as figure_of};
use crate::engine::kpi::figure::{Absence, Figure};
use crate::engine::kpi::interval::{grain_behind, of_parts};
use crate::engine::kpi::lifetime::{cohort_value, payback};
use crate::engine::quantity::Sum;
use std::collections::BTreeMap;

impl Spread<'_> {
    /// `checked` is the figure of the totals: it says whether the feed has what is needed.
    pub(super) fn recounted(
        &self,
        kpi: Kpi,
        ratio: CustomerRatio,
        checked: Figure,
        totals: &Totals,
        reach: &Reach,
        code: u32,
    ) -> Figure {
        if !matches!(checked.value, Err(Absence::NoRows)) {
            return checked;
        }
        let scene = self.scene;
        let too_many = |checked: Figure| Figure { value: Err(Absence::TooManyRows), ..checked };
        match ratio {
            CustomerRatio::Online => return self.online_share(checked, totals, reach, code),
            CustomerRatio::LineValue | CustomerRatio::BasketValue => {
                return match self.baskets() {
                    Some(baskets) => basket::figure(kpi.spec(), ratio, baskets.get(&code), checked),
                    None => too_many(checked),
                };
            }
            _ => {}
        }
        let Some((customers, now)) = self.customers() else {
            // The code 0 is nobody.
            let is_nobody_named = scene.facts().n_persons() < 2;
            let why = if is_nobody_named { Absence::NobodyNamed } else { Absence::TooManyRows };
            return Figure { value: Err(why), ..checked };
        };
        let n_orders = || scene.figure(Kpi::Orders, totals, reach).value.ok();
        let acquisition = || scene.figure(Kpi::Cac, totals, reach);
        match ratio {
            CustomerRatio::Cohort | CustomerRatio::Payback => {
                let Some((window, extent)) = self.window.zip(scene.facts().extent()) else {
                    let why = Absence::Lacking(Measure::Orders, group::Lack::Dates);
                    return Figure { value: Err(why), ..checked };
                };
                let window = scene.covered(window);
                if ratio == CustomerRatio::Cohort {
                    let Some(lifelines) = self.lifelines(true) else { return too_many(checked) };
                    return cohort_value(kpi.spec(), of(lifelines, code), window.to, checked);
                }
                let margin = scene.loaded.package.economics.margin.map(|margin| Sum::from(margin).to_f64());
                let cac = acquisition();
                // All of the feed is gone through only where something comes of it.
                let is_due = margin.is_some() && cac.value.is_ok();
                let lifelines = if is_due { self.lifelines(false).map(|all| of(all, code)) } else { Some(&[][..]) };
                let Some(lifelines) = lifelines else { return too_many(checked) };
                payback(kpi.spec(), lifelines, window, extent.to, margin, &cac, checked)
            }
            _ => {
                let (n_orders, acquisition) = (n_orders(), matches!(ratio, CustomerRatio::ToCost).then(acquisition));
                if ratio == CustomerRatio::Members {
                    let until = self.window.map(|window| window.to);
                    self.members.get_or_init(|| members(scene.facts(), until));
                }
                let period = self.period(customers, now, code, n_orders, acquisition.as_ref());
                let named: f64 = period.now.iter().map(|customer: &Customer| customer.orders.to_f64()).sum();
                let is_told = !reach.splits_orders && ratio != CustomerRatio::Unnamed;
                let coverage = n_orders.filter(|all| is_told && named < *all).map(|all| named / all);
                Figure { coverage, ..figure_of(kpi.spec(), ratio, &period, checked) }
            }
        }
    }

    fn period<'c>(
        &'c self,
        customers: &'c Customers,
        now: usize,
        code: u32,
        n_orders: Option<f64>,
        acquisition: Option<&'c Figure>,
    ) -> Period<'c> {
        Period {
            now: customers.of(now, code),
            before: (now > 0).then(|| customers.of(0, code)),
            n_days: self.periods().last().map_or(0, |window| window.n_days().unsigned_abs()),
            economics: self.scene.loaded.package.economics,
            n_orders,
            members: self.members.get(),
            acquisition,
        }
    }

    fn baskets(&self) -> Option<&BTreeMap<u32, Basket>> {
        let scene = self.scene;
        let of = || baskets(scene.facts(), &scene.selection(self.window), self.dimension);
        self.baskets.get_or_init(of).as_ref()
    }

    /// Returns what each customer brought since the feed began, up to the window's end or to the feed's.
    fn lifelines(&self, until_window: bool) -> Option<&BTreeMap<u32, Vec<Lifeline>>> {
        let scene = self.scene;
        let of = || {
            let extent = scene.facts().extent()?;
            let to = self.window.filter(|_| until_window).map_or(extent.to, |window| window.to);
            let selection = Selection {
                window: Some(Window { from: extent.from, to }),
                takes_undated: false,
                ..scene.selection(self.window)
            };
            lifelines(scene.facts(), &selection, self.dimension)
        };
        let cell = if until_window { &self.until_window } else { &self.until_now };
        cell.get_or_init(of).as_ref()
    }

    fn online_share(&self, checked: Figure, totals: &Totals, reach: &Reach, code: u32) -> Figure {
        let (scene, channel) = (self.scene, Dimension::Channel);
        if !scene.facts().has_dimension(&channel) {
            let lack = group::Lack::Dimension(channel);
            return Figure { value: Err(Absence::Lacking(Measure::Revenue, lack)), ..checked };
        }
        let net = |totals: &Totals| scene.figure(Kpi::Revenue, totals, reach).numerator;
        let all = net(totals);
        let [whole, days] = self.online.get_or_init(|| [false, true].map(|by_day| self.of_channels(by_day)));
        let steps = |grid: &Grid| -> Vec<Totals> {
            let place = grid.codes.binary_search(&code).ok();
            (0..grid.n_steps()).map(|step| place.map_or(Totals::NOTHING, |at| grid.cell(step, at).clone())).collect()
        };
        let sums = |grids: &[Grid; 2]| {
            let [online, known] = grids.each_ref().map(steps);
            let each = online.into_iter().zip(known).filter(|(_, known)| !known.is_empty());
            each.map(|(online, known)| (net(&online), net(&known))).collect::<Vec<_>>()
        };
        let (online, known) = sums(whole).first().copied().unwrap_or_default();
        let is_daily = grain_behind(Kpi::Revenue.spec(), totals, scene.facts()) == Grain::Day;
        let range = if is_daily { of_parts(sums(days).into_iter()) } else { None };
        basket::online_share(online, known, all, range, checked)
    }

    /// Adds up what online channels have, and what all have that are known to be online or offline; in one or by day.
    fn of_channels(&self, by_day: bool) -> [Grid; 2] {
        let (scene, channel) = (self.scene, Dimension::Channel);
        let days = self.window.map(|window| scene.covered(window).steps(Step::Day)).unwrap_or_default();
        let n_codes = self.dimension.map_or(1, |dimension| scene.facts().n_codes(dimension));
        let is_too_much = days.len().saturating_mul(n_codes) > MAX_CELLS;
        // One step has no interval.
        let steps = if by_day && !is_too_much { days } else { self.window.into_iter().collect() };
        let n_channels = u32::try_from(scene.facts().n_codes(&channel)).unwrap_or(u32::MAX);
        [true, false].map(|online_only| {
            let mut selection = scene.selection(self.window);
            let asked = selection.clauses.remove(&channel);
            let values = (0..n_channels).map(|code| scene.facts().value(&channel, code).to_owned());
            let is_in = |value: &String| {
                let is_asked = asked.as_ref().is_none_or(|asked| asked.contains(value));
                is_asked && is_online(value).is_some_and(|is_online| is_online || !online_only)
            };
            let chosen: Vec<String> = values.filter(is_in).collect();
            selection.clauses.insert(channel.clone(), chosen);
            group::group(scene.facts(), &scene.loaded.cache, &selection, &steps, self.dimension)
        })
    }
}

/// Returns those of a value; nobody where there are none.
fn of(lifelines: &BTreeMap<u32, Vec<Lifeline>>, code: u32) -> &[Lifeline] {
    lifelines.get(&code).map_or(&[], Vec::as_slice)
}
