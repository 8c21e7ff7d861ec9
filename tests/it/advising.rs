//! Rows that are opened, channels against each other, where to cut and where to add, and what the Summary says of it.

use super::explaining::{HEAD, MANIFEST, MONTHS, feed, page_in};
use super::support::{Opened, open, open_files};
use super::targets::plain;
use miyar::view::page::channels::{AdviceRow, Channels, Row, VersusRow};
use miyar::view::page::summary::Summary;
use miyar::view::page::{Body, Verdict};
use miyar::view::query::Query;
use miyar::view::route::Page;
use miyar::view::text::Lang;

fn near(what: &str, got: f64, due: f64, tolerance: f64) {
    assert!((got - due).abs() <= tolerance * due.abs(), "{what}: {got}, {due} is due");
}

fn channels(feed: &mut Opened, search: &str) -> Channels {
    feed.channels(&format!("?page=channels&{search}"))
}

fn raw(channels: &Channels, row: &Row, kpi: &str) -> Option<f64> {
    let at = channels.table.columns.iter().position(|column| column.kpi == kpi).unwrap();
    row.cells[at].figure.raw
}

fn row<'c>(channels: &'c Channels, value: &str) -> &'c Row {
    channels.table.rows.iter().find(|row| row.value.as_deref() == Some(value)).unwrap()
}

#[test]
fn an_open_row_has_the_parts_that_a_filter_would_show() {
    let mut demo = open("public/demo");
    let shown = channels(&mut demo, "open=email&open=paid_search&into=segment&metrics=revenue,orders,conversion,roas");
    assert!(row(&shown, "sms").opened.is_none(), "only what is asked for is open");
    for channel in ["email", "paid_search"] {
        let opened = row(&shown, channel).opened.as_ref().unwrap();
        assert_eq!(opened.dimension, "segment");
        let alone =
            channels(&mut demo, &format!("by=segment&where=channel:{channel}&metrics=revenue,orders,conversion,roas"));
        assert!(opened.rows.len() > 1, "{channel}");
        for part in &opened.rows {
            let same = row(&alone, part.value.as_deref().unwrap());
            assert_eq!(part.cells, same.cells, "{channel}, {}", part.label);
        }
        for kpi in ["revenue", "orders"] {
            let parts: f64 = opened.rows.iter().filter_map(|part| raw(&shown, part, kpi)).sum();
            near(&format!("{channel} {kpi}"), parts, raw(&shown, row(&shown, channel), kpi).unwrap(), 1e-12);
        }
    }
    let into: Vec<&str> =
        row(&shown, "email").opened.as_ref().unwrap().into.iter().map(|choice| choice.id.as_str()).collect();
    assert!(
        ["campaign", "segment", "region", "device"].iter().all(|id| into.contains(id)) && !into.contains(&"channel"),
        "{into:?}"
    );
    assert!(row(&channels(&mut demo, "open=email&into=nonsense"), "email").opened.is_some(), "the first it has");
}

#[test]
fn an_open_row_with_many_parts_shows_the_first_and_counts_them_all() {
    let rows: String = (0..350).map(|nth| format!("2026-01-10,email,r{nth:03},10,1,1,{},,,\n", 1_000 - nth)).collect();
    let shown = channels(&mut feed(&rows, ""), "open=email&into=region");
    let opened = row(&shown, "email").opened.as_ref().unwrap();
    let values: Vec<&str> = opened.rows.iter().filter_map(|part| part.value.as_deref()).collect();
    assert!(values.len() == 40 && values.first() == Some(&"r000") && values.last() == Some(&"r039"), "{values:?}");
    let cuts: Vec<String> = opened.notes.iter().map(|note| plain(note)).filter(|note| note.contains("350")).collect();
    assert!(matches!(cuts.as_slice(), [cut] if cut.contains("40")), "{:?}", opened.notes);
    assert!(!opened.notes.iter().any(|note| note.contains("300")), "{:?}", opened.notes);
}

