//! Where a place lies: itself, what lies directly in it, and the places beside it; or all places of a kind.

use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::shown::{Chart, Shown};

/// More places than a drawing can name.
const MOST: usize = 30;

/// The locator of a subject's page; `None` where fewer than two places are known to lie somewhere.
pub(super) fn of(briefing: &Briefing, id: Id<Subject>) -> Option<Shown<'_>> {
    let main = briefing.subjects[id].coordinates.map(|_| id);
    let inside = |other: &Id<Subject>| briefing.subjects[*other].within == Some(id);
    let beside = |other: &Id<Subject>| main.is_some() && *other != id && is_beside(briefing, id, *other);
    let others: Vec<Id<Subject>> =
        located(briefing).filter(|other| inside(other) || beside(other)).take(MOST).collect();
    (others.len() + usize::from(main.is_some()) > 1).then_some(Shown::Chart(Chart::Places(main, others)))
}

/// The locator of the list of one kind; `None` where fewer than two of them are known to lie somewhere.
pub(super) fn of_all<'a>(briefing: &Briefing, members: &[Id<Subject>]) -> Option<Shown<'a>> {
    let located: Vec<Id<Subject>> =
        members.iter().copied().filter(|id| briefing.subjects[*id].coordinates.is_some()).take(MOST).collect();
    (located.len() > 1).then_some(Shown::Chart(Chart::Places(None, located)))
}

fn located(briefing: &Briefing) -> impl Iterator<Item = Id<Subject>> {
    briefing.subjects.iter().filter(|(_, subject)| subject.coordinates.is_some()).map(|(id, _)| id)
}

/// Whether two places are of one kind; a place within another is beside what lies in the same whole.
fn is_beside(briefing: &Briefing, id: Id<Subject>, other: Id<Subject>) -> bool {
    let (one, other) = (&briefing.subjects[id], &briefing.subjects[other]);
    let compared = briefing.kinds[one.kind].compared;
    one.kind == other.kind && (compared || one.within == other.within)
}
