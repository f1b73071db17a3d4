//! How well a page is supported, in sentences.

use std::collections::BTreeMap;

use crate::check::score::Score;
use crate::model::briefing::Briefing;
use crate::model::evidence::{Answer, Stated};
use crate::model::fact::{Fact, Origin};
use crate::model::id::Id;
use crate::plan::shown::{Shown, keyword, list, maybe, part};

use super::conflicts;

/// How many facts have one witness.
const SINGLE: &str = "evidence.single";

/// The panel for a page with these facts: counts, and sentences with the most important first.
pub(super) fn panel<'a>(briefing: &Briefing, facts: &[Id<Fact>], score: &Score) -> Shown<'a> {
    let answers = || facts.iter().filter_map(|id| briefing.graph.verified[id.index()].as_ref());
    let answered = |answer| answers().filter(|verified| verified.answer == answer).count();
    let (exact, repaired) = (answered(Answer::Found), answered(Answer::Repaired));
    let found = exact + repaired;
    let attributed = facts.iter().filter(|id| is_attributed(briefing, **id)).count();
    let sentences = [
        ("damaged", "evidence.damaged", score.damaged_sole),
        ("witness", SINGLE, score.single_origin),
        ("conflict", "evidence.conflicts", disagreements(briefing, facts)),
        ("quoted", "evidence.found", exact),
        ("quoted", "evidence.repaired", repaired),
        ("witness", "evidence.attributed", attributed),
        ("unverified", "evidence.unverified", score.facts - found),
        ("gap", "evidence.gaps", score.gaps),
        ("waived", "evidence.waivers", score.waivers),
        ("translation", "evidence.translations", score.missing_translations),
    ];
    let sentences = sentences.into_iter().filter(|(_, _, count)| *count > 0);
    part([
        ("facts", Shown::Number(score.facts)),
        ("single", Shown::Number(score.single_origin)),
        ("conflicts", Shown::Number(disagreements(briefing, facts))),
        ("found", Shown::Number(found)),
        (
            "sentences",
            list(sentences.map(|(mark, key, count)| {
                let text = Shown::Count(key, count);
                // Whose word it is stands behind the sentence that says of how many.
                let whose = (key == SINGLE).then(|| whose(briefing, facts)).flatten();
                part([("mark", keyword(mark)), ("text", text), ("whose", maybe(whose))])
            })),
        ),
    ])
}

/// Whether the subject, the period or the sense of a fact is the curator's; where no date is given, none was read.
fn is_attributed(briefing: &Briefing, id: Id<Fact>) -> bool {
    let Some(seen) = &briefing.graph.verified[id.index()] else { return false };
    let period = seen.period == Stated::Curator && !briefing.facts[id].period.is_undated();
    period || [seen.subject, seen.status].contains(&Stated::Curator)
}

/// How many disagreements touch these facts: those that the page names below.
pub(super) fn disagreements(briefing: &Briefing, facts: &[Id<Fact>]) -> usize {
    let touching = conflicts::touching(briefing, facts).into_iter();
    touching.filter(|id| briefing.conflicts[*id].kind.is_disagreement()).count()
}

/// On whose word most of the facts rest that have one witness: how many, and whose.
fn whose<'a>(briefing: &Briefing, facts: &[Id<Fact>]) -> Option<Shown<'a>> {
    let mut counts: BTreeMap<Origin, usize> = BTreeMap::new();
    for id in facts.iter().filter(|id| briefing.graph.witnesses[id.index()] == 1) {
        for origin in &briefing.facts[*id].origins {
            *counts.entry(*origin).or_default() += 1;
        }
    }
    let (origin, count) = counts.into_iter().max_by_key(|(origin, count)| (*count, std::cmp::Reverse(*origin)))?;
    // A work's title stands between marks, so that its own question mark ends no sentence of ours.
    let link = match origin {
        Origin::Work(work) => Shown::Named(work),
        Origin::Source(source) => Shown::Source(source),
    };
    Some(part([("text", Shown::Count("evidence.whose", count)), ("link", link)]))
}
