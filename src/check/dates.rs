//! Dates as records write them, and what was meant where one is written in words.

use crate::language::locales::Locales;
use crate::language::normalise::{Level, normalise};
use crate::language::read::{dates::Dates, point::Now};
use crate::model::period::Period;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// Reads a period, or reports what is wrong with it, with the one that its words name in a language.
pub fn period(text: &str, span: Span, locales: &Locales, problems: &mut Problems) -> Option<Period> {
    Period::parse(text)
        .map_err(|error| {
            let mut problem = Problem::new(Code::Period, span, format!("`{text}` is no period")).label(error.message);
            let meant = meant(text, locales).map(|period| format!("write `{period}`"));
            problem.help = meant.or_else(|| Some(error.help).filter(|help| !help.is_empty()));
            problems.report(problem);
        })
        .ok()
}

/// The period that a text names in one of the languages: 2025年上半年, Oktober 2019.
fn meant(text: &str, locales: &Locales) -> Option<Period> {
    let text = normalise(text, Level::Read);
    let whole = |dates: &Dates| match &dates.all(&text, Now::default())[..] {
        [only] if only.at == (0..text.len()) => only.period(),
        _ => None,
    };
    locales.iter().filter_map(|locale| locale.reader.as_ref()).find_map(|reader| whole(reader.date()))
}

/// Reads a day, `YYYY-MM-DD`.
pub fn day(text: &str, span: Span, problems: &mut Problems) -> Option<Period> {
    let period = text.parse::<jiff::civil::Date>().ok().and_then(|_| Period::parse(text).ok());
    if period.is_none() {
        problems.report(
            Problem::new(Code::Period, span, format!("`{text}` is no day"))
                .label("expected a date such as `2026-11-24`"),
        );
    }
    period
}
