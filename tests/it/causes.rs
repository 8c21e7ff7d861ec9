//! What causes of a change may be said: of metrics that the feed defines, of many small parts, and of what does not add up.

use super::explaining::{COSTS, HEAD, MANIFEST, MONTHS, explain_in, feed};
use super::support::{Opened, open_files};
use miyar::view::page::explain::Explain;
use miyar::view::text::Lang;

fn explain(feed: &mut Opened, search: &str) -> Explain {
    explain_in(feed, &format!("{MONTHS}&{search}"), Lang::En)
}

fn said(explain: &Explain) -> String {
    explain.sentences.join(" ").replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_feed_s_own_metric_is_explained_and_set_head_to_head() {
    let own = r#""default_period": "all", "metrics": [{"id": "profit_per_order", "name": "Profit per order",
        "formula": "(revenue - cost) / orders", "unit": "money", "better": "higher"}],"#;
    let manifest = MANIFEST.replace(r#""default_period": "all","#, own);
    // 4 an order of 100 and 6 of 50; then 3 of 100 and 6 of 50.
    let rows = "2026-01-01,email,x,,,100,500,,100,\n2026-01-01,sms,x,,,50,400,,100,\n\
        2026-02-01,email,x,,,100,400,,100,\n2026-02-01,sms,x,,,50,400,,100,\n";
    let mut feed =
        open_files(&[("datapackage.json", &manifest), ("p.csv", &format!("{HEAD}{rows}")), ("c.csv", COSTS)]);
    let explained = explain(&mut feed, "explain=profit_per_order");
    assert_eq!(explained.kpi, "profit_per_order");
    let offered = |metric: &&miyar::view::page::Choice| metric.id == "profit_per_order";
    assert!(explained.metrics.iter().find(offered).is_some_and(|metric| metric.is_chosen), "{:?}", explained.metrics);
    let total = explained.table.unwrap().total;
    assert_eq!((total.then.raw, total.now.raw), (Some(700.0 / 150.0), Some(600.0 / 150.0)));
    let page =
        feed.channels(&format!("?page=channels&{MONTHS}&versus=email&versus=sms&metrics=revenue,profit_per_order"));
    let rows = page.versus.unwrap().rows;
    let own = rows.iter().find(|row| row.kpi == "profit_per_order").unwrap_or_else(|| panic!("{rows:?}"));
    assert_eq!(own.cells.iter().map(|cell| cell.raw).collect::<Vec<_>>(), [Some(3.0), Some(6.0)]);
}

/// Channels of 100,000 visits each, from 100 hundred conversions to so many hundred.
fn rates(now: impl Iterator<Item = u32>) -> String {
    let row = |(at, now): (usize, u32)| {
        format!("2026-01-01,c{at},x,100000,10000,,,,,\n2026-02-01,c{at},x,100000,{now}00,,,,,\n")
    };
    now.enumerate().map(row).collect()
}

#[test]
fn a_part_of_a_ratio_s_change_is_said_with_its_share() {
    // One of 40 adds 8 of 8 + 39 × 4 = 164: 5 %.
    let mut many = feed(&rows_of_forty(), "");
    let words = said(&explain(&mut many, "explain=conversion"));
    assert!(words.contains("5% of it is c0 ("), "{words}");
    assert!(words.contains("There, Conversion rate went from 10.0% to 10.8%."), "{words}");
    assert!(!words.contains("Most"), "{words}");
    // The 30 that no row has together are the largest, and in both periods.
    let mut more = feed(&rates((0..130).map(|_| 104)), "");
    let words = said(&explain(&mut more, "explain=conversion"));
    assert!(words.contains("23% of it is 30 smaller ones"), "{words}");
    assert!(!words.contains("periods"), "{words}");
}

fn rows_of_forty() -> String {
    rates([108].into_iter().chain([104; 39]))
}

#[test]
fn only_a_value_that_came_or_went_is_said_to_be_in_one_period() {
    let rows = "2026-01-01,search,x,1000,,100,,,100000,10000\n2026-02-01,search,x,1000,,100,,,100000,10000\n";
    // What has no channel has no customers, then and now: its cost stands apart and is in both periods.
    let mut apart = feed(rows, "2026-01-05,media,300000\n2026-02-05,media,900000\n");
    let words = said(&explain(&mut apart, "explain=cac"));
    assert!(words.contains("100% of it is In no channel") && !words.contains("periods"), "{words}");
    let mut come = feed(&format!("{rows}2026-02-01,email,x,1000,,10,,,900000,10000\n"), "");
    let words = said(&explain(&mut come, "explain=cac"));
    assert!(words.contains("Email (") && words.contains("It is not in both periods."), "{words}");
}

