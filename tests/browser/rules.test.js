// The script that looks into a reader's own copy finds what the program finds: the cases that both are
// held to, and properties that need no case.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { bytes, cases, encode } from "./encode.js";
import { text } from "./site.js";

const context = createContext({ TextDecoder });
for (const path of ["static/copy.js", "data/copies/shared/simplify.js"]) runInContext(text(path), context);
const { read, prepared, aimed, locate, look, kind, source } = context.ownCopy;

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
    for (const head of ["PK\x03\x04", "\xd0\xcf\x11\xe0", "{\\rtf1", "MIME-Version: 1.0\r\nContent-Type: multipart/related;"]) assert.equal(of(head), "packed");
    for (const head of ["BMW sells", "GIF", "\xff\xfea\0", "<!doctype html>", "Ridge"]) assert.equal(of(head), "");
  });
});
