//! What each shipped language reads in a text, and that it reads again what it writes.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::language::locales::Locales;
use crate::language::reading::Agreement;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::Unit;

pub(super) static SHIPPED: LazyLock<Locales> = LazyLock::new(|| Locales::shipped(&["en", "zh"]));

/// The figures of a text, joined by `|`.
fn marked(language: &str, text: &str) -> String {
    let names = ["1650".to_owned(), "六小龙".to_owned()];
    let reader = SHIPPED.reader_of(language).expect("it is shipped");
    let words = reader.figures(text, &names).into_iter().map(|figure| text[figure.range].to_owned());
    words.collect::<Vec<_>>().join("|")
}

/// What every number of a text says, `?` before one that is not read, `↓` behind one that became less.
pub(super) fn read(language: &str, text: &str) -> String {
    let reader = SHIPPED.reader_of(language).expect("it is shipped");
    let said = reader.all(text).into_iter().map(|figure| match figure.reading {
        None => format!("?{}", &text[figure.range]),
        Some(reading) => {
            format!("{}{reading}{}", reading.precision.sign(), if reading.decline { "↓" } else { "" })
        }
    });
    said.collect::<Vec<_>>().join("|")
}

/// Each row: a language, a text, and what is expected of it; all that differs is told at once.
pub(super) fn hold(rows: &[(&str, &str, &str)], said: impl Fn(&str, &str) -> String) {
    let differ = |(language, text, expected): &(&str, &str, &str)| {
        let said = said(language, text);
        (said != *expected).then(|| format!("{language}: {text}\n    expected {expected}\n    said     {said}"))
    };
    let wrong: Vec<String> = rows.iter().filter_map(differ).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn figures_are_found() {
    hold(
        &[
            ("zh", "规上企业营业收入突破5000亿元", "5000亿元"),
            ("zh", "南京以1.85万亿元GDP总量", "1.85万亿元"),
            ("zh", "占全国三分之一", "三分之一"),
            ("zh", "数量占全省一半", "一半"),
            ("zh", "力争跻身世界前五", "前五"),
            ("zh", "普及率达70%以上,差距3,360亿", "70%以上|3,360亿"),
            ("zh", "引入二十家企业", "二十家"),
            ("zh", "位列全国第三位", "第三位"),
            ("zh", "位列全国第六、江苏第一", "第六|第一"),
            ("zh", "全国第九个先导区", "第九个"),
            ("zh", "正式迈入万亿元规模,十家百亿级龙头", "万亿元|百亿级"),
            ("zh", "企业4000多家、集聚360余家", "4000多家|360余家"),
            ("zh", "传输速率提升百倍,至少五年", "百倍|五年"),
            ("zh", "按3:1比例出资", "3:1"),
            ("zh", "对全国近 300 座城市", "300 座"),
            ("zh", "十多家企业,百分之六十", "十多家|百分之六十"),
            ("zh", "营收2300亿元、14 亿元", "2300亿元|14 亿元"),
            ("zh", "20–30亿元", "20–30亿元"),
            ("zh", "上千名代表,3年内", "千名|3年内"),
            ("zh", "超二成,五千亿元,50%-60%", "二成|五千亿元|50%-60%"),
            ("zh", "每万人拥有120件", "120件"),
            ("en", "revenue of over CNY 500 billion by 2027", "CNY 500 billion"),
            ("en", "more than 1,200 firms", "1,200"),
            ("en", "one third of the country's", "one third"),
            ("en", "nearly half of the total", "half"),
            ("en", "ranks third in China", "third"),
            ("en", "among the top five brands", "top five"),
            ("en", "fifth in the world", "fifth"),
            ("en", "the second-largest maker", "second"),
            ("en", "twenty firms and five hundred models", "twenty|five hundred"),
            ("en", "US$3 billion, 60 per cent, 12-inch wafers", "US$3 billion|60 per cent|12-inch"),
            ("en", "an 18-month wait, ten kilometres", "18-month|ten kilometres"),
            ("en", "20 to 30 firms; 2.3 trillion yuan", "20 to 30|2.3 trillion yuan"),
            ("en", "placed 3rd of 52", "3rd|52"),
            ("en", "five per cent or more", "five per cent or more"),
            ("en", "8 in Suzhou", "8"),
            ("en", "CNY6bn, RMB 50m, $3.5B, two dozen, 20k", "CNY6bn|RMB 50m|$3.5B|two dozen|20k"),
            ("en", "one in five firms, half a million", "one in five|half a million"),
            ("en", "a lead of five years, for over ten years", "five years|ten years"),
            ("zh", "占全省十分之一。", "十分之一"),
            ("zh", "建成二十座灯塔。", "二十座"),
            ("zh", "完成两千亿元投资。", "两千亿元"),
            ("zh", "灯具出口翻一番。", "翻一番"),
            ("zh", "产值5000多亿元。", "5000多亿元"),
            ("zh", "占比提高零点五个百分点。", "零点五个百分点"),
            ("zh", "电价0.5元/千瓦时。", "0.5元"),
            ("en", "Output doubled.", "doubled"),
            ("en", "It grew 3.2pp.", "3.2pp"),
            ("en", "One and a half million fishers.", "One and a half million"),
            ("zh", "近半企业,过半,翻倍,翻了两番,减半", "半|过半|翻倍|翻了两番|减半"),
            ("zh", "五六百家", "五六百家"),
            ("zh", "建成百余座", "百余座"),
            ("en", "٩٩٩٩ firms, ⑨⑨ and 𝟗𝟗, XVIII", "٩٩٩٩|⑨⑨|𝟗𝟗|XVIII"),
            ("en", "sales halved, a twofold rise", "halved|twofold"),
            (
                "de",
                "über 13.000 Betriebe, 2,33 Milliarden Euro, zweieinhalbtausend Stellen",
                "13.000|2,33 Milliarden Euro|zweieinhalbtausend",
            ),
            ("de", "Die Hälfte der Firmen, 49 Prozent, ein Drittel der Fläche", "Die Hälfte|49 Prozent|ein Drittel"),
            ("fr", "1 234,5 hectares, plus de 2,3 millions de francs", "1 234,5 hectares|2,3 millions de francs"),
            ("fr", "un tiers des communes, la moitié des 5 300 entreprises", "un tiers|la moitié|5 300"),
        ],
        marked,
    );
}

#[test]
fn languages_of_a_file_alone_are_read() {
    hold(
        &[
            ("zh-Hant", "營收超過2,300億元人民幣", ">230000000000 CNY"),
            ("zh-Hant", "投資約100億元新臺幣", "~10000000000 TWD"),
            // Whose yuan or dollar it is, a text in this script does not say by 元 alone.
            ("zh-Hant", "產值5000億元", "500000000000"),
            ("zh-Hant", "市值2.3兆美元", "2300000000000 USD"),
            ("zh-Hant", "裝機容量5兆瓦", "5 MW"),
            ("zh-Hant", "占全國三分之一，位居第三名", "1/3|3 rank"),
            ("zh-Hant", "民國114年底共有企業700多家", ">700"),
            ("es", "más de 1.234,5 hectáreas", ">1234.5 ha"),
            ("es", "casi 2,3 millones de euros", "<~2300000 EUR"),
            ("es", "unos 230 mil millones de yuanes", "~230000000000 CNY"),
            ("es", "un tercio de las empresas, el 49 por ciento", "1/3|49 %"),
            ("es", "treinta y dos barcos, dos docenas", "32|24"),
            ("es", "creció 3,2 puntos porcentuales", "3.2 pp"),
            ("es", "la producción se duplicó", "2 times"),
            ("es", "bajó un 4,5 %", "4.5 %↓"),
            ("ja", "売上高は3兆2000億円を超えた", ">3200000000000 JPY"),
            ("ja", "従業員は約2万5千人", "~25000"),
            ("ja", "30隻以上、7割", ">=30|70 %"),
        ],
        read,
    );
}

#[test]
fn what_is_no_figure_is_left_alone() {
    hold(
        &[
            ("zh", "2025年2月14日,二〇二五年,2024-01-01,2027年前", ""),
            ("en", "on 14 February 2025, in 2027", ""),
            ("zh", "一个城市、两省、一批企业、三地、五部门", ""),
            ("zh", "十分重要,万一,统一,唯一,长三角一体化", ""),
            ("zh", "第一次会议,第三方,第一个,第一产业", ""),
            ("zh", "5G、6G、H100、DeepSeek-V3、3D、GB18030", ""),
            ("zh", "杭州“六小龙”与“1650”体系", ""),
            ("zh", "见 https://example.org/2025/52", ""),
            ("en", "three posts asked two questions", ""),
            ("en", "the first meeting, a third party", ""),
            ("en", "In the three years before, one of them, growing over five years", ""),
            ("en", "1. Chips\n2. Robots", ""),
            ("zh", "一、总体要求\n二、目标", ""),
            ("zh", "近三年来,三年行动计划", ""),
            ("zh", "十四五规划", ""),
            ("zh", "数百家企业,几十个", ""),
            ("en", "hundreds of firms, several hundred", ""),
            ("en", "second, it is a second time", ""),
            ("en", "half-year report, the first half", ""),
            ("en", "the 21st century, the 1990s", ""),
            ("zh", "三五家", ""),
            ("zh", "第一,规模大。第二,起步早", ""),
            ("zh", "签约仪式,百姓,千方百计", ""),
            ("zh", "国发〔2017〕35号文。", ""),
            ("zh", "上午9:30开会。", ""),
            ("en", "The 14th Five-Year Plan.", ""),
            ("en", "On 5 March 2026 at 9:30 a.m.", ""),
            ("en", "ISO 9001, Section 3.2, page 12, 30°15′, 2025/26", ""),
            ("de", "am 10. Oktober 2019, bis 2025, im 3. Quartal, seit 1990er Jahren", ""),
            ("fr", "le 10 octobre 2019, d’ici 2030, au 3e trimestre 2025", ""),
        ],
        marked,
    );
}

#[test]
fn chinese_amounts_are_read_whole() {
    hold(
        &[
            ("zh", "营收5000多亿元", ">500000000000 CNY"),
            ("zh", "10多万家渔行", ">100000"),
            ("zh", "100来万盏", "~1000000"),
            ("zh", "30多万亿元", ">30000000000000 CNY"),
            ("zh", "增速为-3.2%", "-3.2 %"),
            ("zh", "增速为−3.2%", "-3.2 %"),
            ("zh", "增速为负3.2%", "-3.2 %"),
            ("zh", "下降3.2%", "3.2 %↓"),
            ("zh", "提高零点五个百分点", "0.5 pp"),
            ("zh", "百分之零点五", "0.5 %"),
            ("zh", "误差零点三毫米", "0.3 mm"),
            ("zh", "三成五", "35 %"),
            ("zh", "六成半", "65 %"),
            ("zh", "3成", "30 %"),
            ("zh", "7成以上", ">=70 %"),
            ("zh", "十分之三", "3/10"),
            ("zh", "5个亿", "500000000"),
            ("zh", "三十个亿", "3000000000"),
            ("zh", "一年半", "1.5 a"),
            ("zh", "1年半", "1.5 a"),
            ("zh", "一亿半", "150000000"),
            ("zh", "13万2", "132000"),
            ("zh", "500亿元港币", "50000000000 HKD"),
            ("zh", "300亿元新台币", "30000000000 TWD"),
            ("zh", "3万元欧元", "30000 EUR"),
            ("zh", "5角", "0.5 CNY"),
            ("zh", "3，000人", "3000"),
            ("zh", "４，５００人", "4500"),
            ("zh", "200w标准箱", "2000000 TEU"),
            ("zh", "壹亿贰仟万元", "120000000 CNY"),
            ("zh", "误差千分之三", "3 ‰"),
            ("zh", "3‰", "3 ‰"),
            ("zh", "破500家", ">500"),
            ("zh", "不下500家", ">=500"),
            ("zh", "500家封顶", "<=500"),
            ("zh", "500来家", "~500"),
            ("zh", "二十来家", "~20"),
            ("zh", "20至30家", "20..30"),
            ("zh", "三千至五千人", "3000..5000"),
            ("zh", "五六百家", "500..600"),
            ("zh", "两三百家", "200..300"),
            ("zh", "增长2倍", "2 times"),
            ("zh", "拥有12 GPU", "12"),
            ("zh", "出口5 billion yuan", "5000000000 CNY"),
            ("zh", "每万人3.2座", "3.2 count per 10000"),
            ("zh", "一万五千亿元", "1500000000000 CNY"),
            ("zh", "二十万亿", "20000000000000"),
            ("zh", "十万零一千", "101000"),
            ("zh", "两万五", "25000"),
            ("zh", "百亿级", "~10000000000"),
            ("zh", "千瓦500千瓦", "500 kW"),
            ("zh", "建成20座", "20"),
            ("zh", "萬億元", "1000000000000 CNY"),
        ],
        read,
    );
}

#[test]
fn english_amounts_are_read_whole() {
    hold(
        &[
            ("en", "growth was minus 3.2%", "-3.2 %"),
            ("en", "one and a half years", "1.5 a"),
            ("en", "two and a half million", "2500000"),
            ("en", "3½ years", "3.5 a"),
            ("en", "half a percentage point", "0.5 pp"),
            ("en", "S$1.5 billion", "1500000000 SGD"),
            ("en", "A$2 million", "2000000 AUD"),
            ("en", "NT$3bn", "3000000000 TWD"),
            ("en", "R$5 million", "5000000 BRL"),
            ("en", "₹500", "500 INR"),
            ("en", "Rmb1.5bn", "1500000000 CNY"),
            ("en", "20 miles", "20 mi"),
            ("en", "1 500 000", "1500000"),
            ("en", "12,00,000", "1200000"),
            ("en", "1'500'000", "1500000"),
            ("en", "5 crore", "50000000"),
            ("en", "10M boats", "10000000"),
            ("en", "1e6", "?1e6"),
            ("en", "1.500.000", "?1.500.000"),
            ("en", "10,000-plus firms", ">10000"),
            ("en", "in excess of 500 firms", ">500"),
            ("en", "topped 500", ">500"),
            ("en", "capped at 500", "<=500"),
            ("en", "as many as 500", "<=500"),
            ("en", "c. 500", "~500"),
            ("en", "~500", "~500"),
            ("en", "an estimated 500", "~500"),
            ("en", "between 20 and 30 firms", "20..30"),
            ("en", "between 5,000 and 6,000", "5000..6000"),
            ("en", "20–30%", "20..30 %"),
            ("en", "a tenth", "1/10"),
            ("en", "three tenths of", "3/10"),
            ("en", "2.33 billion euros", "2330000000 EUR"),
            ("en", "EUR 100m", "100000000 EUR"),
            ("en", "ranked No. 3", "3 rank"),
            ("en", "#2", "2 rank"),
            ("en", "top 5", "<=5 rank"),
            ("en", "3 percentage points", "3 pp"),
            ("en", "in 2025 Dengzhou", ""),
            ("en", "fell 3.2%", "3.2 %↓"),
            ("en", "CNY −3 billion", "-3000000000 CNY"),
            ("en", "−$3 billion", "-3000000000 USD"),
        ],
        read,
    );
}

#[test]
fn german_amounts_are_read_whole() {
    hold(
        &[
            ("de", "20 bis 30 Prozent", "20..30 %"),
            ("de", "ein Drittel", "1/3"),
            ("de", "über 13.000", ">13000"),
            ("de", "1.000 zusätzliche", "1000"),
            ("de", "zweieinhalbtausend", "2500"),
            ("de", "anderthalb Jahre", "1.5 a"),
            ("de", "sieben Milliarden Euro", "7000000000 EUR"),
            ("de", "fünfundzwanzig Prozent", "25 %"),
            ("de", "bis zu 3,5 Mrd. Euro", "<=3500000000 EUR"),
            ("de", "knapp 5 Prozent", "<~5 %"),
            ("de", "2,17 Mrd. €", "2170000000 EUR"),
            ("de", "um 3,2 Prozent gesunken", "3.2 %↓"),
            ("de", "dreihundertfünfzig", "350"),
            ("de", "1 200 Betriebe", "1200"),
            ("de", "zwei Dutzend Firmen", "24"),
            ("de", "eine halbe Million Euro", "500000 EUR"),
        ],
        read,
    );
}

#[test]
fn french_amounts_are_read_whole() {
    hold(
        &[
            ("fr", "de 20 à 30 %", "20..30 %"),
            ("fr", "un tiers", "1/3"),
            ("fr", "trois dixièmes", "3/10"),
            ("fr", "près de 2,3 millions de francs", "<~2300000 CHF"),
            ("fr", "quatre-vingt-dix-sept", "97"),
            ("fr", "deux cent cinquante mille euros", "250000 EUR"),
            ("fr", "une centaine d’entreprises", "~100"),
            ("fr", "trois millions et demi", "3500000"),
            ("fr", "1 234 567", "1234567"),
            ("fr", "au moins 12,5 %", ">=12.5 %"),
            ("fr", "mille milliards", "1000000000000"),
        ],
        read,
    );
}

fn quantity(printed: &str, unit: &str) -> Quantity {
    Quantity::parse(printed, &Unit::parse(unit).expect("a unit")).unwrap_or_else(|e| panic!("{printed}: {e}"))
}

fn agreement(language: &str, before: &str, link: &str, quantity: &Quantity) -> Agreement {
    SHIPPED.reader_of(language).expect("it is shipped").agreement(before, link, quantity)
}

#[test]
fn a_link_that_gives_the_quantity_agrees() {
    for (language, before, link, printed, unit) in [
        ("en", "", "CNY 500 billion", "5000亿元", "CNY"),
        ("en", "", "over CNY 230 billion", ">2300亿元", "CNY"),
        ("zh", "", "突破5000亿元", ">5000亿元", "CNY"),
        ("en", "", "more than 1,200", ">1200家", "count"),
        ("zh", "", "70%以上", ">=70%", "%"),
        ("zh", "", "4000多家", ">4000家", "count"),
        ("en", "", "one third", "1/3", "%"),
        ("zh", "", "三分之一", "1/3", "%"),
        ("en", "", "half", "50%", "%"),
        ("en", "", "Three posts", "3篇", "count"),
        ("zh", "", "连发三文", "3篇", "count"),
        ("en", "", "third", "3", "rank"),
        ("zh", "", "第九个", "9", "rank"),
        ("en", "", "top five", "<=5", "rank"),
        ("zh", "", "前五", "<=5", "rank"),
        ("en", "", "the only one", "1个", "count"),
        ("zh", "", "首个", "1", "rank"),
        ("zh", "", "最高1亿元", "<=1亿元", "CNY"),
        ("zh", "", "3:1", "3:1", "ratio"),
        ("en", "", "20–30 firms", "20..30家", "count"),
        ("zh", "", "近300座", "<~300座", "count"),
        ("zh", "", "超二成", ">20%", "%"),
        ("en", "", "RMB 50m", "5000万元", "CNY"),
        ("en", "", "roughly six per cent", "~6%", "%"),
        ("zh", "营业收入突破", "5000亿元", ">5000亿元", "CNY"),
        ("en", "revenue of more than ", "CNY 500 billion", ">5000亿元", "CNY"),
        ("en", "more than CNY ", "500 billion", ">5000亿元", "CNY"),
        ("en", "from 20 to ", "30", "30", "count"),
        ("en", "growth was ", "−3.2%", "-3.2%", "%"),
        ("zh", "增速为", "−3.2%", "-3.2%", "%"),
        ("en", "we had ", "2025", "2025家", "count"),
    ] {
        let said = agreement(language, before, link, &quantity(printed, unit));
        assert_eq!(said, Agreement::Agrees, "{before}[{link}] for {printed}");
    }
}

#[test]
fn a_link_that_gives_something_else_does_not_agree() {
    for (language, before, link, printed, unit) in [
        ("en", "", "CNY 50 billion", "5000亿元", "CNY"),
        ("zh", "", "500亿元", "5000亿元", "CNY"),
        ("en", "", "USD 3 billion", "30亿元", "CNY"),
        ("zh", "", "5000亿元和300家", "5000亿元", "CNY"),
        ("en", "", "CNY 230 billion", ">2300亿元", "CNY"),
        ("en", "", "nearly 700", "700家", "count"),
        ("en", "", "many firms", "700家", "count"),
        ("en", "revenue of ", "CNY 500 billion", ">5000亿元", "CNY"),
        ("zh", "增速为", "-3.2%", "3.2%", "%"),
        ("en", "growth was ", "−3.2%", "3.2%", "%"),
        ("zh", "增速为-", "3.2%", "3.2%", "%"),
        ("en", "we had ", "2025", "2024家", "count"),
        ("en", "", "20 miles", "20公里", "km"),
        ("zh", "占", "三成五", "30%", "%"),
        ("en", "", "S$1.5 billion", "15亿美元", "USD"),
        ("en", "S", "$1.5 billion", "15亿美元", "USD"),
        ("zh", "提高零点", "五个百分点", "5个百分点", "pp"),
    ] {
        let said = agreement(language, before, link, &quantity(printed, unit));
        assert_ne!(said, Agreement::Agrees, "{before}[{link}] for {printed}");
    }
}

#[test]
fn an_excerpt_yields_every_number_it_may_state() {
    let reader = SHIPPED.reader_of("zh").expect("it is shipped");
    let values = |excerpt| reader.numbers(excerpt).iter().map(Decimal::to_string).collect::<Vec<_>>().join(" ");
    for (excerpt, expected) in [
        ("南京以1.85万亿GDP总量位列第10", "1850000000000 10"),
        ("培育10家百亿级龙头企业", "10 10000000000"),
        ("以全国1/3的产业规模", "33.33 0.3333"),
        ("国内首款芯片", "1"),
        ("按“3:1”比例共同出资成立", "3"),
        ("产出第1000万片12英寸晶圆", "10000000 12"),
        ("1月13日,江苏省政府新闻发布会解读", ""),
        ("要落细“三个15%”相关科技政策", "3 15"),
    ] {
        assert_eq!(values(excerpt), expected, "{excerpt}");
    }
}

#[test]
fn a_line_of_a_million_characters_is_read_in_one_pass() {
    let line = "营收5000多亿元，同比增长3.2%，".repeat(4_000);
    let reader = SHIPPED.reader_of("zh").expect("it is shipped");
    assert_eq!(reader.figures(&line, &[]).len(), 8_000);
}

#[test]
fn twice_the_text_is_twice_the_work() {
    let pieces = [
        "5000多亿元、",
        "〇",
        "1,",
        "1,1,",
        "1-2-",
        "20–30 ",
        "一",
        "三五",
        "第",
        "one ",
        "and ",
        "a ",
        "un demi-",
        "half ",
        "2025 ",
        "1.",
        "9",
        "$",
        "每万人",
        "per ",
        "三月",
        "3月5日",
        "MM",
        "x1-",
        "①",
        "in 2025 and ",
        "zweiund",
        "rose from ",
        "第3",
        "3rd of ",
    ];
    for (locale, reader) in SHIPPED.readers() {
        let work = |text: &str| {
            super::lexicon::LOOK_UPS.with(|n| n.set(0));
            reader.figures(text, &[]);
            super::lexicon::LOOK_UPS.with(std::cell::Cell::get)
        };
        for piece in pieces {
            let (once, twice) = (work(&piece.repeat(400)), work(&piece.repeat(800)));
            assert!(twice <= once * 5 / 2 + 100, "{}: `{piece}` costs {once}, then {twice}", locale.tag);
        }
    }
}

/// A random quantity as a fact sheet writes it, with its unit.
fn printed(
    (n, decimals, scale, sign, kind): (i64, u32, usize, usize, usize),
    negative: bool,
    range: bool,
) -> (String, &'static str) {
    const UNITS: &str =
        "dt|ug|CNY|USD|EUR|HKD|TWD|SGD|CHF|count|%|a|km2|times|rank|pp|wd|‰|count per 10000|CNY per kWh|h";
    const SCALES: [&str; 5] = ["", "百", "万", "亿", "万亿"];
    let unit = UNITS.split('|').nth(kind).expect("there are as many");
    let whole = matches!(unit, "count" | "rank");
    let number = Decimal::new(n, if whole { 0 } else { decimals });
    let scale = if matches!(unit, "rank" | "pp" | "wd" | "a" | "‰" | "h") { "" } else { SCALES[scale] };
    if range && unit != "rank" {
        return (format!("{number}{scale}..{}{scale}", number * Decimal::TWO), unit);
    }
    let minus = if negative && !whole { "-" } else { "" };
    (format!("{}{minus}{number}{scale}", Precision::ALL[sign].sign()), unit)
}

/// The same quantity with one slip: ten times as much, the other side of zero, another unit or sign.
fn slipped(quantity: &Quantity, slip: usize) -> Option<Quantity> {
    let unit = *quantity.unit();
    let value = quantity.value();
    let sign = quantity.precision().sign();
    let (sign, value, unit) = match slip {
        0 => (sign, value.checked_mul(Decimal::TEN)?, unit),
        1 => (sign, -value, unit),
        2 => (sign, value, Unit::parse(if unit.code() == "USD" { "CNY" } else { "USD" })?),
        3 => (
            sign,
            value,
            Unit::parse(match unit.code() {
                "count" => "rank",
                "%" => "pp",
                "pp" => "%",
                "rank" | "times" | "count per 10000" => "count",
                "CNY per kWh" => "CNY",
                "a" => "mo",
                _ => return None,
            })?,
        ),
        _ => (if sign == ">" { "<" } else { ">" }, value, unit),
    };
    Quantity::parse(&format!("{sign}{value}"), &unit).ok()
}

proptest::proptest! {
    #[test]
    fn each_language_reads_what_it_writes_and_no_slip_of_it(
        parts in (1_i64..1_000_000, 0_u32..4, 0_usize..5, 0_usize..7, 0_usize..21),
        negative in proptest::bool::weighted(0.2),
        range in proptest::bool::weighted(0.2),
        slip in 0_usize..5,
    ) {
        let (printed, unit) = printed(parts, negative, range);
        let quantity = quantity(&printed, unit);
        for (locale, reader) in SHIPPED.readers() {
            // "891." may as well end a sentence: a place is read where words follow on it.
            let whole = |text: &String| !text.ends_with('.');
            let Some(text) = Some(locale.quantity(&quantity, None).text).filter(whole) else { continue };
            proptest::prop_assert_eq!(reader.agreement("", &text, &quantity), Agreement::Agrees, "{}: {}", &locale.tag, text);
            let Some(other) = slipped(&quantity, slip).filter(|other| !range && other.printed() != quantity.printed()) else { continue };
            // A number without a unit may have any: what counts is that it has none.
            let named = matches!(slip, 2 | 3) && unit == "count";
            if !named {
                proptest::prop_assert_ne!(reader.agreement("", &text, &other), Agreement::Agrees, "{}: {} for {}", &locale.tag, text, other);
            }
        }
    }

    #[test]
    fn any_text_is_read_without_panic(
        text in "\\PC{0,24}|[0-9一二三十百千万亿第前年月个家元%/:,. -]{0,20}|(top|one|a|third|half|CNY|of|5|million|and|ein|hundert|et|demi|[ -]){0,9}"
    ) {
        for (_, reader) in SHIPPED.readers() {
            for figure in reader.figures(&text, &[]) {
                proptest::prop_assert!(text.get(figure.range).is_some_and(|words| !words.is_empty()));
            }
            reader.agreement("", &text, &quantity(">5000亿元", "CNY"));
        }
    }
}

proptest::proptest! {
    #[test]
    fn where_no_number_may_begin_none_does(text in "[0-9a-dA-Zé一二三百万亿第半约个年月①½٣$€%#.,()' -]{1,12}( ?(one|half|zwei|un|third|million|Mio\\.|首|每万人)){0,2}") {
        let text = super::lexicon::Text::new(&text);
        for (locale, reader) in SHIPPED.readers() {
            for (at, c) in text.low.char_indices().filter(|(at, c)| !reader.may_begin(&text, *at, *c)) {
                let found = super::amount::at(&reader.lexicon, &text, at);
                proptest::prop_assert_eq!(found, None, "{}: `{}` at {} of {}", locale.tag, c, at, text.raw);
            }
        }
    }
}
