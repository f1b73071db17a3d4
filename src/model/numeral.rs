//! Numerals as people write them: digits with 百 千 万 亿, and Chinese numerals.

use rust_decimal::Decimal;

/// A number read from the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value, with 百 千 万 亿 multiplied out.
    pub value: Decimal,
    /// What one unit of its last printed digit is worth: 亿 for 2300亿, 0.01 for 1.85.
    pub step: Decimal,
    /// The power of ten that its scale characters make: 8 for 2300亿, 0 for plain digits;
    /// `None` where the number is built from several (1亿2000万).
    pub scale: Option<u32>,
    /// Whether it is written in digits; else in Chinese numerals.
    pub digits: bool,
    /// How many bytes it takes.
    pub length: usize,
}

/// More digits than any figure needs, and few enough that no reckoning with them overflows.
const MOST_DIGITS: usize = 20;
/// The largest power of ten that scale characters may make (千万亿, 亿亿).
const MOST_SCALE: u32 = 16;
/// Words that begin with 千 and are units: 500千瓦 is no 500,000 of anything.
const KILO: [&str; 7] = ["千瓦", "千米", "千克", "千卡", "千赫", "千伏", "千帕"];

/// The longest number that the text begins with.
///
/// `None` if it begins with none, or with one that has no single reading: 三五家 (three to five), or
/// more digits than a figure has.
pub fn read(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if digit(first).is_some() { read_digits(text) } else { read_han(text) }
}

/// The value of a digit, ASCII or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '\u{FF10}'..='\u{FF19}' => Some(u32::from(c) - 0xFF10),
        _ => None,
    }
}

/// Whether a character can stand in a Chinese numeral.
pub fn is_han_numeral(c: char) -> bool {
    han_digit(c).is_some() || power(c).is_some()
}

/// The value of a Chinese digit, 零 and 〇 included.
pub fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Ten to a power; `power` must be within the reach of a decimal, 0 to 28.
pub fn ten_to(power: u32) -> Decimal {
    Decimal::from_i128_with_scale(10_i128.pow(power), 0)
}

fn power(c: char) -> Option<u32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

fn read_digits(text: &str) -> Option<Numeral> {
    let plain = plain_digits(text)?;
    let (scale, scale_length) = scale_at(&text[plain.length..])?;
    let length = plain.length + scale_length;
    let unit = ten_to(scale);
    let value = plain.value.checked_mul(unit)?.normalize();
    let step = plain.step.checked_mul(unit)?.normalize();
    let whole = Numeral { value, step, scale: Some(scale), digits: true, length };
    Some(with_smaller_part(text, whole).unwrap_or(whole))
}

/// 1亿2000万: a second number with a smaller scale follows at once and fits below the first's.
fn with_smaller_part(text: &str, whole: Numeral) -> Option<Numeral> {
    let limit = whole.scale.filter(|&scale| scale >= 4)?;
    let rest = &text[whole.length..];
    digit(rest.chars().next()?)?;
    let plain = plain_digits(rest)?;
    let (scale, scale_length) = scale_at(&rest[plain.length..])?;
    let part = plain.value.checked_mul(ten_to(scale))?;
    if scale == 0 || scale >= limit || part >= ten_to(limit) || !whole.value.checked_rem(ten_to(limit))?.is_zero() {
        return None;
    }
    Some(Numeral {
        value: whole.value.checked_add(part)?.normalize(),
        step: plain.step.checked_mul(ten_to(scale))?.normalize(),
        scale: None,
        digits: true,
        length: whole.length + plain.length + scale_length,
    })
}

/// Digits, perhaps grouped by threes, perhaps with a decimal part.
fn plain_digits(text: &str) -> Option<Numeral> {
    let mut whole = String::new();
    let mut length = take_digits(text, &mut whole);
    if whole.is_empty() {
        return None;
    }
    if whole.len() <= 3 && !whole.starts_with('0') {
        while let Some((group, taken)) = group_at(&text[length..]) {
            whole.push_str(group);
            length += taken;
        }
    }
    let mut fraction = String::new();
    if let Some(point) = text[length..].chars().next().filter(|c| matches!(c, '.' | '\u{FF0E}')) {
        let taken = take_digits(&text[length + point.len_utf8()..], &mut fraction);
        if taken > 0 {
            length += point.len_utf8() + taken;
        }
    }
    if whole.len() + fraction.len() > MOST_DIGITS {
        return None;
    }
    let decimals = u32::try_from(fraction.len()).ok()?;
    let text = if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") };
    let value = Decimal::from_str_exact(&text).ok()?;
    Some(Numeral { value, step: Decimal::new(1, decimals), scale: Some(0), digits: true, length })
}

fn take_digits(text: &str, into: &mut String) -> usize {
    let mut length = 0;
    for c in text.chars() {
        let Some(value) = digit(c) else { break };
        into.push(char::from_digit(value, 10).expect("a digit is below ten"));
        length += c.len_utf8();
    }
    length
}

