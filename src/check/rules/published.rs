//! What was published changes only with a word.
//!
//! A fact that `versions.toml` lists may say something else only once `briefing record` has noted the
//! change with its kind and its reason: a *revision* (better data), a *correction* (our error), an
//! *editorial* change (said otherwise, meant the same) or a *withdrawal*. What counts is the value, unit,
//! period, status, subject, indicator, `of`, `by`, origins, source, excerpt, place, and that a fact no
//! longer stands; not note and `checked`, and not the form of an apostrophe, a dash or a blank.
//!
//! Wrong: a value that differs from the recorded one.
//! Right: the same after `briefing record --fact ID --kind correction --reason "…"`.

use crate::check::checked::Checked;
use crate::model::fact::Fact;
use crate::model::version::Recorded;
use crate::problem::{Problem, Problems, code::Code};

/// Reports every published fact that has changed since it was recorded.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    let briefing = checked.briefing;
    for (id, fact) in briefing.facts.iter() {
        let names = fact.formerly.iter().chain([&fact.slug]).map(|slug| format!("fact:{slug}"));
        let history = briefing.published.history(&names.collect::<Vec<_>>());
        if let Some(last) = history.last().filter(|last| last.version != fact.version) {
            let name = &fact.slug;
            problems.report(
                Problem::new(Code::Untold, checked.fact(id).id, message(fact, last))
                    .label(change(fact, last))
                    .help(format!(
                        "note why: `briefing record --fact {name} --kind correction --reason \"…\"`, \
                         or `--kind revision`, `editorial`, `withdrawal`"
                    ))
                    .kin("published facts have changed, and nothing tells why"),
            );
        }
    }
}

fn message(fact: &Fact, last: &Recorded) -> String {
    let Recorded { version, .. } = last;
    format!("`{}` says something else than version {}, published on {}", fact.slug, version.hash, version.date)
}

/// What differs, as the two records have it.
pub fn change(fact: &Fact, last: &Recorded) -> String {
    let Some(was) = &last.said else { return "what it said then was not recorded".to_owned() };
    let shown = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("`{words}`") };
    let one = |key: &str| format!("{key} was {}, is {}", shown(was.get(key)), shown(fact.said.get(key)));
    was.differences(&fact.said).into_iter().map(one).collect::<Vec<_>>().join("; ")
}
