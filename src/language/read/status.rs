//! Words by which a text says in which sense something is meant: done, aimed at, expected.

use serde::Deserialize;

use super::phrases::{Hit, Phrases};
use crate::model::fact::Status;

/// `[read.status]` of a locale file. A word may stand in several lists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    target: Vec<String>,
    forecast: Vec<String>,
    actual: Vec<String>,
    event: Vec<String>,
    claim: Vec<String>,
    ahead: Vec<String>,
    intent: Vec<String>,
    doing: Vec<String>,
    reached: Vec<String>,
    nothing: Vec<String>,
    starts: Vec<String>,
    until: Vec<String>,
    title: Vec<[char; 2]>,
}

/// What a word of status says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense(u16);

/// The words of status of a language.
#[derive(Clone, Debug)]
pub struct Statuses {
    words: Phrases<Sense>,
    starts: Phrases<()>,
    until: Phrases<()>,
    title: Vec<[char; 2]>,
}

impl Sense {
    /// It is not yet reached.
    pub const AHEAD: Sense = Sense(1 << 8);
    /// A target may rest on it, though it is said of what is done as well.
    pub const INTENT: Sense = Sense(1 << 9);
    /// It is not yet reached, but an event itself: to plan is to do something.
    pub const DOING: Sense = Sense(1 << 10);
    /// It has been reached.
    pub const REACHED: Sense = Sense(1 << 11);

    /// It states a status.
    pub fn states(status: Status) -> Sense {
        Sense(match status {
            Status::Actual => 1,
            Status::Target => 1 << 1,
            Status::Forecast => 1 << 2,
            Status::Claim => 1 << 3,
            Status::Event => 1 << 4,
        })
    }

    /// Whether it says this too.
    pub fn has(self, other: Sense) -> bool {
        self.0 & other.0 != 0
    }
}

impl Statuses {
    /// Readies the words of a language.
    ///
    /// # Errors
    /// If a list that a status rests on is empty.
    pub fn new(words: &Words) -> Result<Self, String> {
        let lists = [
            (&words.actual, Sense::states(Status::Actual)),
            (&words.target, Sense::states(Status::Target)),
            (&words.forecast, Sense::states(Status::Forecast)),
            (&words.claim, Sense::states(Status::Claim)),
            (&words.event, Sense::states(Status::Event)),
            (&words.ahead, Sense::AHEAD),
            (&words.intent, Sense::INTENT),
            (&words.doing, Sense::DOING),
            (&words.reached, Sense::REACHED),
            (&words.nothing, Sense(0)),
        ];
        if words.target.is_empty() || words.actual.is_empty() {
            return Err("`target` and `actual` in [read.status] need words".to_owned());
        }
        let mut senses = std::collections::BTreeMap::<&str, Sense>::new();
        for (list, sense) in lists {
            for word in list {
                senses.entry(word).or_default().0 |= sense.0;
            }
        }
        let plain = |words: &[String]| Phrases::new(words.iter().map(|word| (word.as_str(), ())).collect::<Vec<_>>());
        // A longer word is found instead of those it begins with, and says what they say.
        let inherited = |word: &str, own: Sense| {
            let shorter = senses.iter().filter(|(other, _)| own != Sense(0) && word.starts_with(**other));
            (word.to_owned(), Sense(shorter.fold(own.0, |all, (_, sense)| all | sense.0)))
        };
        let whole: Vec<(String, Sense)> = senses.iter().map(|(word, sense)| inherited(word, *sense)).collect();
        Ok(Self {
            words: Phrases::new(whole.iter().map(|(word, sense)| (word.as_str(), *sense))),
            starts: plain(&words.starts),
            until: plain(&words.until),
            title: words.title.clone(),
        })
    }

    /// The words of status in a text, in order; one may begin inside another, but not in a word that says
    /// nothing.
    pub fn all(&self, text: &str) -> Vec<Hit<Sense>> {
        let mut covered = 0;
        let mut found = Vec::new();
        for (at, _) in text.char_indices() {
            let Some(hit) = (at >= covered).then(|| self.words.at(text, at)).flatten() else { continue };
            if hit.means == Sense(0) {
                covered = hit.at.end;
            } else {
                found.push(hit);
            }
        }
        found
    }

    /// Whether an excerpt begins with where something starts from: from 5 days to 1.
    pub fn starts(&self, excerpt: &str) -> bool {
        self.starts.at(excerpt, 0).is_some()
    }

    /// Whether the words before byte `at` make the date there a deadline: by, until.
    pub fn is_until(&self, text: &str, at: usize) -> bool {
        self.until.ending(text, at).is_some()
    }

    /// A text with its titles blanked, whose words state nothing; byte for byte as long.
    pub fn untitled(&self, text: &str) -> String {
        let mut open: Vec<char> = Vec::new();
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            open.extend(self.title.iter().filter(|[start, _]| *start == c).map(|[_, end]| *end));
            if open.is_empty() {
                plain.push(c);
            } else {
                plain.extend(std::iter::repeat_n(' ', c.len_utf8()));
            }
            if open.last() == Some(&c) {
                open.pop();
            }
        }
        plain
    }
}
