// Where in a text the words stand that were looked for, and the piece of it that shows them.

import { rememberLast } from "./memory.js";
import { readChunks, rowOf } from "./words.js";

// Characters.
const LONGEST_EXCERPT = 230;
const BEFORE = 60;

// Texts, each of which is asked for once for each of several things.
const wordsOfTexts = rememberLast(24);

/** The words of a text in a row, and what chunks are as a whole: `{ word, from, to }`. */
export const readWords = (text) =>
  wordsOfTexts(text, () => {
    const read = readChunks(text);
    const wholes = read.flatMap(({ text: chunk, at, whole, withSigns }) => {
      const found = whole ? [[whole, 0, chunk.length], ...withSigns] : withSigns;
      return found.map(([word, from, to]) => ({ word, from: at + from, to: at + to }));
    });
    return { words: rowOf(read), wholes };
  });

/** Where the clauses' words stand: `{ from, to, clause }` in order. */
export function findPlaces(text, clauses) {
  const { words, wholes } = readWords(text);
  const places = [];
  clauses.forEach((clause, number) => {
    if (clause.field || clause.isNot) return;
    const { row, forms = [], whole, isTyping } = clause;
    const fits = (word, wanted, isLast) => word === wanted || (isLast && isTyping && word.startsWith(wanted));
    const wanted = row.length === 1 ? [row[0], ...forms] : whole ? [whole] : [];
    for (const { word, from, to } of row.length === 1 ? [...words, ...wholes] : wholes) {
      if (wanted.includes(word) || fits(word, wanted[0] ?? "\0", true)) places.push({ from, to, clause: number });
    }
    if (row.length < 2) return;
    for (let first = 0; first + row.length <= words.length; first++) {
      if (!row.every((word, index) => fits(words[first + index].word, word, index === row.length - 1))) continue;
      places.push({ from: words[first].from, to: words[first + row.length - 1].to, clause: number });
    }
  });
  places.sort((one, other) => one.from - other.from || other.to - one.to);
  // What is within another is marked with it.
  let end = 0;
  return places.filter(({ from, to }) => {
    if (to <= end) return false;
    const isIn = from >= end;
    if (isIn) end = to;
    return isIn;
  });
}

/** Escaped HTML of the text with its places marked; of a long one the piece that has most of them. */
export function excerpt(text, places, longest = LONGEST_EXCERPT) {
  const [from, to] = text.length <= longest ? [0, text.length] : pieceOf(text, places, longest);
  let html = from ? "… " : "";
  let at = from;
  for (const place of places) {
    if (place.from < at || place.from >= to) continue;
    const end = Math.min(place.to, to);
    html += `${escapeHtml(text.slice(at, place.from))}<mark>${escapeHtml(text.slice(place.from, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to)) + (to < text.length ? " …" : "");
}

function pieceOf(text, places, longest) {
  let best = { from: 0, number: -1 };
  let behind = 0; // the first place that is not within reach
  const counts = new Map(); // of the clauses of those within reach
  places.forEach(({ from, clause }, index) => {
    const begin = Math.max(0, from - BEFORE);
    for (; behind < places.length && places[behind].to <= begin + longest; behind++) {
      counts.set(places[behind].clause, (counts.get(places[behind].clause) ?? 0) + 1);
    }
    if (counts.size > best.number) best = { from: begin, number: counts.size };
    if (index >= behind) return void (behind = index + 1); // longer than the whole piece
    const left = counts.get(clause) - 1;
    if (left) counts.set(clause, left);
    else counts.delete(clause);
  });
  const blank = text.indexOf(" ", best.from);
  const first = places.find((place) => place.from >= best.from)?.from ?? best.from;
  const from = best.from && blank >= 0 && blank < first ? blank + 1 : best.from;
  if (from + longest >= text.length) return [from, text.length];
  const end = text.lastIndexOf(" ", from + longest);
  return [from, end > from + longest / 2 ? end : wholeAt(text, from + longest)];
}

/** Not between the two halves of a character. */
const wholeAt = (text, at) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at);

export const escapeHtml = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
