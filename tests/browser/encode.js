// Text as bytes in the encodings that readers' files have, the reverse of what TextDecoder does; and the
// cases that the program and its pages are held to.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
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

/// A zip archive of parts by name, as office programs write one.
export function zipped(parts, stored = false) {
  const files = [], directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const raw = Buffer.from(text), packed = stored ? raw : deflateRawSync(raw), path = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(stored ? 0 : 8, 4);
    shared.writeUInt32LE(crc32(raw), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(raw.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    const file = Buffer.concat([Buffer.from("PK\x03\x04"), shared, path, packed]);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), shared, offset, path]));
    files.push(file);
    at += file.length;
  }
  const list = Buffer.concat(directory), end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Uint8Array.from(Buffer.concat([...files, list, Buffer.from("PK\x05\x06"), end]));
}
