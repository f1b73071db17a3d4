//! The pages before and after a page in the list that it belongs to, for readers who go through one.

use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::plan::kinds::View;

/// A page between its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The page that has the list.
    pub list: Option<View>,
    /// The one before.
    pub before: Option<View>,
    /// The one after.
    pub after: Option<View>,
}

/// The neighbours of a page: facts of one subject, subjects of one kind, and records of their own list.
pub fn of(briefing: &Briefing, view: View) -> Beside {
    let list = view.above(briefing).last().copied();
    let (before, after) = match view {
        View::Fact(id) => {
            let facts = &briefing.graph.subject_facts[briefing.facts[id].subject.index()];
            around(facts.iter().copied(), id, View::Fact)
        }
        View::Subject(id, part) if part.is_first() => {
            let kind = briefing.subjects[id].kind;
            let members = briefing.subjects.ids().filter(|other| briefing.subjects[*other].kind == kind);
            around(members, id, View::subject)
        }
        View::Source(id) => around(briefing.sources.ids(), id, View::Source),
        View::Conflict(id) => around(briefing.conflicts.ids(), id, View::Conflict),
        View::Indicator(id, part) if part.is_first() => around(briefing.indicators.ids(), id, View::indicator),
        _ => (None, None),
    };
    Beside { list, before, after }
}

/// The neighbours of one among several.
fn around<T>(all: impl Iterator<Item = Id<T>>, this: Id<T>, view: fn(Id<T>) -> View) -> (Option<View>, Option<View>) {
    let mut before = None;
    let mut all = all;
    while let Some(one) = all.next() {
        if one == this {
            return (before.map(view), all.next().map(view));
        }
        before = Some(one);
    }
    (None, None)
}
