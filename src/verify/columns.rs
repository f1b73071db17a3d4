//! Tables whose columns are set by blanks alone, as `pdftotext -layout` writes them.

use std::ops::Range;

use crate::language::script::is_wide_letter;

use super::locate::Text;

/// So many blanks part two columns.
const BLANKS: usize = 2;
/// The years that a row of heads may hold.
const YEARS: Range<u32> = 1900..2101;

/// A line with its cells.
pub type Cut = (usize, Vec<Range<usize>>);

/// What stands between two gaps of a line: its bytes, and the columns of characters that it takes.
#[derive(Clone, Debug)]
struct Piece {
    at: Range<usize>,
    wide: Range<usize>,
}

/// The rows of a block of lines that is such a table, its heads first: every row is a name with numbers under heads.
/// The heads may stand over the block, in the line `above`.
pub fn table(text: &Text, block: &[usize], above: Option<usize>) -> Option<Vec<Cut>> {
    let shown = |line: usize| text.lines[line].shown.as_ref();
    let cut: Vec<(usize, Vec<Piece>)> = block.iter().map(|&line| (line, pieces(shown(line)))).collect();
    let mut first = cut.iter().position(|(line, row)| is_data(shown(*line), row))?;
    // A name and years, `Town 2024 2025`, are heads where nothing but a caption stands over them.
    let over = first.checked_sub(1).and_then(|line| cut.get(line));
    let rows_below = cut.len() > first + 1;
    if rows_below && over.is_none_or(|(_, row)| row.len() < 2) && are_years(shown(cut[first].0), &cut[first].1[1..]) {
        first += cut[first + 1..].iter().position(|(line, row)| is_data(shown(*line), row))? + 1;
    }
    let (head, heads) = match first.checked_sub(1) {
        Some(head) => cut[head].clone(),
        None => above.map(|line| (line, pieces(shown(line))))?,
    };
    let rows = cut[first..].iter().filter(|(line, row)| is_data(shown(*line), row));
    let rows: Vec<&(usize, Vec<Piece>)> = rows.collect();
    let columns = columns(&rows);
    let named = set(&heads, &columns, shown(head))?;
    let row = |(line, row): &&(usize, Vec<Piece>)| {
        let mut cells = vec![shown(*line).len()..shown(*line).len(); columns.len() + 1];
        cells[0] = row[0].at.clone();
        for piece in &row[1..] {
            if let Some(n) = columns.iter().position(|column| overlap(column, &piece.wide) > 0) {
                cells[n + 1] = piece.at.clone();
            }
        }
        (*line, cells)
    };
    Some(std::iter::once((head, named)).chain(rows.iter().map(row)).collect())
}

/// A line cut at its gaps.
fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut column, mut blanks) = (0, BLANKS);
    for (at, c) in line.char_indices() {
        let width = if is_wide_letter(c) { 2 } else { 1 };
        if c.is_whitespace() {
            blanks += 1;
        } else {
            let (bytes, columns) = (at..at + c.len_utf8(), column..column + width);
            match pieces.last_mut().filter(|_| blanks < BLANKS) {
                Some(last) => (last.at.end, last.wide.end) = (bytes.end, columns.end),
                None => pieces.push(Piece { at: bytes, wide: columns }),
            }
            blanks = 0;
        }
        column += width;
    }
    pieces
}

/// Whether a line is a name with nothing but numbers behind it; a row of years is one of heads.
fn is_data(line: &str, row: &[Piece]) -> bool {
    let [_, numbers @ ..] = row else { return false };
    let text = |piece: &Piece| &line[piece.at.clone()];
    let years = are_years(line, row);
    let any = numbers.iter().any(|piece| text(piece).contains(|c: char| c.is_ascii_digit()));
    any && !years && numbers.iter().all(|piece| is_number(text(piece)))
}

/// Whether all of some pieces are years.
fn are_years(line: &str, pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| line[piece.at.clone()].parse().is_ok_and(|year: u32| YEARS.contains(&year)))
}

