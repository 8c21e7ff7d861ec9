//! Metrics that a feed defines: formulas, what is wrong with them and where, and the figures that come of them.

use super::support::{card, check_shown, figure, open, open_files, total};
use miyar::engine::facts::vocabulary::Measure;
use miyar::engine::feed::package::read as read_manifest;
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::kpi::expression::{Fault, FaultKind, MAX_CHARS, read};
use miyar::engine::kpi::own::{Definition, OwnUnit, define};
use miyar::engine::kpi::{Good, Kpi};
use miyar::view::text::Lang;
use miyar::work::message::Tell;
use proptest::prelude::*;

/// Writes a formula in its one form: «revenue −2refunds / orders».
fn form(text: &str) -> String {
    let side = |factors: &[(Measure, miyar::engine::quantity::Quantity)]| {
        let each = factors.iter().map(|(measure, factor)| format!("{}{}", factor.to_decimal(), measure.id()));
        each.collect::<Vec<_>>().join(" ")
    };
    match read(text) {
        Ok(quotient) if quotient.below.is_empty() => side(&quotient.above),
        Ok(quotient) => format!("{} / {}", side(&quotient.above), side(&quotient.below)),
        Err(Fault { kind, at }) => format!("{kind:?} {at}"),
    }
}

#[test]
fn a_formula_is_brought_to_one_sum_over_another() {
    for (text, expected) in [
        ("revenue", "1revenue"),
        ("(revenue - refunds - cost) / orders", "1revenue -1refunds -1cost / 1orders"),
        ("  1-refunds/revenue ", "1revenue -1refunds / 1revenue"),
        ("revenue − refunds", "1revenue -1refunds"),
        ("2 × clicks ÷ impressions", "2clicks / 1impressions"),
        ("revenue * 0.35 - cost", "0.35revenue -1cost"),
        ("revenue / 4", "0.25revenue"),
        ("-(-(cost))", "1cost"),
        ("cost / clicks * clicks / visits", "1cost / 1visits"),
        ("revenue / cost - 1", "1revenue -1cost / 1cost"),
        ("(clicks + visits) / (sends * 2 + delivered)", "1clicks 1visits / 2sends 1delivered"),
        ("cost / visits + revenue / visits", "1revenue 1cost / 1visits"),
        ("orders / visits * 100", "100orders / 1visits"),
        ("1000 * cost / impressions", "1000cost / 1impressions"),
        ("cost / (1000 * impressions)", "1cost / 1000impressions"),
        ("clicks + clicks - 2 * clicks + visits", "1visits"),
        ("(revenue / orders) / (1 / orders)", "1revenue"),
    ] {
        assert_eq!(form(text), expected, "{text}");
    }
}

#[test]
fn what_is_wrong_is_said_with_the_character() {
    let deep = format!("{}revenue{}", "(".repeat(30), ")".repeat(30));
    let minus = format!("{}revenue", "-".repeat(30));
    let long = format!("revenue{}", " + revenue".repeat(60));
    for (text, expected) in [
        ("", "Unexpected 0"),
        ("   ", "Unexpected 3"),
        ("revenue +", "Unexpected 9"),
        ("revenue + * cost", "Unexpected 10"),
        ("(revenue - cost", "Unexpected 15"),
        ("revenue) / orders", "Unexpected 7"),
        ("revenue cost", "Unexpected 8"),
        ("revenue ^ 2", "Unexpected 8"),
        ("إيراد", "Unexpected 0"),
        ("1.2.3 * revenue", "Unexpected 0"),
        ("0.1234567 * revenue", "Unexpected 0"),
        (".", "Unexpected 0"),
        ("revenue / ordres", "UnknownMeasure 10"),
        ("Revenue", "UnknownMeasure 0"),
        ("revenue + orders", "Units 8"),
        ("(revenue - 5) / orders", "Units 9"),
        ("cost / orders + cost", "Units 14"),
        ("revenue * orders", "NotAQuotient 8"),
        ("cost / clicks + cost / visits", "NotAQuotient 14"),
        ("revenue / 0", "NotAQuotient 8"),
        ("revenue / (cost - cost)", "NotAQuotient 8"),
        ("revenue / 3", "NotAQuotient 0"),
        ("7", "NotAQuotient 0"),
        ("1 / orders", "NotAQuotient 0"),
        ("revenue - revenue", "NotAQuotient 0"),
        (deep.as_str(), "Unexpected 20"),
        (minus.as_str(), "Unexpected 20"),
        (long.as_str(), "Unexpected 300"),
    ] {
        assert_eq!(form(text), expected, "{text}");
    }
}

