// Text as it is compared: the normal form of glossator/anchoring/text.py, where the reasons stand.

const WHITESPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const INVISIBLE = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff";
const SPACE = new RegExp(`[${WHITESPACE}]`);
const MOST_MARKS = 30;
const MANY_MARKS = new RegExp(`[^\\p{L}\\p{N}_\\s\0-\u02ff]{${MOST_MARKS + 1},}`, "u");

/** A run of characters of which nothing but one space is left. */
export const BLANKS = `[${WHITESPACE}${INVISIBLE}]+`;
const ALL_BLANKS = new RegExp(BLANKS, "g");
const PIECES = new RegExp(`${BLANKS}|[^]`, "gu");

/** The text with one space for each run of blanks, and `invisible(run)` where none is a space. */
export const squeeze = (text, invisible) =>
  text.replace(ALL_BLANKS, (run, at) => (SPACE.test(run) ? " " : invisible(run, at)));

let kept = {}; // the article, which a form asks for with every key

/**
 * The compared form of `source`: its `text`, the `characters` of that, and for each of them the
 * offsets in `source`, in UTF-16 units, where it `starts` and `ends`.
 */
export function normalize(source) {
  if (kept.source === source) return kept;
  let pieces = [];
  for (const { 0: found, index } of source.matchAll(PIECES)) {
    for (const character of plain(found)) pieces.push([character, index, index + found.length]);
  }
  if (/[^\0-\u02ff]/.test(source)) pieces = compose(pieces);
  const [characters, starts, ends] = [0, 1, 2].map((column) => pieces.map((piece) => piece[column]));
  const normal = {
    source,
    text: characters.join(""),
    characters,
    starts,
    ends,
    /** Whether a span may begin or end at `index` without cutting a character of the source. */
    isBoundary: (index) => !(ends[index - 1] > starts[index]),
    /** The index of the first character that ends after `offset`. */
    indexAt: (offset) => bisect(ends, (end) => end > offset),
    /** One past the last character that begins before `offset`. */
    indexBefore: (offset) => bisect(starts, (start) => start >= offset),
  };
  if (source.length > 999) kept = normal;
  return normal;
}

/** The first index of the sorted `list` at which `isPast` holds. */
export function bisect(list, isPast) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

function plain(found) {
  if (/^[!-~]$/.test(found)) return found;
  const shown = squeeze(found, () => "").replace(/[‘-‛]/, "'").replace(/[“-‟]/, '"');
  return shown.replace(/[‐-―−]/, "-").replace("…", "...");
}

function compose(pieces) {
  const composed = [];
  for (let first = 0, next; first < pieces.length; first = next) {
    for (next = first + 1; next < pieces.length && joinsTheOneBefore(pieces[next][0]); ) next++;
    const cluster = pieces.slice(first, next);
    const typed = cluster.map(([character]) => character).join("");
    const isReadable = cluster.length <= MOST_MARKS + 1 || !MANY_MARKS.test(typed);
    const whole = isReadable ? typed.normalize() : typed;
    const changed = [...whole].map((character) => [character, cluster[0][1], cluster.at(-1)[2]]);
    for (const piece of whole === typed ? cluster : changed) composed.push(piece);
  }
  return composed;
}

/**
 * Whether it is a combining mark or composes with the character before it.
 *
 * U+0345 has the highest combining class and U+0334 the lowest. Between the two, whatever has a
 * class comes to stand before U+0345, and nothing else does.
 */
export function joinsTheOneBefore(character) {
  if (character < "\u0300") return false;
  if (!`\u0345${character}\u0334`.normalize("NFD").startsWith("\u0345")) return true;
  return secondHalves().has([...character.normalize("NFD")][0]);
}

let seconds;

/** What ends a decomposition: Hangul vowels and finals, halves of Indic vowels. */
function secondHalves() {
  if (seconds) return seconds;
  seconds = new Set();
  for (let code = 0xc0; code < 0x20000; code++) {
    const parts = [...String.fromCodePoint(code).normalize("NFD")];
    if (parts[1]) seconds.add(parts.at(-1));
  }
  return seconds;
}
