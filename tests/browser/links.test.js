// Every link of every page, read from the files: each leads to a file and an anchor that exist, from a
// folder, from the root of a host and from a path on a host.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, text } from "./site.js";

const all = new Set(files());
const html = [...all].filter((path) => path.endsWith(".html"));
/// What stands at a former address leads on to a page, and nothing leads to it.
const stub = (path) => /<body class="?moved/.test(text(path));
const base = JSON.parse(text("data/datapackage.json")).homepage ?? "https://example.org/";

const decode = (value) => value.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));?/gi, (_, hex, decimal, name) =>
  name ? { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }[name.toLowerCase()]
    : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)));

/// The tags of a page with their attributes; scripts left out.
function* tags(page) {
  const source = page.replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/gi, "$1");
  for (const [, name, rest] of source.matchAll(/<([a-z][a-z0-9]*)((?:\s+|[^\s"'>]+|"[^"]*"|'[^']*')*)>/gi)) {
    const attributes = {};
    for (const [, key, double, single, bare] of rest.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
      attributes[key.toLowerCase()] = decode(double ?? single ?? bare ?? "");
    }
    yield [name.toLowerCase(), attributes];
  }
}

const parsed = new Map(html.map((path) => {
  const ids = new Set(), links = [];
  for (const [name, attributes] of tags(text(path))) {
    if (attributes.id !== undefined) ids.add(attributes.id);
    const machine = name === "link" && (attributes.rel === "canonical" || attributes.hreflang);
    const link = name === "meta" || machine ? undefined : attributes.href ?? attributes.src;
    if (link !== undefined) links.push(link);
  }
  return [path, { ids, links }];
}));

test("there are links to look at", () => {
  assert.ok(html.length > 1000, `${html.length} pages`);
  assert.ok([...parsed].every(([path, page]) => page.links.length > 5 || stub(path)));
});

for (const [place, root] of [["a folder", "file:///home/reader/site/"], ["the root of a host", "https://host.test/"],
  ["a sub-path", "https://host.test/some/sub-path/"]]) {
  test(`every link leads somewhere from ${place}`, () => {
    const wrong = new Set();
    for (const [path, { links }] of parsed) {
      if (path.endsWith("404.html")) continue;
      for (const link of links) {
        const url = new URL(link, root + path);
        if (!url.href.startsWith(root)) {
          const elsewhere = /^(https?|mailto|data):/.test(link) && !(base.length > 8 && link.startsWith(base));
          if (!elsewhere) wrong.add(`${path}: ${link} leaves the site`);
          continue;
        }
        const target = decodeURIComponent(url.href.slice(root.length).split("#")[0]);
        const anchor = decodeURIComponent(url.hash.slice(1));
        if (!all.has(target)) wrong.add(`${path}: ${link} leads nowhere`);
        // What a script reads from the address is no anchor.
        else if (anchor && !anchor.includes("=") && parsed.has(target) && !parsed.get(target).ids.has(anchor)) wrong.add(`${path}: ${link} has no such anchor`);
      }
    }
    assert.deepEqual([...wrong].slice(0, 30), []);
  });
}

test("every page can be reached from the front page", () => {
  const seen = new Set(["index.html"]), next = ["index.html"];
  for (let path; (path = next.pop());) {
    for (const link of parsed.get(path).links) {
      const url = new URL(link, `https://host.test/${path}`);
      const target = decodeURIComponent(url.pathname.slice(1));
      if (url.host === "host.test" && parsed.has(target) && !seen.has(target)) { seen.add(target); next.push(target); }
    }
  }
  assert.deepEqual(html.filter((path) => !seen.has(path) && !path.endsWith("404.html") && !stub(path)), []);
});
