//! What one unit of a currency is worth in the reporting currency, day by day.
//!
//! An amount is converted at the last rate on or before its row's day, of a row that covers a week or a month at that
//! of its first day; a rate of a later day is never used. The reporting currency is worth 1 on any day.

use super::dictionary::Dictionary;
use crate::engine::day::Day;
use crate::engine::rate::Rate;
use std::collections::{BTreeMap, BTreeSet};

/// How many days old a rate may be: a table with one rate a month serves the whole month, the longest holidays of
/// exchanges are within, and a table that has ended does not price the next quarter.
const MAX_AGE_DAYS: i64 = 31;

/// The rates of a feed.
#[derive(Debug)]
pub(super) struct Rates {
    reporting: Option<String>,
    /// The currency of each code of a text; `None`: the text names none.
    currencies: Vec<Option<String>>,
    by_currency: BTreeMap<String, BTreeMap<i64, Rate>>,
}

/// Why an amount cannot be converted, or a rate not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The text is no currency.
    Unknown,
    /// No rate is known on the day.
    Missing,
    /// The reporting currency is worth 1.
    Invalid,
    /// The day has another rate already.
    Twice,
}

/// Returns the code of a currency (ISO 4217) that a text is, in whatever letters; it is not asked whether there is one.
fn currency_from(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| text.to_ascii_uppercase())
}

impl Rates {
    /// Makes a table without rates. Where no currency is reported in, it is the one that all texts name, if it is one.
    pub(super) fn new(reporting: Option<&str>, texts: &Dictionary) -> Self {
        let codes = 0..u32::try_from(texts.len()).unwrap_or(0);
        let currencies: Vec<Option<String>> = codes.map(|code| currency_from(texts.value(code))).collect();
        let named: BTreeSet<&String> = currencies.iter().flatten().collect();
        let only = named.first().filter(|_| named.len() == 1).map(|only| (*only).clone());
        let reporting = reporting.map(str::to_owned).or(only);
        Self { reporting, currencies, by_currency: BTreeMap::new() }
    }

    /// Returns the rate of a day of a currency that a text names, as [`Self::rate`] does of a code.
    pub(super) fn rate_of(&self, text: &str, day: Day) -> Result<Rate, Refusal> {
        let currency = currency_from(text).ok_or(Refusal::Unknown)?;
        self.rate_on(&currency, Some(i64::from(day.number())))
    }

    fn currency(&self, code: usize) -> Result<&String, Refusal> {
        self.currencies.get(code).and_then(Option::as_ref).ok_or(Refusal::Unknown)
    }

    /// Takes a rate. Saying the same twice is no mistake.
    pub(super) fn add(&mut self, code: usize, day: i64, rate: Rate) -> Result<(), Refusal> {
        let currency = self.currency(code)?.clone();
        if self.reporting.as_ref() == Some(&currency) {
            return if rate == Rate::ONE { Ok(()) } else { Err(Refusal::Invalid) };
        }
        let known = *self.by_currency.entry(currency).or_default().entry(day).or_insert(rate);
        if known == rate { Ok(()) } else { Err(Refusal::Twice) }
    }

    /// Returns the rate of a day; `None` for `day`: nobody knows which.
    pub(super) fn rate(&self, code: usize, day: Option<i64>) -> Result<Rate, Refusal> {
        self.rate_on(self.currency(code)?, day)
    }

    fn rate_on(&self, currency: &String, day: Option<i64>) -> Result<Rate, Refusal> {
        if self.reporting.as_ref() == Some(currency) {
            return Ok(Rate::ONE);
        }
        let day = day.ok_or(Refusal::Missing)?;
        let rates = self.by_currency.get(currency).ok_or(Refusal::Missing)?;
        let last = rates.range(day.saturating_sub(MAX_AGE_DAYS)..=day).next_back();
        last.map(|(_, rate)| *rate).ok_or(Refusal::Missing)
    }
}
