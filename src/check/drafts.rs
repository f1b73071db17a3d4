//! Counts the facts that the program drafted and nobody has read yet: they are none of the briefing.

use crate::load::Content;
use crate::problem::code::Code;
use crate::problem::{Problem, Problems};

/// Reports every draft.
pub fn report(content: &Content, problems: &mut Problems) {
    for draft in content.drafts() {
        let (name, span) = draft.id().get().unwrap_or(("", draft.span()));
        problems.report(
            Problem::new(Code::Draft, span, format!("the fact `{name}` is a draft that nobody has read"))
                .label("it is left out until then")
                .help(
                    "read each against its document, correct it, and strike its line `draft = true`; \
                     `--drafts` builds without them",
                )
                .kin("facts are drafts that nobody has read"),
        );
    }
}
