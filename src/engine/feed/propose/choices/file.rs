//! What is chosen for one file.

use super::FieldGroup;
use crate::engine::facts::vocabulary::{AnswerKind, CostKind, Dimension, EventKind, Measure, TableKind};
use crate::engine::feed::encoding::Encoding;
use crate::engine::feed::package::write::{ColumnType, Columns};
use crate::engine::feed::package::{Dialect, Field, Format, Grain, Resource, Source};
use crate::engine::feed::propose::decide::is_blank;
use crate::engine::feed::propose::{ColumnProposal, Dates, Proposal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is chosen for one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChoices {
    pub file_name: String,
    pub is_read: bool,
    pub format: Option<Format>,
    pub encoding: Option<Encoding>,
    pub dialect: Dialect,
    pub table: TableKind,
    pub grain: Grain,
    pub columns: Vec<ColumnChoice>,
    /// Canonical field → what it is in every row, where no column says it.
    pub constants: BTreeMap<String, String>,
    pub missing_values: Vec<String>,
    /// `None`: as the values seem to have it.
    pub decimal: Option<char>,
    /// How many of the rows looked at are the same as one before them; 0 where a key cannot name the columns.
    pub n_repeated: usize,
    /// Whether of rows that are the same only the first counts.
    pub are_repeated_left_out: bool,
}

/// What is chosen for one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    pub name: String,
    /// `None`: it is not read.
    pub field: Option<String>,
    pub numbers: Option<Field>,
    pub dates: Option<Dates>,
    /// Whether day and month are to be read in the order that was not proposed; `None`: nobody has said.
    pub is_date_order_swapped: Option<bool>,
    pub values: BTreeMap<String, String>,
    pub in_tables: BTreeMap<TableKind, String>,
}

impl FileChoices {
    pub(super) fn from_proposal(proposal: &Proposal) -> Self {
        let column = |column: &ColumnProposal| ColumnChoice {
            name: column.name.clone(),
            field: column.field.clone(),
            numbers: column.numbers.clone(),
            dates: column.dates.clone(),
            is_date_order_swapped: None,
            values: column.values.clone(),
            in_tables: column.in_tables.clone(),
        };
        let mut choices = Self {
            file_name: proposal.file_name.clone(),
            is_read: true,
            format: proposal.format,
            encoding: proposal.encoding,
            dialect: proposal.dialect.clone(),
            table: proposal.table,
            grain: proposal.grain,
            columns: proposal.columns.iter().map(column).collect(),
            constants: proposal.constants.clone(),
            missing_values: proposal.missing_values.clone(),
            decimal: None,
            n_repeated: proposal.n_repeated,
            are_repeated_left_out: false,
        };
        if choices.schema_columns().is_empty() {
            choices.n_repeated = 0;
        }
        choices
    }

    /// Whether a column or a constant says the field.
    pub fn has(&self, field: &str) -> bool {
        self.constants.contains_key(field) || self.columns.iter().any(|column| column.field.as_deref() == Some(field))
    }

    pub(super) fn has_measure(&self) -> bool {
        match self.table {
            // Each event counts.
            TableKind::Events => self.says_something(),
            TableKind::Costs => self.has("amount"),
            TableKind::Answers => self.has("kind") && self.has("score"),
            TableKind::Rates | TableKind::Peers | TableKind::Targets => false,
            TableKind::Performance => Measure::ALL.iter().any(|measure| self.has(measure.id())),
        }
    }

    pub(super) fn says_something(&self) -> bool {
        self.columns.iter().any(|column| column.field.is_some())
    }

    /// Whether its rows add to revenue.
    pub(super) fn brings_revenue(&self) -> bool {
        match self.table {
            TableKind::Events => {
                let kind = self.constants.get("kind").map(String::as_str);
                self.has("value") && kind.is_none_or(|kind| kind == EventKind::Order.id())
            }
            TableKind::Performance => self.has("revenue"),
            TableKind::Costs | TableKind::Answers | TableKind::Rates | TableKind::Peers | TableKind::Targets => false,
        }
    }

    /// Whether both are parts of one export: the same columns, and days that do not meet.
    pub(super) fn is_part_beside(&self, other: &Self) -> bool {
        let span = |file: &Self| {
            let dates = file.columns.iter().find(|column| column.field.as_deref() == Some("date"));
            dates.and_then(|column| column.dates.as_ref()).map(|dates| dates.span)
        };
        let names = |file: &Self| file.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        let are_apart = match (span(self), span(other)) {
            (Some((from, to)), Some((other_from, other_to))) => to < other_from || other_to < from,
            _ => false,
        };
        are_apart && names(self) == names(other)
    }

