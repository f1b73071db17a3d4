//! What was looked for and not found, by place and by indicator.

use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::evidence::{Gap, GapReason};
use crate::model::id::Id;
use crate::model::subject::{Indicator, Subject};
use crate::plan::shown::{As, Frame, Shown, facts, keyword, list, maybe_text, part, word};

use super::{View, places};

/// So many figures of other kinds are shown beside a gap.
const BESIDE: usize = 3;

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let mut by_place: BTreeMap<Id<Subject>, Vec<&Gap>> = BTreeMap::new();
    let mut by_indicator: BTreeMap<Id<Indicator>, Vec<&Gap>> = BTreeMap::new();
    for gap in &briefing.gaps {
        by_place.entry(gap.subject).or_default().push(gap);
        by_indicator.entry(gap.indicator).or_default().push(gap);
    }
    let count = |reason| briefing.gaps.iter().filter(|gap| gap.reason == reason).count();
    let reasons = GapReason::ALL.iter().filter(|reason| count(**reason) > 0);
    part([
        ("total", Shown::Count("gaps.total", briefing.gaps.len())),
        (
            "reasons",
            list(reasons.map(|reason| {
                part([("reason", word("gap", reason.word())), ("count", Shown::Number(count(*reason)))])
            })),
        ),
        (
            "places",
            list(by_place.into_iter().map(|(place, gaps)| {
                let rows = gaps.into_iter().map(|gap| row(briefing, gap, View::indicator(gap.indicator)));
                let subject = &briefing.subjects[place];
                let id = format!("{}-{}", briefing.kinds[subject.kind].id, subject.slug);
                part([("id", keyword(id)), ("link", Shown::Link(View::subject(place))), ("rows", list(rows))])
            })),
        ),
        (
            "indicators",
            list(by_indicator.into_iter().map(|(indicator, gaps)| {
                let places = gaps.into_iter().map(|gap| Shown::Link(View::subject(gap.subject)));
                part([("link", Shown::Link(View::indicator(indicator))), ("places", list(places))])
            })),
        ),
        ("download", Shown::Frame(Frame::File("data/gaps.csv".into()))),
    ])
}

/// A gap, and what the place has on the same indicator all the same: an undated figure, another sense.
fn row<'a>(briefing: &'a Briefing, gap: &'a Gap, about: View) -> Shown<'a> {
    let mut stated = places::stated(briefing, gap.subject, gap.indicator);
    stated.truncate(BESIDE);
    part([
        ("link", Shown::Link(about)),
        ("reason", word("gap", gap.reason.word())),
        ("note", maybe_text(gap.note.as_ref())),
        ("beside", facts(&stated, As::Cell)),
        ("instead", facts(&places::instead(briefing, gap), As::Instead)),
    ])
}
