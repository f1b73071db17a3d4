//! Pages as HTML: pure, so that pages render in parallel, alone, on demand or again.
//!
//! In: a briefing, its plan, a theme. Out: the HTML of each page. Never: I/O, decisions about
//! what exists.

pub mod code;
pub mod context;
pub mod links;
pub mod own_copy;
pub mod prose;
pub mod view;

mod setting;

use crate::plan::page::Page;
use crate::theme::{RenderError, Theme};
use context::Context;

/// A page as HTML.
///
/// # Errors
/// A template that refers to what is not there; the fault lies in the theme.
pub fn page(theme: &Theme, ctx: &Context<'_>, page: &Page) -> Result<String, RenderError> {
    let (template, context) = view::build(ctx, page);
    theme.render(template, &context)
}
