//! APA, 7th edition: web pages (10.16), newspapers (10.1), data sets (10.9), reports (10.4); works in another
//! language with their title translated in brackets (9.38).

use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Date, Issued, MONTHS};
use super::phrase::{initials, is_han, line, stop};
use super::reference::{Accessed, READER_DAY_IN_WORDS, Reference, title_and_translation};

/// Authors that are named; of more, all but the last of these and the last of all.
const AUTHORS: usize = 20;

/// The parts of a reference: before the title, the title, and after it; the title is set in italics.
pub fn parts(reference: &Reference) -> (String, String, String) {
    let date = reference.published.map_or("n.d.".to_owned(), |issued| written(issued, reference.kind));
    let authors = authors(&reference.authors);
    let title = title_and_translation(reference);
    let mut after = beside_title(reference);
    after.push_str(stop(if after.is_empty() { &title } else { &after }));
    let before = if authors.is_empty() {
        after.push_str(&format!(" ({date})."));
        String::new()
    } else {
        format!("{authors}{} ({date}). ", stop(&authors))
    };
    for place in [home(reference), reference.reposted.as_deref().map(line), reference.note.as_deref().map(line)] {
        if let Some(place) = place.filter(|place| !place.is_empty()) {
            after.push_str(&format!(" {place}{}", stop(&place)));
        }
    }
    if let Some(url) = reference.address() {
        after.push_str(&format!(" {}{url}", retrieved(reference)));
    }
    (before, title, after)
}

/// The reference as plain text.
pub fn text(reference: &Reference) -> String {
    let (before, title, after) = parts(reference);
    format!("{before}{title}{after}")
}

/// Number, edition, version and form, which stand behind the title and not in italics.
fn beside_title(reference: &Reference) -> String {
    let number = reference.number.as_deref().map(|number| format!("No. {}", line(number)));
    let edition = reference.edition.as_deref().map(line);
    let version = reference.version.as_deref().map(|version| format!("Version {}", line(version)));
    let inside: Vec<String> = [number, edition, version].into_iter().flatten().collect();
    let form = match reference.kind {
        DocumentKind::DataSet => " [Data set]",
        DocumentKind::Post => " [Post]",
        DocumentKind::Speech => " [Speech]",
        DocumentKind::Interview => " [Interview]",
        DocumentKind::Thesis => " [Thesis]",
        _ => "",
    };
    let inside = if inside.is_empty() { String::new() } else { format!(" ({})", inside.join("; ")) };
    format!("{inside}{form}")
}

/// The newspaper with its pages, or the publisher.
fn home(reference: &Reference) -> Option<String> {
    let home = reference.home()?;
    let pages = reference.pages.as_deref().map(|pages| format!(", {}", line(pages))).unwrap_or_default();
    Some(format!("{home}{pages}"))
}

/// What changes, or has no date, is read on a day (9.16); a version of a data set stays as it is.
fn retrieved(reference: &Reference) -> String {
    let changes =
        reference.published.is_none() || reference.version.is_some() && reference.kind != DocumentKind::DataSet;
    match reference.accessed.filter(|_| changes) {
        Some(Accessed::Reader) => format!("Retrieved {READER_DAY_IN_WORDS}, from "),
        Some(Accessed::On(date)) => read(date),
        None => String::new(),
    }
}

/// A data set has its year alone (10.9), as have books and reports.
fn written(issued: Issued, kind: DocumentKind) -> String {
    let years = issued.years("–");
    let year_alone = matches!(
        kind,
        DocumentKind::DataSet
            | DocumentKind::Book
            | DocumentKind::Report
            | DocumentKind::Thesis
            | DocumentKind::Law
            | DocumentKind::Standard
            | DocumentKind::JournalArticle
    );
    issued.doubted(if year_alone || issued.to.is_some() { years } else { day(issued.from) })
}

fn day(date: Date) -> String {
    let month = date.month.and_then(|m| MONTHS.get(usize::try_from(m - 1).ok()?));
    match (month, date.day) {
        (Some(month), Some(day)) => format!("{}, {month} {day}", date.year),
        (Some(month), None) => format!("{}, {month}", date.year),
        _ => date.year.to_string(),
    }
}

/// "Retrieved January 12, 2026, from ".
fn read(date: Date) -> String {
    match day(date).split_once(", ") {
        Some((year, day)) if date.day.is_some() => format!("Retrieved {day}, {year}, from "),
        Some((year, month)) => format!("Retrieved {month} {year}, from "),
        None => format!("Retrieved {}, from ", date.year),
    }
}

