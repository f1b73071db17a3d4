//! A small style of our own against the references that it is to give, and texts that are no style.

use super::*;
use crate::cite::date::{Date, Issued};
use crate::cite::reference::Accessed;
use crate::cite::tests::{article, edited, reposted};
use crate::model::bibliography::{DocumentKind, Name};

/// A style, small and ours.
fn harbour(date: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Harbour  notes</title><id>https://briefing.test/harbour</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="author">
    <names variable="author editor"><name and="text" initialize-with=". " name-as-sort-order="first"/></names>
  </macro>
  <citation><layout><text macro="author"/></layout></citation>
  <bibliography et-al-min="3" et-al-use-first="1">
    <layout suffix=".">
      <text variable="citation-number" prefix="[" suffix="] "/>
      <group delimiter=", ">
        <text macro="author"/>
        <text variable="title" font-style="italic" text-case="title"/>
        <text variable="container-title"/>
        {date}
        <text variable="version" prefix="v. "/>
        <text variable="number" prefix="no. "/>
        <group delimiter=" "><text term="accessed"/><date variable="accessed" form="text"/></group>
        <text variable="URL"/>
      </group>
    </layout>
  </bibliography>
</style>
"#
    )
}

const DATE: &str = r#"<date variable="issued" form="text" prefix="(" suffix=")"/>"#;

fn style(date: &str) -> Csl {
    Csl::read(&harbour(date)).expect("a style")
}

fn fact() -> Reference {
    Reference {
        key: "facts-a".into(),
        kind: DocumentKind::DataSet,
        authors: vec![Name::Whole("Delta & Co. Briefing".into())],
        title: "AI terminals made by DeepSeek in Suzhou".into(),
        lang: "en".into(),
        reader: "en".into(),
        published: Issued::parse("2026-11-24"),
        accessed: Some(Accessed::Reader),
        url: Some("https://briefing.test/a.html#v=044590".into()),
        version: Some("044590".into()),
        ..Reference::default()
    }
}

#[test]
fn a_reference_is_one_line_without_its_number_and_bodies_names_and_versions_stay_whole() {
    assert_eq!(
        style(DATE).write(&fact()),
        "Delta & Co. Briefing, AI Terminals Made by DeepSeek in Suzhou, (November 24, 2026), v. 044590, accessed Month D, YYYY, https://briefing.test/a.html#v=044590."
    );
    assert_eq!(style(DATE).name, "Harbour notes");
    let italic: Vec<String> = style(DATE).pieces(&fact()).into_iter().filter(|p| p.italic).map(|p| p.text).collect();
    assert_eq!(italic, ["AI Terminals Made by DeepSeek in Suzhou"]);
}

#[test]
fn persons_are_turned_round_and_three_are_shortened_in_the_documents_language() {
    let reader = Reference { reader: "en".into(), ..article() };
    assert_eq!(style(DATE).write(&reader), "Smith, A., Tides and Tolls, Journal of Harbours, (2024).");
    let two = Reference { reader: "en".into(), ..edited(&[]) };
    assert_eq!(style(DATE).write(&two), "Doe, J. and J. Roe, Harbours of the North, (2024).");
    let person = |family: &str, given: &str| Name::Person { family: family.into(), given: given.into() };
    let many = vec![person("张", "三"), person("李", "四"), person("王", "五")];
    let chinese = Reference { authors: many, reader: "en".into(), published: Issued::parse("2026-01"), ..reposted() };
    assert_eq!(
        style(DATE).write(&chinese),
        "张三 等, 苏浙竞逐AI新赛道 [Jiangsu and Zhejiang race for AI], 国际金融报, (January 2026), accessed November 24, 2026."
    );
    let other = Reference { translation: Some("Marées et péages".into()), reader: "fr".into(), ..article() };
    assert_eq!(
        style(DATE).write(&other),
        "Smith, A., Tides and Tolls [Marées et péages], Journal of Harbours, (2024)."
    );
    let own = Reference { reader: "zh-Hans".into(), ..chinese };
    assert_eq!(style(DATE).write(&own), "张三 等, 苏浙竞逐AI新赛道, 国际金融报, (2026年1月), 见于 2026年11月24日.");
}

