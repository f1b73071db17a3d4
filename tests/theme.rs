//! What templates may use is a page of the docs, written from the program.
#![allow(clippy::disallowed_methods, reason = "reads templates, writes the page")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use briefing::draft::starter;
use briefing::load::files::Files;
use briefing::problem::Problems;
use briefing::render::variables;
use briefing::session::{self, Session, Site};
use briefing::theme::shipped_words;
use briefing::theme::strings::Strings;
use serde_json::Value;

const PAGE: &str = "docs/site/content/pages/templates.md";
/// Deeper parts of a variable are left to the template that prints them.
const DEEPEST: usize = 4;

/// What each variable is, by its path: `own.rows[].label`.
type Seen = BTreeMap<String, BTreeSet<&'static str>>;

/// Two briefings that have every kind of page.
fn sites() -> Vec<Site> {
    let request = starter::Request {
        languages: vec!["en".to_owned(), "zh".to_owned()],
        title: BTreeMap::new(),
        empty: false,
        program: "",
    };
    let shown = |path: &str| ["site.toml", "content/"].iter().any(|start| path.starts_with(start));
    let files = starter::files(&request).into_iter().filter(|(path, _)| shown(path));
    let glossary = "[[term]]\nid = \"port\"\nlabel = { en = \"port\", zh = \"港口\" }\nsay = { en = \"A place for boats.\", zh = \"停船的地方。\" }\n";
    let files = files.chain([("content/glossary.toml".to_owned(), glossary.to_owned())]);
    let new = Session::of(Files::from_texts(files), Problems::new());
    let region = Session::load("tests/fixtures/region".as_ref(), Problems::new()).expect("it is there");
    [new, region].map(planned).into()
}

fn planned(mut session: Session) -> Site {
    let briefing = session.check(&session::options(None)).expect("it checks");
    session.plan(briefing).expect("the theme works")
}

/// The variables of every template, and those that all have.
fn seen() -> (Seen, BTreeMap<&'static str, Seen>) {
    let (mut frame, mut own): (Seen, BTreeMap<&'static str, Seen>) = Default::default();
    for site in sites() {
        let ctx = site.context();
        for view in &site.plan.views {
            let shown = view.shows(&site.briefing);
            for page in site.plan.pages_of(*view) {
                let variables = variables(&ctx, &page, &shown);
                let of =
                    |name: &str| serde_json::to_value(variables.get(name).expect("it is there")).expect("it is data");
                note("page", &of("page"), &mut frame, 0);
                note("own", &of("own"), own.entry(view.kind().template).or_default(), 0);
            }
        }
    }
    (frame, own)
}

fn note(path: &str, value: &Value, seen: &mut Seen, depth: usize) {
    let kind = match value {
        Value::Object(parts) => {
            for (key, part) in parts.iter().filter(|_| depth < DEEPEST) {
                note(&format!("{path}.{key}"), part, seen, depth + 1);
            }
            return;
        }
        Value::Array(items) => {
            items.iter().for_each(|item| note(&format!("{path}[]"), item, seen, depth));
            "list"
        }
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "number",
        Value::String(_) => "text",
    };
    seen.entry(path.to_owned()).or_default().insert(kind);
}

/// What the program's own docs say of the fields of the frame.
fn told() -> BTreeMap<String, String> {
    let source = std::fs::read_to_string("src/render/frame.rs").unwrap();
    let mut told = BTreeMap::new();
    for of in ["Frame", "Styled"] {
        let fields = source.split(&format!("pub struct {of} {{")).nth(1).and_then(|rest| rest.split("\n}").next());
        let mut words = String::new();
        for line in fields.expect("it is declared").lines().map(str::trim) {
            if let Some(doc) = line.strip_prefix("///") {
                words.push_str(doc);
            } else if let Some((name, _)) = line.strip_prefix("pub ").and_then(|field| field.split_once(':')) {
                let path = if of == "Frame" { format!("page.{name}") } else { format!("page.look.{name}") };
                told.insert(path, std::mem::take(&mut words).trim().to_owned());
            }
        }
    }
    told
}

fn block(seen: &Seen, told: &BTreeMap<String, String>) -> String {
    let width = seen.keys().map(String::len).max().unwrap_or(0);
    let mut text = String::from("```text\n");
    for (path, kinds) in seen {
        let kinds = kinds.iter().copied().collect::<Vec<_>>().join(" or ");
        let doc = told.get(path).map(|doc| format!("  {doc}")).unwrap_or_default();
        writeln!(text, "{}", format!("{path:<width$}  {kinds}{doc}").trim_end()).unwrap();
    }
    text + "```\n"
}

fn page() -> String {
    let (frame, own) = seen();
    let mut text = String::from(
        "+++\ntitle = \"What a template may use\"\n+++\n\nMade from the program: every variable of every template, as two small \
         briefings fill them. `[]` stands for each entry of a list; *nothing* means that it may be missing. How to put a \
         template of one's own in place: [the look](page:look).\n\n## Every template\n\n`t` holds the words of the interface, by \
         the keys of `templates/strings/`: `{{ t.nav.search }}`. Three filters fill them: `{{ t.row.place | fill(place=x) }}` \
         puts a value to its name in braces, `{{ t.facts | count(n=x) }}` takes the form for one or for others, \
         `{{ x | json }}` writes data for a script. `page` is the frame:\n\n",
    );
    text.push_str(&block(&frame, &told()));
    for (template, seen) in own {
        write!(text, "\n## {template}\n\n{}", block(&seen, &BTreeMap::new())).unwrap();
    }
    text
}

/// `UPDATE_DOCS=1 cargo test --test theme` writes it.
#[test]
fn the_docs_list_what_every_template_may_use() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let held = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert_eq!(held, page, "{PAGE} is out of date: UPDATE_DOCS=1 cargo test --test theme");
}

