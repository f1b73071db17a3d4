//! No silent contradiction: comparable facts that exclude each other stand in `conflicts.toml`.
//!
//! Facts are comparable when they share subject, indicator, `of` and status (a claim counts as an
//! actual) and their periods overlap. Two that exclude each other stop the build until a conflict
//! names both, since a reader who meets one must be told of the other. Where a period is open or
//! unknown it is a hint, for the two may speak of different times. Two sources that date one event
//! differently contradict each other as well, and so does one that dates it twice.
//!
//! Wrong: `52所` and `53所` universities in one city and year, and no conflict.
//! Right: the same, with `[[conflict]] facts = ["a-universities", "b-universities"]`.

use crate::check::graph::{groups, same_time};
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Status};
use crate::model::lang::Lang;

use super::{Clash, is_open, stands};

/// Every pair that excludes each other.
pub fn clashes(briefing: &Briefing) -> Vec<Clash> {
    let mut found = Vec::new();
    for members in groups(briefing).values() {
        for (n, a) in members.iter().enumerate() {
            for b in &members[n + 1..] {
                let (one, other) = (&briefing.facts[*a], &briefing.facts[*b]);
                let near = match relation(one, other) {
                    Relation::Compatible => continue,
                    Relation::Near => true,
                    Relation::Excluding => false,
                };
                found.push(Clash {
                    rule: if one.status == Status::Event { "date" } else { "contradiction" },
                    fact: *b,
                    others: vec![*a],
                    near,
                    message: if near {
                        "these facts exclude each other if they speak of the same time"
                    } else {
                        "these facts exclude each other, and no conflict says so"
                    },
                    label: "one says this",
                    note: "the other says this",
                });
            }
        }
    }
    found
}

/// How two comparable facts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// Both can be right.
    Compatible,
    /// They may speak of different times.
    Near,
    /// Both cannot be right.
    Excluding,
}

/// How two facts of one group stand to each other.
fn relation(a: &Fact, b: &Fact) -> Relation {
    if !stands(a) || !stands(b) {
        return Relation::Compatible;
    }
    match (&a.finding, &b.finding) {
        (Finding::Quantity(x), Finding::Quantity(y)) if same_time(a, b) && x.excludes(y) => {
            if a.period.is_choice() || b.period.is_choice() {
                return Relation::Compatible;
            }
            if is_open(a, b) { Relation::Near } else { Relation::Excluding }
        }
        (Finding::Text(x), Finding::Text(y)) => {
            let events = a.status == Status::Event && b.status == Status::Event;
            // One source may tell of several such events; the same words are the same event.
            let same = a.source != b.source || x.get(Lang::DEFAULT) == y.get(Lang::DEFAULT);
            if events && same && !same_time(a, b) { Relation::Excluding } else { Relation::Compatible }
        }
        _ => Relation::Compatible,
    }
}
