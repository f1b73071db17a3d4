//! What a document says, figure by figure, as far as the words around each say it: proposals for a person who reads it.
//!
//! In: a briefing and a source of it with its document. Out: every figure with its place, value, period and status, and
//! whom and what it may be about among the briefing's own names. Never: a fact. What was proposed is read against the
//! document by a person, who decides.

mod account;
mod excerpt;
mod furniture;
mod indicators;
mod periods;
mod subjects;
mod values;

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::ops::Range;

use jiff::civil::Date;

use crate::language::figure::{Figure, measure::Measure};
use crate::language::locales::Locales;
use crate::language::reading::Reading as Reads;
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
use super::mention::Names;
use super::passage::Passage;
use super::reading::Reading;
use super::status;
use super::stretch::is_within;

use furniture::Furniture;
use indicators::Labels;
pub use indicators::in_unit;

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
    /// The words that say who says so, where that is none of the briefing's subjects.
    pub said: Option<String>,
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
    let furniture = Furniture::of(document, &text);
    for (index, line) in text.lines.iter().enumerate() {
        if !furniture.is_furniture(index) && seen.insert(line.read.text()) {
            proposals.extend(page.line(&reading, index, Wanted::Figures).into_iter().map(|(_, proposal)| proposal));
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
    let page = Page::new(briefing, source, &known, &text);
    let quoted = Wanted::Any(&place.shown);
    let found = page.line(&reading, place.index, quoted);
    let inside = |at: &Range<usize>| overlap(at, &place.shown);
    let spot = spot(&text, &place)?;
    let quoted = |proposal| Proposal { spot: spot.clone(), ..proposal };
    Some(found.into_iter().filter(|(at, _)| inside(at)).map(|(_, proposal)| quoted(proposal)).collect())
}

/// What a text says in a language, as a fact sheet of the briefing writes it: as it is where `check` reads the same in it,
/// else with its digits written out. `None` where the text is no quantity in this unit.
pub fn value_of(locales: &Locales, language: &str, text: &str, unit: &Unit) -> Option<String> {
    let reader = locales.reader_of(&locales.find(language)?.tag)?;
    let (said, rest) = reader.whole(text)?;
    if !rest.trim().is_empty() || said.unit.is_some_and(|named| named != *unit) {
        return None;
    }
    values::quantity(locales, text, &said, unit).map(|quantity| quantity.printed().to_owned())
}

/// A place as a fact sheet names it: by its cell where the document has cells, else by its line.
fn spot(text: &Text, place: &Place) -> Option<Spot> {
    let like = if text.counts_cells() { Spot::Cell(Cell::new(None, 1, 1)?) } else { Spot::Line(NonZeroU32::MIN) };
    Some(text.spot(place, &like))
}

/// A document with what is known before its lines are read.
struct Page<'a> {
    briefing: &'a Briefing,
    source: Id<Source>,
    known: &'a Known<'a>,
    labels: Labels,
    /// The subjects that the document is about as a whole.
    main: subjects::Main,
    printed: Date,
}

/// A figure in a line: its bytes in the line as it stands, and whether it has a cell of its own.
struct Found {
    figure: Figure,
    shown: Range<usize>,
    cell: Option<Range<usize>>,
}

/// The cells of a row with their columns, but for those that name it: the document's own, else those that the lines
/// make.
fn cells(reading: &Reading, index: usize) -> Vec<(usize, Range<usize>)> {
    let own = reading.text.cells(&reading.text.lines[index]).iter().enumerate();
    let own: Vec<_> =
        own.filter(|(_, cell)| !cell.row_head.is_empty()).map(|(n, cell)| (n, cell.range.clone())).collect();
    let made = || reading.tables.row(index).map(|row| row.cells.iter().cloned().enumerate().skip(1).collect());
    if own.is_empty() && reading.text.cells(&reading.text.lines[index]).is_empty() {
        return made().unwrap_or_default();
    }
    own
}

/// Which numbers of a line are wanted.
#[derive(Clone, Copy, Debug)]
enum Wanted<'w> {
    /// Figures.
    Figures,
    /// Number words too, where they stand in these bytes of the line as it stands.
    Any(&'w Range<usize>),
}

