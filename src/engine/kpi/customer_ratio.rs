//! Metrics that sums alone cannot tell: of customers, each of whom counts once in every cut, and of orders as a whole.

use super::figure::{Absence, Figure};
use super::interval::{Basis, CONFIDENCE, Range};
use super::lifetime::{Fate, Horizon, fates, resampled};
use super::{Kpi, Spec, Term, maybe_minus, plus};
use crate::engine::cube::customers::Customer;
use crate::engine::facts::vocabulary::Measure;
use crate::engine::feed::package::Economics;
use crate::engine::quantity::{Quantity, Sum};
use crate::engine::stat::Interval;
use crate::engine::stat::concentration::Concentration;
use crate::engine::stat::proportion::Proportion;
use crate::engine::stat::ratio::{Ratio, Unit};
use std::collections::BTreeSet;

/// What of customers is divided by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerRatio {
    /// How many there are.
    Count,
    /// Orders ÷ customers.
    Frequency,
    /// Revenue less refunds ÷ customers.
    Revenue,
    /// Customers with two orders or more ÷ customers.
    Repeat,
    /// Customers of the period before who ordered again ÷ customers of the period before.
    Kept,
    /// Those who did not ÷ customers of the period before.
    Lost,
    /// Revenue of the first [`TOP`] of customers ÷ revenue of all.
    Top,
    /// Revenue for each customer × the periods that one stays: 1 ÷ the share lost, [`MAX_YEARS`] at most.
    Lifetime,
    /// Margin for each customer and period, of whom the share kept stays, discounted, over [`MAX_YEARS`].
    Margin,
    /// What customers brought in their first twelve calendar months ÷ those who have been seen for so long.
    Cohort,
    /// Discounted margin ÷ acquisition cost, fully loaded.
    ToCost,
    /// Months until the margin of the period's new customers has earned their acquisition cost back.
    Payback,
    /// Orders that name nobody ÷ orders.
    Unnamed,
    /// Customers who have joined a programme ÷ customers.
    Members,
    /// Net revenue of online channels ÷ that of channels which are known to be online or offline.
    Online,
    /// What the lines in question bring ÷ orders that have one.
    LineValue,
    /// What orders bring that have one of the lines in question ÷ those orders.
    BasketValue,
}

/// Which share of the customers, those who bought most, «the top» is.
pub const TOP: f64 = 0.1;

/// No feed tells of a longer life: past it, churn of a quiet month would speak for decades.
pub const MAX_YEARS: f64 = 5.0;

/// Shorter periods are not multiplied into years: most customers have had no time to come back.
pub const MIN_DAYS: u32 = 90;

/// What is multiplied into years rests on little where fewer days are seen, of the period and the one before.
pub const SURE_DAYS: u32 = 365;

/// How many calendar months a cohort is followed, that of the first order included.
pub const COHORT_MONTHS: u32 = 12;

pub(super) const DAYS_PER_YEAR: f64 = 365.25;

static ORDERS: [Term; 1] = [plus(Measure::Orders)];
static PRICED_ORDERS: [Term; 2] = [plus(Measure::Orders), plus(Measure::Revenue)];

static MEMBERS: [Term; 2] = [plus(Measure::Orders), plus(Measure::Enrolments)];
static COSTED_ORDERS: [Term; 3] = [plus(Measure::Orders), plus(Measure::Revenue), plus(Measure::Cost)];
static NET_REVENUE: [Term; 2] = [plus(Measure::Revenue), maybe_minus(Measure::Refunds)];

impl CustomerRatio {
    /// Returns what the feed must have.
    pub fn terms(self) -> &'static [Term] {
        match self {
            Self::Count | Self::Frequency | Self::Repeat | Self::Kept | Self::Lost | Self::Unnamed => &ORDERS,
            Self::Revenue | Self::Top | Self::Lifetime | Self::Margin | Self::Cohort => &PRICED_ORDERS,
            Self::LineValue | Self::BasketValue => &PRICED_ORDERS,
            Self::ToCost | Self::Payback => &COSTED_ORDERS,
            Self::Members => &MEMBERS,
            Self::Online => &NET_REVENUE,
        }
    }

    /// Whether it is divided by orders, not by customers.
    pub const fn is_of_orders(self) -> bool {
        matches!(self, Self::Unnamed | Self::LineValue | Self::BasketValue)
    }
}

/// The customers of a period, each with what they bought, by ascending person.
#[derive(Debug, Clone, Copy)]
pub struct Period<'c> {
    pub now: &'c [Customer],
    /// Those of the period before, which is as long; `None`: the feed begins later.
    pub before: Option<&'c [Customer]>,
    pub n_days: u32,
    pub economics: Economics,
    /// Orders, whoever made them; `None`: unknown.
    pub n_orders: Option<f64>,
    /// Who has joined a programme by the period's end.
    pub members: Option<&'c BTreeSet<u32>>,
    /// All cost of acquisition and the new customers, of whom it is the cost of each.
    pub acquisition: Option<&'c Figure>,
}

