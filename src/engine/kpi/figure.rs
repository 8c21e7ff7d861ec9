//! Totals become figures: the one place that divides.
//!
//! A ratio is a ratio of sums, both taken from the rows that know both. Where no row knows both
//! (revenue in one export, cost in another), the sums of the group are divided as they are.
//!
//! An event is one thing: that a visit has no revenue is no gap in what is known, so the events of
//! a table stand together. An order without a value is a gap.

use super::customer_ratio::CustomerRatio;
use super::interval::{self, Range};
use super::{Formula, Pairing, Spec, Term};
use crate::engine::cube::baskets::has_lines;
use crate::engine::cube::group::{Lack, Reach, Supply};
use crate::engine::cube::totals::{Part, Totals};
use crate::engine::facts::Facts;
use crate::engine::facts::vocabulary::{Measure, TableKind};
use crate::engine::quantity::Sum;

/// A metric's value with what must be known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub value: Result<f64, Absence>,
    /// What was divided, or the sum itself.
    pub numerator: Sum,
    /// What it was divided by; `None` for a sum.
    pub denominator: Option<Sum>,
    /// How much of numerator and denominator stands in rows that know both, 0..=1, the smaller of
    /// the two; `None` where everything does or the question does not arise.
    pub coverage: Option<f64>,
    /// Whether the two sides stand in different tables, so that they were divided as they are.
    pub is_split: bool,
    /// How many rows the figure rests on.
    pub n_rows: u64,
    /// Whether the denominator is below the metric's minimum.
    pub is_small: bool,
    /// Whether it speaks for years, and less than a year is seen.
    pub is_short: bool,
    /// Where the truth lies, as far as chance goes; `None` where no interval can be given, or it needs
    /// [`interval::of_steps`].
    pub range: Option<Range>,
    /// What some tables could not contribute: «cost without a channel».
    pub left_out: Option<(Measure, Lack)>,
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// The feed has sums where events of people are needed.
    NoPeople,
    /// The feed has events, and none says of whom it is.
    NobodyNamed,
    /// No table of the feed has the measure.
    NotSupplied(Measure),
    /// The feed has the measure, but not by what is asked for: «revenue has no channel».
    Lacking(Measure, Lack),
    /// Nothing was selected.
    NoRows,
    /// The rows that were selected do not say it; for a ratio: not together with its other side.
    Unknown(Measure),
    /// Nothing to divide by: it is zero or less.
    NoDenominator(Measure),
    /// The feed begins too late for the period before, or has no dates.
    NoEarlier,
    /// The period has fewer days than are multiplied into years.
    TooShort(u32),
    /// More orders than are gone through one by one.
    TooManyRows,
    /// The manifest does not say it.
    NotDeclared(Assumption),
    /// Nobody has been seen for so many months.
    TooYoung(u32),
    /// It takes longer than the months that have been seen.
    NotWithin(u32),
    /// An order may be in several of the values: it is counted at its first line alone.
    SplitOrders,
    /// No order has several lines.
    OneLineOrders,
}

/// What no feed tells, and its manifest may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// The share of revenue that is margin.
    Margin,
    /// The discount of a year.
    DiscountRate,
}

/// Computes a metric from totals that were made under the selection and grouping of `reach`.
pub fn figure(spec: &Spec, totals: &Totals, facts: &Facts, reach: &Reach) -> Figure {
    if spec.needs_people && !is_told_of_people(spec, facts) {
        return absent(Absence::NoPeople);
    }
    let is_direct = matches!(spec.formula, Formula::Ratio { pairing: Pairing::WithCosts, .. });
    let mut left_out = None;
    for term in spec.formula.terms() {
        match reach.of(term.measure) {
            Supply::Full => {}
            Supply::Partial(lack) => left_out = left_out.or_else(|| Some((term.measure, lack.clone()))),
            // Of a channel's own cost, what no channel has is none.
            Supply::Lacking(lack) if term.is_optional && is_direct => {
                left_out = left_out.or_else(|| Some((term.measure, lack.clone())));
            }
            Supply::Lacking(lack) => return absent(Absence::Lacking(term.measure, lack.clone())),
            Supply::None if term.is_optional => {}
            Supply::None => return absent(Absence::NotSupplied(term.measure)),
        }
    }
    if let Formula::Customers(CustomerRatio::LineValue | CustomerRatio::BasketValue) = spec.formula
        && !has_lines(facts)
    {
        return absent(Absence::OneLineOrders);
    }
    if let Formula::Ratio { denominator, .. } = spec.formula
        && reach.splits_orders
        && denominator.iter().any(|term| term.measure == Measure::Orders)
    {
        return absent(Absence::SplitOrders);
    }
    if totals.is_empty() {
        return absent(Absence::NoRows);
    }
    let figure = match spec.formula {
        Formula::Sum(terms) => sum_of(terms, totals),
        // Totals cannot tell: `customer_ratio::figure` does.
        Formula::Customers(_) => absent(Absence::NoRows),
        Formula::Ratio { numerator, denominator, per, pairing } => {
            ratio_of(numerator, denominator, per, pairing, &Parts::new(spec, totals, facts), spec)
        }
    };
    Figure { left_out, ..figure }
}

