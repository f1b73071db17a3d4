//! `briefing cite`: how to cite a fact, page or source.
#![expect(clippy::print_stdout, reason = "a command's answer goes to standard output")]

use std::path::Path;

use crate::check::Options;
use crate::cite::{self, Reference, Style};
use crate::model::briefing::Briefing;
use crate::model::lang::Lang;
use crate::plan::page::{Page, Part, View};
use crate::problem::Problems;
use crate::render::context::Context;
use crate::render::view;
use crate::session::Session;

use super::CiteStyle;
use super::outcome::{Failure, Outcome, stopped};

/// What the command was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// A fact's id, `source:slug`, `kind:slug`, or a page's route.
    pub id: &'a str,
    /// The style.
    pub style: CiteStyle,
    /// The language's code; the default language if left out.
    pub lang: Option<&'a str>,
}

/// Runs the command.
pub fn run(root: &Path, request: Request<'_>, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let Some(briefing) = session.check(options) else { return Ok(stopped(&session)) };
    let lang = language(&briefing, request.lang)?;
    let site = session.plan(briefing)?;
    let (briefing, ctx) = (&site.briefing, site.context());
    let reference = reference(&ctx, request.id, lang).ok_or_else(|| unknown(briefing, request.id))?;
    let style = match request.style {
        CiteStyle::Gb7714 => Style::Gb7714,
        CiteStyle::Gb7714Of2015 => Style::Gb7714Of2015,
        CiteStyle::Apa => Style::Apa,
        CiteStyle::Bibtex => Style::Bibtex,
        CiteStyle::Ris => Style::Ris,
        CiteStyle::CslJson => Style::CslJson,
    };
    println!("{}", cite::cite(&reference, style).trim_end());
    Ok(Outcome::Done)
}

fn language(briefing: &Briefing, code: Option<&str>) -> Result<Lang, Failure> {
    let Some(code) = code else { return Ok(Lang::DEFAULT) };
    briefing.languages.find(code).ok_or_else(|| {
        let known: Vec<&str> = briefing.languages.iter().map(|lang| briefing.languages.code(lang)).collect();
        Failure::usage(format!("`{code}` is no language of this briefing\nhelp: it has {}", known.join(", ")))
    })
}

fn reference(ctx: &Context<'_>, id: &str, lang: Lang) -> Option<Reference> {
    if let Some(slug) = id.strip_prefix("source:") {
        return ctx.briefing.sources.find(slug).map(|source| view::cite::of_source(ctx, source, lang));
    }
    if let Some(fact) = ctx.briefing.facts.find(id.strip_prefix("fact:").unwrap_or(id)) {
        return Some(view::cite::of_fact(ctx, fact, lang));
    }
    page(ctx, id, lang).map(|page| view::cite::of_planned(ctx, page))
}

/// The page at a route, of a subject, or with a fixed name.
fn page<'a>(ctx: &Context<'a>, id: &str, lang: Lang) -> Option<&'a Page> {
    let path = match ctx.briefing.subjects.find(id) {
        Some(subject) => ctx.plan.first(View::Subject(subject, Part::FIRST), lang).to_string(),
        None => {
            let stem = id.strip_prefix("page:").unwrap_or(id).trim_end_matches(".html");
            format!("{stem}.html")
        }
    };
    let found = ctx.plan.pages.iter().find(|page| page.route.as_str() == path)?;
    ctx.plan.pages.iter().find(|page| page.view == found.view && page.lang == lang)
}

fn unknown(briefing: &Briefing, id: &str) -> Failure {
    let names = briefing.facts.names().chain(briefing.subjects.names());
    let near = crate::load::table::nearest(id, names).map(|near| format!("\nhelp: did you mean `{near}`?"));
    Failure::usage(format!("there is no fact, page or source `{id}`{}", near.unwrap_or_default()))
}
