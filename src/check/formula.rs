//! Formulas over facts: `a - b`, `(a + b) / c`, computed exactly and shown no finer than their operands.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::load::Content;
use crate::load::table::Record;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Unit, UnitKind};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::facts::Records;
use super::names::Scope;

/// A formula's result, and the facts that it rests on.
#[derive(Clone, Debug)]
pub struct Computed {
    /// The result.
    pub quantity: Quantity,
    /// The facts, in the formula's order.
    pub facts: Vec<Id<Fact>>,
}

/// Computes every formula of `derived.toml` by its id.
pub fn read_all(
    content: &Content,
    scope: &Scope,
    records: &Records,
    problems: &mut Problems,
) -> BTreeMap<String, Computed> {
    let by_id: BTreeMap<&str, &Record> =
        content.derived.iter().filter_map(|record| Some((record.text("id")?.0, record))).collect();
    let mut machine = Machine { by_id: &by_id, scope, records, done: BTreeMap::new(), open: Vec::new() };
    for id in by_id.keys() {
        machine.compute(id, problems);
    }
    machine.done.into_iter().filter_map(|(id, done)| Some((id, done?))).collect()
}

struct Machine<'a> {
    by_id: &'a BTreeMap<&'a str, &'a Record>,
    scope: &'a Scope,
    records: &'a Records,
    done: BTreeMap<String, Option<Computed>>,
    open: Vec<String>,
}

/// An intermediate result.
struct Term {
    value: Decimal,
    unit: UnitKind,
    digits: u32,
    rounded: bool,
}

impl Machine<'_> {
    fn compute(&mut self, id: &str, problems: &mut Problems) -> Option<Computed> {
        if let Some(done) = self.done.get(id) {
            return done.clone();
        }
        let record = self.by_id.get(id)?;
        let (formula, span) = record.text("formula")?;
        if self.open.iter().any(|open| open == id) {
            problems.report(
                Problem::new(Code::Formula, span, format!("`{id}` is computed from itself"))
                    .label(format!("the cycle is {} → {id}", self.open.join(" → "))),
            );
            return None;
        }
        self.open.push(id.to_owned());
        let result = self.evaluate(formula, span, record, problems);
        self.open.pop();
        self.done.insert(id.to_owned(), result.clone());
        result
    }

    fn evaluate(&mut self, formula: &str, span: Span, record: &Record, problems: &mut Problems) -> Option<Computed> {
        let tokens = tokens(formula);
        let unit = record.text("unit").and_then(|(code, _)| Unit::parse(code))?;
        let mut parser = Parser { machine: self, tokens: &tokens, at: 0, facts: Vec::new(), span, problems };
        let term = parser.sum(0)?;
        if parser.at < tokens.len() {
            let extra = tokens[parser.at].clone();
            return parser.wrong(format!("`{extra}` is not expected there"), "a formula is `a - b` or `(a + b) / c`");
        }
        let facts = parser.facts;
        let value = if unit.kind() == UnitKind::Percent && term.unit == UnitKind::Ratio {
            term.value.checked_mul(Decimal::ONE_HUNDRED)?
        } else {
            term.value
        };
        let shown = value.round_sf_with_strategy(term.digits, RoundingStrategy::MidpointAwayFromZero)?;
        let about = term.rounded || shown != value;
        Some(Computed { quantity: Quantity::computed(shown.normalize(), unit, about), facts })
    }
}

fn tokens(formula: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut chars = formula.chars().peekable();
    while let Some(c) = chars.next() {
        let hyphen = c == '-' && !word.is_empty() && chars.peek().is_some_and(|next| next.is_alphanumeric());
        if c.is_alphanumeric() || hyphen {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() {
            tokens.push(c.to_string());
        }
    }
    if !word.is_empty() {
        tokens.push(word);
    }
    tokens
}

struct Parser<'m, 'a, 'p> {
    machine: &'m mut Machine<'a>,
    tokens: &'m [String],
    at: usize,
    facts: Vec<Id<Fact>>,
    span: Span,
    problems: &'p mut Problems,
}

/// How deep brackets may nest.
const DEPTH: usize = 20;