fn versus<'c>(channels: &'c Channels, kpi: &str) -> &'c VersusRow {
    channels.versus.as_ref().expect("two are chosen").rows.iter().find(|row| row.kpi == kpi).unwrap()
}

/// Newcombe's interval of 560/7000 − 480/8000 by SciPy 1.17: 0.0118205898 to 0.0282681653.
#[test]
fn two_channels_are_told_apart_as_far_as_the_data_can() {
    let rows = "2026-01-10,email,x,7000,560,560,56000,,2800,300\n2026-01-10,sms,x,8000,480,480,24000,,2400,200\n\
        2026-01-10,push,x,8000,600,600,24000,,2400,200\n2026-01-10,fax,x,20,1,1,20,,5,1\n2026-01-10,post,x,,,,10,,,\n";
    let mut feed = feed(rows, "");
    let shown = channels(&mut feed, "versus=email&versus=sms");
    let conversion = versus(&shown, "conversion");
    let difference = conversion.difference.as_ref().unwrap();
    near("difference", difference.raw.unwrap(), 0.02, 1e-12);
    let range = difference.range.as_ref().unwrap();
    near("low", range.low, 0.011820589783499565, 1e-9);
    near("high", range.high, 0.028268165293578344, 1e-9);
    assert_eq!((conversion.verdict, conversion.best), (Verdict::Better, Some(0)));
    let said = |search: &str, kpi: &str, feed: &mut Opened| {
        let shown = channels(feed, search);
        let row = versus(&shown, kpi);
        (row.word.replace(['\u{2068}', '\u{2069}'], ""), row.verdict, row.best)
    };
    for (search, kpi, word, verdict, best) in [
        ("versus=email&versus=sms", "conversion", "Better: Email", Verdict::Better, Some(0)),
        ("versus=sms&versus=email", "conversion", "Better: Email", Verdict::Better, Some(1)),
        ("versus=email&versus=push", "conversion", "No difference that the data can show", Verdict::Unclear, None),
        (
            "versus=email&versus=sms&versus=push",
            "conversion",
            "No difference that the data can show",
            Verdict::Unclear,
            None,
        ),
        ("versus=email&versus=fax", "conversion", "Too few to judge", Verdict::Unclear, None),
        ("versus=email&versus=sms", "revenue", "More: Email", Verdict::Neutral, Some(0)),
        ("versus=sms&versus=push", "revenue", "The same", Verdict::Neutral, None),
        // 2800 / 560 and 2400 / 480: the same; the lower cost is the better one.
        ("versus=email&versus=sms", "cost_per_order", "The same", Verdict::Neutral, None),
        ("versus=sms&versus=push", "cost_per_order", "Better: Push", Verdict::Better, Some(1)),
        // One day tells nothing of how days differ.
        (
            "versus=email&versus=sms",
            "aov",
            "Ahead by the figures: Email. How far chance goes is not known.",
            Verdict::Neutral,
            None,
        ),
        ("versus=email&versus=post", "conversion", "Only one has it", Verdict::Neutral, None),
    ] {
        assert_eq!(said(search, kpi, &mut feed), (word.to_owned(), verdict, best), "{search}: {kpi}");
    }
    assert!(channels(&mut feed, "versus=email").versus.is_none(), "one has nothing against it");
    assert!(channels(&mut feed, "versus=email&versus=nobody").versus.is_none());
}

/// Spend of the week, one row a Sunday from 5 January 2025 on; `wave` keeps channels from moving together.
fn weekly(channel: &str, n_weeks: i32, spend: impl Fn(f64) -> f64, orders: impl Fn(f64, f64) -> f64) -> String {
    let first = miyar::engine::day::Day::from_iso("2025-01-05").unwrap();
    let row = |week: i32| {
        let spent = spend(f64::from(week));
        let orders = orders(spent, f64::from(week));
        format!("{},{channel},x,,,{orders:.6},{:.2},,{spent:.6},\n", first.plus_days(7 * week), orders * 50.0)
    };
    (0..n_weeks).map(row).collect()
}

