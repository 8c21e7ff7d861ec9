//! The reader of Parquet files, fetched when a feed has one.

use miyar::browser::look::{self, LOOKER};
use miyar::browser::{port, reader, scope};

fn main() {
    port::report_stops();
    if scope::name() == LOOKER {
        look::run(reader::parquet::look);
    } else {
        reader::run(reader::parquet::lead);
    }
}
