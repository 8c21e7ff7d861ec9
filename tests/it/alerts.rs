//! What calls for attention: days that trend and season do not explain, targets that are missed, data that is old.

use super::explaining::page_in;
use super::support::{Opened, open_files};
use super::targets::{HEAD, MANIFEST, pacing, plain};
use miyar::engine::day::Day;
use miyar::engine::plan::anomaly::Latest;
use miyar::view::page::Body;
use miyar::view::text::Lang;
use std::fmt::Write;

/// What seven weekdays have.
const WEEK: [f64; 7] = [100.0, 120.0, 90.0, 80.0, 110.0, 150.0, 140.0];

/// Draws about as normal noise is, of deviation 1: twelve of SplitMix64 (Steele, Lea & Flood 2014) added up.
fn noise(seed: u64) -> f64 {
    let one = |nth: u64| {
        let mut mixed = (seed * 12 + nth + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..12).map(one).sum::<f64>() - 6.0
}

/// Sixty days up to the day before the reader's; the last has `last` times what its weekday has.
fn daily(last: f64) -> Opened {
    let mut text = String::from("date,channel,visits,conversions,revenue\n");
    let end = Day::from_iso("2026-11-20").unwrap();
    for back in (0..60).rev() {
        // A week's course, and a little of each day's own.
        let level = WEEK[back % 7] * (1.0 + 0.05 * noise(back as u64));
        let revenue = (level * if back == 0 { last } else { 1.0 }).round();
        writeln!(text, "{},web,1000,10,{revenue}", end.plus_days(-(back as i32))).unwrap();
    }
    open_files(&[
        ("datapackage.json", MANIFEST),
        ("sales.csv", &text),
        ("targets.csv", HEAD),
        ("rates.csv", "date,currency,rate\n"),
    ])
}

#[test]
fn a_day_that_trend_and_season_do_not_explain_calls_for_attention() {
    let calm = daily(1.0).summary("");
    assert_eq!(calm.alerts.alerts, Vec::new(), "{}", calm.alerts.headline);
    assert!(plain(&calm.alerts.headline).starts_with("Nothing calls for attention"), "{}", calm.alerts.headline);
    let summary = daily(3.0).summary("");
    let [alert] = summary.alerts.alerts.as_slice() else { panic!("one alert is due: {:?}", summary.alerts) };
    assert_eq!((alert.kind.as_str(), alert.kpi.as_str()), ("unusual", "revenue"));
    assert!(plain(&alert.text).contains("above its usual range since 2026-11-20"), "{}", alert.text);
    assert_eq!(plain(&summary.alerts.headline), "1 alert");
    let query = alert.to.from(&Default::default());
    assert_eq!(
        query.to_search(),
        "?page=channels&period=2026-11-20..2026-11-20&compare=2026-11-13..2026-11-13&sort=-revenue"
    );
    // A day in progress is not judged: with a period that ends before it nothing is unusual either.
    assert_eq!(daily(3.0).summary("?period=2026-10-01..2026-11-19").alerts.alerts, Vec::new());
}

/// The `nth` series of so many days: weekdays, a trend, noise of 6 %; the last times `last`.
fn simulated(nth: u64, n_days: usize, last: f64) -> Vec<f64> {
    let value = |at: usize| {
        let level = WEEK[at % 7] * (1.0 + 0.002 * at as f64) * (1.0 + 0.06 * noise(nth * 1_000 + at as u64));
        level * if at + 1 == n_days { last } else { 1.0 }
    };
    (0..n_days).map(value).collect()
}

#[test]
fn usual_days_are_seldom_called_unusual_and_half_as_much_again_is_found() {
    let found = |last: f64| {
        let is_found = |nth: &u64| Latest::of(&simulated(*nth, 182, last), 7).unwrap().is_anomaly;
        (0..150).filter(is_found).count()
    };
    let (usual, high, low) = (found(1.0), found(1.5), found(0.5));
    assert!(usual <= 3, "{usual} of 150 usual days are called unusual");
    assert!(high >= 145 && low >= 145, "{high} and {low} of 150 are found");
}

#[test]
fn a_run_of_unusual_days_is_told_from_its_beginning() {
    let mut series = simulated(1, 70, 2.5);
    series[68] *= 2.5;
    let found = Latest::of(&series, 7).unwrap();
    assert!(found.is_anomaly && found.since == 68 && found.p_value < 1e-3, "{found:?}");
    assert!(!found.usual.contains(series[69]) && found.usual.contains(found.expected), "{found:?}");
    let one_low = {
        series[68] *= 0.1;
        Latest::of(&series, 7).unwrap()
    };
    assert!(!one_low.is_anomaly || one_low.since == 69, "the day before is low: {one_low:?}");
    assert_eq!(Latest::of(&series[..23], 7), None, "fewer than 24 points");
    assert_eq!(Latest::of(&series, 52), None, "fewer than two seasons");
    let alike = Latest::of(&[10.0; 60], 7);
    assert!(alike.is_none_or(|alike| !alike.is_anomaly), "days that are all alike are not unusual: {alike:?}");
}

#[test]
fn a_feed_that_is_old_and_a_target_that_is_missed_call_for_attention() {
    let targets = format!("{HEAD}revenue,2026-10,,,,500,,,\nrevenue,2026-10,,,web,250,,,\n");
    let sales = "date,channel,visits,conversions,revenue\n2026-10-01,web,10,1,300\n2026-10-31,email,10,1,100\n";
    let mut opened = open_files(&[
        ("datapackage.json", MANIFEST),
        ("sales.csv", sales),
        ("targets.csv", &targets),
        ("rates.csv", "date,currency,rate\n"),
    ]);
    let alerts = opened.summary("?period=last-month").alerts;
    let kinds: Vec<&str> = alerts.alerts.iter().map(|alert| alert.kind.as_str()).collect();
    assert_eq!(kinds, ["target", "stale"], "{alerts:?}");
    assert_eq!(plain(&alerts.alerts[1].text), "The newest day of the data is 2026-10-31, 21 days ago.");
    let missed = plain(&alerts.alerts[0].text);
    assert_eq!(
        missed,
        "Revenue missed its target for 2026-10-01 – 2026-10-31: 400 SAR since 2026-10-01, against 500 SAR (-20.0%)."
    );
    let query = alerts.alerts[0].to.from(&Default::default());
    let due = "?page=channels&period=2026-10-01..2026-10-31&compare=target&sort=-revenue";
    assert_eq!(query.to_search(), due);
    let rows = pacing(opened.summary("?period=last-month"));
    let words: Vec<(&str, &str)> = rows.iter().map(|row| (row.word.as_str(), row.verdict.id())).collect();
    assert_eq!(words, [("missed", "worse"), ("met", "better")]);
}

#[test]
fn a_headline_says_of_how_many_targets_it_is() {
    let back = |nth: usize| Day::from_iso("2026-11-20").unwrap().plus_days(-(nth as i32));
    let days = (0..80).map(|nth| format!("{},web,10,1,300\n", back(nth)));
    let sales: String = std::iter::once("date,channel,visits,conversions,revenue\n".to_owned()).chain(days).collect();
    let summary = |n_targets: usize, lang: Lang| {
        // Each is of a day more than the one before, and met.
        let row = |nth: usize| format!("revenue,,{},2026-11-20,,100,,,\n", back(nth));
        let targets: String = std::iter::once(HEAD.to_owned()).chain((0..n_targets).map(row)).collect();
        let mut opened = open_files(&[
            ("datapackage.json", MANIFEST),
            ("sales.csv", &sales),
            ("targets.csv", &targets),
            ("rates.csv", "date,currency,rate\n"),
        ]);
        match page_in(&mut opened, "?period=2026-11-20..2026-11-20", lang).body {
            Body::Summary(summary) => (plain(&summary.alerts.headline), summary.pacing.unwrap().len()),
            _ => panic!("the summary is due"),
        }
    };
    let cut = "(Only the first 60 of 75 targets are looked at and listed.)";
    let (headline, n_listed) = summary(60, Lang::En);
    assert!(!headline.contains("60") && n_listed == 60, "{headline}");
    let (headline, n_listed) = summary(75, Lang::En);
    assert!(headline.starts_with("Nothing calls for attention") && headline.ends_with(cut), "{headline}");
    assert_eq!(n_listed, 60);
    assert!(summary(75, Lang::Ar).0.contains("أول 60 من 75 من المستهدفات"));
}
