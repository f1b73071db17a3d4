//! A source's page: its record and condition, where it comes from, what was drawn from it.

use std::collections::BTreeSet;

use crate::check::score;
use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::source::{Published, Source};
use crate::model::subject::Subject;
use crate::plan::files;
use crate::plan::shown::{
    As, Chart, Frame, Margin, Shown, facts, keyword, list, maybe, maybe_text, part, plain, subjects, word,
};

use super::{View, common, conflicts, support};

pub(super) fn about(briefing: &Briefing, id: Id<Source>) -> Shown<'_> {
    let source = &briefing.sources[id];
    let places = vec![("title", Shown::Text(&source.title)), ("publisher", Shown::Text(&source.publisher))];
    Shown::Filled("source.description", places)
}

pub(super) fn shows(briefing: &Briefing, id: Id<Source>) -> Shown<'_> {
    let source = &briefing.sources[id];
    let drawn = &briefing.graph.source_facts[id.index()];
    let score = score::score(briefing, String::new(), drawn, Some(&source.body));
    let disputes = conflicts::touching(briefing, drawn);
    let about: BTreeSet<Id<Subject>> = drawn.iter().map(|fact| briefing.facts[*fact].subject).collect();
    part([
        ("publisher", Shown::Text(&source.publisher)),
        ("published", source.published.period().map_or(Shown::Word("dating.unknown".into()), Shown::Issued)),
        ("standing", list(source.standing.iter().map(|s| condition("standing", s.word())))),
        ("damage", list(source.damage.iter().map(|d| condition("damage", d.word())))),
        ("note", maybe_text(source.note.as_ref())),
        ("authors", list(source.record.authors.iter().map(|author| plain(author.whole())))),
        ("kind", word("document", source.record.kind.word())),
        ("container", maybe_text(source.record.container.as_ref())),
        ("reposter", maybe_text(source.record.reposter.as_ref())),
        ("number", maybe(source.record.number.as_deref().map(plain))),
        ("dating", dating(source)),
        ("accessed", Shown::Date(&source.accessed)),
        ("url", maybe(source.url.as_deref().map(plain))),
        ("copy", maybe(source.record.archived.as_ref().map(|copy| plain(copy.url.to_string())))),
        ("copied", maybe(source.record.archived.as_ref().map(|copy| plain(copy.date.to_string())))),
        ("archive", plain(source.archive.as_str())),
        ("sha256", plain(source.sha256.as_str())),
        ("lineage", lineage(source)),
        ("body", Shown::Body(&source.body, Margin::Empty)),
        ("evidence", support::panel(briefing, drawn, &score)),
        ("subjects", subjects(&about.into_iter().collect::<Vec<_>>())),
        ("disputes", conflicts::disputes(&disputes, briefing, |id| conflicts::card_told(briefing, id))),
        ("lines", maybe(lines(briefing, drawn))),
        ("common", common::common(briefing, drawn)),
        ("facts", facts(drawn, As::RowOfSource)),
        ("sheet", sheet(briefing, id, source)),
        ("source_cite", Shown::Frame(Frame::Cite(id))),
        ("tag", Shown::Frame(Frame::Tag(id))),
    ])
}

/// Where in the document the facts stand, where they are told by lines.
fn lines<'a>(briefing: &Briefing, drawn: &[Id<Fact>]) -> Option<Shown<'a>> {
    let by_line: Vec<Id<Fact>> =
        drawn.iter().copied().filter(|id| briefing.facts[*id].locator.line().is_some()).collect();
    (by_line.len() > 1).then_some(Shown::Chart(Chart::Lines(by_line)))
}

/// Where the fact sheet stands as it was written.
fn sheet<'a>(briefing: &Briefing, id: Id<Source>, source: &Source) -> Shown<'a> {
    let file = || Shown::Frame(Frame::File(files::sheet(briefing, id).into()));
    if source.sheet.is_empty() { Shown::Nothing } else { file() }
}

/// A word on a source's condition, and what it means.
fn condition<'a>(group: &str, name: &'static str) -> Shown<'a> {
    part([("word", keyword(name)), ("label", word(group, name)), ("meaning", word(&format!("{group}_note"), name))])
}

fn dating<'a>(source: &Source) -> Shown<'a> {
    match source.published {
        Published::Printed(_) => word("dating", "printed"),
        Published::Inferred(_) => word("dating", "inferred"),
        Published::Unknown => Shown::Nothing,
    }
}

/// The works that the source rests on, with the lines that draw on each.
fn lineage<'a>(source: &Source) -> Shown<'a> {
    let mut works: Vec<(Id<Subject>, Vec<String>)> = Vec::new();
    for rest in &source.rests_on {
        let lines =
            rest.lines.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") });
        match works.iter_mut().find(|(work, _)| *work == rest.work) {
            Some((_, known)) => known.extend(lines),
            None => works.push((rest.work, lines.collect())),
        }
    }
    list(
        works.into_iter().map(|(work, lines)| {
            part([("work", Shown::Link(View::subject(work))), ("lines", plain(lines.join(", ")))])
        }),
    )
}
