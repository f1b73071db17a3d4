//! What a link in a body leads to, looks like, and says where it has no words of its own.

use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::prose::Target;
use crate::plan::kinds::View;
use crate::plan::route::Route;

use super::context::Context;

/// The address of `target` on the page at `from`, for a reader of `lang`; `None` for what is no link.
pub fn href(ctx: &Context<'_>, target: &Target, lang: Lang, from: &Route) -> Option<String> {
    Some(match target {
        Target::Fact(id) => ctx.fact_link(from, *id, lang),
        Target::Subject(id) => ctx.subject_link(from, *id, lang),
        Target::Source(id) => ctx.source_link(from, *id, lang),
        Target::Indicator(id) => ctx.indicator_link(from, *id, lang),
        Target::Conflict(id) => ctx.link(from, View::Conflict(*id), lang),
        Target::Derived(id) => ctx.link(from, View::Derived(*id), lang),
        Target::Page(slug) => ctx.link(from, page(ctx, slug)?, lang),
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::Web(address) => address.to_string(),
        Target::Waived(_) => return None,
    })
}

/// What a link says that has no words of its own.
pub fn words(ctx: &Context<'_>, target: &Target, lang: Lang) -> String {
    let briefing = ctx.briefing;
    match target {
        Target::Fact(id) => ctx.value(*id, lang).text.clone(),
        Target::Subject(id) => briefing.subjects[*id].title.get(lang).clone(),
        Target::Source(id) => briefing.sources[*id].title.get(lang).clone(),
        Target::Indicator(id) => briefing.indicators[*id].label.get(lang).clone(),
        Target::Conflict(id) => briefing.conflicts[*id].title.get(lang).clone(),
        Target::Derived(id) => ctx.locale(lang).quantity(&briefing.derived[*id].quantity, None).text,
        Target::Page(slug) => {
            let article = briefing.articles.find(slug).map(|id| briefing.articles[id].title.get(lang));
            article.map_or_else(|| slug.clone(), Clone::clone)
        }
        Target::Web(address) => address.to_string(),
        Target::Anchor(_) | Target::Waived(_) => String::new(),
    }
}

/// The classes of a link to a fact: its kind, and what a reader must be warned of.
pub fn classes(ctx: &Context<'_>, id: Id<Fact>) -> String {
    let fact = &ctx.briefing.facts[id];
    let mut classes = format!("fig {}", fact.status.word());
    if ctx.briefing.is_damaged_sole(id) {
        classes.push_str(" damaged");
    }
    if ctx.briefing.disagreements(id).next().is_some() {
        classes.push_str(" disputed");
    }
    if matches!(fact.finding, Finding::Text(_)) {
        classes.push_str(" words");
    }
    classes
}

/// A page of the site by its name, or of text by its slug.
fn page(ctx: &Context<'_>, name: &str) -> Option<View> {
    View::named(ctx.briefing, name).or_else(|| ctx.briefing.articles.find(name).map(View::Article))
}
