//! Targets: how their rows are read, what is due of them, and how a metric stands against them.

use super::manifest::check_against_schema;
use super::support::{Opened, card, check_shown, open_files, repository};
use miyar::engine::cube::window::{Step, Window};
use miyar::engine::day::Day;
use miyar::engine::facts::targets::{Cut, TargetRow, Targets};
use miyar::engine::facts::vocabulary::Dimension;
use miyar::engine::kpi::{Good, Kpi};
use miyar::engine::plan::target::{Course, NoTarget, Standing, due, end_interval, standing_of_ratio};
use miyar::engine::quantity::{Quantity, Sum};
use miyar::engine::stat::Interval;
use miyar::view::export::about::compared;
use miyar::view::number::Plain;
use miyar::view::page::Body;
use miyar::view::page::channels::Row;
use miyar::view::page::pacing::PaceRow;
use miyar::view::page::summary::Summary;
use miyar::view::text::Lang;
use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write;

fn window(text: &str) -> Window {
    let (from, to) = text.split_once("..").unwrap();
    Window { from: Day::from_iso(from).unwrap(), to: Day::from_iso(to).unwrap() }
}

fn target(kpi: Kpi, period: Window, value: &str) -> TargetRow {
    let value = Quantity::from_decimal(value).unwrap();
    TargetRow { row: 2, kpi, period, cut: Cut::new(), currency: String::new(), value, note: String::new() }
}

/// Returns the targets of a feed with these rows, none of which is left out.
fn targets(rows: impl IntoIterator<Item = TargetRow>) -> Targets {
    let mut targets = Targets::default();
    assert_eq!(targets.add(rows.into_iter().collect()), Vec::new());
    targets
}

/// Takes away what keeps directions apart.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn sum(text: &str) -> Sum {
    Quantity::from_decimal(text).unwrap().into()
}

#[test]
fn what_is_due_comes_from_the_shortest_period_and_in_parts_by_days() {
    let rows = [
        ("2026-07-01..2026-09-30", "310"),
        ("2026-07-01..2026-07-31", "124"),
        ("2026-08-01..2026-08-31", "93"),
        ("2026-01-01..2026-12-31", "1460"),
    ];
    let rows = targets(rows.map(|(period, value)| target(Kpi::Revenue, window(period), value)));
    // By hand: 124/31 = 4 a day of July, 93/31 = 3 of August, 1460/365 = 4 of the year; the quarter has its own.
    for (days, value) in [
        ("2026-07-01..2026-09-30", "310"),
        ("2026-07-01..2026-07-31", "124"),
        ("2026-07-05..2026-07-06", "8"),
        ("2026-07-31..2026-08-01", "7"),
        ("2026-06-30..2026-07-01", "8"),
        ("2026-01-01..2026-01-10", "40"),
        ("2026-01-01..2026-12-31", "1460"),
    ] {
        assert_eq!(due(&rows, Kpi::Revenue, &Cut::new(), window(days)).map(|due| due.value), Ok(sum(value)), "{days}");
    }
    // Of September the quarter tells: 310/92 a day.
    let september = due(&rows, Kpi::Revenue, &Cut::new(), window("2026-09-01..2026-09-30")).unwrap();
    assert!((september.value.to_f64() - 310.0 * 30.0 / 92.0).abs() < 1e-6, "{september:?}");
    assert_eq!(september.period, window("2026-07-01..2026-09-30"));
    for (kpi, days, why) in [
        (Kpi::Orders, "2026-07-01..2026-07-31", NoTarget::None),
        (Kpi::Revenue, "2027-01-01..2027-01-31", NoTarget::None),
        (Kpi::Revenue, "2026-12-30..2027-01-08", NoTarget::Part(2)),
    ] {
        assert_eq!(due(&rows, kpi, &Cut::new(), window(days)), Err(why), "{days}");
    }
    let email = Cut::from([(Dimension::Channel, "email".to_owned())]);
    assert_eq!(due(&rows, Kpi::Revenue, &email, window("2026-07-01..2026-07-31")), Err(NoTarget::None));
}

