// What is loaded when somebody searches, and only then. It watches the search field; it adds
// nothing to the page by itself, the modules of `finding/` do.

/** The module of `finding/` that shows the notes of a list which the index has found. */
const loadFound = () => import("./finding/found.js");

/** Filters, counts and more results in the theme's search, from when its field is first used. */
function watchSearch() {
  const field = document.querySelector(".md-search__input");
  if (!field) return;
  const again = () => field.addEventListener("focus", begin, { once: true });
  async function begin() {
    try {
      (await import("./finding/dialog.js")).mountDialog(field);
    } catch {
      again(); // the theme's own search works meanwhile
    }
  }
  // With `?q=` in the address the theme has given the field the focus by now.
  if (document.activeElement === field || new URLSearchParams(location.search).has("q")) begin();
  else again();
}
