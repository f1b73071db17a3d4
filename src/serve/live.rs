//! What is added to a page while it is served: the reload after a change, and the report over a page that is behind.

use crate::theme::escape;

use super::Shown;

/// Where open pages hear of changes.
pub const EVENTS: &str = "/__briefing/events";
/// The script that listens.
pub const SCRIPT_PATH: &str = "/__briefing/live.js";

/// Listens for builds. A stream that was cut off comes back by itself and hears the present build first, so that
/// nothing is missed; a failed build shows its report without moving the page.
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
  const events = new EventSource(script.dataset.events);
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.build === build) return;
    build = now.build;
    if (now.report === null) location.reload(); else show(now.report);
  };
  addEventListener('pagehide', () => events.close());
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
})();
";

/// The page with the listening script, and with the report if the last build failed.
pub(super) fn inject(page: &[u8], shown: &Shown) -> Vec<u8> {
    let mut added = shown.report.as_deref().map(overlay).unwrap_or_default();
    added.push_str(&format!(
        "<script src=\"{SCRIPT_PATH}\" data-events=\"{EVENTS}\" data-build=\"{}\" data-overlay=\"",
        name(shown)
    ));
    escape::push(&mut added, &overlay(""));
    added.push_str("\"></script>");
    let at = body_end(page);
    [&page[..at], added.as_bytes(), &page[at..]].concat()
}

/// What open pages are told of a build.
pub(super) fn event(shown: &Shown) -> String {
    serde_json::json!({ "build": name(shown), "report": shown.report.as_deref() }).to_string()
}

/// Differs between builds and between runs of the server, whose pages may still be open.
fn name(shown: &Shown) -> String {
    format!("{}-{}", std::process::id(), shown.build)
}

/// The report over the page.
fn overlay(report: &str) -> String {
    format!(
        "<div id=\"__briefing\" role=\"alert\" lang=\"en\" style=\"position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;\
         background:#1c1e21;color:#f4f1e9;padding:1rem 1.5rem;z-index:2147483647\"><strong>The last change does not build; \
         this is the page before it.</strong><pre style=\"white-space:pre-wrap;background:none;color:inherit;\
         font:13px/1.5 monospace\">{}</pre></div>",
        escape::escape(report)
    )
}

/// Where the page's body ends: at its last `</body>`, or, as minified pages leave it out, with the page.
fn body_end(page: &[u8]) -> usize {
    const END: &[u8] = b"</body";
    page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END)).unwrap_or(page.len())
}
