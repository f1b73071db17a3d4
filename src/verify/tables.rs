//! Tables in delimited text: which cell of a row holds a fact's value, and what stands at its column's head.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::figure::{FigureReader, Measure};
use crate::language::read::point::Named;
use crate::language::reading::Reading as Read;
use crate::language::spelling::Locale;
use crate::model::quantity::Quantity;

use super::columns::{self, Cut};
use super::locate::Text;
use super::passage::is_within;
use super::reading::Reading;

/// Marks between cells, the surest first.
const MARKS: [char; 4] = ['\t', '|', ';', ','];
/// A cell of more characters is a sentence, and its line no row of a table.
const LONGEST: usize = 60;
/// So many lines above a table's heads may say in what it is measured.
const CAPTIONS: usize = 3;

/// The rows of a document's tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    rows: BTreeMap<usize, Row>,
    heads: BTreeMap<usize, Vec<Range<usize>>>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The bytes of its cells in the line as it stands.
    pub cells: Vec<Range<usize>>,
    /// The line of the table's heads, from 0.
    pub head: usize,
}

/// The cell that an excerpt gives a value in.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its bytes in the line as it is read.
    pub at: Range<usize>,
    /// The dates at its column's head.
    pub head: Vec<Named>,
    /// Whether its whole column holds dates: what looks like a number there is none.
    pub is_date: bool,
    /// The words at the heads of its column and its row.
    pub heads: Vec<String>,
    /// What heads and caption say of its number.
    pub measure: Option<Measure>,
}

impl Tables {
    /// Finds the tables of a document: neighbouring lines with as many marks of one kind.
    pub fn new(text: &Text) -> Self {
        let mut tables = Self::default();
        let mut block: Vec<usize> = Vec::new();
        for index in 0..=text.lines.len() {
            let shown = text.lines.get(index).map_or("", |line| &line.shown);
            if !shown.trim().is_empty() {
                block.push(index);
                continue;
            }
            tables.take(text, &block);
            block.clear();
        }
        tables
    }

    /// Takes a block of lines in, if it is a table.
    fn take(&mut self, text: &Text, block: &[usize]) {
        let marked = || MARKS.into_iter().find_map(|mark| table(text, block, mark));
        let Some(mut rows) = marked().or_else(|| columns::table(text, block, above(text, block))) else { return };
        let (head, cells) = rows.remove(0);
        self.heads.insert(head, cells);
        self.rows.extend(rows.into_iter().map(|(line, cells)| (line, Row { cells, head })));
    }

    /// The rows under a line of heads.
    pub fn under(&self, head: usize) -> impl Iterator<Item = usize> {
        self.rows.iter().filter(move |(_, row)| row.head == head).map(|(line, _)| *line)
    }

    /// Whether a line stands over a table, as what heads it or says what it shows.
    pub fn is_over(&self, line: usize) -> bool {
        self.heads.range(line..=line + CAPTIONS).next().is_some()
    }

    /// The cells of a line, be it a row or the heads.
    pub fn cells(&self, line: usize) -> Option<&[Range<usize>]> {
        self.row(line).map(|row| row.cells.as_slice()).or_else(|| self.heads.get(&line).map(Vec::as_slice))
    }

    /// The row that a line is.
    pub fn row(&self, line: usize) -> Option<&Row> {
        self.rows.get(&line)
    }
}

/// The line over a block, where no more than one empty line parts them: heads may stand apart.
fn above(text: &Text, block: &[usize]) -> Option<usize> {
    let first = block.first()?.checked_sub(1)?;
    let filled = |line: &usize| !text.lines[*line].shown.trim().is_empty();
    Some(first).into_iter().chain(first.checked_sub(1)).find(filled)
}

/// The rows of a block of lines that is a table cut at a mark, its heads first.
fn table(text: &Text, block: &[usize], mark: char) -> Option<Vec<Cut>> {
    let cut: Vec<Cut> = block.iter().map(|&line| (line, cells(&text.lines[line].shown, mark))).collect();
    // Prose has commas too: every line of a block that is cut at them must have as many.
    let whole = matches!(mark, ',' | ';');
    let is_table = |rows: &&[Cut]| rows.len() > 1 && rows[0].1.len() > 1 && (!whole || rows.len() == block.len());
    let rows = cut.chunk_by(|a, b| a.1.len() == b.1.len()).find(is_table)?;
    let is_short =
        |(line, cells): &Cut| cells.iter().all(|cell| text.lines[*line].shown[cell.clone()].chars().count() <= LONGEST);
    rows.iter().all(is_short).then(|| rows.to_vec())
}

/// The cells of a line, their white space and quotation marks left out; a mark in quotation marks parts none,
/// and one at the line's edge is its frame.
fn cells(line: &str, mark: char) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if c == mark && !quoted {
            cells.push(start..at);
            start = at + c.len_utf8();
        }
    }
    cells.push(start..line.len());
    if mark == '|' {
        let framed = |cell: &Range<usize>, edge: bool| edge && line[cell.clone()].trim().is_empty();
        let last = cells.len() - 1;
        cells = cells
            .iter()
            .enumerate()
            .filter(|(n, cell)| !framed(cell, *n == 0 || *n == last))
            .map(|(_, c)| c.clone())
            .collect();
    }
    let trimmed = |cell: Range<usize>| {
        let text = &line[cell.clone()];
        let plain = text.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
        let start = cell.end - plain.len();
        start..start + plain.trim_end_matches(|c: char| c.is_whitespace() || c == '"').len()
    };
    cells.into_iter().map(trimmed).collect()
}

