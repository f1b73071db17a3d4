//! The pages before and after a page in the list that it belongs to, for readers who go through one.

use crate::model::address::Owner;
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
    let (before, after) = if view.part().is_first() { neighbours(briefing, view.owner()) } else { (None, None) };
    Beside { list, before, after }
}

fn neighbours(briefing: &Briefing, owner: Owner) -> (Option<View>, Option<View>) {
    match owner {
        Owner::Fact(id) => {
            let facts = &briefing.graph.subject_facts[briefing.facts[id].subject.index()];
            around(facts.iter().copied(), id, View::Fact)
        }
        Owner::Subject(id) => {
            let kind = briefing.subjects[id].kind;
            let members = briefing.subjects.ids().filter(|other| briefing.subjects[*other].kind == kind);
            around(members, id, View::subject)
        }
        Owner::Source(id) => around(briefing.sources.ids(), id, View::Source),
        Owner::Conflict(id) => around(briefing.conflicts.ids(), id, View::Conflict),
        Owner::Indicator(id) => around(briefing.indicators.ids(), id, View::indicator),
        Owner::Site | Owner::Kind(_) | Owner::Derived(_) | Owner::Article(_) => (None, None),
    }
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
