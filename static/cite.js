// The reader's day in references that ask for it, and the safe sentence with its reference as a real footnote.
(function () {
  "use strict";
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var now = new Date();
  var two = function (n) { return (n < 10 ? "0" : "") + n; };
  var digits = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  all("[data-day]").forEach(function (reference) {
    var parts = { day: now.getDate(), month: reference.dataset.months.split("|")[now.getMonth()], year: now.getFullYear() };
    var words = reference.dataset.date.replace(/\{(\w+)\}/g, function (_, name) { return parts[name]; });
    var walk = document.createTreeWalker(reference, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      var node = walk.currentNode;
      var filled = node.data.split(reference.dataset.day).join(digits).split(reference.dataset.dayInWords).join(words);
      if (filled !== node.data) node.data = filled;
    }
  });

  var escape = function (text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  };
  var plain = function (element) { return element.textContent.replace(/\s+/g, " ").trim(); };
  // One footnote, as LibreOffice (classes) and Word (mso) write and read it.
  var rich = function (sentence, reference) {
    return "<html><head><meta charset=\"utf-8\"></head><body lang=\"" + escape(document.documentElement.lang) + "\"><p>" + escape(sentence) +
      "<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\" style=\"mso-footnote-id:ftn1\"><sup>1</sup></a></p>" +
      "<div id=\"sdfootnote1\" style=\"mso-element:footnote\"><p class=\"sdfootnote\">" +
      "<a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a> " + reference + "</p></div></body></html>";
  };
  all("[data-sentence]").forEach(function (button) {
    var sentence = document.getElementById("safe");
    var reference = document.getElementById("ref-page");
    if (!sentence || !reference) return;
    var label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      var text = plain(sentence) + "[^1]\n\n[^1]: " + plain(reference) + "\n";
      var done = false;
      var fill = function (event) {
        event.clipboardData.setData("text/plain", text);
        if (button.dataset.sentence === "rich") event.clipboardData.setData("text/html", rich(plain(sentence), reference.innerHTML));
        event.preventDefault();
        done = true;
      };
      document.addEventListener("copy", fill);
      try { document.execCommand("copy"); } catch (_) { /* said below */ }
      document.removeEventListener("copy", fill);
      var live = document.getElementById("live");
      button.textContent = done ? live.dataset.done : live.dataset.failed;
      setTimeout(function () { button.textContent = label; }, 2000);
    });
  });
})();
