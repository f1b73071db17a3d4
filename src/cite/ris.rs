//! A reference as a RIS record.

use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Date, Doubt};
use super::phrase::line;
use super::reference::{Accessed, Reference, unbroken};

/// A RIS record.
pub fn record(reference: &Reference) -> String {
    let mut lines = vec![("TY", kind(reference).to_owned()), ("ID", reference.key.clone())];
    lines.extend(reference.authors.iter().map(|author| ("AU", name(author))));
    lines.extend(reference.editors.iter().map(|editor| ("ED", name(editor))));
    lines.push(("TI", reference.title.clone()));
    if let Some(issued) = reference.published {
        let part = |n: Option<i8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
        let Date { year, month, day } = issued.from;
        let other = match (issued.to, issued.doubt) {
            (Some(to), _) => format!("to {:04}", to.year),
            (None, Doubt::Printed) => String::new(),
            (None, Doubt::About) => "inferred".to_owned(),
            (None, Doubt::Uncertain) => "uncertain".to_owned(),
        };
        lines.push(("PY", format!("{year:04}")));
        lines.push(("DA", format!("{year:04}/{}/{}/{other}", part(month), part(day))));
    }
    if let Some(Accessed::On(date)) = reference.accessed {
        lines.push(("Y2", date.iso().replace('-', "/")));
    }
    let texts = [
        ("TT", &reference.translation),
        ("T2", &reference.container),
        ("PB", &reference.publisher),
        ("CY", &reference.place),
        ("M1", &reference.number),
        ("VL", &reference.volume),
        ("IS", &reference.issue),
        ("SP", &reference.pages),
        ("ET", if reference.version.is_some() { &reference.version } else { &reference.edition }),
        ("DO", &reference.doi),
    ];
    lines.extend(texts.into_iter().filter_map(|(tag, text)| text.clone().map(|text| (tag, text))));
    lines.extend(reference.url.as_deref().map(|url| ("UR", unbroken(url))));
    lines.extend(reference.archived.as_ref().map(|(url, _)| ("L1", url.clone())));
    lines.extend([&reference.note, &reference.reposted].into_iter().flatten().map(|note| ("N1", note.clone())));
    lines.push(("LA", reference.lang.clone()));
    let body: String = lines.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", line(value))).collect();
    format!("{body}ER  - \r\n")
}

/// A body ends with a comma: without one, EndNote takes its last word for a family name.
fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => format!("{},", line(name).trim_end_matches(',')),
        Name::Person { family, given } => format!("{family}, {given}"),
    }
}

fn kind(reference: &Reference) -> &'static str {
    match reference.kind {
        DocumentKind::WebPage => "ELEC",
        DocumentKind::Post => "BLOG",
        DocumentKind::NewspaperArticle => "NEWS",
        DocumentKind::JournalArticle => "JOUR",
        DocumentKind::Report => "RPRT",
        DocumentKind::Policy | DocumentKind::Speech | DocumentKind::Interview => "GEN",
        DocumentKind::Law => "STAT",
        DocumentKind::Standard => "STAND",
        DocumentKind::DataSet => "DATA",
        DocumentKind::Book if reference.whole().is_some() => "CHAP",
        DocumentKind::Book => "BOOK",
        DocumentKind::Thesis => "THES",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{edited, titled};
    use super::*;

    #[test]
    fn a_part_of_a_book_is_a_chapter() {
        let part = Reference { container: Some("Ports".into()), ..edited(&[("Smith", "Ann")]) };
        let record = record(&part);
        assert!(record.starts_with("TY  - CHAP") && record.contains("T2  - Ports"), "{record}");
    }

    #[test]
    fn ris_keeps_each_field_on_its_line() {
        assert_eq!(
            record(&titled("a\nER  - ")),
            "TY  - DATA\r\nID  - fact-a\r\nAU  - A & B,\r\nTI  - a ER -\r\nLA  - en\r\nER  - \r\n"
        );
    }

    proptest! {
        #[test]
        fn a_ris_record_has_its_own_lines_only(title in ".*", url in ".*") {
            let record = record(&Reference { url: Some(url), ..titled(&title) });
            prop_assert!(record.matches("\r\n").count() <= 7);
            prop_assert_eq!(record.matches(['\n', '\r']).count(), 2 * record.matches("\r\n").count());
        }
    }
}
