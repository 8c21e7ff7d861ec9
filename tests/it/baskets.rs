//! Orders of several lines: what is in an order, and that it counts once wherever it is, against a golden of ClickHouse.

use super::support::{check_shown, figure, open_files, repository, total};
use serde_json::Value;

const MANIFEST: &str = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "lines", "path": "l.csv",
    "format": "csv", "miyar": {"table": "events", "map": {"person": "customer_id", "order": "order_id",
    "kind": {"constant": "order"}, "channel": "channel", "category": "category", "value": "line_amount", "units": "qty",
    "refunds": "amount_returned"}}}]}"#;

fn read(path: &str) -> String {
    std::fs::read_to_string(repository("tests/goldens/order_lines").join(path)).unwrap()
}

#[test]
fn order_values_by_product_and_category_are_those_of_the_golden() {
    let golden: Value = serde_json::from_str(&read("expected.json")).unwrap();
    let mut feed = open_files(&[("datapackage.json", MANIFEST), ("l.csv", &read("order_lines.csv"))]);
    let mut n_checked = 0;
    for (by, list) in [("own.product_id", "by_product"), ("category", "by_category")] {
        let page = feed.channels(&format!("?page=channels&by={by}"));
        for row in golden[list].as_array().unwrap() {
            let key = row["key"].as_str().unwrap().replace("Unclassified", "");
            for (theirs, ours) in [
                ("line_revenue_per_order", "line_value"),
                ("basket_value_of_orders_containing", "basket_value"),
                ("customers", "customers"),
                ("net_revenue", "revenue"),
            ] {
                check_shown(&format!("{key} {ours}"), figure(&page, &key, ours), row[theirs].as_f64());
                n_checked += 1;
            }
            // Orders that are counted at their first line divide nothing.
            assert_eq!(figure(&page, &key, "aov").raw, None, "{key}");
            assert!(figure(&page, &key, "line_value").range.is_some(), "{key}");
        }
        let overall = &golden["overall"];
        for (theirs, ours) in
            [("aov_net", "aov"), ("aov_net", "line_value"), ("aov_net", "basket_value"), ("orders", "orders")]
        {
            check_shown(ours, total(&page, ours), overall[theirs].as_f64());
        }
    }
    assert!(n_checked > 40, "{n_checked}");
    // An order has one channel: there, its value is what it always was.
    let page = feed.channels("?page=channels");
    for row in golden["by_channel"].as_array().unwrap() {
        let key = row["key"].as_str().unwrap();
        let (aov, line) = (figure(&page, key, "aov"), figure(&page, key, "line_value"));
        assert!((aov.raw.unwrap() - line.raw.unwrap()).abs() < 1e-9, "{key}: {aov:?} {line:?}");
    }
}

#[test]
fn a_filter_takes_whole_orders_and_a_refund_goes_to_what_it_was_of() {
    let manifest = MANIFEST.replace(r#""kind": {"constant": "order"}"#, r#""kind": "kind", "date": "date""#);
    let csv = "date,kind,order_id,customer_id,channel,category,line_amount,qty,amount_returned\n\
        2026-01-01,order,1,a,web,tea,30,1,\n2026-01-01,order,1,a,web,cups,70,1,\n\
        2026-01-02,order,2,b,web,tea,50,1,\n2026-02-09,refund,1,a,web,cups,20,,\n\
        2026-02-09,refund,2,b,web,gift,5,,\n2026-02-03,order,3,b,web,tea,40,1,\n";
    let mut feed = open_files(&[("datapackage.json", &manifest), ("l.csv", csv)]);
    let page = feed.channels("?page=channels&by=category&period=2026-01-01..2026-01-31");
    for (row, line, basket) in [("tea", 40.0, (80.0 + 45.0) / 2.0), ("cups", 50.0, 80.0)] {
        check_shown(&format!("{row} by line"), figure(&page, row, "line_value"), Some(line));
        check_shown(&format!("{row} in all"), figure(&page, row, "basket_value"), Some(basket));
    }
    let tea = feed.channels("?page=channels&period=2026-01-01..2026-01-31&category=tea");
    assert_eq!(figure(&tea, "web", "basket_value").raw, Some(62.5));
}

#[test]
fn where_every_order_is_one_row_there_are_no_lines_to_tell() {
    let csv =
        "order_id,customer_id,channel,category,line_amount,qty,amount_returned\n1,a,web,tea,30,1,\n2,a,web,tea,3,1,\n";
    let mut feed = open_files(&[("datapackage.json", MANIFEST), ("l.csv", csv)]);
    let page = feed.channels("?page=channels&by=category");
    assert!(page.table.columns.iter().all(|column| column.kpi != "line_value" && column.kpi != "basket_value"));
    assert_eq!(figure(&page, "tea", "aov").raw, Some(16.5));
}
