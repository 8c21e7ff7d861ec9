//! A row group's bytes become rows.

use super::column::Column;
use super::fault::Fault;
use super::footer::Footer;
use super::pages::Pages;
use super::plain::Shape;
use super::plan::RowGroupPlan;
use super::value::Zone;
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::engine::feed::{Cell, RowSink, emptied};
use bytes::Bytes;
use parquet::basic::Type;

/// How many rows are decoded before they are told: enough that a column's decoder runs long, few enough that a batch
/// of a dozen columns stays in the cache.
const BATCH_ROWS: usize = 2_048;

impl Footer {
    /// Reads a row group, given the bytes of the plan's ranges in their order, and tells its rows.
    ///
    /// `zone` tells the day of an instant; without it the day is that of UTC. `file` is the path, for problems.
    /// Returns how many rows were told: fewer than the plan says where a problem ended it.
    pub fn read_row_group(
        &self,
        plan: &RowGroupPlan,
        bytes: &[Bytes],
        file: &str,
        zone: Option<Zone<'_>>,
        sink: &mut dyn RowSink,
    ) -> u64 {
        let mut n_told = 0;
        let told =
            self.open_columns(plan, bytes, zone).and_then(|columns| tell(plan, columns, file, sink, &mut n_told));
        if let Err(fault) = told {
            sink.problem(fault.into_problem(file).at_row(plan.first_row.saturating_add(n_told)));
        }
        n_told
    }

    fn open_columns<'z>(
        &self,
        plan: &RowGroupPlan,
        bytes: &[Bytes],
        zone: Option<Zone<'z>>,
    ) -> Result<Vec<(&str, Column<'z>)>, Fault> {
        let mut columns = Vec::new();
        for column in plan.columns.iter().filter_map(|index| self.columns.get(*index)) {
            let Some(values) = column.values else { continue };
            let (chunk, range) = self.chunk(plan.row_group, values.leaf)?;
            let fetched = plan.ranges.iter().zip(bytes);
            let found = fetched.filter(|(from, _)| from.start <= range.start && range.end <= from.end);
            let part = found.last().and_then(|(from, bytes)| {
                let start = usize::try_from(range.start - from.start).ok()?;
                let end = usize::try_from(range.end - from.start).ok()?;
                (end <= bytes.len()).then(|| bytes.slice(start..end))
            });
            let descriptor = chunk.column_descr();
            let shape = Shape {
                physical: descriptor.physical_type(),
                fixed_len: usize::try_from(descriptor.type_length()).unwrap_or(0),
            };
            if shape.physical == Type::FIXED_LEN_BYTE_ARRAY && shape.fixed_len == 0 {
                return Err(Fault::broken("values of no length"));
            }
            let is_nullable = descriptor.max_def_level() > 0;
            let part = part.ok_or(Fault::CutShort)?;
            let pages = Pages::new(part, chunk.compression_codec(), shape, is_nullable, plan.n_rows);
            columns.push((column.name.as_str(), Column::new(values, chunk.column_descr_ptr(), pages, zone)?));
        }
        Ok(columns)
    }
}

fn tell(
    plan: &RowGroupPlan,
    mut columns: Vec<(&str, Column<'_>)>,
    file: &str,
    sink: &mut dyn RowSink,
    n_told: &mut u64,
) -> Result<(), Fault> {
    let mut kept: Vec<Cell<'static>> = Vec::new();
    while *n_told < plan.n_rows {
        let n = usize::try_from(plan.n_rows - *n_told).unwrap_or(usize::MAX).min(BATCH_ROWS);
        let first_row = plan.first_row.saturating_add(*n_told);
        for (_, column) in &mut columns {
            column.read(n)?;
        }
        for (name, column) in &columns {
            for (index, cell) in column.broken() {
                let row = first_row.saturating_add(u64::try_from(index).unwrap_or(u64::MAX));
                let text = if let Cell::Text(text) = cell { text } else { "" };
                let problem = Problem::of_file(ProblemKind::NotUtf8, file).at_row(row).in_column(name);
                sink.problem(problem.quoting(text));
            }
        }
        let mut cells: Vec<Cell<'_>> = emptied(kept);
        for (index, row) in (0..n).zip(first_row..) {
            cells.clear();
            cells.extend(columns.iter().map(|(_, column)| column.cell(index)));
            sink.row(row, &cells);
        }
        kept = emptied(cells);
        *n_told += u64::try_from(n).unwrap_or(0);
    }
    Ok(())
}
