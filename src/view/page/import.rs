//! A file of one's own: what it seems to be, why, and what can be chosen otherwise.

use super::problems;
use crate::engine::day::Day;
use crate::engine::facts::vocabulary::{AnswerKind, CostKind, Dimension, EventKind, Measure, TableKind};
use crate::engine::feed::package::{Format, Grain};
use crate::engine::feed::problem::Problems;
use crate::engine::feed::propose::choices::{FieldGroup, Lack, kinds_of};
use crate::engine::feed::propose::reason::Reason;
use crate::engine::feed::propose::{ColumnProposal, Dates, Proposal, Sample, propose};
use crate::view::number::{DateStyle, Locale, NumberKind, NumberStyle};
use crate::view::size::size;
use crate::view::text::{Arg, Text};
use serde::{Deserialize, Serialize};

pub use crate::engine::feed::propose::choices::{Choices, ColumnChoice, FileChoices, path_from_file_name};

/// How many rows the preview has.
const N_PREVIEW: usize = 20;

/// What stands for the names of two files in a sentence until it is known which they are: signs of private use.
const ONE: &str = "\u{e000}";
const OTHER: &str = "\u{e001}";

/// How many columns the preview has: more than fit on a screen help nobody.
const N_PREVIEW_COLUMNS: usize = 40;

/// A file as it was found.
#[derive(Debug, Clone)]
pub struct Inspected<'a> {
    pub sample: Sample<'a>,
    pub n_bytes: u64,
    /// What is wrong with its first rows, or why there are none.
    pub problems: &'a Problems,
}

