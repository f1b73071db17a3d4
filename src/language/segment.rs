//! Where a line may break between the words of a script without spaces.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::figure::index::CharMap;
use super::script::is_wide_letter;

/// More characters than a word has that a title must keep whole.
const LONGEST: usize = 12;

/// What a language's file says of its words: the `[lines]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWords {
    /// Its common words, with spaces between them.
    words: String,
    /// Characters that stay with the word before them.
    trailing: String,
}

/// Words that lines must not break, by the character that they begin with.
#[derive(Clone, Debug, Default)]
pub struct Lexis {
    words: BTreeSet<String>,
    /// How many characters the longest word has that begins with a character.
    longest: CharMap<usize>,
}

impl FromIterator<String> for Lexis {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        let words: BTreeSet<String> = words.into_iter().collect();
        let mut longest: BTreeMap<char, usize> = BTreeMap::new();
        for word in &words {
            let first = word.chars().next().map(|first| longest.entry(first).or_default());
            first.into_iter().for_each(|longest| *longest = word.chars().count().max(*longest));
        }
        Self { words, longest: longest.into_iter().collect() }
    }
}

impl Lexis {
    fn longest(&self, first: char) -> usize {
        self.longest.get(first).copied().unwrap_or(0)
    }
}

/// Knows the words of a language, as far as lines must not break inside them.
#[derive(Clone, Debug, Default)]
pub struct Segmenter {
    words: Lexis,
    trailing: BTreeSet<char>,
}

/// The best way to cut the beginning of a text: the fewest characters that no word has, then the fewest
/// words, then the longest of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    unknown: usize,
    words: usize,
    shortness: usize,
}

impl Cost {
    fn with(self, Word { chars, known }: Word) -> Self {
        Self {
            unknown: self.unknown + if known { 0 } else { chars },
            words: self.words + 1,
            shortness: self.shortness + LONGEST * LONGEST - chars * chars,
        }
    }
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug)]
struct Word {
    chars: usize,
    known: bool,
}

impl Segmenter {
    /// Takes the words of a language's file.
    pub fn new(file: &LineWords) -> Self {
        let words = file.words.split_whitespace().map(str::to_owned).collect();
        Self { words, trailing: file.trailing.chars().filter(|c| !c.is_whitespace()).collect() }
    }

    /// Whether the language has words to keep whole; one with spaces has none.
    pub fn is_needed(&self) -> bool {
        !self.words.words.is_empty()
    }

