//! A chart as an SVG document of its own: title, what is selected, marks, the words of its axes, finding, source.
//!
//! Marks come from the one drawing routine ([`crate::view::chart::draw`]) through plotters; every word is a `<text>` of
//! ours. Texts are escaped, run in the direction of the page, and are isolated from each other. Fonts are named, not
//! embedded: where the first is not installed another takes its place, and lines are broken with room to spare.

use super::about::About;
use super::markup::{escaped, push_text};
use crate::view::chart::band::{Band, BandFigure};
use crate::view::chart::draw::{Cue, Figure, Palette, Rgb, draw, series_index};
use crate::view::chart::line::{ALL_COLOUR, Lines, LinesFigure};
use crate::view::chart::mix::{Mix, MixFigure};
use crate::view::chart::place::{Align, FONT_PX, Size, Word, width_px};
use crate::view::chart::scatter::{Scatter, ScatterFigure};
use crate::view::text::Direction;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

/// How wide the picture is, in CSS pixels: a slide or a page of a document, whatever screen it comes from.
pub const WIDTH_PX: f64 = 960.0;
const EDGE_PX: f64 = 28.0;
const PLOT_HEIGHT_PX: f64 = 420.0;

/// Marks are drawn on this many of plotters' whole pixels a pixel.
const FINENESS: u32 = 4;

/// The page's own face first, then what systems have for both scripts.
const FONTS: &str = "'IBM Plex Sans Arabic', 'IBM Plex Sans', 'Segoe UI', 'Noto Sans Arabic', 'Noto Sans', \
                     Tahoma, Arial, sans-serif";

