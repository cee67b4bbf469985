// Find quoted words and describe a place: the same answers as `glossator/anchor.py` gives.

import { BLANKS, bisect, hasSpace, normalize } from "./text.js";

// A longer "word" is a gene, a hash or an address: half of it tells places apart as well.
const LONGEST_WORD = 50;
const BLANK_START = new RegExp(BLANKS.source, "y");

/**
 * Where the words stand in `text`: `found` in one place, `ambiguous` in several, `orphaned` in
 * none (nor anywhere, where there is no visible character to look for).
 */
export function matchQuote(text, { exact, prefix = "", suffix = "" }) {
  const normal = normalize(text);
  const needle = normalize(prefix + exact + suffix);
  const first = needle.indexAt(prefix.length);
  const last = needle.indexBefore(prefix.length + exact.length);
  const spans = [];
  if (exact && first < last) {
    for (const hit of findAll(normal.text, needle.text)) {
      const [start, end] = [hit + first, hit + last];
      // Half of an ellipsis or of a composed character is not that character.
      if (!normal.isBoundary(start) || !normal.isBoundary(end)) continue;
      const span = exactSpan(normal, start, end, exact);
      if (String(spans.at(-1)) !== String(span)) spans.push(span);
    }
  }
  return { status: ["orphaned", "found"][spans.length] ?? "ambiguous", spans };
}

/**
 * The shortest sensible selector that finds `text.slice(start, end)` and nothing else.
 *
 * Throws a RangeError where the span is empty or has no visible character.
 */
export function describeQuote(text, start, end) {
  const normal = normalize(text);
  let [first, last] = visibleSpan(normal, start, end);
  const [from, to] = [normal.starts[first], normal.ends[last - 1]];
  const isBlank = normal.text.slice(first, last) === " ";
  // Of a run of blanks any part will do, if it has a blank in it.
  if (isBlank || !normalize(text.slice(start, normal.ends[first])).text.startsWith(" ")) start = Math.min(start, from);
  if (isBlank || !normalize(text.slice(normal.starts[last - 1], end)).text.endsWith(" ")) end = Math.max(end, to);
  const [left, right] = tellingContext(normal, first, last);
  return {
    exact: text.slice(start, end),
    prefix: left < first ? text.slice(normal.starts[left], start) : "",
    suffix: right > last ? text.slice(end, normal.ends[right - 1]) : "",
  };
}

/**
 * The selector as it is written in a file: on one line, without characters that nobody sees.
 *
 * Joiners inside of words stay, as emoji and some scripts look different without them. It finds
 * the same words, as none of this counts when texts are compared.
 */
export function tidyQuote({ exact, prefix = "", suffix = "" }) {
  const tidy = (text) =>
    text.replace(BLANKS, (run, at) => {
      if (hasSpace(run)) return " ";
      const isInside = at && at + run.length < text.length;
      return isInside ? run.replace(/[^\u200c\u200d]/g, "") : "";
    });
  return { exact: tidy(exact), prefix: tidy(prefix), suffix: tidy(suffix) };
}

/** The span without blanks at its ends, grown to whole words; null where only blanks are in it. */
export function wholeWords(text, start, end) {
  const normal = normalize(text);
  while (start < end && isBlankAt(text, start)) start++;
  while (start < end && isBlankAt(text, end - 1)) end--;
  if (start >= end) return null;
  const [first, last] = visibleSpan(normal, start, end);
  return [normal.starts[completeLeft(normal, first)], normal.ends[completeRight(normal, last) - 1]];
}

const isBlankAt = (text, at) => BLANK_START.test(((BLANK_START.lastIndex = at), text));

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

/** Every index at which `needle` begins in `text`, overlapping ones too. */
function findAll(text, needle) {
  const begin = text.indexOf(needle);
  if (begin < 0 || begin === text.lastIndexOf(needle)) return begin < 0 ? [] : [begin];
  const hits = [];
  agreements(needle, text).forEach((length, index) => length >= needle.length && hits.push(index));
  return hits;
}

/**
 * For each index of `text`, how many units from there agree with the beginning of `pattern`
 * (the Z algorithm, Gusfield 1997; linear, whatever the texts are).
 */
function agreements(pattern, text) {
  const size = pattern.length + 1;
  const units = new Int32Array(size + text.length).fill(-1);
  for (let i = 0; i < pattern.length; i++) units[i] = pattern.charCodeAt(i);
  for (let i = 0; i < text.length; i++) units[size + i] = text.charCodeAt(i);
  const lengths = new Int32Array(units.length);
  for (let index = 1, left = 0, right = 0; index < units.length; index++) {
    let length = index < right ? Math.min(right - index, lengths[index - left]) : 0;
    while (index + length < units.length && units[length] === units[index + length]) length++;
    if (index + length > right) [left, right] = [index, index + length];
    lengths[index] = length;
  }
  return lengths.subarray(size);
}

