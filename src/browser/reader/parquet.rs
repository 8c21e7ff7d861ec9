//! Reads Parquet: its footer first, then of each row group the columns that are wanted. Where a server does not answer
//! with parts, the file is fetched whole.

use super::{Mouth, bytes_of, headers_of, length_of, receipt, request};
use crate::browser::fetch::{Flow, Part, Ranged, Request, fetch, fetch_range, reach};
use crate::browser::scope::now_ms;
use crate::engine::day::Day;
use crate::engine::feed::encoding::Encoding;
use crate::engine::feed::manner::Manner;
use crate::engine::feed::package::{self, Dialect, Format};
use crate::engine::feed::parquet::footer::{FIRST_TAIL_BYTES, Footer, Opening};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::work::answer::Answer;
use crate::work::fault::FetchFault;
use crate::work::gather::Batching;
use crate::work::intake::Step;
use crate::work::order::{CopyUse, Order, Receipt, Said, Unread};
use crate::work::peek::{FirstRows, Peeked};
use bytes::Bytes;
use std::collections::BTreeSet;
use std::future::Future;
use std::ops::Range;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::File;

/// How large a file may be that has to be fetched whole.
const MOST_WHOLE: usize = 512 << 20;

/// Reads one file.
pub fn lead(order: Rc<Order>, file: Option<File>, mouth: Mouth) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        match read(&order, file, &mouth).await {
            Ok((n_segments, receipt)) => mouth.say(Said::Ended { order: order.number, n_segments, receipt }),
            Err(why) => mouth.fail(order.number, why),
        }
    })
}

/// Looks at the first row group of one.
pub fn look(number: u32, name: String, file: File) -> Pin<Box<dyn Future<Output = Peeked>>> {
    Box::pin(async move {
        let length = length_of(&file);
        match seen(&name, file).await {
            Ok(rows) => rows.seen(number, &name, length, Format::Parquet, Dialect::default()),
            Err(Unread::File(problem)) => Peeked::of_problem(number, &name, length, problem),
            Err(Unread::Fetch(fault)) => Peeked::of_problem(number, &name, length, fault.problem(&name)),
            Err(Unread::NoCopy) => {
                Peeked::of_problem(number, &name, length, Problem::of_file(ProblemKind::FileBroken, &name))
            }
        }
    })
}

async fn seen(name: &str, file: File) -> Result<FirstRows, Unread> {
    let mut source = Source::of_file(file);
    let footer = open(name, &mut source).await?;
    let plan = footer.plan(&footer.readable(), None, None, name);
    let mut rows = FirstRows::default();
    plan.begin(&mut rows);
    if let Some(group) = plan.row_groups.first() {
        let mut parts = Vec::new();
        for range in &group.ranges {
            parts.push(source.part(range.clone()).await?);
        }
        footer.read_row_group(group, &parts, name, None, &mut rows);
    }
    Ok(rows)
}

async fn read(order: &Order, file: Option<File>, mouth: &Mouth) -> Result<(u32, Receipt), Unread> {
    // What is fetched in parts is kept by the browser's own cache or not at all.
    if order.copy == CopyUse::Only {
        return Err(Unread::NoCopy);
    }
    let headers = headers_of(&order.headers);
    let fetched_ms = now_ms();
    let mut source = match file {
        Some(file) => Source::of_file(file),
        None => Source::of_server(request(order, &headers)).await?,
    };
    let footer = open(&order.path, &mut source).await?;
    let mut wanted = BTreeSet::new();
    order.resources.iter().for_each(|resource| wanted.extend(resource.columns().map(str::to_owned)));
    let wanted: Vec<String> = wanted.into_iter().collect();
    let (period, date) = period(order);
    let plan = footer.plan(&wanted, period, date, &order.path);
    let manner = Manner {
        format: Format::Parquet,
        encoding: Encoding::Utf8,
        dialect: Dialect::default(),
        n_preamble: 0,
        fields: order.resources.first().map(|resource| resource.fields.clone()).unwrap_or_default(),
        inferred: Vec::new(),
    };
    mouth.say(Said::Manner { order: order.number, manner: Box::new(manner) });
    let mut sink = Batching::new(order, 0);
    plan.begin(&mut sink);
    let day_of = |second: i64| order.zone.as_ref().map(|zone| zone.day_of(second)).unwrap_or_else(|| utc_day(second));
    for group in &plan.row_groups {
        let mut parts = Vec::new();
        for range in &group.ranges {
            parts.push(source.part(range.clone()).await?);
        }
        footer.read_row_group(group, &parts, &order.path, Some(&day_of), &mut sink);
        if let Some(fault) = sink.fault.take() {
            return Err(Unread::File(fault));
        }
        let mut steps: Vec<Step> = Vec::new();
        sink.drain(&mut steps);
        mouth.go(steps);
        mouth.room().await;
        let (n_bytes, total) = (source.n_bytes, Some(source.length));
        mouth.say(Said::Progress { order: order.number, n_bytes, total });
    }
    let mut steps: Vec<Step> = Vec::new();
    let n_segments = sink.finish(&mut steps);
    mouth.go(steps);
    let receipt = Receipt { n_bytes: source.n_bytes, ..receipt(&source.answer, fetched_ms) };
    Ok((n_segments, receipt))
}

