//! The timeline: targets by deadline, and policies by date.

use serde::Serialize;

use crate::draw::Frame;
use crate::draw::deadlines::{Deadlines, Due};
use crate::model::fact::{Fact, Status};
use crate::model::id::Id;
use crate::model::subject::Role;
use crate::plan::page::Page;
use crate::render::context::Context;

use super::layout::{Head, Link, layout};
use super::subject::today;
use super::target::{Tracker, is_announcement, tracker};
use super::{Built, built, rows};

#[derive(Debug, Serialize)]
struct Own {
    chart_svg: Option<String>,
    targets: Tracker,
    policies: Vec<Policy>,
    events: Vec<rows::FactRow>,
}

#[derive(Debug, Serialize)]
struct Policy {
    policy: Link,
    date: Option<String>,
    issuers: Vec<Link>,
    targets: usize,
}

/// Targets that a chart draws; the table below it has all.
const DRAWN: usize = 24;

/// Gathers the timeline.
pub fn build(ctx: &Context<'_>, page: &Page) -> Built {
    let briefing = ctx.briefing;
    let words = ctx.words(page.lang);
    let with = |status| briefing.facts.iter().filter(move |(_, f)| f.status == status).map(|(id, _)| id);
    let targets: Vec<Id<Fact>> = with(Status::Target).collect();
    let mut events: Vec<Id<Fact>> = with(Status::Event).filter(|id| !briefing.facts[*id].period.is_undated()).collect();
    events.sort_by_key(|id| briefing.facts[*id].period.latest());
    events.truncate(crate::plan::page::ROWS_A_PAGE);
    let own = Own {
        chart_svg: deadlines(ctx, page, &targets),
        targets: tracker(ctx, page, &targets),
        policies: policies(ctx, page),
        events: rows::facts(ctx, page, &events),
    };
    let head = Head {
        description: words.get("timeline.description").to_owned(),
        crumbs: Vec::new(),
        class: "timeline",
        fallback: false,
    };
    let layout = layout(ctx, page, head);
    built(ctx, page, "timeline.html", layout, &own)
}

fn policies(ctx: &Context<'_>, page: &Page) -> Vec<Policy> {
    let briefing = ctx.briefing;
    let mut ids: Vec<_> = briefing.subjects.ids().filter(|id| ctx.role(*id) == Role::Policy).collect();
    ids.sort_by_key(|id| briefing.subjects[*id].date.as_ref().and_then(|date| date.earliest()));
    let entry = |id| Policy {
        policy: rows::subject(ctx, page, id),
        date: briefing.subjects[id].date.as_ref().map(|date| ctx.locale(page.lang).period(date)),
        issuers: briefing.subjects[id].issuer.iter().map(|issuer| rows::subject(ctx, page, *issuer)).collect(),
        targets: briefing.graph.policy_facts[id.index()]
            .iter()
            .filter(|fact| briefing.facts[**fact].status == Status::Target)
            .count(),
    };
    ids.into_iter().map(entry).collect()
}

/// Targets with a deadline on one axis; those of policies and key facts first when there are many.
fn deadlines(ctx: &Context<'_>, page: &Page, targets: &[Id<Fact>]) -> Option<String> {
    let briefing = ctx.briefing;
    let mut dated: Vec<Id<Fact>> = targets
        .iter()
        .filter(|id| !briefing.facts[**id].period.is_undated() && briefing.facts[**id].period.deadline().is_some())
        .filter(|id| !is_announcement(ctx, &briefing.facts[**id]))
        .copied()
        .collect();
    dated.sort_by_key(|id| {
        let fact = &briefing.facts[*id];
        (
            !briefing.site.key_facts.contains(&fact.slug),
            !briefing.indicators[fact.indicator].comparable,
            fact.policy.is_none(),
            *id,
        )
    });
    dated.truncate(DRAWN);
    dated.sort_by_key(|id| briefing.facts[*id].period.deadline());
    let due = |id: &Id<Fact>| {
        let fact = &briefing.facts[*id];
        let date = fact.period.deadline()?;
        let subject = briefing.subjects[fact.subject].title.get(page.lang);
        Some(Due {
            date: (date.year(), u8::try_from(date.month()).ok()?),
            status: fact.status,
            label: format!("{subject}: {}", briefing.indicators[fact.indicator].label.get(page.lang)),
            detail: ctx.value(fact, page.lang).text,
        })
    };
    let items: Vec<Due> = dated.iter().filter_map(due).collect();
    let words = ctx.words(page.lang);
    let frame = Frame {
        id: "deadlines".into(),
        lang: ctx.locale(page.lang).tag.clone(),
        title: words.get("timeline.chart").to_owned(),
        desc: words.count("timeline.chart_desc", items.len() as u64),
        width: 900,
    };
    Deadlines::new(frame, items, today(ctx, page)).map(|chart| chart.svg())
}
