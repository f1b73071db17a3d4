//! What `verify` has not seen is said so: a hint that counts the facts, a warning for bad answers.
//!
//! A fact without an entry in `verified.toml` reads "not yet verified" on its page. An entry whose
//! answer is *absent*, or whose value disagrees, stays visible as a warning until it is mended.
//!
//! Wrong: `answer = "absent"` in `verified.toml`, and the page as it was.
//! Right: the excerpt as the document prints it, and `briefing verify --archive DIR --record` again.

use crate::check::checked::Checked;
use crate::model::evidence::Answer;
use crate::problem::{Problem, Problems, code::Code};

/// Reports facts that nobody has verified, once a sheet, and recorded answers that are bad.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    let briefing = checked.briefing;
    for sheet in &checked.content.sheets {
        let Some(source) = briefing.sources.find(&sheet.source) else { continue };
        let facts = &briefing.graph.source_facts[source.index()];
        let missing: Vec<_> = facts.iter().filter(|id| briefing.graph.verified[id.index()].is_none()).collect();
        if let Some(first) = missing.first() {
            problems.report(
                Problem::new(
                    Code::Unverified,
                    checked.fact(**first).id,
                    format!(
                        "{} of {} facts of this sheet are new or have changed since `verify --record` looked at them",
                        missing.len(),
                        facts.len()
                    ),
                )
                .label("the first of them")
                .help("run `briefing verify --archive DIR --record` where the archive is")
                .kin("sheets have facts that are new or have changed since `verify --record` looked at them"),
            );
        }
    }
    for (id, _) in briefing.facts.iter() {
        let Some(verified) = &briefing.graph.verified[id.index()] else { continue };
        let message = match (verified.answer, verified.value_agrees) {
            (Answer::Absent, _) => "the excerpt was not found in the archived document",
            (_, Some(false)) => "the number in the excerpt is not the value",
            _ => continue,
        };
        problems.report(Problem::new(Code::Stale, checked.fact(id).excerpt, message).label("recorded by `verify`"));
    }
}
