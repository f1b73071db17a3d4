//! A conflict's page: its sides with all that is known of each, and what an editor says.

use std::collections::BTreeSet;

use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, Side};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::page::Part;
use crate::plan::shown::{As, Shown, address, facts, part, subjects, word};

use super::{View, conflicts};

pub(super) fn shows(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    let conflict = &briefing.conflicts[id];
    let sides: Vec<Id<Fact>> = conflict.sides.iter().filter_map(fact_of).collect();
    part([
        ("card", conflicts::card(briefing, id)),
        ("intro", word("conflict", &format!("{}_intro", conflict.kind.word()))),
        ("facts", facts(&sides, As::Row)),
        ("about", subjects(&about(briefing, conflict).into_iter().collect::<Vec<_>>())),
        ("all", address(View::Conflicts(Part::FIRST))),
    ])
}

/// The subjects that a conflict is about.
pub(super) fn about(briefing: &Briefing, conflict: &Conflict) -> BTreeSet<Id<Subject>> {
    conflict.sides.iter().filter_map(fact_of).map(|id| briefing.facts[id].subject).collect()
}

fn fact_of(side: &Side) -> Option<Id<Fact>> {
    match side {
        Side::Fact(id) => Some(*id),
        Side::Passage { .. } => None,
    }
}
