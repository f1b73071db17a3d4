//! The interface's words in one language.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Serialize;
use toml::de::{DeTable, DeValue};

/// The words of `templates/strings/<code>.toml`, found by dotted keys: `nav.compare`.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    words: BTreeMap<String, String>,
    lines: BTreeMap<String, usize>,
    /// The words as templates see them: made once, shared by every page.
    value: OnceLock<tera::Value>,
}

/// What is wrong with a file of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringsError {
    /// The line, from 1, if it lies in one.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl Strings {
    /// Reads the words of one language.
    pub fn parse(source: &str) -> Result<Self, Vec<StringsError>> {
        let line = |at: usize| Some(source[..at.min(source.len())].matches('\n').count() + 1);
        let table = DeTable::parse(source).map_err(|error| {
            vec![StringsError {
                line: error.span().and_then(|span| line(span.start)),
                message: error.message().to_owned(),
            }]
        })?;
        let mut strings = Self::default();
        let mut errors = Vec::new();
        strings.flatten("", table.get_ref(), &mut |at, message| errors.push(StringsError { line: line(at), message }));
        for at in strings.lines.values_mut() {
            *at = line(*at).unwrap_or(1);
        }
        if errors.is_empty() { Ok(strings) } else { Err(errors) }
    }

    fn flatten(&mut self, prefix: &str, table: &DeTable<'_>, wrong: &mut dyn FnMut(usize, String)) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            match value.get_ref() {
                DeValue::String(words) => {
                    self.lines.insert(name.clone(), key.span().start);
                    self.words.insert(name, words.to_string());
                }
                DeValue::Table(inner) => self.flatten(&format!("{name}."), inner, wrong),
                other => wrong(key.span().start, format!("`{name}` is {}, expected words in quotes", other.type_str())),
            }
        }
    }

    /// The words for `key`; the key itself where a theme left them out.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The words of a group, each with its key in it.
    pub fn group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inner = move |key: &'a str| key.strip_prefix(group)?.strip_prefix('.');
        self.words.iter().filter_map(move |(key, words)| Some((inner(key)?, words.as_str())))
    }

    /// Whether there are words for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// The words for `key` with each `{name}` replaced by its value.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), |name| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    /// The words for `n` of something: `key.one` for one, else `key.other`, with `{n}` replaced.
    pub fn count(&self, key: &str, n: u64) -> String {
        self.count_as(key, n, &n.to_string())
    }

    /// As [`count`](Self::count), with the number as written in `shown`.
    pub fn count_as(&self, key: &str, n: u64, shown: &str) -> String {
        let one = format!("{key}.one");
        let chosen = if n == 1 && self.has(&one) { one } else { format!("{key}.other") };
        self.fill(&chosen, &[("n", shown)])
    }

    /// All words as one nested value for templates: `{{ t.nav.compare }}`.
    pub fn value(&self) -> tera::Value {
        self.value.get_or_init(|| self.nested()).clone()
    }

    fn nested(&self) -> tera::Value {
        let mut root = Node::default();
        for (key, words) in &self.words {
            let mut node = &mut root;
            for part in key.split('.') {
                node = node.inner.entry(part.to_owned()).or_default();
            }
            node.words = Some(words.clone());
        }
        tera::Value::from_serializable(&root)
    }

    /// What differs from the default language's words: missing and unknown keys, other places to fill.
    /// A language without a singular needs no `….one`.
    pub fn compare(&self, default: &Strings) -> Vec<StringsError> {
        let plural = |key: &str| key.strip_suffix(".one").map(|stem| format!("{stem}.other"));
        let mut errors = Vec::new();
        for (key, words) in &default.words {
            match self.words.get(key) {
                None if plural(key).is_some_and(|other| self.has(&other)) => {}
                None => errors.push(StringsError { line: None, message: format!("`{key}` is missing: {words}") }),
                Some(own) if plural(key).is_none() && places(own) != places(words) => errors.push(StringsError {
                    line: self.lines.get(key).copied(),
                    message: format!("`{key}` must have the same places to fill as {words:?}"),
                }),
                Some(_) => {}
            }
        }
        let known = |key: &String| default.has(key) || plural(key).is_some_and(|other| default.has(&other));
        for key in self.words.keys().filter(|key| !known(key)) {
            let message = format!("`{key}` is not among the default language's words");
            errors.push(StringsError { line: self.lines.get(key).copied(), message });
        }
        errors
    }
}

/// `words` with each `{name}` replaced by what `value` gives for it; others stay.
pub fn fill(words: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((start, end)) = place(rest) {
        out.push_str(&rest[..start]);
        match value(&rest[start + 1..end]) {
            Some(filled) => out.push_str(&filled),
            None => out.push_str(&rest[start..=end]),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The first `{name}`: where its braces are.
fn place(words: &str) -> Option<(usize, usize)> {
    words.match_indices('{').find_map(|(start, _)| {
        let length = words[start + 1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
        (length > 0 && words[start + 1 + length..].starts_with('}')).then_some((start, start + 1 + length))
    })
}

fn places(words: &str) -> Vec<&str> {
    let mut places = Vec::new();
    let mut rest = words;
    while let Some((start, end)) = place(rest) {
        places.push(&rest[start + 1..end]);
        rest = &rest[end + 1..];
    }
    places.sort_unstable();
    places.dedup();
    places
}

#[derive(Default)]
struct Node {
    words: Option<String>,
    inner: BTreeMap<String, Node>,
}

impl Serialize for Node {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.words {
            Some(words) => serializer.serialize_str(words),
            None => serializer.collect_map(&self.inner),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Strings;

    const EN: &str =
        "[nav]\ncompare = \"Compare\"\n[facts]\none = \"{n} fact\"\nother = \"{n} facts\"\n[a]\nb = \"{x} of {y}\"\n";

    fn strings(source: &str) -> Strings {
        Strings::parse(source).expect("valid")
    }

    #[test]
    fn words_are_found_counted_and_filled() {
        let en = strings(EN);
        assert_eq!(en.get("nav.compare"), "Compare");
        assert_eq!(en.get("nav.none"), "nav.none");
        assert_eq!([en.count("facts", 1), en.count("facts", 0)], ["1 fact", "0 facts"]);
        assert_eq!(en.fill("a.b", &[("x", "{y}"), ("y", "2")]), "{y} of 2");
        let zh = strings("[facts]\nother = \"{n}条\"");
        assert_eq!(zh.count("facts", 1), "1条");
    }

    #[test]
    fn every_difference_between_languages_is_listed() {
        let zh = strings("[nav]\ncompair = \"比较\"\n[facts]\nother = \"{n}条\"\n[a]\nb = \"{x}\"\n");
        let errors = zh.compare(&strings(EN));
        let told: Vec<(Option<usize>, &str)> = errors.iter().map(|e| (e.line, e.message.as_str())).collect();
        assert_eq!(
            told,
            [
                (Some(6), "`a.b` must have the same places to fill as \"{x} of {y}\""),
                (None, "`nav.compare` is missing: Compare"),
                (Some(2), "`nav.compair` is not among the default language's words"),
            ]
        );
    }

    #[test]
    fn what_is_no_text_is_reported_with_its_line() {
        let errors = Strings::parse("a = \"b\"\nc = 1\n").expect_err("a number");
        assert_eq!((errors[0].line, errors[0].message.as_str()), (Some(2), "`c` is integer, expected words in quotes"));
        assert_eq!(Strings::parse("a = \"b\"\nc =\n").expect_err("a syntax error")[0].line, Some(2));
    }
}
