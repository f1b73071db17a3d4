//! A conflict's page: its sides with all that is known of each, and what an editor says.

use crate::model::briefing::Briefing;
use crate::model::evidence::Conflict;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::plan::page::Part;
use crate::plan::shown::{As, Shown, address, facts, maybe_text, part, subjects, word};

use super::{View, conflicts};

pub(super) fn shows(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    let conflict = &briefing.conflicts[id];
    let sides: Vec<Id<Fact>> = conflict.sides.iter().filter_map(conflicts::fact_of).collect();
    part([
        ("card", conflicts::card(briefing, id)),
        ("summary", maybe_text(conflict.summary.as_ref())),
        ("intro", word("conflict", &format!("{}_intro", conflict.kind.word()))),
        ("facts", facts(&sides, As::Row)),
        ("about", subjects(&conflicts::about(briefing, conflict).into_iter().collect::<Vec<_>>())),
        ("all", address(View::Conflicts(Part::FIRST))),
    ])
}
