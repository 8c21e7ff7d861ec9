//! Says what is dated after today.

use super::{Growing, ResourceReport};
use crate::engine::cube::window::Window;
use crate::engine::facts::batch::{AfterToday, Shape};
use crate::engine::facts::block::Block;
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};

impl Growing {
    /// Says of each file how many of its rows are dated after today: one problem, however many they are.
    pub(super) fn say_what_is_after_today(&self, report: &mut ResourceReport, problems: &mut Problems) {
        for (file, path) in self.resource.paths.iter().enumerate() {
            // What an unpivot makes of a row stands beside the row.
            let tables = self.tables.iter().filter(|(shape, _)| **shape != Shape::Long);
            let blocks = tables.flat_map(|(_, table)| &table.blocks).filter(|block| block.pending.file == file);
            let Some(after) = blocks.filter_map(Block::after_today).reduce(AfterToday::and) else { continue };
            let AfterToday { n_rows, days: Window { from, to } } = after;
            let problem = Problem::of_file(ProblemKind::FutureDate, path).in_column(self.column_of_date());
            problems.add(problem.quoting(&format!("{n_rows}/{from}/{to}")));
            report.after_today = Some(report.after_today.map_or(after, |before| before.and(after)));
        }
    }
}
