//! The words by which a language is read, compiled so that a text is looked through once.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unicode_normalization::char::is_combining_mark;

use crate::model::quantity::Precision;
use crate::model::unit::{self, Unit};

use crate::language::script::is_wide_letter;
use crate::language::simplified::simplified;

use super::index::{CharMap, PairIndex};
pub use super::lists::List;
use super::lists::{BACKWARD, BOTH_WAYS};
pub use super::roles::Role;
use super::roles::role;

/// How a language is read: the `[figure]` tables of its file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadWords {
    /// Signs between groups of digits.
    pub groups: String,
    /// Signs before decimals.
    pub decimals: String,
    /// Whether digits are grouped by twos above the thousands as well.
    #[serde(default)]
    pub lakhs: bool,
    /// Whether a point or comma before three digits is met in both senses.
    #[serde(default)]
    pub confusable: bool,
    /// Whether numerals in words are written together.
    #[serde(default)]
    pub joined: bool,
    /// Whether the word for *and* stands in no numeral: cent et deux cents are two numbers.
    #[serde(default)]
    pub and_apart: bool,
    /// Whether a share's growth is printed in points where a sheet may have it in per cent: 提高0.5个百分点.
    #[serde(default)]
    pub grows_by_points: bool,
    /// The currency of sums that name none.
    #[serde(default)]
    pub currency: Option<String>,
    /// Characters that are digits: `五 = 5`.
    #[serde(default)]
    pub digits: BTreeMap<char, u32>,
    /// Characters that multiply by a power of ten: `万 = 4`.
    #[serde(default)]
    pub powers: BTreeMap<char, u32>,
    /// Characters for so many tens: `廿 = 2`.
    #[serde(default)]
    pub tens: BTreeMap<char, u32>,
    /// Words with a value: a table for each role, in which a key is the value and `|` stands between words.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// Words that only have a role; `|` stands between them.
    #[serde(default)]
    pub lists: BTreeMap<String, String>,
}

/// A word with all that it may do.
#[derive(Clone, Debug)]
pub struct Entry {
    word: String,
    /// Whether capitals matter: W is no w.
    exact: bool,
    roles: Vec<Role>,
    /// The lists that it is on: a bit for each.
    lists: u128,
    /// Whether it is a currency's.
    is_sign: bool,
    /// Whether it has a space or an apostrophe, which texts write in several ways.
    spelt_several_ways: bool,
    /// Whether it begins, and whether it ends, with a letter of a script with spaces.
    letters: (bool, bool),
    /// Whether one of its roles may begin a number.
    opens: bool,
}

impl Entry {
    /// What `pick` makes of one of its roles.
    pub fn pick<T>(&self, pick: impl Fn(Role) -> Option<T>) -> Option<T> {
        self.roles.iter().copied().find_map(pick)
    }

    /// Whether it is on a list.
    fn is_on(&self, list: List) -> bool {
        self.lists & bit(list) != 0
    }

    fn is_phrase(&self) -> bool {
        self.lists == bit(List::Phrase) && self.roles.len() == 1
    }

    /// Whether it is only looked for near a number, and is no reading of one: in 十一亩 stands no 一亩.
    fn is_context(&self) -> bool {
        self.lists == bit(List::Spending) && self.roles.len() == 1
    }
}

/// A list's bit; there are fewer lists than bits.
const fn bit(list: List) -> u128 {
    1 << list as u32
}

#[cfg(test)]
thread_local! {
    /// How many words were looked up: what a reading costs, whatever the machine.
    pub static LOOK_UPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// A text, and the same text in lower case and simplified characters, byte for byte in the same places.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// As it stands.
    pub raw: &'a str,
    /// As it is read.
    pub low: String,
}

impl<'a> Text<'a> {
    /// Prepares a text for reading.
    pub fn new(raw: &'a str) -> Self {
        let low = if raw.is_ascii() { raw.to_ascii_lowercase() } else { raw.chars().map(folded).collect() };
        Self { raw, low }
    }

    /// The character that begins here.
    pub fn at(&self, at: usize) -> Option<char> {
        #[cfg(test)]
        LOOK_UPS.with(|n| n.set(n.get() + 1));
        self.low.get(at..)?.chars().next()
    }

    /// The character that ends here.
    pub fn before(&self, at: usize) -> Option<char> {
        #[cfg(test)]
        LOOK_UPS.with(|n| n.set(n.get() + 1));
        self.low.get(..at)?.chars().next_back()
    }
}

