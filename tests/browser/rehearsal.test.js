// A year of a briefing, played through: cited, changed, renamed, withdrawn, recorded, frozen, built; then every old
// address is followed as a reader would, from a folder and from a host.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { browser, repository, watched } from "./site.js";
import { serve } from "./pages-server.js";

const program = process.env.BRIEFING || join(repository, "target", "debug", "briefing");
const [FIRST, SECOND] = ["2026-02-01", "2026-03-01"];
let root, chromium, host, urls, cited;

/// Runs the program on a day.
function run(day, ...words) {
  const SOURCE_DATE_EPOCH = String(Date.parse(`${day}T00:00:00Z`) / 1000);
  const ran = spawnSync(program, [...words, "--root", root], { encoding: "utf8", env: { ...process.env, SOURCE_DATE_EPOCH } });
  assert.equal(ran.status, 0, `${words.join(" ")}: ${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}

function change(path, ...pairs) {
  const file = join(root, "content", path);
  let text = readFileSync(file, "utf8");
  for (const [old, now] of pairs) {
    assert.ok(text.includes(old), `${path}: ${old}`);
    text = text.replaceAll(old, now);
  }
  writeFileSync(file, text);
}

async function open(url) {
  const page = await chromium.newPage(), wrong = watched(page);
  await page.goto(url);
  return { page, wrong, words: () => page.locator("body").innerText() };
}

before(async () => {
  assert.ok(existsSync(program), `no program at ${program}: run \`cargo build\``);
  root = mkdtempSync(join(tmpdir(), "briefing-rehearsal-"));
  cpSync(join(repository, "tests", "fixtures", "region"), root, { recursive: true });
  chromium = await browser();

  run(FIRST, "record");
  run(FIRST, "build", "--output", join(root, "site"));
  cited = {};
  for (const fact of ["rauhtal-forest-area", "path-grant-2031", "quellmark-power-2024", "rauhtal-cheese-2024"]) {
    const { page } = await open(`${pathToFileURL(join(root, "site"))}/facts/${fact}.html`);
    const reference = await page.locator("#ref-page").innerText();
    cited[fact] = /https:\/\/quellmark\.test\/(facts\/\S+#v=[0-9a-f]{6})/.exec(reference)[1];
    await page.close();
  }
  run(FIRST, "edition");

  change("sources/talblatt/facts.toml", ["1234,5 ha", "1235,5 ha"], ["1.234,5 Hektar", "1.235,5 Hektar"]);
  change("taeler/rauhtal.md", ["1.234,5 Hektar", "1.235,5 Hektar"]);
  change("taeler/rauhtal.fr.md", ["1 234,5", "1 235,5"]);
  run(SECOND, "record", "--kind", "correction", "--reason", "Beim Abschreiben verlesen.", "--reason", "fr=Mal recopié.");
  run(SECOND, "rename", "fact:path-grant-2031", "fact:path-subsidy-2031");
  change("sources/rapport/facts.toml", [
    'id        = "quellmark-power-2024"',
    'id        = "quellmark-power-2024"\nrank      = "deprecated"\nreason    = { de = "Doppelt gezählt.", fr = "Un doublon." }',
  ]);
  run(SECOND, "record", "--kind", "withdrawal", "--reason", "Doppelt gezählt.", "--reason", "fr=Un doublon.");
  run(SECOND, "edition");
  run(SECOND, "build", "--output", join(root, "site"));
  host = await serve(join(root, "site"));
  urls = { "file://": `${pathToFileURL(join(root, "site"))}/`, "http://": host.url };
}, { timeout: 600_000 });

after(async () => {
  await chromium?.close();
  await host?.close();
  if (root) rmSync(root, { recursive: true, force: true });
});

