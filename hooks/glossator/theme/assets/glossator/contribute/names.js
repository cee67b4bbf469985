// Ids of notes, which are the names of their files.

const MOST_WORDS = 6; // enough to know a note by, in an address that is read aloud
const LONGEST_ID = 60;
// Letters that do not come apart into a plain one and an accent.
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ħ: "h", ı: "i", ŋ: "ng", ĸ: "k", ŧ: "t", ſ: "s", ə: "e" };
// Names that Windows keeps for devices: nobody there could check the file out.
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Whether `text` is lower-case words of a-z and 0-9 joined by single hyphens. */
export const isSlug = (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/** An id made of the first of `words` (a title or a quote) that is not among `taken`. */
export function suggestId(words, taken = []) {
  const ids = new Set(taken);
  let plain = words.toLowerCase().replace(/[^\0-\x7f]/g, (letter) => LETTERS[letter] ?? letter);
  plain = plain.normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  let id = "";
  for (const word of (plain.match(/[a-z0-9]+/g) ?? []).slice(0, MOST_WORDS)) {
    const longer = id ? `${id}-${word}` : word.slice(0, LONGEST_ID);
    if (longer.length > LONGEST_ID) break;
    id = longer;
  }
  if (!id || DEVICES.test(id)) id = id ? `${id}-note` : "note";
  let free = id;
  for (let number = 2; ids.has(free); number++) free = `${id}-${number}`;
  return free;
}
