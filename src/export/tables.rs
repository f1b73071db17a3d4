//! The briefing as tables: each column with its type, its meaning and what its cells may hold; one form for CSV, for
//! the workbook and for the data package.

use crate::check::distrust;
use crate::model::briefing::Briefing;
use crate::model::evidence::{ConflictKind, Found, GapReason, Side};
use crate::model::fact::{Dating, Fact, Finding, Of, Status};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::quantity::Precision;
use crate::model::subject::Subject;
use crate::model::words::Worded;
use crate::plan::kinds::View;
use crate::render::context::Context;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number as it is written, exact.
    Number(String),
    /// Whether it is so.
    Yes(bool),
}

/// The type of a column, as a data package calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// Yes or no.
    Yes,
}

impl Kind {
    /// The word of Table Schema for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Number => "number",
            Kind::Integer => "integer",
            Kind::Yes => "boolean",
        }
    }
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// What it means.
    pub about: &'static str,
    /// The words that it may hold; empty for any.
    pub words: Vec<&'static str>,
    /// The table whose `id` its cells name.
    pub names: Option<&'static str>,
    /// Whether every row has it.
    pub required: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name, and that of its file and sheet.
    pub name: &'static str,
    /// What its rows are.
    pub about: &'static str,
    /// Its columns; the first is the rows' key, where `keyed`.
    pub columns: Vec<Column>,
    /// Whether the first column names the row.
    pub keyed: bool,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A table under way: columns by name, rows by cells in the same order.
struct Builder<'a> {
    briefing: &'a Briefing,
    table: Table,
}

impl<'a> Builder<'a> {
    fn new(briefing: &'a Briefing, name: &'static str, about: &'static str) -> Self {
        Self { briefing, table: Table { name, about, columns: Vec::new(), keyed: true, rows: Vec::new() } }
    }

    fn column(mut self, name: &str, kind: Kind, about: &'static str) -> Self {
        let column = Column { name: name.to_owned(), kind, about, words: Vec::new(), names: None, required: false };
        self.table.columns.push(column);
        self
    }

    /// A column that every row has.
    fn always(mut self, name: &str, about: &'static str) -> Self {
        self = self.column(name, Kind::Text, about);
        self.last().required = true;
        self
    }

    /// A column of a few words.
    fn one_of(mut self, name: &str, about: &'static str, words: impl Iterator<Item = &'static str>) -> Self {
        self = self.column(name, Kind::Text, about);
        self.last().words = words.collect();
        self
    }

    /// A column that names a row of another table.
    fn key(mut self, name: &str, table: &'static str, about: &'static str) -> Self {
        self = self.column(name, Kind::Text, about);
        self.last().names = Some(table);
        self
    }

    /// A column for each language.
    fn in_each(mut self, name: &str, about: &'static str) -> Self {
        let briefing = self.briefing;
        for lang in briefing.languages.iter() {
            self = self.column(&format!("{name}_{}", briefing.languages.code(lang)), Kind::Text, about);
        }
        self
    }

    fn last(&mut self) -> &mut Column {
        self.table.columns.last_mut().expect("a column was added")
    }

    fn rows(mut self, rows: impl Iterator<Item = Vec<Cell>>) -> Table {
        self.table.rows = rows.collect();
        debug_assert!(self.table.rows.iter().all(|row| row.len() == self.table.columns.len()), "{}", self.table.name);
        self.table
    }
}

fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

fn maybe(words: Option<impl Into<String>>) -> Cell {
    words.map_or(Cell::Empty, text)
}

fn count(number: usize) -> Cell {
    Cell::Number(number.to_string())
}

/// A cell for each language, of its own words alone.
fn each(briefing: &Briefing, words: Option<&Localised<String>>) -> Vec<Cell> {
    briefing.languages.iter().map(|lang| maybe(words.and_then(|words| words.own(lang)).cloned())).collect()
}

fn row(parts: impl IntoIterator<Item = Vec<Cell>>) -> Vec<Cell> {
    parts.into_iter().flatten().collect()
}

fn address(ctx: &Context<'_>, view: View) -> String {
    format!("{}{}", ctx.briefing.site.base_url, ctx.plan.first(view, Lang::DEFAULT))
}

/// The names of the tables, in the order of the workbook.
pub const NAMES: [&str; 7] = ["facts", "sources", "subjects", "indicators", "conflicts", "conflict_sides", "gaps"];

/// Every table, in the order of their names.
pub fn all(ctx: &Context<'_>) -> Vec<Table> {
    vec![facts(ctx), sources(ctx), subjects(ctx), indicators(ctx), conflicts_table(ctx), sides(ctx), gaps(ctx)]
}

