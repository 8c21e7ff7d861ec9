//! Reads the tables of `plan/`: lines of cells; a line that begins with `#` is a comment. A fault names the line it
//! is in.

use std::fmt::Display;
use std::str::FromStr;

use crate::Result;
use crate::calendar::Day;

/// The cells of one line, taken from left to right.
pub struct Cells {
    line: &'static str,
    rest: std::vec::IntoIter<&'static str>,
}

/// Reads cells that blanks keep apart.
pub fn aligned(text: &'static str) -> impl Iterator<Item = Cells> {
    lines(text).map(|line| Cells { line, rest: line.split_whitespace().collect::<Vec<_>>().into_iter() })
}

/// Reads cells that bars keep apart, for words with blanks in them.
pub fn barred(text: &'static str) -> impl Iterator<Item = Cells> {
    lines(text).map(|line| Cells { line, rest: line.split('|').map(str::trim).collect::<Vec<_>>().into_iter() })
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Cells {
    pub fn text(&mut self) -> Result<&'static str> {
        self.rest.next().ok_or_else(|| format!("too few cells in {:?}", self.line).into())
    }

    /// Reads a cell whose type knows its own spelling.
    pub fn value<T: FromStr>(&mut self) -> Result<T>
    where
        T::Err: Display,
    {
        let cell = self.text()?;
        cell.parse().map_err(|error| format!("{cell:?} in {:?}: {error}", self.line).into())
    }

    /// Reads a cell that may be a dash, for nothing.
    pub fn optional<T: FromStr>(&mut self) -> Result<Option<T>>
    where
        T::Err: Display,
    {
        match self.rest.as_slice().first() {
            Some(&"-") => {
                self.rest.next();
                Ok(None)
            }
            _ => self.value().map(Some),
        }
    }

    pub fn days(&mut self) -> Result<(Day, Day)> {
        Ok((self.value()?, self.value()?))
    }

    /// Takes the last cell; says so if there are more.
    pub fn end(mut self) -> Result<()> {
        match self.rest.next() {
            None => Ok(()),
            Some(cell) => Err(format!("{cell:?} is one cell too many in {:?}", self.line).into()),
        }
    }
}
