//! What a table of peers gives of one metric: whom one is set against, and what they have.
//!
//! A peer counts once: sums of its rows make its figure as one's own sums do, and of several figures the mean counts.
//! A row in another currency than the feed's is not compared with.

use super::cohort::{Candidate, Cohort};
use super::peers::{MIN_RANKED, Peers};
use crate::engine::cube::window::Window;
use crate::engine::facts::peers::{PeerFigures, PeerRow};
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::package::Company;
use crate::engine::kpi::{Formula, Kpi, Pairing, Spec, Term, Unit};
use crate::engine::quantity::{Quantity, Sum};
use crate::engine::stat::{average, finite};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of a table of peers.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'c, 'a> {
    pub kpi: Kpi,
    /// Channel and segment that are looked at; nothing: all of them together.
    pub cut: &'c BTreeMap<Dimension, String>,
    /// `None`: rows that do not say their period.
    pub period: Option<Window>,
    pub company: &'a Company,
    /// What one's own amounts are in.
    pub currency: Option<&'a str>,
}

/// What peers have.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// Figures of each, with their names; the figures of `peers` are the same, in order.
    Figures { peers: Peers, members: Vec<(String, f64)> },
    /// Quantiles alone, per cent and value, over so many peers.
    Quantiles { n: u64, at: Vec<(u8, f64)> },
}

/// What a table of peers gives of one metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Supplied<'a> {
    pub given: Given,
    /// What was asked of the peers in the end.
    pub cohort: Cohort<'a>,
    /// Whether a narrower group was asked for and had too few.
    pub is_widened: bool,
    /// Peers of another kind, and peers of the kind whose figure is unknown.
    pub n_other: usize,
    pub n_unknown: usize,
    /// Who says so, and where; each once.
    pub sources: BTreeSet<(String, String)>,
}

impl Given {
    pub fn n(&self) -> u64 {
        match self {
            Self::Figures { peers, .. } => peers.n() as u64,
            Self::Quantiles { n, .. } => *n,
        }
    }
}

/// Returns the periods that rows of the metric and the cut have, oldest first.
pub fn periods(rows: &[PeerRow], kpi: Kpi, cut: &BTreeMap<Dimension, String>) -> Vec<Window> {
    let of_kpi = rows.iter().filter(|row| is_of(row, kpi) && is_in(row, cut));
    let spans: BTreeSet<_> = of_kpi.filter_map(|row| row.period).map(|period| (period.to, period.from)).collect();
    spans.into_iter().map(|(to, from)| Window { from, to }).collect()
}

/// Whether two periods are about equally long, to a tenth: months, quarters and years are not equal to the day.
pub fn is_as_long(a: Window, b: Window) -> bool {
    let (short, long) = (a.n_days().min(b.n_days()), a.n_days().max(b.n_days()));
    (long - short) * 10 <= long
}

/// Returns the period to compare one's own with: of those that are as long the one that shares most days, else the last
/// before it, else the next after it; where none is as long, the same of all. `periods` are oldest first.
pub fn nearest(periods: &[Window], own: Window) -> Option<Window> {
    let alike: Vec<Window> = periods.iter().copied().filter(|period| is_as_long(*period, own)).collect();
    let among = if alike.is_empty() { periods } else { &alike };
    let shared = |period: &Window| period.overlap(own).map_or(0, Window::n_days);
    let most = among.iter().copied().filter(|period| shared(period) > 0).max_by_key(shared);
    let before = || among.iter().copied().rfind(|period| period.to < own.from);
    most.or_else(before).or_else(|| among.first().copied())
}

/// Returns what the table gives, or `None` where no row tells of the metric, the cut and the period.
pub fn supplied<'a>(rows: &'a [PeerRow], asked: &Asked<'_, 'a>) -> Option<Supplied<'a>> {
    let is_told = |row: &&PeerRow| {
        is_of(row, asked.kpi) && is_in(row, asked.cut) && row.period == asked.period && is_same_money(row, asked)
    };
    let rows: Vec<&PeerRow> = rows.iter().filter(is_told).collect();
    let of_named = of_peers(&rows, asked);
    // A handful of named companies must not hide what is published of many.
    match of_named {
        Some(named) if named.given.n() >= MIN_RANKED as u64 => Some(named),
        named => of_quantiles(&rows, asked).or(named),
    }
}

/// Returns how many rows of the metric are in another currency.
pub fn n_other_currency(rows: &[PeerRow], asked: &Asked<'_, '_>) -> usize {
    rows.iter().filter(|row| is_of(row, asked.kpi) && !is_same_money(row, asked)).count()
}

