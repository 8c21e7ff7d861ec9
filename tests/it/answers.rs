//! Every sentence of the answers is said in both languages: no template is left that nothing leads to, and none is said
//! with a gap in it.

use super::advising::advice_feed;
use super::explaining::{COSTS, HEAD, MANIFEST, MONTHS, feed, page_in};
use super::support::{Opened, open, open_files, repository};
use miyar::view::text::Lang;
use serde_json::Value;

/// Returns every text of a page.
fn texts(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")),
        Value::Array(values) => values.iter().for_each(|value| texts(value, all)),
        Value::Object(values) => values.values().for_each(|value| texts(value, all)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Returns id and fixed parts of each message of one line.
fn templates(lang: Lang) -> Vec<(String, Vec<String>)> {
    let path = repository("src/view/text").join(lang.id()).join("explain.ftl");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with(['#', ' ', '}']) && !line.ends_with("->"));
    let template = |line: &str| {
        let (id, pattern) = line.split_once(" = ")?;
        let fixed =
            pattern.split('{').flat_map(|part| part.split_once('}').map_or(vec![part], |(_, after)| vec![after]));
        Some((id.to_owned(), fixed.map(str::to_owned).collect()))
    };
    lines.filter_map(template).collect()
}

/// Whether a text has the fixed parts in their order, beginning and ending as they do or within another sentence.
fn is_made_of(text: &str, fixed: &[String]) -> bool {
    let mut rest = text;
    fixed.iter().all(|part| match rest.find(part.as_str()) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// A month of January and one of February, `(channel, visits, conversions, orders, revenue, refunds, cost)` each.
fn months(rows: &[(&str, [&str; 6], [&str; 6])]) -> Opened {
    let row = |(channel, then, now): &(&str, [&str; 6], [&str; 6])| {
        format!("2026-01-01,{channel},x,{},\n2026-02-01,{channel},x,{},\n", then.join(","), now.join(","))
    };
    feed(&rows.iter().map(row).collect::<String>(), "2026-01-01,media,100\n2026-02-01,media,140\n")
}

/// Weekly spend by `x`, orders by it and the week.
fn weekly(channel: &str, orders: impl Fn(f64, f64) -> f64) -> String {
    let first = miyar::engine::day::Day::from_iso("2025-01-05").unwrap();
    let row = |week: i32| {
        let spent = 10_000.0 * (1.0 + 0.3 * (f64::from(week) * 1.1).sin());
        let orders = orders(spent, f64::from(week));
        format!("{},{channel},x,,,{orders:.6},{:.2},,{spent:.6},\n", first.plus_days(7 * week), orders * 50.0)
    };
    (0..60).map(row).collect()
}

fn of_rows(rows: &str) -> Opened {
    open_files(&[("datapackage.json", MANIFEST), ("p.csv", &format!("{HEAD}{rows}")), ("c.csv", COSTS)])
}

/// Feeds, and what is asked of each.
fn cases() -> Vec<(Opened, Vec<String>)> {
    let explain = |metric: &str| format!("?page=explain&{MONTHS}&explain={metric}");
    let fall = ["1000", "100", "100", "10000", "500", "500"];
    let all = vec![
        explain("revenue"),
        explain("conversion"),
        explain("cost"),
        explain("visits"),
        explain("refund_rate"),
        explain("aov"),
        explain("cac"),
    ];
    let moved = months(&[
        ("search", fall, ["1000", "60", "60", "6000", "300", "500"]),
        ("email", ["500", "50", "50", "5000", "0", "100"], ["500", "52", "52", "5600", "0", "100"]),
    ]);
    // The shares change and the rates stay; display comes.
    let mixed = months(&[
        ("search", fall, ["4000", "400", "400", "40000", "0", "500"]),
        ("email", ["1000", "300", "300", "5000", "0", "100"], ["1000", "300", "300", "5000", "0", "100"]),
    ]);
    let turned = of_rows(
        "2026-01-01,search,x,1000,10,10,100,,100,\n2026-02-01,search,x,1000,10,10,100,,100,\n2026-02-01,email,x,4000,2000,2000,9000,,1,\n",
    );
    let little = months(&[
        ("search", ["1000", "100", "100", "1000", "0", "5"], ["1000", "104", "104", "1001", "0", "5"]),
        ("sms", ["1000", "100", "100", "1000", "0", "5"], ["1000", "100", "100", "1000", "0", "5"]),
    ]);
    let below = of_rows(
        "2026-01-01,search,x,,,,100,10,,\n2026-02-01,search,x,,,,900,30,,\n2026-02-01,sms,x,,,,-50,10,,\n2026-01-01,sms,x,,,,-50,10,,\n",
    );
    let many: String = (0..130)
        .map(|at| format!("2026-01-01,c{at},x,10,1,1,10,,,\n2026-02-01,c{at},x,20,1,1,{},,,\n", 12 + at))
        .collect();
    let costly: String = (0..70).map(|at| format!("2026-02-01,c{at},x,10,5,5,50,,{},1\n", 10 + at)).collect();
    let later = of_rows("2026-01-01,a,x,10,1,1,,,,\n2026-01-20,a,x,10,1,1,5,,,\n2026-02-01,a,x,10,1,1,9,,,\n");
    let versus = of_rows(
        "2026-01-10,email,x,7000,560,560,56000,,2800,300\n2026-01-10,sms,x,8000,480,480,24000,,2400,200\n2026-01-10,push,x,8000,600,600,24000,,2400,200\n\
        2026-01-10,fax,x,20,1,1,20,,5,1\n2026-01-10,post,x,,,,10,,,\n",
    );
    let noisy = |slope: f64, size: f64| {
        let of = |channel: &str, beat: f64| {
            weekly(channel, move |x, week| 1000.0 * (x / 10_000.0).powf(slope) * (1.0 + size * (week * beat).sin()))
        };
        of_rows(&(of("radio", 2.9) + &of("tv", 2.3)))
    };
    let monthly = MANIFEST.replace(r#""table": "performance","#, r#""table": "performance", "grain": "month","#);
    let by_month: String =
        (1..=12).map(|month| format!("2025-{month:02}-01,tv,x,,,100,900,,{},\n", 100 * month)).collect();
    let monthly =
        open_files(&[("datapackage.json", &monthly), ("p.csv", &format!("{HEAD}{by_month}")), ("c.csv", COSTS)]);
    let heads = [
        "versus=email&versus=sms",
        "versus=email&versus=push",
        "versus=email&versus=fax",
        "versus=email&versus=post",
        "versus=sms&versus=push",
    ];
    let channels = || vec!["?page=channels".to_owned(), "?page=channels&period=2026-02-01..2026-02-21".to_owned()];
    vec![
        (
            moved,
            [all.clone(), vec![format!("?page=explain&compare=none&explain=revenue"), format!("?{MONTHS}")]].concat(),
        ),
        (mixed, vec![explain("conversion")]),
        (turned, vec![explain("conversion")]),
        (little, all.clone()),
        (below, vec![explain("refund_rate")]),
        (of_rows(&many), vec![explain("revenue")]),
        (
            later,
            vec![
                explain("revenue"),
                format!("?page=explain&explain=revenue&period=2026-02-01..2026-02-28&compare=2026-01-05..2026-01-06"),
            ],
        ),
        (versus, heads.map(|head| format!("?page=channels&{head}")).to_vec()),
        (advice_feed(), channels()),
        (noisy(0.0, 0.2), channels()),
        (noisy(-0.05, 0.3), channels()),
        (noisy(0.3, 0.15), channels()),
        (noisy(0.8, 0.6), channels()),
        (of_rows(&costly), vec!["?page=channels".into()]),
        (monthly, channels()),
        (of_rows("2026-01-10,email,x,100,10,10,500,,,5\n"), channels()),
        (
            open("public/demo"),
            vec![
                "?page=explain&explain=nps".into(),
                "?page=channels&versus=email&versus=sms&by=segment&versus=families&versus=loyal_members".into(),
            ],
        ),
        (customers(), vec![explain("customers")]),
    ]
}

fn customers() -> Opened {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "e", "path": "e.csv",
      "format": "csv", "miyar": {"table": "events", "map": {"person": "who", "date": "when", "kind": "what", "value": "value",
      "order": "id", "channel": "channel"}}}]}"#;
    let events = "who,when,what,value,id,channel\na,2026-01-01,order,10,1,email\na,2026-02-02,order,10,3,email\nb,2026-02-03,order,10,4,sms\n";
    open_files(&[("datapackage.json", manifest), ("e.csv", events)])
}

#[test]
fn every_sentence_is_said_in_both_languages_and_without_a_gap() {
    let mut cases = cases();
    for lang in Lang::ALL {
        let mut said = Vec::new();
        for (feed, searches) in &mut cases {
            for search in searches.iter() {
                let page = page_in(feed, search, lang);
                let before = said.len();
                texts(&serde_json::to_value(&page.body).unwrap(), &mut said);
                for text in &said[before..] {
                    assert!(!text.contains("{$") && !text.contains("NaN") && !text.contains("inf"), "{search}: {text}");
                }
            }
        }
        let unsaid: Vec<String> = templates(lang)
            .into_iter()
            .filter(|(_, fixed)| !said.iter().any(|text| is_made_of(text, fixed)))
            .map(|(id, _)| id)
            .collect();
        assert_eq!(unsaid, [""; 0], "{lang:?}: nothing leads to these");
    }
}
