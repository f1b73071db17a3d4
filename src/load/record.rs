//! Records whose keys are declared once: the declaration checks a table, and is the only way to read it.
//!
//! `record!` gives each key a method on the [`Row`]s of its record: code that asks for a key which is not
//! declared, or takes a list for a text, does not compile, and the compiler warns of a key that nobody reads.

use std::marker::PhantomData;
use std::sync::LazyLock;

use crate::model::words::Worded;
use crate::problem::span::{self, Span, Spanned};

use super::shape::{Shape, Type};
use super::table::{self, Value};

/// A record as it is declared.
pub trait Declared: Copy + 'static {
    /// What it may hold.
    const SHAPE: &'static Shape;
    /// The `[[table]]` that holds one, in a file of several.
    const TABLE: &'static str;
}

/// A key whose name is a word of Rust's is declared with `r#` before it.
pub const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', rest @ ..] => match std::str::from_utf8(rest) {
            Ok(rest) => rest,
            Err(_) => name,
        },
        _ => name,
    }
}

/// Declares a record: `must` or `may`, a key, its kind, and what it means in one sentence.
macro_rules! record {
    ($(#[$head:meta])* $name:ident $(in [[$table:ident]])? = $what:literal {
        $($need:ident $key:ident: $kind:ty = $doc:literal;)*
    }) => {
        $(#[$head])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $crate::load::record::Declared for $name {
            const SHAPE: &'static $crate::load::shape::Shape = &$crate::load::shape::Shape {
                name: $what,
                keys: &[$($crate::load::shape::Key {
                    name: $crate::load::record::plain(stringify!($key)),
                    ty: <$kind as $crate::load::record::Kind>::TYPE,
                    required: record!(@$need),
                    doc: $doc,
                    own_words: <$kind as $crate::load::record::Kind>::OWN_WORDS,
                }),*],
            };
            const TABLE: &'static str = concat!($(stringify!($table))?);
        }

        impl<'a> $crate::load::record::Row<'a, $name> {
            $(#[doc = $doc]
            pub(crate) fn $key(self) -> $crate::load::record::Field<'a, $kind> {
                self.field(stringify!($key))
            })*
        }
    };
    (@must) => { true };
    (@may) => { false };
}

pub(crate) use record;

/// One record of a kind, as written.
#[derive(Debug)]
pub struct Row<'a, S> {
    record: &'a table::Record,
    shape: PhantomData<S>,
}

impl<S> Clone for Row<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Row<'_, S> {}

impl<'a, S: Declared> Row<'a, S> {
    /// A table read as a record of this kind.
    pub(super) fn new(record: &'a table::Record) -> Self {
        Self { record, shape: PhantomData }
    }

    /// A record that says nothing: what writes such records asks it for their keys.
    pub fn keys() -> Self {
        static NOTHING: LazyLock<table::Record> =
            LazyLock::new(|| table::Record::empty(Span::new(span::Texts::default().add("", ""), 0..0)));
        Self::new(&NOTHING)
    }

    /// Where it starts.
    pub fn span(self) -> Span {
        self.record.span
    }

    /// From its start to the end of what it says.
    pub fn range(self) -> Span {
        self.record.range()
    }

    /// Whether its name is all that could be read of it.
    pub fn is_only_a_name(self) -> bool {
        self.record.is_only_a_name()
    }

    /// Its keys and values as they stand in the file, those that nobody declared included.
    pub fn entries(self) -> &'a [(Spanned<String>, Spanned<Value>)] {
        &self.record.entries
    }

    /// The briefing's own words in it, and in the records that it holds.
    pub fn own_words(self) -> Vec<OwnWords<'a>> {
        let mut words = Vec::new();
        own_words(self.record, S::SHAPE, &mut words);
        words
    }

    /// What stands under a declared key.
    pub(super) fn field<K>(self, name: &'static str) -> Field<'a, K> {
        Field { record: self.record, name: plain(name), kind: PhantomData }
    }
}

/// What a record says in the briefing's own words under one key.
#[derive(Clone, Copy, Debug)]
pub struct OwnWords<'a> {
    /// The key.
    pub key: &'static str,
    /// The words by language.
    pub text: ByLanguage<'a>,
}

fn own_words<'a>(record: &'a table::Record, shape: &'static Shape, into: &mut Vec<OwnWords<'a>>) {
    for key in shape.keys {
        let inner = match key.ty {
            Type::Table(inner) | Type::Tables(inner) => Some(inner),
            _ => None,
        };
        if key.own_words {
            into.extend(record.table(key.name).map(|record| OwnWords { key: key.name, text: ByLanguage { record } }));
        } else if let Some(inner) = inner {
            record.table(key.name).into_iter().for_each(|record| own_words(record, inner, into));
            record.tables(key.name).into_iter().for_each(|record| own_words(record, inner, into));
        }
    }
}

/// The records of one kind, in the order of their file.
#[derive(Clone, Debug)]
pub struct Rows<S> {
    records: Vec<table::Record>,
    shape: PhantomData<S>,
}