#[test]
fn a_quarter_of_a_million_rows_are_joined_and_looked_up() {
    const N_DAYS: i32 = 100_000;
    let first = Day::from_iso("1800-01-01").unwrap();
    let span = |from: i32, to: i32| Window { from: first.plus_days(from), to: first.plus_days(to) };
    let mut rows = Vec::new();
    // The days have notes, each its own.
    let add = |rows: &mut Vec<TargetRow>, period: Window, channel: &str| {
        let cut = if channel.is_empty() { Cut::new() } else { Cut::from([(Dimension::Channel, channel.to_owned())]) };
        let note = if rows.len() < N_DAYS as usize { rows.len().to_string() } else { String::new() };
        rows.push(TargetRow { cut, note, ..target(Kpi::Revenue, period, "1") });
    };
    // Days, spans around them each within the one before, and spans that cross those.
    (0..N_DAYS).for_each(|day| add(&mut rows, span(day, day), ""));
    (0..25_000).for_each(|nth| add(&mut rows, span(nth, N_DAYS - 1 - nth), ""));
    (0..25_000).for_each(|nth| add(&mut rows, span(-1 - nth, 25_000 + nth), ""));
    (0..100_000).for_each(|nth| add(&mut rows, span(nth / 1_000, nth / 1_000), &format!("c{}", nth % 1_000)));
    assert_eq!(rows.len(), 250_000);
    let mut targets = Targets::default();
    let left_out: Vec<usize> = targets.add(rows).iter().map(|(at, _)| *at).collect();
    assert!(left_out.iter().copied().eq(125_000..150_000), "{} rows are left out", left_out.len());
    let all = due(&targets, Kpi::Revenue, &Cut::new(), span(0, N_DAYS - 2)).unwrap();
    assert_eq!((all.value, all.notes.len()), (sum("99999"), 99_999));
    for nth in 0..1_000 {
        let cut = Cut::from([(Dimension::Channel, format!("c{nth}"))]);
        let found =
            [span(0, 99), span(90, 109)].map(|days| due(&targets, Kpi::Revenue, &cut, days).map(|due| due.value));
        assert_eq!(found, [Ok(sum("100")), Err(NoTarget::Part(10))], "{nth}");
    }
}

#[test]
fn a_ratio_has_one_target_or_none() {
    let rows = [
        ("2026-07-01..2026-07-31", "0.03"),
        ("2026-08-01..2026-08-31", "0.03"),
        ("2026-09-01..2026-09-30", "0.04"),
        ("2026-10-01..2026-12-31", "0.05"),
    ];
    let rows = targets(rows.map(|(period, value)| target(Kpi::Conversion, window(period), value)));
    for (days, value) in [
        ("2026-07-01..2026-08-31", Ok("0.03")),
        ("2026-07-20..2026-07-25", Ok("0.03")),
        ("2026-11-01..2026-11-30", Ok("0.05")),
        ("2026-07-01..2026-09-30", Err(NoTarget::Differing)),
        ("2026-06-01..2026-07-31", Err(NoTarget::Part(31))),
    ] {
        let found = due(&rows, Kpi::Conversion, &Cut::new(), window(days)).map(|due| due.value);
        assert_eq!(found, value.map(sum), "{days}");
    }
    let kept = targets([target(Kpi::Retention, window("2026-07-01..2026-09-30"), "0.4")]);
    let of = |days| due(&kept, Kpi::Retention, &Cut::new(), window(days)).map(|due| due.value);
    assert_eq!(of("2026-07-01..2026-09-30"), Ok(sum("0.4")));
    assert_eq!(of("2026-07-01..2026-07-31"), Err(NoTarget::OtherDays), "who comes back depends on how long one waits");
}

