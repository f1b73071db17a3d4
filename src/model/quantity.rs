//! Quantities: exact numbers with a unit and a precision, kept as printed.

use std::fmt;

use rust_decimal::Decimal;

use super::amount::{Amount, Form, QuantityError, amount};
use super::interval::{End, Interval};
use super::unit::{Unit, UnitKind};
use super::words::words;

words! {
    /// How a printed number relates to the true one (contract).
    pub enum Precision {
        /// No sign: the number itself, or a range.
        Exact = "exact",
        /// `>`: 超, 突破, 余.
        Over = "over",
        /// `>=`: 以上, 不低于.
        AtLeast = "at-least",
        /// `~`: 约, 左右.
        About = "about",
        /// `<~`: 近.
        Nearly = "nearly",
        /// `<`: 不足.
        Under = "under",
        /// `<=`: 最高, 前五.
        AtMost = "at-most",
    }
}

impl Precision {
    /// The sign that a fact sheet writes.
    pub fn sign(self) -> &'static str {
        match self {
            Precision::Exact => "",
            Precision::Over => ">",
            Precision::AtLeast => ">=",
            Precision::About => "~",
            Precision::Nearly => "<~",
            Precision::Under => "<",
            Precision::AtMost => "<=",
        }
    }

    /// Splits a printed value into its sign and the rest.
    pub fn split(printed: &str) -> (Self, &str) {
        let begins = Self::ALL.iter().filter(|precision| printed.starts_with(precision.sign()));
        let longest = begins.max_by_key(|precision| precision.sign().len());
        let precision = *longest.expect("every text begins with the empty sign");
        (precision, printed[precision.sign().len()..].trim_start())
    }

    /// The sign that the same number has when it is seen from the other side of zero.
    pub fn mirrored(self) -> Self {
        match self {
            Precision::Over => Precision::Under,
            Precision::Under => Precision::Over,
            Precision::AtLeast => Precision::AtMost,
            Precision::AtMost => Precision::AtLeast,
            same => same,
        }
    }

    /// What is true where this is denied: not over is at most. What is nearly or about so has no opposite here.
    pub fn denied(self) -> Self {
        match self {
            Precision::Over => Precision::AtMost,
            Precision::AtLeast => Precision::Under,
            Precision::Under => Precision::AtLeast,
            Precision::AtMost => Precision::Over,
            same => same,
        }
    }
}

/// An amount, count, share, rank, ratio, multiple or range, exact and in its own unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    printed: String,
    precision: Precision,
    unit: Unit,
    low: Amount,
    high: Option<Amount>,
}

impl Quantity {
    /// Reads a value as a fact sheet writes it: `>5000亿元`, `20..30家`, `1/3`, `3:1`.
    ///
    /// # Errors
    /// If there is no number, the number cannot be of this unit, or the unit words name another unit.
    pub fn parse(printed: &str, unit: &Unit) -> Result<Self, QuantityError> {
        let printed = printed.trim();
        if unit.kind() == UnitKind::None {
            return Err(QuantityError::new(
                format!("`{printed}` is a text, since its indicator has no unit"),
                "write it as { en = \"…\", zh = \"…\" }, or give the indicator a unit".to_owned(),
            ));
        }
        let (mut precision, bare) = Precision::split(printed);
        let (low, high) = match bare.split_once("..") {
            Some((low, high)) if precision == Precision::Exact => range(low, high, unit)?,
            Some(_) => {
                return Err(QuantityError::new(format!("a range has no sign: `{printed}`"), format!("write `{bare}`")));
            }
            None => (amount(bare, unit)?, None),
        };
        if bare.starts_with('前') {
            precision = match precision {
                Precision::Exact | Precision::AtMost => Precision::AtMost,
                _ => {
                    return Err(QuantityError::new(
                        format!("前 already says at most: `{printed}`"),
                        format!("write `<={}`", low.value),
                    ));
                }
            };
        }
        Ok(Self { printed: printed.to_owned(), precision, unit: *unit, low, high })
    }