fn authors(authors: &[Name]) -> String {
    let names: Vec<String> = authors.iter().map(name).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] if authors.iter().all(|name| matches!(name, Name::Whole(_))) => format!("{one} & {other}"),
        [first @ .., last] if names.len() <= AUTHORS => format!("{}, & {last}", first.join(", ")),
        [first @ .., last] => format!("{}, . . . {last}", first[..AUTHORS - 1].join(", ")),
    }
}

fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => line(name),
        Name::Person { family, given } if is_han(family) => line(family) + &line(given),
        Name::Person { family, given } => {
            let initials: Vec<String> = initials(given).iter().map(|i| i.replace('-', ".-") + ".").collect();
            let comma = if initials.is_empty() { "" } else { ", " };
            format!("{}{comma}{}", line(family), initials.join(" "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::reposted;
    use super::*;

    fn page() -> Reference {
        Reference {
            authors: vec![Name::Whole("Delta Briefing".into())],
            title: "Suzhou".into(),
            lang: "en".into(),
            publisher: Some("Delta Briefing".into()),
            published: Issued::parse("2026-11-24"),
            accessed: Some(Accessed::Reader),
            url: Some("https://briefing.test/suzhou.html#v=3f9a1c".into()),
            version: Some("3f9a1c".into()),
            ..Reference::default()
        }
    }

    #[test]
    fn a_page_that_changes_names_its_publisher_once_and_leaves_the_readers_day_open() {
        assert_eq!(
            text(&page()),
            "Delta Briefing. (2026, November 24). Suzhou (Version 3f9a1c). Retrieved Month D, YYYY, from https://briefing.test/suzhou.html#v=3f9a1c"
        );
    }

    #[test]
    fn a_data_set_has_its_year_its_version_and_its_form() {
        assert_eq!(
            text(&Reference { kind: DocumentKind::DataSet, ..page() }),
            "Delta Briefing. (2026). Suzhou (Version 3f9a1c) [Data set]. https://briefing.test/suzhou.html#v=3f9a1c"
        );
    }

    #[test]
    fn a_chinese_work_has_its_title_and_the_translation_and_an_inferred_date_is_about_then() {
        assert_eq!(
            text(&reposted()),
            "苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI]. (ca. 2026, January). 国际金融报."
        );
        let ours = Reference { title: "[苏州]".into(), translation: Some("[On Suzhou]".into()), ..reposted() };
        assert!(text(&ours).starts_with("[On Suzhou]. (ca."), "a title of ours is said once: {}", text(&ours));
        let copy = Reference { reposted: Some("as reposted by Tiantian Fund".into()), ..reposted() };
        assert!(text(&copy).ends_with("国际金融报. as reposted by Tiantian Fund."), "{}", text(&copy));
    }

    #[test]
    fn without_author_the_title_moves_forward_and_without_date_it_says_so() {
        let reference =
            Reference { authors: vec![], published: None, version: None, publisher: None, accessed: None, ..page() };
        assert_eq!(text(&reference), "Suzhou. (n.d.). https://briefing.test/suzhou.html#v=3f9a1c");
    }

    #[test]
    fn persons_are_joined_by_an_ampersand() {
        let person = |family: &str, given: &str| Name::Person { family: family.into(), given: given.into() };
        let authors = vec![person("Smith", "Jane Ann"), person("Doe", "John")];
        assert!(text(&Reference { authors, ..page() }).starts_with("Smith, J. A., & Doe, J. (2026, November 24). "));
    }

    #[test]
    fn what_has_no_date_says_when_it_was_read_and_no_stop_is_doubled() {
        let authors = vec![Name::Whole("Delta Inc.".into()), Name::Whole("许振超".into())];
        let accessed = Date::parse("2026-01-12").map(Accessed::On);
        let reference =
            Reference { authors, accessed, published: None, version: None, title: "Why?”".into(), ..page() };
        assert_eq!(
            text(&reference),
            "Delta Inc. & 许振超. (n.d.). Why?” Delta Briefing. Retrieved January 12, 2026, from https://briefing.test/suzhou.html#v=3f9a1c"
        );
    }

    #[test]
    fn of_very_many_authors_the_last_is_named_too() {
        let authors = (1..=22).map(|n| Name::Whole(format!("A{n}"))).collect();
        assert!(text(&Reference { authors, ..page() }).contains("A18, A19, . . . A22. ("));
    }
}
