//! Finds an excerpt in a document: at its place, near it, or elsewhere.
//!
//! `static/copy.js` does the same in a reader's browser; `tests/cases/copies.json` holds both to it.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::Range;

use crate::language::normalise::{Level, Normal, is_pinyin, normalise};
use crate::model::evidence::Answer;
use crate::model::locator::Spot;

use super::archive::{Cell, Document, Joint, Kind, is_loss, tears_number};

/// How many lines around an excerpt's own line are near it.
const NEAR: usize = 3;
/// How many lines around an excerpt a loss of bytes may have swallowed it.
const LOSS_REACH: usize = 2;
/// How many characters of an excerpt one loss can have swallowed.
const MOST_LOST: usize = 4;
/// How many lines of a sentence that goes on are read together.
const MOST_JOINED: usize = 40;

/// Lines that are read as one, in the forms that reading needs.
#[derive(Debug)]
pub struct Line<'a> {
    /// As they stand, line breaks folded.
    pub shown: Cow<'a, str>,
    /// With the damage undone, and with the spaces that part words.
    pub read: Normal,
    /// The document's lines that it is made of, by their indices, and where each begins in it.
    parts: Range<usize>,
    starts: Vec<usize>,
}

/// A document ready for searching.
#[derive(Debug)]
pub struct Text<'a> {
    /// The lines, those of one sentence as one.
    pub lines: Vec<Line<'a>>,
    document: &'a Document,
    light: Stream,
    repaired: Stream,
}

/// The lines among which an excerpt is expected, by their indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    lines: Range<usize>,
    /// The cell, where one is named: then only it will do.
    cell: Option<Spot>,
    /// By how many lines it lies past the document's end.
    past: usize,
}

/// Why a fact's place is none in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The document ends before; with its last place.
    PastTheEnd(Spot),
    /// The document is counted otherwise; with what to do.
    NotCounted(&'static str),
}

/// Where an excerpt stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its line among those that are read, from 0.
    pub index: usize,
    /// Whether the damage had to be undone.
    pub answer: Answer,
    /// Its bytes in the line as it stands.
    pub shown: Range<usize>,
}

/// An excerpt where the search found it.
#[derive(Clone, Debug)]
struct Hit {
    /// The document's lines that it stands in, by their indices; never empty.
    lines: Range<usize>,
    answer: Answer,
    /// The excerpt as it was found: normalised, without its spaces.
    wanted: String,
}

/// A document's text as it is searched: without spaces, lines run together where a sentence may go on.
#[derive(Debug)]
struct Stream {
    text: String,
    starts: Vec<usize>,
}

/// What stands between two lines that are read as one.
enum Seam {
    Nothing,
    Space,
    /// The hyphen that a word was parted with, which goes.
    Hyphen(usize),
}

impl<'a> Text<'a> {
    /// Prepares a document.
    pub fn new(document: &'a Document) -> Self {
        Self::holding(document, std::iter::empty())
    }

