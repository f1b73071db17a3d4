//! No part is greater than its whole, unless a conflict says so.
//!
//! Where a place lies within another, a count or amount for the part cannot exceed the same count
//! or amount for the whole, with the same indicator, status and overlapping periods. It stops the
//! build until a conflict names both facts; where a period is unknown it is a hint.

use std::collections::BTreeMap;

use crate::check::facts::FactSpans;
use crate::check::graph::same_time;
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Rank, Status};
use crate::model::id::Id;
use crate::model::unit::UnitKind;
use crate::problem::{Problem, Problems, code::Code};

/// Reports every part that is greater than its whole and is not recorded.
pub fn run(briefing: &Briefing, spans: &[FactSpans], problems: &mut Problems) {
    for facts in &briefing.graph.indicator_facts {
        let mut by_subject: BTreeMap<_, Vec<Id<Fact>>> = BTreeMap::new();
        for id in facts {
            by_subject.entry(briefing.facts[*id].subject).or_default().push(*id);
        }
        for (subject, members) in &by_subject {
            let mut whole = briefing.subjects[*subject].within;
            while let Some(at) = whole {
                for (part, of) in pairs(members, by_subject.get(&at)) {
                    if exceeds(&briefing.facts[part], &briefing.facts[of]) && !super::recorded(briefing, part, of) {
                        report(briefing, part, of, spans, problems);
                    }
                }
                whole = briefing.subjects[at].within;
            }
        }
    }
}

fn pairs(parts: &[Id<Fact>], wholes: Option<&Vec<Id<Fact>>>) -> Vec<(Id<Fact>, Id<Fact>)> {
    let wholes = wholes.map_or(&[][..], Vec::as_slice);
    parts.iter().flat_map(|part| wholes.iter().map(|whole| (*part, *whole))).collect()
}

/// Whether both are stated in the same sense of the same time, and the part is surely greater.
pub fn exceeds(part: &Fact, whole: &Fact) -> bool {
    let sense = |s: Status| if s == Status::Claim { Status::Actual } else { s };
    let stands = |f: &Fact| !matches!(f.rank, Rank::Deprecated(_)) && f.of.is_empty();
    let (Finding::Quantity(p), Finding::Quantity(w)) = (&part.finding, &whole.finding) else { return false };
    let adds_up = matches!(p.unit().kind(), UnitKind::Count | UnitKind::Money | UnitKind::Physical);
    adds_up
        && p.unit() == w.unit()
        && sense(part.status) == sense(whole.status)
        && stands(part)
        && stands(whole)
        && same_time(part, whole)
        && p.bounds().0 > w.bounds().1
}

fn report(briefing: &Briefing, part: Id<Fact>, whole: Id<Fact>, spans: &[FactSpans], problems: &mut Problems) {
    let undated = briefing.facts[part].period.is_undated() || briefing.facts[whole].period.is_undated();
    let code = if undated { Code::NearConflict } else { Code::Unrecorded };
    let (a, b) = (&briefing.facts[part].slug, &briefing.facts[whole].slug);
    problems.report(
        Problem::new(code, spans[part.index()].value, "a part is greater than its whole, and no conflict says so")
            .label("the part")
            .note(spans[whole.index()].value, "the whole")
            .help(format!("record it in conflicts.toml: `facts = [\"{a}\", \"{b}\"]`")),
    );
}
