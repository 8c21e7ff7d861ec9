//! Compiles the messages of each language into what the binaries carry.
//!
//! Translators edit Fluent; a visitor downloads neither Fluent's grammar nor a parser for it. What is wrong
//! with a file stops the build and names the file and the message.

mod catalogue;

use catalogue::{Catalogue, Source};
use std::path::Path;
use std::{env, fs, io};

/// Where each language has its folder; a language that is added is found by itself.
const FOLDER: &str = "src/view/text";

/// What each binary says: its catalogue, and the files that it is made of. None carries another's words.
const CATALOGUES: [(&str, &[&str]); 3] = [
    ("page", &["ui.ftl"]),
    ("desk", &["benchmark.ftl", "file.ftl", "kpi.ftl", "name.ftl", "page.ftl", "problem.ftl", "target.ftl"]),
    ("own", &["file.ftl", "name.ftl", "own.ftl", "problem.ftl"]),
];

/// Files of real systems, which tests read where they are; where not, those tests count as skipped.
const SAMPLES: &str = "../shared/feeds/samples";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    say_whether_there_are_samples();
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let sources = sources(Path::new(FOLDER))?;
    let is_one_of = |source: &Source, files: &[&str]| files.iter().any(|file| Path::new(&source.file).ends_with(file));
    for source in sources.iter().filter(|source| !CATALOGUES.iter().any(|(_, files)| is_one_of(source, files))) {
        println!("cargo::error={} is in no catalogue of scripts/messages/main.rs", source.file);
    }
    for (name, files) in CATALOGUES {
        let part: Vec<_> = sources.iter().filter(|source| is_one_of(source, files)).collect();
        match Catalogue::compile(&part) {
            Ok(catalogue) => {
                let file = |extension: &str| Path::new(&out).join(format!("{name}.{extension}"));
                fs::write(file("ids"), catalogue.ids)?;
                for (lang, patterns) in catalogue.patterns {
                    fs::write(file(&lang), patterns)?;
                }
            }
            Err(faults) => faults.iter().for_each(|fault| println!("cargo::error={fault}")),
        }
    }
    Ok(())
}

/// Lets tests of real exports, which may not be copied into the repository, count as skipped where there are none.
fn say_whether_there_are_samples() {
    println!("cargo::rustc-check-cfg=cfg(feed_samples)");
    // A path that is not there would have everything built anew each time.
    if Path::new(SAMPLES).is_dir() {
        println!("cargo::rerun-if-changed={SAMPLES}");
        println!("cargo::rustc-cfg=feed_samples");
    }
}

/// Reads every Fluent file of every language, in the order of their names.
fn sources(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for lang in fs::read_dir(folder)? {
        let lang = lang?;
        if !lang.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(lang.path())? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "ftl") {
                let lang = lang.file_name().to_string_lossy().into_owned();
                sources.push(Source { lang, file: path.display().to_string(), text: fs::read_to_string(&path)? });
            }
        }
    }
    sources.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(sources)
}
