//! Periods: the part of EDTF (ISO 8601-2) that briefings need, and `..` for a statement without any date.

use std::fmt;

use jiff::civil::Date;

/// When something holds or falls due, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    span: Span,
}

/// What a period says, for those who write it out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// `..`: no date is given.
    Undated,
    /// `2025-02`: within one stretch of the calendar.
    Within(Part),
    /// `2023/2024`: from the start of one to the end of the other.
    Between(Part, Part),
    /// `../2025-02`: by then.
    By(Part),
    /// `2025/..`: from then on.
    From(Part),
    /// `[2020..2022]`: in one of them, not known which.
    OneFrom(Part, Part),
    /// `[2020,2022]`: in one of those listed.
    OneOf(Vec<Part>),
}

/// A stretch of the calendar that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `2025`.
    Year(i16),
    /// `2025-02`: year and month, 1 to 12.
    Month(i16, i8),
    /// `2025-02-14`.
    Day(Date),
    /// `2025-33`: year and quarter, 1 to 4 (EDTF level 2 writes 33 to 36).
    Quarter(i16, i8),
    /// `2025-21`: year and season, 1 (spring) to 4 (winter, into the next year); EDTF level 1 writes 21 to 24.
    Season(i16, i8),
}

/// A text of more bytes is no date in any notation.
const LONGEST_DATE: usize = 40;

/// Why a text is no period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodError {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for PeriodError {}

impl Period {
    /// Reads a period.
    ///
    /// # Errors
    /// If it is not of the subset, names a day that no calendar has, or ends before it begins.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let span = if text == ".." {
            Span::Undated
        } else if let Some(inside) = text.strip_prefix('[') {
            one_of(inside.strip_suffix(']').ok_or_else(|| not_a_period(text))?)?
        } else {
            match text.split_once('/') {
                Some((_, rest)) if rest.contains('/') => return Err(not_a_period(text)),
                Some(("..", "..")) => {
                    return Err(error("`../..` has neither a start nor an end", "write `..` where no date is given"));
                }
                Some(("..", end)) => Span::By(Part::parse(end)?),
                Some((start, "..")) => Span::From(Part::parse(start)?),
                Some((start, end)) => {
                    let (start, end) = rising(start, end).map_err(|own| {
                        let whole = start.is_empty() || end.is_empty() || remedy(text).is_some();
                        if whole { not_a_period(text) } else { own }
                    })?;
                    Span::Between(start, end)
                }
                None => Span::Within(Part::parse(text)?),
            }
        };
        Ok(Self { span })
    }

    /// No date is given: `..`.
    pub fn undated() -> Self {
        Self::parse("..").expect("`..` is a period")
    }

    /// A single day.
    pub fn day(date: Date) -> Self {
        Self { span: Span::Within(Part::Day(date)) }
    }

    /// What it says.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// Whether no date is given at all.
    pub fn is_undated(&self) -> bool {
        self.span == Span::Undated
    }

    /// Whether it is one of several dates, not known which; such a period excludes nothing.
    pub fn is_choice(&self) -> bool {
        matches!(self.span(), Span::OneFrom(..) | Span::OneOf(_))
    }

    /// The first day it can mean; `None` if it has no start.
    pub fn earliest(&self) -> Option<Date> {
        match &self.span {
            Span::Undated | Span::By(_) => None,
            Span::Within(part) | Span::Between(part, _) | Span::From(part) | Span::OneFrom(part, _) => {
                Some(part.first())
            }
            Span::OneOf(parts) => parts.iter().map(Part::first).min(),
        }
    }

    /// The first and the last year; of a period that is open at one end the year that it names.
    pub fn years(&self) -> Option<(i16, i16)> {
        let (from, to) = (self.earliest(), self.latest());
        from.or(to).zip(to.or(from)).map(|(from, to)| (from.year(), to.year()))
    }

    /// The last day it can mean; `None` if it has no end.
    pub fn latest(&self) -> Option<Date> {
        match &self.span {
            Span::Undated | Span::From(_) => None,
            Span::Within(part) | Span::Between(_, part) | Span::By(part) | Span::OneFrom(_, part) => Some(part.last()),
            Span::OneOf(parts) => parts.iter().map(Part::last).max(),
        }
    }

    /// The day by which a target falls due: the last it can mean.
    pub fn deadline(&self) -> Option<Date> {
        self.latest()
    }

    /// The year of the last day it can mean.
    pub fn year(&self) -> Option<i16> {
        self.latest().map(Date::year)
    }

    /// The year, or of several the first and the last: `2025`, `2024–2025`.
    pub fn year_or_years(&self) -> Option<String> {
        match (self.span(), self.years()) {
            (Span::Within(_), _) | (_, None) => self.year().map(|year| year.to_string()),
            (_, Some((from, to))) if from == to => Some(from.to_string()),
            (_, Some((from, to))) => Some(format!("{from}–{to}")),
        }
    }

    /// Whether both can speak of the same day. What has no date may speak of any; what means one of
    /// several periods, not known which, excludes nothing.
    pub fn overlaps(&self, other: &Self) -> bool {
        if self.is_uncertain() || other.is_uncertain() {
            return true;
        }
        let begins_by = |start: Option<Date>, end: Option<Date>| match (start, end) {
            (Some(start), Some(end)) => start <= end,
            _ => true,
        };
        begins_by(self.earliest(), other.latest()) && begins_by(other.earliest(), self.latest())
    }

    /// Whether it is a day.
    pub fn is_day(&self) -> bool {
        matches!(self.span, Span::Within(Part::Day(_)))
    }

    /// Whether one of two stretches begins with the part that the other ends with, as financial years do.
    pub fn adjoins(&self, other: &Self) -> bool {
        let (Span::Between(start, end), Span::Between(other_start, other_end)) = (&self.span, &other.span) else {
            return false;
        };
        let apart = |first: &Part, last: &Part| first != last;
        (end == other_start || other_end == start) && apart(start, end) && apart(other_start, other_end)
    }

    fn is_uncertain(&self) -> bool {
        matches!(self.span, Span::Undated | Span::OneFrom(..) | Span::OneOf(_))
    }
}

