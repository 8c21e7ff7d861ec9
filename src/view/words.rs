//! Figures as text: the number in its unit, the change, the reason where there is none.

use crate::engine::cube::group::Lack;
use crate::engine::facts::vocabulary::Measure;
use crate::engine::kpi::customer_ratio::CustomerRatio;
use crate::engine::kpi::figure::{Absence, Figure};
use crate::engine::kpi::interval::{Method, of_difference};
use crate::engine::kpi::{Formula, Good, Kpi, Pairing, Term, Unit};
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::{Change, Shown, Trend, Verdict};
use crate::view::scene::Scene;
use crate::view::text::Arg;

/// Changes smaller than half a per cent of what was are called neither better nor worse. The number
/// is still shown; whether a larger one is more than chance is for its interval to say.
pub(super) const FLAT: f64 = 0.005;

/// An interval that reaches further than this share of its figure to each side makes the figure indicative only. Scores,
/// which may be near zero, have no such share.
const WIDE: f64 = 0.25;

impl Scene<'_> {
    fn money(&self) -> NumberKind<'_> {
        self.loaded.package.currency.as_deref().map_or(NumberKind::Decimal, NumberKind::Currency)
    }

    /// Writes a value compactly, as a card does.
    pub fn compact(&self, unit: Unit, value: f64) -> String {
        let size = value.abs();
        match unit {
            Unit::Count if size < 10_000.0 => self.locale.number(value, NumberStyle::COUNT),
            Unit::Count => self.locale.number(value, NumberStyle::of(NumberKind::Decimal, (1, 1)).compact()),
            Unit::Number => self.locale.number(value, NumberStyle::of(NumberKind::Decimal, (0, 2))),
            Unit::Points => self.locale.number(value, NumberStyle::of(NumberKind::Decimal, (1, 1))),
            Unit::Money if size > 0.0 && size < 100.0 => {
                self.locale.number(value, NumberStyle::of(self.money(), (2, 2)))
            }
            Unit::Money if size < 10_000.0 => self.locale.number(value, NumberStyle::of(self.money(), (0, 0))),
            Unit::Money => self.locale.number(value, NumberStyle::of(self.money(), (1, 1)).compact()),
            Unit::Share => {
                let decimals = if size < 0.01 { 2 } else { 1 };
                self.locale.number(value, NumberStyle::of(NumberKind::Percent, (decimals, decimals)))
            }
            Unit::Ratio => self.times(value, if size < 10.0 { 2 } else { 1 }),
        }
    }

    /// Writes a value beside an axis: as short as it is exact.
    pub fn tick(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Money if value.abs() >= 10_000.0 => {
                self.locale.number(value, NumberStyle::of(self.money(), (0, 0)).compact())
            }
            Unit::Money => self.locale.number(value, NumberStyle::of(self.money(), (0, 2))),
            Unit::Count if value.abs() >= 10_000.0 => self.locale.number(value, NumberStyle::COUNT.compact()),
            Unit::Count | Unit::Number | Unit::Share | Unit::Ratio | Unit::Points => self.compact(unit, value),
        }
    }

    /// Writes a value in full, as hover and screen readers want it.
    pub fn in_full(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Count => self.locale.number(value, NumberStyle::of(NumberKind::Decimal, (0, 1))),
            Unit::Number => self.locale.number(value, NumberStyle::of(NumberKind::Decimal, (0, 3))),
            Unit::Points => self.locale.number(value, NumberStyle::of(NumberKind::Decimal, (1, 2))),
            Unit::Money => self.locale.number(value, NumberStyle::of(self.money(), (2, 2))),
            Unit::Share => self.locale.number(value, NumberStyle::of(NumberKind::Percent, (2, 3))),
            Unit::Ratio => self.times(value, 3),
        }
    }

    fn times(&self, value: f64, decimals: u8) -> String {
        let number = self.locale.number(value, NumberStyle::of(NumberKind::Decimal, (decimals.min(1), decimals)));
        self.text.with("times", &[("number", Arg::Text(&number))])
    }

    /// Writes a whole number with its grouping marks.
    #[allow(clippy::cast_precision_loss)]
    pub fn count(&self, count: u64) -> String {
        self.locale.number(count as f64, NumberStyle::COUNT)
    }

    /// Writes «12,345 orders», in the right plural form.
    pub fn counted(&self, message: &str, count: f64) -> String {
        let number = self.locale.number(count, NumberStyle::of(NumberKind::Decimal, (0, 0)));
        self.text.with(message, &[("count", Arg::Count(count.round())), ("number", Arg::Text(&number))])
    }

    pub fn measure_name(&self, measure: Measure) -> String {
        self.text.get(&format!("measure-{}", measure.id().replace('_', "-")))
    }

    /// Returns what a measure is called where it stands alone, as a heading does.
    pub fn measure_title(&self, measure: Measure) -> String {
        let name = self.measure_name(measure);
        let mut rest = name.chars();
        rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or(name)
    }

    pub fn kpi_name(&self, kpi: Kpi) -> String {
        self.text.get(&kpi_message(kpi))
    }

    /// Shows a figure, or a dash with the reason.
    pub fn shown(&self, kpi: Kpi, figure: &Figure) -> Shown {
        match &figure.value {
            Ok(value) => Shown {
                raw: Some(*value),
                text: self.compact(kpi.spec().unit, *value),
                full: self.in_full(kpi.spec().unit, *value),
                range: figure.range.map(|range| self.shown_range(kpi.spec().unit, range.interval)),
                note: self.note(kpi, figure, *value),
            },
            Err(why) => Shown { raw: None, text: "—".into(), full: self.reason(why), range: None, note: None },
        }
    }

    fn note(&self, kpi: Kpi, figure: &Figure, value: f64) -> Option<String> {
        let mut notes = Vec::new();
        if figure.is_small {
            let minimum = self.count(u64::from(kpi.spec().minimum));
            notes.push(self.text.with("note-few", &[("minimum", Arg::Text(&minimum))]));
        }
        let is_wide = figure.range.is_some_and(|range| range.interval.width() / 2.0 > WIDE * value.abs());
        if is_wide && !figure.is_small && kpi.spec().unit != Unit::Points {
            notes.push(self.text.get("note-wide"));
        }
        let is_part = kpi.spec().method == Method::Wilson || kpi == Kpi::RefundRate;
        if is_part && value > 1.0 {
            let whole = self.locale.number(1.0, NumberStyle::of(NumberKind::Percent, (0, 0)));
            notes.push(self.text.with("note-over-one", &[("whole", Arg::Text(&whole))]));
        }
        if let Some(coverage) = figure.coverage {
            let share = self.locale.number(coverage, NumberStyle::of(NumberKind::Percent, (0, 0)));
            let is_of_customers = matches!(kpi.spec().formula, Formula::Customers(_));
            let words = if is_of_customers { "note-coverage-customers" } else { "note-coverage" };
            notes.push(self.text.with(words, &[("share", Arg::Text(&share))]));
        }
        if figure.is_split {
            notes.push(self.text.get("note-split"));
        }
        if let Some((measure, lack)) = &figure.left_out {
            notes.push(self.lacking("note-left-out", *measure, lack));
        }
        (!notes.is_empty()).then(|| notes.join(" "))
    }

    fn lacking(&self, message: &str, measure: Measure, lack: &Lack) -> String {
        let lacked = match lack {
            Lack::Dates => self.text.get("lack-dates"),
            Lack::Dimension(dimension) => self.dimension_name(dimension),
        };
        let measure = self.measure_name(measure);
        self.text.with(message, &[("measure", Arg::Text(&measure)), ("lacked", Arg::Text(&lacked))])
    }

    /// Says why there is no value.
    pub fn reason(&self, why: &Absence) -> String {
        let named =
            |id: &str, measure: Measure| self.text.with(id, &[("measure", Arg::Text(&self.measure_name(measure)))]);
        match why {
            Absence::NotSupplied(measure) => named("absent-not-supplied", *measure),
            Absence::Lacking(measure, lack) => self.lacking("absent-lacking", *measure, lack),
            Absence::NoPeople => self.text.get("absent-no-people"),
            Absence::NobodyNamed => self.text.get("absent-nobody-named"),
            Absence::NoRows => self.text.get("absent-no-rows"),
            Absence::Unknown(measure) => named("absent-unknown", *measure),
            Absence::NoDenominator(measure) => named("absent-no-denominator", *measure),
            Absence::NoEarlier => self.text.get("absent-no-earlier"),
            Absence::TooShort(days) => {
                self.text.with("absent-too-short", &[("days", Arg::Text(&self.count(u64::from(*days))))])
            }
            Absence::TooManyRows => self.text.get("absent-too-many-rows"),
        }
    }

    /// Says how a metric is computed from what this feed has: «(revenue − refunds) ÷ orders».
    pub fn formula(&self, kpi: Kpi) -> String {
        let side = |terms: &[Term], is_alone: bool| {
            let used: Vec<&Term> =
                terms.iter().filter(|term| !term.is_optional || self.facts().has_measure(term.measure)).collect();
            let mut out = String::new();
            for (at, term) in used.iter().enumerate() {
                match (at, term.is_minus) {
                    (0, _) => {}
                    (_, true) => out.push_str(" − "),
                    (_, false) => out.push_str(" + "),
                }
                out.push_str(&self.measure_name(term.measure));
            }
            if used.len() > 1 && !is_alone { format!("({out})") } else { out }
        };
        match kpi.spec().formula {
            Formula::Customers(ratio) => self.text.get(match ratio {
                CustomerRatio::Count => "formula-customers-count",
                CustomerRatio::Frequency => "formula-customers-frequency",
                CustomerRatio::Revenue => "formula-customers-revenue",
                CustomerRatio::Repeat => "formula-customers-repeat",
                CustomerRatio::Kept => "formula-customers-kept",
                CustomerRatio::Lost => "formula-customers-lost",
                CustomerRatio::Top => "formula-customers-top",
                CustomerRatio::Lifetime => "formula-customers-lifetime",
            }),
            Formula::Sum(terms) => self.text.with("formula-sum", &[("terms", Arg::Text(&side(terms, true)))]),
            Formula::Ratio { numerator, denominator, per, pairing } => {
                let (above, below) = (side(numerator, false), side(denominator, false));
                let per = if per == 1 { String::new() } else { format!("{} × ", self.count(u64::from(per))) };
                let rows = match pairing {
                    Pairing::SameRows => self.text.get("formula-same-rows"),
                    Pairing::Whole => self.text.get("formula-whole"),
                };
                let args = [
                    ("numerator", Arg::Text(&above)),
                    ("denominator", Arg::Text(&below)),
                    ("per", Arg::Text(&per)),
                    ("rows", Arg::Text(&rows)),
                ];
                self.text.with("formula-ratio", &args)
            }
        }
    }

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
            let points = if unit == Unit::Share { difference * 100.0 } else { difference };
            let decimals = if points.abs() < 0.1 { 2 } else { 1 };
            let style = NumberStyle::of(NumberKind::Decimal, (decimals, decimals)).signed();
            let points = self.locale.number(points, style);
            return (self.text.with("points", &[("number", Arg::Text(&points))]), String::new());
        }
        if before > 0.0 {
            let share = NumberStyle::of(NumberKind::Percent, (1, 1)).signed();
            return (self.locale.number(difference / before, share), self.signed(unit, difference));
        }
        (self.signed(unit, difference), String::new())
    }

    /// Writes a difference with its sign; of a share it is in points, which this does not say.
    pub(in crate::view) fn signed(&self, unit: Unit, difference: f64) -> String {
        match unit {
            Unit::Count => {
                let style = if difference.abs() < 10_000.0 { NumberStyle::COUNT } else { NumberStyle::COUNT.compact() };
                self.locale.number(difference, style.signed())
            }
            Unit::Money => {
                let style = NumberStyle::of(self.money(), if difference.abs() < 100.0 { (2, 2) } else { (0, 0) });
                let style = if difference.abs() < 10_000.0 { style } else { style.compact() };
                self.locale.number(difference, style.signed())
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

/// Returns the id of a metric's message.
pub fn kpi_message(kpi: Kpi) -> String {
    format!("kpi-{}", kpi.id().replace('_', "-"))
}
