//! The evidence rules, one file each.

pub mod contradiction;
pub mod definition;
pub mod gaps;
pub mod naked_number;
pub mod parts;
pub mod shares;
pub mod verified;

use crate::load::Content;
use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, Found, Side};
use crate::model::fact::{Fact, Rank, Status};
use crate::model::id::Id;
use crate::problem::{Problem, Problems, code::Code};

use super::facts::FactSpans;

/// Facts that cannot all be right, as a rule found them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The name of the rule.
    pub rule: &'static str,
    /// The fact at which it is reported.
    pub fact: Id<Fact>,
    /// The facts that it does not go with; a conflict must name it and one of them.
    pub others: Vec<Id<Fact>>,
    /// Whether they may speak of different times or things: a hint, not an error.
    pub near: bool,
    /// What is wrong, in words.
    pub message: &'static str,
    /// What the fact is to the others.
    pub label: &'static str,
    /// What each other is to the fact.
    pub note: &'static str,
}

impl Clash {
    /// Whether a recorded conflict tells a reader of it.
    pub fn is_told_by(&self, conflict: &Conflict) -> bool {
        let names = |id: &Id<Fact>| conflict.sides.contains(&Side::Fact(*id));
        names(&self.fact) && self.others.iter().any(names)
    }
}

/// Everything that the rules find, whether a conflict records it or not.
pub fn clashes(briefing: &Briefing) -> Vec<Clash> {
    [
        contradiction::clashes(briefing),
        definition::clashes(briefing),
        parts::clashes(briefing),
        shares::clashes(briefing),
    ]
    .concat()
}

/// Runs the rules that look across facts.
pub fn run(briefing: &Briefing, spans: &[FactSpans], content: &Content, problems: &mut Problems) {
    let clashes = clashes(briefing);
    for clash in &clashes {
        let touching = &briefing.graph.fact_conflicts[clash.fact.index()];
        if !touching.iter().any(|id| clash.is_told_by(&briefing.conflicts[*id])) {
            report(briefing, clash, spans, problems);
        }
    }
    found(briefing, &clashes, content, problems);
    gaps::run(briefing, content, problems);
    verified::run(briefing, spans, content, problems);
}

fn report(briefing: &Briefing, clash: &Clash, spans: &[FactSpans], problems: &mut Problems) {
    let code = if clash.near { Code::NearConflict } else { Code::Unrecorded };
    let all = clash.others.iter().chain([&clash.fact]);
    let names: Vec<String> = all.map(|id| format!("\"{}\"", briefing.facts[*id].slug)).collect();
    let problem = Problem::new(code, spans[clash.fact.index()].value, clash.message).label(clash.label);
    let noted = clash.others.iter().fold(problem, |problem, id| problem.note(spans[id.index()].value, clash.note));
    problems.report(noted.help(format!("record it in conflicts.toml: `facts = [{}]`", names.join(", "))));
}

/// A conflict that is said to be found by a rule is one that a rule finds.
fn found(briefing: &Briefing, clashes: &[Clash], content: &Content, problems: &mut Problems) {
    for record in &content.conflicts {
        let Some((word, span)) = record.text("found") else { continue };
        let id = record.text("id").and_then(|(slug, _)| briefing.conflicts.find(slug));
        let Some(conflict) = id.map(|id| &briefing.conflicts[id]).filter(|conflict| conflict.found == Found::Rule)
        else {
            continue;
        };
        if !clashes.iter().any(|clash| clash.is_told_by(conflict)) {
            problems.report(
                Problem::new(Code::BadConflict, span, "no rule finds this conflict")
                    .label(format!("`{word}` here means that the program found it"))
                    .help("write `found = \"reading\"`"),
            );
        }
    }
}

/// Whether a fact still stands: a deprecated one contradicts nothing.
fn stands(fact: &Fact) -> bool {
    !matches!(fact.rank, Rank::Deprecated(_))
}

/// The sense in which facts are compared: a claim counts as an actual.
fn sense(fact: &Fact) -> Status {
    if fact.status == Status::Claim { Status::Actual } else { fact.status }
}

/// Whether one of two facts has no date, so that they may speak of different times.
fn is_open(a: &Fact, b: &Fact) -> bool {
    a.period.is_undated() || b.period.is_undated()
}
