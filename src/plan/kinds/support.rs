//! How well a page is supported, in sentences.

use crate::check::score::Score;
use crate::model::briefing::Briefing;
use crate::model::evidence::{Answer, Stated};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::plan::shown::{Shown, list, part, plain};

/// The panel for a page with these facts: counts, and sentences with the most important first.
pub(super) fn panel<'a>(briefing: &Briefing, facts: &[Id<Fact>], score: &Score) -> Shown<'a> {
    let answers = || facts.iter().filter_map(|id| briefing.graph.verified[id.index()].as_ref());
    let answered = |answer| answers().filter(|verified| verified.answer == answer).count();
    let (exact, repaired) = (answered(Answer::Found), answered(Answer::Repaired));
    let found = exact + repaired;
    let attributed = answers().filter(|v| [v.subject, v.period, v.status].contains(&Stated::Curator)).count();
    let sentences = [
        ("damaged", "evidence.damaged", score.damaged_sole),
        ("witness", "evidence.single", score.single_origin),
        ("conflict", "evidence.conflicts", score.conflicts),
        ("quoted", "evidence.found", exact),
        ("quoted", "evidence.repaired", repaired),
        ("witness", "evidence.attributed", attributed),
        ("unverified", "evidence.unverified", score.facts - found),
        ("gap", "evidence.gaps", score.gaps),
        ("waived", "evidence.waivers", score.waivers),
        ("translation", "evidence.translations", score.missing_translations),
    ];
    let sentences = sentences.into_iter().filter(|(_, _, count)| *count > 0);
    part([
        ("facts", Shown::Number(score.facts)),
        ("witnesses", Shown::Number(score.witnesses as usize)),
        ("conflicts", Shown::Number(score.conflicts)),
        ("found", Shown::Number(found)),
        (
            "sentences",
            list(sentences.map(|(mark, key, count)| part([("mark", plain(mark)), ("text", Shown::Count(key, count))]))),
        ),
    ])
}
