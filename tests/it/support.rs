//! Opens a feed as the worker does, over files of the repository instead of the network.

use miyar::engine::day::Day;
use miyar::view::number::{Locale, Plain};
use miyar::view::page::benchmarks::Benchmarks;
use miyar::view::page::channels::{Channels, Row};
use miyar::view::page::metrics::Metrics;
use miyar::view::page::rows::RowsSheet;
use miyar::view::page::summary::{KpiCard, Summary};
use miyar::view::page::values::ValueList;
use miyar::view::page::{Body, PageModel, Shown};
use miyar::view::query::Query;
use miyar::view::text::Lang;
use miyar::work::alone;
use miyar::work::desk::{Desk, Surroundings};
use miyar::work::fault::FetchFault;
use miyar::work::message::{Act, Ask, Reader, SavedFile, Tell, Visit};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where the pretended server stands.
pub const SERVER: &str = "http://feed.test/";

/// Returns a path inside the repository.
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A feed that was opened.
pub struct Opened {
    desk: Desk,
    /// What the server has of published figures.
    references: Option<Vec<u8>>,
}

fn plain(_: Reader) -> Box<dyn Locale> {
    Box::new(Plain)
}

/// Opens the feed in a folder of the repository.
pub fn open(folder: &str) -> Opened {
    let folder = repository(folder);
    open_with(&|path| std::fs::read(folder.join(path)).map_err(|_| FetchFault::NotFound(404)), None)
}

/// Opens the feed in a folder, beside which published figures stand at `address`, if `answer` is some.
pub fn open_with_references(folder: &str, address: &str, answer: Option<Vec<u8>>) -> Opened {
    let folder = repository(folder);
    let fetch = |path: &str| std::fs::read(folder.join(path)).map_err(|_| FetchFault::NotFound(404));
    let mut opened = open_with(&fetch, Some(address.to_owned()));
    opened.references = answer;
    opened
}

/// Opens a feed whose files are given as text.
pub fn open_files(files: &[(&str, &str)]) -> Opened {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    open_with(&|path| files.get(path).map(|text| text.as_bytes().to_vec()).ok_or(FetchFault::NotFound(404)), None)
}

fn open_with(fetch: &dyn Fn(&str) -> Result<Vec<u8>, FetchFault>, references: Option<String>) -> Opened {
    let mut desk = Desk::new(Surroundings { locale: plain, zone: |_| Some(miyar::engine::zone::Zone::default()) });
    let today = Day::from_iso("2026-11-21").unwrap();
    let visit = Visit { references, ..Visit::to(&format!("{SERVER}datapackage.json"), today) };
    let tells = alone::open(&mut desk, visit, &|address| {
        fetch(address.strip_prefix(SERVER).expect("only the feed's own server is asked"))
    });
    assert!(tells.contains(&Tell::Loaded), "{tells:?}");
    Opened { desk, references: None }
}

impl Opened {
    pub fn tell(&mut self, search: &str) -> Tell {
        self.tell_in(search, Lang::En)
    }

    pub fn tell_in(&mut self, search: &str, lang: Lang) -> Tell {
        let reader = Reader { lang, ..Reader::default() };
        let mut acts = self.desk.asked(Ask::Show { ticket: 7, query: Query::parse(search), reader });
        match acts.pop() {
            Some(Act::Tell(tell)) if acts.is_empty() => tell,
            other => panic!("one answer is due: {other:?}"),
        }
    }

    pub fn page(&mut self, search: &str) -> PageModel {
        match self.tell(search) {
            Tell::Page { ticket: 7, model } => *model,
            other => panic!("a page is due: {other:?}"),
        }
    }

    /// Asks for the rows behind a metric's figure.
    pub fn rows_in(&mut self, search: &str, metric: &str, lang: Lang) -> RowsSheet {
        let (query, reader) = (Query::parse(search), Reader { lang, ..Reader::default() });
        match self.desk.asked(Ask::Rows { ticket: 7, query, metric: metric.into(), reader }).pop() {
            Some(Act::Tell(Tell::Rows { ticket: 7, model })) => *model,
            other => panic!("rows are due: {other:?}"),
        }
    }

    /// Asks for them as a file; `None`: there is no such metric.
    pub fn saved_rows(&mut self, search: &str, metric: &str) -> Option<SavedFile> {
        let (query, reader) = (Query::parse(search), Reader::default());
        match self.desk.asked(Ask::SaveRows { query, metric: metric.into(), reader }).pop() {
            Some(Act::Tell(Tell::Save(file))) => Some(*file),
            None => None,
            other => panic!("a file is due: {other:?}"),
        }
    }

