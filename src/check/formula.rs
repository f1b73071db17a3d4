//! Formulas over facts: `a - b`, `(a + b) / c`, computed exactly and shown no finer than their operands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::load::Content;
use crate::load::record::Row;
use crate::load::records;
use crate::load::table;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::limit::Bound;
use crate::model::quantity::Quantity;
use crate::model::unit::Unit;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::facts::Records;
use super::names::Scope;
use super::term::{Fault, Term};

/// A formula's result, and the facts that it rests on.
#[derive(Clone, Debug)]
pub struct Computed {
    /// The result.
    pub quantity: Quantity,
    /// The facts, in the formula's order.
    pub facts: Vec<Id<Fact>>,
    /// The result before it was rounded, for formulas that use it.
    term: Term,
}

/// What every derived figure comes to, by its id.
pub type Formulas = BTreeMap<String, Computed>;

/// Computes every formula of `derived.toml` by its id.
pub fn read_all(content: &Content, scope: &Scope, records: &Records, problems: &mut Problems) -> Formulas {
    let by_id: BTreeMap<&str, Written<'_>> = content.derived.iter().rev().filter_map(Written::of).collect();
    let mut done = BTreeMap::new();
    for id in in_order(&by_id, problems) {
        let Written { formula, tokens, span, unit } = &by_id[id];
        let Some(unit) = unit else { continue };
        let mut parser = Parser {
            scope,
            records,
            by_id: &by_id,
            done: &done,
            formula,
            span: *span,
            tokens,
            at: 0,
            facts: Vec::new(),
            seen: BTreeSet::new(),
            problems,
        };
        if let Some(computed) = parser.whole(*unit) {
            done.insert(id.to_owned(), computed);
        }
    }
    done
}

/// A formula as `derived.toml` has it.
struct Written<'a> {
    formula: &'a str,
    tokens: Vec<Range<usize>>,
    span: Span,
    /// `None` if it is no unit, which is reported with the record.
    unit: Option<Unit>,
}

impl<'a> Written<'a> {
    fn of(record: Row<'a, records::Derived>) -> Option<(&'a str, Self)> {
        let (formula, span) = record.formula().get()?;
        let unit = record.unit().get().and_then(|(code, _)| Unit::parse(code));
        Some((record.id().get()?.0, Self { formula, tokens: tokens(formula), span, unit }))
    }

    fn names(&self) -> impl Iterator<Item = &'a str> {
        let formula = self.formula;
        self.tokens.iter().map(move |token| &formula[token.clone()])
    }
}

/// The formulas, each after those that it uses; those that use themselves are reported and left out.
///
/// A path is kept by hand, since formulas may lean on each other deeper than a stack goes.
fn in_order<'a>(by_id: &BTreeMap<&'a str, Written<'a>>, problems: &mut Problems) -> Vec<&'a str> {
    let uses = |id: &'a str| by_id[id].names().filter_map(|name| by_id.get_key_value(name)).map(|(id, _)| *id);
    let (mut order, mut closed) = (Vec::new(), BTreeSet::new());
    for start in by_id.keys() {
        if closed.contains(start) {
            continue;
        }
        let mut path = vec![(*start, uses(start))];
        let mut open = BTreeSet::from([*start]);
        while let Some((id, rest)) = path.last_mut() {
            let id = *id;
            match rest.next() {
                Some(next) if open.contains(next) => {
                    let from = path.iter().position(|(id, _)| *id == next).unwrap_or(0);
                    let names: Vec<&str> = path[from..].iter().map(|(id, _)| *id).collect();
                    if !closed.contains(next) {
                        problems.report(cycle(&names, by_id[next].span));
                    }
                    closed.extend(names);
                }
                Some(next) if !closed.contains(next) => {
                    open.insert(next);
                    path.push((next, uses(next)));
                }
                Some(_) => {}
                None => {
                    path.pop();
                    open.remove(id);
                    if closed.insert(id) {
                        order.push(id);
                    }
                }
            }
        }
    }
    order
}

/// Longest list of names, and longest piece of a formula, that a message holds.
const SHOWN: usize = 60;

fn cycle(names: &[&str], span: Span) -> Problem {
    let first = names[0];
    let way = match names.len() {
        long if long > SHOWN => format!("{first} → … → {first}, {long} formulas long"),
        _ => format!("{} → {first}", names.join(" → ")),
    };
    Problem::new(Code::Formula, span, format!("`{first}` is computed from itself"))
        .label(format!("the cycle is {way}"))
        .help("a formula uses facts, and formulas that do not use it")
}

