// What tells a page from all others, however its address is written: the key of
// glossator/web/url_forms.py, where the reasons stand.

import { hostKey } from "./url-hosts.js";
import { innerAddress } from "./url-wrappers.js";

const MOST_ROUNDS = 16;
const ENDS = "\\0-\\x20\\x7f-\\xa0\\xad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff";
const OUTSIDE = new RegExp(`^[${ENDS}]+|[${ENDS}]+$`, "g");
const SCHEME = /^(?:(?:view-source:)?https?:[/\\]*|[/\\]{2,})/i;
const OTHER_SCHEME = /^[a-z][a-z0-9+.-]*:(?![0-9]{1,5}(?:[/\\?#]|$))/i;
const PARTS = /^([^/\\?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

const SESSION = /;jsessionid=[^;]*/gi;
const INDEX = /^(?:index|default)\.(?:html?|shtml|xhtml|php|aspx?|jsp)$/i;
const AMP_FILE = /\.amp(?=(?:\.html?)?$)|^amp-(?=[0-9]{6,}\.html$)/gi;
const AMP_FOLDER = /^amp(?:html)?$/i;
const AMP = /^(?:_?amp(?:=(?:1|true|yes|amp))?|output(?:type)?=amp)$/i;
const TRACKING = new RegExp(
  "^(?:utm_.*|mtm_.*|pk_(?:campaign|kwd|keyword|source|medium|content|cid)|piwik_.*" +
    "|(?:fb|g|d|tw|tt|y|ys)clid|msclkid|gclsrc|[gw]braid|mc_[ce]id|igshid?|cmpid|ref_(?:src|url)" +
    "|fb_(?:action_ids|action_types|source|ref)|li_fat_id|rdt_cid|epik|wickedid|_openstat" +
    "|s_kwcid|vero_(?:id|conv)|oly_(?:anon|enc)_id|_hs(?:enc|mi)|__hs(?:sc|tc|fp)|hsctatracking" +
    "|mkt_tok|guccounter|guce_referrer(?:_sig)?|spm|_g[al]|xtor|wt_z?mc" +
    "|at_(?:medium|campaign|campaign_type|custom[0-9]|format|link_.*|bbc_team|ptr_name)" +
    "|ns_(?:campaign|mchannel|source|linkname|fee)|amp_(?:js_v|gsa|r)|usqp|__twitter_impression)$",
  "i",
);

const plainOf = { path: plainer("!$&'()*+,;=:@"), query: plainer("!$'()*,:@/;?"), route: plainer("!$&'()*+,;=:@/?") };

/** What the page at `url` is found by; "" where it is no address of the web. */
export function addressKey(url) {
  let [known, key] = ["", url.replace(/[\ud800-\udfff]/gu, "\ufffd")];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    [known, key] = [key, step(key)];
    if (key === known) return key;
  }
  return "";
}

/** The key without what stands behind `?`; "" where that is nothing, or a whole site left. */
export function withoutQuery(key) {
  const bare = key.replace(/[?#].*/s, "");
  return bare !== key && !bare.endsWith("/") ? bare : "";
}

function step(url) {
  let text = url.replace(OUTSIDE, "").replace(/[\t\n\r]/g, "").replaceAll("&amp;", "&");
  if (SCHEME.test(text)) text = text.replace(SCHEME, "");
  else if (OTHER_SCHEME.test(text)) return "";
  const [, authority, slashes, query = "", fragment = ""] = text.match(PARTS);
  const host = hostKey(authority);
  if (!host) return "";
  const path = slashes.replaceAll("\\", "/");
  return innerAddress(host, path, query, text.slice(authority.length)) || `${host}/${plainPath(path)}${plainQuery(query)}${plainRoute(fragment)}`;
}

function plainPath(path) {
  const folders = [];
  for (const part of path.split("/")) {
    const name = plainOf.path(part).replace(SESSION, "");
    if (name === "..") folders.pop();
    else if (name !== ".") folders.push(name);
  }
  const names = folders.filter(Boolean);
  if (names.length && INDEX.test(names.at(-1))) names.pop();
  if (names.length) names.push(names.pop().replace(AMP_FILE, ""));
  if (names.length > 1 && AMP_FOLDER.test(names.at(-1))) names.pop();
  if (names.length > 1 && AMP_FOLDER.test(names[0])) names.shift();
  return names.join("/");
}

function plainQuery(query) {
  const fields = [];
  for (const part of query.split("&")) {
    const [first, ...rest] = part.replaceAll("+", "%20").split("=");
    const [name, value] = [plainOf.query(first), plainOf.query(rest.join("="))];
    const field = value ? `${name}=${value}` : name;
    if (field && !TRACKING.test(name) && !AMP.test(field)) fields.push({ name, field });
  }
  fields.sort(({ name: one }, { name: other }) => (one < other ? -1 : one > other ? 1 : 0));
  return fields.length ? `?${fields.map(({ field }) => field).join("&")}` : "";
}

function plainRoute(fragment) {
  if (!/^[!/]/.test(fragment)) return "";
  const route = plainOf.route(fragment.split(":~:")[0]).replace(/\/+$/, "");
  return route && route !== "!" ? `#${route}` : "";
}

/** What brings a text into the one form in which it stands in keys, with `more` signs plain. */
function plainer(more) {
  const signs = `A-Za-z0-9._~${more}\\-`;
  const areAll = new RegExp(`^[${signs}]*$`);
  const rest = new RegExp(`%[0-9A-Fa-f]{2}|%|[^%${signs}]`, "gu");
  const one = (sign) => {
    if (sign.length < 3) return escaped(sign);
    const meant = String.fromCharCode(parseInt(sign.slice(1), 16));
    return areAll.test(meant) ? meant : sign.toUpperCase();
  };
  return (text) => (areAll.test(text) ? text : text.replace(rest, one));
}

const escaped = (sign) => [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
