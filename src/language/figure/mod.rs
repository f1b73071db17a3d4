//! Reads the numbers of running text by the words of a language: one pass, the longest whole thing.
//!
//! In: plain text. Out: what each number says and where it stands, or that it cannot be read whole.
//! A figure is a number that states something about the world. Dates, names, codes and list numbers
//! are none ([`asides`]); number words from one to ten are figures only before a unit, in fractions
//! and in ranks ([`strict`]).

pub mod addresses;
pub mod amount;
pub mod asides;
pub mod behind;
pub mod change;
pub mod characters;
pub mod coins;
pub mod compound;
pub mod contrast;
pub mod core;
pub mod digits;
pub mod foreign;
pub mod index;
pub mod lexicon;
pub mod linked;
pub mod lists;
pub mod measure;
pub mod minus;
pub mod money;
pub mod numeral;
pub mod parts;
pub mod precision;
pub mod range;
pub mod ranks;
pub mod rate;
pub mod roles;
pub mod round;
pub mod scale;
pub mod strict;
pub mod sums;
pub mod tail;
pub mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::amount::Form;
use crate::model::quantity::{Precision, Quantity};

use super::reading::{Number, Reading};
use amount::Found;
use asides::Asides;
use lexicon::{Lexicon, List, Text, is_spaced, word};

use rate::Per;

/// A number shares the fall of one that stands at most so many numbers before it.
const NEAR_FALL: usize = 2;

/// A figure in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The bytes it takes, with sign of minus, currency, unit words and what follows on them (以上), but
    /// without a precision word before it.
    pub range: Range<usize>,
    /// What it says; `None` if it is a number that cannot be read whole.
    pub reading: Option<Reading>,
}

/// Reads text in one language, and words of another script in another.
#[derive(Clone, Debug)]
pub struct FigureReader {
    lexicon: Lexicon,
}

impl FigureReader {
    /// A reader by these words.
    pub fn new(lexicon: Lexicon) -> Self {
        Self { lexicon }
    }

    /// Every figure in a text; `names` are words whose digits belong to a name.
    pub fn figures(&self, text: &str, names: &[String]) -> Vec<Figure> {
        let strict = self.found(text, names).into_iter().filter(|found| found.figure);
        strict.map(|Found { range, reading, .. }| Figure { range, reading }).collect()
    }

    /// Every number in a text, read generously: number words count too, dates do not.
    pub fn all(&self, text: &str) -> Vec<Figure> {
        self.found(text, &[]).into_iter().map(|Found { range, reading, .. }| Figure { range, reading }).collect()
    }

    /// Every number that an excerpt may state, read generously: number words, ranks and 首个 as 1 count,
    /// a fraction stands in points of a hundred and as a quotient. Dates do not count.
    pub fn numbers(&self, excerpt: &str) -> Vec<Decimal> {
        let read = self.found(excerpt, &[]).into_iter().filter_map(|found| found.reading);
        let mut values: Vec<Decimal> = read.flat_map(|reading| reading.values()).collect();
        values.extend(self.said_in_words(excerpt));
        values
    }

    /// Whether one of the numbers in an excerpt is the quantity's; `None` if it has none.
    pub fn states(&self, excerpt: &str, quantity: &Quantity) -> Option<bool> {
        let found = self.found(excerpt, &[]);
        let said = || self.said_in_words(excerpt);
        if found.is_empty() && said().is_none() {
            return None;
        }
        let readings: Vec<&Reading> = found.iter().filter_map(|found| found.reading.as_ref()).collect();
        let ranged = |reading: &&&Reading| matches!(reading.number, Number::Range(..));
        // The dash before an excerpt's first number may be a minus: what stands before it says.
        let dash = excerpt.trim_start().strip_prefix(['-', '\u{2013}', '\u{2212}']);
        let opens = dash.is_some_and(|rest| rest.starts_with(lexicon::is_gap));
        if opens && readings.first().is_some_and(|reading| reading.is_opposite(quantity)) {
            return Some(true);
        }
        let whole = readings.iter().filter(ranged).any(|reading| reading.may_give(quantity));
        let single = readings.iter().filter(|r| !ranged(r)).any(|reading| reading.may_give(quantity));
        // Looked for only where that decides.
        let has = |value: Decimal| single || said() == Some(value);
        let parts = || self.says_parts(excerpt, quantity);
        Some(whole || quantity.value_max().is_none() && (has(quantity.value()) || parts()))
    }