proptest! {
    #[test]
    fn rows_are_joined_and_looked_up_as_one_by_one(
        spans in proptest::collection::vec((0_i32..20, 0_i32..12, any::<bool>()), 0..24),
        n_first in 0_usize..24,
        days in (0_i32..24, 0_i32..12),
    ) {
        let first = Day::from_iso("2026-07-01").unwrap();
        let span = |from: i32, n: i32| Window { from: first.plus_days(from), to: first.plus_days(from + n) };
        let row = |(nth, (from, n, is_revenue)): (usize, &(i32, i32, bool))| {
            let kpi = if *is_revenue { Kpi::Revenue } else { Kpi::Conversion };
            // Each day of a row has as many as the row's number.
            let value = ((nth + 1) * (*n as usize + 1)).to_string();
            target(kpi, span(*from, *n), &value)
        };
        let rows: Vec<TargetRow> = spans.iter().enumerate().map(row).collect();
        let is_within = |a: Window, b: Window| b.from <= a.from && a.to <= b.to;
        let mut kept: Vec<usize> = Vec::new();
        for (nth, row) in rows.iter().enumerate() {
            let fits = |other: &TargetRow| {
                let (a, b) = (row.period, other.period);
                row.kpi != other.kpi || a.overlap(b).is_none() || a != b && (is_within(a, b) || is_within(b, a))
            };
            if kept.iter().all(|at| fits(&rows[*at])) {
                kept.push(nth);
            }
        }
        // In two goes, as two files are.
        let (one, other) = rows.split_at(n_first.min(rows.len()));
        let mut targets = Targets::default();
        let mut left_out: Vec<usize> = targets.add(one.to_vec()).iter().map(|(at, _)| *at).collect();
        left_out.extend(targets.add(other.to_vec()).iter().map(|(at, _)| one.len() + at));
        let due_out: Vec<usize> = (0..rows.len()).filter(|at| !kept.contains(at)).collect();
        prop_assert_eq!(left_out, due_out);
        let in_order: Vec<TargetRow> = kept.iter().map(|at| rows[*at].clone()).collect();
        prop_assert_eq!(targets.rows(), in_order.as_slice());
        let days = span(days.0, days.1);
        let of_day = |day: &Window| {
            let of = kept.iter().filter(|at| rows[**at].kpi == Kpi::Revenue && rows[**at].period.contains(day.from));
            of.min_by_key(|at| rows[**at].period.n_days()).map(|at| *at as i64 + 1)
        };
        let known: Vec<i64> = days.steps(Step::Day).iter().filter_map(of_day).collect();
        let just_these = kept.iter().find(|at| rows[**at].kpi == Kpi::Revenue && rows[**at].period == days);
        let expected = match known.len() as i32 {
            _ if just_these.is_some() => Ok(rows[*just_these.unwrap()].value.into()),
            0 => Err(NoTarget::None),
            n if n < days.n_days() => Err(NoTarget::Part(n)),
            _ => Ok(sum(&known.iter().sum::<i64>().to_string())),
        };
        prop_assert_eq!(due(&targets, Kpi::Revenue, &Cut::new(), days).map(|due| due.value), expected);
    }

    #[test]
    fn targets_of_months_add_up_to_the_quarters(values in proptest::collection::vec(0_i64..=9_000_000_000_000, 12), quarter in 0_usize..4) {
        let year = window("2026-01-01..2026-12-31");
        let rows = year
            .steps(Step::Month)
            .into_iter()
            .zip(&values)
            .map(|(period, parts)| TargetRow { value: Quantity::from_parts(*parts), ..target(Kpi::Revenue, period, "0") });
        let rows = targets(rows);
        let of = |days| due(&rows, Kpi::Revenue, &Cut::new(), days).unwrap().value.parts();
        let all: i128 = values.iter().map(|parts| i128::from(*parts)).sum();
        prop_assert_eq!(of(year), all);
        let quarters = year.steps(Step::Quarter);
        let months: i128 = values[quarter * 3..quarter * 3 + 3].iter().map(|parts| i128::from(*parts)).sum();
        prop_assert_eq!(of(quarters[quarter]), months);
    }

    #[test]
    fn the_days_of_a_target_add_up_to_it(parts in -9_000_000_000_000_i64..=9_000_000_000_000, cut in 1_i32..92) {
        let period = window("2026-07-01..2026-09-30");
        let rows = targets([TargetRow { value: Quantity::from_parts(parts), ..target(Kpi::Revenue, period, "0") }]);
        let of = |days: Window| due(&rows, Kpi::Revenue, &Cut::new(), days).unwrap().value.parts();
        let cut = period.from.plus_days(cut);
        let both = of(Window { to: cut.plus_days(-1), ..period }) + of(Window { from: cut, ..period });
        prop_assert_eq!(both, i128::from(parts));
        // No day has more than a millionth over another.
        let days: Vec<i128> = period.steps(Step::Day).into_iter().map(of).collect();
        let (least, most) = (days.iter().min().unwrap(), days.iter().max().unwrap());
        prop_assert!(most - least <= 1);
    }
}

#[test]
fn a_course_is_judged_by_what_chance_may_bring() {
    use Standing::{Above, Ahead, Behind, Below, Close, Met, Missed, OnPace, TooEarly};
    let course = |actual: i64, n_elapsed: i32, n_left: i32, end: Option<(f64, f64)>| Course {
        actual: Quantity::from_parts(actual * 1_000_000).into(),
        target: sum("100"),
        n_elapsed,
        n_left,
        due: 50.0,
        end: end.and_then(|(low, high)| Interval::from_ends(low, high)),
    };
    for (course, good, standing) in [
        (course(100, 30, 0, None), Good::Higher, Met),
        (course(99, 30, 0, None), Good::Higher, Missed),
        (course(99, 30, 0, None), Good::Lower, Met),
        (course(101, 30, 0, None), Good::Lower, Missed),
        (course(101, 30, 0, None), Good::Neutral, Above),
        (course(50, 15, 15, Some((90.0, 110.0))), Good::Higher, OnPace),
        (course(50, 15, 15, Some((80.0, 99.0))), Good::Higher, Behind),
        (course(50, 15, 15, Some((101.0, 120.0))), Good::Higher, Ahead),
        (course(50, 15, 15, Some((80.0, 99.0))), Good::Lower, Ahead),
        (course(50, 15, 15, Some((101.0, 120.0))), Good::Lower, Behind),
        (course(50, 15, 15, Some((101.0, 120.0))), Good::Neutral, Above),
        (course(40, 15, 15, None), Good::Higher, Below),
        (course(60, 15, 15, None), Good::Higher, Above),
        (course(0, 2, 28, Some((0.0, 1.0))), Good::Higher, TooEarly),
        (course(0, 3, 27, Some((0.0, 1.0))), Good::Higher, Behind),
    ] {
        assert_eq!(course.standing(good), standing, "{course:?} {good:?}");
    }
    let range = Interval::from_ends(0.02, 0.03);
    for (good, target, range, is_over, standing) in [
        (Good::Higher, 0.025, range, true, Close),
        (Good::Higher, 0.01, range, true, Met),
        (Good::Higher, 0.01, range, false, Ahead),
        (Good::Higher, 0.04, range, true, Missed),
        (Good::Higher, 0.04, range, false, Behind),
        (Good::Lower, 0.04, range, true, Met),
        (Good::Lower, 0.01, range, false, Behind),
        (Good::Neutral, 0.01, range, true, Above),
        (Good::Higher, 0.04, None, true, Below),
    ] {
        assert_eq!(standing_of_ratio(good, 0.025, range, target, is_over), standing, "{good:?} {target}");
    }
}