/// Returns the parts whose rows a metric's value is made of: of a sum those that know any of its terms, of a ratio those
/// of both sides.
pub fn parts_behind<'t>(spec: &Spec, totals: &'t Totals, facts: &'t Facts) -> Vec<&'t Part> {
    match spec.formula {
        Formula::Sum(terms) => totals.parts().iter().filter(|part| knows_any(part, terms)).collect(),
        Formula::Customers(ratio) => {
            let is_order = |part: &&Part| knows_any(part, ratio.terms()) || part.known.has(Measure::Refunds);
            totals
                .parts()
                .iter()
                .filter(|part| !spec.needs_people || is_of_events(part, facts))
                .filter(is_order)
                .collect()
        }
        Formula::Ratio { numerator, denominator, pairing, .. } => {
            let Sides { above, below, .. } = Parts::new(spec, totals, facts).sides(numerator, denominator, pairing);
            let others = below.iter().copied().filter(|part| !above.contains(part)).collect::<Vec<_>>();
            [above, others].concat()
        }
    }
}

/// Whether every measure of the metric stands in a table of events.
fn is_told_of_people(spec: &Spec, facts: &Facts) -> bool {
    let is_event = |measure: Measure| {
        facts.tables.iter().any(|table| table.kind == TableKind::Events && table.has_measure(measure))
    };
    // What customers cost, no event tells.
    spec.formula.terms().filter(|term| term.measure != Measure::Cost).all(|term| is_event(term.measure))
}

fn is_of_events(part: &Part, facts: &Facts) -> bool {
    facts.tables.get(part.table).is_some_and(|table| table.kind == TableKind::Events)
}

fn absent(why: Absence) -> Figure {
    Figure {
        value: Err(why),
        numerator: Sum::ZERO,
        denominator: None,
        coverage: None,
        is_split: false,
        n_rows: 0,
        is_small: false,
        is_short: false,
        range: None,
        left_out: None,
    }
}

fn sum_of(terms: &[Term], totals: &Totals) -> Figure {
    let used = |part: &&Part| required(terms).all(|measure| part.known.has(measure));
    let parts: Vec<&Part> = totals.parts().iter().filter(used).collect();
    match (parts.is_empty(), required(terms).next()) {
        (true, Some(measure)) => absent(Absence::Unknown(measure)),
        _ => {
            // An optional term is booked wherever it stands: a refund table has no revenue.
            let numerator = terms.iter().fold(Sum::ZERO, |sum, term| {
                let known = totals.sum(term.measure).unwrap_or_default().times(term.factor);
                if term.is_minus { sum - known } else { sum + known }
            });
            let n_rows = parts.iter().map(|part| part.n_rows).sum();
            Figure { value: Ok(numerator.to_f64()), numerator, n_rows, ..absent(Absence::NoRows) }
        }
    }
}

fn ratio_of(
    numerator: &[Term],
    denominator: &[Term],
    per: u32,
    pairing: Pairing,
    parts: &Parts<'_>,
    spec: &Spec,
) -> Figure {
    let Sides { above, below, same_rows } = parts.sides(numerator, denominator, pairing);
    for (side, terms) in [(&below, denominator), (&above, numerator)] {
        if let (true, Some(measure)) = (side.is_empty(), required(terms).next()) {
            return absent(Absence::Unknown(measure));
        }
    }
    let (top, bottom) = (add(&above, numerator), add(&below, denominator));
    // A table of costs tells nothing else: what is covered is what the cost is divided by.
    let covered = if pairing == Pairing::WithCosts { &[] } else { numerator };
    let figure = Figure {
        numerator: top,
        denominator: Some(bottom),
        coverage: if same_rows { parts.coverage(covered, denominator, top, bottom) } else { None },
        is_split: pairing != Pairing::Whole && !same_rows,
        n_rows: below.iter().map(|part| part.n_rows).sum(),
        ..absent(Absence::NoRows)
    };
    match denominator.first() {
        Some(term) if bottom.is_zero() || bottom.is_negative() => {
            Figure { value: Err(Absence::NoDenominator(term.measure)), ..figure }
        }
        // A channel that costs nothing buys nothing: it is not the cheapest one.
        _ if pairing == Pairing::WithCosts && top.is_zero() => {
            Figure { value: Err(Absence::NoDenominator(Measure::Cost)), ..figure }
        }
        _ => {
            let value = top.to_f64() / bottom.to_f64() * f64::from(per);
            let sum_of = |measure: Measure| {
                let knows = below.iter().all(|part| part.known.has(measure));
                knows.then(|| below.iter().fold(Sum::ZERO, |sum, part| sum + part.sum(measure)))
            };
            let range = interval::of_sums(spec.method, top, bottom, per, &sum_of);
            Figure { value: Ok(value), is_small: bottom.to_f64() < f64::from(spec.minimum), range, ..figure }
        }
    }
}

