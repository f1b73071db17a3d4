// An old address leads on to the present one, with the version that a citation names behind it.
(function () {
  "use strict";
  var link = document.getElementById("moved");
  location.replace(link.getAttribute("href") + location.search + location.hash);
})();
