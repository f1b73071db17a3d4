//! What a formula reckons with: a number, its unit, what its sign says, and how fine it is.
//!
//! Two intervals travel beside each number. What the *signs* say (over 500 and no end; one number
//! alone where there is none) decides the sign of the result, so that over stays over. What is
//! *possible* takes rounding in as well (52.4 may be 52.36), and decides whether a result can be
//! told as a number at all: where two rounded figures almost cancel, it is told as a range.
//!
//! Nothing is shown finer than what went in. A product keeps the fewest significant digits of its
//! operands, a sum ends where the coarsest of them ends. Digits count as printed, but two zeros and more
//! at the end of a whole number that is written out do not (2,330,000,000 has three, as 23.3亿 has; 120
//! was counted); whole numbers of things, fractions and ratios (52, 1/3, 3:1) are exact, and so is a limit with a
//! single digit (at least a trillion), which is a mark that was passed and no measurement.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::algebra::{self, Outcome};
use crate::model::amount::Form;
use crate::model::interval::{End, Interval, Undefined};
use crate::model::numeral::ten_to;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Unit, UnitKind};

/// An operand, or an intermediate result.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Its unit.
    pub unit: Unit,
    /// The number, without its sign; the middle of a range.
    value: Decimal,
    /// What the signs say.
    said: Interval,
    /// Where the true number may lie.
    possible: Interval,
    /// The power of ten of its last significant digit; `None` if it is exact.
    place: Option<i32>,
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The units do not go together.
    Units,
    /// The divisor is zero, or may be.
    Zero,
    /// The result is too large or too small.
    Size,
    /// It has neither a least nor a greatest value.
    Endless,
}

impl From<Undefined> for Fault {
    fn from(undefined: Undefined) -> Self {
        match undefined {
            Undefined::Zero => Self::Zero,
            Undefined::Size => Self::Size,
        }
    }
}

/// Significant digits of an exact result that does not end: 52 / 3 is about 17.3.
const DIGITS: i32 = 3;
/// A result whose true value may lie further off than this part of it is told as a range.
const NEAR: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

impl Term {
    /// What a quantity says.
    pub fn of(quantity: &Quantity) -> Option<Self> {
        let number = number(quantity)?;
        let said = quantity.extent(number);
        let value = match quantity.value_max() {
            Some(max) => number.checked_add(max)?.checked_div(Decimal::TWO)?,
            None => number,
        };
        let rounded = said.single().is_some() && !is_counted(quantity);
        let possible = if rounded { quantity.bounds() } else { said };
        Some(Self { unit: *quantity.unit(), value, said, possible, place: place(quantity) })
    }

    /// The sum.
    ///
    /// # Errors
    /// If the units differ, or the result is too large.
    pub fn plus(&self, other: &Self) -> Result<Self, Fault> {
        let value = self.value.checked_add(other.value);
        self.combine(other, algebra::sum, Interval::plus, value, self.place.max(other.place))
    }

    /// The difference.
    ///
    /// # Errors
    /// If the units differ, or the result is too large.
    pub fn minus(&self, other: &Self) -> Result<Self, Fault> {
        let value = self.value.checked_sub(other.value);
        self.combine(other, algebra::difference, Interval::minus, value, self.place.max(other.place))
    }

    /// The product.
    ///
    /// # Errors
    /// If the units do not multiply, or the result is too large or too small.
    pub fn times(&self, other: &Self) -> Result<Self, Fault> {
        let value = self.value.checked_mul(other.value);
        let lost = value.is_some_and(|value| value.is_zero()) && !self.value.is_zero() && !other.value.is_zero();
        let value = value.filter(|_| !lost);
        let place = value.and_then(|value| self.place_of_product(other, value));
        self.combine(other, algebra::product, Interval::times, value, place)
    }

