//! Words beside a number that say how precise it is.

use crate::model::quantity::Precision;

/// What the words directly before a number say, if any does: "more than", 突破, also with a verb or a
/// whole between: 约需, 约占全国的, 最高资助.
pub fn before(text: &str) -> Option<Precision> {
    const BETWEEN: [&str; 24] = [
        " ",
        "\u{A0}",
        "了",
        "达",
        "到",
        "为",
        "可",
        "需",
        "需要",
        "占",
        "全国的",
        "全省的",
        "全市的",
        "全球的",
        "总量",
        "总额",
        "有",
        "会",
        "资助",
        "补助",
        "补贴",
        "奖励",
        "给予",
        "支持",
    ];
    let mut rest = text;
    loop {
        if let Some(precision) = at_end(rest) {
            return precision;
        }
        rest = BETWEEN.iter().filter_map(|word| rest.strip_suffix(word)).min_by_key(|rest| rest.len())?;
    }
}

/// The precision of the word that a text ends with; `Some(None)` for a word that only looks like one.
fn at_end(text: &str) -> Option<Option<Precision>> {
    let spelt = |word: &str| if word.is_ascii() { ends_with_word(text, word) } else { text.ends_with(word) };
    let words = BEFORE.iter().flat_map(|(precision, words)| words.split('|').map(|word| (*precision, word)));
    let (precision, word) = words.filter(|(_, word)| spelt(word)).max_by_key(|(_, word)| word.len())?;
    let lead = text[..text.len() - word.len()].chars().next_back();
    let other_word = NO_PRECISION.iter().any(|(end, leads)| *end == word && lead.is_some_and(|c| leads.contains(c)));
    Some((!other_word).then_some(precision))
}

/// What the words directly after a number say, and the bytes they take: 以上, "or more".
pub fn after(text: &str) -> Option<(Precision, usize)> {
    let trimmed = text.trim_start_matches([' ', '\u{A0}']);
    let words = AFTER.iter().flat_map(|(precision, words)| words.split('|').map(|word| (*precision, word)));
    let starts = |word: &str| {
        let rest =
            trimmed.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &trimmed[word.len()..]);
        rest.is_some_and(|rest| !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let (precision, word) = words.filter(|(_, word)| starts(word)).max_by_key(|(_, word)| word.len())?;
    Some((precision, text.len() - trimmed.len() + word.len()))
}

/// Whether the text ends with this ASCII word or phrase, in whatever case, and not with a longer word.
pub fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(start) = text.len().checked_sub(word.len()) else { return false };
    let lead = text.get(..start).and_then(|lead| lead.chars().next_back());
    text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word))
        && !lead.is_some_and(|c| c.is_ascii_alphanumeric())
}

const BEFORE: [(Precision, &str); 6] = [
    (
        Precision::Over,
        "over|more than|greater than|above|exceeding|exceeds|exceed|exceeded|upwards of|surpassing|surpasses|surpassed|\
         beyond|超过|超出|超|突破|逾|多于|高于|大于|跨过|越过|迈过|冲破|打破",
    ),
    (
        Precision::AtLeast,
        "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|至少|不低于|不少于|不小于|最少|起码",
    ),
    (Precision::About, "about|around|roughly|approximately|some|circa|on the order of|约|大约|约为|大概|大致"),
    (Precision::Nearly, "nearly|almost|close to|just under|just short of|approaching|近|接近|将近|逼近|直逼"),
    (Precision::Under, "under|less than|fewer than|below|lower than|smaller than|不足|不到|低于|少于|小于|未满|不满"),
    (
        Precision::AtMost,
        "up to|at most|within|no more than|not more than|a maximum of|at the most|not exceeding|至多|最多|最高|最长|最大|最远|不超过|不高于|不多于",
    ),
];

const AFTER: [(Precision, &str); 4] = [
    (Precision::Over, "余|多|+|\u{FF0B}"),
    (Precision::AtLeast, "以上|及以上|or more|and more|or above|and above|or over|and over"),
    (Precision::About, "左右|上下|or so|or thereabouts"),
    (Precision::AtMost, "以下|及以下|以内|之内|or less|or fewer|or under"),
];

/// Words that only look like one: 附近, 签约.
const NO_PRECISION: [(&str, &str); 3] = [("近", "附最相邻新亲靠临"), ("约", "签条节合预特履违公契"), ("超", "反")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_before_a_number_counts() {
        assert_eq!(before("revenue of more than "), Some(Precision::Over));
        assert_eq!(before("no more than "), Some(Precision::AtMost));
        assert_eq!(before("不超过"), Some(Precision::AtMost));
        assert_eq!(before("还不到"), Some(Precision::Under));
        assert_eq!(before("至少会有"), Some(Precision::AtLeast));
        assert_eq!(before("突破了"), Some(Precision::Over));
        assert_eq!(before("约占全国的"), Some(Precision::About));
        assert_eq!(before("最高资助"), Some(Precision::AtMost));
        assert_eq!(before("moreover "), None);
        assert_eq!(before("附近"), None);
        assert_eq!(before("签约"), None);
        assert_eq!(before(""), None);
    }

    #[test]
    fn words_after_a_number_count_too() {
        assert_eq!(after("以上的"), Some((Precision::AtLeast, 6)));
        assert_eq!(after(" or more"), Some((Precision::AtLeast, 8)));
        assert_eq!(after(" or moreover"), None);
        assert_eq!(after("家"), None);
    }
}
