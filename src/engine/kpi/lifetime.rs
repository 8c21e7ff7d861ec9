//! What customers are worth over years: their values for resampling, cohorts at one age, and when their cost is earned back.
//!
//! Source: Farris et al., Marketing Metrics, 4th ed.; Gupta & Lehmann 2003, J. Interact. Mark. 17:9; Fader & Hardie 2007.

use super::Spec;
use super::customer_ratio::{COHORT_MONTHS, DAYS_PER_YEAR, MAX_YEARS, Period, clustered, sum_of};
use super::figure::{Absence, Assumption, Figure};
use super::interval::{Basis, CONFIDENCE, Range};
use crate::engine::cube::customers::Customer;
use crate::engine::cube::lifelines::Lifeline;
use crate::engine::cube::window::Window;
use crate::engine::customer::cohort::Month;
use crate::engine::customer::lifetime_value::Stream;
use crate::engine::day::Day;
use crate::engine::quantity::Sum;
use crate::engine::stat::bootstrap::{Bootstrap, DRAWS, GROUPS, Random, SEED, dealt};
use crate::engine::stat::ratio::Unit;
use crate::engine::stat::{finite, quotient};
use std::cell::RefCell;
use std::cmp::Ordering;

/// What became of one customer, or of many: whether there in the period, in the one before, in both, and what was brought.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Fate {
    pub(super) net: f64,
    pub(super) now: f64,
    pub(super) before: f64,
    pub(super) kept: f64,
}

/// How a margin is multiplied into years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Horizon {
    margin: f64,
    /// Of a period.
    discount: f64,
    n_periods: u32,
}

impl Horizon {
    /// Returns it, or why there is none.
    pub(super) fn of(period: &Period<'_>) -> Result<Self, Absence> {
        if period.n_days < super::customer_ratio::MIN_DAYS {
            return Err(Absence::TooShort(super::customer_ratio::MIN_DAYS));
        }
        let margin = period.economics.margin.ok_or(Absence::NotDeclared(Assumption::Margin))?;
        let a_year = period.economics.discount_rate.ok_or(Absence::NotDeclared(Assumption::DiscountRate))?;
        let years = f64::from(period.n_days) / DAYS_PER_YEAR;
        let discount = libm::expm1(libm::log1p(a_year.to_f64()) * years);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // of 90 days or more: at most 20
        let n_periods = libm::round(MAX_YEARS / years).max(1.0) as u32;
        Ok(Self { margin: margin.to_f64(), discount, n_periods })
    }
}

impl Fate {
    fn and(self, other: &Self) -> Self {
        Self {
            net: self.net + other.net,
            now: self.now + other.now,
            before: self.before + other.before,
            kept: self.kept + other.kept,
        }
    }

    fn each(&self) -> Option<f64> {
        quotient(self.net, self.now)
    }

    /// Returns net revenue for each × the periods that one stays, `most` at most; `None` without customers, now or before.
    pub(super) fn revenue_value(&self, most: f64) -> Option<f64> {
        let lost = quotient(self.before - self.kept, self.before)?;
        finite(self.each()? * if lost * most > 1.0 { 1.0 / lost } else { most })
    }

    /// Returns Σ margin·retention^k/(1+discount)^k from k = 0; `None` without customers, now or before.
    pub(super) fn margin_value(&self, horizon: &Horizon) -> Option<f64> {
        let retention = quotient(self.kept, self.before)?;
        let stream = Stream { margin: self.each()? * horizon.margin, retention, discount: horizon.discount };
        stream.value(horizon.n_periods)
    }
}

/// Returns what became of each customer of a period and of the one before, by ascending person.
pub(super) fn fates(period: &Period<'_>) -> Vec<Fate> {
    fn of(customers: &[Customer]) -> impl Iterator<Item = &Customer> {
        customers.iter().filter(|customer| customer.has_ordered())
    }
    let here = |customer: &Customer| Fate { net: customer.net().to_f64(), now: 1.0, ..Fate::default() };
    let (mut now, mut before) = (of(period.now).peekable(), of(period.before.unwrap_or_default()).peekable());
    let mut fates = Vec::new();
    loop {
        let order = match (now.peek(), before.peek()) {
            (Some(a), Some(b)) => a.person.cmp(&b.person),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return fates,
        };
        let there = if order.is_le() { now.next().map(here) } else { None }.unwrap_or_default();
        let was = if order.is_ge() && before.next().is_some() { 1.0 } else { 0.0 };
        fates.push(Fate { before: was, kept: was * there.now, ..there });
    }
}

