//! `briefing mcp`: a server of the Model Context Protocol on standard input and output.
//!
//! Written by hand: the protocol's kit would bring some forty crates for what is here one request a line, five tools and
//! no state. Every answer names the source, the sense and the cautions of what it says.

use std::io::{BufRead, Read, Write};
use std::path::Path;

use serde_json::{Value, json};

use crate::check::Options;
use crate::cite::Style;
use crate::export::search::Finder;
use crate::model::briefing::Briefing;
use crate::model::evidence::Conflict;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::limit::{Bound, MEGABYTE};
use crate::plan::kinds::apart::{self, Forbidden};
use crate::plan::kinds::{View, places as compared};
use crate::problem::Problems;
use crate::render::context::Context;
use crate::render::{told, worded};
use crate::session::Session;

use super::out::stopped;
use super::outcome::{Failure, Outcome};

/// The versions of the protocol that are spoken, the newest first.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];
/// So many results are given where nobody asks for another number.
const RESULTS: usize = 20;
/// At most so many.
const MOST: usize = 100;

/// Runs the command until its input ends.
pub fn run(root: &Path, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let Some(briefing) = session.check(options) else { return Ok(stopped(&session)) };
    let Some(site) = session.plan(briefing) else { return Ok(stopped(&session)) };
    let server = Server::new(site.context());
    let mut output = std::io::stdout().lock();
    let mut input = std::io::stdin().lock();
    while let Some(line) = request(&mut input).map_err(Failure::machine)? {
        let answer = match line {
            Ok(line) => server.answer(&line),
            Err(refusal) => Some(refused(&Value::Null, &refusal)),
        };
        if let Some(answer) = answer {
            writeln!(output, "{answer}").and_then(|()| output.flush()).map_err(Failure::machine)?;
        }
    }
    Ok(Outcome::Done)
}

/// The next line, or why it is not read: one that is longer than a request may be is passed over.
fn request(input: &mut impl BufRead) -> std::io::Result<Option<Result<String, Refusal>>> {
    let most = Bound::Request.row().most;
    let mut line = Vec::new();
    if input.by_ref().take(u64::from(most) * MEGABYTE).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 == u64::from(most) * MEGABYTE && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
        return Ok(Some(Err(Refusal(-32600, format!("a request {}", Bound::Request.told(most, "more"))))));
    }
    Ok(Some(Ok(String::from_utf8_lossy(&line).into_owned())))
}

/// A briefing that answers.
pub struct Server<'a> {
    ctx: Context<'a>,
    finder: Finder<'a>,
}

/// Why a request is not answered, as JSON-RPC numbers it.
struct Refusal(i32, String);

impl<'a> Server<'a> {
    /// A server for a briefing.
    pub fn new(ctx: Context<'a>) -> Self {
        Self { ctx, finder: Finder::new(&ctx) }
    }

    /// The answer to one line; `None` for what wants none.
    pub fn answer(&self, line: &str) -> Option<Value> {
        if line.trim().is_empty() {
            return None;
        }
        let Ok(request) = serde_json::from_str::<Value>(line) else {
            return Some(refused(&Value::Null, &Refusal(-32700, "this line is no JSON".to_owned())));
        };
        let id = request.get("id").cloned();
        let Some(method) = request.get("method").and_then(Value::as_str) else {
            return Some(refused(
                &id.unwrap_or(Value::Null),
                &Refusal(-32600, "a request names its `method`".to_owned()),
            ));
        };
        // A notification wants no answer, whatever it says.
        let id = id?;
        let none = json!({});
        let parameters = request.get("params").unwrap_or(&none);
        Some(match self.method(method, parameters) {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
            Err(refusal) => refused(&id, &refusal),
        })
    }

    fn method(&self, method: &str, parameters: &Value) -> Result<Value, Refusal> {
        match method {
            "initialize" => {
                let asked = parameters.get("protocolVersion").and_then(Value::as_str).unwrap_or_default();
                let version = VERSIONS.iter().find(|version| **version == asked).unwrap_or(&VERSIONS[0]);
                Ok(json!({
                    "protocolVersion": version,
                    "capabilities": { "tools": {} },
                    "serverInfo": { "name": "briefing", "title": self.briefing().site.title.get(Lang::DEFAULT), "version": env!("CARGO_PKG_VERSION") },
                    "instructions": self.ctx.words(Lang::DEFAULT).get("machine.quote"),
                }))
            }
            "ping" => Ok(json!({})),
            "tools/list" => Ok(json!({ "tools": tools() })),
            "tools/call" => {
                let name = parameters.get("name").and_then(Value::as_str).unwrap_or_default();
                let none = json!({});
                let arguments = parameters.get("arguments").unwrap_or(&none);
                let told = self.call(name, arguments)?;
                Ok(match told {
                    Ok(value) => json!({
                        "content": [{ "type": "text", "text": serde_json::to_string_pretty(&value).unwrap_or_default() }],
                        "structuredContent": value,
                        "isError": false,
                    }),
                    Err(message) => json!({ "content": [{ "type": "text", "text": message }], "isError": true }),
                })
            }
            other => Err(Refusal(-32601, format!("there is no method `{other}`"))),
        }
    }

