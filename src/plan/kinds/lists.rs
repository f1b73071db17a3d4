//! Lists: everything by kind, one kind, sources, indicators, facts.

use crate::language::script::is_wide_letter;
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Kind, Subject};
use crate::plan::page::{Part, ROWS_A_PAGE};
use crate::plan::shown::{
    As, By, Chart, Frame, Shown, address, by_lang, facts as rows, keyword, list, maybe, maybe_text, part, plain, word,
};

use super::{View, locator, words};

/// A list of entries under a heading.
fn section<'a>(id: &'a str, label: Shown<'a>, entries: Shown<'a>, more: Shown<'a>) -> Shown<'a> {
    part([("id", keyword(id)), ("label", label), ("entries", entries), ("more", more)])
}

/// Everything that has a page, grouped by kind.
pub(super) fn subjects(briefing: &Briefing) -> Shown<'_> {
    let sections = |lang| list(briefing.kinds.iter().filter_map(|(id, kind)| of_kind(briefing, id, kind, lang)));
    part([
        ("intro", words("subjects.intro")),
        ("lineage", Shown::Nothing),
        ("locator", Shown::Nothing),
        ("sections", by_lang(briefing, sections)),
        ("parts", Shown::List(Vec::new())),
    ])
}

/// The subjects of one kind, as many as a page shows; `None` where there are none.
fn of_kind<'a>(briefing: &'a Briefing, id: Id<Kind>, kind: &'a Kind, lang: Lang) -> Option<Shown<'a>> {
    let members = members(briefing, id, lang);
    let (shown, left) = members.split_at(members.len().min(ROWS_A_PAGE));
    let entries = list(shown.iter().map(|id| subject(briefing, *id, lang)));
    let href = address(View::Kind(id, Part::FIRST));
    let more = (!left.is_empty()).then(|| part([("label", Shown::Count("list.more", left.len())), ("href", href)]));
    (!shown.is_empty()).then(|| section(&kind.folder, Shown::Text(&kind.plural), entries, maybe(more)))
}

/// A part of the list of one kind.
pub(super) fn kind(briefing: &Briefing, id: Id<Kind>, of_list: Part) -> Shown<'_> {
    let entries = |lang| {
        let members = members(briefing, id, lang);
        list(of_list.rows(&members).iter().map(|id| subject(briefing, *id, lang)))
    };
    let entries = by_lang(briefing, entries);
    let located = || locator::of_all(briefing, &members(briefing, id, Lang::DEFAULT));
    part([
        ("intro", Shown::Nothing),
        ("lineage", Shown::Nothing),
        ("locator", maybe(of_list.is_first().then(located).flatten())),
        ("sections", list([section(&briefing.kinds[id].folder, Shown::Nothing, entries, Shown::Nothing)])),
        ("parts", Shown::Frame(Frame::Pages(View::Kind(id, of_list)))),
    ])
}

fn members(briefing: &Briefing, kind: Id<Kind>, lang: Lang) -> Vec<Id<Subject>> {
    let subjects = &briefing.subjects;
    let mut members: Vec<Id<Subject>> = subjects.iter().filter(|(_, s)| s.kind == kind).map(|(id, _)| id).collect();
    members.sort_by_cached_key(|id| {
        let subject = &subjects[*id];
        order(subject.title.get(lang), subject.sort_key.as_ref().unwrap_or(&subject.slug))
    });
    members
}

/// The key by which a name is put in order: its letters, or for one in Chinese, how it sounds.
pub(super) fn order(name: &str, sound: &str) -> String {
    if name.contains(is_wide_letter) { sound.to_owned() } else { name.to_lowercase() }
}

fn subject(briefing: &Briefing, id: Id<Subject>, lang: Lang) -> Shown<'_> {
    let subject = &briefing.subjects[id];
    let other = briefing.languages.iter().find(|other| *other != lang).map(|other| (subject.title.get(other), other));
    let other = other.filter(|(name, _)| *name != subject.title.get(lang));
    part([
        ("link", Shown::Link(View::subject(id))),
        ("names", Shown::Names(other.map(|(name, lang)| (name.as_str(), lang)).into_iter().collect())),
        ("source", Shown::Nothing),
        ("text", maybe_text(subject.summary.as_ref())),
        ("count", Shown::Count("facts_count", briefing.facts_of(id).len())),
    ])
}

/// A part of the list of sources.
pub(super) fn sources(briefing: &Briefing, of_list: Part) -> Shown<'_> {
    let all: Vec<Id<Source>> = briefing.sources.ids().collect();
    let entries = list(of_list.rows(&all).iter().map(|id| source(briefing, *id)));
    part([
        ("intro", words("sources.intro")),
        ("lineage", maybe(of_list.is_first().then(|| lineage(briefing)).flatten())),
        ("locator", Shown::Nothing),
        ("sections", list([section("sources", Shown::Nothing, entries, Shown::Nothing)])),
        ("parts", Shown::Frame(Frame::Pages(View::Sources(of_list)))),
    ])
}

