//! Stretches of text whose digits are no figures: dates, names, addresses, list numbers, codes.

use std::ops::Range;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_gap, is_spaced, word};
use crate::language::reading::Number;
use crate::model::unit::UnitKind;

use super::digits::digit;
use super::{addresses, amount, precision, scale, tail};

/// The last number that looks like a year.
const LAST_YEAR: u32 = 2100;

/// The stretches, for one text; a byte is asked about by its position.
pub struct Asides {
    covered: Vec<bool>,
}

impl Asides {
    /// Finds the stretches in a text; `names` are the words that the briefing declares as names.
    pub fn find(lexicon: &Lexicon, text: &Text, names: &[String]) -> Self {
        let mut asides = Self { covered: vec![false; text.raw.len()] };
        asides.cover_names(text, names);
        asides.cover_addresses(text);
        asides.cover_list_numbers(lexicon, text);
        asides.cover_rest(lexicon, text);
        asides
    }

    /// Whether the character that begins at this byte is part of one.
    pub fn covers(&self, at: usize) -> bool {
        self.covered.get(at).copied().unwrap_or(false)
    }

    fn cover(&mut self, range: Range<usize>) {
        self.covered[range].fill(true);
    }

    fn cover_names(&mut self, text: &Text, names: &[String]) {
        for name in names.iter().filter(|name| !name.is_empty() && name.len() <= text.raw.len()) {
            for (start, found) in text.raw.match_indices(name.as_str()) {
                // 1650 is a name in “1650”, and no part of 16500 or 1,650.5.
                let end = start + found.len();
                let digit = |c: char| c.is_ascii_digit();
                let sign = ['.', ','];
                let behind = text.low[..start].strip_suffix(sign).unwrap_or(&text.low[..start]);
                let ahead = text.low[end..].strip_prefix(sign).unwrap_or(&text.low[end..]);
                let inside = found.starts_with(digit) && behind.ends_with(digit)
                    || found.ends_with(digit) && ahead.starts_with(digit);
                if !inside {
                    self.cover(start..end);
                }
            }
        }
    }

    fn cover_addresses(&mut self, text: &Text) {
        for scheme in ["http://", "https://", "www.", "mailto:", "doi:"] {
            for (start, _) in text.raw.match_indices(scheme) {
                let ends = |c: char| !(c.is_ascii_graphic()) || "<>\"".contains(c);
                let length = text.raw[start..].find(ends).unwrap_or(text.raw.len() - start);
                self.cover(start..start + length);
            }
        }
    }

    /// Phrases, dates, and words of letters and digits that are codes, in one pass.
    fn cover_rest(&mut self, lexicon: &Lexicon, text: &Text) {
        let mut at = 0;
        while let Some(c) = text.at(at) {
            if self.covers(at) {
                at += c.len_utf8();
                continue;
            }
            let word = lexicon.any_word_begins(text, at);
            let length = word
                .then(|| phrase(lexicon, text, at))
                .flatten()
                .or_else(|| label(lexicon, text, at))
                .or_else(|| footnote(text, at))
                .or_else(|| date_at(lexicon, text, at))
                .or_else(|| addresses::at(lexicon, text, at))
                .or_else(|| code(lexicon, text, at));
            if let Some(length) = length {
                self.cover(at - addresses::called(lexicon, text, at)..at + length);
            }
            at += length.unwrap_or_else(|| skipped(text, at, c));
        }
    }

    /// `3.` `(3)` 三、 at the start of a line, `(3)` also after a colon, comma or semicolon.
    fn cover_list_numbers(&mut self, lexicon: &Lexicon, text: &Text) {
        let is_mark = |c: char| matches!(c, '\n' | ';' | ':' | ',' | '\u{FF1B}' | '\u{FF1A}' | '\u{FF0C}' | '。');
        let mut line_start = true;
        let mut after_mark = true;
        for (at, c) in text.low.char_indices() {
            if c.is_whitespace() || is_mark(c) {
                line_start |= c == '\n';
                after_mark |= is_mark(c);
                continue;
            }
            if after_mark && let Some(length) = list_number(lexicon, &text.low[at..], line_start) {
                self.cover(at..at + length);
            }
            (line_start, after_mark) = (false, false);
        }
    }
}

