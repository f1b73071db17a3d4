//! No part is greater than its whole, unless a conflict says so.
//!
//! Where a place lies within another, a count or amount for the part cannot exceed the same count
//! or amount for the whole, with the same indicator, status and overlapping periods. It stops the
//! build until a conflict names both facts; where a period is unknown it is a hint.

use std::collections::BTreeMap;

use crate::check::graph::same_time;
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::unit::UnitKind;

use super::{Clash, is_open, sense, stands};

/// Every part that is greater than its whole.
pub fn clashes(briefing: &Briefing) -> Vec<Clash> {
    let mut found = Vec::new();
    for facts in &briefing.graph.indicator_facts {
        let mut by_subject: BTreeMap<_, Vec<Id<Fact>>> = BTreeMap::new();
        for id in facts {
            by_subject.entry(briefing.facts[*id].subject).or_default().push(*id);
        }
        for (subject, parts) in &by_subject {
            for whole in briefing.wholes(*subject) {
                let wholes = by_subject.get(&whole).map_or(&[][..], Vec::as_slice);
                let pairs = parts.iter().flat_map(|part| wholes.iter().map(|whole| (*part, *whole)));
                let facts = |(part, whole): (Id<Fact>, Id<Fact>)| (&briefing.facts[part], &briefing.facts[whole]);
                let exceeding = pairs.filter(|pair| exceeds(facts(*pair).0, facts(*pair).1));
                found.extend(exceeding.map(|pair| clash(pair, is_open(facts(pair).0, facts(pair).1))));
            }
        }
    }
    found
}

/// Whether both are stated in the same sense of the same time, and the part is surely greater.
pub fn exceeds(part: &Fact, whole: &Fact) -> bool {
    let (Finding::Quantity(p), Finding::Quantity(w)) = (&part.finding, &whole.finding) else { return false };
    let adds_up = matches!(p.unit().kind(), UnitKind::Count | UnitKind::Money | UnitKind::Physical);
    let alone = |fact: &Fact| stands(fact) && fact.of.is_empty();
    adds_up
        && p.unit() == w.unit()
        && sense(part) == sense(whole)
        && alone(part)
        && alone(whole)
        && same_time(part, whole)
        && w.bounds().lies_below(&p.bounds())
}

fn clash((part, whole): (Id<Fact>, Id<Fact>), near: bool) -> Clash {
    Clash {
        rule: "part",
        fact: part,
        others: vec![whole],
        near,
        message: "a part is greater than its whole, and no conflict says so",
        label: "the part",
        note: "the whole",
    }
}
