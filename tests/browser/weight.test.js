// What a page weighs: its HTML, styles and scripts, compressed, by kind of page; data that a reader asks for is apart.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { files, text } from "./site.js";

const LIMITS = { cities: 40, provinces: 40, policies: 40, facts: 30, sources: 40, indicators: 30, organisations: 30, conflicts: 30, works: 40 };
const size = (bytes) => gzipSync(bytes, { level: 9 }).length;
const weights = new Map();
const weight = (path) => { if (!weights.has(path)) weights.set(path, size(text(path))); return weights.get(path); };

function whole(path) {
  const html = text(path);
  const own = [...html.matchAll(/<(?:script[^>]*\ssrc|link rel="?stylesheet"?[^>]*\shref)="?([^"\s>]+)/g)].map((match) => match[1]);
  return size(html) + own.map((link) => weight(join(dirname(path), link))).reduce((sum, one) => sum + one, 0);
}

for (const [folder, limit] of Object.entries(LIMITS)) {
  test(`a page of ${folder} loads at most ${limit} KB`, () => {
    const pages = files().filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".html"));
    assert.ok(pages.length > 0);
    const heavy = pages.map((path) => [Math.round(whole(path) / 1024), path]).filter(([kb]) => kb > limit).sort((a, b) => b[0] - a[0]);
    assert.deepEqual(heavy.slice(0, 5), []);
  });
}
