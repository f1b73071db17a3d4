//! A report as blocks of text with what it refers to, whatever its kind.

use std::ops::Range;

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its paragraphs, cells, notes and entries in reading order.
    pub blocks: Vec<Block>,
}

/// A paragraph, a cell of a table, a note, an entry of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The line where it begins, or the number of the paragraph, from 1.
    pub line: u32,
    /// Where its later lines begin in its words, each with its number, for kinds of report that are counted so.
    pub lines: Vec<(usize, u32)>,
    /// Its words.
    pub text: String,
    /// What its words lead to, in their order.
    pub marks: Vec<Mark>,
    /// What leads here, where it is a note.
    pub label: Option<String>,
    /// Whether it heads what follows.
    pub is_heading: bool,
    /// Where it stands, if that is in a table.
    pub cell: Option<Cell>,
}

impl Block {
    /// The line of a byte of its words.
    pub fn line_at(&self, at: usize) -> u32 {
        self.lines.iter().rev().find(|(from, _)| *from <= at).map_or(self.line, |(_, line)| *line)
    }
}

/// A place in one of a report's tables, each counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which table.
    pub table: u32,
    /// Which row of it.
    pub row: u32,
    /// Which cell of the row.
    pub column: u32,
}

impl Report {
    /// What belongs to the words of a block besides: the other cells of its row, then the head of its column.
    pub fn around(&self, block: usize) -> Vec<String> {
        let Some(own) = self.blocks[block].cell else { return Vec::new() };
        let cells = || self.blocks.iter().filter_map(|block| Some((block.cell?, block.text.as_str())));
        let in_table = |cell: &Cell| cell.table == own.table;
        let row = cells().filter(|(cell, _)| in_table(cell) && cell.row == own.row && cell.column != own.column);
        let head = cells().filter(|(cell, _)| in_table(cell) && cell.row == 0 && cell.column == own.column);
        let joined = |texts: Vec<&str>| texts.join(" | ");
        let row = joined(row.map(|(_, text)| text).collect());
        let head = if own.row == 0 { String::new() } else { joined(head.map(|(_, text)| text).collect()) };
        [row, head].into_iter().filter(|text| !text.is_empty()).collect()
    }
}

impl Report {
    /// Whether a citation in one block may bear out what another says: in the same one, or in the same row of a table.
    pub fn is_beside(&self, citation: usize, block: usize) -> bool {
        let row = |block: usize| self.blocks[block].cell.map(|cell| (cell.table, cell.row));
        citation == block || row(citation).is_some() && row(citation) == row(block)
    }
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words; empty for a mark of a note.
    pub at: Range<usize>,
    /// Where they lead.
    pub to: Leads,
}

/// Where words lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To an address.
    Address(String),
    /// To a note of this label.
    Note(String),
}

/// Gathers blocks while a document is walked through.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// The tables that are open, the innermost last, each with the cell that is being read.
    tables: Vec<(Cell, bool)>,
    seen_tables: u32,
}

/// A block that is being read; one may begin inside another, as a note does.
#[derive(Debug, Default)]
struct Open {
    block: Block,
    link: Option<(usize, Leads)>,
}

impl Gatherer {
    /// Begins a block, and leaves the one around it waiting.
    pub fn begin(&mut self, line: u32, label: Option<String>) {
        let cell = self.tables.last().filter(|(_, inside)| *inside).map(|(cell, _)| *cell);
        self.open.push(Open { block: Block { line, label, cell, ..Block::default() }, link: None });
    }

    /// Begins a heading.
    pub fn begin_heading(&mut self, line: u32) {
        self.begin(line, None);
        self.mark_heading();
    }

    /// Makes a heading of the innermost block.
    pub fn mark_heading(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.block.is_heading = true;
        }
    }

    /// Begins a table.
    pub fn begin_table(&mut self) {
        let table = self.seen_tables;
        self.seen_tables += 1;
        self.tables.push((Cell { table, row: 0, column: 0 }, false));
    }

    /// Begins a cell of the innermost table.
    pub fn begin_cell(&mut self) {
        if let Some((_, inside)) = self.tables.last_mut() {
            *inside = true;
        }
    }

    /// Ends it.
    pub fn end_cell(&mut self) {
        if let Some((cell, inside)) = self.tables.last_mut()
            && std::mem::take(inside)
        {
            cell.column += 1;
        }
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        self.end_cell();
        if let Some((cell, _)) = self.tables.last_mut()
            && cell.column > 0
        {
            (cell.row, cell.column) = (cell.row + 1, 0);
        }
    }

    /// Ends the innermost table.
    pub fn end_table(&mut self) {
        self.tables.pop();
    }

    /// Ends the innermost block.
    pub fn end(&mut self) {
        self.end_link();
        if let Some(open) = self.open.pop() {
            self.blocks.push(open.block);
        }
    }

    /// Ends the innermost block and begins another; a name that nothing followed yet goes over to it.
    pub fn restart(&mut self, line: u32) {
        let waiting = self.open.last().filter(|open| open.block.text.trim().is_empty() && open.block.marks.is_empty());
        let label = waiting.and_then(|open| open.block.label.clone());
        self.end();
        self.begin(line, label);
    }

    /// Adds words; white space becomes one blank.
    pub fn words(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        for c in text.chars() {
            if !c.is_whitespace() {
                open.block.text.push(c);
            } else if !open.block.text.ends_with(' ') && !open.block.text.is_empty() {
                open.block.text.push(' ');
            }
        }
    }

    /// Says on which line what follows stands.
    pub fn on_line(&mut self, line: u32) {
        if let Some(open) = self.open.last_mut()
            && open.block.lines.last().map_or(open.block.line, |(_, last)| *last) < line
        {
            open.block.lines.push((open.block.text.len(), line));
        }
    }

    /// Begins words that lead somewhere.
    pub fn begin_link(&mut self, to: Leads) {
        self.end_link();
        if let Some(open) = self.open.last_mut() {
            open.link = Some((open.block.text.len(), to));
        }
    }

    /// Ends them.
    pub fn end_link(&mut self) {
        if let Some(open) = self.open.last_mut()
            && let Some((start, to)) = open.link.take()
        {
            let end = open.block.text.len();
            open.block.marks.push(Mark { at: start.min(end)..end, to });
        }
    }

    /// Adds a mark of a note.
    pub fn note(&mut self, label: &str) {
        if let Some(open) = self.open.last_mut() {
            let at = open.block.text.len();
            open.block.marks.push(Mark { at: at..at, to: Leads::Note(label.to_owned()) });
        }
    }

    /// Names what is being read, so that marks lead here.
    pub fn name(&mut self, label: &str) {
        if let Some(open) = self.open.last_mut()
            && open.block.label.is_none()
            && open.block.text.trim().is_empty()
        {
            open.block.label = Some(label.to_owned());
        }
    }

    /// Everything gathered.
    pub fn finish(mut self) -> Report {
        while !self.open.is_empty() {
            self.end();
        }
        Report { blocks: self.blocks }
    }
}
