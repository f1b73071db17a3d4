//! A list of phrases, found in a text in one pass: the longest at each place, never half a word.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::script::is_wide_letter;
use crate::language::simplified::simplified;

/// Phrases with what each of them means.
///
/// A phrase is found whatever the case of its letters, in either form of Chinese characters; a space in it stands for
/// any white space, and a `*` at its end for the rest of a word. One in letters that are written with spaces is found
/// as whole words only; of two that begin at one place the longer is found. A `*` at the beginning of a phrase stands
/// for the beginning of a word without a capital, which no name is: `*era` is found in *portera*.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: BTreeMap<char, Vec<Phrase<T>>>,
    endings: Vec<(String, T)>,
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    chars: Vec<char>,
    open: bool,
    means: T,
}

/// A phrase where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<T> {
    /// Its bytes.
    pub at: Range<usize>,
    /// What it means.
    pub means: T,
}

impl<T: Copy> Phrases<T> {
    /// The phrases and their meanings; of two that are the same the first wins.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut by_first: BTreeMap<char, Vec<Phrase<T>>> = BTreeMap::new();
        let mut endings = Vec::new();
        for (text, means) in phrases {
            if let Some(ending) = text.strip_prefix('*') {
                endings.push((ending.to_owned(), means));
                continue;
            }
            let (text, open) = text.strip_suffix('*').map_or((text, false), |text| (text, true));
            let chars: Vec<char> = text.chars().map(lower).collect();
            let Some(&first) = chars.first() else { continue };
            by_first.entry(first).or_default().push(Phrase { chars, open, means });
        }
        for same in by_first.values_mut() {
            same.sort_by_key(|phrase| std::cmp::Reverse(phrase.chars.len()));
        }
        Self { by_first, endings }
    }

    /// The longest phrase that begins at byte `at`.
    pub fn at(&self, text: &str, at: usize) -> Option<Hit<T>> {
        let first = lower(text[at..].chars().next()?);
        let phrases = self.by_first.get(&first).into_iter().flatten();
        let whole = |phrase: &Phrase<T>| Some(Hit { at: at..phrase.end(text, at)?, means: phrase.means });
        phrases.into_iter().find_map(whole).or_else(|| self.ended(text, at))
    }

    /// The word that begins at byte `at`, if it has one of the endings.
    fn ended(&self, text: &str, at: usize) -> Option<Hit<T>> {
        let begins = !self.endings.is_empty() && text[at..].starts_with(char::is_lowercase) && is_edge(text, at);
        let word = begins.then(|| text[at..].split(|c| !is_word(c)).next())??;
        let (_, means) = self.endings.iter().find(|(ending, _)| word.len() > ending.len() && word.ends_with(ending))?;
        Some(Hit { at: at..at + word.len(), means: *means })
    }

    /// Every phrase in a text, from left to right; none begins inside another.
    pub fn all(&self, text: &str) -> Vec<Hit<T>> {
        let mut hits: Vec<Hit<T>> = Vec::new();
        for (at, _) in text.char_indices() {
            if hits.last().is_none_or(|last| last.at.end <= at) {
                hits.extend(self.at(text, at));
            }
        }
        hits
    }

    /// Whether a text has any of them.
    pub fn is_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| self.at(text, at).is_some())
    }

    /// The longest phrase that ends at byte `end`, white space before it left out.
    pub fn ending(&self, text: &str, end: usize) -> Option<Hit<T>> {
        let end = text[..end].trim_end().len();
        let longest = self.by_first.values().flatten().map(|phrase| phrase.chars.len()).max()?;
        let starts = text[..end].char_indices().rev().take(longest).map(|(at, _)| at);
        let hits = starts.filter_map(|at| {
            self.by_first
                .get(&lower(text[at..].chars().next()?))?
                .iter()
                .find_map(|phrase| (phrase.end(text, at)? == end).then_some(Hit { at: at..end, means: phrase.means }))
        });
        hits.last()
    }

    /// The longest phrase that begins after the white space at byte `start`.
    pub fn beginning(&self, text: &str, start: usize) -> Option<Hit<T>> {
        let start = text.len() - text[start..].trim_start().len();
        self.at(text, start)
    }

    /// The characters with which a phrase may begin, in lower case.
    pub fn firsts(&self) -> impl Iterator<Item = char> {
        self.by_first.keys().copied()
    }
}

