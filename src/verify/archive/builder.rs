//! Puts blocks and tables together as lines that a reader sees, whatever the kind of document.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::{Cell, Joint, Line};

/// Columns beyond this are not told apart: no table that a reader sees has them.
const MOST_COLUMNS: u32 = 16_384;

/// Collects what a document shows.
#[derive(Debug, Default)]
pub struct Builder {
    lines: Vec<Line>,
    breaks: Vec<usize>,
    text: String,
    number: u32,
    tables: Vec<Table>,
    is_frame: bool,
}

/// What a cell says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Whether it is marked as a head.
    pub is_head: bool,
    /// How many columns it takes.
    pub columns: u32,
    /// How many rows it takes.
    pub rows: u32,
}

#[derive(Debug, Default)]
struct Table {
    heads: Vec<String>,
    has_body: bool,
    has_rows: bool,
    carried: BTreeMap<u32, (u32, Arc<str>)>,
    row: Option<Vec<Draft>>,
    is_in_cell: bool,
}

#[derive(Debug)]
struct Draft {
    span: Span,
    number: u32,
    lines: Vec<Line>,
}

impl Builder {
    /// Adds words that stand on this line of the file; runs of white space become one space.
    pub fn words(&mut self, text: &str, number: u32) {
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                if self.text.is_empty() {
                    self.number = number;
                }
                self.text.push(if c == '\0' { '\u{FFFD}' } else { c });
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    /// Adds a character that is not folded with others.
    pub fn mark(&mut self, c: char, number: u32) {
        if self.text.is_empty() {
            self.number = number;
        }
        self.text.push(c);
    }

    /// The file's line ends, and the sentence goes on in the next.
    pub fn wrap(&mut self) {
        if self.is_in_cell() { self.words(" ", 0) } else { self.flush(Joint::Wrap) }
    }

    /// A line break that is meant.
    pub fn break_line(&mut self) {
        if self.is_in_cell() { self.words(" ", 0) } else { self.flush(Joint::Break) }
    }

    /// A block ends.
    pub fn end(&mut self) {
        if self.text.trim().is_empty() {
            self.text.clear();
            if !self.is_in_cell()
                && let Some(last) = self.lines.last_mut()
            {
                last.joint = Joint::End;
            }
        } else {
            self.flush(Joint::End);
        }
    }

    /// What follows belongs to the page's frame, or no longer.
    pub fn frame(&mut self, is_frame: bool) {
        self.is_frame = is_frame;
    }

    /// A page ends.
    pub fn page(&mut self) {
        self.end();
        if self.tables.is_empty() {
            self.breaks.push(self.lines.len());
        }
    }

    /// A page ends inside a paragraph, as the program last drew it.
    pub fn page_inside(&mut self) {
        if self.tables.is_empty() {
            self.flush(Joint::Wrap);
            self.breaks.push(self.lines.len());
        }
    }

    /// The open cell takes so many columns.
    pub fn widen(&mut self, columns: u32) {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut());
        if let Some(draft) = row.and_then(|row| row.last_mut()) {
            draft.span.columns = columns;
        }
    }

    /// A table begins.
    pub fn table(&mut self) {
        self.end();
        self.tables.push(Table::default());
    }

    /// A table ends.
    pub fn end_table(&mut self) {
        self.end_row();
        self.tables.pop();
    }

    /// A row begins.
    pub fn row(&mut self) {
        self.end_row();
        if let Some(table) = self.tables.last_mut() {
            table.row = Some(Vec::new());
        }
    }

    /// A cell begins on this line of the file.
    pub fn cell(&mut self, span: Span, number: u32) {
        self.end_cell();
        let Some(table) = self.tables.last_mut() else { return };
        table.row.get_or_insert_default().push(Draft { span, number, lines: Vec::new() });
        table.is_in_cell = true;
    }

    /// A cell ends.
    pub fn end_cell(&mut self) {
        self.end();
        if let Some(table) = self.tables.last_mut() {
            table.is_in_cell = false;
        }
    }

    /// A row ends.
    pub fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.last_mut() else { return };
        let Some(row) = table.row.take().filter(|row| !row.is_empty()) else { return };
        let is_plain = |draft: &Draft| draft.lines.len() <= 1 && draft.lines.iter().all(|line| line.cells.is_empty());
        if row.iter().all(is_plain) {
            let line = table.line(row);
            if !line.text.trim().is_empty() {
                self.push(line);
            }
        } else {
            table.has_rows = true;
            row.into_iter().flat_map(|draft| draft.lines).for_each(|line| self.push(line));
        }
    }

    /// The lines, and the indices of those that begin a page.
    pub fn finish(mut self) -> (Vec<Line>, Vec<usize>) {
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end();
        if let Some(last) = self.lines.last_mut() {
            last.joint = Joint::End;
        }
        let lines = self.lines.len();
        self.breaks.retain(|first| *first < lines);
        (self.lines, self.breaks)
    }

    fn is_in_cell(&self) -> bool {
        self.tables.iter().any(|table| table.is_in_cell)
    }

    fn flush(&mut self, joint: Joint) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.push(Line { joint, ..Line::new(text.trim().to_owned(), self.number) });
        }
    }

    fn push(&mut self, line: Line) {
        let line = Line { is_frame: self.is_frame, ..line };
        let open = self.tables.iter_mut().rev().find(|table| table.is_in_cell);
        match open.and_then(|table| table.row.as_mut()).and_then(|row| row.last_mut()) {
            Some(draft) => draft.lines.push(line),
            None => self.lines.push(line),
        }
    }
}

