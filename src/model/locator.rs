//! Where in a document something stands: a line, a page, a cell of a table, a moment of a recording.

use std::fmt;
use std::num::NonZeroU32;

/// Where in a document something stands, as a curator and a reader find it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator {
    /// The place by the document's own measure.
    pub spot: Spot,
    /// The heading that it stands under, as printed, where that helps to find it.
    pub section: Option<String>,
}

/// A place in a document: of each kind of document by what can be counted in it. Spots of one
/// document are in reading order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// A line of a text, from 1.
    Line(NonZeroU32),
    /// A page, from 1.
    Page(NonZeroU32),
    /// A cell of a table.
    Cell(Cell),
    /// A moment of a recording.
    Time(Time),
}

/// A cell of a table, as spreadsheets name it: `B7`, `Sheet1!B7`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    sheet: Option<String>,
    row: NonZeroU32,
    column: NonZeroU32,
}

/// A moment of a recording: `00:12:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    seconds: u32,
}

impl Locator {
    /// A spot under no named heading.
    pub fn at(spot: Spot) -> Self {
        Self { spot, section: None }
    }

    /// The line, where the spot is one.
    pub fn line(&self) -> Option<u32> {
        self.spot.line()
    }
}

impl Spot {
    /// The line with this number; `None` for line 0.
    pub fn of_line(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Spot::Line)
    }

    /// The line, where it is one.
    pub fn line(&self) -> Option<u32> {
        match self {
            Spot::Line(number) => Some(number.get()),
            _ => None,
        }
    }

    /// The page, where it is one.
    pub fn page(&self) -> Option<u32> {
        match self {
            Spot::Page(number) => Some(number.get()),
            _ => None,
        }
    }

    /// The cell, where it is one.
    pub fn cell(&self) -> Option<&Cell> {
        match self {
            Spot::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// The moment, where it is one.
    pub fn time(&self) -> Option<Time> {
        match self {
            Spot::Time(time) => Some(*time),
            _ => None,
        }
    }

    /// The key under which files and data give it.
    pub fn key(&self) -> &'static str {
        match self {
            Spot::Line(_) => "line",
            Spot::Page(_) => "page",
            Spot::Cell(_) => "cell",
            Spot::Time(_) => "time",
        }
    }

    /// Its number, name or time without the word for its kind, as files and data write it.
    pub fn value(&self) -> String {
        match self {
            Spot::Line(number) | Spot::Page(number) => number.to_string(),
            Spot::Cell(cell) => cell.to_string(),
            Spot::Time(time) => time.to_string(),
        }
    }
}

/// As messages name it: `line 6`, `page 4`, `cell Sheet1!B7`, `time 00:12:30`.
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.key(), self.value())
    }
}

impl Cell {
    /// The cell in this row and column, both from 1; `None` where one is 0.
    pub fn new(sheet: Option<&str>, row: u32, column: u32) -> Option<Self> {
        Some(Self { sheet: sheet.map(str::to_owned), row: NonZeroU32::new(row)?, column: NonZeroU32::new(column)? })
    }

    /// Reads `B7`, `Sheet1!B7` or `'Q1, final'!B7`.
    pub fn parse(text: &str) -> Option<Self> {
        let (sheet, cell) = match text.rsplit_once('!') {
            Some((sheet, cell)) => (Some(unquoted(sheet)?), cell),
            None => (None, text),
        };
        let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, digits) = cell.split_at(letters);
        let canonical = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        let row = digits.parse().ok().filter(|_| canonical)?;
        Self::new(sheet.as_deref(), row, column_number(letters)?)
    }

    /// The sheet, where the document has several.
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The row, from 1.
    pub fn row(&self) -> u32 {
        self.row.get()
    }

    /// The column, from 1.
    pub fn column(&self) -> u32 {
        self.column.get()
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            let plain = sheet.chars().all(|c| c.is_alphanumeric() || c == '_');
            if plain { write!(f, "{sheet}!")? } else { write!(f, "'{}'!", sheet.replace('\'', "''"))? }
        }
        write!(f, "{}{}", column_letters(self.column.get()), self.row)
    }
}

impl Time {
    /// Reads hours, minutes and seconds: `00:12:30`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(':').collect();
        let [hours, minutes, seconds] = parts[..] else { return None };
        let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?;
        let sixtieth = |part: &str| number(part).filter(|n| part.len() == 2 && *n < 60);
        let hours = number(hours).filter(|_| (2..=4).contains(&hours.len()))?;
        Some(Self { seconds: (hours * 60 + sixtieth(minutes)?) * 60 + sixtieth(seconds)? })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.seconds / 60, self.seconds % 60);
        write!(f, "{:02}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
    }
}

/// A sheet's name without the quotes that spreadsheets put around it.
fn unquoted(sheet: &str) -> Option<String> {
    let inner = sheet.strip_prefix('\'').map(|rest| rest.strip_suffix('\''));
    let name = match inner {
        Some(quoted) => quoted?.replace("''", "'"),
        None => sheet.to_owned(),
    };
    (!name.is_empty()).then_some(name)
}

fn column_number(letters: &str) -> Option<u32> {
    letters.bytes().try_fold(0_u32, |number, letter| {
        number.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })
}

fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[((column - 1) % 26) as usize] as char);
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Spot, Time};
    use proptest::prelude::*;

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        let read = |text: &str| Cell::parse(text).map(|cell| cell.to_string());
        assert_eq!(read("B7").as_deref(), Some("B7"));
        assert_eq!(read("aa10").as_deref(), Some("AA10"));
        assert_eq!(read("Sheet1!B7").as_deref(), Some("Sheet1!B7"));
        assert_eq!(read("Q1, final!B7").as_deref(), Some("'Q1, final'!B7"));
        assert_eq!(read("'It''s'!B7").as_deref(), Some("'It''s'!B7"));
        for none in ["", "B", "7", "B0", "B07", "B-1", "!B7", "'x!B7", "七7", "ZZZZZZZZ1", "B99999999999"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn times_are_whole() {
        let read = |text: &str| Time::parse(text).map(|time| time.to_string());
        assert_eq!(read("00:12:30").as_deref(), Some("00:12:30"));
        assert_eq!(read("100:00:01").as_deref(), Some("100:00:01"));
        for none in ["12:30", "0:12:30", "00:60:00", "00:00:60", "00:1:00", "-1:00:00", "00:12:30.5", "+1:00:00"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn spots_of_one_document_are_in_reading_order() {
        let cell = |text| Spot::Cell(Cell::parse(text).expect("a cell"));
        assert!(cell("B2") < cell("A3") && cell("Z3") < cell("AA3"));
        assert!(Spot::of_line(9) < Spot::of_line(10));
        assert_eq!(Spot::of_line(0), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(sheet in proptest::option::of("[^!\\p{C}]{1,9}"), row in 1..u32::MAX, column in 1..u32::MAX, seconds in 0..36_000_000_u32) {
            let cell = Cell::new(sheet.as_deref(), row, column).expect("counted from 1");
            prop_assert_eq!(Cell::parse(&cell.to_string()), Some(cell));
            let time = Time { seconds };
            prop_assert_eq!(Time::parse(&time.to_string()), Some(time));
        }
    }
}
