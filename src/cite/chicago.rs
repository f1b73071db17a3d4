//! Chicago, 18th edition: entries of a reference list by author and date (chapter 13).

use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Date, Doubt, Issued, MONTHS};
use super::phrase::{is_han, line, quoted, stop};
use super::reference::{Accessed, READER_DAY_IN_WORDS, Reference, title_and_translation};

/// Authors that are named; of more, the first three and "et al." (13.107).
const AUTHORS: usize = 6;
const NAMED_OF_MANY: usize = 3;

/// The reference as plain text.
pub fn text(reference: &Reference) -> String {
    let year = reference.published.map_or("n.d.".to_owned(), year);
    let title = title_and_translation(reference);
    let whole = matches!(reference.kind, DocumentKind::Book | DocumentKind::Report | DocumentKind::Law);
    let title = if whole { ended(&title) } else { quoted(&title, '.') };
    let authors = authors(&reference.authors);
    let mut parts =
        if authors.is_empty() { vec![title, ended(&year)] } else { vec![ended(&authors), ended(&year), title] };
    let number = reference.number.as_deref().map(|number| format!("No. {}", line(number)));
    let edition = reference.edition.as_deref().map(line);
    let version = reference.version.as_deref().map(|version| format!("Version {}", line(version)));
    let told = [number, edition, version, home(reference), published(reference)].into_iter().flatten();
    parts.extend(told.map(|part| ended(&part)));
    parts.extend([&reference.reposted, &reference.note].into_iter().flatten().map(|part| ended(&line(part))));
    parts.extend(accessed(reference).map(|part| ended(&part)));
    parts.extend(reference.address().map(|url| ended(&url)));
    parts.join(" ")
}

fn ended(part: &str) -> String {
    format!("{part}{}", stop(part))
}

/// A year that is not printed stands in brackets (14.44): `[2026?]`.
fn year(issued: Issued) -> String {
    let years = issued.years("–");
    match issued.doubt {
        Doubt::Printed => years,
        Doubt::About => format!("[ca. {years}]"),
        Doubt::Uncertain => format!("[{years}?]"),
    }
}

/// The newspaper with its day, or the place and publisher.
fn home(reference: &Reference) -> Option<String> {
    let home = reference.home();
    if reference.kind == DocumentKind::NewspaperArticle {
        let day = reference.published.filter(|issued| issued.to.is_none()).and_then(|issued| day(issued.from));
        let parts: Vec<String> = home.into_iter().chain(day).collect();
        return Some(parts.join(", ")).filter(|text| !text.is_empty());
    }
    let place = reference.place.as_deref().map(line);
    let parts: Vec<String> = place.into_iter().chain(home).collect();
    Some(parts.join(": ")).filter(|text| !text.is_empty())
}

/// The day of what is published online, apart from its year (14.104).
fn published(reference: &Reference) -> Option<String> {
    let online = matches!(reference.kind, DocumentKind::WebPage | DocumentKind::Post | DocumentKind::DataSet);
    let issued = reference.published.filter(|issued| online && issued.to.is_none())?;
    let verb = if reference.version.is_some() { "Last modified" } else { "Published" };
    Some(format!("{verb} {}, {:04}", day(issued.from)?, issued.from.year))
}

fn day(date: Date) -> Option<String> {
    let month = MONTHS.get(usize::try_from(date.month? - 1).ok()?)?;
    Some(date.day.map_or_else(|| (*month).to_owned(), |day| format!("{month} {day}")))
}

fn accessed(reference: &Reference) -> Option<String> {
    match reference.accessed.filter(|_| reference.published.is_none())? {
        Accessed::Reader => Some(format!("Accessed {READER_DAY_IN_WORDS}")),
        Accessed::On(date) => Some(format!("Accessed {}, {:04}", day(date)?, date.year)),
    }
}

/// The first name turned round, the others as they are read.
fn authors(authors: &[Name]) -> String {
    let shown = if authors.len() > AUTHORS { NAMED_OF_MANY } else { authors.len() };
    let names: Vec<String> = authors[..shown].iter().enumerate().map(|(at, author)| name(author, at == 0)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        all if shown < authors.len() => format!("{}, et al.", all.join(", ")),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}

fn name(name: &Name, turned: bool) -> String {
    match name {
        Name::Whole(name) => line(name),
        Name::Person { family, given } if is_han(family) => line(family) + &line(given),
        Name::Person { family, given } if turned => format!("{}, {}", line(family), line(given)),
        Name::Person { family, given } => format!("{} {}", line(given), line(family)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::reposted;
    use super::*;

    #[test]
    fn a_newspaper_has_its_day_and_an_inferred_year_stands_in_brackets() {
        assert_eq!(
            text(&reposted()),
            "“苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI].” [ca. 2026]. 国际金融报, January."
        );
    }

    #[test]
    fn a_data_set_is_told_by_version_publisher_and_day() {
        let reference = Reference {
            kind: DocumentKind::DataSet,
            authors: vec![
                Name::Person { family: "Smith".into(), given: "Jane".into() },
                Name::Person { family: "Doe".into(), given: "John".into() },
            ],
            title: "Hangzhou: revenue, AI".into(),
            publisher: Some("Delta Briefing".into()),
            published: Issued::parse("2026-11-24"),
            version: Some("871cb3".into()),
            url: Some("https://a.test/x".into()),
            ..Reference::default()
        };
        assert_eq!(
            text(&reference),
            "Smith, Jane, and John Doe. 2026. “Hangzhou: revenue, AI.” Version 871cb3. Delta Briefing. Last modified November 24, 2026. https://a.test/x."
        );
    }
}
