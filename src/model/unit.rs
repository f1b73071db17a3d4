//! Units of quantities: the codes that the data contract fixes, and the words that people write for them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, Mutex, PoisonError};

/// A unit, known by its code: `CNY`, `%`, `count`, `km2`, `count per 10000`, or empty for a text or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    code: &'static str,
    kind: UnitKind,
}

/// What a unit measures, so far as it changes how a quantity is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// A currency (ISO 4217).
    Money,
    /// A share, in points of a hundred.
    Percent,
    /// The difference of two shares, in points of a hundred; no share itself.
    Points,
    /// A share, in points of a thousand.
    PerMille,
    /// Things, which the indicator names.
    Count,
    /// A place in an order; 1 is the first.
    Rank,
    /// A quotient of two like things.
    Ratio,
    /// How many times as much.
    Times,
    /// A length of time.
    Duration,
    /// An SI or customary unit.
    Physical,
    /// So much of one thing per so much of another.
    Rate,
    /// No unit: a text or an event.
    None,
}

impl Unit {
    /// The unit with this code; `None` for a code that the contract does not know.
    pub fn parse(code: &str) -> Option<Self> {
        INDEX.codes.get(code).copied().or_else(|| {
            let (amount, base) = code.split_once(PER)?;
            let base =
                base.parse().map_or_else(|_| Some(Base::Unit(Self::parse(base)?)), |power| Some(Base::Things(power)));
            Self::rate(Self::parse(amount)?, base?)
        })
    }

    /// The unit of so much per so much; `None` where the two make no rate.
    pub fn rate(amount: Self, base: Base) -> Option<Self> {
        let counts = matches!(
            amount.kind,
            UnitKind::Count | UnitKind::Money | UnitKind::Physical | UnitKind::Duration | UnitKind::Percent
        );
        let base = match base {
            Base::Things(power) if (10..=MOST_THINGS).contains(&power) && is_power_of_ten(power) => power.to_string(),
            Base::Unit(unit) if matches!(unit.kind, UnitKind::Physical | UnitKind::Duration) => unit.code.to_owned(),
            _ => return None,
        };
        let code = format!("{}{PER}{base}", amount.code);
        counts.then(|| Self { code: interned(code), kind: UnitKind::Rate })
    }

    /// What a rate gives so much of, and per what; `None` for a unit that is no rate.
    pub fn per(&self) -> Option<(Self, Base)> {
        let (amount, base) = self.code.split_once(PER)?;
        let base =
            base.parse().map_or_else(|_| Some(Base::Unit(Self::parse(base)?)), |power| Some(Base::Things(power)));
        Some((Self::parse(amount)?, base?))
    }

    /// The unit of a text or an event.
    pub fn none() -> Self {
        Self { code: "", kind: UnitKind::None }
    }

    /// The unit of a place in an order.
    pub fn rank() -> Self {
        Self { code: "rank", kind: UnitKind::Rank }
    }

    /// The unit of a share, in points of a hundred.
    pub fn percent() -> Self {
        Self { code: "%", kind: UnitKind::Percent }
    }

    /// The unit of the difference of two shares, in points of a hundred.
    pub fn points() -> Self {
        Self { code: "pp", kind: UnitKind::Points }
    }

    /// The unit of a quotient of two like things.
    pub fn ratio() -> Self {
        Self { code: "ratio", kind: UnitKind::Ratio }
    }

    /// The unit of things, which the indicator names.
    pub fn count() -> Self {
        Self { code: "count", kind: UnitKind::Count }
    }

    /// The code, as data writes it.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What it measures.
    pub fn kind(&self) -> UnitKind {
        self.kind
    }

    /// The first word that is written for the unit, for messages: 元 for `CNY`; else its code.
    pub fn word(&self) -> &'static str {
        WORDS.iter().find(|(_, code)| *code == self.code).map_or(self.code, |(word, _)| word)
    }

    /// The unit that a text begins with, as a word (元, 平方公里, `km`) or a code, and the bytes it takes.
    ///
    /// The longest word wins; a Latin word must end there: the t of "times" is no tonne.
    pub fn at_start(text: &str) -> Option<(Self, usize)> {
        let fits = |word: &str| starts_with_word(text, word);
        let (word, code) = INDEX.words(text).filter(|(word, _)| fits(word)).max_by_key(|(word, _)| word.len())?;
        Some((Self::parse(code).expect("every word names a listed unit"), word.len()))
    }

    /// The currency that stands before its amount at the start of a text: `CNY`, `US$`, `¥`.
    pub fn currency_at_start(text: &str) -> Option<(Self, usize)> {
        let (sign, code) = INDEX.signs(text).find(|(sign, _)| text.starts_with(sign))?;
        Some((Self::parse(code).expect("every sign names a listed currency"), sign.len()))
    }
}

