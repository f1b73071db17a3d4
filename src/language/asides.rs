//! Stretches of text whose digits are no figures: dates, names, addresses, list numbers, codes.

use std::ops::Range;

use crate::model::numeral;
use crate::model::unit::{self, Unit};

use super::english;
use super::precision;

/// The stretches, for one text; a byte is asked about by its position.
pub struct Asides {
    covered: Vec<bool>,
}

impl Asides {
    /// Finds the stretches in a text; `names` are the words that the briefing declares as names.
    pub fn find(text: &str, names: &[String]) -> Self {
        let mut asides = Self { covered: vec![false; text.len()] };
        asides.cover_words(text, names.iter().map(String::as_str).chain(PHRASES.split_whitespace()));
        asides.cover_addresses(text);
        asides.cover_codes(text);
        asides.cover_dates(text);
        asides.cover_list_numbers(text);
        asides
    }

    /// Whether the character that begins at this byte is part of one.
    pub fn covers(&self, at: usize) -> bool {
        self.covered.get(at).copied().unwrap_or(false)
    }

    fn cover(&mut self, range: Range<usize>) {
        self.covered[range].fill(true);
    }

    fn cover_words<'a>(&mut self, text: &str, words: impl Iterator<Item = &'a str>) {
        // Most texts are short, and most words cannot stand in them.
        let ascii = text.is_ascii();
        for word in words.filter(|word| !word.is_empty() && word.len() <= text.len() && (!ascii || word.is_ascii())) {
            for (start, found) in text.match_indices(word) {
                self.cover(start..start + found.len());
            }
        }
    }

    fn cover_addresses(&mut self, text: &str) {
        for scheme in ["http://", "https://", "www.", "mailto:"] {
            for (start, _) in text.match_indices(scheme) {
                let ends = |c: char| !(c.is_ascii_graphic()) || "<>\"".contains(c);
                let length = text[start..].find(ends).unwrap_or(text.len() - start);
                self.cover(start..start + length);
            }
        }
    }

    /// Words of Latin letters and digits that are names or codes: H100, 5G, GB18030.
    fn cover_codes(&mut self, text: &str) {
        let mut at = 0;
        while let Some(offset) = text[at..].find(|c: char| c.is_ascii_alphanumeric()) {
            let start = at + offset;
            let word = &text[start..start + token_length(&text[start..])];
            let amount = is_amount(&text[..start], word);
            if is_code(word) && !amount {
                self.cover(start..start + word.len());
            }
            at = start + word.len();
        }
    }

    fn cover_dates(&mut self, text: &str) {
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let length = if self.covers(at) || joined_before(text, at) { None } else { date_at(text, at) };
            if let Some(length) = length {
                self.cover(at..at + length);
            }
            at += length.unwrap_or(c.len_utf8());
        }
    }

    /// `3.` `(3)` 三、 at the start of a line, `(3)` also after a colon, comma or semicolon.
    fn cover_list_numbers(&mut self, text: &str) {
        for (start, _) in std::iter::once((0, ""))
            .chain(text.match_indices(['\n', ';', ':', ',', '\u{FF1B}', '\u{FF1A}', '\u{FF0C}', '。']))
        {
            let lead = text[start..]
                .chars()
                .take_while(|c| c.is_whitespace() || "\n;:,\u{FF1B}\u{FF1A}\u{FF0C}。".contains(*c));
            let at = start + lead.map(char::len_utf8).sum::<usize>();
            let line_start =
                start == 0 && at == text.len() - text.trim_start().len() || text[start..].starts_with('\n');
            if let Some(length) = list_number(&text[at..], line_start) {
                self.cover(at..at + length);
            }
        }
    }
}

/// Words in which numerals are no numbers.
const PHRASES: &str = "三角 十三五 十四五 十五五 十二五 一带一路 统一 万一 唯一 单一 专一 同一 \
    第一时间 第一产业 第二产业 第三产业 第三方 千家万户 千方百计 成千上万 万家灯火 四面八方 五花八门 三农 百家争鸣 百花齐放 \
    十分 十足 百度 百图 百济 百姓 百货 百科 百强 百花 万物 万科 万达 万能 万象 万众 万里 千里马 九江 八达岭 六安 三亚 三明 \
    三峡 三星 四川 五金 五常 七夕 双十一 双一流 二维 三维 二手 二次元 一般 一些 一样 一体 一流 一线 一系列 一定 一直 一起 一旦 一致 \
    进一步 一方面 一部分 一面 一时 一边 一步步 逐一 之一 首屈一指 三甲 24/7 二十大 十九大 十八大 十九届 二十届 三中全会 四中全会 二十国集团 百川 千问 千寻 亿航 亿联 亿嘉 万向 万华";

