//! What a table may hold, as data: the loader checks by it, and the JSON Schemas are written from it.

/// A table's keys.
#[derive(Debug)]
pub struct Shape {
    /// What such a table is called in messages.
    pub name: &'static str,
    /// Its keys, in the order in which people write them.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub ty: Type,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in one sentence.
    pub doc: &'static str,
    /// Whether it holds the briefing's own words, in which every figure is a fact's or waived.
    pub own_words: bool,
}

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// A string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A whole number from 0.
    Integer,
    /// A whole number from 1.
    Ordinal,
    /// `true` or `false`.
    Bool,
    /// A list of strings.
    Texts,
    /// A list of some of these strings.
    SomeOf(&'static [&'static str]),
    /// A string for each language: `{ en = "…", zh = "…" }`; in a briefing of one, a string.
    Localised,
    /// A string, or one for each language.
    TextOrLocalised,
    /// For each language a list of names, or of tables.
    Names(&'static Shape),
    /// A string, one for each language, or a list of these.
    Mixed,
    /// A list of strings, or of tables of whom is named.
    People(&'static Shape),
    /// A latitude and a longitude: a list of two numbers.
    Coordinates,
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
}

impl Type {
    /// What was expected, for a message.
    pub fn expected(self) -> String {
        match self {
            Type::Text => "a string".into(),
            Type::OneOf(words) => format!("one of {}", quoted(words)),
            Type::Integer => "a whole number".into(),
            Type::Ordinal => "a whole number from 1".into(),
            Type::Bool => "`true` or `false`".into(),
            Type::Texts => "a list of strings, `[\"…\"]`".into(),
            Type::SomeOf(words) => format!("a list of some of {}", quoted(words)),
            Type::Localised => "a string for each language, `{ en = \"…\", zh = \"…\" }`".into(),
            Type::TextOrLocalised => "a string, or one for each language, `{ en = \"…\", zh = \"…\" }`".into(),
            Type::Names(_) => "names by language, `{ en = [\"…\"], zh = [\"…\"] }`".into(),
            Type::Mixed => "a reference, a text `{ en = \"…\", zh = \"…\" }`, or a list of them".into(),
            Type::People(_) => "a list of names, each a string or `{ family = \"…\", given = \"…\" }`".into(),
            Type::Coordinates => "a latitude and a longitude in degrees, `[30.27, 120.15]`".into(),
            Type::Table(shape) => format!("{}, `{{ … }}`", shape.name),
            Type::Tables(shape) => format!("a list of tables, each {} `{{ … }}`", shape.name),
        }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}
