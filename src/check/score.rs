//! The score sheet: one line a page that says how well it is supported.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::prose::{Prose, Target};
use crate::model::subject::Subject;

use super::rules::one_witness;

/// How well a page is supported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// What the page is about: `city:alba`, `source:slug`, `page:method`.
    pub page: String,
    /// Facts that it shows.
    pub facts: usize,
    /// Independent origins among them.
    pub witnesses: u32,
    /// Facts with one witness.
    pub single_origin: usize,
    /// Facts whose only support is a damaged or reworded copy.
    pub damaged_sole: usize,
    /// Conflicts that touch them.
    pub conflicts: usize,
    /// Waived figures in its text.
    pub waivers: usize,
    /// Gaps recorded for it.
    pub gaps: usize,
    /// Languages that lack its text.
    pub missing_translations: usize,
}

/// The score of every page with text or facts of its own.
pub fn sheet(briefing: &Briefing) -> Vec<Score> {
    let mut sheet = vec![prose_score(briefing, "page:index".into(), &briefing.home.body)];
    sheet.extend(briefing.subjects.iter().map(|(id, _)| subject(briefing, id)));
    for (id, source) in briefing.sources.iter() {
        let facts = &briefing.graph.source_facts[id.index()];
        sheet.push(score(briefing, format!("source:{}", source.slug), facts, Some(&source.body)));
    }
    for (_, article) in briefing.articles.iter() {
        sheet.push(prose_score(briefing, format!("page:{}", article.slug), &article.body));
    }
    sheet
}

/// The score of a subject's page.
pub fn subject(briefing: &Briefing, id: Id<Subject>) -> Score {
    let facts = briefing.facts_of(id);
    let mut score = score(briefing, briefing.subject_name(id), &facts, briefing.subjects[id].body.as_ref());
    score.gaps = briefing.graph.subject_gaps[id.index()].len();
    score
}

fn prose_score(briefing: &Briefing, name: String, body: &Localised<Prose>) -> Score {
    let facts: BTreeSet<Id<Fact>> = body.iter().flat_map(Prose::facts).collect();
    let facts: Vec<_> = facts.into_iter().collect();
    score(briefing, name, &facts, Some(body))
}

/// The score of any set of facts with a text.
pub fn score(briefing: &Briefing, page: String, facts: &[Id<Fact>], body: Option<&Localised<Prose>>) -> Score {
    let graph = &briefing.graph;
    let conflicts: BTreeSet<_> = facts.iter().flat_map(|id| &graph.fact_conflicts[id.index()]).collect();
    let waivers = body
        .map_or(0, |body| body.get(Lang::DEFAULT).targets.iter().filter(|t| matches!(t, Target::Waived(_))).count());
    let languages = briefing.languages.iter();
    Score {
        page,
        facts: facts.len(),
        witnesses: one_witness::independent(facts.iter().map(|id| briefing.facts[*id].origins.as_slice())),
        single_origin: facts.iter().filter(|id| graph.witnesses[id.index()] == 1).count(),
        damaged_sole: facts.iter().filter(|id| briefing.is_damaged_sole(**id)).count(),
        conflicts: conflicts.len(),
        waivers,
        gaps: 0,
        missing_translations: body.map_or(0, |body| languages.filter(|lang| body.own(*lang).is_none()).count()),
    }
}

/// The sheet for a terminal, a line a page.
pub fn human(sheet: &[Score]) -> String {
    let mut out = String::new();
    for s in sheet {
        out.push_str(&format!(
            "{}: {} facts, {} witnesses, {} single-origin, {} damaged sole supports, {} conflicts, {} waivers, {} gaps, {} missing translations\n",
            s.page, s.facts, s.witnesses, s.single_origin, s.damaged_sole, s.conflicts, s.waivers, s.gaps, s.missing_translations
        ));
    }
    out
}
