//! Writes quantities and dates for readers of a language, and tells whether a link's words give one.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::model::amount::Form;
use crate::model::numeral;
use crate::model::period::{Part, Period, Span};
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Base, Unit, UnitKind};
use crate::model::words::Worded;

use super::figure::FigureReader;
use super::figure::lexicon::{Lexicon, ReadWords};
use super::fill::fill;
use super::plural;
use super::read::{self, Reader};
use super::segment::{LineWords, Segmenter};

/// How a language writes numbers, units and dates: all of it data, from `templates/locale/<code>.toml`.
#[derive(Clone, Debug)]
pub struct Locale {
    /// Its BCP 47 tag: `zh-Hans`.
    pub tag: String,
    /// Its own name: 中文.
    pub name: String,
    number: NumberWords,
    precision: BTreeMap<String, String>,
    unit: UnitWords,
    date: DateWords,
    /// How its running text is read, if this program can.
    pub reader: Option<Reader>,
    figures: OnceLock<FigureReader>,
    /// Where its lines may break, if it writes no spaces.
    pub lines: Segmenter,
    /// The words of its scales: 万, 亿, million.
    pub scales: Vec<String>,
    pub(super) figure: ReadWords,
    /// What its file says of reading, for readers that are written in another programming language.
    source: Arc<str>,
}

/// What is wrong with a language's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes at fault, where they are known.
    pub at: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
}