/// The words and signs of a formula; a hyphen within a word is part of it.
fn tokens(formula: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut chars = formula.char_indices().peekable();
    let mut in_word = false;
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let hyphen = c == '-' && in_word && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let part = c.is_alphanumeric() || hyphen;
        match tokens.last_mut() {
            Some(word) if part && in_word => word.end = end,
            _ if !c.is_whitespace() => tokens.push(at..end),
            _ => {}
        }
        in_word = part;
    }
    tokens
}

/// A term, and the piece of the formula that it comes from.
struct Piece {
    term: Term,
    text: Range<usize>,
}

struct Parser<'a, 'p> {
    scope: &'a Scope,
    records: &'a Records,
    by_id: &'a BTreeMap<&'a str, Written<'a>>,
    done: &'a BTreeMap<String, Computed>,
    formula: &'a str,
    span: Span,
    tokens: &'a [Range<usize>],
    at: usize,
    facts: Vec<Id<Fact>>,
    seen: BTreeSet<Id<Fact>>,
    problems: &'p mut Problems,
}

/// How deep brackets may nest.
const DEPTH: usize = Bound::Brackets.row().most as usize;
/// What a formula looks like, for those who wrote another thing.
const EXAMPLE: &str = "a formula is `a - b` or `(a + b) / c`, with the ids of facts";

impl Parser<'_, '_> {
    fn whole(&mut self, unit: Unit) -> Option<Computed> {
        let result = self.sum(0)?;
        if let Some(extra) = self.peek() {
            let message = format!("`{extra}` is not expected there");
            return self.wrong(message, self.here(), EXAMPLE);
        }
        let all = 0..self.formula.len();
        let Ok(term) = result.term.told_in(unit) else {
            let (is, wanted) = (result.term.unit.code(), unit.code());
            let message = format!("the unit of this formula is `{is}`, not `{wanted}`");
            return self.wrong(message, all, &format!("write `unit = \"{is}\"`, or mend the formula"));
        };
        match term.figure() {
            Ok(quantity) => Some(Computed { quantity, facts: std::mem::take(&mut self.facts), term }),
            Err(_) => self.endless(all),
        }
    }

    /// Reports a result that is open to both sides, with the figures that leave it open.
    fn endless<T>(&mut self, place: Range<usize>) -> Option<T> {
        let open = |quantity: &Quantity| {
            let extent = quantity.extent(quantity.value());
            extent.low.is_none() || extent.high.is_none()
        };
        let facts = self.facts.iter().filter_map(|id| self.records.facts[id.index()].as_ref());
        let names: Vec<String> = facts
            .filter_map(|fact| match &fact.finding {
                Finding::Quantity(quantity) if open(quantity) => Some(format!("`{}` is `{quantity}`", fact.slug)),
                _ => None,
            })
            .take(3)
            .collect();
        let help = format!("{}: figures open on these sides leave the result no end", names.join(", "));
        self.wrong(
            "nothing can be said of the result: it has neither a least nor a greatest value".into(),
            place,
            &help,
        )
    }

    fn wrong<T>(&mut self, message: String, place: Range<usize>, help: &str) -> Option<T> {
        let problem = Problem::new(Code::Formula, self.within(place), message).label("in this formula").help(help);
        self.problems.report(problem);
        None
    }

