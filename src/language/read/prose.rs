//! The small words of running text that `verify` weighs: negations, lists in order, words for what was named.

use std::ops::Range;

use serde::Deserialize;

use super::phrases::Phrases;

/// `[read.prose]` of a locale file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    not_before: Vec<String>,
    not_after: Vec<String>,
    /// Phrases that end in one of `not_before` and deny nothing: as many *as never* before.
    #[serde(default)]
    not_denying: Vec<String>,
    /// Words before a name that is only compared with: more *than* Ossenby, 与甲市的差距.
    #[serde(default)]
    compared: Vec<String>,
    /// Words that may stand between such a word and the name: than *in the* Ossenby.
    #[serde(default)]
    compared_between: Vec<String>,
    /// Words that begin a sentence with a capital behind a number that is no ordinal: 2022 waren es 31. *Bis* dahin.
    #[serde(default)]
    opening: Vec<String>,
    in_order: Vec<String>,
    and: Vec<String>,
    refers_back: Vec<String>,
    abbreviations: Vec<String>,
}

/// The small words of a language.
#[derive(Clone, Debug)]
pub struct Prose {
    /// Whether it denies.
    not_before: Phrases<bool>,
    not_after: Phrases<()>,
    compared: Phrases<()>,
    compared_between: Phrases<()>,
    opening: Phrases<()>,
    in_order: Phrases<()>,
    and: Phrases<()>,
    refers_back: Phrases<()>,
    abbreviations: Phrases<()>,
}

impl Prose {
    /// Readies the words of a language.
    pub fn new(words: &Words) -> Self {
        let plain = |words: &[String]| Phrases::new(words.iter().map(|word| (word.as_str(), ())).collect::<Vec<_>>());
        Self {
            not_before: Phrases::new(
                words
                    .not_before
                    .iter()
                    .map(|word| (word.as_str(), true))
                    .chain(words.not_denying.iter().map(|word| (word.as_str(), false)))
                    .collect::<Vec<_>>(),
            ),
            not_after: plain(&words.not_after),
            compared: plain(&words.compared),
            compared_between: plain(&words.compared_between),
            opening: plain(&words.opening),
            in_order: plain(&words.in_order),
            and: plain(&words.and),
            refers_back: plain(&words.refers_back),
            abbreviations: plain(&words.abbreviations),
        }
    }

    /// The negation directly before or after a stretch of text, which turns it into its opposite.
    pub fn negation(&self, text: &str, at: &Range<usize>) -> Option<Range<usize>> {
        let before = self.not_before.ending(text, at.start).filter(|hit| hit.means).map(|hit| hit.at);
        before.or_else(|| self.not_after.beginning(text, at.end).map(|hit| hit.at))
    }

    /// Whether a text says that there is none: *no* fatal accidents, 未发生.
    pub fn denies(&self, text: &str) -> bool {
        self.not_before.all(text).iter().any(|hit| hit.means)
    }

    /// Whether a name that begins at a place is only compared with: more *than* in Ossenby.
    pub fn is_compared(&self, text: &str, at: usize) -> bool {
        const MOST_BETWEEN: usize = 2;
        let mut end = text[..at].trim_end().len();
        for _ in 0..=MOST_BETWEEN {
            if self.compared.ending(text, end).is_some() {
                return true;
            }
            let Some(between) = self.compared_between.ending(text, end) else { return false };
            end = text[..between.at.start].trim_end().len();
        }
        false
    }

    /// The last word that gives one thing after another to one name after another: 分别, respectively.
    pub fn in_order(&self, text: &str) -> Option<usize> {
        self.in_order.all(text).last().map(|hit| hit.at.start)
    }

    /// Whether what stands between two names joins them in one list.
    pub fn joins(&self, between: &str) -> bool {
        let between = between.trim();
        let rest = between.trim_start_matches(['、', ',']).trim_start();
        let marked = rest.len() < between.len();
        (marked && rest.is_empty()) || self.and.at(rest, 0).is_some_and(|hit| hit.at.end == rest.len())
    }

    /// How many names a list has before its last, by its marks and its words for "and".
    pub fn joints(&self, text: &str) -> usize {
        text.matches(['、', ',']).count() + self.and.all(text).len()
    }

    /// Where a text joins two things with a word for "and".
    pub fn ands(&self, text: &str) -> Vec<Range<usize>> {
        self.and.all(text).into_iter().map(|hit| hit.at).collect()
    }

    /// Whether a text means a subject that was named before it: 该市, the town, die Stadt.
    pub fn refers_back(&self, text: &str) -> bool {
        self.refers_back.is_in(text)
    }

    /// Whether the full stop at byte `at` ends a sentence: it ends the text, or a capital follows it, and
    /// it belongs neither to an abbreviation nor to the number of a day.
    pub fn is_full_stop(&self, text: &str, at: usize) -> bool {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let next = after.trim_start();
        let opens = |c: char| matches!(c, '"' | '\'' | '\u{201E}' | '\u{201C}' | '\u{AB}' | '\u{2018}' | '\u{2039}');
        let begins = next.chars().next().is_none_or(|c| c.is_uppercase() || opens(c) || c.is_ascii_digit());
        // A text that is read has no space before a quotation mark.
        let quoted = next.strip_prefix(opens).is_some_and(|quoted| quoted.starts_with(char::is_uppercase));
        let apart = next.is_empty() || next.len() < after.len() || quoted;
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        // The 7. of a month, but 6,7. ends a sentence.
        let rest = &before[..before.len() - digits];
        // So does the year 2025/26.
        let years = rest.strip_suffix(['/', '-', '\u{2013}']);
        let in_year = years.is_some_and(|years| years.bytes().rev().take_while(u8::is_ascii_digit).count() == 4);
        let decimals = rest.ends_with([',', '.']) || in_year;
        let opening = next.starts_with(char::is_uppercase) && self.opening.beginning(next, 0).is_some();
        let ordinal = (1..=2).contains(&digits) && !decimals && !opening;
        begins && apart && !ordinal && self.abbreviations.ending(text, at + 1).is_none()
    }
}
