//! Publishing into real folders: refusals, exchange, reuse, interrupted builds.
#![expect(clippy::disallowed_methods, reason = "a test looks at what was written")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::place::Place;
use super::{PublishError, Staging, exchange, recover};

/// A root with content and nothing built.
fn root() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("content")).unwrap();
    root
}

/// Every file under a folder with its text.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}

fn publish(root: &Path, files: &[(&str, &str)]) {
    let staging = Staging::begin(root, &root.join("site")).unwrap();
    files.par_iter().for_each(|(route, text)| staging.write(route, text.as_bytes()).unwrap());
    assert_eq!(staging.publish().unwrap().files, files.len());
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .max_depth(1)
        .into_iter()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn error(root: &Path, output: PathBuf) -> String {
    let error = Staging::begin(root, &output).unwrap_err();
    assert_eq!(error.status(), 2);
    error.to_string().replace(root.to_str().unwrap(), "ROOT")
}

#[test]
fn a_new_site_replaces_the_old_one_whole() {
    let root = root();
    publish(root.path(), &[("index.html", "old"), ("facts/gone.html", "x")]);
    publish(root.path(), &[("zh/index.html", "b"), ("index.html", "a")]);
    let manifest = "{\"generator\":\"briefing\",\"files\":{\n\
        \"index.html\":\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\",\n\
        \"zh/index.html\":\"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d\"\n}}\n";
    let expected = [("index.html", "a"), ("manifest.json", manifest), ("zh/index.html", "b")];
    let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(tree(&root.path().join("site")), BTreeMap::from(expected));
    assert!(serde_json::from_str::<serde_json::Value>(manifest).is_ok());
    assert_eq!(names(root.path()), ["content", "site"], "nothing stays beside it");
}

#[test]
fn a_site_that_was_not_finished_leaves_the_old_one() {
    let root = root();
    publish(root.path(), &[("index.html", "old")]);
    let staging = Staging::begin(root.path(), &root.path().join("site")).unwrap();
    staging.write("index.html", b"new").unwrap();
    drop(staging);
    assert_eq!(tree(&root.path().join("site"))["index.html"], "old");
    assert_eq!(names(root.path()), ["content", "site"]);
}

#[test]
fn what_a_killed_build_left_is_cleared_by_the_next() {
    let root = root();
    publish(root.path(), &[("index.html", "old")]);
    fs::create_dir(root.path().join(".site.briefing-aB3dE6")).unwrap();
    fs::create_dir(root.path().join(".site.briefing-notes-of-mine")).unwrap();
    fs::rename(root.path().join("site"), root.path().join(".site.briefing-previous")).unwrap();
    drop(Staging::begin(root.path(), &root.path().join("site")).unwrap());
    assert_eq!(names(root.path()), [".site.briefing-notes-of-mine", "content", "site"]);
    assert_eq!(tree(&root.path().join("site"))["index.html"], "old", "the site that stood aside is back");
}

#[test]
fn two_builds_do_not_write_at_once() {
    let root = root();
    let output = root.path().join("site");
    let first = Staging::begin(root.path(), &output).unwrap();
    let second = Staging::begin(root.path(), &output).unwrap_err();
    assert!(matches!(second, PublishError::Busy { .. }));
    assert_eq!(second.status(), 3);
    Staging::begin(root.path(), &root.path().join("other")).unwrap();
    drop(first);
    Staging::begin(root.path(), &output).unwrap();
}

#[test]
fn folders_that_no_build_made_are_not_replaced() {
    let root = root();
    let at = |name: &str| root.path().join(name);
    fs::create_dir_all(at("mine")).unwrap();
    File::create_new(at("mine/photo.jpg")).unwrap();
    let refusal = "`ROOT/mine` is not replaced by a site because it holds files that no build of a briefing made";
    assert_eq!(error(root.path(), at("mine")), refusal);
    File::create_new(at("mine/manifest.json")).unwrap();
    assert_eq!(error(root.path(), at("mine")), refusal);
    assert!(error(root.path(), at("mine/photo.jpg")).ends_with("it is a file"));
    publish(root.path(), &[("index.html", "old")]);
    fs::create_dir(at("site/.git")).unwrap();
    assert!(error(root.path(), at("site")).contains("is a Git repository"));
}

#[test]
fn the_briefing_itself_is_not_replaced() {
    let root = root();
    let inner = root.path().join("content");
    assert!(error(root.path(), root.path().to_owned()).contains("own files"));
    assert!(error(root.path(), inner.join("..")).contains("own files"));
    assert!(error(root.path(), root.path().parent().unwrap().to_owned()).contains("own files"));
    assert!(error(root.path(), inner.clone()).contains("own files"));
    assert!(error(root.path(), inner.join("new/site")).contains("own files"));
    assert!(error(root.path(), PathBuf::from("/")).contains("root of the file system"));
    assert!(error(root.path(), root.path().join("none/../..")).contains("does not exist"));
    assert_eq!(names(root.path()), ["content"]);
    assert_eq!(names(&inner), [""; 0]);
}

#[test]
fn routes_stay_under_the_root_and_are_written_once() {
    let root = root();
    let staging = Staging::begin(root.path(), &root.path().join("site")).unwrap();
    for route in ["", "/etc/x", "../x", "a/../../x", "a//b", "a/", "./a", "a\\b", "C:/x", "a\0b", "manifest.json"] {
        assert!(matches!(staging.write(route, b""), Err(PublishError::Route { .. })), "{route:?}");
    }
    staging.write("data/.nojekyll", b"").unwrap();
    assert_eq!(
        staging.write("data/.nojekyll", b"").unwrap_err().to_string(),
        "`data/.nojekyll` is written twice (perhaps in other letter case)"
    );
    let inside = staging.write("data/.nojekyll/x", b"").unwrap_err().to_string();
    assert!(inside.starts_with("cannot write `") && inside.contains("site/data/.nojekyll/x`: "), "{inside}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_and_its_target_is_replaced() {
    let root = root();
    let target = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(target.path(), root.path().join("site")).unwrap();
    publish(root.path(), &[("index.html", "a")]);
    assert!(root.path().join("site").is_symlink());
    assert_eq!(tree(target.path())["index.html"], "a");
    std::os::unix::fs::symlink("nowhere", root.path().join("dangling")).unwrap();
    assert!(Staging::begin(root.path(), &root.path().join("dangling")).is_err());
}

#[cfg(unix)]
#[test]
fn a_new_site_can_be_read_by_a_web_server() {
    use std::os::unix::fs::PermissionsExt;
    let root = root();
    fs::create_dir(root.path().join("ordinary")).unwrap();
    publish(root.path(), &[("index.html", "a")]);
    let mode = |name| fs::metadata(root.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("site"), mode("ordinary"));
}

#[test]
fn without_an_exchange_the_old_site_makes_way_or_comes_back() {
    let root = root();
    let at = |name: &str| root.path().join(name);
    publish(root.path(), &[("index.html", "old")]);
    fs::create_dir(at("new")).unwrap();
    let place = Place::find(root.path(), &at("site")).unwrap();
    exchange::put_in_turn(&at("new"), &place).unwrap();
    assert_eq!(names(root.path()), [".site.briefing-previous", "content", "site"]);
    fs::rename(at("site"), at("new")).unwrap();
    fs::rename(place.previous(), at("site")).unwrap();
    exchange::put_in_turn(&at("missing"), &place).unwrap_err();
    assert_eq!(tree(&at("site"))["index.html"], "old");
}

#[test]
fn whatever_keeps_the_old_site_from_making_way_leaves_it_whole() {
    let root = root();
    let at = |name: &str| root.path().join(name);
    publish(root.path(), &[("index.html", "old")]);
    let place = Place::find(root.path(), &at("site")).unwrap();
    // A rename onto a folder that is not empty fails, and not for want of an exchange.
    fs::create_dir_all(place.previous().join("full")).unwrap();
    fs::create_dir(at("new")).unwrap();
    exchange::put_in_turn(&at("new"), &place).unwrap_err();
    assert_eq!(tree(&at("site"))["index.html"], "old");
}

#[test]
fn a_build_killed_between_the_two_renames_is_completed_by_the_next_start() {
    let root = root();
    let at = |name: &str| root.path().join(name);
    publish(root.path(), &[("index.html", "old")]);
    let place = Place::find(root.path(), &at("site")).unwrap();
    fs::create_dir(place.next()).unwrap();
    fs::write(place.next().join("index.html"), "new").unwrap();
    fs::rename(at("site"), place.previous()).unwrap();
    let said = recover(root.path(), &at("site")).unwrap();
    assert!(
        said.len() == 1 && said[0].starts_with("the site that a stopped build had finished now stands at"),
        "{said:?}"
    );
    assert_eq!(tree(&at("site"))["index.html"], "new");
    assert_eq!(names(root.path()), ["content", "site"]);
    // Killed before the first of them.
    fs::create_dir(place.next()).unwrap();
    fs::write(place.next().join("index.html"), "newer").unwrap();
    fs::write(at("site/manifest.json"), "{\"generator\":\"briefing\",\"files\":{}}").unwrap();
    recover(root.path(), &at("site")).unwrap();
    assert_eq!(tree(&at("site"))["index.html"], "newer");
    assert_eq!(recover(root.path(), &at("site")).unwrap(), [""; 0]);
}

#[test]
fn what_cannot_be_cleared_is_named_and_stops_nothing() {
    let root = root();
    publish(root.path(), &[("index.html", "old")]);
    let place = Place::find(root.path(), &root.path().join("site")).unwrap();
    fs::create_dir(root.path().join(".site.briefing-aB3dE6")).unwrap();
    let refuse = |_: &Path| Err(std::io::ErrorKind::PermissionDenied.into());
    let said = recover::sweep(&place, &refuse).unwrap();
    assert!(said.len() == 1 && said[0].contains(".site.briefing-aB3dE6`, left by an earlier build, cannot be cleared"));
}

#[cfg(unix)]
#[test]
fn folders_that_may_not_be_written_are_cleared_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let root = root();
    publish(root.path(), &[("facts/a.html", "old")]);
    fs::set_permissions(root.path().join("site/facts"), PermissionsExt::from_mode(0o555)).unwrap();
    publish(root.path(), &[("index.html", "new")]);
    assert_eq!(names(root.path()), ["content", "site"]);
}

#[test]
fn a_build_that_is_asked_to_end_leaves_the_old_site_and_nothing_else() {
    let root = root();
    publish(root.path(), &[("index.html", "old")]);
    let staging = Staging::begin(root.path(), &root.path().join("site")).unwrap();
    staging.write("index.html", b"new").unwrap();
    staging.interrupt.ask();
    assert!(matches!(staging.write("a.html", b""), Err(PublishError::Interrupted)));
    let error = staging.publish().unwrap_err();
    assert_eq!(
        (error.status(), error.to_string().as_str()),
        (130, "stopped before the site was finished; the old one stands")
    );
    assert_eq!(tree(&root.path().join("site"))["index.html"], "old");
    assert_eq!(names(root.path()), ["content", "site"]);
}

#[test]
fn files_that_no_build_made_are_kept_and_named() {
    let root = root();
    publish(root.path(), &[("index.html", "old"), ("gone.html", "x")]);
    fs::write(root.path().join("site/CNAME"), "briefing.test").unwrap();
    fs::create_dir(root.path().join("site/notes")).unwrap();
    fs::write(root.path().join("site/notes/mine.txt"), "mine").unwrap();
    for text in ["new", "newer"] {
        let staging = Staging::begin(root.path(), &root.path().join("site")).unwrap();
        staging.write("index.html", text.as_bytes()).unwrap();
        let published = staging.publish().unwrap();
        assert_eq!(published.notes, ["kept in the site, though no build made them: `CNAME`, `notes/mine.txt`"]);
        let files = tree(&root.path().join("site"));
        let paths: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(paths, ["CNAME", "index.html", "manifest.json", "notes/mine.txt"]);
        assert_eq!((files["CNAME"].as_str(), files["index.html"].as_str()), ("briefing.test", text));
    }
}

#[test]
fn a_file_that_no_build_made_is_not_replaced_by_one_of_the_site() {
    let root = root();
    let begin = || Staging::begin(root.path(), &root.path().join("site")).unwrap();
    publish(root.path(), &[("index.html", "old")]);
    fs::write(root.path().join("site/a.html"), "mine").unwrap();
    let error = begin().write("a.html", b"new").unwrap_err();
    assert!(
        error.status() == 2 && error.to_string().ends_with("was made by no build, and the new site has a file there")
    );
    fs::rename(root.path().join("site/a.html"), root.path().join("site/facts")).unwrap();
    let staging = begin();
    staging.write("facts/b.html", b"new").unwrap();
    assert!(matches!(staging.publish(), Err(PublishError::Kept { .. })));
    assert_eq!(tree(&root.path().join("site"))["facts"], "mine");
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_gets_the_rights_of_this_build() {
    use std::os::unix::fs::PermissionsExt;
    let root = root();
    publish(root.path(), &[("index.html", "a")]);
    let at = |name: &str| root.path().join(name);
    let mode = |name: &str| fs::metadata(at(name)).unwrap().permissions().mode() & 0o777;
    let (file, folder) = (mode("site/index.html"), mode("site"));
    fs::set_permissions(at("site/index.html"), PermissionsExt::from_mode(0o600)).unwrap();
    fs::set_permissions(at("site"), PermissionsExt::from_mode(0o700)).unwrap();
    publish(root.path(), &[("index.html", "a")]);
    assert_eq!((mode("site/index.html"), mode("site")), (file, folder));
}

#[test]
fn an_unchanged_file_keeps_its_time_and_a_changed_one_is_written_anew() {
    let root = root();
    let time = |name: &str| fs::metadata(root.path().join("site").join(name)).unwrap().modified().unwrap();
    publish(root.path(), &[("a.html", "a"), ("b.html", "b")]);
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(86_400);
    for name in ["a.html", "b.html"] {
        let file = File::options().write(true).open(root.path().join("site").join(name)).unwrap();
        file.set_modified(old).unwrap();
    }
    publish(root.path(), &[("a.html", "a"), ("b.html", "c")]);
    assert_eq!(time("a.html"), old);
    assert_ne!(time("b.html"), old);
    assert_eq!(tree(&root.path().join("site"))["b.html"], "c");
}
