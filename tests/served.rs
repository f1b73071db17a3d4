//! What `serve` answers while a briefing is written is what a build of the same files would write.

#![allow(clippy::disallowed_methods, reason = "does what a person does to a briefing")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use briefing::export;
use briefing::problem::Problems;
use briefing::publish;
use briefing::serve::Pages;
use briefing::serve::model::Reader;
use briefing::session::{self, Session};
use proptest::prelude::*;
use rayon::prelude::*;
use support::{FACT, Folder, SITE, Site};

/// A whole site by its paths, or nothing where the content has an error.
type Built = Option<BTreeMap<String, Vec<u8>>>;

/// All that a build of the files as they are now would write.
fn cold(root: &Path) -> Built {
    let mut session = Session::load(root, Problems::for_drafts()).expect("a site");
    let briefing = session.check(&session::options(None))?;
    let site = session.plan(briefing)?;
    let pages = site.pages().map(|(path, html)| (path, html.expect("the theme works").into_bytes()));
    let mut files: BTreeMap<String, Vec<u8>> = pages.collect();
    files.extend(export::files(site.whole()).iter().map(|file| (file.path.clone(), file.bytes(site.whole()))));
    let listed = files.clone().into_par_iter().map(Ok::<_, ()>);
    files.insert(publish::MANIFEST.to_owned(), publish::manifest(listed).expect("all were made"));
    Some(files)
}

/// What a person does to a briefing between two saves.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, String),
    Strike(&'static str),
}

fn sheet(values: &[u32]) -> String {
    let fact = |(n, value): (usize, &u32)| {
        // Each of another year, so that none contradicts another.
        let fact = FACT.replace("a-revenue", &format!("revenue-{n}")).replace("2024", &format!("{}", 2020 + n));
        fact.replace(">2300亿元", &format!("{value}亿元")).replace("超2300", &value.to_string())
    };
    values.iter().enumerate().map(fact).collect()
}

/// Texts that are right and wrong, of every kind of file that a site is made of.
fn edits() -> impl Strategy<Value = Edit> {
    let write = |path: &'static str| move |text: String| Edit::Write(path, text);
    let words = || "[a-z]{1,8}( [a-z]{1,8}){0,4}";
    let body = words().prop_map(|text| format!("+++\ntitle = {{ en = \"Alba\" }}\n+++\nIt is {text}.\n"));
    let home = words().prop_map(|text| {
        format!("+++\ntitle = {{ en = \"Home\" }}\n+++\n{text} in [Alba](city:alba), where [](fact:revenue-0).\n")
    });
    let page = words().prop_map(|text| format!("+++\ntitle = {{ en = \"{text}\" }}\n+++\n## {text}\n\nMore.\n"));
    prop_oneof![
        3 => body.prop_map(write("content/cities/alba.md")),
        2 => home.prop_map(write("content/index.md")),
        3 => proptest::collection::vec(1_u32..9999, 0..4).prop_map(|values| sheet(&values))
            .prop_map(write("content/sources/report/facts.toml")),
        2 => page.clone().prop_map(write("content/pages/method.md")),
        1 => page.prop_map(|text| text.replacen("+++", "++", 1)).prop_map(write("content/pages/method.md")),
        1 => Just(Edit::Strike("content/pages/method.md")),
        1 => Just(Edit::Strike("content/sources/report/facts.toml")),
        1 => words().prop_map(|text| format!("{text}。\n")).prop_map(write("content/cities/alba.zh.md")),
        1 => Just(Edit::Strike("content/cities/alba.zh.md")),
        1 => words().prop_map(|text| SITE.replacen("A test.", &text, 1)).prop_map(write("site.toml")),
        1 => Just(SITE.replacen("[[kind]]", "names = [\"4\"]\n[[kind]]", 1)).prop_map(write("site.toml")),
        1 => words().prop_map(|text| format!("[nav]\nsources = \"{text}\"\n")).prop_map(write("templates/strings/en.toml")),
        1 => Just(Edit::Strike("templates/strings/en.toml")),
        1 => "[1-9]{1,3}".prop_map(|n| format!("+++\ntitle = {{ en = \"Alba\" }}\n+++\nIt has [{n}](fact:revenue-0).\n"))
            .prop_map(write("content/cities/alba.md")),
        1 => words().prop_map(|text| format!("<p>{text}</p>")).prop_map(write("templates/part/neighbours.html")),
        1 => Just(Edit::Strike("templates/part/neighbours.html")),
        1 => words().prop_map(write("static/note.txt")),
        1 => Just(Edit::Strike("static/note.txt")),
    ]
}

