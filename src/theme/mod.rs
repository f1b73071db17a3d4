//! The theme: templates compiled once, the interface's words, and static files.
//!
//! The shipped theme is in the program; a file of the site with the same path wins over it.

pub mod escape;
pub mod strings;

mod minify;
mod tokens;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use rust_embed::Embed;
use tera::{ErrorKind, Kwargs, State, Tera, Value};

use crate::model::lang::Languages;

use strings::{Strings, fill};

#[derive(Embed)]
#[folder = "templates"]
#[exclude = ".*"]
#[exclude = "locale/*"]
struct Templates;

#[derive(Embed)]
#[folder = "static"]
#[exclude = ".*"]
struct Static;

/// Everything that pages are made with besides their content.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    sources: Vec<(String, String)>,
    strings: Vec<Strings>,
    statics: Vec<(String, Cow<'static, [u8]>)>,
}

/// What is wrong with a file of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    /// The file, under the site's root.
    pub file: String,
    /// The line, from 1, where one is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// A page that could not be made; the fault lies in the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The template.
    pub template: String,
    /// The line in it, from 1, where one is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "templates/{}:{line}: {}", self.template, self.message),
            None => write!(f, "templates/{}: {}", self.template, self.message),
        }
    }
}

impl std::error::Error for RenderError {}

impl Theme {
    /// Loads the theme for `languages`; `own` are the site's own files, by their path under the root.
    /// They win over the shipped ones, and more of them may be there: a page's picture, a template
    /// that another includes.
    ///
    /// # Errors
    /// All faults of the templates and of the interface's words.
    pub fn load(
        own: &BTreeMap<String, Vec<u8>>,
        languages: &Languages,
        minified: bool,
    ) -> Result<Self, Vec<ThemeError>> {
        let mut loader = Loader { own, errors: Vec::new() };
        let strings = loader.strings(languages);
        let sources = loader.sources();
        let statics = loader.statics();
        let mut errors = loader.errors;
        match compile(&sources) {
            Err(error) => errors.push(error),
            Ok(plain) if errors.is_empty() => {
                let tera = if minified { compile(&smaller(&sources)).unwrap_or(plain) } else { plain };
                return Ok(Self { tera, sources, strings, statics });
            }
            Ok(_) => {}
        }
        Err(errors)
    }

    /// The interface's words, by language.
    pub fn strings(&self) -> &[Strings] {
        &self.strings
    }

    /// The static files, by their path under the site's root.
    pub fn statics(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.statics.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// Renders `template` with `context`.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, RenderError> {
        self.tera.render(template, context).map_err(|error| {
            // A minified template has no lines worth naming: the same fault is found in the plain one.
            let plain = compile(&self.sources).ok().and_then(|tera| tera.render(template, context).err());
            let (file, line, message) = describe(plain.as_ref().unwrap_or(&error));
            RenderError { template: file.unwrap_or_else(|| template.to_owned()), line, message }
        })
    }
}

/// Reads the theme's files, the site's own before the shipped ones.
struct Loader<'a> {
    own: &'a BTreeMap<String, Vec<u8>>,
    errors: Vec<ThemeError>,
}

