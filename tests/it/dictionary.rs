//! The page that says what the metrics mean.

use super::support::{open, open_files};
use miyar::engine::kpi::Kpi;
use miyar::view::page::Body;
use miyar::view::page::metrics::Metrics;
use miyar::view::text::Lang;
use miyar::work::message::Tell;

fn metrics(opened: &mut super::support::Opened, lang: Lang) -> Metrics {
    match opened.tell_in("?page=metrics", lang) {
        Tell::Page { model, .. } => match model.body {
            Body::Metrics(metrics) => metrics,
            other => panic!("the metrics are due: {other:?}"),
        },
        other => panic!("a page is due: {other:?}"),
    }
}

#[test]
fn every_metric_is_explained_in_every_language() {
    let mut demo = open("public/demo");
    for lang in Lang::ALL {
        let metrics = metrics(&mut demo, lang);
        for kpi in Kpi::ALL {
            let entry = metrics.entries.iter().find(|entry| entry.kpi == kpi.id()).unwrap();
            let words = [&entry.name, &entry.meaning, &entry.formula, &entry.unit, &entry.direction, &entry.interval];
            assert!(words.iter().all(|words| words.chars().count() > 2), "{lang:?}: {entry:?}");
            assert!(!entry.needs.is_empty() && !entry.source.is_empty(), "{lang:?}: {entry:?}");
            assert_eq!(entry.reason.is_none(), entry.figure.raw.is_some(), "{entry:?}");
        }
        // What can be told stands first.
        let told: Vec<bool> = metrics.entries.iter().map(|entry| entry.reason.is_none()).collect();
        assert!(told.is_sorted_by(|a, b| a >= b) && told[0], "{told:?}");
    }
}

#[test]
fn an_entry_names_its_tables_and_says_what_is_missing() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "ads", "path": "p.csv", "format": "csv",
        "miyar": {"table": "performance", "map": {"date": "date", "clicks": "clicks", "impressions": "impressions"}}}]}"#;
    let mut feed =
        open_files(&[("datapackage.json", manifest), ("p.csv", "date,clicks,impressions\n2026-01-01,5,100\n")]);
    let metrics = metrics(&mut feed, Lang::En);
    let entry = |kpi: &str| metrics.entries.iter().find(|entry| entry.kpi == kpi).unwrap();
    assert_eq!((&entry("ctr").feeds, entry("ctr").reason.as_deref()), (&vec!["ads".to_owned()], None));
    assert_eq!(entry("ctr").needs, ["clicks", "impressions"]);
    assert!(entry("cpc").reason.as_deref().unwrap().contains("cost"), "{:?}", entry("cpc"));
    assert_eq!(entry("aov").feeds, Vec::<String>::new());
    assert!(entry("retention").reason.as_deref().unwrap().contains("people"), "{:?}", entry("retention"));
}

#[test]
fn a_search_finds_entries_that_have_all_of_its_words() {
    let mut demo = open("public/demo");
    let found = |metrics: &Metrics, search: &str| -> Vec<String> {
        metrics.entries.iter().filter(|entry| entry.is_found(search)).map(|entry| entry.kpi.clone()).collect()
    };
    let english = metrics(&mut demo, Lang::En);
    assert_eq!(found(&english, "promoter score"), ["nps"]);
    assert_eq!(found(&english, "  "), english.entries.iter().map(|entry| entry.kpi.clone()).collect::<Vec<_>>());
    assert_eq!(found(&english, "no such metric"), Vec::<String>::new());
    assert_eq!(found(&metrics(&mut demo, Lang::Ar), "الترويج"), ["nps"]);
}
