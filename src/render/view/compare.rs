//! Places side by side: indicators in rows, and no cell empty without a reason.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::draw::bars::{Bar, Bars, Cell as BarCell};
use crate::draw::{Frame, Mark};
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::quantity::Quantity;
use crate::model::subject::{Indicator, Kind, Subject};
use crate::model::unit::{Unit, UnitKind};
use crate::plan::page::Page;
use crate::render::context::Context;

use super::layout::{Head, Link, layout};
use super::{Built, built, rows};

#[derive(Debug, Serialize)]
struct Own {
    tables: Vec<Matrix>,
    charts: Vec<Chart>,
    derived: Vec<super::fact::Derived>,
}

/// The places of one kind side by side.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// The kind, in the plural.
    pub label: String,
    /// The places.
    pub places: Vec<Link>,
    /// A row for each comparable indicator.
    pub rows: Vec<Row>,
}

/// An indicator across places.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The indicator.
    pub indicator: Link,
    /// Whether the figures are of different kinds or years.
    pub unlike: bool,
    /// A cell for each place.
    pub cells: Vec<Cell>,
}

/// What is known of a place.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// The facts, actuals first.
    pub facts: Vec<rows::FactRow>,
    /// Why there is none, or what a gap says besides.
    pub gap: Option<String>,
    /// More on the gap.
    pub note: String,
}

#[derive(Debug, Serialize)]
struct Chart {
    chart_svg: String,
    indicator: Link,
}

/// A place without a figure.
#[derive(Debug, Serialize)]
pub struct Missing {
    /// The place.
    pub subject: Link,
    /// Why.
    pub reason: String,
    /// More on it.
    pub note: String,
}

/// Gathers the comparison.
pub fn build(ctx: &Context<'_>, page: &Page) -> Built {
    let words = ctx.words(page.lang);
    let head = Head {
        description: words.get("compare.description").to_owned(),
        crumbs: Vec::new(),
        class: "compare",
        fallback: false,
    };
    let comparable = ctx.briefing.indicators.iter().filter(|(_, i)| i.comparable).map(|(id, _)| id);
    let charts = comparable.filter_map(|id| {
        let indicator = link(ctx, page, id);
        bars(ctx, page, id, None).map(|chart_svg| Chart { chart_svg, indicator })
    });
    let own = Own {
        tables: matrices(ctx, page),
        charts: charts.collect(),
        derived: ctx.briefing.derived.ids().map(|id| super::fact::derived(ctx, id, page.lang)).collect(),
    };
    let layout = layout(ctx, page, head);
    built(ctx, page, "compare.html", layout, &own)
}

/// How many places stand side by side before a new table begins.
const COLUMNS: usize = 6;
/// How many tables a kind has on the page; `data/compare.json` has every place.
const TABLES: usize = 8;

/// Tables of the places that are compared, kind by kind.
pub fn matrices(ctx: &Context<'_>, page: &Page) -> Vec<Matrix> {
    let kinds = ctx.briefing.kinds.iter().filter(|(_, kind)| kind.compared);
    let of_kind = |(id, kind): (Id<Kind>, &Kind)| {
        let places: Vec<Id<Subject>> =
            ctx.briefing.subjects.iter().filter(|(_, s)| s.kind == id).map(|(id, _)| id).collect();
        let tables = places.chunks(COLUMNS).take(TABLES);
        tables.map(|places| matrix(ctx, page, kind, places)).collect::<Vec<_>>()
    };
    kinds.flat_map(of_kind).collect()
}

fn matrix(ctx: &Context<'_>, page: &Page, kind: &Kind, places: &[Id<Subject>]) -> Matrix {
    let comparable = ctx.briefing.indicators.iter().filter(|(_, i)| i.comparable);
    let rows = comparable
        .map(|(indicator, _)| row(ctx, page, indicator, places))
        .filter(|row| row.cells.iter().any(|cell| !cell.facts.is_empty()));
    Matrix {
        label: kind.plural.get(page.lang).clone(),
        rows: rows.collect(),
        places: places.iter().map(|place| rows::subject(ctx, page, *place)).collect(),
    }
}

fn row(ctx: &Context<'_>, page: &Page, indicator: Id<Indicator>, places: &[Id<Subject>]) -> Row {
    let stated: Vec<Vec<Id<Fact>>> = places.iter().map(|place| facts(ctx, *place, indicator)).collect();
    let mut senses: Vec<(Status, Option<i16>)> = stated
        .iter()
        .filter_map(|ids| ids.first())
        .map(|id| (ctx.briefing.facts[*id].status, ctx.briefing.facts[*id].period.year()))
        .collect();
    senses.sort_by_key(|(status, year)| (*status, *year));
    senses.dedup();
    let cell = |(place, ids): (&Id<Subject>, &Vec<Id<Fact>>)| {
        let mut gaps = ctx.briefing.graph.subject_gaps[place.index()].iter().map(|n| &ctx.briefing.gaps[*n]);
        let gap = gaps.find(|gap| gap.indicator == indicator);
        Cell {
            facts: rows::facts(ctx, page, ids),
            gap: gap.map(|gap| reason(ctx, page, gap.reason)),
            note: gap.and_then(|gap| gap.note.as_ref()).map_or(String::new(), |note| note.get(page.lang).clone()),
        }
    };
    Row {
        indicator: link(ctx, page, indicator),
        unlike: senses.len() > 1,
        cells: places.iter().zip(&stated).map(cell).collect(),
    }
}

