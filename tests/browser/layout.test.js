// Pages as the eye meets them: no words upon words, no cell without its mark, no sign without its meaning, and a reader
// who changes the language stays where he was.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browser, files, inPage, places, sample, text } from "./site.js";

let chromium, where;
before(async () => { [chromium, where] = await Promise.all([browser(), places()]); });
after(async () => { await chromium?.close(); await where?.close(); });

const withPage = (options, run) => inPage(chromium, options, run);
const base = () => where.urls["the root of a host"];

/// One page of every kind: every page at the root, and the first of every folder.
const every = [...new Map(files().filter((path) => path.endsWith(".html") && !path.startsWith("zh/"))
  .filter((path) => !/-\d+\.html$/.test(path)).map((path) => [path.includes("/") ? path.split("/")[0] : path, path])).values(), ...Object.values(sample)]
  .filter((path, at, all) => all.indexOf(path) === at && text(path).includes("id=main"));
const both = every.flatMap((path) => [path, `zh/${path}`]);

/// The texts of a page that lie upon one another: pairs of words of different places whose letters cross.
function overprinted() {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest("svg, script, style, template, select, .sr, .skip, .key-box, textarea, rt")) continue;
    const style = getComputedStyle(element);
    if (!element.checkVisibility({ visibilityProperty: true }) || style.position === "fixed") continue;
    if (style.clipPath !== "none" || getComputedStyle(element.parentElement).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(style.fontSize) * 0.3;
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      const middle = (box.top + box.bottom) / 2;
      boxes.push({ left: box.left, right: box.right, top: middle - size, bottom: middle + size, words: node.textContent.trim().slice(0, 24), node });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const found = [];
  boxes.forEach((one, at) => {
    for (let next = at + 1; next < boxes.length && boxes[next].top < one.bottom - 1; next++) {
      const other = boxes[next];
      if (other.node !== one.node && other.left < one.right - 2 && one.left < other.right - 2) found.push(`“${one.words}” and “${other.words}”`);
    }
  });
  return found.slice(0, 4);
}

describe("words", () => {
  for (const width of [375, 768]) {
    test(`do not lie upon words on a screen ${width} wide`, { timeout: 600_000 }, () => withPage({ viewport: { width, height: 800 } }, async (page) => {
      const wrong = [];
      for (const path of width === 375 ? both : every) {
        await page.goto(base() + path, { waitUntil: "domcontentloaded" });
        if (await page.locator("[data-explorer]").count()) await page.locator("[data-explorer] :is(form, ul)").first().waitFor();
        const found = await page.evaluate(overprinted);
        if (found.length) wrong.push(`${path}: ${found.join("; ")}`);
      }
      assert.deepEqual(wrong, []);
    }));
  }
});

describe("tables", () => {
  for (const width of [320, 375, 768]) {
    test(`of places and indicators show a mark in every cell on a screen ${width} wide`, () => withPage({ viewport: { width, height: 800 } }, async (page) => {
      for (const language of ["", "zh/"]) {
        await page.goto(base() + language + sample.home);
        const unseen = await page.locator(".states tbody td").evaluateAll((cells) => cells.filter((cell) => {
          const mark = cell.querySelector(".mark")?.getBoundingClientRect(), own = cell.getBoundingClientRect();
          return !(mark && mark.width >= 8 && mark.height >= 8 && mark.left >= own.left - 1 && mark.right <= Math.min(own.right + 1, innerWidth));
        }).map((cell) => cell.textContent));
        assert.deepEqual(unseen, [], language);
        const widths = await page.locator(".states tbody tr:first-child td").evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().width)));
        if (width < 560) assert.ok(Math.max(...widths) - Math.min(...widths) <= 1, `cells are equal: ${widths}`);
      }
    }));
  }

  for (const width of [768, 1024]) {
    test(`of facts fit a screen ${width} wide as tables`, () => withPage({ viewport: { width, height: 800 } }, async (page) => {
      for (const path of [sample.facts, sample.city, sample.source, sample.indicator]) {
        await page.goto(base() + path);
        if (path === sample.facts) await page.locator("[data-explorer] table").waitFor();
        const shown = await page.locator("table.facts:visible").first().evaluate((table) => ({
          display: getComputedStyle(table).display, over: table.getBoundingClientRect().right - table.parentElement.getBoundingClientRect().right,
        }));
        assert.equal(shown.display, "table", path);
        assert.ok(shown.over <= 1, `${path}: ${shown.over} px are cut`);
      }
    }));
  }
});

