// A reader's own copy on a fact's page: what is said of it, and that it stays in the browser.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { bytes, cases, encode, zipped } from "./encode.js";
import { serve } from "./pages-server.js";
import { browser, region, repository, sample, site, text, watched } from "./site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const archived = (name) => readFileSync(join(repository, "tests", "fixtures", "region-archive", name));
const talblatt = archived("talblatt.txt");
const german = talblatt.toString("utf8");

let chromium, under, places, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "copies-"));
  chromium = await browser();
  under = await serve(region, "/some/sub-path/");
  places = { "file://": `${pathToFileURL(region)}/`, "a sub-path": under.url };
});
after(async () => { await chromium?.close(); await under?.close(); rmSync(folder, { recursive: true }); });

/// Opens a fact's page of the invented region and the box on it, and closes it again after `run`.
async function opened(run, { place = "file://", url = places[place], path = "facts/rauhtal-cheese-2024.html", ...options } = {}) {
  const context = await chromium.newContext(options);
  try {
    const page = await context.newPage();
    const wrong = watched(page);
    await page.goto(url + path);
    await page.locator("details.own > summary").click();
    await page.locator("details.own input").waitFor();
    await run(page, context);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

const result = (page) => page.locator("details.own [role=status]");

/// Gives the page a file by its button, and what it then says: its first words, the marked ones, and the rest.
async function given(page, bytes, name = "article.txt") {
  // From a file: what the test holds in memory would go through the protocol as text.
  const file = join(mkdtempSync(join(folder, "own-")), name);
  writeFileSync(file, bytes);
  await page.locator("details.own input").setInputFiles(file);
  return said(page, name);
}

async function said(page, name) {
  await result(page).getByText(name).waitFor();
  const all = async (selector) => (await result(page).locator(selector).allTextContents()).join(" ");
  return { verdict: await all("strong"), marked: await all("mark"), notes: (await all("p:not(:first-child, .quote)")).replace(name, "FILE") };
}

for (const place of ["file://", "a sub-path"]) {
  describe(`from ${place}`, () => {
    const there = (run, options) => opened(run, { place, ...options });

    test("the recorded file is known, and the words are shown where they stand", () => there(async (page) => {
      const seen = await given(page, talblatt);
      assert.deepEqual(seen, {
        verdict: "Gefunden in Zeile 3 Ihrer Datei.",
        marked: "über 2,3 Mio. Franken",
        notes: "Das ist genau die Datei, die wir gelesen haben: Ihre Prüfsumme ist die verzeichnete. FILE: gelesen als UTF-8, 10 Zeilen.",
      });
    }));

    test("nothing is loaded before the box is opened, and nothing at all for a file", async () => {
      const context = await chromium.newContext();
      const page = await context.newPage();
      const requests = [];
      page.on("request", (request) => {
        const path = request.url().replace(places[place], "");
        // A browser asks for the icon when it likes.
        if (!path.endsWith("favicon.svg")) requests.push(path);
      });
      await page.goto(`${places[place]}facts/rauhtal-cheese-2024.html`);
      await page.waitForLoadState("networkidle");
      assert.ok(!requests.some((path) => /copy|copies/.test(path)), requests.join(" "));
      requests.length = 0;
      await page.locator("details.own > summary").click();
      await page.locator("details.own input").waitFor();
      assert.deepEqual(requests, ["static/copy.js", "data/copies/shared/simplify.js", "data/copies/shared/words-de.js", "data/copies/talblatt.js"]);
      requests.length = 0;
      await context.setOffline(true);
      const html = `<!doctype html><script>document.title = "run"; fetch("x")</script><link rel=stylesheet href=a.css><img src=b.png onerror="document.title='run'"><iframe src=c.html></iframe><p>${german.replaceAll("\n", "<p>")}`;
      const seen = await given(page, encode(html), "saved.html");
      assert.equal(seen.marked, "über 2,3 Mio. Franken");
      await page.waitForTimeout(200);
      assert.deepEqual(requests, []);
      assert.notEqual(await page.title(), "run");
      await context.close();
    });

    test("a file that is dropped on the page is looked into", () => there(async (page) => {
      const transfer = await page.evaluateHandle((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
        return transfer;
      }, german);
      await page.locator("h1").dispatchEvent("dragover", { dataTransfer: transfer });
      assert.match(await page.locator("details.own").getAttribute("class"), /over/);
      await page.locator("details.own .drop").dispatchEvent("drop", { dataTransfer: transfer });
      const seen = await said(page, "dropped.txt");
      assert.match(seen.notes, /genau die Datei/);
      assert.doesNotMatch(await page.locator("details.own").getAttribute("class"), /over/);
    }));
  });
}

describe("another file", () => {
  const is = (name, bytes, verdict, marked, notes, file) => test(name, () => opened(async (page) => {
    const seen = await given(page, typeof bytes === "string" ? encode(bytes) : bytes, file);
    assert.deepEqual([seen.verdict, seen.marked], [verdict, marked]);
    assert.match(seen.notes, notes);
  }));

  const found = "Gefunden in Zeile 3 Ihrer Datei.", words = "über 2,3 Mio. Franken";
  is("is found in another encoding", encode(german, "utf-16be"), found, words, /^Andere Auszüge aus dieser Quelle in Ihrer Datei: 10 von 10\. FILE: gelesen als UTF-16BE, 10 Zeilen\.$/);
  is("is found in an old encoding", encode(german.replaceAll(/[„“]/g, '"'), "latin1"), found, words, /gelesen als windows-1252/);
  is("is found on another line", `\n\n${german}`, "Gefunden in Zeile 5 Ihrer Datei.", words, /In unserem Exemplar steht er in Zeile 3\./);
  is("is a saved page in the encoding that it declares",
    encode(`<html><head><meta charset="windows-1252"><title>über 2,3 Mio. Franken</title></head><body><nav>Start</nav><table><tr><td>So</td><td>brachte der <b>Käse</b> über&nbsp;2,3\n <i>Mio.</i> Franken ein.</td></tr></table><p>1.450 Kühe<br>980 Kühe</body></html>`, "latin1"),
    "Gefunden in Zeile 1 Ihrer Datei.", "über\u00a02,3 Mio. Franken", /gelesen als windows-1252/, "page.htm");
  is("is a page without a name that says so", `<!DOCTYPE html><p>Käse<p>${words}`, "Gefunden in Zeile 1 Ihrer Datei.", words, /es kann|Es kann/i, "page");
  is("is the article without the words", german.replace(words, "viel"), "In Ihrer Datei nicht gefunden.", "", /10 von 10\. Es scheint derselbe Artikel/);
  is("lost characters where the words should stand", german.replace(words, "über 2,\ufffd Mio. Franken"), "Nicht prüfbar: nicht gefunden, doch nahe Zeile 3 Ihrer Datei sind Zeichen verloren.", "", /10 von 10/);
  is("is another document", archived("rapport.txt"), "Nicht gefunden, und wohl ein anderes Dokument.", "", /0 von 10/);
  is("is empty", "", "Diese Datei ist leer.", "", /^FILE$/);
  is("is a picture", Buffer.from("\x89PNG\r\n\x1a\n\0\0", "latin1"), "Das ist ein Bild, kein Text. Es lässt sich nur mit dem Auge vergleichen.", "", /^FILE$/);
  is("is a PDF", "%PDF-1.7 ...", "Das ist ein PDF, kein Text. Kopieren Sie den Text in eine Textdatei und versuchen Sie es mit ihr.", "", /^FILE$/);
  is("is a Word document", zipped({ "word/document.xml": `<w:p><w:t>So</w:t></w:p><w:p/><w:p><w:t>brachte ${words} ein</w:t></w:p>` }), "Gefunden in Zeile 2 Ihrer Datei.", words, /gelesen als UTF-8, 2 Zeilen/);
  is("is a Word document that was cut", "PK\x03\x04", "Dieses Dokument ist beschädigt oder gesperrt und lässt sich nicht entpacken. Speichern Sie es neu oder nur seinen Text.", "", /^FILE$/);
  is("is no text at all", Uint8Array.of(0, 1, 2, 3, 255, 254, 128), "Diese Datei ist kein Text, den wir lesen können: weder UTF-8, UTF-16, GB18030 noch Big5.", "", /^FILE$/);
  is("is too big", Buffer.alloc(20 * 1024 * 1024 + 1, "a"), "Diese Datei ist größer als 20 MB; das ist kein Artikel. Speichern Sie nur ihren Text und versuchen Sie es damit.", "", /^FILE$/);

  test("its markup is shown as text", () => opened(async (page) => {
    await given(page, encode(`<img src=x onerror="document.title='run'"> ${words} <b>ein</b>`), "markup.txt");
    assert.equal(await result(page).locator("img, b").count(), 0);
    assert.match(await result(page).locator(".quote").textContent(), /<img src=x/);
    assert.notEqual(await page.title(), "run");
  }));

  test("cannot be compared where the browser has no checksums", () => opened(async (page) => {
    await page.evaluate(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
    const seen = await given(page, talblatt);
    assert.equal(seen.verdict, found);
    assert.match(seen.notes, /bleibt offen/);
  }));

  test("the recorded file with the words on another line says so", () => opened(async (page) => {
    await page.evaluate(() => { document.querySelector("details.own").dataset.fact = "moved"; });
    await page.evaluate((sha256) => {
      const facts = { moved: { line: 9, excerpt: "über 2,3 Mio. Franken" } };
      ownCopy.source({ archive: "a", sha256, facts });
    }, createHash("sha256").update(talblatt).digest("hex"));
    assert.match((await given(page, talblatt)).notes, /Diese Seite nennt ihn in Zeile 9 derselben Datei/);
  }));
});

describe("in Chinese", () => {
  // Made of what the site publishes itself: the excerpts of one source, each on its line.
  const facts = JSON.parse(text("data/facts.json")).facts;
  const fact = facts.find((fact) => fact.verified?.answer === "repaired" && /^[\u4e00-\u9fff]{2}/.test(fact.excerpt)) ?? facts[0];
  const own = facts.filter((other) => other.source === fact.source);
  const document = (change = (excerpt) => excerpt) => {
    const lines = Array.from({ length: Math.max(...own.map((fact) => fact.line)) }, () => "这是一份新的文件。");
    for (const { line, excerpt } of own) lines[line - 1] += change(excerpt);
    return lines.join("\n");
  };
  const url = `${pathToFileURL(site)}/`;

  test("a copy in GB18030 is found, and a copy with glosses after repair", () => opened(async (page) => {
    const seen = await given(page, encode(document(), "gb18030"));
    assert.match(seen.verdict, new RegExp(`^见于您的文件第${fact.line}行。$`));
    assert.equal(seen.marked, fact.excerpt);
    assert.match(seen.notes, /FILE：按gb18030读取/);
    const glossed = fact.excerpt.replace(/^./, "$&(chǎn)");
    const repaired = await given(page, encode(document((excerpt) => excerpt.replace(/^[\u4e00-\u9fff]/, "$&(chǎn)"))), "glossed.txt");
    assert.match(repaired.verdict, /^修复繁体字与夹杂的拼音后/);
    assert.equal(repaired.marked, glossed);
  }, { url, path: `zh/${fact.url}` }));

  test("every excerpt of every source is in the scripts that its page names", async () => {
    for (const { url: path, id, source, line, excerpt } of facts) {
      const scripts = text(path).match(/data-scripts="([^"]*)"/)[1].split(" ").map((link) => join("facts", link).replaceAll("\\", "/"));
      assert.deepEqual(scripts, ["static/copy.js", "data/copies/shared/simplify.js", "data/copies/shared/words-en.js", `data/copies/${source.split(":")[1]}.js`]);
      assert.ok(scripts.every((script) => text(script)));
      const { facts: held } = JSON.parse(text(scripts[3]).slice("ownCopy.source(".length, -3));
      assert.deepEqual(held[id], { line, excerpt });
    }
  });
});

describe("the browser's own decoders", () => {
  test("give every case its answer too", () => opened(async (page) => {
    for (const given of cases) {
      const seen = await page.evaluate(([bytes, excerpt, number, file]) => {
        const document = ownCopy.read(Uint8Array.from(bytes), file);
        if (document.unreadable) return document;
        const { answer, line, passage, from, to } = ownCopy.locate(ownCopy.prepared(document), excerpt, ownCopy.aimed(document, { line: number }));
        const found = line && { at: line, shown: passage.slice(from, to) };
        const lost = document.lines.filter((line) => line.lost).map((line) => line.number);
        return { answer, encoding: document.encoding, lost, ...found };
      }, [[...bytes(given)], given.excerpt, given.line, given.file ?? ""]);
      const { name, text, as, hex, cut, insert, file, excerpt, line, ...expected } = given;
      assert.deepEqual(seen, expected, name);
    }
  }, { url: `${pathToFileURL(site)}/`, path: sample.fact }));
});

describe("the box", () => {
  for (const [path, colorScheme] of [["", "light"], ["fr/", "dark"]]) {
    test(`can be read by everybody, and fits a narrow screen, ${colorScheme}`, () => opened(async (page) => {
      await given(page, encode(german.replaceAll(" ", "").repeat(3)), "ein-sehr-langer-name-ohne-jede-luecke-darin-und-noch-laenger.txt");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document.querySelector("details.own"), { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    }, { place: "a sub-path", path: `${path}facts/rauhtal-cheese-2024.html`, colorScheme, viewport: { width: 320, height: 700 } }));
  }

  test("is used by keyboard, and the focus stays", () => opened(async (page) => {
    // Asked for early: the browser must know that the chooser is ours before it opens.
    const chosen = page.waitForEvent("filechooser");
    await page.locator("details.own > summary").focus();
    await page.keyboard.press("Tab");
    assert.ok(await page.locator("details.own input").evaluate((input) => input === document.activeElement));
    await page.keyboard.press("Enter");
    await (await chosen).setFiles({ name: "a.txt", mimeType: "text/plain", buffer: talblatt });
    await said(page, "a.txt");
    assert.ok(await page.locator("details.own input").evaluate((input) => input === document.activeElement));
  }));

  test("without JavaScript tells how to check by hand", async () => {
    const context = await chromium.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${places["file://"]}facts/rauhtal-cheese-2024.html`);
    await page.locator("details.own > summary").click();
    assert.ok(await page.locator("details.own > p").isVisible());
    assert.equal(await page.locator("details.own input").isVisible(), false);
    await context.close();
  });
});
