//! Rows of a table as facts, by a map that says which column holds what.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;

use crate::language::locales::Locales;
use crate::language::normalise::{Level, normalise};
use crate::language::read::point::Now;
use crate::language::value;
use crate::load::table::nearest;
use crate::load::written::quoted;
use crate::model::briefing::Briefing;
use crate::model::fact::{Excerpt, Status};
use crate::model::id::Id;
use crate::model::period::Period;
use crate::model::subject::Subject;
use crate::model::words::Worded;
use crate::verify::archive::{Cell, Document, Line};
use crate::verify::propose;

/// Which column of a table holds what.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The row of the heads, from 1; the first row with more than one cell if left out.
    head: Option<u32>,
    /// The sheet of a workbook; all of them if left out.
    sheet: Option<String>,
    /// What a row is about.
    subject: Column,
    /// When.
    period: Column,
    /// In which sense; as done if left out.
    status: Option<Column>,
    /// The facts' ids; `{subject}`, `{indicator}` and `{period}` are filled in.
    id: Option<String>,
    /// The columns that hold figures.
    figure: Vec<Figure>,
}

/// Where a part of a fact comes from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "`{ column = \"…\" }` or `{ is = \"…\" }`")]
struct Column {
    /// A column, by its head.
    column: Option<String>,
    /// The same for all rows.
    is: Option<String>,
    /// What the table's own words mean.
    #[serde(default)]
    names: BTreeMap<String, String>,
}

/// A column of figures.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    column: String,
    indicator: String,
    period: Option<Column>,
    status: Option<Column>,
    by: Option<String>,
    /// Written before the cell's number: a sign.
    #[serde(default)]
    before: String,
    /// Written behind the cell's number: a scale or a unit that stands at the column's head.
    #[serde(default)]
    behind: String,
    /// As `id` of the map, for this column.
    id: Option<String>,
}

/// What is there before a table is imported.
#[derive(Clone, Debug, Default)]
pub struct There {
    /// The ids of all facts and drafts.
    pub ids: BTreeSet<String>,
    /// The cells of this table that facts name.
    pub cells: BTreeSet<String>,
    /// The language of the table, where its record says it: a point or comma is read by it.
    pub language: Option<String>,
}

/// The facts of a table.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Their entries.
    pub entries: String,
    /// How many there are.
    pub facts: usize,
    /// Cells without a number, which were passed over.
    pub passed: Vec<String>,
    /// Cells that hold nothing in rows that have a subject: by their row and the head of their column.
    pub empty: Vec<String>,
}

/// Reads a map.
///
/// # Errors
/// What is wrong with it, with its line.
pub fn map(text: &str) -> Result<Map, String> {
    let map: Map = toml::from_str(text).map_err(|error: toml::de::Error| {
        let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
        let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        format!("{line}{}", error.message().trim_end())
    })?;
    let columns = [Some(&map.subject), Some(&map.period), map.status.as_ref()].into_iter().flatten();
    let more = map.figure.iter().flat_map(|figure| figure.period.iter().chain(&figure.status));
    if columns.chain(more).any(|column| column.column.is_some() == column.is.is_some()) {
        return Err("`subject`, `period` and `status` each need either `column = \"…\"` or `is = \"…\"`".to_owned());
    }
    if map.figure.is_empty() {
        return Err("there is no `[[figure]]`: name a column that holds figures".to_owned());
    }
    Ok(map)
}

/// The facts of a document's table; everything that stands in the way, if anything does.
pub fn import(
    map: &Map,
    (briefing, locales): (&Briefing, &Locales),
    document: &Document,
    there: &There,
) -> Result<Imported, Vec<String>> {
    let table = Table::of(map, document).map_err(|wrong| vec![wrong])?;
    let mut wrong = table.unknown_columns(map);
    wrong.extend(unknown_indicators(map, briefing));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let (own, given) = (BTreeSet::new(), BTreeSet::new());
    let (wrong, done) = (Vec::new(), Imported::default());
    let mut reader = Reader { map, briefing, locales, table: &table, there, own, given, wrong, done };
    for row in &table.rows {
        for figure in &map.figure {
            reader.figure(row, figure);
        }
    }
    if reader.wrong.is_empty() { Ok(reader.done) } else { Err(reader.wrong) }
}

