//! Why two figures may not be set side by side: one rule, for drawings, for a reader's own choice and for machines.

use crate::model::briefing::Briefing;
use crate::model::evidence::Conflict;
use crate::model::fact::{Fact, Finding, Of, Status};
use crate::model::id::Id;

/// Why facts are not set beside each other, the gravest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forbidden {
    /// A conflict covers two of them.
    Conflict(Id<Conflict>),
    /// One place lies in another.
    Nested,
    /// They are of two scopes.
    Scope,
    /// They are of two units.
    Unit,
    /// They are of two kinds: a target beside a result.
    Kind,
    /// One has no date, so nobody can say that they are of one time.
    Undated,
    /// They are of two times.
    Period,
}

impl Forbidden {
    /// Its name among the interface's words of `not_drawn`; of a conflict, the finding speaks.
    pub fn word(self) -> &'static str {
        match self {
            Forbidden::Conflict(_) => "conflict",
            Forbidden::Nested => "nested",
            Forbidden::Scope => "scope",
            Forbidden::Unit => "unit",
            Forbidden::Kind => "kind",
            Forbidden::Undated => "undated",
            Forbidden::Period => "period",
        }
    }
}

/// Why two facts on one indicator may not stand side by side; `None` where they may.
pub fn forbids(briefing: &Briefing, a: Id<Fact>, b: Id<Fact>) -> Option<Forbidden> {
    let (one, other) = (&briefing.facts[a], &briefing.facts[b]);
    if let Some(conflict) = shared_conflict(briefing, a, b) {
        return Some(Forbidden::Conflict(conflict));
    }
    if briefing.holds(one.subject, other.subject) || briefing.holds(other.subject, one.subject) {
        return Some(Forbidden::Nested);
    }
    Sense::of(one).apart(&Sense::of(other))
}

/// The gravest reason why some of these may not stand side by side.
pub fn gravest(briefing: &Briefing, ids: &[Id<Fact>]) -> Option<Forbidden> {
    let pairs = ids.iter().enumerate().flat_map(|(at, a)| ids[at + 1..].iter().map(move |b| (*a, *b)));
    pairs.filter_map(|(a, b)| forbids(briefing, a, b)).min()
}

/// The conflict that covers both facts, the first of several.
pub fn shared_conflict(briefing: &Briefing, a: Id<Fact>, b: Id<Fact>) -> Option<Id<Conflict>> {
    briefing.shared_conflicts(a, b).next()
}

/// What figures share that may stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sense {
    /// The kind of statement.
    pub kind: Status,
    /// The time; `None` where no date is given.
    pub period: Option<String>,
    /// The unit; `None` for words.
    pub unit: Option<&'static str>,
    /// Where it applies.
    pub scope: String,
}

impl Sense {
    /// In which sense a fact is stated.
    pub fn of(fact: &Fact) -> Self {
        let unit = match &fact.finding {
            Finding::Quantity(quantity) => Some(quantity.unit().code()),
            Finding::Text(_) => None,
        };
        Self {
            kind: fact.status,
            period: (!fact.period.is_undated()).then(|| fact.period.to_string()),
            unit,
            scope: fact.of.iter().map(scope).collect::<Vec<_>>().join(" "),
        }
    }

    /// Each thing that must be the same, with its name, in the order of its weight; `None` is unknown, and nothing is
    /// the same as the unknown.
    pub fn aspects(&self) -> [(Forbidden, Option<String>); 4] {
        [
            (Forbidden::Scope, Some(self.scope.clone())),
            (Forbidden::Unit, Some(self.unit.unwrap_or_default().to_owned())),
            (Forbidden::Kind, Some(self.kind.word().to_owned())),
            (Forbidden::Period, self.period.clone()),
        ]
    }

    /// The first thing that they do not share.
    pub fn apart(&self, other: &Self) -> Option<Forbidden> {
        self.aspects().into_iter().zip(other.aspects()).find_map(|((why, one), (_, other))| match (one, other) {
            (Some(one), Some(other)) => (one != other).then_some(why),
            _ => Some(Forbidden::Undated),
        })
    }
}

fn scope(of: &Of) -> String {
    match of {
        Of::Subject(id) => format!("subject {}", id.index()),
        Of::Fact(id) => format!("fact {}", id.index()),
        Of::Text(text) => format!("text {}", text.iter().map(String::as_str).collect::<Vec<_>>().join(" / ")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::Sense;
    use crate::model::fact::Status;
    use crate::model::words::Worded;

    /// The same pairs are put to `static/explore.js` in a browser.
    #[test]
    fn figures_are_kept_apart_as_a_browser_keeps_them_apart() {
        let cases: Value = serde_json::from_str(include_str!("../../../tests/cases/apart.json")).expect("JSON");
        let sense = |case: &Value| {
            let word = |n: usize| case[n].as_str().map(str::to_owned);
            let kind = Status::named(&word(2).expect("a kind")).expect("a known kind");
            let unit = ["CNY", "%", "count", "km"].into_iter().find(|unit| Some(*unit) == case[1].as_str());
            Sense { scope: word(0).expect("a scope"), unit, kind, period: word(3) }
        };
        let pairs = cases["pairs"].as_array().expect("pairs");
        assert!(pairs.len() > 6);
        for pair in pairs {
            let (one, other) = (sense(&pair[0]), sense(&pair[1]));
            let why = one.apart(&other).map(super::Forbidden::word);
            assert_eq!(why, pair[2].as_str(), "{pair}");
            assert_eq!(other.apart(&one).map(super::Forbidden::word), why, "the other way round: {pair}");
        }
    }
}
