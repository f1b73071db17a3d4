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
use support::{FACT, Folder, Site};

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
