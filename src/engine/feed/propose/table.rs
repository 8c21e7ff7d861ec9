//! What the rows of a file are, and what time each covers.

use super::ColumnProposal;
use super::choices::FieldGroup;
use super::date::grain_of;
use super::decide::Draft;
use super::dictionary::{COST_KINDS, Dictionary, EVENT_KINDS};
use super::looks::Looks;
use super::name::{Meaning, Role, folded};
use super::reason::{GrainReason, TableReason};
use crate::engine::facts::vocabulary::{AnswerKind, CostKind, Dimension, EventKind, Measure, TableKind};
use crate::engine::feed::package::Grain;
use std::collections::BTreeMap;

/// Measures of many people together: a row that has one is no single event.
const SUMS: [&str; 9] =
    ["impressions", "sends", "delivered", "opens", "clicks", "visits", "cost", "orders", "conversions"];

/// Words of a file's name that say what its events are.
const FILES: [(EventKind, &[&str]); 5] = [
    (EventKind::Refund, &["refunds", "refund", "returns"]),
    (EventKind::Lead, &["leads", "lead", "contacts", "subscribers", "signups", "prospects", "العملاء"]),
    (
        EventKind::Order,
        &[
            "orders",
            "order",
            "transactions",
            "sales",
            "deals",
            "invoices",
            "purchases",
            "payments",
            "الطلبات",
            "المبيعات",
            "طلبات",
        ],
    ),
    (EventKind::Visit, &["visits", "sessions", "pages", "pageviews"]),
    (EventKind::Touch, &["send", "sends", "sent", "opens", "clicks", "deliveries"]),
];

/// Returns whose kinds a column's texts are, and by text the kind that it means where that is not its own name.
pub(super) fn kinds_in(looks: &Looks) -> (Option<TableKind>, BTreeMap<String, String>) {
    let all = |kinds: Dictionary| -> BTreeMap<String, String> {
        let known = |text: &String| Some((text.clone(), kinds.find(&folded(text))?.to_owned()));
        looks.texts.iter().filter_map(known).collect()
    };
    let (costs, events) = (all(COST_KINDS), all(EVENT_KINDS));
    match (costs.len(), events.len()) {
        (0, 0) => (None, BTreeMap::new()),
        (costs_known, events_known) if costs_known > events_known => (Some(TableKind::Costs), costs),
        _ => (Some(TableKind::Events), events),
    }
}

/// Tells what the rows are.
pub(super) fn kind(file_name: &str, drafts: &[Draft], looks: &[Looks]) -> (TableKind, TableReason) {
    let of_role =
        |role: Role| drafts.iter().zip(looks).find(|(draft, _)| draft.role() == Some(role)).map(|(_, looks)| looks);
    let has = |field: &str| drafts.iter().any(|draft| draft.field() == Some(field));
    let kinds = of_role(Role::Kind).map(kinds_in).and_then(|(table, _)| table);
    let n_sums = SUMS.iter().filter(|field| has(field)).count();
    let n_measures =
        drafts.iter().filter(|draft| draft.field().is_some_and(|id| Measure::from_id(id).is_some())).count();
    let has_people = of_role(Role::Person).is_some() || of_role(Role::Order).is_some();
    let has_amount = of_role(Role::Amount).is_some() || has("revenue");
    let has_date = has("date");
    let says_events = event_of_file(file_name).is_some();
    match kinds {
        Some(TableKind::Costs) if of_role(Role::Amount).is_some() || has("cost") => {
            (TableKind::Costs, TableReason::KindsOfCost)
        }
        Some(TableKind::Events) if n_sums == 0 => (TableKind::Events, TableReason::KindsOfEvent),
        _ if has_people && n_sums == 0 && (has_date || has_amount || says_events && n_measures > 0) => {
            (TableKind::Events, TableReason::PeopleOrOrders)
        }
        _ if n_measures > 0 || has_amount => (TableKind::Performance, TableReason::Sums),
        _ => (TableKind::Performance, TableReason::Unclear),
    }
}

