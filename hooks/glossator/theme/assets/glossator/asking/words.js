// Words that somebody selected at the publisher's, shown in the copy: the note on them, or the words
// themselves. It watches nothing; it marks them, scrolls there, or says that they are not there.

import { rangeOfSpan, readPage } from "../contribute/page-text.js";
import { matchQuote } from "../contribute/quote.js";

// Characters of a line by which words are still found where the whole selection is not, as a
// publisher's page has pictures and asides between its paragraphs.
const SHORTEST_LINE = 12;

// Characters before them by which words are told apart that stand in several places: the more the
// better, where the publisher has not changed them.
const BEFORE = [60, 30, 15, 6];

/** Show `words` that stand behind `before` on the `page`, with its `notes`; `go` goes to a note. */
export function showWords(page, notes, go, words, before = "") {
  const { reader, say, whenLeft } = page;
  const article = readPage(reader);
  const spans = placesOf(article.text, words, before);
  if (!spans.length) return missWords(page, words);
  const ids = spans.map((span) => noteAt(article, span, notes));
  const place = Math.max(0, ids.findIndex(Boolean));
  const range = rangeOfSpan(article, ...spans[place]);
  if (CSS.highlights) {
    CSS.highlights.set("gloss-words", new Highlight(range));
    whenLeft(() => CSS.highlights.delete("gloss-words"));
  }
  if (ids[place]) go(ids[place], { focus: "note" });
  bringIntoView(range); // a note may stand at several places
  if (!ids[place]) say("The words that you selected are marked; no note speaks of them.");
}

/** Have the words where they are read, which is above a note that comes up on a narrow screen. */
function bringIntoView(range) {
  const { top, bottom } = range.getBoundingClientRect();
  const isWide = matchMedia("(min-width: 76.25em)").matches; // as in the style sheet
  if (top > 110 && bottom < innerHeight * (isWide ? 0.9 : 0.35)) return;
  scrollTo({ top: scrollY + top - (isWide ? innerHeight / 3 : 130), behavior: "instant" });
}

/** Where the words stand, or else the first of their lines that is there. */
function placesOf(text, words, before) {
  const prefixes = before ? BEFORE.map((most) => before.slice(-most)) : [];
  for (const prefix of prefixes) {
    const { spans } = matchQuote(text, { exact: words, prefix });
    if (spans.length) return spans;
  }
  const lines = words.split(/\s*\n\s*/).filter((line) => line.length >= SHORTEST_LINE);
  for (const exact of [words, ...lines]) {
    const { spans } = exact.trim() ? matchQuote(text, { exact }) : { spans: [] };
    if (spans.length) return spans;
  }
  return [];
}

/** The note that has most of the words in `[start, end]`, or null. */
function noteAt({ runs }, [start, end], notes) {
  const shares = new Map();
  for (const run of runs.filter((one) => one.end > start && one.start < end)) {
    const share = Math.min(run.end, end) - Math.max(run.start, start);
    for (let mark = run.node.parentElement?.closest("mark.gloss"); mark; mark = mark.parentElement.closest("mark.gloss")) {
      for (const id of notes.at(mark)) shares.set(id, (shares.get(id) ?? 0) + share);
    }
  }
  const most = Math.max(...shares.values());
  return [...shares].find(([, share]) => share === most)?.[0] ?? null;
}

function missWords({ text, say }, words) {
  const first = "The words that you selected are not in this copy.";
  const line = document.createElement("p");
  const quote = Object.assign(document.createElement("q"), { textContent: words, dir: "auto" });
  line.className = "gloss-missed";
  line.append(first, " The publisher may have changed them since it was made: ", quote);
  text.prepend(line);
  say(first);
}
