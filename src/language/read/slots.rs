//! Fills the slots of a date's pattern from a text: years, months, days in digits and words.

use std::collections::BTreeSet;

use crate::model::period::{Part, Period, Span};

use super::date_words::Words;
use super::pattern::Slot;
use super::phrases::{Phrases, follow, is_word};
use super::point::Now;
use crate::language::script::is_wide_letter;

/// What the slots of one pattern were filled with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Years, each with the last one that is meant.
    pub years: Vec<(i16, i16)>,
    /// The last two digits of a year.
    pub short: Option<i16>,
    /// Months.
    pub months: Vec<i8>,
    /// Days.
    pub days: Vec<i8>,
    /// Quarters.
    pub quarters: Vec<i8>,
    /// A season.
    pub season: Option<i8>,
}

/// The words by which a language fills slots.
#[derive(Clone, Debug)]
pub struct Slots {
    year_marks: Vec<Vec<char>>,
    year_digits: Vec<String>,
    numbers: Phrases<i8>,
    numerals: BTreeSet<char>,
    months: Phrases<i8>,
    quarters: Phrases<i8>,
    seasons: Phrases<i8>,
    near_years: Phrases<i16>,
    context: Phrases<()>,
    old_after: Phrases<()>,
    counted: Phrases<i16>,
    counted_now: Phrases<i16>,
    counted_around: Vec<(Phrases<()>, Phrases<i16>)>,
    old_before: Phrases<()>,
    plans: Phrases<(i16, i16)>,
    no_year_after: Phrases<()>,
    no_year_before: Phrases<()>,
    goes_on: Phrases<()>,
}

impl Slots {
    /// Readies the words of a language.
    ///
    /// # Errors
    /// If a plan has no years.
    pub fn new(words: &Words, months: &[String]) -> Result<Self, String> {
        let plans = words.plans.iter().map(|(name, period)| Ok((name.as_str(), years(name, period)?)));
        let plans: Vec<(&str, (i16, i16))> = plans.collect::<Result<_, String>>()?;
        let lists = |lists: &[Vec<String>]| -> Vec<(String, i8)> {
            lists.iter().zip(1..).flat_map(|(list, n)| list.iter().map(move |word| (word.clone(), n))).collect()
        };
        let mut named = lists(&words.months);
        named.extend(months.iter().zip(1..).map(|(name, n)| (name.clone(), n)));
        let named = named.iter().filter(|(name, _)| !name.starts_with(|c: char| c.is_ascii_digit()));
        let plain =
            |words: &'_ [String]| Phrases::new(words.iter().map(|word| (word.as_str(), ())).collect::<Vec<_>>());
        let numbered = |rows: &[(String, i8)]| Phrases::new(rows.iter().map(|(word, n)| (word.as_str(), *n)));
        Ok(Self {
            year_marks: words.year_marks.iter().map(|mark| mark.chars().collect()).collect(),
            year_digits: words.year_digits.clone(),
            numbers: Phrases::new(
                words.numbers.iter().zip(1..).flat_map(|(forms, n)| forms.split('|').map(move |form| (form, n))),
            ),
            numerals: words.numbers.iter().flat_map(|number| number.chars()).filter(|&c| is_wide_letter(c)).collect(),
            months: Phrases::new(named.map(|(name, n)| (name.as_str(), *n))),
            quarters: numbered(&lists(&words.quarters)),
            seasons: numbered(&lists(&words.seasons)),
            near_years: Phrases::new(words.years.iter().map(|(word, n)| (word.as_str(), *n))),
            context: plain(&words.context),
            old_after: plain(&words.old_years_after),
            counted: Phrases::new(words.counted.iter().map(|(word, n)| (word.as_str(), *n))),
            counted_now: Phrases::new(words.counted_now.iter().map(|(word, n)| (word.as_str(), *n))),
            counted_around: words
                .counted_around
                .iter()
                .map(|(before, behind, n)| (plain(std::slice::from_ref(before)), Phrases::new([(behind.as_str(), *n)])))
                .collect(),
            old_before: plain(&words.old_years_before),
            plans: Phrases::new(plans),
            no_year_after: plain(&words.no_year_after),
            no_year_before: plain(&words.no_year_before),
            goes_on: plain(&words.goes_on),
        })
    }

