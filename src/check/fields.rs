//! Fields that many records have: words by language, and addresses that pages link to.

use crate::load::record::{ByLang, ByLanguage, Field, Text};
use crate::model::lang::{Languages, Localised};
use crate::model::web::WebAddress;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// `{ en = "…", zh = "…" }`: the default language must be there, unknown ones are reported.
pub fn localised<K: ByLang>(
    field: Field<'_, K>,
    languages: &Languages,
    problems: &mut Problems,
) -> Option<Localised<String>> {
    by_language(field.get()?, languages, problems)
}

/// Words by language as localised text.
pub fn by_language(words: ByLanguage<'_>, languages: &Languages, problems: &mut Problems) -> Option<Localised<String>> {
    for code in words.codes() {
        if languages.find(&code.value).is_none() {
            problems.report(
                Problem::new(Code::UnknownKey, code.span, format!("`{}` is no language of this briefing", code.value))
                    .help("the languages stand in site.toml"),
            );
        }
    }
    let place = words.span();
    let mut words = languages.iter().map(|lang| words.text(languages.code(lang)).map(|(text, _)| text.to_owned()));
    let default = words.next().flatten().filter(|text| !text.is_empty());
    let others: Vec<Option<String>> = words.map(|w| w.filter(|text| !text.is_empty())).collect();
    for (lang, words) in languages.iter().skip(1).zip(&others) {
        if words.is_none() {
            let code = languages.code(lang);
            problems.report(
                Problem::new(Code::MissingTranslation, place, format!("no words in `{code}`"))
                    .label("pages in that language show the default language's")
                    .kin(format!("texts lack `{code}`")),
            );
        }
    }
    if default.is_none() {
        let code = languages.code(crate::model::lang::Lang::DEFAULT);
        problems.report(
            Problem::new(Code::MissingKey, place, format!("no words in the default language `{code}`"))
                .help(format!("add `{code} = \"…\"`")),
        );
    }
    Some(Localised::new(default?, others))
}

/// An address under a key; `Some(None)` where there is none, `None` where it is no address, which is reported.
pub fn address(field: Field<'_, Text>, problems: &mut Problems) -> Option<Option<WebAddress>> {
    match field.get() {
        None | Some(("", _)) => Some(None),
        Some((text, span)) => linked(text, text, span, problems).map(Some),
    }
}

/// The address that a text is, or that it becomes when its places are filled; reported where it is none.
pub fn linked(text: &str, address: &str, span: Span, problems: &mut Problems) -> Option<WebAddress> {
    address
        .parse()
        .map_err(|error| {
            problems.report(
                Problem::new(Code::ForbiddenLink, span, format!("`{text}` cannot be linked to"))
                    .label(format!("it {error}"))
                    .help("write a web address, `https://…`, or `mailto:…`; leave it out if there is none"),
            );
        })
        .ok()
}
