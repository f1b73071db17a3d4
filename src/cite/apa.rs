//! APA, 7th edition: web pages (10.16) and single figures of a data set (10.9).

use super::{Date, Kind, Name, Reference, initials, is_han, line};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Authors that are named; of more, all but the last of these and the last of all.
const AUTHORS: usize = 20;

/// The parts of a reference: before the title, the title, and after it; the title is set in italics.
pub fn parts(reference: &Reference) -> (String, String, String) {
    let date = reference.published.map_or("n.d.".to_owned(), written);
    let authors = authors(&reference.authors);
    let title = line(&reference.title);
    let version = reference.version.as_ref().map(|version| format!(" ({})", line(version))).unwrap_or_default();
    let form = if reference.kind == Kind::Data { " [Data point]" } else { "" };
    let mut after = format!("{version}{form}");
    after.push_str(stop(if after.is_empty() { &title } else { &after }));
    let before = if authors.is_empty() {
        after.push_str(&format!(" ({date})."));
        String::new()
    } else {
        format!("{authors}{} ({date}). ", stop(&authors))
    };
    if let Some(place) = reference.place() {
        after.push_str(&format!(" {place}{}", stop(&place)));
    }
    if let Some(url) = reference.address() {
        // What has no date may change: the reader is told when it was seen (9.16).
        let read = reference.accessed.filter(|_| reference.published.is_none()).map(read);
        after.push_str(&format!(" {}{url}", read.unwrap_or_default()));
    }
    (before, title, after)
}

/// The reference as plain text.
pub fn text(reference: &Reference) -> String {
    let (before, title, after) = parts(reference);
    format!("{before}{title}{after}")
}

fn written(date: Date) -> String {
    let month = date.month.and_then(|m| MONTHS.get(usize::try_from(m - 1).ok()?));
    match (month, date.day) {
        (Some(month), Some(day)) => format!("{}, {month} {day}", date.year),
        (Some(month), None) => format!("{}, {month}", date.year),
        _ => date.year.to_string(),
    }
}

/// "Retrieved January 12, 2026, from ".
fn read(date: Date) -> String {
    match written(date).split_once(", ") {
        Some((year, day)) if date.day.is_some() => format!("Retrieved {day}, {year}, from "),
        Some((year, month)) => format!("Retrieved {month} {year}, from "),
        None => format!("Retrieved {}, from ", date.year),
    }
}

/// A full stop, unless the text ends with one of its own.
fn stop(text: &str) -> &'static str {
    if text.ends_with(['.', '?', '!', '。', '？', '！', '…']) { "" } else { "." }
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
    use super::*;

    fn page() -> Reference {
        Reference {
            key: "x".into(),
            kind: Kind::Page,
            authors: vec![Name::Whole("Delta Briefing".into())],
            title: "Suzhou".into(),
            lang: "en".into(),
            container: Some("Delta Briefing".into()),
            published: Date::parse("2026-11-24"),
            accessed: None,
            url: Some("https://briefing.test/suzhou.html".into()),
            version: Some("Version 3f9a1c".into()),
        }
    }

    #[test]
    fn a_page_by_its_publisher_names_it_once() {
        assert_eq!(
            text(&page()),
            "Delta Briefing. (2026, November 24). Suzhou (Version 3f9a1c). https://briefing.test/suzhou.html"
        );
    }

    #[test]
    fn without_author_the_title_moves_forward_and_without_date_it_says_so() {
        let reference = Reference { authors: vec![], published: None, version: None, container: None, ..page() };
        assert_eq!(text(&reference), "Suzhou. (n.d.). https://briefing.test/suzhou.html");
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
        let accessed = Date::parse("2026-01-12");
        let reference = Reference { authors, accessed, published: None, version: None, title: "Why?".into(), ..page() };
        assert_eq!(
            text(&reference),
            "Delta Inc. & 许振超. (n.d.). Why? Delta Briefing. Retrieved January 12, 2026, from https://briefing.test/suzhou.html"
        );
    }

    #[test]
    fn of_very_many_authors_the_last_is_named_too() {
        let authors = (1..=22).map(|n| Name::Whole(format!("A{n}"))).collect();
        assert!(text(&Reference { authors, ..page() }).contains("A18, A19, . . . A22. ("));
    }
}
