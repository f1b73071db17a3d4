//! Figures that differ by a definition alone are set apart, or recorded.
//!
//! An indicator names in `like` those that a reader may take for it ("AI companies" and "core AI
//! companies"). Where one subject has a figure for both, in the same sense and at the same time, and
//! the figures exclude each other, or a part's figure is greater than its whole's, it is a hint until a
//! conflict names both: a reader who meets one will think it contradicts the other.
//!
//! Wrong: 900 AI companies and 700 core AI companies in one city and year, and no word on either page.
//! Right: the same, with `[[conflict]] kind = "definition"` that names both.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::cell::{Cell, Entry, Group, Seek, groups, stands};
use crate::check::checked::Checked;
use crate::check::clash::{Clash, report, stated};
use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::subject::{Indicator, Subject};
use crate::problem::Problems;

use super::parts::adds_up;

/// Reports figures of like indicators that would exclude each other if they were one.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    report(checked, &clashes(checked.briefing, &checked.briefing.facts.ids().collect::<Vec<_>>()), problems);
}

/// For each fact, those of a like indicator that it would exclude if the indicators meant the same.
pub fn clashes(briefing: &Briefing, among: &[Id<Fact>]) -> Vec<Clash> {
    let standing = among.iter().copied().filter(|id| stands(&briefing.facts[*id]));
    let groups = groups(briefing, standing);
    let cells: BTreeMap<&Group<'_>, Cell> =
        groups.iter().map(|(group, ids)| (group, Cell::of(briefing, ids.iter().copied()))).collect();
    let taken_for = taken_for(briefing);
    let mut found = Vec::new();
    for (group, cell) in &cells {
        let (subject, indicator, of, sense) = *group;
        let other = |subject: Id<Subject>, like: Id<Indicator>| cells.get(&(subject, like, of.clone(), *sense));
        for like in likes(briefing, *indicator) {
            if let Some(other) = other(*subject, like) {
                found.extend(pairs(briefing, cell, other, Seek::Excluding));
            }
        }
        let wholes = briefing.wholes(*subject).filter(|_| of.is_empty());
        for (whole, like) in
            wholes.flat_map(|whole| taken_for[indicator.index()].iter().map(move |like| (whole, *like)))
        {
            if let Some(other) = other(whole, like) {
                let exceeding = pairs(briefing, cell, other, Seek::Below);
                found.extend(exceeding.into_iter().filter(|clash| adds_up(&briefing.facts[clash.fact])));
            }
        }
    }
    found
}

/// The indicators that a reader may take for this one, as far as they are measured alike.
fn likes(briefing: &Briefing, indicator: Id<Indicator>) -> impl Iterator<Item = Id<Indicator>> {
    let unit = briefing.indicators[indicator].unit;
    let likes = briefing.indicators[indicator].like.iter().copied().filter(move |like| *like != indicator);
    likes.filter(move |like| briefing.indicators[*like].unit == unit)
}

/// For each indicator, those that it is like or that are like it.
fn taken_for(briefing: &Briefing) -> Vec<BTreeSet<Id<Indicator>>> {
    let mut taken = vec![BTreeSet::new(); briefing.indicators.len()];
    for one in briefing.indicators.ids() {
        for like in likes(briefing, one) {
            taken[one.index()].insert(like);
            taken[like.index()].insert(one);
        }
    }
    taken
}

fn pairs(briefing: &Briefing, ones: &Cell, others: &Cell, seek: Seek) -> Vec<Clash> {
    let found = |entry: &Entry| others.some(entry, seek).into_iter().map(|other| (entry.id, other)).collect::<Vec<_>>();
    ones.entries().iter().flat_map(found).map(|(one, other)| clash(briefing, one, other)).collect()
}

fn clash(briefing: &Briefing, one: Id<Fact>, other: Id<Fact>) -> Clash {
    let (a, b) = (&briefing.facts[one], &briefing.facts[other]);
    let slug = |fact: &Fact| briefing.indicators[fact.indicator].slug.clone();
    Clash {
        rule: "definition",
        fact: one,
        others: vec![other],
        near: true,
        message: format!(
            "these facts exclude each other if their indicators mean the same: {} in `{}` and {} in `{}`",
            stated(a),
            slug(a),
            stated(b),
            slug(b)
        ),
        label: "one says this",
        note: "the other says this",
    }
}
