//! Reports of others held against a briefing: which of their citations still hold, and how the others fail.

mod support;

use std::io::Write;

use serde_json::Value;
use support::{Folder, Site};

const SHEET: &str = "content/sources/report/facts.toml";

#[allow(clippy::too_many_arguments, reason = "a fact in one line, as the reports below cite it")]
fn fact(
    id: &str,
    subject: &str,
    indicator: &str,
    period: &str,
    value: &str,
    status: &str,
    excerpt: &str,
    line: u32,
) -> String {
    format!(
        "[[fact]]\nid = \"{id}\"\nsubject = \"{subject}\"\nindicator = \"{indicator}\"\nperiod = \"{period}\"\n\
         value = \"{value}\"\nstatus = \"{status}\"\nexcerpt = \"{excerpt}\"\nline = {line}\n"
    )
}

/// Seven facts about two cities: results, targets, a count.
fn facts() -> String {
    [
        fact("alba-revenue", "city:alba", "revenue", "2024", ">2300亿元", "actual", "营收超2300亿元", 1),
        fact("alba-revenue-2027", "city:alba", "revenue", "2027", ">5000亿元", "target", "突破5000亿元", 2),
        fact("alba-schools", "city:alba", "schools", "2024", "12", "actual", "学校12所", 3),
        fact("beta-schools", "city:beta", "schools", "2023", "~40", "actual", "学校约40所", 4),
        fact("beta-revenue", "city:beta", "revenue", "2023", "18.5亿元", "actual", "营收18.5亿元", 5),
        fact("beta-revenue-2030", "city:beta", "revenue", "2030", "1万亿元", "target", "达1万亿元", 6),
        fact("gone-schools", "city:beta", "schools", "2020", "9", "actual", "学校9所", 7),
    ]
    .join("")
}

/// The briefing after a year: one figure was corrected, one fact renamed, one withdrawn.
fn briefing() -> Folder {
    let beta = "-- content/cities/beta.md --\n+++\ntitle = { en = \"Beta\", zh = \"乙城\" }\n+++\nA city.\n-- content/cities/beta.zh.md --\n一座城市。\n";
    let folder = Folder::of(&Site::of(&format!("{beta}-- {SHEET} --\n{}", facts())));
    assert_eq!(folder.run(&["record"]).status, 0, "{}", folder.run(&["record"]).err);
    let sheet = folder.read(SHEET);
    let sheet = sheet.replace("\"18.5亿元\"", "\"19.5亿元\"").replace("营收18.5亿元", "营收19.5亿元");
    let sheet = sheet.replace("id = \"alba-schools\"", "id = \"alba-school-count\"\nformerly = [\"alba-schools\"]");
    let gone =
        "id = \"gone-schools\"\nrank = \"deprecated\"\nreason = { en = \"Counted twice.\", zh = \"重复计算。\" }";
    folder.write(SHEET, sheet.replace("id = \"gone-schools\"", gone).as_bytes());
    let run = folder.run(&["record", "--kind", "correction", "--reason", "A slip of the pen."]);
    assert_eq!(run.status, 0, "{}", run.err);
    folder
}

fn version(folder: &Folder, fact: &str, ordinal: u32) -> String {
    let start = format!("{{ id = \"fact:{fact}\", ordinal = {ordinal}, ");
    let text = folder.read("content/versions.toml");
    let line = text.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{start}"));
    line.split("hash = \"").nth(1).unwrap()[..6].to_owned()
}

/// What is said of each reference of a report: line, id, verdict and the message's first word.
fn verdicts(folder: &Folder, name: &str, bytes: &[u8]) -> (i32, Vec<String>) {
    folder.write(name, bytes);
    let run = folder.run(&["audit", &format!("{{}}/{name}"), "--format", "json"]);
    let value: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    let one = |citation: &Value| {
        let text = |key: &str| citation[key].as_str().unwrap_or_default().to_owned();
        let kind = match text("verdict").as_str() {
            "mismatch" => format!("mismatch {}", text("message").split(':').next().unwrap()),
            other => other.to_owned(),
        };
        format!("{} {kind}", text("id"))
    };
    let unread = value["unread"].as_array().unwrap().iter().map(|unread| format!("unread: {}", unread["message"]));
    let found = value["citations"].as_array().unwrap().iter().map(one).chain(unread).collect();
    (run.status, found)
}

