//! Why a figure changed: the parts add up to the change, agree with outside figures, and are said as they are.

use super::support::{Opened, open, open_files, repository};
use miyar::engine::plan::contribution::{Amounts, Pair, of_ratio, of_sum, with_rest};
use miyar::engine::quantity::{Quantity, Sum};
use miyar::view::page::explain::{Effect, Explain};
use miyar::view::page::{Body, PageModel};
use miyar::view::text::Lang;
use miyar::work::message::Tell;
use proptest::prelude::*;
use serde_json::Value;

/// A table of sums with all that these tests need, and costs without a channel.
pub const MANIFEST: &str = r#"{"name": "t", "miyar": {"version": 1, "currency": "SAR", "default_period": "all", "week_start": "sunday"},
  "resources": [
    {"name": "p", "path": "p.csv", "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel",
      "region": "region", "visits": "visits", "conversions": "conversions", "orders": "orders", "revenue": "revenue",
      "refunds": "refunds", "cost": "cost", "new_customers": "new"}}},
    {"name": "c", "path": "c.csv", "format": "csv", "miyar": {"table": "costs", "map": {"date": "date", "kind": "kind",
      "amount": "amount"}}}]}"#;

pub const HEAD: &str = "date,channel,region,visits,conversions,orders,revenue,refunds,cost,new\n";
pub const COSTS: &str = "date,kind,amount\n";

/// February against January.
pub const MONTHS: &str = "period=2026-02-01..2026-02-28&compare=2026-01-01..2026-01-31";

pub fn feed(rows: &str, costs: &str) -> Opened {
    let (rows, costs) = (format!("{HEAD}{rows}"), format!("{COSTS}{costs}"));
    open_files(&[("datapackage.json", MANIFEST), ("p.csv", &rows), ("c.csv", &costs)])
}

pub fn page_in(feed: &mut Opened, search: &str, lang: Lang) -> PageModel {
    match feed.tell_in(search, lang) {
        Tell::Page { model, .. } => *model,
        other => panic!("a page is due: {other:?}"),
    }
}

pub fn explain_in(feed: &mut Opened, search: &str, lang: Lang) -> Explain {
    match page_in(feed, &format!("?page=explain&{search}"), lang).body {
        Body::Explain(explain) => *explain,
        other => panic!("an explanation is due: {other:?}"),
    }
}

fn explain(feed: &mut Opened, search: &str) -> Explain {
    explain_in(feed, search, Lang::En)
}

fn adds(effect: &Effect) -> f64 {
    effect.adds.raw.unwrap_or_else(|| panic!("{} adds something: {effect:?}", effect.label))
}

fn row<'e>(explain: &'e Explain, value: &str) -> &'e Effect {
    let rows = &explain.table.as_ref().expect("a table").rows;
    rows.iter().find(|row| row.value.as_deref() == Some(value)).unwrap_or_else(|| panic!("no {value}: {rows:?}"))
}

/// Tolerance 1e-12: one division and three products of floats, as in the golden's own.
#[test]
fn a_rate_is_taken_apart_as_kitagawa_does() {
    for golden in ["mix_shift", "mix_shift2"] {
        let folder = repository("tests/goldens").join(golden);
        let input = std::fs::read_to_string(folder.join("input.csv")).unwrap();
        let due: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
        let mut rows = String::new();
        for line in input.lines().skip(1) {
            let [channel, n0, k0, n1, k1] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
            rows += &format!("2026-01-01,{channel},x,{n0},{k0},,,,,\n2026-02-10,{channel},x,{n1},{k1},,,,,\n");
        }
        let explained = explain(&mut feed(&rows, ""), &format!("{MONTHS}&explain=conversion"));
        let near = |what: &str, got: Option<f64>, due: &Value| {
            let (got, due) = (got.unwrap(), due.as_f64().unwrap());
            assert!((got - due).abs() < 1e-12, "{golden}: {what}: {got}, {due} is due");
        };
        let check = |effect: &Effect, due: &Value, names: [&str; 3]| {
            for (shown, name) in effect.made_of.iter().zip(names) {
                near(&format!("{} {name}", effect.label), shown.raw, &due[name]);
            }
            assert_eq!(effect.made_of.len(), 3, "nothing came or went");
        };
        let channels = due["by_channel"].as_array().unwrap();
        for channel in channels {
            check(row(&explained, channel["channel"].as_str().unwrap()), channel, ["rate", "mix", "interaction"]);
        }
        let table = explained.table.unwrap();
        assert_eq!(table.rows.len(), channels.len());
        check(&table.total, &due, ["rate_effect", "mix_effect", "interaction"]);
        near("change", table.total.adds.raw, &due["change"]);
    }
}

