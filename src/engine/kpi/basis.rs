//! The rows that a figure is made of, so that its parts can be added up over the same rows.
//!
//! A part by itself may know less than the whole: a channel whose refunds stand alone has no revenue, and its own figure
//! is absent, though the whole takes its refunds in. By the basis of the whole the parts add up to it exactly.

use super::figure::{Parts, Sides, add};
use super::{Formula, Spec};
use crate::engine::cube::rows::basis_of;
use crate::engine::cube::totals::{Known, Part, Totals};
use crate::engine::facts::Facts;
use crate::engine::plan::contribution::Amounts;
use std::collections::BTreeSet;

/// Table and known measures of the rows above and below the line; a sum has none below.
#[derive(Debug, Clone)]
pub struct Basis<'s> {
    spec: &'s Spec,
    above: BTreeSet<(usize, Known)>,
    below: BTreeSet<(usize, Known)>,
}

impl<'s> Basis<'s> {
    /// Finds the basis of a metric of these totals; `None`: it is of people, whom no sums tell.
    pub fn of(spec: &'s Spec, totals: &Totals, facts: &Facts) -> Option<Self> {
        let (above, below) = match spec.formula {
            Formula::Customers(_) => return None,
            Formula::Sum(terms) => {
                let knows = |part: &&Part| terms.iter().any(|term| part.known.has(term.measure));
                (totals.parts().iter().filter(knows).collect(), Vec::new())
            }
            Formula::Ratio { numerator, denominator, pairing, .. } => {
                let Sides { above, below, .. } = Parts::new(spec, totals, facts).sides(numerator, denominator, pairing);
                (above, below)
            }
        };
        Some(Self { spec, above: basis_of(above), below: basis_of(below) })
    }

    /// Adds up both sides of a part of these totals; `None` where it has no such rows.
    pub fn amounts(&self, part: &Totals) -> Option<Amounts> {
        let of = |keys: &BTreeSet<(usize, Known)>| -> Vec<&Part> {
            part.parts().iter().filter(|part| keys.contains(&(part.table, part.known))).collect()
        };
        let (above, below) = (of(&self.above), of(&self.below));
        let (numerator, denominator) = match self.spec.formula {
            Formula::Customers(_) => return None,
            Formula::Sum(terms) => (terms, [].as_slice()),
            Formula::Ratio { numerator, denominator, .. } => (numerator, denominator),
        };
        let is_there = !above.is_empty() || !below.is_empty();
        is_there.then(|| Amounts { above: add(&above, numerator), below: add(&below, denominator) })
    }
}
