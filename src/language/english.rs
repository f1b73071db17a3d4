//! English number words: cardinals, ordinals and fractions.

use rust_decimal::Decimal;

use super::reading::Number;

/// A number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// What it says.
    pub number: Number,
    /// Whether it is a place in an order: third.
    pub ordinal: bool,
    /// How many bytes it takes.
    pub length: usize,
}

/// The number in words that a text begins with; the text must begin with a whole word.
pub fn read(text: &str) -> Option<Words> {
    fraction(text).or_else(|| half(text)).or_else(|| out_of(text)).or_else(|| whole(text))
}

/// The power of ten that a word for a scale makes, at the start of a text: million, bn.
pub fn scale_at(text: &str) -> Option<(u32, usize)> {
    let word = word(text);
    let power = match word.to_ascii_lowercase().as_str() {
        "thousand" => 3,
        "million" | "mn" => 6,
        "billion" | "bn" => 9,
        "trillion" | "tn" | "trn" => 12,
        _ => return None,
    };
    Some((power, word.len()))
}

/// The run of ASCII letters that a text begins with.
pub fn word(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_alphabetic).count()]
}

/// Whether a text is English: it has a word that every English text of a few lines has, and others do not.
pub fn is_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.map(str::to_ascii_lowercase).any(|word| ["the", "of", "and", "with", "from"].contains(&word.as_str()))
}

/// The word or words before a number, so far as they stand on the same line: the last three, lower case.
pub fn words_before(text: &str) -> Vec<String> {
    let line = text.rsplit('\n').next().unwrap_or(text);
    let words = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.rev().take(3).map(str::to_ascii_lowercase).collect();
    words.reverse();
    words
}

/// half; half a million.
fn half(text: &str) -> Option<Words> {
    let half = word(text);
    if !half.eq_ignore_ascii_case("half") {
        return None;
    }
    let scale = text.get(half.len()..half.len() + 3).filter(|gap| *gap == " a ").map(|gap| half.len() + gap.len());
    if let Some((start, power)) = scale.and_then(|start| Some((start, multiplier(word(&text[start..]))?))) {
        let number = Number::One(Decimal::from(power / 2));
        return Some(Words { number, ordinal: false, length: start + word(&text[start..]).len() });
    }
    Some(Words { number: Number::Fraction(Decimal::ONE, Decimal::TWO), ordinal: false, length: half.len() })
}

/// one in five, nine out of ten.
fn out_of(text: &str) -> Option<Words> {
    let first = word(text);
    let part = unit_value(first).filter(|&n| n > 0)?;
    let (sign, rest) =
        [" out of ", " in "].iter().find_map(|sign| Some((*sign, text[first.len()..].strip_prefix(sign)?)))?;
    let second = word(rest);
    let whole = unit_value(second).filter(|&n| n > part)?;
    let number = Number::Fraction(Decimal::from(part), Decimal::from(whole));
    Some(Words { number, ordinal: false, length: first.len() + sign.len() + second.len() })
}

/// one third, two-thirds, a quarter of.
fn fraction(text: &str) -> Option<Words> {
    let first = word(text);
    let article = matches!(first.to_ascii_lowercase().as_str(), "a" | "an");
    let numerator = if article { 1 } else { unit_value(first).filter(|&n| n > 0)? };
    let rest = &text[first.len()..];
    let gap = gap(rest)?;
    let second = word(&rest[gap..]);
    let denominator = denominator(second)?;
    let length = first.len() + gap + second.len();
    let of = word(text[length..].trim_start()) == "of";
    let plural = second.ends_with('s') || second.eq_ignore_ascii_case("halves");
    if (article && !of) || plural != (numerator > 1) {
        return None;
    }
    let number = Number::Fraction(Decimal::from(numerator), Decimal::from(denominator));
    Some(Words { number, ordinal: false, length })
}

