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
        let mut counted = BTreeSet::new();
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
            counted.extend((indicator.unit.kind() == UnitKind::Count).then_some(id));
            for word in own.keys() {
                *spread.entry(word.clone()).or_default() += 1;
            }
            words.push((id, own));
        }
        Self { words, spread, counted }
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

    /// Candidates for a figure in this unit, the likeliest first; none where no word is shared.
    pub fn candidates(&self, briefing: &Briefing, passage: &Passage, unit: Unit) -> Vec<Id<Indicator>> {
        let text = passage.text();
        let (near, far) = (split(&text[passage.clause()]), split(&text[passage.sentence()]));
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
            fitting.map(|(id, own)| (score(own), *id)).filter(|(score, _)| *score > 0).collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().take(MOST).map(|(_, id)| id).collect()
    }
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