/// Returns the percentiles of a figure over resamples of customers, dealt into [`GROUPS`] where there are more.
///
/// `None` with fewer than two customers, where a fortieth of the resamples or more have no figure, and where all agree.
pub(super) fn resampled(fates: &[Fate], figure: impl Fn(&Fate, &mut Random) -> Option<f64>) -> Option<Range> {
    if fates.len() < 2 {
        return None;
    }
    let mut groups = vec![Fate::default(); fates.len().min(GROUPS)];
    for (fate, group) in fates.iter().zip(dealt(fates.len(), GROUPS, SEED)) {
        groups.get_mut(group).into_iter().for_each(|of_group| *of_group = of_group.and(fate));
    }
    let random = RefCell::new(Random::from_seed(SEED));
    let drawn = Bootstrap::of(&groups, DRAWS, SEED, |groups| {
        let sum = groups.iter().fold(Fate::default(), Fate::and);
        figure(&sum, &mut random.borrow_mut())
    });
    of_draws(&drawn)
}

fn of_draws(drawn: &Bootstrap) -> Option<Range> {
    if drawn.n_undefined() * 40 >= DRAWS {
        return None;
    }
    let interval = drawn.percentile(CONFIDENCE).filter(|interval| interval.width() > 0.0)?;
    Some(Range { interval, basis: Basis::Bootstrap })
}

/// Computes what customers brought in their first twelve calendar months, of those whose twelve had ended when `until` had.
///
/// `checked` is the figure that says whether the feed has what it needs.
pub fn cohort_value(spec: &Spec, lifelines: &[Lifeline], until: Day, checked: Figure) -> Figure {
    let last = Month::ended_by(until);
    let seen = || lifelines.iter().filter(|lifeline| lifeline.n_months(last) >= COHORT_MONTHS);
    let each: Vec<Sum> = seen().map(|lifeline| lifeline.net(COHORT_MONTHS)).collect();
    let whole = each.iter().fold(Sum::ZERO, |sum, net| sum + *net);
    let n = sum_of(each.len() as u64);
    let Some(value) = quotient(whole.to_f64(), n.to_f64()) else {
        return Figure { value: Err(Absence::TooYoung(COHORT_MONTHS)), ..checked };
    };
    let units: Vec<Unit> = each.iter().map(|net| Unit { numerator: net.to_f64(), denominator: 1.0 }).collect();
    Figure {
        value: Ok(value),
        numerator: whole,
        denominator: Some(n),
        n_rows: each.len() as u64,
        is_small: n.to_f64() < f64::from(spec.minimum),
        range: clustered(&units),
        ..checked
    }
}

/// How many groups customers are dealt into to resample their course over months, which takes longer than one sum: the
/// standard error is within 7 %.
const COURSE_GROUPS: usize = 100;

/// Customers are followed for five years at most.
const MAX_MONTHS: usize = 60;

/// Customers and what they brought, by how many months they were seen: the first element is that of one month.
#[derive(Debug, Clone, Default, PartialEq)]
struct Course {
    n: Vec<f64>,
    /// Up to the end of the month.
    net: Vec<f64>,
}

impl Course {
    fn of<'l>(lifelines: impl Iterator<Item = &'l Lifeline>, last: Month, n_months: usize) -> Self {
        let mut course = Self { n: vec![0.0; n_months], net: vec![0.0; n_months] };
        for lifeline in lifelines {
            let n_seen = usize::try_from(lifeline.n_months(last)).unwrap_or(0);
            let mut so_far = Sum::ZERO;
            let mut months = lifeline.by_age.iter().peekable();
            for ((n, net), age) in course.n.iter_mut().zip(&mut course.net).zip(0_u32..).take(n_seen) {
                while let Some((_, brought)) = months.next_if(|(of, _)| *of <= age) {
                    so_far += *brought;
                }
                *n += 1.0;
                *net += so_far.to_f64();
            }
        }
        course
    }
}

