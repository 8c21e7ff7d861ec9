//! Writes a manifest that [`super::read`] reads back equal, and that other programs understand too.
//!
//! The order of properties is fixed. What the standard leaves to its defaults is left out.

use super::{Company, Dialect, Field, OwnMetric, Package, Resource, Source, Texts, Unpivot};
use crate::engine::day::WeekStart;
use crate::engine::gather::gathered;
use crate::engine::kpi::Good;
use crate::engine::quantity::Quantity;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a column holds, by the names that a Table Schema gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    String,
    Number,
    Date,
    Datetime,
    /// A year and a month, `2025-01`.
    Yearmonth,
    /// Whatever stands there.
    Any,
}

/// The columns of a file as they stand there, each with what it holds.
///
/// The map of a [`Resource`] has neither order nor types, and other programs compare both with the header.
pub type Columns = Vec<(String, ColumnType)>;

/// Writes a package. Fields stand in the order of their names.
pub fn write(package: &Package) -> String {
    write_with_columns(package, &[])
}

/// Writes a package whose resources have the given columns, one list a resource; an empty one, or none: as [`write`].
pub fn write_with_columns(package: &Package, columns: &[Columns]) -> String {
    let of_resource = |(index, resource)| {
        resource_out(resource, columns.get(index).map(Vec::as_slice).filter(|columns| !columns.is_empty()))
    };
    let out = PackageOut {
        name: Some(package.name.as_str()).filter(|name| !name.is_empty()),
        title: plain_text(&package.title),
        miyar: OursOut {
            version: 1,
            title: &package.title,
            notice: &package.notice,
            currency: package.currency.as_deref(),
            time_zone: package.time_zone.as_deref(),
            week_start: match package.week_start {
                WeekStart::Saturday => "saturday",
                WeekStart::Sunday => "sunday",
                WeekStart::Monday => "monday",
            },
            default_period: package.default_period.as_deref(),
            refresh: package.refresh_s.map(|seconds| format!("{seconds}s")),
            company: company_out(&package.company),
            margin: package.economics.margin.and_then(number_out),
            discount_rate: package.economics.discount_rate.and_then(number_out),
            metrics: package.metrics.iter().map(metric_out).collect(),
            labels: &package.labels,
        },
        resources: package.resources.iter().enumerate().map(of_resource).collect(),
    };
    // Text and maps with text for keys cannot fail to be written.
    serde_json::to_string_pretty(&out).unwrap_or_default() + "\n"
}

fn metric_out(metric: &OwnMetric) -> MetricOut<'_> {
    let OwnMetric { definition, name, meaning, .. } = metric;
    let better = match definition.good {
        Good::Higher => "higher",
        Good::Lower => "lower",
        Good::Neutral => "neutral",
    };
    MetricOut { id: &definition.id, name, meaning, formula: &definition.formula, unit: definition.unit.id(), better }
}

/// Returns a number as it is written: floats would link a table for printing them.
fn number_out(quantity: Quantity) -> Option<serde_json::Number> {
    quantity.to_decimal().parse().ok()
}

fn company_out(company: &Company) -> Option<BTreeMap<&'static str, &str>> {
    let Company { peer, industry, size, region } = company;
    let said = [("peer", peer), ("industry", industry), ("size", size), ("region", region)];
    let out: BTreeMap<_, _> = gathered(said.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?))));
    (!out.is_empty()).then_some(out)
}

/// Returns the text for programs that know one language only.
fn plain_text(texts: &Texts) -> Option<&str> {
    texts.get("en").or_else(|| texts.values().next()).map(String::as_str)
}

#[derive(Serialize)]
struct PackageOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    miyar: OursOut<'a>,
    resources: Vec<ResourceOut<'a>>,
}

#[derive(Serialize)]
struct OursOut<'a> {
    version: u8,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    title: &'a Texts,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    notice: &'a Texts,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<&'a str>,
    week_start: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_period: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<BTreeMap<&'static str, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    margin: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount_rate: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<MetricOut<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    labels: &'a BTreeMap<String, BTreeMap<String, Texts>>,
}

#[derive(Serialize)]
struct MetricOut<'a> {
    id: &'a str,
    name: &'a Texts,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    meaning: &'a Texts,
    formula: &'a str,
    unit: &'static str,
    better: &'static str,
}

