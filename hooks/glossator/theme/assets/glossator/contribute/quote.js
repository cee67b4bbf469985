// Find quoted words and describe a place: what glossator/anchoring/anchor.py and describe.py
// answer, where the reasons stand.

import { BLANKS, bisect, normalize, squeeze } from "./text.js";

const LONGEST_WORD = 50;
const BLANK = new RegExp(BLANKS);
const EDGES = new RegExp(`^(${BLANKS})?[^]*?(${BLANKS})?$`);

/** Where the words stand: `found` in one place, `ambiguous` in several, `orphaned` in none. */
export function matchQuote(text, { exact, prefix = "", suffix = "" }) {
  const normal = normalize(text);
  const needle = normalize(prefix + exact + suffix);
  const first = needle.indexAt(prefix.length);
  const last = needle.indexBefore(prefix.length + exact.length);
  const spans = [];
  for (const hit of exact && first < last ? findAll(normal.characters, needle.characters) : []) {
    if (!normal.isBoundary(hit + first) || !normal.isBoundary(hit + last)) continue;
    const span = exactSpan(normal, hit + first, hit + last, exact);
    if (`${spans.at(-1)}` !== `${span}`) spans.push(span);
  }
  return { status: ["orphaned", "found"][spans.length] ?? "ambiguous", spans };
}

/**
 * The shortest sensible selector that finds `text.slice(start, end)` and nothing else.
 *
 * Throws a RangeError where that has no visible character.
 */
export function describeQuote(text, start, end) {
  const normal = normalize(text);
  const { starts, ends } = normal;
  const [first, last] = visibleSpan(normal, start, end);
  const isBlank = last - first === 1 && normal.characters[first] === " ";
  const isBlankAt = (from, to, at) => !isBlank && normalize(text.slice(from, to)).text.at(at) === " ";
  // A blank may carry an accent.
  if (!normal.isBoundary(first + 1) || !isBlankAt(start, ends[first], 0)) start = Math.min(start, starts[first]);
  if (!normal.isBoundary(last - 1) || !isBlankAt(starts[last - 1], end, -1)) end = Math.max(end, ends[last - 1]);
  const [left, right] = tellingContext(normal, first, last);
  return {
    exact: text.slice(start, end),
    prefix: left < first ? text.slice(starts[left], start) : "",
    suffix: right > last ? text.slice(end, ends[right - 1]) : "",
  };
}

/**
 * The selector as it is written in a file: on one line, without what nobody sees.
 *
 * It finds the same words. Joiners inside of words stay: emoji and some scripts need them.
 */
export function tidyQuote({ exact, prefix = "", suffix = "" }) {
  const tidy = (text) =>
    squeeze(text, (run, at) => (at && text[at + run.length] ? run.replace(/[^\u200c\u200d]/g, "") : ""));
  return { exact: tidy(exact), prefix: tidy(prefix), suffix: tidy(suffix) };
}

/** The span without blanks at its ends, grown to whole words; null where it is all blanks. */
export function wholeWords(text, start, end) {
  while (start < end && BLANK.test(text[start])) start++;
  while (start < end && BLANK.test(text[end - 1])) end--;
  if (start >= end) return null;
  const normal = normalize(text);
  const [first, last] = visibleSpan(normal, start, end);
  return [normal.starts[completed(normal, first, -1)], normal.ends[completed(normal, last, 1) - 1]];
}

function visibleSpan(normal, start, end) {
  let first = normal.indexAt(start);
  let last = normal.indexBefore(end);
  if (start >= end || first >= last || !normalize(normal.source.slice(start, end)).text) {
    throw new RangeError(`${start}–${end} has no visible character`);
  }
  while (!normal.isBoundary(first)) first--;
  while (!normal.isBoundary(last)) last++;
  return [first, last];
}

function findAll(text, needle) {
  return agreements(needle, text).flatMap((length, index) => (length < needle.length ? [] : index));
}

/** For each index of `text`, how far it agrees from there with `pattern` (the Z algorithm). */
function agreements(pattern, text) {
  const joined = pattern.concat(null, text);
  const lengths = [0];
  for (let index = 1, left = 0, right = 0; index < joined.length; index++) {
    let length = index < right ? Math.min(right - index, lengths[index - left]) : 0;
    while (index + length < joined.length && joined[length] === joined[index + length]) length++;
    if (index + length > right) [left, right] = [index, index + length];
    lengths.push(length);
  }
  return lengths.slice(pattern.length + 1);
}

function exactSpan({ source, characters, starts, ends }, start, end, exact) {
  const [, lead = "", tail = ""] = exact.match(EDGES);
  if (lead === exact) {
    const first = starts[start] + Math.max(0, source.slice(starts[start], ends[end - 1]).indexOf(exact));
    return [first, Math.min(ends[end - 1], first + exact.length)];
  }
  while (characters[start] === " ") start++;
  while (characters[end - 1] === " ") end--;
  let [first, last] = [starts[start], ends[end - 1]];
  for (let room = lead.length; room-- && BLANK.test(source[first - 1]); ) first--;
  for (let room = tail.length; room-- && BLANK.test(source[last]); ) last++;
  return [first, last];
}

function tellingContext(normal, first, last) {
  const { characters } = normal;
  const size = characters.length;
  const right = completed(normal, last, 1);
  let left = completed(normal, first, -1);
  const others = findAll(characters, characters.slice(first, last)).filter((hit) => hit !== first);
  if (!others.length) return [left, right];

  const backwards = agreements(characters.slice(0, first).reverse(), [...characters].reverse());
  const forwards = agreements(characters.slice(last), characters);
  const agreed = others
    .map((hit) => [backwards[size - hit] ?? 0, forwards[hit + last - first] ?? 0])
    .sort(([one], [two]) => one - two);
  const beat = [...agreed, 0].fill(0);
  for (let rank = agreed.length; rank--; ) beat[rank] = Math.max(beat[rank + 1], agreed[rank][1] + 1);

  const ends = [right];
  let best;
  for (;;) {
    const needed = last + beat[bisect(agreed, ([before]) => before >= first - left)];
    if (needed <= size) {
      while (ends.at(-1) < needed) ends.push(nextWord(normal, ends.at(-1), 1));
      const end = ends[bisect(ends, (one) => one >= needed)];
      if (!best || end - left < best[1] - best[0]) best = [left, end];
    }
    if (!left || (best && right - left >= best[1] - best[0])) return best ?? [0, size];
    left = nextWord(normal, left, -1);
  }
}

const isLetter = (character) => /^[\p{L}\p{N}\p{M}]$/u.test(character);
const SYLLABIC = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;
const SYLLABLE = /^[\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2]|[\p{M}\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6]$/u;

/** Whether two neighbours are of one word, or of one syllable where no blanks part words. */
function isInWord(before, behind) {
  if (![before, behind].every(isLetter)) return false;
  if (SYLLABIC.test(before)) return SYLLABLE.test(before + behind);
  return !/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]/.test(before + behind);
}

/** The end of the word that `index` cuts in two, forwards (`step` 1) or backwards (-1). */
function completed({ characters, isBoundary }, index, step) {
  for (let room = LONGEST_WORD; room-- && isInWord(characters[index - 1], characters[index]); ) index += step;
  while (!isBoundary(index)) index += step;
  return index;
}

function nextWord(normal, index, step) {
  const { characters } = normal;
  do index += step;
  while (index > 0 && index < characters.length && !isLetter(characters[step > 0 ? index - 1 : index]));
  return completed(normal, index, step);
}
