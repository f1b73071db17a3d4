// Holds a reader's report against this briefing, in the reader's browser alone: nothing is sent anywhere.
//
// The rules are those of `briefing audit`, in their order and with their names, and no word of a language stands here: src/audit/references.rs (what refers
// to the briefing), statement.rs (what it is to bear out), judge.rs (whether it does). Figures are read by the words of
// the locale files, as far as they stand in digits; what stands in words alone is said to be not read here.
// tests/cases/reports is run against both, and tests/browser/report.test.js compares them on reports made at random.
(function (root) {
  "use strict";
  let known = null;

  // ---- Numbers: exact, as a whole number and a power of ten ----

  function decimal(digits, power = 0) {
    const [whole, part = ""] = digits.split(".");
    return shifted({ n: BigInt(whole + part), e: power - part.length });
  }

  function shifted({ n, e }) {
    if (n === 0n) return { n, e: 0 };
    while (n % 10n === 0n) { n /= 10n; e += 1; }
    return { n, e };
  }

  const same = (a, b) => a.n === b.n && a.e === b.e;
  const read = (text) => { const minus = text.startsWith("-"), value = decimal(minus ? text.slice(1) : text); return minus ? { n: -value.n, e: value.e } : value; };
  /// By how many powers of ten two numbers differ, if by nothing else.
  const tens = (a, b) => (a.n === b.n && a.n !== 0n && Math.abs(a.e - b.e) <= 12 ? a.e - b.e : 0);

  // ---- Phrases: src/language/read/phrases.rs ----

  const WIDE = /[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
  const LETTER = new RegExp("[\\p{L}\\p{N}]", "u");
  const isWord = (c) => c !== undefined && c !== "" && LETTER.test(c) && !WIDE.test(c);
  const isEdge = (text, at) => !(isWord(text[at - 1]) && isWord(text[at]));
  const lower = (c) => (c === "’" ? "'" : /[\u2010-\u2015\u2212~～]/.test(c) ? "-" : c.toLowerCase().length === 1 ? c.toLowerCase() : c);
  const SPACE = /[\s\u00a0\u202f\u2009\u3000]/;

  function follow(text, at, phrase) {
    let end = at;
    for (const c of phrase) {
      const from = end;
      if (c === " ") while (end < text.length && SPACE.test(text[end])) end += 1;
      else if (c === "-") while (end < from + 2 && end < text.length && lower(text[end]) === "-") end += 1;
      else if (end < text.length && lower(text[end]) === c) end += 1;
      if (end === from) return -1;
    }
    return end;
  }

  function phrases(entries) {
    const byFirst = new Map();
    for (const [written, means] of entries) {
      const open = written.endsWith("*"), words = Array.from(open ? written.slice(0, -1) : written, lower).join("");
      if (!words) continue;
      const list = byFirst.get(words[0]) || [];
      if (!list.some((one) => one.words === words && one.open === open)) list.push({ words, open, means });
      byFirst.set(words[0], list);
    }
    for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
    const endOf = (phrase, text, at) => {
      if (isWord(phrase.words[0]) && !isEdge(text, at)) return -1;
      const end = follow(text, at, phrase.words);
      if (end < 0) return -1;
      let rest = end;
      while (isWord(text[rest])) rest += 1;
      if (phrase.open) return rest;
      return isWord(phrase.words[phrase.words.length - 1]) && rest > end ? -1 : end;
    };
    const at = (text, place) => {
      for (const phrase of byFirst.get(lower(text[place] ?? "")) || []) {
        const end = endOf(phrase, text, place);
        if (end >= 0) return { start: place, end, means: phrase.means };
      }
      return null;
    };
    const longest = Math.max(0, ...Array.from(byFirst.values(), (list) => list[0].words.length));
    /// The longest that ends at a place, white space before it left out.
    const ending = (text, place) => {
      let end = place, best = null;
      while (end > 0 && SPACE.test(text[end - 1])) end -= 1;
      for (let start = end - 1; start >= Math.max(0, end - longest - 4); start -= 1) {
        for (const phrase of byFirst.get(lower(text[start])) || []) {
          if (endOf(phrase, text, start) === end) { best = { start, end, means: phrase.means }; break; }
        }
      }
      return best;
    };
    return { at, ending };
  }

  // ---- A language: the words of its locale file ----

  const split = (table, make) => Object.entries(table || {}).flatMap(([key, words]) => words.split("|").map((word) => [word, make(key)]));
  const plain = (words) => phrases((words || []).map((word) => [word, true]));

  /// What a language writes right behind a part of a date, by the forms of dates in its file.
  function marks(figure, part) {
    const forms = (figure.lists?.forms || "").split(" ");
    return forms.map((form) => new RegExp(`^${part}(\\p{L}+)$`, "u").exec(form)).filter((found) => found && !/[A-Z]/.test(found[1])).map((found) => found[1]);
  }

  const isBehind = (list, next) => list.some((mark) => next.startsWith(mark) && !isWord(next[mark.length]) || WIDE.test(mark) && next.trimStart().startsWith(mark));

  function language(file, statuses) {
    const { figure, status } = file, words = figure.words || {};
    const senses = new Map();
    for (const kind of [...Object.keys(statuses), "ahead", "intent", "doing", "reached", "nothing"]) {
      for (const word of status[kind] || []) senses.set(word, [...(senses.get(word) || []), ...(kind === "nothing" ? [] : [kind])]);
    }
    // A longer word is found instead of those it begins with, and says what they say.
    const inherited = [...senses].map(([word, own]) => {
      if (!own.length) return [word, own];
      return [word, [...new Set([...senses].filter(([other]) => word.startsWith(other)).flatMap(([, means]) => means))]];
    });
    const scales = [...split(words.scale, Number), ...Object.entries(figure.powers || {})].map(([word, power]) => [word, Number(power)]);
    const units = split(words.unit, (unit) => unit);
    // A code that is a word of the language, or one letter for time, is no sign of a unit: 4.7 trillion in 2024.
    const isOther = (code) => (file.stop_words || []).includes(code) || /^(?:in|a|d|h|s|mo|min|wd|mu)$/.test(code);
    const codes = Object.keys(words.unit || {}).filter((code) => !isOther(code) && !units.some(([word]) => word.toLowerCase() === code.toLowerCase()));
    return {
      file,
      groups: figure.groups, decimals: figure.decimals,
      senses: phrases(inherited), until: plain(status.until), titles: status.title || [],
      scales: phrases(scales), units: phrases([...units, ...codes.map((code) => [code, code])]),
      signs: phrases([...split(words.sign, (unit) => unit), ...Object.keys(words.unit || {}).filter((code) => /^[A-Z]{3}$/.test(code)).map((code) => [code, code])]),
      before: phrases(split(words.before, (kind) => kind)), after: phrases(split(words.after, (kind) => kind)),
      inside: phrases(split(words.inside, (kind) => kind)),
      loose: plain((figure.lists?.loose || "").split("|").filter(Boolean)),
      decline: plain((figure.lists?.decline || "").split("|").filter(Boolean)),
      counters: plain((figure.lists?.counter || "").split("|").filter(Boolean)),
      labels: plain((figure.lists?.label || "").split("|").filter(Boolean)),
      months: plain(file.months), stops: new Set(file.stop_words || []),
      // What joins the ends of a range, and what stands behind a year, a month and a day.
      joins: new Set((figure.lists?.to || "").split("|").filter(Boolean).map((word) => word.toLowerCase())),
      yearMarks: marks(figure, "Y"), dayMarks: marks(figure, "D"),
      worded: phrases(["small", "fraction", "share", "times", "dozen", "part-first", "ordinal"].flatMap((kind) => split(words[kind], () => true))),
    };
  }

  const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}']+/u).filter((word) => /\p{L}/u.test(word));
  const hitsIn = (words) => (language) => words.filter((word) => language.stops.has(word)).length;
  /// So many blocks of a report tell its language.
  const SAMPLE = 100;
  /// How many frequent words of each language the report has.
  let common = new Map();

  function listen(blocks) {
    const hits = hitsIn(wordsOf(blocks.slice(0, SAMPLE).map((block) => block.text).join("\n")));
    common = new Map(known.languages.map((language) => [language, hits(language)]));
  }

  /// The language of a piece of a block, by its script and the block's most frequent words, and where these leave it
  /// open by those of the report: `Judge::reader` in src/audit/judge.rs, src/language/detect.rs.
  function told(text, block = text) {
    const wide = WIDE.test(text), fitting = known.languages.filter((language) => language.file.wide === wide);
    const own = hitsIn(wordsOf(block)), measure = (language) => [own(language), common.get(language) || 0];
    const isMore = ([a, b], [c, d]) => a > c || (a === c && b > d);
    const best = fitting.reduce((best, next) => (!best || isMore(measure(next), measure(best)) ? next : best), null) || known.languages[0];
    const words = wordsOf(text);
    // A longer text of which few words are known may be in any language.
    return { language: best, sure: wide || words.length < 24 || hitsIn(words)(best) * 7 >= words.length };
  }

  // ---- Figures ----

  /// Digits in their usual form, character for character.
  const halved = (text) => text.replace(/[\uff05\uff0b\uff0e\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const escaped = (signs) => signs.replace(/[\\\]^-]/g, "\\$&");

  /// Every figure of a text that stands in digits, and whether it may have others in words.
  function figures(written, block = written) {
    // Figures inside declared names are none.
    const named = known.declared.reduce((text, name) => text.replaceAll(name, " ".repeat(name.length)), written);
    const { language } = told(written, block), text = halved(named), found = [];
    const group = `[${escaped(language.groups)}]`, point = `[${escaped(halved(language.decimals))}]`;
    const number = new RegExp(`\\d{1,3}(?:${group}\\d{3})+(?!\\d)(?:${point}\\d+)?|\\d+(?:${point}\\d+)?`, "gu");
    for (const hit of text.matchAll(number)) {
      const figure = figure_at(language, text, hit[0], hit.index);
      if (figure) found.push(figure);
    }
    return joined(language, text, found);
  }

  const skip = (text, at) => { while (at < text.length && SPACE.test(text[at])) at += 1; return at; };
  const back = (text, at) => { while (at > 0 && SPACE.test(text[at - 1])) at -= 1; return at; };

  function figure_at(language, text, digits, start) {
    const before = text[start - 1] ?? "", after = text.slice(start + digits.length);
    if (/[A-Za-z_/#=@&]/.test(before) || (/[-–.]/.test(before) && /[\p{L}\p{N}]/u.test(text[start - 2] ?? "") && !/[-–]/.test(before))) return null;
    if (before === "[" && after.startsWith("]")) return null;
    // Page 5, class 1: a number that names what stands before it.
    if (language.labels.ending(text, back(text, start))) return null;
    if (isDate(language, text, digits, start)) return null;
    const point = new RegExp(`[${escaped(halved(language.decimals))}](\\d+)$`).exec(digits);
    const decimals = point && !(point[1].length === 3 && language.groups.includes(point[0][0])) ? point[1] : null;
    const whole = (decimals ? digits.slice(0, -decimals.length - 1) : digits).replace(/\D/g, "");
    let end = start + digits.length, power = 0, precision = "exact", unit = null, from = start, loose = false, counted = false;
    const part = /^\/(\d{1,3})(?![\d/])/.exec(text.slice(end));
    if (part && digits.length <= 3) end += part[0].length;
    const take = (list) => { const hit = list.at(text, skip(text, end)); if (hit) end = hit.end; return hit; };
    const behind = () => { const hit = take(language.inside) || take(language.after); if (hit) { precision = hit.means; loose = loose || Boolean(language.loose.at(text, hit.start)); } };
    behind();
    for (let scale = take(language.scales); scale; scale = WIDE.test(text[end] ?? "") ? take(language.scales) : null) power += scale.means;
    behind();
    const behindUnit = take(language.units);
    if (behindUnit) unit = behindUnit.means;
    else if (take(language.counters)) counted = true;
    behind();
    const sign = language.signs.ending(text, back(text, start));
    if (sign) { unit = unit || sign.means; from = sign.start; }
    const ahead = language.before.ending(text, back(text, from));
    if (ahead && ahead.means !== "none") {
      precision = ahead.means;
      loose = loose || Boolean(language.loose.ending(text, back(text, from)));
      from = ahead.start;
    }
    const decline = Boolean(language.decline.ending(text, back(text, from)));
    return { start, end, words: text.slice(sign ? sign.start : start, end), values: [decimal(decimals ? `${whole}.${decimals}` : whole, power)], unit, precision, loose, decline, counted, power, part: part && digits.length <= 3 ? [decimal(whole), decimal(part[1])] : undefined };
  }

  /// Whether digits are part of a date, a clock, a numbered list or a name.
  function isDate(language, text, digits, start) {
    const end = start + digits.length, next = text.slice(end), head = text.slice(0, start);
    if (/^\d{4}$/.test(digits) && Number(digits) >= 1900 && Number(digits) < 2100) {
      const rest = skip(text, end), unit = language.units.at(text, rest), scale = language.scales.at(text, rest), counter = language.counters.at(text, rest);
      if (isBehind(language.yearMarks, next) || !(unit || scale || counter || language.signs.ending(text, back(text, start)))) return true;
    }
    if (digits.length <= 2 && isBehind(language.dayMarks, next)) return true;
    if (digits.length <= 2 && (language.months.at(text, skip(text, end)) || language.months.ending(text, back(text, start)))) return true;
    if (digits.length <= 2 && /^[-/.]\d/.test(next) && /\d{4}[-/]$/.test(head)) return true;
    if (digits.length <= 2 && /\d{4}[-/](?:\d\d[-/])?$/.test(head)) return true;
    return digits.length <= 2 && /^[.)]\s/.test(next) && /(?:^|\n)\s*$/.test(head);
  }

  /// Ranges and ratios: two figures with nothing but their sign between.
  function joined(language, text, list) {
    const out = [];
    for (const figure of list) {
      const last = out[out.length - 1], between = last && text.slice(last.end, figure.start);
      if (last && /^\s*[:：∶]\s*$/.test(between)) {
        Object.assign(last, { end: figure.end, ratio: [last.values[0], figure.values[0]], words: text.slice(last.start, figure.end) });
      } else if (last && language.joins.has(between.trim().toLowerCase()) && last.values.length === 1) {
        const unit = last.unit || figure.unit, scale = last.power || !figure.power ? 0 : figure.power;
        const first = shifted({ n: last.values[0].n, e: last.values[0].e + scale });
        Object.assign(last, { end: figure.end, values: [first, figure.values[0]], range: true, unit, words: text.slice(last.start, figure.end) });
      } else out.push(figure);
    }
    return out;
  }

  // ---- Agreement: src/language/reading.rs ----

  function isNumberOf(figure, quantity) {
    if (figure.unit ? figure.unit !== quantity.unit : quantity.kind === "rate") return false;
    const value = read(quantity.value), max = quantity.max && read(quantity.max);
    const fallen = (number) => figure.decline && same({ n: -number.n, e: number.e }, value);
    if (figure.part && quantity.unit === "%") return same(quotient(figure.part, 2, 2), value);
    if (figure.part || figure.ratio) return quantity.kind === "ratio" && same(quotient(figure.part || figure.ratio, 0, 4), value);
    if (figure.range) return Boolean(max) && same(figure.values[0], value) && same(figure.values[1], max);
    return !max && quantity.kind !== "ratio" && (same(figure.values[0], value) || fallen(figure.values[0]));
  }

  /// One number by another, times a power of ten, to so many decimals; a half goes away from zero.
  function quotient([a, b], power, places) {
    const align = Math.min(a.e, b.e), [over, under] = [a, b].map((one) => one.n * 10n ** BigInt(one.e - align));
    if (under === 0n) return { n: -1n, e: 0 };
    return shifted({ n: (2n * over * 10n ** BigInt(power + places) + under) / (2n * under), e: -places });
  }

  const hasPrecision = (figure, meant) => figure.precision === meant || (figure.loose && (meant === "over" || meant === "at-least"));
  const agrees = (figure, quantity) => isNumberOf(figure, quantity) && hasPrecision(figure, quantity.precision);

  /// How a figure is not the fact's: a sign is a smaller slip than a number.
  function slip(figure, quantity) {
    const values = { report: figure.words, fact: quantity.told };
    if (isNumberOf(figure, quantity)) return [0, "sign", figure.precision === "exact" ? "dropped" : "sign", values];
    const own = read(quantity.value);
    if (figure.values.some((value) => same(value, own))) return [1, "unit", "unit", values];
    const far = figure.values.map((value) => tens(value, own)).find((n) => n !== 0);
    if (far) return [2, "ten", far > 0 ? "too_many" : "too_few", { ...values, n: Math.abs(far) }];
    return [3, "value", "value", values];
  }

  // ---- What refers to the briefing: src/audit/references.rs ----

  const bare = (url) => url.replace(/^[^/]*?:\/\//, "");

  /// A text with blanks for the addresses and ids that it writes out: their words and years are not the report's.
  function withoutAddresses(text) {
    return written(text).reduce((out, { start, end }) => out.slice(0, start) + " ".repeat(end - start) + out.slice(end), text);
  }

  function written(text) {
    const found = [], low = text.toLowerCase();
    for (const start of ["http://", "https://", "fact:", "facts/", "derived:", "derived/", "file://", "doi:"]) {
      for (let at = low.indexOf(start); at >= 0; at = low.indexOf(start, at + start.length)) {
        const inside = found.some((range) => range.start <= at && at < range.end);
        const stuck = /[A-Za-z0-9/.-]/.test(text[at - 1] ?? "");
        if (inside || (stuck && !/^https?:/.test(start))) continue;
        let whole = /^[!-~]*/.exec(text.slice(at))[0].split(/[<>"`|{}]/)[0].replace(/[.,;:!?'\]]+$/, "");
        if (!whole.includes("(")) whole = whole.replace(/\)+$/, "");
        whole = whole.replace(/[.,]+$/, "");
        if (whole.length > start.length) found.push({ start: at, end: at + whole.length });
      }
    }
    return found.sort((a, b) => a.start - b.start);
  }

  function addresses(block) {
    const found = block.marks.filter((mark) => mark.address !== undefined).map((mark) => ({ start: mark.start, end: mark.end, address: mark.address }));
    for (const { start, end } of written(block.text)) {
      const address = block.text.slice(start, end);
      if (!found.some((range) => range.start <= start && end <= range.end)) found.push({ start, end, address });
    }
    return found.sort((a, b) => a.start - b.start);
  }

  const figureNamed = (folder, id) => known.bySlug.get(`${folder}/${id}`) || known.bySlug.get(`${folder}/${id.toLowerCase()}`) || null;

  /// The day and the page of an address in a frozen edition.
  function frozenAt(route) {
    const hit = /(?:^|\/)editions\/(\d{4}-\d\d-\d\d)\/(.+)$/.exec(route);
    return hit && { date: hit[1], page: hit[2] };
  }

  const isFrozen = (date) => known.editions.some((one) => one.date === date);

  function target(address) {
    const id = /^(fact|derived):(.*)$/is.exec(address);
    if (id) { const [slug, version] = id[2].split("@"); return { fact: figureNamed(id[1].toLowerCase() === "fact" ? "facts" : "derived", slug), named: slug, version }; }
    const doi = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?(10\.[^?#]*)/i.exec(address);
    if (doi) {
      const edition = known.editions.find((one) => one.doi && one.doi.toLowerCase() === doi[1].toLowerCase());
      return edition ? { edition: edition.date, named: doi[1] } : null;
    }
    const end = address.search(/[?#]/), path = end < 0 ? address : address.slice(0, end);
    const version = (end < 0 ? "" : address.slice(end)).split(/[?#&]/).filter((pair) => pair.startsWith("v=") && pair.length > 2).map((pair) => pair.slice(2).toLowerCase())[0];
    const base = bare(known.base), web = /^https?:\/\//i.test(address);
    const own = bare(path).startsWith(base) ? bare(path).slice(base.length) : null;
    const host = web && own === null ? bare(path).split("/")[0] : undefined;
    const route = own ?? bare(path);
    const frozen = host ? null : frozenAt(route);
    if (frozen) {
      const held = known.editions.filter((one) => one.date <= frozen.date && one.pages[frozen.page]).pop();
      if (!held || !isFrozen(frozen.date)) return { named: route, version };
      const inner = target(known.base + frozen.page);
      return inner && { ...inner, version: version || held.pages[frozen.page] };
    }
    const pieces = route.replace(/\.html$/, "").replace(/\.json$/, "").split("/").filter((piece) => piece && piece !== "..");
    for (let from = 0; from < pieces.length; from += 1) {
      const tail = pieces.slice(from).join("/");
      const figure = /^(facts|derived)\/([^/]+)$/.exec(tail);
      // Another site may have a folder of this name.
      if (figure && (figure[1] === "facts" || !host)) return { fact: figureNamed(figure[1], figure[2]), named: figure[2], version, host };
      if (!host && known.pages[tail] !== undefined) return { page: tail, named: tail, version };
    }
    if (own !== null && (!pieces.length || pieces[pieces.length - 1].length === 2)) return { page: "index", named: "index", version };
    return own !== null && /\.(?:html|json)$/.test(own) ? { named: own, version } : null;
  }

  function versionInWords(text) {
    const low = text.toLowerCase();
    for (const hit of low.matchAll(/[a-z0-9]+/g)) {
      const before = low.slice(0, hit.index).replace(/[ :：.=]+$/, "");
      const named = known.versionWords.some((word) => before.endsWith(word)) || (/v$/.test(before) && !/[\p{L}\p{N}]$/u.test(before.replace(/v+$/, "")));
      if (/^[0-9a-f]{6}$/.test(hit[0]) && named) return hit[0];
    }
    const short = /(?:^|[^a-z0-9])v([0-9a-f]{6})(?![a-z0-9])/.exec(low);
    return short ? short[1] : undefined;
  }

  function references(blocks) {
    const found = [];
    blocks.forEach((block, number) => {
      for (const { start, end, address } of addresses(block)) {
        const to = target(address);
        if (!to) continue;
        const reference = { block: number, start, end, ...to, version: to.version || versionInWords(block.text) };
        const calls = block.label === undefined ? [] : blocks.flatMap((other, at) => (at === number ? [] : other.marks.filter((mark) => mark.note === block.label).map((mark) => ({ block: at, at: mark.start }))));
        // A note that gives both id and address of one thing refers to it once.
        const same = (one) => one.block === number && one.version === reference.version && ["fact", "page", "edition"].every((key) => one[key] === reference[key]);
        if (block.label !== undefined && (reference.fact || reference.page !== undefined || reference.edition) && found.some(same)) continue;
        if (calls.length) calls.forEach((called) => found.push({ ...reference, called }));
        else found.push(reference);
      }
    });
    return found;
  }

  // ---- What it is to bear out: src/audit/statement.rs ----

  function endsHere(text, end) {
    const last = text[end - 1] ?? "", after = text[end];
    if (/[。！？!?；]/.test(last)) return true;
    if (last !== ".") return false;
    const word = /[\p{L}\p{N}]*$/u.exec(text.slice(0, end - 1))[0];
    return !/^\p{L}$/u.test(word) && (after === undefined || /[\s[”")]/.test(after));
  }

  function sentence(text, at) {
    const head = text.slice(0, at).trimEnd().length, behind = head > 0 && endsHere(text, head), stop = behind ? head - 1 : head;
    let start = 0, end = behind ? head : text.length;
    for (let place = 1; place <= text.length; place += 1) {
      if (!endsHere(text, place)) continue;
      if (place <= stop) start = place;
      if (!behind && place >= Math.max(at, 1)) { end = place; break; }
    }
    return { start: start + (text.slice(start, end).length - text.slice(start, end).trimStart().length), end };
  }

  function beside(blocks, reference) {
    const number = reference.called ? reference.called.block : reference.block, place = reference.called ? reference.called.at : reference.end;
    const own = blocks[number], words = own.text.slice(reference.start, reference.end);
    const link = !reference.called && words && !words.includes("://") && own.marks.some((mark) => mark.start === reference.start && mark.end === reference.end);
    const range = !reference.called && own.label !== undefined ? { start: 0, end: reference.start } : sentence(own.text, place);
    const from = link ? reference.start : place;
    const text = withoutAddresses(own.text), wordsAt = (at) => text.slice(at.start, at.end), says = (at) => figures(wordsAt(at), own.text).length > 0;
    const isLabel = (at) => /^[[\]()]*\d{1,3}[[\]()]*$/.test(wordsAt(at).trim());
    const itself = { start: reference.start, end: reference.end }, mine = link ? itself : { start: from, end: from };
    const others = stops(own, mine, range), clamped = Math.min(place, range.end);
    const start = Math.max(-1, ...others.map((other) => other.end).filter((end) => end < from)), next = Math.min(...others.map((other) => other.start).filter((at) => at > place));
    const behind = { start: start < 0 ? range.start : start, end: Math.max(Math.min(from, range.end), start, range.start) };
    const ahead = { start: clamped, end: Math.max(Math.min(next, range.end), clamped) };
    // A link whose words hold a figure stands for itself; one of a bare number may be a mark.
    if (link && says(itself) && !isLabel(itself)) return [{ block: number, at: itself, sentence: range }];
    // Where a sentence says no figure before its first reference, each stands before what it bears out; else the last may.
    const first = [...others, mine].reduce((a, b) => (b.start < a.start ? b : a)), until = isLabel(first) ? first.start : first.end;
    const leads = !says({ start: range.start, end: Math.min(Math.max(until, range.start), range.end) });
    const leading = (leads || next === Infinity) && says(ahead);
    const all = leading ? (!says(behind) ? [ahead] : leads ? [behind, ahead] : [ahead, behind]) : says(behind) || !link ? [behind] : [itself];
    if (link && says(itself) && !all.includes(itself)) all.unshift(itself);
    return all.map((at) => ({ block: number, at, sentence: range }));
  }

  /// The other links, notes and addresses of a sentence.
  function stops({ marks, text }, mine, range) {
    const bare = written(text).filter((at) => !marks.some((mark) => mark.start <= at.start && at.end <= mark.end));
    return [...marks, ...bare].filter((at) => at.end !== mine.end && range.start <= at.start && at.end <= range.end);
  }

  /// The statement that a reference bears out, and what is true of it: the first that holds, else the last.
  function besideOf(blocks, reference) {
    const all = beside(blocks, reference).map((statement) => [statement, judged(reference, blocks, statement)]);
    return all.find(([, { verdict }]) => verdict !== "mismatch") ?? all[all.length - 1];
  }

  /// The other cells of a block's row, then the head of its column.
  function around(blocks, number) {
    const { cell } = blocks[number];
    if (!cell) return [];
    const cells = blocks.filter((block) => block.cell && block.cell.table === cell.table);
    const row = cells.filter((block) => block.cell.row === cell.row && block.cell.column !== cell.column);
    const head = cell.row ? cells.filter((block) => block.cell.row === 0 && block.cell.column === cell.column) : [];
    return [row, head].map((list) => list.map((block) => block.text).join(" | ")).filter(Boolean);
  }

  // ---- Whether it does: src/audit/judge.rs ----

  function named(text) {
    let low = text.toLowerCase();
    const found = new Set(), endings = (told(text).language.file.name_endings || []).map((ending) => ending.toLowerCase());
    const ends = (rest) => !/^[a-z0-9]/.test(rest);
    const isWhole = (at, rest) => !/[a-z0-9]/.test(low[at - 1] ?? "") && (ends(rest) || endings.some((ending) => rest.startsWith(ending) && ends(rest.slice(ending.length))));
    for (const [name, subject] of known.names) {
      for (let at = low.indexOf(name); at >= 0; at = low.indexOf(name, at + 1)) {
        if (/^[a-z]/.test(name) && !isWhole(at, low.slice(at + name.length))) continue;
        found.add(subject);
        low = low.slice(0, at) + " ".repeat(name.length) + low.slice(at + name.length);
      }
    }
    return found;
  }

  function untitled(text, titles) {
    const open = [];
    return Array.from(text, (c) => {
      titles.forEach(([start, end]) => { if (start === c) open.push(end); });
      const shown = open.length ? " ".repeat(c.length) : c;
      if (open.length && open[open.length - 1] === c) open.pop();
      return shown;
    }).join("");
  }

  function senses(language, text) {
    const found = new Set(), words = untitled(text, language.titles);
    let covered = 0;
    for (let at = 0; at < words.length; at += 1) {
      const hit = at >= covered && language.senses.at(words, at);
      if (!hit) continue;
      if (hit.means.length) hit.means.forEach((one) => found.add(one));
      else covered = hit.end;
    }
    return found;
  }

  function sayingOf(blocks, statement) {
    const text = withoutAddresses(blocks[statement.block].text), whole = text.slice(statement.sentence.start, statement.sentence.end);
    const block = blocks[statement.block].text, beyond = around(blocks, statement.block);
    // Read in its sentence: the verb that makes it a fall may stand before the link.
    const own = (at) => Math.min(Math.max(at, statement.sentence.start), statement.sentence.end) - statement.sentence.start;
    const from = own(statement.at.start), to = own(statement.at.end);
    const inside = figures(whole, block).filter((figure) => figure.start < to && from < figure.end);
    const near = inside.length ? inside : figures(text.slice(statement.at.start, statement.at.end), block);
    const saying = { sentence: whole, around: beyond, get before() { return before(blocks, statement); }, figures: near.length ? near : figures(whole, block), years: [], senses: new Set(), until: false };
    const { language, sure } = told([whole, ...beyond].join(" "), block);
    for (const part of sure ? [whole, ...beyond] : []) {
      const nearer = saying.years.length > 0, digits = halved(part);
      for (const hit of digits.matchAll(/(?<![A-Za-z\p{N}.,/#=-])((?:19|20)\d\d)(?:[-–/](\d\d(?:\d\d)?))?(?![\p{N}])/gu)) {
        if (!isDate(language, digits, hit[1], hit.index)) continue;
        if (language.until.ending(digits, hit.index)) saying.until = true;
        const last = hit[2] ? Number(hit[2].length === 2 ? hit[1].slice(0, 2) + hit[2] : hit[2]) : Number(hit[1]);
        if (!nearer) saying.years.push([Number(hit[1]), last < Number(hit[1]) ? Number(hit[1]) : last]);
      }
      senses(language, part).forEach((one) => saying.senses.add(one));
    }
    const inWords = (at) => language.worded.at(whole, at);
    saying.hard = !saying.figures.length && Array.from(whole).some((_, at) => inWords(at));
    return saying;
  }

  function sentences(text) {
    const found = [];
    for (let rest = text.trimEnd(); rest;) {
      const last = sentence(rest, rest.length);
      found.push(rest.slice(last.start, last.end));
      rest = rest.slice(0, last.start).trimEnd();
    }
    return found;
  }

  function before(blocks, statement) {
    const found = sentences(blocks[statement.block].text.slice(0, statement.sentence.start));
    for (let n = statement.block - 1; n >= 0; n -= 1) {
      if (blocks[n].label !== undefined) continue;
      found.push(...sentences(blocks[n].text));
      if (blocks[n].heading) break;
    }
    return found;
  }

  function wrongValue(quantity, saying) {
    if (!saying.figures.length || saying.figures.some((figure) => agrees(figure, quantity))) return null;
    const [, way, key, values] = saying.figures.map((figure) => slip(figure, quantity)).sort((a, b) => a[0] - b[0])[0];
    return { way, key, values };
  }

  /// What is wrong where every figure that is the fact's is told as a fall, and the fact's is none.
  function tellsAFall(fact, saying) {
    const value = read(fact.quantity.value), own = saying.figures.filter((figure) => agrees(figure, fact.quantity));
    if (fact.lessening || value.n <= 0n || !own.length || !own.every((figure) => figure.decline)) return null;
    return { way: "sign", key: "fell", values: { report: own[0].words, fact: fact.quantity.told } };
  }

  function wrongYear(fact, saying) {
    if (!fact.years || !saying.years.length || !saying.years.every(([first, last]) => last < fact.years[0] || first > fact.years[1])) return null;
    return { way: "year", key: "year", values: { report: saying.years[0][0], fact: fact.when } };
  }

  function wrongPlace(fact, saying) {
    const own = known.subjects[fact.subject];
    // A place of another kind stands for itself where it has none within it: it is no frame for the fact's own.
    const fits = (id) => known.subjects[id].kind === own.kind || (own.place && known.subjects[id].place && !known.subjects[id].whole) || (own.place && known.subjects[id].near.includes(fact.subject));
    const like = (ids) => [...ids].some(fits);
    let names = named(saying.sentence);
    for (const words of saying.around) if (!names.size) names = named(words);
    const last = !names.size && own.place && saying.figures.length > 0;
    if (last) names = saying.before.map(named).find(like) || names;
    const isOwn = (id) => id === fact.subject || own.near.includes(id) || fact.by === id;
    if (!names.size || [...names].some(isOwn)) return null;
    const other = [...names].sort((a, b) => a - b).find((id) => fits(id) && !fact.of.includes(id));
    return other === undefined ? null : { way: "place", key: last ? "place_last" : "place", values: { report: known.subjects[other].title, fact: own.title } };
  }

  function wrongStatus(fact, saying) {
    const has = (sense) => saying.senses.has(sense);
    const outlook = known.statuses[fact.status], coming = Object.keys(known.statuses).some((status) => known.statuses[status] === "ahead" && has(status));
    const ahead = has("ahead") || has("intent") || coming || saying.until;
    const states = saying.figures.length > 0 || has("actual") || has("reached");
    if (outlook === "ahead" && !ahead && states) return { way: "status", key: fact.status, values: {} };
    if (outlook === "done" && ahead && !saying.until && !has("reached") && has("target") && !has("actual")) return { way: "status", key: "as_target", values: {} };
    return null;
  }

  function ofFact(fact, reference, blocks, statement) {
    if (fact.withdrawn) return { verdict: "withdrawn", key: "withdrawn", values: { why: fact.withdrawn } };
    const cited = reference.version === undefined ? -1 : fact.versions.map((one) => one.hash).lastIndexOf(reference.version);
    if (reference.version !== undefined && cited < 0) return { verdict: "unknown", key: "no_version", values: { hash: reference.version } };
    const saying = sayingOf(blocks, statement), now = fact.versions.length - 1, old = cited >= 0 && fact.versions[cited].hash !== fact.versions[now].hash;
    const wrong = (fact.quantity && (wrongValue(fact.quantity, saying) || tellsAFall(fact, saying))) || wrongYear(fact, saying) || wrongPlace(fact, saying) || wrongStatus(fact, saying);
    if (wrong) {
      const order = [...(cited >= 0 ? [cited] : []), ...fact.versions.keys()].filter((n, at) => at === 0 && cited >= 0 ? true : n < now).sort((a, b) => (a === cited ? -1 : b === cited ? 1 : b - a));
      const once = order.find((n) => fact.versions[n].quantity && saying.figures.some((figure) => agrees(figure, fact.versions[n].quantity)));
      const dark = old && fact.versions[cited].dark ? cited : undefined;
      const then = once ?? dark;
      return then === undefined ? { verdict: "mismatch", ...wrong } : { verdict: "changed", key: "changed", values: { told: fact.versions[then].told } };
    }
    if (saying.hard && fact.quantity) return { verdict: "not-read", key: "not_read", values: {} };
    if (old && fact.versions[cited].matters && !saying.figures.length) return { verdict: "changed", key: "changed", values: { told: fact.versions[cited].told } };
    return old ? { verdict: "holds", key: "holds_though", values: { told: fact.versions[cited].told } } : { verdict: "holds", key: "holds", values: {} };
  }

  function judged(reference, blocks, statement) {
    if (reference.fact) return ofFact(reference.fact, reference, blocks, statement);
    if (reference.edition) return { verdict: "holds", key: "edition", values: { date: reference.edition } };
    if (reference.page === undefined) {
      const frozen = reference.host ? null : frozenAt(reference.named);
      const key = reference.host ? "elsewhere" : !frozen ? "nothing" : isFrozen(frozen.date) ? "not_in_edition" : "no_edition";
      return { verdict: "unknown", key, values: { name: frozen ? frozen.page : reference.named, host: reference.host, date: frozen?.date } };
    }
    const hashes = known.pages[reference.page];
    if (reference.version === undefined || hashes.includes(reference.version)) return { verdict: "holds", key: "page", values: {} };
    return { verdict: "unknown", key: "no_version", values: { hash: reference.version } };
  }

  /// The line of a place in a block, where its kind of report is counted by lines.
  const lineAt = (block, at) => block.line + (block.breaks || []).filter((start) => start <= at).length;

  /// Whether a citation in one block may bear out what another says: in the same one, or in the same row of a table.
  function isBeside(blocks, citation, number) {
    const [one, other] = [citation, number].map((at) => blocks[at].cell);
    return citation === number || Boolean(one && other && one.table === other.table && one.row === other.row);
  }

  /// The figures that no citation stands beside, and that a fact about something named there says.
  function uncited(blocks, number, cited) {
    const { text } = blocks[number], beyond = around(blocks, number).join(" "), found = [];
    for (const figure of figures(text)) {
      const within = ({ start, end }) => start <= figure.start && figure.start < end;
      if (cited.some((one) => one.block === number && (within(one) || within(one.link)))) continue;
      const range = sentence(text, figure.end), names = named(`${text.slice(range.start, range.end)} ${beyond}`);
      const fact = known.facts.find((one) => one.quantity && names.has(one.subject) && (figure.unit || figure.part || figure.ratio || one.quantity.kind === "count") && agrees(figure, one.quantity));
      // A reference before the figure cites it as well, within one sentence.
      const here = ({ block, sentence: { start, end } }) => block !== number || (start <= figure.start && figure.start < end);
      if (fact && cited.some((one) => one.fact === fact && here(one))) continue;
      if (fact) found.push({ line: lineAt(blocks[number], figure.start), id: fact.id, fact, verdict: "not-cited", key: "not_cited", values: { report: figure.words } });
    }
    return found;
  }

  /// Every citation of a report with its verdict, in the report's order.
  function audit(blocks) {
    const found = [], cited = [];
    listen(blocks);
    for (const reference of references(blocks)) {
      const [statement, verdict] = besideOf(blocks, reference), { block, at } = reference.called || { block: reference.block, at: reference.start };
      const line = lineAt(blocks[block], at);
      const link = reference.called ? { start: 0, end: 0 } : { start: reference.start, end: reference.end };
      cited.push({ block: statement.block, ...statement.at, link, sentence: statement.sentence, fact: reference.fact });
      found.push({ block: statement.block, line, id: reference.fact ? reference.fact.id : reference.named, fact: reference.fact, ...verdict });
    }
    blocks.forEach((block, number) => {
      if (block.label !== undefined) return;
      found.push(...uncited(blocks, number, cited.filter((one) => isBeside(blocks, one.block, number))).map((one) => ({ block: number, ...one })));
    });
    return found.map((one, n) => [one, n]).sort(([a, m], [b, n]) => a.block - b.block || m - n).map(([one]) => one);
  }

  // ---- A report as blocks: src/audit/report.rs ----

  function gatherer() {
    const blocks = [], open = [], tables = [];
    let seen = 0;
    const top = () => open[open.length - 1];
    const out = {
      begin(line, label, breaks) {
        const table = tables[tables.length - 1];
        open.push({ line, label, breaks, text: "", marks: [], heading: false, cell: table && table.inside ? { table: table.table, row: table.row, column: table.column } : null, link: null });
      },
      end() { out.endLink(); const block = open.pop(); if (block) blocks.push(block); },
      heading() { if (top()) top().heading = true; },
      table() { tables.push({ table: seen, row: 0, column: 0, inside: false }); seen += 1; },
      endTable() { tables.pop(); },
      cell() { const table = tables[tables.length - 1]; if (table) table.inside = true; },
      endCell() { const table = tables[tables.length - 1]; if (table && table.inside) { table.inside = false; table.column += 1; } },
      endRow() { out.endCell(); const table = tables[tables.length - 1]; if (table && table.column) { table.row += 1; table.column = 0; } },
      words(text) {
        const block = top();
        if (!block) return;
        for (const c of text) {
          if (!/\s/.test(c)) block.text += c;
          else if (block.text && !block.text.endsWith(" ")) block.text += " ";
          if (c === "\n" && block.breaks) block.breaks.push(block.text.length);
        }
      },
      link(to) { out.endLink(); if (top()) top().link = { start: top().text.length, to }; },
      endLink() { const block = top(); if (block && block.link) { block.marks.push({ start: block.link.start, end: block.text.length, ...block.link.to }); block.link = null; } },
      note(label) { const block = top(); if (block) block.marks.push({ start: block.text.length, end: block.text.length, note: label }); },
      name(label) { const block = top(); if (block && block.label === undefined && !block.text.trim()) block.label = label; },
      finish() { while (open.length) out.end(); return blocks.filter((block) => block.text.trim() || block.marks.length).map(numbered); },
    };
    return out;
  }

  /// Makes notes of entries that begin with `[3]`, and marks of the same sign in running text.
  function numbered(block) {
    const own = /^\s*\[(\d{1,3})\]/.exec(block.text);
    if (block.label === undefined && own) block.label = own[1];
    const from = block.label === undefined ? 0 : block.text.indexOf("]") + 1;
    for (const hit of block.text.slice(from).matchAll(/\[(\d{1,3})\]/g)) {
      const start = from + hit.index, end = start + hit[0].length;
      if (!block.marks.some((mark) => mark.start <= start && end <= mark.end)) block.marks.push({ start, end, note: hit[1] });
    }
    block.marks.sort((a, b) => a.start - b.start);
    return block;
  }

  const BLOCKS = /^(?:p|li|td|th|h[1-6]|div|section|aside|blockquote|figcaption|caption|dd|dt|tr|article|header|footer|body|pre)$/;

  /// A web page. It is only parsed: nothing of it runs or is loaded.
  function html(text) {
    // Styles are left out before it is parsed: a browser that may not apply them complains of each.
    const unstyled = text.replace(/<style\b[^]*?(?:<\/style\s*>|$)/gi, "")
      .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ""));
    const page = new DOMParser().parseFromString(unstyled, "text/html"), out = gatherer();
    out.begin(1);
    const restart = () => { const waiting = out.waiting; out.end(); out.begin(1); if (waiting) out.name(waiting); };
    const walk = (node) => {
      if (node.nodeType === 3) { out.words(node.data); return; }
      if (node.nodeType !== 1 || /^(?:script|style|head|template)$/.test(node.localName)) return;
      const name = node.localName, block = BLOCKS.test(name);
      if (name === "table") out.table();
      if (name === "td" || name === "th") out.cell();
      if (block) { restart(); out.waiting = ""; }
      if (/^h[1-6]$/.test(name)) out.heading();
      const label = node.getAttribute("id") || (name === "a" ? node.getAttribute("name") : "");
      if (label) { out.name(label); if (block) out.waiting = label; }
      if (name === "br") out.words(" ");
      const href = name === "a" ? node.getAttribute("href") : null;
      if (href) out.link(href.startsWith("#") ? { note: href.slice(1) } : { address: href });
      node.childNodes.forEach(walk);
      if (href) out.endLink();
      out.waiting = "";
      if (name === "td" || name === "th") out.endCell();
      if (name === "tr") out.endRow();
      if (name === "table") out.endTable();
      if (block || name === "table") restart();
    };
    walk(page.body);
    return out.finish();
  }

  // Markdown: the blocks and marks that reports are written with; what is plain text is Markdown without marks.
  function markdown(text) {
    const out = gatherer(), lines = text.replace(/\r\n?/g, "\n").split("\n");
    const links = new Map(lines.map((line) => /^ {0,3}\[([^\]^][^\]]*)\]:\s*<?(\S+?)>?(?:\s|$)/.exec(line)).filter(Boolean).map(([, label, to]) => [label.toLowerCase(), to]));
    let label, paragraph = [], start = 0, table = null;
    const flush = () => {
      if (paragraph.length) { out.begin(start, label, []); inline(out, paragraph.join("\n"), links); out.end(); }
      paragraph = [];
    };
    const endTable = () => { if (table) out.endTable(); table = null; };
    lines.forEach((line, n) => {
      const note = /^\[\^([^\]]+)\]:\s*(.*)$/.exec(line), heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line), item = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line);
      if (note) { flush(); endTable(); label = note[1]; start = n + 1; paragraph = [note[2]]; return; }
      if (!line.trim()) { flush(); endTable(); return; }
      if (label !== undefined && !/^\s/.test(line) && !paragraph.length) label = undefined;
      if (/^ {0,3}\[([^\]^][^\]]*)\]:\s*\S+/.test(line)) { flush(); return; }
      if (heading) { flush(); endTable(); out.begin(n + 1); out.heading(); inline(out, heading[1], links); out.end(); return; }
      const isRow = table || (/\|/.test(line) && /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[n + 1] ?? "") && /-/.test(lines[n + 1] ?? ""));
      if (isRow && /\|/.test(line)) {
        flush();
        if (!table) { out.table(); table = { head: n }; }
        if (n === table.head + 1) return;
        line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).forEach((cell) => { out.cell(); out.begin(n + 1, label); inline(out, cell.trim(), links); out.end(); out.endCell(); });
        out.endRow();
        return;
      }
      endTable();
      if (item) { flush(); start = n + 1; paragraph = [item[1]]; return; }
      if (!paragraph.length) start = n + 1;
      paragraph.push(line.trim().replace(/^>\s?/, ""));
    });
    flush();
    return out.finish();
  }

  function inline(out, text, links) {
    const pattern = /\\([!-/:-@[-`{-~])|`([^`]+)`|\[\^([^\]]+)\]|!?\[((?:[^[\]]|\[[^\]]*\])*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\s*\)|\[([^\]]+)\](?:\[([^\]]*)\])?|<(https?:[^>\s]+)>|<\/?[A-Za-z][^>]*>|(\*\*|__|\*|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}]))/gu;
    let at = 0;
    for (const hit of text.matchAll(pattern)) {
      out.words(text.slice(at, hit.index));
      at = hit.index + hit[0].length;
      const [, escape, code, note, words, to, shown, ref, auto, mark] = hit;
      if (escape) out.words(escape);
      else if (code !== undefined) out.words(code);
      else if (note !== undefined) out.note(note);
      else if (words !== undefined) { out.link({ address: to }); out.words(words.replace(/[*_`]/g, "")); out.endLink(); }
      else if (shown !== undefined) {
        const address = links.get((ref || shown).toLowerCase());
        if (address) { out.link({ address }); out.words(shown); out.endLink(); } else out.words(hit[0]);
      } else if (auto) { out.link({ address: auto }); out.words(auto); out.endLink(); } else if (mark === undefined) continue;
    }
    out.words(text.slice(at));
  }

  /// A bibliography: an entry is a block, whose title holds the figure.
  function bib(text) {
    const blocks = [], field = (body, name) => {
      const at = new RegExp(`(?<![\\p{L}\\p{N}])${name}\\s*=\\s*`, "iu").exec(body);
      if (!at) return null;
      const rest = body.slice(at.index + at[0].length);
      const value = rest[0] === "{" ? rest.slice(1, closes(rest) - 1) : rest[0] === "\"" ? rest.slice(1).split("\"")[0] : rest.split(/[,}\n]/)[0].trim();
      return value.replaceAll("\\textasciitilde{}", "~").replace(/[{}\\]/g, "").trim();
    };
    for (const hit of text.matchAll(/@\s*[A-Za-z]*\s*\{/g)) {
      const open = hit.index + hit[0].length - 1, body = text.slice(open, open + closes(text.slice(open)));
      const title = field(body, "title"), version = field(body, "version");
      const words = [title, version && `version ${version}`, field(body, "note"), field(body, "howpublished")].filter((part) => part !== null && part !== "");
      const end = (title || "").length, marks = ["url", "doi"].map((name) => field(body, name)).filter(Boolean).map((address) => ({ start: end, end, address }));
      blocks.push(numbered({ line: text.slice(0, hit.index).split("\n").length, text: words.join(" "), marks, label: undefined, heading: false, cell: null }));
    }
    return blocks.filter((block) => block.text.trim() || block.marks.length);
  }

  function closes(text) {
    let depth = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] === "{") depth += 1;
      if (text[at] === "}") depth -= 1;
      if (depth === 0) return at + 1;
    }
    return text.length;
  }

  const xml = (text) => {
    const document = new DOMParser().parseFromString(text, "application/xml");
    if (document.getElementsByTagName("parsererror").length) throw new Error("broken");
    return document;
  };
  const attribute = (node, name) => { const found = Array.from(node.attributes).find((one) => one.localName === name); return found ? found.value : ""; };

  async function docx(zip) {
    const body = await zip.text("word/document.xml");
    if (body === null) throw new Error("broken");
    const out = gatherer(), styles = await zip.text("word/styles.xml"), isHeading = (name) => /^(?:heading|title$|\d+$)/i.test(name);
    // A style's id is in the words of whoever's Word made it, the name behind it is the same in all.
    const named = styles ? Array.from(xml(styles).getElementsByTagName("*")).filter((one) => one.localName === "style") : [];
    const headings = new Set(named.filter((one) => Array.from(one.children).some((child) => child.localName === "name" && isHeading(attribute(child, "val")))).map((one) => attribute(one, "styleId")));
    let paragraph = 0;
    const part = async (name, text, kind) => {
      const rels = await zip.text(`word/_rels/${name}.xml.rels`), targets = new Map();
      if (rels) Array.from(xml(rels).documentElement.children).forEach((one) => targets.set(attribute(one, "Id"), attribute(one, "Target")));
      let code = "", isCode = false, label;
      const field = (words) => {
        const quoted = /^\s*HYPERLINK/.test(words) ? words.split("\"").filter((_, n) => n % 2) : [];
        if (quoted.length) out.link({ address: quoted[0] + (/\\l/.test(words) && quoted[1] ? `#${quoted[1]}` : "") });
      };
      const walk = (node) => {
        const name = node.localName;
        if (/^(?:del|moveFrom|Fallback)$/.test(name)) return;
        if (kind && name === kind) label = `${kind}-${attribute(node, "id")}`;
        if (name === "p") { paragraph += 1; out.begin(paragraph, label); }
        else if (name === "tbl") out.table();
        else if (name === "tc") out.cell();
        else if (name === "pStyle" && (headings.has(attribute(node, "val")) || isHeading(attribute(node, "val")))) out.heading();
        else if (name === "t") out.words(node.textContent);
        else if (/^(?:tab|br|cr)$/.test(name)) out.words(" ");
        else if (name === "instrText") { if (isCode) code += node.textContent; }
        else if (name === "hyperlink") { const to = targets.get(attribute(node, "id")), anchor = attribute(node, "anchor"); if (to) out.link({ address: to.includes("#") || !anchor ? to : `${to}#${anchor}` }); }
        else if (name === "fldSimple") field(attribute(node, "instr"));
        else if (name === "fldChar") {
          const type = attribute(node, "fldCharType");
          if (type === "begin") { code = ""; isCode = true; } else if (type === "separate") { field(code); isCode = false; } else { out.endLink(); isCode = false; }
        } else if (name === "footnoteReference" || name === "endnoteReference") out.note(`${name.slice(0, -9)}-${attribute(node, "id")}`);
        Array.from(node.children).forEach(walk);
        if (name === "p") out.end();
        else if (name === "hyperlink" || name === "fldSimple") out.endLink();
        else if (name === "tc") out.endCell();
        else if (name === "tr") out.endRow();
        else if (name === "tbl") out.endTable();
        if (kind && name === kind) label = undefined;
      };
      walk(xml(text).documentElement);
    };
    await part("document", body, "");
    for (const kind of ["footnote", "endnote"]) {
      const text = await zip.text(`word/${kind}s.xml`);
      if (text !== null) await part(`${kind}s`, text, kind);
    }
    return out.finish();
  }

  async function odt(zip) {
    const text = await zip.text("content.xml");
    if (text === null) throw new Error("broken");
    const out = gatherer(), notes = [];
    let paragraph = 0;
    const walk = (node) => {
      if (node.nodeType === 3) { out.words(node.data); return; }
      if (node.nodeType !== 1) return;
      const name = node.localName;
      if (name === "tracked-changes" || name === "note-citation") return;
      if (name === "p" || name === "h") { paragraph += 1; out.begin(paragraph, notes[notes.length - 1]); if (name === "h") out.heading(); }
      else if (name === "note") { const label = attribute(node, "id") || `note-${paragraph}`; out.note(label); notes.push(label); }
      else if (name === "a") out.link({ address: attribute(node, "href") });
      else if (/^(?:s|tab|line-break)$/.test(name)) out.words(" ");
      else if (name === "table") out.table();
      else if (name === "table-cell") out.cell();
      node.childNodes.forEach(walk);
      if (name === "p" || name === "h") out.end();
      else if (name === "note") notes.pop();
      else if (name === "a") out.endLink();
      else if (name === "table-cell") out.endCell();
      else if (name === "table-row") out.endRow();
      else if (name === "table") out.endTable();
    };
    const body = Array.from(xml(text).getElementsByTagName("*")).find((node) => node.localName === "body");
    if (!body) throw new Error("broken");
    walk(body);
    return out.finish();
  }

  // ---- A packed file ----

  const LARGEST = 64 * 1024 * 1024;

  /// The files of a zip archive, unpacked when asked for, and never more than so many bytes of them.
  function unzip(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), entries = new Map();
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw new Error("broken");
    let at = view.getUint32(end + 16, true);
    for (let n = view.getUint16(end + 10, true); n > 0; n -= 1) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Error("broken");
      const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      entries.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), { method: view.getUint16(at + 10, true), size: view.getUint32(at + 20, true), from: view.getUint32(at + 42, true) });
      at += 46 + name + extra + comment;
    }
    const text = async (name) => {
      const entry = entries.get(name);
      if (!entry) return null;
      const from = entry.from + 30 + view.getUint16(entry.from + 26, true) + view.getUint16(entry.from + 28, true), packed = bytes.subarray(from, from + entry.size);
      if (entry.method === 0) return new TextDecoder().decode(packed);
      if (entry.method !== 8) throw new Error("broken");
      if (typeof DecompressionStream === "undefined") throw new Error("old_browser");
      const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader(), decoder = new TextDecoder();
      let words = "", whole = 0;
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        whole += step.value.length;
        if (whole > LARGEST) { reader.cancel(); throw new Error("too_big"); }
        words += decoder.decode(step.value, { stream: true });
      }
      return words + decoder.decode();
    };
    return { text };
  }

  /// A report as blocks, by its name and by what it is; what it is not is the error.
  async function blocksOf(bytes, name) {
    const ending = name.toLowerCase().split(".").pop();
    if (!bytes.length) throw new Error("empty");
    if (bytes.length > LARGEST) throw new Error("too_big");
    if (ending === "docx" || ending === "odt") {
      try { return await (ending === "docx" ? docx : odt)(unzip(bytes)); } catch (error) { throw new Error(/^(?:too_big|old_browser)$/.test(error.message) ? error.message : "broken"); }
    }
    if (/^(?:%PDF|PK\x03\x04|\x89PNG|\xff\xd8\xff|GIF8|\{\\rtf|\xd0\xcf\x11\xe0)/.test(String.fromCharCode(...bytes.subarray(0, 8)))) throw new Error("other_kind");
    const text = decoded(bytes);
    if (/^x?html?$/.test(ending)) return html(text);
    return ending === "bib" ? bib(text) : markdown(text);
  }

  function decoded(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
    try { return new TextDecoder(encoding, { fatal: true }).decode(bytes); } catch (_) { /* an older encoding */ }
    try { return new TextDecoder("gb18030", { fatal: true }).decode(bytes); } catch (_) { throw new Error("other_kind"); }
  }

  // ---- The page ----

  const fill = (key, values) => known.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /// A text of the interface: what stands between backticks is a command.
  const worded = (key, values) => known.words[key].split("`").map((piece, n) => {
    const filled = piece.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    return n % 2 ? element("code", "", filled) : filled;
  });

  function row(citation, up) {
    const { verdict, way, key, values, fact, id, line } = citation;
    const link = element("a", "", fact ? fact.title : id);
    if (fact) link.href = `${up}${known.folder}${fact.folder}/${fact.slug}.html`;
    const item = element("li", `verdict ${verdict}`, element("strong", "", known.verdicts[verdict.replace("-", "_")]), " ", fact ? link : id, known.words.colon, ...worded(way && way !== key && known.words[`${way}_${key}`] ? `${way}_${key}` : key, values));
    if (line) item.append(" ", element("span", "small", fill("line", { n: line })));
    item.dataset.verdict = verdict;
    item.dataset.way = way || "";
    item.dataset.id = id;
    return item;
  }

  function start(box) {
    const result = box.querySelector("[data-result]"), input = box.querySelector("input[type=file]"), pasted = box.querySelector("textarea"), up = box.dataset.root;
    const show = (name, citations) => {
      const counts = new Map();
      citations.forEach(({ verdict }) => counts.set(verdict, (counts.get(verdict) || 0) + 1));
      const summary = [...counts].map(([verdict, n]) => `${known.verdicts[verdict.replace("-", "_")]} ${n}`).join(known.words.comma);
      result.replaceChildren(element("h2", "", name), element("p", "", citations.length ? summary : known.words.none), element("ul", "verdicts", ...citations.map((one) => row(one, up))));
      result.dataset.done = String(citations.length);
    };
    const refuse = (name, why) => { result.replaceChildren(element("p", "", `${name}${known.words.colon}${known.words[why] || known.words.broken}`)); result.dataset.done = why; };
    const take = (bytes, name) => { delete result.dataset.done; return ready(box).then(() => blocksOf(bytes, name)).then((blocks) => show(name, audit(blocks))).catch((error) => refuse(name, error.message)); };
    const files = async (list) => { for (const file of list) await take(new Uint8Array(await file.arrayBuffer()), file.name); };
    input.addEventListener("change", () => files(input.files));
    box.querySelector("[data-check]").addEventListener("click", () => take(new TextEncoder().encode(pasted.value), box.dataset.pasted));
    ["dragover", "drop"].forEach((type) => document.addEventListener(type, (event) => {
      if (!event.dataTransfer || !Array.from(event.dataTransfer.types).includes("Files")) return;
      event.preventDefault();
      if (type === "drop") files(event.dataTransfer.files);
    }));
    document.querySelectorAll("[data-audit-off]").forEach((note) => { note.hidden = true; });
    box.hidden = false;
  }

  let loading = null;
  /// Loads what the briefing says, when the first report comes.
  function ready(box) {
    loading = loading || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = box.dataset.src;
      script.onload = done;
      script.onerror = () => failed(new Error("no_data"));
      document.head.appendChild(script);
    });
    return loading;
  }

  root.briefingAudit = {
    data(given) {
      known = { ...given, languages: given.languages.map((file) => language(file, given.statuses)) };
      known.bySlug = new Map();
      known.facts.forEach((fact) => [...fact.formerly, fact.slug].forEach((slug) => known.bySlug.set(`${fact.folder}/${slug}`, fact)));
      known.versionWords = given.languages.flatMap((file) => file.version || []);
      known.facts.forEach((fact) => { fact.id = fact.slug; });
      known.names = given.subjects.flatMap((subject, id) => subject.names.map((name) => [name, id])).sort((a, b) => b[0].length - a[0].length);
    },
    blocksOf,
    audit,
    figures,
  };
  if (root.document) root.document.querySelectorAll("[data-audit]").forEach(start);
})(this);
