// What a page may load and run: its own site's files, and nothing that content could bring in.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browser, inPage, pages, places, sample, watched } from "./site.js";

let where, chromium;
before(async () => { [where, chromium] = await Promise.all([places(), browser()]); });
after(() => Promise.all([where?.close(), chromium?.close()]));

const withPage = (use) => inPage(chromium, {}, use);

for (const place of ["file://", "the root of a host", "a sub-path"]) {
  describe(`from ${place}`, () => {
    test("no page asks for what its policy refuses", () => withPage(async (page) => {
      const wrong = watched(page);
      for (const path of pages) await page.goto(where.urls[place] + path);
      assert.deepEqual(wrong, []);
    }));

    test("markup that got into a page would not run", () => withPage(async (page) => {
      await page.goto(where.urls[place] + sample.fact);
      const ran = await page.evaluate(async () => {
        const box = document.createElement("div");
        box.innerHTML = `<img src="x" onerror="window.ran = 'handler'"><a id="run" href="javascript:window.ran='link'">x</a>`;
        const script = document.createElement("script");
        script.textContent = "window.ran = 'script'";
        document.body.append(box, script);
        document.getElementById("run").click();
        await new Promise((done) => setTimeout(done, 300));
        return window.ran ?? null;
      });
      assert.equal(ran, null);
    }));

    test("the reader's choice of theme is there before the page is drawn", () => withPage(async (page) => {
      await page.goto(where.urls[place] + sample.home);
      await page.evaluate(() => localStorage.setItem("theme", "dark"));
      await page.goto(where.urls[place] + sample.home, { waitUntil: "commit" });
      await page.waitForFunction(() => document.body);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    }));
  });
}

test("the page for unknown addresses asks no other host", () => withPage(async (page) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).host));
  const here = where.urls["the root of a host"];
  await page.goto(`${here}no/such/page.html`);
  assert.ok(asked.length > 1);
  assert.deepEqual([...new Set(asked)], [new URL(here).host]);
}));