/// Any chart of a panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Drawing<'a> {
    Scatter(&'a Scatter),
    Mix(&'a Mix),
    Band(&'a Band),
    Lines(&'a Lines),
}

/// A chart with everything that stands around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Picture<'a> {
    pub title: &'a str,
    pub subtitle: &'a str,
    pub sentence: &'a str,
    pub drawing: Drawing<'a>,
    /// What the marks of a course are called: one's own line, the peers' median, the peers' middle half.
    pub legend: [&'a str; 3],
    pub about: &'a About,
    pub palette: &'a Palette,
}

/// An SVG document and its size in CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    pub text: String,
    pub size: Size,
}

/// How a line is written.
#[derive(Debug, Clone, Copy)]
struct Style {
    size_px: f64,
    is_strong: bool,
    colour: Rgb,
}

impl Style {
    const fn line_px(self) -> f64 {
        self.size_px * 1.45
    }
}

impl Picture<'_> {
    /// Draws it. The same picture gives the same bytes everywhere.
    pub fn draw(&self) -> Svg {
        let Palette { ink, muted, rule, surface, .. } = *self.palette;
        let direction = self.about.lang.direction();
        let mut page = Page { body: String::new(), y: EDGE_PX, direction };
        let style = |size_px, is_strong, colour| Style { size_px, is_strong, colour };
        page.paragraph(self.title, style(22.0, true, ink));
        page.paragraph(self.subtitle, style(14.0, false, muted));
        page.y += 4.0;
        for line in self.about.selection_lines() {
            page.paragraph(&line, style(12.0, false, muted));
        }
        page.y += 14.0;
        let (above, below) = self.axes();
        page.paragraph(above, style(12.0, false, muted));
        self.plot(&mut page, surface);
        if !below.is_empty() {
            page.line(below, style(12.0, false, muted), page.far(), Side::Far);
        }
        if let Drawing::Band(_) = self.drawing {
            self.legend(&mut page, style(12.0, false, ink));
        }
        page.y += 10.0;
        page.paragraph(self.sentence, style(14.0, false, ink));
        page.y += 10.0;
        let (x0, x1, y) = (EDGE_PX, WIDTH_PX - EDGE_PX, page.y);
        page.body += &format!("<path d=\"M{x0} {y}H{x1}\" stroke=\"{}\"/>\n", hex(rule));
        page.y += 8.0;
        for line in self.about.origin_lines() {
            page.paragraph(&line, style(11.0, false, muted));
        }
        self.document(page, surface)
    }

    /// Returns the words above and below the marks.
    fn axes(&self) -> (&str, &str) {
        match self.drawing {
            Drawing::Scatter(scatter) => (&scatter.y.title, &scatter.x.title),
            Drawing::Mix(mix) => (&mix.y.title, ""),
            Drawing::Band(band) => (&band.y.title, ""),
            Drawing::Lines(lines) => (&lines.y.title, ""),
        }
    }

    /// Puts marks and their words at the height that is reached.
    fn plot(&self, page: &mut Page, surface: Rgb) {
        let size = Size { width_px: WIDTH_PX - 2.0 * EDGE_PX, height_px: PLOT_HEIGHT_PX };
        let direction = page.direction;
        let (figure, words, names) = match self.drawing {
            Drawing::Scatter(scatter) => {
                let mut figure = ScatterFigure::lay_out(scatter, size, direction);
                let (words, names) = (std::mem::take(&mut figure.words), std::mem::take(&mut figure.names));
                (Figure::Scatter(figure), words, names.into_iter().map(|name| (None, name)).collect())
            }
            Drawing::Mix(mix) => {
                let mut figure = MixFigure::lay_out(mix, size, direction);
                let (words, names) = (std::mem::take(&mut figure.words), std::mem::take(&mut figure.names));
                let named = |(colour, name)| (Some(colour), name);
                (Figure::Mix(figure), words, names.into_iter().map(named).collect::<Vec<_>>())
            }
            Drawing::Lines(lines) => {
                let mut figure = LinesFigure::lay_out(lines, size, direction);
                let (words, names) = (std::mem::take(&mut figure.words), std::mem::take(&mut figure.names));
                (Figure::Lines(figure), words, names.into_iter().map(|(colour, name)| (Some(colour), name)).collect())
            }
            Drawing::Band(band) => {
                let mut figure = BandFigure::lay_out(band, size, direction);
                let words = std::mem::take(&mut figure.words);
                (Figure::Band(figure), words, Vec::new())
            }
        };
        let (x, y) = (EDGE_PX, page.y);
        page.body += &format!("<g transform=\"translate({x} {y:.2})\">\n");
        page.body += &format!("<g transform=\"scale({})\">\n", 1.0 / f64::from(FINENESS));
        page.body += &marks(&figure, size, self.palette);
        page.body += "</g>\n";
        for word in &words {
            let style = Style { size_px: FONT_PX, is_strong: false, colour: self.palette.muted };
            page.word(word, style, None);
        }
        for (colour, name) in &names {
            let style = Style { size_px: FONT_PX, is_strong: false, colour: self.palette.ink };
            match colour {
                Some(colour) => {
                    let shift = if name.align == Align::Right { -14.0 } else { 14.0 };
                    page.body += &swatch(*colour, name.x + shift / 2.8, name.y, self.palette);
                    page.word(&Word { x: name.x + shift, ..name.clone() }, style, None);
                }
                // Readable over a mark or a line of its own chart.
                None => page.word(name, style, Some(surface)),
            }
        }
        page.body += "</g>\n";
        page.y += PLOT_HEIGHT_PX + 4.0;
    }

    /// Says what the three marks of a course are, from where reading begins.
    fn legend(&self, page: &mut Page, style: Style) {
        let Palette { accent, muted, .. } = *self.palette;
        let y = page.y + style.size_px * 0.6;
        let step = if page.direction == Direction::Rtl { -1.0 } else { 1.0 };
        let mut x = page.near();
        for (at, name) in self.legend.into_iter().enumerate() {
            let (from, to) = (x.min(x + step * 22.0), x.max(x + step * 22.0));
            page.body += &match at {
                0 => format!("<path d=\"M{from} {y:.2}H{to}\" stroke=\"{}\" stroke-width=\"2\"/>\n", hex(accent)),
                1 => format!(
                    "<path d=\"M{from} {y:.2}H{to}\" stroke=\"{}\" stroke-width=\"1.5\" stroke-dasharray=\"3 3\"/>\n",
                    hex(muted)
                ),
                _ => format!(
                    "<rect x=\"{from}\" y=\"{:.2}\" width=\"22\" height=\"10\" fill=\"{}\" opacity=\"0.22\"/>\n",
                    y - 5.0,
                    hex(muted)
                ),
            };
            page.at(name, style, x + step * 28.0, y, Side::Near, None);
            x += step * (28.0 + width_px(name) + 26.0);
        }
        page.y += style.line_px();
    }

    fn document(&self, page: Page, surface: Rgb) -> Svg {
        let height = (page.y + EDGE_PX - 8.0).ceil();
        let (lang, title, sentence) = (self.about.lang.id(), escaped(self.title), escaped(self.sentence));
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH_PX}\" height=\"{height}\" viewBox=\"0 0 {WIDTH_PX} \
             {height}\" role=\"img\" xml:lang=\"{lang}\" font-family=\"{FONTS}\">\n<title>{title}</title>\n\
             <desc>{sentence}</desc>\n<rect width=\"{WIDTH_PX}\" height=\"{height}\" fill=\"{}\"/>\n{}</svg>\n",
            hex(surface),
            page.body
        );
        Svg { text, size: Size { width_px: WIDTH_PX, height_px: height } }
    }
}

/// The side of a line that stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Where reading begins.
    Near,
    Middle,
    Far,
}

/// A page that is written from the top.
struct Page {
    body: String,
    /// How far down it is written.
    y: f64,
    direction: Direction,
}

impl Page {
    /// Where lines begin and end.
    fn near(&self) -> f64 {
        if self.direction == Direction::Rtl { WIDTH_PX - EDGE_PX } else { EDGE_PX }
    }

    fn far(&self) -> f64 {
        WIDTH_PX - self.near()
    }

    fn paragraph(&mut self, text: &str, style: Style) {
        for line in broken(text, (WIDTH_PX - 2.0 * EDGE_PX) * FONT_PX / style.size_px) {
            self.line(&line, style, self.near(), Side::Near);
        }
    }

