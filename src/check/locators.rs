//! `line`, `page`, `cell` or `time`, with a `section` beside it → where in a document something stands.

use crate::load::record::{Declared, Field, Row, Text};
use crate::load::records;
use crate::load::shape::Shape;
use crate::load::table::{Value, nearest};
use crate::model::locator::{Cell, Locator, Spot, Time};
use crate::problem::span::{Span, Spanned};
use crate::problem::{Problem, Problems, code::Code};

/// What a record gives as a place: its name, and the value if there is one.
type Given<'a> = (&'static str, Option<&'a Spanned<Value>>);

/// The part of a record that says where in a document it stands.
#[derive(Debug)]
pub struct Place<'a> {
    /// Of the four keys each, for its kind of document.
    keys: [Given<'a>; 4],
    section: Field<'a, Text>,
    span: Span,
    entries: &'a [(Spanned<String>, Spanned<Value>)],
    shape: &'static Shape,
}

macro_rules! has_a_place {
    ($($record:ty),*) => {
        $(impl<'a> From<Row<'a, $record>> for Place<'a> {
            fn from(row: Row<'a, $record>) -> Self {
                Self {
                    keys: [given(row.line()), given(row.page()), given(row.cell()), given(row.time())],
                    section: row.section(),
                    span: row.span(),
                    entries: row.entries(),
                    shape: <$record>::SHAPE,
                }
            }
        })*
    };
}

has_a_place!(records::Fact, records::Side);

fn given<K>(field: Field<'_, K>) -> Given<'_> {
    (field.name(), field.value())
}

/// Reads the one place that a record gives, or reports what is wrong with it.
pub fn read(record: Place<'_>, problems: &mut Problems) -> Option<Locator> {
    let given: Vec<(&str, &Spanned<Value>)> =
        record.keys.iter().filter_map(|(key, value)| Some((*key, (*value)?))).collect();
    match given[..] {
        [] if record.entries.iter().any(|(key, _)| record.is_misspelt(&key.value)) => None,
        [] => {
            problems.report(
                Problem::new(Code::MissingKey, record.span, "nothing says where in its document this stands").label("missing here").help(
                    "add `line = 6`, or by the kind of document `page = 4`, `cell = \"Sheet1!B7\"` or `time = \"00:12:30\"`",
                ),
            );
            None
        }
        [(key, value)] => {
            let spot = spot(key, value, problems)?;
            Some(Locator { spot, section: section(record.section, problems)? })
        }
        [(first, _), (second, value), ..] => {
            problems.report(
                Problem::new(Code::BadValue, value.span, format!("`{second}` beside `{first}`: a place is given once"))
                    .help("keep the one by which the document is counted; a heading beside it is `section = \"…\"`"),
            );
            None
        }
    }
}

impl Place<'_> {
    /// Whether a key is one of the four with a slip in it, which is told already.
    fn is_misspelt(&self, key: &str) -> bool {
        let known = self.shape.keys.iter().any(|known| known.name == key);
        !known && nearest(key, self.keys.iter().map(|(key, _)| *key)).is_some()
    }
}

/// The spot that a record of what was seen gives, if it gives one that can be read.
pub fn seen(record: Row<'_, records::Verified>) -> Option<Spot> {
    let keys = [given(record.line()), given(record.page()), given(record.cell())];
    keys.into_iter().find_map(|(key, value)| parse(key, &value?.value))
}

fn spot(key: &str, value: &Spanned<Value>, problems: &mut Problems) -> Option<Spot> {
    let read = parse(key, &value.value);
    if read.is_none() {
        // A value of another type was reported with its type.
        let (text, is_right_type) = match (key, &value.value) {
            ("line" | "page", Value::Bare(text)) => (text, text.parse::<u32>().is_ok()),
            ("cell" | "time", Value::Text(text)) => (text, true),
            _ => return None,
        };
        if !is_right_type {
            return None;
        }
        problems.report(Problem::new(Code::BadValue, value.span, format!("`{text}` is no {key}")).label(match key {
            "cell" => "expected a column and a row, with the sheet where there are several: `B7`, `Sheet1!B7`",
            "time" => "expected hours, minutes and seconds: `00:12:30`",
            _ => "they are counted from 1",
        }));
    }
    read
}

fn parse(key: &str, value: &Value) -> Option<Spot> {
    match (key, value) {
        ("line", Value::Bare(text)) => text.parse().ok().map(Spot::Line),
        ("page", Value::Bare(text)) => text.parse().ok().map(Spot::Page),
        ("cell", Value::Text(text)) => Cell::parse(text).map(Spot::Cell),
        ("time", Value::Text(text)) => Time::parse(text).map(Spot::Time),
        _ => None,
    }
}

/// The heading beside a place; `None` where an error was reported.
fn section(section: Field<'_, Text>, problems: &mut Problems) -> Option<Option<String>> {
    let Some((text, span)) = section.get() else { return Some(None) };
    if text.trim().is_empty() {
        empty_section(span, problems);
        return None;
    }
    Some(Some(text.trim().to_owned()))
}

fn empty_section(span: Span, problems: &mut Problems) {
    problems.report(
        Problem::new(Code::BadValue, span, "`section` is empty").label("expected the heading as printed, or no key"),
    );
}

/// `7-30,42` as inclusive ranges.
pub fn lines(text: &str) -> Option<Vec<(u32, u32)>> {
    let range = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        (1 <= from && from <= to).then_some((from, to))
    };
    text.split(',').map(range).collect()
}
