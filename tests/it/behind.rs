//! The rows behind a figure, against rules that are written down a second time, row by row; and what a sheet and a
//! file say of them.

use super::data_page::data;
use super::oracle::{
    Asked, CHANNELS, COSTS, DAILY, EVENTS, KINDS, Row, SEGMENTS, SPREAD, UNDATED, any_asked, any_row, day, load_on,
};
use super::support::{Opened, card, open_files};
use miyar::engine::cube::cache::Cache;
use miyar::engine::cube::group::{Reach, Selection, total};
use miyar::engine::cube::rows::{self, Exclusion, accounts, basis_of, rows};
use miyar::engine::cube::window::Window;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::package;
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::feed::{Cell, RowSink};
use miyar::engine::kpi::Kpi;
use miyar::engine::kpi::figure::{figure, parts_behind};
use miyar::engine::quantity::Sum;
use miyar::view::page::data::Fact;
use miyar::view::text::Lang;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What is not past this day is not after today.
const TODAY: i32 = 45;

/// What a row says: its table, first day, channel, segment, person, and what it knows of cost and orders.
type Said = (usize, Option<i32>, String, String, String, Option<i128>, Option<i128>);

fn cost_of(row: &Row) -> Option<i128> {
    row.cost.filter(|_| matches!(row.table, DAILY | SPREAD | COSTS)).map(|cents| i128::from(cents) * 10_000)
}

fn orders_of(row: &Row) -> Option<i128> {
    let n = match row.table {
        DAILY | UNDATED => row.orders,
        EVENTS => (KINDS[row.kind] == "order").then_some(1),
        _ => None,
    };
    n.map(|n| i128::from(n) * 1_000_000)
}

fn said(row: &Row) -> Said {
    let has = |tables: &[usize], text: String| if tables.contains(&row.table) { text } else { String::new() };
    let person = if row.person == 0 { String::new() } else { format!("person {}", row.person) };
    (
        row.table,
        row.day.filter(|_| row.table != UNDATED),
        has(&[DAILY, SPREAD, EVENTS, UNDATED], CHANNELS[row.channel].into()),
        has(&[DAILY, EVENTS], SEGMENTS[row.segment].into()),
        has(&[DAILY, SPREAD, EVENTS, UNDATED], person),
        cost_of(row),
        orders_of(row),
    )
}

/// Says why a row is left out, whatever it knows.
fn why_left_out(row: &Row, grain: &str, asked: &Asked) -> Option<Exclusion> {
    let selection = asked.selection();
    if row.table == UNDATED && selection.window.is_some() && !asked.takes_undated {
        return Some(Exclusion::WithoutDate);
    }
    let has = |dimension: &Dimension| match dimension {
        Dimension::Channel => row.table != COSTS,
        _ => matches!(row.table, DAILY | EVENTS),
    };
    let filtered = [
        (Dimension::Channel, asked.channels.as_ref(), row.channel),
        (Dimension::Segment, asked.segments.as_ref(), row.segment),
    ];
    let filtered = || filtered.iter().filter_map(|(dimension, admitted, at)| Some((dimension, (*admitted)?, at)));
    if let Some(lacking) = asked.by.iter().chain(filtered().map(|(dimension, ..)| dimension)).find(|each| !has(each)) {
        return Some(Exclusion::Lacking(lacking.clone()));
    }
    if let Some(window) = selection.window {
        match row.day.filter(|_| row.table != UNDATED) {
            None if asked.takes_undated => {}
            None => return Some(Exclusion::WithoutDate),
            Some(offset) => {
                let first = day(offset);
                let after = match (row.table, grain) {
                    (SPREAD, "week") => first.plus_days(7),
                    (SPREAD, "month") => first.plus_months(1),
                    _ => first.plus_days(1),
                };
                let n_days = after.days_since(first);
                if !(0..n_days).any(|nth| window.contains(first.plus_days(nth))) {
                    return Some(if offset > TODAY { Exclusion::AfterToday } else { Exclusion::OutsidePeriod });
                }
            }
        }
    }
    let refused = filtered().find(|(_, admitted, at)| !admitted.contains(at));
    refused.map(|(dimension, ..)| Exclusion::Filtered(dimension.clone()))
}

