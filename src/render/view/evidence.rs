//! The evidence panel: how well a page is supported, in words.

use serde::Serialize;

use crate::check::score::Score;
use crate::model::evidence::{Answer, Stated};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::plan::page::Page;
use crate::render::context::Context;

/// How well a page is supported.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// How many facts it shows.
    pub facts: usize,
    /// How many independent origins stand behind them.
    pub witnesses: u32,
    /// How many conflicts touch them.
    pub conflicts: usize,
    /// How many excerpts a machine found in the archived documents.
    pub found: usize,
    /// Sentences, the most important first.
    pub sentences: Vec<Sentence>,
}

/// A sentence of the panel with the mark beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// `damaged`, `witness`, `conflict`, `quoted`, `waived`, `gap`, `translation`.
    pub mark: &'static str,
    /// The sentence.
    pub text: String,
}

/// The panel for a page with these facts.
pub fn panel(ctx: &Context<'_>, page: &Page, facts: &[Id<Fact>], score: &Score) -> Evidence {
    let answers = || facts.iter().filter_map(|id| ctx.briefing.graph.verified[id.index()].as_ref());
    let answered = |answer| answers().filter(|verified| verified.answer == answer).count();
    let (exact, repaired) = (answered(Answer::Found), answered(Answer::Repaired));
    let found = exact + repaired;
    let attributed = answers().filter(|v| [v.subject, v.period, v.status].contains(&Stated::Curator)).count();
    let words = ctx.words(page.lang);
    let mut sentences = Vec::new();
    let mut say = |mark, key: &str, n: usize| {
        if n > 0 {
            sentences.push(Sentence { mark, text: words.count(key, n as u64) });
        }
    };
    say("damaged", "evidence.damaged", score.damaged_sole);
    say("witness", "evidence.single", score.single_origin);
    say("conflict", "evidence.conflicts", score.conflicts);
    say("quoted", "evidence.found", exact);
    say("quoted", "evidence.repaired", repaired);
    say("witness", "evidence.attributed", attributed);
    say("unverified", "evidence.unverified", score.facts - found);
    say("gap", "evidence.gaps", score.gaps);
    say("waived", "evidence.waivers", score.waivers);
    say("translation", "evidence.translations", score.missing_translations);
    Evidence { facts: score.facts, witnesses: score.witnesses, conflicts: score.conflicts, found, sentences }
}
