//! The theme: templates compiled once, the interface's words, and static files.
//!
//! In: `templates/` and `static/`, the site's own files before those in the program. Out: a [`Theme`] that renders
//! a template with values. Never: choosing what a page shows; a fault in a file is a problem with its line.

pub mod escape;
pub mod spoken;
pub mod strings;

mod minify;
mod tokens;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use rust_embed::Embed;
use tera::{ErrorKind, Kwargs, State, Tera, Value};

use crate::language::fill::fill_by;
use crate::language::plural;
use crate::load::files::Files;
use crate::model::lang::{Lang, Languages};
use crate::problem::span::{Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use strings::{Strings, StringsError};

#[derive(Embed)]
#[folder = "templates"]
#[exclude = ".*"]
#[exclude = "locale/*"]
struct Templates;

#[derive(Embed)]
#[folder = "static"]
#[exclude = ".*"]
struct Static;

/// The style sheet, as templates include it.
const SHEET: &str = "static/style.css";
/// So many missing words are named.
const NAMED: usize = 8;

/// Everything that pages are made with besides their content.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    sources: Vec<(String, String)>,
    strings: Vec<Strings>,
    statics: Vec<(String, Cow<'static, [u8]>)>,
}

/// A template that does not compile, or that asks for what a page does not show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The template.
    pub template: String,
    /// The line in it, from 1, where one is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    /// The fault where the site has the template. A shipped one works, unless one of the site's breaks it:
    /// then it is told where the first of those begins.
    pub fn problem(&self, texts: &Texts) -> Option<Problem> {
        let own = texts.find(&format!("templates/{}", self.template));
        let other = || texts.iter().find(|(_, path)| path.starts_with("templates/") && is_template(path));
        let (place, message) = match (own, other()) {
            (Some(file), _) => {
                let place = self.line.map_or(Span::new(file, 0..0), |line| texts.line(file, line));
                (place, format!("this template does not work: {}", self.message))
            }
            (None, Some((file, _))) => {
                let words = "a template of the site breaks the shipped";
                (Span::new(file, 0..0), format!("{words} `templates/{}`: {}", self.template, self.message))
            }
            (None, None) => {
                let (file, _) = texts.iter().next()?;
                let words = format!("the shipped `templates/{}` does not work: {}", self.template, self.message);
                (Span::new(file, 0..0), words)
            }
        };
        Some(Problem::new(Code::Template, place, message).label("here"))
    }
}

impl Theme {
    /// Loads the theme for `languages`. The site's own files win over the shipped ones, and more of them
    /// may be there: a page's picture, a template that another includes. A word that it lacks is taken
    /// from another language, with a warning; `None` where a template does not work.
    pub fn load(files: &Files, languages: &Languages, problems: &mut Problems) -> Option<Self> {
        let mut loader = Loader { files, problems };
        let strings = loader.strings(languages);
        let sources = loader.sources()?;
        let statics = loader.statics();
        let tera = match compile_all(sources.clone()) {
            Ok(tera) => tera,
            Err(faults) => {
                let told = faults.iter().filter_map(|fault| fault.problem(&files.texts));
                told.for_each(|problem| problems.report(problem));
                return None;
            }
        };
        Some(Self { tera, sources, strings, statics })
    }

    /// The same theme with smaller templates, which render the same.
    pub fn minified(mut self) -> Self {
        if let Ok(tera) = compile(&smaller(&self.sources)) {
            self.tera = tera;
        }
        self
    }

    /// The interface's words, by language.
    pub fn strings(&self) -> &[Strings] {
        &self.strings
    }

    /// A warning if pages asked for words that no language of the theme has.
    pub fn missed(&self, texts: &Texts) -> Option<Problem> {
        let keys: BTreeSet<String> = self.strings.iter().flat_map(Strings::missed).collect();
        if keys.is_empty() {
            return None;
        }
        let message = format!("no language of the theme has words for {}", named(&keys));
        let place = Span::new(texts.find("site.toml")?, 0..0);
        Some(
            Problem::new(Code::Words, place, message)
                .help("pages show these names: write words for them in `templates/strings/`"),
        )
    }