    /// The characters with which what fills a slot may begin.
    pub fn firsts(&self, slot: Slot) -> BTreeSet<char> {
        let digits = '0'..='9';
        match slot {
            Slot::Year => digits
                .chain(self.year_digits.iter().flat_map(|digits| digits.chars()))
                .chain(self.near_years.firsts())
                .chain(self.plans.firsts())
                .chain(self.numbers.firsts())
                .chain(self.counted_around.iter().flat_map(|(before, _)| before.firsts()))
                .collect(),
            Slot::ShortYear | Slot::Compact => digits.collect(),
            Slot::Month => self.months.firsts().collect(),
            Slot::MonthNumber | Slot::Day => digits.chain(self.numbers.firsts()).collect(),
            Slot::Quarter => digits.chain(self.quarters.firsts()).collect(),
            Slot::Season => self.seasons.firsts().collect(),
        }
    }

    /// Fills a slot from byte `at` on and says where that ends. `context`: from when near years are
    /// reckoned, and whether the pattern ends with this slot.
    pub fn fill(&self, slot: Slot, text: &str, at: usize, context: (Now, bool), filled: &mut Filled) -> Option<usize> {
        match slot {
            Slot::Year => {
                let (end, years) = self.year(text, at, context)?;
                filled.years.push(years);
                Some(end)
            }
            Slot::ShortYear => {
                let digits = digits(text, at).filter(|digits| digits.len() == 2)?;
                filled.short = digits.parse().ok();
                Some(at + 2)
            }
            Slot::Compact => compact(text, at, filled),
            Slot::Month => {
                let hit = self.months.at(text, at)?;
                filled.months.push(hit.means);
                Some(hit.at.end)
            }
            Slot::MonthNumber => {
                let (end, month) = self.number(text, at).filter(|(_, month)| (1..=12).contains(month))?;
                filled.months.push(month);
                Some(end)
            }
            Slot::Day => {
                let (end, day) = self.number(text, at).filter(|(_, day)| (1..=31).contains(day))?;
                // The first of a month is *first* or 1; one by its word is an article.
                if day == 1 && text[at..].starts_with(is_word) && !text[at..].starts_with(|c: char| c.is_ascii_digit())
                {
                    return None;
                }
                filled.days.push(day);
                Some(end)
            }
            Slot::Quarter => {
                let word = self.quarters.at(text, at).map(|hit| (hit.at.end, hit.means));
                let (end, quarter) = word.or_else(|| self.number(text, at)).filter(|(_, n)| (1..=4).contains(n))?;
                filled.quarters.push(quarter);
                Some(end)
            }
            Slot::Season => {
                let hit = self.seasons.at(text, at)?;
                filled.season = Some(hit.means);
                Some(hit.at.end)
            }
        }
    }

    /// Whether no number goes on across byte `end`: not 2025.5, nor 2025%.
    pub fn ends_number(&self, text: &str, end: usize) -> bool {
        if !text[..end].ends_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let mut after = text[end..].chars();
        match after.next() {
            Some('.' | ',' | ':') => !after.next().is_some_and(|c| c.is_ascii_digit()),
            Some('%' | '‰' | '+') => false,
            _ => true,
        }
    }

    /// A year, where it ends, and the last year that is meant.
    fn year(&self, text: &str, at: usize, (now, last): (Now, bool)) -> Option<(usize, (i16, i16))> {
        if let Some(hit) = self.plans.at(text, at) {
            return Some((hit.at.end, hit.means));
        }
        if let (Some(hit), Some(year)) = (self.near_years.at(text, at), now.year) {
            // Three years' time is no year of its own: the number stands before the word.
            let counted = text[..at].ends_with(|c: char| c.is_ascii_digit() || self.numerals.contains(&c));
            let spoken_of = self.context.at(text, at).is_some_and(|own| own.at == hit.at);
            let year = now.context.filter(|_| spoken_of).unwrap_or(year) + hit.means;
            return (!counted).then_some((hit.at.end, (year, year)));
        }
        if let Some(counted) = self.counted_years(text, at, now) {
            return Some(counted);
        }
        if Self::continues_number(text, at) {
            return None;
        }
        let (end, year) = match digits(text, at) {
            Some(digits) if digits.len() == 4 => (at + 4, digits.parse().ok()?),
            Some(_) => return None,
            None => self.spelt_year(text, at)?,
        };
        let marked = self.year_marks.iter().find_map(|mark| follow(text, end, mark));
        let in_words = end - at != 4;
        let told = || self.old_after.ending(text, at).is_some() || self.old_before.beginning(text, end).is_some();
        let old = || (1500..1900).contains(&year) && (marked.is_some() || told());
        if !(1900..=2100).contains(&year) && !old()
            || (marked.is_none() && (in_words || last && !self.may_be_bare(text, at, end)))
        {
            return None;
        }
        Some((marked.unwrap_or(end), (year, year)))
    }

