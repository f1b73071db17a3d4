//! GB/T 7714: references in the numeric system.
//!
//! The 2025 edition is written from its published examples: a full-width comma between authors, colon
//! before a number or a publisher, and brackets around the date of publication, in Latin script too;
//! family name first and initials without full stops; what is not known is left out; a date that was
//! inferred stands in `[ ]` (7.5.4.3). Each kind of document has the elements of its clause: parts of a
//! book 8.3.2, newspapers and journals 8.5, reports 8.8.3, standards 8.9.2, web pages 8.11.3, data sets
//! 8.14.3; only the last two say when they were read. The 2015 edition has half-width marks, family names
//! in capitals, and the day of reading of whatever is online. The words 等 and `et al.` follow the
//! document's own language, as the whole reference does (5.1).

use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Date, Doubt, Issued};
use super::phrase::{initials, is_han, line};
use super::reference::{Accessed, READER_DAY, Reference, unbroken};

/// The most authors that are named before 等.
const AUTHORS: usize = 3;

/// What the two editions write otherwise.
#[derive(PartialEq, Eq)]
struct Marks {
    comma: &'static str,
    colon: &'static str,
    open: &'static str,
    close: &'static str,
    doi: &'static str,
    capitals: bool,
}

const OF_2025: Marks = Marks { comma: "，", colon: "：", open: "（", close: "）", doi: "DOI: ", capitals: false };
const OF_2015: Marks = Marks { comma: ", ", colon: ": ", open: "(", close: ")", doi: "DOI:", capitals: true };

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
    let note = reference.note.as_deref().map(line).unwrap_or_default();
    let reposted = reference.reposted.as_deref().map(line).unwrap_or_default();
    let parts = described(reference, marks).into_iter().chain([note, reposted]).chain(access(reference, marks));
    let ended = |part: String| if part.ends_with('.') { part } else { format!("{part}.") };
    parts.filter(|part| !part.is_empty()).map(ended).collect::<Vec<_>>().join(" ")
}

/// What is said of the document itself.
fn described(reference: &Reference, marks: &Marks) -> Vec<String> {
    let title = title(reference, marks);
    // A standard is its number and its name (8.9.2).
    if reference.kind == DocumentKind::Standard && *marks == OF_2025 {
        let number = reference.number.as_deref().map(|number| format!("{}\u{2003}", line(number)));
        return vec![number.unwrap_or_default() + &title];
    }
    let version = reference.version.as_deref().filter(|_| reference.kind == DocumentKind::DataSet);
    let version = version.map(|version| format!("V{}", line(version))).unwrap_or_default();
    let edition = reference.edition.as_deref().map(line).unwrap_or_default();
    let (first, others) = responsible(reference, marks);
    vec![first, title, others, version, edition, source(reference, marks)]
}

/// The title, with a number behind it, the kind of document and its carrier, and what it is a part of (8.3.2).
fn title(reference: &Reference, marks: &Marks) -> String {
    let elsewhere = is_serial(reference.kind) || reference.kind == DocumentKind::Standard && *marks == OF_2025;
    let number = reference.number.as_deref().filter(|_| !elsewhere);
    let number = number.map(|number| format!("{}{}", marks.colon, line(number))).unwrap_or_default();
    let carrier = if reference.is_online() { "/OL" } else { "" };
    let title = format!("{}{number}[{}{carrier}]", line(&reference.title), code(reference, marks));
    let Some(whole) = reference.whole() else { return title };
    let editors = names(reference.edited_by(), reference, marks);
    format!("{title}//{editors}{}{whole}", if editors.is_empty() { "" } else { ". " })
}

