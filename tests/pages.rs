//! Every kind of page as a reader meets it, and the version that follows from what it tells.

#[path = "support/small.rs"]
mod small;
mod support;

use std::collections::BTreeMap;

use briefing::commands::schema::schemas;
use briefing::language::locales::Locales;
use briefing::load::files::Files;
use briefing::model::briefing::Briefing;
use briefing::model::lang::Lang;
use briefing::plan::kinds::{KINDS, Place};
use briefing::plan::page::Page;
use briefing::plan::{self, Plan, version};
use briefing::problem::Problems;
use briefing::render;
use briefing::render::context::{Context, Memo};
use briefing::theme::Theme;
use rayon::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;
use support::Site;

/// A briefing with everything that rendering needs.
struct Made<'a> {
    briefing: Briefing,
    plan: Plan,
    theme: &'a Theme,
    locales: Locales,
    memo: Memo,
}

impl<'a> Made<'a> {
    fn of(briefing: Briefing, theme: &'a Theme) -> Self {
        let (plan, memo) = (plan::plan(&briefing), Memo::of(&briefing));
        Self { plan, theme, briefing, locales: Locales::shipped(&["en", "zh"]), memo }
    }

    /// A page as HTML, and the hash of what it tells.
    fn page(&self, page: &Page) -> (String, String) {
        let strings = self.theme.strings();
        let ctx =
            Context { briefing: &self.briefing, plan: &self.plan, strings, locales: &self.locales, memo: &self.memo };
        let shown = page.view.shows(&self.briefing);
        let html = render::page(self.theme, &ctx, page, &shown).expect("it renders");
        (html, version::hash(&self.briefing, page, &shown))
    }
}

fn theme() -> Theme {
    let languages = Site::of(&small::text()).briefing().languages;
    Theme::load(&Files::default(), &languages, &mut Problems::new()).expect("the shipped theme")
}

fn main_of(html: &Html) -> ElementRef<'_> {
    html.select(&Selector::parse("main").expect("a selector")).next().expect("every page has one")
}

// ---- Every kind of page, read ----

/// What a reader reads: headings, items, cells and links as Markdown has them, a line for each block.
fn read(element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => {
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let apart = text.starts_with(char::is_whitespace) && !out.ends_with(['\n', ' ']);
                if apart && !words.is_empty() {
                    out.push(' ');
                }
                out.push_str(&words);
                if text.ends_with(char::is_whitespace) && !words.is_empty() {
                    out.push(' ');
                }
            }
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(child) {
                    read_element(element, out);
                }
            }
            _ => {}
        }
    }
}

fn read_element(element: ElementRef<'_>, out: &mut String) {
    let name = element.value().name();
    if element.value().classes().any(|class| class == "cite") {
        return out.push_str("\n(how to cite)\n");
    }
    let (before, after) = match name {
        "h1" => ("\n# ", "\n"),
        "h2" => ("\n## ", "\n"),
        "h3" => ("\n### ", "\n"),
        "li" => ("\n- ", "\n"),
        "p" | "section" | "table" | "div" | "figcaption" | "summary" | "pre" => ("\n", "\n"),
        "tr" => ("\n|", "\n"),
        "td" | "th" => (" ", " |"),
        "dt" => ("\n", ": "),
        "text" | "title" | "desc" => (" ", " "),
        _ => ("", ""),
    };
    let label = element.value().attr("aria-label").filter(|_| element.value().attr("role") == Some("img"));
    out.push_str(before);
    out.push_str(label.map(|label| format!("({label})")).as_deref().unwrap_or_default());
    match element.value().attr("href").filter(|_| name == "a") {
        Some(href) => {
            let mut words = String::new();
            read(element, &mut words);
            out.push_str(&format!("[{}]({href})", words.trim()));
        }
        None => read(element, out),
    }
    out.push_str(after);
}