fn edit(folder: &Folder, edit: &Edit) {
    match edit {
        Edit::Write(path, text) => folder.write(path, text.as_bytes()),
        // What is not there was struck before.
        Edit::Strike(path) => drop(std::fs::remove_file(folder.path(path))),
    }
}

/// A model of the site answers every address as the build does, and no address that only an earlier one had; whether
/// there is a site at all.
fn answers_alike(reader: &Reader, folder: &Folder, known: &mut BTreeSet<String>) -> bool {
    let built = cold(&folder.path(""));
    let model = reader.read();
    assert_eq!(model.is_ok(), built.is_some(), "{model:?}");
    let (Ok(model), Some(built)) = (model, built) else { return false };
    for (path, bytes) in &built {
        let made = model.bytes(path).unwrap_or_else(|| panic!("nothing stands at {path}")).expect("it can be made");
        assert!(made == *bytes, "{path} is not what a build writes");
    }
    for path in known.iter().filter(|path| !built.contains_key(*path)) {
        assert!(!model.has(path) && model.bytes(path).is_none(), "{path} is gone from the site");
    }
    known.extend(built.into_keys());
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_in_a_row_are_answered_as_a_build_would_write_them(
        run in proptest::collection::vec(edits(), 5..8),
    ) {
        let start = Site::of(&format!("-- content/sources/report/facts.toml --\n{}", sheet(&[2300])));
        let folder = Folder::of(&start);
        let reader = Reader::new(folder.path(""), session::options(None));
        let mut known = BTreeSet::new();
        prop_assert!(answers_alike(&reader, &folder, &mut known), "the edits begin with a whole site");
        for step in &run {
            edit(&folder, step);
            answers_alike(&reader, &folder, &mut known);
        }
    }
}

/// What is done again when one file changes is what that file decides.
#[test]
fn a_change_of_one_body_reads_that_body_and_a_change_of_a_fact_reads_every_body() {
    let start = Site::of(&format!("-- content/sources/report/facts.toml --\n{}", sheet(&[2300])));
    let folder = Folder::of(&start);
    let reader = Reader::new(folder.path(""), session::options(None));
    let read = || {
        reader.read().expect("a whole site");
        reader.done_again()
    };
    let (files, bodies) = read();
    assert!(files > bodies && bodies == 6, "at first everything is read: {files} files, {bodies} bodies");
    assert_eq!(read(), (0, 0), "nothing has changed");
    folder.write("content/cities/alba.md", b"+++\ntitle = { en = \"Alba\" }\n+++\nA large city.\n");
    assert_eq!(read(), (1, bodies), "its title has changed too, which every body may be read by");
    folder.write("content/cities/alba.md", b"+++\ntitle = { en = \"Alba\" }\n+++\nA small city.\n");
    assert_eq!(read(), (1, 1), "its words alone have changed");
    folder.write("content/sources/report/facts.toml", sheet(&[2400]).as_bytes());
    assert_eq!(read(), (1, bodies), "bodies are held against the facts");
    folder.write("content/pages/method.md", b"+++\ntitle = { en = \"M\" }\n+++\nMore.\n");
    assert_eq!(read(), (files + 1, bodies + 1), "places are counted by the files that there are");
    folder.write("static/note.txt", b"a note");
    assert_eq!(read(), (0, 0), "a picture is read by nobody");
}
