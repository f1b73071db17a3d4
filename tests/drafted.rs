//! What `add source` drafts of period, status, sign and unit, by the words of each language.
#![allow(clippy::disallowed_methods, reason = "runs the program and looks at what it wrote")]

use std::path::Path;
use std::process::Command;

/// Runs the program in a folder.
fn run(folder: &Path, words: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_briefing")).args(words).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{words:?}\n{}", String::from_utf8_lossy(&done.stderr));
}

/// The facts that are drafted of a document, each as its value, its unit where it has one, its period and its status;
/// and the head of its record.
fn drafted(name: &str, document: &str) -> (Vec<String>, String) {
    let desk = tempfile::tempdir().unwrap();
    run(desk.path(), &["init", "b", "--empty", "--lang", "en", "--title", "en=Lakes"]);
    let root = desk.path().join("b");
    run(&root, &["new", "town", "Aldmouth"]);
    run(&root, &["new", "indicator", "Households with a boat", "--unit", "count", "--slug", "households"]);
    std::fs::write(desk.path().join(name), document).unwrap();
    run(&root, &["add", "source", &format!("../{name}"), "--archive", "archive", "--slug", "one"]);
    let read = |file: &str| std::fs::read_to_string(root.join("content/sources/one").join(file)).unwrap();
    let fact = |fact: &str| {
        let row = |key: &str| fact.lines().find(|line| line.starts_with(key)).unwrap_or_default().to_owned();
        let quoted = |row: &str| row.split('"').nth(1).unwrap_or_default().to_owned();
        let value = row("value");
        let unit = value.split_once("   # ").map(|(_, unit)| format!(" [{unit}]")).unwrap_or_default();
        format!("{}{unit} {} {}", quoted(&value), quoted(&row("period")), quoted(&row("status")))
    };
    (read("facts.toml").split("[[fact]]").skip(1).map(fact).collect(), read("index.md"))
}

fn facts(name: &str, document: &str) -> Vec<String> {
    drafted(name, document).0
}

#[test]
fn each_figure_has_the_date_and_the_sense_of_its_own_words() {
    let text = "Lake Board\n4 March 2023\n\nThe lakes in the year\n\n\
        Aldmouth had 15 kiosks in 2017. Aldmouth counted 61 canoes on 31 December 2022.\n\n\
        The board spent EUR 31 million in 2022 and wants to spend EUR 44 million in 2024.\n\n\
        The town was to have 12 jetties by the end of 2022. The board expects to hire 23 wardens in 2024.\n\n\
        The lake took 350 tonnes of sand in 2022, compared with 410 tonnes in 2019. The beach took 27 tonnes.\n\n\
        The board employed 140 people on 31 December 2022, up from 128 a year earlier.\n\n\
        Today 19 clubs row there. By 2026 a canal will be dug.\n";
    assert_eq!(
        facts("en.txt", text),
        [
            "15 2017 actual",
            "61 2022-12-31 actual",
            "EUR 31 million [EUR] 2022 actual",
            "EUR 44 million [EUR] 2024 target",
            "12 2022-12-31 target",
            "23 2024 forecast",
            "350 tonnes [t] 2022 actual",
            "410 tonnes [t] 2019 actual",
            "27 tonnes [t] 2022 actual",
            "140 2022-12-31 actual",
            "128 2021-12-31 actual",
            "19 .. actual",
        ]
    );
}

#[test]
fn what_a_report_leaves_undated_is_of_the_year_that_it_accounts_for() {
    let text = "Lake Board\nAnnual Report 2024/25\nAdopted on 10 July 2025\n\n\
        This report covers the twelve months to 31 March 2025.\n\n\
        We mended 31 jetties. A further EUR 2 million has been set aside for 2025/26. The lake took 27 tonnes of sand.\n\n\
        At year-end the board employed 140 people.\n";
    let told = ["31 2024/2025 actual", "EUR 2 million [EUR] 2025/2026 actual", "27 tonnes [t] 2024/2025 actual"];
    assert_eq!(facts("report.txt", text), [&told[..], &["140 2025-03-31 actual"]].concat());
}