fn any_sum() -> impl Strategy<Value = Sum> {
    prop_oneof![Just(0), -9_000_000_000_000_000_i64..9_000_000_000_000_000]
        .prop_map(|parts| Sum::from(Quantity::from_parts(parts)))
}

prop_compose! {
    fn any_pair()(then in (any_sum(), any_sum()), now in (any_sum(), any_sum())) -> Pair {
        let of = |(above, below)| Amounts { above, below };
        Pair { then: of(then), now: of(now) }
    }
}

prop_compose! {
    /// One row: day, channel, region, and what it knows; an empty cell is not known.
    fn any_row()(
        month in 1..3_u8, day in 1..28_u8, channel in 0..4_usize, region in 0..3_usize,
        counts in proptest::collection::vec(proptest::option::weighted(0.9, 0..400_u32), 5),
        money in proptest::collection::vec(proptest::option::weighted(0.8, 0..90_000_u32), 3),
    ) -> String {
        let (channel, region) = (["email", "sms", "store", ""][channel], ["north", "south", ""][region]);
        let count = |at: usize| counts[at].map(|n| n.to_string()).unwrap_or_default();
        let cents = |at: usize| money[at].map(|n| format!("{}.{:02}", n / 100, n % 100)).unwrap_or_default();
        let cells = [count(0), count(1), count(2), cents(0), cents(1), cents(2), count(3)].join(",");
        format!("2026-{month:02}-{day:02},{channel},{region},{cells}\n")
    }
}

