// The workflows: least permissions, fixed actions, and nothing published untested or unchecked.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const folder = join(root, ".github", "workflows");
const workflows = Object.fromEntries(readdirSync(folder).map((name) => [name, parse(readFileSync(join(folder, name), "utf8"))]));
const workflow = workflows["pages.yml"];
const { build, deploy } = workflow.jobs;
const jobs = Object.values(workflows).flatMap((one) => Object.values(one.jobs));
const steps = jobs.flatMap((job) => job.steps ?? []);

const { publish } = workflows["release.yml"].jobs;

test("only the jobs that deploy and release may write, and only what that needs", () => {
  for (const one of Object.values(workflows)) assert.deepEqual(one.permissions, { contents: "read" });
  for (const job of jobs) if (job !== deploy && job !== publish) assert.equal(job.permissions, undefined);
  assert.deepEqual(deploy.permissions, { pages: "write", "id-token": "write" });
  assert.deepEqual(publish.permissions, { contents: "write" });
  assert.equal(publish.needs, "binaries");
});

test("every action is fixed to a commit", () => {
  const used = steps.filter((step) => step.uses).map((step) => step.uses);
  assert.ok(used.length >= 3);
  for (const action of used) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
});

test("the checkout keeps no token", () => {
  const checkout = steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
  assert.ok(checkout.length > 0 && checkout.every((step) => step.with["persist-credentials"] === false));
});

test("content is checked before it is built, and built before it is uploaded", () => {
  const at = (found) => build.steps.findIndex(found);
  const check = at((step) => /briefing check\b/.test(step.run ?? ""));
  const made = at((step) => /briefing build\b/.test(step.run ?? ""));
  const upload = at((step) => step.uses?.startsWith("actions/upload-pages-artifact@"));
  assert.ok(check >= 0 && check < made && made < upload, `${check} ${made} ${upload}`);
  assert.ok(build.steps.every((step) => step["continue-on-error"] === undefined && step.if === undefined));
  assert.equal(build.steps[upload].with.path, "site");
  assert.equal(deploy.needs, "build");
});

test("nothing is built for publishing before every test has passed", () => {
  assert.equal(workflow.jobs.tests.uses, "./.github/workflows/tests.yml");
  assert.equal(build.needs, "tests");
  const tested = workflows["tests.yml"].jobs;
  assert.ok(tested.tests.steps.some((step) => step.run === "bash tests/run.sh"));
  assert.ok(Object.values(tested).every((job) => job["continue-on-error"] === undefined && job.if === undefined));
});

test("the oldest Rust that is promised is read from Cargo.toml and tested", () => {
  const { run } = workflows["tests.yml"].jobs.oldest.steps.at(-1);
  assert.match(run, /rust-version/);
  assert.match(run, /cargo "\+\$version" test --locked/);
  assert.match(readFileSync(join(root, "Cargo.toml"), "utf8"), /^rust-version = "\d+\.\d+"$/m);
});

test("no expression is pasted into a shell", () => {
  for (const step of steps) assert.doesNotMatch(step.run ?? "", /\$\{\{/);
});

test("it runs for main and by hand, never for a pull request, one at a time and not for ever", () => {
  assert.deepEqual(Object.keys(workflow.on).sort(), ["push", "workflow_dispatch"]);
  assert.deepEqual(workflow.on.push.branches, ["main"]);
  assert.equal(workflow.concurrency["cancel-in-progress"], false);
  for (const job of jobs.filter((job) => job.steps)) assert.ok(job["timeout-minutes"] <= 60);
});
