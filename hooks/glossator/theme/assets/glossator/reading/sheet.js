// The sheet: on a narrow screen a note comes up over the lower part of the text. It watches
// whether the browser closes it; it changes the note that is in it, and the address when the
// note that it names is closed.

/**
 * `open` shows a note and `close` the text again; `isOpen` says which of them it is. `whenOpened`
 * has `act` told which note is about to be shown.
 */
function mountSheet({ on }, notes, arrange) {
  let shown = null;
  let prepare = () => {};

  function open(id) {
    if (shown === id) return;
    close({ keepAddress: true });
    const { note, title } = notes.get(id);
    shown = id;
    prepare(id);
    note.setAttribute("popover", "auto");
    note.classList.add("is-sheet");
    note.showPopover();
    note.scrollTop = 0;
    title.focus({ preventScroll: true });
  }

  function close({ keepAddress = false } = {}) {
    if (!shown) return;
    const { id, note } = notes.get(shown);
    shown = null;
    if (note.matches(":popover-open")) note.hidePopover();
    note.removeAttribute("popover");
    note.classList.remove("is-sheet");
    if (!keepAddress) {
      forgetAddress(id);
      notes.endVisit();
      // The browser gives the focus back to where the first of several notes was opened.
      if (document.activeElement.matches("body, .gloss-note *, .gloss-ref")) notes.refOf(id)?.focus({ preventScroll: true });
    }
    arrange.around(null);
  }

  on(window, "beforeprint", () => close({ keepAddress: true })); // paper has no layers
  for (const { id, note } of notes.all()) {
    on(note, "toggle", (event) => event.target === note && shown === id && !note.matches(":popover-open") && close());
  }
  return { open, close, isOpen: () => Boolean(shown), whenOpened: (act) => (prepare = act) };
}

/** Take the note's name from the address, as it is not shown any more. */
function forgetAddress(id) {
  if (location.hash === `#note-${id}`) history.replaceState(history.state, "", location.pathname + location.search);
}
