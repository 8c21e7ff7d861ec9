//! Opening a feed: who is asked, what the worker says, when to ask again.
//!
//! Nothing is asked of a host that the reader has not chosen: the worker is told of a feed elsewhere only once they
//! have agreed. An answer with an older ticket is dropped.

use super::{Asking, Phase, State, Trouble};
use crate::browser::clock::{self, Timer};
use crate::browser::port::{Heard, Loss, Port};
use crate::browser::{cache, document, location, save, storage};
use crate::work::keys::{Keys, Unfit};
use crate::work::message::{Ask, Freshness, Progress, Tell, Visit};
use crate::work::order::LOCAL;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The manifest that is shown where the link names none.
pub(super) const DEMO: &str = "demo/datapackage.json";

/// Published figures, which stand beside the dashboard.
pub(super) const REFERENCES: &str = "benchmarks/published.json";

/// How often words that tell an age are looked at: the shortest age they tell apart is a minute.
const TICK_MS: i32 = 15_000;

/// What rows may take: a quarter of the device's memory within these bounds, so that a phone's tab lives and a
/// 32-bit worker is not filled; where the device does not say, the third.
const LEAST_ROOM: u64 = 256 << 20;
const MOST_ROOM: u64 = 1_536 << 20;
const USUAL_ROOM: u64 = 1 << 30;

pub(super) fn room() -> u64 {
    document::memory().map_or(USUAL_ROOM, |memory| (memory / 4).clamp(LEAST_ROOM, MOST_ROOM))
}

/// Returns the name of a worker that may need readers of heavy formats (workbooks, Parquet): their scripts' absolute
/// addresses, a line each.
pub(super) fn readers() -> String {
    let script = |name: &str| document::meta(name).and_then(|address| location::resolve(&address));
    ["miyar-sheet-worker", "miyar-parquet-worker"].map(|name| script(name).unwrap_or_default()).join("\n")
}

/// Returns the origins that have been allowed in this tab.
pub(super) fn allowed_in_tab() -> Vec<String> {
    storage::read_of_tab("allowed").unwrap_or_default().lines().map(str::to_owned).collect()
}

impl State {
    /// Loads a feed; the worker is started where there is none.
    pub(super) fn open(self, feed: Option<String>) {
        self.model.set(None);
        self.freshness.set(None);
        self.rhythm.set_value(Default::default());
        self.arm();
        self.is_busy.set(true);
        self.phase.set(Phase::Loading(Progress::default()));
        if let Some(name) = feed.as_deref().and_then(|feed| feed.strip_prefix(LOCAL)) {
            return self.open_own(name);
        }
        let address = location::resolve(feed.as_deref().unwrap_or(DEMO));
        let Some((manifest, origin)) = address.and_then(|at| location::origin_of(&at).map(|origin| (at, origin)))
        else {
            // A worker that goes on would answer with the feed before.
            self.port.set_value(None);
            return self.fail(Trouble::Address);
        };
        let page_origin = location::origin();
        let allowed = self.allowed.get_value();
        if origin != page_origin && !allowed.contains(&origin) {
            self.port.set_value(None);
            return self.ask_reader(Asking { origins: vec![origin], is_of_link: true });
        }
        if let Err(loss) = self.start_worker() {
            return self.fail(Trouble::Worker(loss));
        }
        let mut visit = Visit {
            page_origin,
            allowed,
            keeps_copies: self.keeps_copies.get_untracked(),
            references: location::resolve(REFERENCES),
            room: room(),
            ..Visit::to(&manifest, clock::today())
        };
        visit.headers = self.keys.with_untracked(|keys| keys.of_visit(&visit));
        self.ask(Ask::Open(Box::new(visit)));
        self.show();
    }

    pub(super) fn start_worker(self) -> Result<(), Loss> {
        if self.port.with_value(Option::is_some) {
            return Ok(());
        }
        let address = document::meta("miyar-worker").unwrap_or_default();
        self.port.set_value(Some(Port::start(&address, &readers(), move |heard| self.hear(heard))?));
        Ok(())
    }

    pub(super) fn show(self) {
        if self.port.with_value(Option::is_none) {
            // The worker is lost, and the feed with it.
            return self.open(self.query.with_untracked(|query| query.feed.clone()));
        }
        if self.phase.with_untracked(|phase| matches!(phase, Phase::Asking(_))) {
            return;
        }
        let ticket = self.ticket.get_value() + 1;
        self.ticket.set_value(ticket);
        self.is_busy.set(true);
        let reader = untrack(|| self.reader());
        self.ask(Ask::Show { ticket, query: self.query.get_untracked().of_figures(), reader });
        self.keep_rows();
        self.keep_values();
    }

    pub(super) fn ask(self, ask: Ask) {
        self.port.with_value(|port| {
            if let Some(port) = port {
                port.ask(&ask);
            }
        });
    }

