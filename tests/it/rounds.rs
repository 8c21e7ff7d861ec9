//! The rounds in which a feed is had anew: what is shown stays until there is something better, and is never mixed.

use crate::support::SERVER;
use miyar::engine::day::Day;
use miyar::engine::feed::problem::ProblemKind;
use miyar::view::number::Plain;
use miyar::view::page::Body;
use miyar::view::query::Query;
use miyar::work::desk::{Desk, Surroundings};
use miyar::work::fault::FetchFault;
use miyar::work::message::{Act, Ask, Freshness, Reader, Tell, Visit};
use miyar::work::order::{CopyUse, Receipt, Said, Unread};
use miyar::work::reader;
use std::collections::{BTreeMap, VecDeque};

const HTML: &str = "<!doctype html><p>Log in";
const MISSING: FetchFault = FetchFault::NotFound(404);
const BUSY: FetchFault = FetchFault::TooManyRequests { retry_after_s: Some(90) };

/// A desk, and servers that change.
struct Rounds {
    desk: Desk,
    files: BTreeMap<String, Result<String, FetchFault>>,
    copies: BTreeMap<String, String>,
    is_loaded: bool,
    freshness: Freshness,
}

fn manifest(paths: &[&str]) -> String {
    let resource = |path: &&str| {
        format!(
            r#"{{"name": "t-{path}", "path": "{path}", "format": "csv",
                "miyar": {{"table": "performance", "map": {{"date": "day", "orders": "orders"}}}}}}"#
        )
    };
    let resources: Vec<String> = paths.iter().map(resource).collect();
    format!(
        r#"{{"name": "t", "miyar": {{"version": 1, "default_period": "all"}}, "resources": [{}]}}"#,
        resources.join(",")
    )
}

fn rows(orders: u32) -> String {
    format!("day,orders\n2026-03-01,{orders}\n")
}

impl Rounds {
    fn new(files: &[(&str, Result<String, FetchFault>)]) -> Self {
        let desk = Desk::new(Surroundings {
            locale: |_| Box::new(Plain),
            zone: |_| Some(miyar::engine::zone::Zone::default()),
        });
        let (files_of, copies) = (BTreeMap::new(), BTreeMap::new());
        let mut rounds = Self { desk, files: files_of, copies, is_loaded: false, freshness: Freshness::default() };
        files.iter().for_each(|(path, file)| rounds.set(path, file.clone()));
        rounds
    }

    fn set(&mut self, path: &str, file: Result<String, FetchFault>) {
        self.files.insert(format!("{SERVER}{path}"), file);
    }

    /// The content of an address; it is its own validator.
    fn content(&self, address: &str) -> Result<String, FetchFault> {
        self.files.get(address).cloned().unwrap_or(Err(MISSING))
    }

    fn found(&self, address: &str, copy: CopyUse) -> Result<(String, Receipt), Unread> {
        let (text, fetched_ms) = match copy {
            CopyUse::Only => (self.copies.get(address).cloned().ok_or(Unread::NoCopy)?, 1_000),
            CopyUse::Renew | CopyUse::None => (self.content(address).map_err(Unread::Fetch)?, 2_000),
        };
        let receipt =
            Receipt { n_bytes: text.len() as u64, validator: Some(text.clone()), fetched_ms, ..Receipt::default() };
        Ok((text, receipt))
    }

    fn run(&mut self, acts: Vec<Act>) {
        let mut acts = VecDeque::from(acts);
        while let Some(act) = acts.pop_front() {
            match act {
                Act::Tell(Tell::Fresh(freshness)) => self.freshness = freshness,
                Act::Tell(Tell::Loaded) => self.is_loaded = true,
                Act::Fetch(errand) => {
                    let found = self.found(&errand.address, errand.copy);
                    let fetched = found.map(|(text, receipt)| (text.into_bytes(), receipt));
                    acts.extend(self.desk.fetched(errand.number, fetched));
                }
                Act::Check { errand, validator } => {
                    let is_same = self.content(&errand.address).map(|text| text == validator);
                    acts.extend(self.desk.checked(&errand, is_same, 3_000));
                }
                Act::Read(order) => {
                    let said = match self.found(&order.address, order.copy) {
                        Ok((text, receipt)) => reader::read_whole(&order, text.as_bytes(), receipt),
                        Err(why) => vec![Said::Failed { order: order.number, why }],
                    };
                    for said in said {
                        acts.extend(self.desk.heard(said));
                    }
                }
                Act::Tell(_) | Act::Stop => {}
            }
        }
    }

