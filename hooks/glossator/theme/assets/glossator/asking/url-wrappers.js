// Addresses inside of others: glossator/web/url_wrappers.py, where the reasons stand.

const ARCHIVE =
  /^(?:(?:web\.|wayback\.)?archive\.org|archive\.(?:today|ph|is|fo|li|md|vn)|arquivo\.pt|webarchive\.org\.uk|webarchive\.nationalarchives\.gov\.uk|wayback\.archive-it\.org|webarchive\.loc\.gov|vefsafn\.is)$/;
const WITH_SCHEME = /\/(https?(?::|%3a)(?:\/|%2f).*)/is;
const BEHIND_STAMP =
  /^(?:\/web|\/wayback|\/o)?\/(?:[0-9][0-9.-]{3,16}(?:[a-z]{2}_)?|[0-9]*\*|newest|oldest)\/([^/?#%]+\.[^/?#%]+(?:\/.*)?)$/s;
const SAME_ARCHIVE = /^archive\.(?:ph|is|fo|li|md|vn)$/;
const GOOGLE = /^(?:[a-z0-9-]+\.)*google\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/;
const CACHE = /^(?:.+\.)?cdn\.ampproject\.org$/;
const IN_CACHE = /^\/[cv]\/(?:s\/)?([^/?#]+\..*)$/s;
const IN_VIEWER = /^\/amp\/(?:s\/)?([^/?#]+\..*)$/s;
const COUNTERS = [
  [GOOGLE, /^\/url\/?$/, ["q", "url"]],
  [/^lm?\.(?:facebook|instagram)\.com$/, /^(?:\/l\.php)?\/?$/, ["u"]],
  [/^.+\.safelinks\.protection\.outlook\.com$/, /^\/?$/, ["url"]],
];

/** The address that stands in another one, of which `rest` is all behind the host; "" without. */
export function innerAddress(host, path, query, rest) {
  if (ARCHIVE.test(host)) {
    const found = WITH_SCHEME.test(rest.split("?")[0]) && rest.match(WITH_SCHEME)[1];
    if (found) return found.slice(0, 7).includes("%") ? unescaped(found) : found;
    const bare = rest.match(BEHIND_STAMP)?.[1];
    return bare ? `//${bare}` : SAME_ARCHIVE.test(host) ? `archive.today${rest}` : "";
  }
  let found = null;
  if (CACHE.test(host)) found = rest.match(IN_CACHE);
  else if (host === "bing.com" || GOOGLE.test(host)) found = rest.match(IN_VIEWER);
  return found ? `//${found[1]}` : counted(host, path, query);
}

function counted(host, path, query) {
  for (const [hosts, paths, names] of COUNTERS) {
    if (!hosts.test(host) || !paths.test(path)) continue;
    for (const field of query.split("&")) {
      const [name, ...rest] = field.split("=");
      const address = unescaped(rest.join("="));
      if (names.includes(name) && /^https?:\/\//i.test(address)) return address;
    }
  }
  return "";
}

/** The text with its escapes read as UTF-8; what is none is U+FFFD. */
export function unescaped(text) {
  const bytes = [];
  for (const [sign] of text.matchAll(/%[0-9A-Fa-f]{2}|[^]/gu)) {
    if (sign.length === 3) bytes.push(parseInt(sign.slice(1), 16));
    else bytes.push(...new TextEncoder().encode(sign));
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
