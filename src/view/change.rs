//! A figure against what it was: how far it moved, whether that is for the better, and how it is written.

use crate::engine::kpi::figure::Figure;
use crate::engine::kpi::interval::of_difference;
use crate::engine::kpi::{Formula, Good, Kpi, Unit};
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::{Change, Trend, Verdict};
use crate::view::scene::Scene;
use crate::view::text::{Arg, Direction};

/// Changes smaller than half a per cent of what was are called neither better nor worse. The number
/// is still shown; whether a larger one is more than chance is for its interval to say.
pub(super) const FLAT: f64 = 0.005;

impl Scene<'_> {
    /// Sets a figure against what it was; `None` where one of the two is not there.
    pub fn change(&self, kpi: Kpi, now: &Figure, then: &Figure) -> Option<Change> {
        let (Ok(value), Ok(before)) = (&now.value, &then.value) else { return None };
        // A measure that begins within the compared period would seem to leap.
        if !self.compared.is_some_and(|compared| self.knew(kpi, compared)) {
            return None;
        }
        let unit = kpi.spec().unit;
        let difference = value - before;
        let is_flat = if *before == 0.0 { difference == 0.0 } else { (difference / before).abs() < FLAT };
        let sure = of_difference(now, then);
        let is_unclear = sure.is_some_and(|sure| sure.contains(0.0));
        let trend = match difference {
            _ if is_flat || is_unclear => Trend::Flat,
            difference if difference > 0.0 => Trend::Up,
            _ => Trend::Down,
        };
        let verdict = match (trend, kpi.spec().good) {
            _ if is_unclear => Verdict::Unclear,
            (Trend::Flat, _) | (_, Good::Neutral) => Verdict::Neutral,
            // What grows with the days is no better for having more of them.
            _ if self.is_uneven() && !matches!(kpi.spec().formula, Formula::Ratio { .. }) => Verdict::Neutral,
            // What rests on little is no verdict.
            _ if now.is_small || then.is_small => Verdict::Neutral,
            (Trend::Up, Good::Higher) | (Trend::Down, Good::Lower) => Verdict::Better,
            (Trend::Up, Good::Lower) | (Trend::Down, Good::Higher) => Verdict::Worse,
        };
        let is_new = *before == 0.0 && *value > 0.0 && !matches!(unit, Unit::Share | Unit::Points);
        let (text, amount) = match is_new {
            true => (self.text.get("change-new"), String::new()),
            false => self.gap(unit, difference, *before),
        };
        let was = self.shown(kpi, then);
        let sentence = self.change_sentence(trend, verdict, &text, &was.full);
        Some(Change { trend, verdict, word: None, text, amount, sentence, was })
    }

    /// Writes a difference from `before`: shares and scores in points; else in per cent, and then in the unit; where
    /// there are no per cent, in the unit alone.
    pub(in crate::view) fn gap(&self, unit: Unit, difference: f64, before: f64) -> (String, String) {
        if matches!(unit, Unit::Share | Unit::Points) {
            return (self.difference(unit, difference), String::new());
        }
        if before > 0.0 {
            let share = NumberStyle::of(NumberKind::Percent, (1, 1)).signed();
            return (self.locale.number(difference / before, share), self.signed(unit, difference));
        }
        (self.signed(unit, difference), String::new())
    }

    /// Writes a difference with its sign and unit: of shares and scores in points.
    pub(in crate::view) fn difference(&self, unit: Unit, difference: f64) -> String {
        self.difference_like(unit, difference, difference)
    }

    /// Writes a difference with as many decimals as another of the same unit, so that parts stand below their whole.
    pub(in crate::view) fn difference_like(&self, unit: Unit, difference: f64, like: f64) -> String {
        let factor = if unit == Unit::Share { 100.0 } else { 1.0 };
        let decimals = match unit {
            Unit::Count | Unit::Money => return self.signed(unit, difference),
            Unit::Share | Unit::Points if (like * factor).abs() >= 0.1 => 1,
            Unit::Share | Unit::Points | Unit::Number | Unit::Ratio => 2,
        };
        // What is rounded away has no sign.
        let least = if decimals == 1 { 0.05 } else { 0.005 };
        let number = Some(difference * factor).filter(|number| number.abs() >= least);
        let style = NumberStyle::of(NumberKind::Decimal, (decimals, decimals));
        let number = match number {
            Some(number) => self.locale.number(number, style.signed()),
            None => self.locale.number(0.0, style),
        };
        match unit {
            Unit::Share | Unit::Points => self.text.with("points", &[("number", Arg::Text(&number))]),
            Unit::Count | Unit::Money | Unit::Number | Unit::Ratio => number,
        }
    }

    /// Isolates what has a sign for a sentence of its language: in Arabic the sign of money would else go to its end.
    pub(in crate::view) fn in_sentence(&self, signed: &str) -> String {
        match self.text.lang().direction() {
            Direction::Ltr => signed.to_owned(),
            Direction::Rtl => format!("\u{2067}{signed}\u{2069}"),
        }
    }

    fn for_direction(&self, signed: String) -> String {
        match self.text.lang().direction() {
            Direction::Ltr => signed,
            Direction::Rtl => sign_isolated(&signed),
        }
    }

    /// Writes a difference with its sign; of a share it is in points, which this does not say.
    pub(in crate::view) fn signed(&self, unit: Unit, difference: f64) -> String {
        match unit {
            Unit::Count => {
                let style = if difference.abs() < 10_000.0 { NumberStyle::COUNT } else { NumberStyle::COUNT.compact() };
                self.for_direction(self.locale.number(difference, style.signed()))
            }
            Unit::Money => {
                let style = NumberStyle::of(self.money(), if difference.abs() < 100.0 { (2, 2) } else { (0, 0) });
                let style = if difference.abs() < 10_000.0 { style } else { style.compact() };
                self.for_direction(self.locale.number(difference, style.signed()))
            }
            Unit::Number | Unit::Ratio | Unit::Share | Unit::Points => {
                self.locale.number(difference, NumberStyle::of(NumberKind::Decimal, (0, 2)).signed())
            }
        }
    }

    fn change_sentence(&self, trend: Trend, verdict: Verdict, text: &str, was: &str) -> String {
        let direction = match trend {
            _ if verdict == Verdict::Unclear => "sentence-unclear",
            Trend::Up => "sentence-up",
            Trend::Down => "sentence-down",
            Trend::Flat => "sentence-flat",
        };
        let word = match verdict {
            Verdict::Better => self.text.get("verdict-better"),
            Verdict::Worse => self.text.get("verdict-worse"),
            Verdict::Neutral | Verdict::Unclear => self.text.get("verdict-neutral"),
        };
        let dates = self.compared.map(|window| self.locale.date_range(window.from, window.to)).unwrap_or_default();
        let args = [
            ("change", Arg::Text(text)),
            ("was", Arg::Text(was)),
            ("dates", Arg::Text(&dates)),
            ("verdict", Arg::Text(&word)),
        ];
        self.text.with(direction, &args)
    }
}

