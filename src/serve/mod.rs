//! The briefing while it is being written: built in memory, served on this machine only.
//!
//! In: a function that builds a site. Out: pages over HTTP on the loopback address, anew after each
//! change. A build that fails leaves the last good site in place, with the report shown over it.
//! Never: anything that another machine could reach.

pub mod http;
pub mod watch;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::broadcast;

/// A site in memory: bytes by path under the root.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a build came to.
#[derive(Debug)]
pub enum Rebuilt {
    /// A site.
    Good(Files),
    /// A report for the person who made the mistake.
    Bad(String),
}

/// What is served now, shared between the watcher and the server.
#[derive(Debug)]
pub struct State {
    site: RwLock<Arc<Files>>,
    report: RwLock<Option<String>>,
    changes: broadcast::Sender<()>,
}

impl State {
    /// Starts with the first build's result.
    pub fn new(first: Rebuilt) -> Arc<Self> {
        let (changes, _) = broadcast::channel(16);
        let state = Self { site: RwLock::default(), report: RwLock::default(), changes };
        state.take(first);
        Arc::new(state)
    }

    /// Takes a build's result, and tells every open page.
    pub fn take(&self, rebuilt: Rebuilt) {
        let report = match rebuilt {
            Rebuilt::Good(files) => {
                *self.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(files);
                None
            }
            Rebuilt::Bad(report) => Some(report),
        };
        *self.report.write().unwrap_or_else(PoisonError::into_inner) = report;
        // Nobody listening is no fault.
        self.changes.send(()).ok();
    }

    fn site(&self) -> Arc<Files> {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn report(&self) -> Option<String> {
        self.report.read().unwrap_or_else(PoisonError::into_inner).clone()
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
    runtime.block_on(async {
        let listener = http::listen(settings.port).await?;
        let port = listener.local_addr().map_err(|error| machine(&error))?.port();
        let state = State::new(build());
        let _watcher = watch::watch(&settings.root, state.clone(), build).map_err(|error| machine(&error))?;
        ready(&format!("http://127.0.0.1:{port}/"));
        http::run(listener, port, state).await.map_err(|error| machine(&error))
    })
}