    /// Whether one of the numbers in an excerpt would be the quantity's if it had the other sign.
    pub fn states_opposite(&self, excerpt: &str, quantity: &Quantity) -> bool {
        self.found(excerpt, &[])
            .iter()
            .filter_map(|found| found.reading.as_ref())
            .any(|read| read.is_opposite(quantity))
    }

    /// Whether a text tells a fraction by its two numbers, apart: 每三家企业就有一家, one place in three.
    pub fn says_parts(&self, words: &str, quantity: &Quantity) -> bool {
        let Form::Fraction(part, whole) = quantity.form() else { return false };
        // 五分之三 is a fraction, and none of five by three.
        let is_told = |number: Number| matches!(number, Number::Fraction(..) | Number::Range(..));
        let told = |found: &Found| found.reading.as_ref().is_some_and(|read| is_told(read.number));
        if part >= whole || self.found(words, &[]).iter().any(told) {
            return false;
        }
        let text = Text::new(words);
        let begins = |at: &usize| {
            let inside = |before: char| {
                before.is_ascii_digit()
                    || self.lexicon.is_numeral(before)
                    || text.at(*at).is_some_and(is_spaced) && is_spaced(before)
            };
            !text.before(*at).is_some_and(inside)
        };
        let places = words.char_indices().map(|(at, _)| at).filter(begins);
        let numbers: Vec<Decimal> = places.filter_map(|at| scale::read(&self.lexicon, &text, at)?.value).collect();
        numbers.contains(&part.into()) && numbers.contains(&whole.into())
    }

    /// Whether an excerpt of a table's row may give a quantity by what stands in it and what stands at its heads: a bare
    /// number whose scale they tell, or one in brackets, by which accounts write what is below zero.
    pub fn may_be_told_by_heads(&self, excerpt: &str, quantity: &Quantity) -> bool {
        const SCALES: [u32; 7] = [2, 3, 4, 6, 8, 9, 12];
        // More than one blank is the gap between two columns.
        let excerpt = excerpt.replace("  ", "\t");
        let cells: Vec<&str> = excerpt.split(['|', '\t']).map(str::trim).collect();
        let is_value = |cell: &str| {
            let (inside, negative) = in_brackets(cell).map_or((cell, false), |inside| (inside, true));
            let Some((reading, "")) = self.whole(inside) else { return false };
            let Number::One(number) = reading.number else { return false };
            let number = if negative { -number } else { number };
            let bare = reading.unit.is_none() && !reading.counted && reading.scale == Some(0);
            let scaled =
                |power: u32| number.checked_mul(crate::model::numeral::ten_to(power)) == Some(quantity.value());
            quantity.value_max().is_none()
                && (negative && number == quantity.value() || bare && SCALES.into_iter().any(scaled))
        };
        (cells.len() > 1 || cells.len() == 1 && in_brackets(cells[0]).is_some()) && cells.into_iter().any(is_value)
    }

    /// How many a text says that there are without a number: one, or the first (首个, 唯一, *only*), or two (*both*).
    pub fn said_in_words(&self, text: &str) -> Option<Decimal> {
        let numbers = self.found(text, &[]);
        let text = Text::new(text);
        let word = |at: usize| self.lexicon.any(&text, at, List::Only).or(self.lexicon.any(&text, at, List::Both));
        // The first ten are not one.
        let free = |at: usize| {
            let near = |end: usize| numbers.iter().any(|found| (at..=end).contains(&found.range.start));
            let end = word(at).map(|n| at + n + lexicon::gap(&text.low, at + n));
            !numbers.iter().any(|found| found.range.contains(&at)) && !end.is_some_and(near)
        };
        text.low.char_indices().filter(|(at, _)| free(*at)).find_map(|(at, c)| {
            let begins = !is_spaced(c) || !text.before(at).is_some_and(is_spaced);
            let first = || {
                let length = self.lexicon.any(&text, at, List::First)?;
                self.lexicon.any(&text, at + length, List::Counter)
            };
            let one = || self.lexicon.any(&text, at, List::Only).or_else(first).map(|_| Decimal::ONE);
            let two = || self.lexicon.any(&text, at, List::Both).map(|_| Decimal::TWO);
            begins.then(|| one().or_else(two)).flatten()
        })
    }

