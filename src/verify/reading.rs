//! A document as its readers see it: the language of each line, and the dates that a line names.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::language::detect::language;
use crate::language::read::Reader;
use crate::language::read::phrases::Hit;
use crate::language::read::point::Named;
use crate::language::read::point::Now;
use crate::language::read::status::Sense;
use crate::language::script::Script;
use crate::language::spelling::Locale;
use crate::model::source::Source;

use super::locate::Text;
use super::stretch::is_within;
use super::tables::Tables;

/// The words of status in a text.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The text with its titles blanked, byte for byte as long.
    pub plain: String,
    /// The words, in order.
    pub hits: Vec<Hit<Sense>>,
}

impl Said {
    /// Looks through a text.
    pub fn of(reader: &Reader, text: &str) -> Self {
        let plain = reader.status().untitled(text);
        let hits = reader.status().all(&plain);
        Self { plain, hits }
    }
}

/// A document with what reads it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document.
    pub text: &'a Text<'a>,
    /// The BCP 47 tag of its language, as recorded or as told by its text.
    pub language: Option<String>,
    /// When it was printed.
    pub now: Now,
    /// The tables in it.
    pub tables: Tables,
    main: Option<&'a Locale>,
    script: Option<Script>,
    others: Vec<&'a Locale>,
    named: RefCell<BTreeMap<usize, Rc<Vec<Named>>>>,
    said: RefCell<BTreeMap<usize, Rc<Said>>>,
    date_columns: RefCell<BTreeMap<(usize, usize), bool>>,
    decimals: OnceCell<bool>,
}

impl<'a> Reading<'a> {
    /// Finds who reads a source's document, among `locales`, the likeliest first.
    pub fn new(text: &'a Text<'a>, source: &Source, locales: &[&'a Locale]) -> Self {
        Self::of(text, source.language.as_deref(), Now::of(source.published.period()), locales)
    }

    /// Finds who reads a document, in the language `tag` if it is known, as printed `now`.
    pub fn of(text: &'a Text<'a>, tag: Option<&str>, now: Now, locales: &[&'a Locale]) -> Self {
        let written: Vec<&str> =
            text.lines.iter().map(|line| line.read.text()).filter(|line| !line.is_empty()).collect();
        let script = Script::of(&written.join("\n"));
        let (main, language_tag) = match tag {
            Some(tag) => (find(tag, locales), Some(tag.to_owned())),
            None => {
                let told =
                    script.and_then(|script| language(&in_script(&written, script), script, locales.iter().copied()));
                (told, told.map(|locale| locale.tag.clone()))
            }
        };
        let scripts = [Script::Han, Script::Japanese, Script::Latin].into_iter().filter(|other| Some(*other) != script);
        let others = scripts.filter_map(|other| language(&in_script(&written, other), other, locales.iter().copied()));
        let others = others.collect();
        let tables = Tables::new(text);
        Self {
            text,
            language: language_tag,
            now,
            tables,
            main,
            script,
            others,
            named: RefCell::default(),
            said: RefCell::default(),
            date_columns: RefCell::default(),
            decimals: OnceCell::new(),
        }
    }

    /// Whether the document's own language can be read.
    pub fn is_read(&self) -> bool {
        self.main.is_some() || self.script.is_none()
    }

    /// The numbers, from 0, of the lines in which a document says what it is.
    pub fn titles(&self) -> impl Iterator<Item = usize> + '_ {
        const MOST: usize = 2;
        let lines = self.text.lines.iter().enumerate();
        lines.filter(|(_, line)| line.read.count() > 0).map(|(index, _)| index).take(MOST)
    }

    /// What reads a line: the document's language, or for a line in another script a language of that.
    pub fn locale(&self, index: usize) -> Option<&'a Locale> {
        let script = Script::of(self.text.lines.get(index)?.read.text());
        if script.is_none() || script == self.script {
            return self.main;
        }
        let of = |locale: &&Locale| locale.reader.as_ref().map(|reader| reader.script) == script;
        self.main.filter(|main| of(main)).or_else(|| self.others.iter().copied().find(of))
    }