describe("the legend", () => {
  test("tells what every mark means", () => {
    for (const language of ["en", "zh"]) {
      const { legend, marks } = JSON.parse(text(`data/legend/${language}.js`).match(/^briefingLegend\((.*)\);$/m)[1]);
      const symbols = [...marks.matchAll(/<symbol[^>]* id="?(m-[\w-]+)/g)].map((found) => found[1]);
      assert.ok(symbols.length > 15, symbols.join(" "));
      assert.deepEqual(symbols.filter((symbol) => !new RegExp(`#${symbol}(?![\\w-])`).test(legend)), []);
    }
  });

  test("has every mark that some page uses, and every line under a figure", () => withPage({}, async (page) => {
    await page.goto(base() + sample.home);
    await page.locator(".key").click();
    await page.locator(".key-box").waitFor();
    const told = new Set(await page.locator(".legend [class]").evaluateAll((all) => all.flatMap((one) => [...one.classList])));
    const used = new Set();
    for (const path of both) {
      const html = text(path);
      for (const [, mark] of html.matchAll(/href="?#(m-[\w-]+)/g)) used.add(mark);
      for (const [, classes] of html.matchAll(/class="fig ([^"]*)"/g)) for (const one of classes.split(" ")) if (one !== "words") used.add(one);
    }
    const signs = new Set(await page.locator(".legend use").evaluateAll((all) => all.map((one) => one.getAttribute("href").slice(1))));
    assert.deepEqual([...used].filter((one) => !(one.startsWith("m-") ? signs : told).has(one)), []);
  }));

  for (const width of [320, 375, 1280]) {
    test(`opens within a screen ${width} wide`, () => withPage({ viewport: { width, height: 800 } }, async (page) => {
      for (const language of ["", "zh/"]) {
        await page.goto(base() + language + sample.city);
        await page.locator(".key").click();
        const box = await page.locator(".key-box").boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
    }));
  }
});

describe("the legend, once open", () => {
  test("closes by Escape and by a press beside it, and gives the focus back", () => withPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(base() + sample.city);
    const box = page.locator(".key-box");
    await page.locator(".key").click();
    await box.waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await box.isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.className), "key");
    await page.keyboard.press("Enter");
    await box.waitFor();
    await page.mouse.click(5, 790);
    assert.equal(await box.isVisible(), false);
  }));
});

describe("the search in the header", () => {
  test("moves nothing when it is gone to, and shows suggestions whole", () => withPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
    for (const language of ["", "zh/"]) {
      await page.goto(base() + language + sample.home);
      const places = () => page.locator(".top nav, .top .tools, main").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
      const still = await places();
      await page.locator(".find input").click();
      assert.deepEqual(await places(), still);
      await page.keyboard.type("AI");
      await page.locator(".find [role=option]").first().waitFor();
      const cut = await page.locator(".find .found").evaluate((list) => list.scrollWidth - list.clientWidth);
      assert.equal(cut, 0);
    }
  }));
});

