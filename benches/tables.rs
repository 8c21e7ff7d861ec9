//! The generator's orders in formats that others write, and two ways of the crate `parquet` to read them.

use flate2::Compression;
use flate2::write::GzEncoder;
use generator::{COLUMNS, orders};
use parquet::basic::Compression as Codec;
use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use rust_xlsxwriter::{Format, Workbook};
use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;

/// How many rows a row group has.
const N_GROUP_ROWS: usize = 100_000;

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("a Vec takes what is written")
}

pub fn n_lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Writes a workbook of one sheet, with its dates as dates.
pub fn xlsx(n_rows: u64) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    let written = sheet.write_row(0, 0, COLUMNS).map(drop).and_then(|()| {
        for (row, order) in (1..).zip(orders(n_rows)) {
            let (year, month, day) = order.date;
            let text = format!("{year}-{month:02}-{day:02}");
            let at = rust_xlsxwriter::ExcelDateTime::parse_from_str(&text)?;
            sheet.write_with_format(row, 0, &at, &date)?;
            for (column, text) in (1..).zip([order.channel, order.segment]) {
                sheet.write(row, column, text)?;
            }
            sheet.write(row, 3, format!("Region-{:02}", order.region))?;
            for (column, text) in (4..).zip([order.device, order.stage]) {
                sheet.write(row, column, text)?;
            }
            let counts = [order.customer, order.sessions.into(), order.conversions.into(), order.orders.into()];
            for (column, count) in (6..).zip(counts) {
                sheet.write(row, column, count as f64)?;
            }
            for (column, cents) in (10..).zip([order.revenue_cents, order.cost_cents]) {
                sheet.write(row, column, cents as f64 / 100.0)?;
            }
        }
        Ok(())
    });
    written.and_then(|()| workbook.save_to_buffer()).expect("a sheet has room for that many rows")
}

/// Writes Parquet with Snappy, as most programs do where nothing is said.
pub fn parquet(n_rows: u64) -> Vec<u8> {
    let schema = "message orders {
        required int32 date (DATE); required binary channel (UTF8); required binary segment (UTF8);
        required binary region (UTF8); required binary device (UTF8); required binary stage (UTF8);
        required int64 customer_id; required int32 sessions; required int32 conversions; required int32 orders;
        required double revenue; required double cost; }";
    let schema = Arc::new(parse_message_type(schema).expect("the schema is right"));
    let properties = Arc::new(WriterProperties::builder().set_compression(Codec::SNAPPY).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).expect("the schema is right");
    let all: Vec<_> = orders(n_rows).collect();
    for rows in all.chunks(N_GROUP_ROWS) {
        let mut group = writer.next_row_group().expect("a Vec takes what is written");
        let mut at = 0;
        while let Some(mut column) = group.next_column().expect("a Vec takes what is written") {
            let text = |of: fn(&generator::Order) -> String| -> Vec<ByteArray> {
                rows.iter().map(|order| of(order).into_bytes().into()).collect()
            };
            let whole = |of: fn(&generator::Order) -> u32| -> Vec<i32> {
                rows.iter().map(|order| of(order).cast_signed()).collect()
            };
            let written = match at {
                0 => {
                    let day = |order: &generator::Order| {
                        let (year, month, day) = order.date;
                        let year = i32::try_from(year).expect("a year");
                        miyar::engine::day::Day::from_ymd(year, month, day).expect("a day").number()
                    };
                    let days: Vec<i32> = rows.iter().map(day).collect();
                    column.typed::<Int32Type>().write_batch(&days, None, None)
                }
                1 => column.typed::<ByteArrayType>().write_batch(&text(|o| o.channel.into()), None, None),
                2 => column.typed::<ByteArrayType>().write_batch(&text(|o| o.segment.into()), None, None),
                3 => {
                    let regions = text(|o| format!("Region-{:02}", o.region));
                    column.typed::<ByteArrayType>().write_batch(&regions, None, None)
                }
                4 => column.typed::<ByteArrayType>().write_batch(&text(|o| o.device.into()), None, None),
                5 => column.typed::<ByteArrayType>().write_batch(&text(|o| o.stage.into()), None, None),
                6 => {
                    let customers: Vec<i64> = rows.iter().map(|order| order.customer.cast_signed()).collect();
                    column.typed::<Int64Type>().write_batch(&customers, None, None)
                }
                7 => column.typed::<Int32Type>().write_batch(&whole(|o| o.sessions), None, None),
                8 => column.typed::<Int32Type>().write_batch(&whole(|o| o.conversions), None, None),
                9 => column.typed::<Int32Type>().write_batch(&whole(|o| o.orders), None, None),
                _ => {
                    let cents = |o: &generator::Order| if at == 10 { o.revenue_cents } else { o.cost_cents };
                    let amounts: Vec<f64> = rows.iter().map(|order| cents(order) as f64 / 100.0).collect();
                    column.typed::<DoubleType>().write_batch(&amounts, None, None)
                }
            };
            written.and_then(|_| column.close()).expect("a Vec takes what is written");
            at += 1;
        }
        group.close().expect("a Vec takes what is written");
    }
    writer.into_inner().expect("a Vec takes what is written")
}

fn open(bytes: &[u8]) -> SerializedFileReader<bytes::Bytes> {
    SerializedFileReader::new(bytes::Bytes::copy_from_slice(bytes)).expect("the file is right")
}

pub fn parquet_rows(bytes: &[u8]) -> u64 {
    let file = open(bytes);
    let rows = file.get_row_iter(None).expect("the file is right");
    rows.fold(0, |n_rows, row| {
        black_box(row.expect("the file is right"));
        n_rows + 1
    })
}

/// Reads column by column, which makes no rows.
pub fn parquet_columns(bytes: &[u8]) -> u64 {
    let file = open(bytes);
    let mut n_rows = 0;
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group).expect("the file is right");
        let n_group = group.metadata().num_rows();
        let n_most = usize::try_from(n_group).expect("a number of rows");
        for column in 0..group.num_columns() {
            macro_rules! read {
                ($reader:ident) => {{
                    let mut values = Vec::new();
                    $reader.read_records(n_most, None, None, &mut values).expect("the file is right");
                    black_box(values);
                }};
            }
            match group.get_column_reader(column).expect("the file is right") {
                ColumnReader::Int32ColumnReader(mut reader) => read!(reader),
                ColumnReader::Int64ColumnReader(mut reader) => read!(reader),
                ColumnReader::DoubleColumnReader(mut reader) => read!(reader),
                ColumnReader::ByteArrayColumnReader(mut reader) => read!(reader),
                _ => panic!("there are no other columns"),
            }
        }
        n_rows += n_group.cast_unsigned();
    }
    n_rows
}