/// A comma or a no-break space, and exactly three digits; the digits, and the bytes of both.
fn group_at(text: &str) -> Option<(&str, usize)> {
    let sign = text.chars().next().filter(|c| matches!(c, ',' | '\u{A0}' | '\u{202F}' | '\u{2009}'))?;
    let rest = &text[sign.len_utf8()..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 3).then(|| (&rest[..3], sign.len_utf8() + 3))
}

/// The power of ten of the 百 千 万 亿 at the start of a text, and the bytes they take; 0 if there are none.
/// They must make a number: 万亿 and 百万 do, 万千 does not. `None` if they make one past all measure.
fn scale_at(text: &str) -> Option<(u32, usize)> {
    let (mut scale, mut last, mut length) = (0, 0, 0);
    for c in text.chars() {
        let here = match c {
            '千' if KILO.iter().any(|unit| text[length..].starts_with(unit)) => break,
            '百' if text[length..].starts_with("百分") => break,
            '百' | '千' | '万' | '亿' => power(c)?,
            _ => break,
        };
        if here < last || (here == last && here != 8) || (last == 2 && here == 3) {
            break;
        }
        scale += here;
        last = here;
        length += c.len_utf8();
    }
    (scale <= MOST_SCALE).then_some((scale, length))
}

/// What has been read of a Chinese numeral: 亿, 万 and ones kept apart.
#[derive(Default)]
struct Parts {
    hundred_millions: Decimal,
    ten_thousands: Decimal,
    ones: Decimal,
    pending: Option<u32>,
    /// The multiplier just before, as a power of ten.
    last: Option<u32>,
    /// Smallest multiplier since the last 万 or 亿.
    ceiling: u32,
    /// It began with a multiplier that has no digit: only a larger one may follow (百亿).
    bare: bool,
    zero: bool,
    scale: u32,
}

fn read_han(text: &str) -> Option<Numeral> {
    if let Some(positional) = positional(text) {
        return positional;
    }
    let mut parts = Parts { ceiling: 4, ..Parts::default() };
    let mut length = 0;
    for c in text.chars() {
        let rest = &text[length..];
        let kilo = KILO.iter().any(|unit| rest.starts_with(unit)) && parts.pending.is_some();
        if kilo || (length > 0 && rest.starts_with("百分")) || !parts.take(c)? {
            break;
        }
        length += c.len_utf8();
    }
    if length == 0 {
        return None;
    }
    let with_decimals = parts.pending.and_then(|_| decimals_at(&text[length..]));
    match with_decimals {
        Some((fraction, step, taken)) => {
            let (scale, scale_length) = scale_at(&text[length + taken..])?;
            let value = parts.value()?.checked_add(fraction)?.checked_mul(ten_to(scale))?.normalize();
            let step = step.checked_mul(ten_to(scale))?.normalize();
            Some(Numeral { value, step, scale: Some(scale), digits: false, length: length + taken + scale_length })
        }
        None => {
            let value = parts.value()?.normalize();
            let scale = parts.scale;
            Some(Numeral { value, step: ten_to(scale), scale: Some(scale), digits: false, length })
        }
    }
}

/// Two digits side by side: 二〇二五 is read digit by digit, 三五 is "three to five" and has no one reading.
fn positional(text: &str) -> Option<Option<Numeral>> {
    let digits: Vec<u32> = text.chars().map_while(han_digit).take(MOST_DIGITS + 1).collect();
    let second_counts = digits.len() > 1 && digits[0] != 0 || digits.len() > 3;
    if !second_counts {
        return None;
    }
    if digits.len() < 4 && !digits.contains(&0) || digits.len() > MOST_DIGITS {
        return Some(None);
    }
    let length = text.chars().take(digits.len()).map(char::len_utf8).sum();
    let value: String = digits.iter().filter_map(|&d| char::from_digit(d, 10)).collect();
    let value = Decimal::from_str_exact(&value).ok()?;
    Some(Some(Numeral { value, step: Decimal::ONE, scale: Some(0), digits: false, length }))
}

/// 点 and digits after it: the value, the worth of the last digit, and the bytes taken.
fn decimals_at(text: &str) -> Option<(Decimal, Decimal, usize)> {
    let rest = text.strip_prefix('点')?;
    let digits: Vec<char> = rest.chars().take_while(|&c| han_digit(c).is_some()).take(MOST_DIGITS).collect();
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    let count = u32::try_from(digits.len()).ok()?;
    let value = digits.iter().filter_map(|&c| han_digit(c)).fold(0_i64, |sum, d| sum * 10 + i64::from(d));
    let length = '点'.len_utf8() + digits.iter().map(|c| c.len_utf8()).sum::<usize>();
    Some((Decimal::new(value, count), Decimal::new(1, count), length))
}