/// As written.
impl std::str::FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.span {
            Span::Undated => f.write_str(".."),
            Span::Within(part) => write!(f, "{part}"),
            Span::Between(start, end) => write!(f, "{start}/{end}"),
            Span::By(end) => write!(f, "../{end}"),
            Span::From(start) => write!(f, "{start}/.."),
            Span::OneFrom(start, end) => write!(f, "[{start}..{end}]"),
            Span::OneOf(parts) => {
                let parts: Vec<String> = parts.iter().map(Part::to_string).collect();
                write!(f, "[{}]", parts.join(","))
            }
        }
    }
}

impl Part {
    /// Reads a year, month, day, quarter or season.
    fn parse(text: &str) -> Result<Self, PeriodError> {
        let fields: Vec<&str> = text.split('-').collect();
        let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        let well_formed = match fields.as_slice() {
            [year] => digits(year, 4),
            [year, month] => digits(year, 4) && digits(month, 2),
            [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
            _ => false,
        };
        if !well_formed {
            return Err(not_a_period(text));
        }
        let number = |index: usize| fields.get(index).and_then(|field| field.parse::<i16>().ok()).unwrap_or(0);
        let small = |index: usize| i8::try_from(number(index)).unwrap_or(0);
        let (year, month, day) = (number(0), small(1), small(2));
        match fields.len() {
            1 => Ok(Self::Year(year)),
            2 => match month {
                1..=12 => Ok(Self::Month(year, month)),
                21..=24 => Ok(Self::Season(year, month - 20)),
                33..=36 => Ok(Self::Quarter(year, month - 32)),
                40 | 41 => {
                    let (from, to) = if month == 40 { ("01", "06") } else { ("07", "12") };
                    let help = format!("write the half-year as `{year:04}-{from}/{year:04}-{to}`");
                    Err(error(format!("`{text}` is no month, season or quarter"), help))
                }
                _ => Err(error(
                    format!("`{text}` is no month, season or quarter"),
                    "write a month 01 to 12, a season 21 to 24 or a quarter 33 to 36",
                )),
            },
            _ => Date::new(year, month, day)
                .map(Self::Day)
                .map_err(|_| error(format!("`{text}` is a day that no calendar has"), "look it up in the source")),
        }
    }

    /// Its first day.
    pub fn first(&self) -> Date {
        match *self {
            Self::Year(year) => day(year, 1),
            Self::Month(year, month) => day(year, month),
            Self::Day(date) => date,
            Self::Quarter(year, quarter) => day(year, quarter * 3 - 2),
            Self::Season(year, season) => day(year, season * 3),
        }
    }

    /// Its last day.
    pub fn last(&self) -> Date {
        match *self {
            Self::Year(year) => day(year, 12).last_of_month(),
            Self::Month(year, month) => day(year, month).last_of_month(),
            Self::Day(date) => date,
            Self::Quarter(year, quarter) => day(year, quarter * 3).last_of_month(),
            Self::Season(year, 4) if year < 9999 => day(year + 1, 2).last_of_month(),
            Self::Season(year, 4) => day(year, 12).last_of_month(),
            Self::Season(year, season) => day(year, season * 3 + 2).last_of_month(),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-{:02}", quarter + 32),
            Self::Season(year, season) => write!(f, "{year:04}-{:02}", season + 20),
        }
    }
}

fn day(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).expect("years have four digits, months are 1 to 12")
}

