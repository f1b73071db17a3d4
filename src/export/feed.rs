//! Feeds of what changed: of the whole briefing, of each place and of each policy, in every language (RFC 4287).

use std::collections::{BTreeMap, BTreeSet};

use crate::model::fact::Fact;
use crate::model::hash;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::limit::Bound;
use crate::model::subject::Subject;
use crate::plan::files;
use crate::plan::kinds::View;
use crate::plan::kinds::changes::{self, Change};

use crate::render::context::Context;
use crate::render::{history, worded};

use super::xml::Xml;

/// How many entries a feed holds.
const LIMIT: usize = Bound::Feed.row().most as usize;

/// One entry.
struct Entry {
    /// The day, `YYYY-MM-DD`.
    date: String,
    /// Its page, under the site's root.
    href: String,
    /// What tells it from the page's other entries, for ever.
    mark: String,
    title: String,
    text: String,
}

/// A feed: in which language, and of what.
struct Feed<'a> {
    ctx: &'a Context<'a>,
    lang: Lang,
    /// Where it stands under the site's root.
    path: String,
    /// The place or policy that it follows; the whole briefing without one.
    about: Option<(Id<Subject>, &'a BTreeSet<Id<Fact>>)>,
}

/// The feed of a place or policy, or of the whole briefing, in a language.
pub fn atom(ctx: &Context<'_>, lang: Lang, about: Option<Id<Subject>>) -> Vec<u8> {
    let path = about.map_or_else(|| files::feed(ctx.briefing, lang), |id| files::feed_of(ctx.briefing, lang, id));
    let facts = about.map(|id| files::followed(ctx.briefing, id)).unwrap_or_default();
    Feed { ctx, lang, path, about: about.map(|id| (id, &facts)) }.atom()
}

