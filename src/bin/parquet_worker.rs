//! The reader of Parquet files, fetched when a feed has one.

use miyar::browser::{port, reader};

fn main() {
    port::report_stops();
    reader::run(reader::parquet::lead, reader::parquet::look);
}
