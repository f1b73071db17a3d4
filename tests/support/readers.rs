//! Every reader of what is not trusted, as a function of bytes: what a fuzzer calls.

use std::sync::LazyLock;

use briefing::audit::formats;
use briefing::commands::mcp::Server;
use briefing::draft::table;
use briefing::export::freeze::Editions;
use briefing::language::markdown;
use briefing::load::files::Files;
use briefing::model::colour::Colour;
use briefing::model::coordinates::Coordinates;
use briefing::model::locator::{Cell, Time};
use briefing::model::period::Period;
use briefing::model::quantity::Quantity;
use briefing::model::site::BaseUrl;
use briefing::model::unit::Unit;
use briefing::model::web::WebAddress;
use briefing::problem::{Problems, human, machine};
use briefing::session::{self, Session, Site as Whole};
use briefing::verify::{archive, report, verify};

use super::{Site, small};

/// A reader, by the name of the folder of its texts under `tests/readers/`.
pub struct Reader {
    /// Its name.
    pub name: &'static str,
    /// Reads; whatever it is given, it comes back.
    pub read: fn(&[u8]),
}

/// All of them.
pub const READERS: &[Reader] = &[
    Reader { name: "values", read: |bytes| text(bytes, values) },
    Reader { name: "markdown", read: |bytes| text(bytes, markdown_of) },
    Reader { name: "body", read: |bytes| content("content/pages/method.md", bytes) },
    Reader { name: "source", read: |bytes| content("content/sources/report/index.md", bytes) },
    Reader { name: "facts", read: |bytes| content("content/sources/report/facts.toml", bytes) },
    Reader { name: "site", read: |bytes| content("site.toml", bytes) },
    Reader { name: "indicators", read: |bytes| content("content/indicators.toml", bytes) },
    Reader { name: "conflicts", read: |bytes| content("content/conflicts.toml", bytes) },
    Reader { name: "derived", read: |bytes| content("content/derived.toml", bytes) },
    Reader { name: "versions", read: |bytes| content("content/versions.toml", bytes) },
    Reader { name: "locale", read: |bytes| content("templates/locale/en.toml", bytes) },
    Reader { name: "template", read: |bytes| content("templates/part/neighbours.html", bytes) },
    Reader { name: "map", read: |bytes| text(bytes, |text| drop(table::map(text))) },
    Reader { name: "editions", read: |bytes| drop(Editions::read(bytes)) },
    Reader { name: "archive-txt", read: |bytes| archived("a.txt", bytes) },
    Reader { name: "archive-html", read: |bytes| archived("a.html", bytes) },
    Reader { name: "archive-csv", read: |bytes| archived("a.csv", bytes) },
    Reader { name: "archive-zip", read: |bytes| archived("a.docx", bytes) },
    Reader { name: "report-md", read: |bytes| drop(formats::read(bytes, "a.md")) },
    Reader { name: "report-html", read: |bytes| drop(formats::read(bytes, "a.html")) },
    Reader { name: "report-bib", read: |bytes| drop(formats::read(bytes, "a.bib")) },
    Reader {
        name: "report-zip",
        read: |bytes| {
            drop(formats::read(bytes, "a.docx"));
            drop(formats::read(bytes, "a.odt"));
        },
    },
    Reader { name: "mcp", read: |bytes| text(bytes, asked) },
];

fn text(bytes: &[u8], read: impl Fn(&str)) {
    read(&String::from_utf8_lossy(bytes));
}

/// Everything that a field is parsed into; what was read is written and read again as the same.
fn values(text: &str) {
    for line in text.lines() {
        if let Ok(period) = Period::parse(line) {
            assert_eq!(Period::parse(&period.to_string()).as_ref(), Ok(&period), "{line}");
        }
        for unit in ["", "CNY", "%", "count"].iter().filter_map(|code| Unit::parse(code)) {
            drop(Quantity::parse(line, &unit));
        }
        let _ = Unit::parse(line);
        drop(line.parse::<BaseUrl>());
        drop(line.parse::<WebAddress>());
        let _ = line.parse::<Colour>();
        drop(Cell::parse(line));
        let _ = Time::parse(line);
        let _ = Coordinates::parse(line, line);
    }
}

fn markdown_of(text: &str) {
    let mut open = 0_i64;
    for (event, range) in markdown::events(text) {
        open += match event {
            pulldown_cmark::Event::Start(_) => 1,
            pulldown_cmark::Event::End(_) => -1,
            _ => 0,
        };
        assert!(open >= 0 && text.get(range).is_some());
    }
    assert_eq!(open, 0);
    drop(markdown::raw_html(text));
}

/// The small briefing, whose files are put aside for hostile ones.
static SMALL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| Site::of(&small::text()).texts().to_vec());

/// A briefing with one file that is hostile: checked, told in every way, and where it is whole, planned.
fn content(path: &str, bytes: &[u8]) {
    let own = (path.to_owned(), String::from_utf8_lossy(bytes).into_owned());
    let others = SMALL.iter().filter(|(other, _)| other != path).cloned();
    let mut session = Session::of(Files::from_texts(others.chain([own])), Problems::new());
    let briefing = session.check(&session::options(None));
    assert_eq!(briefing.is_some(), !session.problems.has_errors());
    drop(human::render(&session.problems, &session.files.texts, false));
    drop(machine::github(&session.problems, &session.files.texts));
    if let Some(briefing) = briefing {
        drop(session.plan(briefing));
    }
}

/// The small briefing, read.
static WHOLE: LazyLock<Whole> = LazyLock::new(|| {
    let mut session = Session::of(Files::from_texts(SMALL.iter().cloned()), Problems::new());
    let briefing = session.check(&session::options(None)).expect("the small briefing is whole");
    session.plan(briefing).expect("the theme works")
});

/// Every fact of the small briefing is looked for in a hostile document.
fn archived(name: &str, bytes: &[u8]) {
    let state = archive::state(bytes, name);
    let Whole { briefing, locales, .. } = &*WHOLE;
    let states: Vec<_> = briefing.sources.ids().map(|id| (id, state.clone())).collect();
    drop(report::summary(&verify(briefing, &states, locales)));
}

fn asked(text: &str) {
    let server = Server::new(WHOLE.context());
    text.lines().for_each(|line| drop(server.answer(line)));
}
