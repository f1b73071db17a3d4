//! Spoils facts, excerpts and documents in the ways that people and machines spoil them, one at a time.

use briefing::language::locales::Locales;
use briefing::language::normalise::{Level, normalise};
use briefing::model::amount::Form;
use briefing::model::briefing::Briefing;
use briefing::model::evidence::Stated;
use briefing::model::fact::{Dating, Excerpt, Fact, Finding, Status};
use briefing::model::id::{Id, Table};
use briefing::model::locator::{Locator, Spot};
use briefing::model::period::Period;
use briefing::model::quantity::{Precision, Quantity};
use briefing::model::source::Source;
use briefing::model::subject::Subject;
use briefing::model::unit::Unit;
use briefing::verify::archive::{ArchiveState, Document};
use briefing::verify::{Report, verify};
use rust_decimal::Decimal;

/// What became of a spoilt fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// `verify` fails: the excerpt is absent or the value disagrees.
    Caught,
    /// A warning that the sound fact does not have.
    Flagged,
    /// No warning, but something that was stated in the document now rests on the curator.
    Shown,
    /// Nothing changed.
    Missed,
}

/// What the archive holds for each source.
pub type Archive = Vec<(Id<Source>, ArchiveState)>;

/// A way of spoiling, and what became of each fact that was spoilt so.
pub struct Row {
    /// What was done.
    pub name: &'static str,
    /// Which goal it counts towards, if any.
    pub goal: Option<Goal>,
    /// The facts and their fates.
    pub fates: Vec<(Id<Fact>, Fate)>,
}

/// What the rules of `verify` are meant to notice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Digits, slips of ten, units and precision: all caught.
    Quantity,
    /// Lines: nine in ten caught.
    Line,
    /// Years: four in five caught or flagged.
    Year,
    /// Statuses: four in five caught or flagged.
    Status,
    /// Subjects at random: four in five caught or flagged.
    Subject,
    /// Subjects that the line names: half of them caught or flagged.
    Neighbour,
}