    /// The quotient.
    ///
    /// # Errors
    /// If the units do not divide, the divisor may be zero, or the result is too large or too small.
    pub fn divided_by(&self, other: &Self) -> Result<Self, Fault> {
        if algebra::quotient(self.unit, other.unit).is_none() {
            return Err(Fault::Units);
        }
        if other.value.is_zero() {
            return Err(Fault::Zero);
        }
        let value = self.value.checked_div(other.value).filter(|value| !value.is_zero() || self.value.is_zero());
        let place = value.and_then(|value| self.place_of_product(other, value));
        self.combine(other, algebra::quotient, Interval::divided_by, value, place)
    }

    fn combine(
        &self,
        other: &Self,
        units: impl Fn(Unit, Unit) -> Option<Outcome>,
        intervals: impl Fn(&Interval, &Interval) -> Result<Interval, Undefined>,
        value: Option<Decimal>,
        place: Option<i32>,
    ) -> Result<Self, Fault> {
        let Outcome { unit, hundreds } = units(self.unit, other.unit).ok_or(Fault::Units)?;
        let result = Self {
            unit,
            value: value.ok_or(Fault::Size)?,
            said: intervals(&self.said, &other.said)?,
            possible: intervals(&self.possible, &other.possible)?,
            place,
        };
        result.scaled(hundreds)
    }

    /// The same in another unit.
    ///
    /// # Errors
    /// If the result has another unit than the wanted one.
    pub fn told_in(&self, wanted: Unit) -> Result<Self, Fault> {
        let hundreds = algebra::told_in(self.unit, wanted).ok_or(Fault::Units)?;
        Ok(Self { unit: wanted, ..self.scaled(hundreds)? })
    }

    fn scaled(&self, hundreds: i32) -> Result<Self, Fault> {
        let factor = match hundreds {
            0 => return Ok(*self),
            1 => Decimal::ONE_HUNDRED,
            _ => Decimal::new(1, 2),
        };
        let point = Interval::point(factor);
        Ok(Self {
            value: self.value.checked_mul(factor).ok_or(Fault::Size)?,
            said: self.said.times(&point)?,
            possible: self.possible.times(&point)?,
            place: self.place.map(|place| place + 2 * hundreds),
            ..*self
        })
    }

    /// The place of the last digit that a product or quotient may show.
    fn place_of_product(&self, other: &Self, result: Decimal) -> Option<i32> {
        let digits = |term: &Self| Some((magnitude(term.value)? - term.place? + 1).max(1));
        let fewest = [digits(self), digits(other)].into_iter().flatten().min()?;
        Some(magnitude(result)? - fewest + 1)
    }

    /// The result as a figure of ours: with its sign, and no finer than what went in.
    ///
    /// # Errors
    /// If nothing is known of it: it is open to both sides.
    pub fn figure(&self) -> Result<Quantity, Fault> {
        let one = |precision, at| Ok(Quantity::derived(precision, at, None, self.unit));
        match (self.said.low, self.said.high) {
            (None, None) => Err(Fault::Endless),
            (Some(low), None) => one(upwards(low), self.down(low.at)),
            (None, Some(high)) => one(downwards(high), self.up(high.at)),
            (Some(low), Some(high)) if low.at != high.at && low.stated && !high.stated => {
                let nearly = low.at.is_sign_negative() && is_close(low.at, high.at);
                one(if nearly { Precision::Nearly } else { upwards(low) }, self.down(low.at))
            }
            (Some(low), Some(high)) if low.at != high.at && !low.stated && high.stated => {
                let nearly = high.at.is_sign_positive() && is_close(high.at, low.at);
                one(if nearly { Precision::Nearly } else { downwards(high) }, self.up(high.at))
            }
            (Some(low), Some(high)) if low.at != high.at && low.stated => self.range(low, high),
            _ => self.number(),
        }
    }

