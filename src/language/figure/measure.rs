//! What stands elsewhere than beside a number: the unit and the scale at the head of a table, and units by name.

use std::ops::Range;

use crate::language::reading::Reading;
use crate::model::numeral::ten_to;
use crate::model::unit::{Base, Unit, UnitKind};

use super::lexicon::{self, List, Role, Text, gap, is_gap, is_spaced, word};
use super::numeral::Kind;
use super::{FigureReader, money, scale, tail};

/// What a table says of its numbers elsewhere than beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Their unit.
    pub unit: Option<Unit>,
    /// The power of ten that they are written without.
    pub power: u32,
}

/// The powers of ten that a head writes out in digits: (in 1.000).
const FEWEST_NOUGHTS: u32 = 3;
const MOST_NOUGHTS: u32 = 9;

/// A unit that ends a longer word has no fewer letters, in bytes: Zug*kilometer*.
const SHORTEST_END: usize = 5;

impl FigureReader {
    /// What a table's head or caption says of the numbers under it: their unit, and the power of ten that they are
    /// written without. `亿元`, `in Mio. €`, `Output (thousand tonnes)`.
    pub fn measure(&self, head: &str) -> Option<Measure> {
        self.measure_from(head, Some(0))
    }

    /// The same, of what stands in brackets or behind a word for it: `Item (£m)`.
    pub fn measure_aside(&self, head: &str) -> Option<Measure> {
        self.measure_from(head, None)
    }

    /// What a cell says that holds nothing but a unit, or under a `head` for units a power of ten alone.
    pub fn measure_whole(&self, cell: &str, head: bool) -> Option<Measure> {
        let whole = !cell.contains(['(', '\u{FF08}', '[', ',', ';', ')', '\u{FF09}', ']']);
        let measure = self.measure_at(&Text::new(cell), 0).filter(|_| whole)?;
        (head || measure.unit.is_some() && (cell.chars().count() > 1 || cell == "%")).then_some(measure)
    }

    /// Whether a column's head says that units stand under it.
    pub fn is_head_of_units(&self, head: &str) -> bool {
        self.lexicon.any(&Text::new(head), 0, List::MeasuredIn) == Some(head.len())
    }

    fn measure_from(&self, head: &str, first: Option<usize>) -> Option<Measure> {
        let text = Text::new(head);
        let mut starts: Vec<usize> = first.into_iter().collect();
        for (at, c) in text.low.char_indices() {
            let word = at == 0 || !is_spaced(c) || !text.before(at).is_some_and(is_spaced);
            let comma = matches!(c, ',' | '\u{FF0C}') && first.is_some();
            // 金额/亿元.
            let stroke = c == '/' && text.at(at + 1).is_some_and(|next| !is_spaced(next)) && first.is_some();
            if comma || stroke || matches!(c, '(' | '\u{FF08}' | '[') {
                starts.push(at + c.len_utf8());
            } else if let Some(length) = self.lexicon.any(&text, at, List::MeasuredIn).filter(|_| word) {
                starts.push(at + length);
            }
        }
        starts.into_iter().rev().find_map(|start| self.measure_at(&text, start))
    }

    fn measure_at(&self, text: &Text, start: usize) -> Option<Measure> {
        let skipped = |c: char| lexicon::is_gap(c) || matches!(c, ':' | '\u{FF1A}');
        let mut at = text.low.len() - text.low[start..].trim_start_matches(skipped).len();
        let mut measure = Measure { unit: None, power: 0 };
        let mut said = false;
        while text.at(at).is_some_and(|c| !matches!(c, ')' | '\u{FF09}' | ']' | ',' | ';')) {
            let Some((power, unit, length)) = self.measure_word(text, at) else {
                // In thousands of passengers: what is counted so is named in words.
                let named = measure.power > 0 && measure.unit.is_none() && text.at(at).is_some_and(is_spaced);
                return named.then_some(measure);
            };
            if measure.unit.is_some() && unit.is_some() {
                return None;
            }
            measure = Measure { unit: measure.unit.or(unit), power: measure.power + power };
            at += length;
            at += lexicon::gap(&text.low, at);
            // In millions of euros.
            let of = self.lexicon.any(text, at, List::OfCountry).filter(|_| power > 0 && unit.is_none());
            at += of.map_or(0, |length| length + lexicon::gap(&text.low, at + length));
            said = true;
        }
        (said && measure.power <= 18).then_some(measure)
    }

