//! Taking charts, tables and the whole view along.
//!
//! The desk hands over what is exported as bytes; the worker of exports, started when it is first needed, makes a file of
//! them.

use super::State;
use super::visit::DEMO;
use crate::browser::port::{Heard, Port};
use crate::browser::snapshot::{self, Snapshot};
use crate::browser::{clock, document, location, media, picture, save};
use crate::view::chart::draw::Palette;
use crate::view::export::about::{About, compared, without_secrets};
use crate::view::number::DateStyle;
use crate::view::page::shell::Shell;
use crate::view::text::Arg;
use crate::work::export::{ExportAsk, ExportTell, Kind, Part};
use crate::work::message::{Ask, SavedFile};
use crate::work::order::LOCAL;
use leptos::prelude::*;
use leptos::task::spawn_local;

type ExportPort = Port<ExportAsk, ExportTell>;

/// What is being exported.
#[derive(Clone, Copy)]
pub struct Exports {
    port: StoredValue<Option<ExportPort>, LocalStorage>,
    /// What waits for the desk to hand its content over, by number.
    waiting: StoredValue<Vec<(u32, ExportAsk)>>,
    last_number: StoredValue<u32>,
}

impl Exports {
    pub(super) fn new() -> Self {
        Self {
            port: StoredValue::new_local(None),
            waiting: StoredValue::new(Vec::new()),
            last_number: StoredValue::new(0),
        }
    }
}

impl State {
    /// Has a part of the page made into a file, which is saved when it comes.
    pub fn export(self, part: Part, kind: Kind) {
        untrack(|| {
            let rows_of = (part == Part::Rows).then(|| self.rows_metric.get_value());
            let (about, name) = self.model.with(|model| {
                let shell = model.as_ref().map(|model| &model.shell);
                let name = shell.map(|shell| shell.period.file_name(part.id())).unwrap_or_default();
                (shell.map(|shell| self.about(shell)).unwrap_or_default(), name)
            });
            let name = match &rows_of {
                Some(metric) => format!("miyar-rows-{metric}"),
                None => name,
            };
            // What is pointed at is nothing of the picture.
            let (palette, words) = (Palette { lit: None, ..self.palette.get() }, self.words_of(part));
            let ask = ExportAsk { part, kind, name, about, palette, words, content: Vec::new() };
            let number = self.exports.last_number.get_value() + 1;
            self.exports.last_number.set_value(number);
            self.exports.waiting.update_value(|waiting| waiting.push((number, ask)));
            self.ask(Ask::HandOver { number, query: self.query.get().of_figures(), rows_of, reader: self.reader() });
        });
    }

    /// Passes on what the desk has handed over.
    pub(super) fn take_content(self, number: u32, content: Vec<u8>) {
        let waiting = self.exports.waiting.try_update_value(|waiting| {
            let at = waiting.iter().position(|(of, _)| *of == number)?;
            Some(waiting.swap_remove(at).1)
        });
        let Some(ask) = waiting.flatten() else { return };
        if self.exports.port.with_value(Option::is_none) {
            let address = document::meta("miyar-export-worker").unwrap_or_default();
            match Port::start(&address, "export", move |heard| self.hear_export(heard)) {
                Ok(port) => self.exports.port.set_value(Some(port)),
                Err(_) => return self.say_not_exported(),
            }
        }
        self.exports.port.with_value(|port| {
            if let Some(port) = port {
                port.ask(&ExportAsk { content, ..ask });
            }
        });
    }

    fn hear_export(self, heard: Heard<ExportTell>) {
        match heard {
            Heard::Tell(ExportTell::Ready) => {}
            Heard::Tell(ExportTell::Save(file)) => save::save(&file),
            Heard::Tell(ExportTell::Raster { name, svg, width_px, height_px }) => spawn_local(async move {
                let blob = picture::png(&svg, width_px, height_px).await;
                if blob.and_then(|blob| save::save_blob(&name, &blob)).is_none() {
                    self.say_not_exported();
                }
            }),
            Heard::Tell(ExportTell::Nothing) => self.say_not_exported(),
            Heard::Lost(_) => {
                self.exports.port.set_value(None);
                self.say_not_exported();
            }
        }
    }

    fn say_not_exported(self) {
        untrack(|| self.say_briefly(self.say("export-failed")));
    }

    /// Saves the view as a page of its own.
    pub fn save_snapshot(self) {
        let taken = untrack(|| {
            let shell = self.model.with(|model| model.as_ref().map(|model| model.shell.clone())).unwrap_or_default();
            let page = self.query.with(|query| query.page);
            let name = shell.period.file_name(page.id()) + ".html";
            let about = self.about(&shell);
            let title = without_secrets(&format!("{} · {}", document::title(), shell.period.resolved));
            let lines = about.entries().cloned().collect();
            (name, Snapshot { title, lines, is_dark: media::is_dark(self.theme.get()) })
        });
        let (name, about) = taken;
        spawn_local(async move {
            match snapshot::take(about).await {
                Some(bytes) => save::save(&SavedFile { name, media_type: "text/html;charset=utf-8".into(), bytes }),
                None => self.say_not_exported(),
            }
        });
    }

    /// Says what must stand beside figures that leave the page.
    fn about(self, shell: &Shell) -> About {
        let named = |name: &str, text: String| (self.say(name), text);
        let period = &shell.period;
        let chips: Vec<String> = shell.filters.iter().map(|chip| chip.label.clone()).collect();
        let compared = self.with_voice(|_, locale| compared(locale, period)).unwrap_or_default();
        let none = |text: String| if text.is_empty() { self.say("export-none") } else { text };
        let mut origin = vec![named("export-data", shell.title.clone())];
        origin.extend(shell.notice.clone().map(|notice| named("export-note", notice)));
        origin.push(named("about-source", self.source()));
        let today = self.with_voice(|_, locale| locale.date(clock::today(), DateStyle::Day));
        origin.push(named("export-made", self.say_with("export-made-by", &[("date", Arg::Text(&today))])));
        About {
            lang: self.lang.get(),
            name: self.say("export-about"),
            selection: vec![
                named("period", period.resolved.clone()),
                named("compare", none(compared)),
                named("export-filters", none(self.joined(&chips))),
            ],
            origin,
        }
    }

    /// Returns where the feed lies, without what may be a secret.
    fn source(self) -> String {
        let feed = self.query.with(|query| query.feed.clone());
        match feed.as_deref().and_then(|feed| feed.strip_prefix(LOCAL)) {
            Some(_) => self.say("data-own-file"),
            None => {
                let address = feed.as_deref().unwrap_or(DEMO);
                without_secrets(&location::resolve(address).unwrap_or_else(|| address.to_owned()))
            }
        }
    }

    /// Returns the words that a part needs beside its own; the first is the heading of its first column or its sheet.
    fn words_of(self, part: Part) -> Vec<String> {
        let ids: &[&str] = match part {
            Part::Efficiency | Part::Channels => &["page-channels"],
            Part::Mix => &["period"],
            Part::OverTime => &["period", "period-from", "period-to"],
            Part::Trend => {
                &["period", "bench-head-own", "bench-low", "bench-head-median", "bench-high", "bench-middle"]
            }
            Part::Standings => &[
                "page-benchmarks",
                "bench-head-metric",
                "bench-head-own",
                "bench-head-median",
                "export-standing",
                "export-peers",
                "bench-head-percentile",
                "bench-head-gap",
                "bench-head-best",
                "bench-head-source",
            ],
            Part::Rows => &["export-rows"],
        };
        ids.iter().map(|id| self.say(id)).collect()
    }
}
