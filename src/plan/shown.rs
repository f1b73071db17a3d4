//! What a page shows: plain data without language and markup, in the order in which a reader meets it.

use std::borrow::Cow;

use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::locator::Locator;
use crate::model::period::Period;
use crate::model::prose::Prose;
use crate::model::quantity::Quantity;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Subject};

use super::kinds::View;

/// Something that a page shows. `version` tells what a reader is told by it, `render` words it: what
/// stands in no `Shown` is on no page.
#[derive(Clone, Debug)]
pub enum Shown<'a> {
    /// Parts, by the names that a template calls them.
    Part(Vec<(&'static str, Shown<'a>)>),
    /// Like things in their order.
    List(Vec<Shown<'a>>),
    /// One for each language of the briefing: where the order of names decides, or a translation.
    ByLang(Vec<Shown<'a>>),
    /// Nothing is known, or it does not apply.
    Nothing,
    /// Whether something is so.
    Yes(bool),
    /// How many.
    Number(usize),
    /// Where in a document something stands.
    Place(&'a Locator),
    /// Words of no language, or as a source has them: a checksum, an author, an anchor, a class.
    Plain(Cow<'a, str>),
    /// A word by which a template decides, an anchor: nothing that is read.
    Key(Cow<'a, str>),
    /// What the content says in each language.
    Text(&'a Localised<String>),
    /// The interface's words under a key that the content chose: `status.actual`.
    Word(Cow<'static, str>),
    /// The interface's words for how many there are.
    Count(&'static str, usize),
    /// The interface's words with places filled.
    Filled(&'static str, Vec<(&'static str, Shown<'a>)>),
    /// Things one after the other.
    Joined(By, Vec<Shown<'a>>),
    /// A date as precise as it is known.
    Date(&'a Period),
    /// The date of a document: with an open end, the earliest that it can be of.
    Issued(&'a Period),
    /// A quantity written out.
    Quantity(Cow<'a, Quantity>),
    /// A text with its links.
    Body(&'a Localised<Prose>, Margin),
    /// Names in their languages.
    Names(Vec<(&'a str, Lang)>),
    /// A fact at some detail.
    Fact(Id<Fact>, As),
    /// One statement: the first of its facts at some detail, and where the others stand.
    Statement(Vec<Id<Fact>>, As),
    /// What a fact measures, as running text.
    What(Id<Fact>),
    /// What a fact says, as running text.
    Value(Id<Fact>),
    /// The words that a fact rests on, and what a machine saw of them.
    Excerpt(Id<Fact>),
    /// The digits of a fact's number, read by threes and by fours; where it is long enough.
    Ruler(Id<Fact>),
    /// A source as a link, by its publisher and year.
    Source(Id<Source>),
    /// A page as a link, by its title.
    Link(View),
    /// A subject as a link, as a sentence names it: the title of a work stands between marks.
    Named(Id<Subject>),
    /// A drawing.
    Chart(Chart),
    /// What a version of a fact changed, by its place in the fact's history, and why.
    Change(Id<Fact>, usize),
    /// What the page needs but does not tell: it has no part in the page's version.
    Frame(Frame<'a>),
}

/// What stands between things that are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The interface's words under a key.
    Word(&'static str),
    /// A mark that every language has.
    Mark(&'static str),
}

/// Whether the facts that a text cites are listed beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// They are.
    Notes,
    /// They are not: the page has them elsewhere.
    Empty,
}

/// Addresses, dates of the build, references: what surrounds the things shown.
#[derive(Clone, Debug)]
pub enum Frame<'a> {
    /// The address of a page, and an anchor on it.
    Address(View, Option<&'a str>),
    /// The address of a file that is not a page.
    File(Cow<'static, str>),
    /// The other parts of a list.
    Pages(View),
    /// The address of a fact's data.
    Data(Id<Fact>),
    /// What looks into a reader's own copy of a source.
    Scripts(Id<Source>),
    /// How to cite a source.
    Cite(Id<Source>),
    /// The tag of the language that a source is in.
    Tag(Id<Source>),
    /// The recorded versions of a fact.
    History(Id<Fact>),
    /// A day on which something was recorded.
    Day(String),
    /// What is true on the day of the build.
    Today(Box<Shown<'a>>),
}

/// A drawing; its marks are facts.
#[derive(Clone, Debug)]
pub enum Chart {
    /// One indicator of one subject over the years.
    Slope(Id<Indicator>, Vec<Id<Fact>>),
    /// One indicator of one status across subjects.
    Bars(Id<Indicator>, Status, Vec<(Id<Subject>, Option<Id<Fact>>)>),
    /// Targets by whose they are and by their deadline.
    Deadlines(Vec<(Id<Subject>, Vec<Id<Fact>>)>),
    /// Where in a source its facts stand.
    Lines(Vec<Id<Fact>>),
    /// Which works each source rests on.
    Lineage(Vec<(Id<Source>, Vec<Id<Subject>>)>),
    /// Where places lie; the first is the one that the page is about, if it is about one.
    Places(Option<Id<Subject>>, Vec<Id<Subject>>),
    /// What is known of a subject, a dot a fact.
    Known(Id<Subject>, Vec<Id<Fact>>),
    /// When a target falls due, among the years of its table.
    Track(Id<Fact>, (i16, i16)),
}

/// What a page may tell of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// In which sense it is stated.
    Status,
    /// When it holds.
    Period,
    /// The year at which a chart draws it.
    Year,
    /// What is measured.
    What,
    /// Of what.
    Subject,
    /// Where it applies besides.
    Of,
    /// The value with its precision.
    Value,
    /// The value in the source's own form.
    Printed,
    /// The source.
    Source,
    /// The place in it.
    Place,
    /// What a machine saw.
    Check,
    /// Whether a damaged copy is its only support.
    Damaged,
    /// Whether it is a side of a disagreement.
    Disputed,
    /// Whether a caution is recorded of it.
    Cautioned,
    /// Whether it no longer stands.
    Deprecated,
    /// How many independent witnesses it has.
    Witnesses,
}

/// At what detail a page shows a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Everything: the fact's own page.
    Whole,
    /// A row of a table of facts.
    Row,
    /// The same, on the page of its subject.
    RowOfSubject,
    /// The same, on the page of its source.
    RowOfSource,
    /// The same, on the page of its indicator.
    RowOfIndicator,
    /// A tile.
    Tile,
    /// The same, on the page of its subject.
    TileOfSubject,
    /// A cell of a table of places.
    Cell,
    /// What stands in a cell that has no figure of its own.
    Instead,
    /// A side of a conflict.
    Side,
    /// What a derived figure is computed from.
    Operand,
    /// A tick on the strip of its document.
    Tick,
    /// A target in a table of targets.
    Target,
    /// The same, on the page of its subject.
    TargetOfSubject,
    /// The latest actual beside a target.
    Actual,
    /// An event in a list by date.
    Event,
    /// The same indicator elsewhere.
    Elsewhere,
    /// A note in the margin.
    Note,
    /// A figure in running text: its colour and warnings.
    Figure,
    /// Its name alone, and whose it is.
    Named,
    /// A mark over the years.
    Point,
    /// A bar.
    Bar,
    /// A deadline.
    Due,
    /// A dot among others.
    Dot,
}

impl As {
    /// What is told of the fact, in order.
    pub fn fields(self) -> &'static [Field] {
        use Field::{
            Cautioned, Check, Damaged, Deprecated, Disputed, Of, Period, Place, Printed, Source, Status, Subject,
            Value, What, Witnesses, Year,
        };
        match self {
            As::Whole => &[
                Status, Period, Subject, Deprecated, Value, What, Of, Printed, Check, Place, Source, Witnesses, Damaged,
            ],
            As::Row => &[
                Deprecated, Status, What, Subject, Of, Value, Disputed, Cautioned, Printed, Period, Source, Place,
                Damaged, Check,
            ],
            As::RowOfSubject => &[
                Deprecated, Status, What, Of, Value, Disputed, Cautioned, Printed, Period, Source, Place, Damaged,
                Check,
            ],
            As::RowOfSource => &[
                Deprecated, Status, What, Subject, Of, Value, Disputed, Cautioned, Printed, Period, Place, Damaged,
                Check,
            ],
            As::RowOfIndicator => &[
                Deprecated, Status, Subject, Of, Value, Disputed, Cautioned, Printed, Period, Source, Place, Damaged,
                Check,
            ],
            As::Tile => {
                &[Status, Period, What, Subject, Of, Value, Printed, Disputed, Cautioned, Damaged, Source, Place]
            }
            As::TileOfSubject => {
                &[Status, Period, What, Of, Value, Printed, Disputed, Cautioned, Damaged, Source, Place]
            }
            As::Cell => &[Status, Value, Period, Disputed, Cautioned, Damaged, Of],
            As::Instead => &[Status, Value, What, Subject, Of, Period, Disputed, Cautioned, Damaged],
            As::Operand => &[Status, Value, What, Subject, Of, Period, Source, Place, Disputed, Cautioned, Damaged],
            As::Tick => &[Place, Check],
            As::Side => &[Value, Status, What, Subject, Of, Period],
            As::Target => &[Period, Subject, What, Value, Of],
            As::TargetOfSubject => &[Period, What, Value, Of],
            As::Actual => &[Value, Period],
            As::Event => &[Period, Value, What, Subject],
            As::Elsewhere => &[Status, Value, Subject, Of, Period],
            As::Note => &[Status, Value, What, Period, Source, Place],
            As::Figure => &[Status, Damaged, Disputed],
            As::Named => &[What, Subject, Of],
            As::Point => &[Status, Year, Value, Damaged, Disputed],
            As::Bar => &[Value, Disputed, Period],
            As::Due => &[Period],
            As::Dot => &[Status, Damaged],
        }
    }
}

/// Parts by name.
pub fn part<'a, const N: usize>(parts: [(&'static str, Shown<'a>); N]) -> Shown<'a> {
    Shown::Part(parts.into())
}

/// Like things in their order.
pub fn list<'a>(items: impl IntoIterator<Item = Shown<'a>>) -> Shown<'a> {
    Shown::List(items.into_iter().collect())
}

/// One for each language.
pub fn by_lang<'a>(briefing: &Briefing, one: impl FnMut(Lang) -> Shown<'a>) -> Shown<'a> {
    Shown::ByLang(briefing.languages.iter().map(one).collect())
}

/// What may be left out.
pub fn maybe(shown: Option<Shown<'_>>) -> Shown<'_> {
    shown.unwrap_or(Shown::Nothing)
}

/// A text that may be left out.
pub fn maybe_text(text: Option<&Localised<String>>) -> Shown<'_> {
    maybe(text.map(Shown::Text))
}

/// Words of no language.
pub fn plain<'a>(words: impl Into<Cow<'a, str>>) -> Shown<'a> {
    Shown::Plain(words.into())
}

/// A word by which a template decides.
pub fn keyword<'a>(word: impl Into<Cow<'a, str>>) -> Shown<'a> {
    Shown::Key(word.into())
}

/// The interface's words for a word of the content: `damage.encoding`.
pub fn word<'a>(group: &str, word: &str) -> Shown<'a> {
    Shown::Word(format!("{group}.{}", word.replace(' ', "_")).into())
}

/// Facts at one detail.
pub fn facts<'a>(ids: &[Id<Fact>], detail: As) -> Shown<'a> {
    list(ids.iter().map(|id| Shown::Fact(*id, detail)))
}

/// Subjects as links.
pub fn subjects<'a>(ids: &[Id<Subject>]) -> Shown<'a> {
    list(ids.iter().map(|id| Shown::Link(View::subject(*id))))
}

/// The address of a page.
pub fn address<'a>(view: View) -> Shown<'a> {
    Shown::Frame(Frame::Address(view, None))
}

impl Shown<'_> {
    /// Whether a reader of `lang` gets some of its words in another language, which the page must mark.
    pub fn falls_back(&self, briefing: &Briefing, lang: Lang) -> bool {
        match self {
            Shown::Part(parts) => parts.iter().any(|(_, part)| part.falls_back(briefing, lang)),
            Shown::List(items) => items.iter().any(|item| item.falls_back(briefing, lang)),
            Shown::ByLang(items) => items.get(lang.index()).is_some_and(|item| item.falls_back(briefing, lang)),
            Shown::Body(body, _) => body.read(lang).is_fallback(),
            Shown::Fact(id, As::Whole) => match &briefing.facts[*id].finding {
                Finding::Text(text) => text.read(lang).is_fallback(),
                Finding::Quantity(_) => false,
            },
            // Words of a line or less are marked where they stand.
            Shown::Nothing
            | Shown::Yes(_)
            | Shown::Number(_)
            | Shown::Place(_)
            | Shown::Plain(_)
            | Shown::Key(_)
            | Shown::Text(_)
            | Shown::Word(_)
            | Shown::Count(..)
            | Shown::Filled(..)
            | Shown::Joined(..)
            | Shown::Date(_)
            | Shown::Issued(_)
            | Shown::Quantity(_)
            | Shown::Names(_)
            | Shown::Fact(..)
            | Shown::Statement(..)
            | Shown::What(_)
            | Shown::Value(_)
            | Shown::Excerpt(_)
            | Shown::Ruler(_)
            | Shown::Source(_)
            | Shown::Link(_)
            | Shown::Named(_)
            | Shown::Chart(_)
            | Shown::Change(..)
            | Shown::Frame(_) => false,
        }
    }
}
