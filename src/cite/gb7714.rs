//! GB/T 7714: references in the numeric system.
//!
//! The 2025 edition is written from its published examples: a full-width comma between authors, colon
//! before a number or a publisher, and brackets around the date of publication, in Latin script too;
//! family name first and initials without full stops; what is not known is left out; a date that was
//! inferred stands in `[ ]` (7.5.4.3). Data sets follow 8.14.3: version, platform and date each in its
//! element; web pages 8.11.3; newspapers 8.5.1.4; reports and standards by number. The 2015 edition has
//! half-width marks, and family names in capitals. The words 等 and `et al.` follow the document's own
//! language, as the whole reference does (5.1).

use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Date, Doubt, Issued};
use super::phrase::{initials, is_han, line};
use super::reference::{Accessed, READER_DAY, Reference};

/// The most authors that are named before 等.
const AUTHORS: usize = 3;

/// What the two editions write otherwise.
struct Marks {
    comma: &'static str,
    colon: &'static str,
    open: &'static str,
    close: &'static str,
    family: fn(&str) -> String,
}

const OF_2025: Marks = Marks { comma: "，", colon: "：", open: "（", close: "）", family: str::to_owned };
const OF_2015: Marks = Marks { comma: ", ", colon: ": ", open: "(", close: ")", family: str::to_uppercase };

/// The edition in force since 2026-07-01.
pub fn of_2025(reference: &Reference) -> String {
    write(reference, &OF_2025)
}

/// The edition before.
pub fn of_2015(reference: &Reference) -> String {
    write(reference, &OF_2015)
}

/// The parts in their order, each ended by one full stop.
fn write(reference: &Reference, marks: &Marks) -> String {
    let title = title(reference, marks);
    let version = reference.version.as_deref().filter(|_| reference.kind == DocumentKind::DataSet);
    let version = version.map(|version| format!("V{}", line(version))).unwrap_or_default();
    let edition = reference.edition.as_deref().map(line).unwrap_or_default();
    let reposted = reference.reposted.as_deref().map(line).unwrap_or_default();
    let note = reference.note.as_deref().map(line).unwrap_or_default();
    let address = reference.address().unwrap_or_default();
    let (first, others) = responsible(reference, marks);
    let parts = [first, title, others, version, edition, source(reference, marks), note, reposted, address];
    let ended = |part: &String| if part.ends_with('.') { part.clone() } else { format!("{part}.") };
    parts.iter().filter(|part| !part.is_empty()).map(ended).collect::<Vec<_>>().join(" ")
}

/// The title, with a number behind it, and the kind of document and its carrier.
fn title(reference: &Reference, marks: &Marks) -> String {
    let number = reference.number.as_deref().filter(|_| !is_serial(reference.kind));
    let number = number.map(|number| format!("{}{}", marks.colon, line(number))).unwrap_or_default();
    let carrier = if reference.is_online() { "/OL" } else { "" };
    format!("{}{number}[{}{carrier}]", line(&reference.title), code(reference.kind))
}

/// The letters of a kind of document (annex B).
fn code(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::WebPage | DocumentKind::Post => "EB",
        DocumentKind::NewspaperArticle => "N",
        DocumentKind::JournalArticle => "J",
        DocumentKind::Report => "R",
        DocumentKind::Standard => "S",
        DocumentKind::DataSet => "DS",
        DocumentKind::Book => "M",
        DocumentKind::Thesis => "D",
        DocumentKind::Policy | DocumentKind::Law | DocumentKind::Speech | DocumentKind::Interview => "Z",
    }
}

fn is_serial(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::NewspaperArticle | DocumentKind::JournalArticle)
}

/// Where and when it was published, and when it was read.
fn source(reference: &Reference, marks: &Marks) -> String {
    let accessed = accessed(reference).unwrap_or_default();
    let published = reference.published.map(|issued| written(issued, false));
    if is_serial(reference.kind) {
        return format!("{}{accessed}", serial(reference, marks, published));
    }
    let in_house = matches!(
        reference.kind,
        DocumentKind::Book | DocumentKind::Report | DocumentKind::Thesis | DocumentKind::Standard
    );
    if in_house && !reference.is_online() || reference.place.is_some() {
        return format!("{}{accessed}", house(reference, marks));
    }
    let date = published.map(|date| format!("{}{date}{}", marks.open, marks.close)).unwrap_or_default();
    let platform = platform(reference);
    if marks.comma == OF_2015.comma {
        return format!("{}{accessed}", with_date_of_2015(platform, reference));
    }
    format!("{}{date}{accessed}", platform.unwrap_or_default())
}

/// A web page stands without publisher; a data set, and what has no address, with the name of what holds it.
fn platform(reference: &Reference) -> Option<String> {
    let data = reference.kind == DocumentKind::DataSet;
    let home = if data { reference.publisher.as_deref().map(line).or(reference.home()) } else { reference.home() };
    home.filter(|_| data || !reference.is_online())
}

