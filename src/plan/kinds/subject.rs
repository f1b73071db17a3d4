//! A subject's page; its kind's role decides what stands on it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::check::score;
use crate::model::briefing::Briefing;
use crate::model::evidence::{Gap, GapReason};
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::subject::{Role, Subject};
use crate::plan::page::{OPENING_ROWS, Part, ROWS_A_PAGE};
use crate::plan::shown::{
    As, Frame, Margin, Shown, address, by_lang, facts, list, maybe, maybe_text, part, plain, subjects, word,
};

use super::indicator::by_status;
use super::{View, chart, common, conflicts, derived, locator, places, same, support, target};

const TILES: usize = 4;
/// How many targets stand on the page; the timeline has them all.
const TARGETS: usize = 4;

pub(super) fn slug(briefing: &Briefing, id: Id<Subject>) -> Cow<'_, str> {
    let subject = &briefing.subjects[id];
    format!("{}/{}", briefing.kinds[subject.kind].folder, subject.slug).into()
}

pub(super) fn about(briefing: &Briefing, id: Id<Subject>) -> Shown<'_> {
    let subject = &briefing.subjects[id];
    Shown::Text(subject.summary.as_ref().unwrap_or(&subject.title))
}

pub(super) fn above(briefing: &Briefing, id: Id<Subject>) -> Vec<View> {
    let mut wholes: Vec<View> = briefing.wholes(id).map(View::subject).collect();
    wholes.push(View::Kind(briefing.subjects[id].kind, Part::FIRST));
    wholes.reverse();
    wholes
}

pub(super) fn shows(briefing: &Briefing, id: Id<Subject>, of_list: Part) -> Shown<'_> {
    let subject = &briefing.subjects[id];
    let graph = &briefing.graph;
    let all = &graph.subject_facts[id.index()];
    let shown = briefing.facts_of(id);
    let disputes = conflicts::touching(briefing, &shown);
    let disputes: &[_] = if of_list.is_first() { &disputes } else { &[] };
    let rows = rows(briefing, all, of_list);
    let derived = briefing.derived.iter().filter(|(_, derived)| derived.subject == id);
    let mut parts = vec![
        ("kind", Shown::Text(&briefing.kinds[subject.kind].label)),
        (
            "date",
            maybe(
                subject
                    .date
                    .as_ref()
                    .map(|date| if subject.record.is_some() { Shown::Issued(date) } else { Shown::Date(date) }),
            ),
        ),
        ("within", list(subject.within.map(|whole| Shown::Link(View::subject(whole))))),
        ("other_names", by_lang(briefing, |lang| Shown::Names(other_names(briefing, subject, lang)))),
        ("summary", maybe_text(subject.summary.as_ref())),
        ("evidence", support::panel(briefing, &shown, &score::subject(briefing, id))),
        ("disputes", conflicts::disputes(disputes, briefing, |c| conflicts::card_about(briefing, c, id))),
        ("gaps", if of_list.is_first() { gaps(briefing, id) } else { Shown::List(Vec::new()) }),
        ("common", common::common(briefing, &shown)),
        ("groups", by_status(briefing, &rows, As::RowOfSubject)),
        ("pages", Shown::Frame(Frame::Pages(View::Subject(id, of_list)))),
        ("all", maybe((rows.len() < all.len() && of_list.is_first()).then(|| the_rest(id, of_list, all.len())))),
        ("derived", list(derived.map(|(id, _)| derived::entry(briefing, id)))),
        ("issuers", subjects(&subject.issuer)),
        ("places", subjects(&subject.places)),
        ("sources", list(graph.subject_sources[id.index()].iter().map(|source| Shown::Source(*source)))),
    ];
    parts.extend(if of_list.is_first() { opening(briefing, id) } else { continued() });
    Shown::Part(parts)
}