    /// The reader of a line.
    pub fn reader(&self, index: usize) -> Option<&'a Reader> {
        self.locale(index)?.reader.as_ref()
    }

    /// Whether some number of the document has decimals behind its language's own sign for them: then the sign between
    /// groups of three is no decimal point.
    pub fn writes_decimals(&self) -> bool {
        let shows = |index: usize| {
            let figures = self.locale(index).map(Locale::figures);
            figures.is_some_and(|figures| figures.shows_decimals(self.text.lines[index].read.text()))
        };
        *self.decimals.get_or_init(|| (0..self.text.lines.len()).any(shows))
    }

    /// The words of status in a line: looked for once, however many facts stand in it.
    pub fn status_words(&self, index: usize) -> Rc<Said> {
        if let Some(known) = self.said.borrow().get(&index) {
            return Rc::clone(known);
        }
        let text = self.text.lines.get(index).map_or("", |line| line.read.text());
        let said = Rc::new(self.reader(index).map_or_else(Said::default, |reader| Said::of(reader, text)));
        self.said.borrow_mut().insert(index, Rc::clone(&said));
        said
    }

    /// The dates that a line names.
    pub fn named(&self, index: usize) -> Rc<Vec<Named>> {
        if let Some(known) = self.named.borrow().get(&index) {
            return Rc::clone(known);
        }
        let text = self.text.lines.get(index).map_or("", |line| line.read.text());
        let plain = || self.reader(index).map_or_else(Vec::new, |reader| reader.date().all(text, self.now));
        let named = Rc::new(self.row_dates(index).unwrap_or_else(plain));
        self.named.borrow_mut().insert(index, Rc::clone(&named));
        named
    }
}

impl Reading<'_> {
    /// The dates in a cell, by bytes of the line as it is read; `None` where the line has no such cell.
    pub fn cell_dates(&self, line: usize, column: usize) -> Option<Vec<Named>> {
        let at = self.cell(line, column)?;
        let text = &self.text.lines[line].read.text()[at.clone()];
        // A row of numbers has no letters to tell a language by.
        let reader = self.reader(line)?;
        let mut named = reader.date().all(text, self.now);
        for named in &mut named {
            named.at = named.at.start + at.start..named.at.end + at.start;
        }
        Some(named)
    }

    /// The dates of a row, each cell read by itself.
    fn row_dates(&self, line: usize) -> Option<Vec<Named>> {
        let row = self.tables.row(line)?;
        Some((0..row.cells.len()).flat_map(|column| self.cell_dates(line, column).unwrap_or_default()).collect())
    }

    /// Whether a column of the table under a line of heads holds nothing but dates, and says so at its head or in
    /// more than one row: a single number may look like a year.
    pub fn is_date_column(&self, head: usize, column: usize) -> bool {
        let known = self.date_columns.borrow().get(&(head, column)).copied();
        known.unwrap_or_else(|| {
            let rows: Vec<usize> = self.tables.under(head).collect();
            let says = || {
                let at = self.cell(head, column)?;
                Some(self.reader(head)?.date().is_head(&self.text.lines[head].read.text()[at]))
            };
            let told = rows.len() > 1 || says() == Some(true);
            let is = told && rows.iter().all(|&line| self.cell_is_date(line, column));
            self.date_columns.borrow_mut().insert((head, column), is);
            is
        })
    }

    /// Whether a cell holds a date and nothing else.
    fn cell_is_date(&self, line: usize, column: usize) -> bool {
        let dates = self.cell_dates(line, column).unwrap_or_default();
        self.cell(line, column).is_some_and(|at| matches!(&dates[..], [only] if is_within(&only.at, &at)))
    }

    /// The bytes of a cell in its line as it is read.
    fn cell(&self, line: usize, column: usize) -> Option<std::ops::Range<usize>> {
        let shown = self.tables.cells(line)?.get(column)?.clone();
        Some(self.text.lines[line].read.at(shown))
    }
}

/// The lines that are in a script.
fn in_script(lines: &[&str], script: Script) -> String {
    let own: Vec<&str> = lines.iter().copied().filter(|line| Script::of(line) == Some(script)).collect();
    own.join("\n")
}

/// The language with this tag, or else one with the same first part.
fn find<'a>(tag: &str, locales: &[&'a Locale]) -> Option<&'a Locale> {
    let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let exact = locales.iter().find(|locale| locale.tag.eq_ignore_ascii_case(tag));
    let found = exact.or_else(|| locales.iter().find(|locale| first(&locale.tag) == first(tag)));
    found.copied().filter(|locale| locale.reader.is_some())
}
