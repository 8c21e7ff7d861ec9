//! The worker of exports: pictures of charts and workbooks, made of what the desk has handed over.
//!
//! It is fetched when somebody takes something along. The desk gives the page model as bytes, which the page passes on as
//! they are: neither of them has code for what only this worker does.

use super::message::{SavedFile, Told, from_bytes};
use super::save;
use crate::view::chart::draw::Palette;
use crate::view::export::about::About;
use crate::view::export::picture::{Drawing, Picture, Svg};
use crate::view::export::plain::{PlainCell, PlainTable};
use crate::view::export::workbook::workbook;
use crate::view::page::benchmarks::Standing;
use crate::view::page::channels::Panel;
use crate::view::page::rows::PlainRows;
use crate::view::page::{Body, PageModel};
use serde::{Deserialize, Serialize};

/// What the desk hands over to be exported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    Page(Box<PageModel>),
    /// The rows behind a figure, and the currency of their amounts.
    Rows(PlainRows),
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Channels: a metric over time, cost against conversions, the mix over time, the table.
    OverTime,
    Efficiency,
    Mix,
    Channels,
    /// Benchmarks: the course against the peers, the table.
    Trend,
    Standings,
    /// The rows behind a figure.
    Rows,
}

impl Part {
    /// Returns what a file of it is called.
    pub const fn id(self) -> &'static str {
        match self {
            Self::OverTime => "over-time",
            Self::Efficiency => "efficiency",
            Self::Mix => "mix",
            Self::Channels => "channels",
            Self::Trend => "trend",
            Self::Standings => "benchmarks",
            Self::Rows => "rows",
        }
    }
}

/// What is to be made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Svg,
    /// The page draws the SVG on a canvas: a worker has no images.
    Png,
    Csv,
    Xlsx,
}

/// From the page to the worker of exports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExportAsk {
    pub part: Part,
    pub kind: Kind,
    /// The file's name without its ending.
    pub name: String,
    pub about: About,
    pub palette: Palette,
    /// Words that the part needs beside its own: the heads of its columns.
    pub words: Vec<String>,
    /// The bytes of a [`Content`].
    #[serde(with = "serde_bytes")]
    pub content: Vec<u8>,
}

/// From the worker of exports to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ExportTell {
    Ready,
    Save(SavedFile),
    /// A picture that is to become a PNG of this name.
    Raster {
        name: String,
        svg: String,
        width_px: f64,
        height_px: f64,
    },
    /// There is no such part in what was handed over.
    Nothing,
}

impl Told for ExportTell {
    fn is_ready(&self) -> bool {
        matches!(self, Self::Ready)
    }
}

/// Makes what is asked.
pub fn answer(ask: ExportAsk) -> ExportTell {
    made(ask).unwrap_or(ExportTell::Nothing)
}

fn made(ask: ExportAsk) -> Option<ExportTell> {
    let content: Content = from_bytes(&ask.content).ok()?;
    let saved = |media_type: &str, ending: &str, bytes: Vec<u8>| {
        let name = format!("{}.{ending}", ask.name);
        ExportTell::Save(SavedFile { name, media_type: media_type.into(), bytes })
    };
    Some(match ask.kind {
        Kind::Svg => saved("image/svg+xml", "svg", picture(&ask, &content)?.text.into_bytes()),
        Kind::Png => {
            let Svg { text, size } = picture(&ask, &content)?;
            let name = format!("{}.png", ask.name);
            ExportTell::Raster { name, svg: text, width_px: size.width_px, height_px: size.height_px }
        }
        Kind::Csv => ExportTell::Save(save::plain(&table(&ask, &content)?, &ask.name)),
        Kind::Xlsx => {
            let currency = match &content {
                Content::Page(model) => &model.shell.currency,
                Content::Rows(rows) => &rows.currency,
            };
            let sheet = ask.words.first().map_or("", String::as_str);
            let bytes = workbook(&table(&ask, &content)?, sheet, &ask.about, currency)?;
            saved("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", bytes)
        }
    })
}

