// Addresses that hide where they lead: the same as `glossator/content/honest_addresses.py` and
// `hosts.py` refuse, by the same cases.

import { LIKE_LATIN } from "./lookalikes.js";

const UNSEEN =
  /[\0-\x1f\x7f-\x9f\u2028\u2029\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
const AUTHORITY = /^(?:[a-z][a-z0-9+.-]*:)?\/\/+([^/?#]*)/i;
const JOINERS = "\u200c\u200d\ufe0e\ufe0f";
const SCRIPTS =
  "Latin Greek Cyrillic Armenian Hebrew Arabic Thaana Ethiopic Georgian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Tibetan Han Hiragana Katakana Hangul Bopomofo".split(" ");
const TOGETHER = ["Latin Han Hiragana Katakana", "Latin Han Bopomofo", "Latin Han Hangul"];
const SIGNS = "-_\xb7\u0375\u05f3\u05f4\u30fb";
const AT_HOME = "am bg by cy gr kg kz mk mn rs ru su tj ua uz".split(" ");
const LATIN_LOOK = new RegExp(`^[a-z0-9_${LIKE_LATIN}-]+$`, "u");
const isASCII = (text) => /^[\0-\x7f]*$/.test(text);
const scriptOf = (() => {
  let tests;
  return (letter) => {
    tests ??= SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, "u")]);
    if (letter === "ー") return "Katakana";
    const script = tests.find(([, test]) => test.test(letter))?.[0];
    return script === "Latin" && /\p{Lm}/u.test(letter) ? undefined : script;
  };
})();

/** The host of an address of the web, as it is written there. */
export function hostOf(address) {
  const authority = AUTHORITY.exec(address)?.[1] ?? "";
  return authority.replace(/^.*@/su, "").replace(/\\.*$/su, "").replace(/:\d*$/, "");
}

/** Why the address deceives, as a sentence with what to do; empty where it does not. */
export function deceitOf(address) {
  const authority = AUTHORITY.exec(address)?.[1] ?? "";
  const host = hostOf(address);
  for (const { 0: sign, index } of address.matchAll(UNSEEN)) {
    const before = address.slice(0, index).match(/.$/su)?.[0] ?? "";
    const behind = address.slice(index + sign.length).match(/^./su)?.[0] ?? "";
    const isJoined = before && !isASCII(before) && (sign > "\u200d" || (behind && !isASCII(behind)));
    if (JOINERS.includes(sign) && isJoined && !host.includes(sign)) continue;
    return `It has a character that nobody sees (U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}); delete it.`;
  }
  if (address.includes("\\")) return "It has a \\ in it, which browsers take for /; write / or %5C.";
  if (authority.includes("@")) return "It has a name before its host, which looks like another host; take out what stands before @.";
  return deceitOfHost(host);
}

function deceitOfHost(host) {
  if (/^(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*\.?$/i.test(host) || host.startsWith("[")) return "";
  if (host.length > 253) return "Its host is longer than any; copy it from the browser’s address bar.";
  if (host.includes("%")) return "Its host has % in it; write the host as the browser shows it.";
  const plain = host.normalize("NFC").toLowerCase();
  const mapped = host.normalize("NFKC").toLowerCase();
  if (mapped !== plain || plain.includes("。")) {
    return `Its host has letters or dots of another width or form; write ${mapped.replaceAll("。", ".")}.`;
  }
  const labels = plain.replace(/\.+$/, "").split(".");
  const last = labels.at(-1);
  if (/^(?:\p{Nd}+|0x[\da-f]*)$/u.test(last)) {
    return isDotted(plain) ? "" : "Its host is written as a number; write its name.";
  }
  const reason = labels.map((label) => deceitOfLabel(label, last)).find(Boolean);
  return reason ? `${reason}; write it as the browser’s address bar does.` : "";
}

const isDotted = (host) => {
  const numbers = host.split(".");
  return numbers.length === 4 && numbers.every((one) => /^(?:0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256);
};

function deceitOfLabel(label, last) {
  if (isASCII(label)) return /[^a-z0-9_-]/.test(label) ? "Its host has a sign in it that no host has" : "";
  const scripts = new Set();
  let before = "a";
  for (const sign of label) {
    if (/[\p{L}〇]/u.test(sign)) {
      const script = scriptOf(sign);
      if (!script) return "Its host has a letter that no host of today is written with";
      scripts.add(script);
    } else if (/[\p{Mn}\p{Mc}]/u.test(sign)) {
      if (isASCII(before)) return "Its host has an accent on a letter that has none";
    } else if (!/\p{Nd}/u.test(sign) && !SIGNS.includes(sign)) return "Its host has a sign in it that is no letter";
    before = sign;
  }
  if (/[^\0-\x7f]/u.test(label.replace(/\P{Nd}/gu, "")) && /[a-z0-9]/.test(label)) return "Its host mixes digits and letters of several scripts";
  const isTogether = (names) => [...scripts].every((one) => names.split(" ").includes(one));
  if (scripts.size > 1 && !TOGETHER.some(isTogether)) return "Its host mixes letters of several scripts";
  if (isASCII(last) && !AT_HOME.includes(last) && LATIN_LOOK.test(label)) return "Its host looks like one in Latin letters";
  return "";
}