fn is_of(row: &PeerRow, asked: Kpi) -> bool {
    match &row.figures {
        PeerFigures::Quantiles { kpi, .. } | PeerFigures::Value { kpi, .. } => *kpi == asked,
        PeerFigures::Sums { sums, .. } => {
            let is_of_parts = matches!(asked.spec().formula, Formula::Ratio { pairing: Pairing::Whole, .. });
            let mut due = asked.spec().formula.terms().filter(|term| !term.is_optional);
            let knows = |term: &Term| sums.contains_key(&term.measure);
            if is_of_parts { due.any(knows) } else { due.all(knows) }
        }
    }
}

/// Whether a row is of the cut. Sums of narrower cuts add up to it; figures do not.
fn is_in(row: &PeerRow, cut: &BTreeMap<Dimension, String>) -> bool {
    match &row.figures {
        PeerFigures::Quantiles { .. } | PeerFigures::Value { .. } => row.cut == *cut,
        PeerFigures::Sums { .. } => cut.iter().all(|(dimension, value)| row.cut.get(dimension) == Some(value)),
    }
}

fn is_same_money(row: &PeerRow, asked: &Asked<'_, '_>) -> bool {
    let is_money = asked.kpi.spec().unit == Unit::Money;
    // Whoever does not say what their own amounts are in cannot say that these are the same.
    !is_money || row.currency.is_empty() || asked.currency == Some(row.currency.as_str())
}

fn of_peers<'a>(rows: &[&'a PeerRow], asked: &Asked<'_, 'a>) -> Option<Supplied<'a>> {
    let mut by_peer: BTreeMap<&str, Vec<&PeerRow>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.peer().is_empty()) {
        by_peer.entry(row.peer()).or_default().push(row);
    }
    if by_peer.is_empty() {
        return None;
    }
    let said = |rows: &[&'a PeerRow], of: fn(&PeerRow) -> &String| {
        rows.iter().map(|row| of(row).as_str()).find(|text| !text.is_empty())
    };
    let candidates: Vec<Candidate<'_>> = by_peer
        .iter()
        .map(|(id, rows)| Candidate {
            id,
            sector: said(rows, |row| &row.industry),
            size: said(rows, |row| &row.size),
            region: said(rows, |row| &row.region),
            value: figure_of(asked.kpi.spec(), rows),
        })
        .collect();
    // What no peer says cannot be asked of them.
    let asks =
        |own: &'a Option<String>, of: fn(&Candidate<'_>) -> bool| own.as_deref().filter(|_| candidates.iter().any(of));
    let wanted = Cohort {
        sector: asks(&asked.company.industry, |candidate| candidate.sector.is_some()),
        size: asks(&asked.company.size, |candidate| candidate.size.is_some()),
        region: asks(&asked.company.region, |candidate| candidate.region.is_some()),
    };
    let own = asked.company.peer.as_deref().unwrap_or_default();
    let chosen = wanted.choose_widening(own, &candidates, asked.kpi.spec().good);
    let is_member = |candidate: &&Candidate<'_>| candidate.id != own && chosen.cohort.holds(candidate);
    let members = candidates.iter().filter(is_member);
    let members = members.filter_map(|peer| Some((peer.id.to_owned(), peer.value.and_then(finite)?))).collect();
    Some(Supplied {
        cohort: chosen.cohort,
        is_widened: chosen.cohort != wanted,
        n_other: chosen.n_other,
        n_unknown: chosen.n_unknown,
        given: Given::Figures { peers: chosen.peers, members },
        sources: sources(rows.iter().copied().filter(|row| !row.peer().is_empty())),
    })
}