    /// What one word of a measure says: the power of ten, the unit, and its bytes.
    fn measure_word(&self, text: &Text, at: usize) -> Option<(u32, Option<Unit>, usize)> {
        // £m: the letter of a sum is no metre.
        let is_sign = |c: Option<char>| c.is_some_and(|c| "€$£¥".contains(c));
        let short = |role| match role {
            Role::Short(power) | Role::ShortBefore(power) => Some((power, None)),
            _ => None,
        };
        let beside = is_sign(text.before(at)) || is_sign(text.low[at..].chars().nth(1));
        let letter = || self.lexicon.role(text, at, short).filter(|_| beside);
        let role = |role| match role {
            Role::Scale(power) => Some((power, None)),
            Role::Unit(unit) | Role::Sign(unit) => Some((0, Some(unit))),
            Role::Scaled(power, unit) => Some((power, Some(unit))),
            Role::Is(List::Counter) => Some((0, Some(Unit::count()))),
            _ => None,
        };
        let character = || {
            let c = text.at(at)?;
            Some(((self.lexicon.rules.powers.get(&c).copied()?, None), c.len_utf8()))
        };
        // £000, ’000: three noughts stand for thousands.
        let noughts = || {
            let quote = text.at(at).filter(|c| matches!(c, '\'' | '\u{2019}')).map_or(0, char::len_utf8);
            let rest = text.low[at + quote..].strip_prefix("000")?;
            // £000s.
            let several = usize::from(rest.starts_with('s'));
            let ends = !rest[several..].starts_with(|c: char| c.is_alphanumeric());
            (ends && !text.before(at).is_some_and(|c| c.is_ascii_digit())).then_some(((3, None), quote + 3 + several))
        };
        // (in 1.000), in 1 000 t: a power of ten in digits.
        let thousands = || {
            let numeral =
                scale::read(&self.lexicon, text, at).filter(|n| n.kind == Kind::Digits && n.high.is_none())?;
            let power = (FEWEST_NOUGHTS..=MOST_NOUGHTS).find(|power| numeral.value == Some(ten_to(*power)))?;
            let apart = !text.before(at).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
            apart.then_some(((power, None), numeral.end - at))
        };
        let said = noughts()
            .or_else(thousands)
            .or_else(letter)
            .or_else(|| self.lexicon.role(text, at, role))
            .or_else(character);
        said.map(|((power, unit), length)| (power, unit, length)).or_else(|| money::glued(&self.lexicon, text, at))
    }

    /// Whether a text has words for what a rate is reckoned on: *a litre*, *per annum*, *je Tonne*, *每分钟*.
    pub fn names_base(&self, text: &str, base: Base) -> bool {
        let text = Text::new(text);
        let unit = |role| matches!((role, base), (Role::Unit(own), Base::Unit(unit)) if own == unit).then_some(());
        // je Zugkilometer: the unit ends a longer word, in a language that writes words together.
        let compound = |at: usize| {
            let word = word(&text.low, at);
            let mut ends = word.char_indices().map(|(from, _)| &word[from..]).filter(|end| end.len() >= SHORTEST_END);
            let whole = |end: &str| self.lexicon.role(&Text::new(end), 0, unit).is_some_and(|(_, n)| n == end.len());
            self.lexicon.rules.joined && ends.any(whole)
        };
        let named = |at: usize| match base {
            Base::Unit(_) => self.lexicon.role(&text, at, unit).is_some() || compound(at),
            Base::Things(things) => {
                scale::read(&self.lexicon, &text, at).is_some_and(|numeral| numeral.value == Some(things.into()))
            }
        };
        let begins = |at: usize| !text.at(at).is_some_and(is_spaced) || !text.before(at).is_some_and(is_spaced);
        let by = |role| matches!((role, base), (Role::By(own), Base::Unit(unit)) if own == unit).then_some(());
        text.low.char_indices().filter(|(at, _)| begins(*at)).any(|(at, sign)| {
            if self.lexicon.role(&text, at, by).is_some() {
                return true;
            }
            let lists = [List::Each, List::EachDirect, List::EachOf];
            let each = lists.into_iter().filter_map(|list| self.lexicon.any(&text, at, list)).max();
            let stroke = (sign == '/').then_some(1);
            each.or(stroke).is_some_and(|length| named(at + length + gap(&text.low, at + length)))
        })
    }

