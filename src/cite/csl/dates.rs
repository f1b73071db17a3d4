//! What a processor leaves open about dates: the doubt, the other end of a span, the day of whoever cites.
//!
//! Where a style writes a date is found by writing it twice, with another date: what differs, is it.

use hayagriva::citationberg::FontStyle;
use hayagriva::citationberg::json::Item;
use hayagriva::{ElemChild, ElemChildren, ElemMeta};

use super::item::{BLANK, OTHER, put};
use crate::cite::date::{Date, Doubt, Issued};
use crate::cite::reference::{Accessed, READER_DAY, Reference};

/// A piece of what the processor wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bit {
    /// Its text.
    pub text: String,
    /// Whether it is set in italics.
    pub italic: bool,
    date: bool,
}

/// The pieces of a reference, behind those that stand first.
pub fn flat(first: &[ElemChild], content: &ElemChildren) -> Vec<Bit> {
    let mut bits = Vec::new();
    first.iter().chain(&content.0).for_each(|child| add(child, &mut bits));
    bits
}

fn add(child: &ElemChild, bits: &mut Vec<Bit>) {
    match child {
        ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber) => {}
        ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::Date) => {
            let mut inner = Vec::new();
            elem.children.0.iter().for_each(|child| add(child, &mut inner));
            let italic = inner.iter().any(|bit| bit.italic);
            let text = inner.into_iter().map(|bit| bit.text).collect();
            bits.push(Bit { text, italic, date: true });
        }
        ElemChild::Elem(elem) => {
            if elem.display.is_some() {
                bits.push(Bit { text: " ".to_owned(), italic: false, date: false });
            }
            elem.children.0.iter().for_each(|child| add(child, bits));
        }
        ElemChild::Text(text) | ElemChild::Link { text, .. } => {
            let italic = text.formatting.font_style == FontStyle::Italic;
            bits.push(Bit { text: text.text.clone(), italic, date: false });
        }
        ElemChild::Markup(text) => bits.push(Bit { text: text.clone(), italic: false, date: false }),
        ElemChild::Transparent { .. } => {}
    }
}

/// Whether this is the number that a list gives its references.
pub fn is_number(child: &ElemChild) -> bool {
    match child {
        ElemChild::Elem(elem) => {
            elem.meta == Some(ElemMeta::CitationNumber) || elem.children.find_meta(&ElemMeta::CitationNumber).is_some()
        }
        _ => false,
    }
}

/// What a writer makes of an item, with its dates told as they are known.
pub fn told(reference: &Reference, item: &Item, write: impl Fn(&Item) -> Vec<Bit>) -> Vec<Bit> {
    let mut bits = write(item);
    let with = |variable: &str, date: Date, circa: bool| {
        let mut other = item.clone();
        put(&mut other, variable, date, circa);
        write(&other)
    };
    if let Some(issued) = reference.published.filter(|issued| issued.to.is_some() || issued.doubt != Doubt::Printed) {
        let circa = issued.doubt != Doubt::Printed;
        let year_alone = |date: Date| Date { year: date.year, month: None, day: None };
        let other = issued.to.map_or(Date { year: issued.from.year + 1, ..issued.from }, year_alone);
        let first = if issued.to.is_some() { year_alone(issued.from) } else { issued.from };
        let marked = circa && with("issued", first, false) != bits;
        for (at, later) in changed(&bits, &with("issued", other, circa)) {
            let span = issued.to.map(|_| spanned(&bits[at].text, &later));
            let text = span.unwrap_or_else(|| bits[at].text.clone());
            bits[at].text = if marked { text } else { doubted(reference, issued, &text) };
        }
    }
    if reference.accessed == Some(Accessed::Reader) {
        let mut filled = false;
        for (at, _) in changed(&write(item), &with("accessed", OTHER, false)) {
            let (before, day, after) = core(&bits[at].text);
            // In words where the page's script writes a day as the style does.
            let in_words = day == reference.words.date(BLANK);
            let blank = if in_words { &reference.words.reader_day } else { READER_DAY };
            bits[at].text = format!("{before}{}{after}", if filled { "" } else { blank });
            filled = true;
        }
    }
    bits
}

/// The dates that two writings of a reference tell otherwise, with what the second says.
fn changed(one: &[Bit], other: &[Bit]) -> Vec<(usize, String)> {
    if one.len() != other.len() {
        return Vec::new();
    }
    let pairs = one.iter().zip(other).enumerate();
    pairs.filter(|(_, (a, b))| a.date && a.text != b.text).map(|(at, (_, b))| (at, b.text.clone())).collect()
}

/// A date without the marks around it, and those.
fn core(text: &str) -> (&str, &str, &str) {
    let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let end =
        text.rfind(char::is_alphanumeric).map_or(start, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (&text[..start], &text[start..end], &text[end..])
}

fn doubted(reference: &Reference, issued: Issued, text: &str) -> String {
    let (before, date, after) = core(text);
    format!("{before}{}{after}", reference.words.doubted(issued, date))
}

/// Both ends of a span: `2024–2025` of `2024` and `2025`, wherever in a date the years stand.
fn spanned(from: &str, to: &str) -> String {
    let (first, second) = (runs(from), runs(to));
    if first.len() != second.len() {
        return from.to_owned();
    }
    let both = first.iter().zip(&second);
    both.map(|(a, b)| if a == b { (*a).to_owned() } else { format!("{a}–{b}") }).collect()
}

/// A text in runs of digits and of what is between them.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        runs.push(&rest[..end]);
        rest = &rest[end..];
    }
    runs
}
