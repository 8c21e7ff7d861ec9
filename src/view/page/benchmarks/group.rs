//! Who the peers are: how many, of what kind, of when, and who is not among them.

use super::compared::Field;
use crate::engine::benchmark::peers::{MIN_RANKED, THIN};
use crate::engine::benchmark::supplied::Given;
use crate::engine::gather::gathered;
use crate::view::page::data::Fact;
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub facts: Vec<Fact>,
    /// The peers' names, in the order of the alphabet; empty where quantiles alone are known.
    pub members: Vec<String>,
    /// «39 peers by name».
    pub members_title: String,
    /// How figures are made and words are chosen.
    pub method: Vec<String>,
}

pub(super) fn card(scene: &Scene<'_>, field: &Field<'_>) -> Group {
    let mut facts = Vec::new();
    let mut add = |id: &str, value: String| {
        let name = scene.text.get(&format!("bench-group-{id}"));
        facts.push(Fact { id: format!("group-{id}"), name, value });
    };
    #[allow(clippy::cast_precision_loss)]
    let counted = |id: &str, count: u64| scene.counted(id, count as f64);
    let n = || field.all.iter().map(|compared| compared.position.n_peers);
    let (least, most) = (n().min().unwrap_or(0), n().max().unwrap_or(0));
    let number = if least == most {
        counted("bench-peers", most)
    } else {
        let args = [("least", scene.count(least)), ("most", scene.count(most))];
        scene.text.with("bench-group-from-to", &args.each_ref().map(|(name, text)| (*name, Arg::Text(text))))
    };
    add("number", number);
    match &field.values {
        Some(values) => {
            add("who", scene.dimension_title(&values.dimension));
            add("own", scene.value_name(&values.dimension, &values.own));
        }
        None => {
            // Metrics may have peers of several kinds: which has which is said where a group was widened.
            let kinds = field.all.iter().map(|compared| {
                let cohort = compared.supplied.cohort;
                let said = [cohort.sector, cohort.size, cohort.region].into_iter().flatten();
                let said: Vec<String> = said.map(str::to_owned).collect();
                if said.is_empty() { scene.text.get("bench-group-all") } else { scene.text.joined(&said) }
            });
            let kinds: BTreeSet<String> = gathered(kinds);
            add("who", scene.locale.list(&kinds.into_iter().collect::<Vec<_>>()));
            let is_named = scene.loaded.package.company.peer.is_some();
            add("own", scene.text.get(if is_named { "bench-group-own-out" } else { "bench-group-own-unknown" }));
            if let Some(period) = field.period() {
                add("period", scene.locale.date_range(period.from, period.to));
            }
            let cut: Vec<String> =
                field.cut.iter().map(|(dimension, value)| scene.value_name(dimension, value)).collect();
            if !cut.is_empty() {
                add("cut", scene.text.joined(&cut));
            }
        }
    }
    let n_other = field.all.iter().map(|compared| compared.supplied.n_other).max().unwrap_or(0);
    let n_unknown = field.all.iter().map(|compared| compared.supplied.n_unknown).max().unwrap_or(0);
    if n_other > 0 {
        add("other", counted("bench-peers", n_other as u64));
    }
    if n_unknown > 0 {
        add("unknown", counted("bench-group-up-to", n_unknown as u64));
    }
    let sources: BTreeSet<&String> =
        field.all.iter().flat_map(|compared| &compared.supplied.sources).map(|(name, _)| name).collect();
    let sources: Vec<String> = sources.into_iter().filter(|name| !name.is_empty()).cloned().collect();
    if !sources.is_empty() {
        add("source", scene.locale.list(&sources));
    }
    let members = members(scene, field);
    Group { facts, members_title: counted("bench-members", members.len() as u64), members, method: method(scene) }
}

fn members(scene: &Scene<'_>, field: &Field<'_>) -> Vec<String> {
    let mut names: BTreeSet<&String> = BTreeSet::new();
    for compared in &field.all {
        if let Given::Figures { members, .. } = &compared.supplied.given {
            names.extend(members.iter().map(|(name, _)| name));
        }
    }
    let named = |name: &String| match &field.values {
        Some(values) => scene.value_name(&values.dimension, name),
        None => name.clone(),
    };
    let mut members: Vec<String> = names.into_iter().map(named).collect();
    members.sort_by(|a, b| scene.locale.compare(a, b));
    members
}

/// Says the rules that stand in the engine, beside the figures that they make.
fn method(scene: &Scene<'_>) -> Vec<String> {
    let (least, thin) = (scene.count(MIN_RANKED as u64), scene.count(THIN as u64));
    vec![
        scene.text.get("bench-method-rank"),
        scene.text.get("bench-method-quantile"),
        scene.text.get("bench-method-bands"),
        scene.text.with("bench-method-few", &[("least", Arg::Text(&least)), ("thin", Arg::Text(&thin))]),
    ]
}