    /// The static files, by their path under the site's root.
    pub fn statics(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.statics.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// What a template says by itself in the text of its page.
    pub fn spoken(&self, template: &str) -> spoken::Spoken {
        spoken::spoken(&self.sources, template)
    }

    /// The same with the parts that other templates have too.
    pub fn spoken_with_parts(&self, template: &str) -> spoken::Spoken {
        spoken::with_parts(&self.sources, template)
    }

    /// Renders `template` with `context`.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, Fault> {
        self.tera.render(template, context).map_err(|error| {
            // A minified template has no lines worth naming: the same fault is found in the plain one.
            let plain = compile(&self.sources).ok().and_then(|tera| tera.render(template, context).err());
            let (file, line, message) = describe(plain.as_ref().unwrap_or(&error));
            Fault { template: file.unwrap_or_else(|| template.to_owned()), line, message }
        })
    }
}

/// Reads the theme's files, the site's own before the shipped ones.
struct Loader<'a> {
    files: &'a Files,
    problems: &'a mut Problems,
}

impl Loader<'_> {
    fn bytes(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let own = self.files.theme.get(path).cloned().map(Cow::Owned);
        own.or_else(|| {
            let shipped = match path.split_once('/')? {
                ("templates", rest) => Templates::get(rest),
                (_, rest) => Static::get(rest),
            };
            shipped.map(|file| file.data)
        })
    }

    /// A file's text; `None` if it is not there, or is no text, which is told where it was read.
    fn text(&self, path: &str) -> Option<String> {
        match self.files.texts.find(path) {
            Some(file) if self.files.unreadable.contains(&file) => None,
            Some(file) => Some(self.files.texts.text(file).to_owned()),
            None => String::from_utf8(self.bytes(path)?.into_owned()).ok(),
        }
    }

    /// The words of every language, all that the program asks for in each.
    fn strings(&mut self, languages: &Languages) -> Vec<Strings> {
        let all = shipped_words();
        let mut read: Vec<Strings> = Vec::new();
        for lang in languages.iter() {
            let code = languages.code(lang);
            let path = format!("templates/strings/{code}.toml");
            let (mut strings, mut faults) = self.text(&path).map(|text| Strings::read(code, &text)).unwrap_or_default();
            faults.extend(strings.unknown(&all));
            for StringsError { line, message } in faults {
                self.words(&path, line, message, "words in quotes under the keys of the shipped `en.toml`");
            }
            let default: Vec<&Strings> = read.first().into_iter().chain([&all]).collect();
            let lacking = strings.complete(&all, &default);
            // What a shipped file lacks is the program's to write: English stands in until a release, which waits for it.
            let is_shipped = self.files.texts.find(&path).is_none() && shipped_file(code).is_some();
            if !lacking.is_empty() && !is_shipped {
                self.lacking(&path, &lacking, all.len(), languages.code(Lang::DEFAULT), code);
            }
            read.push(strings);
        }
        read
    }

    fn lacking(&mut self, path: &str, keys: &[String], all: usize, default: &str, code: &str) {
        let other = if default == code { "en" } else { default };
        let message = if keys.len() == all {
            format!("the theme has no words in `{code}`: those of `{other}` stand in for them")
        } else {
            format!(
                "{} words of the theme are missing in `{code}`, or have other places to fill; those of `{other}` stand in: {}",
                keys.len(),
                named(keys),
            )
        };
        let help = format!("write them in `{path}`; the shipped `templates/strings/en.toml` has all of them");
        self.words(path, None, message, &help);
    }

    fn words(&mut self, path: &str, line: Option<usize>, message: String, help: &str) {
        let Some(place) = self.place(path, line) else { return };
        self.problems.report(Problem::new(Code::Words, place, message).help(help));
    }

    /// Where a fault of a file is shown: there, if the site has that file, else where `site.toml` asks
    /// for what the file should hold.
    fn place(&self, path: &str, line: Option<usize>) -> Option<Span> {
        let texts = &self.files.texts;
        if let Some(file) = texts.find(path) {
            return Some(line.map_or(Span::new(file, 0..0), |line| texts.line(file, line)));
        }
        let site = texts.find("site.toml")?;
        let lines = texts.text(site).lines().position(|line| line.trim_start().starts_with("languages"));
        Some(texts.line(site, lines.map_or(1, |n| n + 1)))
    }

    /// Every template with its text; `None` where one is no text.
    fn sources(&self) -> Option<Vec<(String, String)>> {
        let mut names = self.names("templates/", Templates::iter());
        names.retain(|name| is_template(name));
        let templates = names.into_iter().map(|name| self.text(&format!("templates/{name}")).map(|text| (name, text)));
        // A page that no link reaches may stand anywhere: it includes the style sheet, whose braces are its own.
        let sheet = self.text(SHEET).map(|text| (SHEET.to_owned(), format!("{{% raw %}}{text}{{% endraw %}}")));
        templates.chain([sheet]).collect()
    }

    /// The names of a folder's files, the site's own and the shipped, in alphabetical order.
    fn names(&self, folder: &str, shipped: impl Iterator<Item = Cow<'static, str>>) -> Vec<String> {
        let own = self.files.theme.keys().filter_map(|path| path.strip_prefix(folder)).map(str::to_owned);
        own.chain(shipped.map(Cow::into_owned)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn statics(&self) -> Vec<(String, Cow<'static, [u8]>)> {
        let path = |name: String| format!("static/{name}");
        let paths = self.names("static/", Static::iter()).into_iter().map(path);
        let frozen = self.files.theme.keys().filter(|path| path.starts_with("editions/")).cloned();
        paths.chain(frozen).filter_map(|path| self.bytes(&path).map(|bytes| (path, bytes))).collect()
    }
}

/// The first of some keys, and how many more there are.
fn named<'a>(keys: impl IntoIterator<Item = &'a String, IntoIter: ExactSizeIterator>) -> String {
    let keys = keys.into_iter();
    let more = keys.len().saturating_sub(NAMED);
    let named: Vec<String> = keys.take(NAMED).map(|key| format!("`{key}`")).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    named.join(", ") + &more
}