    /// What a text says if all of it is one amount, with its words of precision; and the words that are left
    /// behind it, which may name what is counted.
    pub fn whole<'t>(&self, words: &'t str) -> Option<(Reading, &'t str)> {
        let text = Text::new(words);
        let starts = text.low.char_indices().filter(|(at, c)| self.may_begin(&text, *at, *c)).map(|(at, _)| at);
        let found =
            starts.filter_map(|at| amount::at(&self.lexicon, &text, at)).find(|found| found.reading.is_some())?;
        let lead = text.low[..found.range.start].trim_end().len();
        let said = self.lexicon.ending(&text, lead).is_some_and(|(_, length)| length == lead);
        let whole = lead == 0 || said;
        let end = found.range.end.max(found.over);
        Some((found.reading.filter(|_| whole && !found.mixed)?, words[end..].trim_start()))
    }

    /// Whether a text begins with a word that tells how many times as much something is, by itself: *doubled*.
    pub fn tells_multiple(&self, words: &str) -> bool {
        let multiple = |role| matches!(role, lexicon::Role::Times(_)).then_some(());
        self.lexicon.role(&Text::new(words), 0, multiple).is_some()
    }

    /// Whether a name is one of something that is measured as it becomes less: emissions saved, a loss.
    pub fn names_lessening(&self, text: &str) -> bool {
        let low = text.to_lowercase();
        self.lexicon.lessening.iter().any(|part| low.contains(part.as_str()))
    }

    /// Whether words before a number end in one that says what was reached: fell from 5 *to*.
    pub fn ends_in_reach(&self, words: &str) -> bool {
        self.lexicon.ends(&Text::new(words), words.len(), List::Reach).is_some()
    }

    /// Whether a text begins with a word of precision: *exceed* 2.5 %.
    pub fn begins_with_precision(&self, words: &str) -> bool {
        let text = Text::new(words);
        let end = word(&text.low, 0).len();
        end > 0 && self.precision_ending(&text, end).is_some()
    }

    /// The bytes of the word of precision with which a text ends, the space behind it included.
    pub fn precision_before(&self, words: &str) -> Option<usize> {
        let text = Text::new(words);
        let end = words.trim_end().len();
        self.precision_ending(&text, end).map(|length| length + words.len() - end)
    }

    /// The bytes of the word of precision that ends at a place.
    fn precision_ending(&self, text: &Text, end: usize) -> Option<usize> {
        let role = |role| matches!(role, lexicon::Role::Before(_) | lexicon::Role::BeforeFar(_)).then_some(());
        let (entry, length) = self.lexicon.ending(text, end)?;
        entry.pick(role).map(|()| length)
    }

    /// Whether the language says in points by how much a share grew, where others say per cent.
    pub fn grows_by_points(&self) -> bool {
        self.lexicon.rules.grows_by_points
    }

    /// Whether a text has a number whose decimals stand behind the language's own sign for them, and cannot be a group.
    pub fn shows_decimals(&self, text: &str) -> bool {
        const GROUP: usize = 3;
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let signs = text.char_indices().filter(|(_, c)| self.lexicon.rules.decimals.contains(*c));
        let mut behind = signs.map(|(at, c)| (&text[..at], &text[at + c.len_utf8()..]));
        behind.any(|(before, after)| {
            let decimals = digits(after);
            let ends = !after[decimals..].starts_with(|c: char| self.lexicon.rules.decimals.contains(c) || c == '.');
            before.ends_with(|c: char| c.is_ascii_digit()) && (1..GROUP).contains(&decimals) && ends
        })
    }

    /// How many characters of a text are digits or numerals.
    pub fn digits(&self, text: &str) -> usize {
        let rules = &self.lexicon.rules;
        let numeral =
            |c: char| digits::digit(c).is_some() || rules.digits.contains_key(&c) || rules.powers.contains_key(&c);
        Text::new(text).low.chars().filter(|&c| numeral(c)).count()
    }

    /// The money that a sum without a currency is in, where the language has one country's.
    pub fn home_currency(&self) -> Option<crate::model::unit::Unit> {
        self.lexicon.home
    }

    /// How many of a text's words are among those that every text in this language has.
    pub fn common_words(&self, text: &str) -> usize {
        let low = text.to_lowercase();
        let words = low.split(|c: char| !c.is_alphabetic());
        words.filter(|word| self.lexicon.common.iter().any(|common| common == word)).count()
    }

    /// Whether a word joins others and names nothing: the, with, und.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.lexicon.function.contains(word)
    }

    fn found(&self, raw: &str, names: &[String]) -> Vec<Found> {
        let text = Text::new(raw);
        if !self.has_numbers(&text) {
            return Vec::new();
        }
        let asides = Asides::find(&self.lexicon, &text, names);
        let (mut found, mut at) = (Vec::<Found>::new(), 0);
        // What the next number is reckoned on, and how many numbers came before: 每万人3.2座.
        let mut base: Option<(Per, usize)> = None;
        while let Some(c) = text.at(at) {
            if asides.covers(at) {
                at += c.len_utf8();
                continue;
            }
            let word = self.lexicon.any_word_begins(&text, at);
            let stated = || rate::stated(&self.lexicon, &text, at).map(|per| (per, found.len()));
            base = word.then(stated).flatten().or(base);
            let number = if self.may_begin(&text, at, c) { amount::at(&self.lexicon, &text, at) } else { None };
            match number.filter(|number| number.range.end > at) {
                Some(mut number) => {
                    let is_base = base.is_some_and(|(per, _)| number.range.start < per.end);
                    if let Some((per, before)) = base.filter(|_| !is_base) {
                        if rate::reaches(&self.lexicon, &text, per, number.range.start) {
                            found.truncate(before);
                            number = number.reckoned_on(per);
                        }
                        base = None;
                    }
                    // So many are ranked: a count, and no place.
                    if found.last().is_some_and(|rank| number.range.start < rank.all) {
                        number.counts();
                    }
                    if contrast::is_denied(&self.lexicon, &text, &number) {
                        number.reading = None;
                    }
                    if let Some(last) = found.iter().rev().take(NEAR_FALL).find(|last| last.is_measured_as(&number)) {
                        number.share_fall(&self.lexicon, &text, last);
                    }
                    at = number.over;
                    found.push(number);
                }
                None => at += self.skip(&text, at, c),
            }
        }
        found
    }

    /// Whether any number stands in a text, asides among them: most stretches of prose have none.
    fn has_numbers(&self, text: &Text) -> bool {
        let mut at = 0;
        while let Some(c) = text.at(at) {
            if self.may_begin(text, at, c) && amount::at(&self.lexicon, text, at).is_some() {
                return true;
            }
            at += self.skip(text, at, c);
        }
        false
    }

    /// Whether a number may begin with a character: most begin none, and are passed at once.
    fn may_begin(&self, text: &Text, at: usize, c: char) -> bool {
        let raw = text.raw.as_bytes()[at];
        raw.is_ascii_digit()
            || raw.is_ascii_uppercase() && foreign::roman(text, at).is_some()
            || !raw.is_ascii() && (c.is_numeric() || self.lexicon.is_numeral(c))
            || !c.is_alphanumeric() && text.at(at + c.len_utf8()).and_then(digits::digit).is_some()
            || self.lexicon.opens(text, at)
    }

    /// How much to pass over where no number begins: a whole word, or numerals without one reading (三五家).
    fn skip(&self, text: &Text, at: usize, c: char) -> usize {
        if is_spaced(c) {
            return word(&text.low, at).len();
        }
        let numeral = |c: char| self.lexicon.is_numeral(c);
        // 数百 is vague; in 人数三百 a whole number follows.
        let power = text.at(at + c.len_utf8()).is_some_and(|next| self.lexicon.rules.powers.contains_key(&next));
        if numeral(c) || power && self.lexicon.any(text, at, List::VagueBefore).is_some() {
            let run = text.low[at + c.len_utf8()..].chars().take_while(|&c| numeral(c));
            return c.len_utf8() + run.map(char::len_utf8).sum::<usize>();
        }
        c.len_utf8()
    }
}

/// What stands in the brackets that are all of a cell.
pub fn in_brackets(cell: &str) -> Option<&str> {
    let inside = cell.trim().strip_prefix(['(', '\u{FF08}'])?.strip_suffix([')', '\u{FF09}'])?;
    (!inside.contains(['(', ')'])).then_some(inside)
}

impl Reading {
    /// The reading of so many things: 唯一, *both*.
    pub fn things(number: Decimal) -> Self {
        Self {
            number: Number::One(number),
            other: None,
            unit: None,
            precision: Precision::Exact,
            also: None,
            decline: false,
            counted: true,
            vague: false,
            step: Decimal::ONE,
            scale: Some(0),
        }
    }
}

#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod less_tests;
#[cfg(test)]
mod spoken_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole_tests;