fn folded(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // Most characters of a Chinese text, none of which has capitals.
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        let plain = simplified(c);
        return if plain.len_utf8() == c.len_utf8() { plain } else { c };
    }
    let mut lower = c.to_lowercase();
    let small = lower.next().filter(|_| lower.next().is_none()).unwrap_or(c);
    let plain = if small == '\u{2019}' { small } else { simplified(small) };
    if plain.len_utf8() == c.len_utf8() { plain } else { c }
}

/// A letter of a script that sets spaces between words.
pub fn is_spaced(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && !is_wide_letter(c) && c.is_alphabetic()
}

/// The letters of a script with spaces that stand at a place, up to what is none; empty where no word stands.
pub fn word(low: &str, at: usize) -> &str {
    let rest = &low[at..];
    &rest[..rest.find(|c| !is_spaced(c)).unwrap_or(rest.len())]
}

/// The bytes of one space at a place.
pub fn gap(low: &str, at: usize) -> usize {
    low.get(at..).and_then(|rest| rest.chars().next()).filter(|&c| is_gap(c)).map_or(0, char::len_utf8)
}

/// Whether a character is a space within a line.
pub fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{3000}')
}

/// What signs before a number say in every language.
const SIGNS: [(&str, Precision); 16] = [
    (">", Precision::Over),
    ("\u{FF1E}", Precision::Over),
    ("\u{203A}", Precision::Over),
    ("\u{2265}", Precision::AtLeast),
    ("\u{2267}", Precision::AtLeast),
    ("\u{2A7E}", Precision::AtLeast),
    (">=", Precision::AtLeast),
    ("<", Precision::Under),
    ("\u{FF1C}", Precision::Under),
    ("\u{2039}", Precision::Under),
    ("\u{2264}", Precision::AtMost),
    ("\u{2266}", Precision::AtMost),
    ("\u{2A7D}", Precision::AtMost),
    ("<=", Precision::AtMost),
    ("~", Precision::About),
    ("\u{2248}", Precision::About),
];

/// Ends of words, and the words that only look as if they had one.
#[derive(Clone, Debug, Default)]
pub struct Endings {
    of: Vec<String>,
    not: Vec<String>,
}

impl Endings {
    fn of(own: &ReadWords, name: &str) -> Self {
        let listed = |name: String| words(own.lists.get(&name)).collect();
        Self { of: listed(name.to_owned()), not: listed(format!("{name}-not")) }
    }

    /// Whether a word has one of them.
    pub fn fit(&self, word: &str) -> bool {
        // An ending of many letters may be a word of its own: people.
        let fits = |end: &String| word.len() > end.len() || word == end && end.len() > 2;
        self.of.iter().any(|end| word.ends_with(end.as_str()) && fits(end))
            && !self.not.iter().any(|known| known == word)
    }
}

/// The words of one or two languages, looked up by where they begin and where they end.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The conventions of the language, its digits with those of the other.
    pub rules: ReadWords,
    forward: PairIndex<Entry>,
    backward: PairIndex<Entry>,
    numerals: CharMap<()>,
    /// Forms of dates, as lists of signs, by their first sign.
    pub forms: CharMap<Vec<Vec<char>>>,
    /// The names of months.
    pub months: BTreeSet<String>,
    /// Words that every text in the language has.
    pub common: Vec<String>,
    /// Words that join others and name nothing.
    pub function: BTreeSet<String>,
    /// Parts of names for what is measured as it becomes less.
    pub lessening: Vec<String>,
    /// The currency of sums that name none.
    pub home: Option<Unit>,
    lists: BTreeSet<List>,
    /// Verbs of becoming less with the particle that ends their clause.
    pub parted: Vec<(String, String)>,
    /// Ends of words, and whole words that only look so.
    pub superlatives: (Vec<String>, Vec<String>),
    /// Ends of words that say of which country a currency is: dollars austral*iens*.
    pub of_country: Endings,
    /// Ends of words for several things.
    pub plurals: Endings,
    /// Words that several currencies have in their names.
    shared: BTreeSet<String>,
}

