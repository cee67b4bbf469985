// Characters by which a text looks otherwise than it reads: as `glossator/content/deceptive_text.py`.

import { ALL_LIKE_LATIN } from "./lookalikes.js";

const JAMO = "\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff";
const NEVER =
  "\\u202d\\u202e\\u206a-\\u206f\\u3164\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\u{e0080}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}\\u115f\\u1160\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}";
const FLAG = "\\u{1f3f4}[\\u{e0020}-\\u{e007e}]+\\u{e007f}";
const ODD = new RegExp(`${FLAG}|[${JAMO}]{2,}|(?<odd>[${NEVER}])`, "gu");
const FILLERS = /^[\u115f\u1160]+$/;
const TURNS = /[\u061c\u200f\u202b\u2067]/u;
const RTL = /(?=\p{L})(?!\u0640)[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}]/u;
const LINES = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/gu;

/** The first such character in the text, if there is one; what `isPart` may turn from without. */
export function deceptiveIn(text, isPart = false) {
  for (const found of text.matchAll(ODD)) {
    if (found.groups.odd || FILLERS.test(found[0])) return found[0][0] < "\ud800" ? found[0][0] : found[0];
  }
  if (isPart || isMostlyRTL(text)) return "";
  for (const [line] of text.matchAll(LINES)) {
    const turn = TURNS.exec(line);
    if (turn && !RTL.test(line)) return turn[0];
  }
  return "";
}

/** Whether who reads the text reads it from right to left: then lines of figures turn, too. */
function isMostlyRTL(text) {
  const letters = text.replace(/<[^<>]*>|https?:\/\/\S*/g, "").match(/\p{L}/gu) ?? [];
  const count = letters.filter((one) => RTL.test(one)).length;
  return count >= 8 && 2 * count >= letters.length;
}

/** Whether each sign that begins a direction has one that ends it. */
export function isBalanced(text) {
  const open = [];
  for (const sign of text) {
    if (/[\u202a\u202b\u202d\u202e]/u.test(sign)) open.push("\u202c");
    else if (/[\u2066-\u2068]/u.test(sign)) open.push("\u2069");
    else if (sign === "\u202c" || sign === "\u2069") {
      if (!open.includes(sign) || (sign === "\u202c" && open.at(-1) !== sign)) return false;
      open.splice(open.lastIndexOf(sign)); // and with it what began inside of it
    }
  }
  return !open.length;
}

/** The first word that mixes letters of two scripts and looks like one: as `mixed_word` in Python. */
export function mixedWord(name) {
  const alike = new RegExp(`^[A-Za-z${ALL_LIKE_LATIN}]+$`, "u");
  const others = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u;
  const words = name.normalize("NFKC").match(/\p{L}+/gu) ?? [];
  return words.find((word) => /\p{Script=Latin}/u.test(word) && others.test(word) && alike.test(word)) ?? "";
}
