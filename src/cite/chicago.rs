//! Chicago, 18th edition: entries of a reference list by author and date (chapter 13).

use crate::language::fill::fill;
use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Doubt, Issued};
use super::phrase::{is_han, line, lower, quoted, ranged, stop};
use super::reference::{Reference, title_and_translation};

/// Authors that are named; of more, the first three and "et al." (13.107).
const AUTHORS: usize = 6;
const NAMED_OF_MANY: usize = 3;

/// The reference as plain text.
pub fn text(reference: &Reference) -> String {
    let words = &reference.words;
    let year = reference.published.map_or(words.no_date.clone(), |issued| year(issued, reference));
    let title = title_and_translation(reference);
    // What stands for itself has its title in italics, not in quotation marks: books, reports, standards, policies.
    let whole = matches!(
        reference.kind,
        DocumentKind::Book | DocumentKind::Report | DocumentKind::Law | DocumentKind::Standard | DocumentKind::Policy
    );
    let title = if whole && reference.whole().is_none() { ended(&title) } else { quoted(&title, '.') };
    let mut parts = match responsible(reference) {
        Some(names) => vec![ended(&names), ended(&year), title],
        None => vec![title, ended(&year)],
    };
    let editors = reference.edited_by();
    let by = (!reference.authors.is_empty() && !editors.is_empty())
        .then(|| fill(&words.edited_by, &[("names", &names(editors, reference, false))]));
    let edition = reference.edition.as_deref().map(line);
    let (by, within) = match reference.whole() {
        Some(whole) => {
            let whole = std::iter::once(whole).chain(edition.clone()).collect::<Vec<_>>().join(", ");
            let part = fill(&words.within, &[("container", &whole)]);
            (None, Some(by.map_or(part.clone(), |by| format!("{part}, {}", lower(&by)))))
        }
        None => (by, None),
    };
    let number = reference.number.as_deref().map(|number| words.numbered(&line(number)));
    let volume = reference.volume.as_deref().filter(|_| !reference.is_article());
    let volume = volume.map(|volume| sentence(&fill(&words.volume, &[("volume", &line(volume))])));
    let edition = edition.filter(|_| reference.whole().is_none());
    let version = reference.version.as_deref().map(|version| fill(&words.version, &[("version", &line(version))]));
    let told = [by, within, number, volume, edition, version, home(reference), published(reference)];
    parts.extend(told.into_iter().flatten().map(|part| ended(&part)));
    parts.extend([&reference.reposted, &reference.note].into_iter().flatten().map(|part| ended(&line(part))));
    parts.extend(accessed(reference).map(|part| ended(&part)));
    parts.extend(reference.address().map(|url| ended(&url)));
    parts.join(" ")
}

fn ended(part: &str) -> String {
    format!("{part}{}", stop(part))
}

/// With a capital, at the head of one.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// A year that is not printed stands in brackets (14.44): `[2026?]`.
fn year(issued: Issued, reference: &Reference) -> String {
    let years = issued.years("–");
    if issued.doubt == Doubt::Printed { years } else { format!("[{}]", reference.words.doubted(issued, &years)) }
}

/// Whether it is an article of a newspaper that nobody signed: its newspaper stands in the place of an author
/// ("unsigned newspaper articles", 14.207 of the 16th edition, 14.199 of the 17th).
fn is_unsigned(reference: &Reference) -> bool {
    reference.kind == DocumentKind::NewspaperArticle && reference.authors.is_empty()
}

/// Who wrote it, or who edited what nobody is named for (13.80).
fn responsible(reference: &Reference) -> Option<String> {
    let authors = names(&reference.authors, reference, true);
    if !authors.is_empty() {
        return Some(authors);
    }
    if is_unsigned(reference) {
        return reference.home();
    }
    let editors = names(reference.edited_by(), reference, true);
    (!editors.is_empty()).then(|| format!("{editors}, {}", lower(reference.words.role(reference.editors.len()))))
}

/// The newspaper with its day, the journal with its volume and pages (14.70), or the publisher.
fn home(reference: &Reference) -> Option<String> {
    let home = reference.home().filter(|_| !is_unsigned(reference));
    let day = reference.published.filter(|issued| issued.to.is_none());
    let day = day.and_then(|issued| reference.words.without_year(issued.from));
    if reference.kind == DocumentKind::NewspaperArticle {
        let parts: Vec<String> = home.into_iter().chain(day).collect();
        return Some(parts.join(", ")).filter(|text| !text.is_empty());
    }
    if reference.kind == DocumentKind::JournalArticle {
        let volume = reference.volume.as_deref().map(line);
        let issue = reference.issue.as_deref().map(|issue| format!("({})", line(issue)));
        // What is in no volume and no issue is known by its day.
        if volume.is_none() && issue.is_none() && reference.pages.is_none() {
            let parts: Vec<String> = home.into_iter().chain(day).collect();
            return Some(parts.join(", ")).filter(|text| !text.is_empty());
        }
        let counted: Vec<String> = home.into_iter().chain(volume).chain(issue).collect();
        let pages = reference
            .pages
            .as_deref()
            .map(|pages| format!(": {}", shortened(&ranged(&line(pages)))))
            .unwrap_or_default();
        return Some(counted.join(" ") + &pages).filter(|text| !text.is_empty());
    }
    // The 18th edition leaves the place out where a publisher is named (14.30).
    home.or_else(|| reference.place.as_deref().map(line))
}

