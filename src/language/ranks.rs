//! Places in an order: 第三位, 前五, "third", "3rd", "top five".

use rust_decimal::Decimal;

use crate::model::numeral::{self, Numeral};
use crate::model::quantity::Precision;
use crate::model::unit::{self, Unit};

use super::english;
use super::reading::Number;

/// A place in an order, or a number that only looks like one (第1000万片).
pub struct Rank {
    /// The place.
    pub number: Number,
    /// The unit of ranks, or that of the number.
    pub unit: Option<Unit>,
    /// At most, for 前五 and "top five".
    pub precision: Option<Precision>,
    /// Where it ends.
    pub end: usize,
    /// Whether it ranks something; else it numbers a step, a meeting, a chapter.
    pub figure: bool,
}

/// The rank that stands at a place in a text, if any does.
pub fn rank_at(text: &str, at: usize) -> Option<Rank> {
    let rest = &text[at..];
    match rest.chars().next()? {
        '第' => ordinal_han(text, at),
        '前' => top_han(text, at),
        c if numeral::digit(c).is_some() => ordinal_digits(text, at),
        c if c.is_ascii_alphabetic() && !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) => {
            top_english(text, at).or_else(|| ordinal_english(text, at))
        }
        _ => None,
    }
}

/// Words before 第三 that make it a rank.
const RANKING: [&str; 16] = [
    "排名", "排", "位列", "位居", "居", "列", "名列", "跻身", "全国", "全球", "世界", "国内", "省内", "全省", "全市",
    "亚洲",
];
/// What 第 numbers without ranking it.
const NUMBERED: [&str; 25] = [
    "季度", "期", "届", "次", "章", "节", "条", "款", "页", "行", "年", "天", "轮", "批", "代", "卷", "号", "版", "集",
    "部分", "阶段", "步", "时间", "方", "产业",
];

fn ordinal_han(text: &str, at: usize) -> Option<Rank> {
    let start = at + '第'.len_utf8();
    let Numeral { value, length, digits, scale, .. } = numeral::read(&text[start..])?;
    let (before, after) = (&text[..at], &text[start + length..]);
    if scale != Some(0) && digits {
        let classifier = unit::classifier_at_start(after).unwrap_or(0);
        let end = start + length + classifier;
        return Some(Rank { number: Number::One(value), unit: None, precision: None, end, figure: true });
    }
    let place = ["位", "名"].iter().find(|word| after.starts_with(**word)).map_or(0, |word| word.len());
    let classifier =
        if place > 0 { place } else { unit::classifier_at_start(after).filter(|_| !numbered(after)).unwrap_or(0) };
    let ranked = RANKING.iter().any(|word| before.ends_with(word));
    let alone =
        after.chars().next().is_none_or(|c| !c.is_alphanumeric()) || after.starts_with(['大', '高', '强', '城']);
    let listed = after.starts_with([',', '\u{FF0C}', '、', ':', '\u{FF1A}']) && ends_sentence(before);
    let figure = !numbered(after) && !listed && (digits || place > 0 || ranked || alone);
    let unit = (!numbered(after)).then(Unit::rank);
    Some(Rank { number: Number::One(value), unit, precision: None, end: start + length + classifier, figure })
}

fn numbered(after: &str) -> bool {
    NUMBERED.iter().any(|word| after.starts_with(word))
}

fn ends_sentence(before: &str) -> bool {
    before
        .trim_end_matches(' ')
        .chars()
        .next_back()
        .is_none_or(|c| "\n。;\u{FF1B}:\u{FF1A}!?\u{FF01}\u{FF1F}".contains(c))
}

