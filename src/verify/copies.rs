//! Suggests which archived documents hold the same text, word for word or reworded by a machine.
//!
//! A suggestion is for a curator, who records what a source rests on; nothing is decided here.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::language::script::is_wide_letter;
use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::numeral;
use crate::model::source::Source;

use super::archive::Document;
use super::locate::Text;
use super::mention::Names;

/// The shortest run of characters that two texts do not share by accident, where characters are words.
const CHARACTERS: usize = 20;
/// The shortest run of words that two texts do not share by accident: a minister's title has six.
const WORDS: usize = 9;
/// How many numbers and names in a row make a trace of one text in another.
const TRACE: usize = 4;
/// How many traces make a reworded copy.
const LEAST_TRACES: usize = 3;

/// Two documents that look like one witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The one of the two that comes first in the briefing.
    pub original: Id<Source>,
    /// The other.
    pub copy: Id<Source>,
    /// How they are alike.
    pub likeness: Likeness,
    /// How much of the shorter text is shared, in percent: of its words, or of its numbers
    /// and names.
    pub percent: u32,
    /// Pairs of lines, numbered from 1, that are alike, in the original's order.
    pub lines: Vec<(u32, u32)>,
    /// Facts of both, read in lines that are alike, that state one thing of one subject and name
    /// no common origin: they would count as two witnesses.
    pub disputed: Vec<(Id<Fact>, Id<Fact>)>,
}

/// How two texts are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Runs of the same words, or characters where they are words.
    Verbatim,
    /// The same numbers and names in the same order, in other words.
    Reworded,
}

impl Suggestion {
    /// What a curator should look at, in words.
    pub fn message(&self, briefing: &Briefing) -> String {
        let slug = |id| briefing.sources[id].slug.as_str();
        let what = match self.likeness {
            Likeness::Verbatim => "of the shorter text word for word",
            Likeness::Reworded => "of the shorter text's numbers and names, in the same order",
        };
        let (a, b) = (slug(self.original), slug(self.copy));
        let ((first, other), (last, other_last)) = (self.lines[0], self.lines[self.lines.len() - 1]);
        let share = if self.percent == 0 { "under 1".to_owned() } else { self.percent.to_string() };
        let mut message = format!(
            "`{a}` and `{b}` share {share} % {what} (lines {first} to {last} and {other} to {other_last}): they may be one witness"
        );
        if let Some(&(one, two)) = self.disputed.first() {
            let names = (&briefing.facts[one].slug, &briefing.facts[two].slug);
            message += &format!(
                ", and {} pairs of their facts name no common origin, among them `{}` and `{}`",
                self.disputed.len(),
                names.0,
                names.1
            );
        }
        message
    }
}

/// Looks at every pair of documents that share a run or a row.
pub fn suggest(briefing: &Briefing, documents: &[(Id<Source>, &Document)]) -> Vec<Suggestion> {
    let names = Names::new(briefing);
    let readings: Vec<Reading> =
        documents.iter().map(|(source, document)| Reading::new(*source, document, &names)).collect();
    let mut suggestions = Vec::new();
    for (a, b) in sharing(&readings) {
        let (a, b) = (&readings[a], &readings[b]);
        let alike = [verbatim(a, b), reworded(a, b)].into_iter().flatten();
        if let Some((likeness, percent, lines)) = alike.max_by_key(|(_, percent, _)| *percent) {
            let (original, copy) = (a.source, b.source);
            let disputed = disputed(briefing, original, copy, &lines);
            suggestions.push(Suggestion { original, copy, likeness, percent, lines, disputed });
        }
    }
    suggestions
}

/// The pairs that have a run of characters or a row of marks in common, by its hash: few among many
/// documents, found without looking at every pair.
fn sharing(readings: &[Reading]) -> BTreeSet<(usize, usize)> {
    let mut held: Vec<(u64, usize)> = Vec::new();
    for (n, reading) in readings.iter().enumerate() {
        let runs = reading.words.windows(reading.run).map(|run| hash(run.iter().map(|(word, _)| word)));
        let rows = reading.marks.windows(TRACE).map(|row| hash(row.iter().map(|(mark, _)| mark)));
        held.extend(runs.chain(rows).map(|hash| (hash, n)));
    }
    held.sort_unstable();
    held.dedup();
    let mut pairs = BTreeSet::new();
    for same in held.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, a)) in same.iter().enumerate() {
            pairs.extend(same[at + 1..].iter().map(|(_, b)| (*a, *b)));
        }
    }
    pairs
}

fn hash<T: Hash>(parts: impl Iterator<Item = T>) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.for_each(|part| part.hash(&mut hasher));
    hasher.finish()
}

/// A document as copies are looked for in it.
struct Reading {
    source: Id<Source>,
    /// Its words, by their hashes; each Han character is one.
    words: Vec<(u64, u32)>,
    /// How many of them in a row are no accident.
    run: usize,
    marks: Vec<(String, u32)>,
}

type Alike = (Likeness, u32, Vec<(u32, u32)>);