/// Which works each source rests on.
fn lineage<'a>(briefing: &Briefing) -> Option<Shown<'a>> {
    let rests = |source: &Source| {
        let mut works: Vec<Id<Subject>> = Vec::new();
        source.rests_on.iter().for_each(|rest| {
            if !works.contains(&rest.work) {
                works.push(rest.work)
            }
        });
        works
    };
    let all: Vec<_> = briefing.sources.iter().map(|(id, source)| (id, rests(source))).collect();
    all.iter().any(|(_, works)| !works.is_empty()).then_some(Shown::Chart(Chart::Lineage(all)))
}

fn source<'a>(briefing: &Briefing, id: Id<Source>) -> Shown<'a> {
    let source = &briefing.sources[id];
    let standing = source.standing.iter().map(|s| word("standing", s.word()));
    let damage = source.damage.iter().map(|d| word("damage", d.word()));
    part([
        ("link", Shown::Link(View::Source(id))),
        ("names", Shown::List(Vec::new())),
        ("source", Shown::Source(id)),
        ("text", Shown::Joined(By::Word("list.and"), standing.chain(damage).collect())),
        ("count", Shown::Count("facts_count", briefing.graph.source_facts[id.index()].len())),
    ])
}

/// How many indicators are told whole; the thinner ones are named after them.
const MAIN: usize = 20;

/// All indicators: those with the most facts whole, the others by their names.
pub(super) fn indicators(briefing: &Briefing) -> Shown<'_> {
    let facts = |id: Id<Indicator>| briefing.graph.indicator_facts[id.index()].len();
    let mut ranked: Vec<Id<Indicator>> = briefing.indicators.ids().collect();
    ranked.sort_by_key(|id| (std::cmp::Reverse(facts(*id)), !briefing.indicators[*id].comparable, *id));
    let (main, thin) = ranked.split_at(ranked.len().min(MAIN));
    let sections = |lang| {
        let in_order = |ids: &[Id<Indicator>]| {
            let mut ids = ids.to_vec();
            ids.sort_by_cached_key(|id| {
                let row = &briefing.indicators[*id];
                order(row.label.get(lang), &row.slug)
            });
            ids
        };
        let main = list(in_order(main).into_iter().map(|id| indicator(briefing, id, true)));
        let thin =
            (!thin.is_empty()).then(|| list(in_order(thin).into_iter().map(|id| indicator(briefing, id, false))));
        let main = section("indicators-main", words("indicators.main"), main, Shown::Nothing);
        let thin = thin.map(|thin| section("indicators-others", words("indicators.others"), thin, Shown::Nothing));
        list(std::iter::once(main).chain(thin))
    };
    part([
        ("intro", words("indicators.intro")),
        ("lineage", Shown::Nothing),
        ("locator", Shown::Nothing),
        ("sections", by_lang(briefing, sections)),
        ("parts", Shown::List(Vec::new())),
    ])
}

fn indicator<'a>(briefing: &'a Briefing, id: Id<Indicator>, whole: bool) -> Shown<'a> {
    let text = maybe(whole.then(|| Shown::Text(&briefing.indicators[id].definition)));
    part([
        ("link", Shown::Link(View::indicator(id))),
        ("names", Shown::List(Vec::new())),
        ("source", Shown::Nothing),
        ("text", text),
        ("count", Shown::Count("facts_count", briefing.graph.indicator_facts[id.index()].len())),
    ])
}

/// A part of the table of all facts.
pub(super) fn facts(briefing: &Briefing, of_list: Part) -> Shown<'_> {
    // By what they are about, as a reader looks for them; a source's own page has them in its order.
    let mut all: Vec<_> = briefing.facts.ids().collect();
    all.sort_by_key(|id| {
        let subject = briefing.facts[*id].subject;
        (briefing.subjects[subject].kind, subject, *id)
    });
    let download = |name: &'static str| {
        part([("label", plain(name)), ("href", Shown::Frame(Frame::File(format!("data/{name}").into())))])
    };
    part([
        ("total", Shown::Count("facts_count", all.len())),
        ("downloads", list(["briefing.xlsx", "facts.csv", "facts.json", "datapackage.json"].map(download))),
        ("common", Shown::Nothing),
        ("facts", rows(of_list.rows(&all), As::Row)),
        ("parts", Shown::Frame(Frame::Pages(View::Facts(of_list)))),
    ])
}
