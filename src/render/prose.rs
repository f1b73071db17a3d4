//! Prose as HTML: every link resolved, every figure marked with its kind, every word escaped, and
//! words of one script set well among those of another.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::language::markdown;
use crate::language::script::{is_wide_letter, is_wide_mark};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::prose::{Prose, Target};
use crate::plan::kinds::View;
use crate::plan::route::Route;

use super::context::Context;
use super::setting::Setting;
use super::terms::Terms;
use super::{code, links};
use crate::theme::escape::{escape, push};

/// What a body brings along for the page around it.
#[derive(Debug, Default)]
pub struct Notes {
    /// The facts that it cites, in order, each once.
    pub facts: Vec<Id<Fact>>,
    /// Its headings of the first rank.
    pub headings: Vec<Heading>,
    /// Where each block of the first rank ends, a heading with what follows it, and how many facts were cited by
    /// then.
    pub blocks: Vec<(usize, usize)>,
    /// The terms of the glossary that it uses and that are shown where they first stand.
    pub terms: BTreeSet<usize>,
    /// The number of each fact that is cited.
    numbers: BTreeMap<Id<Fact>, usize>,
    /// The anchors that are taken, with the last number that was put behind each.
    anchors: BTreeMap<String, usize>,
}

/// A heading with its anchor.
#[derive(Debug)]
pub struct Heading {
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
}

impl Notes {
    /// The number of a fact, from 1, in the order of first mention.
    fn number(&mut self, fact: Id<Fact>) -> usize {
        let next = self.facts.len() + 1;
        let number = *self.numbers.entry(fact).or_insert(next);
        if number == next {
            self.facts.push(fact);
        }
        number
    }

    /// An anchor that no other heading of the page has.
    fn anchor(&mut self, wanted: &str) -> String {
        let plain = format!("s-{wanted}");
        let mut free = plain.clone();
        while let Some(taken) = self.anchors.get(&free).copied() {
            let next = self.anchors.get(&plain).copied().unwrap_or(taken) + 1;
            self.anchors.insert(plain.clone(), next);
            free = format!("{plain}-{next}");
        }
        self.anchors.insert(free.clone(), 1);
        free
    }
}

/// The body as HTML for a page at `from`, in a language that it is written in.
pub fn html(prose: &Prose, ctx: &Context<'_>, lang: Lang, from: &Route, notes: &mut Notes) -> String {
    Writer::new(prose, ctx, (lang, lang), from, notes).write()
}

/// What a reader of `lang` gets of a body, and in which language: where a translation is missing,
/// figures are written in the default language, and links lead to the pages of `lang`.
pub fn reading(
    body: &Localised<Prose>,
    ctx: &Context<'_>,
    lang: Lang,
    from: &Route,
    notes: &mut Notes,
) -> (String, Lang) {
    let reading = body.read(lang);
    let words = if reading.is_fallback() { Lang::DEFAULT } else { lang };
    let prose = reading.into_inner();
    let mut writer = Writer::new(prose, ctx, (words, lang), from, notes);
    writer.anchors = shared_anchors(body.get(Lang::DEFAULT), prose);
    (writer.write(), words)
}

/// The anchors of the default language's headings, for a translation with as many: a switch of language keeps
/// the reader's place.
fn shared_anchors(default: &Prose, own: &Prose) -> Vec<String> {
    let (default, own) = (markdown::anchors(default.events.iter()), markdown::anchors(own.events.iter()));
    if default.len() == own.len() { default } else { own }
}

struct Writer<'a> {
    prose: &'a Prose,
    ctx: &'a Context<'a>,
    words: Lang,
    links: Lang,
    from: &'a Route,
    notes: &'a mut Notes,
    setting: Setting<'a>,
    terms: Terms,
    out: String,
    /// The words since the current heading began.
    plain: String,
    next_target: usize,
    /// What closes the open links.
    closing: Vec<&'static str>,
    /// The words of the open link, unless it has its own.
    default_words: String,
    heading: Option<(usize, Option<String>)>,
    code: Option<(String, String)>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    footnotes: Footnotes,
    /// The anchors of the headings of the default language's text, where both have as many.
    anchors: Vec<String>,
    /// The numbers of the body's own headings by their anchors, once a link asks for one.
    own_anchors: OnceCell<BTreeMap<String, usize>>,
    headings_seen: usize,
}

#[derive(Default)]
struct Footnotes {
    numbers: BTreeMap<String, usize>,
    uses: BTreeMap<usize, usize>,
    texts: BTreeMap<usize, String>,
    open: Option<(usize, String)>,
}

