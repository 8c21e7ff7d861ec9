//! What the values of a column look like, whatever its name.

use super::date::{DateLook, date_look};
use super::dictionary::CHANNELS;
use super::name::{currency_of_value, folded};
use crate::engine::day::Day;
use crate::engine::feed::number::read_number;
use crate::engine::feed::package::Field;
use crate::engine::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that exports write for «no value».
pub(super) const MISSING: [&str; 14] =
    ["null", "NULL", "Null", "NA", "na", "N/A", "n/a", "#N/A", "NaN", "nan", "None", "-", "--", "—"];

/// How many values are shown of a column.
const N_SAMPLES: usize = 3;

/// The values of one column, looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct Looks {
    pub(super) n_rows: usize,
    /// Rows with a value, not counting those that stand for none.
    pub(super) n_filled: usize,
    pub(super) n_distinct: usize,
    pub(super) samples: Vec<String>,
    /// Texts that stand for no value and occur here.
    pub(super) missing: BTreeSet<&'static str>,
    pub(super) date: Option<DateLook>,
    pub(super) number: NumberLook,
    /// How many of `texts` name a channel.
    pub(super) n_channels: usize,
    pub(super) n_addresses: usize,
    /// Texts too long to be names of anything.
    pub(super) n_long: usize,
    pub(super) currency: Option<&'static str>,
    /// The texts that occur, each once, in order; of columns with few.
    pub(super) texts: Vec<String>,
}

/// How a column's numbers are written.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberLook {
    pub(super) n_numbers: usize,
    pub(super) n_per_cent: usize,
    /// Numbers of 0 to 1 that are neither.
    pub(super) n_fractions: usize,
    pub(super) n_beyond_one: usize,
    pub(super) has_currency: bool,
    pub(super) mark: Mark,
    /// What a Table Schema is to say; `None`: nothing, the numbers are plain.
    pub(super) field: Option<Field>,
    /// Digits of another script: which marks stand with them, their script says.
    has_other_digits: bool,
}

/// What is known of the decimal mark of a column or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mark {
    /// There are whole numbers only.
    #[default]
    None,
    Point,
    Comma,
    /// One mark with three digits after it, which may be either: `1.234`, `1,234`.
    Unclear,
}

/// How many bytes a text may have that names something.
const MAX_NAME_LEN: usize = 120;

/// How many distinct texts are kept of a column.
const MAX_TEXTS: usize = 200;

pub(super) fn looks<'v>(values: impl Iterator<Item = Option<&'v str>> + Clone, today: Day) -> Looks {
    let mut looks = Looks::default();
    let mut distinct: BTreeSet<&str> = BTreeSet::new();
    for value in values.clone() {
        looks.n_rows += 1;
        let Some(text) = value.map(str::trim).filter(|text| !text.is_empty()) else { continue };
        if let Some(missing) = MISSING.iter().find(|missing| **missing == text) {
            looks.missing.insert(missing);
            continue;
        }
        looks.n_filled += 1;
        if distinct.insert(text) {
            if looks.samples.len() < N_SAMPLES {
                looks.samples.push(text.to_owned());
            }
            if looks.texts.len() < MAX_TEXTS {
                looks.texts.push(text.to_owned());
            }
        }
        looks.n_long += usize::from(text.len() > MAX_NAME_LEN);
        looks.n_addresses += usize::from(is_address(text));
        if looks.currency.is_none() && text.len() < 40 && text.contains(|char: char| char.is_numeric()) {
            looks.currency = currency_of_value(text);
        }
    }
    looks.n_distinct = distinct.len();
    looks.n_channels = looks.texts.iter().filter(|text| CHANNELS.find(&folded(text)).is_some()).count();
    let filled = values.flatten().map(str::trim).filter(|text| !text.is_empty() && !MISSING.contains(text));
    looks.date = date_look(filled.clone(), today);
    looks.number = number_look(filled);
    looks
}

/// Whether a text is an address of electronic mail.
fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}

impl Looks {
    /// Whether at least so many hundredths of the filled values are counted in `n`.
    pub(super) const fn is_share(&self, n: usize, hundredths: usize) -> bool {
        self.n_filled > 0 && n * 100 >= self.n_filled * hundredths
    }

    pub(super) const fn are_numbers(&self, hundredths: usize) -> bool {
        self.is_share(self.number.n_numbers, hundredths)
    }

    pub(super) fn are_dates(&self, hundredths: usize) -> bool {
        self.date.as_ref().is_some_and(|date| self.is_share(date.days.len(), hundredths))
    }

    /// Whether the numbers are shares: with per cent signs, or between 0 and 1 and not whole.
    pub(super) const fn are_rates(&self) -> bool {
        let number = &self.number;
        self.are_numbers(90)
            && (self.is_share(number.n_per_cent, 50)
                || number.n_beyond_one == 0 && self.is_share(number.n_fractions, 20) && number.n_fractions > 1)
    }

    /// Whether nearly every row has another value, with digits in it.
    pub(super) fn are_ids(&self) -> bool {
        self.n_distinct >= 3
            && self.n_distinct * 100 >= self.n_filled * 95
            && self
                .samples
                .iter()
                .all(|text| text.len() >= 4 && text.contains(|char: char| char.is_ascii_digit()) && !text.contains(' '))
    }
}

