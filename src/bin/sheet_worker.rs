//! The reader of workbooks and archives, fetched when a feed has one.

use miyar::browser::{port, reader};

fn main() {
    port::report_stops();
    reader::run(reader::sheet::lead, reader::sheet::look);
}