impl Lexicon {
    /// Compiles the words of a language, with those of another for words in another script.
    ///
    /// # Errors
    /// If a table, a value or a list is not known; the message names it.
    pub fn new(own: &ReadWords, months: &[String], other: Option<&ReadWords>) -> Result<Self, String> {
        let mut lexicon = Self {
            rules: own.clone(),
            forward: PairIndex::default(),
            backward: PairIndex::default(),
            numerals: CharMap::default(),
            forms: CharMap::default(),
            months: months.iter().map(|month| month.to_lowercase()).collect(),
            common: words(own.lists.get("common")).collect(),
            lists: own.lists.keys().filter_map(|name| List::named(name)).collect(),
            parted: parted(own.lists.get("decline-parted")),
            function: words(own.lists.get("function")).collect(),
            lessening: words(own.lists.get("lessening")).map(|word| word.to_lowercase()).collect(),
            home: own.currency.as_deref().map(currency).transpose()?,
            superlatives: (
                words(own.lists.get("superlative")).collect(),
                words(own.lists.get("superlative-not")).collect(),
            ),
            of_country: Endings::of(own, "country-ending"),
            plurals: Endings::of(own, "plural"),
            shared: shared(own),
        };
        // Signs without letters are its own language's: ¥ is a yuan in Chinese, and in English who knows.
        let wide = words(own.lists.get("common")).any(|word| word.contains(is_wide_letter));
        let foreign = |word: &str| word.contains(|c| if wide { is_spaced(c) } else { is_wide_letter(c) });
        let mut words = Words::default();
        lexicon.take(own, |_| true, &mut words)?;
        if let Some(other) = other {
            lexicon.take(other, foreign, &mut words)?;
            lexicon.rules.digits.extend(other.digits.clone());
            lexicon.rules.powers.extend(other.powers.clone());
            lexicon.rules.tens.extend(other.tens.clone());
        }
        for (sign, precision) in SIGNS {
            words.add_role(sign, Role::Before(precision));
        }
        for code in unit::printed_codes() {
            let unit = Unit::parse(code).expect("it is listed");
            words.add(code, true, Role::Unit(unit));
            if unit.kind() == unit::UnitKind::Money {
                words.add(code, true, Role::Sign(unit));
            }
        }
        for (symbol, power, unit) in unit::scaled() {
            words.add(symbol, true, Role::Scaled(power, unit));
        }
        lexicon.forms = std::mem::take(&mut words.forms).into_iter().collect();
        (lexicon.forward, lexicon.backward) = words.indexed();
        let rules = &lexicon.rules;
        let numerals = rules.digits.keys().chain(rules.powers.keys()).chain(rules.tens.keys());
        lexicon.numerals = numerals.map(|c| (*c, ())).collect();
        Ok(lexicon)
    }

    /// Whether a character is a digit or a power of ten in this language: 五, 万.
    pub fn is_numeral(&self, c: char) -> bool {
        self.numerals.has(c)
    }

    fn take(&mut self, words_of: &ReadWords, fits: impl Fn(&str) -> bool, into: &mut Words) -> Result<(), String> {
        let words = |listed: Option<&String>| -> Vec<String> { words(listed).filter(|word| fits(word)).collect() };
        for (table, rows) in &words_of.words {
            for (value, listed) in rows {
                let role =
                    role(table, value).ok_or_else(|| format!("`{value}` is no value of [figure.words.{table}]"))?;
                for word in words(Some(listed)) {
                    into.add_role(&word, role);
                }
            }
        }
        for (name, listed) in &words_of.lists {
            let list = List::named(name).ok_or_else(|| format!("`{name}` in [figure.lists] is not known"))?;
            match list {
                List::Forms => {
                    for form in listed.split_whitespace().map(form) {
                        into.forms.entry(form[0]).or_default().push(form);
                    }
                }
                List::Months => self.months.extend(words(Some(listed)).iter().map(|word| word.to_lowercase())),
                List::Common
                | List::Superlative
                | List::SuperlativeNot
                | List::DeclineParted
                | List::Function
                | List::Lessening => {}
                List::CountryEnding | List::CountryEndingNot | List::Plural | List::PluralNot => {}
                _ => words(Some(listed)).iter().for_each(|word| into.add_role(word, Role::Is(list))),
            }
        }
        Ok(())
    }

    /// Whether a word that may begin a number, or be the first part of one that does, stands at a place.
    pub fn opens(&self, text: &Text, at: usize) -> bool {
        let fits = |entry: &Entry| {
            let ten = |role: &Role| matches!(role, Role::Small(n) if *n >= 20 && n % 10 == 0);
            entry.opens
                && if self.rules.joined || entry.roles.iter().any(ten) {
                    entry.exact || prefix(entry, &text.low, at).is_some()
                } else {
                    matched(entry, text, at).is_some()
                }
        };
        self.begun(text, at).is_some_and(|entries| entries.iter().any(fits))
    }