/// How far to go where nothing begins: a whole word of letters and digits.
fn skipped(text: &Text, at: usize, c: char) -> usize {
    if !c.is_ascii_alphanumeric() {
        return c.len_utf8();
    }
    text.low[at..].bytes().take_while(u8::is_ascii_alphanumeric).count()
}

fn phrase(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    lexicon.any(text, at, List::Phrase)?;
    let (entry, length) = lexicon.at(text, at, true)?;
    entry.pick(|role| (role == Role::Is(List::Phrase)).then_some(length))
}

/// 47 Boote [3], 6630人【4】: the mark of a note.
fn footnote(text: &Text, at: usize) -> Option<usize> {
    const MOST: usize = 16;
    const MOST_DIGITS: usize = 3;
    let open = text.at(at).filter(|c| matches!(c, '[' | '【' | '〔'))?;
    let close = match open {
        '[' => ']',
        '【' => '】',
        _ => '〕',
    };
    let start = at + open.len_utf8();
    let end = start + text.low[start..].char_indices().take(MOST).find(|(_, c)| *c == close)?.0;
    let mut marks = text.low[start..end].split([',', '-', '\u{2013}', '、']).map(str::trim);
    let mark = |mark: &str| (1..=MOST_DIGITS).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit());
    marks.all(mark).then(|| end + close.len_utf8() - at)
}

/// page 5, § 3, Art. 12: a label and the number behind it.
fn label(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let c = text.at(at).filter(|c| digit(*c).is_some())?;
    if text.before(at).is_some_and(|b| digit(b).is_some() || b == '.') {
        return None;
    }
    // Covid-19: the hyphen joins the number to its label.
    let joined = text.before(at).filter(|b| *b == '-' && at > 1).map_or(at, |b| at - b.len_utf8());
    let behind_code = || lexicon.ends(text, code_before(text, at)?, List::Label);
    let alone = || lexicon.ends(text, joined, List::LabelAlone).filter(|_| stands_alone(lexicon, text, at));
    // Auf die Industrie 14 Prozent: what is measured is no number of a thing.
    let share =
        || tail::unit(lexicon, text, past_digits(text, at)).is_some_and(|(unit, _)| unit.kind() == UnitKind::Percent);
    let numbered = || lexicon.ends(text, joined, List::Label).filter(|_| !share());
    numbered().or_else(behind_code).or_else(alone)?;
    let mut end = at + c.len_utf8();
    while let Some(next) = text.at(end) {
        let inside = matches!(next, '.' | '-' | '\u{2013}' | ':' | '/')
            && text.at(end + next.len_utf8()).is_some_and(|n| digit(n).is_some());
        if !(digit(next).is_some() || inside || (next.is_ascii_alphabetic() && end - at < 4)) {
            break;
        }
        end += next.len_utf8();
    }
    Some(end - at)
}

