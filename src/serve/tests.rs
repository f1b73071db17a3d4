//! Serving over real sockets on the loopback address, and rebuilding after real saves.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::{Pages, Rebuilt, ServeError, State, http, watch};

/// Far longer than any answer takes; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Files by their paths, and two that cannot be made.
impl Pages for BTreeMap<String, Vec<u8>> {
    fn has(&self, path: &str) -> bool {
        self.contains_key(path)
    }

    fn bytes(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        match path {
            "faulty.html" => Some(Err("no <b>".to_owned())),
            "panics.html" => panic!("at once"),
            _ => self.get(path).cloned().map(Ok),
        }
    }
}

fn site(home: &str) -> Rebuilt {
    let files = [
        ("index.html", home),
        ("404.html", "nothing here"),
        ("zh/index.html", "<p>首页"),
        ("zh/404.html", "没有"),
        ("cities/a.html", "<body>A</BODY></html>"),
        ("data/facts.json", "{}"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Rebuilt::Good(Arc::new(BTreeMap::from(files)))
}

/// A server on a free port, and the sender whose drop ends it.
async fn started(state: Arc<State>) -> (u16, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let listener = http::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (end, ended) = oneshot::channel();
    let end_of_test = async move { drop(ended.await) };
    (port, end, tokio::spawn(http::run(listener, port, state, end_of_test)))
}

async fn request(port: u16, method: &str, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!("{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    answer
}

async fn ask(port: u16, path: &str) -> String {
    request(port, "GET", path, &format!("Host: localhost:{port}\r\n")).await
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap()
}

/// The lines of the stream of builds.
async fn listen(port: u16, token: &str) -> Lines<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!("GET /__briefing/events?{token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    BufReader::new(stream).lines()
}

/// The next build that the stream tells of; `None` when it ends.
async fn next(stream: &mut Lines<BufReader<TcpStream>>) -> Option<serde_json::Value> {
    while let Ok(Some(line)) = timeout(PATIENCE, stream.next_line()).await.unwrap() {
        if let Some(data) = line.strip_prefix("data: ") {
            return Some(serde_json::from_str(data).unwrap());
        }
    }
    None
}

#[tokio::test]
async fn only_this_machines_names_are_answered() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    let host = |host: &str| format!("Host: {host}\r\n");
    for good in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
        assert_eq!(status(&request(port, "GET", "/", &host(&format!("{good}:{port}"))).await), "200", "{good}");
    }
    let at = |name: &str| host(&format!("{name}:{port}"));
    let twice = at("localhost") + &at("evil.test");
    let none = host("localhost");
    let odd =
        [host(&format!("127.0.0.1:+{port}")), host(&format!("localhost:0{port}")), host(&format!("localhost:{port}."))];
    for bad in odd.into_iter().chain([
        at("evil.test"),
        at("localhost.evil.test"),
        host("localhost:1"),
        none,
        host("[::1]"),
        twice,
    ]) {
        let status = status(&request(port, "GET", "/", &bad).await).to_owned();
        assert!(status == "403" || status == "400", "{bad} {status}");
    }
    assert_eq!(status(&request(port, "GET", "/__briefing/events", &at("evil.test")).await), "403");
    assert_eq!(status(&request(port, "GET", "http://evil.test/", &at("localhost")).await), "403");
    assert_eq!(status(&request(port, "POST", "/", &at("localhost")).await), "405");
}

#[tokio::test]
async fn only_this_servers_own_pages_and_people_are_answered() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    let ask = async |headers: &str| {
        let answer = request(port, "GET", "/", &format!("Host: localhost:{port}\r\n{headers}")).await;
        status(&answer).to_owned()
    };
    for good in [
        "Sec-Fetch-Site: same-origin\r\n".to_owned(),
        "Sec-Fetch-Site: none\r\n".to_owned(),
        format!("Origin: http://localhost:{port}\r\n"),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n".to_owned(),
    ] {
        assert_eq!(ask(&good).await, "200", "{good}");
    }
    for bad in [
        "Origin: http://evil.test\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: http://localhost:{port}.evil.test\r\n"),
        format!("Origin: https://localhost:{port}\r\n"),
        "Sec-Fetch-Site: cross-site\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n".to_owned(),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n".to_owned(),
    ] {
        assert_eq!(ask(&bad).await, "403", "{bad}");
    }
    let answer = request(port, "GET", "/", &format!("Host: localhost:{port}\r\n")).await;
    assert!(answer.contains("content-security-policy: frame-ancestors 'self'"), "{answer}");
    assert!(answer.contains("cross-origin-resource-policy: same-origin"), "{answer}");
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again_and_a_part_is_sent_alone() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    let ask = async |method: &str, headers: &str| {
        request(port, method, "/data/facts.json", &format!("Host: localhost:{port}\r\n{headers}")).await
    };
    let whole = ask("GET", "").await;
    let tag = whole.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
    let same = ask("GET", &format!("If-None-Match: {tag}\r\n")).await;
    assert!(status(&same) == "304" && same.ends_with("\r\n\r\n"), "{same}");
    assert_eq!(status(&ask("GET", "If-None-Match: \"other\"\r\n").await), "200");
    let part = ask("GET", "Range: bytes=1-\r\n").await;
    assert!(status(&part) == "206" && part.contains("content-range: bytes 1-1/2") && part.ends_with("\r\n\r\n}"));
    assert_eq!(status(&ask("GET", "Range: bytes=9-\r\n").await), "416");
    assert_eq!(status(&ask("GET", "Range: bytes=1-\r\nIf-Range: \"other\"\r\n").await), "200");
    let head = ask("HEAD", "").await;
    assert!(status(&head) == "200" && head.contains("content-length: 2") && head.ends_with("\r\n\r\n"), "{head}");
}

