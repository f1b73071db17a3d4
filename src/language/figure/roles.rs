//! What words may do in a text, with the value that they have: the tables of `[figure.words]` in a locale file.

use crate::model::quantity::Precision;
use crate::model::unit::Unit;
use crate::model::words::Worded;

use super::lists::{BEHIND, List};

/// What a word may do at the place where it begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// A number below a hundred.
    Small(u32),
    /// Ten to a power, within a group: hundred.
    Power(u32),
    /// Ten to a power, of the whole group: million.
    Scale(u32),
    /// The same as a letter, behind digits with a currency before them.
    Short(u32),
    /// The same between digits and a currency: 640 *T*€.
    ShortBefore(u32),
    /// A number by one word or phrase: *Viertelmillion*.
    Whole(u64),
    /// Some hundredths more, behind a small number: two *and a quarter* million.
    AndPart(u32),
    /// An adjective of precision inside a round number: ein *gutes* Dutzend.
    Within(Precision),
    /// So many together: dozen.
    Dozen(u32),
    /// About so many together: centaine.
    DozenAbout(u32),
    /// A part's denominator: third.
    Fraction(u32),
    /// The denominator that stands first: 百分之.
    PartFirst(u32),
    /// A place in an order.
    Ordinal(u32),
    /// The same as the first part of a word: *zweit*größter.
    OrdinalStem(u32),
    /// A share in points of a hundred.
    Share(u32),
    /// A word that says more than a share: 过半.
    ShareOver(u32),
    /// So many times as much, in hundredths: doubled.
    Times(u32),
    /// A precision that stands behind the number.
    After(Precision),
    /// A word behind the number that only looks like one of precision: au plus *tard*.
    NotAfter,
    /// A precision that stands between the number and its scale or unit.
    Inside(Precision),
    /// A precision before the number; only met backwards.
    Before(Precision),
    /// A verb of precision some words before the number: *überstieg* der Erlös 4 Mrd.; only met backwards.
    BeforeFar(Precision),
    /// A word that only looks like one of precision; only met backwards. A length of time behind it may be measured by
    /// it all the same: took *over* three years.
    NotBefore,
    /// The same, whatever stands behind it: *verteilt über* vier Jahre.
    NeverBefore,
    /// A word behind a fraction that says more or less than it: 三分之一*强*.
    AfterPart(Precision),
    /// A noun for the most or the least that may be, some words before the number: the *ceiling* is 4 million; only
    /// met backwards.
    Limit(Precision),
    /// A multiple in hundredths that compares and tells of no change: *halb so viele*.
    TimesAs(u32),
    /// A multiple in hundredths with a word of precision inside: 翻了*近*一番.
    TimesSaid(u32, Precision),
    /// So many occasions, or so many times as much: *twice*.
    Occasions(u32),
    /// A unit behind the number.
    Unit(Unit),
    /// A word that counts things and may mean this unit where a sheet has it: 18*节* as knots.
    UnitAlso(Unit),
    /// So many of a unit at once, by one symbol: kt, and the power of ten.
    Scaled(u32, Unit),
    /// A coin: so many of it make one of the currency.
    Coin(Unit, u32),
    /// The same by a word that is one only behind a sum: 3元8*分*.
    CoinAfter(Unit, u32),
    /// A currency before the number.
    Sign(Unit),
    /// What something happens by, in one word with it: *月产*, *jährlich*, *annually*.
    By(Unit),
    /// A role without a value.
    Is(List),
}

impl Role {
    /// Whether a number may begin with such a word. What only follows on one never does.
    pub(super) fn opens(self) -> bool {
        match self {
            Self::Unit(_) | Self::After(_) | Self::Inside(_) | Self::Short(_) | Self::ShortBefore(_) => false,
            Self::Scaled(..) | Self::Coin(..) | Self::CoinAfter(..) | Self::AndPart(_) | Self::Within(_) => false,
            Self::NotAfter | Self::AfterPart(_) | Self::By(_) | Self::UnitAlso(_) => false,
            Self::Is(list) => !BEHIND.contains(&list),
            _ => true,
        }
    }
}

/// The role of a row of a table, by the table's name and the row's value.
pub(super) fn role(table: &str, value: &str) -> Option<Role> {
    let number = || value.parse::<u32>().ok();
    let power = || number().filter(|power| *power <= 24);
    let precision = || Precision::named(value);
    Some(match table {
        "small" => Role::Small(number().filter(|n| *n < 100)?),
        "power" => Role::Power(power()?),
        "scale" => Role::Scale(power()?),
        "short" => Role::Short(power()?),
        "short-before" => Role::ShortBefore(power()?),
        "whole" => Role::Whole(value.parse().ok().filter(|n| *n > 1)?),
        "and-part" => Role::AndPart(number().filter(|n| *n < 100)?),
        "within" => Role::Within(precision()?),
        "dozen" => Role::Dozen(number()?),
        "dozen-about" => Role::DozenAbout(number()?),
        "fraction" => Role::Fraction(number().filter(|n| *n > 1)?),
        "part-first" => Role::PartFirst(number().filter(|n| *n > 1)?),
        "ordinal" => Role::Ordinal(number()?),
        "ordinal-stem" => Role::OrdinalStem(number()?),
        "share" => Role::Share(number()?),
        "share-over" => Role::ShareOver(number()?),
        "times" => Role::Times(number()?),
        "times-as" => Role::TimesAs(number()?),
        "times-nearly" => Role::TimesSaid(number()?, Precision::Nearly),
        "times-under" => Role::TimesSaid(number()?, Precision::Under),
        "times-over" => Role::TimesSaid(number()?, Precision::Over),
        "occasions" => Role::Occasions(number()?),
        "after" if value == "none" => Role::NotAfter,
        "after" => Role::After(precision()?),
        "inside" => Role::Inside(precision()?),
        "before-far" => Role::BeforeFar(precision()?),
        "after-part" => Role::AfterPart(precision()?),
        "limit" => Role::Limit(precision()?),
        "before" if value == "none" => Role::NotBefore,
        "before" if value == "never" => Role::NeverBefore,
        "before" => Role::Before(precision()?),
        "unit" => Role::Unit(Unit::parse(value)?),
        "unit-also" => Role::UnitAlso(Unit::parse(value)?),
        "coin" => coin(value).map(|(unit, parts)| Role::Coin(unit, parts))?,
        "coin-after" => coin(value).map(|(unit, parts)| Role::CoinAfter(unit, parts))?,
        "by" => Role::By(Unit::parse(value)?),
        "sign" => Role::Sign(Unit::parse(value)?),
        _ => return None,
    })
}

/// `EUR/100`.
fn coin(value: &str) -> Option<(Unit, u32)> {
    let (currency, parts) = value.split_once('/')?;
    Some((Unit::parse(currency)?, parts.parse().ok().filter(|parts| *parts > 1)?))
}
