//! The worker of a person's own files, fetched when there are some: what they may be, and the manifest of what is chosen.

use miyar::browser::{own, port};

fn main() {
    port::report_stops();
    own::run();
}