impl<T> Phrase<T> {
    /// Where the phrase ends if it begins at byte `at`.
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        if self.chars.first().copied().is_some_and(is_word) && !is_edge(text, at) {
            return None;
        }
        let end = follow(text, at, &self.chars)?;
        let rest = text[end..].chars().take_while(|&c| is_word(c)).map(char::len_utf8).sum::<usize>();
        match (self.open, self.chars.last().copied().is_some_and(is_word)) {
            (true, _) => Some(end + rest),
            (false, true) if rest > 0 => None,
            _ => Some(end),
        }
    }
}

/// Where `chars` end if they stand in `text` at byte `at`.
pub fn follow(text: &str, at: usize, chars: &[char]) -> Option<usize> {
    let mut end = at;
    for &c in chars {
        let rest = &text[end..];
        let length = match c {
            ' ' => rest.len() - rest.trim_start().len(),
            '-' => dash(rest),
            _ => rest.chars().next().filter(|&next| lower(next) == c).map_or(0, char::len_utf8),
        };
        if length == 0 {
            return None;
        }
        end += length;
    }
    Some(end)
}

/// The length of a dash at the start of a text, whatever its form; two in a row are one.
fn dash(text: &str) -> usize {
    text.chars().take_while(|&c| lower(c) == '-').take(2).map(char::len_utf8).sum()
}

/// Whether a character belongs to a word of a script that is written with spaces.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_wide_letter(c)
}

/// Whether no word goes on across byte `at`.
pub fn is_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(is_word);
    let after = text[at..].chars().next().is_some_and(is_word);
    !(before && after)
}

/// A letter in lower case and a character in its simplified form, one for one; an apostrophe and a dash are one
/// whatever their form.
pub fn lower(c: char) -> char {
    match c {
        c if c.is_ascii() && c != '~' => return c.to_ascii_lowercase(),
        '’' => return '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '～' => return '-',
        _ => {}
    }
    let mut lower = c.to_lowercase();
    simplified(lower.next().filter(|_| lower.next().is_none()).unwrap_or(c))
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    fn found<'t>(phrases: &[&str], text: &'t str) -> Vec<&'t str> {
        Phrases::new(phrases.iter().map(|phrase| (*phrase, ())))
            .all(text)
            .into_iter()
            .map(|hit| &text[hit.at])
            .collect()
    }

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        assert_eq!(found(&["will", "aims to"], "Will Willing aims\u{A0}to unwill"), ["Will", "aims\u{A0}to"]);
        assert_eq!(found(&["plan*"], "planning a plan, explanation"), ["planning", "plan"]);
    }

    #[test]
    fn an_ending_is_that_of_a_whole_word_and_of_no_name() {
        assert_eq!(
            found(&["*era", "opera"], "il portera la Riviera, era, camera-eye, opera"),
            ["portera", "camera", "opera"]
        );
    }

    #[test]
    fn a_script_without_spaces_has_no_word_edges() {
        assert_eq!(found(&["力争", "拟"], "他们力争拟建AI"), ["力争", "拟"]);
    }

    #[test]
    fn the_longer_of_two_covers_the_shorter() {
        assert_eq!(found(&["拟", "虚拟"], "虚拟与拟建"), ["虚拟", "拟"]);
    }

    #[test]
    fn what_ends_or_begins_at_a_place_is_found() {
        let phrases = Phrases::new([("比", 1), ("相比于", 2), ("than in", 3)]);
        let hit = |text: &str| phrases.ending(text, text.len()).map(|hit| hit.means);
        assert_eq!((hit("相比于"), hit("对比"), hit("more than in "), hit("now")), (Some(2), Some(1), Some(3), None));
        assert_eq!(phrases.beginning("x 比甲", 1).map(|hit| hit.means), Some(1));
    }
}
