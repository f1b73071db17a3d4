//! Measures what `verify` notices: spoils facts, excerpts and documents in the ways that people and
//! machines spoil them, one at a time, and prints what became of each.
//!
//! `cargo run --release --example mutation -- ../shared/sources > docs/mutation.md`
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is the example's output")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use briefing::check::Options;
use briefing::commands::check::load_and_check;
use briefing::model::briefing::Briefing;
use briefing::model::evidence::Stated;
use briefing::model::fact::{Dating, Excerpt, Fact, Finding, Status};
use briefing::model::id::{Id, Table};
use briefing::model::period::Period;
use briefing::model::quantity::{Precision, Quantity};
use briefing::model::source::Source;
use briefing::model::subject::Subject;
use briefing::model::unit::Unit;
use briefing::problem::Problems;
use briefing::text::normalise::{Level, normalise};
use briefing::verify::archive::{ArchiveState, Document, read_folder};
use briefing::verify::{Report, verify};

const HEAD: &str = "\
# What `verify` notices

Written by `examples/mutation.rs`, which spoils the shipped facts, their excerpts and their documents
in one way after another, a fact at a time. Its first lines say how to run it.

- **caught**: `verify` fails (the excerpt is absent, or its number is not the value);
- **flagged**: `verify` warns or answers otherwise, as it does not for the sound fact. An excerpt that
  is spoilt on its own line of a text that is printed twice is found on the other line, with a warning;
- **shown**: no warning, but subject, period or status no longer counts as stated in the document, and
  the page says that it rests on the curator;
- **missed**: nothing changes.

| mutation | tried | caught | flagged | shown | missed |
|---|---:|---:|---:|---:|---:|
";

const TAIL: &str = "
The words of status were chosen with these documents at hand, so both tables flatter: with other
documents there will be more false alarms and more misses. A value is missed where its excerpt has no
number (a rank by the order of a list) or another number that fits. And no row shows a sentence that
was understood wrongly though its words are right: that is what a second reading is for.
";

/// What became of a spoilt fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// `verify` fails: the excerpt is absent or the value disagrees.
    Caught,
    /// A warning that the sound fact does not have.
    Flagged,
    /// No warning, but something that was stated in the document now rests on the curator.
    Shown,
    /// Nothing changed.
    Missed,
}

type Archive = Vec<(Id<Source>, ArchiveState)>;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: mutation ARCHIVE");
        return ExitCode::from(2);
    };
    let Some(mut briefing) = load() else {
        eprintln!("the content has errors; run `briefing check`");
        return ExitCode::from(1);
    };
    let archive = match read_folder(Path::new(&folder), &briefing) {
        Ok(archive) => archive,
        Err(error) => {
            eprintln!("{folder}: {error}");
            return ExitCode::from(3);
        }
    };
    let sound = verify(&briefing, &archive).facts;
    let mut rows: Vec<(&str, Vec<Fate>)> = Vec::new();
    for (name, spoil) in DOCUMENTS {
        rows.push((name, in_documents(&briefing, &archive, &sound, *spoil)));
    }
    for (name, spoil) in FACTS {
        rows.push((name, in_facts(&mut briefing, &archive, &sound, *spoil)));
    }
    print(&briefing, &sound, &rows);
    ExitCode::SUCCESS
}

fn load() -> Option<Briefing> {
    load_and_check(Path::new("."), &Options { date: None }, &mut Problems::new()).ok()?.1
}

/// How a line of a document is spoilt, given the wording of the excerpt in it; `None` where it
/// cannot be.
type SpoilLine = fn(line: &str, wording: &str) -> Option<String>;
/// How a fact is spoilt; `None` where it cannot be.
type SpoilFact = fn(&Setting, &Fact) -> Option<Fact>;

/// What a mutation may look at.
struct Setting<'a> {
    briefing: &'a Briefing,
    archive: &'a Archive,
    number: usize,
}