#[test]
fn a_unit_that_is_declared_must_be_that_of_the_formula() {
    let is_right = |formula: &str, unit: OwnUnit| {
        let id = "m".to_owned();
        define(&Definition { id, formula: formula.into(), unit, good: Good::Neutral }).is_ok()
    };
    for (formula, fitting) in [
        ("revenue", &[OwnUnit::Money][..]),
        ("revenue / orders", &[OwnUnit::Money]),
        ("revenue / cost", &[OwnUnit::Ratio, OwnUnit::Percent]),
        ("clicks / impressions", &[OwnUnit::Ratio, OwnUnit::Percent]),
        ("clicks + visits", &[OwnUnit::Count]),
        ("orders / cost", &[]),
    ] {
        for unit in OwnUnit::ALL {
            assert_eq!(is_right(formula, unit), fitting.contains(&unit), "{formula} {unit:?}");
        }
    }
}

/// An expression, with what it is worth when the measures have these values.
#[derive(Debug, Clone)]
enum Tree {
    Number(u32),
    Measure(Measure),
    Two(Box<Tree>, char, Box<Tree>),
    Minus(Box<Tree>),
}

impl Tree {
    fn text(&self) -> String {
        match self {
            Self::Number(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
            Self::Measure(measure) => measure.id().into(),
            Self::Two(a, operator, b) => format!("({} {operator} {})", a.text(), b.text()),
            Self::Minus(of) => format!("-{}", of.text()),
        }
    }

    fn value(&self, of: &dyn Fn(Measure) -> f64) -> f64 {
        match self {
            Self::Number(hundredths) => f64::from(*hundredths) / 100.0,
            Self::Measure(measure) => of(*measure),
            Self::Two(a, '+', b) => a.value(of) + b.value(of),
            Self::Two(a, '-', b) => a.value(of) - b.value(of),
            Self::Two(a, '*', b) => a.value(of) * b.value(of),
            Self::Two(a, _, b) => a.value(of) / b.value(of),
            Self::Minus(a) => -a.value(of),
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        (1..500_u32).prop_map(Tree::Number),
        prop::sample::select(vec![Measure::Revenue, Measure::Cost, Measure::Orders, Measure::Visits])
            .prop_map(Tree::Measure),
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let operator = prop::sample::select(vec!['+', '-', '*', '/', '/']);
        prop_oneof![
            4 => (inner.clone(), operator, inner.clone()).prop_map(|(a, op, b)| Tree::Two(Box::new(a), op, Box::new(b))),
            1 => inner.prop_map(|of| Tree::Minus(Box::new(of))),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_fail(text in "\\PC{0,60}", formula in "[()+*/ .0-9a-z_−-]{0,400}") {
        for text in [text, formula] {
            if let Err(fault) = read(&text) {
                prop_assert!(fault.at <= text.chars().count().max(MAX_CHARS), "{:?} {:?}", text, fault);
            }
        }
    }

    #[test]
    fn a_quotient_is_worth_what_the_expression_is(tree in tree(), values in prop::collection::vec(1..10_000_u32, 4)) {
        if let Ok(quotient) = read(&tree.text()) {
            let of = |measure: Measure| match measure {
                Measure::Revenue => f64::from(values[0]),
                Measure::Cost => f64::from(values[1]),
                Measure::Orders => f64::from(values[2]),
                _ => f64::from(values[3]),
            };
            let sum = |factors: &[(Measure, miyar::engine::quantity::Quantity)]| -> f64 {
                factors.iter().map(|(measure, factor)| factor.to_f64() * of(*measure)).sum()
            };
            let below = if quotient.below.is_empty() { 1.0 } else { sum(&quotient.below) };
            let (found, expected) = (sum(&quotient.above) / below, tree.value(&of));
            // Where an expression divides by next to nothing, it has no value to compare with.
            if below.abs() > 1e-3 && expected.is_finite() {
                prop_assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{} {} {}", tree.text(), found, expected);
            }
        }
    }
}

const METRICS: &str = r#"[
    {"id": "contribution", "name": {"en": "Contribution per order", "ar": "المساهمة"}, "meaning": "What an order leaves.",
     "formula": "(revenue - refunds - cost) / orders", "unit": "money", "better": "higher"},
    {"id": "kept", "name": "Revenue kept", "formula": "1 - refunds / revenue", "unit": "percent", "better": "higher"},
    {"id": "reached", "name": "Reached", "formula": "0.5 * impressions + 2 * visits", "unit": "count"},
    {"id": "per_cost", "name": "Clicks and visits a click", "formula": "(clicks + visits) / clicks", "unit": "ratio"},
    {"id": "unheard", "name": "Complaints", "formula": "complaints / sends", "unit": "percent", "better": "lower"}]"#;

fn feed() -> super::support::Opened {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all", "metrics": METRICS}, "resources": [{"name": "p",
        "path": "p.csv", "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel",
        "cost": "cost", "clicks": "clicks", "impressions": "impressions", "visits": "visits", "orders": "orders",
        "revenue": "revenue", "refunds": "refunds"}}}]}"#;
    let csv = "date,channel,cost,clicks,impressions,visits,orders,revenue,refunds\n\
        2026-01-01,email,10,5,100,20,2,100.10,\n2026-01-02,email,20,5,300,30,2,200.20,0.30\n\
        2026-01-01,search,,8,11,7,3,90,10\n2026-01-02,search,40,0,9,3,1,110,10\n2026-01-02,tv,7,0,5,,0,,\n";
    open_files(&[("datapackage.json", &manifest.replace("METRICS", METRICS)), ("p.csv", csv)])
}