    /// Whether any word of the language may begin at a place, by its first two characters.
    pub fn any_word_begins(&self, text: &Text, at: usize) -> bool {
        self.begun(text, at).is_some_and(|entries| !entries.is_empty())
    }

    fn begun(&self, text: &Text, at: usize) -> Option<&[Entry]> {
        let mut signs = text.low.get(at..)?.chars();
        Some(self.forward.get(plain(signs.next()?), signs.next().map(plain)))
    }

    fn ended(&self, text: &Text, end: usize) -> Option<&[Entry]> {
        let mut signs = text.low.get(..end)?.chars().rev();
        Some(self.backward.get(plain(signs.next()?), signs.next().map(plain)))
    }

    /// The longest word that begins at a place; phrases only where no numeral is under way.
    pub fn at(&self, text: &Text, at: usize, phrases: bool) -> Option<(&Entry, usize)> {
        let list = self.begun(text, at)?;
        let fits = |entry: &&Entry| (phrases || !entry.is_phrase()) && !entry.is_context();
        list.iter().filter(fits).find_map(|entry| Some((entry, matched(entry, text, at)?)))
    }

    /// What the longest word at a place is worth in a role, and its bytes.
    pub fn role<T>(&self, text: &Text, at: usize, pick: impl Fn(Role) -> Option<T>) -> Option<(T, usize)> {
        let (entry, length) = self.at(text, at, false)?;
        Some((entry.pick(pick)?, length))
    }

    /// The same of the longest word that has such a role, where a longer one that bounds a group or says by what time
    /// something is told hides it: 岁以上, 连续六年产量.
    pub fn role_within<T>(&self, text: &Text, at: usize, pick: impl Fn(Role) -> Option<T>) -> Option<(T, usize)> {
        let by = |role| matches!(role, Role::By(_)).then_some(());
        self.at(text, at, false).filter(|(entry, _)| entry.is_on(List::AgeLimit) || entry.pick(by).is_some())?;
        self.begun(text, at)?.iter().find_map(|entry| Some((entry.pick(&pick)?, matched(entry, text, at)?)))
    }

    /// What a word in lower case is worth in a role, if all of it is listed.
    pub fn of_word<T>(&self, word: &str, pick: impl Fn(Role) -> Option<T>) -> Option<T> {
        let mut signs = word.chars();
        let entries = self.forward.get(plain(signs.next()?), signs.next().map(plain));
        entries.iter().find(|entry| entry.word == word && !entry.is_phrase())?.pick(pick)
    }

    /// The bytes of the longest word at a place, if it is on a list.
    pub fn is(&self, text: &Text, at: usize, list: List) -> Option<usize> {
        self.at(text, at, false).filter(|(entry, _)| entry.is_on(list)).map(|(_, length)| length)
    }

    /// The bytes of a word on a list at a place, though a longer word may begin there too.
    pub fn any(&self, text: &Text, at: usize, list: List) -> Option<usize> {
        let mut listed = self.begun(text, at)?.iter().filter(|entry| entry.is_on(list));
        listed.find_map(|entry| matched(entry, text, at))
    }

    /// The bytes of a listed word that another begins with: *ver*dreifacht.
    pub fn listed_start(&self, word: &str, list: List) -> Option<usize> {
        let entries = self.begun(&Text::new(word), 0)?.iter().filter(|entry| entry.is_on(list));
        entries.filter(|entry| word.starts_with(&entry.word)).map(|entry| entry.word.len()).max()
    }

    /// Whether a word joins others and names nothing, by either of the lists of such words: the, with, today.
    pub fn joins(&self, word: &str) -> bool {
        self.function.contains(word) || self.common.iter().any(|common| common == word)
    }

    /// Whether the currencies of several countries have a word in their names: dollars.
    pub fn has_several(&self, word: &str) -> bool {
        self.shared.contains(word)
    }

    /// Whether the language has any words on a list.
    pub fn has_list(&self, list: List) -> bool {
        self.lists.contains(&list)
    }

    /// The longest word that ends at a place.
    pub fn ending(&self, text: &Text, end: usize) -> Option<(&Entry, usize)> {
        let list = self.ended(text, end)?;
        list.iter().find_map(|entry| Some((entry, matched_back(entry, text, end)?)))
    }

    /// The bytes of the end of a word, or of a whole one, on a list that ends at a place.
    pub fn ended_by(&self, text: &Text, end: usize, list: List) -> Option<usize> {
        let entries = self.ended(text, end)?.iter().filter(|entry| entry.is_on(list));
        entries.filter(|entry| text.low[..end].ends_with(&entry.word)).map(|entry| entry.word.len()).max()
    }

