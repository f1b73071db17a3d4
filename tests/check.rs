//! Every mistake in content, as small as it gets, and the report that its author sees.

#[path = "support/small.rs"]
mod small;
mod support;

use insta::assert_snapshot;
use support::{FACT, Site};

fn sheet(facts: &str) -> Site {
    Site::of(&format!("-- content/sources/report/facts.toml --\n{facts}"))
}

fn body(text: &str) -> Site {
    Site::of(&format!(
        "-- content/sources/report/facts.toml --\n{FACT}-- content/cities/alba.md --\n+++\ntitle = {{ en = \"Alba\", zh = \"甲城\" }}\n+++\n{text}\n"
    ))
}

#[test]
fn a_right_sheet_is_silent() {
    assert_eq!(sheet(FACT).problems(), "");
}

#[test]
fn an_unknown_key_is_named_with_the_nearest_known_one() {
    assert_snapshot!(sheet(&format!("{FACT}perod = \"2024\"\n")).problems());
}

#[test]
fn a_missing_key_says_what_to_add() {
    assert_snapshot!(sheet(&FACT.replace("line = 1\n", "")).problems());
}

/// What is reported of the fact where its place is given in these words.
fn placed(place: &str) -> String {
    sheet(&FACT.replace("line = 1", place)).problems()
}

#[test]
fn a_place_is_a_line_a_page_a_cell_or_a_time_with_its_section() {
    for place in ["line = 7", "page = 4", "cell = \"Sheet1!B7\"", "cell = \"b7\"", "time = \"00:12:30\""] {
        assert_eq!(placed(place), "", "{place}");
        assert_eq!(placed(&format!("{place}\nsection = \"甲章\"")), "", "{place}");
    }
}

#[test]
fn a_place_that_cannot_be_is_refused() {
    for (place, told) in [
        ("line = 0", "`0` is no line"),
        ("page = 0", "`0` is no page"),
        ("cell = \"7B\"", "`7B` is no cell"),
        ("cell = \"B0\"", "`B0` is no cell"),
        ("time = \"12:30\"", "`12:30` is no time"),
        ("line = 1\npage = 2", "`page` beside `line`: a place is given once"),
        ("line = 1\nsection = \" \"", "`section` is empty"),
        ("section = \"甲章\"", "nothing says where in its document this stands"),
    ] {
        let problems = placed(place);
        assert!(problems.contains(told), "{place}: {problems}");
    }
}

#[test]
fn a_wrong_type_says_what_was_expected() {
    assert_snapshot!(sheet(&FACT.replace("line = 1", "line = \"one\"")).problems());
}

#[test]
fn a_dangling_reference_is_underlined() {
    assert_snapshot!(sheet(&FACT.replace("city:alba", "city:nowhere")).problems());
}

#[test]
fn a_duplicate_id_shows_both_places() {
    assert_snapshot!(sheet(&format!("{FACT}{FACT}")).problems());
}

#[test]
fn a_value_that_does_not_parse_lines_up_under_chinese() {
    assert_snapshot!(sheet(&FACT.replace("\">2300亿元\"", "\"超过2300亿元左右\"")).problems());
}

#[test]
fn a_quarter_that_is_not_edtf_gets_its_remedy() {
    assert_snapshot!(sheet(&FACT.replace("\"2024\"", "\"2025-Q1\"")).problems());
}

#[test]
fn a_period_as_people_write_it_is_answered_with_the_form_to_write() {
    for (written, meant) in [
        ("2024-2025", "2024/2025"),
        ("H1 2024", "2024-01/2024-06"),
        ("31.12.2024", "2024-12-31"),
        ("2025..", "2025/.."),
        ("2025年上半年", "2025-01/2025-06"),
        ("2025年第一季度", "2025-33"),
        ("10 October 2019", "2019-10-10"),
        ("first half of 2025", "2025-01/2025-06"),
    ] {
        let told = sheet(&FACT.replace("\"2024\"", &format!("\"{written}\""))).problems();
        assert!(told.contains(&format!("help: write `{meant}`")), "{told}");
    }
}

