//! The generator's orders as Parquet.

use generator::{Order, orders};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::Write;
use std::sync::Arc;

const SCHEMA: &str = "message orders {
    required int32 date (DATE); required binary channel (UTF8); required binary segment (UTF8);
    required binary region (UTF8); required binary device (UTF8); required binary stage (UTF8);
    required int64 customer_id; required int32 sessions; required int32 conversions; required int32 orders;
    required double revenue; required double cost; }";

/// How pages are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code)] // the benchmark has one, the example the other
pub enum Packing {
    /// As most programs do where nothing is said.
    Snappy,
    Zstandard,
}

/// Writes a table of `n_rows`, `n_group_rows` in a row group, keeping one group.
///
/// # Errors
/// What is written to fails.
pub fn write<W: Write + Send>(n_rows: u64, n_group_rows: usize, packing: Packing, out: W) -> Result<W> {
    let codec = match packing {
        Packing::Snappy => Compression::SNAPPY,
        Packing::Zstandard => Compression::ZSTD(ZstdLevel::default()),
    };
    let properties = WriterProperties::builder().set_compression(codec).build();
    let mut writer = SerializedFileWriter::new(out, Arc::new(parse_message_type(SCHEMA)?), Arc::new(properties))?;
    let mut all = orders(n_rows);
    loop {
        let rows: Vec<Order> = all.by_ref().take(n_group_rows).collect();
        if rows.is_empty() {
            return writer.into_inner();
        }
        let mut group = writer.next_row_group()?;
        let mut at = 0;
        while let Some(mut column) = group.next_column()? {
            let out = &mut column;
            match at {
                0 => put::<Int32Type>(out, &rows, days_since_1970),
                1 => put::<ByteArrayType>(out, &rows, |order| ByteArray::from(order.channel)),
                2 => put::<ByteArrayType>(out, &rows, |order| ByteArray::from(order.segment)),
                3 => {
                    put::<ByteArrayType>(out, &rows, |order| format!("Region-{:02}", order.region).into_bytes().into())
                }
                4 => put::<ByteArrayType>(out, &rows, |order| ByteArray::from(order.device)),
                5 => put::<ByteArrayType>(out, &rows, |order| ByteArray::from(order.stage)),
                6 => put::<Int64Type>(out, &rows, |order| order.customer.cast_signed()),
                7 => put::<Int32Type>(out, &rows, |order| order.sessions.cast_signed()),
                8 => put::<Int32Type>(out, &rows, |order| order.conversions.cast_signed()),
                9 => put::<Int32Type>(out, &rows, |order| order.orders.cast_signed()),
                10 => put::<DoubleType>(out, &rows, |order| order.revenue_cents as f64 / 100.0),
                _ => put::<DoubleType>(out, &rows, |order| order.cost_cents as f64 / 100.0),
            }?;
            column.close()?;
            at += 1;
        }
        group.close()?;
    }
}

fn put<T: DataType>(out: &mut SerializedColumnWriter<'_>, rows: &[Order], value: fn(&Order) -> T::T) -> Result<usize> {
    let values: Vec<T::T> = rows.iter().map(value).collect();
    out.typed::<T>().write_batch(&values, None, None)
}

fn days_since_1970(order: &Order) -> i32 {
    let (year, month, day) = order.date;
    let year = i32::try_from(year).expect("a year");
    miyar::engine::day::Day::from_ymd(year, month, day).expect("a day").number()
}
