// What happens when the script has come: everything begins, on this page and on each that the
// theme puts in its place without loading it. The other parts only declare.

function onEachPage(mount) {
  // In a turn of its own: the theme's is long enough for whoever wants to scroll.
  if (window.document$) window.document$.subscribe(() => setTimeout(mount));
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
  else mount();
}

keepPage();
onEachPage(mountReading);
watchFilters();
onEachPage(mountFilters);
