//! Writes content files as one change: afterwards each holds its new text, or each its old one.
//!
//! New texts are written beside the files and synced; a list of them is put in place, which is the moment of the
//! change; then each is renamed over its file. A command killed before that moment changed nothing, and one killed
//! after it is finished by the next. A single file needs no list: its own rename is the moment.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::TempPath;
use walkdir::WalkDir;

use super::error::PublishError;
use super::lock::Lock;
use super::record::hexadecimal;

/// The list of a change that is being put in place, in the root.
const LIST: &str = ".briefing-change";
/// What the name of a new text has between its file's and a random end.
const MARK: &str = ".briefing-";
/// Held while a change is written.
const LOCK: &str = ".briefing-change-lock";

/// A file of a change.
#[derive(Debug, Serialize, Deserialize)]
struct Step {
    /// Its path under the root.
    path: String,
    /// The name of the new text beside it; empty where the file goes.
    new: String,
    /// SHA-256 of the text that it replaces; empty where there was none.
    was: String,
}

/// Writes `files`, each a path under `root` and its new text.
///
/// # Errors
/// Where the machine refuses. No file has changed then, unless it refuses a rename in the folder where it took the
/// new text: the next command finishes that.
pub fn write(root: &Path, files: &[(&str, &str)]) -> Result<(), PublishError> {
    carry_out(root, files, &[])
}

/// Writes `files`, and clears those of the paths in `gone`, as one change.
///
/// # Errors
/// As [`write`] does.
pub fn carry_out(root: &Path, files: &[(&str, &str)], gone: &[&str]) -> Result<(), PublishError> {
    if files.is_empty() && gone.is_empty() {
        return Ok(());
    }
    let _lock = Lock::wait(root.join(LOCK)).map_err(PublishError::io("write into", root))?;
    put_in_place(root)?;
    let mut steps = Vec::new();
    let mut texts = Vec::new();
    for (path, text) in files {
        let file = real(&root.join(path));
        let (step, new) = prepare(path, &file, text.as_bytes()).map_err(PublishError::io("write", &file))?;
        steps.push(step);
        texts.push(new);
    }
    for path in gone {
        let file = real(&root.join(path));
        let was = hash(&file).map_err(PublishError::io("read", &file))?;
        steps.push(Step { path: (*path).to_owned(), new: String::new(), was });
    }
    if let ([step], [_]) = (steps.as_slice(), texts.as_slice()) {
        let file = real(&root.join(&step.path));
        let new = texts.remove(0);
        new.persist(&file).map_err(|error| PublishError::io("replace", &file)(error.error))?;
        return sync_folder(&file).map_err(PublishError::io("write", &file));
    }
    // From here on the list answers for them.
    for new in texts {
        new.keep().map_err(|error| PublishError::io("write into", root)(error.error))?;
    }
    if let Err(cause) = list(root, &steps) {
        let new = steps.iter().filter(|step| !step.new.is_empty());
        new.for_each(|step| drop(fs::remove_file(beside(root, step))));
        return Err(PublishError::io("write into", root)(cause));
    }
    put_in_place(root).map(drop)
}

/// Finishes a change that a killed command had decided on; gives what there is to say of it.
///
/// # Errors
/// Where the machine refuses.
pub fn finish(root: &Path) -> Result<Vec<String>, PublishError> {
    if root.join(LIST).exists() {
        let _lock = Lock::wait(root.join(LOCK)).map_err(PublishError::io("write into", root))?;
        let said = put_in_place(root)?;
        sweep(root);
        return Ok(said);
    }
    // A lock that nobody holds is a killed command's. What cannot be cleared does no harm.
    if root.join(LOCK).exists()
        && let Ok(Some(_lock)) = Lock::take(root.join(LOCK))
    {
        sweep(root);
    }
    Ok(Vec::new())
}