const DOCUMENTS: &[(&str, SpoilLine)] = &[
    ("a digit of the excerpt changed in the document", |line, wording| replace_wording(line, wording, next_digit)),
    ("the excerpt struck from the document", |line, wording| replace_wording(line, wording, |_| Some(String::new()))),
    ("`没有` put before the excerpt in the document", |line, wording| {
        replace_wording(line, wording, |wording| Some(format!("没有{wording}")))
    }),
    ("亿 and 万 exchanged in the document", |line, wording| replace_wording(line, wording, other_scale)),
];

const FACTS: &[(&str, SpoilFact)] = &[
    ("a digit changed in the excerpt", |_, fact| with_excerpt(fact, &next_digit(fact.excerpt.as_str())?)),
    ("a digit changed in the value", |_, fact| with_value(fact, &next_digit(quantity(fact)?.printed())?)),
    ("the value times ten", |_, fact| with_value(fact, &times_ten(quantity(fact)?.printed())?)),
    ("value and excerpt both times ten", |_, fact| {
        let fact = with_value(fact, &times_ten(quantity(fact)?.printed())?)?;
        with_excerpt(&fact, &times_ten(fact.excerpt.as_str())?)
    }),
    ("亿 and 万 exchanged in the value", |_, fact| with_value(fact, &other_scale(quantity(fact)?.printed())?)),
    ("another unit: yuan and dollars, percent and count", |_, fact| other_unit(fact)),
    ("another precision", |_, fact| other_precision(fact)),
    ("another subject of the kind, at random", |setting, fact| with_subject(fact, random_subject(setting, fact)?)),
    ("another subject of the kind that the line names", |setting, fact| {
        with_subject(fact, line_subject(setting, fact)?)
    }),
    ("a printed year one later", |_, fact| later(fact, Dating::Printed)),
    ("an inferred year one later", |_, fact| later(fact, Dating::Inferred)),
    ("a target called an actual", |_, fact| with_status(fact, Status::Target, Status::Actual)),
    ("an actual called a target", |_, fact| with_status(fact, Status::Actual, Status::Target)),
    ("a forecast called an actual", |_, fact| with_status(fact, Status::Forecast, Status::Actual)),
    ("the line ten farther", |_, fact| Some(Fact { line: fact.line + 10, ..fact.clone() })),
    ("the excerpt taken from another document's copy", |setting, fact| other_copy(setting, fact)),
];

/// Spoils the document under one fact after another.
fn in_documents(briefing: &Briefing, archive: &Archive, sound: &[Report], spoil: SpoilLine) -> Vec<Fate> {
    let spoilt = |report: &Report| {
        let fact = &briefing.facts[report.fact];
        let document = document(archive, fact.source)?;
        let index = report.line? as usize - 1;
        let line = spoil(&document.lines[index], report.archived.as_deref()?)?;
        let mut document = document.clone();
        document.lines[index] = line;
        let seen = verify(briefing, &[(fact.source, ArchiveState::Here(document))]);
        let after = seen.facts.into_iter().find(|after| after.fact == report.fact)?;
        Some(fate(report, &after))
    };
    sound.iter().filter_map(spoilt).collect()
}

/// Spoils every fact that can be spoilt in this way; a fact's report depends on no other's.
fn in_facts(briefing: &mut Briefing, archive: &Archive, sound: &[Report], spoil: SpoilFact) -> Vec<Fate> {
    let rows: Vec<(Fact, Option<Fact>)> = briefing
        .facts
        .iter()
        .map(|(id, fact)| (fact.clone(), spoil(&Setting { briefing, archive, number: id.index() }, fact)))
        .collect();
    let table = |rows: Vec<Fact>| Table::new(rows.into_iter().map(|fact| (fact.slug.clone(), fact)));
    let changed: Vec<bool> = rows.iter().map(|(_, spoilt)| spoilt.is_some()).collect();
    briefing.facts = table(rows.iter().map(|(fact, spoilt)| spoilt.as_ref().unwrap_or(fact).clone()).collect());
    let after = verify(briefing, archive).facts;
    briefing.facts = table(rows.into_iter().map(|(fact, _)| fact).collect());
    let pairs = sound.iter().zip(&after).filter(|(before, _)| changed[before.fact.index()]);
    pairs.map(|(before, after)| fate(before, after)).collect()
}