    /// The bytes of `text` before which a line may begin: between two words, both of which are known here or
    /// among `names`. Where nothing is known, nothing breaks.
    pub fn breaks(&self, text: &str, names: &Lexis) -> Vec<usize> {
        if !self.is_needed() {
            return Vec::new();
        }
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut breaks = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let run = chars[at..].iter().take_while(|(_, c)| is_wide_letter(*c)).count();
            if run > 1 {
                let inside = self.between(text, &chars[at..at + run], names);
                breaks.extend(inside.into_iter().map(|n| chars[at + n].0));
            }
            at += run.max(1);
        }
        breaks
    }

    /// The places in a run of letters before which a word begins.
    fn between(&self, text: &str, run: &[(usize, char)], names: &Lexis) -> Vec<usize> {
        let words = self.cut(text, run, names);
        let mut places = Vec::new();
        let mut end = 0;
        for (n, word) in words.iter().enumerate() {
            let trails = word.chars == 1 && self.trailing.contains(&run[end].1);
            let before = n.checked_sub(1).map(|n| words[n]);
            // A character that no word has may belong to either side.
            let stray = |word: Word| !word.known && word.chars == 1;
            if before.is_some_and(|before| !stray(before)) && !trails && !stray(*word) {
                places.push(end);
            }
            end += word.chars;
        }
        places
    }

    /// A run of letters as words; what no word has stands together.
    fn cut(&self, text: &str, run: &[(usize, char)], names: &Lexis) -> Vec<Word> {
        // The best way to each place, with the word that it ends with; of equals the one with the longer word.
        let mut best: Vec<Option<(Cost, Word)>> = vec![None; run.len() + 1];
        best[0] = Some((Cost { unknown: 0, words: 0, shortness: 0 }, Word { chars: 0, known: true }));
        let end_of =
            |n: usize| run.get(n).map_or_else(|| run.last().map_or(0, |(at, c)| at + c.len_utf8()), |(at, _)| *at);
        for (start, (at, first)) in run.iter().enumerate() {
            let (cost, _) = best[start].expect("one character is a way");
            let longest = self.words.longest(*first).max(names.longest(*first)).min(LONGEST).min(run.len() - start);
            for chars in 1..=longest.max(1) {
                let known = chars <= longest && {
                    let word = &text[*at..end_of(start + chars)];
                    self.words.words.contains(word) || names.words.contains(word)
                };
                let known = known || (chars == 1 && self.trailing.contains(first));
                if known || chars == 1 {
                    let word = Word { chars, known };
                    let way = (cost.with(word), word);
                    let there = &mut best[start + chars];
                    if there.is_none_or(|(cost, _)| way.0 < cost) {
                        *there = Some(way);
                    }
                }
            }
        }
        let mut words: Vec<Word> = Vec::new();
        let mut end = run.len();
        while let Some((_, word)) = best[end].filter(|_| end > 0) {
            end -= word.chars;
            match words.last_mut() {
                Some(after) if !after.known && !word.known => after.chars += word.chars,
                _ => words.push(word),
            }
        }
        words.reverse();
        words
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lexis, LineWords, Segmenter};

    fn cut(words: &str, names: &[&str], text: &str) -> String {
        let file = LineWords { words: words.into(), trailing: "的 市".into() };
        let names: Lexis = names.iter().map(|name| (*name).to_owned()).collect();
        let breaks = Segmenter::new(&file).breaks(text, &names);
        let mut out = String::new();
        for (at, c) in text.char_indices() {
            if breaks.contains(&at) {
                out.push('|');
            }
            out.push(c);
        }
        out
    }

    #[test]
    fn lines_break_between_words_and_never_in_one() {
        assert_eq!(
            cut("产业 企业 多于 全省", &["人工智能", "江苏"], "产业企业多于江苏全省人工智能企业"),
            "产业|企业|多于|江苏|全省|人工智能|企业"
        );
    }

    #[test]
    fn a_particle_stays_with_the_word_before_it() {
        assert_eq!(cut("城市 产业", &["甲乙"], "甲乙市的产业"), "甲乙市的|产业");
    }

    #[test]
    fn what_no_word_has_is_not_torn() {
        assert_eq!(cut("产业 计划", &[], "产业驮骎骎计划"), "产业|驮骎骎|计划");
        assert_eq!(cut("产业 计划", &[], "产业驮计划"), "产业驮计划");
        assert_eq!(cut("", &["产业"], "产业产业"), "产业产业");
    }

    #[test]
    fn marks_and_other_scripts_are_left_to_the_browser() {
        assert_eq!(cut("产业 计划", &[], "“AI+”产业计划，2027年"), "“AI+”产业|计划，2027年");
    }

    #[test]
    fn of_two_ways_the_one_with_the_longer_words_is_taken() {
        assert_eq!(cut("南京 市长 南京市 长江 大桥 江大", &[], "南京市长江大桥"), "南京市|长江|大桥");
    }

    proptest! {
        #[test]
        fn no_break_stands_inside_a_lone_known_word(words in proptest::collection::vec("[一-十]{2,4}", 1..5), n in 0..5_usize) {
            let word = words[n % words.len()].clone();
            let text = format!("（{word}）");
            let file = LineWords { words: words.join(" "), trailing: String::new() };
            prop_assert!(Segmenter::new(&file).breaks(&text, &Lexis::default()).is_empty());
        }

        #[test]
        fn every_break_is_between_two_letters(text in "[a-z一-龥，。0-9]{0,20}") {
            let file = LineWords { words: "一二 三四 五".into(), trailing: "的".into() };
            for at in Segmenter::new(&file).breaks(&text, &Lexis::default()) {
                let wide = |c: Option<char>| c.is_some_and(super::is_wide_letter);
                prop_assert!(text.is_char_boundary(at));
                prop_assert!(wide(text[..at].chars().next_back()) && wide(text[at..].chars().next()));
            }
        }
    }
}
