//! What a document says, figure by figure, as far as the words around each say it: proposals for a person who reads it.
//!
//! In: a briefing and a source of it with its document. Out: every figure with its place, value, period and status, and
//! whom and what it may be about among the briefing's own names. Never: a fact. What was proposed is read against the
//! document by a person, who decides.

mod excerpt;
mod indicators;
mod periods;
mod subjects;
mod values;

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::ops::Range;

use jiff::civil::Date;

use crate::language::figure::Figure;
use crate::language::locales::Locales;
use crate::language::script::is_han;
use crate::model::briefing::Briefing;
use crate::model::evidence::Answer;
use crate::model::fact::Status;
use crate::model::id::Id;
use crate::model::locator::{Cell, Spot};
use crate::model::period::Period;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Subject};
use crate::model::unit::Unit;

use super::Known;
use super::archive::Document;
use super::locate::{Line, Place, Text};
use super::passage::Passage;
use super::reading::Reading;
use super::speaks::Names;
use super::status;

use indicators::Labels;

/// A figure of a document, with what the words around it say of it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Where it stands.
    pub spot: Spot,
    /// The phrase that bears it, within the briefing's limit.
    pub excerpt: String,
    /// The value as a fact sheet writes it; `None` where it cannot be read whole.
    pub value: Option<String>,
    /// Its unit; things that are counted where none is named.
    pub unit: Unit,
    /// The period that is stated; `None` where none is.
    pub period: Option<Period>,
    /// In which sense it is stated.
    pub status: Status,
    /// Who it may be about, the likeliest first.
    pub subjects: Vec<Id<Subject>>,
    /// What it may measure, the likeliest first.
    pub indicators: Vec<Id<Indicator>>,
    /// Who is said to say so.
    pub by: Option<Id<Subject>>,
    /// The plan or rule that says so.
    pub policy: Option<Id<Subject>>,
}

/// Every figure of a source's document, in the document's order; one that stands in a repeated line is told once.
pub fn propose(briefing: &Briefing, source: Id<Source>, document: &Document, locales: &Locales) -> Vec<Proposal> {
    let known = Known { names: Names::new(briefing), all: locales, locales: locales.iter().collect() };
    let text = Text::new(document);
    let reading = Reading::new(&text, &briefing.sources[source], &known.locales);
    let page = Page::new(briefing, source, &known, &text);
    let mut seen = BTreeSet::new();
    let mut proposals = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        if seen.insert(line.read.text()) {
            proposals.extend(page.line(&reading, index).into_iter().map(|(_, proposal)| proposal));
        }
    }
    proposals
}

/// The figures in an excerpt of a source's document; `None` where the document does not have it.
pub fn in_excerpt(
    briefing: &Briefing,
    source: Id<Source>,
    document: &Document,
    locales: &Locales,
    excerpt: &str,
) -> Option<Vec<Proposal>> {
    let known = Known { names: Names::new(briefing), all: locales, locales: locales.iter().collect() };
    let start = Spot::Line(NonZeroU32::MIN);
    let text = Text::holding(document, std::iter::once((excerpt, &start)));
    let place = text.find(excerpt, None)?;
    let reading = Reading::new(&text, &briefing.sources[source], &known.locales);
    let found = Page::new(briefing, source, &known, &text).line(&reading, place.index);
    let inside = |at: &Range<usize>| at.start < place.shown.end && place.shown.start < at.end;
    Some(found.into_iter().filter(|(at, _)| inside(at)).map(|(_, proposal)| proposal).collect())
}

/// A document with what is known before its lines are read.
struct Page<'a> {
    briefing: &'a Briefing,
    known: &'a Known<'a>,
    labels: Labels,
    /// The subjects that the document is about as a whole, the likeliest first.
    main: Vec<Id<Subject>>,
    printed: Date,
}

/// A figure in a line: its bytes in the line as it stands, and whether it has a cell of its own.
struct Found {
    figure: Figure,
    shown: Range<usize>,
    cell: Option<Range<usize>>,
}

