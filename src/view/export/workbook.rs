//! An XLSX workbook (ECMA-376, Office Open XML) of two sheets: a table, and what must be known of it.
//!
//! Text is text in the file (`t="inlineStr"`), so no program takes any of it for a formula; what looks like one is marked
//! besides (`quotePrefix`), so that it stays text when a person edits the cell. Numbers, amounts, shares and days are
//! numbers with a format. The head stays in sight, and an Arabic sheet runs from right to left. Nothing of the clock is in
//! the file: the same table gives the same bytes.

use super::about::About;
use super::markup::push_text;
use super::plain::{PlainCell, PlainTable};
use crate::engine::day::Day;
use crate::view::text::Direction;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const PACKAGE_LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const WORKBOOK_LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Everything of the styles but the format of money, which names the currency. A cell's `s` is the place of an `xf`.
const STYLES: [&str; 2] = [
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="164" formatCode=""#,
    r##""/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"##,
];

/// The places of the formats in [`STYLES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Head = 1,
    Text = 2,
    /// Text that looks like a formula.
    Quoted = 3,
    Whole = 4,
    Decimal = 5,
    Money = 6,
    Share = 7,
    Day = 8,
}

/// How many UTF-16 units a cell holds, in every version of Excel.
const MOST_UNITS: usize = 32_767;

/// How many letters the name of a sheet may have.
const MOST_LETTERS: usize = 31;

/// Excel takes 1900 for a leap year: only from here on its days and ours have the same number.
const FIRST_DAY: (i32, u32, u32) = (1900, 3, 1);

/// Writes a workbook. `name` is the first sheet's; `currency` is an ISO 4217 code, or empty.
///
/// `None`: it would be larger than a zip archive can be.
pub fn workbook(table: &PlainTable, name: &str, about: &About, currency: &str) -> Option<Vec<u8>> {
    let name = sheet_name(name, "1");
    let second = sheet_name(&about.name, "2");
    let second = if second.to_lowercase() == name.to_lowercase() { format!("{second} 2") } else { second };
    let mut sheets = String::from(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets><sheet name=""#,
    );
    push_text(&mut sheets, &name);
    sheets.push_str(r#"" sheetId="1" r:id="rId1"/><sheet name=""#);
    push_text(&mut sheets, &second);
    sheets.push_str(r#"" sheetId="2" r:id="rId2"/></sheets></workbook>"#);

    let mut styles = String::from(STYLES[0]);
    push_text(&mut styles, &money_format(currency));
    styles.push_str(STYLES[1]);

    let direction = about.lang.direction();
    let row = |(name, text): &(String, String)| vec![PlainCell::Text(name.clone()), PlainCell::Text(text.clone())];
    let of_about = PlainTable { heads: Vec::new(), rows: about.entries().map(row).collect() };
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE_LINKS),
        ("xl/workbook.xml", &sheets),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_LINKS),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &sheet(table, direction)),
        ("xl/worksheets/sheet2.xml", &sheet(&of_about, direction)),
    ];
    packed(&parts)
}