impl Footnotes {
    fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label.to_owned()).or_insert(next)
    }
}

impl<'a> Writer<'a> {
    fn new(
        prose: &'a Prose,
        ctx: &'a Context<'a>,
        (words, links): (Lang, Lang),
        from: &'a Route,
        notes: &'a mut Notes,
    ) -> Self {
        Self {
            prose,
            ctx,
            words,
            links,
            from,
            notes,
            setting: Setting::new(ctx.locales, words),
            terms: Terms::of(ctx.briefing, words),
            out: String::new(),
            plain: String::new(),
            next_target: 0,
            closing: Vec::new(),
            default_words: String::new(),
            heading: None,
            anchors: Vec::new(),
            own_anchors: OnceCell::new(),
            headings_seen: 0,
            code: None,
            columns: Vec::new(),
            column: 0,
            in_head: false,
            footnotes: Footnotes::default(),
        }
    }

    fn write(mut self) -> String {
        let mut depth = 0_usize;
        for (at, event) in self.prose.events.iter().enumerate() {
            self.event(event, at);
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && !matches!(event, Event::End(TagEnd::Heading(_))) {
                self.notes.blocks.push((self.out.len(), self.notes.facts.len()));
            }
        }
        self.footnote_list();
        if let Some((end, _)) = self.notes.blocks.last_mut() {
            *end = self.out.len();
        }
        self.out
    }

