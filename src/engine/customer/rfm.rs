//! Recency, frequency and money of each customer, scored 1 to 5 (Hughes 1994; Bult & Wansbeek 1995).
//!
//! Equal customers get equal scores, so that heavy ties leave some scores empty: where half of all customers bought
//! once, nobody has a frequency of 1.

use super::history::{History, revenue};
use crate::engine::day::Day;
use crate::engine::quantity::Sum;
use crate::engine::stat::rank::average_ranks;

/// One customer as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rfm {
    pub customer: u32,
    /// Days from the last order to the day asked for.
    pub recency: i32,
    /// Orders.
    pub frequency: u64,
    pub money: Sum,
    /// 5 = the most recent fifth.
    pub r: u8,
    pub f: u8,
    pub m: u8,
}

/// How customers that tie are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieRule {
    /// By their mean rank: ⌈5·rank/n⌉. The one shown.
    Average,
    /// By position, lower customer number first, cut at quintiles of the positions: equal fifths, arbitrary at ties.
    First,
}

/// Scores every customer of the history by ascending number; orders after `as_of` do not exist yet.
pub fn rfm(history: &History, as_of: Day, ties: TieRule) -> Vec<Rfm> {
    let mut rows: Vec<Rfm> = history
        .customers()
        .filter_map(|orders| {
            let until = orders.get(..orders.partition_point(|order| order.day <= as_of))?;
            let last = until.last()?;
            Some(Rfm {
                customer: last.customer,
                recency: as_of.days_since(last.day),
                frequency: until.len() as u64,
                money: revenue(until),
                r: 0,
                f: 0,
                m: 0,
            })
        })
        .collect();
    let scored = |key: &dyn Fn(&Rfm) -> i128| scores(&rows.iter().map(key).collect::<Vec<_>>(), ties);
    // By rank of days, turned over: at a boundary between fifths equal days stay with the better ones.
    let r = scored(&|row| i128::from(row.recency)).into_iter().map(|score| 6 - score);
    let f = scored(&|row| i128::from(row.frequency));
    let m = scored(&|row| row.money.parts());
    for (((row, r), f), m) in rows.iter_mut().zip(r).zip(f).zip(m) {
        (row.r, row.f, row.m) = (r, f, m);
    }
    rows
}

/// Scores whole numbers 1..=5, more is better.
fn scores(values: &[i128], ties: TieRule) -> Vec<u8> {
    let n = values.len() as f64;
    let mut order: Vec<(i128, usize)> = values.iter().copied().enumerate().map(|(at, value)| (value, at)).collect();
    order.sort_unstable();
    match ties {
        TieRule::Average => {
            // Positions of equal values made equal; exact numbers stay exact.
            let mut classes = vec![0.0; values.len()];
            for (class, same) in order.chunk_by(|a, b| a.0 == b.0).enumerate() {
                for (_, at) in same {
                    if let Some(slot) = classes.get_mut(*at) {
                        *slot = class as f64;
                    }
                }
            }
            average_ranks(&classes).into_iter().map(|rank| fifth((5.0 * rank / n).ceil())).collect()
        }
        TieRule::First => {
            let mut scores = vec![0; values.len()];
            for (position, (_, at)) in order.into_iter().enumerate() {
                // Quintile edges of the positions 0..=n−1, each of which belongs to the lower fifth.
                if let Some(slot) = scores.get_mut(at) {
                    *slot = fifth((5.0 * position as f64 / (n - 1.0)).ceil());
                }
            }
            scores
        }
    }
}

fn fifth(score: f64) -> u8 {
    // NaN (of one customer by position) becomes 0 and so 1.
    (score as u8).clamp(1, 5)
}
