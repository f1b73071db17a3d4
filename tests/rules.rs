//! The rules that look across facts: what each finds, and what it leaves alone.

mod support;

use briefing::problem::code::Code;
use support::Site;

/// A province with two cities, and what is measured in them.
const FRAME: &str = r#"
-- content/indicators.toml --
[[indicator]]
id = "models"
label = { en = "Models", zh = "模型" }
unit = "count"
definition = { en = "Models registered.", zh = "备案模型。" }
[[indicator]]
id = "core-models"
label = { en = "Core models", zh = "核心模型" }
unit = "count"
definition = { en = "Models registered as core.", zh = "核心备案模型。" }
like = ["models"]
[[indicator]]
id = "models-share"
label = { en = "Share of models", zh = "模型占比" }
unit = "%"
definition = { en = "Share of registered models.", zh = "备案模型占比。" }
share_of = "models"
[[indicator]]
id = "models-ratio"
label = { en = "Ratio of models", zh = "模型之比" }
unit = "ratio"
definition = { en = "Ratio of registered models.", zh = "备案模型之比。" }
share_of = "models"
[[indicator]]
id = "models-growth"
label = { en = "Growth of models", zh = "模型增速" }
unit = "%"
definition = { en = "Growth of registered models.", zh = "备案模型增速。" }
[[indicator]]
id = "founding"
label = { en = "Founding", zh = "成立" }
unit = ""
definition = { en = "It was founded.", zh = "成立。" }
-- content/cities/land.md --
+++
title = { en = "Land", zh = "大省" }
+++
All of it.
-- content/cities/land.zh.md --
全部。
-- content/cities/alba.md --
+++
title = { en = "Alba", zh = "甲城" }
within = "city:land"
+++
A city.
-- content/cities/bela.md --
+++
title = { en = "Bela", zh = "乙城" }
within = "city:land"
+++
Another.
-- content/cities/bela.zh.md --
另一座。
"#;

/// A fact in a line: `id subject indicator period value`, perhaps `target` or `claim`, and `of` after a bar.
fn fact(line: &str) -> String {
    let (line, of) = line.split_once(" | ").unwrap_or((line, ""));
    let [id, subject, indicator, period, value] =
        line.splitn(5, ' ').collect::<Vec<_>>().try_into().expect("five words");
    let event = indicator == "founding";
    let said = ["target", "claim"].into_iter().find(|word| value.ends_with(&format!(" {word}")));
    let value = said.and_then(|word| value.strip_suffix(word)).map_or(value, str::trim_end);
    let value = if event { format!("{{ en = \"{value}\", zh = \"{value}\" }}") } else { format!("\"{value}\"") };
    let status = if event { "event" } else { said.unwrap_or("actual") };
    let of = if of.is_empty() { String::new() } else { format!("of = [\"{of}\"]\n") };
    format!(
        "[[fact]]\nid = \"{id}\"\nsubject = \"city:{subject}\"\nindicator = \"{indicator}\"\nperiod = \"{period}\"\n\
         value = {value}\nstatus = \"{status}\"\n{of}excerpt = \"x\"\nline = 1\n"
    )
}

/// A briefing with these facts, and with conflicts or a file of its own.
fn site(facts: &[&str], more: &str) -> Site {
    let sheet: String = facts.iter().map(|line| fact(line)).collect();
    let more = match more {
        "" => String::new(),
        file if file.starts_with("-- ") => file.to_owned(),
        conflicts => format!("-- content/conflicts.toml --\n{conflicts}"),
    };
    Site::of(&format!("{FRAME}-- content/sources/report/facts.toml --\n{sheet}{more}"))
}

/// What the rules say of these facts, a line each: the code and the words.
fn found(facts: &[&str], more: &str) -> String {
    let (_, _, problems) = site(facts, more).checked();
    let rules = [Code::Unrecorded, Code::NearConflict, Code::BadConflict, Code::MixedKinds, Code::Opposed];
    let said = problems.sorted().into_iter().filter(|problem| rules.contains(&problem.code));
    said.map(|problem| format!("{}: {}\n", problem.code.name(), problem.message)).collect()
}

fn conflict(facts: &str, found: &str) -> String {
    format!(
        "[[conflict]]\nid = \"c\"\nfacts = [{facts}]\nkind = \"contradiction\"\nfound = \"{found}\"\n\
         title = {{ en = \"x\", zh = \"x\" }}\nfinding = {{ en = \"x\", zh = \"x\" }}\n"
    )
}

