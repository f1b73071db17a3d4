//! Origins, and what would be left without each: a reader who distrusts one sees what falls.

use std::collections::BTreeSet;

use crate::check::distrust::{self, Left};
use crate::model::briefing::Briefing;
use crate::model::fact::Origin;
use crate::plan::shown::{Shown, keyword, list, part, word};

use super::View;

/// So many origins have a row; the explorer has them all.
const ROWS: usize = 60;

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let rows = distrust::origins(briefing).into_iter().take(ROWS).map(|origin| row(briefing, origin));
    let now = distrust::left(briefing, &briefing.without);
    part([
        ("facts", Shown::Count("facts_count", briefing.facts.len())),
        ("bare", Shown::Number(now.bare)),
        ("single", Shown::Number(now.single)),
        ("several", Shown::Number(now.several)),
        ("conflicts", Shown::Number(now.conflicts)),
        ("rows", list(rows)),
    ])
}

fn row<'a>(briefing: &Briefing, origin: Origin) -> Shown<'a> {
    let mut without: BTreeSet<Origin> = briefing.without.clone();
    without.insert(origin);
    let Left { bare, single, several, conflicts } = distrust::left(briefing, &without);
    let (view, held) = match origin {
        Origin::Work(id) => (View::subject(id), "work"),
        Origin::Source(id) => (View::Source(id), "source"),
    };
    part([
        ("name", keyword(briefing.origin_name(origin))),
        ("link", Shown::Link(view)),
        ("held", word("origins", held)),
        ("resting", Shown::Number(distrust::resting(briefing, origin).count())),
        ("bare", Shown::Number(bare)),
        ("single", Shown::Number(single)),
        ("several", Shown::Number(several)),
        ("conflicts", Shown::Number(conflicts)),
    ])
}
