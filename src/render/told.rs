//! What a page shows as text without markup: for searching, and as Markdown for machines that read for people.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::language::script;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::prose::{Prose, Target};
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::shown::{As, Field, Shown};

use super::context::Context;
use super::{facts, links, worded};

/// The passages of a thing as plain text, each on one line.
pub fn passages(ctx: &Context<'_>, lang: Lang, shown: &Shown<'_>) -> Vec<String> {
    let teller = Teller { ctx, lang, page: None };
    let mut out = Vec::new();
    teller.passages(shown, &mut out);
    out.retain(|passage| !passage.trim().is_empty());
    out
}

/// A page as Markdown: its title, what it shows under its headings, and after each figure what it is and where it
/// stands, so that a quotation of it stays right.
pub fn markdown(ctx: &Context<'_>, page: &Page, shown: &Shown<'_>) -> String {
    let words = ctx.words(page.lang);
    let teller = Teller { ctx, lang: page.lang, page: Some(page) };
    let mut out = format!("# {}\n", escaped(&worded::title(ctx, page.view, page.lang)));
    let about = worded::text(ctx, page.lang, &page.view.about(ctx.briefing));
    if !about.is_empty() {
        out.push_str(&format!("\n{}\n", escaped(&about)));
    }
    let Shown::Part(parts) = shown else { return out };
    for (name, part) in parts {
        let mut lines = Vec::new();
        teller.blocks(part, &mut lines);
        lines.retain(|line| !line.trim().is_empty());
        if lines.is_empty() {
            continue;
        }
        let heading = HEADINGS.iter().find(|(known, _)| known == name);
        if let Some((_, key)) = heading {
            out.push_str(&format!("\n## {}\n", words.get(key)));
        }
        out.push('\n');
        out.push_str(&lines.join("\n"));
        out.push('\n');
    }
    out
}

/// The headings under which parts stand; others stand without one.
const HEADINGS: &[(&str, &str)] = &[
    ("charts", "chart.title"),
    ("derived", "derived.title"),
    ("disputes", "conflict.section"),
    ("elsewhere", "fact.elsewhere"),
    ("evidence", "evidence.title"),
    ("facts", "subject.facts"),
    ("gaps", "gap.title"),
    ("groups", "subject.facts"),
    ("issuers", "subject.issuer"),
    ("like", "indicator.like"),
    ("lineage", "source.lineage"),
    ("mentions", "subject.mentions"),
    ("of", "subject.of"),
    ("origins", "fact.origin"),
    ("other_names", "subject.names"),
    ("parts", "subject.parts"),
    ("places", "subject.places"),
    ("resting", "subject.resting"),
    ("said", "subject.said"),
    ("sources", "subject.sources"),
    ("targets", "target.title"),
    ("waivers", "body.waivers"),
    ("words", "fact.words"),
];

/// What every figure of a page's text is told with.
const WHOLE: &[Field] = &[Field::Status, Field::What, Field::Subject, Field::Of, Field::Period];

/// Whether these are rows of a table, not names in a line.
fn is_rows(shown: &Shown<'_>) -> bool {
    matches!(shown, Shown::List(items) if items.len() > 1 && items.iter().all(|item| matches!(item, Shown::Part(_) | Shown::Fact(..))))
}

/// Tells things in one language: with links and sources for a page, without them for a search.
struct Teller<'a> {
    ctx: &'a Context<'a>,
    lang: Lang,
    page: Option<&'a Page>,
}

