//! A value of the manifest together with where it stands, and what is found wrong on the way.

use super::super::problem::{Problem, ProblemKind, Problems};
use super::Texts;

use serde_json::{Map, Value};

/// The language of a text that does not say its own.
const PLAIN_LANGUAGE: &str = "en";

/// Collects problems of one manifest.
pub(super) struct Notes<'a> {
    file: &'a str,
    problems: Problems,
}

impl<'a> Notes<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        Self { file, problems: Problems::default() }
    }

    pub(super) fn add(&mut self, problem: Problem) {
        self.problems.add(problem);
    }

    pub(super) fn with(mut self, problem: Problem) -> Problems {
        self.add(problem);
        self.problems
    }

    pub(super) fn into_problems(self) -> Problems {
        self.problems
    }

    pub(super) fn missing(&mut self, path: &str) {
        self.add(Problem::of_file(ProblemKind::ManifestMissing, self.file).in_column(path));
    }

    pub(super) fn wrong(&mut self, kind: ProblemKind, path: &str, said: &str) {
        self.add(Problem::of_file(kind, self.file).in_column(path).quoting(said));
    }
}

/// A value and its path.
#[derive(Clone)]
pub(super) struct Place<'v> {
    pub(super) value: &'v Value,
    /// A JSON pointer (RFC 6901), the empty text for the document.
    pub(super) path: String,
}

/// Returns the path of a property, escaped as RFC 6901 says.
pub(super) fn path_to(parent: &str, name: &str) -> String {
    format!("{parent}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Returns the property of an object, or `None` where it is absent or `null`.
pub(super) fn property<'v>(object: &'v Map<String, Value>, parent: &str, name: &str) -> Option<Place<'v>> {
    let value = object.get(name).filter(|value| !value.is_null())?;
    Some(Place { value, path: path_to(parent, name) })
}

impl<'v> Place<'v> {
    pub(super) fn invalid(&self, notes: &mut Notes<'_>) {
        let said = self.value.as_str().map_or_else(|| self.value.to_string(), str::to_owned);
        notes.wrong(ProblemKind::ManifestInvalid, &self.path, &said);
    }

    /// Returns the object that stands here, or reports.
    pub(super) fn object(&self, notes: &mut Notes<'_>) -> Option<&'v Map<String, Value>> {
        let object = self.value.as_object();
        if object.is_none() {
            self.invalid(notes);
        }
        object
    }

    /// Returns the array that stands here, or reports.
    pub(super) fn array(&self, notes: &mut Notes<'_>) -> Option<&'v [Value]> {
        let array = self.value.as_array();
        if array.is_none() {
            self.invalid(notes);
        }
        array.map(Vec::as_slice)
    }

    /// Returns the text that stands here if it is `accepted`, or reports.
    pub(super) fn text(&self, accepted: impl Fn(&str) -> bool, notes: &mut Notes<'_>) -> Option<&'v str> {
        let text = self.value.as_str().filter(|text| accepted(text));
        if text.is_none() {
            self.invalid(notes);
        }
        text
    }

    /// Reads a text with `read`, or reports.
    pub(super) fn parsed<T>(&self, read: impl Fn(&str) -> Option<T>, notes: &mut Notes<'_>) -> Option<T> {
        let value = self.value.as_str().and_then(read);
        if value.is_none() {
            self.invalid(notes);
        }
        value
    }

    /// Returns whether the value here is `true`, or reports.
    pub(super) fn flag(&self, notes: &mut Notes<'_>) -> Option<bool> {
        let flag = self.value.as_bool();
        if flag.is_none() {
            self.invalid(notes);
        }
        flag
    }

    /// Reads a text, or texts by language; reports and leaves out what is neither.
    pub(super) fn texts(&self, notes: &mut Notes<'_>) -> Texts {
        if let Some(text) = self.value.as_str().filter(|text| is_filled(text)) {
            return Texts::from([(PLAIN_LANGUAGE.to_owned(), text.to_owned())]);
        }
        let Some(object) = self.object(notes) else { return Texts::new() };
        if object.is_empty() {
            self.invalid(notes);
        }
        let mut texts = Texts::new();
        for (language, value) in object {
            let place = Place { value, path: path_to(&self.path, language) };
            if !is_language(language) {
                place.invalid(notes);
            } else if let Some(text) = place.text(is_filled, notes) {
                texts.insert(language.clone(), text.to_owned());
            }
        }
        texts
    }

    /// Reports the properties of `object` that are not among `known`.
    pub(super) fn refuse_others(&self, object: &Map<String, Value>, known: &[&str], notes: &mut Notes<'_>) {
        for (name, value) in object {
            if !known.contains(&name.as_str()) {
                Place { value, path: path_to(&self.path, name) }.invalid(notes);
            }
        }
    }
}

/// Whether a text has something else than white space.
pub(super) fn is_filled(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Whether it is written as a language tag is (BCP 47, as far as the form goes).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
