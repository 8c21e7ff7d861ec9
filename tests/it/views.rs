//! What a reader does with views: days chosen in a calendar, undo and redo, names, keys.

use super::support::open_files;
use icu_calendar::Date;
use icu_calendar::cal::{Hijri as Islamic, hijri::UmmAlQura};
use miyar::engine::cube::window::Window;
use miyar::engine::day::{Day, WeekStart};
use miyar::view::calendar::{Move, Picker, Weeks, hijri_range};
use miyar::view::compare::Compare;
use miyar::view::number::Plain;
use miyar::view::period::{Alignment, alignment, compared, resolve};
use miyar::view::query::{PeriodChoice, Query};
use miyar::view::route::Page;
use miyar::view::saved_views::SavedViews;
use miyar::view::shortcut::{Key, Shortcut};
use miyar::view::text::Direction;
use miyar::view::trail::Trail;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn window(text: &str) -> Window {
    let (from, to) = text.split_once("..").unwrap();
    Window { from: day(from), to: day(to) }
}

fn said(window: Window) -> String {
    format!("{}..{}", window.from, window.to)
}

#[test]
fn days_and_weeks_are_those_of_the_data() {
    // 21 November 2026 is a Saturday.
    let extent = window("2026-01-01..2026-11-21");
    for (choice, start, expected, before) in [
        (PeriodChoice::LatestDay, WeekStart::Sunday, "2026-11-21..2026-11-21", "2026-11-20..2026-11-20"),
        (PeriodChoice::DayBefore, WeekStart::Sunday, "2026-11-20..2026-11-20", "2026-11-19..2026-11-19"),
        (PeriodChoice::WeekToDate, WeekStart::Sunday, "2026-11-15..2026-11-21", "2026-11-08..2026-11-14"),
        (PeriodChoice::WeekToDate, WeekStart::Monday, "2026-11-16..2026-11-21", "2026-11-09..2026-11-14"),
        (PeriodChoice::WeekToDate, WeekStart::Saturday, "2026-11-21..2026-11-21", "2026-11-14..2026-11-14"),
        (PeriodChoice::LastWeek, WeekStart::Sunday, "2026-11-08..2026-11-14", "2026-11-01..2026-11-07"),
        (PeriodChoice::LastWeek, WeekStart::Monday, "2026-11-09..2026-11-15", "2026-11-02..2026-11-08"),
    ] {
        let days = resolve(choice, extent, day("2026-11-21"), start);
        assert_eq!(said(days), expected, "{choice:?} {start:?}");
        let then = compared(days, alignment(choice, days, start), Compare::Previous).unwrap();
        assert_eq!(said(then), before, "{choice:?} {start:?}");
        let last_year = compared(days, alignment(choice, days, start), Compare::LastYear).unwrap();
        assert_eq!(days.from.days_since(last_year.from), 364, "{choice:?}: weekdays meet");
    }
}

#[test]
fn ramadan_meets_ramadan() {
    // Umm al-Qura: Ramadan began on 11 March 2024, 1 March 2025, 18 February 2026; Shawwal on 30 March 2025.
    for (now, then) in [
        ("2026-02-18..2026-02-24", "2025-03-01..2025-03-07"),
        ("2026-02-01..2026-02-28", "2025-02-12..2025-03-11"),
        ("2025-03-01..2025-03-10", "2024-03-11..2024-03-20"),
        // A whole month of the moon meets the whole one, here of 30 and 29 days.
        ("2026-02-18..2026-03-19", "2025-03-01..2025-03-29"),
    ] {
        let found = compared(window(now), Alignment::Days, Compare::LastRamadan).map(said);
        assert_eq!(found.as_deref(), Some(then), "{now}");
    }
    assert_eq!(compared(window("1936-01-01..1936-01-31"), Alignment::Days, Compare::LastRamadan), None);
    let own = Compare::Custom(day("2025-01-01"), day("2025-01-31"));
    assert_eq!(
        compared(window("2026-02-01..2026-02-02"), Alignment::Days, own).map(said).unwrap(),
        "2025-01-01..2025-01-31"
    );
}

/// Year, month and day of the moon, as ICU knows them.
fn moon(day: Day) -> (i32, u8, u8) {
    let (year, month, of_month) = day.to_ymd();
    let date = Date::try_new_gregorian(year, month as u8, of_month as u8).unwrap();
    let date: Date<Islamic<UmmAlQura>> = date.to_calendar(Islamic::new_umm_al_qura());
    (date.year().extended_year(), date.month().ordinal, date.day_of_month().0)
}

