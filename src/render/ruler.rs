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
    /// The tags of the languages whose words name them.
    threes_tag: String,
    fours_tag: String,
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
    let of = |size: usize, lang: Lang| {
        let words = ctx.words(lang);
        let keys = if size == 3 { THREES } else { FOURS };
        groups(&digits, size, &keys.map(|key| words.get(key).to_owned()))
    };
    let reader = |wide: bool| counting(ctx, lang, wide);
    let (by_threes, by_fours) = (reader(false), reader(true));
    let label = match (by_threes, by_fours) {
        (Some(_), Some(_)) => "ruler.label",
        (_, None) => "ruler.label_threes",
        (None, Some(_)) => "ruler.label_fours",
    };
    let tag = |lang: Option<Lang>| lang.map_or(String::new(), |lang| ctx.locale(lang).tag.clone());
    Some(Ruler {
        threes: by_threes.map_or(Vec::new(), |lang| of(3, lang)),
        fours: by_fours.map_or(Vec::new(), |lang| of(4, lang)),
        threes_tag: tag(by_threes),
        fours_tag: tag(by_fours),
        label: ctx.words(lang).get(label).to_owned(),
        digits,
    })
}

const THREES: [&str; 5] = ["ruler.one", "ruler.thousand", "ruler.million", "ruler.billion", "ruler.trillion"];
const FOURS: [&str; 5] = ["ruler.ge", "ruler.wan", "ruler.yi", "ruler.wanyi", "ruler.wanyi"];

/// The language whose words count the groups: the page's own, else another of the briefing, that counts by fours if
/// `wide`, as languages in Chinese characters do, else by threes.
fn counting(ctx: &Context<'_>, own: Lang, wide: bool) -> Option<Lang> {
    let counts = |lang: &Lang| {
        let key = if wide { FOURS[1] } else { THREES[1] };
        ctx.locale(*lang).is_wide() == wide && !ctx.words(*lang).get(key).is_empty()
    };
    std::iter::once(own).chain(ctx.briefing.languages.iter()).find(counts)
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
