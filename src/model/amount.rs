//! One number of a quantity, read with the unit words beside it.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use super::numeral::{self, Numeral};
use super::unit::{self, Unit, UnitKind};

/// One number of a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// Its value.
    pub value: Decimal,
    /// What one unit of the last printed digit is worth.
    pub step: Decimal,
    /// How it is written.
    pub form: Form,
    /// 家 in 52家.
    pub classifier: String,
}

/// How a number is written, so far as a reader of another language should see the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits or numerals; with the power of ten of their scale characters, if they have one scale (8 for 亿).
    Number(Option<u32>),
    /// A fraction: numerator and denominator of 1/3.
    Fraction(u32, u32),
    /// A ratio: 3:1.
    Ratio(Decimal, Decimal),
}

/// Values are smaller than ten to this power, so that no rule's reckoning overflows.
const MOST_POWER: u32 = 24;
/// Decimals kept of the quotient of a ratio.
const RATIO_DECIMALS: u32 = 4;
/// Decimals kept of a fraction in points of a hundred: 1/3 is 33.33 (contract).
const SHARE_DECIMALS: u32 = 2;

/// Reads one number with its unit words; the words must name `unit` or none.
pub(super) fn amount(text: &str, unit: &Unit) -> Result<Amount, QuantityError> {
    let (prefix_unit, text) = prefix(text);
    let amount_unit = unit.per().map_or(*unit, |(amount, _)| amount);
    if let Some(named) = prefix_unit.filter(|named| *named != amount_unit) {
        return Err(other_unit(named.code(), unit));
    }
    let (amount, words) = match quotient(text, unit) {
        Some(found) => found?,
        None => whole(text, unit)?,
    };
    let classifier = classifier(words, text, &amount_unit)?;
    let amount = Amount { classifier, ..amount };
    check_size(&amount, text, unit)?;
    Ok(amount)
}

/// A currency before the amount, or 第 and 前 before a rank.
fn prefix(text: &str) -> (Option<Unit>, &str) {
    if let Some(rest) = text.strip_prefix(['第', '前']) {
        return (Some(Unit::rank()), rest);
    }
    match Unit::currency_at_start(text) {
        Some((unit, length)) => (Some(unit), text[length..].trim_start()),
        None => (None, text),
    }
}

fn whole<'a>(text: &'a str, unit: &Unit) -> Result<(Amount, &'a str), QuantityError> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let Some(Numeral { value, step, scale, length, .. }) = numeral::read(digits) else {
        return Err(QuantityError::new(
            format!("`{text}` does not begin with a number of at most 20 digits"),
            format!("write digits, then perhaps 万 or 亿, then the unit, as in `{}`", example(unit)),
        ));
    };
    let value = if negative { -value } else { value };
    let form = Form::Number(scale);
    Ok((Amount { value, step, form, classifier: String::new() }, digits[length..].trim_start()))
}

/// A fraction (1/3, 三分之一, 百分之六十, 六成, 一半) or a ratio (3:1); `None` if the text is neither.
fn quotient<'a>(text: &'a str, unit: &Unit) -> Option<Result<(Amount, &'a str), QuantityError>> {
    if let Some(rest) = text.strip_prefix("一半") {
        return Some(share(Decimal::ONE, Decimal::TWO, unit).map(|amount| (amount, rest)));
    }
    let first = numeral::read(text)?;
    if let Some(rest) = text[first.length..].strip_prefix('成').filter(|_| first.value < Decimal::TEN) {
        let tenths = || Amount {
            value: first.value * Decimal::TEN,
            step: Decimal::TEN,
            form: Form::Number(Some(0)),
            classifier: String::new(),
        };
        let percent = unit.kind() == UnitKind::Percent;
        return Some(if percent { Ok((tenths(), rest)) } else { Err(other_unit("%", unit)) });
    }
    let (sign, rest) =
        [("/", false), ("分之", true), (":", false), ("\u{FF1A}", false), ("\u{2236}", false), ("比", false)]
            .iter()
            .find_map(|&(sign, swapped)| text[first.length..].strip_prefix(sign).map(|rest| ((sign, swapped), rest)))?;
    let second = numeral::read(rest)?;
    let words = &rest[second.length..];
    let (a, b) = if sign.1 { (second.value, first.value) } else { (first.value, second.value) };
    let amount = if matches!(sign.0, "/" | "分之") { share(a, b, unit) } else { ratio(a, b, unit) };
    Some(amount.map(|amount| (amount, words)))
}

/// The part `a / b` in points of a hundred, or as a ratio.
fn share(a: Decimal, b: Decimal, unit: &Unit) -> Result<Amount, QuantityError> {
    let written = format!("{a}/{b}");
    if unit.kind() == UnitKind::Ratio {
        return ratio(a, b, unit);
    }
    if unit.kind() != UnitKind::Percent {
        return Err(other_unit(&written, unit));
    }
    let value = quotient_of(a.checked_mul(Decimal::ONE_HUNDRED), b, SHARE_DECIMALS, &written)?;
    let step = Decimal::new(1, SHARE_DECIMALS);
    let form = match (u32::try_from(a), u32::try_from(b)) {
        (Ok(whole_a), Ok(whole_b)) if b != Decimal::ONE_HUNDRED && a.fract().is_zero() && b.fract().is_zero() => {
            Form::Fraction(whole_a, whole_b)
        }
        _ => Form::Number(Some(0)),
    };
    Ok(Amount { value, step, form, classifier: String::new() })
}

