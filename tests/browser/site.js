// What the browser tests share: the built site, the places it must work in, a browser, a sample of pages.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./pages-server.js";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const site = join(repository, "target", "test-site");
/// The site of the invented region in tests/fixtures.
export const region = join(repository, "target", "test-region");

for (const [folder, root] of [["test-site", ""], ["test-region", "--root tests/fixtures/region "]]) {
  if (!existsSync(join(repository, "target", folder, "manifest.json"))) {
    throw new Error(`no site in target/${folder}: run \`cargo run -- build ${root}--output target/${folder}\``);
  }
}

const facts = JSON.parse(readFileSync(join(site, "data", "facts.json"), "utf8")).facts;
const fact = facts.find((fact) => fact.conflicts.length > 0 && fact.value) ?? facts[0];

/// One page of each kind, by what it is.
export const sample = {
  home: "index.html",
  city: "cities/nanjing.html",
  policy: "policies/zhejiang-ai-terminals.html",
  fact: fact.url,
  source: `sources/${fact.source.split(":")[1]}.html`,
  indicator: `indicators/${fact.indicator}.html`,
  compare: "compare.html",
  timeline: "timeline.html",
  conflicts: "conflicts.html",
  facts: "facts.html",
  corrections: "corrections.html",
  method: "method.html",
};
export const pages = Object.values(sample).flatMap((page) => [page, `zh/${page}`]);

/// The places: a folder opened with a double click, the root of a host, a path on a host.
export async function places() {
  const root = await serve(site);
  const under = await serve(site, "/some/sub-path/");
  return {
    urls: { "file://": `${pathToFileURL(site)}/`, "the root of a host": root.url, "a sub-path": under.url },
    close: () => Promise.all([root.close(), under.close()]),
  };
}

/// A browser whose readers ask for less motion: a transition between pages that is overtaken by the next one
/// is given up with an error that no page can catch, and which of two is quicker differs from run to run.
export async function browser() {
  const launched = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const open = launched.newContext.bind(launched);
  launched.newContext = (options = {}) => open({ reducedMotion: "reduce", ...options });
  return launched;
}

/// Opens pages and notes everything that went wrong while they loaded.
export function watched(page) {
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(message.text()); });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("requestfailed", (request) => {
    // Going on to the next page stops what is still under way, such as the icon; that is no failure.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") wrong.push(`${request.url()}: ${why}`);
  });
  page.on("response", (response) => { if (response.status() >= 400) wrong.push(`${response.url()}: ${response.status()}`); });
  return wrong;
}

/// Every file of the site, by its path with `/`.
export function files() {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"));
}

export const text = (path) => readFileSync(join(site, path), "utf8");

/// Runs a test in a page of its own.
export async function inPage(chromium, options, run) {
  const context = await chromium.newContext(options);
  try { return await run(await context.newPage(), context); } finally { await context.close(); }
}