/// The rows of a part: the opening has those that say most.
fn rows(briefing: &Briefing, all: &[Id<Fact>], of_list: Part) -> Vec<Id<Fact>> {
    if of_list.of == 1 {
        return all.to_vec();
    }
    if !of_list.is_first() {
        return of_list.rows_after_opening(all).to_vec();
    }
    let mut ranked = all.to_vec();
    ranked.sort_by_key(|id| {
        let fact = &briefing.facts[*id];
        let key = briefing.site.key_facts.iter().position(|slug| *slug == fact.slug).unwrap_or(usize::MAX);
        let measured = matches!(fact.finding, Finding::Quantity(_));
        (key, !briefing.indicators[fact.indicator].comparable, !measured, fact.status, *id)
    });
    ranked.truncate(OPENING_ROWS);
    ranked
}

/// The way to the table of all rows.
fn the_rest<'a>(id: Id<Subject>, of_list: Part, all: usize) -> Shown<'a> {
    let next = View::Subject(id, Part { number: 2, of: of_list.of });
    let number = |n: usize| plain(n.to_string());
    let shown = Shown::Filled("subject.shown", vec![("n", number(OPENING_ROWS.min(all))), ("all", number(all))]);
    part([("label", Shown::Count("subject.all_facts", all)), ("shown", shown), ("href", address(next))])
}

/// What the first part alone has.
const OPENING: [&str; 14] = [
    "tiles",
    "locator",
    "charts",
    "body",
    "targets",
    "more_targets",
    "policy",
    "of",
    "said",
    "resting",
    "parts",
    "issued",
    "located",
    "mentions",
];

fn continued<'a>() -> Vec<(&'static str, Shown<'a>)> {
    let none = |name| {
        if matches!(name, "locator" | "body" | "targets" | "more_targets") {
            Shown::Nothing
        } else {
            Shown::List(Vec::new())
        }
    };
    OPENING.map(|name| (name, none(name))).into()
}

fn opening(briefing: &Briefing, id: Id<Subject>) -> Vec<(&'static str, Shown<'_>)> {
    let graph = &briefing.graph;
    let at = id.index();
    let targets: Vec<Id<Fact>> = graph.subject_facts[at].iter().chain(&graph.policy_facts[at]).copied().collect();
    let is_aimed = targets.iter().any(|id| briefing.facts[*id].status == Status::Target);
    let all = target::in_order(briefing, &targets);
    let few = target::foremost(briefing, &all, TARGETS);
    let tracker = || target::tracker(briefing, &few, As::TargetOfSubject);
    let left = all.len() - few.len();
    let body = briefing.subjects[id].body.as_ref();
    // A fact stands in the first list that it belongs to.
    let mut listed: BTreeSet<Id<Fact>> = graph.subject_facts[at].iter().copied().collect();
    let mut rest = |ids: &[Id<Fact>]| {
        let new: Vec<Id<Fact>> = ids.iter().copied().filter(|id| listed.insert(*id)).collect();
        same::rows(briefing, &new[..new.len().min(ROWS_A_PAGE)], As::Row)
    };
    let near = near(briefing, id);
    let mentions: Vec<Id<Subject>> = graph.mentions[at].iter().copied().filter(|other| !near.contains(other)).collect();
    let shown = [
        facts(&tiles(briefing, id), As::TileOfSubject),
        maybe(locator::of(briefing, id)),
        chart::panels(briefing, id),
        maybe(body.map(|body| Shown::Body(body, Margin::Notes))),
        maybe(is_aimed.then(tracker)),
        maybe((left > 0).then_some(Shown::Count("list.more", left))),
        rest(&graph.policy_facts[at]),
        rest(&graph.of_facts[at]),
        rest(&graph.said_facts[at]),
        rest(&graph.origin_facts[at]),
        neighbours(briefing, &graph.parts[at]),
        neighbours(briefing, &graph.issued[at]),
        neighbours(briefing, &graph.located[at]),
        neighbours(briefing, &mentions),
    ];
    OPENING.into_iter().zip(shown).collect()
}

/// The subjects that the page names for a nearer reason than a mention.
fn near(briefing: &Briefing, id: Id<Subject>) -> BTreeSet<Id<Subject>> {
    let (graph, subject) = (&briefing.graph, &briefing.subjects[id]);
    let lists = [&graph.parts, &graph.issued, &graph.located];
    let linked = lists.into_iter().flat_map(|list| &list[id.index()]);
    linked.chain(subject.issuer.iter().chain(&subject.places).chain(&subject.within)).copied().collect()
}

