//! The generator's orders in formats that others write, and two ways of the crate `parquet` to read them.

use super::columns::{self, Packing};
use flate2::Compression;
use flate2::write::GzEncoder;
use generator::{COLUMNS, orders};
use parquet::column::reader::ColumnReader;
use parquet::file::reader::{FileReader, SerializedFileReader};
use rust_xlsxwriter::{Format, Workbook};
use std::hint::black_box;
use std::io::Write;

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
    columns::write(n_rows, N_GROUP_ROWS, Packing::Snappy, Vec::new()).expect("a Vec takes what is written")
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
