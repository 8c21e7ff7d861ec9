//! The survey behind `answers.csv`: some who bought are asked whether they would recommend the shop (nps), how
//! satisfied they are (csat), and whether it was made easy (ces). It tells that stores please and the marketplace does not,
//! and that the call centre has become easier to deal with since 2026.

use std::fmt::Write;

use crate::calendar::{Day, FIRST, LAST};
use crate::random::Dice;

pub struct Answer {
    pub day: Day,
    pub channel: &'static str,
    pub kind: &'static str,
    pub score: u64,
}

/// Channel, answers a day, what of a hundred are promoters and detractors, satisfied, and find it easy.
const CHANNELS: [(&str, f64, f64, f64, f64, f64); 4] = [
    ("store", 2.4, 0.58, 0.14, 0.88, 0.80),
    ("organic_search", 1.8, 0.49, 0.20, 0.82, 0.74),
    ("marketplace", 1.2, 0.36, 0.33, 0.68, 0.62),
    ("phone", 0.9, 0.41, 0.29, 0.74, 0.55),
];

/// The first day after the call centre got a second line.
const SECOND_LINE: Day = Day(20_454);

pub fn all() -> Vec<Answer> {
    let mut answers = Vec::new();
    for day in (FIRST.0..=LAST.0).map(Day) {
        for (channel, mean, promoters, detractors, satisfied, easy) in CHANNELS {
            let mut dice = Dice::of(channel, day.0);
            let better = if channel == "phone" && day.0 >= SECOND_LINE.0 { 0.12 } else { 0.0 };
            let mut tell = |kind, score| answers.push(Answer { day, channel, kind, score });
            for _ in 0..dice.count(mean) {
                let (thrown, within) = (dice.share(), dice.share());
                tell("nps", recommendation(thrown, within, promoters + better, detractors - better / 2.0));
            }
            for _ in 0..dice.count(mean / 2.0) {
                let (thrown, within) = (dice.share(), dice.share());
                tell("csat", scored(thrown, within, satisfied + better / 2.0, 1, 4, 5));
            }
            for _ in 0..dice.count(mean / 4.0) {
                let (thrown, within) = (dice.share(), dice.share());
                tell("ces", scored(thrown, within, easy + better, 1, 5, 7));
            }
        }
    }
    answers
}

/// Promoters give 9 or 10, detractors 6 or less, more often near 6.
fn recommendation(thrown: f64, within: f64, promoters: f64, detractors: f64) -> u64 {
    if thrown < promoters {
        pick(within, 9, 10)
    } else if thrown < promoters + detractors {
        6 - pick(within * within, 0, 6)
    } else {
        pick(within, 7, 8)
    }
}

/// A share of the answers is from `top` to `most`, the others are below, more often near `top`.
fn scored(thrown: f64, within: f64, share: f64, least: u64, top: u64, most: u64) -> u64 {
    if thrown < share { pick(within, top, most) } else { top - 1 - pick(within * within, 0, top - 1 - least) }
}

/// Cuts 0..1 into equal parts, one a whole number of `from..=to`.
fn pick(within: f64, from: u64, to: u64) -> u64 {
    (from..to).find(|number| within * ((to - from + 1) as f64) < (number - from + 1) as f64).unwrap_or(to)
}

pub fn csv(answers: &[Answer]) -> String {
    let mut text = String::from("date,channel,kind,score\n");
    for Answer { day, channel, kind, score } in answers {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{day},{channel},{kind},{score}");
    }
    text
}
