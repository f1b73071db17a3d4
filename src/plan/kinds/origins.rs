//! Origins, and what would be left without each: a reader who distrusts one sees what falls.

use crate::check::distrust::{self, Left};
use crate::model::briefing::Briefing;
use crate::model::fact::Origin;
use crate::plan::shown::{Shown, keyword, list, part, word};

use super::View;

/// So many origins have a row; the explorer has them all.
const ROWS: usize = 60;

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let origins: Vec<(Origin, usize)> = distrust::origins(briefing).into_iter().take(ROWS).collect();
    let asked: Vec<Origin> = origins.iter().map(|(origin, _)| *origin).collect();
    let (now, without) = distrust::left(briefing, &briefing.without, &asked);
    let rows = origins.into_iter().zip(without).map(|(origin, left)| row(briefing, origin, left));
    part([
        ("facts", Shown::Count("facts_count", briefing.facts.len())),
        ("bare", Shown::Number(now.bare)),
        ("single", Shown::Number(now.single)),
        ("several", Shown::Number(now.several)),
        ("conflicts", Shown::Number(now.conflicts)),
        ("rows", list(rows)),
    ])
}

fn row<'a>(briefing: &Briefing, (origin, resting): (Origin, usize), left: Left) -> Shown<'a> {
    let Left { bare, single, several, conflicts } = left;
    let (view, held) = match origin {
        Origin::Work(id) => (View::subject(id), "work"),
        Origin::Source(id) => (View::Source(id), "source"),
    };
    part([
        ("name", keyword(briefing.origin_name(origin))),
        ("link", Shown::Link(view)),
        ("held", word("origins", held)),
        ("resting", Shown::Number(resting)),
        ("bare", Shown::Number(bare)),
        ("single", Shown::Number(single)),
        ("several", Shown::Number(several)),
        ("conflicts", Shown::Number(conflicts)),
    ])
}