    /// What a tool says; the inner error is for the model, which may ask better.
    fn call(&self, name: &str, arguments: &Value) -> Result<Result<Value, String>, Refusal> {
        let lang = match arguments.get("lang").and_then(Value::as_str) {
            None => Lang::DEFAULT,
            Some(code) => match self.briefing().languages.find(code) {
                Some(lang) => lang,
                None => return Ok(Err(format!("`{code}` is no language of this briefing"))),
            },
        };
        let limit = arguments.get("limit").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let limit = limit.unwrap_or(RESULTS).clamp(1, MOST);
        let text = |key: &str| {
            let words = arguments.get(key).and_then(Value::as_str).map(str::trim).filter(|words| !words.is_empty());
            words.ok_or_else(|| format!("say `{key}`"))
        };
        Ok(match name {
            "search" => text("query").map(|query| self.search(query, limit, lang)),
            "read" => text("id").and_then(|id| self.read(id, lang)),
            "cite" => text("id").and_then(|id| self.cite(id, lang)),
            "compare" => self.compare(arguments, lang),
            "disagreements" => Ok(self.disagreements(arguments.get("about").and_then(Value::as_str), limit, lang)),
            other => return Err(Refusal(-32602, format!("there is no tool `{other}`"))),
        })
    }

    fn briefing(&self) -> &'a Briefing {
        self.ctx.briefing
    }

    fn address(&self, view: View, lang: Lang) -> String {
        format!("{}{}", self.briefing().site.base_url, self.ctx.plan.first(view, lang))
    }

    /// A fact with all that a quotation of it needs.
    fn fact(&self, id: Id<Fact>, lang: Lang) -> Value {
        let briefing = self.briefing();
        let fact = &briefing.facts[id];
        let words = self.ctx.words(lang);
        let mut cautions = Vec::new();
        cautions.push(words.get(&format!("status_note.{}", fact.status.word())).to_owned());
        if fact.rank.is_withdrawn() {
            cautions.push(words.get("fact.withdrawn").to_owned());
        }
        if briefing.is_damaged_sole(id) {
            cautions.push(words.get("row.damaged").to_owned());
        }
        if fact.period.is_undated() {
            cautions.push(words.get("dating.undated").to_owned());
        }
        let conflicts = briefing.graph.fact_conflicts[id.index()].iter().map(|c| &briefing.conflicts[*c]);
        cautions.extend(
            conflicts.map(|c| format!("{}: {}", words.get(&format!("conflict.{}", c.kind.word())), c.title.get(lang))),
        );
        cautions.extend(fact.note.iter().map(|note| note.get(lang).clone()));
        json!({
            "id": format!("fact:{}", fact.slug),
            "says": worded::text(&self.ctx, lang, &View::Fact(id).title(briefing)),
            "status": fact.status.word(),
            "value": if let Finding::Quantity(q) = &fact.finding { json!(q.value_text()) } else { Value::Null },
            "unit": briefing.indicators[fact.indicator].unit.code(),
            "period": fact.period.to_string(),
            "excerpt": fact.excerpt.as_str(),
            "source": worded::text(&self.ctx, lang, &crate::plan::shown::Shown::Source(fact.source)),
            "source_title": briefing.sources[fact.source].title.get(lang),
            "place": self.ctx.place(&fact.locator, lang),
            "witnesses": briefing.graph.witnesses[id.index()],
            "cautions": cautions,
            "version": fact.version.hash,
            "address": self.address(View::Fact(id), lang),
        })
    }

    fn search(&self, query: &str, limit: usize, lang: Lang) -> Value {
        let found = self.finder.find(query);
        let shown = found.iter().take(limit).map(|entry| match entry.view {
            View::Fact(id) => self.fact(id, lang),
            view => {
                let texts = entry.texts.iter().flat_map(|text| told::passages(&self.ctx, lang, text));
                json!({
                    "id": self.name(view),
                    "title": worded::text(&self.ctx, lang, &entry.title),
                    "text": texts.take(2).collect::<Vec<_>>().join(" "),
                    "address": self.address(view, lang),
                })
            }
        });
        json!({ "found": found.len(), "results": shown.collect::<Vec<_>>() })
    }

    /// The name by which `read` and `cite` take a page.
    fn name(&self, view: View) -> String {
        let briefing = self.briefing();
        match view {
            View::Fact(id) => format!("fact:{}", briefing.facts[id].slug),
            View::Subject(id, _) => self.ctx.briefing.subject_name(id),
            View::Indicator(id, _) => format!("indicator:{}", briefing.indicators[id].slug),
            View::Source(id) => format!("source:{}", briefing.sources[id].slug),
            other => format!("page:{}", other.stem(briefing)),
        }
    }

    fn view(&self, id: &str) -> Result<View, String> {
        let briefing = self.briefing();
        let (kind, slug) = id.split_once(':').unwrap_or(("fact", id));
        let found = match kind {
            "fact" => briefing.facts.find(slug).map(View::Fact),
            "indicator" => briefing.indicators.find(slug).map(View::indicator),
            "source" => briefing.sources.find(slug).map(View::Source),
            "page" => View::named(briefing, slug).or_else(|| briefing.articles.find(slug).map(View::Article)),
            _ => briefing.subjects.find(id).map(View::subject),
        };
        found.ok_or_else(|| format!("there is no `{id}`: search for it first"))
    }

    fn read(&self, id: &str, lang: Lang) -> Result<Value, String> {
        let view = self.view(id)?;
        let page = self.ctx.plan.page(view, lang);
        let text = told::markdown(&self.ctx, &page, &view.shows(self.briefing()));
        let fact = if let View::Fact(id) = view { self.fact(id, lang) } else { Value::Null };
        Ok(json!({ "id": id, "address": self.address(view, lang), "fact": fact, "text": text }))
    }

    fn cite(&self, id: &str, lang: Lang) -> Result<Value, String> {
        let view = self.view(id)?;
        let page = self.ctx.plan.page(view, lang);
        let reference = crate::render::cite::of_planned(&self.ctx, &page);
        let files = Style::files().map(|(style, _)| (style.name.to_owned(), style.write(&reference)));
        let read = self.ctx.styles().map(|style| (style.name().to_owned(), style.write(&reference)));
        let styles = read.chain(files).map(|(name, text)| (name, json!(text.trim_end())));
        let styles = styles.collect::<serde_json::Map<_, _>>();
        Ok(json!({ "id": id, "address": self.address(view, lang), "citations": styles }))
    }

    /// Places side by side; a cell without figures says why, and unlike figures are said to be unlike.
    fn compare(&self, arguments: &Value, lang: Lang) -> Result<Value, String> {
        let briefing = self.briefing();
        let list = |key: &str| -> Vec<&str> {
            arguments.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let mut places = Vec::new();
        for name in list("places") {
            places.push(
                briefing
                    .subjects
                    .find(name)
                    .ok_or_else(|| format!("there is no place `{name}`: search for it first"))?,
            );
        }
        if places.len() < 2 {
            return Err("say two or more `places`, as `city:name`".to_owned());
        }
        let mut indicators = Vec::new();
        for slug in list("indicators") {
            let slug = slug.strip_prefix("indicator:").unwrap_or(slug);
            indicators.push(briefing.indicators.find(slug).ok_or_else(|| format!("there is no indicator `{slug}`"))?);
        }
        if indicators.is_empty() {
            indicators = compared::comparable(briefing).collect();
        }
        let row = |indicator| {
            let stated: Vec<Vec<Id<Fact>>> =
                places.iter().map(|place| compared::stated(briefing, *place, indicator)).collect();
            let first: Vec<Id<Fact>> = stated.iter().filter_map(|ids| ids.first()).copied().collect();
            let apart = apart::gravest(briefing, &first);
            let cell = |(place, ids): (&Id<_>, &Vec<Id<Fact>>)| {
                let gap = compared::gap(briefing, *place, indicator);
                let told = |ids: &[Id<Fact>]| -> Vec<Value> { ids.iter().map(|id| self.fact(*id, lang)).collect() };
                let instead = gap.map(|gap| told(&compared::instead(briefing, gap))).unwrap_or_default();
                let why = gap.map(|gap| gap.reason.word()).or(ids.is_empty().then_some("not stated"));
                json!({ "place": self.ctx.briefing.subject_name(*place), "facts": told(ids), "why_missing": why, "instead": instead })
            };
            json!({
                "indicator": briefing.indicators[indicator].label.get(lang),
                "definition": briefing.indicators[indicator].definition.get(lang),
                "like_for_like": apart.is_none(),
                "why_not": apart.map(|why| self.why(why, lang)),
                "cells": places.iter().zip(&stated).map(cell).collect::<Vec<_>>(),
            })
        };
        Ok(json!({ "rows": indicators.into_iter().map(row).collect::<Vec<_>>() }))
    }

    /// Why figures may not be set side by side, in a sentence.
    fn why(&self, why: Forbidden, lang: Lang) -> String {
        match why {
            Forbidden::Conflict(id) => self.briefing().conflicts[id].finding.get(lang).clone(),
            other => self.ctx.words(lang).get(&format!("not_drawn.{}", other.word())).to_owned(),
        }
    }

    fn disagreements(&self, about: Option<&str>, limit: usize, lang: Lang) -> Value {
        let briefing = self.briefing();
        let about = about.map(|name| name.strip_prefix("fact:").unwrap_or(name));
        let touches = |c: &Conflict| {
            about.is_none_or(|about| {
                c.sides.iter().any(|side| match side {
                    crate::model::evidence::Side::Fact(id) => {
                        let fact = &briefing.facts[*id];
                        fact.slug == about || self.ctx.briefing.subject_name(fact.subject) == about
                    }
                    crate::model::evidence::Side::Passage { .. } => false,
                })
            })
        };
        let all: Vec<_> = briefing.conflicts.iter().filter(|(_, c)| touches(c)).collect();
        let told = all.iter().take(limit).map(|(_, c)| {
            let sides = c.sides.iter().map(|side| match side {
                crate::model::evidence::Side::Fact(id) => self.fact(*id, lang),
                crate::model::evidence::Side::Passage { source, locator, excerpt, says } => json!({
                    "excerpt": excerpt,
                    "says": says.as_ref().map(|says| says.get(lang)),
                    "source": briefing.sources[*source].title.get(lang),
                    "place": self.ctx.place(locator, lang),
                }),
            });
            json!({
                "id": c.slug,
                "kind": c.kind.word(),
                "title": c.title.get(lang),
                "finding": c.finding.get(lang),
                "open": c.preferred.is_empty(),
                "sides": sides.collect::<Vec<_>>(),
            })
        });
        json!({ "found": all.len(), "disagreements": told.collect::<Vec<_>>() })
    }
}

