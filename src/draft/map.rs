//! A map for a table, as far as its heads and cells say what they hold: proposed to a person, who corrects it.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::language::locales::Locales;
use crate::language::value;
use crate::load::table::UNFILLED;
use crate::load::written::quoted;
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::subject::Indicator;
use crate::verify::archive::Document;

use super::table::{Table, period_of, plain, subjects_called};

/// What stands over a map that was proposed.
const HEAD: &str =
    "# Proposed by `briefing import`: correct it, save it as `map.toml`, and take the table with `--map map.toml`.\n";
/// So many words of a table that name no subject are told.
const MOST_NAMES: usize = 20;

/// A map for a document's table.
///
/// # Errors
/// If it has no table with heads.
pub fn propose(briefing: &Briefing, locales: &Locales, document: &Document) -> Result<String, String> {
    let table = Table::first(document)?;
    let columns: Vec<Column> = table.columns().into_iter().map(|(head, cells)| Column { head, cells }).collect();
    let subject = subject(briefing, &columns);
    let period = columns.iter().position(|column| column.is_period(locales)).filter(|n| Some(*n) != subject);
    let mut text = HEAD.to_owned();
    let mut line = |key: &str, words: String| writeln!(text, "{key:<7} = {words}").expect("writing to a string");
    match subject.map(|n| &columns[n]) {
        Some(column) => line("subject", column.as_subject(briefing)),
        None => line("subject", format!("{{ is = {} }}   # no column names subjects", quoted(UNFILLED))),
    }
    match period.map(|n| &columns[n]) {
        Some(column) => line("period", format!("{{ column = {} }}", quoted(column.head))),
        None => line("period", format!("{{ is = {} }}   # when, where a column does not say so", quoted(UNFILLED))),
    }
    let figures = columns.iter().enumerate().filter(|(n, _)| Some(*n) != subject && Some(*n) != period);
    for (_, column) in figures.filter(|(_, column)| column.is_numeric()) {
        text.push_str(&column.as_figure(briefing, locales));
    }
    Ok(text)
}

/// The column whose cells name most subjects, else the first that holds words.
fn subject(briefing: &Briefing, columns: &[Column]) -> Option<usize> {
    let named =
        |column: &Column| column.names().iter().filter(|name| !subjects_called(briefing, name).is_empty()).count();
    let best = (0..columns.len()).rev().max_by_key(|n| named(&columns[*n])).filter(|n| named(&columns[*n]) > 0);
    best.or_else(|| columns.iter().position(|column| !column.is_numeric() && !column.names().is_empty()))
}

/// A column of a table.
struct Column<'t> {
    head: &'t str,
    cells: Vec<&'t str>,
}

impl Column<'_> {
    fn names(&self) -> BTreeSet<&str> {
        self.cells.iter().copied().filter(|cell| !cell.is_empty()).collect()
    }

    /// Whether its cells hold numbers, but for those that say there is none.
    fn is_numeric(&self) -> bool {
        let filled = self.cells.iter().filter(|cell| !cell.is_empty()).count();
        let numbers = self.cells.iter().filter(|cell| cell.contains(char::is_numeric)).count();
        numbers > 0 && numbers * 2 >= filled
    }

    fn is_period(&self, locales: &Locales) -> bool {
        let names = self.names();
        !names.is_empty() && names.iter().all(|name| period_of(locales, name).is_some())
    }

    fn as_subject(&self, briefing: &Briefing) -> String {
        let names = self.names();
        let unknown = names.iter().filter(|name| subjects_called(briefing, name).len() != 1).take(MOST_NAMES);
        let unknown: Vec<String> = unknown.map(|name| format!("{} = {}", quoted(name), quoted(UNFILLED))).collect();
        let names = if unknown.is_empty() { String::new() } else { format!(", names = {{ {} }}", unknown.join(", ")) };
        format!("{{ column = {}{names} }}", quoted(self.head))
    }

    fn as_figure(&self, briefing: &Briefing, locales: &Locales) -> String {
        let (bare, unit) = in_brackets(self.head);
        let measured = indicator(briefing, bare);
        let indicator = match measured {
            Some(id) => quoted(&briefing.indicators[id].slug),
            None => {
                let known: Vec<&str> = briefing.indicators.iter().map(|(_, own)| own.slug.as_str()).collect();
                format!(
                    "{}   # one of: {}; or `briefing new indicator {}`",
                    quoted(UNFILLED),
                    known.join(", "),
                    quoted(bare)
                )
            }
        };
        let mut text = format!("\n[[figure]]\ncolumn    = {}\nindicator = {indicator}\n", quoted(self.head));
        let dated = period_of(locales, bare).or_else(|| period_of(locales, unit?));
        if let Some(period) = dated {
            writeln!(text, "period    = {{ is = {} }}", quoted(&period)).expect("writing to a string");
        }
        let scaled = unit.filter(|unit| {
            let said = |id: Id<Indicator>| value::parse(locales, &format!("1 {unit}"), &briefing.indicators[id].unit);
            measured.is_some_and(|id| said(id).is_ok())
        });
        if let Some(unit) = scaled {
            writeln!(text, "behind    = {}", quoted(&format!(" {unit}"))).expect("writing to a string");
        }
        text
    }
}

/// A head without what stands in brackets behind it, and that.
fn in_brackets(head: &str) -> (&str, Option<&str>) {
    let open = head.trim_end().strip_suffix([')', '）']).and_then(|rest| Some((rest, rest.rfind(['(', '（'])?)));
    open.map_or((head.trim(), None), |(rest, at)| {
        let inside = rest[at..].trim_start_matches(['(', '（']).trim();
        (rest[..at].trim(), Some(inside).filter(|inside| !inside.is_empty()))
    })
}

/// The one indicator that a head names.
fn indicator(briefing: &Briefing, head: &str) -> Option<Id<Indicator>> {
    let named = |own: &Indicator| own.slug == head || own.label.iter().any(|label| plain(label) == plain(head));
    let mut found = briefing.indicators.iter().filter(|(_, own)| named(own)).map(|(id, _)| id);
    found.next().filter(|_| found.next().is_none())
}
