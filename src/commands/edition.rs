//! `briefing edition`: freezes a dated edition, and packs it to be deposited.
#![expect(clippy::disallowed_methods, reason = "an edition and its package are written here")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use crate::check::Options;
use crate::export;
use crate::export::freeze::{INDEX, Page};
use crate::model::lang::Lang;
use crate::plan::version;
use crate::problem::Problems;
use crate::problem::code::Code;
use crate::publish::size;
use crate::render;
use crate::session::{Session, Site};
use crate::verify::archive::sha256;

use super::outcome::{Failure, Outcome};
use super::{machine, out};

/// The DOI of an edition that was deposited.
#[derive(Clone, Copy, Debug)]
pub struct Deposit<'a> {
    /// The DOI.
    pub doi: &'a str,
    /// The edition's day; the newest where none is named.
    pub date: Option<&'a str>,
}

/// Notes the DOI of an edition: the briefing is cited by it from then on.
pub fn deposit(root: &Path, deposit: Deposit<'_>) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let mut editions = session.editions();
    if session.problems.has(Code::Altered) {
        return Ok(out::stopped(&session));
    }
    let (date, list) = editions.record(deposit.doi, deposit.date).map_err(Failure::usage)?;
    write(&root.join(INDEX), &list)?;
    out::report(format!("edition of {date}: cited as https://doi.org/{} from now on\n", deposit.doi))?;
    Ok(Outcome::Done)
}

/// Runs the command; with `package`, writes the same edition there as one folder to deposit.
pub fn run(root: &Path, package: Option<&Path>, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let Some(briefing) = session.check(options) else { return Ok(out::stopped(&session)) };
    let Some(mut site) = session.plan(briefing) else { return Ok(out::stopped(&session)) };
    let mut editions = session.editions();
    let date = machine::day(options).max(site.briefing.date.clone());
    if editions.editions.iter().any(|edition| edition.date == date) {
        return Err(Failure::usage(format!("there is an edition of {date} already: one a day is kept")));
    }
    site.briefing.site.frozen = Some(date.clone());
    let frozen = pages(&site)?;
    site.briefing.site.frozen = None;
    let assets = site.theme.statics().filter(|(path, _)| path.starts_with("static/"));
    let assets: BTreeMap<String, Vec<u8>> = assets.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    let files = editions.freeze(&date, &frozen, &assets);
    for (path, bytes) in &files {
        write(&root.join(path), bytes)?;
    }
    let added: usize = files.values().map(Vec::len).sum();
    let frozen = files.keys().filter(|path| path.ends_with(".html")).count();
    let held = session.files.theme.iter().filter(|(path, _)| path.starts_with("editions/"));
    let whole = held.map(|(_, bytes)| bytes.len() as u64).sum::<u64>() + added as u64;
    match frozen {
        0 => out::report("nothing has changed since the last edition: none was made\n")?,
        _ => out::report(format!(
            "edition of {date}: {frozen} pages kept, {added} bytes; all editions have {whole} bytes\n"
        ))?,
    }
    if let Some(note) = size::near_limit("editions have", whole) {
        out::say(format!("note: {note}"));
    }
    if let Some(folder) = package {
        let count = pack(folder, &session, &site, &pages(&site)?, &date)?;
        out::report(format!("{count} files packed in `{}`\n", folder.display()))?;
    }
    Ok(Outcome::Done)
}

/// Every page as it is now, by its route.
fn pages(site: &Site) -> Result<BTreeMap<String, Page>, Failure> {
    let ctx = site.context();
    let mut pages = BTreeMap::new();
    for view in &site.plan.views {
        let shown = view.shows(&site.briefing);
        for page in site.plan.pages_of(*view) {
            let html = render::page(&site.theme, &ctx, &page, &shown)
                .map_err(|fault| Failure::content(format!("templates/{}: {}", fault.template, fault.message)))?;
            let hash = version::of_page(&site.briefing, &page, &shown).hash;
            let date = ctx.locale(page.lang).date(&site.briefing.date);
            let banner = ctx.words(page.lang).fill("edition.frozen", &[("date", &date)]);
            pages.insert(page.route.to_string(), Page { html, hash, banner });
        }
    }
    Ok(pages)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::machine(format!("cannot write `{}`: {error}", path.display()));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(path, bytes).map_err(failed)
}

/// The site, the content and a description as a bag (BagIt 1.0, RFC 8493) with an RO-Crate in it; without the archive.
fn pack(
    folder: &Path,
    session: &Session,
    site: &Site,
    pages: &BTreeMap<String, Page>,
    date: &str,
) -> Result<usize, Failure> {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::usage(format!("`{}` is not empty: a package gets a folder of its own", folder.display())));
    }
    let mut payload: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    payload.extend(pages.iter().map(|(route, page)| (format!("data/site/{route}"), page.html.clone().into_bytes())));
    let files = export::files(site.whole());
    payload.extend(files.iter().map(|file| (format!("data/site/{}", file.path), file.bytes(site.whole()))));
    let texts = session.files.texts.iter().filter(|(_, path)| *path == "site.toml" || path.starts_with("content/"));
    payload
        .extend(texts.map(|(file, path)| (format!("data/{path}"), session.files.texts.text(file).as_bytes().to_vec())));
    payload.insert("data/ro-crate-metadata.json".to_owned(), crate_metadata(site, date, &payload));
    let manifest: String = payload.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes))).collect();
    let octets: usize = payload.values().map(Vec::len).sum();
    let title = site.briefing.site.title.get(Lang::DEFAULT);
    let info =
        format!("Bagging-Date: {date}\nExternal-Description: {title}\nPayload-Oxum: {octets}.{}\n", payload.len());
    let tags = [
        ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        ("bag-info.txt", info),
        ("manifest-sha256.txt", manifest),
    ];
    let tagged: String = tags.iter().map(|(path, text)| format!("{}  {path}\n", sha256(text.as_bytes()))).collect();
    for (path, bytes) in &payload {
        write(&folder.join(path), bytes)?;
    }
    for (path, text) in tags.iter().map(|(path, text)| (*path, text)).chain([("tagmanifest-sha256.txt", &tagged)]) {
        write(&folder.join(path), text.as_bytes())?;
    }
    Ok(payload.len() + tags.len() + 1)
}

/// The description of the package (RO-Crate 1.1).
fn crate_metadata(site: &Site, date: &str, payload: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let settings = &site.briefing.site;
    let parts: Vec<_> = ["site/", "content/"].iter().map(|part| json!({ "@id": part })).collect();
    let count = |part: &str| payload.keys().filter(|path| path.starts_with(&format!("data/{part}"))).count();
    let about = |part: &str, name: &str| json!({ "@id": part, "@type": "Dataset", "name": name, "description": format!("{} files", count(part)) });
    let metadata = json!({
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "about": { "@id": "./" },
                "conformsTo": { "@id": "https://w3id.org/ro/crate/1.1" },
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "name": format!("{}, edition of {date}", settings.title.get(Lang::DEFAULT)),
                "description": settings.description.get(Lang::DEFAULT),
                "datePublished": date,
                "version": date,
                "license": { "@id": format!("https://spdx.org/licenses/{}", settings.licence) },
                "publisher": { "@id": "#publisher" },
                "url": settings.base_url,
                "hasPart": parts,
            },
            { "@id": "#publisher", "@type": "Organization", "name": settings.publisher.get(Lang::DEFAULT) },
            about("site/", "The site as it was published"),
            about("content/", "The briefing as it is written"),
        ],
    });
    format!("{metadata:#}\n").into_bytes()
}