/// By hand: what is missing on one side is on neither, and a refund that is not told is none that is known.
#[test]
fn a_feed_s_own_metric_is_a_ratio_of_sums_like_any_other() {
    let mut feed = feed();
    let page = feed.channels("?page=channels");
    for (row, kpi, expected) in [
        ("email", "contribution", Some((300.3 - 0.3 - 30.0) / 4.0)),
        ("search", "contribution", Some((110.0 - 10.0 - 40.0) / 1.0)),
        ("tv", "contribution", None),
        ("email", "kept", Some(1.0 - 0.3 / 300.3)),
        ("search", "kept", Some(1.0 - 20.0 / 200.0)),
        ("email", "reached", Some(300.0)),
        ("email", "per_cost", Some(6.0)),
        ("tv", "per_cost", None),
    ] {
        check_shown(&format!("{row} {kpi}"), figure(&page, row, kpi), expected);
    }
    check_shown("all", total(&page, "contribution"), Some((410.3 - 10.3 - 70.0) / 5.0));
    assert!(figure(&page, "search", "contribution").note.as_ref().is_some_and(|note| note.contains("covered")));
    assert!(page.table.columns.iter().all(|column| column.kpi != "unheard"), "the feed has no complaints");
    let head = page.table.columns.iter().find(|column| column.kpi == "contribution").unwrap();
    assert!(head.formula.contains("revenue − refunds − cost") || head.formula.contains("− cost"), "{head:?}");
}

