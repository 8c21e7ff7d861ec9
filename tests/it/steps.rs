//! The steps that series are cut into: Sunday weeks, ISO weeks, months of the moon, quarters, years.

use super::support::{Opened, open_files};
use miyar::engine::cube::window::{Step, Window, next_step, start_of_step};
use miyar::engine::day::{Day, WeekStart};
use miyar::view::page::Body;
use miyar::view::text::Lang;
use miyar::work::message::Tell;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn said(window: Window) -> String {
    format!("{}..{}", window.from, window.to)
}

#[test]
fn a_window_is_cut_at_the_calendars_own_steps() {
    // Weekdays and quarters from the civil calendar; the months of 1447 as Umm al-Qura has them: Ramadan began on
    // 18 February 2026, Shawwal on 20 March, Dhu al-Qi'dah on 18 April.
    for (step, expected) in [
        (Step::Week(WeekStart::Sunday), "2026-03-10..2026-03-14 2026-03-15..2026-03-21 2026-03-22..2026-03-24"),
        (Step::Week(WeekStart::Monday), "2026-03-10..2026-03-15 2026-03-16..2026-03-22 2026-03-23..2026-03-24"),
        (Step::HijriMonth, "2026-03-10..2026-03-19 2026-03-20..2026-03-24"),
        (Step::Month, "2026-03-10..2026-03-24"),
    ] {
        let steps = Window { from: day("2026-03-10"), to: day("2026-03-24") }.steps(step);
        assert_eq!(steps.into_iter().map(said).collect::<Vec<_>>().join(" "), expected, "{step:?}");
    }
    let ramadan = Window { from: day("2026-02-18"), to: day("2026-03-19") };
    assert!(ramadan.is_whole(Step::HijriMonth) && !ramadan.is_whole(Step::Month));
    let long = Window { from: day("2025-11-15"), to: day("2027-01-02") };
    let quarters = "2025-11-15..2025-12-31 2026-01-01..2026-03-31 2026-04-01..2026-06-30 2026-07-01..2026-09-30 \
        2026-10-01..2026-12-31 2027-01-01..2027-01-02";
    assert_eq!(long.steps(Step::Quarter).into_iter().map(said).collect::<Vec<_>>().join(" "), quarters);
    let years = "2025-11-15..2025-12-31 2026-01-01..2026-12-31 2027-01-01..2027-01-02";
    assert_eq!(long.steps(Step::Year).into_iter().map(said).collect::<Vec<_>>().join(" "), years);
}

#[test]
fn days_that_the_moon_has_no_table_for_are_one_step() {
    // The table reaches from 1 Muharram 1356, a month of 29 days in ICU too, to the end of 1500.
    let steps = Window { from: day("1937-01-01"), to: day("1937-04-20") }.steps(Step::HijriMonth);
    let (first, second) = ("1937-01-01..1937-03-13", "1937-03-14..1937-04-11");
    assert_eq!(steps.iter().take(2).map(|step| said(*step)).collect::<Vec<_>>(), [first, second]);
    let steps = Window { from: day("2077-11-10"), to: Day::MAX }.steps(Step::HijriMonth);
    assert_eq!(steps.into_iter().map(said).collect::<Vec<_>>(), ["2077-11-10..2077-11-16", "2077-11-17..9999-12-31"]);
}

fn any_step() -> impl Strategy<Value = Step> {
    proptest::sample::select(vec![
        Step::Day,
        Step::Week(WeekStart::Saturday),
        Step::Week(WeekStart::Sunday),
        Step::Week(WeekStart::Monday),
        Step::Month,
        Step::HijriMonth,
        Step::Quarter,
        Step::Year,
    ])
}

proptest! {
    #[test]
    fn steps_are_the_window_and_each_lies_in_one_step_of_the_calendar(
        from in -12_500..40_000_i32, n_days in 1..900_i32, step in any_step(),
    ) {
        let window = Window { from: Day::EPOCH.plus_days(from), to: Day::EPOCH.plus_days(from + n_days - 1) };
        let steps = window.steps(step);
        prop_assert_eq!((steps[0].from, steps[steps.len() - 1].to), (window.from, window.to));
        for pair in steps.windows(2) {
            prop_assert_eq!(pair[0].to.plus_days(1), pair[1].from);
            prop_assert_eq!(start_of_step(pair[1].from, step), pair[1].from);
        }
        for each in steps {
            prop_assert_eq!(start_of_step(each.from, step), start_of_step(each.to, step));
            prop_assert!(each.to < next_step(each.from, step));
        }
    }
}