    fn event(&mut self, event: &'a Event<'static>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(text) => {
                self.default_words.clear();
                self.plain.push_str(text);
                self.out.push_str("<code>");
                push(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak if self.joins(at) => {}
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::Html(text) | Event::InlineHtml(text) => self.text(text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.default_words.clear();
        self.plain.push_str(text);
        let is_running = self.closing.is_empty() && self.heading.is_none();
        let mut rest = text;
        while let Some((range, term)) = self.terms.first(rest, &self.notes.terms).filter(|_| is_running) {
            self.setting.push(&mut self.out, &rest[..range.start]);
            self.notes.terms.insert(term);
            let anchor = &self.ctx.briefing.glossary[term].anchor;
            let href = format!("{}#{anchor}", self.ctx.link(self.from, View::Glossary, self.links));
            self.tag_with("<a class=\"term\" data-term=\"", anchor, "\"");
            self.tag_with(" href=\"", &href, "\">");
            self.setting.push(&mut self.out, &rest[range.clone()]);
            self.out.push_str("</a>");
            rest = &rest[range.end..];
        }
        self.setting.push(&mut self.out, rest);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { id, .. } => {
                self.plain.clear();
                self.heading = Some((self.out.len(), id.as_ref().map(ToString::to_string)));
            }
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>"),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(None) => self.out.push_str("<ul>"),
            Tag::List(Some(1)) => self.out.push_str("<ol>"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">")),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(label) => {
                let number = self.footnotes.number(label);
                self.footnotes.open = Some((number, std::mem::take(&mut self.out)));
            }
            Tag::DefinitionList => self.out.push_str("<dl>"),
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.out.push_str("<div class=\"scroll\" tabindex=\"0\"><table>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Link { .. } => self.link(),
            Tag::Image { .. } => self.image(),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => {
                let (language, source) = self.code.take().unwrap_or_default();
                self.out.push_str(&code::block(&language, &source));
                self.out.push('\n');
            }
            TagEnd::List(ordered) => self.out.push_str(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((number, outer)) = self.footnotes.open.take() {
                    self.footnotes.texts.insert(number, std::mem::replace(&mut self.out, outer));
                }
            }
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr></thead><tbody>");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.out.push_str(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn cell(&mut self) {
        let alignment = self.columns.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        self.out.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match alignment {
            Alignment::Right => " class=\"r\">",
            Alignment::Center => " class=\"c\">",
            Alignment::Left | Alignment::None => ">",
        });
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some((start, own)) = self.heading.take() else { return };
        let level = (level as u8).max(2);
        let text = self.plain.trim().to_owned();
        let first = self.anchors.get(self.headings_seen).cloned();
        self.headings_seen += 1;
        let id = self.notes.anchor(&first.or(own).unwrap_or_else(|| markdown::anchor(&text)));
        self.out.insert_str(start, &format!("<h{level} id=\"{}\">", escape(&id)));
        self.out.push_str(&format!("</h{level}>\n"));
        if level == 2 {
            self.notes.headings.push(Heading { id, text });
        }
    }

    fn image(&mut self) {
        self.next_target += 1;
        self.closing.push("");
    }

    fn link(&mut self) {
        let target = self.prose.targets.get(self.next_target);
        self.next_target += 1;
        self.default_words.clear();
        let close = match target {
            None => "",
            Some(Target::Waived(reason)) if reason.is_empty() => "",
            Some(Target::Waived(reason)) => {
                self.tag_with("<span class=\"waived\" title=\"", reason, "\">");
                "</span>"
            }
            Some(target) => self.anchor(target),
        };
        self.closing.push(close);
    }

    /// The number of the heading that each anchor of the body itself is that of: the first, where several have it.
    fn own_anchors(&self) -> &BTreeMap<String, usize> {
        self.own_anchors.get_or_init(|| {
            let anchors = markdown::anchors(self.prose.events.iter());
            anchors.into_iter().enumerate().rev().map(|(at, anchor)| (anchor, at)).collect()
        })
    }

    fn anchor(&mut self, target: &Target) -> &'static str {
        let href = match target {
            Target::Anchor(wanted) if self.own_anchors().contains_key(wanted) => {
                let place = self.own_anchors()[wanted];
                let shared = self.anchors.get(place).unwrap_or(wanted);
                Some(format!("#s-{shared}"))
            }
            other => links::href(self.ctx, other, self.links, self.from),
        };
        let Some(href) = href else { return "" };
        self.default_words = links::words(self.ctx, target, self.words);
        match target {
            Target::Fact(id) => {
                let number = self.notes.number(*id);
                let classes = links::classes(self.ctx, *id);
                self.out.push_str(&format!("<a class=\"{classes}\" data-note=\"{number}\""));
            }
            Target::Conflict(id) => {
                let excludes = self.ctx.briefing.conflicts[*id].kind.is_disagreement();
                let class = if excludes { "to-conflict" } else { "to-caution" };
                self.out.push_str(&format!("<a class=\"{class}\""));
            }
            Target::Web(_) => self.out.push_str("<a rel=\"noopener noreferrer\""),
            _ => self.out.push_str("<a"),
        }
        self.tag_with(" href=\"", &href, "\">");
        "</a>"
    }

    fn end_link(&mut self) {
        let words = std::mem::take(&mut self.default_words);
        self.plain.push_str(&words);
        self.setting.push(&mut self.out, &words);
        self.out.push_str(self.closing.pop().unwrap_or_default());
    }

    fn tag_with(&mut self, before: &str, value: &str, after: &str) {
        self.out.push_str(before);
        push(&mut self.out, value);
        self.out.push_str(after);
    }

    /// Whether the line break at `at` is left out: beside Chinese, in a Chinese text.
    fn joins(&self, at: usize) -> bool {
        let wide = |c| is_wide_letter(c) || is_wide_mark(c);
        self.setting.wide
            && (self.plain.chars().next_back().is_none_or(wide) || self.next_char(at + 1).is_none_or(wide))
    }

    /// The first character after `at` that a reader sees, if it stands in the same block.
    fn next_char(&self, at: usize) -> Option<char> {
        for event in self.prose.events.get(at..)? {
            match event {
                Event::Text(text) | Event::Code(text) => return text.chars().next(),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Paragraph) => {}
                Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
                _ => return None,
            }
        }
        None
    }

    fn footnote_reference(&mut self, label: &str) {
        let number = self.footnotes.number(label);
        let uses = self.footnotes.uses.entry(number).or_insert(0);
        *uses += 1;
        let again = if *uses == 1 { String::new() } else { format!("-{uses}") };
        let code = self.ctx.briefing.languages.code(self.words);
        self.out.push_str(&format!(
            "<sup class=\"fn\"><a id=\"fnref-{code}-{number}{again}\" href=\"#fn-{code}-{number}\" \
             role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    fn footnote_list(&mut self) {
        let texts = std::mem::take(&mut self.footnotes.texts);
        if texts.is_empty() {
            return;
        }
        let code = self.ctx.briefing.languages.code(self.words);
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>");
        for (number, text) in texts {
            let used = self.footnotes.uses.contains_key(&number);
            let link = format!(" <a href=\"#fnref-{code}-{number}\" role=\"doc-backlink\">↩</a>");
            let text = text.trim_end();
            let (body, end) = text.strip_suffix("</p>").map_or((text, ""), |body| (body, "</p>"));
            let link = if used { link.as_str() } else { "" };
            self.out.push_str(&format!("<li id=\"fn-{code}-{number}\" value=\"{number}\">{body}{link}{end}</li>\n"));
        }
        self.out.push_str("</ol></section>\n");
    }
}
