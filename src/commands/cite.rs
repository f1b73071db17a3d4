//! `briefing cite`: how to cite a fact, page or source.

use std::path::Path;

use crate::check::Options;
use crate::cite::date::Date;
use crate::cite::reference::{Accessed, Reference};
use crate::cite::{Readable, Style};
use crate::model::briefing::Briefing;
use crate::model::lang::Lang;
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::problem::Problems;
use crate::render;
use crate::render::context::Context;
use crate::session::Session;

use super::outcome::{Failure, Outcome};
use super::{machine, out};

/// What the command was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// A fact's id, `source:slug`, `kind:slug`, or a page's route.
    pub id: &'a str,
    /// The style's word.
    pub style: &'a str,
    /// The language's code; the default language if left out.
    pub lang: Option<&'a str>,
}

/// Runs the command.
pub fn run(root: &Path, request: Request<'_>, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let Some(briefing) = session.check(options) else { return Ok(out::stopped(&session)) };
    let lang = language(&briefing, request.lang)?;
    let Some(site) = session.plan(briefing) else { return Ok(out::stopped(&session)) };
    let (briefing, ctx) = (&site.briefing, site.context());
    let reference = reference(&ctx, request.id, lang).ok_or_else(|| unknown(briefing, request.id))?;
    let reference = Reference { accessed: reference.accessed.map(|accessed| dated(accessed, options)), ..reference };
    let text = written(&ctx, request.style, &reference)?;
    out::answer(format!("{}\n", text.trim_end()))?;
    Ok(Outcome::Done)
}

/// The reference in a shipped style, or in one of the briefing's.
fn written(ctx: &Context<'_>, word: &str, reference: &Reference) -> Result<String, Failure> {
    if let Some(file) = Style::ALL.iter().find(|style| style.word == word) {
        return Ok(file.write(reference));
    }
    if let Some(style) = ctx.styles().find(|style| style.word() == word) {
        return Ok(style.write(reference));
    }
    let own = ctx.styles().map(Readable::word);
    let mut known: Vec<&str> = Style::ALL.iter().map(|style| style.word).collect();
    known.extend(own.filter(|word| !Style::ALL.iter().any(|style| style.word == *word)));
    let near = crate::load::table::nearest(word, known.iter().copied()).map(|near| format!("did you mean `{near}`? "));
    Err(Failure::usage(format!(
        "there is no citation style `{word}`\nhelp: {}there are {}; `citation_styles` in site.toml names CSL files",
        near.unwrap_or_default(),
        known.join(", ")
    )))
}

/// The day of whoever cites, which is today.
fn dated(accessed: Accessed, options: &Options) -> Accessed {
    let day = machine::day(options);
    match accessed {
        Accessed::Reader => Date::parse(&day).map_or(Accessed::Reader, Accessed::On),
        on => on,
    }
}

fn language(briefing: &Briefing, code: Option<&str>) -> Result<Lang, Failure> {
    let Some(code) = code else { return Ok(Lang::DEFAULT) };
    briefing.languages.find(code).ok_or_else(|| {
        let known: Vec<&str> = briefing.languages.iter().map(|lang| briefing.languages.code(lang)).collect();
        Failure::usage(format!("`{code}` is no language of this briefing\nhelp: it has {}", known.join(", ")))
    })
}

fn reference(ctx: &Context<'_>, id: &str, lang: Lang) -> Option<Reference> {
    if let Some(work) = ctx.briefing.subjects.find(id).and_then(|id| render::cite::of_work(ctx, id, lang)) {
        return Some(work);
    }
    if let Some(slug) = id.strip_prefix("source:") {
        return ctx.briefing.sources.find(slug).map(|source| render::cite::of_source(ctx, source, lang));
    }
    page(ctx, id, lang).map(|page| render::cite::of_planned(ctx, &page))
}

/// The page of a fact, of a subject, with a fixed name, or at a route.
fn page(ctx: &Context<'_>, id: &str, lang: Lang) -> Option<Page> {
    let briefing = ctx.briefing;
    let of_fact = || briefing.facts.find(id.strip_prefix("fact:").unwrap_or(id)).map(View::Fact);
    let of_derived = || briefing.derived.find(id.strip_prefix("derived:").unwrap_or(id)).map(View::Derived);
    let of_subject = || briefing.subjects.find(id).map(View::subject);
    let at_route = || {
        let stem = id.strip_prefix("page:").unwrap_or(id).trim_end_matches(".html");
        let path = format!("{stem}.html");
        ctx.plan.pages.iter().find(|page| page.route.as_str() == path).map(|page| page.view)
    };
    let view = of_fact().or_else(of_derived).or_else(of_subject).or_else(at_route)?;
    Some(ctx.plan.page(view, lang))
}

fn unknown(briefing: &Briefing, id: &str) -> Failure {
    let names = briefing.facts.names().chain(briefing.derived.names()).chain(briefing.subjects.names());
    let near = crate::load::table::nearest(id, names).map(|near| format!("\nhelp: did you mean `{near}`?"));
    Failure::usage(format!("there is no fact, page or source `{id}`{}", near.unwrap_or_default()))
}
