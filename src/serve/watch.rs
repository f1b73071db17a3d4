//! Builds anew when a file of the briefing changes.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::{Rebuilt, State};

/// Editors write a file in several steps; this long after the last one counts as a change. A reading that comes between
/// two steps is put right by the next, which does again only what has changed.
const QUIET: Duration = Duration::from_millis(20);

/// What a build reads, besides `site.toml`.
const FOLDERS: [&str; 4] = ["content", "templates", "static", "styles"];

/// The changes under a root, from the moment this was made.
pub struct Changes {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    /// Each message lists the folders that have themselves appeared or been replaced.
    receive: Receiver<Vec<PathBuf>>,
}

/// Begins to watch the files that a build reads.
pub fn changes(root: &Path) -> Result<Changes, notify::Error> {
    let root = root.canonicalize()?;
    let (send, receive) = channel();
    let place = root.clone();
    let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
        // An error says that changes may have been missed.
        let Ok(events) = result else { return send.send(Vec::new()).unwrap_or(()) };
        let events = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
        let paths: Vec<&PathBuf> = events.flat_map(|event| &event.paths).filter(|path| matters(&place, path)).collect();
        if !paths.is_empty() {
            let folders = paths.into_iter().filter(|path| path.parent() == Some(place.as_path()) && is_folder(path));
            // Nobody receives once the server has ended.
            let _ = send.send(folders.cloned().collect());
        }
    })?;
    // The root itself, not its tree: site.toml may be replaced, folders may appear, but the output
    // folder stands there too.
    debouncer.watch(&root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.iter().map(|name| root.join(name)).filter(|folder| folder.is_dir()) {
        debouncer.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(Changes { root, debouncer, receive })
}

impl Changes {
    /// Builds after each change, for as long as the process runs.
    pub fn rebuild(mut self, state: Arc<State>, build: impl Fn() -> Rebuilt + Send + 'static) {
        std::thread::spawn(move || {
            while let Ok(mut folders) = self.receive.recv() {
                folders.extend(self.receive.try_iter().flatten());
                self.renew(&folders);
                state.take(guarded(&build));
            }
        });
    }

    /// Watches folders that have appeared or been replaced: a watch ends with the folder it was set on.
    fn renew(&mut self, folders: &[PathBuf]) {
        for name in FOLDERS {
            let folder = self.root.join(name);
            if folders.contains(&folder) {
                let _ = self.debouncer.unwatch(&folder);
                if folder.is_dir() {
                    // What cannot be watched can still be built, and the next change of the root tries again.
                    let _ = self.debouncer.watch(&folder, RecursiveMode::Recursive);
                }
            }
        }
    }
}

/// A build whose failure, even one that is the program's own fault, ends nothing.
pub(super) fn guarded(build: &impl Fn() -> Rebuilt) -> Rebuilt {
    catch_unwind(AssertUnwindSafe(build)).unwrap_or_else(|cause| Rebuilt::Bad(fault_of_program(&*cause)))
}

/// What is told of a panic.
pub(super) fn fault_of_program(cause: &(dyn Any + Send)) -> String {
    let said = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
    format!("this is a fault of the program, not of the content: {}", said.unwrap_or("it panicked"))
}

/// Whether a build reads what stands at `path`.
fn matters(root: &Path, path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(root) else { return false };
    let first = path.components().next().map(|part| part.as_os_str());
    let read = path == Path::new("site.toml") || FOLDERS.iter().any(|folder| first == Some(folder.as_ref()));
    read && !path.components().any(|part| is_temporary(&part.as_os_str().to_string_lossy()))
}

fn is_folder(path: &Path) -> bool {
    path.file_name().is_some_and(|name| FOLDERS.iter().any(|folder| name == *folder))
}

/// Whether an editor keeps a file of this name beside the one that is edited.
fn is_temporary(name: &str) -> bool {
    let ends = ["~", ".swp", ".swx", ".tmp", ".bak", ".part"].iter().any(|end| name.ends_with(end));
    name.starts_with(['.', '#']) || ends || name == "4913" || name.contains("___jb_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_reads_matters_wherever_the_root_stands() {
        let root = Path::new("/home/site/.hidden");
        let matters = |path: &str| matters(root, &root.join(path));
        for path in ["site.toml", "content", "content/a/index.md", "static/photo.jpg", "templates/base.html"] {
            assert!(matters(path), "{path}");
        }
        for path in
            ["site/index.html", "target/x", "content/.a.md.swp", "content/a.md~", "content/4913", "static/#a#", ""]
        {
            assert!(!matters(path), "{path}");
        }
    }

    #[test]
    fn a_build_that_panics_gives_a_report() {
        let rebuilt = guarded(&|| panic!("at {}", "once"));
        assert!(matches!(rebuilt, Rebuilt::Bad(report) if report.ends_with(": at once")));
    }
}
