// Ids of notes, which are the names of their files.

const MOST_WORDS = 6; // enough to know a note by
const LONGEST_ID = 60;
// Bytes of a name without its ending; file systems that encrypt names take 143 with it.
export const LONGEST_NAME = 120;
// Letters that do not come apart into a plain one and an accent.
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ħ: "h", ı: "i", ŋ: "ng", ŧ: "t", ə: "e" };
const DEVICES = /^(con|prn|aux|nul|(com|lpt)\d)$/; // no names for files on Windows

/** Whether `text` is lower-case words of a-z and 0-9 joined by single hyphens. */
export const isSlug = (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/** Whether Windows takes a file of this name for a device. */
export const isDevice = (id) => DEVICES.test(id);

/** An id from the first of `words` (a title or a quote) that is not among `taken`. */
export function suggestId(words, taken = []) {
  const latin = words.toLowerCase().normalize("NFKD").replace(/['’\p{M}]/gu, "").replace(/[^]/gu, (letter) => LETTERS[letter] ?? letter);
  let id = (latin.match(/[a-z0-9]+/g) ?? []).slice(0, MOST_WORDS).join("-").slice(0, LONGEST_ID + 1);
  if (id.length > LONGEST_ID) id = id.replace(/-[^-]*$/, "").slice(0, LONGEST_ID);
  if (isDevice(id)) id += "-note";
  const all = new Set(taken);
  const ids = (number) => (id || "note") + (number > 1 ? `-${number}` : "");
  let number = 1;
  while (all.has(ids(number))) number++;
  return ids(number);
}
