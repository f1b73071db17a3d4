// Measures the search of a built site against mdBook's and Pagefind's on the same pages: how many strings taken from
// the pages are found, whether the first result has the string, how many bytes a first question loads, and how long
// an answer takes. Prints a Markdown table.
//
//     npm ci --prefix tests/browser && npm install --no-save --prefix target/search-bench pagefind elasticlunr
//     node benches/search.mjs target/test-site [STRINGS]
//
// mdBook's search is elasticlunr over title and body of every page with its English pipeline, in one index that is
// loaded whole; it is built here as mdBook builds it (`bool: "OR"`, `expand: true`).
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..");
const site = resolve(process.argv[2] ?? join(repository, "target", "test-site"));
const STRINGS = Number(process.argv[3] ?? 200);
const bench = join(repository, "target", "search-bench");
const { browser } = await import(join(repository, "tests", "browser", "site.js"));
const { serve } = await import(join(repository, "tests", "browser", "pages-server.js"));

// ---- The pages, and strings from them ----

const strip = (html) => html.slice(html.indexOf("<main"), html.indexOf("</main>"))
  .replace(/<(script|style|svg|template)[\s\S]*?<\/\1>/g, " ").replace(/<wbr>|&#8203;/g, "").replace(/<[^>]+>/g, " ")
  .replace(/&quot;/g, '"').replace(/&amp;/g, "&").replace(/&[a-z#0-9]+;/g, " ").replace(/\s+/g, " ");
const all = readdirSync(site, { recursive: true }).map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".html") && !path.endsWith("404.html"));
const pages = { en: [], zh: [] };
for (const path of all) {
  const html = readFileSync(join(site, path), "utf8");
  const text = strip(html);
  pages[path.startsWith("zh/") ? "zh" : "en"].push({ path, text, title: /<title>([^<]*)/.exec(html)?.[1] ?? "" });
}
/// Every so-many-th of the different strings, in their order, so that the same site gives the same ones.
function sample(pages, pattern) {
  const strings = new Set();
  for (const { text } of pages) for (const [string] of text.matchAll(pattern)) strings.add(string);
  const sorted = [...strings].sort();
  return Array.from({ length: STRINGS }, (_, n) => sorted[Math.floor((n * sorted.length) / STRINGS)]);
}
const asked = {
  zh: sample(pages.zh, /\p{Script=Han}{2}/gu),
  en: sample(pages.en, /(?<![\p{L}\p{N}])[A-Za-z][a-z]{3,}(?![\p{L}\p{N}])/gu),
};
const texts = new Map([...pages.en, ...pages.zh].map(({ path, title, text }) => [path, `${title} ${text}`.toLowerCase()]));
const has = (path, string) => texts.get(decodeURIComponent(path).replace(/#.*/, ""))?.includes(string.toLowerCase()) ?? false;

// ---- The three ----

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const rows = [];
function report(name, lang, found, first, bytes, times) {
  rows.push(`| ${name} | ${lang} | ${percent(found, STRINGS)} | ${percent(first, STRINGS)} | ${Math.round(bytes / 1000)} | ${median(times).toFixed(1)} |`);
}

/// Bytes that a first question loads, compressed as a host sends them: the median of some.
async function loads(chromium, address, ask, some) {
  const sizes = [];
  for (const string of some) {
    const context = await chromium.newContext();
    const page = await context.newPage();
    const bodies = [];
    await page.goto(address);
    page.on("response", (response) => { bodies.push(response.body().catch(() => Buffer.alloc(0))); });
    await page.evaluate(ask, string);
    sizes.push((await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0));
    await context.close();
  }
  return median(sizes);
}

async function own(chromium, host) {
  for (const lang of ["zh", "en"]) {
    const address = `${host.url}${lang === "zh" ? "zh/" : ""}search.html`;
    const page = await chromium.newPage();
    await page.goto(address);
    const answers = await page.evaluate(async (strings) => {
      const answers = [];
      for (const string of strings) {
        const started = performance.now();
        const { found } = await briefingSearch.find(string);
        const time = performance.now() - started;
        answers.push({ count: found.length, first: found.slice(0, 1).map((hit) => briefingSearch.address(hit))[0] ?? "", time });
      }
      return answers;
    }, asked[lang]);
    const lost = asked[lang].filter((_, n) => !answers[n].count);
    if (lost.length) console.error(`not found (${lang}): ${lost.join(" ")}`);
    const off = asked[lang].filter((string, n) => answers[n].count && !has(answers[n].first, string));
    if (off.length) console.error(`the first result does not show it (${lang}): ${off.slice(0, 20).join(" ")}`);
    const bytes = await loads(chromium, address, (string) => briefingSearch.find(string), asked[lang].slice(0, 12));
    report("briefing", lang, answers.filter(({ count }) => count).length, answers.filter(({ first }, n) => has(first, asked[lang][n])).length, bytes, answers.map(({ time }) => time));
    await page.close();
  }
}

function mdbook() {
  const elasticlunr = createRequire(join(bench, "package.json"))("elasticlunr");
  for (const lang of ["zh", "en"]) {
    const index = elasticlunr(function () { this.addField("title"); this.addField("body"); this.setRef("id"); });
    pages[lang].forEach(({ title, text }, id) => index.addDoc({ id, title, body: text }));
    const times = [];
    let found = 0, first = 0;
    for (const string of asked[lang]) {
      const started = performance.now();
      const hits = index.search(string, { bool: "OR", expand: true, fields: { title: { boost: 2 }, body: { boost: 1 } } });
      times.push(performance.now() - started);
      if (hits.length) { found += 1; first += has(pages[lang][hits[0].ref].path, string); }
    }
    report("mdBook (elasticlunr)", lang, found, first, gzipSync(JSON.stringify(index)).length, times);
  }
}

async function pagefind(chromium) {
  const copy = mkdtempSync(join(bench, "pages-"));
  for (const { path } of [...pages.en, ...pages.zh]) {
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    cpSync(join(site, path), join(copy, path));
  }
  execFileSync(join(bench, "node_modules", ".bin", "pagefind"), ["--site", copy, "--root-selector", "main"], { stdio: "ignore" });
  for (const lang of ["zh", "en"]) writeFileSync(join(copy, `ask-${lang}.html`), `<!doctype html><html lang="${lang === "zh" ? "zh-Hans" : "en"}"><title>x</title>`);
  const host = await serve(copy);
  const ask = async (string) => {
    window.finder ??= await import("/pagefind/pagefind.js");
    const { results } = await window.finder.search(string);
    return results.length ? { count: results.length, first: (await results[0].data()).url } : { count: 0, first: "" };
  };
  for (const lang of ["zh", "en"]) {
    const page = await chromium.newPage();
    await page.goto(`${host.url}ask-${lang}.html`);
    const answers = [];
    for (const string of asked[lang]) {
      const started = performance.now();
      answers.push({ ...(await page.evaluate(ask, string)), time: performance.now() - started });
    }
    const bytes = await loads(chromium, `${host.url}ask-${lang}.html`, ask, asked[lang].slice(0, 12));
    report("Pagefind", lang, answers.filter(({ count }) => count).length, answers.filter(({ first }, n) => has(first.replace(/^\//, ""), asked[lang][n])).length, bytes, answers.map(({ time }) => time));
    await page.close();
  }
  await host.close();
  rmSync(copy, { recursive: true });
}

const chromium = await browser();
const host = await serve(site);
try {
  await own(chromium, host);
  mdbook();
  await pagefind(chromium);
} finally {
  await chromium.close();
  await host.close();
}
const html = [...pages.en, ...pages.zh].reduce((sum, { path }) => sum + statSync(join(site, path)).size, 0);
console.log(`${pages.en.length} + ${pages.zh.length} pages, ${Math.round(html / 1e6)} MB of HTML; ${STRINGS} strings of each language\n`);
console.log("| search | pages | found | first result has it | KB for a first question | ms, median |\n|---|---|---|---|---|---|");
console.log(rows.join("\n"));
