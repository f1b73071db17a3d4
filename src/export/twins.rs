//! For machines that read for people: each page as Markdown, and `llms.txt`, which says where to begin.

use crate::model::address::Owner;
use crate::model::lang::Lang;
use crate::plan::files;
use crate::plan::kinds::{KINDS, Place, View};
use crate::plan::page::{Page, Part};
use crate::render::context::Context;
use crate::render::{told, worded};

/// A page as Markdown, with its address, edition and licence, so that a quotation can be traced.
pub fn markdown(ctx: &Context<'_>, page: &Page) -> Vec<u8> {
    let briefing = ctx.briefing;
    let words = ctx.words(page.lang);
    let mut text = told::markdown(ctx, page, &page.view.shows(briefing));
    let address = format!("{}{}", briefing.site.base_url, page.route);
    let date = ctx.locale(page.lang).date(&briefing.date);
    let edition = words.fill("frame.edition", &[("date", &date)]);
    let licence = words.fill("frame.licence", &[("licence", &briefing.site.licence)]);
    let title = briefing.site.title.get(page.lang);
    let mut version = String::new();
    if let Owner::Fact(id) = page.view.owner() {
        version = format!(" {}", words.fill("cite.version", &[("hash", &briefing.facts[id].version.hash)]));
    }
    text.push_str(&format!("\n---\n\n{}. {edition}{version} {licence} <{address}>\n", told::escaped(title)));
    text.into_bytes()
}

/// `llms.txt`: what this is, how to quote it, where its pages and data are.
pub fn llms(ctx: &Context<'_>) -> Vec<u8> {
    let (briefing, lang) = (ctx.briefing, Lang::DEFAULT);
    let site = &briefing.site;
    let words = ctx.words(lang);
    let base = &site.base_url;
    let mut out =
        format!("# {}\n\n> {}\n\n{}\n", site.title.get(lang), site.description.get(lang), words.get("machine.quote"));
    let mut section = |key: &'static str, views: Vec<View>| {
        if views.is_empty() {
            return;
        }
        out.push_str(&format!("\n## {}\n\n", words.get(key)));
        for view in views {
            let title = worded::text(ctx, lang, &view.title(briefing));
            let about = worded::text(ctx, lang, &view.about(briefing));
            let Some(route) = files::twin(&ctx.plan.page(view, lang)) else { continue };
            out.push_str(&format!("- [{}]({base}{route}): {about}\n", told::escaped(&title)));
        }
    };
    let named = KINDS.iter().filter(|kind| matches!(kind.place, Place::Page(_)));
    let named = named.flat_map(|kind| (kind.views)(briefing)).filter(|view| view.part().is_first());
    section("machine.pages", named.collect());
    section("machine.texts", briefing.articles.ids().map(View::Article).collect());
    section("machine.kinds", briefing.kinds.ids().map(|id| View::Kind(id, Part::FIRST)).collect());
    section("machine.sources", briefing.sources.ids().map(View::Source).collect());
    out.push_str(&format!("\n## {}\n\n", words.get("machine.data")));
    for (path, about) in [
        ("data/datapackage.json", "machine.package"),
        ("data/facts.json", "machine.facts"),
        ("data/facts.csv", "machine.facts_csv"),
        ("data/briefing.xlsx", "machine.workbook"),
        ("sitemap.xml", "machine.sitemap"),
    ] {
        out.push_str(&format!("- [{path}]({base}{path}): {}\n", words.get(about)));
    }
    out.into_bytes()
}