/// Fourteen references, of which seven are wrong, each in its own way.
fn markdown(folder: &Folder) -> String {
    let first = version(folder, "beta-revenue", 1);
    format!(
        "# Two cities\n\n\
         Alba took in over CNY 230 billion in 2024.[^1] It aims at over CNY 500 billion by 2027.[^2] \
         In 2024 it had [12 schools](https://briefing.test/facts/alba-schools.html).\n\n\
         Beta had about 40 schools in 2023 (fact:beta-schools), and took in \
         [CNY 1.95 billion](https://briefing.test/facts/beta-revenue.html) that year. \
         By 2030 Beta plans to reach [CNY 1 trillion](https://briefing.test/facts/beta-revenue-2030.html). \
         More is told [of Alba](https://briefing.test/cities/alba.html).\n\n\
         Wrong from here on. Alba took in [over CNY 2,300 billion](https://briefing.test/facts/alba-revenue.html) in 2024. \
         In 2024 Alba took in [CNY 230 billion](https://briefing.test/facts/alba-revenue.html). \
         Alba took in [over CNY 500 billion](https://briefing.test/facts/alba-revenue-2027.html) in 2027.\n\n\
         In 2021 Alba took in [over CNY 230 billion](https://briefing.test/facts/alba-revenue.html). \
         In 2024 Beta had [12 schools](https://briefing.test/facts/alba-school-count.html). \
         Beta took in [CNY 1.85 billion](https://briefing.test/facts/beta-revenue.html#v={first}) in 2023. \
         Beta had [9 schools](https://briefing.test/facts/gone-schools.html) in 2020.\n\n\
         [^1]: Testers. Revenue, Alba, 2024 (Version {}). https://briefing.test/facts/alba-revenue.html\n\
         [^2]: Testers. https://briefing.test/zh/facts/alba-revenue-2027.html.\n",
        version(folder, "alba-revenue", 1)
    )
}

#[test]
fn a_linked_figure_is_read_with_the_verb_before_it() {
    let sheet = [
        fact("alba-revenue", "city:alba", "revenue", "2024", "-3.4亿元", "actual", "减少3.4亿元", 1),
        fact("alba-schools", "city:alba", "schools", "2024", "12", "actual", "学校12所", 3),
    ];
    let folder = Folder::of(&Site::of(&format!("-- {SHEET} --\n{}", sheet.join(""))));
    let link = |words: &str, id: &str| format!("[{words}](https://briefing.test/facts/{id}.html)");
    let report = [
        format!("In 2024 the revenue of Alba fell by {}.", link("CNY 340 million", "alba-revenue")),
        format!("In 2024 the revenue of Alba rose by {}.", link("CNY 340 million", "alba-revenue")),
        format!("In 2024 the schools of Alba were {}.", link("12", "alba-schools")),
        format!("In 2024 the schools of Alba were more than {}.", link("12", "alba-schools")),
        format!("In 2024 the schools of Alba fell by {}.", link("12", "alba-schools")),
    ];
    let (_, verdicts) = verdicts(&folder, "report.md", report.join("\n\n").as_bytes());
    let expected = [
        "alba-revenue holds",
        "alba-revenue mismatch value",
        "alba-schools holds",
        "alba-schools mismatch sign",
        "alba-schools mismatch sign",
    ];
    assert_eq!(verdicts, expected);
}

