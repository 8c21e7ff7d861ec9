//! What happened, in at most five sentences, each with the view that proves it.

use super::Weighed;
use crate::engine::kpi::{Formula, Kpi, Unit};
use crate::view::page::Verdict;
use crate::view::page::benchmarks::{Said, said};
use crate::view::page::channels::{self, advice, groups};
use crate::view::page::explain::{self, explained, finding};
use crate::view::query::Query;
use crate::view::route::Page;
use crate::view::scene::Scene;
use serde::{Deserialize, Serialize};

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// `change`, `best`, `weakest`, `worth` or `advice`, for `data-finding`.
    pub id: String,
    pub text: String,
    /// Where it is proved; the language is the reader's.
    pub to: Query,
}

/// Says what happened: the largest change with its cause, the strongest and the weakest against peers, what closing a gap is
/// worth, and what to do with the money. What there is no word of is left out.
pub(super) fn happened(scene: &Scene<'_>, weighed: &[Weighed]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let by = explain::dimension_of(scene);
    let change = largest_first(weighed).into_iter().find_map(|Weighed { kpi, now, then, .. }| {
        let explained = explained(scene, *kpi, &by, now.clone(), then.clone()).ok()?;
        let to = scene.query.explaining(kpi.id(), &[]);
        Some(Finding { id: "change".into(), text: finding(scene, &explained), to })
    });
    findings.extend(change);
    let of_peers = said(scene).into_iter().map(|Said { id, text, metric }| {
        let page = scene.query.on_page(Page::Benchmarks);
        let to = Query { against: page.against.following(&metric), ..page };
        Finding { id, text, to }
    });
    findings.extend(of_peers);
    let dimension = channels::dimension_of(scene);
    let advice = advice(scene, &dimension, &groups(scene, &dimension));
    if !advice.rows.is_empty() {
        let to = scene.query.on_page(Page::Channels);
        findings.push(Finding { id: "advice".into(), text: advice.sentence, to });
    }
    findings
}

/// Returns the metrics whose change is more than chance, by its own size the largest first.
fn largest_first(weighed: &[Weighed]) -> Vec<&Weighed> {
    let size = |each: &Weighed| {
        let (now, then) = (each.now.value.as_ref().ok()?, each.then.value.as_ref().ok()?);
        let is_moved = matches!(each.verdict, Some(Verdict::Better | Verdict::Worse));
        (is_moved && *then > 0.0 && is_told(each.kpi)).then(|| libm::log((now / then).max(f64::MIN_POSITIVE)).abs())
    };
    let sized: Vec<(&Weighed, f64)> = weighed.iter().filter_map(|each| Some((each, size(each)?))).collect();
    let at = |at: usize| sized.get(at);
    let order =
        channels::ordered(sized.len(), &|a, b| at(b).map_or(0.0, |b| b.1).total_cmp(&at(a).map_or(0.0, |a| a.1)));
    order.into_iter().filter_map(|place| at(place).map(|(each, _)| *each)).collect()
}

/// Scores have no size to change by, and parts of customers do not add up.
fn is_told(kpi: Kpi) -> bool {
    kpi.spec().unit != Unit::Points && !matches!(kpi.spec().formula, Formula::Customers(_))
}
