//! Lists: everything by kind, one kind, sources, indicators, facts, corrections.

use serde::Serialize;

use crate::language::script::is_wide_letter;
use crate::model::evidence::CorrectionKind;
use crate::model::id::Id;
use crate::model::subject::{Kind, Subject};
use crate::plan::page::{Page, Part, ROWS_A_PAGE, View};
use crate::render::context::Context;

use super::layout::{Head, Link, layout};
use super::{Built, built, rows};

/// A list of entries under headings.
#[derive(Debug, Serialize)]
struct Own {
    intro: String,
    sections: Vec<Section>,
    parts: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Section {
    id: String,
    label: String,
    more: Option<Link>,
    entries: Vec<Entry>,
}

/// An entry: a link, another name, a sentence, how many facts.
#[derive(Debug, Serialize)]
struct Entry {
    link: Link,
    other: String,
    other_tag: String,
    text: String,
    count: String,
}

fn page_of(
    ctx: &Context<'_>,
    page: &Page,
    key: &str,
    crumbs: Vec<Link>,
    template: &'static str,
    own: &impl Serialize,
) -> Built {
    let words = ctx.words(page.lang);
    let head = Head {
        description: words.get(&format!("{key}.description")).to_owned(),
        crumbs,
        class: "list",
        fallback: false,
    };
    let layout = layout(ctx, page, head);
    built(ctx, page, template, layout, own)
}

/// Everything that has a page, grouped by kind.
pub fn subjects(ctx: &Context<'_>, page: &Page) -> Built {
    let section = |(id, kind): (Id<Kind>, &Kind)| {
        let members = members(ctx, page, id);
        let (shown, more) = members.split_at(members.len().min(ROWS_A_PAGE));
        Section {
            id: kind.folder.clone(),
            label: kind.plural.get(page.lang).clone(),
            more: (!more.is_empty()).then(|| Link {
                label: ctx.words(page.lang).count("list.more", more.len() as u64),
                href: ctx.link(&page.route, View::Kind(id, Part::FIRST), page.lang),
                here: false,
            }),
            entries: shown.iter().map(|id| subject(ctx, page, *id)).collect(),
        }
    };
    let sections = ctx.briefing.kinds.iter().map(section).filter(|s| !s.entries.is_empty()).collect();
    let intro = ctx.words(page.lang).get("subjects.intro").to_owned();
    page_of(ctx, page, "subjects", Vec::new(), "list.html", &Own { intro, sections, parts: Vec::new() })
}

fn members(ctx: &Context<'_>, page: &Page, kind: Id<Kind>) -> Vec<Id<Subject>> {
    let subjects = &ctx.briefing.subjects;
    let mut members: Vec<Id<Subject>> = subjects.iter().filter(|(_, s)| s.kind == kind).map(|(id, _)| id).collect();
    members.sort_by_cached_key(|id| {
        let subject = &subjects[*id];
        order(subject.title.get(page.lang), subject.sort_key.as_ref().unwrap_or(&subject.slug))
    });
    members
}

/// The key by which a name is put in order: its letters, or for one in Chinese, how it sounds.
fn order(name: &str, sound: &str) -> String {
    if name.contains(is_wide_letter) { sound.to_owned() } else { name.to_lowercase() }
}

fn subject(ctx: &Context<'_>, page: &Page, id: Id<Subject>) -> Entry {
    let subject = &ctx.briefing.subjects[id];
    let other = ctx.briefing.languages.iter().find(|lang| *lang != page.lang);
    let name = other.map_or("", |lang| subject.title.get(lang).as_str());
    let same = name == subject.title.get(page.lang);
    let facts = ctx.briefing.facts_of(id).len() as u64;
    Entry {
        link: rows::subject(ctx, page, id),
        other: if same { String::new() } else { name.to_owned() },
        other_tag: other.map_or(String::new(), |lang| ctx.locale(lang).tag.clone()),
        text: subject.summary.as_ref().map_or(String::new(), |s| s.get(page.lang).clone()),
        count: ctx.words(page.lang).count("facts_count", facts),
    }
}

/// A part of the list of one kind.
pub fn kind(ctx: &Context<'_>, page: &Page, id: Id<Kind>, part: Part) -> Built {
    let kind = &ctx.briefing.kinds[id];
    let label = kind.plural.get(page.lang).clone();
    let members = members(ctx, page, id);
    let section = Section {
        id: kind.folder.clone(),
        label: String::new(),
        more: None,
        entries: part.rows(&members).iter().map(|id| subject(ctx, page, *id)).collect(),
    };
    let own = Own {
        intro: String::new(),
        sections: vec![section],
        parts: rows::parts(ctx, page, part, |part| View::Kind(id, part)),
    };
    let head = Head { description: label, crumbs: Vec::new(), class: "list", fallback: false };
    let layout = layout(ctx, page, head);
    built(ctx, page, "list.html", layout, &own)
}

/// A part of the list of sources.
pub fn sources(ctx: &Context<'_>, page: &Page, part: Part) -> Built {
    let words = ctx.words(page.lang);
    let all: Vec<_> = ctx.briefing.sources.ids().collect();
    let entry = |id: &Id<crate::model::source::Source>| {
        let source = &ctx.briefing.sources[*id];
        let states = source.standing.iter().map(|s| words.get(&format!("standing.{}", s.word())).to_owned());
        let damage = source.damage.iter().map(|d| words.get(&format!("damage.{}", d.word())).to_owned());
        Entry {
            link: Link {
                label: source.title.get(page.lang).clone(),
                href: ctx.source_link(&page.route, *id, page.lang),
                here: false,
            },
            other: rows::source(ctx, page, *id).label,
            other_tag: ctx.locale(page.lang).tag.clone(),
            text: states.chain(damage).collect::<Vec<_>>().join(words.get("list.and")),
            count: words.count("facts_count", ctx.briefing.graph.source_facts[id.index()].len() as u64),
        }
    };
    let section = Section {
        id: "sources".into(),
        label: String::new(),
        more: None,
        entries: part.rows(&all).iter().map(entry).collect(),
    };
    let own = Own {
        intro: words.get("sources.intro").to_owned(),
        sections: vec![section],
        parts: rows::parts(ctx, page, part, View::Sources),
    };
    page_of(ctx, page, "sources", Vec::new(), "list.html", &own)
}

/// All indicators, the comparable ones first.
pub fn indicators(ctx: &Context<'_>, page: &Page) -> Built {
    let words = ctx.words(page.lang);
    let mut all: Vec<_> = ctx.briefing.indicators.iter().collect();
    all.sort_by_cached_key(|(_, indicator)| order(indicator.label.get(page.lang), &indicator.slug));
    let section = |comparable: bool, key: &str| Section {
        id: key.replace('.', "-"),
        label: words.get(key).to_owned(),
        more: None,
        entries: all
            .iter()
            .filter(|(_, indicator)| indicator.comparable == comparable)
            .map(|&(id, indicator)| Entry {
                link: Link {
                    label: indicator.label.get(page.lang).clone(),
                    href: ctx.indicator_link(&page.route, id, page.lang),
                    here: false,
                },
                other: String::new(),
                other_tag: String::new(),
                text: indicator.definition.get(page.lang).clone(),
                count: words.count("facts_count", ctx.briefing.graph.indicator_facts[id.index()].len() as u64),
            })
            .collect(),
    };
    let sections = vec![section(true, "indicators.comparable"), section(false, "indicators.others")];
    let sections = sections.into_iter().filter(|s| !s.entries.is_empty()).collect();
    let own = Own { intro: words.get("indicators.intro").to_owned(), sections, parts: Vec::new() };
    page_of(ctx, page, "indicators", Vec::new(), "list.html", &own)
}

#[derive(Debug, Serialize)]
struct Facts {
    facts: Vec<rows::FactRow>,
    parts: Vec<Link>,
    total: String,
    downloads: Vec<Link>,
}

/// A part of the table of all facts.
pub fn facts(ctx: &Context<'_>, page: &Page, part: Part) -> Built {
    let all: Vec<_> = ctx.briefing.facts.ids().collect();
    let download = |path: &str| Link {
        label: path.trim_start_matches("data/").to_owned(),
        href: page.route.link(&ctx.plan.file(path)),
        here: false,
    };
    let own = Facts {
        facts: rows::facts(ctx, page, part.rows(&all)),
        parts: rows::parts(ctx, page, part, View::Facts),
        total: ctx.words(page.lang).count("facts_count", all.len() as u64),
        downloads: ["data/facts.json", "data/facts.csv", "data/datapackage.json"].into_iter().map(download).collect(),
    };
    page_of(ctx, page, "facts", Vec::new(), "facts.html", &own)
}

#[derive(Debug, Serialize)]
struct Corrections {
    entries: Vec<Correction>,
}

#[derive(Debug, Serialize)]
struct Correction {
    date: String,
    kind: &'static str,
    kind_label: String,
    text: String,
    facts: Vec<rows::FactRow>,
}

/// Revisions, corrections, withdrawals.
pub fn corrections(ctx: &Context<'_>, page: &Page) -> Built {
    let words = ctx.words(page.lang);
    let entry = |correction: &crate::model::evidence::Correction| {
        let (kind, _) = CorrectionKind::ALL.iter().find(|(_, k)| *k == correction.kind).expect("ALL is complete");
        Correction {
            date: ctx.locale(page.lang).period(&correction.date),
            kind,
            kind_label: words.get(&format!("correction.{kind}")).to_owned(),
            text: correction.text.get(page.lang).clone(),
            facts: rows::facts(ctx, page, &correction.facts),
        }
    };
    let own = Corrections { entries: ctx.briefing.corrections.iter().map(entry).collect() };
    page_of(ctx, page, "corrections", Vec::new(), "corrections.html", &own)
}