fn published(keys: &str) -> String {
    let record = format!(
        "-- content/sources/report/index.md --\n+++\ntitle = {{ en = \"Report\", zh = \"报告\" }}\n\
         publisher = {{ en = \"Press\", zh = \"报社\" }}\narchive = \"a.txt\"\nsha256 = \"{}\"\n\
         standing = [\"original\"]\ndating = \"printed\"\n{keys}+++\n",
        "0".repeat(64)
    );
    Site::of(&format!("{record}-- content/sources/report/facts.toml --\n{FACT}")).problems()
}

#[test]
fn a_document_is_published_at_some_time_and_read_after_it() {
    let accessed = "accessed = \"2026-11-24\"\n";
    assert_eq!(published(&format!("published = \"2026-05\"\n{accessed}")), "");
    // A day without quotation marks says the same.
    assert_eq!(published(&format!("published = 2026-05-04\n{accessed}")), "");
    for several in ["2025/2026", "../2026", "[2025,2026]", "2025-33", "2025-21", "2024/.."] {
        assert_eq!(published(&format!("published = \"{several}\"\n{accessed}")), "", "{several}");
    }
    let told = published(&format!("published = \"..\"\n{accessed}"));
    assert!(told.contains("`..` is no date of publication"), "{told}");
    let told = published(&format!("published = \"2099\"\n{accessed}"));
    assert!(told.contains("`2099` is after the day on which the document was read"), "{told}");
}

#[test]
fn the_language_of_a_document_is_a_tag() {
    let keys = "published = \"2026-05\"\naccessed = \"2026-11-24\"\n";
    assert_eq!(published(&format!("{keys}language = \"zh-Hant\"\n")), "");
    let told = published(&format!("{keys}language = \"Deutsch!\"\n"));
    assert!(told.contains("`Deutsch!` is no tag of a language"), "{told}");
}

#[test]
fn an_excerpt_over_the_limit_is_refused() {
    assert_snapshot!(sheet(&FACT.replace("营收超2300亿元", &"很".repeat(25))).problems());
}

#[test]
fn a_translation_needs_its_original() {
    assert_snapshot!(Site::of("-- content/cities/beta.zh.md --\n乙城。\n").problems());
}

#[test]
fn toml_that_does_not_parse_stops_its_file_only() {
    assert_snapshot!(sheet("[[fact]\n").problems());
}

#[test]
fn a_formula_must_not_use_itself() {
    let site = Site::of(&format!(
        "-- content/sources/report/facts.toml --\n{FACT}-- content/derived.toml --\n{}",
        derived("twice", "twice + a-revenue")
    ));
    assert_snapshot!(site.problems());
}

#[test]
fn a_formula_must_not_divide_by_zero() {
    let zero = FACT
        .replace("a-revenue", "none")
        .replace(">2300亿元", "0元")
        .replace("\"2024\"", "\"2020\"")
        .replace("营收超2300亿元", "没有营收");
    let site = Site::of(&format!(
        "-- content/sources/report/facts.toml --\n{FACT}{zero}-- content/derived.toml --\n{}",
        derived("share", "a-revenue / none")
    ));
    assert_snapshot!(site.problems());
}

fn derived(id: &str, formula: &str) -> String {
    format!(
        "[[derived]]\nid = \"{id}\"\nformula = \"{formula}\"\nsubject = \"city:alba\"\nunit = \"CNY\"\nlabel = {{ en = \"x\", zh = \"x\" }}\n"
    )
}

#[test]
fn contradicting_facts_need_a_conflict() {
    let other = FACT
        .replace("a-revenue", "b-revenue")
        .replace(">2300亿元", "1000亿元")
        .replace("营收超2300亿元", "营收1000亿元");
    assert_snapshot!(sheet(&format!("{FACT}{other}")).problems());
}

#[test]
fn a_recorded_conflict_is_silent() {
    let other = FACT
        .replace("a-revenue", "b-revenue")
        .replace(">2300亿元", "1000亿元")
        .replace("营收超2300亿元", "营收1000亿元");
    let conflict = "[[conflict]]\nid = \"c\"\ntitle = { en = \"t\", zh = \"t\" }\nfacts = [\"a-revenue\", \"b-revenue\"]\nkind = \"contradiction\"\nfinding = { en = \"f\", zh = \"f\" }\nfound = \"rule\"\n";
    let site = Site::of(&format!(
        "-- content/sources/report/facts.toml --\n{FACT}{other}-- content/conflicts.toml --\n{conflict}"
    ));
    assert_eq!(site.problems(), "");
}