    /// Whether a text is a word for points of a hundred and nothing else.
    pub fn is_points(&self, words: &str) -> bool {
        self.lexicon.any(&Text::new(words), 0, List::Points) == Some(words.len())
    }

    /// Whether the word behind a number counts things, or is another unit's, and may mean this one: 18节 as knots.
    pub fn may_mean(&self, text: &str, number: &Range<usize>, unit: Unit) -> bool {
        let text = Text::new(text);
        let also = |role| matches!(role, Role::UnitAlso(own) if own == unit).then_some(());
        let also = |at: usize| self.lexicon.role(&text, at, also).map(|((), length)| at + length);
        // What counts the things too is part of the number.
        let mut inside = text.low[number.clone()].char_indices().map(|(at, _)| number.start + at);
        also(number.end + gap(&text.low, number.end)).is_some() || inside.any(|at| also(at) == Some(number.end))
    }

    /// Whether a text is a word that may mean a unit, and nothing else.
    pub fn is_also(&self, words: &str, unit: Unit) -> bool {
        let also = |role| matches!(role, Role::UnitAlso(own) if own == unit).then_some(());
        self.lexicon.role(&Text::new(words), 0, also).is_some_and(|((), length)| length == words.len())
    }

    /// Whether the word behind a number may mean a unit: points of a hundred by *points*, a currency by the word that
    /// it shares with others: 14 *Kronen*.
    pub fn names_amount(&self, text: &str, number: &Range<usize>, unit: Unit) -> bool {
        let text = Text::new(text);
        let start = number.end + gap(&text.low, number.end);
        if unit == Unit::points() {
            let Some(length) = self.lexicon.any(&text, start, List::Points) else { return false };
            let after = start + length + gap(&text.low, start + length);
            return self.lexicon.any(&text, after, List::AndHalf).is_none();
        }
        let low = word(&text.low, start);
        let names = self.lexicon.rules.words.get("unit").and_then(|units| units.get(unit.code()));
        let shares = || names.is_some_and(|names| names.to_lowercase().split(['|', ' ']).any(|name| name == low));
        unit.kind() == UnitKind::Money && self.lexicon.has_several(low) && shares()
    }

    /// Whether a number without a unit may be a sum in the money of the language's country: nothing is counted by it,
    /// and no other currency's name follows: 3.4亿, but not 95.6分 nor 3.4亿澳币.
    pub fn may_be_home_money(&self, text: &str, number: &Range<usize>, reading: &Reading) -> bool {
        const NEAR: usize = 4;
        let text = Text::new(text);
        let rest = text.low[number.end..].char_indices().take_while(|(_, c)| c.is_alphabetic()).take(NEAR);
        let mut places = rest.map(|(at, _)| number.end + at).peekable();
        let counts = reading.scale == Some(0) && places.peek().is_some();
        !counts && !places.any(|at| self.lexicon.any(&text, at, List::MoneyEnding).is_some())
    }

