// Tasks of an analyst, done from the site alone as a reader does them: clicks, words typed, pages read. Each says what
// it takes; none may end without its answer. The first twenty were asked of readers of an earlier site.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, inPage, places, text, watched } from "./site.js";

let chromium, where;
before(async () => { [chromium, where] = await Promise.all([browser(), places()]); });
after(async () => { await chromium?.close(); await where?.close(); });
const facts = JSON.parse(text("data/facts.json")).facts;

/// Somebody who reads, clicks and types, and is counted.
class Reader {
  constructor(page) { Object.assign(this, { page, clicks: 0 }); }
  async open(path) { await this.page.goto("about:blank"); await this.page.goto(where.urls["file://"] + path); }
  async click(target) {
    this.clicks += 1;
    await (typeof target === "string" ? this.page.locator(target).first() : target.first()).click();
  }
  /// Searches from the head of whatever page this is, and opens the result whose title has these words.
  async search(words, title) {
    this.clicks += 1;
    await this.page.keyboard.press("/");
    await this.page.keyboard.type(words);
    await this.page.keyboard.press("Enter");
    await this.page.waitForURL(/search\.html#q=/);
    await this.page.locator("#search-results .found-title, #search-results .note").first().waitFor();
    if (title) {
      await this.click(this.page.locator("#search-results a", { hasText: title }));
      await this.page.waitForURL((url) => !url.pathname.endsWith("search.html"));
    }
  }
  async explore(facets, words) {
    await this.click("header nav a[href$='facts.html']");
    await this.page.locator("[data-explorer] .told").waitFor();
    for (const [name, value] of Object.entries(facets)) {
      const select = this.page.locator(`[data-explorer] select[name=${name}]`);
      if (!(await select.isVisible())) await this.click("[data-explorer] .more-facets summary");
      this.clicks += 1;
      await select.selectOption(value);
    }
    if (words) { this.clicks += 1; await this.page.locator("[data-explorer] input[name=q]").fill(words); }
    return Number(/[\d,]+/.exec((await this.page.locator("[data-explorer] .told").textContent()).replaceAll(",", ""))[0]);
  }
  async compare(places, indicator) {
    await this.click("header nav a[href$='compare.html']");
    await this.page.locator("select[name=place-0]").waitFor();
    for (const [n, place] of places.entries()) { this.clicks += 1; await this.page.locator(`select[name=place-${n}]`).selectOption(place); }
    if (indicator) { this.clicks += 1; await this.page.locator("select[name=indicator]").selectOption(indicator); }
  }
  async saved(target) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.click(target)]);
    return readFileSync(await download.path(), "utf8");
  }
  async reads(pattern, selector = "main") {
    const seen = (await this.page.locator(selector).first().innerText()).replace(/[\s\u00a0]+/g, " ");
    assert.match(seen, pattern);
    return seen;
  }
}

