//! A subject's page; its kind's role decides what stands on it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::check::score;
use crate::draw::slope::{Point, Slope};
use crate::draw::{Frame, Mark, Today};
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::subject::{Indicator, Role, Subject};
use crate::plan::page::{Page, Part, ROWS_A_PAGE, View};
use crate::render::context::Context;

use super::article::{self, Body};
use super::conflicts::{self, Card};
use super::evidence::{self, Evidence};
use super::indicator::{Group, by_status};
use super::layout::{Head, Link, layout};
use super::source::conflict_ids;
use super::target::{Tracker, tracker};
use super::{Built, built, compare, rows};

#[derive(Debug, Serialize)]
struct Own {
    kind: String,
    role: &'static str,
    other_names: Vec<Name>,
    summary: String,
    date: Option<String>,
    within: Vec<Link>,
    issuers: Vec<Link>,
    places: Vec<Link>,
    tiles: Vec<rows::FactRow>,
    charts: Vec<Panel>,
    body: Option<Body>,
    parts: Vec<Neighbours>,
    issued: Vec<Neighbours>,
    located: Vec<Neighbours>,
    mentions: Vec<Neighbours>,
    sources: Vec<Link>,
    targets: Option<Tracker>,
    groups: Vec<Group>,
    pages: Vec<Link>,
    of: Vec<rows::FactRow>,
    policy: Vec<rows::FactRow>,
    said: Vec<rows::FactRow>,
    resting: Vec<rows::FactRow>,
    conflicts: Vec<Card>,
    gaps: Vec<Gap>,
    derived: Vec<super::fact::Derived>,
    evidence: Evidence,
}

/// A name in another language or form.
#[derive(Debug, Serialize)]
struct Name {
    name: String,
    tag: String,
}

/// Subjects of one kind.
#[derive(Debug, Serialize)]
struct Neighbours {
    kind: String,
    links: Vec<Link>,
}

/// A chart with its title.
#[derive(Debug, Serialize)]
pub struct Panel {
    /// What is drawn.
    pub title: String,
    /// The drawing.
    pub chart_svg: String,
}

#[derive(Debug, Serialize)]
struct Gap {
    indicator: Link,
    reason: String,
    note: String,
}

const TILES: usize = 4;

/// Gathers a part of a subject's page.
pub fn build(ctx: &Context<'_>, page: &Page, id: Id<Subject>, part: Part) -> Built {
    let subject = &ctx.briefing.subjects[id];
    let kind = &ctx.briefing.kinds[subject.kind];
    let title = subject.title.get(page.lang).clone();
    let body = subject.body.as_ref().filter(|_| part.number == 1).map(|text| article::body(ctx, page, text));
    let summary = subject.summary.as_ref().map_or(String::new(), |s| s.get(page.lang).clone());
    let mut crumbs = vec![Link {
        label: kind.plural.get(page.lang).clone(),
        href: ctx.link(&page.route, View::Kind(subject.kind, Part::FIRST), page.lang),
        here: false,
    }];
    crumbs.extend(within(ctx, page, subject));
    let head = Head {
        description: if summary.is_empty() { title } else { summary.clone() },
        crumbs,
        class: "subject",
        fallback: body.as_ref().is_some_and(|b| b.fallback),
    };
    let own = own(ctx, page, id, part, body, summary);
    let layout = layout(ctx, page, head);
    built(ctx, page, "subject.html", layout, &own)
}