fn fate(before: &Report, after: &Report) -> Fate {
    let stated = |report: &Report| [report.subject, report.period, report.status];
    let warnings = |report: &Report| report.remarks.iter().filter(|remark| remark.kind.is_warning()).count();
    let fell = |(before, after): (Stated, Stated)| before != Stated::Curator && after == Stated::Curator;
    if after.fails() {
        Fate::Caught
    } else if warnings(after) > warnings(before) || after.answer != before.answer {
        Fate::Flagged
    } else if stated(before).into_iter().zip(stated(after)).any(fell) {
        Fate::Shown
    } else {
        Fate::Missed
    }
}

fn document(archive: &Archive, source: Id<Source>) -> Option<&Document> {
    archive.iter().find(|(id, _)| *id == source).and_then(|(_, state)| match state {
        ArchiveState::Here(document) => Some(document),
        ArchiveState::Unreadable(..) | ArchiveState::Missing => None,
    })
}

fn quantity(fact: &Fact) -> Option<&Quantity> {
    match &fact.finding {
        Finding::Quantity(quantity) => Some(quantity),
        Finding::Text(_) => None,
    }
}

/// The line with the first place of the wording changed; a wording that was cut is not in it.
fn replace_wording(line: &str, wording: &str, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    let at = line.find(wording)?;
    Some(format!("{}{}{}", &line[..at], change(wording)?, &line[at + wording.len()..]))
}

/// The text with its first digit one higher, 9 becoming 8.
fn next_digit(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let digit = text[at..].chars().next()?.to_digit(10)?;
    let other = if digit == 9 { 8 } else { digit + 1 };
    Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
}

/// The text with a zero after its first whole number.
fn times_ten(text: &str) -> Option<String> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| start + length);
    let fraction = text[end..].starts_with(['.', '/', ':']);
    (!fraction).then(|| format!("{}0{}", &text[..end], &text[end..]))
}

fn other_scale(text: &str) -> Option<String> {
    let at = text.find(['万', '亿'])?;
    let other = if text[at..].starts_with('万') { '亿' } else { '万' };
    Some(format!("{}{other}{}", &text[..at], &text[at + '万'.len_utf8()..]))
}

fn with_excerpt(fact: &Fact, excerpt: &str) -> Option<Fact> {
    Some(Fact { excerpt: Excerpt::new(excerpt, usize::MAX).ok()?, ..fact.clone() })
}

fn with_value(fact: &Fact, printed: &str) -> Option<Fact> {
    let value = Quantity::parse(printed, quantity(fact)?.unit()).ok()?;
    Some(Fact { finding: Finding::Quantity(value), ..fact.clone() })
}

fn other_unit(fact: &Fact) -> Option<Fact> {
    let quantity = quantity(fact)?;
    let (code, printed) = match quantity.unit().code() {
        "CNY" => ("USD", quantity.printed().replace('元', "美元")),
        "USD" => ("CNY", quantity.printed().replace("美元", "元")),
        "%" => ("count", quantity.printed().replace('%', "个")),
        "count" => ("%", format!("{}%", quantity.printed().trim_end_matches(quantity.classifier()))),
        _ => return None,
    };
    let value = Quantity::parse(&printed, &Unit::parse(code)?).ok()?;
    Some(Fact { finding: Finding::Quantity(value), ..fact.clone() })
}

fn other_precision(fact: &Fact) -> Option<Fact> {
    let quantity = quantity(fact)?;
    let bare = quantity.printed_bare();
    match quantity.precision() {
        Precision::Exact => with_value(fact, &format!(">{bare}")),
        Precision::Nearly => with_value(fact, &format!(">{bare}")),
        Precision::Over | Precision::AtLeast | Precision::About | Precision::Under | Precision::AtMost => {
            with_value(fact, bare)
        }
    }
}