/// Of two numbers the second as far as it says something new (9.63): `169–76`, `101–8`, `100–104`.
fn shortened(pages: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let Some((first, last)) = pages.split_once('–').filter(|(a, b)| digits(a) && digits(b) && a.len() == b.len())
    else {
        return pages.to_owned();
    };
    let same = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    let kept = match first.as_bytes() {
        bytes if bytes.len() < 3 || bytes.ends_with(b"00") => 0,
        bytes if bytes[bytes.len() - 2] == b'0' => same.min(first.len() - 1),
        _ => same.min(first.len() - 2),
    };
    format!("{first}–{}", &last[kept..])
}

/// The day of what is published online, apart from its year (14.104).
fn published(reference: &Reference) -> Option<String> {
    let online = matches!(reference.kind, DocumentKind::WebPage | DocumentKind::Post | DocumentKind::DataSet);
    let issued = reference.published.filter(|issued| online && issued.to.is_none())?;
    issued.from.month?;
    let words = &reference.words;
    let pattern = if reference.version.is_some() { &words.modified } else { &words.published };
    Some(fill(pattern, &[("date", &words.date(issued.from))]))
}

fn accessed(reference: &Reference) -> Option<String> {
    let date = reference.read_on(|date| reference.words.date(date)).filter(|_| reference.published.is_none())?;
    Some(fill(&reference.words.accessed, &[("date", &date)]))
}

/// Several names, the first turned round where they stand first in the list, the others as they are read.
fn names(all: &[Name], reference: &Reference, turned: bool) -> String {
    let shown = if all.len() > AUTHORS { NAMED_OF_MANY } else { all.len() };
    let names: Vec<String> = all[..shown].iter().enumerate().map(|(at, one)| name(one, turned && at == 0)).collect();
    let and = &reference.words.and;
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        all_named if shown < all.len() => format!("{}, et al.", all_named.join(", ")),
        [one, other] if !turned => format!("{one} {and} {other}"),
        [first @ .., last] => format!("{}, {and} {last}", first.join(", ")),
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
    use super::super::tests::{article, edited, reposted};
    use super::*;

    #[test]
    fn who_edited_stands_first_where_nobody_wrote_and_behind_the_title_where_somebody_did() {
        assert_eq!(text(&edited(&[])), "Doe, Jane, and John Roe, eds. 2024. Harbours of the north. Quay Press.");
        assert_eq!(
            text(&edited(&[("Smith", "Ann")])),
            "Smith, Ann. 2024. Harbours of the north. Edited by Jane Doe and John Roe. Quay Press."
        );
        let part = Reference { container: Some("Ports".into()), ..edited(&[("Smith", "Ann")]) };
        assert_eq!(
            text(&part),
            "Smith, Ann. 2024. “Harbours of the north.” In Ports, edited by Jane Doe and John Roe. Quay Press."
        );
    }

    #[test]
    fn an_article_has_the_volume_issue_and_pages_of_its_journal() {
        assert_eq!(text(&article()), "Smith, Ann. 2024. “Tides and tolls.” Journal of Harbours 12 (3): 45–67.");
        let none = || None;
        let early = Reference { volume: none(), issue: none(), pages: none(), ..article() };
        let early = Reference { published: Issued::parse("2024-11"), ..early };
        assert_eq!(text(&early), "Smith, Ann. 2024. “Tides and tolls.” Journal of Harbours, November.");
    }

    #[test]
    fn a_newspaper_stands_for_who_did_not_sign_has_its_day_and_an_inferred_year_stands_in_brackets() {
        assert_eq!(
            text(&reposted()),
            "国际金融报. [ca. 2026]. “苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI].” January."
        );
        let authors = vec![Name::Person { family: "余".into(), given: "继超".into() }];
        assert_eq!(
            text(&Reference { authors, ..reposted() }),
            "余继超. [ca. 2026]. “苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI].” 国际金融报, January."
        );
    }

    #[test]
    fn pages_are_shortened_where_nothing_is_lost() {
        for (pages, expected) in [
            ("45–67", "45–67"),
            ("100–104", "100–104"),
            ("101–108", "101–8"),
            ("169–176", "169–76"),
            ("1496–1500", "1496–500"),
            ("11564–11615", "11564–615"),
            ("e12–e15", "e12–e15"),
        ] {
            assert_eq!(shortened(pages), expected);
        }
    }

    #[test]
    fn a_standard_is_not_quoted_and_has_no_place_beside_its_publisher() {
        let standard = Reference {
            kind: DocumentKind::Standard,
            place: Some("北京".into()),
            publisher: Some("中国标准出版社".into()),
            container: None,
            number: Some("GB/T 20090.16—2016".into()),
            ..reposted()
        };
        assert!(text(&standard).ends_with("[ca. 2026]. GB/T 20090.16—2016. 中国标准出版社."), "{}", text(&standard));
        assert!(text(&standard).starts_with("苏浙竞逐"), "{}", text(&standard));
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