#[test]
fn what_is_so_since_a_year_is_told_up_to_the_day_of_printing_and_the_middle_of_a_year_is_a_day() {
    let text = "Lake Board\n4 March 2023\n\nThe lakes\n\nThe board has closed 40 kiosks since 2021.\n\n\
        In mid-2022 there were 61 canoes.\n\nTen years ago nobody counted them.\n\nSince January 2022 the board has \
        planted 900 trees.\n\nThe board lost 12 wardens in 2022.\n";
    assert_eq!(
        facts("since.txt", text),
        ["40 2021/2023 actual", "61 2022-06-30 actual", "900 2022-01/2023-03 actual", "12 2022 actual"]
    );
}

#[test]
fn columns_of_years_under_a_head_that_ends_them_elsewhere_are_those_years() {
    let text = "Lake Board\n12 June 2025\n\nThe lakes\n\n\
        Results (£m, year to 31 March) | 2025 | 2024\nRevenue | 187.4 | 175.5\nCosts | 166.1 | 152.2\n";
    let told = facts("years.txt", text);
    let periods: Vec<&str> = told.iter().filter_map(|fact| fact.split(' ').rev().nth(1)).collect();
    assert_eq!(periods, ["2024-04/2025-03", "2023-04/2024-03", "2024-04/2025-03", "2023-04/2024-03"], "{told:?}");
}

#[test]
fn a_figure_in_the_unit_of_one_indicator_alone_is_drafted_for_it() {
    let desk = tempfile::tempdir().unwrap();
    run(desk.path(), &["init", "b", "--empty", "--lang", "en", "--title", "en=Lakes"]);
    let root = desk.path().join("b");
    run(&root, &["new", "town", "Aldmouth"]);
    run(&root, &["new", "indicator", "Electricity", "--unit", "GWh", "--slug", "electricity"]);
    run(&root, &["new", "indicator", "Budget", "--unit", "EUR", "--slug", "budget"]);
    let text = "Lake Board\n4 March 2023\n\nIn 2022 Aldmouth made 12 GWh. Its roads cost EUR 3 million.\n";
    std::fs::write(desk.path().join("a.txt"), text).unwrap();
    run(&root, &["add", "source", "../a.txt", "--slug", "one"]);
    let sheet = std::fs::read_to_string(root.join("content/sources/one/facts.toml")).unwrap();
    assert!(sheet.contains("indicator = \"electricity\"") && !sheet.contains("indicator = \"budget\""), "{sheet}");
}

#[test]
fn a_month_without_a_year_is_the_last_that_has_begun() {
    let text = "Seeblatt\nDienstag, 6. Juni 2023\n\nDer See wird voller\n\n\
        Im März lagen 48 Kähne im Hafen. Am Jahresende waren es 71 Kähne.\n\n\
        Im Oktober sollen 33 Stege gebaut werden. Bis 2026 erwartet das Amt 9.000 Gäste.\n";
    let (facts, record) = drafted("de.txt", text);
    assert_eq!(facts, ["48 2023-03 actual", "71 2022-12-31 actual", "33 2023-10 target", "9000 2026 forecast"]);
    assert!(record.contains("publisher = \"Seeblatt\""), "{record}");
}

#[test]
fn a_clause_with_its_own_past_year_is_done_whatever_was_aimed_at_before() {
    let text = "湖区公报\n湖区管理处 2023年3月6日\n\n一、总体情况\n\n\
        到2027年节能船比例不低于70%，2022年为35%。码头于2021年9月启用，投资2.5亿元。\n\n\
        预计2024年游客将达到45万人。全年发电12吉瓦时，每千克耗电3千瓦时。\n";
    let (facts, record) = drafted("zh.txt", text);
    assert_eq!(
        facts[..4],
        [">=70% [%] 2027 target", "35% [%] 2022 actual", "2.5亿元 [CNY] 2021-09 actual", "45万人 2024 forecast"]
    );
    assert_eq!(facts[4].split(' ').nth(1), Some("[GWh]"), "{facts:?}");
    assert!(record.contains("湖区公报") && record.contains("publisher = \"湖区管理处\""), "{record}");
}