impl Teller<'_> {
    fn passages(&self, shown: &Shown<'_>, out: &mut Vec<String>) {
        match shown {
            Shown::Part(parts) => parts.iter().for_each(|(_, part)| self.passages(part, out)),
            Shown::List(items) => items.iter().for_each(|item| self.passages(item, out)),
            Shown::ByLang(each) => each.get(self.lang.index()).into_iter().for_each(|own| self.passages(own, out)),
            Shown::Body(body, _) => out.extend(self.body(body)),
            other => out.push(self.line(other)),
        }
    }

    /// A part of a page: a body's blocks as they are, anything else as a list.
    fn blocks(&self, shown: &Shown<'_>, out: &mut Vec<String>) {
        match shown {
            Shown::Body(body, _) => out.extend(self.body(body).into_iter().flat_map(|block| [block, "\n".to_owned()])),
            Shown::ByLang(each) => each.get(self.lang.index()).into_iter().for_each(|own| self.blocks(own, out)),
            Shown::List(items) => items.iter().for_each(|item| self.item(item, 0, out)),
            Shown::Part(parts) => parts.iter().for_each(|(_, part)| match part {
                Shown::List(_) | Shown::Part(_) | Shown::Body(..) | Shown::ByLang(_) => self.blocks(part, out),
                other => self.item(other, 0, out),
            }),
            other => self.item(other, 0, out),
        }
    }

    /// A thing on a line of its own, and under it, further in, the lists that it holds: rows of a table, cells of a row.
    fn item(&self, shown: &Shown<'_>, depth: usize, out: &mut Vec<String>) {
        let (lists, own): (Vec<&Shown<'_>>, Vec<&Shown<'_>>) = match shown {
            Shown::Part(parts) => parts.iter().map(|(_, part)| part).partition(|part| is_rows(part)),
            other => (Vec::new(), vec![other]),
        };
        let line = self.joined(own.into_iter());
        let line = line.trim();
        if !line.is_empty() {
            out.push(format!("{}- {line}", "  ".repeat(depth)));
        }
        let further = depth + usize::from(!line.is_empty());
        for list in lists {
            if let Shown::List(items) = list {
                items.iter().for_each(|item| self.item(item, further, out));
            }
        }
    }

    /// A thing on one line.
    fn line(&self, shown: &Shown<'_>) -> String {
        match shown {
            Shown::Part(parts) => self.joined(parts.iter().map(|(_, part)| part)),
            Shown::List(items) => self.joined(items.iter()),
            Shown::ByLang(each) => each.get(self.lang.index()).map_or_else(String::new, |own| self.line(own)),
            // A number alone says nothing: what is counted is told with its words.
            Shown::Nothing | Shown::Yes(_) | Shown::Key(_) | Shown::Number(_) | Shown::Frame(_) | Shown::Ruler(_) => {
                String::new()
            }
            Shown::Body(body, _) => self.body(body).join(" "),
            Shown::Names(names) => {
                let names: Vec<String> = names.iter().map(|(name, _)| self.plain(name)).collect();
                names.join(self.words("list.and"))
            }
            Shown::Fact(id, detail) => self.fact(*id, *detail),
            Shown::Excerpt(id) => self.plain(self.ctx.briefing.facts[*id].excerpt.as_str()),
            Shown::Source(id) => self.link(&worded::text(self.ctx, self.lang, shown), View::Source(*id)),
            Shown::Link(view) => self.link(&worded::text(self.ctx, self.lang, shown), *view),
            Shown::Named(id) => self.link(&worded::text(self.ctx, self.lang, shown), View::subject(*id)),
            other => self.plain(&worded::text(self.ctx, self.lang, other)),
        }
    }

    fn joined<'s>(&self, all: impl Iterator<Item = &'s Shown<'s>>) -> String {
        let lines: Vec<String> = all.map(|one| self.line(one)).filter(|line| !line.trim().is_empty()).collect();
        lines.join(self.words("list.semicolon"))
    }

    fn words(&self, key: &'static str) -> &str {
        self.ctx.words(self.lang).get(key)
    }

    /// Words that no reader of Markdown takes for marks.
    fn plain(&self, words: &str) -> String {
        if self.page.is_some() { escaped(words) } else { words.to_owned() }
    }

    fn link(&self, words: &str, view: View) -> String {
        match self.page {
            Some(page) => {
                let route =
                    self.ctx.plan.route(view, page.lang).unwrap_or_else(|| self.ctx.plan.first(view, page.lang));
                format!("[{}]({}{route})", escaped(words), self.ctx.briefing.site.base_url)
            }
            None => words.to_owned(),
        }
    }

    /// "Actual: Revenue, Alba, 2024: over CNY 230 billion (2300亿元). The Press, 2025, line 6."
    fn fact(&self, id: Id<Fact>, detail: As) -> String {
        let briefing = self.ctx.briefing;
        let fact = &briefing.facts[id];
        let words = self.ctx.words(self.lang);
        // On a page a table's heads say what a figure is of; a line of text that is quoted must say it by itself.
        let whole = self.page.is_some() && detail.fields().contains(&Field::Value);
        let has = |field| detail.fields().contains(&field) || whole && WHOLE.contains(&field);
        let what = has(Field::What).then(|| worded::what(self.ctx, id, self.lang));
        let subject = has(Field::Subject).then(|| worded::named(self.ctx, self.lang, fact.subject));
        let is_said = what.is_some() && briefing.named_of(id).is_some();
        let of = Some(worded::of(self.ctx, fact, self.lang)).filter(|of| has(Field::Of) && !is_said && !of.is_empty());
        let period = has(Field::Period).then(|| worded::period(self.ctx, fact, self.lang));
        let head: Vec<String> = [what, subject, of, period].into_iter().flatten().collect();
        let mut out = String::new();
        if has(Field::Status) {
            out.push_str(words.get(&format!("status.{}", fact.status.word())));
            out.push_str(words.get("list.colon"));
        }
        out.push_str(&head.join(words.get("list.comma")));
        if has(Field::Value) {
            if !head.is_empty() {
                out.push_str(words.get("list.colon"));
            }
            out.push_str(&self.ctx.value(id, self.lang).text);
        }
        let mut out = self.link(&out, View::Fact(id));
        let (printed, recorded) = facts::printed(self.ctx, id, self.lang);
        if let Some(words) = [printed, recorded].iter().find(|words| has(Field::Printed) && !words.is_empty()) {
            out.push_str(&format!(" ({})", self.plain(words)));
        }
        if self.page.is_some() {
            out.push_str(&format!(". {}", self.standing(id)));
        }
        out
    }

    /// Where a fact stands and what to know of it: "The Press, 2025, line 6; only in a damaged copy; `fact:id`".
    fn standing(&self, id: Id<Fact>) -> String {
        let briefing = self.ctx.briefing;
        let fact = &briefing.facts[id];
        let words = self.ctx.words(self.lang);
        let source = worded::text(self.ctx, self.lang, &Shown::Source(fact.source));
        let place = words.fill("row.place", &[("place", &self.ctx.place(&fact.locator, self.lang))]);
        let (_, seen) = facts::check(self.ctx, id);
        let mut all = vec![self.plain(&format!("{source}{place}")), words.get(seen).to_owned()];
        if briefing.is_damaged_sole(id) {
            all.push(words.get("row.damaged").to_owned());
        }
        if briefing.disagreements(id).next().is_some() {
            all.push(words.get("row.disputed").to_owned());
        } else if !briefing.graph.fact_conflicts[id.index()].is_empty() {
            all.push(words.get("row.cautioned").to_owned());
        }
        all.push(format!("`fact:{}`", fact.slug));
        all.join(words.get("list.semicolon"))
    }

    /// What stands behind a figure in running text.
    fn cited(&self, id: Id<Fact>) -> String {
        let fact = &self.ctx.briefing.facts[id];
        let status = self.ctx.words(self.lang).get(&format!("status.{}", fact.status.word())).to_owned();
        let period = worded::period(self.ctx, fact, self.lang);
        let comma = self.words("list.comma");
        format!(" ({status}{comma}{period}{}{})", self.words("list.semicolon"), self.standing(id))
    }

    /// A body, block by block, in the language that it is written in.
    fn body(&self, body: &Localised<Prose>) -> Vec<String> {
        let reading = body.read(self.lang);
        let lang = if reading.is_fallback() { Lang::DEFAULT } else { self.lang };
        let prose = reading.into_inner();
        let blocks = Blocks {
            teller: self,
            lang,
            out: vec![String::new()],
            marks: Vec::new(),
            links: Vec::new(),
            next: 0,
            depth: 0,
        };
        let mut told = blocks.write(prose);
        if self.page.is_none() {
            // The page tells why figures stand without a fact.
            told.extend(prose.waivers().into_iter().map(|(_, why)| why.to_owned()).filter(|why| !why.is_empty()));
        }
        told
    }
}