/// The map's indicators that the briefing does not have, each told once.
fn unknown_indicators(map: &Map, briefing: &Briefing) -> Vec<String> {
    let named: BTreeSet<&str> = map.figure.iter().map(|figure| figure.indicator.as_str()).collect();
    let unknown = named.into_iter().filter(|name| briefing.indicators.find(name).is_none());
    unknown
        .map(|name| match nearest(name, briefing.indicators.names()) {
            Some(near) => format!("there is no indicator `{name}`: did you mean `{near}`?"),
            None => format!("there is no indicator `{name}`: `briefing new indicator NAME --slug {name}` makes it"),
        })
        .collect()
}

/// The heads and rows of the table that is meant.
pub(super) struct Table<'a> {
    heads: Vec<(u32, &'a str)>,
    rows: Vec<&'a Line>,
}

impl<'a> Table<'a> {
    fn of(map: &Map, document: &'a Document) -> Result<Self, String> {
        let in_sheet = |line: &&Line| {
            let own = line.cells.iter().find_map(|cell| cell.name.as_ref()?.sheet());
            map.sheet.is_none() || own == map.sheet.as_deref()
        };
        let mut rows = document.lines.iter().filter(|line| !line.cells.is_empty()).filter(in_sheet).peekable();
        if rows.peek().is_none() {
            return Err(match &map.sheet {
                Some(sheet) => format!("there is no table in a sheet `{sheet}`"),
                None => "there is no table in the document".to_owned(),
            });
        }
        let filled = |line: &Line| line.cells.iter().filter(|cell| !text(line, cell).is_empty()).count();
        let is_head = |line: &&Line| match map.head {
            Some(wanted) => row(line) == Some(wanted),
            None => filled(line) > 1,
        };
        let head = rows.by_ref().find(is_head).ok_or("the table has no row of heads; name it, `head = 1`")?;
        let heads = head.cells.iter().filter_map(|cell| Some((cell.name.as_ref()?.column(), text(head, cell))));
        let heads: Vec<(u32, &str)> = heads.filter(|(_, head)| !head.is_empty()).collect();
        if heads.len() < 2 {
            return Err("the table has no heads: the cells of its columns need names".to_owned());
        }
        Ok(Self { heads, rows: rows.collect() })
    }

    /// The first table of a document, its first row of more than one cell being its heads.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn first(document: &'a Document) -> Result<Self, String> {
        Self::of(&Map::default(), document)
    }

    /// The columns that have a head, with their cells from above.
    pub(super) fn columns(&self) -> Vec<(&'a str, Vec<&'a str>)> {
        let under = |column: u32| {
            let cells = self.rows.iter().map(move |row| {
                let own = row.cells.iter().find(|cell| cell.name.as_ref().is_some_and(|name| name.column() == column));
                own.map_or("", |cell| text(row, cell))
            });
            cells.collect()
        };
        self.heads.iter().map(|(column, head)| (*head, under(*column))).collect()
    }

    fn column(&self, name: &str) -> Option<u32> {
        self.heads.iter().find(|(_, head)| plain(head) == plain(name)).map(|(column, _)| *column)
    }

    fn unknown_columns(&self, map: &Map) -> Vec<String> {
        let of = |column: &Option<Column>| column.as_ref().and_then(|column| column.column.clone());
        let mut wanted: Vec<String> =
            [map.subject.column.clone(), map.period.column.clone(), of(&map.status)].into_iter().flatten().collect();
        for figure in &map.figure {
            wanted.push(figure.column.clone());
            wanted.extend([of(&figure.period), of(&figure.status)].into_iter().flatten());
        }
        wanted.dedup();
        let heads = || self.heads.iter().map(|(_, head)| *head);
        let unknown = wanted.iter().filter(|name| self.column(name).is_none());
        unknown
            .map(|name| match nearest(name, heads()) {
                Some(near) => format!("the table has no column `{name}`: did you mean `{near}`?"),
                None => format!(
                    "the table has no column `{name}`: its heads are {}",
                    heads().collect::<Vec<_>>().join(", ")
                ),
            })
            .collect()
    }

    fn cell(&self, line: &'a Line, name: &str) -> Option<&'a Cell> {
        let column = self.column(name)?;
        line.cells.iter().find(|cell| cell.name.as_ref().is_some_and(|name| name.column() == column))
    }
}

