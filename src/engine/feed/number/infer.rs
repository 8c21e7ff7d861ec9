//! Finds out how a column writes its numbers, from a sample of it.

use super::affix::{Bare, is_currency_sign, is_direction_mark};
use super::{ARABIC_DECIMAL, ARABIC_GROUP, digit, read_number};
use crate::engine::day::Day;
use crate::engine::feed::package::Field;

/// Decimal and grouping mark together, as they are in use; where several explain a column equally well, the first
/// does. So `1,234` alone is a thousand and more, and `1.234` a little more than one.
const CONVENTIONS: [(char, Option<char>); 11] = [
    ('.', None),
    ('.', Some(',')),
    ('.', Some(' ')),
    ('.', Some('\'')),
    (',', None),
    (',', Some('.')),
    (',', Some(' ')),
    (',', Some('\'')),
    ('.', Some('،')),
    ('،', None),
    ('،', Some('.')),
];

/// Words that are money's beside a number: codes of ISO 4217 and short forms. Any Arabic word of four letters is one
/// too. Without this list `Q1` and `SKU 12` would be amounts.
const CURRENCIES: &str = "AED AFN ARS AUD BDT BHD BRL CAD CHF CLP CNY COP CZK DKK DZD EGP ETB EUR GBP GHS HKD HUF IDR \
    ILS INR IQD IRR JOD JPY KES KRW KWD LBP LKR LYD MAD MRU MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB \
    SAR SDG SEK SGD SOS SYP THB TND TRY TWD TZS UAH UGX USD UYU VND XAF XOF YER ZAR DH DHS FT KČ KD KR LE LEI R RM RS \
    SR TL US ZŁ A C S HK NZ BD OR";

/// Texts that stand for «nothing» in exports; they say neither number nor text.
const NOTHING: [&str; 12] = ["-", "–", "—", "--", "n/a", "na", "#n/a", "null", "none", "nan", "(not set)", "لا يوجد"];

/// What may be no number in a column of numbers: one value in so many.
const STRANGERS: usize = 4;

/// How a column's numbers are written, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberGuess {
    /// To be used as if it were declared; the default where the column has digits and points alone.
    pub field: Field,
    /// The value that tells most.
    pub example: String,
    /// That value as it is read, as a plain decimal.
    pub reading: String,
    /// `false` where every mark of the column could be the other one: three digits follow each (`1,234`).
    pub is_clear: bool,
}

/// How a value's marks can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// None, or the Arabic ones, which mean one thing.
    None,
    Decimal(char),
    Group(char),
    /// One mark before three digits: either.
    Either(char),
    Both {
        decimal: char,
        group: char,
    },
}

/// A value that can be a number.
struct Shape<'a> {
    text: &'a str,
    marks: Marks,
    /// Whether something stands beside the digits that only a field with `bare_number` false may have.
    has_signs: bool,
    /// `007`: rather a name than a number.
    is_zero_led: bool,
}

/// Finds how a column writes its numbers; `None` where it is of text, of dates, or of identifiers with leading zeros.
pub fn infer<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<NumberGuess> {
    infer_with(values, None)
}

/// Finds how a column writes its numbers, where other columns of the file have shown a decimal mark: that decides what
/// the column itself leaves open.
///
/// The convention that explains most values wins; the others become problems when they are read.
pub fn infer_with<'a>(values: impl IntoIterator<Item = &'a str>, decimal: Option<char>) -> Option<NumberGuess> {
    let (mut shapes, mut n_values) = (Vec::new(), 0_usize);
    for value in values {
        let value = value.trim_matches(|char: char| char.is_whitespace() || is_direction_mark(char));
        if value.is_empty() || NOTHING.contains(&value.to_lowercase().as_str()) {
            continue;
        }
        n_values += 1;
        shapes.extend(Shape::from_text(value));
    }
    if shapes.is_empty() || (n_values - shapes.len()) * STRANGERS > n_values {
        return None;
    }
    let (decimal_char, group_char) = convention(&shapes, decimal);
    let fits = |shape: &&Shape<'_>| shape.marks.fit(decimal_char, group_char);
    let has_signs = shapes.iter().filter(fits).any(|shape| shape.has_signs);
    let field = Field {
        decimal_char: (decimal_char != '.').then_some(decimal_char),
        group_char,
        bare_number: !has_signs,
        ..Field::default()
    };
    if field == Field::default() && are_names(&shapes) {
        return None;
    }
    let mut example = None;
    for shape in shapes.iter().filter(fits) {
        if example.is_none_or(|best: &Shape<'_>| shape.evidence() > best.evidence()) {
            example = Some(shape);
        }
    }
    let example = example?.text;
    let reading = read_number(example, Some(&field)).ok()?.to_decimal();
    let has_open = shapes.iter().any(|shape| matches!(shape.marks, Marks::Either(_)));
    let has_shown = |shape: &Shape<'_>| !matches!(shape.marks, Marks::None | Marks::Either(_));
    let is_clear = !has_open || shapes.iter().filter(fits).any(has_shown) || decimal == Some(decimal_char);
    Some(NumberGuess { field, example: example.to_owned(), reading, is_clear })
}

