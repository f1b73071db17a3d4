//! APA, 7th edition: web pages (10.16) and single figures of a data set (10.9).

use super::{Date, Kind, Name, Reference};

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

/// The parts of a reference: before the title, the title, and after it; the title is set in italics.
pub fn parts(reference: &Reference) -> (String, String, String) {
    let date = reference.published.map_or("n.d.".to_owned(), written);
    let authors = authors(&reference.authors);
    let version = reference.version.as_ref().map(|version| format!(" ({version})")).unwrap_or_default();
    let form = if reference.kind == Kind::Data { " [Data point]" } else { "" };
    let mut after = format!("{version}{form}.");
    let before = if authors.is_empty() {
        after.push_str(&format!(" ({date})."));
        String::new()
    } else {
        format!("{}. ({date}). ", authors.trim_end_matches('.'))
    };
    if let Some(container) = &reference.container
        && !reference.authors.contains(&Name::Whole(container.clone()))
    {
        after.push_str(&format!(" {container}."));
    }
    if let Some(url) = &reference.url {
        after.push_str(&format!(" {url}"));
    }
    (before, reference.title.clone(), after)
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

fn authors(authors: &[Name]) -> String {
    let names: Vec<String> = authors.iter().map(name).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}, & {last}", first.join(", ")),
    }
}

fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => name.clone(),
        Name::Person { family, given } => {
            let initials: Vec<String> =
                given.split(' ').filter_map(|part| part.chars().next()).map(|c| format!("{c}.")).collect();
            format!("{family}, {}", initials.join(" "))
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
}