    /// One number: as computed if nothing was rounded, about it if something was, or the range in
    /// which it lies if that is too wide for a number.
    fn number(&self) -> Result<Quantity, Fault> {
        let shown = rounded(self.value, self.shown_place(self.value), RoundingStrategy::MidpointAwayFromZero);
        let (Some(low), Some(high)) = (self.possible.low, self.possible.high) else { return Err(Fault::Endless) };
        let unit_of_last = self.shown_place(self.value).map_or(Decimal::ZERO, power);
        let reach = unit_of_last.max(self.value.abs().checked_mul(NEAR).unwrap_or(unit_of_last));
        let near = |end: Decimal| end.checked_sub(shown).is_some_and(|off| off.abs() <= reach);
        if !near(low.at) || !near(high.at) {
            return self.range(low, high);
        }
        let exact = self.said.single().is_some() && shown == self.value;
        let precision = if exact { Precision::Exact } else { Precision::About };
        Ok(Quantity::derived(precision, shown, None, self.unit))
    }

    /// Both ends, the lower rounded down and the upper up.
    fn range(&self, low: End, high: End) -> Result<Quantity, Fault> {
        let place = self.shown_place(if low.at.abs() > high.at.abs() { low.at } else { high.at });
        let low = rounded(low.at, place, RoundingStrategy::ToNegativeInfinity);
        let high = rounded(high.at, place, RoundingStrategy::ToPositiveInfinity);
        Ok(Quantity::derived(Precision::Exact, low, Some(high).filter(|high| *high != low), self.unit))
    }

    fn down(&self, at: Decimal) -> Decimal {
        rounded(at, self.shown_place(at), RoundingStrategy::ToNegativeInfinity)
    }

    fn up(&self, at: Decimal) -> Decimal {
        rounded(at, self.shown_place(at), RoundingStrategy::ToPositiveInfinity)
    }

    /// The place at which a number of this term is rounded; at least one digit of it is left.
    fn shown_place(&self, at: Decimal) -> Option<i32> {
        let top = magnitude(at);
        let place = match self.place {
            Some(place) => Some(top.map_or(place, |top| place.min(top))),
            None if at.normalize().scale() <= 2 => None,
            None => top.map(|top| top - DIGITS + 1),
        };
        // There is no part of a thing that is counted.
        let whole = self.unit.kind() == UnitKind::Count && !at.fract().is_zero();
        if whole { Some(place.unwrap_or(0).max(0)) } else { place }
    }
}

fn upwards(low: End) -> Precision {
    if low.closed { Precision::AtLeast } else { Precision::Over }
}

fn downwards(high: End) -> Precision {
    if high.closed { Precision::AtMost } else { Precision::Under }
}

/// Whether the assumed end is so close to the stated one that the number is nearly that.
fn is_close(stated: Decimal, assumed: Decimal) -> bool {
    let three_quarters = stated.abs().checked_mul(Decimal::new(75, 2));
    three_quarters
        .is_some_and(|least| assumed.is_sign_negative() == stated.is_sign_negative() && assumed.abs() >= least)
}

/// The number itself, a fraction or ratio unrounded; the lower end of a range.
fn number(quantity: &Quantity) -> Option<Decimal> {
    match quantity.form() {
        Form::Fraction(a, b) => Decimal::from(a).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(b)),
        Form::Ratio(a, b) => a.checked_div(b),
        Form::Number(_) => Some(quantity.value()),
    }
}

/// The printed digits as a whole number: 185 for 1.85万亿.
fn printed(quantity: &Quantity) -> Decimal {
    quantity.value().checked_div(quantity.step()).unwrap_or_default().abs().normalize()
}

fn without_zeros(mut digits: Decimal) -> (Decimal, i32) {
    let mut zeros = 0;
    while !digits.is_zero() && (digits % Decimal::TEN).is_zero() {
        digits /= Decimal::TEN;
        zeros += 1;
    }
    (digits, zeros)
}

/// Whether it is exact: a whole number of things or multiples that ends in no doubtful zero, a
/// fraction or a ratio.
fn is_counted(quantity: &Quantity) -> bool {
    let plain = quantity.form() == Form::Number(Some(0)) && quantity.step() == Decimal::ONE;
    let whole = matches!(quantity.unit().kind(), UnitKind::Count | UnitKind::Ratio | UnitKind::Times);
    let exact = quantity.precision() == Precision::Exact && quantity.value_max().is_none();
    matches!(quantity.form(), Form::Fraction(..) | Form::Ratio(..))
        || (exact && whole && plain && !ends_in_doubt(quantity))
}

