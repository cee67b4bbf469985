// Filters of the search as chips, with how many results each would leave. A chip that is pressed
// is a filter in the query; pressing it puts the filter in or takes it out.

import { h } from "../contribute/dom.js";

// A small screen has room for so many lines before the results.
const LINES_AT_ONCE = 2;
const GAP_PX = 4; // between chips, as in the style sheet

/**
 * `press(field, value)` is called for each chip that is pressed, `lose()` when the one that has
 * the focus goes.
 */
export function mountChips(press, lose) {
  const element = h("div", { class: "gloss-chips", role: "group", "aria-label": "Filters", hidden: true });
  const unfolded = new Set(); // the fields of which all chips are shown
  let facets = [];
  let width = 0;
  new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    fit();
  }).observe(element);

  function chip(field, { value, label, count, active }) {
    return h(
      "button",
      {
        type: "button",
        class: `gloss-chip${field === "kind" ? ` gloss-chip--${value}` : ""}`,
        "aria-pressed": String(Boolean(active)),
        "data-chip": `${field}:${value}`,
        onclick: () => press(field, value),
      },
      h("bdi", {}, label),
      " ",
      h("span", { class: "gloss-chip__count" }, count.toLocaleString("en")),
    );
  }

  function group({ field, label, values }, at) {
    const isActive = values.some((value) => value.active);
    const more = h("button", { type: "button", class: "gloss-chip gloss-chip--more", "data-chip": `${field} more`, onclick: () => unfold(field) });
    const name = h("span", { class: "gloss-chips__name" }, label);
    const chips = [...values].sort((a, b) => Boolean(b.active) - Boolean(a.active)).map((value) => chip(field, value));
    const row = h("div", { class: "gloss-chips__row", "data-field": field }, chips, more);
    const isLater = at >= LINES_AT_ONCE && !isActive;
    return h("div", { class: `gloss-chips__group${isLater ? " is-later" : ""}`, role: "group", "aria-label": label }, name, row);
  }

  function unfold(field) {
    if (!unfolded.delete(field)) unfolded.add(field);
    draw();
  }

  function draw() {
    const held = element.contains(document.activeElement) ? document.activeElement.dataset.chip : null;
    const groups = facets.map(group);
    const hasLater = groups.some((one) => one.classList.contains("is-later"));
    const isOpen = unfolded.has("");
    const later =
      hasLater &&
      h(
        "button",
        { type: "button", class: "gloss-chip gloss-chip--more gloss-chips__later", "data-chip": "more", "aria-expanded": String(isOpen), onclick: () => unfold("") },
        isOpen ? "Fewer filters" : "More filters",
      );
    element.classList.toggle("is-open", isOpen);
    element.replaceChildren(...groups, ...(later ? [later] : []));
    element.hidden = !groups.length;
    fit();
    if (held === null) return;
    const again = element.querySelector(`[data-chip="${CSS.escape(held)}"]`);
    if (again?.checkVisibility()) again.focus({ preventScroll: true });
    else lose();
  }

  /** Of each line show as many chips as there is room for, and a button for the rest. */
  function fit() {
    const rows = [...element.querySelectorAll(".gloss-chips__row")];
    for (const one of rows.flatMap((row) => [...row.children])) one.hidden = false;
    for (const row of rows) {
      const isOpen = unfolded.has(row.dataset.field);
      row.lastElementChild.textContent = isOpen ? "Fewer" : "More";
      row.lastElementChild.setAttribute("aria-expanded", String(isOpen));
    }
    // All is measured before anything is changed.
    for (const { row, widths, room } of rows.map(measure)) {
      const [chips, more] = [[...row.children].slice(0, -1), row.lastElementChild];
      const ofMore = widths.pop();
      const fits = (number, rest) => widths.slice(0, number).reduce((sum, one) => sum + one + GAP_PX, rest) <= room;
      const isWhole = fits(chips.length, -GAP_PX);
      more.hidden = isWhole;
      if (isWhole || unfolded.has(row.dataset.field)) continue;
      let number = chips.length;
      while (number > 1 && !fits(number, ofMore)) number--;
      for (const [at, one] of chips.entries()) one.hidden = at >= number && one.ariaPressed !== "true";
    }
  }

  return {
    element,
    show(found) {
      // What is made anew under a finger is not pressed.
      if (JSON.stringify(found) === JSON.stringify(facets)) return;
      facets = found;
      draw();
    },
  };
}

function measure(row) {
  return { row, room: row.clientWidth, widths: [...row.children].map((one) => Math.ceil(one.getBoundingClientRect().width)) };
}
