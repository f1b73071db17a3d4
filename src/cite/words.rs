//! The words and dates that references hold in a reader's language: months, "n.d.", "retrieved", "edited by".
//!
//! APA, Chicago and IEEE are English manuals; who writes in another language writes their words in it. A page's own
//! words are `[reference]` of its language's file in `templates/strings/`, English where nobody gave any. GB/T 7714
//! follows the document's language instead, by its own rules.

use crate::language::fill::fill;

use super::date::{Date, Doubt, Issued};
use super::phrase::ranged;

/// Writes each word once: its field, its English, and how it is asked for.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $english:literal,)*) => {
        /// The words that references hold.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Words {
            $($(#[$doc])* pub $name: String,)*
        }

        impl Default for Words {
            /// The words of English, in which the manuals are written.
            fn default() -> Self {
                Self { $($name: $english.to_owned(),)* }
            }
        }

        impl Words {
            /// The words of another language, each by its name.
            pub fn told(word: impl Fn(&str) -> String) -> Self {
                Self { $($name: word(stringify!($name)),)* }
            }

            /// The name of every word, with its English.
            pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $english),)*];
        }
    };
}

words! {
    /// The months, written out.
    months = "January|February|March|April|May|June|July|August|September|October|November|December",
    /// The months, shortened.
    short_months = "Jan.|Feb.|Mar.|Apr.|May|Jun.|Jul.|Aug.|Sep.|Oct.|Nov.|Dec.",
    /// A day.
    day = "{month} {day}, {year}",
    /// A month of a year.
    month = "{month} {year}",
    /// A day whose year stands first.
    year_day = "{year}, {month} {day}",
    /// A month whose year stands first.
    year_month = "{year}, {month}",
    /// A day whose year stands elsewhere.
    day_alone = "{month} {day}",
    /// What stands for the day of whoever cites, until it is filled in.
    reader_day = "Month D, YYYY",
    /// Where no date is known.
    no_date = "n.d.",
    /// A date that was inferred.
    about = "ca. {date}",
    /// The last name of several, in APA.
    ampersand = "&",
    /// The last name of several.
    and = "and",
    /// Behind the name of one who edited.
    editor = "Ed.",
    /// Behind the names of several.
    editors = "Eds.",
    /// Before the names of those who edited what others wrote.
    edited_by = "Edited by {names}",
    /// What a part stands in.
    within = "In {container}",
    /// A number, as its publisher counts.
    number = "No. {number}",
    /// A version.
    version = "Version {version}",
    /// A version, shortened.
    short_version = "ver. {version}",
    /// The volume of a journal.
    volume = "vol. {volume}",
    /// The issue of a journal.
    issue = "no. {issue}",
    /// One page.
    page = "p. {pages}",
    /// Several pages.
    pages = "pp. {pages}",
    /// When a page that changes was published last.
    modified = "Last modified {date}",
    /// When a page was published.
    published = "Published {date}",
    /// When it was read, in Chicago.
    accessed = "Accessed {date}",
    /// When it was read, in IEEE.
    accessed_on = "Accessed: {date}.",
    /// Where it was read, in IEEE.
    online = "[Online]. Available: {url}",
    /// When and where it was read, in APA.
    retrieved = "Retrieved {date}, from {url}",
    /// A copy that was put away.
    archived = "archived {date} at {url}",
    /// Kinds of document that APA names.
    data_set = "Data set",
    /// A post.
    post = "Post",
    /// A speech.
    speech = "Speech",
    /// An interview.
    interview = "Interview",
    /// A thesis.
    thesis = "Thesis",
}

impl Words {
    /// A date as far as it is known, with its months from this list, by the patterns for a day and for a month.
    fn written(date: Date, months: &str, [day, month]: [&str; 2]) -> String {
        let year = format!("{:04}", date.year);
        let named = date.month.and_then(|n| months.split('|').nth(usize::try_from(n - 1).ok()?));
        match (named, date.day) {
            (Some(name), Some(n)) => fill(day, &[("month", name), ("day", &n.to_string()), ("year", &year)]),
            (Some(name), None) => fill(month, &[("month", name), ("year", &year)]),
            _ => year,
        }
    }

    /// `November 24, 2026`.
    pub fn date(&self, date: Date) -> String {
        Self::written(date, &self.months, [&self.day, &self.month])
    }

    /// `Nov. 24, 2026`.
    pub fn short_date(&self, date: Date) -> String {
        Self::written(date, &self.short_months, [&self.day, &self.month])
    }

    /// `2026, November 24`.
    pub fn year_first(&self, date: Date) -> String {
        Self::written(date, &self.months, [&self.year_day, &self.year_month])
    }

    /// `November 24`; nothing where only the year is known.
    pub fn without_year(&self, date: Date) -> Option<String> {
        date.month.map(|_| Self::written(date, &self.months, [&self.day_alone, "{month}"]))
    }

    /// A date with its doubt in words or signs: `ca. 2026`, `2026?`.
    pub fn doubted(&self, issued: Issued, date: &str) -> String {
        match issued.doubt {
            Doubt::Printed => date.to_owned(),
            Doubt::About => fill(&self.about, &[("date", date)]),
            Doubt::Uncertain => format!("{date}?"),
        }
    }

    /// A publisher's number; one that says itself what it is, as Chinese numbers of documents and those of standards do,
    /// stands alone.
    pub fn numbered(&self, number: &str) -> String {
        let says = number.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
            || number.starts_with(char::is_alphabetic)
            || number.contains("No.");
        if says { number.to_owned() } else { fill(&self.number, &[("number", number)]) }
    }

    /// "Ed." or "Eds.".
    pub fn role(&self, editors: usize) -> &str {
        if editors > 1 { &self.editors } else { &self.editor }
    }

    /// `p. 12` or `pp. 12-15`.
    pub fn paged(&self, pages: &str) -> String {
        let pattern = if pages.contains(['-', '–', ',']) { &self.pages } else { &self.page };
        fill(pattern, &[("pages", &ranged(pages))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_far_as_it_is_known_in_the_order_of_the_language() {
        let german = Words {
            months: "Januar|Februar".into(),
            day: "{day}. {month} {year}".into(),
            year_day: "{year}, {day}. {month}".into(),
            ..Words::default()
        };
        let date = |text| Date::parse(text).expect("a date");
        for (text, english, own) in [
            ("2026-02-24", "February 24, 2026", "24. Februar 2026"),
            ("2026-02", "February 2026", "Februar 2026"),
            ("2026", "2026", "2026"),
        ] {
            assert_eq!((Words::default().date(date(text)), german.date(date(text))), (english.into(), own.into()));
        }
        assert_eq!(german.year_first(date("2026-02-24")), "2026, 24. Februar");
    }

    #[test]
    fn a_number_that_says_what_it_is_stands_alone() {
        let words = Words::default();
        for (number, expected) in
            [("35", "No. 35"), ("TRS-448", "TRS-448"), ("国发〔2017〕35号", "国发〔2017〕35号"), ("No. 7", "No. 7")]
        {
            assert_eq!(words.numbered(number), expected);
        }
    }
}
