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

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::by_value::ByValue;
use crate::check::formula::Formulas;
use crate::check::names::Scope;
use crate::language::figure::FigureReader;
use crate::language::reading::Agreement;
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
/// How much of the text before a link may hold its precision word, in bytes.
const BEFORE: usize = 40;

impl Lint<'_> {
    /// Reports naked figures, and links whose text disagrees with the fact.
    pub fn run(
        &self,
        source: &str,
        placed: &[(Event<'static>, Range<usize>)],
        targets: &[Target],
        problems: &mut Problems,
    ) {
        let mut link = 0;
        let mut code = 0_usize;
        let mut at = 0;
        while at < placed.len() {
            match &placed[at] {
                (Event::Start(Tag::Link { .. } | Tag::Image { .. }), range) => {
                    let (text, end) = link_text(placed, at);
                    let before =
                        &source[crate::problem::span::floor(source, range.start.saturating_sub(BEFORE))..range.start];
                    if let Some(target) = targets.get(link) {
                        self.link(&text, before, target, range.clone(), problems);
                    }
                    link += 1 + nested(&placed[at + 1..end.min(placed.len())]);
                    at = end;
                }
                (Event::Start(Tag::CodeBlock(_)), _) => code += 1,
                (Event::End(TagEnd::CodeBlock), _) => code = code.saturating_sub(1),
                (Event::Text(text), range) if code == 0 => self.text(text, range, source, problems),
                (Event::Code(text), range) => self.text(text, range, source, problems),
                (Event::Start(Tag::List(Some(first))), range) if *first > MOST_ITEMS => {
                    let digits = first.to_string().len();
                    self.text(&first.to_string(), &(range.start..range.start + digits), source, problems);
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn text(&self, text: &str, range: &Range<usize>, source: &str, problems: &mut Problems) {
        for figure in self.reader.figures(text, &self.scope.settings.site.names) {
            let exact = source.get(range.clone()) == Some(text);
            let place =
                if exact { range.start + figure.range.start..range.start + figure.range.end } else { range.clone() };
            let words = &text[figure.range.clone()];
            let mut problem =
                Problem::new(Code::NakedNumber, self.span(place), format!("`{words}` has no fact behind it"))
                    .label("a naked number");
            let matching = figure.reading.as_ref().map(|reading| self.by_value.stated_by(reading)).unwrap_or_default();
            problem.help = Some(match matching.as_slice() {
                [one] => format!("link it: `[{words}](fact:{})`; `briefing check --fix` does", one.slug),
                _ => format!("link it, `[{words}](fact:…)`, or waive it, `[{words}](waive:reason)`"),
            });
            problems.report(problem);
        }
    }

    fn link(&self, text: &str, before: &str, target: &Target, range: Range<usize>, problems: &mut Problems) {
        match target {
            Target::Waived(_) => {}
            Target::Fact(id) => {
                let Some(Some(fact)) = self.facts.get(id.index()) else { return };
                match &fact.finding {
                    Finding::Quantity(quantity) if !text.is_empty() => {
                        self.agreement(text, before, (quantity, "fact", &fact.slug), range, problems);
                    }
                    _ => {}
                }
            }
            Target::Derived(id) => {
                let mut names = self.scope.derived.names();
                let name = names.find(|name| self.scope.derived.find(name) == Some(*id));
                let computed = name.and_then(|name| Some((name, self.formulas.get(name)?)));
                if let Some((name, computed)) = computed.filter(|_| !text.is_empty()) {
                    self.agreement(text, before, (&computed.quantity, "derived", name), range, problems);
                }
            }
            _ => {
                for figure in self.reader.figures(text, &self.scope.settings.site.names) {
                    let words = &text[figure.range.clone()];
                    problems.report(
                        Problem::new(
                            Code::NakedNumber,
                            self.span(range.clone()),
                            format!("`{words}` has no fact behind it"),
                        )
                        .label("a figure in a link that leads to no fact"),
                    );
                }
            }
        }
    }

    fn agreement(
        &self,
        text: &str,
        before: &str,
        (quantity, kind, name): (&Quantity, &str, &str),
        range: Range<usize>,
        problems: &mut Problems,
    ) {
        let (message, label) = match self.reader.agreement(before.trim_end_matches(['[', '*']), text, quantity) {
            Agreement::Agrees => return,
            Agreement::NoNumber if self.reader.figures(text, &self.scope.settings.site.names).is_empty() => return,
            Agreement::WrongPrecision(_) => {
                ("the precision word is missing or wrong", "neither in the link nor directly before it")
            }
            _ => ("the text disagrees with its fact", "not what the fact says"),
        };
        problems.report(
            Problem::new(Code::TextDisagrees, self.span(range), message).label(label).help(format!(
                "`{name}` says `{}`; an empty text is filled in: `[]({kind}:{name})`",
                quantity.printed()
            )),
        );
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.body.file, range).shifted(self.body.start as usize)
    }
}

fn nested(events: &[(Event<'static>, Range<usize>)]) -> usize {
    events.iter().filter(|(e, _)| matches!(e, Event::Start(Tag::Link { .. } | Tag::Image { .. }))).count()
}

/// The text between the start and the end of the link that starts at `at`, and where it ends.
fn link_text(placed: &[(Event<'static>, Range<usize>)], at: usize) -> (String, usize) {
    let mut text = String::new();
    for (n, (event, _)) in placed.iter().enumerate().skip(at + 1) {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(t),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Link | TagEnd::Image) => return (text, n),
            _ => {}
        }
    }
    (text, placed.len())
}