    /// Whether it can be said that rows which are the same count once: of events some stand there twice.
    pub const fn can_leave_repeated_out(&self) -> bool {
        matches!(self.table, TableKind::Events) && self.n_repeated > 0
    }

    /// Returns what rows that are the same count; empty where there is nothing to choose.
    pub const fn repeated_id(&self) -> &'static str {
        match (self.can_leave_repeated_out(), self.are_repeated_left_out) {
            (false, _) => "",
            (true, true) => "once",
            (true, false) => "all",
        }
    }

    /// Chooses what rows that are the same count: `once`, or else each.
    pub fn choose_repeated(&mut self, id: &str) {
        self.are_repeated_left_out = id == "once";
    }

    pub fn table_id(&self) -> &'static str {
        self.table.id()
    }

    pub fn grain_id(&self) -> &'static str {
        self.grain.id()
    }

    /// Makes rows something else; columns become what they would be there.
    pub fn choose_table(&mut self, id: &str) {
        let Some(table) = TableKind::from_id(id).filter(|table| *table != self.table) else { return };
        self.table = table;
        for column in &mut self.columns {
            column.field = column.in_tables.get(&table).cloned();
        }
        self.constants.remove("kind");
        self.say_kind();
    }

    pub fn choose_grain(&mut self, id: &str) {
        self.grain = Grain::from_id(id).unwrap_or(self.grain);
    }

    /// Makes a column a field, or nothing. A field is of one column: the one that had it before loses it.
    pub fn choose_field(&mut self, column: usize, id: &str) {
        let is_field = FieldGroup::ALL.iter().any(|group| group.fields(self.table).iter().any(|field| field == id));
        let id = Some(id).filter(|_| is_field);
        for other in self.columns.iter_mut().filter(|other| id.is_some() && other.field.as_deref() == id) {
            other.field = None;
        }
        if let Some(column) = self.columns.get_mut(column) {
            column.field = id.map(str::to_owned);
        }
        if let Some(id) = id {
            self.constants.remove(id);
        }
        self.say_kind();
    }

    /// Makes all rows of the usual kind where neither a column nor a constant says theirs.
    fn say_kind(&mut self) {
        let unsaid = match self.table {
            TableKind::Events => EventKind::Order.id(),
            TableKind::Costs => CostKind::Media.id(),
            TableKind::Answers => AnswerKind::Nps.id(),
            TableKind::Performance | TableKind::Rates | TableKind::Peers | TableKind::Targets => return,
        };
        if !self.has("kind") {
            self.constants.insert("kind".into(), unsaid.into());
        }
    }

    /// Says a field for every row, or takes that back where the text is blank. Columns go before.
    pub fn choose_constant(&mut self, field: &str, text: &str) {
        let may_be = Dimension::from_id(field).is_some() || matches!(field, "person" | "kind" | "order");
        let is_said = self.columns.iter().any(|column| column.field.as_deref() == Some(field));
        if text.chars().all(is_blank) || is_said {
            self.constants.remove(field);
        } else if may_be {
            // As it is typed: a space at its end is the beginning of the next word.
            self.constants.insert(field.into(), text.into());
        }
    }

    /// Reads the dates of a column with day and month the other way round.
    pub fn swap_date_order(&mut self, column: usize) {
        if let Some(column) = self.columns.get_mut(column)
            && let Some(dates) = column.dates.as_mut().filter(|dates| dates.other.is_some())
        {
            std::mem::swap(&mut dates.format, &mut dates.other);
            column.is_date_order_swapped = Some(column.is_date_order_swapped != Some(true));
        }
    }

    /// Chooses the decimal mark of all numbers: `point`, `comma`, or else as the values have it.
    pub fn choose_decimal(&mut self, id: &str) {
        self.decimal = match id {
            "point" => Some('.'),
            "comma" => Some(','),
            _ => None,
        };
    }

    pub const fn decimal_id(&self) -> &'static str {
        match self.decimal {
            Some('.') => "point",
            Some(_) => "comma",
            None => "auto",
        }
    }

    /// Makes what the loader needs.
    pub fn resource(&self) -> Resource {
        let mut map: BTreeMap<String, Source> = BTreeMap::new();
        for (field, text) in self.constants.iter().filter(|(field, _)| self.may_have(field)) {
            map.insert(field.clone(), Source::Constant(text.trim_matches(is_blank).to_owned()));
        }
        for column in &self.columns {
            if let Some(field) = &column.field {
                let values = if field == "kind" { column.values.clone() } else { BTreeMap::new() };
                map.insert(field.clone(), Source::Column { column: column.name.clone(), values });
            }
        }
        let listed = self.schema_columns();
        // What may be anything is as if nobody had said it.
        let is_listed = |name: &str| listed.iter().any(|(other, kind)| other == name && *kind != ColumnType::Any);
        let fields = self
            .columns
            .iter()
            .filter_map(|column| match self.field_of(column) {
                Some(field) => Some((column.name.clone(), field)),
                None => is_listed(&column.name).then(|| (column.name.clone(), Field::default())),
            })
            .collect();
        Resource {
            name: slug(stem(&self.file_name)),
            paths: vec![path_from_file_name(&self.file_name)],
            format: self.format,
            encoding: self.encoding,
            dialect: self.dialect.clone(),
            fields,
            key: match self.are_repeated_left_out && self.can_leave_repeated_out() {
                true => self.columns.iter().map(|column| column.name.clone()).collect(),
                false => Vec::new(),
            },
            missing_values: self.missing_values.clone(),
            table: self.table,
            grain: self.grain,
            from: None,
            map,
            unpivot: None,
        }
    }

    fn may_have(&self, field: &str) -> bool {
        match self.table {
            TableKind::Rates => field == "currency",
            TableKind::Peers | TableKind::Targets => false,
            TableKind::Performance => field == "currency" || Dimension::from_id(field).is_some(),
            TableKind::Events => {
                matches!(field, "person" | "kind" | "order" | "currency") || Dimension::from_id(field).is_some()
            }
            TableKind::Costs => matches!(field, "kind" | "currency") || Dimension::from_id(field).is_some(),
            TableKind::Answers => matches!(field, "kind" | "person") || Dimension::from_id(field).is_some(),
        }
    }

    /// Returns how the column's values are to be read; `None`: plainly.
    fn field_of(&self, column: &ColumnChoice) -> Option<Field> {
        let field = column.field.as_deref()?;
        if field == "date" {
            let format = column.dates.as_ref()?.format.clone()?;
            return Some(Field { date_format: Some(format), ..Field::default() });
        }
        if !is_number(field) {
            return None;
        }
        match (self.decimal, column.numbers.clone()) {
            (None, numbers) => numbers,
            (Some(decimal), numbers) => {
                let numbers = numbers.unwrap_or_default();
                let other = if decimal == ',' { '.' } else { ',' };
                let group = numbers.group_char.map(|group| if group == decimal { other } else { group });
                let decimal_char = Some(decimal).filter(|decimal| *decimal != '.');
                Some(Field { decimal_char, group_char: group.or(Some(other)), ..numbers })
            }
        }
    }

    /// Returns the columns with their types, for programs that compare them with the header; none where the header
    /// is not one that they understand.
    pub fn schema_columns(&self) -> Columns {
        let names: BTreeSet<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let is_plain = names.len() == self.columns.len() && names.iter().all(|name| !name.chars().all(is_blank));
        if !is_plain || !matches!(self.format, None | Some(Format::Csv | Format::Sheet)) {
            return Vec::new();
        }
        let kind = |column: &ColumnChoice| match column.field.as_deref() {
            Some("date") => column.dates.as_ref().map_or(ColumnType::Any, |dates| dates.kind),
            Some(field) if is_number(field) => ColumnType::Number,
            Some(_) | None => ColumnType::Any,
        };
        self.columns.iter().map(|column| (column.name.clone(), kind(column))).collect()
    }
}