/// A cardinal or ordinal of one or more words: twenty-five, two hundred and six, a million, third.
fn whole(text: &str) -> Option<Words> {
    let (mut total, mut group) = (0_i64, None::<i64>);
    let (mut at, mut end, mut ordinal) = (0, 0, false);
    loop {
        let here = word(&text[at..]);
        let lower = here.to_ascii_lowercase();
        if end == 0 && matches!(lower.as_str(), "a" | "an") {
            group = Some(1);
        } else if let Some(value) = unit_value(&lower).or_else(|| ordinal_value(&lower)) {
            let fits = match group {
                None => true,
                Some(sum) => {
                    end > 0 && (sum % 100 == 0 || (sum % 10 == 0 && sum % 100 >= 20 && value < 10)) && value < 100
                }
            };
            if !fits {
                break;
            }
            group = Some(group.unwrap_or(0) + value);
            ordinal = unit_value(&lower).is_none();
            end = at + here.len();
        } else if let Some(power) = multiplier(&lower) {
            let Some(sum) = group else { break };
            if power < 1000 {
                group = Some(sum.checked_mul(power).filter(|&n| n < 10_000)?);
            } else {
                total = total.checked_add(sum.checked_mul(power)?)?;
                group = None;
            }
            end = at + here.len();
        } else if !(lower == "and" && end > 0) {
            break;
        }
        let rest = &text[at + here.len()..];
        if ordinal || here.is_empty() {
            break;
        }
        let Some(gap) = gap(rest) else { break };
        at += here.len() + gap;
    }
    let value = total.checked_add(group.unwrap_or(0))?;
    (end > 0).then_some(Words { number: Number::One(Decimal::from(value)), ordinal, length: end })
}

/// One space or hyphen between two words.
fn gap(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    matches!(first, ' ' | '-' | '\u{A0}').then_some(first.len_utf8())
}

fn unit_value(word: &str) -> Option<i64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let lower = word.to_ascii_lowercase();
    let place = |words: &[&str]| words.iter().position(|w| *w == lower).and_then(|n| i64::try_from(n).ok());
    place(&SMALL).or_else(|| place(&TENS).map(|n| n * 10 + 20))
}

fn ordinal_value(word: &str) -> Option<i64> {
    const SMALL: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 4] = ["twentieth", "thirtieth", "fortieth", "fiftieth"];
    let lower = word.to_ascii_lowercase();
    let place = |words: &[&str]| words.iter().position(|w| *w == lower).and_then(|n| i64::try_from(n).ok());
    place(&SMALL).filter(|&n| n > 0).or_else(|| place(&TENS).map(|n| n * 10 + 20))
}

fn multiplier(word: &str) -> Option<i64> {
    Some(match word {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

fn denominator(word: &str) -> Option<i64> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "half" | "halves" => Some(2),
        "quarter" | "quarters" => Some(4),
        "second" | "seconds" | "first" | "firsts" => None,
        _ => ordinal_value(lower.strip_suffix('s').unwrap_or(&lower)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        match read(text) {
            Some(Words { number: Number::One(n), ordinal, length }) => {
                format!("{n}{} {length}", if ordinal { "th" } else { "" })
            }
            Some(Words { number: Number::Fraction(a, b), length, .. }) => format!("{a}/{b} {length}"),
            _ => "none".to_owned(),
        }
    }

    #[test]
    fn numbers_are_read_from_words() {
        assert_eq!(value("twenty"), "20 6");
        assert_eq!(value("Twenty-five firms"), "25 11");
        assert_eq!(value("two hundred and six,"), "206 19");
        assert_eq!(value("a million"), "1000000 9");
        assert_eq!(value("five hundred thousand"), "500000 21");
        assert_eq!(value("third"), "3th 5");
        assert_eq!(value("twenty-first"), "21th 12");
        assert_eq!(value("five and"), "5 4");
        assert_eq!(value("two three"), "2 3");
        assert_eq!(value("two dozen"), "24 9");
        assert_eq!(value("half a million"), "500000 14");
    }

    #[test]
    fn fractions_are_read_from_words() {
        assert_eq!(value("one third"), "1/3 9");
        assert_eq!(value("two-thirds of"), "2/3 10");
        assert_eq!(value("a quarter of"), "1/4 9");
        assert_eq!(value("half"), "1/2 4");
        assert_eq!(value("nine out of ten"), "9/10 15");
        assert_eq!(value("one in five firms"), "1/5 11");
        assert_eq!(value("a third party"), "none");
        assert_eq!(value("one second"), "1 3");
    }

    #[test]
    fn other_words_are_no_numbers() {
        for text in ["often", "a", "and", "hundreds", "million", "", "oneself"] {
            assert_eq!(value(text), "none", "{text}");
        }
    }
}
