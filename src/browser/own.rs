//! Runs the desk of a person's own files: texts are looked at here, other formats by the readers that know them.

use super::desk::scripts;
use super::intl;
use super::look::LOOKER;
use super::port::{self, Heard, Port};
use super::reader::{bytes_of, length_of};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::work::order::ReaderKind;
use crate::work::own::{OwnAct, OwnAsk, OwnDesk, OwnTell};
use crate::work::peek::{self, Look, Looked, Peeked};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

struct Office {
    desk: RefCell<OwnDesk>,
    scripts: BTreeMap<ReaderKind, String>,
    lookers: RefCell<BTreeMap<ReaderKind, Port<Look, Looked>>>,
    /// What others are looking at.
    away: RefCell<Vec<(ReaderKind, Look)>>,
}

/// Listens for as long as the worker lives.
pub fn run() {
    let desk = RefCell::new(OwnDesk::new(intl::locale));
    let (lookers, away) = (RefCell::default(), RefCell::default());
    let office = Rc::new(Office { desk, scripts: scripts(), lookers, away });
    port::listen(move |ask: OwnAsk, files: Vec<File>| {
        let acts = office.desk.borrow_mut().asked(ask);
        office.go(acts, &files);
    });
    port::tell(&OwnTell::Ready);
}

impl Office {
    fn go(self: &Rc<Self>, acts: Vec<OwnAct>, files: &[File]) {
        for act in acts {
            match act {
                OwnAct::Tell(tell) => port::tell(&tell),
                OwnAct::Peek { number, index, name } => match files.get(index) {
                    Some(file) => self.peek(Look { number, name }, file.clone()),
                    None => self.cannot(&Look { number, name }, ProblemKind::Unreachable),
                },
            }
        }
    }

    fn peek(self: &Rc<Self>, look: Look, file: File) {
        let office = Rc::clone(self);
        spawn_local(async move {
            // A folder can be dropped like a file; it has no bytes to give.
            let Some(head) = bytes_of(&file, 0..peek::N_TEXT_BYTES as u64).await else {
                return office.cannot(&look, ProblemKind::FileBroken);
            };
            match peek::text(look.number, &look.name, &head, length_of(&file)) {
                Ok(peeked) => office.see(peeked),
                Err(kind) => office.send(kind, look, file),
            }
        });
    }

    fn see(self: &Rc<Self>, peeked: Peeked) {
        let acts = self.desk.borrow_mut().seen(peeked);
        self.go(acts, &[]);
    }

    fn cannot(self: &Rc<Self>, look: &Look, kind: ProblemKind) {
        let problem = Problem::of_file(kind, &look.name).quoting("?");
        self.see(Peeked::of_problem(look.number, &look.name, 0, problem));
    }

    /// Has a file looked at by the reader of its format.
    fn send(self: &Rc<Self>, kind: ReaderKind, look: Look, file: File) {
        let is_sent = {
            let mut lookers = self.lookers.borrow_mut();
            if let Entry::Vacant(place) = lookers.entry(kind) {
                let this = Rc::downgrade(self);
                let heard = move |heard| {
                    if let Some(office) = this.upgrade() {
                        office.hear(kind, heard);
                    }
                };
                let script = self.scripts.get(&kind).map(String::as_str).unwrap_or_default();
                if let Ok(port) = Port::start(script, LOOKER, heard) {
                    place.insert(port);
                }
            }
            let port = lookers.get(&kind);
            if let Some(port) = port {
                self.away.borrow_mut().push((kind, look.clone()));
                port.ask_with(&look, &[file]);
            }
            port.is_some()
        };
        if !is_sent {
            self.cannot(&look, ProblemKind::FileBroken);
        }
    }

    fn hear(self: &Rc<Self>, kind: ReaderKind, heard: Heard<Looked>) {
        match heard {
            Heard::Tell(Looked::Ready) => {}
            Heard::Tell(Looked::Seen(peeked)) => {
                self.away.borrow_mut().retain(|(_, look)| look.number != peeked.number);
                self.see(*peeked);
            }
            // What it was busy with it may have stopped at; it is not asked again.
            Heard::Lost(_) => {
                let (lost, kept) = self.away.take().into_iter().partition::<Vec<_>, _>(|(of, _)| *of == kind);
                self.away.replace(kept);
                lost.iter().for_each(|(_, look)| self.cannot(look, ProblemKind::FileBroken));
            }
        }
    }
}