impl Parser<'_, '_, '_> {
    fn wrong<T>(&mut self, message: String, help: &str) -> Option<T> {
        self.problems.report(Problem::new(Code::Formula, self.span, message).label("in this formula").help(help));
        None
    }

    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).map(String::as_str)
    }

    fn sum(&mut self, depth: usize) -> Option<Term> {
        let mut left = self.product(depth)?;
        while let Some(op @ ("+" | "-" | "−")) = self.peek() {
            let add = op == "+";
            self.at += 1;
            let right = self.product(depth)?;
            left = self.add(left, right, add)?;
        }
        Some(left)
    }

    fn add(&mut self, left: Term, right: Term, add: bool) -> Option<Term> {
        if left.unit != right.unit {
            return self.wrong("the operands have different units".into(), "only like is added to like");
        }
        let value = if add { left.value.checked_add(right.value) } else { left.value.checked_sub(right.value) };
        let Some(value) = value else { return self.wrong("the result is too large".into(), "use smaller units") };
        let digits = left.digits.min(right.digits).max(1);
        Some(Term { value, unit: left.unit, digits, rounded: left.rounded || right.rounded })
    }

    fn product(&mut self, depth: usize) -> Option<Term> {
        let mut left = self.atom(depth)?;
        while let Some(op @ ("*" | "/" | "×" | "÷")) = self.peek() {
            let multiply = matches!(op, "*" | "×");
            self.at += 1;
            let right = self.atom(depth)?;
            left = self.multiply(left, right, multiply)?;
        }
        Some(left)
    }

    fn multiply(&mut self, left: Term, right: Term, multiply: bool) -> Option<Term> {
        if !multiply && right.value.is_zero() {
            return self.wrong("this divides by zero".into(), "choose another fact, or leave the figure out");
        }
        let share = |t: &Term| {
            if t.unit == UnitKind::Percent { t.value.checked_div(Decimal::ONE_HUNDRED) } else { Some(t.value) }
        };
        let (unit, value) = if multiply {
            let unit = if left.unit == UnitKind::Percent { right.unit } else { left.unit };
            (unit, share(&left).zip(share(&right)).and_then(|(l, r)| l.checked_mul(r)))
        } else if right.unit == UnitKind::Percent {
            (left.unit, share(&right).and_then(|r| left.value.checked_div(r)))
        } else {
            (UnitKind::Ratio, left.value.checked_div(right.value))
        };
        let Some(value) = value else { return self.wrong("the result is too large".into(), "use smaller units") };
        Some(Term { value, unit, digits: left.digits.min(right.digits).max(1), rounded: left.rounded || right.rounded })
    }

    fn atom(&mut self, depth: usize) -> Option<Term> {
        let Some(token) = self.peek().map(str::to_owned) else {
            return self.wrong("the formula ends too early".into(), "a formula is `a - b` or `(a + b) / c`");
        };
        self.at += 1;
        if token == "(" {
            if depth >= DEPTH {
                return self.wrong("the brackets nest too deep".into(), "split the formula");
            }
            let inner = self.sum(depth + 1)?;
            if self.peek() != Some(")") {
                return self.wrong("a bracket is not closed".into(), "add `)`");
            }
            self.at += 1;
            return Some(inner);
        }
        self.operand(&token)
    }

    fn operand(&mut self, name: &str) -> Option<Term> {
        if self.machine.by_id.contains_key(name) {
            let computed = self.machine.compute(name, self.problems)?;
            for fact in computed.facts {
                self.note(fact);
            }
            return Some(term(&computed.quantity));
        }
        let Some(id) = self.machine.scope.facts.find(name) else {
            let near = super::settings::suggestion(name, self.machine.scope.facts.names());
            return self.wrong(format!("there is no fact `{name}`"), &near.unwrap_or("name facts by their id".into()));
        };
        self.note(id);
        let fact = self.machine.records.facts.get(id.index())?.as_ref()?;
        match &fact.finding {
            Finding::Quantity(quantity) => Some(term(quantity)),
            Finding::Text(_) => self.wrong(format!("`{name}` has no number"), "formulas take quantities only"),
        }
    }

    fn note(&mut self, fact: Id<Fact>) {
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }
}

fn term(quantity: &Quantity) -> Term {
    let value = quantity.value();
    let digits = significant(quantity);
    let unit = match quantity.unit().kind() {
        UnitKind::Times => UnitKind::Ratio,
        kind => kind,
    };
    Term { value, unit, digits, rounded: quantity.precision() != Precision::Exact || quantity.value_max().is_some() }
}

/// How many digits the source printed: 3 for 1.85万亿, 2 for 2300亿 is 4 as printed.
fn significant(quantity: &Quantity) -> u32 {
    let digits: String = quantity.printed_bare().chars().filter(char::is_ascii_digit).collect();
    let count = digits.trim_start_matches('0').len();
    if count == 0 {
        let plain: String = quantity.value_text().chars().filter(char::is_ascii_digit).collect();
        return u32::try_from(plain.trim_matches('0').len().max(1)).unwrap_or(28);
    }
    u32::try_from(count).unwrap_or(28)
}