fn one_of(inside: &str) -> Result<Span, PeriodError> {
    if let Some((start, end)) = inside.split_once("..") {
        let (start, end) = rising(start, end)?;
        return Ok(Span::OneFrom(start, end));
    }
    let parts = inside.split(',').map(Part::parse).collect::<Result<Vec<_>, _>>()?;
    if parts.len() < 2 {
        return Err(error(format!("`[{inside}]` leaves no choice"), format!("write `{inside}`")));
    }
    Ok(Span::OneOf(parts))
}

fn rising(start: &str, end: &str) -> Result<(Part, Part), PeriodError> {
    let (first, last) = (Part::parse(start)?, Part::parse(end)?);
    if first.first() > last.first() || first.last() > last.last() {
        return Err(error(
            format!("`{start}` does not come before `{end}`"),
            format!("write `{end}` first, or mend it"),
        ));
    }
    Ok((first, last))
}

fn not_a_period(text: &str) -> PeriodError {
    let shown = format!("`{text}` is no date that this program reads");
    if text.len() <= LONGEST_DATE {
        if let Some(refused) = more_of_edtf(text) {
            return refused;
        }
        if let Some(remedy) = remedy(text) {
            return error(shown, format!("write `{remedy}`"));
        }
    }
    error(
        shown,
        "write 2025, 2025-02, 2025-02-14, 2023/2024, 2025-33 (first quarter), ../2025-02 (by then) or `..` (undated)",
    )
}

/// What EDTF knows and a briefing does not: approximate and uncertain dates, digits left open, sets,
/// an end that is unknown.
fn more_of_edtf(text: &str) -> Option<PeriodError> {
    let known = |text: &str| Period::parse(text).is_ok();
    if let Some(plain) = text.strip_suffix(['~', '?', '%']).filter(|plain| known(plain)) {
        let message = format!("`{text}` is an approximate or uncertain date in EDTF, which has no first and last day");
        return Some(error(message, format!("write `{plain}` and say so in the note, or `[…..…]` for one of several")));
    }
    let digits = text.trim_end_matches('X');
    if (2..4).contains(&digits.len()) && text.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
        let (first, last) = (format!("{digits:0<4}"), format!("{digits:9<4}"));
        let message = format!("`{text}` leaves open in EDTF which year it was");
        return Some(error(
            message,
            format!("write `[{first}..{last}]` for one of those years, `{first}/{last}` for all"),
        ));
    }
    if let Some(inside) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        let ends = inside.split(',').next().zip(inside.split(',').next_back());
        let (first, last) = ends.filter(|(first, last)| known(first) && known(last))?;
        let message = format!("`{text}` is in EDTF all of several dates; a fact has one period");
        return Some(error(
            message,
            format!("write `{first}/{last}` for the whole stretch, else a fact for each date"),
        ));
    }
    let open = text.strip_suffix('/').filter(|start| known(start)).map(|start| format!("{start}/.."));
    let open = open.or_else(|| text.strip_prefix('/').filter(|end| known(end)).map(|end| format!("../{end}")))?;
    let message = format!("`{text}` has in EDTF an end that nobody knows");
    Some(error(message, format!("write `{open}` where it is left open")))
}

