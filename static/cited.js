// The version that a citation names, `?v=` or `#v=` in the address: as it was cited, and what has changed since.
// `#v=` of a fact that has changed is shown by the style sheet alone; this adds `?v=`, and says what is unknown.
(function () {
  "use strict";
  var box = document.getElementById("cited");
  var asked = function () {
    var found = /[#&]v=([^&#]*)/.exec(location.hash) || /[?&]v=([^&#]*)/.exec(location.search);
    if (!found) return "";
    try { return decodeURIComponent(found[1]).toLowerCase(); } catch (_) { return found[1]; }
  };
  var known = {};
  box.dataset.versions.split(";").forEach(function (entry) {
    var parts = entry.split("|");
    if (parts[0]) known[parts[0]] = { number: parts[1], date: parts[2], now: parts[3] === "now" };
  });
  var say = function (title, words) {
    box.textContent = "";
    [["h2", title], ["p", words]].forEach(function (part) {
      var element = document.createElement(part[0]);
      element.textContent = part[1];
      box.appendChild(element);
    });
  };
  var show = function () {
    var version = asked();
    Array.prototype.forEach.call(document.querySelectorAll(".cited.on"), function (old) { old.classList.remove("on"); });
    if (!version) return;
    var own = Object.prototype.hasOwnProperty.call(known, version) ? known[version] : null;
    var words = box.dataset;
    var shown = own && document.getElementById("v=" + version);
    if (!own) say(words.unknownTitle.replace("{hash}", version.slice(0, 40)), words.unknown);
    else if (!shown) {
      var title = words.title.replace("{hash}", version).replace("{n}", own.number).replace("{date}", own.date);
      say(title, own.now ? words.same : words.changed);
    }
    (shown || box).classList.add("on");
    (shown || box).scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", show);
  show();
})();