/// Whether zeros at its end may stand for digits that nobody knew.
fn ends_in_doubt(quantity: &Quantity) -> bool {
    let plain = quantity.form() == Form::Number(Some(0)) && quantity.step() == Decimal::ONE;
    plain && without_zeros(printed(quantity)).1 > 1
}

/// The power of ten of the last digit that says something; `None` if it is exact.
fn place(quantity: &Quantity) -> Option<i32> {
    let (digits, zeros) = without_zeros(printed(quantity));
    let one_sided = !matches!(quantity.precision(), Precision::Exact | Precision::About);
    if is_counted(quantity) || (one_sided && digits < Decimal::TEN) {
        return None;
    }
    let last = magnitude(quantity.step())?;
    Some(if ends_in_doubt(quantity) { last + zeros } else { last })
}

/// The power of ten of the first digit; `None` for zero.
fn magnitude(n: Decimal) -> Option<i32> {
    let digits = n.mantissa().unsigned_abs().checked_ilog10()?;
    Some(i32::try_from(digits).ok()? - i32::try_from(n.scale()).ok()?)
}

/// Ten to a power that a decimal holds.
fn power(power: i32) -> Decimal {
    let size = power.unsigned_abs().min(28);
    if power >= 0 { ten_to(size) } else { Decimal::new(1, size) }
}

