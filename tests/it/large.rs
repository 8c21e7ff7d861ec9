//! Files in several segments: whoever reads them, and in whatever order they come, the page is the same; and what
//! would not fit stops before it does not.

use crate::support::SERVER;
use miyar::engine::day::Day;
use miyar::view::number::Plain;
use miyar::view::query::Query;
use miyar::work::desk::{Desk, Surroundings};
use miyar::work::message::{Act, Ask, Reader, Tell, Visit, from_bytes, to_bytes};
use miyar::work::order::{Order, Receipt, Said};
use miyar::work::reader::read_whole;
use std::fmt::Write;

const MANIFEST: &str = r#"{"name": "f", "resources": [{"name": "orders", "path": "orders.csv", "miyar": {
    "table": "performance", "map": {"date": "date", "channel": "channel", "region": "region", "visits": "visits",
    "orders": "orders", "revenue": "revenue", "cost": "cost"}}}], "miyar": {"version": 1, "title": "F", "currency": "SAR"}}"#;

/// Four megabytes of rows. Their channels come in another order in each segment, and some of their values are none.
fn csv() -> String {
    let mut text = String::from("date,channel,region,visits,orders,revenue,cost,note,page\n");
    for row in 0..60_000_u64 {
        // A multiplier of Knuth's, so that values differ in no order that shows.
        let odd = row.wrapping_mul(2_654_435_761) >> 7;
        let revenue = if row % 9_973 == 0 { "n/a".into() } else { format!("{}.{:02}", odd % 9_000, odd % 100) };
        writeln!(
            text,
            "2026-{:02}-{:02},channel {},region {},{},{},{revenue},{}.5,note {},/a/page/of/the/shop/{row}",
            1 + row / 6_000,
            1 + odd % 28,
            (odd + row / 10_000) % 11,
            (odd / 11 + row / 7_000) % 40,
            odd % 300,
            odd % 5,
            odd % 77,
            odd % 3,
        )
        .unwrap();
    }
    text
}

/// Opens the feed and returns the desk, waiting for its file, and the order for it.
fn desk(room: u64) -> (Desk, Order) {
    let mut desk =
        Desk::new(Surroundings { locale: |_| Box::new(Plain), zone: |_| Some(miyar::engine::zone::Zone::default()) });
    let visit = Visit { room, ..Visit::to(&format!("{SERVER}datapackage.json"), Day::from_iso("2026-11-21").unwrap()) };
    let mut acts = desk.asked(Ask::Open(Box::new(visit)));
    let Some(Act::Fetch(errand)) = acts.pop() else { panic!("the manifest is due: {acts:?}") };
    let acts = desk.fetched(errand.number, Ok((MANIFEST.as_bytes().to_vec(), Receipt::default())));
    let order = acts.into_iter().find_map(|act| match act {
        Act::Read(order) => Some(*order),
        _ => None,
    });
    (desk, order.expect("the file is to be read"))
}

fn said(order: &Order, text: &str) -> Vec<Said> {
    read_whole(order, text.as_bytes(), Receipt { n_bytes: text.len() as u64, ..Receipt::default() })
}

fn shown(desk: &mut Desk) -> Tell {
    let query = Query::parse("page=channels&period=all");
    let mut acts = desk.asked(Ask::Show { ticket: 1, query, reader: Reader::default() });
    match acts.pop() {
        Some(Act::Tell(tell)) => tell,
        other => panic!("an answer is due: {other:?}"),
    }
}

/// Deals segments to readers, each of whom has them in order, and lets now this reader and now that one answer.
fn from_readers(all: &[Said], n_readers: usize) -> Vec<Said> {
    let mut readers = vec![std::collections::VecDeque::new(); n_readers];
    let is_parcel = |said: &&Said| matches!(said, Said::Parcel(_));
    for (nth, parcel) in all.iter().filter(is_parcel).enumerate() {
        readers[nth % n_readers].push_back(parcel.clone());
    }
    // The end is known as soon as all is given away, before the last segments are read.
    let mut heard: Vec<Said> = all.iter().filter(|said| !is_parcel(said)).cloned().collect();
    for turn in (0..n_readers).rev().cycle() {
        match readers[turn].pop_front() {
            Some(said) => heard.push(said),
            None if readers.iter().all(|reader| reader.is_empty()) => return heard,
            None => {}
        }
    }
    heard
}