/// The text without blank lines, and with what differs between versions left out.
fn tidy(text: &str, briefing: &Briefing) -> String {
    let mut text = text.to_owned();
    for (_, fact) in briefing.facts.iter() {
        text = text.replace(&fact.version.hash, "(hash)");
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "-" && *line != "|");
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_kind_of_page_reads_as_it_did() {
    let theme = theme();
    let made = Made::of(Site::of(&small::text()).briefing(), &theme);
    for kind in KINDS {
        let view = (kind.views)(&made.briefing)[0];
        let page = made.plan.page(view, Lang::DEFAULT);
        let (html, _) = made.page(&page);
        let mut text = String::new();
        read(main_of(&Html::parse_document(&html)), &mut text);
        let name = match kind.place {
            Place::Page(name) => format!("page-{name}"),
            _ => format!("one-{}", kind.template.trim_end_matches(".html")),
        };
        let name = if name == "one-list" { "one-kind".to_owned() } else { name };
        insta::assert_snapshot!(name, tidy(&text, &made.briefing));
    }
}

// ---- Every field of every record, and the versions of the pages that tell it ----

/// A record's field, in which file it stands, and another value for it. A change whose words stand
/// there more than once changes them all.
const CHANGES: &[(&str, &str, &str, &str, &str)] = &[
    ("site", "title", "site.toml", "en = \"Small\"", "en = \"Tiny\""),
    ("site", "description", "site.toml", "A small briefing.", "A tiny briefing."),
    ("site", "base_url", "site.toml", "https://small.test/\"", "https://tiny.test/\""),
    ("site", "contact", "site.toml", "editor@", "desk@"),
    ("site", "report", "site.toml", "new?id", "old?id"),
    ("site", "publisher", "site.toml", "Smalls", "Tinies"),
    ("site", "editors", "site.toml", "Ed Itor", "Edi Tor"),
    ("site", "licence", "site.toml", "CC-BY-4.0", "CC0-1.0"),
    ("site", "names", "site.toml", "Area 51", "Area 52"),
    ("site", "excerpt_limit", "site.toml", "excerpt_limit = 24", "excerpt_limit = 23"),
    ("site", "minify", "site.toml", "minify = false", "minify = true"),
    ("site", "key_facts", "site.toml", "[\"a-revenue\"]", "[\"b-revenue\"]"),
    (
        "site",
        "kind.role",
        "site.toml",
        "folder = \"things\"\nrole = \"actor\"",
        "folder = \"things\"\nrole = \"policy\"",
    ),
    ("site", "kind.compared", "site.toml", "compared = true", "compared = false"),
    ("site", "kind.label", "site.toml", "en = \"City\"", "en = \"Town\""),
    ("site", "kind.plural", "site.toml", "en = \"Cities\"", "en = \"Towns\""),
    (
        "facts",
        "subject",
        SHEET,
        "subject = \"city:beta\"\nindicator = \"sales\"",
        "subject = \"city:alba\"\nindicator = \"sales\"",
    ),
    ("facts", "indicator", SHEET, "indicator = \"fame\"", "indicator = \"founding\""),
    ("facts", "period", SHEET, "period = \"2027\"", "period = \"2028\""),
    ("facts", "dating", SHEET, "dating = \"inferred\"", "dating = \"printed\""),
    ("facts", "value", SHEET, "2300亿元", "2400亿元"),
    ("facts", "announced", SHEET, "period = \"2027\"\n", "period = \"2027\"\nannounced = true\n"),
    ("facts", "status", SHEET, "status = \"target\"", "status = \"forecast\""),
    ("facts", "of", SHEET, "of = \"province:low\"", "of = \"province:high\""),
    ("facts", "policy", SHEET, "policy = \"policy:plan\"\n", ""),
    ("facts", "by", SHEET, "office:bureau", "office:board"),
    (
        "facts",
        "credit",
        SHEET,
        "excerpt = \"营收1200亿元\"",
        "credit = { en = \"a plan\", zh = \"规划\" }\nexcerpt = \"营收1200亿元\"",
    ),
    ("facts", "origins", SHEET, "work:survey", "work:census"),
    ("facts", "excerpt", SHEET, "居于领先", "居于领先地位"),
    ("facts", "line", SHEET, "line = 7", "line = 17"),
    ("facts", "page", SHEET, "line = 7", "page = 7"),
    ("facts", "cell", SHEET, "line = 7", "cell = \"Sheet1!B7\""),
    ("facts", "time", SHEET, "line = 7", "time = \"00:12:30\""),
    ("facts", "section", SHEET, "line = 7", "line = 7\nsection = \"2.1\""),
    ("facts", "note", SHEET, "As of autumn.", "As of winter."),
    (
        "facts",
        "rank",
        SHEET,
        "rank = \"deprecated\"\nreason = { en = \"It was withdrawn.\", zh = \"已撤回。\" }\n",
        "rank = \"normal\"\n",
    ),
    ("facts", "reason", SHEET, "It was withdrawn.", "It was taken back."),
    ("facts", "checked", SHEET, "2026-01-03", "2026-01-13"),
    ("indicators", "label", "content/indicators.toml", "en = \"Revenue\"", "en = \"Income\""),
    (
        "indicators",
        "label_of",
        "content/indicators.toml",
        "zh = \"营收\" }\n",
        "zh = \"营收\" }\nlabel_of = { en = \"Revenue in {of}\", zh = \"{of}营收\" }\n",
    ),
    ("indicators", "unit", "content/indicators.toml", "unit = \"km\"", "unit = \"mm\""),
    ("indicators", "definition", "content/indicators.toml", "Money taken in.", "Money that came in."),
    ("indicators", "comparable", "content/indicators.toml", "comparable = true\nlike", "comparable = false\nlike"),
    ("indicators", "share_of", "content/indicators.toml", "share_of = \"revenue\"", "share_of = \"sales\""),
    ("indicators", "like", "content/indicators.toml", "like = [\"sales\"]", "like = [\"schools\"]"),
    ("conflicts", "title", CONFLICTS, "Two readings", "Two ways"),
    ("conflicts", "facts", CONFLICTS, "[\"b-revenue\"]", "[\"b-sales\"]"),
    ("conflicts", "sides.source", CONFLICTS, "source = \"report\"", "source = \"paper\""),
    ("conflicts", "sides.line", CONFLICTS, "line = 9", "line = 19"),
    ("conflicts", "sides.page", CONFLICTS, "line = 9", "page = 9"),
    ("conflicts", "sides.cell", CONFLICTS, "line = 9", "cell = \"Sheet1!B7\""),
    ("conflicts", "sides.time", CONFLICTS, "line = 9", "time = \"00:12:30\""),
    ("conflicts", "sides.section", CONFLICTS, "line = 9", "line = 9, section = \"2.1\""),
    (
        "conflicts",
        "sides.says",
        CONFLICTS,
        "line = 9",
        "line = 9, says = { en = \"Another account\", zh = \"另一种\" }",
    ),
    ("conflicts", "sides.excerpt", CONFLICTS, "另一处说法", "另一种说法"),
    ("conflicts", "kind", CONFLICTS, "\"scope\"", "\"doubtful\""),
    ("conflicts", "finding", CONFLICTS, "One of them counts less.", "One of them counts more."),
    (
        "conflicts",
        "summary",
        CONFLICTS,
        "found = \"rule\"",
        "found = \"rule\"\nsummary = { en = \"Less.\", zh = \"少。\" }",
    ),
    ("conflicts", "preferred", CONFLICTS, "preferred = [\"b-revenue\"]\n", ""),
    ("conflicts", "found", CONFLICTS, "\"rule\"", "\"reading\""),
    ("gaps", "subject", "content/gaps.toml", "city:beta", "city:alba"),
    ("gaps", "indicator", "content/gaps.toml", "schools", "share"),
    ("gaps", "reason", "content/gaps.toml", "no source says", "other scope"),
    ("gaps", "note", "content/gaps.toml", "Asked in spring.", "Asked in autumn."),
    (
        "gaps",
        "facts",
        "content/gaps.toml",
        "reason = \"not looked for\"",
        "reason = \"other scope\"\nfacts = [\"a-aim\"]",
    ),
    ("glossary", "label", "content/glossary.toml", "en = \"Origin\"", "en = \"Provenance\""),
    ("glossary", "also", "content/glossary.toml", "\"work\"", "\"piece\""),
    ("glossary", "avoid", "content/glossary.toml", "\"root\"", "\"spring\""),
    ("glossary", "sort", "content/glossary.toml", "\"chuchu\"", "\"zzz\""),
    ("glossary", "say", "content/glossary.toml", "shares nothing", "has nothing"),
    ("derived", "formula", "content/derived.toml", "b-revenue + b-sales", "b-revenue - b-sales"),
    ("derived", "subject", "content/derived.toml", "city:beta", "city:alba"),
    ("derived", "indicator", "content/derived.toml", "indicator = \"revenue\"", "indicator = \"sales\""),
    ("derived", "label", "content/derived.toml", "Both together", "The two together"),
    ("derived", "note", "content/derived.toml", "Our sum.", "Our own sum."),
    ("corrections", "date", "content/corrections.toml", "2026-01-04", "2026-01-14"),
    ("corrections", "kind", "content/corrections.toml", "\"correction\"", "\"revision\""),
    ("corrections", "facts", "content/corrections.toml", "a-revenue", "b-sales"),
    ("corrections", "text", "content/corrections.toml", "A slip was mended.", "A slip was found."),
    ("verified", "hash", VERIFIED, "hash = \"", "hash = \"0"),
    ("verified", "sha256", VERIFIED, "e3b0c4", "a3b0c4"),
    ("verified", "answer", VERIFIED, "\"found\"", "\"repaired\""),
    ("verified", "value_agrees", VERIFIED, "value_agrees = true", "value_agrees = false"),
    ("verified", "subject", VERIFIED, "subject = \"here\"", "subject = \"above\""),
    ("verified", "period", VERIFIED, "period = \"above\"", "period = \"here\""),
    ("verified", "status", VERIFIED, "status = \"curator\"", "status = \"above\""),
    ("verified", "line", VERIFIED, "line = 5", "line = 15"),
    ("verified", "page", VERIFIED, "line = 5", "page = 5"),
    ("verified", "cell", VERIFIED, "line = 5", "cell = \"Sheet1!B7\""),
    ("verified", "archived", VERIFIED, "營收1200億元", "營收入1200億元"),
    ("verified", "printed", VERIFIED, "printed = \"1200億元\"", "printed = \"千二百億元\""),
    ("source", "title", SOURCE, "A report", "The report"),
    ("source", "publisher", SOURCE, "The Press (", "A Press ("),
    ("source", "author", SOURCE, "甲记者", "乙记者"),
    ("source", "published", SOURCE, "\"2025-02\"", "\"2024-02\""),
    ("source", "dating", SOURCE, "\"printed\"", "\"inferred\""),
    ("source", "accessed", SOURCE, "2026-01-02", "2026-01-12"),
    ("source", "language", SOURCE, "\"zh-Hans\"", "\"zh-Hant\""),
    ("source", "url", SOURCE, "https://press.test/a", "https://press.test/b"),
    ("source", "archive", SOURCE, "a.txt", "c.txt"),
    ("source", "sha256", SOURCE, "e3b0c4", "a3b0c4"),
    ("source", "standing", SOURCE, "\"repost\"", "\"paraphrase\""),
    ("source", "damage", SOURCE, "\"reworded\"", "\"advertising\""),
    ("source", "rests_on.work", SOURCE, "work:survey", "work:census"),
    ("source", "rests_on.lines", SOURCE, "\"3-5\"", "\"3-6\""),
    ("source", "note", SOURCE, "Read with care.", "Read with great care."),
    ("subject", "title", "content/cities/alba.md", "en = \"Alba\"", "en = \"Albia\""),
    ("subject", "aliases", "content/cities/alba.md", "\"Alb\"", "\"Alby\""),
    ("subject", "sort", "content/cities/alba.md", "\"azz\"", "\"czz\""),
    ("subject", "within", "content/cities/alba.md", "province:low", "province:high"),
    ("subject", "coordinates", "content/cities/alba.md", "[50.0, 10.0]", "[52.0, 10.0]"),
    ("subject", "issuer", "content/policies/plan.md", "office:bureau", "office:board"),
    ("subject", "date", "content/policies/plan.md", "2024-03", "2024-04"),
    ("subject", "places", "content/policies/plan.md", "city:alba", "city:beta"),
    ("subject", "url", "content/cities/alba.md", "https://alba.test/", "https://albia.test/"),
    ("subject", "summary", "content/cities/alba.md", "by the sea", "by the lake"),
    ("source", "type", PAPER, "type = \"report\"", "type = \"book\""),
    ("source", "authors", PAPER, "family = \"Lin\"", "family = \"Lim\""),
    ("source", "editors", PAPER, "Board of the Paper", "Desk of the Paper"),
    ("source", "container", PAPER, "en = \"Papers\"", "en = \"Sheets\""),
    ("source", "reposter", PAPER, "A mirror", "A copy"),
    ("source", "place", PAPER, "Portus", "Porta"),
    ("source", "number", PAPER, "No. 5", "No. 6"),
    ("source", "volume", PAPER, "volume = \"8\"", "volume = \"9\""),
    ("source", "issue", PAPER, "issue = \"3\"", "issue = \"4\""),
    ("source", "pages", PAPER, "12-15", "12-16"),
    ("source", "edition", PAPER, "2nd ed.", "3rd ed."),
    ("source", "doi", PAPER, "10.5555/paper", "10.5555/other"),
    ("source", "archived", PAPER, "mirror.test/a", "mirror.test/b"),
    ("subject", "dating", SURVEY, "dating = \"inferred\"", "dating = \"printed\""),
    ("subject", "language", SURVEY, "language = \"en\"", "language = \"fr\""),
    ("subject", "publisher", SURVEY, "Surveyors", "Surveying"),
    ("subject", "type", SURVEY, "type = \"report\"", "type = \"book\""),
    ("subject", "authors", SURVEY, "family = \"Doe\"", "family = \"Roe\""),
    ("subject", "editors", SURVEY, "Board of the Survey", "Desk of the Survey"),
    ("subject", "container", SURVEY, "en = \"Surveys\"", "en = \"Sheets\""),
    ("subject", "reposter", SURVEY, "A mirror", "A copy"),
    ("subject", "place", SURVEY, "Portus", "Porta"),
    ("subject", "number", SURVEY, "No. 7", "No. 6"),
    ("subject", "volume", SURVEY, "volume = \"6\"", "volume = \"7\""),
    ("subject", "accessed", SURVEY, "2026-01-03", "2026-01-13"),
    ("subject", "issue", SURVEY, "issue = \"4\"", "issue = \"5\""),
    ("subject", "pages", SURVEY, "1-9", "1-8"),
    ("subject", "edition", SURVEY, "3rd ed.", "4th ed."),
    ("subject", "doi", SURVEY, "10.5555/survey", "10.5555/other"),
    ("subject", "archived", SURVEY, "mirror.test/s", "mirror.test/t"),
    ("page", "title", "content/pages/method.md", "en = \"Method\"", "en = \"The method\""),
    ("page", "waivers", "content/pages/method.md", "waivers = true", "waivers = false"),
    ("text", "a city", "content/cities/alba.md", "It took", "It takes"),
    ("text", "a translation", "content/cities/alba.zh.md", "收入", "收到"),
    ("text", "a waiver's reason", "content/cities/alba.md", "name-of-a-standard", "name-of-a-network"),
    ("text", "a source", SOURCE, "It says", "It claims"),
    ("text", "the front page", "content/index.md", "Revenue is", "Revenue was"),
    ("text", "a page", "content/pages/method.md", "How it is made.", "How it was made."),
];

const SHEET: &str = "content/sources/report/facts.toml";
const SOURCE: &str = "content/sources/report/index.md";
const PAPER: &str = "content/sources/paper/index.md";
const SURVEY: &str = "content/works/survey.md";
const CONFLICTS: &str = "content/conflicts.toml";
const VERIFIED: &str = "content/verified.toml";

/// The fields that cannot be changed alone, and why.
const FIXED: &[(&str, &str, &str)] = &[
    ("site", "languages", "another language is another set of pages"),
    ("site", "limits", "says what is read, and no page tells it"),
    ("site", "kind.id", "a name: another one is another record"),
    ("site", "kind.folder", "an address: its files would be no part of the briefing"),
    ("facts", "id", "a name: another one is another record"),
    ("facts", "draft", "a build refuses drafts"),
    ("indicators", "id", "a name: another one is another record"),
    ("conflicts", "id", "a name: it stands in addresses alone"),
    ("glossary", "id", "a name: it stands in addresses alone"),
    ("glossary", "near", "the search alone offers it"),
    ("glossary", "mark", "what is meant stands on the page of words; other pages lead there"),
    ("derived", "id", "a name: it stands in addresses alone"),
    ("derived", "unit", "it follows from the formula"),
    ("verified", "id", "a name: another one is another record"),
    ("versions", "id", "a name: another one is another record"),
    ("versions", "ordinal", "it counts what was published before"),
    ("versions", "date", "it dates what was published before"),
    ("versions", "hash", "it is what was published before"),
    ("versions", "said", "it is what was said before"),
    ("corrections", "versions", "it names what was recorded"),
    ("facts", "waived", "it says why a figure needs no fact"),
    ("source", "waived", "it says why a figure needs no fact"),
    ("subject", "untitled", "it shows where a sentence names a work as speaker or as its subject, and none here does"),
    ("subject", "waived", "it says why a figure needs no fact"),
    ("page", "waived", "it says why a figure needs no fact"),
    ("indicators", "waived", "it says why a figure needs no fact"),
    ("conflicts", "waived", "it says why a figure needs no fact"),
    ("gaps", "waived", "it says why a figure needs no fact"),
    ("derived", "waived", "it says why a figure needs no fact"),
    ("corrections", "waived", "it says why a figure needs no fact"),
    ("facts", "formerly", "an old name: it leads here"),
    ("indicators", "formerly", "an old name: it leads here"),
    ("source", "formerly", "an old name: it leads here"),
    ("subject", "formerly", "an old name: it leads here"),
    ("page", "formerly", "an old name: it leads here"),
    ("conflicts", "formerly", "an old name: it leads here"),
    ("derived", "formerly", "an old name: it leads here"),
    ("site", "kind.formerly", "an old folder: it leads here"),
    ("site", "kind.former_ids", "an old name: it leads here"),
    ("site", "citation_styles", "how references are written, not what a page tells"),
    ("site", "look", "colours, fonts and signs: how pages look, not what they tell"),
];

/// The fields that no page tells its reader in the page itself.
const UNTOLD: &[(&str, &str)] = &[
    ("site", "base_url"),
    ("site", "contact"),
    ("site", "report"),
    ("site", "publisher"),
    ("site", "editors"),
    ("site", "licence"),
    ("site", "names"),
    ("site", "excerpt_limit"),
    ("site", "minify"),
    ("site", "limits"),
    ("indicators", "share_of"),
    ("indicators", "unit"),
    ("source", "language"),
    ("subject", "url"),
    ("source", "editors"),
    ("source", "place"),
    ("source", "volume"),
    ("source", "issue"),
    ("source", "pages"),
    ("source", "edition"),
    ("source", "doi"),
    ("subject", "dating"),
    ("subject", "language"),
    ("subject", "publisher"),
    ("subject", "type"),
    ("subject", "authors"),
    ("subject", "editors"),
    ("subject", "container"),
    ("subject", "reposter"),
    ("subject", "place"),
    ("subject", "number"),
    ("subject", "volume"),
    ("subject", "accessed"),
    ("subject", "issue"),
    ("subject", "pages"),
    ("subject", "edition"),
    ("subject", "doi"),
    ("subject", "archived"),
];

/// Every field of every record that the schemas declare: `rests_on.work` for one within another.
fn declared() -> Vec<(String, String)> {
    fn keys(properties: &Value, prefix: &str, out: &mut Vec<String>) {
        for (key, value) in properties.as_object().expect("properties") {
            match value["items"]["properties"].as_object() {
                Some(_) => keys(&value["items"]["properties"], &format!("{prefix}{key}."), out),
                None => out.push(format!("{prefix}{key}")),
            }
        }
    }
    let mut all = Vec::new();
    for (name, schema) in schemas() {
        let whole = ["site", "source", "subject", "page"].contains(&name);
        let properties = match schema["properties"].as_object().expect("properties").values().next() {
            Some(rows) if !whole => &rows["items"]["properties"],
            _ => &schema["properties"],
        };
        let mut fields = Vec::new();
        keys(properties, "", &mut fields);
        all.extend(fields.into_iter().map(|field| (name.to_owned(), field)));
    }
    all
}

#[test]
fn every_field_is_changed_or_has_a_reason() {
    let known = |record: &str, field: &str| {
        CHANGES.iter().any(|change| (change.0, change.1) == (record, field))
            || FIXED.iter().any(|fixed| (fixed.0, fixed.1) == (record, field))
    };
    let forgotten: Vec<_> = declared().into_iter().filter(|(record, field)| !known(record, field)).collect();
    assert!(forgotten.is_empty(), "say in CHANGES how these can change: {forgotten:?}");
}

/// What a reader sees of a page: its words, its marks and their labels, its colours, its drawings, and where it leads
/// on the web; not its citation, and not the versions of facts.
fn seen(element: ElementRef<'_>, out: &mut Vec<String>) {
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            out.extend(text.split_whitespace().map(str::to_owned));
        }
        let Some(element) = ElementRef::wrap(child) else { continue };
        let value = element.value();
        let classes = value.attr("class").unwrap_or_default();
        match value.name() {
            _ if classes.split(' ').any(|class| class == "cite") => {}
            "svg" if !classes.split(' ').any(|class| class == "mark") => out.push(element.html()),
            _ => {
                let label = value.attr("aria-label").filter(|_| value.attr("role") == Some("img"));
                let mark = value.attr("href").filter(|_| value.name() == "use");
                let abroad = |href: &&str| href.starts_with("http") && !href.starts_with("https://small.test/");
                let web = value.attr("href").filter(abroad);
                out.extend(
                    [Some(classes), label, mark, web, value.attr("title")].into_iter().flatten().map(str::to_owned),
                );
                seen(element, out);
            }
        }
    }
}

