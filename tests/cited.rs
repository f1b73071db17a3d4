//! How a page, a source and a work are cited: in a reader's language, for people and for reference managers alike.

mod support;

use scraper::{Html, Selector};
use serde_json::Value;
use support::{FACT, Folder, SITE, Site};

const SHEET: &str = "content/sources/report/facts.toml";

/// A work with everything that a reference can hold, beside a source.
const WORK: &str = r#"
-- content/works/survey.md --
+++
title = { en = "The Survey", zh = "调查" }
type = "journal-article"
language = "en"
authors = [{ family = "Doe", given = "Jane" }]
editors = [{ family = "Roe", given = "John" }]
container = { en = "Journal of Harbours", zh = "港口学刊" }
publisher = { en = "Quay Press", zh = "码头社" }
place = { en = "Portus", zh = "港" }
volume = "12"
issue = "3"
pages = "45-67"
doi = "10.5555/survey"
url = "https://quay.test/survey"
date = "2024-03"
dating = "inferred"
accessed = "2026-01-03"
+++
"#;

fn site() -> Site {
    Site::of(&format!("-- {SHEET} --\n{FACT}{WORK}"))
}

#[test]
fn a_work_is_cited_with_its_volume_and_the_day_on_which_it_was_read() {
    let folder = Folder::of(&site());
    for (style, expected) in [
        (
            "gb7714",
            "Doe J. The Survey[J/OL]. Journal of Harbours，[2024]，12（3）：45-67. https://quay.test/survey. DOI: 10.5555/survey.\n",
        ),
        ("apa", "Doe, J. (ca. 2024). The Survey. Journal of Harbours, 12(3), 45–67. https://doi.org/10.5555/survey\n"),
        (
            "ieee",
            "J. Doe, “The Survey,” Journal of Harbours, vol. 12, no. 3, pp. 45–67, ca. Mar. 2024, doi: 10.5555/survey.\n",
        ),
    ] {
        assert_eq!(folder.run(&["cite", "work:survey", "--style", style]).out, expected);
    }
    let file = |style| folder.run(&["cite", "work:survey", "--style", style]).out;
    for (style, words) in [
        ("bibtex", "  volume = {12},\n  number = {3},"),
        ("bibtex", "  urldate = {2026-01-03}"),
        ("ris", "VL  - 12\r\nIS  - 3\r\n"),
        ("csl-json", "\"volume\":\"12\""),
    ] {
        assert!(file(style).contains(words), "{words}: {}", file(style));
    }
}

/// A record of `tests/cases/documents.json` as the front matter of a work.
fn front_matter(record: &Value) -> String {
    let inline = |value: &Value| value.to_string().replace("\":", "\" = ");
    let lines = record.as_object().unwrap().iter().map(|(key, value)| format!("{key} = {}\n", inline(value)));
    format!("+++\n{}+++\n", lines.collect::<String>())
}

#[test]
fn documents_of_every_kind_are_cited_as_the_standards_own_examples() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases/documents.json")).unwrap();
    let works = cases.iter().map(|case| {
        format!("-- content/works/{}.md --\n{}", case["slug"].as_str().unwrap(), front_matter(&case["record"]))
    });
    let folder = Folder::of(&Site::of(&format!("-- {SHEET} --\n{FACT}{}", works.collect::<String>())));
    for case in &cases {
        let id = format!("work:{}", case["slug"].as_str().unwrap());
        let cited = folder.run(&["cite", &id, "--lang", "zh"]);
        assert_eq!(cited.out.trim_end(), case["gb7714"].as_str().unwrap(), "{} {}", case["clause"], cited.err);
    }
}

