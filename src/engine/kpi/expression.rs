//! Arithmetic over measures, as a manifest writes it: `(revenue - refunds - cost) / orders`.
//!
//! What is read is brought to one form, a sum of measures over a sum of measures: then it is a ratio of sums like any
//! other, over the rows that know both sides. `1 - refunds / revenue` has that form, `cost / clicks + cost / visits` has not.
//! Money and counts are told apart: money and a count have no sum. Text of any kind is read or refused, and never too deep.

use crate::engine::facts::vocabulary::Measure;
use crate::engine::quantity::Quantity;
use std::collections::BTreeMap;

/// Longer formulas are nobody's.
pub const MAX_CHARS: usize = 300;

/// How deep parentheses and signs may stand in each other.
const MAX_DEPTH: u32 = 20;

const ONE: i128 = Quantity::ONE.parts() as i128;

/// Larger factors are mistakes; within them no product leaves an `i128`.
const MAX_FACTOR: i128 = 1_000_000_000_000 * ONE;

/// Why a formula is none, and where: in characters from its beginning, the first being 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Something else is due here: a measure, a number, an operator, the end; or it is too long or too deep.
    Unexpected,
    /// No measure has the name.
    UnknownMeasure,
    /// Money and counts, or rates of them, are added up; or the unit that is declared is another.
    Units,
    /// It is no sum of measures, nor one such sum over another; or a factor has more than six decimals.
    NotAQuotient,
}

/// A formula, read: Σ factor × measure, over another such sum where there is one. Factors are in millionths, not zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotient {
    pub above: Vec<(Measure, Quantity)>,
    pub below: Vec<(Measure, Quantity)>,
    pub dimension: Dimension,
}

/// How often money and a count are factors of a value; less than zero: it is divided by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dimension {
    pub money: i8,
    pub count: i8,
}

/// A number and a sum of measures, in millionths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Linear {
    number: i128,
    terms: BTreeMap<Measure, i128>,
}

#[derive(Debug, Clone)]
struct Value {
    above: Linear,
    below: Linear,
    dimension: Dimension,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(Quantity),
    Measure(Measure),
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
}

/// Reads a formula.
pub fn read(text: &str) -> Result<Quotient, Fault> {
    let n_chars = text.chars().count();
    if n_chars > MAX_CHARS {
        return Err(Fault { kind: FaultKind::Unexpected, at: MAX_CHARS });
    }
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens: &tokens, next: 0, end: n_chars };
    let value = reader.sum(0)?;
    if let Some((_, at)) = tokens.get(reader.next) {
        return Err(Fault { kind: FaultKind::Unexpected, at: *at });
    }
    value.quotient().ok_or(Fault { kind: FaultKind::NotAQuotient, at: 0 })
}

fn tokens(text: &str) -> Result<Vec<(Token, usize)>, Fault> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().enumerate().peekable();
    while let Some((at, first)) = chars.next() {
        let mut word = String::from(first);
        let mut rest = |is_in: fn(char) -> bool| {
            while let Some((_, next)) = chars.next_if(|(_, next)| is_in(*next)) {
                word.push(next);
            }
        };
        let token = match first {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' => continue,
            '+' => Token::Plus,
            '-' | '−' => Token::Minus,
            '*' | '×' => Token::Times,
            '/' | '÷' => Token::Over,
            '(' => Token::Open,
            ')' => Token::Close,
            '0'..='9' | '.' => {
                rest(|next| next.is_ascii_digit() || next == '.');
                let is_exact = word.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 6);
                let number = Quantity::from_decimal(&word).ok().filter(|_| is_exact);
                Token::Number(number.ok_or(Fault { kind: FaultKind::Unexpected, at })?)
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                rest(|next| next.is_ascii_alphanumeric() || next == '_');
                Token::Measure(Measure::from_id(&word).ok_or(Fault { kind: FaultKind::UnknownMeasure, at })?)
            }
            _ => return Err(Fault { kind: FaultKind::Unexpected, at }),
        };
        tokens.push((token, at));
    }
    Ok(tokens)
}

struct Reader<'t> {
    tokens: &'t [(Token, usize)],
    next: usize,
    /// Where the text ends, in characters.
    end: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> Option<(Token, usize)> {
        let token = self.tokens.get(self.next).copied();
        self.next += usize::from(token.is_some());
        token
    }

    /// Takes the next token if it is one of two.
    fn take_one_of(&mut self, either: Token, or: Token) -> Option<(Token, usize)> {
        let is_due = self.tokens.get(self.next).is_some_and(|(token, _)| *token == either || *token == or);
        if is_due { self.take() } else { None }
    }

    fn sum(&mut self, depth: u32) -> Result<Value, Fault> {
        let mut value = self.product(depth)?;
        while let Some((token, at)) = self.take_one_of(Token::Plus, Token::Minus) {
            let next = self.product(depth)?;
            if value.dimension != next.dimension {
                return Err(Fault { kind: FaultKind::Units, at });
            }
            let next = if token == Token::Minus { next.negated() } else { next };
            value = value.and(&next).ok_or(Fault { kind: FaultKind::NotAQuotient, at })?;
        }
        Ok(value)
    }

    fn product(&mut self, depth: u32) -> Result<Value, Fault> {
        let mut value = self.factor(depth)?;
        while let Some((token, at)) = self.take_one_of(Token::Times, Token::Over) {
            let next = self.factor(depth)?;
            let next = if token == Token::Over { next.inverted() } else { next };
            value = value.times(&next).ok_or(Fault { kind: FaultKind::NotAQuotient, at })?;
        }
        Ok(value)
    }

    fn factor(&mut self, depth: u32) -> Result<Value, Fault> {
        let unexpected = |at: usize| Fault { kind: FaultKind::Unexpected, at };
        let (token, at) = self.take().ok_or(unexpected(self.end))?;
        if depth >= MAX_DEPTH {
            return Err(unexpected(at));
        }
        match token {
            Token::Number(number) => Ok(Value::of(Linear::number(number.parts().into()), Dimension::default())),
            Token::Measure(measure) => {
                let (money, count) = if measure.is_money() { (1, 0) } else { (0, 1) };
                let terms = BTreeMap::from([(measure, ONE)]);
                Ok(Value::of(Linear { number: 0, terms }, Dimension { money, count }))
            }
            Token::Minus => Ok(self.factor(depth + 1)?.negated()),
            Token::Open => {
                let value = self.sum(depth + 1)?;
                match self.take() {
                    Some((Token::Close, _)) => Ok(value),
                    other => Err(unexpected(other.map_or(self.end, |(_, at)| at))),
                }
            }
            Token::Plus | Token::Times | Token::Over | Token::Close => Err(unexpected(at)),
        }
    }
}