impl Table {
    /// A row as one line, its cells under their heads.
    fn line(&mut self, row: Vec<Draft>) -> Line {
        let texts: Vec<String> =
            row.iter().map(|draft| draft.lines.first().map_or(String::new(), |line| line.text.clone())).collect();
        let columns = self.columns(&row, &texts);
        let is_head = self.is_head(&row, &texts);
        if is_head {
            self.add_heads(&row, &texts, &columns);
        }
        let row_head = self.row_head(&texts, &columns, is_head);
        self.has_body |= !is_head;
        self.has_rows = true;
        let mut line = Line::new(String::new(), row.first().map_or(0, |draft| draft.number));
        for ((draft, text), column) in row.iter().zip(&texts).zip(columns) {
            if !line.cells.is_empty() {
                line.text.push('\t');
            }
            let start = line.text.len();
            line.text.push_str(text);
            let head = self.heads.get(column as usize).filter(|_| !is_head);
            line.cells.push(Cell {
                range: start..line.text.len(),
                name: None,
                number: draft.lines.first().map_or(draft.number, |line| line.number),
                column_head: head.map_or("", String::as_str).into(),
                row_head: if column == 0 { "".into() } else { row_head.clone() },
            });
        }
        line
    }

    /// The column of each cell, from 0, beside what reaches down from rows above.
    fn columns(&mut self, row: &[Draft], texts: &[String]) -> Vec<u32> {
        let mut columns = Vec::new();
        let mut column = 0;
        let mut fresh = Vec::new();
        for (draft, text) in row.iter().zip(texts) {
            while self.carried.contains_key(&column) && column < MOST_COLUMNS {
                column += 1;
            }
            columns.push(column);
            let span = draft.span.columns.clamp(1, MOST_COLUMNS);
            if draft.span.rows > 1 {
                let end = (column + span).min(MOST_COLUMNS);
                fresh.extend((column..end).map(|n| (n, (draft.span.rows, Arc::from(text.as_str())))));
            }
            column = (column + span).min(MOST_COLUMNS);
        }
        self.carried.extend(fresh);
        columns
    }

    /// What names the row, and the end of what reached down into it.
    fn row_head(&mut self, texts: &[String], columns: &[u32], is_head: bool) -> Arc<str> {
        let carried = self.carried.get(&0).map(|(_, text)| text.clone());
        let own = texts.first().filter(|_| columns.first() == Some(&0)).map(|text| Arc::from(text.as_str()));
        self.carried.retain(|_, (rows, _)| {
            *rows -= 1;
            *rows > 0
        });
        own.or(carried).filter(|_| !is_head).unwrap_or_else(|| "".into())
    }

    fn is_head(&self, row: &[Draft], texts: &[String]) -> bool {
        if self.has_body || row.len() < 2 {
            return false;
        }
        row.iter().all(|draft| draft.span.is_head)
            || (!self.has_rows && reads_as_heads(texts.iter().map(String::as_str)))
    }

    /// Puts a row of heads under those above it.
    fn add_heads(&mut self, row: &[Draft], texts: &[String], columns: &[u32]) {
        for ((draft, text), column) in row.iter().zip(texts).zip(columns) {
            let end = (column + draft.span.columns.clamp(1, MOST_COLUMNS)).min(MOST_COLUMNS) as usize;
            if self.heads.len() < end {
                self.heads.resize(end, String::new());
            }
            for head in &mut self.heads[*column as usize..end] {
                if !head.is_empty() && !text.is_empty() {
                    head.push(' ');
                }
                head.push_str(text);
            }
        }
    }
}

/// Whether the first row of a table that marks no heads reads like heads: words or years in each cell,
/// and words in one.
pub fn reads_as_heads<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut words, mut count) = (false, 0);
    for text in texts.map(str::trim) {
        let is_year = text.len() == 4
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(text.as_bytes()[0], b'1' | b'2');
        let has_words = text.chars().any(char::is_alphabetic);
        let starts_with_number = text.starts_with(|c: char| c.is_ascii_digit()) && !is_year && !starts_with_year(text);
        if !text.is_empty() && !is_year && (!has_words || starts_with_number) {
            return false;
        }
        words |= has_words;
        count += 1;
    }
    words && count > 1
}

/// `2019年`, `2019 (in %)`.
fn starts_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && matches!(text.as_bytes()[0], b'1' | b'2')
}
