// The page that checks a report and `briefing audit` say the same of reports in other languages than English and
// Chinese, and the page says it in words for readers: without a browser, since nothing here is drawn.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { region, repository } from "./site.js";

const folder = join(repository, "tests", "cases", "languages");
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

/// The page's script with what the invented region says, told in a language.
function audit(lang) {
  const context = createContext({ TextDecoder, TextEncoder });
  for (const path of ["static/audit.js", `data/audit/${lang}.js`]) runInContext(readFileSync(join(region, path), "utf8"), context);
  return context.briefingAudit;
}

const verdicts = async (page, name) => {
  const found = page.audit(await page.blocksOf(new Uint8Array(readFileSync(join(folder, name))), name));
  return found.map((one) => [one.id, one.verdict, ...(one.verdict === "mismatch" ? [one.way] : [])]);
};

for (const lang of ["de", "fr"]) {
  for (const [name, list] of Object.entries(expected)) {
    test(`${name} gets the verdicts written beside it on the page in ${lang}`, async () => {
      assert.deepEqual(JSON.parse(JSON.stringify(await verdicts(audit(lang), name))), list);
    });
  }
}

test("what the page tells of a figure is in the words of its language, and no sign of the records", () => {
  for (const [lang, told] of [["de", /über\s2,3\sMio/], ["fr", /plus\sde\s2,3/]]) {
    let given;
    const context = createContext({ briefingAudit: { data: (data) => { given = data; } } });
    runInContext(readFileSync(join(region, `data/audit/${lang}.js`), "utf8"), context);
    const cheese = given.facts.find((fact) => fact.slug === "rauhtal-cheese-2024");
    assert.match(cheese.quantity.told, told);
    for (const fact of given.facts) {
      const shown = [fact.title, fact.when, fact.quantity?.told].filter(Boolean).join(" ");
      assert.doesNotMatch(shown, /[<>]=?\d|\.\.|\{|undefined/, fact.slug);
    }
  }
});