fn with_subject(fact: &Fact, subject: Id<Subject>) -> Option<Fact> {
    Some(Fact { subject, ..fact.clone() })
}

/// The other subjects of the fact's kind.
fn rivals<'a>(briefing: &'a Briefing, fact: &Fact) -> impl Iterator<Item = Id<Subject>> + use<'a> {
    let own = fact.subject;
    let kind = briefing.subjects[own].kind;
    briefing.subjects.iter().filter(move |(id, subject)| *id != own && subject.kind == kind).map(|(id, _)| id)
}

/// One of them, the same at every run.
fn random_subject(setting: &Setting, fact: &Fact) -> Option<Id<Subject>> {
    let rivals: Vec<Id<Subject>> = rivals(setting.briefing, fact).collect();
    let step = setting.number.wrapping_mul(2_654_435_761) >> 7;
    rivals.get(step % rivals.len().max(1)).copied()
}

/// The first of them that the fact's line names.
fn line_subject(setting: &Setting, fact: &Fact) -> Option<Id<Subject>> {
    let document = document(setting.archive, fact.source)?;
    let line = normalise(document.lines.get(fact.line as usize - 1)?, Level::Repair);
    let named = |id: &Id<Subject>| {
        let title = &setting.briefing.subjects[*id].title;
        title.iter().any(|name| line.contains(&normalise(name, Level::Repair)))
    };
    rivals(setting.briefing, fact).find(named)
}

fn later(fact: &Fact, dating: Dating) -> Option<Fact> {
    let year = fact.period.year().filter(|_| fact.dating == Some(dating))?;
    let written = fact.period.to_string().replace(&year.to_string(), &(year + 1).to_string());
    let period = Period::parse(&written).ok()?;
    Some(Fact { period, ..fact.clone() })
}

fn with_status(fact: &Fact, from: Status, to: Status) -> Option<Fact> {
    (fact.status == from).then(|| Fact { status: to, ..fact.clone() })
}

/// The fact with the words of another document that states the same in other words.
fn other_copy(setting: &Setting, fact: &Fact) -> Option<Fact> {
    let same = |other: &&Fact| {
        other.source != fact.source
            && (other.subject, other.indicator, other.status) == (fact.subject, fact.indicator, fact.status)
            && normalise(other.excerpt.as_str(), Level::Repair) != normalise(fact.excerpt.as_str(), Level::Repair)
    };
    let other = setting.briefing.facts.iter().map(|(_, other)| other).find(same)?;
    with_excerpt(fact, other.excerpt.as_str())
}

fn print(briefing: &Briefing, sound: &[Report], rows: &[(&str, Vec<Fate>)]) {
    print!("{HEAD}");
    for (name, fates) in rows {
        let of = |fate| fates.iter().filter(|found| **found == fate).count();
        let [caught, flagged, shown, missed] = [Fate::Caught, Fate::Flagged, Fate::Shown, Fate::Missed].map(of);
        println!("| {name} | {} | {caught} | {flagged} | {shown} | {missed} |", fates.len());
    }
    false_alarms(briefing, sound);
}

fn false_alarms(briefing: &Briefing, sound: &[Report]) {
    let mut warned: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for report in sound {
        for remark in report.remarks.iter().filter(|remark| remark.kind.is_warning()) {
            warned.entry(remark.kind.word()).or_default().push(&briefing.facts[report.fact].slug);
        }
    }
    let failed = sound.iter().filter(|report| report.fails()).count();
    let noted = sound.iter().filter(|report| report.remarks.iter().any(|remark| remark.kind.is_warning())).count();
    println!("\n## The sound facts\n");
    println!("Of {} facts as shipped, {failed} fail and {noted} have a warning:\n", sound.len());
    println!("| warning | facts |\n|---|---|");
    for (kind, facts) in warned {
        println!("| {kind} | {} |", facts.join(", "));
    }
    print!("{TAIL}");
}
