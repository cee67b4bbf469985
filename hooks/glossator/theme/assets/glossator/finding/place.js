// Where things are: the site's root, the index, and the worker that reads it.

/** The root of the site. */
export const ROOT = new URL("../../../", import.meta.url).href;

/** The folder of the index, by whose address the workers of all tabs are spoken to. */
export const INDEX = new URL("search/", ROOT).href;

/** What the theme is told on every page: features, words in the language of the site. */
export const config = JSON.parse(document.getElementById("__config").textContent);

/** The worker that reads it, for the theme and for us, of the version that the page names. */
export const WORKER = new URL(`worker.js${(config.search ?? "").match(/\?.*/)?.[0] ?? ""}`, INDEX).href;
