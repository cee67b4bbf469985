// The dialog that holds the form: on a wide screen a panel beside the article, which stays
// readable and gives further words; on a narrow one the whole screen, as there is no room for both.

import { h } from "./dom.js";

const WIDE = matchMedia("(min-width: 76.25em)"); // 1220 px, as in the style sheet
const WRITING_KEY = "glossator.writing"; // which page's form opens again after a reload

/**
 * The dialog as an `element`, with what opens and closes it. `discard` is asked for by its
 * button, `closed` is told of closing.
 */
export function makePanel({ body, foot, discard, closed }) {
  const title = h("h2", { id: "gloss-write--name", tabindex: "-1" }, "Add a note");
  const kept = h("span");
  const drop = h("button", { type: "button", class: "gloss-write__small", hidden: true, onclick: discard }, "Discard");
  const element = h(
    "dialog",
    { class: "gloss-write", "aria-labelledby": "gloss-write--name" },
    h("div", { class: "gloss-write__head" }, h("div", {}, title, h("p", { class: "gloss-write__kept" }, kept, " ", drop)), h("button", { type: "button", class: "gloss-write__close", "aria-label": "Close; the draft is kept", onclick: close }, "×")),
    body,
    foot,
  );
  let opener = null;
  let isPressed = false;

  function show() {
    if (element.open) element.close();
    if (WIDE.matches) element.show();
    else element.showModal();
  }

  function close() {
    element.close();
    rememberOpen(false);
    closed();
    const back = [opener, ...document.querySelectorAll(".gloss-add button")].find((one) => one?.isConnected && one.checkVisibility());
    back?.focus({ preventScroll: true });
  }

  element.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  element.addEventListener("keydown", (event) => {
    event.stopPropagation(); // what is typed here is no shortcut
    if (event.key === "Escape" && WIDE.matches) {
      event.preventDefault();
      close();
    }
  });
  element.addEventListener("pointerdown", () => {
    isPressed = true;
    for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => (isPressed = false), { once: true });
  });
  WIDE.addEventListener("change", () => {
    if (!element.open || !element.isConnected) return;
    const focused = document.activeElement;
    show();
    if (element.contains(focused)) focused.focus();
  });

  return {
    element,
    close,
    isBeside: () => WIDE.matches,

    open(from) {
      if (!element.open) {
        opener = from;
        show();
      }
      rememberOpen(true);
    },

    /** Do it now, or after the click where something is being pressed. */
    whenReleased(act) {
      if (isPressed) addEventListener("pointerup", () => setTimeout(act), { once: true });
      else act();
    },

    /** Say whether there is a draft, and whether the browser keeps it. */
    tell({ hasDraft, isKept }) {
      drop.hidden = !hasDraft;
      kept.textContent = isKept ? (hasDraft ? "Your draft is kept on this device." : "") : "This browser keeps no drafts: copy the file before you leave.";
    },
  };
}

function rememberOpen(isOpen) {
  try {
    if (isOpen) sessionStorage.setItem(WRITING_KEY, location.pathname);
    else sessionStorage.removeItem(WRITING_KEY);
  } catch {
    /* then it does not open again by itself */
  }
}
