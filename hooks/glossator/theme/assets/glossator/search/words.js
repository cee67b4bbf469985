// The words of a text: the rules of glossator/searching/words.py, where the reasons stand.

import { normalize } from "../contribute/text.js";

const UNSPACED =
  "\\u0e00-\\u0e3e\\u0e40-\\u0e4e\\u0e80-\\u0ece\\u0edc-\\u0edf\\u0f00\\u0f35\\u0f37\\u0f39\\u0f40-\\u0f84" +
  "\\u0f86-\\u0fbc\\u1000-\\u103f\\u1050-\\u109f\\u1100-\\u11ff\\u1780-\\u17d3\\u17d7\\u17dc\\u17dd" +
  "\\u1a20-\\u1a5e\\u1a60-\\u1a7c\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u302a-\\u302f\\u3031-\\u3035" +
  "\\u303b\\u303c\\u3041-\\u3096\\u3099\\u309a\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3105-\\u318e" +
  "\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua48c\\ua960-\\ua97c\\ua9e0-\\ua9ef" +
  "\\ua9fa-\\ua9fe\\uaa60-\\uaa76\\uaa7a-\\uaa7f\\uac00-\\ud7fb\\uf900-\\ufaff\\uff66-\\uffdc" +
  "\\u{1b000}-\\u{1b2ff}\\u{20000}-\\u{3ffff}\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}";
const ACCENTS = new RegExp(
  "[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a" +
    "\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u1ab0-\\u1aff" +
    "\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\u{e0100}-\\u{e01ef}]+",
  "gu",
);
const PLAIN_LETTERS = new Map("ß:ss æ:ae œ:oe ø:o đ:d ð:d þ:th ħ:h ł:l ŧ:t ı:i ŋ:n ς:σ".split(" ").map((pair) => pair.split(":")));
const STROKED = new RegExp(`[${[...PLAIN_LETTERS.keys()].join("")}]`, "g");
const CURRENCIES = "$¢£¤¥\\u058f\\u060b\\u09f2\\u09f3\\u0e3f\\u17db\\u20a0-\\u20cf\\ufdfc\\uff04\\uffe0\\uffe1\\uffe5";
const PERCENTS = "%\\u2030\\u066a\\uff05";
const JOINTS = "\\-'.&/_·:@+\\u05be\\u05f3\\u05f4";
const MOST_PARTS = 6;
const LONGEST_WORD = 40;

