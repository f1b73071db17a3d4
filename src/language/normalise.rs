//! Forgives what scraping does to a text, for matching only: what is shown stays as it stands.
//!
//! `static/copy.js` does the same in a reader's browser; `tests/cases/copies.json` holds both to it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::script::{is_han, is_wide_letter, is_wide_mark};
use super::simplified::simplified;

/// How much is forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// What no reader sees: white space, the width of characters, the form of quotation marks.
    Light,
    /// Also what a machine did to the words: traditional characters, bracketed pinyin glosses.
    Repair,
    /// For reading, not for matching: as repaired, but with one space where white space parts two words of
    /// a script that is written with spaces.
    Read,
}

/// A normalised text that knows which part of the shown text each of its characters stands for.
#[derive(Clone, Debug)]
pub struct Normal {
    text: String,
    spans: Vec<Span>,
}

/// One normalised character: where it stands in the normalised text, and what it stands for.
#[derive(Clone, Copy, Debug)]
struct Span {
    at: usize,
    from: usize,
    to: usize,
}

/// A character on its way, with the bytes of the shown text that it stands for.
type Piece = (char, usize, usize);

impl Normal {
    /// Normalises `shown`.
    pub fn new(shown: &str, level: Level) -> Self {
        let mut pieces = compose(shown);
        match level {
            Level::Light | Level::Repair => pieces = without_spaces(&pieces),
            Level::Read => pieces = with_word_spaces(&pieces),
        }
        for piece in &mut pieces {
            piece.0 = plain_quote(piece.0);
        }
        if level != Level::Light {
            pieces = without_glosses(&pieces);
            for piece in &mut pieces {
                piece.0 = simplified(piece.0);
            }
        }
        let mut normal = Self { text: String::with_capacity(shown.len()), spans: Vec::with_capacity(pieces.len()) };
        for (c, from, to) in pieces {
            normal.spans.push(Span { at: normal.text.len(), from, to });
            normal.text.push(c);
        }
        normal
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters the normalised text has.
    pub fn count(&self) -> usize {
        self.spans.len()
    }

    /// Where `needle` stands in the normalised text, in bytes; it must be normalised likewise.
    pub fn find(&self, needle: &str) -> Option<Range<usize>> {
        self.find_after(needle, 0)
    }

    /// As [`Normal::find`], in what stands for the shown text from byte `from` on.
    pub fn find_after(&self, needle: &str, from: usize) -> Option<Range<usize>> {
        let first = self.spans.partition_point(|span| span.from < from);
        let start = self.spans.get(first).filter(|_| !needle.is_empty())?.at;
        self.text[start..].find(needle).map(|at| start + at..start + at + needle.len())
    }

    /// The bytes of the normalised text that stand for a range of the shown one.
    pub fn at(&self, shown: Range<usize>) -> Range<usize> {
        let place = |index: usize| self.spans.get(index).map_or(self.text.len(), |span| span.at);
        let first = self.spans.partition_point(|span| span.to <= shown.start);
        let end = self.spans.partition_point(|span| span.from < shown.end);
        place(first)..place(end.max(first))
    }

    /// The bytes of the shown text that a range of the normalised one stands for.
    pub fn shown(&self, range: Range<usize>) -> Range<usize> {
        let first = self.spans.partition_point(|span| span.at < range.start);
        let end = self.spans.partition_point(|span| span.at < range.end);
        match (self.spans.get(first), end.checked_sub(1).and_then(|last| self.spans.get(last))) {
            (Some(start), Some(last)) if first < end => start.from..last.to,
            (Some(start), _) => start.from..start.from,
            (None, _) => self.spans.last().map_or(0..0, |last| last.to..last.to),
        }
    }
}

/// The text alone, normalised.
pub fn normalise(shown: &str, level: Level) -> String {
    Normal::new(shown, level).text
}

/// NFKC, one letter with its marks at a time, so that every result knows where it came from.
fn compose(shown: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(shown.len() / 2);
    let mut start = 0;
    let mut ends = shown.char_indices().skip(1).filter(|&(_, c)| canonical_combining_class(c) == 0).map(|(at, _)| at);
    while start < shown.len() {
        let end = ends.next().unwrap_or(shown.len());
        let part = &shown[start..end];
        let alone = part.chars().next().filter(|c| c.len_utf8() == part.len());
        let digit_before = pieces.last().is_some_and(|&(c, ..): &Piece| c.is_numeric());
        match alone.filter(|&c| is_plain(c) || is_own_number(c) || (digit_before && is_number_sign(c))) {
            Some(c) => pieces.push((c, start, end)),
            None => pieces.extend(part.nfkc().map(|c| (c, start, end))),
        }
        start = end;
    }
    pieces
}

/// White space, and the characters that take no room: joiners, soft hyphens, byte order marks.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{FE0F}')
}