impl<S> Default for Rows<S> {
    fn default() -> Self {
        Self { records: Vec::new(), shape: PhantomData }
    }
}

impl<S: Declared> Rows<S> {
    /// Tables read as records of this kind.
    pub(super) fn new(records: Vec<table::Record>) -> Self {
        Self { records, shape: PhantomData }
    }

    /// Each of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Row<'_, S>> {
        self.records.iter().map(Row::new)
    }

    /// The first.
    pub fn first(&self) -> Option<Row<'_, S>> {
        self.iter().next()
    }

    /// Those of which `is_first` holds, and the others.
    pub(super) fn parted(self, is_first: impl Fn(Row<'_, S>) -> bool) -> (Self, Self) {
        let (first, others) = self.records.into_iter().partition(|record| is_first(Row::new(record)));
        (Self::new(first), Self::new(others))
    }

    /// Keeps those that pass.
    pub fn retain(&mut self, passes: impl Fn(Row<'_, S>) -> bool) {
        self.records.retain(|record| passes(Row::new(record)));
    }

    /// Takes over all of another file's.
    pub(super) fn append(&mut self, other: Self) {
        self.records.extend(other.records);
    }
}

/// What stands under a key, to be read as what the key holds.
#[derive(Debug)]
pub struct Field<'a, K> {
    record: &'a table::Record,
    name: &'static str,
    kind: PhantomData<K>,
}

impl<K> Clone for Field<'_, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Field<'_, K> {}

impl<'a, K> Field<'a, K> {
    /// The key.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The value as written, whatever it is; `None` where the key is left out.
    pub fn value(self) -> Option<&'a Spanned<Value>> {
        self.record.get(self.name)
    }

    /// Where the value stands, or the record where there is none.
    pub fn span(self) -> Span {
        self.value().map_or(self.record.span, |value| value.span)
    }
}

/// What a key may hold.
pub trait Kind {
    /// The same as a value, for messages and schemas.
    const TYPE: Type;
    /// Whether it is what the briefing says itself, and no name, quotation or reference.
    const OWN_WORDS: bool = false;
}

/// Declares the kinds that have no parts.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Kind for $name {
            const TYPE: Type = Type::$name;
        })*
    };
}

kinds! {
    /// A string.
    Text;
    /// A whole number from 0.
    Integer;
    /// A whole number from 1.
    Ordinal;
    /// `true` or `false`.
    Bool;
    /// A list of strings.
    Texts;
    /// A name or a quotation in each language.
    Localised;
    /// A string, or one for each language.
    TextOrLocalised;
    /// A string, one for each language, or a list of these.
    Mixed;
    /// A latitude and a longitude.
    Coordinates;
}

/// The briefing's own words in each language: every figure in them is a fact's, or waived.
#[derive(Clone, Copy, Debug)]
pub struct Prose;

impl Kind for Prose {
    const TYPE: Type = Type::Localised;
    const OWN_WORDS: bool = true;
}

/// A kind that holds a text by language.
pub trait ByLang: Kind {}

impl ByLang for Localised {}
impl ByLang for Prose {}

/// One of an enumeration's words.
#[derive(Clone, Copy, Debug)]
pub struct OneOf<E>(PhantomData<E>);

impl<E: Worded> Kind for OneOf<E> {
    const TYPE: Type = Type::OneOf(E::WORDS);
}

/// A list of an enumeration's words.
#[derive(Clone, Copy, Debug)]
pub struct SomeOf<E>(PhantomData<E>);

impl<E: Worded> Kind for SomeOf<E> {
    const TYPE: Type = Type::SomeOf(E::WORDS);
}

/// For each language a list of names, or of records.
#[derive(Clone, Copy, Debug)]
pub struct Names<S>(PhantomData<S>);

impl<S: Declared> Kind for Names<S> {
    const TYPE: Type = Type::Names(S::SHAPE);
}

/// A list of names, or of records of whom is named.
#[derive(Clone, Copy, Debug)]
pub struct People<S>(PhantomData<S>);

impl<S: Declared> Kind for People<S> {
    const TYPE: Type = Type::People(S::SHAPE);
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub struct Table<S>(PhantomData<S>);

impl<S: Declared> Kind for Table<S> {
    const TYPE: Type = Type::Table(S::SHAPE);
}

/// A list of records.
#[derive(Clone, Copy, Debug)]
pub struct Tables<S>(PhantomData<S>);

impl<S: Declared> Kind for Tables<S> {
    const TYPE: Type = Type::Tables(S::SHAPE);
}

impl<'a> Field<'a, Text> {
    /// The string, with its place.
    pub fn get(self) -> Option<(&'a str, Span)> {
        self.record.text(self.name)
    }
}

impl Field<'_, Integer> {
    /// The number, with its place.
    pub fn get(self) -> Option<(u32, Span)> {
        self.record.integer(self.name)
    }
}

impl Field<'_, Ordinal> {
    /// The number, with its place.
    pub fn get(self) -> Option<(u32, Span)> {
        self.record.integer(self.name)
    }
}

