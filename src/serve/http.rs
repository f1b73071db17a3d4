//! Pages over HTTP on the loopback address.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::{Files, ServeError, Shown, State, live};

/// At the end, requests that are still being answered have this long.
const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// Listens on the loopback address.
pub async fn listen(port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortInUse(port),
        _ => ServeError::Machine(format!("cannot listen on port {port}: {error}")),
    })
}

/// Answers until `end`, then lets every open page go.
pub async fn run(
    listener: TcpListener,
    port: u16,
    state: Arc<State>,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let mut closed = state.changes();
    let ending = state.clone();
    let server = axum::serve(listener, router(port, state)).with_graceful_shutdown(async move {
        end.await;
        ending.close();
    });
    tokio::select! {
        result = server => result,
        () = async {
            let _ = closed.wait_for(|shown| shown.closing).await;
            tokio::time::sleep(LAST_ANSWERS).await;
        } => Ok(()),
    }
}

/// Waits for Ctrl-C, or for the system's request to end.
pub async fn interrupted() {
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

/// The whole service, which refuses any `Host` but this machine: a page elsewhere that resolves its
/// own name to the loopback address must not read the briefing through the browser.
pub fn router(port: u16, state: Arc<State>) -> Router {
    let guard = move |request: Request, next: Next| async move {
        if is_here(request.headers(), request.uri(), port) {
            return next.run(request).await;
        }
        let help = format!("this server answers at http://127.0.0.1:{port}/ only\n");
        (StatusCode::FORBIDDEN, help).into_response()
    };
    Router::new()
        .route(live::EVENTS, get(events))
        .route(live::SCRIPT_PATH, get(|| async { with_type("text/javascript; charset=utf-8", live::SCRIPT) }))
        .fallback(get(page))
        .layer(middleware::from_fn(guard))
        .with_state(state)
}

fn is_here(headers: &HeaderMap, uri: &Uri, port: u16) -> bool {
    let known = |host: &str| {
        let (name, named_port) = match host.rsplit_once(':') {
            Some((name, digits)) if !digits.ends_with(']') => (name, digits.parse().ok()),
            _ => (host, Some(80)),
        };
        let here = ["localhost", "127.0.0.1", "[::1]"].iter().any(|here| name.eq_ignore_ascii_case(here));
        here && named_port == Some(port)
    };
    let mut hosts = headers.get_all(header::HOST).iter();
    let first = hosts.next().and_then(|host| host.to_str().ok());
    let addressed = uri.authority().is_none_or(|authority| known(authority.as_str()));
    addressed && hosts.next().is_none() && first.is_some_and(known)
}

async fn events(Shared(state): Shared<Arc<State>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // The present build first, then each new one.
    let builds = WatchStream::new(state.changes()).take_while(|shown| !shown.closing);
    Sse::new(builds.map(|shown| Ok(Event::default().data(live::event(&shown))))).keep_alive(KeepAlive::default())
}

async fn page(Shared(state): Shared<Arc<State>>, uri: Uri) -> Response {
    let shown = state.shown();
    let Some(path) = decoded(uri.path()) else { return missing(&shown, "") };
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{path}index.html");
        return found(&shown, &index).unwrap_or_else(|| missing(&shown, path));
    }
    if shown.site.contains_key(&format!("{path}/index.html")) {
        // The links of a folder's page are relative to the folder.
        return Redirect::temporary(&format!("{}/", uri.path())).into_response();
    }
    let page = || found(&shown, &format!("{path}.html"));
    found(&shown, path).or_else(page).unwrap_or_else(|| missing(&shown, path))
}

fn found(shown: &Shown, path: &str) -> Option<Response> {
    let bytes = shown.site.get(path)?;
    let kind = content_type(path);
    let body = if kind.starts_with("text/html") { live::inject(bytes, shown) } else { bytes.clone() };
    Some(with_type(kind, body))
}

/// The site's own page for what is not there, in the language of the address if there is one.
fn missing(shown: &Shown, path: &str) -> Response {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let page = found(shown, &format!("{folder}/404.html")).or_else(|| found(shown, "404.html"));
    let page = page.unwrap_or_else(|| {
        let page = b"<!doctype html><html lang=en><title>briefing</title><body>";
        with_type("text/html; charset=utf-8", live::inject(page, shown))
    });
    let status = if is_unbuilt(&shown.site) { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::NOT_FOUND };
    (status, page).into_response()
}

/// Whether no build has succeeded yet.
fn is_unbuilt(site: &Files) -> bool {
    site.is_empty()
}

fn with_type(kind: &'static str, body: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, body).into_response()
}

/// The path with its percent-encoding undone; `None` if it is not one.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut out = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        out.push(if byte == b'%' { digit(bytes.next())? << 4 | digit(bytes.next())? } else { byte });
    }
    String::from_utf8(out).ok()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}