#[test]
fn a_report_in_markdown_is_told_what_holds_and_how_the_rest_is_wrong() {
    let folder = briefing();
    let (status, found) = verdicts(&folder, "report.md", markdown(&folder).as_bytes());
    let mut expected = vec![
        "alba-school-count holds",
        "beta-schools holds",
        "beta-revenue holds",
        "beta-revenue-2030 holds",
        "cities/alba holds",
        "alba-revenue mismatch ten",
        "alba-revenue mismatch sign",
        "alba-revenue-2027 mismatch status",
        "alba-revenue mismatch year",
        "alba-school-count mismatch place",
        "beta-revenue changed",
        "gone-schools withdrawn",
        "alba-revenue holds",
        "alba-revenue-2027 holds",
    ];
    let (mut found, sorted) = (found, |list: &mut Vec<&str>| list.sort_unstable());
    found.sort();
    sorted(&mut expected);
    assert_eq!(found, expected);
    assert_eq!(status, 1);
}

#[test]
fn a_reference_in_a_paragraph_of_several_lines_is_told_with_its_own_line() {
    let folder = briefing();
    let report = "# Two cities\n\nAlba had\n[12 schools](https://briefing.test/facts/alba-schools.html) in 2024,[^1]\n\
                  and Beta had [7 schools](https://briefing.test/facts/beta-schools.html)\nin 2023. In 2024\n\
                  Alba had 12 schools\\\nand no more.[^2]\n\n> As said, 12 schools\n> (fact:alba-schools).\n\n\
                  [^1]: Testers,\n    https://briefing.test/facts/alba-schools.html\n[^2]: fact:alba-schools\n";
    folder.write("report.md", report.as_bytes());
    let run = folder.run(&["audit", "{}/report.md", "--format", "json"]);
    let value: Value = serde_json::from_str(&run.out).unwrap();
    let citations = value["citations"].as_array().unwrap();
    let told: Vec<String> =
        citations.iter().map(|one| format!("{} {}", one["line"], one["id"].as_str().unwrap())).collect();
    assert_eq!(
        told,
        ["4 alba-school-count", "5 beta-schools", "4 alba-school-count", "8 alba-school-count", "11 alba-school-count"],
        "{}",
        run.out
    );
}

#[test]
fn a_chinese_web_page_with_notes_is_read_as_well() {
    let folder = briefing();
    let html = "<html><body><p>2024年，甲城营收超2300亿元<a href=\"#n1\">[1]</a>，到2027年力争突破5000亿元<a href=\"#n2\">[2]</a>。</p>\
        <p>2024年，甲城营收超230亿元<a href=\"#n3\">[3]</a>。甲城有学校12所。</p>\
        <ol><li id=\"n1\"><p>测试者. 营收[DS/OL]. https://briefing.test/zh/facts/alba-revenue.html.</p></li>\
        <li id=\"n2\">https://briefing.test/zh/facts/alba-revenue-2027.html</li>\
        <li id=\"n3\">https://briefing.test/facts/alba-revenue.html#v=000000</li></ol></body></html>";
    let (status, mut found) = verdicts(&folder, "report.html", html.as_bytes());
    found.sort();
    assert_eq!(
        found,
        ["alba-revenue holds", "alba-revenue unknown", "alba-revenue-2027 holds", "alba-school-count not-cited"]
    );
    assert_eq!(status, 1);
}

/// A head needs no end tag, a template may hold another, and what a page does not show cites nothing.
#[test]
fn a_web_page_says_what_a_reader_sees_of_it() {
    let folder = briefing();
    let html = "<head><title>Alba</title><style>p { color: red }</style><body>\
        <template><template></template><p>Revenue was over CNY 9 billion (fact:alba-revenue).</p></template>\
        <p>2024年，甲城营收<a href=\"https://briefing.test/facts/alba-revenue.html\">超2300亿元</a>。\
        <p>甲城有学校。";
    let (status, found) = verdicts(&folder, "report.html", html.as_bytes());
    assert_eq!((status, found), (0, vec!["alba-revenue holds".to_owned()]));
}

