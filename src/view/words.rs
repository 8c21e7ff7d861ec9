//! Figures as text: the number in its unit, the change, the reason where there is none.

use crate::engine::cube::group::Lack;
use crate::engine::facts::vocabulary::Measure;
use crate::engine::feed::package::OwnMetric;
use crate::engine::kpi::customer_ratio::CustomerRatio;
use crate::engine::kpi::figure::{Absence, Assumption, Figure};
use crate::engine::kpi::interval::Method;
use crate::engine::kpi::{Formula, Kpi, Pairing, Term, Unit};
use crate::engine::quantity::Quantity;
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::Shown;
use crate::view::scene::Scene;
use crate::view::text::Arg;

/// An interval that reaches further than this share of its figure to each side makes the figure indicative only. Scores,
/// which may be near zero, have no such share.
const WIDE: f64 = 0.25;

impl Scene<'_> {
    pub(super) fn money(&self) -> NumberKind<'_> {
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
        match self.defined(kpi) {
            Some(own) => self.choose(&own.name).unwrap_or_else(|| kpi.id()).to_owned(),
            None => self.text.get(&kpi_message(kpi)),
        }
    }

    /// Says what a metric means in a sentence; of one that the feed defines, what the feed says.
    pub fn kpi_meaning(&self, kpi: Kpi) -> String {
        match self.defined(kpi) {
            Some(own) => self.choose(&own.meaning).unwrap_or_default().to_owned(),
            None => self.text.get(&format!("{}.meaning", kpi_message(kpi))),
        }
    }

    /// Says where a metric's definition comes from.
    pub fn kpi_source(&self, kpi: Kpi) -> String {
        if self.defined(kpi).is_some() { self.text.get("metrics-own") } else { kpi.spec().source.into() }
    }

    /// Returns what the feed says of a metric of its own.
    fn defined(&self, kpi: Kpi) -> Option<&OwnMetric> {
        matches!(kpi, Kpi::Own(_)).then(|| self.loaded.package.metrics.iter().find(|own| own.kpi == kpi)).flatten()
    }

    /// Returns all metrics: the program's, then those that the feed defines.
    pub fn kpis(&self) -> impl Iterator<Item = Kpi> {
        Kpi::ALL.into_iter().chain(self.loaded.package.metrics.iter().map(|own| own.kpi))
    }

    pub fn kpi(&self, id: &str) -> Option<Kpi> {
        self.kpis().find(|kpi| kpi.id() == id)
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
            Err(Absence::NotWithin(months)) => {
                let text = self.text.with("more-than", &[("number", Arg::Text(&self.count(u64::from(*months))))]);
                Shown { raw: None, text, full: self.reason(&Absence::NotWithin(*months)), range: None, note: None }
            }
            Err(why) => Shown { raw: None, text: "—".into(), full: self.reason(why), range: None, note: None },
        }
    }

    fn note(&self, kpi: Kpi, figure: &Figure, value: f64) -> Option<String> {
        let mut notes = Vec::new();
        if figure.is_short {
            notes.push(self.text.get("note-short"));
        }
        let rests_on = figure.denominator.map_or(0.0, |sum| sum.to_f64());
        if figure.is_small && !(figure.is_short && rests_on >= f64::from(kpi.spec().minimum)) {
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
            let words = match kpi.spec().formula {
                Formula::Customers(CustomerRatio::Online) => "note-coverage-online",
                Formula::Customers(_) => "note-coverage-customers",
                Formula::Sum(_) | Formula::Ratio { .. } => "note-coverage",
            };
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
            Absence::NotDeclared(Assumption::Margin) => self.text.get("absent-no-margin"),
            Absence::NotDeclared(Assumption::DiscountRate) => self.text.get("absent-no-discount"),
            Absence::TooYoung(months) => self.counted("absent-too-young", f64::from(*months)),
            Absence::NotWithin(months) => self.counted("absent-not-within", f64::from(*months)),
            Absence::SplitOrders => self.text.get("absent-split-orders"),
            Absence::OneLineOrders => self.text.get("absent-one-line-orders"),
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
                    (0, false) => {}
                    (0, true) => out.push('−'),
                    (_, true) => out.push_str(" − "),
                    (_, false) => out.push_str(" + "),
                }
                if term.factor != Quantity::ONE {
                    let style = NumberStyle::of(NumberKind::Decimal, (0, 6));
                    out.push_str(&self.locale.number(term.factor.to_f64(), style));
                    out.push_str(" × ");
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
                CustomerRatio::Margin => "formula-customers-margin",
                CustomerRatio::Cohort => "formula-customers-cohort",
                CustomerRatio::ToCost => "formula-customers-to-cost",
                CustomerRatio::Payback => "formula-customers-payback",
                CustomerRatio::Unnamed => "formula-orders-unnamed",
                CustomerRatio::Members => "formula-customers-members",
                CustomerRatio::Online => "formula-online",
                CustomerRatio::LineValue => "formula-orders-line",
                CustomerRatio::BasketValue => "formula-orders-basket",
            }),
            Formula::Sum(terms) => self.text.with("formula-sum", &[("terms", Arg::Text(&side(terms, true)))]),
            Formula::Ratio { numerator, denominator, per, pairing } => {
                let (above, below) = (side(numerator, false), side(denominator, false));
                let per = if per == 1 { String::new() } else { format!("{} × ", self.count(u64::from(per))) };
                let rows = match pairing {
                    Pairing::SameRows => self.text.get("formula-same-rows"),
                    Pairing::WithCosts => self.text.get("formula-with-costs"),
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
}

/// Returns the id of a metric's message.
pub fn kpi_message(kpi: Kpi) -> String {
    format!("kpi-{}", kpi.id().replace('_', "-"))
}
