//! Whole verifications of a small invented briefing.

use crate::language::locales::Locales;
use crate::model::briefing::{Article, Briefing, Graph};
use crate::model::evidence::{Answer, Stated};
use crate::model::fact::{Dating, Excerpt, Fact, Finding, Origin, Rank, Status};
use crate::model::id::{Id, Table};
use crate::model::lang::{Languages, Localised};
use crate::model::locator::{Locator, Spot};
use crate::model::period::Period;
use crate::model::quantity::Quantity;
use crate::model::site::Site;
use crate::model::source::{Published, Source};
use crate::model::subject::{Indicator, Kind, Role, Subject};
use crate::model::unit::Unit;
use crate::model::version::Version;

use super::archive::{ArchiveState, Document, of_text, sha256};
use super::copies::{Likeness, suggest};
use super::{Remark, RemarkKind, Report, Verification, report, verify};
use super::{locate::Text, reading::Reading, record::record};

/// A fact in short: its subject, unit and value, period, status, excerpt and line.
pub(super) struct Short<'a> {
    pub(super) subject: &'a str,
    pub(super) value: &'a str,
    pub(super) unit: &'a str,
    pub(super) period: &'a str,
    pub(super) status: Status,
    pub(super) excerpt: &'a str,
    pub(super) line: u32,
}

pub(super) const BOATS: Short = Short {
    subject: "city:jia",
    value: "30艘",
    unit: "count",
    period: "2030",
    status: Status::Actual,
    excerpt: "渔船30艘",
    line: 1,
};

fn words(text: &str) -> Localised<String> {
    Localised::new(text.to_owned(), vec![])
}

