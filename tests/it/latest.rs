//! Of who answers twice the latest answer counts: against the obvious way, from what is kept and without, and what becomes
//! of the rows before it.

use super::support::open_files;
use miyar::engine::cube::cache::{Cache, Limits};
use miyar::engine::cube::group::{Selection, by_value, total};
use miyar::engine::cube::rows::{self, Exclusion, basis_of, rows};
use miyar::engine::cube::window::Window;
use miyar::engine::day::Day;
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::{Cell, RowSink, package};
use miyar::engine::kpi::Kpi;
use miyar::engine::kpi::figure::parts_behind;
use miyar::engine::quantity::Sum;
use miyar::view::text::Lang;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Day, person (0: nobody), channel, whether it is one of NPS, score.
type Answer = (i32, u8, u8, bool, i64);

const MANIFEST: &str = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "a",
    "path": "a.csv", "format": "csv", "miyar": {"table": "answers", "map": {"date": "date", "person": "who",
    "kind": "kind", "channel": "channel", "score": "score"}}}]}"#;

fn first() -> Day {
    Day::from_iso("2026-01-01").unwrap()
}

/// Reads the answers as several files.
fn facts(answers: &[Answer], a_file: usize) -> Facts {
    let package = package::read(MANIFEST.as_bytes(), "m").0.unwrap();
    let resource = &package.resources[0];
    let today = first().plus_days(300);
    let mut assembly = Assembly::new(&package.resources, today);
    for answers in answers.chunks(a_file) {
        let mut reading = Reading::new(Terms { resource, file: "a.csv", today, zone: None });
        reading.columns(&["date", "who", "kind", "channel", "score"].map(str::to_owned));
        for (row, (day, person, channel, is_nps, score)) in (2..).zip(answers) {
            let who = if *person == 0 { String::new() } else { format!("p{person}") };
            let (day, channel, score) = (first().plus_days(*day).to_string(), format!("c{channel}"), score.to_string());
            let kind = if *is_nps { "nps" } else { "csat" };
            reading.row(row, &[&*day, &*who, kind, &*channel, &*score].map(Cell::Text));
        }
        assembly.add(0, 0, reading.finish(), 0);
    }
    assembly.finish().0
}

/// Returns the places of the answers to NPS that count, those of each channel apart if `by_channel`.
fn counted(answers: &[Answer], by_channel: bool) -> Vec<usize> {
    let mut latest: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    let mut counted = Vec::new();
    for (at, (day, person, channel, is_nps, _)) in answers.iter().enumerate() {
        if !is_nps {
            continue;
        }
        if *person == 0 {
            counted.push(at);
            continue;
        }
        let kept = latest.entry((*person, if by_channel { *channel } else { 0 })).or_insert(at);
        if answers[*kept].0 <= *day {
            *kept = at;
        }
    }
    counted.extend(latest.into_values());
    counted.sort_unstable();
    counted
}

/// Returns how many of them answered, and how many would recommend.
fn sums(answers: &[Answer], counted: &[usize]) -> (usize, usize) {
    (counted.len(), counted.iter().filter(|at| answers[**at].4 >= 9).count())
}

fn whole(n: usize) -> Option<i128> {
    Some(1_000_000 * n as i128)
}

fn selection(takes_all: bool) -> Selection {
    let window = Window { from: first(), to: first().plus_days(if takes_all { 40 } else { 20 }) };
    Selection { window: Some(window), ..Selection::default() }
}