#[test]
fn cells_take_year_and_unit_from_heads_and_caption() {
    let text = "LAKE BOARD\n\nThe lakes in numbers\n\nPrinted 4 March 2023\nTelephone 0555 018 4400, fax 0555 018 4401\n\n\
        Table 1. Sand by lake, thousand tonnes\n\n\
        \x20                   2021      2022\nNorth Lake         1,240     1,310\nSouth Lake           820       790\n";
    let (facts, record) = drafted("table.txt", text);
    assert_eq!(
        facts,
        ["1240000 [t] 2021 actual", "1310000 [t] 2022 actual", "820000 [t] 2021 actual", "790000 [t] 2022 actual"]
    );
    assert!(record.contains("title     = \"The lakes in numbers\"") && record.contains("LAKE BOARD"), "{record}");
}

#[test]
fn a_share_and_what_became_less_are_drafted_whole() {
    let text = "Rives\n6 mars 2023\n\nLe lac en 2022\n\nEn 2022, la ville a perdu en un an environ 4 % de ses arbres. \
        Un tiers des bateaux a été repeint. Le port a vu 7 % de bateaux de moins. Tél. 05 55 01 84 40\n";
    let drafts = facts("fr.txt", text);
    assert_eq!(drafts[0], "~-4 % [%] 2022 actual");
    assert!(drafts.iter().all(|draft| !draft.contains("05")), "{drafts:?}");
}

#[test]
fn what_a_table_measures_stands_at_its_heads_and_who_says_so_is_told_where_it_is_nobody_known() {
    let page = "<html lang=\"en\"><title>Boats</title><nav>News (24)</nav><article><h1>Boats of Aldmouth</h1>\
        <p>The harbour office expects the number of boats to reach 70 in 2024; by 2026 it is to be 90.</p>\
        <table><tr><th>Year</th><th>Boats</th><th>Households with a boat</th></tr>\
        <tr><td>2021</td><td>61</td><td>52</td></tr></table></article><footer>3 free articles left</footer></html>";
    let desk = tempfile::tempdir().unwrap();
    run(desk.path(), &["init", "b", "--empty", "--lang", "en", "--title", "en=Lakes"]);
    let root = desk.path().join("b");
    run(&root, &["new", "town", "Aldmouth"]);
    run(&root, &["new", "indicator", "Households with a boat", "Boats"]);
    std::fs::write(desk.path().join("a.html"), page).unwrap();
    run(&root, &["add", "source", "../a.html", "--slug", "one", "--published", "2023-03-04"]);
    let sheet = std::fs::read_to_string(root.join("content/sources/one/facts.toml")).unwrap();
    let drafts: Vec<&str> = sheet.split("[[fact]]").skip(1).collect();
    assert_eq!(drafts.len(), 4, "{sheet}");
    assert!(drafts[0].contains("forecast") && drafts[0].contains("who says so: The harbour office expects"), "{sheet}");
    assert!(drafts[1].contains("who says so: The harbour office expects"), "{sheet}");
    assert!(drafts[2].contains("indicator = \"boats\"") && drafts[2].contains("\"2021  61\""), "{sheet}");
    assert!(drafts[3].contains("indicator = \"households-with-a-boat\""), "{sheet}");
}

#[test]
fn a_row_whose_scale_stands_over_its_table_is_accepted_as_it_was_drafted() {
    let desk = tempfile::tempdir().unwrap();
    run(desk.path(), &["init", "b", "--empty", "--lang", "en", "--title", "en=Lakes"]);
    let root = desk.path().join("b");
    run(&root, &["new", "town", "Aldmouth", "Brayle"]);
    run(&root, &["new", "indicator", "Revenue of boats", "--unit", "GBP", "--slug", "revenue"]);
    let text = "Lake Board\n4 March 2023\n\nThe lakes in the year\n\nRevenue of boats, £ million\n\
        Town        2021    2022\nAldmouth    38.4    41.9\nBrayle       9.8    10.4\n";
    std::fs::write(desk.path().join("a.txt"), text).unwrap();
    run(&root, &["add", "source", "../a.txt", "--slug", "one", "--publisher", "Board", "--title", "Year"]);
    let path = root.join("content/sources/one/facts.toml");
    let sheet = std::fs::read_to_string(&path).unwrap();
    assert!(sheet.contains("\"Aldmouth  38.4  41.9\"") && sheet.contains("indicator = \"revenue\""), "{sheet}");
    std::fs::write(&path, sheet.replace("draft     = true\n", "")).unwrap();
    run(&root, &["check"]);
    run(&root, &["verify", "--record"]);
}
