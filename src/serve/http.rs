//! Pages over HTTP on the loopback address.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{RawQuery, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::answer::{answer, media_type};
use super::{ServeError, Shown, State, guard, live, watch};

/// At the end, requests that are still being answered have this long.
const LAST_ANSWERS: Duration = Duration::from_secs(2);
/// A request's headers must have come by then; browsers send them at once.
const HEADERS: Duration = Duration::from_secs(10);
/// After a failure to accept, for want of file handles perhaps.
const BREATH: Duration = Duration::from_millis(100);

/// Listens on the loopback address.
pub async fn listen(port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortInUse(port),
        _ => ServeError::Machine(format!("cannot listen on port {port}: {error}")),
    })
}

/// Answers until `end`, then lets every open page go.
pub async fn run(listener: TcpListener, port: u16, state: Arc<State>, end: impl Future<Output = ()> + Send) {
    let router = router(port, state.clone());
    let mut connections = JoinSet::new();
    tokio::pin!(end);
    loop {
        tokio::select! {
            () = &mut end => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(connections.spawn(connection(stream, router.clone(), state.clone()))),
                Err(_) => tokio::time::sleep(BREATH).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    state.close();
    let last = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(LAST_ANSWERS, last).await;
}

/// One connection, until the browser or the server ends it.
async fn connection(stream: TcpStream, router: Router, state: Arc<State>) {
    let mut closed = state.changes();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADERS);
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    tokio::pin!(connection);
    tokio::select! {
        // What goes wrong with one connection is its browser's to notice.
        _ = connection.as_mut() => return,
        _ = closed.wait_for(|shown| shown.closing) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
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

/// The whole service.
pub fn router(port: u16, state: Arc<State>) -> Router {
    let script = |kind, text: &'static str| get(async move || ([(header::CONTENT_TYPE, kind)], text));
    Router::new()
        .route(live::EVENTS, get(events))
        .route(live::SCRIPT_PATH, script("text/javascript; charset=utf-8", live::SCRIPT))
        .route(live::WORKER_PATH, script("text/javascript; charset=utf-8", live::WORKER))
        .route(live::STYLE_PATH, script("text/css; charset=utf-8", live::STYLE))
        .fallback(get(page))
        .layer(middleware::from_fn(move |request, next| guard::guard(port, request, next)))
        .with_state(state)
}

/// The present build first, then each new one, for whoever has a page of this run of the server.
async fn events(
    Shared(state): Shared<Arc<State>>,
    RawQuery(token): RawQuery,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let known = token.as_deref() == Some(&*state.shown().token);
    let builds = WatchStream::new(state.changes()).take_while(|shown| !shown.closing);
    let told = builds.map(move |shown| if known { live::event(&shown) } else { live::outdated() });
    // A page of an earlier run hears one thing, and nothing of the builds.
    let told = told.take(if known { usize::MAX } else { 1 });
    Sse::new(told.map(|data| Ok(Event::default().data(data)))).keep_alive(KeepAlive::default())
}

async fn page(Shared(state): Shared<Arc<State>>, headers: HeaderMap, uri: Uri) -> Response {
    let shown = state.shown();
    let asked = shown.clone();
    // A page is made here and now: what takes its time must not keep the others waiting.
    let answer = tokio::task::spawn_blocking(move || answered(&asked, &headers, &uri)).await;
    answer.unwrap_or_else(|error| match error.try_into_panic() {
        Ok(cause) => failed(&shown, &watch::fault_of_program(&*cause)),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    })
}

fn answered(shown: &Shown, headers: &HeaderMap, uri: &Uri) -> Response {
    let Some(path) = decoded(uri.path()) else { return missing(shown, "") };
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{path}index.html");
        return found(shown, &index, headers).unwrap_or_else(|| missing(shown, path));
    }
    if shown.site.as_ref().is_some_and(|site| site.has(&format!("{path}/index.html"))) {
        // The links of a folder's page are relative to the folder. One slash: two would name another host.
        return Redirect::temporary(&format!("/{}/", uri.path().trim_start_matches('/'))).into_response();
    }
    let page = || found(shown, &format!("{path}.html"), headers);
    found(shown, path, headers).or_else(page).unwrap_or_else(|| missing(shown, path))
}

fn found(shown: &Shown, path: &str, asked: &HeaderMap) -> Option<Response> {
    let bytes = match shown.site.as_ref()?.bytes(path)? {
        Ok(bytes) => bytes,
        Err(report) => return Some(failed(shown, &report)),
    };
    let kind = media_type(path);
    let body = if kind.starts_with("text/html") { live::inject(&bytes, shown) } else { bytes };
    Some(answer(asked, &kind, body))
}

/// What is shown in the place of a page that cannot be made, until a change makes it.
fn failed(shown: &Shown, report: &str) -> Response {
    let page = live::inject(live::in_place(report).as_bytes(), shown);
    (StatusCode::INTERNAL_SERVER_ERROR, answer(&HeaderMap::new(), "text/html; charset=utf-8", page)).into_response()
}

/// The site's own page for what is not there, in the language of the address if there is one.
fn missing(shown: &Shown, path: &str) -> Response {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let none = HeaderMap::new();
    let page = found(shown, &format!("{folder}/404.html"), &none).or_else(|| found(shown, "404.html", &none));
    let page = page.unwrap_or_else(|| {
        let page = b"<!doctype html><html lang=en><title>briefing</title><body>";
        answer(&none, "text/html; charset=utf-8", live::inject(page, shown))
    });
    let status = if shown.site.is_none() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::NOT_FOUND };
    (status, page).into_response()
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
