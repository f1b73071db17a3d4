//! Every bound that the program has, in one table: what is past one is refused or told, never waited for.

use std::fmt;

/// What a bound counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Bytes, in millions: `16 MB`.
    Megabytes,
    /// Things, by their name.
    Things(&'static str),
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name in messages; under `[limits]` in `site.toml` its key, where a briefing may set it.
    pub name: &'static str,
    /// What it bounds.
    pub of: &'static str,
    /// What becomes of what is past it.
    pub past: &'static str,
    /// How much, where the briefing does not say.
    pub most: u32,
    /// What is counted.
    pub counted: Counted,
    /// The largest that a briefing may set; `None` where it may not.
    pub settable: Option<u32>,
}

macro_rules! bounds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $most:literal $counted:expr, $settable:expr, $past:literal;)*) => {
        /// A bound.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Bound { $($(#[doc = $doc])+ $variant),* }

        impl Bound {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Bound] = &[$(Bound::$variant),*];

            /// Its row of the table.
            pub const fn row(self) -> Row {
                match self {
                    $(Bound::$variant => Row {
                        name: $name,
                        of: concat!($($doc),+).trim_ascii_start(),
                        past: $past,
                        most: $most,
                        counted: $counted,
                        settable: $settable,
                    }),*
                }
            }
        }
    };
}

use Counted::{Megabytes, Things};

bounds! {
    /// A file of TOML under `content/`, a template, `site.toml` itself.
    Table = "table_file", 64 Megabytes, Some(1_000), "refused";
    /// A Markdown file under `content/`.
    Body = "body_file", 2 Megabytes, Some(16), "refused";
    /// A file under `static/` or `editions/`, published as it is; GitHub takes no larger one.
    Static = "static_file", 100 Megabytes, Some(1_000), "refused";
    /// Block quotes, lists and spans of words within each other in a body.
    Nesting = "nesting", 48 Things("levels"), None, "refused";
    /// Formulas of `derived.toml` within each other's brackets.
    Brackets = "brackets", 20 Things("levels"), None, "refused";
    /// A file of the archive.
    Archive = "archive_file", 32 Megabytes, Some(256), "refused";
    /// One part of an archived DOCX or XLSX, unpacked.
    Unpacked = "unpacked", 64 Megabytes, None, "refused";
    /// The parts of an archived DOCX or XLSX.
    Parts = "parts", 10_000 Things("parts"), None, "refused";
    /// A document that a reader drops on a fact's page.
    Dropped = "dropped_copy", 20 Megabytes, None, "refused by the page";
    /// A report that `audit` reads.
    Report = "report_file", 64 Megabytes, Some(256), "refused";
    /// One request to `mcp`.
    Request = "request", 1 Megabytes, None, "refused";
    /// Problems of one severity that `check` shows a person; `--format json` has all.
    Problems = "problems", 200 Things("problems"), Some(100_000), "counted";
    /// A fact sheet that is shown in colour.
    Coloured = "coloured_sheet", 400_000 Things("bytes"), None, "shown without colour";
    /// A line that is shown in colour.
    ColouredLine = "coloured_line", 1_000 Things("bytes"), None, "shown without colour";
    /// A line that a message shows whole.
    Line = "shown_line", 4_000 Things("bytes"), None, "shown in part";
    /// The newest entries in a feed.
    Feed = "feed", 50 Things("entries"), None, "left to `changes.html`";
    /// The addresses in one file of the sitemap, as its protocol has it.
    Sitemap = "sitemap", 50_000 Things("addresses"), None, "put into a further file";
    /// The text of one cell in `briefing.xlsx`, as spreadsheets have it.
    Cell = "cell", 32_767 Things("characters"), None, "cut";
    /// The built site, as GitHub Pages has it.
    Site = "site", 1_000 Megabytes, None, "told, from 80 % on";
}

impl Bound {
    /// What is past it, in words: `has 3,000,000 bytes; the limit body_file is 2 MB`.
    pub fn told(self, most: u32, has: impl fmt::Display) -> String {
        let Row { name, counted, .. } = self.row();
        let things = match counted {
            Megabytes => "bytes",
            Things(name) => name,
        };
        format!("has {has} {things}; the limit `{name}` is {}", Amount(most, counted))
    }

    /// What to do about it: `help` alone, or the key that raises it too.
    pub fn help(self, help: &str) -> String {
        let Row { name, settable, .. } = self.row();
        match settable {
            Some(_) => format!("{help}, or raise `{name}` under `[limits]` in `site.toml`"),
            None => help.to_owned(),
        }
    }
}

/// So many of what a bound counts.
#[derive(Clone, Copy, Debug)]
pub struct Amount(pub u32, pub Counted);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Megabytes => write!(f, "{} MB", self.0),
            Things(name) => write!(f, "{} {name}", self.0),
        }
    }
}

/// The bounds that hold for one briefing: those of the table, but for what it sets itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    set: Vec<(Bound, u32)>,
}

impl Limits {
    /// How much of what it counts is taken.
    pub fn most(&self, bound: Bound) -> u32 {
        self.set.iter().find(|(set, _)| *set == bound).map_or(bound.row().most, |(_, most)| *most)
    }

    /// The same in bytes, for what is counted in megabytes.
    pub fn bytes(&self, bound: Bound) -> u64 {
        u64::from(self.most(bound)) * MEGABYTE
    }

    /// Sets one; what the table does not let a briefing choose stays as it is.
    pub fn set(&mut self, bound: Bound, most: u32) {
        if bound.row().settable.is_some_and(|largest| (1..=largest).contains(&most)) {
            self.set.retain(|(set, _)| *set != bound);
            self.set.push((bound, most));
        }
    }

    /// What a file of so many bytes is refused with, if it is.
    pub fn refuses(&self, bound: Bound, bytes: u64) -> Option<String> {
        (bytes > self.bytes(bound)).then(|| bound.told(self.most(bound), bytes))
    }
}

/// A million bytes, as disks and hosts count.
pub const MEGABYTE: u64 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_names_itself_and_what_raises_it() {
        let limits = Limits::default();
        assert_eq!(limits.refuses(Bound::Body, 2_000_000), None);
        assert_eq!(
            limits.refuses(Bound::Body, 2_000_001).as_deref(),
            Some("has 2000001 bytes; the limit `body_file` is 2 MB")
        );
        assert_eq!(Bound::Body.help("split it"), "split it, or raise `body_file` under `[limits]` in `site.toml`");
        assert_eq!(Bound::Nesting.help("nest less"), "nest less");
        assert_eq!(Bound::Nesting.told(48, 60), "has 60 levels; the limit `nesting` is 48 levels");
    }

    #[test]
    fn a_briefing_sets_what_the_table_lets_it_set_and_no_further() {
        let mut limits = Limits::default();
        limits.set(Bound::Body, 4);
        assert_eq!(limits.bytes(Bound::Body), 4_000_000);
        limits.set(Bound::Body, 4_000);
        limits.set(Bound::Nesting, 4_000);
        assert_eq!((limits.most(Bound::Body), limits.most(Bound::Nesting)), (4, 48));
    }

    #[test]
    fn no_two_bounds_have_one_name() {
        let names: std::collections::BTreeSet<&str> = Bound::ALL.iter().map(|bound| bound.row().name).collect();
        assert_eq!(names.len(), Bound::ALL.len());
    }
}
