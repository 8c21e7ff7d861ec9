//! A person's own files on their way to a feed, as a pure state machine: looked at, proposed, chosen, written down.
//!
//! It has a worker of its own, which is fetched when there are such files; the desk is given the manifest that comes of
//! it, and knows nothing of proposals.

use super::message::{Reader, SavedFile, Told};
use super::peek::Peeked;
use crate::engine::day::Day;
use crate::engine::feed::propose::Sample;
use crate::view::number::Locale;
use crate::view::page::import::{Choices, ImportModel, Inspected};
use crate::view::text::Text;
use serde::{Deserialize, Serialize};

/// From the page to the worker of own files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum OwnAsk {
    /// Say what the files may be, which come along in this order; forget those before.
    Inspect { names: Vec<String>, today: Day, reader: Reader },
    /// Say the same of the files once more, in other words: the reader has changed language or digits.
    Reword(Reader),
    /// Give the manifest of what was chosen, to open the files with.
    Open(Box<Choices>),
    /// Give it as a file.
    Save(Box<Choices>),
}

/// From the worker of own files to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum OwnTell {
    /// The worker listens. Said once, before anything else: what is posted earlier would be lost.
    Ready,
    Proposed(Box<ImportModel>),
    /// The same proposal in other words.
    Reworded(Box<ImportModel>),
    Open {
        title: String,
        manifest: String,
    },
    Save(Box<SavedFile>),
}

impl Told for OwnTell {
    fn is_ready(&self) -> bool {
        *self == Self::Ready
    }
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnAct {
    Tell(OwnTell),
    /// Have the beginning of a file looked at, the `index`-th of those that came along; what is seen goes to
    /// [`OwnDesk::seen`] under this number.
    Peek {
        number: u32,
        index: usize,
        name: String,
    },
}

/// The worker's state.
pub struct OwnDesk {
    /// Makes the locale of a reader.
    locale: fn(Reader) -> Box<dyn Locale>,
    inspecting: Option<Inspecting>,
    last_number: u32,
}

/// Files that are looked at, and what was seen of them.
struct Inspecting {
    due: Vec<u32>,
    seen: Vec<Peeked>,
    today: Day,
    reader: Reader,
}

impl OwnDesk {
    pub const fn new(locale: fn(Reader) -> Box<dyn Locale>) -> Self {
        Self { locale, inspecting: None, last_number: 0 }
    }

    /// Answers the page.
    pub fn asked(&mut self, ask: OwnAsk) -> Vec<OwnAct> {
        match ask {
            OwnAsk::Inspect { names, today, reader } => self.inspect(names, today, reader),
            OwnAsk::Reword(reader) => self.reword(reader),
            OwnAsk::Open(choices) => {
                let choices = self.in_language(*choices);
                let manifest = choices.manifest();
                vec![OwnAct::Tell(OwnTell::Open { title: choices.title, manifest })]
            }
            OwnAsk::Save(choices) => vec![OwnAct::Tell(OwnTell::Save(Box::new(saved(&self.in_language(*choices)))))],
        }
    }

    fn inspect(&mut self, names: Vec<String>, today: Day, reader: Reader) -> Vec<OwnAct> {
        let mut due = Vec::new();
        let mut acts = Vec::new();
        for (index, name) in names.into_iter().enumerate() {
            self.last_number += 1;
            due.push(self.last_number);
            acts.push(OwnAct::Peek { number: self.last_number, index, name });
        }
        self.inspecting = Some(Inspecting { due, seen: Vec::new(), today, reader });
        acts
    }

    fn reword(&mut self, reader: Reader) -> Vec<OwnAct> {
        let Some(inspecting) = &mut self.inspecting else { return Vec::new() };
        inspecting.reader = reader;
        // What is not yet said will be said so.
        if !inspecting.due.is_empty() {
            return Vec::new();
        }
        let model = inspecting.model(self.locale);
        vec![OwnAct::Tell(OwnTell::Reworded(Box::new(model)))]
    }

    /// Notes that the title is in the language of the page on which it was typed.
    fn in_language(&self, choices: Choices) -> Choices {
        match &self.inspecting {
            Some(inspecting) => Choices { lang: inspecting.reader.lang.id().into(), ..choices },
            None => choices,
        }
    }

    /// Takes what was seen of a file. What belongs to files that were given up is passed over.
    pub fn seen(&mut self, peeked: Peeked) -> Vec<OwnAct> {
        let Some(inspecting) = &mut self.inspecting else { return Vec::new() };
        let Some(at) = inspecting.due.iter().position(|number| *number == peeked.number) else { return Vec::new() };
        inspecting.due.swap_remove(at);
        inspecting.seen.push(peeked);
        if !inspecting.due.is_empty() {
            return Vec::new();
        }
        inspecting.seen.sort_by_key(|peeked| peeked.number);
        let model = inspecting.model(self.locale);
        vec![OwnAct::Tell(OwnTell::Proposed(Box::new(model)))]
    }
}

impl Inspecting {
    fn model(&self, locale: fn(Reader) -> Box<dyn Locale>) -> ImportModel {
        let inspected: Vec<Inspected<'_>> = self.seen.iter().map(inspected).collect();
        ImportModel::new(&Text::of_own(self.reader.lang), locale(self.reader).as_ref(), &inspected, self.today)
    }
}

/// Gives files that have one name names that differ, as file managers do: `orders.csv`, `orders (2).csv`. What differs
/// in nothing but case stays: no path is compared so.
pub fn numbered(mut names: Vec<String>) -> Vec<String> {
    for at in 1..names.len() {
        let (before, rest) = names.split_at(at);
        let Some(name) = rest.first().filter(|name| before.contains(name)) else { continue };
        // A name that is only an ending (`.csv`) is none of its own.
        let (stem, ending) = match name.find('.') {
            Some(dot) if dot > 0 => name.split_at(dot),
            _ => (name.as_str(), ""),
        };
        let free = (2_u32..).map(|number| format!("{stem} ({number}){ending}")).find(|name| !names.contains(name));
        if let (Some(name), Some(free)) = (names.get_mut(at), free) {
            *name = free;
        }
    }
    names
}

fn inspected(peeked: &Peeked) -> Inspected<'_> {
    Inspected {
        sample: Sample {
            file_name: &peeked.name,
            format: peeked.format,
            encoding: peeked.encoding,
            dialect: peeked.dialect.clone(),
            columns: &peeked.columns,
            rows: &peeked.rows,
        },
        n_bytes: peeked.n_bytes,
        problems: &peeked.problems,
    }
}

/// Writes the manifest of what was chosen as a file: beside its data it opens to the same thing.
fn saved(choices: &Choices) -> SavedFile {
    SavedFile {
        name: "datapackage.json".into(),
        media_type: "application/json".into(),
        bytes: choices.manifest().into_bytes(),
    }
}