fn link(ctx: &Context<'_>, page: &Page, id: Id<Indicator>) -> Link {
    Link {
        label: ctx.briefing.indicators[id].label.get(page.lang).clone(),
        href: ctx.indicator_link(&page.route, id, page.lang),
        here: false,
    }
}

/// Why a fact is missing, for a reader.
pub fn reason(ctx: &Context<'_>, page: &Page, reason: crate::model::evidence::GapReason) -> String {
    ctx.words(page.lang).get(&format!("gap.{}", reason.word().replace(' ', "_"))).to_owned()
}

/// A place's facts on an indicator: actuals first, the newest first.
fn facts(ctx: &Context<'_>, place: Id<Subject>, indicator: Id<Indicator>) -> Vec<Id<Fact>> {
    let facts = &ctx.briefing.facts;
    let of_place = ctx.briefing.graph.subject_facts[place.index()].iter();
    let mut ids: Vec<_> = of_place.filter(|id| facts[**id].indicator == indicator).copied().collect();
    ids.sort_by_key(|id| (facts[*id].status, std::cmp::Reverse(facts[*id].period.latest())));
    ids
}

/// The places without a figure on an indicator.
pub fn missing(ctx: &Context<'_>, page: &Page, indicator: Id<Indicator>) -> Vec<Missing> {
    let gaps = ctx.briefing.graph.indicator_gaps[indicator.index()].iter().map(|n| &ctx.briefing.gaps[*n]);
    gaps.map(|gap| Missing {
        subject: rows::subject(ctx, page, gap.subject),
        reason: reason(ctx, page, gap.reason),
        note: gap.note.as_ref().map_or(String::new(), |note| note.get(page.lang).clone()),
    })
    .collect()
}

/// Bars across the compared places, of the one kind and unit that most of them have; `None` when
/// fewer than two have a quantity of one kind.
pub fn bars(ctx: &Context<'_>, page: &Page, indicator: Id<Indicator>, ours: Option<Id<Subject>>) -> Option<String> {
    let briefing = ctx.briefing;
    let row = &briefing.indicators[indicator];
    if !row.comparable || matches!(row.unit.kind(), UnitKind::None | UnitKind::Rank) {
        return None;
    }
    let compared = briefing.subjects.iter().filter(|(_, s)| briefing.kinds[s.kind].compared).map(|(id, _)| id);
    let compared = compared.take(BARS);
    let per_place: Vec<(Id<Subject>, Vec<Id<Fact>>)> = compared.map(|id| (id, facts(ctx, id, indicator))).collect();
    let (_, status) = Status::ALL[..3].iter().find(|(_, status)| {
        let has = |ids: &Vec<Id<Fact>>| ids.iter().any(|id| briefing.facts[*id].status == *status);
        per_place.iter().filter(|(_, ids)| has(ids)).count() >= 2
    })?;
    let bar = |(place, ids): &(Id<Subject>, Vec<Id<Fact>>)| {
        let fact = ids.iter().find(|id| briefing.facts[**id].status == *status);
        let cell = match fact.map(|id| (id, &briefing.facts[*id].finding)) {
            Some((id, Finding::Quantity(quantity))) => {
                let mut mark = Mark::of(quantity, ctx.locale(page.lang).quantity(quantity, None).text);
                mark.disputed = !briefing.graph.fact_conflicts[id.index()].is_empty();
                BarCell::Value(mark)
            }
            _ => BarCell::Gap(ctx.words(page.lang).get("compare.no_figure").to_owned()),
        };
        Bar {
            label: briefing.subjects[*place].title.get(page.lang).clone(),
            cell,
            note: fact.map(|id| ctx.locale(page.lang).period(&briefing.facts[*id].period)),
            ours: ours == Some(*place),
        }
    };
    let label = row.label.get(page.lang).clone();
    let bars: Vec<Bar> = per_place.iter().filter(|(_, ids)| !ids.is_empty()).map(bar).collect();
    let frame = Frame {
        id: format!("chart-{}", row.slug),
        lang: ctx.locale(page.lang).tag.clone(),
        desc: describe(&bars),
        title: label,
        width: 340,
    };
    Bars::new(frame, unit(ctx, page, &row.unit), *status, bars).map(|chart| chart.svg())
}

/// How many places a chart of bars looks at.
const BARS: usize = 24;

fn describe(bars: &[Bar]) -> String {
    let one = |bar: &Bar| match &bar.cell {
        BarCell::Value(mark) => format!("{}: {}", bar.label, mark.label),
        BarCell::Gap(reason) => format!("{}: {reason}", bar.label),
    };
    bars.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Writes a tick of a chart's axis; the unit stands once, at the chart's head.
pub fn tick(ctx: &Context<'_>, page: &Page, unit: &Unit, value: Decimal) -> String {
    let locale = ctx.locale(page.lang);
    let written = |unit| locale.quantity(&Quantity::computed(value, unit, false), None).number;
    match unit.kind() {
        UnitKind::Percent => written(*unit),
        UnitKind::Money => written(Unit::none()),
        _ if value.abs() >= Decimal::from(1_000_000) => written(Unit::none()),
        _ => locale.decimal(value),
    }
}

/// A unit alone, as the language writes it beside a number: "CNY", 元; nothing for a count.
pub fn unit(ctx: &Context<'_>, page: &Page, unit: &Unit) -> String {
    let one = ctx.locale(page.lang).quantity(&Quantity::computed(Decimal::ONE, *unit, false), None).number;
    one.replacen('1', "", 1).trim_matches([' ', '\u{A0}']).to_owned()
}
