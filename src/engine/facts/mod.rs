//! Columnar tables, dictionaries, and the closed vocabulary of dimensions and measures.
//!
//! - [`vocabulary`]: what rows can be cut by and what can be added up.
//! - [`reading`]: rows, as the map of the manifest names them, become a [`batch`], in any worker.
//! - `plan`: where each field of the map stands in one file; `coder`: texts become codes; `rows`: codes and numbers on their way.
//! - [`assembly`]: batches become tables, in the order of the manifest and the files.
//! - [`table`]: [`block`]s of columns of equal length. A value that is unknown is absent, never 0.
//! - [`channel`]: what a channel's name says of it.
//! - `rates`: amounts of other currencies become amounts of the reporting currency.
//! - [`peers`]: what others have, and [`targets`]: what is aimed at, which are not added up.
//! - `people`: what only all events of a person together tell: first touch, first order.

pub mod assembly;
pub mod batch;
pub mod block;
pub mod channel;
mod coder;
pub mod column;
pub mod dictionary;
pub mod peers;
mod people;
mod plan;
mod rates;
pub mod reading;
mod rows;
pub mod table;
pub mod targets;
mod totals_row;
pub mod vocabulary;

use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::gather::gathered;
use dictionary::Dictionary;
use peers::PeerRow;
use std::collections::{BTreeMap, BTreeSet};
use table::Table;
use targets::Targets;
use vocabulary::{Dimension, Measure, TableKind};

/// All tables of a feed. A value of a dimension has one code in all of them.
#[derive(Debug, Clone)]
pub struct Facts {
    pub tables: Vec<Table>,
    /// What others have, in the order of the manifest and the files.
    pub peers: Vec<PeerRow>,
    /// What is aimed at; amounts are of the reporting currency.
    pub targets: Targets,
    dictionaries: BTreeMap<Dimension, Dictionary>,
    persons: Dictionary,
    orders: Dictionary,
    currencies: Dictionary,
    today: Day,
    line_dimensions: BTreeSet<Dimension>,
}

impl Default for Facts {
    fn default() -> Self {
        Self::new(Day::MAX)
    }
}

impl Facts {
    /// Makes a feed without tables. Dates after `today` are mistakes.
    pub fn new(today: Day) -> Self {
        Self {
            tables: Vec::new(),
            peers: Vec::new(),
            targets: Targets::default(),
            dictionaries: BTreeMap::new(),
            persons: Dictionary::default(),
            orders: Dictionary::default(),
            currencies: Dictionary::default(),
            today,
            line_dimensions: BTreeSet::new(),
        }
    }

    /// Returns the dimensions that at least one table can be cut by, as the dashboard offers them.
    pub fn dimensions(&self) -> BTreeSet<&Dimension> {
        gathered(self.tables.iter().flat_map(Table::dimensions))
    }

    pub fn has_dimension(&self, dimension: &Dimension) -> bool {
        self.tables.iter().any(|table| table.has_dimension(dimension))
    }

    /// Returns the measures that at least one table has.
    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        Measure::ALL.into_iter().filter(|measure| self.has_measure(*measure))
    }

    pub fn has_measure(&self, measure: Measure) -> bool {
        self.tables.iter().any(|table| table.has_measure(measure))
    }

    /// Returns how many codes a dimension has, the one for «not given» (0) included.
    pub fn n_codes(&self, dimension: &Dimension) -> usize {
        self.dictionaries.get(dimension).map_or(1, Dictionary::len)
    }

    /// Returns the value that a code stands for; empty for «not given».
    pub fn value(&self, dimension: &Dimension, code: u32) -> &str {
        self.dictionaries.get(dimension).map_or("", |dictionary| dictionary.value(code))
    }

    /// Returns the code of a value, or `None` where no row has it.
    pub fn code(&self, dimension: &Dimension, value: &str) -> Option<u32> {
        self.dictionaries.get(dimension)?.code(value)
    }

    /// Returns what the feed calls a person; empty for nobody.
    pub fn person(&self, code: u32) -> &str {
        self.persons.value(code)
    }

    /// Returns the day on which the feed was read.
    pub const fn today(&self) -> Day {
        self.today
    }

    /// Returns how many persons there are; 0, which is nobody, is counted.
    pub const fn n_persons(&self) -> usize {
        self.persons.len()
    }

    /// Whether lines of one order have several values of it, as those of a product have: an order is in each of them.
    pub fn splits_orders(&self, dimension: &Dimension) -> bool {
        self.line_dimensions.contains(dimension)
    }

    /// Returns how many orders have a code; 0, which is none, is counted.
    pub const fn n_order_codes(&self) -> usize {
        self.orders.len()
    }

    /// Returns the first day that a value of the measure is known for, in any table.
    pub fn first_known(&self, measure: Measure) -> Option<Day> {
        self.tables.iter().filter_map(|table| table.first_known(measure)).min()
    }

    pub fn n_rows(&self) -> usize {
        self.tables.iter().map(Table::n_rows).sum()
    }

    /// Returns how many bytes of memory it takes: columns and texts.
    pub fn n_bytes(&self) -> usize {
        self.tables.iter().map(Table::n_bytes).sum::<usize>() + self.n_text_bytes()
    }

    fn n_text_bytes(&self) -> usize {
        self.dictionaries.values().chain([&self.persons, &self.orders, &self.currencies]).map(Dictionary::n_bytes).sum()
    }

    /// Returns the days that the feed covers, or `None` where nothing is dated.
    ///
    /// Costs are booked for whole months ahead: they count only where nothing else is dated.
    pub fn extent(&self) -> Option<Window> {
        let of = |costs: bool| {
            self.tables
                .iter()
                .filter(|table| (table.kind == TableKind::Costs) == costs)
                .filter_map(Table::extent)
                .reduce(|a, b| Window { from: a.from.min(b.from), to: a.to.max(b.to) })
        };
        of(false).or_else(|| of(true))
    }
}
