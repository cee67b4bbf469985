// What somebody typed, taken apart: words, phrases, filters, and what is to be left out.

import { compared, fold, GAP, isUnspaced, otherForms, readChunks, rowOf } from "./words.js";

export const FIELDS = ["kind", "topic", "publisher", "article", "year", "status"];
const MOST_CLAUSES = 24;
// Neighbours of which lists are read; what fits a dozen is nearly always what was meant, and its
// text is read before it is shown.
const MOST_ROWS = 12;
const LONGEST_VALUE = 100;

// A sign that leaves out, a field, and words in quotes or up to the next blank. A quote within a
// word is one of its signs, as in Hebrew abbreviations.
const PIECE = new RegExp(`(-?)(?:(${FIELDS.join("|")}|is):)?(?:"([^"]*)("|$)|(\\S+))`, "giy");

/**
 * The clauses of a query: each has its `text`, whether it `isNot` wanted, and is
 * - a filter: `field` and `value`;
 * - or words that stand side by side, in this order: `words`, the same with gaps as `row`, those
 *   next to each other in `rows`, with
 *   `isExact` for what stands in quotes, `isTyping` where the last of them may be a beginning,
 *   and where it is a single word, `plain`, that without a sign of currency, as `typed`, and its
 *   other `forms`;
 *   where signs join them, `whole`: what they are together.
 */
export function parseQuery(text) {
  const plain = compared(text);
  const clauses = [];
  let at = 0;
  let left = MOST_CLAUSES; // filters count for nothing, so that they always hold
  while (at < plain.length) {
    if (plain[at] === " ") {
      at++;
      continue;
    }
    PIECE.lastIndex = at;
    const found = PIECE.exec(plain);
    if (!found) break;
    at = PIECE.lastIndex;
    const [whole, minus, field, quoted, close, bare] = found;
    const isLast = at === plain.length;
    const about = { text: whole, isNot: Boolean(minus) };
    const value = quoted ?? bare;
    if (field) {
      if (value) clauses.push({ ...about, field: field.toLowerCase(), value: slugOf(value) });
      continue;
    }
    const isExact = quoted !== undefined;
    if (!left) continue;
    const clause = wordsOf(value, isExact, isLast && !minus && !(isExact && close));
    if (clause) clauses.push({ ...about, text: value, ...clause });
    if (clause) left--;
  }
  return clauses;
}

function wordsOf(text, isExact, isLast) {
  const read = readChunks(text);
  const words = read.flatMap((chunk) => chunk.words);
  if (!words.length) return null;
  const last = read.at(-1);
  // A sign behind the last word, as in `U.S.`, says that it is whole.
  const isTyping = isLast && !isUnspaced(last.text) && last.at + last.text.length === text.length;
  const [first] = read;
  const row = rowOf(read).map(({ word }) => word);
  if (words.length > 1) return { words, row, rows: rowsOf(read, row), isExact, isTyping, whole: read.length === 1 && !isExact ? first.whole : "" };
  const word = first.signed || words[0];
  const isPlain = !isExact && !first.signed && !isUnspaced(word);
  return { words: [word], row: [word], plain: words[0], typed: first.signed || first.typed[0], isExact, isTyping, whole: "", forms: isPlain ? otherForms(word) : [] };
}

/** The neighbours of which the index has lists: three where there are no blanks, or else two. */
function rowsOf(read, row) {
  const begins = read.flatMap((chunk) => chunk.words.map((_, at) => isUnspaced(chunk.text) && at + 2 < chunk.words.length));
  // A gap has no place among these.
  row.forEach((word, at) => word === GAP && begins.splice(at, 0, false));
  const rows = row.slice(1).map((_, at) => row.slice(at, at + (begins[at] ? 3 : 2)));
  const known = rows.filter((some, at) => !some.includes(GAP) && (some.length === 3 || !begins[at - 1]));
  return known.length > MOST_ROWS ? Array.from({ length: MOST_ROWS }, (_, at) => known[Math.floor((at * known.length) / MOST_ROWS)]) : known;
}

/** Whether the lists of the index alone tell where the clause fits, without a look at the text. */
export function isSure({ field, row, rows, isTyping }) {
  return field || row.length === 1 || (!isTyping && rows.length === 1 && row.length === rows[0].length);
}

/** A field's value as the index has it. */
export function slugOf(value) {
  const words = readChunks(fold(value)).flatMap((chunk) => (isUnspaced(chunk.text) ? [fold(chunk.text)] : chunk.words));
  return [...words.filter(Boolean).join("-")].slice(0, LONGEST_VALUE).join("");
}
