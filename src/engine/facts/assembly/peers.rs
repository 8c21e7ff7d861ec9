//! Rows of a table of peers: each counts once.

use super::Growing;
use crate::engine::facts::Facts;
use crate::engine::facts::peers::PeerRow;
use crate::engine::facts::table::Table;
use crate::engine::facts::targets::TargetRow;
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use std::collections::BTreeSet;

impl Growing {
    /// Gives the feed its peers; returns how many rows were left out because another said the same before.
    pub(super) fn give_peers(&mut self, facts: &mut Facts, problems: &mut Problems) -> u64 {
        let mut seen = BTreeSet::new();
        let mut n_left_out = 0;
        for (file, row) in std::mem::take(&mut self.peers) {
            if seen.insert(row.key()) {
                facts.peers.push(row);
                continue;
            }
            n_left_out += 1;
            let file = self.resource.paths.get(file).map_or("", String::as_str);
            problems.add(Problem::of_file(ProblemKind::DuplicateRow, file).at_row(row.row).quoting(row.name()));
        }
        n_left_out
    }

    pub(super) fn count_bytes(&mut self) {
        let of_tables: usize = self.tables.values().map(Table::n_bytes).sum();
        self.n_bytes = of_tables + self.peers.len() * PeerRow::N_BYTES + self.targets.len() * TargetRow::N_BYTES;
    }
}
