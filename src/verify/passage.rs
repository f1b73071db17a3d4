//! An excerpt in its surroundings: the clause and the sentence around it, the lines above.

use std::ops::Range;

use super::locate::{Line, Place, Text};

/// How many lines with text above an excerpt's line are read for what it leaves unsaid.
const ABOVE: usize = 3;
/// A line of at most so many characters without a full stop is taken for a heading.
const HEADING: usize = 30;

/// An excerpt where it stands.
#[derive(Debug)]
pub struct Passage<'a> {
    /// Its line.
    pub line: &'a Line<'a>,
    /// Its bytes in the repaired line.
    pub at: Range<usize>,
    /// The lines above that may say what the line leaves out, the nearest first.
    pub above: Vec<&'a Line<'a>>,
}

impl<'a> Passage<'a> {
    /// The surroundings of `place`: its line, the three lines of text before it and its heading.
    pub fn new(text: &'a Text<'a>, place: &Place) -> Self {
        let before = || text.lines[..place.index].iter().rev().filter(|line| line.repaired.count() > 0);
        let near = before().take(ABOVE);
        let heading = before().skip(ABOVE).find(|line| is_heading(line));
        Self { line: &text.lines[place.index], at: place.at.clone(), above: near.chain(heading).collect() }
    }

    /// The repaired line.
    pub fn text(&self) -> &'a str {
        self.line.repaired.text()
    }

    /// The bytes of the clause or clauses that the excerpt stands in.
    pub fn clause(&self) -> Range<usize> {
        self.between(|c| is_sentence_end(c) || matches!(c, ',' | ':'))
    }

    /// The bytes of the sentence or sentences that the excerpt stands in.
    pub fn sentence(&self) -> Range<usize> {
        self.between(is_sentence_end)
    }

    fn between(&self, ends: impl Fn(char) -> bool) -> Range<usize> {
        let text = self.text();
        let end = |&(at, c): &(usize, char)| ends(c) && !is_inside_number(text, at);
        let mut before = text[..self.at.start].char_indices().rev();
        let start = before.find(end).map_or(0, |(at, c)| at + c.len_utf8());
        let mut after = text[self.at.end..].char_indices().map(|(at, c)| (self.at.end + at, c));
        start..after.find(end).map_or(text.len(), |(at, _)| at)
    }
}

/// Whether the mark at `at` stands between digits: 3,360 and 3:1 are not two clauses.
fn is_inside_number(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text[..at].chars().next_back()) && digit(text[at..].chars().nth(1))
}

/// Whether one stretch of a text lies in another.
pub fn is_within(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// How many characters lie between two stretches of `text`; none if they touch or overlap.
pub fn distance(text: &str, a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start {
        text[a.end..b.start].chars().count()
    } else if b.end <= a.start {
        text[b.end..a.start].chars().count()
    } else {
        0
    }
}

fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';')
}

fn is_heading(line: &Line) -> bool {
    let text = line.repaired.text();
    line.repaired.count() <= HEADING && !text.ends_with(|c| is_sentence_end(c) || c == ',')
}

#[cfg(test)]
mod tests {
    use crate::verify::archive::read;
    use crate::verify::locate::Text;

    use super::{Passage, distance};

    #[test]
    fn the_clause_and_the_sentence_are_cut_out() {
        let document = read("春天到了。甲市有船,共三十艘,另有港口;乙市没有。".as_bytes()).expect("is UTF-8");
        let text = Text::new(&document);
        let place = text.find("三十艘", 1).expect("stands there");
        let passage = Passage::new(&text, &place);
        assert_eq!(&passage.text()[passage.clause()], "共三十艘");
        assert_eq!(&passage.text()[passage.sentence()], "甲市有船,共三十艘,另有港口");
    }

    #[test]
    fn a_mark_between_digits_ends_no_clause() {
        let document = read("甲市,共有3,360艘,多".as_bytes()).expect("is UTF-8");
        let text = Text::new(&document);
        let passage = Passage::new(&text, &text.find("360艘", 1).expect("stands there"));
        assert_eq!(&passage.text()[passage.clause()], "共有3,360艘");
    }

    #[test]
    fn three_lines_and_a_heading_are_read_above() {
        let document = read("甲市\n一句话。\n二句话。\n\n三句话。\n四句话。\n三十艘".as_bytes()).expect("is UTF-8");
        let text = Text::new(&document);
        let place = text.find("三十艘", 7).expect("stands there");
        let above: Vec<&str> = Passage::new(&text, &place).above.iter().map(|line| line.shown).collect();
        assert_eq!(above, ["四句话。", "三句话。", "二句话。", "甲市"]);
    }

    #[test]
    fn distance_is_counted_in_characters() {
        assert_eq!(distance("甲乙丙丁", &(0..3), &(9..12)), 2);
        assert_eq!(distance("甲乙丙丁", &(9..12), &(0..3)), 2);
        assert_eq!(distance("甲乙丙丁", &(0..6), &(3..12)), 0);
    }
}
