// The briefing while it is written: ten pages open at once, each loaded again after a save.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, repository } from "./site.js";

const program = process.env.BRIEFING || join(repository, "target", "debug", "briefing");
let root, server, address, chromium;

before(async () => {
  assert.ok(existsSync(program), `no program at ${program}: run \`cargo build\``);
  root = mkdtempSync(join(tmpdir(), "briefing-serve-"));
  cpSync(join(repository, "tests", "fixtures", "region"), root, { recursive: true });
  server = spawn(program, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  [address, chromium] = await Promise.all([
    new Promise((done, failed) => {
      let said = "";
      server.stderr.on("data", (text) => {
        said += text;
        const found = /serving (http:\S+)/.exec(said);
        if (found) done(found[1]);
      });
      server.on("exit", () => failed(new Error(said)));
    }),
    browser(),
  ]);
}, { timeout: 120_000 });

after(async () => {
  await chromium?.close();
  server?.kill("SIGINT");
  if (root) rmSync(root, { recursive: true, force: true });
});

test("ten open pages load, and load again after a save", { timeout: 180_000 }, async () => {
  const context = await chromium.newContext();
  const tabs = [];
  for (let n = 0; n < 10; n += 1) {
    const tab = await context.newPage();
    tab.setDefaultTimeout(60_000);
    await tab.goto(address, { waitUntil: "load" });
    tabs.push(tab);
  }
  const file = join(root, "content", "index.md");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n\nxyzzy\n`);
  await Promise.all(tabs.map((tab) => tab.waitForFunction(() => document.body?.textContent.includes("xyzzy"))));
  writeFileSync(join(root, "content", "index.md"), "+++\ntitle = 1\n+++\n");
  await Promise.all(tabs.map((tab) => tab.waitForSelector("#__briefing pre")));
  await context.close();
});

test("a page of another host can neither frame nor read it", { timeout: 60_000 }, async () => {
  for (const headers of [{ origin: "http://evil.test" }, { "sec-fetch-site": "cross-site" }]) {
    assert.equal((await fetch(address, { headers })).status, 403);
  }
  const answer = await fetch(address);
  assert.equal(answer.headers.get("content-security-policy"), "frame-ancestors 'self'");
  assert.equal(answer.headers.get("cross-origin-resource-policy"), "same-origin");
});
