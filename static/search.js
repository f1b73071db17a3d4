// Finds pages by their words, in the reader's browser: from a server, under a path, and from a folder, where a page may
// load scripts and nothing else. The index is made by src/export/search.rs; text is folded as in src/language/fold.rs.
(function (root) {
  "use strict";

  const LONGEST = 200, WORD = 32, SHARDS = 6, LOADED = 24, POPUP = 8, IN_GROUP = 5;
  const HAN = "[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  const IS_HAN = new RegExp(HAN, "u");
  const RUNS = new RegExp(`${HAN}+|(?:(?!${HAN})[\\p{Alphabetic}\\p{N}]|(?<=[0-9])\\.(?=[0-9]))+`, "gu");

  // ---- Folding: src/language/fold.rs ----

  const simple = new Map();
  const foldOne = (text) => Array.from(text.normalize("NFKD").replace(/\p{M}/gu, ""), (c) => (simple.get(c) ?? c).toLowerCase()).join("");
  const fold = (text) => foldOne(text).replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, "");

  /// What a text is found by.
  function terms(text) {
    const found = new Set();
    for (const [run] of fold(text).matchAll(RUNS)) {
      const letters = Array.from(run);
      if (IS_HAN.test(letters[0]) && letters.length > 1) for (let at = 1; at < letters.length; at++) found.add(letters[at - 1] + letters[at]);
      else found.add(letters.slice(0, WORD).join(""));
    }
    return [...found].sort();
  }

  /// A folded word without the ending of a plural in English, which readers type and titles may lack; null where it has
  /// none.
  function singular(word) {
    if (!/^[a-z]{3,}s$/.test(word) || word.endsWith("ss")) return null;
    return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  }

  /// What a number is found by: its digits without noughts at the end, and a power of ten.
  function number(digits, power) {
    const [whole, part = ""] = digits.split(".");
    const all = (whole + part).replace(/^0+/, "");
    const short = all.replace(/0+$/, "");
    return short ? `#${short}e${power - part.length + all.length - short.length}` : "#0e0";
  }

  // ---- The index ----

  let base = "", code = "", meta = null;
  const lines = new Map(), records = new Map(), loads = new Map();
  class Stale extends Error {}
  const mine = (stamp) => { if (meta && stamp !== meta.stamp) meta.stale = true; };
  root.briefingSearch = {
    meta(given) { meta = given; },
    simplify(table) {
      const letters = Array.from(table);
      for (let at = 0; at + 1 < letters.length; at += 2) simple.set(letters[at], letters[at + 1]);
    },
    terms(stamp, n, text) { mine(stamp); lines.set(n, text.slice(0, -1).split("\n")); },
    records(stamp, n, list) { mine(stamp); records.set(n, list); },
    termsOf: terms, singular, number, fold, find, address: (hit) => group(hit.n)?.[2] ?? "",
  };

  function load(name) {
    if (!loads.has(name)) {
      loads.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `${base}data/search/${name}.js`;
        script.onload = done;
        script.onerror = () => { loads.delete(name); failed(new Error(name)); };
        document.head.appendChild(script);
      }));
    }
    return loads.get(name);
  }

  /// The last of these, in their order, that is not above the wanted one.
  function last(list, wanted) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  function decode(text, weight, into) {
    if (!text) return;
    let at = 0;
    for (const step of text.split(",")) {
      at += parseInt(step, 36);
      if ((into.get(at) ?? 0) < weight) into.set(at, weight);
    }
  }

  /// The records that have a term, or one that begins so, with what each weighs: more in a name, more for a whole word.
  async function having(term, prefix) {
    const first = last(meta.terms, term);
    const end = prefix ? last(meta.terms, term + "\uffff") : first;
    const found = new Map();
    const shards = [];
    for (let n = first; n <= end && shards.length < SHARDS; n++) shards.push(n);
    await Promise.all(shards.map((n) => load(`t${n}`)));
    if (meta.stale) throw new Stale();
    for (const n of shards) {
      const all = lines.get(n) ?? [];
      for (let at = Math.max(0, last(all, term)); at < all.length; at++) {
        const line = all[at];
        const space = line.lastIndexOf(" ");
        const own = line.slice(0, space);
        if (own < term) continue;
        if (own !== term && !(prefix && own.startsWith(term))) break;
        const [names, texts] = line.slice(space + 1).split(";");
        const whole = own === term ? 2 : 0;
        decode(names, 8 + whole, found);
        decode(texts, 1 + whole, found);
      }
    }
    return found;
  }

  const both = (one, other) => new Map([...one].filter(([n]) => other.has(n)).map(([n, weight]) => [n, Math.min(weight, other.get(n))]));
  const either = (one, other) => {
    const all = new Map(one);
    for (const [n, weight] of other) all.set(n, Math.max(weight, all.get(n) ?? 0));
    return all;
  };

  // ---- The question ----

  /// The words of a question: numbers with what scales them, Chinese, and the rest.
  function words(question) {
    const folded = fold(question);
    const scales = Object.keys(meta.scales).sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const scaled = new RegExp(`([0-9]+(?:\\.[0-9]+)?)\\s*((?:${scales.join("|") || "(?!)"})+)?`, "gu");
    const found = [];
    let from = 0;
    const plain = (text) => {
      for (const [run] of text.matchAll(RUNS)) found.push(IS_HAN.test(run) ? { text: run, han: Array.from(run) } : { text: run, word: run.slice(0, WORD) });
    };
    for (const match of folded.matchAll(scaled)) {
      const [all, digits] = match;
      let scale = match[2], end = match.index + all.length;
      // A scale that goes on as a word is none: 3 members.
      const after = folded.slice(end, end + 1);
      if (scale && !IS_HAN.test(scale) && /[\p{Alphabetic}]/u.test(after) && !IS_HAN.test(after)) { scale = undefined; end = match.index + digits.length; }
      if (/[\p{Alphabetic}]/u.test(folded.slice(0, match.index).slice(-1)) && !IS_HAN.test(folded.slice(0, match.index).slice(-1))) continue;
      // Digits with letters behind them are one word: 6G, a version's hash.
      if (!scale && /[\p{Alphabetic}]/u.test(after) && !IS_HAN.test(after)) continue;
      plain(folded.slice(from, match.index));
      let power = 0;
      for (let rest = scale ?? ""; rest;) {
        const word = Object.keys(meta.scales).filter((word) => rest.startsWith(word)).sort((a, b) => b.length - a.length)[0];
        power += meta.scales[word];
        rest = rest.slice(word.length);
      }
      found.push({ text: folded.slice(match.index, end).trim(), digits, key: number(digits, power), scale, word: digits });
      from = end;
      // What counts money or things stands behind a figure and finds nothing of its own.
      if (scale) from += (/^(?:元|人民币)/.exec(folded.slice(end)) ?? [""])[0].length;
    }
    plain(folded.slice(from));
    return found;
  }

  async function hits(word) {
    if (word.key) {
      const figure = await having(word.key, false);
      if (!word.scale) return either(figure, await having(word.digits, true));
      if (IS_HAN.test(word.scale)) return figure;
      return either(figure, both(await having(word.digits, false), await having(word.scale, true)));
    }
    if (!word.han) {
      const one = singular(word.word);
      return one ? either(await having(word.word, true), await having(one, true)) : having(word.word, true);
    }
    if (word.han.length === 1) return having(word.text, true);
    let all = null;
    for (let at = 1; at < word.han.length; at++) {
      const pair = await having(word.han[at - 1] + word.han[at], false);
      all = all ? both(all, pair) : pair;
      if (!all.size) break;
    }
    return all;
  }

  const group = (n) => { const shard = last(meta.records, n); return records.get(shard)?.[n - meta.records[shard]]; };

  /// Everything that has all of the words, the weightiest first, with the first of them loaded.
  async function find(question) {
    await Promise.all([load(code), load("simplify")]);
    const cut = Array.from(question).slice(0, LONGEST).join("");
    const asked = words(cut);
    const answer = { question: cut, cut: cut.length < question.length, words: asked, found: [], without: [] };
    if (!asked.length || (asked.length === 1 && Array.from(asked[0].text).length < 2 && !asked[0].key)) return { ...answer, short: true };
    const each = [];
    for (const word of asked) each.push(await hits(word));
    let all = each.reduce(both);
    if (!all.size && asked.length > 1) {
      answer.without = asked.map((word, at) => {
        const others = each.filter((_, n) => n !== at);
        return { word: word.text, rest: asked.filter((_, n) => n !== at).map((w) => w.text).join(" "), count: others.reduce(both).size };
      }).filter((one) => one.count);
    }
    const weight = (n) => each.reduce((sum, map) => sum + (map.get(n) ?? 0), 0);
    answer.found = [...all.keys()].map((n) => ({ n, weight: weight(n) })).sort((a, b) => b.weight - a.weight || a.n - b.n);
    await loaded(answer.found.slice(0, LOADED));
    const folded = fold(cut).trim();
    for (const hit of answer.found) {
      const record = group(hit.n);
      if (!record) continue;
      const title = fold(record[1]);
      const names = fold(record[3][0] ?? "").split(/[,，、]/).map((name) => name.trim());
      hit.weight += title === folded || names.includes(folded) ? 60 : title.startsWith(folded) ? 20 : title.includes(folded) ? 8 : 0;
      if (record[3].some((passage) => fold(passage).includes(folded))) hit.weight += 4;
    }
    answer.found.sort((a, b) => b.weight - a.weight || a.n - b.n);
    return answer;
  }

  async function loaded(hits) {
    const shards = [...new Set(hits.map((hit) => last(meta.records, hit.n)))];
    await Promise.all(shards.map((n) => load(`${code}-r${n}`)));
    if (meta.stale) throw new Stale();
  }

  // ---- Showing ----

  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const say = (key, values = {}) => (meta?.words[key] ?? "").replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

  /// Where the words of a question stand in a text, as places in its characters.
  function places(text, asked) {
    const letters = Array.from(text);
    const from = [];
    let folded = "";
    letters.forEach((letter, at) => {
      if (/[,，]/.test(letter) && /[0-9]$/.test(folded) && /[0-9]/.test(letters[at + 1] ?? "")) return;
      for (const c of foldOne(letter)) { folded += c; for (let n = 0; n < c.length; n++) from.push(at); }
    });
    const marked = [];
    for (const word of asked) {
      for (const wanted of [word.digits ?? word.text, singular(word.text)].filter(Boolean)) for (let at = folded.indexOf(wanted), n = 0; at >= 0 && n < 20; at = folded.indexOf(wanted, at + wanted.length), n++) {
        const begins = word.han || at === 0 || !/[\p{Alphabetic}\p{N}]/u.test(folded[at - 1]) || IS_HAN.test(folded[at - 1]);
        if (begins) marked.push([from[at], from[at + wanted.length - 1] + 1]);
      }
    }
    return { letters, marked: marked.sort((a, b) => a[0] - b[0]) };
  }

  /// A text with the words marked; a long one from shortly before the first of them.
  function marked(text, asked, length = 120) {
    const { letters, marked } = places(text, asked);
    const start = letters.length > length && marked.length ? Math.max(0, marked[0][0] - 30) : 0;
    const end = Math.min(letters.length, start + length);
    const out = document.createDocumentFragment();
    if (start) out.append("…");
    let at = start;
    for (const [begin, stop] of marked) {
      if (begin < at || stop > end) continue;
      out.append(letters.slice(at, begin).join(""), make("mark", {}, letters.slice(begin, stop).join("")));
      at = stop;
    }
    out.append(letters.slice(at, end).join(""));
    if (end < letters.length) out.append("…");
    return out;
  }

  /// The passage that has most of the words.
  function passage(record, asked) {
    let best = record[3][0] ?? "", most = -1;
    for (const text of record[3]) {
      const { letters, marked } = places(text, asked);
      const value = marked.length ? new Set(marked.map(([begin, end]) => letters.slice(begin, end).join(""))).size * 10 + Math.min(marked.length, 5) : 0;
      if (value > most) { most = value; best = text; }
    }
    return best;
  }

  function result(hit, asked, attributes) {
    const record = group(hit.n);
    const link = make("a", { href: base + record[2], ...attributes }, make("span", { class: "found-title" }, marked(record[1], asked, 160)));
    const text = passage(record, asked);
    if (text) link.append(make("span", { class: "found-text" }, marked(text, asked)));
    return link;
  }

  function grouped(found) {
    const groups = new Map();
    for (const hit of found) {
      const record = group(hit.n);
      if (!record) continue;
      if (!groups.has(record[0])) groups.set(record[0], []);
      groups.get(record[0]).push(hit);
    }
    return [...groups].map(([n, hits]) => ({ label: meta.groups[n], hits, weight: hits[0].weight })).sort((a, b) => b.weight - a.weight);
  }

  const trouble = (error) => (error instanceof Stale ? say("stale") : say("failed"));

  function notes(answer, go) {
    const out = [];
    if (answer.cut) out.push(make("p", { class: "note" }, say("long", { n: LONGEST })));
    if (answer.short) out.push(make("p", { class: "note" }, say("short")));
    else if (!answer.found.length) {
      const shown = answer.question.length > 60 ? answer.question.slice(0, 60) + "…" : answer.question;
      out.push(make("p", { class: "note" }, answer.without.length ? say("none") : say("nothing", { q: shown })));
      for (const { word, rest, count } of answer.without) {
        const button = make("button", { type: "button" }, say("without", { word, n: count }));
        button.addEventListener("click", () => go(rest));
        out.push(button);
      }
    }
    return out;
  }

  const near = (found, asked) => {
    const links = new Map();
    const words = asked.map((word) => word.text).join(" ");
    for (const hit of found) {
      const record = group(hit.n);
      // What was asked for is not there: what comes near is asked for instead.
      if (record?.[5]?.some((other) => fold(other).includes(words))) links.set(`${(form ?? pageForm).dataset.page ?? ""}#q=${encodeURIComponent(record[1])}`, record[1]);
    }
    for (const hit of found.slice(0, 6)) for (const [label, href] of group(hit.n)?.[4] ?? []) links.set(base + href, label);
    if (!links.size) return [];
    const line = make("p", { class: "near" }, say("near"));
    for (const [href, label] of links) line.append(" ", make("a", { href }, marked(label, asked)));
    return [line];
  };

  // ---- The field in every header ----

  const form = document.querySelector("form[data-search]");
  const pageForm = document.querySelector("form[data-search-page]");
  const script = document.querySelector("script[src$='static/search.js']");
  base = form ? form.dataset.search : (script?.getAttribute("src") ?? "").replace(/static\/search\.js$/, "");
  code = form ? form.dataset.code : document.documentElement.dataset.code || "";

  function header() {
    const field = form.elements.q, list = document.getElementById("found");
    let turn = 0, at = -1;
    const options = () => Array.from(list.querySelectorAll("[role=option]"));
    const close = () => { list.hidden = true; at = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
    const point = (to) => {
      const all = options();
      if (!all.length) return;
      at = (to + all.length) % all.length;
      all.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
      field.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    };
    const page = () => `${form.dataset.page}#q=${encodeURIComponent(field.value.trim())}`;
    async function ask() {
      const now = ++turn;
      if (!field.value.trim()) return close();
      let inside;
      try {
        const answer = await find(field.value);
        if (now !== turn) return;
        inside = notes(answer, (rest) => { field.value = rest; field.focus(); ask(); });
        let n = 0;
        for (const { label, hits } of grouped(answer.found.slice(0, POPUP))) {
          const box = make("div", { role: "group", "aria-label": label }, make("p", { class: "found-group", "aria-hidden": "true" }, label));
          for (const hit of hits) box.append(result(hit, answer.words, { role: "option", id: `found-${n++}`, tabindex: "-1", "aria-selected": "false" }));
          inside.push(box);
        }
        if (answer.found.length > POPUP) inside.push(make("a", { role: "option", id: `found-${n}`, class: "found-all", href: page(), tabindex: "-1", "aria-selected": "false" }, say("all", { n: answer.found.length })));
      } catch (error) {
        if (now !== turn) return;
        inside = [make("p", { class: "note" }, trouble(error) || "…")];
      }
      list.replaceChildren(...inside);
      list.hidden = false;
      at = -1;
      field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-expanded", "true");
    }
    field.addEventListener("input", ask);
    field.addEventListener("focus", () => { load(code).catch(() => {}); if (field.value.trim() && list.hidden) ask(); });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) ask(); else point(event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) - 1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        const option = at >= 0 && options()[at];
        if (field.value.trim()) location.href = option ? option.href : page();
      } else if (event.key === "Escape" && !list.hidden) {
        // A field for searching is emptied by Escape, unless it is kept from that.
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
    form.addEventListener("focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) close(); });
    // What was typed while this file was on its way.
    if (form.contains(document.activeElement)) { load(code).catch(() => {}); ask(); }
  }

  // ---- The page ----

  function page() {
    const field = pageForm.elements.q, out = document.getElementById("search-results");
    const live = document.getElementById("live");
    code = pageForm.dataset.code || code;
    let turn = 0;
    const ask = async (question, keep) => {
      const now = ++turn;
      if (keep !== false) history.replaceState(null, "", question ? `#q=${encodeURIComponent(question)}` : location.pathname + location.search);
      if (!question.trim()) { out.replaceChildren(); return; }
      let inside;
      try {
        const answer = await find(question);
        if (now !== turn) return;
        const go = (rest) => { field.value = rest; ask(rest); };
        inside = notes(answer, go);
        if (answer.found.length) inside.push(make("p", { class: "found-count" }, say("count", { n: answer.found.length })), ...near(answer.found, answer.words));
        const all = await everything(answer);
        if (now !== turn) return;
        inside.push(...all);
        if (live) live.textContent = answer.found.length ? say("count", { n: answer.found.length }) : inside[0]?.textContent ?? "";
      } catch (error) {
        if (now !== turn) return;
        inside = [make("p", { class: "note" }, trouble(error) || "…")];
      }
      out.replaceChildren(...inside);
    };
    field.addEventListener("input", () => ask(field.value));
    pageForm.addEventListener("submit", (event) => event.preventDefault());
    const read = () => {
      const asked = /(?:^#|&)q=([^&]*)/.exec(location.hash);
      let question = "";
      try { question = asked ? decodeURIComponent(asked[1]) : ""; } catch (_) { question = asked[1]; }
      if (question !== field.value) { field.value = question; ask(question, false); }
    };
    addEventListener("hashchange", read);
    pageForm.hidden = false;
    document.querySelectorAll("[data-search-off]").forEach((note) => { note.hidden = true; });
    read();
    field.focus({ preventScroll: true });
  }

  /// What was loaded, by kind, and a way to see the rest.
  async function everything(answer) {
    const out = make("div");
    const show = async (count) => {
      await loaded(answer.found.slice(0, count));
      out.replaceChildren(...grouped(answer.found.slice(0, count)).map(({ label, hits }) => {
        const list = make("ul");
        const more = (from, to) => hits.slice(from, to).forEach((hit) => list.append(make("li", {}, result(hit, answer.words, {}))));
        more(0, IN_GROUP);
        const section = make("section", {}, make("h2", {}, label), list);
        if (hits.length > IN_GROUP) {
          const button = make("button", { type: "button" }, say("all", { n: hits.length }));
          button.addEventListener("click", () => { more(IN_GROUP, hits.length); button.remove(); });
          section.append(button);
        }
        return section;
      }));
      if (answer.found.length > count) {
        const button = make("button", { type: "button", class: "found-all" }, say("all", { n: answer.found.length }));
        button.addEventListener("click", () => show(answer.found.length));
        out.append(button);
      }
    };
    await show(LOADED);
    return [out];
  }

  if (form) header();
  if (pageForm) page();
})(typeof window === "undefined" ? globalThis : window);