/// A run of letters and digits with hyphens, dots and underscores inside.
fn token_length(text: &str) -> usize {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let inside = "-._".contains(c) && text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if !(c.is_ascii_alphanumeric() || inside) {
            break;
        }
        length = at + 1;
    }
    length
}

/// Whether a word is an amount of money with a short scale: 50m after "RMB", CNY6bn.
fn is_amount(before: &str, word: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{A0}']);
    let sign =
        before.char_indices().rev().take(3).any(|(at, _)| {
            Unit::currency_at_start(&before[at..]).is_some_and(|(_, length)| at + length == before.len())
        });
    let bare = Unit::currency_at_start(word).map(|(_, length)| &word[length..]);
    let number = if sign { Some(word) } else { bare };
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word with digits is a name or a code, and not a number with its unit.
fn is_code(word: &str) -> bool {
    let letters = word.contains(|c: char| c.is_ascii_alphabetic());
    let digits = word.contains(|c: char| c.is_ascii_digit());
    if !letters || !digits {
        return word.matches('.').count() > 1 && !word.contains("..");
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        let lead = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let money = Unit::currency_at_start(lead).is_some_and(|(_, length)| length == lead.len());
        return !(money
            || lead.eq_ignore_ascii_case("top")
            || lead.eq_ignore_ascii_case("top-")
            || !first_part_is_code(word));
    }
    let tail = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    match tail.strip_prefix('-') {
        Some(words) => english::word(words).len() < 2,
        None => !(is_unit_tail(tail) || english::scale_at(tail).is_some() || ["st", "nd", "rd", "th"].contains(&tail)),
    }
}

/// Whether digits stand in a word's first part or right behind letters; "mid-2025" and "one-1" are no codes.
fn first_part_is_code(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_alphabetic() && pair[1].is_ascii_digit())
        || word.split('-').next().is_some_and(|part| part.len() < 3 || part.bytes().any(|b| b.is_ascii_uppercase()))
}

/// Whether the letters behind digits are a unit: 10W, 5500P, 20km, but not 5G, 3D or 2A.
fn is_unit_tail(tail: &str) -> bool {
    let name = english::word(tail);
    let unit = Unit::at_start(tail).is_some_and(|(_, length)| length == name.len() || length == tail.len());
    let whole = unit || tail == "k";
    whole && (name.len() > 1 || ["W", "t", "P", "h", "m", "k", "x"].contains(&name))
}

/// Whether a number would continue one before it: a digit, or a letter of a word.
fn joined_before(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('.') => before.next().is_some_and(|c| numeral::digit(c).is_some()),
        Some(',') => before.next().is_some_and(|c| numeral::digit(c).is_some()) && digits_at(&text[at..]) == Some(3),
        Some(c) => c.is_ascii_alphanumeric() || numeral::digit(c).is_some() || c == '第' || c == '前',
        None => false,
    }
}

/// The longest date at a place.
fn date_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if !(first.is_ascii_alphabetic()
        || numeral::digit(first).is_some()
        || first == '第'
        || numeral::is_han_numeral(first))
    {
        return None;
    }
    let dated = PATTERNS.split(' ').filter_map(|pattern| matches_pattern(pattern, rest)).max();
    dated.or_else(|| lone_year(text, at))
}

/// Forms of dates: Y a year from 1900 to 2100, D a number to 31, # any digits, N a month's name,
/// H two digits, W an ordinal in words, `@` the end of one in digits, `~` a dash, `_` a space; other characters
/// stand for themselves.
const PATTERNS: &str = "Y年D月D日 Y年D月D号 Y年D月 Y年 Y~Y年 Y_年 Y_年_D_月_D_日 Y_年_D_月 D月D日 D月D号 D月 D_月_D_日 D_月 D日 D号 \
    D~D日 D~D月 #世纪 #年代 D时D分 D季度 第D季度 Y-D-D Y/D/D Y.D.D Y-D Y~Y Y/Y Y~D Ys D_N_Y D_N D@_N_Y D@_N \
    N_D,_Y N_D N_D@,_Y N_D@ N_Y D_and_D_N_Y D_and_D_N D~D_N_Y D~D_N D_to_D_N_Y D_to_D_N N_D~D,_Y N_D~D N_D_and_D \
    #@_century W_century W_quarter_of W_half_of_Y W_quarter #:#:# H:H D时";