/// The 2015 edition gives the year behind the publisher and the whole date in brackets.
fn with_date_of_2015(platform: Option<String>, reference: &Reference) -> String {
    let date = reference.published.map(|issued| (issued, written(issued, false)));
    match (platform, date) {
        (Some(platform), Some((issued, date))) if issued.from.month.is_none() || issued.to.is_some() => {
            format!("{platform}, {date}")
        }
        (Some(platform), Some((issued, date))) => format!("{platform}, {}({date})", written(issued, true)),
        (platform, date) => platform.into_iter().chain(date.map(|(_, date)| format!("({date})"))).collect(),
    }
}

/// A newspaper with its day and page, a journal with year, volume, issue and pages.
fn serial(reference: &Reference, marks: &Marks, published: Option<String>) -> String {
    let bracketed = |text: &String| format!("{}{}{}", marks.open, line(text), marks.close);
    let mut parts: Vec<String> = reference.container.iter().map(|container| line(container)).collect();
    if reference.kind == DocumentKind::NewspaperArticle {
        let page = reference.pages.as_ref().map(bracketed).unwrap_or_default();
        parts.extend(published.map(|date| format!("{date}{page}")));
        return parts.join(marks.comma);
    }
    parts.extend(reference.published.map(|issued| written(issued, true)));
    let issue = reference.issue.as_ref().map(bracketed).unwrap_or_default();
    // A record that has no volume may have it as its number.
    let volume = reference.volume.as_deref().or(reference.number.as_deref()).map(line).unwrap_or_default();
    if !volume.is_empty() {
        parts.push(format!("{volume}{issue}"));
    } else if let Some(last) = parts.last_mut() {
        last.push_str(&issue);
    }
    let pages = reference.pages.as_deref().map(|pages| format!("{}{}", marks.colon, line(pages)));
    parts.join(marks.comma) + &pages.unwrap_or_default()
}

/// Place, publisher and year of what has these.
fn house(reference: &Reference, marks: &Marks) -> String {
    let publisher = reference.publisher.as_deref().map(line);
    let named: Vec<String> = reference.place.as_deref().map(line).into_iter().chain(publisher).collect();
    let year = reference.published.map(|issued| written(issued, true));
    let named = named.join(marks.colon);
    let whole: Vec<String> = [Some(named).filter(|named| !named.is_empty()), year].into_iter().flatten().collect();
    let pages = reference.pages.as_deref().map(|pages| format!("{}{}", marks.colon, line(pages)));
    whole.join(marks.comma) + &pages.unwrap_or_default()
}

/// A date, or its year; in brackets where it is not printed.
fn written(issued: Issued, year: bool) -> String {
    let date = if year { issued.years("-") } else { issued.iso("-") };
    if issued.doubt == Doubt::Printed { date } else { format!("[{date}]") }
}

fn accessed(reference: &Reference) -> Option<String> {
    reference.accessed.map(|accessed| match accessed {
        Accessed::On(date) => format!("[{}]", Date::iso(date)),
        Accessed::Reader => format!("[{READER_DAY}]"),
    })
}

/// Who is responsible first, and the others behind the title with what they did (8.1.2): an editor is first where
/// nobody is named who wrote.
fn responsible(reference: &Reference, marks: &Marks) -> (String, String) {
    let editors = names(reference.edited_by(), reference, marks);
    if reference.authors.is_empty() || editors.is_empty() {
        let authors = names(&reference.authors, reference, marks);
        return (if authors.is_empty() { editors } else { authors }, String::new());
    }
    let chinese = reference.lang.starts_with("zh");
    let role = match (chinese, reference.editors.len()) {
        (true, _) => "编",
        (false, 1) => "ed.",
        (false, _) => "eds.",
    };
    (names(&reference.authors, reference, marks), format!("{editors}{}{role}", marks.comma))
}

fn names(all: &[Name], reference: &Reference, marks: &Marks) -> String {
    let mut names: Vec<String> = all.iter().take(AUTHORS).map(|author| name(author, marks)).collect();
    if all.len() > AUTHORS {
        names.push(if reference.lang.starts_with("zh") { "等" } else { "et al." }.to_owned());
    }
    names.join(marks.comma)
}

