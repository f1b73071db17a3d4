//! A file as an answer: its type, its tag, and the part of it that was asked for.

use axum::body::Bytes;
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Answers with `bytes`, or with nothing where the browser has them already.
pub(super) fn answer(asked: &HeaderMap, kind: &str, bytes: Vec<u8>) -> Response {
    let tag = tag(&bytes);
    let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_NONE_MATCH).is_some_and(|known| is_known(known, &tag)) {
        return with_headers(StatusCode::NOT_MODIFIED.into_response(), kind, &tag);
    }
    let whole = bytes.len();
    let same = text(header::IF_RANGE).is_none_or(|held| held == tag);
    let range = text(header::RANGE).filter(|_| same).and_then(|range| part(range, whole));
    let response = match range {
        None => bytes.into_response(),
        Some(None) => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{whole}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
        }
        Some(Some((first, last))) => {
            let range = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{whole}"))];
            (StatusCode::PARTIAL_CONTENT, range, Bytes::from(bytes).slice(first..=last)).into_response()
        }
    };
    with_headers(response, kind, &tag)
}

fn with_headers(mut response: Response, kind: &str, tag: &str) -> Response {
    let headers = response.headers_mut();
    // Kept by the browser, and asked for again each time: a build may have changed it.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    for (name, value) in [(header::CONTENT_TYPE, kind), (header::ETAG, tag)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

fn tag(bytes: &[u8]) -> String {
    let digits: String = Sha256::digest(bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

/// Whether a list of tags has this one; weak ones count (RFC 9110, section 13.1.2).
fn is_known(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The first and last byte of a range (RFC 9110, section 14.1.2): `None` where all is to be sent, `Some(None)` where
/// there is no such part. Several ranges at once are answered with all.
fn part(range: &str, whole: usize) -> Option<Option<(usize, usize)>> {
    let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
    let end = whole.checked_sub(1);
    if first.is_empty() {
        let length: usize = last.parse().ok()?;
        return Some(end.filter(|_| length > 0).map(|end| (whole.saturating_sub(length), end)));
    }
    let first: usize = first.parse().ok()?;
    let last: usize = if last.is_empty() { usize::MAX } else { last.parse().ok()? };
    if last < first {
        return None;
    }
    Some(end.filter(|end| first <= *end).map(|end| (first, last.min(end))))
}

/// The media type of a file by the end of its name.
pub(super) fn media_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    if !name.trim_start_matches('.').contains('.') {
        return "text/plain; charset=utf-8".to_owned();
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = kind.essence_str();
    let is_text = kind.starts_with("text/") || ["application/javascript", "application/xml"].contains(&kind);
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_told_by_its_first_and_last_byte() {
        for (range, expected) in [
            ("bytes=0-3", Some(Some((0, 3)))),
            ("bytes=4-", Some(Some((4, 9)))),
            ("bytes=-3", Some(Some((7, 9)))),
            ("bytes=8-99", Some(Some((8, 9)))),
            ("bytes=-99", Some(Some((0, 9)))),
            ("bytes=10-", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=3-1", None),
            ("bytes=0-1,3-4", None),
            ("lines=0-1", None),
            ("bytes=x-", None),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Some(None));
    }

    #[test]
    fn files_have_the_types_that_hosts_give_them() {
        for (path, kind) in [
            ("a/index.html", "text/html; charset=utf-8"),
            ("static/style.css", "text/css; charset=utf-8"),
            ("static/site.js", "text/javascript; charset=utf-8"),
            ("data/facts.json", "application/json"),
            ("static/PHOTO.PNG", "image/png"),
            ("static/film.mp4", "video/mp4"),
            ("static/f.woff2", "font/woff2"),
            ("static/x.wasm", "application/wasm"),
            ("map.geojson", "application/geo+json"),
            ("CNAME", "text/plain; charset=utf-8"),
            (".nojekyll", "text/plain; charset=utf-8"),
            ("static/x.unknown-ending", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), kind, "{path}");
        }
    }

    #[test]
    fn a_tag_is_known_in_every_form_of_a_list() {
        let tag = tag(b"x");
        assert!(is_known(&tag, &tag) && is_known(&format!("\"a\", W/{tag}"), &tag) && is_known("*", &tag));
        assert!(!is_known("\"a\"", &tag) && !is_known("", &tag));
    }
}