/// A digit in any script.
fn is_numeric(c: char) -> bool {
    c.is_numeric()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

impl<'a> Page<'a> {
    fn new(briefing: &'a Briefing, source: Id<Source>, known: &'a Known<'a>, text: &Text) -> Self {
        let record = &briefing.sources[source];
        let printed = record.published.period().and_then(Period::latest).or(record.accessed.latest());
        let main = subjects::of_document(briefing, &known.names, text);
        Self {
            briefing,
            source,
            known,
            labels: Labels::new(briefing, source, known.all),
            main,
            printed: printed.unwrap_or(Date::MAX),
        }
    }

    /// The figures of a line, each with its bytes in the line as it stands.
    fn line<'r>(&self, reading: &'r Reading<'r>, index: usize, wanted: Wanted) -> Vec<(Range<usize>, Proposal)> {
        let line = &reading.text.lines[index];
        let mut found = self.figures(reading, index, wanted);
        if matches!(wanted, Wanted::Figures) {
            // The twelve months to 31 March are no twelve of anything.
            let dates = reading.named(index);
            let is_date = |found: &Found| {
                let at = line.read.at(found.shown.clone());
                found.cell.is_none() && dates.iter().any(|named| is_within(&named.at, &at))
            };
            found.retain(|found| !is_date(found));
        }
        let propose = |found: Found| Some((found.shown.clone(), self.proposal(reading, index, line, found)?));
        found.into_iter().filter_map(propose).collect()
    }

    /// The figures of a line; in a row of a table those of each cell but the first that names the row.
    fn figures(&self, reading: &Reading, index: usize, wanted: Wanted) -> Vec<Found> {
        let line = &reading.text.lines[index];
        let reader = self.known.figures(reading, index);
        let names = &self.briefing.site.names;
        let cells = cells(reading, index);
        if cells.is_empty() {
            let wide = line.read.text().contains(is_han);
            let text = if wide { line.read.text() } else { &line.shown };
            let shown = |range: Range<usize>| if wide { line.read.shown(range) } else { range };
            let figures = reader.figures(text, names);
            let worded = reader.all(text).into_iter().filter(|number| {
                let known = figures.iter().any(|figure| overlap(&figure.range, &number.range));
                !known && self.is_wanted(&text[number.range.end..], &shown(number.range.clone()), wanted)
            });
            let mut all: Vec<Figure> = worded.chain(figures.iter().cloned()).collect();
            all.sort_by_key(|figure| figure.range.start);
            return all
                .into_iter()
                .map(|figure| Found { shown: shown(figure.range.clone()), figure, cell: None })
                .collect();
        }
        let mut found = Vec::new();
        for (column, cell) in cells {
            let dates = reading.tables.row(index).is_some_and(|row| reading.is_date_column(row.head, column));
            let Some(text) = line.shown.get(cell.clone()).filter(|_| !dates) else { continue };
            found.extend(reader.all(text).into_iter().map(|figure| {
                let shown = cell.start + figure.range.start..cell.start + figure.range.end;
                Found { figure, shown, cell: Some(cell.clone()) }
            }));
        }
        found
    }

    /// Whether a number word, which is no figure by itself, counts something that the briefing measures, or
    /// stands in the words that a person quoted.
    fn is_wanted(&self, behind: &str, shown: &Range<usize>, wanted: Wanted) -> bool {
        match wanted {
            Wanted::Any(quoted) => overlap(quoted, shown),
            Wanted::Figures => self.labels.counts(behind),
        }
    }

    fn proposal<'r>(&self, reading: &'r Reading<'r>, index: usize, line: &Line, found: Found) -> Option<Proposal> {
        let place = Place { index, answer: Answer::Found, shown: found.shown.clone() };
        let passage = Passage::new(reading, &place, None);
        let measure = passage.cell.as_ref().and_then(|cell| cell.measure);
        let of = |said: Reads| measure.map_or(said.clone(), |Measure { unit, power }| said.measured(unit, power));
        let said = found.figure.reading.clone().map(of);
        // A class of size, and the scale of a table, are no figure without a number.
        let scale = || reading.tables.is_over(index) && !line.shown[found.shown.clone()].contains(is_numeric);
        if said.as_ref().is_some_and(|said| said.vague) || scale() {
            return None;
        }
        let unit = said.as_ref().and_then(|said| said.unit).unwrap_or(Unit::count());
        let printed = values::printed(line, &found.shown);
        // Where nobody knows the language, a point or comma before three digits says one of two things.
        let is_clear = |said: &&Reads| said.other.is_none() || reading.locale(index).is_some();
        let said = said.as_ref().filter(is_clear);
        let (quantity, unit) = values::in_unit(self.known.all, &printed, said, unit);
        let here = self.known.names.mentions(passage.line);
        let named: Vec<Range<usize>> = here.iter().map(|mention| mention.at.clone()).collect();
        let status = status::told(&passage, self.printed, &named);
        let speaker = subjects::speaker(self.briefing, &passage, &here);
        let words =
            subjects::Words { briefing: self.briefing, names: &self.known.names, here: &here, main: &self.main };
        let spoken = speaker.as_ref().and_then(|speaker| speaker.subject);
        let subjects = words.candidates(&passage, spoken);
        let is_plan = speaker.as_ref().is_some_and(|speaker| speaker.is_plan);
        let (by, policy) = if is_plan { (None, spoken) } else { (spoken, None) };
        let said = speaker.filter(|speaker| speaker.subject.is_none()).map(|speaker| speaker.words);
        let limit = self.briefing.site.excerpt_limit;
        let tag = self.briefing.sources[self.source].language.as_deref();
        let bears = |words: &str| quantity.as_ref().is_none_or(|quantity| !self.known.all.denies(tag, words, quantity));
        let (excerpt, place) = match &found.cell {
            Some(cell) => (excerpt::of_cell(line, cell, reading.text.counts_cells(), limit, bears), place),
            None => {
                // A sentence over several lines is quoted from where the excerpt begins.
                let (excerpt, at) = excerpt::around(&passage, (&found.shown, &named), limit, bears);
                (excerpt, Place { shown: line.read.shown(at), ..place })
            }
        };
        Some(Proposal {
            spot: spot(reading.text, &place)?,
            excerpt,
            value: quantity.map(|quantity| quantity.printed().to_owned()),
            unit,
            period: periods::told(&passage, (status, unit), self.printed),
            status,
            subjects,
            indicators: self.labels.candidates(self.briefing, &passage, unit),
            by,
            said,
            policy,
        })
    }
}
