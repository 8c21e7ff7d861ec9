//! Metrics against values that ClickHouse and pandas computed: `tests/goldens`.

use super::support::{Opened, check_shown, figure, open_files, repository, total};
use miyar::engine::cube::window::Window;
use miyar::engine::day::{Day, WeekStart};
use miyar::view::compare::Compare;
use miyar::view::period::{alignment, compared, resolve};
use miyar::view::query::PeriodChoice;
use serde_json::Value;

fn read(path: &str) -> String {
    std::fs::read_to_string(repository("tests/goldens").join(path)).unwrap()
}

fn expected(golden: &str) -> Value {
    serde_json::from_str(&read(&format!("{golden}/expected.json"))).unwrap()
}

/// What the golden calls a metric, and what we call it.
const KPI_TABLE: [(&str, &str); 13] = [
    ("engagement_rate_impressions", "engagement_rate"),
    ("roi_margin", "roi"),
    ("aov_net", "aov"),
    ("ctr", "ctr"),
    ("conversion_rate_sessions", "conversion"),
    ("refund_rate_value", "refund_rate"),
    ("cpc", "cpc"),
    ("cost_per_order", "cost_per_order"),
    ("cost_per_new_customer", "cpa_acquisition"),
    ("roas_net", "roas"),
    ("cost_known", "cost"),
    ("net_revenue", "revenue"),
    ("new_customers", "new_customers"),
];

fn kpi_table() -> Opened {
    // The golden counts orders of sessions: orders are mapped to conversions, sessions to visits.
    let manifest = r#"{"name": "kpi_table", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "daily", "path": "channel_daily.csv", "format": "csv", "miyar": {"table": "performance", "map": {
            "date": "date", "channel": "channel", "store": "online", "cost": "cost", "impressions": "impressions",
            "clicks": "clicks", "visits": "sessions", "orders": "orders", "conversions": "orders",
            "new_customers": "new_customers", "units": "units", "revenue": "gross_revenue", "refunds": "refunds",
            "margin": "gross_margin", "engagements": "engagements"}}},
        {"name": "salaries", "path": "fixed_costs.csv", "format": "csv",
         "schema": {"fields": [{"name": "month", "type": "date", "format": "%Y-%m"}]},
         "miyar": {"table": "performance", "grain": "month", "map": {"date": "month", "overhead_cost": "overheads"},
         "unpivot": {"into": "people_cost", "along": "category", "columns": {"marketing_salaries": "marketing", "sales_salaries": "sales"}}}}
        ]}"#;
    let (daily, fixed) = (read("kpi_table/channel_daily.csv"), read("kpi_table/fixed_costs.csv"));
    open_files(&[("datapackage.json", manifest), ("channel_daily.csv", &daily), ("fixed_costs.csv", &fixed)])
}

#[test]
fn a_channel_table_with_missing_costs_and_zero_denominators_is_right() {
    let expected = expected("kpi_table");
    let mut feed = kpi_table();
    let channels = feed.channels("?page=channels");
    for (theirs, ours) in KPI_TABLE {
        // The overall revenue of the golden counts each channel's; sums are cents, ratios one division.
        check_shown(&format!("overall {ours}"), total(&channels, ours), expected["overall"][theirs].as_f64());
        for row in expected["by_channel"].as_array().unwrap() {
            let channel = row["channel"].as_str().unwrap();
            check_shown(&format!("{channel} {ours}"), figure(&channels, channel, ours), row[theirs].as_f64());
        }
    }
    let online = feed.channels("?page=channels&by=store");
    for row in expected["online_offline"].as_array().unwrap() {
        let value = row["online"].to_string();
        for (theirs, ours) in KPI_TABLE {
            check_shown(&format!("online {value} {ours}"), figure(&online, &value, ours), row[theirs].as_f64());
        }
    }
}

#[test]
fn the_cost_of_a_customer_is_a_ratio_of_sums_and_not_the_mean_of_months() {
    let expected = expected("kpi_table");
    let mut feed = kpi_table();
    let mut cac = |search: &str| {
        let summary = feed.summary(search);
        super::support::card(&summary, "cac").figure.raw.unwrap()
    };
    let period = &expected["cac_period"];
    let all = cac("");
    assert!((all - period["cac_fully_loaded"].as_f64().unwrap()).abs() < 1e-9 * all, "{all}");
    assert!((all - period["wrong_mean_of_monthly_cac"].as_f64().unwrap()).abs() > 1.0);
    for month in expected["cac_by_month"].as_array().unwrap() {
        let from = Day::from_iso(&format!("{}-01", month["month"].as_str().unwrap())).unwrap();
        // The last month of the golden is cut short; its salaries are those of the whole month.
        let to = from.plus_months(1).plus_days(-1);
        let value = cac(&format!("?period={from}..{to}"));
        assert!((value - month["cac_fully_loaded"].as_f64().unwrap()).abs() < 1e-9 * value, "{from}: {value}");
    }
}