#[test]
fn the_end_is_as_sure_as_days_are_alike() {
    // Mean 2, s² = 1, three days left that bring 6: t₀.₉₇₅(2) × √(3·(1 + 3/3)). Student's t of two degrees of freedom has
    // the closed form a·√(2/(1 − a²)), a = 0.95.
    let found = end_interval(&[1.0, 2.0, 3.0], 6.0, 3).unwrap();
    let half = 0.95 * (2.0 / (1.0 - 0.95_f64 * 0.95)).sqrt() * 6.0_f64.sqrt();
    assert!((found.low - (12.0 - half)).abs() < 1e-9 && (found.high - (12.0 + half)).abs() < 1e-9, "{found:?}");
    // What comes is twice as much as so far, and so is by how much it differs.
    let found = end_interval(&[1.0, 2.0, 3.0], 12.0, 3).unwrap();
    assert!((found.width() - 4.0 * half).abs() < 1e-9, "{found:?}");
    assert_eq!(end_interval(&[1.0, 2.0], 6.0, 3), None, "too few days");
    assert_eq!(end_interval(&[2.0, 2.0, 2.0], 6.0, 3), Interval::from_ends(12.0, 12.0));
}

pub const MANIFEST: &str = r#"{"miyar": {"version": 1, "currency": "SAR"}, "resources": [
    {"name": "sales", "path": "sales.csv", "miyar": {"table": "performance", "map": {
        "date": "date", "channel": "channel", "visits": "visits", "conversions": "conversions", "revenue": "revenue"}}},
    {"name": "rates", "path": "rates.csv", "miyar": {"table": "rates", "map": {"date": "date", "currency": "currency", "rate": "rate"}}},
    {"name": "targets", "path": "targets.csv", "miyar": {"table": "targets", "map": {
        "metric": "metric", "period": "period", "from": "from", "to": "to", "channel": "channel", "value": "value",
        "unit": "unit", "currency": "currency", "note": "note"}}}
]}"#;

pub const HEAD: &str = "metric,period,from,to,channel,value,unit,currency,note\n";

/// Twenty days of two channels: 100 and 300 riyals, 200 visits and 10 that buy, each day.
fn sales(n_days: i32) -> String {
    let mut text = String::from("date,channel,visits,conversions,revenue\n");
    let first = Day::from_iso("2026-11-01").unwrap();
    for day in (0..n_days).map(|after| first.plus_days(after)) {
        writeln!(text, "{day},email,200,10,100\n{day},web,200,10,300").unwrap();
    }
    text
}

fn opened(targets: &str) -> Opened {
    opened_after(20, targets)
}

fn opened_after(n_days: i32, targets: &str) -> Opened {
    let (sales, targets) = (sales(n_days), format!("{HEAD}{targets}"));
    let rates = "date,currency,rate\n2026-10-31,USD,3.75\n";
    open_files(&[
        ("datapackage.json", MANIFEST),
        ("sales.csv", &sales),
        ("rates.csv", rates),
        ("targets.csv", &targets),
    ])
}

pub fn pacing(summary: Summary) -> Vec<PaceRow> {
    summary.pacing.expect("the feed has targets")
}

#[test]
fn the_manifest_of_targets_is_as_the_schema_says() {
    check_against_schema(MANIFEST);
}

