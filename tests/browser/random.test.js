// The script that looks into a reader's own copy and the program answer alike for documents and excerpts
// that nobody thought of: texts, pages and tables made at random, in several encodings, some of them damaged.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { encode } from "./encode.js";
import { repository, text } from "./site.js";

const context = createContext({ TextDecoder });
for (const path of ["static/copy.js", "data/copies/shared/simplify.js"]) runInContext(text(path), context);
const { read, prepared, aimed, locate } = context.ownCopy;

const CASES = Number(process.env.CASES ?? 3000);
const SEED = Number(process.env.SEED ?? 1);

/// Numbers that look random and are the same in every run.
function random(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * n);
  };
}

const WORDS = [..."的一是年市业产企三十艘船，。、“”？；:-‐3０½²①aBß漁產Ω", "產(chǎn)", "業(yè)", "（yú）", "ﬁ", "２%", "20", "30", " ", " ", "\u3000", "\u00a0", "infor-", "mation", "long-", "term", "12 boats", "In 2031", "\u200b", "u\u0301", "e\u0308", "\ufffd", "?", "?yú)"];
const MARKS = ["<p>", "</p>", "<br>", "<b>", "</b>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2>", "<pre>", "</pre>", "<!-- x -->", "<script>", "</script>", "&uuml;", "&#20013;", "&nbsp;", "&amp", "&x;", "<", "a<b", "<div class=\"a>b\">", "</div>", "<li>", "<svg>", "</svg>", "<![CDATA[x]]>"];

function made(seed) {
  const next = random(seed * 7919 + 13), kind = next(4);
  const pick = (list) => list[next(list.length)];
  const parts = kind === 1 ? [...WORDS, ...MARKS, ...MARKS] : kind === 2 ? [...WORDS, ";", ",", "\t", "\"", "|", ";", ","] : WORDS;
  const end = pick(["\n", "\n", "\n", "\r\n", "\r"]);
  const lines = Array.from({ length: 1 + next(9) }, () => (next(6) ? Array.from({ length: next(16) }, () => pick(parts)).join("") : ""));
  if (!next(8)) lines[next(lines.length)] = "\f" + lines[0];
  const whole = lines.join(end), at = next(whole.length + 1);
  const from = next(3) ? whole.slice(at, at + 1 + next(14)) : Array.from({ length: 1 + next(4) }, () => pick(WORDS)).join("");
  const excerpt = next(3) ? from.replace(/[\r\n\f]+/g, next(2) ? "" : " ") : from.replace(/-?[\r\n\f]+/g, "");
  let bytes = encode(whole, next(5) ? "utf-8" : pick(["utf-16le", "utf-16be"]));
  if (!next(6) && bytes.length > 4) {
    bytes = Uint8Array.from(bytes);
    bytes[next(bytes.length)] = pick([0, 0xff, 0x80, 0x3f]);
  }
  const hex = Buffer.from(bytes).toString("hex");
  return { hex, file: pick(["a.txt", ["b.txt", "b.html", "b.csv", "b"][kind], "x"]), excerpt, line: 1 + next(lines.length + 4) };
}

function answered({ hex, file, excerpt, line }) {
  const document = read(Uint8Array.from(Buffer.from(hex, "hex")), file);
  if (document.unreadable) return { unreadable: document.unreadable };
  const seen = locate(prepared(document), excerpt, aimed(document, { line }));
  const lines = document.lines.map(({ number, text, lost }) => [number, text, lost]);
  const found = seen.line && { at: seen.line, shown: seen.passage.slice(seen.from, seen.to) };
  return { encoding: document.encoding, lines: [...lines], answer: seen.answer, ...found };
}

test(`${CASES} random documents get the program's answers`, () => {
  const cases = Array.from({ length: CASES }, (_, n) => made(SEED * 1_000_003 + n));
  const input = cases.map((asked) => JSON.stringify(asked)).join("\n");
  const program = spawnSync("cargo", ["run", "--quiet", "--locked", "--example", "locate"], { cwd: repository, input, encoding: "utf8", maxBuffer: 2 ** 30 });
  assert.equal(program.status, 0, program.stderr);
  const answers = program.stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(answers.length, CASES);
  const kinds = new Set(answers.map((answer) => answer.answer));
  for (const kind of ["found", "repaired", "absent", "cannot-check"]) assert.ok(kinds.has(kind), `no case is ${kind}`);
  cases.forEach((asked, n) => {
    const seen = JSON.parse(JSON.stringify(answered(asked)));
    assert.deepEqual(seen, answers[n], `${n}: ${JSON.stringify(asked)} ${Buffer.from(asked.hex, "hex")}`);
  });
});