#[test]
fn a_day_of_reading_is_a_day_after_publication_and_belongs_to_documents() {
    let problems = Site::of(&WORK.replace("\"2026-01-03\"", "\"2023-01-03\"")).problems();
    assert_eq!(
        problems,
        "error[bad-value]: `2024-03` is after the day on which the document was read
  --> content/works/survey.md:15:8
   |
15 | date = \"2024-03\"
   |        ^^^^^^^^^ `accessed` is `2023-01-03`
   |
   = help: mend whichever of the two is wrong"
    );
    let city = "-- content/cities/alba.md --\n+++\ntitle = { en = \"Alba\", zh = \"甲城\" }\naccessed = \"2026-01-03\"\n+++\nA city.\n";
    let problems = Site::of(city).problems();
    assert!(problems.contains("`accessed` belongs to works and sources"), "{problems}");
}

/// A citation style, small and ours.
const STYLE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Harbour notes</title><id>https://briefing.test/harbour</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>
    <layout suffix="." delimiter="; ">
      <group delimiter="; ">
        <names variable="author"><name name-as-sort-order="all" initialize-with="."/></names>
        <text variable="title" font-style="italic"/>
        <text variable="publisher"/>
        <date variable="issued" form="text"/>
        <group delimiter=" "><text term="accessed"/><date variable="accessed" form="text"/></group>
        <text variable="URL"/>
      </group>
    </layout>
  </bibliography>
</style>
"#;

fn styled(names: &str, file: &str) -> Site {
    let site = SITE.replacen("licence", &format!("citation_styles = {names}\nlicence"), 1);
    Site::of(&format!("-- site.toml --\n{site}-- {SHEET} --\n{FACT}{WORK}-- styles/harbour.csl --\n{file}"))
}

#[test]
fn a_csl_file_of_the_site_is_a_style_on_every_page_and_on_the_command_line() {
    let folder = Folder::of(&styled("[\"styles/harbour.csl\"]", STYLE));
    let cite = |id: &str, lang: &str| folder.run(&["cite", id, "--style", "harbour", "--lang", lang]).out;
    assert_eq!(
        cite("work:survey", "en"),
        "Doe, J.; The Survey; Quay Press; ca. March 2024; accessed January 3, 2026; https://quay.test/survey.\n"
    );
    assert_eq!(
        cite("work:survey", "zh"),
        "Doe, J.; The Survey [调查]; Quay Press; ca. 2024年3月; 见于 2026年1月3日; https://quay.test/survey.\n"
    );
    assert_eq!(cite("source:report", "zh"), "一份报告; 报社; 2025年2月; 见于 2026年1月2日.\n");
    let unknown = folder.run(&["cite", "work:survey", "--style", "harbor"]);
    assert_eq!(unknown.status, 2);
    assert!(
        unknown.err.contains("there is no citation style `harbor`\nhelp: did you mean `harbour`?"),
        "{}",
        unknown.err
    );
    let output = folder.build("site");
    for (page, words) in [
        ("cities/alba.html", "Harbour notes"),
        ("cities/alba.html", "<i>Alba</i>; Testers;"),
        ("cities/alba.html", "accessed Month D, YYYY;"),
        ("zh/works/survey.html", "<i>The Survey [调查]</i>; Quay Press; ca. "),
        ("compare.html", "Harbour notes"),
    ] {
        let html = String::from_utf8_lossy(&output[page]);
        assert!(html.contains(words), "{page}: {words}");
    }
}

