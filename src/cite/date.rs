//! When something was published or read, as styles write it: as far as it is known, and as surely.

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day; only with a month.
    pub day: Option<i8>,
}

/// When something was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The date, or where a span of years begins.
    pub from: Date,
    /// Where a span of years ends.
    pub to: Option<Date>,
    /// How surely it is known.
    pub doubt: Doubt,
}

/// How surely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The document prints it.
    Printed,
    /// It was inferred, or is known about.
    About,
    /// It may be another.
    Uncertain,
}

impl Date {
    /// Reads `2026`, `2026-01` or `2026-01-24`; anything else is no single date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?.filter(|m| (1..=12).contains(m));
        let day = parts.next().map(str::parse).transpose().ok()?.filter(|d| (1..=31).contains(d) && month.is_some());
        (text.matches('-').count() == usize::from(month.is_some()) + usize::from(day.is_some())).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// ISO 8601, as far as it is known.
    pub fn iso(self) -> String {
        let mut text = format!("{:04}", self.year);
        for part in [self.month, self.day].into_iter().flatten() {
            text.push_str(&format!("-{part:02}"));
        }
        text
    }

    /// The date that `text` writes; of a quarter, a season or what else is no single date, its year.
    fn known(text: &str) -> Option<Self> {
        Self::parse(text).or_else(|| Self::parse(text.get(..4)?))
    }
}

impl Issued {
    /// A printed date.
    pub fn printed(date: Date) -> Self {
        Self { from: date, to: None, doubt: Doubt::Printed }
    }

    /// Reads EDTF: a date, `2024/2025`, `[2024..2025]`, `../2025-02`, `2025-33`, `202X`, each with `~`, `?` or `%`
    /// behind it. `None` where no year is known.
    pub fn parse(edtf: &str) -> Option<Self> {
        let plain = edtf.trim_end_matches(['~', '?', '%']);
        let doubt = match &edtf[plain.len()..] {
            "" => Doubt::Printed,
            "?" => Doubt::Uncertain,
            _ => Doubt::About,
        };
        if let Some((from, to)) = unspecified(plain) {
            return Some(Self { from, to: Some(to), doubt });
        }
        let inner = plain.trim_matches(['[', ']', '{', '}']);
        let parts: Vec<&str> = inner.split("..").flat_map(|part| part.split(['/', ','])).map(str::trim).collect();
        let mut dates = parts.iter().filter_map(|part| Date::known(part.trim_end_matches(['~', '?', '%'])));
        let from = dates.next()?;
        let to = dates.next_back().filter(|to| to.year != from.year);
        // By then, or from then on: the date is a bound and not the date.
        let open = parts.iter().any(|part| part.is_empty());
        let of_span = parts.len() > 1 && to.is_none() && !open;
        // Of what appeared at the earliest then, not even the month is known.
        let at_earliest = parts.len() > 1 && parts.last().is_some_and(|end| end.is_empty());
        let bare = Date { year: from.year, month: None, day: None };
        let from = if of_span || at_earliest { bare } else { from };
        Some(Self { from, to, doubt: if open && doubt == Doubt::Printed { Doubt::About } else { doubt } })
    }

    /// The same date, inferred if it is no longer certain.
    pub fn inferred(self) -> Self {
        Self { doubt: if self.doubt == Doubt::Printed { Doubt::About } else { self.doubt }, ..self }
    }

    /// The years: `2024`, or `2024–2025` with this between them.
    pub fn years(self, between: &str) -> String {
        match self.to {
            Some(to) => format!("{:04}{between}{:04}", self.from.year, to.year),
            None => format!("{:04}", self.from.year),
        }
    }

    /// The date in ISO 8601; a span by its years, with this between them.
    pub fn iso(self, between: &str) -> String {
        match self.to {
            Some(_) => self.years(between),
            None => self.from.iso(),
        }
    }

    /// EDTF, with its doubt.
    pub fn edtf(self) -> String {
        let mark = match self.doubt {
            Doubt::Printed => "",
            Doubt::About => "~",
            Doubt::Uncertain => "?",
        };
        match self.to {
            Some(to) => format!("{:04}{mark}/{:04}{mark}", self.from.year, to.year),
            None => format!("{}{mark}", self.from.iso()),
        }
    }
}

/// `202X` and `20XX` as the years that they may be.
fn unspecified(text: &str) -> Option<(Date, Date)> {
    let digits = text.trim_end_matches('X');
    let right = text.len() == 4 && (2..4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let year = |fill: &str| {
        let text = format!("{digits}{}", fill.repeat(4 - digits.len()));
        Some(Date { year: text.parse().ok()?, month: None, day: None })
    };
    if right { Some((year("0")?, year("9")?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_date_of_edtf_has_a_year_and_says_how_surely() {
        for (edtf, written, doubt) in [
            ("2026-01-24", "2026-01-24", Doubt::Printed),
            ("2026-01", "2026-01", Doubt::Printed),
            ("2025-33", "2025", Doubt::Printed),
            ("2025-21", "2025", Doubt::Printed),
            ("2024/2025", "2024–2025", Doubt::Printed),
            ("[2024..2025]", "2024–2025", Doubt::Printed),
            ("[2024,2026]", "2024–2026", Doubt::Printed),
            ("2025-02/2025-04", "2025", Doubt::Printed),
            ("../2025-02", "2025-02", Doubt::About),
            ("2025-02/..", "2025", Doubt::About),
            ("2024~", "2024", Doubt::About),
            ("2024-05?", "2024-05", Doubt::Uncertain),
            ("2024%", "2024", Doubt::About),
            ("202X", "2020–2029", Doubt::Printed),
            ("19XX?", "1900–1999", Doubt::Uncertain),
        ] {
            let issued = Issued::parse(edtf).unwrap_or_else(|| panic!("{edtf}"));
            assert_eq!((issued.iso("–").as_str(), issued.doubt), (written, doubt), "{edtf}");
        }
        for none in ["", "..", "X", "abc"] {
            assert_eq!(Issued::parse(none), None, "{none}");
        }
    }
}
