// The notes: which there are, which of them is active, and which was unfolded because somebody
// went there. It watches nothing; it adds the button that unfolds a note, and marks the active
// note and its words. Nobody else keeps a list of notes or says which is active.

/** The notes of the page by id, each with its parts, its kind and the marks of its words. */
function readNotes({ reader, section, text }) {
  const notes = new Map();
  let active = null;
  let visited = null; // unfolded by going there, to be folded on going on
  let tell = () => {};

  for (const note of section.querySelectorAll(".gloss-note")) {
    const id = note.id.slice("note-".length);
    const title = note.querySelector(".gloss-note__title");
    const toggle = make("button", { type: "button", className: "gloss-note__toggle" });
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-describedby", title.id);
    title.after(toggle);
    title.tabIndex = -1;
    const kind = [...note.classList].find((name) => /^gloss-note--(correction|source|context)$/.test(name))?.slice(12);
    const marks = [...text.querySelectorAll(`mark[data-annotation~="${id}"]`)];
    notes.set(id, { id, note, title, toggle, kind, marks });
  }

  /** Whether it was unfolded by the reader. */
  const isOpen = (id) => notes.get(id).note.classList.contains("is-open");
  /** Whether the reader has switched off notes of this one's kind. */
  const isHidden = (id) => reader.querySelector(`#gloss-kind-${notes.get(id).kind}`)?.checked === false;

  function setOpen(id, open) {
    const { note, toggle } = notes.get(id);
    note.classList.toggle("is-open", open);
    toggle.setAttribute("aria-expanded", String(open));
    nameToggle(id);
  }

  /** Have the note's button say what it does, and how much there is; only the margin shows it. */
  function nameToggle(id) {
    const { note, toggle } = notes.get(id);
    const amounts = isOpen(id) ? ["Less"] : amountsOf(note);
    toggle.textContent = amounts[0];
    toggle.ariaLabel = isOpen(id) ? "Less" : `More: ${amounts.join(", ")}`;
  }

  /** Unfold what is folded, or the other way round, because the reader said so: it stays. */
  function flip(id) {
    setOpen(id, notes.get(id).toggle.getAttribute("aria-expanded") !== "true");
    visited = null;
  }

  /** Unfold the note that somebody goes to, and fold the one that was unfolded in this way. */
  function visit(id) {
    if (visited && visited !== id) setOpen(visited, false);
    if (!isOpen(id)) visited = id;
    setOpen(id, true);
  }

  /** Fold the note that somebody went to; its id, or null if there is none. */
  function endVisit() {
    const id = visited;
    if (id) setOpen(id, false);
    visited = null;
    return id;
  }

  /** Make this note the active one, or none. It does not move; see `arrange`. */
  function activate(id) {
    if (id === active) return;
    for (const element of reader.querySelectorAll(".is-active")) element.classList.remove("is-active");
    active = id;
    tell(id);
    if (!id) return;
    const { note, marks } = notes.get(id);
    for (const element of [note, ...marks]) element.classList.add("is-active");
  }

  return {
    all: () => [...notes.values()],
    get: (id) => notes.get(id),
    has: (id) => notes.has(id),
    /** The number in the text that leads to the note. */
    refOf: (id) => text.querySelector(`a.gloss-ref[href$="#note-${id}"]`),
    /** Of the notes on these words, those that are shown. */
    at: (mark) => mark.dataset.annotation.split(" ").filter((id) => notes.has(id) && !isHidden(id)),
    /** The number that stands at its words, or "" where it has none. */
    numberOf: (id) => notes.get(id).note.querySelector(".gloss-note__number")?.textContent ?? "",
    active: () => active,
    /** The note that somebody went to and has not left. */
    visited: () => visited,
    /** Have `act` told which note becomes the active one. */
    whenActive: (act) => (tell = act),
    activate,
    isOpen,
    isHidden,
    setOpen,
    nameToggle,
    flip,
    visit,
    endVisit,
  };
}

/** How much a note has to say: first its words, where it has any, then its sources. */
function amountsOf(note) {
  const amounts = [];
  const say = (number, name) => number && amounts.push(`${number} ${name}${number === 1 ? "" : "s"}`);
  say(wordsIn(note.querySelector(".gloss-note__body")?.textContent ?? ""), "word");
  say(note.querySelectorAll(".gloss-sources > li").length, "source");
  return amounts.length ? amounts : ["More"];
}

let segmenter = null;

function wordsIn(text) {
  if (!Intl.Segmenter) return text.split(/\s+/).filter(Boolean).length;
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}
