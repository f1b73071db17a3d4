//! Charts drawn from invented figures, compared with what a reader should see.

use rust_decimal::Decimal;

use super::bars::{Bar, Bars, Cell};
use super::deadlines::{Deadlines, Due, Row};
use super::lineage::Lineage;
use super::slope::{Point, Slope};
use super::strip::{Stand, Strip, Words};
use super::{Frame, Mark, Today};
use crate::model::fact::Status;
use crate::model::quantity::Quantity;
use crate::model::unit::Unit;

fn frame(width: u32) -> Frame {
    Frame { id: "c1".into(), lang: "en".into(), title: "A <finding>".into(), desc: "1 & 2".into(), width }
}

fn mark(printed: &str) -> Mark {
    let unit = Unit::parse("CNY").expect("a unit");
    Mark::of(&Quantity::parse(printed, &unit).expect("a quantity"), printed.to_owned())
}

fn points() -> Vec<Point> {
    let point = |year, status, printed| Point { year, status, mark: mark(printed) };
    vec![
        point(2027, Status::Target, ">5000亿元"),
        point(2023, Status::Actual, "1800亿元"),
        point(2024, Status::Actual, "~2300亿元"),
        point(2027, Status::Forecast, "4000亿元..6000亿元"),
        point(2025, Status::Claim, "9000亿元"),
    ]
}

fn today() -> Option<Today> {
    Some(Today { date: (2026, 11, 27), label: "built Nov 2026".into() })
}

fn slope() -> String {
    let slope = Slope::new(frame(290), "CNY".into(), points(), today()).expect("two years");
    slope.svg(&|value| (value / Decimal::from(100_000_000)).normalize().to_string() + "亿")
}

fn bars() -> String {
    let bar = |label: &str, cell| Bar { label: label.into(), cell, note: Some("2024".into()) };
    let disputed = Mark { disputed: true, damaged: true, ..mark(">=1000亿元") };
    let bars = vec![
        bar("Wuxi", Cell::Gap("not stated by any source that we hold, and nobody looked".into())),
        bar("Suzhou", Cell::Value(disputed)),
        bar("Hangzhou", Cell::Value(mark("<~2300亿元"))),
        bar("南京市", Cell::Value(mark("300亿元..500亿元"))),
    ];
    Bars::new(frame(290), "CNY".into(), Status::Target, bars).expect("a value").svg()
}

fn deadlines() -> String {
    let due = |date, count, unanswered| Due { date, count, unanswered };
    let rows = vec![
        Row {
            label: "Hangzhou".into(),
            note: Some("16 fell due; no result in any source".into()),
            due: vec![due((2025, 12, 31), 16, true), due((2027, 12, 31), 1, false)],
        },
        Row {
            label: "浙江省".into(),
            note: None,
            due: vec![due((2027, 6, 30), 4, false), due((2035, 12, 31), 1, false)],
        },
    ];
    Deadlines::new(frame(340), rows, today()).expect("something due").svg()
}

/// The attribute values of every element with this class.
fn found<'a>(svg: &'a str, class: &str) -> Vec<&'a str> {
    svg.split('<').filter(|element| element.contains(&format!("class=\"{class}"))).collect()
}

#[test]
fn charts_are_well_formed_and_escaped() {
    for svg in [slope(), bars(), deadlines()] {
        assert!(
            svg.contains("<title id=\"c1-t\">A &lt;finding&gt;</title><desc id=\"c1-d\">1 &amp; 2</desc>"),
            "{svg}"
        );
        assert!(svg.contains("role=\"img\" lang=\"en\""), "{svg}");
        let numbers = svg.split(['"', ' ', 'l', 'M']).filter(|part| part.contains("e-") || part.contains("NaN"));
        assert_eq!(numbers.count(), 0);
    }
}

#[test]
fn a_target_hangs_on_the_last_actual_by_a_guide_of_its_own() {
    let svg = slope();
    assert_eq!(found(&svg, "c-guide target").len(), 1);
    assert_eq!(found(&svg, "c-guide forecast").len(), 1);
    assert_eq!(found(&svg, "c-guide actual").len(), 1);
    assert_eq!(found(&svg, "c-mark").len(), 4, "a claim is not drawn");
    assert_eq!(found(&svg, "c-today").len(), 1);
}

