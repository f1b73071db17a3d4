//! What a path is: `content/sources/x/index.zh.md` is the Chinese body of source `x`.

use crate::model::limit::{Bound, Limits};
use crate::problem::span::{FileId, Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

/// What a content file is, by its path. `lang` is a language's code, `None` for the default one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `site.toml`
    Site,
    /// `content/indicators.toml`
    Indicators,
    /// `content/conflicts.toml`
    Conflicts,
    /// `content/gaps.toml`
    Gaps,
    /// `content/glossary.toml`
    Glossary,
    /// `content/derived.toml`
    Derived,
    /// `content/corrections.toml`
    Corrections,
    /// `content/verified.toml`
    Verified,
    /// `content/versions.toml`
    Versions,
    /// `content/index.md`
    Home {
        /// The language.
        lang: Option<String>,
    },
    /// `content/sources/<slug>/index.md`
    Source {
        /// The source's slug.
        slug: String,
        /// The language.
        lang: Option<String>,
    },
    /// `content/sources/<slug>/facts.toml`
    Sheet {
        /// The source's slug.
        source: String,
    },
    /// `content/pages/<slug>.md`
    Article {
        /// The page's slug.
        slug: String,
        /// The language.
        lang: Option<String>,
    },
    /// `content/<folder>/<slug>.md`
    Subject {
        /// The kind's folder.
        folder: String,
        /// The subject's slug.
        slug: String,
        /// The language.
        lang: Option<String>,
    },
}

impl Place {
    /// The code of the language that a body is in; `None` for the default one and for what has no body.
    pub fn language(&self) -> Option<&str> {
        match self {
            Place::Home { lang }
            | Place::Source { lang, .. }
            | Place::Article { lang, .. }
            | Place::Subject { lang, .. } => lang.as_deref(),
            _ => None,
        }
    }
}

/// What `site.toml` declares that decides what a path is, found without judging the file.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// The codes of the languages, the default one first.
    pub languages: Vec<String>,
    /// The folders of the kinds of subject.
    pub folders: Vec<String>,
    /// The paths of citation styles.
    pub styles: Vec<String>,
}

/// Whether a path leads to a file under the folder that it starts from, by its letters.
pub fn is_inside(path: &str) -> bool {
    let parts = || path.split('/');
    !path.contains(['\\', ':', '\0']) && parts().all(|part| !matches!(part, "" | "." | ".."))
}

