//! What a column holds, from its physical and its logical type.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::schema::types::ColumnDescriptor;

/// How the values of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Bool,
    /// A whole number, or a decimal with so many digits after the point.
    Number {
        scale: u32,
        is_signed: bool,
    },
    /// Days since 1970-01-01.
    Date,
    /// So many a second since 1970-01-01. `is_utc`: an instant, which is another day in another zone; otherwise the
    /// day is as it is written.
    Timestamp {
        per_second: i64,
        is_utc: bool,
    },
    /// So many a second since midnight.
    Time {
        per_second: i64,
    },
    /// Nanoseconds of the day and the Julian day, as older writers keep timestamps. Nothing tells whether they are
    /// UTC, so the day is as it is written.
    JulianDay,
    Float,
    HalfFloat,
    Text,
    Uuid,
}

impl Kind {
    pub fn of_column(column: &ColumnDescriptor) -> Self {
        match (column.logical_type_ref(), column.physical_type()) {
            (_, Type::BOOLEAN) => Self::Bool,
            (_, Type::INT96) => Self::JulianDay,
            (_, Type::FLOAT | Type::DOUBLE) => Self::Float,
            (Some(LogicalType::Decimal(decimal)), _) => Self::decimal(decimal.scale),
            (Some(LogicalType::Date), Type::INT32) => Self::Date,
            (Some(LogicalType::Timestamp(timestamp)), Type::INT64) => {
                Self::Timestamp { per_second: per_second(timestamp.unit), is_utc: timestamp.is_adjusted_to_u_t_c }
            }
            (Some(LogicalType::Time(time)), Type::INT32 | Type::INT64) => {
                Self::Time { per_second: per_second(time.unit) }
            }
            (Some(LogicalType::Integer(integer)), Type::INT32 | Type::INT64) => {
                Self::Number { scale: 0, is_signed: integer.is_signed }
            }
            (Some(LogicalType::Uuid), Type::FIXED_LEN_BYTE_ARRAY) if column.type_length() == 16 => Self::Uuid,
            (Some(LogicalType::Float16), Type::FIXED_LEN_BYTE_ARRAY) if column.type_length() == 2 => Self::HalfFloat,
            (None, physical) => Self::of_converted(column, physical),
            (Some(_), physical) => Self::plain(physical),
        }
    }

    /// Returns what the older kind of annotation says, which has no time zone: its timestamps are UTC.
    fn of_converted(column: &ColumnDescriptor, physical: Type) -> Self {
        let is_whole = matches!(physical, Type::INT32 | Type::INT64);
        let is_unsigned = |converted| {
            use ConvertedType::{UINT_8, UINT_16, UINT_32, UINT_64};
            matches!(converted, UINT_8 | UINT_16 | UINT_32 | UINT_64)
        };
        match column.converted_type() {
            ConvertedType::DECIMAL => Self::decimal(column.type_scale()),
            ConvertedType::DATE if physical == Type::INT32 => Self::Date,
            ConvertedType::TIMESTAMP_MILLIS if physical == Type::INT64 => {
                Self::Timestamp { per_second: 1_000, is_utc: true }
            }
            ConvertedType::TIMESTAMP_MICROS if physical == Type::INT64 => {
                Self::Timestamp { per_second: 1_000_000, is_utc: true }
            }
            ConvertedType::TIME_MILLIS if is_whole => Self::Time { per_second: 1_000 },
            ConvertedType::TIME_MICROS if is_whole => Self::Time { per_second: 1_000_000 },
            converted if is_whole && is_unsigned(converted) => Self::Number { scale: 0, is_signed: false },
            _ => Self::plain(physical),
        }
    }

    const fn plain(physical: Type) -> Self {
        match physical {
            Type::BOOLEAN => Self::Bool,
            Type::INT32 | Type::INT64 => Self::Number { scale: 0, is_signed: true },
            Type::INT96 => Self::JulianDay,
            Type::FLOAT | Type::DOUBLE => Self::Float,
            Type::BYTE_ARRAY | Type::FIXED_LEN_BYTE_ARRAY => Self::Text,
        }
    }

    /// The crate has checked that the scale is not negative.
    fn decimal(scale: i32) -> Self {
        Self::Number { scale: u32::try_from(scale).unwrap_or(0), is_signed: true }
    }
}

const fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}
