//! Holds every fact against the document it was read in.
//!
//! In: a [`Briefing`] and what stands in the archive for its sources. Out: a [`Verification`]: for
//! each fact whether its excerpt is there, whether the number in it is the fact's, and where the
//! words around it state subject, period and status. Never: deciding that a fact is wrong. A
//! machine can say that words are not there; whether they were understood rests on the curator.

pub mod archive;
pub mod copies;
pub mod locate;
pub mod propose;
pub mod record;
pub mod remarks;
pub mod report;

mod amount;
mod cells;
mod columns;
mod dates;
mod lists;
mod mention;
mod passage;
mod printed;
mod reading;
mod remark;
mod speaks;
mod status;
mod stretch;
mod tables;

use jiff::civil::Date;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::figure::FigureReader;
use crate::language::locales::Locales;
use crate::language::read::point::Now;
use crate::language::spelling::Locale;
use crate::model::briefing::Briefing;
use crate::model::evidence::{Answer, Stated};
use crate::model::fact::{Fact, Status};
use crate::model::id::Id;
use crate::model::locator::Spot;
use crate::model::period::Period;
use crate::model::source::Source;
use crate::model::subject::Role;

use archive::{ArchiveState, Document};
use locate::{Aim, Miss, Text};
use mention::Names;
use passage::Passage;
use reading::Reading;
pub use remark::{Remark, RemarkKind};

/// What was seen of a briefing's facts and of the documents they were read in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Each fact of a source that was looked at, in the briefing's order.
    pub facts: Vec<Report>,
    /// Each source that was looked at.
    pub sources: Vec<SourceReport>,
}

/// What was seen of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The fact.
    pub fact: Id<Fact>,
    /// Whether the excerpt stands in the document, near its line.
    pub answer: Answer,
    /// Where it was found, by the measure that the fact uses.
    pub spot: Option<Spot>,
    /// Whether a number in the excerpt is the value, unit and sign included; `None` if it has none.
    pub value_agrees: Option<bool>,
    /// Where the subject is named.
    pub subject: Stated,
    /// Where the period is stated.
    pub period: Stated,
    /// Where the status is stated.
    pub status: Stated,
    /// The wording as archived, within the briefing's excerpt limit.
    pub archived: Option<String>,
    /// The archived words that the value's number was read from.
    pub printed: Option<String>,
    /// What a curator should look at.
    pub remarks: Vec<Remark>,
}

/// What was seen of one source's document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReport {
    /// The source.
    pub source: Id<Source>,
    /// SHA-256 of the file as it stands; `None` if there is none.
    pub sha256: Option<String>,
    /// The language that it is in, as recorded or as told by its text; `None` if nobody can tell.
    pub language: Option<String>,
    /// What a curator should look at.
    pub remarks: Vec<Remark>,
}

impl Report {
    /// Whether the fact cannot stand as it is: its excerpt is absent, or number, unit or sign are others.
    pub fn fails(&self) -> bool {
        self.answer == Answer::Absent || self.value_agrees == Some(false)
    }

    /// The remarks in one line; `None` if there is nothing to say.
    pub fn message(&self) -> Option<String> {
        let texts: Vec<&str> = self.remarks.iter().map(|remark| remark.text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    }
}

impl SourceReport {
    /// Whether there is no document to look in.
    pub fn is_lost(&self) -> bool {
        self.remarks.iter().any(|remark| matches!(remark.kind, RemarkKind::MissingFile | RemarkKind::Unreadable))
    }

    /// Whether the document is there, readable, and the recorded one.
    pub fn is_recorded(&self) -> bool {
        !self.is_lost() && !self.remarks.iter().any(|remark| remark.kind == RemarkKind::OtherFile)
    }
}

impl Verification {
    /// Whether any fact cannot stand as it is, or a document is missing or unreadable.
    pub fn fails(&self) -> bool {
        self.facts.iter().any(Report::fails) || self.sources.iter().any(SourceReport::is_lost)
    }

    /// Whether what was seen may be recorded: every document is there, readable, and the recorded one.
    pub fn may_be_recorded(&self) -> bool {
        self.sources.iter().all(SourceReport::is_recorded)
    }

    /// How many facts got this answer.
    pub fn count(&self, answer: Answer) -> usize {
        self.facts.iter().filter(|report| report.answer == answer).count()
    }
}

/// What is known before a document is opened.
struct Known<'a> {
    names: Names,
    all: &'a Locales,
    locales: Vec<&'a Locale>,
}

