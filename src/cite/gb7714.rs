//! GB/T 7714: references to online resources in the numeric system.
//!
//! The 2025 edition is written from its published examples: a full-width comma between authors and
//! full-width brackets around the date of publication, in Latin script too; family name first and
//! initials without full stops; what is not known is left out. The 2015 edition differs in half-width
//! brackets and commas.

use super::{Kind, Name, Reference};

/// The most authors that are named before 等.
const AUTHORS: usize = 3;

struct Marks {
    comma: &'static str,
    open: &'static str,
    close: &'static str,
}

/// The edition in force since 2026-07-01.
pub fn of_2025(reference: &Reference) -> String {
    write(reference, &Marks { comma: "，", open: "（", close: "）" })
}

/// The edition before.
pub fn of_2015(reference: &Reference) -> String {
    write(reference, &Marks { comma: ", ", open: "(", close: ")" })
}

fn write(reference: &Reference, marks: &Marks) -> String {
    let mut out = authors(reference, marks);
    if !out.is_empty() {
        out.push_str(". ");
    }
    out.push_str(&reference.title);
    if let Some(version) = &reference.version {
        out.push_str(&format!(": {version}"));
    }
    out.push_str(match reference.kind {
        Kind::Page => "[EB/OL].",
        Kind::Data => "[DS/OL].",
    });
    if let (Kind::Data, Some(container)) = (reference.kind, &reference.container) {
        out.push_str(&format!(" {container}"));
    }
    let published = reference.published.map(|date| format!("{}{}{}", marks.open, date.iso(), marks.close));
    let accessed = reference.accessed.map(|date| format!("[{}]", date.iso()));
    let dates = format!("{}{}", published.unwrap_or_default(), accessed.unwrap_or_default());
    if !dates.is_empty() {
        let joined = reference.kind == Kind::Data && reference.container.is_some() && dates.starts_with('（');
        out.push_str(if joined { "" } else { " " });
        out.push_str(&dates);
        out.push('.');
    } else if !out.ends_with('.') {
        out.push('.');
    }
    if let Some(url) = &reference.url {
        out.push_str(&format!(" {url}."));
    }
    out
}

fn authors(reference: &Reference, marks: &Marks) -> String {
    let mut names: Vec<String> = reference.authors.iter().take(AUTHORS).map(name).collect();
    if reference.authors.len() > AUTHORS {
        names.push(if reference.lang.starts_with("zh") { "等" } else { "et al." }.to_owned());
    }
    names.join(marks.comma).trim_end_matches('.').to_owned()
}

fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => name.clone(),
        Name::Person { family, given } => {
            let initials: Vec<String> =
                given.split([' ', '-']).filter_map(|part| part.chars().next()).map(String::from).collect();
            format!("{family} {}", initials.join(" "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cite::Date;

    fn author(text: &str) -> Name {
        match text.split_once(", ") {
            Some((family, given)) => Name::Person { family: family.into(), given: given.into() },
            None => Name::Whole(text.into()),
        }
    }

    #[test]
    fn the_standards_own_examples_are_met_to_the_letter() {
        let table = include_str!("../../tests/fixtures/gbt7714-2025-online.tsv");
        let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split('\t').collect()).collect();
        assert!(rows.len() >= 6);
        for row in rows {
            let [authors, title, published, accessed, url, language, expected] = row[..] else { panic!("{row:?}") };
            let reference = Reference {
                key: "x".into(),
                kind: Kind::Page,
                authors: authors.split("; ").filter(|a| !a.is_empty()).map(author).collect(),
                title: title.into(),
                lang: language.into(),
                container: None,
                published: Date::parse(published),
                accessed: Date::parse(accessed),
                url: Some(url.into()),
                version: None,
            };
            assert_eq!(of_2025(&reference), expected);
        }
    }

    #[test]
    fn a_data_set_names_its_repository_before_the_date() {
        let reference = Reference {
            key: "x".into(),
            kind: Kind::Data,
            authors: vec![Name::Whole("IHME".into())],
            title: "Global Burden of Disease Study 2019 (GBD2019) data resources".into(),
            lang: "en".into(),
            container: Some("Global Health Data Exchange".into()),
            published: Date::parse("2021"),
            accessed: Date::parse("2024-11-25"),
            url: Some("https://ghdx.healthdata.org/gbd-2019".into()),
            version: None,
        };
        assert_eq!(
            of_2025(&reference),
            "IHME. Global Burden of Disease Study 2019 (GBD2019) data resources[DS/OL]. Global Health Data Exchange（2021）[2024-11-25]. https://ghdx.healthdata.org/gbd-2019."
        );
    }
}