/// Whether NFKC leaves a character as it is; most are such.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{4E00}'..='\u{9FA5}')
}

/// Numbers in circles and brackets: they count items, and would lengthen a number that follows them.
fn is_own_number(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249B}' | '\u{24EA}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}')
}

/// Raised and lowered digits and fractions: behind a digit they would lengthen its number.
fn is_number_sign(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}' | '\u{2150}'..='\u{215F}' | '\u{2189}')
}

/// All white space left out but one space between two digits, where it parts numbers.
fn without_spaces(pieces: &[Piece]) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut gap: Option<(usize, usize)> = None;
    for &(c, from, to) in pieces {
        if c.is_whitespace() {
            gap = Some(gap.map_or((from, to), |(start, _)| (start, to)));
        } else if !is_blank(c) {
            let digit_before = kept.last().is_some_and(|&(before, ..)| before.is_ascii_digit());
            if let Some((start, end)) = gap.take()
                && digit_before
                && c.is_ascii_digit()
            {
                kept.push((' ', start, end));
            }
            kept.push((c, from, to));
        }
    }
    kept
}

/// White space that parts two words of a script with spaces as one space; any other left out.
fn with_word_spaces(pieces: &[Piece]) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut gap: Option<Piece> = None;
    for &(c, from, to) in pieces {
        if c.is_whitespace() {
            gap = Some(gap.map_or((' ', from, to), |(space, from, _)| (space, from, to)));
        } else if !is_blank(c) {
            let parts = |c: char| !is_wide_letter(c) && !is_wide_mark(c);
            let left = kept.last().is_some_and(|&(left, ..)| parts(left));
            kept.extend(gap.take().filter(|_| left && parts(c)));
            kept.push((c, from, to));
        }
    }
    kept
}

fn plain_quote(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' | '″' => {
            '"'
        }
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' => '\'',
        other => other,
    }
}

/// Leaves out `(chǎn)` after a Han character: a damage that some converters of web pages do.
fn without_glosses(pieces: &[Piece]) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(&piece) = pieces.get(at) {
        let after_han = kept.last().is_some_and(|&(c, ..)| is_han(c));
        match gloss_length(&pieces[at..]) {
            Some(length) if after_han => at += length,
            _ => {
                kept.push(piece);
                at += 1;
            }
        }
    }
    kept
}

/// The length of a gloss at the start: brackets around one syllable of pinyin with its tone.
fn gloss_length(pieces: &[Piece]) -> Option<usize> {
    const LONGEST: usize = 6;
    if pieces.first()?.0 != '(' {
        return None;
    }
    let letters = pieces[1..].iter().take(LONGEST + 1).take_while(|&&(c, ..)| is_pinyin(c)).count();
    let toned = pieces[1..=letters].iter().any(|&(c, ..)| is_toned(c));
    let closed = pieces.get(letters + 1)?.0 == ')';
    (toned && closed && letters <= LONGEST).then_some(letters + 2)
}

/// Whether a character can stand in a syllable of pinyin.
pub fn is_pinyin(c: char) -> bool {
    c.is_ascii_lowercase() || matches!(c, 'ü' | 'ê' | 'ɡ') || is_toned(c)
}