/// The words of a name without what does not tell it from another.
pub(super) fn plain(text: &str) -> String {
    normalise(text, Level::Read).trim().to_lowercase()
}

/// The subjects that are called so, by their titles or other names.
pub(super) fn subjects_called(briefing: &Briefing, name: &str) -> Vec<Id<Subject>> {
    let wanted = plain(name);
    let is_called = |name: &String| !wanted.is_empty() && plain(name) == wanted;
    let called = briefing.subjects.iter().filter(|(_, subject)| {
        subject.title.iter().any(is_called) || subject.aliases.iter().any(|alias| is_called(&alias.name))
    });
    called.map(|(id, _)| id).collect()
}

/// The period that a cell says, as a fact sheet writes it.
pub(super) fn period_of(locales: &Locales, said: &str) -> Option<String> {
    if Period::parse(said).is_ok() {
        return Some(said.to_owned());
    }
    let text = normalise(said, Level::Read);
    let readers = locales.iter().filter_map(|locale| locale.reader.as_ref());
    let mut whole = readers.filter_map(|reader| match &reader.date().all(&text, Now::default())[..] {
        [only] if only.at == (0..text.len()) => only.period(),
        _ => None,
    });
    whole.next().map(|period| period.to_string())
}

fn text<'l>(line: &'l Line, cell: &Cell) -> &'l str {
    line.text.get(cell.range.clone()).unwrap_or_default().trim()
}

fn row(line: &Line) -> Option<u32> {
    line.cells.iter().find_map(|cell| Some(cell.name.as_ref()?.row()))
}

struct Reader<'a> {
    map: &'a Map,
    briefing: &'a Briefing,
    locales: &'a Locales,
    table: &'a Table<'a>,
    there: &'a There,
    /// The ids that rows before asked for, and those that they were given.
    own: BTreeSet<String>,
    given: BTreeSet<String>,
    wrong: Vec<String>,
    done: Imported,
}

