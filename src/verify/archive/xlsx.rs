//! A workbook: each sheet's rows as lines, each cell by its name, numbers as the sheet prints them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::locator;

use super::builder::reads_as_heads;
use super::csv;
use super::document::Line;
use super::kind::Unreadable;
use super::markup::{Token, Tokens, attribute, elements};
use super::print::{Format, formats};
use super::references::resolved;
use super::zip::Zip;

/// The part that every workbook has.
pub const BOOK: &str = "xl/workbook.xml";

/// Rows with text farther right than this are cut.
const MOST_COLUMNS: u32 = 16_384;

/// The lines of all sheets, in the order of the book.
pub fn lines(zip: &Zip) -> Result<Vec<Line>, Unreadable> {
    let book = zip.text(BOOK)?.ok_or(Unreadable::Broken("the workbook has no sheets"))?;
    let shared = zip.text("xl/sharedStrings.xml")?.map_or(Vec::new(), |xml| strings(&xml));
    let formats = zip.text("xl/styles.xml")?.map_or(Vec::new(), |xml| formats(&xml));
    let places = zip.text("xl/_rels/workbook.xml.rels")?.map_or(BTreeMap::new(), |xml| targets(&xml));
    let mut lines = Vec::new();
    for (name, id) in sheets(&book) {
        let Some(path) = places.get(&id) else { continue };
        let Some(xml) = zip.text(path)? else { continue };
        let rows = Sheet { shared: &shared, formats: &formats, rows: BTreeMap::new() }.read(&xml);
        add_sheet(&mut lines, &name, &rows);
    }
    for (line, number) in lines.iter_mut().zip(1..) {
        line.number = number;
        line.cells.iter_mut().for_each(|cell| cell.number = number);
    }
    Ok(lines)
}

type Rows = BTreeMap<u32, BTreeMap<u32, String>>;

fn add_sheet(lines: &mut Vec<Line>, name: &str, rows: &Rows) {
    let cells = |row: &BTreeMap<u32, String>| {
        let last = row.last_key_value().map_or(0, |(column, _)| *column);
        (1..=last).map(|column| row.get(&column).cloned().unwrap_or_default()).collect::<Vec<String>>()
    };
    let mut heads: Option<Vec<Arc<str>>> = None;
    for (number, row) in rows.iter().filter(|(_, row)| row.values().any(|text| !text.is_empty())) {
        let cells = cells(row);
        // A title above the table is alone in its row.
        let filled = row.values().filter(|text| !text.is_empty()).count();
        let is_head = heads.is_none() && filled > 1 && reads_as_heads(cells.iter().map(String::as_str));
        let known = if is_head { &[][..] } else { heads.as_deref().unwrap_or_default() };
        lines.push(csv::line(&cells, 0, (Some(name), *number), known));
        if filled > 1 && heads.is_none() {
            heads =
                Some(if is_head { cells.iter().map(|cell| Arc::from(cell.as_str())).collect() } else { Vec::new() });
        }
    }
}

/// The shared strings in their order.
fn strings(xml: &str) -> Vec<String> {
    let mut all = Vec::new();
    let (mut is_text, mut is_sound) = (false, false);
    let mut tokens = Tokens::xml(xml);
    while let Some((token, _)) = tokens.next() {
        match token {
            Token::Open { name, is_empty, .. } => match name.as_str() {
                "si" => all.push(String::new()),
                "t" => is_text = !is_empty,
                "rph" => is_sound = !is_empty,
                _ => {}
            },
            Token::Close(name) if name == "t" => is_text = false,
            Token::Close(name) if name == "rph" => is_sound = false,
            Token::Text(text) if is_text && !is_sound => {
                if let Some(last) = all.last_mut() {
                    last.push_str(&resolved(text));
                }
            }
            _ => {}
        }
    }
    all
}

/// The names of the sheets that are shown, with the ids of their parts.
fn sheets(xml: &str) -> Vec<(String, String)> {
    elements(xml, "sheet")
        .filter(|attributes| attribute(attributes, "state").is_none_or(|state| state == "visible"))
        .filter_map(|attributes| {
            Some((resolved(attribute(attributes, "name")?), attribute(attributes, "id")?.to_owned()))
        })
        .collect()
}

fn targets(xml: &str) -> BTreeMap<String, String> {
    elements(xml, "relationship")
        .filter_map(|attributes| {
            let target = attribute(attributes, "target")?;
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            Some((attribute(attributes, "id")?.to_owned(), path))
        })
        .collect()
}

struct Sheet<'a> {
    shared: &'a [String],
    formats: &'a [Format],
    rows: Rows,
}

impl Sheet<'_> {
    fn read(mut self, xml: &str) -> Rows {
        let mut tokens = Tokens::xml(xml);
        let mut cell: Option<(locator::Cell, String, usize)> = None;
        let (mut text, mut is_value) = (String::new(), false);
        while let Some((token, _)) = tokens.next() {
            match token {
                Token::Open { name, attributes, is_empty } if name == "c" && !is_empty => {
                    let kind = attribute(attributes, "t").unwrap_or("n").to_owned();
                    let style = attribute(attributes, "s").and_then(|text| text.parse().ok()).unwrap_or(0);
                    cell = attribute(attributes, "r").and_then(locator::Cell::parse).map(|at| (at, kind, style));
                    text.clear();
                }
                Token::Open { name, is_empty, .. } => is_value = matches!(name.as_str(), "v" | "t") && !is_empty,
                Token::Text(words) if is_value => text.push_str(&resolved(words)),
                Token::Close(name) if name == "c" => {
                    if let Some((at, kind, style)) = cell.take().filter(|(at, ..)| at.column() <= MOST_COLUMNS) {
                        let shown = self.shown(&text, &kind, style);
                        self.rows.entry(at.row()).or_default().insert(at.column(), shown);
                    }
                }
                Token::Close(_) => is_value = false,
                Token::Text(_) => {}
            }
        }
        self.rows
    }

    /// A value as the sheet prints it.
    fn shown(&self, value: &str, kind: &str, style: usize) -> String {
        match kind {
            "s" => value.trim().parse().ok().and_then(|n: usize| self.shared.get(n)).cloned().unwrap_or_default(),
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "n" => self.formats.get(style).unwrap_or(&Format::General).print(value.trim()),
            _ => value.to_owned(),
        }
    }
}