fn is_template(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "html" || end == "xml" || end == "svg")
}

/// The shipped English words: all that the program and its templates ask for.
pub fn shipped_words() -> Strings {
    let file = Templates::get("strings/en.toml").map(|file| file.data.into_owned()).unwrap_or_default();
    Strings::read("en", &String::from_utf8_lossy(&file)).0
}

/// The shipped words of a language as their file holds them; `None` where none are shipped.
pub fn shipped_file(code: &str) -> Option<String> {
    let file = Templates::get(&format!("strings/{code}.toml"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn smaller(sources: &[(String, String)]) -> Vec<(String, String)> {
    let small = |name: &str, source: &str| {
        let html = Path::new(name).extension().is_some_and(|extension| extension == "html");
        html.then(|| minify::template(source)).flatten().unwrap_or_else(|| source.to_owned())
    };
    sources.iter().map(|(name, source)| (name.clone(), small(name, source))).collect()
}

/// The templates compiled; else what is wrong with each that does not work.
///
/// Of a file the first fault is known. The others are looked at without the file: with the shipped one in its
/// place, where there is one, so that what only follows is not told.
fn compile_all(mut sources: Vec<(String, String)>) -> Result<Tera, Vec<Fault>> {
    let mut faults = Vec::new();
    loop {
        let fault = match compile(&sources) {
            Ok(tera) if faults.is_empty() => return Ok(tera),
            Ok(_) => return Err(faults),
            Err(fault) => fault,
        };
        let told = faults.iter().any(|known: &Fault| known.template == fault.template);
        let source = sources.iter_mut().find(|(name, _)| *name == fault.template).filter(|_| !told);
        faults.push(fault);
        let Some((name, text)) = source else { return Err(faults) };
        let shipped = Templates::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok());
        *text = shipped.unwrap_or_default();
    }
}

fn compile(sources: &[(String, String)]) -> Result<Tera, Fault> {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    tera.register_filter("fill", fill_filter);
    tera.register_filter("count", count_filter);
    tera.register_filter("json", json_filter);
    tera.add_raw_templates(sources.iter().map(|(name, source)| (name.as_str(), source.as_str()))).map_err(|error| {
        let (file, line, message) = describe(&error);
        Fault { template: file.unwrap_or_default(), line, message }
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
    fill_by(words, value)
}

/// `{{ t.facts | count(n=3) }}`: the form that goes with the number in the language, with `{n}` replaced.
fn count_filter(forms: &Value, arguments: Kwargs, state: &State<'_>) -> tera::TeraResult<String> {
    let n: u64 = arguments.must_get("n")?;
    let language = forms.get_from_path(strings::LANGUAGE).and_then(Value::as_str).unwrap_or_default();
    let words = plural::choose(language, n, |form| form_of(forms, form));
    let words = words.ok_or_else(|| tera::Error::message("`count` expects words with `other`, and perhaps `one`"))?;
    Ok(fill_filter(words, arguments.clone(), state))
}

fn form_of<'a>(forms: &'a Value, form: &'static str) -> Option<&'a str> {
    forms.get_from_path(form).and_then(Value::as_str)
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
        let words = "[a]\nb = \"{x} < {y}\"\n[f]\none=\"{n} fact\"\nother=\"{n} facts\"";
        let t = Strings::read("en", words).0.value();
        assert_eq!(render("{{ t.a.b | fill(x=1, y=\"<\") }}", &t), "1 &lt; &lt;");
        assert_eq!(render("{{ t.f | count(n=1) }}, {{ t.f | count(n=2) }}", &t), "1 fact, 2 facts");
        let t = Strings::read("fr", words).0.value();
        assert_eq!(render("{{ t.f | count(n=0) }}, {{ t.f | count(n=2) }}", &t), "0 fact, 2 facts");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let value = Value::from_serializable(&std::collections::BTreeMap::from([("a", "</script>&\u{2028}")]));
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
            assert_eq!((error.template.as_str(), error.line), ("a.html", line), "{error:?}");
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

    /// What is told of a site's own theme, as `file:line: message`.
    fn told(own: &[(&str, &str)]) -> (Option<Theme>, Vec<String>) {
        let site = ("site.toml", "\nlanguages = [\"xa\", \"xb\"]\n");
        let files = Files::from_texts([site].iter().chain(own).map(|(p, t)| ((*p).to_owned(), (*t).to_owned())));
        let mut problems = Problems::new();
        let languages = Languages::new("xa".to_owned(), vec!["xb".to_owned()]);
        let theme = Theme::load(&files, &languages, &mut problems);
        let place = |span: Span| format!("{}:{}", files.texts.path(span.file), files.texts.position(span).0);
        let told = problems.sorted().iter().map(|p| format!("{}: {}", place(p.span), p.message)).collect();
        (theme, told)
    }

    #[test]
    fn a_word_that_lacks_is_the_default_languages_and_then_the_shipped_english() {
        let (theme, told) = told(&[("templates/strings/xa.toml", "[frame]\nskip = \"Hop\"\n")]);
        let theme = theme.expect("words stop nothing");
        let shipped = shipped_words();
        for words in theme.strings() {
            assert_eq!((words.get("frame.skip"), words.get("nav.compare")), ("Hop", shipped.get("nav.compare")));
        }
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("site.toml:2: the theme has no words in `xb`: those of `xa`"), "{told:?}");
        assert!(
            told[1].starts_with("templates/strings/xa.toml:1: ") && told[1].contains("missing in `xa`"),
            "{told:?}"
        );
    }

    #[test]
    fn a_word_that_no_language_has_is_told_once_for_all_pages() {
        let (theme, _) = told(&[]);
        let theme = theme.expect("the shipped theme");
        let files = Files::from_texts([("site.toml".to_owned(), String::new())]);
        theme.strings().iter().for_each(|words| assert_ne!(words.get("frame.skip"), "frame.skip"));
        assert!(theme.missed(&files.texts).is_none());
        theme.strings().iter().for_each(|words| assert_eq!(words.get("frame.skipp"), "frame.skipp"));
        let problem = theme.missed(&files.texts).expect("a warning");
        assert_eq!(problem.message, "no language of the theme has words for `frame.skipp`");
    }

    #[test]
    fn a_word_that_nothing_asks_for_is_told_at_its_line() {
        let (_, told) = told(&[("templates/strings/xb.toml", "[frame]\n\nskipp = \"Hop\"\n")]);
        let line = "templates/strings/xb.toml:3: nothing asks for `frame.skipp`: did you mean `frame.skip`?";
        assert!(told.contains(&line.to_owned()), "{told:?}");
    }

    #[test]
    fn a_template_that_does_not_work_is_told_where_the_site_has_it() {
        let (theme, told) = told(&[("templates/fact.html", "a\n{{ x | nofilter }}\n")]);
        assert!(theme.is_none());
        assert!(told.iter().any(|t| t.starts_with("templates/fact.html:2: ") && t.contains("nofilter")), "{told:?}");
    }

    #[test]
    fn a_fault_in_one_template_hides_none_in_another() {
        let (theme, told) = told(&[
            ("templates/fact.html", "{{ x | nofilter }}"),
            ("templates/list.html", "a\n{% if %}"),
            ("templates/own.html", "{% endfor %}"),
        ]);
        assert!(theme.is_none());
        for place in ["templates/fact.html:1: ", "templates/list.html:2: ", "templates/own.html:1: "] {
            assert!(told.iter().any(|told| told.starts_with(place)), "{place} in {told:?}");
        }
    }
}
