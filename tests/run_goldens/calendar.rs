use super::compare::Computed;
use super::golden::{Golden, keys};
use miyar::engine::calendar::hijri::{Hijri, RAMADAN};
use miyar::engine::calendar::iso_week::IsoWeek;
use miyar::engine::day::{Day, WeekStart};
use miyar::engine::zone::{DAY_S, Zone};
use serde_json::{Map, Value, json};

/// What a browser's `Intl` says of a zone, said by `jiff`.
fn zone(name: &str) -> Zone {
    let zone = jiff::tz::TimeZone::get(name).unwrap();
    let start = jiff::Timestamp::from_second(-2_208_988_800).unwrap();
    let first = (i64::MIN, zone.to_offset(start).seconds());
    let later = zone.following(start).map(|each| (each.timestamp().as_second(), each.offset().seconds()));
    let until = later.take_while(|(second, _)| *second < 4_102_444_800);
    Zone::from_transitions(std::iter::once(first).chain(until))
}

pub fn buckets(golden: &Golden) -> Computed {
    let instants: Vec<i64> = golden
        .csv("input.csv")
        .column("utc")
        .iter()
        .map(|text| text.parse::<jiff::Timestamp>().unwrap().as_second())
        .collect();
    let of_zone = |name: &str| -> Vec<Value> {
        let zone = zone(name);
        let of_instant = |utc: &i64| {
            let (day, offset) = (zone.day_of(*utc), zone.offset_at(*utc));
            let second = (utc + i64::from(offset)).rem_euclid(DAY_S);
            let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
            let (sign, ahead) = (if offset < 0 { '-' } else { '+' }, offset.abs());
            let (year, month, _) = day.to_ymd();
            json!({
                "local": format!("{day}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}", ahead / 3600, ahead / 60 % 60),
                "date": day.to_string(), "month": format!("{year:04}-{month:02}"),
                "quarter": format!("{year:04}-Q{}", day.start_of_quarter().to_ymd().1 / 3 + 1),
                "iso_week": IsoWeek::of(day).to_string(),
                "week_start_sunday": day.start_of_week(WeekStart::Sunday).to_string(),
                "week_start_monday": day.start_of_week(WeekStart::Monday).to_string(),
                "hour": hour,
            })
        };
        instants.iter().map(of_instant).collect()
    };
    Computed::of(Value::Object(
        keys(&golden.expected).into_iter().map(|name| (name.to_owned(), json!(of_zone(name)))).collect(),
    ))
}

pub fn umm_al_qura(golden: &Golden) -> Computed {
    let input = golden.csv("input.csv");
    let date = |text: &&str| {
        let hijri = Hijri::of(Day::from_iso(text).unwrap()).map(|date| date.to_string());
        json!({"gregorian": text, "hijri": hijri})
    };
    let ramadan: Map<String, Value> = keys(&golden.expected["ramadan"])
        .into_iter()
        .map(|year| {
            let (first, after) = Hijri::month(year.parse().unwrap(), RAMADAN).unwrap();
            (year.to_owned(), json!([first.to_string(), after.to_string()]))
        })
        .collect();
    Computed::of(json!({"dates": input.column("gregorian").iter().map(date).collect::<Vec<_>>(), "ramadan": ramadan}))
}