impl Field<'_, Bool> {
    /// Whether it is so, where it is said.
    pub fn get(self) -> Option<bool> {
        self.record.bool(self.name)
    }
}

impl<'a> Field<'a, Texts> {
    /// The strings, each with its place; a lone string counts as a list of one.
    pub fn get(self) -> Vec<(&'a str, Span)> {
        self.record.texts(self.name)
    }
}

impl<'a> Field<'a, Coordinates> {
    /// The latitude and the longitude as written, with their place.
    pub fn get(self) -> Option<([&'a str; 2], Span)> {
        let numbers = self.record.numbers(self.name).try_into().ok()?;
        Some((numbers, self.span()))
    }
}

impl<E: Worded> Field<'_, OneOf<E>> {
    /// What the word means, with its place; nothing for a word that is none of the enumeration's.
    pub fn get(self) -> Option<(E, Span)> {
        let (word, span) = self.record.text(self.name)?;
        Some((E::named(word)?, span))
    }
}

impl<E: Worded> Field<'_, SomeOf<E>> {
    /// What the words mean.
    pub fn get(self) -> Vec<E> {
        self.record.texts(self.name).into_iter().filter_map(|(word, _)| E::named(word)).collect()
    }
}

impl<'a, K: ByLang> Field<'a, K> {
    /// The strings by language.
    pub fn get(self) -> Option<ByLanguage<'a>> {
        self.record.table(self.name).map(|record| ByLanguage { record })
    }
}

impl<'a> Field<'a, TextOrLocalised> {
    /// What is said, with its place.
    pub fn get(self) -> Option<(Said<'a>, Span)> {
        said(self.value()?)
    }
}

impl<'a> Field<'a, Mixed> {
    /// What is said, each with its place; `None` for an item that is neither.
    pub fn get(self) -> Vec<Option<(Said<'a>, Span)>> {
        match self.value() {
            Some(Spanned { value: Value::List(list), .. }) => list.iter().map(said).collect(),
            Some(one) => vec![said(one)],
            None => Vec::new(),
        }
    }
}

impl<'a, S: Declared> Field<'a, Names<S>> {
    /// The names with the codes of their languages, each code with its place.
    pub fn get(self) -> Vec<(&'a Spanned<String>, Vec<Name<'a, S>>)> {
        let entries = self.record.table(self.name).map_or(&[][..], |table| &table.entries);
        let name = |item: &'a Spanned<Value>| match &item.value {
            Value::Text(text) => Some(Name::Text(text)),
            Value::Table(record) => Some(Name::Record(Row::new(record))),
            _ => None,
        };
        let names = |value: &'a Value| match value {
            Value::List(list) => list.iter().filter_map(name).collect(),
            _ => Vec::new(),
        };
        entries.iter().map(|(code, value)| (code, names(&value.value))).collect()
    }
}

impl<'a, S: Declared> Field<'a, Tables<S>> {
    /// The records.
    pub fn get(self) -> Vec<Row<'a, S>> {
        self.record.tables(self.name).into_iter().map(Row::new).collect()
    }
}

impl<'a, S: Declared> Field<'a, People<S>> {
    /// Who is named, in the order of the list.
    pub fn get(self) -> Vec<Name<'a, S>> {
        let Some(Spanned { value: Value::List(list), .. }) = self.value() else { return Vec::new() };
        let name = |item: &'a Spanned<Value>| match &item.value {
            Value::Text(text) => Some(Name::Text(text)),
            Value::Table(record) => Some(Name::Record(Row::new(record))),
            _ => None,
        };
        list.iter().filter_map(name).collect()
    }
}

impl<'a, S: Declared> Field<'a, Table<S>> {
    /// The record.
    pub fn get(self) -> Option<Row<'a, S>> {
        self.record.table(self.name).map(Row::new)
    }
}

/// A name alone, or with what is said of it.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a, S> {
    /// The name.
    Text(&'a str),
    /// Its record.
    Record(Row<'a, S>),
}

/// A reference or a text.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// A string.
    Text(&'a str),
    /// Strings by language.
    Localised(ByLanguage<'a>),
}

fn said(value: &Spanned<Value>) -> Option<(Said<'_>, Span)> {
    let said = match &value.value {
        Value::Text(text) => Said::Text(text),
        Value::Table(record) => Said::Localised(ByLanguage { record }),
        _ => return None,
    };
    Some((said, value.span))
}

/// Strings by language: the one table whose keys the briefing declares, not the program.
#[derive(Clone, Copy, Debug)]
pub struct ByLanguage<'a> {
    record: &'a table::Record,
}

impl<'a> ByLanguage<'a> {
    /// Where it stands.
    pub fn span(self) -> Span {
        self.record.span
    }

    /// The languages that it names.
    pub fn codes(self) -> impl Iterator<Item = &'a Spanned<String>> {
        self.record.entries.iter().map(|(code, _)| code)
    }

    /// The string in a language, with its place.
    pub fn text(self, code: &str) -> Option<(&'a str, Span)> {
        self.record.text(code)
    }
}
