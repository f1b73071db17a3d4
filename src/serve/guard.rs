//! Who is answered: a browser on this machine that shows this site, and nobody else.

use axum::extract::Request;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Answers only under a name of this machine, and only pages of this server: a page elsewhere that resolves its own
/// name to the loopback address must not read the briefing through the browser, nor use its answers as a script.
pub(super) async fn guard(port: u16, request: Request, next: Next) -> Response {
    if !is_here(request.headers(), request.uri(), port) || !is_asked_from_here(request.headers(), port) {
        let help = format!("this server answers at http://127.0.0.1:{port}/ only\n");
        return (StatusCode::FORBIDDEN, help).into_response();
    }
    let mut answer = next.run(request).await;
    let own = [
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in own {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Whether the request names this server, in the one form that browsers write.
fn is_here(headers: &HeaderMap, uri: &Uri, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let first = hosts.next().and_then(|host| host.to_str().ok());
    let addressed = uri.authority().is_none_or(|authority| is_ours(authority.as_str(), port));
    addressed && hosts.next().is_none() && first.is_some_and(|host| is_ours(host, port))
}

fn is_ours(host: &str, port: u16) -> bool {
    let port = if port == 80 { String::new() } else { format!(":{port}") };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.eq_ignore_ascii_case(&format!("{name}{port}")))
}

/// Whether a page of this server asks, or a person who opens an address. What sends neither header is no browser.
fn is_asked_from_here(headers: &HeaderMap, port: u16) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let origin =
        text("origin").is_none_or(|origin| origin.strip_prefix("http://").is_some_and(|host| is_ours(host, port)));
    let opened = text("sec-fetch-mode") == Some("navigate") && text("sec-fetch-dest") == Some("document");
    origin && (opened || matches!(text("sec-fetch-site"), None | Some("same-origin" | "none")))
}