/// Finds the rows that a metric is made of, among those that are selected.
fn made_of<'r>(kpi: Option<Kpi>, rows: &[&'r Row]) -> Vec<&'r Row> {
    let knows = |is_in: &dyn Fn(&Row) -> bool| rows.iter().copied().filter(|row| is_in(row)).collect::<Vec<_>>();
    let (has_cost, has_orders) = (|row: &Row| cost_of(row).is_some(), |row: &Row| orders_of(row).is_some());
    match kpi {
        None => rows.to_vec(),
        Some(Kpi::Cost) => knows(&has_cost),
        Some(Kpi::Orders) => knows(&has_orders),
        Some(Kpi::CostPerOrder) => {
            let both = knows(&|row| has_cost(row) && has_orders(row));
            if both.is_empty() { knows(&|row| has_cost(row) || has_orders(row)) } else { both }
        }
        Some(other) => panic!("{other:?} has no rules here"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn rows_and_accounts_are_those_of_the_obvious_way(
        source in proptest::collection::vec(any_row(), 0..90),
        grain in proptest::sample::select(vec!["day", "week", "month"]),
        asked in any_asked(),
        kpi in proptest::sample::select(vec![None, Some(Kpi::Cost), Some(Kpi::Orders), Some(Kpi::CostPerOrder)]),
        most in 0..40_usize,
    ) {
        // An asked grouping is of tables only, and has no rows of its own.
        let asked = if kpi.is_some() { Asked { by: None, ..asked } } else { asked };
        let facts = load_on(&source, grain, day(TODAY));
        let selection = asked.selection();
        let totals = total(&facts, &Cache::default(), &selection);
        let basis = kpi.map(|kpi| basis_of(parts_behind(kpi.spec(), &totals, &facts)));
        let question = rows::Asked { selection: &selection, dimension: asked.by.as_ref(), basis };
        let found = rows(&facts, &question, most);

        let mut in_order: Vec<&Row> = source.iter().collect();
        in_order.sort_by_key(|row| row.table);
        let mut left_out: BTreeMap<Exclusion, u64> = BTreeMap::new();
        let mut selected = Vec::new();
        for row in in_order {
            match why_left_out(row, grain, &asked) {
                Some(why) => *left_out.entry(why).or_default() += 1,
                None => selected.push(row),
            }
        }
        let used = made_of(kpi, &selected);
        if used.len() < selected.len() {
            left_out.insert(Exclusion::Unknown, (selected.len() - used.len()) as u64);
        }
        prop_assert_eq!(&found.accounts.left_out, &left_out);
        prop_assert_eq!(found.accounts.n_used, used.len() as u64);
        prop_assert_eq!(found.accounts.n_rows(), source.len() as u64);
        prop_assert_eq!(accounts(&facts, &question), found.accounts.clone());

        let listed: Vec<Said> = found.first.iter().map(|row| {
            let value = |dimension| row.values.iter().find(|(each, _)| **each == dimension).map_or("", |(_, value)| value);
            let known = |measure| {
                let quantity = row.known.iter().find(|(each, _)| *each == measure).map(|(_, quantity)| *quantity);
                quantity.map(|quantity| Sum::from(quantity).parts())
            };
            let table = row.table.resource.trim_start_matches('r').parse().unwrap();
            let first = row.days.map(|days| days.from.days_since(day(0)));
            let (channel, segment) = (value(Dimension::Channel).into(), value(Dimension::Segment).into());
            (table, first, channel, segment, row.person.into(), known(Measure::Cost), known(Measure::Orders))
        }).collect();
        prop_assert_eq!(listed, used.iter().take(most).map(|row| said(row)).collect::<Vec<_>>());

        // The cube says the same: all rows of the total, or those that the figure rests on.
        let figure = kpi.map(|kpi| figure(kpi.spec(), &totals, &facts, &Reach::new(&facts, &selection, None)));
        match figure {
            None if asked.by.is_none() => prop_assert_eq!(found.accounts.n_used, totals.n_rows()),
            Some(figure) if figure.value.is_ok() && !figure.is_split => {
                prop_assert_eq!(found.accounts.n_used, figure.n_rows);
            }
            _ => {}
        }
    }
}

/// Every row of the source is used or left out for a reason, those that reading refuses with them.
#[test]
fn accounts_add_up_to_all_rows_that_were_read() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "e", "path": "e.csv",
        "schema": {"primaryKey": ["id"]}, "miyar": {"table": "events", "map": {"date": "d", "kind": "k", "value": "v", "channel": "c"}}}]}"#;
    let package = package::read(manifest.as_bytes(), "m").0.unwrap();
    let resource = &package.resources[0];
    let mut assembly = Assembly::new(&package.resources, day(TODAY));
    let mut reading = Reading::new(Terms { resource, file: "e.csv", today: day(TODAY), zone: None });
    reading.columns(&["d", "k", "v", "c", "id"].map(str::to_owned));
    let rows = [
        ["2025-02-01", "order", "5", "email", "1"],
        ["2025-02-01", "order", "5", "email", "1"],
        ["2025-02-02", "gift", "5", "email", "2"],
        ["Grand total", "order", "10", "", "3"],
        ["never", "order", "2", "sms", "4"],
        ["2025-02-03", "visit", "", "sms", "5"],
        ["2025-02-03", "order", "many", "sms", "6"],
        ["2026-02-03", "order", "1", "sms", "7"],
    ];
    for (row, cells) in (2..).zip(rows) {
        reading.row(row, &cells.map(Cell::Text));
    }
    assembly.add(0, 0, reading.finish(), 0);
    let (facts, reports) = assembly.finish();
    let window = Some(Window { from: day(0), to: day(TODAY) });
    let selection = Selection { window, ..Selection::default() };
    let totals = total(&facts, &Cache::default(), &selection);
    let basis = Some(basis_of(parts_behind(Kpi::Revenue.spec(), &totals, &facts)));
    let accounts = accounts(&facts, &rows::Asked { selection: &selection, dimension: None, basis });
    let accounts = accounts.with_reading(&reports[0].problems);
    let left_out: Vec<(Exclusion, u64)> = accounts.left_out.clone().into_iter().collect();
    assert_eq!(
        left_out,
        [
            (Exclusion::Unread(ProblemKind::KindUnknown), 1),
            (Exclusion::Unread(ProblemKind::DuplicateRow), 1),
            (Exclusion::Unread(ProblemKind::TotalsRow), 1),
            (Exclusion::WithoutDate, 1),
            (Exclusion::AfterToday, 1),
            (Exclusion::Unknown, 2),
        ]
    );
    assert_eq!((accounts.n_used, accounts.n_rows()), (1, reports[0].counts.n_read));
    let refused = |(why, n_rows): &(Exclusion, u64)| matches!(why, Exclusion::Unread(_)).then_some(*n_rows);
    assert_eq!(left_out.iter().filter_map(refused).sum::<u64>(), reports[0].counts.n_refused);
}