    /// The unit that stands behind a place.
    pub fn unit_behind(&self, text: &str, end: usize) -> Option<Unit> {
        tail::unit(&self.lexicon, &Text::new(text), end).map(|(unit, _)| unit)
    }

    /// Whether what stands behind a multiple is what it multiplies: four times *as many*, twice the *rate*.
    pub fn compares_behind(&self, text: &str, end: usize) -> bool {
        let text = Text::new(text);
        let start = end + gap(&text.low, end);
        let lists = [List::TimesAs, List::MoreThan, List::DeclineThan, List::Than, List::Definite];
        lists.into_iter().any(|list| self.lexicon.any(&text, start, list).is_some())
    }

    /// Where a comparison with less that stands behind a number ends: 13 per cent *less than*.
    pub fn than_behind(&self, text: &str, end: usize) -> Option<usize> {
        let text = Text::new(text);
        let start = end + gap(&text.low, end);
        let less = [List::DeclineThan, List::DeclineUnit];
        let less = less.into_iter().find_map(|list| self.lexicon.any(&text, start, list))?;
        let than = start + less + gap(&text.low, start + less);
        self.lexicon.any(&text, than, List::Than).map(|length| than + length)
    }

    /// Whether nothing that it could count stands behind a bare number: its clause ends, a word follows that joins
    /// others, or behind a scale, in a language that says *millions de*, any other word. Scripts without spaces never
    /// tell.
    pub fn leaves_out(&self, text: &str, number: &Range<usize>, scaled: bool) -> bool {
        let text = Text::new(text);
        let start = number.end + gap(&text.low, number.end);
        let Some(next) = text.at(start).filter(|c| c.is_alphanumeric()) else { return true };
        if self.lexicon.ends(&text, number.start, List::OfWhich).is_some() {
            return true;
        }
        if !is_spaced(next) {
            return false;
        }
        // 168 two years later, six de moins; in German what is counted is written with a capital: bis 2035 sollen es
        // 4 500 sein.
        let rest = |at: usize| at + word(&text.low, at).len();
        let second = rest(start) + gap(&text.low, rest(start));
        let capital = |at: usize| text.raw[at..].starts_with(char::is_uppercase);
        let verb = self.lexicon.rules.joined && !capital(start) && !capital(second);
        let lists = [List::DeclineThan, List::MoreThan];
        let compared = || lists.into_iter().any(|list| self.lexicon.any(&text, start, list).is_some());
        if verb || compared() || scale::read(&self.lexicon, &text, start).is_some() {
            return true;
        }
        let low = word(&text.low, start);
        let last = text.low[number.clone()].rfind(is_gap).map_or(number.start, |gap| number.start + gap + 1);
        let of = [last, start].into_iter().any(|at| self.lexicon.any(&text, at, List::OfCountry).is_some());
        let joins = self.lexicon.joins(low);
        !of && (joins || scaled && self.lexicon.has_list(List::OfCountry))
    }

    /// Whether a text says that its numbers are in a unit: in brackets, behind a word for that, or before a colon. A
    /// unit that stands beside a number is that number's.
    pub fn names_unit(&self, text: &str, unit: Unit) -> bool {
        let figures = self.all(text);
        let text = Text::new(text);
        let named = |role| match role {
            Role::Unit(named) | Role::Sign(named) if named == unit => Some(()),
            _ => None,
        };
        let free = |at: usize| !figures.iter().any(|figure| figure.range.contains(&at));
        let says = |at: usize, length: usize| {
            let bracket = text.low[..at].trim_end().ends_with(['(', '[', '\u{FF08}']);
            let colon = text.low[at + length..].trim_start().starts_with([':', '\u{FF1A}', '=']);
            bracket || colon || self.lexicon.ends(&text, at, List::MeasuredIn).is_some()
        };
        let places = text.low.char_indices().filter(|(at, _)| free(*at));
        places.into_iter().any(|(at, _)| self.lexicon.role(&text, at, named).is_some_and(|(_, n)| says(at, n)))
    }
}