    /// Asks for the problems as a file.
    pub fn saved_problems(&mut self) -> SavedFile {
        match self.desk.asked(Ask::SaveProblems { reader: Reader::default() }).pop() {
            Some(Act::Tell(Tell::Save(file))) => *file,
            other => panic!("a file is due: {other:?}"),
        }
    }

    /// Asks for what an export is made of.
    pub fn handed_over(&mut self, search: &str, rows_of: Option<&str>, lang: Lang) -> Vec<u8> {
        let (query, reader) = (Query::parse(search), Reader { lang, ..Reader::default() });
        let ask = Ask::HandOver { number: 3, query, rows_of: rows_of.map(str::to_owned), reader };
        match self.desk.asked(ask).pop() {
            Some(Act::Tell(Tell::Handed { number: 3, content })) => content,
            other => panic!("content is due: {other:?}"),
        }
    }

    /// Asks for the Benchmarks page, fetches what it wants, and asks again.
    pub fn benchmarks_with_references(&mut self, lang: Lang) -> Benchmarks {
        let reader = Reader { lang, ..Reader::default() };
        let show = || Ask::Show { ticket: 7, query: Query::parse("?page=benchmarks"), reader };
        let acts = self.desk.asked(show());
        assert!(matches!(acts.as_slice(), [Act::Tell(Tell::Page { .. }), Act::Fetch(_)]), "{acts:?}");
        let references = self.references.clone();
        let tells = alone::run(&mut self.desk, acts, &|_| references.clone().ok_or(FetchFault::NotFound(404)));
        assert!(matches!(tells.as_slice(), [Tell::Page { .. }, Tell::Loaded]), "{tells:?}");
        match self.desk.asked(show()).as_slice() {
            [Act::Tell(Tell::Page { model, .. })] => match &model.body {
                Body::Benchmarks(model) => (**model).clone(),
                other => panic!("the benchmarks are due: {other:?}"),
            },
            other => panic!("a page is due: {other:?}"),
        }
    }

    /// Asks for the values of a dimension whose names have all these words.
    pub fn values(&mut self, search: &str, dimension: &str, wanted: &str) -> ValueList {
        let (query, reader) = (Query::parse(search), Reader::default());
        let ask = Ask::Values { ticket: 7, query, dimension: dimension.into(), wanted: wanted.into(), reader };
        match self.desk.asked(ask).pop() {
            Some(Act::Tell(Tell::Values { ticket: 7, model })) => *model,
            other => panic!("values are due: {other:?}"),
        }
    }

    pub fn summary(&mut self, search: &str) -> Summary {
        match self.page(search).body {
            Body::Summary(summary) => summary,
            other => panic!("the summary is due: {other:?}"),
        }
    }

    pub fn metrics(&mut self, search: &str) -> Metrics {
        match self.page(search).body {
            Body::Metrics(metrics) => metrics,
            other => panic!("the metrics are due: {other:?}"),
        }
    }

    pub fn channels(&mut self, search: &str) -> Channels {
        match self.page(search).body {
            Body::Channels(channels) => *channels,
            other => panic!("the channels are due: {other:?}"),
        }
    }
}

/// Finds a card by its metric.
pub fn card<'s>(summary: &'s Summary, kpi: &str) -> &'s KpiCard {
    summary.cards.iter().find(|card| card.kpi == kpi).unwrap_or_else(|| panic!("no card {kpi}"))
}

/// Finds a figure of the table by row and metric.
pub fn figure<'s>(channels: &'s Channels, row: &str, kpi: &str) -> &'s Shown {
    let row = channels.table.rows.iter().find(|each| each.value.as_deref() == Some(row));
    in_row(channels, row.unwrap_or_else(|| panic!("no such row")), kpi)
}

/// Finds a figure of the total row by metric.
pub fn total<'s>(channels: &'s Channels, kpi: &str) -> &'s Shown {
    in_row(channels, &channels.table.total, kpi)
}

fn in_row<'s>(channels: &Channels, row: &'s Row, kpi: &str) -> &'s Shown {
    let column = channels.table.columns.iter().position(|column| column.kpi == kpi);
    &row.cells[column.unwrap_or_else(|| panic!("no column {kpi}"))].figure
}

/// Fails where a shown figure is not `expected`, to a relative 1e-9: sums are exact, one division rounds.
pub fn check_shown(what: &str, shown: &Shown, expected: Option<f64>) {
    match (shown.raw, expected) {
        (Some(raw), Some(expected)) => {
            assert!((raw - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: {raw}, {expected} is due");
        }
        (raw, expected) => assert_eq!(raw, expected, "{what}: {}", shown.full),
    }
}
