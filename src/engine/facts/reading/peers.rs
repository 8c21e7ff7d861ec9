//! Reads the rows of a table of peers.

use super::Reading;
use crate::engine::facts::coder::text_of;
use crate::engine::facts::column::ABSENT;
use crate::engine::facts::peers::{PeerFigures, PeerRow, period_from_text};
use crate::engine::facts::plan::{Origin, replaced};
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::Cell;
use crate::engine::feed::package::PEER_QUANTILES;
use crate::engine::feed::problem::ProblemKind;
use crate::engine::gather::gathered;
use crate::engine::kpi::{Formula, Kpi};
use crate::engine::quantity::Quantity;

/// What the figures of peers are cut by.
const CUTS: [Dimension; 2] = [Dimension::Channel, Dimension::Segment];

impl Reading<'_> {
    /// Keeps what a row says of peers; a row that says nothing whole is left out, which is said.
    pub(super) fn push_peer(&mut self, row: u64, cells: &[Cell<'_>]) {
        let period = match self.field_text("period", cells) {
            text if text.is_empty() => None,
            text => match period_from_text(&text, self.terms.resource.grain) {
                None => return self.refuse_field(ProblemKind::PeriodUnclear, row, "period", &text),
                period => period,
            },
        };
        let metric = self.field_text("metric", cells);
        let kpi = Kpi::from_id(&metric).filter(|kpi| matches!(kpi.spec().formula, Formula::Ratio { .. }));
        if kpi.is_none() && !metric.is_empty() {
            return self.refuse_field(ProblemKind::MetricUnknown, row, "metric", &metric);
        }
        let peer = self.field_text("peer", cells);
        let Some(figures) = self.peer_figures(row, kpi, &peer, cells) else {
            return self.refuse_field(ProblemKind::PeerIncomplete, row, "", &metric);
        };
        let cut = CUTS.map(|dimension| {
            let value = self.field_text(&dimension.id(), cells);
            (dimension, value)
        });
        let peer = PeerRow {
            row,
            period,
            cut: gathered(cut.into_iter().filter(|(_, value)| !value.is_empty())),
            industry: self.field_text("industry", cells),
            size: self.field_text("size", cells),
            region: self.field_text("region", cells),
            currency: self.field_text("currency", cells).to_ascii_uppercase(),
            source: self.field_text("source", cells),
            url: self.field_text("url", cells),
            figures,
        };
        self.peers.push(peer);
        self.counts.n_repaired += u64::from(self.is_repaired);
    }

    fn peer_figures(&mut self, row: u64, kpi: Option<Kpi>, peer: &str, cells: &[Cell<'_>]) -> Option<PeerFigures> {
        if peer.is_empty() {
            let n = self.field_quantity(row, "n", cells)?.to_f64();
            let quantiles = PEER_QUANTILES.map(|(id, percent)| Some((percent, self.field_quantity(row, id, cells)?)));
            let at: Vec<(u8, Quantity)> = quantiles.into_iter().flatten().collect();
            let has_median = at.iter().any(|(percent, _)| *percent == 50);
            let is_legal =
                has_median && n >= 1.0 && n.fract() == 0.0 && at.is_sorted_by_key(|(_, value)| value.parts());
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole and at least 1
            return is_legal.then_some(PeerFigures::Quantiles { kpi: kpi?, n: n as u64, at });
        }
        if let Some(kpi) = kpi {
            let value = self.field_quantity(row, "value", cells)?;
            return Some(PeerFigures::Value { peer: peer.to_owned(), kpi, value });
        }
        let known = Measure::ALL.map(|measure| Some((measure, self.field_quantity(row, measure.id(), cells)?)));
        let sums = gathered::<std::collections::BTreeMap<_, _>, _>(known.into_iter().flatten());
        (!sums.is_empty()).then(|| PeerFigures::Sums { peer: peer.to_owned(), sums })
    }

    /// Returns what a field says, trimmed; empty where it says nothing.
    pub(super) fn field_text(&self, field: &str, cells: &[Cell<'_>]) -> String {
        match self.plan.fields.get(field) {
            None => String::new(),
            Some(Origin::Constant(text)) => text.clone(),
            Some(Origin::Column(column, values)) => {
                let text = text_of(cells.get(*column), &self.terms.resource.missing_values).unwrap_or_default();
                replaced(&text, values).to_owned()
            }
        }
    }

    pub(super) fn field_quantity(&mut self, row: u64, field: &str, cells: &[Cell<'_>]) -> Option<Quantity> {
        let Some(Origin::Column(column, _)) = self.plan.fields.get(field) else { return None };
        let parts = self.quantity(row, *column, None, cells);
        (parts != ABSENT).then(|| Quantity::from_parts(parts))
    }

    pub(super) fn refuse_field(&mut self, kind: ProblemKind, row: u64, field: &str, value: &str) {
        let column = match self.plan.fields.get(field) {
            Some(Origin::Column(column, _)) => Some(*column),
            Some(Origin::Constant(_)) | None => None,
        };
        self.problem_at(kind, row, column, value);
        self.refuse();
    }
}