    /// What a word of a script with spaces that ends at a place is worth in a role, though a longer one ends there too.
    pub fn part_ending<T>(&self, text: &Text, end: usize, pick: impl Fn(Role) -> Option<T>) -> Option<T> {
        let entries = self.ended(text, end)?.iter().filter(|entry| entry.word.starts_with(is_spaced));
        entries.filter(|entry| matched_back(entry, text, end).is_some()).find_map(|entry| entry.pick(&pick))
    }

    /// The bytes of a word on a list that ends at a place, spaces after it included.
    pub fn ends(&self, text: &Text, end: usize, list: List) -> Option<usize> {
        let trimmed = text.low[..end].trim_end_matches(is_gap).len();
        let entries = self.ended(text, trimmed)?;
        let listed = entries.iter().filter(|entry| entry.is_on(list));
        let length = listed.into_iter().find_map(|entry| matched_back(entry, text, trimmed))?;
        Some(end - trimmed + length)
    }
}

/// The words of a language while they are gathered: by their first character, and by their last.
#[derive(Default)]
struct Words {
    forward: Gathered,
    backward: Gathered,
    forms: BTreeMap<char, Vec<Vec<char>>>,
}

impl Words {
    fn add_role(&mut self, word: &str, role: Role) {
        // A name of several words is written as its sentence wants it: Libanesische Pfund, libanesische Pfund.
        let named = word.contains([' ', '-']);
        let capitals = !named && word.chars().skip(1).any(char::is_uppercase);
        let symbol = matches!(role, Role::Unit(_) | Role::Sign(_) | Role::Short(_) | Role::ShortBefore(_))
            || matches!(role, Role::Scale(_) | Role::Coin(..) | Role::Is(List::OtherUnit));
        let symbol = symbol && (word.chars().count() <= 2 || capitals) && word.is_ascii();
        match role {
            Role::Before(_) | Role::BeforeFar(_) | Role::Limit(_) | Role::NotBefore | Role::NeverBefore => {
                self.backward.push(word, false, role)
            }
            Role::Is(list) if BACKWARD.contains(&list) => {
                // EN 64 is a standard, and en 64 jours says how long it took.
                let label = matches!(list, List::Label | List::LabelAlone | List::Dialled);
                let code = label && word.bytes().all(|b| b.is_ascii_uppercase());
                self.backward.push(word, code, role);
                if BOTH_WAYS.contains(&list) {
                    self.add(word, false, role);
                }
            }
            Role::By(_) => {
                self.backward.push(word, false, role);
                self.add(word, false, role);
            }
            _ => self.add(word, symbol, role),
        }
    }

    fn add(&mut self, word: &str, exact: bool, role: Role) {
        self.forward.push(word, exact, role);
    }

    /// The words where they can be looked up.
    fn indexed(self) -> (PairIndex<Entry>, PairIndex<Entry>) {
        (
            self.forward.indexed(|word| first_two(word.chars())),
            self.backward.indexed(|word| first_two(word.chars().rev())),
        )
    }
}

/// Entries in the order in which they were met; a word has one, whatever the case of its letters.
#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    places: BTreeMap<(String, bool), usize>,
}

impl Gathered {
    fn push(&mut self, word: &str, exact: bool, role: Role) {
        let word: String = if exact { word.to_owned() } else { word.chars().map(folded).collect() };
        let place = *self.places.entry((word.clone(), exact)).or_insert(self.entries.len());
        if place == self.entries.len() {
            self.entries.push(Entry {
                spelt_several_ways: word.contains([' ', '\'']),
                letters: (word.starts_with(is_spaced), word.ends_with(is_spaced)),
                word,
                exact,
                roles: Vec::new(),
                lists: 0,
                is_sign: false,
                opens: false,
            });
        }
        let entry = &mut self.entries[place];
        if !entry.roles.contains(&role) {
            entry.roles.push(role);
            entry.is_sign |= matches!(role, Role::Sign(_));
            if let Role::Is(list) = role {
                entry.lists |= bit(list);
            }
            entry.opens |= role.opens();
        }
    }

    /// By the two characters that `ends` gives of a word, the longest word first.
    fn indexed(mut self, ends: impl Fn(&str) -> (char, Option<char>)) -> PairIndex<Entry> {
        self.entries.sort_by_key(|entry| std::cmp::Reverse(entry.word.len()));
        let mut lists: BTreeMap<char, Vec<Entry>> = BTreeMap::new();
        for entry in self.entries {
            lists.entry(ends(&entry.word).0).or_default().push(entry);
        }
        PairIndex::new(lists, |entry| ends(&entry.word).1)
    }
}

