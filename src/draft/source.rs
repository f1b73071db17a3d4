//! A document's record, as far as the document says what it is.

use jiff::civil::Date;

use crate::language::locales::Locales;
use crate::language::read::point::Now;
use crate::language::script::{Script, is_wide_letter};
use crate::load::table::UNFILLED;
use crate::load::written::quoted;
use crate::model::numeral::is_han_numeral;
use crate::model::period::{Part, Period, Span};
use crate::verify::archive::{About, Document};
use crate::verify::language_of;

/// So many lines at the head of a document may say what it is.
const HEAD: usize = 8;
/// A longer line is no title.
const LONGEST_TITLE: usize = 120;

/// What is known of a document before its record is written.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its name in the archive.
    pub archive: String,
    /// The day on which it was read.
    pub accessed: String,
    /// What it says of itself, and what a person said of it.
    pub about: About,
    /// Whether some of its numbers say one thing in one language and another in another.
    two_ways: bool,
    /// What was read from lines of its text, to be checked: key and line.
    guessed: Vec<(&'static str, u32)>,
}

impl Known {
    /// What a document's head and properties say, completed by its first lines.
    pub fn of(document: &Document, about: About, (archive, accessed): (&str, String), locales: &Locales) -> Self {
        let mut known = Self { archive: archive.to_owned(), accessed, about, two_ways: false, guessed: Vec::new() };
        // The few words of a table tell no language that is written in Latin letters.
        let text = document.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        let clear = !document.has_cells() || Script::of(&text) != Some(Script::Latin);
        let told = clear.then(|| language_of(document, locales)).flatten();
        known.about.language = told.or(known.about.language.take());
        known.two_ways = has_two_ways(&text);
        let head: Vec<(&str, u32)> = document
            .lines
            .iter()
            .map(|line| (line.text.trim(), line.number))
            .filter(|(text, _)| !text.is_empty())
            .take(HEAD)
            .collect();
        let dated = if known.about.published.is_none() { known.dated(&head, locales) } else { None };
        // A first line with the date, or one over it, names the publication; the title stands under it.
        let named = known.guessed.iter().find(|(key, _)| *key == "publisher").map(|(_, line)| *line);
        let mut titles = head.iter().filter(|(_, line)| Some(*line) != dated && Some(*line) != named);
        let title = titles.next();
        // A letterhead in capitals names the publication; the title stands under it.
        let under = titles.next().filter(|(text, _)| is_title(text) && !is_in_capitals(text));
        // So does a name over a title that says of which year it is: an office, and its yearly report.
        let yearly = |text: &str| is_dated(text, &known.about, locales);
        let is_letterhead =
            |text: &str, under: &str| is_name(text) && (is_in_capitals(text) || dated.is_some() && yearly(under));
        let letterhead = title.zip(under).filter(|((text, _), (under, _))| is_letterhead(text, under));
        if let (None, Some(((name, line), _))) = (&known.about.publisher, letterhead) {
            known.about.publisher = Some((*name).to_owned());
            known.guessed.push(("publisher", *line));
        }
        let title = letterhead.map(|(_, under)| under).or(title);
        if let (None, Some((title, line))) = (&known.about.title, title)
            && title.chars().count() <= LONGEST_TITLE
            && !document.has_cells()
        {
            known.about.title = Some((*title).to_owned());
            known.guessed.push(("title", *line));
        }
        known
    }

    /// The same document, in the language that a person said.
    pub fn in_language(mut self, tag: &str) -> Self {
        self.about.language = Some(tag.to_owned());
        self
    }

    /// Takes the first date with a month from the head, and the words before it as the publisher's name; its line.
    fn dated(&mut self, head: &[(&str, u32)], locales: &Locales) -> Option<u32> {
        let tag = self.about.language.clone().unwrap_or_default();
        let reader = locales.find(&tag).and_then(|locale| locale.reader.as_ref())?;
        let dates = head.iter().map(|(text, line)| (*text, *line, reader.date().all(text, Now::default())));
        let dated = dates.filter_map(|(text, line, named)| {
            let (at, period) =
                named.iter().find_map(|named| Some((named.at.start, named.period().filter(is_exact)?)))?;
            Some((&text[..at], line, period))
        });
        // Results for the year ended 31 December are printed later.
        let found: Vec<_> = dated.collect();
        let later = found.iter().find(|(.., period)| !period.latest().is_some_and(ends_year));
        let (before, line, period) = later.or(found.first()).cloned()?;
        self.about.published = Some(period.to_string());
        self.guessed.push(("published", line));
        // A mark parts a name from the date; words that run into it, "published on", are the date's own.
        let name = before.trim().trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').trim();
        let name = reader.date().without_weekday(name);
        // Where words have no spaces between them, one parts a name from the date as well.
        let parted = name.len() < before.trim_end().len() || before.ends_with(char::is_whitespace) && is_wide(name);
        let own = parted.then_some((name, line)).filter(|(name, _)| is_name(name) && !reader.date().is_weekday(name));
        if let (None, Some((name, line))) = (&self.about.publisher, own.or_else(|| masthead(head, line))) {
            self.about.publisher = Some(name.to_owned());
            self.guessed.push(("publisher", line));
        }
        Some(line)
    }