/// Whether a cell holds a number, with its unit at most, or the mark of one that is missing.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_ascii_digit());
    letters == 0 || begins && letters <= digits + 2
}

/// The columns of characters under which the rows' numbers stand.
fn columns(rows: &[&(usize, Vec<Piece>)]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> =
        rows.iter().flat_map(|(_, row)| &row[1..]).map(|piece| piece.wide.clone()).collect();
    spans.sort_by_key(|span| span.start);
    let mut columns: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match columns.last_mut().filter(|last| span.start < last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => columns.push(span),
        }
    }
    columns
}

/// The heads over the columns, the names' own first: in their order where there is one for each, else by where they
/// stand. `None` where no column has one.
fn set(heads: &[Piece], columns: &[Range<usize>], line: &str) -> Option<Vec<Range<usize>>> {
    let none = line.len()..line.len();
    let mut cells = vec![none.clone(); columns.len() + 1];
    let in_order = match heads.len() {
        n if n == columns.len() => Some(1),
        n if n == columns.len() + 1 => Some(0),
        _ => None,
    };
    for (n, piece) in heads.iter().enumerate() {
        let over = || (0..columns.len()).max_by_key(|n| (overlap(&columns[*n], &piece.wide), columns.len() - n));
        let by_place = || over().filter(|n| overlap(&columns[*n], &piece.wide) > 0).map(|n| n + 1);
        let place = in_order.map(|first| first + n).or_else(by_place);
        if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
            *cell = piece.at.clone();
        }
    }
    cells[1..].iter().any(|cell| !cell.is_empty()).then_some(cells)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<Vec<String>>> {
        let document = crate::verify::archive::read(text.as_bytes(), "a.txt").expect("is text");
        let text = Text::new(&document);
        let block: Vec<usize> = (0..text.lines.len()).collect();
        let rows = table(&text, &block, None)?;
        let words = |line: usize, at: Range<usize>| text.lines[line].shown[at].to_owned();
        let row = |(line, cells): Cut| cells.into_iter().map(|at| words(line, at)).collect();
        Some(rows.into_iter().map(row).collect())
    }

    #[test]
    fn numbers_stand_under_their_heads_and_a_gap_stays_a_gap() {
        let text = "Geese by lake\n               2019     2020     2021\nNorth Mere    1,200       –     1,340\n\
                    East Mere       340              290\n";
        let rows = told(text).expect("is a table");
        assert_eq!(rows[0], ["", "2019", "2020", "2021"]);
        assert_eq!(rows[1], ["North Mere", "1,200", "–", "1,340"]);
        assert_eq!(rows[2], ["East Mere", "340", "", "290"]);
    }

    #[test]
    fn a_head_over_the_names_is_theirs() {
        let rows = told("Lake          Geese     Share (%)\nNorth Mere    1,200     12.5\n").expect("is a table");
        assert_eq!(rows[0], ["Lake", "Geese", "Share (%)"]);
    }

    #[test]
    fn a_name_and_years_head_a_table_but_counts_like_years_do_not() {
        let rows =
            told("Revenue, £ million\nTown        2024    2025\nNorth Mere  38.4    41.9\nEast Mere  9.8    10.4\n");
        let rows = rows.expect("is a table");
        assert_eq!(rows[0], ["Town", "2024", "2025"]);
        assert_eq!(rows[1], ["North Mere", "38.4", "41.9"]);
        let rows =
            told("Lake        Geese    Ducks\nNorth Mere  1950    2010\nEast Mere   340    290\n").expect("is a table");
        assert_eq!(rows[0], ["Lake", "Geese", "Ducks"]);
    }

    #[test]
    fn prose_in_columns_and_addresses_are_no_table() {
        assert_eq!(told("Printed 3 May 2021          Report 12/3\nMill House, 4 Mill Row      Ring 0555 12\n"), None);
        assert_eq!(told("The geese came  early in the year 2020\nand they stayed  until 2021\n"), None);
    }
}