#[test]
fn each_day_of_ramadan_meets_its_own() {
    let mut n = 0;
    for from in (-9_000..36_000).map(|number| Day::EPOCH.plus_days(number)) {
        let now = moon(from);
        if now.1 != 9 {
            continue;
        }
        let then = compared(Window { from, to: from }, Alignment::Days, Compare::LastRamadan).unwrap();
        // Where Ramadan had 29 days the year before, the 30th meets the first of Shawwal.
        let due = (now.0 - 1, 9, now.2);
        let is_met = moon(then.from) == due || now.2 == 30 && moon(then.from) == (now.0 - 1, 10, 1);
        assert!(is_met && then.from == then.to, "{from} {:?}", moon(then.from));
        n += 1;
    }
    assert!(n > 3_500, "{n} days of Ramadan");
}

proptest! {
    #[test]
    fn picked_days_stay_in_order_and_within_the_feed(picks in proptest::collection::vec(-50..450_i32, 0..6)) {
        let first = day("2026-01-01");
        let mut picker = Picker::new("2026-01-05", "2026-01-09", "2026-01-01", "2026-12-31").unwrap();
        for pick in picks {
            picker = picker.picked(first.plus_days(pick));
            let (from, to) = picker.days();
            prop_assert!(from <= to && from.as_str() >= "2026-01-01" && to.as_str() <= "2026-12-31", "{from} {to}");
            prop_assert_eq!(picker.id(), Some(format!("{from}..{to}")));
        }
    }

    #[test]
    fn undo_and_redo_lead_where_a_history_leads(choices in proptest::collection::vec((0..3_u8, 0..4_u8), 1..40)) {
        // The plain way: two stacks, as a browser's history would keep them. Links that repeat are gone to by name only,
        // so each here is its own.
        let mut trail = Trail::default();
        trail.went("start".into());
        let (mut past, mut now, mut future) = (Vec::<String>::new(), "start".to_owned(), Vec::<String>::new());
        for (nth, (gesture, _)) in choices.into_iter().enumerate() {
            match gesture {
                0 if !past.is_empty() => {
                    future.push(std::mem::replace(&mut now, past.pop().unwrap()));
                    trail.came_to(now.clone());
                }
                1 if !future.is_empty() => {
                    past.push(std::mem::replace(&mut now, future.pop().unwrap()));
                    trail.came_to(now.clone());
                }
                _ => {
                    past.push(std::mem::replace(&mut now, format!("?{nth}")));
                    future.clear();
                    trail.went(now.clone());
                }
            }
            prop_assert_eq!((trail.can_undo(), trail.can_redo()), (!past.is_empty(), !future.is_empty()));
        }
    }

    #[test]
    fn saved_views_are_read_back(names in proptest::collection::vec(".{0,100}", 0..8)) {
        let mut views = SavedViews::default();
        for (nth, name) in names.iter().enumerate() {
            let query = Query::parse(&format!("?page=channels&where=channel:{nth}&lang=ar"));
            views.save(name, &query);
        }
        prop_assert_eq!(&SavedViews::from_text(&views.to_text()), &views);
        for view in views.all() {
            prop_assert!(view.query().lang.is_none() && view.query().page == Page::Channels);
            prop_assert!(view.name.chars().count() <= 80 && !view.name.contains(['\n', '\t']), "{:?}", view.name);
        }
    }
}

#[test]
fn a_link_from_before_the_page_begins_a_new_trail() {
    let mut trail = Trail::default();
    trail.went("?a".into());
    trail.went("?b".into());
    trail.went("?b".into());
    assert!(trail.can_undo() && !trail.can_redo(), "the same link is no step");
    trail.came_to("?earlier".into());
    assert!(!trail.can_undo() && !trail.can_redo());
}

#[test]
fn names_of_views_differ() {
    let mut views = SavedViews::default();
    let names = |views: &SavedViews| views.all().iter().map(|view| view.name.clone()).collect::<Vec<_>>();
    assert!(!views.save(" \t\n ", &Query::default()), "spaces are no name");
    assert!(views.save("  Weekly\tmeeting ", &Query::parse("?page=channels")));
    assert!(views.save("الرياض", &Query::parse("?where=region:riyadh")));
    assert_eq!(names(&views), ["الرياض", "Weekly meeting"], "the latest first");
    assert!(views.save("Weekly meeting", &Query::parse("?page=data")));
    assert_eq!(names(&views), ["Weekly meeting", "الرياض"], "the same name is replaced");
    assert_eq!(views.all()[0].query().page, Page::Data);
    assert!(!views.rename("الرياض", "Weekly meeting") && !views.rename("الرياض", " ") && !views.rename("none", "x"));
    assert!(views.rename("الرياض", "Riyadh") && views.rename("Riyadh", "Riyadh"));
    views.remove("Weekly meeting");
    assert_eq!(names(&views), ["Riyadh"]);
    assert_eq!(views.all()[0].query(), Query::parse("?where=region:riyadh"));
    for nth in 0..150 {
        views.save(&nth.to_string(), &Query::default());
    }
    assert_eq!((views.all().len(), views.all()[0].name.as_str()), (100, "149"), "the oldest go");
}