fn own(ctx: &Context<'_>, page: &Page, id: Id<Subject>, part: Part, body: Option<Body>, summary: String) -> Own {
    let (briefing, graph, lang) = (ctx.briefing, &ctx.briefing.graph, page.lang);
    let subject = &briefing.subjects[id];
    let all = &graph.subject_facts[id.index()];
    let first = part.number == 1;
    let whole = |ids: &[Id<Fact>]| {
        if first { rows::facts(ctx, page, &ids[..ids.len().min(ROWS_A_PAGE)]) } else { Vec::new() }
    };
    let shown = briefing.facts_of(id);
    // A fact stands in the first list that it belongs to.
    let mut listed: BTreeSet<Id<Fact>> = all.iter().copied().collect();
    let mut rest = |ids: &[Id<Fact>]| {
        let new: Vec<Id<Fact>> = ids.iter().copied().filter(|id| listed.insert(*id)).collect();
        whole(&new)
    };
    let neighbours = |ids: &[Id<Subject>]| if first { grouped(ctx, page, ids) } else { Vec::new() };
    let near: BTreeSet<Id<Subject>> = [&graph.parts, &graph.issued, &graph.located]
        .iter()
        .flat_map(|list| &list[id.index()])
        .chain(subject.issuer.iter().chain(&subject.places).chain(&subject.within))
        .copied()
        .collect();
    let mentions: Vec<Id<Subject>> =
        graph.mentions[id.index()].iter().copied().filter(|other| !near.contains(other)).collect();
    let links = |ids: &[Id<Subject>]| ids.iter().map(|other| rows::subject(ctx, page, *other)).collect();
    let targets: Vec<Id<Fact>> = all.iter().chain(&graph.policy_facts[id.index()]).copied().collect();
    Own {
        kind: briefing.kinds[subject.kind].label.get(lang).clone(),
        role: match ctx.role(id) {
            Role::Place => "place",
            Role::Policy => "policy",
            Role::Actor => "actor",
            Role::Work => "work",
            Role::Plain => "plain",
        },
        other_names: other_names(ctx, subject, lang),
        summary,
        date: subject.date.as_ref().map(|date| ctx.locale(lang).period(date)),
        within: within(ctx, page, subject),
        issuers: links(&subject.issuer),
        places: links(&subject.places),
        tiles: if first { tiles(ctx, page, id) } else { Vec::new() },
        charts: if first { charts(ctx, page, id) } else { Vec::new() },
        body,
        parts: neighbours(&graph.parts[id.index()]),
        issued: neighbours(&graph.issued[id.index()]),
        located: neighbours(&graph.located[id.index()]),
        mentions: neighbours(&mentions),
        sources: graph.subject_sources[id.index()].iter().map(|source| rows::source(ctx, page, *source)).collect(),
        targets: Some(tracker(ctx, page, &targets)).filter(|tracker| first && !tracker.rows.is_empty()),
        groups: by_status(ctx, page, part.rows(all)),
        pages: rows::parts(ctx, page, part, |part| View::Subject(id, part)),
        policy: rest(&graph.policy_facts[id.index()]),
        of: rest(&graph.of_facts[id.index()]),
        said: rest(&graph.said_facts[id.index()]),
        resting: rest(&graph.origin_facts[id.index()]),
        conflicts: conflict_ids(ctx, &shown).into_iter().map(|c| conflicts::card_about(ctx, page, c, id)).collect(),
        gaps: gaps(ctx, page, id),
        derived: briefing
            .derived
            .iter()
            .filter(|(_, derived)| derived.subject == id)
            .map(|(id, _)| super::fact::derived(ctx, id, lang))
            .collect(),
        evidence: evidence::panel(ctx, page, &shown, &score::subject(briefing, id)),
    }
}

fn within(ctx: &Context<'_>, page: &Page, subject: &Subject) -> Vec<Link> {
    let mut chain = Vec::new();
    let mut at = subject.within;
    while let Some(id) = at {
        chain.push(rows::subject(ctx, page, id));
        at = ctx.briefing.subjects[id].within;
    }
    chain.reverse();
    chain
}

/// The title in the other languages, and every alias, each once.
fn other_names(ctx: &Context<'_>, subject: &Subject, lang: Lang) -> Vec<Name> {
    let title = subject.title.get(lang);
    let mut names: Vec<Name> = Vec::new();
    let mut add = |name: &str, of: Lang| {
        if name != title && names.iter().all(|known| known.name != name) {
            names.push(Name { name: name.to_owned(), tag: ctx.locale(of).tag.clone() });
        }
    };
    for other in ctx.briefing.languages.iter() {
        add(subject.title.get(other), other);
    }
    for alias in &subject.aliases {
        add(&alias.name, alias.lang);
    }
    names
}

fn grouped(ctx: &Context<'_>, page: &Page, ids: &[Id<Subject>]) -> Vec<Neighbours> {
    let kinds = ctx.briefing.kinds.iter();
    let group = |(kind, row): (_, &crate::model::subject::Kind)| Neighbours {
        kind: row.plural.get(page.lang).clone(),
        links: ids
            .iter()
            .filter(|id| ctx.briefing.subjects[**id].kind == kind)
            .map(|id| rows::subject(ctx, page, *id))
            .collect(),
    };
    kinds.map(group).filter(|group| !group.links.is_empty()).collect()
}

