//! Finds an excerpt in a document: at its line, near it, or elsewhere.
//!
//! `static/copy.js` does the same in a reader's browser; `tests/cases/copies.json` holds both to it.

use std::num::NonZeroU32;
use std::ops::{Range, RangeInclusive};

use crate::language::normalise::{Level, Normal, is_pinyin, normalise};
use crate::model::evidence::Answer;
use crate::model::locator::Spot;

use super::archive::Document;

/// How many lines around an excerpt's own line are near it.
const NEAR: usize = 3;
/// How many lines around an excerpt a loss of bytes may have swallowed it.
const LOSS_REACH: usize = 2;
/// How many characters of an excerpt one loss can have swallowed.
const MOST_LOST: usize = 4;

/// A line of a document in the forms that matching needs.
#[derive(Debug)]
pub struct Line<'a> {
    /// As it stands.
    pub shown: &'a str,
    /// With what no reader sees folded.
    pub light: Normal,
    /// With the damage undone.
    pub repaired: Normal,
    /// With the damage undone, and with the spaces that part words.
    pub read: Normal,
}

/// A document ready for searching.
#[derive(Debug)]
pub struct Text<'a> {
    /// The lines.
    pub lines: Vec<Line<'a>>,
    document: &'a Document,
}

/// The lines among which an excerpt is expected, from 1.
pub type Aim = RangeInclusive<u32>;

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
    /// Its line, from 0.
    pub index: usize,
    /// Whether the damage had to be undone.
    pub answer: Answer,
    /// Its bytes in the repaired line.
    pub at: Range<usize>,
    /// Its bytes in the line as it stands.
    pub shown: Range<usize>,
}

impl<'a> Text<'a> {
    /// Prepares a document.
    pub fn new(document: &'a Document) -> Self {
        let line = |shown: &'a String| Line {
            shown,
            light: Normal::new(shown, Level::Light),
            repaired: Normal::new(shown, Level::Repair),
            read: Normal::new(shown, Level::Read),
        };
        Self { lines: document.lines.iter().map(line).collect(), document }
    }

    /// The lines that a spot means.
    pub fn aim(&self, spot: &Spot) -> Result<Aim, Miss> {
        let last = *self.end().end();
        match spot {
            Spot::Line(number) if number.get() > last => Err(Miss::PastTheEnd(line(last))),
            Spot::Line(number) => Ok(number.get()..=number.get()),
            Spot::Page(_) if self.document.breaks.is_empty() => Err(Miss::NotCounted(
                "the document shows no page breaks; put form feeds between its pages, as `pdftotext` does, or give the line",
            )),
            Spot::Page(number) => match self.document.lines_of_page(number.get()) {
                Some((first, last)) => Ok(first..=last),
                None => Err(Miss::PastTheEnd(self.page(last))),
            },
            Spot::Cell(_) => Err(Miss::NotCounted("a text has no cells; give the line")),
            Spot::Time(_) => Err(Miss::NotCounted("a text has no clock; give the line")),
        }
    }

    /// The last line.
    pub fn end(&self) -> Aim {
        let last = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        last..=last
    }

    /// Where a place is, by the measure that `like` uses; a line where the document has no such measure.
    pub fn spot(&self, place: &Place, like: &Spot) -> Option<Spot> {
        match like {
            Spot::Page(_) if !self.document.breaks.is_empty() => Some(self.page(place.line())),
            _ => Spot::of_line(place.line()),
        }
    }

    fn page(&self, line: u32) -> Spot {
        self.document.page_of(line).and_then(NonZeroU32::new).map_or_else(|| self::line(line), Spot::Page)
    }

    /// Looks for `excerpt` at the lines aimed at, then ever farther from them; without an aim from the start.
    pub fn find(&self, excerpt: &str, aim: Option<&Aim>) -> Option<Place> {
        let light = Normal::new(excerpt, Level::Light);
        let repaired = Normal::new(excerpt, Level::Repair);
        let aim = aim.cloned().unwrap_or(1..=1);
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by_key(|&index| (away(index, &aim), index + 1 < *aim.start() as usize));
        order.into_iter().find_map(|index| self.lines[index].find(&light, &repaired, index))
    }

    /// Whether bytes were lost so near to the lines aimed at, and among such words, that the excerpt may
    /// have stood there.
    pub fn may_have_lost(&self, excerpt: &str, aim: Option<&Aim>) -> bool {
        let excerpt: Vec<char> = normalise(excerpt, Level::Repair).chars().collect();
        let reaches = |line: u32| aim.is_none_or(|aim| away(line as usize - 1, aim) <= LOSS_REACH);
        let near = self.document.lost.iter().filter(|line| reaches(**line));
        let mut lines = near.filter_map(|line| self.lines.get(*line as usize - 1));
        lines.any(|line| fits_a_loss(&excerpt, &line.repaired.text().chars().collect::<Vec<char>>()))
    }
}

/// How many lines an index is from the lines aimed at.
fn away(index: usize, aim: &Aim) -> usize {
    let (first, last) = (*aim.start() as usize, *aim.end() as usize);
    first.saturating_sub(index + 1).max((index + 1).saturating_sub(last))
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
        let junk = rest.iter().take_while(|&&c| is_loss(c) || is_left_over(c)).count();
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

/// What stands in place of lost characters.
fn is_loss(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '?' | '斀' | '锟' | '斤' | '拷' | '烫')
}

/// What a gloss or a tag leaves behind when its beginning is lost: the rest of `(yú)`, of `</a>`.
fn is_left_over(c: char) -> bool {
    is_pinyin(c) || c.is_ascii_alphanumeric() || matches!(c, ')' | ';' | '/' | '>')
}