/// What a rate is reckoned on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// So many things, a power of ten.
    Things(u32),
    /// One of a unit.
    Unit(Unit),
}

/// Between the parts of a rate's code.
const PER: &str = " per ";
/// The most things that a rate is reckoned on.
const MOST_THINGS: u32 = 1_000_000_000;

fn is_power_of_ten(n: u32) -> bool {
    std::iter::successors(Some(1_u32), |power| power.checked_mul(10)).any(|power| power == n)
}

/// A code that stays for as long as the program runs. There are no more rates than pairs of listed units and
/// powers of ten, so what is kept has an end.
fn interned(code: String) -> &'static str {
    static RATES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut rates = RATES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = rates.get(code.as_str()) {
        return known;
    }
    let kept: &'static str = Box::leak(code.into_boxed_str());
    rates.insert(kept);
    kept
}

/// Every code but the empty one, so far as texts print it: micrometres are µm there, and um is a word.
pub fn printed_codes() -> impl Iterator<Item = &'static str> {
    codes().filter(|code| *code != "um")
}

/// Every code but the empty one.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let plain = PLAIN.iter().map(|(code, _)| *code).filter(|code| !code.is_empty());
    plain.chain(CURRENCIES.split_whitespace()).chain(PHYSICAL.split_whitespace())
}

/// Symbols for so many of a unit at once, each with the power of ten and the unit: `kt` is a thousand tonnes.
pub fn scaled() -> impl Iterator<Item = (&'static str, u32, Unit)> {
    SCALED.iter().filter_map(|(symbol, power, code)| Some((*symbol, *power, Unit::parse(code)?)))
}

/// Units by their codes, and words by their first character: texts are searched at every place, and most places begin
/// nothing.
struct Index {
    codes: BTreeMap<&'static str, Unit>,
    words: BTreeMap<char, Vec<(&'static str, &'static str)>>,
    signs: BTreeMap<char, Vec<(&'static str, &'static str)>>,
    classifiers: BTreeMap<char, Vec<&'static str>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let of_kind = |list: &'static str, kind| list.split_whitespace().map(move |code| (code, kind));
    let money = of_kind(CURRENCIES, UnitKind::Money);
    let units = PLAIN.iter().copied().chain(money).chain(of_kind(PHYSICAL, UnitKind::Physical));
    let codes = units.map(|(code, kind)| (code, Unit { code, kind })).collect();
    let mut index = Index { codes, words: BTreeMap::new(), signs: BTreeMap::new(), classifiers: BTreeMap::new() };
    let first = |word: &str| word.chars().next().expect("no listed word is empty");
    let codes = |list: &'static str| list.split_whitespace().map(|code| (code, code));
    for pair in WORDS.iter().copied().chain(codes(CURRENCIES)).chain(codes(PHYSICAL)) {
        index.words.entry(first(pair.0)).or_default().push(pair);
    }
    for pair in SYMBOLS.iter().copied().chain(codes(CURRENCIES)) {
        index.signs.entry(first(pair.0)).or_default().push(pair);
    }
    for word in CLASSIFIERS.split_whitespace() {
        index.classifiers.entry(first(word)).or_default().push(word);
    }
    index
});

impl Index {
    fn words(&self, text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        let list = text.chars().next().and_then(|c| self.words.get(&c));
        list.into_iter().flatten().copied()
    }

    fn signs(&self, text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        let list = text.chars().next().and_then(|c| self.signs.get(&c));
        list.into_iter().flatten().copied()
    }
}

