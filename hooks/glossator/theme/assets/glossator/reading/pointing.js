// What the reader points at becomes the active note. It watches pointer and focus on words and
// notes, and clicks on folded notes; it changes which note is active and which are unfolded.

const HOVER_MS = 120; // a pointer that only passes moves nothing

function watchPointing(page, notes, arrange) {
  for (const parts of notes.all()) watchNote(page, notes, arrange, parts);
  watchWords(page, notes, arrange);
}

function watchNote({ on }, notes, arrange, { id, note, toggle }) {
  toggle.addEventListener("click", () => {
    notes.flip(id);
    arrange.around(id);
  });
  on(note, "click", (event) => {
    const isElse = event.target.closest("a, button, summary") || !getSelection().isCollapsed;
    if (!WIDE.matches || notes.isOpen(id) || isElse) return;
    notes.setOpen(id, true);
    arrange.around(id);
  });
  // What is pointed at already does not move away under the pointer.
  on(note, "pointermove", ({ movementX, movementY }) => {
    if (WIDE.matches && (movementX || movementY)) notes.activate(id);
  });
  on(note, "focusin", () => WIDE.matches && notes.activate(id));
}

function watchWords({ reader, text, on, whenLeft }, notes, arrange) {
  let hovered = null;
  let hovering = 0;
  // A page that scrolls below a resting pointer is nobody pointing at anything.
  let pointer = "";
  const isResting = ({ clientX, clientY }) => {
    const before = pointer;
    pointer = `${clientX} ${clientY}`;
    return pointer === before;
  };

  on(text, "pointermove", (event) => {
    const mark = event.target.closest("mark.gloss, a.gloss-ref");
    if (isResting(event) || mark === hovered) return;
    hovered = mark;
    clearTimeout(hovering);
    if (!mark || !WIDE.matches || event.pointerType === "touch" || viewOf(reader) === "published") return;
    const id = mark.matches("mark") ? notes.at(mark)[0] : mark.hash.slice("#note-".length);
    if (id) hovering = setTimeout(() => arrange.around(id), HOVER_MS);
  });
  on(text, "focusin", (event) => {
    const ref = event.target.closest("a.gloss-ref");
    if (ref && WIDE.matches) arrange.around(ref.hash.slice("#note-".length));
  });
  whenLeft(() => clearTimeout(hovering));
}
