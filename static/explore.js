// The table of all facts: narrowed, sorted, counted and taken along in the reader's browser; and what is left of it when
// an origin is not believed. The rows are made by src/export/explorer.rs. Without this file the page has them in parts.
(function (root) {
  "use strict";

  const box = document.querySelector("[data-explorer]");
  // Without a place for the table this only gives the facts behind a picture.
  const frame = document.querySelector("form[data-search]");
  const base = box ? box.dataset.explorer : frame.dataset.search, code = box ? box.dataset.code : frame.dataset.code;
  const STEP = 100;
  // The places of a row, in the order in which src/export/explorer.rs writes them.
  const [ID, STATUS, SUBJECT, INDICATOR, VALUE, NUMBER, MAX, PRECISION, PRINTED, PERIOD, EDTF, END, OF, OFS, SOURCE, PLACE,
    POLICY, BY, ORIGINS, WITNESSES, FLAGS, CHECK, SET, CONFLICTS, HREF, EXCERPT, NOTE, VERSION, SENSE] = Array(29).keys();

  let head = null;
  const parts = [];
  root.briefingExplorer = {
    head(given) { head = given; },
    rows(given) { if (given.stamp === head.stamp) parts[given.n] = given.rows; else head.stale = true; },
    apart, table: behind, traced, csv: async (numbers) => { const all = await some(numbers); return csv(numbers.map(record(all, recount(all, new Set())))); },
  };
  const loaded = new Map();
  function load(path) {
    if (!loaded.has(path)) loaded.set(path, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = base + path;
      script.onload = done;
      script.onerror = () => { loaded.delete(path); failed(new Error(path)); };
      document.head.appendChild(script);
    }));
    return loaded.get(path);
  }
  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const say = (key, values = {}) => (head.words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
  const fold = (text) => (root.briefingSearch ? root.briefingSearch.fold(text) : text.toLowerCase());
  const mark = (kind) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "mark");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#m-${kind}`);
    svg.append(use);
    return svg;
  };

  /// What a reader must be warned of at a row's value: the signs that the pages' own tables have.
  const warnings = (row, stands = () => true) => {
    const sign = (kind, name) => { const own = mark(kind); own.classList.add(kind); own.removeAttribute("aria-hidden"); own.setAttribute("role", "img"); own.setAttribute("aria-label", say(name)); return [" ", own]; };
    const own = row[CONFLICTS].filter(stands);
    return [...(own.some((n) => head.conflicts[n][6]) ? sign("conflict", "col_disputed") : []), ...(own.some((n) => !head.conflicts[n][6]) ? sign("caution", "cautioned") : [])];
  };
  const damaged = (row) => {
    if (!(row[FLAGS] & 1)) return [];
    const own = mark("damaged");
    own.classList.add("damaged");
    own.removeAttribute("aria-hidden");
    own.setAttribute("role", "img");
    own.setAttribute("aria-label", say("by_damaged"));
    return [own];
  };

  // ---- The address ----

  function read() {
    const state = {};
    for (const pair of location.hash.slice(1).split("&")) {
      const at = pair.indexOf("=");
      if (at < 1) continue;
      const text = (part) => { try { return decodeURIComponent(part.replace(/\+/g, " ")); } catch (_) { return part; } };
      state[pair.slice(0, at)] = text(pair.slice(at + 1));
    }
    return state;
  }
  function write(state) {
    const pairs = Object.entries(state).filter(([, value]) => value !== "" && value !== undefined && value !== null);
    const hash = pairs.map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%3A/g, ":").replace(/%2C/g, ",")}`).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  // ---- Origins that are not believed: src/check/distrust.rs and rules/one_witness.rs ----

  /// Witnesses of every row, and the conflicts that stand, without some origins.
  function recount(rows, without) {
    const left = rows.map((row) => row[ORIGINS].filter((origin) => !without.has(origin)));
    const count = (members) => {
      const parent = new Map();
      const find = (node) => { while (parent.get(node) !== node) node = parent.get(node); return node; };
      let sets = 0;
      for (const member of members) {
        for (const origin of left[member]) if (!parent.has(origin)) { parent.set(origin, origin); sets++; }
        for (let at = 1; at < left[member].length; at++) {
          const a = find(left[member][at - 1]), b = find(left[member][at]);
          if (a !== b) { parent.set(a, b); sets--; }
        }
      }
      return sets;
    };
    const ofSet = head.sets.map((members) => count(members.filter((member) => left[member].length)));
    const witnesses = rows.map((row, at) => (!left[at].length ? 0 : row[SET] === null ? 1 : ofSet[row[SET]]));
    const names = new Set([...without].map((origin) => head.origins[origin][0]));
    const stands = head.conflicts.map(([, , , sides]) => sides.filter((side) => side.some((name) => !names.has(name))).length >= Math.min(2, sides.length));
    return { witnesses, stands };
  }
  const counts = ({ witnesses, stands }) => ({
    bare: witnesses.filter((n) => n === 0).length,
    single: witnesses.filter((n) => n === 1).length,
    several: witnesses.filter((n) => n > 1).length,
    conflicts: stands.filter(Boolean).length,
  });
  const distrusted = (names) => new Set((names || "").split(",").map((name) => head.origins.findIndex(([own]) => own === name)).filter((n) => n >= 0));

  // ---- Facets ----

  const kindOf = (subject) => head.kinds[head.subjects[subject][2]];
  function inside(subject, whole) {
    for (let at = subject, n = 0; at !== null && at !== undefined && n < 20; at = head.subjects[at][5], n++) if (at === whole) return true;
    return false;
  }
  /// Each facet: the values of a row, and what a value is called.
  function facets(recounted) {
    const subject = (n) => [head.subjects[n][0], head.subjects[n][1]];
    const bit = (row, n) => (row[FLAGS] & n ? ["yes"] : ["no"]);
    const yes = (value) => say(value);
    const subjects = new Map(head.subjects.map((one) => [one[0], one[1]]));
    const named = (list, key, label) => { const map = new Map(list.map((one) => [one[key], one[label]])); return (value) => map.get(value); };
    return {
      subject: { of: (row) => [subject(row[SUBJECT])[0], ...row[OFS].map((n) => subject(n)[0]), ...(row[POLICY] === null ? [] : [subject(row[POLICY])[0]]), ...(row[BY] === null ? [] : [subject(row[BY])[0]])], label: (value) => subjects.get(value) },
      kind: { of: (row) => [kindOf(row[SUBJECT])[0]], label: named(head.kinds, 0, 1) },
      status: { of: (row) => [row[STATUS]], label: (value) => head.status[value] },
      indicator: { of: (row) => [head.indicators[row[INDICATOR]][0]], label: named(head.indicators, 0, 1) },
      year: { of: (row) => [row[END] ? row[END].slice(0, 4) : ".."], label: (value) => (value === ".." ? say("undated") : /^-?\d{4,}$/.test(value) ? value : undefined) },
      source: { of: (row) => [head.sources[row[SOURCE]][0]], label: named(head.sources, 0, 1) },
      by: { of: (row) => (row[BY] === null ? ["none"] : [subject(row[BY])[0]]), label: (value) => (value === "none" ? say("nobody") : subjects.get(value)) },
      policy: { of: (row) => (row[POLICY] === null ? ["none"] : [subject(row[POLICY])[0]]), label: (value) => (value === "none" ? say("no_policy") : subjects.get(value)) },
      origin: { of: (row) => row[ORIGINS].map((n) => head.origins[n][0]), label: named(head.origins, 0, 1) },
      witnesses: { of: (row, at) => [recounted.witnesses[at] > 1 ? "2" : String(recounted.witnesses[at])], label: (value) => ({ 0: say("bare"), 1: say("one_witness"), 2: say("several") })[value] },
      check: { of: (row) => [row[CHECK]], label: (value) => head.check[value] },
      damaged: { of: (row) => bit(row, 1), label: yes },
      disputed: { of: (row) => (row[CONFLICTS].some((n) => recounted.stands[n] && head.conflicts[n][6]) ? ["yes"] : ["no"]), label: yes },
      withdrawn: { of: (row) => bit(row, 4), label: yes },
    };
  }

  /// The same facets, each of which keeps what it said of a row: a row is asked again at every letter that is typed.
  function remembered(all) {
    for (const facet of Object.values(all)) {
      const kept = [], { of } = facet;
      facet.of = (row, at) => (kept[at] ??= [...new Set(of(row, at))]);
    }
    return all;
  }

  /// What the free words are looked for in: names in every language, the value, the words it rests on.
  const texts = [];
  function text(row, at) {
    texts[at] ??= [head.subjects[row[SUBJECT]][4], head.indicators[row[INDICATOR]][4], ...row[OFS].map((n) => head.subjects[n][4]),
      ...[row[POLICY], row[BY]].filter((n) => n !== null).map((n) => head.subjects[n][4]),
      fold([row[ID], row[VALUE], row[PRINTED], row[PERIOD], row[OF], row[EXCERPT], row[NOTE] ?? "", head.sources[row[SOURCE]][1]].join(" "))].join(" ");
    return texts[at];
  }

  /// Folds the rows' words ahead of the first question, a few at a time, so that no letter waits for all of them.
  function foldAhead(rows, from = 0) {
    const until = performance.now() + 8;
    let at = from;
    while (at < rows.length && performance.now() < until) { text(rows[at], at); at += 1; }
    if (at < rows.length) setTimeout(foldAhead, 8, rows, at);
  }

  const SORTS = {
    status: (row) => Object.keys(head.status).indexOf(row[STATUS]),
    what: (row) => head.indicators[row[INDICATOR]][1],
    place: (row) => head.subjects[row[SUBJECT]][1],
    value: (row) => (row[NUMBER] === null ? -Infinity : Number(row[NUMBER])),
    period: (row) => row[END] ?? "9999",
    source: (row) => head.sources[row[SOURCE]][1],
    check: (row) => row[CHECK],
  };

  /// The rows that pass every facet, by their numbers.
  function passing(rows, state, all) {
    const wanted = Object.entries(all).filter(([name]) => state[name]);
    const words = fold(state.q ?? "").split(/\s+/).filter(Boolean);
    const out = [];
    rows.forEach((row, at) => {
      if (wanted.every(([name, facet]) => facet.of(row, at).includes(state[name])) && words.every((word) => text(row, at).includes(word))) out.push(at);
    });
    return out;
  }

  // ---- What is taken along ----

  const columns = () => ["id", "status", "subject", "subject_name", "indicator", "indicator_name", "value", "value_max", "unit", "precision", "printed",
    "period", "written", "of", "source", "source_name", "place", "policy", "by", "origins", "witnesses", "conflicts", "damaged_only_copy", "check", "excerpt", "note", "url", "version"];
  const record = (rows, recounted) => (at) => {
    const row = rows[at];
    const subject = (n) => (n === null ? "" : head.subjects[n][0]);
    return [row[ID], row[STATUS], subject(row[SUBJECT]), head.subjects[row[SUBJECT]][1], head.indicators[row[INDICATOR]][0], head.indicators[row[INDICATOR]][1],
      row[NUMBER] ?? "", row[MAX] ?? "", head.indicators[row[INDICATOR]][2], row[PRECISION] ?? "", row[PRINTED], row[EDTF], row[VALUE], row[OF], head.sources[row[SOURCE]][0],
      head.sources[row[SOURCE]][1], row[PLACE], subject(row[POLICY]), subject(row[BY]), row[ORIGINS].map((n) => head.origins[n][0]).join(" "), String(recounted.witnesses[at]),
      row[CONFLICTS].filter((n) => recounted.stands[n]).map((n) => head.conflicts[n][0]).join(" "), String(Boolean(row[FLAGS] & 1)), row[CHECK], row[EXCERPT], row[NOTE] ?? "", head.base + row[HREF], `v${row[VERSION]}`];
  };
  /// No cell begins a formula: as `guarded` in src/export/data.rs.
  const guarded = (text) => text.replace(/^(?=[\t\r\n])/, "'").replace(/(^|[;\t\n\r])([\s\u200B-\u200D\u2060\uFEFF]*)(?=[=+\-@＝＋－＠−])/g, "$1$2'");
  const EXACT = new Set(["value", "value_max", "witnesses", "damaged_only_copy"]);
  function csv(lines) {
    const names = columns();
    const cell = (value, at) => { const own = EXACT.has(names[at]) ? value : guarded(value); return /[",\r\n]/.test(own) ? `"${own.replace(/"/g, '""')}"` : own; };
    return "\ufeff" + [names.join(","), ...lines.map((line) => line.map(cell).join(","))].join("\r\n") + "\r\n";
  }
  const json = (lines, state) => JSON.stringify({ version: head.date, selection: state, facts: lines.map((line) => Object.fromEntries(columns().map((name, at) => [name, line[at]]))) }, null, 1) + "\n";
  function save(name, kind, content, said) {
    try {
      const address = URL.createObjectURL(new Blob([content], { type: kind }));
      const link = make("a", { href: address, download: name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    } catch (_) { said(say("no_download")); }
  }

  // ---- The page of the explorer ----

  function explorer(rows) {
    const state = read();
    let recounted = recount(rows, distrusted(state.without));
    let all = remembered(facets(recounted));
    let shown = STEP, current = [];
    const form = make("form", { class: "filter explorer", role: "search", "aria-label": say("filter") });
    form.addEventListener("submit", (event) => event.preventDefault());
    const words = make("input", { type: "search", name: "q", autocomplete: "off" });
    words.value = state.q ?? "";
    form.append(make("label", {}, say("words"), " ", words));
    const selects = {};
    const more = make("details", { class: "more-facets" }, make("summary", {}, say("more")));
    Object.keys(all).forEach((name, n) => {
      const select = make("select", { name });
      selects[name] = select;
      const label = make("label", {}, say(`by_${name}`), " ", select);
      if (n < 5) form.append(label); else { more.append(label); if (state[name]) more.open = true; }
      select.addEventListener("change", () => { state[name] = select.value; go(); });
    });
    form.append(more);
    words.addEventListener("input", () => { state.q = words.value; go(); });
    const told = make("div", { class: "told", role: "status", "aria-live": "polite" });
    const loosen = make("div", { class: "loosen" });
    const tools = make("div", { class: "links" });
    const button = (label, act) => { const one = make("button", { type: "button" }, label); one.addEventListener("click", act); tools.append(one); return one; };
    const said = (message) => { told.textContent = message; };
    const lines = () => current.map(record(rows, recounted));
    button(say("csv"), () => save("facts.csv", "text/csv;charset=utf-8", csv(lines()), said));
    button(say("json"), () => save("facts.json", "application/json", json(lines(), clean()), said));
    const cited = make("p", { class: "cited", id: "cited-selection" });
    cited.hidden = true;
    const copy = button(say("cite"), () => {
      cited.textContent = citation();
      cited.hidden = false;
      const done = () => { said(say("copied")); };
      const selected = () => { const range = document.createRange(); range.selectNodeContents(cited); getSelection().removeAllRanges(); getSelection().addRange(range); let ok = false; try { ok = document.execCommand("copy"); } catch (_) { ok = false; } said(ok ? say("copied") : say("copy_by_hand")); };
      if (navigator.clipboard) navigator.clipboard.writeText(cited.textContent).then(done, selected); else selected();
    });
    copy.setAttribute("aria-describedby", "cited-selection");
    const reset = button(say("reset"), () => { for (const key of Object.keys(state)) delete state[key]; words.value = ""; recounted = recount(rows, new Set()); all = remembered(facets(recounted)); go(); });
    const note = make("p", { class: "note" });
    const table = make("table", { class: "facts" });
    const headRow = make("tr");
    const heads = {};
    for (const name of Object.keys(SORTS)) {
      const sorter = make("button", { type: "button", class: "sort" }, say(`col_${name}`));
      // A head with a button is not repeated on the pages of a print.
      heads[name] = make("th", { scope: "col", class: name === "value" ? "v" : null }, sorter, make("span", { class: "print" }, say(`col_${name}`)));
      sorter.addEventListener("click", () => {
        const now = state.sort ?? "";
        state.sort = now === name ? `-${name}` : now === `-${name}` ? "" : name;
        go();
      });
      headRow.append(heads[name]);
    }
    const body = make("tbody");
    table.append(make("thead", {}, headRow), body);
    const onwards = make("button", { type: "button", class: "onwards" });
    onwards.addEventListener("click", () => { shown += STEP * 5; draw(); });

    const alphabet = new Intl.Collator(document.documentElement.lang);
    const clean = () => Object.fromEntries(Object.entries(state).filter(([, value]) => value));
    const described = () => Object.entries(all).filter(([name]) => state[name]).map(([name, facet]) => `${say(`by_${name}`)}: ${facet.label(state[name]) ?? state[name]}`)
      .concat(state.q ? [`${say("words")}: ${state.q}`] : [], state.without ? [`${say("without")}: ${state.without.split(",").join(", ")}`] : []);
    function citation() {
      const address = head.base + head.page + location.hash;
      const what = described().join("; ");
      return say("citation", { publisher: head.publisher, date: head.date, site: head.site, what: what || say("everything"), count: say("count", { n: current.length, all: rows.length }), url: address, stamp: head.stamp });
    }

    function line(at) {
      const row = rows[at];
      const [, name, , subjectHref] = head.subjects[row[SUBJECT]];
      const value = make("td", { class: row[NUMBER] === null ? "v text" : "v" }, row[NUMBER] === null ? row[VALUE] : make("span", { class: "nb" }, row[VALUE]));
      value.append(...warnings(row, (n) => recounted.stands[n]));
      if (row[PRINTED]) value.append(make("span", { class: "printed" }, row[PRINTED]));
      const check = make("td", { class: `chk ${row[CHECK]}` });
      for (const own of damaged(row)) check.append(own, "\u00a0");
      check.append(recounted.witnesses[at] === 0 ? say("bare") : head.check[row[CHECK]] ?? "");
      const what = make("td", { class: "w" }, make("a", { href: base + row[HREF] }, head.indicators[row[INDICATOR]][1]));
      if (row[OF]) what.append(make("span", { class: "small" }, row[OF]));
      return make("tr", { class: `${row[STATUS]}${row[FLAGS] & 4 ? " gone" : ""}` },
        make("td", { class: "k" }, mark(row[STATUS]), " ", head.status[row[STATUS]]), what,
        make("td", { class: "w o" }, make("a", { href: base + subjectHref }, name)), value,
        make("td", { class: row[PERIOD].length < 18 ? "p nb" : "p" }, row[PERIOD]),
        make("td", { class: "s" }, make("a", { href: base + head.sources[row[SOURCE]][2] }, head.sources[row[SOURCE]][1]), " ", make("span", { class: row[PLACE].length < 20 ? "nb" : null }, row[PLACE])), check);
    }

    /// How many rows each value of each facet would leave: the rows that pass all other facets, in one pass over them.
    function left() {
      const wanted = Object.entries(all).filter(([name]) => state[name]);
      const words = fold(state.q ?? "").split(/\s+/).filter(Boolean);
      const counts = new Map(Object.keys(all).map((name) => [name, new Map()]));
      const add = (name, row, at) => {
        const own = counts.get(name);
        for (const value of all[name].of(row, at)) own.set(value, (own.get(value) ?? 0) + 1);
      };
      rows.forEach((row, at) => {
        const failed = wanted.filter(([name, facet]) => !facet.of(row, at).includes(state[name]));
        if (failed.length > 1 || (words.length && !words.every((word) => text(row, at).includes(word)))) return;
        if (failed.length) add(failed[0][0], row, at); else for (const name of counts.keys()) add(name, row, at);
      });
      return counts;
    }

    function options() {
      const counts = left();
      for (const [name, facet] of Object.entries(all)) {
        const counted = counts.get(name);
        const values = [...counted].map(([value, n]) => [value, facet.label(value) ?? value, n]);
        if (state[name] && !counted.has(state[name])) values.push([state[name], facet.label(state[name]) ?? state[name], 0]);
        values.sort(name === "year" ? (a, b) => (a[0] < b[0] ? -1 : 1) : (a, b) => b[2] - a[2] || (a[1] < b[1] ? -1 : 1));
        const select = selects[name];
        select.replaceChildren(make("option", { value: "" }, say("any")), ...values.map(([value, label, n]) => make("option", { value }, `${label} (${n})`)));
        select.value = state[name] ?? "";
      }
    }

    /// What each choice would leave is counted once the rows stand there; while letters are typed, after the last.
    let waiting = 0;
    function counting() {
      clearTimeout(waiting);
      if (Object.values(selects).some((select) => !select.options.length)) options(); else waiting = setTimeout(options, 30);
    }

    function hints() {
      loosen.replaceChildren();
      const unknown = Object.entries(all).filter(([name, facet]) => state[name] && facet.label(state[name]) === undefined);
      const lost = (state.without ?? "").split(",").filter((name) => name && !head.origins.some(([own]) => own === name));
      for (const [name] of unknown) loosen.append(make("p", { class: "note" }, say("gone", { facet: say(`by_${name}`), value: state[name] })));
      for (const name of lost) loosen.append(make("p", { class: "note" }, say("gone", { facet: say("without"), value: name })));
      if (current.length) return;
      loosen.append(make("p", { class: "note" }, say("none")));
      const names = [...Object.keys(all), "q"].filter((name) => state[name]);
      const offered = (some) => {
        const n = passing(rows, Object.fromEntries(Object.entries(state).filter(([name]) => !some.includes(name))), all).length;
        if (!n) return false;
        const facet = some.map((name) => (name === "q" ? say("words") : say(`by_${name}`))).join(say("comma"));
        const one = make("button", { type: "button" }, say("loosen", { facet, n }));
        one.addEventListener("click", () => { for (const name of some) { delete state[name]; if (name === "q") words.value = ""; } go(); });
        loosen.append(one);
        return true;
      };
      // Where no one of them stands alone in the way, two together may.
      if (!names.map((name) => offered([name])).some(Boolean)) names.forEach((one, at) => names.slice(at + 1).forEach((other) => offered([one, other])));
    }

    function draw() {
      body.replaceChildren(...current.slice(0, shown).map(line));
      onwards.hidden = current.length <= shown;
      onwards.textContent = say("onwards", { n: Math.min(STEP * 5, current.length - shown), left: current.length - shown });
    }

    function go() {
      shown = STEP;
      write(clean());
      current = passing(rows, state, all);
      const down = (state.sort ?? "").startsWith("-");
      const key = SORTS[(state.sort ?? "").replace(/^-/, "")];
      for (const [name, cell] of Object.entries(heads)) {
        if ((state.sort ?? "").replace(/^-/, "") === name) cell.setAttribute("aria-sort", down ? "descending" : "ascending"); else cell.removeAttribute("aria-sort");
      }
      if (key) {
        const keys = new Map(current.map((at) => [at, key(rows[at])]));
        // Words are put in order once each: names are few, rows are many.
        const told = [...new Set(keys.values())].sort((a, b) => (typeof a === "number" ? a - b : alphabet.compare(a, b)));
        const place = new Map(told.map((value, n) => [value, n]));
        const rank = (at) => place.get(keys.get(at));
        current = current.slice().sort((a, b) => (down ? rank(b) - rank(a) : rank(a) - rank(b)) || a - b);
      }
      counting();
      hints();
      const count = counts(recounted);
      said(say("count", { n: current.length, all: rows.length }));
      note.hidden = !state.without;
      note.textContent = state.without ? say("left", { ...count, names: state.without.split(",").join(", ") }) : "";
      cited.hidden = true;
      reset.hidden = !Object.keys(clean()).length;
      draw();
    }

    // Numbers of different units are sorted by their bare size, which the head says.
    heads.value.title = say("by_size");
    box.replaceChildren(form, told, note, loosen, tools, cited, make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("table") }, table), onwards);
    box.hidden = false;
    document.querySelectorAll("[data-without-explorer]").forEach((part) => { part.hidden = true; });
    // The page is a part of the list; the table has all of it.
    if (box.dataset.title) document.querySelector("h1").textContent = box.dataset.title;
    go();
    foldAhead(rows);
    addEventListener("hashchange", () => {
      const now = read();
      for (const key of Object.keys(state)) delete state[key];
      Object.assign(state, now);
      words.value = state.q ?? "";
      recounted = recount(rows, distrusted(state.without));
      all = remembered(facets(recounted));
      go();
    });
  }

  // ---- The page of origins ----

  function origins(rows) {
    const chosen = distrusted(read().without);
    const told = make("p", { class: "told", role: "status" });
    const list = make("ul", { class: "distrust" });
    const link = make("a", {});
    const bare = make("p", { class: "small" });
    const resting = head.origins.map((_, n) => rows.filter((row) => row[ORIGINS].includes(n)).length);
    head.origins.forEach(([name, label], n) => {
      const tick = make("input", { type: "checkbox", value: name, id: `distrust-${n}` });
      tick.checked = chosen.has(n);
      tick.addEventListener("change", () => { if (tick.checked) chosen.add(n); else chosen.delete(n); go(); });
      list.append(make("li", {}, tick, make("label", { for: `distrust-${n}` }, `${label} (${resting[n]})`)));
    });
    function go() {
      const names = [...chosen].map((n) => head.origins[n][0]).join(",");
      write({ without: names });
      const recounted = recount(rows, chosen);
      const count = counts(recounted);
      told.textContent = say(chosen.size ? "left" : "whole", { ...count, names: [...chosen].map((n) => head.origins[n][1]).join(say("comma")) });
      told.dataset.counts = JSON.stringify(count);
      link.textContent = say("see_bare");
      link.href = `${base}${head.page}#without=${encodeURIComponent(names)}&witnesses=0`;
      link.hidden = !chosen.size || !count.bare;
    }
    box.replaceChildren(list, told, link, bare);
    box.hidden = false;
    go();
  }

  // ---- What may stand side by side: src/plan/kinds/apart.rs, which gives the order and what each row shares ----

  /// The first thing that two senses do not share, by its name; null where they share all.
  function apart(one, other, aspects = head.aspects) {
    for (const [n, name] of aspects.entries()) {
      if (one[n] === null || other[n] === null) return "undated";
      if (one[n] !== other[n]) return name;
    }
    return null;
  }
  /// Why two rows may not stand side by side: its weight, and the words; null where they may.
  function forbidden(one, other) {
    const shared = one[CONFLICTS].find((n) => other[CONFLICTS].includes(n));
    if (shared !== undefined) return { weight: 0, why: head.conflicts[shared][5] ?? head.conflicts[shared][1], href: head.conflicts[shared][2] };
    if (inside(one[SUBJECT], other[SUBJECT]) || inside(other[SUBJECT], one[SUBJECT])) return { weight: 1, why: head.not_drawn.nested };
    const name = apart(head.senses[one[SENSE]], head.senses[other[SENSE]]);
    return name && { weight: 2 + (name === "undated" ? head.aspects.length - 1.5 : head.aspects.indexOf(name)), why: head.not_drawn[name] };
  }
  /// The gravest reason why some of these may not stand side by side.
  function gravest(rows) {
    const reasons = rows.flatMap((one, at) => rows.slice(at + 1).map((other) => forbidden(one, other))).filter(Boolean);
    return reasons.sort((a, b) => a.weight - b.weight)[0] ?? null;
  }
  /// Of the figures of some places those that may be drawn: of the most places, a result before a target.
  function drawable(rows) {
    const groups = new Map();
    for (const row of rows) groups.set(row[SENSE], [...(groups.get(row[SENSE]) ?? []), row]);
    const order = Object.keys(head.status);
    const sets = [...groups.values()].map((group) => {
      const first = new Map();
      for (const row of group) if (!first.has(row[SUBJECT])) first.set(row[SUBJECT], row);
      // The whole that holds a part is left out, and both sides of a conflict.
      const one = [...first.values()];
      const parts = one.filter((row) => !one.some((other) => other !== row && inside(other[SUBJECT], row[SUBJECT])));
      return parts.filter((row) => !parts.some((other) => other !== row && forbidden(row, other)));
    }).filter((set) => set.length > 1);
    return sets.sort((a, b) => b.length - a.length || order.indexOf(a[0][STATUS]) - order.indexOf(b[0][STATUS]))[0] ?? [];
  }

  // ---- Places side by side, by choice ----

  function compare(rows) {
    const PLACES = 4;
    const state = read();
    const subjects = head.subjects.map((one, n) => [n, one]).filter(([n]) => rows.some((row) => row[SUBJECT] === n));
    const wanted = (state.places ?? "").split(",").filter(Boolean);
    const lost = wanted.filter((name) => !head.subjects.some(([own]) => own === name));
    let places = wanted.map((name) => head.subjects.findIndex(([own]) => own === name)).filter((n) => n >= 0).slice(0, PLACES);
    const strange = (state.indicators ?? "").split(",").filter((slug) => slug && !head.indicators.some(([own]) => own === slug));
    let indicators = (state.indicators ?? "").split(",").map((slug) => head.indicators.findIndex(([own]) => own === slug)).filter((n) => n >= 0);
    const form = make("form", { class: "filter explorer", "aria-label": say("choose") });
    form.addEventListener("submit", (event) => event.preventDefault());
    const selects = Array.from({ length: PLACES }, (_, n) => {
      const select = make("select", { name: `place-${n}` }, make("option", { value: "" }, say("no_place")));
      for (const [kind, label] of head.kinds) {
        const group = make("optgroup", { label });
        for (const [, one] of subjects.filter(([, one]) => head.kinds[one[2]][0] === kind)) group.append(make("option", { value: one[0] }, one[1]));
        if (group.children.length) select.append(group);
      }
      select.addEventListener("change", () => { places = selects.map((own) => head.subjects.findIndex(([name]) => name === own.value)).filter((at, i, list) => at >= 0 && list.indexOf(at) === i); go(); });
      form.append(make("label", {}, say("place_n", { n: n + 1 }), " ", select));
      return select;
    });
    const adding = make("select", { name: "indicator" });
    adding.addEventListener("change", () => { const n = head.indicators.findIndex(([slug]) => slug === adding.value); if (n >= 0 && !indicators.includes(n)) indicators.push(n); go(); });
    form.append(make("label", {}, say("add_indicator"), " ", adding));
    const out = make("div");

    const order = (row) => Object.keys(head.status).indexOf(row[STATUS]);
    function bars(rows) {
      const most = Math.max(...rows.map((row) => Number(row[MAX] ?? row[NUMBER])));
      const list = make("ul", { class: "bars" });
      for (const row of rows) {
        const bar = make("span", { class: `bar ${row[STATUS]}`, "aria-hidden": "true" });
        bar.style.width = `${most > 0 ? Math.max(0.5, (100 * Number(row[MAX] ?? row[NUMBER])) / most) : 0}%`;
        list.append(make("li", {}, make("span", { class: "small" }, `${head.subjects[row[SUBJECT]][1]}${say("colon")}${row[VALUE]}`), bar));
      }
      return list;
    }
    function figure(row) {
      const value = make("span", { class: row[NUMBER] === null ? "value text" : "value nb" }, make("a", { href: base + row[HREF] }, row[VALUE]));
      const kind = make("span", { class: "k" }, mark(row[STATUS]), " ", head.status[row[STATUS]]);
      const signs = damaged(row).flatMap((own) => [" ", own]);
      return make("li", { class: row[STATUS] }, value, " ", make("span", { class: row[PERIOD].length < 20 ? "small nb" : "small" }, kind, ` ${row[PERIOD]}`, ...warnings(row), ...signs), ...(row[OF] ? [" ", make("span", { class: "small" }, row[OF])] : []));
    }
    /// A figure of something else, which stands in the cell of what is missing: called by its own name.
    function near(row, place) {
      const what = head.indicators[row[INDICATOR]][1] + (row[SUBJECT] === place ? "" : say("comma") + head.subjects[row[SUBJECT]][1]);
      return make("li", { class: row[STATUS] }, make("span", {}, what + (row[OF] ? say("comma") + row[OF] : "") + say("colon")),
        make("a", { class: "nb", href: base + row[HREF] }, row[VALUE]), " ",
        make("span", { class: "k" }, mark(row[STATUS]), " ", head.status[row[STATUS]]), ` ${row[PERIOD]}`, ...warnings(row), ...damaged(row).flatMap((own) => [" ", own]));
    }
    function go() {
      write({ places: places.map((n) => head.subjects[n][0]).join(","), indicators: indicators.map((n) => head.indicators[n][0]).join(",") });
      selects.forEach((select, n) => { select.value = places[n] === undefined ? "" : head.subjects[places[n]][0]; });
      const of = (n) => rows.filter((row) => row[INDICATOR] === n && places.includes(row[SUBJECT]));
      const common = head.indicators.map((_, n) => [n, new Set(of(n).map((row) => row[SUBJECT])).size]).filter(([, count]) => count);
      adding.replaceChildren(make("option", { value: "" }, say("add_which")), ...common.filter(([n]) => !indicators.includes(n)).sort((a, b) => b[1] - a[1]).map(([n, count]) => make("option", { value: head.indicators[n][0] }, `${head.indicators[n][1]} (${count})`)));
      const table = make("table", { class: "matrix chosen" });
      const shown = indicators.length ? indicators : common.filter(([n, count]) => count > 1 || head.indicators[n][5]).map(([n]) => n);
      out.replaceChildren();
      for (const name of lost) out.append(make("p", { class: "note" }, say("gone", { facet: say("by_subject"), value: name })));
      for (const name of strange) out.append(make("p", { class: "note" }, say("gone", { facet: say("by_indicator"), value: name })));
      if (!places.length) { out.append(make("p", { class: "note" }, say("choose_places"))); return; }
      table.append(make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("by_indicator")), ...places.map((n) => make("th", { scope: "col" }, make("a", { href: base + head.subjects[n][3] }, head.subjects[n][1]))))));
      const body = make("tbody");
      let both = 0, beside = 0;
      for (const n of shown) {
        const found = of(n);
        const name = make("th", { scope: "row" }, make("a", { href: base + head.indicators[n][3] }, head.indicators[n][1]));
        if (indicators.includes(n)) {
          const away = make("button", { type: "button", "aria-label": say("leave_out", { what: head.indicators[n][1] }) }, "×");
          away.addEventListener("click", () => { indicators = indicators.filter((own) => own !== n); go(); });
          name.append(" ", away);
        }
        const figures = found.filter((row) => row[NUMBER] !== null && !(row[FLAGS] & 4));
        const first = places.map((place) => figures.filter((row) => row[SUBJECT] === place).sort((a, b) => order(a) - order(b))[0]).filter(Boolean);
        const drawn = drawable(figures);
        const cells = places.map((place) => {
          const own = found.filter((row) => row[SUBJECT] === place);
          if (own.length) return make("td", { "data-place": head.subjects[place][1] }, make("ul", {}, ...own.map(figure)));
          const gap = head.gaps.find(([subject, indicator]) => subject === place && indicator === n);
          return make("td", { "data-place": head.subjects[place][1] }, make("p", { class: "gap" }, gap ? gap[2] + (gap[3] ? say("colon") + gap[3] : "") : say("not_stated")), ...(gap?.[4].length ? [make("ul", { class: "instead" }, ...gap[4].map((fact) => near(rows[fact], place)))] : []));
        });
        body.append(make("tr", {}, name, ...cells));
        if (first.length > 1) {
          both += 1;
          if (drawn.length) beside += 1;
          const cell = make("td", { colspan: String(places.length + 1) });
          if (drawn.length) cell.append(bars(drawn));
          const left = first.filter((row) => !drawn.some((own) => own[SUBJECT] === row[SUBJECT]));
          const why = left.length ? (drawn.length ? gravest([left[0], ...drawn]) : gravest(first) ?? gravest(figures)) : null;
          if (why) {
            const names = drawn.length ? left.map((row) => head.subjects[row[SUBJECT]][1]).join(say("comma")) + say("colon") : "";
            cell.append(make("p", { class: "unlike" }, `${head.not_drawn.title} ${names}`, why.href ? make("a", { href: base + why.href }, why.why) : why.why));
          }
          body.append(make("tr", { class: "drawn" }, cell));
        }
      }
      table.append(body);
      if (places.length > 1) out.append(make("p", { class: "outcome" }, say(both ? "outcome" : "outcome_none", { n: both, drawn: beside, left: both - beside })));
      out.append(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("chosen") }, table));
    }
    box.replaceChildren(make("h2", {}, say("choose")), form, out);
    box.hidden = false;
    go();
  }

  // ---- Loading ----

  /// The rows with these numbers, each at its number; of the others, those of the same files.
  async function some(numbers) {
    await load(`data/explorer/${code}.js`);
    const files = [...new Set(numbers.map((n) => Math.floor(n / head.rows)))];
    await Promise.all(files.map((n) => load(`data/explorer/${code}-${n}.js`)));
    if (head.stale) throw new Error("stale");
    const rows = [];
    for (const n of files) parts[n].forEach((row, at) => { rows[n * head.rows + at] = row; });
    return rows;
  }

  /// The facts behind a picture as a table.
  async function behind(numbers) {
    const rows = await some(numbers);
    const heads = ["col_place", "col_what", "col_status", "col_value", "col_period", "col_source"].map((key) => say(key));
    const line = (row) => ({
      href: base + row[HREF],
      cells: [head.subjects[row[SUBJECT]][1], head.indicators[row[INDICATOR]][1] + (row[OF] ? say("comma") + row[OF] : ""), head.status[row[STATUS]], row[VALUE], row[PERIOD], `${head.sources[row[SOURCE]][1]} ${row[PLACE]}`],
    });
    return { heads, rows: numbers.map((n) => line(rows[n])) };
  }

  /// The versions of facts, and the documents that they stand in.
  async function traced(numbers) {
    const rows = await some(numbers);
    return {
      versions: numbers.map((n) => rows[n][VERSION]),
      sources: [...new Set(numbers.map((n) => rows[n][SOURCE]))].sort((a, b) => a - b).map((n) => head.sources[n][1]),
    };
  }

  async function whole() {
    // Words are folded as the search does, which knows traditional characters by a table of its own.
    const folding = root.briefingSearch ? load("data/search/simplify.js").catch(() => {}) : null;
    await Promise.all([load(`data/explorer/${code}.js`), folding]);
    await Promise.all(Array.from({ length: head.files }, (_, n) => load(`data/explorer/${code}-${n}.js`)));
    const rows = parts.flat();
    if (head.stale || rows.length !== head.count) { box.hidden = false; box.replaceChildren(make("p", { class: "note" }, say("stale"))); return; }
    ({ explorer, origins, compare })[box.dataset.mode](rows);
  }

  // The page's own table stays where that fails, and says what is missing.
  if (box) whole().catch(() => { box.hidden = false; box.querySelectorAll("[data-waiting]").forEach((waiting) => { waiting.hidden = false; }); });
})(window);
