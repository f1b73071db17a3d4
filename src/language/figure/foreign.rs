//! Digits of scripts and styles that no language lists, and Roman numerals: seen, and not read.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Text, is_spaced};
use crate::language::reading::Number;

use super::core::Core;
use super::digits::digit;

/// Digits of scripts and styles that no table lists: seen, and not read.
pub fn foreign(text: &Text, at: usize) -> Option<Core> {
    let rest = &text.raw[at..];
    let is_number = |c: char| c.is_numeric() && !c.is_ascii() && digit(c).is_none();
    let length: usize = rest.chars().take_while(|&c| is_number(c)).map(char::len_utf8).sum();
    if length > 0 {
        // A footnote's number and a power behind a word belong to the word.
        let raised = text.before(at).is_some_and(is_spaced);
        let none = Core { number: None, ..Core::plain(Number::One(Decimal::ZERO), at..at + length) };
        return (!raised).then_some(none);
    }
    let end = at + roman(text, at)?;
    Some(Core { number: None, ..Core::plain(Number::One(Decimal::ZERO), at..end) })
}

/// The bytes of a Roman numeral that stands at a place as a whole word; a short one is rather an abbreviation.
pub fn roman(text: &Text, at: usize) -> Option<usize> {
    let rest = &text.raw[at..];
    let letters: usize = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let whole = || {
        let begins = !text.before(at).is_some_and(char::is_alphanumeric);
        begins && !rest[letters..].starts_with(char::is_alphanumeric)
    };
    (letters >= 4 && is_roman(&rest[..letters]) && whole()).then_some(letters)
}

/// Whether capital letters are a Roman numeral.
fn is_roman(word: &str) -> bool {
    const PARTS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let mut rest = word;
    for (sign, _) in PARTS {
        let most = if matches!(sign, "M" | "C" | "X" | "I") { 3 } else { 1 };
        for _ in 0..most {
            rest = rest.strip_prefix(sign).unwrap_or(rest);
        }
    }
    rest.is_empty() && !word.is_empty()
}