/// A zip archive of these parts, unpacked.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let at = u32::try_from(out.len()).unwrap();
        let size = u32::try_from(text.len()).unwrap().to_le_bytes();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let head = |out: &mut Vec<u8>| {
            out.extend([0; 10]);
            out.extend([0; 4]);
            out.extend(size);
            out.extend(size);
            out.extend(length);
            out.extend([0; 2]);
        };
        out.write_all(b"PK\x03\x04").unwrap();
        head(&mut out);
        out.extend(name.bytes().chain(text.bytes()));
        directory.write_all(b"PK\x01\x02\x14\x00").unwrap();
        head(&mut directory);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.bytes());
    }
    let (at, count) = (u32::try_from(out.len()).unwrap(), u16::try_from(parts.len()).unwrap().to_le_bytes());
    let length = u32::try_from(directory.len()).unwrap();
    out.append(&mut directory);
    out.write_all(b"PK\x05\x06\0\0\0\0").unwrap();
    out.extend(count.into_iter().chain(count).chain(length.to_le_bytes()).chain(at.to_le_bytes()).chain([0, 0]));
    out
}

#[test]
fn a_word_document_is_read_with_its_notes_links_and_fields() {
    let folder = briefing();
    let body = "<w:document><w:body>\
        <w:p><w:r><w:t>Alba took in over CNY 230 billion in 2024.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">Beta had </w:t></w:r><w:hyperlink r:id=\"r1\"><w:r><w:t>about 400 schools</w:t></w:r></w:hyperlink><w:r><w:t> in 2023.</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">In 2024 Alba had </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"https://briefing.test/facts/alba-school-count.html\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>12 schools</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>\
        </w:body></w:document>";
    let notes = "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>https://briefing.test/facts/alba-revenue.html</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"https://briefing.test/facts/beta-schools.html\"/></Relationships>";
    let parts = [("word/document.xml", body), ("word/footnotes.xml", notes), ("word/_rels/document.xml.rels", links)];
    let (_, mut found) = verdicts(&folder, "report.docx", &zip(&parts));
    found.sort();
    assert_eq!(found, ["alba-revenue holds", "alba-school-count holds", "beta-schools mismatch ten"]);

    let odt = "<office:document-content><office:body><text:p>Alba took in over CNY 230 billion in 2024<text:note text:id=\"ftn1\"><text:note-citation>1</text:note-citation><text:note-body><text:p>fact:alba-revenue</text:p></text:note-body></text:note>.</text:p></office:body></office:document-content>";
    assert_eq!(verdicts(&folder, "report.odt", &zip(&[("content.xml", odt)])).1, ["alba-revenue holds"]);
}

/// The id of a style is in the language of the word processor that made it.
#[test]
fn headings_of_a_word_document_are_known_by_the_name_of_their_style() {
    let folder = briefing();
    let styles = "<w:styles><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:styleId=\"Text\"><w:name w:val=\"Body Text\"/></w:style></w:styles>";
    let paragraph = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let said = "There were about 40 schools in 2023 (fact:beta-schools).";
    for (style, expected) in [("berschrift1", "holds"), ("Text", "mismatch place")] {
        let body = [paragraph("Text", "Alba grew."), paragraph(style, "Schools"), paragraph("Text", said)].concat();
        let body = format!("<w:document><w:body>{body}</w:body></w:document>");
        let bytes = zip(&[("word/document.xml", body.as_str()), ("word/styles.xml", styles)]);
        assert_eq!(verdicts(&folder, "report.docx", &bytes).1, [format!("beta-schools {expected}")], "{style}");
    }
}

#[test]
fn a_bibliography_is_held_by_the_figures_in_its_titles() {
    let folder = briefing();
    let site = folder.build("site");
    let page = String::from_utf8(site["facts/alba-revenue.html"].clone()).unwrap();
    assert!(page.contains("BibTeX"));
    let bib = "@dataset{a,\n  title = {{Revenue, Alba, 2024: over CNY 230 billion}},\n  url = {https://briefing.test/facts/alba-revenue.html}\n}\n\
        @dataset{b,\n  title = {{Revenue, Alba, 2024: over CNY 320 billion}},\n  url = {https://briefing.test/facts/alba-revenue.html}\n}\n\
        @online{c,\n  title = {Elsewhere},\n  url = {https://elsewhere.test/a.html}\n}\n";
    let (status, found) = verdicts(&folder, "report.bib", bib.as_bytes());
    assert_eq!((status, found), (1, vec!["alba-revenue holds".to_owned(), "alba-revenue mismatch value".to_owned()]));
}

