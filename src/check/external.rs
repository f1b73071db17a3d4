//! Whether the addresses of sources and works still lead where they led: what is asked, and what an answer means.
//!
//! In: records, and what was heard of their addresses. Out: problems, each at its record. Never: a network; asking is
//! `commands/external`, on request alone.

use serde::{Deserialize, Serialize};

use crate::load::Content;
use crate::load::record::{Field, Table, Text};
use crate::load::records::Archived;
use crate::model::web::WebAddress;
use crate::problem::span::Span;
use crate::problem::{Problem, code::Code};

/// So many times an address is followed to another.
pub const MOST_HOPS: usize = 5;

/// An address that a record gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The address.
    pub url: String,
    /// Where the record gives it.
    pub place: Span,
    /// The record's archived copy, and whether this address is it.
    pub copy: Option<String>,
    /// Whether this is the address of the copy itself.
    pub is_copy: bool,
    /// The day on which the document was read, `YYYY-MM-DD`; empty where nobody said.
    pub accessed: String,
}

/// What was heard of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A status, and the address that it sends to.
    Status(u16, Option<String>),
    /// Nothing, and why.
    Nothing(String),
}

/// What is true of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It answers.
    Found,
    /// It answers elsewhere, for good.
    Moved(String),
    /// It is sent to a site's front page: what stood there is gone without a word.
    Front(String),
    /// It is gone, by the status.
    Dead(u16),
    /// Its host would not say, by the status.
    Refused(u16),
    /// Nothing was heard, and why.
    Unreachable(String),
}

/// The addresses of sources and works: of the document and of its archived copy, in the order of the files.
pub fn asked(content: &Content) -> Vec<Asked> {
    let sources = content.sources().map(|(_, row)| (row.url(), row.archived(), row.accessed(), row.doi()));
    let works = content.documents.iter().filter_map(|document| document.subject());
    let works = works.map(|(.., row)| (row.url(), row.archived(), row.accessed(), row.doi()));
    sources.chain(works).flat_map(|(url, copy, accessed, doi)| of_record(url, copy, accessed, doi)).collect()
}

fn of_record(
    url: Field<'_, Text>,
    archived: Field<'_, Table<Archived>>,
    accessed: Field<'_, Text>,
    doi: Field<'_, Text>,
) -> Vec<Asked> {
    let written = |field: Field<'_, Text>| field.get().map(|(text, place)| (text.to_owned(), place));
    let copy = archived.get().and_then(|row| written(row.url()));
    let accessed = accessed.get().map_or(String::new(), |(day, _)| day.to_owned());
    let doi = written(doi).filter(|(doi, _)| doi.starts_with("10."));
    let doi = doi.map(|(doi, place)| (format!("https://doi.org/{doi}"), place));
    let own = written(url).into_iter().chain(doi).map(|own| (own, false));
    let all = own.chain(copy.clone().map(|copy| (copy, true)));
    let is_web = |url: &str| url.parse::<WebAddress>().is_ok() && url.to_ascii_lowercase().starts_with("http");
    all.filter(|((url, _), _)| is_web(url))
        .map(|((url, place), is_copy)| Asked {
            url,
            place,
            copy: copy.clone().map(|(copy, _)| copy),
            is_copy,
            accessed: accessed.clone(),
        })
        .collect()
}

/// What is true of an address, by what was heard of it and of those that it sends to, one after the other.
pub fn answer(url: &str, heard: &[Heard]) -> Answer {
    let mut lasting = None;
    let mut at = url;
    let mut is_lasting = true;
    for one in heard {
        match one {
            Heard::Nothing(why) => return Answer::Unreachable(why.clone()),
            Heard::Status(status @ 300..=399, Some(to)) => {
                is_lasting &= matches!(status, 301 | 308);
                lasting = if is_lasting { Some(to) } else { lasting };
                at = to;
            }
            Heard::Status(200..=299, _) if is_front(at) && !is_front(url) => return Answer::Front(at.to_owned()),
            Heard::Status(200..=299, _) => return lasting.map_or(Answer::Found, |to| Answer::Moved(to.clone())),
            Heard::Status(status @ (404 | 410), _) => return Answer::Dead(*status),
            Heard::Status(status, _) => return Answer::Refused(*status),
        }
    }
    Answer::Unreachable(format!("it sends from one address to another more than {MOST_HOPS} times"))
}

