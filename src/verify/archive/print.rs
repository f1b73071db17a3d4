//! How a workbook prints a number: its decimals, its percent sign, its date.

use jiff::civil::{Date, DateTime, date};
use rust_decimal::{Decimal, RoundingStrategy};

use super::markup::{attribute, elements};
use super::references::resolved;

/// A way to print numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As it is.
    General,
    /// With so many decimals.
    Fixed {
        /// How many.
        decimals: u32,
        /// Whether thousands are parted by commas.
        grouped: bool,
        /// Whether it is shown as a percentage.
        percent: bool,
    },
    /// A day.
    Day,
    /// A day and a time.
    Moment,
}

/// The format of each style of a workbook, by its number.
pub fn formats(styles: &str) -> Vec<Format> {
    let own: Vec<(u32, Format)> = elements(styles, "numfmt")
        .filter_map(|attributes| {
            let id = attribute(attributes, "numfmtid")?.parse().ok()?;
            Some((id, of_code(&resolved(attribute(attributes, "formatcode")?))))
        })
        .collect();
    let cells =
        styles.split_once("<cellXfs").and_then(|(_, rest)| rest.split_once("</cellXfs>")).map_or("", |(xfs, _)| xfs);
    let of = |attributes: &str| {
        let id = attribute(attributes, "numfmtid").and_then(|text| text.parse().ok()).unwrap_or(0);
        own.iter().find(|(known, _)| *known == id).map_or_else(|| built_in(id), |(_, format)| *format)
    };
    elements(cells, "xf").map(of).collect()
}

fn built_in(id: u32) -> Format {
    let fixed = |decimals, grouped, percent| Format::Fixed { decimals, grouped, percent };
    match id {
        1 => fixed(0, false, false),
        2 => fixed(2, false, false),
        3 | 37 | 38 => fixed(0, true, false),
        4 | 39 | 40 => fixed(2, true, false),
        9 => fixed(0, false, true),
        10 => fixed(2, false, true),
        14..=17 => Format::Day,
        22 => Format::Moment,
        _ => Format::General,
    }
}

/// What a format's code asks for, as far as its first part says.
fn of_code(code: &str) -> Format {
    let mut plain = String::new();
    let (mut quoted, mut bracketed, mut skip) = (false, false, false);
    for c in code.split(';').next().unwrap_or_default().chars() {
        match c {
            _ if skip => skip = false,
            '\\' | '_' | '*' => skip = true,
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if !quoted && !bracketed => plain.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    if plain.contains('y') || plain.contains('d') {
        return if plain.contains('h') { Format::Moment } else { Format::Day };
    }
    if !plain.contains(['0', '#']) || plain.contains(['e', '/', '?']) {
        return Format::General;
    }
    let decimals =
        plain.split_once('.').map_or(0, |(_, rest)| rest.chars().take_while(|c| matches!(c, '0' | '#')).count());
    Format::Fixed { decimals: decimals as u32, grouped: plain.contains(','), percent: plain.contains('%') }
}

impl Format {
    /// A number in this format; what is none stays.
    pub fn print(self, value: &str) -> String {
        let number = value.parse::<Decimal>().or_else(|_| Decimal::from_scientific(value));
        let Ok(number) = number else { return value.to_owned() };
        match self {
            // A number in a file may carry the last bit of a binary fraction: 0.28999999999999998.
            Format::General => number.round_sf(15).unwrap_or(number).normalize().to_string(),
            Format::Fixed { decimals, grouped, percent } => {
                let number = if percent { number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number) } else { number };
                let rounded = number.round_dp_with_strategy(decimals.min(28), RoundingStrategy::MidpointAwayFromZero);
                let text = format!("{rounded:.*}", decimals.min(28) as usize);
                let text = if grouped { with_commas(&text) } else { text };
                if percent { text + "%" } else { text }
            }
            Format::Day => moment(number).map_or_else(|| value.to_owned(), |at| at.date().to_string()),
            Format::Moment => {
                moment(number).map_or_else(|| value.to_owned(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
            }
        }
    }
}

/// Days since the last day of 1899, as workbooks count: they take 1900 for a leap year.
fn moment(days: Decimal) -> Option<DateTime> {
    let whole: i64 = days.trunc().try_into().ok()?;
    let first: Date = date(1899, 12, 30);
    let early = i64::from((1..60).contains(&whole));
    let day = first.checked_add(jiff::Span::new().try_days(whole + early).ok()?).ok()?;
    let seconds: i64 = (days.fract() * Decimal::from(86_400)).round().try_into().ok()?;
    day.to_datetime(jiff::civil::Time::midnight()).checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()
}

fn with_commas(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = sign.to_owned();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    fraction.map_or(out.clone(), |fraction| out + "." + fraction)
}
