//! The worker of exports, fetched when somebody takes a chart or a table along.

use miyar::browser::{export, port};

fn main() {
    port::report_stops();
    export::run();
}
