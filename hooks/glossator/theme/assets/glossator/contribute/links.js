// Links in a note's Markdown that lead elsewhere than they seem to: as the check finds them
// (`glossator/weaving/link_deceit.py`).

import { deceitOf } from "./hosts.js";
import { renderMarkdown } from "./markdown.js";

// What stands where an address of a link does. That no link comes of it, only the check can tell.
const ADDRESS = /(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|<(?=https?:)|\b(?:href|cite|src)\s*=\s*["']?)([^\s<>"')]*\/\/[^\s<>"')\]]*)/gim;
const CODE = /(?<![\\`])(`+)(?!`)[^]*?[^`]\1(?!`)|^ {4}.*$/gm;
// Words that are an address, and so say where the link leads; a cut one leads on.
const SHOWN = /^(?:(?:https?:)?\/\/|www\.)[^\s/?#]+\.[^\s/?#.]+(?:[/?#]\S*)?$/i;
// The same without either, where its ending is of a country or a common one: what stands in the
// others is a name or a file's, such as Booking.com or main.rs, unless a path follows.
const BARE = /^((?:[\p{L}\p{N}\p{M}_-]+\.)+([\p{L}\p{M}]{2,}))((?::\d+)?(?:[/?#]\S*)?)$/u;
const COMMON = "com org net edu gov mil int info biz news media press blog online site website live today world club shop store tech example test рф укр бел қаз срб мкд ею бг ελ ευ 中国 中國 香港 台湾 台灣 新加坡 公司 网络 한국 السعودية مصر امارات قطر ایران المغرب الجزائر تونس الاردن فلسطين سورية عمان ישראל भारत ไทย".split(" ");
const COUNTRY = /^(?!cs|db|go|gz|hs|jl|js|kt|qt|rb|ts|ui|vb|xz)[a-z]{2}$/;
const OF_FILES = /^(?:a[cim]|cc|io|la|m[dkls]|p[lmsy]|rs|s[chot]|tf)$|^(?:ado|asp|ml|vb)\.net$/;
const AROUND = /^[\s()[\]{}<>*_→↗,;:!?.…"'`‘’“”„«»‹›]+|[\s()[\]{}<>*_→↗,;:!?.…"'`‘’“”„«»‹›]+$/g;
const CUT = /(?:…|\.\.\.)$/;
const ARCHIVES = /(?:^|\.)(?:archive\.(?:org|ph|today|is|li|vn|fo|md)|perma\.cc|webcitation\.org|ghostarchive\.org|arquivo\.pt|megalodon\.jp|nationalarchives\.gov\.uk|mementoweb\.org|webarchive\.(?:org\.uk|loc\.gov)|archive-it\.org|perma-archives\.org|vefsafn\.is)$/;

/** Why the first such link of a text deceives, with what to do; empty where none does. */
export function deceitOfLinks(text) {
  if (!text.includes("//")) return "";
  for (const [, address] of text.replace(CODE, "").matchAll(ADDRESS)) {
    const deceit = deceitOf(address);
    if (deceit) return `The address of a link hides where it leads. ${deceit}`;
  }
  for (const link of renderMarkdown(text).querySelectorAll("a[href]")) {
    const words = link.textContent.trim();
    const written = words.replace(AROUND, "");
    if (!SHOWN.test(written) && !isBare(written)) continue;
    const shown = siteOf(written.includes("//") ? written : `//${written}`);
    const target = siteOf(link.getAttribute("href"));
    const leadsThere = `.${target}`.endsWith(`.${shown}`) || `.${shown}`.endsWith(`.${target}`);
    const isCut = CUT.test(words) && target.startsWith(shown);
    if (shown && target && !leadsThere && !isCut && !ARCHIVES.test(target)) {
      return `A link reads as an address of ${shown} and leads to ${target}; write the same address, or words.`;
    }
  }
  return "";
}

function isBare(words) {
  const [, host, ending, rest] = BARE.exec(words) ?? [];
  const end = ending?.toLowerCase();
  if (!COUNTRY.test(end) && !COMMON.includes(end)) return false;
  return Boolean(rest) || (host === host.toLowerCase() && !OF_FILES.test(end) && !OF_FILES.test(host));
}

/** The host that is asked, without what all have. */
function siteOf(address) {
  const whole = address.startsWith("//") ? `https:${address}` : address;
  return URL.canParse(whole) ? new URL(whole).hostname.replace(/^www\.|\.$/g, "") : "";
}
