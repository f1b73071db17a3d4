//! The document's own words for a value, and wordings cut to what may be quoted.

use crate::language::figure::FigureReader;
use crate::language::normalise::{Level, Normal, is_pinyin, is_toned};
use crate::model::quantity::Quantity;

/// The span of an archived wording that the quantity's number was read from, without the glosses that
/// damage put in; `None` where no number of the wording is the quantity's.
pub fn printed(reader: &FigureReader, wording: &str, quantity: &Quantity) -> Option<String> {
    let normal = Normal::new(wording, Level::Read);
    let figures = || reader.all(normal.text()).into_iter();
    let of = |is: &dyn Fn(&crate::language::reading::Reading) -> bool| {
        figures().find(|figure| figure.reading.as_ref().is_some_and(is)).map(|figure| figure.range)
    };
    let whole = of(&|reading| reading.is_number_of(quantity));
    let range = whole.or_else(|| of(&|reading| reading.may_give(quantity) && quantity.value_max().is_none()))?;
    Some(without_glosses(&wording[normal.shown(range)]).trim().to_owned())
}

/// A wording within the limit that publishers allow for quoting: its beginning or its end, whichever
/// keeps more of its digits. Glosses are no words of the document and are not counted.
pub fn shortened(reader: &FigureReader, wording: &str, limit: usize) -> String {
    let pieces = pieces(wording);
    let words = |pieces: &[Piece]| pieces.iter().filter(|piece| !piece.gloss).count();
    if words(&pieces) <= limit {
        return wording.to_owned();
    }
    let kept = limit.saturating_sub(1);
    let (front, back) = (first(&pieces, kept), last(&pieces, kept));
    let text = |part: &[Piece]| part.iter().map(|piece| piece.text).collect::<String>();
    let words = |part: &[Piece]| part.iter().filter(|piece| !piece.gloss).map(|piece| piece.text).collect::<String>();
    let digits = |part: &[Piece]| reader.digits(&words(part));
    if digits(back) > digits(front) { format!("…{}", text(back)) } else { format!("{}…", text(front)) }
}

/// A character of the document, or a whole gloss.
struct Piece<'a> {
    text: &'a str,
    gloss: bool,
}

/// The first pieces up to a number of characters, with the gloss of the last.
fn first<'p, 'a>(pieces: &'p [Piece<'a>], characters: usize) -> &'p [Piece<'a>] {
    let next = pieces.iter().enumerate().filter(|(_, piece)| !piece.gloss).nth(characters);
    &pieces[..next.map_or(pieces.len(), |(at, _)| at)]
}

/// The last pieces from a number of characters before the end.
fn last<'p, 'a>(pieces: &'p [Piece<'a>], characters: usize) -> &'p [Piece<'a>] {
    let mut back = pieces.iter().enumerate().rev().filter(|(_, piece)| !piece.gloss);
    let start = characters.checked_sub(1).and_then(|before| back.nth(before));
    &pieces[start.map_or(pieces.len(), |(at, _)| at)..]
}

fn without_glosses(wording: &str) -> String {
    pieces(wording).iter().filter(|piece| !piece.gloss).map(|piece| piece.text).collect()
}

fn pieces(wording: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = wording;
    while let Some(c) = rest.chars().next() {
        let (length, gloss) = gloss(rest).map_or((c.len_utf8(), false), |length| (length, true));
        pieces.push(Piece { text: &rest[..length], gloss });
        rest = &rest[length..];
    }
    pieces
}

/// How long the gloss is that a text begins with: one syllable of pinyin with its tone, in brackets.
fn gloss(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(['(', '（'])?;
    let opened = text.len() - inside.len();
    let length = inside.find(|c| !is_pinyin(c))?;
    let closed = inside[length..].chars().next().filter(|c| matches!(c, ')' | '）'))?;
    inside[..length].chars().any(is_toned).then_some(opened + length + closed.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::locales::Locales;
    use crate::model::unit::Unit;

    fn span(wording: &str, value: &str, unit: &str) -> Option<String> {
        let locales = Locales::shipped(&["en", "zh"]);
        let quantity = Quantity::parse(value, &Unit::parse(unit).expect("a unit")).expect("a quantity");
        printed(locales.told(wording), wording, &quantity)
    }

    #[test]
    fn what_is_printed_are_the_document_s_words_not_the_record_s() {
        for (wording, value, unit, expected) in [
            ("突破5000億元", ">5000亿元", "CNY", "5000億元"),
            ("達(dá)到萬億(yì)元", "1万亿元", "CNY", "萬億元"),
            ("規劃面積千畝", "~1000亩", "mu", "千畝"),
            ("發表論文三篇", "3篇", "count", "三篇"),
            ("占全國的三分之一", "1/3", "%", "三分之一"),
            ("revenue of EUR 5 million", "5000000", "EUR", "EUR 5 million"),
        ] {
            assert_eq!(span(wording, value, unit).as_deref(), Some(expected), "{wording}");
        }
    }

    #[test]
    fn where_no_number_is_the_value_nothing_is_printed() {
        assert_eq!(span("渔船40艘", "30艘", "count"), None);
        assert_eq!(span("渔船很多", "30艘", "count"), None);
    }

    #[test]
    fn glosses_are_no_characters_of_the_document() {
        let wording = "產(chǎn)業(yè)實現營收超2300億元";
        let locales = Locales::shipped(&["en", "zh"]);
        let shortened = |wording, limit| shortened(locales.told(wording), wording, limit);
        assert_eq!(shortened(wording, 13), wording);
        assert_eq!(shortened(wording, 12), "…業(yè)實現營收超2300億元".replace("業(yè)", ""));
    }
}
