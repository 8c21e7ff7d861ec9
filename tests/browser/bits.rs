//! Figures with their intervals, quantiles, lifetime values and resamples, bit by bit: run natively and in the browser, they
//! must print the same.

use miyar::engine::customer::bgnbd::BgNbd;
use miyar::engine::customer::summary::Summary;
use miyar::engine::day::Day;
use miyar::engine::stat::Interval;
use miyar::engine::stat::bootstrap::{Bootstrap, Random};
use miyar::engine::stat::distribution::{normal_quantile, t_quantile};
use miyar::engine::stat::poisson::exact_limits;
use miyar::engine::stat::proportion::Proportion;
use miyar::engine::stat::quantile::{Sorted, Type};
use miyar::view::number::{Locale, Plain};
use miyar::view::page::{Body, Shown};
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

fn bits(value: Option<f64>) -> String {
    value.map_or("none".into(), |value| format!("{:016x}", value.to_bits()))
}

/// Returns the bits of a figure and of the ends of its interval.
fn of_shown(shown: &Shown) -> String {
    let range = shown.range.as_ref();
    format!("{} {} {}", bits(shown.raw), bits(range.map(|range| range.low)), bits(range.map(|range| range.high)))
}

fn of_interval(interval: Option<Interval>) -> String {
    format!("{} {}", bits(interval.map(|ends| ends.low)), bits(interval.map(|ends| ends.high)))
}

/// Returns a line a figure: row, metric, and the bits of its value and its interval in hexadecimal.
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
                lines.push(format!(
                    "{} {} {}",
                    row.value.as_deref().unwrap_or("all"),
                    column.kpi,
                    of_shown(&cell.figure)
                ));
            }
        }
    }
    lines.join("\n") + "\n"
}

const CDNOW: &str = r#"{"name": "t", "miyar": {"version": 1, "margin": 0.4, "discount_rate": 0.1}, "resources": [
    {"name": "orders", "path": "orders.csv", "format": "csv", "miyar": {"table": "events", "map": {"date": "date",
        "person": "customer_id", "order": "order_id", "kind": {"constant": "order"}, "channel": {"constant": "web"},
        "value": "spend", "units": "units"}}},
    {"name": "spend", "path": "spend.csv", "format": "csv", "miyar": {"table": "performance", "map": {"date": "date",
        "cost": "cost", "new_customers": "won"}}}]}"#;

/// Returns the lifetime metrics of CDNOW with their resampled intervals, quantiles of all types, intervals of shares and
/// counts, draws, and what BG/NBD expects.
pub fn statistics() -> String {
    let mut lines = Vec::new();
    let mut desk = Desk::new(Surroundings { locale: plain, zone: |_| Some(miyar::engine::zone::Zone::default()) });
    let orders = include_str!("../goldens/cohort_cdnow/orders.csv");
    alone::open(&mut desk, Visit::to("http://feed.test/datapackage.json", Day::MAX), &|address| {
        let file = match address.rsplit('/').next() {
            Some("orders.csv") => orders,
            Some("spend.csv") => "date,cost,won\n1997-02-01,65996,\n1998-03-01,12000,400\n",
            _ => CDNOW,
        };
        Ok(file.as_bytes().to_vec())
    });
    for period in ["1998-01-01..1998-06-30", "1997-01-01..1997-03-31"] {
        let query = Query::parse(&format!("?page=metrics&period={period}"));
        let acts = desk.asked(Ask::Show { ticket: 1, query, reader: Reader::default() });
        let Some(Act::Tell(Tell::Page { model, .. })) = acts.into_iter().next() else { continue };
        let Body::Metrics(metrics) = model.body else { continue };
        lines.extend(metrics.entries.iter().map(|entry| format!("{period} {} {}", entry.kpi, of_shown(&entry.figure))));
    }
    let values: Vec<f64> = (0..57).map(|at| f64::from(at * at % 61) * 0.37 - 4.0).collect();
    let sorted = Sorted::from_values(&values);
    for kind in Type::ALL {
        for q in [0.0, 0.1, 0.25, 0.5, 0.9, 0.975, 1.0] {
            lines.push(format!("quantile {kind:?} {q} {}", bits(sorted.quantile_of(q, kind))));
        }
    }
    for (k, n) in [(0, 10), (3, 9), (81, 263), (15, 148), (999, 1000), (12_345, 1_234_567)] {
        let share = Proportion { k, n };
        for (name, interval) in [
            ("wilson", share.wilson(0.95)),
            ("exact", share.clopper_pearson(0.95)),
            ("jeffreys", share.jeffreys(0.99)),
            ("poisson", exact_limits(k, 0.95)),
        ] {
            lines.push(format!("{name} {k}/{n} {}", of_interval(interval)));
        }
    }
    for p in [1e-9, 0.025, 0.3, 0.975] {
        lines.push(format!("normal {p} {}, t {}", bits(normal_quantile(p)), bits(t_quantile(p, 7.5))));
    }
    let mean = |draw: &[f64]| Some(draw.iter().sum::<f64>() / draw.len() as f64);
    lines.push(format!("bootstrap {}", of_interval(Bootstrap::of(&values, 500, 7, mean).percentile(0.95))));
    let mut random = Random::from_seed(3);
    let counts: Vec<f64> = [0.0, 0.5, 12.0, 63.9, 64.0, 2357.0].map(|mean| random.poisson(mean)).to_vec();
    lines.push(format!("counts {counts:?}"));
    // The parameters that Fader, Hardie & Lee 2005 found for CDNOW.
    let model = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    for (x, recency, age) in [(2.0, 30.43, 38.86), (0.0, 0.0, 38.86), (26.0, 30.86, 31.0)] {
        let customer = Summary { customer: 1, frequency: x, recency, age, mean_value: 20.0 };
        let (expected, active) = (model.expected_purchases(&customer, 39.0), model.probability_active(&customer));
        lines.push(format!("bgnbd {x} {} {}", bits(expected), bits(active)));
    }
    lines.join("\n") + "\n"
}