    fn open(&mut self, keeps_copies: bool) {
        let today = Day::from_iso("2026-11-21").unwrap();
        let visit = Visit { keeps_copies, ..Visit::to(&format!("{SERVER}datapackage.json"), today) };
        let acts = self.desk.asked(Ask::Open(Box::new(visit)));
        self.run(acts);
    }

    fn refresh(&mut self) {
        let acts = self.desk.asked(Ask::Refresh { today: Day::from_iso("2026-11-21").unwrap() });
        self.run(acts);
    }

    /// Orders as shown, how old they are said to be, and of which kinds the problems are; no orders where nothing is shown.
    fn shown(&mut self) -> (Option<f64>, bool, Vec<String>) {
        assert!(self.is_loaded);
        let reader = Reader::default();
        let ask = |search| Ask::Show { ticket: 1, query: Query::parse(search), reader };
        let tell = |mut acts: Vec<Act>| match acts.pop() {
            Some(Act::Tell(tell)) => tell,
            other => panic!("an answer is due: {other:?}"),
        };
        let orders = match tell(self.desk.asked(ask("?page=summary"))) {
            Tell::Page { model, .. } => match model.body {
                Body::Summary(summary) => {
                    summary.cards.iter().find(|card| card.kpi == "orders").and_then(|card| card.figure.raw)
                }
                other => panic!("the summary is due: {other:?}"),
            },
            _ => None,
        };
        let problems = match tell(self.desk.asked(ask("?page=data"))) {
            Tell::Page { model, .. } => match model.body {
                Body::Data(data) => data.problems.iter().map(|problem| problem.kind.clone()).collect(),
                other => panic!("the Data page is due: {other:?}"),
            },
            _ => Vec::new(),
        };
        (orders, self.freshness.is_stale, problems)
    }
}

fn ids(kinds: &[ProblemKind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.id().to_owned()).collect()
}

/// A feed of two good files: 4 and 6 orders.
fn two() -> Rounds {
    let mut rounds = Rounds::new(&[
        ("datapackage.json", Ok(manifest(&["a.csv", "b.csv"]))),
        ("a.csv", Ok(rows(4))),
        ("b.csv", Ok(rows(6))),
    ]);
    rounds.open(false);
    assert_eq!(rounds.shown(), (Some(10.0), false, Vec::new()));
    rounds
}

#[test]
fn what_has_changed_is_shown_and_what_has_not_is_not_read_again() {
    let mut rounds = two();
    rounds.refresh();
    assert_eq!(rounds.freshness.fetched_ms, 3_000, "found unchanged then");
    rounds.set("b.csv", Ok(rows(7)));
    rounds.refresh();
    assert_eq!(rounds.shown(), (Some(11.0), false, Vec::new()));
}

#[test]
fn a_file_that_was_good_and_is_not_any_more_keeps_all_old_figures() {
    for (file, kind) in [
        (Err(MISSING), ProblemKind::NotFound),
        (Err(FetchFault::Lost { n_bytes: 9 }), ProblemKind::ConnectionLost),
        (Ok(HTML.to_owned()), ProblemKind::HtmlInstead),
        (Ok(String::new()), ProblemKind::EmptyFile),
    ] {
        let mut rounds = two();
        rounds.set("a.csv", Ok(rows(100)));
        rounds.set("b.csv", file);
        for _ in 0..2 {
            rounds.refresh();
            assert_eq!(
                rounds.shown(),
                (Some(10.0), true, ids(&[kind, ProblemKind::StaleCopy])),
                "files of two moments"
            );
        }
        rounds.set("b.csv", Ok(rows(6)));
        rounds.refresh();
        assert_eq!(rounds.shown(), (Some(106.0), false, Vec::new()), "once it is good again: {kind:?}");
    }
}

#[test]
fn servers_that_recover_unchanged_leave_no_trace() {
    let mut rounds = two();
    rounds.set("b.csv", Err(BUSY));
    rounds.refresh();
    assert_eq!(rounds.shown(), (Some(10.0), true, ids(&[ProblemKind::TooManyRequests, ProblemKind::StaleCopy])));
    assert_eq!(rounds.freshness.retry_after_s, Some(90));
    rounds.set("b.csv", Ok(rows(6)));
    rounds.refresh();
    assert_eq!(rounds.shown(), (Some(10.0), false, Vec::new()));
    assert_eq!(rounds.freshness.retry_after_s, None);
}