impl From<String> for Fault {
    fn from(message: String) -> Self {
        Self { at: None, message }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A quantity in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The word for its precision with the space after it, or nothing: "over ".
    pub precision: String,
    /// The number with its unit: "CNY 230 billion"; with the word where the language sets it behind: 3兆円超.
    pub number: String,
    /// Both together.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: LanguageWords,
    number: NumberWords,
    precision: BTreeMap<String, String>,
    unit: UnitWords,
    date: DateWords,
    read: Option<read::File>,
    #[serde(default)]
    figure: ReadWords,
    #[serde(default)]
    lines: LineWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageWords {
    tag: String,
    name: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberWords {
    decimal: String,
    group: String,
    group_at: usize,
    range: String,
    minus: String,
    keep_scale: bool,
    /// The number that takes the first of two forms, in a file that does not leave it to CLDR.
    singular: Option<String>,
    scales: Vec<Scale>,
    /// What stands between a scale and what it counts, in a language that has a word for that.
    of: Option<OfWords>,
    ordinal: Ordinal,
}

/// The word between a scale and what it counts: millions *de* tonnes, millions *d’*euros.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfWords {
    word: String,
    /// Its form before some letters, joined to them.
    elided: String,
    /// Those letters.
    before: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scale {
    power: u32,
    word: Pattern,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ordinal {
    other: String,
    endings: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitWords {
    money: String,
    count: String,
    rank: String,
    top: String,
    other: String,
    rate: String,
    words: BTreeMap<String, Pattern>,
    currencies: BTreeMap<String, String>,
}

/// One pattern, or one for a single thing and one for others.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Pattern {
    Same(String),
    ByNumber([String; 2]),
}

impl Pattern {
    fn forms(&self) -> impl Iterator<Item = &str> {
        let forms = match self {
            Pattern::Same(pattern) => std::slice::from_ref(pattern),
            Pattern::ByNumber(forms) => &forms[..],
        };
        forms.iter().map(String::as_str)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateWords {
    months: [String; 12],
    quarters: [String; 4],
    seasons: [String; 4],
    year: String,
    month: String,
    day: String,
    years: String,
    between: String,
    by: String,
    from: String,
    or_later: String,
    one_of: String,
    or: String,
    undated: String,
}

/// Stands for the word between a scale and what it counts, until that is known; no text has it.
const OF: &str = "\u{E0F0}";
/// The row of `[precision]` for a rank that is at most something: "top ".
const TOP: &str = "top";
/// A scale word is used only where at most this many decimals are left.
const MOST_DECIMALS: u32 = 3;

impl Locale {
    /// Reads a language's file.
    ///
    /// # Errors
    /// If it is no TOML, or a word is missing, unknown or of the wrong kind; the message says which.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let locale = Self::parse_unchecked(text)?;
        let figures = FigureReader::new(locale.lexicon(None)?);
        locale.reader.as_ref().map_or(Ok(()), Reader::check)?;
        Ok(Self { figures: figures.into(), ..locale })
    }

    /// Reads a language's file whose words of numbers and of running text are known to be right: a shipped one.
    ///
    /// # Errors
    /// As [`Locale::parse`], but for those words.
    pub fn parse_unchecked(text: &str) -> Result<Self, Fault> {
        let File { language, mut number, precision, unit, date, read, figure, lines } =
            toml::from_str(text).map_err(|e| Fault { at: e.span(), message: e.message().to_owned() })?;
        let known = Precision::WORDS.iter().copied().chain([TOP]);
        if let Some(missing) = known.clone().find(|word| !precision.contains_key(*word)) {
            return Err(format!("`{missing}` is missing in [precision]").into());
        }
        if let Some(unknown) = precision.keys().find(|key| known.clone().all(|word| word != key.as_str())) {
            return Err(format!("`{unknown}` in [precision] is no precision").into());
        }
        if let Some(scale) = number.scales.iter().find(|scale| scale.power > 24) {
            return Err(
                format!("{} in [number] scales is past all figures; the largest power is 24", scale.power).into()
            );
        }
        number.scales.sort_by_key(|scale| std::cmp::Reverse(scale.power));
        let reader = read.map(|file| Reader::new(file, date.months.to_vec()));
        let (tag, name, figures) = (language.tag, language.name, OnceLock::new());
        let lines = Segmenter::new(&lines);
        let (source, scales) = (Arc::from(text), Vec::new());
        let mut locale =
            Self { tag, name, number, precision, unit, date, reader, figures, lines, scales, figure, source };
        locale.scales = locale.scale_words().map(|(word, _)| word).collect();
        locale.scales.sort();
        locale.scales.dedup();
        Ok(locale)
    }

    /// What reads its numbers by its own words alone.
    ///
    /// # Panics
    /// If it has words that [`Locale::lexicon`] refuses.
    pub fn figures(&self) -> &FigureReader {
        self.figures
            .get_or_init(|| FigureReader::new(self.lexicon(None).expect("the file was checked when it was read")))
    }

    /// The words by which it is read, with those of another language for words in another script.
    pub fn lexicon(&self, other: Option<&Locale>) -> Result<Lexicon, String> {
        Lexicon::new(&self.figure, &self.date.months, other.map(|other| &other.figure))
    }

    /// The words by which it is read, as data; `None` where it is written only.
    pub fn words_read(&self) -> Option<serde_json::Value> {
        let file: serde_json::Value = toml::from_str(&self.source).ok()?;
        let (read, figure) = (&file["read"], &file["figure"]);
        self.reader.as_ref()?;
        let months = [&file["date"]["months"], &read["date"]["months"]];
        let all = months.into_iter().flat_map(|list| list.as_array().into_iter().flatten());
        let flat = all.flat_map(|month| month.as_array().cloned().unwrap_or_else(|| vec![month.clone()]));
        Some(serde_json::json!({
            "wide": self.is_wide(),
            "months": flat.collect::<Vec<_>>(),
            "stop_words": read["stop_words"],
            "version": read["version"],
            "name_endings": read["name_endings"],
            "status": read["status"],
            "figure": figure,
        }))
    }

    /// Whether figures are read in it; else it is written only.
    pub fn reads_figures(&self) -> bool {
        !self.figure.words.is_empty() || !self.figure.digits.is_empty()
    }

    /// What it writes before decimals.
    pub fn decimal_sign(&self) -> &str {
        &self.number.decimal
    }

    /// Whether it is written without spaces.
    pub fn is_wide(&self) -> bool {
        self.name.contains(super::script::is_wide_letter)
    }

    /// The words that scale a number, with their powers of ten: billion and 9, 亿 and 8.
    pub fn scale_words(&self) -> impl Iterator<Item = (String, u32)> {
        let scales = self.number.scales.iter();
        let written = scales.flat_map(|scale| scale.word.forms().map(|word| (word.trim().to_owned(), scale.power)));
        let read = self.figure.words.get("scale").into_iter().flatten();
        let read = read.filter_map(|(power, words)| Some((words, power.parse().ok()?)));
        let read = read.flat_map(|(words, power): (_, u32)| words.split('|').map(move |word| (word.to_owned(), power)));
        let powers = self.figure.powers.iter().map(|(sign, power)| (sign.to_string(), *power));
        written.chain(read).chain(powers)
    }

    /// Writes a quantity without changing a digit. `counted` is the noun for what is counted, in the
    /// right number; it is used for counts only.
    pub fn quantity(&self, quantity: &Quantity, counted: Option<&str>) -> Written {
        let top = quantity.unit().kind() == UnitKind::Rank && quantity.precision() == Precision::AtMost;
        let row = if top { TOP } else { quantity.precision().word() };
        let precision = self.precision.get(row).cloned().unwrap_or_default();
        let digits = self.digits(quantity);
        let number = |unit| {
            let number = self.with_its_unit(quantity, unit, &digits, counted, top);
            self.with_of(number.trim_matches([' ', '\u{A0}']))
        };
        let unit = *quantity.unit();
        if precision.contains("{n}") {
            let around = |unit| fill(&precision, &[("n", &number(unit))]);
            let number = unit.per().map_or_else(|| around(unit), |(of, base)| self.rate(quantity, &around(of), base));
            return Written { text: number.clone(), precision: String::new(), number };
        }
        let number = number(unit);
        Written { text: format!("{precision}{number}"), precision, number }
    }

    fn with_its_unit(&self, quantity: &Quantity, unit: Unit, digits: &str, counted: Option<&str>, top: bool) -> String {
        match unit.kind() {
            UnitKind::Rank if top => fill(&self.unit.top, &[("n", digits)]),
            UnitKind::Rank => fill(&self.unit.rank, &[("n", digits), ("ordinal", self.ordinal(digits))]),
            UnitKind::Money => {
                let code = unit.code();
                let word = self.unit.currencies.get(code).map_or(code, String::as_str);
                fill(&self.unit.money, &[("n", digits), ("unit", word)])
            }
            UnitKind::Count => {
                let noun = counted.unwrap_or_default();
                fill(
                    &self.unit.count,
                    &[("n", digits), ("noun", noun), ("classifier", han_only(quantity.classifier()))],
                )
            }
            UnitKind::Rate => match unit.per() {
                None => digits.to_owned(),
                Some((of, base)) => {
                    let amount = self.with_its_unit(quantity, of, digits, counted, false);
                    self.rate(quantity, amount.trim_matches([' ', '\u{A0}']), base)
                }
            },
            _ => self.with_unit(quantity, unit, digits),
        }
    }

    /// So much per so much.
    fn rate(&self, quantity: &Quantity, amount: &str, base: Base) -> String {
        let per = match base {
            Base::Things(things) => self.integer(u64::from(things)),
            Base::Unit(base) => {
                let named = self.with_unit(quantity, base, "");
                named.trim_matches([' ', '\u{A0}']).to_owned()
            }
        };
        fill(&self.unit.rate, &[("amount", amount), ("per", &per)])
    }

    /// Writes a period.
    pub fn period(&self, period: &Period) -> String {
        let date = &self.date;
        match period.span() {
            Span::Undated => date.undated.clone(),
            Span::Within(part) => self.part(*part),
            Span::Between(from, to) => self.stretch(*from, *to),
            Span::By(to) => fill(&date.by, &[("to", &self.part(*to))]),
            Span::From(from) => fill(&date.from, &[("from", &self.part(*from))]),
            Span::OneFrom(from, to) => fill(&date.one_of, &[("choice", &self.stretch(*from, *to))]),
            Span::OneOf(parts) => parts.iter().map(|part| self.part(*part)).collect::<Vec<_>>().join(&date.or),
        }
    }

    /// Writes the date of a document, which is of one day: an open end is that it may be later.
    pub fn issued(&self, period: &Period) -> String {
        match period.span() {
            Span::From(from) => fill(&self.date.or_later, &[("from", &self.part(*from))]),
            _ => self.period(period),
        }
    }

    /// Writes an ISO 8601 date of any precision; what is none stays as it is.
    pub fn date(&self, iso: &str) -> String {
        Period::parse(iso).map_or_else(|_| iso.to_owned(), |period| self.period(&period))
    }

    /// Writes a whole number with its groups.
    pub fn integer(&self, n: u64) -> String {
        self.decimal(Decimal::from(n))
    }

    /// Writes a number with its groups and the language's decimal sign.
    pub fn decimal(&self, value: Decimal) -> String {
        let plain = value.normalize().abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let sign = if value.is_sign_negative() && !value.is_zero() { self.number.minus.as_str() } else { "" };
        let point = if fraction.is_empty() { "" } else { self.number.decimal.as_str() };
        format!("{sign}{}{point}{fraction}", self.grouped(whole))
    }

    /// The digits of a quantity, with a scale word where that leaves them short.
    fn digits(&self, quantity: &Quantity) -> String {
        let printed = match quantity.form() {
            Form::Fraction(a, b) => return format!("{a}/{b}"),
            Form::Ratio(a, b) => return format!("{}:{}", self.decimal(a), self.decimal(b)),
            Form::Number(scale) => scale,
        };
        let values: Vec<Decimal> = std::iter::once(quantity.value()).chain(quantity.value_max()).collect();
        let scale = self.scale(&values, printed);
        let power = scale.map_or(0, |scale| scale.power);
        let shown = values.iter().map(|value| self.decimal(scaled(*value, power))).collect::<Vec<_>>();
        let shown = shown.join(&self.number.range);
        let word = scale.map_or("", |scale| self.form(&scale.word, &shown));
        let of = if scale.is_some() && self.number.of.is_some() { OF } else { "" };
        format!("{shown}{word}{of}")
    }

    /// The word between a scale and what it counts, where that follows.
    fn with_of(&self, number: &str) -> String {
        let Some((scaled, rest)) = number.split_once(OF) else { return number.to_owned() };
        let counted = rest.trim_start_matches([' ', '\u{A0}']);
        match &self.number.of {
            Some(of) if counted.starts_with(|c| of.before.contains(c)) => format!("{scaled}{}{counted}", of.elided),
            Some(of) if !counted.is_empty() => format!("{scaled}{}{rest}", of.word),
            _ => scaled.to_owned(),
        }
    }

    /// The scale in which all values are exact and short: the printed one where the language keeps it,
    /// else the largest that does not go past the first value.
    fn scale(&self, values: &[Decimal], printed: Option<u32>) -> Option<&Scale> {
        let scales = &self.number.scales;
        if self.number.keep_scale && printed == Some(0) {
            return None;
        }
        let kept = scales.iter().find(|scale| self.number.keep_scale && printed == Some(scale.power));
        let short = |scale: &&Scale| {
            let decimals = |value: &Decimal| scaled(*value, scale.power).scale();
            values[0].abs() >= numeral::ten_to(scale.power)
                && values.iter().all(|value| decimals(value) <= MOST_DECIMALS)
        };
        kept.or_else(|| scales.iter().find(short))
    }

    fn with_unit(&self, quantity: &Quantity, unit: Unit, digits: &str) -> String {
        if matches!(quantity.form(), Form::Fraction(..)) {
            return digits.to_owned();
        }
        let code = unit.code();
        let pattern = match self.unit.words.get(code) {
            None => self.unit.other.as_str(),
            Some(pattern) => self.form(pattern, digits),
        };
        fill(pattern, &[("n", digits), ("unit", code)])
    }

    /// The form of a word that goes with a number as it is written: the first for one thing, and for a rate's own unit.
    fn form<'p>(&self, pattern: &'p Pattern, digits: &str) -> &'p str {
        let [one, other] = match pattern {
            Pattern::Same(pattern) => return pattern,
            Pattern::ByNumber(forms) => forms,
        };
        let plain = || digits.replace(&self.number.group, "").replace(&self.number.decimal, ".");
        let is_one = match &self.number.singular {
            Some(singular) => digits == singular,
            None => plural::takes_one(&self.tag, &plain()),
        };
        if is_one || digits.is_empty() { one } else { other }
    }

    /// What makes a number an ordinal: the longest ending listed for it, as "th" for 11.
    fn ordinal(&self, digits: &str) -> &str {
        let Ordinal { other, endings } = &self.number.ordinal;
        let fits = |ending: &str| ending.strip_prefix('=').map_or(digits.ends_with(ending), |whole| digits == whole);
        let listed = endings.iter().filter(|(ending, _)| fits(ending));
        listed.max_by_key(|(ending, _)| ending.len()).map_or(other, |(_, word)| word)
    }

    fn grouped(&self, digits: &str) -> String {
        if digits.len() < self.number.group_at {
            return digits.to_owned();
        }
        let first = digits.len() % 3;
        let (head, tail) = digits.split_at(first);
        let groups = (0..tail.len()).step_by(3).map(|at| &tail[at..at + 3]);
        let groups: Vec<&str> = Some(head).filter(|head| !head.is_empty()).into_iter().chain(groups).collect();
        groups.join(&self.number.group)
    }

    fn stretch(&self, from: Part, to: Part) -> String {
        let years = matches!((from, to), (Part::Year(_), Part::Year(_)));
        let pattern = if years { &self.date.years } else { &self.date.between };
        fill(pattern, &[("from", &self.part(from)), ("to", &self.part(to))])
    }

    fn part(&self, part: Part) -> String {
        let date = &self.date;
        let named = |names: &[String], number: i8| -> String {
            usize::try_from(number - 1)
                .ok()
                .and_then(|at| names.get(at))
                .cloned()
                .expect("parts of a year are numbered from 1")
        };
        let year = |year: i16| year.to_string();
        match part {
            Part::Year(y) => fill(&date.year, &[("year", &year(y))]),
            Part::Month(y, month) => fill(&date.month, &[("year", &year(y)), ("month", &named(&date.months, month))]),
            Part::Day(day) => {
                let month = named(&date.months, day.month());
                fill(&date.day, &[("year", &year(day.year())), ("month", &month), ("day", &day.day().to_string())])
            }
            Part::Quarter(y, quarter) => fill(&named(&date.quarters, quarter), &[("year", &year(y))]),
            Part::Season(y, season) => fill(&named(&date.seasons, season), &[("year", &year(y))]),
        }
    }
}

/// The value in units of ten to a power, exactly.
fn scaled(value: Decimal, power: u32) -> Decimal {
    value.checked_div(numeral::ten_to(power)).expect("ten to a power is not zero").normalize()
}

/// A classifier as Chinese prints it; a Latin word is none.
fn han_only(classifier: &str) -> &str {
    if classifier.is_ascii() { "" } else { classifier }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str = include_str!("../../templates/locale/en.toml");
    const ZH: &str = include_str!("../../templates/locale/zh.toml");

    fn locale(code: &str) -> Locale {
        Locale::parse(if code == "en" { EN } else { ZH }).unwrap_or_else(|e| panic!("{e}"))
    }

    fn quantity(printed: &str, unit: &str) -> Quantity {
        Quantity::parse(printed, &Unit::parse(unit).expect("a unit")).unwrap_or_else(|e| panic!("{printed}: {e}"))
    }

    /// English and Chinese, with plain spaces.
    fn written(printed: &str, unit: &str) -> String {
        let q = quantity(printed, unit);
        let text = format!("{} | {}", locale("en").quantity(&q, None).text, locale("zh").quantity(&q, None).text);
        text.replace('\u{A0}', " ")
    }

    fn period(text: &str) -> String {
        let period = Period::parse(text).unwrap_or_else(|e| panic!("{e}"));
        format!("{} | {}", locale("en").period(&period), locale("zh").period(&period))
    }

    #[test]
    fn money_is_written_with_the_scale_words_of_the_language() {
        assert_eq!(written(">2300亿元", "CNY"), "over CNY 230 billion | 超2300亿元");
        assert_eq!(written("30亿美元", "USD"), "USD 3 billion | 30亿美元");
        assert_eq!(written("1850万元", "CNY"), "CNY 18.5 million | 1850万元");
        assert_eq!(written("1.85万亿", "CNY"), "CNY 1.85 trillion | 1.85万亿元");
        assert_eq!(written("507.6亿元", "CNY"), "CNY 50.76 billion | 507.6亿元");
        assert_eq!(written("123456789元", "CNY"), "CNY 123,456,789 | 123456789元");
        assert_eq!(written("20亿..30亿元", "CNY"), "CNY 2–3 billion | 20—30亿元");
        assert_eq!(written("<=1亿元", "CNY"), "up to CNY 100 million | 至多1亿元");
    }

    #[test]
    fn counts_shares_ranks_and_ratios() {
        assert_eq!(written("<~700家", "count"), "nearly 700 | 近700家");
        assert_eq!(written("1.4万家", "count"), "14,000 | 1.4万家");
        assert_eq!(written("20..30家", "count"), "20–30 | 20—30家");
        assert_eq!(written(">=70%", "%"), "at least 70% | 70%以上");
        assert_eq!(written("1/3", "%"), "1/3 | 1/3");
        assert_eq!(written("3:1", "ratio"), "3:1 | 3:1");
        assert_eq!(written("3", "rank"), "3rd | 第3位");
        assert_eq!(written("11", "rank"), "11th | 第11位");
        assert_eq!(written("<=5", "rank"), "top 5 | 前5位");
        assert_eq!(written("20倍", "times"), "20 times | 20倍");
        assert_eq!(written("-3.5%", "%"), "−3.5% | −3.5%");
    }

    #[test]
    fn durations_and_physical_units() {
        assert_eq!(written("18个月", "mo"), "18 months | 18个月");
        assert_eq!(written("1年", "a"), "1 year | 1年");
        assert_eq!(written("~15年", "a"), "about 15 years | 约15年");
        assert_eq!(written("14000P", "PFLOPS"), "14,000 PFLOPS | 14000 PFLOPS");
        assert_eq!(written("7.6平方公里", "km2"), "7.6 km² | 7.6平方公里");
        assert_eq!(written("~1000亩", "mu"), "about 1,000 mu | 约1000亩");
    }

    #[test]
    fn a_scale_and_what_it_counts_are_joined_as_the_language_does() {
        let said = |unit: &str, printed: &str, counted: Option<&str>| {
            let unit = Unit::parse(unit).expect("a unit");
            let quantity = Quantity::parse(printed, &unit).expect("a quantity");
            [include_str!("../../templates/locale/fr.toml"), include_str!("../../templates/locale/es.toml")].map(
                |text| {
                    Locale::parse(text)
                        .expect("it is shipped")
                        .quantity(&quantity, counted)
                        .text
                        .replace(['\u{A0}', '\u{202F}'], " ")
                },
            )
        };
        assert_eq!(said("EUR", "2300000", None), ["2,3 millions d’euros", "2,3 millones de euros"]);
        assert_eq!(said("CHF", ">2300000", None)[0], "plus de 2,3 millions de francs");
        assert_eq!(said("count", "2300000", None), ["2,3 millions", "2,3 millones"]);
        assert_eq!(said("count", "2300000", Some("habitants"))[0], "2,3 millions d’habitants");
        assert_eq!(said("km2", "2300000", None)[0], "2,3 millions de km²");
        assert_eq!(said("EUR", "2300", None)[0], "2300 euros");
    }

    #[test]
    fn a_noun_is_added_where_it_is_given() {
        let q = quantity("<~700家", "count");
        assert_eq!(locale("en").quantity(&q, Some("companies")).number, "700\u{A0}companies");
        assert_eq!(locale("zh").quantity(&q, Some("企业")).number, "700家企业");
        assert_eq!(locale("en").quantity(&q, None).precision, "nearly ");
    }

    #[test]
    fn periods_are_written_out() {
        assert_eq!(period("2027"), "2027 | 2027年");
        assert_eq!(period("2025-02-14"), "14 February 2025 | 2025年2月14日");
        assert_eq!(period("2025-02"), "February 2025 | 2025年2月");
        assert_eq!(period("2025-33"), "first quarter of 2025 | 2025年第一季度");
        assert_eq!(period("../2025-02"), "by February 2025 | 截至2025年2月");
        assert_eq!(period("2023/2024"), "2023–2024 | 2023年至2024年");
        assert_eq!(period("2020-02/2025-02"), "February 2020 to February 2025 | 2020年2月至2025年2月");
        assert_eq!(period("[2020..2022]"), "one of 2020–2022 | 2020年至2022年之一");
        assert_eq!(period("[2020,2022]"), "2020 or 2022 | 2020年或2022年");
        assert_eq!(period(".."), "undated | 日期不详");
        assert_eq!(locale("en").date("2026-11-24"), "24 November 2026");
        assert_eq!(locale("en").integer(1234567), "1,234,567");
    }

    #[test]
    fn a_third_language_needs_a_file_only() {
        let german = EN
            .replace("decimal  = \".\"", "decimal  = \",\"")
            .replace("group    = \",\"", "group    = \".\"")
            .replace("\\u00A0billion", "\\u00A0Mrd.")
            .replace("\"over \"", "\"über \"")
            .replace("{unit}\\u00A0{n}", "{n}\\u00A0{unit}");
        let german = Locale::parse(&german).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(german.quantity(&quantity(">507.6亿元", "CNY"), None).text, "über 50,76\u{A0}Mrd.\u{A0}CNY");
    }

    #[test]
    fn a_file_that_lacks_a_word_is_refused() {
        let short = EN.replace("nearly   = \"nearly \"", "");
        assert_eq!(Locale::parse(&short).err(), Some("`nearly` is missing in [precision]".to_owned().into()));
        let odd = EN.replace("undated  =", "undatd  =");
        assert!(Locale::parse(&odd).is_err_and(|fault| fault.message.contains("undatd") && fault.at.is_some()));
    }
}