pub fn advice_feed() -> Opened {
    let wave = |every: f64, size: f64| move |week: f64| 10_000.0 * (1.0 + size * (week * every).sin());
    let noise = |week: f64| 1.0 + 0.004 * (week * 1.7).sin();
    let rows = [
        // 10,000 spent brings 1,000: 10 each, and with half an elasticity the next costs 20.
        weekly("display", 60, wave(1.1, 0.4), |x, week| 1000.0 * (x / 10_000.0).powf(0.5) * noise(week)),
        // 5 each, and the next 5.56.
        weekly("email", 60, wave(2.3, 0.4), |x, week| 2000.0 * (x / 10_000.0).powf(0.9) * noise(week * 1.3)),
        weekly("tv", 60, |_| 10_000.0, |_, week| 1500.0 * noise(week)),
        weekly("radio", 60, wave(0.7, 0.3), |x, week| 900.0 * (10_000.0 / x).powf(0.3) * noise(week * 2.1)),
        // Eight per cent of what is sold.
        weekly("marketplace", 60, wave(3.1, 0.3), |x, _| x / 4.0),
        weekly("print", 8, wave(1.9, 0.3), |x, _| x / 20.0),
        "2026-02-01,event,x,,,2.000000,100.00,,50.00,\n".to_owned(),
        "2026-02-01,print,x,,,100.000000,100.00,,1000.00,\n".to_owned(),
        "2026-02-01,direct,x,,,100.000000,100.00,,,\n".to_owned(),
    ];
    open_files(&[
        ("datapackage.json", MANIFEST),
        ("p.csv", &format!("{HEAD}{}", rows.concat())),
        ("c.csv", "date,kind,amount\n"),
    ])
}

fn advised<'c>(channels: &'c Channels, value: &str) -> &'c AdviceRow {
    channels.advice.rows.iter().find(|row| row.value == value).unwrap_or_else(|| panic!("{:?}", channels.advice))
}

#[test]
fn money_is_advised_to_go_where_the_next_order_is_cheaper() {
    let mut feed = advice_feed();
    let shown = channels(&mut feed, "period=2026-02-01..2026-02-28");
    // 2026-02-01 is the 56th Sunday after 2025-01-05; February has four of the series.
    let next = |value: &str| advised(&shown, value).next.raw;
    let average = |value: &str| advised(&shown, value).average.raw.unwrap();
    near("display", next("display").unwrap(), average("display") / 0.5, 0.03);
    near("email", next("email").unwrap(), average("email") / 0.9, 0.03);
    for (value, verdict, word) in [
        ("display", Verdict::Worse, "Cut: the next one costs more"),
        ("email", Verdict::Better, "Add: the next one costs less"),
        ("tv", Verdict::Neutral, "Not enough variation to tell"),
        ("radio", Verdict::Worse, "more spend has not brought more"),
        ("marketplace", Verdict::Neutral, "as a commission is"),
        ("print", Verdict::Neutral, "too few weeks"),
        ("event", Verdict::Neutral, "Too few results"),
    ] {
        let row = advised(&shown, value);
        assert_eq!(row.verdict, verdict, "{value}: {row:?}");
        assert!(row.word.contains(word), "{value}: {row:?}");
    }
    assert!(shown.advice.rows.iter().all(|row| row.value != "direct"), "nothing is paid for it");
    let order: Vec<&str> = shown.advice.rows.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(order[..3], ["radio", "display", "email"], "the dearest next one first, the unknown last");
    assert!(shown.advice.is_shift, "{}", shown.advice.sentence);
    assert!(
        shown.advice.sentence.contains("Radio") && shown.advice.sentence.contains("Email"),
        "{}",
        shown.advice.sentence
    );
    assert!(
        shown.advice.assumption.contains("correlation") && shown.advice.assumption.contains("53"),
        "{}",
        shown.advice.assumption
    );
}

