//! Values of a fact sheet as people print them, read by the words of the briefing's languages.

use rust_decimal::Decimal;

use crate::model::amount::QuantityError;
use crate::model::numeral::is_han_numeral;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Unit, UnitKind};

use super::figure::FigureReader;
use super::figure::lexicon::is_spaced;
use super::locales::Locales;
use super::reading::{Number, Reading};

/// Reads a value: in the notation of fact sheets (`>2300亿元`, `20..30`), else as a language of the
/// briefing or another prints it (`2.33 billion euros`, `49 Prozent`). Its significant digits are
/// kept as typed.
///
/// # Errors
/// If it cannot be read as a quantity of this unit, or has two readings in the briefing's languages.
pub fn parse(locales: &Locales, printed: &str, unit: &Unit) -> Result<Quantity, QuantityError> {
    let printed = printed.trim();
    let (sign, bare) = sign(printed);
    if unit.kind() != UnitKind::None && may_be_a_group(bare) {
        unambiguous(locales, printed, bare)?;
    }
    let foreign = unit.kind() == UnitKind::Count && bare.contains(is_word) && measured(locales, bare);
    // A fact sheet writes a range with two points in every language.
    let ranged = bare.replacen("..", "\u{2013}", 1);
    let read = |fits: &dyn Fn(&FigureReader, &Reading, &str) -> bool| {
        locales.readers().find_map(|(_, reader)| {
            let (reading, rest) = reader.whole(&ranged)?;
            fits(reader, &reading, rest).then(|| quantity(printed, sign, &reading, unit)).flatten()
        })
    };
    let whole = || read(&|_, _, rest| rest.is_empty());
    // What one language takes for a noun may be another's word for a million: who reads it whole comes first.
    let counts = unit.kind() == UnitKind::Count && !foreign;
    if let Some(quantity) = (counts && bare.contains(is_spaced)).then(whole).flatten() {
        return Ok(quantity);
    }
    let error = match Quantity::parse(printed, unit) {
        Ok(_) if foreign => QuantityError::new(
            format!("`{printed}` is no quantity in `{}`", unit.code()),
            "write the number of things, or give the indicator that unit",
        ),
        Ok(quantity) => return Ok(quantity),
        Err(error) => error,
    };
    let counted = || read(&|_, reading, rest| counts && reading.unit.is_none() && is_noun(rest));
    let points = |reader: &FigureReader, rest: &str| *unit == Unit::points() && reader.is_points(rest);
    let pointed = || read(&|reader, reading, rest| reading.unit.is_none() && points(reader, rest));
    let also = || read(&|reader, reading, rest| reading.unit.is_none() && reader.is_also(rest, *unit));
    // 15 000 m³ par jour: what happens by the day is no rate to a reader of sentences.
    let based = |reader: &FigureReader, reading: &Reading, rest: &str| {
        let Some((amount, base)) = unit.per() else { return false };
        let own = reading.unit.map_or(amount == Unit::count(), |named| named == amount);
        own && !rest.is_empty() && reader.names_base(rest, base)
    };
    let rated = || read(&|reader, reading, rest| based(reader, reading, rest));
    whole()
        .or_else(also)
        .or_else(counted)
        .or_else(pointed)
        .or_else(rated)
        .ok_or_else(|| advised(locales, printed, unit, error))
}

/// The sign of precision that a fact sheet writes, and the rest without a plus.
fn sign(printed: &str) -> (Precision, &str) {
    let (precision, bare) = Precision::split(printed);
    (precision, bare.strip_prefix('+').unwrap_or(bare))
}

/// A letter, but for the numerals of fact sheets: 万.
fn is_word(c: char) -> bool {
    c.is_alphabetic() && !is_han_numeral(c)
}

/// Whether any language reads a unit there: what is a unit in one is no noun in another.
fn measured(locales: &Locales, bare: &str) -> bool {
    locales.readers().any(|(_, reader)| reader.whole(bare).is_some_and(|(reading, _)| reading.unit.is_some()))
}

fn is_noun(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\u{A0}' | '\''))
}