/// A Chinese name whole; another with initials. 2015 writes its family name in capitals.
fn name(name: &Name, marks: &Marks) -> String {
    match name {
        Name::Whole(name) => line(name),
        Name::Person { family, given } if is_han(family) => line(family) + &line(given),
        Name::Person { family, given } => line(&format!("{} {}", (marks.family)(family), initials(given).join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{article, edited, reposted};
    use super::*;

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
                authors: authors.split("; ").filter(|a| !a.is_empty()).map(author).collect(),
                title: title.into(),
                lang: language.into(),
                published: Issued::parse(published),
                accessed: Date::parse(accessed).map(Accessed::On),
                url: Some(url.into()),
                ..Reference::default()
            };
            assert_eq!(of_2025(&reference), expected);
        }
    }

    fn data() -> Reference {
        Reference {
            kind: DocumentKind::DataSet,
            authors: vec![Name::Whole("IHME".into())],
            title: "Global Burden of Disease Study 2019 (GBD2019) data resources".into(),
            lang: "en".into(),
            publisher: Some("Global Health Data Exchange".into()),
            published: Issued::parse("2021"),
            accessed: Date::parse("2024-11-25").map(Accessed::On),
            url: Some("https://ghdx.healthdata.org/gbd-2019".into()),
            ..Reference::default()
        }
    }

    #[test]
    fn a_data_set_names_its_version_and_its_platform_each_in_its_element() {
        assert_eq!(
            of_2025(&data()),
            "IHME. Global Burden of Disease Study 2019 (GBD2019) data resources[DS/OL]. Global Health Data Exchange（2021）[2024-11-25]. https://ghdx.healthdata.org/gbd-2019."
        );
        let reference = Reference { version: Some("871cb3".into()), accessed: Some(Accessed::Reader), ..data() };
        assert_eq!(
            of_2025(&reference),
            "IHME. Global Burden of Disease Study 2019 (GBD2019) data resources[DS/OL]. V871cb3. Global Health Data Exchange（2021）[YYYY-MM-DD]. https://ghdx.healthdata.org/gbd-2019."
        );
        let ours = Reference { authors: vec![Name::Whole("Global Health Data Exchange".into())], ..reference };
        assert!(of_2025(&ours).contains("V871cb3. Global Health Data Exchange（2021）"), "the platform is named again");
    }

    #[test]
    fn a_newspaper_has_its_day_and_page_and_an_inferred_day_in_brackets() {
        assert_eq!(of_2025(&reposted()), "苏浙竞逐AI新赛道[N]. 国际金融报，[2026-01][2026-11-24].");
        let printed = Reference {
            published: Issued::parse("2000-11-20"),
            pages: Some("15".into()),
            accessed: None,
            ..reposted()
        };
        assert_eq!(of_2025(&printed), "苏浙竞逐AI新赛道[N]. 国际金融报，2000-11-20（15）.");
        assert_eq!(of_2015(&printed), "苏浙竞逐AI新赛道[N]. 国际金融报, 2000-11-20(15).");
    }

    #[test]
    fn a_report_stands_by_number_place_and_house() {
        let report = Reference {
            kind: DocumentKind::Report,
            authors: vec![Name::Whole("World Health Organization".into())],
            title: "Factors regulating the immune response".into(),
            number: Some("TRS-448".into()),
            lang: "en".into(),
            place: Some("Geneva".into()),
            publisher: Some("WHO".into()),
            published: Issued::parse("1970"),
            ..Reference::default()
        };
        assert_eq!(
            of_2025(&report),
            "World Health Organization. Factors regulating the immune response：TRS-448[R]. Geneva：WHO，1970."
        );
        assert_eq!(
            of_2015(&report),
            "World Health Organization. Factors regulating the immune response: TRS-448[R]. Geneva: WHO, 1970."
        );
    }

    #[test]
    fn a_journal_has_its_year_volume_issue_and_pages() {
        assert_eq!(of_2025(&article()), "Smith A. Tides and tolls[J]. Journal of Harbours，2024，12（3）：45-67.");
        assert_eq!(of_2015(&article()), "SMITH A. Tides and tolls[J]. Journal of Harbours, 2024, 12(3): 45-67.");
    }

    #[test]
    fn who_edited_stands_first_where_nobody_wrote_and_behind_the_title_where_somebody_did() {
        assert_eq!(of_2025(&edited(&[])), "Doe J，Roe J. Harbours of the north[M]. Quay Press，2024.");
        assert_eq!(
            of_2025(&edited(&[("Smith", "Ann")])),
            "Smith A. Harbours of the north[M]. Doe J，Roe J，eds. Quay Press，2024."
        );
    }

    #[test]
    fn of_many_authors_three_are_named_in_the_words_of_the_document() {
        let many = Reference { authors: ["A", "B", "C", "D"].map(author).to_vec(), ..data() };
        assert!(of_2025(&many).starts_with("A，B，C，et al. Global"));
        let many = Reference { lang: "zh-Hans".into(), ..many };
        assert!(of_2025(&many).starts_with("A，B，C，等. Global"));
        let persons = vec![author("Smith, Jean-Paul R."), Name::Person { family: "许".into(), given: "振超".into() }];
        let persons = Reference { authors: persons, ..data() };
        assert!(of_2025(&persons).starts_with("Smith J-P R，许振超. "));
        assert!(of_2015(&persons).starts_with("SMITH J-P R, 许振超. "));
    }
}