#[test]
fn a_part_that_is_greater_than_its_whole_is_found() {
    let told = "unrecorded-conflict: a part is greater than its whole, and no conflict says so: `9个` and `7个`\n";
    assert_eq!(found(&["a alba models 2024 9个", "l land models 2024 7个"], ""), told);
    assert_eq!(found(&["a alba models 2024 7个", "l land models 2024 9个"], ""), "");
    assert_eq!(found(&["a alba models 2024 9个", "l land models 2023 7个"], ""), "");
}

#[test]
fn a_part_of_unknown_date_is_a_hint() {
    let hint = "near-conflict: a part is greater than its whole, and no conflict says so: `9个` and `7个`\n";
    assert_eq!(found(&["a alba models .. 9个", "l land models 2024 7个"], ""), hint);
}

#[test]
fn a_share_fits_its_part_and_its_whole() {
    let told = "unrecorded-conflict: this share does not fit its part and its whole, and no conflict says so: `50%` beside `4个`, `11个`\n";
    let of = |share: &str, whole: &str| {
        let share = format!("s alba models-share 2024 {share} | city:land");
        found(&["a alba models 2024 4个", &share, &format!("l land models 2024 {whole}")], "")
    };
    assert_eq!(of("50%", "8个"), "");
    assert_eq!(of("50%", ">8个"), "");
    assert_eq!(of("50%", "11个"), told);
    assert_eq!(of("~40%", "11个"), "");
}

#[test]
fn a_share_of_a_fact_is_held_against_that_fact() {
    let told = "unrecorded-conflict: this share does not fit its part and its whole, and no conflict says so: `50%` beside `4个`, `80个`\n";
    let facts = ["a alba models 2024 4个", "s alba models-share 2024 50% | fact:l", "l land models 2024 80个"];
    assert_eq!(found(&facts, ""), told);
}

