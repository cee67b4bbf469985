// The article on the page as the text that glossator/weaving/markup.py reads from its HTML, and the way
// between that and what is selected.

import { wholeWords } from "./quote.js";

const BLOCKS = new Set(
  ("address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer " +
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary " +
    "table tbody td tfoot th thead tr ul").split(" "),
);
const HIDDEN = "head, noscript, script, style, template, textarea, title, a.headerlink";
// Markers, replacements, and what the theme adds: an article has no classes and none of these tags.
const ADDED = `${HIDDEN}, button, svg, nav, aside, [class*=gloss-]:not(mark)`;

/**
 * What `.gloss-reader` has of the article: `{text, runs}`, each run a text node with its `start`
 * and `end` in `text`. To be read anew when the page has changed.
 */
export const readPage = (reader) =>
  readText([reader.querySelector(".gloss-head"), reader.querySelector(".gloss-article")], ADDED);

/** The text of `roots`, without the elements that fit the selector `leftOut`. */
export function readText(roots, leftOut = HIDDEN) {
  const page = { text: "", runs: [] };
  const walk = (node) => {
    const breakLine = () => {
      if (BLOCKS.has(node.localName) && /[^\n]$/.test(page.text)) page.text += "\n";
    };
    if (node.nodeType === Node.TEXT_NODE) {
      const start = page.text.length;
      page.text += node.data;
      page.runs.push({ node, start, end: page.text.length });
    }
    breakLine();
    if (node.nodeType === Node.ELEMENT_NODE && !node.matches(leftOut)) node.childNodes.forEach(walk);
    breakLine();
  };
  for (const root of roots) {
    for (const node of root?.childNodes ?? []) {
      // Blanks around the article are the template's, and so is the line end behind it.
      if (node.localName || node.data.trim() || (node.previousSibling && node.nextSibling)) walk(node);
    }
    if (root?.lastChild?.data?.trim()) page.text = page.text.replace(/\n$/, "");
  }
  return page;
}

/**
 * The words of the article in `range`, as `[start, end]` in the page's text, or null.
 *
 * What it cuts in two is whole, and what is not the article's is left out.
 */
export function spanOfRange({ text, runs }, range) {
  const touched = runs.filter(({ node }) => range.intersectsNode(node));
  if (!touched.length) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  const from = first.node === range.startContainer ? first.start + range.startOffset : first.start;
  const to = last.node === range.endContainer ? last.start + range.endOffset : last.end;
  return wholeWords(text, from, Math.min(to, text.length));
}

/** Where on the page the words from `start` to `end` of its text stand. */
export function rangeOfSpan({ runs }, start, end) {
  const range = document.createRange();
  const first = runs.find((run) => run.end > start);
  const last = runs.findLast((run) => run.start < end);
  range.setStart(first.node, Math.max(0, start - first.start));
  range.setEnd(last.node, Math.min(last.end, end) - last.start);
  return range;
}
