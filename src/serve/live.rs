//! What is added to a page while it is served: the reload after a change, and the report over a page that is behind.

use crate::theme::escape;

use super::Shown;

/// Where the worker hears of changes.
pub const EVENTS: &str = "/__briefing/events";
/// The script in every page.
pub const SCRIPT_PATH: &str = "/__briefing/live.js";
/// The script that all open pages share.
pub const WORKER_PATH: &str = "/__briefing/worker.js";
/// How the report looks; the pages' policy allows no style in them.
pub const STYLE_PATH: &str = "/__briefing/live.css";

/// Hears of builds from the worker. A failed build shows its report without moving the page.
pub const SCRIPT: &str = r"(() => {
  const script = document.currentScript;
  let build = script.dataset.build;
  const show = (report) => {
    document.getElementById('__briefing')?.remove();
    const box = document.createElement('div');
    box.innerHTML = script.dataset.overlay;
    box.querySelector('pre').textContent = report;
    document.body.append(...box.childNodes);
  };
  if (!('SharedWorker' in window)) return;
  const builds = new SharedWorker(script.dataset.worker).port;
  builds.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.build === build) return;
    build = now.build;
    if (now.report === null) location.reload(); else show(now.report);
  };
  addEventListener('pagehide', () => builds.postMessage('gone'));
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
})();
";

/// Holds the one stream of builds for all open pages: a browser gives one host six connections, and a stream in each
/// page would leave none for the seventh. A stream that was cut off comes back by itself and hears the present build
/// first, so that nothing is missed.
pub const WORKER: &str = r"const pages = new Set();
let last = null;
const events = new EventSource('/__briefing/events' + location.search);
events.onmessage = (event) => {
  last = event.data;
  for (const page of pages) page.postMessage(last);
};
onconnect = (event) => {
  const page = event.ports[0];
  pages.add(page);
  page.onmessage = () => pages.delete(page);
  if (last !== null) page.postMessage(last);
};
";

/// The look of the report.
pub const STYLE: &str = "#__briefing{position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;background:#1c1e21;\
    color:#f4f1e9;padding:1rem 1.5rem;z-index:2147483647}\
    #__briefing pre{white-space:pre-wrap;background:none;color:inherit;font:13px/1.5 monospace}";

/// The page with the listening script, and with the report if the last build failed.
pub(super) fn inject(page: &[u8], shown: &Shown) -> Vec<u8> {
    let mut added = format!("<link rel=\"stylesheet\" href=\"{STYLE_PATH}\">");
    added.push_str(&shown.report.as_deref().map(overlay).unwrap_or_default());
    added.push_str(&format!(
        "<script src=\"{SCRIPT_PATH}\" data-worker=\"{WORKER_PATH}?{}\" data-build=\"{}\" data-overlay=\"",
        shown.token,
        name(shown)
    ));
    escape::push(&mut added, &overlay(""));
    added.push_str("\"></script>");
    let at = body_end(page);
    [&page[..at], added.as_bytes(), &page[at..]].concat()
}

/// What stands in the place of a page that cannot be made.
pub(super) fn in_place(report: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>briefing</title><body>\
         <p role=\"alert\"><strong>This page cannot be made.</strong></p><pre>{}</pre>",
        escape::escape(report)
    )
}

/// What open pages are told of a build.
pub(super) fn event(shown: &Shown) -> String {
    serde_json::json!({ "build": name(shown), "report": shown.report.as_deref() }).to_string()
}

/// What a page of an earlier run of the server is told: to load again, and nothing else.
pub(super) fn outdated() -> String {
    serde_json::json!({ "build": "", "report": null }).to_string()
}

/// Differs between builds and between runs of the server, whose pages may still be open.
fn name(shown: &Shown) -> String {
    format!("{}-{}", std::process::id(), shown.build)
}

/// The report over the page.
fn overlay(report: &str) -> String {
    format!(
        "<div id=\"__briefing\" role=\"alert\" lang=\"en\"><strong>The last change does not build; \
         this is the page before it.</strong><pre>{}</pre></div>",
        escape::escape(report)
    )
}

/// Where the page's body ends: at its last `</body>`, or, as minified pages leave it out, with the page.
fn body_end(page: &[u8]) -> usize {
    const END: &[u8] = b"</body";
    page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END)).unwrap_or(page.len())
}