/// Every field of the frame says what it is.
#[test]
fn every_variable_of_the_frame_is_explained() {
    let (frame, _) = seen();
    let told = told();
    let top = frame.keys().filter(|path| !path.contains("[]")).map(|path| {
        let depth = if path.starts_with("page.look.") { 3 } else { 2 };
        path.split('.').take(depth).collect::<Vec<_>>().join(".")
    });
    let silent: BTreeSet<String> = top.filter(|path| told.get(path).is_none_or(String::is_empty)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// What the shipped templates print is in the list, so that a reader of the one understands the other.
#[test]
fn the_shipped_templates_use_nothing_that_is_not_listed() {
    let (frame, own) = seen();
    let known = |path: &str| {
        let begins = |seen: &Seen| {
            seen.keys()
                .any(|key| key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])))
        };
        begins(&frame) || own.values().any(begins)
    };
    let mut unknown = BTreeSet::new();
    let templates = walkdir::WalkDir::new("templates").into_iter().filter_map(Result::ok);
    for file in templates.filter(|file| file.path().extension().is_some_and(|end| end == "html")) {
        let text = std::fs::read_to_string(file.path()).unwrap();
        for inside in text.split(['{', '}']) {
            for (at, name) in inside.match_indices("page.").chain(inside.match_indices("own.")) {
                if inside[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == '"' || c == '/')
                {
                    continue;
                }
                let rest = &inside[at + name.len()..];
                let end = rest
                    .find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
                    .unwrap_or(rest.len());
                let path = format!("{name}{}", &rest[..end]);
                if !known(&path) {
                    unknown.insert(format!("{}: {path}", file.path().display()));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// The words of every shipped language, by its code.
fn shipped() -> BTreeMap<String, Strings> {
    let files = std::fs::read_dir("templates/strings").unwrap().map(|entry| entry.unwrap().path());
    let read = |path: std::path::PathBuf| {
        let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (own, faults) = Strings::read(&code, &std::fs::read_to_string(&path).unwrap());
        assert!(faults.is_empty(), "{code}: {faults:?}");
        (code, own)
    };
    files.map(read).collect()
}

/// Every shipped language says only what something asks for, and fills the same places as English.
#[test]
fn every_shipped_language_fills_the_places_that_english_has() {
    let places = |words: &str| -> BTreeSet<String> {
        words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    let all = shipped_words();
    for (code, own) in shipped() {
        let unknown: Vec<&str> = own.keys().filter(|key| !all.has(key)).collect();
        assert!(unknown.is_empty(), "nothing asks for {unknown:?} of `{code}`");
        for key in own.keys().filter(|key| !key.ends_with(".one")) {
            assert_eq!(places(own.get(key)), places(all.get(key)), "{key} in `{code}`");
        }
        assert!(Path::new("templates/locale").join(format!("{code}.toml")).exists(), "`{code}` has no locale file");
    }
}

/// `cargo test --test theme -- --ignored` names what is still to translate; the release workflow asks it.
#[test]
#[ignore = "a release waits for it; until then English stands in for a word that is new"]
fn every_shipped_language_has_every_word() {
    let all = shipped_words();
    let mut lacking = Vec::new();
    for (code, own) in shipped() {
        // A language without a form for one needs none.
        let lacks = all.keys().filter(|key| !own.has(key) && !key.ends_with(".one"));
        lacking.extend(lacks.map(|key| format!("{code}: {key}")));
    }
    assert!(lacking.is_empty(), "to translate, with `briefing words CODE`: {lacking:#?}");
}
