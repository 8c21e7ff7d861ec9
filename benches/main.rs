//! Writes invented orders to standard output: `orders 5000000 csv`; or what they add up to: `orders 5000000 expected`.

use generator::{Format, expected, write};
use std::io::{BufWriter, ErrorKind, Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let n_rows = arguments.next().and_then(|count| count.parse().ok());
    let what = arguments.next();
    let format = what.as_deref().and_then(Format::from_id);
    let is_expected = what.as_deref() == Some("expected");
    let (Some(n_rows), None, true) = (n_rows, arguments.next(), format.is_some() || is_expected) else {
        eprintln!("usage: orders ROWS {}|expected", Format::ALL.map(Format::id).join("|"));
        return ExitCode::from(2);
    };
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    let written = match format {
        Some(format) => write(n_rows, format, &mut out),
        None => expected::write(n_rows, &mut out),
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough (`head`).
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