#[test]
fn an_inferred_date_is_told_as_one_though_the_style_never_asks() {
    let inferred = Reference { reader: "en".into(), ..reposted() };
    assert!(style(DATE).write(&inferred).contains(", (ca. January 2026), "), "{}", style(DATE).write(&inferred));
    let unsure = Reference { published: Issued::parse("2026?"), ..inferred.clone() };
    assert!(style(DATE).write(&unsure).contains(", (2026?), "), "{}", style(DATE).write(&unsure));
    let asks = r#"<choose>
      <if is-uncertain-date="issued"><date variable="issued" form="numeric" date-parts="year" prefix="[" suffix="]"/></if>
      <else><date variable="issued" form="numeric" date-parts="year"/></else>
    </choose>"#;
    assert!(style(asks).write(&inferred).contains(", [2026], "), "{}", style(asks).write(&inferred));
}

#[test]
fn a_span_has_both_its_years_in_whatever_form() {
    let span = |edtf| Reference { published: Issued::parse(edtf), reader: "en".into(), ..article() };
    let short = r#"<date variable="issued"><date-part name="year" form="short" prefix="’"/></date>"#;
    for (date, edtf, expected) in [
        (DATE, "2024/2025", "(2024–2025)"),
        (DATE, "2024-05/2025-02", "(2024–2025)"),
        (DATE, "2025-33", "(2025)"),
        (DATE, "2024~/2025~", "(ca. 2024–2025)"),
        (short, "2024/2025", "24–25"),
    ] {
        let text = style(date).write(&span(edtf));
        assert!(text.contains(expected), "{edtf}: {text}");
    }
}

#[test]
fn the_day_of_whoever_cites_is_filled_in_where_it_is_known() {
    let read = Reference { accessed: Date::parse("2026-11-30").map(Accessed::On), ..fact() };
    assert!(style(DATE).write(&read).contains("accessed November 30, 2026, "), "{}", style(DATE).write(&read));
    let chinese = Reference { lang: "zh-Hans".into(), reader: "zh-Hans".into(), ..fact() };
    assert!(style(DATE).write(&chinese).contains("见于 YYYY-MM-DD, "), "{}", style(DATE).write(&chinese));
    let digits = harbour(DATE).replace(
        r#"<date variable="accessed" form="text"/>"#,
        r#"<date variable="accessed" form="numeric" date-parts="year-month-day"/>"#,
    );
    let text = Csl::read(&digits).expect("a style").write(&fact());
    assert!(text.contains("accessed YYYY-MM-DD, "), "{text}");
}

#[test]
fn a_style_has_its_own_language_where_it_says_one() {
    let german = harbour(DATE).replace("version=\"1.0\">", "version=\"1.0\" default-locale=\"de-DE\">");
    let text = Csl::read(&german).expect("a style").write(&fact());
    assert!(text.contains("(24. November 2026)") && text.contains("zugegriffen YYYY-MM-DD"), "{text}");
}

#[test]
fn of_many_branches_one_is_taken_however_many_there_are() {
    let branch = "<if type=\"book\"><text macro=\"m\"/></if>".to_owned();
    let branches = |inner: &str| {
        let others = "<else-if type=\"thesis\"><text macro=\"m\"/></else-if>".repeat(40);
        format!(
            "<choose>{}{}</choose>",
            branch.replace("\"m\"", &format!("\"{inner}\"")),
            others.replace("\"m\"", &format!("\"{inner}\""))
        )
    };
    let macros: String =
        (0..8).map(|n| format!("<macro name=\"m{n}\">{}</macro>", branches(&format!("m{}", n + 1)))).collect();
    let macros = format!("{macros}<macro name=\"m8\"><text value=\"x\"/></macro>");
    let whole = harbour(DATE).replace("<macro name=\"author\">", &format!("{macros}<macro name=\"author\">"));
    let called =
        whole.replace("<text macro=\"author\"/></layout></citation>", "<text macro=\"m0\"/></layout></citation>");
    assert_ne!(whole, called);
    assert!(Csl::read(&called).is_ok(), "41 to the power of 8 elements are written, a few hundred run through");
}