#[test]
fn a_row_that_aims_at_nothing_is_left_out_and_said() {
    for (row, due) in [
        ("gdp,2026-11,,,,5,,,", "metric-unknown metric gdp"),
        ("revenue,soon,,,,5,,,", "period-unclear period soon"),
        ("revenue,,,,,5,,,", "target-incomplete period revenue"),
        ("revenue,,2026-11-01,,,5,,,", "target-incomplete to revenue"),
        ("revenue,,2026-11-09,2026-11-01,,5,,,", "period-unclear to 2026-11-01"),
        ("revenue,,yesterday,2026-11-01,,5,,,", "period-unclear from yesterday"),
        ("revenue,2026-11,,,,,,,", "target-incomplete value revenue"),
        ("revenue,2026-11,,,,many,,,", "not-a-number value many"),
        ("revenue,2026-11,,,,5,percent,,", "unit-unknown unit percent"),
        ("conversion,2026-11,,,,5,SAR,,", "unit-unknown unit SAR"),
        ("orders,2026-11,,,,5,times,,", "unit-unknown unit times"),
        ("revenue,2026-11,,,,-5,,,", "target-impossible value -5"),
        ("conversion,2026-11,,,,3.4,,,", "target-impossible value 3.4"),
        ("conversion,2026-11,,,,-0.1,,,", "target-impossible value -0.1"),
        ("nps,2026-11,,,,101,,,", "target-impossible value 101"),
        ("lead_conversion,2026-11,,,,12,,,", "target-impossible value 12"),
        ("refund_rate,2026-11,,,,12,,,", "target-impossible value 12"),
        ("engagement_rate,2026-11,,,,1.2,,,", "target-impossible value 1.2"),
        ("online_share,2026-11,,,,12,,,", "target-impossible value 12"),
        ("top_customers,2026-11,,,,120,percent,,", "target-impossible value 1.2"),
        ("revenue,2026-11,,,,5,,GBP,", "rate-missing value GBP 2026-11-01"),
        ("revenue,2026-11,,,,5,,riyals,", "currency-unknown currency riyals"),
        ("revenue,2026-11,,,,5,GBP,,", "rate-missing value GBP 2026-11-01"),
        ("revenue,2026-12,,,,5,,,", "target-overlaps period revenue 2026-12-01..2026-12-31"),
        ("revenue,,2026-12-20,2027-01-05,,5,,,", "target-overlaps period revenue 2026-12-20..2027-01-05"),
    ] {
        let mut opened = opened(&format!("revenue,2026-12,,,,700,,,\n{row}\n"));
        let Body::Data(data) = opened.page("?page=data").body else { panic!("the data page is due") };
        let said: Vec<String> = data
            .problems
            .iter()
            .map(|problem| format!("{} {} {} {}", problem.row, problem.kind, problem.column, plain(&problem.value)))
            .collect();
        assert!(said.iter().any(|said| *said == format!("3 {due}")), "{row}: {said:?}");
    }
}

#[test]
fn rows_that_are_right_make_no_problem() {
    // Future, nested, of a channel, in points below zero, with a sign of per cent, in another currency.
    let mut opened = opened(
        "revenue,2027-05,,,,5,,,\nrevenue,2026-11,,,,100,,,\nrevenue,2026-Q4,,,,300,,,\nrevenue,2026-11,,,email,50,,,\n\
         nps,2026-11,,,,-20,points,,\nroi,2026,,,,-0.5,,,\nroi,2025,,,,12,,,\nlead_conversion,2026,,,,12,%,,\nconversion,2026-11,,,,3.4,percent,,\n\
         revenue,2026-11,,,web,100,USD,,\nrevenue,2027-06,,,,5,USD,,\naov,2026-11,,,,100,,usd,\ncost,,2026-11-01,2026-11-05,,0,,,\n",
    );
    let Body::Data(data) = opened.page("?page=data").body else { panic!("the data page is due") };
    assert_eq!(data.problems, Vec::new());
    let rows = pacing(opened.summary("?period=2026-11-01..2026-11-10"));
    let target = |id: &str| {
        let row = rows.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no row {id}: {rows:?}"));
        row.target.raw
    };
    assert_eq!(target("conversion 2026-11-01..2026-11-30"), Some(0.034));
    assert_eq!(target("revenue 2026-11-01..2026-11-30 channel:web"), Some(375.0), "100 dollars at 3.75");
    assert_eq!(target("revenue 2026-10-01..2026-12-31"), None.or(Some(300.0)));
}

