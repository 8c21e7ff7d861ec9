//! Manifests that are written: they read back equal, and are what the published schema wants.

use super::manifest::check_against_schema;
use miyar::engine::day::{Day, WeekStart};
use miyar::engine::facts::vocabulary::{Dimension, Measure, TableKind};
use miyar::engine::feed::encoding::Encoding;
use miyar::engine::feed::package::write::write;
use miyar::engine::feed::package::{
    Company, Dialect, Field, Format, Grain, Package, Resource, Since, Source, Texts, Unpivot, read,
};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

/// Texts with what a writer may stumble over; never blank, for a manifest may not say that.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zء-ي\"\\\\/{}<>&,;:%'éß😀 \u{2028}]{0,8}[a-z0-9ء-ي]"
}

/// The names of columns, which are trimmed where they are read.
fn name() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.trim().to_owned())
}

fn texts() -> impl Strategy<Value = Texts> {
    btree_map(select(vec!["en", "ar", "de", "pt-BR"]).prop_map(str::to_owned), text(), 0..3)
}

fn dimension() -> impl Strategy<Value = String> {
    prop_oneof![
        select(Dimension::NAMED.to_vec()).prop_map(|dimension| dimension.id()),
        name().prop_map(|name| Dimension::Own(name).id()),
    ]
}

fn measure() -> impl Strategy<Value = String> {
    select(Measure::ALL.to_vec()).prop_map(|measure| measure.id().to_owned())
}

fn column() -> impl Strategy<Value = Source> {
    (name(), btree_map(text(), ".{0,6}", 0..3)).prop_map(|(column, values)| Source::Column { column, values })
}

fn field() -> impl Strategy<Value = Field> {
    let formats = vec!["%d/%m/%Y", "%Y-%m-%d %H:%M", "%b %Y", "%m/%d/%y %I:%M %p"];
    prop_oneof![
        Just(Field::default()),
        select(formats).prop_map(|format| Field { date_format: Some(format.into()), ..Field::default() }),
        (of(select(vec!['.', ','])), of(select(vec![' ', '\'', '٬'])), any::<bool>()).prop_map(
            |(decimal_char, group_char, bare_number)| Field {
                date_format: None,
                decimal_char,
                group_char,
                bare_number
            }
        ),
    ]
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let marks = (of(select(b",;\t|".to_vec())), of(select(b"\"'".to_vec())), of(select(b"\\^".to_vec())));
    (marks, any::<bool>(), of(text()), of(text())).prop_map(
        |((delimiter, quote, escape), double_quote, property, sheet)| Dialect {
            delimiter,
            quote,
            double_quote,
            escape,
            property,
            sheet,
        },
    )
}

fn map(table: TableKind) -> impl Strategy<Value = BTreeMap<String, Source>> {
    let own = match table {
        TableKind::Performance => vec!["channel", "currency"],
        TableKind::Events => vec!["person", "kind", "order", "currency"],
        TableKind::Costs => vec!["kind", "currency"],
        TableKind::Answers => vec!["kind", "person"],
        TableKind::Rates => vec!["currency"],
        TableKind::Peers => vec!["metric"],
        TableKind::Targets => vec!["unit", "note"],
    };
    let own = select(own).prop_map(str::to_owned);
    let constant = prop_oneof![column(), text().prop_map(Source::Constant)];
    let plain = match table {
        TableKind::Performance => vec!["date"],
        TableKind::Events => vec!["date", "value"],
        TableKind::Costs => vec!["date", "amount"],
        TableKind::Answers => vec!["date", "score"],
        TableKind::Rates => vec!["date", "rate"],
        TableKind::Peers | TableKind::Targets => vec!["value"],
    };
    let plain = prop_oneof![select(plain).prop_map(str::to_owned), measure()];
    let rates = (constant.clone(), column(), column());
    let rates = rates.prop_map(|(currency, date, rate)| {
        [("currency", currency), ("date", date), ("rate", rate)].map(|(field, from)| (field.to_owned(), from)).into()
    });
    let answers = (constant.clone(), column(), btree_map(dimension(), constant.clone(), 0..3));
    let answers = answers.prop_map(|(kind, score, others)| {
        let required = [("kind".to_owned(), kind), ("score".to_owned(), score)];
        others.into_iter().chain(required).collect::<BTreeMap<String, Source>>()
    });
    let others = (btree_map(prop_oneof![own, dimension()], constant.clone(), 0..4), btree_map(plain, column(), 1..4))
        .prop_map(|(a, b)| a.into_iter().chain(b).collect());
    let peers =
        (constant, column(), column(), btree_map(prop_oneof![Just("p90".to_owned()), measure()], column(), 0..3));
    let peers = peers.prop_map(|(peer, metric, value, more)| {
        let required = [("peer", peer), ("metric", metric), ("value", value)];
        required.map(|(field, from)| (field.to_owned(), from)).into_iter().chain(more).collect()
    });
    let targets = (column(), column(), prop_oneof![column(), text().prop_map(Source::Constant)]);
    let targets = (targets, btree_map(dimension(), column(), 0..3)).prop_map(|((metric, value, period), others)| {
        let required = [("metric", metric), ("value", value), ("period", period)];
        required.map(|(field, from)| (field.to_owned(), from)).into_iter().chain(others).collect()
    });
    // A table of rates has all of its fields, and no others; one of answers has no measures.
    match table {
        TableKind::Rates => rates.boxed(),
        TableKind::Answers => answers.boxed(),
        TableKind::Peers => peers.boxed(),
        TableKind::Targets => targets.boxed(),
        TableKind::Performance | TableKind::Events | TableKind::Costs => others.boxed(),
    }
}