/// Every page as HTML and the hash of what it tells, by its address.
fn told(made: &Made<'_>) -> BTreeMap<String, (String, String)> {
    let hashes: Vec<&str> = made.briefing.facts.iter().map(|(_, fact)| fact.version.hash.as_str()).collect();
    let pages = made.plan.pages.iter().map(|page| {
        let (html, hash) = made.page(page);
        (page.route.to_string(), (hashes.iter().fold(html, |html, hash| html.replace(hash, "")), hash))
    });
    pages.collect()
}

/// Whether a reader sees something else.
fn differs(before: &str, after: &str) -> bool {
    let words = |html: &str| {
        let mut words = Vec::new();
        seen(main_of(&Html::parse_document(html)), &mut words);
        words
    };
    before != after && words(before) != words(after)
}

/// The briefing's text with one file changed.
fn changed(text: &str, file: &str, old: &str, new: &str) -> String {
    let start = text.find(&format!("-- {file} --")).unwrap_or_else(|| panic!("there is no {file}"));
    let end = text[start + 3..].find("\n-- ").map_or(text.len(), |end| start + 3 + end);
    assert!(text[start..end].contains(old), "`{old}` is not in {file}");
    format!("{}{}{}", &text[..start], text[start..end].replace(old, new), &text[end..])
}

