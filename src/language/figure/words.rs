//! Numerals in words: "two hundred and six", "zweieinhalbtausend", "un million et demi".

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced, word};
use crate::model::numeral::ten_to;
use crate::model::unit::UnitKind;

use super::numeral::{Kind, Numeral};

/// A longer word is no numeral; to take it apart would cost more than it is long.
pub(super) const LONGEST_WORD: usize = 96;

/// What a word adds to a numeral.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Small(u32),
    Power(u32),
    Scale(u32),
    Dozen(u32),
    About(u32),
    Whole(u64),
    AndMore(u32),
    Half,
    AndHalf,
    And,
    Article,
}

/// The numeral that begins at a place, which must begin a word, with its decimals: zwei Komma acht.
pub fn read(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Numeral> {
    let whole = whole(lexicon, text, at)?;
    Some(with_decimals(lexicon, text, whole).unwrap_or(whole))
}

/// The same number with the decimals that stand behind it in words, and the scale behind those: deux virgule cinq
/// millions, null Komma null fünf.
fn with_decimals(lexicon: &Lexicon, text: &Text, whole: Numeral) -> Option<Numeral> {
    const MOST: u32 = 6;
    let sign = whole.end + gap(&text.low, whole.end);
    let length = lexicon.any(text, sign, List::Point).filter(|_| whole.scale == Some(0) && sign > whole.end)?;
    let (mut digits, mut places, mut end) = (0_i64, 0, sign + length);
    while let Some((n, after)) = below_hundred(lexicon, text, end + gap(&text.low, end)).filter(|_| places < MOST) {
        let width = if n < 10 { 1 } else { 2 };
        if width == 2 && places > 0 {
            break;
        }
        (digits, places, end) = (digits * 10_i64.pow(width) + i64::from(n), places + width, after);
    }
    let value = whole.value?.checked_add(Decimal::new(digits, places)).filter(|_| places > 0)?;
    let scale = |role| if let Role::Scale(power) = role { Some(power) } else { None };
    let near = end + gap(&text.low, end);
    let (power, end) = lexicon.role(text, near, scale).map_or((0, end), |(power, length)| (power, near + length));
    let value = value.checked_mul(ten_to(power))?.normalize();
    let step = Decimal::new(1, places) * ten_to(power);
    Some(Numeral { step, scale: Some(power), about: false, ..Numeral::new(value, Kind::Words, end) })
}

/// A number in words below a hundred, and where it ends; one word, or several that hyphens join.
fn below_hundred(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(u32, usize)> {
    let (mut sum, mut end) = (Sum::default(), None);
    let mut here = at;
    while let Some((parts, after)) = next(lexicon, text, here) {
        let mut trial = sum.clone();
        let small = |part: &Part| matches!(part, Part::Small(_) | Part::And | Part::Article);
        let article = |part: &Part| if *part == Part::Article { Part::Small(1) } else { *part };
        if !parts.iter().all(|part| small(part) && trial.take(article(part), lexicon.rules.joined)) {
            break;
        }
        (sum, end) = (trial, Some(after));
        if !text.low[after..].starts_with('-') {
            break;
        }
        here = after + joint(text, after);
    }
    let value = sum.value().filter(|_| sum.is_whole())?;
    Some((u32::try_from(value).ok().filter(|value| *value < 100)?, end?))
}

/// The numeral without decimals that begins at a place.
fn whole(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Numeral> {
    // Thousands of visitors are no thousand.
    if lexicon.any(text, at, List::Lone).is_some() {
        return None;
    }
    let mut sum = Sum::default();
    let (mut here, mut end) = (at, at);
    let mut before_and = None;
    while let Some((parts, after)) = next(lexicon, text, here) {
        let mut trial = sum.clone();
        if !parts.iter().all(|part| trial.take(*part, lexicon.rules.joined)) {
            // five hundred and six hundred: what stands behind the word for and is a number of its own.
            let larger = matches!(parts.first(), Some(Part::Power(_) | Part::Scale(_)));
            end = before_and.filter(|_| larger).unwrap_or(end);
            break;
        }
        before_and = if parts == [Part::And] { Some(end) } else { before_and };
        sum = trial;
        if sum.is_whole() {
            end = after;
        }
        let space = joint(text, after);
        // un demi-million: the hyphen belongs to the word before it.
        if space == 0 && !text.low[..after].ends_with('-') {
            break;
        }
        here = after + space;
    }
    if end == at || is_particle(lexicon, text, at, end) {
        return None;
    }
    // What was taken past the last whole word (a trailing "and") is given back.
    let mut sum = Sum::default();
    let mut here = at;
    while here < end {
        let (parts, after) = next(lexicon, text, here)?;
        parts.iter().all(|part| sum.take(*part, lexicon.rules.joined));
        here = after + joint(text, after);
    }
    let value = sum.value()?.normalize();
    let kind = if sum.articles_only { Kind::Bare } else { Kind::Words };
    let scale = sum.scale.unwrap_or(0);
    let about = sum.about;
    Some(Numeral { step: sum.step(), scale: Some(scale), about, ..Numeral::new(value, kind, end) })
}

/// The bytes between the words of a numeral: a space or a hyphen, at which a line may break.
fn joint(text: &Text, at: usize) -> usize {
    let Some(rest) = text.low[at..].strip_prefix('-') else { return gap(&text.low, at) };
    let wrapped = rest.len() - rest.trim_start_matches(char::is_whitespace).len();
    1 + wrapped
}

/// The value of a word that is numerals and nothing else.
pub fn joined(lexicon: &Lexicon, word: &str) -> Option<Decimal> {
    let mut sum = Sum::default();
    let parts = if word.len() > LONGEST_WORD { None } else { segmented(lexicon, word) };
    let taken = parts?.into_iter().all(|part| sum.take(part, true));
    sum.value().filter(|_| taken && sum.is_whole())
}

/// stellte dreißig Pfleger ein: an article with nothing behind it in its clause is the rest of a verb.
fn is_particle(lexicon: &Lexicon, text: &Text, at: usize, end: usize) -> bool {
    let article = lexicon.rules.joined && lexicon.any(text, at, List::Article) == Some(end - at);
    let next = end + gap(&text.low, end);
    let joint = |list| lexicon.any(text, next, list).is_some();
    let ends = text.at(next).is_none_or(|c| ".,;:!?)\n".contains(c)) || joint(List::And) || joint(List::ToOr);
    article && ends
}

/// The parts that the next word has: one, or several where numerals are written together.
fn next(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(Vec<Part>, usize)> {
    if !text.at(at).is_some_and(is_spaced) {
        return None;
    }
    if let Some((part, length)) = lexicon.role(text, at, part) {
        let apart = part == Part::And && lexicon.rules.and_apart;
        return (!apart).then(|| (vec![part], at + length));
    }
    let word = word(&text.low, at);
    if word.len() > LONGEST_WORD {
        return None;
    }
    if !lexicon.rules.joined {
        return unhyphenated(lexicon, word).map(|parts| (parts, at + word.len()));
    }
    segmented(lexicon, word).map(|parts| (parts, at + word.len())).or_else(|| before_unit(lexicon, word, at))
}

/// zwölfjährig: a numeral that its unit is written together with.
fn before_unit(lexicon: &Lexicon, word: &str, at: usize) -> Option<(Vec<Part>, usize)> {
    const SHORTEST: usize = 5;
    let unit = |role| match role {
        Role::Unit(unit) => (unit.kind() != UnitKind::Times).then_some(()),
        role => (role == Role::Is(List::Counter)).then_some(()),
    };
    let splits = word.char_indices().map(|(split, _)| split).filter(|split| *split > 0);
    splits.filter(|split| word.len() - split >= SHORTEST).find_map(|split| {
        let rest = Text::new(&word[split..]);
        lexicon.role(&rest, 0, unit).filter(|(_, length)| *length == word.len() - split)?;
        segmented(lexicon, &word[..split]).map(|parts| (parts, at + split))
    })
}

/// fiftyeight: two numerals whose hyphen a broken line took.
fn unhyphenated(lexicon: &Lexicon, word: &str) -> Option<Vec<Part>> {
    let ten = |part: &Part| matches!(part, Part::Small(n) if *n >= 20 && n % 10 == 0);
    let one = |part: &Part| matches!(part, Part::Small(n) if *n < 20);
    let parts = segmented(lexicon, word).filter(|parts| parts.len() == 2)?;
    (ten(&parts[0]) && one(&parts[1])).then_some(parts)
}

fn part(role: Role) -> Option<Part> {
    Some(match role {
        Role::Small(n) => Part::Small(n),
        Role::Power(n) => Part::Power(n),
        Role::Scale(n) => Part::Scale(n),
        Role::Dozen(n) => Part::Dozen(n),
        Role::DozenAbout(n) => Part::About(n),
        Role::Whole(n) => Part::Whole(n),
        Role::AndPart(hundredths) => Part::AndMore(hundredths),
        Role::Is(List::Half) => Part::Half,
        Role::Is(List::AndHalf) => Part::AndHalf,
        Role::Is(List::And) => Part::And,
        Role::Is(List::Article) => Part::Article,
        _ => return None,
    })
}

/// A word taken apart into numerals, longest first; `None` if anything is left.
fn segmented(lexicon: &Lexicon, word: &str) -> Option<Vec<Part>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    word.char_indices().rev().find_map(|(last, c)| {
        let (piece, rest) = word.split_at(last + c.len_utf8());
        let part = lexicon.of_word(piece, part).filter(|part| *part != Part::Article)?;
        let rest = segmented(lexicon, rest)?;
        Some([vec![part], rest].concat())
    })
}

/// A numeral under way.
#[derive(Clone, Debug, Default)]
struct Sum {
    total: Decimal,
    group: Option<Decimal>,
    last: Option<Part>,
    last_scale: Option<u32>,
    scale: Option<u32>,
    articles_only: bool,
    half: bool,
    about: bool,
    broken: bool,
}

impl Sum {
    fn take(&mut self, part: Part, joined: bool) -> bool {
        let taken = self.takes(part, joined);
        if taken {
            self.articles_only = part == Part::Article;
            self.last = Some(part);
        }
        taken && !self.broken
    }

    fn takes(&mut self, part: Part, joined: bool) -> bool {
        match part {
            Part::Article => {
                self.group = Some(Decimal::ONE);
                self.last.is_none()
                    || (self.last == Some(Part::Half) && self.group.replace(Decimal::new(5, 1)).is_some())
            }
            Part::Half => {
                self.group = Some(Decimal::new(5, 1));
                self.half = true;
                self.last.is_none()
            }
            Part::AndHalf => (joined || self.last.is_some()) && self.and_half(),
            Part::AndMore(hundredths) => {
                self.half = true;
                self.group = self.group.and_then(|group| group.checked_add(Decimal::new(i64::from(hundredths), 2)));
                matches!(self.last, Some(Part::Small(_) | Part::Article))
            }
            Part::Whole(n) => {
                self.group = Some(Decimal::from(n));
                matches!(self.last, None | Some(Part::Article | Part::Small(1)))
            }
            Part::And => matches!(self.last, Some(Part::Power(_) | Part::Scale(_) | Part::Small(_))) && !self.half,
            Part::Small(n) => self.small(Decimal::from(n)),
            Part::Power(power) => self.power(power, joined),
            Part::Dozen(n) | Part::About(n) => {
                self.about |= matches!(part, Part::About(_));
                let before = self.group.unwrap_or(Decimal::ONE);
                self.group = before.checked_mul(Decimal::from(n));
                !matches!(self.last, Some(Part::And | Part::Dozen(_) | Part::About(_)))
            }
            Part::Scale(power) => self.scale(power),
        }
    }

    fn small(&mut self, n: Decimal) -> bool {
        let hundred = Decimal::ONE_HUNDRED;
        let fits = match (self.group, self.last) {
            (_, Some(Part::Article | Part::Half | Part::AndHalf | Part::Dozen(_) | Part::About(_))) => false,
            (_, Some(Part::Whole(_) | Part::AndMore(_))) => false,
            (None, last) => last != Some(Part::And) || self.last_scale.is_some(),
            (Some(group), last) => {
                let rest = group % hundred;
                let tens = last != Some(Part::And)
                    && n < Decimal::TEN
                    && rest >= Decimal::from(20)
                    && (rest % Decimal::TEN).is_zero();
                (rest.is_zero() && !group.is_zero()) || tens
            }
        };
        self.group = self.group.unwrap_or(Decimal::ZERO).checked_add(n);
        fits
    }

    fn power(&mut self, power: u32, joined: bool) -> bool {
        let before = self.group.or((joined || self.last.is_none()).then_some(Decimal::ONE));
        let fits = before.is_some_and(|group| group < Decimal::ONE_HUNDRED && !group.is_zero());
        self.group = before.and_then(|group| group.checked_mul(ten_to(power)));
        fits && self.last != Some(Part::And)
    }

    fn scale(&mut self, power: u32) -> bool {
        let smaller = self.last_scale.is_none_or(|last| power < last);
        let group = match self.group {
            None if matches!(self.last, Some(Part::Scale(last)) if power > last) => {
                // mille milliards: a scale of a scale.
                self.total = self.total.checked_mul(ten_to(power)).unwrap_or_default();
                self.last_scale = Some(power);
                self.scale = self.scale.map(|scale| scale + power);
                return true;
            }
            None => Decimal::ONE,
            Some(group) => group,
        };
        let first = self.last_scale.is_none();
        let value = group.checked_mul(ten_to(power)).and_then(|value| self.total.checked_add(value));
        self.broken |= value.is_none();
        self.total = value.unwrap_or_default();
        (self.group, self.last_scale) = (None, Some(power));
        self.scale = if first { Some(power) } else { Some(0) };
        smaller && self.last != Some(Part::And)
    }

    fn and_half(&mut self) -> bool {
        if self.half {
            return false;
        }
        self.half = true;
        match (self.group, self.last) {
            (Some(group), Some(Part::Small(_) | Part::Article)) => {
                self.group = group.checked_add(Decimal::new(5, 1));
                true
            }
            (None, Some(Part::Scale(power))) => {
                self.total = self.total.checked_add(Decimal::new(5, 1) * ten_to(power)).unwrap_or_default();
                true
            }
            // anderthalb: one and a half in one word.
            (None, None) => {
                self.group = Some(Decimal::new(15, 1));
                true
            }
            _ => false,
        }
    }

    /// Whether it may end here.
    fn is_whole(&self) -> bool {
        !matches!(self.last, None | Some(Part::And | Part::Article | Part::Half))
    }

    fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group.unwrap_or(Decimal::ZERO))
    }

    fn step(&self) -> Decimal {
        let unit = self.last_scale.filter(|_| self.group.is_none()).map_or(Decimal::ONE, ten_to);
        if self.half { unit * Decimal::new(1, 1) } else { unit }
    }
}
