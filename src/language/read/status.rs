//! Words by which a text says in which sense something is meant: done, aimed at, expected.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::phrases::{Hit, Phrases};
use crate::model::fact::Status;
use crate::model::words::Worded;

/// `[read.status]` of a locale file. A word may stand in several lists.
#[derive(Clone, Debug, Deserialize)]
pub struct Words {
    /// A list for each status, under its word.
    #[serde(flatten)]
    states: BTreeMap<Stated, Vec<String>>,
    ahead: Vec<String>,
    intent: Vec<String>,
    doing: Vec<String>,
    /// Words of money that is set aside: it is so now, though it is spent later.
    #[serde(default)]
    budget: Vec<String>,
    reached: Vec<String>,
    nothing: Vec<String>,
    starts: Vec<String>,
    /// Words that put one thing in the place of another: *instead of*.
    #[serde(default)]
    instead: Vec<String>,
    until: Vec<String>,
    /// What documents call themselves that say what is to be done.
    #[serde(default)]
    plans: Vec<String>,
    title: Vec<[char; 2]>,
}

/// A status as the key of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stated(Status);

impl<'de> Deserialize<'de> for Stated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Status::named(&word).map(Stated).ok_or_else(|| D::Error::custom(format!("unknown field `{word}`")))
    }
}

/// What a word of status says: a bit for each status, and four more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense(u16);

const _: () = assert!(Status::ALL.len() <= 8, "the bits of the statuses end where the others begin");

/// The words of status of a language.
#[derive(Clone, Debug)]
pub struct Statuses {
    words: Phrases<Sense>,
    starts: Phrases<()>,
    instead: Phrases<()>,
    until: Phrases<()>,
    plans: Phrases<()>,
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

    /// Money is set aside for it.
    pub const BUDGET: Sense = Sense(1 << 12);

    /// It states a status.
    pub fn states(status: Status) -> Sense {
        Sense(1 << status as u16)
    }

    /// Whether it says that something is still to come.
    pub fn is_ahead(self) -> bool {
        self.has(Self::AHEAD) || self.has(Self::states(Status::Target)) || self.has(Self::states(Status::Forecast))
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
            (&words.ahead, Sense::AHEAD),
            (&words.intent, Sense::INTENT),
            (&words.doing, Sense::DOING),
            (&words.budget, Sense::BUDGET),
            (&words.reached, Sense::REACHED),
            (&words.nothing, Sense(0)),
        ];
        let lacks = |status: &Status| words.states.get(&Stated(*status)).is_none_or(Vec::is_empty);
        if [Status::Target, Status::Actual].iter().any(lacks) {
            return Err("`target` and `actual` in [read.status] need words".to_owned());
        }
        let states = words.states.iter().map(|(Stated(status), list)| (list, Sense::states(*status)));
        let mut senses = BTreeMap::<&str, Sense>::new();
        for (list, sense) in states.chain(lists) {
            for word in list {
                senses.entry(word).or_default().0 |= sense.0;
            }
        }
        let plain = |words: &[String]| Phrases::new(words.iter().map(|word| (word.as_str(), ())).collect::<Vec<_>>());
        // A longer word is found instead of those it begins with, and says what they say.
        let inherited = |word: &str, own: Sense| {
            let begins = |other: &str| !other.starts_with('*') && word.starts_with(other.trim_end_matches('*'));
            let shorter = senses.iter().filter(|(other, _)| own != Sense(0) && begins(other));
            (word.to_owned(), Sense(shorter.fold(own.0, |all, (_, sense)| all | sense.0)))
        };
        let whole: Vec<(String, Sense)> = senses.iter().map(|(word, sense)| inherited(word, *sense)).collect();
        Ok(Self {
            words: Phrases::new(whole.iter().map(|(word, sense)| (word.as_str(), *sense))),
            starts: plain(&words.starts),
            instead: plain(&words.instead),
            until: plain(&words.until),
            plans: plain(&words.plans),
            title: words.title.clone(),
        })
    }

    /// The words of status in a text, in order; one may begin inside another, but not in a word that says
    /// nothing.
    pub fn all(&self, text: &str) -> Vec<Hit<Sense>> {
        let mut covered = 0;
        let mut found = Vec::new();
        for (at, _) in text.char_indices() {
            // Within three years is no end of this year: the number takes the word for a unit.
            let counted = text[..at].ends_with(|c: char| c.is_ascii_digit());
            let free = at >= covered && !counted;
            let Some(hit) = free.then(|| self.words.at(text, at)).flatten() else { continue };
            if hit.means == Sense(0) {
                covered = hit.at.end;
            } else {
                found.push(hit);
            }
        }
        found
    }

    /// Whether a document's title calls it a plan: what it tells is aimed at where its words do not say otherwise.
    pub fn names_plan(&self, title: &str) -> bool {
        self.plans.is_in(title)
    }

    /// Whether an excerpt begins with where something starts from: from 5 days to 1.
    pub fn starts(&self, excerpt: &str) -> bool {
        self.starts.at(excerpt, 0).is_some()
    }

    /// Whether words begin with one that puts what stands before it in the place of what stands behind.
    pub fn sets_instead(&self, words: &str) -> bool {
        self.instead.at(words, 0).is_some()
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
