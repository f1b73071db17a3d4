//! Every sentence that the program composes, what it depends on, and a record for which the opposite holds.
//!
//! A row: the sentence as a reader meets it, the page it stands on, what makes it true, and a change to the
//! content after which it would be false; there it must not stand.

#[path = "support/small.rs"]
mod small;
mod support;

use std::collections::BTreeMap;

use briefing::language::locales::Locales;
use briefing::load::files::Files;
use briefing::model::lang::Lang;
use briefing::plan;
use briefing::problem::Problems;
use briefing::render;
use briefing::render::context::{Context, Memo};
use briefing::theme::Theme;
use scraper::{Html, Selector};
use support::Site;

const SHEET: &str = "content/sources/report/facts.toml";
const VERIFIED: &str = "content/verified.toml";
const CONFLICTS: &str = "content/conflicts.toml";
const INDICATORS: &str = "content/indicators.toml";
const DERIVED: &str = "content/derived.toml";
const SOURCE: &str = "content/sources/report/index.md";
const PAPER: &str = "content/sources/paper/facts.toml";
const SURVEY: &str = "content/works/survey.md";

/// The key of the interface's words, where the sentence is theirs alone; the sentence, its page, what it depends on,
/// and the file, text and new text that make it false.
struct Row(&'static str, &'static str, &'static str, &'static str, (&'static str, &'static str, &'static str));

const ROWS: &[Row] = &[
    // The check of a fact.
    Row(
        "",
        "1200億元 as printed",
        "facts/b-revenue.html",
        "the span that the value was read from",
        (VERIFIED, "printed = \"1200億元\"\n", ""),
    ),
    Row(
        "",
        "= 2300亿元",
        "facts/a-revenue.html",
        "no span is known: the recorded form, called nothing",
        (SHEET, "value = \">2300亿元\"", "value = \">230000000000\""),
    ),
    Row(
        "check_long.number",
        "The number is in the document; the curator’s reading: the kind.",
        "facts/b-revenue.html",
        "a number read, and what no word near states",
        (VERIFIED, "status = \"curator\"", "status = \"here\""),
    ),
    Row(
        "check_long.exact",
        "Word for word in the document.",
        "facts/b-revenue.html?stated",
        "found as written, all of it stated",
        (VERIFIED, "answer = \"found\"", "answer = \"repaired\""),
    ),
    Row(
        "check_long.mended",
        "In the document, once the damage to the copy is undone.",
        "facts/b-revenue.html?stated-repaired",
        "found after repair",
        (VERIFIED, "answer = \"repaired\"", "answer = \"found\""),
    ),
    Row(
        "check_long.disagrees",
        "Not confirmed: the number in the excerpt differs from the fact.",
        "facts/b-revenue.html?differs",
        "the number is another",
        (VERIFIED, "value_agrees = false", "value_agrees = true"),
    ),
    Row(
        "check_long.by_order",
        "The excerpt gives no number: it lists names in order, and the place is the fact’s.",
        "facts/b-revenue.html?ordered",
        "a rank, and an excerpt whose only number is a year",
        (SHEET, "2024年依次为乙城、甲城", "2024年第1位是乙城"),
    ),
    Row(
        "check_long.by_order",
        "The excerpt gives no number: it lists names in order, and the place is the fact’s.",
        "facts/b-revenue.html?ordered",
        "no number was read",
        (VERIFIED, "value_agrees = true", "printed = \"首位\"\nvalue_agrees = true"),
    ),
    Row(
        "check_long.beside",
        "Read with what stands around the excerpt in the document, its number is the value.",
        "facts/b-revenue.html?cell",
        "a number that is the value only with the scale in the head of its column",
        (SHEET, "excerpt = \"1200\"", "excerpt = \"1200亿元\""),
    ),
    Row(
        "check_long.beside",
        "Read with what stands around the excerpt in the document, its number is the value.",
        "facts/b-revenue.html?cell",
        "that it agrees",
        (VERIFIED, "value_agrees = true\n", ""),
    ),
    Row(
        "",
        "Number read from the excerpt: 1200億元, that is 120,000,000,000, as in the fact.",
        "facts/b-revenue.html",
        "the number agrees, in its own scale",
        (VERIFIED, "value_agrees = true\n", ""),
    ),
    Row(
        "stated.period_inferred",
        "The date is our reading; words that fit it stand near.",
        "facts/b-revenue.html?inferred",
        "a date that was inferred, though words near fit it",
        (SHEET, "dating = \"inferred\"\nvalue = \"1200亿元\"", "dating = \"printed\"\nvalue = \"1200亿元\""),
    ),
    Row(
        "stated.period_above",
        "The period is printed in the lines before.",
        "facts/b-revenue.html",
        "a date that the document prints",
        (SHEET, "value = \"1200亿元\"", "dating = \"inferred\"\nvalue = \"1200亿元\""),
    ),
    Row(
        "stated.period_none",
        "No date is given.",
        "facts/b-revenue.html?undated",
        "no period: there is none that somebody could have read",
        (SHEET, "period = \"..\"\nvalue = \"1200亿元\"", "period = \"2024\"\nvalue = \"1200亿元\""),
    ),
    // Signs and kinds.
    Row(
        "",
        "“over”: reported as more than this",
        "facts/a-revenue.html",
        "a result",
        (
            SHEET,
            "status = \"actual\"\nof = \"province:low\"\npolicy",
            "status = \"target\"\nof = \"province:low\"\npolicy",
        ),
    ),
    Row(
        "",
        "“over”: asks for more than this",
        "facts/a-aim.html?over",
        "a target",
        (SHEET, "status = \"target\"", "status = \"forecast\""),
    ),
    Row(
        "",
        "“over”: expected to be more than this",
        "facts/a-aim.html?over-forecast",
        "a forecast",
        (SHEET, "status = \"forecast\"", "status = \"target\""),
    ),
    Row(
        "",
        "reported as done, measured or in force",
        "facts/b-revenue.html",
        "a result",
        (SHEET, "value = \"1200亿元\"\nstatus = \"actual\"", "value = \"1200亿元\"\nstatus = \"target\""),
    ),
    // Who says so, and the careful line.
    Row(
        "fact.nobody",
        "no speaker is recorded",
        "facts/b-revenue.html",
        "no `by`",
        (
            SHEET,
            "value = \"1200亿元\"\nstatus = \"actual\"",
            "value = \"1200亿元\"\nstatus = \"actual\"\nby = \"office:board\"",
        ),
    ),
    Row(
        "fact.credited",
        "the document credits a plan (根据规划) and names nobody",
        "facts/b-revenue.html?credited",
        "`credit`",
        (SHEET, "credit = { en = \"a plan (根据规划)\", zh = \"规划\" }\n", ""),
    ),
    Row(
        "quoting.unnamed",
        "credited to nobody by name",
        "facts/b-revenue.html?credited",
        "`credit`",
        (SHEET, "credit = { en = \"a plan (根据规划)\", zh = \"规划\" }\n", "by = \"office:board\"\n"),
    ),
    Row(
        "fact.nobody",
        "no speaker is recorded",
        "facts/b-revenue.html",
        "no `credit` either",
        (
            SHEET,
            "value = \"1200亿元\"\nstatus = \"actual\"",
            "value = \"1200亿元\"\nstatus = \"actual\"\ncredit = { en = \"a plan\", zh = \"规划\" }",
        ),
    ),
    Row(
        "quoting.speaker",
        "said by The Bureau",
        "facts/a-revenue.html",
        "`by`",
        (SHEET, "by = \"office:bureau\"\n", ""),
    ),
    Row(
        "quoting.withdrawn",
        "Do not quote: withdrawn",
        "facts/a-fame.html",
        "its rank",
        (SHEET, "rank = \"deprecated\"\nreason = { en = \"It was withdrawn.\", zh = \"已撤回。\" }\n", ""),
    ),
    Row(
        "quoting.with_care",
        "Quote with care",
        "facts/b-revenue.html?alike",
        "a damaged copy, where no caution is recorded",
        (SOURCE, "damage = [\"reworded\"]\n", ""),
    ),
    Row(
        "quoting.damaged",
        "only in a damaged copy",
        "facts/b-revenue.html",
        "the condition of its one source",
        (SOURCE, "damage = [\"reworded\"]\n", ""),
    ),
    Row(
        "quoting.damaged",
        "only in a damaged copy",
        "facts/b-revenue.html?sound-earlier",
        "that no undamaged copy states the same, whatever it goes back to",
        (PAPER, "period = \"2023\"", "period = \"2024\""),
    ),
    Row(
        "quoting.sound",
        "stated too in an undamaged copy (The Paper, 2024)",
        "facts/b-revenue.html?sound",
        "another copy states the same",
        (PAPER, "period = \"2024\"", "period = \"2023\""),
    ),
    Row(
        "fact.sound",
        "quoted here from a damaged copy; the same is stated in an undamaged one",
        "facts/b-revenue.html?sound",
        "the condition of its own source",
        (SOURCE, "damage = [\"reworded\"]\n", ""),
    ),
    Row(
        "",
        "said by “The Survey”",
        "facts/a-revenue.html?by-work",
        "a work by the title that it bears",
        (SURVEY, "type = \"report\"", "untitled = true\ntype = \"report\""),
    ),
    Row(
        "dating.inferred",
        "date inferred by us",
        "facts/a-revenue.html",
        "`dating`",
        (SHEET, "dating = \"inferred\"", "dating = \"printed\""),
    ),
    // Titles carry what a figure is of, and what is no result.
    Row(
        "",
        "CNY 300 billion (target)",
        "facts/a-aim.html",
        "a target",
        (SHEET, "status = \"target\"", "status = \"actual\""),
    ),
    Row(
        "row.announced",
        "announced 2027, without a deadline",
        "facts/a-aim.html?announced",
        "the period is no deadline",
        (SHEET, "announced = true\n", ""),
    ),
    Row(
        "",
        "Revenue, Alba, Lowland",
        "facts/a-revenue.html",
        "`of`",
        (SHEET, "of = \"province:low\"\npolicy", "policy"),
    ),
    Row(
        "",
        "Alba: Founded",
        "facts/a-founded.html",
        "an event has a sentence for its headline",
        (SHEET, "value = { en = \"Founded\", zh = \"成立\" }", "value = { en = \"Set up\", zh = \"成立\" }"),
    ),
    // Disagreements and cautions.
    Row(
        "row.disputed",
        "In disagreement: another side excludes it",
        "indicators/schools.html",
        "a contradiction",
        (CONFLICTS, "kind = \"contradiction\"", "kind = \"scope\""),
    ),
    Row(
        "row.cautioned",
        "With a caution",
        "indicators/revenue.html",
        "another conflict",
        (CONFLICTS, "kind = \"scope\"", "kind = \"contradiction\""),
    ),
    Row(
        "",
        "1 disagreement",
        "index.html",
        "how many exclude each other",
        (CONFLICTS, "kind = \"contradiction\"", "kind = \"wording\""),
    ),
    Row(
        "",
        "Open. The report counts twice.",
        "conflicts/schools.html",
        "no side is preferred",
        (
            CONFLICTS,
            "facts = [\"h-schools\", \"h-schools-again\"]\n",
            "facts = [\"h-schools\", \"h-schools-again\"]\npreferred = [\"h-schools\"]\n",
        ),
    ),
    Row(
        "fact.preferred",
        "Two readings, this one preferred",
        "facts/b-revenue.html",
        "a side that is preferred, whether the sides exclude each other or not",
        (CONFLICTS, "preferred = [\"b-revenue\"]\n", ""),
    ),
    Row(
        "conflict.settled",
        "One side preferred.",
        "conflicts/clash.html",
        "a side that is preferred",
        (CONFLICTS, "preferred = [\"b-revenue\"]\n", ""),
    ),
    // Facts are counted, not the rows that name several.
    Row(
        "",
        "3 facts",
        "provinces/low.html?copied",
        "how many facts name the place",
        (PAPER, "of = \"province:low\"\n", ""),
    ),
    // Witnesses are a fact's.
    Row(
        "",
        "8 of 8 facts here have a single witness",
        "index.html?told-twice",
        "the origins of each fact",
        (SHEET, "excerpt = \"学校九所\"", "origins = [\"work:survey\"]\nexcerpt = \"学校九所\""),
    ),
    // Pictures.
    Row(
        "not_drawn.scope",
        "These figures are of different scopes.",
        "indicators/revenue.html",
        "two scopes",
        (SHEET, "of = \"province:low\"\npolicy", "policy"),
    ),
    Row(
        "",
        "Drawn: 2 of 2.",
        "indicators/revenue.html?alike",
        "one scope, kind, unit and time",
        (SHEET, "period = \"2024\"\nvalue = \"1200亿元\"", "period = \"2023\"\nvalue = \"1200亿元\""),
    ),
    Row(
        "",
        "Revenue: most in Alba, least in Beta",
        "indicators/revenue.html?alike",
        "no reading of the two figures has it otherwise",
        (
            SHEET,
            "value = \"1200亿元\"\nstatus = \"actual\"\nexcerpt = \"营收1200亿元\"",
            "value = \"2400亿元\"\nstatus = \"actual\"\nexcerpt = \"营收2400亿元\"",
        ),
    ),
    Row(
        "locator.note",
        "Points on a graticule",
        "cities.html",
        "two places with coordinates",
        ("content/cities/beta.md", "coordinates = [51, 11.5]\n", ""),
    ),
    Row(
        "compare.unlike",
        "Not like for like",
        "compare.html",
        "two scopes",
        (SHEET, "of = \"province:low\"\npolicy", "policy"),
    ),
    // Derived figures.
    Row("", "Ours, not printed in any source", "derived/sum.html", "a derived figure", (SHEET, "", "")),
    // Targets.
    Row(
        "",
        "A goal of Alba fell due in 2027",
        "index.html?due",
        "the deadline has passed and no result is of its time",
        (SHEET, "period = \"2027\"", "period = \"2035\""),
    ),
    Row(
        "timeline.finding_before_one",
        "By the date given here, the document that sets it is older than that deadline.",
        "index.html?due",
        "when the document was published",
        (
            SOURCE,
            "published = \"2025-02\"\ndating = \"printed\"\naccessed = \"2026-01-02\"",
            "published = \"2028-02\"\ndating = \"printed\"\naccessed = \"2028-03-02\"",
        ),
    ),
    Row(
        "timeline.finding_inferred_one",
        "The year is our reading.",
        "index.html?due-inferred",
        "a deadline that we inferred",
        (SHEET, "period = \"2027\"\ndating = \"inferred\"", "period = \"2027\"\ndating = \"printed\""),
    ),
    Row(
        "target.unanswered",
        "Fell due; no result",
        "timeline.html?due",
        "the deadline has passed and no result is of its time",
        (SHEET, "period = \"2027\"", "period = \"2035\""),
    ),
    Row(
        "target.unanswered",
        "Fell due; no result",
        "timeline.html?due",
        "the period is a deadline",
        (SHEET, "period = \"2027\"", "period = \"2027\"\nannounced = true"),
    ),
    Row(
        "target.announced",
        "no deadline; dated by its announcement",
        "cities/alba.html?announced",
        "the record says that no deadline is set, whenever the source was printed",
        (SHEET, "announced = true\n", ""),
    ),
];

/// The content of a row's page: the small briefing, with what the words after `?` change.
fn content(variant: &str) -> String {
    let mut text = small::text();
    let mut change = |file: &str, old: &str, new: &str| text = changed(&text, file, old, new);
    match variant {
        "" => {}
        "stated" => change(VERIFIED, "status = \"curator\"", "status = \"here\""),
        "stated-repaired" => {
            change(VERIFIED, "status = \"curator\"", "status = \"here\"");
            change(VERIFIED, "answer = \"found\"", "answer = \"repaired\"");
        }
        "inferred" => change(SHEET, "value = \"1200亿元\"", "dating = \"inferred\"\nvalue = \"1200亿元\""),
        "ordered" => {
            change(INDICATORS, "unit = \"km\"", "unit = \"rank\"");
            change(DERIVED, "formula = \"b-revenue + b-sales\"", "formula = \"b-sales + b-sales\"");
            change(
                SHEET,
                "subject = \"city:beta\"\nindicator = \"revenue\"",
                "subject = \"city:beta\"\nindicator = \"spare\"",
            );
            change(SHEET, "value = \"1200亿元\"", "value = \"第1\"");
            change(SHEET, "excerpt = \"营收1200亿元\"", "excerpt = \"2024年依次为乙城、甲城\"");
            change(VERIFIED, "archived = \"營收1200億元\"\nprinted = \"1200億元\"\n", "");
        }
        "cell" => {
            change(SHEET, "excerpt = \"营收1200亿元\"\nline = 5", "excerpt = \"1200\"\ncell = \"B2\"");
            change(VERIFIED, "line = 5\narchived = \"營收1200億元\"\nprinted = \"1200億元\"", "cell = \"B2\"");
        }
        "credited" => change(
            SHEET,
            "value = \"1200亿元\"\nstatus = \"actual\"\n",
            "value = \"1200亿元\"\nstatus = \"actual\"\ncredit = { en = \"a plan (根据规划)\", zh = \"规划\" }\n",
        ),
        "differs" => change(VERIFIED, "value_agrees = true", "value_agrees = false"),
        "over" => change(SHEET, "value = \"3000亿元\"", "value = \">3000亿元\""),
        "over-forecast" => {
            change(SHEET, "value = \"3000亿元\"", "value = \">3000亿元\"");
            change(SHEET, "status = \"target\"", "status = \"forecast\"");
        }
        "alike" => {
            change(SHEET, "of = \"province:low\"\npolicy", "policy");
            change(CONFLICTS, "facts = [\"b-revenue\"]", "facts = [\"b-sales\"]");
            change(CONFLICTS, "preferred = [\"b-revenue\"]\n", "");
        }
        "told-twice" => {
            change(CONFLICTS, "kind = \"contradiction\"", "kind = \"wording\"");
            change(CONFLICTS, "found = \"rule\"", "found = \"reading\"");
            change(
                SHEET,
                "value = \"12所\"\nstatus = \"actual\"\nexcerpt = \"学校12所\"",
                "value = \"9所\"\nstatus = \"actual\"\nexcerpt = \"学校九所\"",
            );
        }
        "undated" => change(SHEET, "period = \"2024\"\nvalue = \"1200亿元\"", "period = \"..\"\nvalue = \"1200亿元\""),
        "by-work" => change(SHEET, "by = \"office:bureau\"", "by = \"work:survey\""),
        "sound" => text.push_str(&paper("b-revenue", "city:beta", "period = \"2024\"\nvalue = \"1200亿元\"")),
        "sound-earlier" => text.push_str(&paper("b-revenue", "city:beta", "period = \"2023\"\nvalue = \"1200亿元\"")),
        "copied" => {
            let said = "period = \"2024\"\nvalue = \">2300亿元\"\npolicy = \"policy:plan\"\nof = \"province:low\"";
            text.push_str(&paper("a-revenue", "city:alba", said));
        }
        "due" => {}
        "due-inferred" => change(SHEET, "period = \"2027\"\n", "period = \"2027\"\ndating = \"inferred\"\n"),
        "announced" => change(SHEET, "period = \"2027\"\n", "period = \"2027\"\nannounced = true\n"),
        other => panic!("no variant {other}"),
    }
    text
}

/// The sheet of the undamaged source, with a fact that goes back to the survey too.
fn paper(name: &str, subject: &str, said: &str) -> String {
    let fact = format!("id = \"paper-{name}\"\nsubject = \"{subject}\"\nindicator = \"revenue\"\n{said}\n");
    let rest = "status = \"actual\"\norigins = [\"work:survey\"]\nexcerpt = \"营收\"\nline = 2\n";
    format!("-- {PAPER} --\n[[fact]]\n{fact}{rest}")
}

/// A text with one file changed.
fn changed(text: &str, file: &str, old: &str, new: &str) -> String {
    let start = text.find(&format!("-- {file} --")).unwrap_or_else(|| panic!("there is no {file}"));
    let end = text[start + 3..].find("\n-- ").map_or(text.len(), |end| start + 4 + end);
    assert!(text[start..end].contains(old), "`{old}` is not in {file}");
    format!("{}{}{}", &text[..start], text[start..end].replacen(old, new, 1), &text[end..])
}

/// What a reader reads on a page.
fn read(text: &str, route: &str, theme: &Theme, lang: Lang) -> String {
    // What was recorded is held to the fact's hash, which a change of the fact would make stale.
    let hash = Site::of(&text.replace("HASH", "000000")).briefing();
    let b = hash.facts.find("b-revenue").expect("it is there");
    let recorded = small::text();
    let old = recorded.split("id = \"b-revenue\"\nhash = \"").nth(1).and_then(|rest| rest.get(..6)).expect("a hash");
    let briefing = Site::of(&text.replace(old, &hash.facts[b].version.hash)).briefing();
    let plan = plan::plan(&briefing);
    let locales = Locales::shipped(&["en", "zh"]);
    let memo = Memo::of(&briefing);
    let ctx = Context { briefing: &briefing, plan: &plan, strings: theme.strings(), locales: &locales, memo: &memo };
    let page = plan.pages.iter().find(|page| page.lang == lang && page.route.as_str() == route);
    let Some(page) = page else { return String::new() };
    let html = render::page(theme, &ctx, page, &page.view.shows(&briefing)).expect("it renders");
    let html = Html::parse_document(&html);
    let main = html.select(&Selector::parse("main").expect("a selector")).next().expect("every page has one");
    let labelled = Selector::parse("[aria-label]").expect("a selector");
    let labels: Vec<&str> = main.select(&labelled).filter_map(|element| element.value().attr("aria-label")).collect();
    let words = main.text().collect::<String>() + " " + &labels.join(" ");
    words.replace('\u{A0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn theme() -> Theme {
    let languages = Site::of(&small::text()).briefing().languages;
    Theme::load(&Files::default(), &languages, &mut Problems::new()).expect("the shipped theme")
}

#[test]
fn each_sentence_stands_where_its_record_bears_it_and_nowhere_else() {
    let theme = theme();
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut wrong = Vec::new();
    for Row(_, sentence, page, depends, (file, old, new)) in ROWS {
        let (route, variant) = page.split_once('?').unwrap_or((page, ""));
        let text = content(variant);
        let now = pages.entry((*page).to_owned()).or_insert_with(|| read(&text, route, &theme, Lang::DEFAULT));
        if !now.contains(sentence) {
            wrong.push(format!("{page} lacks “{sentence}” ({depends}):\n{now}\n"));
        }
        if old != new && read(&changed(&text, file, old, new), route, &theme, Lang::DEFAULT).contains(sentence) {
            wrong.push(format!("{page} says “{sentence}” though {depends} has changed"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The longest part of the interface's words under a key that no record fills.
fn literal(words: &str) -> String {
    let parts = words.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest).trim());
    parts.max_by_key(|part| part.len()).unwrap_or_default().to_owned()
}

#[test]
fn the_other_language_says_the_same_of_the_same_records() {
    let theme = theme();
    let other = Site::of(&small::text()).briefing().languages.iter().find(|lang| !lang.is_default()).expect("Chinese");
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let mut wrong = Vec::new();
    for Row(key, _, page, depends, (file, old, new)) in ROWS.iter().filter(|row| !row.0.is_empty()) {
        let (route, variant) = page.split_once('?').unwrap_or((page, ""));
        let (route, text) = (format!("zh/{route}"), content(variant));
        let words = bare(&literal(theme.strings()[other.index()].get(key)));
        if !bare(&read(&text, &route, &theme, other)).contains(&words) {
            wrong.push(format!("{route} lacks “{words}” ({depends})"));
        }
        if bare(&read(&changed(&text, file, old, new), &route, &theme, other)).contains(&words) {
            wrong.push(format!("{route} says “{words}” though {depends} has changed"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a key is meant by a pattern of the list: its words, with `*` for any at the end or in the middle.
fn is_meant(key: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => key.len() >= start.len() + end.len() && key.starts_with(start) && key.ends_with(end),
        None => key == pattern,
    }
}

/// The keys of the interface's words that are no mere label: four words or more.
fn spoken(table: &toml::Table, above: &str, keys: &mut Vec<String>) {
    for (name, value) in table {
        let key = format!("{above}{name}");
        match value {
            toml::Value::Table(table) => spoken(table, &format!("{key}."), keys),
            toml::Value::String(words) if words.split_whitespace().count() >= 4 => keys.push(key),
            _ => {}
        }
    }
}

#[test]
fn the_list_says_of_every_sentence_what_it_depends_on() {
    let list = include_str!("../docs/sentences.md");
    let first = |line: &str| line.strip_prefix("| `")?.split(" |").next().map(str::to_owned);
    let cells: Vec<String> = list.lines().filter_map(first).collect();
    let patterns: Vec<&str> = cells.iter().flat_map(|cell| cell.split(['`', ' ']).filter(|p| !p.is_empty())).collect();
    let words = include_str!("../templates/strings/en.toml");
    let mut keys = Vec::new();
    spoken(&words.parse().expect("they are TOML"), "", &mut keys);
    let missing: Vec<_> = keys.iter().filter(|key| !patterns.iter().any(|pattern| is_meant(key, pattern))).collect();
    assert!(missing.is_empty(), "docs/sentences.md does not say what these depend on: {missing:?}");
    let idle: Vec<_> = patterns.iter().filter(|pattern| !keys.iter().any(|key| is_meant(key, pattern))).collect();
    assert!(idle.is_empty(), "docs/sentences.md has what no sentence is called: {idle:?}");
}
