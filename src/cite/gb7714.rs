//! GB/T 7714: references to online resources in the numeric system.
//!
//! The 2025 edition is written from its published examples: a full-width comma between authors and
//! full-width brackets around the date of publication, in Latin script too; family name first and
//! initials without full stops; what is not known is left out. The 2015 edition has half-width
//! brackets and commas, and family names in capitals.

use super::{Kind, Name, Reference, initials, is_han, line};

/// The most authors that are named before 等.
const AUTHORS: usize = 3;

/// The edition in force since 2026-07-01.
pub fn of_2025(reference: &Reference) -> String {
    let published = reference.published.map(|date| format!("（{}）", date.iso()));
    let when: String = place(reference).into_iter().chain(published).chain(accessed(reference)).collect();
    write(reference, authors(reference, "，", str::to_owned), when)
}

/// The edition before.
pub fn of_2015(reference: &Reference) -> String {
    let published = match (place(reference), reference.published) {
        (Some(place), Some(date)) if date.month.is_none() => format!("{place}, {}", date.iso()),
        (Some(place), Some(date)) => format!("{place}, {:04}({})", date.year, date.iso()),
        (place, date) => place.into_iter().chain(date.map(|date| format!("({})", date.iso()))).collect(),
    };
    let when = published + &accessed(reference).unwrap_or_default();
    write(reference, authors(reference, ", ", str::to_uppercase), when)
}

/// The parts in their order, each ended by one full stop.
fn write(reference: &Reference, authors: String, when: String) -> String {
    let version = reference.version.as_deref().map(|version| format!(": {}", line(version))).unwrap_or_default();
    let kind = match reference.kind {
        Kind::Page => "[EB/OL]",
        Kind::Data => "[DS/OL]",
    };
    let title = format!("{}{version}{kind}", line(&reference.title));
    let parts = [authors, title, when, reference.address().unwrap_or_default()];
    let ended = |part: &String| if part.ends_with('.') { part.clone() } else { format!("{part}.") };
    parts.iter().filter(|part| !part.is_empty()).map(ended).collect::<Vec<_>>().join(" ")
}

/// A web page stands without publisher; a data set, and what has no address, with the name of what holds it.
fn place(reference: &Reference) -> Option<String> {
    let needed = reference.kind == Kind::Data || reference.url.is_none();
    reference.place().filter(|_| needed)
}

fn accessed(reference: &Reference) -> Option<String> {
    reference.accessed.map(|date| format!("[{}]", date.iso()))
}

fn authors(reference: &Reference, comma: &str, family: fn(&str) -> String) -> String {
    let mut names: Vec<String> = reference.authors.iter().take(AUTHORS).map(|author| name(author, family)).collect();
    if reference.authors.len() > AUTHORS {
        names.push(if reference.lang.starts_with("zh") { "等" } else { "et al." }.to_owned());
    }
    names.join(comma)
}

/// A Chinese name whole; another with initials. 2015 writes its family name in capitals.
fn name(name: &Name, write_family: fn(&str) -> String) -> String {
    match name {
        Name::Whole(name) => line(name),
        Name::Person { family, given } if is_han(family) => line(family) + &line(given),
        Name::Person { family, given } => line(&format!("{} {}", write_family(family), initials(given).join(" "))),
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

    fn article() -> Reference {
        Reference {
            key: "x".into(),
            kind: Kind::Page,
            authors: vec![author("Smith, Jean-Paul R."), Name::Person { family: "许".into(), given: "振超".into() }],
            title: "Title\n here?".into(),
            lang: "en".into(),
            container: Some("News".into()),
            published: Date::parse("2025-03-25"),
            accessed: Date::parse("2026-11-24"),
            url: None,
            version: None,
        }
    }

    #[test]
    fn what_has_no_address_stands_with_what_holds_it() {
        let smith = "Smith J-P R，许振超. Title here?[EB/OL]. News（2025-03-25）[2026-11-24].";
        assert_eq!(of_2025(&article()), smith);
        let smith = "SMITH J-P R, 许振超. Title here?[EB/OL]. News, 2025(2025-03-25)[2026-11-24].";
        assert_eq!(of_2015(&article()), smith);
    }

    #[test]
    fn of_many_authors_three_are_named() {
        let many = Reference { authors: ["A", "B", "C", "D"].map(author).to_vec(), ..article() };
        assert!(of_2025(&many).starts_with("A，B，C，et al. Title"));
        let many = Reference { lang: "zh-Hans".into(), ..many };
        assert!(of_2025(&many).starts_with("A，B，C，等. Title"));
    }
}
