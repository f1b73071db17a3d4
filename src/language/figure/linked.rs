//! Whether the words of a link give a quantity, read with the text around them.

use std::ops::Range;

use crate::model::quantity::Quantity;
use crate::model::unit::UnitKind;

use super::FigureReader;
use super::amount::{self, Found};
use super::lexicon::Text;
use crate::language::reading::{Agreement, Number, Reading};

/// How much of the text beside a link may hold what belongs to its figure, in bytes.
const BESIDE: usize = 40;

/// A link's words, and the text around them.
#[derive(Clone, Copy, Debug)]
pub struct Linked<'a> {
    /// The text up to the link.
    pub before: &'a str,
    /// Its words.
    pub words: &'a str,
    /// The text behind it.
    pub after: &'a str,
}

impl<'a> Linked<'a> {
    /// The words at a place of a text.
    pub fn new(text: &'a str, at: Range<usize>) -> Self {
        let from = text.floor_char_boundary(at.start.saturating_sub(BESIDE));
        let to = text.floor_char_boundary(at.end.saturating_add(BESIDE).min(text.len()));
        Self { before: &text[from..at.start], words: &text[at.clone()], after: &text[at.end..to.max(at.end)] }
    }
}

impl FigureReader {
    /// Whether the words of a link give the quantity, with its precision in them or in the words directly
    /// before: `before` is the text up to the link.
    pub fn agreement(&self, before: &str, link: &str, quantity: &Quantity) -> Agreement {
        self.agreement_within(&Linked { before, words: link, after: "" }, quantity)
    }

    /// The same, with the text behind the link too: it may make another number of its words ([5] thousand), or give
    /// their precision ([400] or more).
    pub fn agreement_within(&self, linked: &Linked<'_>, quantity: &Quantity) -> Agreement {
        let Linked { before, words, after } = *linked;
        let (start, end) = (before.len(), before.len() + words.len());
        let whole = format!("{before}{words}{after}");
        let is_number = |found: &Found| found.reading.as_ref().is_some_and(|reading| reading.is_number_of(quantity));
        let mut all = self.found(&whole, &[]);
        all.retain(|found| found.range.end > start && found.range.start < end);
        if !after.is_empty() {
            let other = all.iter().find(|found| found.range.end > end && !is_number(found));
            let is_range = |found: &Found| {
                found.reading.as_ref().is_some_and(|reading| matches!(reading.number, Number::Range(..)))
            };
            // [over 100,000] times: so many occasions, and no multiple.
            let occasions = |found: &Found| {
                quantity.unit().kind() == UnitKind::Count
                    && found.reading.as_ref().is_some_and(|reading| {
                        let bare = Reading { unit: None, ..reading.clone() };
                        reading.unit.is_some_and(|unit| unit.code() == "times") && bare.is_number_of(quantity)
                    })
            };
            match other {
                // Another number than the words alone say; but the end of a range has a link of its own.
                Some(found) if !is_range(found) && !occasions(found) => {
                    return Agreement::WrongNumber(whole[found.range.clone()].to_owned());
                }
                None if all.iter().any(is_number) || all.iter().any(|found| found.reading.is_some()) => {}
                _ => return self.agreement_within(&Linked { after: "", ..*linked }, quantity),
            }
        }
        if all.first().is_none_or(|first| first.range.start < start && !is_number(first)) {
            // Words before made something else of it (20 to [30], 2025[年]): read the link alone. A sign
            // or numeral that touches the link stays part of it.
            if all.first().is_some_and(|first| is_cut(&whole, start, first)) {
                return Agreement::WrongNumber(whole[all[0].range.clone()].to_owned());
            }
            all = self.found(words, &[]);
            if all.is_empty() {
                all = self.undated(words);
            }
        }
        self.judged(&all, words, quantity)
    }

    fn judged(&self, all: &[Found], words: &str, quantity: &Quantity) -> Agreement {
        let is_number = |found: &&Found| found.reading.as_ref().is_some_and(|reading| reading.is_number_of(quantity));
        let wrong = |found: &Found| match &found.reading {
            Some(reading) if reading.other == Some(quantity.value()) => Agreement::Ambiguous(reading.to_string()),
            Some(reading) => Agreement::WrongNumber(reading.to_string()),
            None => Agreement::WrongNumber(words.to_owned()),
        };
        if let Some(other) = all.iter().find(|found| found.figure && !is_number(found)) {
            return wrong(other);
        }
        let in_words = || Some(Reading::things(self.said_in_words(words)?).agreement(quantity));
        let Some(first) = all.first() else { return in_words().unwrap_or(Agreement::NoNumber) };
        let right = all.iter().find(is_number).and_then(|found| found.reading.as_ref());
        match right {
            Some(reading) if self.counts_others(words, quantity) => Agreement::WrongNumber(reading.to_string()),
            Some(reading) => reading.agreement(quantity),
            // "the only one", 首个, "both": the number is 1 or 2, exactly.
            None => in_words().unwrap_or_else(|| wrong(first)),
        }
    }