    /// A figure that we computed, `about` if an operand was rounded; printed as its digits.
    pub fn computed(value: Decimal, unit: Unit, about: bool) -> Self {
        let precision = if about { Precision::About } else { Precision::Exact };
        Self::derived(precision, value, None, unit)
    }

    /// A figure that we computed, with its sign, or a range; printed as its digits.
    pub fn derived(precision: Precision, low: Decimal, high: Option<Decimal>, unit: Unit) -> Self {
        let precision = if high.is_some() { Precision::Exact } else { precision };
        let printed = match high {
            Some(high) => format!("{}..{}", plain(low), plain(high)),
            None => format!("{}{}", precision.sign(), plain(low)),
        };
        let amount = |value: Decimal| Amount {
            value,
            step: Decimal::new(1, value.scale()),
            form: Form::Number(None),
            classifier: String::new(),
        };
        Self { printed, precision, unit, low: amount(low), high: high.map(amount) }
    }

    /// The same quantity as somebody printed it: in these words, with the worth of its last digit there, and
    /// the power of ten that its scale makes, if one does.
    pub fn as_printed(mut self, printed: &str, step: Decimal, scale: Option<u32>) -> Self {
        printed.clone_into(&mut self.printed);
        for amount in std::iter::once(&mut self.low).chain(&mut self.high) {
            amount.step = step;
            if let Form::Number(_) = amount.form {
                amount.form = Form::Number(scale);
            }
        }
        self
    }

    /// The number, or the lower end of a range, with 百 千 万 亿 multiplied out.
    pub fn value(&self) -> Decimal {
        self.low.value
    }

    /// The upper end of a range.
    pub fn value_max(&self) -> Option<Decimal> {
        self.high.as_ref().map(|high| high.value)
    }

    /// How it relates to the true number.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The unit.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// As the fact sheet writes it, sign and all.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// As the fact sheet writes it, without the sign.
    pub fn printed_bare(&self) -> &str {
        Precision::split(&self.printed).1
    }

    /// How its number, or the lower one of a range, is written.
    pub fn form(&self) -> Form {
        self.low.form
    }

    /// The classifier that is printed with it (家 in 52家); empty if none is.
    pub fn classifier(&self) -> &str {
        self.high.as_ref().map_or(&self.low.classifier, |high| &high.classifier)
    }

    /// The number as data writes it: `230000000000`.
    pub fn value_text(&self) -> String {
        plain(self.low.value)
    }

    /// The upper end of a range as data writes it.
    pub fn value_max_text(&self) -> Option<String> {
        self.value_max().map(plain)
    }

    /// What one unit of its last printed digit is worth, or that of the lower end of a range.
    pub fn step(&self) -> Decimal {
        self.low.step
    }

    /// Where the true number lies, for the rules only: what rounding to the printed digits allows if
    /// exact; n to 1.25 n if over; 0.8 n to n if nearly; 10 % about; 0 to n if under. Below zero the
    /// same holds of the magnitude, with the direction turned round: over −4 is −4 to 0, under −4 is
    /// −5 to −4. Over or under zero has no magnitude to reckon from, so that side stays open.
    pub fn bounds(&self) -> Interval {
        match &self.high {
            Some(high) => Interval::between(End::closed(self.low.value), End::closed(high.value)),
            None => reach(self.precision, self.low.value, self.low.step, Some(OVER)),
        }
    }

    /// What its sign says of a number: this one alone if it has none, all that are greater if over.
    /// The number is given apart, since a fraction is printed rounded.
    pub fn extent(&self, number: Decimal) -> Interval {
        match (&self.high, self.precision) {
            (Some(_), _) => self.bounds(),
            (None, Precision::Exact) => Interval::point(number),
            (None, precision) => reach(precision, number, self.low.step, None),
        }
    }

    /// Whether the two cannot both be true: one unit, and no number that both allow.
    pub fn excludes(&self, other: &Self) -> bool {
        self.unit == other.unit && !self.bounds().meets(&other.bounds())
    }
}