#[test]
fn pacing_is_what_the_goldens_say() {
    let folder = repository("tests/goldens/period_over_period");
    let expected: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let daily = std::fs::read_to_string(folder.join("daily.csv")).unwrap();
    let manifest = r#"{"miyar": {"version": 1}, "resources": [
        {"name": "daily", "path": "daily.csv", "miyar": {"table": "performance", "map": {"date": "date", "revenue": "value"}}},
        {"name": "targets", "path": "targets.csv", "miyar": {"table": "targets", "map": {"metric": "metric", "period": "period", "value": "value"}}}
    ]}"#;
    let mut n_checked = 0;
    for case in expected.as_array().unwrap() {
        let of = |name: &str| case[name].as_f64().unwrap_or_else(|| panic!("{name}"));
        let (as_of, goal) = (case["asof"].as_str().unwrap(), of("goal"));
        let month = &as_of[..7];
        let targets = format!("metric,period,value\nrevenue,{month},{goal}\n");
        // With the year before, and without it.
        let this_year: Vec<&str> =
            daily.lines().filter(|line| line.starts_with("date") || line[..4] == as_of[..4]).collect();
        for (daily, end, pace, is_by_last_year) in [
            (daily.clone(), of("run_rate_seasonal_ly"), of("pace_pct_seasonal"), true),
            (this_year.join("\n"), of("run_rate_linear"), of("pace_pct_linear"), false),
        ] {
            let mut opened =
                open_files(&[("datapackage.json", manifest), ("daily.csv", &daily), ("targets.csv", &targets)]);
            let rows = pacing(opened.summary(&format!("?period={month}-01..{as_of}")));
            let [row] = rows.as_slice() else { panic!("{as_of}: one row is due: {rows:?}") };
            check_shown(as_of, &row.figure, Some(of("mtd")));
            check_shown(as_of, &row.target, Some(goal));
            let due = row.due.unwrap_or(goal);
            let found = row.figure.raw.unwrap() / due * 100.0;
            assert!((found - pace).abs() < 1e-9 * pace, "{as_of}: {found}, {pace} is due");
            let is_over = case["required_daily_rest"].is_null();
            let is_early = of("mtd_days") < 3.0;
            match (&row.end, is_over || is_early) {
                (None, true) => {}
                (Some(shown), false) => {
                    check_shown(as_of, shown, Some(end));
                    assert!(row.sentence.contains("last year") == is_by_last_year, "{}", row.sentence);
                    n_checked += 1;
                }
                (end, _) => panic!("{as_of}: {end:?}"),
            }
            match (is_over, is_early) {
                (true, _) => assert_eq!(row.word, if of("mtd") >= goal { "met" } else { "missed" }, "{as_of}"),
                (false, true) => assert_eq!(row.word, "too early to tell", "{as_of}"),
                (false, false) => assert!(["on pace", "ahead", "behind"].contains(&row.word.as_str()), "{}", row.word),
            }
        }
    }
    assert!(n_checked >= 2, "{n_checked}");
}

#[test]
fn cards_and_channels_stand_against_their_targets() {
    // 20 days of 400: 8,000 of 12,000 in November, of which 8,000 are due; of email 2,000, and 2,400 due of 3,600.
    let mut opened = opened(
        "revenue,2026-11,,,,12000,,,\nrevenue,2026-11,,,email,3600,,,\nconversion,2026-Q4,,,,0.05,,,\n\
         conversion,2026-Q4,,,email,10,percent,,\n",
    );
    let summary = opened.summary("?period=2026-11-01..2026-11-20&compare=target");
    let revenue = card(&summary, "revenue");
    let change = revenue.change.as_ref().unwrap();
    check_shown("due", &change.was, Some(8_000.0));
    assert_eq!((change.text.as_str(), change.word.as_deref()), ("0.0%", Some("on pace")), "{change:?}");
    assert_eq!(change.verdict.id(), "neutral");
    let conversion = card(&summary, "conversion").change.as_ref().unwrap();
    assert_eq!(conversion.word.as_deref(), Some("close to target"), "400 of 8,000 is the target itself");
    assert_eq!(conversion.verdict.id(), "unclear");
    let orders = card(&summary, "visits");
    assert_eq!((&orders.change, orders.unaimed.as_deref()), (&None, Some("no target")));
    let page = opened.page("?page=channels&period=2026-11-01..2026-11-20&compare=target");
    assert_eq!(page.shell.period.compared.as_deref(), Some("compared with the targets"));
    assert!(page.shell.period.compare.iter().any(|choice| choice.id == "target" && choice.is_chosen));
    let Body::Channels(channels) = page.body else { panic!("channels are due") };
    assert_eq!(plain(&channels.over_time.title), "Revenue over time", "a gap is no move");
    let column = |kpi: &str| channels.table.columns.iter().position(|column| column.kpi == kpi).unwrap();
    let row = |value: &str| channels.table.rows.iter().find(|row| row.value.as_deref() == Some(value)).unwrap();
    let email = row("email").cells[column("revenue")].change.as_ref().unwrap();
    // Days are all alike: 3,000 by the end, and nothing says otherwise.
    check_shown("due of email", &email.was, Some(2_400.0));
    assert_eq!((email.word.as_deref(), email.verdict.id()), (Some("behind"), "worse"));
    assert_eq!((email.text.as_str(), email.amount.as_str()), ("-16.7%", "-400 SAR"));
    let rate = row("email").cells[column("conversion")].change.as_ref().unwrap();
    // 200 of 4,000 may be 4.4 to 5.7 % (Wilson), and 10 % are aimed at.
    assert_eq!((rate.word.as_deref(), rate.text.as_str()), (Some("behind"), "\u{2068}-5.0\u{2069} pts"));
    assert_eq!(row("web").cells[column("revenue")].change, None);
    let notes: Vec<String> = channels.table.notes.iter().map(|note| plain(note)).collect();
    assert!(notes.iter().any(|note| note.starts_with("Without a target: ") && note.contains("Visits")), "{notes:?}");
    assert!(!notes.iter().any(|note| note.contains("Without a target") && note.contains("Revenue")), "{notes:?}");
    // A period that has a target for some of its days only is not compared.
    let beyond = opened.summary("?period=2026-11-15..2026-12-31&compare=target");
    assert_eq!(card(&beyond, "revenue").change.as_ref().map(|change| change.was.raw), Some(Some(2_400.0)));
}