/// Whether a point or comma stands before three digits: a group of thousands in one language, decimals in another.
fn may_be_a_group(bare: &str) -> bool {
    let digits = |at: usize| bare[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    bare.match_indices(['.', ',']).any(|(at, _)| digits(at) == 3)
}

/// A number that the briefing's languages read in two ways is refused.
fn unambiguous(locales: &Locales, printed: &str, bare: &str) -> Result<(), QuantityError> {
    let mut values: Vec<Decimal> = Vec::new();
    for (_, reader) in locales.readers().take(locales.written().count()) {
        let Some((reading, rest)) = reader.whole(bare) else { continue };
        let Number::One(value) = reading.number else { continue };
        if !rest.is_empty() && reading.other.is_none() {
            continue;
        }
        for value in [Some(value), reading.other].into_iter().flatten().map(|value| value.normalize()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    values.sort_unstable();
    let [small, .., large] = values.as_slice() else { return Ok(()) };
    let point = locales.written().next().map_or(".", |locale| locale.decimal_sign());
    let digits = small.to_string().replace('.', point);
    let fraction = if small.fract().is_zero() { format!("{digits}{point}0") } else { format!("{digits}0") };
    Err(QuantityError::new(
        format!("`{printed}` may be {large} or {small}: a point or comma before three digits has two meanings"),
        format!("write `{large}` or `{fraction}`"),
    ))
}

/// The quantity that a reading states, if it is one of this unit.
fn quantity(printed: &str, sign: Precision, reading: &Reading, unit: &Unit) -> Option<Quantity> {
    let own = match reading.unit {
        None => *unit,
        Some(named) if named == *unit => named,
        // What a rate is reckoned on may be left to its unit: 8,90 Euro.
        Some(named) if unit.per().is_some_and(|(amount, _)| amount == named) => *unit,
        // A change of a percentage is printed in points.
        Some(named) if unit.kind() == UnitKind::Percent && named.code() == "pp" => named,
        Some(_) => return None,
    };
    let precision = match (sign, reading.precision) {
        (Precision::Exact, said) => said,
        (sign, Precision::Exact) => sign,
        (sign, said) if sign == said => sign,
        _ => return None,
    };
    let digits = match reading.number {
        Number::One(n) => n.to_string(),
        Number::Range(a, b) => format!("{a}..{b}"),
        Number::Fraction(a, b) => format!("{a}/{b}"),
        Number::Ratio(a, b) => format!("{a}:{b}"),
    };
    let precision = precision.sign();
    let quantity = Quantity::parse(&format!("{precision}{digits}"), &own).ok()?;
    Some(match reading.number {
        Number::One(_) | Number::Range(..) => quantity.as_printed(printed, reading.step, reading.scale),
        Number::Fraction(..) | Number::Ratio(..) => quantity,
    })
}

/// An error with an example in the briefing's own words.
fn advised(locales: &Locales, printed: &str, unit: &Unit, error: QuantityError) -> QuantityError {
    if let Some(named) = other_unit(locales, printed, unit) {
        return QuantityError::new(
            format!("`{printed}` is an amount in `{}`, and units are never converted", named.code()),
            format!(
                "give the fact an indicator in `{}`, `like` the one in `{}` if they measure the same",
                named.code(),
                unit.code()
            ),
        );
    }
    let own = locales.written().any(|locale| locale.is_wide());
    let sample = match unit.kind() {
        UnitKind::Money => "2500000000",
        UnitKind::Rank => "5",
        UnitKind::Ratio => "3:1",
        _ => "52",
    };
    let (Some(locale), false) = (locales.written().next(), own) else { return error };
    let Ok(sample) = Quantity::parse(sample, unit) else { return error };
    let example = locale.quantity(&sample, None).text.replace('\u{A0}', " ");
    QuantityError::new(
        format!("`{printed}` cannot be read as an amount in `{}`", unit.code()),
        format!("write a number with that unit or none, as in `{}`", example.trim()),
    )
}

/// The unit that a text names, where a language reads all of it as an amount in another than is wanted.
fn other_unit(locales: &Locales, printed: &str, unit: &Unit) -> Option<Unit> {
    let of_amount = |unit: &Unit| matches!(unit.kind(), UnitKind::Money | UnitKind::Physical);
    let (_, bare) = sign(printed);
    let mut read = locales.readers().filter_map(|(_, reader)| {
        let (reading, rest) = reader.whole(bare)?;
        reading.unit.filter(|named| rest.trim().is_empty() && of_amount(named))
    });
    read.next().filter(|named| named != unit && of_amount(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(languages: &[&str], printed: &str, unit: &str) -> String {
        let unit = Unit::parse(unit).expect("a unit");
        match parse(&Locales::shipped(languages), printed, &unit) {
            Ok(q) => {
                let high = q.value_max_text().map(|high| format!("..{high}")).unwrap_or_default();
                format!("{}{}{high} {}", q.precision().sign(), q.value_text(), q.unit().code())
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn values_are_read_as_the_briefings_languages_print_them() {
        for (printed, unit, expected) in [
            ("2.33 billion euros", "EUR", "2330000000 EUR"),
            ("EUR 2.33 billion", "EUR", "2330000000 EUR"),
            ("EUR 100m", "EUR", "100000000 EUR"),
            ("2,33 Milliarden Euro", "EUR", "2330000000 EUR"),
            ("2,17 Mrd. €", "EUR", "2170000000 EUR"),
            ("49 Prozent", "%", "49 %"),
            ("40,2 %", "%", "40.2 %"),
            ("20–30", "count", "20..30 count"),
            ("1 000", "count", "1000 count"),
            ("+5.8%", "%", "5.8 %"),
            ("-3,2 %", "%", "-3.2 %"),
            ("top 5", "rank", "<=5 rank"),
            ("#2", "rank", "2 rank"),
            ("2nd", "rank", "2 rank"),
            ("over 100", "count", ">100 count"),
            ("über 100", "count", ">100 count"),
            (">100 KI-Professuren", "count", ">100 count"),
            ("0.5个百分点", "%", "0.5 pp"),
            ("3个工作日", "wd", "3 wd"),
            ("5000亿元", "CNY", "500000000000 CNY"),
            ("8,90 Euro je kg", "EUR per kg", "8.9 EUR per kg"),
            ("8,90 Euro", "EUR per kg", "8.9 EUR per kg"),
            ("15 000 m³ par jour", "m3 per d", "15000 m3 per d"),
            ("900 a month", "count per mo", "900 count per mo"),
            ("-4,5 points", "pp", "-4.5 pp"),
        ] {
            assert_eq!(read(&["de", "en"], printed, unit), expected, "{printed}");
        }
    }

    #[test]
    fn a_value_with_two_readings_is_refused_with_both() {
        assert_eq!(
            read(&["de"], "1.000", "count"),
            "`1.000` may be 1000 or 1: a point or comma before three digits has two meanings; write `1000` or `1,0`"
        );
        assert!(read(&["de", "en"], "1,234", "t").contains("write `1234` or `1,2340`"));
        assert_eq!(read(&["en", "zh"], "1,234", "t"), "1234 t");
    }

    #[test]
    fn advice_is_in_a_language_of_the_briefing() {
        assert_eq!(
            read(&["de", "en"], "viel", "EUR"),
            "`viel` cannot be read as an amount in `EUR`; write a number with that unit or none, as in `2,5 Mrd. Euro`"
        );
        assert_eq!(
            read(&["de", "en"], "5 Milliarden Dollar", "EUR"),
            "`5 Milliarden Dollar` is an amount in `USD`, and units are never converted; \
             give the fact an indicator in `USD`, `like` the one in `EUR` if they measure the same"
        );
        assert!(read(&["en", "zh"], "4.12亿千瓦时", "GWh").contains("is an amount in `kWh`"));
    }

    #[test]
    fn a_scale_of_any_language_is_no_noun_that_is_counted() {
        let locales = Locales::shipped(&["en", "zh"]);
        let count = Unit::count();
        for text in ["12 millions", "12 Millionen", "12 millones", "12 million", "12 millions de", "1200万"] {
            let quantity = parse(&locales, text, &count).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(quantity.value(), Decimal::from(12_000_000), "{text}");
        }
        assert_eq!(parse(&locales, "12 boats", &count).unwrap().value(), Decimal::from(12));
    }

    #[test]
    fn a_unit_of_any_language_is_no_noun_that_is_counted() {
        for printed in ["11 Euro", "11 euros", "11 Tonnen", "11 tonnes"] {
            assert!(read(&["en"], printed, "count").contains("cannot be read as an amount in `count`"), "{printed}");
        }
        assert_eq!(read(&["en"], "11 berths", "count"), "11 count");
    }

    #[test]
    fn significant_digits_are_kept_as_typed() {
        let unit = Unit::parse("EUR").expect("a unit");
        let locales = Locales::shipped(&["en"]);
        let step = |printed| parse(&locales, printed, &unit).map(|q| q.step().normalize().to_string());
        assert_eq!(step("2.33 billion euros"), Ok("10000000".to_owned()));
        assert_eq!(step("2330000000"), Ok("1".to_owned()));
    }
}
