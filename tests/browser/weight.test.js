// What a page weighs: its HTML, styles and scripts, compressed, by kind of page; data that a reader asks for is apart, and
// so are the scripts of a page that is a tool.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { files, text } from "./site.js";

/// By kind; a page of the root by its name. The page of a document with 150 facts, the list of
/// disagreements and cautions, and what changed since the first edition, are longer than 40 KB: they list everything
/// that they are asked for.
const LIMITS = {
  cities: 40, provinces: 40, policies: 40, facts: 40, indicators: 40, organisations: 40, conflicts: 40, works: 40, derived: 40, parks: 40, people: 40,
  "index.html": 40, "subjects.html": 40, "timeline.html": 40, "sources.html": 40, "indicators.html": 40, "gaps.html": 40,
  "glossary.html": 40, "origins.html": 40, "method.html": 40, "about.html": 40, "search.html": 40,
  sources: 46, "conflicts.html": 46, "changes.html": 46, "corrections.html": 46, "facts.html": 60, "compare.html": 50, "audit.html": 46,
};
const size = (bytes) => gzipSync(bytes, { level: 9 }).length;
const weights = new Map();
const weight = (path) => { if (!weights.has(path)) weights.set(path, size(text(path))); return weights.get(path); };

function whole(path) {
  const html = text(path);
  const styles = [...html.matchAll(/<link [^>]*rel="?stylesheet[^>]*>/g)].map(([link]) => /href="?([^"\s>]+)/.exec(link)[1]);
  const own = [...html.matchAll(/<script[^>]*\ssrc="?([^"\s>]+)/g)].map((match) => match[1]);
  // A page without its style sheet would be weighed too light.
  assert.ok(styles.length > 0 || !own.length, path);
  return size(html) + [...styles, ...own].map((link) => weight(join(dirname(path), link))).reduce((sum, one) => sum + one, 0);
}

/// The kind of a page: its folder, or its name where it stands at the root; a list in parts is one.
const kind = (path) => {
  const own = path.replace(/^zh\//, "");
  return own.includes("/") ? own.split("/")[0] : own.replace(/(-\d+)?\.html$/, ".html");
};
for (const [name, limit] of Object.entries(LIMITS)) {
  test(`a page of ${name} loads at most ${limit} KB`, () => {
    const pages = files().filter((path) => path.endsWith(".html") && kind(path) === name);
    assert.ok(pages.length > 0);
    const heavy = pages.map((path) => [Math.round(whole(path) / 1024), path]).filter(([kb]) => kb > limit).sort((a, b) => b[0] - a[0]);
    assert.deepEqual(heavy.slice(0, 5), []);
  });
}
