// A reader's report is held against the briefing in the browser: the same verdicts as `briefing audit` gives, also on
// reports made at random, from a folder, with nothing sent anywhere.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, places, repository, text, watched } from "./site.js";

const program = process.env.BRIEFING || join(repository, "target", "debug", "briefing");
const folder = join(repository, "tests", "cases", "reports");
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const CASES = Number(process.env.CASES ?? 400);
const SEED = Number(process.env.SEED ?? 1);
let chromium, all;

before(async () => { chromium = await browser(); all = await places(); });
after(async () => { await chromium.close(); await all.close(); });

const shown = (page) => page.locator(".verdicts li").evaluateAll((items) => items.map((item) => [item.dataset.id, item.dataset.verdict, ...(item.dataset.way ? [item.dataset.way] : [])]));

async function given(page, files) {
  await page.locator("[data-result]").evaluate((result) => { delete result.dataset.done; });
  await page.locator("input[type=file]").setInputFiles(files);
  await page.waitForSelector("[data-result][data-done]");
}

test("the reports of strangers get the verdicts written beside them, from every place, and nothing is sent", { timeout: 180_000 }, async () => {
  for (const [place, url] of Object.entries(all.urls)) {
    for (const lang of ["", "zh/"]) {
      const page = await chromium.newPage(), wrong = watched(page), asked = [];
      await page.goto(`${url}${lang}audit.html`);
      // The icon may come late: it is the page's own.
      page.on("request", (request) => { if (!/favicon/.test(request.url())) asked.push(request.method() + request.url().slice(url.length)); });
      for (const [name, verdicts] of Object.entries(expected)) {
        await given(page, join(folder, name));
        assert.deepEqual(await shown(page), verdicts, `${place} ${lang} ${name}`);
      }
      assert.deepEqual(asked, [`GETdata/audit/${lang ? "zh" : "en"}.js`], place);
      assert.deepEqual(wrong, [], place);
      await page.close();
    }
  }
});

test("a pasted text is read, and a report that is none is told in a sentence", { timeout: 60_000 }, async () => {
  const page = await chromium.newPage();
  await page.goto(`${all.urls["file://"]}audit.html`);
  await page.locator("textarea").fill("Nanjing counts 500 AI-related companies (fact:nanjing-ai-companies).");
  await page.locator("[data-check]").click();
  await page.waitForSelector("[data-result][data-done]");
  assert.deepEqual(await shown(page), [["nanjing-ai-companies", "mismatch", "sign"]]);
  await page.locator("textarea").fill("Who counts?\n\nNanjing counts\nnearly 500 AI-related companies (fact:nanjing-ai-companies).\nJiangsu has [more than 1,200](fact:jiangsu-ai-companies).");
  await page.locator("[data-result]").evaluate((result) => { delete result.dataset.done; });
  await page.locator("[data-check]").click();
  await page.waitForSelector("[data-result][data-done]");
  assert.deepEqual((await page.locator(".verdicts li .small").allInnerTexts()).map((words) => Number(/\d+/.exec(words)[0])), [4, 5]);
  const png = Buffer.from("89504e470d0a1a0a", "hex");
  for (const [name, buffer, why] of [["a.docx", Buffer.from("no zip"), "broken"], ["a.md", png, "other_kind"], ["a.txt", Buffer.from(""), "empty"], ["a.odt", readFileSync(join(folder, "memo.docx")), "broken"]]) {
    await given(page, { name, mimeType: "application/octet-stream", buffer });
    assert.equal(await page.locator("[data-result]").getAttribute("data-done"), why, name);
    assert.ok((await page.locator("[data-result]").innerText()).length > name.length + 5);
  }
  await page.close();
});

/// Numbers that look random and are the same in every run.
function random(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * n);
  };
}

const facts = JSON.parse(text("data/facts.json")).facts.filter((fact) => fact.value && !fact.value_max && ["CNY", "%", "count", "USD"].includes(fact.unit) && /^\d+(?:\.\d+)?$/.test(fact.value));
const titles = (fact, lang) => /<title>([^]*?) · /.exec(text(`${lang}${fact.url}`))[1].replace(/&amp;/g, "&");