/// Whether a character is a vowel with a tone mark.
pub fn is_toned(c: char) -> bool {
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Level, Normal, normalise};

    fn shown(text: &str, needle: &str, level: Level) -> Option<String> {
        let normal = Normal::new(text, level);
        let found = normal.find(&normalise(needle, level))?;
        Some(text[normal.shown(found)].to_owned())
    }

    #[test]
    fn white_space_width_and_quotes_are_folded_lightly() {
        assert_eq!(normalise("甲市 “七小虎”\u{3000}，营收３０亿元", Level::Light), "甲市\"七小虎\",营收30亿元");
        assert_eq!(normalise("「甲」『乙』", Level::Light), "\"甲\"\"乙\"");
    }

    #[test]
    fn the_shown_wording_comes_back() {
        assert_eq!(shown("共有 ３０ 家工厂。", "30家", Level::Light).as_deref(), Some("３０ 家"));
    }

    #[test]
    fn numbers_that_a_space_parts_do_not_run_together() {
        assert_eq!(shown("In 2025 12 lamps", "202512", Level::Light), None);
        assert_eq!(shown("In 2025 12 lamps", "2025 12", Level::Light).as_deref(), Some("2025 12"));
        assert_eq!(shown("the Ai Lab", "AiLab", Level::Light).as_deref(), Some("Ai Lab"));
    }

    #[test]
    fn a_raised_or_circled_number_does_not_lengthen_its_neighbour() {
        assert_eq!(normalise("①2300 10¹¹ 2½ 30㎡ x²", Level::Read), "①2300 10¹¹ 2½ 30m2 x2");
    }

    #[test]
    fn radicals_that_look_like_characters_are_characters() {
        assert_eq!(normalise("⼯⼈", Level::Light), "工人");
    }

    #[test]
    fn traditional_characters_match_only_after_repair() {
        assert_eq!(shown("電車產量", "电车产量", Level::Light), None);
        assert_eq!(shown("電車產量", "电车产量", Level::Repair).as_deref(), Some("電車產量"));
    }

    #[test]
    fn a_gloss_is_dropped_and_stays_in_the_shown_wording() {
        assert_eq!(
            shown("水產(chǎn)養(yǎng)殖業(yè)興旺", "水产养殖业", Level::Repair).as_deref(),
            Some("水產(chǎn)養(yǎng)殖業")
        );
        assert_eq!(normalise("魚（yú）塘", Level::Repair), "鱼塘");
        assert_eq!(normalise("魚(yu\u{301})塘", Level::Repair), "鱼塘");
    }

    #[test]
    fn other_brackets_are_kept() {
        for text in ["甲厂(km)", "甲厂(小乙)", "甲厂(R&D)", "(yú)", "甲厂(zhuāngbèi)"] {
            assert_eq!(normalise(text, Level::Repair), text);
        }
    }

    #[test]
    fn a_phrase_cut_at_its_edge_still_matches() {
        assert!(shown("他看著乾坤", "看着", Level::Repair).is_some());
        assert!(shown("他看著乾坤", "坤", Level::Repair).is_some());
        assert!(shown("他看著乾坤", "乾坤", Level::Repair).is_some());
    }

    #[test]
    fn for_reading_latin_words_keep_their_spaces() {
        assert_eq!(normalise("In\u{A0}2025  Dengzhou", Level::Read), "In 2025 Dengzhou");
        assert_eq!(normalise("於 2025 年，擁有 12 GPU", Level::Read), "于2025年,拥有12 GPU");
        let text = "共有 ３０ 家，12 GPU";
        let read = Normal::new(text, Level::Read);
        let shown = text.find("12").map_or(0..0, |at| at..text.len());
        assert_eq!(&read.text()[read.at(shown)], "12 GPU");
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        assert_eq!(shown("", "甲", Level::Repair), None);
        assert_eq!(shown("甲", " ", Level::Light), None);
        assert_eq!(Normal::new("", Level::Repair).shown(0..0), 0..0);
    }

    proptest! {
        #[test]
        fn what_was_cut_out_of_a_text_is_found_in_it(text in "[甲乙電業 ,“”(chǎn)0-9]{1,30}") {
            for level in [Level::Light, Level::Repair] {
                let normal = Normal::new(&text, level);
                let shown = normal.shown(0..normal.text().len());
                assert!(text.get(shown.clone()).is_some());
                assert_eq!(normalise(&text[shown], level), normal.text());
            }
        }
    }
}
