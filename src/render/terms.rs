//! The glossary's words in running text: the first use of each leads to what is meant.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::language::fold::singular;
use crate::language::script::is_wide_letter;
use crate::model::briefing::Briefing;
use crate::model::lang::Lang;

/// The words that one text is searched for, the longest first.
#[derive(Debug)]
pub struct Terms {
    words: Vec<(String, usize)>,
}

impl Terms {
    /// The terms that ask for it, by their names in a language.
    pub fn of(briefing: &Briefing, lang: Lang) -> Self {
        let marked = briefing.glossary.iter().enumerate().filter(|(_, term)| term.mark);
        let named = marked.flat_map(|(at, term)| {
            let also = term.also.iter().filter(|alias| alias.lang == lang).map(|alias| alias.name.as_str());
            std::iter::once(term.label.get(lang).as_str()).chain(also).map(move |name| (bare(name).to_lowercase(), at))
        });
        let mut words: Vec<(String, usize)> = named.filter(|(name, _)| !name.is_empty()).collect();
        words.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        Self { words }
    }

    /// The first word of a text that is none of the `told`, and which term it is.
    pub fn first(&self, text: &str, told: &BTreeSet<usize>) -> Option<(Range<usize>, usize)> {
        let free = self.words.iter().filter(|(_, term)| !told.contains(term));
        let found = free.filter_map(|(word, term)| Some((find(text, word)?, *term)));
        // Of two that begin together the longer: they come in that order.
        found.min_by_key(|(range, _)| range.start)
    }
}

/// A name without the quotation marks that a text may set or not.
fn bare(name: &str) -> &str {
    name.trim_matches(['“', '”', '‘', '’', '"'])
}

/// Where a word in small letters stands by itself.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    let first = word.chars().next()?;
    text.char_indices().find_map(|(at, c)| {
        if !c.to_lowercase().eq(first.to_lowercase()) {
            return None;
        }
        let mut rest = text[at..].char_indices();
        let mut end = at;
        for wanted in word.chars() {
            let (from, c) = rest.next()?;
            if !c.to_lowercase().eq(wanted.to_lowercase()) {
                return None;
            }
            end = at + from + c.len_utf8();
        }
        let joined = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| is_one_word(a, b));
        let before = joined(text[..at].chars().next_back(), Some(c));
        let end = whole(&text[at..], end - at).map(|long| at + long)?;
        (!before).then_some(at..end)
    })
}

/// Where the word ends that begins a text and reaches `end` at least: there, or behind the ending of a plural; `None`
/// where it goes on otherwise.
fn whole(text: &str, end: usize) -> Option<usize> {
    let last = text[..end].chars().next_back()?;
    let goes_on = |c: char| is_one_word(last, c);
    let rest = &text[end..];
    let tail = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
    let begins = text[..end]
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word = text[begins..end + tail].to_lowercase();
    let is_plural = || singular(&word).is_some_and(|one| one == text[begins..end].to_lowercase());
    (tail == 0 || is_plural()).then_some(end + tail)
}

/// Whether two letters belong to one word, in a script that parts words.
fn is_one_word(a: char, b: char) -> bool {
    a.is_alphanumeric() && b.is_alphanumeric() && !is_wide_letter(a) && !is_wide_letter(b)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Terms, bare};

    fn first(words: &[&str], text: &str) -> Option<String> {
        let mut words: Vec<(String, usize)> =
            words.iter().enumerate().map(|(at, word)| (bare(word).to_lowercase(), at)).collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Terms { words }.first(text, &BTreeSet::new()).map(|(range, term)| format!("{term}: {}", &text[range]))
    }

    #[test]
    fn a_term_is_a_whole_word_and_the_longest_that_begins_there() {
        assert_eq!(first(&["agent"], "Reagents and an Agent."), Some("0: Agent".into()));
        assert_eq!(first(&["agent"], "Two agents."), Some("0: agents".into()));
        assert_eq!(first(&["agent"], "reagents, agentic"), None);
        assert_eq!(first(&["zone", "pilot zone"], "a pilot zone"), Some("1: pilot zone".into()));
        assert_eq!(first(&["“little giant”"], "a “little giant”"), Some("0: little giant".into()));
        assert_eq!(first(&["智能体", "智能"], "人工智能体系"), Some("0: 智能体".into()));
    }
}