/// One sentence that cites a fact, rightly or in one of the ways in which figures slip.
function said(next) {
  const fact = facts[next(facts.length)], zh = next(2), pick = (list) => list[next(list.length)];
  const title = titles(fact, zh ? "zh/" : ""), [, label, figure] = zh ? /^([^]*)：([^]*)$/.exec(title) ?? [] : /^([^]*): ([^]*)$/.exec(title) ?? [];
  if (!figure) return null;
  const digits = /\d[\d,.]*/.exec(figure);
  const changes = [
    (figure) => figure,
    (figure) => figure,
    (figure) => (digits[0].includes(",") ? figure : figure.replace(digits[0], `${digits[0]}0`)),
    (figure) => figure.replace(/^(?:over|nearly|about|at least|超|近|约|至少)\s*/, ""),
    (figure) => `${zh ? pick(["超", "近", "约", "不足"]) : pick(["over ", "nearly ", "about ", "under "])}${figure}`,
    (figure) => figure.replace(/billion/, "million").replace(/亿/, "万"),
    (figure) => figure.replace(/CNY/, "USD").replace(/元/, "美元"),
    (figure) => figure.replace(/\s*[（(][^()（）]*[)）]$/, ""),
    (figure) => figure.replace(/%/, zh ? "个百分点" : " percentage points"),
  ];
  const hash = next(6) ? fact.version.hash : "abcdef";
  const address = pick([`https://example.org/facts/${fact.id}.html#v=${hash}`, `fact:${fact.id}`, `https://example.org/zh/facts/${fact.id}.html`]);
  const told = pick(changes)(figure);
  // The reference stands before what it bears out, behind it, or between two figures.
  const forms = zh
    ? [`${label}为${told}（${address} ）。`, `据 ${address} ，${label}为${told}。`, `据 ${address} ，${label}为${told}；据[另一页](${address})，是${figure}。`, `共有12项，据[简报](${address})，${label}为${told}。`]
    : [`${label} stood at ${told} (${address} ).`, `By [this page](${address}), ${label} stood at ${told}.`, `By [this page](${address}), ${label} stood at ${told}, and by ${address} at ${figure}.`, `There are 12 of them, and ${label}, by [1](${address}), stood at ${told}.`];
  return pick(forms);
}

test(`${CASES} sentences made at random get the program's verdicts`, { timeout: 600_000 }, async () => {
  const next = random(SEED * 7919 + 13);
  const sentences = Array.from({ length: CASES }, () => said(next)).filter(Boolean);
  const temporary = mkdtempSync(join(tmpdir(), "briefing-report-"));
  const report = join(temporary, "report.md");
  writeFileSync(report, sentences.join("\n\n"));
  const ran = spawnSync(program, ["audit", report, "--format", "json", "--root", repository], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const program_says = JSON.parse(ran.stdout).citations.map((one) => [one.line, one.id, one.verdict, ...(one.verdict === "mismatch" ? [one.message.split(":")[0]] : [])]);
  const page = await chromium.newPage();
  await page.goto(`${all.urls["file://"]}audit.html`);
  await given(page, report);
  const lines = await page.locator(".verdicts li .small").allInnerTexts();
  const page_says = (await shown(page)).map((one, n) => [Number(/\d+/.exec(lines[n])[0]), ...one]);
  const by = (list) => { const map = new Map(); list.forEach(([line, ...rest]) => map.set(line, [...(map.get(line) ?? []), rest.join(" ")])); return map; };
  const [mine, theirs] = [by(page_says), by(program_says)], differ = [];
  sentences.forEach((sentence, n) => {
    const line = n * 2 + 1;
    if (JSON.stringify(mine.get(line)) !== JSON.stringify(theirs.get(line))) differ.push(`${sentence}\n  page    ${mine.get(line)}\n  program ${theirs.get(line)}`);
  });
  rmSync(temporary, { recursive: true });
  await page.close();
  assert.equal(differ.length, 0, `${differ.length} of ${sentences.length} differ:\n${differ.slice(0, 12).join("\n")}`);
  assert.ok(new Set(program_says.map(([, , ...rest]) => rest.join(" "))).size >= 6, "the sentences are wrong in many ways");
});
