//! Facts that say the same of the same: one statement, wherever it is printed.

use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::plan::shown::{As, Shown, list};

/// Facts at one detail, a row for each statement.
pub(super) fn rows<'a>(briefing: &Briefing, ids: &[Id<Fact>], detail: As) -> Shown<'a> {
    list(statements(briefing, ids).into_iter().map(|same| Shown::Statement(same, detail)))
}

/// The first fact of each statement: what is printed in three copies is counted once.
pub(super) fn firsts(briefing: &Briefing, ids: &[Id<Fact>]) -> Vec<Id<Fact>> {
    statements(briefing, ids).into_iter().map(|same| same[0]).collect()
}

/// The facts by what they state, in the order of the first of each.
pub(super) fn statements(briefing: &Briefing, ids: &[Id<Fact>]) -> Vec<Vec<Id<Fact>>> {
    let mut statements: Vec<Vec<Id<Fact>>> = Vec::new();
    let mut near: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for id in ids {
        let fact = &briefing.facts[*id];
        let alike = near.entry((fact.subject, fact.indicator, fact.status)).or_default();
        let same = |at: &&usize| fact.says_the_same(&briefing.facts[statements[**at][0]]);
        match alike.iter().find(same).copied() {
            Some(at) => statements[at].push(*id),
            None => {
                alike.push(statements.len());
                statements.push(vec![*id]);
            }
        }
    }
    statements
}