#[test]
fn keys_lead_to_days_as_in_a_grid_of_dates() {
    let start = Picker::new("2026-03-01", "2026-03-18", "2026-01-10", "2026-11-21").unwrap();
    let go = |picker: Picker, keys: &str, direction: Direction| {
        keys.split(' ').fold(picker, |picker, key| {
            let (key, has_shift) = key.strip_prefix('^').map_or((key, false), |key| (key, true));
            picker.moved(Move::of_key(key, has_shift, direction).unwrap(), WeekStart::Sunday)
        })
    };
    // 18 March 2026 is a Wednesday.
    for (keys, direction, expected) in [
        ("ArrowRight", Direction::Ltr, "2026-03-19"),
        ("ArrowRight", Direction::Rtl, "2026-03-17"),
        ("ArrowLeft ArrowLeft", Direction::Rtl, "2026-03-20"),
        ("ArrowDown ArrowDown", Direction::Ltr, "2026-04-01"),
        ("ArrowUp", Direction::Ltr, "2026-03-11"),
        ("Home", Direction::Ltr, "2026-03-15"),
        ("End", Direction::Rtl, "2026-03-21"),
        ("PageDown", Direction::Ltr, "2026-04-18"),
        ("PageUp PageUp", Direction::Ltr, "2026-01-18"),
        // The feed ends.
        ("^PageDown", Direction::Ltr, "2026-11-21"),
        ("^PageUp", Direction::Ltr, "2026-01-10"),
    ] {
        assert!(go(start, keys, direction).has_focus(day(expected)), "{keys} {direction:?}");
    }
    assert_eq!(Move::of_key("Enter", false, Direction::Ltr), None);
    assert!(start.can_move(-1) && start.can_move(1));
    assert!(!go(start, "^PageUp", Direction::Ltr).can_move(-1) && !go(start, "^PageDown", Direction::Ltr).can_move(1));
    assert_eq!(start.typed_from("2026-05-01").id(), None, "the first after the last is no period");
    assert_eq!(start.typed_from("2026-05-01").typed_to("2026-05-03").id().as_deref(), Some("2026-05-01..2026-05-03"));
    assert_eq!(start.typed_from("nonsense"), start);
    assert_eq!(Picker::new("2026-03-01", "nonsense", "2026-01-10", "2026-11-21"), None);
}

#[test]
fn a_month_is_laid_out_as_weeks_begin() {
    // March 2026 begins on a Sunday; Ramadan 1447 has its 12th on it, and Shawwal begins on the 20th.
    let picker = Picker::new("2026-03-03", "2026-03-05", "2026-01-01", "2026-03-20").unwrap();
    let row = |start: WeekStart, week: usize| {
        let sheet = picker.sheet(&Plain, start, false);
        let days = sheet.weeks[week].iter().map(|day| day.as_ref().map_or("·", |day| day.number.as_str()).to_owned());
        (sheet.weekdays.join(" "), days.collect::<Vec<_>>().join(" "), sheet.weeks.len())
    };
    assert_eq!(row(WeekStart::Sunday, 0), ("Sun Mon Tue Wed Thu Fri Sat".into(), "1 2 3 4 5 6 7".into(), 5));
    assert_eq!(row(WeekStart::Monday, 0), ("Mon Tue Wed Thu Fri Sat Sun".into(), "· · · · · · 1".into(), 6));
    assert_eq!(row(WeekStart::Monday, 5).1, "30 31 · · · · ·");
    assert_eq!(row(WeekStart::Saturday, 0).1, "· 1 2 3 4 5 6");
    let sheet = picker.sheet(&Plain, WeekStart::Sunday, true);
    assert_eq!((sheet.title.as_str(), sheet.hijri.as_deref()), ("2026-03", Some("1447-09 – 1447-10")));
    let cells: Vec<_> = sheet.weeks.iter().flatten().flatten().collect();
    assert_eq!(cells.len(), 31);
    assert_eq!((cells[0].hijri.as_deref(), cells[19].hijri.as_deref()), (Some("12"), Some("1")));
    assert_eq!(cells[0].name, "2026-03-01, 1447-09-12");
    assert!(cells[19].is_given && !cells[20].is_given, "the feed ends on the 20th");
    let places: Vec<&str> = cells.iter().take(6).map(|cell| picker.place(cell.day).id()).collect();
    assert_eq!(places, ["outside", "outside", "end", "within", "end", "outside"]);
    assert_eq!(hijri_range(&Plain, "2026-03-19", "2026-03-20").as_deref(), Some("1447-09-30 – 1447-10-01"));
    assert_eq!(hijri_range(&Plain, "1900-01-01", "2026-03-20"), None);
    for weeks in Weeks::ALL {
        assert_eq!(Weeks::from_id(weeks.id()), Some(weeks));
    }
    assert_eq!(Weeks::Feed.start(WeekStart::Saturday), WeekStart::Saturday);
    assert_eq!(Weeks::Monday.start(WeekStart::Saturday), WeekStart::Monday);
}

