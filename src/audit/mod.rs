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
pub mod statement;

mod bib;
mod docx;
mod html;
mod markdown;
mod odt;

use std::ops::Range;

use crate::check::by_value::ByValue;
use crate::model::fact::Fact;
use crate::model::id::Id;

use citation::{Citation, Known, Verdict};
use judge::Judge;
use references::Named;
use report::Report;

/// What a citation bears out.
struct Cited {
    block: usize,
    at: Range<usize>,
    fact: Option<Id<Fact>>,
}

/// Every citation of a report with its verdict, in the report's order.
pub fn audit(known: Known<'_>, report: &Report) -> Vec<Citation> {
    let judge = Judge::new(known);
    let mut found = Vec::new();
    let mut cited: Vec<Cited> = Vec::new();
    for reference in references::all(known, report) {
        let (statement, citation) = judge.beside(report, &reference);
        let fact = if let Named::Fact(id) = reference.to { Some(id) } else { None };
        cited.push(Cited { block: statement.block, at: statement.at, fact });
        found.push((statement.block, citation));
    }
    let facts: Vec<Option<Fact>> = known.briefing.facts.iter().map(|(_, fact)| Some(fact.clone())).collect();
    let by_value = ByValue::new(&facts);
    for (number, _) in report.blocks.iter().enumerate().filter(|(_, block)| block.label.is_none()) {
        let own: Vec<&Cited> = cited.iter().filter(|one| report.is_beside(one.block, number)).collect();
        found.extend(uncited(&judge, &by_value, (report, number), &own).into_iter().map(|citation| (number, citation)));
    }
    found.sort_by_key(|(block, _)| *block);
    found.into_iter().map(|(_, citation)| citation).collect()
}

/// The figures of a block that no citation stands beside, and that a fact about something named there says.
fn uncited(
    judge: &Judge<'_>,
    by_value: &ByValue<'_>,
    (report, number): (&Report, usize),
    cited: &[&Cited],
) -> Vec<Citation> {
    let block = &report.blocks[number];
    let around = report.around(number).join(" ");
    let mut found = Vec::new();
    for figure in judge.figures(&block.text) {
        let inside = cited.iter().any(|one| one.block == number && one.at.contains(&figure.range.start));
        let Some(reading) = figure.reading.as_ref().filter(|_| !inside) else { continue };
        let sentence = &block.text[statement::sentence(&block.text, figure.range.end)];
        let about = format!("{sentence} {around}");
        let facts = by_value.stated_by(reading);
        let in_row = |fact: &Fact| cited.iter().any(|one| one.block != number && judge.is_of(one.fact, fact));
        let Some(fact) = facts.iter().find(|fact| judge.is_about(&about, fact)) else { continue };
        if in_row(fact) {
            continue;
        }
        let words = &block.text[figure.range.clone()];
        found.push(Citation {
            line: block.line,
            id: fact.slug.clone(),
            version: None,
            verdict: Verdict::NotCited,
            message: format!("`{words}` is not cited: this is `fact:{}`", fact.slug),
        });
    }
    found
}
