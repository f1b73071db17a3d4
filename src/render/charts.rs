//! Facts as drawings: values at their place, with the words of a language beside them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::draw::bars::{Bar, Bars, Cell};
use crate::draw::deadlines::{Deadlines, Due, Row};
use crate::draw::dots::{Dot, Dots};
use crate::draw::lineage::Lineage;
use crate::draw::locator::{self, Locator};
use crate::draw::slope::{Point, Slope};
use crate::draw::strip::{Stand, Strip, Words};
use crate::draw::track::{Day, Track};
use crate::draw::{Frame, Mark, Today, breakable};
use crate::model::evidence::Answer;
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::quantity::Quantity;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Subject};
use crate::model::unit::{Unit, UnitKind};
use crate::plan::kinds::chart::year;
use crate::plan::kinds::target;
use crate::plan::page::Page;
use crate::plan::shown::{Chart, Shown};

use super::context::Context;
use super::worded;

/// The drawing as SVG.
pub fn svg(ctx: &Context<'_>, page: &Page, chart: &Chart) -> String {
    let drawn = match chart {
        Chart::Slope(indicator, facts) => slope(ctx, page.lang, *indicator, facts),
        Chart::Bars(indicator, status, places) => bars(ctx, page.lang, *indicator, *status, places),
        Chart::Deadlines(groups) => deadlines(ctx, page.lang, groups),
        Chart::Lines(facts) => lines(ctx, page.lang, facts),
        Chart::Lineage(sources) => lineage(ctx, page.lang, sources),
        Chart::Places(main, places) => located(ctx, page.lang, *main, places),
        Chart::Known(subject, facts) => known(ctx, page.lang, *subject, facts),
        Chart::Track(target, years) => return track(ctx, *target, *years).unwrap_or_default(),
    };
    // A picture taken along is traced by the facts that it shows; their rows in the explorer's data say the rest.
    let each = |what: &dyn Fn(Id<Fact>) -> String| shown(chart).into_iter().map(what).collect::<Vec<_>>().join(" ");
    let names = each(&|id| ctx.briefing.facts[id].slug.clone());
    let rows = each(&|id| id.index().to_string());
    let traced = format!("<svg data-facts=\"{names}\" data-rows=\"{rows}\" ");
    drawn.map(|svg| svg.replacen("<svg ", &traced, 1)).unwrap_or_default()
}

/// The facts that a drawing shows.
fn shown(chart: &Chart) -> Vec<Id<Fact>> {
    match chart {
        Chart::Slope(_, facts) | Chart::Lines(facts) => facts.clone(),
        Chart::Deadlines(rows) => rows.iter().flat_map(|(_, facts)| facts).copied().collect(),
        Chart::Known(_, facts) => facts.clone(),
        Chart::Track(target, _) => vec![*target],
        Chart::Lineage(_) | Chart::Places(..) => Vec::new(),
        Chart::Bars(_, _, places) => places.iter().filter_map(|(_, fact)| *fact).collect(),
    }
}

fn slope(ctx: &Context<'_>, lang: Lang, indicator: Id<Indicator>, facts: &[Id<Fact>]) -> Option<String> {
    let points: Vec<Point> = facts.iter().filter_map(|id| point(ctx, lang, *id)).collect();
    let row = &ctx.briefing.indicators[indicator];
    let words = ctx.words(lang);
    let told = |p: &Point| [p.year.to_string().as_str(), &p.mark.label].join(words.get("list.colon"));
    let described: Vec<String> = points.iter().map(told).collect();
    let frame = Frame {
        id: format!("chart-{}", row.slug),
        lang: ctx.locale(lang).tag.clone(),
        title: row.label.get(lang).clone(),
        desc: described.join(words.get("list.semicolon")),
        width: 290,
    };
    let chart = Slope::new(frame, unit(ctx, lang, &row.unit), points, today(ctx, lang))?;
    Some(chart.svg(&|value| tick(ctx, lang, &row.unit, value)))
}