#[test]
fn a_style_that_cannot_be_used_is_told_with_its_file_its_line_and_what_was_expected() {
    for (names, file, told) in [
        (
            "[\"styles/harbour.csl\"]",
            STYLE.replace("<bibliography>", "<bibliografy>"),
            "error[citation-style]: `styles/harbour.csl` is no XML: ",
        ),
        (
            "[\"styles/harbour.csl\"]",
            STYLE.replace("<text variable=\"publisher\"/>", "<text variable=\"printer\"/>"),
            "--> styles/harbour.csl:10:9",
        ),
        (
            "[\"styles/harbour.csl\"]",
            "Not a style.\n".to_owned(),
            "`styles/harbour.csl` is no CSL file\n --> styles/harbour.csl:1:1",
        ),
        (
            "[\"styles/harbour.csl\"]",
            STYLE.replace("<title>", "<link href=\"https://styles.test/x\" rel=\"independent-parent\"/><title>"),
            "= help: save the file of `https://styles.test/x` in its place",
        ),
        ("[\"../harbour.csl\"]", STYLE.to_owned(), "`../harbour.csl` leads out of the briefing's folder"),
        ("[\"/harbour.csl\"]", STYLE.to_owned(), "`/harbour.csl` leads out of the briefing's folder"),
        ("[\"styles/harbor.csl\"]", STYLE.to_owned(), "there is no file `styles/harbor.csl` in the briefing's folder"),
        ("[\"styles/apa.csl\"]", STYLE.to_owned(), "the citation style `apa` exists already"),
        ("[\"styles/harbour.xml\"]", STYLE.to_owned(), "`styles/harbour.xml` is no CSL file by its name"),
    ] {
        let problems = styled(names, &file).problems();
        assert!(problems.contains(told), "{names}: {told}: {problems}");
    }
}

#[cfg(unix)]
#[test]
fn a_style_behind_a_link_that_leads_out_of_the_folder_is_not_read() {
    let outside = Folder::of(&styled("[]", STYLE));
    let folder = Folder::of(&styled("[\"styles/out.csl\"]", STYLE));
    std::os::unix::fs::symlink(outside.path("styles/harbour.csl"), folder.path("styles/out.csl")).unwrap();
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("`styles/out.csl` leads out of the briefing's folder"), "{}", run.out);
}

/// The references that a page shows, and the two records that it holds for programs.
fn spans(html: &str) -> Vec<String> {
    let span = Selector::parse("span.Z3988").unwrap();
    Html::parse_document(html).select(&span).filter_map(|span| span.value().attr("title").map(str::to_owned)).collect()
}

fn graph(html: &str) -> Vec<Value> {
    let script = Selector::parse("script[type='application/ld+json']").unwrap();
    let page = Html::parse_document(html);
    let text: String = page.select(&script).next().unwrap().text().collect();
    serde_json::from_str::<Value>(&text).unwrap()["@graph"].as_array().unwrap().clone()
}

#[test]
fn a_page_about_a_document_offers_the_document_and_itself_and_says_which_is_which() {
    let output = site().build();
    let page = |path: &str| String::from_utf8(output[path].clone()).unwrap();
    let [own, document] = &spans(&page("works/survey.html"))[..] else { panic!("two records") };
    for pair in ["rft.type=webpage", "rft.title=Record%20of%20%E2%80%9CThe%20Survey%E2%80%9D", "rft.aucorp=Testers"] {
        assert!(own.contains(pair), "{pair}: {own}");
    }
    for pair in [
        "rft.type=journalArticle",
        "rft.title=The%20Survey",
        "rft.aulast=Doe&rft.aufirst=Jane",
        "rft.contributor=Roe%2C%20John",
        "rft.source=Journal%20of%20Harbours",
        "rft.publisher=Quay%20Press",
        "rft.place=Portus",
        "rft.volume=12",
        "rft.issue=3",
        "rft.pages=45-67",
        "rft.date=2024-03~",
        "rft_id=info%3Adoi%2F10.5555%2Fsurvey",
        "rft.identifier=https%3A%2F%2Fquay.test%2Fsurvey",
        "rft.language=en",
    ] {
        assert!(document.contains(pair), "{pair}: {document}");
    }
    assert_eq!(spans(&page("cities/alba.html")).len(), 1, "a city is no document");
    let described = graph(&page("works/survey.html"));
    let of =
        |kind: &str| described.iter().find(|item| item["@type"] == kind).unwrap_or_else(|| panic!("{kind}")).clone();
    let work = of("ScholarlyArticle");
    assert_eq!(of("WebPage")["about"]["@id"], work["@id"]);
    for (key, value) in [
        ("name", "The Survey"),
        ("volumeNumber", "12"),
        ("issueNumber", "3"),
        ("pagination", "45-67"),
        ("datePublished", "2024-03~"),
        ("sameAs", "https://doi.org/10.5555/survey"),
        ("url", "https://quay.test/survey"),
    ] {
        assert_eq!(work[key], value, "{key}");
    }
    assert_eq!((&work["author"][0]["familyName"], &work["editor"][0]["name"]), (&"Doe".into(), &"John Roe".into()));
    assert_eq!(work["isPartOf"]["name"], "Journal of Harbours");
    let source = graph(&page("zh/sources/report.html"));
    assert!(source.iter().any(|item| item["name"] == "一份报告" && item["publisher"]["name"] == "报社"), "{source:?}");
}