/// The cell in which a row gives a quantity within an excerpt (bytes of the line as it is read); `None` where the
/// line is no row, or no cell or more than one can be meant.
pub fn cell(reading: &Reading, line: usize, excerpt: &Range<usize>, quantity: Option<&Quantity>) -> Option<Cell> {
    let row = reading.tables.row(line)?;
    let read = &reading.text.lines[line].read;
    let places: Vec<Range<usize>> = row.cells.iter().map(|cell| read.at(cell.clone())).collect();
    let touched = |at: &Range<usize>| at.start < excerpt.end && excerpt.start < at.end;
    let own: Vec<usize> = (0..places.len()).filter(|&n| touched(&places[n])).collect();
    let figures = reading.locale(line).map(Locale::figures);
    let says = |n: &usize| {
        let Some((figures, q)) = figures.zip(quantity) else { return false };
        let words = &read.text()[places[*n].clone()];
        let measure = measure(reading, line, *n, figures);
        readings(figures, words, measure).iter().any(|reading| reading.may_give(q))
    };
    let plain: Vec<usize> = own.iter().copied().filter(|n| !reading.is_date_column(row.head, *n)).collect();
    let saying: Vec<usize> = plain.into_iter().filter(says).collect();
    let meant = match (&own[..], &saying[..]) {
        (&[only], _) | (_, &[only]) => only,
        // A date is no figure to a reader of figures; its digits are the value's all the same.
        (_, []) => own.into_iter().find(|&n| {
            let digits = quantity.map(|quantity| quantity.value().normalize().to_string());
            digits.as_deref() == Some(&read.text()[places[n].clone()])
        })?,
        _ => return None,
    };
    let head = reading.cell_dates(row.head, meant).unwrap_or_default();
    let measure = figures.and_then(|figures| measure(reading, line, meant, figures));
    let heads = heads(reading, line, meant);
    let is_date = reading.is_date_column(row.head, meant);
    Some(Cell { at: places[meant].clone(), head, is_date, heads, measure })
}

/// The numbers of a cell, with the unit and the scale that stand at its heads.
pub fn readings(figures: &FigureReader, words: &str, measure: Option<Measure>) -> Vec<Read> {
    let read = figures.all(words).into_iter().filter_map(|figure| figure.reading);
    let of = |reading: Read| match measure {
        Some(Measure { unit, power }) => reading.measured(unit, power),
        None => reading,
    };
    read.map(of).collect()
}

/// The words at the heads of a cell's column and row: the document's own where it has cells, else those of the
/// lines that make the table.
fn heads(reading: &Reading, line: usize, column: usize) -> Vec<String> {
    let Some(row) = reading.tables.row(line) else { return Vec::new() };
    let said: Vec<String> = reading
        .text
        .cells(&reading.text.lines[line])
        .get(column)
        .into_iter()
        .flat_map(|cell| [cell.column_head.to_string(), cell.row_head.to_string()])
        .filter(|head| !head.is_empty())
        .collect();
    if !said.is_empty() {
        return said;
    }
    let of = |line: usize, column: usize| {
        let at = reading.tables.cells(line)?.get(column)?.clone();
        Some(reading.text.lines[line].shown[at].to_owned())
    };
    let first = (column > 0).then(|| of(line, 0)).flatten();
    of(row.head, column).into_iter().chain(first).collect()
}

/// What heads and caption say of a cell's number, the nearest first.
fn measure(reading: &Reading, line: usize, column: usize, figures: &FigureReader) -> Option<Measure> {
    let head = reading.tables.row(line)?.head;
    let row = reading.tables.row(line)?;
    let shown = |line: usize, column: usize| {
        let at = reading.tables.cells(line)?.get(column)?.clone();
        Some(reading.text.lines[line].shown[at].trim())
    };
    let own = heads(reading, line, column);
    if let Some(own) = own.into_iter().find_map(|words| figures.measure(&words)) {
        return Some(own);
    }
    // A column of its own gives each row's unit, or the head of the rows' names that of all of them.
    let unit = (0..row.cells.len()).filter(|&other| other != column).find_map(|other| {
        let head = shown(head, other).is_some_and(|words| figures.is_head_of_units(words));
        figures.measure_whole(shown(line, other)?, head)
    });
    let corner = || figures.measure_aside(shown(head, 0)?);
    if let Some(told) = unit.or_else(corner) {
        return Some(told);
    }
    let captions = (head.saturating_sub(CAPTIONS)..head).rev().map(|line| reading.text.lines[line].shown.to_string());
    let near = captions.take_while(|caption| caption.chars().count() <= LONGEST);
    near.into_iter().find_map(|words| figures.measure(&words))
}

/// The dates of a row, each cell read by itself.
pub fn dates(reading: &Reading, line: usize) -> Option<Vec<Named>> {
    let row = reading.tables.row(line)?;
    Some((0..row.cells.len()).flat_map(|column| reading.cell_dates(line, column).unwrap_or_default()).collect())
}

/// Whether a date takes up a whole stretch of text.
pub fn is_whole(at: &Range<usize>, named: &[Named]) -> bool {
    matches!(named, [only] if is_within(&only.at, at))
}
