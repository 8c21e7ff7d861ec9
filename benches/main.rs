//! Writes invented orders to standard output: `orders 5000000 csv`.

use generator::{Format, write};
use std::io::{BufWriter, ErrorKind, Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let n_rows = arguments.next().and_then(|count| count.parse().ok());
    let format = arguments.next().and_then(|id| Format::from_id(&id));
    let (Some(n_rows), Some(format), None) = (n_rows, format, arguments.next()) else {
        eprintln!("usage: orders ROWS {}", Format::ALL.map(Format::id).join("|"));
        return ExitCode::from(2);
    };
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    match write(n_rows, format, &mut out).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough (`head`).
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
