// Text as bytes in the encodings that readers' files have, the reverse of what TextDecoder does; and the
// cases that the program and its pages are held to.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./site.js";

export const cases = JSON.parse(readFileSync(join(repository, "tests", "cases", "copies.json"), "utf8"));

const tables = new Map();

/// Every character of two bytes in an encoding, with its bytes.
function table(encoding) {
  if (!tables.has(encoding)) {
    const decoder = new TextDecoder(encoding), characters = new Map();
    for (let first = 0x81; first <= 0xfe; first += 1) {
      for (let second = 0x40; second <= 0xfe; second += 1) {
        const text = decoder.decode(Uint8Array.of(first, second));
        if ([...text].length === 1 && text !== "\ufffd" && !characters.has(text)) characters.set(text, [first, second]);
      }
    }
    tables.set(encoding, characters);
  }
  return tables.get(encoding);
}

function twoBytes(text, encoding) {
  return Uint8Array.from([...text].flatMap((c) => {
    const bytes = c < "\x80" ? [c.charCodeAt(0)] : table(encoding).get(c);
    if (!bytes) throw new Error(`${encoding} has no ${c} in two bytes`);
    return bytes;
  }));
}

export function encode(text, encoding = "utf-8") {
  if (encoding === "utf-16le") return Uint8Array.from(Buffer.from(text, "utf16le"));
  if (encoding === "utf-16be") return Uint8Array.from(Buffer.from(text, "utf16le").swap16());
  if (encoding === "latin1") return Uint8Array.from(Buffer.from(text, "latin1"));
  return encoding === "utf-8" ? new TextEncoder().encode(text) : twoBytes(text, encoding);
}

/// The bytes of a case: in hexadecimal digits, or a text in an encoding; cut, or with some put in.
export function bytes({ hex, text, as, cut, insert }) {
  let bytes = hex === undefined ? encode(text, as) : Uint8Array.from(Buffer.from(hex, "hex"));
  if (cut) bytes = bytes.slice(cut[0], bytes.length - cut[1]);
  if (insert) bytes = Uint8Array.from([...bytes.slice(0, insert[0]), ...Buffer.from(insert[1], "hex"), ...bytes.slice(insert[0])]);
  return bytes;
}
