//! Writes the demo feed: 26 months of an invented Saudi retailer, Dar Rimal (دار رمال), in `public/demo`.
//!
//! The shop is invented; its proportions are meant to be believed by somebody who runs one. There is to find in it:
//!
//! - **Organic social declines.** From February 2026 the networks show its posts to fewer people: visits and
//!   conversion slide month by month, and in October 2026 it sells less than half of the year before.
//! - **Paid social is too dear.** A new customer costs 370 riyals, against 60 to 220 in the other channels, and the
//!   price rises.
//! - **The marketplace grows fast**, on a low order value and with twice the refunds of the web shop.
//! - **Text messages** are small and pay well. **Stores** are the steady half of the business; one more opens in
//!   November 2025.
//! - **Push loses its tracking** from 11 to 16 May 2026: messages were sent, and nothing after that was measured.
//!   Those cells are empty, not zero.
//! - **The calendar shows**: the weekend of Friday and Saturday, payday on the 27th, Ramadan and both Eids (eleven
//!   days earlier every year), National Day, White Friday, school, the end of the year.
//!
//! The figures stand in `plan/`, as tables; the modules turn them into days: `table` reads text, `plan` holds it,
//! `calendar` knows days, `random` throws dice, `trade` makes a row, `costs` the ledger, `answers` the survey, `peers` what others
//! have, `targets` what is aimed at, `manifest` the Data Package, `report` a table to judge the result by.
//!
//! **Same bytes everywhere**: a generator of our own with a fixed seed, no clock, and only those operations on `f64`
//! that IEEE 754 defines to the last bit (`+ - * / sqrt` and comparison). No `exp`, `ln`, `powf`, `sin`: their last
//! bit depends on the platform.
//!
//! ```text
//! cargo run --bin demo_feed [-- [FOLDER] [--check] [--report]]
//! ```

mod answers;
mod calendar;
mod costs;
mod manifest;
mod peers;
mod plan;
mod random;
mod report;
mod table;
mod targets;
mod trade;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the command line asks for.
struct Wish {
    folder: PathBuf,
    /// Compares with the folder instead of writing to it.
    is_check: bool,
    /// Prints the figures by year and channel instead of writing.
    is_report: bool,
}

fn main() -> Result<ExitCode> {
    let wish = wish(std::env::args().skip(1))?;
    let plan = plan::Plan::read()?;
    let rows = trade::rows(&plan);
    let ledger = costs::entries();
    if wish.is_report {
        print!("{}", report::tables(&rows, &ledger));
        return Ok(ExitCode::SUCCESS);
    }
    let files = [
        ("datapackage.json", manifest::text(&plan)?),
        ("performance.csv", trade::csv(&rows)),
        ("costs.csv", costs::csv(&ledger)),
        ("answers.csv", answers::csv(&answers::all())),
        ("peers.csv", peers::csv()),
        ("peers-channels.csv", peers::channels_csv()),
        ("targets.csv", targets::csv()),
    ];
    if wish.is_check {
        return Ok(check(&wish.folder, &files));
    }
    fs::create_dir_all(&wish.folder)?;
    for (name, text) in &files {
        fs::write(wish.folder.join(name), text)?;
        println!("{name}: {} bytes", text.len());
    }
    println!("{} rows", rows.len());
    Ok(ExitCode::SUCCESS)
}

fn wish(arguments: impl Iterator<Item = String>) -> Result<Wish> {
    let mut wish = Wish { folder: PathBuf::from("public/demo"), is_check: false, is_report: false };
    for argument in arguments {
        match argument.as_str() {
            "--check" => wish.is_check = true,
            "--report" => wish.is_report = true,
            flag if flag.starts_with('-') => return Err(format!("{flag:?} is neither --check nor --report").into()),
            folder => wish.folder = PathBuf::from(folder),
        }
    }
    Ok(wish)
}

/// Says which files differ from what the plan gives, and where they begin to.
fn check(folder: &Path, files: &[(&str, String)]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for (name, expected) in files {
        let path = folder.join(name);
        let found = match fs::read(&path) {
            Ok(found) => found,
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                code = ExitCode::FAILURE;
                continue;
            }
        };
        if found != expected.as_bytes() {
            let n_equal = found.iter().zip(expected.as_bytes()).take_while(|(left, right)| left == right).count();
            let line = 1 + expected.bytes().take(n_equal).filter(|byte| *byte == b'\n').count();
            eprintln!("{}: differs from line {line} on; run `cargo run --bin demo_feed`", path.display());
            code = ExitCode::FAILURE;
        }
    }
    code
}