fn ratio(a: Decimal, b: Decimal, unit: &Unit) -> Result<Amount, QuantityError> {
    let written = format!("{a}:{b}");
    if unit.kind() != UnitKind::Ratio {
        return Err(other_unit(&written, unit));
    }
    let value = quotient_of(Some(a), b, RATIO_DECIMALS, &written)?;
    Ok(Amount { value, step: Decimal::new(1, RATIO_DECIMALS), form: Form::Ratio(a, b), classifier: String::new() })
}

fn quotient_of(a: Option<Decimal>, b: Decimal, decimals: u32, written: &str) -> Result<Decimal, QuantityError> {
    let quotient = a.and_then(|a| a.checked_div(b)).ok_or_else(|| {
        QuantityError::new(format!("`{written}` cannot be divided"), "write a second number that is not 0".to_owned())
    })?;
    Ok(quotient.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize())
}

/// Checks that the words after a number belong to its unit, and gives the classifier among them.
fn classifier(words: &str, text: &str, unit: &Unit) -> Result<String, QuantityError> {
    let words = words.trim();
    let named = words.strip_suffix("量级").or_else(|| words.strip_suffix('级')).unwrap_or(words);
    if named.is_empty() {
        return Ok(words.to_owned());
    }
    if let Some((sign, word)) = precision_word(words) {
        let bare = text.replacen(word, "", 1);
        return Err(QuantityError::new(
            format!("`{word}` in `{text}` says how precise the number is"),
            format!("write it as a sign: `{sign}{bare}`"),
        ));
    }
    if let Some((power, word)) = latin_scale(words) {
        return Err(QuantityError::new(
            format!("`{word}` is not multiplied out, only 百, 千, 万 and 亿 are"),
            format!("write the number with them (a million is 100万, a billion 10亿), or its {power} zeros"),
        ));
    }
    let place = unit.kind() == UnitKind::Rank && matches!(named, "位" | "名" | "强" | "城");
    match Unit::at_start(named).filter(|(_, length)| *length == named.len()) {
        Some((found, _)) if found == *unit => Ok(String::new()),
        None if named == unit.code() || place => Ok(String::new()),
        None if unit.kind() == UnitKind::Count && counts(named) => Ok(words.to_owned()),
        _ => Err(other_unit(named, unit)),
    }
}

/// Whether a word may stand after a bare number of things.
fn counts(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() && !numeral::is_han_numeral(c));
    let known = unit::classifier_at_start(word).is_some_and(|length| length == word.len());
    letters && (known || word.is_ascii() || word.chars().count() <= 4)
}

fn precision_word(words: &str) -> Option<(&'static str, &'static str)> {
    [(">=", "以上"), ("~", "左右"), ("<=", "以下"), ("<=", "以内"), (">", "余"), (">", "多"), (">", "+")]
        .into_iter()
        .find(|(_, word)| words.starts_with(word) || words.ends_with(word))
}

fn latin_scale(words: &str) -> Option<(u32, &'static str)> {
    [
        (3, "thousand"),
        (6, "million"),
        (9, "billion"),
        (12, "trillion"),
        (9, "bn"),
        (6, "mn"),
        (9, "B"),
        (6, "M"),
        (3, "k"),
    ]
    .into_iter()
    .find(|(_, word)| words.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic())))
    .filter(|&(_, word)| word.len() > 1 || words == word)
}

/// Checks what no quantity of the unit can be.
fn check_size(amount: &Amount, text: &str, unit: &Unit) -> Result<(), QuantityError> {
    let value = amount.value;
    let wrong = |what: &str, help: &str| Err(QuantityError::new(format!("`{text}` is {what}"), help.to_owned()));
    if value.abs() >= numeral::ten_to(MOST_POWER) {
        return wrong("larger than any figure here may be", "look whether 万 or 亿 stands there twice");
    }
    match unit.kind() {
        UnitKind::Rank if !value.fract().is_zero() || value < Decimal::ONE => {
            wrong("no rank: the first place is 1", "write a whole number from 1, as in `5` or `<=5`")
        }
        _ => Ok(()),
    }
}

fn other_unit(words: &str, unit: &Unit) -> QuantityError {
    QuantityError::new(
        format!("`{words}` is not written with the indicator's unit `{}`", unit.code()),
        format!("write the number with that unit or none, as in `{}`, or mend the indicator's unit", example(unit)),
    )
}

fn example(unit: &Unit) -> String {
    match unit.kind() {
        UnitKind::Money => format!("5000亿{}", unit.word()),
        UnitKind::Count => "52所".to_owned(),
        UnitKind::Rank => "5".to_owned(),
        UnitKind::Ratio => "3:1".to_owned(),
        UnitKind::Percent => "33%".to_owned(),
        UnitKind::Rate => "3.2".to_owned(),
        UnitKind::Points
        | UnitKind::PerMille
        | UnitKind::Times
        | UnitKind::Duration
        | UnitKind::Physical
        | UnitKind::None => {
            format!("20{}", unit.word())
        }
    }
}

/// Why a printed value is no quantity of its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityError {
    /// What is wrong, and what was expected.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl QuantityError {
    /// An error with its remedy.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for QuantityError {}