/// Returns the canonical field of a meaning in a kind of table, and by how much it is less sure there.
pub(super) fn field_in(
    meaning: &Meaning,
    table: TableKind,
    has_revenue: bool,
    has_cost: bool,
) -> Option<(&'static str, u8)> {
    match (meaning, table) {
        (Meaning::Leave(_), _) => None,
        (Meaning::Field("date"), TableKind::Rates) => Some(("date", 0)),
        (_, TableKind::Rates | TableKind::Peers | TableKind::Targets) => None,
        (Meaning::Role(Role::Amount), TableKind::Events) => Some(("value", 0)),
        (Meaning::Role(Role::Amount), TableKind::Costs) => Some(("amount", 0)),
        (Meaning::Role(Role::Amount), TableKind::Performance) => {
            // «Amount» beside a revenue or a cost is something else.
            (!has_revenue && !has_cost).then_some(("revenue", 2))
        }
        (Meaning::Role(Role::Person), TableKind::Events | TableKind::Answers) => Some(("person", 0)),
        (Meaning::Role(Role::Order), TableKind::Events) => Some(("order", 0)),
        (Meaning::Role(Role::Kind), TableKind::Events | TableKind::Costs | TableKind::Answers) => Some(("kind", 0)),
        (Meaning::Role(_), _) => None,
        // The value of an order is its revenue.
        (Meaning::Field("revenue"), TableKind::Events) => Some(("value", 0)),
        (Meaning::Field("cost"), TableKind::Costs) => Some(("amount", 0)),
        (Meaning::Field(id), TableKind::Costs | TableKind::Answers) => {
            (*id == "date" || Dimension::from_id(id).is_some()).then_some((*id, 0))
        }
        // Of what can be chosen for events, sums of many are chosen by nobody but a person.
        (Meaning::Field(id), TableKind::Events) => {
            let is_offered = FieldGroup::ALL.iter().any(|group| group.fields(table).iter().any(|field| field == id));
            (is_offered && SUMS.iter().all(|sum| sum != id)).then_some((*id, 0))
        }
        (Meaning::Field(id), TableKind::Performance) => Some((id, 0)),
    }
}

/// Tells what time a row covers.
pub(super) fn grain(table: TableKind, columns: &[ColumnProposal], looks: &[Looks]) -> (Grain, GrainReason) {
    let is_date = |(column, _): &(&ColumnProposal, &Looks)| column.field.as_deref() == Some("date");
    let Some((column, looks)) = columns.iter().zip(looks).find(is_date) else {
        return (Grain::Day, GrainReason::NoDate);
    };
    if table == TableKind::Events {
        return (Grain::Day, GrainReason::Event);
    }
    if let Some(grain) = looks.date.as_ref().and_then(grain_of) {
        return (grain, GrainReason::Distances);
    }
    let name = folded(&column.name);
    let says = |words: [&str; 3]| name.split(' ').any(|word| words.contains(&word));
    match () {
        () if says(["month", "monthly", "الشهر"]) => (Grain::Month, GrainReason::Name),
        () if says(["week", "weekly", "الاسبوع"]) => (Grain::Week, GrainReason::Name),
        () if says(["day", "daily", "اليوم"]) => (Grain::Day, GrainReason::Name),
        () => (Grain::Day, GrainReason::Unclear),
    }
}

fn event_of_file(file_name: &str) -> Option<EventKind> {
    let name = folded(file_name);
    let says = |(_, words): &&(EventKind, &[&str])| name.split(' ').any(|word| words.contains(&word));
    FILES.iter().find(says).map(|(kind, _)| *kind)
}

/// Returns what is the same in every row: what the events or costs of the file are, where no column says it.
pub(super) fn constants(file_name: &str, table: TableKind, columns: &[ColumnProposal]) -> BTreeMap<String, String> {
    let has = |field: &str| columns.iter().any(|column| column.field.as_deref() == Some(field));
    let kind = match table {
        TableKind::Performance | TableKind::Rates | TableKind::Peers | TableKind::Targets => None,
        _ if has("kind") => None,
        TableKind::Costs => Some(CostKind::Media.id()),
        TableKind::Answers => Some(AnswerKind::Nps.id()),
        TableKind::Events => Some(match event_of_file(file_name) {
            Some(kind) => kind.id(),
            None if has("order") || has("value") => EventKind::Order.id(),
            None => EventKind::Action.id(),
        }),
    };
    kind.map(|kind| ("kind".to_owned(), kind.to_owned())).into_iter().collect()
}