impl Reading {
    fn new(source: Id<Source>, document: &Document, names: &Names) -> Self {
        let text = Text::new(document);
        let mut reading = Self { source, words: Vec::new(), run: CHARACTERS, marks: Vec::new() };
        let (mut wide, mut spaced) = (0_usize, 0_usize);
        for line in &text.lines {
            let number = text.number(line);
            let read = line.read.text();
            for word in words(read) {
                let counted = if word.starts_with(is_wide_letter) { &mut wide } else { &mut spaced };
                *counted += 1;
                reading.words.push((hash(word.chars()), number));
            }
            let mentions = names.mentions(line).into_iter().filter(|mention| mention.inside.is_empty());
            let mut marks: Vec<(usize, String)> =
                mentions.map(|mention| (mention.at.start, format!("{:?}", mention.subject))).collect();
            marks.extend(numbers(read));
            marks.sort();
            marks.dedup();
            reading.marks.extend(marks.into_iter().map(|(_, mark)| (mark, number)));
        }
        if spaced > wide {
            reading.run = WORDS;
        }
        reading
    }
}

/// The words of a line; each character of a script without spaces is one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let end = if is_wide_letter(first) {
            first.len_utf8()
        } else {
            rest.find(|c: char| !c.is_alphanumeric() || is_wide_letter(c)).unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// The numbers in digits of a line, and where they stand.
fn numbers(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match numeral::read(&text[at..]).filter(|numeral| numeral.length > 0) {
            Some(numeral) => {
                if numeral.digits {
                    found.push((at, numeral.value.normalize().to_string()));
                }
                at += numeral.length;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// Runs of the same words, punctuation aside, that are longer than accident makes them.
fn verbatim(a: &Reading, b: &Reading) -> Option<Alike> {
    if a.run != b.run {
        return None;
    }
    let key = |window: &[(u64, u32)]| window.iter().map(|(word, _)| *word).collect::<Vec<u64>>();
    let mut places: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    for (at, window) in a.words.windows(a.run).enumerate() {
        places.entry(key(window)).or_insert(at);
    }
    let mut lines: BTreeSet<(u32, u32)> = BTreeSet::new();
    let (mut shared, mut at) = (0, 0);
    while at + b.run <= b.words.len() {
        let Some(&from) = places.get(&key(&b.words[at..at + b.run])) else {
            at += 1;
            continue;
        };
        let pairs = a.words[from..].iter().zip(&b.words[at..]).take_while(|((x, _), (y, _))| x == y);
        let alike: Vec<(u32, u32)> = pairs.map(|((_, x), (_, y))| (*x, *y)).collect();
        shared += alike.len();
        at += alike.len();
        lines.extend(alike);
    }
    let percent = percent(shared, a.words.len().min(b.words.len()));
    (shared > 0).then(|| (Likeness::Verbatim, percent, lines.into_iter().collect()))
}

/// Rows of the same numbers and names in the same order, at least two of them different and one a
/// number, as they remain when a machine replaces the words between them.
fn reworded(a: &Reading, b: &Reading) -> Option<Alike> {
    let key = |window: &[(String, u32)]| -> Option<Vec<String>> {
        let row: Vec<String> = window.iter().map(|(mark, _)| mark.clone()).collect();
        let different: BTreeSet<&String> = row.iter().collect();
        let number = row.iter().any(|mark| mark.starts_with(|c: char| c.is_ascii_digit()));
        (different.len() + 1 >= TRACE && number).then_some(row)
    };
    let mut places: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (at, window) in a.marks.windows(TRACE).enumerate() {
        places.entry(key(window).unwrap_or_default()).or_insert(at);
    }
    let mut lines: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    let mut traces: BTreeSet<Vec<String>> = BTreeSet::new();
    for (at, window) in b.marks.windows(TRACE).enumerate() {
        let Some(row) = key(window) else { continue };
        let Some(&from) = places.get(&row) else { continue };
        lines.extend((0..TRACE).map(|n| (a.marks[from + n].1, b.marks[at + n].1)));
        covered.extend(at..at + TRACE);
        traces.insert(row);
    }
    let percent = percent(covered.len(), a.marks.len().min(b.marks.len()));
    (traces.len() >= LEAST_TRACES).then(|| (Likeness::Reworded, percent, lines.into_iter().collect()))
}

fn percent(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 100 / whole.max(1)).unwrap_or(u32::MAX)
}

/// Facts that would count as two witnesses though their lines are alike.
fn disputed(briefing: &Briefing, a: Id<Source>, b: Id<Source>, lines: &[(u32, u32)]) -> Vec<(Id<Fact>, Id<Fact>)> {
    let of = |source: Id<Source>| briefing.facts.iter().filter(move |(_, fact)| fact.source == source);
    let mut pairs = Vec::new();
    for (one, first) in of(a) {
        for (two, second) in of(b) {
            let same = first.subject == second.subject && first.indicator == second.indicator;
            let apart = !first.origins.iter().any(|origin| second.origins.contains(origin));
            if same
                && apart
                && first.locator.line().zip(second.locator.line()).is_some_and(|pair| lines.contains(&pair))
            {
                pairs.push((one, two));
            }
        }
    }
    pairs
}
