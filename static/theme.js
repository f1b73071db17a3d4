// Loaded before the page is drawn, so that a reader who chose dark or light never sees the other.
try {
  var theme = localStorage.getItem("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch (_) { /* storage may be switched off */ }