impl Place {
    /// The line's number, from 1.
    pub fn line(&self) -> u32 {
        u32::try_from(self.index + 1).unwrap_or(u32::MAX)
    }

    /// Whether the place is farther from the lines aimed at than a slip of the pen.
    pub fn is_far_from(&self, aim: &Aim) -> bool {
        away(self.index, aim) > NEAR
    }
}

impl Line<'_> {
    fn find(&self, light: &Normal, repaired: &Normal, index: usize) -> Option<Place> {
        let at = self.repaired.find(repaired.text());
        if let Some(found) = self.light.find(light.text()) {
            let shown = self.light.shown(found);
            return Some(Place { index, answer: Answer::Found, at: at.unwrap_or(0..0), shown });
        }
        at.map(|at| Place { index, answer: Answer::Repaired, shown: self.repaired.shown(at.clone()), at })
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030, WINDOWS_1252};
    use serde_json::{Value, json};

    use crate::model::evidence::Answer;
    use crate::verify::archive::{Unreadable, read};

    use super::Text;

    fn place(document: &str, excerpt: &str, line: u32) -> Option<(Answer, u32, String)> {
        let document = read(document.as_bytes()).expect("is UTF-8");
        let text = Text::new(&document);
        let place = text.find(excerpt, Some(&(line..=line)))?;
        let shown = document.lines[place.index][place.shown.clone()].to_owned();
        Some((place.answer, place.line(), shown))
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
    fn an_excerpt_does_not_run_over_the_end_of_a_line() {
        assert_eq!(place("渔船\n30艘", "渔船30艘", 1), None);
    }

    #[test]
    fn losses_reach_two_lines() {
        let document = read("甲\u{FFFD}\n乙\n丙\n丁".as_bytes()).expect("is UTF-8");
        let text = Text::new(&document);
        assert_eq!(
            [1, 2, 3, 4].map(|line| text.may_have_lost("甲乙", Some(&(line..=line)))),
            [true, true, true, false]
        );
    }

    #[test]
    fn a_loss_explains_only_words_that_stand_around_it() {
        let lost = |line: &str, excerpt: &str| {
            let document = read(line.as_bytes()).expect("is UTF-8");
            Text::new(&document).may_have_lost(excerpt, Some(&(1..=1)))
        };
        assert!(lost("已有\u{FFFD}船30艘。", "渔船30艘"));
        assert!(lost("渔船3\u{FFFD}", "渔船30艘"));
        assert!(lost("甲市?yú)船30艘", "甲市渔船30艘"));
        assert!(!lost("\u{FFFD}渔船40艘", "渔船30艘"));
        assert!(!lost("渔船40艘,\u{FFFD}", "渔船30艘"));
    }

    /// The cases that the script of the pages is held to as well.
    #[test]
    fn every_case_that_pages_share_gets_its_answer() {
        let cases: Vec<Value> = serde_json::from_str(include_str!("../../tests/cases/copies.json")).expect("is JSON");
        let wrong: Vec<String> = cases.iter().filter_map(differing).collect();
        assert!(cases.len() > 50 && wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn differing(case: &Value) -> Option<String> {
        let answered = answered(&bytes(case), case["excerpt"].as_str()?, u32::try_from(case["line"].as_u64()?).ok()?);
        let answered = answered.as_object()?;
        let expected = ["answer", "at", "shown", "encoding", "lost", "unreadable"];
        let same = expected.iter().all(|key| answered.get(*key) == case.get(key));
        (!same).then(|| format!("{}: {answered:?}", case["name"]))
    }

    fn answered(bytes: &[u8], excerpt: &str, line: u32) -> Value {
        let document = match read(bytes) {
            Ok(document) => document,
            Err(Unreadable::Empty) => return json!({ "unreadable": "empty" }),
            Err(Unreadable::UnknownEncoding) => return json!({ "unreadable": "unknown-encoding" }),
        };
        let text = Text::new(&document);
        let mut seen = json!({ "encoding": document.encoding, "lost": document.lost });
        match text.find(excerpt, Some(&(line..=line))) {
            Some(place) => {
                seen["answer"] = json!(place.answer.word());
                seen["at"] = json!(place.line());
                seen["shown"] = json!(document.lines[place.index][place.shown]);
            }
            None => {
                seen["answer"] =
                    json!(if text.may_have_lost(excerpt, Some(&(line..=line))) { "cannot-check" } else { "absent" })
            }
        }
        seen
    }

    /// The bytes of a case: in hexadecimal digits, or a text in an encoding; cut, or with some put in.
    fn bytes(case: &Value) -> Vec<u8> {
        let hex = |digits: &str| -> Vec<u8> {
            let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("digits"));
            pairs.map(|pair| u8::from_str_radix(pair, 16).expect("a byte")).collect()
        };
        let text = case["text"].as_str().unwrap_or_default();
        let mut bytes = match case["as"].as_str() {
            None => case["hex"].as_str().map_or_else(|| text.as_bytes().to_vec(), hex),
            Some("utf-16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Some("utf-16be") => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Some("gb18030") => GB18030.encode(text).0.into_owned(),
            Some("big5") => BIG5.encode(text).0.into_owned(),
            Some("latin1") => WINDOWS_1252.encode(text).0.into_owned(),
            Some(other) => panic!("no encoding `{other}`"),
        };
        let size = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("fits");
        if let Some([start, end]) = case["cut"].as_array().map(Vec::as_slice) {
            bytes = bytes[size(start)..bytes.len() - size(end)].to_vec();
        }
        if let Some([at, digits]) = case["insert"].as_array().map(Vec::as_slice) {
            bytes.splice(size(at)..size(at), hex(digits.as_str().expect("digits")));
        }
        bytes
    }
}
