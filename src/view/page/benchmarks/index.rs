//! Many metrics in one index, what each weighs, and how one's rank moves with the weights.

use super::compared::{Compared, Field};
use crate::engine::benchmark::composite::{self, Indicator, Normalisation, Z_LIMIT};
use crate::engine::benchmark::peers::MIN_RANKED;
use crate::engine::benchmark::supplied::Given;
use crate::engine::kpi::Good;
use crate::view::against::MAX_WEIGHT;
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::Shown;
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// 100 is the mean of all, 10 a standard deviation.
    pub index: Shown,
    /// 1 is best.
    pub rank: Shown,
    /// «Rank 7 of 40».
    pub title: String,
    /// How the rank moves when one weight is a quarter lower or higher, and what it is with equal weights.
    pub sentences: Vec<String>,
    pub weights: Vec<Weight>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weight {
    pub kpi: String,
    pub name: String,
    /// «2 · 25 %»; of a metric that is left out «0».
    pub text: String,
    /// The next lower and higher weight; `None` at the end.
    pub lower: Option<u8>,
    pub higher: Option<u8>,
    /// What the two buttons say.
    pub less: String,
    pub more: String,
}

/// How much each weight is moved to see how sure a rank is.
const MOVED: f64 = 0.25;

/// Returns the index, or `None` where fewer than two metrics or five peers have what it takes.
pub(super) fn index(scene: &Scene<'_>, field: &Field<'_>) -> Option<Index> {
    let usable: Vec<&Compared<'_>> = field.all.iter().filter(|compared| is_usable(compared)).collect();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for compared in &usable {
        names.extend(members(compared).iter().map(|(name, _)| name.as_str()));
    }
    let names: Vec<&str> = names.into_iter().collect();
    // One's own figure comes last.
    let values = |compared: &Compared<'_>| -> Vec<Option<f64>> {
        let members: BTreeMap<&str, f64> =
            members(compared).iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let of = |name: &&str| members.get(name).copied();
        names.iter().map(of).chain([compared.own.value.as_ref().ok().copied()]).collect()
    };
    let weight = |compared: &Compared<'_>| scene.query.against.weight(compared.kpi.id());
    let indicators = |weigh: &dyn Fn(&Compared<'_>) -> f64| -> Vec<Indicator> {
        let weighed = usable.iter().map(|compared| Indicator {
            weight: weigh(compared),
            good: compared.kpi.spec().good,
            values: values(compared),
        });
        weighed.filter(|indicator| indicator.weight > 0.0).collect()
    };
    let by = Normalisation::ZScore { limit: Some(Z_LIMIT) };
    let equal = indicators(&|_| 1.0);
    let chosen = indicators(&|compared| f64::from(weight(compared)));
    if equal.len() < 2 {
        return None;
    }
    let rank_of = |indicators: &[Indicator]| {
        let indices = composite::index(indicators, by);
        let own = indices.last().copied().flatten()?;
        let rank = composite::ranks(&indices).last().copied().flatten()?;
        Some((own, rank, indices.iter().flatten().count()))
    };
    let (_, equal_rank, n_equal) = rank_of(&equal)?;
    if n_equal <= MIN_RANKED {
        return None;
    }
    let weights: Vec<Weight> = {
        let total: u32 = usable.iter().map(|compared| u32::from(weight(compared))).sum();
        usable.iter().map(|compared| line(scene, compared, weight(compared), total)).collect()
    };
    let whole = |number: usize| scene.count(number as u64);
    let Some((own, rank, n)) = rank_of(&chosen) else {
        let none = super::standing::absent(scene.text.get("bench-index-none"));
        let title = none.full.clone();
        return Some(Index { index: none.clone(), rank: none, title, sentences: Vec::new(), weights });
    };
    let (rank_text, n_text, equal_text) = (whole(rank), whole(n), whole(equal_rank));
    let mut sentences = Vec::new();
    if let Some((best, worst)) = composite::sensitivity(&chosen, by, MOVED).last().copied().flatten() {
        let (best_text, worst_text) = (whole(best), whole(worst));
        let quarter = scene.locale.number(MOVED, NumberStyle::of(NumberKind::Percent, (0, 0)));
        let args = [("best", Arg::Text(&best_text)), ("worst", Arg::Text(&worst_text)), ("share", Arg::Text(&quarter))];
        sentences.push(scene.text.with(if best == worst { "bench-index-firm" } else { "bench-index-moves" }, &args));
    }
    if usable.iter().any(|compared| weight(compared) != 1) {
        sentences.push(scene.text.with("bench-index-equal", &[("rank", Arg::Text(&equal_text))]));
    }
    let shown = composite::shown(own);
    let text = scene.locale.number(shown, NumberStyle::of(NumberKind::Decimal, (0, 0)));
    #[allow(clippy::cast_precision_loss)]
    let rank_raw = rank as f64;
    Some(Index {
        title: scene.text.with("bench-index-title", &[("rank", Arg::Text(&rank_text)), ("all", Arg::Text(&n_text))]),
        index: Shown {
            raw: Some(shown),
            full: scene.locale.number(shown, NumberStyle::of(NumberKind::Decimal, (1, 1))),
            text,
            note: None,
            range: None,
        },
        rank: Shown { raw: Some(rank_raw), text: rank_text.clone(), full: rank_text.clone(), note: None, range: None },
        sentences,
        weights,
    })
}

fn members<'c>(compared: &'c Compared<'_>) -> &'c [(String, f64)] {
    match &compared.supplied.given {
        Given::Figures { members, .. } => members,
        Given::Quantiles { .. } => &[],
    }
}

/// Whether a metric can be part of an index: it has a direction, and one's own figure may be judged beside enough peers'.
fn is_usable(compared: &Compared<'_>) -> bool {
    let is_judged = compared.has_basis && compared.own.value.is_ok() && !compared.own.is_small;
    compared.kpi.spec().good != Good::Neutral && is_judged && members(compared).len() >= MIN_RANKED
}

fn line(scene: &Scene<'_>, compared: &Compared<'_>, weight: u8, total: u32) -> Weight {
    let name = scene.kpi_name(compared.kpi);
    let number = scene.count(u64::from(weight));
    let text = if weight == 0 || total == 0 {
        number
    } else {
        let share = f64::from(weight) / f64::from(total);
        scene.text.joined(&[number, scene.locale.number(share, NumberStyle::of(NumberKind::Percent, (0, 0)))])
    };
    let args = [("metric", Arg::Text(&name))];
    Weight {
        kpi: compared.kpi.id().into(),
        text,
        lower: weight.checked_sub(1),
        higher: Some(weight + 1).filter(|higher| *higher <= MAX_WEIGHT),
        less: scene.text.with("bench-weight-less", &args),
        more: scene.text.with("bench-weight-more", &args),
        name,
    }
}
