//! No silent contradiction: comparable facts that exclude each other stand in `conflicts.toml`.
//!
//! Facts are comparable when they share subject, indicator, `of` and status (a claim counts as an
//! actual) and their periods overlap. Two that exclude each other stop the build until a conflict
//! names both, since a reader who meets one must be told of the other. Where a period is open or
//! unknown it is a hint, for the two may speak of different times. Two sources that date one event
//! differently contradict each other as well.
//!
//! Wrong: `52所` and `53所` universities in one city and year, and no conflict.
//! Right: the same, with `[[conflict]] facts = ["a-universities", "b-universities"]`.

use crate::check::facts::FactSpans;
use crate::check::graph::{groups, same_time};
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Rank, Status};
use crate::model::id::Id;
use crate::problem::{Problem, Problems, code::Code};

/// Reports every pair that excludes each other and is not recorded.
pub fn run(briefing: &Briefing, spans: &[FactSpans], problems: &mut Problems) {
    for members in groups(briefing).values() {
        for (n, a) in members.iter().enumerate() {
            for b in &members[n + 1..] {
                pair(briefing, *a, *b, spans, problems);
            }
        }
    }
}

/// How two comparable facts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both can be right.
    Compatible,
    /// They may speak of different times.
    Near,
    /// Both cannot be right.
    Excluding,
}

/// How two facts of one group stand to each other.
pub fn relation(a: &Fact, b: &Fact) -> Relation {
    let deprecated = |fact: &Fact| matches!(fact.rank, Rank::Deprecated(_));
    if deprecated(a) || deprecated(b) {
        return Relation::Compatible;
    }
    match (&a.finding, &b.finding) {
        (Finding::Quantity(x), Finding::Quantity(y)) if same_time(a, b) && x.excludes(y) => {
            if a.period.is_choice() || b.period.is_choice() {
                return Relation::Compatible;
            }
            let open = a.period.is_undated() || b.period.is_undated();
            if open { Relation::Near } else { Relation::Excluding }
        }
        (Finding::Text(_), Finding::Text(_)) => {
            let events = a.status == Status::Event && b.status == Status::Event;
            if events && a.source != b.source && !same_time(a, b) { Relation::Excluding } else { Relation::Compatible }
        }
        _ => Relation::Compatible,
    }
}

fn pair(briefing: &Briefing, a: Id<Fact>, b: Id<Fact>, spans: &[FactSpans], problems: &mut Problems) {
    let relation = relation(&briefing.facts[a], &briefing.facts[b]);
    if relation == Relation::Compatible || super::recorded(briefing, a, b) {
        return;
    }
    let (code, message) = match relation {
        Relation::Near => (Code::NearConflict, "these facts exclude each other if they speak of the same time"),
        _ => (Code::Unrecorded, "these facts exclude each other, and no conflict says so"),
    };
    let (a_slug, b_slug) = (&briefing.facts[a].slug, &briefing.facts[b].slug);
    problems.report(
        Problem::new(code, spans[b.index()].value, message)
            .label("one says this")
            .note(spans[a.index()].value, "the other says this")
            .help(format!("record it in conflicts.toml: `facts = [\"{a_slug}\", \"{b_slug}\"]`")),
    );
}