/// One row for each fact.
pub fn facts(ctx: &Context<'_>) -> Table {
    let briefing = ctx.briefing;
    Builder::new(briefing, "facts", "One row for each statement that a source makes.")
        .always("id", "Its name in links and addresses; never reused.")
        .key("subject", "subjects", "What it is about.")
        .in_each("subject", "What it is about, by name.")
        .key("indicator", "indicators", "What is measured.")
        .in_each("indicator", "What is measured, by name.")
        .column("period", Kind::Text, "When it holds or falls due, in EDTF; `..` where the source gives no date.")
        .one_of("dating", "Whether the document prints the date or we inferred it.", Dating::WORDS.iter().copied())
        .column("announced", Kind::Yes, "Of a target: whether its period is when it was announced, and no deadline.")
        .column("year", Kind::Integer, "The year of its period.")
        .column("start", Kind::Text, "The first day of its period.")
        .column("end", Kind::Text, "The last day of its period; of a target that is not `announced`, the deadline.")
        .column("value", Kind::Number, "The number, exact, in the indicator’s unit.")
        .column("value_max", Kind::Number, "The upper end of a range.")
        .column("low", Kind::Number, "The least number that the words allow; empty where they set no limit.")
        .column("high", Kind::Number, "The greatest number that the words allow; empty where they set no limit.")
        .in_each("text", "What it says, where it is no quantity.")
        .column(
            "unit",
            Kind::Text,
            "ISO 4217 for money, else the unit’s symbol; `count` for what the indicator counts.",
        )
        .one_of(
            "precision",
            "What stands before the number.",
            Precision::ALL.iter().map(|precision| precision.word()).chain(["range"]),
        )
        .column("printed", Kind::Text, "The value in the notation of the fact sheets, as in `facts.json`; the document’s own words are `as_printed`.")
        .column(
            "as_printed",
            Kind::Text,
            "The document’s own words for it, with its sign; empty where they are not known.",
        )
        .in_each("of", "Where it applies besides.")
        .column("of_ids", Kind::Text, "The subjects and facts among them, separated by blanks.")
        .one_of(
            "status",
            "In which sense it is stated; a target is no result.",
            Status::ALL.iter().map(|status| status.word()),
        )
        .key("policy", "subjects", "The policy that it belongs to.")
        .key("by", "subjects", "Who says so, where the source attributes it.")
        .column("origins", Kind::Text, "The works or sources that it goes back to, separated by blanks.")
        .key("source", "sources", "The document that we read it in.")
        .column("line", Kind::Integer, "Where in the archived document it stands.")
        .column("page", Kind::Integer, "The same, by page.")
        .column("cell", Kind::Text, "The same, by cell.")
        .column("time", Kind::Text, "The same, by time.")
        .column("section", Kind::Text, "The heading that it stands under.")
        .column("excerpt", Kind::Text, "The shortest phrase that bears it.")
        .in_each("note", "What to know before quoting it.")
        .in_each("credit", "Whom or what the source credits, where it names nobody.")
        .one_of("rank", "Whether it still stands.", ["normal", "preferred", "deprecated"].into_iter())
        .in_each("reason", "Why it no longer stands.")
        .column("witnesses", Kind::Integer, "How many independent origins support it.")
        .column("conflicts", Kind::Text, "The recorded conflicts that it is a side of, separated by blanks.")
        .column("standing", Kind::Text, "The editorial standing of its source, separated by blanks.")
        .column("damage", Kind::Text, "The damage of its source’s text, separated by blanks.")
        .column(
            "verified",
            Kind::Text,
            "What a machine saw of the excerpt in the document: found, repaired, absent, cannot check.",
        )
        .column("value_agrees", Kind::Yes, "Whether the number read from the excerpt is the value.")
        .column("checked", Kind::Text, "The day of a second reading.")
        .column("archive", Kind::Text, "The document’s file.")
        .column("url", Kind::Text, "Its page.")
        .column("version", Kind::Text, "`v` and a short hash of what it says.")
        .rows(briefing.facts.ids().map(|id| fact(ctx, id)))
}

