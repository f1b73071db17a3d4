//! Kinds do not mix: actuals, targets, forecasts and claims are not reckoned with as if they were one.
//!
//! A formula over facts of several kinds (what is still to go from an actual to a target) may mean
//! something, but not what its figure says alone. It says in a `note` what the result means.
//!
//! Wrong: `formula = "revenue-target-2027 - revenue-2024"` without a word.
//! Right: the same, with `note = { en = "What is to be added within three years, if the plan holds." }`.

use std::collections::BTreeSet;

use crate::check::checked::Checked;
use crate::model::fact::Status;
use crate::problem::{Problem, Problems, code::Code};

/// Reports formulas that mix kinds of figures and do not say so.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    let briefing = checked.briefing;
    for record in checked.content.derived.iter() {
        let id = record.id().get().and_then(|(slug, _)| briefing.derived.find(slug));
        let (Some(id), Some((_, span))) = (id, record.formula().get()) else { continue };
        let derived = &briefing.derived[id];
        let statuses: BTreeSet<Status> = derived.facts.iter().map(|fact| briefing.facts[*fact].status).collect();
        if statuses.len() < 2 || derived.note.is_some() {
            continue;
        }
        let words: Vec<&str> = statuses.iter().map(|status| status.word()).collect();
        problems.report(
            Problem::new(Code::MixedKinds, span, format!("this formula mixes kinds of figures: {}", words.join(", ")))
                .label("figures that are not alike")
                .help("say in a `note` what the result means, or use figures of one kind"),
        );
    }
}