/// How far over reaches, as a part of its number.
const OVER: Decimal = Decimal::from_parts(125, 0, 0, false, 2);
/// Where nearly begins, as a part of its number.
const NEARLY: Decimal = Decimal::from_parts(80, 0, 0, false, 2);
/// How far about reaches to either side, as a part of its number.
const ABOUT: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// The numbers that a sign allows. Values are small enough ([`super::amount`]) that no product here
/// is too large for a decimal.
fn reach(precision: Precision, n: Decimal, step: Decimal, over: Option<Decimal>) -> Interval {
    if n.is_sign_negative() && !n.is_zero() {
        return reach(precision.mirrored(), -n, step, over).mirrored();
    }
    let half = step / Decimal::TWO;
    let around = |reach: Decimal, stated: bool| {
        let low = End { at: n - reach, closed: true, stated };
        Interval::between(low, End { at: n + reach, closed: reach > half, stated })
    };
    let upwards = |low: End| {
        let high = over.filter(|_| !n.is_zero()).map(|over| End::assumed(n * over, true));
        Interval { low: Some(low), high }
    };
    let downwards = |high: End| {
        let low = Some(End::assumed(Decimal::ZERO, true)).filter(|_| !n.is_zero());
        Interval { low, high: Some(high) }
    };
    match precision {
        Precision::Exact => around(half, true),
        Precision::Over => upwards(End::open(n)),
        Precision::AtLeast => upwards(End::closed(n)),
        Precision::Nearly if !n.is_zero() => Interval::between(End::assumed(n * NEARLY, true), End::open(n)),
        Precision::About | Precision::Nearly => around(half.max(n * ABOUT), false),
        Precision::Under => downwards(End::open(n)),
        Precision::AtMost => downwards(End::closed(n)),
    }
}

/// As a fact sheet writes it.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

fn range(low: &str, high: &str, unit: &Unit) -> Result<(Amount, Option<Amount>), QuantityError> {
    let (low_text, high_text) = (low.trim(), high.trim());
    let (low, high) = (amount(low_text, unit)?, amount(high_text, unit)?);
    let scaled = |amount: &Amount| !matches!(amount.form, Form::Number(Some(0)));
    if scaled(&low) != scaled(&high) {
        return Err(QuantityError::new(
            format!("only one end of `{low_text}..{high_text}` has 百, 千, 万 or 亿"),
            "write the scale at both ends, as in `20亿..30亿元`".to_owned(),
        ));
    }
    if low.value >= high.value {
        return Err(QuantityError::new(
            format!("`{low_text}..{high_text}` does not rise"),
            format!("write the smaller number first, as in `{high_text}..{low_text}`"),
        ));
    }
    Ok((low, Some(high)))
}

