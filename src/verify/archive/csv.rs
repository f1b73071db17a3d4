//! Rows of cells in a text: CSV, TSV, and what spreadsheets of other countries write.

use std::sync::Arc;

use crate::model::locator;

use super::builder::reads_as_heads;
use super::document::{Cell, Line};

/// The lines of a table: one a record, its cells parted by tabs, each under its heads.
pub fn lines(text: &str) -> Vec<Line> {
    let records = records(text, delimiter(text));
    let has_heads = records.first().is_some_and(|(_, cells)| reads_as_heads(cells.iter().map(String::as_str)));
    let heads: Vec<Arc<str>> = records
        .first()
        .filter(|_| has_heads)
        .map_or(Vec::new(), |(_, cells)| cells.iter().map(|cell| Arc::from(words(cell))).collect());
    let rows = records.iter().zip(1..);
    rows.filter(|((_, cells), _)| cells.iter().any(|cell| !cell.trim().is_empty()))
        .map(|((number, cells), row)| line(cells, *number, (None, row), if row == 1 { &[] } else { &heads }))
        .collect()
}

/// A row of a table with named cells, under its heads.
pub fn line(cells: &[String], number: u32, (sheet, row): (Option<&str>, u32), heads: &[Arc<str>]) -> Line {
    let mut line = Line::new(String::new(), number);
    let row_head: Arc<str> = cells.first().map_or_else(String::new, |cell| words(cell)).into();
    for (index, (cell, column)) in cells.iter().zip(1_u32..).enumerate() {
        if index > 0 {
            line.text.push('\t');
        }
        let start = line.text.len();
        line.text.push_str(&words(cell));
        line.cells.push(Cell {
            range: start..line.text.len(),
            name: locator::Cell::new(sheet, row, column),
            number,
            column_head: heads.get(index).cloned().unwrap_or_else(|| "".into()),
            row_head: if index == 0 { "".into() } else { row_head.clone() },
        });
    }
    line
}

/// A cell's words with one space between them.
fn words(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// What parts the cells: of comma, semicolon, tab and bar the one that is most regular in the first lines.
fn delimiter(text: &str) -> char {
    let sample: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let worth = |delimiter: char| {
        let counts: Vec<usize> = sample.iter().map(|line| outside_quotes(line, delimiter)).collect();
        let first = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == first && first > 0).count();
        (alike, first)
    };
    ['|', '\t', ',', ';'].into_iter().max_by_key(|delimiter| worth(*delimiter)).unwrap_or(',')
}

fn outside_quotes(line: &str, delimiter: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|&c| {
            quoted ^= c == '"';
            c == delimiter && !quoted
        })
        .count()
}

/// The records with the number of the line where each begins; quotes may hold delimiters and line ends.
fn records(text: &str, delimiter: char) -> Vec<(u32, Vec<String>)> {
    let mut records = Vec::new();
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let (mut number, mut start) = (1_u32, 1_u32);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends_line = c == '\n' || (c == '\r' && chars.peek() != Some(&'\n'));
        number = number.saturating_add(u32::from(ends_line));
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            _ if quoted => cell.push(c),
            _ if c == delimiter => cells.push(std::mem::take(&mut cell)),
            '\r' | '\n' => {
                if ends_line {
                    cells.push(std::mem::take(&mut cell));
                    records.push((start, std::mem::take(&mut cells)));
                    start = number;
                }
            }
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell);
        records.push((start, cells));
    }
    records
}
