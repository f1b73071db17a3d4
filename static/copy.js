// Says where an excerpt stands in a reader's own copy of a document. It is loaded when a reader opens
// the box on a fact's page, and works in the reader's browser alone: nothing is sent anywhere.
//
// The rules are the program's: src/verify/archive/ (bytes to lines, losses), src/language/normalise.rs
// (what is forgiven) and src/verify/locate.rs (which place wins), in their order and with their names.
// tests/cases/copies.json is run against both, so a rule is changed in both or in neither.
(function (root) {
  "use strict";

  // What the build writes for this script: see src/render/own_copy.rs.
  const table = new Map();
  let source = { archive: "", sha256: "", tag: "", facts: {} };
  let words = {};

  /// Reads the table of traditional characters: steps from one simplified and traditional character
  /// to the next, in base 36.
  function simplify(steps) {
    let simplified = 0, traditional = 0;
    const numbers = steps.split(" ").map((step) => parseInt(step, 36));
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      simplified += numbers[at];
      traditional += numbers[at + 1];
      table.set(String.fromCodePoint(traditional), String.fromCodePoint(simplified));
    }
  }

  // ---- Bytes to lines: src/verify/archive/ ----

  const COMMON = new Set("的一是不了在有人这這上中大为為来來国國年月日到地和个個市业業公司区區产產发發企新成工家科技与與以及对對现現出全智能元亿億万萬省，。、");
  const WHITE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/;
  const MARK = /[\u2010-\u2027\u3000-\u303f\uff00-\uffef\xb7\xb0\xd7]/;
  const HAN = new RegExp("[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]", "u");
  const LETTER = new RegExp("\\p{Alphabetic}", "u");

  /// A document in lines, or why it is none: { kind, lines, breaks, encoding } or { unreadable }.
  function read(bytes, name = "") {
    if (!bytes.length) return { unreadable: "empty" };
    const kind = textKind(bytes, name);
    const decoded = (kind === "html" && decodeDeclared(bytes)) || decode(bytes);
    if (!decoded) return { unreadable: "unknown-encoding" };
    return readText(decoded.text, decoded.encoding, kind);
  }

  function readText(text, encoding, kind) {
    if (kind === "html") return finished(kind, htmlLines(text), [], encoding);
    if (kind === "csv") return finished(kind, csvLines(text), [], encoding);
    const [all, breaks] = lines(text);
    return finished("text", all, breaks, encoding);
  }

  function finished(kind, lines, breaks, encoding) {
    markLosses(lines);
    return { kind, lines, breaks, encoding };
  }

  /// The first characters in lower case, without the bytes that only some encodings have.
  const plainHead = (bytes) => beginning(bytes, 2048).replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "").replace(/\0/g, "").replace(/[A-Z]+/g, (word) => word.toLowerCase());

  /// What kind of text a file is, by its name and its first characters.
  function textKind(bytes, name) {
    const lower = name.toLowerCase();
    if (/\.(?:x?html|htm)$/.test(lower)) return "html";
    const head = plainHead(bytes).replace(/^\s*(?:<\?xml[^>]*>\s*|<!--[^]*?-->\s*)*/, "");
    if (/^<!doctype html|^<html(?![\p{Alphabetic}\p{N}])/u.test(head)) return "html";
    return /\.[ct]sv$/.test(lower) ? "csv" : "text";
  }

  /// The text in the encoding that a page declares, where the bytes do not say another.
  function decodeDeclared(bytes) {
    if (byteOrderMark(bytes)[0] || strictly("UTF-8", bytes, true) !== null) return null;
    const label = declaredEncoding(beginning(bytes, 2048));
    let encoding = null;
    try { encoding = label && new TextDecoder(label).encoding; } catch (_) { return null; }
    if (!encoding || /^utf-16/.test(encoding)) return null;
    const text = strictly(encoding, bytes, true);
    return text === null ? null : { text, encoding: encodingName(encoding) };
  }

  function declaredEncoding(head) {
    const tokens = tokensOf(head, true);
    for (let token = tokens(); token; token = tokens()) {
      if (token.open !== "meta") continue;
      const content = attribute(token.attributes, "content"), after = content && content.split("charset=")[1];
      const label = attribute(token.attributes, "charset") ?? (content && content.includes("charset=") ? after : null);
      if (label !== null && label !== undefined) return label.split(/[; ]/)[0].trim();
    }
    return null;
  }

  /// An encoding's name as the standard writes it: TextDecoder gives it in lower case.
  const encodingName = (name) => ({ "utf-8": "UTF-8", big5: "Big5", gbk: "GBK", "euc-jp": "EUC-JP", "shift_jis": "Shift_JIS", "euc-kr": "EUC-KR", "iso-2022-jp": "ISO-2022-JP", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U", ibm866: "IBM866" }[name] || name.replace(/^iso/, "ISO").replace(/-i$/, "-I"));

  function decode(bytes) {
    const [mark, length] = byteOrderMark(bytes);
    const rest = bytes.subarray(length);
    if (mark === "UTF-8") return utf8(rest) || { text: strictly("UTF-8", rest, false), encoding: "UTF-8" };
    if (mark) return { text: strictly(mark, rest, false), encoding: mark };
    // Text of Latin letters in UTF-16 is valid UTF-8 too, every second character of it a zero.
    let zeros = 0;
    for (const byte of bytes) if (byte === 0) zeros += 1;
    if (zeros * 8 > bytes.length) return utf16(bytes);
    return utf8(bytes) || utf16(bytes) || guessed(bytes);
  }

  function byteOrderMark(bytes) {
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ["UTF-8", 3];
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return ["UTF-16LE", 2];
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return ["UTF-16BE", 2];
    return [null, 0];
  }

  /// The text of bytes in an encoding; null if they are none and `fatal`.
  function strictly(encoding, bytes, fatal) {
    try {
      return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes);
    } catch (_) {
      return null;
    }
  }

  /// UTF-8, or something that is UTF-8 but for a few bytes: few beside the whole and beside the
  /// characters of more than one byte, which text in another encoding has by accident only.
  function utf8(bytes) {
    let text = strictly("UTF-8", bytes, true);
    if (text !== null) return { text, encoding: "UTF-8" };
    const { bad, wide } = brokenUtf8(bytes);
    const count = bad.reduce((sum, [, length]) => sum + length, 0);
    if (wide <= 2 * count || !(isCut(bytes, bad) || count * 100 <= bytes.length)) return null;
    text = strictly("UTF-8", bytes, false);
    return { text, encoding: "UTF-8" };
  }

  /// Where bytes are no UTF-8, as offset and length, and how many characters of several bytes there are.
  function brokenUtf8(bytes) {
    const bad = [];
    let wide = 0;
    for (let at = 0; at < bytes.length;) {
      const first = bytes[at];
      if (first < 0x80) { at += 1; continue; }
      const need = first >= 0xf0 && first <= 0xf4 ? 3 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xc2 && first <= 0xdf ? 1 : 0;
      let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      let got = 0;
      while (got < need && bytes[at + 1 + got] >= low && bytes[at + 1 + got] <= high) { got += 1; low = 0x80; high = 0xbf; }
      if (need && got === need) wide += 1; else bad.push([at, 1 + got]);
      at += 1 + got;
    }
    return { bad, wide };
  }

  /// Whether a file was cut inside its last or first character, and is whole otherwise.
  function isCut(bytes, bad) {
    const [at, length] = bad[0];
    if (bad.length === 1 && at + length === bytes.length && bytes[at] >= 0xc0) return true;
    return bad.length <= 3 && bad.every(([offset], n) => offset === n && (bytes[offset] & 0xc0) === 0x80);
  }

  /// UTF-16 without a byte order mark: one reading makes sense and the other does not.
  function utf16(bytes) {
    if (bytes.length % 2) return null;
    let best = null, most = 0;
    for (const encoding of ["UTF-16LE", "UTF-16BE"]) {
      const text = strictly(encoding, bytes, true);
      if (text === null || CONTROL.test(text) || !makesSense(text)) continue;
      const plain = (text.match(/[ -~\n\r，。、]/g) || []).length;
      if (plain > 0 && plain >= most) { most = plain; best = { text, encoding }; }
    }
    return best;
  }

  /// The older encoding in which the bytes make sense and give the most common characters.
  function guessed(bytes) {
    let best = null, most = -1;
    for (const encoding of ["windows-1252", "gb18030", "Big5"]) {
      const text = strictly(encoding, bytes, true);
      if (text === null || !makesSense(text)) continue;
      let common = 0;
      for (const c of text) if (COMMON.has(c)) common += 1;
      if (common > most) { most = common; best = { text, encoding }; }
    }
    return best;
  }

  /// Whether a text reads like one: it has common Han characters among its Han, or it is written in
  /// letters and punctuation that people use.
  function makesSense(text) {
    let total = 0, han = 0, common = 0, strange = 0, plain = 0;
    for (const c of text) {
      total += 1;
      if (isHan(c)) {
        han += 1;
        if (COMMON.has(c)) common += 1;
      } else if (/[0-9A-Za-z\t\n\f\r ]/.test(c)) {
        plain += 1;
      } else if (!/[!-~]/.test(c) && !WHITE.test(c) && !MARK.test(c) && !LETTER.test(c)) {
        strange += 1;
      }
    }
    if (han * 5 >= total) return common * 16 >= han && strange * 10 <= total;
    return strange * 50 <= total && (han * 50 >= total || (han === 0 && plain * 5 >= total * 4));
  }

  const lineOf = (text, number) => ({ text, number, joint: "end", lost: false, cells: [] });

  /// The lines as an editor counts them, and the indices of those that a form feed puts on a new page.
  function lines(text) {
    const all = [], breaks = [];
    const raws = text.includes("\n") ? text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line)) : text.split("\r");
    raws.forEach((raw, index) => {
      const feeds = raw.split("\f").length - 1;
      for (let n = 0; n < feeds; n += 1) breaks.push(index + (raw.startsWith("\f") ? 0 : 1));
      all.push(lineOf(raw.replace(/^\f+/, "").replaceAll("\f", " ").replaceAll("\0", "\ufffd"), index + 1));
    });
    if (all[all.length - 1].text === "") all.pop();
    // After a blank line something else begins; elsewhere a line break may be the page's width alone.
    const isBlank = (line) => trimmed(line.text) === "";
    all.forEach((line, n) => { if (n + 1 < all.length && !isBlank(line) && !isBlank(all[n + 1])) line.joint = "break"; });
    return [all, breaks.filter((first) => first < all.length)];
  }

  const EDGES = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
  const trimmed = (text) => text.replace(EDGES, "");

  /// Marks the lines that lost something.
  function markLosses(lines) {
    let full = 0, half = 0;
    for (const { text } of lines) {
      full += (text.match(/[，？]/g) || []).length;
      half += (text.match(/,/g) || []).length;
    }
    for (const line of lines) line.lost = hasLoss(line.text, full > half);
  }

  /// Whether a line shows that characters were lost; `stray`: whether a `?` between Han is a loss.
  function hasLoss(line, stray) {
    if (/[\ufffd斀]|锟斤拷|烫烫烫/.test(line)) return true;
    if (line.indexOf("?") < 0) return false;
    const chars = Array.from(line);
    return chars.some((c, at) => c === "?" && (opensGloss(chars, at + 1) || closesTag(chars, at + 1)
      || (stray && isHan(chars[at - 1]) && isHan(chars[at + 1]))));
  }

  /// `jīng)`: a gloss without its opening bracket.
  function opensGloss(chars, at) {
    const end = pinyinEnd(chars, at, Infinity);
    return chars[end] === ")" && chars.slice(at, end).some(isToned);
  }

  /// `/a>`: an end tag without its opening bracket.
  function closesTag(chars, at) {
    let end = at + 1;
    while (end < chars.length && /[0-9A-Za-z]/.test(chars[end])) end += 1;
    return chars[at] === "/" && end > at + 1 && chars[end] === ">";
  }

  // ---- What is forgiven: src/language/normalise.rs ----

  const BLANK = /[\u200b-\u200f\u2060\ufeff\xad\ufe0f]/;
  const TONED = new Set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ");
  const LONGEST = 6;
  const marks = new Map();

  const isHan = (c) => c !== undefined && ((c >= "一" && c <= "龥") || (c >= "\u3005" && HAN.test(c)));
  const isToned = (c) => TONED.has(c);
  const isPinyin = (c) => c !== undefined && (/[a-züêɡ]/.test(c) || TONED.has(c));

  const OWN_NUMBER = /[\u2460-\u249b\u24ea\u3251-\u325f\u32b1-\u32bf]/;
  const NUMBER_SIGN = /[²³¹¼-¾\u2070-\u2079\u2080-\u2089\u2150-\u215f\u2189]/;
  const NUMERIC = new RegExp("\\p{N}", "u");
  const isUnspaced = (c) => isHan(c) || /[\u3000-\u30ff\uff00-\uff60]/.test(c);
  const isDigit = (c) => c >= "0" && c <= "9";

  /// NFKC, one letter with its marks at a time, so that every result knows where it came from; numbers in
  /// circles stay, and raised numbers and fractions behind a digit.
  function composed(shown) {
    const text = { chars: [], from: [], to: [] };
    for (let start = 0; start < shown.length;) {
      let end = start + width(shown, start);
      const single = end;
      while (end < shown.length && isMark(shown, end)) end += width(shown, end);
      const part = shown.slice(start, end), before = text.chars[text.chars.length - 1];
      const stays = end === single && (isPlain(part) || OWN_NUMBER.test(part) || (NUMBER_SIGN.test(part) && before !== undefined && NUMERIC.test(before)));
      for (const c of stays ? [part] : part.normalize("NFKC")) push(text, c, start, end);
      start = end;
    }
    return text;
  }

  /// A text with what no reader sees folded: its characters, and for each where what it stands for
  /// begins and ends in the text as shown. White space is left out but between two digits, where it
  /// parts numbers.
  function light(shown) {
    const all = composed(shown), text = { chars: [], from: [], to: [] };
    let gap = null;
    all.chars.forEach((c, n) => {
      const from = all.from[n], to = all.to[n];
      if (WHITE.test(c)) {
        gap = gap ? [gap[0], to] : [from, to];
      } else if (!BLANK.test(c)) {
        if (gap && isDigit(c) && isDigit(text.chars[text.chars.length - 1])) push(text, " ", ...gap);
        gap = null;
        push(text, plainQuote(c), from, to);
      }
    });
    return text;
  }

  /// Whether a text is one character that stays as it is; most are.
  const isPlain = (part) => part.length === 1 && ((part >= "一" && part <= "龥") || (part >= "!" && part <= "~"));

  function push(text, c, from, to) {
    text.chars.push(c);
    text.from.push(from);
    text.to.push(to);
  }

  const width = (text, at) => (text.codePointAt(at) > 0xffff ? 2 : 1);

  /// Whether a character is a mark on the letter before it (its combining class is not 0): then it is
  /// moved before U+0345, the mark of the highest class, in canonical order.
  function isMark(text, at) {
    const unit = text.charCodeAt(at);
    if (unit < 0x300 || (unit >= 0x4e00 && unit <= 0x9fff)) return false;
    const c = String.fromCodePoint(text.codePointAt(at));
    if (!marks.has(c)) marks.set(c, c === "\u0345" || ("\u0345" + c).normalize("NFD").charAt(0) !== "\u0345");
    return marks.get(c);
  }

  function plainQuote(c) {
    if (/[“”„‟«»「」『』〝〞〟″]/.test(c)) return '"';
    return /[‘’‚‛‹›′]/.test(c) ? "'" : c;
  }

  /// A folded text with the damage undone: `(chǎn)` left out after a Han character, the rest simplified.
  function repaired(text) {
    const kept = { chars: [], from: [], to: [] };
    let after = false;
    for (let at = 0; at < text.chars.length;) {
      const length = after ? glossLength(text.chars, at) : 0;
      if (length) { at += length; continue; }
      const c = text.chars[at];
      push(kept, table.get(c) || c, text.from[at], text.to[at]);
      after = isHan(c);
      at += 1;
    }
    return kept;
  }

  /// The length of a gloss: brackets around one syllable of pinyin with its tone; 0 if there is none.
  function glossLength(chars, at) {
    if (chars[at] !== "(") return 0;
    const end = pinyinEnd(chars, at + 1, LONGEST + 1);
    const letters = end - at - 1;
    return letters <= LONGEST && chars[end] === ")" && chars.slice(at + 1, end).some(isToned) ? letters + 2 : 0;
  }

  function pinyinEnd(chars, at, most) {
    let end = at;
    while (end - at < most && isPinyin(chars[end])) end += 1;
    return end;
  }

  // ---- Which place wins: src/verify/locate.rs ----

  const LOSS_REACH = 2;
  /// How many characters of an excerpt one loss can have swallowed.
  const MOST_LOST = 4;
  /// How many characters behind a loss may be what a gloss or a tag left.
  const MOST_JUNK = 64;
  /// What stands in place of lost characters.
  const LOSS = /[\ufffd?斀锟斤拷烫]/;

  /// What a gloss or a tag leaves behind when its beginning is lost: the rest of `(yú)`, of `</a>`.
  const isLeftOver = (c) => isPinyin(c) || /[0-9A-Za-z);/>]/.test(c);

  const NEAR = 3;

  const folded = (shown, repair) => (repair ? repaired(light(shown)) : light(shown));

  /// A document as it is searched: without spaces, lines run together where a sentence may go on.
  function prepared(document) {
    return { document, light: stream(document, false), repaired: stream(document, true) };
  }

  function stream(document, repair) {
    const parts = [], starts = [];
    let length = 0, before = null, last = "";
    const add = (part) => { if (part) { parts.push(part); length += part.length; last = part; } };
    for (const line of document.lines) {
      const text = folded(line.text, repair).chars.join("");
      if (before && before.joint === "end") {
        add("\n");
      } else if (before) {
        const between = seam(before.text, line.text);
        if (between === "hyphen" && /[-\u2010]$/.test(last)) {
          parts[parts.length - 1] = last = last.slice(0, -1);
          length -= 1;
        } else if (between === "space" && /[0-9]$/.test(last) && /^[0-9]/.test(text)) {
          add(" ");
        }
      }
      starts.push(length);
      add(text);
      before = line;
    }
    return { text: parts.join(""), starts };
  }

  const ALPHABETIC = new RegExp("\\p{Alphabetic}", "u"), LOWER = new RegExp("\\p{Lowercase}", "u");

  /// How two lines are read as one.
  function seam(before, after) {
    const [last, letter] = Array.from(trimmed(before)).slice(-2).reverse(), first = Array.from(trimmed(after))[0];
    if (last === undefined || first === undefined) return "space";
    if (/[-\u2010\xad]/.test(last)) return letter !== undefined && ALPHABETIC.test(letter) && LOWER.test(first) ? "hyphen" : "nothing";
    return isUnspaced(last) || isUnspaced(first) || tearsNumber(before, after) ? "nothing" : "space";
  }

  /// Whether a line break cuts a number of a text without spaces.
  function tearsNumber(before, after) {
    const [, first] = /([0-9０-９.,]*)$/.exec(trimmed(before)), second = /^[0-9０-９.,]*/.exec(trimmed(after))[0];
    const words = Array.from(trimmed(before).slice(0, -first.length || undefined)).pop();
    const next = Array.from(trimmed(after).slice(second.length))[0];
    return isHan(words) && (isHan(next) || next === "%" || next === "％")
      && /^[0-9０-９](.*[^,])?$/.test(first) && /^([^,].*)?[0-9０-９]$/.test(second) && (first + second).split(".").length < 3;
  }

  /// Lines read as one.
  function joined(lines) {
    return lines.reduce((whole, { text }, n) => {
      if (!n) return text;
      const between = seam(whole, text), end = whole.replace(/[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/, "");
      const start = text.replace(/^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, "");
      if (between === "hyphen") return end.slice(0, -1) + start;
      return whole + (between === "space" ? " " : "") + start;
    }, "");
  }

  /// How many of sorted numbers come before the first for which `is` does not hold.
  function firstNot(sorted, is) {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (is(sorted[middle])) low = middle + 1; else high = middle;
    }
    return low;
  }

  function linesOf(starts, from, to) {
    const end = firstNot(starts, (start) => start < to);
    const first = Math.max(firstNot(starts, (start) => start <= from), 1) - 1;
    return [first, Math.max(end, first + 1)];
  }

  /// An excerpt as it is searched, and with each hyphen left out that a line break may have taken.
  function variants(excerpt, repair) {
    const whole = folded(excerpt, repair).chars;
    const all = [whole.join("")];
    whole.forEach((c, at) => {
      const parts = /[-\u2010]/.test(c) && at > 0 && ALPHABETIC.test(whole[at - 1]) && at + 1 < whole.length && LOWER.test(whole[at + 1]);
      if (parts && all.length <= 8) all.push(whole.slice(0, at).concat(whole.slice(at + 1)).join(""));
    });
    return all;
  }

  /// How many lines of the file an index is from the lines aimed at.
  function away(document, index, [from, to]) {
    const number = (at) => document.lines[Math.min(at, document.lines.length - 1)].number;
    if (index >= from && index < to) return 0;
    return Math.max(index < from ? number(from) - number(index) : number(index) - number(Math.max(to - 1, 0)), 1);
  }

  /// Looks for an excerpt at the lines aimed at, then ever farther from them; below before above.
  function find(text, excerpt, aim) {
    const nearer = (a, b) => !b || a.away < b.away || (a.away === b.away && a.above < b.above);
    let best = null;
    for (const repair of [false, true]) {
      const { text: all, starts } = repair ? text.repaired : text.light;
      const at = (index) => (index < starts.length ? starts[index] : all.length);
      for (const wanted of variants(excerpt, repair)) {
        if (!wanted) continue;
        const within = (from, to) => {
          let found = null;
          for (let place = all.indexOf(wanted, from); place >= 0 && place + wanted.length <= to; place = all.indexOf(wanted, place + wanted.length)) {
            const lines = linesOf(starts, place, place + wanted.length);
            const seen = { lines, repair, wanted, away: away(text.document, lines[0], aim.lines), above: lines[0] < aim.lines[0] ? 1 : 0 };
            if (nearer(seen, found)) found = seen;
          }
          return found;
        };
        const [first, end] = aim.lines;
        const place = within(at(Math.max(first - NEAR, 0)), at(Math.max(end, first + 1) + NEAR)) || within(0, all.length);
        if (place && nearer(place, best)) best = place;
      }
    }
    return best;
  }

  /// The page of a line by its index, from 1.
  const pageOf = (document, index) => document.breaks.filter((first) => first <= index).length + 1;

  /// The lines that a place means; the start where it means none, the end where it is past it.
  function aimed(document, place) {
    const count = document.lines.length, end = { lines: [Math.max(count - 1, 0), count], past: NEAR + 1 };
    if (place.line) {
      const from = firstNot(document.lines, (line) => line.number < place.line);
      const to = firstNot(document.lines, (line) => line.number <= place.line);
      if (from < count) return { lines: [from, Math.max(to, from + 1)], past: 0 };
      return { lines: end.lines, past: Math.max(place.line - (count ? document.lines[count - 1].number : 0), 0) };
    }
    if (place.page && document.breaks.length) {
      const start = place.page === 1 ? 0 : document.breaks[place.page - 2];
      return start === undefined ? end : { lines: [start, document.breaks[place.page - 1] ?? count], past: 0 };
    }
    const row = place.cell ? document.lines.findIndex((line) => line.cells.some((cell) => cell.name === place.cell)) : -1;
    return row < 0 ? { lines: [0, 1], past: 0 } : { lines: [row, row + 1], past: 0, cell: place.cell };
  }

  /// The words of a place in lines read as one, in the cell that was named where they stand in it.
  function shown(document, place, name) {
    const line = joined(document.lines.slice(...place.lines));
    const text = folded(line, place.repair);
    const length = Array.from(place.wanted).length;
    const from = (start) => start + Array.from(text.chars.slice(start).join("").split(place.wanted, 1)[0]).length;
    const cell = name && document.lines[place.lines[0]].cells.find((cell) => cell.name === name);
    const inside = cell ? from(firstNot(text.from, (at) => at < cell.from)) : 0;
    const first = cell && text.to[inside + length - 1] <= cell.to ? inside : from(0);
    return { passage: line, from: text.from[first], to: text.to[first + length - 1] };
  }

  /// The cell that words stand in, if they stand in one.
  const cellOf = (line, { from, to }) => line.cells.find((cell) => cell.from <= from && to <= cell.to);

  /// Whether the words beside a loss are the excerpt's, all but a few: at least half of it stands before
  /// and after the loss.
  function fitsALoss(excerpt, line) {
    const stands = (part, at) => at >= 0 && part.every((c, n) => line[at + n] === c);
    return line.some((c, mark) => {
      if (!LOSS.test(c)) return false;
      let end = mark + 1;
      while (end < line.length && end - mark < MOST_JUNK && (LOSS.test(line[end]) || isLeftOver(line[end]))) end += 1;
      for (let begun = 0; begun <= excerpt.length; begun += 1) {
        if (!stands(excerpt.slice(0, begun), mark - begun)) continue;
        for (let on = begun; on <= Math.min(excerpt.length, begun + MOST_LOST); on += 1) {
          if ((begun + excerpt.length - on) * 2 < excerpt.length) continue;
          for (let at = mark + 1; at <= end; at += 1) if (stands(excerpt.slice(on), at)) return true;
        }
      }
      return false;
    });
  }

  /// Where an excerpt stands: its answer, and where it was found its line and the words there.
  function locate(text, excerpt, aim) {
    const { document } = text, place = document.lines.length ? find(text, excerpt, aim) : null;
    if (!place) {
      const wanted = folded(excerpt, true).chars;
      const reaches = (index) => away(document, index, aim.lines) + aim.past <= LOSS_REACH;
      const lost = document.lines.some((line, index) => line.lost && reaches(index) && fitsALoss(wanted, folded(line.text, true).chars));
      return { answer: lost ? "cannot-check" : "absent" };
    }
    const words = shown(document, place, aim.cell), first = document.lines[place.lines[0]], cell = cellOf(first, words);
    const line = cell ? cell.number : first.number;
    return Object.assign({ answer: place.repair ? "repaired" : "found", line, index: place.lines[0], cell: cell && cell.name }, words);
  }

  // ---- Marked-up text: src/verify/archive/{markup,references,builder,html,csv}.rs ----

  /// The named references of HTML 4, and those of HTML 5 for common marks.
  const NAMED = new Map("AElig=c6 Aacute=c1 Acirc=c2 Agrave=c0 Alpha=391 Aring=c5 Atilde=c3 Auml=c4 Beta=392 Ccedil=c7 Chi=3a7 Dagger=2021 Delta=394 ETH=d0 Eacute=c9 Ecirc=ca Egrave=c8 Epsilon=395 Eta=397 Euml=cb Gamma=393 Iacute=cd Icirc=ce Igrave=cc Iota=399 Iuml=cf Kappa=39a Lambda=39b Mu=39c NewLine=a Ntilde=d1 Nu=39d OElig=152 Oacute=d3 Ocirc=d4 Ograve=d2 Omega=3a9 Omicron=39f Oslash=d8 Otilde=d5 Ouml=d6 Phi=3a6 Pi=3a0 Prime=2033 Psi=3a8 Rho=3a1 Scaron=160 Sigma=3a3 THORN=de Tab=9 Tau=3a4 Theta=398 Uacute=da Ucirc=db Ugrave=d9 Upsilon=3a5 Uuml=dc Xi=39e Yacute=dd Yuml=178 Zeta=396 aacute=e1 acirc=e2 acute=b4 aelig=e6 agrave=e0 alefsym=2135 alpha=3b1 amp=26 and=2227 ang=2220 apos=27 aring=e5 ast=2a asymp=2248 atilde=e3 auml=e4 bdquo=201e beta=3b2 brvbar=a6 bull=2022 cap=2229 ccedil=e7 cedil=b8 cent=a2 chi=3c7 circ=2c6 clubs=2663 colon=3a comma=2c cong=2245 copy=a9 crarr=21b5 cup=222a curren=a4 dArr=21d3 dagger=2020 darr=2193 dash=2010 deg=b0 delta=3b4 diams=2666 divide=f7 dollar=24 eacute=e9 ecirc=ea egrave=e8 empty=2205 emsp=2003 ensp=2002 epsilon=3b5 equals=3d equiv=2261 eta=3b7 eth=f0 euml=eb euro=20ac excl=21 exist=2203 fnof=192 forall=2200 frac12=bd frac14=bc frac34=be frasl=2044 gamma=3b3 ge=2265 gt=3e hArr=21d4 hairsp=200a harr=2194 hearts=2665 hellip=2026 hyphen=2010 iacute=ed icirc=ee iexcl=a1 igrave=ec image=2111 infin=221e int=222b iota=3b9 iquest=bf isin=2208 iuml=ef kappa=3ba lArr=21d0 lambda=3bb lang=2329 laquo=ab larr=2190 lceil=2308 ldquo=201c le=2264 lfloor=230a lowast=2217 lowbar=5f loz=25ca lpar=28 lrm=200e lsaquo=2039 lsqb=5b lsquo=2018 lt=3c macr=af mdash=2014 micro=b5 middot=b7 minus=2212 mu=3bc nabla=2207 nbsp=a0 ndash=2013 ne=2260 ni=220b not=ac notin=2209 nsub=2284 ntilde=f1 nu=3bd num=23 numsp=2007 oacute=f3 ocirc=f4 oelig=153 ograve=f2 oline=203e omega=3c9 omicron=3bf oplus=2295 or=2228 ordf=aa ordm=ba oslash=f8 otilde=f5 otimes=2297 ouml=f6 para=b6 part=2202 percnt=25 period=2e permil=2030 perp=22a5 phi=3c6 pi=3c0 piv=3d6 plus=2b plusmn=b1 pound=a3 prime=2032 prod=220f prop=221d psi=3c8 puncsp=2008 quest=3f quot=22 rArr=21d2 radic=221a rang=232a raquo=bb rarr=2192 rceil=2309 rdquo=201d real=211c reg=ae rfloor=230b rho=3c1 rlm=200f rpar=29 rsaquo=203a rsqb=5d rsquo=2019 sbquo=201a scaron=161 sdot=22c5 sect=a7 semi=3b shy=ad sigma=3c3 sigmaf=3c2 sim=223c sol=2f spades=2660 sub=2282 sube=2286 sum=2211 sup=2283 sup1=b9 sup2=b2 sup3=b3 supe=2287 szlig=df tau=3c4 there4=2234 theta=3b8 thetasym=3d1 thinsp=2009 thorn=fe tilde=2dc times=d7 trade=2122 uArr=21d1 uacute=fa uarr=2191 ucirc=fb ugrave=f9 uml=a8 upsih=3d2 upsilon=3c5 uuml=fc vert=7c weierp=2118 xi=3be yacute=fd yen=a5 yuml=ff zeta=3b6 zwj=200d zwnj=200c".split(" ").map((entry) => entry.split("=")));

  /// What a number stands for: browsers read 128 to 159 as windows-1252 does.
  function ofCode(code) {
    if (code >= 0x80 && code <= 0x9f) return new TextDecoder("windows-1252").decode(Uint8Array.of(code));
    return code > 0x10ffff || code === 0 || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
  }

  /// A text with its references resolved; one that is unknown stays as it stands.
  function resolved(text) {
    return text.replace(/&#[xX]([0-9a-fA-F]+);?|&#([0-9]+);?|&([0-9A-Za-z]{1,32});/g, (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED.has(name) ? String.fromCodePoint(parseInt(NAMED.get(name), 16)) : whole;
      return ofCode(hex === undefined ? parseInt(decimal, 10) : parseInt(hex, 16));
    });
  }

  const RAW = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes)$/;
  const lower = (text) => text.replace(/[A-Z]+/g, (word) => word.toLowerCase());
  const countLines = (text) => (text.match(/\r\n|\n|\r(?!\n)/g) || []).length;

  /// Walks over the pieces of a text: { text, line }, { open, attributes, line }, { close, line }.
  function tokensOf(text, html) {
    let at = 0, line = 1, raw = null;
    const take = (end) => {
      const taken = text.slice(at, end);
      // A carriage return that a line feed follows ends no line, also where the walk stops between them.
      line += countLines(taken + (text[end] === "\n" && taken.endsWith("\r") ? "\n" : "")) - (text[end] === "\n" && taken.endsWith("\r") ? 1 : 0);
      at = end;
      return taken;
    };
    const to = (mark, from) => { const found = text.indexOf(mark, from); return found < 0 ? text.length : found + mark.length; };
    return function next() {
      while (at < text.length) {
        const from = line, name = raw;
        raw = null;
        const end = name ? endOfRaw(text, at, name) : startOfMarkup(text, at);
        if (end > at) return { text: take(end), line: from };
        if (!html && text.startsWith("<![CDATA[", at)) {
          const inside = at + 9, close = text.indexOf("]]>", inside);
          const words = text.slice(inside, close < 0 ? text.length : close);
          take(close < 0 ? text.length : close + 3);
          return { text: words, line: from };
        }
        if (text.startsWith("<!-->", at) || text.startsWith("<!--->", at)) { take(to(">", at)); continue; }
        if (text.startsWith("<!--", at)) { take(to("-->", at + 4)); continue; }
        if (text.startsWith("<!", at)) { take(to(">", at + 2)); continue; }
        if (text.startsWith("<?", at)) { take(to(">", at + 2)); continue; }
        const inner = take(tagEnd(text, at)).replace(/^<+/, "").replace(/>+$/, "");
        const closes = inner.startsWith("/"), body = closes ? inner.slice(1) : inner;
        const stop = body.search(/[\s\x85/]/), cut = stop < 0 ? body.length : stop;
        const tag = lower(body.slice(0, cut).split(":").pop());
        if (closes) return { close: tag, line: from };
        if (html && RAW.test(tag)) raw = tag;
        return { open: tag, attributes: body.slice(cut), isEmpty: !html && body.endsWith("/"), line: from };
      }
      return null;
    };
  }

  function startOfMarkup(text, at) {
    for (let found = text.indexOf("<", at); found >= 0; found = text.indexOf("<", found + 1)) {
      if (/[A-Za-z/!?]/.test(text.charAt(found + 1))) return found;
    }
    return text.length;
  }

  function endOfRaw(text, at, name) {
    for (let found = text.indexOf("</", at); found >= 0; found = text.indexOf("</", found + 1)) {
      if (lower(text.slice(found + 2, found + 2 + name.length)) === name) return found;
    }
    return text.length;
  }

  /// The end of a tag, whose attributes may hold `>` between quotes.
  function tagEnd(text, from) {
    let quote = "", before = " ";
    for (let at = from; at < text.length; at += 1) {
      const c = text[at];
      if (!quote && c === ">") return at + 1;
      if (!quote && (c === '"' || c === "'") && before === "=") quote = c;
      else if (quote && c === quote) quote = "";
      if (!/[ \t\n\f\r]/.test(c)) before = c;
    }
    return text.length;
  }

  /// The value of an attribute by its name in lower case, whatever its prefix; null if there is none.
  function attribute(attributes, wanted) {
    const pattern = /([^\s\x85=/]*)(?:[\s\x85]*=[\s\x85]*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s\x85]*)))?[\s\x85/]*/y;
    pattern.lastIndex = attributes.search(/[^\s\x85/]|$/);
    while (pattern.lastIndex < attributes.length) {
      const from = pattern.lastIndex, found = pattern.exec(attributes);
      if (!found || pattern.lastIndex === from) { pattern.lastIndex = from + 1; continue; }
      if (lower(found[1].split(":").pop()) === wanted) return found[2] ?? found[3] ?? found[4] ?? "";
    }
    return null;
  }

  /// Puts blocks and rows together as lines that a reader sees.
  function builder() {
    const lines = [], tables = [], breaks = [];
    let text = "", number = 0;
    const isInCell = () => tables.some((table) => table.inCell);
    function push(line) {
      const open = [...tables].reverse().find((table) => table.inCell);
      const row = open && open.row;
      (row && row.length ? row[row.length - 1].lines : lines).push(line);
    }
    function flush(joint) {
      const words = trimmed(text);
      text = "";
      if (words) push(Object.assign(lineOf(words, number), { joint }));
    }
    function words(part, at) {
      for (const c of part) {
        if (!/[ \t\n\f\r]/.test(c)) {
          if (!text) number = at;
          text += c === "\0" ? "\ufffd" : c;
        } else if (text && !text.endsWith(" ")) {
          text += " ";
        }
      }
    }
    function end() {
      if (trimmed(text)) return flush("end");
      text = "";
      if (!isInCell() && lines.length) lines[lines.length - 1].joint = "end";
    }
    const breakAs = (joint) => (isInCell() ? words(" ", 0) : flush(joint));
    function endCell() {
      end();
      if (tables.length) tables[tables.length - 1].inCell = false;
    }
    function endRow() {
      endCell();
      const table = tables[tables.length - 1], row = table && table.row;
      if (table) table.row = null;
      if (!row || !row.length) return;
      if (row.every((cell) => cell.lines.length <= 1 && cell.lines.every((line) => !line.cells.length))) {
        const line = rowLine(row.map((cell) => [cell.lines.length ? cell.lines[0].text : "", cell.lines.length ? cell.lines[0].number : cell.number]), row[0].number);
        if (trimmed(line.text)) push(line);
      } else {
        row.forEach((cell) => cell.lines.forEach(push));
      }
    }
    return {
      words, end, endCell, endRow,
      wrap: () => breakAs("wrap"),
      breakLine: () => breakAs("break"),
      mark(c, at) { if (!text) number = at; text += c; },
      page() { end(); if (!tables.length) breaks.push(lines.length); },
      pageInside() { if (!tables.length) { flush("wrap"); breaks.push(lines.length); } },
      breaks: () => breaks.filter((first) => first < lines.length),
      table() { end(); tables.push({ row: null, inCell: false }); },
      endTable() { endRow(); tables.pop(); },
      row() { endRow(); if (tables.length) tables[tables.length - 1].row = []; },
      cell(at) {
        endCell();
        const table = tables[tables.length - 1];
        if (!table) return;
        table.row = table.row || [];
        table.row.push({ number: at, lines: [] });
        table.inCell = true;
      },
      finish() {
        while (tables.length) { endRow(); tables.pop(); }
        end();
        if (lines.length) lines[lines.length - 1].joint = "end";
        return lines;
      },
    };
  }

  /// A row as one line: the words of each cell with the number of its line.
  function rowLine(cells, number, name) {
    const line = lineOf("", number);
    cells.forEach(([words, at], n) => {
      if (n) line.text += "\t";
      const from = line.text.length;
      line.text += words;
      line.cells.push({ from, to: line.text.length, number: at, name: name && name(n) });
    });
    return line;
  }

  const UNSEEN = /^(?:script|style|template|noscript|iframe|object|svg|math|title|rt|rp|select|textarea|noembed|noframes)$/;
  const BLOCKS = /^(?:address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|legend|li|main|menu|nav|ol|option|p|pre|section|summary|ul|tbody|thead|tfoot|button)$/;

  /// The lines that a page shows, each with its number in the file. No script of it runs, and nothing
  /// that it names is loaded: the markup is only read.
  function htmlLines(html) {
    const page = builder(), tokens = tokensOf(html, true);
    let unseen = null, depth = 0, pre = 0;
    for (let token = tokens(); token; token = tokens()) {
      const { open, close } = token;
      if (token.text !== undefined) {
        if (!unseen) token.text.replace(/\r\n?/g, "\n").split("\n").forEach((part, n) => {
          if (n) { if (pre > 0) page.breakLine(); else page.wrap(); }
          page.words(resolved(part), token.line + n);
        });
      } else if (unseen) {
        if (open === unseen) depth += 1;
        if (close === unseen) depth -= 1;
        if (!depth) unseen = null;
      } else if (open !== undefined) {
        if (UNSEEN.test(open)) { unseen = open; depth = 1; continue; }
        if (open === "br") page.breakLine();
        else if (open === "table") page.table();
        else if (open === "tr") page.row();
        else if (open === "td" || open === "th") page.cell(token.line);
        else if (BLOCKS.test(open)) page.end();
        if (open === "pre") pre += 1;
      } else {
        if (close === "table") page.endTable();
        else if (close === "tr") page.endRow();
        else if (close === "td" || close === "th") page.endCell();
        else if (BLOCKS.test(close)) page.end();
        if (close === "pre" && pre > 0) pre -= 1;
      }
    }
    return page.finish().sort((a, b) => a.number - b.number);
  }

  const oneSpace = (cell) => cell.split(new RegExp(WHITE.source + "+")).filter(Boolean).join(" ");

  /// The lines of a table of text: one a record, its cells parted by tabs.
  function csvLines(text) {
    return records(text, delimiter(text))
      .map(([number, cells], n) => rowLine(cells.map((cell) => [oneSpace(cell), number]), number, (column) => letters(column + 1) + (n + 1)))
      .filter((line) => line.cells.some((cell) => cell.to > cell.from));
  }

  function letters(column) {
    let name = "";
    for (; column > 0; column = Math.floor((column - 1) / 26)) name = String.fromCharCode(65 + ((column - 1) % 26)) + name;
    return name;
  }

  function delimiter(text) {
    const sample = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line)).filter((line) => trimmed(line)).slice(0, 20);
    let best = null;
    for (const mark of ["|", "\t", ",", ";"]) {
      const counts = sample.map((line) => {
        let quoted = false, count = 0;
        for (const c of line) { if (c === '"') quoted = !quoted; if (c === mark && !quoted) count += 1; }
        return count;
      });
      const first = counts[0] || 0, alike = counts.filter((count) => count === first && first > 0).length;
      if (!best || alike > best.alike || (alike === best.alike && first >= best.first)) best = { mark, alike, first };
    }
    return best.mark;
  }

  /// The records with the number of the line where each begins; quotes may hold delimiters and line ends.
  function records(text, mark) {
    const all = [], chars = Array.from(text);
    let cells = [], cell = "", quoted = false, number = 1, start = 1;
    for (let at = 0; at < chars.length; at += 1) {
      const c = chars[at], ends = c === "\n" || (c === "\r" && chars[at + 1] !== "\n");
      if (ends) number += 1;
      if (c === '"' && quoted && chars[at + 1] === '"') { cell += '"'; at += 1; }
      else if (c === '"' && quoted) quoted = false;
      else if (c === '"' && !trimmed(cell)) { cell = ""; quoted = true; }
      else if (quoted) cell += c;
      else if (c === mark) { cells.push(cell); cell = ""; }
      else if (c === "\r" || c === "\n") {
        if (ends) { cells.push(cell); cell = ""; all.push([start, cells]); cells = []; start = number; }
      } else cell += c;
    }
    if (cell || cells.length) { cells.push(cell); all.push([start, cells]); }
    return all;
  }

  // ---- Packed documents: src/verify/archive/{zip,docx,xlsx,print}.rs ----

  const MOST_UNPACKED = 64 * 1000 * 1000, MOST_PARTS = 10000, MOST_COLUMNS = 16384;

  /// A file that is packed, or is called so: null for one that is text.
  const isPacked = (bytes, name) => /^PK\x03\x04/.test(beginning(bytes, 4)) || (!kind(bytes) && /\.(?:docx|xlsx)$/i.test(name));

  /// A document in lines, whatever it is packed in; as a promise, since browsers unpack in their own time.
  function open(bytes, name = "") {
    if (!isPacked(bytes, name)) return Promise.resolve(read(bytes, name));
    if (typeof root.DecompressionStream !== "function") return Promise.resolve({ unreadable: "no-unpacking" });
    return unpacked(bytes).catch((error) => ({ unreadable: typeof error === "string" ? error : "broken" }));
  }

  async function unpacked(bytes) {
    const parts = directory(bytes);
    const text = async (name) => (parts.has(name) ? part(bytes, parts.get(name)) : null);
    if (parts.has("word/document.xml")) {
      const [all, breaks] = wordLines([await text("word/document.xml"), await text("word/footnotes.xml"), await text("word/endnotes.xml")]);
      return finished("docx", all, breaks, "UTF-8");
    }
    if (!parts.has("xl/workbook.xml")) throw "packed";
    return finished("xlsx", await bookLines(text), [], "UTF-8");
  }

  const short = (bytes, at) => { if (at + 2 > bytes.length) throw "broken"; return bytes[at] | (bytes[at + 1] << 8); };
  const long = (bytes, at) => short(bytes, at) + short(bytes, at + 2) * 65536;

  /// The parts that a zip archive lists at its end, by name; the first of two of one name.
  function directory(bytes) {
    let end = bytes.length - 4;
    const from = Math.max(0, bytes.length - 22 - 0xffff), signed = (at, mark) => mark.every((byte, n) => bytes[at + n] === byte);
    while (end >= from && !signed(end, [0x50, 0x4b, 5, 6])) end -= 1;
    if (end < from || end + 22 > bytes.length) throw "broken";
    const parts = new Map();
    let at = long(bytes, end + 16);
    for (let n = Math.min(short(bytes, end + 10), MOST_PARTS); n > 0; n -= 1) {
      if (!signed(at, [0x50, 0x4b, 1, 2])) throw "broken";
      const length = short(bytes, at + 28), stop = at + 46 + length;
      if (stop > bytes.length) throw "broken";
      const name = new TextDecoder().decode(bytes.subarray(at + 46, stop));
      const found = { method: short(bytes, at + 10), locked: short(bytes, at + 8) & 1, packed: long(bytes, at + 20), at: long(bytes, at + 42) };
      if (!parts.has(name)) parts.set(name, found);
      at = stop + short(bytes, at + 30) + short(bytes, at + 32);
    }
    return parts;
  }

  /// The text of a part.
  async function part(bytes, { method, locked, packed, at }) {
    if (locked || (method !== 0 && method !== 8)) throw "broken";
    const start = at + 30 + short(bytes, at + 26) + short(bytes, at + 28);
    if (start + packed > bytes.length) throw "broken";
    const raw = bytes.subarray(start, start + packed);
    const whole = method ? await inflated(raw) : raw;
    if (whole.length > MOST_UNPACKED) throw "broken";
    return new TextDecoder("UTF-8", { ignoreBOM: true }).decode(whole).replace(/^\ufeff/, "");
  }

  /// Unpacks, and stops where it swells past every document.
  async function inflated(raw) {
    const stream = new root.DecompressionStream("deflate-raw"), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
    const fed = writer.write(raw).then(() => writer.close());
    fed.catch(() => {});
    const pieces = [];
    let length = 0;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
      length += piece.value.length;
      if (length > MOST_UNPACKED) { reader.cancel().catch(() => {}); throw "broken"; }
    }
    await fed;
    const whole = new Uint8Array(length);
    pieces.reduce((offset, piece) => { whole.set(piece, offset); return offset + piece.length; }, 0);
    return whole;
  }

  const UNSEEN_WORDS = /^(?:ppr|rpr|tblpr|del|movefrom|fallback)$/;

  /// The lines of a Word document, numbered by paragraphs: its body, then its notes.
  function wordLines(parts) {
    const page = builder(), state = { unseen: null, depth: 0, isText: false };
    for (const xml of parts) if (xml !== null) wordPart(page, xml, state);
    const all = page.finish();
    all.forEach((line, n) => { line.number = n + 1; line.cells.forEach((cell) => { cell.number = n + 1; }); });
    return [all, page.breaks()];
  }

  function wordPart(page, xml, state) {
    const tokens = tokensOf(xml, false);
    for (let token = tokens(); token; token = tokens()) {
      const { open, close, isEmpty } = token;
      if (token.text !== undefined) {
        if (state.isText && !state.unseen) page.words(resolved(token.text), 1);
      } else if (state.unseen) {
        if (open === state.unseen && !isEmpty) state.depth += 1;
        if (close === state.unseen) state.depth -= 1;
        if (!state.depth) state.unseen = null;
      } else if (open !== undefined) {
        if (UNSEEN_WORDS.test(open)) { if (!isEmpty) { state.unseen = open; state.depth = 1; } continue; }
        if (open === "t") state.isText = !isEmpty;
        else if (open === "tab" || open === "ptab") page.words(" ", 1);
        else if (open === "br" && attribute(token.attributes, "type") === "page") page.page();
        else if (open === "br" || open === "cr") page.breakLine();
        else if (open === "lastrenderedpagebreak") page.pageInside();
        else if (open === "nobreakhyphen") page.mark("-", 1);
        else if (open === "tbl") page.table();
        else if (open === "tr") page.row();
        else if (open === "tc") page.cell(1);
      } else if (close === "t") state.isText = false;
      else if (close === "p") page.end();
      else if (close === "tc") page.endCell();
      else if (close === "tr") page.endRow();
      else if (close === "tbl") page.endTable();
    }
    page.end();
  }

  /// The attributes of each element of a name.
  function elements(xml, wanted) {
    const found = [], tokens = tokensOf(xml, false);
    for (let token = tokens(); token; token = tokens()) if (token.open === wanted) found.push(token.attributes);
    return found;
  }

  /// The lines of all sheets of a workbook that are shown, in the order of the book.
  async function bookLines(text) {
    const book = await text("xl/workbook.xml"), shared = sharedWords(await text("xl/sharedStrings.xml") ?? "");
    const formats = formatsOf(await text("xl/styles.xml") ?? ""), places = new Map();
    for (const attributes of elements(await text("xl/_rels/workbook.xml.rels") ?? "", "relationship")) {
      const id = attribute(attributes, "id"), target = attribute(attributes, "target");
      if (id !== null && target !== null) places.set(id, target.startsWith("/") ? target.slice(1) : "xl/" + target);
    }
    const all = [];
    for (const attributes of elements(book, "sheet")) {
      const name = attribute(attributes, "name"), path = places.get(attribute(attributes, "id"));
      if ((attribute(attributes, "state") ?? "visible") !== "visible" || name === null || !path) continue;
      const xml = await text(path);
      if (xml !== null) all.push(...sheetLines(resolved(name), sheetRows(xml, shared, formats)));
    }
    all.forEach((line, n) => { line.number = n + 1; line.cells.forEach((cell) => { cell.number = n + 1; }); });
    return all;
  }

  function sheetLines(sheet, rows) {
    const plain = /^[\p{Alphabetic}\p{N}_]*$/u.test(sheet) ? sheet : "'" + sheet.replaceAll("'", "''") + "'";
    return [...rows].sort(([a], [b]) => a - b).filter(([, row]) => [...row.values()].some(Boolean)).map(([number, row]) => {
      const last = Math.max(...row.keys()), cells = Array.from({ length: last }, (_, n) => [oneSpace(row.get(n + 1) ?? ""), 0]);
      return rowLine(cells, 0, (column) => plain + "!" + letters(column + 1) + number);
    });
  }

  /// The shared strings in their order, without how they sound.
  function sharedWords(xml) {
    const all = [], tokens = tokensOf(xml, false);
    let isText = false, isSound = false;
    for (let token = tokens(); token; token = tokens()) {
      const { open, close, isEmpty } = token;
      if (open === "si") all.push("");
      else if (open === "t") isText = !isEmpty;
      else if (open === "rph") isSound = !isEmpty;
      else if (close === "t") isText = false;
      else if (close === "rph") isSound = false;
      else if (token.text !== undefined && isText && !isSound && all.length) all[all.length - 1] += resolved(token.text);
    }
    return all;
  }

  /// The cells of a sheet as it prints them: by row, then by column, both from 1.
  function sheetRows(xml, shared, formats) {
    const rows = new Map(), tokens = tokensOf(xml, false);
    let cell = null, text = "", isValue = false;
    for (let token = tokens(); token; token = tokens()) {
      const { open, close, isEmpty } = token;
      if (open === "c" && !isEmpty) {
        const place = placeOf(attribute(token.attributes, "r") ?? ""), style = attribute(token.attributes, "s") ?? "0";
        cell = place && { ...place, kind: attribute(token.attributes, "t") ?? "n", style: /^\+?[0-9]+$/.test(style) ? Number(style) : 0 };
        text = "";
      } else if (open !== undefined) {
        isValue = (open === "v" || open === "t") && !isEmpty;
      } else if (token.text !== undefined) {
        if (isValue) text += resolved(token.text);
      } else if (close === "c") {
        if (cell && cell.column <= MOST_COLUMNS) {
          if (!rows.has(cell.row)) rows.set(cell.row, new Map());
          rows.get(cell.row).set(cell.column, printedCell(text, cell, shared, formats));
        }
        cell = null;
      } else {
        isValue = false;
      }
    }
    return rows;
  }

  /// Row and column of a cell's name: B7, Sheet1!B7.
  function placeOf(name) {
    const found = /^(?:('?)(?:[^]*[^'])?\1!)?([A-Za-z]+)([1-9][0-9]*)$/.exec(name);
    if (!found || found[3].length > 9 || found[2].length > 6) return null;
    return { row: Number(found[3]), column: Array.from(lower(found[2])).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 96, 0) };
  }

  function printedCell(value, { kind, style }, shared, formats) {
    const plain = trimmed(value);
    if (kind === "s") return /^\+?[0-9]+$/.test(plain) ? shared[Number(plain)] ?? "" : "";
    if (kind === "b") return plain === "1" ? "TRUE" : "FALSE";
    return kind === "n" ? printed(plain, formats[style] ?? GENERAL) : value;
  }

  const GENERAL = { as: "general" };
  const fixed = (decimals, grouped, percent) => ({ as: "fixed", decimals, grouped, percent });

  /// The format of each style of a workbook, by its number.
  function formatsOf(styles) {
    const own = new Map();
    for (const attributes of elements(styles, "numfmt")) {
      const id = attribute(attributes, "numfmtid"), code = attribute(attributes, "formatcode");
      if (/^\+?[0-9]+$/.test(id ?? "") && code !== null && !own.has(Number(id))) own.set(Number(id), ofFormat(resolved(code)));
    }
    const from = styles.indexOf("<cellXfs"), cells = from < 0 ? "" : styles.slice(from + 8);
    const end = cells.indexOf("</cellXfs>");
    return elements(end < 0 ? "" : cells.slice(0, end), "xf").map((attributes) => {
      const id = attribute(attributes, "numfmtid"), number = /^\+?[0-9]+$/.test(id ?? "") ? Number(id) : 0;
      return own.get(number) ?? builtIn(number);
    });
  }

  function builtIn(id) {
    if (id === 1) return fixed(0, false, false);
    if (id === 2) return fixed(2, false, false);
    if (id === 3 || id === 37 || id === 38) return fixed(0, true, false);
    if (id === 4 || id === 39 || id === 40) return fixed(2, true, false);
    if (id === 9) return fixed(0, false, true);
    if (id === 10) return fixed(2, false, true);
    if (id >= 14 && id <= 17) return { as: "day" };
    return id === 22 ? { as: "moment" } : GENERAL;
  }

  /// What a format's code asks for, as far as its first part says.
  function ofFormat(code) {
    let plain = "", quoted = false, bracketed = false, skip = false;
    for (const c of code.split(";")[0]) {
      if (skip) skip = false;
      else if (c === "\\" || c === "_" || c === "*") skip = true;
      else if (c === '"') quoted = !quoted;
      else if (c === "[") bracketed = true;
      else if (c === "]") bracketed = false;
      else if (!quoted && !bracketed) plain += lower(c);
    }
    if (/[yd]/.test(plain)) return { as: plain.includes("h") ? "moment" : "day" };
    if (!/[0#]/.test(plain) || /[e/?]/.test(plain)) return GENERAL;
    const decimals = plain.includes(".") ? /^[0#]*/.exec(plain.slice(plain.indexOf(".") + 1))[0].length : 0;
    return fixed(decimals, plain.includes(","), plain.includes("%"));
  }

  /// A number in a format, exactly; what is none stays.
  function printed(value, format) {
    const found = /^([+-]?)(?=\.?[0-9])([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?$/.exec(value);
    if (!found || Math.abs(Number(found[4] ?? 0)) > 28) return value;
    const minus = found[1] === "-";
    let digits = BigInt(found[2] + found[3]), scale = found[3].length - Number(found[4] ?? 0);
    if (scale < 0) { digits *= 10n ** BigInt(-scale); scale = 0; }
    if (format.as === "day" || format.as === "moment") return moment(minus ? -digits : digits, scale, format.as === "moment") ?? value;
    if (format.as === "general") {
      const more = digits.toString().length - 15;
      if (more > 0) [digits, scale] = rounded(digits, scale, scale - more, true);
      return written(minus, digits, scale, true);
    }
    if (format.percent) digits *= 100n;
    [digits, scale] = rounded(digits, scale, Math.min(format.decimals, 28), false);
    const text = written(minus, digits, scale, false);
    const grouped = format.grouped ? text.replace(/^(-?)([0-9]+)/, (_, sign, whole) => sign + whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",")) : text;
    return format.percent ? grouped + "%" : grouped;
  }

  /// Digits with so many decimals: halves go up, or to the even digit.
  function rounded(digits, scale, wanted, even) {
    if (scale <= wanted) return [digits * 10n ** BigInt(wanted - scale), wanted];
    const step = 10n ** BigInt(scale - wanted), rest = digits % step, half = step / 2n;
    let whole = digits / step;
    if (rest > half || (rest === half && (!even || whole % 2n === 1n))) whole += 1n;
    return wanted < 0 ? [whole * 10n ** BigInt(-wanted), 0] : [whole, wanted];
  }

  function written(minus, digits, scale, short) {
    let text = digits.toString().padStart(scale + 1, "0");
    if (scale) text = text.slice(0, -scale) + "." + text.slice(-scale);
    if (short && scale) text = text.replace(/\.?0+$/, "");
    return (minus && /[1-9]/.test(text) ? "-" : "") + text;
  }

  /// A day as workbooks count, since the last of 1899: they take 1900 for a leap year.
  function moment(digits, scale, withTime) {
    const one = 10n ** BigInt(scale), whole = digits / one, early = whole >= 1n && whole < 60n ? 1n : 0n;
    if (whole > 3000000n || whole < -700000n) return null;
    const fraction = (digits % one) * 86400n, [seconds] = rounded(fraction < 0n ? -fraction : fraction, scale, 0, true);
    const at = new Date(Date.UTC(1899, 11, 30) + Number(whole + early) * 86400000 + Number(fraction < 0n ? -seconds : seconds) * 1000);
    if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null;
    const text = at.toISOString();
    return withTime ? text.slice(0, 10) + " " + text.slice(11, 16) : text.slice(0, 10);
  }

  // ---- A reader's file ----

  const LARGEST = 20 * 1000 * 1000;
  const KINDS = [
    ["pdf", /^%PDF-/],
    ["image", /^(?:\x89PNG|\xff\xd8\xff|GIF8[79]a|BM[^]{4}\0{4}|II\*\0|MM\0\*|RIFF[^]{4}WEBP|\0\0\0[^]ftyp)/],
    ["packed", /^(?:PK[\x05\x07]|\xd0\xcf\x11\xe0|\{\\rtf|bplist00|\x1f\x8b|Rar!\x1a|7z\xbc\xaf)/],
    ["packed", /^(?:From: <Saved by|MIME-Version:)[^]*multipart\/related/i],
  ];

  const beginning = (bytes, length = 1024) => String.fromCharCode.apply(null, bytes.subarray(0, length));

  /// What a file is that is no text; empty for one that may be.
  function kind(bytes) {
    const head = beginning(bytes);
    const found = KINDS.find(([, pattern]) => pattern.test(head));
    return found ? found[0] : "";
  }

  /// What a file says of a fact. `same` is whether it is the recorded file; null: not compared.
  function look(document, id, same) {
    const recorded = source.facts[id], { excerpt } = recorded;
    const text = prepared(document);
    const place = locate(text, excerpt, aimed(document, recorded));
    const others = new Set(Object.keys(source.facts).map((other) => source.facts[other].excerpt));
    others.delete(excerpt);
    const there = Array.from(others).filter((other) => find(text, other, { lines: [0, 1], past: 0 })).length;
    const stranger = !same && others.size > 0 && there * 2 < others.size;
    const verdict = !place.line && stranger ? "other" : place.answer;
    return Object.assign({ verdict, recorded, there, others: others.size, stranger, same }, place);
  }

  /// SHA-256 of bytes in hexadecimal digits; null where the browser has none.
  function sha256(bytes) {
    if (!root.crypto || !root.crypto.subtle) return Promise.resolve(null);
    const hex = (hash) => Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return root.crypto.subtle.digest("SHA-256", bytes).then(hex, () => null);
  }

  // ---- What the reader is told ----

  const ICONS = { found: "quoted", repaired: "quoted", absent: "unverified", "cannot-check": "damaged" };
  const AROUND = 60;
  let turns = 0;

  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function element(name, className, content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...[].concat(content || []));
    return made;
  }

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "mark");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS(svg.namespaceURI, "use")).setAttribute("href", "#m-" + name);
    return svg;
  }

  function headline(verdict, text) {
    const good = verdict === "found" || verdict === "repaired";
    const mark = element("span", good ? "found" : verdict === "absent" ? "absent" : "", icon(ICONS[verdict] || "gap"));
    return element("p", "", [mark, " ", element("strong", "", text)]);
  }

  /// The line around the excerpt, with the excerpt marked.
  function passage(line, from, to) {
    const before = Array.from(line.slice(0, from)), after = Array.from(line.slice(to));
    const quote = element("p", "quote", [
      (before.length > AROUND ? "…" : "") + before.slice(-AROUND).join("").trimStart(),
      element("mark", "", line.slice(from, to)),
      after.slice(0, AROUND).join("").trimEnd() + (after.length > AROUND ? "…" : ""),
    ]);
    quote.lang = source.tag;
    return quote;
  }

  const MEASURES = ["line", "page", "cell", "time"];
  const measure = (spot) => MEASURES.find((key) => spot[key] !== undefined);

  /// A place in words: "in line 6", "near page 4".
  const worded = (how, spot) => fill("place_" + how + "_" + measure(spot), { n: spot[measure(spot)] });

  /// What was found by the measure that the fact uses, where the document has it.
  function counted(document, seen) {
    if (seen.recorded.page && document.breaks.length) return { page: pageOf(document, seen.index) };
    return seen.recorded.cell && seen.cell ? { cell: seen.cell } : { line: seen.line };
  }

  /// The result as elements: the answer, the passage, and what else to know.
  function told(document, seen, name) {
    const spot = seen.line && counted(document, seen);
    const values = { name, at: spot && worded("at", spot), recorded: worded("at", seen.recorded), near: worded("near", seen.recorded), n: seen.there, all: seen.others, encoding: document.encoding, lines: document.lines.length };
    const notes = [];
    if (seen.same) notes.push(fill("same", values));
    if (seen.same === null) notes.push(fill("not_compared", values));
    if (spot && spot[measure(spot)] !== seen.recorded[measure(spot)]) notes.push(fill(seen.same ? "other_line" : "our_line", { ...values, at: values.recorded }));
    if (!seen.same) notes.push(fill(company(seen), values));
    const parts = [headline(seen.verdict, fill(seen.verdict.replace("-", "_"), values))];
    if (seen.line) parts.push(passage(seen.passage, seen.from, seen.to));
    if (notes.length) parts.push(element("p", "", notes.join(words.space)));
    return parts.concat(element("p", "small", fill("read_as", values)));
  }

  /// What the source's other excerpts tell of the file.
  function company(seen) {
    if (!seen.others) return "alone";
    if (seen.verdict === "absent") return "likely";
    return seen.line && seen.stranger ? "few" : "others";
  }

  /// Compares a file with the source and says in `result` what was seen of the fact.
  function compare(file, id, result) {
    const turn = (turns += 1);
    const say = (parts) => {
      if (turn !== turns) return;
      result.replaceChildren(...parts);
      result.scrollIntoView({ block: "nearest" });
    };
    const refuse = (key) => say([headline("", words[key]), element("p", "small", file.name)]);
    if (file.size > LARGEST) return refuse("too_big");
    const reader = new FileReader();
    reader.onerror = () => refuse("unreadable");
    reader.onload = () => {
      const bytes = new Uint8Array(reader.result);
      sha256(bytes).then((hash) => {
        const same = hash === null ? null : hash === source.sha256;
        const opened = kind(bytes) ? Promise.resolve({ unreadable: kind(bytes) }) : open(bytes, file.name);
        opened.then((document) => {
          if (document.unreadable) refuse(document.unreadable.replace("-", "_"));
          else say(told(document, look(document, id, same), file.name));
        });
      });
    };
    reader.readAsArrayBuffer(file);
  }

  /// Makes the box on a fact's page work: by its file button, and by a file dropped on the page.
  function start(box) {
    const field = box.querySelector("[data-field]");
    const input = field.querySelector("input");
    const result = field.querySelector("[role=status]");
    const take = (files) => { if (files.length) compare(files[0], box.dataset.fact, result); };
    const over = (event) => {
      if (!box.open || Array.from(event.dataTransfer.types).indexOf("Files") < 0) return;
      event.preventDefault();
      box.classList.toggle("over", event.type === "dragover");
      if (event.type === "drop") take(event.dataTransfer.files);
    };
    input.addEventListener("click", () => { input.value = ""; });
    input.addEventListener("change", () => take(input.files));
    ["dragover", "dragleave", "drop"].forEach((type) => document.addEventListener(type, over));
    field.hidden = false;
  }

  root.ownCopy = {
    simplify,
    source(given) { source = given; },
    words(given) { words = given; },
    start,
    open,
    read,
    prepared,
    aimed,
    locate,
    look,
    kind,
  };
})(this);