#[test]
fn a_conflict_must_not_name_a_fact_twice() {
    let conflict = "[[conflict]]\nid = \"c\"\ntitle = { en = \"t\", zh = \"t\" }\nfacts = [\"a-revenue\", \"a-revenue\"]\nkind = \"contradiction\"\nfinding = { en = \"f\", zh = \"f\" }\nfound = \"rule\"\n";
    let site =
        Site::of(&format!("-- content/sources/report/facts.toml --\n{FACT}-- content/conflicts.toml --\n{conflict}"));
    assert_snapshot!(site.problems());
}

#[test]
fn a_gap_that_a_fact_fills_must_be_struck() {
    let gap = "[[gap]]\nsubject = \"city:alba\"\nindicator = \"revenue\"\nreason = \"no source says\"\n";
    let site = Site::of(&format!("-- content/sources/report/facts.toml --\n{FACT}-- content/gaps.toml --\n{gap}"));
    assert_snapshot!(site.problems());
}

#[test]
fn a_naked_number_is_pointed_at() {
    assert_snapshot!(body("甲城营收达2300亿元。").problems());
}

#[test]
fn a_link_text_must_agree_with_its_fact() {
    assert_snapshot!(body("Revenue of [over CNY 23 billion](fact:a-revenue).").problems());
}

#[test]
fn a_link_text_that_agrees_after_conversion_is_silent() {
    assert_eq!(
        body("Revenue of [over CNY 230 billion](fact:a-revenue), or over [CNY 230 billion](fact:a-revenue).")
            .problems(),
        ""
    );
}

#[test]
fn a_waived_figure_is_silent() {
    assert_eq!(body("It has [5,000 lamps](waive:an-example).").problems(), "");
}

/// A whole small briefing in which a text is followed by another.
fn with(text: &str, more: &str) -> Site {
    let whole = small::text();
    assert!(whole.contains(text), "{text} is not in it");
    Site::of(&whole.replacen(text, &format!("{text}{more}"), 1))
}

#[test]
fn a_figure_that_no_fact_states_is_refused_in_every_text_of_our_own() {
    for text in [
        "A small briefing.",
        "en = \"Province",
        "en = \"A report",
        "Read with care.",
        "by the sea",
        "Asked in spring.",
        "Both together",
        "Our sum.",
        "A slip was mended.",
    ] {
        let said = with(text, " of 9,876 lamps").problems();
        assert!(said.contains("`9,876` has no fact behind it"), "{text}\n{said}");
    }
}

#[test]
fn a_record_waives_a_figure_of_its_own_words_with_a_reason() {
    let gap = |waived: &str| {
        let text = format!("Asked 9,876 times.\", zh = \"问过。\" }}\nwaived = [{waived}]\n#");
        let whole = small::text();
        let (head, tail) = whole.split_once("Asked in spring.").expect("it is asked");
        Site::of(&format!("{head}{text}{tail}")).problems()
    };
    assert!(!gap("\"9,876 times: our count\"").contains("9,876"));
    assert!(gap("\"9,876\"").contains("`9,876` waives no figure with a reason"));
    let said = gap("\"876: our count\"");
    assert!(said.contains("`9,876 times` has no fact behind it"), "{said}");
}

#[test]
fn a_language_without_a_reader_is_not_read_and_never_called_wrong() {
    let locale = briefing::language::locales::to_translate("xa");
    let texts = small::text().replacen("languages = [\"en\", \"zh\"]", "languages = [\"en\", \"zh\", \"xa\"]", 1);
    let site = Site::of(&format!(
        "{texts}-- templates/locale/xa.toml --\n{locale}-- content/cities/alba.xa.md --\nBlah [9,876 blah](fact:a-revenue) 77,777.\n"
    ));
    let (_, _, problems) = site.checked();
    let told: Vec<&str> =
        problems.sorted().iter().map(|p| p.message.as_str()).filter(|m| m.contains("`xa` are not read")).collect();
    assert_eq!(told, ["figures in `xa` are not read: texts in it are not held against the facts"]);
    assert!(!site.problems().contains("9,876") && !site.problems().contains("77,777"));
}

