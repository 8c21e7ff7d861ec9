//! What a reader does with the bytes of a file.

use super::intake::{Intake, Step, Stop, Take, read_segment};
use super::order::{Order, Receipt, Said, Unread};
use crate::engine::feed::problem::{Problem, ProblemKind};

/// Reads a text whose bytes are all there.
pub fn read_whole(order: &Order, bytes: &[u8], receipt: Receipt) -> Vec<Said> {
    let mut intake = Intake::new(order, 0);
    let mut steps = Vec::new();
    let ended = intake.push(bytes, &mut steps).and_then(|()| intake.end(&mut steps));
    let said = |step| match step {
        Step::Say(said) => said,
        Step::Segment(slip, bytes) => Said::Parcel(Box::new(read_segment(&slip, &bytes))),
    };
    let mut all: Vec<Said> = steps.into_iter().map(said).collect();
    all.push(match ended {
        Ok(n_segments) => Said::Ended { order: order.number, n_segments, receipt },
        Err(Stop::File(problem)) => Said::Failed { order: order.number, why: Unread::File(problem) },
        Err(Stop::Needs(_)) => {
            let problem = Problem::of_file(ProblemKind::FormatUnknown, &order.path);
            Said::Failed { order: order.number, why: Unread::File(problem) }
        }
    });
    all
}