    fn hear(self, heard: Heard<Tell>) {
        match heard {
            Heard::Tell(Tell::Ready) => {}
            Heard::Tell(Tell::Loading(progress)) => {
                if self.phase.with_untracked(|phase| matches!(phase, Phase::Loading(_))) {
                    self.phase.set(Phase::Loading(progress));
                }
            }
            Heard::Tell(Tell::AsksFor { hosts }) => self.ask_reader(Asking { origins: hosts, is_of_link: false }),
            Heard::Tell(Tell::Fresh(freshness)) => self.note(freshness),
            Heard::Tell(Tell::Save(file)) => save::save(&file),
            Heard::Tell(Tell::Loaded) => self.show(),
            Heard::Tell(Tell::Page { ticket, model }) if ticket == self.ticket.get_value() => {
                let is_first = self.model.with_untracked(Option::is_none);
                self.model.set(Some(*model));
                self.phase.set(Phase::Ready);
                self.is_busy.set(false);
                clock::after_paint(move || match is_first {
                    true => clock::mark("miyar:first-figure"),
                    false => clock::measure_since("miyar:update", "miyar:asked"),
                });
            }
            Heard::Tell(Tell::Failed { ticket, failure }) if ticket == self.ticket.get_value() => {
                self.fail(Trouble::Feed(failure));
            }
            Heard::Tell(Tell::Rows { ticket, model }) if ticket == self.ticket.get_value() => self.take_rows(*model),
            Heard::Tell(Tell::Values { ticket, model }) if ticket == self.ticket.get_value() => {
                self.take_values(*model)
            }
            Heard::Tell(Tell::Handed { number, content }) => self.take_content(number, content),
            Heard::Tell(Tell::Page { .. } | Tell::Failed { .. } | Tell::Rows { .. } | Tell::Values { .. }) => {}
            Heard::Lost(loss) => {
                self.port.set_value(None);
                self.fail(Trouble::Worker(loss));
            }
        }
    }

    pub(super) fn fail(self, trouble: Trouble) {
        self.model.set(None);
        self.phase.set(Phase::Failed(trouble));
        self.is_busy.set(false);
    }

    fn ask_reader(self, asking: Asking) {
        self.model.set(None);
        self.phase.set(Phase::Asking(asking));
        self.is_busy.set(false);
    }

    /// Reads from these origins from now on, for as long as the tab lives.
    pub fn allow(self, origins: &[String]) {
        self.allowed.update_value(|allowed| {
            for origin in origins.iter().filter(|origin| !origin.contains('\n')) {
                if !allowed.contains(origin) {
                    allowed.push(origin.clone());
                }
            }
        });
        storage::keep_in_tab("allowed", &self.allowed.with_value(|allowed| allowed.join("\n")));
        self.open(self.query.with_untracked(|query| query.feed.clone()));
    }

    /// Loads the feed anew, with a worker of its own.
    pub fn retry(self) {
        self.port.set_value(None);
        self.open(self.query.with_untracked(|query| query.feed.clone()));
    }

    /// Asks the servers whether there is newer data.
    pub fn refresh(self) {
        if self.port.with_value(Option::is_none) {
            return self.retry();
        }
        self.ask(Ask::Refresh { today: clock::today() });
    }

    pub fn stop_loading(self) {
        self.ask(Ask::Cancel);
    }

    /// Has the problems written as a file, which is saved when it comes.
    pub fn save_problems(self) {
        let reader = untrack(|| self.reader());
        self.ask(Ask::SaveProblems { reader });
    }

    /// Copies that are there go at once when none is wanted any more; the worker must not write another.
    pub fn keep_copies(self, is_wanted: bool) {
        storage::keep("copies", if is_wanted { "on" } else { "off" });
        self.keeps_copies.set(is_wanted);
        // Of own files there are no copies, and another worker would not have them.
        let is_own = untrack(|| self.is_own());
        if is_wanted && !is_own {
            return self.retry();
        }
        if !is_own {
            self.port.set_value(None);
        }
        spawn_local(async move {
            if !is_wanted {
                cache::forget_all().await;
            }
            if !is_own {
                self.retry();
            }
        });
    }

    /// Takes a header of a private feed and loads anew with it.
    ///
    /// # Errors
    /// Name or value cannot stand in a header; nothing changes.
    pub fn give_key(self, origin: &str, name: &str, value: &str, is_kept: bool) -> Result<(), Unfit> {
        let mut keys = self.keys.get_untracked();
        keys.add(origin, name, value, is_kept)?;
        self.set_keys(keys);
        Ok(())
    }

    pub fn remove_key(self, origin: &str, name: &str) {
        let mut keys = self.keys.get_untracked();
        keys.remove(origin, name);
        self.set_keys(keys);
    }

    fn set_keys(self, keys: Keys) {
        storage::keep_in_tab("keys", &keys.to_text());
        self.keys.set(keys);
        self.retry();
    }

    /// Returns where the link's feed lies, and the further origins that the reader has allowed.
    pub fn asked_origins(self) -> Vec<String> {
        let feed = self.query.with(|query| query.feed.clone());
        let address = location::resolve(feed.as_deref().unwrap_or(DEMO));
        let mut origins: Vec<String> = address.and_then(|address| location::origin_of(&address)).into_iter().collect();
        let further = self.allowed.get_value().into_iter().filter(|origin| !origins.contains(origin));
        let further: Vec<String> = further.collect();
        origins.extend(further);
        origins
    }

    fn note(self, freshness: Freshness) {
        let now_ms = clock::now_ms();
        self.now_ms.set(now_ms);
        self.freshness.set(Some(freshness));
        self.rhythm.update_value(|rhythm| rhythm.hear(&freshness, now_ms, clock::random()));
        self.arm();
    }

    /// Waits for the next refresh, where one is due.
    fn arm(self) {
        let wait_ms = self.rhythm.with_value(|rhythm| rhythm.wait_ms(clock::now_ms(), document::is_hidden()));
        self.timer.set_value(wait_ms.map(|wait_ms| Timer::after(wait_ms, move || self.refresh())));
    }

    /// Keeps ages true and refreshes at the right moments, from now on.
    pub(super) fn keep_time(self) {
        let tick = move || {
            if !document::is_hidden() {
                self.now_ms.set(clock::now_ms());
            }
        };
        clock::every(TICK_MS, tick);
        document::on_visibility_change(move || {
            tick();
            self.arm();
        });
    }
}