/// Computes a metric of customers; `checked` is the figure that says whether the feed has what it needs.
pub fn figure(spec: &Spec, ratio: CustomerRatio, period: &Period<'_>, checked: Figure) -> Figure {
    let n = count(period.now);
    let orders = period.now.iter().fold(Sum::ZERO, |sum, customer| sum + customer.orders);
    let net = period.now.iter().fold(Sum::ZERO, |sum, customer| sum + customer.net());
    // Who only gave something back bought it earlier, and is no customer of the period.
    let net_of_customers = period.now.iter().filter(|customer| customer.has_ordered());
    let net_of_customers = net_of_customers.fold(Sum::ZERO, |sum, customer| sum + customer.net());
    let n_rows = u64::try_from(period.now.len()).unwrap_or(u64::MAX);
    let base = Figure { value: Err(Absence::NoRows), n_rows, ..checked };
    let divided = |numerator: Sum, denominator: Sum, value: Option<f64>, range: Option<Range>| match value {
        Some(value) => Figure {
            value: Ok(value),
            numerator,
            denominator: Some(denominator),
            is_small: denominator.to_f64() < f64::from(spec.minimum),
            range,
            ..base.clone()
        },
        None => base.clone(),
    };
    let proportion = |k: u64, n: u64| {
        let proportion = Proportion { k, n };
        let range = proportion.wilson(CONFIDENCE).map(|interval| Range { interval, basis: Basis::Wilson });
        divided(sum_of(k), sum_of(n), proportion.share(), range)
    };
    let each = |numerator: Sum, of: fn(&Customer) -> f64| {
        let units = period.now.iter().filter(|customer| customer.has_ordered());
        let units: Vec<Unit> = units.map(|customer| Unit { numerator: of(customer), denominator: 1.0 }).collect();
        let value = (n > 0).then(|| numerator.to_f64() / sum_of(n).to_f64());
        divided(numerator, sum_of(n), value, clustered(&units))
    };
    let kept = || Some(kept(period.before?, period.now));
    let too_early = || Figure { value: Err(Absence::NoEarlier), ..base.clone() };
    match ratio {
        CustomerRatio::Count if period.now.is_empty() => base,
        CustomerRatio::Count => Figure { value: Ok(sum_of(n).to_f64()), numerator: sum_of(n), ..base.clone() },
        CustomerRatio::Frequency => each(orders, |customer| customer.orders.to_f64()),
        CustomerRatio::Revenue => each(net_of_customers, |customer| customer.net().to_f64()),
        CustomerRatio::Repeat => {
            let two = sum_of(2);
            let repeaters = period.now.iter().filter(|customer| !(customer.orders - two).is_negative());
            proportion(repeaters.count() as u64, n)
        }
        CustomerRatio::Kept => kept().map_or_else(too_early, |(k, n)| proportion(k, n)),
        CustomerRatio::Lost => kept().map_or_else(too_early, |(k, n)| proportion(n - k, n)),
        CustomerRatio::Top => {
            let amounts: Vec<f64> = period.now.iter().map(|customer| customer.net().to_f64()).collect();
            let share = Concentration::of(&amounts).and_then(|amounts| amounts.top_share(TOP));
            Figure { denominator: None, ..divided(net, sum_of(n), share, None) }
        }
        CustomerRatio::Lifetime if period.n_days < MIN_DAYS => {
            Figure { value: Err(Absence::TooShort(MIN_DAYS)), ..base.clone() }
        }
        CustomerRatio::Lifetime => {
            let Some((k, n_before)) = kept() else { return too_early() };
            let most = MAX_YEARS * DAYS_PER_YEAR / f64::from(period.n_days);
            let lost = Proportion { k: n_before - k, n: n_before }.share();
            let periods = lost.map(|lost| if lost * most > 1.0 { 1.0 / lost } else { most });
            let value =
                periods.filter(|_| n > 0).map(|periods| net_of_customers.to_f64() / sum_of(n).to_f64() * periods);
            let range = resampled(&fates(period), |sum, _| sum.revenue_value(most));
            short(divided(net_of_customers, sum_of(n), value, range), period)
        }
        CustomerRatio::Margin | CustomerRatio::ToCost => {
            let horizon = match Horizon::of(period) {
                Ok(horizon) => horizon,
                Err(why) => return Figure { value: Err(why), ..base },
            };
            let Some((k, n_before)) = kept() else { return too_early() };
            #[allow(clippy::cast_precision_loss)]
            let whole = Fate { net: net_of_customers.to_f64(), now: n as f64, before: n_before as f64, kept: k as f64 };
            let value = whole.margin_value(&horizon);
            if ratio == CustomerRatio::Margin {
                let range = resampled(&fates(period), |sum, _| sum.margin_value(&horizon));
                return short(divided(net_of_customers, sum_of(n), value, range), period);
            }
            let cost = match period.acquisition.map(|of| (&of.value, of)) {
                Some((Ok(each), of)) if *each > 0.0 => (*each, of.denominator.map_or(0.0, Sum::to_f64)),
                Some((Ok(_), _)) | None => {
                    return Figure { value: Err(Absence::NoDenominator(Measure::Cost)), ..base };
                }
                Some((Err(why), _)) => return Figure { value: Err(why.clone()), ..base },
            };
            let (each, n_new) = cost;
            // The cost is as known: how many it has won is drawn, as a count is.
            let range = resampled(&fates(period), |sum, random| {
                Some(sum.margin_value(&horizon)? / (each * n_new) * random.poisson(n_new)).filter(|of| *of > 0.0)
            });
            let is_few = period.acquisition.is_some_and(|cac| cac.is_small);
            let figure = short(divided(net_of_customers, sum_of(n), value.map(|value| value / each), range), period);
            Figure { is_small: figure.is_small || is_few, ..figure }
        }
        CustomerRatio::Members => {
            let customers = period.now.iter().filter(|customer| customer.has_ordered());
            let is_in = |customer: &&Customer| period.members.is_some_and(|members| members.contains(&customer.person));
            proportion(customers.filter(is_in).count() as u64, n)
        }
        CustomerRatio::Unnamed => {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // of orders, of which there are fewer
            let all = libm::round(period.n_orders.unwrap_or(0.0)).max(0.0) as u64;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let named = libm::round(orders.to_f64()).max(0.0) as u64;
            proportion(all.saturating_sub(named), all)
        }
        // What these are made of is no list of customers: see [`super::lifetime`] and [`super::basket`].
        CustomerRatio::Cohort | CustomerRatio::Payback | CustomerRatio::Online => base,
        CustomerRatio::LineValue | CustomerRatio::BasketValue => base,
    }
}

