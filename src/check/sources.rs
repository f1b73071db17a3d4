//! Front matter of sources → bibliographic records.

use crate::load::record::{Field, Row, Text};
use crate::load::records::{self, WrittenDating};
use crate::load::table::UNFILLED;
use crate::load::{Content, Document};
use crate::model::bibliography::Name;
use crate::model::lang::Localised;
use crate::model::period::Period;
use crate::model::source::{Published, Rest, Source};
use crate::model::subject::Role;
use crate::problem::span::Texts;
use crate::problem::{Problem, Problems, code::Code};

use super::bibliography::{self, Fields};
use super::names::Scope;
use super::prose::Bodies;
use super::{dates, fields, locators};

/// Reads every source's record, in the order of the scope's names.
pub fn read(
    content: &Content,
    texts: &Texts,
    scope: &Scope,
    bodies: &Bodies,
    problems: &mut Problems,
) -> Vec<Option<Source>> {
    let sheets: std::collections::BTreeMap<&str, &str> =
        content.sheets.iter().map(|sheet| (sheet.source.as_str(), texts.text(sheet.file))).collect();
    let documents: Vec<&Document> = content.documents.iter().filter(|document| document.source().is_some()).collect();
    problems.in_parallel(&documents, |document, problems| {
        let (slug, front) = document.source()?;
        let body = bodies.of(document, scope, problems)?;
        let mut source = record(slug, front, scope, problems)?;
        source.body = body;
        source.sheet = sheets.get(slug).map_or(String::new(), |text| (*text).to_owned());
        Some(source)
    })
}

fn record(slug: &str, front: Row<'_, records::Source>, scope: &Scope, problems: &mut Problems) -> Option<Source> {
    let title = scope.localised(front.title(), problems);
    let publisher = scope.localised(front.publisher(), problems);
    let published = published(front, scope, problems);
    let published = published.filter(|published| is_dated(front, published, problems));
    let note = scope.localised(front.note(), problems);
    let sha256 = sha256(front, problems);
    let url = fields::address(front.url(), problems);
    let language = language(front.language(), problems);
    let date = front.published().get().map_or("", |(text, _)| text);
    let date = bibliography::doubted(date, matches!(published, Some(Published::Inferred(_))));
    let mut record = bibliography::read(Fields::of_source(front), date, scope, problems);
    let period = published.as_ref().and_then(Published::period);
    let after = |read: &Period| bibliography::is_read_after(front.published(), period, read, problems);
    let accessed = record.accessed.clone().filter(after);
    if record.authors.is_empty() {
        record.authors = front.author().get().into_iter().map(|(name, _)| Name::Whole(name.to_owned())).collect();
    }
    Some(Source {
        slug: slug.to_owned(),
        formerly: scope.former.slugs(&format!("source:{slug}")),
        title: title.unwrap_or_else(|| scope.plain(slug)),
        publisher: publisher.unwrap_or_else(|| scope.plain(slug)),
        record,
        language: language.flatten(),
        published: published.unwrap_or(Published::Unknown),
        accessed: accessed.unwrap_or_else(Period::undated),
        url: url.flatten(),
        archive: front.archive().get()?.0.to_owned(),
        sha256: sha256.unwrap_or_default(),
        standing: front.standing().get(),
        damage: front.damage().get(),
        rests_on: rests(front, scope, problems),
        note,
        body: Localised::only(Default::default(), scope.settings.languages.count()),
        sheet: String::new(),
    })
}

/// The document's language; `Some(None)` where the record leaves it to the text.
pub fn language(field: Field<'_, Text>, problems: &mut Problems) -> Option<Option<String>> {
    let Some((tag, span)) = field.get().filter(|(tag, _)| *tag != UNFILLED) else { return Some(None) };
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    let is_tag =
        tag.split('-').all(is_part) && (2..=3).contains(&first.len()) && !first.contains(|c: char| c.is_ascii_digit());
    if !is_tag {
        problems.report(
            Problem::new(Code::BadValue, span, format!("`{tag}` is no tag of a language"))
                .label("expected a BCP 47 tag")
                .help("write `de` for German, `fr`, `en`, `zh-Hans`; leave the key out to have it told by the text"),
        );
    }
    is_tag.then(|| Some(tag.to_owned()))
}

fn published(front: Row<'_, records::Source>, scope: &Scope, problems: &mut Problems) -> Option<Published> {
    let period = match front.published().get() {
        Some(("", _)) | None => None,
        Some((text, span)) => Some(dates::period(&bibliography::plain_date(text), span, &scope.locales, problems)?),
    };
    let (dating, span) = front.dating().get()?;
    match (dating, period) {
        (WrittenDating::Unknown, _) => Some(Published::Unknown),
        (WrittenDating::Printed, Some(period)) => Some(Published::Printed(period)),
        (WrittenDating::Inferred, Some(period)) => Some(Published::Inferred(period)),
        (_, None) => {
            problems.report(
                Problem::new(Code::MissingKey, span, "a dated source needs `published`")
                    .help("add `published = \"2026-01\"`, or write `dating = \"unknown\"`"),
            );
            None
        }
    }
}

/// Whether a publication has a date, however exact; what goes on being published has a first and a last, or one of them.
fn is_dated(front: Row<'_, records::Source>, published: &Published, problems: &mut Problems) -> bool {
    let dated = !published.period().is_some_and(Period::is_undated);
    if let (false, Some((text, span))) = (dated, front.published().get()) {
        problems.report(
            Problem::new(Code::BadValue, span, format!("`{text}` is no date of publication"))
                .label("expected a year, a month, a day, a quarter, a season or a span, as in `2024/2025`")
                .help(
                    "write the last date possible with `dating = \"inferred\"`, or `dating = \"unknown\"` and no date",
                ),
        );
    }
    dated
}

fn sha256(front: Row<'_, records::Source>, problems: &mut Problems) -> Option<String> {
    let (text, span) = front.sha256().get()?;
    let right = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if !right {
        problems.report(
            Problem::new(Code::BadValue, span, "this is no SHA-256")
                .label("expected 64 lower-case hexadecimal digits")
                .help("`sha256sum FILE` prints it"),
        );
    }
    right.then(|| text.to_owned())
}

fn rests(front: Row<'_, records::Source>, scope: &Scope, problems: &mut Problems) -> Vec<Rest> {
    let mut rests = Vec::new();
    for rest in front.rests_on().get() {
        let work = rest.work().get().and_then(|(name, span)| scope.with_role(name, &[Role::Work], span, problems));
        let lines = match rest.lines().get() {
            None => Some(Vec::new()),
            Some((text, span)) => {
                let read = locators::lines(text);
                if read.is_none() {
                    problems.report(
                        Problem::new(Code::BadValue, span, format!("`{text}` is no list of lines"))
                            .label("expected `7-30` or `7-30,42`"),
                    );
                }
                read
            }
        };
        rests.extend(work.zip(lines).map(|(work, lines)| Rest { work, lines }));
    }
    rests
}
