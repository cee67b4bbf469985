// What to do when nothing was found.

import { h } from "../contribute/dom.js";
import { filtersOf } from "./query.js";

/** `press(field, value)` is called for a filter that is to be taken out. */
export function mountNothing(press) {
  const element = h("div", { class: "gloss-none", hidden: true });

  function show(query) {
    const filters = filtersOf(query);
    const rest = filters.reduce((text, filter) => text.replace(filter.text, ""), query).trim();
    const hints = [
      /\s/u.test(rest) && "Fewer words find more.",
      /["“”„«»「」]/u.test(rest) && "Without quote marks the words may stand apart.",
      /(?:^|\s)-\S/u.test(rest) && "A word with a minus before it leaves pages out.",
    ].filter(Boolean);
    // Where nothing particular can be said, something general is.
    const said = hints.length ? hints : ["Look for another spelling, or for the beginning of a word."];
    if (filters.length) said.push(filters.length > 1 ? "Or take a filter out:" : "Or take the filter out:");
    const buttons = filters.map(({ field, value, text }) =>
      h("button", { type: "button", class: "gloss-chip", "aria-pressed": "true", onclick: () => press(field, value) }, h("bdi", {}, text)),
    );
    element.replaceChildren(h("p", {}, said.join(" ")), ...(buttons.length ? [h("div", { class: "gloss-chips__row" }, buttons)] : []));
    element.hidden = false;
  }

  return { element, show, hide: () => (element.hidden = true) };
}