    fn line(&mut self, text: &str, style: Style, x: f64, side: Side) {
        self.at(text, style, x, self.y + style.line_px() / 2.0, side, None);
        self.y += style.line_px();
    }

    /// Writes a word of a chart, whose sides are those of the screen.
    fn word(&mut self, word: &Word, style: Style, halo: Option<Rgb>) {
        let side = match (word.align, self.direction) {
            (Align::Centre, _) => Side::Middle,
            (Align::Left, Direction::Ltr) | (Align::Right, Direction::Rtl) => Side::Near,
            (Align::Right, Direction::Ltr) | (Align::Left, Direction::Rtl) => Side::Far,
        };
        self.at(&word.text, style, word.x, word.y, side, halo);
    }

    /// Writes text around a middle height. `text-anchor` follows the direction: its start is where reading begins.
    fn at(&mut self, text: &str, style: Style, x: f64, y: f64, side: Side, halo: Option<Rgb>) {
        let anchor = match side {
            Side::Near => "start",
            Side::Middle => "middle",
            Side::Far => "end",
        };
        // The middle of figures and small letters lies a third of the size above the line they stand on; not every
        // program that opens SVG knows `dominant-baseline`.
        let baseline = y + style.size_px * 0.35;
        let (dir, weight) = (self.direction.id(), if style.is_strong { " font-weight=\"600\"" } else { "" });
        let halo = halo.map(|colour| {
            format!(" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"", hex(colour))
        });
        self.body += &format!(
            "<text x=\"{x:.2}\" y=\"{baseline:.2}\" font-size=\"{}\"{weight} fill=\"{}\" text-anchor=\"{anchor}\" \
             direction=\"{dir}\" unicode-bidi=\"isolate\"{}>",
            style.size_px,
            hex(style.colour),
            halo.unwrap_or_default()
        );
        push_text(&mut self.body, text);
        self.body += "</text>\n";
    }
}

/// Draws the marks and takes them out of plotters' document.
fn marks(figure: &Figure, size: Size, palette: &Palette) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few thousand pixels
    let pixels = |px: f64| (px * f64::from(FINENESS)).round().max(1.0) as u32;
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (pixels(size.width_px), pixels(size.height_px))).into_drawing_area();
    // A string refuses nothing.
    let _ = draw(&area, figure, palette, f64::from(FINENESS));
    drop(area);
    let inside = svg.split_once('>').map_or("", |(_, rest)| rest);
    inside.trim_end().trim_end_matches("</svg>").trim_start().to_owned()
}

/// Draws the sign of a series: its colour and its shape.
fn swatch(colour: u8, x: f64, y: f64, palette: &Palette) -> String {
    if colour == ALL_COLOUR {
        let (from, to, stroke) = (x - 5.0, x + 5.0, hex(palette.ink));
        return format!("<path d=\"M{from:.2} {y:.2}H{to:.2}\" stroke=\"{stroke}\" stroke-width=\"2.5\"/>\n");
    }
    let fill = hex(palette.series.get(usize::from(series_index(colour))).copied().unwrap_or(palette.ink));
    let path = match Cue::of(colour) {
        Cue::Circle => return format!("<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"4.5\" fill=\"{fill}\"/>\n"),
        Cue::Square => "-4 -4h8v8h-8z",
        Cue::Diamond => "0 -5.6l5.6 5.6-5.6 5.6-5.6-5.6z",
        Cue::Triangle => "0 -5.5l5 9h-10z",
    };
    format!("<path transform=\"translate({x:.2} {y:.2})\" d=\"M{path}\" fill=\"{fill}\"/>\n")
}

fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Breaks text into lines that are at most `widest` wide at [`FONT_PX`]; a word that is wider by itself is cut.
fn broken(text: &str, widest: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let mut word = word.to_owned();
        if !line.is_empty() {
            if width_px(&line) + width_px(" ") + width_px(&word) <= widest {
                line.push(' ');
                line.push_str(&word);
                continue;
            }
            lines.push(std::mem::take(&mut line));
        }
        while width_px(&word) > widest {
            let mut width = 0.0;
            let fits = |(_, c): &(usize, char)| {
                width += width_px(c.encode_utf8(&mut [0; 4]));
                width > widest
            };
            // At least one letter a line, so that this ends.
            let first = word.chars().next().map_or(0, char::len_utf8);
            let at = word.char_indices().find(fits).map_or(word.len(), |(at, _)| at).max(first);
            let rest = word.split_off(at);
            lines.push(std::mem::replace(&mut word, rest));
        }
        line = word;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_all_words_and_none_is_too_wide() {
        let texts = [
            "one two three four five six seven",
            "",
            "a",
            "Supercalifragilisticexpialidocious x",
            "كلفة اكتساب العميل الجديد في كل قناة",
        ];
        for text in texts {
            for widest in [5.0, 40.0, 90.0, 1000.0] {
                let lines = broken(text, widest);
                assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "{widest}");
                for line in &lines {
                    assert!(width_px(line) <= widest || line.chars().count() == 1, "{line:?} of {widest}");
                }
            }
        }
    }
}