const SIGN = new RegExp(`[${CURRENCIES}${PERCENTS}]`, "u");
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{Nl}\\p{No}]`;
const PART = `(?:${LETTER}(?:(?![${UNSPACED}])[\\p{L}\\p{Nl}\\p{No}\\p{Mn}\\p{Mc}])*|\\p{Nd}+(?:[.,]\\p{Nd}+)*)`;
const CHUNK = `[${CURRENCIES}]?${PART}(?:[${JOINTS}]?${PART})*(?:[${PERCENTS}]|[${CURRENCIES}](?!\\p{Nd}))?|[${UNSPACED}]+`;
const CHUNKS = new RegExp(CHUNK, "gu");
const PARTS = new RegExp(PART, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

/** The compared form of a text that somebody typed; the texts of an index have it. */
export const compared = (text) => normalize(text).text;

export const isUnspaced = (text) => IS_UNSPACED.test(text);

/** The chunks of a text in compared form: each `{ text, at }`. */
export const chunksOf = (text) => Array.from(text.matchAll(CHUNKS), (found) => ({ text: found[0], at: found.index }));

/** Small letters without accents, wide forms made narrow. */
export function fold(text) {
  const small = text.toLowerCase();
  if (/^[\0-\x7f]*$/.test(small)) return small;
  const plain = small.normalize("NFKD").replace(ACCENTS, "").toLowerCase();
  return plain.replace(STROKED, (letter) => PLAIN_LETTERS.get(letter)).normalize();
}

/**
 * A chunk's words, folded; `typed`, the same as they are written but small; `places`, where in
 * the chunk each stands; `whole`, what its words are together; `withSigns`, words with a sign of
 * currency or percent, each with its place; `signed`, its only word with one. What there is none of
 * is empty.
 */
export function readChunk(chunk) {
  if (isUnspaced(chunk)) return readRun(chunk);
  const found = [...chunk.matchAll(PARTS)];
  const typed = found.map(([part]) => [...part].slice(0, LONGEST_WORD).join("").toLowerCase());
  const words = typed.map((part) => fold(part) || part);
  const joined = words.join("");
  const whole = words.length > 1 && words.length <= MOST_PARTS && [...joined].length <= LONGEST_WORD ? joined : "";
  const [before, behind] = signsOf(chunk);
  const places = found.map((part) => [part.index, part.index + part[0].length]);
  const withSigns = [];
  if (before) withSigns.push([before + words[0], 0, places[0][1]]);
  if (behind) withSigns.push([words.at(-1) + behind, places.at(-1)[0], chunk.length]);
  return { words, typed, places, whole, withSigns, signed: words.length === 1 && withSigns.length ? withSigns[0][0] : "" };
}

/** The chunks of a text, each with what `readChunk` tells of it. */
export const readChunks = (text) => chunksOf(text).map((chunk) => ({ ...chunk, ...readChunk(chunk.text) }));

/** The signs of currency or percent before and behind the words of a chunk. */
const signsOf = (chunk) => [chunk[0], chunk.at(-1)].map((sign) => (SIGN.test(sign) ? fold(sign) : ""));

function readRun(chunk) {
  const words = [...fold(chunk)];
  const written = [...chunk];
  let at = 0;
  // Where folding makes two characters one, no single one has a place of its own.
  const isAlike = written.length === words.length;
  const places = words.map((word, index) => {
    const from = at;
    if (isAlike) at += written[index].length;
    return isAlike ? [from, at] : [0, chunk.length];
  });
  return { words, typed: words, places, whole: "", withSigns: [], signed: "" };
}

/** What stands between two runs without blanks, which a sign or a blank parts. */
export const GAP = "\x02";

/** The words of read chunks in a row, with gaps: `{ word, from, to }`, as offsets in the text. */
export function rowOf(read) {
  const row = [];
  let wasRun = false;
  for (const { text, at, words, places } of read) {
    const isRun = isUnspaced(text);
    if (wasRun && isRun) row.push({ word: GAP, from: at, to: at });
    wasRun = isRun;
    words.forEach((word, index) => row.push({ word, from: at + places[index][0], to: at + places[index][1] }));
  }
  return row;
}

/** Everything a chunk is found by; the index has the same. */
export function termsOf(chunk) {
  if (isUnspaced(chunk)) return readRun(chunk).words;
  const { words, typed, whole, withSigns } = readChunk(chunk);
  const terms = words.map((word, index) => (word === typed[index] ? word : `${word}\x01${typed[index]}`));
  if (whole) terms.push(whole);
  return [...terms, ...withSigns.map(([word]) => word)];
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/** 32 bits of a word (CRC-32 of its UTF-8). */
export function wordHash(word) {
  let rest = 0xffffffff;
  for (const byte of new TextEncoder().encode(word)) rest = CRC[(rest ^ byte) & 255] ^ (rest >>> 8);
  return ~rest >>> 0;
}

/** 32 bits of neighbouring words. */
export const rowHash = (words) => words.map(wordHash).reduce((before, word) => (Math.imul(before, 0x9e3779b1) ^ word) >>> 0);

const IRREGULAR = new Map(
  ("man:men woman:women child:children foot:feet tooth:teeth mouse:mice person:people analysis:analyses crisis:crises " +
    "datum:data medium:media criterion:criteria phenomenon:phenomena index:indices life:lives wife:wives half:halves " +
    "leaf:leaves knife:knives shelf:shelves thesis:theses basis:bases")
    .split(" ")
    .flatMap((pair) => [pair.split(":"), pair.split(":").reverse()]),
);

// Words that end as plurals do and are none.
const NO_PLURALS = new Set("does thus less news series species always perhaps besides across".split(" "));

/**
 * Other ways of writing a word: of an English plural its singulars, of a singular its plurals, of a
 * figure the one with commas or without.
 */
export function otherForms(word) {
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(word)) return [word.replaceAll(",", "")];
  if (/^\d{4,}(?:\.\d+)?$/.test(word)) return [word.replace(/\d(?=(?:\d{3})+(?!\d))/g, (digit, at, whole) => (whole.lastIndexOf(".", at) < 0 ? `${digit},` : digit))];
  if (!/^[a-z]{3,}$/.test(word) || NO_PLURALS.has(word)) return [];
  const forms = [];
  if (IRREGULAR.has(word)) forms.push(IRREGULAR.get(word));
  if (/[^aeiou]ies$/.test(word)) forms.push(`${word.slice(0, -3)}y`);
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) forms.push(word.slice(0, -2));
  // What is left of a word of three letters is as often another word.
  if (/..[^su]s$/.test(word) && !/[^aeo]is$/.test(word)) forms.push(word.slice(0, -1));
  if (/[^aeiou]y$/.test(word)) forms.push(`${word.slice(0, -1)}ies`);
  else if (/(?:s|x|z|ch|sh|[^aeiou]o)$/.test(word)) forms.push(`${word}es`);
  if (!/(?:s|x|z|ch|sh|[^aeiou]y)$/.test(word)) forms.push(`${word}s`);
  return forms;
}
