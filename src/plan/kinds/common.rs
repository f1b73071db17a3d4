//! What holds for most rows of a table: said once at its head, so that a row is marked where it differs.

use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::evidence::Answer;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::plan::shown::{Shown, maybe, part, plain};

/// Fewer rows need no head.
const FEW: usize = 4;

/// What three quarters of these facts have in common, and how many of how many.
pub(super) fn common<'a>(briefing: &Briefing, facts: &[Id<Fact>]) -> Shown<'a> {
    let source = most(facts.iter().map(|id| briefing.facts[*id].source), facts.len());
    let damaged = most(facts.iter().map(|id| briefing.is_damaged_sole(*id)), facts.len()).filter(|(is, _)| *is);
    let repaired = most(facts.iter().map(|id| is_repaired(briefing, *id)), facts.len()).filter(|(is, _)| *is);
    let said = |key, count: usize| {
        let key = if count == facts.len() {
            key
        } else {
            match key {
                "common.source" => "common.source_but",
                "common.damaged" => "common.damaged_but",
                _ => "common.repaired_but",
            }
        };
        let left = plain((facts.len() - count).to_string());
        Shown::Filled(key, vec![("n", left), ("all", plain(facts.len().to_string()))])
    };
    part([
        ("source", maybe(source.map(|(source, _)| Shown::Source(source)))),
        ("source_text", maybe(source.map(|(_, count)| said("common.source", count)))),
        ("damaged", maybe(damaged.map(|(_, count)| said("common.damaged", count)))),
        ("repaired", maybe(repaired.map(|(_, count)| said("common.repaired", count)))),
    ])
}

fn is_repaired(briefing: &Briefing, id: Id<Fact>) -> bool {
    let seen = briefing.graph.verified[id.index()].as_ref();
    seen.is_some_and(|seen| seen.answer == Answer::Repaired && seen.value_agrees != Some(false))
}

/// What three quarters are, and how many.
fn most<T: Ord>(values: impl Iterator<Item = T>, all: usize) -> Option<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let (value, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (all >= FEW && count * 4 >= all * 3).then_some((value, count))
}