const log = [];
function task(name, run) {
  test(name, () => inPage(chromium, { viewport: { width: 1280, height: 900 } }, async (page) => {
    const wrong = watched(page);
    const reader = new Reader(page);
    await reader.open("index.html");
    const started = performance.now();
    await run(reader, page);
    log.push(`${name}: ${reader.clicks} steps, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    assert.deepEqual(wrong, []);
    assert.ok(reader.clicks <= 6, `${reader.clicks} steps`);
  }));
}
after(() => { if (process.env.TELL) console.log(log.join("\n")); });
const of = (test) => facts.filter(test).length;

task("Suzhou's AI industry against Nanjing's: comparable?", async (reader) => {
  await reader.compare(["city:suzhou", "city:nanjing"], "ai-industry-revenue");
  await reader.reads(/CNY 230 billion/, ".chosen");
  await reader.reads(/no source says|not stated/i, ".chosen");
});
task("Zhejiang 2027: promise, policy, issuer", async (reader, page) => {
  await reader.search("Zhejiang terminals 2027", "over CNY 500 billion");
  await reader.reads(/target/i, ".known");
  await reader.click(page.locator(".known a[href*='policies/']"));
  await reader.reads(/2027/);
  await reader.reads(/Issued by|issuer/i);
});
task("Figures on Hangzhou that rest on a damaged or reworded copy alone", async (reader) => {
  const n = await reader.explore({ subject: "city:hangzhou", damaged: "yes" });
  assert.ok(n > 10, String(n));
});
task("All targets due in 2027", async (reader) => {
  const due = (fact) => fact.status === "target" && /^(?:\.\.\/)?2027(?:-|$)|\/2027(?:-|$)/.test(fact.period);
  assert.equal(await reader.explore({ status: "target", year: "2027" }), of(due));
});
task("How many universities has Nanjing?", async (reader) => {
  await reader.search("Nanjing universities 52", "52");
  await reader.reads(/53/);
});
task("Who said that R&D is over 4 %?", async (reader) => {
  await reader.search("Hangzhou R&D 4%", "4%");
  await reader.reads(/Who says so/i);
});
task("The Chinese words of 5000亿", async (reader) => {
  await reader.search("5000亿", "CNY 500 billion");
  await reader.reads(/5000亿元/, ".saying");
});
task("Cite it in APA and GB/T", async (reader) => {
  await reader.search("5000亿", "CNY 500 billion");
  const cited = (await reader.page.locator("#cite").textContent()).replaceAll("\u00a0", " ");
  assert.match(cited, /\(\d{4}\)\. .* \(Version [0-9a-f]+\) \[Data set\]/);
  assert.match(cited, /GB\/T 7714/);
});
task("What changed, and since when?", async (reader) => {
  await reader.click("footer a[href$='changes.html']");
  await reader.reads(/202\d/);
  assert.ok(await reader.page.locator("main a[href$='feed.xml']").count() > 0);
});
task("Figures on computing power", async (reader) => {
  assert.ok(await reader.explore({}, "computing power") >= 3);
});
task("强脑科技 from an English page", async (reader) => {
  await reader.search("强脑科技", "BrainCo");
  await reader.reads(/BrainCo/);
});
task("算力 from an English page", async (reader) => {
  await reader.search("算力");
  assert.ok(await reader.page.locator("#search-results .found-title").count() > 3);
});
task("Embodied robots: there is nothing, and that is said, or what is near", async (reader) => {
  await reader.search("embodied");
  await reader.reads(/Nothing was found|humanoid/i, "#search-results");
});
task("Districts with targets", async (reader) => {
  const n = await reader.explore({ kind: "district", status: "target" });
  assert.equal(n, of((fact) => fact.status === "target" && fact.subject.startsWith("district:")));
});
task("Three cities on the number of AI companies; another scope is shown", async (reader) => {
  await reader.compare(["city:suzhou", "city:hangzhou", "city:nanjing"], "ai-companies");
  await reader.reads(/500/, ".chosen");
  assert.ok(await reader.page.locator(".chosen .gap").count() > 0);
  const near = await reader.page.locator(".chosen .instead a").evaluateAll((links) => links.map((link) => link.getAttribute("href").split("/").pop()));
  assert.deepEqual(near, ["suzhou-ai-core-companies-2024.html", "suzhou-ai-chain-companies-2024.html", "hangzhou-six-dragons-count.html"]);
});
task("All facts on Suzhou as a spreadsheet", async (reader, page) => {
  await reader.search("Suzhou", /^Suzhou/);
  await reader.click(page.locator("a[href$='facts.html#subject=city:suzhou']"));
  const csv = await reader.saved("[data-explorer] button:has-text('CSV')");
  assert.ok(csv.startsWith("\ufeff"));
  assert.ok(csv.trim().split("\r\n").length > of((fact) => fact.subject === "city:suzhou"));
});
task("The chart of targets for a slide, with its source", async (reader) => {
  await reader.click("header nav a[href$='timeline.html']");
  const svg = await reader.saved(".picture-tools button:has-text('SVG')");
  assert.match(svg, /timeline\.html/);
  assert.match(svg, /fact:/);
});
task("What does nobody say?", async (reader) => {
  await reader.click("footer a[href$='gaps.html']");
  await reader.reads(/Nanjing/);
});
task("DeepSeek and the laboratory in Hangzhou", async (reader) => {
  await reader.search("DeepSeek", /^DeepSeek/);
  await reader.reads(/claim/i);
});
task("The economic output of Hangzhou", async (reader) => {
  await reader.search("Hangzhou GDP");
  await reader.reads(/GDP/, "#search-results");
});
// ---- Ten more, written before they were tried ----
task("What falls if one post is not believed?", async (reader, page) => {
  await reader.click("footer a[href$='origins.html']");
  await reader.click(".distrust label");
  const bare = JSON.parse(await page.locator(".told").getAttribute("data-counts")).bare;
  await reader.click("[data-explorer] a[href*='witnesses=0']");
  await page.locator("[data-explorer] tbody tr").first().waitFor();
  assert.match(await page.locator("[data-explorer] .told").textContent(), new RegExp(`^${bare} `));
});
task("All that one speaker says", async (reader, page) => {
  const by = facts.find((fact) => fact.by).by;
  assert.equal(await reader.explore({ by }), of((fact) => fact.by === by));
  assert.ok(await page.locator("[data-explorer] tbody tr").count() > 0);
});
task("The greatest sum of money", async (reader, page) => {
  await reader.explore({ status: "actual" }, "CNY");
  await reader.click("[data-explorer] .sort:has-text('Value')");
  await reader.click("[data-explorer] .sort:has-text('Value')");
  assert.match(await page.locator("[data-explorer] tbody tr td.v").first().textContent(), /trillion|billion/);
});
task("Disagreements that touch Jiangsu", async (reader) => {
  assert.ok(await reader.explore({ subject: "province:jiangsu", disputed: "yes" }) > 0);
});
task("Everything as a workbook", async (reader, page) => {
  await reader.click("header nav a[href$='facts.html']");
  const [download] = await Promise.all([page.waitForEvent("download"), reader.click("main a[href$='.xlsx']")]);
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), "PK");
});
task("The data of one fact", async (reader, page) => {
  await reader.search("2300亿", "CNY 230 billion");
  assert.ok(await page.locator("main a[href$='.json']").count() > 0);
});
task("Follow a policy", async (reader, page) => {
  await reader.click("header nav a[href$='timeline.html']");
  await reader.click(page.locator("main a[href^='policies/']"));
  assert.equal(await page.locator("body a[href*='data/feeds/']").count(), 1);
});
task("The same fact in Chinese", async (reader, page) => {
  await reader.search("2300亿", "CNY 230 billion");
  await reader.click("a[data-language]");
  await page.waitForURL(/zh\/facts\//);
  await reader.reads(/2300亿元/);
});
task("Read the facts of a place one after the other", async (reader, page) => {
  await reader.search("2300亿", "CNY 230 billion");
  const before = page.url();
  await reader.click("a[rel=next]");
  assert.notEqual(page.url(), before);
  await reader.click("a[rel=prev]");
  assert.equal(page.url(), before);
});
task("Cite a selection, and find it again by its address", async (reader, page) => {
  const n = await reader.explore({ subject: "city:nanjing", status: "target" });
  await reader.click("[data-explorer] button:has-text('Cite')");
  const hash = /#\S+$/.exec(await page.locator("#cited-selection").textContent())[0];
  await reader.open(`facts.html${hash}`);
  await page.locator("[data-explorer] tbody tr").first().waitFor();
  assert.match(await page.locator("[data-explorer] .told").textContent(), new RegExp(`^${n} `));
});