/// The first two characters of a word as they are looked up.
fn first_two(mut signs: impl Iterator<Item = char>) -> (char, Option<char>) {
    let first = plain(folded(signs.next().expect("no listed word is empty")));
    (first, signs.next().map(|c| plain(folded(c))))
}

/// A character as it is matched inside a word: any gap is a space, and both apostrophes are one.
fn plain(c: char) -> char {
    match c {
        '\u{2019}' => '\'',
        c if is_gap(c) => ' ',
        c => c,
    }
}

/// A form of a date as its signs, its letters as they are read.
fn form(form: &str) -> Vec<char> {
    form.chars().map(|c| if "YDHNW".contains(c) { c } else { folded(c) }).collect()
}

/// The words of a list: `|` stands between them.
fn words(listed: Option<&String>) -> impl Iterator<Item = String> {
    listed.into_iter().flat_map(|listed| listed.split('|')).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// Verbs and their particles: `ging zurück`.
fn parted(listed: Option<&String>) -> Vec<(String, String)> {
    let pair = |verb: String| verb.split_once(' ').map(|(verb, particle)| (verb.to_owned(), particle.to_owned()));
    words(listed).filter_map(pair).collect()
}

/// The bytes that a word takes at a place, if it stands there as a whole word.
fn matched(entry: &Entry, text: &Text, at: usize) -> Option<usize> {
    let end = prefix(entry, if entry.exact { text.raw } else { &text.low }, at)?;
    let starts = !entry.letters.0 || !text.before(at).is_some_and(is_spaced);
    // A currency may touch its digits: CNY6bn.
    let ends = !entry.letters.1
        || !text
            .at(end)
            .is_some_and(|c| is_spaced(c) || is_combining_mark(c) || (c.is_ascii_digit() && !entry.is_sign));
    (starts && ends).then_some(end - at)
}

/// Where a word that stands at a place ends, whatever follows on it.
fn prefix(entry: &Entry, text: &str, at: usize) -> Option<usize> {
    let (word, rest) = (entry.word.as_str(), &text[at..]);
    // Of the words that may begin here most end otherwise.
    let last = || rest.as_bytes().get(word.len() - 1) == word.as_bytes().last();
    if !word.is_empty() && last() && rest.starts_with(word) {
        return Some(at + word.len());
    }
    if !entry.spelt_several_ways {
        return None;
    }
    let mut signs = rest.chars();
    let fits =
        |sign: char, here: char| here == sign || (sign == ' ' && is_gap(here)) || (sign == '\'' && here == '\u{2019}');
    word.chars()
        .all(|sign| signs.next().is_some_and(|here| fits(sign, here)))
        .then(|| text.len() - signs.as_str().len())
}

fn matched_back(entry: &Entry, text: &Text, end: usize) -> Option<usize> {
    let mut start = end;
    let own = if entry.exact { text.raw } else { &text.low };
    for sign in entry.word.chars().rev() {
        let here = own[..start].chars().next_back()?;
        if !(here == sign || (sign == ' ' && is_gap(here)) || (sign == '\'' && here == '\u{2019}')) {
            return None;
        }
        start -= here.len_utf8();
    }
    let whole = !entry.letters.0 || !text.before(start).is_some_and(|c| is_spaced(c) || c.is_ascii_digit());
    whole.then_some(end - start)
}

/// The words with which the names of more than one currency begin or end.
fn shared(own: &ReadWords) -> BTreeSet<String> {
    let mut codes: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let units = own.words.get("unit").into_iter().flatten();
    for (code, listed) in units.filter(|(code, _)| Unit::parse(code).is_some_and(|u| u.kind() == unit::UnitKind::Money))
    {
        for name in words(Some(listed)).map(|name| name.to_lowercase()) {
            let parts = [name.split(' ').next(), name.split(' ').next_back()];
            for part in parts.into_iter().flatten() {
                codes.entry(part.to_owned()).or_default().insert(code);
            }
        }
    }
    codes.into_iter().filter(|(_, codes)| codes.len() > 1).map(|(word, _)| word).collect()
}

fn currency(code: &str) -> Result<Unit, String> {
    let known = Unit::parse(code).filter(|unit| unit.kind() == unit::UnitKind::Money);
    known.ok_or_else(|| format!("`{code}` in [figure] currency is no currency of ISO 4217"))
}
