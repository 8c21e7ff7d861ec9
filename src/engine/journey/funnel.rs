//! How far people come through given steps within a window from the first.
//!
//! A closed funnel with the meaning of ClickHouse's `windowFunnel`: a chain begins with step 1, each step follows the one
//! before it, and all lie within the window. Who has only the later steps is not in it.

use crate::engine::stat::proportion::Proportion;

/// What one person did at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    pub user: u32,
    /// In seconds.
    pub time: i64,
    /// The step, from 0; `None` for anything else that people do.
    pub step: Option<usize>,
}

/// How strict the order of steps is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Other events may lie between, and two steps may have the same instant.
    Loose,
    /// Each step must be later than the one before.
    Increasing,
    /// The chain ends where a step is out of turn.
    Strict,
}

/// How many people reached each step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    /// By step; never more than at the step before.
    pub reached: Vec<u64>,
}

impl Funnel {
    /// Follows each user through `n_steps` steps; `window` is in seconds and includes its end.
    pub fn of(events: &[Event], n_steps: usize, window: i64, order: Order) -> Self {
        let mut sorted = events.to_vec();
        // At the same instant an event outside of the steps comes first, then earlier steps.
        sorted.sort_by_key(|event| (event.user, event.time, event.step.map_or(0, |step| step + 1)));
        let mut reached = vec![0; n_steps];
        for of_user in sorted.chunk_by(|a, b| a.user == b.user) {
            let depth = depth(of_user, n_steps, window, order);
            for count in reached.iter_mut().take(depth) {
                *count += 1;
            }
        }
        Self { reached }
    }

    /// Returns who went from the step before to this one; `None` for the first step.
    pub fn step_rate(&self, step: usize) -> Option<Proportion> {
        let before = self.reached.get(step.checked_sub(1)?)?;
        Some(Proportion { k: *self.reached.get(step)?, n: *before })
    }

    /// Returns who reached the last step of those who began.
    pub fn overall(&self) -> Option<Proportion> {
        Some(Proportion { k: *self.reached.last()?, n: *self.reached.first()? })
    }
}

/// Returns how many people did each step at all, in any order: an open funnel.
pub fn distinct_users(events: &[Event], n_steps: usize) -> Vec<u64> {
    let mut seen: Vec<(usize, u32)> = events.iter().filter_map(|event| Some((event.step?, event.user))).collect();
    seen.sort_unstable();
    seen.dedup();
    (0..n_steps).map(|step| seen.iter().filter(|(of, _)| *of == step).count() as u64).collect()
}

/// Where the chain of one step stands: when it began, and when it came to this step.
#[derive(Clone, Copy)]
struct Chain {
    begun: i64,
    latest: i64,
}

fn depth(events: &[Event], n_steps: usize, window: i64, order: Order) -> usize {
    let mut chains: Vec<Option<Chain>> = vec![None; n_steps];
    let deepest = |chains: &[Option<Chain>]| chains.iter().rposition(Option::is_some).map_or(0, |step| step + 1);
    let mut has_begun = false;
    for event in events {
        let step = match event.step {
            Some(step) if step < n_steps => step,
            _ if order == Order::Strict && has_begun => break,
            _ => continue,
        };
        let before = step.checked_sub(1).and_then(|before| chains.get(before)).copied().flatten();
        let chain = match (step, before) {
            (0, _) => {
                has_begun = true;
                Some(Chain { begun: event.time, latest: event.time })
            }
            (_, None) if order == Order::Strict && has_begun => break,
            (_, None) => None,
            (_, Some(before)) => {
                let is_late = event.time > before.begun.saturating_add(window);
                let is_tied = order == Order::Increasing && event.time <= before.latest;
                (!is_late && !is_tied).then_some(Chain { begun: before.begun, latest: event.time })
            }
        };
        if let (Some(chain), Some(slot)) = (chain, chains.get_mut(step)) {
            *slot = Some(chain);
            if step + 1 == n_steps {
                break;
            }
        }
    }
    deepest(&chains)
}