#[test]
fn without_history_or_cost_nothing_is_advised() {
    let mut little = feed("2026-01-10,email,x,100,10,10,500,,50,5\n2026-01-10,sms,x,100,20,20,500,,50,5\n", "");
    let advice = channels(&mut little, MONTHS).advice;
    assert!(!advice.is_shift && advice.rows.is_empty(), "February is empty: {advice:?}");
    let advice = channels(&mut little, "period=2026-01-01..2026-01-31").advice;
    assert!(!advice.is_shift && advice.rows.len() == 2 && advice.sentence.contains("not known"), "{advice:?}");
    let mut free = feed("2026-01-10,email,x,100,10,10,500,,,5\n", "");
    let advice = channels(&mut free, "").advice;
    assert!(!advice.is_shift && advice.rows.is_empty() && advice.sentence.contains("needs cost"), "{advice:?}");
}

fn summary_in(feed: &mut Opened, search: &str, lang: Lang) -> Summary {
    match page_in(feed, search, lang).body {
        Body::Summary(summary) => summary,
        other => panic!("the summary is due: {other:?}"),
    }
}

#[test]
fn the_summary_says_what_happened_and_where_it_is_proved() {
    let mut demo = open("public/demo");
    for lang in Lang::ALL {
        for search in [
            "",
            "?compare=last-year",
            "?period=2026-10-01..2026-10-31&where=channel:email",
            "?compare=none",
            "?period=all",
        ] {
            let said = summary_in(&mut demo, search, lang).happened;
            assert!((1..=5).contains(&said.len()), "{search}: {said:?}");
            for finding in &said {
                let written = &finding.text;
                assert!(
                    !written.contains('$') && !written.contains("  ") && written.chars().count() < 420,
                    "{written}"
                );
                assert_eq!(
                    lang == Lang::Ar,
                    written.chars().any(|c| ('\u{621}'..='\u{64a}').contains(&c)),
                    "{written}"
                );
                let page = page_in(&mut demo, &finding.to.to_search(), lang);
                match (finding.id.as_str(), page.body) {
                    ("change", Body::Explain(page)) => {
                        assert!(written.starts_with(&page.sentences[0]), "{written}: {:?}", page.sentences);
                        assert!(page.table.is_some());
                    }
                    ("best" | "weakest" | "worth", Body::Benchmarks(page)) => {
                        let kpi = finding.to.against.metric.as_deref().unwrap();
                        assert!(page.highlights.iter().any(|highlight| highlight.kpi == kpi), "{kpi}");
                    }
                    ("advice", Body::Channels(page)) => assert_eq!(*written, page.advice.sentence),
                    (id, page) => panic!("{id} leads to {page:?}"),
                }
            }
        }
    }
    let october = summary_in(&mut demo, "?period=2026-10-01..2026-10-31", Lang::En).happened;
    let ids: Vec<&str> = october.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["change", "best", "weakest", "worth", "advice"]);
}

#[test]
fn what_is_looked_at_closer_stands_in_the_link() {
    let start = Query::parse("?page=channels&by=channel");
    let open = |query: &Query, value: &str| Query { closer: query.closer.row_toggled(value), ..query.clone() };
    let two = open(&open(&start, "email"), "sms");
    assert_eq!(two.to_search(), "?page=channels&by=channel&open=email&open=sms");
    assert_eq!(open(&two, "email").to_search(), "?page=channels&by=channel&open=sms");
    let five =
        ["a", "b", "c", "d", "e"].iter().fold(start.closer.clone(), |closer, value| closer.versus_toggled(value));
    assert_eq!(five.versus, ["b", "c", "d", "e"], "the first makes room");
    assert_eq!(two.cut_by("region").closer.open, [""; 0], "its rows are others");
    assert_eq!(two.cut_by("channel"), two);
    let why = two.explaining("revenue", &[("channel".into(), "email".into()), ("segment".into(), "families".into())]);
    assert_eq!(
        why.to_search(),
        "?page=explain&where=channel:email&where=segment:families&explain=revenue&open=email&open=sms"
    );
    assert_eq!(why.on_page(Page::Channels).closer.explain, None, "what is explained is of that page alone");
    assert_eq!(Query::parse("?open=&versus=a&versus=a").closer.versus, ["a"]);
    assert_eq!(Query::parse("?open=").closer.open, [""], "«not given» is a value too");
}
