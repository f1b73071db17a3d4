// Says where an excerpt stands in a reader's own copy of a document. It is loaded when a reader opens
// the box on a fact's page, and works in the reader's browser alone: nothing is sent anywhere.
//
// The rules are the program's: src/verify/archive.rs (bytes to lines, losses), src/text/normalise.rs
// (what is forgiven) and src/verify/locate.rs (which place wins), in their order and with their names.
// tests/cases/copies.json is run against both, so a rule is changed in both or in neither.
(function (root) {
  "use strict";

  // What the build writes for this script: see src/render/copies.rs.
  const table = new Map();
  let source = { archive: "", sha256: "", facts: {} };
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

  // ---- Bytes to lines: src/verify/archive.rs ----

  const COMMON = new Set("的一是不了在有人这這上中大为為来來国國年月日到地和个個市业業公司区區产產发發企新成工家科技与與以及对對现現出全智能元亿億万萬省，。、");
  const WHITE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/;
  const MARK = /[\u2010-\u2027\u3000-\u303f\uff00-\uffef\xb7\xb0\xd7]/;
  const HAN = new RegExp("[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]", "u");
  const LETTER = new RegExp("\\p{Alphabetic}", "u");

  /// A document in lines, or why it is none: { lines, encoding, lost } or { unreadable }.
  function read(bytes) {
    if (!bytes.length) return { unreadable: "empty" };
    const decoded = decode(bytes);
    if (!decoded) return { unreadable: "unknown-encoding" };
    const [all, breaks] = lines(decoded.text);
    return lined(all, decoded.encoding, breaks);
  }

  function lined(lines, encoding, breaks) {
    return { lines, encoding, lost: lost(lines), breaks };
  }

  function decode(bytes) {
    const [mark, length] = byteOrderMark(bytes);
    const rest = bytes.subarray(length);
    if (mark === "UTF-8") return utf8(rest) || { text: strictly("UTF-8", rest, false), encoding: "UTF-8" };
    if (mark) return { text: strictly(mark, rest, false), encoding: mark };
    if (bytes.indexOf(0) >= 0) return utf16(bytes);
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

  /// The lines, and the numbers of those that a form feed puts on a new page.
  function lines(text) {
    const all = [], breaks = [];
    text.split("\n").forEach((raw, index) => {
      const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
      const feeds = line.split("\f").length - 1;
      for (let n = 0; n < feeds; n += 1) breaks.push(line.startsWith("\f") ? index + 1 : index + 2);
      all.push(feeds ? line.replaceAll("\f", " ").trimStart() : line);
    });
    if (all[all.length - 1] === "") all.pop();
    return [all, breaks.filter((first) => first <= all.length)];
  }

  /// The numbers of the lines that lost something.
  function lost(lines) {
    let full = 0, half = 0;
    for (const line of lines) {
      full += (line.match(/[，？]/g) || []).length;
      half += (line.match(/,/g) || []).length;
    }
    const numbers = [];
    lines.forEach((line, index) => { if (hasLoss(line, full > half)) numbers.push(index + 1); });
    return numbers;
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

  // ---- What is forgiven: src/text/normalise.rs ----

  const BLANK = /[\u200b-\u200f\u2060\ufeff\xad\ufe0f]/;
  const TONED = new Set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ");
  const LONGEST = 6;
  const marks = new Map();

  const isHan = (c) => c !== undefined && ((c >= "一" && c <= "龥") || (c >= "\u3005" && HAN.test(c)));
  const isToned = (c) => TONED.has(c);
  const isPinyin = (c) => c !== undefined && (/[a-züêɡ]/.test(c) || TONED.has(c));

  /// A text with what no reader sees folded: its characters, and for each where what it stands for
  /// begins and ends in the text as shown.
  function light(shown) {
    const text = { chars: [], from: [], to: [] };
    for (let start = 0; start < shown.length;) {
      let end = start + width(shown, start);
      while (end < shown.length && isMark(shown, end)) end += width(shown, end);
      const part = shown.slice(start, end);
      if (isPlain(part)) {
        push(text, part, start, end);
      } else {
        for (const c of part.normalize("NFKC")) {
          if (!WHITE.test(c) && !BLANK.test(c)) push(text, plainQuote(c), start, end);
        }
      }
      start = end;
    }
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
  /// What stands in place of lost characters.
  const LOSS = /[\ufffd?斀锟斤拷烫]/;

  /// What a gloss or a tag leaves behind when its beginning is lost: the rest of `(yú)`, of `</a>`.
  const isLeftOver = (c) => isPinyin(c) || /[0-9A-Za-z);/>]/.test(c);

  /// A text in both forms that are searched.
  function forms(shown) {
    const text = light(shown);
    return { light: text.chars.join(""), repaired: repaired(text).chars.join("") };
  }

  /// The lines of a document as matching needs them.
  const prepared = (document) => document.lines.map(forms);

  /// Looks for an excerpt at the lines aimed at, then ever farther from them; below before above.
  function find(text, excerpt, aim) {
    const { light, repaired } = forms(excerpt);
    const at = (index) => {
      const line = text[index];
      if (!line) return null;
      if (light && line.light.indexOf(light) >= 0) return { index, repair: false, wanted: light };
      if (repaired && line.repaired.indexOf(repaired) >= 0) return { index, repair: true, wanted: repaired };
      return null;
    };
    const [first, last] = [aim[0] - 1, aim[1] - 1];
    for (let index = first; index <= last; index += 1) { const place = at(index); if (place) return place; }
    for (let away = 1; away <= Math.max(first, text.length); away += 1) {
      const place = at(last + away) || at(first - away);
      if (place) return place;
    }
    return null;
  }

  /// The page of a line, both from 1.
  const pageOf = (document, line) => document.breaks.filter((first) => first <= line).length + 1;

  /// The lines that a place means: from and to; the first where it means none, or nothing.
  function aimed(document, place) {
    const last = document.lines.length;
    if (place.line) return place.line > last ? [last, last] : [place.line, place.line];
    if (!place.page || !document.breaks.length) return [1, 1];
    const starts = (page) => (page === 1 ? 1 : document.breaks[page - 2]);
    const first = starts(place.page);
    return first ? [first, (starts(place.page + 1) || last + 1) - 1] : [last, last];
  }

  /// Where the excerpt begins and ends in its line as shown.
  function shown(line, place) {
    const text = place.repair ? repaired(light(line)) : light(line);
    const first = Array.from(text.chars.join("").split(place.wanted, 1)[0]).length;
    const last = first + Array.from(place.wanted).length - 1;
    return [text.from[first], text.to[last]];
  }

  /// Whether the words beside a loss are the excerpt's, all but a few: at least half of it stands before
  /// and after the loss.
  function fitsALoss(excerpt, line) {
    const stands = (part, at) => at >= 0 && part.every((c, n) => line[at + n] === c);
    return line.some((c, mark) => {
      if (!LOSS.test(c)) return false;
      let end = mark + 1;
      while (end < line.length && (LOSS.test(line[end]) || isLeftOver(line[end]))) end += 1;
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

  /// Where an excerpt stands: its answer, and where it was found its line and its place in it.
  function locate(document, text, excerpt, aim) {
    const place = find(text, excerpt, aim);
    if (!place) {
      const near = document.lost.filter((line) => Math.max(aim[0] - line, line - aim[1]) <= LOSS_REACH);
      const wanted = Array.from(forms(excerpt).repaired);
      const lost = near.some((line) => fitsALoss(wanted, Array.from(text[line - 1].repaired)));
      return { answer: lost ? "cannot-check" : "absent" };
    }
    const [from, to] = shown(document.lines[place.index], place);
    return { answer: place.repair ? "repaired" : "found", line: place.index + 1, from, to };
  }

  // ---- A reader's file ----

  const LARGEST = 20 * 1024 * 1024;
  const KINDS = [
    ["pdf", /^%PDF-/],
    ["image", /^(?:\x89PNG|\xff\xd8\xff|GIF8[79]a|BM[^]{4}\0{4}|II\*\0|MM\0\*|RIFF[^]{4}WEBP|\0\0\0[^]ftyp)/],
    ["packed", /^(?:PK[\x03\x05]|\xd0\xcf\x11\xe0|\{\\rtf|bplist00|\x1f\x8b|Rar!\x1a|7z\xbc\xaf)/],
    ["packed", /^(?:From: <Saved by|MIME-Version:)[^]*multipart\/related/i],
  ];

  const beginning = (bytes) => String.fromCharCode.apply(null, bytes.subarray(0, 1024));

  /// What a file is that is no text; empty for one that may be.
  function kind(bytes) {
    const head = beginning(bytes);
    const found = KINDS.find(([, pattern]) => pattern.test(head));
    return found ? found[0] : "";
  }

  /// A reader's file in lines: the recorded file and other text as the program reads it, a web page
  /// by what it shows.
  function open(bytes, name, same) {
    const page = /\.x?html?$/i.test(name) || /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype html|html)\b/i.test(plainHead(bytes));
    if (same || !page) return read(bytes);
    const decoded = decodeHtml(bytes);
    return decoded ? lined(htmlLines(decoded.text), decoded.encoding, []) : { unreadable: "unknown-encoding" };
  }

  /// The first characters without the bytes that only some encodings have.
  const plainHead = (bytes) => beginning(bytes).replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff|\0/g, "");

  /// Unicode where the bytes say so, else what the page declares, else what the bytes suggest.
  function decodeHtml(bytes) {
    const declared = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(beginning(bytes));
    if (byteOrderMark(bytes)[0] || bytes.indexOf(0) >= 0 || !declared) return decode(bytes);
    for (const [encoding, fatal] of [["UTF-8", true], [declared[1], true]]) {
      const text = strictly(encoding, bytes, fatal);
      if (text !== null) return { text, encoding };
    }
    const text = strictly(declared[1], bytes, false);
    return decode(bytes) || (text !== null ? { text, encoding: declared[1] } : null);
  }

  const UNSEEN = /^(?:script|style|template|noscript|iframe|object|svg|math|head|rt|rp|select|textarea)$/i;
  const BREAKS = /^(?:address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/i;

  /// The lines that a web page shows. The parser's document is inert: no script of it runs, and
  /// nothing that it names is loaded.
  function htmlLines(html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    const lines = [""];
    const end = () => { if (lines[lines.length - 1].trim()) lines.push(""); };
    for (let node = body; node;) {
      const block = BREAKS.test(node.nodeName);
      if (block) end();
      if (node.nodeType === 3) {
        const text = node.parentNode.closest("pre") ? node.data.split("\n") : [node.data.replace(/[\t\n\f\r ]+/g, " ")];
        text.forEach((line, n) => { if (n) end(); lines[lines.length - 1] += line; });
      }
      if (node.firstChild && !UNSEEN.test(node.nodeName)) { node = node.firstChild; continue; }
      while (node && node !== body && !node.nextSibling) {
        node = node.parentNode;
        if (BREAKS.test(node.nodeName)) end();
      }
      node = node === body ? null : node.nextSibling;
    }
    end();
    return lines.slice(0, -1).map((line) => line.trim());
  }

  /// What a file says of a fact. `same` is whether it is the recorded file; null: not compared.
  function look(document, id, same) {
    const recorded = source.facts[id], { excerpt } = recorded;
    const text = prepared(document);
    const place = locate(document, text, excerpt, aimed(document, recorded));
    const others = new Set(Object.keys(source.facts).map((other) => source.facts[other].excerpt));
    others.delete(excerpt);
    const there = Array.from(others).filter((other) => find(text, other, [1, 1])).length;
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
    quote.lang = words.tag;
    return quote;
  }

  const MEASURES = ["line", "page", "cell", "time"];
  const measure = (spot) => MEASURES.find((key) => spot[key] !== undefined);

  /// A place in words: "in line 6", "near page 4".
  const worded = (how, spot) => fill("place_" + how + "_" + measure(spot), { n: spot[measure(spot)] });

  /// A line as the page where pages are counted, else as itself.
  function counted(document, line, like) {
    return like.page && document.breaks.length ? { page: pageOf(document, line) } : { line };
  }

  /// The result as elements: the answer, the passage, and what else to know.
  function told(document, seen, name) {
    const spot = seen.line && counted(document, seen.line, seen.recorded);
    const values = { name, at: spot && worded("at", spot), recorded: worded("at", seen.recorded), near: worded("near", seen.recorded), n: seen.there, all: seen.others, encoding: document.encoding, lines: document.lines.length };
    const notes = [];
    if (seen.same) notes.push(fill("same", values));
    if (seen.same === null) notes.push(fill("not_compared", values));
    if (spot && spot[measure(spot)] !== seen.recorded[measure(spot)]) notes.push(fill(seen.same ? "other_line" : "our_line", values));
    if (!seen.same) notes.push(fill(company(seen), values));
    const parts = [headline(seen.verdict, fill(seen.verdict.replace("-", "_"), values))];
    if (seen.line) parts.push(passage(document.lines[seen.line - 1], seen.from, seen.to));
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
        const document = !same && kind(bytes) ? { unreadable: kind(bytes) } : open(bytes, file.name, same);
        if (document.unreadable) refuse(document.unreadable.replace("-", "_"));
        else say(told(document, look(document, id, same), file.name));
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
    read,
    prepared,
    locate,
    look,
    kind,
  };
})(this);
