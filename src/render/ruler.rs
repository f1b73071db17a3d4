//! The magnitude ruler: the digits of a long number once, read by threes and by fours.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::unit::UnitKind;

use super::context::Context;

/// The digits once, read in threes and in fours: a slip of ten shows.
#[derive(Debug, Serialize)]
pub struct Ruler {
    digits: Vec<char>,
    /// Groups from the left: how many digits, what they are called, whether any is not zero.
    threes: Vec<(usize, String, bool)>,
    fours: Vec<(usize, String, bool)>,
    label: String,
}

/// Only for whole numbers of six digits and more: shorter ones need no ruler.
pub fn ruler(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> Option<Ruler> {
    let Finding::Quantity(quantity) = &ctx.briefing.facts[id].finding else { return None };
    let value = quantity.value();
    let money = matches!(quantity.unit().kind(), UnitKind::Money | UnitKind::Count);
    if !money || quantity.value_max().is_some() || value.fract() != Decimal::ZERO {
        return None;
    }
    let digits: Vec<char> = quantity.value_text().chars().collect();
    if !(6..=15).contains(&digits.len()) || !digits.iter().all(char::is_ascii_digit) {
        return None;
    }
    let words = ctx.words(lang);
    let names = |keys: [&str; 5]| keys.map(|key| words.get(key).to_owned());
    let threes =
        groups(&digits, 3, &names(["ruler.one", "ruler.thousand", "ruler.million", "ruler.billion", "ruler.trillion"]));
    // Only a language that counts by fours has words for them.
    let by_fours = names(["ruler.ge", "ruler.wan", "ruler.yi", "ruler.wanyi", "ruler.wanyi"]);
    let fours = if by_fours[1].is_empty() { Vec::new() } else { groups(&digits, 4, &by_fours) };
    let label = words.get("ruler.label").to_owned();
    Some(Ruler { digits, threes, fours, label })
}

fn groups(digits: &[char], size: usize, names: &[String; 5]) -> Vec<(usize, String, bool)> {
    let first = if digits.len().is_multiple_of(size) { size } else { digits.len() % size };
    let mut groups = Vec::new();
    // Chinese writes no space between digits and 亿.
    let gap = if size == 3 { " " } else { "" };
    let mut at = 0;
    while at < digits.len() {
        let count = if at == 0 { first } else { size };
        let name = names[((digits.len() - at - count) / size).min(4)].clone();
        let group = &digits[at..at + count];
        // The first group is read with its number only where that is the whole number: 4.7 is not 4 trillion.
        let whole = at == 0 && digits[count..].iter().all(|d| *d == '0');
        let label = if whole { format!("{}{gap}{name}", group.iter().collect::<String>()) } else { name };
        groups.push((count, label.trim().to_owned(), group.iter().any(|d| *d != '0')));
        at += count;
    }
    groups
}
