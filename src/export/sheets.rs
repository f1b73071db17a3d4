//! Tables as files: CSV that a spreadsheet reads as it is meant, and a workbook with typed cells.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::model::limit::Bound;

use super::tables::{Cell, Table};

/// Tells a spreadsheet that a text file is UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();
/// A cell of a workbook holds so many characters.
const LONGEST: usize = Bound::Cell.row().most as usize;
/// Whole numbers past this are not exact in a workbook, whose numbers are doubles.
const EXACT: u64 = 1 << 53;

/// Whether a row is taken.
type Pick<'a> = dyn Fn(&[Cell]) -> bool + 'a;

/// The table as CSV (RFC 4180), with the mark that says UTF-8; only these rows, if any are named.
pub fn csv(table: &Table, only: Option<&Pick<'_>>) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.to_vec());
    csv.write_record(table.columns.iter().map(|column| column.name.as_str())).expect("writing to memory");
    for row in table.rows.iter().filter(|row| only.is_none_or(|only| only(row))) {
        csv.write_record(row.iter().map(written)).expect("writing to memory");
    }
    csv.into_inner().expect("writing to memory")
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => guarded(words),
        Cell::Number(number) => number.clone(),
        Cell::Yes(yes) => yes.to_string(),
    }
}

/// All tables as one workbook, a sheet for each; the same bytes whenever it is made.
pub fn workbook(tables: &[Table], date: &str) -> Vec<u8> {
    fill(tables, date).unwrap_or_default()
}

fn fill(tables: &[Table], date: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new();
    if let Ok(day) = ExcelDateTime::parse_from_str(date) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    let head = Format::new().set_bold();
    for table in tables {
        let sheet = workbook.add_worksheet().set_name(table.name)?;
        for (column, at) in table.columns.iter().zip(0..) {
            sheet.write_string_with_format(0, at, &column.name, &head)?;
        }
        for (row, line) in table.rows.iter().zip(1..) {
            for (cell, at) in row.iter().zip(0..) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(words) => {
                        sheet.write_string(line, at, words.chars().take(LONGEST).collect::<String>())?;
                    }
                    Cell::Yes(yes) => {
                        sheet.write_boolean(line, at, *yes)?;
                    }
                    Cell::Number(number) => match double(number) {
                        Some(value) => _ = sheet.write_number(line, at, value)?,
                        None => _ = sheet.write_string(line, at, number)?,
                    },
                }
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        if let (Some(rows), Some(columns)) = (table.rows.len().checked_sub(1), table.columns.len().checked_sub(1)) {
            let (rows, columns) = (u32::try_from(rows + 1), u16::try_from(columns));
            if let (Ok(rows), Ok(columns)) = (rows, columns) {
                sheet.autofilter(0, 0, rows, columns)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// A number as a workbook keeps it; `None` where that would change it.
fn double(number: &str) -> Option<f64> {
    let whole: String = number.chars().filter(char::is_ascii_digit).collect();
    whole
        .trim_start_matches('0')
        .parse::<u64>()
        .ok()
        .filter(|digits| *digits <= EXACT)
        .or((whole.chars().all(|c| c == '0')).then_some(0))?;
    number.parse().ok()
}

/// Keeps a spreadsheet from taking words for a formula: at the start, behind blanks that it trims, in the full-width
/// signs that it reads alike, and behind what it may split cells at, whatever the file says.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    if text.starts_with(['\t', '\r', '\n']) {
        out.push('\'');
    }
    let mut at_start = true;
    for c in text.chars() {
        if at_start && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−') {
            out.push('\'');
        }
        let trimmed = c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
        at_start = matches!(c, ';' | '\t' | '\n' | '\r') || at_start && trimmed;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{double, guarded};

    #[test]
    fn a_number_that_a_workbook_cannot_keep_stays_words() {
        assert_eq!(double("230000000000"), Some(230_000_000_000.0));
        assert_eq!(double("-0.5"), Some(-0.5));
        assert_eq!(double("0"), Some(0.0));
        assert_eq!(double("12345678901234567890"), None);
    }

    #[test]
    fn no_cell_begins_a_formula() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("＝1＋1", "'＝1＋1"),
            ("＠x", "'＠x"),
            ("\n=1", "'\n'=1"),
            (" =1", " '=1"),
            ("\u{FEFF}=1", "\u{FEFF}'=1"),
            ("\u{A0}\u{200B}+1", "\u{A0}\u{200B}'+1"),
            ("x;=1+1", "x;'=1+1"),
            ("x; @y", "x; '@y"),
            ("\tx", "'\tx"),
            ("−5%", "'−5%"),
            ("a = b + c", "a = b + c"),
            ("超2300亿元", "超2300亿元"),
        ] {
            assert_eq!(guarded(text), expected, "{text:?}");
        }
    }
}