#[test]
fn a_feed_s_own_metric_is_on_cards_in_links_in_the_dictionary_and_in_files() {
    let mut feed = feed();
    let summary = feed.summary("");
    let own = card(&summary, "contribution");
    assert_eq!((own.name.as_str(), own.meaning.as_str()), ("Contribution per order", "What an order leaves."));
    assert!(own.source.contains("this feed"), "{own:?}");
    assert!(own.figure.range.is_some(), "days differ");
    let page = feed.channels("?page=channels&metrics=kept,revenue&sort=kept");
    let columns: Vec<&str> = page.table.columns.iter().map(|column| column.kpi.as_str()).collect();
    assert_eq!(columns, ["revenue", "kept"]);
    assert!(page.table.offered.iter().any(|choice| choice.id == "contribution"));
    let metrics = feed.metrics("?page=metrics");
    let entry = |id: &str| metrics.entries.iter().find(|entry| entry.kpi == id).unwrap();
    assert_eq!(metrics.entries.len(), Kpi::ALL.len() + 5);
    assert_eq!(entry("contribution").needs, ["revenue", "cost", "orders"]);
    assert!(entry("unheard").reason.as_ref().is_some_and(|why| why.contains("complaints")), "{:?}", entry("unheard"));
    assert!(feed.saved_rows("?page=channels", "contribution").is_some());
    let Tell::Page { model, .. } = feed.tell_in("", Lang::Ar) else { panic!("a page is due") };
    assert!(format!("{model:?}").contains("المساهمة"));
    // Another feed knows nothing of it.
    let mut demo = open("public/demo");
    assert!(demo.metrics("?page=metrics").entries.iter().all(|entry| entry.kpi != "contribution"));
    assert!(demo.summary("").cards.iter().any(|card| card.kpi == "contribution_per_order"));
}

#[test]
fn a_faulty_formula_is_a_problem_that_points_and_the_other_metrics_count() {
    let manifest = |formula: &str, unit: &str| {
        format!(
            r#"{{"name": "t", "miyar": {{"version": 1, "metrics": [
                {{"id": "good", "name": "Good", "formula": "cost", "unit": "money"}},
                {{"id": "bad", "name": "Bad", "formula": "{formula}", "unit": "{unit}"}},
                {{"id": "good", "name": "Twice", "formula": "cost", "unit": "money"}},
                {{"id": "nps", "name": "Taken", "formula": "cost", "unit": "money"}}]}}, "resources": []}}"#
        )
    };
    for (formula, unit, kind, value) in [
        ("cost +* revenue", "money", ProblemKind::FormulaBroken, "7: cost +‸* revenue"),
        ("cost / ordres", "money", ProblemKind::FormulaUnknownMeasure, "8: cost / ‸ordres"),
        ("cost + orders", "money", ProblemKind::FormulaUnits, "6: cost ‸+ orders"),
        ("cost / orders", "percent", ProblemKind::FormulaUnits, "14: cost / orders‸"),
        ("cost * revenue", "money", ProblemKind::FormulaNoQuotient, "6: cost ‸* revenue"),
    ] {
        let (package, problems) = read_manifest(manifest(formula, unit).as_bytes(), "m.json");
        let ids: Vec<String> = package.unwrap().metrics.iter().map(|own| own.kpi.id().to_owned()).collect();
        assert_eq!(ids, ["good"], "{formula}");
        let found =
            problems.kept().iter().find(|problem| problem.kind == kind).unwrap_or_else(|| panic!("{problems:?}"));
        assert_eq!(found.column.as_deref(), Some("/miyar/metrics/1/formula"));
        assert_eq!(found.value.as_deref(), Some(value), "{formula}");
        let twice = problems.kept().iter().filter(|problem| problem.kind == ProblemKind::ManifestInvalid).count();
        assert_eq!(twice, 2, "{problems:?}");
    }
    let long = format!("{}cost +* cost", "cost + ".repeat(20));
    let (_, problems) = read_manifest(manifest(&long, "money").as_bytes(), "m.json");
    let said = problems.kept().iter().find_map(|problem| problem.value.clone().filter(|value| value.contains('‸')));
    assert!(said.is_some_and(|said| said.starts_with("147: …")), "{problems:?}");
}

#[test]
fn a_fault_is_one_of_four() {
    let all = [FaultKind::Unexpected, FaultKind::UnknownMeasure, FaultKind::Units, FaultKind::NotAQuotient];
    let found = ["", "x", "cost + clicks", "cost * cost"].map(|text| read(text).unwrap_err().kind);
    assert_eq!(found, all);
}