/// Returns the days that all resources of an order want, and the column that has them.
fn period(order: &Order) -> (Option<(Day, Day)>, Option<&str>) {
    let dates = order.resources.iter().map(|resource| match resource.map.get("date") {
        Some(package::Source::Column { column, .. }) => {
            resource.from.map(|from| (from.day(order.today), column.as_str()))
        }
        Some(package::Source::Constant(_)) | None => None,
    });
    // What one of them wants whole, or by another column, is read whole.
    let Some(dates) = dates.collect::<Option<Vec<_>>>() else { return (None, None) };
    let column = dates.first().map(|(_, column)| *column);
    let first = dates.iter().map(|(from, _)| *from).min();
    match (first, column) {
        (Some(first), Some(column)) if dates.iter().all(|(_, each)| *each == column) => {
            (Some((first, Day::MAX)), Some(column))
        }
        _ => (None, None),
    }
}

fn utc_day(second: i64) -> Day {
    crate::engine::zone::Zone::default().day_of(second)
}

async fn open(path: &str, source: &mut Source<'_>) -> Result<Footer, Unread> {
    let mut from = source.length.saturating_sub(FIRST_TAIL_BYTES);
    loop {
        let tail = source.part(from..source.length).await?;
        match Footer::open(source.length, &tail, path).map_err(Unread::File)? {
            Opening::Open(footer) => return Ok(*footer),
            Opening::NeedsTail { from: further } if further < from => from = further,
            Opening::NeedsTail { .. } => {
                return Err(Unread::File(Problem::of_file(ProblemKind::FileCutShort, path)));
            }
        }
    }
}

/// Where the bytes of a file are had from.
struct Source<'r> {
    place: Place<'r>,
    length: u64,
    /// How many bytes were had.
    n_bytes: u64,
    answer: Answer,
}

enum Place<'r> {
    File(File),
    Server(Request<'r>),
    Memory(Bytes),
}

impl<'r> Source<'r> {
    fn of_file(file: File) -> Self {
        let length = length_of(&file);
        Self { place: Place::File(file), length, n_bytes: 0, answer: Answer::default() }
    }

    async fn of_server(request: Request<'r>) -> Result<Self, Unread> {
        let reached = reach(&request).await.map_err(Unread::Fetch)?;
        if let (true, Some(length)) = (reached.has_ranges, reached.answer.length) {
            return Ok(Self { place: Place::Server(request), length, n_bytes: 0, answer: reached.answer });
        }
        let mut bytes = Vec::new();
        let mut take = |part: Part<'_>| {
            match part {
                Part::Start(_) => bytes.clear(),
                Part::Bytes(more) => bytes.extend_from_slice(more),
            }
            if bytes.len() > MOST_WHOLE { Flow::Stop } else { Flow::More }
        };
        let answer = fetch(&request, &mut take).await.map_err(Unread::Fetch)?;
        if bytes.len() > MOST_WHOLE {
            let problem = Problem::of_file(ProblemKind::TooLarge, request.address);
            return Err(Unread::File(problem.quoting(&bytes.len().to_string())));
        }
        let length = bytes.len() as u64;
        Ok(Self { place: Place::Memory(bytes.into()), length, n_bytes: length, answer })
    }

    async fn part(&mut self, range: Range<u64>) -> Result<Bytes, Unread> {
        let lost = |n_bytes| Unread::Fetch(FetchFault::Lost { n_bytes });
        match &self.place {
            Place::Memory(bytes) => {
                let (start, end) = (usize::try_from(range.start), usize::try_from(range.end));
                match (start, end) {
                    (Ok(start), Ok(end)) if start <= end && end <= bytes.len() => Ok(bytes.slice(start..end)),
                    _ => Err(lost(self.n_bytes)),
                }
            }
            Place::Server(request) => match fetch_range(request, range).await.map_err(Unread::Fetch)? {
                // A file that has become another in between would be read as a mixture of both.
                Ranged::Part { answer, .. } if answer.differs_from(&self.answer) => Err(lost(self.n_bytes)),
                Ranged::Part { bytes, .. } => {
                    self.n_bytes += bytes.len() as u64;
                    Ok(bytes.into())
                }
                Ranged::Ignored => Err(lost(self.n_bytes)),
            },
            Place::File(file) => {
                let bytes = bytes_of(file, range).await.ok_or_else(|| lost(self.n_bytes))?;
                self.n_bytes += bytes.len() as u64;
                Ok(bytes.into())
            }
        }
    }
}
