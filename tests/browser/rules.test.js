// The script that looks into a reader's own copy finds what the program finds: the cases that both are
// held to, and properties that need no case.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { bytes, cases, encode, zipped } from "./encode.js";
import { text } from "./site.js";

const context = createContext({ TextDecoder, DecompressionStream });
for (const path of ["static/copy.js", "data/copies/shared/simplify.js"]) runInContext(text(path), context);
const { open, read, prepared, aimed, locate, look, kind, source } = context.ownCopy;

function answered(bytes, excerpt, line, file = "") {
  const document = read(bytes, file);
  if (document.unreadable) return { unreadable: document.unreadable };
  const seen = locate(prepared(document), excerpt, aimed(document, { line }));
  const lost = document.lines.filter((line) => line.lost).map((line) => line.number);
  const found = seen.line && { at: seen.line, shown: seen.passage.slice(seen.from, seen.to) };
  return { encoding: document.encoding, lost: [...lost], answer: seen.answer, ...found };
}

describe("every case that the program is held to", () => {
  for (const given of cases) {
    test(given.name, () => {
      const { name, text, as, hex, cut, insert, file, excerpt, line, ...expected } = given;
      assert.deepEqual(answered(bytes(given), excerpt, line, file), expected);
    });
  }
});

/// Numbers that look random and are the same in every run.
function* numbers(seed) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield (state >>> 8) / 2 ** 24;
  }
}

function madeUp(seed) {
  const next = numbers(seed), random = (n) => Math.floor(next.next().value * n);
  const parts = [..."的一是在有年市业产企三十艘船，。、“”3０ aB", "產(chǎn)", "業(yè)", "漁", "（yú）", "fi", "２%"];
  const line = () => Array.from({ length: random(30) }, () => parts[random(parts.length)]).join("");
  return { lines: Array.from({ length: 1 + random(6) }, line), random };
}

describe("whatever the document", () => {
  test("what is cut out of a line is found, and comes back", () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const { lines, random } = madeUp(seed);
      const number = random(lines.length), line = lines[number], from = random(line.length + 1);
      const excerpt = line.slice(from, from + 1 + random(12));
      if (!excerpt.trim()) continue;
      const seen = answered(encode(lines.join("\n")), excerpt, number + 1);
      assert.ok(seen.answer === "found" || seen.answer === "repaired", `${seed}: ${JSON.stringify([lines, excerpt, seen])}`);
      const again = answered(encode(seen.shown), excerpt, 1);
      assert.equal(again.shown, seen.shown, `${seed}`);
    }
  });

  test("the answer does not depend on the encoding", () => {
    const head = "这是一个年报的开头，其中有市场、企业和产业。";
    for (let seed = 1; seed <= 200; seed += 1) {
      const { lines, random } = madeUp(seed);
      const document = [head, ...lines].join("\n"), excerpt = lines[random(lines.length)].slice(0, 9) || "三";
      const expected = answered(encode(document), excerpt, 3);
      for (const as of ["gb18030", "utf-16le", "utf-16be"]) {
        const { encoding, ...seen } = answered(encode(document, as), excerpt, 3);
        assert.deepEqual({ ...seen, encoding: "UTF-8" }, expected, `${seed} in ${as}`);
      }
    }
  });
});

describe("what a file is", () => {
  const fact = (excerpt, line = 1) => ({ line, excerpt });
  const verdict = (text, same = false) => {
    source({ archive: "a.txt", sha256: "", facts: { a: fact("三十艘船"), b: fact("二十家工厂", 2), c: fact("十座港口", 3) } });
    const { verdict, there, others, stranger } = look(read(encode(text)), "a", same);
    return { verdict, there, others, stranger };
  };

  test("the article without the excerpt, and another document, are told apart", () => {
    assert.deepEqual(verdict("二十家工廠\n十座港口"), { verdict: "absent", there: 2, others: 2, stranger: false });
    assert.deepEqual(verdict("十座港口"), { verdict: "absent", there: 1, others: 2, stranger: false });
    assert.deepEqual(verdict("别的事"), { verdict: "other", there: 0, others: 2, stranger: true });
    assert.deepEqual(verdict("别的事", true), { verdict: "absent", there: 0, others: 2, stranger: false });
    assert.deepEqual(verdict("三十艘船"), { verdict: "found", there: 0, others: 2, stranger: true });
    assert.deepEqual(verdict("三十\ufffd\n二十家工厂\n十座港口"), { verdict: "cannot-check", there: 2, others: 2, stranger: false });
  });

  test("what is no text is named by its first bytes", () => {
    const of = (head) => kind(Uint8Array.from(Buffer.from(head, "latin1")));
    assert.equal(of("%PDF-1.7\n"), "pdf");
    for (const head of ["\x89PNG\r\n", "\xff\xd8\xff\xe0", "GIF89a", "BM1234\0\0\0\0", "RIFF1234WEBP", "\0\0\0\x18ftypheic"]) assert.equal(of(head), "image");
    for (const head of ["PK\x05\x06", "\xd0\xcf\x11\xe0", "{\\rtf1", "MIME-Version: 1.0\r\nContent-Type: multipart/related;"]) assert.equal(of(head), "packed");
    assert.equal(of("PK\x03\x04"), "", "what is packed in it decides");
    for (const head of ["BMW sells", "GIF", "\xff\xfea\0", "<!doctype html>", "Ridge"]) assert.equal(of(head), "");
  });
});

describe("a packed document", () => {
  const word = (body) => zipped({ "word/document.xml": `<w:document><w:body>${body}</w:body></w:document>`, "word/footnotes.xml": "<w:p><w:t>注：三十艘船</w:t></w:p>" });
  const texts = async (bytes, name) => (await open(bytes, name)).lines.map((line) => line.text).join(" / ");

  test("of words shows its paragraphs, its tables and its notes", async () => {
    const body = "<w:p><w:t>甲市</w:t><w:del><w:t>旧</w:t></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:t>船</w:t></w:p></w:tc><w:tc><w:p><w:t>30</w:t></w:p></w:tc></w:tr></w:tbl>";
    assert.equal(await texts(word(body)), "甲市 / 船\t30 / 注：三十艘船");
  });

  test("of cells shows each as the sheet prints it, by its name", async () => {
    const bytes = zipped({
      "xl/workbook.xml": '<workbook><sheet name="Q1, final" r:id="a"/></workbook>',
      "xl/_rels/workbook.xml.rels": '<Relationship Id="a" Target="worksheets/one.xml"/>',
      "xl/styles.xml": '<numFmt numFmtId="170" formatCode="0.0%"/><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>',
      "xl/worksheets/one.xml": '<sheetData><c r="B7" s="1"><v>0.125</v></c><c r="C7"><v>0.28999999999999998</v></c></sheetData>',
    });
    const { kind, lines } = await open(bytes, "a.xlsx");
    assert.deepEqual([kind, lines[0].text, lines[0].cells[1].name], ["xlsx", "\t12.5%\t0.29", "'Q1, final'!B7"]);
  });

  test("that is cut, locked, another thing, or swells is told as such", async () => {
    const whole = word("<w:p/>");
    assert.equal((await open(whole.slice(0, -9), "a.docx")).unreadable, "broken");
    assert.equal((await open(zipped({ "a.txt": "x" }), "a.zip")).unreadable, "packed");
    assert.equal((await open(word(" ".repeat(64 * 1024 * 1024)), "a.docx")).unreadable, "broken");
    const old = createContext({ TextDecoder });
    runInContext(text("static/copy.js"), old);
    assert.equal((await old.ownCopy.open(whole, "a.docx")).unreadable, "no-unpacking");
  });
});
