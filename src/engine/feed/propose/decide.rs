//! Sets names against values, and columns against each other.

use super::looks::Looks;
use super::name::{self, BY_VALUES, LIKELY, Leave, Meaning, Role, SURE, WEAK};
use super::reason::{Confidence, Reason};
use super::table::{self, kinds_in};
use super::{ColumnProposal, Dates, MAX_OWN_TEXTS};
use crate::engine::facts::vocabulary::{Measure, TableKind};
use std::collections::{BTreeMap, BTreeSet};

/// What a column may be before the table's kind is known.
pub(super) enum Draft {
    /// A field or a role, how sure (the smaller, the surer), and why.
    May(Meaning, u8, Reason),
    Left(Reason),
}

impl Draft {
    pub(super) const fn role(&self) -> Option<Role> {
        match self {
            Self::May(Meaning::Role(role), _, _) => Some(*role),
            _ => None,
        }
    }

    pub(super) const fn field(&self) -> Option<&'static str> {
        match self {
            Self::May(Meaning::Field(field), _, _) => Some(field),
            _ => None,
        }
    }
}

/// Drafts each column that was looked at.
pub(super) fn drafts(columns: &[String], looks: &[Looks]) -> Vec<Draft> {
    let mut seen = BTreeSet::new();
    let mut drafts: Vec<Draft> = columns
        .iter()
        .zip(looks)
        .map(|(name, looks)| match name.trim_matches(is_blank) {
            "" => Draft::Left(Reason::NoName),
            name if !seen.insert(name) => Draft::Left(Reason::NameTwice),
            name => draft(name, looks),
        })
        .collect();
    read_spend_of_people(&mut drafts, looks);
    drafts
}

/// Whether a character shows nothing: the mark of byte order is white space to JSON Schema, and not to Rust.
pub(super) fn is_blank(char: char) -> bool {
    char.is_whitespace() || char == '\u{feff}'
}

fn draft(name: &str, looks: &Looks) -> Draft {
    let by_values = || of_values(name, looks);
    match name::meaning(name) {
        // «Rate» and «per» in the name of a text say nothing of numbers.
        Some((Meaning::Leave(Leave::Rate | Leave::Unique | Leave::Cumulative | Leave::Foreign), _))
            if looks.n_filled > 0 && !looks.are_numbers(50) =>
        {
            by_values()
        }
        Some((Meaning::Leave(leave), _)) => Draft::Left(match leave {
            Leave::Rate => Reason::Rate,
            Leave::Unique => Reason::Unique,
            Leave::Cumulative => Reason::Cumulative,
            Leave::Personal => Reason::Personal,
            Leave::Foreign => Reason::Foreign,
        }),
        Some((meaning, rank)) if looks.n_filled == 0 => match rank {
            SURE => Draft::May(meaning, LIKELY, Reason::NamedEmpty),
            _ => Draft::Left(Reason::Empty),
        },
        Some((meaning, rank)) => agreed(meaning, rank, looks).unwrap_or_else(by_values),
        None => by_values(),
    }
}

/// Returns what the name says where the values are of that sort; `None`: they are something else.
fn agreed(meaning: Meaning, rank: u8, looks: &Looks) -> Option<Draft> {
    let named = if rank <= SURE { Reason::Named } else { Reason::NamedLike };
    match &meaning {
        Meaning::Field("date") => {
            if !looks.are_dates(50) {
                return (rank <= SURE && !looks.are_numbers(50)).then_some(Draft::Left(Reason::NameAndValuesDiffer));
            }
            let is_unclear = looks.date.as_ref().is_some_and(|date| date.other.is_some());
            Some(match is_unclear {
                true => Draft::May(meaning, WEAK, Reason::DatesUnclear),
                false => Draft::May(meaning, rank, named),
            })
        }
        Meaning::Field(id) if Measure::from_id(id).is_some() => number(meaning, rank, named, looks),
        Meaning::Role(Role::Amount) => number(meaning, rank, named, looks),
        // A number of a customer or an order is a text of digits; a whole file of one value is none.
        Meaning::Role(Role::Person | Role::Order) => {
            let is_person_alone = rank >= WEAK && looks.n_distinct * 10 < looks.n_filled;
            (!looks.are_rates() && !is_person_alone).then_some(Draft::May(meaning, rank, named))
        }
        Meaning::Role(Role::Kind) => {
            let is_known = !kinds_in(looks).1.is_empty();
            is_known.then_some(Draft::May(meaning, rank, named))
        }
        Meaning::Field(_) if looks.are_rates() => None,
        // Numbers under the name of a dimension may be its keys, but not amounts.
        Meaning::Field(_) if looks.are_numbers(90) && looks.n_distinct > MAX_OWN_TEXTS => None,
        Meaning::Field(_) | Meaning::Leave(_) => {
            let is_endless =
                rank >= LIKELY && looks.n_distinct > 2 * MAX_OWN_TEXTS && looks.n_distinct * 2 > looks.n_filled;
            (!is_endless).then_some(Draft::May(meaning, rank, named))
        }
    }
}

