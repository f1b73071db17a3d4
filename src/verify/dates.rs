//! Whether the words around an excerpt state the fact's period.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::evidence::Stated;
use crate::model::fact::{Dating, Fact};
use crate::model::numeral::is_han_numeral;
use crate::model::period::{Part, Period, Span};

use super::passage::{Passage, is_within};
use super::{Remark, RemarkKind};

/// A year or a run of years that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// The bytes that name it.
    pub at: Range<usize>,
    /// The first year.
    pub first: i16,
    /// The last year.
    pub last: i16,
}

/// Where the period is stated, and what a curator should look at. `published` is the source's
/// year, by which 今年 and 去年 are understood.
///
/// `terms`: the fact is one of a policy's own terms, which hold though the deadlines beside them are
/// later.
pub fn period(fact: &Fact, passage: &Passage, published: Option<i16>, terms: bool) -> (Stated, Vec<Remark>) {
    let here = years(passage.text(), published);
    if fact.period.is_undated() {
        let remark = if terms { None } else { dated(passage, &here) };
        return (Stated::Curator, Vec::from_iter(remark));
    }
    let above: Vec<(&str, Vec<Years>)> =
        passage.above.iter().map(|line| line.repaired.text()).map(|text| (text, years(text, published))).collect();
    let stated = words_of(&fact.period)
        .iter()
        .map(|word| match word {
            word if word.is_in(passage.text(), &here) => Stated::Here,
            word if above.iter().any(|(text, years)| word.is_in(text, years)) => Stated::Above,
            _ => Stated::Curator,
        })
        .max_by_key(|stated| match stated {
            Stated::Here => 0,
            Stated::Above => 1,
            Stated::Curator => 2,
        })
        .unwrap_or(Stated::Curator);
    let reckoned = fact.dating == Some(Dating::Inferred) && matches!(fact.period.span(), Span::Between(..));
    let mut remarks = Vec::new();
    if !terms && !reckoned {
        remarks.extend(other_year(fact, passage, &here));
    }
    if stated == Stated::Curator && fact.dating == Some(Dating::Printed) {
        let message = format!("the period is marked as printed, but `{}` is not stated near the excerpt", fact.period);
        remarks.push(Remark::new(RemarkKind::PeriodNotPrinted, message));
    }
    (stated, remarks)
}

/// The years that a text names, in the order of their places.
pub fn years(text: &str, published: Option<i16>) -> Vec<Years> {
    let mut found = figures(text);
    found.extend(named(text, published));
    found.sort_by_key(|years| years.at.start);
    found
}

/// What a text must say to state a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Year(i16),
    Month(i8),
    Months(i8, i8),
    Day(Date),
    Quarter(i8),
    Season(i8),
}

impl Word {
    fn is_in(self, text: &str, years: &[Years]) -> bool {
        let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
        match self {
            Word::Year(year) => years.iter().any(|named| named.first <= year && year <= named.last),
            Word::Month(month) => numbered(text, month, &["月", "-", "/"]) || edge(text, month, None),
            Word::Months(from, to) => {
                let ends = [from, to].into_iter().all(|month| Word::Month(month).is_in(text, years));
                ends || stretch(from, to).iter().any(|words| text.contains(words))
            }
            Word::Day(date) => {
                let day = date.day();
                numbered(text, day, &["日", "号"]) || ends_date(text, day) || edge(text, date.month(), Some(date))
            }
            Word::Quarter(1) => any(&["一季度", "1季度", "首季", "前三个月", "前3个月"]),
            Word::Quarter(2) => any(&["二季度", "2季度"]),
            Word::Quarter(3) => any(&["三季度", "3季度"]),
            Word::Quarter(_) => any(&["四季度", "4季度"]),
            Word::Season(1) => any(&["春"]),
            Word::Season(2) => any(&["夏"]),
            Word::Season(3) => any(&["秋"]),
            Word::Season(_) => any(&["冬"]),
        }
    }
}

/// What a period is made of: its years, months, days, quarters.
fn words_of(period: &Period) -> Vec<Word> {
    match period.span() {
        Span::Undated => Vec::new(),
        Span::Within(part) | Span::By(part) | Span::From(part) => words_of_part(part),
        Span::Between(Part::Month(year, from), Part::Month(other, to)) if year == other => {
            vec![Word::Year(*year), Word::Months(*from, *to)]
        }
        Span::Between(start, end) | Span::OneFrom(start, end) => [words_of_part(start), words_of_part(end)].concat(),
        Span::OneOf(parts) => parts.iter().flat_map(words_of_part).collect(),
    }
}

