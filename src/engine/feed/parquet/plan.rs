//! Which bytes of a file are needed: the columns that are wanted, of the row groups that the period touches.

use super::fault::Fault;
use super::footer::{Column, Footer};
use super::kind::Kind;
use crate::engine::day::Day;
use crate::engine::feed::RowSink;
use crate::engine::feed::problem::{Problem, ProblemKind};
use parquet::file::statistics::Statistics;
use std::ops::Range;

/// Ranges with a smaller gap are fetched as one: a request costs more than these bytes.
const GAP_BYTES: u64 = 32 << 10;

/// What is to be fetched and read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The names of the columns that are read, in the file's order.
    pub names: Vec<String>,
    pub row_groups: Vec<RowGroupPlan>,
    /// How many row groups, and rows in them, lie outside the period by what the file says of them.
    pub n_groups_skipped: usize,
    pub n_rows_skipped: u64,
    /// Columns that are wanted and cannot be read, row groups that are not where the footer says.
    pub problems: Vec<Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowGroupPlan {
    pub row_group: usize,
    /// The number of its first row in the file; the file's first is 1.
    pub first_row: u64,
    pub n_rows: u64,
    /// The bytes of the file that it takes, ascending, without overlap.
    pub ranges: Vec<Range<u64>>,
    /// Which of [`Footer::columns`] are read.
    pub(super) columns: Vec<usize>,
}

impl Plan {
    /// Tells a sink the names of the columns and what is wrong so far: before its first row.
    pub fn begin(&self, sink: &mut dyn RowSink) {
        sink.columns(&self.names);
        for problem in &self.problems {
            sink.problem(problem.clone());
        }
    }
}

impl Footer {
    /// Plans the reading of the columns that are `wanted`; names that the file does not have are passed over.
    ///
    /// Row groups are skipped whose days in `date_column`, by the file's statistics, all lie outside `period` (both
    /// ends are in it). Statistics that are not there, contradict themselves, or may be shortened skip nothing.
    /// `file` is the path, for problems.
    pub fn plan(&self, wanted: &[String], period: Option<(Day, Day)>, date_column: Option<&str>, file: &str) -> Plan {
        let mut plan = Plan { problems: self.problems(file), ..Plan::default() };
        let mut columns = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            if !wanted.contains(&column.name) {
                continue;
            }
            if column.values.is_some() {
                columns.push(index);
                plan.names.push(column.name.clone());
            } else {
                plan.problems.push(Problem::of_file(ProblemKind::ColumnNested, file).in_column(&column.name));
            }
        }
        let date_column = self.columns.iter().find(|column| Some(column.name.as_str()) == date_column);
        let mut next_row = 1_u64;
        for (row_group, group) in self.metadata.row_groups().iter().enumerate() {
            let n_rows = u64::try_from(group.num_rows()).unwrap_or(0);
            let first_row = next_row;
            next_row = next_row.saturating_add(n_rows);
            if columns.is_empty() || n_rows == 0 {
                continue;
            }
            let days = date_column.and_then(|column| self.days(row_group, column));
            if let (Some((from, to)), Some((first, last))) = (period, days)
                && (last < from || first > to)
            {
                plan.n_groups_skipped += 1;
                plan.n_rows_skipped = plan.n_rows_skipped.saturating_add(n_rows);
                continue;
            }
            match self.ranges(row_group, &columns) {
                Ok(ranges) => {
                    let columns = columns.clone();
                    plan.row_groups.push(RowGroupPlan { row_group, first_row, n_rows, ranges, columns });
                }
                Err(fault) => plan.problems.push(fault.into_problem(file).at_row(first_row)),
            }
        }
        plan
    }

    fn ranges(&self, row_group: usize, columns: &[usize]) -> Result<Vec<Range<u64>>, Fault> {
        let leaves = columns.iter().filter_map(|index| self.columns.get(*index)?.values).map(|values| values.leaf);
        let ranges: Result<Vec<_>, Fault> = leaves.map(|leaf| Ok(self.chunk(row_group, leaf)?.1)).collect();
        let mut ranges = ranges?;
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<u64>> = Vec::new();
        for range in ranges {
            match joined.last_mut() {
                Some(last) if range.start <= last.end.saturating_add(GAP_BYTES) => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        Ok(joined)
    }

    /// Returns the first and the last day of a column in a row group, by its statistics.
    fn days(&self, row_group: usize, column: &Column) -> Option<(Day, Day)> {
        let values = column.values?;
        let (chunk, _) = self.chunk(row_group, values.leaf).ok()?;
        let statistics = chunk.statistics()?;
        let (first, last) = match (values.kind, statistics) {
            (Kind::Date, Statistics::Int32(days)) => {
                (day_from_number(i64::from(*days.min_opt()?))?, day_from_number(i64::from(*days.max_opt()?))?)
            }
            (Kind::Timestamp { per_second, is_utc }, Statistics::Int64(times)) => {
                let day = |time: i64| day_from_number(time.div_euclid(per_second).div_euclid(86_400));
                // An instant is at most a day away from where it is in UTC, whatever the zone.
                let slack = i32::from(is_utc);
                (day(*times.min_opt()?)?.plus_days(-slack), day(*times.max_opt()?)?.plus_days(slack))
            }
            // The older kind of statistics compares text by signed bytes.
            (Kind::Text, Statistics::ByteArray(texts)) if !statistics.is_min_max_deprecated() => {
                // A time with an offset may be of the day before or after in the feed's zone.
                let slack = |text: &[u8]| i32::from(text.len() > 10);
                let (first, last) = (texts.min_bytes_opt()?, texts.max_bytes_opt()?);
                (iso_day(first)?.plus_days(-slack(first)), iso_day(last)?.plus_days(slack(last)))
            }
            _ => return None,
        };
        (first <= last).then_some((first, last))
    }
}

pub(super) fn day_from_number(number: i64) -> Option<Day> {
    let range = i64::from(Day::MIN.number())..=i64::from(Day::MAX.number());
    let number = i32::try_from(number).ok().filter(|_| range.contains(&number))?;
    Some(Day::EPOCH.plus_days(number))
}

/// Returns the day of a text that is written as ISO 8601 does: then the order of texts is the order of days.
fn iso_day(text: &[u8]) -> Option<Day> {
    let day = std::str::from_utf8(text.get(..10)?).ok()?;
    let has_time = matches!(text.get(10), None | Some(b'T' | b' '));
    Day::from_iso(day).filter(|_| has_time)
}
