// The article on the page as text, the same that `glossator.markup.read_text` reads from its
// HTML, and the way between the page's selections and that text.

import { wholeWords } from "./quote.js";

// As in `glossator/markup.py`: between two of these, words never run together.
const BLOCKS = new Set(
  ("address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search " +
    "section summary table tbody td tfoot th thead tr ul").split(" "),
);
const HIDDEN = "head, noscript, script, style, template, textarea, title, a.headerlink";
// What was put into the article: markers and replacements, and the theme's buttons. Articles
// have no classes of their own, nor buttons.
const ADDED = 'button, svg, [class*="gloss-"]:not(mark), [class*="md-"]:is(nav, aside, .md-annotation, .md-tooltip, .md-tooltip2)';

/**
 * What the `.gloss-reader` has of the article: `{text, runs}`.
 *
 * Each run is a text node of the page with its `start` and `end` in `text`. To be read anew
 * after anything changed the page, as the search does when it marks what was searched for.
 */
export function readPage(reader) {
  return read([reader.querySelector(".gloss-head"), reader.querySelector(".gloss-article")], `${HIDDEN}, ${ADDED}`);
}

/** The text of `root`, of which nothing is left out but what no reader sees. */
export const readHtml = (root) => read([root], HIDDEN);

function read(roots, leftOut) {
  const page = { text: "", runs: [] };
  const breakLine = (node) => {
    if (BLOCKS.has(node.localName) && page.text && !page.text.endsWith("\n")) page.text += "\n";
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const start = page.text.length;
      page.text += node.data;
      page.runs.push({ node, start, end: page.text.length });
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      breakLine(node);
      if (!node.matches(leftOut)) node.childNodes.forEach(walk);
      breakLine(node);
    }
  };
  for (const root of roots) {
    // Blanks around the article are the template's.
    const isEdge = (node) => node.nodeType === Node.TEXT_NODE && !node.data.trim() && (!node.previousSibling || !node.nextSibling);
    for (const node of root?.childNodes ?? []) if (!isEdge(node)) walk(node);
  }
  return page;
}

/**
 * The words of the article in `range`, as `[start, end]` in the page's text, or null.
 *
 * Whatever else it touches is left out, and what it cuts in two is whole.
 */
export function spanOfRange({ text, runs }, range) {
  let start = null;
  let end = null;
  for (const run of runs) {
    if (!range.intersectsNode(run.node)) continue;
    const from = run.node === range.startContainer ? range.startOffset : 0;
    const to = run.node === range.endContainer ? range.endOffset : run.node.length;
    start ??= run.start + from;
    end = run.start + to;
  }
  return start === null ? null : wholeWords(text, start, end);
}

/** The part of the page where the words from `start` to `end` of its text stand. */
export function rangeOfSpan({ runs }, start, end) {
  const range = document.createRange();
  const first = runs.find((run) => run.end > start);
  const last = runs.findLast((run) => run.start < end);
  range.setStart(first.node, Math.max(0, start - first.start));
  range.setEnd(last.node, Math.min(last.node.length, end - last.start));
  return range;
}