/// Chooses the quantiles of the narrowest kind that has enough peers.
fn of_quantiles<'a>(rows: &[&'a PeerRow], asked: &Asked<'_, 'a>) -> Option<Supplied<'a>> {
    let Company { industry, size, region, .. } = asked.company;
    // Where the feed does not say what it is itself, and all rows are of one kind, that is whom one asks for.
    let only = |of: fn(&PeerRow) -> &String| {
        let mut kinds = rows.iter().filter(|row| row.peer().is_empty()).map(|row| of(row).as_str());
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first).filter(|kind| !kind.is_empty())
    };
    let sector = industry.as_deref().or_else(|| only(|row| &row.industry));
    let size = size.as_deref().or_else(|| only(|row| &row.size));
    let region = region.as_deref().or_else(|| only(|row| &row.region));
    let narrow = Cohort { sector, size, region };
    let steps = [
        narrow,
        Cohort { region: None, ..narrow },
        Cohort { size: None, ..narrow },
        Cohort { size: None, region: None, ..narrow },
        Cohort { sector: None, size: None, ..narrow },
        Cohort::default(),
    ];
    let is_kind = |row: &PeerRow, cohort: &Cohort<'_>| {
        let says = |said: &str, asked: Option<&str>| said == asked.unwrap_or_default();
        says(&row.industry, cohort.sector) && says(&row.size, cohort.size) && says(&row.region, cohort.region)
    };
    let found = steps.iter().filter_map(|cohort| {
        let row = rows.iter().copied().find(|row| row.peer().is_empty() && is_kind(row, cohort))?;
        match &row.figures {
            PeerFigures::Quantiles { n, at, .. } => Some((*cohort, row, *n, at)),
            PeerFigures::Value { .. } | PeerFigures::Sums { .. } => None,
        }
    });
    let found: Vec<_> = found.collect();
    let is_enough = |n: u64| n >= MIN_RANKED as u64;
    let chosen = found.iter().find(|(_, _, n, _)| is_enough(*n)).or_else(|| found.last());
    let (cohort, row, n, at) = *chosen?;
    let at = at.iter().map(|(percent, value)| (*percent, value.to_f64())).collect();
    Some(Supplied {
        given: Given::Quantiles { n, at },
        cohort,
        is_widened: found.first().is_some_and(|(first, ..)| *first != cohort),
        n_other: 0,
        n_unknown: 0,
        sources: sources([row].into_iter()),
    })
}

fn sources<'a>(rows: impl Iterator<Item = &'a PeerRow>) -> BTreeSet<(String, String)> {
    let said = rows.filter(|row| !row.source.is_empty() || !row.url.is_empty());
    said.map(|row| (row.source.clone(), row.url.clone())).collect()
}

/// Returns a peer's figure: that of its sums, else the mean of its figures.
fn figure_of(spec: &Spec, rows: &[&PeerRow]) -> Option<f64> {
    let sums = rows.iter().filter_map(|row| match &row.figures {
        PeerFigures::Sums { sums, .. } => Some(sums),
        PeerFigures::Value { .. } | PeerFigures::Quantiles { .. } => None,
    });
    let values = rows.iter().filter_map(|row| match &row.figures {
        PeerFigures::Value { value, .. } => Some(value.to_f64()),
        PeerFigures::Sums { .. } | PeerFigures::Quantiles { .. } => None,
    });
    ratio_of_sums(spec, &sums.collect::<Vec<_>>()).or_else(|| average(&values.collect::<Vec<_>>()))
}

/// Returns the metric of rows of sums; `None` where they do not tell it, or have nothing to divide by.
///
/// A ratio takes both sides from the rows that know both; metrics that follow people cannot be told of sums.
pub fn ratio_of_sums(spec: &Spec, rows: &[&BTreeMap<Measure, Quantity>]) -> Option<f64> {
    let Formula::Ratio { numerator, denominator, per, pairing } = spec.formula else { return None };
    if spec.needs_people {
        return None;
    }
    let knows = |row: &BTreeMap<Measure, Quantity>, terms: &[Term]| {
        terms.iter().filter(|term| !term.is_optional).all(|term| row.contains_key(&term.measure))
    };
    let used = |row: &&&BTreeMap<Measure, Quantity>| {
        pairing == Pairing::Whole || knows(row, numerator) && knows(row, denominator)
    };
    let rows: Vec<_> = rows.iter().filter(used).collect();
    let add = |terms: &[Term]| {
        let is_known = |term: &&Term| rows.iter().any(|row| row.contains_key(&term.measure));
        // A cost that is fully loaded is another metric where parts of the load are not told.
        let is_due = |term: &&Term| !term.is_optional || pairing == Pairing::Whole && !term.is_minus;
        if !terms.iter().filter(is_due).all(|term| is_known(&term)) {
            return None;
        }
        Some(terms.iter().fold(Sum::ZERO, |sum, term| {
            let mut known = Sum::ZERO;
            rows.iter().filter_map(|row| row.get(&term.measure)).for_each(|quantity| known += *quantity);
            let known = known.times(term.factor);
            if term.is_minus { sum - known } else { sum + known }
        }))
    };
    let (above, below) = (add(numerator)?, add(denominator)?);
    if below.is_zero() || below.is_negative() {
        return None;
    }
    finite(above.to_f64() / below.to_f64() * f64::from(per))
}