/// Rounded at a power of ten; as it is where no rounding is asked for.
fn rounded(n: Decimal, place: Option<i32>, strategy: RoundingStrategy) -> Decimal {
    let Some(place) = place else { return n.normalize() };
    match u32::try_from(-place) {
        Ok(decimals) => n.round_dp_with_strategy(decimals, strategy).normalize(),
        Err(_) => {
            let unit = power(place);
            let units = n.checked_div(unit).map(|units| units.round_dp_with_strategy(0, strategy));
            units.and_then(|units| units.checked_mul(unit)).unwrap_or(n).normalize()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(printed: &str, unit: &str) -> Term {
        let unit = Unit::parse(unit).expect("a unit");
        let quantity = Quantity::parse(printed, &unit).unwrap_or_else(|error| panic!("{printed}: {error}"));
        Term::of(&quantity).expect("small")
    }

    /// `a ∘ b` of two printed values with their units, told in a third: as it would be shown.
    fn result(text: &str) -> String {
        let [a, a_unit, sign, b, b_unit, wanted] =
            text.split(' ').collect::<Vec<_>>().try_into().expect("a unit ∘ b unit result");
        let (a, b) = (term(a, a_unit), term(b, b_unit));
        let result = match sign {
            "+" => a.plus(&b),
            "-" => a.minus(&b),
            "*" => a.times(&b),
            _ => a.divided_by(&b),
        };
        let told = result.and_then(|term| term.told_in(Unit::parse(wanted).expect("a unit"))).and_then(|t| t.figure());
        told.map_or_else(|fault| format!("{fault:?}"), |quantity| quantity.to_string())
    }

    #[test]
    fn a_sign_goes_through() {
        for (formula, expected) in [
            (">5000亿 CNY * 20% % CNY", ">100000000000"),
            (">1.5万亿 CNY * 42% % CNY", ">630000000000"),
            (">=1万亿 CNY / 3 count CNY", ">=333000000000"),
            (">=1万亿 CNY * 1/3 % CNY", ">=333000000000"),
            ("<500亿 CNY * 20% % CNY", "<10000000000"),
            ("<=500亿 CNY / 4 count CNY", "<=12500000000"),
            ("<~500 count + 20 count count", "<~520"),
            ("~500亿 CNY * 20% % CNY", "~10000000000"),
            ("100亿 CNY - >30亿 CNY CNY", "<7000000000"),
            ("100亿 CNY - <30亿 CNY CNY", ">7000000000"),
            (">100亿 CNY - <=30亿 CNY CNY", ">7000000000"),
            ("<~500 count - 450 count count", "<50"),
            ("<~500 count - >100 count count", "<400"),
            ("~500 count - >100 count count", "<500"),
            ("600 count / <300 count ratio", ">2"),
            (">600 count / <300 count ratio", ">2"),
            ("600 count / >300 count ratio", "<2"),
            ("<-4% % * 25亿 CNY CNY", "<-100000000"),
            (">-4% % * 25亿 CNY CNY", ">-100000000"),
        ] {
            assert_eq!(result(formula), expected, "{formula}");
        }
    }

    #[test]
    fn a_range_keeps_both_ends() {
        assert_eq!(result("20..30 count / 7 count ratio"), "2.8..4.3");
        assert_eq!(result("20亿..30亿 CNY * 50% % CNY"), "1000000000..1500000000");
        assert_eq!(result("100亿 CNY - 20亿..30亿 CNY CNY"), "7000000000..8000000000");
    }

    #[test]
    fn nothing_is_known_of_what_is_open_to_both_sides() {
        assert_eq!(result(">500 count - >300 count count"), "Endless");
        assert_eq!(result(">0 % * <0 % %"), "<0");
        assert_eq!(result("600 count / 0 count ratio"), "Zero");
    }

    #[test]
    fn nothing_is_shown_finer_than_what_went_in_however_it_was_typed() {
        for (formula, expected) in [
            ("23.3亿 CNY / 7 count CNY", "~333000000"),
            ("2330000000 CNY / 7 count CNY", "~333000000"),
            ("23.3亿 CNY * 41.27% % CNY", "~962000000"),
            ("2,330,000,000 CNY * 41.27% % CNY", "~962000000"),
            ("5500 PFLOPS / 14000 PFLOPS %", "~39"),
            ("1.85万亿 CNY + 3360亿 CNY CNY", "~2190000000000"),
            ("2800亿 CNY / 46% % CNY", "~610000000000"),
            ("52 count + 3 count count", "55"),
            ("52 count / 3 count ratio", "~17.3"),
            ("1 count / 8 count %", "12.5"),
            ("4 count / 50% % count", "8"),
            ("5 count * 33% % count", "~2"),
            ("45% % - 28% % pp", "17"),
            ("17pp pp + 28% % %", "45"),
            ("12 rank - 5 rank count", "7"),
        ] {
            assert_eq!(result(formula), expected, "{formula}");
        }
    }

    #[test]
    fn what_rounding_leaves_unknown_is_told_as_a_range() {
        assert_eq!(result("1.85万亿 CNY - 1.8万亿 CNY CNY"), "-100000000000..200000000000");
        assert_eq!(result("~100 km - 95 km km"), "-10..20");
        assert_eq!(result("~100 km - 50 km km"), "~50");
        assert_eq!(result("1000亿 CNY * 1% % CNY"), "1000000000");
    }

    #[test]
    fn unlike_units_are_refused() {
        for formula in [
            "5 km + 3 t km",
            "5亿 CNY + 3亿 USD CNY",
            "45% % - 28% % %",
            "5 km * 3 km km2",
            "5亿 CNY / 3 km CNY",
            "1 rank + 2 rank rank",
        ] {
            assert_eq!(result(formula), "Units", "{formula}");
        }
    }

    #[test]
    fn what_no_decimal_holds_is_refused() {
        let large = term("9000亿亿", "CNY").told_in(Unit::parse("CNY").expect("a unit")).expect("the same");
        let pure = term("9000亿亿", "times");
        assert_eq!(large.times(&pure).and_then(|term| term.times(&pure)).map(|_| ()), Err(Fault::Size));
        let small = term("0.0000000000000001", "times");
        assert_eq!(small.times(&small).map(|_| ()), Err(Fault::Size));
    }

    /// A pure number with a sign, and where in its interval the truth lies, in hundredths.
    fn operand() -> impl Strategy<Value = (Term, i64)> {
        (-400_i64..400, 0_u32..3, 0..8_usize, 1_i64..100).prop_map(|(n, decimals, sign, truth)| {
            let number = Decimal::new(n, decimals);
            let printed = match Precision::ALL.get(sign) {
                Some(precision) => format!("{}{number}", precision.sign()),
                None => format!("{number}..{}", number + Decimal::new(7, decimals)),
            };
            (term(&printed, "times"), truth)
        })
    }

    /// A number within an interval.
    fn truth(interval: &Interval, hundredths: i64) -> Decimal {
        let far = Decimal::from(900);
        let low = interval.low.map_or_else(|| interval.high.map_or(-far, |high| high.at - far), |low| low.at);
        let high = interval.high.map_or(low + far, |high| high.at);
        low + (high - low) * Decimal::new(hundredths, 2)
    }

    type Operation = (fn(&Term, &Term) -> Result<Term, Fault>, fn(Decimal, Decimal) -> Option<Decimal>);

    fn operation() -> impl Strategy<Value = Operation> {
        let all: [Operation; 4] = [
            (Term::plus, Decimal::checked_add),
            (Term::minus, Decimal::checked_sub),
            (Term::times, Decimal::checked_mul),
            (Term::divided_by, Decimal::checked_div),
        ];
        prop::sample::select(all.to_vec())
    }

    /// Whether what a figure says is true of a number.
    fn tells(figure: &Quantity, n: Decimal) -> bool {
        let value = figure.value();
        match figure.precision() {
            Precision::Over => n > value,
            Precision::AtLeast => n >= value,
            Precision::Under => n < value,
            Precision::AtMost => n <= value,
            Precision::Nearly => n.abs() <= value.abs() && n.abs() >= value.abs() / Decimal::TWO,
            Precision::Exact | Precision::About => figure.value_max().is_none_or(|max| n >= value && n <= max),
        }
    }

    proptest! {
        #[test]
        fn what_the_sign_of_a_result_says_is_true_whatever_the_operands_truly_are(
            (a, x) in operand(), (b, y) in operand(), (c, z) in operand(), first in operation(), then in operation()
        ) {
            let Ok(result) = first.0(&a, &b).and_then(|term| then.0(&term, &c)) else { return Ok(()) };
            let true_result = |of: fn(&Term) -> &Interval| {
                then.1(first.1(truth(of(&a), x), truth(of(&b), y))?, truth(of(&c), z))
            };
            let Some(possible) = true_result(|term| &term.possible) else { return Ok(()) };
            let slack = |interval: &Interval, n: Decimal| {
                let fine = Decimal::new(1, 12) * (n.abs() + Decimal::ONE);
                interval.holds(n) || interval.holds(n + fine) || interval.holds(n - fine)
            };
            prop_assert!(slack(&result.possible, possible), "{possible} not in {:?}", result.possible);
            let (Ok(figure), Some(said)) = (result.figure(), true_result(|term| &term.said)) else { return Ok(()) };
            let fine = Decimal::new(1, 12) * (said.abs() + Decimal::ONE);
            let told = [said, said - fine, said + fine].into_iter().any(|n| tells(&figure, n));
            prop_assert!(told, "{said} is not `{figure}`");
            if figure.value_max().is_none() && matches!(figure.precision(), Precision::Exact | Precision::About) {
                let last = result.shown_place(result.value).map_or(Decimal::ZERO, power);
                let reach = last.max(result.value.abs() * NEAR) + fine;
                prop_assert!((possible - figure.value()).abs() <= reach, "{possible} is not `{figure}`");
            }
        }

        #[test]
        fn a_product_shows_no_more_digits_than_its_operands(a in 1_i64..10_000, b in 1_i64..10_000, decimals in 1_u32..3) {
            let (a, b) = (Decimal::new(a * 10 + 1, decimals), Decimal::new(b * 10 + 1, decimals));
            let digits = |n: Decimal| n.normalize().mantissa().to_string().len();
            let result = term(&a.to_string(), "km").times(&term(&b.to_string(), "times")).expect("small");
            let shown = result.figure().expect("closed").value();
            prop_assert!(without_zeros(Decimal::from(shown.mantissa())).0.mantissa().to_string().len() <= digits(a).min(digits(b)));
        }
    }
}