/// Whether an address is that of a site's front page.
fn is_front(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// What a curator is told of an answer.
pub fn problem(asked: &Asked, answer: &Answer) -> Option<Problem> {
    let Asked { url, place, .. } = asked;
    let problem = |code, message: String| Problem::new(code, *place, message);
    Some(match answer {
        Answer::Found => return None,
        Answer::Moved(to) => problem(Code::MovedLink, format!("`{url}` has moved"))
            .label("this address sends readers on, for good")
            .help(format!("write `{to}`")),
        Answer::Front(to) => problem(Code::DeadLink, format!("`{url}` leads to a front page"))
            .label(format!("readers are sent to `{to}`: what stood here is gone"))
            .help(remedy(asked)),
        Answer::Dead(status) => problem(Code::DeadLink, format!("`{url}` is dead"))
            .label(format!("its host answers {status}"))
            .help(remedy(asked)),
        Answer::Refused(status) => problem(Code::Unreachable, format!("`{url}` was not shown to a program"))
            .label(format!("its host answers {status}: that does not say whether readers find it"))
            .help("open it in a browser"),
        Answer::Unreachable(why) => problem(Code::Unreachable, format!("`{url}` could not be reached"))
            .label(why.clone())
            .help("ask again another day: a host that is down is not a page that is gone"),
    })
}

/// Where the document may still be found.
fn remedy(asked: &Asked) -> String {
    match &asked.copy {
        _ if asked.is_copy => "look for another copy, and write its address and day into `archived`".to_owned(),
        Some(copy) => format!("the archived copy is what readers have now, and pages lead to it: `{copy}`"),
        None => {
            let day: String = asked.accessed.chars().filter(char::is_ascii_digit).collect();
            let day = if day.len() == 8 { day } else { "2".to_owned() };
            format!(
                "look for a copy at `https://web.archive.org/web/{day}/{}`, \
                 and note it: `archived = {{ url = \"…\", date = \"…\" }}`",
                asked.url
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(status: u16, to: &str) -> Heard {
        Heard::Status(status, Some(to.to_owned()))
    }

    #[test]
    fn an_answer_says_dead_only_where_the_host_says_so() {
        let (found, gone) = (Heard::Status(200, None), Heard::Status(404, None));
        let moved = |to: &str| Answer::Moved(to.to_owned());
        for (heard, expected) in [
            (vec![found.clone()], Answer::Found),
            (vec![sent(302, "https://b.test/x"), found.clone()], Answer::Found),
            (vec![sent(301, "https://b.test/x"), found.clone()], moved("https://b.test/x")),
            (
                vec![sent(301, "https://b.test/x"), sent(302, "https://b.test/y"), found.clone()],
                moved("https://b.test/x"),
            ),
            (vec![sent(302, "https://a.test/l"), sent(301, "https://a.test/m"), found.clone()], Answer::Found),
            (vec![sent(302, "https://a.test/"), found], Answer::Front("https://a.test/".to_owned())),
            (vec![gone.clone()], Answer::Dead(404)),
            (vec![sent(308, "https://b.test/x"), gone], Answer::Dead(404)),
            (vec![Heard::Status(503, None)], Answer::Refused(503)),
            (vec![Heard::Nothing("no such host".into())], Answer::Unreachable("no such host".into())),
        ] {
            assert_eq!(answer("https://a.test/x", &heard), expected, "{heard:?}");
        }
        let circle = vec![sent(302, "https://a.test/x"); MOST_HOPS];
        assert!(matches!(answer("https://a.test/x", &circle), Answer::Unreachable(_)));
    }
}
