//! Bibliographic records of sources and works: what a reference needs, from the same keys.

use crate::load::record::{Field, Localised as Words, OneOf, People, Row, Table, Text};
use crate::load::records::{self, Archived as WrittenArchived, Person};
use crate::model::bibliography::{Archived, Bibliography, DocumentKind};
use crate::model::period::Period;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::names::Scope;
use super::people::people;
use super::{dates, fields};

/// The keys that sources and works share.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    kind: Field<'a, OneOf<DocumentKind>>,
    authors: Field<'a, People<Person>>,
    editors: Field<'a, People<Person>>,
    container: Field<'a, Words>,
    reposter: Field<'a, Words>,
    place: Field<'a, Words>,
    number: Field<'a, Text>,
    volume: Field<'a, Text>,
    issue: Field<'a, Text>,
    accessed: Field<'a, Text>,
    pages: Field<'a, Text>,
    edition: Field<'a, Text>,
    doi: Field<'a, Text>,
    archived: Field<'a, Table<WrittenArchived>>,
}

/// Takes the shared keys of a record.
macro_rules! fields {
    ($row:ident) => {
        Fields {
            kind: $row.r#type(),
            authors: $row.authors(),
            editors: $row.editors(),
            container: $row.container(),
            reposter: $row.reposter(),
            place: $row.place(),
            number: $row.number(),
            volume: $row.volume(),
            issue: $row.issue(),
            accessed: $row.accessed(),
            pages: $row.pages(),
            edition: $row.edition(),
            doi: $row.doi(),
            archived: $row.archived(),
        }
    };
}

impl<'a> Fields<'a> {
    /// Those of a source.
    pub fn of_source(row: Row<'a, records::Source>) -> Self {
        fields!(row)
    }

    /// Those of a subject, which must be a work to have any.
    pub fn of_work(row: Row<'a, records::Subject>) -> Self {
        fields!(row)
    }

    /// The first key that is written, with its place.
    pub fn first(self) -> Option<(&'static str, Span)> {
        let texts = [self.number, self.volume, self.issue, self.pages, self.edition, self.doi, self.accessed];
        let words = [self.container, self.reposter, self.place];
        let texts = texts.into_iter().filter_map(|field| Some((field.name(), field.value()?.span)));
        let words = words.into_iter().filter_map(|field| Some((field.name(), field.value()?.span)));
        let people = [self.authors, self.editors].into_iter().filter_map(|f| Some((f.name(), f.value()?.span)));
        let kind = self.kind.value().map(|value| (self.kind.name(), value.span));
        let archived = self.archived.value().map(|value| (self.archived.name(), value.span));
        kind.into_iter().chain(people).chain(words).chain(texts).chain(archived).next()
    }
}

/// Reads the shared keys; `date` is the date as written, with its doubt.
pub fn read(fields: Fields<'_>, date: String, scope: &Scope, problems: &mut Problems) -> Bibliography {
    let text = |field: Field<'_, Text>| field.get().map(|(text, _)| text.trim().to_owned()).filter(|t| !t.is_empty());
    let kind = fields.kind.get().map_or(DocumentKind::default(), |(kind, _)| kind);
    let mut words = |field: Field<'_, Words>| field.value().and_then(|_| scope.localised(field, problems));
    let (container, reposter, place) = (words(fields.container), words(fields.reposter), words(fields.place));
    Bibliography {
        kind,
        authors: people(fields.authors),
        editors: people(fields.editors),
        container,
        publisher: None,
        reposter,
        place,
        number: text(fields.number),
        volume: text(fields.volume),
        issue: text(fields.issue),
        pages: text(fields.pages),
        edition: text(fields.edition),
        doi: doi(fields.doi, problems),
        archived: archived(fields.archived, problems),
        accessed: fields.accessed.get().and_then(|(text, span)| dates::day(text, span, problems)),
        date,
    }
}

/// Whether a document was read on the day of its publication or after it; it was published when `written` says.
pub fn is_read_after(
    written: Field<'_, Text>,
    published: Option<&Period>,
    accessed: &Period,
    problems: &mut Problems,
) -> bool {
    let begins = published.and_then(Period::earliest);
    let after = begins.zip(accessed.latest()).is_none_or(|(begins, accessed)| begins <= accessed);
    if let (false, Some((text, span))) = (after, written.get()) {
        problems.report(
            Problem::new(Code::BadValue, span, format!("`{text}` is after the day on which the document was read"))
                .label(format!("`accessed` is `{accessed}`"))
                .help("mend whichever of the two is wrong"),
        );
    }
    after
}

fn doi(field: Field<'_, Text>, problems: &mut Problems) -> Option<String> {
    let (text, span) = field.get().filter(|(text, _)| !text.is_empty())?;
    let right = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(|(registrant, name)| {
        !name.is_empty() && registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    }) && !text.contains(char::is_whitespace);
    if !right {
        let bare = text.find("10.").map(|at| &text[at..]).filter(|bare| bare.contains('/') && *bare != text);
        let help = bare.map_or("leave it out where there is none".to_owned(), |bare| format!("write `{bare}`"));
        problems.report(
            Problem::new(Code::BadValue, span, format!("`{text}` is no DOI"))
                .label("expected it without address, as in `10.5281/zenodo.1234567`")
                .help(help),
        );
    }
    right.then(|| text.to_owned())
}

fn archived(field: Field<'_, Table<WrittenArchived>>, problems: &mut Problems) -> Option<Archived> {
    let row = field.get()?;
    let url = fields::address(row.url(), problems).flatten();
    let date = row.date().get().and_then(|(text, span)| dates::day(text, span, problems));
    Some(Archived { url: url?, date: date? })
}

/// A date without what EDTF writes behind it for doubt, `2025-02~`, and with `202X` as the years that it may be.
pub fn plain_date(text: &str) -> String {
    let plain = text.trim_end_matches(['~', '?', '%']);
    let digits = plain.trim_end_matches('X');
    let spread = plain.len() == 4 && (2..4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let fill = |digit: &str| format!("{digits}{}", digit.repeat(plain.len() - digits.len()));
    if spread { format!("[{}..{}]", fill("0"), fill("9")) } else { plain.to_owned() }
}

/// Whether a date says by `X` that its last digits are not known.
pub fn is_spread(text: &str) -> bool {
    plain_date(text).starts_with('[') && !text.starts_with('[')
}

/// The date as a reference needs it: a date that was inferred is doubtful, if nothing says so yet.
pub fn doubted(text: &str, inferred: bool) -> String {
    if inferred && !text.is_empty() && !text.ends_with(['~', '?', '%']) { format!("{text}~") } else { text.to_owned() }
}
