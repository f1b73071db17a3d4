//! Who publishes a briefing, in which languages, under which licence: the settings of `site.toml`.

use super::lang::Localised;

/// The settings of a briefing, checked.
#[derive(Clone, Debug)]
pub struct Site {
    /// The briefing's name.
    pub title: Localised<String>,
    /// One sentence that says what it is.
    pub description: Localised<String>,
    /// Absolute address of the published root, with a final slash.
    pub base_url: String,
    /// How to reach the publisher: a web or `mailto:` address.
    pub contact: String,
    /// Address template for error reports with `{id}`, `{url}`, `{version}`; `None` until it is set.
    pub report: Option<String>,
    /// Who publishes, as cited.
    pub publisher: Localised<String>,
    /// Named editors, as cited; may be empty.
    pub editors: Vec<String>,
    /// SPDX identifier of the licence of the briefing's own text.
    pub licence: String,
    /// Words whose digits are part of a name and no figure.
    pub names: Vec<String>,
    /// Longest excerpt, in Unicode scalar values.
    pub excerpt_limit: usize,
    /// Whether pages are minified.
    pub minify: bool,
    /// Fact ids that the front page shows first, in order.
    pub key_facts: Vec<String>,
}

impl Site {
    /// Takes another base address, such as a host's; a slash is added where it lacks one.
    pub fn set_base_url(&mut self, url: Option<&str>) {
        if let Some(url) = url {
            self.base_url = format!("{}/", url.trim_end_matches('/'));
        }
    }
}