impl<'a> Known<'a> {
    /// What reads the numbers of a line: the language that reads its words, else the one that its script tells.
    fn figures(&self, reading: &Reading<'a>, index: usize) -> &'a FigureReader {
        let own = reading.locale(index).and_then(|locale| self.all.reader_of(&locale.tag));
        own.unwrap_or_else(|| self.all.told(reading.text.lines.get(index).map_or("", |line| line.read.text())))
    }
}

/// Holds the facts of each source in `archive` against its document, read in the language of each.
pub fn verify(briefing: &Briefing, archive: &[(Id<Source>, ArchiveState)], locales: &Locales) -> Verification {
    let known = Known { names: Names::new(briefing), all: locales, locales: locales.iter().collect() };
    let mut verification = Verification::default();
    let mut by_source: BTreeMap<Id<Source>, Vec<(Id<Fact>, &Fact)>> = BTreeMap::new();
    for (id, fact) in briefing.facts.iter() {
        by_source.entry(fact.source).or_default().push((id, fact));
    }
    for (id, state) in archive {
        let source = &briefing.sources[*id];
        let mut seen = source_report(briefing, *id, state);
        let facts = by_source.get(id).map_or(&[][..], Vec::as_slice).iter().copied();
        let ArchiveState::Here(document) = state else {
            verification.sources.push(seen);
            verification.facts.extend(facts.map(|(id, _)| unchecked(id)));
            continue;
        };
        let excerpts = facts.clone().map(|(_, fact)| (fact.excerpt.as_str(), &fact.locator.spot));
        let text = Text::holding(document, excerpts);
        let reading = Reading::new(&text, source, &known.locales);
        seen.language.clone_from(&reading.language);
        seen.remarks.extend(not_read(&reading, source));
        verification.sources.push(seen);
        // In another file lines may have moved; in the recorded one a far line is a mistake.
        let recorded = document.sha256 == source.sha256;
        verification.facts.extend(facts.map(|(id, fact)| report(briefing, &known, (id, fact), &reading, recorded)));
    }
    verification.facts.sort_by_key(|report| report.fact);
    verification
}

/// The language of a document as its text tells it, a BCP 47 tag.
pub fn language_of(document: &Document, locales: &Locales) -> Option<String> {
    let all: Vec<&Locale> = locales.iter().collect();
    Reading::of(&Text::new(document), None, Now::default(), &all).language
}

/// What to tell of a document in a language that nothing here reads: once, for all its facts.
fn not_read(reading: &Reading, source: &Source) -> Option<Remark> {
    let language = match (&source.language, &reading.language) {
        (Some(tag), _) => format!("`{tag}`"),
        (None, _) => "a language that was not recognised".to_owned(),
    };
    let text = || {
        format!(
            "the document is in {language}, which cannot be read: words are found, figures, dates and words of status \
             are not read; `language` in the record names another, `templates/locale` holds what can be read"
        )
    };
    (!reading.is_read()).then(|| Remark::new(RemarkKind::NotRead, text()))
}

fn source_report(briefing: &Briefing, id: Id<Source>, state: &ArchiveState) -> SourceReport {
    let source = &briefing.sources[id];
    let (sha256, remark) = match state {
        ArchiveState::Here(document) => (Some(document.sha256.clone()), flaw(document)),
        ArchiveState::Unreadable(why, sha256) => {
            (sha256.clone(), Some(Remark::new(RemarkKind::Unreadable, format!("`{}`: {why}", source.archive))))
        }
        ArchiveState::Missing => {
            let text = format!("the archive has no file `{}`", source.archive);
            (None, Some(Remark::new(RemarkKind::MissingFile, text)))
        }
    };
    let other = sha256.as_ref().filter(|sha256| **sha256 != source.sha256).map(|sha256| {
        let text = format!(
            "`{}` is not the recorded file: its SHA-256 is `{sha256}`; if this is the right one, correct the record",
            source.archive
        );
        Remark::new(RemarkKind::OtherFile, text)
    });
    SourceReport { source: id, sha256, language: None, remarks: remark.into_iter().chain(other).collect() }
}

fn flaw(document: &Document) -> Option<Remark> {
    document.flaw.map(|flaw| Remark::new(RemarkKind::BrokenBytes, flaw.to_string()))
}

/// The report of a fact whose document could not be read.
fn unchecked(fact: Id<Fact>) -> Report {
    Report {
        fact,
        answer: Answer::CannotCheck,
        spot: None,
        value_agrees: None,
        subject: Stated::Curator,
        period: Stated::Curator,
        status: Stated::Curator,
        archived: None,
        printed: None,
        remarks: vec![Remark::new(RemarkKind::MissingFile, "its document could not be read".to_owned())],
    }
}

fn report(
    briefing: &Briefing,
    known: &Known<'_>,
    (id, fact): (Id<Fact>, &Fact),
    reading: &Reading,
    recorded: bool,
) -> Report {
    let text = reading.text;
    let mut report = unchecked(id);
    let (aim, remark) = aim(fact, text);
    report.remarks = remark.into_iter().collect();
    let Some(place) = text.find(fact.excerpt.as_str(), aim.as_ref()) else {
        if reading.is_read() {
            let figures = known.all.told(fact.excerpt.as_str());
            let amount = amount::agrees(fact, figures, None);
            report.value_agrees = amount.0;
            report.remarks.extend(amount.1);
        }
        let lost = text.may_have_lost(fact.excerpt.as_str(), aim.as_ref());
        report.answer = if lost { Answer::CannotCheck } else { Answer::Absent };
        return report;
    };
    let spot = Some(text.spot(&place, &fact.locator.spot));
    let far = aim.is_some_and(|aim| text.is_far(&place, &aim));
    report.answer = if recorded && far { Answer::Absent } else { place.answer };
    report.remarks.extend(other_place(fact, spot.as_ref(), far));
    report.spot = spot;
    let wording = &text.lines[place.index].shown[place.shown.clone()];
    let figures = known.figures(reading, place.index);
    report.archived = Some(printed::shortened(figures, wording, briefing.site.excerpt_limit));
    let quantity = fact.quantity();
    let passage = Passage::new(reading, &place, Some(fact));
    let here = known.names.mentions(passage.line);
    let source = &briefing.sources[fact.source];
    let published = source.published.period().and_then(Period::latest);
    let printed = published.or(source.accessed.latest()).unwrap_or(Date::MAX);
    let subject = speaks::subject(briefing, &known.names, fact, &passage, &here);
    let policy = is_of_policy(briefing, fact);
    let terms = policy && fact.status == Status::Actual;
    let end = dates::changes(fact, &passage, figures);
    let period = dates::period(fact, &passage, figures, (terms, end));
    let named: Vec<Range<usize>> = here.iter().map(|mention| mention.at.clone()).collect();
    let status = status::status(fact, &passage, (printed, policy, end), &named);
    (report.subject, report.period, report.status) = (subject.0, period.0, status.0);
    if passage.reader.is_some() {
        let amount = amount::agrees(fact, figures, Some((&passage, &here)));
        report.value_agrees = amount.0;
        report.remarks.extend(amount.1);
        let agreed = quantity.filter(|_| report.value_agrees == Some(true));
        if agreed.is_some() {
            let lessening = briefing.indicators[fact.indicator].lessening;
            report.remarks.extend(amount::doubts(fact, figures, &passage, lessening));
        }
        report.printed = agreed.and_then(|quantity| printed::printed(figures, wording, quantity));
    }
    report.remarks.extend(speaks::negation(&passage, figures));
    report.remarks.extend(speaks::unattributed(fact, &passage));
    report.remarks.extend([subject.1, period.1, status.1].concat());
    report
}

/// Whether a fact is about a policy: how many measures it has, what it grants, when it enters into force.
fn is_of_policy(briefing: &Briefing, fact: &Fact) -> bool {
    let kind = briefing.subjects[fact.subject].kind;
    briefing.kinds[kind].role == Some(Role::Policy)
}

/// The lines that a fact points at; none, with the reason, where it points at nothing in this document.
fn aim(fact: &Fact, text: &Text) -> (Option<Aim>, Option<Remark>) {
    let spot = &fact.locator.spot;
    let remark = match text.aim(spot) {
        Ok(aim) => return (Some(aim), None),
        Err(Miss::PastTheEnd(last)) => {
            let text = format!("{spot} is past the end of the document, whose last is {last}");
            Remark::new(RemarkKind::PastTheEnd, text)
        }
        Err(Miss::NotCounted(advice)) => Remark::new(RemarkKind::NotCounted, format!("{spot}: {advice}")),
    };
    let end = (remark.kind == RemarkKind::PastTheEnd).then(|| text.end(spot));
    (end, Some(remark))
}

fn other_place(fact: &Fact, found: Option<&Spot>, far: bool) -> Option<Remark> {
    let (found, own) = (found?, &fact.locator.spot);
    let how = if far { "far from" } else { "near" };
    let is_other = found.key() == own.key() && found != own;
    is_other.then(|| Remark::new(RemarkKind::OtherPlace, format!("found on {found}, {how} {own}")))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod context_tests;
#[cfg(test)]
mod units_tests;
