// Links in a note's Markdown that lead elsewhere than they seem to: as the check finds them
// (`glossator/weaving/link_deceit.py`).

import { deceitOf } from "./hosts.js";
import { renderMarkdown } from "./markdown.js";

// What stands where an address of a link does. That no link comes of it, only the check can tell.
const ADDRESS = /(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|<(?=https?:)|\b(?:href|cite|src)\s*=\s*["']?)([^\s<>"')]*\/\/[^\s<>"')\]]*)/gim;
const CODE = /(?<![\\`])(`+)(?!`)[^]*?[^`]\1(?!`)|^ {4}.*$/gm;
// Words that are an address, and so say where the link leads; a cut one leads on.
const SHOWN = /^(?:(?:https?:)?\/\/|www\.)[^\s/?#]+\.[^\s/?#.]+(?:[/?#]\S*)?$/i;
const AROUND = /^[\s()[\]{}<>*_→↗,;:!?.…"'`‘’“”„«»‹›]+|[\s()[\]{}<>*_→↗,;:!?.…"'`‘’“”„«»‹›]+$/g;
const CUT = /(?:…|\.\.\.)$/;
const ARCHIVES = /(?:^|\.)(?:archive\.(?:org|ph|today|is|li|vn|fo|md)|perma\.cc|webcitation\.org|ghostarchive\.org|arquivo\.pt|megalodon\.jp|nationalarchives\.gov\.uk|mementoweb\.org)$/;

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
    if (!SHOWN.test(written)) continue;
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

/** The host that is asked, without what all have. */
function siteOf(address) {
  const whole = address.startsWith("//") ? `https:${address}` : address;
  return URL.canParse(whole) ? new URL(whole).hostname.replace(/^www\.|\.$/g, "") : "";
}