/// The classifier that a Chinese text begins with (家 所 人次), in bytes; longest first.
pub fn classifier_at_start(text: &str) -> Option<usize> {
    let list = INDEX.classifiers.get(&text.chars().next()?)?;
    list.iter().filter(|word| text.starts_with(**word)).map(|word| word.len()).max()
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_prefix(word) else { return false };
    let latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
    !(latin && rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

const PLAIN: [(&str, UnitKind); 17] = [
    ("", UnitKind::None),
    ("%", UnitKind::Percent),
    ("pp", UnitKind::Points),
    ("bp", UnitKind::Points),
    ("‰", UnitKind::PerMille),
    ("wd", UnitKind::Duration),
    ("count", UnitKind::Count),
    ("rank", UnitKind::Rank),
    ("ratio", UnitKind::Ratio),
    ("times", UnitKind::Times),
    ("a", UnitKind::Duration),
    ("mo", UnitKind::Duration),
    ("wk", UnitKind::Duration),
    ("d", UnitKind::Duration),
    ("h", UnitKind::Duration),
    ("min", UnitKind::Duration),
    ("s", UnitKind::Duration),
];

/// SI and customary symbols, written without superscripts.
const PHYSICAL: &str = "km m cm mm um nm in km2 m2 ha mu m3 L t kg g W kW MW GW TW kWh MWh GWh TWh V A Hz kHz MHz GHz \
    THz FLOPS TFLOPS PFLOPS EFLOPS TOPS KB MB GB TB PB EB Mbps Gbps Tbps Pa J tce \
    ft mi nmi lb oz mi2 acre degC degF kV jin jiao fen \
    TEU GT dwt kn bbl dB mg ml hl MJ GJ TJ PJ hPa kPa MPa kVA MVA tkm pkm ct toe kWp MWp GWp dt ug";

/// Symbols for a thousand of a unit and more, each with its power of ten and the unit.
const SCALED: [(&str, u32, &str); 6] =
    [("kt", 3, "t"), ("Mt", 6, "t"), ("Gt", 9, "t"), ("ktoe", 3, "toe"), ("Mtoe", 6, "toe"), ("Mtce", 6, "tce")];

/// Active codes of ISO 4217 for national currencies.
const CURRENCIES: &str = "CNY USD EUR JPY HKD GBP KRW TWD SGD MOP AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN \
    BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP \
    GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD KES KGS KHR KMF KPW KWD KYD KZT LAK LBP LKR \
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TZS UAH \
    UGX UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

/// Signs and words that stand before an amount of money.
const SYMBOLS: [(&str, &str); 10] = [
    ("人民币", "CNY"),
    ("RMB", "CNY"),
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("$", "USD"),
    ("¥", "CNY"),
    ("\u{FFE5}", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("美元", "USD"),
];

/// Words for units, the usual Chinese one of each first.
const WORDS: &[(&str, &str)] = &[
    ("元", "CNY"),
    ("元人民币", "CNY"),
    ("人民币", "CNY"),
    ("块钱", "CNY"),
    ("yuan", "CNY"),
    ("RMB", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("US dollars", "USD"),
    ("dollars", "USD"),
    ("欧元", "EUR"),
    ("euros", "EUR"),
    ("日元", "JPY"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("英镑", "GBP"),
    ("韩元", "KRW"),
    ("新台币", "TWD"),
    ("新元", "SGD"),
    ("澳元", "AUD"),
    ("加元", "CAD"),
    ("瑞士法郎", "CHF"),
    ("%", "%"),
    ("\u{FF05}", "%"),
    ("个百分点", "pp"),
    ("百分点", "pp"),
    ("percentage points", "pp"),
    ("percentage point", "pp"),
    ("percent", "%"),
    ("per cent", "%"),
    ("倍", "times"),
    ("times", "times"),
    ("fold", "times"),
    ("x", "times"),
    ("年", "a"),
    ("years", "a"),
    ("year", "a"),
    ("yrs", "a"),
    ("yr", "a"),
    ("个月", "mo"),
    ("个多月", "mo"),
    ("months", "mo"),
    ("month", "mo"),
    ("天", "d"),
    ("日", "d"),
    ("days", "d"),
    ("day", "d"),
    ("个工作日", "wd"),
    ("工作日", "wd"),
    ("个基点", "bp"),
    ("‰", "‰"),
    ("个小时", "h"),
    ("小时", "h"),
    ("hours", "h"),
    ("hour", "h"),
    ("分钟", "min"),
    ("minutes", "min"),
    ("minute", "min"),
    ("秒", "s"),
    ("seconds", "s"),
    ("公里", "km"),
    ("千米", "km"),
    ("kilometres", "km"),
    ("kilometers", "km"),
    ("米", "m"),
    ("metres", "m"),
    ("meters", "m"),
    ("厘米", "cm"),
    ("毫米", "mm"),
    ("millimetres", "mm"),
    ("millimeters", "mm"),
    ("微米", "um"),
    ("纳米", "nm"),
    ("英寸", "in"),
    ("寸", "in"),
    ("吋", "in"),
    ("inches", "in"),
    ("inch", "in"),
    ("平方公里", "km2"),
    ("平方千米", "km2"),
    ("km²", "km2"),
    ("square kilometres", "km2"),
    ("square kilometers", "km2"),
    ("平方米", "m2"),
    ("㎡", "m2"),
    ("m²", "m2"),
    ("square metres", "m2"),
    ("square meters", "m2"),
    ("公顷", "ha"),
    ("hectares", "ha"),
    ("亩", "mu"),
    ("立方米", "m3"),
    ("标准立方米", "m3"),
    ("标方", "m3"),
    ("m³", "m3"),
    ("升", "L"),
    ("吨", "t"),
    ("tonnes", "t"),
    ("tonne", "t"),
    ("千克", "kg"),
    ("公斤", "kg"),
    ("克", "g"),
    ("瓦", "W"),
    ("watts", "W"),
    ("千瓦", "kW"),
    ("兆瓦", "MW"),
    ("吉瓦", "GW"),
    ("千瓦时", "kWh"),
    ("度电", "kWh"),
    ("赫兹", "Hz"),
    ("兆赫", "MHz"),
    ("P", "PFLOPS"),
    ("PFlops", "PFLOPS"),
    ("petaflops", "PFLOPS"),
    ("吨标准煤", "tce"),
];

/// Chinese classifiers and counted units that say no more than "so many".
const CLASSIFIERS: &str = "家 项 人 名 个 座 所 台 颗 片 位 条 款 起 架 次 篇 件 种 户 类 只 支 套 批 部 份 场 届 轮 本 张 \
    辆 艘 栋 幢 间 层 处 门 枚 块 根 把 粒 棵 株 头 匹 口 艇 组 对 双 队 群 字 词 页 行 章 节 期 卷 册 幅 首 宗 笔 单 例 \
    人次 万人次 家次 台套 标准箱 个人 名人 村 县 市 省 国 校 企 院 站 大类 中类 小类 步 方 道 面 环 城 镇 街道";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_and_sign_names_a_listed_unit() {
        for (word, code) in WORDS.iter().chain(&SYMBOLS) {
            assert!(Unit::parse(code).is_some(), "{word} names {code}");
        }
    }

    #[test]
    fn codes_of_the_contract_are_known_and_others_are_not() {
        for code in "CNY USD % pp count rank ratio times a mo d km km2 mm t W in mu PFLOPS".split(' ') {
            assert_eq!(Unit::parse(code).map(|unit| unit.code()), Some(code));
        }
        assert_eq!(Unit::parse(""), Some(Unit::none()));
        for wrong in ["CNV", "cny", "RMB", "元", "KM", "percent", " %"] {
            assert_eq!(Unit::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_rate_is_a_unit_per_another_or_per_so_many() {
        let parts = |code: &str| Unit::parse(code).and_then(|unit| unit.per());
        assert_eq!(parts("count per 10000"), Some((Unit::count(), Base::Things(10000))));
        assert_eq!(
            Unit::parse("CNY per kWh").map(|unit| (unit.code(), unit.kind())),
            Some(("CNY per kWh", UnitKind::Rate))
        );
        for wrong in ["count per 12", "count per", "rank per 100", "CNY per EUR", "count per 10 per 10", "per km"] {
            assert_eq!(Unit::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_longest_word_wins_and_a_latin_word_must_end() {
        let code = |text: &str| Unit::at_start(text).map(|(unit, length)| (unit.code(), length));
        assert_eq!(code("元"), Some(("CNY", 3)));
        assert_eq!(code("平方公里的"), Some(("km2", 12)));
        assert_eq!(code("个月"), Some(("mo", 6)));
        assert_eq!(code("个"), None);
        assert_eq!(code("times"), Some(("times", 5)));
        assert_eq!(code("tons"), None);
    }
}
