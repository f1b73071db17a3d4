//! Numbers that are denied for another: not 96 but 97, nicht 96, sondern 97.

use super::amount::{self, Found};
use super::lexicon::{Lexicon, List, Text, gap, word};

/// How many words may stand between a number and the word that leads to the other.
const MOST_WORDS: usize = 2;

/// Whether a number is denied for another that follows.
pub fn is_denied(lexicon: &Lexicon, text: &Text, found: &Found) -> bool {
    if lexicon.ends(text, found.range.start, List::ContrastBefore).is_none() {
        return false;
    }
    let mut at = found.range.end;
    for _ in 0..=MOST_WORDS {
        let comma = text.at(at).filter(|c| matches!(c, ',' | '，')).map_or(0, char::len_utf8);
        let next = at + comma + gap(&text.low, at + comma);
        if let Some(length) = lexicon.any(text, next, List::ContrastAfter) {
            return leads(lexicon, text, next + length);
        }
        let thing = word(&text.low, next).len();
        if comma > 0 || thing == 0 {
            return false;
        }
        at = next + thing;
    }
    false
}

/// Whether a number follows at a place, or behind one word.
fn leads(lexicon: &Lexicon, text: &Text, at: usize) -> bool {
    let start = at + gap(&text.low, at);
    let second = start + word(&text.low, start).len();
    let places = [start, second + gap(&text.low, second)];
    places.into_iter().any(|at| text.at(at).is_some() && amount::at(lexicon, text, at).is_some())
}
