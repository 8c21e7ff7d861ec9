//! Numbers, dates, lists and order as the browser's `Intl` knows them. Works on the page and in a worker.
//!
//! Formatters are made once a style: making one costs a thousand times what using it does. Where
//! `Intl` refuses (an unknown currency code), [`Plain`] writes.

use crate::engine::day::Day;
use crate::view::number::{DateStyle, Locale, NumberKind, NumberStyle, Plain};
use crate::view::text::Lang;
use crate::work::message::Reader;
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use std::cmp::Ordering;
use wasm_bindgen::{JsCast, JsValue};

/// Makes the locale of a reader.
pub fn locale(reader: Reader) -> Box<dyn Locale> {
    Box::new(Intl::new(reader))
}

/// Returns what `Intl` calls the reader's way of writing.
pub fn tag(reader: Reader) -> String {
    let Reader { lang, digits } = reader;
    // Digits are a preference within Arabic; English has its own.
    match lang {
        Lang::En => "en".to_owned(),
        Lang::Ar => format!("ar-u-ca-gregory-nu-{}", digits.id()),
    }
}

struct Intl {
    tag: String,
    numbers: RefCell<Vec<(Style, Option<JsValue>)>>,
    dates: RefCell<Vec<(DateStyle, Option<JsValue>)>>,
    lists: Option<JsValue>,
    order: Option<JsValue>,
}

/// [`NumberStyle`], owned.
#[derive(PartialEq, Eq)]
struct Style {
    kind: Kind,
    is_compact: bool,
    is_signed: bool,
    decimals: (u8, u8),
}

#[derive(PartialEq, Eq)]
enum Kind {
    Decimal,
    Percent,
    Currency(String),
}

impl Style {
    fn of(style: NumberStyle<'_>) -> Self {
        let NumberStyle { kind, is_compact, is_signed, decimals } = style;
        let kind = match kind {
            NumberKind::Decimal => Kind::Decimal,
            NumberKind::Percent => Kind::Percent,
            NumberKind::Currency(code) => Kind::Currency(code.into()),
        };
        Self { kind, is_compact, is_signed, decimals }
    }

    fn is(&self, style: NumberStyle<'_>) -> bool {
        let is_kind = match (&self.kind, style.kind) {
            (Kind::Decimal, NumberKind::Decimal) | (Kind::Percent, NumberKind::Percent) => true,
            (Kind::Currency(code), NumberKind::Currency(other)) => code == other,
            _ => false,
        };
        is_kind
            && self.is_compact == style.is_compact
            && self.is_signed == style.is_signed
            && self.decimals == style.decimals
    }

    fn options(&self) -> Object {
        let options = Object::new();
        match &self.kind {
            Kind::Decimal => {}
            Kind::Percent => set(&options, "style", "percent"),
            Kind::Currency(code) => {
                set(&options, "style", "currency");
                set(&options, "currency", code.as_str());
                set(&options, "currencyDisplay", "symbol");
            }
        }
        if self.is_signed {
            set(&options, "signDisplay", "exceptZero");
        }
        if self.is_compact {
            set(&options, "notation", "compact");
            set(&options, "maximumSignificantDigits", 3);
            if self.decimals.0 > 0 {
                // «11.0M» beside «10.8M»: figures of one row are equally exact.
                set(&options, "minimumSignificantDigits", 3);
            }
        } else {
            set(&options, "minimumFractionDigits", self.decimals.0);
            set(&options, "maximumFractionDigits", self.decimals.1.max(self.decimals.0));
        }
        options
    }
}

impl Intl {
    fn new(reader: Reader) -> Self {
        let tag = tag(reader);
        let lists = make(&tag, "ListFormat", &Object::new());
        let order = make(&tag, "Collator", &Object::new());
        Self { tag, numbers: RefCell::default(), dates: RefCell::default(), lists, order }
    }

    fn date_format(&self, style: DateStyle) -> Option<JsValue> {
        let mut dates = self.dates.borrow_mut();
        if let Some((_, made)) = dates.iter().find(|(of, _)| *of == style) {
            return made.clone();
        }
        let options = Object::new();
        // A day has no time: it is handed over as its midnight in UTC, and read there.
        set(&options, "timeZone", "UTC");
        // What each style has, and how it is written.
        let parts: &[(&str, &str)] = match style {
            DateStyle::Day => &[("month", "short"), ("day", "numeric"), ("year", "numeric")],
            DateStyle::DayOfMonth => &[("month", "short"), ("day", "numeric")],
            DateStyle::Month => &[("month", "short"), ("year", "numeric")],
            DateStyle::Year => &[("year", "numeric")],
            DateStyle::HijriMonth => &[("calendar", "islamic-umalqura"), ("month", "long"), ("year", "numeric")],
            DateStyle::HijriDay => {
                &[("calendar", "islamic-umalqura"), ("month", "long"), ("day", "numeric"), ("year", "numeric")]
            }
            DateStyle::FullDay => &[("weekday", "long"), ("month", "long"), ("day", "numeric"), ("year", "numeric")],
            DateStyle::Weekday => &[("weekday", "short")],
        };
        parts.iter().for_each(|(name, value)| set(&options, name, *value));
        let made = make(&self.tag, "DateTimeFormat", &options);
        dates.push((style, made.clone()));
        made
    }
}

impl Locale for Intl {
    fn number(&self, value: f64, style: NumberStyle<'_>) -> String {
        let mut numbers = self.numbers.borrow_mut();
        let made = match numbers.iter().find(|(of, _)| of.is(style)) {
            Some((_, made)) => made.clone(),
            None => {
                let of = Style::of(style);
                let made = make(&self.tag, "NumberFormat", &of.options());
                numbers.push((of, made.clone()));
                made
            }
        };
        // Minus zero is written «-0», which says nothing to a reader.
        let value = if value == 0.0 { 0.0 } else { value };
        made.and_then(|format| text(&format, "format", &[value.into()])).unwrap_or_else(|| Plain.number(value, style))
    }

    fn date(&self, day: Day, style: DateStyle) -> String {
        self.date_format(style)
            .and_then(|format| text(&format, "format", &[millis(day)]))
            .unwrap_or_else(|| Plain.date(day, style))
    }

    fn date_range(&self, from: Day, to: Day) -> String {
        self.date_format(DateStyle::Day)
            .and_then(|format| text(&format, "formatRange", &[millis(from), millis(to)]))
            .unwrap_or_else(|| Plain.date_range(from, to))
    }

    fn list(&self, items: &[String]) -> String {
        let array: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        self.lists
            .as_ref()
            .and_then(|format| text(format, "format", &[array.into()]))
            .unwrap_or_else(|| Plain.list(items))
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        self.order
            .as_ref()
            .and_then(|order| call(order, "compare", &[a.into(), b.into()])?.as_f64())
            .map_or_else(|| a.cmp(b), |sign| sign.total_cmp(&0.0))
    }
}

fn millis(day: Day) -> JsValue {
    JsValue::from_f64(f64::from(day.number()) * 86_400_000.0)
}

pub(super) fn set(options: &Object, name: &str, value: impl Into<JsValue>) {
    let _ = Reflect::set(options, &name.into(), &value.into());
}

/// Makes `new Intl[kind](tag, options)`.
pub(super) fn make(tag: &str, kind: &str, options: &Object) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&constructor, &Array::of2(&tag.into(), options)).ok()
}

pub(super) fn call(object: &JsValue, method: &str, args: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    Reflect::apply(&method, object, &args.iter().collect()).ok()
}

fn text(object: &JsValue, method: &str, args: &[JsValue]) -> Option<String> {
    call(object, method, args)?.as_string()
}