impl Linear {
    const fn number(parts: i128) -> Self {
        Self { number: parts, terms: BTreeMap::new() }
    }

    fn is_zero(&self) -> bool {
        self.number == 0 && self.terms.is_empty()
    }

    /// Applies a function to all factors; `None` where one leaves what is allowed.
    fn map(&self, of: impl Fn(i128) -> Option<i128>) -> Option<Self> {
        let within = |parts: i128| of(parts).filter(|parts| parts.abs() <= MAX_FACTOR);
        let mut terms = BTreeMap::new();
        for (measure, parts) in &self.terms {
            terms.insert(*measure, within(*parts)?);
        }
        Some(Self { number: within(self.number)?, terms })
    }

    fn and(&self, other: &Self) -> Option<Self> {
        let mut sum = self.clone();
        sum.number += other.number;
        for (measure, parts) in &other.terms {
            *sum.terms.entry(*measure).or_default() += parts;
        }
        sum.terms.retain(|_, parts| *parts != 0);
        sum.map(Some)
    }

    /// Returns the product; `None` where both have measures, or it has more than six decimals.
    fn times(&self, other: &Self) -> Option<Self> {
        let exact =
            |a: i128, b: i128| a.checked_mul(b).filter(|product| product % ONE == 0).map(|product| product / ONE);
        match (self.terms.is_empty(), other.terms.is_empty()) {
            (_, true) => self.map(|parts| exact(parts, other.number)),
            (true, false) => other.map(|parts| exact(parts, self.number)),
            (false, false) => None,
        }
    }

    /// Returns a quotient by a number; `None` where that is 0, or it has more than six decimals.
    fn over(&self, number: i128) -> Option<Self> {
        self.map(|parts| {
            let scaled = parts.checked_mul(ONE)?;
            (scaled.checked_rem(number)? == 0).then_some(scaled.checked_div(number)?)
        })
    }

    /// Returns the measures with their factors; `None` where there are none, or a number beside them.
    fn factors(&self) -> Option<Vec<(Measure, Quantity)>> {
        if self.number != 0 || self.terms.is_empty() {
            return None;
        }
        self.terms
            .iter()
            .map(|(measure, parts)| Some((*measure, Quantity::from_parts((*parts).try_into().ok()?))))
            .collect()
    }
}

impl Value {
    const fn of(above: Linear, dimension: Dimension) -> Self {
        Self { above, below: Linear::number(ONE), dimension }
    }

    fn negated(self) -> Self {
        let above = self.above.map(|parts| Some(-parts)).unwrap_or_default();
        Self { above, ..self }
    }

    fn inverted(self) -> Self {
        let Dimension { money, count } = self.dimension;
        Self { above: self.below, below: self.above, dimension: Dimension { money: -money, count: -count } }
    }

    fn and(&self, other: &Self) -> Option<Self> {
        if self.below == other.below {
            return Some(Self { above: self.above.and(&other.above)?, ..self.clone() });
        }
        let above = self.above.times(&other.below)?.and(&other.above.times(&self.below)?)?;
        Some(Self { above, below: self.below.times(&other.below)?, dimension: self.dimension })
    }

    fn times(&self, other: &Self) -> Option<Self> {
        // What stands above and below cancels.
        let over = |a: &Linear, b: &Linear| {
            if a == b { (Linear::number(ONE), Linear::number(ONE)) } else { (a.clone(), b.clone()) }
        };
        let (a, d) = over(&self.above, &other.below);
        let (c, b) = over(&other.above, &self.below);
        let dimension = Dimension {
            money: self.dimension.money.checked_add(other.dimension.money)?,
            count: self.dimension.count.checked_add(other.dimension.count)?,
        };
        Some(Self { above: a.times(&c)?, below: b.times(&d)?, dimension }).filter(|value| !value.below.is_zero())
    }

    fn quotient(&self) -> Option<Quotient> {
        let (above, below) = match self.below.terms.is_empty() {
            true => (self.above.over(self.below.number)?.factors()?, Vec::new()),
            false => (self.above.factors()?, self.below.factors()?),
        };
        Some(Quotient { above, below, dimension: self.dimension })
    }
}