const MONTHS: &str = "January February March April May June July August September October November December \
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec";

fn matches_pattern(pattern: &str, text: &str) -> Option<usize> {
    let mut at = 0;
    for sign in pattern.chars() {
        let rest = &text[at..];
        at += match sign {
            'Y' => year_at(rest)?,
            'D' => day_at(rest)?,
            '#' => digits_at(rest).or_else(|| han_at(rest))?,
            'H' => {
                digits_at(rest).filter(|_| rest.len() > 1 && rest.as_bytes()[1].is_ascii_digit()).filter(|&n| n == 2)?
            }
            'N' => month_at(rest)?,
            'W' => english::read(rest).filter(|words| words.ordinal).map(|words| words.length)?,
            '@' => ordinal_at(rest)?,
            '~' => one_of(rest, "-–—~\u{FF5E}至到")?,
            '_' => one_of(rest, " \u{A0}-")?,
            _ => rest.starts_with(sign).then(|| sign.len_utf8())?,
        };
    }
    let last = text[..at].chars().next_back()?;
    let next = text[at..].chars().next();
    let runs_on = last.is_ascii_alphanumeric() && next.is_some_and(|c| c.is_ascii_alphanumeric());
    (!runs_on).then_some(at)
}

fn one_of(text: &str, set: &str) -> Option<usize> {
    text.chars().next().filter(|c| set.contains(*c)).map(char::len_utf8)
}

fn ordinal_at(text: &str) -> Option<usize> {
    ["st", "nd", "rd", "th"].iter().any(|end| text.starts_with(end)).then_some(2)
}

fn month_at(text: &str) -> Option<usize> {
    let word = english::word(text);
    MONTHS.split_whitespace().any(|month| month == word).then_some(word.len())
}

fn digits_at(text: &str) -> Option<usize> {
    let length: usize = text.chars().take_while(|&c| numeral::digit(c).is_some()).map(char::len_utf8).sum();
    (length > 0).then_some(length)
}

fn han_at(text: &str) -> Option<usize> {
    let length: usize = text.chars().take_while(|&c| numeral::is_han_numeral(c)).map(char::len_utf8).sum();
    (length > 0).then_some(length)
}

/// Exactly four digits, ASCII or Chinese, that make a year from 1900 to 2100.
fn year_at(text: &str) -> Option<usize> {
    let digit = |c: char| numeral::digit(c).or_else(|| numeral::han_digit(c));
    let digits: Vec<char> = text.chars().take_while(|&c| digit(c).is_some()).collect();
    let year = digits.iter().filter_map(|&c| digit(c)).fold(0_u32, |sum, d| sum.saturating_mul(10).saturating_add(d));
    (digits.len() == 4 && (1900..=2100).contains(&year)).then(|| digits.iter().map(|c| c.len_utf8()).sum())
}

/// A whole number from 1 to 31.
fn day_at(text: &str) -> Option<usize> {
    let number = numeral::read(text)?;
    let day = u32::try_from(number.value).ok().filter(|_| number.value.fract().is_zero())?;
    let short = text[..number.length].chars().count() <= 3 && number.scale == Some(0);
    let leading_zero = text.starts_with('0') && digits_at(text) == Some(2);
    let one_digit_follows = text[number.length..].starts_with(|c: char| numeral::digit(c).is_some());
    (short
        && (1..=31).contains(&day)
        && (leading_zero || digits_at(text).is_none_or(|length| length <= 2))
        && !one_digit_follows)
        .then_some(number.length)
}

