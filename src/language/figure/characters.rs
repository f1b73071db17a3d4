//! Numerals in characters that are digits and powers of ten: 两千五百, 零点五, 壹亿贰仟万.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Entry, Lexicon, List, Role, Text};
use crate::model::numeral::ten_to;

use super::digits::MOST_DIGITS;
use super::numeral::{Kind, Numeral};

/// The numeral that begins at a place; without a value where it has no single reading.
pub fn read(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Numeral> {
    let digits = leading(lexicon, text, at);
    if let Some(side) = side_by_side(lexicon, text, at, &digits) {
        return side;
    }
    let mut parts = Parts { ceiling: 4, ..Parts::default() };
    let mut end = at;
    let small = digits.first() == Some(&0) && point(lexicon, text, at + width(text, at)).is_some();
    if small {
        parts.pending = Some(0);
        end += width(text, at);
    }
    while let Some(c) = text.at(end).filter(|_| !small) {
        // 二十分之一 divides by twenty, and 十分之一 by ten.
        let whole = |role| matches!(role, Role::PartFirst(_)).then_some(());
        let other = |(entry, length): (&Entry, usize)| length > c.len_utf8() && entry.pick(whole).is_none();
        let longer = end > at && lexicon.at(text, end, false).is_some_and(other);
        if longer || !parts.take(lexicon, c)? {
            break;
        }
        end += c.len_utf8();
    }
    if end == at {
        return None;
    }
    let value = parts.value()?;
    if let Some((fraction, step, after)) = parts.ends_low().then(|| decimals(lexicon, text, end, value)).flatten() {
        let value = value.checked_add(fraction)?;
        return Some(Numeral { step, ..Numeral::new(value, Kind::Characters, after) });
    }
    let one = end - at == width(text, at);
    let bare = parts.bare_only || (one && value == Decimal::ONE);
    let kind = if bare { Kind::Bare } else { Kind::Characters };
    Some(Numeral { step: ten_to(parts.scale), scale: Some(parts.scale), ..Numeral::new(value.normalize(), kind, end) })
}

fn width(text: &Text, at: usize) -> usize {
    text.at(at).map_or(0, char::len_utf8)
}

fn leading(lexicon: &Lexicon, text: &Text, at: usize) -> Vec<u32> {
    text.low[at..].chars().map_while(|c| lexicon.rules.digits.get(&c).copied()).take(MOST_DIGITS + 1).collect()
}

/// Two digits side by side: 二〇二五 is read digit by digit, 五六百 is five to six hundred, 三五 has no
/// one reading.
fn side_by_side(lexicon: &Lexicon, text: &Text, at: usize, digits: &[u32]) -> Option<Option<Numeral>> {
    let second_counts = digits.len() > 1 && digits[0] != 0 || digits.len() > 3;
    if !second_counts {
        return None;
    }
    let end = at + text.low[at..].chars().take(digits.len()).map(char::len_utf8).sum::<usize>();
    if digits.len() == 2 && !digits.contains(&0) {
        return Some(approximate(lexicon, text, digits, end));
    }
    if digits.len() < 4 && !digits.contains(&0) || digits.len() > MOST_DIGITS {
        return Some(Some(Numeral::unread(Kind::Characters, end)));
    }
    let value: String = digits.iter().filter_map(|&d| char::from_digit(d, 10)).collect();
    let value = Decimal::from_str_exact(&value).ok();
    Some(Some(Numeral { value, ..Numeral::new(Decimal::ZERO, Kind::Characters, end) }))
}

/// 五六百: with a power behind them two neighbours are a range.
fn approximate(lexicon: &Lexicon, text: &Text, digits: &[u32], end: usize) -> Option<Numeral> {
    let power = text.at(end).and_then(|c| lexicon.rules.powers.get(&c).copied());
    let power = power.filter(|_| digits[1] == digits[0] + 1)?;
    let scaled = |digit: u32| Decimal::from(digit).checked_mul(ten_to(power));
    let end = end + width(text, end);
    Some(Numeral {
        high: scaled(digits[1]),
        step: ten_to(power),
        scale: Some(power),
        ..Numeral::new(scaled(digits[0])?, Kind::Characters, end)
    })
}

fn point(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    lexicon.any(text, at, List::Point)
}

/// 点 and digits after it: the value, the worth of the last digit, and where they end.
fn decimals(lexicon: &Lexicon, text: &Text, at: usize, whole: Decimal) -> Option<(Decimal, Decimal, usize)> {
    let start = at + point(lexicon, text, at)?;
    let digits = leading(lexicon, text, start);
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    let count = u32::try_from(digits.len()).ok()?;
    let value = digits.iter().fold(0_i64, |sum, &d| sum * 10 + i64::from(d));
    let end = start + text.low[start..].chars().take(digits.len()).map(char::len_utf8).sum::<usize>();
    // 十点三十分 is a time of day.
    let minutes = lexicon.any(text, end, List::ClockAfter).is_some();
    let time = minutes || text.at(end).is_some_and(|c| lexicon.rules.powers.get(&c) == Some(&1));
    if time && whole <= Decimal::from(24) {
        return None;
    }
    Some((Decimal::new(value, count), Decimal::new(1, count), end))
}

/// What has been read: the multiples of large powers, the largest first, and what is below them.
#[derive(Default)]
struct Parts {
    large: Vec<(u32, Decimal)>,
    ones: Decimal,
    pending: Option<u32>,
    /// The power just before.
    last: Option<u32>,
    /// Smallest power since the last large one.
    ceiling: u32,
    /// It began with a power that has no digit: only a larger one may follow (百亿).
    bare: bool,
    /// Nothing but powers so far.
    bare_only: bool,
    zero: bool,
    scale: u32,
}

/// Powers from this one on multiply all that stands before them.
const LARGE: u32 = 4;

impl Parts {
    /// Takes the next character; `false` if the numeral ends before it, `None` if it is past all measure.
    fn take(&mut self, lexicon: &Lexicon, c: char) -> Option<bool> {
        if let Some(digit) = lexicon.rules.digits.get(&c) {
            return Some(self.take_digit(*digit));
        }
        if let Some(tens) = lexicon.rules.tens.get(&c) {
            return Some(self.take_tens(*tens));
        }
        match lexicon.rules.powers.get(&c).copied() {
            Some(power) if power < LARGE => self.take_small(power),
            Some(power) => self.take_large(power),
            None => Some(false),
        }
    }

    fn take_digit(&mut self, digit: u32) -> bool {
        if self.pending.is_some() || self.bare {
            return false;
        }
        if digit == 0 {
            let first = self.last.is_none() && !self.zero;
            self.zero = true;
            return !first;
        }
        self.pending = Some(digit);
        true
    }

    /// 廿, 卅: so many tens in one character.
    fn take_tens(&mut self, tens: u32) -> bool {
        let fits = self.pending.is_none() && self.ceiling > 1 && !self.bare;
        if fits {
            self.ones += Decimal::from(tens * 10);
            (self.last, self.ceiling, self.zero, self.scale) = (Some(1), 1, false, 0);
        }
        fits
    }

    /// Whether decimals may follow: behind a digit, or behind a power below ten thousand.
    fn ends_low(&self) -> bool {
        self.pending.is_some() || !self.bare_only && self.last.is_some_and(|last| last < LARGE)
    }

    fn take_small(&mut self, power: u32) -> Option<bool> {
        if power >= self.ceiling || (self.bare && power != 1) {
            return Some(false);
        }
        let start = self.last.is_none() && !self.zero;
        if self.pending.is_none() && power != 1 {
            if !start {
                return Some(false);
            }
            (self.bare, self.bare_only) = (true, true);
        }
        let digit = Decimal::from(self.pending.take().unwrap_or(1));
        self.ones = self.ones.checked_add(digit.checked_mul(ten_to(power))?)?;
        (self.last, self.ceiling, self.zero, self.scale) = (Some(power), power, false, 0);
        Some(true)
    }

    /// A large power multiplies all before it that is smaller: 一万二千亿, 三亿五千万.
    fn take_large(&mut self, power: u32) -> Option<bool> {
        let start = self.last.is_none() && self.pending.is_none();
        let mut group = self.ones.checked_add(Decimal::from(self.pending.unwrap_or(0)))?;
        let mut smaller = self.large.clone();
        while let Some((_, value)) = smaller.pop_if(|(own, _)| *own < power) {
            group = group.checked_add(value)?;
        }
        if start {
            (self.bare, self.bare_only, group) = (true, true, Decimal::ONE);
        } else if group.is_zero() || smaller.last().is_some_and(|(own, _)| *own == power) {
            return Some(false);
        }
        smaller.push((power, group.checked_mul(ten_to(power))?));
        let before = self.last.filter(|last| *last >= LARGE && self.pending.is_none()).unwrap_or(0);
        (self.large, self.scale) = (smaller, power + before);
        (self.ones, self.pending, self.zero, self.last, self.ceiling) =
            (Decimal::ZERO, None, false, Some(power), LARGE);
        Some(true)
    }

    /// The whole; a last digit right after a power is worth a tenth of it (两万五 is 25,000).
    fn value(&self) -> Option<Decimal> {
        let worth = match self.last {
            Some(power) if power > 1 && !self.zero => ten_to(power - 1),
            _ => Decimal::ONE,
        };
        let last = Decimal::from(self.pending.unwrap_or(0)).checked_mul(worth)?;
        let large = self.large.iter().try_fold(Decimal::ZERO, |sum, (_, value)| sum.checked_add(*value))?;
        large.checked_add(self.ones)?.checked_add(last)
    }
}
