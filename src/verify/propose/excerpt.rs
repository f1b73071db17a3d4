//! The phrase that bears a figure: its own words and those beside it, within what may be quoted.

use std::ops::Range;

use crate::language::script::is_wide_letter;

use crate::verify::locate::Line;
use crate::verify::passage::Passage;

/// So many characters tell a figure from others near it.
const ENOUGH_SPACED: usize = 48;
/// The same where characters are words.
const ENOUGH_WIDE: usize = 20;

/// What parts two columns of a row in an excerpt.
const GAP: &str = "  ";

/// The words around a figure in its clause, as far as they are needed and may be quoted, and their bytes in the line
/// as it is read. More of them are taken until they bear the figure: its verb may stand far before it. `names` are
/// those of subjects, in bytes of the line as it is read: none is cut.
pub fn around(
    passage: &Passage,
    (shown, names): (&Range<usize>, &[Range<usize>]),
    limit: usize,
    bears: impl Fn(&str) -> bool,
) -> (String, Range<usize>) {
    let text = passage.text();
    let own = passage.line.read.at(shown.clone());
    let clause = passage.clause();
    let clause = clause.start.min(own.start)..clause.end.max(own.end);
    let wide = text[clause.clone()].contains(is_wide_letter);
    let most = limit.min(if wide { ENOUGH_WIDE } else { ENOUGH_SPACED });
    let count = |range: &Range<usize>| text[range.clone()].trim().chars().count();
    let mut taken = own.clone();
    // What is counted stands behind a number more often than before it: two steps on, one back.
    let mut stuck = 0;
    for step in (0..3).cycle() {
        let next = if step < 2 { after(text, &taken, clause.end) } else { before(text, &taken, clause.start) };
        let grown = next.filter(|range| count(range) <= most);
        stuck = if grown.is_some() { 0 } else { stuck + 1 };
        taken = grown.unwrap_or(taken);
        if stuck == 3 {
            break;
        }
    }
    if !bears(&text[taken.clone()]) {
        let back = |taken: &Range<usize>| before(text, taken, clause.start);
        let on = |taken: &Range<usize>| after(text, taken, clause.end);
        let fits = |range: &Range<usize>| count(range) <= limit;
        let grown = |from: &Range<usize>, next: &dyn Fn(&Range<usize>) -> Option<Range<usize>>| {
            std::iter::successors(Some(from.clone()), |taken| next(taken).filter(fits))
                .find(|range| bears(&text[range.clone()]))
        };
        let longer = grown(&taken, &back).or_else(|| grown(&taken, &on)).or_else(|| grown(&own, &back));
        taken = longer.or_else(|| grown(&own, &on)).unwrap_or(taken);
    }
    // A name that it begins inside of is taken whole, or left out.
    if let Some(name) = names.iter().find(|name| name.start < taken.start && taken.start < name.end) {
        let whole = name.start.max(clause.start)..taken.end;
        let fits = count(&whole) <= limit && whole.start == name.start;
        taken.start = if fits { whole.start } else { name.end.min(own.start) };
    }
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | '"' | ',' | ';' | ':');
    let words = text[taken.clone()].trim_start_matches(is_edge);
    let start = taken.end - words.len();
    let words: String = words.trim_end_matches(is_edge).chars().take(limit.max(1)).collect();
    let end = start + words.len();
    (words, start..end)
}

/// A cell's words, with what stands before it in its row where the cell has no name to be found by.
pub fn of_cell(line: &Line, cell: &Range<usize>, named: bool, limit: usize, bears: impl Fn(&str) -> bool) -> String {
    let own = line.shown.get(cell.clone()).unwrap_or_default().trim();
    let row = line.shown.get(..cell.end).unwrap_or_default().trim();
    let fits = |text: &str| text.chars().count() <= limit;
    // A gap between columns is no word, but it parts two numbers.
    let words = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = row.replace("  ", "\t");
    let cells: Vec<String> = row.split('\t').map(words).filter(|cell| !cell.is_empty()).collect();
    let row = cells.join(GAP);
    // A row's numbers may run into each other where spaces group digits.
    let words = if !named && fits(&row) && (bears(&row) || !bears(own)) { &row } else { own };
    words.chars().take(limit.max(1)).collect()
}

/// A word or character more behind a stretch; `None` at its end.
fn after(text: &str, taken: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let rest = text.get(taken.end..end)?;
    let first = rest.chars().next()?;
    let length = if is_wide_letter(first) {
        first.len_utf8()
    } else {
        let lead = rest.len() - rest.trim_start().len();
        let word = rest[lead..].find(|c: char| c.is_whitespace() || is_wide_letter(c)).unwrap_or(rest.len() - lead);
        (lead + word).max(first.len_utf8())
    };
    Some(taken.start..taken.end + length)
}

/// A word or character more before a stretch; `None` at its beginning.
fn before(text: &str, taken: &Range<usize>, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..taken.start)?;
    let last = rest.chars().next_back()?;
    let length = if is_wide_letter(last) {
        last.len_utf8()
    } else {
        let plain = rest.trim_end();
        let edge = |c: char| c.is_whitespace() || is_wide_letter(c);
        let word = plain.char_indices().rev().find(|(_, c)| edge(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        (rest.len() - word).max(last.len_utf8())
    };
    Some(taken.start - length..taken.end)
}