#[test]
fn what_is_no_report_is_told_and_the_others_are_audited_all_the_same() {
    let folder = briefing();
    folder.write("good.md", b"Alba took in over CNY 230 billion in 2024 (fact:ALBA-Revenue).");
    folder.write("broken.docx", b"no zip at all");
    folder.write("empty.md", b"");
    let reports = ["{}/broken.docx", "{}/good.md", "{}/empty.md", "{}/none.md"];
    let run = folder.run(&[&["audit"], &reports[..]].concat());
    assert_eq!(run.status, 1);
    for words in [
        "broken.docx: not audited:",
        "empty.md: not audited:",
        "none.md: not audited:",
        "good.md:1: holds: alba-revenue",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let (status, found) = verdicts(
        &folder,
        "other.md",
        b"See [x](https://other.test/facts/nothing.html) and [y](https://other.test/z.html).",
    );
    assert_eq!((status, found), (1, vec!["nothing unknown".to_owned()]));
    assert_eq!(verdicts(&folder, "none-cited.txt", b"Nothing of yours."), (0, vec![]));
}

#[test]
fn a_cell_of_a_table_is_read_with_its_row_and_the_head_of_its_column() {
    let folder = briefing();
    let link = |words: &str, fact: &str| format!("[{words}](https://briefing.test/facts/{fact}.html)");
    let report = format!(
        "| City | Schools | Year |\n|---|---|---|\n| Beta | {} | 2023 |\n| Beta | {} | 2022 |\n| Alba | {} | 2023 |\n\n\
         | City | 2023 | 2024 |\n|---|---|---|\n| Beta | {} | |\n| Beta | | {} |\n",
        link("about 40", "beta-schools"),
        link("about 40", "beta-schools"),
        link("about 40", "beta-schools"),
        link("about 40", "beta-schools"),
        link("about 40", "beta-schools"),
    );
    let expected = ["holds", "mismatch year", "mismatch place", "holds", "mismatch year"];
    let expected: Vec<String> = expected.iter().map(|verdict| format!("beta-schools {verdict}")).collect();
    assert_eq!(verdicts(&folder, "report.md", report.as_bytes()).1, expected);
    let html = "<table><tr><th>City<th>Schools<th>Year<tr><td>Beta<td><a href=https://briefing.test/facts/beta-schools.html>about 40</a><td>2022</table>";
    assert_eq!(verdicts(&folder, "report.html", html.as_bytes()).1, ["beta-schools mismatch year"]);
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        "<w:document><w:body><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl></w:body></w:document>",
        cell("City"),
        cell("2022"),
        cell("Beta"),
        cell("about 40 (fact:beta-schools)")
    );
    let bytes = zip(&[("word/document.xml", body.as_str())]);
    assert_eq!(verdicts(&folder, "report.docx", &bytes).1, ["beta-schools mismatch year"]);
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        "<office:body><table:table><table:table-row>{}{}</table:table-row><table:table-row>{}{}</table:table-row></table:table></office:body>",
        cell("City"),
        cell("2022"),
        cell("Beta"),
        cell("about 40 (fact:beta-schools)")
    );
    assert_eq!(
        verdicts(&folder, "report.odt", &zip(&[("content.xml", body.as_str())])).1,
        ["beta-schools mismatch year"]
    );
}

#[test]
fn a_place_that_a_sentence_does_not_name_is_the_one_named_last_under_the_same_heading() {
    let folder = briefing();
    let link = "[about 40 schools](https://briefing.test/facts/beta-schools.html)";
    for (report, expected) in [
        (format!("# Beta\n\nIt had {link} in 2023."), "holds"),
        (format!("# Alba\n\nIt had {link} in 2023."), "mismatch place"),
        (format!("Beta is near Alba. There were {link} in 2023."), "holds"),
        (format!("Beta grew.\n\nGamma had {link} in 2023."), "holds"),
        (format!("Alba grew.\n\nGamma had {link} in 2023."), "mismatch place"),
        (format!("Alba grew.\n\n# Schools\n\nThere were {link} in 2023."), "holds"),
    ] {
        assert_eq!(
            verdicts(&folder, "report.md", report.as_bytes()).1,
            [format!("beta-schools {expected}")],
            "{report}"
        );
    }
}

