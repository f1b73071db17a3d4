//! The interface's words in one language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde::Serialize;
use toml::de::{DeTable, DeValue};

use crate::language::fill::{fill, places};
use crate::language::plural;
use crate::load::table::nearest;

/// The words of `templates/strings/<code>.toml`, found by dotted keys: `nav.compare`.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    /// The BCP 47 tag of the language.
    tag: String,
    words: BTreeMap<String, String>,
    lines: BTreeMap<String, usize>,
    /// The words as templates see them: made once, shared by every page.
    value: OnceLock<tera::Value>,
    missed: Missed,
}

/// Under which name a template finds the language of the forms of a word beside them.
pub const LANGUAGE: &str = "_language";

/// The keys that were asked for and have no words.
#[derive(Debug, Default)]
struct Missed(Mutex<BTreeSet<String>>);

impl Clone for Missed {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }
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
    /// Reads the words of the language `tag`: all that can be read, and what is wrong with the others.
    pub fn read(tag: &str, source: &str) -> (Self, Vec<StringsError>) {
        let ends: Vec<usize> = source.match_indices('\n').map(|(at, _)| at).collect();
        let line = |at: usize| Some(ends.partition_point(|end| *end < at) + 1);
        let (table, faults) = DeTable::parse_recoverable(source);
        let mut strings = Self { tag: tag.to_owned(), ..Self::default() };
        let mut errors: Vec<StringsError> = faults
            .iter()
            .map(|error| StringsError {
                line: error.span().and_then(|span| line(span.start)),
                message: error.message().trim_end().to_owned(),
            })
            .collect();
        strings.flatten("", table.get_ref(), &mut |at, message| errors.push(StringsError { line: line(at), message }));
        for at in strings.lines.values_mut() {
            *at = line(*at).unwrap_or(1);
        }
        (strings, errors)
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

    /// The words for `key`. A theme has all that the program asks for, in some language; a key that has none all
    /// the same stands for itself, and is remembered.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or_else(
            || {
                self.missed.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
                key
            },
            String::as_str,
        )
    }

    /// The keys that were asked for so far and have no words.
    pub fn missed(&self) -> BTreeSet<String> {
        self.missed.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The words of a group, each with its key in it.
    pub fn group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inner = move |key: &'a str| key.strip_prefix(group)?.strip_prefix('.');
        let begun = self.words.range::<str, _>((Bound::Included(group), Bound::Unbounded));
        let begun = begun.take_while(move |(key, _)| key.starts_with(group));
        begun.filter_map(move |(key, words)| Some((inner(key)?, words.as_str())))
    }

    /// The words under a key: one, or one for each form of a number.
    pub fn forms<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        let own = self.words.get(key).map(String::as_str);
        own.into_iter().chain(self.group(key).map(|(_, words)| words))
    }

    /// Every key, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// The line, from 1, on which a key stands in its file.
    pub fn line(&self, key: &str) -> Option<usize> {
        self.lines.get(key).copied()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether there are words for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// The words for `key` with each `{name}` replaced by its value.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The words for `n` of something, with `{n}` replaced: the form that goes with the number in the language,
    /// where there is one, else `key.other`.
    pub fn count(&self, key: &str, n: u64) -> String {
        self.count_as(key, n, &n.to_string())
    }

    /// As [`count`](Self::count), with the number as written in `shown`.
    pub fn count_as(&self, key: &str, n: u64, shown: &str) -> String {
        let form = |form: &str| self.words.get(&format!("{key}.{form}")).map(String::as_str);
        match plural::choose(&self.tag, n, form) {
            Some(words) => fill(words, &[("n", shown)]),
            None => self.fill(&format!("{key}.other"), &[("n", shown)]),
        }
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
                if part == "other" {
                    // `count` chooses among the forms by it.
                    node.inner.insert(LANGUAGE.to_owned(), Node { words: Some(self.tag.clone()), ..Node::default() });
                }
                node = node.inner.entry(part.to_owned()).or_default();
            }
            node.words = Some(words.clone());
        }
        tera::Value::from_serializable(&root)
    }

    /// What these words have that `all` the words which the program asks for do not.
    pub fn unknown(&self, all: &Strings) -> Vec<StringsError> {
        let known = |key: &String| all.has(key) || for_every(key).is_some_and(|other| all.has(&other));
        let unknown = self.words.keys().filter(|key| !known(key));
        unknown
            .map(|key| StringsError {
                line: self.lines.get(key).copied(),
                message: match nearest(key, all.words.keys().map(String::as_str)) {
                    Some(near) => format!("nothing asks for `{key}`: did you mean `{near}`?"),
                    None => format!("nothing asks for `{key}`"),
                },
            })
            .collect()
    }

    /// Takes from `others`, the first that has it, each of `all` the words which the program asks for
    /// that is not here or has other places to fill; their keys, in alphabetical order. Only the form
    /// for every number need be there, as languages differ in the others.
    pub fn complete(&mut self, all: &Strings, others: &[&Strings]) -> Vec<String> {
        let fits = |key: &str, words: &str| for_every(key).is_some() || places(words) == places(all.get(key));
        let lacks = |key: &&String| match self.words.get(*key) {
            Some(own) => !fits(key, own),
            None => !for_every(key).is_some_and(|other| self.has(&other)),
        };
        let lacking: Vec<String> = all.words.keys().filter(lacks).cloned().collect();
        for key in &lacking {
            let words = others.iter().filter_map(|other| other.words.get(key)).find(|words| fits(key, words));
            self.words.insert(key.clone(), words.map_or(all.get(key), String::as_str).to_owned());
        }
        lacking
    }
}

