// What happens when the script has come: everything begins, on this page and on each that the
// theme puts in its place without loading it. The other parts only declare.

function onEachPage(mount) {
  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
  else mount();
}

keepPage();
onEachPage(mountReading);
watchFilters();
onEachPage(mountFilters);
onEachPage(mountAskingPage);
watchSearch();