fn convention(shapes: &[Shape<'_>], decimal: Option<char>) -> (char, Option<char>) {
    let n_fitting =
        |(decimal, group): (char, Option<char>)| shapes.iter().filter(|shape| shape.marks.fit(decimal, group)).count();
    let mut best = (('.', None), 0, false);
    for convention in CONVENTIONS {
        let candidate = (convention, n_fitting(convention), decimal == Some(convention.0));
        if (candidate.1, candidate.2) > (best.1, best.2) {
            best = candidate;
        }
    }
    best.0
}

/// Whether a column of plain digits holds names or days: some value begins with a zero, all are international
/// telephone numbers, all are days (`20240229`) or all are seconds or milliseconds of this age.
fn are_names(shapes: &[Shape<'_>]) -> bool {
    let is_phone = |shape: &Shape<'_>| shape.text.starts_with('+') && shape.text.len() > 9;
    let is_day = |shape: &Shape<'_>| {
        let iso = match (shape.text.get(..4), shape.text.get(4..6), shape.text.get(6..8)) {
            (Some(year), Some(month), Some(day)) if shape.text.len() == 8 => format!("{year}-{month}-{day}"),
            _ => String::new(),
        };
        (iso.starts_with("19") || iso.starts_with("20")) && Day::from_iso(&iso).is_some()
    };
    let is_instant = |shape: &Shape<'_>| {
        matches!(shape.text.len(), 10 | 13)
            && shape.text.starts_with('1')
            && shape.text.bytes().all(|b| b.is_ascii_digit())
    };
    shapes.iter().any(|shape| shape.is_zero_led)
        || shapes.iter().all(is_phone)
        || shapes.iter().all(is_day)
        || shapes.iter().all(is_instant)
}

impl Marks {
    fn fit(self, by_decimal: char, by_group: Option<char>) -> bool {
        match self {
            Self::None => true,
            Self::Decimal(mark) => mark == by_decimal,
            Self::Group(mark) => Some(mark) == by_group,
            Self::Either(mark) => mark == by_decimal || Some(mark) == by_group,
            Self::Both { decimal, group } => decimal == by_decimal && Some(group) == by_group,
        }
    }

    /// Reads the marks of digits that begin and end with a digit or with a decimal mark; `None`: that is no number.
    fn from_number(number: &str) -> Option<Self> {
        // Digits before the first mark, then each mark with the digits after it.
        let mut n_first = 0;
        let mut parts: Vec<(char, usize)> = Vec::new();
        let mut is_arabic = false;
        for char in number.chars() {
            let n_last = parts.last_mut().map_or(&mut n_first, |(_, n_digits)| n_digits);
            match char {
                char if digit(char).is_some() => *n_last += 1,
                ARABIC_DECIMAL | ARABIC_GROUP => {
                    is_arabic = true;
                    parts.push((if char == ARABIC_GROUP { ',' } else { '.' }, 0));
                }
                '.' | ',' | '،' | '\'' => parts.push((char, 0)),
                '’' => parts.push(('\'', 0)),
                char if char.is_whitespace() => parts.push((' ', 0)),
                _ => return None,
            }
        }
        let begins_with_zero = number.starts_with(['0', '٠', '۰']);
        let are_groups = |groups: &[(char, usize)]| {
            let mark = groups.first().map(|(mark, _)| *mark);
            let (last, others) = groups.split_last().map_or((3, &[][..]), |((_, n_last), others)| (*n_last, others));
            groups.iter().all(|(each, _)| Some(*each) == mark)
                && (1..=3).contains(&n_first)
                && last == 3
                && others.iter().all(|(_, n_digits)| (2..=3).contains(n_digits))
        };
        let is_decimal_mark = |mark: char| !matches!(mark, ' ' | '\'');
        let marks = match parts.as_slice() {
            [] => Self::None,
            [(mark, n_after)] => match (is_decimal_mark(*mark), are_groups(&parts)) {
                (true, true) if !begins_with_zero => Self::Either(*mark),
                (true, _) if *n_after > 0 || n_first > 0 => Self::Decimal(*mark),
                (false, true) => Self::Group(*mark),
                _ => return None,
            },
            [(mark, _), ..] if are_groups(&parts) => Self::Group(*mark),
            [groups @ .., (decimal, _)] => match groups {
                [(group, _), ..] if group != decimal && is_decimal_mark(*decimal) && are_groups(groups) => {
                    Self::Both { decimal: *decimal, group: *group }
                }
                _ => return None,
            },
        };
        Some(if is_arabic { Self::None } else { marks })
    }
}

impl<'a> Shape<'a> {
    fn from_text(text: &'a str) -> Option<Self> {
        let bare = Bare::from_text(text).ok()?;
        if !is_money(bare.before) || !is_money(bare.after) {
            return None;
        }
        let (number, exponent) = bare.number.split_once(['e', 'E']).unwrap_or((bare.number, "0"));
        exponent.parse::<i16>().ok()?;
        let mut digits = number.chars().skip_while(|char| digit(*char).is_none());
        let is_zero_led = digits.next().and_then(digit) == Some(0) && digits.next().and_then(digit).is_some();
        let marks = Marks::from_number(number)?;
        digit(number.chars().next_back()?)?;
        let has_signs = !matches!(bare.before, "" | "-" | "+") || !bare.after.is_empty();
        Some(Self { text, marks, has_signs, is_zero_led })
    }

    fn evidence(&self) -> u8 {
        let of_marks = match self.marks {
            Marks::None => 0,
            Marks::Either(_) => 2,
            Marks::Group(_) => 4,
            Marks::Decimal(_) => 6,
            Marks::Both { .. } => 8,
        };
        of_marks + u8::from(self.has_signs)
    }
}

/// Whether the letters beside a number are a currency's.
fn is_money(beside: &str) -> bool {
    let is_arabic = |word: &str| word.chars().all(|char| ('\u{0600}'..='\u{06FF}').contains(&char));
    let is_known = |word: &str| CURRENCIES.split_whitespace().any(|known| known == word.to_uppercase());
    let is_single = |word: &str| word.chars().nth(1).is_none() && !beside.chars().any(is_currency_sign);
    // `L.E.` is one word; `A` alone is none, `A$` is.
    let joined = beside.replace('.', "");
    joined
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| is_arabic(word) || (is_known(word) && (!is_single(word) || word.eq_ignore_ascii_case("r"))))
}
