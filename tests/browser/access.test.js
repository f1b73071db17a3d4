// Whether everybody can read the pages: axe-core, and the contrast of the marks, light and dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { browser, places, sample } from "./site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looked = ["home", "city", "fact", "source", "compare", "timeline", "conflicts", "method"].map((name) => sample[name]);

let chromium, where;
before(async () => { [chromium, where] = await Promise.all([browser(), places()]); });
after(async () => { await chromium?.close(); await where?.close(); });

const luminance = ([r, g, b]) => {
  const part = (value) => { const v = value / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

test("on a phone a finger hits every link, and the keyboard scrolls what scrolls", { timeout: 300_000 }, async () => {
  const context = await chromium.newContext({ viewport: { width: 375, height: 800 } });
  const page = await context.newPage();
  const found = [];
  for (const path of [...["facts", "city", "fact", "source", "policy"].map((name) => sample[name]), `zh/${sample.fact}`]) {
    await page.goto(where.urls["the root of a host"] + path);
    if (await page.locator("[data-explorer]").count()) await page.locator("[data-explorer] table").waitFor();
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["target-size", "scrollable-region-focusable"] }));
    for (const { id, nodes } of violations) found.push(`${path}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
  }
  await context.close();
  assert.deepEqual(found, []);
});

for (const colorScheme of ["light", "dark"]) {
  describe(colorScheme, () => {
    test("axe-core finds nothing serious", { timeout: 300_000 }, async () => {
      const context = await chromium.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const found = [];
      for (const path of [...looked, `zh/${sample.home}`, `zh/${sample.fact}`]) {
        await page.goto(where.urls["the root of a host"] + path);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        for (const { id, impact, nodes } of violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
          found.push(`${path}: ${impact} ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
        }
      }
      await context.close();
      assert.deepEqual(found, []);
    });

    test("the marks of the kinds stand out from the paper", async () => {
      const context = await chromium.newContext({ colorScheme });
      const page = await context.newPage();
      await page.goto(where.urls["file://"] + sample.home);
      const colours = await page.evaluate(() => {
        const probe = document.body.appendChild(document.createElement("i"));
        const read = (name) => {
          probe.style.color = `var(--${name})`;
          const canvas = new OffscreenCanvas(1, 1).getContext("2d");
          canvas.fillStyle = getComputedStyle(probe).color;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        };
        const names = ["paper", "surface", "actual", "target", "forecast", "claim", "event", "conflict", "damaged"];
        return Object.fromEntries(names.map((name) => [name, read(name)]));
      });
      await context.close();
      for (const name of ["actual", "target", "forecast", "claim", "event", "conflict", "damaged"]) {
        for (const ground of ["paper", "surface"]) {
          const ratio = contrast(colours[name], colours[ground]);
          assert.ok(ratio >= 4.5, `--${name} on --${ground}: ${ratio.toFixed(2)}`);
        }
      }
      const kinds = ["actual", "target", "forecast", "claim"].map((name) => String(colours[name]));
      assert.equal(new Set(kinds).size, 4, "kinds have colours of their own");
    });
  });
}
