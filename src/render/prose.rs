//! Prose as HTML: every link resolved, every figure marked with its kind, every word escaped.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::check::score::damaged_sole;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::prose::{Prose, Target};
use crate::plan::page::{Part, View};
use crate::plan::route::Route;
use crate::text::script::is_han;

use super::code;
use super::context::Context;
use super::escape::{escape, push};

/// What a body brings along for the page around it.
#[derive(Debug, Default)]
pub struct Notes {
    /// The facts that it cites, in order, each once.
    pub facts: Vec<Id<Fact>>,
    /// Its headings of the first rank.
    pub headings: Vec<Heading>,
}

/// A heading with its anchor.
#[derive(Debug)]
pub struct Heading {
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
}

/// The body as HTML for a page at `from`.
pub fn html(prose: &Prose, ctx: &Context<'_>, lang: Lang, from: &Route, notes: &mut Notes) -> String {
    let mut writer = Writer {
        prose,
        ctx,
        lang,
        from,
        notes,
        out: String::new(),
        link: 0,
        closers: Vec::new(),
        head: false,
        bare: 0,
    };
    let mut at = 0;
    while at < prose.events.len() {
        at = writer.event(at);
    }
    writer.out
}

struct Writer<'a, 'n> {
    prose: &'a Prose,
    ctx: &'a Context<'a>,
    lang: Lang,
    from: &'a Route,
    notes: &'n mut Notes,
    out: String,
    link: usize,
    /// How each open link ends.
    closers: Vec<&'static str>,
    /// Whether we are in a table's head.
    head: bool,
    /// How many parents leave language marks out.
    bare: usize,
}