test("a figure that was changed is shown as cited, as it is, and why", { timeout: 120_000 }, async () => {
  for (const [place, url] of Object.entries(urls)) {
    const { page, wrong } = await open(url + cited["rauhtal-forest-area"]);
    const told = (await page.locator(".cited:visible").allInnerTexts()).join("\n").replace(/\s/gu, " ");
    assert.match(told, /1[. ]?234,5/, `${place}: ${told}`);
    assert.match(told, /1[. ]?235,5/, `${place}: ${told}`);
    assert.match(told, /Beim Abschreiben verlesen\./, `${place}: ${told}`);
    assert.deepEqual(wrong, [], place);
    await page.close();
  }
});

test("what did not change is said to stand", { timeout: 120_000 }, async () => {
  const { page } = await open(urls["file://"] + cited["rauhtal-cheese-2024"]);
  assert.equal((await page.locator(".cited:visible").allInnerTexts()).length, 1);
  assert.doesNotMatch(await page.locator(".cited:visible").innerText(), /unbekannt|nicht bekannt/);
  await page.close();
});

test("the old address of a fact that was renamed leads to the new one, and its data says who it is now", { timeout: 120_000 }, async () => {
  for (const [place, url] of Object.entries(urls)) {
    const { page, words } = await open(url + cited["path-grant-2031"]);
    if (!page.url().includes("path-subsidy-2031")) {
      const link = page.locator("main a, body a").filter({ hasText: /./ }).first();
      assert.match((await words()) + (await page.title()), /./, place);
      await link.click();
    }
    await page.waitForURL(/path-subsidy-2031\.html/);
    assert.match((await words()).replace(/\s/gu, " "), /450[. ]000/, place);
    await page.close();
  }
  const old = JSON.parse(readFileSync(join(root, "site", "facts", "path-grant-2031.json"), "utf8"));
  assert.equal(old.id, "path-subsidy-2031");
});

test("a fact that was withdrawn keeps its page and says so, in the data too", { timeout: 120_000 }, async () => {
  for (const [place, url] of Object.entries(urls)) {
    const { page, words } = await open(url + cited["quellmark-power-2024"]);
    assert.match(await words(), /Doppelt gezählt\./, place);
    await page.close();
  }
  const fact = JSON.parse(readFileSync(join(root, "site", "facts", "quellmark-power-2024.json"), "utf8"));
  assert.equal(fact.rank, "deprecated");
});

test("a frozen page shows what it showed, and leads to the newer edition", { timeout: 120_000 }, async () => {
  for (const [place, url] of Object.entries(urls)) {
    const { page, words } = await open(`${url}editions/${FIRST}/facts/rauhtal-forest-area.html`);
    const told = (await words()).replace(/\s/gu, " ");
    assert.match(told, /1[. ]?234,5/, place);
    assert.doesNotMatch(told, /1[. ]?235,5/, place);
    await page.locator("#frozen a", { hasText: SECOND }).click();
    await page.waitForURL(new RegExp(`editions/${SECOND}/facts/rauhtal-forest-area\\.html`));
    assert.match((await words()).replace(/\s/gu, " "), /1[. ]?235,5/, place);
    await page.close();
  }
});

test("a version that never was is called unknown, and an audit tells the same", { timeout: 120_000 }, async () => {
  const { page } = await open(`${urls["file://"]}facts/rauhtal-forest-area.html#v=000000`);
  const told = await page.locator(".cited:visible").innerText();
  assert.match(told, /000000/);
  await page.close();
  const report = join(root, "bericht.md");
  writeFileSync(report, Object.values(cited).map((address) => `Siehe https://quellmark.test/${address}.`).join("\n\n"));
  const ran = spawnSync(program, ["audit", report, "--format", "json", "--root", root], { encoding: "utf8" });
  const verdicts = Object.fromEntries(JSON.parse(ran.stdout).citations.map((citation) => [citation.id, citation.verdict]));
  assert.deepEqual(verdicts, {
    "rauhtal-forest-area": "changed",
    "path-subsidy-2031": "holds",
    "quellmark-power-2024": "withdrawn",
    "rauhtal-cheese-2024": "holds",
  });
  assert.equal(ran.status, 1);
});
