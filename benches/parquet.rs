//! Writes invented orders as Parquet with Zstandard to standard output, in row groups as DuckDB makes them:
//! `parquet 5000000`.

mod columns;

use columns::Packing;
use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

const N_GROUP_ROWS: usize = 122_880;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(Ok(n_rows)), None) = (arguments.next().map(|count| count.parse()), arguments.next()) else {
        eprintln!("usage: parquet ROWS");
        return ExitCode::from(2);
    };
    let out = BufWriter::with_capacity(1 << 16, stdout());
    let written = columns::write(n_rows, N_GROUP_ROWS, Packing::Zstandard, out).map(|mut out| out.flush());
    match written {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => fail(&error),
        Err(error) => fail(&error),
    }
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("{error}");
    ExitCode::FAILURE
}