const MANIFEST: &str = r#"{"name": "t", "miyar": {"version": 1, "currency": "SAR"}, "resources": [
    {"name": "sales", "path": ["a.csv", "b.csv"], "format": "csv",
     "miyar": {"table": "performance", "map": {"date": "Day", "channel": "Source", "person": "Who", "orders": "Orders",
               "revenue": "Value"}}},
    {"name": "spend", "path": "spend.csv", "format": "csv",
     "miyar": {"table": "costs", "grain": "month",
               "map": {"date": "Month", "kind": {"constant": "media"}, "amount": "Amount"}}}]}"#;

/// Opened on 21 November 2026.
fn open() -> Opened {
    open_files(&[
        ("datapackage.json", MANIFEST),
        (
            "a.csv",
            "Day,Source,Who,Orders,Value\n\
             2026-11-01,email,p1,2,-10.5\n\
             2026-11-02,=1+1,@sum,1,20\n\
             Day,Source,Who,Orders,Value\n\
             Total,,,3,9.5\n\
             2026-11-25,sms,p2,1,5\n\
             2026-10-01,email,p3,1,7\n\
             ,email,p4,1,7\n\
             2026-11-03,\"a \"\"b\"\", \u{202e}c\",,,4\n",
        ),
        ("b.csv", "Day,Source,Who,Orders,Value\n2026-11-04,store,p5,3,30\n"),
        ("spend.csv", "Month,Amount\n2026-11-01,300\n2026-09-01,100\n"),
    ])
}