/// The same briefing with German beside English.
fn german() -> Site {
    let texts = site();
    let of = |text: &str| text.replace("\"zh\"", "\"de\"").replace("zh = ", "de = ");
    let parts = texts.texts().iter().map(|(path, text)| {
        let path = path.replace(".zh.", ".de.");
        format!("-- {path} --\n{}\n", of(if path == "site.toml" { SITE } else { text }))
    });
    Site::of(&parts.collect::<String>())
}

#[test]
fn a_page_in_another_language_has_its_references_in_that_language() {
    let folder = Folder::of(&german());
    let cite = |id: &str, style: &str| folder.run(&["cite", id, "--style", style, "--lang", "de"]).out;
    let day = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "0");
    let page = cite("cities/alba.html", "apa");
    assert!(
        page.contains("(Fassung ") && page.contains(". Abgerufen am ") && page.contains(", von https://"),
        "{page}"
    );
    assert!(page.contains("(2026, 3. Januar)"), "{page}");
    assert!(day(&cite("cities/alba.html", "chicago")).contains("Zuletzt geändert am 0. Januar 0000"));
    assert_eq!(
        cite("work:survey", "ieee"),
        "J. Doe, “The Survey [调查],” Journal of Harbours, Bd. 12, Nr. 3, S. 45–67, ca. März 2024, doi: 10.5555/survey.\n"
    );
    let site = folder.build("site");
    let html = String::from_utf8(site["de/cities/alba.html"].clone()).unwrap();
    for words in ["T. Monat JJJJ", "data-date=\"{day}. {month} {year}\"", "Januar|Februar|März"] {
        assert!(html.contains(words), "{words}");
    }
    for english in ["Retrieved", "January", "Month D, YYYY", "Last modified", "Accessed"] {
        assert!(!html.contains(english), "{english} stands on a German page");
    }
}

#[test]
fn a_span_or_a_quarter_gives_its_years_in_every_style_and_file() {
    const RECORD: &str = "content/sources/report/index.md";
    let folder = Folder::of(&site());
    let record = folder.read(RECORD);
    for (written, years, bibtex, ris, csl) in [
        ("2024/2025", "2024–2025", "date = {2024/2025}", "PY  - 2024", "[[2024],[2025]]"),
        ("2025-33", "2025", "date = {2025}", "PY  - 2025", "[[2025]]"),
        ("2024-11/2025-02", "2024–2025", "date = {2024/2025}", "PY  - 2024", "[[2024,11],[2025,2]]"),
    ] {
        let line = |line: &str| {
            if line.starts_with("published") { format!("published = \"{written}\"") } else { line.to_owned() }
        };
        folder.write(RECORD, record.lines().map(line).collect::<Vec<_>>().join("\n").as_bytes());
        for (style, expected) in [
            ("gb7714", years.replace('–', "-")),
            ("gb7714-2015", years.replace('–', "-")),
            ("apa", years.to_owned()),
            ("chicago", years.to_owned()),
            ("ieee", years.to_owned()),
            ("bibtex", bibtex.to_owned()),
            ("ris", ris.to_owned()),
            ("csl-json", format!("\"issued\":{{\"date-parts\":{csl}}}")),
        ] {
            let text = folder.run(&["cite", "source:report", "--style", style]).out;
            assert!(text.contains(&expected) && !text.contains("n.d."), "{written}, {style}: {text}");
        }
    }
}