/// Clears new texts that no list answers for any more.
fn sweep(root: &Path) {
    let lists = WalkDir::new(root).max_depth(1).into_iter();
    let texts = WalkDir::new(root.join("content")).into_iter();
    for file in lists.chain(texts).filter_map(Result::ok).filter(|file| file.file_type().is_file()) {
        let name = file.file_name().to_string_lossy();
        let text = name.strip_prefix('.').and_then(|name| name.rsplit_once(MARK)).map(|(_, end)| end);
        if text.or(name.strip_prefix(LOCK)).is_some_and(is_random) {
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Carries out the list, if there is one.
#[expect(clippy::disallowed_methods, reason = "the list is this room's own, and no input of the site")]
fn put_in_place(root: &Path) -> Result<Vec<String>, PublishError> {
    let list = root.join(LIST);
    let text = match fs::read(&list) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(PublishError::io("read", &list)(cause)),
    };
    let steps: Vec<Step> =
        serde_json::from_slice(&text).map_err(|cause| PublishError::io("read", &list)(cause.into()))?;
    let mut said = Vec::new();
    for step in &steps {
        let file = real(&root.join(&step.path));
        if step.new.is_empty() {
            said.extend(clear_file(&file, step)?);
            continue;
        }
        if !beside(root, step).exists() {
            continue;
        }
        if hash(&file).map_err(PublishError::io("read", &file))? != step.was {
            // Edited since: the person's text stands, and the machine's goes.
            let _ = fs::remove_file(beside(root, step));
            said.push(format!("`{}` was changed while a command was stopped, and was left as it is", step.path));
            continue;
        }
        fs::rename(beside(root, step), &file).map_err(PublishError::io("replace", &file))?;
        sync_folder(&file).map_err(PublishError::io("write", &file))?;
        said.push(format!("`{}` holds what a stopped command was writing", step.path));
    }
    fs::remove_file(&list).map_err(PublishError::io("clear", &list))?;
    Ok(said)
}

/// Clears a file that is to go, if it holds what it held when that was decided.
fn clear_file(file: &Path, step: &Step) -> Result<Option<String>, PublishError> {
    let holds = hash(file).map_err(PublishError::io("read", file))?;
    if holds.is_empty() {
        return Ok(None);
    }
    if holds != step.was {
        return Ok(Some(format!("`{}` was changed while a command was stopped, and was left as it is", step.path)));
    }
    fs::remove_file(file).map_err(PublishError::io("clear", file))?;
    sync_folder(file).map_err(PublishError::io("write", file))?;
    Ok(Some(format!("`{}` is gone, as a stopped command was doing", step.path)))
}

/// Writes the new text beside its file, with the file's rights.
fn prepare(path: &str, file: &Path, text: &[u8]) -> io::Result<(Step, TempPath)> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)?;
    clear(file)?;
    let prefix = prefix(file);
    let mut new = tempfile::Builder::new();
    new.prefix(&prefix);
    #[cfg(unix)]
    new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut new = new.tempfile_in(folder)?;
    new.write_all(text)?;
    if let Ok(old) = fs::metadata(file) {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.as_file().sync_all()?;
    let new = new.into_temp_path();
    let name = new.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((Step { path: path.to_owned(), new: name, was: hash(file)? }, new))
}

/// Puts the list in place: the moment of the change.
fn list(root: &Path, steps: &[Step]) -> io::Result<()> {
    let mut list = tempfile::Builder::new().prefix(LOCK).tempfile_in(root)?;
    list.write_all(&serde_json::to_vec(steps)?)?;
    list.as_file().sync_all()?;
    list.persist(root.join(LIST)).map_err(|error| error.error)?;
    sync_folder(&root.join(LIST))
}

/// The file that a path leads to: a link stays one, and what it names is written.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn beside(root: &Path, step: &Step) -> PathBuf {
    real(&root.join(&step.path)).with_file_name(&step.new)
}

