//! The words that a fact rests on: as archived, as repaired, and what a machine made of them.

use serde::Serialize;

use crate::language::normalise::{Level, Normal, is_pinyin, is_toned, normalise};
use crate::model::amount::Form;
use crate::model::evidence::{Answer, Stated, Verified};
use crate::model::fact::{Dating, Fact};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::locator::Spot;
use crate::model::quantity::Quantity;
use crate::model::unit::UnitKind;

use super::context::Context;

/// The words that a fact rests on.
#[derive(Debug, Serialize)]
pub struct Words {
    /// The archived wording, where it differs from the excerpt.
    pub archived: Vec<Piece>,
    /// The excerpt.
    pub excerpt: Vec<Piece>,
    /// What the machine saw; `None` if it has not looked yet.
    pub seen: Option<Seen>,
}

/// Some words of an excerpt.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// `figure` for the value, `stray` for what a faulty converter put in, else empty.
    pub kind: &'static str,
    /// The words.
    pub text: String,
}

/// What the machine saw.
#[derive(Debug, Serialize)]
pub struct Seen {
    /// Whether the words stand there and give the value.
    pub holds: bool,
    /// In one sentence: what stands there word for word, after repair, or in part.
    pub verdict: String,
    /// Where the words stand, and the arithmetic of the number.
    pub detail: Vec<String>,
    /// Where subject, period and kind are stated.
    pub stated: Vec<String>,
}

/// Gathers the words of a fact.
pub fn words(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> Words {
    let fact = &ctx.briefing.facts[id];
    let excerpt = fact.excerpt.as_str();
    let figure = fact.quantity().and_then(|quantity| figure(ctx, excerpt, quantity));
    let verified = ctx.briefing.graph.verified[id.index()].as_ref();
    let archived = verified.and_then(|v| v.archived.as_deref()).filter(|text| *text != excerpt);
    Words {
        archived: archived.map_or(Vec::new(), |text| pieces(text, figure)),
        excerpt: pieces(excerpt, figure),
        seen: verified.map(|v| seen(ctx, v, fact, lang)),
    }
}

/// The words of the excerpt that give the value.
fn figure<'a>(ctx: &Context<'_>, excerpt: &'a str, quantity: &Quantity) -> Option<&'a str> {
    let found = ctx.locales.told(excerpt).figures(excerpt, &[]);
    let same = found.into_iter().find(|f| f.reading.as_ref().is_some_and(|reading| reading.is_number_of(quantity)));
    same.map(|figure| &excerpt[figure.range])
}

/// By what in its excerpt a value that agrees is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// By its number alone.
    Number,
    /// By its number, with the unit, scale or sign that stands around it.
    Beside,
    /// By the place of a name in a list.
    Order,
}

fn told_by(ctx: &Context<'_>, verified: &Verified, fact: &Fact, quantity: &Quantity) -> Option<Told> {
    let excerpt = fact.excerpt.as_str();
    let reads = ctx.locales.told(excerpt).states(excerpt, quantity);
    let in_cell = matches!(fact.locator.spot, Spot::Cell(_));
    told(reads, verified.printed.is_some() || in_cell, quantity.unit().kind() == UnitKind::Rank)
}

/// `reads` is what the excerpt's numbers say by themselves, `None` where it has none; `number` whether a number was read
/// all the same. `None` where neither a number nor an order can be named.
fn told(reads: Option<bool>, number: bool, rank: bool) -> Option<Told> {
    match (reads, number, rank) {
        (Some(true), ..) => Some(Told::Number),
        (Some(false), ..) | (None, true, _) => Some(Told::Beside),
        // Only a rank agrees by an order.
        (None, false, true) => Some(Told::Order),
        (None, false, false) => None,
    }
}

/// Cuts a text at the figure and at stray pinyin.
fn pieces(text: &str, figure: Option<&str>) -> Vec<Piece> {
    let normal = Normal::new(text, Level::Repair);
    let range = figure
        .and_then(|figure| normal.find(&normalise(figure, Level::Repair)))
        .map_or(text.len()..text.len(), |range| normal.shown(range));
    let mut pieces = Vec::new();
    cut_glosses(&text[..range.start], "", &mut pieces);
    cut_glosses(&text[range.clone()], "figure", &mut pieces);
    cut_glosses(&text[range.end..], "", &mut pieces);
    pieces
}