fn packed(parts: &[(&str, &str)]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        archive.start_file(*name, options).ok()?;
        archive.write_all(HEAD.as_bytes()).ok()?;
        archive.write_all(text.as_bytes()).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// Returns what Excel takes for the name of a sheet: some signs are not allowed, nor is none at all.
fn sheet_name(wanted: &str, otherwise: &str) -> String {
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let name: String = wanted.chars().filter(allowed).take(MOST_LETTERS).collect();
    let name = name.trim().trim_matches('\'');
    if name.is_empty() { otherwise.into() } else { name.into() }
}

/// The code is quoted, so that none of its letters is read as part of the format. No sign of a feed's own gets here.
fn money_format(currency: &str) -> String {
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    if is_code { format!("#,##0.00\\ \"{currency}\"") } else { "#,##0.00".into() }
}

/// Writes a sheet. Where it has heads, they and the first column stay in sight.
fn sheet(table: &PlainTable, direction: Direction) -> String {
    let mut out = String::from(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0""#,
    );
    if direction == Direction::Rtl {
        out.push_str(" rightToLeft=\"1\"");
    }
    out.push('>');
    if !table.heads.is_empty() {
        out.push_str(
            r#"<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/><selection pane="bottomRight" activeCell="B2" sqref="B2"/>"#,
        );
    }
    out.push_str("</sheetView></sheetViews><cols>");
    for (at, width) in widths(table).into_iter().enumerate() {
        let n = at + 1;
        out.push_str(&format!("<col min=\"{n}\" max=\"{n}\" width=\"{width}\" customWidth=\"1\"/>"));
    }
    out.push_str("</cols><sheetData>");
    let mut n_row = 0;
    if !table.heads.is_empty() {
        n_row += 1;
        out.push_str(&format!("<row r=\"{n_row}\">"));
        for (at, head) in table.heads.iter().enumerate() {
            push_string(&mut out, &place(at, n_row), Format::Head, head);
        }
        out.push_str("</row>");
    }
    for row in &table.rows {
        n_row += 1;
        out.push_str(&format!("<row r=\"{n_row}\">"));
        for (at, cell) in row.iter().enumerate() {
            push_cell(&mut out, &place(at, n_row), cell);
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// How wide each column is, in letters: as its longest text, within bounds.
fn widths(table: &PlainTable) -> Vec<usize> {
    let n_columns = table.rows.iter().map(Vec::len).chain([table.heads.len(), 1]).max().unwrap_or(1);
    let mut widths = vec![8_usize; n_columns];
    let mut widen = |at: usize, n_letters: usize| {
        if let Some(width) = widths.get_mut(at) {
            *width = (*width).max(n_letters.saturating_add(2)).min(48);
        }
    };
    table.heads.iter().enumerate().for_each(|(at, head)| widen(at, head.chars().count().min(22)));
    for (at, cell) in table.rows.iter().flat_map(|row| row.iter().enumerate()) {
        widen(
            at,
            match cell {
                PlainCell::Text(text) => text.chars().count(),
                // As its format shows it: separators and two decimals.
                PlainCell::Number(text) | PlainCell::Money(text) | PlainCell::Share(text) => {
                    text.split('.').next().map_or(0, str::len) * 4 / 3 + 5
                }
                PlainCell::Day(_) => 10,
            },
        );
    }
    widths
}

/// Returns the name of a cell: `A1`, `AB12`.
fn place(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

fn push_cell(out: &mut String, place: &str, cell: &PlainCell) {
    match cell {
        PlainCell::Text(text) => {
            let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
            push_string(out, place, if is_formula { Format::Quoted } else { Format::Text }, text);
        }
        PlainCell::Number(text) if text.contains('.') => push_number(out, place, Format::Decimal, text),
        PlainCell::Number(text) => push_number(out, place, Format::Whole, text),
        PlainCell::Money(text) => push_number(out, place, Format::Money, text),
        PlainCell::Share(text) => push_number(out, place, Format::Share, text),
        PlainCell::Day(day) => match serial(*day) {
            Some(serial) => push_number(out, place, Format::Day, &serial.to_string()),
            None => push_string(out, place, Format::Text, &day.to_string()),
        },
    }
}

/// Returns a day's number in Excel; `None` before [`FIRST_DAY`].
fn serial(day: Day) -> Option<i32> {
    let (year, month, date) = FIRST_DAY;
    let days = day.days_since(Day::from_ymd(year, month, date)?);
    (days >= 0).then_some(days + 61)
}

/// Writes a number as it is given; what is none is text.
fn push_number(out: &mut String, place: &str, format: Format, text: &str) {
    if text.is_empty() {
        return;
    }
    let is_number = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))
        && text.parse::<f64>().is_ok_and(f64::is_finite);
    if !is_number {
        return push_string(out, place, Format::Text, text);
    }
    out.push_str(&format!("<c r=\"{place}\" s=\"{}\"><v>{text}</v></c>", format as u8));
}

fn push_string(out: &mut String, place: &str, format: Format, text: &str) {
    if text.is_empty() {
        return;
    }
    out.push_str(&format!("<c r=\"{place}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", format as u8));
    let mut n_units = 0;
    let end = text.char_indices().find(|(_, c)| {
        n_units += c.len_utf16();
        n_units > MOST_UNITS
    });
    push_text(out, &guarded(end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text))));
    out.push_str("</t></is></c>");
}

/// Writes `_x0041_` so that it is not read as `A`: in a workbook that is how a sign is named that XML cannot hold
/// (ECMA-376, 22.9.2.19).
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        let code = from.as_bytes().get(2..7);
        let is_code =
            code.is_some_and(|code| matches!(code, [hex @ .., b'_'] if hex.iter().all(u8::is_ascii_hexdigit)));
        out.push_str(before);
        out.push_str(if is_code { "_x005F_x" } else { "_x" });
        rest = from.get(2..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_a_spreadsheet_does() {
        for (column, name) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (51, "AZ1"), (701, "ZZ1"), (702, "AAA1")] {
            assert_eq!(place(column, 1), name);
        }
    }

    #[test]
    fn days_have_the_numbers_of_excel() {
        // Microsoft's own examples: 1 January 2008 is 39448, 1 March 1900 is 61.
        for (day, number) in [("2008-01-01", Some(39_448)), ("1900-03-01", Some(61)), ("1900-02-28", None)] {
            assert_eq!(serial(Day::from_iso(day).unwrap()), number, "{day}");
        }
    }

    #[test]
    fn a_sheet_has_a_name_that_excel_takes() {
        for (wanted, name) in [
            ("Channels", "Channels"),
            ("a/b:c*[d]", "abcd"),
            ("'quoted'", "quoted"),
            ("  ", "1"),
            ("القنوات", "القنوات"),
            ("a name that is longer than thirty-one letters", "a name that is longer than thir"),
        ] {
            assert_eq!(sheet_name(wanted, "1"), name);
        }
    }

    #[test]
    fn a_text_that_looks_like_a_code_stays_itself() {
        assert_eq!(guarded("_x0041_ _x004_ _x00zz_ x_x"), "_x005F_x0041_ _x004_ _x00zz_ x_x");
    }
}
