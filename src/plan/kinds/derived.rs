//! A derived figure's page: the result, the formula, the facts that went into it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, Derived};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::subject::{Indicator, Subject};
use crate::plan::shown::{As, By, Shown, facts, keyword, list, maybe, maybe_text, part, plain};

use super::{View, conflicts};

/// "Both together: CNY 150 billion"
pub(super) fn title(briefing: &Briefing, id: Id<Derived>) -> Shown<'_> {
    let derived = &briefing.derived[id];
    Shown::Joined(By::Word("list.colon"), vec![Shown::Text(&derived.label), quantity(derived)])
}

pub(super) fn shows(briefing: &Briefing, id: Id<Derived>) -> Shown<'_> {
    let derived = &briefing.derived[id];
    let touching = conflicts::touching(briefing, &derived.facts);
    part([
        ("label", Shown::Text(&derived.label)),
        ("value", quantity(derived)),
        ("subject", Shown::Link(View::subject(derived.subject))),
        ("indicator", maybe(derived.indicator.map(|id| Shown::Link(View::indicator(id))))),
        ("note", maybe_text(derived.note.as_ref())),
        ("cautions", cautions(briefing, derived)),
        ("formula", formula(briefing, derived)),
        ("facts", facts(&derived.facts, As::Operand)),
        ("disputes", conflicts::disputes(&touching, briefing, |id| conflicts::card_told(briefing, id))),
    ])
}

/// A derived figure as a list shows it.
pub(super) fn entry(briefing: &Briefing, id: Id<Derived>) -> Shown<'_> {
    let derived = &briefing.derived[id];
    part([
        ("id", keyword(derived.slug.as_str())),
        ("link", Shown::Link(View::Derived(id))),
        ("label", Shown::Text(&derived.label)),
        ("value", quantity(derived)),
        ("note", maybe_text(derived.note.as_ref())),
        ("cautions", cautions(briefing, derived)),
    ])
}

/// What is to be known before two of its operands are put together: the conflicts that have both on their sides.
fn cautions<'a>(briefing: &'a Briefing, derived: &Derived) -> Shown<'a> {
    let shared: BTreeSet<Id<Conflict>> = briefing.at_odds(derived).into_iter().map(|(_, _, id)| id).collect();
    list(shared.into_iter().map(|id| conflicts::named_row(briefing, id)))
}

/// Links to the figures that a cell of a place and an indicator leads to: those that measure it of the place, and
/// those that are computed from its facts.
pub(super) fn of_cell<'a>(
    briefing: &Briefing,
    (place, indicator): (Id<Subject>, Id<Indicator>),
    facts: &[Id<Fact>],
) -> Vec<Shown<'a>> {
    let from = facts.iter().flat_map(|id| briefing.graph.fact_derived[id.index()].iter().copied());
    let measures = |derived: &Derived| derived.subject == place && derived.indicator == Some(indicator);
    let of_place = briefing.derived.iter().filter(|(_, derived)| measures(derived)).map(|(id, _)| id);
    // What follows for another place stands in that place's cell.
    let from = from.filter(|id| briefing.derived[*id].subject == place);
    let all: BTreeSet<Id<Derived>> = from.chain(of_place).collect();
    all.into_iter().map(|id| Shown::Link(View::Derived(id))).collect()
}

fn quantity(derived: &Derived) -> Shown<'_> {
    Shown::Quantity(Cow::Borrowed(&derived.quantity))
}

/// The formula with the values in the places of their names.
fn formula<'a>(briefing: &'a Briefing, derived: &'a Derived) -> Shown<'a> {
    let spaced = derived.formula.replace('(', " ( ").replace(')', " ) ");
    let piece = |token: &str| match token {
        "*" => plain("×"),
        "/" => plain("÷"),
        "-" => plain("−"),
        "+" | "(" | ")" => plain(token.to_owned()),
        name => match (briefing.facts.find(name), briefing.derived.find(name)) {
            (Some(fact), _) => Shown::Value(fact),
            (_, Some(other)) => quantity(&briefing.derived[other]),
            _ => plain(name.to_owned()),
        },
    };
    list(spaced.split_whitespace().map(piece))
}