/// Spoils everything that can be spoilt, in every way.
pub fn rows(briefing: &mut Briefing, archive: &Archive, locales: &Locales, sound: &[Report]) -> Vec<Row> {
    let documents = DOCUMENTS.iter().map(|(name, goal, spoil)| Row {
        name,
        goal: *goal,
        fates: in_documents(briefing, archive, locales, sound, *spoil),
    });
    let mut rows: Vec<Row> = documents.collect();
    for (name, goal, spoil) in FACTS {
        rows.push(Row { name, goal: *goal, fates: in_facts(briefing, archive, locales, sound, *spoil) });
    }
    rows
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

const DOCUMENTS: &[(&str, Option<Goal>, SpoilLine)] = &[
    ("a digit of the excerpt changed in the document", Some(Goal::Quantity), |line, wording| {
        replace_wording(line, wording, next_digit)
    }),
    ("the excerpt struck from the document", None, |line, wording| {
        replace_wording(line, wording, |_| Some(String::new()))
    }),
    ("`没有` put before a Chinese excerpt in the document", None, |line, wording| {
        replace_wording(line, wording, |wording| is_chinese(wording).then(|| format!("没有{wording}")))
    }),
    ("亿 and 万, million and billion exchanged in the document", Some(Goal::Quantity), |line, wording| {
        replace_wording(line, wording, other_scale)
    }),
];

const FACTS: &[(&str, Option<Goal>, SpoilFact)] = &[
    ("a digit changed in the excerpt", Some(Goal::Quantity), |_, fact| {
        with_excerpt(fact, &next_digit(fact.excerpt.as_str())?)
    }),
    ("a digit changed in the value", Some(Goal::Quantity), |_, fact| {
        with_number(fact, |number| next_digit(&number.to_string())?.parse().ok())
    }),
    ("the value times ten", Some(Goal::Quantity), |_, fact| with_number(fact, |number| number.checked_mul(10.into()))),
    ("value and excerpt both times ten", Some(Goal::Quantity), |_, fact| {
        let fact = with_number(fact, |number| number.checked_mul(10.into()))?;
        with_excerpt(&fact, &times_ten(fact.excerpt.as_str())?)
    }),
    ("the value times ten thousand, or a thousand where no Chinese is", Some(Goal::Quantity), |_, fact| {
        let power = if is_chinese(fact.excerpt.as_str()) { 10_000 } else { 1000 };
        with_number(fact, |number| number.checked_mul(power.into()))
    }),
    ("a minus before a value that has none, or none before one that has", Some(Goal::Quantity), |_, fact| {
        with_number(fact, |number| (!number.is_zero()).then_some(-number))
    }),
    ("another unit: one currency and another, percent and count", Some(Goal::Quantity), |_, fact| other_unit(fact)),
    ("another precision", Some(Goal::Quantity), |_, fact| other_precision(fact)),
    ("another subject of the kind, at random", Some(Goal::Subject), |setting, fact| {
        with_subject(fact, random_subject(setting, fact)?)
    }),
    ("another subject of the kind that the line names", Some(Goal::Neighbour), |setting, fact| {
        with_subject(fact, line_subject(setting, fact)?)
    }),
    ("a printed year one later", Some(Goal::Year), |_, fact| later(fact, Dating::Printed)),
    ("an inferred year one later", Some(Goal::Year), |_, fact| later(fact, Dating::Inferred)),
    ("a target called an actual", Some(Goal::Status), |_, fact| with_status(fact, Status::Target, Status::Actual)),
    ("an actual called a target", Some(Goal::Status), |_, fact| with_status(fact, Status::Actual, Status::Target)),
    ("a forecast called an actual", Some(Goal::Status), |_, fact| with_status(fact, Status::Forecast, Status::Actual)),
    ("the line ten farther", Some(Goal::Line), |_, fact| farther(fact, 10)),
    ("the excerpt taken from another document's copy", None, |setting, fact| other_copy(setting, fact)),
];

/// Spoils the document under one fact after another.
fn in_documents(
    briefing: &Briefing,
    archive: &Archive,
    locales: &Locales,
    sound: &[Report],
    spoil: SpoilLine,
) -> Vec<(Id<Fact>, Fate)> {
    let spoilt = |report: &Report| {
        let fact = &briefing.facts[report.fact];
        let document = document(archive, fact.source)?;
        let index = report.spot.as_ref()?.line()? as usize - 1;
        let line = spoil(&document.lines[index].text, report.archived.as_deref()?)?;
        let mut document = document.clone();
        document.lines[index].text = line;
        let seen = verify(briefing, &[(fact.source, ArchiveState::Here(document))], locales);
        let after = seen.facts.into_iter().find(|after| after.fact == report.fact)?;
        Some((report.fact, fate(report, &after)))
    };
    sound.iter().filter_map(spoilt).collect()
}

/// Spoils every fact that can be spoilt in this way; a fact's report depends on no other's.
fn in_facts(
    briefing: &mut Briefing,
    archive: &Archive,
    locales: &Locales,
    sound: &[Report],
    spoil: SpoilFact,
) -> Vec<(Id<Fact>, Fate)> {
    let rows: Vec<(Fact, Option<Fact>)> = briefing
        .facts
        .iter()
        .map(|(id, fact)| (fact.clone(), spoil(&Setting { briefing, archive, number: id.index() }, fact)))
        .collect();
    let table = |rows: Vec<Fact>| Table::new(rows.into_iter().map(|fact| (fact.slug.clone(), fact)));
    let changed: Vec<bool> = rows.iter().map(|(_, spoilt)| spoilt.is_some()).collect();
    briefing.facts = table(rows.iter().map(|(fact, spoilt)| spoilt.as_ref().unwrap_or(fact).clone()).collect());
    let after = verify(briefing, archive, locales).facts;
    briefing.facts = table(rows.into_iter().map(|(fact, _)| fact).collect());
    let pairs = sound.iter().zip(&after).filter(|(before, _)| changed[before.fact.index()]);
    pairs.map(|(before, after)| (before.fact, fate(before, after))).collect()
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

/// Words of scale, each with the one that is taken for it.
const SCALES: [(&str, &str); 10] = [
    ("亿", "万"),
    ("万", "亿"),
    ("milliards", "millions"),
    ("milliard", "million"),
    ("Milliarden", "Millionen"),
    ("Mrd.", "Mio."),
    ("billion", "million"),
    ("millions", "milliards"),
    ("Millionen", "Milliarden"),
    ("million", "billion"),
];

fn other_scale(text: &str) -> Option<String> {
    let (word, other) = SCALES.iter().find(|(word, _)| text.contains(word))?;
    Some(text.replacen(word, other, 1))
}

fn is_chinese(text: &str) -> bool {
    text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// The fact with another number in the same unit and precision; none for ranges, fractions and ratios.
fn with_number(fact: &Fact, other: impl Fn(Decimal) -> Option<Decimal>) -> Option<Fact> {
    let quantity = quantity(fact)?;
    let plain = quantity.value_max().is_none() && matches!(quantity.form(), Form::Number(_));
    let number = other(quantity.value().normalize()).filter(|_| plain)?;
    with_value(fact, &format!("{}{number}", quantity.precision().sign()))
}

fn with_excerpt(fact: &Fact, excerpt: &str) -> Option<Fact> {
    Some(Fact { excerpt: Excerpt::new(excerpt, usize::MAX).ok()?, ..fact.clone() })
}

fn with_value(fact: &Fact, printed: &str) -> Option<Fact> {
    let value = Quantity::parse(printed, quantity(fact)?.unit()).ok()?;
    Some(Fact { finding: Finding::Quantity(value), ..fact.clone() })
}

fn other_unit(fact: &Fact) -> Option<Fact> {
    let own = quantity(fact)?;
    let code = match own.unit().code() {
        "CNY" | "EUR" | "GBP" => "USD",
        "USD" => "EUR",
        "%" => "count",
        "count" => "%",
        _ => return None,
    };
    if own.value_max().is_some() || !matches!(own.form(), Form::Number(_)) {
        return None;
    }
    let printed = format!("{}{}", own.precision().sign(), own.value().normalize());
    let value = Quantity::parse(&printed, &Unit::parse(code)?).ok()?;
    Some(Fact { finding: Finding::Quantity(value), ..fact.clone() })
}

fn other_precision(fact: &Fact) -> Option<Fact> {
    let quantity = quantity(fact)?;
    let plain = quantity.value_max().is_none() && matches!(quantity.form(), Form::Number(_));
    let bare = if plain { quantity.value().normalize().to_string() } else { quantity.printed_bare().to_owned() };
    match quantity.precision() {
        Precision::Exact => with_value(fact, &format!(">{bare}")),
        Precision::Nearly => with_value(fact, &format!(">{bare}")),
        Precision::Over | Precision::AtLeast | Precision::About | Precision::Under | Precision::AtMost => {
            with_value(fact, &bare)
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

/// The fact, so many lines farther down.
fn farther(fact: &Fact, lines: u32) -> Option<Fact> {
    let spot = Spot::of_line(fact.locator.line()? + lines)?;
    Some(Fact { locator: Locator { spot, ..fact.locator.clone() }, ..fact.clone() })
}

/// The first of them that the fact's line names.
fn line_subject(setting: &Setting, fact: &Fact) -> Option<Id<Subject>> {
    let document = document(setting.archive, fact.source)?;
    let line = normalise(&document.lines.get(fact.locator.line()? as usize - 1)?.text, Level::Repair);
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
