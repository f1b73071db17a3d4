//! Facts that cannot all be right: recorded in `conflicts.toml`, or reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::evidence::{Conflict, Side};
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::problem::{Problem, Problems, code::Code};

use super::checked::Checked;

/// Facts that cannot all be right, as a rule found them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The name of the rule.
    pub rule: &'static str,
    /// The fact at which it is reported.
    pub fact: Id<Fact>,
    /// The facts that it does not go with; a conflict must name it and one of them.
    pub others: Vec<Id<Fact>>,
    /// Whether they may speak of different times or things: a hint, not an error.
    pub near: bool,
    /// What is wrong, in words and figures.
    pub message: String,
    /// What the fact is to the others.
    pub label: &'static str,
    /// What each other is to the fact.
    pub note: &'static str,
}

impl Clash {
    /// Whether a recorded conflict tells a reader of it.
    pub fn is_told_by(&self, conflict: &Conflict) -> bool {
        let names = |id: &Id<Fact>| conflict.sides.contains(&Side::Fact(*id));
        names(&self.fact) && self.others.iter().any(names)
    }
}

/// What a fact states, for a message: `>500家`, or the words of an event with its date.
pub fn stated(fact: &Fact) -> String {
    match &fact.finding {
        Finding::Quantity(quantity) => format!("`{quantity}`"),
        Finding::Text(text) => format!("`{}` ({})", text.get(Lang::DEFAULT), fact.period),
    }
}

/// Most facts that one report names; the rest are counted.
const NAMED: usize = 8;

/// Reports what no conflict tells of; clashes that hang together are one report.
pub fn report(checked: &Checked<'_>, clashes: &[Clash], problems: &mut Problems) {
    let briefing = checked.briefing;
    let untold = clashes.iter().filter(|clash| {
        let touching = &briefing.graph.fact_conflicts[clash.fact.index()];
        !touching.iter().any(|id| clash.is_told_by(&briefing.conflicts[*id]))
    });
    for together in together(untold) {
        problems.report(one_report(checked, &together));
    }
}

/// The clashes of one rule that share facts, in the order of finding.
fn together<'c>(clashes: impl Iterator<Item = &'c Clash>) -> Vec<Vec<&'c Clash>> {
    let clashes: Vec<&Clash> = clashes.collect();
    let mut set: Vec<usize> = (0..clashes.len()).collect();
    let mut holder: BTreeMap<(&str, bool, Id<Fact>), usize> = BTreeMap::new();
    fn root(set: &mut [usize], mut n: usize) -> usize {
        while set[n] != n {
            set[n] = set[set[n]];
            n = set[n];
        }
        n
    }
    for (n, clash) in clashes.iter().enumerate() {
        for fact in clash.others.iter().chain([&clash.fact]) {
            let first = *holder.entry((clash.rule, clash.near, *fact)).or_insert(n);
            let (a, b) = (root(&mut set, first), root(&mut set, n));
            set[a.max(b)] = a.min(b);
        }
    }
    let mut sets: BTreeMap<usize, Vec<&Clash>> = BTreeMap::new();
    for (n, clash) in clashes.iter().enumerate() {
        sets.entry(root(&mut set, n)).or_default().push(clash);
    }
    sets.into_values().collect()
}

fn one_report(checked: &Checked<'_>, clashes: &[&Clash]) -> Problem {
    let first = clashes[0];
    let code = if first.near { Code::NearConflict } else { Code::Unrecorded };
    let message = match clashes.len() {
        1 => first.message.clone(),
        2 => format!("{}; 1 more clash hangs together with it", first.message),
        n => format!("{}; {} more clashes hang together with it", first.message, n - 1),
    };
    let mut named = BTreeSet::from([first.fact]);
    let others = clashes.iter().flat_map(|clash| clash.others.iter().chain([&clash.fact]).map(|id| (*id, clash.note)));
    let others: Vec<(Id<Fact>, &str)> = others.filter(|(id, _)| named.insert(*id)).collect();
    let mut problem = Problem::new(code, checked.fact(first.fact).value, message).label(first.label);
    for (id, note) in others.iter().take(NAMED) {
        problem = problem.note(checked.fact(*id).value, *note);
    }
    let names = others.iter().map(|(id, _)| *id).chain([first.fact]).take(NAMED);
    let names: Vec<String> = names.map(|id| format!("\"{}\"", checked.briefing.facts[id].slug)).collect();
    let more = match (others.len() + 1).saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", … and {more} more"),
    };
    problem.help(format!("record it in conflicts.toml: `facts = [{}{more}]`", names.join(", ")))
}