fn cut_glosses(text: &str, kind: &'static str, pieces: &mut Vec<Piece>) {
    let mut push = |kind, text: &str| {
        if !text.is_empty() {
            pieces.push(Piece { kind, text: text.to_owned() });
        }
    };
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find('(').map(|at| from + at) {
        let inside = &rest[at + 1..];
        let length = inside.find(|c| !is_pinyin(c)).unwrap_or(inside.len());
        // The archive's excerpt may break off inside a gloss.
        let closed = inside[length..].starts_with(')') || inside[length..].starts_with('…');
        if closed && inside[..length].chars().any(is_toned) {
            push(kind, &rest[..at]);
            let end = at + 1 + length + usize::from(inside[length..].starts_with(')'));
            push("stray", &rest[at..end]);
            rest = &rest[end..];
            from = 0;
        } else {
            from = at + 1;
        }
    }
    push(kind, rest);
}

fn seen(ctx: &Context<'_>, verified: &Verified, fact: &Fact, lang: Lang) -> Seen {
    let words = ctx.words(lang);
    let spot = verified.spot.as_ref().unwrap_or(&fact.locator.spot);
    let (at, near) = (ctx.spot("place_at", spot, lang), ctx.spot("place_near", spot, lang));
    let found = matches!(verified.answer, Answer::Found | Answer::Repaired);
    let holds = found && verified.value_agrees != Some(false);
    let mut detail = Vec::new();
    if found {
        let key = if verified.answer == Answer::Found { "check_long.found" } else { "check_long.repaired" };
        detail.push(words.fill(key, &[("at", &at)]));
    }
    match (verified.value_agrees, fact.quantity()) {
        (Some(true), Some(quantity)) => detail.extend(match told_by(ctx, verified, fact, quantity) {
            Some(Told::Number) => Some(arithmetic(ctx, verified, quantity, lang)),
            Some(Told::Order) => Some(words.get("check_long.by_order").to_owned()),
            Some(Told::Beside) => Some(words.get("check_long.beside").to_owned()),
            None => None,
        }),
        (None, Some(_)) if found => detail.push(words.get("check_long.no_number").to_owned()),
        _ => {}
    }
    let stated = |key: &str, stated: Stated| words.get(&format!("stated.{key}_{}", stated.word())).to_owned();
    Seen {
        holds,
        verdict: verdict(ctx, verified, fact, lang, &near),
        detail,
        stated: vec![
            stated("subject", verified.subject),
            match verified.period {
                _ if fact.period.is_undated() => words.get("stated.period_none").to_owned(),
                // What fits a date that we inferred was not taken from there.
                Stated::Here | Stated::Above if is_inferred(fact) => words.get("stated.period_inferred").to_owned(),
                seen => stated("period", seen),
            },
            stated("status", verified.status),
        ],
    }
}

/// The check's headline: nothing confirmed; part of the fact there and the rest the curator's; all of it
/// there, word for word or after repair.
fn verdict(ctx: &Context<'_>, verified: &Verified, fact: &Fact, lang: Lang, near: &str) -> String {
    let words = ctx.words(lang);
    let key = match (verified.answer, verified.value_agrees) {
        (Answer::Absent, _) => "check_long.absent",
        (Answer::CannotCheck, _) => "check_long.cannot",
        (_, Some(false)) => "check_long.disagrees",
        (Answer::Found, _) => "check_long.exact",
        (Answer::Repaired, _) => "check_long.mended",
    };
    let read = curators(verified, fact);
    if matches!(key, "check_long.exact" | "check_long.mended") && !read.is_empty() {
        let has_number = fact.quantity().is_some() && verified.value_agrees == Some(true);
        let key = if has_number { "check_long.number" } else { "check_long.words" };
        let read: Vec<&str> = read.into_iter().map(|part| words.get(part)).collect();
        return words.fill(key, &[("what", &read.join(words.get("list.and")))]);
    }
    words.fill(key, &[("near", near)])
}

