//! Pages as HTML: pure, so that pages render in parallel, alone, on demand or again.
//!
//! In: a briefing, its plan, what a page shows, a theme. Out: its HTML, in the words of its language.
//! Never: I/O, decisions about what a page shows.

pub mod cite;
pub mod code;
pub mod context;
pub mod facts;
pub mod frame;
pub mod machine;
pub mod history;
pub mod links;
pub mod prose;
pub mod told;
pub mod worded;

mod beside;
mod charts;
mod encode;
mod excerpt;
mod lines;
mod marks;
mod ruler;
mod setting;
mod span;
mod template;
mod terms;

use crate::model::lang::Lang;
use crate::plan::Moved;
use crate::plan::page::Page;
use crate::plan::shown::Shown;
use crate::theme::{Fault, Theme};
use context::Context;

/// A page as HTML.
///
/// # Errors
/// A template that refers to what is not there; the fault lies in the theme.
pub fn page(theme: &Theme, ctx: &Context<'_>, page: &Page, shown: &Shown<'_>) -> Result<String, Fault> {
    let html = theme.render(page.view.kind().template, &variables(ctx, page, shown))?;
    Ok(marks::shown(lines::set(html, ctx.locale(page.lang), &ctx.plan.names[page.lang.index()])))
}

/// What a page's template may use: the words of its language, the frame of the page, and what is its own.
pub fn variables(ctx: &Context<'_>, page: &Page, shown: &Shown<'_>) -> tera::Context {
    let mut context = tera::Context::new();
    context.insert_value("t", ctx.words(page.lang).value());
    context.insert("page", &frame::frame(ctx, page, shown));
    context.insert_value("own", template::value(ctx, page, shown));
    context
}

/// The legend of all marks in the words of a language, and the marks: for pages to open.
///
/// # Errors
/// A template that refers to what is not there; the fault lies in the theme.
pub fn legend(theme: &Theme, ctx: &Context<'_>, lang: Lang) -> Result<(String, String), Fault> {
    let mut context = tera::Context::new();
    context.insert_value("t", ctx.words(lang).value());
    context.insert("page", &frame::Legend::default());
    Ok((theme.render("part/legend.html", &context)?, theme.render("part/sprite.html", &context)?))
}

/// What stands at an old address: the way to the page that was there, with whatever a citation says behind it.
///
/// # Errors
/// A template that refers to what is not there; the fault lies in the theme.
pub fn moved(theme: &Theme, ctx: &Context<'_>, moved: &Moved) -> Result<String, Fault> {
    let Moved { from, to } = moved;
    let mut context = tera::Context::new();
    context.insert_value("t", ctx.words(to.lang).value());
    context.insert("tag", &ctx.locale(to.lang).tag);
    context.insert("title", &worded::title(ctx, to.view, to.lang));
    context.insert("href", &from.link(&to.route));
    context.insert("root", &from.to_root());
    context.insert("canonical", &format!("{}{}", ctx.briefing.site.base_url, to.route));
    theme.render("moved.html", &context)
}
