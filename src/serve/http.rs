//! Pages over HTTP on the loopback address, with live reload.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

use crate::render::escape::escape;

use super::{ServeError, State};

/// Where open pages hear of changes.
const EVENTS: &str = "/__briefing/events";

/// What is added to each page: reload when told to.
const SCRIPT: &str =
    "<script>new EventSource('/__briefing/events').addEventListener('change',()=>location.reload())</script>";

/// Listens on the loopback address.
pub async fn listen(port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortInUse(port),
        _ => ServeError::Machine(format!("cannot listen on port {port}: {error}")),
    })
}

/// Answers until Ctrl-C.
pub async fn run(listener: TcpListener, port: u16, state: Arc<State>) -> std::io::Result<()> {
    axum::serve(listener, router(port, state))
        .with_graceful_shutdown(async {
            tokio::signal::ctrl_c().await.ok();
            // Open event streams never end by themselves.
            tokio::spawn(async {
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                #[expect(clippy::exit, reason = "the user asked for the end, and nothing is being written")]
                std::process::exit(0);
            });
        })
        .await
}

/// The whole service, which refuses any `Host` but this machine: a page elsewhere that resolves its
/// own name to the loopback address must not read the briefing through the browser.
pub fn router(port: u16, state: Arc<State>) -> Router {
    let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
    let guard = move |request: Request, next: Next| {
        let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let known = named.is_some_and(|host| hosts.iter().any(|h| h == host));
        async move { if known { next.run(request).await } else { (StatusCode::FORBIDDEN, "wrong host\n").into_response() } }
    };
    Router::new().route(EVENTS, get(events)).fallback(get(page)).layer(middleware::from_fn(guard)).with_state(state)
}

async fn events(Shared(state): Shared<Arc<State>>) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>>> {
    let changes = BroadcastStream::new(state.changes.subscribe());
    Sse::new(changes.map(|_| Ok(Event::default().event("change").data("")))).keep_alive(KeepAlive::default())
}

async fn page(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let site = state.site();
    let found = site.get(&path).map(|bytes| (StatusCode::OK, path.as_str(), bytes));
    let missing = || site.get("404.html").map(|bytes| (StatusCode::NOT_FOUND, "404.html", bytes));
    let report = state.report();
    match found.or_else(missing) {
        Some((status, path, bytes)) => answer(status, path, bytes, report.as_deref()),
        None => {
            answer(StatusCode::NOT_FOUND, "none.html", b"<!doctype html><title>briefing</title>", report.as_deref())
        }
    }
}

fn answer(status: StatusCode, path: &str, bytes: &[u8], report: Option<&str>) -> Response {
    let kind = content_type(path);
    let body = if kind.starts_with("text/html") {
        let mut html = bytes.to_vec();
        html.extend_from_slice(SCRIPT.as_bytes());
        if let Some(report) = report {
            html.extend_from_slice(overlay(report).as_bytes());
        }
        html
    } else {
        bytes.to_vec()
    };
    let mut response = (status, Body::from(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The report over the page; it goes with the reload after the next good build.
fn overlay(report: &str) -> String {
    format!(
        "<div role=\"alert\" style=\"position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;background:#1c1e21;color:#f4f1e9;padding:1rem 1.5rem;z-index:99\"><strong>The last change does not build; this is the page before it.</strong><pre style=\"white-space:pre-wrap;font:13px/1.5 monospace\">{}</pre></div>",
        escape(report)
    )
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "png" => "image/png",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::super::Rebuilt;
    use super::*;

    fn site(text: &str) -> Rebuilt {
        let mut files = BTreeMap::new();
        files.insert("index.html".to_owned(), text.as_bytes().to_vec());
        files.insert("404.html".to_owned(), b"nothing here".to_vec());
        Rebuilt::Good(files)
    }

    async fn started(state: Arc<State>) -> u16 {
        let listener = listen(0).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move { axum::serve(listener, router(port, state)).await });
        port
    }

    async fn ask(port: u16, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn a_foreign_host_is_refused() {
        let port = started(State::new(site("hello"))).await;
        assert!(ask(port, "/", "evil.test").await.starts_with("HTTP/1.1 403"));
        assert!(ask(port, "/", &format!("localhost:{port}")).await.contains("hello"));
    }

    #[tokio::test]
    async fn an_unknown_address_gets_the_sites_own_404() {
        let port = started(State::new(site("hello"))).await;
        let answer = ask(port, "/no/such.html", &format!("127.0.0.1:{port}")).await;
        assert!(answer.starts_with("HTTP/1.1 404") && answer.contains("nothing here"), "{answer}");
    }

    #[tokio::test]
    async fn a_failed_build_keeps_the_page_and_shows_the_report_escaped() {
        let state = State::new(site("hello"));
        let port = started(state.clone()).await;
        let host = format!("127.0.0.1:{port}");
        state.take(Rebuilt::Bad("<b>broken</b>".into()));
        let answer = ask(port, "/", &host).await;
        assert!(answer.contains("hello") && answer.contains("&lt;b&gt;broken"), "{answer}");
        state.take(site("mended"));
        let answer = ask(port, "/", &host).await;
        assert!(answer.contains("mended") && !answer.contains("broken"), "{answer}");
    }

    #[tokio::test]
    async fn a_change_is_told_to_open_pages() {
        let state = State::new(site("hello"));
        let mut heard = state.changes.subscribe();
        state.take(site("again"));
        assert!(heard.recv().await.is_ok());
    }

    #[tokio::test]
    async fn a_port_in_use_is_named() {
        let taken = listen(0).await.unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(matches!(listen(port).await, Err(ServeError::PortInUse(p)) if p == port));
    }
}
