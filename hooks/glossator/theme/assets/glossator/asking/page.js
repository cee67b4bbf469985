// The page “Is this annotated?”. It watches the field and the address; it changes the answer and the
// address, and goes on to the copy where somebody comes with words.

import { h } from "../contribute/dom.js";
import { answerTo } from "./answer.js";
import { showCarry } from "./carry.js";
import { findAddress, ROOT } from "./find.js";
import { addressKey, withoutQuery } from "./url-forms.js";

let asking = null; // the form on the page that is shown

/** Begin on the page that is shown, which is the one with the `form`. */
export function mountAsking(form) {
  if (asking?.form === form) return;
  const isFirst = !asking;
  asking = { form, field: form.querySelector("[name=url]"), answer: document.querySelector(".gloss-answer"), path: location.pathname, turn: 0 };
  form.addEventListener("submit", submit);
  form.hidden = false;
  showCarry(document.querySelector(".gloss-carry"), location.origin + location.pathname);
  if (isFirst) for (const type of ["popstate", "hashchange"]) addEventListener(type, () => asking.form.isConnected && asking.path === location.pathname && begin());
  begin();
}

/** Answer what the address asks, behind `?` or, where nobody else hears of it, behind `#`. */
function begin() {
  const behindHash = new URLSearchParams(location.hash.slice(1));
  const asked = behindHash.has("url") ? behindHash : new URLSearchParams(location.search);
  const urls = asked.getAll("url").filter((url) => url.trim());
  asking.field.value = urls[0] ?? "";
  const words = asked.has("text") ? { words: asked.get("text"), before: asked.get("before") ?? "" } : null;
  if (urls.length) look(urls, words);
  else asking.answer.replaceChildren();
}

function submit(event) {
  event.preventDefault();
  const url = asking.field.value.trim();
  const address = new URL(location.pathname, location.href);
  if (url) address.searchParams.set("url", url);
  if (address.href !== location.href) history.pushState(history.state, "", address);
  if (url) look([url], null);
  else show("Type or paste an address first.");
}

/** Say what is known of the first of `urls` that has a copy; where words are brought, go on to it. */
async function look(urls, brought) {
  const { form } = asking;
  const turn = ++asking.turn;
  const keys = [...new Set(urls.filter(isWhole).map(addressKey).filter(Boolean))];
  if (!keys.length) return show("That is not the address of a page: it begins with https://, or with the name of a site, such as example.org.");
  let found;
  try {
    found = await findAny(keys);
  } catch {
    found = null;
  }
  if (asking.form !== form || asking.turn !== turn) return;
  if (!found) return show("The list of addresses could not be loaded. Check the connection, and press “Look” again.");
  const { copies, isSure } = found;
  if (brought && isSure && copies.length === 1) {
    const { href } = withWords(copies[0], brought);
    show("It is: going on to the copy.");
    return location.replace(href);
  }
  asking.answer.replaceChildren(...answerTo(found, { url: urls[0], form, hrefOf: (copy) => withWords(copy, brought).href }));
}

/** What is known of the first address that has a copy, or else of one that is cited or alike. */
async function findAny(keys) {
  let cited = null;
  for (const key of keys) {
    const row = await findAddress(key);
    if (row?.copies) return { ...row, isSure: true };
    cited ??= row?.cited ?? null;
  }
  for (const key of keys.map(withoutQuery).filter(Boolean)) {
    const row = await findAddress(key);
    if (row?.copies) return { copies: row.copies, cited, isSure: false };
  }
  return { copies: [], cited, isSure: true };
}

/** Whether somebody may have meant an address: with a scheme, or a host that has a dot. */
const isWhole = (url) => /^\s*(?:[a-z-]+:)?\/\//i.test(url) || /^\s*[^\s/?#]+\.[^\s/?#]{2}/.test(url);

function withWords({ page }, brought) {
  const address = new URL(page, ROOT);
  const words = brought?.words.replace(/\ufffd$/, "").trim(); // the half of a character that was cut
  const before = words && brought.before + (/^\s/.test(brought.words) ? " " : "");
  if (words) address.hash = new URLSearchParams(before ? { words, before } : { words });
  return address;
}

function show(words) {
  asking.answer.replaceChildren(h("p", {}, words));
}
