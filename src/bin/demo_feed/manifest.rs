//! Writes `datapackage.json`: Data Package v2, with the words of the feed under the custom property `miyar`.

use std::fmt::Write;

use crate::Result;
use crate::plan::{Label, Plan};
use crate::trade::{DIMENSIONS, Measures};

/// Column, its type in Table Schema, what it holds. The order is that of the file.
type Column = (&'static str, &'static str, &'static str);

const PERFORMANCE: [(&str, &str, &str); DIMENSIONS.len() + Measures::N] = [
    ("date", "date", "Day of the activity and of the order, in the time zone of the shop"),
    ("channel", "string", "Channel that the activity is credited to"),
    ("campaign", "string", "Campaign, always-on line or store"),
    ("stage", "string", "What the line is for: awareness, conversion or loyalty"),
    ("segment", "string", "Customer segment that the line addresses"),
    ("region", "string", "Region of the customer or of the store"),
    ("device", "string", "Device; empty offline"),
    ("impressions", "integer", "Times shown, to the nearest hundred"),
    ("sends", "integer", "Messages or letters sent"),
    ("delivered", "integer", "Sends that did not bounce"),
    ("opens", "integer", "Unique opens"),
    ("clicks", "integer", "Unique clicks on messages, clicks elsewhere"),
    (
        "visits",
        "integer",
        "Sessions; footfall of a store, calls answered, listing visits, vouchers and catalogue codes shown",
    ),
    ("leads", "integer", "Sign-ups, or enquiries by phone"),
    ("conversions", "integer", "Visits with at least one order"),
    ("orders", "integer", "Orders"),
    ("units", "integer", "Articles ordered"),
    ("revenue", "number", "Value of the orders without VAT, before refunds"),
    ("refunds", "number", "Value sent back, booked on the day of the order"),
    ("cost", "number", "Media, postage and commission; empty where the line has none"),
    ("new_customers", "integer", "Orders by customers who had not bought before"),
];

const COSTS: [(&str, &str, &str); 4] = [
    ("date", "date", "First day of the month"),
    ("kind", "string", "media, agency, salaries, martech or overheads"),
    ("channel", "string", "Channel, where the cost belongs to one"),
    ("amount", "number", "Cost of the month, without VAT"),
];

const ANSWERS: [(&str, &str, &str); 4] = [
    ("date", "date", "Day of the answer"),
    ("channel", "string", "Channel of the order that was asked about"),
    ("kind", "string", "Question: nps, csat or ces"),
    ("score", "integer", "Answer: 0 to 10 of nps, 1 to 5 of csat, 1 to 7 of ces"),
];

const PEERS: [(&str, &str, &str); 9] = [
    ("month", "yearmonth", "Month that the sums are of"),
    ("peer", "string", "Company; none of them exists"),
    ("industry", "string", "What it sells"),
    ("visits", "integer", "Visits"),
    ("conversions", "integer", "Visits with at least one order"),
    ("orders", "integer", "Orders"),
    ("units", "integer", "Articles ordered"),
    ("revenue", "number", "Value of the orders without VAT, before refunds, in riyals"),
    ("refunds", "number", "Value sent back, in riyals"),
];

const CHANNELS: [(&str, &str, &str); 10] = [
    ("metric", "string", "Metric, by its id"),
    ("channel", "string", "Channel; empty: all together"),
    ("period", "yearmonth", "Month that the figures are of"),
    ("n", "integer", "Number of companies"),
    ("p10", "number", "10th percentile"),
    ("p25", "number", "25th percentile"),
    ("p50", "number", "Median"),
    ("p75", "number", "75th percentile"),
    ("p90", "number", "90th percentile"),
    ("source", "string", "Who says so"),
];

const TARGETS: [(&str, &str, &str); 6] = [
    ("metric", "string", "Metric, by its id"),
    ("period", "string", "Month, quarter or year that the target is of"),
    ("channel", "string", "Channel; empty: all together"),
    ("value", "number", "What is to be reached; amounts in riyals"),
    ("unit", "string", "percent, times, points or SAR; empty: as the metric is measured"),
    ("note", "string", "What it covers"),
];

const HEAD: &str = r#"{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "name": "miyar-demo",
  "title": "Dar Rimal: two years of an invented retailer",
  "description": "Invented data for demonstration: twelve marketing channels of a Saudi retailer that does not exist, by day, from September 2024 to October 2026. Written by a generator with a fixed seed.",
  "version": "1.0.0",
  "created": "2026-11-01T00:00:00Z",
  "licenses": [
    {
      "name": "CC0-1.0",
      "path": "https://creativecommons.org/publicdomain/zero/1.0/",
      "title": "CC0 1.0"
    }
  ],
  "miyar": {
    "version": 1,
    "title": {
      "en": "Dar Rimal",
      "ar": "دار رمال"
    },
    "notice": {
      "en": "Invented data for demonstration: no real company.",
      "ar": "بيانات مختلقة للعرض: لا تخص أي شركة حقيقية."
    },
    "currency": "SAR",
    "time_zone": "Asia/Riyadh",
    "week_start": "sunday",
    "default_period": "last-30-days",
    "company": {
      "peer": "Dar Rimal",
      "industry": "retail"
    },
    "labels": {
"#;

/// Gives the manifest; fails if the plan uses a segment, a region or a campaign that has no label.
pub fn text(plan: &Plan) -> Result<String> {
    for line in &plan.lines {
        for (field, value) in [("segment", line.segment), ("region", line.region), ("campaign", line.campaign)] {
            if !plan.labels.iter().any(|label| (label.field, label.value) == (field, value)) {
                return Err(format!("the {field} {value:?} has no label").into());
            }
        }
    }
    let mut out = String::from(HEAD);
    let fields = ["segment", "region", "campaign"];
    let labels = fields.map(|field| labels(plan.labels.iter().filter(|label| label.field == field), field));
    out.push_str(&labels.join(",\n"));
    out.push_str("\n    },\n    \"annotations\": [\n");
    let annotations = plan.annotations.iter().map(|one| {
        let words = words(one.english, one.arabic, 10);
        format!(
            "      {{\n        \"from\": \"{}\",\n        \"to\": \"{}\",\n        \"title\": {words}\n      }}",
            one.from, one.to
        )
    });
    out.push_str(&annotations.collect::<Vec<_>>().join(",\n"));
    out.push_str("\n    ]\n  },\n  \"resources\": [\n");
    let tables: [(&str, &str, &str, &[Column]); 6] = [
        ("performance", "performance", "day", &PERFORMANCE),
        ("costs", "costs", "month", &COSTS),
        ("answers", "answers", "day", &ANSWERS),
        ("peers", "peers", "month", &PEERS),
        ("peers-channels", "peers", "month", &CHANNELS),
        ("targets", "targets", "month", &TARGETS),
    ];
    for (at, (name, table, grain, columns)) in tables.into_iter().enumerate() {
        if at > 0 {
            out.push_str(",\n");
        }
        resource(&mut out, name, table, grain, columns);
    }
    out.push_str("\n  ]\n}\n");
    Ok(out)
}

fn labels<'a>(labels: impl Iterator<Item = &'a Label>, field: &str) -> String {
    let entries =
        labels.map(|label| format!("        {}: {}", quoted(label.value), words(label.english, label.arabic, 10)));
    format!("      {}: {{\n{}\n      }}", quoted(field), entries.collect::<Vec<_>>().join(",\n"))
}

/// Writes a pair of words; `n_blanks` is the indent of its members.
fn words(english: &str, arabic: &str, n_blanks: usize) -> String {
    let indent = " ".repeat(n_blanks);
    let end = " ".repeat(n_blanks.saturating_sub(2));
    format!("{{\n{indent}\"en\": {},\n{indent}\"ar\": {}\n{end}}}", quoted(english), quoted(arabic))
}

fn resource(out: &mut String, name: &str, table: &str, grain: &str, columns: &[Column]) {
    let fields = columns.iter().map(|(column, kind, holds)| {
        let constraint = match *kind {
            "integer" | "number" => ",\n            \"constraints\": {\n              \"minimum\": 0\n            }",
            _ => "",
        };
        format!(
            r#"          {{
            "name": {},
            "type": {},
            "description": {}{constraint}
          }}"#,
            quoted(column),
            quoted(kind),
            quoted(holds)
        )
    });
    let fields = fields.collect::<Vec<_>>().join(",\n");
    let map = columns
        .iter()
        .map(|(column, _, _)| {
            let field = if table == "peers" && *column == "month" { "period" } else { column };
            format!("          {}: {}", quoted(field), quoted(column))
        })
        .collect::<Vec<_>>()
        .join(",\n");
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        r#"    {{
      "name": "{name}",
      "path": "{name}.csv",
      "type": "table",
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "dialect": {{
        "delimiter": ",",
        "header": true
      }},
      "schema": {{
        "fields": [
{fields}
        ],
        "missingValues": [
          ""
        ]
      }},
      "miyar": {{
        "table": "{table}",
        "grain": "{grain}",
        "map": {{
{map}
        }}
      }}
    }}"#
    );
}

/// Quotes a text for JSON.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            ' '.. => out.push(letter),
            control => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
        }
    }
    out.push('"');
    out
}