#[test]
fn what_a_target_leaves_open_is_no_change_over_time() {
    let mut opened = opened("revenue,2026-11,,,,12000,,,\n");
    for (compare, is_explained, about) in [
        ("compare=target", false, Some("compared with the targets")),
        ("compare=previous", true, Some("2026-11-01 – 2026-11-10")),
        ("compare=none", false, None),
    ] {
        let page = opened.page(&format!("?period=2026-11-11..2026-11-20&{compare}"));
        assert_eq!(compared(&Plain, &page.shell.period).as_deref(), about, "{compare}");
        let Body::Summary(summary) = page.body else { panic!("the summary is due") };
        assert_eq!(card(&summary, "revenue").is_explained(), is_explained, "{compare}");
    }
}

#[test]
fn a_feed_without_targets_offers_none_and_says_so() {
    let mut opened = opened("");
    let page = opened.page("?compare=previous");
    assert!(!page.shell.period.compare.iter().any(|choice| choice.id == "target"));
    let asked = opened.page("?compare=target");
    assert!(asked.shell.period.compare.iter().any(|choice| choice.id == "target" && choice.is_chosen));
    assert!(asked.shell.period.compared.unwrap().contains("no targets"));
    let Body::Summary(summary) = asked.body else { panic!("the summary is due") };
    assert_eq!(summary.pacing, None);
    assert!(summary.cards.iter().all(|card| card.change.is_none() && card.unaimed.is_some()));
}

#[test]
fn a_day_in_progress_does_not_count_towards_a_target() {
    // The reader's day is 21 November, of which the feed has some already.
    let mut opened = opened_after(21, "revenue,2026-11,,,,12000,,,\n");
    let row = &pacing(opened.summary("?period=month-to-date"))[0];
    check_shown("to date", &row.figure, Some(8_000.0));
    assert_eq!(row.due, Some(8_000.0));
    let end = row.end.as_ref().unwrap();
    check_shown("end", end, Some(12_000.0));
    assert_eq!(row.word, "on pace");
    assert_eq!((row.bar, row.due_at, row.target_at), (8.0 / 12.0, Some(8.0 / 12.0), 1.0));
    // Two days are too few to say anything of thirty.
    let early = &pacing(opened.summary("?period=2026-11-01..2026-11-02"))[0];
    assert_eq!((early.word.as_str(), &early.end), ("too early to tell", &None));
}

#[test]
fn several_values_of_a_dimension_have_no_target_of_their_own() {
    let mut opened = opened("revenue,2026-11,,,,12000,,,\nrevenue,2026-11,,,email,3600,,,\n");
    let of = |opened: &mut Opened, filters: &str| {
        let summary = opened.summary(&format!("?period=2026-11-01..2026-11-20&compare=target{filters}"));
        let was = card(&summary, "revenue").change.as_ref().and_then(|change| change.was.raw);
        (was, pacing(summary).len())
    };
    assert_eq!(of(&mut opened, ""), (Some(8_000.0), 2), "a channel's target is listed, too");
    assert_eq!(of(&mut opened, "&where=channel:email"), (Some(2_400.0), 1));
    assert_eq!(of(&mut opened, "&where=channel:web"), (None, 0));
    // Of both together there is none, of one of them there is.
    let both = "&where=channel:email&where=channel:web";
    assert_eq!(of(&mut opened, both), (None, 1));
    let summary = opened.summary(&format!("?period=2026-11-01..2026-11-20&compare=target{both}"));
    assert!(summary.alerts.alerts.iter().any(|alert| alert.kind == "target"), "{:?}", summary.alerts);
    assert_eq!(pacing(summary)[0].id, "revenue 2026-11-01..2026-11-30 channel:email");
    let channels = opened.channels(&format!("?page=channels&period=2026-11-01..2026-11-20&compare=target{both}"));
    let revenue = channels.table.columns.iter().position(|column| column.kpi == "revenue").unwrap();
    let was = |row: &Row| row.cells[revenue].change.as_ref().and_then(|change| change.was.raw);
    let rows: Vec<_> = channels.table.rows.iter().map(|row| (row.value.as_deref().unwrap(), was(row))).collect();
    assert_eq!(rows, [("web", None), ("email", Some(2_400.0))]);
    assert_eq!(was(&channels.table.total), None);
}