#[test]
fn quotation_marks_within_others_are_single_and_an_edition_in_words_stands_alone() {
    let quoting = harbour(DATE)
        .replace("<text variable=\"title\"", "<text variable=\"edition\"/> <text quotes=\"true\" variable=\"title\"");
    assert_ne!(quoting, harbour(DATE));
    let book = Reference { title: "The “new” harbour".into(), edition: Some("2版".into()), ..article() };
    let text = Csl::read(&quoting).expect("a style").write(&book);
    assert_eq!(text, "Smith, A., 2版, “The ‘New’ Harbour,” Journal of Harbours, (2024).");
}

#[test]
fn a_style_of_notes_alone_writes_its_note() {
    let text = harbour(DATE);
    let (start, end) = (text.find("<bibliography").unwrap(), text.find("</bibliography>").unwrap());
    let notes = format!("{}{}", &text[..start], &text[end + "</bibliography>".len()..]);
    assert_eq!(Csl::read(&notes).expect("a style").write(&article()), "Smith, A.");
}

#[test]
fn what_is_no_style_is_told_with_its_place_and_what_was_expected() {
    let whole = harbour(DATE);
    let calls = |name: &str| {
        whole.replace(
            "<text macro=\"author\"/></layout></citation>",
            &format!("<text macro=\"{name}\"/></layout></citation>"),
        )
    };
    let dependent =
        whole.replace("<title>", "<link rel=\"independent-parent\" href=\"https://styles.test/parent\"/><title>");
    let turns = whole
        .replace("<names variable=\"author editor\">", "<text macro=\"author\"/><names variable=\"author editor\">");
    let deep =
        whole.replace("<text variable=\"version\"", &format!("{}<text variable=\"version\"", "<group>".repeat(70)));
    let mut bomb = String::new();
    for n in 0..40 {
        bomb += &format!("<macro name=\"m{n}\"><text macro=\"m{0}\"/><text macro=\"m{0}\"/></macro>", n + 1);
    }
    bomb += "<macro name=\"m40\"><text value=\"x\"/></macro>";
    let bomb = calls("m0").replace("<macro name=\"author\">", &format!("{bomb}<macro name=\"author\">"));
    let names = whole.replace("<name and=\"text\"", "<name and=\"und\"");
    for (text, line, message) in [
        (names.as_str(), 5, "is no style of CSL 1.0"),
        ("", 1, "is no CSL file: its end is missing"),
        ("%PDF-1.7", 1, "is no CSL file"),
        ("<html><body/></html>", 1, "is no CSL file"),
        ("<style>a { color: red }</style>", 1, "is no CSL file"),
        (&whole[..whole.len() - "</style>\n".len()], 23, "is no CSL file: its end is missing"),
        (&whole.replace("</group>\n    </layout>", "</grup>\n    </layout>"), 20, "is no XML: "),
        (&dependent, 3, "is a dependent style: it only names another"),
        (&calls("autor"), 7, "calls the macro `autor`, which it does not have"),
        (&turns, 5, "calls the macro `author` from within itself"),
        (&deep, 16, "has more than 64 elements within each other"),
        (&bomb, 4, "writes more than 200000 elements for one reference"),
        (&whole.replace("variable=\"version\"", "variable=\"vers\""), 16, "is no style of CSL 1.0"),
    ] {
        let fault = Csl::read(text).expect_err(message);
        assert!(fault.message.starts_with(message), "{message}: {fault:?}");
        let at = text.as_bytes().iter().take(fault.at.start).filter(|b| **b == b'\n').count() + 1;
        assert_eq!(at, line, "{fault:?}");
        assert!(fault.expected.starts_with("expected") && !fault.help.is_empty(), "{fault:?}");
    }
}
