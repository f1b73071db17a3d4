//! A derived figure compares nothing that the briefing says not to compare.
//!
//! What keeps two figures out of one drawing keeps them out of one formula: facts on two sides of a
//! disagreement, and figures of one indicator that any conflict sets apart. A result would put a
//! number on what the verdict leaves open, and it is the number that gets quoted. Operands of two
//! indicators that share a caution (a part and a share, say) may stand; pages show the caution
//! beside the result. So may the plain difference of two sides that contradict each other: it says
//! by how much they do.
//!
//! Wrong: `formula = "rate-a - rate-b"` beside a `[[conflict]]` of the two rates, "not like for like".
//! Right: the conflict alone.

use crate::check::checked::Checked;
use crate::problem::{Problem, Problems, code::Code};

/// Reports formulas over figures that a conflict sets apart.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    let briefing = checked.briefing;
    for record in checked.content.derived.iter() {
        let id = record.id().get().and_then(|(slug, _)| briefing.derived.find(slug));
        let (Some(id), Some((_, span))) = (id, record.formula().get()) else { continue };
        let apart = briefing.at_odds(&briefing.derived[id]).into_iter().find(|(a, b, conflict)| {
            let alike = briefing.facts[*a].indicator == briefing.facts[*b].indicator;
            let disagree = briefing.conflicts[*conflict].kind.is_disagreement();
            (alike || disagree) && !(disagree && is_difference(&briefing.derived[id].formula))
        });
        let Some((a, b, conflict)) = apart else { continue };
        let (a, b) = (&briefing.facts[a].slug, &briefing.facts[b].slug);
        let conflict = &briefing.conflicts[conflict].slug;
        problems.report(
            Problem::new(Code::Opposed, span, format!("this formula puts together what `{conflict}` sets apart"))
                .label(format!("`{a}` and `{b}` are both sides of it"))
                .help(
                    "leave the derived figure out; if the two may be put together, the conflict should not name both",
                ),
        );
    }
}

/// Whether a formula is one figure less another, and nothing else.
fn is_difference(formula: &str) -> bool {
    let mut words = formula.split_whitespace();
    let name = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_alphabetic));
    name(words.next()) && words.next() == Some("-") && name(words.next()) && words.next().is_none()
}