/** Source offsets of a hit, with as many blanks at its edges as the quote itself has. */
function exactSpan(normal, start, end, exact) {
  const { source, text } = normal;
  let lead = 0;
  let tail = 0;
  while (lead < exact.length && isBlankAt(exact, lead)) lead++;
  if (lead === exact.length) {
    const last = normal.ends[end - 1];
    let first = normal.starts[start];
    const verbatim = source.slice(first, last).indexOf(exact);
    first += Math.max(0, verbatim);
    return [first, Math.min(last, first + exact.length)];
  }
  while (isBlankAt(exact, exact.length - 1 - tail)) tail++;
  while (text[start] === " ") start++;
  while (text[end - 1] === " ") end--;
  let first = normal.starts[start];
  let last = normal.ends[end - 1];
  for (; lead && first && isBlankAt(source, first - 1); lead--) first--;
  for (; tail && last < source.length && isBlankAt(source, last); tail--) last++;
  return [first, last];
}

/** The span `first` to `last`, widened until no other place of the text fits it. */
function tellingContext(normal, first, last) {
  const { text } = normal;
  const right = completeRight(normal, last);
  let left = completeLeft(normal, first);
  const others = findAll(text, text.slice(first, last)).filter((hit) => hit !== first);
  if (!others.length) return [left, right];

  const backwards = agreements(reversed(text.slice(0, first)), reversed(text));
  const forwards = agreements(text.slice(last), text);
  const width = widths(text);
  // Sorted by how far they agree on the left, with the farthest agreement on the right among
  // all from there on: what a suffix must beat once a prefix is chosen.
  const order = others
    .map((hit) => [hit ? backwards[text.length - hit] : 0, forwards[hit + last - first] ?? 0])
    .sort(([one], [two]) => one - two);
  const beat = [0];
  for (const [, after] of order.toReversed()) beat.unshift(Math.max(beat[0], after + 1));

  const ends = [right];
  let best = null;
  for (;;) {
    const needed = last + beat[bisect(order, ([before]) => before >= first - left)];
    if (needed <= text.length) {
      while (ends.at(-1) < needed) ends.push(nextWord(normal, ends.at(-1)));
      const end = ends[bisect(ends, (one) => one >= needed)];
      if (!best || width(left, end) < width(...best)) best = [left, end];
    }
    if (!left || (best && width(left, right) >= width(...best))) break;
    left = previousWord(normal, left);
  }
  return best ?? [0, text.length];
}

const reversed = (text) => text.split("").reverse().join("");

/** A measure of spans in characters, of which some take two units. */
function widths(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (start, end) => end - start;
  const pairs = new Int32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) pairs[i + 1] = pairs[i] + (text.codePointAt(i) > 0xffff);
  return (start, end) => end - start - pairs[end] + pairs[start];
}

const characterAt = (text, index) => String.fromCodePoint(text.codePointAt(index));
const sizeBefore = (text, index) => (text.codePointAt(index - 2) > 0xffff ? 2 : 1);
const characterBefore = (text, index) => text.slice(index - sizeBefore(text, index), index);
const isLetter = (character) => /^[\p{L}\p{N}\p{M}]$/u.test(character);
/** Whether letters beside it belong to the same word (Chinese and kana need no more). */
const isWord = (character) => isLetter(character) && !/[\u3040-\u9fff]/.test(character);

function completeLeft(normal, index) {
  const { text } = normal;
  for (let count = 0; index > 0 && count < LONGEST_WORD && index < text.length; count++) {
    if (!isWord(characterAt(text, index)) || !isWord(characterBefore(text, index))) break;
    index -= sizeBefore(text, index);
  }
  while (!normal.isBoundary(index)) index--;
  return index;
}

function completeRight(normal, index) {
  const { text } = normal;
  for (let count = 0; index < text.length && count < LONGEST_WORD; count++) {
    if (!isWord(characterBefore(text, index)) || !isWord(characterAt(text, index))) break;
    index += characterAt(text, index).length;
  }
  while (!normal.isBoundary(index)) index++;
  return index;
}

function previousWord(normal, index) {
  const { text } = normal;
  index -= sizeBefore(text, index);
  while (index && !isLetter(characterAt(text, index))) index -= sizeBefore(text, index);
  return completeLeft(normal, index);
}

function nextWord(normal, index) {
  const { text } = normal;
  if (index < text.length) index += characterAt(text, index).length;
  while (index < text.length && !isLetter(characterBefore(text, index))) index += characterAt(text, index).length;
  return completeRight(normal, index);
}