const PERIOD: &str = "?period=2026-11-01..2026-11-20";

fn bare(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_sheet_lists_the_rows_of_a_figure_with_their_files_and_says_what_is_left_out() {
    let mut feed = open();
    let sheet = feed.rows_in(PERIOD, "orders", Lang::En);
    assert_eq!(bare(&sheet.title), "Rows behind Orders");
    assert_eq!(sheet.heads, ["File", "Date", "Channel", "Person", "Orders", "Revenue"]);
    assert_eq!((sheet.first_number, sheet.cut.clone()), (4, None));
    assert_eq!(
        sheet.rows,
        [
            ["a.csv", "2026-11-01", "Email", "p1", "2", "-10.50 SAR"],
            ["a.csv", "2026-11-02", "=1+1", "@sum", "1", "20.00 SAR"],
            ["b.csv", "2026-11-04", "Store", "p5", "3", "30.00 SAR"],
        ]
    );
    assert_eq!(
        bare(&sheet.accounts),
        "From 3 rows; 8 left out: 2 outside the period, 2 without the measures it needs, 1 while reading (Row of \
         totals), 1 while reading (Header repeated), 1 without a date, 1 dated after today."
    );
    // The card of the figure counts the same rows, and the Data page as many in all.
    assert_eq!(bare(&card(&feed.summary(PERIOD), "orders").observations), "3 rows");
    let read = |facts: &[Fact]| facts.iter().find(|fact| fact.id == "read").unwrap().value.parse::<u64>().unwrap();
    assert_eq!(data(&mut feed).tables.iter().map(|table| read(&table.facts)).sum::<u64>(), 3 + 8);
}

#[test]
fn a_sheet_speaks_arabic() {
    let sheet = open().rows_in(PERIOD, "orders", Lang::Ar);
    assert_eq!(bare(&sheet.title), "الصفوف التي يستند إليها «الطلبات»");
    assert_eq!(sheet.heads, ["الملف", "التاريخ", "القناة", "الشخص", "الطلبات", "الإيرادات"]);
    assert_eq!(sheet.rows[0][2], "البريد الإلكتروني");
    assert_eq!(
        bare(&sheet.accounts),
        "من 3 صفوف؛ والمستبعد 8: 2 خارج الفترة, 2 بلا المقاييس اللازمة, 1 عند القراءة (صف مجاميع), 1 عند القراءة \
         (صف عناوين مكرر), 1 بلا تاريخ, 1 بتاريخ بعد اليوم."
    );
}

#[test]
fn a_filter_says_what_it_leaves_out_and_what_it_cannot_cut() {
    let sheet = open().rows_in("?period=all&where=channel:email", "revenue", Lang::En);
    let files: Vec<&str> = sheet.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(files, ["a.csv"; 3], "{:?}", sheet.rows);
    assert_eq!(sheet.rows[2][1], "", "a row without a date is of the period «all»");
    let accounts = bare(&sheet.accounts);
    assert!(accounts.contains("by the filter on channel") && accounts.contains("2 without channel"), "{accounts}");
}

#[test]
fn rows_of_a_month_say_all_of_its_days() {
    let mut feed = open();
    let sheet = feed.rows_in(PERIOD, "cost", Lang::En);
    assert_eq!(sheet.rows, [["spend.csv", "2026-11-01 – 2026-11-30", "300.00 SAR"]]);
    let csv = String::from_utf8(feed.saved_rows(PERIOD, "cost").unwrap().bytes).unwrap();
    assert_eq!(csv, "\u{feff}File,Date,Last day,Cost\r\nspend.csv,2026-11-01,2026-11-30,300\r\n");
}

/// What an unpivot makes of a row are rows of a table, and the row itself, which knows nothing else, is none.
#[test]
fn rows_that_an_unpivot_makes_are_counted_one_by_one() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "wide", "path": "a.csv",
        "miyar": {"table": "performance", "map": {"date": "Day"},
                  "unpivot": {"into": "cost", "along": "channel", "columns": {"TV": "tv", "Radio": "radio"}}}}]}"#;
    let mut feed =
        open_files(&[("datapackage.json", manifest), ("a.csv", "Day,TV,Radio\n2026-11-01,1,\n2026-11-02,3,4\n")]);
    let sheet = feed.rows_in("?period=all", "cost", Lang::En);
    assert_eq!(
        sheet.rows,
        [
            ["a.csv", "2026-11-01", "TV", "1.00"],
            ["a.csv", "2026-11-02", "Radio", "4.00"],
            ["a.csv", "2026-11-02", "TV", "3.00"],
        ]
    );
    assert_eq!(bare(&sheet.accounts), "From 3 rows; 1 left out: 1 without the measures it needs.");
}