fn unpivot() -> impl Strategy<Value = Unpivot> {
    (measure(), dimension(), btree_map(name(), name(), 1..4)).prop_map(|(into, along, columns)| Unpivot {
        into,
        along,
        columns,
    })
}

fn resource() -> impl Strategy<Value = Resource> {
    let table = select(TableKind::ALL.to_vec());
    let of_table = table.prop_flat_map(|table| {
        let unpivot = of(unpivot()).prop_map(move |unpivot| unpivot.filter(|_| table.can_be_wide()));
        (Just(table), map(table), unpivot)
    });
    // Without a format, how a path ends would say one.
    let place = (vec("[a-z]{1,6}", 1..3), select(Format::ALL.to_vec()), of(select(Encoding::ALL.to_vec())));
    let schema = (btree_map(name(), field(), 0..4), vec(name(), 0..2), vec(".{0,4}", 0..3));
    (place, dialect(), schema, of_table, (select(Grain::ALL.to_vec()), of(0..20_000_i32))).prop_map(
        |((paths, format, encoding), dialect, (fields, key, missing_values), (table, map, unpivot), grain)| Resource {
            name: String::new(),
            paths,
            format: Some(format),
            encoding,
            dialect,
            fields,
            key,
            missing_values,
            table,
            grain: grain.0,
            from: grain.1.map(|count| match count % 3 {
                0 => Since::On(Day::EPOCH.plus_days(count)),
                1 => Since::Months(count.try_into().unwrap()),
                _ => Since::Days(count.try_into().unwrap()),
            }),
            unpivot: unpivot.filter(|unpivot| !map.contains_key(&unpivot.into) && !map.contains_key(&unpivot.along)),
            map,
        },
    )
}

fn package() -> impl Strategy<Value = Package> {
    let about = (texts(), texts(), of("[A-Z]{3}"), of(text()), of(10..=604_800_u32));
    let company = (of(name()), of(name()), of(name()), of(name())).prop_map(|(peer, industry, size, region)| Company {
        peer,
        industry,
        size,
        region,
    });
    let week_start = select(vec![WeekStart::Saturday, WeekStart::Sunday, WeekStart::Monday]);
    let period = of(select(vec!["all", "last-30-days", "2025-01-01..2025-03-31"]));
    let value = texts().prop_filter("a value without a text is left out", |texts| !texts.is_empty());
    let labels = btree_map(dimension(), btree_map(text(), value, 0..2), 0..2);
    (name(), about, (week_start, company), period, labels, vec(resource(), 1..4)).prop_map(
        |(
            name,
            (title, notice, currency, time_zone, refresh_s),
            (week_start, company),
            period,
            labels,
            mut resources,
        )| {
            for (index, resource) in resources.iter_mut().enumerate() {
                resource.name = format!("resource-{index}");
            }
            // Rates are of something.
            let has_rates = resources.iter().any(|resource| resource.table == TableKind::Rates);
            let currency = currency.or_else(|| has_rates.then(|| "SAR".to_owned()));
            let default_period = period.map(str::to_owned);
            Package {
                name,
                title,
                notice,
                currency,
                time_zone,
                week_start,
                default_period,
                refresh_s,
                company,
                labels,
                resources,
            }
        },
    )
}

proptest! {
    #[test]
    fn any_package_reads_back_as_it_was(package in package()) {
        let manifest = write(&package);
        let (back, problems) = read(manifest.as_bytes(), "datapackage.json");
        prop_assert!(problems.is_empty(), "{:?}\n{}", problems.kept(), manifest);
        prop_assert_eq!(&back.unwrap(), &package, "{}", manifest);
        check_against_schema(&manifest);
        prop_assert_eq!(write(&package), manifest);
    }
}

#[test]
fn a_manifest_is_written_in_the_order_that_a_person_reads() {
    let resource = Resource {
        name: "sales".into(),
        paths: vec!["sales.csv".into()],
        format: Some(Format::Csv),
        encoding: None,
        dialect: Dialect::default(),
        fields: BTreeMap::from([("Day".into(), Field { date_format: Some("%d/%m/%Y".into()), ..Field::default() })]),
        key: Vec::new(),
        missing_values: vec![String::new()],
        table: TableKind::Performance,
        grain: Grain::Day,
        from: None,
        map: BTreeMap::from([("date".into(), Source::Column { column: "Day".into(), values: BTreeMap::new() })]),
        unpivot: None,
    };
    let package = Package {
        name: "mine".into(),
        title: Texts::from([("en".into(), "Mine".into())]),
        resources: vec![resource],
        ..Package::default()
    };
    let expected = r#"{
  "name": "mine",
  "title": "Mine",
  "miyar": {
    "version": 1,
    "title": {
      "en": "Mine"
    },
    "week_start": "monday"
  },
  "resources": [
    {
      "name": "sales",
      "type": "table",
      "path": "sales.csv",
      "format": "csv",
      "schema": {
        "fields": [
          {
            "name": "Day",
            "type": "date",
            "format": "%d/%m/%Y"
          }
        ]
      },
      "miyar": {
        "table": "performance",
        "grain": "day",
        "map": {
          "date": "Day"
        }
      }
    }
  ]
}
"#;
    assert_eq!(write(&package), expected);
}