describe("a reader who changes the language", () => {
  test("stays at the section that he was reading", () => withPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
    for (const path of [sample.city, sample.method, sample.timeline]) {
      await page.goto(base() + path);
      const id = await page.evaluate(() => {
        const named = [...document.querySelectorAll("main h2[id], main section[id]")].filter((one) => one.getBoundingClientRect().top > 1500 && one.getBoundingClientRect().height);
        (named[0] ?? document.querySelector("main").lastElementChild).scrollIntoView();
        return named[0]?.id;
      });
      if (!id) continue;
      await page.locator("a[data-language]").first().evaluate((link) => link.click());
      await page.waitForURL(/\/zh\//);
      await page.waitForLoadState();
      const top = await page.locator(`[id="${id}"]`).evaluate((one) => one.getBoundingClientRect().top);
      assert.ok(Math.abs(top) < 400, `${path}#${id} stands at ${top}`);
      assert.match(page.url(), /#/);
    }
  }));

  test("at the top of a page begins at the top", () => withPage({}, async (page) => {
    await page.goto(base() + sample.city);
    await page.locator("a[data-language]").first().click();
    await page.waitForURL(/\/zh\//);
    assert.ok(!page.url().includes("#"), page.url());
  }));
});

describe("a reader who asks for less motion", () => {
  test("sees the next page at once", () => withPage({ reducedMotion: "reduce" }, async (page) => {
    await page.addInitScript(() => addEventListener("pagereveal", (event) => { window.fades = event.viewTransition !== null; }));
    await page.goto(`${base()}index.html`);
    await page.locator("header nav a[href$='compare.html']").first().click();
    await page.waitForURL(/compare/);
    assert.equal(await page.evaluate(() => window.fades), false);
  }));
});

describe("what is touched", () => {
  test("is no smaller than 24 by 24, save within a sentence", { timeout: 300_000 }, () => withPage({ viewport: { width: 375, height: 800 } }, async (page) => {
    const wrong = [];
    for (const path of every) {
      await page.goto(base() + path);
      if (await page.locator("[data-explorer]").count()) await page.locator("[data-explorer] :is(form, ul)").first().waitFor();
      const small = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, summary, textarea")].filter((one) => {
        const box = one.getBoundingClientRect();
        if (!box.width || !box.height || one.closest(".prose, .skip, .sr") || (box.height >= 23.9 && box.width >= 23.9)) return false;
        const own = getComputedStyle(one).display === "inline" && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 1);
        return !own;
      }).map((one) => { const box = one.getBoundingClientRect(); return `${(one.textContent || one.getAttribute("aria-label") || one.type).trim().slice(0, 24)} ${Math.round(box.width)}×${Math.round(box.height)} in ${one.closest("[class]").className}`; }).slice(0, 3));
      if (small.length) wrong.push(`${path}: ${small.join("; ")}`);
    }
    assert.deepEqual(wrong, []);
  }));

  test("has a name that says more than a number", () => withPage({}, async (page) => {
    const bare = [];
    for (const path of both) {
      await page.goto(base() + path);
      const found = await page.evaluate(() => [...document.querySelectorAll("main a[href]")].filter((one) => !one.closest(".prose, .pages"))
        .map((one) => (one.getAttribute("aria-label") || one.textContent).trim()).filter((name) => /^[\d.,\s%]+$/.test(name)).slice(0, 3));
      if (found.length) bare.push(`${path}: ${found.join("; ")}`);
    }
    assert.deepEqual(bare, []);
  }));
});

describe("a word of the glossary", () => {
  const box = (page) => page.locator(".term-box:popover-open");
  for (const place of ["file://", "the root of a host"]) {
    test(`says what is meant under the pointer and at the focus, and leads to the page of words, from ${place}`, () => withPage({}, async (page) => {
      await page.goto(where.urls[place] + "cities/suzhou.html");
      const term = page.locator("a.term").first();
      await term.hover();
      await box(page).waitFor();
      assert.ok((await box(page).textContent()).toLowerCase().includes((await term.textContent()).toLowerCase().replace(/s$/, "")));
      await page.keyboard.press("Escape");
      await page.mouse.move(2, 2);
      await box(page).waitFor({ state: "detached" }).catch(() => {});
      await page.locator("a.term").nth(1).focus();
      await box(page).waitFor();
      await term.click();
      await page.waitForURL(/glossary\.html#term-/);
      assert.ok(await page.locator("#" + new URL(page.url()).hash.slice(1)).isVisible());
    }));
  }

  test("says so at a tap, within the screen, and leads on at the next", () => withPage({ viewport: { width: 375, height: 700 }, hasTouch: true, isMobile: true }, async (page) => {
    await page.goto(base() + "zh/cities/suzhou.html");
    const term = page.locator("a.term").first();
    await term.tap();
    await box(page).waitFor();
    const { x, width } = await box(page).boundingBox();
    assert.ok(x >= 0 && x + width <= 376, `${x} ${width}`);
    await term.tap();
    await page.waitForURL(/glossary\.html#term-/);
  }));

  test("is a link without a script, and is marked once", () => withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(base() + "cities/suzhou.html");
    const terms = await page.locator("a.term").evaluateAll((all) => all.map((one) => one.dataset.term));
    assert.ok(terms.length > 1);
    assert.equal(new Set(terms).size, terms.length);
    assert.equal(await page.locator(".term-box:visible").count(), 0);
  }));
});

test("a page's cautions are the list's, narrowed to that page", () => withPage({}, async (page) => {
  for (const [path, scope] of [["cities/suzhou.html", "subject=city:suzhou"], ["sources/nanjing-anxiety.html", "source=source:nanjing-anxiety"]]) {
    await page.goto(base() + path);
    const more = Number((await page.locator("#cautions .more a").textContent()).match(/\d+/)[0]);
    const named = await page.locator("#cautions li, #conflicts .card, #conflicts li:has(.mark.conflict)").count();
    await page.locator("#cautions .more a").click();
    await page.waitForURL(new RegExp(`#${scope}$`));
    assert.equal(await page.locator("#conflict-lists tbody tr:visible").count(), named + more, path);
    assert.equal(await page.locator("form.filter select[name=of]").inputValue(), scope);
  }
}));
