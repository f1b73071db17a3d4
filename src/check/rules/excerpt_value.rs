//! The excerpt bears the value: one of the numbers in it is the fact's.
//!
//! The excerpt is what the document says, the value what the briefing makes of it, and both stand in
//! one record: a slip of ten between them needs no archive to be seen. The numbers of the excerpt are
//! read generously (digits with 百 千 万 亿, number words, fractions, ranks); an excerpt without any
//! says nothing here, and `verify` tells so. Nor does one whose language has no reader, that shows
//! where characters were lost, or that stands in a cell, whose head may say in what it is counted; of a row of a
//! text, `Revenue (£m) | 800.5`, the digits alone are held against the value.
//!
//! Wrong: `value = ">23000亿元"` over `excerpt = "营收超2300亿元"`.
//! Right: `value = ">2300亿元"` over the same.

use crate::check::checked::Checked;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::locator::Spot;
use crate::problem::{Problem, Problems, code::Code};

/// Reports values that are not among the numbers of their excerpts.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    let facts: Vec<Id<Fact>> = checked.briefing.facts.ids().collect();
    problems.in_parallel(&facts, |id, problems| of_fact(checked, *id, problems));
}

fn of_fact(checked: &Checked<'_>, id: Id<Fact>, problems: &mut Problems) {
    let fact = &checked.briefing.facts[id];
    let Finding::Quantity(quantity) = &fact.finding else { return };
    let excerpt = fact.excerpt.as_str();
    let source = &checked.briefing.sources[fact.source];
    if matches!(fact.locator.spot, Spot::Cell(_))
        || !checked.locales.denies(source.language.as_deref(), excerpt, quantity)
        || checked.locales.told(excerpt).may_be_told_by_heads(excerpt, quantity)
    {
        return;
    }
    let figures = checked.locales.told(excerpt).all(excerpt);
    let other_sign = checked.locales.told(excerpt).states_opposite(excerpt, quantity);
    let numbers: Vec<String> = figures.into_iter().map(|figure| format!("`{}`", &excerpt[figure.range])).collect();
    let said = if numbers.is_empty() { format!("`{excerpt}`") } else { numbers.join(", ") };
    let spans = checked.fact(id);
    problems.report(
        Problem::new(
            Code::ExcerptValue,
            spans.value,
            format!("the value `{quantity}` is not the number of its excerpt, which says {said}"),
        )
        .label("not what the excerpt says")
        .note(spans.excerpt, format!("this says {said}"))
        .help(match (other_sign, quantity.value().is_sign_negative()) {
            (false, _) => "write the value as the excerpt prints it, or quote the phrase that bears it",
            (true, true) => {
                "the number is there, but no word beside it that is known says that it fell: quote one, or record it without the minus under an indicator of the fall"
            }
            (true, false) => "the excerpt has the number below zero: write the value so",
        }),
    );
}