impl Loader<'_> {
    fn bytes(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let own = self.own.get(path).cloned().map(Cow::Owned);
        own.or_else(|| {
            let shipped = match path.split_once('/')? {
                ("templates", rest) => Templates::get(rest),
                (_, rest) => Static::get(rest),
            };
            shipped.map(|file| file.data)
        })
    }

    fn text(&mut self, path: &str) -> Option<String> {
        match self.bytes(path).map(|bytes| String::from_utf8(bytes.into_owned())) {
            Some(Ok(text)) => return Some(text),
            Some(Err(_)) => self.wrong(path, None, "this file is not UTF-8".to_owned()),
            None => self.wrong(path, None, "this file of the theme is missing".to_owned()),
        }
        None
    }

    fn wrong(&mut self, file: &str, line: Option<usize>, message: String) {
        self.errors.push(ThemeError { file: file.to_owned(), line, message });
    }

    fn strings(&mut self, languages: &Languages) -> Vec<Strings> {
        let mut all: Vec<Strings> = Vec::new();
        for lang in languages.iter() {
            let path = format!("templates/strings/{}.toml", languages.code(lang));
            let Some(text) = self.text(&path) else { continue };
            let checked = Strings::parse(&text).and_then(|strings| {
                let errors = all.first().map_or_else(Vec::new, |default| strings.compare(default));
                if errors.is_empty() { Ok(strings) } else { Err(errors) }
            });
            match checked {
                Ok(strings) => all.push(strings),
                Err(errors) => errors.into_iter().for_each(|error| self.wrong(&path, error.line, error.message)),
            }
        }
        all
    }

    fn sources(&mut self) -> Vec<(String, String)> {
        let is_template =
            |name: &str| Path::new(name).extension().is_some_and(|e| e == "html" || e == "xml" || e == "svg");
        let mut names = self.names("templates/", Templates::iter());
        names.retain(|name| is_template(name));
        let mut sources = Vec::new();
        for name in names {
            if let Some(text) = self.text(&format!("templates/{name}")) {
                sources.push((name, text));
            }
        }
        sources
    }

    /// The names of a folder's files, the site's own and the shipped, in alphabetical order.
    fn names(&self, folder: &str, shipped: impl Iterator<Item = Cow<'static, str>>) -> Vec<String> {
        let own = self.own.keys().filter_map(|path| path.strip_prefix(folder)).map(str::to_owned);
        own.chain(shipped.map(Cow::into_owned)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn statics(&mut self) -> Vec<(String, Cow<'static, [u8]>)> {
        self.names("static/", Static::iter())
            .into_iter()
            .filter_map(|name| {
                let path = format!("static/{name}");
                self.bytes(&path).map(|bytes| (path, bytes))
            })
            .collect()
    }
}

fn smaller(sources: &[(String, String)]) -> Vec<(String, String)> {
    let small = |name: &str, source: &str| {
        let html = Path::new(name).extension().is_some_and(|extension| extension == "html");
        html.then(|| minify::template(source)).flatten().unwrap_or_else(|| source.to_owned())
    };
    sources.iter().map(|(name, source)| (name.clone(), small(name, source))).collect()
}

fn compile(sources: &[(String, String)]) -> Result<Tera, ThemeError> {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    tera.register_filter("fill", fill_filter);
    tera.register_filter("count", count_filter);
    tera.register_filter("json", json_filter);
    tera.add_raw_templates(sources.iter().map(|(name, source)| (name.as_str(), source.as_str()))).map_err(|error| {
        let (file, line, message) = describe(&error);
        ThemeError { file: format!("templates/{}", file.unwrap_or_default()), line, message }
    })?;
    Ok(tera)
}

/// The template, line and message of an error.
fn describe(error: &tera::Error) -> (Option<String>, Option<usize>, String) {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (Some(report.filename().to_owned()), Some(report.span().start_line), report.message().to_owned())
        }
        kind => {
            let text = kind.to_string();
            let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
            let mut parts = place.unwrap_or_default().splitn(3, ':');
            let file =
                parts.next().filter(|file| !file.is_empty()).map(|file| file.trim_matches(['[', ' ']).to_owned());
            let line = parts.next().and_then(|line| line.parse().ok());
            let message = if line.is_some() { text.lines().next().unwrap_or_default().to_owned() } else { text };
            (file, line, message)
        }
    }
}

/// `{{ t.a.b | fill(x=1) }}`: each `{x}` replaced by the argument of that name.
fn fill_filter(words: &str, arguments: Kwargs, _: &State<'_>) -> String {
    let value = |name: &str| {
        let found = arguments.iter().find(|(key, _)| key.as_str() == Some(name));
        found.map(|(_, value)| value.to_string())
    };
    fill(words, value)
}