/// What of a fact no word beside its excerpt states.
fn curators(verified: &Verified, fact: &Fact) -> Vec<&'static str> {
    let unread = fact.quantity().is_some() && verified.value_agrees.is_none();
    let parts = [
        (unread, "curator.value"),
        (verified.subject == Stated::Curator, "curator.subject"),
        (reads_period(verified, fact), "curator.period"),
        (verified.status == Stated::Curator, "curator.status"),
    ];
    parts.into_iter().filter(|(is, _)| *is).map(|(_, key)| key).collect()
}

/// Whether the period is the curator's; where no date is given, none was read.
fn reads_period(verified: &Verified, fact: &Fact) -> bool {
    !fact.period.is_undated() && (verified.period == Stated::Curator || is_inferred(fact))
}

fn is_inferred(fact: &Fact) -> bool {
    fact.dating == Some(Dating::Inferred)
}

/// "Number read from the excerpt: 2300億元, that is 230,000,000,000."
fn arithmetic(ctx: &Context<'_>, verified: &Verified, quantity: &Quantity, lang: Lang) -> String {
    let read = verified.printed.as_deref().unwrap_or(quantity.printed_bare());
    let scaled = matches!(quantity.form(), Form::Number(Some(power)) if power > 0) && quantity.value_max().is_none();
    let value = grouped(&ctx.locale(lang).decimal(quantity.value()));
    let key = if scaled { "check_long.value_is" } else { "check_long.value" };
    ctx.words(lang).fill(key, &[("read", read), ("value", &value)])
}

/// Long digits in threes: with the language's own mark where it has one, else with narrow spaces.
fn grouped(number: &str) -> String {
    let whole = number.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(number.len());
    let digits = number[..whole].trim_start_matches('-').len();
    if digits <= 4 || number[whole..].contains(|c: char| c.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = number[..whole - digits].to_owned();
    for (at, digit) in number[whole - digits..whole].chars().enumerate() {
        if at > 0 && (digits - at).is_multiple_of(3) {
            out.push('\u{202F}');
        }
        out.push(digit);
    }
    out + &number[whole..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_told_by_an_order_only_where_no_number_was_read() {
        for reads in [None, Some(false), Some(true)] {
            for (number, rank) in [(false, false), (false, true), (true, false), (true, true)] {
                let told = told(reads, number, rank);
                assert_eq!(told == Some(Told::Order), reads.is_none() && !number && rank);
                assert_eq!(told == Some(Told::Number), reads == Some(true));
                assert!(told != Some(Told::Beside) || reads == Some(false) || number);
            }
        }
    }

    fn shown(text: &str, figure: Option<&str>) -> String {
        pieces(text, figure).iter().map(|piece| format!("[{}{}]", piece.kind, piece.text)).collect()
    }

    #[test]
    fn the_figure_is_found_in_the_excerpt_and_in_the_archived_form() {
        let figure = "2300亿元";
        assert_eq!(
            shown("產(chǎn)業(yè)實現營收超2300億元", Some(figure)),
            "[產][stray(chǎn)][業][stray(yè)][實現營收超][figure2300億元]"
        );
    }

    #[test]
    fn brackets_that_are_no_gloss_stay_and_a_cut_gloss_is_seen() {
        assert_eq!(shown("基金(有限合伙)成立", None), "[基金(有限合伙)成立]");
        assert_eq!(shown("營業(yè)實現(xiàn…", None), "[營業][stray(yè)][實現][stray(xiàn][…]");
    }

    #[test]
    fn long_numbers_are_read_in_threes_in_every_language() {
        assert_eq!(grouped("230000000000"), "230\u{202F}000\u{202F}000\u{202F}000");
        assert_eq!(grouped("-12345"), "-12\u{202F}345");
        assert_eq!(["2300", "3.25", "230,000", "1.234.567"].map(grouped), ["2300", "3.25", "230,000", "1.234.567"]);
    }
}