fn any_answer() -> impl Strategy<Value = Answer> {
    (0..40_i32, 0..5_u8, 0..3_u8, proptest::bool::weighted(0.8), 1..=5_i64).prop_map(
        |(day, person, channel, is_nps, score)| (day, person, channel, is_nps, if is_nps { score * 2 } else { score }),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_latest_answers_are_those_of_the_obvious_way_and_are_found_once(
        answers in proptest::collection::vec(any_answer(), 1..60),
        a_file in 1..40_usize,
        takes_all in any::<bool>(),
    ) {
        let facts = facts(&answers, a_file);
        let selection = selection(takes_all);
        let taken: Vec<Answer> = answers.iter().copied().filter(|answer| takes_all || answer.0 <= 20).collect();
        let cache = Cache::new(Limits { min_rows: 0, ..Limits::default() });
        let parts = |sum: Option<Sum>| sum.map(Sum::parts);
        let used = counted(&taken, false);
        for again in 0..3_usize {
            let all = total(&facts, &cache, &selection);
            let (n, n_promoters) = sums(&taken, &used);
            if n > 0 {
                prop_assert_eq!(parts(all.sum(Measure::NpsAnswers)), whole(n));
                prop_assert_eq!(parts(all.sum(Measure::Promoters)), whole(n_promoters));
            }
            let cells = by_value(&facts, &cache, &selection, &Dimension::Channel);
            let of_channels = counted(&taken, true);
            for channel in 0..3_u8 {
                let own: Vec<usize> = of_channels.iter().copied().filter(|at| taken[*at].2 == channel).collect();
                let code = facts.code(&Dimension::Channel, &format!("c{channel}"));
                let found = cells.iter().find(|(other, _)| Some(*other) == code).map(|(_, totals)| totals);
                let found = found.and_then(|totals| parts(totals.sum(Measure::NpsAnswers)));
                prop_assert_eq!(found, whole(own.len()).filter(|_| !own.is_empty()));
            }
            // Both are gone through once: what names people is kept for the next time.
            if answers.iter().any(|answer| answer.1 != 0) {
                prop_assert_eq!(cache.n_answered_by_index(), 2 * again);
            }
        }

        let totals = total(&facts, &cache, &selection);
        let basis = Some(basis_of(parts_behind(Kpi::Nps.spec(), &totals, &facts)));
        let found = rows(&facts, &rows::Asked { selection: &selection, dimension: None, basis }, usize::MAX);
        let listed: Vec<Option<i32>> =
            found.first.iter().map(|row| row.days.map(|days| days.from.days_since(first()))).collect();
        prop_assert_eq!(listed, used.iter().map(|at| Some(taken[*at].0)).collect::<Vec<_>>());
        let n_asked = taken.iter().filter(|answer| answer.3).count();
        let superseded = found.accounts.left_out.get(&Exclusion::Superseded).copied().unwrap_or_default();
        prop_assert_eq!(superseded, (n_asked - used.len()) as u64);
        prop_assert_eq!(found.accounts.n_rows(), answers.len() as u64);
    }
}

#[test]
fn rows_behind_say_that_a_later_answer_counts() {
    let csv = "date,who,kind,channel,score\n2026-01-01,ann,nps,web,2\n2026-02-01,ann,nps,app,10\n2026-01-05,bob,nps,web,9\n\
        2026-01-05,bob,nps,web,7\n2026-01-06,,nps,web,0\n2026-01-09,ann,csat,web,1\n2026-01-10,ann,csat,web,4\n";
    let mut feed = open_files(&[("datapackage.json", MANIFEST), ("a.csv", csv)]);
    let said = |accounts: &str| accounts.replace(['\u{2068}', '\u{2069}'], "");
    let sheet = feed.rows_in("?period=all", "nps", Lang::En);
    let days: Vec<&str> = sheet.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(days, ["2026-02-01", "2026-01-05", "2026-01-06"]);
    let accounts = said(&sheet.accounts);
    assert!(accounts.starts_with("From 3 rows; 4 left out: "), "{accounts}");
    for part in ["2 by a later answer of the same person", "2 without the measures it needs"] {
        assert!(accounts.contains(part), "{accounts}");
    }
    let sheet = feed.rows_in("?period=2026-01-01..2026-01-31", "csat", Lang::Ar);
    assert_eq!(sheet.rows.len(), 1);
    assert!(said(&sheet.accounts).contains("1 لإجابة لاحقة من الشخص نفسه"), "{}", sheet.accounts);
}