proptest! {
    #[test]
    fn parts_and_the_rest_add_up_to_a_sum_exactly(whole in any_pair(), parts in proptest::collection::vec(any_pair(), 0..9)) {
        let all = with_rest(whole, &parts);
        let added = of_sum(&all).into_iter().fold(Sum::ZERO, |sum, part| sum + part);
        prop_assert_eq!(added, whole.now.above - whole.then.above);
        prop_assert_eq!(all.iter().fold(Sum::ZERO, |sum, part| sum + part.now.below), whole.now.below);
    }

    #[test]
    fn parts_add_up_to_a_ratio(parts in proptest::collection::vec(any_pair(), 1..9)) {
        if let Some(shift) = of_ratio(&parts) {
            let added: f64 = shift.groups.iter().map(|part| part.total()).sum();
            let size = shift.groups.iter().map(|part| part.total().abs()).fold(shift.rate0.abs().max(shift.rate1.abs()), f64::max);
            prop_assert!((added - shift.change()).abs() <= 1e-9 * size.max(1e-9), "{} {}", added, shift.change());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Sums: to half a millionth, which is what the feed can write. Ratios: to 1e-9 of the largest part.
    #[test]
    fn what_is_shown_adds_up_to_the_change_that_is_shown(
        rows in proptest::collection::vec(any_row(), 8..40),
        costs in proptest::collection::vec((1..3_u8, 1..28_u8, 1..5_000_u32), 0..4),
    ) {
        let costs: String = costs.iter().map(|(month, day, amount)| format!("2026-{month:02}-{day:02},media,{amount}\n")).collect();
        // A comparison needs a feed that knew everything when it began.
        let first = "2026-01-01,email,north,100,10,10,100,1,50,5\n";
        let mut feed = feed(&(first.to_owned() + &rows.concat()), &costs);
        let mut n_tables = 0;
        for metric in ["revenue", "orders", "cost", "conversion", "aov", "roas", "cost_per_order", "cac", "refund_rate"] {
            for by in ["channel", "region"] {
                let explained = explain(&mut feed, &format!("{MONTHS}&explain={metric}&by={by}"));
                let Some(table) = explained.table else { continue };
                n_tables += 1;
                let (added, due) = (table.rows.iter().map(adds).sum::<f64>(), adds(&table.total));
                let size = table.rows.iter().map(|row| adds(row).abs()).fold(due.abs(), f64::max);
                prop_assert!((added - due).abs() <= 1e-9 * size.max(1e-3), "{metric} by {by}: {added}, {due} is due: {table:?}");
                let change = table.total.now.raw.unwrap() - table.total.then.raw.unwrap();
                prop_assert!((change - due).abs() <= 1e-9 * size.max(1e-3), "{metric}");
                for row in table.rows.iter().filter(|row| !row.made_of.is_empty()) {
                    let made: f64 = row.made_of.iter().map(|part| part.raw.unwrap()).sum();
                    prop_assert!((made - adds(row)).abs() <= 1e-9 * size.max(1e-3), "{metric}, {}", row.label);
                }
            }
        }
        prop_assert!(n_tables > 0, "something can be taken apart");
    }
}

const SEARCH_FELL: &str = "2026-01-01,search,x,1000,100,100,10000,,500,10\n2026-01-01,email,x,500,50,50,5000,,100,5\n\
    2026-02-10,search,x,1000,60,60,6000,,500,6\n2026-02-10,email,x,500,48,48,4800,,100,5\n";

#[test]
fn a_fall_is_laid_to_who_fell_and_to_what_fell_there() {
    // 15,000 → 10,800: −4,200, of which search −4,000 (95 %), where 100 of 1,000 visits became 60.
    let mut feed = feed(SEARCH_FELL, "");
    let explained = explain(&mut feed, &format!("{MONTHS}&explain=revenue"));
    let said = explained.sentences.join(" ");
    for part in [
        "Revenue fell from 15.0K SAR to 10.8K SAR (-28.0%).",
        "95% of it is Search (-4000 SAR).",
        "Conversion rate went from 10.0% to 6.0%",
    ] {
        assert!(said.replace(['\u{2068}', '\u{2069}'], "").contains(part), "{part:?} in {said:?}");
    }
    assert_eq!((adds(row(&explained, "search")), adds(row(&explained, "email"))), (-4000.0, -200.0));
    assert_eq!(row(&explained, "search").bar, -1.0);
    // Conversion: 150/1500 → 108/1500; the weights stay, so that all of it is rate.
    let explained = explain(&mut feed, &format!("{MONTHS}&explain=conversion"));
    let total = &explained.table.as_ref().unwrap().total;
    let [rate, mix, both] = [0, 1, 2].map(|at| total.made_of[at].raw.unwrap());
    assert!((rate + 0.028).abs() < 1e-12 && mix.abs() < 1e-12 && both.abs() < 1e-12, "{rate} {mix} {both}");
}

#[test]
fn a_cost_of_no_channel_is_a_part_of_its_own() {
    let mut feed = feed(SEARCH_FELL, "2026-01-05,media,300\n2026-02-05,media,900\n");
    let explained = explain(&mut feed, &format!("{MONTHS}&explain=cost"));
    let table = explained.table.as_ref().unwrap();
    let rest = table.rows.last().unwrap();
    assert_eq!((rest.value.as_deref(), adds(rest), adds(&table.total)), (None, 600.0, 600.0), "{table:?}");
    assert!(explained.notes.iter().any(|note| note.contains("row of its own")), "{:?}", explained.notes);
    // Cost per new customer: (600 + 300) / 15 → (600 + 900) / 11. Of the rest no customer is known.
    let table = explain(&mut feed, &format!("{MONTHS}&explain=cac")).table.unwrap();
    let due = 1500.0 / 11.0 - 900.0 / 15.0;
    let added: f64 = table.rows.iter().map(adds).sum();
    assert!((added - due).abs() < 1e-9 && (adds(&table.total) - due).abs() < 1e-9, "{added}, {due} is due");
    let rest = table.rows.last().unwrap();
    assert!((adds(rest) - (900.0 / 11.0 - 300.0 / 15.0)).abs() < 1e-9, "{rest:?}");
    assert_eq!(rest.made_of[3].raw, rest.adds.raw, "it stands apart");
}

#[test]
fn customers_are_said_not_to_add_up() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "e", "path": "e.csv",
      "format": "csv", "miyar": {"table": "events", "map": {"person": "who", "date": "when", "kind": "what", "value": "value",
      "order": "id", "channel": "channel"}}}]}"#;
    // In February a buys in both channels: three of one and two of the other are four people.
    let events = "who,when,what,value,id,channel\na,2026-01-01,order,10,1,email\nb,2026-01-03,order,10,2,sms\n\
        a,2026-02-02,order,10,3,email\na,2026-02-03,order,10,4,sms\nb,2026-02-03,order,10,5,sms\nc,2026-02-04,order,10,6,email\nd,2026-02-05,order,10,7,email\n";
    let mut feed = open_files(&[("datapackage.json", manifest), ("e.csv", events)]);
    let explained = explain(&mut feed, &format!("{MONTHS}&explain=customers"));
    let table = explained.table.as_ref().unwrap();
    assert_eq!((table.total.then.raw, table.total.now.raw), (Some(2.0), Some(4.0)));
    assert_eq!((adds(row(&explained, "email")), adds(row(&explained, "sms"))), (2.0, 1.0), "own changes, three in all");
    assert!(explained.notes[0].contains("does not add up"), "{:?}", explained.notes);
    assert!(table.heads.contains(&"Own change".to_owned()), "{:?}", table.heads);
}

