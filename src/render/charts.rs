//! Facts as drawings: values at their place, with the words of a language beside them.

use rust_decimal::Decimal;

use crate::draw::bars::{Bar, Bars, Cell};
use crate::draw::deadlines::{Deadlines, Due};
use crate::draw::slope::{Point, Slope};
use crate::draw::{Frame, Mark, Today};
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::quantity::Quantity;
use crate::model::subject::{Indicator, Subject};
use crate::model::unit::{Unit, UnitKind};
use crate::plan::kinds::chart::year;
use crate::plan::page::Page;
use crate::plan::shown::Chart;

use super::context::Context;

/// The drawing as SVG.
pub fn svg(ctx: &Context<'_>, page: &Page, chart: &Chart) -> String {
    let drawn = match chart {
        Chart::Slope(indicator, facts) => slope(ctx, page.lang, *indicator, facts),
        Chart::Bars(indicator, status, places) => bars(ctx, page.lang, *indicator, *status, places),
        Chart::Deadlines(facts) => deadlines(ctx, page.lang, facts),
    };
    drawn.unwrap_or_default()
}

fn slope(ctx: &Context<'_>, lang: Lang, indicator: Id<Indicator>, facts: &[Id<Fact>]) -> Option<String> {
    let points: Vec<Point> = facts.iter().filter_map(|id| point(ctx, lang, *id)).collect();
    let row = &ctx.briefing.indicators[indicator];
    let described: Vec<String> = points.iter().map(|p| format!("{}: {}", p.year, p.mark.label)).collect();
    let frame = Frame {
        id: format!("chart-{}", row.slug),
        lang: ctx.locale(lang).tag.clone(),
        title: row.label.get(lang).clone(),
        desc: described.join("; "),
        width: 290,
    };
    let chart = Slope::new(frame, unit(ctx, lang, &row.unit), points, today(ctx, lang))?;
    Some(chart.svg(&|value| tick(ctx, lang, &row.unit, value)))
}

/// A fact in a chart; an actual without a date says so.
fn point(ctx: &Context<'_>, lang: Lang, id: Id<Fact>) -> Option<Point> {
    let fact = &ctx.briefing.facts[id];
    let Finding::Quantity(quantity) = &fact.finding else { return None };
    let mut label = ctx.locale(lang).quantity(quantity, None).text;
    if fact.period.is_undated() {
        label = ctx.words(lang).fill("chart.undated", &[("value", &label)]);
    }
    let mut mark = Mark::of(quantity, label);
    mark.disputed = !ctx.briefing.graph.fact_conflicts[id.index()].is_empty();
    mark.damaged = ctx.briefing.is_damaged_sole(id);
    Some(Point { year: year(ctx.briefing, fact)?, status: fact.status, mark })
}

fn bars(
    ctx: &Context<'_>,
    lang: Lang,
    indicator: Id<Indicator>,
    status: Status,
    places: &[(Id<Subject>, Option<Id<Fact>>)],
) -> Option<String> {
    let row = &ctx.briefing.indicators[indicator];
    let bars: Vec<Bar> = places.iter().map(|(place, fact)| bar(ctx, lang, *place, *fact)).collect();
    let frame = Frame {
        id: format!("chart-{}", row.slug),
        lang: ctx.locale(lang).tag.clone(),
        desc: describe(&bars),
        title: row.label.get(lang).clone(),
        width: 340,
    };
    Bars::new(frame, unit(ctx, lang, &row.unit), status, bars).map(|chart| chart.svg())
}

fn bar(ctx: &Context<'_>, lang: Lang, place: Id<Subject>, fact: Option<Id<Fact>>) -> Bar {
    let briefing = ctx.briefing;
    let cell = match fact.map(|id| (id, &briefing.facts[id].finding)) {
        Some((id, Finding::Quantity(quantity))) => {
            let mut mark = Mark::of(quantity, ctx.locale(lang).quantity(quantity, None).text);
            mark.disputed = !briefing.graph.fact_conflicts[id.index()].is_empty();
            Cell::Value(mark)
        }
        _ => Cell::Gap(ctx.words(lang).get("compare.no_figure").to_owned()),
    };
    Bar {
        label: briefing.subjects[place].title.get(lang).clone(),
        cell,
        note: fact.map(|id| ctx.locale(lang).period(&briefing.facts[id].period)),
    }
}

fn describe(bars: &[Bar]) -> String {
    let one = |bar: &Bar| match &bar.cell {
        Cell::Value(mark) => format!("{}: {}", bar.label, mark.label),
        Cell::Gap(reason) => format!("{}: {reason}", bar.label),
    };
    bars.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn deadlines(ctx: &Context<'_>, lang: Lang, facts: &[Id<Fact>]) -> Option<String> {
    let briefing = ctx.briefing;
    let due = |id: &Id<Fact>| {
        let fact = &briefing.facts[*id];
        let date = fact.period.deadline()?;
        let subject = briefing.subjects[fact.subject].title.get(lang);
        Some(Due {
            date: (date.year(), u8::try_from(date.month()).ok()?),
            status: fact.status,
            label: format!("{subject}: {}", briefing.indicators[fact.indicator].label.get(lang)),
            detail: ctx.value(fact, lang).text,
        })
    };
    let items: Vec<Due> = facts.iter().filter_map(due).collect();
    let words = ctx.words(lang);
    let frame = Frame {
        id: "deadlines".into(),
        lang: ctx.locale(lang).tag.clone(),
        title: words.get("timeline.chart").to_owned(),
        desc: words.count("timeline.chart_desc", items.len() as u64),
        width: 900,
    };
    Deadlines::new(frame, items, today(ctx, lang)).map(|chart| chart.svg())
}

/// The build's date as a line in charts.
fn today(ctx: &Context<'_>, lang: Lang) -> Option<Today> {
    let year = ctx.briefing.date.get(..4)?.parse().ok()?;
    let month = ctx.locale(lang).date(ctx.briefing.date.get(..7)?);
    Some(Today { year, label: ctx.words(lang).fill("chart.built", &[("date", &month)]) })
}

/// Writes a tick of a chart's axis; the unit stands once, at the chart's head.
fn tick(ctx: &Context<'_>, lang: Lang, unit: &Unit, value: Decimal) -> String {
    let locale = ctx.locale(lang);
    let written = |unit| locale.quantity(&Quantity::computed(value, unit, false), None).number;
    match unit.kind() {
        UnitKind::Percent => written(*unit),
        UnitKind::Money => written(Unit::none()),
        _ if value.abs() >= Decimal::from(1_000_000) => written(Unit::none()),
        _ => locale.decimal(value),
    }
}

/// A unit alone, as the language writes it beside a number: "CNY", 元; nothing for a count.
fn unit(ctx: &Context<'_>, lang: Lang, unit: &Unit) -> String {
    let one = ctx.locale(lang).quantity(&Quantity::computed(Decimal::ONE, *unit, false), None).number;
    one.replacen('1', "", 1).trim_matches([' ', '\u{A0}']).to_owned()
}