#[test]
fn the_words_around_a_link_belong_to_its_figure() {
    for (text, silent) in [
        ("Revenue of [CNY 230 billion](fact:a-revenue) or more.", false),
        ("Revenue of over [230 billion](fact:a-revenue) dollars.", false),
        ("Revenue of over [230](fact:a-revenue) billion yuan.", false),
        ("Revenue of over CNY [230](fact:a-revenue) billion.", false),
        ("Revenue of over [CNY 230 billion](fact:a-revenue) and more.", true),
        ("Revenue of over **CNY** [**230** billion](fact:a-revenue).", true),
        ("It has **5**00 lamps.", false),
        ("It has `5,000` lamps.", false),
        ("    5,000 lamps", false),
        ("```toml\nvalue = 5000\n```", true),
        ("See [it](https://a.test \"5,000 lamps\").", false),
    ] {
        let said = body(text).problems();
        assert_eq!(said.is_empty(), silent, "{text}\n{said}");
    }
}

#[test]
fn the_rest_of_a_figure_behind_a_link_is_asked_into_it() {
    let said = body("Revenue of over [230](fact:a-revenue) billion yuan.").problems();
    assert!(said.contains("`billion yuan` is the rest of a figure"), "{said}");
    assert!(said.contains("put all of it into the link: `[230 billion yuan](…)`"), "{said}");
}

#[test]
fn a_script_link_is_refused_however_it_is_written() {
    assert_snapshot!(
        body("[a](javascript:alert) and [b](&#106;avascript:alert) and [c](java&#x09;script:x)").problems()
    );
}

#[test]
fn an_unknown_unit_is_refused() {
    let site = Site::of(
        "-- content/indicators.toml --\n[[indicator]]\nid = \"x\"\nlabel = { en = \"x\", zh = \"x\" }\nunit = \"RMBs\"\ndefinition = { en = \"x\", zh = \"x\" }\n",
    );
    assert_snapshot!(site.problems());
}

/// The files that `check --fix` changes, after it, where a fact says its id in brackets.
fn mended(site: &Site) -> Vec<String> {
    let files = site.files();
    let content = briefing::load::parse(&files, &mut briefing::problem::Problems::new());
    let locales = briefing::load::locales::read(&files.texts, &mut briefing::problem::Problems::new());
    let options = briefing::session::options(None);
    let words = |fact: &briefing::model::fact::Fact, _| format!("[{}]", fact.slug);
    let edits = briefing::check::fixes(&content, &files.texts, &locales, &options, &words);
    briefing::check::fix::apply(&files.texts, &edits).into_values().collect()
}

fn fixed(text: &str) -> String {
    let mut fixed = mended(&body(text));
    assert_eq!(fixed.len(), 1);
    fixed.remove(0)
}

#[test]
fn fix_links_a_figure_that_states_one_fact_with_its_precision() {
    let fixed = fixed("甲城营收超2300亿元，又说2300亿元。");
    assert!(fixed.ends_with("甲城营收超[2300亿元](fact:a-revenue)，又说2300亿元。\n"), "{fixed}");
}

#[test]
fn fix_links_no_part_of_a_figure() {
    let sheet = FACT.replace(">2300亿元", "80亿元").replace("超2300亿元", "80亿元");
    let site = |text: &str| {
        let page = "+++\ntitle = { en = \"Alba\", zh = \"甲城\" }\n+++\n";
        Site::of(&format!(
            "-- content/sources/report/facts.toml --\n{sheet}-- content/cities/alba.md --\n{page}{text}\n"
        ))
    };
    assert_eq!(mended(&site("It took in CNY 8 billion.")).len(), 1);
    for text in [
        "It took in A$8 billion.",
        "It took in CNY -8 billion.",
        "It took in over CNY 8 billion.",
        "It took in CNY 8–9 billion.",
        "甲城营收80多亿元。",
        "甲城营收负80亿元。",
        "甲城营收80亿美元。",
    ] {
        assert_eq!(mended(&site(text)), [""; 0], "{text}");
    }
}