#[test]
fn precision_is_drawn_from_the_precision_alone() {
    let svg = slope();
    assert_eq!(found(&svg, "c-caret").len(), 1);
    assert_eq!(found(&svg, "c-soft").len(), 1);
    assert_eq!(found(&svg, "c-range").len(), 1);
    let svg = bars();
    assert_eq!(found(&svg, "c-caret").len(), 3, "at least has a caret and its line, nearly a caret");
}

#[test]
fn the_greatest_bar_comes_first_and_gaps_last() {
    let svg = bars();
    let order: Vec<_> = found(&svg, "c-label").iter().map(|label| label.split('>').nth(1).unwrap_or("")).collect();
    assert_eq!(order, ["Hangzhou", "Suzhou", "南京市", "Wuxi"]);
    assert_eq!(found(&svg, "c-disputed").len(), 1);
    assert_eq!(found(&svg, "c-hatch").len(), 1);
}

#[test]
fn a_chart_without_values_is_no_chart() {
    assert!(Slope::new(frame(290), String::new(), points()[..1].to_vec(), None).is_none());
    assert!(Bars::new(frame(290), String::new(), Status::Actual, vec![]).is_none());
    assert!(Deadlines::new(frame(290), vec![], None).is_none());
}

#[test]
fn hostile_numbers_still_draw() {
    let mut points = points();
    points[0].mark.low = Decimal::MAX;
    points[1].mark.low = Decimal::MIN;
    points[2].year = i16::MIN;
    let slope = Slope::new(frame(290), "CNY".into(), points, today()).expect("two years");
    assert!(slope.svg(&|value| value.to_string()).ends_with("</svg>"));
}

/// The first number of an attribute of an element.
fn number(element: &str, attribute: &str) -> i64 {
    let value = element.split(&format!("{attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.and_then(|value| value.split('.').next()?.parse().ok()).expect("a number")
}

#[test]
fn the_line_of_the_build_stands_at_its_day_among_the_deadlines() {
    let svg = deadlines();
    let day = |path: &str| path.split('M').nth(1).and_then(|at| at.split([' ', '.']).next()?.parse::<i64>().ok());
    let built = day(found(&svg, "c-today")[0]).expect("a place");
    // A line that leaves out a name has several pieces.
    let mut grid: Vec<i64> = found(&svg, "c-grid").iter().filter_map(|line| day(line)).collect();
    grid.sort_unstable();
    grid.dedup();
    assert_eq!(grid.len(), 11, "2025 to 2035");
    assert!(grid[1] < built && built < grid[2], "November 2026 lies between the starts of 2026 and 2027");
    assert!(grid[2] - built < built - grid[1], "and nearer to the end");
}

#[test]
fn every_deadline_is_drawn_and_the_missed_ones_otherwise() {
    let svg = deadlines();
    assert_eq!(found(&svg, "c-mark target").len(), 3);
    assert_eq!(found(&svg, "c-missed").len(), 2, "a diamond and the stroke in it");
    let counts: Vec<_> = found(&svg, "c-count").iter().filter_map(|text| text.split('>').nth(1)).collect();
    assert_eq!(counts, ["16", "4"]);
}

#[test]
fn a_strip_has_a_tick_for_each_fact_above_or_below() {
    let words = Words { exact: "a".into(), repaired: "b".into(), first: "1".into(), last: "90".into() };
    let stand = |line, repaired| Stand { line, repaired };
    let stands = vec![stand(90, true), stand(3, false), stand(3, false)];
    let svg = Strip::new(frame(340), stands, words.clone()).expect("two lines").svg();
    assert_eq!(found(&svg, "c-stand").len(), 3);
    assert_eq!(found(&svg, "c-stand repaired").len(), 1);
    assert!(Strip::new(frame(340), vec![stand(3, false)], words).is_none());
}

#[test]
fn a_lineage_has_a_line_for_each_debt() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let links = vec![(0, 0), (1, 0), (1, 1), (7, 7)];
    let svg = Lineage::new(frame(620), names(&["A", "B"]), names(&["X", "Y"]), links).expect("a debt").svg();
    assert_eq!(found(&svg, "c-debt").len(), 3);
    assert!(number(found(&svg, "c-work")[0], "x") > number(found(&svg, "c-label")[0], "x"));
    assert!(Lineage::new(frame(620), names(&["A"]), vec![], vec![]).is_none());
}
