//! All metrics × all bad values: no figure is ever NaN, infinite, or a number that nothing stands behind.

use super::support::{Opened, open_files};
use miyar::engine::facts::vocabulary::Measure;
use miyar::engine::kpi::{Formula, Kpi};
use miyar::view::page::Shown;

/// A metric of the feed's own, and what lifetime values are made with.
const DECLARED: &str = r#""margin": 0.4, "discount_rate": 0.1, "metrics": [{"id": "kept", "name": "Kept", "unit": "money",
    "formula": "(0.5 * revenue - refunds - cost) / (2 * visits - orders)"}],"#;

/// One cell of every measure, as an export may write it.
const CELLS: [&str; 16] = [
    "",
    "0",
    "-0",
    "1",
    "-1",
    "0.000001",
    "NaN",
    "inf",
    "-inf",
    "1e308",
    "9223372036854",
    "-9223372036854",
    "#DIV/0!",
    "—",
    "1,000",
    "null",
];

fn feed(rows: &[[&str; 2]]) -> Opened {
    let map: Vec<String> = Measure::ALL.iter().map(|m| format!("\"{0}\": \"{0}\"", m.id())).collect();
    let manifest = format!(
        r#"{{"name": "t", "miyar": {{"version": 1, {DECLARED} "default_period": "all"}}, "resources": [{{"name": "p", "path": "p.csv", "format": "csv",
        "miyar": {{"table": "performance", "map": {{"date": "date", "channel": "channel", {}}}}}}}]}}"#,
        map.join(", ")
    );
    let mut csv = format!("date,channel,{}\n", Measure::ALL.map(Measure::id).join(","));
    for (day, [odd, even]) in rows.iter().enumerate() {
        let quoted = |cell: &str| format!("\"{cell}\"");
        let cells: Vec<String> =
            Measure::ALL.iter().map(|m| quoted(if m.index() % 2 == 0 { even } else { odd })).collect();
        csv.push_str(&format!("2026-01-{:02},email,{}\n", day + 1, cells.join(",")));
    }
    open_files(&[("datapackage.json", &manifest), ("p.csv", &csv)])
}

/// Events of two people over two periods, and answers, each with the cell where a number is due.
fn feed_of_people(cell: &str) -> Opened {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, DECLARED "default_period": "all"}, "resources": [
        {"name": "c", "path": "c.csv", "format": "csv", "miyar": {"table": "costs", "map": {"date": "date", "amount": "cost",
         "kind": {"constant": "media"}}}},
        {"name": "e", "path": "e.csv", "format": "csv", "miyar": {"table": "events", "map": {"date": "date", "person": "who",
         "kind": "kind", "channel": "channel", "value": "value", "units": "units", "order": "order"}}},
        {"name": "a", "path": "a.csv", "format": "csv", "miyar": {"table": "answers", "map": {"date": "date", "person": "who",
         "kind": "kind", "channel": "channel", "score": "score"}}}]}"#;
    let mut events = String::from("date,who,kind,channel,value,units,order\n");
    let mut answers = String::from("date,who,kind,channel,score\n");
    for (at, (date, who)) in
        [("2025-09-01", "a"), ("2025-09-02", "b"), ("2026-01-01", "a"), ("2026-01-01", ""), ("", "b")]
            .iter()
            .enumerate()
    {
        events.push_str(&format!("{date},{who},order,email,\"{cell}\",\"{cell}\",{at}\n"));
        events.push_str(&format!("{date},{who},refund,email,\"{cell}\",,{at}\n"));
        events.push_str(&format!("{date},{who},order,web,7,3,{at}\n"));
        for kind in ["nps", "csat", "ces"] {
            answers.push_str(&format!("{date},{who},{kind},email,\"{cell}\"\n{date},{who},{kind},email,5\n"));
        }
    }
    let manifest = manifest.replace("DECLARED", DECLARED);
    let costs = format!("date,cost\n2025-09-01,5\n2026-01-01,\"{cell}\"\n");
    open_files(&[("datapackage.json", &manifest), ("c.csv", &costs), ("e.csv", &events), ("a.csv", &answers)])
}

/// Looks at every metric that there is.
fn check_all(opened: &mut Opened, search: &str, what: &str) {
    let metrics = opened.metrics(search);
    // With the feed's own.
    assert_eq!(metrics.entries.len(), Kpi::ALL.len() + 1);
    for entry in metrics.entries {
        check(&entry.figure, &format!("{what} {}", entry.kpi));
        assert_eq!(entry.reason.is_some(), entry.figure.raw.is_none(), "{what} {}", entry.kpi);
    }
}