fn fact(ctx: &Context<'_>, id: Id<Fact>) -> Vec<Cell> {
    let briefing = ctx.briefing;
    let fact = &briefing.facts[id];
    let source = &briefing.sources[fact.source];
    let (quantity, words) = match &fact.finding {
        Finding::Quantity(quantity) => (Some(quantity), None),
        Finding::Text(words) => (None, Some(words)),
    };
    let number = |number: Option<String>| number.map_or(Cell::Empty, Cell::Number);
    let end = |end: Option<crate::model::interval::End>| number(end.map(|end| end.at.normalize().to_string()));
    let bounds = quantity.map(|q| q.extent(q.value()));
    let dated = !fact.period.is_undated();
    let day = |day: Option<jiff::civil::Date>| maybe(day.filter(|_| dated).map(|day| day.to_string()));
    let subject = |id: Id<Subject>| ctx.briefing.subject_name(id);
    let of = briefing.languages.iter().map(|lang| text(crate::render::worded::of(ctx, fact, lang))).collect();
    let of_ids: Vec<String> = fact
        .of
        .iter()
        .filter_map(|of| match of {
            Of::Subject(id) => Some(subject(*id)),
            Of::Fact(id) => Some(format!("fact:{}", briefing.facts[*id].slug)),
            Of::Text(_) => None,
        })
        .collect();
    let origins: Vec<String> = fact.origins.iter().map(|origin| briefing.origin_name(*origin)).collect();
    let conflicts: Vec<&str> =
        briefing.graph.fact_conflicts[id.index()].iter().map(|c| briefing.conflicts[*c].slug.as_str()).collect();
    let reason = match &fact.rank {
        crate::model::fact::Rank::Deprecated(reason) => Some(reason),
        _ => None,
    };
    let seen = briefing.graph.verified[id.index()].as_ref();
    row([
        vec![text(&fact.slug), text(subject(fact.subject))],
        each(briefing, Some(&briefing.subjects[fact.subject].title)),
        vec![text(&briefing.indicators[fact.indicator].slug)],
        each(briefing, Some(&briefing.indicators[fact.indicator].label)),
        vec![
            text(fact.period.to_string()),
            maybe(fact.dating.map(Dating::word)),
            if fact.status == Status::Target { Cell::Yes(fact.announced) } else { Cell::Empty },
            number(fact.period.year().filter(|_| dated).map(|year| year.to_string())),
            day(fact.period.earliest()),
            day(fact.period.latest()),
            number(quantity.map(|q| q.value_text())),
            number(quantity.and_then(|q| q.value_max_text())),
            end(bounds.and_then(|bounds| bounds.low)),
            end(bounds.and_then(|bounds| bounds.high)),
        ],
        each(briefing, words),
        vec![
            text(briefing.indicators[fact.indicator].unit.code()),
            maybe(quantity.map(|q| if q.value_max().is_some() { "range" } else { q.precision().word() })),
            maybe(quantity.map(|q| q.printed())),
            maybe(ctx.printed(id)),
        ],
        of,
        vec![
            text(of_ids.join(" ")),
            text(fact.status.word()),
            maybe(fact.policy.map(subject)),
            maybe(fact.by.map(subject)),
            text(origins.join(" ")),
            text(format!("source:{}", source.slug)),
            number(fact.locator.line().map(|line| line.to_string())),
            number(fact.locator.spot.page().map(|page| page.to_string())),
            maybe(fact.locator.spot.cell().map(ToString::to_string)),
            maybe(fact.locator.spot.time().map(|time| time.to_string())),
            maybe(fact.locator.section.clone()),
            text(fact.excerpt.as_str()),
        ],
        each(briefing, fact.note.as_ref()),
        each(briefing, fact.credit.as_ref()),
        vec![text(fact.rank.word())],
        each(briefing, reason),
        vec![
            Cell::Number(briefing.graph.witnesses[id.index()].to_string()),
            text(conflicts.join(" ")),
            text(source.standing.iter().map(|s| s.word()).collect::<Vec<_>>().join(" ")),
            text(source.damage.iter().map(|d| d.word()).collect::<Vec<_>>().join(" ")),
            maybe(seen.map(|seen| seen.answer.word())),
            seen.and_then(|seen| seen.value_agrees).map_or(Cell::Empty, Cell::Yes),
            maybe(fact.checked.as_ref().map(ToString::to_string)),
            text(&source.archive),
            text(address(ctx, View::Fact(id))),
            text(format!("v{}", fact.version.hash)),
        ],
    ])
}