fn number(meaning: Meaning, rank: u8, named: Reason, looks: &Looks) -> Option<Draft> {
    if !looks.are_numbers(50) {
        return (rank <= SURE).then_some(Draft::Left(Reason::NameAndValuesDiffer));
    }
    let is_rate = match &meaning {
        // Money may well be small.
        Meaning::Field(id) if Measure::from_id(id).is_some_and(|measure| !measure.is_money()) => looks.are_rates(),
        _ => looks.is_share(looks.number.n_per_cent, 50),
    };
    Some(if is_rate { Draft::Left(Reason::Rate) } else { Draft::May(meaning, rank, named) })
}

/// Judges by the values alone.
fn of_values(name: &str, looks: &Looks) -> Draft {
    let may_be_text = !looks.are_numbers(90);
    if looks.n_filled == 0 {
        return Draft::Left(Reason::Empty);
    }
    if looks.is_share(looks.n_addresses, 50) {
        return Draft::Left(Reason::Personal);
    }
    if looks.are_dates(90) && may_be_text {
        let is_unclear = looks.date.as_ref().is_some_and(|date| date.other.is_some());
        return match is_unclear {
            true => Draft::May(Meaning::Field("date"), BY_VALUES + 1, Reason::DatesUnclear),
            false => Draft::May(Meaning::Field("date"), BY_VALUES, Reason::Dates),
        };
    }
    if looks.n_channels * 100 >= looks.texts.len() * 60 && looks.n_distinct <= MAX_OWN_TEXTS {
        return Draft::May(Meaning::Field("channel"), BY_VALUES, Reason::ChannelValues);
    }
    Draft::Left(match () {
        () if looks.are_rates() => Reason::Rate,
        () if !may_be_text && looks.are_ids() && is_name_of_key(name) => Reason::Keys,
        () if !may_be_text => Reason::NumbersOfUnknown,
        () if looks.n_distinct <= MAX_OWN_TEXTS && looks.n_long == 0 => Reason::FewTexts,
        () if looks.are_ids() => Reason::Keys,
        () => Reason::ManyTexts,
    })
}

/// Whether a name says that its values are keys.
fn is_name_of_key(name: &str) -> bool {
    name::folded(name)
        .split(' ')
        .next_back()
        .is_some_and(|word| matches!(word, "id" | "guid" | "key" | "sku" | "code" | "رقم"))
}

/// Where each row is one person (visits and conversions are 0 or 1), «spend» is what that person spent in the shop.
fn read_spend_of_people(drafts: &mut [Draft], looks: &[Looks]) {
    let is_flag = |(draft, looks): &(&Draft, &Looks)| {
        matches!(draft.field(), Some("visits" | "conversions" | "opens" | "clicks"))
            && looks.n_filled > 9
            && looks.number.n_beyond_one == 0
            && looks.number.n_fractions == 0
            && looks.n_distinct <= 2
    };
    let n_flags = drafts.iter().zip(looks).filter(is_flag).count();
    if n_flags < 2 || drafts.iter().any(|draft| matches!(draft.field(), Some("date" | "revenue" | "impressions"))) {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.field() == Some("cost")) {
        *draft = Draft::May(Meaning::Field("revenue"), WEAK, Reason::SpentByPeople);
    }
}

/// How well a column fits a field, the smaller the better.
type Fitness = (u8, usize, bool, usize);

