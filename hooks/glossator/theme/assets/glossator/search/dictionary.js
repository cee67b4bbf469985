// Words with their lists, as glossator/searching/dictionary.py writes them, and pairs of words.

import { bisect } from "../contribute/text.js";
import { rowHash } from "./words.js";
import { rememberLast } from "./memory.js";
import { Reader } from "./postings.js";

/**
 * The dictionary whose files begin at `places` (`[first word, name]`, in order).
 *
 * `range(from, isIn)` gives the entries from the word `from` on for as long as `isIn(word)` holds.
 */
export function openDictionary(files, places, { hasWords = false } = {}) {
  const begins = places.map(([first]) => first);

  async function range(from, isIn) {
    const found = [];
    const first = bisect(begins, (begin) => compare(begin, from) > 0) - 1;
    for (let index = Math.max(first, 0); index < places.length; index++) {
      let isPast = false;
      for (const entry of await entries(places[index][1])) {
        if (compare(entry.word, from) < 0) continue;
        isPast = !isIn(entry.word);
        if (isPast) break;
        found.push(entry);
      }
      if (isPast || (index + 1 < places.length && !isIn(begins[index + 1]) && compare(begins[index + 1], from) > 0)) break;
    }
    return found;
  }

  // Of many values of fields in one file each is asked for by itself.
  const decoded = rememberLast(MOST_DECODED);
  const entries = (name) => decoded(name, () => readEntries(name));

  async function readEntries(name) {
    const reader = new Reader(await files.get(name));
    const decoder = new TextDecoder();
    const names = Array.from({ length: reader.number() }, () => decoder.decode(reader.take(NAME_LENGTH)));
    const found = [];
    let key = new Uint8Array();
    while (!reader.isAtEnd) {
      const shared = reader.number();
      const rest = reader.take(reader.number());
      const whole = new Uint8Array(shared + rest.length);
      whole.set(key.subarray(0, shared));
      whole.set(rest, shared);
      key = whole;
      const words = hasWords ? Array.from({ length: reader.number() }, () => decoder.decode(reader.take(reader.number()))) : [];
      found.push({ word: decoder.decode(key), words, ...place(reader, names) });
    }
    return found;
  }

  function place(reader, names) {
    const file = reader.number();
    if (!file) {
      const bytes = reader.take(reader.number());
      return { size: bytes.length, list: async () => bytes };
    }
    const [begin, size] = [reader.number(), reader.number()];
    return { size, list: async () => (await files.get(names[file - 1])).subarray(begin, begin + size) };
  }

  return { range };
}

export const NAME_LENGTH = 10;
const MOST_DECODED = 32;

/** Neighbours: two words, or three characters where there are no blanks. */
export function openPairs(files, { bits, names }) {
  return async function neighbours(words) {
    const hash = rowHash(words);
    const number = bits ? hash >>> (32 - bits) : 0;
    const piece = await files.json(names[Math.floor(number / MOST_NAMES)]);
    const at = (number % MOST_NAMES) * NAME_LENGTH;
    const found = findPair(await files.get(piece.slice(at, at + NAME_LENGTH)), hash);
    return found.name ? { list: await files.get(found.name) } : found;
  };
}

const MOST_NAMES = 128;

/** The postings of a pair in a file: a list, the name of its file, or the postings themselves. */
function findPair(bytes, hash) {
  const reader = new Reader(bytes);
  for (let left = reader.number(); left; left--) {
    const other = reader.number();
    const length = reader.number();
    const list = reader.take(length || NAME_LENGTH);
    if (other === hash) return length ? { list } : { name: new TextDecoder().decode(list) };
  }
  const begin = (reader.at + 3) & ~3;
  const number = (bytes.length - begin) >> 3;
  const view = new DataView(bytes.buffer, bytes.byteOffset + begin);
  const hashAt = (index) => view.getUint32(index * 4, true);
  let [low, high] = [0, number];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hashAt(middle) < hash) low = middle + 1;
    else high = middle;
  }
  const postings = [];
  for (; low < number && hashAt(low) === hash; low++) postings.push(view.getUint32((number + low) * 4, true));
  return { postings };
}

/** The order of code points, which is that of the bytes. */
function compare(one, other) {
  if (one === other) return 0;
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  if (at === one.length) return -1;
  if (at === other.length) return 1;
  const isHalf = (unit) => unit >= 0xd800 && unit < 0xe000;
  const [first, second] = [one.charCodeAt(at), other.charCodeAt(at)];
  if (isHalf(first) !== isHalf(second)) return isHalf(first) ? 1 : -1;
  return first - second;
}