#[test]
fn a_reference_that_says_nothing_of_the_figure_is_no_misquotation() {
    let folder = briefing();
    let see = "See https://briefing.test/facts/alba-revenue-2027.html.\n\nAlba grew.\n\nMore: fact:beta-schools.";
    assert_eq!(verdicts(&folder, "report.md", see.as_bytes()).1, ["alba-revenue-2027 holds", "beta-schools holds"]);
}

#[test]
fn what_is_not_what_its_name_says_or_would_fill_the_memory_is_told_in_a_sentence() {
    let folder = briefing();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let odt = zip(&[("content.xml", "<office:body><text:p>fact:beta-schools</text:p></office:body>")]);
    for (name, bytes) in
        [("a.md", &png[..]), ("a.html", &png[..]), ("a.docx", &odt[..]), ("a.odt", &zip(&[("x", "y")])[..])]
    {
        let (status, found) = verdicts(&folder, name, bytes);
        assert!(status == 1 && found.len() == 1 && found[0].starts_with("unread: "), "{name}: {found:?}");
    }
}

/// Reports that people wrote who saw nothing but the pages, each of fourteen citations, seven of them wrong.
#[test]
fn the_reports_of_strangers_get_the_verdicts_that_they_wrote_beside_them() {
    for (report, found, expected) in verdicts_of_cases("tests/cases/reports", "") {
        assert_eq!(found, expected, "{report}");
    }
}

/// Of each citation its id, its verdict, and in what way it is wrong.
type Verdicts = Vec<Vec<String>>;

/// What the program says of the reports in a folder of cases, beside what is written there.
#[allow(clippy::disallowed_methods, reason = "tests run the program over a briefing of the repository")]
fn verdicts_of_cases(cases: &str, briefing: &str) -> Vec<(String, Verdicts, Verdicts)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join(cases);
    let expected: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let one = |(report, expected): (&String, &Value)| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.arg("audit").arg(folder.join(report)).args(["--format", "json", "--root"]).arg(root.join(briefing));
        let told: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
        let found = told["citations"].as_array().unwrap().iter().map(verdict).collect();
        (report.clone(), found, serde_json::from_value(expected.clone()).unwrap())
    };
    expected.as_object().unwrap().iter().map(one).collect()
}

/// Words, signs and dates of German and French, derived figures and the French word for a version among them.
#[test]
fn a_report_is_read_in_its_own_language_and_derived_figures_are_held_like_facts() {
    for (report, found, expected) in verdicts_of_cases("tests/cases/languages", "tests/fixtures/region") {
        assert_eq!(found, expected, "{report}");
    }
}

/// The words stand in the locale files: a language more is a file more.
#[test]
#[allow(clippy::disallowed_methods, reason = "looks at the program's own text")]
fn no_word_of_a_language_is_spelt_where_reports_are_audited() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(root.join("src/audit")).unwrap().map(|file| file.unwrap().path());
    for path in files.chain([root.join("static/audit.js")]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let spelt: Vec<char> = code.chars().filter(|c| ('\u{3041}'..='\u{9fff}').contains(c)).collect();
        assert!(spelt.is_empty(), "{}: {spelt:?}", path.display());
    }
}

/// An id, its verdict, and in what way it is wrong.
fn verdict(citation: &Value) -> Vec<String> {
    let text = |key: &str| citation[key].as_str().unwrap().to_owned();
    let way = (text("verdict") == "mismatch").then(|| text("message").split(':').next().unwrap().to_owned());
    [text("id"), text("verdict")].into_iter().chain(way).collect()
}
