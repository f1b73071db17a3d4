// Takes a picture along: as SVG and PNG with its title, documents, legend, address and version inside, and in its
// metadata the facts that it shows, so that a slide can be traced; and the facts behind it as a table and as CSV, by
// static/explore.js. All of it happens in the reader's browser.
(function () {
  "use strict";

  const words = document.querySelector("[data-pictures]");
  if (!words) return;
  const say = (key, values = {}) => (words.dataset[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
  const NS = "http://www.w3.org/2000/svg";
  const PROPERTIES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-size", "font-weight", "font-family", "text-anchor", "dominant-baseline", "opacity", "paint-order", "vector-effect"];
  const WIDTH = 720, LINE = 18, MARGIN = 20, TITLE = 18, SMALL = 12, SIGN = 14;
  // The marks of the legend, and by what else than its status a drawing shows that it has them.
  const DRAWN = { "m-missed": ".c-missed", "m-toward": ".c-guide", "m-conflict": ".c-disputed", "m-hatch": ".c-hatch", "": ".c-caret, .c-soft, .c-range" };

  const element = (name, attributes = {}, text) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  /// Breaks a text into lines: at spaces and between Chinese characters, which are taken to be one em
  /// wide; no line begins with a mark that closes.
  function wrapped(text, size, width) {
    const lines = [""];
    let used = 0;
    for (const word of text.split(/(?<=[\s\u3000-\u9fff\uff00-\uff60])(?![\s\p{Pe}\p{Pf}，。、：；！？])/u)) {
      const length = Array.from(word).reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e80 ? size : size * 0.56), 0);
      if (used + length > width && lines.at(-1)) { lines.push(""); used = 0; }
      lines[lines.length - 1] += word;
      used += length;
    }
    return lines.filter(Boolean);
  }

  /// What the style sheet turns or presses, about a point of the drawing's own box, as an attribute.
  function moving(one, style) {
    if (!(one instanceof SVGGraphicsElement) || style.transform === "none" || style.transformBox !== "fill-box") return null;
    const box = one.getBBox(), [x, y] = style.transformOrigin.split(" ").map(parseFloat);
    return `translate(${box.x + x} ${box.y + y}) ${style.transform} translate(${-box.x - x} ${-box.y - y})`;
  }

  /// The drawing with its colours written out, so that it needs no style sheet.
  function plain(svg) {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((one, at) => {
      const style = getComputedStyle(one);
      for (const property of PROPERTIES) { const value = style.getPropertyValue(property); if (value) to[at].setAttribute(property, value); }
      const moved = moving(one, style);
      if (moved) to[at].setAttribute("transform", moved);
      to[at].removeAttribute("class");
      to[at].removeAttribute("id");
      for (const name of Object.keys(to[at].dataset)) delete to[at].dataset[name];
      for (const name of ["aria-labelledby", "aria-describedby"]) to[at].removeAttribute(name);
    });
    return copy;
  }

  /// The legend's entries for the marks that the drawing has, each with its sign.
  function legend(svg) {
    const entries = [];
    for (const item of document.querySelectorAll(".key-box .legend li")) {
      const sign = item.querySelector("use")?.getAttribute("href").slice(1) ?? item.dataset.sign;
      const status = item.className && `.${item.className}`;
      const drawn = [status, DRAWN[sign]].filter(Boolean).join();
      if (!drawn || !svg.querySelector(drawn)) continue;
      const symbol = sign && document.getElementById(sign);
      const color = getComputedStyle(item.querySelector("svg") ?? item).color;
      entries.push({ symbol, color, text: item.textContent.trim() });
    }
    return entries;
  }

  /// What a slide is traced by.
  function traced(picture) {
    const { facts, versions } = picture;
    return { title: picture.title, facts: facts.map((id, at) => ({ id: `fact:${id}`, version: versions[at] })), address: picture.address, version: say("version"), edition: say("date"), licence: say("licence") };
  }

  /// The drawing, and around it all that a slide needs.
  function standing(picture) {
    const { svg } = picture, box = svg.viewBox.baseVal, inner = WIDTH - 2 * MARGIN;
    const root = document.documentElement, theme = root.dataset.theme;
    // Light colours, whatever the reader reads in.
    root.dataset.theme = "light";
    const copy = plain(svg), marks = legend(svg), body = getComputedStyle(document.body);
    const paper = body.backgroundColor, ink = body.color, font = body.fontFamily;
    if (theme === undefined) delete root.dataset.theme; else root.dataset.theme = theme;

    const whole = element("svg", { xmlns: NS, width: WIDTH, lang: root.lang, role: "img" });
    const ground = element("rect", { width: WIDTH, fill: paper });
    whole.append(element("title", {}, picture.title), element("desc", {}, picture.told), element("metadata", {}, JSON.stringify(traced(picture))), ground);
    let y = MARGIN;
    const text = (content, size, weight, x = MARGIN) => {
      whole.append(element("text", { x, y: y + size, fill: ink, "font-size": size, "font-family": font, ...(weight && { "font-weight": weight }) }, content));
    };
    const lines = (content, size, height, weight) => { for (const line of wrapped(content, size, inner)) { text(line, size, weight); y += height; } };
    lines(picture.title, TITLE, 24, 600);
    if (picture.note) lines(picture.note, SMALL, LINE);
    y += LINE / 2;
    const scale = Math.min(1.8, inner / box.width);
    for (const [key, value] of Object.entries({ x: MARGIN, y, width: box.width * scale, height: box.height * scale })) copy.setAttribute(key, value);
    whole.append(copy);
    y += box.height * scale + LINE;
    for (const { symbol, color, text: content } of marks) {
      if (symbol) {
        const sign = element("svg", { x: MARGIN, y, width: SIGN, height: SIGN, viewBox: "0 0 16 16", color });
        sign.append(...Array.from(symbol.children, (child) => child.cloneNode(true)));
        whole.append(sign);
      }
      for (const line of wrapped(content, SMALL, inner - SIGN - 6)) { text(line, SMALL, undefined, MARGIN + (symbol ? SIGN + 6 : 0)); y += LINE; }
    }
    y += LINE / 2;
    if (picture.sources) lines(say("documents", { names: picture.sources }), SMALL, LINE);
    lines(say("source", { site: say("site"), version: say("version"), date: say("date") }) + ` · ${say("licence")}`, SMALL, LINE);
    lines(picture.address, SMALL, LINE);
    const height = Math.ceil(y + MARGIN / 2);
    ground.setAttribute("height", height);
    whole.setAttribute("height", height);
    whole.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    return { text: new XMLSerializer().serializeToString(whole), width: WIDTH, height };
  }

  function save(name, address) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  }
  const svgAddress = (text) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;

  // ---- PNG ----

  const crc = (bytes) => {
    let c = ~0;
    for (const byte of bytes) { c ^= byte; for (let n = 0; n < 8; n++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1; }
    return ~c >>> 0;
  };
  const four = (number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];

  /// The picture with a piece of international text in it, as the PNG standard (11.3.3.4) has it.
  function described(bytes, keyword, text) {
    const coded = new TextEncoder();
    const own = [...coded.encode("iTXt" + keyword), 0, 0, 0, 0, 0, ...coded.encode(text)];
    const piece = [...four(own.length - 4), ...own, ...four(crc(own))];
    // The signature and the head come first: 8 bytes, and 25.
    const out = new Uint8Array(bytes.length + piece.length);
    out.set(bytes.subarray(0, 33));
    out.set(piece, 33);
    out.set(bytes.subarray(33), 33 + piece.length);
    return out;
  }

  function png(picture) {
    const drawn = standing(picture);
    return new Promise((done, failed) => {
      const image = new Image();
      image.onload = () => {
        try {
          const canvas = document.createElement("canvas");
          const scale = 2;
          canvas.width = drawn.width * scale;
          canvas.height = drawn.height * scale;
          const context = canvas.getContext("2d");
          context.scale(scale, scale);
          context.drawImage(image, 0, 0);
          const bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (c) => c.charCodeAt(0));
          let text = "";
          for (const byte of described(bytes, "briefing", JSON.stringify(traced(picture)))) text += String.fromCharCode(byte);
          done(`data:image/png;base64,${btoa(text)}`);
        } catch (error) { failed(error); }
      };
      image.onerror = failed;
      image.src = svgAddress(drawn.text);
    });
  }

  // ---- The facts behind a picture ----

  let explorer = null;
  function explored() {
    explorer ??= window.briefingExplorer ? Promise.resolve(window.briefingExplorer) : new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = words.dataset.src.replace("pictures.js", "explore.js");
      script.onload = () => done(window.briefingExplorer);
      script.onerror = () => { explorer = null; failed(new Error("explore.js")); };
      document.head.append(script);
    });
    return explorer;
  }

  const cell = (name, content, href) => {
    const made = document.createElement(name);
    if (href) { const link = document.createElement("a"); link.href = href; link.textContent = content; made.append(link); } else made.textContent = content;
    return made;
  };

  /// The picture with what its facts' rows say of it, when the legend is there to take its marks from.
  async function told(picture) {
    await window.briefingMarks();
    if (!picture.rows.length) return { ...picture, versions: [], sources: "" };
    const { versions, sources } = await (await explored()).traced(picture.rows);
    return { ...picture, versions, sources: sources.join(say("semicolon")) };
  }

  async function table(picture) {
    const known = picture.figure.querySelector("table.picture-table");
    if (known) { known.parentElement.remove(); return; }
    const { heads, rows } = await (await explored()).table(picture.rows);
    const made = document.createElement("table");
    made.className = "facts picture-table";
    const head = made.createTHead().insertRow();
    for (const label of heads) { const one = cell("th", label); one.scope = "col"; head.append(one); }
    const body = made.createTBody();
    for (const { cells, href } of rows) { const row = body.insertRow(); cells.forEach((content, at) => row.append(cell("td", content, at === 0 && href))); }
    const box = document.createElement("div");
    Object.assign(box, { className: "scroll", tabIndex: 0 });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", picture.title);
    box.append(made);
    picture.figure.append(box);
  }

  document.querySelectorAll("main figure:not(.where)").forEach((figure, n) => {
    const svg = figure.querySelector("svg[viewBox]:not(.mark)");
    if (!svg) return;
    const list = (key) => (svg.dataset[key] ?? "").split(" ").filter(Boolean);
    const picture = {
      figure, svg,
      title: figure.querySelector("figcaption strong")?.textContent || svg.querySelector("title")?.textContent || document.title,
      note: Array.from(figure.querySelectorAll("figcaption > span"), (span) => span.textContent.trim()).join(" "),
      told: svg.querySelector("desc")?.textContent ?? "",
      facts: list("facts"), rows: list("rows").map(Number),
      address: document.querySelector("link[rel=canonical]")?.href ?? location.href,
    };
    const name = `${location.pathname.split("/").pop().replace(/\.html$/, "") || "picture"}-${n + 1}`;
    // Under a slight drawing they wait until they are asked for.
    const tools = document.createElement("p");
    tools.className = "links";
    const slight = figure.classList.contains("slight") && document.createElement("details");
    if (slight) slight.append(cell("summary", say("take")), tools);
    (slight || tools).classList.add("picture-tools");
    const failed = document.createElement("span");
    failed.setAttribute("role", "status");
    const fail = () => { failed.textContent = say("failed"); };
    const button = (label, act) => {
      const one = document.createElement("button");
      one.type = "button";
      one.textContent = label;
      one.setAttribute("aria-label", `${label}: ${picture.title}`);
      one.addEventListener("click", async () => { failed.textContent = ""; try { await act(); } catch (_) { fail(); } });
      tools.append(one, " ");
    };
    if (picture.rows.length) button(say("table"), () => table(picture));
    button("SVG", async () => save(`${name}.svg`, svgAddress(standing(await told(picture)).text)));
    button("PNG", async () => save(`${name}.png`, await png(await told(picture))));
    if (picture.rows.length) button("CSV", async () => save(`${name}.csv`, `data:text/csv;charset=utf-8,${encodeURIComponent(await (await explored()).csv(picture.rows))}`));
    if (document.getElementById("cite")) tools.append(cell("span", say("cite"), "#cite"));
    tools.append(failed);
    figure.append(slight || tools);
  });
})();
