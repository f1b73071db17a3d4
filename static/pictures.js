// Takes a picture along: as SVG, as PNG and as a table, with its title, source line, legend, address and version inside,
// and in its metadata the facts that it shows, so that a slide can be traced. All of it happens in the reader's browser.
(function () {
  "use strict";

  const words = document.querySelector("[data-pictures]");
  if (!words) return;
  const say = (key, values = {}) => (words.dataset[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
  const NS = "http://www.w3.org/2000/svg";
  const PROPERTIES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-size", "font-weight", "font-family", "text-anchor", "dominant-baseline", "opacity", "paint-order"];
  const HEAD = 64, LINE = 18, MARGIN = 16;

  const element = (name, attributes = {}, text) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  /// The drawing with its colours written out, and around it all that a slide needs.
  function standing(svg, title, facts) {
    const box = svg.viewBox.baseVal;
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    // Light colours, whatever the reader reads in.
    const root = document.documentElement, theme = root.dataset.theme;
    root.dataset.theme = "light";
    from.forEach((one, at) => {
      const style = getComputedStyle(one);
      for (const property of PROPERTIES) { const value = style.getPropertyValue(property); if (value) to[at].setAttribute(property, value); }
      to[at].removeAttribute("class");
    });
    const paper = getComputedStyle(document.body).backgroundColor, ink = getComputedStyle(document.body).color;
    if (theme === undefined) delete root.dataset.theme; else root.dataset.theme = theme;
    const width = Math.max(box.width + 2 * MARGIN, 560);
    const wrapped = (text, size) => {
      const lines = [""];
      let used = 0;
      for (const word of text.split(/(?<=[\s\u3000-\u9fff])/u)) {
        const length = Array.from(word).reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e80 ? size : size * 0.56), 0);
        if (used + length > width - 2 * MARGIN && lines.at(-1)) { lines.push(""); used = 0; }
        lines[lines.length - 1] += word;
        used += length;
      }
      return lines;
    };
    const legend = Array.from(document.querySelectorAll(".legend li"), (item) => item.textContent.trim()).join("   ");
    const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    const foot = [say("source", { site: say("site"), version: say("version"), date: say("date") }), ...wrapped(legend, 11), address];
    const height = HEAD + box.height + LINE * foot.length + 2 * MARGIN;
    const whole = element("svg", { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}`, lang: root.lang, role: "img" });
    whole.append(element("title", {}, title));
    const meta = element("metadata");
    meta.textContent = JSON.stringify({ facts, address, version: say("version"), edition: say("date"), licence: say("licence") });
    whole.append(meta, element("rect", { width, height, fill: paper }));
    const text = (x, y, size, content, weight) => whole.append(element("text", { x, y, fill: ink, "font-size": size, "font-family": getComputedStyle(document.body).fontFamily, ...(weight && { "font-weight": weight }) }, content));
    wrapped(title, 18).slice(0, 2).forEach((line, n) => text(MARGIN, 26 + n * 22, 18, line, 600));
    copy.setAttribute("x", MARGIN);
    copy.setAttribute("y", HEAD);
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    whole.append(copy);
    foot.forEach((line, n) => text(MARGIN, HEAD + box.height + MARGIN + LINE * (n + 0.7), 11, line));
    return { text: new XMLSerializer().serializeToString(whole), width, height };
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

  function png(drawn) {
    return new Promise((done, failed) => {
      const picture = new Image();
      picture.onload = () => {
        const canvas = document.createElement("canvas");
        const scale = 2;
        canvas.width = drawn.width * scale;
        canvas.height = drawn.height * scale;
        const context = canvas.getContext("2d");
        context.scale(scale, scale);
        context.drawImage(picture, 0, 0);
        try { done(canvas.toDataURL("image/png")); } catch (error) { failed(error); }
      };
      picture.onerror = failed;
      picture.src = svgAddress(drawn.text);
    });
  }

  document.querySelectorAll("main figure").forEach((figure, n) => {
    const svg = figure.querySelector("svg[viewBox]:not(.mark)");
    if (!svg) return;
    const title = svg.querySelector("title")?.textContent || figure.querySelector("figcaption strong")?.textContent || document.title;
    const told = svg.querySelector("desc")?.textContent ?? "";
    const facts = (svg.dataset.facts ?? "").split(" ").filter(Boolean);
    const name = `${location.pathname.split("/").pop().replace(/\.html$/, "") || "picture"}-${n + 1}`;
    const tools = document.createElement("p");
    tools.className = "links picture-tools";
    const live = document.getElementById("live");
    const fail = () => { if (live) live.textContent = say("failed"); tools.append(` ${say("failed")}`); };
    const button = (label, act) => {
      const one = document.createElement("button");
      one.type = "button";
      one.textContent = label;
      one.setAttribute("aria-label", `${label}: ${title}`);
      one.addEventListener("click", () => { try { act(); } catch (_) { fail(); } });
      tools.append(one, " ");
    };
    const rows = told.split(/;\s|；/).filter(Boolean).map((row) => { const at = row.search(/[:：]/); return at < 0 ? [row, ""] : [row.slice(0, at).trim(), row.slice(at + 1).trim()]; });
    if (rows.length > 1) {
      button(say("table"), () => {
        const known = figure.querySelector("table.picture-table");
        if (known) { known.remove(); return; }
        const table = document.createElement("table");
        table.className = "picture-table";
        for (const cells of rows) { const row = table.insertRow(); for (const cell of cells) row.insertCell().textContent = cell; }
        figure.append(table);
      });
      button("CSV", () => save(`${name}.csv`, `data:text/csv;charset=utf-8,${encodeURIComponent("\ufeff" + rows.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""').replace(/^(?=[=+\-@＝＋－＠−])/, "'")}"`).join(",")).join("\r\n") + "\r\n")}`));
    }
    button("SVG", () => save(`${name}.svg`, svgAddress(standing(svg, title, facts).text)));
    button("PNG", () => { png(standing(svg, title, facts)).then((address) => save(`${name}.png`, address), fail); });
    const cite = document.getElementById("cite");
    if (cite) { const link = document.createElement("a"); link.href = "#cite"; link.textContent = say("cite"); tools.append(link); }
    figure.append(tools);
  });
})();
