// The script that looks into a reader's own copy and the program answer alike for documents and excerpts
// that nobody thought of: texts, pages, tables, Word documents and workbooks made at random, some of them damaged.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { encode, zipped } from "./encode.js";
import { repository, text } from "./site.js";

const context = createContext({ TextDecoder, DecompressionStream });
for (const path of ["static/copy.js", "data/copies/shared/simplify.js"]) runInContext(text(path), context);
const { open, prepared, aimed, locate } = context.ownCopy;

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

const WORD_MARKS = ["<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:t/>", "<w:tab/>", "<w:br/>", "<w:br w:type=\"page\"/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:del>", "</w:del>", "<w:rPr>", "</w:rPr>", "<w:instrText>", "</w:instrText>", "&amp;", "&#20013;"];
const NUMBERS = ["0", "1", "12", "-3.5", "1234567.5", "0.28999999999999998", "2.5e-3", "1E+3", "45292", "45292.75", "59", "60", "0.125", "-0.005", "text", "", " 7 ", "1234567890123456789"];
const FORMATS = ["General", "0.00", "#,##0", "#,##0.0##", "0%", "0.0%", "yyyy-mm-dd", "yyyy/m/d h:mm", "\"y\"0", "[Red]0.0", "0.00E+00", "# ?/?"];
const SHEETS = ["Sheet1", "表一", "Q1, final", "it's"];

function word(next, pick) {
  const text = (parts) => Array.from({ length: next(30) }, () => pick(parts)).join("").replace(/[?&]yú/g, "");
  const mixed = text([...WORDS, ...WORD_MARKS, ...WORD_MARKS].filter((part) => part !== "&amp"));
  const plain = Array.from({ length: 1 + next(5) }, () => `<w:p><w:r><w:t>${text(WORDS)}</w:t></w:r></w:p>`).join("");
  const notes = next(3) ? {} : { "word/footnotes.xml": `<w:footnotes><w:p><w:t>${text(WORDS)}</w:t></w:p></w:footnotes>` };
  return { "word/document.xml": `<?xml version="1.0"?><w:document><w:body>${next(2) ? plain : mixed}</w:body></w:document>`, ...notes };
}

function book(next, pick) {
  const words = Array.from({ length: 4 }, () => Array.from({ length: next(5) }, () => pick(WORDS)).join(""));
  const cell = (row, column) => {
    const kind = pick(["", "", "", ' t="s"', ' t="b"', ' t="inlineStr"', ' t="str"']);
    const value = kind === ' t="s"' ? next(6) : kind === ' t="b"' ? next(2) : kind ? pick(WORDS) : pick(NUMBERS);
    const inner = kind.includes("inline") ? `<is><t>${value}</t></is>` : `<v>${value}</v>`;
    return `<c r="${"ABCDEFGH"[column]}${row + 1}"${kind} s="${next(FORMATS.length + 3)}">${inner}</c>`;
  };
  const sheet = () => `<worksheet><sheetData>${Array.from({ length: next(5) }, (_, row) => `<row r="${row + 1}">${Array.from({ length: next(5) }, (_, n) => cell(row, n + next(2))).join("")}</row>`).join("")}</sheetData></worksheet>`;
  const names = SHEETS.slice(0, 1 + next(SHEETS.length)), state = () => pick(["", "", ' state="hidden"', ' state="visible"']);
  const parts = {
    "xl/workbook.xml": `<workbook><sheets>${names.map((name, n) => `<sheet name="${name}"${state()} r:id="r${n}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names.map((_, n) => `<Relationship Id="r${n}" Target="${pick(["", "/xl/"])}worksheets/s${n}.xml"/>`).join("")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst>${words.map((text) => `<si><t>${text}</t><rPh><t>x</t></rPh></si>`).join("")}</sst>`,
    "xl/styles.xml": `<styleSheet><numFmts>${FORMATS.map((code, n) => `<numFmt numFmtId="${164 + n}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts><cellXfs>${FORMATS.map((_, n) => `<xf numFmtId="${next(3) ? 164 + n : pick([0, 1, 2, 3, 4, 9, 10, 14, 22, 37, 39, 49])}"/>`).join("")}</cellXfs></styleSheet>`,
  };
  names.forEach((_, n) => { parts[`xl/worksheets/s${n}.xml`] = sheet(); });
  return parts;
}

function packed(next, pick) {
  const isWord = next(2), parts = isWord ? word(next, pick) : book(next, pick);
  const whole = Object.values(parts).join(" ").replace(/<[^>]*>/g, " ").split(/\s{2,}/).filter(Boolean);
  const excerpt = (pick(whole) ?? "三").slice(0, 1 + next(9));
  let bytes = zipped(parts, !next(4));
  if (!next(12)) bytes = bytes.slice(0, next(bytes.length) + 1);
  const file = pick([isWord ? "a.docx" : "a.xlsx", "a.docx", "x"]);
  return { hex: Buffer.from(bytes).toString("hex"), file, excerpt, line: 1 + next(8), isPacked: true, isBook: !isWord };
}

function made(seed) {
  const draw = random(seed * 104729 + 7);
  if (!draw(4)) return packed(draw, (list) => list[draw(list.length)]);
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

async function answered({ hex, file, excerpt, line }) {
  const document = await open(Uint8Array.from(Buffer.from(hex, "hex")), file);
  if (document.unreadable) return { unreadable: document.unreadable };
  const seen = locate(prepared(document), excerpt, aimed(document, { line }));
  const lines = document.lines.map(({ number, text, lost }) => [number, text, lost]);
  const found = seen.line && { at: seen.line, shown: seen.passage.slice(seen.from, seen.to) };
  return { encoding: document.encoding, lines: [...lines], answer: seen.answer, ...found };
}

test(`${CASES} random documents get the program's answers`, async () => {
  const cases = Array.from({ length: CASES }, (_, n) => made(SEED * 1_000_003 + n));
  const input = cases.map((asked) => JSON.stringify(asked)).join("\n");
  const program = spawnSync("cargo", ["run", "--quiet", "--locked", "--example", "locate"], { cwd: repository, input, encoding: "utf8", maxBuffer: 2 ** 30 });
  assert.equal(program.status, 0, program.stderr);
  const answers = program.stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(answers.length, CASES);
  const kinds = new Set(answers.map((answer) => answer.answer));
  for (const kind of ["found", "repaired", "absent", "cannot-check"]) assert.ok(kinds.has(kind), `no case is ${kind}`);
  for (const [n, asked] of cases.entries()) {
    const seen = JSON.parse(JSON.stringify(await answered(asked)));
    // A workbook is counted by cells: which of several places is nearest to a line is no question of it.
    const alike = ({ at, shown, answer, unreadable, ...rest }) => {
      if (unreadable) return { unreadable: asked.isPacked || unreadable };
      return asked.isBook ? { ...rest, stands: shown !== undefined } : { at, shown, answer, ...rest };
    };
    assert.deepEqual(alike(seen), alike(answers[n]), `${n}: ${JSON.stringify(asked)} ${Buffer.from(asked.hex, "hex")}`);
  }
});
