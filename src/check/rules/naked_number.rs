//! No naked number: every figure in a body is a fact, or waived with a reason.
//!
//! A figure that no fact stands behind cannot be traced, so each one in a summary or page body is a
//! `fact:` link whose text agrees with the fact after conversion, or a waiver `[words](waive:reason)`.
//! The precision word ("over", 超) stands in the link or directly before it. Dates, years, list
//! numbers and the names declared in `site.toml` are not figures; ranks are.
//!
//! Wrong: `revenue of CNY 230 billion`. Right: `revenue of [over CNY 230 billion](fact:a)`, or
//! `revenue of [](fact:a)`, which the generator fills in.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::check::by_value::ByValue;
use crate::check::formula::Formulas;
use crate::check::inline::{self, Block, Link};
use crate::check::names::Scope;
use crate::language::figure::FigureReader;
use crate::language::figure::linked::Linked;
use crate::language::markdown::Placed;
use crate::language::reading::{Agreement, Reading};
use crate::model::fact::{Fact, Finding};
use crate::model::prose::Target;
use crate::model::quantity::Quantity;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// The rule over one body.
pub struct Lint<'a> {
    /// Names and settings.
    pub scope: &'a Scope,
    /// The facts, in the order of the scope's names.
    pub facts: &'a [Option<Fact>],
    /// What the derived figures come to.
    pub formulas: &'a Formulas,
    /// The same, by their numbers.
    pub by_value: &'a ByValue<'a>,
    /// What reads the body's language.
    pub reader: &'a FigureReader,
    /// Where the body stands.
    pub body: Span,
}

/// A list that begins past this number says more than the place of its items.
const MOST_ITEMS: u64 = 99;

/// A figure that a link has the beginning of ends at most so many bytes behind it.
const REACH: usize = 200;
/// So many links without words may stand between them.
const NEAR: usize = 8;

