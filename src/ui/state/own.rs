//! Files of the reader's own: looked at by a worker of theirs, then opened by the desk's.
//!
//! A link cannot hold them, and a worker that is lost takes what it was given with it: the page keeps their handles for
//! as long as it lives.

use super::visit::{REFERENCES, readers, room};
use super::{State, Trouble};
use crate::browser::drop::Files;
use crate::browser::port::{Heard, Port};
use crate::browser::{clock, document, location, save};
use crate::view::page::import::Choices;
use crate::view::query::Query;
use crate::work::message::{Ask, Reader, Visit};
use crate::work::order::LOCAL;
use crate::work::own::{OwnAsk, OwnTell};
use leptos::prelude::*;

pub(super) type OwnPort = Port<OwnAsk, OwnTell>;

/// What was opened: enough to open it again.
#[derive(Clone)]
pub(super) struct OwnFeed {
    title: String,
    manifest: String,
    files: Files,
}

impl State {
    /// Whether what is shown are files of the reader's own: no server can be asked for newer ones.
    pub fn is_own(self) -> bool {
        self.query.with(|query| query.feed.as_ref().is_some_and(|feed| feed.starts_with(LOCAL)))
    }

    /// Opens what was chosen in this page under a title.
    pub(super) fn open_own(self, title: &str) {
        let own = self.own.with_value(|own| own.iter().find(|own| own.title == title).cloned());
        let Some(OwnFeed { manifest, files, .. }) = own else { return self.fail(Trouble::OwnFile(title.into())) };
        if let Err(loss) = self.start_worker() {
            return self.fail(Trouble::Worker(loss));
        }
        let address = format!("{LOCAL}datapackage.json");
        let references = location::resolve(REFERENCES);
        let visit = Visit { own: Some(manifest), references, room: room(), ..Visit::to(&address, clock::today()) };
        self.port.with_value(|port| {
            if let Some(port) = port {
                port.ask_with(&Ask::Open(Box::new(visit)), &files.0);
            }
        });
        self.show();
    }

    /// Opens the sheet for files of the reader's own, and begins with these.
    pub fn take_files(self, files: Files) {
        self.proposal.set(None);
        self.own_loss.set(None);
        // A worker for each set of files: what another still says of those before reaches nobody.
        self.own_port.set_value(None);
        if !files.is_empty() {
            self.inspect(&files);
        }
        self.own_files.set(Some(files));
    }

    /// Has the same files looked at once more.
    pub fn look_again(self) {
        self.take_files(self.own_files.get_untracked().unwrap_or_default());
    }

    /// Has what they may be said in the words of another reader. What is chosen stays.
    pub(super) fn reword_files(self, reader: Reader) {
        self.ask_own(&OwnAsk::Reword(reader));
    }

    /// Closes that sheet.
    pub fn leave_files(self) {
        self.proposal.set(None);
        self.own_loss.set(None);
        self.own_port.set_value(None);
        self.own_files.set(None);
    }

    fn inspect(self, files: &Files) {
        let address = document::meta("miyar-own-worker").unwrap_or_default();
        match Port::start(&address, &readers(), move |heard| self.hear_own(heard)) {
            Ok(port) => {
                let reader = untrack(|| self.reader());
                let ask = OwnAsk::Inspect { names: files.names(), today: clock::today(), reader };
                port.ask_with(&ask, &files.0);
                self.own_port.set_value(Some(port));
            }
            Err(loss) => self.own_loss.set(Some(loss)),
        }
    }

    /// Opens what was chosen, as soon as its manifest is written.
    pub fn open_chosen(self, choices: Choices) {
        self.ask_own(&OwnAsk::Open(Box::new(choices)));
    }

    /// Saves the manifest of what was chosen, as soon as it is written.
    pub fn save_feed(self, choices: Choices) {
        self.ask_own(&OwnAsk::Save(Box::new(choices)));
    }

    fn ask_own(self, ask: &OwnAsk) {
        self.own_port.with_value(|port| {
            if let Some(port) = port {
                port.ask(ask);
            }
        });
    }

    fn hear_own(self, heard: Heard<OwnTell>) {
        match heard {
            Heard::Tell(OwnTell::Ready) => {}
            Heard::Tell(OwnTell::Proposed(model)) => {
                self.choices.set(model.choices.clone());
                self.proposal.set(Some(*model));
            }
            Heard::Tell(OwnTell::Reworded(model)) => self.proposal.set(Some(*model)),
            Heard::Tell(OwnTell::Save(file)) => save::save(&file),
            Heard::Tell(OwnTell::Open { title, manifest }) => self.show_own(title, manifest),
            Heard::Lost(loss) => {
                self.proposal.set(None);
                self.own_loss.set(Some(loss));
            }
        }
    }

    fn show_own(self, title: String, manifest: String) {
        let files = self.own_files.get_untracked().unwrap_or_default();
        let feed = Some(format!("{LOCAL}{title}"));
        self.own.update_value(|own| {
            own.retain(|own| own.title != title);
            own.push(OwnFeed { title, manifest, files });
        });
        self.leave_files();
        let is_same = self.query.with_untracked(|query| query.feed == feed);
        let lang = self.query.with_untracked(|query| query.lang);
        self.go(&Query { feed: feed.clone(), lang, ..Query::default() });
        // A link that stays the same opens nothing anew.
        if is_same {
            self.open(feed);
        }
    }
}
