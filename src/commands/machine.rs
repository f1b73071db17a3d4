//! What a command asks of the machine before its work begins, and what it says where the machine refuses.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use rayon::ThreadPoolBuilder;

use crate::check::Options;

use super::out;
use super::outcome::Failure;

/// Makes a panic one sentence, for the person who meets it and for whoever mends it.
pub fn tell_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let said = panic.payload();
        let said = said.downcast_ref::<String>().map(String::as_str).or(said.downcast_ref::<&str>().copied());
        let place = panic.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        out::say(format!(
            "error: the program failed{place}: {}\nhelp: what was published and written before still stands; please report this",
            said.unwrap_or("it gave no reason")
        ));
    }));
}

/// Today, as the environment fixes it, else by the clock.
#[expect(
    clippy::disallowed_methods,
    reason = "a record, and a reference that says when it was read, are dated by the day"
)]
pub fn day(options: &Options) -> String {
    let now = jiff::Timestamp::try_from(std::time::SystemTime::now()).ok();
    let today = now.map(|now| now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string());
    options.date.clone().or(today).unwrap_or_else(|| "1970-01-01".to_owned())
}

/// Writes a file that is not there yet, whole or not at all.
///
/// # Errors
/// Where the machine refuses.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| Failure::machine(format!("cannot write `{}`: {error}", path.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = tempfile::Builder::new().prefix(".briefing-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(path).map(drop).map_err(|error| failed(error.error))
}

/// Starts the threads that the stages work on. Where the machine allows no second one, all runs on the first.
///
/// # Errors
/// Where it allows some, but not as many as there are processors.
pub fn start_workers() -> Result<(), Failure> {
    let alone = thread::Builder::new().spawn(|| {}).map(thread::JoinHandle::join).is_err();
    let workers = ThreadPoolBuilder::new();
    let workers = if alone { workers.num_threads(1).use_current_thread() } else { workers };
    workers.build_global().map_err(|cause| {
        Failure::machine(format!(
            "cannot start threads: {cause}\nhelp: allow more of them, or ask for fewer with `RAYON_NUM_THREADS=1`"
        ))
    })
}

/// Lets a file that grows past the machine's limit be a failure with a sentence instead of the end of the process.
pub fn take_limits_for_failures() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}