/// What was meant by the usual other ways of writing a date in figures: 2025-Q1, 2025-H1, 2025.., 2024-2025,
/// 2025-2-14, 2025.2, 14.2.2025, 20250214.
fn remedy(text: &str) -> Option<String> {
    let ways = [open_end(text), years(text), part_of_year(text), day_first(text), year_first(text)];
    ways.into_iter().flatten().find(|way| way != text && Period::parse(way).is_ok())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// `2025..` and `..2025`: EDTF has a stroke between.
fn open_end(text: &str) -> Option<String> {
    let start = text.strip_suffix("..").map(|start| format!("{start}/.."));
    start.or_else(|| text.strip_prefix("..").map(|end| format!("../{end}")))
}

/// `2024-2025`, `2024–2025`, `2024..2025`.
fn years(text: &str) -> Option<String> {
    let (first, rest) = text.split_at_checked(4)?;
    let last = rest.trim_start_matches([' ', '-', '–', '—', '.', '~']);
    let apart = last.len() < rest.len();
    (apart && is_year(first) && is_year(last)).then(|| format!("{first}/{last}"))
}

/// `2025-Q1`, `Q1 2025`, `2025H1`, `H1/2025`.
fn part_of_year(text: &str) -> Option<String> {
    let fields: Vec<&str> = text.split(['-', ' ', '/']).filter(|field| !field.is_empty()).collect();
    let (year, part) = match fields[..] {
        [year, part] if is_year(year) => (year, part),
        [part, year] if is_year(year) => (year, part),
        [both] => both.split_at_checked(4).filter(|(year, _)| is_year(year))?,
        _ => return None,
    };
    let (name, number) = part.split_at_checked(1)?;
    match (name.to_ascii_uppercase().as_str(), number.parse::<u8>().ok()?) {
        ("Q", quarter @ 1..=4) => Some(format!("{year}-{}", quarter + 32)),
        ("H" | "S", 1) => Some(format!("{year}-01/{year}-06")),
        ("H" | "S", 2) => Some(format!("{year}-07/{year}-12")),
        _ => None,
    }
}

/// `31.12.2024`, `12.2024`: with full stops the day stands first wherever dates are written so.
fn day_first(text: &str) -> Option<String> {
    let fields: Vec<&str> = text.split('.').map(str::trim).collect();
    let small = |field: &&str| (1..=2).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_digit());
    match fields[..] {
        [day, month, year] if is_year(year) && small(&day) && small(&month) => {
            Some(format!("{year}-{month:0>2}-{day:0>2}"))
        }
        [month, year] if is_year(year) && small(&month) => Some(format!("{year}-{month:0>2}")),
        _ => None,
    }
}

/// `2025-2-14`, `2025/2/14`, `2025.2`, `20250214`.
fn year_first(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4).filter(|(year, _)| is_year(year))?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let fields: Vec<&str> = match rest.len() {
        4 if digits(rest) => vec![&rest[..2], &rest[2..]],
        _ => rest.split(['-', '/', '.', ' ']).filter(|field| !field.is_empty()).collect(),
    };
    let whole = (1..=2).contains(&fields.len()) && fields.iter().all(|field| field.len() <= 2 && digits(field));
    whole.then(|| fields.iter().fold(year.to_owned(), |text, field| format!("{text}-{field:0>2}")))
}