/// Where the digits that begin at a place end.
fn past_digits(text: &Text, at: usize) -> usize {
    at + text.low[at..].bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether no thing stands behind a number that it would count: building 7 of the site, but building 75 flats.
fn stands_alone(lexicon: &Lexicon, text: &Text, at: usize) -> bool {
    let end = past_digits(text, at);
    let next = word(&text.low, end + gap(&text.low, end));
    // The catch shed 5 per cent.
    if tail::unit(lexicon, text, end).is_some() {
        return false;
    }
    next.is_empty() || lexicon.joins(next)
}

/// Where the capitals before a number begin that belong to its label: vol AF 447, article L. 123-4.
fn code_before(text: &Text, at: usize) -> Option<usize> {
    const MOST_LETTERS: usize = 3;
    let near = text.raw[..at].trim_end_matches(is_gap);
    let near = near.strip_suffix('.').unwrap_or(near);
    let letters = near.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    let start = near.len() - letters;
    let whole = near[..start].ends_with(is_gap);
    ((1..=MOST_LETTERS).contains(&letters) && whole).then_some(start)
}

/// The length of a word of Latin letters and digits that is a name or a code: H100, 5G, GB18030.
fn code(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let c = text.at(at)?;
    if !c.is_ascii_alphanumeric()
        || text.before(at).is_some_and(|b| {
            b.is_ascii_alphanumeric()
                || b == '.' && c.is_ascii_digit() && text.before(at - 1).is_some_and(|d| d.is_ascii_digit())
        })
    {
        return None;
    }
    let length = token_length(&text.raw[at..]);
    let word = &text.raw[at..at + length];
    let letters = word.contains(|c: char| c.is_ascii_alphabetic());
    let digits = word.contains(|c: char| c.is_ascii_digit());
    if !digits {
        return None;
    }
    if !letters {
        let parts = word.split('.').count();
        return (parts > 2 && word.split('.').skip(1).any(|part| part.len() != 3) && !is_grouped(lexicon, text, at))
            .then_some(length);
    }
    if digit(c).is_some() {
        let (digits, tail) =
            word.split_at(word.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(word.len()));
        let number = at + digits.len();
        let read = scale::read(lexicon, text, at);
        let scaled = read.is_some_and(|numeral| numeral.end > number && numeral.value.is_some());
        let short = lexicon.role(text, number, |role| matches!(role, Role::Short(_)).then_some(())).is_some();
        let coin = lexicon.role(text, number, |role| matches!(role, Role::Coin(..)).then_some(()));
        let unit = tail::unit(lexicon, text, number).is_some() || coin.is_some();
        let ordinal = lexicon.any(text, number, List::OrdinalEnding).is_some();
        let exponent = tail.len() > 1 && tail.starts_with(['e', 'E']) && tail[1..].bytes().all(|b| b.is_ascii_digit());
        let words = tail
            .strip_prefix('-')
            .is_some_and(|tail| tail.len() > 1 && tail.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        // 5-7m tonnes, 5-7km: a range with what is measured behind its second number.
        let second =
            tail.strip_prefix('-').map(|tail| number + 1 + tail.bytes().take_while(u8::is_ascii_digit).count());
        let ranged = second.filter(|end| *end > number + 1).is_some_and(|end| {
            let short = lexicon.role(text, end, |role| matches!(role, Role::Short(_)).then_some(()));
            short.is_some() || tail::unit(lexicon, text, end).is_some()
        });
        let code = !(scaled || unit || ordinal || exponent || words || short || ranged);
        return code.then_some(length);
    }
    let lead = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let sign = lexicon.role(text, at, |role| matches!(role, Role::Sign(_)).then_some(()));
    let money = sign.is_some() || lexicon.any(text, at, List::Top).is_some() || money_glued(lexicon, lead);
    let number = at + word.find(|c: char| c.is_ascii_digit())?;
    let apart = || super::behind::is_behind_letters(lexicon, text, number);
    (!money && first_part_is_code(word) && !apart()).then_some(length)
}

/// CNY6bn: a currency whose amount follows without a space.
fn money_glued(lexicon: &Lexicon, lead: &str) -> bool {
    let end = lead.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(lead.len());
    let word = Text::new(&lead[..end]);
    lexicon
        .role(&word, 0, |role| matches!(role, Role::Sign(_)).then_some(()))
        .is_some_and(|(_, length)| length == end && end > 0)
}

fn is_grouped(lexicon: &Lexicon, text: &Text, at: usize) -> bool {
    scale::read(lexicon, text, at).is_some_and(|numeral| numeral.value.is_some())
}

/// More characters than a code has: a longer run is looked at piece by piece, so that no text costs its square.
const LONGEST_CODE: usize = 96;

/// A run of letters and digits with hyphens, dots and underscores inside.
fn token_length(text: &str) -> usize {
    let mut length = 0;
    for (at, c) in text.char_indices().take(LONGEST_CODE) {
        let inside = "-._".contains(c) && text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if !(c.is_ascii_alphanumeric() || inside) {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// Whether digits stand in a word's first part or right behind letters; "mid-2025" and "one-1" are no codes.
fn first_part_is_code(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_alphabetic() && pair[1].is_ascii_digit())
        || word.split('-').next().is_some_and(|part| part.len() < 3 || part.bytes().any(|b| b.is_ascii_uppercase()))
}

/// The longest date at a place.
fn date_at(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let first = text.at(at)?;
    let numeral = digit(first).is_some() || lexicon.is_numeral(first);
    let signs: &[char] = match (numeral, is_spaced(first)) {
        (true, _) => &['Y', 'D', '#', 'H'],
        (false, true) => &['N', 'W'],
        (false, false) if lexicon.forms.has(first) => &[],
        (false, false) => return None,
    };
    // What stands for the first sign is read once for all forms, and most end at the second.
    let begun = signs
        .iter()
        .copied()
        .chain([first])
        .filter_map(|sign| Some((lexicon.forms.get(sign)?, sign_at(lexicon, text, at, sign)?)));
    let forms = begun.flat_map(|(forms, length)| {
        let next = text.at(at + length);
        let goes_on = move |form: &&Vec<char>| form.get(1).is_none_or(|sign| may_be(*sign, next));
        forms.iter().filter(goes_on).map(move |form| (form, length))
    });
    let mut forms = forms.peekable();
    if forms.peek().is_none() && !numeral {
        return None;
    }
    let joined = text.before(at).is_some_and(|before| {
        (before.is_ascii_alphanumeric() && first.is_ascii_alphanumeric())
            || (digit(before).is_some() && digit(first).is_some())
            || (before == '.' && digit(first).is_some() && text.before(at - 1).is_some_and(|c| digit(c).is_some()))
            || (lexicon.is_numeral(before) && lexicon.is_numeral(first))
    });
    if joined {
        return None;
    }
    let dated = forms.filter_map(|(form, length)| matches_form(lexicon, form, text, (at, length))).max();
    dated.or_else(|| lone_year(lexicon, text, at)).filter(|length| !is_measured(lexicon, text, at, at + length))
}

/// Whether what looks like a year, or like two, is the first of a range that goes on behind it and is measured:
/// 2010–4020 km, 2010–2020 Mio. €.
fn is_measured(lexicon: &Lexicon, text: &Text, at: usize, end: usize) -> bool {
    let bare =
        |c: char| c.is_ascii_digit() || is_gap(c) || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '~' | '\u{FF5E}');
    if !text.low[at..end].chars().all(bare) {
        return false;
    }
    let Some(found) = amount::at(lexicon, text, at).filter(|found| found.range.start == at && found.range.end > end)
    else {
        return false;
    };
    found.reading.is_some_and(|reading| {
        let Number::Range(_, high) = reading.number else { return false };
        let by_year = reading.unit.is_some_and(|unit| unit.code() == "a");
        let measured = reading.counted || reading.scale != Some(0) || reading.unit.is_some();
        (measured && !by_year) || (high > LAST_YEAR.into() && end - at == "2010".len())
    })
}

/// Forms of dates: Y a year from 1900 to 2100, D a number to 31, # any digits, N a month's name,
/// H two digits, W an ordinal in words, `@` the end of one in digits, `~` a dash, `_` a space; other characters
/// stand for themselves.
///
/// What stands for the first sign has been read: `start` is where, and its bytes.
fn matches_form(lexicon: &Lexicon, form: &[char], text: &Text, (start, first): (usize, usize)) -> Option<usize> {
    let mut at = start + first;
    for sign in &form[1..] {
        at += sign_at(lexicon, text, at, *sign)?;
    }
    let last = text.before(at)?;
    let next = text.at(at);
    // 26°C is a temperature and no place on a map; a ratio is no time of day.
    let degrees = last == '°' && next.is_some_and(|c| matches!(c, 'c' | 'f'));
    let ratio = || form.contains(&':') && lexicon.ends(text, start, List::RatioBefore).is_some();
    if degrees || ratio() {
        return None;
    }
    let runs_on = last.is_ascii_alphanumeric() && next.is_some_and(|c| c.is_ascii_digit() || is_spaced(c))
        || (last.is_ascii_digit() && next.is_some_and(|c| c == '%' || goes_on(&text.low[at..], c)));
    (!runs_on).then_some(at - start)
}

/// The bytes of what stands for a sign of a form at a place.
fn sign_at(lexicon: &Lexicon, text: &Text, at: usize, sign: char) -> Option<usize> {
    let rest = &text.low[at..];
    match sign {
        'Y' => year_at(lexicon, rest),
        'D' => day_at(lexicon, rest),
        '#' => digits_at(rest).or_else(|| characters_at(lexicon, rest)),
        'H' => digits_at(rest).filter(|&n| n == 2),
        'N' => month_at(lexicon, rest),
        'W' => ordinal_at(lexicon, text, at),
        '@' => lexicon.any(text, at, List::OrdinalEnding),
        '~' => one_of(rest, "-–—~\u{FF5E}").or_else(|| lexicon.any(text, at, List::To)),
        '_' => one_of(rest, " \u{A0}\u{202F}-"),
        own => rest.starts_with(own).then(|| own.len_utf8()),
    }
}

/// Whether a character may stand for a sign of a form, as far as one look tells.
fn may_be(sign: char, c: Option<char>) -> bool {
    matches!(sign, 'Y' | 'D' | '#' | 'H' | 'N' | 'W' | '@' | '~' | '_') || c == Some(sign)
}

/// Whether a number goes on behind its digits: with a decimal, or a group of three.
fn goes_on(low: &str, sign: char) -> bool {
    let rest = &low[sign.len_utf8().min(low.len())..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (sign == '.' && digits > 0) || (sign == ',' && digits == 3)
}

fn one_of(text: &str, set: &str) -> Option<usize> {
    text.chars().next().filter(|c| set.contains(*c)).map(char::len_utf8)
}

fn month_at(lexicon: &Lexicon, low: &str) -> Option<usize> {
    let name = word(low, 0);
    let length = name.len();
    let known = length > 0 && lexicon.months.contains(name);
    known.then(|| length + usize::from(length <= 4 && low[length..].starts_with('.')))
}

fn ordinal_at(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    Some(lexicon.role(text, at, |role| matches!(role, Role::Ordinal(_)).then_some(()))?.1)
}

fn digits_at(low: &str) -> Option<usize> {
    run(low, |c| digit(c).is_some())
}

fn characters_at(lexicon: &Lexicon, low: &str) -> Option<usize> {
    run(low, |c| lexicon.is_numeral(c))
}

/// More characters in a row are no part of a date.
const LONGEST_RUN: usize = 40;

/// The bytes of the characters in a row that are of a kind. Looks no further than [`LONGEST_RUN`], so that a text of
/// nothing else costs no more than its length.
fn run(low: &str, is: impl Fn(char) -> bool) -> Option<usize> {
    let (mut count, mut length) = (0, 0);
    for c in low.chars().take(LONGEST_RUN + 1).take_while(|&c| is(c)) {
        (count, length) = (count + 1, length + c.len_utf8());
    }
    (1..=LONGEST_RUN).contains(&count).then_some(length)
}

/// Exactly four digits, in figures or characters, that make a year from 1900 to 2100.
fn year_at(lexicon: &Lexicon, low: &str) -> Option<usize> {
    let value = |c: char| digit(c).or_else(|| lexicon.rules.digits.get(&c).copied());
    let (mut year, mut count, mut length) = (0, 0, 0);
    for (c, value) in low.chars().take(5).map_while(|c| Some((c, value(c)?))) {
        (year, count, length) = (year * 10 + value, count + 1, length + c.len_utf8());
    }
    (count == 4 && (1900..=LAST_YEAR).contains(&year)).then_some(length)
}

/// A whole number from 1 to 31.
fn day_at(lexicon: &Lexicon, low: &str) -> Option<usize> {
    if let Some(length) = digits_at(low) {
        let day: u32 = low[..length].chars().filter_map(digit).take(3).fold(0, |sum, d| sum * 10 + d);
        let count = low[..length].chars().count();
        return (count <= 2 && (1..=31).contains(&day)).then_some(length);
    }
    let length = characters_at(lexicon, low)?;
    let run = Text::new(&low[..length]);
    let number = scale::read(lexicon, &run, 0).filter(|number| number.end == length)?;
    let day = number.value.and_then(|value| u32::try_from(value).ok())?;
    ((1..=31).contains(&day) && low[..length].chars().count() <= 3).then_some(length)
}

/// A year by itself, unless what stands beside it makes it a number of things: 2000家, "over 2000".
fn lone_year(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let length = year_at(lexicon, &text.low[at..]).filter(|_| text.at(at).is_some_and(|c| c.is_ascii_digit()))?;
    let end = at + length;
    let near = end + gap(&text.low, end);
    let next = text.at(end);
    let goes_on = match next {
        Some('.' | ',' | '/' | ':' | '\u{FF0C}') => {
            text.at(end + next.map_or(1, char::len_utf8)).is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) if is_gap(c) => text.at(near).is_some_and(|c| matches!(c, '%' | '\u{2030}' | '\u{FF05}')),
        Some('%' | '\u{FF05}' | '+') => true,
        Some(c) => {
            lexicon.rules.powers.contains_key(&c)
                || lexicon.role(text, end, |role| matches!(role, Role::Inside(_)).then_some(())).is_some()
        }
        None => false,
    };
    // environ 1900e is a place in an order.
    let goes_on = goes_on || lexicon.any(text, end, List::OrdinalEnding).is_some();
    let edition = lexicon.any(text, end, List::Edition).is_some();
    let counted = lexicon.any(text, end, List::Counter).is_some() && !edition;
    let unit = tail::unit(lexicon, text, end).is_some_and(|(_, unit_end)| unit_end - near > 1) && !edition;
    let scale = lexicon.role(text, near, |role| matches!(role, Role::Scale(_)).then_some(())).is_some();
    let sign = |role| matches!(role, Role::Sign(_)).then_some(());
    let trimmed = text.low[..at].trim_end_matches(is_gap).len();
    let money = (1..=8)
        .filter_map(|n| trimmed.checked_sub(n))
        .filter(|&from| text.low.is_char_boundary(from))
        .any(|from| lexicon.role(text, from, sign).is_some_and(|(_, length)| from + length == trimmed));
    let said = lexicon.ends(text, at, List::YearNot).is_some();
    let measured = money
        || lexicon.ends(text, at, List::InAll).is_some()
        || said
            && (precision::before(lexicon, text, at).is_some() || lexicon.ends(text, at, List::TimeMeasured).is_some())
            && !is_compared(lexicon, text, at..end);
    (!goes_on && !counted && !unit && !scale && !measured).then_some(length)
}

/// Whether the words before a year compare a quantity with it: a third more than 2023, 3 Boote weniger als 2023.
fn is_compared(lexicon: &Lexicon, text: &Text, year: Range<usize>) -> bool {
    let Some(length) = lexicon.ends(text, year.start, List::YearNot) else { return false };
    let behind = text.low[year.end..].trim_start_matches(is_gap).chars().next();
    let last = behind.is_none_or(|c| !c.is_alphanumeric());
    let ends = precision::words_before(text, year.start - length).take(2).enumerate();
    let quantity = |role| {
        let measures = matches!(role, Role::Unit(_) | Role::Fraction(_) | Role::Scale(_) | Role::Small(_));
        measures.then_some(())
    };
    let mut ends = ends.map(|(n, end)| (n, end, text.low[..end].trim_end_matches(is_spaced).len()));
    let number =
        |at: usize| text.low[..at].trim_end_matches(is_gap).ends_with(|c: char| c.is_ascii_digit() || c == '%');
    number(year.start - length)
        || ends.any(|(n, end, start)| {
            let measured = lexicon.role(text, start, quantity).is_some_and(|((), length)| start + length == end);
            (n == 0 || last) && (measured || n == 0 && last && number(start))
        })
}

fn list_number(lexicon: &Lexicon, low: &str, line_start: bool) -> Option<usize> {
    let open = low.starts_with(['(', '\u{FF08}']);
    let start = low.chars().next().filter(|_| open).map_or(0, char::len_utf8);
    let rest = &low[start..];
    let number = digits_at(rest)
        .or_else(|| characters_at(lexicon, rest))
        .filter(|&length| rest[..length].chars().count() <= 3)?;
    let mut after = rest[number..].chars();
    let end = after.next()?;
    let stands_alone = match end {
        ')' | '\u{FF09}' => open || line_start,
        '.' | '\u{FF0E}' => line_start && !open && after.next().is_none_or(char::is_whitespace),
        '、' => line_start && !open,
        _ => false,
    };
    stands_alone.then_some(start + number + end.len_utf8())
}