#[test]
fn no_bad_value_makes_a_bad_figure_of_people_or_answers() {
    for cell in CELLS {
        let mut opened = feed_of_people(cell);
        for period in ["", "&period=2026-01-01..2026-01-31", "&period=2025-09-01..2026-01-31", "&period=last-7-days"] {
            check_all(&mut opened, &format!("?page=metrics{period}"), &format!("{cell:?} {period}"));
            let channels = opened.channels(&format!("?page=channels{period}"));
            for row in channels.table.rows.iter().chain([&channels.table.total]) {
                for (cell, column) in row.cells.iter().zip(&channels.table.columns) {
                    check(&cell.figure, &format!("{period} {}", column.kpi));
                }
            }
        }
    }
}

fn check(shown: &Shown, what: &str) {
    if let Some(range) = &shown.range {
        assert!(range.low.is_finite() && range.high.is_finite() && range.low <= range.high, "{what}: {range:?}");
        assert!(shown.raw.is_some() && !range.text.contains("NaN"), "{what}: {shown:?}");
    }
    match shown.raw {
        Some(raw) => assert!(raw.is_finite() && !shown.text.contains("NaN") && shown.text != "—", "{what}: {shown:?}"),
        None => assert!(
            (shown.text == "—" || shown.text.starts_with("> ")) && shown.full.len() > 5,
            "{what}: a reason is due: {shown:?}"
        ),
    }
}

#[test]
fn no_bad_value_makes_a_bad_figure() {
    for odd in CELLS {
        for even in CELLS {
            for rows in [vec![[odd, even]], vec![[odd, even], [odd, even]], vec![[odd, even], ["", ""], ["7", "3"]]] {
                let mut opened = feed(&rows);
                let what = format!("{rows:?}");
                for search in ["", "?period=last-7-days", "?period=2030-01-01..2030-01-02", "?where=channel:none"] {
                    for card in opened.summary(search).cards {
                        check(&card.figure, &format!("{what} {search} {}", card.kpi));
                        if let Some(change) = card.change {
                            assert!(!change.text.contains("NaN") && !change.text.contains("inf"), "{what}: {change:?}");
                        }
                    }
                }
                // Of three rows one is whole: what is bad meets what is not.
                if rows.len() == 3 {
                    check_all(&mut opened, "?page=metrics", &what);
                }
                let channels = opened.channels("?page=channels");
                for row in channels.table.rows.iter().chain([&channels.table.total]) {
                    for (cell, column) in row.cells.iter().zip(&channels.table.columns) {
                        check(&cell.figure, &format!("{what} {}", column.kpi));
                        assert!(cell.bar.is_none_or(|bar| (0.0..=1.0).contains(&bar)), "{what} {}", column.kpi);
                    }
                }
            }
        }
    }
}

#[test]
fn every_metric_has_one_id_a_source_and_a_denominator_that_can_be_named() {
    let mut seen = std::collections::BTreeSet::new();
    for kpi in Kpi::ALL {
        let spec = kpi.spec();
        assert_eq!(Kpi::from_id(spec.id), Some(kpi), "{}", spec.id);
        assert!(seen.insert(spec.id), "{} stands twice", spec.id);
        assert!(!spec.source.is_empty(), "{}", spec.id);
        if let Formula::Ratio { denominator, per, .. } = spec.formula {
            assert!(!denominator.is_empty() && per > 0, "{}", spec.id);
        }
    }
}

#[test]
fn growth_from_zero_is_new_and_rates_change_in_points() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "p", "path": "p.csv", "format": "csv",
        "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel", "orders": "orders", "visits": "visits",
        "conversions": "conversions", "cost": "cost", "new_customers": "new_customers"}}}]}"#;
    let csv = "date,channel,orders,visits,conversions,cost,new_customers\n2026-01-01,email,0,1000,50,100,100\n2026-01-02,email,7,1000,62,50,100\n";
    let mut opened = open_files(&[("datapackage.json", manifest), ("p.csv", csv)]);
    let summary = opened.summary("?period=2026-01-02..2026-01-02");
    let change = |kpi: &str| super::support::card(&summary, kpi).change.clone().unwrap();
    assert_eq!(change("orders").text, "new");
    assert_eq!(change("conversion").text.replace(['\u{2068}', '\u{2069}'], ""), "+1.2 pts");
    let cost = change("cpa_acquisition");
    assert_eq!((cost.text.as_str(), cost.verdict.id()), ("-50.0%", "better"), "a falling cost is better");
}
