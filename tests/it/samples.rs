//! Real exports of marketing tools, which stand beside the repository where they are at all.

use super::support::repository;
use super::taking::{report, resource, today};
use miyar::engine::feed::package::{Format, Resource};
use miyar::engine::feed::propose::choices::Choices;
use miyar::engine::feed::propose::{Sample, propose};
use miyar::engine::feed::sniff::manner_of_bytes;
use miyar::engine::feed::{Kept, read};
use std::path::{Path, PathBuf};

fn files_in(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_in(&path, files) } else { files.push(path) }
    }
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let folders = ["../shared/feeds/samples", "../../shared/feeds/samples"].map(repository);
    files_in(folders.iter().find(|folder| folder.exists()).unwrap(), &mut files);
    files.sort();
    files.into_iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect()
}

#[test]
#[cfg_attr(not(feed_samples), ignore = "the samples of real feeds are not here")]
fn every_sample_comes_to_rows_or_to_problems_that_say_why() {
    let samples = samples();
    assert!(samples.len() >= 30, "{}", samples.len());
    for (path, bytes) in samples {
        if let Ok(report) = report(&bytes) {
            assert!(report.counts.n_read > 0 || !report.problems.is_empty(), "{path}");
            // None of them has all the columns that are asked for, so each says which it lacks.
            assert!(!report.problems.is_empty(), "{path}");
        }
    }
}

#[test]
#[cfg_attr(not(feed_samples), ignore = "the samples of real feeds are not here")]
fn for_every_sample_something_is_proposed() {
    for (path, bytes) in samples() {
        let bare = Resource { map: Default::default(), ..resource() };
        let manner = manner_of_bytes(&bare, &bytes, true);
        let known = Resource { format: Some(manner.format), dialect: manner.dialect.clone(), ..bare };
        let mut kept = Kept::default();
        if matches!(manner.format, Format::Csv | Format::Json | Format::Ndjson) {
            read(&bytes, &path, &known, &mut kept);
        }
        let rows: Vec<_> = kept.rows.into_iter().map(|(_, row)| row).collect();
        let file_name = path.rsplit('/').next().unwrap_or_default();
        let (format, encoding) = (Some(manner.format), Some(manner.encoding));
        let sample =
            Sample { file_name, format, encoding, dialect: manner.dialect, columns: &kept.columns, rows: &rows };
        let proposal = propose(&sample, today());
        assert_eq!(proposal.columns.len(), kept.columns.len().min(400), "{path}");
        assert!(Choices::from_proposals(&[proposal]).manifest().starts_with('{'), "{path}");
    }
}
