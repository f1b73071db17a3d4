//! Builds anew when a file of the briefing changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::{Rebuilt, State};

/// Editors write a file in several steps; this long after the last one counts as a change.
const QUIET: Duration = Duration::from_millis(120);

/// Watches until it is dropped.
pub type Watcher = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Watches the files that a build reads.
pub fn watch(
    root: &Path,
    state: Arc<State>,
    build: impl Fn() -> Rebuilt + Send + 'static,
) -> Result<Watcher, notify::Error> {
    let (send, receive) = std::sync::mpsc::channel::<()>();
    // Events name absolute paths.
    let root = &root.canonicalize().map_err(notify::Error::io)?;
    let base = root.clone();
    let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
        let matters = |event: &notify_debouncer_full::DebouncedEvent| {
            !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| is_ours(&base, path))
        };
        if result.is_ok_and(|events| events.iter().any(matters)) {
            send.send(()).ok();
        }
    })?;
    std::thread::spawn(move || {
        while receive.recv().is_ok() {
            while receive.try_recv().is_ok() {}
            state.take(build());
        }
    });
    for folder in watched(root) {
        debouncer.watch(&folder, RecursiveMode::Recursive)?;
    }
    // The root itself, not its tree: site.toml may be replaced, folders may appear, but the output
    // folder stands there too.
    debouncer.watch(root, RecursiveMode::NonRecursive)?;
    Ok(debouncer)
}

fn watched(root: &Path) -> Vec<PathBuf> {
    ["content", "templates", "static"].iter().map(|name| root.join(name)).filter(|path| path.is_dir()).collect()
}

/// A file that a build reads, and no editor's temporary one; the output is none.
fn is_ours(root: &Path, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = name.starts_with('.') || name.ends_with('~') || name.starts_with('#') || name.ends_with(".swp");
    let read = ["content", "templates", "static"].iter().any(|folder| path.starts_with(root.join(folder)));
    !temporary && (read || path == root.join("site.toml"))
}