const LINES: &str = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "e", "path": "e.csv",
    "format": "csv", "miyar": {"table": "events", "map": {"person": "who", "date": "when", "kind": {"constant": "order"},
    "order": "id", "category": "category", "channel": "channel", "value": "value"}}}]}"#;

#[test]
fn what_the_table_refuses_is_not_explained_and_the_summary_goes_on_to_the_next() {
    // Each order is of tea and of cups; the order value triples, and a third of the orders is lost.
    let mut csv = String::from("who,when,id,category,channel,value\n");
    for (month, n_orders, value) in [(1, 600, 10), (2, 400, 30)] {
        for order in 0..n_orders {
            let day = 1 + order % 28;
            for category in ["tea", "cups"] {
                csv += &format!(
                    "p{month}-{order},2026-{month:02}-{day:02},{month}-{order},{category},web,{}\n",
                    value + order % 3
                );
            }
        }
    }
    let mut feed = open_files(&[("datapackage.json", LINES), ("e.csv", &csv)]);
    let explained = explain(&mut feed, "explain=aov&by=category");
    assert!(explained.table.is_none() && said(&explained).contains("several of these"), "{explained:?}");
    assert!(explain(&mut feed, "explain=aov&by=channel").table.is_some());
    let change = |feed: &mut Opened, by: &str| {
        let happened = feed.summary(&format!("?{MONTHS}&by={by}&metrics=aov,orders,revenue")).happened;
        happened.into_iter().find(|finding| finding.id == "change").map(|finding| finding.to.closer.explain)
    };
    assert_eq!(change(&mut feed, "channel"), Some(Some("aov".into())));
    assert_eq!(change(&mut feed, "category"), Some(Some("revenue".into())));
}

