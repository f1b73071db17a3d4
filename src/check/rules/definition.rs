//! Figures that differ by a definition alone are set apart, or recorded.
//!
//! An indicator names in `like` those that a reader may take for it ("AI companies" and "core AI
//! companies"). Where one subject has a figure for both, in the same sense and at the same time, and
//! the figures exclude each other, or a part's figure is greater than its whole's, it is a hint until a
//! conflict names both: a reader who meets one will think it contradicts the other.

use crate::check::graph::same_time;
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;

use super::parts::exceeds;
use super::{Clash, sense, stands};

/// Every pair of figures of like indicators that would exclude each other if they were one.
pub fn clashes(briefing: &Briefing) -> Vec<Clash> {
    let mut found = Vec::new();
    for (id, indicator) in briefing.indicators.iter() {
        for like in indicator.like.iter().filter(|like| **like != id) {
            for one in &briefing.graph.indicator_facts[id.index()] {
                let others = briefing.graph.indicator_facts[like.index()].iter();
                let facts = |other: Id<Fact>| (&briefing.facts[*one], &briefing.facts[other]);
                let apart = others.filter(|other| clash(briefing, facts(**other).0, facts(**other).1));
                found.extend(apart.map(|other| Clash {
                    rule: "definition",
                    fact: *one,
                    others: vec![*other],
                    near: true,
                    message: "these facts exclude each other if their indicators mean the same",
                    label: "one says this",
                    note: "the other says this",
                }));
            }
        }
    }
    found
}

/// Whether the two could not both be right if their indicators meant the same.
fn clash(briefing: &Briefing, a: &Fact, b: &Fact) -> bool {
    let (Finding::Quantity(x), Finding::Quantity(y)) = (&a.finding, &b.finding) else { return false };
    let excluded = a.subject == b.subject && x.excludes(y);
    let exceeded = |part: &Fact, whole: &Fact| briefing.holds(whole.subject, part.subject) && exceeds(part, whole);
    a.of == b.of
        && sense(a) == sense(b)
        && same_time(a, b)
        && stands(a)
        && stands(b)
        && (excluded || exceeded(a, b) || exceeded(b, a))
}