#[test]
fn a_saved_file_has_no_formulas_and_plain_numbers() {
    let file = open().saved_rows(PERIOD, "revenue").unwrap();
    assert_eq!((file.name.as_str(), file.media_type.as_str()), ("miyar-rows-revenue.csv", "text/csv;charset=utf-8"));
    assert_eq!(
        String::from_utf8(file.bytes).unwrap(),
        "\u{feff}File,Date,Channel,Person,Orders,Revenue\r\n\
         a.csv,2026-11-01,email,p1,2,-10.5\r\n\
         a.csv,2026-11-02,'=1+1,'@sum,1,20\r\n\
         a.csv,2026-11-03,\"a \"\"b\"\", \u{202e}c\",,,4\r\n\
         b.csv,2026-11-04,store,p5,3,30\r\n"
    );
    assert_eq!(open().saved_rows(PERIOD, "nonsense"), None);
}

#[test]
fn only_the_first_rows_are_listed_and_the_others_are_said() {
    let days: String = (0..20_003).map(|_| "2026-11-02,store,,1,2\n").collect();
    let csv = format!("Day,Source,Who,Orders,Value\n{days}");
    let files = [("datapackage.json", MANIFEST), ("a.csv", "Day,Source,Who,Orders,Value\n"), ("b.csv", &csv)];
    let mut feed = open_files(&files);
    let sheet = feed.rows_in(PERIOD, "orders", Lang::En);
    assert_eq!((sheet.rows.len(), sheet.heads.len()), (1_000, 5));
    assert_eq!(sheet.cut.as_deref().map(bare).as_deref(), Some("The first 1000 of 20003 rows are listed."));
    assert_eq!(bare(&sheet.accounts), "From 20003 rows; none is left out.");
    let csv = String::from_utf8(feed.saved_rows(PERIOD, "orders").unwrap().bytes).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!((lines.len(), lines[20_001]), (20_002, "\"further rows, not listed:\",3"));
}