impl<'a> Page<'a> {
    fn new(briefing: &'a Briefing, source: Id<Source>, known: &'a Known<'a>, text: &Text) -> Self {
        let record = &briefing.sources[source];
        let printed = record.published.period().and_then(Period::latest).or(record.accessed.latest());
        let main = subjects::of_document(briefing, &known.names, text);
        Self { briefing, known, labels: Labels::new(briefing, source), main, printed: printed.unwrap_or(Date::MAX) }
    }

    /// The figures of a line, each with its bytes in the line as it stands.
    fn line<'r>(&self, reading: &'r Reading<'r>, index: usize) -> Vec<(Range<usize>, Proposal)> {
        let line = &reading.text.lines[index];
        let found = self.figures(reading, index);
        let propose = |found: Found| Some((found.shown.clone(), self.proposal(reading, index, line, found)?));
        found.into_iter().filter_map(propose).collect()
    }

    /// The figures of a line; in a row of a table those of each cell but the first that names the row.
    fn figures(&self, reading: &Reading, index: usize) -> Vec<Found> {
        let line = &reading.text.lines[index];
        let reader = self.known.figures(reading, index);
        let names = &self.briefing.site.names;
        let cells = reading.text.cells(line);
        if cells.is_empty() {
            let wide = line.read.text().contains(is_han);
            let text = if wide { line.read.text() } else { &line.shown };
            let shown = |range: Range<usize>| if wide { line.read.shown(range) } else { range };
            let figures = reader.figures(text, names).into_iter();
            return figures.map(|figure| Found { shown: shown(figure.range.clone()), figure, cell: None }).collect();
        }
        let mut found = Vec::new();
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.row_head.is_empty()) {
            let dates = reading.tables.row(index).is_some_and(|row| reading.is_date_column(row.head, column));
            let Some(text) = line.shown.get(cell.range.clone()).filter(|_| !dates) else { continue };
            found.extend(reader.all(text).into_iter().map(|figure| {
                let shown = cell.range.start + figure.range.start..cell.range.start + figure.range.end;
                Found { figure, shown, cell: Some(cell.range.clone()) }
            }));
        }
        found
    }

    fn proposal<'r>(&self, reading: &'r Reading<'r>, index: usize, line: &Line, found: Found) -> Option<Proposal> {
        let place = Place { index, answer: Answer::Found, shown: found.shown.clone() };
        let unit = found.figure.reading.as_ref().and_then(|reading| reading.unit).unwrap_or(Unit::count());
        let printed = values::printed(line, &found.shown);
        let quantity =
            found.figure.reading.as_ref().and_then(|said| values::quantity(self.known.all, &printed, said, &unit));
        let passage = Passage::new(reading, &place, quantity.as_ref());
        let status = status::told(&passage, self.printed);
        let here = self.known.names.mentions(passage.line);
        let speaker = subjects::speaker(self.briefing, &passage, &here);
        let words =
            subjects::Words { briefing: self.briefing, names: &self.known.names, here: &here, main: &self.main };
        let subjects = words.candidates(&passage, speaker.as_ref().map(|speaker| speaker.subject));
        let (by, policy) = match speaker {
            Some(speaker) if speaker.is_plan => (None, Some(speaker.subject)),
            Some(speaker) => (Some(speaker.subject), None),
            None => (None, None),
        };
        let excerpt = match &found.cell {
            Some(cell) => excerpt::of_cell(line, cell, reading.text.counts_cells(), self.briefing.site.excerpt_limit),
            None => excerpt::around(&passage, &found.shown, self.briefing.site.excerpt_limit),
        };
        let like = Spot::Cell(Cell::new(None, 1, 1)?);
        let line = Spot::Line(NonZeroU32::MIN);
        Some(Proposal {
            spot: reading.text.spot(&place, if reading.text.counts_cells() { &like } else { &line }),
            excerpt,
            value: quantity.map(|quantity| quantity.printed().to_owned()),
            unit,
            period: periods::told(&passage, status),
            status,
            subjects,
            indicators: self.labels.candidates(self.briefing, &passage, unit),
            by,
            policy,
        })
    }
}
