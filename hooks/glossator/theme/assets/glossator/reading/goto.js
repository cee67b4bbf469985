// Going to a note. It watches clicks on numbers, links and marked words, and the address; it
// changes the address, scrolls to the words, and has the note shown in margin or sheet. Only what
// is reached by a link is a step of its own in the browser's history: Back leaves the page.

/** `go` shows a note; `arrive` the one that the address names, when the page is there. */
function mountGoTo(page, notes, arrange, sheet, views) {
  const { reader, on } = page;
  let hasActed = false; // whoever reads; before other parts hear of it, and keep it to themselves
  for (const type of ["keydown", "pointerdown", "wheel"]) on(window, type, () => (hasActed = true), { capture: true, passive: true, once: true });

  function go(id, { record = "replaceState", focus = null } = {}) {
    const { kind, title } = notes.get(id);
    const box = reader.querySelector(`#gloss-kind-${kind}`);
    if (box && !box.checked) box.checked = true;
    views.paint();
    if (viewOf(reader) === "published") views.set("annotated");
    notes.visit(id);
    if (record && location.hash !== `#note-${id}`) history[record](history.state, "", `#note-${id}`);
    if (WIDE.matches) {
      // What glides to its place is missed by a pointer that is there already.
      reader.classList.add("is-jumping");
      notes.activate(id);
      arrange.now();
      scrollToWords(id);
      reader.classList.remove("is-jumping");
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
    if (id) go(id, { record: null });
    else sheet.close({ keepAddress: true });
  }

  function arrive() {
    follow();
    // Until everything is loaded, the browser itself goes back to where the address points, unless
    // the reader has gone on; nor is then undone what they did.
    if (document.readyState !== "complete" && noteFromAddress()) {
      on(window, "load", () => setTimeout(() => hasActed || follow()), { once: true });
    }
  }

  /** Tell who came by the address of a note where they are. */
  function sayWhere(id) {
    const headline = reader.querySelector(".gloss-head h1");
    if (!id || !headline) return;
    const words = headline.cloneNode(true);
    for (const part of words.querySelectorAll(".gloss-ref, .gloss-fix, .headerlink")) part.remove();
    const { lang, dir } = headline.parentElement;
    const start = make("a", { href: `#${headline.id}`, lang, dir, textContent: words.textContent.trim() });
    const publisher = reader.querySelector(".gloss-byline__from > strong")?.cloneNode(true);
    const from = publisher ? [", ", ...publisher.childNodes] : [];
    notes.get(id).title.before(make("p", { className: "gloss-note__where" }, "A note on “", start, "”", ...from));
  }

  on(reader, "click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[href]");
    const id = link && link.hash.startsWith("#note-") && link.pathname === location.pathname ? link.hash.slice("#note-".length) : null;
    if (id && notes.has(id)) {
      event.preventDefault();
      event.stopPropagation(); // or instant navigation scrolls to the end of the page
      const record = link.matches(".gloss-ref") ? "replaceState" : "pushState";
      go(id, { record, focus: event.detail ? null : "note" }); // 0: pressed with a key
      return;
    }
    if (link?.hash && link.pathname === location.pathname) sheet.close({ keepAddress: true });
    const mark = event.target.closest("mark.gloss");
    if (link || !mark || viewOf(reader) === "published" || !getSelection().isCollapsed) return;
    const ids = notes.at(mark);
    if (ids.length === 1) go(ids[0]);
    else if (ids.length) choose(page, notes, ids, { x: event.clientX, y: event.clientY }, go);
  }, { capture: true });
  on(window, "popstate", () => {
    follow();
    // Steps to notes are not the theme's, which takes the step back from one for none.
    const place = history.scrollRestoration === "manual" && !noteFromAddress() && document.getElementById(location.hash.slice(1));
    if (place) place.scrollIntoView({ behavior: "instant" });
  });
  on(window, "hashchange", follow);
  on(WIDE, "change", () => {
    const id = notes.visited();
    sheet.close({ keepAddress: true });
    if (id && !WIDE.matches) sheet.open(id);
    if (id) notes.activate(id);
    arrange.soon();
  });
  sayWhere(noteFromAddress()); // before anything is placed, as it takes room
  return { go, arrive };
}
