//! Every figure of the golden `kpi_table`, bit by bit: run natively and in the browser, it must print the same.

use miyar::engine::day::Day;
use miyar::view::number::{Locale, Plain};
use miyar::view::page::Body;
use miyar::view::query::Query;
use miyar::work::alone;
use miyar::work::desk::{Desk, Surroundings};
use miyar::work::message::{Act, Ask, Reader, Tell, Visit};

const MANIFEST: &str = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "p", "path": "p.csv",
    "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel", "cost": "cost",
    "impressions": "impressions", "clicks": "clicks", "visits": "sessions", "orders": "orders", "conversions": "orders",
    "new_customers": "new_customers", "units": "units", "revenue": "gross_revenue", "refunds": "refunds"}}}]}"#;

fn plain(_: Reader) -> Box<dyn Locale> {
    Box::new(Plain)
}

/// Returns a line a figure: row, metric, and the bits of its value in hexadecimal.
pub fn figures() -> String {
    let csv = include_str!("../goldens/kpi_table/channel_daily.csv");
    let mut desk = Desk::new(Surroundings { locale: plain, zone: |_| Some(miyar::engine::zone::Zone::default()) });
    let visit = Visit::to("http://feed.test/datapackage.json", Day::MAX);
    alone::open(&mut desk, visit, &|address| {
        Ok(if address.ends_with("json") { MANIFEST } else { csv }.as_bytes().to_vec())
    });
    let mut lines = Vec::new();
    // A second, shorter period brings changes and another set of denominators.
    for search in ["?page=channels", "?page=channels&period=2025-02-01..2025-02-28"] {
        let acts = desk.asked(Ask::Show { ticket: 1, query: Query::parse(search), reader: Reader::default() });
        let Some(Act::Tell(Tell::Page { model, .. })) = acts.into_iter().next() else { continue };
        let Body::Channels(channels) = model.body else { continue };
        for row in channels.table.rows.iter().chain([&channels.table.total]) {
            for (cell, column) in row.cells.iter().zip(&channels.table.columns) {
                let bits = cell.figure.raw.map_or("none".into(), |raw| format!("{:016x}", raw.to_bits()));
                lines.push(format!("{} {} {bits}", row.value.as_deref().unwrap_or("all"), column.kpi));
            }
        }
    }
    lines.join("\n") + "\n"
}
