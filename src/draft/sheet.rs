//! Proposals as entries of a fact sheet, each a draft until a person has read it.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::load::table::UNFILLED;
use crate::load::written::quoted;
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::locator::Spot;
use crate::model::subject::Subject;
use crate::model::unit::{Unit, UnitKind};
use crate::verify::propose::{self, Proposal};

/// So many indicators of a unit are named where the words around a figure tell none.
const MOST_NAMED: usize = 5;

/// What heads a sheet of drafts.
pub const HEAD: &str = "\
# Drafted by `briefing add source`: every figure that was found in the document, in its order. Read each against the
# document, correct what is wrong, and strike its line `draft = true`; delete what the briefing does not need.
# `# or` names other candidates; a key that is struck out could not be told.
";

/// What a person has settled of an entry.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// Its id.
    pub id: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// Its indicator.
    pub indicator: Option<String>,
    /// Where it applies.
    pub of: Option<String>,
    /// Its period.
    pub period: Option<String>,
    /// Its value.
    pub value: Option<String>,
    /// Its status.
    pub status: Option<String>,
    /// Its excerpt.
    pub excerpt: Option<String>,
}

/// Entries of a sheet, with ids that are new among `taken`.
pub fn entries(briefing: &Briefing, slug: &str, proposals: &[Proposal], taken: &mut BTreeSet<String>) -> String {
    let entry = |proposal| entry(briefing, slug, proposal, &Settled::default(), taken);
    proposals.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// One entry: a draft unless a person has settled whom and what it is about.
pub fn entry(
    briefing: &Briefing,
    slug: &str,
    proposal: &Proposal,
    settled: &Settled,
    taken: &mut BTreeSet<String>,
) -> String {
    let subjects: Vec<String> = names(briefing, &proposal.subjects);
    let indicators: Vec<String> = proposal.indicators.iter().map(|id| briefing.indicators[*id].slug.clone()).collect();
    let subject = candidates(settled.subject.as_ref(), subjects);
    let indicator = candidates(settled.indicator.as_ref(), indicators);
    let id = settled.id.clone().unwrap_or_else(|| id(slug, proposal, subject.first(), indicator.first()));
    let id = unused(id, taken);
    let mut text = String::from("[[fact]]\n");
    let line = |text: &mut String, key: &str, value: &str, note: &str| {
        let note = if note.is_empty() { String::new() } else { format!("   # {note}") };
        writeln!(text, "{key:<9} = {value}{note}").expect("writing to a string");
    };
    if settled.subject.is_none() || settled.indicator.is_none() {
        line(&mut text, "draft", "true", "");
    }
    line(&mut text, "id", &quoted(&id), "");
    chosen(&mut text, "subject", &subject, "nobody whom the briefing knows is named near");
    chosen(&mut text, "indicator", &indicator, &unnamed(briefing, proposal.unit));
    let stated = proposal.period.as_ref().map(ToString::to_string);
    let period = settled.period.clone().or(stated).unwrap_or_else(|| "..".to_owned());
    line(&mut text, "period", &quoted(&period), if period == ".." { "no date is stated" } else { "" });
    let value = settled.value.clone().or_else(|| proposal.value.clone());
    let unit = if proposal.unit.kind() == UnitKind::Count { "" } else { proposal.unit.code() };
    let note = if value.is_none() { "it could not be read whole" } else { unit };
    line(&mut text, "value", &quoted(value.as_deref().unwrap_or(UNFILLED)), note);
    line(&mut text, "status", &quoted(settled.status.as_deref().unwrap_or(proposal.status.word())), "");
    if let Some(of) = &settled.of {
        line(&mut text, "of", &quoted(of), "");
    }
    for (key, subject) in [("policy", proposal.policy), ("by", proposal.by)] {
        if let Some(subject) = subject {
            line(&mut text, key, &quoted(&briefing.subject_name(subject)), "");
        }
    }
    if let Some(words) = &proposal.said {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(text, "# by        = \"\"   # the sentence says who says so: {words}").expect("writing to a string");
    }
    line(&mut text, "excerpt", &quoted(settled.excerpt.as_deref().unwrap_or(&proposal.excerpt)), "");
    line(&mut text, proposal.spot.key(), &place(&proposal.spot), "");
    text
}

/// Why no indicator is proposed, and which there are in the figure's unit where they are few.
fn unnamed(briefing: &Briefing, unit: Unit) -> String {
    let fitting = propose::in_unit(briefing, unit);
    if fitting.is_empty() || fitting.len() > MOST_NAMED {
        return "no indicator in this unit shares a word with the sentence".to_owned();
    }
    let names: Vec<&str> = fitting.iter().map(|id| briefing.indicators[*id].slug.as_str()).collect();
    format!("no indicator shares a word with the sentence; in this unit: {}", names.join(", "))
}

fn candidates(settled: Option<&String>, proposed: Vec<String>) -> Vec<String> {
    settled.map_or(proposed, |settled| vec![settled.clone()])
}

/// A key with its first candidate, and the others beside it.
fn chosen(text: &mut String, key: &str, candidates: &[String], none: &str) {
    let written = match candidates {
        [] => writeln!(text, "# {key:<9} = \"\"   # {none}"),
        [only] => writeln!(text, "{key:<9} = {}", quoted(only)),
        [first, others @ ..] => writeln!(text, "{key:<9} = {}   # or {}", quoted(first), others.join(", ")),
    };
    written.expect("writing to a string");
}

/// A place as a fact sheet writes it: numbers bare, the rest in quotation marks.
fn place(spot: &Spot) -> String {
    match spot {
        Spot::Line(_) | Spot::Page(_) => spot.value(),
        Spot::Cell(_) | Spot::Time(_) => quoted(&spot.value()),
    }
}

fn names(briefing: &Briefing, subjects: &[Id<Subject>]) -> Vec<String> {
    subjects.iter().map(|id| briefing.subject_name(*id)).collect()
}

/// An id that says what a fact is about, as far as that can be told.
fn id(slug: &str, proposal: &Proposal, subject: Option<&String>, indicator: Option<&String>) -> String {
    let subject = subject.and_then(|name| name.split_once(':')).map_or(slug, |(_, slug)| slug);
    let place = proposal.spot.value().to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let what = indicator.cloned().unwrap_or_else(|| format!("{}-{place}", proposal.spot.key()));
    let year = proposal.period.as_ref().and_then(|period| period.year());
    let year = year.map(|year| format!("-{year}")).unwrap_or_default();
    format!("{subject}-{what}{year}")
}

fn unused(id: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(id);
    taken.insert(free.clone());
    free
}
