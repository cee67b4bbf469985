// What is wrong with the draft, beside each field and as a list at the head of the form.

import { h } from "./dom.js";
import { fieldAt, focusField, idOfField } from "./fields.js";
import { markedSpans } from "./marked.js";
import { findProblems } from "./rules.js";

/** What has no label of its own. */
const NAMES = { kind: "Kind", sources: "Sources", whole: "The whole article", topics: "Topics" };

/** The list, as an `element`, and what finds and shows the problems of the `desk`'s draft. */
export function makeProblemList(desk) {
  const element = h("div", { class: "gloss-write__summary", role: "group", "aria-labelledby": "gloss-write--summary", tabindex: "-1", hidden: true });
  let isShowingAll = false;

  function find() {
    const { draft, page, reader, taken, site, file } = desk;
    const bodyText = desk.preview.querySelector(".gloss-note__body")?.textContent ?? "";
    return findProblems(draft, { ...markedSpans(reader, page), text: page.text, bodyText, taken, site, file });
  }

  /** Those at fields that somebody has been to; once all were asked for, all of them. */
  function show(found = find()) {
    const shown = new Map(found.filter(({ at }) => isShowingAll || desk.touched.has(at)).map(({ at, say }) => [idOfField(at), say]));
    for (const line of desk.dialog.querySelectorAll(".gloss-write__problem")) {
      const id = line.id.slice(0, -"-problem".length);
      const words = shown.get(id) ?? "";
      if (line.textContent !== words) line.textContent = words;
      line.hidden = !words;
      const control = desk.dialog.querySelector(`#${CSS.escape(id)}`);
      if (!control || control.matches("button, fieldset:not([role])")) continue;
      if (words) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (!element.hidden) list(found);
  }

  function list(found) {
    if (!found.length) {
      element.hidden = true;
      if (element.contains(document.activeElement)) desk.focusFirst();
      return;
    }
    const told = JSON.stringify(found);
    if (element.dataset.told === told) return; // or a link would go while it is being pressed
    element.dataset.told = told;
    const links = found.map(({ at, say }) => {
      const go = (event) => {
        event.preventDefault();
        event.stopPropagation();
        focusField(desk.dialog, at);
      };
      return h("li", {}, h("a", { href: `#${idOfField(at)}`, onclick: go }, `${nameOf(at)}: ${say}`));
    });
    const heading = h("h3", { id: "gloss-write--summary" }, `${found.length} ${found.length === 1 ? "thing" : "things"} to mend`);
    element.replaceChildren(heading, h("ul", {}, ...links));
  }

  function nameOf(at) {
    const label = desk.dialog.querySelector(`label[for="${idOfField(at)}"]`)?.firstChild.textContent;
    const legend = fieldAt(desk.dialog, at)?.closest("fieldset")?.querySelector("legend")?.textContent;
    if (label) return legend && /\d$/.test(legend) ? `${legend}, ${label}` : label;
    return NAMES[at] ?? at;
  }

  return {
    element,
    find,
    show,

    /** Whether nothing is wrong; else all of it is shown, and the list of it has the focus. */
    insist() {
      desk.update();
      const found = find();
      if (!found.length) return true;
      isShowingAll = true;
      element.hidden = false;
      show(found);
      desk.body.scrollTop = 0;
      element.focus();
      desk.say("");
      return false;
    },

    /** A new draft: nobody has been anywhere yet. */
    forget() {
      isShowingAll = false;
      element.hidden = true;
    },
  };
}