#[test]
fn fix_writes_what_the_fact_says_into_an_empty_link() {
    let fixed = fixed("It took in [](fact:a-revenue), [much](fact:a-revenue).");
    let expected = "It took in [\\[a-revenue\\]](fact:a-revenue), [much](fact:a-revenue).\n";
    assert!(fixed.ends_with(expected), "{fixed}");
}

#[test]
fn a_faulty_language_file_is_told_with_its_line_and_a_missing_one_where_it_is_listed() {
    let site =
        Site::of("-- templates/locale/xa.toml --\n[language]\ntag = 3\n-- content/sources/report/facts.toml --\n");
    let report = site.problems();
    assert!(report.contains("templates/locale/xa.toml:2:7"), "{report}");
    let report = Site::of("-- site.toml --\nlanguages = [\"en\", \"xb\"]\n").problems();
    assert!(report.contains("`xb` has no file that says how it reads and writes"), "{report}");
    assert!(report.contains("site.toml:1:20"), "{report}");
}

#[test]
fn a_key_fact_is_a_fact() {
    let settings =
        support::SITE.replace("licence =", "key_facts = [\"a-revenu\", \"a-revenue\", \"a-revenue\"]\nlicence =");
    let site = Site::of(&format!("-- site.toml --\n{settings}-- content/sources/report/facts.toml --\n{FACT}"));
    assert_snapshot!(site.problems());
}

/// What is reported where a city, or an office, lies there.
fn lying(folder: &str, coordinates: &str) -> String {
    let front = format!("title = {{ en = \"Beta\", zh = \"乙\" }}\ncoordinates = {coordinates}\n");
    Site::of(&format!(
        "-- content/{folder}/beta.md --\n+++\n{front}+++\nText.\n-- content/{folder}/beta.zh.md --\n文。\n"
    ))
    .problems()
}

#[test]
fn a_place_lies_somewhere_on_the_earth() {
    for right in ["[30.27, 120.15]", "[-33, -70.5]", "[90, 180]", "[3.1e1, 0.0]"] {
        assert_eq!(lying("cities", right), "", "{right}");
    }
    for (wrong, told) in [
        ("[120.15, 30.27]", "`120.15` is no latitude"),
        ("[30, 181]", "`181` is no longitude"),
        ("[nan, 0]", "`nan` is no latitude"),
        ("[30]", "expected a latitude and a longitude in degrees"),
        ("\"30, 120\"", "expected a latitude and a longitude in degrees"),
        ("[\"30\", \"120\"]", "expected a latitude and a longitude in degrees"),
    ] {
        let problems = lying("cities", wrong);
        assert!(problems.contains(told), "{wrong}: {problems}");
    }
    assert!(lying("offices", "[30, 120]").contains("`coordinates` belong to places"));
}

#[test]
fn a_term_stands_once_in_the_glossary() {
    let term = "[[term]]\nid = \"origin\"\nlabel = { en = \"Origin\", zh = \"出处\" }\nsay = { en = \"Whence.\", zh = \"所本。\" }\n";
    let told = |text: &str| Site::of(&format!("-- content/glossary.toml --\n{text}")).problems();
    assert_eq!(told(term), "");
    assert!(told(&format!("{term}{term}")).contains("there is another term `origin`"));
    assert!(told(&term.replace("\"origin\"", "\"Or igin\"")).contains("`Or igin` cannot stand in an address"));
}

#[test]
fn a_balance_of_things_may_be_below_none_and_a_mean_have_decimals() {
    let fact = FACT.replace("revenue\"\nperiod", "schools\"\nperiod");
    for (value, excerpt) in [("-5", "负5所"), ("2.62", "2.62所")] {
        let fact = fact.replace(">2300亿元", value).replace("营收超2300亿元", excerpt);
        let report = Site::of(&format!("-- content/sources/report/facts.toml --\n{fact}")).problems();
        assert!(!report.contains("error[quantity]") && !report.contains("error[excerpt-value]"), "{report}");
    }
}
