//! What a figure may measure, among a briefing's indicators: by its unit, and by the words that they share.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::locales::Locales;
use crate::language::normalise::{Level, normalise};
use crate::language::script::is_wide_letter;
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::source::Source;
use crate::model::subject::Indicator;
use crate::model::unit::{Unit, UnitKind};

use crate::verify::passage::Passage;
use crate::verify::tables::CAPTIONS;

/// So many candidates are proposed.
const MOST: usize = 3;
/// Words are told apart by so many of their first letters: endings differ.
const STEM: usize = 6;
/// Shorter words than this tell nothing.
const SHORTEST: usize = 3;
/// What a word of a label is worth.
const LABEL: usize = 3;
/// So many words behind a number say what it counts.
const NEAR_WORDS: usize = 3;
/// The same where characters are words, the counting word included.
const NEAR_WIDE: usize = 6;
/// What a word that only one indicator has is worth.
const RAREST: usize = 60;

/// The words by which each indicator may be told.
#[derive(Clone, Debug)]
pub struct Labels {
    words: Vec<(Id<Indicator>, BTreeMap<String, usize>)>,
    /// The labels in every language, as heads of tables write them.
    labels: Vec<(String, Id<Indicator>)>,
    spread: BTreeMap<String, usize>,
    /// Those that count things.
    counted: BTreeSet<Id<Indicator>>,
}

impl Labels {
    /// The words of labels and definitions in every language, and of the excerpts that other sources than
    /// the one that is read gave to each.
    pub fn new(briefing: &Briefing, new: Id<Source>, locales: &Locales) -> Self {
        let mut words: Vec<(Id<Indicator>, BTreeMap<String, usize>)> = Vec::new();
        let mut spread: BTreeMap<String, usize> = BTreeMap::new();
        let mut excerpts: BTreeMap<Id<Indicator>, Vec<&str>> = BTreeMap::new();
        for (_, fact) in briefing.facts.iter().filter(|(_, fact)| fact.source != new) {
            excerpts.entry(fact.indicator).or_default().push(fact.excerpt.as_str());
        }
        let (mut counted, mut labels) = (BTreeSet::new(), Vec::new());
        for (id, indicator) in briefing.indicators.iter() {
            let mut own: BTreeMap<String, usize> = BTreeMap::new();
            let mut take = |text: &str, worth: usize| {
                for word in
                    split(text).into_iter().filter(|word| !locales.readers().any(|(_, r)| r.is_function_word(word)))
                {
                    let known = own.entry(word).or_default();
                    *known = worth.max(*known);
                }
            };
            indicator.definition.iter().for_each(|text| take(text, 1));
            excerpts.get(&id).into_iter().flatten().for_each(|text| take(text, 2));
            indicator.label.iter().for_each(|text| take(text, LABEL));
            labels.extend(indicator.label.iter().map(|text| (plain(text), id)));
            counted.extend((indicator.unit.kind() == UnitKind::Count).then_some(id));
            for word in own.keys() {
                *spread.entry(word.clone()).or_default() += 1;
            }
            words.push((id, own));
        }
        Self { words, labels, spread, counted }
    }

    /// Whether the words directly behind a number are those of the label of something counted.
    pub fn counts(&self, behind: &str) -> bool {
        let near: String = behind.split([',', ';', ':', '.', '，', '。', '；']).next().unwrap_or_default().to_owned();
        let near = if near.trim_start().starts_with(is_wide_letter) {
            near.trim_start().chars().take(NEAR_WIDE).collect()
        } else {
            near.split_whitespace().take(NEAR_WORDS).collect::<Vec<_>>().join(" ")
        };
        let near = split(&near);
        self.words.iter().any(|(id, own)| {
            self.counted.contains(id) && near.iter().any(|word| own.get(word).is_some_and(|worth| *worth >= LABEL))
        })
    }