    /// Prepares a document in which these excerpts are looked for: lines that one of them runs over are
    /// read as one, as are those where a sentence visibly goes on.
    pub fn holding<'b>(document: &'a Document, excerpts: impl Iterator<Item = (&'b str, &'b Spot)>) -> Self {
        let light = Stream::new(document, Level::Light);
        let repaired = Stream::new(document, Level::Repair);
        let mut text = Self { document, light, repaired, lines: Vec::new() };
        let mut goes_on: Vec<bool> = document.lines.iter().map(|line| line.joint == Joint::Wrap).collect();
        for (excerpt, spot) in excerpts {
            let aim = text.aim(spot).ok().unwrap_or_else(|| text.end(spot));
            if let Some(hit) = text.hit(excerpt, Some(&aim)) {
                goes_on[hit.lines.start..hit.lines.end - 1].fill(true);
            }
        }
        let mut start = 0;
        while start < document.lines.len() {
            let more = goes_on[start..].iter().take(MOST_JOINED).take_while(|goes_on| **goes_on).count();
            let end = (start + more + 1).min(document.lines.len());
            text.lines.push(Line::of(document, start..end));
            start = end;
        }
        text
    }

    /// The number of a line's first line in the document.
    pub fn number(&self, line: &Line) -> u32 {
        self.document.lines[line.parts.start].number
    }

    /// The document's lines that a line is made of, by their indices.
    pub fn parts(&self, index: usize) -> Range<usize> {
        self.lines[index].parts.clone()
    }

    /// The cells of a row; none where a line is no row.
    pub fn cells(&self, line: &Line) -> &'a [Cell] {
        &self.document.lines[line.parts.start].cells
    }

    /// The page that a line begins on; `None` where the document shows no pages.
    pub fn page(&self, index: usize) -> Option<usize> {
        self.document.page_of(self.lines.get(index)?.parts.start)
    }

    /// Whether places in the document are named by cells.
    pub fn counts_cells(&self) -> bool {
        self.document.has_cells()
    }

    fn len(&self) -> usize {
        self.document.lines.len()
    }

    /// The lines that a spot means.
    pub fn aim(&self, spot: &Spot) -> Result<Aim, Miss> {
        let document = self.document;
        let lines = match spot {
            Spot::Line(_) if document.kind == Kind::Xlsx => {
                return Err(Miss::NotCounted("a workbook has no lines; give the cell, `cell = \"Sheet1!B7\"`"));
            }
            Spot::Line(number) => match document.lines_of_number(number.get()) {
                lines if lines.start < self.len() => lines.start..lines.end.max(lines.start + 1),
                _ => return Err(Miss::PastTheEnd(self.line_of(self.last()))),
            },
            Spot::Page(_) if document.breaks.is_empty() => {
                return Err(Miss::NotCounted(
                    "the document shows no pages; put form feeds between its pages, as `pdftotext` does, or give the line",
                ));
            }
            Spot::Page(number) => document
                .lines_of_page(number.get() as usize)
                .ok_or_else(|| Miss::PastTheEnd(self.page_of(self.last())))?,
            Spot::Cell(_) if !document.has_cells() => {
                return Err(Miss::NotCounted("the document's cells have no names; give the line"));
            }
            Spot::Cell(_) => {
                let named = |cell: &Cell| is_called(cell, spot);
                let row = document.lines.iter().position(|line| line.cells.iter().any(named));
                let row = row.ok_or_else(|| Miss::PastTheEnd(self.last_cell()))?;
                return Ok(Aim { lines: row..row + 1, cell: Some(spot.clone()), past: 0 });
            }
            Spot::Time(_) => return Err(Miss::NotCounted("a text has no clock; give the line")),
        };
        Ok(Aim { lines, cell: None, past: 0 })
    }

    /// The end of the document, as an aim that missed it.
    pub fn end(&self, spot: &Spot) -> Aim {
        let last = self.document.lines.last().map_or(0, |line| line.number);
        let past = spot.line().map_or(NEAR + 1, |number| number.saturating_sub(last) as usize);
        Aim { lines: self.last()..self.len(), cell: None, past }
    }

    fn last(&self) -> usize {
        self.len().saturating_sub(1)
    }

    /// Where a place is, by the measure that `like` uses where the document has it.
    pub fn spot(&self, place: &Place, like: &Spot) -> Spot {
        let first = self.first(place);
        let cell = || self.cell(place).and_then(|cell| cell.name.clone()).map(Spot::Cell);
        match like {
            Spot::Page(_) if !self.document.breaks.is_empty() => self.page_of(first),
            Spot::Cell(_) => cell().unwrap_or_else(|| self.line_of(first)),
            _ if self.document.kind == Kind::Xlsx => cell().unwrap_or_else(|| self.line_of(first)),
            _ => line(self.cell(place).map_or(self.document.lines[first].number, |cell| cell.number)),
        }
    }

    /// Whether a place is farther from what was aimed at than a slip of the pen.
    pub fn is_far(&self, place: &Place, aim: &Aim) -> bool {
        match &aim.cell {
            Some(cell) => self.spot(place, cell) != *cell,
            None => self.away(self.first(place), aim) + aim.past > NEAR,
        }
    }

    /// The document's line in which a place begins, by its index.
    fn first(&self, place: &Place) -> usize {
        let line = &self.lines[place.index];
        line.parts.start + line.starts.partition_point(|start| *start <= place.shown.start).max(1) - 1
    }

    /// The cell that a place stands in, where it stands in one.
    fn cell(&self, place: &Place) -> Option<&'a Cell> {
        let cells = &self.document.lines[self.lines[place.index].parts.start].cells;
        cells.iter().find(|cell| cell.range.start <= place.shown.start && place.shown.end <= cell.range.end)
    }

    /// Looks for `excerpt` at the lines aimed at, then ever farther from them; without an aim from the start.
    pub fn find(&self, excerpt: &str, aim: Option<&Aim>) -> Option<Place> {
        let Hit { lines, answer, wanted } = self.hit(excerpt, aim)?;
        let index = self.lines.partition_point(|line| line.parts.start <= lines.start).checked_sub(1)?;
        let line = &self.lines[index];
        let level = if answer == Answer::Found { Level::Light } else { Level::Repair };
        let normal = Normal::new(&line.shown, level);
        // A hyphen that the join took may have stood before the place.
        let from = line.starts[lines.start - line.parts.start].saturating_sub(1);
        let in_cell = || {
            let name = aim?.cell.as_ref()?;
            let cell = self.cells(line).iter().find(|cell| is_called(cell, name))?;
            let at = normal.find_after(&wanted, cell.range.start)?;
            (normal.shown(at.clone()).end <= cell.range.end).then_some(at)
        };
        let at = in_cell().or_else(|| normal.find_after(&wanted, from)).or_else(|| normal.find(&wanted))?;
        Some(Place { index, answer, shown: normal.shown(at) })
    }

    fn hit(&self, excerpt: &str, aim: Option<&Aim>) -> Option<Hit> {
        let start = Aim { lines: 0..1, cell: None, past: 0 };
        let aim = aim.unwrap_or(&start);
        let light = variants(&normalise(excerpt, Level::Light));
        let repaired = variants(&normalise(excerpt, Level::Repair));
        let found = light.iter().filter_map(|wanted| self.nearest(&self.light, wanted, aim, Answer::Found));
        let mended = repaired.iter().filter_map(|wanted| self.nearest(&self.repaired, wanted, aim, Answer::Repaired));
        // What needs no repair wins over what does at the same distance.
        found.chain(mended).min_by_key(|(distance, _)| *distance).map(|(_, hit)| hit)
    }

    /// Whether bytes were lost so near to the lines aimed at, and among such words, that the excerpt may
    /// have stood there.
    pub fn may_have_lost(&self, excerpt: &str, aim: Option<&Aim>) -> bool {
        let excerpt: Vec<char> = normalise(excerpt, Level::Repair).chars().collect();
        let reaches = |index: usize| aim.is_none_or(|aim| self.away(index, aim) + aim.past <= LOSS_REACH);
        let mut lost = self.document.lines.iter().enumerate().filter(|(index, line)| line.lost && reaches(*index));
        lost.any(|(_, line)| {
            fits_a_loss(&excerpt, &normalise(&line.text, Level::Repair).chars().collect::<Vec<char>>())
        })
    }

    fn nearest(&self, stream: &Stream, wanted: &str, aim: &Aim, answer: Answer) -> Option<((usize, bool), Hit)> {
        if wanted.is_empty() || self.document.lines.is_empty() {
            return None;
        }
        let near = stream.around(&aim.lines, NEAR);
        let of = |range: Range<usize>| {
            let places = stream.text[range.clone()].match_indices(wanted).map(move |(at, _)| range.start + at);
            places.map(|at| stream.lines(at..at + wanted.len())).min_by_key(|lines| self.distance(lines.start, aim))
        };
        let lines = of(near).or_else(|| of(0..stream.text.len()))?;
        let distance = self.distance(lines.start, aim);
        Some((distance, Hit { lines, answer, wanted: wanted.to_owned() }))
    }

    fn distance(&self, index: usize, aim: &Aim) -> (usize, bool) {
        (self.away(index, aim), index < aim.lines.start)
    }

    /// How many lines of the file an index is from the lines aimed at.
    fn away(&self, index: usize, aim: &Aim) -> usize {
        let number = |index: usize| self.document.lines[index.min(self.len() - 1)].number as usize;
        if aim.lines.contains(&index) {
            0
        } else if index < aim.lines.start {
            number(aim.lines.start).saturating_sub(number(index)).max(1)
        } else {
            number(index).saturating_sub(number(aim.lines.end.saturating_sub(1))).max(1)
        }
    }

    fn line_of(&self, index: usize) -> Spot {
        let number = self.document.lines.get(index).map_or(1, |line| line.number);
        if self.document.kind == Kind::Xlsx { self.last_cell() } else { line(number) }
    }

    fn page_of(&self, index: usize) -> Spot {
        let page = self.document.page_of(index).and_then(|page| u32::try_from(page).ok());
        page.and_then(NonZeroU32::new).map_or_else(|| self.line_of(index), Spot::Page)
    }

    fn last_cell(&self) -> Spot {
        let named = self.document.lines.iter().rev().flat_map(|line| line.cells.iter().rev());
        named.filter_map(|cell| cell.name.clone()).next().map_or_else(|| line(1), Spot::Cell)
    }
}

