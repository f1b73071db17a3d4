//! An excerpt in its surroundings: the clause and the sentence around it, the lines above.

use std::ops::Range;
use std::rc::Rc;

use crate::language::read::Reader;
use crate::language::read::point::{InYear, Named};
use crate::model::fact::Fact;

use super::cells::{self, Cell};
use super::locate::{Line, Place};
use super::reading::Reading;
use super::stretch::{is_within, overlaps};

/// How many lines with text above an excerpt's line are read for what it leaves unsaid.
const ABOVE: usize = 3;
/// A line of at most so many characters without a full stop is taken for a heading.
const HEADING: usize = 30;

/// The longest number or letter of a list's item, in characters.
const MOST_LABEL: usize = 3;
/// A line of fewer characters is no line that a text was wrapped at.
const SHORTEST_WRAPPED: usize = 12;

/// An excerpt where it stands.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The document.
    pub reading: &'a Reading<'a>,
    /// Its line.
    pub line: &'a Line<'a>,
    /// What reads the line; `None` in a language that cannot be read.
    pub reader: Option<&'a Reader>,
    /// Its bytes in the line as it is read.
    pub at: Range<usize>,
    /// The cell that gives the value, where the line is a row of a table.
    pub cell: Option<Cell>,
    /// The numbers, from 0, of the lines above that may say what the line leaves out, the nearest first.
    pub above: Vec<usize>,
    /// The number, from 0, of the nearest heading above.
    pub heading: Option<usize>,
    /// The number of its line, from 0.
    pub index: usize,
}

impl<'a> Passage<'a> {
    /// The surroundings of `place`: its line, the three lines of text before it and its heading. In a table they
    /// are the cell that gives what `fact` records, its row and its column's head.
    pub fn new(reading: &'a Reading<'a>, place: &Place, fact: Option<&Fact>) -> Self {
        let lines = &reading.text.lines;
        let before = || (0..place.index).rev().filter(|&line| lines[line].read.count() > 0);
        // Other rows say nothing of this one.
        let row = reading.tables.row(place.index);
        let other = |line: &usize| row.is_some() && reading.tables.cells(*line).is_some();
        let near = before().filter(|line| !other(line)).take(ABOVE);
        let heading = before().filter(|line| !other(line)).find(|&line| is_heading(&lines[line]));
        let far = before().filter(|line| !other(line)).skip(ABOVE).find(|&line| is_heading(&lines[line]));
        let line = &lines[place.index];
        let at = line.read.at(place.shown.clone());
        let cell = cells::cell(reading, place.index, &at, fact);
        let mut above: Vec<usize> = near.chain(far).collect();
        if let Some(row) = row {
            // The heads say nothing of it where the column's own says when.
            above.extend(Some(row.head).filter(|_| cell.as_ref().is_none_or(|cell| cell.head.is_empty())));
        }
        Self { reading, line, reader: reading.reader(place.index), at, cell, above, heading, index: place.index }
    }

