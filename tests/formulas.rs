//! Formulas over facts: what a derived figure says, and what is refused, with the place of both sides.

mod support;

use insta::assert_snapshot;
use support::Site;

/// A site with facts `id unit value` in lines, and one derived figure.
fn site(facts: &str, formula: &str, unit: &str) -> Site {
    let lines: Vec<Vec<&str>> = facts.lines().map(|line| line.split(' ').collect()).collect();
    let indicator = |unit: &str| {
        let id = match unit {
            "%" => "share",
            unit => unit,
        };
        id.to_lowercase()
    };
    let mut indicators: Vec<String> = lines
        .iter()
        .map(|line| {
            format!(
                "[[indicator]]\nid = \"{}\"\nlabel = {{ en = \"x\", zh = \"x\" }}\nunit = \"{}\"\ndefinition = {{ en = \"x\", zh = \"x\" }}\n",
                indicator(line[1]), line[1]
            )
        })
        .collect();
    indicators.sort();
    indicators.dedup();
    let sheet: String = lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            format!(
                "[[fact]]\nid = \"{}\"\nsubject = \"city:alba\"\nindicator = \"{}\"\nperiod = \"{}\"\nvalue = \"{}\"\n\
                 status = \"actual\"\nexcerpt = \"x\"\nline = 1\n",
                line[0],
                indicator(line[1]),
                1900 + n,
                line[2]
            )
        })
        .collect();
    Site::of(&format!(
        "-- content/indicators.toml --\n{}-- content/sources/report/facts.toml --\n{sheet}-- content/derived.toml --\n\
         [[derived]]\nid = \"d\"\nformula = \"{formula}\"\nsubject = \"city:alba\"\nunit = \"{unit}\"\n\
         label = {{ en = \"x\", zh = \"x\" }}\n",
        indicators.concat()
    ))
}

/// The derived figure as printed.
fn figure(facts: &str, formula: &str, unit: &str) -> String {
    let briefing = site(facts, formula, unit).briefing();
    let (_, derived) = briefing.derived.iter().next().expect("one formula");
    derived.quantity.to_string()
}

fn refused(facts: &str, formula: &str, unit: &str) -> String {
    site(facts, formula, unit).problems()
}

#[test]
fn kilometres_and_tonnes_are_not_added() {
    assert_snapshot!(refused("road km 5km\nload t 3t", "road + load", "km"));
}

#[test]
fn yuan_and_dollars_are_not_added() {
    assert_snapshot!(refused("home CNY 5000亿元\nabroad USD 30亿美元", "home + abroad", "CNY"));
}

#[test]
fn the_unit_of_a_result_follows_from_its_formula() {
    assert_snapshot!(refused("road km 5km\nrail km 3km", "road + rail", "count"));
}

#[test]
fn the_difference_of_two_shares_is_in_percentage_points() {
    assert_eq!(figure("one % 45%\nother % 28%", "one - other", "pp"), "17");
    assert_snapshot!(refused("one % 45%\nother % 28%", "one - other", "%"));
}

#[test]
fn points_move_a_share() {
    assert_eq!(figure("one % 45%\nrise pp 1.5个百分点", "one + rise", "%"), "~47");
    assert_eq!(figure("one % 45.0%\nrise pp 1.5个百分点", "one + rise", "%"), "46.5");
}

#[test]
fn a_third_of_at_least_a_trillion_is_at_least_333_billion() {
    assert_eq!(figure("size CNY >=1万亿元\nthird % 1/3", "size * third", "CNY"), ">=333000000000");
}

#[test]
fn brackets_and_other_formulas_keep_their_signs() {
    let facts = "one CNY >20亿元\nother CNY 30亿元\nshare % 50%";
    assert_eq!(figure(facts, "(one + other) * share", "CNY"), ">2500000000");
    assert_eq!(figure(facts, "other - one", "CNY"), "<1000000000");
    assert_eq!(figure(facts, "one / other", "%"), ">66");
}

#[test]
fn a_result_that_is_open_to_both_sides_says_why() {
    assert_snapshot!(refused("one CNY >20亿元\nother CNY >10亿元", "one - other", "CNY"));
}

#[test]
fn what_is_no_fact_is_pointed_at_with_what_was_meant() {
    assert_snapshot!(refused("one CNY 20亿元\nother CNY 10亿元", "one - othr", "CNY"));
}

#[test]
fn a_number_of_its_own_has_no_place_in_a_formula() {
    assert_snapshot!(refused("one CNY 20亿元", "one / 3", "CNY"));
}

#[test]
fn a_formula_is_read_however_long_and_deep_it_is() {
    let long = vec!["one"; 5_000].join(" + ");
    assert_eq!(figure("one km 0.5km", &long, "km"), "2500");
    let deep = format!("{}one{}", "(".repeat(50_000), ")".repeat(50_000));
    assert!(refused("one km 0.5km", &deep, "km").contains("the limit `brackets` is"));
    let name = "a".repeat(1_000_000);
    assert!(refused("one km 0.5km", &name, "km").contains("there is no fact `aaa"));
}

#[test]
fn formulas_lean_on_each_other_however_many_there_are() {
    let mut text = String::new();
    for n in 0..5_000 {
        let formula = if n == 0 { "a-revenue".to_owned() } else { format!("d{}", n - 1) };
        text.push_str(&format!(
            "[[derived]]\nid = \"d{n}\"\nformula = \"{formula}\"\nsubject = \"city:alba\"\nunit = \"CNY\"\nlabel = {{ en = \"x\", zh = \"x\" }}\n"
        ));
    }
    let fact = support::FACT;
    let site = |text: &str| {
        Site::of(&format!("-- content/sources/report/facts.toml --\n{fact}-- content/derived.toml --\n{text}"))
    };
    assert_eq!(site(&text).problems(), "");
    let cycle = text.replacen("\"a-revenue\"", "\"d4999\"", 1);
    assert!(site(&cycle).problems().contains("is computed from itself"));
}
