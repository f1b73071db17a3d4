//! The legend of all marks, for pages to open: it stands once, not in every page.
//!
//! A page opened from a folder may load scripts and nothing else, so it is one: a call of `static/site.js`.

use serde_json::json;

use crate::model::lang::Lang;
use crate::render;
use crate::render::context::Context;
use crate::theme::{Theme, script_safe};

/// The legend as HTML and the marks that it shows, in a language. A template that does not work gives none: pages then
/// lead to the page of words, and what is wrong is told of that page.
pub fn script(theme: &Theme, ctx: &Context<'_>, lang: Lang) -> Vec<u8> {
    let (legend, marks) = render::legend(theme, ctx, lang).unwrap_or_default();
    let call = json!({ "legend": legend, "marks": marks }).to_string();
    format!("briefingLegend({});\n", script_safe(&call)).into_bytes()
}