    /// Whether what stands behind the number in a link's own words is counted by it, while the quantity is an amount of
    /// something else: [60 boats] for 60 kilometres. A script without spaces tells by its counting words.
    fn counts_others(&self, words: &str, quantity: &Quantity) -> bool {
        let kind = quantity.unit().kind();
        let amount = matches!(kind, UnitKind::Money | UnitKind::Physical | UnitKind::Duration | UnitKind::Percent)
            || matches!(kind, UnitKind::PerMille | UnitKind::Points);
        let found = if amount { self.found(words, &[]) } else { Vec::new() };
        let [Found { range, reading: Some(reading), .. }] = found.as_slice() else { return false };
        let unit = *quantity.unit();
        let named = || self.may_mean(words, range, unit) || self.names_amount(words, range, unit);
        if reading.unit.is_some() || !matches!(reading.number, Number::One(_)) || named() {
            return false;
        }
        reading.counted || !self.leaves_out(words, range, reading.scale != Some(0))
    }

    /// The number that a link's words are where they look like a year: [2025] for 2,025 boats.
    fn undated(&self, link: &str) -> Vec<Found> {
        let text = Text::new(link);
        let start = link.len() - link.trim_start().len();
        amount::at(&self.lexicon, &text, start)
            .filter(|found| found.range.end == link.trim_end().len())
            .into_iter()
            .collect()
    }
}

/// Whether a link begins inside a number: its sign or first digits stand before it.
fn is_cut(whole: &str, at: usize, found: &Found) -> bool {
    let before = whole[..at].chars().next_back();
    found.range.start < at
        && !before.is_some_and(|c| c.is_whitespace() || c == '(')
        && found.reading.as_ref().is_none_or(|reading| matches!(reading.number, Number::One(_)))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::{prop_assert_eq, proptest};

    use super::Linked;
    use crate::language::locales::Locales;
    use crate::language::reading::Agreement;
    use crate::model::quantity::Quantity;
    use crate::model::unit::Unit;

    static SHIPPED: LazyLock<Locales> = LazyLock::new(|| Locales::shipped(&["en", "zh", "de", "fr", "ja", "es"]));

    /// What may stand beside a figure, and may be a part of it.
    const BEFORE: &str =
        "|about |约|超|-|−|A$|9|1.|3,|top |über |plus de |Nr. |第|(|20–|from |每|more than |负|零点|fell by |下降|半|~";
    const AFTER: &str = "| or more|多|以上|%|9|-|–30|,5| million| Mio.| milliards|万|个百分点|kg| per year|半|倍| times\
        | oder mehr| ou plus|.|, and 7| of 20|/3|:1|人每| dollars";

    proptest! {
        #[test]
        fn what_a_figure_in_a_sentence_states_its_link_states_too(
            n in 1_i64..100_000, decimals in 0_u32..3, kind in 0_usize..6, before in 0_usize..26, after in 0_usize..27
        ) {
            let (unit, word) = [("CNY", "亿元"), ("USD", "美元"), ("count", "家"), ("%", "%"), ("a", "年"), ("km", "km")][kind];
            let number = rust_decimal::Decimal::new(n, if unit == "count" { 0 } else { decimals });
            let quantity = Quantity::parse(&format!("{number}{word}"), &Unit::parse(unit).expect("a unit"));
            let quantity = quantity.unwrap_or_else(|error| panic!("{error}"));
            let beside = |words: &'static str, at: usize| words.split('|').nth(at).unwrap_or_default();
            for (locale, reader) in SHIPPED.readers() {
                let written = locale.quantity(&quantity, None).text;
                let text = format!("{}{written}{}", beside(BEFORE, before), beside(AFTER, after));
                for figure in reader.figures(&text, &[]) {
                    if figure.reading.is_some_and(|reading| reading.states(&quantity)) {
                        let linked = Linked::new(&text, figure.range);
                        let agreement = reader.agreement_within(&linked, &quantity);
                        prop_assert_eq!(agreement, Agreement::Agrees, "{}: {}", &locale.tag, text);
                    }
                }
            }
        }
    }
}