#[test]
fn the_latest_answers_of_named_people_do_not_add_up() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "a", "path": "a.csv",
        "format": "csv", "miyar": {"table": "answers", "map": {"date": "date", PERSON "kind": {"constant": "nps"},
        "channel": "channel", "score": "score"}}}]}"#;
    // In February everybody answers on the web and then in the app: two people, not four.
    let csv = "date,who,channel,score\n2026-01-01,a,web,10\n2026-01-01,b,app,0\n2026-02-01,a,web,0\n2026-02-01,b,web,0\n\
        2026-02-02,a,app,10\n2026-02-02,b,app,10\n";
    let open = |person: &str| open_files(&[("datapackage.json", &manifest.replace("PERSON", person)), ("a.csv", csv)]);
    let explained = explain(&mut open(r#""person": "who","#), "explain=nps");
    assert!(explained.notes[0].contains("does not add up"), "{:?}", explained.notes);
    let table = explained.table.unwrap();
    let rows: Vec<_> =
        table.rows.iter().map(|row| (row.label.as_str(), row.then.raw, row.now.raw, row.adds.raw)).collect();
    let (up, down) =
        (("App", Some(-100.0), Some(100.0), Some(200.0)), ("Web", Some(100.0), Some(-100.0), Some(-200.0)));
    assert_eq!(rows, [up, down], "own changes, and no rest of −2 answers");
    assert_eq!((table.total.then.raw, table.total.now.raw), (Some(0.0), Some(100.0)));
    // Where nobody is named every answer counts, once.
    let explained = explain(&mut open(""), "explain=nps");
    assert!(explained.notes[0].contains("exactly"), "{:?}", explained.notes);
}

#[test]
fn parts_that_are_left_out_are_counted() {
    let manifest = LINES.replace(r#""category": "category", "#, "");
    let row = |at: usize| format!("p{at},2026-01-01,a{at},c{at},5\np{at},2026-02-01,b{at},c{at},5\n");
    let csv = |n: usize| format!("who,when,id,channel,value\n{}", (0..n).map(row).collect::<String>());
    let notes = |n: usize| {
        let mut feed = open_files(&[("datapackage.json", &manifest), ("e.csv", &csv(n))]);
        let explained = explain(&mut feed, "explain=customers");
        (explained.table.unwrap().rows.len(), explained.notes.join(" ").replace(['\u{2068}', '\u{2069}'], ""))
    };
    let (n_rows, told) = notes(130);
    assert!(n_rows == 100 && told.contains("The first 100 of 130 rows are shown"), "{n_rows}: {told}");
    let (n_rows, told) = notes(100);
    assert!(n_rows == 100 && !told.contains("are shown"), "{told}");
}

/// Sixty weeks of spend and orders, spend moving by so much at its own beat.
fn weeks_of(channel: &str, beat: f64, slope: f64, base: f64, noise: f64) -> String {
    let first = miyar::engine::day::Day::from_iso("2025-01-05").unwrap();
    let row = |week: i32| {
        let at = f64::from(week);
        let spent = 10_000.0 * (1.0 + 0.4 * (at * beat).sin());
        let orders = base * (spent / 10_000.0).powf(slope) * (1.0 + noise * (at * beat * 1.618).sin());
        format!("{},{channel},x,,,{orders:.6},{:.2},,{spent:.6},\n", first.plus_days(7 * week), orders * 50.0)
    };
    (0..60).map(row).collect()
}

#[test]
fn among_many_channels_the_best_shift_must_be_surer() {
    let of = |channel: &str, beat: f64, slope: f64| weeks_of(channel, beat, slope, 1000.0, 0.3);
    let two = of("display", 1.1, 0.5) + &of("email", 2.3, 0.9);
    let others: String = (0..18).map(|at| of(&format!("c{at}"), 1.15 + 0.06 * f64::from(at), 0.7)).collect();
    let advice = |rows: &str| feed(rows, "").channels("?page=channels&period=2026-02-01..2026-02-28").advice;
    let alone = advice(&two);
    assert!(alone.is_shift, "{}", alone.sentence);
    let among = advice(&(two + &others));
    assert!(!among.is_shift && among.rows.len() == 20, "{}", among.sentence);
}

#[test]
fn the_average_of_all_is_of_those_too_that_are_not_listed() {
    let display = weeks_of("display", 1.1, 0.5, 1000.0, 0.004);
    let row = |(at, spend): (usize, u32)| format!("2026-02-01,c{at},x,,,1.000000,50.00,,{spend},\n");
    let verdict = |n: usize| {
        let small: String = (0..n).map(|at| row((at, 500))).collect();
        let advice =
            feed(&format!("{display}{small}"), "").channels("?page=channels&period=2026-02-01..2026-02-28").advice;
        advice.rows.into_iter().find(|row| row.value == "display").unwrap().word
    };
    // The next result costs about 20. With about 40,000 for 4,000 results and 500 for each of 10 it is 11 on average; of
    // 200, of whom 59 are listed, 33; of the 59 alone it were 17.
    assert_eq!(verdict(10), "Cut: the next one costs more than the average of all");
    assert_eq!(verdict(200), "Add: the next one costs less than the average of all");
}

#[test]
fn the_best_of_several_is_best_only_against_each_of_them() {
    // 4.1 %, 3.6 % and 3.0 % of 150,000; 3.5 % of 400, which may be 4.1 %; 1 of 40; and 4.5 % of 400.
    let rows: String = [("a", 150_000, 6150), ("b", 150_000, 5400), ("c", 150_000, 4500), ("d", 400, 14), ("e", 40, 1)]
        .into_iter()
        .chain([("f", 400, 18)])
        .map(|(channel, visits, conversions)| format!("2026-02-10,{channel},x,{visits},{conversions},,,,,\n"))
        .collect();
    let mut feed = feed(&rows, "");
    for (versus, word, best) in [
        ("versus=a&versus=b", "Better: a", Some(0)),
        ("versus=c&versus=a&versus=b", "Better: a", Some(1)),
        ("versus=a&versus=b&versus=d", "No difference that the data can show", None),
        ("versus=a&versus=b&versus=e", "Too few to judge", None),
        ("versus=a&versus=d&versus=e", "Too few to judge", None),
        ("versus=c&versus=f", "No difference that the data can show", None),
    ] {
        let shown = feed.channels(&format!("?page=channels&{MONTHS}&{versus}")).versus.unwrap();
        let row = shown.rows.iter().find(|row| row.kpi == "conversion").unwrap();
        assert_eq!(
            (row.word.replace(['\u{2068}', '\u{2069}'], "").as_str(), row.best),
            (word, best),
            "{versus}: {row:?}"
        );
    }
}