impl Lint<'_> {
    /// Reports naked figures, and links whose text disagrees with the fact.
    pub fn run(&self, source: &str, placed: &[Placed], targets: &[Target], problems: &mut Problems) {
        for block in inline::blocks(source, placed) {
            for stretch in block.between_links() {
                self.naked(&block, stretch, problems);
            }
            for link in &block.links {
                let Some(target) = targets.get(link.number) else { continue };
                self.link(&block, link, target, problems);
                self.without_fact(&link.title, &link.source, problems);
            }
        }
        for (event, range) in placed {
            if let Event::Start(Tag::List(Some(first))) = event
                && *first > MOST_ITEMS
            {
                let digits = first.to_string();
                self.report(&digits, None, range.start..range.start + digits.len(), problems);
            }
        }
    }

    fn naked(&self, block: &Block, stretch: Range<usize>, problems: &mut Problems) {
        let text = &block.text[stretch.clone()];
        for figure in self.reader.figures(text, &self.scope.settings.site.names) {
            let at = stretch.start + figure.range.start..stretch.start + figure.range.end;
            if let Some(whole) = self.cut(block, &at) {
                let words = &block.text[at.clone()];
                let message = format!("`{words}` is the rest of a figure, whose beginning stands in a link");
                let problem = Problem::new(Code::NakedNumber, self.span(block.place(at)), message);
                let help = format!("put all of it into the link: `[{whole}](…)`");
                problems.report(problem.label("the link says another number without it").help(help));
                continue;
            }
            self.report(&text[figure.range], figure.reading.as_ref(), block.place(at), problems);
        }
    }

    /// The figure that a link before these words has only the beginning of: [230] billion.
    fn cut<'b>(&self, block: &'b Block, at: &Range<usize>) -> Option<&'b str> {
        let before = block.links.partition_point(|link| link.at.end <= at.start);
        let link = block.links[..before].iter().rev().take(NEAR).find(|link| !link.is_empty)?;
        if at.start - link.at.end > REACH {
            return None;
        }
        let text = &block.text[link.at.start..at.end];
        let (end, start) = (link.at.end - link.at.start, at.start - link.at.start);
        let whole = self.reader.all(text).into_iter().find(|all| all.range.start < end && all.range.end > start)?;
        Some(&text[whole.range])
    }

    fn report(&self, words: &str, reading: Option<&Reading>, place: Range<usize>, problems: &mut Problems) {
        let problem = Problem::new(Code::NakedNumber, self.span(place), format!("`{words}` has no fact behind it"));
        let other = reading.and_then(|reading| reading.other.map(|other| (reading, other)));
        let label = match other {
            Some((reading, other)) => {
                format!("a naked number: {reading}, or {other} where the sign means the other thing")
            }
            None => "a naked number".to_owned(),
        };
        let matching = reading.map(|reading| self.by_value.stated_by(reading)).unwrap_or_default();
        problems.report(problem.label(label).help(match matching.as_slice() {
            [one] => format!("link it: `[{words}](fact:{})`; `briefing check --fix` does", one.slug),
            _ => format!("link it, `[{words}](fact:…)`, or waive it, `[{words}](waive:reason)`"),
        }));
    }

    fn link(&self, block: &Block, link: &Link, target: &Target, problems: &mut Problems) {
        match target {
            Target::Waived(_) => {}
            Target::Fact(id) => {
                let Some(Some(fact)) = self.facts.get(id.index()) else { return };
                if let Finding::Quantity(quantity) = &fact.finding {
                    self.agreement(block, link, (quantity, "fact", &fact.slug), problems);
                }
            }
            Target::Derived(id) => {
                let name = self.scope.derived.name(*id);
                if let Some(computed) = self.formulas.get(name) {
                    self.agreement(block, link, (&computed.quantity, "derived", name), problems);
                }
            }
            _ => self.without_fact(&block.text[link.at.clone()], &link.source, problems),
        }
    }

    /// Reports the figures in what a link says that leads to no fact.
    fn without_fact(&self, text: &str, place: &Range<usize>, problems: &mut Problems) {
        for figure in self.reader.figures(text, &self.scope.settings.site.names) {
            let words = &text[figure.range];
            let message = format!("`{words}` has no fact behind it");
            problems.report(
                Problem::new(Code::NakedNumber, self.span(place.clone()), message)
                    .label("a figure in a link that leads to no fact"),
            );
        }
    }

    fn agreement(
        &self,
        block: &Block,
        link: &Link,
        (quantity, kind, name): (&Quantity, &str, &str),
        problems: &mut Problems,
    ) {
        if link.is_empty {
            return;
        }
        let text = &block.text[link.at.clone()];
        let said = self.reader.agreement_within(&Linked::new(&block.text, link.at.clone()), quantity);
        let (message, label) = match said {
            Agreement::Agrees => return,
            Agreement::NoNumber if self.reader.figures(text, &self.scope.settings.site.names).is_empty() => return,
            Agreement::WrongPrecision(_) => {
                ("the precision word is missing or wrong", "neither in the link nor directly beside it".to_owned())
            }
            Agreement::Ambiguous(read) => (
                "the text may mean another number than its fact",
                format!("read as `{read}`: a point or comma before three digits has two meanings"),
            ),
            Agreement::WrongNumber(read) if read != text => {
                ("the text disagrees with its fact", format!("not what the fact says: read as `{read}`"))
            }
            Agreement::WrongNumber(_) | Agreement::NoNumber => {
                ("the text disagrees with its fact", "not what the fact says".to_owned())
            }
        };
        problems.report(
            Problem::new(Code::TextDisagrees, self.span(link.source.clone()), message).label(label).help(format!(
                "`{name}` says `{}`; an empty text is filled in: `[]({kind}:{name})`",
                quantity.printed()
            )),
        );
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.body.file, range).shifted(self.body.start as usize)
    }
}