#[test]
fn a_part_leads_on_into_itself_cut_by_what_is_left() {
    let mut feed = feed(SEARCH_FELL, "");
    let explained = explain(&mut feed, &format!("{MONTHS}&explain=revenue&where=channel:search"));
    assert_eq!(explained.dimension, "region", "the channel is one already");
    assert_eq!(adds(row(&explained, "x")), -4000.0);
}

#[test]
fn what_cannot_be_explained_says_why() {
    let mut feed = feed(SEARCH_FELL, "2026-01-05,salaries,300\n2026-02-05,salaries,900\n");
    for (search, why) in [
        ("compare=none&explain=revenue", "nothing to compare with"),
        ("explain=revenue&period=2026-02-01..2026-02-28&compare=2026-01-15..2026-01-20", "in the other period it is"),
        (&format!("explain=leads&{MONTHS}"), "leads"),
    ] {
        let explained = explain(&mut feed, search);
        assert!(explained.table.is_none(), "{search}");
        assert!(explained.sentences.join(" ").contains(why), "{search}: {:?}", explained.sentences);
    }
}

#[test]
fn the_demo_is_explained_in_every_cut() {
    let mut demo = open("public/demo");
    let mut n_tables = 0;
    let metrics = explain(&mut demo, "explain=revenue").metrics;
    assert!(metrics.len() > 25 && metrics.iter().any(|metric| metric.id == "roas"), "{metrics:?}");
    for metric in &metrics {
        for by in ["channel", "campaign", "segment", "region", "device"] {
            let explained = explain(&mut demo, &format!("explain={}&by={by}&compare=last-year", metric.id));
            assert!(!explained.sentences.is_empty(), "{} by {by}", metric.id);
            let Some(table) = explained.table else { continue };
            if table.total.made_of.is_empty() && explained.notes.iter().any(|note| note.contains("not add up")) {
                continue;
            }
            n_tables += 1;
            let (added, due) = (table.rows.iter().map(adds).sum::<f64>(), adds(&table.total));
            let size = table.rows.iter().map(|row| adds(row).abs()).fold(due.abs(), f64::max);
            assert!((added - due).abs() <= 1e-9 * size.max(1e-9), "{} by {by}: {added}, {due} is due", metric.id);
        }
    }
    assert!(n_tables > 60, "{n_tables} were taken apart");
}
