// Hosts in one form: glossator/web/url_hosts.py, where the reasons stand.

import { unescaped } from "./url-wrappers.js";

const AUTHORITY = /^(\[[0-9A-Fa-f:.]+\]|[^:[\]]*)(?::([0-9]*))?$/;
const FOREIGN = /[\0-\x20\x7f-\xa0"#%/:<>?@[\\\]^`{|}\ud800-\udfff]/u;
const OWN_PORTS = ["", "80", "443"];
const LONGEST_LABEL = 63;
const NO_LETTERS = /[\0-,./:-`{-\xa0\ud800-\udfff]/u;
const FORM = /^(?:www|m|mobile|amp)\./;
const WIKI = /(?<=\.)m\.(?=(?:wiki(?:pedia|news|quote|source|books|versity|voyage|media|data)|wiktionary)\.org$)/;
const SUFFIX = /^(?:co|com|org|net|gov|gob|ac|edu|go|or|ne|gen)\.[a-z]{2}$/;
const SHARED =
  /^(?:(?:blogspot|wordpress|substack|medium|tumblr|livejournal|weebly|wixsite|over-blog|typepad|herokuapp|firebaseapp)\.com|(?:github|gitlab)\.io|codeberg\.page|(?:pages|workers)\.dev|(?:netlify|vercel|web)\.app)$/;

/** The host of an address, with its port where that is unusual; "" where it is none. */
export function hostKey(authority) {
  const found = authority.slice(authority.lastIndexOf("@") + 1).match(AUTHORITY);
  if (!found) return "";
  let host = found[1].toLowerCase();
  const port = (found[2] ?? "").replace(/^0+/, "");
  if (!host.startsWith("[")) {
    if (host.includes("%")) host = unescaped(host).toLowerCase();
    if (/[^\0-\x7f]/.test(host) || host.includes("xn--")) host = inLetters(host);
    host = withoutForm(host.replace(/\.+$/, ""));
    if (!host || FOREIGN.test(host)) return "";
  }
  return OWN_PORTS.includes(port) ? host : `${host}:${port}`;
}

function withoutForm(given) {
  const host = given.replace(WIKI, "");
  const [form] = host.match(FORM) ?? [];
  if (!form) return host;
  const rest = host.slice(form.length);
  const isOwn = SUFFIX.test(rest) || (form !== "www." && SHARED.test(rest));
  return !rest.includes(".") || isOwn ? host : withoutForm(rest);
}

function inLetters(host) {
  const lower = host.normalize("NFKC").toLowerCase().normalize("NFKC");
  return lower.replaceAll("\u3002", ".").split(".").map(decoded).join(".");
}

function decoded(label) {
  if (!label.startsWith("xn--") || label.length > LONGEST_LABEL || /[^\0-\x7f]/.test(label)) return label;
  const letters = punycode(label.slice(4));
  return letters === null || /^[\0-\x7f]*$/.test(letters) || NO_LETTERS.test(letters) ? label : letters;
}

/** The letters that a label of ASCII stands for (RFC 3492), or null where it stands for none. */
function punycode(text) {
  const end = text.lastIndexOf("-");
  const letters = [...text.slice(0, Math.max(end, 0))];
  let [code, at, bias, isFirst] = [128, 0, 72, true];
  for (let next = end + 1; next < text.length; ) {
    const before = at;
    for (let weight = 1, base = 36; ; base += 36) {
      const digit = "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(text[next++]);
      if (digit < 0) return null; // or the text ends
      at += digit * weight;
      if (at > Number.MAX_SAFE_INTEGER) return null;
      const least = Math.min(Math.max(base - bias, 1), 26);
      if (digit < least) break;
      weight *= 36 - least;
    }
    const room = letters.length + 1;
    bias = adapted(at - before, room, isFirst);
    isFirst = false;
    code += Math.floor(at / room);
    if (code > 0x10ffff) return null;
    at %= room;
    letters.splice(at++, 0, String.fromCodePoint(code));
  }
  return letters.join("");
}

function adapted(delta, room, isFirst) {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / room);
  let steps = 0;
  for (; rest > 455; steps += 36) rest = Math.floor(rest / 35);
  return steps + Math.floor((36 * rest) / (rest + 38));
}