impl Feed<'_> {
    fn atom(&self) -> Vec<u8> {
        let site = &self.ctx.briefing.site;
        let base = &*site.base_url;
        let (title, id, page) = match self.about {
            None => (site.title.get(self.lang).clone(), base.to_owned(), self.page(View::Home)),
            Some((subject, _)) => {
                let name = self.ctx.briefing.subjects[subject].title.get(self.lang);
                let page = self.page(View::subject(subject));
                (format!("{name} · {}", site.title.get(self.lang)), format!("{base}{page}"), page)
            }
        };
        // The feed of the whole briefing in its own language was there first, and keeps its name.
        let id = if self.about.is_none() && !self.lang.is_default() { format!("{base}{page}") } else { id };
        let namespace = ("xmlns", "http://www.w3.org/2005/Atom");
        Xml::document("feed", &[namespace, ("xml:lang", &self.ctx.locale(self.lang).tag)], |xml| {
            xml.words("title", &title);
            xml.line();
            xml.words("id", &id);
            xml.line();
            xml.empty("link", &[("rel", "self"), ("href", &format!("{base}{}", self.path))]);
            xml.line();
            xml.empty("link", &[("href", &format!("{base}{page}"))]);
            xml.line();
            xml.words("updated", &updated(&self.ctx.briefing.date));
            xml.line();
            xml.element("author", &[], |xml| xml.words("name", site.publisher.get(self.lang)));
            xml.words("rights", &site.licence);
            xml.line();
            for entry in self.entries() {
                let href = format!("{base}{}", entry.href);
                xml.element("entry", &[], |xml| {
                    xml.words("title", &entry.title);
                    xml.words("id", &format!("{href}#{}", entry.mark));
                    xml.empty("link", &[("href", &href)]);
                    xml.words("updated", &updated(&entry.date));
                    xml.words("summary", &entry.text);
                });
                xml.line();
            }
        })
    }

    /// The newest entries, the newest first.
    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self.corrections().chain(self.versions()).chain(self.added()).collect();
        entries.extend(self.about.is_none().then(|| self.edition()));
        entries.sort_by(|a, b| (&b.date, &a.href, &a.mark).cmp(&(&a.date, &b.href, &b.mark)));
        entries.truncate(LIMIT);
        entries
    }

    fn edition(&self) -> Entry {
        let briefing = self.ctx.briefing;
        let day = self.ctx.locale(self.lang).date(&briefing.date);
        Entry {
            date: briefing.date.clone(),
            href: self.page(View::Home),
            mark: briefing.date.clone(),
            title: self.ctx.words(self.lang).fill("feed.edition", &[("date", &day)]),
            text: briefing.site.description.get(self.lang).clone(),
        }
    }

    /// The facts that came on one day to the place or policy that is followed.
    fn added(&self) -> impl Iterator<Item = Entry> + '_ {
        let of = self.about.into_iter();
        of.flat_map(move |(subject, facts)| {
            let mut days: BTreeMap<&str, Vec<Id<Fact>>> = BTreeMap::new();
            for id in facts {
                if let Some(first) = self.ctx.briefing.graph.history[id.index()].first() {
                    days.entry(first.version.date.as_str()).or_default().push(*id);
                }
            }
            days.into_iter().map(move |(day, new)| Entry {
                date: day.to_owned(),
                href: self.page(View::subject(subject)),
                mark: format!("new-{day}"),
                title: self.ctx.words(self.lang).count("changes.new", new.len() as u64),
                text: new.iter().map(|id| self.title(*id)).collect::<Vec<_>>().join("\n"),
            })
        })
    }

    fn corrections(&self) -> impl Iterator<Item = Entry> + '_ {
        let all = self.ctx.briefing.corrections.iter().enumerate();
        let mine =
            all.filter(|(_, correction)| correction.facts.iter().any(|id| self.follows(*id)) || self.about.is_none());
        mine.map(|(number, correction)| {
            let words = self.ctx.words(self.lang);
            let kind = format!("correction.{}", correction.kind.word());
            let text = correction.text.get(self.lang).clone();
            // A correction has no name, and its place in the list changes: its day and words are its mark.
            let date = correction.date.latest().map_or_else(|| self.ctx.briefing.date.clone(), |day| day.to_string());
            let mark = format!("{date}-{}", hash::short([text.as_str()]));
            let changes = changes::of_correction(self.ctx.briefing, number);
            let changes =
                changes.into_iter().filter(|change| self.follows(change.fact)).map(|change| self.told(change));
            let title = words.fill("feed.change", &[("kind", words.get(&kind)), ("text", &text)]);
            let text = std::iter::once(text.clone()).chain(changes).collect::<Vec<_>>().join("\n");
            Entry { date, href: self.page(View::Corrections), mark, title, text }
        })
    }

    /// The versions of facts that no correction tells of.
    fn versions(&self) -> impl Iterator<Item = Entry> + '_ {
        let changes = changes::days(self.ctx.briefing).into_values().flat_map(|day| day.changed);
        let untold = changes.filter(|change| self.follows(change.fact)).filter_map(|change| {
            let edition = &self.ctx.briefing.graph.history[change.fact.index()][change.edition];
            edition.why.is_empty().then_some((change, edition))
        });
        untold.map(|(change, edition)| Entry {
            date: edition.version.date.clone(),
            href: self.page(View::Fact(change.fact)),
            mark: format!("v{}", edition.version.ordinal),
            title: self.title(change.fact),
            text: self.told(change),
        })
    }

    /// What a version changed, on one line: the fact, and each piece as it was and as it is.
    fn told(&self, change: Change) -> String {
        let step = history::step(self.ctx, change.fact, change.edition, self.lang);
        let words = self.ctx.words(self.lang);
        let row =
            |row: &history::Row| words.fill("cited.row", &[("what", &row.label), ("was", &row.was), ("is", &row.is)]);
        let title = self.title(change.fact);
        std::iter::once(title).chain(step.rows.iter().map(row)).collect::<Vec<_>>().join("; ")
    }

    fn title(&self, id: Id<Fact>) -> String {
        worded::title(self.ctx, View::Fact(id), self.lang)
    }

    fn page(&self, view: View) -> String {
        self.ctx.plan.first(view, self.lang).to_string()
    }

    fn follows(&self, id: Id<Fact>) -> bool {
        self.about.is_none_or(|(_, facts)| facts.contains(&id))
    }
}

fn updated(day: &str) -> String {
    format!("{day}T00:00:00Z")
}
