// Where things are: the site's root, the index, and the worker that reads it.

/** The root of the site. */
export const ROOT = new URL("../../../", import.meta.url).href;

/** The folder of the index, by whose address the workers of all tabs are spoken to. */
export const INDEX = new URL("search/", ROOT).href;

/** What the theme is told on every page: features, words in the language of the site. */
export const config = JSON.parse(document.getElementById("__config").textContent);

/** The worker that the theme uses. */
export function workerAddress() {
  // Addresses in the configuration are seen from the page that was loaded, which may be left by
  // now. Seen from any other one they are still as far below the root.
  const deep = new URL("/1/2/3/4/5/6/7/8/9/", ROOT);
  const base = new URL(`${config.base}/`, deep).pathname.replace(/\/+$/, "/");
  const worker = new URL(config.search || "", deep).pathname;
  // The theme's own worker knows nothing of our index.
  const isOurs = worker.startsWith(`${base}assets/glossator/`);
  return isOurs ? ROOT + worker.slice(base.length) : new URL("../search.js", import.meta.url).href;
}