impl Reader<'_> {
    /// The fact of one cell.
    fn figure(&mut self, line: &Line, figure: &Figure) {
        let cell = self.table.cell(line, &figure.column).filter(|cell| !text(line, cell).is_empty());
        let Some(cell) = cell else {
            // A row without a subject is none: a line under the table, or one that parts it.
            if let Some(row) = row(line).filter(|_| !self.said(line, &self.map.subject).is_empty()) {
                self.done.empty.push(format!("row {row} of `{}`", figure.column));
            }
            return;
        };
        let Some(place) = &cell.name else { return };
        let said = text(line, cell);
        if !said.contains(|c: char| c.is_numeric()) {
            self.done.passed.push(format!("{place}: `{said}`"));
            return;
        }
        let period = figure.period.as_ref().unwrap_or(&self.map.period);
        let status = figure.status.as_ref().or(self.map.status.as_ref());
        let read = (
            self.subject(line),
            self.period(line, period),
            status.map_or(Ok("actual".to_owned()), |status| self.status(line, status)),
            self.value(figure, said),
        );
        let (subject, period_text, status, value) = match read {
            (Ok(subject), Ok(period), Ok(status), Ok(value)) => (subject, period, status, value),
            (subject, period, status, value) => {
                let wrong = [subject.err(), period.err(), status.err(), value.err()].into_iter().flatten();
                self.wrong.extend(wrong.map(|wrong| format!("{place}: {wrong}")));
                return;
            }
        };
        let slug = subject.split_once(':').map_or(subject.as_str(), |(_, slug)| slug);
        let pattern =
            figure.id.as_ref().or(self.map.id.as_ref()).map_or("{subject}-{indicator}-{period}", String::as_str);
        let period_slug = period_text.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let id = pattern.replace("{subject}", slug).replace("{indicator}", &figure.indicator);
        let id = id.replace("{period}", period_slug.trim_matches('-'));
        if self.there.cells.contains(&place.to_string()) {
            self.wrong.push(format!("{place}: a fact names this cell already"));
            return;
        }
        if !self.own.insert(id.clone()) {
            self.wrong.push(format!(
                "{place}: a row before has the id `{id}` too; tell columns apart with `id = \"{{subject}}-…-{{period}}\"` in the map"
            ));
            return;
        }
        let id = self.unused(id);
        let inferred = if period.is.is_some() { "dating    = \"inferred\"\n" } else { "" };
        let by = figure.by.as_ref().map(|by| format!("by        = {}\n", quoted(by))).unwrap_or_default();
        let gap = if self.done.entries.is_empty() { "" } else { "\n" };
        let rows = [("id", &id), ("subject", &subject), ("indicator", &figure.indicator), ("period", &period_text)];
        let rows: String = rows.iter().map(|(key, text)| format!("{key:<9} = {}\n", quoted(text))).collect();
        write!(
            self.done.entries,
            "{gap}[[fact]]\n{rows}{inferred}value     = {}\nstatus    = {}\n{by}excerpt   = {}\ncell      = {}\n",
            quoted(&value),
            quoted(&status),
            quoted(said),
            quoted(&place.to_string())
        )
        .expect("writing to a string");
        self.done.facts += 1;
    }

    /// An id that no other sheet has taken.
    fn unused(&mut self, id: String) -> String {
        let numbered = (2..).map(|n| format!("{id}-{n}"));
        let mut all = std::iter::once(id.clone()).chain(numbered);
        let free = all.find(|id| !self.there.ids.contains(id) && !self.given.contains(id)).unwrap_or(id);
        self.given.insert(free.clone());
        free
    }

    /// What a row says in a column, in the map's words for it.
    fn said(&self, line: &Line, column: &Column) -> String {
        let cell = column.column.as_ref().and_then(|name| self.table.cell(line, name));
        let said = column.is.clone().or_else(|| cell.map(|cell| text(line, cell).to_owned())).unwrap_or_default();
        column.names.get(&said).cloned().unwrap_or(said)
    }

    fn subject(&self, line: &Line) -> Result<String, String> {
        let said = self.said(line, &self.map.subject);
        if self.briefing.subjects.find(&said).is_some() {
            return Ok(said);
        }
        match subjects_called(self.briefing, &said)[..] {
            [id] => Ok(self.briefing.subject_name(id)),
            [] => Err(format!("`{said}` names no subject: write `names = {{ \"{said}\" = \"kind:name\" }}`")),
            [one, other, ..] => Err(format!(
                "`{said}` may be `{}` or `{}`: write one in `names`",
                self.briefing.subject_name(one),
                self.briefing.subject_name(other)
            )),
        }
    }

    fn period(&self, line: &Line, column: &Column) -> Result<String, String> {
        let said = self.said(line, column);
        period_of(self.locales, &said)
            .ok_or_else(|| format!("`{said}` is no period: write `names = {{ \"{said}\" = \"2024\" }}`"))
    }

    fn status(&self, line: &Line, column: &Column) -> Result<String, String> {
        let said = self.said(line, column);
        if Status::WORDS.contains(&said.as_str()) {
            return Ok(said);
        }
        Err(format!("`{said}` is no status: it is one of {}", Status::WORDS.join(", ")))
    }

    fn value(&self, figure: &Figure, said: &str) -> Result<String, String> {
        let Some(id) = self.briefing.indicators.find(&figure.indicator) else {
            return Err(format!("there is no indicator `{}`", figure.indicator));
        };
        Excerpt::new(said, self.briefing.site.excerpt_limit)
            .map_err(|length| format!("the cell has {length} characters, more than may be quoted"))?;
        let value = format!("{}{said}{}", figure.before, figure.behind);
        let unit = self.briefing.indicators[id].unit;
        let own = self.there.language.as_ref();
        if let Some(value) = own.and_then(|tag| propose::value_of(self.locales, tag, &value, &unit)) {
            return Ok(value);
        }
        value::parse(self.locales, &value, &unit)
            .map(|_| value.clone())
            .map_err(|error| format!("`{value}` is no quantity in `{}`: {error}", unit.code()))
    }
}