fn words_of_part(part: &Part) -> Vec<Word> {
    match *part {
        Part::Year(year) => vec![Word::Year(year)],
        Part::Month(year, month) => vec![Word::Year(year), Word::Month(month)],
        Part::Day(date) => vec![Word::Year(date.year()), Word::Month(date.month()), Word::Day(date)],
        Part::Quarter(year, quarter) => vec![Word::Year(year), Word::Quarter(quarter)],
        Part::Season(year, season) => vec![Word::Year(year), Word::Season(season)],
    }
}

/// Whether `number` stands in `text`, with or without a leading zero, before one of the marks and
/// not as part of a longer number or of 个月.
fn numbered(text: &str, number: i8, marks: &[&str]) -> bool {
    beside(text, number).any(|(_, after)| marks.iter().any(|mark| after.starts_with(mark)))
}

/// Whether `day` ends a date in digits: 2031-05-09, 5月9.
fn ends_date(text: &str, day: i8) -> bool {
    beside(text, day).any(|(before, _)| before.ends_with(['-', '/', '月']))
}

/// What stands before and after each place where `number` is a number of its own.
fn beside(text: &str, number: i8) -> impl Iterator<Item = (&str, &str)> {
    let plain = number.to_string();
    let places: Vec<usize> = text.match_indices(&plain).map(|(at, _)| at).collect();
    let whole = |c: char| c.is_ascii_digit();
    let sides = move |at| {
        let before: &str = &text[..at];
        (before.strip_suffix('0').unwrap_or(before), &text[at + plain.len()..])
    };
    places.into_iter().map(sides).filter(move |(before, after)| !before.ends_with(whole) && !after.starts_with(whole))
}

/// Whether the text names the edge of a year or a month that stands for this month or day: 年初, 6月底.
fn edge(text: &str, month: i8, day: Option<Date>) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let last = day.is_some_and(|date| date.day() == date.days_in_month());
    match (month, day) {
        (1, None) => any(&["年初", "元旦"]),
        (12, None) => any(&["年末", "年底"]),
        (12, Some(_)) if last && any(&["年末", "年底"]) => true,
        _ => last && numbered(text, month, &["月底", "月末"]),
    }
}

/// How a text may name a run of months: 上半年, 前三季度, 1-8月, 前8个月.
fn stretch(from: i8, to: i8) -> Vec<String> {
    const HAN: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let mut words: Vec<String> =
        ["-", "–", "—", "——", "~", "至", "到"].iter().map(|dash| format!("{from}{dash}{to}月")).collect();
    words.extend(["-", "—", "至", "到"].iter().map(|dash| format!("{from}月{dash}{to}月")));
    let named = match (from, to) {
        (1, 6) => "上半年",
        (7, 12) => "下半年",
        (1, 3) => "一季度",
        (4, 6) => "二季度",
        (7, 9) => "三季度",
        (10, 12) => "四季度",
        (1, 9) => "前三季度",
        _ => "",
    };
    words.extend((!named.is_empty()).then(|| named.to_owned()));
    if let (1, Some(han)) = (from, usize::try_from(to - 1).ok().and_then(|at| HAN.get(at))) {
        words.extend([format!("前{to}个月"), format!("前{han}个月")]);
    }
    words
}

/// Years in digits: 2031年, 2030-2031年, 2031-05-01, in 2031; not 2031万 or 2,031.
fn figures(text: &str) -> Vec<Years> {
    let mut found: Vec<Years> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let part = at > 0 && matches!(bytes[at - 1], b'.' | b',') && at > 1 && bytes[at - 2].is_ascii_digit();
        let year = (digits == 4 && !part).then(|| text[at..at + 4].parse::<i16>().ok()).flatten();
        if let Some(year) = year.filter(|year| (1900..=2100).contains(year)) {
            let after = &text[at + 4..];
            match found.last_mut() {
                Some(last) if is_dash(&text[last.at.end..at]) && ends_year(after) => {
                    last.at.end = at + 4;
                    last.last = year.max(last.first);
                }
                _ if ends_year(after) => found.push(Years { at: at..at + 4, first: year, last: year }),
                _ => {}
            }
        }
        at += digits.max(1);
    }
    found
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "——" | "~" | "～" | "至" | "到" | "年-" | "年至" | "年到" | "年—" | "/")
}

/// Whether four digits before `after` may be a year: not before a multiplier, a measure or more
/// of the number.
fn ends_year(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('年' | '至' | '到' | '以' | '之') | None => true,
        Some('.' | ',') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric() && !matches!(c, '%' | '+' | '~' | '余'),
    }
}

