//! Tables in delimited text: rows, cells and the line of heads above them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::columns::{self, Cut};
use super::locate::Text;

/// Marks between cells, the surest first.
const MARKS: [char; 4] = ['\t', '|', ';', ','];
/// A cell of more characters is a sentence, and its line no row of a table.
pub const LONGEST: usize = 60;
/// So many lines above a table's heads may say in what it is measured.
pub const CAPTIONS: usize = 3;

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
