//! What may be drawn, how far a target is, and what is one statement: held over random facts.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use briefing::check;
use briefing::language::locales::Locales;
use briefing::load;
use briefing::model::briefing::Briefing;
use briefing::model::evidence::Side;
use briefing::model::fact::{Fact, Finding, Status};
use briefing::model::id::Id;
use briefing::plan::kinds::View;
use briefing::plan::kinds::apart::forbids;
use briefing::plan::shown::{Chart, Shown};
use briefing::problem::Problems;
use proptest::prelude::*;
use support::Site;

const PLACES: &str = "\
-- content/indicators.toml --
[[indicator]]
id = \"revenue\"
label = { en = \"Revenue\", zh = \"营收\" }
unit = \"CNY\"
definition = { en = \"Money.\", zh = \"钱。\" }
comparable = true
-- content/cities/alba.md --
+++
title = { en = \"Alba\", zh = \"甲城\" }
within = \"city:beta\"
+++
-- content/cities/beta.md --
+++
title = { en = \"Beta\", zh = \"乙城\" }
+++
-- content/cities/gamma.md --
+++
title = { en = \"Gamma\", zh = \"丙城\" }
+++
";

/// A fact as a few choices make it.
#[derive(Clone, Debug)]
struct Drawn {
    place: usize,
    value: u32,
    sign: usize,
    year: usize,
    status: usize,
    of: bool,
}

fn any_fact() -> impl Strategy<Value = Drawn> {
    let parts = (0..3_usize, 1..9_u32, 0..5_usize, 0..4_usize, 0..3_usize, proptest::bool::weighted(0.2));
    parts.prop_map(|(place, value, sign, year, status, of)| Drawn { place, value, sign, year, status, of })
}

fn site(facts: &[Drawn], conflicts: &[(usize, usize)]) -> Briefing {
    let mut text = format!("{PLACES}-- content/sources/report/facts.toml --\n");
    for (n, fact) in facts.iter().enumerate() {
        let place = ["alba", "beta", "gamma"][fact.place];
        let sign = ["", ">", ">=", "~", "<~"][fact.sign];
        let year = ["..", "2024", "2027", "2024"][fact.year];
        let status = ["actual", "target", "forecast"][fact.status];
        let of = if fact.of { "of = { en = \"the old part\", zh = \"旧城\" }\n" } else { "" };
        let value = fact.value * 100;
        text += &format!(
            "[[fact]]\nid = \"f{n}\"\nsubject = \"city:{place}\"\nindicator = \"revenue\"\nperiod = \"{year}\"\n\
             value = \"{sign}{value}亿元\"\nstatus = \"{status}\"\n{of}excerpt = \"营收{value}亿元\"\nline = {}\n",
            n + 1
        );
    }
    text += "-- content/conflicts.toml --\n";
    for (n, (a, b)) in conflicts.iter().filter(|(a, b)| a != b && a.max(b) < &facts.len()).enumerate() {
        text += &format!(
            "[[conflict]]\nid = \"c{n}\"\ntitle = {{ en = \"Two\", zh = \"二\" }}\nfacts = [\"f{a}\", \"f{b}\"]\n\
             kind = \"scope\"\nfinding = {{ en = \"They differ.\", zh = \"不同。\" }}\nfound = \"reading\"\n"
        );
    }
    // An unrecorded contradiction is reported; what is drawn of it must be right all the same.
    let files = Site::of(&text).files();
    let mut problems = Problems::new();
    let content = load::parse(&files, &mut problems);
    let locales = Locales::shipped(&["en", "zh"]);
    let options = briefing::session::options(None);
    check::read(&content, &files.texts, &locales, &options, &mut problems).expect("it can be read").briefing
}

/// Everything of a page, part by part.
fn walk<'a>(shown: &'a Shown<'a>, see: &mut dyn FnMut(&'a Shown<'a>)) {
    see(shown);
    match shown {
        Shown::Part(parts) => parts.iter().for_each(|(_, part)| walk(part, see)),
        Shown::List(items) => items.iter().for_each(|item| walk(item, see)),
        _ => {}
    }
}

/// The facts of each drawing of a page that sets places side by side.
fn bars(shown: &Shown<'_>) -> Vec<Vec<Id<Fact>>> {
    let mut all = Vec::new();
    walk(shown, &mut |part| {
        if let Shown::Chart(Chart::Bars(_, _, places)) = part {
            all.push(places.iter().filter_map(|(_, fact)| *fact).collect());
        }
    });
    all
}

/// The rule again, in other words than the program has it.
fn may_stand_together(briefing: &Briefing, a: &Fact, b: &Fact) -> bool {
    let unit = |fact: &Fact| match &fact.finding {
        Finding::Quantity(quantity) => quantity.unit().code().to_owned(),
        Finding::Text(_) => "none".to_owned(),
    };
    let apart = !briefing.holds(a.subject, b.subject) && !briefing.holds(b.subject, a.subject);
    let conflicting = briefing.conflicts.iter().any(|(_, conflict)| {
        let is = |side: &Side, fact: &Fact| matches!(side, Side::Fact(id) if briefing.facts[*id].slug == fact.slug);
        let has = |fact: &Fact| conflict.sides.iter().any(|side| is(side, fact));
        has(a) && has(b)
    });
    let alike = a.status == b.status && a.of == b.of && unit(a) == unit(b);
    let dated = !a.period.is_undated() && a.period.to_string() == b.period.to_string();
    apart && alike && dated && !conflicting
}

/// A part of a page by its name.
fn named<'a>(shown: &'a Shown<'a>, name: &str) -> Option<&'a Shown<'a>> {
    let Shown::Part(parts) = shown else { return None };
    parts.iter().find(|(known, _)| *known == name).map(|(_, part)| part)
}

#[test]
fn of_drawings_alike_in_size_a_result_is_drawn_before_a_target_and_the_newest_before_the_older() {
    let fact = |place, year, status| Drawn { place, value: 1 + place as u32, sign: 0, year, status, of: false };
    // Years: 1 is 2024, 2 is 2027; places: 1 and 2 lie apart; statuses: 0 is a result, 1 a target.
    for (facts, expected) in [
        ([fact(1, 1, 0), fact(2, 1, 0), fact(1, 2, 0), fact(2, 2, 0)], [2, 3]),
        ([fact(1, 1, 0), fact(2, 1, 0), fact(1, 2, 1), fact(2, 2, 1)], [0, 1]),
    ] {
        let briefing = site(&facts, &[]);
        let drawn = bars(&View::Compare.shows(&briefing));
        let drawn: Vec<BTreeSet<&str>> =
            drawn.iter().map(|ids| ids.iter().map(|id| briefing.facts[*id].slug.as_str()).collect()).collect();
        let names = expected.map(|n| format!("f{n}"));
        assert_eq!(drawn, [names.iter().map(String::as_str).collect::<BTreeSet<_>>()]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_drawing_sets_side_by_side_what_a_verdict_forbids(
        facts in proptest::collection::vec(any_fact(), 2..8),
        conflicts in proptest::collection::vec((0..8_usize, 0..8_usize), 0..3),
    ) {
        let briefing = site(&facts, &conflicts);
        for drawn in bars(&View::Compare.shows(&briefing)) {
            prop_assert!(drawn.len() > 1);
            let places: BTreeSet<_> = drawn.iter().map(|id| briefing.facts[*id].subject).collect();
            prop_assert_eq!(places.len(), drawn.len(), "a place has one bar");
            for (at, a) in drawn.iter().enumerate() {
                for b in &drawn[..at] {
                    prop_assert_eq!(forbids(&briefing, *a, *b), None);
                    prop_assert!(may_stand_together(&briefing, &briefing.facts[*a], &briefing.facts[*b]));
                }
            }
        }
    }

    #[test]
    fn a_distance_is_told_of_a_result_of_the_targets_own_time(facts in proptest::collection::vec(any_fact(), 1..7)) {
        let briefing = site(&facts, &[]);
        let mut wrong = Vec::new();
        let shown = View::Timeline.shows(&briefing);
        walk(&shown, &mut |part| {
            let Some(Shown::Filled(..) | Shown::Word(_)) = named(part, "distance") else { return };
            let (Some(Shown::Statement(same, _)), Some(Shown::Fact(actual, _))) = (named(part, "target"), named(part, "actual"))
            else {
                return wrong.push("a distance from no result".to_owned());
            };
            let (target, actual) = (&briefing.facts[same[0]], &briefing.facts[*actual]);
            let alike = target.subject == actual.subject && target.of == actual.of && actual.status == Status::Actual;
            if !alike || target.period.to_string() != actual.period.to_string() {
                wrong.push(format!("{} from {}", target.slug, actual.slug));
            }
        });
        prop_assert!(wrong.is_empty(), "{:?}", wrong);
    }

    #[test]
    fn copies_of_a_statement_are_one_row_and_nothing_else_is(facts in proptest::collection::vec(any_fact(), 1..12)) {
        let briefing = site(&facts, &[]);
        let said = |id: &Id<Fact>| {
            let fact = &briefing.facts[*id];
            let Finding::Quantity(quantity) = &fact.finding else { unreachable!("all are measured") };
            let value = format!("{:?} {:?} {}", quantity.precision(), quantity.value(), quantity.unit().code());
            (fact.subject, fact.status, fact.period.to_string(), value, format!("{:?}", fact.of))
        };
        for (subject, _) in briefing.subjects.iter() {
            let mut rows: Vec<Vec<Id<Fact>>> = Vec::new();
            let shown = View::subject(subject).shows(&briefing);
            let Shown::Part(parts) = &shown else { unreachable!("a page has parts") };
            let groups = parts.iter().filter(|(name, _)| *name == "groups");
            groups.for_each(|(_, part)| walk(part, &mut |part| if let Shown::Statement(same, _) = part { rows.push(same.clone()) }));
            let mut seen = BTreeMap::new();
            for (at, row) in rows.iter().enumerate() {
                for id in row {
                    prop_assert_eq!(said(id), said(&row[0]), "one row says one thing");
                }
                prop_assert_eq!(seen.insert(said(&row[0]), at), None, "one thing has one row");
            }
            let all: usize = rows.iter().map(Vec::len).sum();
            prop_assert_eq!(all, briefing.graph.subject_facts[subject.index()].len(), "no fact is left out");
        }
    }
}