    /// The line as it is read.
    pub fn text(&self) -> &'a str {
        self.line.read.text()
    }

    /// Whether words between two numbers say that the first is in place of the second: *instead of*.
    pub fn sets_instead(&self, between: &str) -> bool {
        self.reader.is_some_and(|reader| reader.status().sets_instead(between.trim_start()))
    }

    /// The line before, as it is printed, where this one goes on from it: it is text, and no sentence ends there.
    pub fn line_before(&self) -> Option<&'a str> {
        let index = self.index.checked_sub(1)?;
        self.goes_on(index, index)
    }

    /// The line after, as it is printed, where this one goes on in it.
    pub fn line_after(&self) -> Option<&'a str> {
        self.goes_on(self.index, self.index + 1)
    }

    /// A line, if the text of another goes on behind its end.
    fn goes_on(&self, from: usize, line: usize) -> Option<&'a str> {
        let lines = &self.reading.text.lines;
        let (first, own) = (lines.get(from)?, lines.get(line)?);
        let row = |index: usize| self.reading.tables.cells(index).is_some();
        let text = first.shown.trim_end();
        let ends = text.is_empty() || text.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '：', '；']);
        let full = text.chars().count() >= SHORTEST_WRAPPED;
        (!ends && full && !row(from) && !row(line) && own.read.count() > 0).then_some(&*own.shown)
    }

    /// The line, from 0, that introduces the list in which the excerpt's line is an item: it ends with a colon.
    pub fn introduction(&self) -> Option<usize> {
        let text = |line: usize| self.reading.text.lines[line].read.text().trim();
        if !is_item(text(self.index)) {
            return None;
        }
        let mut above = (0..self.index).rev().filter(|&line| !text(line).is_empty());
        above.find(|&line| !is_item(text(line))).filter(|&line| text(line).ends_with([':', '：']))
    }

    /// Whether the excerpt's line and another are items of numbered or dashed text, of which none says what another
    /// leaves out.
    pub fn is_beside(&self, line: usize) -> bool {
        let is_item = |line: usize| is_item(self.reading.text.lines[line].read.text().trim());
        is_item(self.index) && is_item(line)
    }

    /// The dates that the line names; in a table the head's date is the cell's.
    pub fn named(&self) -> Rc<Vec<Named>> {
        let named = self.reading.named(self.index);
        let Some(cell) = self.cell.as_ref().filter(|cell| !cell.head.is_empty()) else { return named };
        let head = cell.head.iter().map(|named| Named { at: cell.at.clone(), ..named.clone() });
        Rc::new(named.iter().filter(|named| named.at.start < cell.at.start).cloned().chain(head).collect())
    }

    /// What the heads of a table say of the month with which its years end: `£m, year to 31 March | 2025 | 2024`.
    pub fn year_end(&self) -> Vec<Named> {
        let Some(row) = self.reading.tables.row(self.index) else { return Vec::new() };
        let ends = |named: &&Named| named.points.iter().any(|point| matches!(point.part, InYear::YearTo(_)));
        self.reading.named(row.head).iter().filter(ends).cloned().collect()
    }

    /// The cell's words, where the line is a row of a table.
    pub fn cell_text(&self) -> Option<&'a str> {
        self.cell.as_ref().map(|cell| &self.text()[cell.at.clone()])
    }

    /// The bytes of the clause or clauses that the excerpt stands in.
    pub fn clause(&self) -> Range<usize> {
        if let Some(cell) = &self.cell {
            return if cell.head.is_empty() { 0..self.text().len() } else { cell.at.clone() };
        }
        self.clause_around(&self.at)
    }

    /// The bytes of the clause or clauses of the line that some words stand in.
    pub fn clause_around(&self, at: &Range<usize>) -> Range<usize> {
        self.between(at, |text, at, c| self.ends_sentence(text, at, c) || matches!(c, ',' | ':'))
    }

    /// The bytes between the nearest marks, brackets and dashes around the excerpt.
    pub fn piece(&self) -> Range<usize> {
        self.piece_around(&self.at)
    }

    /// The same around some other bytes of the line.
    pub fn piece_around(&self, at: &Range<usize>) -> Range<usize> {
        let dash = |text: &str, at: usize, c: char| {
            matches!(c, '-' | '\u{2013}' | '\u{2014}')
                && text[..at].ends_with(' ')
                && text[at + c.len_utf8()..].starts_with(' ')
        };
        self.between(at, |text, at, c| {
            self.ends_sentence(text, at, c) || matches!(c, ',' | ':' | '(' | ')') || dash(text, at, c)
        })
    }

    /// The bytes of what a clause says of the excerpt's own time, where it says two things of two years: spent 5 in
    /// 2024 *and* wants to spend 9 in 2026.
    pub fn part(&self) -> Range<usize> {
        let (text, named, mut part) = (self.text(), self.named(), self.clause());
        let Some(reader) = self.reader.filter(|_| self.cell.is_none()) else { return part };
        let dated = |part: Range<usize>| named.iter().any(|own| own.years().is_some() && is_within(&part, &own.at));
        let clause = part.clone();
        for and in reader.prose.ands(&text[clause.clone()]) {
            let and = clause.start + and.start..clause.start + and.end;
            let apart = !named.iter().any(|own| overlaps(&own.at, &and));
            if !apart || !dated(part.start..and.start) || !dated(and.end..clause.end) {
                continue;
            }
            if and.end <= self.at.start {
                part.start = and.end;
            } else if self.at.end <= and.start {
                part.end = and.start;
                break;
            }
        }
        part
    }

    /// The bytes of the sentence or sentences that the excerpt stands in.
    pub fn sentence(&self) -> Range<usize> {
        if self.cell.is_some() {
            return 0..self.text().len();
        }
        self.sentence_around(&self.at)
    }

    /// The bytes of the sentence with what stands before semicolons in it: who says so says all of it.
    pub fn statement(&self) -> Range<usize> {
        let (text, mut whole) = (self.text(), self.sentence());
        while let Some(before) = text[..whole.start].strip_suffix(';') {
            whole.start = self.sentence_around(&(before.len()..before.len())).start;
        }
        whole
    }

    /// The bytes of the sentence or sentences of the line that some others stand in.
    pub fn sentence_around(&self, at: &Range<usize>) -> Range<usize> {
        self.between(at, |text, at, c| self.ends_sentence(text, at, c))
    }

    fn between(&self, inside: &Range<usize>, ends: impl Fn(&str, usize, char) -> bool) -> Range<usize> {
        let text = self.text();
        let end = |&(at, c): &(usize, char)| ends(text, at, c) && !is_inside_number(text, at);
        let mut before = text[..inside.start].char_indices().rev();
        let start = before.find(end).map_or(0, |(at, c)| at + c.len_utf8());
        let mut after = text[inside.end..].char_indices().map(|(at, c)| (inside.end + at, c));
        start..after.find(end).map_or(text.len(), |(at, _)| at)
    }

    fn ends_sentence(&self, text: &str, at: usize, c: char) -> bool {
        is_sentence_end(c) || (c == '.' && self.reader.is_some_and(|reader| reader.prose.is_full_stop(text, at)))
    }
}

/// Whether a line begins as an item of a list does: a), 3., (三), –.
fn is_item(line: &str) -> bool {
    let bare = line.strip_prefix(['(', '（']).unwrap_or(line);
    let label = bare.find([')', '）', '.', '．', '、']).filter(|end| bare[..*end].chars().count() <= MOST_LABEL);
    let numbered = label.is_some_and(|end| end > 0 && bare[..end].chars().all(|c| c.is_alphanumeric()));
    numbered || line.starts_with(['-', '–', '—', '•', '·', '*'])
}

/// Whether the mark at `at` stands between digits: 3,360 and 3:1 are not two clauses.
fn is_inside_number(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text[..at].chars().next_back()) && digit(text[at..].chars().nth(1))
}

fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';')
}

fn is_heading(line: &Line) -> bool {
    let text = line.read.text();
    line.read.count() <= HEADING && !text.ends_with(|c| is_sentence_end(c) || matches!(c, ',' | '.'))
}
