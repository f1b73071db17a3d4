//! APA, 7th edition: web pages (10.16), newspapers and journals (10.1), edited books (10.2), data sets (10.9), reports
//! (10.4); works in another language with their title translated in brackets (9.38).

use crate::language::fill::fill;
use crate::model::bibliography::{DocumentKind, Name};

use super::date::Issued;
use super::phrase::{Piece, initials, is_han, line, ranged, stop};
use super::reference::{Reference, title_and_translation};

/// Authors that are named; of more, all but the last of these and the last of all.
const AUTHORS: usize = 20;

/// The reference in pieces.
pub fn pieces(reference: &Reference) -> Vec<Piece> {
    let date = reference.published.map_or(reference.words.no_date.clone(), |issued| written(issued, reference));
    let title = title_and_translation(reference);
    let mut beside = beside_title(reference);
    beside.push_str(if beside.is_empty() { stop(&title) } else { "." });
    let before = responsible(reference).map(|names| format!("{names} ({date}). "));
    if before.is_none() {
        beside.push_str(&format!(" ({date})."));
    }
    let article = reference.is_article();
    let mut pieces = vec![
        Piece { text: before.unwrap_or_default(), italic: false },
        Piece { text: title, italic: !article },
        Piece { text: beside, italic: false },
    ];
    pieces.extend(home(reference));
    let told = [reference.reposted.as_deref(), reference.note.as_deref()].into_iter().flatten().map(line);
    let told: String = told.map(|text| format!(" {text}{}", stop(&text))).collect();
    let address = reference.address().map(|url| format!(" {}", retrieved(reference, &url)));
    pieces.push(Piece { text: told + &address.unwrap_or_default(), italic: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The reference as plain text.
pub fn text(reference: &Reference) -> String {
    pieces(reference).into_iter().map(|piece| piece.text).collect()
}

/// Who wrote it, or who edited what nobody is named for, with a full stop.
fn responsible(reference: &Reference) -> Option<String> {
    let authors = names(&reference.authors, reference, name);
    if !authors.is_empty() {
        return Some(format!("{authors}{}", stop(&authors)));
    }
    let editors = names(own_editors(reference), reference, name);
    (!editors.is_empty()).then(|| format!("{editors} ({}).", reference.words.role(reference.editors.len())))
}

/// Those who edited it, and not what it is a part of.
fn own_editors(reference: &Reference) -> &[Name] {
    if reference.whole().is_some() { &[] } else { reference.edited_by() }
}

/// Editors, number, edition, version and form, which stand behind the title and not in italics.
fn beside_title(reference: &Reference) -> String {
    let words = &reference.words;
    let editors = own_editors(reference);
    let editors = (!reference.authors.is_empty() && !editors.is_empty())
        .then(|| format!("{}, {}", names(editors, reference, read_name), words.role(editors.len())));
    let number = reference.number.as_deref().map(|number| words.numbered(&line(number)));
    let volume = reference.volume.as_deref().filter(|_| !reference.is_article());
    let volume = volume.map(|volume| fill(&words.volume, &[("volume", &line(volume))]));
    // Of a part, edition and pages are those of what it stands in.
    let own = reference.whole().is_none();
    let edition = reference.edition.as_deref().filter(|_| own).map(line);
    let version = reference.version.as_deref().map(|version| fill(&words.version, &[("version", &line(version))]));
    let pages = reference.pages.as_deref().filter(|_| own && !reference.is_article());
    let pages = pages.map(|pages| words.paged(&line(pages)));
    let inside: Vec<String> = [editors, number, volume, edition, version, pages].into_iter().flatten().collect();
    let form = match reference.kind {
        DocumentKind::DataSet => words.data_set.clone(),
        DocumentKind::Post => words.post.clone(),
        DocumentKind::Speech => words.speech.clone(),
        DocumentKind::Interview => words.interview.clone(),
        // A thesis names where it was written in its brackets (10.6).
        DocumentKind::Thesis => {
            std::iter::once(words.thesis.clone()).chain(reference.home()).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    let form = if form.is_empty() { String::new() } else { format!(" [{form}]") };
    let inside = if inside.is_empty() { String::new() } else { format!(" ({})", inside.join("; ")) };
    format!("{inside}{form}")
}

/// The newspaper or journal with its volume and pages, what it is a part of, the publisher.
fn home(reference: &Reference) -> Vec<Piece> {
    let plain = |text: String| Piece { text, italic: false };
    let pages = reference.pages.as_deref().map(|pages| ranged(&line(pages)));
    let mut pieces = Vec::new();
    if let Some(whole) = reference.whole() {
        let editors = reference.edited_by();
        let names = names(editors, reference, read_name);
        let by = if names.is_empty() {
            String::new()
        } else {
            format!("{names} ({}), ", reference.words.role(editors.len()))
        };
        let edition = reference.edition.as_deref().map(line);
        let counted = edition.into_iter().chain(pages.as_deref().map(|pages| reference.words.paged(pages)));
        let counted = counted.collect::<Vec<_>>().join(", ");
        let pages = if counted.is_empty() { counted } else { format!(" ({counted})") };
        let (before, after) = reference.words.within.split_once("{container}").unwrap_or(("", ""));
        pieces.push(plain(format!(" {before}{by}")));
        pieces.push(Piece { text: whole, italic: true });
        pieces.push(plain(format!("{after}{pages}.")));
    }
    let Some(home) = reference.home().filter(|_| reference.kind != DocumentKind::Thesis) else { return pieces };
    let issue = reference.issue.as_deref().map(|issue| format!("({})", line(issue))).unwrap_or_default();
    if reference.is_article() {
        let beside = pages.map(|pages| format!(", {pages}")).unwrap_or_default();
        let volume = reference.volume.as_deref().map(line);
        let named = volume.map_or(home.clone(), |volume| format!("{home}, {volume}"));
        let issue = if reference.volume.is_none() && !issue.is_empty() { format!(" {issue}") } else { issue };
        let after = format!("{issue}{beside}");
        let stop = stop(if after.is_empty() { &named } else { &after });
        pieces.extend([plain(" ".to_owned()), Piece { text: named, italic: true }, plain(format!("{after}{stop}"))]);
    } else {
        pieces.push(plain(format!(" {home}{}", stop(&home))));
    }
    pieces
}

/// What changes, or has no date, is read on a day (9.16); a version of a data set stays as it is.
fn retrieved(reference: &Reference, url: &str) -> String {
    let changes =
        reference.published.is_none() || reference.version.is_some() && reference.kind != DocumentKind::DataSet;
    match reference.read_on(|date| reference.words.date(date)).filter(|_| changes) {
        Some(date) => fill(&reference.words.retrieved, &[("date", &date), ("url", url)]),
        None => url.to_owned(),
    }
}

/// A data set has its year alone (10.9), as have books and reports.
fn written(issued: Issued, reference: &Reference) -> String {
    let years = issued.years("–");
    let year_alone = matches!(
        reference.kind,
        DocumentKind::DataSet
            | DocumentKind::Book
            | DocumentKind::Report
            | DocumentKind::Thesis
            | DocumentKind::Law
            | DocumentKind::Standard
            | DocumentKind::JournalArticle
    );
    let date = if year_alone || issued.to.is_some() { years } else { reference.words.year_first(issued.from) };
    reference.words.doubted(issued, &date)
}

fn names(all: &[Name], reference: &Reference, name: fn(&Name) -> String) -> String {
    let names: Vec<String> = all.iter().map(name).collect();
    let and = &reference.words.ampersand;
    let bodies = all.iter().all(|name| matches!(name, Name::Whole(_)));
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] if bodies || !one.contains(", ") => format!("{one} {and} {other}"),
        [first @ .., last] if names.len() <= AUTHORS => format!("{}, {and} {last}", first.join(", ")),
        [first @ .., last] => format!("{}, . . . {last}", first[..AUTHORS - 1].join(", ")),
    }
}

/// `Doe, J.`: the family name first.
fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => line(name),
        Name::Person { family, given } if is_han(family) => line(family) + &line(given),
        Name::Person { family, given } => {
            let initials = dotted(given);
            let comma = if initials.is_empty() { "" } else { ", " };
            format!("{}{comma}{initials}", line(family))
        }
    }
}

/// `J. Doe`: as it is read.
fn read_name(name: &Name) -> String {
    match name {
        Name::Person { family, given } if !is_han(family) => line(&format!("{} {family}", dotted(given))),
        other => self::name(other),
    }
}

fn dotted(given: &str) -> String {
    initials(given).iter().map(|initial| initial.replace('-', ".-") + ".").collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::date::Date;
    use super::super::reference::Accessed;
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
    fn who_edited_stands_first_where_nobody_wrote_and_behind_the_title_where_somebody_did() {
        use super::super::tests::edited;
        assert_eq!(text(&edited(&[])), "Doe, J., & Roe, J. (Eds.). (2024). Harbours of the north. Quay Press.");
        assert_eq!(
            text(&edited(&[("Smith", "Ann")])),
            "Smith, A. (2024). Harbours of the north (J. Doe & J. Roe, Eds.). Quay Press."
        );
        let part =
            Reference { container: Some("Ports".into()), pages: Some("1-9".into()), ..edited(&[("Smith", "Ann")]) };
        assert_eq!(
            text(&part),
            "Smith, A. (2024). Harbours of the north. In J. Doe & J. Roe (Eds.), Ports (pp. 1–9). Quay Press."
        );
    }

    #[test]
    fn an_article_has_the_volume_of_its_journal_and_the_journals_name_is_set_in_italics() {
        use super::super::tests::article;
        assert_eq!(text(&article()), "Smith, A. (2024). Tides and tolls. Journal of Harbours, 12(3), 45–67.");
        let italic: Vec<String> = pieces(&article()).into_iter().filter(|p| p.italic).map(|p| p.text).collect();
        assert_eq!(italic, ["Journal of Harbours, 12"]);
    }

    #[test]
    fn a_part_has_the_edition_of_its_book_a_thesis_its_university_and_a_report_its_pages_beside_the_title() {
        use super::super::tests::edited;
        let part = Reference { container: Some("Ports".into()), edition: Some("2nd ed.".into()), ..edited(&[]) };
        let part = Reference { pages: Some("1-9".into()), ..part };
        assert!(
            text(&part).ends_with("In J. Doe & J. Roe (Eds.), Ports (2nd ed., pp. 1–9). Quay Press."),
            "{}",
            text(&part)
        );
        let plain = Reference { editors: Vec::new(), pages: Some("25".into()), ..edited(&[("Smith", "Ann")]) };
        let thesis = Reference { kind: DocumentKind::Thesis, ..plain.clone() };
        assert_eq!(text(&thesis), "Smith, A. (2024). Harbours of the north (p. 25) [Thesis, Quay Press].");
        let report = Reference { kind: DocumentKind::Report, number: Some("PB 91-194".into()), ..plain };
        assert_eq!(text(&report), "Smith, A. (2024). Harbours of the north (PB 91-194; p. 25). Quay Press.");
    }

    #[test]
    fn a_chinese_number_of_a_document_stands_as_it_is() {
        let policy = Reference {
            kind: DocumentKind::Policy,
            container: None,
            number: Some("国发〔2017〕35号".into()),
            published: Issued::parse("2017-07-08"),
            ..reposted()
        };
        assert_eq!(
            text(&policy),
            "苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI] (国发〔2017〕35号). (2017, July 8)."
        );
    }

    #[test]
    fn of_very_many_authors_the_last_is_named_too() {
        let authors = (1..=22).map(|n| Name::Whole(format!("A{n}"))).collect();
        assert!(text(&Reference { authors, ..page() }).contains("A18, A19, . . . A22. ("));
    }
}
