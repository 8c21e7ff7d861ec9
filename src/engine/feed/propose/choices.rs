//! What a person has chosen for files of their own, and the package that comes of it.

mod file;

use super::Proposal;
use super::decide::is_blank;
use crate::engine::facts::vocabulary::{AnswerKind, CostKind, Dimension, EventKind, Measure, TableKind};
use crate::engine::feed::package::write::{Columns, write_with_columns};
use crate::engine::feed::package::{Package, Texts, usual_week_start};
pub use file::{ColumnChoice, FileChoices, path_from_file_name};
use file::{is_money, slug, stem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is chosen for all files together. It begins as what is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choices {
    pub title: String,
    /// The language that the title is written in (BCP 47); empty: English.
    pub lang: String,
    /// Three capital letters; anything else is no currency.
    pub currency: String,
    pub files: Vec<FileChoices>,
}

/// What is missing, or to be known, before the files are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lack {
    /// No file is to be read.
    NoFile,
    /// No column can be added up: there is nothing to show.
    NoMeasure,
    /// Everything is one period.
    NoDate,
    /// Figures cannot be cut by channel.
    NoChannel,
    /// Amounts are shown without a currency.
    NoCurrency,
    /// Day and month may stand the other way round.
    DatesUnclear,
    /// Two files bring revenue ([`Choices::both_with_revenue`]), which may be the same sales.
    RevenueTwice,
}

impl Lack {
    pub const ALL: [Self; 7] = [
        Self::NoFile,
        Self::NoMeasure,
        Self::RevenueTwice,
        Self::NoDate,
        Self::NoChannel,
        Self::NoCurrency,
        Self::DatesUnclear,
    ];

    /// Returns its name in message files: `import-lack-<id>`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoFile => "no-file",
            Self::NoMeasure => "no-measure",
            Self::NoDate => "no-date",
            Self::NoChannel => "no-channel",
            Self::NoCurrency => "no-currency",
            Self::DatesUnclear => "dates-unclear",
            Self::RevenueTwice => "revenue-twice",
        }
    }

    /// Whether nothing can be opened for it.
    pub const fn is_blocking(self) -> bool {
        matches!(self, Self::NoFile | Self::NoMeasure)
    }
}

/// A group of fields that a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FieldGroup {
    Time,
    /// Person, order, kind, value; kind, amount.
    Row,
    Dimensions,
    Measures,
}

impl FieldGroup {
    pub const ALL: [Self; 4] = [Self::Time, Self::Row, Self::Dimensions, Self::Measures];

    /// Returns its name in message files: `import-group-<id>`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Row => "row",
            Self::Dimensions => "dimensions",
            Self::Measures => "measures",
        }
    }

    /// Returns the fields that a column of such a table may be.
    pub fn fields(self, table: TableKind) -> Vec<String> {
        let all = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        match (self, table) {
            (_, TableKind::Peers | TableKind::Targets) => Vec::new(),
            (Self::Time, _) => all(&["date"]),
            (Self::Measures, TableKind::Costs | TableKind::Answers | TableKind::Rates)
            | (Self::Dimensions, TableKind::Rates) => Vec::new(),
            (Self::Row, TableKind::Performance) => all(&["currency"]),
            (Self::Row, TableKind::Answers) => all(&["kind", "score", "person"]),
            (Self::Row, TableKind::Rates) => all(&["currency", "rate"]),
            (Self::Row, TableKind::Events) => all(&["person", "order", "kind", "value", "currency"]),
            (Self::Row, TableKind::Costs) => all(&["kind", "amount", "currency"]),
            (Self::Dimensions, _) => Dimension::NAMED.iter().map(Dimension::id).collect(),
            // The others are counted from the events themselves.
            (Self::Measures, TableKind::Events) => all(&["refunds", "units", "cost", "new_customers"]),
            (Self::Measures, TableKind::Performance) => Measure::ALL.map(Measure::id).map(str::to_owned).into(),
        }
    }
}

/// Returns the kinds that the rows of such a table may all have.
pub fn kinds_of(table: TableKind) -> Vec<&'static str> {
    match table {
        TableKind::Performance | TableKind::Rates | TableKind::Peers | TableKind::Targets => Vec::new(),
        TableKind::Events => EventKind::ALL.map(EventKind::id).into(),
        TableKind::Costs => CostKind::ALL.map(CostKind::id).into(),
        TableKind::Answers => AnswerKind::ALL.map(AnswerKind::id).into(),
    }
}