impl<'a> Line<'a> {
    /// Some lines of a document as one.
    fn of(document: &'a Document, parts: Range<usize>) -> Self {
        let mut texts = document.lines[parts.clone()].iter().map(|line| line.text.as_str());
        let mut shown = Cow::Borrowed(texts.next().unwrap_or_default());
        let mut starts = vec![0];
        for text in texts {
            let seam = seam(&shown, text);
            let whole = shown.to_mut();
            match seam {
                Seam::Nothing => {}
                Seam::Space => whole.push(' '),
                Seam::Hyphen(length) => whole.truncate(whole.trim_end().len() - length),
            }
            starts.push(whole.len());
            whole.push_str(text.trim_start());
        }
        let read = Normal::new(&shown, Level::Read);
        Self { shown, read, parts, starts }
    }
}

impl Stream {
    fn new(document: &Document, level: Level) -> Self {
        let mut stream = Self { text: String::new(), starts: Vec::with_capacity(document.lines.len()) };
        let mut before: Option<&super::archive::Line> = None;
        for line in &document.lines {
            let squeezed = normalise(&line.text, level);
            match before.map(|before| (before.joint, seam(&before.text, &line.text))) {
                None => {}
                Some((Joint::End, _)) => stream.text.push('\n'),
                Some((_, Seam::Hyphen(_))) => stream.text.truncate(stream.text.len() - last_length(&stream.text)),
                Some((_, Seam::Space)) if parts_digits(&stream.text, &squeezed) => stream.text.push(' '),
                Some(_) => {}
            }
            stream.starts.push(stream.text.len());
            stream.text.push_str(&squeezed);
            before = Some(line);
        }
        stream
    }