/// What is wrong with the versions after one change.
fn wrong(
    before: &BTreeMap<String, (String, String)>,
    after: &BTreeMap<String, (String, String)>,
    untold: bool,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut any = false;
    for (page, (html, hash)) in after {
        let Some((old_html, old_hash)) = before.get(page) else { continue };
        let told = differs(old_html, html);
        any |= told;
        match (told, hash != old_hash) {
            (true, false) => wrong.push(format!("{page} tells something else, and keeps its version")),
            (false, true) => wrong.push(format!("{page} tells the same, and has another version")),
            _ => {}
        }
    }
    if any == untold {
        wrong.push(format!("told by {}", if any { "some page" } else { "no page" }));
    }
    wrong
}

#[test]
fn a_page_has_another_version_exactly_when_it_tells_something_else() {
    let theme = theme();
    let text = small::text();
    let before = told(&Made::of(Site::of(&text).briefing(), &theme));
    let one = |(record, field, file, old, new): &(&str, &str, &str, &str, &str)| {
        let (_, briefing, _) = Site::of(&changed(&text, file, old, new)).checked();
        let wrong = match briefing {
            None => vec!["the change has errors".to_owned()],
            Some(briefing) => wrong(&before, &told(&Made::of(briefing, &theme)), UNTOLD.contains(&(*record, *field))),
        };
        wrong.into_iter().map(|wrong| format!("{record}.{field}: {wrong}")).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = CHANGES.par_iter().flat_map_iter(one).collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