/// Two orders a day, from 10 February to 24 March 2026.
fn feed() -> Opened {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all", "week_start": "saturday"}, "resources": [
        {"name": "p", "path": "p.csv", "format": "csv", "miyar": {"table": "performance",
         "map": {"date": "date", "channel": "channel", "orders": "orders", "revenue": "revenue"}}}]}"#;
    let mut csv = String::from("date,channel,orders,revenue\n");
    let mut at = day("2026-02-10");
    while at <= day("2026-03-24") {
        csv.push_str(&format!("{at},email,1,10\n{at},sms,1,10\n"));
        at = at.plus_days(1);
    }
    open_files(&[("datapackage.json", manifest), ("p.csv", &csv)])
}

/// Returns each bar of the mix: its label, whether it is partial, its total.
fn bars(feed: &mut Opened, search: &str, lang: Lang) -> Vec<(String, bool, f64)> {
    let Tell::Page { model, .. } = feed.tell_in(&format!("?page=channels{search}"), lang) else {
        panic!("a page is due")
    };
    let Body::Channels(channels) = model.body else { panic!("the channels are due") };
    let bars = channels.mix.chart.expect("two channels make a mix").bars.into_iter();
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    bars.map(|bar| (plain(bar.label), bar.is_partial, bar.total.raw.unwrap())).collect()
}

#[test]
fn a_link_says_the_step_and_what_is_cut_is_marked() {
    let mut feed = feed();
    let mut check = |step: &str, lang: Lang, expected: &[(&str, bool, f64)]| {
        let expected: Vec<(String, bool, f64)> = expected.iter().map(|(a, b, c)| ((*a).to_owned(), *b, *c)).collect();
        assert_eq!(bars(&mut feed, &format!("&step={step}"), lang), expected, "{step}");
    };
    // 8 days of Sha'ban, 30 of Ramadan, 5 of Shawwal; 20 a day.
    let moons = [("1447-08", true, 160.0), ("1447-09", false, 600.0), ("1447-10", true, 100.0)];
    check("hijri-month", Lang::En, &moons);
    check("month", Lang::En, &[("2026-02", true, 380.0), ("2026-03", true, 480.0)]);
    check("quarter", Lang::En, &[("Q1 2026", true, 860.0)]);
    check("quarter", Lang::Ar, &[("الربع 1، 2026", true, 860.0)]);
    check("year", Lang::En, &[("2026", true, 860.0)]);
    let weeks = |words: fn(u32) -> String| -> Vec<(String, bool, f64)> {
        // 10 February is a Tuesday, of week 7; 24 March a Tuesday, of week 13.
        let days = [6, 7, 7, 7, 7, 7, 2];
        (7..).zip(days).map(|(week, n)| (words(week), n < 7, f64::from(n) * 20.0)).collect()
    };
    for (lang, words) in [
        (Lang::En, (|week| format!("Week {week}, 2026")) as fn(u32) -> String),
        (Lang::Ar, |week| format!("الأسبوع {week}، 2026")),
    ] {
        let expected = weeks(words);
        let expected: Vec<(&str, bool, f64)> = expected.iter().map(|(a, b, c)| (a.as_str(), *b, *c)).collect();
        check("iso-week", lang, &expected);
    }
    let first = |feed: &mut Opened, step: &str| bars(feed, &format!("&step={step}"), Lang::En).remove(1);
    assert_eq!(first(&mut feed, "sunday-week").0, "02-15");
    assert_eq!(first(&mut feed, "week").0, "02-14");
    assert_eq!(bars(&mut feed, "&step=day", Lang::En).len(), 43);
    // What is not understood leaves the step to the period.
    assert_eq!(bars(&mut feed, "&step=fortnight", Lang::En), bars(&mut feed, "", Lang::En));
}

#[test]
fn steps_past_counting_are_not_drawn() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "p", "path": "p.csv", "format": "csv", "miyar": {"table": "performance",
         "map": {"date": "date", "channel": "channel", "orders": "orders", "revenue": "revenue"}}}]}"#;
    let csv = "date,channel,orders,revenue\n2000-01-01,email,1,10\n2026-01-01,sms,1,10\n";
    let mut feed = open_files(&[("datapackage.json", manifest), ("p.csv", csv)]);
    assert_eq!(bars(&mut feed, "&step=day", Lang::En), bars(&mut feed, "", Lang::En));
    assert_eq!(bars(&mut feed, "&step=month", Lang::En).len(), 313);
}