/// Marks what speaks for years and rests on less than one.
fn short(figure: Figure, period: &Period<'_>) -> Figure {
    let is_short = figure.value.is_ok() && period.n_days.saturating_mul(2) < SURE_DAYS;
    Figure { is_small: figure.is_small || is_short, is_short, ..figure }
}

/// Returns the interval of a ratio by how much customers differ, `None` where customers do not make up `value`: some
/// orders name nobody, or some rows are not among them.
pub fn of_customers(kpi: Kpi, value: f64, customers: &[Customer]) -> Option<Range> {
    let unit: fn(&Customer) -> Unit = match kpi {
        Kpi::Aov => |of| Unit { numerator: of.net().to_f64(), denominator: of.priced_orders.to_f64() },
        Kpi::Aoq => |of| Unit { numerator: of.units.to_f64(), denominator: of.counted_orders.to_f64() },
        Kpi::Asp => |of| Unit { numerator: of.net().to_f64(), denominator: of.units.to_f64() },
        Kpi::RefundRate => |of| Unit { numerator: of.refunds.to_f64(), denominator: of.revenue.to_f64() },
        _ => return None,
    };
    let units: Vec<Unit> = customers.iter().map(unit).collect();
    let estimate = Ratio::of(&units)?.estimate;
    if (estimate - value).abs() > 1e-9 * value.abs() {
        return None;
    }
    clustered(&units)
}

pub(super) fn clustered(units: &[Unit]) -> Option<Range> {
    let interval: Interval = Ratio::of(units)?.interval(CONFIDENCE).filter(|interval| interval.width() > 0.0)?;
    Some(Range { interval, basis: Basis::Customers(u32::try_from(units.len()).ok()?) })
}

/// Returns how many of the customers before ordered again, and how many there were.
fn kept(before: &[Customer], now: &[Customer]) -> (u64, u64) {
    let mut again: BTreeSet<u32> = BTreeSet::new();
    now.iter().filter(|customer| customer.has_ordered()).for_each(|customer| {
        again.insert(customer.person);
    });
    let before = || before.iter().filter(|customer| customer.has_ordered());
    let kept = before().filter(|customer| again.contains(&customer.person)).count();
    (kept as u64, before().count() as u64)
}

fn count(customers: &[Customer]) -> u64 {
    customers.iter().filter(|customer| customer.has_ordered()).count() as u64
}

pub(super) fn sum_of(count: u64) -> Sum {
    let parts = i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(Quantity::ONE.parts());
    Quantity::from_parts(parts).into()
}