#[test]
fn a_share_leaves_room_for_the_other_parts() {
    let told = "unrecorded-conflict: this share leaves too little room for the other parts, and no conflict says so: `50%` beside `7个`, `4个`\n";
    let facts = ["a alba models 2024 4个", "s alba models-share 2024 50% | city:land", "b bela models 2024 7个"];
    assert_eq!(found(&facts, ""), told);
    assert_eq!(found(&facts, &conflict(r#""s", "b""#, "rule")), "");
    assert_eq!(found(&[facts[0], facts[1], "b bela models 2024 4个"], ""), "");
}

#[test]
fn shares_of_one_whole_are_not_more_than_all_of_it() {
    let told =
        "unrecorded-conflict: these shares are more than the whole, and no conflict says so: `60%` beside `>50%`\n";
    let of = |one: &str, other: &str| {
        let one = format!("s alba models-share 2024 {one} | city:land");
        found(&[&one, &format!("t bela models-share 2024 {other} | city:land")], "")
    };
    assert_eq!(of("60%", ">50%"), told);
    assert_eq!(of("50%", "50%"), "");
    assert_eq!(
        found(&["s alba models-share 2024 60% | city:land", "t land models-share 2024 60% | city:land"], ""),
        ""
    );
}

#[test]
fn figures_of_like_indicators_that_exclude_each_other_are_a_hint() {
    let hint = "near-conflict: these facts exclude each other if their indicators mean the same: `7个` in `core-models` and `9个` in `models`\n";
    assert_eq!(found(&["a alba models 2024 9个", "b alba core-models 2024 7个"], ""), hint);
    assert_eq!(found(&["a alba models 2024 9个", "b alba core-models 2024 9个"], ""), "");
    assert_eq!(found(&["a alba models 2024 9个", "b bela core-models 2024 7个"], ""), "");
}

#[test]
fn one_event_has_one_date() {
    let told = "unrecorded-conflict: these facts exclude each other, and no conflict says so: `Founded` (2020) and `Founded` (2021)\n";
    assert_eq!(found(&["a alba founding 2020 Founded", "b alba founding 2021 Founded"], ""), told);
    assert_eq!(found(&["a alba founding 2020 Founded", "b alba founding 2021 Enlarged"], ""), "");
    assert_eq!(found(&["a alba founding 2020 Founded", "b alba founding 2020-05 Founded"], ""), "");
}

#[test]
fn a_conflict_said_to_be_found_by_a_rule_is_found_by_one() {
    let facts = ["a alba models 2024 9个", "b bela models 2024 7个"];
    let told = "bad-conflict: no rule finds this conflict\n";
    assert_eq!(found(&facts, &conflict(r#""a", "b""#, "rule")), told);
    assert_eq!(found(&facts, &conflict(r#""a", "b""#, "reading")), "");
}

#[test]
fn a_formula_over_an_actual_and_a_target_says_so() {
    let derived = |more: &str| {
        format!(
            "-- content/derived.toml --\n[[derived]]\nid = \"d\"\nformula = \"b - a\"\nsubject = \"city:alba\"\n\
             unit = \"count\"\nlabel = {{ en = \"x\", zh = \"x\" }}\n{more}"
        )
    };
    let facts = ["a alba models 2024 4个", "b alba models 2027 9个 target"];
    let told = "mixed-kinds: this formula mixes kinds of figures: actual, target\n";
    assert_eq!(found(&facts, &derived("")), told);
    assert_eq!(found(&facts, &derived("note = { en = \"A way to go.\", zh = \"x\" }\n")), "");
}

#[test]
fn a_formula_puts_nothing_together_that_a_conflict_sets_apart() {
    let facts = ["a alba models 2024 9个", "b bela models 2024 7个"];
    let derived = "-- content/derived.toml --\n[[derived]]\nid = \"gap\"\nformula = \"a + b\"\nsubject = \"city:alba\"\nunit = \"count\"\nlabel = { en = \"Gap\", zh = \"x\" }\n";
    assert_eq!(found(&facts, derived), "");
    let apart = format!("{derived}-- content/conflicts.toml --\n{}", conflict("\"a\", \"b\"", "reading"));
    assert_eq!(found(&facts, &apart), "opposed-operands: this formula puts together what `c` sets apart\n");
    // By how much two sides contradict each other may be said.
    assert_eq!(found(&facts, &apart.replace("a + b", "a - b")), "");
}

/// How many witnesses each fact has, in the order of the sheet; `by` names a fact's origin.
fn witnesses(facts: &[(&str, &str)], more: &str) -> String {
    let origin = |(line, work): &(&str, &str)| match *work {
        "" => fact(line),
        work => format!("{}origins = [{work}]\n", fact(line)),
    };
    let sheet: String = facts.iter().map(origin).collect();
    let works = ["bulletin", "yearbook", "speech"].map(|slug| {
        format!("-- content/works/{slug}.md --\n+++\ntitle = {{ en = \"{slug}\", zh = \"{slug}\" }}\n+++\nA work.\n-- content/works/{slug}.zh.md --\n出处。\n")
    });
    let site = Site::of(&format!("{FRAME}{}-- content/sources/report/facts.toml --\n{sheet}{more}", works.concat()));
    let briefing = site.briefing();
    let of = |(line, _): &(&str, &str)| {
        let id = briefing.facts.find(line.split(' ').next().expect("an id")).expect("a fact");
        briefing.graph.witnesses[id.index()].to_string()
    };
    facts.iter().map(of).collect::<Vec<_>>().join(" ")
}

const BULLETIN: &str = "\"work:bulletin\"";
const YEARBOOK: &str = "\"work:yearbook\"";

#[test]
fn one_origin_is_one_witness() {
    assert_eq!(witnesses(&[("a alba models 2024 9个", BULLETIN), ("b alba models 2024 9个", BULLETIN)], ""), "1 1");
    assert_eq!(witnesses(&[("a alba models 2024 9个", BULLETIN), ("b alba models 2024 9个", YEARBOOK)], ""), "2 2");
    let both = format!("{BULLETIN}, {YEARBOOK}");
    let three =
        [("a alba models 2024 9个", BULLETIN), ("b alba models 2024 9个", YEARBOOK), ("c alba models 2024 9个", &both)];
    assert_eq!(witnesses(&three, ""), "1 1 1");
}

#[test]
fn a_fact_that_excludes_another_is_no_witness_of_it() {
    let facts = [("a alba models 2024 9个", BULLETIN), ("b alba models 2024 12个", YEARBOOK)];
    let conflicts = format!("-- content/conflicts.toml --\n{}", conflict(r#""a", "b""#, "rule"));
    assert_eq!(witnesses(&facts, &conflicts), "1 1");
    let goes = [("a alba models 2024 9个", BULLETIN), ("b alba models 2024 >8个", YEARBOOK)];
    assert_eq!(witnesses(&goes, ""), "2 2");
}

#[test]
fn a_witness_speaks_of_the_same_thing_at_the_same_time_in_the_same_sense() {
    let second = |line: &str| witnesses(&[("a alba models 2024 9个", BULLETIN), (line, YEARBOOK)], "");
    assert_eq!(second("b alba models 2024-05 9个"), "2 2");
    assert_eq!(second("b alba models .. 9个"), "2 2");
    assert_eq!(second("b alba models 2023 9个"), "1 1");
    assert_eq!(second("b bela models 2024 9个"), "1 1");
    assert_eq!(second("b alba core-models 2024 9个"), "1 1");
    assert_eq!(second("b alba models 2024 9个 target"), "1 1");
    assert_eq!(second("b alba models 2024 9个 claim"), "2 2");
    assert_eq!(second("b alba models 2024 9个 | city:land"), "1 1");
}

#[test]
fn a_claim_is_held_against_actuals_and_a_target_is_not() {
    let told = |line: &str| found(&["a alba models 2024 9个", line], "");
    assert_eq!(
        told("b alba models 2024 7个 claim"),
        "unrecorded-conflict: these facts exclude each other, and no conflict says so: `9个` and `7个`\n"
    );
    assert_eq!(told("b alba models 2024 7个 target"), "");
}

#[test]
fn figures_of_two_times_go_together_and_those_of_one_do_not() {
    let told = |a: &str, b: &str| {
        let said = found(&[&format!("a alba models {a}"), &format!("b alba models {b}")], "");
        said.split(':').next().unwrap_or_default().to_owned()
    };
    for (a, b, expected) in [
        ("2024 9个", "2024 7个", "unrecorded-conflict"),
        ("2024 9个", "2024-12-31 7个", "unrecorded-conflict"),
        ("2027 9个 target", "../2027 7个 target", "unrecorded-conflict"),
        // Two financial years, two deadlines, what was so until a year and what is so in it.
        ("2023/2024 9个", "2024/2025 7个", ""),
        ("2026 9个 target", "2027 7个 target", ""),
        ("../2024 9个", "2024 7个", ""),
        // A year and a part of it may be told of one thing or of two.
        ("2024 9个", "2024-03 7个", "near-conflict"),
        ("2024-01/2024-09 9个", "2024 7个", "near-conflict"),
        (".. 9个", "2024 7个", "near-conflict"),
    ] {
        assert_eq!(told(a, b), expected, "{a}, {b}");
    }
}

#[test]
fn a_fact_says_where_it_applies_in_any_order() {
    let of = |line: &str, of: &str| fact(line).replace("excerpt", &format!("of = {of}\nexcerpt"));
    let sheet = of("a alba models 2024 9个", "[\"city:bela\", \"city:land\"]")
        + &of("b alba models 2024 7个", "[\"city:land\", \"city:bela\"]");
    let site = Site::of(&format!("{FRAME}-- content/sources/report/facts.toml --\n{sheet}"));
    assert!(site.problems().contains("these facts exclude each other"));
}

#[test]
fn signs_below_zero_contradict_by_direction() {
    let told = |one: &str, other: &str| {
        let (one, other) = (format!("a alba models-growth 2024 {one}"), format!("b alba models-growth 2024 {other}"));
        !found(&[&one, &other], "").is_empty()
    };
    assert!(!told(">-3.5%", "-2%"));
    assert!(told("<-3.5%", "-1%"));
    assert!(!told(">0%", ">0%"));
    assert!(told(">0%", "-1%"));
}

#[test]
fn facts_that_clash_all_together_are_one_report() {
    let lines: Vec<String> = (0..40).map(|n| format!("a{n} alba models 2024 {}个", 100 + 3 * n)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = found(&lines, "");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("more clashes hang together with it"), "{told}");
    let three = found(&lines[..3], "");
    assert!(three.ends_with("`100个` and `103个`; 2 more clashes hang together with it\n"), "{three}");
    let all: Vec<String> = (0..40).map(|n| format!("\"a{n}\"")).collect();
    assert_eq!(found(&lines, &conflict(&all.join(", "), "rule")), "");
}

#[test]
fn of_many_comparable_facts_each_that_is_excluded_is_found() {
    let mut lines: Vec<String> = (0..60).map(|n| format!("a{n} alba models {} 50个", 1900 + n)).collect();
    assert_eq!(found(&lines.iter().map(String::as_str).collect::<Vec<_>>(), ""), "");
    lines.push("z alba models 1930 70个".to_owned());
    assert_eq!(
        found(&lines.iter().map(String::as_str).collect::<Vec<_>>(), ""),
        "unrecorded-conflict: these facts exclude each other, and no conflict says so: `50个` and `70个`\n"
    );
}

#[test]
fn of_many_events_one_that_is_dated_otherwise_is_found() {
    let mut lines: Vec<String> = (0..50).map(|n| format!("a{n} alba founding 2020 Founded{n}")).collect();
    lines.push("y alba founding 2021 Founded7".to_owned());
    let told = found(&lines.iter().map(String::as_str).collect::<Vec<_>>(), "");
    assert_eq!(
        told,
        "unrecorded-conflict: these facts exclude each other, and no conflict says so: `Founded7` (2020) and `Founded7` (2021)\n"
    );
}

#[test]
fn a_part_of_a_like_indicator_is_not_greater_than_the_whole_of_the_other() {
    let hint = |part: &str, whole: &str| {
        let (part, whole) = (format!("a alba {part} 2024 9个"), format!("l land {whole} 2024 7个"));
        found(&[&part, &whole], "")
    };
    let told = |part: &str, whole: &str| {
        format!(
            "near-conflict: these facts exclude each other if their indicators mean the same: `9个` in `{part}` and `7个` in `{whole}`\n"
        )
    };
    assert_eq!(hint("core-models", "models"), told("core-models", "models"));
    assert_eq!(hint("models", "core-models"), told("models", "core-models"));
    assert_eq!(found(&["a alba core-models 2024 7个", "l land models 2024 9个"], ""), "");
}

#[test]
fn a_share_told_as_a_ratio_is_held_against_its_part_and_its_whole() {
    let of = |whole: &str| {
        found(
            &[
                "a alba models 2024 4个",
                "s alba models-ratio 2024 1:2 | city:land",
                &format!("l land models 2024 {whole}"),
            ],
            "",
        )
    };
    assert_eq!(of("8个"), "");
    assert!(of("11个").contains("does not fit its part and its whole"));
}

/// What the report says of a value over an excerpt.
fn excerpt(value: &str, excerpt: &str) -> String {
    let line =
        fact(&format!("a alba models 2024 {value}")).replace("excerpt = \"x\"", &format!("excerpt = \"{excerpt}\""));
    Site::of(&format!("{FRAME}-- content/sources/report/facts.toml --\n{line}")).problems()
}

#[test]
fn a_value_that_its_excerpt_does_not_bear_is_an_error_that_shows_both() {
    insta::assert_snapshot!(excerpt(">23000个", "备案模型超2300个"));
}

#[test]
fn an_excerpt_bears_its_value_in_any_words_or_bears_none() {
    for (value, words) in [
        (">2300个", "备案模型超2300个"),
        (">2.3千个", "备案模型超2300个"),
        ("20个", "备案二十个模型"),
        ("2个", "two models registered"),
        ("2024个", "2025年备案2024个"),
        ("20..30个", "20至30个模型"),
        ("9个", "备案模型数全省领先"),
        ("9个", "备案模型□个，新增3个"),
    ] {
        assert_eq!(excerpt(value, words), "", "{value} over {words}");
    }
}

#[test]
fn a_slip_in_any_excerpt_is_found() {
    for (value, words) in [
        ("200个", "备案二十个模型"),
        ("3个", "two models registered"),
        ("2025个", "备案2024个"),
        ("20..40个", "20至30个模型"),
        ("10000个", "模型1亿个"),
    ] {
        assert!(excerpt(value, words).contains("error[excerpt-value]"), "{value} over {words}");
    }
}

#[test]
fn a_value_with_the_other_sign_is_told_so() {
    let growth = |value: &str, words: &str| {
        let line = fact(&format!("a alba models-growth 2024 {value}"));
        let line = line.replace("excerpt = \"x\"", &format!("excerpt = \"{words}\""));
        Site::of(&format!("{FRAME}-- content/sources/report/facts.toml --\n{line}")).problems()
    };
    let rose = growth("-7%", "模型增长7%");
    assert!(rose.contains("no word beside it that is known says that it fell"), "{rose}");
    let below = growth("7%", "模型增速为-7%");
    assert!(below.contains("the excerpt has the number below zero"), "{below}");
    assert!(!growth("70%", "模型增长7%").contains("fell"));
}

#[test]
fn a_gap_is_reported_at_its_own_entry() {
    let gaps = "-- content/gaps.toml --\n[[gap]]\nsubject = \"city:nowhere\"\nindicator = \"models\"\nreason = \"no source says\"\n\n\
                [[gap]]\nsubject = \"city:alba\"\nindicator = \"models\"\nreason = \"no source says\"\n\n\
                [[gap]]\nsubject = \"city:alba\"\nindicator = \"models\"\nreason = \"undated\"\n";
    let (files, _, problems) = site(&["a alba models .. 9个"], gaps).checked();
    let told =
        problems.sorted().into_iter().filter(|problem| files.texts.path(problem.span.file).ends_with("gaps.toml"));
    let told: Vec<String> =
        told.map(|problem| format!("{} {}", files.texts.position(problem.span).0, problem.code.name())).collect();
    assert_eq!(told, ["11 duplicate", "2 dangling", "6 filled-gap"]);
}

#[test]
fn an_undated_gap_is_filled_by_a_dated_fact_and_one_of_other_scope_by_one_without() {
    let filled = |reason: &str, fact: &str| {
        let gap = format!(
            "-- content/gaps.toml --\n[[gap]]\nsubject = \"city:alba\"\nindicator = \"models\"\nreason = \"{reason}\"\n"
        );
        let (_, _, problems) = site(&[fact], &gap).checked();
        problems.sorted().into_iter().any(|problem| problem.code == Code::FilledGap)
    };
    assert!(filled("undated", "a alba models 2024 9个"));
    assert!(!filled("undated", "a alba models .. 9个"));
    assert!(filled("other scope", "a alba models 2024 9个"));
    assert!(!filled("other scope", "a alba models 2024 9个 | city:land"));
    assert!(filled("no source says", "a alba models .. 9个"));
    assert!(!filled("no source says", "a bela models 2024 9个"));
}

#[test]
fn what_stands_in_an_empty_cell_is_about_its_place_and_stated() {
    let told = |reason: &str, fact: &str| {
        let gap = format!(
            "-- content/gaps.toml --\n[[gap]]\nsubject = \"city:alba\"\nindicator = \"revenue\"\nreason = \"{reason}\"\nfacts = [\"a\"]\n"
        );
        let (_, _, problems) = site(&[fact], &gap).checked();
        let own = problems.sorted().into_iter().filter(|problem| problem.code == Code::BadValue);
        own.map(|problem| problem.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("other scope", "a alba models 2024 9个"), [""; 0]);
    assert_eq!(told("other scope", "a bela models 2024 9个 | city:alba"), [""; 0]);
    assert_eq!(told("other scope", "a bela models 2024 9个"), ["`a` is about `city:bela`, not `city:alba`"]);
    assert_eq!(
        told("no source says", "a alba models 2024 9个"),
        ["a gap of which nothing is stated has no facts in its place"]
    );
}

#[test]
fn an_empty_cell_of_the_comparison_asks_for_a_gap() {
    let compared = FRAME.replacen("id = \"models\"\n", "id = \"models\"\ncomparable = true\n", 1);
    let sheet = fact("a alba models 2024 9个");
    let gap = "-- content/gaps.toml --\n[[gap]]\nsubject = \"city:bela\"\nindicator = \"models\"\nreason = \"no source says\"\n";
    let (_, _, problems) =
        Site::of(&format!("{compared}-- content/sources/report/facts.toml --\n{sheet}{gap}")).checked();
    let empty = problems.sorted().into_iter().filter(|problem| problem.code == Code::EmptyCell);
    let told: Vec<&str> = empty.map(|problem| problem.message.as_str()).collect();
    assert_eq!(told, ["`city:land` has neither a fact nor a gap for `models`"]);
}
