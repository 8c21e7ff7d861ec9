//! The worker: as a desk it pumps messages between page, desk and readers; as a reader it reads text.

use miyar::browser::crew::READER;
use miyar::browser::{desk, port, reader, scope};

fn main() {
    port::report_stops();
    if scope::name() == READER {
        reader::run(reader::text::lead);
    } else {
        desk::run();
    }
}