impl Writer<'_, '_> {
    /// Writes the event at `at`; gives the next one's position.
    fn event(&mut self, at: usize) -> usize {
        match &self.prose.events[at] {
            Event::Start(Tag::Heading { level, id, .. }) => return self.heading(at, *level, id.as_deref()),
            Event::Start(Tag::CodeBlock(kind)) => return self.code_block(at, kind),
            Event::Start(Tag::Link { link_type, .. }) => self.open_link(at, *link_type),
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let closer = self.closers.pop().unwrap_or_default();
                self.out.push_str(closer);
            }
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                push(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push(' '),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            Event::FootnoteReference(name) => {
                let id = self.footnote(name);
                self.out.push_str(&format!("<sup><a class=\"note-ref\" href=\"#{id}\">{}</a></sup>", escape(name)));
            }
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        at + 1
    }

    /// Words, with those of another script marked as such on pages in Latin script.
    fn text(&mut self, text: &str) {
        let tag = self.ctx.locale(self.lang).tag.as_str();
        if tag.starts_with("zh") || tag.starts_with("ja") || self.bare > 0 || !text.chars().any(is_han) {
            push(&mut self.out, text);
            return;
        }
        let mut rest = text;
        while let Some(start) = rest.find(is_han) {
            push(&mut self.out, &rest[..start]);
            let run = &rest[start..];
            let end = run.find(|c: char| c.is_ascii_alphabetic() || c == ' ').unwrap_or(run.len());
            self.out.push_str("<span lang=\"zh-Hans\">");
            push(&mut self.out, &run[..end]);
            self.out.push_str("</span>");
            rest = &run[end..];
        }
        push(&mut self.out, rest);
    }

    fn footnote(&self, name: &str) -> String {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        format!("note-{}-{plain}", self.ctx.briefing.languages.code(self.lang))
    }

    fn heading(&mut self, at: usize, level: HeadingLevel, id: Option<&str>) -> usize {
        let mut text = String::new();
        let mut end = at + 1;
        while let Some(event) = self.prose.events.get(end) {
            match event {
                Event::Text(t) | Event::Code(t) => text.push_str(t),
                Event::End(TagEnd::Heading(_)) => break,
                _ => {}
            }
            end += 1;
        }
        let id = self.anchor(id.unwrap_or(&text));
        // The page's own title is the first rank.
        let rank = (level as usize).max(2);
        self.out.push_str(&format!("<h{rank} id=\"{}\">", escape(&id)));
        if rank == 2 {
            self.notes.headings.push(Heading { id, text });
        }
        let mut next = at + 1;
        while next < end {
            next = self.event(next);
        }
        self.out.push_str(&format!("</h{rank}>\n"));
        end + 1
    }

    /// An anchor that no other heading of the page has.
    fn anchor(&self, text: &str) -> String {
        let mut slug = String::new();
        for c in text.chars() {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = format!("s-{}", slug.trim_matches('-'));
        let taken =
            self.notes.headings.iter().filter(|h| h.id == slug || h.id.starts_with(&format!("{slug}-"))).count();
        if taken == 0 { slug } else { format!("{slug}-{}", taken + 1) }
    }

    fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let mut source = String::new();
        let mut end = at + 1;
        while let Some(event) = self.prose.events.get(end) {
            match event {
                Event::Text(text) => source.push_str(text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
            end += 1;
        }
        self.out.push_str(&code::block(language, &source));
        end + 1
    }

    fn open_link(&mut self, at: usize, kind: LinkType) {
        let target = self.prose.targets.get(self.link).cloned();
        self.link += 1;
        let empty = matches!(self.prose.events.get(at + 1), Some(Event::End(TagEnd::Link)));
        let (ctx, from, lang) = (*self.ctx, self.from, self.lang);
        let mut words = String::new();
        let open = match target {
            Some(Target::Fact(id)) => {
                if empty {
                    words = ctx.value(&ctx.briefing.facts[id], lang).text;
                }
                self.fact(id)
            }
            Some(Target::Subject(id)) => {
                words = ctx.briefing.subjects[id].title.get(lang).clone();
                format!("<a href=\"{}\">", escape(&ctx.subject_link(from, id, lang)))
            }
            Some(Target::Source(id)) => {
                words = ctx.briefing.sources[id].title.get(lang).clone();
                format!("<a href=\"{}\">", escape(&ctx.source_link(from, id, lang)))
            }
            Some(Target::Indicator(id)) => {
                words = ctx.briefing.indicators[id].label.get(lang).clone();
                format!("<a href=\"{}\">", escape(&ctx.indicator_link(from, id, lang)))
            }
            Some(Target::Conflict(id)) => {
                words = ctx.briefing.conflicts[id].title.get(lang).clone();
                let page = crate::plan::page::Page { view: View::Home, lang, route: from.clone() };
                let href = super::view::fact::conflict_link(&ctx, &page, id);
                format!("<a class=\"to-conflict\" href=\"{}\">", escape(&href))
            }
            Some(Target::Page(slug)) => {
                words = slug.clone();
                format!("<a href=\"{}\">", escape(&self.page(&slug)))
            }
            Some(Target::Anchor(id)) => format!("<a href=\"#{}\">", escape(&id)),
            Some(Target::Web(url)) => {
                words = url.clone();
                let rel = if kind == LinkType::Email { "nofollow" } else { "noopener" };
                format!("<a rel=\"{rel}\" href=\"{}\">", escape(&url))
            }
            Some(Target::Waived(reason)) => {
                self.out.push_str(&format!("<span class=\"waived\" title=\"{}\">", escape(&reason)));
                self.closers.push("</span>");
                return;
            }
            None => String::new(),
        };
        self.closers.push(if open.is_empty() { "" } else { "</a>" });
        self.out.push_str(&open);
        if empty {
            push(&mut self.out, &words);
        }
    }

    fn fact(&mut self, id: Id<Fact>) -> String {
        if !self.notes.facts.contains(&id) {
            self.notes.facts.push(id);
        }
        let briefing = self.ctx.briefing;
        let fact = &briefing.facts[id];
        let mut class = format!("fig {}", fact.status.word());
        if damaged_sole(briefing, id) {
            class.push_str(" damaged");
        }
        if !briefing.graph.fact_conflicts[id.index()].is_empty() {
            class.push_str(" disputed");
        }
        if matches!(fact.finding, Finding::Text(_)) {
            class.push_str(" words");
        }
        format!("<a class=\"{class}\" href=\"{}\">", escape(&self.ctx.fact_link(self.from, id, self.lang)))
    }

    fn page(&self, slug: &str) -> String {
        let view = match slug {
            "index" => View::Home,
            "subjects" => View::Subjects,
            "compare" => View::Compare,
            "timeline" => View::Timeline,
            "conflicts" => View::Conflicts(Part::FIRST),
            "facts" => View::Facts(Part::FIRST),
            "sources" => View::Sources(Part::FIRST),
            "indicators" => View::Indicators,
            "corrections" => View::Corrections,
            other => self.ctx.briefing.articles.find(other).map_or(View::Home, View::Article),
        };
        self.ctx.link(self.from, view, self.lang)
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let open = match tag {
            Tag::Paragraph => "<p>",
            Tag::BlockQuote(_) => "<blockquote>",
            Tag::List(None) => "<ul>",
            Tag::List(Some(1)) => "<ol>",
            Tag::List(Some(first)) => return self.out.push_str(&format!("<ol start=\"{first}\">")),
            Tag::Item => "<li>",
            Tag::Table(_) => "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"table\"><table>",
            Tag::TableHead => {
                self.head = true;
                "<thead><tr>"
            }
            Tag::TableRow => "<tr>",
            Tag::TableCell => {
                if self.head {
                    "<th scope=\"col\">"
                } else {
                    "<td>"
                }
            }
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<s>",
            Tag::DefinitionList => "<dl>",
            Tag::DefinitionListTitle => "<dt>",
            Tag::DefinitionListDefinition => "<dd>",
            Tag::FootnoteDefinition(name) => {
                let id = self.footnote(name);
                return self.out.push_str(&format!("<div class=\"footnote\" id=\"{id}\"><sup>{}</sup> ", escape(name)));
            }
            Tag::Image { .. } => {
                self.link += 1;
                self.closers.push("");
                ""
            }
            _ => "",
        };
        self.out.push_str(open);
    }

    fn end(&mut self, tag: TagEnd) {
        self.out.push_str(match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                if self.head {
                    "</th>"
                } else {
                    "</td>"
                }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</s>",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::FootnoteDefinition => "</div>\n",
            _ => "",
        });
    }
}