/// A fact in a chart.
fn point(ctx: &Context<'_>, lang: Lang, id: Id<Fact>) -> Option<Point> {
    let fact = &ctx.briefing.facts[id];
    let Finding::Quantity(quantity) = &fact.finding else { return None };
    let mut mark = Mark::of(quantity, ctx.locale(lang).quantity(quantity, None).text);
    mark.disputed = ctx.briefing.disagreements(id).next().is_some();
    mark.damaged = ctx.briefing.is_damaged_sole(id);
    Some(Point { year: year(fact)?, status: fact.status, mark })
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
        desc: describe(ctx, lang, &bars),
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
            mark.disputed = briefing.disagreements(id).next().is_some();
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

fn describe(ctx: &Context<'_>, lang: Lang, bars: &[Bar]) -> String {
    let words = ctx.words(lang);
    let one = |bar: &Bar| match &bar.cell {
        Cell::Value(mark) => [bar.label.as_str(), &mark.label].join(words.get("list.colon")),
        Cell::Gap(reason) => [bar.label.as_str(), reason].join(words.get("list.colon")),
    };
    bars.iter().map(one).collect::<Vec<_>>().join(words.get("list.semicolon"))
}

fn deadlines(ctx: &Context<'_>, lang: Lang, groups: &[(Id<Subject>, Vec<Id<Fact>>)]) -> Option<String> {
    let rows: Vec<Row> = groups.iter().map(|(subject, facts)| due_of(ctx, lang, *subject, facts)).collect();
    let words = ctx.words(lang);
    let count: usize = groups.iter().map(|(_, facts)| facts.len()).sum();
    let frame = Frame {
        id: "deadlines".into(),
        lang: ctx.locale(lang).tag.clone(),
        title: words.get("timeline.chart").to_owned(),
        desc: words.count("timeline.chart_desc", count as u64),
        width: 340,
    };
    Deadlines::new(frame, rows, today(ctx, lang)).map(|chart| chart.svg())
}

/// What is due of one subject, by day, and how much of it fell due without a result in any source.
fn due_of(ctx: &Context<'_>, lang: Lang, subject: Id<Subject>, facts: &[Id<Fact>]) -> Row {
    let briefing = ctx.briefing;
    let mut due: BTreeMap<(i16, u8, u8), (usize, bool)> = BTreeMap::new();
    for id in facts {
        let Some(date) = briefing.facts[*id].period.deadline() else { continue };
        let entry = due.entry(day(date)).or_default();
        entry.0 += 1;
        entry.1 |= target::is_unanswered(briefing, *id);
    }
    let missed = facts.iter().filter(|id| target::is_unanswered(briefing, **id)).count();
    Row {
        label: label(ctx, lang, briefing.subjects[subject].title.get(lang)),
        note: (missed > 0).then(|| ctx.words(lang).count("timeline.unanswered", missed as u64)),
        due: due.into_iter().map(|(date, (count, unanswered))| Due { date, count, unanswered }).collect(),
    }
}

/// The lines of a document on which its facts stand.
fn lines(ctx: &Context<'_>, lang: Lang, facts: &[Id<Fact>]) -> Option<String> {
    let briefing = ctx.briefing;
    let stand = |id: &Id<Fact>| {
        let seen = briefing.graph.verified[id.index()].as_ref();
        let repaired = seen.is_some_and(|seen| seen.answer == Answer::Repaired);
        Some(Stand { line: briefing.facts[*id].locator.line()?, repaired })
    };
    let stands: Vec<Stand> = facts.iter().filter_map(stand).collect();
    let (first, last) = (stands.iter().map(|s| s.line).min()?, stands.iter().map(|s| s.line).max()?);
    let (words, repaired) = (ctx.words(lang), stands.iter().filter(|stand| stand.repaired).count());
    let place = |line: u32| words.fill("place.line", &[("n", &line.to_string())]);
    let shown = Words {
        exact: words.count("strip.exact", (stands.len() - repaired) as u64),
        repaired: words.count("strip.repaired", repaired as u64),
        first: place(1),
        last: place(last),
    };
    let frame = Frame {
        id: "lines".into(),
        lang: ctx.locale(lang).tag.clone(),
        title: words.get("strip.title").to_owned(),
        desc: [place(first), place(last)].join(words.get("list.and")),
        width: 340,
    };
    Strip::new(frame, stands, shown).map(|strip| strip.svg())
}

/// Sources and the works that they rest on.
fn lineage(ctx: &Context<'_>, lang: Lang, sources: &[(Id<Source>, Vec<Id<Subject>>)]) -> Option<String> {
    let briefing = ctx.briefing;
    let mut works: Vec<Id<Subject>> = Vec::new();
    for work in sources.iter().flat_map(|(_, works)| works) {
        if !works.contains(work) {
            works.push(*work);
        }
    }
    let place = |work: &Id<Subject>| works.iter().position(|known| known == work);
    let links: Vec<(usize, usize)> = sources
        .iter()
        .enumerate()
        .flat_map(|(at, (_, works))| works.iter().filter_map(place).map(move |to| (at, to)).collect::<Vec<_>>())
        .collect();
    let names = works.iter().map(|work| label(ctx, lang, briefing.subjects[*work].title.get(lang))).collect();
    let documents =
        sources.iter().map(|(id, _)| label(ctx, lang, &worded::text(ctx, lang, &Shown::Source(*id)))).collect();
    let words = ctx.words(lang);
    let frame = Frame {
        id: "lineage".into(),
        lang: ctx.locale(lang).tag.clone(),
        title: words.get("lineage.title").to_owned(),
        desc: words.count("lineage.desc", links.len() as u64),
        width: 620,
    };
    Lineage::new(frame, documents, names, links).map(|graph| graph.svg())
}

/// Places by their coordinates.
fn located(ctx: &Context<'_>, lang: Lang, main: Option<Id<Subject>>, others: &[Id<Subject>]) -> Option<String> {
    let words = ctx.words(lang);
    let degrees = |key: &'static str, other: &'static str, n: i64| {
        words.fill(if n < 0 { other } else { key }, &[("n", &n.abs().to_string())])
    };
    let latitude = |n| degrees("locator.north", "locator.south", n);
    let longitude = |n| degrees("locator.east", "locator.west", n);
    let point = |id: &Id<Subject>| {
        let subject = &ctx.briefing.subjects[*id];
        let at = subject.coordinates?;
        let label = subject.title.get(lang).clone();
        Some(locator::Point { label, latitude: at.latitude(), longitude: at.longitude(), main: main == Some(*id) })
    };
    let points: Vec<locator::Point> = main.iter().chain(others).filter_map(point).collect();
    let names: Vec<&str> = points.iter().map(|point| point.label.as_str()).collect();
    let frame = Frame {
        id: "locator".into(),
        lang: ctx.locale(lang).tag.clone(),
        title: words.get("locator.title").to_owned(),
        desc: names.join(words.get("list.and")),
        width: 290,
    };
    let kilometres = |n: i64| words.fill("locator.scale", &[("n", &n.to_string())]);
    let words = locator::Words { latitude: &latitude, longitude: &longitude, kilometres: &kilometres };
    Locator::new(frame, points).map(|drawing| drawing.svg(&words))
}

/// What is known of a subject, by kind of statement.
fn known(ctx: &Context<'_>, lang: Lang, subject: Id<Subject>, facts: &[Id<Fact>]) -> Option<String> {
    let (briefing, words) = (ctx.briefing, ctx.words(lang));
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    let mut dots = Vec::new();
    for id in facts {
        let status = briefing.facts[*id].status;
        *counts.entry(status).or_default() += 1;
        dots.push(Dot { status, damaged: briefing.is_damaged_sole(*id) });
    }
    let told = |(status, count): (&Status, &usize)| {
        [words.get(&format!("status.{}", status.word())), &count.to_string()].join(words.get("list.colon"))
    };
    let subject = &briefing.subjects[subject];
    let frame = Frame {
        id: format!("known-{}-{}", subject.kind.index(), subject.slug),
        lang: ctx.locale(lang).tag.clone(),
        title: subject.title.get(lang).clone(),
        desc: counts.iter().map(told).collect::<Vec<_>>().join(words.get("list.semicolon")),
        width: 340,
    };
    Dots::new(frame, dots).map(|strip| strip.svg())
}

/// When a target falls due.
fn track(ctx: &Context<'_>, id: Id<Fact>, years: (i16, i16)) -> Option<String> {
    let due = ctx.briefing.facts[id].period.deadline()?;
    let today: jiff::civil::Date = ctx.briefing.date.parse().ok()?;
    let unanswered = target::is_unanswered(ctx.briefing, id);
    Some(Track { years, today: day(today), due: day(due), unanswered }.svg())
}

fn day(date: jiff::civil::Date) -> Day {
    let number = |n: i8| u8::try_from(n).unwrap_or(1);
    (date.year(), number(date.month()), number(date.day()))
}

/// Words in which a line of a drawing may break.
fn label(ctx: &Context<'_>, lang: Lang, words: &str) -> String {
    breakable(words, &ctx.locale(lang).lines.breaks(words, &ctx.plan.names[lang.index()]))
}

/// The build's date as a line in charts.
fn today(ctx: &Context<'_>, lang: Lang) -> Option<Today> {
    let date: jiff::civil::Date = ctx.briefing.date.parse().ok()?;
    let month = ctx.locale(lang).date(ctx.briefing.date.get(..7)?);
    let label = ctx.words(lang).fill("chart.built", &[("date", &month)]);
    Some(Today { date: day(date), label })
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