/// The letters of a kind of document (annex A). What has no clause of its own is a web page where it is one (8.11.1);
/// documents of authorities are files in 2015, as 京政办发〔2005〕37号[A/OL] is.
fn code(reference: &Reference, marks: &Marks) -> &'static str {
    match reference.kind {
        DocumentKind::WebPage | DocumentKind::Post => "EB",
        DocumentKind::NewspaperArticle => "N",
        DocumentKind::JournalArticle => "J",
        DocumentKind::Report => "R",
        DocumentKind::Standard => "S",
        DocumentKind::DataSet => "DS",
        DocumentKind::Book => "M",
        DocumentKind::Thesis => "D",
        DocumentKind::Policy | DocumentKind::Law if *marks == OF_2015 => "A",
        DocumentKind::Policy | DocumentKind::Law | DocumentKind::Speech | DocumentKind::Interview => {
            if reference.is_online() { "EB" } else { "Z" }
        }
    }
}

fn is_serial(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::NewspaperArticle | DocumentKind::JournalArticle)
}

/// Whether it says when it was read: web pages (8.11.3) and data sets (8.14.3); in 2015 whatever is online.
fn is_read(reference: &Reference, marks: &Marks) -> bool {
    matches!(code(reference, marks), "EB" | "DS") || *marks == OF_2015 && reference.is_online()
}

/// Where and when it was published, and when it was read.
fn source(reference: &Reference, marks: &Marks) -> String {
    let read = reference.accessed.filter(|_| is_read(reference, marks)).map(accessed).unwrap_or_default();
    if is_serial(reference.kind) {
        return format!("{}{read}", serial(reference, marks));
    }
    let publisher = reference.publisher.as_deref().map(line).filter(|publisher| !reference.is_author(publisher));
    let is_printed = match reference.kind {
        DocumentKind::Book | DocumentKind::Thesis | DocumentKind::Standard => true,
        DocumentKind::Report => publisher.is_some(),
        _ => reference.whole().is_some(),
    };
    if is_printed || reference.place.is_some() {
        return format!("{}{read}", house(reference, marks));
    }
    let date = reference.published.map(|issued| written(issued, false));
    // A report stands by its date (8.8.3).
    if reference.kind == DocumentKind::Report && *marks == OF_2025 {
        return paged(date.unwrap_or_default(), reference, marks);
    }
    let platform = platform(reference);
    if *marks == OF_2015 {
        return format!("{}{read}", with_date_of_2015(platform, reference));
    }
    let date = date.map(|date| format!("{}{date}{}", marks.open, marks.close)).unwrap_or_default();
    format!("{}{date}{read}", platform.unwrap_or_default())
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
        // The day of a page that may change stands in brackets, a year of publication does not.
        (None, Some((_, date))) if code(reference, &OF_2015) == "R" && !reference.is_online() => date,
        (platform, date) => platform.into_iter().chain(date.map(|(_, date)| format!("({date})"))).collect(),
    }
}

/// A newspaper with its day and page (8.5.1.4), a journal with year, volume, issue and pages (8.5.1.1).
fn serial(reference: &Reference, marks: &Marks) -> String {
    let bracketed = |text: &String| format!("{}{}{}", marks.open, line(text), marks.close);
    let mut parts: Vec<String> = reference.container.iter().map(|container| line(container)).collect();
    if reference.kind == DocumentKind::NewspaperArticle {
        let page = reference.pages.as_ref().map(bracketed).unwrap_or_default();
        parts.extend(reference.published.map(|issued| written(issued, false) + &page));
        return parts.join(marks.comma);
    }
    let issue = reference.issue.as_ref().map(bracketed).unwrap_or_default();
    // A record that has no volume may have it as its number.
    let volume = reference.volume.as_deref().or(reference.number.as_deref()).map(line).unwrap_or_default();
    // What is in no volume and no issue is online, and has its day (8.5.1.1).
    let by_year = !volume.is_empty() || !issue.is_empty() || *marks == OF_2015;
    parts.extend(reference.published.map(|issued| written(issued, by_year)));
    if !volume.is_empty() {
        parts.push(format!("{volume}{issue}"));
    } else if let Some(last) = parts.last_mut() {
        last.push_str(&issue);
    }
    paged(parts.join(marks.comma), reference, marks)
}

