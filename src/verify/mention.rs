//! Who is named in a line: every name of every subject, the longest first.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::normalise::{Level, normalise};
use crate::language::read::phrases::is_edge;
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::subject::Subject;

use super::locate::Line;

/// Every name by which a text may call a subject, by its first character.
#[derive(Debug)]
pub struct Names {
    names: BTreeMap<char, Vec<(String, Id<Subject>)>>,
}

/// A subject named in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name's bytes in the line as it is read.
    pub at: Range<usize>,
    /// The subject.
    pub subject: Id<Subject>,
    /// Subjects whose longer name holds this one: 甲市大学 holds 甲市.
    pub inside: Vec<Id<Subject>>,
}

impl Names {
    /// The titles and aliases of every subject in every language, short forms of one character
    /// left out.
    pub fn new(briefing: &Briefing) -> Self {
        let mut names: BTreeMap<char, Vec<(String, Id<Subject>)>> = BTreeMap::new();
        for (id, subject) in briefing.subjects.iter() {
            let aliases = subject.aliases.iter().map(|alias| &alias.name);
            for name in subject.title.iter().chain(aliases) {
                let name = normalise(name, Level::Read).to_ascii_lowercase();
                if let Some(first) = name.chars().next().filter(|_| name.chars().count() > 1) {
                    names.entry(first).or_default().push((name, id));
                }
            }
        }
        for same in names.values_mut() {
            same.sort();
            same.dedup();
        }
        Self { names }
    }

    /// Who is named in a line.
    pub fn mentions(&self, line: &Line) -> Vec<Mention> {
        let text = line.read.text().to_ascii_lowercase();
        let mut found: Vec<(Range<usize>, Id<Subject>)> = Vec::new();
        for (at, first) in text.char_indices() {
            let names = self.names.get(&first).into_iter().flatten().filter(|(name, _)| text[at..].starts_with(name));
            let places = names.map(|(name, subject)| (at..at + name.len(), *subject));
            found.extend(places.filter(|(at, _)| is_edge(&text, at.start) && is_edge(&text, at.end)));
        }
        let inside = |at: &Range<usize>, own: Id<Subject>| {
            let holds = |other: &&(Range<usize>, Id<Subject>)| {
                other.1 != own && other.0.start <= at.start && at.end <= other.0.end && other.0.len() > at.len()
            };
            found.iter().filter(holds).map(|other| other.1).collect()
        };
        found
            .iter()
            .map(|(at, subject)| Mention { at: at.clone(), subject: *subject, inside: inside(at, *subject) })
            .collect()
    }
}