/// A year by itself, unless what stands beside it makes it a number of things: 2000家, "over 2000".
fn lone_year(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let length = year_at(rest).filter(|_| rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let (before, after) = (&text[..at], &rest[length..]);
    let near = after.trim_start_matches([' ', '\u{A0}']);
    let mut following = after.chars();
    let goes_on = match following.next() {
        Some('.' | ',' | '/' | ':') => following.next().is_some_and(|c| c.is_ascii_digit()),
        Some('%' | '\u{FF05}' | '余' | '多' | '+' | '百' | '千' | '万' | '亿') => true,
        _ => false,
    };
    let edition =
        after.starts_with(['届', '级', '期', '版', '号', '本', '年', '批', '国', '市', '省', '道', '面', '方']);
    let counted = (unit::classifier_at_start(after).is_some() && !edition)
        || Unit::at_start(near).is_some_and(|(_, length)| !near.starts_with("in") && length > 1 && near.len() > 1)
        || english::scale_at(near).is_some();
    let measured = Unit::currency_at_start(before.get(before.len().saturating_sub(4)..).unwrap_or("").trim()).is_some()
        || SURE_MEASURES.iter().any(|word| before.trim_end().ends_with(word) && precision::before(before).is_some());
    (!goes_on && !counted && !measured).then_some(length)
}

/// Words before four digits after which they are no year.
const SURE_MEASURES: [&str; 14] = [
    "over",
    "more than",
    "at least",
    "nearly",
    "almost",
    "fewer than",
    "less than",
    "up to",
    "超",
    "超过",
    "突破",
    "逾",
    "至少",
    "近",
];

fn list_number(text: &str, line_start: bool) -> Option<usize> {
    let open = text.starts_with(['(', '\u{FF08}']);
    let start = text.chars().next().filter(|_| open).map_or(0, char::len_utf8);
    let rest = &text[start..];
    let number = digits_at(rest).or_else(|| han_at(rest)).filter(|&length| rest[..length].chars().count() <= 3)?;
    let mut after = rest[number..].chars();
    let end = after.next()?;
    let stands_alone = match end {
        ')' | '\u{FF09}' => open || line_start,
        '.' | '\u{FF0E}' => line_start && !open && after.next().is_none_or(char::is_whitespace),
        '、' => line_start && !open,
        _ => false,
    };
    stands_alone.then_some(start + number + end.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is covered in place of its digits.
    fn left(text: &str, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let asides = Asides::find(text, &names);
        text.char_indices().map(|(at, c)| if asides.covers(at) { '·' } else { c }).collect()
    }

    fn is_aside(text: &str) -> bool {
        left(text, &[]).chars().all(|c| c == '·')
    }

    #[test]
    fn dates_are_asides() {
        let all = "2025年|2025年2月14日|1月13日|8日|二〇二五年|2024-01-01|2024-01|2024-2026|2023–2024年|\
             2020s|14 February 2025|February 14, 2025|13 January|7 and 8 February|January 2026|\
             20世纪|90年代|2027|2023/2024|2024–25|第一季度|00:53:43|10:30|9时30分|十二月|\
             first quarter of|2025.2.14";
        for date in all.split('|') {
            assert!(is_aside(date), "{date}: {}", left(date, &[]));
        }
    }

    #[test]
    fn codes_addresses_and_names_are_asides() {
        let all = "H100|5G|6G|DeepSeek-V3|3D|GB18030|PD-1|1234567.com.cn|https://a.org/x?1=2|V3.1|三角";
        for code in all.split('|') {
            assert!(is_aside(code), "{code}: {}", left(code, &[]));
        }
        assert_eq!(left("“1650”体系", &["1650"]), "“····”体系");
    }

    #[test]
    fn numbers_with_units_are_not() {
        let all = "5000亿元|2000家|2100余家|10W|14000P|12-inch|18-month|3rd|2,025|2025.5|18个月|52|1650|\
             CNY500|CNY6bn|RMB 50m|20k|3x|3:1|2024%";
        for text in all.split('|') {
            assert_eq!(left(text, &[]), text);
        }
        assert_eq!(left("over 2000 firms in 2024", &[]), "over 2000 firms in ····");
        assert_eq!(left("mid-2025", &[]), "mid-····");
    }

    #[test]
    fn list_numbers_are_asides() {
        assert_eq!(left("1. a 2. b\n3) c", &[]), "·· a 2. b\n·· c");
        assert_eq!(left("一、总体要求", &[]), "··总体要求");
        assert_eq!(left("分工:(1)甲;(2)乙", &[]), "分工:···甲;···乙");
        assert_eq!(left("Nanjing (52)", &[]), "Nanjing (52)");
        assert_eq!(left("3.5 times", &[]), "3.5 times");
        assert_eq!(left("- 2027: aims", &[]), "- ····: aims");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_searched_without_panic(text in "\\PC{0,24}|[0-9A-Za-z .,:()年月日第十三〇、\n-]{0,24}") {
            let asides = Asides::find(&text, &["a".to_owned()]);
            assert!(!asides.covers(text.len()));
        }
    }
}