/// Returns the text with digits 0–9 and the marks that belong to them.
fn with_plain_digits(text: &str) -> Option<String> {
    let is_other = |char| matches!(char, '٠'..='٩' | '۰'..='۹' | '٫' | '٬');
    text.contains(is_other).then(|| {
        let plain = |char: char| match char {
            '٠'..='٩' => char::from_digit(u32::from(char) - 0x660, 10).unwrap_or(char),
            '۰'..='۹' => char::from_digit(u32::from(char) - 0x6f0, 10).unwrap_or(char),
            '٫' => '.',
            '٬' => ',',
            _ => char,
        };
        text.chars().map(plain).collect()
    })
}

fn number_look<'v>(values: impl Iterator<Item = &'v str> + Clone) -> NumberLook {
    let mut look = NumberLook::default();
    let mut groups: BTreeMap<char, usize> = BTreeMap::new();
    let (mut n_point, mut n_comma, mut n_unclear) = (0_usize, 0_usize, 0_usize);
    for value in values.clone() {
        let plain = with_plain_digits(value);
        look.has_other_digits |= plain.is_some();
        let text = plain.as_deref().unwrap_or(value);
        let Some(shape) = shape(text) else { continue };
        look.has_currency |= shape.is_dressed;
        match shape.mark {
            Mark::None => {}
            Mark::Point => n_point += 1,
            Mark::Comma => n_comma += 1,
            Mark::Unclear => n_unclear += 1,
        }
        if let Some(group) = shape.group {
            *groups.entry(group).or_default() += 1;
        }
    }
    look.mark = match (n_point, n_comma, n_unclear) {
        (0, 0, 0) => Mark::None,
        (0, 0, _) => Mark::Unclear,
        (point, comma, _) if point >= comma => Mark::Point,
        _ => Mark::Comma,
    };
    let group = groups.into_iter().max_by_key(|(_, n)| *n).map(|(group, _)| group);
    settle(&mut look, values, group);
    look
}

/// Decides for a decimal mark, a point where neither column nor file says, and counts what can be read with it.
pub(super) fn settle<'v>(look: &mut NumberLook, values: impl Iterator<Item = &'v str>, group: Option<char>) {
    let decimal = if look.mark == Mark::Comma { ',' } else { '.' };
    let other = if decimal == ',' { '.' } else { ',' };
    let group_char = match (group, look.mark) {
        (Some(space), _) if space.is_whitespace() || space == '\'' => Some(space),
        (_, Mark::None) => None,
        _ => Some(other),
    };
    let field = Field {
        date_format: None,
        decimal_char: (decimal == ',').then_some(','),
        group_char,
        bare_number: !look.has_currency,
    };
    (look.n_numbers, look.n_per_cent, look.n_fractions, look.n_beyond_one) = (0, 0, 0, 0);
    let mut is_grouped = false;
    for value in values {
        let plain = with_plain_digits(value);
        let text = plain.as_deref().unwrap_or(value);
        // A code of letters and digits is no amount in a currency that nobody knows.
        if shape(text).is_none() {
            continue;
        }
        let Ok(quantity) = read_number(text, Some(&field)) else { continue };
        is_grouped |= group_char.is_some_and(|group| {
            text.contains(|char: char| char == group || group.is_whitespace() && char.is_whitespace())
        });
        let parts = quantity.parts();
        look.n_numbers += 1;
        look.n_per_cent += usize::from(text.contains(['%', '٪']));
        look.n_fractions += usize::from((1..Quantity::ONE.parts()).contains(&parts));
        look.n_beyond_one += usize::from(!(0..=Quantity::ONE.parts()).contains(&parts));
    }
    let field = Field { group_char: group_char.filter(|_| is_grouped), ..field };
    look.field = Some(field).filter(|field| *field != Field::default() && !look.has_other_digits);
}

/// How one number is written.
struct Shape {
    mark: Mark,
    group: Option<char>,
    /// With a currency or a per cent sign.
    is_dressed: bool,
}

/// Tells how a text that may be a number is written; `None`: it is none.
fn shape(text: &str) -> Option<Shape> {
    let is_digit = |char: char| char.is_ascii_digit();
    let from = text.find(is_digit)?;
    let to = text.rfind(is_digit)? + 1;
    let (body, before, after) = (text.get(from..to)?, text.get(..from)?, text.get(to..)?);
    let outside: String =
        before.chars().chain(after.chars()).filter(|char| !matches!(char, '+' | '-' | '−' | '(' | ')')).collect();
    let outside = outside.trim();
    let is_dressed = !outside.is_empty();
    if is_dressed && !matches!(outside, "%" | "٪") && currency_of_value(outside).is_none() {
        return None;
    }
    let is_of_number = |char: char| is_digit(char) || ".,'eE-+".contains(char) || char.is_whitespace();
    if !body.chars().all(is_of_number) {
        return None;
    }
    let group = body.chars().find(|char| char.is_whitespace() || *char == '\'');
    let (points, commas) = (body.matches('.').count(), body.matches(',').count());
    let tail = |mark: char| body.rsplit(mark).next().map_or(0, str::len);
    let mark = match (points, commas) {
        (0, 0) => Mark::None,
        (0, 1) if tail(',') == 3 && !body.starts_with("0,") => Mark::Unclear,
        (0, 1) => Mark::Comma,
        (1, 0) if tail('.') == 3 && !body.starts_with("0.") => Mark::Unclear,
        (1, 0) => Mark::Point,
        (0, _) => Mark::Point,
        (_, 0) => Mark::Comma,
        _ if body.rfind('.') > body.rfind(',') => Mark::Point,
        _ => Mark::Comma,
    };
    Some(Shape { mark, group, is_dressed })
}