/// Files, what they are proposed to be, and the words for it. It does not change; [`Choices`] do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportModel {
    pub files: Vec<ImportFile>,
    /// What is proposed; the page changes a copy of it and sends that back.
    pub choices: Choices,
    pub tables: Vec<Named>,
    pub grains: Vec<Named>,
    /// Kind of table → what a column of it may be, in groups.
    pub fields: Vec<(String, Vec<FieldOptions>)>,
    /// Kind of table → what its rows may all be.
    pub kinds: Vec<(String, Vec<Named>)>,
    /// What may be missing, with the sentence that says it.
    lacks: Vec<(Lack, String)>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: String,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOptions {
    pub label: String,
    pub fields: Vec<Named>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFile {
    pub name: String,
    /// «CSV · between values ; · utf-8 · 1.2 MB · 12 columns».
    pub about: String,
    pub table_reason: String,
    pub grain_reason: String,
    /// «3 of the first rows are the same as one before»; empty where none is.
    pub repeated: String,
    pub columns: Vec<ImportColumn>,
    pub preview: Preview,
    /// What is wrong with it, a sentence each.
    pub problems: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportColumn {
    pub name: String,
    /// The first values, apart.
    pub samples: String,
    /// What is proposed; the reason is of this alone.
    pub proposed: Option<String>,
    pub reason: String,
    /// Value of `[data-confidence]`; `None`: it is not read.
    pub confidence: Option<String>,
    pub confidence_word: String,
    /// The two orders of day and month, where both fit: the first value each way.
    pub date_orders: Option<[String; 2]>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preview {
    /// «The first 20 rows».
    pub caption: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A sentence of what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackSentence {
    pub text: String,
    /// Whether nothing can be opened for it.
    pub is_blocking: bool,
}

impl ImportModel {
    pub fn new(text: &Text, locale: &dyn Locale, inspected: &[Inspected<'_>], today: Day) -> Self {
        let proposals: Vec<Proposal> = inspected.iter().map(|file| propose(&file.sample, today)).collect();
        let files =
            inspected.iter().zip(&proposals).map(|(inspected, proposal)| file(text, locale, inspected, proposal));
        let mut choices = Choices::from_proposals(&proposals);
        for (file, inspected) in choices.files.iter_mut().zip(inspected) {
            file.is_read = !inspected.sample.columns.is_empty();
        }
        let named = |id: &str, message: &str| Named { id: id.to_owned(), label: text.get(message) };
        let of_tables = |table: TableKind| table.id().to_owned();
        Self {
            files: files.collect(),
            choices,
            // Tables of peers and of targets have fields of their own, which a manifest names.
            tables: TableKind::ALL
                .iter()
                .filter(|table| !matches!(table, TableKind::Peers | TableKind::Targets))
                .map(|table| named(table.id(), &format!("import-table-{}", table.id())))
                .collect(),
            grains: Grain::ALL.iter().map(|grain| named(grain.id(), &format!("grain-{}", grain.id()))).collect(),
            fields: TableKind::ALL.iter().map(|table| (of_tables(*table), field_options(text, *table))).collect(),
            kinds: TableKind::ALL
                .iter()
                .map(|table| {
                    let kinds = kinds_of(*table);
                    (of_tables(*table), kinds.iter().map(|kind| named(kind, &kind_message(*table, kind))).collect())
                })
                .collect(),
            lacks: Lack::ALL
                .iter()
                .map(|lack| {
                    let files = [("one", Arg::Text(ONE)), ("other", Arg::Text(OTHER))];
                    (*lack, text.with(&format!("import-lack-{}", lack.id()), &files))
                })
                .collect(),
        }
    }

    /// Returns what is missing in what is chosen now.
    pub fn lacks(&self, choices: &Choices) -> Vec<LackSentence> {
        let sentence = |lack: &Lack| self.lacks.iter().find(|(other, _)| other == lack).map(|(_, text)| text.clone());
        let (one, other) = choices.both_with_revenue().unwrap_or_default();
        let said = |lack: &Lack| {
            let text = sentence(lack)?.replace(ONE, one).replace(OTHER, other);
            Some(LackSentence { text, is_blocking: lack.is_blocking() })
        };
        choices.lacks().iter().filter_map(said).collect()
    }

    /// Returns what a column of a kind of table may be.
    pub fn fields_of(&self, table: &str) -> &[FieldOptions] {
        self.fields.iter().find(|(id, _)| id == table).map_or(&[], |(_, fields)| fields)
    }

    /// Returns what rows of a kind of table may all be.
    pub fn kinds_of(&self, table: &str) -> &[Named] {
        self.kinds.iter().find(|(id, _)| id == table).map_or(&[], |(_, kinds)| kinds)
    }
}

fn kind_message(table: TableKind, kind: &str) -> String {
    match table {
        TableKind::Costs => format!("import-cost-{kind}"),
        TableKind::Answers => format!("import-answer-{kind}"),
        TableKind::Events | TableKind::Performance | TableKind::Rates | TableKind::Peers | TableKind::Targets => {
            format!("import-event-{kind}")
        }
    }
}

/// Returns every message that [`kind_message`] may ask for, for tests.
pub fn kind_messages() -> Vec<String> {
    let events = EventKind::ALL.map(|kind| kind_message(TableKind::Events, kind.id()));
    let costs = CostKind::ALL.map(|kind| kind_message(TableKind::Costs, kind.id()));
    let answers = AnswerKind::ALL.map(|kind| kind_message(TableKind::Answers, kind.id()));
    events.into_iter().chain(costs).chain(answers).collect()
}

fn field_options(text: &Text, table: TableKind) -> Vec<FieldOptions> {
    FieldGroup::ALL
        .iter()
        .map(|group| FieldOptions {
            label: text.get(&format!("import-group-{}", group.id())),
            fields: group
                .fields(table)
                .into_iter()
                .map(|id| Named { label: text.get(&field_message(&id)), id })
                .collect(),
        })
        .filter(|options| !options.fields.is_empty())
        .collect()
}

/// Returns the message with a field's name.
pub fn field_message(id: &str) -> String {
    if Dimension::from_id(id).is_some() {
        format!("dimension-{}.title", id.replace('_', "-"))
    } else if Measure::from_id(id).is_some() {
        format!("measure-{}", id.replace('_', "-"))
    } else {
        format!("import-field-{id}")
    }
}

fn file(text: &Text, locale: &dyn Locale, inspected: &Inspected<'_>, proposal: &Proposal) -> ImportFile {
    let columns = proposal.columns.iter().map(|proposed| column(text, locale, proposed)).collect();
    ImportFile {
        name: proposal.file_name.clone(),
        about: about(text, locale, inspected),
        table_reason: text.get(&format!("import-table-reason-{}", proposal.table_reason.id())),
        grain_reason: text.get(&format!("import-grain-reason-{}", proposal.grain_reason.id())),
        repeated: repeated(text, locale, proposal.n_repeated),
        columns,
        preview: preview(text, locale, &inspected.sample),
        problems: problems::sentences(text, locale, inspected.problems),
    }
}

#[allow(clippy::cast_precision_loss)]
fn repeated(text: &Text, locale: &dyn Locale, n_repeated: usize) -> String {
    if n_repeated == 0 {
        return String::new();
    }
    let count = n_repeated as f64;
    let number = locale.number(count, NumberStyle::COUNT);
    text.with("import-repeated-rows", &[("count", Arg::Count(count)), ("number", Arg::Text(&number))])
}

#[allow(clippy::cast_precision_loss)]
fn about(text: &Text, locale: &dyn Locale, inspected: &Inspected<'_>) -> String {
    let sample = &inspected.sample;
    let number = |value: f64| locale.number(value, NumberStyle::of(NumberKind::Decimal, (0, 1)));
    let Some(format) = sample.format else { return size(text, locale, inspected.n_bytes) };
    let format = match format {
        Format::Csv => "CSV",
        Format::Json => "JSON",
        Format::Ndjson => "NDJSON",
        Format::Sheet => "XLSX",
        Format::Parquet => "Parquet",
    };
    let mut parts = vec![format.to_owned()];
    if let Some(delimiter) = sample.dialect.delimiter.filter(|_| format == "CSV") {
        let mark = match delimiter {
            b'\t' => text.get("import-tab"),
            other => text.with("import-mark", &[("mark", Arg::Text(&char::from(other).to_string()))]),
        };
        parts.push(text.with("import-delimiter", &[("mark", Arg::Text(&mark))]));
    }
    parts.extend(sample.encoding.map(|encoding| encoding.label().to_owned()));
    parts.extend(sample.dialect.sheet.as_ref().map(|sheet| text.with("import-sheet", &[("sheet", Arg::Text(sheet))])));
    parts.extend(sample.dialect.property.clone());
    parts.push(size(text, locale, inspected.n_bytes));
    let n_columns = sample.columns.len() as f64;
    parts.push(
        text.with(
            "import-count-columns",
            &[("count", Arg::Count(n_columns)), ("number", Arg::Text(&number(n_columns)))],
        ),
    );
    text.joined(&parts)
}

fn column(text: &Text, locale: &dyn Locale, proposed: &ColumnProposal) -> ImportColumn {
    let id = format!("import-reason-{}", proposed.reason.id());
    let reason = match &proposed.reason {
        Reason::Taken { by: column } | Reason::Gross { by: column } | Reason::Net { over: column } => {
            text.with(&id, &[("column", Arg::Text(column))])
        }
        _ => text.get(&id),
    };
    let confidence = proposed.field.is_some().then(|| proposed.confidence.id().to_owned());
    ImportColumn {
        name: proposed.name.clone(),
        samples: text.joined(&proposed.samples.iter().map(|sample| shortened(sample)).collect::<Vec<_>>()),
        proposed: proposed.field.clone(),
        reason,
        confidence_word: confidence.as_ref().map(|id| text.get(&format!("import-confidence-{id}"))).unwrap_or_default(),
        confidence,
        date_orders: proposed
            .dates
            .as_ref()
            .and_then(|dates| date_orders(text, locale, dates, proposed.samples.first()?)),
    }
}

/// Says a value as the date that it is in either order of day and month.
fn date_orders(text: &Text, locale: &dyn Locale, dates: &Dates, sample: &str) -> Option<[String; 2]> {
    let said = |format: &Option<String>| {
        let day = crate::engine::feed::date::DateFormat::from_strptime(format.as_deref()?)?.read(sample)?;
        let date = locale.date(day, DateStyle::Day);
        Some(text.with("import-date-said", &[("value", Arg::Text(sample)), ("date", Arg::Text(&date))]))
    };
    Some([said(&dates.format)?, said(&dates.other)?])
}

/// Cuts a long value.
fn shortened(value: &str) -> String {
    const N_CHARS: usize = 40;
    let mut short: String = value.chars().take(N_CHARS).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

#[allow(clippy::cast_precision_loss)]
fn preview(text: &Text, locale: &dyn Locale, sample: &Sample<'_>) -> Preview {
    let rows: Vec<Vec<String>> = sample
        .rows
        .iter()
        .take(N_PREVIEW)
        .map(|row| {
            row.iter().take(N_PREVIEW_COLUMNS).map(|value| shortened(value.as_deref().unwrap_or_default())).collect()
        })
        .collect();
    let count = rows.len() as f64;
    let number = locale.number(count, NumberStyle::COUNT);
    Preview {
        caption: text.with("import-preview-rows", &[("count", Arg::Count(count)), ("number", Arg::Text(&number))]),
        columns: sample.columns.iter().take(N_PREVIEW_COLUMNS).cloned().collect(),
        rows,
    }
}
