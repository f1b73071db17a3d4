// Whoever cited a version sees it beside the present one, and a fact is copied as a sentence with a real footnote.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browser, places, text } from "./site.js";

const facts = JSON.parse(text("data/facts.json")).facts;
/// A fact whose value was corrected once, with the hash of what it said before.
const changed = facts.find((fact) => fact.history.length > 1 && fact.history[0].said?.value && fact.history[0].said.value !== fact.printed);
const steady = facts.find((fact) => fact.history.length === 1 && fact.value);

describe("a cited version", () => {
  let chromium, all;
  before(async () => { chromium = await browser(); all = await places(); });
  after(async () => { await chromium.close(); await all.close(); });

  const shown = async (url) => {
    const page = await chromium.newPage();
    await page.goto(url);
    const words = await page.locator(".cited:visible").allInnerTexts();
    await page.close();
    return words.join("\n");
  };

  test("is shown as cited and as it is, with the reason, from every place and by both signs", async () => {
    assert.ok(changed && steady, "the briefing has a corrected fact and one that never changed");
    for (const [place, url] of Object.entries(all.urls)) {
      for (const sign of ["#", "?"]) {
        const words = await shown(`${url}${changed.url}${sign}v=${changed.history[0].hash}`);
        assert.match(words, new RegExp(changed.history[0].hash), `${place} ${sign}`);
        assert.match(words, /As cited[\s\S]*As it is/, `${place} ${sign}: ${words}`);
        assert.ok(words.includes(changed.history[1].why[0].reason.en), `${place} ${sign}: ${words}`);
      }
    }
  });

  test("that stands is said to stand, and one that never was is called unknown", async () => {
    const url = `${all.urls["file://"]}${steady.url}`;
    assert.match(await shown(`${url}#v=${steady.version.hash}`), /It is what stands here/);
    assert.match(await shown(`${url}?v=000000`), /Version 000000 is not known here/);
    assert.equal(await shown(url), "");
  });

  test("a fact is copied as a sentence whose reference is a footnote, with the reader's day", async () => {
    const page = await chromium.newPage();
    await page.goto(`${all.urls["file://"]}${steady.url}`);
    const copied = {};
    await page.exposeFunction("heard", (kind, words) => { copied[kind] = words; });
    await page.evaluate(() => window.addEventListener("copy", (event) => {
      for (const kind of ["text/plain", "text/html"]) window.heard(kind, event.clipboardData.getData(kind));
    }));
    await page.locator("[data-sentence=rich]").click();
    await page.waitForTimeout(100);
    assert.match(copied["text/html"], /class="sdfootnoteanc"[\s\S]*id="sdfootnote1"/);
    assert.match(copied["text/plain"], /\[\^1\]\n\n\[\^1\]: .*#v=/);
    const references = await page.locator(".ref").allTextContents();
    assert.ok(references.every((reference) => !/YYYY/.test(reference)), references.join("\n"));
    await page.close();
  });
});
