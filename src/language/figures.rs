//! Finds the figures in running text, Chinese and English, and reads them.
//!
//! A figure is a number that states something about the world. Dates, names, codes and list numbers
//! are none ([`super::asides`]); number words from one to ten are figures only before a unit, in
//! fractions and in ranks; 第三 and "third" are figures where they rank.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::quantity::Quantity;

use super::asides::Asides;
use super::reading::{Agreement, Reading};
use super::scan::{self, Found};

/// A figure in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The bytes it takes, with currency, unit words and what follows on them (以上), but without a
    /// precision word before it.
    pub range: Range<usize>,
    /// What it says; `None` if it is a number that no quantity can hold.
    pub reading: Option<Reading>,
}

/// Every figure in a text; `names` are words whose digits belong to a name.
pub fn figures(text: &str, names: &[String]) -> Vec<Figure> {
    let strict = found(text, names).into_iter().filter(|found| found.figure);
    strict.map(|Found { range, reading, .. }| Figure { range, reading }).collect()
}

/// Every number in a text, read generously: number words count too, dates do not.
pub fn all(text: &str) -> Vec<Figure> {
    found(text, &[]).into_iter().map(|Found { range, reading, .. }| Figure { range, reading }).collect()
}

/// Every number that an excerpt may state, read generously: number words, ranks and 首个 as 1 count,
/// a fraction stands in points of a hundred and as a quotient. Dates do not count.
pub fn numbers(excerpt: &str) -> Vec<Decimal> {
    let read = found(excerpt, &[]).into_iter().filter_map(|found| found.reading);
    let mut values: Vec<Decimal> = read.flat_map(|reading| reading.number.values()).collect();
    if scan::says_only_one(excerpt) {
        values.push(Decimal::ONE);
    }
    values.extend(doubled(excerpt));
    values
}

/// 翻番, 翻一番 is twice as much, 翻两番 four times.
pub fn doubled(text: &str) -> Option<Decimal> {
    let rest = text.split_once('翻')?.1.trim_start_matches('了');
    let times = match rest.split_once('番')?.0 {
        "" | "一" | "1" => 2,
        "两" | "二" | "2" => 4,
        "三" | "3" => 8,
        _ => return None,
    };
    Some(Decimal::from(times))
}

/// Whether one of the numbers in an excerpt is the quantity's; `None` if it has none.
pub fn states(excerpt: &str, quantity: &Quantity) -> Option<bool> {
    let numbers = numbers(excerpt);
    let has = |value: Decimal| numbers.contains(&value);
    (!numbers.is_empty()).then(|| has(quantity.value()) && quantity.value_max().is_none_or(has))
}

/// Whether the words of a link give the quantity, with its precision in them or in the words directly
/// before: `before` is the text up to the link.
pub fn agreement(before: &str, link: &str, quantity: &Quantity) -> Agreement {
    let whole = format!("{before}{link}");
    let is_number = |found: &Found| found.reading.as_ref().is_some_and(|reading| reading.is_number_of(quantity));
    let mut all = found(&whole, &[]);
    all.retain(|found| found.range.end > before.len());
    if all.first().is_none_or(|first| first.range.start < before.len() && !is_number(first)) {
        // Words before made something else of it (20 to [30], 2025[年]): read the link alone.
        all = found(link, &[]);
    }
    let wrong = |found: &Found| found.reading.as_ref().map_or_else(|| link.to_owned(), Reading::to_string);
    if let Some(other) = all.iter().find(|found| found.figure && !is_number(found)) {
        return Agreement::WrongNumber(wrong(other));
    }
    let Some(first) = all.first() else { return only_one(link, quantity) };
    let Some(reading) = all.iter().find(|found| is_number(found)).and_then(|found| found.reading.as_ref()) else {
        return if scan::says_only_one(link) { only_one(link, quantity) } else { Agreement::WrongNumber(wrong(first)) };
    };
    reading.agreement(quantity)
}

/// "the only one", 首个: the number is 1, exactly.
fn only_one(link: &str, quantity: &Quantity) -> Agreement {
    if !scan::says_only_one(link) {
        return Agreement::NoNumber;
    }
    let one = scan::one();
    one.agreement(quantity)
}

