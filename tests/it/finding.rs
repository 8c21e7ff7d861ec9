//! Finding what to filter by, choosing the metrics of the table, and taking the table along.

use super::support::{Opened, open_files};
use miyar::view::search::{folded, is_found};
use miyar::work::save;

const MANIFEST: &str = r#"{"name":"find","miyar":{"version":1,"currency":"SAR"},"resources":[
    {"name":"t","path":"t.csv","miyar":{"table":"performance","map":{"date":"date","channel":"channel","campaign":"campaign","revenue":"revenue","orders":"orders","visits":"visits"}}}]}"#;

/// September and October of two channels, and a campaign whose name is a formula.
fn feed() -> Opened {
    let csv = "date,channel,campaign,revenue,orders,visits\n\
        2026-09-10,email,=1+1,100.50,1,10\n2026-09-11,store,\"Riyadh, \"\"North\"\"\",300,3,0\n\
        2026-10-10,email,=1+1,250.25,2,40\n2026-10-11,store,\"Riyadh, \"\"North\"\"\",150,1,\n";
    open_files(&[("datapackage.json", MANIFEST), ("t.csv", csv)])
}

#[test]
fn names_are_found_as_people_type_them() {
    for (name, wanted, expected) in [
        ("Paid social", "SOCIAL paid", true),
        ("Paid social", "", true),
        ("Paid social", "paid search", false),
        ("أبها", "ابها", true),
        ("مكة المكرمة", "مكه", true),
        ("الرِّيَاض", "الرياض", true),
        ("مستشفى", "مستشفي", true),
        ("جـــدة", "جدة", true),
    ] {
        assert_eq!(is_found(name, wanted), expected, "{name} {wanted}");
    }
    assert_eq!(folded("ÉCOLE"), "école");
}

#[test]
fn values_are_listed_with_those_that_are_on_first() {
    let mut feed = feed();
    let ids = |list: &miyar::view::page::values::ValueList| {
        list.values.iter().map(|value| (value.id.clone(), value.is_chosen)).collect::<Vec<_>>()
    };
    let all = feed.values("", "channel", "");
    assert_eq!(ids(&all), [("email".into(), false), ("store".into(), false)]);
    assert_eq!(all.note, None);
    assert_eq!(
        all.dimensions.iter().map(|of| (of.id.as_str(), of.is_chosen)).collect::<Vec<_>>(),
        [("channel", true), ("campaign", false)]
    );
    let on = feed.values("?where=channel:store", "channel", "");
    assert_eq!(ids(&on), [("store".into(), true), ("email".into(), false)]);
    // By what the feed writes, whatever it is called.
    assert_eq!(ids(&feed.values("", "channel", "EMAIL")), [("email".into(), false)]);
    let none = feed.values("", "campaign", "jeddah");
    assert_eq!((none.values.len(), none.note.is_some(), none.dimension.as_str()), (0, true, "campaign"));
    assert_eq!(feed.values("", "city", "").dimension, "channel", "a dimension that the feed lacks");
}

#[test]
fn of_many_values_the_first_are_listed_and_all_are_counted() {
    let mut csv = String::from("date,channel,campaign,revenue,orders,visits\n");
    for nth in 0..5_000 {
        csv += &format!("2026-10-01,web,Campaign {nth:04},1,1,1\n");
    }
    let mut feed = open_files(&[("datapackage.json", MANIFEST), ("t.csv", &csv)]);
    let list = feed.values("?where=campaign:Campaign%204999", "campaign", "");
    assert_eq!(
        (list.values.len(), list.values[0].label.as_str(), list.values[1].label.as_str()),
        (60, "Campaign 4999", "Campaign 0000")
    );
    assert!(list.note.is_some_and(|note| note.contains("60") && note.contains("5000")));
    let list = feed.values("", "campaign", "49 camp");
    let expected = (0..5_000).filter(|nth| format!("{nth:04}").contains("49")).count();
    assert_eq!(list.values.len(), expected.min(60));
    assert!(expected > 60 && list.note.is_some_and(|note| note.contains(&expected.to_string())));
}

#[test]
fn the_table_has_the_metrics_that_the_link_names() {
    let mut feed = feed();
    let mut columns = |search: &str| {
        let table = feed.channels(search).table;
        let chosen: Vec<String> = table.offered.iter().filter(|of| of.is_chosen).map(|of| of.id.clone()).collect();
        let columns: Vec<String> = table.columns.into_iter().map(|column| column.kpi).collect();
        assert_eq!(chosen, columns);
        (columns.join(" "), table.offered.len(), table.rows.iter().all(|row| row.cells.len() == columns.len()))
    };
    let (all, n, _) = columns("?page=channels");
    assert!(all.starts_with("revenue") && all.contains("aov") && n == all.split(' ').count(), "{all}");
    assert_eq!(
        columns("?page=channels&metrics=aov,revenue,roas"),
        ("revenue aov".into(), n, true),
        "in the table's order"
    );
    assert_eq!(columns("?page=channels&metrics=roas").0, all, "a metric that the feed lacks leaves all");
}

#[test]
fn the_table_is_taken_along_unrounded_and_without_formulas() {
    let mut feed = feed();
    let link = "?page=channels&by=campaign&period=2026-10-01..2026-10-31&metrics=revenue,orders,aov&sort=-revenue";
    let table = feed.channels(link).table;
    let file = save::table(&table, "miyar-channels-2026-10-01_2026-10-31");
    assert_eq!(file.name, "miyar-channels-2026-10-01_2026-10-31.csv");
    // October, then September: 400.25 in 3 orders after 400.5 in 4; the feed begins on 10 September, so October as a whole
    // is compared with nothing before the 10th.
    let csv = String::from_utf8(file.bytes).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert!(csv.starts_with('\u{feff}') && lines.len() == 5, "{csv}");
    assert_eq!(lines[0], "Campaign,Revenue,Orders,Average order value");
    assert_eq!(lines[1], format!("All,400.25,3,{}", 400.25 / 3.0));
    assert_eq!(lines[2], "'=1+1,250.25,2,125.125");
    assert_eq!(lines[3], "\"Riyadh, \"\"North\"\"\",150,1,150");
    // Compared: the days that there are, with as many before.
    let link = format!("{link}&period=2026-10-10..2026-10-11&compare=2026-09-10..2026-09-11&metrics=revenue,aov");
    let table = feed.channels(&link).table;
    let pasted = save::table_to_paste(&table);
    let lines: Vec<&str> = pasted.lines().collect();
    let then = "2026-09-10..2026-09-11";
    assert_eq!(
        lines[0],
        format!("Campaign\tRevenue\tRevenue, {then}\tAverage order value\tAverage order value, {then}")
    );
    assert_eq!(lines[1], format!("All\t400.25\t400.5\t{}\t100.125", 400.25 / 3.0));
    assert_eq!(lines[2], "'=1+1\t250.25\t100.5\t125.125\t100.5");
    assert_eq!(lines[3], "Riyadh, \"North\"\t150\t300\t150\t100");
}
