//! Gaps speak: no cell of the comparison is empty without a reason, and no reason outlives its gap.
//!
//! For each compared subject and comparable indicator there is a fact, or an entry in `gaps.toml`
//! that says why there is none. A gap that a fact fills fails `check` until it is struck: with the
//! reason `undated` a dated fact fills it, with `other scope` one without `of`, else any fact.

use std::collections::BTreeSet;

use crate::load::Content;
use crate::model::briefing::Briefing;
use crate::model::evidence::{Gap, GapReason};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::problem::{Problem, Problems, code::Code};

/// Reports filled gaps and empty cells.
pub fn run(briefing: &Briefing, content: &Content, problems: &mut Problems) {
    let mut explained = BTreeSet::new();
    for (gap, record) in briefing.gaps.iter().zip(&content.gaps) {
        if !explained.insert((gap.subject, gap.indicator)) {
            problems.report(Problem::new(Code::Duplicate, record.span, "this gap is listed twice"));
        }
        if let Some(fact) = filling(briefing, gap) {
            problems.report(
                Problem::new(Code::FilledGap, record.span, format!("the fact `{fact}` fills this gap"))
                    .label("this entry no longer holds")
                    .help("strike the gap, or correct its reason"),
            );
        }
    }
    for (subject_id, subject) in briefing.subjects.iter().filter(|(_, s)| briefing.kinds[s.kind].compared) {
        for (indicator_id, indicator) in briefing.indicators.iter().filter(|(_, i)| i.comparable) {
            let stated = facts(briefing, subject_id, indicator_id).next().is_some();
            if !stated && !explained.contains(&(subject_id, indicator_id)) {
                let name = format!("{}:{}", briefing.kinds[subject.kind].id, subject.slug);
                let span = content.gaps.first().or(content.indicators.first()).map(|record| record.span);
                let Some(span) = span else { continue };
                problems.report(
                    Problem::new(
                        Code::EmptyCell,
                        span,
                        format!("`{name}` has neither a fact nor a gap for `{}`", indicator.slug),
                    )
                    .help(format!(
                        "add to gaps.toml: `[[gap]] subject = \"{name}\", indicator = \"{}\", reason = \"no source says\"`",
                        indicator.slug
                    )),
                );
            }
        }
    }
}

fn facts(
    briefing: &Briefing,
    subject: Id<crate::model::subject::Subject>,
    indicator: Id<crate::model::subject::Indicator>,
) -> impl Iterator<Item = &Fact> {
    let of_subject = briefing.graph.subject_facts[subject.index()].iter();
    of_subject.map(|id| &briefing.facts[*id]).filter(move |fact| fact.indicator == indicator)
}

fn filling<'a>(briefing: &'a Briefing, gap: &Gap) -> Option<&'a str> {
    let fills = |fact: &&Fact| match gap.reason {
        GapReason::NoSource | GapReason::NotLookedFor => true,
        GapReason::Undated => !fact.period.is_undated(),
        GapReason::OtherScope => fact.of.is_empty(),
    };
    facts(briefing, gap.subject, gap.indicator).find(fills).map(|fact| fact.slug.as_str())
}
