//! Who publishes a briefing, in which languages, under which licence: the settings of `site.toml`.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::Serialize;

use super::bibliography::Name;
use super::lang::Localised;
use super::limit::Limits;
use super::look::Look;

/// The settings of a briefing, checked.
#[derive(Clone, Debug)]
pub struct Site {
    /// The briefing's name.
    pub title: Localised<String>,
    /// One sentence that says what it is.
    pub description: Localised<String>,
    /// Absolute address of the published root, with a final slash.
    pub base_url: BaseUrl,
    /// How to reach the publisher: a web or `mailto:` address.
    pub contact: String,
    /// Address template for error reports with `{id}`, `{url}`, `{version}`; `None` until it is set.
    pub report: Option<String>,
    /// Who publishes, as cited.
    pub publisher: Localised<String>,
    /// Named editors, as cited; may be empty.
    pub editors: Vec<Name>,
    /// SPDX identifier of the licence of the briefing's own text.
    pub licence: String,
    /// Words whose digits are part of a name and no figure.
    pub names: Vec<String>,
    /// Longest excerpt, in Unicode scalar values.
    pub excerpt_limit: usize,
    /// How much of everything is read and told.
    pub limits: Limits,
    /// Whether pages are minified.
    pub minify: bool,
    /// Fact ids that the front page shows first, in order.
    pub key_facts: Vec<String>,
    /// How its pages look.
    pub look: Look,
    /// Citation styles besides the shipped ones.
    pub styles: Vec<StyleFile>,
    /// The newest edition that was deposited.
    pub deposited: Option<Deposited>,
    /// The day of the edition that is being frozen: its pages are cited by the addresses at which they stay.
    pub frozen: Option<String>,
}

/// A citation style that a site brings along: a CSL file, which was found to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleFile {
    /// Its word on the command line: the file's name, without ending.
    pub word: String,
    /// What the file says.
    pub text: String,
}

/// An edition that stands in a repository under a name that lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposited {
    /// Its DOI, without address.
    pub doi: String,
    /// Its day, `YYYY-MM-DD`.
    pub date: String,
}

/// Absolute address of a published root: addresses of pages are made by writing their route behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct BaseUrl(String);

/// What a base address lacks, as the words that mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrlError {
    url: String,
    /// What to write instead.
    pub help: &'static str,
}

impl BaseUrlError {
    /// What is wrong, without the remedy.
    pub fn message(&self) -> String {
        format!("`{}` is no base address", self.url)
    }
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message(), self.help)
    }
}

impl std::error::Error for BaseUrlError {}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(url: &str) -> Result<Self, BaseUrlError> {
        let wrong = |help| Err(BaseUrlError { url: url.to_owned(), help });
        let Some(rest) = url.strip_prefix("https://").or(url.strip_prefix("http://")) else {
            return wrong("begin with `https://`");
        };
        if rest.contains(['?', '#']) {
            return wrong("leave out `?` and `#` and what follows: routes are written behind the address");
        }
        if !rest.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&b)) {
            return wrong("write it as browsers send it: `xn--…` for a name in other letters, `%…` in a path");
        }
        if !rest.ends_with('/') {
            return wrong("end with a slash");
        }
        let host = rest.split('/').next().unwrap_or_default();
        let name = host.rsplit_once('@').map_or(host, |(_, name)| name).split(':').next().unwrap_or_default();
        if name.is_empty() {
            return wrong("name a host, as in `https://example.org/`");
        }
        Ok(Self(url.to_owned()))
    }
}

impl BaseUrl {
    /// The path of the published root on its host, from `/` to `/`.
    pub fn path(&self) -> &str {
        let host = self.0.split_once("://").map_or("/", |(_, rest)| rest);
        host.find('/').map_or("/", |at| &host[at..])
    }
}

/// An address that leads nowhere, by the name that is kept for it.
impl Default for BaseUrl {
    fn default() -> Self {
        Self("https://site.invalid/".to_owned())
    }
}

impl Deref for BaseUrl {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn routes_can_be_written_behind_a_base_address() {
        for url in
            ["https://a.test/", "http://localhost:8000/", "https://a.test/sub/path/", "https://xn--fiq.test/%C3%A9/"]
        {
            assert_eq!(url.parse::<BaseUrl>().map(|url| url.to_string()), Ok(url.to_owned()));
        }
    }

    #[test]
    fn what_is_no_base_address_is_told_with_its_remedy() {
        for (url, help) in [
            ("javascript:alert(1)", "https://"),
            ("notaurl", "https://"),
            ("/x/", "https://"),
            ("ftp://a.test/", "https://"),
            ("https://a.test", "slash"),
            ("https://a.test/x", "slash"),
            ("https://a.test/?a", "`?`"),
            ("https://a.test/#a/", "`#`"),
            ("https:///", "host"),
            ("https://:80/", "host"),
            ("https://a b.test/", "browsers"),
            ("https://例.test/", "browsers"),
            ("https://a.test/\"><script>/", "browsers"),
        ] {
            let error = url.parse::<BaseUrl>().expect_err(url);
            assert!(error.help.contains(help), "{url}: {error}");
        }
    }
}