#[test]
fn what_was_sold_before_the_data_begins_is_not_missing() {
    let mut opened = opened("revenue,2026,,,,12000,,,\nrevenue,0001-01-01..9999-12-31,,,,90000,,,\n");
    let rows = pacing(opened.summary("?period=2026-11-01..2026-11-20"));
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!((row.word.as_str(), &row.end), ("the data begins later", &None), "{}", row.id);
    }
    assert_eq!(opened.summary("?period=2026-11-01..2026-11-20").alerts.alerts, Vec::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_target_makes_a_figure_that_is_none(
        rows in proptest::collection::vec((0..Kpi::ALL.len(), 0_usize..9, 0_usize..3, 0_usize..6), 0..30),
        period in 0_usize..5,
    ) {
        let periods = ["2026-11", "2026-Q4", "2026", "2026-11-05..2026-11-07", "2026-11-20", "2026-12", "0001", "9999", "2020..2021"];
        let values = ["0", "-1", "0.5", "9000000000000", "1e-6", "40"];
        let row = |(kpi, period, channel, value): &(usize, usize, usize, usize)| {
            format!("{},{},,,{},{},,,\n", Kpi::ALL[*kpi].id(), periods[*period], ["", "email", "none"][*channel], values[*value])
        };
        let mut opened = opened(&rows.iter().map(row).collect::<String>());
        let period = ["all", "last-30-days", "latest-day", "0001-01-01..9999-12-31", "2026-11-01..2026-11-20"][period];
        let summary = opened.summary(&format!("?period={period}&compare=target"));
        let shown = summary.pacing.iter().flatten().flat_map(|row| [&row.figure, &row.target].into_iter().chain(&row.end));
        let changes = summary.cards.iter().filter_map(|card| card.change.as_ref()).map(|change| &change.was);
        for shown in shown.chain(changes) {
            prop_assert!(shown.raw.is_some_and(f64::is_finite) && !shown.text.contains("NaN") && !shown.text.contains("inf"), "{:?}", shown);
        }
        let channels = opened.channels(&format!("?page=channels&period={period}&compare=target"));
        for change in channels.table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.change.as_ref()) {
            prop_assert!(change.was.raw.is_some_and(f64::is_finite) && !change.text.contains("NaN") && !change.text.contains("inf"), "{:?}", change);
        }
    }
}

#[test]
fn targets_and_alerts_are_said_in_arabic() {
    let mut opened = opened("revenue,2026-11,,,,12000,,,\n");
    let miyar::work::message::Tell::Page { model, .. } =
        opened.tell_in("?period=2026-11-01..2026-11-20&compare=target", Lang::Ar)
    else {
        panic!("a page is due")
    };
    let Body::Summary(summary) = model.body else { panic!("the summary is due") };
    let row = &summary.pacing.unwrap()[0];
    assert_eq!(row.word, "يسير وفق الخطة");
    assert!(row.sentence.contains("موزعًا بالتساوي على أيامها"), "{}", row.sentence);
    assert!(summary.alerts.headline.contains("لا شيء يستدعي الانتباه"), "{}", summary.alerts.headline);
}

#[test]
fn who_comes_back_is_told_when_the_period_is_over() {
    let manifest = r#"{"miyar": {"version": 1, "currency": "SAR"}, "resources": [
        {"name": "orders", "path": "orders.csv", "miyar": {"table": "events", "map": {
            "date": "date", "person": "person", "order": "order", "value": "value", "kind": {"constant": "order"}}}},
        {"name": "targets", "path": "targets.csv", "miyar": {"table": "targets", "map": {"metric": "metric", "period": "period", "value": "value"}}}
    ]}"#;
    let orders =
        "date,person,order,value\n2026-09-30,a,1,10\n2026-10-02,a,2,10\n2026-10-20,a,3,10\n2026-10-31,b,4,10\n";
    let targets = "metric,period,value\nrepeat_rate,2026-10,0.4\nrepeat_rate,2026-Q4,0.6\n";
    let mut opened = open_files(&[("datapackage.json", manifest), ("orders.csv", orders), ("targets.csv", targets)]);
    let rows = pacing(opened.summary("?period=last-month"));
    // Of two customers of October one bought twice: half; two are too few for a verdict.
    let said: Vec<_> = rows.iter().map(|row| (row.figure.raw, row.target.raw, row.word.as_str())).collect();
    let due = [(Some(0.5), Some(0.4), "above target"), (Some(0.5), Some(0.6), "too early to tell")];
    assert_eq!(said, due);
    let summary = opened.summary("?period=2026-10-05..2026-10-31&compare=target");
    let unaimed = summary.cards.iter().find(|card| card.kpi == "repeat_rate").and_then(|card| card.unaimed.clone());
    assert_eq!(unaimed.as_deref(), Some("no target for just these days"));
}