/// Digits without needless zeros: contract form of a value.
fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(printed: &str, unit: &str) -> Quantity {
        Quantity::parse(printed, &Unit::parse(unit).expect("a unit")).unwrap_or_else(|e| panic!("{printed}: {e}"))
    }

    fn read(printed: &str, unit: &str) -> String {
        let q = quantity(printed, unit);
        let high = q.value_max_text().map(|high| format!("..{high}")).unwrap_or_default();
        format!("{}{high} {} {}", q.value_text(), q.unit().code(), q.precision().word())
    }

    fn refused(printed: &str, unit: &str) -> String {
        Quantity::parse(printed, &Unit::parse(unit).expect("a unit")).expect_err(printed).to_string()
    }

    fn bounds(printed: &str, unit: &str) -> String {
        let Interval { low, high } = quantity(printed, unit).bounds();
        let end = |end: Option<End>| end.map(|end| end.at.normalize().to_string()).unwrap_or_default();
        format!("{}..{}", end(low), end(high))
    }

    #[test]
    fn money_is_multiplied_out_in_its_own_currency() {
        assert_eq!(read(">2300亿元", "CNY"), "230000000000 CNY over");
        assert_eq!(read("1.85万亿", "CNY"), "1850000000000 CNY exact");
        assert_eq!(read("3,360亿", "CNY"), "336000000000 CNY exact");
        assert_eq!(read("30亿美元", "USD"), "3000000000 USD exact");
        assert_eq!(read("CNY 5000亿", "CNY"), "500000000000 CNY exact");
        assert_eq!(read("<=1000万元", "CNY"), "10000000 CNY at-most");
    }

    #[test]
    fn counts_take_any_classifier() {
        assert_eq!(read("<~700家", "count"), "700 count nearly");
        assert_eq!(read("1.4万家", "count"), "14000 count exact");
        assert_eq!(read("30万", "count"), "300000 count exact");
        assert_eq!(read(">1万架", "count"), "10000 count over");
        assert_eq!(read("20..30家", "count"), "20..30 count exact");
        assert_eq!(read("二十家", "count"), "20 count exact");
        assert_eq!(read("12 firms", "count"), "12 count exact");
        assert_eq!(quantity("52所", "count").classifier(), "所");
    }

    #[test]
    fn shares_ranks_ratios_and_multiples() {
        assert_eq!(read("1/3", "%"), "33.33 % exact");
        assert_eq!(read("三分之一", "%"), "33.33 % exact");
        assert_eq!(read(">=六成", "%"), "60 % at-least");
        assert_eq!(read("百分之六十", "%"), "60 % exact");
        assert_eq!(read("一半", "%"), "50 % exact");
        assert_eq!(read("2个百分点", "pp"), "2 pp exact");
        assert_eq!(read("-3.5%", "%"), "-3.5 % exact");
        assert_eq!(read("3:1", "ratio"), "3 ratio exact");
        assert_eq!(read("第五位", "rank"), "5 rank exact");
        assert_eq!(read("前五", "rank"), "5 rank at-most");
        assert_eq!(read("<=5", "rank"), "5 rank at-most");
        assert_eq!(read("百倍", "times"), "100 times exact");
    }

    #[test]
    fn durations_and_physical_units() {
        assert_eq!(read("18个月", "mo"), "18 mo exact");
        assert_eq!(read("0.5天", "d"), "0.5 d exact");
        assert_eq!(read(">=10年", "a"), "10 a at-least");
        assert_eq!(read("0.02毫米", "mm"), "0.02 mm exact");
        assert_eq!(read("~1000亩", "mu"), "1000 mu about");
        assert_eq!(read("7.6平方公里", "km2"), "7.6 km2 exact");
        assert_eq!(read("~50吨级", "t"), "50 t about");
        assert_eq!(read("12寸", "in"), "12 in exact");
        assert_eq!(read(">=10W", "W"), "10 W at-least");
        assert_eq!(read("14000P", "PFLOPS"), "14000 PFLOPS exact");
        assert_eq!(read(">5000PFLOPS", "PFLOPS"), "5000 PFLOPS over");
    }

    #[test]
    fn a_wrong_value_is_refused_with_a_remedy() {
        assert_eq!(
            refused("5000亿美元", "CNY"),
            "`美元` is not written with the indicator's unit `CNY`; write the number with that unit or none, as in `5000亿元`, or mend the indicator's unit"
        );
        assert_eq!(
            refused("4000多家", "count"),
            "`多` in `4000多家` says how precise the number is; write it as a sign: `>4000家`"
        );
        assert!(refused("500 billion", "CNY").contains("only 百, 千, 万 and 亿 are"));
        assert!(refused("2..3万家", "count").contains("only one end"));
        assert!(refused("30..20家", "count").contains("does not rise"));
        assert!(refused("约500家", "count").contains("does not begin with a number"));
        assert!(refused("0", "rank").contains("the first place is 1"));
        assert!(refused("1/3", "CNY").contains("unit `CNY`"));
        assert!(refused("2个百分点", "%").contains("unit `%`"));
        assert!(refused("2%", "pp").contains("unit `pp`"));
        assert!(refused("1/0", "%").contains("cannot be divided"));
        assert!(refused("1_000", "count").contains("is not written"));
        assert!(refused("1e12", "CNY").contains("is not written"));
        assert!(refused("5年", "").contains("is a text"));
        assert!(refused("12345678901234567890亿", "CNY").contains("larger than"));
        assert!(refused(">20..30家", "count").contains("no sign"));
    }

    #[test]
    fn a_count_may_be_a_mean_or_a_balance() {
        assert_eq!(read("2.62", "count"), "2.62 count exact");
        assert_eq!(read("-2300", "count"), "-2300 count exact");
    }

    #[test]
    fn the_interval_follows_the_precision() {
        assert_eq!(bounds("2300亿元", "CNY"), "229950000000..230050000000");
        assert_eq!(bounds("52所", "count"), "51.5..52.5");
        assert_eq!(bounds("1.85万亿", "CNY"), "1845000000000..1855000000000");
        assert_eq!(bounds(">100家", "count"), "100..125");
        assert_eq!(bounds("<~500家", "count"), "400..500");
        assert_eq!(bounds("~100年", "a"), "90..110");
        assert_eq!(bounds("<=3年", "a"), "0..3");
        assert_eq!(bounds("20..30家", "count"), "20..30");
    }

    #[test]
    fn below_zero_a_sign_points_the_same_way_and_reaches_as_far_by_magnitude() {
        assert_eq!(bounds("-4%", "%"), "-4.5..-3.5");
        assert_eq!(bounds(">-4%", "%"), "-4..0");
        assert_eq!(bounds("<-4%", "%"), "-5..-4");
        assert_eq!(bounds("~-40%", "%"), "-44..-36");
        assert_eq!(bounds("<~-40%", "%"), "-40..-32");
        assert_eq!(bounds("-4..-2", "%"), "-4..-2");
        assert_eq!(bounds("-4..2", "%"), "-4..2");
    }

    #[test]
    fn from_zero_a_sign_reaches_without_end() {
        assert_eq!(bounds("0%", "%"), "-0.5..0.5");
        assert_eq!(bounds(">0%", "%"), "0..");
        assert_eq!(bounds("<0%", "%"), "..0");
        assert_eq!(bounds("<=0%", "%"), "..0");
        assert_eq!(bounds("~0%", "%"), "-0.5..0.5");
        assert_eq!(bounds("~2%", "%"), "1.5..2.5");
    }

    #[test]
    fn rates_of_change_exclude_each_other_by_direction() {
        let excludes = |a, b| quantity(a, "%").excludes(&quantity(b, "%"));
        assert!(!excludes(">-3.5%", "-2%"));
        assert!(excludes("<-3.5%", "-1%"));
        assert!(!excludes("<-3.5%", "-4%"));
        assert!(excludes(">-3.5%", "-6%"));
        assert!(!excludes(">0%", ">0%"));
        assert!(!excludes(">0%", "12%"));
        assert!(excludes(">0%", "-3%"));
        assert!(excludes("<0%", ">0%"));
        assert!(excludes("3.2%", "-3.2%"));
    }

    #[test]
    fn quantities_exclude_each_other_where_no_number_is_left() {
        let excludes = |a, b| quantity(a, "count").excludes(&quantity(b, "count"));
        assert!(excludes("52所", "53所"));
        assert!(!excludes("52所", "52.0所"));
        assert!(!excludes(">52所", "53所"));
        assert!(excludes(">500家", "<~500家"));
        assert!(!excludes(">=10家", "<=10家"));
        assert!(excludes(">10家", "<=10家"));
        assert!(excludes("5000家", "500家"));
        assert!(!quantity("5000亿元", "CNY").excludes(&quantity("30亿美元", "USD")));
    }

    #[test]
    fn a_computed_figure_prints_its_digits() {
        let q = Quantity::computed(Decimal::new(4600, 2), Unit::percent(), true);
        assert_eq!((q.printed(), q.printed_bare(), q.value_text().as_str()), ("~46", "46", "46"));
    }

    #[test]
    fn a_range_rises_from_one_end_to_another() {
        for (printed, rises) in [("20..30家", true), ("20..21家", true), ("20..20家", false), ("30..20家", false)] {
            assert_eq!(Quantity::parse(printed, &Unit::parse("count").expect("a unit")).is_ok(), rises, "{printed}");
        }
    }

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reading_what_was_printed_gives_the_same(n in 1_u32..100_000, decimals in 0_u32..4, scale in 0..6_usize, sign in 0..7_usize) {
            let (scale, power) = [("", 0), ("百", 2), ("千", 3), ("万", 4), ("亿", 8), ("万亿", 12)][scale];
            let number = Decimal::new(i64::from(n), decimals);
            let printed = format!("{}{number}{scale}元", Precision::ALL[sign].sign());
            let q = quantity(&printed, "CNY");
            assert_eq!(q.to_string(), printed);
            assert_eq!(q.precision(), Precision::ALL[sign]);
            assert_eq!(q.value(), number * super::super::numeral::ten_to(power));
            assert_eq!(quantity(&format!("{}{}", q.precision().sign(), q.value_text()), "CNY").value(), q.value());
            assert!(!q.excludes(&q));
        }

        #[test]
        fn a_quantity_never_excludes_itself_and_excluding_is_mutual(
            a in -2_000_i64..2_000, b in -2_000_i64..2_000, decimals in 0_u32..3, signs in (0..7_usize, 0..7_usize)
        ) {
            let of = |n: i64, sign: usize| {
                quantity(&format!("{}{}%", Precision::ALL[sign].sign(), Decimal::new(n, decimals)), "%")
            };
            let (x, y) = (of(a, signs.0), of(b, signs.1));
            prop_assert!(!x.excludes(&x));
            prop_assert_eq!(x.excludes(&y), y.excludes(&x));
            let turned = |n: i64, sign: usize| {
                let sign = Precision::ALL[sign].mirrored().sign();
                quantity(&format!("{sign}{}%", Decimal::new(-n, decimals)), "%")
            };
            if a != 0 && b != 0 {
                prop_assert_eq!(x.excludes(&y), turned(a, signs.0).excludes(&turned(b, signs.1)));
            }
        }

        #[test]
        fn the_number_itself_lies_at_the_edge_of_what_its_sign_allows(n in -2_000_i64..2_000, sign in 0..7_usize) {
            let precision = Precision::ALL[sign];
            let bounds = quantity(&format!("{}{n}%", precision.sign()), "%").bounds();
            let (below, above) = (Decimal::new(n * 1000 - 1, 3), Decimal::new(n * 1000 + 1, 3));
            let n = Decimal::from(n);
            let nearer = |towards: Decimal| if n.is_sign_negative() { above } else { towards };
            match precision {
                Precision::Exact | Precision::About => prop_assert!(bounds.holds(n)),
                Precision::Over => prop_assert!(bounds.holds(above) && !bounds.holds(n) && !bounds.holds(below)),
                Precision::AtLeast => prop_assert!(bounds.holds(n) && bounds.holds(above) && !bounds.holds(below)),
                Precision::Under => prop_assert!(bounds.holds(below) && !bounds.holds(n) && !bounds.holds(above)),
                Precision::AtMost => prop_assert!(bounds.holds(n) && bounds.holds(below) && !bounds.holds(above)),
                Precision::Nearly => prop_assert!(bounds.holds(nearer(below)) && (n.is_zero() || !bounds.holds(n))),
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,16}|[0-9./:%<>~=,亿万千百十三一半第前分之比年家元 -]{0,16}", unit in 0..8_usize) {
            let unit = ["CNY", "count", "%", "rank", "ratio", "a", "km2", ""][unit];
            if let Ok(q) = Quantity::parse(&text, &Unit::parse(unit).expect("a unit")) {
                let bounds = q.bounds();
                assert!(bounds.meets(&bounds), "{text}");
                assert!(!q.excludes(&q), "{text}");
            }
        }
    }
}
