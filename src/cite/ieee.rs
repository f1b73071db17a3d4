//! IEEE: references as the editorial style manual has them (sections II.B and II.C).

use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Date, Issued};
use super::phrase::{initials, is_han, line, quoted};
use super::reference::{Accessed, READER_DAY_IN_WORDS, Reference, title_and_translation};

/// Months as the manual shortens them.
const MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec."];

/// Authors that are named; of more, the first and "et al.".
const AUTHORS: usize = 6;

/// The reference as plain text.
pub fn text(reference: &Reference) -> String {
    let title = title_and_translation(reference);
    let whole = matches!(reference.kind, DocumentKind::Book | DocumentKind::Report | DocumentKind::Law);
    let title = if whole { title } else { quoted(&title, ',') };
    let number = reference.number.as_deref().map(|number| format!("No. {}", line(number)));
    let pages = reference.pages.as_deref().map(|pages| format!("p. {}", line(pages)));
    let place = reference.place.as_deref().map(line);
    let edition = reference.edition.as_deref().map(line);
    let version = reference.version.as_deref().map(|version| format!("ver. {}", line(version)));
    let reposted = reference.reposted.as_deref().map(line);
    let told = [place, reference.home(), number, pages, edition, reference.published.map(written), version, reposted];
    let mut out = authors(&reference.authors);
    if !out.is_empty() {
        out.push_str(", ");
    }
    let told: Vec<String> = told.into_iter().flatten().collect();
    out.push_str(&title);
    if !told.is_empty() {
        out.push_str(if whole { ", " } else { " " });
        out.push_str(&told.join(", "));
    }
    if !out.ends_with(['.', '”']) {
        out.push('.');
    }
    out.extend(reference.note.as_deref().map(|note| format!(" {}.", line(note).trim_end_matches('.'))));
    out.extend(accessed(reference));
    out.extend(reference.address().map(|url| format!(" [Online]. Available: {url}")));
    out
}

fn written(issued: Issued) -> String {
    issued.doubted(if issued.to.is_some() { issued.years("–") } else { day(issued.from) })
}

/// "Nov. 24, 2026".
fn day(date: Date) -> String {
    let month = date.month.and_then(|m| MONTHS.get(usize::try_from(m - 1).ok()?));
    match (month, date.day) {
        (Some(month), Some(day)) => format!("{month} {day}, {:04}", date.year),
        (Some(month), None) => format!("{month} {:04}", date.year),
        _ => format!("{:04}", date.year),
    }
}

fn accessed(reference: &Reference) -> Option<String> {
    reference.address()?;
    Some(match reference.accessed? {
        Accessed::Reader => format!(" Accessed: {READER_DAY_IN_WORDS}."),
        Accessed::On(date) => format!(" Accessed: {}.", day(date)),
    })
}

fn authors(authors: &[Name]) -> String {
    let names: Vec<String> = authors.iter().map(name).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [first, ..] if names.len() > AUTHORS => format!("{first} et al."),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}

fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => line(name),
        Name::Person { family, given } if is_han(family) => line(family) + &line(given),
        Name::Person { family, given } => {
            let initials: Vec<String> = initials(given).iter().map(|i| i.replace('-', ".-") + ".").collect();
            line(&format!("{} {family}", initials.join(" ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::reposted;
    use super::*;

    #[test]
    fn an_inferred_date_is_about_then_and_an_address_says_where_and_when() {
        assert_eq!(
            text(&reposted()),
            "“苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI],” 国际金融报, ca. Jan. 2026."
        );
        let online = Reference { url: Some("https://a.test/x".into()), accessed: Some(Accessed::Reader), ..reposted() };
        assert!(
            text(&online).ends_with("ca. Jan. 2026. Accessed: Month D, YYYY. [Online]. Available: https://a.test/x"),
            "{}",
            text(&online)
        );
    }

    #[test]
    fn initials_stand_before_the_family_name() {
        let authors = vec![Name::Person { family: "Smith".into(), given: "Jean-Paul R.".into() }];
        assert!(text(&Reference { authors, ..reposted() }).starts_with("J.-P. R. Smith, “"));
    }
}