fn picture(ask: &ExportAsk, content: &Content) -> Option<Svg> {
    let Content::Page(model) = content else { return None };
    let (words, drawing) = match (ask.part, &model.body) {
        (Part::OverTime, Body::Channels(page)) => {
            (words_of(&page.over_time), Drawing::Lines(page.over_time.chart.as_ref()?))
        }
        (Part::Efficiency, Body::Channels(page)) => {
            (words_of(&page.efficiency), Drawing::Scatter(page.efficiency.chart.as_ref()?))
        }
        (Part::Mix, Body::Channels(page)) => (words_of(&page.mix), Drawing::Mix(page.mix.chart.as_ref()?)),
        (Part::Trend, Body::Benchmarks(page)) => {
            let panel = &page.trend.as_ref()?.panel;
            (words_of(panel), Drawing::Band(panel.chart.as_ref()?))
        }
        _ => return None,
    };
    let [title, subtitle, sentence] = words;
    let word = |at: usize| ask.words.get(at).map_or("", String::as_str);
    // The heads of a course: period, own, lower quartile, median, upper quartile; then the name of the band.
    let legend = [word(1), word(3), word(5)];
    Some(Picture { title, subtitle, sentence, drawing, legend, about: &ask.about, palette: &ask.palette }.draw())
}

fn words_of<C>(panel: &Panel<C>) -> [&str; 3] {
    [&panel.title, &panel.subtitle, &panel.sentence]
}

fn table(ask: &ExportAsk, content: &Content) -> Option<PlainTable> {
    let head = ask.words.first().map_or("", String::as_str);
    let model = match content {
        Content::Page(model) => model,
        Content::Rows(rows) => return Some(rows.table.clone()),
    };
    Some(match (ask.part, &model.body) {
        (Part::OverTime, Body::Channels(page)) => {
            PlainTable::of_lines(page.over_time.chart.as_ref()?, ask.words.iter().take(3).cloned().collect())
        }
        (Part::Efficiency, Body::Channels(page)) => {
            PlainTable::of_scatter(page.efficiency.chart.as_ref()?, &page.table.heading)
        }
        (Part::Mix, Body::Channels(page)) => PlainTable::of_mix(page.mix.chart.as_ref()?, head),
        (Part::Channels, Body::Channels(page)) => save::plain_table(&page.table),
        (Part::Trend, Body::Benchmarks(page)) => {
            let heads = ask.words.iter().take(5).cloned().collect();
            PlainTable::of_band(page.trend.as_ref()?.panel.chart.as_ref()?, heads)
        }
        (Part::Standings, Body::Benchmarks(page)) => standings(&ask.words, page.rest.as_deref(), &page.standings),
        _ => return None,
    })
}

/// Makes the table of standings. `words`: its sheet, then metric, own, median, standing, peers, percentile, from the
/// median, from the best, source.
fn standings(words: &[String], rest: Option<&str>, standings: &[Standing]) -> PlainTable {
    let quantiles = standings.first().map(|row| row.quantiles.as_slice()).unwrap_or_default();
    let mut heads: Vec<String> = words.iter().skip(1).cloned().collect();
    // Beside the median: what the others have together, then the other percentiles.
    let named = rest.map(str::to_owned).into_iter().chain(quantiles.iter().map(|(name, _)| name.clone()));
    heads.splice(3.min(heads.len())..3.min(heads.len()), named);
    let row = |row: &Standing| {
        let number = |shown: &crate::view::page::Shown| PlainCell::of_unit(row.unit, shown.value());
        let gap = |gap: &Option<crate::view::page::benchmarks::Gap>| {
            PlainCell::of_unit(row.unit, gap.as_ref().map(|gap| gap.shown.value()).unwrap_or_default())
        };
        let mut cells = vec![PlainCell::Text(row.name.clone()), number(&row.own), number(&row.median)];
        cells.extend(rest.map(|_| row.rest.as_ref().map_or(PlainCell::Number(String::new()), &number)));
        cells.extend(row.quantiles.iter().map(|(_, shown)| number(shown)));
        cells.extend([
            PlainCell::Text(row.word.clone()),
            PlainCell::Text(row.peers.clone()),
            PlainCell::Number(row.percentile.value()),
            gap(&row.to_median),
            gap(&row.to_best),
            PlainCell::Text(row.sources.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("; ")),
        ]);
        cells
    };
    PlainTable { heads, rows: standings.iter().map(row).collect() }
}
