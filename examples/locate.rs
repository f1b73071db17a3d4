//! Answers where excerpts stand in documents, one JSON object a line in and out: what `static/copy.js`
//! is compared with in `tests/browser/random.test.js`. Its tests hold it to the cases that the script is held to.
#![expect(clippy::print_stdout, reason = "a program that answers")]

use std::io::BufRead;

use briefing::model::locator::Spot;
use briefing::verify::archive::{Document, Unreadable, read};
use briefing::verify::locate::Text;
use serde_json::{Value, json};

fn main() {
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        println!("{}", answer(&asked));
    }
}

fn answer(asked: &Value) -> Value {
    let text = |key: &str| asked[key].as_str().unwrap_or_default();
    match read(&bytes(text("hex")), text("file")) {
        Ok(document) => located(&document, text("excerpt"), asked["line"].as_u64().unwrap_or(1)),
        Err(Unreadable::Empty) => json!({ "unreadable": "empty" }),
        Err(Unreadable::UnknownEncoding) => json!({ "unreadable": "unknown-encoding" }),
        Err(other) => json!({ "unreadable": other.to_string() }),
    }
}

/// What pairs of hexadecimal digits stand for.
fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("digits"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("a byte")).collect()
}

fn located(document: &Document, excerpt: &str, line: u64) -> Value {
    let spot = u32::try_from(line).ok().and_then(Spot::of_line).expect("a line");
    let text = Text::holding(document, std::iter::once((excerpt, &spot)));
    let aim = text.aim(&spot).unwrap_or_else(|_| text.end(&spot));
    let lines: Vec<Value> = document.lines.iter().map(|line| json!([line.number, line.text, line.lost])).collect();
    let mut seen = json!({ "encoding": document.encoding, "lines": lines });
    match text.find(excerpt, Some(&aim)) {
        Some(place) => {
            seen["answer"] = json!(place.answer.word());
            seen["at"] = json!(text.spot(&place, &spot).line());
            seen["shown"] = json!(text.lines[place.index].shown[place.shown]);
        }
        None => {
            let lost = text.may_have_lost(excerpt, Some(&aim));
            seen["answer"] = json!(if lost { "cannot-check" } else { "absent" });
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030, WINDOWS_1252};
    use serde_json::{Value, json};

    use super::{answer, bytes};

    #[test]
    fn every_case_that_pages_share_gets_its_answer() {
        let cases: Vec<Value> = serde_json::from_str(include_str!("../tests/cases/copies.json")).expect("is JSON");
        let wrong: Vec<String> = cases.iter().filter_map(differing).collect();
        assert!(cases.len() > 50 && wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn differing(case: &Value) -> Option<String> {
        let hex: String = written(case).iter().map(|byte| format!("{byte:02x}")).collect();
        let asked = json!({ "hex": hex, "file": case["file"], "excerpt": case["excerpt"], "line": case["line"] });
        let mut answered = answer(&asked);
        if let Some(lines) = answered["lines"].as_array() {
            let lost = lines.iter().filter(|line| line[2] == json!(true)).map(|line| line[0].clone());
            answered["lost"] = lost.collect();
        }
        let expected = ["answer", "at", "shown", "encoding", "lost", "unreadable"];
        let same = expected.iter().all(|key| answered.get(*key) == case.get(key));
        (!same).then(|| format!("{}: {answered:?}", case["name"]))
    }

    /// The bytes of a case: in hexadecimal digits, or a text in an encoding; cut, or with some put in.
    fn written(case: &Value) -> Vec<u8> {
        let text = case["text"].as_str().unwrap_or_default();
        let mut written = match case["as"].as_str() {
            None => case["hex"].as_str().map_or_else(|| text.as_bytes().to_vec(), bytes),
            Some("utf-16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Some("utf-16be") => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Some("gb18030") => GB18030.encode(text).0.into_owned(),
            Some("big5") => BIG5.encode(text).0.into_owned(),
            Some("latin1") => WINDOWS_1252.encode(text).0.into_owned(),
            Some(other) => panic!("no encoding `{other}`"),
        };
        let size = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("fits");
        if let Some([start, end]) = case["cut"].as_array().map(Vec::as_slice) {
            written = written[size(start)..written.len() - size(end)].to_vec();
        }
        if let Some([at, digits]) = case["insert"].as_array().map(Vec::as_slice) {
            written.splice(size(at)..size(at), bytes(digits.as_str().expect("digits")));
        }
        written
    }
}