impl Parts {
    /// Takes the next character; `false` if the numeral ends before it, `None` if it is past all measure.
    fn take(&mut self, c: char) -> Option<bool> {
        if let Some(digit) = han_digit(c) {
            return Some(self.take_digit(digit));
        }
        match power(c) {
            Some(power @ 1..=3) => self.take_small(power),
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

    fn take_small(&mut self, power: u32) -> Option<bool> {
        if power >= self.ceiling || (self.bare && power != 1) {
            return Some(false);
        }
        let start = self.last.is_none() && !self.zero;
        if self.pending.is_none() && power != 1 {
            if !start {
                return Some(false);
            }
            self.bare = true;
        }
        let digit = Decimal::from(self.pending.take().unwrap_or(1));
        self.ones = self.ones.checked_add(digit.checked_mul(ten_to(power))?)?;
        (self.last, self.ceiling, self.zero, self.scale) = (Some(power), power, false, 0);
        Some(true)
    }

    fn take_large(&mut self, power: u32) -> Option<bool> {
        let start = self.last.is_none() && self.pending.is_none();
        let ones = self.ones.checked_add(Decimal::from(self.pending.unwrap_or(0)))?;
        if start {
            self.bare = true;
        } else if ones.is_zero() && !(power == 8 && self.last == Some(4)) {
            return Some(false);
        }
        let ones = if start { Decimal::ONE } else { ones };
        if power == 4 {
            if !self.ten_thousands.is_zero() {
                return Some(false);
            }
            self.ten_thousands = ones.checked_mul(ten_to(4))?;
        } else {
            if !self.hundred_millions.is_zero() {
                return Some(false);
            }
            let below = if self.last == Some(4) && self.pending.is_none() { Decimal::ZERO } else { ones };
            self.hundred_millions = self.ten_thousands.checked_add(below)?.checked_mul(ten_to(8))?;
            self.ten_thousands = Decimal::ZERO;
        }
        self.scale = if power == 8 && self.last == Some(4) { 12 } else { power };
        (self.ones, self.pending, self.zero, self.last, self.ceiling) = (Decimal::ZERO, None, false, Some(power), 4);
        Some(true)
    }

    /// The whole; a last digit right after a multiplier is worth a tenth of it (两万五 is 25,000).
    fn value(&self) -> Option<Decimal> {
        let worth = match self.last {
            Some(power) if power > 1 && !self.zero => ten_to(power - 1),
            _ => Decimal::ONE,
        };
        let last = Decimal::from(self.pending.unwrap_or(0)).checked_mul(worth)?;
        self.hundred_millions.checked_add(self.ten_thousands)?.checked_add(self.ones)?.checked_add(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        read(text).map_or("none".to_owned(), |n| format!("{} {}", n.value, &text[n.length..]))
    }

    #[test]
    fn digits_are_read_with_their_scale() {
        assert_eq!(value("2300亿元"), "230000000000 元");
        assert_eq!(value("1.85万亿元"), "1850000000000 元");
        assert_eq!(value("3,360亿"), "336000000000 ");
        assert_eq!(value("1,2家"), "1 ,2家");
        assert_eq!(value("1,2345"), "1 ,2345");
        assert_eq!(value("1亿2000万人"), "120000000 人");
        assert_eq!(value("500千瓦"), "500 千瓦");
        assert_eq!(value("3百万"), "3000000 ");
        assert_eq!(value("52所"), "52 所");
        assert_eq!(value("20..30"), "20 ..30");
        assert_eq!(value("123456789012345678901"), "none");
    }

    #[test]
    fn chinese_numerals_are_read() {
        assert_eq!(value("二十家"), "20 家");
        assert_eq!(value("十五"), "15 ");
        assert_eq!(value("一百零八"), "108 ");
        assert_eq!(value("三千二百亿"), "320000000000 ");
        assert_eq!(value("百亿级"), "10000000000 级");
        assert_eq!(value("万亿元"), "1000000000000 元");
        assert_eq!(value("一万二千亿"), "1200000000000 ");
        assert_eq!(value("三亿五千万"), "350000000 ");
        assert_eq!(value("千亩"), "1000 亩");
        assert_eq!(value("两万五"), "25000 ");
        assert_eq!(value("十万"), "100000 ");
        assert_eq!(value("二〇二五年"), "2025 年");
        assert_eq!(value("一点八五万亿"), "1850000000000 ");
        assert_eq!(value("百万"), "1000000 ");
    }

    #[test]
    fn what_is_no_one_number_is_not_read() {
        assert_eq!(value("三五家"), "none");
        assert_eq!(value("万一"), "10000 一");
        assert_eq!(value("家"), "none");
        assert_eq!(value("零"), "none");
    }

    #[test]
    fn the_step_is_the_worth_of_the_last_printed_digit() {
        let step = |text| read(text).map(|n| n.step.to_string()).unwrap_or_default();
        assert_eq!(step("2300亿"), "100000000");
        assert_eq!(step("1.85万亿"), "10000000000");
        assert_eq!(step("0.02"), "0.01");
        assert_eq!(step("52"), "1");
        assert_eq!(step("百亿"), "100000000");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9,.零〇一二两三四五六七八九十百千万亿点 a]{0,24}") {
            if let Some(numeral) = read(&text) {
                assert!(text.is_char_boundary(numeral.length) && numeral.length > 0);
            }
        }
    }
}
