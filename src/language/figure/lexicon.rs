//! The words by which a language is read, compiled so that a text is looked through once.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::quantity::Precision;
use crate::model::unit::{self, Unit};
use crate::model::words::Worded;

use crate::language::script::is_wide_letter;
use crate::language::simplified::simplified;

use super::index::{CharMap, PairIndex};
pub use super::lists::List;
use super::lists::{BACKWARD, BEHIND};

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
    /// Whether a share's growth is printed in points where a sheet may have it in per cent.
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
    /// Words with a value: a table for each role, in which a key is the value and `|` stands between words.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// Words that only have a role; `|` stands between them.
    #[serde(default)]
    pub lists: BTreeMap<String, String>,
}

/// What a word may do at the place where it begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// A number below a hundred.
    Small(u32),
    /// Ten to a power, within a group: hundred.
    Power(u32),
    /// Ten to a power, of the whole group: million.
    Scale(u32),
    /// The same as a letter, behind digits with a currency before them.
    Short(u32),
    /// So many together: dozen.
    Dozen(u32),
    /// About so many together: centaine.
    DozenAbout(u32),
    /// A part's denominator: third.
    Fraction(u32),
    /// The denominator that stands first: 百分之.
    PartFirst(u32),
    /// A place in an order.
    Ordinal(u32),
    /// The same as the first part of a word: *zweit*größter.
    OrdinalStem(u32),
    /// A share in points of a hundred.
    Share(u32),
    /// A word that says more than a share: 过半.
    ShareOver(u32),
    /// So many times as much, in hundredths: doubled.
    Times(u32),
    /// A precision that stands behind the number.
    After(Precision),
    /// A precision that stands between the number and its scale or unit.
    Inside(Precision),
    /// A precision before the number; only met backwards.
    Before(Precision),
    /// A verb of precision some words before the number: *überstieg* der Erlös 4 Mrd.; only met backwards.
    BeforeFar(Precision),
    /// A word that only looks like one of precision; only met backwards.
    NotBefore,
    /// A unit behind the number.
    Unit(Unit),
    /// A coin: so many of it make one of the currency.
    Coin(Unit, u32),
    /// The same by a word that is one only behind a sum: 3元8*分*.
    CoinAfter(Unit, u32),
    /// A currency before the number.
    Sign(Unit),
    /// A role without a value.
    Is(List),
}

impl Role {
    /// Whether a number may begin with such a word. What only follows on one never does.
    fn opens(self) -> bool {
        match self {
            Self::Unit(_) | Self::After(_) | Self::Inside(_) | Self::Short(_) => false,
            Self::Coin(..) | Self::CoinAfter(..) => false,
            Self::Is(list) => !BEHIND.contains(&list),
            _ => true,
        }
    }
}

/// A word with all that it may do.
#[derive(Clone, Debug)]
pub struct Entry {
    word: String,
    /// Whether capitals matter: W is no w.
    exact: bool,
    roles: Vec<Role>,
    /// Whether it has a space or an apostrophe, which texts write in several ways.
    spelt_several_ways: bool,
    /// Whether one of its roles may begin a number.
    opens: bool,
}

impl Entry {
    /// What `pick` makes of one of its roles.
    pub fn pick<T>(&self, pick: impl Fn(Role) -> Option<T>) -> Option<T> {
        self.roles.iter().copied().find_map(pick)
    }

    fn is_phrase(&self) -> bool {
        self.roles.iter().all(|role| *role == Role::Is(List::Phrase))
    }
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
    let mut lower = c.to_lowercase();
    let small = lower.next().filter(|_| lower.next().is_none()).unwrap_or(c);
    let plain = if small == '\u{2019}' { small } else { simplified(small) };
    if plain.len_utf8() == c.len_utf8() { plain } else { c }
}

/// A letter of a script that sets spaces between words.
pub fn is_spaced(c: char) -> bool {
    c.is_alphabetic() && !is_wide_letter(c)
}

/// The letters of a script with spaces that stand at a place, up to what is none; empty where no word stands.
pub fn word(low: &str, at: usize) -> &str {
    let rest = &low[at..];
    &rest[..rest.find(|c| !is_spaced(c)).unwrap_or(rest.len())]
}