#[test]
fn a_page_is_the_same_whoever_reads_the_segments() {
    let text = csv();
    let mut expected: Option<Tell> = None;
    for n_readers in [1, 2, 8] {
        let (mut desk, order) = desk(u64::MAX);
        let all = said(&order, &text);
        let n_parcels = all.iter().filter(|said| matches!(said, Said::Parcel(_))).count();
        assert!(n_parcels >= 4, "{n_parcels} segments");
        let mut acts = Vec::new();
        for said in from_readers(&all, n_readers) {
            // As it comes from another worker.
            acts.extend(desk.heard(from_bytes(&to_bytes(&said).unwrap()).unwrap()));
        }
        assert!(acts.contains(&Act::Tell(Tell::Loaded)), "{n_readers} readers");
        let found = shown(&mut desk);
        assert!(matches!(found, Tell::Page { .. }), "{found:?}");
        let expected = expected.get_or_insert_with(|| found.clone());
        assert!(*expected == found, "{n_readers} readers");
        let bytes = |tell: &Tell| to_bytes(tell).unwrap();
        assert!(bytes(expected) == bytes(&found), "{n_readers} readers");
    }
}

fn check_stopped(acts: &[Act], desk: &mut Desk, words: &str) {
    assert!(acts.contains(&Act::Stop), "{acts:?}");
    assert!(acts.contains(&Act::Tell(Tell::Loaded)), "{acts:?}");
    match shown(desk) {
        Tell::Failed { failure, .. } => {
            assert!(failure.reasons.iter().any(|reason| reason.contains(words)), "{:?}", failure.reasons);
        }
        other => panic!("there is nothing to show: {other:?}"),
    }
}

#[test]
fn what_does_not_fit_is_stopped_and_said() {
    let (mut desk, order) = desk(1_000);
    let text = csv();
    let mut acts = Vec::new();
    for said in said(&order, &text[..100_000]) {
        acts.extend(desk.heard(said));
    }
    check_stopped(&acts, &mut desk, "more than this tab may use");
}

#[test]
fn what_will_not_fit_is_foretold_from_its_beginning() {
    let text = csv();
    for (room, is_stopped) in [(10 << 20, true), (1 << 30, false)] {
        let (mut desk, order) = desk(room);
        // Of 8 GB, 8 MB have come, and gave some 16 kB.
        let progress = Said::Progress { order: order.number, n_bytes: 8 << 20, total: Some(8 << 30) };
        assert!(!desk.heard(progress).contains(&Act::Stop));
        let first = said(&order, &text[..100_000]).into_iter().find(|said| matches!(said, Said::Parcel(_)));
        let acts = desk.heard(first.unwrap());
        match is_stopped {
            true => check_stopped(&acts, &mut desk, "Use Parquet"),
            false => assert!(!acts.contains(&Act::Stop), "{acts:?}"),
        }
    }
}

#[test]
fn loading_that_is_cancelled_shows_no_half_of_a_file() {
    let (mut desk, order) = desk(u64::MAX);
    let all = said(&order, &csv()[..200_000]);
    // What comes by the hundred a second is no reason to draw the page anew.
    for said in all.into_iter().filter(|said| matches!(said, Said::Parcel(_))) {
        assert_eq!(desk.heard(said), []);
    }
    let acts = desk.heard(Said::Progress { order: order.number, n_bytes: 200_000, total: None });
    assert!(acts.iter().any(|act| matches!(act, Act::Tell(Tell::Loading(progress)) if progress.n_rows > 0)));
    let acts = desk.asked(Ask::Cancel);
    check_stopped(&acts, &mut desk, "stopped before the file had come");
}