fn refused(id: &Value, Refusal(code, message): &Refusal) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

/// The tools with what each takes.
fn tools() -> Value {
    let lang = json!({ "type": "string", "description": "a language of the briefing by its short code" });
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": MOST });
    let id = json!({ "type": "string", "description": "as `search` gives it: fact:…, city:…, indicator:…, source:…, page:…" });
    let names = |what: &str| json!({ "type": "array", "items": { "type": "string" }, "description": what });
    let tool = |name: &str, about: &str, properties: Value, required: &[&str]| {
        json!({
            "name": name,
            "description": about,
            "inputSchema": { "type": "object", "properties": properties, "required": required },
            "annotations": { "readOnlyHint": true },
        })
    };
    json!([
        tool(
            "search",
            "Find facts, places, policies, indicators, documents by names in any language, words or figures. Each fact comes with its status (a target is no result), source and cautions: quote them with it.",
            json!({ "query": { "type": "string" }, "limit": limit, "lang": lang }),
            &["query"]
        ),
        tool(
            "read",
            "Read one fact or page whole, as Markdown whose figures carry their status, date, source and id.",
            json!({ "id": id, "lang": lang }),
            &["id"]
        ),
        tool(
            "compare",
            "Set places side by side by indicators. A cell without a figure says why; `like_for_like` is false where the figures must not be compared; `why_not` says why.",
            json!({ "places": names("two or more, as `city:name`"), "indicators": names("by slug; left out: those by which places are compared"), "lang": lang }),
            &["places"]
        ),
        tool(
            "cite",
            "Say how to cite a fact, page or source, in every style.",
            json!({ "id": id, "lang": lang }),
            &["id"]
        ),
        tool(
            "disagreements",
            "List where the documents disagree, or what to be careful of, with both sides.",
            json!({ "about": { "type": "string", "description": "a fact or subject; left out: all" }, "limit": limit, "lang": lang }),
            &[]
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_past_its_limit_is_refused_and_the_next_one_is_read() {
        let mut input = vec![b'['; 1_500_000];
        input.extend(b"\n{}\n[1]");
        let mut input = input.as_slice();
        let mut next = || request(&mut input).expect("memory can be read");
        assert!(matches!(next(), Some(Err(Refusal(_, told))) if told.ends_with("the limit `request` is 1 MB")));
        assert!(matches!(next(), Some(Ok(line)) if line == "{}\n"));
        assert!(matches!(next(), Some(Ok(line)) if line == "[1]"));
        assert!(next().is_none());
    }
}
