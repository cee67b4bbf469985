// What the notes of the page already say, and of which words.

import { KINDS } from "./draft.js";

/** Where the notes of the page stand in its text, those that correct apart. */
export function markedSpans(reader, page) {
  const spans = spansById(page);
  const notes = [...reader.querySelectorAll(".gloss-note")].map((note) => ({
    kind: KINDS.find((kind) => note.classList.contains(`gloss-note--${kind}`)),
    isPublished: !note.matches(".gloss-note--resolved, .gloss-note--withdrawn"),
    isWhole: Boolean(note.querySelector(".gloss-note__whole")),
    bodyText: note.querySelector(".gloss-note__body")?.textContent ?? "",
    spans: spans.get(note.id.slice("note-".length)) ?? [],
  }));
  return { notes, corrections: notes.filter(({ kind, isPublished }) => isPublished && kind === "correction").flatMap((note) => note.spans) };
}

function spansById(page) {
  const spans = new Map();
  for (const { node, start, end } of page.runs) {
    for (let mark = node.parentElement?.closest("mark[data-annotation]"); mark; mark = mark.parentElement.closest("mark[data-annotation]")) {
      for (const id of mark.dataset.annotation.split(" ")) {
        const own = spans.get(id) ?? [];
        // What follows on is one place, over the gaps between paragraphs too.
        if (own.length && !page.text.slice(own.at(-1)[1], start).trim()) own.at(-1)[1] = end;
        else own.push([start, end]);
        spans.set(id, own);
      }
    }
  }
  return spans;
}
