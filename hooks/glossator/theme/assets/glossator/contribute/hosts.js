// Addresses that hide where they lead: the same as `glossator/content/honest_addresses.py` and
// `hosts.py` refuse, by the same cases.

import { LIKE_LATIN } from "./lookalikes.js";

const UNSEEN =
  /[\0-\x1f\x7f-\x9f\u2028\u2029\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
const AUTHORITY = /^(?:[a-z][a-z0-9+.-]*:)?\/\/+([^/?#]*)/i;
const JOINERS = /[\u180b-\u180e\u200c\u200d\ufe0e\ufe0f\u{e0100}-\u{e01ef}]/u;
const EMOJI = /[#*0-9]\ufe0f\u20e3|\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu;
const SCRIPTS =
  "Latin Greek Cyrillic Armenian Hebrew Arabic Thaana Ethiopic Georgian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Tibetan Han Hiragana Katakana Hangul Bopomofo".split(" ");
const TOGETHER = ["Latin Han Hiragana Katakana", "Latin Han Bopomofo", "Latin Han Hangul"];
const NO_LETTERS =
  /[\u0184\u0185\u01bf\u1100-\u11ff\u2132\u214e\u2183\u2184\ua960-\ua97f\ud7b0-\ud7ff\u{1b000}-\u{1b167}]|(?![\u0253\u0254\u0256\u0257\u0259\u025b\u0260\u0263\u0268\u0269\u026f\u0272\u0275\u0283\u0288-\u028c\u0292\u0294])[\u0250-\u02af]|[\u1c80-\u1c8f\u1d00-\u1dbf\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f\u{10780}-\u{107bf}\u{1df00}-\u{1dfff}]/u;
const LIKE_SIGNS =
  /(?<!l)\xb7|\xb7(?!l)|(?:^|(?<=[\0-\x7f]))[\u0375\u05f3\u05f4\u30fb](?=[\0-\x7f]|$)|(?<=[\0-\x7f])[\u0242\u0294\u3127\u30bd\u30be\u30ce\u30f3\u30fc\u3161\u4e00\u4e36\u4e3f-\u4e41](?=[\0-\x7f])/u;
const SIGNS = "-_\xb7\u0375\u05f3\u05f4\u30fb";
const AT_HOME = "am bg by cy gr kg kz mk mn rs ru su tj ua uz".split(" ");
const LATIN_LOOK = new RegExp(`^[a-z0-9_${LIKE_LATIN}-]+$`, "u");
const isASCII = (text) => /^[\0-\x7f]*$/.test(text);
const scriptOf = (() => {
  let tests;
  return (letter) => {
    tests ??= SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, "u")]);
    if (letter === "ー") return "Katakana";
    if (letter === "〆") return "Han";
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
  const seen = address.replace(EMOJI, "");
  for (const { 0: sign, index } of seen.matchAll(UNSEEN)) {
    const before = seen.slice(0, index).match(/.$/su)?.[0] ?? "";
    const behind = seen.slice(index + sign.length).match(/^./su)?.[0] ?? "";
    const isJoined = before && !isASCII(before) && (sign > "\u200d" || (behind && !isASCII(behind)));
    if (JOINERS.test(sign) && isJoined && !host.includes(sign)) continue;
    return `It has a character that nobody sees (U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}); delete it.`;
  }
  if (address.includes("\\")) return "It has a \\ in it, which browsers take for /; write / or %5C.";
  if (authority.includes("@")) return "It has a name before its host, which looks like another host; take out what stands before @.";
  return deceitOfHost(host);
}

function deceitOfHost(host) {
  if (/^(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*\.?$/i.test(host) || !host) return "";
  if (host.startsWith("[")) return /^\[[\da-f:.]+\]$/i.test(host) && URL.canParse(`http://${host}`) ? "" : "Its host has [ in it and is no address.";
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
  if (reason) return `${reason}; write it as the browser’s address bar does.`;
  return isOpen(labels) ? "" : "Its host has digits, signs or letters of another direction where no browser takes them; copy it from the browser’s address bar.";
}

// The rule of directions for names (RFC 5893, section 2): R for letters from right to left, A and E
// for digits of Arabic and others, M for accents, N for signs, L for all else.
const CLASSES = [["A", /[\u0660-\u0669\u{10d30}-\u{10d39}]/u], ["E", /[0-9\u06f0-\u06f9]/], ["M", /\p{Mn}/u], ["R", /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thaana}\u07c0-\u07c9\u{1e950}-\u{1e959}]/u], ["N", /[-_\xb7\u0375\u30fb]/]];

function isOpen(labels) {
  const classOf = (sign) => CLASSES.find(([, test]) => test.test(sign))?.[0] ?? "L";
  const words = labels.map((label) => Array.from(label, classOf).join(""));
  if (!/[RA]/.test(words.join("."))) return true;
  return words.every((word) => /^(?:R[^L]*(?<=[RAE])M*|L[^RA]*(?<=[LE])M*)$/.test(word) && !/A.*E|E.*A/.test(word));
}

const isDotted = (host) => {
  const numbers = host.split(".");
  return numbers.length === 4 && numbers.every((one) => /^(?:0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256);
};

function deceitOfLabel(label, last) {
  if (!label) return "Its host has a dot too many";
  if (isASCII(label)) return /[^a-z0-9_-]/.test(label) ? "Its host has a sign in it that no host has" : "";
  if (LIKE_SIGNS.test(label)) return "Its host has a sign in it that looks like a dot, a dash or a slash";
  const scripts = new Set();
  let before = "a";
  for (const sign of label) {
    if (/[\p{L}〇]/u.test(sign)) {
      const script = scriptOf(sign);
      if (!script || NO_LETTERS.test(sign)) return "Its host has a letter that no host of today is written with";
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
