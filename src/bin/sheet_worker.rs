//! The reader of workbooks and archives, fetched when a feed has one.

use miyar::browser::look::{self, LOOKER};
use miyar::browser::{port, reader, scope};

fn main() {
    port::report_stops();
    if scope::name() == LOOKER {
        look::run(reader::sheet::look);
    } else {
        reader::run(reader::sheet::lead);
    }
}