/// A body under way.
struct Blocks<'a> {
    teller: &'a Teller<'a>,
    lang: Lang,
    out: Vec<String>,
    /// What each line of a block begins with.
    marks: Vec<String>,
    /// The open links: where their words begin, and where they lead.
    links: Vec<(usize, Option<Target>)>,
    next: usize,
    depth: usize,
}

impl Blocks<'_> {
    fn write(mut self, prose: &Prose) -> Vec<String> {
        for (at, event) in prose.events.iter().enumerate() {
            match event {
                Event::Start(tag) => self.start(tag, prose),
                Event::End(tag) => self.end(*tag),
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    let text = self.teller.plain(text);
                    self.push(&text);
                }
                Event::Code(text) if self.marked() => self.push(&format!("`{text}`")),
                Event::Code(text) => self.push(text),
                Event::SoftBreak if joins(prose, at) => {}
                Event::SoftBreak | Event::HardBreak => self.push(" "),
                Event::FootnoteReference(label) if self.marked() => self.push(&format!("[^{label}]")),
                _ => {}
            }
        }
        self.out.retain(|block| !block.trim().is_empty());
        self.out
    }

    fn marked(&self) -> bool {
        self.teller.page.is_some()
    }

    fn push(&mut self, text: &str) {
        self.out.last_mut().expect("a block is open").push_str(text);
    }

    fn block(&mut self) {
        let mark = if self.marked() { self.marks.pop().unwrap_or_default() } else { String::new() };
        self.out.push(mark);
    }

    fn start(&mut self, tag: &Tag<'_>, prose: &Prose) {
        match tag {
            Tag::Heading { level, .. } => {
                // The page's title is of the first rank.
                let rank = (*level).max(HeadingLevel::H2) as usize;
                self.marks = vec![format!("{} ", "#".repeat(rank))];
                self.block();
            }
            Tag::List(_) => self.depth += 1,
            Tag::Item => {
                self.marks = vec![format!("{}- ", "  ".repeat(self.depth.saturating_sub(1)))];
                self.block();
            }
            Tag::Paragraph if self.out.last().is_some_and(|last| last.trim_end().ends_with('-')) => {}
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::TableHead | Tag::TableRow => self.block(),
            Tag::FootnoteDefinition(label) => {
                self.marks = vec![format!("[^{label}]: ")];
                self.block();
            }
            Tag::TableCell if self.marked() => self.push("| "),
            Tag::Strong if self.marked() => self.push("**"),
            Tag::Emphasis if self.marked() => self.push("*"),
            Tag::Link { .. } | Tag::Image { .. } => {
                let target = prose.targets.get(self.next).cloned();
                self.next += 1;
                let begins = self.out.last().map_or(0, String::len);
                self.links.push((begins, target));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => self.depth = self.depth.saturating_sub(1),
            TagEnd::TableCell => self.push(" "),
            TagEnd::Strong if self.marked() => self.push("**"),
            TagEnd::Emphasis if self.marked() => self.push("*"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item if self.depth == 0 => {
                self.out.push(String::new());
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((begins, Some(target))) = self.links.pop() else { return };
        let teller = self.teller;
        let block = self.out.last_mut().expect("a block is open");
        if begins >= block.len() {
            block.push_str(&teller.plain(&links::words(teller.ctx, &target, self.lang)));
        }
        let Some(page) = teller.page else { return };
        let begins = begins.min(block.len());
        let words = block.split_off(begins);
        let from = &page.route;
        match links::href(teller.ctx, &target, page.lang, from) {
            Some(href) => {
                let href = absolute(&teller.ctx.briefing.site.base_url, from.as_str(), &href);
                block.push_str(&format!("[{words}]({href})"));
            }
            None => block.push_str(&words),
        }
        if let Target::Fact(id) = target {
            block.push_str(&teller.cited(id));
        }
    }
}

/// Whether a line break stands between Chinese characters, where no blank belongs.
fn joins(prose: &Prose, at: usize) -> bool {
    let text = |event: Option<&Event<'static>>| match event {
        Some(Event::Text(text) | Event::Code(text)) => Some(text.to_string()),
        _ => None,
    };
    let before = at.checked_sub(1).and_then(|n| text(prose.events.get(n))).and_then(|text| text.chars().next_back());
    let after = text(prose.events.get(at + 1)).and_then(|text| text.chars().next());
    before.zip(after).is_some_and(|(left, right)| script::joins(left, right))
}

/// The absolute address of a link on the page at `from`.
fn absolute(base: &str, from: &str, href: &str) -> String {
    if href.contains("://") || href.starts_with("mailto:") {
        return href.to_owned();
    }
    if href.starts_with('#') {
        return format!("{base}{from}{href}");
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let mut rest = href;
    while let Some(up) = rest.strip_prefix("../") {
        folders.pop();
        rest = up;
    }
    let folder = folders.iter().map(|folder| format!("{folder}/")).collect::<String>();
    format!("{base}{folder}{rest}")
}

/// Text in which no character is a mark of Markdown.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let starts = at == 0 && matches!(c, '#' | '-' | '+' | '>' | '=');
        if starts || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{absolute, escaped};

    #[test]
    fn links_lead_from_anywhere() {
        let to = |href: &str| absolute("https://a.test/", "zh/cities/b.html", href);
        assert_eq!(to("../facts/c.html#d"), "https://a.test/zh/facts/c.html#d");
        assert_eq!(to("../../cities/b.html"), "https://a.test/cities/b.html");
        assert_eq!(to("#e"), "https://a.test/zh/cities/b.html#e");
        assert_eq!(to("https://b.test/"), "https://b.test/");
    }

    #[test]
    fn words_are_no_marks() {
        assert_eq!(escaped("# a *b* [c](d) <e>"), "\\# a \\*b\\* \\[c\\](d) \\<e>");
    }
}