    /// A piece of the formula in its file; the whole of it where escapes hide which bytes are meant.
    fn within(&self, piece: Range<usize>) -> Span {
        let quotes = 2;
        if self.span.range().len() != self.formula.len() + quotes {
            return self.span;
        }
        let start = self.span.range().start + 1;
        Span::new(self.span.file, start + piece.start..start + piece.end)
    }

    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).map(|token| &self.formula[token.clone()])
    }

    fn here(&self) -> Range<usize> {
        self.tokens.get(self.at).cloned().unwrap_or(self.formula.len()..self.formula.len())
    }

    fn sum(&mut self, depth: usize) -> Option<Piece> {
        let mut left = self.product(depth)?;
        while let Some(op @ ("+" | "-" | "−")) = self.peek() {
            let add = op == "+";
            self.at += 1;
            let right = self.product(depth)?;
            let result = if add { left.term.plus(&right.term) } else { left.term.minus(&right.term) };
            left = self.joined(left, right, result, if add { "add" } else { "subtract" })?;
        }
        Some(left)
    }

    fn product(&mut self, depth: usize) -> Option<Piece> {
        let mut left = self.atom(depth)?;
        while let Some(op @ ("*" | "/" | "×" | "÷")) = self.peek() {
            let multiply = matches!(op, "*" | "×");
            self.at += 1;
            let right = self.atom(depth)?;
            let result = if multiply { left.term.times(&right.term) } else { left.term.divided_by(&right.term) };
            left = self.joined(left, right, result, if multiply { "multiply" } else { "divide" })?;
        }
        Some(left)
    }

    fn joined(&mut self, left: Piece, right: Piece, result: Result<Term, Fault>, verb: &str) -> Option<Piece> {
        let place = left.text.start..right.text.end;
        match result {
            Ok(term) => Some(Piece { term, text: place }),
            Err(Fault::Zero) => {
                let help =
                    format!("`{}` is or may be zero; choose another fact, or leave the figure out", self.shown(&right));
                self.wrong("this divides by zero".into(), place, &help)
            }
            Err(Fault::Endless) => self.endless(place),
            Err(Fault::Size) => self.wrong(
                "the result is too large or too small".into(),
                place,
                "a figure here is smaller than 10^28 and has no more than 28 decimals",
            ),
            Err(Fault::Units) => self.unlike(&left, &right, verb),
        }
    }

    /// Reports operands whose units do not go together, with both named and shown where they stand.
    fn unlike<T>(&mut self, left: &Piece, right: &Piece, verb: &str) -> Option<T> {
        let named = |piece: &Piece| format!("`{}` in `{}`", self.shown(piece), piece.term.unit.code());
        let message = format!("cannot {verb} {} and {}: they are not alike", named(left), named(right));
        let mut problem =
            Problem::new(Code::Formula, self.within(left.text.start..right.text.end), message).label("in this formula");
        for piece in [left, right] {
            let fact = self.scope.facts.find(&self.formula[piece.text.clone()]);
            if let Some(spans) = fact.and_then(|id| self.records.spans.get(id.index())) {
                problem = problem.note(spans.value, format!("this is in `{}`", piece.term.unit.code()));
            }
        }
        self.problems.report(
            problem.help("units are never converted, and no currency is: use facts whose indicators have one unit"),
        );
        None
    }

    /// A piece as a message shows it.
    fn shown(&self, piece: &Piece) -> String {
        let text = &self.formula[piece.text.clone()];
        if text.chars().count() <= SHOWN { text.to_owned() } else { text.chars().take(SHOWN).chain(['…']).collect() }
    }

    fn atom(&mut self, depth: usize) -> Option<Piece> {
        let Some(token) = self.peek().map(str::to_owned) else {
            return self.wrong("the formula ends too early".into(), 0..self.formula.len(), EXAMPLE);
        };
        let place = self.here();
        self.at += 1;
        if token != "(" {
            let term = self.operand(&token, place.clone())?;
            return Some(Piece { term, text: place });
        }
        if depth >= DEPTH {
            let told = Bound::Brackets.told(Bound::Brackets.row().most, depth + 1);
            return self.wrong(format!("a formula {told}"), place, "split the formula");
        }
        let inner = self.sum(depth + 1)?;
        if self.peek() != Some(")") {
            return self.wrong("a bracket is not closed".into(), place, "add `)`");
        }
        let end = self.here().end;
        self.at += 1;
        Some(Piece { term: inner.term, text: place.start..end })
    }

    fn operand(&mut self, name: &str, place: Range<usize>) -> Option<Term> {
        if self.by_id.contains_key(name) {
            // One that could not be computed was reported where it stands.
            let computed = self.done.get(name)?;
            computed.facts.iter().for_each(|fact| self.note(*fact));
            return Some(computed.term);
        }
        let Some(id) = self.scope.facts.find(name) else { return self.unknown(name, place) };
        self.note(id);
        let fact = self.records.facts.get(id.index())?.as_ref()?;
        match &fact.finding {
            Finding::Quantity(quantity) => match Term::of(quantity) {
                Some(term) => Some(term),
                None => self.wrong(format!("`{name}` is too large"), place, "leave it out"),
            },
            Finding::Text(_) => self.wrong(format!("`{name}` has no number"), place, "formulas take quantities only"),
        }
    }

    fn unknown<T>(&mut self, name: &str, place: Range<usize>) -> Option<T> {
        let number = name.chars().all(char::is_numeric);
        let names = self.scope.facts.names().chain(self.by_id.keys().copied());
        let help = match table::nearest(name, names) {
            _ if number => "a formula holds no number of its own: each has a fact, with its source".to_owned(),
            Some(near) => format!("did you mean `{near}`?"),
            None => EXAMPLE.to_owned(),
        };
        self.wrong(format!("there is no fact `{}`", name.chars().take(SHOWN).collect::<String>()), place, &help)
    }

    fn note(&mut self, fact: Id<Fact>) {
        if self.seen.insert(fact) {
            self.facts.push(fact);
        }
    }
}