#[tokio::test]
async fn an_address_with_two_slashes_stays_on_this_host() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    let answer = ask(port, "//zh").await;
    assert!(answer.contains("location: /zh/\r\n"), "{answer}");
}

#[tokio::test]
async fn the_stream_of_builds_is_for_pages_of_this_run() {
    let state = State::new(site("hello"));
    let (port, _end, _) = started(state.clone()).await;
    for token in ["", "0000"] {
        let mut stream = listen(port, token).await;
        let told = next(&mut stream).await.unwrap();
        assert!(told["build"] == "" && told["report"].is_null(), "a page of an earlier run is to load again: {told}");
    }
    let page = ask(port, "/").await;
    assert!(page.contains(&format!("data-worker=\"/__briefing/worker.js?{}\"", state.shown().token)), "{page}");
}

#[tokio::test]
async fn pages_are_found_under_every_form_of_their_address() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    for (path, text) in [
        ("/", "hello"),
        ("/index.html?x=1", "hello"),
        ("/zh/", "首页"),
        ("/cities/a", ">A<"),
        ("/c%69ties/a.html", ">A<"),
        ("/data/facts.json", "{}"),
    ] {
        let answer = ask(port, path).await;
        assert!(status(&answer) == "200" && answer.contains(text), "{path}: {answer}");
    }
    let answer = ask(port, "/zh").await;
    assert!(status(&answer) == "307" && answer.contains("location: /zh/"), "{answer}");
}

#[tokio::test]
async fn an_unknown_address_gets_the_sites_own_404() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    for (path, text) in [("/none.html", "nothing"), ("/zh/x.html", "没有"), ("/%zz", "nothing"), ("/..%2fx", "nothing")]
    {
        let answer = ask(port, path).await;
        assert!(status(&answer) == "404" && answer.contains(text), "{path}: {answer}");
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_made_says_why_and_the_others_go_on() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    for (path, text) in [("/faulty.html", "no &lt;b&gt;"), ("/faulty", "no &lt;b&gt;"), ("/panics", "program, not of")]
    {
        let answer = ask(port, path).await;
        assert!(status(&answer) == "500" && answer.contains(text), "{path}: {answer}");
        assert!(answer.contains("/__briefing/live.js"), "it is loaded again once it can be made: {answer}");
    }
    assert!(ask(port, "/").await.contains("hello"));
}

