//! `site.toml` → settings, languages and kinds.

use crate::load::Content;
use crate::load::record::{Field, Row, Texts};
use crate::load::records;
use crate::load::table;
use crate::model::address::Addresses;
use crate::model::id::Table;
use crate::model::lang::{Languages, Localised, is_code};
use crate::model::site::{BaseUrl, BaseUrlError, Site};
use crate::model::subject::Kind;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::fields::{address, linked, localised};
use super::{limits, look, people, slugs, styles};

/// What `site.toml` says.
#[derive(Debug)]
pub struct Settings {
    /// The publication's settings.
    pub site: Site,
    /// The languages.
    pub languages: Languages,
    /// The kinds of subject, by id.
    pub kinds: Table<Kind>,
    /// The pages that every briefing has, by the name that `page:` links use.
    pub pages: Vec<&'static str>,
    /// Where `site.toml` starts.
    pub place: Span,
}

const DEFAULT_EXCERPT_LIMIT: u32 = 24;

/// The folder of pages of text, among the folders of kinds.
const PAGES: &str = "pages";

/// Reads the settings, with plain values where an error was reported; `None` when nothing else can be
/// checked without them.
pub fn read(content: &Content, addresses: &Addresses, problems: &mut Problems) -> Option<Settings> {
    let record = content.site()?;
    let languages = languages(record, problems)?;
    let plain = || Localised::new(String::new(), (1..languages.count()).map(|_| None).collect());
    let words = |said: Option<Localised<String>>| said.unwrap_or_else(plain);
    let title = words(localised(record.title(), &languages, problems));
    let description = words(localised(record.description(), &languages, problems));
    let publisher = words(localised(record.publisher(), &languages, problems));
    let base_url = base_url(record, problems).unwrap_or_default();
    let contact = address(record.contact(), problems).flatten();
    let site = Site {
        title,
        description,
        base_url,
        contact: contact.map_or(String::new(), |contact| contact.to_string()),
        report: report(record, problems).flatten(),
        publisher,
        editors: people::people(record.editors()),
        licence: record.licence().get().map_or(String::new(), |(licence, _)| licence.to_owned()),
        names: owned(record.names()),
        excerpt_limit: record.excerpt_limit().get().map_or(DEFAULT_EXCERPT_LIMIT, |(n, _)| n) as usize,
        limits: limits::read(record, problems),
        minify: record.minify().get().unwrap_or(true),
        key_facts: owned(record.key_facts()),
        look: look::read(record, &languages, &content.statics, problems),
        styles: styles::read(record, content, problems),
        deposited: None,
        frozen: None,
    };
    let kinds = kinds(record, &languages, addresses, problems);
    placeholders(record, problems);
    Some(Settings { site, languages, kinds, pages: addresses.pages.clone(), place: record.span() })
}

fn owned(texts: Field<'_, Texts>) -> Vec<String> {
    texts.get().into_iter().map(|(text, _)| text.to_owned()).collect()
}

fn languages(record: Row<'_, records::Site>, problems: &mut Problems) -> Option<Languages> {
    let mut codes: Vec<String> = Vec::new();
    for (code, span) in record.languages().get() {
        if codes.iter().any(|c| c.eq_ignore_ascii_case(code)) {
            problems.report(Problem::new(Code::Duplicate, span, format!("language `{code}` is listed twice")));
        } else if !is_code(code) {
            problems.report(
                Problem::new(Code::BadValue, span, format!("`{code}` is no language code"))
                    .label("expected letters, as in `en` or `zh-Hant`"),
            );
        } else {
            codes.push(code.to_owned());
        }
    }
    if codes.is_empty() {
        problems.report(
            Problem::new(Code::BadValue, record.languages().span(), "a briefing needs a language")
                .help("`languages = [\"en\"]`"),
        );
        return None;
    }
    let default = codes.remove(0);
    Some(Languages::new(default, codes))
}

fn base_url(record: Row<'_, records::Site>, problems: &mut Problems) -> Option<BaseUrl> {
    let (url, span) = record.base_url().get()?;
    url.parse()
        .map_err(|error: BaseUrlError| {
            problems.report(
                Problem::new(Code::BadValue, span, error.message()).label("expected `https://…/`").help(error.help),
            );
        })
        .ok()
}

/// The address for error reports, whose places are filled in later.
fn report(record: Row<'_, records::Site>, problems: &mut Problems) -> Option<Option<String>> {
    let Some((text, span)) = record.report().get().filter(|(text, _)| !text.is_empty()) else { return Some(None) };
    let filled = text.replace("{id}", "x").replace("{url}", "x").replace("{version}", "x");
    linked(text, &filled, span, problems).map(|_| Some(text.to_owned()))
}

fn kinds(
    record: Row<'_, records::Site>,
    languages: &Languages,
    addresses: &Addresses,
    problems: &mut Problems,
) -> Table<Kind> {
    let mut kinds: Vec<(String, Kind)> = Vec::new();
    for row in record.kind().get() {
        let (Some((id, id_span)), Some((folder, folder_span))) = (row.id().get(), row.folder().get()) else {
            continue;
        };
        if kinds.iter().any(|(known, _)| known == id) || slugs::RESERVED_KINDS.contains(&id) {
            problems.report(Problem::new(Code::Duplicate, id_span, format!("the kind `{id}` exists already")));
        }
        slugs::check_slug(folder, folder_span, problems);
        if let Some(owner) = taken(folder, &kinds, languages, addresses) {
            problems.report(
                Problem::new(Code::Duplicate, folder_span, format!("the folder `{folder}` is taken"))
                    .label(format!("it belongs to {owner}"))
                    .help("give the kind another folder, here and under `content/`"),
            );
        }
        let label = localised(row.label(), languages, problems);
        let plural = localised(row.plural(), languages, problems);
        let plain = || Localised::new(id.to_owned(), (1..languages.count()).map(|_| None).collect());
        let kind = Kind {
            id: id.to_owned(),
            former_ids: owned(row.former_ids()),
            folder: folder.to_owned(),
            formerly: owned(row.formerly()),
            role: row.role().get().map(|(role, _)| role),
            compared: row.compared().get().unwrap_or(false),
            label: label.unwrap_or_else(plain),
            plural: plural.unwrap_or_else(plain),
        };
        kinds.push((id.to_owned(), kind));
    }
    Table::new(kinds)
}

/// Whose a folder is already.
fn taken(folder: &str, kinds: &[(String, Kind)], languages: &Languages, addresses: &Addresses) -> Option<String> {
    if let Some((id, _)) = kinds.iter().find(|(_, kind)| kind.folder == folder) {
        return Some(format!("the kind `{id}`"));
    }
    if languages.find(folder).is_some() {
        return Some(format!("the pages in the language `{folder}`"));
    }
    (folder == PAGES || addresses.folders.contains(&folder)).then(|| "the site itself".to_owned())
}

fn placeholders(record: Row<'_, records::Site>, problems: &mut Problems) {
    for field in [record.base_url(), record.contact()] {
        if let Some((value, span)) = field.get()
            && value.contains("example.org")
        {
            problems.report(
                Problem::new(Code::Placeholder, span, format!("`{}` is still a placeholder", field.name()))
                    .help("set it before publishing; pages build without it"),
            );
        }
    }
}

/// Whether `name` is one of the table's known names; the nearest one if not.
pub fn suggestion<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    table::nearest(name, names).map(|near| format!("did you mean `{near}`?"))
}
