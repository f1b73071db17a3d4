//! Condition shows: damaged or reworded copies as sole support are marked wherever the fact appears.
//!
//! A source says in `damage` what became of its text. From a copy with lost characters, a wrong encoding
//! or words changed by others nobody can tell what the original said, so a fact that rests on such copies
//! alone bears a mark on every page, in the data and in the score sheet. It does not where an undamaged
//! copy that is held too states the same, whatever the two go back to, or where an independent witness in
//! an undamaged copy goes with it.
//!
//! Wrong: a figure from a reposted copy, shown as if the bulletin had been read. Right:
//! `damage = ["reworded"]` in the source's record, and a sound copy or a second witness if one can be found.
//!
//! Pages ask [`is_damaged_sole`](crate::model::briefing::Briefing::is_damaged_sole).

use std::collections::BTreeSet;

use crate::model::briefing::Briefing;
use crate::model::evidence::Condition;
use crate::model::fact::{Fact, Origin};
use crate::model::id::Id;

use super::one_witness;

/// For each fact, in what condition the words are that it rests on.
pub fn of_facts(briefing: &Briefing) -> Vec<Condition> {
    let mut conditions = vec![Condition::Sound; briefing.facts.len()];
    let is_damaged = |id: &Id<Fact>| {
        let source = &briefing.sources[briefing.facts[*id].source];
        source.damage.iter().any(|damage| damage.is_serious())
    };
    one_witness::every(briefing, &mut |facts, supporting| {
        let damaged: Vec<Id<Fact>> = facts.iter().copied().filter(is_damaged).collect();
        let Some(first) = damaged.first().map(|id| &briefing.facts[*id]) else { return };
        let sound: Vec<Id<Fact>> = supporting.iter().copied().filter(|id| !is_damaged(id)).collect();
        // Those asked about differ in neither value nor period, so that most of these say the same as each of them.
        let near = |id: &&Id<Fact>| briefing.facts[**id].period.to_string() == first.period.to_string();
        let near: Vec<Id<Fact>> = sound.iter().filter(near).copied().collect();
        let origins: BTreeSet<&[Origin]> = sound.iter().map(|id| briefing.facts[*id].origins.as_slice()).collect();
        let independent = |own: &[Origin]| origins.iter().any(|other| own.iter().all(|origin| !other.contains(origin)));
        for id in damaged {
            let fact = &briefing.facts[id];
            let same = near.iter().find(|other| fact.says_the_same(&briefing.facts[**other]));
            conditions[id.index()] = match same {
                Some(other) => Condition::Elsewhere(*other),
                None if independent(&fact.origins) => Condition::Supported,
                None => Condition::Damaged,
            };
        }
    });
    conditions
}