#[test]
fn a_file_that_never_could_be_read_does_not_keep_the_others_from_being_renewed() {
    let mut rounds = Rounds::new(&[("datapackage.json", Ok(manifest(&["a.csv", "b.csv"]))), ("a.csv", Ok(rows(4)))]);
    rounds.open(false);
    assert_eq!(rounds.shown(), (Some(4.0), false, ids(&[ProblemKind::NotFound])));
    rounds.set("a.csv", Ok(rows(5)));
    rounds.refresh();
    assert_eq!(rounds.shown(), (Some(5.0), false, ids(&[ProblemKind::NotFound])));
    rounds.set("b.csv", Ok(rows(6)));
    rounds.refresh();
    assert_eq!(rounds.shown(), (Some(11.0), false, Vec::new()));
}

#[test]
fn a_manifest_that_is_none_any_more_keeps_the_old_figures() {
    for (file, kind) in [
        (Err(FetchFault::Unreachable), ProblemKind::Unreachable),
        (Ok(HTML.to_owned()), ProblemKind::HtmlInstead),
        (Ok("{".to_owned()), ProblemKind::ManifestMalformed),
    ] {
        let mut rounds = two();
        rounds.set("datapackage.json", file);
        rounds.refresh();
        assert_eq!(rounds.shown(), (Some(10.0), true, ids(&[kind, ProblemKind::StaleCopy])));
        rounds.set("datapackage.json", Ok(manifest(&["a.csv"])));
        rounds.refresh();
        assert_eq!(rounds.shown(), (Some(4.0), false, Vec::new()), "{kind:?}");
    }
}

#[test]
fn a_manifest_that_changed_while_a_file_was_away_is_not_forgotten() {
    let mut rounds = two();
    rounds.set("datapackage.json", Ok(manifest(&["b.csv", "a.csv", "c.csv"])));
    rounds.set("b.csv", Err(MISSING));
    rounds.set("c.csv", Ok(rows(1)));
    rounds.refresh();
    assert_eq!(rounds.shown().0, Some(10.0));
    rounds.set("b.csv", Ok(rows(6)));
    rounds.refresh();
    assert_eq!(rounds.shown(), (Some(11.0), false, Vec::new()));
}

#[test]
fn copies_are_shown_at_once_and_stay_with_their_age_while_servers_are_down() {
    let mut rounds =
        Rounds::new(&[("datapackage.json", Err(FetchFault::Unreachable)), ("a.csv", Err(FetchFault::Unreachable))]);
    rounds.copies.insert(format!("{SERVER}datapackage.json"), manifest(&["a.csv"]));
    rounds.copies.insert(format!("{SERVER}a.csv"), rows(4));
    rounds.open(true);
    let kinds = ids(&[ProblemKind::Unreachable, ProblemKind::Unreachable, ProblemKind::StaleCopy]);
    assert_eq!(rounds.shown(), (Some(4.0), true, kinds));
    assert_eq!(rounds.freshness.fetched_ms, 1_000);
    rounds.set("datapackage.json", Ok(manifest(&["a.csv"])));
    rounds.set("a.csv", Ok(rows(5)));
    rounds.refresh();
    assert_eq!(rounds.shown(), (Some(5.0), false, Vec::new()));
}

#[test]
fn a_feed_is_not_shown_by_half_its_copies() {
    let mut rounds = Rounds::new(&[
        ("datapackage.json", Ok(manifest(&["a.csv", "b.csv"]))),
        ("a.csv", Ok(rows(5))),
        ("b.csv", Ok(rows(6))),
    ]);
    rounds.copies.insert(format!("{SERVER}datapackage.json"), manifest(&["a.csv", "b.csv"]));
    rounds.copies.insert(format!("{SERVER}a.csv"), rows(4));
    rounds.open(true);
    assert_eq!(rounds.shown(), (Some(11.0), false, Vec::new()));
}

#[test]
fn what_is_another_format_than_declared_is_read_as_what_it_is_and_said() {
    for text in [
        r#"[{"day": "2026-03-01", "orders": 4}]"#,
        "{\"day\": \"2026-03-01\", \"orders\": 4}\n{\"day\": \"2026-03-02\", \"orders\": 0}\n",
    ] {
        let mut rounds = Rounds::new(&[("datapackage.json", Ok(manifest(&["a.csv"]))), ("a.csv", Ok(text.to_owned()))]);
        rounds.open(false);
        assert_eq!(rounds.shown(), (Some(4.0), false, ids(&[ProblemKind::FormatDiffers])), "{text}");
    }
    let as_json = manifest(&["a.csv"]).replace(r#""format": "csv""#, r#""format": "json""#);
    let mut rounds = Rounds::new(&[("datapackage.json", Ok(as_json)), ("a.csv", Ok(rows(4)))]);
    rounds.open(false);
    assert_eq!(rounds.shown(), (Some(4.0), false, ids(&[ProblemKind::FormatDiffers])));
}
