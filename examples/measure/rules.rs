//! Counts what the rules that look across facts find, beside what the conflicts say of it.

use std::collections::{BTreeMap, BTreeSet};

use briefing::check::clash::Clash;
use briefing::check::rules::clashes;
use briefing::model::briefing::Briefing;
use briefing::model::evidence::{Conflict, ConflictKind, Found};

/// What one rule found.
#[derive(Default)]
struct Tally<'a> {
    clashes: usize,
    hints: usize,
    unrecorded: usize,
    told: BTreeSet<&'a str>,
    harmless: BTreeSet<&'a str>,
}

/// Prints a row for each rule that found something.
pub fn print(briefing: &Briefing) {
    let clashes = clashes(briefing);
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for clash in &clashes {
        let tally = tallies.entry(clash.rule).or_default();
        tally.clashes += 1;
        tally.hints += usize::from(clash.near);
        let telling: Vec<&Conflict> = telling(briefing, clash).collect();
        tally.unrecorded += usize::from(telling.is_empty());
        for conflict in telling {
            let names = if is_right(clash, conflict.kind) { &mut tally.told } else { &mut tally.harmless };
            names.insert(&conflict.slug);
        }
    }
    let by_rule = briefing.conflicts.iter().filter(|(_, conflict)| conflict.found == Found::Rule).count();
    let reached = briefing.conflicts.iter().filter(|(_, c)| clashes.iter().any(|clash| clash.is_told_by(c))).count();
    println!(
        "\nThe rules across facts find {} clashes; {reached} of {} recorded conflicts have one of them ({by_rule} are\n\
         marked as found by rule), the others were found by reading. A clash is a false alarm where the editor's\n\
         finding does not bear it out: the figures differ by scope, definition, period or wording, and it was no hint of that.\n",
        clashes.len(),
        briefing.conflicts.len(),
    );
    println!("| rule | clashes | of them hints | unrecorded | right: conflicts | false alarms: conflicts |");
    println!("|---|---:|---:|---:|---|---|");
    for (rule, tally) in tallies {
        println!(
            "| {rule} | {} | {} | {} | {} | {} |",
            tally.clashes,
            tally.hints,
            tally.unrecorded,
            listed(&tally.told),
            listed(&tally.harmless)
        );
    }
}

fn telling<'a>(briefing: &'a Briefing, clash: &'a Clash) -> impl Iterator<Item = &'a Conflict> {
    let touching = briefing.graph.fact_conflicts[clash.fact.index()].iter();
    touching.map(|id| &briefing.conflicts[*id]).filter(|conflict| clash.is_told_by(conflict))
}

/// Whether an editor's finding bears a clash out: the figures do contradict each other, or differ in the
/// way that the hint suspected.
fn is_right(clash: &Clash, kind: ConflictKind) -> bool {
    match kind {
        ConflictKind::Contradiction | ConflictKind::Part | ConflictKind::Doubtful => true,
        ConflictKind::Definition | ConflictKind::Scope => clash.rule == "definition",
        ConflictKind::Period => clash.near,
        ConflictKind::Wording => false,
    }
}

fn listed(names: &BTreeSet<&str>) -> String {
    let names: Vec<&str> = names.iter().copied().collect();
    if names.is_empty() { "–".to_owned() } else { format!("{}: {}", names.len(), names.join(", ")) }
}
