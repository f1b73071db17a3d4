//! A document's own words for a value with the words that make its sign: 近500家, and not 500家, of nearly 500.

use crate::language::figure::FigureReader;
use crate::model::quantity::Quantity;

/// How far from the number the word of its sign may stand, in characters.
const REACH: usize = 8;

/// The words that state the quantity, sign and all: the number's, or these with what stands before or behind them in
/// the wording. Where the wording has no sign, the number is all; `None` where its sign stands too far off.
pub fn signed(reader: &FigureReader, number: &str, wording: &str, quantity: &Quantity) -> Option<String> {
    let states = |words: &str| {
        let figures = reader.all(words);
        let mut readings = figures.iter().filter_map(|figure| figure.reading.as_ref());
        readings.any(|reading| reading.may_give(quantity) && reading.has_precision_of(quantity))
    };
    // A range has no sign.
    if quantity.value_max().is_some() || states(number) {
        return Some(number.to_owned());
    }
    let Some(start) = wording.find(number) else { return Some(number.to_owned()) };
    let end = start + number.len();
    // The whole word of its sign, and not the part of it that is one too: 突破, and not 破.
    let sign = reader.precision_before(&wording[..start]).map(|length| &wording[start - length..end]);
    if let Some(words) = sign.filter(|words| states(words)) {
        return Some(words.trim().to_owned());
    }
    let before = wording[..start].char_indices().rev().map(|(at, _)| at).take(REACH);
    let behind = wording[end..].char_indices().map(|(at, c)| end + at + c.len_utf8()).take(REACH);
    let starts = before.map(|start| &wording[start..end]);
    let ends = behind.map(|end| &wording[start..end]);
    let whole = starts.chain(ends).find(|words| states(words)).map(|words| words.trim().to_owned());
    // Where the document has no such word anywhere, the number is all that it prints.
    whole.or_else(|| (!states(wording)).then(|| number.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::signed;
    use crate::language::locales::Locales;
    use crate::model::quantity::Quantity;
    use crate::model::unit::Unit;

    #[test]
    fn a_sign_is_part_of_what_is_printed() {
        let locales = Locales::shipped(&["en", "zh"]);
        for (number, wording, value, unit, expected) in [
            ("500家", "人工智能相关企业近500家", "<~500家", "count", Some("近500家")),
            ("1200家", "企业数量超1200家", ">1200家", "count", Some("超1200家")),
            ("20000P", "算力规模突破20000P", ">20000", "PFLOPS", Some("突破20000P")),
            ("52家", "拥有52家", "52家", "count", Some("52家")),
            ("EUR 5 million", "revenue of over EUR 5 million", ">5000000", "EUR", Some("over EUR 5 million")),
            ("千亩", "规划千亩产业园", "~1000亩", "mu", Some("千亩")),
        ] {
            let quantity = Quantity::parse(value, &Unit::parse(unit).expect("a unit")).expect("a quantity");
            let words = signed(locales.told(wording), number, wording, &quantity);
            assert_eq!(words.as_deref(), expected, "{wording}");
        }
    }
}
