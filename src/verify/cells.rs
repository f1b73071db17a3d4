//! Which cell of a table's row gives a fact's value, and what its heads and the caption say of it.

use std::ops::Range;

use crate::language::figure::{FigureReader, in_brackets, measure::Measure};
use crate::language::read::point::Named;
use crate::language::reading::Reading as Read;
use crate::language::spelling::Locale;
use crate::model::fact::Fact;
use crate::model::period::Period;
use crate::model::quantity::Quantity;
use crate::model::unit::UnitKind;

use super::reading::Reading;
use super::stretch::overlaps;
use super::tables::{CAPTIONS, LONGEST};

/// A line over a table that has more characters is no caption, but text.
const LONGEST_CAPTION: usize = 160;

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

/// The cell in which a row gives a fact's quantity within an excerpt (bytes of the line as it is read); `None` where the
/// line is no row, or no cell or more than one can be meant. Of several with the same number the one under the fact's
/// time is meant.
pub fn cell(reading: &Reading, line: usize, excerpt: &Range<usize>, fact: Option<&Fact>) -> Option<Cell> {
    let quantity = fact.and_then(Fact::quantity);
    let row = reading.tables.row(line)?;
    let read = &reading.text.lines[line].read;
    let places: Vec<Range<usize>> = row.cells.iter().map(|cell| read.at(cell.clone())).collect();
    let own: Vec<usize> = (0..places.len()).filter(|&n| overlaps(&places[n], excerpt)).collect();
    let figures = reading.locale(line).map(Locale::figures);
    let says = |n: &usize| {
        let Some((figures, q)) = figures.zip(quantity) else { return false };
        let words = &read.text()[places[*n].clone()];
        let measure = measure(reading, line, *n, figures);
        readings(figures, words, measure).iter().any(|reading| reading.may_give(q))
    };
    let plain: Vec<usize> = own.iter().copied().filter(|n| !reading.is_date_column(row.head, *n)).collect();
    let mut saying: Vec<usize> = plain.into_iter().filter(says).collect();
    if let Some(fact) = fact.filter(|_| saying.len() > 1) {
        let dated = |n: &usize| reading.cell_dates(row.head, *n).is_some_and(|dates| is_dated(&fact.period, &dates));
        saying = saying.iter().copied().filter(dated).collect();
    }
    let meant = match (&own[..], &saying[..]) {
        (&[only], _) | (_, &[only]) => only,
        // A date is no figure to a reader of figures; its digits are the value's all the same, and so are those of a
        // number that its heads make another.
        (_, []) => own.into_iter().find(|&n| {
            let words = &read.text()[places[n].clone()];
            let digits = quantity.map(|quantity| quantity.value().normalize().to_string());
            let bare = |q: &Quantity| figures.is_some_and(|f| readings(f, words, None).iter().any(|r| r.may_give(q)));
            digits.as_deref() == Some(words) || quantity.is_some_and(bare)
        })?,
        _ => return None,
    };
    let head = reading.cell_dates(row.head, meant).unwrap_or_default();
    let measure = figures.and_then(|figures| measure(reading, line, meant, figures));
    let heads = heads(reading, line, meant);
    let is_date = reading.is_date_column(row.head, meant);
    Some(Cell { at: places[meant].clone(), head, is_date, heads, measure })
}

/// Whether one of the dates reaches over a period's years.
fn is_dated(period: &Period, dates: &[Named]) -> bool {
    let Some((first, last)) = period.years() else { return false };
    dates.iter().filter_map(Named::years).any(|(from, to)| from <= first && last <= to)
}

/// The numbers of a cell, with the unit and the scale that stand at its heads.
pub fn readings(figures: &FigureReader, words: &str, measure: Option<Measure>) -> Vec<Read> {
    // Accounts write what is below zero in brackets; other numbers in brackets may be those of another year.
    let below = in_brackets(words).is_some();
    let read = figures.all(words).into_iter().filter_map(|figure| figure.reading);
    let sum =
        |reading: &Read| reading.unit.is_some_and(|unit| matches!(unit.kind(), UnitKind::Money | UnitKind::Percent));
    let signed = |reading: Read| match below {
        true if sum(&reading) => Read { number: reading.number.negated(), ..reading },
        true => Read { decline: true, ..reading },
        false => reading,
    };
    let of = |reading: Read| match measure {
        Some(Measure { unit, power }) => reading.measured(unit, power),
        None => reading,
    };
    read.map(of).map(signed).collect()
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
    // One blank line may part a table from what introduces it.
    let lines: Vec<&str> =
        (head.saturating_sub(CAPTIONS + 1)..head).rev().map(|line| &*reading.text.lines[line].shown).collect();
    let blank = |words: &&str| words.trim().is_empty();
    let after = usize::from(lines.first().is_some_and(blank));
    let near = lines.into_iter().skip(after).take_while(|words| !blank(words));
    let mut captions = near.map(str::to_owned).take(CAPTIONS);
    // What introduces the table may be a long sentence; what stands above that is another text.
    let first = captions.next();
    let caption = |words: &str| words.chars().count() <= LONGEST_CAPTION && !words.ends_with(['.', '。', '!', '?']);
    let introduces = |words: &String| words.trim_end().ends_with(':') || caption(words.trim_end());
    let first = first.filter(introduces);
    let short = |caption: &String| first.is_some() && caption.chars().count() <= LONGEST;
    let more: Vec<String> = captions.take_while(short).collect();
    first.into_iter().chain(more).find_map(|words| figures.measure(&words).or_else(|| figures.measure_aside(&words)))
}
