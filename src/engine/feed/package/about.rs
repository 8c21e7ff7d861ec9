//! Reads what a manifest says of the feed as a whole.

use super::metrics;
use super::place::{Notes, Place, is_filled, path_to, property};
use super::{Company, Economics, Package, Texts, usual_week_start};
use crate::engine::day::{Day, WeekStart};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::quantity::Quantity;

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The version of our part that this program reads.
const VERSION: i64 = 1;

const PROPERTIES: [&str; 14] = [
    "version",
    "title",
    "notice",
    "currency",
    "time_zone",
    "week_start",
    "default_period",
    "refresh",
    "company",
    "margin",
    "discount_rate",
    "metrics",
    "labels",
    // Reserved: accepted and not read yet.
    "annotations",
];

/// The periods that have a name; links write them so.
const PERIODS: [&str; 14] = [
    "latest-day",
    "day-before",
    "last-7-days",
    "last-30-days",
    "last-90-days",
    "week-to-date",
    "month-to-date",
    "quarter-to-date",
    "year-to-date",
    "last-week",
    "last-month",
    "last-quarter",
    "last-year",
    "all",
];

/// Reads everything but the resources.
pub(super) fn read(root: &Map<String, Value>, notes: &mut Notes<'_>) -> Package {
    let mut package = Package::default();
    if let Some(place) = property(root, "", "name") {
        package.name = place.text(is_filled, notes).unwrap_or_default().to_owned();
    }
    match property(root, "", "miyar") {
        Some(place) => read_ours(&place, &mut package, notes),
        None => notes.missing("/miyar"),
    }
    if package.title.is_empty()
        && let Some(place) = property(root, "", "title")
    {
        package.title = place.texts(notes);
    }
    package
}

fn read_ours(place: &Place<'_>, package: &mut Package, notes: &mut Notes<'_>) {
    let Some(object) = place.object(notes) else { return };
    let ours = |name| property(object, &place.path, name);
    match ours("version") {
        // A later version is read as far as this one is known.
        Some(version) if version.value.as_i64() != Some(VERSION) => version.invalid(notes),
        Some(_) => {}
        None => notes.missing(&path_to(&place.path, "version")),
    }
    place.refuse_others(object, &PROPERTIES, notes);
    package.title = ours("title").map(|place| place.texts(notes)).unwrap_or_default();
    package.notice = ours("notice").map(|place| place.texts(notes)).unwrap_or_default();
    package.currency = ours("currency").and_then(|place| place.text(is_currency, notes)).map(str::to_owned);
    package.time_zone = ours("time_zone").and_then(|place| place.text(is_filled, notes)).map(str::to_owned);
    package.default_period = ours("default_period").and_then(|place| place.text(is_period, notes)).map(str::to_owned);
    package.refresh_s = ours("refresh").and_then(|place| place.parsed(seconds_from_text, notes));
    package.company = ours("company").map(|place| read_company(&place, notes)).unwrap_or_default();
    package.economics = Economics {
        margin: ours("margin").and_then(|place| read_share(&place, notes)),
        discount_rate: ours("discount_rate").and_then(|place| read_share(&place, notes)),
    };
    package.metrics = ours("metrics").map(|place| metrics::read(&place, notes)).unwrap_or_default();
    let start = ours("week_start").and_then(|place| place.parsed(week_start_from_id, notes));
    package.week_start = start.unwrap_or_else(|| usual_week_start(package.currency.as_deref()));
    package.labels = ours("labels").map(|place| read_labels(&place, notes)).unwrap_or_default();
}

/// Reads a part of one, exactly as it is written.
fn read_share(place: &Place<'_>, notes: &mut Notes<'_>) -> Option<Quantity> {
    let number = place.value.as_number().and_then(|number| Quantity::from_decimal(&number.to_string()).ok());
    let share = number.filter(|share| (Quantity::ZERO..=Quantity::ONE).contains(share));
    if share.is_none() {
        place.invalid(notes);
    }
    share
}

fn read_company(place: &Place<'_>, notes: &mut Notes<'_>) -> Company {
    let Some(object) = place.object(notes) else { return Company::default() };
    place.refuse_others(object, &["peer", "industry", "size", "region"], notes);
    let mut text = |name| {
        let said = property(object, &place.path, name)?;
        said.text(is_filled, notes).map(|text| text.trim().to_owned())
    };
    Company { peer: text("peer"), industry: text("industry"), size: text("size"), region: text("region") }
}

fn read_labels(place: &Place<'_>, notes: &mut Notes<'_>) -> BTreeMap<String, BTreeMap<String, Texts>> {
    let mut labels = BTreeMap::new();
    for (dimension, value) in place.object(notes).into_iter().flatten() {
        let of_dimension = Place { value, path: path_to(&place.path, dimension) };
        if Dimension::from_id(dimension).is_none() {
            of_dimension.invalid(notes);
            continue;
        }
        let mut by_value = BTreeMap::new();
        for (name, value) in of_dimension.object(notes).into_iter().flatten() {
            let texts = Place { value, path: path_to(&of_dimension.path, name) }.texts(notes);
            if !texts.is_empty() {
                by_value.insert(name.clone(), texts);
            }
        }
        labels.insert(dimension.clone(), by_value);
    }
    labels
}

/// Whether it is a period's name, or its first and last day as in `2025-01-01..2025-03-31`.
fn is_period(text: &str) -> bool {
    let of_days = || {
        let (from, to) = text.split_once("..")?;
        Some(Day::from_iso(from)? <= Day::from_iso(to)?)
    };
    PERIODS.contains(&text) || of_days() == Some(true)
}

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads a time between two requests: `45s`, `15m`, `6h`, `1d`; from ten seconds, which spare a server, to a week.
fn seconds_from_text(text: &str) -> Option<u32> {
    let unit = text.chars().last()?;
    let number: u32 = text.strip_suffix(unit)?.parse().ok()?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    number.checked_mul(seconds).filter(|seconds| (10..=604_800).contains(seconds))
}

fn week_start_from_id(id: &str) -> Option<WeekStart> {
    match id {
        "saturday" => Some(WeekStart::Saturday),
        "sunday" => Some(WeekStart::Sunday),
        "monday" => Some(WeekStart::Monday),
        _ => None,
    }
}