/// Years in words: 二〇三一年, 今年, 十五五.
fn named(text: &str, published: Option<i16>) -> Vec<Years> {
    const RELATIVE: [(&str, i16); 12] = [
        ("今年", 0),
        ("本年", 0),
        ("年内", 0),
        ("年底前", 0),
        ("去年", -1),
        ("上年", -1),
        ("明年", 1),
        ("前年", -2),
        ("this year", 0),
        ("thisyear", 0),
        ("lastyear", -1),
        ("nextyear", 1),
    ];
    const PLANS: [(&str, i16); 4] = [("十二五", 2011), ("十三五", 2016), ("十四五", 2021), ("十五五", 2026)];
    let places = |word: &'static str| text.match_indices(word).map(move |(at, _)| at..at + word.len());
    let mut found: Vec<Years> = Vec::new();
    if let Some(now) = published {
        for (word, offset) in RELATIVE {
            // 2031年底前, 三年内: the year, or the number of years, stands before the word.
            let alone = |at: &Range<usize>| !text[..at.start].ends_with(is_numeral) || !word.starts_with('年');
            let places = places(word).filter(alone);
            found.extend(places.map(|at| Years { at, first: now + offset, last: now + offset }));
        }
    }
    for (word, first) in PLANS {
        found.extend(places(word).map(|at| Years { at, first, last: first + 4 }));
    }
    found.extend(spelt(text));
    found
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_han_numeral(c) || matches!(c, '几' | '两' | '〇')
}

/// 二〇三一年: four numerals in words before 年.
fn spelt(text: &str) -> Vec<Years> {
    let value = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).or((c == '零' || c == '○').then_some(0));
    let read = |at: usize| -> Option<Years> {
        let start = text[..at].char_indices().rev().nth(3)?.0;
        let year = text[start..at].chars().try_fold(0_i16, |sum, c| Some(sum * 10 + i16::try_from(value(c)?).ok()?))?;
        (1900..=2100).contains(&year).then_some(Years { at: start..at, first: year, last: year })
    };
    text.match_indices('年').filter_map(|(at, _)| read(at)).collect()
}

/// The years that govern an excerpt: those in its own clause, else the last before it in its
/// sentence, else the last before it in its line. A year that something is only compared with
/// (比2030年末, 从2030年的) governs nothing, and none reaches past a word for the present or a month
/// without a year.
fn governing<'y>(passage: &Passage, here: &'y [Years]) -> Vec<&'y Years> {
    let (text, clause) = (passage.text(), passage.clause());
    let plain = || here.iter().filter(|years| !is_base(text, years));
    let own: Vec<&Years> = plain().filter(|years| is_within(&clause, &years.at)).collect();
    if !own.is_empty() {
        return own;
    }
    let before = plain().rfind(|years| years.at.end <= passage.at.start);
    before.filter(|years| !turns(&text[years.at.end..passage.at.end])).into_iter().collect()
}

/// Whether a year is named only as what something is compared with, starts from, or is described by
/// (2030年设立的基金).
fn is_base(text: &str, years: &Years) -> bool {
    const MADE: [&str; 10] =
        ["设立的", "成立的", "开工的", "创立的", "创办的", "启动的", "投用的", "建成的", "出台的", "获批的"];
    let before = text[..years.at.start].trim_end_matches('了');
    let after = text[years.at.end..].trim_start_matches('年');
    let word = ["比", "较", "从", "由", "自", "相比于", "对比"].iter().any(|word| before.ends_with(word));
    let clause = after.split([',', '。', ';', '、']).next().unwrap_or(after);
    let made = MADE.iter().any(|word| clause.contains(word));
    word || made || after.starts_with("同期") || after.starts_with("以来")
}

/// Whether a text turns to another time than the year before it: to the present, or to a month whose
/// year is not named.
fn turns(text: &str) -> bool {
    let present = ["目前", "如今", "现在", "眼下", "当前", "现有", "现已"].iter().any(|word| text.contains(word));
    let month = text.match_indices('月').any(|(at, _)| {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        before.len() < at && !before.ends_with(['年', '-', '—', '至', '到'])
    });
    present || month
}

/// A warning if the year that governs the excerpt is another than the fact's.
fn other_year(fact: &Fact, passage: &Passage, here: &[Years]) -> Option<Remark> {
    let (first, last) = (fact.period.earliest().map(|d| d.year()), fact.period.latest().map(|d| d.year()));
    let (first, last) = (first.or(last)?, last.or(first)?);
    let open = matches!(fact.period.span(), Span::By(_) | Span::From(_));
    let fits = |years: &Years| years.first <= last && (open || first <= years.last);
    let clause = passage.clause();
    let base = here.iter().filter(|years| is_within(&clause, &years.at));
    let governing = governing(passage, here);
    if governing.iter().copied().chain(base).any(fits) {
        return None;
    }
    let named = governing.last()?;
    let message =
        format!("the year nearest to the excerpt is `{}`, the fact's period is `{}`", named.last, fact.period);
    Some(Remark::new(RemarkKind::OtherYear, message))
}