fn is_number(field: &str) -> bool {
    matches!(field, "value" | "amount") || Measure::from_id(field).is_some()
}

pub(super) fn is_money(field: &str) -> bool {
    matches!(field, "value" | "amount") || Measure::from_id(field).is_some_and(Measure::is_money)
}

/// Returns the path under which a manifest beside the file names it.
pub fn path_from_file_name(file_name: &str) -> String {
    let mut path = String::with_capacity(file_name.len());
    for char in file_name.trim_matches(is_blank).chars() {
        match char {
            '?' => path.push_str("%3F"),
            '#' => path.push_str("%23"),
            '%' => path.push_str("%25"),
            '/' | '\\' => path.push('_'),
            char if char.is_control() => path.push('_'),
            char => path.push(char),
        }
    }
    match path.as_str() {
        "" | "." | ".." => "data".into(),
        // What stands before a colon would be a scheme.
        name if name.contains(':') => format!("./{name}"),
        _ => path,
    }
}

/// Returns a file's name without what it ends with.
pub(super) fn stem(file_name: &str) -> &str {
    let name = file_name.trim_matches(is_blank);
    match name.find('.') {
        Some(at) if at > 0 => name.get(..at).unwrap_or(name),
        _ => name,
    }
}

/// Makes a name as the standard wants them: small letters, digits and hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for char in text.chars().flat_map(char::to_lowercase) {
        match char {
            'a'..='z' | '0'..='9' => slug.push(char),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "feed".into() } else { slug }
}
