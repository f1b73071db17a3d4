// Pages as readers meet them: opened from a folder and from hosts, wide and narrow, in both languages.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browser, inPage, pages, places, sample, watched } from "./site.js";

let chromium, where;
before(async () => { [chromium, where] = await Promise.all([browser(), places()]); });
after(async () => { await chromium?.close(); await where?.close(); });

const withPage = (options, run) => inPage(chromium, options, run);

describe("every kind of page", () => {
  for (const place of ["file://", "the root of a host", "a sub-path"]) {
    test(`opens without an error from ${place}, and asks nobody else for anything`, () => withPage({}, async (page) => {
      const wrong = watched(page);
      const base = where.urls[place];
      const foreign = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
      });
      for (const path of pages) {
        await page.goto(base + path);
        assert.ok((await page.locator("h1").first().textContent()).trim(), `${path} has a heading`);
        const style = await page.evaluate(() => getComputedStyle(document.querySelector(".skip")).position);
        assert.equal(style, "absolute", `${path} has its style sheet`);
      }
      assert.deepEqual(wrong, []);
      assert.deepEqual(foreign, []);
    }));
  }

  for (const width of [320, 375, 1280]) {
    test(`fits a screen ${width} wide`, () => withPage({ viewport: { width, height: 800 } }, async (page) => {
      const wide = [];
      for (const path of pages) {
        await page.goto(where.urls["the root of a host"] + path);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wide.push(`${path}: ${over} px too wide`);
      }
      assert.deepEqual(wide, []);
    }));
  }

  test("prints", () => withPage({}, async (page) => {
    for (const path of [sample.home, sample.fact, sample.city, `zh/${sample.compare}`]) {
      await page.goto(where.urls["file://"] + path);
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      const count = Math.max(...[...pdf.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)/g)].map((m) => Number(m[1] ?? m[2])));
      assert.ok(pdf.startsWith("%PDF-") && count >= 1 && count < 80, `${path}: ${count} pages`);
    }
  }));
});

describe("the switch of languages", () => {
  test("leads to the same page, and back", () => withPage({}, async (page) => {
    for (const path of Object.values(sample)) {
      await page.goto(where.urls["a sub-path"] + path);
      await page.locator("a[data-language]").first().click();
      assert.equal(page.url(), `${where.urls["a sub-path"]}zh/${path}`);
      assert.match(await page.locator("html").getAttribute("lang"), /^zh/);
      await page.locator("a[data-language]").first().click();
      assert.equal(page.url(), where.urls["a sub-path"] + path);
    }
  }));
});

describe("conveniences", () => {
  for (const place of ["file://", "the root of a host"]) {
    test(`the citation is copied from ${place}`, () => withPage({}, async (page, context) => {
      if (place !== "file://") await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.goto(where.urls[place] + sample.fact);
      const button = page.locator("[data-copy]").first();
      const wanted = await page.evaluate((id) => document.getElementById(id).textContent.replace(/\s+/g, " ").trim(),
        await button.getAttribute("data-copy"));
      await button.click();
      await page.waitForFunction((words) => document.getElementById("live").textContent === words, await page.locator("#live").getAttribute("data-done"));
      // Paste into a field of our own: that works wherever the page was opened from.
      await page.evaluate(() => { document.body.insertAdjacentHTML("afterbegin", "<input id=paste-here>"); });
      await page.locator("#paste-here").focus();
      await page.keyboard.press("Control+V");
      assert.equal(await page.locator("#paste-here").inputValue(), wanted);
    }));
  }

  test("dark colours are switched on, and kept on the next page", () => withPage({ colorScheme: "light" }, async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto(where.urls["the root of a host"] + sample.home);
    const light = await paper();
    await page.locator("[data-switch]").click();
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.goto(where.urls["the root of a host"] + sample.method);
    assert.equal(await paper(), dark);
  }));

  test("the keyboard reaches the content past the menu", () => withPage({}, async (page) => {
    await page.goto(where.urls["the root of a host"] + sample.city);
    await page.keyboard.press("Tab");
    assert.ok(await page.locator(".skip").evaluate((link) => link === document.activeElement));
    await page.keyboard.press("Enter");
    assert.ok(page.url().endsWith("#main"));
  }));
});

describe("without JavaScript", () => {
  test("everything is there, and no button is without effect", () => withPage({ javaScriptEnabled: false }, async (page) => {
    for (const path of pages) {
      await page.goto(where.urls["file://"] + path);
      assert.ok(await page.locator("h1").first().isVisible(), path);
      assert.equal(await page.locator("button:visible").count(), 0, path);
      assert.equal(await page.locator("form:visible").count(), 0, path);
    }
    await page.goto(where.urls["file://"] + sample.facts);
    assert.ok(await page.locator("tbody tr:visible").count() > 100);
  }));
});

describe("an address that does not exist", () => {
  test("gets the page for that, with status 404", async () => {
    const answer = await fetch(`${where.urls["a sub-path"]}no/such/page.html`);
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /<h1/);
  });

  test("an address without .html is found", async () => {
    const answer = await fetch(where.urls["a sub-path"] + sample.city.replace(".html", ""));
    assert.equal(answer.status, 200);
  });
});
