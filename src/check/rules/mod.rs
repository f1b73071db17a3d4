//! The evidence rules, one file each: its head is its text in `docs/rules.md`.
//!
//! A rule has one public function, `run`, that looks at the whole briefing and reports. Two answer on
//! pages instead (how many witnesses a fact has, in what condition its sole support is), and one looks
//! at each text while it is read. [`RULES`] lists all: what is not in it does not run.

pub mod condition;
pub mod contradiction;
pub mod definition;
pub mod derived;
pub mod excerpt_value;
pub mod gaps;
pub mod mixed_kinds;
pub mod naked_number;
pub mod one_witness;
pub mod parts;
pub mod published;
pub mod shares;
pub mod verified;

use std::collections::BTreeSet;

use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, Found, Side};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::problem::{Problem, Problems, code::Code};

use super::checked::Checked;
use super::clash::Clash;

/// A rule, by the name of its file.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its file's name.
    pub name: &'static str,
    /// What it does once the briefing is whole; nothing if it speaks elsewhere.
    pub run: Option<fn(&Checked<'_>, &mut Problems)>,
    /// How it finds what clashes, if a conflict can record that.
    pub clashes: Option<Clashes>,
}

/// How a rule finds facts that clash.
#[derive(Clone, Copy, Debug)]
pub enum Clashes {
    /// Among any facts.
    Among(fn(&Briefing, &[Id<Fact>]) -> Vec<Clash>),
    /// Across the whole briefing only.
    Across(fn(&Briefing) -> Vec<Clash>),
}

impl Rule {
    const fn finding(self, clashes: Clashes) -> Self {
        Self { clashes: Some(clashes), ..self }
    }
}

const fn rule(name: &'static str, run: fn(&Checked<'_>, &mut Problems)) -> Rule {
    Rule { name, run: Some(run), clashes: None }
}

const fn elsewhere(name: &'static str) -> Rule {
    Rule { name, run: None, clashes: None }
}

/// Every rule, in the order of the documentation.
pub static RULES: &[Rule] = &[
    elsewhere("naked_number"),
    rule("excerpt_value", excerpt_value::run),
    elsewhere("one_witness"),
    rule("contradiction", contradiction::run).finding(Clashes::Among(contradiction::clashes)),
    rule("definition", definition::run).finding(Clashes::Among(definition::clashes)),
    rule("parts", parts::run).finding(Clashes::Among(parts::clashes)),
    rule("shares", shares::run).finding(Clashes::Across(shares::clashes)),
    rule("mixed_kinds", mixed_kinds::run),
    rule("derived", derived::run),
    elsewhere("condition"),
    rule("gaps", gaps::run),
    rule("verified", verified::run),
    rule("published", published::run),
];

/// Runs every rule, and holds recorded conflicts against what the rules find.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    for run in RULES.iter().filter_map(|rule| rule.run) {
        run(checked, problems);
    }
    if checked.briefing.conflicts.iter().next().is_some() {
        found(checked, &clashes(checked.briefing), problems);
    }
}

/// Reports conflicts that are said to be found by a rule, and are not.
fn found(checked: &Checked<'_>, clashes: &[Clash], problems: &mut Problems) {
    let briefing = checked.briefing;
    let mut reached = BTreeSet::new();
    for clash in clashes {
        let touching = briefing.graph.fact_conflicts[clash.fact.index()].iter();
        reached.extend(touching.copied().filter(|id| clash.is_told_by(&briefing.conflicts[*id])));
    }
    for record in checked.content.conflicts.iter() {
        let Some((found, span)) = record.found().get() else { continue };
        let Some(id) = record.id().get().and_then(|(slug, _)| briefing.conflicts.find(slug)) else { continue };
        let conflict = &briefing.conflicts[id];
        if conflict.found == Found::Rule && !reached.contains(&id) && !clash_within(briefing, conflict) {
            problems.report(
                Problem::new(Code::BadConflict, span, "no rule finds this conflict")
                    .label(format!("`{}` here means that the program found it", found.word()))
                    .help("write `found = \"reading\"`"),
            );
        }
    }
}

/// Everything that the rules across facts find, whether a conflict records it or not.
pub fn clashes(briefing: &Briefing) -> Vec<Clash> {
    let all: Vec<Id<Fact>> = briefing.facts.ids().collect();
    let found = RULES.iter().filter_map(|rule| rule.clashes).map(|clashes| match clashes {
        Clashes::Among(find) => find(briefing, &all),
        Clashes::Across(find) => find(briefing),
    });
    found.flatten().collect()
}

/// Whether the sides of a conflict clash with each other by a rule.
pub fn clash_within(briefing: &Briefing, conflict: &Conflict) -> bool {
    let sides = conflict.sides.iter();
    let facts: Vec<Id<Fact>> =
        sides.filter_map(|side| if let Side::Fact(id) = side { Some(*id) } else { None }).collect();
    RULES.iter().any(|rule| match rule.clashes {
        Some(Clashes::Among(find)) => !find(briefing, &facts).is_empty(),
        Some(Clashes::Across(_)) | None => false,
    })
}
