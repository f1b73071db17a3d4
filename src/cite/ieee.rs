//! IEEE: references as the editorial style manual has them (sections II.B and II.C).

use crate::language::fill::fill;
use crate::model::bibliography::{DocumentKind, Name};

use super::date::Issued;
use super::phrase::{initials, is_han, line, lower, quoted};
use super::reference::{Reference, title_and_translation};

/// Authors that are named; of more, the first and "et al.".
const AUTHORS: usize = 6;

/// The reference as plain text.
pub fn text(reference: &Reference) -> String {
    let words = &reference.words;
    let title = title_and_translation(reference);
    // Reports are quoted, books and standards are not (II.G, II.I of the guide).
    let whole = matches!(reference.kind, DocumentKind::Book | DocumentKind::Standard | DocumentKind::Law);
    let whole = whole && reference.whole().is_none();
    let editors = names(reference.edited_by(), reference);
    let edited = format!("{editors}, {}", words.role(reference.editors.len()));
    let edited = Some(edited).filter(|_| !editors.is_empty());
    let authors = Some(names(&reference.authors, reference)).filter(|names| !names.is_empty());
    let (responsible, edited) = if authors.is_some() { (authors, edited) } else { (edited, None) };
    let within = reference.whole().map(|whole| lower(&fill(&words.within, &[("container", &whole)])));
    let volume = reference.volume.as_deref().map(|volume| fill(&words.volume, &[("volume", &line(volume))]));
    let issue = reference.issue.as_deref().map(|issue| fill(&words.issue, &[("issue", &line(issue))]));
    let number = reference.number.as_deref().map(|number| words.numbered(&line(number)));
    let pages = reference.pages.as_deref().map(|pages| words.paged(&line(pages)));
    let edition = reference.edition.as_deref().map(line);
    let version = reference.version.as_deref();
    let version = version.map(|version| fill(&words.short_version, &[("version", &line(version))]));
    let reposted = reference.reposted.as_deref().map(line);
    let date = reference.published.map(|issued| written(issued, reference));
    let place = reference.place.as_deref().map(line).filter(|_| !reference.is_article());
    let home = reference.home();
    // Of a book the place stands before the publisher, of a report or a thesis behind (II.B, II.I, II.N of the guide).
    let told = match reference.kind {
        DocumentKind::Book => {
            let house: Vec<String> = place.into_iter().chain(home).collect();
            let house = Some(house.join(": ")).filter(|house| !house.is_empty());
            vec![within, edition, edited, volume, house, issue, number, date, pages, version, reposted]
        }
        DocumentKind::Standard => vec![within, edited, number, home, place, edition, date, pages, version, reposted],
        _ => vec![within, edited, home, place, volume, issue, number, pages, edition, date, version, reposted],
    };
    let told: Vec<String> = told.into_iter().flatten().collect();
    let mut out = responsible.map(|names| format!("{names}, ")).unwrap_or_default();
    out.push_str(&if whole { title } else { quoted(&title, if told.is_empty() { '.' } else { ',' }) });
    if !told.is_empty() {
        out.push_str(if whole { ", " } else { " " });
        out.push_str(&told.join(", "));
    }
    if let Some(doi) = &reference.doi {
        // A DOI says where it is for good: no day, no address (II.C).
        out.push_str(&format!(", doi: {doi}"));
    }
    if !out.ends_with(['.', '”']) {
        out.push('.');
    }
    out.extend(reference.note.as_deref().map(|note| format!(" {}.", line(note).trim_end_matches('.'))));
    if let Some(url) = reference.address().filter(|_| reference.doi.is_none()) {
        let read = reference.read_on(|date| words.short_date(date));
        out.extend(read.map(|date| format!(" {}", fill(&words.accessed_on, &[("date", &date)]))));
        out.push_str(&format!(" {}", fill(&words.online, &[("url", &url)])));
    }
    out
}

fn written(issued: Issued, reference: &Reference) -> String {
    let words = &reference.words;
    words.doubted(issued, &if issued.to.is_some() { issued.years("–") } else { words.short_date(issued.from) })
}

fn names(all: &[Name], reference: &Reference) -> String {
    let names: Vec<String> = all.iter().map(name).collect();
    let and = &reference.words.and;
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} {and} {other}"),
        [first, ..] if names.len() > AUTHORS => format!("{first} et al."),
        [first @ .., last] => format!("{}, {and} {last}", first.join(", ")),
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
    use super::super::reference::Accessed;
    use super::super::tests::{article, edited, reposted};
    use super::*;

    #[test]
    fn who_edited_stands_first_where_nobody_wrote_and_behind_the_title_where_somebody_did() {
        assert_eq!(text(&edited(&[])), "J. Doe and J. Roe, Eds., Harbours of the north, Quay Press, 2024.");
        assert_eq!(
            text(&edited(&[("Smith", "Ann")])),
            "A. Smith, Harbours of the north, J. Doe and J. Roe, Eds., Quay Press, 2024."
        );
    }

    #[test]
    fn an_article_has_the_volume_issue_and_pages_of_its_journal() {
        assert_eq!(
            text(&article()),
            "A. Smith, “Tides and tolls,” Journal of Harbours, vol. 12, no. 3, pp. 45–67, 2024."
        );
    }

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
    fn a_title_with_nothing_behind_it_ends_the_sentence_and_that_of_a_report_is_quoted() {
        let report = Reference { kind: DocumentKind::Report, container: None, published: None, ..reposted() };
        assert_eq!(text(&report), "“苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI].”");
        let dated = Reference { published: Issued::parse("2024"), ..report };
        assert_eq!(text(&dated), "“苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI],” 2024.");
    }

    #[test]
    fn a_book_has_its_place_before_the_publisher_a_report_behind_and_a_doi_stands_for_an_address() {
        let book = Reference { place: Some("Portus".into()), editors: Vec::new(), ..edited(&[("Smith", "Ann")]) };
        assert_eq!(text(&book), "A. Smith, Harbours of the north, Portus: Quay Press, 2024.");
        let report = Reference { kind: DocumentKind::Report, number: Some("PB 91-194".into()), ..book };
        assert_eq!(text(&report), "A. Smith, “Harbours of the north,” Quay Press, Portus, PB 91-194, 2024.");
        let article = Reference { doi: Some("10.5555/t".into()), accessed: Some(Accessed::Reader), ..article() };
        assert!(text(&article).ends_with("pp. 45–67, 2024, doi: 10.5555/t."), "{}", text(&article));
    }

    #[test]
    fn initials_stand_before_the_family_name() {
        let authors = vec![Name::Person { family: "Smith".into(), given: "Jean-Paul R.".into() }];
        assert!(text(&Reference { authors, ..reposted() }).starts_with("J.-P. R. Smith, “"));
    }
}
