//! Text as a search compares it: without case, accents, width and traditional forms, cut into terms.
//!
//! `static/search.js` does the same to what a reader types; tests/cases/search.json is run against both.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::script::is_han;
use super::simplified::simplified;

/// A word is compared by so many of its characters.
const LONGEST: usize = 32;

/// The text in lower case and simplified characters, without accents, width and commas between groups of digits.
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).map(simplified);
    let chars: Vec<char> = plain.flat_map(char::to_lowercase).collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let groups =
        |at: usize| chars[at] == ',' && at > 0 && digit(at - 1) && (1..=3).all(|n| digit(at + n)) && !digit(at + 4);
    chars.iter().enumerate().filter(|(at, _)| !groups(*at)).map(|(_, c)| *c).collect()
}

/// What a text is found by: its words, and every two Chinese characters that stand side by side.
pub fn terms(text: &str) -> BTreeSet<String> {
    let folded: Vec<char> = fold(text).chars().collect();
    let mut terms = BTreeSet::new();
    let mut at = 0;
    while at < folded.len() {
        let end = (at..folded.len()).find(|n| !goes_on(&folded, at, *n)).unwrap_or(folded.len());
        let run = &folded[at..end];
        match run {
            [] => {}
            [first, ..] if is_han(*first) && run.len() > 1 => {
                terms.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
            }
            _ => _ = terms.insert(run.iter().take(LONGEST).collect()),
        }
        at = end.max(at + 1);
    }
    terms
}

/// Whether the run that begins at `start` holds the character at `at`: Chinese characters, or letters and digits
/// of other scripts, with a point between digits.
fn goes_on(folded: &[char], start: usize, at: usize) -> bool {
    let c = folded[at];
    if is_han(folded[start]) {
        return is_han(c);
    }
    let digit = |at: usize| folded.get(at).is_some_and(char::is_ascii_digit);
    !is_han(c) && c.is_alphanumeric() || c == '.' && at > start && digit(at - 1) && digit(at + 1)
}

/// A folded word without the ending of a plural in English, which readers type and titles may lack; `None` where it
/// has none.
pub fn singular(word: &str) -> Option<String> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) || word.ends_with("ss") {
        return None;
    }
    let stem = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    stem.or_else(|| word.strip_suffix('s').map(str::to_owned))
}

/// What a number is found by, however it is scaled: 2300亿 and 230 billion are `#23e10`.
pub fn number(value: Decimal) -> String {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().to_string();
    let short = digits.trim_end_matches('0');
    if short.is_empty() {
        return "#0e0".to_owned();
    }
    let zeros = i64::try_from(digits.len() - short.len()).unwrap_or(0);
    format!("#{short}e{}", zeros - i64::from(value.scale()))
}

#[cfg(test)]
mod tests {
    use super::{fold, number, singular, terms};

    fn joined(text: &str) -> String {
        terms(text).into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn case_accents_width_and_traditional_forms_are_folded() {
        assert_eq!(fold("Zürich ＡＩ 蘇州產業"), "zurich ai 苏州产业");
        assert_eq!(fold("1,234,567 and 1,2, 12,34"), "1234567 and 1,2, 12,34");
        assert_eq!(fold("2，300亿"), "2300亿");
    }

    #[test]
    fn words_stand_whole_and_chinese_in_pairs() {
        assert_eq!(joined("AI in 苏州市, 3.5 percent. End"), "3.5 ai end in percent 州市 苏州");
        assert_eq!(joined("甲，乙丙"), "乙丙 甲");
        assert_eq!(joined("2300亿元"), "2300 亿元");
        assert_eq!(joined("·…  "), "");
    }

    #[test]
    fn text_is_folded_as_the_pages_do() {
        let cases: serde_json::Value = serde_json::from_str(include_str!("../../tests/cases/search.json")).unwrap();
        for case in cases["terms"].as_array().unwrap() {
            let expected: Vec<&str> = case[1].as_array().unwrap().iter().filter_map(|term| term.as_str()).collect();
            assert_eq!(terms(case[0].as_str().unwrap()), expected.iter().map(|term| (*term).to_owned()).collect());
        }
        for case in cases["singulars"].as_array().unwrap() {
            assert_eq!(singular(case[0].as_str().unwrap()).as_deref(), case[1].as_str(), "{case}");
        }
        for case in cases["numbers"].as_array().unwrap() {
            assert_eq!(number(case[0].as_str().unwrap().parse().unwrap()), case[3].as_str().unwrap());
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_scaled() {
        let of = |text: &str| number(text.parse().unwrap());
        assert_eq!(of("230000000000"), "#23e10");
        assert_eq!(of("230000000000.00"), "#23e10");
        assert_eq!(of("0.05"), "#5e-2");
        assert_eq!(of("-17"), "#17e0");
        assert_eq!(of("0"), "#0e0");
    }
}