#[test]
fn keys_work_on_latin_and_arabic_keyboards_and_can_be_switched_off() {
    let key =
        |key: &'static str, code: &'static str| Key { key, code, has_shift: false, has_command: false, has_alt: false };
    for (pressed, expected) in [
        (Key { has_shift: true, ..key("?", "Slash") }, Some(Shortcut::Help)),
        (Key { has_shift: true, ..key("؟", "Slash") }, Some(Shortcut::Help)),
        (key("p", "KeyP"), Some(Shortcut::Period)),
        (key("ح", "KeyP"), Some(Shortcut::Period)),
        (key("f", "KeyF"), Some(Shortcut::Filter)),
        (key("[", "BracketLeft"), Some(Shortcut::Earlier)),
        (key("د", "BracketRight"), Some(Shortcut::Later)),
        (key("2", "Digit2"), Some(Shortcut::Page(Page::ALL[1]))),
        (key("٢", "Digit2"), Some(Shortcut::Page(Page::ALL[1]))),
        (key("0", "Digit0"), None),
        (key("x", "KeyX"), None),
        (Key { has_shift: true, ..key("P", "KeyP") }, None),
        (Key { has_alt: true, ..key("p", "KeyP") }, None),
        (Key { has_command: true, ..key("z", "KeyZ") }, Some(Shortcut::Undo)),
        (Key { has_command: true, has_shift: true, ..key("Z", "KeyZ") }, Some(Shortcut::Redo)),
        (Key { has_command: true, ..key("y", "KeyY") }, Some(Shortcut::Redo)),
        // The browser's own: find, print, copy.
        (Key { has_command: true, ..key("f", "KeyF") }, None),
        // German keyboards have Z and Y the other way round, French ones W where others have Z.
        (Key { has_command: true, ..key("z", "KeyY") }, Some(Shortcut::Undo)),
        (Key { has_command: true, ..key("y", "KeyZ") }, Some(Shortcut::Redo)),
        (Key { has_command: true, ..key("w", "KeyZ") }, None),
        (Key { has_command: true, ..key("p", "KeyP") }, None),
        (Key { has_command: true, ..key("c", "KeyC") }, None),
    ] {
        assert_eq!(Shortcut::of_key(pressed, true), expected, "{pressed:?}");
        let without = expected.filter(|_| pressed.has_command);
        assert_eq!(Shortcut::of_key(pressed, false), without, "{pressed:?}: single keys are off");
    }
}

#[test]
fn steps_are_offered_that_the_period_has_room_for() {
    let mut csv = String::from("date,channel,revenue\n");
    for nth in 0..500 {
        csv += &format!("{},web,{}\n", day("2025-01-01").plus_days(nth), nth);
    }
    let manifest = r#"{"name":"steps","miyar":{"version":1},"resources":[{"name":"t","path":"t.csv","miyar":{"table":"performance","map":{"date":"date","channel":"channel","revenue":"revenue"}}}]}"#;
    let mut feed = open_files(&[("datapackage.json", manifest), ("t.csv", &csv)]);
    let mut offered = |search: &str| {
        let period = feed.page(search).shell.period;
        let chosen = period.steps.iter().find(|step| step.is_chosen).map(|step| step.id.clone()).unwrap();
        let ids = period.steps.into_iter().map(|step| step.id).collect::<Vec<_>>().join(" ");
        (ids, chosen, period.notes.iter().any(|note| note.contains("too long for the steps")))
    };
    let weeks = " day week sunday-week iso-week";
    assert_eq!(offered("?period=last-7-days"), (weeks.into(), String::new(), false));
    assert_eq!(offered("?period=last-30-days&step=week"), (format!("{weeks} month hijri-month"), "week".into(), false));
    let all = " week sunday-week iso-week month hijri-month quarter year";
    assert_eq!(offered("?period=all&step=quarter"), (all.into(), "quarter".into(), false));
    // 500 days are more than can be told apart: that is said.
    assert_eq!(offered("?period=all&step=day"), (all.into(), String::new(), true));
    // A step longer than the period is shown where it is asked for.
    assert_eq!(offered("?period=last-7-days&step=year"), (format!("{weeks} year"), "year".into(), false));
}