    /// The lines that a stretch stands in.
    fn lines(&self, at: Range<usize>) -> Range<usize> {
        let end = self.starts.partition_point(|start| *start < at.end);
        // Empty lines begin where the next one does: the last of them holds what stands there.
        let first = self.starts.partition_point(|start| *start <= at.start).max(1) - 1;
        first..end.max(first + 1)
    }

    /// The stretch of some lines and of so many around them.
    fn around(&self, lines: &Range<usize>, more: usize) -> Range<usize> {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or(self.text.len());
        at(lines.start.saturating_sub(more))..at(lines.end.max(lines.start + 1) + more)
    }
}

/// How two lines are read as one: without a space where either is written without them, without the
/// hyphen where it parts a word.
fn seam(before: &str, after: &str) -> Seam {
    let before = before.trim_end();
    let mut back = before.chars().rev();
    let (Some(last), Some(first)) = (back.next(), after.trim_start().chars().next()) else { return Seam::Space };
    if matches!(last, '-' | '\u{2010}' | '\u{AD}') {
        let parts_word = back.next().is_some_and(char::is_alphabetic) && first.is_lowercase();
        return if parts_word { Seam::Hyphen(last.len_utf8()) } else { Seam::Nothing };
    }
    let unspaced =
        |c: char| crate::language::script::is_han(c) || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{FF00}'..='\u{FF60}');
    let joins = unspaced(last) || unspaced(first) || tears_number(before, after);
    if joins { Seam::Nothing } else { Seam::Space }
}