/// Place, publisher and year of what has these.
fn house(reference: &Reference, marks: &Marks) -> String {
    let publisher = reference.publisher.as_deref().map(line);
    let named: Vec<String> = reference.place.as_deref().map(line).into_iter().chain(publisher).collect();
    let year = reference.published.map(|issued| written(issued, true));
    let named = named.join(marks.colon);
    let whole: Vec<String> = [Some(named).filter(|named| !named.is_empty()), year].into_iter().flatten().collect();
    paged(whole.join(marks.comma), reference, marks)
}

/// With the pages behind it.
fn paged(text: String, reference: &Reference, marks: &Marks) -> String {
    text + &reference.pages.as_deref().map(|pages| format!("{}{}", marks.colon, line(pages))).unwrap_or_default()
}

/// A date, or its year; in brackets where it is not printed.
fn written(issued: Issued, year: bool) -> String {
    let date = if year { issued.years("-") } else { issued.iso("-") };
    if issued.doubt == Doubt::Printed { date } else { format!("[{date}]") }
}

fn accessed(accessed: Accessed) -> String {
    match accessed {
        Accessed::On(date) => format!("[{}]", Date::iso(date)),
        Accessed::Reader => format!("[{READER_DAY}]"),
    }
}

/// Where it is reached, and the DOI if the address does not hold it already (7.9).
fn access(reference: &Reference, marks: &Marks) -> Vec<String> {
    let (Some(doi), Some(url)) = (&reference.doi, &reference.url) else {
        return reference.address().into_iter().collect();
    };
    let url = unbroken(url);
    let holds = url.to_lowercase().contains(&doi.to_lowercase());
    let doi = (!holds).then(|| format!("{}{doi}", marks.doi));
    std::iter::once(url).chain(doi).collect()
}

/// Who is responsible first, and the others behind the title with what they did (7.1): an editor is first where
/// nobody is named who wrote. Who edited what it is a part of stands before that.
fn responsible(reference: &Reference, marks: &Marks) -> (String, String) {
    let authors = names(&reference.authors, reference, marks);
    if reference.whole().is_some() {
        return (authors, String::new());
    }
    let editors = names(reference.edited_by(), reference, marks);
    if authors.is_empty() || editors.is_empty() {
        return (if authors.is_empty() { editors } else { authors }, String::new());
    }
    let chinese = reference.lang.starts_with("zh");
    let role = match (chinese, reference.editors.len()) {
        (true, _) => "编",
        (false, 1) => "ed.",
        (false, _) => "eds.",
    };
    (authors, format!("{editors}{}{role}", marks.comma))
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
        Name::Person { family, given } => {
            let family = if marks.capitals { family.to_uppercase() } else { family.clone() };
            line(&format!("{family} {}", initials(given).join(" ")))
        }
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
        assert_eq!(of_2025(&reposted()), "苏浙竞逐AI新赛道[N]. 国际金融报，[2026-01].");
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
    fn only_web_pages_and_data_sets_say_when_they_were_read_and_in_2015_all_that_is_online() {
        let online = Reference { url: Some("https://a.test/x".into()), ..reposted() };
        assert_eq!(of_2025(&online), "苏浙竞逐AI新赛道[N/OL]. 国际金融报，[2026-01]. https://a.test/x.");
        assert_eq!(of_2015(&online), "苏浙竞逐AI新赛道[N/OL]. 国际金融报, [2026-01][2026-11-24]. https://a.test/x.");
        assert_eq!(of_2015(&reposted()), "苏浙竞逐AI新赛道[N]. 国际金融报, [2026-01].");
        let page = Reference { kind: DocumentKind::WebPage, ..reposted() };
        assert!(of_2025(&page).contains("[2026-11-24]"), "{}", of_2025(&page));
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
        let part = Reference { container: Some("Ports".into()), ..edited(&[("Smith", "Ann")]) };
        assert_eq!(of_2015(&part), "SMITH A. Harbours of the north[M]//DOE J, ROE J. Ports. Quay Press, 2024.");
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
