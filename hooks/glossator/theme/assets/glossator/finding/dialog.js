// The theme's search dialog, with what it lacks: the field is read however it is changed, results
// are counted, filtered by chips and go on after the first ten pages, and the query stands in the
// address. The theme shows the first results itself.

import { h } from "../contribute/dom.js";
import { watchAddress } from "./address.js";
import { openChannel } from "./channel.js";
import { mountChips } from "./chips.js";
import { watchKeys } from "./keys.js";
import { mountNothing } from "./nothing.js";
import { keepOpen } from "./open.js";
import { toggleFilter } from "./query.js";
import { groupItem } from "./results.js";

// Pages that the theme shows, and that each press on “Show more” adds.
const PAGES_AT_ONCE = 10;

let isMounted = false;

/** Once for all pages, as the theme keeps its dialog from page to page. */
export function mountDialog(field) {
  if (isMounted) return;
  isMounted = true;
  const dialog = field.closest(".md-search");
  const toggle = document.querySelector("[data-md-toggle=search]");
  const meta = dialog.querySelector(".md-search-result__meta");
  const list = dialog.querySelector(".md-search-result__list");
  const chips = mountChips(press, () => field.focus());
  const nothing = mountNothing(press);
  const more = h("button", { type: "button", class: "gloss-further-results", hidden: true, onclick: showMore }, "Show more results");
  let found = null; // what was found for which query, and how much of it is shown
  let late = null; // the same, where nothing is shown yet

  meta.setAttribute("role", "status");
  meta.after(chips.element, nothing.element);
  list.after(more);
  const ask = openChannel(hear);
  watchField();
  watchKeys(dialog, field);
  keepOpen(field, toggle);
  watchAddress(field, toggle);
  // The theme says how many pages it shows; that may come before or after what we hear.
  new MutationObserver(say).observe(meta, { childList: true, characterData: true, subtree: true });
  new MutationObserver(() => late?.query === field.value && keepShown(late)).observe(list, { childList: true });
  if (field.value) hear({ query: field.value });

  /** The theme reads the field when a key is let go; it is told of one whenever the text changes. */
  function watchField() {
    // The one moves what is suggested along, the other has the text looked up.
    const read = () => ["keydown", "keyup"].forEach((type) => field.dispatchEvent(new Event(type)));
    field.addEventListener("input", (event) => {
      if (!event.isComposing) read();
      if (!field.value.trim()) clear();
    });
    field.addEventListener("compositionend", read);
    field.form.addEventListener("reset", () => setTimeout(() => (read(), clear())));
    read(); // it may have been changed while this was loaded
  }

  function clear() {
    found = null;
    chips.show([]);
    nothing.hide();
    more.hidden = true;
  }

  /** A worker has found something, perhaps for another tab or for what was typed before. */
  async function hear({ query, total, shown, done }) {
    if (query !== field.value) return;
    if (!query.trim()) return clear();
    if (total !== undefined) keep({ query, total, shown, done });
    const { facets, ...reply } = await ask({ query, want: "facets" });
    if (query !== field.value || reply.error) return;
    if (found?.query !== query) keepShown({ query, total: reply.total });
    chips.show(reply.total ? facets : []); // where nothing is left, there is nothing to divide
  }

  /** What was found before anybody listened; the theme may not have shown it yet. */
  function keepShown({ query, total }) {
    const shown = list.children.length;
    if (shown || !total) keep({ query, total, shown });
    else late = { query, total };
  }

  function keep({ query, total, shown, done = shown < PAGES_AT_ONCE }) {
    found = { query, total, shown, isDone: done };
    late = null;
    more.hidden = done;
    if (total) nothing.hide();
    else nothing.show(query);
    say();
  }

  function say() {
    if (!found || found.query !== field.value) return;
    const { total, shown, isDone } = found;
    const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
    // The theme, too, begins with how many pages it shows.
    const pages = count(shown, "page") + (isDone ? "" : " shown");
    const said = total ? `${pages}, ${count(total, "result")}` : "No results";
    if (meta.textContent !== said) meta.textContent = said;
  }

  async function showMore(event) {
    const { query } = found;
    const shown = list.children.length; // whatever another tab was told meanwhile
    const { items, done, error } = await ask({ query, want: "groups", from: shown, limit: PAGES_AT_ONCE });
    if (error || found?.query !== query || list.children.length !== shown) return; // pressed twice, or too late
    const added = items.map(groupItem);
    list.append(...added);
    Object.assign(found, { shown: shown + items.length, isDone: done });
    more.hidden = done;
    say();
    if (!event.detail) (added[0]?.querySelector("[href]") ?? field).focus(); // 0: pressed with a key
  }

  function press(name, value) {
    const isNothing = nothing.element.contains(document.activeElement);
    field.value = toggleFilter(field.value, name, value);
    field.dispatchEvent(new Event("input"));
    if (isNothing) field.focus(); // its button goes
  }
}