impl Choices {
    /// Takes what is proposed.
    pub fn from_proposals(proposals: &[Proposal]) -> Self {
        let title =
            proposals.first().map(|proposal| stem(&proposal.file_name).replace(['_', '-'], " ")).unwrap_or_default();
        let currencies: BTreeSet<&String> =
            proposals.iter().filter_map(|proposal| proposal.currency.as_ref()).collect();
        let currency = if currencies.len() == 1 { currencies.first().map(|code| (*code).clone()) } else { None };
        Self {
            title: title.trim().to_owned(),
            lang: String::new(),
            currency: currency.unwrap_or_default(),
            files: proposals.iter().map(FileChoices::from_proposal).collect(),
        }
    }

    /// Returns what is missing, the worst first.
    pub fn lacks(&self) -> Vec<Lack> {
        let files = || self.files.iter().filter(|file| file.is_read);
        let columns = || files().flat_map(|file| &file.columns);
        let is_unclear = |column: &ColumnChoice| {
            column.field.as_deref() == Some("date")
                && column.is_date_order_swapped.is_none()
                && column.dates.as_ref().is_some_and(|dates| dates.other.is_some())
        };
        let has_money = columns().any(|column| column.field.as_deref().is_some_and(is_money));
        let lacks = |lack: Lack| match lack {
            Lack::NoFile => files().next().is_none(),
            Lack::NoMeasure => files().next().is_some() && !files().any(FileChoices::has_measure),
            Lack::NoDate => files().any(|file| !file.has("date")),
            Lack::NoChannel => files()
                .any(|file| matches!(file.table, TableKind::Performance | TableKind::Events) && !file.has("channel")),
            Lack::NoCurrency => has_money && !self.has_currency(),
            Lack::DatesUnclear => columns().any(is_unclear),
            Lack::RevenueTwice => self.both_with_revenue().is_some(),
        };
        Lack::ALL.into_iter().filter(|lack| lacks(*lack)).collect()
    }

    /// Returns the names of the first two files that bring revenue and may bring that of the same sales. Files with the
    /// same columns whose days do not meet (January, February) are parts of one export.
    pub fn both_with_revenue(&self) -> Option<(&str, &str)> {
        let files: Vec<&FileChoices> = self.files.iter().filter(|file| file.is_read && file.brings_revenue()).collect();
        let pairs =
            files.iter().enumerate().flat_map(|(at, one)| files.iter().skip(at + 1).map(move |other| (one, other)));
        let may_be_same = |(one, other): &(&&FileChoices, &&FileChoices)| !one.is_part_beside(other);
        pairs.into_iter().find(may_be_same).map(|(one, other)| (one.file_name.as_str(), other.file_name.as_str()))
    }

    pub fn can_open(&self) -> bool {
        !self.lacks().into_iter().any(Lack::is_blocking)
    }

    fn title_lang(&self) -> &str {
        if self.lang.is_empty() { "en" } else { &self.lang }
    }

    fn has_currency(&self) -> bool {
        self.currency.len() == 3 && self.currency.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Makes the package, with the columns of each resource for [`write_with_columns`].
    pub fn package(&self) -> (Package, Vec<Columns>) {
        let read: Vec<&FileChoices> = self.files.iter().filter(|file| file.is_read && file.says_something()).collect();
        let mut names = BTreeSet::new();
        let mut resources = Vec::new();
        for file in &read {
            let mut resource = file.resource();
            let base = resource.name.clone();
            let mut number = 2_u32;
            while !names.insert(resource.name.clone()) {
                resource.name = format!("{base}-{number}");
                number += 1;
            }
            resources.push(resource);
        }
        let title = self.title.trim_matches(is_blank);
        let currency = self.has_currency().then(|| self.currency.clone());
        let is_undated = !read.iter().any(|file| file.has("date"));
        let package = Package {
            name: slug(title),
            title: Some(title)
                .filter(|title| !title.is_empty())
                .map(|title| Texts::from([(self.title_lang().into(), title.into())]))
                .unwrap_or_default(),
            week_start: usual_week_start(currency.as_deref()),
            currency,
            default_period: is_undated.then(|| "all".to_owned()),
            resources,
            ..Package::default()
        };
        (package, read.iter().map(|file| file.schema_columns()).collect())
    }

    /// Writes the manifest that, beside the files, opens to the same thing.
    pub fn manifest(&self) -> String {
        let (package, columns) = self.package();
        write_with_columns(&package, &columns)
    }
}
