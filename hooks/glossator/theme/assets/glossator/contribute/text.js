// Text as it is compared: the same form as `glossator/text.py` makes, character by character.
// Offsets count UTF-16 units here and code points there; nothing else differs.

const WHITESPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const INVISIBLE = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff";
const FOLDS = "\u2010-\u2015\u2212\u2018-\u201f\u2026"; // hyphens and dashes, quotes, ellipsis
const SPECIAL = new RegExp(`[${WHITESPACE}${INVISIBLE}]+|[${FOLDS}]`, "g");
const SPACE = new RegExp(`[${WHITESPACE}]`);
const MOST_MARKS = 30; // as there, where the reason stands
const MANY_MARKS = new RegExp(`\\p{M}{${MOST_MARKS + 1}}`, "u");
const WORTH_KEEPING = 1000; // units: an article, of which a form asks with every key

/** A run of characters of which nothing but one space is left. */
export const BLANKS = new RegExp(`[${WHITESPACE}${INVISIBLE}]+`, "g");

export const hasSpace = (text) => SPACE.test(text);

let kept = null;

/**
 * The compared form of `source`, with the way back: the unit `text[i]` comes from
 * `source.slice(starts[i], ends[i])`.
 */
export function normalize(source) {
  if (kept?.source === source) return kept;
  let text = "";
  let starts = [];
  let ends = [];
  const put = (plain, begin, stop) => {
    text += plain;
    for (const _ of plain) {
      starts.push(begin);
      ends.push(stop);
    }
  };
  const copy = (begin, stop) => {
    text += source.slice(begin, stop);
    for (let at = begin; at < stop; ) {
      const size = source.codePointAt(at) > 0xffff ? 2 : 1;
      for (let unit = 0; unit < size; unit++) {
        starts.push(at);
        ends.push(at + size);
      }
      at += size;
    }
  };
  let done = 0;
  for (const { 0: found, index } of source.matchAll(SPECIAL)) {
    copy(done, index);
    done = index + found.length;
    put(plainForm(found), index, done);
  }
  copy(done, source.length);
  if (MANY_MARKS.test(text) || text.normalize() !== text) [text, starts, ends] = compose(text, starts, ends);
  const normal = {
    text,
    starts,
    ends,
    source,
    /** Whether a span may begin or end at `index` without cutting a character of the source. */
    isBoundary: (index) => index <= 0 || index >= text.length || starts[index] >= ends[index - 1],
    /** The index of the first unit that ends after source `offset`. */
    indexAt: (offset) => bisect(ends, (end) => end > offset),
    /** One past the last unit that begins before source `offset`. */
    indexBefore: (offset) => bisect(starts, (start) => start >= offset),
  };
  if (source.length >= WORTH_KEEPING) kept = normal;
  return normal;
}

/** The first index of the sorted `list` at which `isPast` holds. */
export function bisect(list, isPast) {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (isPast(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

function plainForm(found) {
  if (hasSpace(found)) return " ";
  if (found === "\u2026") return "...";
  if (/[\u2018-\u201b]/.test(found)) return "'";
  if (/[\u201c-\u201f]/.test(found)) return '"';
  return /[\u2010-\u2015\u2212]/.test(found) ? "-" : "";
}

/** Unicode NFC, cluster by cluster, each keeping the stretch that it came from. */
function compose(text, starts, ends) {
  let composed = "";
  const newStarts = [];
  const newEnds = [];
  const characters = [...text];
  let at = 0; // in units
  for (let first = 0, next; first < characters.length; first = next) {
    for (next = first + 1; next < characters.length && joinsTheOneBefore(characters[next]); ) next++;
    const cluster = characters.slice(first, next).join("");
    const whole = next - first <= MOST_MARKS + 1 ? cluster.normalize() : cluster;
    for (let unit = 0; unit < whole.length; unit++) {
      newStarts.push(starts[whole === cluster ? at + unit : at]);
      newEnds.push(ends[whole === cluster ? at + unit : at + cluster.length - 1]);
    }
    composed += whole;
    at += cluster.length;
  }
  return [composed, newStarts, newEnds];
}

/**
 * Whether the character is a mark that moves when marks are put in order (its combining class
 * is not 0), or one that composes with the character before it.
 *
 * U+0345 has the highest of all classes and U+0334 the lowest: between the two, anything with a
 * class of its own comes to stand before U+0345, and anything else leaves it in its place.
 */
export function joinsTheOneBefore(character) {
  if (character < "\u0300") return false;
  return !`\u0345${character}\u0334`.normalize("NFD").startsWith("\u0345") || composingStarters().has(character.normalize("NFD")[0]);
}

let seconds = null;

/** What ends a decomposition: Hangul vowels and finals, the second halves of Indic vowels. */
function composingStarters() {
  if (seconds) return seconds;
  seconds = new Set();
  for (let code = 0xc0; code < 0x20000; code++) {
    if (code === 0x3400) code = 0xa000; // ideographs do not decompose
    if (code === 0xd800) code = 0xf900;
    const parts = [...String.fromCodePoint(code).normalize("NFD")];
    if (parts.length > 1) seconds.add(parts.at(-1));
  }
  return seconds;
}