/// Returns the first month, from 1, by which the margin for each customer reaches `cost`.
fn paid_back(courses: &[&Course], margin: f64, cost: f64, n_months: usize) -> Option<usize> {
    (0..n_months)
        .find(|month| {
            let add = |of: fn(&Course) -> &Vec<f64>| -> f64 {
                courses.iter().filter_map(|course| of(course).get(*month)).sum()
            };
            quotient(add(|course| &course.net) * margin, add(|course| &course.n)).is_some_and(|earned| earned >= cost)
        })
        .map(|month| month + 1)
}

/// Computes after how many calendar months, that of the first order included, the margin of the customers who first ordered
/// in `window` has earned back what each cost.
///
/// Months are counted as far as the metric's minimum of customers, or all where they are fewer, have been seen; who has
/// not been seen so long is on neither side. Past them it is said that it takes longer: nothing is extrapolated.
pub fn payback(
    spec: &Spec,
    lifelines: &[Lifeline],
    window: Window,
    until: Day,
    margin: Option<f64>,
    acquisition: &Figure,
    checked: Figure,
) -> Figure {
    let absent = |why: Absence| Figure { value: Err(why), ..checked.clone() };
    let Some(margin) = margin else { return absent(Absence::NotDeclared(Assumption::Margin)) };
    let cost = match &acquisition.value {
        Ok(cost) => *cost,
        Err(why) => return absent(why.clone()),
    };
    let last = Month::ended_by(until);
    let cohort: Vec<&Lifeline> =
        lifelines.iter().filter(|lifeline| (window.from..=window.to).contains(&lifeline.first)).collect();
    let whole = Course::of(cohort.iter().copied(), last, MAX_MONTHS);
    #[allow(clippy::cast_precision_loss)]
    let enough = (cohort.len() as f64).min(f64::from(spec.minimum));
    let n_months = whole.n.iter().take_while(|n| **n >= enough && **n > 0.0).count();
    if cohort.is_empty() || n_months == 0 {
        return absent(if cohort.is_empty() { Absence::NoRows } else { Absence::TooYoung(1) });
    }
    let Some(months) = paid_back(&[&whole], margin, cost, n_months) else {
        return absent(Absence::NotWithin(u32::try_from(n_months).unwrap_or(u32::MAX)));
    };
    let groups = dealt(cohort.len(), COURSE_GROUPS, SEED);
    let courses: Vec<Course> = (0..cohort.len().min(COURSE_GROUPS))
        .map(|group| {
            let members = cohort.iter().zip(&groups).filter(|(_, of)| **of == group).map(|(lifeline, _)| *lifeline);
            Course::of(members, last, n_months)
        })
        .collect();
    let courses: Vec<&Course> = courses.iter().collect();
    let n_new = acquisition.denominator.map_or(0.0, Sum::to_f64);
    let random = RefCell::new(Random::from_seed(SEED));
    let drawn = Bootstrap::of(&courses, DRAWS, SEED, |courses| {
        let cost = quotient(cost * n_new, random.borrow_mut().poisson(n_new)).unwrap_or(f64::INFINITY);
        // Longer than was seen is a month more, and an interval that reaches there has no end.
        #[allow(clippy::cast_precision_loss)]
        Some(paid_back(courses, margin, cost, n_months).unwrap_or(n_months + 1) as f64)
    });
    #[allow(clippy::cast_precision_loss)]
    let range = of_draws(&drawn).filter(|range| range.interval.high <= n_months as f64);
    #[allow(clippy::cast_precision_loss)]
    Figure {
        value: Ok(months as f64),
        denominator: Some(sum_of(cohort.len() as u64)),
        n_rows: cohort.len() as u64,
        is_small: (cohort.len() as f64) < f64::from(spec.minimum) || acquisition.is_small,
        range,
        ..checked
    }
}