fn error(message: impl Into<String>, help: impl Into<String>) -> PeriodError {
    PeriodError { message: message.into(), help: help.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap_or_else(|e| panic!("{e}"))
    }

    fn days(text: &str) -> String {
        let show = |date: Option<Date>| date.map_or("..".to_owned(), |date| date.to_string());
        format!("{} {}", show(period(text).earliest()), show(period(text).latest()))
    }

    fn help(text: &str) -> String {
        Period::parse(text).expect_err("no period").help
    }

    #[test]
    fn every_form_has_its_first_and_last_day() {
        assert_eq!(days("2024"), "2024-01-01 2024-12-31");
        assert_eq!(days("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(days("2025-02-14"), "2025-02-14 2025-02-14");
        assert_eq!(days("2025-33"), "2025-01-01 2025-03-31");
        assert_eq!(days("2025-36"), "2025-10-01 2025-12-31");
        assert_eq!(days("2025-21"), "2025-03-01 2025-05-31");
        assert_eq!(days("2025-24"), "2025-12-01 2026-02-28");
        assert_eq!(days("9998-24"), "9998-12-01 9999-02-28");
        assert_eq!(days("9999-24"), "9999-12-01 9999-12-31");
        assert_eq!(days("2020-02/2025-02"), "2020-02-01 2025-02-28");
        assert_eq!(days("../2025-02"), ".. 2025-02-28");
        assert_eq!(days("2025/.."), "2025-01-01 ..");
        assert_eq!(days(".."), ".. ..");
        assert_eq!(days("[2020..2022]"), "2020-01-01 2022-12-31");
        assert_eq!(days("[2020,2022]"), "2020-01-01 2022-12-31");
    }

    #[test]
    fn usual_other_forms_are_refused_with_the_form_to_write() {
        assert_eq!(help("2025-Q1"), "write `2025-33`");
        assert_eq!(help("2025-40"), "write the half-year as `2025-01/2025-06`");
        assert_eq!(help("2025.."), "write `2025/..`");
        assert_eq!(help("..2025-02"), "write `../2025-02`");
        assert_eq!(help("2024-2025"), "write `2024/2025`");
        assert_eq!(help("2024–2025"), "write `2024/2025`");
        assert_eq!(help("2025-H1"), "write `2025-01/2025-06`");
        assert_eq!(help("H2 2024"), "write `2024-07/2024-12`");
        assert_eq!(help("Q3 2024"), "write `2024-35`");
        assert_eq!(help("31.12.2024"), "write `2024-12-31`");
        assert_eq!(help("2025-2-4"), "write `2025-02-04`");
        assert_eq!(help("2025/2/4"), "write `2025-02-04`");
        assert_eq!(help("20250214"), "write `2025-02-14`");
        assert_eq!(help("2025.2"), "write `2025-02`");
        assert_eq!(help("[2020]"), "write `2020`");
    }

    #[test]
    fn what_only_edtf_knows_is_refused_for_what_it_is() {
        let told = |text: &str| Period::parse(text).expect_err("no period").to_string();
        for (text, words, remedy) in [
            ("2025~", "approximate or uncertain", "write `2025` and"),
            ("2025-02?", "approximate or uncertain", "write `2025-02` and"),
            ("202X", "leaves open", "write `[2020..2029]` for"),
            ("20XX", "leaves open", "write `[2000..2099]` for"),
            ("{2024,2025}", "all of several", "write `2024/2025` for"),
            ("2025/", "an end that nobody knows", "write `2025/..` where"),
            ("/2025", "an end that nobody knows", "write `../2025` where"),
        ] {
            assert!(told(text).contains(words) && told(text).contains(remedy), "{}", told(text));
        }
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        for wrong in [
            "2025-02-29",
            "2025-2",
            "2025-2-14",
            "2025-02-4",
            "2025-13",
            "2025-00",
            "2025-25",
            "2025-40",
            "25",
            "",
            "2025/2024",
            "[2022..2020]",
            "../..",
            "[]",
        ] {
            assert!(Period::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn undated_and_one_of_several_overlap_everything() {
        assert!(period("..").overlaps(&period("2024")));
        assert!(period("[2020..2022]").overlaps(&period("1999")));
        assert!(period("../2025-02").overlaps(&period("2019")));
        assert!(!period("../2025-02").overlaps(&period("2026")));
        assert!(period("2024").overlaps(&period("2024-12-31")));
        assert!(!period("2023/2024").overlaps(&period("2025")));
    }

    #[test]
    fn the_year_is_that_of_the_last_day() {
        assert_eq!(period("2023/2024").year(), Some(2024));
        assert_eq!(period("2025/..").year(), None);
    }

    proptest::proptest! {
        #[test]
        fn reading_what_was_printed_gives_the_same(year in 0_i16..=9999, month in 1_i8..=12, day in 1_i8..=31, shape in 0..7) {
            let part = match (shape, Date::new(year, month, day)) {
                (0, Ok(date)) => Part::Day(date),
                (1, _) => Part::Quarter(year, (month - 1) / 3 + 1),
                (2, _) => Part::Season(year, (month - 1) / 3 + 1),
                (3, _) => Part::Year(year),
                _ => Part::Month(year, month),
            };
            for text in [format!("{part}"), format!("../{part}"), format!("{part}/.."), format!("{part}/{part}"), format!("[{part},{part}]")] {
                assert_eq!(period(&text).to_string(), text);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,16}|[0-9./,Q年月日\\[\\]-]{0,14}") {
            if let Ok(period) = Period::parse(&text) {
                assert_eq!(period.to_string(), text);
                assert!(period.overlaps(&period));
            }
        }
    }
}
