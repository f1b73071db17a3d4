// Conveniences only: every page works without this file, from a server and from a folder.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, of) { return Array.prototype.slice.call((of || document).querySelectorAll(selector)); };
  var kept = function (value) {
    try {
      if (value === undefined) return localStorage.getItem("theme");
      if (value) localStorage.setItem("theme", value); else localStorage.removeItem("theme");
    } catch (_) { /* storage may be switched off */ }
    return null;
  };

  // Theme: what the system says, unless the reader chose.
  all("[data-switch]").forEach(function (button) {
    var dark = matchMedia("(prefers-color-scheme: dark)");
    var now = function () { return root.dataset.theme || (dark.matches ? "dark" : "light"); };
    var show = function () { button.setAttribute("aria-pressed", String(now() === "dark")); };
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = now() === "dark" ? "light" : "dark";
      var system = dark.matches ? "dark" : "light";
      if (next === system) delete root.dataset.theme; else root.dataset.theme = next;
      kept(next === system ? "" : next);
      show();
    });
    dark.addEventListener("change", show);
    show();
  });

  // Copy: the clipboard where it is allowed, else the old command, which also works on file://.
  var old = function (text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.appendChild(area);
    area.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (_) { done = false; }
    area.remove();
    return done;
  };
  var live = document.getElementById("live");
  all("[data-copy]").forEach(function (button) {
    var label = button.textContent;
    var said = function (done) {
      var words = done ? live.dataset.done : live.dataset.failed;
      button.textContent = words;
      live.textContent = words;
      setTimeout(function () { button.textContent = label; live.textContent = ""; }, 2000);
    };
    button.hidden = false;
    button.addEventListener("click", function () {
      var from = document.getElementById(button.dataset.copy);
      var text = from.textContent.replace(/\s+/g, " ").trim();
      if (!navigator.clipboard) { said(old(text)); button.focus(); return; }
      navigator.clipboard.writeText(text).then(function () { said(true); }, function () { said(old(text)); button.focus(); });
    });
  });

  // Contents: mark the section being read.
  var links = all(".rail a[href^='#']");
  var parts = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  if (links.length && "IntersectionObserver" in window) {
    var mark = function () {
      var at = 0;
      parts.forEach(function (part, i) { if (part && part.getBoundingClientRect().top < innerHeight * 0.35) at = i; });
      links.forEach(function (link, i) {
        if (i === at) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
      });
    };
    var waiting = false;
    addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  // Lists of disagreements and cautions: narrowed by words and kind, kept in the address.
  all("form[data-filter]").forEach(function (form) {
    var lists = document.getElementById(form.dataset.filter);
    var rows = all("tbody tr", lists);
    var text = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var out = form.querySelector("output");
    var apply = function () {
      var words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
      var kind = form.kind.value;
      var of = form.elements.of.value;
      var shown = 0;
      rows.forEach(function (row, i) {
        var yes = (!kind || row.classList.contains(kind)) && (!of || row.dataset.of.split(" ").indexOf(of) >= 0) && words.every(function (word) { return text[i].indexOf(word) >= 0; });
        row.hidden = !yes;
        shown += yes;
      });
      out.textContent = out.dataset.words.replace("{n}", shown).replace("{all}", rows.length);
      var state = [form.q.value && "q=" + encodeURIComponent(form.q.value), kind && "kind=" + kind, of].filter(Boolean).join("&");
      if (state || /^#(q|kind|subject|indicator|source)=/.test(location.hash)) history.replaceState(null, "", state ? "#" + state : location.pathname + location.search);
    };
    location.hash.slice(1).split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      var name = pair.slice(0, at);
      if (name === "q" || name === "kind") form[name].value = decodeURIComponent(pair.slice(at + 1));
      else if (/^(subject|indicator|source)$/.test(name)) form.elements.of.value = pair;
    });
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  });

  // A reader's own copy: what looks into it is loaded when the box is opened, never before.
  all("details[data-scripts]").forEach(function (box) {
    box.addEventListener("toggle", function () {
      box.dataset.scripts.split(" ").forEach(function (path, at, paths) {
        var script = document.createElement("script");
        script.src = path;
        script.async = false;
        if (at === paths.length - 1) script.onload = function () { ownCopy.start(box); };
        document.head.appendChild(script);
      });
    }, { once: true });
  });

  // The legend of all marks: loaded when it is asked for, shown where the reader is. Without it the link leads to the
  // page of words.
  var key = document.querySelector("[data-legend]");
  var asked = null;
  var load = function (then, failed) {
    var legend = null;
    window.briefingLegend = function (told) {
      legend = document.createElement("div");
      legend.className = "key-box";
      legend.setAttribute("popover", "");
      legend.setAttribute("role", "dialog");
      legend.setAttribute("aria-label", key.textContent);
      legend.tabIndex = -1;
      legend.innerHTML = told.legend;
      var sprite = document.createElement("div");
      sprite.innerHTML = told.marks;
      all("symbol", sprite).forEach(function (mark) {
        if (!document.getElementById(mark.id)) document.querySelector(".sprite").appendChild(mark);
      });
      document.body.appendChild(legend);
    };
    var script = document.createElement("script");
    script.src = key.dataset.legend;
    script.onload = script.onerror = function () {
      if (legend) { then(legend); return; }
      asked = null;
      failed(new Error("legend"));
    };
    document.head.appendChild(script);
  };
  var marks = function () { return (asked = asked || new Promise(load)); };
  window.briefingMarks = marks;
  if (key && "popover" in key) {
    key.setAttribute("aria-haspopup", "dialog");
    key.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      marks().then(function (box) { box.showPopover(); box.focus(); }, function () { location.href = key.href; });
    });
  }

  // A word of the glossary: what is meant is shown where the pointer rests, where the focus is, and at a tap; the link
  // leads to the page of words.
  all("a.term").forEach(function (link) {
    var box = document.getElementById("on-" + link.dataset.term);
    if (!box || !box.showPopover) return;
    var show = function () { if (!box.matches(":popover-open")) box.showPopover({ source: link }); };
    var hide = function () { if (box.matches(":popover-open")) box.hidePopover(); };
    var touched = false;
    link.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch" && !box.matches(":popover-open"); });
    link.addEventListener("click", function (event) { if (touched) { event.preventDefault(); show(); } });
    if ("interestForElement" in link) { link.interestForElement = box; return; }
    var waiting = 0;
    var later = function (act, time) { return function () { clearTimeout(waiting); waiting = setTimeout(act, time); }; };
    link.setAttribute("aria-describedby", box.id);
    [link, box].forEach(function (part) {
      part.addEventListener("mouseenter", later(show, 400));
      part.addEventListener("mouseleave", later(hide, 300));
    });
    link.addEventListener("focus", later(show, 400));
    link.addEventListener("blur", later(hide, 300));
  });

  // Pictures can be taken along: what does it is loaded on pages that have one.
  var pictures = document.querySelector("[data-pictures]");
  if (pictures && document.querySelector("main figure svg[viewBox]")) {
    var taking = document.createElement("script");
    taking.src = pictures.dataset.src;
    document.head.appendChild(taking);
  }

  // The search: what finds is loaded when the field is gone to, never before.
  all("form[data-search]").forEach(function (form) {
    form.hidden = false;
    all(".to-search").forEach(function (link) { link.hidden = true; });
    form.addEventListener("focusin", function () {
      if (window.briefingSearch) return;
      var script = document.createElement("script");
      script.src = form.dataset.search + "static/search.js";
      document.head.appendChild(script);
    }, { once: true });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var asked = form.elements.q.value.trim();
      if (asked) location.href = form.dataset.page + "#q=" + encodeURIComponent(asked);
    });
  });

  // On a long page the way back to its top is at hand where the reader is.
  var top = document.querySelector(".to-top");
  if (top) addEventListener("scroll", function () { top.classList.toggle("at-hand", scrollY > 3 * innerHeight && scrollY + 2 * innerHeight < root.scrollHeight); }, { passive: true });

  // What is being read: the last heading, section or row with a name above the middle of the screen. Names are the same
  // in every language.
  var reading = function () {
    var at = "";
    if (scrollY > innerHeight / 2) all("main section[id], main [id] > h2, main h2[id], main h3[id], main tr[id]").forEach(function (part) {
      var box = part.getBoundingClientRect();
      if (box.height && box.top < innerHeight * 0.4) at = part.id || part.parentElement.id;
    });
    return at;
  };

  // The language switch keeps the place on the page.
  all("a[data-language]").forEach(function (link) {
    link.addEventListener("click", function () {
      // A version is of this page in this language; only a fact has the same one in all.
      var keeps = !/^#v=/.test(location.hash) || document.body.classList.contains("fact");
      var state = location.hash.indexOf("=") > 0;
      var read = state ? "" : reading();
      if (read) link.hash = read; else link.hash = keeps ? location.hash : "";
    });
  });

  // "/" goes to the filter of the page, Escape leaves it.
  addEventListener("keydown", function (event) {
    var field = document.querySelector("[role=combobox], input[type=search]");
    if (!field) return;
    if (event.key === "/" && !/^(input|textarea|select)$/i.test(event.target.tagName) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape" && event.target === field) field.blur();
  });
})();