fn last_length(text: &str) -> usize {
    text.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}')).map_or(0, char::len_utf8)
}

fn parts_digits(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
}

/// An excerpt as it is searched, and with each hyphen left out that a line break may have taken.
fn variants(normal: &str) -> Vec<String> {
    const MOST: usize = 8;
    let whole = normal.to_owned();
    let parts_word = |at: usize, length: usize| {
        whole[..at].ends_with(char::is_alphabetic) && whole[at + length..].starts_with(char::is_lowercase)
    };
    let hyphens =
        whole.match_indices(['-', '\u{2010}']).filter(|(at, hyphen)| parts_word(*at, hyphen.len())).take(MOST);
    let without = hyphens.map(|(at, hyphen)| whole[..at].to_owned() + &whole[at + hyphen.len()..]);
    std::iter::once(whole.clone()).chain(without).collect()
}

/// Whether a cell has this name.
fn is_called(cell: &Cell, name: &Spot) -> bool {
    matches!((&cell.name, name), (Some(own), Spot::Cell(name)) if own == name)
}

fn line(number: u32) -> Spot {
    Spot::Line(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
}

/// Whether the words beside a loss are the excerpt's, all but a few: at least half of it stands before
/// and after the loss.
fn fits_a_loss(excerpt: &[char], line: &[char]) -> bool {
    let marks = line.iter().enumerate().filter(|(_, c)| is_loss(**c)).map(|(at, _)| at);
    marks.into_iter().any(|mark| {
        let (before, rest) = (&line[..mark], &line[mark..]);
        let junk = rest.iter().take_while(|&&c| is_loss(c) || is_left_over(c)).count().min(MOST_JUNK);
        let begun = (0..=excerpt.len()).filter(|&begun| before.ends_with(&excerpt[..begun]));
        begun.into_iter().any(|begun| {
            let mut goes_on = begun..=excerpt.len().min(begun + MOST_LOST);
            goes_on.any(|on| {
                let kept = begun + excerpt.len() - on;
                kept * 2 >= excerpt.len() && (1..=junk).any(|junk| rest[junk..].starts_with(&excerpt[on..]))
            })
        })
    })
}

/// How many characters behind a loss may be what a gloss or a tag left.
const MOST_JUNK: usize = 64;

/// What a gloss or a tag leaves behind when its beginning is lost: the rest of `(yú)`, of `</a>`.
fn is_left_over(c: char) -> bool {
    is_pinyin(c) || c.is_ascii_alphanumeric() || matches!(c, ')' | ';' | '/' | '>')
}

#[cfg(test)]
mod tests {
    use crate::model::evidence::Answer;
    use crate::verify::archive::{of_text, read};

    use super::Text;

    fn place(document: &str, excerpt: &str, line: u32) -> Option<(Answer, u32, String)> {
        let document = of_text(document);
        let spot = super::line(line);
        let text = Text::holding(&document, std::iter::once((excerpt, &spot)));
        let aim = text.aim(&spot).unwrap_or_else(|_| text.end(&spot));
        let place = text.find(excerpt, Some(&aim))?;
        let shown = text.lines[place.index].shown[place.shown.clone()].to_owned();
        Some((place.answer, text.spot(&place, &spot).line()?, shown))
    }

    #[test]
    fn the_nearest_line_wins() {
        let document = "三十艘船\n\n\n三十艘船\n三十艘船";
        assert_eq!(place(document, "三十艘船", 4).map(|p| p.1), Some(4));
        assert_eq!(place(document, "三十艘船", 3).map(|p| p.1), Some(4));
        assert_eq!(place(document, "三十艘船", 90).map(|p| p.1), Some(5));
    }

    #[test]
    fn the_wording_as_archived_comes_back() {
        let document = "全市有漁(yú)船 30 艘";
        assert_eq!(place(document, "渔船30艘", 1), Some((Answer::Repaired, 1, "漁(yú)船 30 艘".to_owned())));
        assert_eq!(place(document, "船30艘", 1), Some((Answer::Found, 1, "船 30 艘".to_owned())));
    }

    #[test]
    fn an_excerpt_runs_over_line_breaks_and_not_over_blank_lines() {
        assert_eq!(place("渔船\n30艘", "渔船30艘", 1), Some((Answer::Found, 1, "渔船30艘".to_owned())));
        assert_eq!(place("渔船\n\n30艘", "渔船30艘", 1), None);
        assert_eq!(place("an infor-\nmation society", "information", 1).map(|p| p.2).as_deref(), Some("information"));
        assert_eq!(place("a long-\nterm plan", "long-term plan", 1).map(|p| p.2).as_deref(), Some("longterm plan"));
        assert_eq!(place("über 100 KI-\nProfessuren", "100 KI-Professuren", 1).map(|p| p.1), Some(1));
        assert_eq!(place("It had\n12 lamps", "had 12 lamps", 1).map(|p| p.2).as_deref(), Some("had 12 lamps"));
    }

    #[test]
    fn numbers_on_two_lines_are_two_numbers() {
        assert_eq!(place("共有 20\n30艘", "2030艘", 1), None);
        assert_eq!(place("20\n30艘", "2030艘", 1), None);
        assert_eq!(place("共有20\n30", "2030", 1), None);
        assert_eq!(place("In 20\n30 boats", "2030 boats", 1), None);
        assert_eq!(place("a fall of -3%", "fall of 3%", 1), None);
    }

    #[test]
    fn a_number_that_a_line_break_cuts_is_one() {
        assert_eq!(place("全港有帆船4\n70艘。", "有帆船470艘", 1), Some((Answer::Found, 1, "有帆船470艘".to_owned())));
        assert_eq!(place("占比为3.\n5%。", "占比为3.5%", 1).map(|p| p.2).as_deref(), Some("占比为3.5%"));
        assert_eq!(place("占比为3.2\n.5%。", "3.2.5%", 1).map(|p| p.2).as_deref(), Some("3.2 .5%"));
        // A half of it is read with the rest.
        let document = of_text("全港有帆船4\n70艘。");
        let text = Text::new(&document);
        assert_eq!(text.lines.iter().map(|line| line.shown.as_ref()).collect::<Vec<_>>(), ["全港有帆船470艘。"]);
        // A label above a line that begins with a year has no room for it to spare.
        let document = of_text("见表3\n2024年全港有帆船470艘");
        assert_eq!(Text::new(&document).lines.len(), 2);
    }

    #[test]
    fn a_page_that_shows_nothing_holds_nothing() {
        let document = read(b"<html><script>12</script></html>", "a.html").expect("a page");
        let spot = super::line(1);
        let text = Text::holding(&document, std::iter::once(("12", &spot)));
        assert!(text.aim(&spot).is_err() && text.find("12", None).is_none());
        assert!(text.find("12", Some(&text.end(&spot))).is_none() && !text.may_have_lost("12", None));
    }

    #[test]
    fn losses_reach_two_lines() {
        let document = of_text("甲\u{FFFD}\n乙\n丙\n丁");
        let text = Text::new(&document);
        assert_eq!(
            [1, 2, 3, 4].map(|line| text.may_have_lost("甲乙", text.aim(&super::line(line)).ok().as_ref())),
            [true, true, true, false]
        );
    }

    #[test]
    fn a_loss_explains_only_words_that_stand_around_it() {
        let lost = |line: &str, excerpt: &str| {
            let document = of_text(line);
            Text::new(&document).may_have_lost(excerpt, None)
        };
        assert!(lost("已有\u{FFFD}船30艘。", "渔船30艘"));
        assert!(lost("渔船3\u{FFFD}", "渔船30艘"));
        assert!(lost("甲市?yú)船30艘", "甲市渔船30艘"));
        assert!(!lost("\u{FFFD}渔船40艘", "渔船30艘"));
        assert!(!lost("渔船40艘,\u{FFFD}", "渔船30艘"));
    }
}