/// A warning if a fact without a date stands in a clause that has one.
fn dated(passage: &Passage, here: &[Years]) -> Option<Remark> {
    let clause = passage.clause();
    let named = here.iter().find(|years| is_within(&clause, &years.at) && !is_base(passage.text(), years))?;
    let message = format!("the fact has no date, and its clause names `{}`", named.last);
    Some(Remark::new(RemarkKind::OtherYear, message))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Word, is_base, turns, words_of, years};
    use crate::model::period::Period;

    fn named(text: &str) -> Vec<(i16, i16)> {
        years(text, Some(2031)).into_iter().map(|years| (years.first, years.last)).collect()
    }

    #[test]
    fn years_are_told_from_numbers() {
        assert_eq!(named("2030年有2031万艘,到2032年"), [(2030, 2030), (2032, 2032)]);
        assert_eq!(named("共2030艘、2,030吨、12030个"), []);
        assert_eq!(named("计划(2030-2032年)"), [(2030, 2032)]);
        assert_eq!(named("2030年至2032年"), [(2030, 2032)]);
        assert_eq!(named("2030-05-01 in 2032."), [(2030, 2030), (2032, 2032)]);
    }

    #[test]
    fn years_in_words_are_understood_from_the_year_of_publication() {
        assert_eq!(named("今年好,去年差"), [(2031, 2031), (2030, 2030)]);
        assert_eq!(named("二〇二九年,“十四五”"), [(2029, 2029), (2021, 2025)]);
        assert_eq!(named("年内开工,年底前建成"), [(2031, 2031), (2031, 2031)]);
        assert_eq!(named("三年内,2033年底前"), [(2033, 2033)]);
        assert_eq!(years("今年", None), []);
    }

    #[test]
    fn a_period_is_stated_part_by_part() {
        let of = |text: &str| words_of(&Period::parse(text).expect("is a period"));
        assert_eq!(of("2031-02-14"), [Word::Year(2031), Word::Month(2), Word::Day(date(2031, 2, 14))]);
        assert_eq!(of("2031-01/2031-06"), [Word::Year(2031), Word::Months(1, 6)]);
        assert_eq!(of("2030/2031"), [Word::Year(2030), Word::Year(2031)]);
        assert_eq!(of("../2031"), [Word::Year(2031)]);
    }

    #[test]
    fn months_and_days_are_not_parts_of_longer_numbers() {
        let day = |month, day| Word::Day(date(2031, month, day));
        assert!(Word::Month(2).is_in("2月14日", &[]));
        assert!(day(2, 14).is_in("2月14日", &[]));
        assert!(!Word::Month(2).is_in("12月", &[]));
        assert!(!Word::Month(2).is_in("2个月", &[]));
        assert!(Word::Month(5).is_in("2031-05-09", &[]) && day(5, 9).is_in("2031-05-09", &[]));
        assert!(Word::Month(1).is_in("2031年初", &[]));
        assert!(Word::Month(12).is_in("截至2031年末", &[]) && day(12, 31).is_in("截至2031年末", &[]));
        assert!(day(6, 30).is_in("截至6月底", &[]) && !day(6, 29).is_in("截至6月底", &[]));
    }

    #[test]
    fn a_run_of_months_has_names_of_its_own() {
        for text in ["上半年", "1—6月", "1至6月", "1月到6月", "前六个月", "前6个月"] {
            assert!(Word::Months(1, 6).is_in(text, &[]), "{text}");
        }
        assert!(Word::Months(1, 9).is_in("前三季度", &[]) && Word::Months(3, 8).is_in("3-8月", &[]));
        assert!(!Word::Months(1, 6).is_in("下半年", &[]) && !Word::Months(1, 8).is_in("1-6月", &[]));
    }

    #[test]
    fn a_year_that_is_only_compared_with_governs_nothing() {
        let base = |text: &str| years(text, Some(2031)).iter().map(|years| is_base(text, years)).collect::<Vec<_>>();
        assert_eq!(base("比2030年末多,从2029年的两座增至2031年的三座"), [true, true, false]);
        assert_eq!(base("去年同期,2020年以来"), [true, true]);
    }

    #[test]
    fn the_present_and_a_month_without_a_year_turn_the_time() {
        assert!(turns("年有三座,目前有四座") && turns("年建成。9月,又建"));
        assert!(!turns("年9月") && !turns("年1-9月") && !turns("年有三座,四个月"));
    }
}