/// Keeps a sign before its digits where words of the other direction follow: «-319 ألف» would be read as «319-».
fn sign_isolated(text: &str) -> String {
    let is_mark = |char: char| matches!(char, '\u{200e}' | '\u{200f}');
    let is_of_number =
        |char: char| char.is_numeric() || is_mark(char) || matches!(char, '+' | '-' | '−' | '.' | ',' | '٫' | '٬');
    let Some(start) = text.find(is_of_number) else { return text.to_owned() };
    let rest = text.get(start..).unwrap_or_default();
    let end = start + rest.find(|char| !is_of_number(char)).unwrap_or(rest.len());
    let (before, number, after) = (text.get(..start), text.get(start..end), text.get(end..));
    let [before, number, after] = [before, number, after].map(Option::unwrap_or_default);
    // Some locales part the sign from its digits by such a mark.
    let number = number.replace(is_mark, "");
    format!("{before}\u{2066}{number}\u{2069}{after}")
}

#[cfg(test)]
mod tests {
    use super::sign_isolated;

    #[test]
    fn a_sign_stays_before_its_digits_whatever_marks_a_locale_writes() {
        for (text, due) in [
            ("\u{200e}-\u{200f}319\u{a0}ألف\u{a0}ر.س.\u{200f}", "\u{2066}-319\u{2069}\u{a0}ألف\u{a0}ر.س.\u{200f}"),
            ("\u{200f}\u{200e}+6,760.5\u{a0}ر.س.", "\u{2066}+6,760.5\u{2069}\u{a0}ر.س."),
            ("-٣١٩٫٥ ألف", "\u{2066}-٣١٩٫٥\u{2069} ألف"),
            ("—", "—"),
            ("", ""),
        ] {
            assert_eq!(sign_isolated(text), due);
        }
    }
}