/// The key facts of a subject: those that the settings name, else comparable quantities; a policy's
/// targets before the rest.
fn tiles(ctx: &Context<'_>, page: &Page, id: Id<Subject>) -> Vec<rows::FactRow> {
    let briefing = ctx.briefing;
    let policy = ctx.role(id) == Role::Policy;
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
        (fact.indicator, fact.period.to_string(), fact.status, ctx.value(fact, page.lang).text)
    };
    let mut seen = BTreeSet::new();
    ranked.retain(|id| seen.insert(said(id)));
    ranked.truncate(TILES);
    rows::facts(ctx, page, &ranked)
}

/// A panel for each indicator with an actual and something ahead of it.
fn charts(ctx: &Context<'_>, page: &Page, id: Id<Subject>) -> Vec<Panel> {
    let briefing = ctx.briefing;
    let mut by_indicator: std::collections::BTreeMap<_, Vec<Id<Fact>>> = Default::default();
    for fact in &briefing.graph.subject_facts[id.index()] {
        by_indicator.entry(briefing.facts[*fact].indicator).or_default().push(*fact);
    }
    by_indicator.into_iter().filter_map(|(indicator, facts)| panel(ctx, page, indicator, &facts)).collect()
}

/// A panel of facts on one indicator of one subject; `None` without an actual and something ahead of it.
pub fn panel(ctx: &Context<'_>, page: &Page, indicator: Id<Indicator>, facts: &[Id<Fact>]) -> Option<Panel> {
    let briefing = ctx.briefing;
    let has = |wanted: &[Status]| facts.iter().any(|id| wanted.contains(&briefing.facts[*id].status));
    if !has(&[Status::Actual]) || !has(&[Status::Target, Status::Forecast]) {
        return None;
    }
    let points: Vec<Point> = facts.iter().filter_map(|id| point(ctx, page, *id)).collect();
    let row = &briefing.indicators[indicator];
    let described: Vec<String> = points.iter().map(|p| format!("{}: {}", p.year, p.mark.label)).collect();
    let title = row.label.get(page.lang).clone();
    let frame = Frame {
        id: format!("chart-{}", row.slug),
        lang: ctx.locale(page.lang).tag.clone(),
        title: title.clone(),
        desc: described.join("; "),
        width: 290,
    };
    let chart = Slope::new(frame, compare::unit(ctx, page, &row.unit), points, today(ctx, page))?;
    Some(Panel { title, chart_svg: chart.svg(&|value| compare::tick(ctx, page, &row.unit, value)) })
}

/// A fact in a chart; an actual without a date stands at the year of its source, and says so.
fn point(ctx: &Context<'_>, page: &Page, id: Id<Fact>) -> Option<Point> {
    let briefing = ctx.briefing;
    let fact = &briefing.facts[id];
    let Finding::Quantity(quantity) = &fact.finding else { return None };
    let undated = fact.period.is_undated();
    let year = match (undated, fact.status) {
        (false, _) => fact.period.year(),
        (true, Status::Actual) => briefing.sources[fact.source].published.period().and_then(|p| p.year()),
        (true, _) => None,
    }?;
    let mut label = ctx.locale(page.lang).quantity(quantity, None).text;
    if undated {
        label = ctx.words(page.lang).fill("chart.undated", &[("value", &label)]);
    }
    let mut mark = Mark::of(quantity, label);
    mark.disputed = !briefing.graph.fact_conflicts[id.index()].is_empty();
    mark.damaged = score::damaged_sole(briefing, id);
    Some(Point { year, status: fact.status, mark })
}

/// The build's date as a line in charts.
pub fn today(ctx: &Context<'_>, page: &Page) -> Option<Today> {
    let year = ctx.briefing.date.get(..4)?.parse().ok()?;
    let month = ctx.locale(page.lang).date(ctx.briefing.date.get(..7)?);
    Some(Today { year, label: ctx.words(page.lang).fill("chart.built", &[("date", &month)]) })
}

fn gaps(ctx: &Context<'_>, page: &Page, id: Id<Subject>) -> Vec<Gap> {
    let gaps = ctx.briefing.graph.subject_gaps[id.index()].iter().map(|n| &ctx.briefing.gaps[*n]);
    gaps.map(|gap| Gap {
        indicator: Link {
            label: ctx.briefing.indicators[gap.indicator].label.get(page.lang).clone(),
            href: ctx.indicator_link(&page.route, gap.indicator, page.lang),
            here: false,
        },
        reason: super::compare::reason(ctx, page, gap.reason),
        note: gap.note.as_ref().map_or(String::new(), |note| note.get(page.lang).clone()),
    })
    .collect()
}