/// `{{ t.facts | count(n=3) }}`: the form for one or for others, with `{n}` replaced.
fn count_filter(forms: &Value, arguments: Kwargs, state: &State<'_>) -> tera::TeraResult<String> {
    let n: u64 = arguments.must_get("n")?;
    let one = forms.get_from_path("one").and_then(Value::as_str).filter(|_| n == 1);
    let words = one.or_else(|| forms.get_from_path("other").and_then(Value::as_str));
    let words = words.ok_or_else(|| tera::Error::message("`count` expects words with `other`, and perhaps `one`"))?;
    Ok(fill_filter(words, arguments.clone(), state))
}

/// `{{ value | json }}`: JSON that can stand in a `script` element.
fn json_filter(value: &Value, _: Kwargs, _: &State<'_>) -> tera::TeraResult<Value> {
    let text = serde_json::to_string(value).map_err(tera::Error::message)?;
    Ok(Value::safe_string(&script_safe(&text)))
}

/// JSON text in which nothing can end a `script` element or a line of one.
pub fn script_safe(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(template: &str) -> Tera {
        compile(&[("a.html".to_owned(), template.to_owned())]).expect("valid")
    }

    fn render(template: &str, value: &Value) -> String {
        let mut context = tera::Context::new();
        context.insert_value("t", value.clone());
        compiled(template).render("a.html", &context).expect("renders")
    }

    #[test]
    fn words_are_filled_counted_and_escaped() {
        let strings =
            Strings::parse("[a]\nb = \"{x} < {y}\"\n[f]\none=\"{n} fact\"\nother=\"{n} facts\"").expect("valid");
        let t = strings.value();
        assert_eq!(render("{{ t.a.b | fill(x=1, y=\"<\") }}", &t), "1 &lt; &lt;");
        assert_eq!(render("{{ t.f | count(n=1) }}, {{ t.f | count(n=2) }}", &t), "1 fact, 2 facts");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let value = Value::from_serializable(&BTreeMap::from([("a", "</script>&\u{2028}")]));
        assert_eq!(render("{{ t | json }}", &value), r#"{"a":"\u003c/script\u003e\u0026\u2028"}"#);
    }

    #[test]
    fn every_shipped_template_is_minified() {
        for name in Templates::iter().filter(|name| name.ends_with(".html")) {
            let file = Templates::get(&name).expect("it was listed");
            let source = std::str::from_utf8(&file.data).expect("UTF-8");
            assert!(minify::template(source).is_some(), "{name} cannot be shown to render the same");
        }
    }

    #[test]
    fn a_fault_in_a_template_is_told_with_its_line() {
        for (source, line, words) in [
            ("a\n{% if %}", Some(2), ""),
            ("a\nb\n{{ x | nofilter }}", Some(3), "nofilter"),
            ("{% include \"none.html\" %}", Some(1), "none.html"),
        ] {
            let error = compile(&[("a.html".to_owned(), source.to_owned())]).expect_err("faulty");
            assert_eq!((error.file.as_str(), error.line), ("templates/a.html", line), "{error:?}");
            assert!(error.message.contains(words), "{error:?}");
        }
    }

    #[test]
    fn a_fault_while_rendering_is_told_with_its_line_although_templates_are_minified() {
        let sources = vec![("a.html".to_owned(), "<p>\n\n{{ nothing_here }}</p>".to_owned())];
        let tera = compile(&smaller(&sources)).expect("valid");
        let theme = Theme { tera, sources, strings: vec![], statics: vec![] };
        let error = theme.render("a.html", &tera::Context::new()).expect_err("undefined");
        assert_eq!((error.template.as_str(), error.line), ("a.html", Some(3)));
    }

    #[test]
    fn a_site_gives_the_words_of_a_language_that_is_not_shipped() {
        let own = BTreeMap::from(
            [("templates/strings/xa.toml", "a = \"b\""), ("templates/strings/xb.toml", "c = \"d\"")]
                .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())),
        );
        let languages = Languages::new("xa".to_owned(), vec!["xb".to_owned()]);
        let errors = Theme::load(&own, &languages, true).expect_err("the words differ");
        let told: Vec<_> = errors.iter().map(|e| (e.file.as_str(), e.line, e.message.as_str())).collect();
        assert_eq!(told[0], ("templates/strings/xb.toml", None, "`a` is missing: b"));
        assert_eq!(told[1].1, Some(1));
    }
}