/// The form for every number, of a form for some.
fn for_every(key: &str) -> Option<String> {
    let (stem, form) = key.rsplit_once('.')?;
    ["zero", "one", "two", "few", "many"].contains(&form).then(|| format!("{stem}.other"))
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
        let (strings, errors) = Strings::read("en", source);
        assert_eq!(errors, []);
        strings
    }

    #[test]
    fn none_takes_the_form_that_the_language_gives_it() {
        let words = "[left]\none = \"{n} mois restant\"\nother = \"{n} mois restants\"\n";
        let fr = Strings::read("fr", words).0;
        assert_eq!([0, 1, 2].map(|n| fr.count("left", n)), ["0 mois restant", "1 mois restant", "2 mois restants"]);
    }

    #[test]
    fn words_are_found_counted_and_filled() {
        let en = strings(EN);
        assert_eq!(en.get("nav.compare"), "Compare");
        assert_eq!([en.count("facts", 1), en.count("facts", 0)], ["1 fact", "0 facts"]);
        assert_eq!(en.fill("a.b", &[("x", "{y}"), ("y", "2")]), "{y} of 2");
        let zh = strings("[facts]\nother = \"{n}条\"");
        assert_eq!(zh.count("facts", 1), "1条");
        assert!(en.missed().is_empty() && zh.missed().is_empty());
    }

    #[test]
    fn a_key_without_words_stands_for_itself_and_is_remembered() {
        let en = strings(EN);
        assert_eq!([en.get("nav.compair"), &en.count("fact", 2)], ["nav.compair", "fact.other"]);
        assert_eq!(Vec::from_iter(en.missed()), ["fact.other", "nav.compair"]);
    }

    #[test]
    fn words_that_lack_or_do_not_fit_are_taken_from_the_first_that_has_them() {
        let en = strings(EN);
        let mut zh = strings("[facts]\nother = \"{n}条\"\n[a]\nb = \"{x}\"\n");
        let de = strings("[a]\nb = \"{x} von {y}\"\n");
        assert_eq!(zh.complete(&en, &[&de, &en]), ["a.b", "nav.compare"]);
        assert_eq!([zh.get("a.b"), zh.get("nav.compare")], ["{x} von {y}", "Compare"]);
        assert!(!zh.has("facts.one"), "a language without a singular needs none");
    }

    #[test]
    fn words_that_nothing_asks_for_are_told_with_the_nearest_that_something_does() {
        let zh = strings("[nav]\ncompair = \"比较\"\n[facts]\nfew = \"{n}条\"\n");
        let told: Vec<_> = zh.unknown(&strings(EN)).into_iter().map(|e| (e.line, e.message)).collect();
        assert_eq!(told, [(Some(2), "nothing asks for `nav.compair`: did you mean `nav.compare`?".to_owned())]);
    }

    #[test]
    fn what_is_no_text_is_told_with_its_line_and_costs_only_itself() {
        let (strings, errors) = Strings::read("en", "a = \"b\"\nc = 1\n");
        assert_eq!((errors[0].line, errors[0].message.as_str()), (Some(2), "`c` is integer, expected words in quotes"));
        assert_eq!(strings.get("a"), "b");
        assert_eq!(Strings::read("en", "a = \"b\"\nc =\n").1[0].line, Some(2));
    }
}
