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

/// A fact in a line: `id subject indicator period value`, and `of` after a bar.
fn fact(line: &str) -> String {
    let (line, of) = line.split_once(" | ").unwrap_or((line, ""));
    let [id, subject, indicator, period, value] =
        line.splitn(5, ' ').collect::<Vec<_>>().try_into().expect("five words");
    let event = indicator == "founding";
    let (value, target) = value.strip_suffix(" target").map_or((value, false), |value| (value, true));
    let value = if event { format!("{{ en = \"{value}\", zh = \"{value}\" }}") } else { format!("\"{value}\"") };
    let status = if event {
        "event"
    } else if target {
        "target"
    } else {
        "actual"
    };
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
    let rules = [Code::Unrecorded, Code::NearConflict, Code::BadConflict, Code::MixedKinds];
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
    let told = "unrecorded-conflict: a part is greater than its whole, and no conflict says so\n";
    assert_eq!(found(&["a alba models 2024 9个", "l land models 2024 7个"], ""), told);
    assert_eq!(found(&["a alba models 2024 7个", "l land models 2024 9个"], ""), "");
    assert_eq!(found(&["a alba models 2024 9个", "l land models 2023 7个"], ""), "");
}

#[test]
fn a_part_of_unknown_date_is_a_hint() {
    let hint = "near-conflict: a part is greater than its whole, and no conflict says so\n";
    assert_eq!(found(&["a alba models .. 9个", "l land models 2024 7个"], ""), hint);
}

#[test]
fn a_share_fits_its_part_and_its_whole() {
    let told = "unrecorded-conflict: this share does not fit its part and its whole, and no conflict says so\n";
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
    let told = "unrecorded-conflict: this share does not fit its part and its whole, and no conflict says so\n";
    let facts = ["a alba models 2024 4个", "s alba models-share 2024 50% | fact:l", "l land models 2024 80个"];
    assert_eq!(found(&facts, ""), told);
}

#[test]
fn a_share_leaves_room_for_the_other_parts() {
    let told = "unrecorded-conflict: this share leaves too little room for the other parts, and no conflict says so\n";
    let facts = ["a alba models 2024 4个", "s alba models-share 2024 50% | city:land", "b bela models 2024 7个"];
    assert_eq!(found(&facts, ""), told);
    assert_eq!(found(&facts, &conflict(r#""s", "b""#, "rule")), "");
    assert_eq!(found(&[facts[0], facts[1], "b bela models 2024 4个"], ""), "");
}

#[test]
fn shares_of_one_whole_are_not_more_than_all_of_it() {
    let told = "unrecorded-conflict: these shares are more than the whole, and no conflict says so\n";
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
    let hint = "near-conflict: these facts exclude each other if their indicators mean the same\n";
    assert_eq!(found(&["a alba models 2024 9个", "b alba core-models 2024 7个"], ""), hint);
    assert_eq!(found(&["a alba models 2024 9个", "b alba core-models 2024 9个"], ""), "");
    assert_eq!(found(&["a alba models 2024 9个", "b bela core-models 2024 7个"], ""), "");
}

#[test]
fn one_event_has_one_date() {
    let told = "unrecorded-conflict: these facts exclude each other, and no conflict says so\n";
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
