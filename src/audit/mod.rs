//! Someone's report held against the briefing that it cites: which of its citations still hold.
//!
//! In: the bytes of a report, and a briefing with all that it said before. Out: every reference with
//! the figure beside it and a verdict, and figures that the briefing knows though the report does not
//! say so. Never: I/O, the network, judging what is cited from elsewhere.

pub mod citation;
pub mod formats;
pub mod judge;
pub mod references;
pub mod report;
pub mod stated;
pub mod statement;

mod bib;
mod docx;
mod html;
mod markdown;
mod odt;

use std::ops::Range;

use citation::{Citation, Known, Verdict};
use judge::Judge;
use references::Named;
use report::Report;
use stated::Stated;

/// What a citation bears out.
struct Cited {
    block: usize,
    at: Range<usize>,
    /// The words of its link, where it stands in the text.
    link: Range<usize>,
    /// The sentence that it stands in.
    sentence: Range<usize>,
    to: Named,
}

/// Every citation of a report with its verdict, in the report's order.
pub fn audit(known: Known<'_>, report: &Report) -> Vec<Citation> {
    let judge = Judge::new(known, report);
    let mut found = Vec::new();
    let mut cited: Vec<Cited> = Vec::new();
    for reference in references::all(known, report) {
        let (statement, citation) = judge.beside(report, &reference);
        let link = if reference.called.is_none() { reference.at } else { 0..0 };
        let (block, at, sentence) = (statement.block, statement.at, statement.sentence);
        cited.push(Cited { block, at, link, sentence, to: reference.to });
        found.push((statement.block, citation));
    }
    let facts = known.briefing.facts.ids().map(|id| (Named::Fact(id), Stated::fact(known, id)));
    let derived = known.briefing.derived.ids().map(|id| (Named::Derived(id), Stated::derived(known, id)));
    let figures: Vec<(Named, Stated<'_>)> = facts.chain(derived).filter(|(_, one)| one.quantity.is_some()).collect();
    for (number, _) in report.blocks.iter().enumerate().filter(|(_, block)| block.label.is_none()) {
        let own: Vec<&Cited> = cited.iter().filter(|one| report.is_beside(one.block, number)).collect();
        found.extend(uncited(&judge, &figures, (report, number), &own).into_iter().map(|citation| (number, citation)));
    }
    found.sort_by_key(|(block, _)| *block);
    found.into_iter().map(|(_, citation)| citation).collect()
}

/// The figures of a block that no citation stands beside, and that the briefing states of something named there.
fn uncited(
    judge: &Judge<'_>,
    figures: &[(Named, Stated<'_>)],
    (report, number): (&Report, usize),
    cited: &[&Cited],
) -> Vec<Citation> {
    let block = &report.blocks[number];
    let around = report.around(number).join(" ");
    let mut found = Vec::new();
    for figure in judge.figures(&block.text, &block.text) {
        let holds = |one: &Cited| [&one.at, &one.link].into_iter().any(|at| at.contains(&figure.range.start));
        let inside = cited.iter().any(|one| one.block == number && holds(one));
        let Some(reading) = figure.reading.as_ref().filter(|_| !inside) else { continue };
        let sentence = &block.text[statement::sentence(&block.text, figure.range.end)];
        let about = format!("{sentence} {around}");
        let says = |stated: &Stated<'_>| stated.quantity.is_some_and(|quantity| reading.states(quantity));
        let mut saying = figures.iter().filter(|(_, stated)| says(stated));
        let Some((to, stated)) = saying.find(|(_, stated)| judge.is_about(&about, stated.subject)) else { continue };
        // A reference before the figure cites it as well, within one sentence.
        let here = |one: &Cited| one.block != number || one.sentence.contains(&figure.range.start);
        if cited.iter().any(|one| one.to == *to && here(one)) {
            continue;
        }
        let words = &block.text[figure.range.clone()];
        found.push(Citation {
            line: block.line_at(figure.range.start),
            id: stated.slug.to_owned(),
            version: None,
            verdict: Verdict::NotCited,
            message: format!("`{words}` is not cited: this is `{}`", stated.name),
        });
    }
    found
}