#[tokio::test]
async fn pages_alone_get_the_script_before_their_end() {
    let (port, _end, _) = started(State::new(site("hello"))).await;
    assert!(ask(port, "/cities/a.html").await.ends_with("></script></BODY></html>"));
    assert!(ask(port, "/").await.ends_with("></script>"), "a minified page has no end tag");
    assert!(ask(port, "/data/facts.json").await.ends_with("\r\n\r\n{}"));
    assert!(ask(port, "/__briefing/live.js").await.contains("SharedWorker"));
    assert!(ask(port, "/__briefing/worker.js").await.contains("EventSource"));
}

#[tokio::test]
async fn a_failed_build_keeps_the_page_and_shows_the_report_escaped() {
    let state = State::new(site("hello"));
    let (port, _end, _) = started(state.clone()).await;
    state.take(Rebuilt::Bad("<b>broken</b>".into()));
    let answer = ask(port, "/").await;
    assert!(answer.contains("hello") && answer.contains("&lt;b&gt;broken") && !answer.contains("<b>"), "{answer}");
    state.take(site("mended"));
    let answer = ask(port, "/").await;
    assert!(answer.contains("mended") && !answer.contains("broken"), "{answer}");
}

#[tokio::test]
async fn without_any_good_build_there_is_the_report() {
    let (port, _end, _) = started(State::new(Rebuilt::Bad("no title".into()))).await;
    let answer = ask(port, "/").await;
    assert!(status(&answer) == "503" && answer.contains("no title"), "{answer}");
}

#[tokio::test]
async fn open_pages_hear_of_each_build_and_are_let_go_at_the_end() {
    let state = State::new(site("hello"));
    let (port, end, server) = started(state.clone()).await;
    let mut stream = listen(port, &state.shown().token).await;
    let first = next(&mut stream).await.unwrap();
    assert!(ask(port, "/").await.contains(&format!("data-build=\"{}\"", first["build"].as_str().unwrap())));
    state.take(Rebuilt::Bad("bad".into()));
    let second = next(&mut stream).await.unwrap();
    assert_eq!(second["report"], "bad");
    state.take(site("again"));
    let third = next(&mut stream).await.unwrap();
    assert!(third["report"].is_null() && third["build"] != first["build"]);
    drop(end);
    assert_eq!(next(&mut stream).await, None);
    timeout(PATIENCE, server).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_saved_file_is_built_and_told_even_in_a_folder_that_is_new() {
    let root = tempfile::tempdir().unwrap();
    let place = root.path().to_owned();
    fs::create_dir(place.join("content")).unwrap();
    let changes = watch::changes(&place).unwrap();
    let state = State::new(site("hello"));
    let mut shown = state.changes();
    shown.mark_unchanged();
    let here = place.clone();
    changes.rebuild(state.clone(), move || site(if here.join("templates/base.html").exists() { "new" } else { "old" }));
    fs::create_dir(place.join("site")).unwrap();
    fs::File::create(place.join("content/.a.md.swp")).unwrap();
    fs::File::create(place.join("content/a.md.new")).unwrap();
    fs::rename(place.join("content/a.md.new"), place.join("content/a.md")).unwrap();
    timeout(PATIENCE, shown.changed()).await.unwrap().unwrap();
    fs::create_dir(place.join("templates")).unwrap();
    timeout(PATIENCE, shown.changed()).await.unwrap().unwrap();
    fs::File::create(place.join("templates/base.html")).unwrap();
    let home = |shown: &super::Shown| shown.site.as_ref().and_then(|site| site.bytes("index.html"));
    let built = |shown: &super::Shown| home(shown) == Some(Ok(b"new".to_vec()));
    timeout(PATIENCE, shown.wait_for(built)).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_port_in_use_is_named_with_its_remedy() {
    let taken = http::listen(0).await.unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = http::listen(port).await.unwrap_err();
    assert!(matches!(error, ServeError::PortInUse(named) if named == port));
    assert!(error.to_string().contains("`--port 0`"));
}