#[test]
fn email_rates_are_right_and_undefined_where_nothing_was_delivered() {
    for golden in ["email_rates", "email_rates2"] {
        let expected = expected(golden);
        let input = read(&format!("{golden}/input.csv"));
        // Delivered is not a column of the golden: sent less both kinds of bounces.
        let mut rows = input.lines();
        let mut csv = format!("{},delivered,bounces\n", rows.next().unwrap());
        for row in rows {
            let cells: Vec<&str> = row.split(',').collect();
            let number = |at: usize| cells[at].parse::<i64>().unwrap();
            let bounces = number(2) + number(3);
            csv.push_str(&format!("{row},{},{bounces}\n", number(1) - bounces));
        }
        let manifest = r#"{"name": "mail", "miyar": {"version": 1}, "resources": [{"name": "mail", "path": "input.csv", "format": "csv",
            "miyar": {"table": "performance", "map": {"campaign": "campaign", "sends": "sent", "delivered": "delivered",
            "opens": "unique_opens", "clicks": "unique_clicks", "bounces": "bounces",
            "unsubscribes": "unsubscribes", "complaints": "complaints"}}}]}"#;
        let mut feed = open_files(&[("datapackage.json", manifest), ("input.csv", &csv)]);
        let page = feed.channels("?page=channels&by=campaign");
        let rates = [
            ("open_rate", "open_rate"),
            ("click_rate", "click_rate"),
            ("delivery_rate", "delivery_rate"),
            ("bounce_rate", "bounce_rate"),
            ("click_to_open", "click_to_open"),
            ("unsubscribe_rate", "unsubscribe_rate"),
            ("complaint_rate", "complaint_rate"),
        ];
        for (theirs, ours) in rates {
            check_shown(ours, total(&page, ours), expected["overall"][theirs].as_f64());
            for row in expected["by_campaign"].as_array().unwrap() {
                let campaign = row["campaign"].as_str().unwrap();
                check_shown(&format!("{campaign} {ours}"), figure(&page, campaign, ours), row[theirs].as_f64());
            }
        }
    }
}

#[test]
fn periods_meet_the_same_days_that_pandas_sets_them_against() {
    let daily: Vec<(Day, f64)> = read("period_over_period/daily.csv")
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .map(|(day, value)| (Day::from_iso(day).unwrap(), value.parse().unwrap()))
        .collect();
    let sum =
        |window: Window| daily.iter().filter(|(day, _)| window.contains(*day)).map(|(_, value)| value).sum::<f64>();
    let first = daily[0].0;
    for case in expected("period_over_period").as_array().unwrap() {
        let asof = Day::from_iso(case["asof"].as_str().unwrap()).unwrap();
        let extent = Window { from: first, to: asof };
        let against = |choice: PeriodChoice, compare: Option<Compare>| {
            let window = resolve(choice, extent, asof, WeekStart::Sunday);
            sum(compare.map_or(window, |compare| {
                compared(window, alignment(choice, window, WeekStart::Sunday), compare).unwrap()
            }))
        };
        for (name, value) in [
            ("mtd", against(PeriodChoice::MonthToDate, None)),
            ("prev_mtd_same_days", against(PeriodChoice::MonthToDate, Some(Compare::Previous))),
            ("yoy_mtd_same_dates", against(PeriodChoice::MonthToDate, Some(Compare::LastYearDates))),
            ("prev_month_full", against(PeriodChoice::LastMonth, None)),
            ("last7", against(PeriodChoice::Last7Days, None)),
            ("prev7", against(PeriodChoice::Last7Days, Some(Compare::Previous))),
            ("yoy7_weekday_aligned_364", against(PeriodChoice::Last7Days, Some(Compare::LastYear))),
        ] {
            let due = case[name].as_f64().unwrap();
            assert!((value - due).abs() <= 1e-9 * due, "{asof} {name}: {value}, {due} is due");
        }
    }
}