fn found(text: &str, names: &[String]) -> Vec<Found> {
    scan::all(text, &Asides::find(text, names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::Precision;
    use crate::model::unit::Unit;

    /// The figures of a text, joined by `|`.
    fn marked(text: &str) -> String {
        let found = figures(text, &["1650".to_owned(), "六小龙".to_owned()]);
        found.into_iter().map(|figure| text[figure.range].to_owned()).collect::<Vec<_>>().join("|")
    }

    fn values(excerpt: &str) -> String {
        numbers(excerpt).iter().map(Decimal::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn chinese_figures_are_found() {
        for (text, expected) in [
            ("规上企业营业收入突破5000亿元", "5000亿元"),
            ("南京以1.85万亿元GDP总量", "1.85万亿元"),
            ("占全国三分之一", "三分之一"),
            ("数量占全省一半", "一半"),
            ("力争跻身世界前五", "前五"),
            ("普及率达70%以上,差距3,360亿", "70%以上|3,360亿"),
            ("引入二十家企业", "二十家"),
            ("位列全国第三位", "第三位"),
            ("位列全国第六、江苏第一", "第六|第一"),
            ("全国第九个先导区", "第九个"),
            ("正式迈入万亿元规模,十家百亿级龙头", "万亿元|百亿级"),
            ("企业4000多家、集聚360余家", "4000多家|360余家"),
            ("传输速率提升百倍,至少五年", "百倍|五年"),
            ("按3:1比例出资", "3:1"),
            ("对全国近 300 座城市", "300 座"),
            ("十多家企业,百分之六十", "十多家|百分之六十"),
            ("营收2300亿元、14 亿元", "2300亿元|14 亿元"),
            ("20–30亿元", "20–30亿元"),
            ("上千名代表,3年内", "千名|3年内"),
            ("超二成,五千亿元,50%-60%", "二成|五千亿元|50%-60%"),
            ("每万人拥有120件", "120件"),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }

    #[test]
    fn english_figures_are_found() {
        for (text, expected) in [
            ("revenue of over CNY 500 billion by 2027", "CNY 500 billion"),
            ("more than 1,200 firms", "1,200"),
            ("one third of the country's", "one third"),
            ("nearly half of the total", "half"),
            ("ranks third in China", "third"),
            ("among the top five brands", "top five"),
            ("fifth in the world", "fifth"),
            ("the second-largest maker", "second"),
            ("twenty firms and five hundred models", "twenty|five hundred"),
            ("US$3 billion, 60 per cent, 12-inch wafers", "US$3 billion|60 per cent|12-inch"),
            ("an 18-month wait, ten kilometres", "18-month|ten kilometres"),
            ("20 to 30 firms; 2.3 trillion yuan", "20 to 30|2.3 trillion yuan"),
            ("placed 3rd of 52", "3rd|52"),
            ("five per cent or more", "five per cent or more"),
            ("8 in Suzhou", "8"),
            ("CNY6bn, RMB 50m, $3.5B, two dozen, 20k", "CNY6bn|RMB 50m|$3.5B|two dozen|20k"),
            ("one in five firms, half a million", "one in five|half a million"),
            ("a lead of five years, for over ten years", "five years|ten years"),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_is_left_alone() {
        for text in [
            "2025年2月14日,二〇二五年,2024-01-01,2027年前",
            "on 14 February 2025, in 2027",
            "一个城市、两省、一批企业、三地、五部门",
            "十分重要,万一,统一,唯一,长三角一体化",
            "第一次会议,第三方,第一个,第一产业",
            "5G、6G、H100、DeepSeek-V3、3D、GB18030",
            "杭州“六小龙”与“1650”体系",
            "见 https://example.org/2025/52",
            "three posts asked two questions",
            "the first meeting, a third party",
            "In the three years before, one of them, growing over five years",
            "1. Chips\n2. Robots",
            "一、总体要求\n二、目标",
            "近三年来,三年行动计划",
            "十四五规划",
            "数百家企业,几十个,hundreds of firms, several hundred",
            "second, it is a second time",
            "half-year report, the first half",
            "the 21st century, the 1990s",
            "三五家",
            "第一,规模大。第二,起步早",
            "签约仪式,百姓,千方百计",
        ] {
            assert_eq!(marked(text), "", "{text}");
        }
    }

    #[test]
    fn an_excerpt_yields_every_number_it_may_state() {
        for (excerpt, expected) in [
            ("南京以1.85万亿GDP总量位列第10", "1850000000000 10"),
            ("近500家", "500"),
            ("培育10家百亿级龙头企业", "10 10000000000"),
            ("规划千亩AI产业园", "1000"),
            ("数量占全省一半", "50 0.5"),
            ("以全国1/3的产业规模", "33.33 0.3333"),
            ("排名全国第三", "3"),
            ("传输速率较5G提升百倍", "100"),
            ("国内首款芯片", "1"),
            ("按“3:1”比例共同出资成立", "3"),
            ("浙江省经信厅等五部门联合发布", "5"),
            ("在国家确定的六大重点领域基础上", "6"),
            ("在此10年前的2007年", "10"),
            ("应用层则有钉钉这样的亿级用户入口", "100000000"),
            ("让百年雨廊回荡着算法研讨声", "100"),
            ("产出第1000万片12英寸晶圆", "10000000 12"),
            ("2025年是强脑科技在杭州的第八年", "8"),
            ("全国第九个、江苏省唯一的国家AI创新应用先导区", "9 1"),
            ("超万架算力机架资源", "10000"),
            ("签约的一只省市合作基金", "1"),
            ("要落细“三个15%”相关科技政策", "3 15"),
            ("培养出10万量级的数字经济人才", "100000"),
            ("亿元级“天使赌注”", "100000000"),
            ("1月13日,江苏省政府新闻发布会解读", ""),
            ("长三角枢纽调度中心", ""),
            ("连续发布了三篇专稿文章", "3"),
            ("50吨级龙门吊", "50"),
            ("常熟位居百强县榜单的前四位", "4"),
        ] {
            assert_eq!(values(excerpt), expected, "{excerpt}");
        }
    }

    #[test]
    fn a_number_too_long_to_read_is_still_a_figure() {
        let found = figures("1234567890123456789012345 firms", &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].reading, None);
    }

    fn quantity(printed: &str, unit: &str) -> Quantity {
        Quantity::parse(printed, &Unit::parse(unit).expect("a unit")).unwrap_or_else(|e| panic!("{printed}: {e}"))
    }

    fn agreement(link: &str, printed: &str, unit: &str) -> Agreement {
        super::agreement("", link, &quantity(printed, unit))
    }

    #[test]
    fn a_link_that_gives_the_quantity_agrees() {
        for (link, printed, unit) in [
            ("CNY 500 billion", "5000亿元", "CNY"),
            ("over CNY 230 billion", ">2300亿元", "CNY"),
            ("突破5000亿元", ">5000亿元", "CNY"),
            ("more than 1,200", ">1200家", "count"),
            ("70%以上", ">=70%", "%"),
            ("4000多家", ">4000家", "count"),
            ("one third", "1/3", "%"),
            ("三分之一", "1/3", "%"),
            ("half", "50%", "%"),
            ("Three posts", "3篇", "count"),
            ("连发三文", "3篇", "count"),
            ("third", "3", "rank"),
            ("第九个", "9", "rank"),
            ("top five", "<=5", "rank"),
            ("前五", "<=5", "rank"),
            ("the only one", "1个", "count"),
            ("首个", "1", "rank"),
            ("最高1亿元", "<=1亿元", "CNY"),
            ("3:1", "3:1", "ratio"),
            ("20–30 firms", "20..30家", "count"),
            ("近300座", "<~300座", "count"),
            ("超二成", ">20%", "%"),
            ("RMB 50m", "5000万元", "CNY"),
            ("roughly six per cent", "~6%", "%"),
        ] {
            assert_eq!(agreement(link, printed, unit), Agreement::Agrees, "{link}");
        }
    }

    #[test]
    fn a_link_that_gives_something_else_does_not() {
        let wrong = |read: &str| Agreement::WrongNumber(read.to_owned());
        assert_eq!(agreement("CNY 50 billion", "5000亿元", "CNY"), wrong("50000000000 CNY"));
        assert_eq!(agreement("500亿元", "5000亿元", "CNY"), wrong("50000000000 CNY"));
        assert_eq!(agreement("USD 3 billion", "30亿元", "CNY"), wrong("3000000000 USD"));
        assert_eq!(agreement("5000亿元和300家", "5000亿元", "CNY"), wrong("300"));
        assert_eq!(agreement("CNY 230 billion", ">2300亿元", "CNY"), Agreement::WrongPrecision(Precision::Exact));
        assert_eq!(agreement("nearly 700", "700家", "count"), Agreement::WrongPrecision(Precision::Nearly));
        assert_eq!(agreement("many firms", "700家", "count"), Agreement::NoNumber);
    }

    #[test]
    fn the_precision_word_may_stand_before_the_link() {
        let q = quantity(">5000亿元", "CNY");
        assert_eq!(super::agreement("营业收入突破", "5000亿元", &q), Agreement::Agrees);
        assert_eq!(super::agreement("revenue of more than ", "CNY 500 billion", &q), Agreement::Agrees);
        assert_eq!(super::agreement("more than CNY ", "500 billion", &q), Agreement::Agrees);
        assert_eq!(super::agreement("from 20 to ", "30", &quantity("30", "count")), Agreement::Agrees);
        assert_eq!(super::agreement("revenue of ", "CNY 500 billion", &q), Agreement::WrongPrecision(Precision::Exact));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            text in "\\PC{0,24}|[0-9一二三十百千万亿第前年月个家元%/:,. -]{0,20}|(top|one|a|third|half|CNY|of|5|million|and|[ -]){0,9}"
        ) {
            for figure in figures(&text, &[]) {
                assert!(text.get(figure.range).is_some_and(|words| !words.is_empty()));
            }
            numbers(&text);
            super::agreement("", &text, &quantity(">5000亿元", "CNY"));
        }
    }
}
