//! No part is greater than its whole, unless a conflict says so.
//!
//! Where a place lies within another, a count or amount for the part cannot exceed the same count
//! or amount for the whole, with the same indicator, status and overlapping periods. It stops the
//! build until a conflict names both facts; where a period is unknown it is a hint.
//!
//! Wrong: 9 models in a city and 7 in its province, in one year, and no conflict.
//! Right: the same, with `[[conflict]] kind = "part"` that names both.

use std::collections::BTreeMap;

use crate::check::cell::{Cell, Seek, Times, groups, stands, times};
use crate::check::checked::Checked;
use crate::check::clash::{Clash, report, stated};
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::unit::UnitKind;
use crate::problem::Problems;

/// Reports parts that are greater than their wholes and that no conflict names.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    report(checked, &clashes(checked.briefing, &checked.briefing.facts.ids().collect::<Vec<_>>()), problems);
}

/// For each part and each of its wholes, figures of the whole that the part's exceeds.
pub fn clashes(briefing: &Briefing, among: &[Id<Fact>]) -> Vec<Clash> {
    let whole_figures = |id: &Id<Fact>| {
        let fact = &briefing.facts[*id];
        stands(fact) && fact.of.is_empty() && adds_up(fact)
    };
    let groups = groups(briefing, among.iter().copied().filter(whole_figures));
    let cells: BTreeMap<_, Cell> =
        groups.iter().map(|(group, ids)| (group, Cell::of(briefing, ids.iter().copied()))).collect();
    let mut found = Vec::new();
    for (group, cell) in &cells {
        let (subject, indicator, of, sense) = *group;
        for whole in briefing.wholes(*subject) {
            let Some(wholes) = cells.get(&(whole, *indicator, of.clone(), *sense)) else { continue };
            for part in cell.entries() {
                let exceeded = wholes.some(part, Seek::Below);
                found.extend(exceeded.into_iter().filter_map(|whole| clash(briefing, part.id, whole)));
            }
        }
    }
    found
}

/// Whether a figure of a whole is the sum of those of its parts.
pub fn adds_up(fact: &Fact) -> bool {
    let Finding::Quantity(quantity) = &fact.finding else { return false };
    matches!(quantity.unit().kind(), UnitKind::Count | UnitKind::Money | UnitKind::Physical)
}

fn clash(briefing: &Briefing, part: Id<Fact>, whole: Id<Fact>) -> Option<Clash> {
    let (one, other) = (&briefing.facts[part], &briefing.facts[whole]);
    let times = times(one, other);
    (times != Times::Two).then(|| Clash {
        rule: "part",
        fact: part,
        others: vec![whole],
        near: times == Times::Near,
        message: format!(
            "a part is greater than its whole, and no conflict says so: {} and {}",
            stated(one),
            stated(other)
        ),
        label: "the part",
        note: "the whole",
    })
}
