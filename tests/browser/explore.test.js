// The explorer of facts, the choice of places, and a briefing without an origin: from a folder and from hosts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browser, inPage, places, repository, text, watched } from "./site.js";

let chromium, where;
before(async () => { [chromium, where] = await Promise.all([browser(), places()]); });
after(async () => { await chromium?.close(); await where?.close(); });

const withPage = (options, run) => inPage(chromium, options, run);
const facts = JSON.parse(text("data/facts.json")).facts;
async function open(page, place, path) {
  await page.goto("about:blank");
  await page.goto(where.urls[place] + path);
  await page.locator("[data-explorer] .told, [data-explorer] h2").first().waitFor();
}
const count = async (page) => Number(/\d+/.exec((await page.locator(".told").textContent()).replace(/\D*of .*/, ""))[0]);

describe("the explorer", () => {
  for (const place of ["file://", "a sub-path"]) {
    test(`narrows all facts from ${place}, and keeps its state in the address in both languages`, () => withPage({}, async (page) => {
      const wrong = watched(page);
      await open(page, place, "facts.html");
      assert.equal(await count(page), facts.length);
      await page.locator("select[name=status]").selectOption("target");
      assert.equal(await count(page), facts.filter((fact) => fact.status === "target").length);
      await page.locator("select[name=year]").selectOption("2027");
      const due = await count(page);
      assert.ok(due > 0 && due < 100, String(due));
      assert.deepEqual(wrong, []);
      await page.locator("a[data-language]").first().click();
      await page.waitForURL(/zh\//);
      await page.locator(".told").first().waitFor();
      assert.equal(await page.locator("select[name=status]").inputValue(), "target");
      assert.equal(await page.locator("[data-explorer] tbody tr").count(), Math.min(100, due));
    }));
  }

  test("opens narrowed, sorts, and says what to loosen", () => withPage({}, async (page) => {
    await open(page, "file://", "facts.html#subject=city:suzhou&sort=-value");
    const own = facts.filter((fact) => fact.subject === "city:suzhou" || fact.of.includes("city:suzhou"));
    assert.ok(await count(page) >= own.length);
    assert.equal(await page.locator("th[aria-sort=descending]").count(), 1);
    await open(page, "file://", "facts.html#subject=city:suzhou&status=forecast&year=1900");
    assert.equal(await page.locator("[data-explorer] tbody tr").count(), 0);
    await page.locator(".loosen button").first().click();
    // Two things in the way at once are left out together.
    await open(page, "file://", "facts.html#subject=city:suzhou&year=1900&q=xylophone");
    await page.locator(".loosen button").first().click();
    assert.ok(await page.locator("[data-explorer] tbody tr").count() > 10);
    await open(page, "file://", "facts.html#subject=city:atlantis");
    assert.match(await page.locator(".loosen").textContent(), /city:atlantis/);
  }));

  test("gives the rows as CSV and JSON, and a reference to the selection", () => withPage({}, async (page) => {
    await open(page, "file://", "facts.html#subject=city:suzhou");
    const shown = await count(page);
    const saved = async (label) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-explorer] button:has-text("${label}")`).first().click()]);
      return readFileSync(await download.path(), "utf8");
    };
    const csv = await saved("as CSV");
    assert.ok(csv.startsWith("\ufeffid,status,"));
    const json = JSON.parse(await saved("as JSON"));
    assert.equal(json.facts.length, shown);
    assert.equal(json.selection.subject, "city:suzhou");
    const known = new Map(facts.map((fact) => [fact.id, fact]));
    for (const fact of json.facts) assert.equal(fact.value, known.get(fact.id).value ?? "");
    await page.locator('button:has-text("Cite")').first().click();
    assert.match(await page.locator("#cited-selection").textContent(), /facts\.html#subject=city:suzhou/);
  }));

  test("says so where the browser cannot save a file", () => withPage({}, async (page) => {
    const wrong = watched(page);
    await page.addInitScript(() => { delete window.Blob; });
    await open(page, "file://", "facts.html#subject=city:suzhou");
    const before = await page.locator(".told").textContent();
    await page.locator('[data-explorer] button:has-text("CSV")').first().click();
    assert.notEqual(await page.locator(".told").textContent(), before);
    assert.deepEqual(wrong, []);
  }));

  for (const path of ["facts.html#subject=city:suzhou&status=target", "compare.html#places=city:suzhou,city:nanjing", "origins.html"]) {
    test(`${path} keeps its controls and marks where the system sets the colours`, () => withPage({ forcedColors: "active", viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto("about:blank");
      await page.goto(where.urls["file://"] + path);
      await page.locator("[data-explorer] :is(select, input)").first().waitFor();
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        lost: [...document.querySelectorAll("[data-explorer] :is(select, button)")].filter((one) => one.offsetParent && getComputedStyle(one).color === getComputedStyle(one).backgroundColor).length,
        marks: [...document.querySelectorAll("[data-explorer] .mark")].filter((mark) => mark.getBoundingClientRect().width && getComputedStyle(mark).color === getComputedStyle(document.body).backgroundColor).length,
      }));
      assert.deepEqual(seen, { wide: 0, lost: 0, marks: 0 });
    }));
  }

  test("is no part of a list, and has its head on every page of a print", () => withPage({}, async (page) => {
    await open(page, "file://", "facts.html");
    assert.doesNotMatch(await page.locator("h1").textContent(), /\d/);
    assert.equal(await page.locator(".pages:visible").count(), 0);
    const { name } = await page.locator("[data-explorer] thead").evaluate((head) => ({ name: head.querySelector("th").textContent }));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("[data-explorer] thead button:visible").count(), 0);
    assert.ok(name.includes(await page.locator("[data-explorer] thead th").first().innerText()));
  }));

  test("has no row that a script is needed for", () => withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(where.urls["file://"] + "facts.html");
    assert.ok(await page.locator("[data-waiting]").isVisible());
    assert.ok(await page.locator("tbody tr:visible").count() > 100);
  }));
});

describe("a briefing without an origin", () => {
  test("counts in the page what the table says of each", () => withPage({}, async (page) => {
    await open(page, "file://", "origins.html");
    const rows = await page.locator("tr[data-origin]").evaluateAll((rows) => rows.map((row) => [row.dataset.origin, [...row.querySelectorAll("td.v")].slice(1).map((cell) => Number(cell.textContent))]));
    assert.ok(rows.length > 5);
    for (const [origin, [bare, single, several, conflicts]] of rows) {
      await page.evaluate((origin) => {
        for (const tick of document.querySelectorAll(".distrust input")) if (tick.checked !== (tick.value === origin)) tick.click();
      }, origin);
      assert.deepEqual(JSON.parse(await page.locator(".told").getAttribute("data-counts")), { bare, single, several, conflicts }, origin);
    }
  }));
});

describe("places side by side", () => {
  test("are chosen, kept in the address, and not drawn where they may not be compared", () => withPage({}, async (page) => {
    await open(page, "file://", "compare.html#places=city:suzhou,city:nanjing,province:jiangsu");
    assert.equal(await page.locator(".chosen thead th").count(), 4);
    assert.ok(await page.locator(".chosen .unlike").count() > 0);
    assert.match(await page.locator(".outcome").textContent(), /\d/);
    for (const sign of ["conflict", "caution", "damaged"]) assert.ok(await page.locator(`.chosen li .mark.${sign}[aria-label]`).count() > 0, sign);
    await page.locator("select[name=place-2]").selectOption("");
    assert.match(page.url(), /places=city:suzhou,city:nanjing/);
    assert.doesNotMatch(page.url(), /jiangsu/);
  }));

  test("are kept apart for the reasons that the program has", () => withPage({}, async (page) => {
    const { pairs } = JSON.parse(readFileSync(join(repository, "tests", "cases", "apart.json"), "utf8"));
    await open(page, "file://", "compare.html");
    const seen = await page.evaluate((pairs) => {
      // As the data has them: equal numbers for what is equal, null for what is not known.
      const known = new Map();
      const number = (value) => value ?? null;
      const sense = (given) => given.map((value, at) => (value === null ? null : known.get(`${at} ${value}`) ?? (known.set(`${at} ${value}`, known.size), known.size - 1)));
      return pairs.map(([one, other]) => number(briefingExplorer.apart(sense(one), sense(other), ["scope", "unit", "kind", "period"])));
    }, pairs);
    assert.deepEqual(seen, pairs.map(([, , why]) => why));
  }));

  test("an address that names what is gone is told so, and the rest is shown", () => withPage({}, async (page) => {
    const wrong = watched(page);
    await open(page, "file://", "compare.html#places=city:suzhou,city:atlantis,city:nanjing&indicators=none-of-this-name");
    assert.match(await page.locator("[data-explorer]").textContent(), /city:atlantis/);
    assert.match(await page.locator("[data-explorer]").textContent(), /none-of-this-name/);
    assert.equal(await page.locator(".chosen thead th").count(), 3);
    assert.deepEqual(wrong, []);
  }));
});
