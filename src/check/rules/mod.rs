//! The evidence rules, one file each.

pub mod contradiction;
pub mod gaps;
pub mod naked_number;
pub mod parts;
pub mod verified;

use crate::load::Content;
use crate::model::briefing::Briefing;
use crate::model::evidence::Side;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::problem::Problems;

use super::facts::FactSpans;

/// Runs the rules that look across facts.
pub fn run(briefing: &Briefing, spans: &[FactSpans], content: &Content, problems: &mut Problems) {
    contradiction::run(briefing, spans, problems);
    parts::run(briefing, spans, problems);
    gaps::run(briefing, content, problems);
    verified::run(briefing, spans, content, problems);
}

/// Whether a recorded conflict has both facts among its sides.
pub fn recorded(briefing: &Briefing, a: Id<Fact>, b: Id<Fact>) -> bool {
    briefing.graph.fact_conflicts[a.index()]
        .iter()
        .any(|conflict| briefing.conflicts[*conflict].sides.contains(&Side::Fact(b)))
}
