// How words are set on every page: what is kept together stays in its line, no Han sign is slanted, and what a drawing
// says can be read on a phone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browser, files, inPage, places, sample, text } from "./site.js";

/// One page of every kind: every page at the root, the first of every folder, and a fact of each status.
const status = (path) => text(path).match(/class="?two (\w+)/)?.[1];
const facts = files().filter((path) => /^facts\/[^/]+\.html$/.test(path)).slice(0, 60);
const pages = [...new Set([
  ...files().filter((path) => /^[^/]+\.html$/.test(path) && !/-\d+\.html$/.test(path)),
  ...new Map(files().filter((path) => /^(?!zh\/)[^/]+\/.*\.html$/.test(path)).map((path) => [path.split("/")[0], path])).values(),
  ...new Map(facts.map((path) => [status(path), path])).values(),
  ...Object.values(sample),
])].filter((path) => text(path).includes("id=main"));

/// What is wrong on a page, by what is asked of it.
function looked() {
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const inline = (one) => getComputedStyle(one).display.startsWith("inline");
  const apart = all("main span.nb:not(.value), main .dash").filter((one) => !inline(one))
    .map((one) => `“${one.textContent.slice(0, 24)}” in ${one.parentElement.outerHTML.slice(0, 80)}`);
  const small = all("main svg text").map((one) => ({ words: one.textContent, size: parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a }))
    .filter(({ size }) => size < 11.9).map(({ words, size }) => `“${words.slice(0, 24)}” is ${size.toFixed(1)} px high`);
  const pulled = all("[data-open] *").filter((one) => parseFloat(getComputedStyle(one).textIndent) < 0 && !inline(one) && !one.matches("[data-open]"))
    .map((one) => one.outerHTML.slice(0, 80));
  const slanted = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/\p{Script=Han}/u.test(node.data) || node.parentElement.closest("script, style, template")) continue;
    const { fontStyle, fontSynthesisStyle } = getComputedStyle(node.parentElement);
    if (fontStyle !== "normal" && fontSynthesisStyle !== "none") slanted.push(node.data.slice(0, 24));
  }
  return { apart, small, pulled, slanted };
}

/// What is wrong on one page of each kind, in both languages, on a phone.
const wrong = { apart: [], small: [], pulled: [], slanted: [] };
before(async () => {
  const [chromium, where] = await Promise.all([browser(), places()]);
  after(async () => { await chromium.close(); await where.close(); });
  await inPage(chromium, { viewport: { width: 375, height: 800 } }, async (page) => {
    for (const path of pages.flatMap((path) => [path, `zh/${path}`])) {
      await page.goto(where.urls["the root of a host"] + path, { waitUntil: "load" });
      if (await page.locator("[data-explorer]").count()) await page.locator("[data-explorer] :is(form, ul)").first().waitFor();
      for (const [what, found] of Object.entries(await page.evaluate(looked))) if (found.length) wrong[what].push(`${path}: ${found.slice(0, 3).join("; ")}`);
    }
  });
}, { timeout: 300_000 });

describe("on every page", () => {
  test("what is kept together stays in its line", () => assert.deepEqual(wrong.apart, []));
  test("no Han sign is slanted", () => assert.deepEqual(wrong.slanted, []));
  test("a drawing's words are at least 12 px high on a phone", () => assert.deepEqual(wrong.small, []));
  test("only what begins with an opening mark is drawn out of its column", () => assert.deepEqual(wrong.pulled, []));
});