    /// The file `index.md`; `copies` are documents that it may repeat, in words.
    pub fn record(&self, sha256: &str, languages: &[String], copies: &[String]) -> String {
        let about = &self.about;
        let own = about.language.as_deref().and_then(|tag| tag.split('-').next()).unwrap_or_default();
        let title = self.titles(own, languages);
        let publisher = quoted(about.publisher.as_deref().unwrap_or(UNFILLED));
        let publisher = match languages {
            [_] => publisher,
            _ => {
                let each: Vec<String> = languages.iter().map(|code| format!("{code} = {publisher}")).collect();
                format!("{{ {} }}", each.join(", "))
            }
        };
        let authors: Vec<String> = about.authors.iter().map(|author| quoted(author)).collect();
        let published = about.published.as_deref();
        let dating = if published.is_some() { "printed" } else { "unknown" };
        let rows = [
            ("title", title, self.note("title")),
            ("publisher", publisher, self.note("publisher")),
            ("author", format!("[{}]", authors.join(", ")), String::new()),
            ("published", published.map(quoted).unwrap_or_default(), self.note("published")),
            ("dating", quoted(dating), String::new()),
            ("accessed", quoted(&self.accessed), String::new()),
            ("url", about.url.as_deref().map(quoted).unwrap_or_default(), String::new()),
            ("archive", quoted(&self.archive), String::new()),
            ("sha256", quoted(sha256), String::new()),
            self.language(),
            ("standing", "[\"original\"]".to_owned(), "   # original | repost | compilation | paraphrase".to_owned()),
        ];
        let rows = rows.iter().filter(|(_, value, _)| !value.is_empty());
        let rows: String = rows.map(|(key, value, note)| format!("{key:<9} = {value}{note}\n")).collect();
        let copies: String = copies.iter().map(|copy| format!("# {copy}\n")).collect();
        format!("+++\n{rows}{copies}+++\n")
    }

    /// The language, which a person must give where numbers hang on it and the text does not tell it.
    fn language(&self) -> (&'static str, String, String) {
        match &self.about.language {
            Some(tag) => ("language", quoted(tag), String::new()),
            None if self.two_ways => {
                let note = "   # `en`, `de`, …: a point or comma before three digits is read by it";
                ("language", quoted(UNFILLED), note.to_owned())
            }
            None => ("language", String::new(), String::new()),
        }
    }

    /// The title in the document's language, and in brackets in the default one if that is another.
    fn titles(&self, own: &str, languages: &[String]) -> String {
        let title = self.about.title.as_deref().unwrap_or(UNFILLED);
        let first = languages.first().map_or("", String::as_str);
        let is_own = |code: &str| code.split('-').next() == Some(own);
        let in_default =
            if is_own(first) || self.about.title.is_none() { quoted(title) } else { quoted(&format!("[{title}]")) };
        let other = languages.iter().skip(1).find(|code| !is_own(first) && is_own(code));
        match (languages, other) {
            ([_], _) => in_default,
            (_, None) => format!("{{ {first} = {in_default} }}"),
            (_, Some(other)) => format!("{{ {first} = {in_default}, {other} = {} }}", quoted(title)),
        }
    }

    fn note(&self, key: &str) -> String {
        let line = self.guessed.iter().find(|(guessed, _)| *guessed == key).map(|(_, line)| line);
        line.map(|line| format!("   # read from line {line}: is it?")).unwrap_or_default()
    }
}

/// Whether a text has a number like 1.234 or 12,345, which is a thousand times another in another language.
fn has_two_ways(text: &str) -> bool {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let mut runs = runs.map(|run| run.trim_matches(['.', ',']));
    runs.any(|run| {
        let mut parts = run.split(['.', ',']);
        let (first, last, more) = (parts.next(), parts.next(), parts.next());
        let short = |part: Option<&str>| part.is_some_and(|part| (1..=3).contains(&part.len()));
        short(first) && last.is_some_and(|last| last.len() == 3) && more.is_none()
    })
}

/// Whether a line names a year.
fn is_dated(text: &str, about: &About, locales: &Locales) -> bool {
    let locale = about.language.as_deref().and_then(|tag| locales.find(tag));
    let reader = locale.and_then(|locale| locale.reader.as_ref());
    let dates = reader.map(|reader| reader.date().all(text, Now::default())).unwrap_or_default();
    dates.iter().any(|named| named.years().is_some())
}

/// A first line with the date directly under it: a newspaper's name, and a title under the two.
fn masthead<'h>(head: &[(&'h str, u32)], dated: u32) -> Option<(&'h str, u32)> {
    let [first, second, third, ..] = head else { return None };
    (second.1 == dated && is_name(first.0) && is_title(third.0)).then_some(*first)
}

/// Whether a line may be a title: no sentence, and no heading with a number.
fn is_title(text: &str) -> bool {
    let numbered = text.find(|c: char| !(c.is_ascii_digit() || is_han_numeral(c))).is_some_and(|end| {
        let rest = &text[end..];
        end > 0 && (rest.starts_with(['、', '.', ')', '．']) || rest.starts_with("  "))
    });
    is_sentence_free(text) && text.chars().count() <= LONGEST_TITLE && !numbered
}

fn is_in_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

fn is_wide(text: &str) -> bool {
    text.ends_with(is_wide_letter)
}

fn is_name(name: &str) -> bool {
    let short = (2..=60).contains(&name.chars().count());
    short && is_sentence_free(name) && !name.contains(|c: char| c.is_ascii_digit())
}

fn is_sentence_free(text: &str) -> bool {
    !text.contains([':', ';', '!', '?', '。', '！', '？', '；', '：']) && !text.ends_with('.')
}

fn ends_year(day: Date) -> bool {
    day.day_of_year() == day.days_in_year()
}

fn is_exact(period: &Period) -> bool {
    matches!(period.span(), Span::Within(Part::Day(_) | Part::Month(..)))
}