    /// Candidates for a figure in this unit, the likeliest first; where no word is shared none but the only one in a unit
    /// that tells what it measures. Of a cell the heads
    /// say what it measures, and the caption and the rest of the row come after them.
    pub fn candidates(&self, briefing: &Briefing, passage: &Passage, unit: Unit) -> Vec<Id<Indicator>> {
        let text = passage.text();
        let heads = passage.cell.as_ref().map(|cell| cell.heads.as_slice()).unwrap_or_default();
        let (near, far) = match heads {
            [] => (split(&text[passage.clause()]), split(&text[passage.sentence()])),
            heads => (split(&heads.join(" ")), split(&format!("{} {}", text, captions(passage)))),
        };
        let heads: Vec<String> = heads.iter().map(|head| plain(head)).collect();
        let is_head = |id: &Id<Indicator>| self.labels.iter().any(|(label, own)| own == id && heads.contains(label));
        let score = |own: &BTreeMap<String, usize>| -> usize {
            let worth = |word: &String, times: usize| {
                let rare = RAREST / self.spread.get(word).copied().unwrap_or(1).max(1);
                own.get(word).map_or(0, |worth| worth * times * rare)
            };
            let around = far.difference(&near).map(|word| worth(word, 1)).sum::<usize>();
            near.iter().map(|word| worth(word, 3)).sum::<usize>() + around
        };
        let fitting = self.words.iter().filter(|(id, _)| fits(briefing.indicators[*id].unit, unit));
        let mut scored: Vec<(usize, Id<Indicator>)> =
            fitting.map(|(id, own)| (score(own), *id)).filter(|(score, id)| *score > 0 || is_head(id)).collect();
        if scored.is_empty() {
            return only_in(briefing, unit).into_iter().collect();
        }
        scored.sort_by_key(|(score, id)| std::cmp::Reverse((is_head(id), *score)));
        scored.into_iter().take(MOST).map(|(_, id)| id).collect()
    }
}

/// The indicators that a figure in this unit may measure, in the briefing's order.
pub fn in_unit(briefing: &Briefing, unit: Unit) -> Vec<Id<Indicator>> {
    briefing.indicators.iter().filter(|(_, own)| fits(own.unit, unit)).map(|(id, _)| id).collect()
}

/// The one indicator in a unit that tells what it measures: megawatts are of power, whatever a text calls it; money and
/// shares may be of anything.
fn only_in(briefing: &Briefing, unit: Unit) -> Option<Id<Indicator>> {
    let telling = matches!(unit.kind(), UnitKind::Physical | UnitKind::Rate);
    match in_unit(briefing, unit)[..] {
        [only] if telling => Some(only),
        _ => None,
    }
}

/// The lines over a table that say what it shows.
fn captions(passage: &Passage) -> String {
    let lines = passage.above.iter().take(CAPTIONS).map(|line| passage.reading.text.lines[*line].read.text());
    lines.collect::<Vec<_>>().join(" ")
}

/// A label without what is in brackets behind it, and without capitals: `Sales (£m)` is sales.
fn plain(text: &str) -> String {
    let text = normalise(text, Level::Read).to_lowercase();
    let bare = text.trim().strip_suffix(')').and_then(|text| text.rfind('(').map(|at| text[..at].to_owned()));
    bare.unwrap_or(text).trim().to_owned()
}

/// Whether a figure printed in one unit can be a value in another.
fn fits(own: Unit, printed: Unit) -> bool {
    let bare = |unit: Unit| matches!(unit.kind(), UnitKind::Count | UnitKind::Rank | UnitKind::Times | UnitKind::Ratio);
    own == printed || (bare(own) && bare(printed)) || (own.kind() == UnitKind::Percent && printed.code() == "pp")
}

/// The words of a text, by their beginnings; where characters are words, every two of them.
fn split(text: &str) -> BTreeSet<String> {
    let text = normalise(text, Level::Read).to_lowercase();
    let mut words = BTreeSet::new();
    for run in text.split(|c: char| !c.is_alphabetic()) {
        let chars: Vec<char> = run.chars().collect();
        for piece in chars.chunk_by(|a, b| is_wide_letter(*a) == is_wide_letter(*b)) {
            if piece.first().copied().is_some_and(is_wide_letter) {
                words.extend(piece.windows(2).map(|pair| pair.iter().collect::<String>()));
            } else if piece.len() >= SHORTEST {
                words.insert(piece.iter().take(STEM).collect());
            }
        }
    }
    words
}