fn sources(ctx: &Context<'_>) -> Table {
    let briefing = ctx.briefing;
    let rows = briefing.sources.iter().map(|(id, source)| {
        row([
            vec![text(format!("source:{}", source.slug))],
            each(briefing, Some(&source.title)),
            each(briefing, Some(&source.publisher)),
            vec![
                text(source.record.authors.iter().map(|author| author.whole()).collect::<Vec<_>>().join("; ")),
                maybe(source.published.period().map(ToString::to_string)),
                maybe(match source.published {
                    crate::model::source::Published::Printed(_) => Some("printed"),
                    crate::model::source::Published::Inferred(_) => Some("inferred"),
                    crate::model::source::Published::Unknown => None,
                }),
                text(source.accessed.to_string()),
                maybe(source.url.as_deref().map(str::to_owned)),
                text(&source.archive),
                text(&source.sha256),
                text(source.standing.iter().map(|s| s.word()).collect::<Vec<_>>().join(" ")),
                text(source.damage.iter().map(|d| d.word()).collect::<Vec<_>>().join(" ")),
                text(
                    source
                        .rests_on
                        .iter()
                        .map(|rest| ctx.briefing.subject_name(rest.work))
                        .collect::<Vec<_>>()
                        .join(" "),
                ),
            ],
            each(briefing, source.note.as_ref()),
            vec![count(briefing.graph.source_facts[id.index()].len()), text(address(ctx, View::Source(id)))],
        ])
    });
    Builder::new(briefing, "sources", "One row for each archived document.")
        .always("id", "Its name in the other tables.")
        .in_each("title", "Its title; one that the document does not print stands in brackets.")
        .in_each("publisher", "Who published it.")
        .column("author", Kind::Text, "Its authors as printed.")
        .column("published", Kind::Text, "When it was published, in EDTF.")
        .one_of(
            "dating",
            "Whether the document prints that date or we inferred it.",
            ["printed", "inferred"].into_iter(),
        )
        .column("accessed", Kind::Text, "The day we read it.")
        .column("document_url", Kind::Text, "Its address, where the document gives one.")
        .column("archive", Kind::Text, "Its file in the archive.")
        .column("sha256", Kind::Text, "The checksum of that file.")
        .column("standing", Kind::Text, "Its editorial standing, separated by blanks.")
        .column("damage", Kind::Text, "The damage of its text, separated by blanks.")
        .column("rests_on", Kind::Text, "The works that it draws on, separated by blanks.")
        .in_each("note", "What to know of its condition.")
        .column("facts", Kind::Integer, "How many facts were drawn from it.")
        .column("url", Kind::Text, "Its page.")
        .rows(rows)
}

fn subjects(ctx: &Context<'_>) -> Table {
    let briefing = ctx.briefing;
    let rows = briefing.subjects.iter().map(|(id, subject)| {
        let aliases = |lang: Lang| {
            let own = subject.aliases.iter().filter(|alias| alias.lang == lang);
            text(own.map(|alias| alias.name.as_str()).collect::<Vec<_>>().join("; "))
        };
        row([
            vec![text(ctx.briefing.subject_name(id)), text(&briefing.kinds[subject.kind].id)],
            each(briefing, Some(&subject.title)),
            briefing.languages.iter().map(aliases).collect(),
            vec![
                maybe(subject.within.map(|id| ctx.briefing.subject_name(id))),
                text(subject.issuer.iter().map(|id| ctx.briefing.subject_name(*id)).collect::<Vec<_>>().join(" ")),
                text(subject.places.iter().map(|id| ctx.briefing.subject_name(*id)).collect::<Vec<_>>().join(" ")),
                maybe(subject.date.as_ref().map(ToString::to_string)),
                count(briefing.graph.subject_facts[id.index()].len()),
                text(address(ctx, View::subject(id))),
            ],
        ])
    });
    Builder::new(briefing, "subjects", "One row for each place, policy, body, person or work.")
        .always("id", "Its name in the other tables: kind and slug.")
        .column("kind", Kind::Text, "Its kind.")
        .in_each("title", "Its name.")
        .in_each("aliases", "Its other names, separated by semicolons.")
        .key("within", "subjects", "What it is part of.")
        .column("issuer", Kind::Text, "Who issued it, separated by blanks.")
        .column("places", Kind::Text, "Where it applies or sits, separated by blanks.")
        .column("date", Kind::Text, "When it was adopted or published, in EDTF.")
        .column("facts", Kind::Integer, "How many facts are about it.")
        .column("url", Kind::Text, "Its page.")
        .rows(rows)
}

