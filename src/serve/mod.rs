//! The briefing while it is being written: made as it is asked for, served on this machine only.
//!
//! In: a function that reads a site. Out: pages over HTTP on the loopback address, each made when it is asked for, anew
//! after each change. Content with an error leaves the last good site in place, with the report shown over it; a page
//! that cannot be made shows why in its place. Never: anything that another machine could reach.

mod answer;
mod guard;
pub mod http;
mod live;
pub mod model;
pub mod watch;
#[cfg(test)]
mod tests;

use std::fmt;
use std::hash::{BuildHasher, Hasher};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch as channel;

/// At the end, a page that is still being made has this long.
const LAST_PAGE: Duration = Duration::from_secs(2);

/// A site that makes what it is asked for.
pub trait Pages: fmt::Debug + Send + Sync {
    /// Whether something stands at a path under the root.
    fn has(&self, path: &str) -> bool;
    /// The bytes of what stands there, or why they cannot be made; `None` where nothing does.
    fn bytes(&self, path: &str) -> Option<Result<Vec<u8>, String>>;
}

/// What a build came to.
#[derive(Debug)]
pub enum Rebuilt {
    /// A site.
    Good(Arc<dyn Pages>),
    /// A report for the person who made the mistake.
    Bad(String),
}

/// What is served now, shared between the watcher and the server.
#[derive(Debug)]
pub struct State(channel::Sender<Shown>);

/// The last good site, and what stands over it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    /// The last good site, if there was one.
    pub site: Option<Arc<dyn Pages>>,
    /// Why the last build failed, if it did.
    pub report: Option<Arc<str>>,
    /// Which build this is, by which a page knows whether it is behind.
    pub build: u64,
    /// What a page must know to hear of builds, different in each run of the server: no page elsewhere can guess it.
    pub token: Arc<str>,
    /// Whether the server is about to end, and open pages are to let go.
    pub closing: bool,
}

/// 128 bits that the system chose.
fn token() -> Arc<str> {
    let half = || std::hash::RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half()).into()
}

impl State {
    /// Starts with the first build's result.
    pub fn new(first: Rebuilt) -> Arc<Self> {
        let state = Self(channel::Sender::new(Shown { token: token(), ..Shown::default() }));
        state.take(first);
        Arc::new(state)
    }

    /// Takes a build's result, and tells every open page.
    pub fn take(&self, rebuilt: Rebuilt) {
        let mut old = None;
        self.0.send_modify(|shown| {
            shown.build = shown.build.wrapping_add(1);
            match rebuilt {
                Rebuilt::Good(site) => (old, shown.report) = (shown.site.replace(site), None),
                Rebuilt::Bad(report) => shown.report = Some(report.into()),
            }
        });
        // A large one takes its time to go, and nobody is to wait for it.
        drop(old);
    }

    pub(crate) fn shown(&self) -> Shown {
        self.0.borrow().clone()
    }

    pub(crate) fn changes(&self) -> channel::Receiver<Shown> {
        self.0.subscribe()
    }

    /// Ends every page's stream of changes, which would never end by itself.
    pub(crate) fn close(&self) {
        self.0.send_modify(|shown| shown.closing = true);
    }
}

/// Where to listen and what to watch.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The briefing's folder.
    pub root: PathBuf,
    /// The port; 0 takes any that is free.
    pub port: u16,
}

/// Why nothing is served.
#[derive(Debug)]
pub enum ServeError {
    /// Another program has the port.
    PortInUse(u16),
    /// The machine refused.
    Machine(String),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::PortInUse(port) => write!(
                f,
                "port {port} is in use\nhelp: stop the other program, or choose another port; `--port 0` takes any that is free"
            ),
            ServeError::Machine(cause) => f.write_str(cause),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves until Ctrl-C; `build` is called at the start and after each change, `ready` once with the
/// address.
///
/// # Errors
/// A port that is taken, or a machine that refuses to listen or to watch.
pub fn serve(
    settings: &Settings,
    build: impl Fn() -> Rebuilt + Send + 'static,
    ready: impl FnOnce(&str),
) -> Result<(), ServeError> {
    let machine = |error: &dyn fmt::Display| ServeError::Machine(error.to_string());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| machine(&error))?;
    let served = runtime.block_on(async {
        let listener = http::listen(settings.port).await?;
        let port = listener.local_addr().map_err(|error| machine(&error))?.port();
        // Watched from before the first build, so that no change is missed while it runs.
        let changes = watch::changes(&settings.root).map_err(|error| machine(&error))?;
        let state = State::new(watch::guarded(&build));
        changes.rebuild(state.clone(), build);
        ready(&format!("http://127.0.0.1:{port}/"));
        http::run(listener, port, state, http::interrupted()).await;
        Ok(())
    });
    runtime.shutdown_timeout(LAST_PAGE);
    served
}
