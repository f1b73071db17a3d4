//! TOML tables that keep the place of every value and survive errors.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::problem::span::{FileId, Span, Spanned, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::shape::{Key, Shape, Type};

/// A value as written.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    Text(String),
    /// A number or date, as written.
    Bare(String),
    /// `true` or `false`.
    Bool(bool),
    /// A list.
    List(Vec<Spanned<Value>>),
    /// A table.
    Table(Record),
}

/// A table as written: keys with their places, in the order of the text.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it starts: its header, or the front matter's first line.
    pub span: Span,
    /// Its keys and values.
    pub entries: Vec<(Spanned<String>, Spanned<Value>)>,
}

impl Record {
    /// A record that says nothing.
    pub fn empty(span: Span) -> Self {
        Self { span, entries: Vec::new() }
    }

    /// Whether its name is all that could be read of it.
    pub fn is_only_a_name(&self) -> bool {
        matches!(self.entries.as_slice(), [(key, _)] if key.value == "id")
    }

    /// From its start to the end of what it says.
    pub fn range(&self) -> Span {
        let end = self.entries.iter().map(|(_, value)| value.span.end).chain([self.span.end]).max();
        Span { end: end.unwrap_or(self.span.end), ..self.span }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Spanned<Value>> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// A string with its place.
    pub(super) fn text(&self, key: &str) -> Option<(&str, Span)> {
        self.get(key).and_then(as_text)
    }

    /// A whole number with its place.
    pub(super) fn integer(&self, key: &str) -> Option<(u32, Span)> {
        match self.get(key) {
            Some(Spanned { value: Value::Bare(text), span }) => text.parse().ok().map(|n| (n, *span)),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub(super) fn bool(&self, key: &str) -> Option<bool> {
        match self.get(key)?.value {
            Value::Bool(b) => Some(b),
            _ => None,
        }
    }

    /// The strings of a list, each with its place; a lone string counts as a list of one.
    pub(super) fn texts(&self, key: &str) -> Vec<(&str, Span)> {
        match self.get(key) {
            Some(Spanned { value: Value::List(list), .. }) => list.iter().filter_map(as_text).collect(),
            Some(value) => as_text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The numbers of a list, as written.
    pub(super) fn numbers(&self, key: &str) -> Vec<&str> {
        let Some(Spanned { value: Value::List(list), .. }) = self.get(key) else { return Vec::new() };
        list.iter().filter_map(|v| if let Value::Bare(text) = &v.value { Some(text.as_str()) } else { None }).collect()
    }

    /// A table with its place.
    pub(super) fn table(&self, key: &str) -> Option<&Record> {
        match self.get(key) {
            Some(Spanned { value: Value::Table(table), .. }) => Some(table),
            _ => None,
        }
    }

    /// The tables of a list.
    pub(super) fn tables(&self, key: &str) -> Vec<&Record> {
        match self.get(key) {
            Some(Spanned { value: Value::List(list), .. }) => list
                .iter()
                .filter_map(|v| if let Value::Table(table) = &v.value { Some(table) } else { None })
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn as_text(value: &Spanned<Value>) -> Option<(&str, Span)> {
    match &value.value {
        Value::Text(text) => Some((text, value.span)),
        _ => None,
    }
}

/// What a table may hold, in a briefing of these languages.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// Its keys.
    pub shape: &'static Shape,
    /// The briefing's only language: texts in it need not say so.
    pub only: Option<&'a str>,
}

impl Form<'_> {
    /// Reads texts of the only language as that language's, and reports what does not fit.
    pub fn check(self, record: &mut Record, problems: &mut Problems) {
        if let Some(code) = self.only {
            in_one_language(record, self.shape, code);
        }
        check(record, self.shape, problems);
    }
}

/// Makes a text by language of one that stands alone.
fn in_one_language(record: &mut Record, shape: &Shape, code: &str) {
    for (key, value) in &mut record.entries {
        let Some(known) = shape.keys.iter().find(|known| known.name == key.value) else { continue };
        let span = value.span;
        match (known.ty, &mut value.value) {
            (Type::Localised, Value::Text(_)) | (Type::Names(_), Value::List(_)) => {
                let alone = std::mem::replace(&mut value.value, Value::Bool(false));
                let entry = (Spanned { value: code.to_owned(), span }, Spanned { value: alone, span });
                value.value = Value::Table(Record { span, entries: vec![entry] });
            }
            (Type::Table(inner), Value::Table(table)) => in_one_language(table, inner, code),
            (Type::Tables(inner) | Type::People(inner), Value::List(list)) => {
                for item in list {
                    if let Value::Table(table) = &mut item.value {
                        in_one_language(table, inner, code);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The tables `[[name]]` of a file, each checked by `shape`. One that is not TOML costs only itself:
/// the others are read, and of it the name is kept.
pub fn rows(texts: &Texts, file: FileId, name: &str, form: Form, problems: &mut Problems) -> Vec<Record> {
    let mut told = Problems::new();
    if let Some(whole) = loose(texts, file, 0..texts.text(file).len(), &mut told) {
        problems.append(told);
        return listed(whole, name, form, problems);
    }
    let mut found = Problems::new();
    let mut rows = Vec::new();
    for range in blocks(texts.text(file), name) {
        match loose(texts, file, range.clone(), &mut found) {
            Some(table) => rows.extend(listed(table, name, form, &mut found)),
            None => rows.extend(name_in(texts, file, range)),
        }
    }
    if !found.has(Code::Syntax) {
        problems.append(told);
    }
    problems.append(found);
    rows
}

/// The tables `[[name]]` of a file that cannot be read, each with nothing but its name.
pub fn only_names(texts: &Texts, file: FileId, name: &str) -> Vec<Record> {
    blocks(texts.text(file), name).into_iter().filter_map(|range| name_in(texts, file, range)).collect()
}

/// The tables of a file that was read as a whole.
fn listed(whole: Record, name: &str, form: Form, problems: &mut Problems) -> Vec<Record> {
    let mut rows = Vec::new();
    for (key, value) in whole.entries {
        match value.value {
            Value::List(list) if key.value == name => {
                for item in list {
                    match item.value {
                        Value::Table(row) => rows.push(row),
                        _ => wrong(&format!("a `[[{name}]]` table"), item.span, problems),
                    }
                }
            }
            _ if key.value == name => wrong(&format!("`[[{name}]]` tables"), key.span, problems),
            _ => problems.report(
                Problem::new(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value))
                    .label("nothing reads this")
                    .help(format!("this file holds `[[{name}]]` tables")),
            ),
        }
    }
    rows.iter_mut().for_each(|row| form.check(row, problems));
    rows
}

/// The text cut before every line that opens a table `[[name]]`.
fn blocks(text: &str, name: &str) -> Vec<Range<usize>> {
    let opens = |line: &str| {
        let inner = line.trim_start().strip_prefix("[[").and_then(|rest| rest.split("]]").next());
        inner.is_some_and(|inner| inner.trim() == name)
    };
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if opens(line) && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// A record that has only the id that a broken table writes, so that what refers to it is not called wrong.
fn name_in(texts: &Texts, file: FileId, range: Range<usize>) -> Option<Record> {
    let text = &texts.text(file)[range.clone()];
    let mut at = range.start;
    for line in text.split_inclusive('\n') {
        let value = line.trim_start().strip_prefix("id").and_then(|rest| rest.trim_start().strip_prefix('='));
        if let Some(value) = value {
            let words = value.trim_start().trim_start_matches(['"', '\'']);
            let id = words.split(['"', '\'', '\n', '#']).next().unwrap_or_default().trim();
            let start = at + line.len() - words.len();
            let span = Span::new(file, start..start + id.len());
            let key = Spanned { value: "id".to_owned(), span };
            let value = Spanned { value: Value::Text(id.to_owned()), span };
            return Some(Record { span: Span::new(file, range), entries: vec![(key, value)] });
        }
        at += line.len();
    }
    None
}

/// A whole file as one table, checked by `shape`; `None` if it does not parse.
pub fn whole(texts: &Texts, file: FileId, form: Form, problems: &mut Problems) -> Option<Record> {
    let mut record = loose(texts, file, 0..texts.text(file).len(), problems)?;
    form.check(&mut record, problems);
    Some(record)
}

/// A range of a file as one table, unchecked; `None` when it does not parse.
pub fn loose(texts: &Texts, file: FileId, range: Range<usize>, problems: &mut Problems) -> Option<Record> {
    let offset = range.start;
    let (table, errors) = DeTable::parse_recoverable(&texts.text(file)[range.clone()]);
    if let Some(error) = errors.first() {
        let at = error.span().unwrap_or(0..0);
        let span = Span::new(file, at.start + offset..at.end.max(at.start) + offset);
        problems.report(
            Problem::new(Code::Syntax, span, format!("this is not TOML: {}", error.message().trim_end()))
                .label("here")
                .help("mend this first: what stands around it was not read"),
        );
        return None;
    }
    let span = Span::new(file, range.start..range.start);
    let converter = Converter { file, offset };
    let record = Record { span, entries: converter.entries(table.get_ref()) };
    controls(&record, problems);
    Some(record)
}

/// Reports characters that no field can mean: they are not seen, and other programs act on them.
fn controls(record: &Record, problems: &mut Problems) {
    for (key, value) in &record.entries {
        control(&key.value, key.span, problems);
        in_value(value, problems);
    }
}

fn in_value(value: &Spanned<Value>, problems: &mut Problems) {
    match &value.value {
        Value::Text(text) => control(text, value.span, problems),
        Value::List(list) => list.iter().for_each(|item| in_value(item, problems)),
        Value::Table(table) => controls(table, problems),
        Value::Bare(_) | Value::Bool(_) => {}
    }
}

/// Reports the first control character of a text; line ends and tabs are none.
pub fn control(text: &str, span: Span, problems: &mut Problems) {
    if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        problems.report(
            Problem::new(Code::BadValue, span, format!("this holds the control character U+{:04X}", u32::from(c)))
                .label("it cannot be seen, and other programs act on it")
                .help("strike it"),
        );
    }
}

struct Converter {
    file: FileId,
    offset: usize,
}

impl Converter {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range).shifted(self.offset)
    }

    fn entries(&self, table: &DeTable<'_>) -> Vec<(Spanned<String>, Spanned<Value>)> {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| {
                let key = Spanned { value: key.get_ref().to_string(), span: self.span(key.span()) };
                (key, self.value(value.get_ref(), value.span()))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }

    fn value(&self, value: &DeValue<'_>, range: Range<usize>) -> Spanned<Value> {
        let span = self.span(range);
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Bare(number.to_string()),
            DeValue::Float(number) => Value::Bare(number.as_str().to_owned()),
            DeValue::Boolean(b) => Value::Bool(*b),
            // A bare day says what the same day in quotation marks says.
            DeValue::Datetime(date) if date.time.is_none() => Value::Text(date.to_string()),
            DeValue::Datetime(date) => Value::Bare(date.to_string()),
            DeValue::Array(list) => {
                Value::List(list.iter().map(|item| self.value(item.get_ref(), item.span())).collect())
            }
            DeValue::Table(table) => Value::Table(Record { span, entries: self.entries(table) }),
        };
        Spanned { value, span }
    }
}

/// Reports what a record has too much, too little, or of the wrong type.
pub fn check(record: &Record, shape: &Shape, problems: &mut Problems) {
    let mut misspelt = Vec::new();
    for (key, value) in &record.entries {
        match shape.keys.iter().find(|known| known.name == key.value) {
            Some(known) => check_type(value, known.ty, &key.value, problems),
            None => misspelt.extend(unknown(key, shape, problems)),
        }
    }
    // A draft may lack what a person has yet to say.
    if is_draft(record) {
        return;
    }
    record.entries.iter().for_each(|(key, value)| unfilled(&key.value, value, problems));
    for key in shape.keys.iter().filter(|key| key.required && record.get(key.name).is_none()) {
        if misspelt.contains(&key.name) {
            continue;
        }
        problems.report(
            Problem::new(Code::MissingKey, record.span, format!("{} needs a `{}`", shape.name, key.name))
                .label("missing here")
                .help(format!("add `{} = …`, {}: {}", key.name, key.ty.expected(), key.doc)),
        );
    }
}

/// Whether the program wrote a record and nobody has read it yet.
fn is_draft(record: &Record) -> bool {
    record.bool("draft") == Some(true)
}

/// What stands where a person is to fill something in.
pub const UNFILLED: &str = "…";

/// Reports what was left for a person to fill in.
fn unfilled(key: &str, value: &Spanned<Value>, problems: &mut Problems) {
    match &value.value {
        Value::Text(text) if text == UNFILLED => problems.report(
            Problem::new(Code::Unfilled, value.span, format!("`{key}` is not filled in yet")).label("write it here"),
        ),
        Value::List(list) => list.iter().for_each(|item| unfilled(key, item, problems)),
        Value::Table(table) => table.entries.iter().for_each(|(_, value)| unfilled(key, value, problems)),
        _ => {}
    }
}

/// Reports a key that nobody reads, and gives the one that was probably meant: that one is then not
/// missing as well.
fn unknown(key: &Spanned<String>, shape: &Shape, problems: &mut Problems) -> Option<&'static str> {
    let names = shape.keys.iter().map(|k| k.name);
    let problem = Problem::new(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value))
        .label(format!("{} has no such key", shape.name));
    let near = nearest(&key.value, names.clone());
    problems.report(match near {
        Some(near) => problem.meant(&key.value, near),
        None if shape.keys.is_empty() => problem.help("metadata stands once, in the default language's file"),
        None => problem.help(format!("known keys: {}", names.collect::<Vec<_>>().join(", "))),
    });
    near
}

/// More characters than a name has.
const LONGEST_NAME: usize = 200;

/// The name that was probably meant.
///
/// A word longer than any name has none: the comparison costs the product of the lengths.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > LONGEST_NAME {
        return None;
    }
    let limit = (length / 3).max(1);
    names
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

fn check_type(value: &Spanned<Value>, ty: Type, key: &str, problems: &mut Problems) {
    let all_texts = |list: &[Spanned<Value>]| list.iter().all(|v| matches!(v.value, Value::Text(_)));
    let right = match (ty, &value.value) {
        (Type::Text | Type::TextOrLocalised | Type::Mixed, Value::Text(_)) => true,
        (Type::OneOf(words), Value::Text(text)) => return known_word(text, words, key, value.span, problems),
        (Type::Integer, Value::Bare(text)) => text.parse::<u32>().is_ok(),
        (Type::Ordinal, Value::Bare(text)) => text.parse::<u32>().is_ok_and(|n| n > 0),
        (Type::Bool, Value::Bool(_)) => true,
        (Type::Texts, Value::List(list)) => all_texts(list),
        (Type::SomeOf(words), Value::List(list)) if all_texts(list) => {
            return list
                .iter()
                .filter_map(as_text)
                .for_each(|(text, span)| known_word(text, words, key, span, problems));
        }
        (Type::Localised | Type::TextOrLocalised | Type::Mixed, Value::Table(table)) => localised(table),
        (Type::Names(shape), Value::Table(table)) => table.entries.iter().all(|(_, v)| names(&v.value, shape)),
        (Type::Mixed, Value::List(list)) => list.iter().all(|v| match &v.value {
            Value::Text(_) => true,
            Value::Table(table) => localised(table),
            _ => false,
        }),
        (Type::Coordinates, Value::List(list)) => {
            list.len() == 2 && list.iter().all(|v| matches!(v.value, Value::Bare(_)))
        }
        (Type::Table(shape), Value::Table(table)) => return check(table, shape, problems),
        (Type::People(shape), Value::List(list)) => {
            let right = list.iter().all(|v| matches!(v.value, Value::Text(_) | Value::Table(_)));
            for item in list {
                if let Value::Table(table) = &item.value {
                    check(table, shape, problems);
                }
            }
            right
        }
        (Type::Tables(shape), Value::List(list)) => {
            if list.iter().all(|v| matches!(v.value, Value::Table(_))) {
                return list.iter().for_each(|v| {
                    if let Value::Table(table) = &v.value {
                        check(table, shape, problems);
                    }
                });
            }
            false
        }
        _ => false,
    };
    if !right {
        problems.report(
            Problem::new(Code::WrongType, value.span, format!("`{key}` has the wrong type"))
                .label(format!("expected {}", ty.expected())),
        );
    }
}

fn localised(table: &Record) -> bool {
    table.entries.iter().all(|(_, v)| matches!(v.value, Value::Text(_)))
}

fn names(value: &Value, shape: &Shape) -> bool {
    let Value::List(list) = value else { return false };
    list.iter().all(|v| match &v.value {
        Value::Text(_) => true,
        Value::Table(t) => {
            let known = |name: &str| shape.keys.iter().any(|key| key.name == name);
            let has = |key: &Key| !key.required || t.text(key.name).is_some();
            shape.keys.iter().all(has) && t.entries.iter().all(|(k, _)| known(&k.value))
        }
        _ => false,
    })
}

fn known_word(text: &str, words: &'static [&'static str], key: &str, span: Span, problems: &mut Problems) {
    if words.contains(&text) {
        return;
    }
    let problem = Problem::new(Code::BadValue, span, format!("`{text}` is no `{key}`"))
        .label(format!("expected {}", Type::OneOf(words).expected()));
    problems.report(match nearest(text, words.iter().copied()) {
        Some(near) => problem.meant(text, near),
        None => problem,
    });
}

fn wrong(expected: &str, span: Span, problems: &mut Problems) {
    problems.report(Problem::new(Code::WrongType, span, format!("expected {expected}")).label("not this"));
}
