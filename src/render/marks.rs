//! The marks that a page draws, once: of the theme's, those alone that the page shows.

use std::collections::BTreeSet;

use memchr::memmem;

/// What leads to a mark.
const USE: &str = "#m-";
/// In which a template names the marks that a script draws; `*` stands for all.
const NAMED: &str = "data-marks=";

/// The page without the marks that nothing on it shows. What is no mark of the theme stays.
pub fn shown(html: String) -> String {
    let Some(start) = html.find("<symbol") else { return html };
    let Some(length) = html[start..].find("</svg>") else { return html };
    let used = used(&html);
    if used.contains("*") {
        return html;
    }
    let (before, rest) = html.split_at(start);
    let (marks, after) = rest.split_at(length);
    let kept = marks.split_inclusive("</symbol>").filter(|mark| id(mark).is_none_or(|id| used.contains(id)));
    let mut out = String::with_capacity(html.len());
    out.push_str(before);
    out.extend(kept);
    out.push_str(after);
    out
}

/// The names of all marks that are led to, or named for a script.
fn used(html: &str) -> BTreeSet<&str> {
    let led = memmem::find_iter(html.as_bytes(), USE).map(|at| word(&html[at + USE.len()..]));
    let named = memmem::find_iter(html.as_bytes(), NAMED).flat_map(|at| {
        let value = &html[at + NAMED.len()..];
        let quoted = value.strip_prefix('"').and_then(|rest| rest.split('"').next());
        quoted.unwrap_or_else(|| value.split(['>', ' ']).next().unwrap_or_default()).split(' ')
    });
    led.chain(named).collect()
}

/// The name of a mark; `None` for what is none of the theme's.
fn id(mark: &str) -> Option<&str> {
    let (_, rest) = mark.split_once("id=")?;
    rest.trim_start_matches('"').strip_prefix("m-").map(word)
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        let marks = "<symbol id=m-gap><path d=M1/></symbol><symbol id=\"m-quoted\"></symbol><symbol id=own></symbol>";
        format!("<svg class=sprite>{marks}</svg>{body}<svg><title>a</title></svg>")
    }

    fn kept(body: &str) -> Vec<&'static str> {
        let html = shown(page(body));
        assert!(html.ends_with(&format!("</svg>{body}<svg><title>a</title></svg>")), "{html}");
        ["m-gap", "m-quoted", "own"]
            .into_iter()
            .filter(|id| html.contains(&format!("{id}>")) || html.contains(&format!("{id}\">")))
            .collect()
    }

    #[test]
    fn a_page_has_the_marks_that_it_shows() {
        assert_eq!(kept("<p>none</p>"), ["own"]);
        assert_eq!(kept("<use href=#m-gap>"), ["m-gap", "own"]);
        assert_eq!(kept("<use href=\"#m-quoted\"/>"), ["m-quoted", "own"]);
        assert_eq!(kept("<use href=#m-gap-wide>"), ["own"]);
    }

    #[test]
    fn a_script_has_the_marks_that_its_template_names() {
        assert_eq!(kept("<details data-marks=gap>"), ["m-gap", "own"]);
        assert_eq!(kept("<details data-marks=\"gap quoted\">"), ["m-gap", "m-quoted", "own"]);
        assert_eq!(kept("<main data-marks=*>"), ["m-gap", "m-quoted", "own"]);
    }

    #[test]
    fn a_page_without_marks_stays_as_it_is() {
        assert_eq!(shown("<p>a</p>".into()), "<p>a</p>");
        assert_eq!(shown("<symbol id=m-gap>".into()), "<symbol id=m-gap>");
    }
}
