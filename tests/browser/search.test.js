// The search: from a folder, from hosts, by keyboard, in both languages, and with questions that nobody should ask.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browser, files, inPage, places, repository, site, text, watched } from "./site.js";

let chromium, where;
before(async () => { [chromium, where] = await Promise.all([browser(), places()]); });
after(async () => { await chromium?.close(); await where?.close(); });

const withPage = (options, run) => inPage(chromium, options, run);

/// The titles that the search page shows for a question.
async function found(page, question) {
  await page.evaluate(() => { document.querySelector("#search-results").replaceChildren(); });
  await page.locator("#search-words").fill(question);
  await page.locator("#search-results > *").first().waitFor();
  return page.locator("#search-results .found-title").allTextContents();
}
const open = (page, place, path = "search.html") => page.goto(where.urls[place] + path);
const has = (titles, words) => assert.ok(titles.some((title) => title.includes(words)), `${words}: ${titles.slice(0, 8).join(" | ")}`);

describe("what readers type", () => {
  for (const place of ["file://", "a sub-path"]) {
    test(`is found from ${place}`, () => withPage({}, async (page) => {
      const wrong = watched(page);
      await open(page, place);
      for (const [question, title] of [
        ["BrainCo", "BrainCo"], ["强脑科技", "BrainCo"], ["強腦", "BrainCo"], ["qiangnaokeji", "BrainCo"], ["qnkj", "BrainCo"],
        ["suzhou", "Suzhou"], ["Súzhōu", "Suzhou"], ["sz", "Suzhou"], ["苏州", "Suzhou"], ["蘇州", "Suzhou"],
        ["2300亿", "CNY 230 billion"], ["230 billion", "CNY 230 billion"], ["2,300亿元", "CNY 230 billion"], ["5,000亿元", "CNY 500 billion"],
      ]) has(await found(page, question), title);
      assert.deepEqual(wrong, []);
    }));
  }

  test("is found in Chinese pages by English names, and the other way round", () => withPage({}, async (page) => {
    await open(page, "file://", "zh/search.html");
    has(await found(page, "BrainCo"), "强脑科技");
    has(await found(page, "Nanjing"), "南京");
  }));

  test("what comes near is offered, and asked for instead", () => withPage({}, async (page) => {
    for (const [path, question, other] of [["search.html", "embodied", "humanoid robot"], ["zh/search.html", "具身", "人形机器人"]]) {
      await open(page, "file://", path);
      await found(page, question);
      const near = page.locator(".near a").first();
      assert.equal(await near.textContent(), other);
      await near.click();
      await page.locator("#search-results .found-title").nth(3).waitFor();
      assert.equal(await page.locator("#search-words").inputValue(), other);
      assert.equal(await page.locator(".near a").count(), 0);
    }
  }));

  test("words of the interface, former words and versions are found", () => withPage({}, async (page) => {
    await open(page, "file://");
    const hash = JSON.parse(readFileSync(join(site, "data", "facts.json"), "utf8")).facts[7].version.hash;
    for (const question of ["Excel", "read_csv", "carets", hash, `v${hash}`, "hangzhou-chain-coverage"]) assert.ok((await found(page, question)).length, question);
  }));

  test("is marked where it stands", () => withPage({}, async (page) => {
    await open(page, "file://");
    await found(page, "Suzhou");
    assert.ok((await page.locator("#search-results mark").allTextContents()).every((words) => words === "Suzhou"));
    await found(page, "terminals");
    assert.ok((await page.locator("#search-results mark").allTextContents()).some((words) => /^terminal$/i.test(words)));
  }));

  test("leads to a page that exists", () => withPage({}, async (page) => {
    await open(page, "a sub-path");
    const all = new Set(files());
    for (const question of ["target", "robot", "算力", "Disagreements", "2027"]) {
      await found(page, question);
      for (const href of await page.locator("#search-results a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname))) {
        assert.ok(all.has(decodeURIComponent(href).replace("/some/sub-path/", "")), href);
      }
    }
  }));
});

describe("recall", () => {
  const strip = (html) => html.slice(html.indexOf("<main"), html.indexOf("</main>")).replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, " ").replace(/&[a-z#0-9]+;/g, " ");
  /// Every so-many-th of what the pages of facts, places and documents show of the records themselves.
  function sample(pattern, prefix, count) {
    const own = (path) => path.startsWith(prefix) && /(?:cities|organisations|policies)\/[^/]+\.html$/.test(path);
    const words = new Set();
    for (const path of files().filter(own)) {
      const html = text(path);
      const prose = html.match(/<p>[\s\S]*?<\/p>/g) ?? [];
      for (const [word] of strip(`<main>${prose.join(" ")}</main>`).matchAll(pattern)) words.add(word);
    }
    const all = [...words].sort();
    const step = Math.max(1, Math.floor(all.length / count));
    return all.filter((_, at) => at % step === 0).slice(0, count);
  }
  for (const [name, path, pattern, prefix] of [
    ["200 pairs of Chinese characters", "zh/search.html", /\p{Script=Han}{2}/gu, "zh/"],
    ["200 English words", "search.html", /\b[A-Za-z]{4,}\b/g, ""],
  ]) {
    test(`every one of ${name} from the pages is found`, () => withPage({}, async (page) => {
      await open(page, "file://", path);
      const lost = [];
      for (const word of sample(pattern, prefix, 200)) if (!(await found(page, word)).length) lost.push(word);
      assert.deepEqual(lost, []);
    }));
  }
});

describe("recall over everything", () => {
  // Words of two sentences of the interface may meet where no record has them side by side.
  for (const [name, prefix, pattern] of [["pairs of Chinese characters", "zh/", /\p{Script=Han}{2}/gu], ["English words", "", /(?<![\p{L}\p{N}])[A-Za-z][a-z]{3,}(?![\p{L}\p{N}])/gu]]) {
    test(`of all ${name} on all pages at least 99.9 % are found`, () => withPage({}, async (page) => {
      const shown = (html) => html.slice(html.indexOf("<main"), html.indexOf("</main>")).replace(/<(script|style|svg|template)[\s\S]*?<\/\1>/g, " ")
        .replace(/<wbr>/g, "").replace(/<[^>]+>/g, " ").replace(/&[a-z#0-9]+;/g, " ");
      const strings = new Set();
      for (const path of files().filter((path) => path.endsWith(".html") && path.startsWith("zh/") === Boolean(prefix))) {
        for (const [string] of shown(text(path)).matchAll(pattern)) strings.add(string);
      }
      await open(page, "file://", `${prefix}search.html`);
      const lost = await page.evaluate(async (strings) => {
        const lost = [];
        for (const string of strings) if (!(await briefingSearch.find(string)).found.length) lost.push(string);
        return lost;
      }, [...strings]);
      assert.ok(strings.size > 2000);
      assert.ok(lost.length < strings.size / 1000, lost.join(" "));
    }));
  }
});

describe("the field in the header", () => {
  test("is reached by /, walked by arrows, followed by Enter, left by Escape", () => withPage({}, async (page) => {
    await page.goto(where.urls["file://"] + "cities/nanjing.html");
    await page.keyboard.press("/");
    await page.keyboard.type("suzhou");
    await page.locator("#found [role=option]").first().waitFor();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#found [aria-selected=true]").count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#found").isVisible(), false);
    await page.keyboard.press("ArrowDown");
    await page.locator("#found [role=option]").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/suzhou/);
  }));

  test("leads to the page of all results, which the address keeps in both languages", () => withPage({}, async (page) => {
    await page.goto(where.urls["a sub-path"] + "index.html");
    await page.keyboard.press("/");
    await page.keyboard.type("算力");
    await page.locator("#found [role=option]").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\.html#q=/);
    await page.locator("#search-results .found-title").first().waitFor();
    await page.locator("a[data-language]").first().click();
    await page.waitForURL(/zh\/search\.html#q=/);
    assert.equal(await page.locator("#search-words").inputValue(), "算力");
    await page.locator("#search-results .found-title").first().waitFor();
  }));
});

describe("a question that nobody should ask", () => {
  for (const [what, question] of [["one letter", "a"], ["ten thousand letters", "ab ".repeat(3334)], ["markup", "<img src=x onerror=alert(1)>\"'&"], ["half a code", "%E4%zz"]]) {
    test(`${what} is answered with words`, () => withPage({}, async (page) => {
      const wrong = watched(page);
      await open(page, "file://");
      await found(page, question);
      assert.ok((await page.locator("#search-results").textContent()).length > 3);
      assert.equal(await page.locator("#search-results img").count(), 0);
      await page.goto(`${where.urls["file://"]}search.html#q=${question.startsWith("%") ? question : encodeURIComponent(question)}`);
      await page.locator("#search-results > *").first().waitFor();
      assert.deepEqual(wrong, []);
    }));
  }

  test("nothing found says what to leave out", () => withPage({}, async (page) => {
    await open(page, "file://");
    await found(page, "Suzhou xylophone");
    await page.locator("#search-results button").first().click();
    await page.locator("#search-results .found-title").first().waitFor();
  }));
});

describe("an index that is not there, or another build's", () => {
  const answering = (change) => async (page) => {
    await page.route("**/data/search/t*.js", change);
    await open(page, "the root of a host");
    await found(page, "Suzhou");
    return page.locator("#search-results .note").textContent();
  };
  test("is said", () => withPage({}, async (page) => {
    assert.match(await answering((route) => route.abort())(page), /could not be loaded/);
  }));
  test("is said to be stale", () => withPage({}, async (page) => {
    const change = async (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      await route.fulfill({ contentType: "text/javascript", body: readFileSync(join(site, path), "utf8").replace(/terms\("[^"]+"/, 'terms("other"') });
    };
    assert.match(await answering(change)(page), /Reload/);
  }));
});

describe("weight and time", () => {
  test("a question loads at most 300 KB and is answered within 50 ms once the index is there", () => withPage({}, async (page) => {
    await open(page, "the root of a host");
    await found(page, "Nanjing");
    for (const question of ["人工智能产业", "AI industry revenue", "in", "企业"]) {
      const other = await page.context().newPage();
      let bytes = 0;
      other.on("response", async (response) => { if (response.url().includes("/data/search/")) bytes += (await response.body()).length; });
      await other.goto(`${where.urls["the root of a host"]}search.html#q=${encodeURIComponent(question)}`);
      await other.locator("#search-results .found-title").first().waitFor();
      await other.waitForTimeout(100);
      assert.ok(bytes < 300_000, `${question}: ${bytes} bytes`);
      await other.close();
    }
    const times = await page.evaluate(async () => {
      const times = [];
      for (let n = 0; n < 12; n++) {
        const started = performance.now();
        await briefingSearch.find(n % 2 ? "Suzhou AI" : "人工智能");
        times.push(performance.now() - started);
      }
      return times;
    });
    assert.ok(Math.min(...times.slice(2)) < 50, `${times.map(Math.round)} ms`);
  }));
});

test("without a script the page says so and leads to the lists", () => withPage({ javaScriptEnabled: false }, async (page) => {
  await open(page, "file://");
  assert.ok(await page.locator("[data-search-off]").isVisible());
  assert.ok(await page.locator("#lists a").count() > 10);
  await page.goto(where.urls["file://"] + "index.html");
  await page.locator(".to-search").click();
  await page.waitForURL(/search\.html/);
}));

test("text is folded and numbers are keyed as the program does", () => withPage({}, async (page) => {
  const cases = JSON.parse(readFileSync(join(repository, "tests", "cases", "search.json"), "utf8"));
  await open(page, "file://");
  const seen = await page.evaluate((cases) => {
    briefingSearch.simplify(cases.simplified);
    return {
      terms: cases.terms.map(([text]) => briefingSearch.termsOf(text)),
      singulars: cases.singulars.map(([word]) => briefingSearch.singular(word)),
      numbers: cases.numbers.map(([, digits, power]) => briefingSearch.number(digits, power)),
    };
  }, cases);
  assert.deepEqual(seen.terms, cases.terms.map(([, terms]) => [...terms].sort()));
  assert.deepEqual(seen.singulars, cases.singulars.map(([, one]) => one));
  assert.deepEqual(seen.numbers, cases.numbers.map(([, , , key]) => key));
}));
