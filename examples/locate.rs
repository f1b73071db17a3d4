//! Answers where excerpts stand in documents, one JSON object a line in and out: what `static/copy.js`
//! is compared with in `tests/browser/random.test.js`.
#![expect(clippy::print_stdout, reason = "a program that answers")]

use std::io::BufRead;

use briefing::model::locator::Spot;
use briefing::verify::archive::{Document, read};
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
    let pairs = text("hex").as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("digits"));
    let bytes: Vec<u8> = pairs.map(|pair| u8::from_str_radix(pair, 16).expect("a byte")).collect();
    match read(&bytes, text("file")) {
        Ok(document) => located(&document, text("excerpt"), asked["line"].as_u64().unwrap_or(1)),
        Err(_) => json!({ "unreadable": true }),
    }
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