/// The end of a name that `tempfile` chose.
fn is_random(end: &str) -> bool {
    end.len() == 6 && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn prefix(file: &Path) -> String {
    format!(".{}{MARK}", file.file_name().unwrap_or_default().to_string_lossy())
}

/// Clears what killed commands left beside a file.
#[expect(clippy::disallowed_methods, reason = "reads names beside the file, which are no input of the site")]
fn clear(file: &Path) -> io::Result<()> {
    let prefix = prefix(file);
    for entry in fs::read_dir(file.parent().unwrap_or(file))? {
        let entry = entry?;
        let name = entry.file_name();
        let end = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        if end.is_some_and(is_random) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "only compares what is about to be replaced")]
fn hash(file: &Path) -> io::Result<String> {
    match fs::read(file) {
        Ok(text) => Ok(hexadecimal(&Sha256::digest(text).into())),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(cause),
    }
}

/// Makes the names in a file's folder as lasting as the files.
pub(super) fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(file.parent().unwrap_or(file))?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
mod tests {
    use super::*;

    fn root() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/a.md"), "old a").unwrap();
        fs::write(root.path().join("content/b.md"), "old b").unwrap();
        root
    }

    fn read(root: &Path, path: &str) -> String {
        fs::read_to_string(root.join(path)).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    const BOTH: [(&str, &str); 2] = [("content/a.md", "new a"), ("content/b.md", "new b")];

    /// A change that was decided on and not carried out.
    fn stopped(root: &Path) {
        let prepared = BOTH.map(|(path, text)| prepare(path, &root.join(path), text.as_bytes()).unwrap());
        let steps: Vec<Step> = prepared
            .into_iter()
            .map(|(step, new)| {
                new.keep().unwrap();
                step
            })
            .collect();
        list(root, &steps).unwrap();
    }

    #[test]
    fn files_are_replaced_and_nothing_stays_beside_them() {
        let root = root();
        write(root.path(), &BOTH).unwrap();
        write(root.path(), &[("content/c/new.toml", "c")]).unwrap();
        assert_eq!(read(root.path(), "content/a.md"), "new a");
        assert_eq!(read(root.path(), "content/b.md"), "new b");
        assert_eq!(read(root.path(), "content/c/new.toml"), "c");
        assert_eq!(names(root.path()), ["content"]);
        assert_eq!(names(&root.path().join("content")), ["a.md", "b.md", "c"]);
    }

    #[test]
    fn a_change_that_cannot_be_written_whole_changes_nothing() {
        let root = root();
        let error = write(root.path(), &[BOTH[0], ("content/b.md/inside.md", "x")]).unwrap_err();
        assert!(error.to_string().starts_with("cannot write `"), "{error}");
        assert_eq!(read(root.path(), "content/a.md"), "old a");
        assert_eq!(names(root.path()), ["content"]);
        assert_eq!(names(&root.path().join("content")), ["a.md", "b.md"]);
    }

    #[test]
    fn a_change_that_was_decided_on_is_finished_by_the_next_command() {
        let root = root();
        stopped(root.path());
        assert_eq!(read(root.path(), "content/a.md"), "old a");
        // Killed after the first of the two renames.
        let list = read(root.path(), LIST);
        let steps: Vec<Step> = serde_json::from_str(&list).unwrap();
        fs::rename(beside(root.path(), &steps[0]), root.path().join("content/a.md")).unwrap();
        assert_eq!(finish(root.path()).unwrap(), ["`content/b.md` holds what a stopped command was writing"]);
        assert_eq!(read(root.path(), "content/a.md"), "new a");
        assert_eq!(read(root.path(), "content/b.md"), "new b");
        assert_eq!(finish(root.path()).unwrap(), [""; 0]);
        assert_eq!(names(root.path()), ["content"]);
    }

    #[test]
    fn an_edit_made_since_is_not_overwritten() {
        let root = root();
        stopped(root.path());
        fs::write(root.path().join("content/a.md"), "mine").unwrap();
        let said = finish(root.path()).unwrap();
        assert!(said[0].starts_with("`content/a.md` was changed") && said[1].starts_with("`content/b.md` holds"));
        assert_eq!(read(root.path(), "content/a.md"), "mine");
        assert_eq!(names(&root.path().join("content")), ["a.md", "b.md"]);
    }

    #[test]
    fn what_a_killed_command_had_not_decided_on_is_cleared_by_the_next_change() {
        let root = root();
        fs::write(root.path().join("content/.a.md.briefing-aB3dE6"), "half").unwrap();
        fs::write(root.path().join("content/.a.md.briefing-notes"), "mine").unwrap();
        write(root.path(), &BOTH[..1]).unwrap();
        assert_eq!(names(&root.path().join("content")), [".a.md.briefing-notes", "a.md", "b.md"]);
        fs::write(root.path().join("content/.b.md.briefing-aB3dE6"), "half").unwrap();
        fs::write(root.path().join(format!("{LOCK}aB3dE6")), "half").unwrap();
        fs::write(root.path().join(LOCK), "").unwrap();
        assert_eq!(finish(root.path()).unwrap(), [""; 0]);
        assert_eq!(names(root.path()), ["content"]);
        assert_eq!(names(&root.path().join("content")), [".a.md.briefing-notes", "a.md", "b.md"]);
    }

    #[test]
    fn a_file_moves_as_one_change_and_one_edited_since_stays() {
        let root = root();
        carry_out(root.path(), &[("content/c.md", "old a")], &["content/a.md"]).unwrap();
        assert_eq!(names(&root.path().join("content")), ["b.md", "c.md"]);
        assert_eq!(names(root.path()), ["content"]);
        let steps = [Step { path: "content/b.md".to_owned(), new: String::new(), was: "other".to_owned() }];
        list(root.path(), &steps).unwrap();
        let said = finish(root.path()).unwrap();
        assert!(said[0].starts_with("`content/b.md` was changed while"), "{said:?}");
        assert_eq!(read(root.path(), "content/b.md"), "old b");
    }

    #[cfg(unix)]
    #[test]
    fn rights_are_kept_and_a_link_stays_one() {
        use std::os::unix::fs::PermissionsExt;
        let root = root();
        let at = |name: &str| root.path().join(name);
        fs::set_permissions(at("content/a.md"), PermissionsExt::from_mode(0o640)).unwrap();
        fs::rename(at("content/b.md"), at("real.md")).unwrap();
        std::os::unix::fs::symlink("../real.md", at("content/b.md")).unwrap();
        write(root.path(), &BOTH).unwrap();
        assert_eq!(fs::metadata(at("content/a.md")).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(at("content/b.md").is_symlink());
        assert_eq!(read(root.path(), "real.md"), "new b");
    }
}