    /// Five years earlier, 十年前, il y a dix ans: a number of years from the one that the text named last, or from now.
    fn counted_years(&self, text: &str, at: usize, now: Now) -> Option<(usize, (i16, i16))> {
        let after =
            |end: usize| end + text[end..].len() - text[end..].trim_start_matches([' ', '\u{A0}', '\u{202F}']).len();
        let of = |at: usize, words: &Phrases<i16>, from: Option<i16>| {
            let (end, n) = self.number(text, at).filter(|(_, n)| *n > 0)?;
            let hit = words.at(text, after(end))?;
            let year = from? + hit.means * i16::from(n);
            Some((hit.at.end, (year, year)))
        };
        let around = || {
            let behind = |(before, behind): &'_ (Phrases<()>, Phrases<i16>)| {
                let opened = before.at(text, at)?;
                of(after(opened.at.end), behind, now.year)
            };
            self.counted_around.iter().find_map(behind)
        };
        of(at, &self.counted, now.context).or_else(|| of(at, &self.counted_now, now.year)).or_else(around)
    }

    /// Four digits in words.
    fn spelt_year(&self, text: &str, at: usize) -> Option<(usize, i16)> {
        let value = |c: char| self.year_digits.iter().position(|forms| forms.contains(c));
        let mut year = 0_i16;
        let mut end = at;
        for c in text[at..].chars().take(4) {
            year = year.checked_mul(10)?.checked_add(i16::try_from(value(c)?).ok()?)?;
            end += c.len_utf8();
        }
        Some((end, year))
    }

    /// Whether four digits that end a date may be a year: no measure follows, no sign of a number goes before.
    fn may_be_bare(&self, text: &str, at: usize, end: usize) -> bool {
        let after = &text[end..];
        let runs_on = after.starts_with(is_wide_letter) && self.goes_on.at(text, end).is_none();
        let before = text[..at].chars().next_back();
        let signed = before.is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥' | '>' | '<' | '#' | '+'));
        !runs_on
            && !signed
            && self.no_year_before.beginning(text, end).is_none()
            && self.no_year_after.ending(text, at).is_none()
    }

    /// A whole number of one or two digits, or in words.
    fn number(&self, text: &str, at: usize) -> Option<(usize, i8)> {
        if Self::continues_number(text, at) {
            return None;
        }
        match digits(text, at) {
            Some(digits) if digits.len() <= 2 => Some((at + digits.len(), digits.parse().ok()?)),
            Some(_) => None,
            None => {
                let hit = self.numbers.at(text, at)?;
                let inside = |c: char| self.numerals.contains(&c);
                let cut = text[..at].ends_with(inside) || text[hit.at.end..].starts_with(inside);
                (!cut).then_some((hit.at.end, hit.means))
            }
        }
    }

    /// Whether a number goes on across byte `at`: the 5 of 25.
    fn continues_number(text: &str, at: usize) -> bool {
        text[..at].ends_with(|c: char| c.is_ascii_digit())
    }
}

/// Whether the number at byte `at` is the rest of a longer one: the 500 of 2.500, but not the 2025 of a list
/// of years without spaces.
pub fn is_rest_of_number(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix(['.', ',']) else { return false };
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    text[at..].starts_with(|c: char| c.is_ascii_digit()) && (1..=3).contains(&digits)
}

/// A date in eight digits: 20250905.
fn compact(text: &str, at: usize, filled: &mut Filled) -> Option<usize> {
    let digits = digits(text, at).filter(|digits| digits.len() == 8)?;
    let year = digits[..4].parse().ok().filter(|year| (1900..=2100).contains(year))?;
    let month = digits[4..6].parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = digits[6..].parse().ok().filter(|day| (1..=31).contains(day))?;
    filled.years.push((year, year));
    filled.months.push(month);
    filled.days.push(day);
    Some(at + 8)
}

/// The digits at byte `at`, if any stand there.
fn digits(text: &str, at: usize) -> Option<&str> {
    let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| &text[at..at + length])
}

/// The first and last year of a named period.
fn years(name: &str, period: &str) -> Result<(i16, i16), String> {
    let wrong = || format!("`{period}` for `{name}` is no stretch of years, as `2021/2025`");
    match Period::parse(period).map_err(|_| wrong())?.span() {
        Span::Between(Part::Year(first), Part::Year(last)) => Ok((*first, *last)),
        Span::Within(Part::Year(year)) => Ok((*year, *year)),
        _ => Err(wrong()),
    }
}