/// The title in the other languages, and every alias, each once.
fn other_names<'a>(briefing: &Briefing, subject: &'a Subject, lang: Lang) -> Vec<(&'a str, Lang)> {
    let title = subject.title.get(lang).as_str();
    let titles = briefing.languages.iter().map(|other| (subject.title.get(other).as_str(), other));
    let aliases = subject.aliases.iter().map(|alias| (alias.name.as_str(), alias.lang));
    let mut names: Vec<(&str, Lang)> = Vec::new();
    for (name, of) in titles.chain(aliases) {
        if name != title && names.iter().all(|(known, _)| *known != name) {
            names.push((name, of));
        }
    }
    names
}

/// Subjects by kind.
fn neighbours<'a>(briefing: &'a Briefing, ids: &[Id<Subject>]) -> Shown<'a> {
    list(briefing.kinds.iter().filter_map(|(kind, row)| {
        let of_kind: Vec<Id<Subject>> = ids.iter().filter(|id| briefing.subjects[**id].kind == kind).copied().collect();
        (!of_kind.is_empty()).then(|| part([("kind", Shown::Text(&row.plural)), ("links", subjects(&of_kind))]))
    }))
}

/// The key facts of a subject: those that the settings name, else comparable quantities; a policy's
/// targets before the rest. Of facts that say the same, the first.
fn tiles(briefing: &Briefing, id: Id<Subject>) -> Vec<Id<Fact>> {
    let policy = briefing.kinds[briefing.subjects[id].kind].role == Some(Role::Policy);
    let of_policy = if policy { briefing.graph.policy_facts[id.index()].as_slice() } else { &[] };
    let measured = |id: &&Id<Fact>| matches!(briefing.facts[**id].finding, Finding::Quantity(_));
    let own = briefing.graph.subject_facts[id.index()].iter();
    let mut ranked: Vec<Id<Fact>> = own.chain(of_policy).filter(measured).copied().collect();
    ranked.sort_by_key(|id| {
        let fact = &briefing.facts[*id];
        let key = briefing.site.key_facts.iter().position(|slug| *slug == fact.slug).unwrap_or(usize::MAX);
        let aim = policy && fact.status != Status::Target;
        (key, aim, !briefing.indicators[fact.indicator].comparable, fact.status, *id)
    });
    let said = |id: &Id<Fact>| {
        let fact = &briefing.facts[*id];
        let Finding::Quantity(quantity) = &fact.finding else { return None };
        let number = (quantity.value(), quantity.value_max(), quantity.precision());
        Some((fact.indicator, fact.period.to_string(), fact.status, number))
    };
    let mut seen = BTreeSet::new();
    ranked.retain(|id| seen.insert(said(id)));
    ranked.truncate(TILES);
    ranked
}

/// What was looked for and not found: a sentence for each reason.
fn gaps(briefing: &Briefing, id: Id<Subject>) -> Shown<'_> {
    let all: Vec<&Gap> = briefing.graph.subject_gaps[id.index()].iter().map(|n| &briefing.gaps[*n]).collect();
    list(GapReason::ALL.iter().filter_map(|reason| {
        let of_reason: Vec<&Gap> = all.iter().copied().filter(|gap| gap.reason == *reason).collect();
        (!of_reason.is_empty()).then(|| {
            part([
                ("reason", word("gap", reason.word())),
                ("gaps", list(of_reason.into_iter().map(|gap| missing(briefing, gap)))),
            ])
        })
    }))
}

fn missing<'a>(briefing: &'a Briefing, gap: &'a Gap) -> Shown<'a> {
    part([
        ("indicator", Shown::Link(View::indicator(gap.indicator))),
        ("note", maybe_text(gap.note.as_ref())),
        ("instead", facts(&places::instead(briefing, gap), As::Instead)),
    ])
}