/// Gives each field to its best column, now that the table's kind is known.
pub(super) fn columns(names: &[String], looks: &[Looks], drafts: &[Draft], table: TableKind) -> Vec<ColumnProposal> {
    let is_known = |field: &str| drafts.iter().any(|draft| draft.field() == Some(field));
    let has_revenue = is_known("revenue");
    let has_cost = is_known("cost");
    let wanted: Vec<Option<(String, u8)>> = drafts
        .iter()
        .map(|draft| match draft {
            Draft::May(meaning, rank, _) => {
                let (field, worse) = table::field_in(meaning, table, has_revenue, has_cost)?;
                Some((field.to_owned(), rank + worse))
            }
            Draft::Left(_) => None,
        })
        .collect();
    let is_net = |index: usize| names.get(index).is_some_and(|name| name::is_net(name));
    let mut best: BTreeMap<&str, (usize, Fitness)> = BTreeMap::new();
    for (index, (wanted, looks)) in wanted.iter().zip(looks).enumerate() {
        let Some((field, rank)) = wanted else { continue };
        // The surer one, then the fuller one, then that without tax and shipping, then the first.
        let order = (*rank, looks.n_rows - looks.n_filled, !is_net(index), index);
        let entry = best.entry(field).or_insert((index, order));
        if order < entry.1 {
            *entry = (index, order);
        }
    }
    let mut columns: Vec<ColumnProposal> = Vec::with_capacity(names.len());
    for (index, ((name, looks), draft)) in names.iter().zip(looks).zip(drafts).enumerate() {
        let mut column = plain(name, looks);
        match (wanted.get(index).and_then(Option::as_ref), draft) {
            (_, Draft::Left(reason)) => column.reason = reason.clone(),
            (None, Draft::May(..)) => column.reason = Reason::OtherTable,
            (Some((field, rank)), Draft::May(meaning, _, reason)) => match best.get(field.as_str()) {
                Some((winner, _)) if *winner != index => {
                    let by = names.get(*winner).cloned().unwrap_or_default();
                    let is_gross = matches!(field.as_str(), "value" | "revenue") && is_net(*winner) && !is_net(index);
                    column.reason = if is_gross { Reason::Gross { by } } else { Reason::Taken { by } };
                }
                _ => {
                    column.field = Some(field.clone());
                    column.confidence = match rank {
                        &SURE => Confidence::Certain,
                        &LIKELY | &BY_VALUES => Confidence::Likely,
                        _ => Confidence::Guess,
                    };
                    column.reason = reason.clone();
                    if meaning == &Meaning::Role(Role::Kind) {
                        column.values = kinds_in(looks).1;
                    }
                }
            },
        }
        columns.push(column);
    }
    say_what_net_stands_for(&mut columns);
    let unseen = names.iter().skip(columns.len());
    columns.extend(unseen.map(|name| ColumnProposal { reason: Reason::NotLookedAt, ..plain(name, &Looks::default()) }));
    columns
}

/// Has the column that is taken without tax and shipping say which one with them it was taken for.
fn say_what_net_stands_for(columns: &mut [ColumnProposal]) {
    let gross = columns.iter().find_map(|column| match &column.reason {
        Reason::Gross { by } => Some((by.clone(), column.name.clone())),
        _ => None,
    });
    let Some((net, gross)) = gross else { return };
    for column in columns.iter_mut().filter(|column| column.field.is_some() && column.name == net.trim()) {
        column.reason = Reason::Net { over: gross.clone() };
    }
}

/// Describes a column that is not read.
fn plain(name: &str, looks: &Looks) -> ColumnProposal {
    let dates = looks.date.as_ref().filter(|_| looks.are_dates(50)).and_then(|date| {
        let span = (*date.days.iter().min()?, *date.days.iter().max()?);
        Some(Dates { format: date.pattern.clone(), other: date.other.clone(), kind: date.form, span })
    });
    ColumnProposal {
        name: name.trim().to_owned(),
        field: None,
        reason: Reason::Empty,
        confidence: Confidence::Certain,
        samples: looks.samples.clone(),
        numbers: looks.number.field.clone().filter(|_| looks.are_numbers(50)),
        dates,
        values: BTreeMap::new(),
        in_tables: BTreeMap::new(),
    }
}
