//! How a text says who says so: 据…介绍, according to …, laut …, selon ….

use std::ops::Range;

use serde::Deserialize;

use super::phrases::Phrases;

/// `[read.speaker]` of a locale file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    before: Vec<String>,
    after: Vec<String>,
    around: Vec<[Vec<String>; 2]>,
    plans: Vec<[Vec<String>; 2]>,
    nobody: Vec<String>,
    hidden: Vec<String>,
    after_ends_clause: bool,
    longest: usize,
}

/// Who is said to say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words, in bytes of the sentence.
    pub at: Range<usize>,
    /// Whether a plan or a rule is what speaks, which a record may name as its policy.
    pub is_plan: bool,
}

/// The ways in which a language names who says so.
#[derive(Clone, Debug)]
pub struct Speakers {
    before: Phrases<()>,
    after: Phrases<()>,
    around: Vec<Around>,
    nobody: Phrases<()>,
    hidden: Phrases<()>,
    after_ends_clause: bool,
    longest: usize,
}

/// Words before and behind a speaker.
#[derive(Clone, Debug)]
struct Around {
    lead: Phrases<()>,
    tail: Phrases<()>,
    is_plan: bool,
}

impl Speakers {
    /// Readies the words of a language.
    ///
    /// # Errors
    /// If no length is given for a speaker's name.
    pub fn new(words: &Words) -> Result<Self, String> {
        if words.longest == 0 {
            return Err("`longest` in [read.speaker] is how many characters a speaker's name may have".to_owned());
        }
        let frame =
            |is_plan| move |[lead, tail]: &[Vec<String>; 2]| Around { lead: plain(lead), tail: plain(tail), is_plan };
        let plans = words.plans.iter().map(frame(true));
        Ok(Self {
            before: plain(&words.before),
            after: plain(&words.after),
            around: plans.chain(words.around.iter().map(frame(false))).collect(),
            nobody: plain(&words.nobody),
            hidden: plain(&words.hidden),
            after_ends_clause: words.after_ends_clause,
            longest: words.longest,
        })
    }

    /// How a sentence attributes what it says; nothing where it does not, or names nobody.
    pub fn attribution(&self, sentence: &str) -> Option<Attribution> {
        let found = clauses(sentence).into_iter().enumerate().find_map(|(n, clause)| {
            let mut found = self.in_clause(&sentence[clause.clone()], n > 0)?;
            found.at = clause.start + found.at.start..clause.start + found.at.end;
            Some(found)
        })?;
        (!self.nobody.is_in(&sentence[found.at.clone()])).then_some(found)
    }

    fn in_clause(&self, clause: &str, after_another: bool) -> Option<Attribution> {
        let hidden = self.hidden.all(clause);
        let shown = |at: &Range<usize>| !hidden.iter().any(|hit| hit.at.start <= at.start && at.end <= hit.at.end);
        let all =
            |phrases: &Phrases<()>| phrases.all(clause).into_iter().map(|hit| hit.at).filter(|at| shown(at)).collect();
        let first = |phrases: &Phrases<()>| -> Option<Range<usize>> {
            let all: Vec<Range<usize>> = all(phrases);
            all.into_iter().next()
        };
        let around = self.around.iter().find_map(|frame| {
            let lead = first(&frame.lead)?;
            let tails: Vec<Range<usize>> = all(&frame.tail);
            // 据市统计局介绍: the name may hold a word that could end it.
            let ends = |tail: &Range<usize>| {
                lead.end <= tail.start && (frame.is_plan || self.is_name(&clause[lead.end..tail.start]))
            };
            let tail = tails.into_iter().rfind(ends)?;
            Some(Attribution { at: lead.start..tail.end, is_plan: frame.is_plan })
        });
        around.or_else(|| {
            // Behind what was said the verb comes first: "…, sagte das Amt".
            let verb = first(&self.after);
            let begins = verb.clone().filter(|verb| after_another && clause[..verb.start].trim().is_empty());
            let at = self.led(clause, first(&self.before)).or_else(|| self.followed(clause, verb));
            let at = at.or_else(|| self.led(clause, begins))?;
            Some(Attribution { at, is_plan: false })
        })
    }

    /// A lead with the name behind it.
    fn led(&self, clause: &str, lead: Option<Range<usize>>) -> Option<Range<usize>> {
        let lead = lead?;
        let rest = &clause[lead.end..];
        let length = rest.char_indices().nth(self.longest).map_or(rest.len(), |(at, _)| at);
        (!rest[..length].trim().is_empty()).then_some(lead.start..lead.end + length)
    }

    /// A name with the verb behind it, where the language lets one end its clause, or anywhere.
    fn followed(&self, clause: &str, tail: Option<Range<usize>>) -> Option<Range<usize>> {
        let tail = tail?;
        let ends = !self.after_ends_clause || clause[tail.end..].trim_matches(['"', ' ']).is_empty();
        (ends && self.is_name(&clause[..tail.start])).then_some(0..tail.end)
    }

    fn is_name(&self, text: &str) -> bool {
        !text.trim().is_empty() && text.chars().count() <= self.longest
    }
}

fn plain(words: &[String]) -> Phrases<()> {
    Phrases::new(words.iter().map(|word| (word.as_str(), ())))
}

/// The parts of a sentence between its commas and colons.
fn clauses(sentence: &str) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, c) in sentence.char_indices().filter(|(_, c)| matches!(c, ',' | ':' | ';')) {
        clauses.push(start..at);
        start = at + c.len_utf8();
    }
    clauses.push(start..sentence.len());
    clauses
}