impl Declared {
    /// The briefing's only language, where it has one.
    pub fn only(&self) -> Option<&str> {
        match self.languages.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// What `site.toml` declares.
pub fn declared(texts: &Texts) -> Declared {
    let Some(file) = texts.find("site.toml") else { return Declared::default() };
    let (table, _) = toml::de::DeTable::parse_recoverable(texts.text(file));
    let list = |key| table.get_ref().get(key).and_then(|v| v.get_ref().as_array());
    let languages = list("languages").into_iter().flatten().filter_map(|v| v.get_ref().as_str());
    let kinds = list("kind").into_iter().flatten().filter_map(|v| v.get_ref().as_table());
    let folders = kinds.filter_map(|kind| kind.get("folder")?.get_ref().as_str());
    let styles = list("citation_styles").into_iter().flatten();
    // One name without brackets is told as such, and read nevertheless.
    let styles = styles.chain(table.get_ref().get("citation_styles")).filter_map(|v| v.get_ref().as_str());
    let owned = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
    Declared { languages: owned(&mut { languages }), folders: owned(&mut { folders }), styles: owned(&mut { styles }) }
}

/// The bounds that `site.toml` sets, found without judging the file: those that hold while the other files are read.
pub fn limits(texts: &Texts) -> Limits {
    let mut limits = Limits::default();
    let Some(file) = texts.find("site.toml") else { return limits };
    let (table, _) = toml::de::DeTable::parse_recoverable(texts.text(file));
    let Some(set) = table.get_ref().get("limits").and_then(|limits| limits.get_ref().as_table()) else { return limits };
    for bound in Bound::ALL {
        let most = set.get(bound.row().name).and_then(|most| most.get_ref().as_integer());
        if let Some(most) = most.and_then(|most| most.as_str().parse().ok()) {
            limits.set(*bound, most);
        }
    }
    limits
}

/// The kinds of subject that `site.toml` declares: the id and the folder of each.
pub fn kinds(texts: &Texts) -> Vec<(String, String)> {
    let Some(file) = texts.find("site.toml") else { return Vec::new() };
    let (table, _) = toml::de::DeTable::parse_recoverable(texts.text(file));
    let kinds = table.get_ref().get("kind").and_then(|kinds| kinds.get_ref().as_array()).into_iter().flatten();
    let text = |kind: &toml::de::DeTable<'_>, key| Some(kind.get(key)?.get_ref().as_str()?.to_owned());
    let kinds = kinds.filter_map(|kind| kind.get_ref().as_table());
    kinds.filter_map(|kind| Some((text(kind, "id")?, text(kind, "folder")?))).collect()
}

/// What `path` is; `None` if it is no content file.
pub fn place(path: &str, languages: &[String]) -> Option<Place> {
    if path == "site.toml" {
        return Some(Place::Site);
    }
    let parts: Vec<&str> = path.strip_prefix("content/")?.split('/').collect();
    match parts.as_slice() {
        ["indicators.toml"] => Some(Place::Indicators),
        ["conflicts.toml"] => Some(Place::Conflicts),
        ["gaps.toml"] => Some(Place::Gaps),
        ["glossary.toml"] => Some(Place::Glossary),
        ["derived.toml"] => Some(Place::Derived),
        ["corrections.toml"] => Some(Place::Corrections),
        ["verified.toml"] => Some(Place::Verified),
        ["versions.toml"] => Some(Place::Versions),
        [name] => match markdown(name, languages)? {
            ("index", lang) => Some(Place::Home { lang }),
            _ => None,
        },
        ["sources", slug, "facts.toml"] => Some(Place::Sheet { source: (*slug).to_owned() }),
        ["sources", slug, name] => match markdown(name, languages)? {
            ("index", lang) => Some(Place::Source { slug: (*slug).to_owned(), lang }),
            _ => None,
        },
        ["pages", name] => {
            let (slug, lang) = markdown(name, languages)?;
            Some(Place::Article { slug: slug.to_owned(), lang })
        }
        [folder, name] => {
            let (slug, lang) = markdown(name, languages)?;
            Some(Place::Subject { folder: (*folder).to_owned(), slug: slug.to_owned(), lang })
        }
        _ => None,
    }
}

fn markdown<'a>(name: &'a str, languages: &[String]) -> Option<(&'a str, Option<String>)> {
    let stem = name.strip_suffix(".md")?;
    match stem.rsplit_once('.') {
        None => Some((stem, None)),
        Some((slug, lang)) if languages.get(1..)?.iter().any(|l| l == lang) => Some((slug, Some(lang.to_owned()))),
        Some(_) => None,
    }
}

/// Says that a file under `content/` will not be read.
pub fn stray(path: &str, file: FileId, problems: &mut Problems) {
    if !path.starts_with("content/") {
        return;
    }
    let help = renamed(path).unwrap_or_else(|| {
        "bodies are `<slug>.md` or `<slug>.<language>.md` with a language of site.toml; fact sheets are `facts.toml`"
            .to_owned()
    });
    problems.report(
        Problem::new(
            Code::StrayFile,
            Span::new(file, 0..0),
            format!("`{path}` is no part of a briefing and is not read"),
        )
        .help(help),
    );
}

/// What a file whose name ends almost as that of a body or a sheet should be called.
fn renamed(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let right = match ending.to_lowercase().as_str() {
        "md" | "markdown" | "mdown" | "mkd" => "md",
        "toml" => "toml",
        _ => return None,
    };
    let name = stem.rsplit('/').next().unwrap_or(stem);
    (right != ending).then(|| format!("call it `{name}.{right}`"))
}
