//! What a careful colleague would say before a fact is quoted: one line.

use crate::model::briefing::Briefing;
use crate::model::evidence::Answer;
use crate::model::fact::{Dating, Fact, Outlook};
use crate::model::id::Id;
use crate::plan::shown::{By, Shown, keyword, list, part, word};

/// Whether a fact may be quoted, the gravest reason against it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Advice {
    /// It no longer stands.
    Withdrawn,
    /// No machine has confirmed it in its document.
    NotYet,
    /// Another source, or the same, excludes it.
    BothSides,
    /// Something weakens it.
    WithCare,
    /// Nothing is known against it but that it is one source's word.
    WithSource,
}

impl Advice {
    fn word(self) -> &'static str {
        match self {
            Advice::Withdrawn => "withdrawn",
            Advice::NotYet => "not_yet",
            Advice::BothSides => "both_sides",
            Advice::WithCare => "with_care",
            Advice::WithSource => "with_source",
        }
    }
}

/// The line: the advice, and what it rests on.
pub(super) fn line(briefing: &Briefing, id: Id<Fact>) -> Shown<'_> {
    let advice = advice(briefing, id);
    part([
        ("class", keyword(advice.word())),
        ("advice", word("quoting", advice.word())),
        ("reasons", list(reasons(briefing, id))),
    ])
}

/// The fact as one sentence that may be copied: what it says, in which sense, and what must be known; none for a fact
/// that no longer stands.
pub(super) fn sentence<'a>(briefing: &'a Briefing, id: Id<Fact>, title: Shown<'a>) -> Shown<'a> {
    let fact = &briefing.facts[id];
    if fact.rank.is_withdrawn() {
        return Shown::Nothing;
    }
    let cautions: Vec<Shown<'a>> =
        std::iter::once(word("status_within", fact.status.word())).chain(reasons(briefing, id)).collect();
    let cautions = Shown::Joined(By::Word("list.comma"), cautions);
    Shown::Filled("cite.sentence", vec![("title", title), ("cautions", cautions)])
}

fn advice(briefing: &Briefing, id: Id<Fact>) -> Advice {
    let fact = &briefing.facts[id];
    if fact.rank.is_withdrawn() {
        Advice::Withdrawn
    } else if unconfirmed(briefing, id).is_some() {
        Advice::NotYet
    } else if briefing.disagreements(id).next().is_some() {
        Advice::BothSides
    } else if briefing.is_damaged_sole(id)
        || briefing.cautions(id).next().is_some()
        || fact.dating != Some(Dating::Printed)
        || fact.status.outlook() == Outlook::Held
    {
        Advice::WithCare
    } else {
        Advice::WithSource
    }
}

/// Why no machine has confirmed it.
fn unconfirmed(briefing: &Briefing, id: Id<Fact>) -> Option<&'static str> {
    match briefing.graph.verified[id.index()].as_ref().map(|seen| (seen.answer, seen.value_agrees)) {
        None => Some("unverified"),
        Some((Answer::Absent, _)) => Some("absent"),
        Some((Answer::CannotCheck, _)) => Some("cannot"),
        Some((_, Some(false))) => Some("disagrees"),
        Some((Answer::Found | Answer::Repaired, _)) => None,
    }
}

fn reasons(briefing: &Briefing, id: Id<Fact>) -> Vec<Shown<'_>> {
    let fact = &briefing.facts[id];
    let count = |key, n: usize| (n > 0).then_some(Shown::Count(key, n));
    let speaker = match fact.by {
        Some(by) => Shown::Filled("quoting.speaker", vec![("name", Shown::Named(by))]),
        None if fact.credit.is_some() => word("quoting", "unnamed"),
        None => word("quoting", "no_speaker"),
    };
    let reasons = [
        unconfirmed(briefing, id).map(|why| word("check", why)),
        count("quoting.disagreements", briefing.disagreements(id).count()),
        count("quoting.witnesses", briefing.graph.witnesses[id.index()] as usize),
        briefing.is_damaged_sole(id).then(|| word("quoting", "damaged")),
        briefing
            .sound_copy(id)
            .map(|other| Shown::Filled("quoting.sound", vec![("source", Shown::Source(briefing.facts[other].source))])),
        count("quoting.cautions", briefing.cautions(id).count()),
        Some(speaker),
        Some(word("dating", fact.dating.map_or("undated", Dating::word))),
    ];
    reasons.into_iter().flatten().collect()
}