fn period(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

fn subjects(kinds: &Table<Kind>) -> Table<Subject> {
    let subject = |kind: &str, slug: &str, title: &str, places: Vec<Id<Subject>>| Subject {
        formerly: Vec::new(),
        record: None,
        language: None,
        kind: kinds.find(kind).expect("a kind"),
        slug: slug.to_owned(),
        title: words(title),
        aliases: vec![],
        sort_key: None,
        within: None,
        issuer: vec![],
        date: None,
        places,
        coordinates: None,
        url: None,
        untitled: false,
        summary: None,
        body: None,
    };
    let named = |name: &str, row| (name.to_owned(), row);
    let places = Table::new([named("city:jia", subject("city", "jia", "甲市", vec![]))]);
    let jia = places.find("city:jia").expect("a subject");
    Table::new([
        named("city:jia", subject("city", "jia", "甲市", vec![])),
        named("city:yi", subject("city", "yi", "乙市", vec![])),
        named("district:port", subject("city", "port", "甲市港区", vec![])),
        named("office:jia", subject("office", "jia", "甲市渔业局", vec![jia])),
        named("city:ai", subject("city", "ai", "Ai", vec![])),
    ])
}

fn source(n: usize, document: &str) -> Source {
    Source {
        formerly: Vec::new(),
        slug: format!("s{n}"),
        title: words("[甲]"),
        publisher: words("甲报"),
        record: Default::default(),
        language: None,
        published: Published::Printed(period("2031-03")),
        accessed: period("2031-05-01"),
        url: None,
        archive: format!("s{n}.txt"),
        sha256: sha256(document.as_bytes()),
        standing: vec![],
        damage: vec![],
        rests_on: vec![],
        note: None,
        body: Localised::new(Default::default(), vec![]),
        sheet: "[[fact]]\nid = \"f0\"\n".to_owned(),
    }
}

fn fact(slug: String, short: &Short, (subject, indicator, source): (Id<Subject>, Id<Indicator>, Id<Source>)) -> Fact {
    let finding = match (short.unit, Unit::parse(short.unit).expect("a unit")) {
        ("", _) => Finding::Text(words(short.value)),
        (_, unit) => Finding::Quantity(Quantity::parse(short.value, &unit).expect("a quantity")),
    };
    Fact {
        formerly: Vec::new(),
        said: Default::default(),
        slug,
        subject,
        indicator,
        period: period(short.period),
        dating: (short.period != "..").then_some(Dating::Printed),
        announced: false,
        finding,
        status: short.status,
        of: vec![],
        policy: None,
        by: None,
        credit: None,
        origins: vec![Origin::Source(source)],
        source,
        excerpt: Excerpt::new(short.excerpt, 24).expect("short"),
        locator: Locator::at(Spot::of_line(short.line).expect("a line")),
        note: None,
        rank: Rank::Normal,
        checked: None,
        version: Version { ordinal: 1, date: "2031-05-01".to_owned(), hash: "00beef".to_owned() },
    }
}

fn site() -> Site {
    Site {
        title: words("甲"),
        description: words("甲"),
        base_url: "https://example.org/".parse().expect("an address"),
        contact: String::new(),
        report: None,
        publisher: words("甲"),
        editors: vec![],
        licence: "CC0-1.0".to_owned(),
        names: vec![],
        excerpt_limit: 24,
        limits: Default::default(),
        minify: false,
        key_facts: vec![],
        look: crate::model::look::Look::default(),
        styles: vec![],
        deposited: None,
        frozen: None,
    }
}

/// A briefing with one source a document; the n-th fact is read in the n-th document, or in the only one.
fn briefing(documents: &[&str], facts: &[Short]) -> Briefing {
    let kind = |id: &str, role| Kind {
        formerly: Vec::new(),
        former_ids: Vec::new(),
        id: id.to_owned(),
        folder: id.to_owned(),
        role,
        compared: false,
        label: words(id),
        plural: words(id),
    };
    let kinds = [("city", Role::Place), ("office", Role::Actor)];
    let kinds = Table::new(kinds.map(|(id, role)| (id.to_owned(), kind(id, Some(role)))));
    let subjects = subjects(&kinds);
    let indicator = Indicator {
        formerly: Vec::new(),
        slug: "boats".to_owned(),
        label: words("渔船"),
        unit: Unit::parse("count").expect("a unit"),
        definition: words(""),
        lessening: false,
        label_of: None,
        comparable: false,
        share_of: None,
        like: vec![],
    };
    let indicators = Table::new([("boats".to_owned(), indicator)]);
    let sources = Table::new(documents.iter().enumerate().map(|(n, document)| (format!("s{n}"), source(n, document))));
    let facts = Table::new(facts.iter().enumerate().map(|(n, short)| {
        let home = sources.find(&format!("s{}", n.min(documents.len() - 1))).expect("a source");
        let ids =
            (subjects.find(short.subject).expect("a subject"), indicators.find("boats").expect("an indicator"), home);
        (format!("f{n}"), fact(format!("f{n}"), short, ids))
    }));
    Briefing {
        without: std::collections::BTreeSet::new(),
        site: site(),
        languages: Languages::new("en".to_owned(), vec![]),
        date: "2031-05-01".to_owned(),
        published: Default::default(),
        kinds,
        subjects,
        indicators,
        sources,
        facts,
        conflicts: Table::default(),
        glossary: Vec::new(),
        gaps: vec![],
        derived: Table::default(),
        corrections: vec![],
        home: Article {
            slug: String::new(),
            formerly: Vec::new(),
            title: words(""),
            body: Localised::new(Default::default(), vec![]),
            waivers: false,
        },
        articles: Table::default(),
        graph: Graph::default(),
    }
}

fn seen(briefing: &Briefing, documents: &[&str]) -> Verification {
    let states = documents.iter().map(|text| ArchiveState::Here(of_text(text)));
    verify(briefing, &briefing.sources.ids().zip(states).collect::<Vec<_>>(), &Locales::shipped(&["en", "zh"]))
}

/// The report of one fact in one document.
fn one(document: &str, short: Short) -> Report {
    let briefing = briefing(&[document], &[short]);
    seen(&briefing, &[document]).facts.remove(0)
}

fn kinds(remarks: &[Remark]) -> Vec<RemarkKind> {
    remarks.iter().map(|remark| remark.kind).collect()
}

#[test]
fn a_fact_that_is_stated_in_full_is_found_without_remarks() {
    let report = one("2030年,甲市已有渔船30艘。", BOATS);
    assert_eq!((report.answer, report.spot, report.value_agrees), (Answer::Found, Spot::of_line(1), Some(true)));
    assert_eq!((report.subject, report.period, report.status), (Stated::Here, Stated::Here, Stated::Here));
    assert_eq!((report.archived.as_deref(), report.remarks), (Some("渔船30艘"), vec![]));
}

#[test]
fn a_damaged_text_is_found_after_repair() {
    let report = one("2030年,甲市已有漁(yú)船30艘。", BOATS);
    assert_eq!((report.answer, report.archived.as_deref()), (Answer::Repaired, Some("漁(yú)船30艘")));
}

#[test]
fn a_long_wording_is_cut_at_the_limit() {
    let within = Short { excerpt: "甲市水产养殖业及渔船修造业产值", value: "旺", unit: "", ..BOATS };
    let report = one("2030年,甲市水產(chǎn)養(yǎng)殖業(yè)及漁船修造業(yè)產(chǎn)值已高。", within);
    assert_eq!(report.archived.as_deref(), Some("甲市水產(chǎn)養(yǎng)殖業(yè)及漁船修造業(yè)產(chǎn)值"));
    let long = Short {
        excerpt: "甲市水产养殖业及渔船修造业产值与乙市水产养殖业", value: "旺", unit: "", ..BOATS
    };
    let report = one(
        "2030年,甲市 水產(chǎn)養(yǎng)殖業(yè)及 漁船修造業(yè)產(chǎn)值與乙市水產(chǎn)養(yǎng)殖業(yè)相近。",
        long,
    );
    let archived = report.archived.expect("is found");
    assert_eq!(archived, "甲市 水產(chǎn)養(yǎng)殖業(yè)及 漁船修造業(yè)產(chǎn)值與乙市水產(chǎn)養(yǎng)…");
    let ends = Short {
        excerpt: "水产养殖业及渔船修造业与水产加工业产值30亿元", value: "30亿元", unit: "CNY", ..BOATS
    };
    let report =
        one("2030年,水產(chǎn) 養(yǎng)殖業(yè)及 漁船修造業(yè)與水產(chǎn)加工業(yè)產(chǎn)值30亿元。", ends);
    assert!(report.archived.is_some_and(|archived| archived.starts_with('…') && archived.ends_with("30亿元")));
}

#[test]
fn another_line_is_reported() {
    let report = one("甲市\n\n\n\n\n2030年,甲市已有渔船30艘。", BOATS);
    assert_eq!((report.spot, report.answer), (Spot::of_line(6), Answer::Absent));
    assert_eq!(kinds(&report.remarks), [RemarkKind::OtherPlace]);
    let near = one("甲市\n\n2030年,甲市已有渔船30艘。", BOATS);
    assert_eq!((near.spot, near.answer), (Spot::of_line(3), Answer::Found));
}

#[test]
fn absent_and_cannot_check_are_not_mixed_up() {
    assert_eq!(one("2030年,甲市已有渔船3艘。", BOATS).answer, Answer::Absent);
    assert_eq!(one("甲市\n2030年,已有\u{FFFD}船30艘。", BOATS).answer, Answer::CannotCheck);
    assert_eq!(one("甲市\n\n\n2030年,已有\u{FFFD}船30艘。", BOATS).answer, Answer::Absent);
}

#[test]
fn a_line_past_the_end_is_reported() {
    let report = one("2030年,甲市已有渔船30艘。", Short { line: 9, ..BOATS });
    assert_eq!(kinds(&report.remarks), [RemarkKind::PastTheEnd, RemarkKind::OtherPlace]);
    assert_eq!(report.answer, Answer::Absent);
}

#[test]
fn both_ends_of_a_range_must_be_there() {
    let document = "2030年,甲市已有渔船30至40艘。";
    let range = |value| Short { value, excerpt: "渔船30至40艘", ..BOATS };
    assert_eq!(one(document, range("30..40艘")).value_agrees, Some(true));
    assert_eq!(one(document, range("30..50艘")).value_agrees, Some(false));
}

#[test]
fn an_excerpt_without_a_number_says_so() {
    assert_eq!(one("甲市船多。", Short { excerpt: "船多", ..BOATS }).value_agrees, None);
}

#[test]
fn the_subject_may_be_named_above_or_not_at_all() {
    let stated = |document| one(document, Short { line: 2, ..BOATS }).subject;
    assert_eq!(stated("甲市的海。\n2030年有渔船30艘。"), Stated::Above);
    assert_eq!(stated("有海。\n2030年有渔船30艘。"), Stated::Curator);
    assert_eq!(stated("甲市港区。\n2030年有渔船30艘。"), Stated::Curator);
    assert_eq!(stated("甲市渔业局:\n2030年有渔船30艘。"), Stated::Above);
}

#[test]
fn a_latin_name_is_a_word_of_its_own() {
    let stated = |document| one(document, Short { subject: "city:ai", ..BOATS }).subject;
    assert_eq!(stated("In 2030 the town of Ai had 渔船30艘"), Stated::Here);
    assert_eq!(stated("In 2030 the Aim was 渔船30艘"), Stated::Curator);
}

#[test]
fn a_nearer_subject_is_reported() {
    let report = one("2030年,甲市强,乙市已有渔船30艘。", BOATS);
    assert_eq!(kinds(&report.remarks), [RemarkKind::Closer]);
    assert_eq!(one("2030年,该市与乙市相比已有渔船30艘。", BOATS).remarks, []);
    assert_eq!(one("2030年,乙市强,甲市已有渔船30艘。", BOATS).remarks, []);
}

#[test]
fn a_negation_beside_the_excerpt_is_reported() {
    let report = one("2030年,甲市目前没有渔船30艘。", BOATS);
    assert_eq!(kinds(&report.remarks), [RemarkKind::Negated]);
}

#[test]
fn another_year_and_an_unprinted_period_are_reported() {
    let report = one("2029年,甲市已有渔船30艘。", BOATS);
    assert_eq!(report.period, Stated::Curator);
    assert_eq!(kinds(&report.remarks), [RemarkKind::OtherYear, RemarkKind::PeriodNotPrinted]);
    assert_eq!(one("去年,甲市已有渔船30艘。", BOATS).period, Stated::Here);
    assert_eq!(one("甲市已有渔船30艘。", Short { period: "..", ..BOATS }).remarks, []);
}

#[test]
fn words_of_another_status_are_reported() {
    let aimed = "甲市力争到2035年渔船突破30艘。";
    let boats = |status, period| Short { status, period, value: ">30艘", excerpt: "渔船突破30艘", ..BOATS };
    assert_eq!(one(aimed, boats(Status::Target, "2035")).remarks, []);
    assert_eq!(kinds(&one(aimed, boats(Status::Actual, "2035")).remarks), [RemarkKind::Status]);
    let done = "2030年,甲市目前渔船突破30艘。";
    assert_eq!(one(done, boats(Status::Actual, "2030")).remarks, []);
    assert_eq!(kinds(&one(done, boats(Status::Target, "2030")).remarks), [RemarkKind::Status]);
}

#[test]
fn another_unit_or_sign_is_reported() {
    let money = |value, unit| Short { value, unit, excerpt: "产值30亿元", ..BOATS };
    let document = "2030年,甲市实现产值30亿元。";
    assert_eq!(one(document, money("30亿元", "CNY")).remarks, []);
    assert_eq!(kinds(&one(document, money("30亿美元", "USD")).remarks), [RemarkKind::Unit]);
    assert_eq!(kinds(&one(document, money(">30亿元", "CNY")).remarks), [RemarkKind::Precision]);
    assert!(one(document, money("30亿美元", "USD")).fails() && one(document, money(">30亿元", "CNY")).fails());
}

#[test]
fn a_missing_or_other_file_is_reported() {
    let document = "2030年,甲市已有渔船30艘。";
    let briefing = briefing(&[document], &[BOATS]);
    let source = briefing.sources.ids().next().expect("a source");
    let missing = verify(&briefing, &[(source, ArchiveState::Missing)], &Locales::shipped(&["en", "zh"]));
    assert_eq!(kinds(&missing.sources[0].remarks), [RemarkKind::MissingFile]);
    assert_eq!((missing.facts[0].answer, missing.fails()), (Answer::CannotCheck, true));
    let other = seen(&briefing, &["2030年,甲市已有渔船30艘!"]);
    assert_eq!(kinds(&other.sources[0].remarks), [RemarkKind::OtherFile]);
    assert_eq!((other.facts[0].answer, other.fails()), (Answer::Found, false));
    assert!(!other.may_be_recorded());
    let moved = seen(&briefing, &["\n\n\n\n\n2030年,甲市已有渔船30艘。"]);
    assert_eq!((moved.facts[0].answer, moved.facts[0].spot.clone()), (Answer::Found, Spot::of_line(6)));
}

#[test]
fn the_record_has_a_table_for_each_fact() {
    let document = "2030年,甲市已有渔船30艘。";
    let briefing = briefing(&[document], &[BOATS]);
    let text = record(&seen(&briefing, &[document]), &briefing);
    let hash = sha256(document.as_bytes());
    let expected = format!(
        "\n[[fact]]\nid = \"f0\"\nhash = \"00beef\"\nsha256 = \"{hash}\"\nanswer = \"found\"\nvalue_agrees = true\n\
         subject = \"here\"\nperiod = \"here\"\nstatus = \"here\"\nline = 1\narchived = \"渔船30艘\"\nprinted = \"30艘\"\n\n# end of 1 entries\n"
    );
    assert_eq!(text.split_once('\n').map(|(_, body)| body), Some(expected.as_str()));
}

#[test]
fn a_verification_as_json_has_each_fact_and_the_sums() {
    let document = "2030年,甲市已有渔船3艘。";
    let briefing = briefing(&[document], &[BOATS]);
    let seen = seen(&briefing, &[document]);
    let left_out = ["fact:f1".to_owned()];
    let json = report::json(&seen, &[], &briefing, &left_out);
    let json: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
    assert_eq!((&json["facts"][0]["id"], &json["facts"][0]["answer"]), (&"f0".into(), &"absent".into()));
    assert_eq!(json["summary"], serde_json::json!({"found": 0, "repaired": 0, "absent": 1, "cannot_check": 0}));
    assert_eq!(json["left_out"], serde_json::json!(["fact:f1"]));
    assert!(report::summary(&seen).starts_with("1 facts: 0 found, 0 repaired, 1 absent"));
}

fn copies(a: &str, b: &str) -> Vec<(Likeness, u32, usize)> {
    let briefing = briefing(&[a, b], &[BOATS, BOATS]);
    let documents: Vec<Document> = [a, b].iter().map(|text| of_text(text)).collect();
    let pairs: Vec<(Id<Source>, &Document)> = briefing.sources.ids().zip(&documents).collect();
    let suggestions = suggest(&briefing, &pairs);
    suggestions.iter().map(|copy| (copy.likeness, copy.percent, copy.disputed.len())).collect()
}

#[test]
fn a_copy_is_recognised_through_its_damage() {
    let a = "今天甲市渔业局说,2030年全市已有渔船30艘,产业兴旺,人人高兴。";
    let b = "今天甲市漁業(yè)局說,2030年全市已有漁船30艘,產(chǎn)業(yè)興旺,人人高興!";
    assert_eq!(copies(a, b), [(Likeness::Verbatim, 100, 1)]);
    assert_eq!(copies(a, "乙市的山上有很多树,春天的时候开满了各种颜色的花。"), []);
}

#[test]
fn a_reworded_copy_is_recognised_by_its_numbers_and_names() {
    let a = "甲市有船30艘、港5个,乙市有船41艘、港7个,甲市产值82亿元。";
    let b = "甲市拥有舟楫30条与码头5处,而乙市舟楫41条、码头7处;甲市价值82亿。";
    assert_eq!(copies(a, b), [(Likeness::Reworded, 100, 1)]);
    assert_eq!(copies(a, "甲市有船31艘、港6个,乙市有船42艘、港8个,甲市产值83亿元。"), []);
}

/// The verification of one fact in one document, in the language that its record names.
pub(super) fn in_language(language: Option<&str>, document: &str, short: Short) -> Verification {
    let mut briefing = briefing(&[document], &[short]);
    let id = briefing.sources.ids().next().expect("a source");
    let named = Source { language: language.map(str::to_owned), ..briefing.sources[id].clone() };
    briefing.sources = Table::new([("s0".to_owned(), named)]);
    let read = of_text(document);
    verify(&briefing, &[(id, ArchiveState::Here(read))], &Locales::shipped(&["en"]))
}

#[test]
fn precision_is_read_in_the_words_of_the_documents_language() {
    let document = "Im Jahr 2030 hatte Jia rund 30 Schiffe.";
    let agrees = |value| {
        let boats = Short { value, excerpt: "30 Schiffe", ..BOATS };
        in_language(Some("de"), document, boats).facts[0].value_agrees
    };
    assert_eq!((agrees("~30"), agrees("30"), agrees(">30")), (Some(true), Some(false), Some(false)));
}

#[test]
fn a_language_that_nothing_reads_is_told_once_and_never_differs() {
    let document = "W 2030 roku miasto Ai miało 31 łodzi, a port był duży.";
    let boats = Short { subject: "city:ai", excerpt: "31 łodzi", ..BOATS };
    let seen = in_language(Some("pl"), document, boats);
    let report = &seen.facts[0];
    assert_eq!((report.answer, report.value_agrees, report.fails()), (Answer::Found, None, false));
    assert_eq!((report.subject, report.period, report.status), (Stated::Here, Stated::Curator, Stated::Curator));
    assert_eq!(report.remarks, []);
    assert_eq!((kinds(&seen.sources[0].remarks), seen.fails()), (vec![RemarkKind::NotRead], false));
    assert!(seen.sources[0].remarks[0].text.contains("`pl`"));
}

#[test]
fn the_language_is_told_by_the_text_where_the_record_leaves_it_out() {
    let told = |document: &str| in_language(None, document, BOATS).sources[0].language.clone();
    assert_eq!(told("2030年,甲市已有渔船30艘。").as_deref(), Some("zh-Hans"));
    assert_eq!(told("Die Stadt hatte im Jahr 2030 rund 30 Boote.").as_deref(), Some("de"));
    assert_eq!(told("In 2030 the town had 30 boats.").as_deref(), Some("en"));
}

/// Where the period and the status of a fact about the town of Ai are stated, and what is remarked.
fn judged(document: &str, short: Short) -> (Stated, Stated, Vec<RemarkKind>) {
    let report = in_language(None, document, Short { subject: "city:ai", ..short }).facts.remove(0);
    (report.period, report.status, kinds(&report.remarks))
}

#[test]
fn dates_and_words_of_status_are_read_in_the_documents_language() {
    let (here, curator) = (Stated::Here, Stated::Curator);
    let boats = |period, status| Short { period, status, value: "30", excerpt: "30 boats", ..BOATS };
    let (actual, target) = (Status::Actual, Status::Target);
    let english = "In the first half of 2030 the town of Ai had 30 boats.";
    assert_eq!(judged(english, boats("2030-01/2030-06", actual)), (here, here, vec![]));
    let wrong = (curator, here, vec![RemarkKind::OtherYear, RemarkKind::PeriodNotPrinted]);
    assert_eq!(judged(english, boats("2029", actual)), wrong);
    let aimed = "By 2035 the town of Ai will have 30 boats.";
    assert_eq!(judged(aimed, boats("2035", target)), (here, here, vec![]));
    assert_eq!(judged(aimed, boats("2035", actual)).2, [RemarkKind::Status]);
    let compared = "In 2030 the town of Ai had 30 boats, compared with 20 in 2029.";
    assert_eq!(judged(compared, boats("2030", actual)), (here, here, vec![]));
    let german = Short { value: "30", excerpt: "30 Boote", period: "2035", status: target, ..BOATS };
    assert_eq!(judged("Bis Ende 2035 soll die Stadt Ai 30 Boote haben.", german), (here, here, vec![]));
    let french = Short { value: "30", excerpt: "30 bateaux", period: "2030-12-31", ..BOATS };
    assert_eq!(judged("Au 31 décembre 2030, la ville de Ai avait 30 bateaux.", french), (here, here, vec![]));
}

#[test]
fn a_sentence_ends_at_a_full_stop_but_not_after_an_abbreviation_or_a_day() {
    let boats = Short { value: "30", excerpt: "30 Boote", period: "2030-10-10", ..BOATS };
    assert_eq!(judged("Am 10. Oktober 2030 hatte die Stadt Ai 30 Boote.", boats).2, []);
    // The plan of the sentence before says nothing of this one.
    let boats = Short { value: "30", excerpt: "30 boats", ..BOATS };
    assert_eq!(judged("The town of Ai plans to grow. In 2030 it had 30 boats.", boats).2, []);
}

#[test]
fn a_sentence_that_says_who_says_so_asks_for_the_record_to_say_it() {
    let report = one("据甲市渔业局介绍,2030年,甲市已有渔船30艘。", BOATS);
    assert_eq!(kinds(&report.remarks), [RemarkKind::Unattributed]);
    assert!(report.remarks[0].text.contains("据甲市渔业局介绍"), "{report:?}");
    let boats = Short { value: "30", excerpt: "30 boats", ..BOATS };
    let english = "According to the harbour office, the town of Ai had 30 boats in 2030.";
    assert_eq!(judged(english, boats).2, [RemarkKind::Unattributed]);
}

#[test]
fn the_clause_and_the_sentence_are_cut_out() {
    let cut = |document: &str, excerpt: &str| {
        let document = of_text(document);
        let text = Text::new(&document);
        let locales = Locales::shipped(&["en"]);
        let briefing = briefing(&[""], &[BOATS]);
        let id = briefing.sources.ids().next().expect("a source");
        let reading = Reading::new(&text, &briefing.sources[id], &locales.iter().collect::<Vec<_>>());
        let passage = super::passage::Passage::new(&reading, &text.find(excerpt, None).expect("stands there"), None);
        (passage.text()[passage.clause()].to_owned(), passage.text()[passage.sentence()].to_owned())
    };
    let chinese = "春天到了。甲市有船,共三十艘,另有港口;乙市没有。";
    assert_eq!(cut(chinese, "三十艘"), ("共三十艘".to_owned(), "甲市有船,共三十艘,另有港口".to_owned()));
    assert_eq!(cut("甲市,共有3,360艘,多", "360艘").0, "共有3,360艘");
    assert_eq!(cut("The sea is wide. In May, 30 boats sailed.", "30 boats").1, " In May, 30 boats sailed");
}

#[test]
fn the_head_of_a_column_says_when() {
    let table = "Stadt | 2030 | 2029\nAi | 86 | 51\nBern | 30 | 40";
    let told = |value, period| {
        let cell = Short { value, excerpt: value, period, line: 2, subject: "city:ai", ..BOATS };
        let report = in_language(Some("de"), table, cell).facts.remove(0);
        (report.value_agrees, report.period, kinds(&report.remarks))
    };
    assert_eq!(told("86", "2030"), (Some(true), Stated::Here, vec![]));
    assert_eq!(told("51", "2029"), (Some(true), Stated::Here, vec![]));
    assert_eq!(told("51", "2030").2, [RemarkKind::OtherYear, RemarkKind::PeriodNotPrinted]);
}

#[test]
fn a_column_of_years_says_when_and_counts_nothing() {
    let table = "Stadt,Jahr,Boote\nAi,2028,13\nAi,2029,15\nAi,2030,17";
    let told = |value, period, excerpt, line| {
        let cell = Short { value, excerpt, period, line, subject: "city:ai", ..BOATS };
        let report = in_language(Some("de"), table, cell).facts.remove(0);
        (report.value_agrees, report.period, kinds(&report.remarks))
    };
    assert_eq!(told("17", "2030", "Ai,2030,17", 4), (Some(true), Stated::Here, vec![]));
    assert_eq!(told("13", "2030", "Ai,2028,13", 2).2, [RemarkKind::OtherYear, RemarkKind::PeriodNotPrinted]);
    assert_eq!(told("2030", "2030", "Ai,2030,17", 4), (Some(false), Stated::Here, vec![RemarkKind::Value]));
}

#[test]
fn prose_with_commas_is_no_table() {
    let report = one("2029年,乙市,有船\n2030年,甲市已有,渔船30艘", Short { line: 2, ..BOATS });
    assert_eq!((report.value_agrees, report.period), (Some(true), Stated::Here));
}

#[test]
fn unrelated_texts_in_an_alphabet_are_no_copies_and_a_quoted_sentence_is_one() {
    let a = "Im Rahmen der Hafenordnung der Stadt Ai wurden gestern dreißig Boote gezählt, sagte die Hafenmeisterin.";
    let b = "Im Rahmen der Hafenordnung der Stadt entstehen am Ufer neue Schuppen für die Netze der Fischer.";
    assert_eq!(copies(a, b), []);
    let quoted = format!("Das Blatt schreibt: {a}");
    assert!(matches!(copies(a, &quoted)[..], [(Likeness::Verbatim, 100, _)]));
}

#[test]
fn a_page_is_found_where_form_feeds_part_the_pages() {
    let document = "甲市\n\u{C}乙市\n\n\n\n\n2030年,甲市已有渔船30艘。\n\u{C}";
    let seen_at = |spot: Spot| {
        let mut briefing = briefing(&[document], &[BOATS]);
        let placed = |fact: &Fact| Fact { locator: Locator::at(spot.clone()), ..fact.clone() };
        briefing.facts = Table::new(briefing.facts.iter().map(|(_, fact)| (fact.slug.clone(), placed(fact))));
        let report = seen(&briefing, &[document]).facts.remove(0);
        (report.answer, report.spot, kinds(&report.remarks))
    };
    let page = |number| Spot::Page(std::num::NonZeroU32::new(number).expect("from 1"));
    assert_eq!(seen_at(page(2)), (Answer::Found, Some(page(2)), vec![]));
    assert_eq!(seen_at(page(1)), (Answer::Absent, Some(page(2)), vec![RemarkKind::OtherPlace]));
    assert_eq!(seen_at(page(3)).2, [RemarkKind::PastTheEnd, RemarkKind::OtherPlace]);
    let time = Spot::Time(crate::model::locator::Time::parse("00:12:30").expect("a time"));
    assert_eq!(seen_at(time), (Answer::Found, Spot::of_line(7), vec![RemarkKind::NotCounted]));
}