/// The bytes of one space, of any width, at a place.
pub fn gap(low: &str, at: usize) -> usize {
    low.get(at..).and_then(|rest| rest.chars().next()).filter(|&c| is_gap(c)).map_or(0, char::len_utf8)
}

/// Whether a character is a space within a line.
pub fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
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
    /// The currency of sums that name none.
    pub home: Option<Unit>,
    lists: BTreeSet<List>,
    /// Verbs of becoming less with the particle that ends their clause.
    pub parted: Vec<(String, String)>,
    /// Ends of words, and whole words that only look so.
    pub superlatives: (Vec<String>, Vec<String>),
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
            home: own.currency.as_deref().map(currency).transpose()?,
            superlatives: (
                words(own.lists.get("superlative")).collect(),
                words(own.lists.get("superlative-not")).collect(),
            ),
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
        }
        for code in unit::codes() {
            let unit = Unit::parse(code).expect("it is listed");
            words.add(code, true, Role::Unit(unit));
            if unit.kind() == unit::UnitKind::Money {
                words.add(code, true, Role::Sign(unit));
            }
        }
        lexicon.forms = std::mem::take(&mut words.forms).into_iter().collect();
        (lexicon.forward, lexicon.backward) = words.indexed();
        let numerals = lexicon.rules.digits.keys().chain(lexicon.rules.powers.keys());
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
                List::Common | List::Superlative | List::SuperlativeNot | List::DeclineParted | List::Function => {}
                _ => words(Some(listed)).iter().for_each(|word| into.add_role(word, Role::Is(list))),
            }
        }
        Ok(())
    }

    /// Whether a word that may begin a number, or be the first part of one that does, stands at a place.
    pub fn opens(&self, text: &Text, at: usize) -> bool {
        let fits = |entry: &Entry| {
            entry.opens
                && if self.rules.joined {
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
        Some(self.forward.get(signs.next()?, signs.next().map(plain)))
    }

    fn ended(&self, text: &Text, end: usize) -> Option<&[Entry]> {
        let mut signs = text.low.get(..end)?.chars().rev();
        Some(self.backward.get(signs.next()?, signs.next().map(plain)))
    }

    /// The longest word that begins at a place; phrases only where no numeral is under way.
    pub fn at(&self, text: &Text, at: usize, phrases: bool) -> Option<(&Entry, usize)> {
        let list = self.begun(text, at)?;
        let fits = |entry: &&Entry| phrases || !entry.is_phrase();
        list.iter().filter(fits).find_map(|entry| Some((entry, matched(entry, text, at)?)))
    }

    /// What the longest word at a place is worth in a role, and its bytes.
    pub fn role<T>(&self, text: &Text, at: usize, pick: impl Fn(Role) -> Option<T>) -> Option<(T, usize)> {
        let (entry, length) = self.at(text, at, false)?;
        Some((entry.pick(pick)?, length))
    }

    /// The bytes of the longest word at a place, if it is on a list.
    pub fn is(&self, text: &Text, at: usize, list: List) -> Option<usize> {
        self.role(text, at, |role| (role == Role::Is(list)).then_some(())).map(|(_, length)| length)
    }

    /// The bytes of a word on a list at a place, though a longer word may begin there too.
    pub fn any(&self, text: &Text, at: usize, list: List) -> Option<usize> {
        let entries = self.begun(text, at)?;
        let listed = entries.iter().filter(|entry| entry.roles.contains(&Role::Is(list)));
        listed.into_iter().find_map(|entry| matched(entry, text, at))
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
        let entries = self.ended(text, end)?.iter().filter(|entry| entry.roles.contains(&Role::Is(list)));
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
        let listed = entries.iter().filter(|entry| entry.roles.contains(&Role::Is(list)));
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
        let symbol = matches!(role, Role::Unit(_) | Role::Sign(_) | Role::Short(_) | Role::Scale(_))
            && (word.chars().count() <= 2 || word.chars().skip(1).any(char::is_uppercase))
            && word.is_ascii();
        match role {
            Role::Before(_) | Role::BeforeFar(_) | Role::NotBefore => self.backward.push(word, false, role),
            Role::Is(list) if BACKWARD.contains(&list) => {
                self.backward.push(word, false, role);
                let both = [
                    List::Article,
                    List::And,
                    List::Each,
                    List::VagueBefore,
                    List::First,
                    List::Only,
                    List::FromLast,
                    List::Loose,
                ];
                if both.contains(&list) {
                    self.add(word, false, role);
                }
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
                word,
                exact,
                roles: Vec::new(),
                opens: false,
            });
        }
        let entry = &mut self.entries[place];
        if !entry.roles.contains(&role) {
            entry.roles.push(role);
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
    let first = folded(signs.next().expect("no listed word is empty"));
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
    let starts = !entry.word.starts_with(is_spaced) || !text.before(at).is_some_and(is_spaced);
    // A currency may touch its digits: CNY6bn.
    let sign = entry.roles.iter().any(|role| matches!(role, Role::Sign(_)));
    let ends = !entry.word.ends_with(is_spaced)
        || !text.at(end).is_some_and(|c| is_spaced(c) || (c.is_ascii_digit() && !sign));
    (starts && ends).then_some(end - at)
}

/// Where a word that stands at a place ends, whatever follows on it.
fn prefix(entry: &Entry, text: &str, at: usize) -> Option<usize> {
    let (word, rest) = (entry.word.as_str(), &text[at..]);
    if !entry.spelt_several_ways || rest.starts_with(word) {
        return rest.starts_with(word).then_some(at + word.len());
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
    for sign in entry.word.chars().rev() {
        let here = text.low[..start].chars().next_back()?;
        if !(here == sign || (sign == ' ' && is_gap(here)) || (sign == '\'' && here == '\u{2019}')) {
            return None;
        }
        start -= here.len_utf8();
    }
    let whole =
        !entry.word.starts_with(is_spaced) || !text.before(start).is_some_and(|c| is_spaced(c) || c.is_ascii_digit());
    whole.then_some(end - start)
}

fn role(table: &str, value: &str) -> Option<Role> {
    let number = || value.parse::<u32>().ok();
    let power = || number().filter(|power| *power <= 24);
    let precision = || Precision::named(value);
    Some(match table {
        "small" => Role::Small(number().filter(|n| *n < 100)?),
        "power" => Role::Power(power()?),
        "scale" => Role::Scale(power()?),
        "short" => Role::Short(power()?),
        "dozen" => Role::Dozen(number()?),
        "dozen-about" => Role::DozenAbout(number()?),
        "fraction" => Role::Fraction(number().filter(|n| *n > 1)?),
        "part-first" => Role::PartFirst(number().filter(|n| *n > 1)?),
        "ordinal" => Role::Ordinal(number()?),
        "ordinal-stem" => Role::OrdinalStem(number()?),
        "share" => Role::Share(number()?),
        "share-over" => Role::ShareOver(number()?),
        "times" => Role::Times(number()?),
        "after" => Role::After(precision()?),
        "inside" => Role::Inside(precision()?),
        "before-far" => Role::BeforeFar(precision()?),
        "before" if value == "none" => Role::NotBefore,
        "before" => Role::Before(precision()?),
        "unit" => Role::Unit(Unit::parse(value)?),
        "coin" => coin(value).map(|(unit, parts)| Role::Coin(unit, parts))?,
        "coin-after" => coin(value).map(|(unit, parts)| Role::CoinAfter(unit, parts))?,
        "sign" => Role::Sign(Unit::parse(value)?),
        _ => return None,
    })
}

/// `EUR/100`.
fn coin(value: &str) -> Option<(Unit, u32)> {
    let (currency, parts) = value.split_once('/')?;
    Some((Unit::parse(currency)?, parts.parse().ok().filter(|parts| *parts > 1)?))
}

fn currency(code: &str) -> Result<Unit, String> {
    let known = Unit::parse(code).filter(|unit| unit.kind() == unit::UnitKind::Money);
    known.ok_or_else(|| format!("`{code}` in [figure] currency is no currency of ISO 4217"))
}