fn indicators(ctx: &Context<'_>) -> Table {
    let briefing = ctx.briefing;
    let rows = briefing.indicators.iter().map(|(id, indicator)| {
        let like: Vec<&str> = indicator.like.iter().map(|id| briefing.indicators[*id].slug.as_str()).collect();
        row([
            vec![text(&indicator.slug)],
            each(briefing, Some(&indicator.label)),
            each(briefing, Some(&indicator.definition)),
            vec![
                text(indicator.unit.code()),
                Cell::Yes(indicator.comparable),
                maybe(indicator.share_of.map(|id| briefing.indicators[id].slug.clone())),
                text(like.join(" ")),
                count(briefing.graph.indicator_facts[id.index()].len()),
                text(address(ctx, View::indicator(id))),
            ],
        ])
    });
    Builder::new(briefing, "indicators", "One row for each thing that is measured.")
        .always("id", "Its name in the other tables.")
        .in_each("label", "What it is called.")
        .in_each("definition", "What exactly is counted, and what the sources leave open.")
        .column("unit", Kind::Text, "The unit of its values; empty for words and events.")
        .column("comparable", Kind::Yes, "Whether places are compared by it.")
        .key("share_of", "indicators", "Of a share: what its part and whole are measured by.")
        .column("like", Kind::Text, "Indicators that it must not be taken for, separated by blanks.")
        .column("facts", Kind::Integer, "How many facts it has.")
        .column("url", Kind::Text, "Its page.")
        .rows(rows)
}

fn conflicts_table(ctx: &Context<'_>) -> Table {
    let briefing = ctx.briefing;
    let rows = briefing.conflicts.iter().map(|(id, c)| {
        let preferred: Vec<&str> = c.preferred.iter().map(|id| briefing.facts[*id].slug.as_str()).collect();
        let url = address(ctx, View::Conflict(id));
        row([
            vec![text(&c.slug), text(c.kind.word())],
            each(briefing, Some(&c.title)),
            each(briefing, Some(&c.finding)),
            vec![
                text(preferred.join(" ")),
                text(if c.found == Found::Rule { "rule" } else { "reading" }),
                Cell::Yes(distrust::stands(briefing, id, &briefing.without)),
                text(url),
            ],
        ])
    });
    Builder::new(briefing, "conflicts", "One row for each disagreement or caution.")
        .always("id", "Its name in the other tables.")
        .one_of("kind", "What kind it is.", ConflictKind::ALL.iter().map(|kind| kind.word()))
        .in_each("title", "Its heading.")
        .in_each("finding", "What a careful editor says of it.")
        .column(
            "preferred",
            Kind::Text,
            "The facts that the editor prefers, separated by blanks; empty while it is open.",
        )
        .one_of("found", "Whether a rule or a reader found it.", ["rule", "reading"].into_iter())
        .column("stands", Kind::Yes, "Whether its sides rest on origins that this build believes.")
        .column("url", Kind::Text, "Its place.")
        .rows(rows)
}

fn sides(ctx: &Context<'_>) -> Table {
    let briefing = ctx.briefing;
    let rows = briefing.conflicts.iter().flat_map(|(_, c)| {
        c.sides.iter().map(|side| {
            let (fact, source, place, words) = match side {
                Side::Fact(id) => {
                    let fact = &briefing.facts[*id];
                    (text(&fact.slug), fact.source, &fact.locator, fact.excerpt.as_str())
                }
                Side::Passage { source, locator, excerpt, .. } => (Cell::Empty, *source, locator, excerpt.as_str()),
            };
            vec![
                text(&c.slug),
                fact,
                text(format!("source:{}", briefing.sources[source].slug)),
                text(place.spot.to_string()),
                text(words),
            ]
        })
    });
    let mut table = Builder::new(briefing, "conflict_sides", "One row for each side of a conflict.")
        .key("conflict", "conflicts", "The conflict.")
        .key("fact", "facts", "The side, where it is a fact.")
        .key("source", "sources", "The document that it stands in.")
        .column("place", Kind::Text, "Where in the document.")
        .column("excerpt", Kind::Text, "Its words.")
        .rows(rows);
    table.keyed = false;
    table
}

fn gaps(ctx: &Context<'_>) -> Table {
    let briefing = ctx.briefing;
    let rows = briefing.gaps.iter().map(|gap| {
        row([
            vec![
                text(ctx.briefing.subject_name(gap.subject)),
                text(&briefing.indicators[gap.indicator].slug),
                text(gap.reason.word()),
            ],
            each(briefing, gap.note.as_ref()),
            vec![text(gap.facts.iter().map(|id| briefing.facts[*id].slug.as_str()).collect::<Vec<_>>().join(" "))],
        ])
    });
    let mut table = Builder::new(briefing, "gaps", "One row for each thing that was looked for and not found.")
        .key("subject", "subjects", "For which place.")
        .key("indicator", "indicators", "What was looked for.")
        .one_of("reason", "Why there is no fact.", GapReason::ALL.iter().map(|reason| reason.word()))
        .in_each("note", "What to know of it.")
        .column("facts", Kind::Text, "The facts that are stated instead, separated by blanks.")
        .rows(rows);
    table.keyed = false;
    table
}