/// The parts of a group that a metric may use.
pub(super) struct Parts<'t> {
    all: Vec<&'t Part>,
    facts: &'t Facts,
}

/// What is divided by what.
pub(super) struct Sides<'t> {
    pub(super) above: Vec<&'t Part>,
    pub(super) below: Vec<&'t Part>,
    /// Whether both are the parts that know both.
    same_rows: bool,
}

impl<'t> Parts<'t> {
    pub(super) fn new(spec: &Spec, totals: &'t Totals, facts: &'t Facts) -> Self {
        let is_used = |part: &&Part| !spec.needs_people || is_of_events(part, facts);
        Self { all: totals.parts().iter().filter(is_used).collect(), facts }
    }

    pub(super) fn sides(&self, numerator: &[Term], denominator: &[Term], pairing: Pairing) -> Sides<'t> {
        let chosen = |is_chosen: &dyn Fn(&Part) -> bool| -> Vec<&'t Part> {
            self.all.iter().copied().filter(|part| is_chosen(part)).collect()
        };
        let both = chosen(&|part| self.know(part, numerator) && self.know(part, denominator));
        if pairing != Pairing::Whole && !both.is_empty() {
            let mut above = both.clone();
            if pairing == Pairing::WithCosts {
                let of_costs = |part: &Part| {
                    let table = self.facts.tables.get(part.table);
                    table.is_some_and(|table| table.kind == TableKind::Costs) && knows_any(part, numerator)
                };
                above.extend(chosen(&of_costs));
            }
            return Sides { above, below: both, same_rows: true };
        }
        let any = |terms: &[Term]| chosen(&|part| knows_any(part, terms));
        Sides { above: any(numerator), below: any(denominator), same_rows: false }
    }

    /// Whether the part knows all that the terms require.
    fn know(&self, part: &Part, terms: &[Term]) -> bool {
        required(terms).all(|measure| part.known.has(measure) || self.is_not_of_this_event(part, measure))
    }

    /// Whether the part's rows are events of a kind that never gives the measure.
    fn is_not_of_this_event(&self, part: &Part, measure: Measure) -> bool {
        let Some(table) = self.facts.tables.get(part.table) else { return false };
        let is_order = part.known.has(Measure::Orders);
        let is_of_order = matches!(measure, Measure::Orders | Measure::Revenue | Measure::NewCustomers);
        table.kind == TableKind::Events && table.has_measure(measure) && !(is_order && is_of_order)
    }

    fn coverage(&self, numerator: &[Term], denominator: &[Term], top: Sum, bottom: Sum) -> Option<f64> {
        let share = |terms: &[Term], used: Sum| {
            let all: Vec<&Part> = self.all.iter().copied().filter(|part| self.know(part, terms)).collect();
            let whole = add(&all, terms);
            (whole != used && !whole.is_zero()).then(|| used.to_f64() / whole.to_f64())
        };
        let shares = [share(numerator, top), share(denominator, bottom)];
        shares.into_iter().flatten().reduce(f64::min)
    }
}

fn knows_any(part: &Part, terms: &[Term]) -> bool {
    terms.iter().any(|term| part.known.has(term.measure))
}

fn required(terms: &[Term]) -> impl Iterator<Item = Measure> {
    terms.iter().filter(|term| !term.is_optional).map(|term| term.measure)
}

pub(super) fn add(parts: &[&Part], terms: &[Term]) -> Sum {
    let mut sum = Sum::ZERO;
    for term in terms {
        for part in parts.iter().filter(|part| part.known.has(term.measure)) {
            let amount = part.sum(term.measure).times(term.factor);
            sum = if term.is_minus { sum - amount } else { sum + amount };
        }
    }
    sum
}