/// 前五, 前十位, 前十门槛; not 此前三家, 前三年, 前两个.
fn top_han(text: &str, at: usize) -> Option<Rank> {
    let start = at + '前'.len_utf8();
    let before = &text[..at];
    if before.ends_with([
        '此', '之', '目', '以', '年', '日', '当', '提', '面', '生', '空', '往', '眼', '跟', '月', '先', '从',
    ]) {
        return None;
    }
    let Numeral { value, length, scale, .. } = numeral::read(&text[start..]).filter(|n| n.scale == Some(0))?;
    let after = &text[start + length..];
    let place =
        ["位", "名", "强", "甲", "列"].iter().find(|word| after.starts_with(**word)).map_or(0, |word| word.len());
    // At the threshold of the first ten is about the tenth, a little before or behind.
    let threshold = if after.starts_with("门槛") { "门槛".len() } else { 0 };
    let measured =
        place == 0 && threshold == 0 && (Unit::at_start(after).is_some() || unit::classifier_at_start(after).is_some());
    let ranked = RANKING.iter().chain(&["进入", "进", "入", "为"]).any(|word| before.ends_with(word));
    let alone = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    if measured || scale != Some(0) || numbered(after) || !(place > 0 || ranked || alone) {
        return None;
    }
    Some(Rank {
        number: Number::One(value),
        unit: Some(Unit::rank()),
        precision: Some(if threshold > 0 { Precision::About } else { Precision::AtMost }),
        end: start + length + place + threshold,
        figure: true,
    })
}

/// 3rd, 21st.
fn ordinal_digits(text: &str, at: usize) -> Option<Rank> {
    let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let value = Decimal::from_str_exact(&text[at..at + length]).ok()?;
    let suffix = english::word(&text[at + length..]);
    ["st", "nd", "rd", "th"].contains(&suffix).then_some(Rank {
        number: Number::One(value),
        unit: Some(Unit::rank()),
        precision: None,
        end: at + length + 2,
        figure: true,
    })
}

/// top five, top-ten, top 10; but "top 5%" is a share.
fn top_english(text: &str, at: usize) -> Option<Rank> {
    let top = english::word(&text[at..]);
    if !top.eq_ignore_ascii_case("top") {
        return None;
    }
    let start = at + top.len();
    let gap = text[start..].chars().next().filter(|c| matches!(c, ' ' | '-' | '\u{A0}')).map_or(0, char::len_utf8);
    let rest = &text[start + gap..];
    let (number, length) = match rest.chars().next().and_then(numeral::digit) {
        Some(_) => numeral::read(rest).map(|n| (Number::One(n.value), n.length))?,
        None => {
            english::read(rest).filter(|words| !words.ordinal && gap > 0).map(|words| (words.number, words.length))?
        }
    };
    let end = start + gap + length;
    let share = Unit::at_start(text[end..].trim_start()).is_some_and(|(unit, _)| unit == Unit::percent());
    (!share).then_some(Rank { number, unit: Some(Unit::rank()), precision: Some(Precision::AtMost), end, figure: true })
}

fn ordinal_english(text: &str, at: usize) -> Option<Rank> {
    let rest = &text[at..];
    let number_one =
        ["number", "no"].iter().any(|word| english::words_before(&text[..at]).last().is_some_and(|w| w == word));
    let words = english::read(rest).filter(|words| matches!(words.number, Number::One(_)))?;
    let to_ten = matches!(words.number, Number::One(n) if n <= Decimal::TEN);
    if !(words.ordinal || (number_one && to_ten)) {
        return None;
    }
    let end = at + words.length;
    let figure = !words.ordinal || ranks(&english::words_before(&text[..at]), &text[end..]);
    Some(Rank { number: words.number, unit: Some(Unit::rank()), precision: None, end, figure })
}

/// Whether the words around an English ordinal make it a rank: "ranks third", "third-largest", "fifth in the world".
fn ranks(before: &[String], after: &str) -> bool {
    const VERBS: [&str; 19] = [
        "rank", "ranks", "ranked", "ranking", "stands", "stood", "stand", "placed", "places", "place", "came", "comes",
        "come", "finished", "sits", "remains", "position", "rated", "listed",
    ];
    const FOLLOWING: [&str; 12] = [
        "place",
        "position",
        "rank",
        "most",
        "best",
        "nationally",
        "worldwide",
        "globally",
        "nationwide",
        "among",
        "overall",
        "least",
    ];
    let verb = before.iter().any(|word| VERBS.contains(&word.as_str()));
    let near = after.trim_start_matches(['-', ' ', '\u{A0}']);
    let word = english::word(near);
    let superlative = word.len() > 5
        && word.ends_with("est")
        && !["interest", "request", "harvest", "protest", "forest"].contains(&word);
    let region =
        ["in the world", "in the country", "in the province", "in the nation", "in china", "in asia", "of all"];
    let placed =
        region.iter().any(|words| near.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words)));
    verb || FOLLOWING.contains(&word) || superlative || placed
}
