//! Metrics that a feed defines: a formula over measures, held to units, made a [`Spec`] like any other.

use super::expression::{self, Dimension, Fault, FaultKind};
use super::interval::Method;
use super::{Formula, Good, Kpi, Pairing, Spec, Term, Unit};
use crate::engine::facts::vocabulary::Measure;
use crate::engine::quantity::Quantity;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

/// How many a feed may define: more are no page that a person reads.
pub const MAX_OWN: usize = 24;

/// Below so many of what it is divided by, a figure is marked as resting on little.
const MINIMUM: u32 = 30;

/// A metric that a feed defines; two are the same that have one id.
#[derive(Debug, Clone, Copy)]
pub struct Own(&'static Spec);

/// What a manifest says of a metric of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Definition {
    /// As the names of metrics are written; none of them has it.
    pub id: String,
    pub formula: String,
    pub unit: OwnUnit,
    pub good: Good,
}

/// The units that a feed's own metric may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnUnit {
    /// The feed's currency, of one thing or of all.
    Money,
    Ratio,
    Percent,
    Count,
}

impl OwnUnit {
    pub const ALL: [Self; 4] = [Self::Money, Self::Ratio, Self::Percent, Self::Count];

    /// Returns its name in manifests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Ratio => "ratio",
            Self::Percent => "percent",
            Self::Count => "count",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.id() == id)
    }

    /// Whether a formula of such a dimension can have it.
    const fn fits(self, Dimension { money, count }: Dimension) -> bool {
        match self {
            Self::Money => money == 1 && (count == 0 || count == -1),
            Self::Ratio | Self::Percent => money == 0 && count == 0,
            Self::Count => money == 0 && count == 1,
        }
    }

    const fn unit(self) -> Unit {
        match self {
            Self::Money => Unit::Money,
            Self::Ratio => Unit::Ratio,
            Self::Percent => Unit::Share,
            Self::Count => Unit::Count,
        }
    }
}

impl Own {
    pub const fn spec(self) -> &'static Spec {
        self.0
    }
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for Own {}

impl PartialOrd for Own {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Own {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.id.cmp(other.0.id)
    }
}

impl Hash for Own {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}

/// Makes a metric of what a manifest says, or says what is wrong with the formula, and where.
///
/// A definition is kept for as long as the program runs, each but once however often its feed is read: that is what lets
/// it be named like any other metric.
pub fn define(definition: &Definition) -> Result<Kpi, Fault> {
    static KNOWN: Mutex<BTreeMap<Definition, Own>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(own) = known.get(definition) {
        return Ok(Kpi::Own(*own));
    }
    let own = Own(Box::leak(Box::new(spec_of(definition)?)));
    known.insert(definition.clone(), own);
    Ok(Kpi::Own(own))
}

fn spec_of(definition: &Definition) -> Result<Spec, Fault> {
    let quotient = expression::read(&definition.formula)?;
    if !definition.unit.fits(quotient.dimension) {
        return Err(Fault { kind: FaultKind::Units, at: definition.formula.chars().count() });
    }
    let divides_things = quotient.below.iter().any(|(measure, _)| !measure.is_money());
    let is_ratio = !quotient.below.is_empty();
    let formula = if is_ratio {
        let (numerator, denominator) = (terms(&quotient.above), terms(&quotient.below));
        Formula::Ratio { numerator, denominator, per: 1, pairing: Pairing::SameRows }
    } else {
        Formula::Sum(terms(&quotient.above))
    };
    Ok(Spec {
        id: Box::leak(definition.id.clone().into_boxed_str()),
        unit: definition.unit.unit(),
        good: definition.good,
        formula,
        minimum: if divides_things { MINIMUM } else { 0 },
        needs_people: false,
        method: if is_ratio { Method::Clustered } else { Method::None },
        source: "",
    })
}

/// Refunds beside another measure count where the feed knows them, as they do everywhere.
fn terms(factors: &[(Measure, Quantity)]) -> &'static [Term] {
    let term = |(measure, factor): &(Measure, Quantity)| Term {
        measure: *measure,
        factor: Quantity::from_parts(factor.parts().abs()),
        is_minus: factor.is_negative(),
        is_optional: *measure == Measure::Refunds && factors.len() > 1,
    };
    // What is taken away stands behind what it is taken from.
    let mut terms: Vec<Term> = factors.iter().map(term).collect();
    terms.sort_by_key(|term| term.is_minus);
    Vec::leak(terms)
}
