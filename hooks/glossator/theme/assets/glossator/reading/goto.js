// Going to a note. It watches clicks on numbers, links and marked words, and the address; it
// changes the address, scrolls to the words, and has the note shown in margin or sheet.

/** `go` shows a note; `arrive` the one that the address names, when the page is there. */
function mountGoTo(page, notes, arrange, sheet, views) {
  const { reader, on } = page;

  function go(id, { push = true, focus = null } = {}) {
    const { kind, title } = notes.get(id);
    const box = reader.querySelector(`#gloss-kind-${kind}`);
    if (box && !box.checked) box.checked = true;
    if (viewOf(reader) === "published") views.set("annotated");
    notes.visit(id);
    if (push && location.hash !== `#note-${id}`) history.pushState(history.state, "", `#note-${id}`);
    if (WIDE.matches) {
      notes.activate(id);
      arrange.now();
      scrollToWords(id);
      if (focus === "words") (notes.refOf(id) ?? title).focus({ preventScroll: true });
      if (focus === "note") title.focus({ preventScroll: true });
    } else {
      scrollToWords(id);
      sheet.open(id);
      notes.activate(id);
    }
  }

  function scrollToWords(id) {
    const { note, marks } = notes.get(id);
    const { top, bottom } = (marks[0] ?? note).getBoundingClientRect();
    // In a sheet the lower half of the screen is taken.
    const lowest = WIDE.matches ? innerHeight - 80 : innerHeight * 0.35;
    if (top > 110 && bottom < lowest) return;
    const aim = WIDE.matches ? innerHeight / 3 : 130;
    scrollTo({ top: scrollY + top - aim, behavior: "instant" });
  }

  function noteFromAddress() {
    if (!location.hash.startsWith("#note-")) return null;
    const name = location.hash.slice("#note-".length); // an id has nothing to decode
    // Within the note stand its title's id, and those that the note had before.
    const around = document.getElementById(`note-${name}`)?.closest(".gloss-note")?.id.slice("note-".length);
    return [name, around].find((id) => notes.has(id)) ?? null;
  }

  function follow() {
    const id = noteFromAddress();
    if (id) go(id, { push: false });
    else sheet.close({ keepAddress: true });
  }

  function arrive() {
    follow();
    // Until everything is loaded, the browser itself goes back to where the address points.
    if (document.readyState !== "complete" && noteFromAddress()) {
      on(window, "load", () => setTimeout(follow), { once: true });
    }
  }

  on(reader, "click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[href]");
    const id = link && link.hash.startsWith("#note-") && link.pathname === location.pathname ? link.hash.slice("#note-".length) : null;
    if (id && notes.has(id)) {
      event.preventDefault();
      event.stopPropagation(); // or instant navigation scrolls to the end of the page
      go(id, { focus: event.detail ? null : "note" }); // 0: pressed with a key
      return;
    }
    if (link?.hash.startsWith("#ref-")) sheet.close({ keepAddress: true });
    const mark = event.target.closest("mark.gloss");
    if (link || !mark || viewOf(reader) === "published" || !getSelection().isCollapsed) return;
    const ids = notes.at(mark);
    if (ids.length === 1) go(ids[0]);
    else if (ids.length) choose(page, notes, ids, { x: event.clientX, y: event.clientY }, go);
  }, { capture: true });
  on(window, "popstate", follow);
  on(window, "hashchange", follow);
  on(WIDE, "change", () => {
    sheet.close({ keepAddress: true });
    arrange.soon();
    follow();
  });
  return { go, arrive };
}
