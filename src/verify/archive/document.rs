//! An archived document as a reader sees it: lines, pages, cells with their heads.

use std::ops::Range;
use std::sync::Arc;

use crate::model::locator;

/// A document as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What kind of file it was read from.
    pub kind: Kind,
    /// What a reader sees, in reading order.
    pub lines: Vec<Line>,
    /// The index of the first line on each page after the first, where the document shows pages.
    pub breaks: Vec<usize>,
    /// The name of the encoding that it was read in.
    pub encoding: &'static str,
    /// What is wrong with the bytes, if they could be read all the same.
    pub flaw: Option<Flaw>,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Rows of cells in a text.
    Csv,
    /// A Word document.
    Docx,
    /// A workbook.
    Xlsx,
}

/// A line that a reader sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Its number, from 1: in the file, as an editor counts; of a Word document the paragraph.
    pub number: u32,
    /// How it goes on.
    pub joint: Joint,
    /// Whether bytes or characters were lost in it.
    pub lost: bool,
    /// Whether it belongs to a web page's frame, its navigation or its foot, and not to what the page tells.
    pub is_frame: bool,
    /// Its cells, where it is a row of a table; they are parted by tabs in the text.
    pub cells: Vec<Cell>,
}

/// What stands between a line and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Joint {
    /// Something else begins: a paragraph, a block, a row.
    #[default]
    End,
    /// A line break that may part thoughts or be an accident of the page's width.
    Break,
    /// The sentence goes on in the next line.
    Wrap,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its bytes in the line's text.
    pub range: Range<usize>,
    /// Its name, where the document is counted by cells.
    pub name: Option<locator::Cell>,
    /// The number of the line where it begins.
    pub number: u32,
    /// What stands at the head of its column; empty where the table has no heads, and in the heads.
    pub column_head: Arc<str>,
    /// What stands at the head of its row; empty in the head itself.
    pub row_head: Arc<str>,
}

/// Bytes that are no text in an otherwise readable document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The last character is incomplete: the file was cut at its end.
    CutAtEnd,
    /// The first character is incomplete: the file was cut at its start.
    CutAtStart,
    /// Bytes that are no UTF-8.
    Invalid {
        /// Where the first of them stands, counted from 0.
        offset: usize,
        /// In how many places there are such bytes.
        places: usize,
    },
}

impl Document {
    /// The page of a line by its index; `None` where the document shows no pages.
    pub fn page_of(&self, index: usize) -> Option<usize> {
        let before = self.breaks.partition_point(|first| *first <= index);
        (!self.breaks.is_empty()).then_some(before + 1)
    }

    /// The indices of the lines on a page, from 1.
    pub fn lines_of_page(&self, page: usize) -> Option<Range<usize>> {
        let start = match page.checked_sub(2) {
            None => (page == 1 && !self.breaks.is_empty()).then_some(0),
            Some(n) => self.breaks.get(n).copied(),
        };
        let end = self.breaks.get(page.checked_sub(1)?).copied().unwrap_or(self.lines.len());
        Some(start?..end)
    }

    /// The indices of the lines with a number; an empty range at its place where there is none.
    pub fn lines_of_number(&self, number: u32) -> Range<usize> {
        let from = self.lines.partition_point(|line| line.number < number);
        from..from + self.lines[from..].partition_point(|line| line.number == number)
    }

    /// Whether its places are named by cells.
    pub fn has_cells(&self) -> bool {
        matches!(self.kind, Kind::Csv | Kind::Xlsx)
    }
}

impl Line {
    /// A line of plain words.
    pub fn new(text: String, number: u32) -> Self {
        Self { text, number, ..Self::default() }
    }
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Flaw::CutAtEnd => write!(f, "the file is cut inside its last character"),
            Flaw::CutAtStart => write!(f, "the file is cut inside its first character"),
            Flaw::Invalid { offset, places: 1 } => write!(f, "the byte at offset {offset} is no UTF-8"),
            Flaw::Invalid { offset, places } => {
                write!(f, "bytes in {places} places are no UTF-8, the first at offset {offset}")
            }
        }
    }
}
