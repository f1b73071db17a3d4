//! Digits with their groups and decimals, read whole or not at all.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, Text, is_gap};

/// More digits than any figure needs, and few enough that no reckoning with them overflows.
pub const MOST_DIGITS: usize = 20;

/// A run of digits with the signs inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// Its value; `None` where it has no reading in this language.
    pub value: Option<Decimal>,
    /// What one unit of its last digit is worth.
    pub step: Decimal,
    /// The other value that the same signs have elsewhere: 1.000 is one, or a thousand.
    pub other: Option<Decimal>,
    /// Where it ends.
    pub end: usize,
}

/// The value of a digit, ASCII or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '\u{FF10}'..='\u{FF19}' => Some(u32::from(c) - 0xFF10),
        _ => None,
    }
}

/// Signs that stand between digits somewhere in the world.
const SIGNS: [char; 13] = [
    ',', '.', '\'', '\u{2019}', '\u{FF0C}', '\u{FF0E}', '\u{A0}', '\u{202F}', '\u{2009}', '\u{3000}', ' ', '\u{66C}',
    '\u{B7}',
];

/// The digits that begin at a place.
pub fn read(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Digits> {
    // Asked at every place of a text; most have neither.
    text.at(at).filter(|c| digit(*c).is_some() || SIGNS.contains(c))?;
    let (first, mut end) = run(&text.low, at).unwrap_or_else(|| ("0".to_owned(), at));
    let mut parts = vec![first];
    let mut signs = Vec::new();
    while let Some(sign) = text.at(end).filter(|c| SIGNS.contains(c)) {
        let Some((digits, after)) = run(&text.low, end + sign.len_utf8()) else { break };
        // A space or a full-width comma joins only groups of three.
        let loose = is_gap(sign) || sign == '\u{FF0C}';
        if loose && !(digits.len() == 3 && is_group_head(&parts) && signs.iter().all(|s| *s == sign)) {
            break;
        }
        parts.push(digits);
        signs.push(sign);
        end = after;
    }
    (end > at).then(|| value(lexicon, &parts, &signs, end))
}

fn is_group_head(parts: &[String]) -> bool {
    parts[0].len() <= 3 && !parts[0].starts_with('0') && parts[1..].iter().all(|part| part.len() == 3)
}

fn run(low: &str, at: usize) -> Option<(String, usize)> {
    let mut digits = String::new();
    let mut end = at;
    for c in low.get(at..)?.chars() {
        let Some(value) = digit(c) else { break };
        digits.push(char::from_digit(value, 10).expect("a digit is below ten"));
        end += c.len_utf8();
    }
    (!digits.is_empty()).then_some((digits, end))
}

fn value(lexicon: &Lexicon, parts: &[String], signs: &[char], end: usize) -> Digits {
    let rules = &lexicon.rules;
    // A wide space is a space.
    let groups = |c: &char| rules.groups.contains(if *c == '\u{3000}' { ' ' } else { *c });
    let decimals = |c: &char| rules.decimals.contains(*c);
    let (last, before) = match signs.split_last() {
        None => return plain(parts[0].clone(), "", None, end),
        Some((last, before)) => (last, before),
    };
    let threes = is_group_head(parts);
    let one_sign = before.iter().all(|sign| sign == last);
    let whole = parts.concat();
    let grouped = groups(last) && one_sign && threes;
    let lakhs = rules.lakhs && groups(last) && one_sign && is_lakhs(parts);
    let head = &parts[..parts.len() - 1];
    let decimal = decimals(last)
        && (head.len() == 1 || (before.iter().all(|sign| groups(sign) && *sign == before[0]) && is_group_head(head)));
    let both = rules.confusable && signs.len() == 1 && threes && matches!(last, '.' | ',');
    let tail = parts[parts.len() - 1].as_str();
    if grouped || lakhs {
        let other = both.then(|| Decimal::from_str_exact(&format!("{}.{tail}", parts[0])).ok()).flatten();
        return plain(whole, "", other, end);
    }
    if decimal {
        let other = both.then(|| Decimal::from_str_exact(&whole).ok()).flatten();
        return plain(head.concat(), tail, other, end);
    }
    // 12.50 Franken: what no group can be is a sum's coins, where the language has another sign for decimals.
    let apostrophes = before.iter().all(|sign| matches!(sign, '\'' | '\u{2019}')) && is_group_head(head);
    let coins = *last == '.' && tail.len() == 2 && (before.is_empty() || apostrophes);
    let other = coins.then(|| Decimal::from_str_exact(&format!("{}.{tail}", head.concat())).ok()).flatten();
    Digits { value: None, step: Decimal::ONE, other, end }
}

/// 12,34,567: a last group of three, the others of two.
fn is_lakhs(parts: &[String]) -> bool {
    let (last, head) = parts.split_last().expect("a run has a part");
    last.len() == 3
        && head.len() > 1
        && head[0].len() <= 2
        && !head[0].starts_with('0')
        && head[1..].iter().all(|part| part.len() == 2)
}

fn plain(whole: String, fraction: &str, other: Option<Decimal>, end: usize) -> Digits {
    let decimals = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if whole.len() + fraction.len() > MOST_DIGITS {
        return Digits { value: None, step: Decimal::ONE, other: None, end };
    }
    let text = if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") };
    let value = Decimal::from_str_exact(&text).ok();
    Digits { value, step: Decimal::new(1, decimals), other, end }
}

/// Whether a digit stands at a place.
pub fn digits_at(text: &Text, at: usize) -> bool {
    text.at(at).and_then(digit).is_some()
}
