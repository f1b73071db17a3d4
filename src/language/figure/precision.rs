//! Words beside a number that say how precise it is.

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_gap, is_spaced, word};
use crate::language::script::is_wide_letter;
use crate::model::quantity::Precision;

use super::digits::digit;

/// How many words may stand between a word of precision and its number.
pub const MOST_BETWEEN: usize = 4;
/// A year has so many digits.
const YEAR: usize = 4;

/// How many words may stand between a verb of precision and its number.
const MOST_WORDS: usize = 7;

/// The same between a noun for a limit, or a verb that passes one, and its number: *a franchi* pour la première fois la
/// barre des 30 millions.
const MOST_LIMIT: usize = 10;

/// How many characters may stand between such a word and its number in a script without spaces: 约占*公司总收入的*一成.
const MOST_CHARACTERS: usize = 8;

/// What the words directly before a number say, if any does: "more than", 突破, also with a verb or a
/// whole between: 约占全国的, 最高资助.
pub fn before(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Precision> {
    directly(lexicon, text, start).unwrap_or_else(|| far(lexicon, text, start))
}

/// What a word farther before a number says, with a verb or a whole between.
fn far(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Precision> {
    // By how much it exceeded something is a difference.
    if lexicon.ends(text, start, List::By).is_some() {
        return None;
    }
    let role_far = |role| if let Role::BeforeFar(precision) = role { Some(precision) } else { None };
    // 约有渔户70户: behind the word stands a verb, whose thing parts the two.
    let apart = |end: usize| {
        let role = |role| if let Role::Before(precision) = role { Some(precision) } else { None };
        let wide = text.at(end).is_some_and(is_wide_letter) && lexicon.any(text, end, List::Act).is_some();
        lexicon.ending(text, end).filter(|_| wide)?.0.pick(role)
    };
    let wide = wide_before(text, start);
    let said =
        |end: usize| lexicon.ending(text, end).and_then(|(entry, _)| entry.pick(role_far)).or_else(|| apart(end));
    words_before(text, start).take(MOST_WORDS).chain(wide).find_map(said)
}

/// What the words right before a number say, with nothing but such words between; `Some(None)` where one of them says
/// that there is no such sign.
#[expect(clippy::option_option, reason = "no word, and a word that is no sign, are two answers")]
fn directly(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Option<Precision>> {
    let mut end = start;
    for _ in 0..=MOST_BETWEEN {
        end = text.low[..end].trim_end_matches(is_gap).len();
        let Some((entry, length)) = lexicon.ending(text, end) else { break };
        let precision = entry.pick(|role| match role {
            Role::Before(precision) => Some(Some(precision)),
            Role::NotBefore | Role::NeverBefore => Some(None),
            _ => None,
        });
        if let Some(precision) = precision {
            // 48 gegen 31 Stimmen.
            let beside = text.low[..end - length].trim_end_matches(is_gap).ends_with(|c: char| c.is_ascii_digit());
            if beside && lexicon.ends(text, end, List::Preposition).is_some() {
                return Some(None);
            }
            // Eine Befragung der Hochschule unter 40 Ärzten: a word before it asks for the preposition.
            let governed = lexicon.ends(text, end, List::Preposition).is_some()
                && words_before(text, end - length)
                    .take(MOST_WORDS)
                    .any(|e| lexicon.ends(text, e, List::Governs).is_some());
            if governed {
                return Some(None);
            }
            let denied = is_denied(lexicon, text, end - length);
            return Some(precision.map(|precision| if denied { precision.denied() } else { precision }));
        }
        if entry.pick(|role| (role == Role::Is(List::Between2)).then_some(())).is_none() {
            break;
        }
        end -= length;
    }
    None
}

/// Whether a word of precision that begins at a place is denied: may *not* exceed, *no* firm may receive more than.
fn is_denied(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    const MOST_FAR: usize = 8;
    if lexicon.ends(text, start, List::Negation).is_some() {
        return true;
    }
    let near = text.low[..start].trim_end_matches(is_gap).len();
    let from = text.low[..near].trim_end_matches(is_spaced).len();
    let before = text.low[..from].trim_end_matches(is_gap).len();
    let common = |word: &str| lexicon.common.iter().any(|common| common == word);
    let second = &text.low[text.low[..before].trim_end_matches(is_spaced).len()..before];
    // None of the more than 40 boats; but none may be open for longer than 40 days.
    let joined =
        common(&text.low[from..near]) && (common(second) || lexicon.ends(text, before, List::NegationFar).is_some());
    !joined && words_before(text, start).take(MOST_FAR).any(|end| lexicon.ends(text, end, List::NegationFar).is_some())
}

/// Whether the word of precision that ends before a place ends in an article: plus *du* tiers.
pub fn holds_article(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    let end = text.low[..start].trim_end_matches(is_gap).len();
    let own = text.low[..end].trim_end_matches(is_spaced).len();
    let before = |role| matches!(role, Role::Before(_)).then_some(());
    let said = lexicon.ending(text, end).filter(|(entry, length)| entry.pick(before).is_some() && *length > end - own);
    said.is_some() && lexicon.any(text, own, List::OfCountry) == Some(end - own)
}

/// What a word before a length of time says though it might be part of a verb: the work took *over* three years.
pub fn of_time(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Precision> {
    let end = text.low[..start].trim_end_matches(is_gap).len();
    let never = |entry: &super::lexicon::Entry| entry.pick(|role| (role == Role::NeverBefore).then_some(())).is_some();
    if lexicon.ending(text, end).is_some_and(|(entry, _)| never(entry)) {
        return None;
    }
    lexicon.part_ending(text, end, |role| if let Role::Before(precision) = role { Some(precision) } else { None })
}

/// Where the word that ends at a place begins, with its hyphens and apostrophes: l'offre.
pub fn word_start(text: &Text, end: usize) -> usize {
    text.low[..end].trim_end_matches(|c: char| is_spaced(c) || matches!(c, '-' | '\'' | '\u{2019}')).len()
}

/// Where the words before a number end, the nearest first, within its clause.
pub fn words_before<'t>(text: &'t Text, start: usize) -> impl Iterator<Item = usize> + 't {
    let mut end = start;
    let next = move || {
        end = text.low[..end].trim_end_matches(is_gap).len();
        let here = end;
        let own = word_start(text, end);
        let digits = text.low[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        // A year among them is passed over as a word is, and so is 2024/25.
        let year = |end: usize, digits: usize| own == end && end - digits == YEAR;
        let slash = text.low[..digits].strip_suffix('/').filter(|_| matches!(end - digits, 2 | 4));
        let first = slash.map_or(digits, |first| first.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        let financial = slash.is_some_and(|slash| slash.len() - first == YEAR);
        end = match () {
            () if financial => first,
            () if year(end, digits) => digits,
            () => own,
        };
        (end < here).then_some(here)
    };
    std::iter::from_fn(next)
}

/// What a number may be as well as what the words beside it make of it.
/// `lasts`: it is a length of time.
pub fn also(
    lexicon: &Lexicon,
    text: &Text,
    range: &std::ops::Range<usize>,
    (said, lasts): (Precision, bool),
) -> Option<Precision> {
    let other = match said {
        Precision::Over => Some(Precision::AtLeast),
        Precision::AtLeast => Some(Precision::Over),
        // A little under 40 is nearly 40.
        Precision::Under => Some(Precision::Nearly),
        Precision::Nearly => Some(Precision::Under),
        _ => None,
    };
    if other.is_some() && is_loose(lexicon, text, range) {
        return other;
    }
    // A budget over eight years says in how many; took over eight years says how long.
    let near = text.low[..range.start].trim_end_matches(is_gap).len();
    let over = lexicon.ends(text, near, List::TimeOver).filter(|_| lasts && said == Precision::Over);
    if over.is_some_and(|length| lexicon.ends(text, near - length, List::TimeMeasured).is_none()) {
        return Some(Precision::Exact);
    }
    // 超过警戒水位1.34米: what it passes is named before the number, which then says by how much.
    let wide = text.before(range.start).is_some_and(is_wide_letter);
    let from_far = || directly(lexicon, text, range.start).is_none() && far(lexicon, text, range.start).is_some();
    let inside = |role| matches!(role, Role::Inside(_)).then_some(());
    let plain = || {
        !text.low[range.clone()].char_indices().any(|(at, _)| lexicon.role(text, range.start + at, inside).is_some())
    };
    if said == Precision::Over && wide && from_far() && plain() {
        return Some(Precision::Exact);
    }
    if said == Precision::Nearly && lexicon.ends(text, range.start, List::LooseAbout).is_some() {
        return Some(Precision::About);
    }
    let part = |role| if let Role::AfterPart(precision) = role { Some(precision) } else { None };
    let part = lexicon.role(text, range.end, part).map(|(precision, _)| precision);
    let limit = part.or_else(|| limit(lexicon, text, range.start))?;
    (said == Precision::Exact).then_some(limit)
}

/// Where the characters before a number end in a script without spaces, the nearest first, up to one of another.
fn wide_before<'t>(text: &'t Text, start: usize) -> impl Iterator<Item = usize> + 't {
    let first = text.low[..start].trim_end_matches(is_gap).len();
    let before = |end: &usize| Some(end - text.before(*end).filter(|&c| is_wide_letter(c))?.len_utf8());
    std::iter::successors(Some(first), before).take(MOST_CHARACTERS)
}

/// What a noun before a number says that its number limits.
fn limit(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Precision> {
    if lexicon.ends(text, start, List::By).is_some() {
        return None;
    }
    let role = |role| if let Role::Limit(precision) = role { Some(precision) } else { None };
    let wide = wide_before(text, start);
    words_before(text, start).take(MOST_LIMIT).chain(wide).find_map(|end| lexicon.ending(text, end)?.0.pick(role))
}

/// Whether a word beside or inside a number leaves open whether the number itself is meant too.
fn is_loose(lexicon: &Lexicon, text: &Text, range: &std::ops::Range<usize>) -> bool {
    let near = text.low[..range.start].trim_end_matches(is_gap).len();
    let mut inside = text.low[range.clone()].char_indices().map(|(at, _)| range.start + at);
    let after = range.end + gap(&text.low, range.end);
    lexicon.ends(text, near, List::Loose).is_some()
        || inside.any(|at| lexicon.any(text, at, List::Loose).is_some())
        || lexicon.any(text, after, List::Loose).is_some()
}

/// Where a word that may stand before any number begins, if one ends here.
pub fn passed(lexicon: &Lexicon, text: &Text, end: usize) -> Option<usize> {
    let (entry, length) = lexicon.ending(text, end)?;
    entry.pick(|role| matches!(role, Role::Before(_) | Role::Is(List::Between2 | List::Between)).then_some(()))?;
    Some(end - length)
}

/// Where a word on a list begins, directly before a number or before words that may stand before any: *by* about 3,
/// *um* mehr als 3, *aged* over 65.
pub fn listed_before(lexicon: &Lexicon, text: &Text, start: usize, list: List) -> Option<usize> {
    let mut end = start;
    for _ in 0..=MOST_BETWEEN {
        end = text.low[..end].trim_end_matches(is_gap).len();
        if let Some(length) = lexicon.ends(text, end, list) {
            return Some(end - length);
        }
        end = passed(lexicon, text, end)?;
    }
    None
}

/// Whether nothing but words that may stand before any number is between two places.
pub fn passes(lexicon: &Lexicon, text: &Text, from: usize, to: usize) -> bool {
    let mut end = to;
    for _ in 0..=MOST_BETWEEN {
        end = text.low[..end].trim_end_matches(is_gap).len();
        if end <= from {
            return true;
        }
        let Some(before) = passed(lexicon, text, end) else { return false };
        end = before;
    }
    false
}

/// What the words directly after a number say, and the bytes they take: 以上, "or more". Words before another number
/// belong to that one: 12 plus 3, 40 etwa 5 Jahre alte.
pub fn after(lexicon: &Lexicon, text: &Text, end: usize) -> Option<(Precision, usize)> {
    let space = text.low[end..].len() - text.low[end..].trim_start_matches(is_gap).len();
    let hyphen = usize::from(text.low[end + space..].starts_with('-'));
    let after = |role| if let Role::After(precision) = role { Some(precision) } else { None };
    let (precision, length) = [0, hyphen].into_iter().find_map(|hyphen| {
        let (precision, length) = lexicon.role(text, end + space + hyphen, after)?;
        Some((precision, space + hyphen + length))
    })?;
    let last = text.before(end + length).is_some_and(is_spaced);
    let next = text.low[end + length..].trim_start_matches(is_gap).chars().next();
    let number = next.is_some_and(|c| digit(c).is_some() || c == '\u{FFFC}');
    (!(last && number)).then_some((precision, length))
}

/// 三分之二强, 五成弱: a word behind a share at the end of its clause.
pub fn after_part(lexicon: &Lexicon, text: &Text, core: &super::core::Core) -> Option<(Precision, usize)> {
    use crate::language::reading::Number;
    use crate::model::unit::UnitKind;
    let share = matches!(core.number, Some(Number::Fraction(..)))
        || core.unit.is_some_and(|unit| unit.kind() == UnitKind::Percent);
    let part = |role| if let Role::AfterPart(precision) = role { Some(precision) } else { None };
    let (precision, length) = lexicon.role(text, core.end, part).filter(|_| share && core.inherent.is_none())?;
    let next = text.at(core.end + length);
    let joins = |c: char| lexicon.common.iter().any(|common| common.chars().eq([c]));
    let ends = next.is_none_or(|c| !c.is_alphanumeric() || joins(c));
    ends.then_some((precision, length))
}

/// What the words behind a number and the nouns that it counts say: 400 boats *or more*.
pub fn behind_noun(lexicon: &Lexicon, text: &Text, end: usize) -> Option<Precision> {
    const MOST_NOUNS: usize = 2;
    let role = |role| if let Role::After(precision) = role { Some(precision) } else { None };
    let mut at = end;
    for _ in 0..MOST_NOUNS {
        let start = at + gap(&text.low, at);
        let noun = word(&text.low, start).len();
        if noun == 0 || start == at {
            return None;
        }
        at = start + noun;
        let comma = usize::from(text.low[at..].starts_with(", "));
        let next = at + comma + gap(&text.low, at + comma);
        if let Some((precision, length)) = lexicon.role(text, next, role) {
            let rest = text.low[next + length..].trim_start_matches(is_gap).chars().next();
            return rest.is_none_or(|c| !c.is_alphanumeric()).then_some(precision);
        }
    }
    None
}