#[derive(Serialize)]
struct ResourceOut<'a> {
    name: &'a str,
    /// Says to programs that only read tables that this is one.
    #[serde(rename = "type")]
    kind: &'static str,
    path: PathOut<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<BTreeMap<&'static str, serde_json::Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<SchemaOut<'a>>,
    miyar: TableOut<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PathOut<'a> {
    One(&'a str),
    Several(&'a [String]),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SchemaOut<'a> {
    /// The standard wants it to be there.
    fields: Vec<FieldOut<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    primary_key: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_values: Option<&'a [String]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldOut<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: ColumnType,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimal_char: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_char: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bare_number: Option<bool>,
}

#[derive(Serialize)]
struct TableOut<'a> {
    table: &'static str,
    grain: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    map: BTreeMap<&'a str, SourceOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unpivot: Option<UnpivotOut<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum SourceOut<'a> {
    Column(&'a str),
    Replaced { column: &'a str, values: &'a BTreeMap<String, String> },
    Constant { constant: &'a str },
}

#[derive(Serialize)]
struct UnpivotOut<'a> {
    into: &'a str,
    along: &'a str,
    columns: &'a BTreeMap<String, String>,
}

fn resource_out<'a>(resource: &'a Resource, columns: Option<&'a [(String, ColumnType)]>) -> ResourceOut<'a> {
    let path = match resource.paths.as_slice() {
        [one] => PathOut::One(one),
        several => PathOut::Several(several),
    };
    let map = resource.map.iter().map(|(field, source)| (field.as_str(), source_out(source))).collect();
    ResourceOut {
        name: &resource.name,
        kind: "table",
        path,
        format: resource.format.map(super::Format::id),
        encoding: resource.encoding.map(crate::engine::feed::encoding::Encoding::label),
        dialect: Some(dialect_out(&resource.dialect)).filter(|dialect| !dialect.is_empty()),
        schema: schema_out(resource, columns),
        miyar: TableOut {
            table: resource.table.id(),
            grain: resource.grain.id(),
            from: resource.from.map(|from| from.to_string()),
            map,
            unpivot: resource.unpivot.as_ref().map(|Unpivot { into, along, columns }| UnpivotOut {
                into,
                along,
                columns,
            }),
        },
    }
}

fn source_out(source: &Source) -> SourceOut<'_> {
    match source {
        Source::Column { column, values } if values.is_empty() => SourceOut::Column(column),
        Source::Column { column, values } => SourceOut::Replaced { column, values },
        Source::Constant(constant) => SourceOut::Constant { constant },
    }
}

fn dialect_out(dialect: &Dialect) -> BTreeMap<&'static str, serde_json::Value> {
    let default = Dialect::default();
    let Dialect { delimiter, quote, double_quote, escape, property, sheet } = dialect;
    let byte = |byte: &u8| char::from(*byte).to_string().into();
    let mut out = BTreeMap::new();
    out.extend(delimiter.as_ref().map(|delimiter| ("delimiter", byte(delimiter))));
    if *quote != default.quote {
        out.insert("quoteChar", quote.as_ref().map_or(serde_json::Value::Null, byte));
    }
    if *double_quote != default.double_quote {
        out.insert("doubleQuote", (*double_quote).into());
    }
    out.extend(escape.as_ref().map(|escape| ("escapeChar", byte(escape))));
    out.extend(property.as_ref().map(|property| ("property", property.clone().into())));
    out.extend(sheet.as_ref().map(|sheet| ("sheetName", sheet.clone().into())));
    out
}

fn schema_out<'a>(resource: &'a Resource, columns: Option<&'a [(String, ColumnType)]>) -> Option<SchemaOut<'a>> {
    let missing_values =
        Some(resource.missing_values.as_slice()).filter(|values| !matches!(values, [one] if one.is_empty()));
    let fields: Vec<FieldOut<'a>> = match columns {
        Some(columns) => {
            let plain = |(name, kind): &'a (String, ColumnType)| match resource.fields.get(name) {
                Some(field) => field_out(name, field, *kind),
                None => field_out_plain(name, *kind),
            };
            columns.iter().map(plain).collect()
        }
        None => resource.fields.iter().map(|(name, field)| field_out(name, field, type_of(field))).collect(),
    };
    let is_default = fields.is_empty() && resource.key.is_empty() && missing_values.is_none();
    (!is_default).then_some(SchemaOut { fields, primary_key: &resource.key, missing_values })
}

const fn field_out_plain(name: &str, kind: ColumnType) -> FieldOut<'_> {
    FieldOut { name, kind, format: None, decimal_char: None, group_char: None, bare_number: None }
}

fn field_out<'a>(name: &'a str, field: &'a Field, kind: ColumnType) -> FieldOut<'a> {
    let Field { date_format, decimal_char, group_char, bare_number } = field;
    let is_date = matches!(kind, ColumnType::Date | ColumnType::Datetime);
    // The format of a date is read of dates only.
    let kind = if date_format.is_some() && !is_date { type_of(field) } else { kind };
    FieldOut {
        format: date_format.as_deref(),
        decimal_char: *decimal_char,
        group_char: *group_char,
        bare_number: (!bare_number).then_some(false),
        ..field_out_plain(name, kind)
    }
}

/// Returns what a column holds as far as its field tells.
fn type_of(field: &Field) -> ColumnType {
    match &field.date_format {
        Some(format) => match ["%H", "%I", "%T", "%R", "%-H", "%-I"].iter().any(|hour| format.contains(hour)) {
            true => ColumnType::Datetime,
            false => ColumnType::Date,
        },
        None if *field == Field::default() => ColumnType::String,
        None => ColumnType::Number,
    }
}
