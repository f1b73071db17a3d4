// Pictures taken along: what a file carries when it stands alone on a slide, and the facts behind it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, files, inPage, places, region, site, watched } from "./site.js";

let chromium, where;
before(async () => { [chromium, where] = await Promise.all([browser(), places()]); });
after(async () => { await chromium?.close(); await where?.close(); });

const known = (folder) => new Map(JSON.parse(readFileSync(join(folder, "data", "facts.json"), "utf8")).facts.map((fact) => [fact.id, fact]));
async function saved(page, label) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`.picture-tools button:text-is("${label}")`).first().click()]);
  return readFileSync(await download.path());
}
/// The texts in a PNG, by keyword, as its standard has them.
function texts(png) {
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  const found = new Map();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at), kind = png.subarray(at + 4, at + 8).toString();
    const own = png.subarray(at + 8, at + 8 + length);
    if (kind === "iTXt") found.set(own.subarray(0, own.indexOf(0)).toString(), own.subarray(own.indexOf(0) + 5).toString("utf8"));
    at += 12 + length;
  }
  return found;
}
function traced(told, facts, address) {
  assert.ok(told.facts.length > 0);
  for (const { id, version } of told.facts) assert.equal(version, facts.get(id.replace("fact:", "")).version.hash, id);
  assert.equal(told.address, address);
}

const PLACES = [
  ["a folder", (path) => where.urls["file://"] + path, "timeline.html", () => known(site)],
  ["a sub-path, in Chinese", (path) => where.urls["a sub-path"] + path, "zh/timeline.html", () => known(site)],
  ["another briefing", (path) => `${pathToFileURL(region)}/${path}`, "indicators/cheese-revenue.html", () => known(region)],
];
for (const [name, url, path, facts] of PLACES) {
  describe(`a picture from ${name}`, () => {
    const withPage = (run) => inPage(chromium, { colorScheme: "dark" }, async (page) => {
      const wrong = watched(page);
      await page.goto(url(path));
      await page.locator(".picture-tools").first().waitFor();
      await run(page);
      assert.deepEqual(wrong, []);
    });
    const canonical = (page) => page.locator("link[rel=canonical]").getAttribute("href");

    test("stands alone as SVG, in light colours, with what traces it", () => withPage(async (page) => {
      const svg = (await saved(page, "SVG")).toString("utf8");
      const seen = await page.evaluate((svg) => {
        const read = new DOMParser().parseFromString(svg, "image/svg+xml");
        return {
          wrong: read.querySelector("parsererror")?.textContent, told: read.querySelector("metadata").textContent,
          words: Array.from(read.querySelectorAll("svg > text"), (text) => text.textContent).join(" "),
          left: read.querySelectorAll("[class], use, style, script, [href]").length, ground: read.querySelector("rect").getAttribute("fill"),
        };
      }, svg);
      assert.equal(seen.wrong, undefined);
      assert.equal(seen.left, 0);
      assert.equal(seen.ground, "rgb(251, 250, 246)");
      traced(JSON.parse(seen.told), facts(), await canonical(page));
      assert.ok(seen.words.includes(await canonical(page)));
      const plain = (text) => text.replace(/\s/g, "");
      await page.locator(".picture-tools button").first().click();
      await page.locator(".picture-table tbody tr").first().waitFor();
      const stand = await page.locator(".picture-table tbody tr td:last-child").allTextContents();
      // "Talblatt, 2025 line 12": the document, then the place in it.
      for (const document of stand.map((words) => words.replace(/\d{4}.*/, ""))) assert.ok(plain(seen.words).includes(plain(document)), document);
    }));

    test("has the legend of the marks that it shows, and of no other", () => withPage(async (page) => {
      const svg = (await saved(page, "SVG")).toString("utf8");
      const legend = await page.locator(".legend li").allTextContents();
      const drawn = await page.evaluate(() => {
        const svg = document.querySelector("main figure svg[data-facts]");
        return [".actual", ".target, .c-missed", ".forecast", ".claim", ".event"].map((mark) => svg.querySelector(mark) !== null);
      });
      const plain = (text) => text.replace(/<[^>]+>|\s/g, "");
      drawn.forEach((is, at) => assert.equal(plain(svg).includes(plain(legend[at])), is, legend[at]));
    }));

    test("is a PNG of its size with the same in its metadata", () => withPage(async (page) => {
      const png = await saved(page, "PNG");
      assert.equal(png.readUInt32BE(16), 1440);
      traced(JSON.parse(texts(png).get("briefing")), facts(), await canonical(page));
    }));

    test("has its facts as a table and as CSV", () => withPage(async (page) => {
      const ids = (await page.locator("main figure svg[data-facts]").first().getAttribute("data-facts")).split(" ");
      await page.locator(".picture-tools button").first().click();
      await page.locator(".picture-table tbody tr").first().waitFor();
      assert.equal(await page.locator(".picture-table tbody tr").count(), ids.length);
      const csv = (await saved(page, "CSV")).toString("utf8");
      assert.ok(csv.startsWith("\ufeffid,"));
      assert.deepEqual(csv.trim().split("\r\n").slice(1).map((line) => line.split(",")[0]), ids);
      await page.locator(".picture-tools button").first().click();
      assert.equal(await page.locator(".picture-table").count(), 0);
    }));
  });
}

test("under a strip of marks the tools wait until they are asked for", () => inPage(chromium, {}, async (page) => {
  await page.goto(`${where.urls["the root of a host"]}compare.html`);
  const figure = page.locator("figure.slight").first();
  assert.equal(await figure.locator("button:visible").count(), 0);
  await figure.locator("summary").click();
  await figure.locator("button").first().click();
  await figure.locator(".picture-table tbody tr").first().waitFor();
}));

test("where the facts cannot be loaded, that is said", () => inPage(chromium, {}, async (page) => {
  await page.route("**/data/explorer/*.js", (route) => route.abort());
  await page.goto(`${where.urls["the root of a host"]}timeline.html`);
  await page.locator(".picture-tools button").first().click();
  await page.locator(".picture-tools [role=status]:not(:empty)").waitFor();
}));

test("every drawing of facts says which they are", () => {
  const drawn = files().filter((path) => path.endsWith(".html")).filter((path) => /data-facts=/.test(readFileSync(join(site, path), "utf8")));
  assert.ok(drawn.length > 4);
});
