// What a list of results shows: groups of records by page, as the theme wants them.

import { escapeHtml, excerpt, findPlaces, readWords } from "./excerpt.js";
import { isSure } from "./query.js";

const KIND_NAMES = { correction: "Correction", source: "Source", context: "Context", topic: "Topic" };
const STATUS_NAMES = { resolved: "Resolved", withdrawn: "Withdrawn" };
// Records of a page that are shown at once; the theme folds the others away.
const MOST_SHOWN = 4;
const LONGEST_QUOTE = 110;
// Words that the theme marks on the page that is opened, from its address.
const MOST_TERMS = 12;
const LONGEST_TERM = 100;

/** Whether the record's texts have, or have not, what its lists alone do not tell. */
export function isTrue({ record, page }, clauses) {
  const unsure = clauses.filter((clause) => !isSure(clause));
  if (!unsure.length) return true;
  const texts = [record.t || page.t, record.q, record.r, record.b].filter(Boolean);
  const spelled = texts.map((text) => `\0${readWords(text).words.map(({ word }) => word).join("\0")}\0`);
  return unsure.every(({ row, isTyping, isNot }) => {
    const wanted = `\0${row.join("\0")}${isTyping ? "" : "\0"}`;
    return spelled.some((text) => text.includes(wanted)) !== isNot;
  });
}

/** A group for the theme: the page, and those of its records that were found, the best first. */
export function groupOf(found, clauses) {
  const [{ page }] = found;
  const own = found.find(({ record }) => !record.u);
  const notes = found.filter((one) => one !== own);
  const best = Math.max(...found.map(({ weight }) => weight));
  const score = own ? best : best / 2;
  const place = own && describe(own, clauses);
  const items = [{ location: page.u, title: place?.title ?? tongue(page, escapeHtml(page.t)), text: place?.text ?? "", score, terms: place?.terms ?? {} }];
  // The theme shows a page's text only where nothing stands below it.
  if (own && notes.length && place.isInText) {
    items.push({ ...items[0], location: `${page.u}#${own.record.h ?? "section-title"}`, title: "In the text" });
    items[0] = { ...items[0], text: "" };
  }
  notes.forEach((note, index) => {
    const isShown = items.length <= MOST_SHOWN || index < 1;
    items.push({ location: page.u + note.record.u, ...describe(note, clauses), score: isShown ? Math.max(score, note.weight) : score / 2 });
  });
  return items;
}

function describe({ record, page }, clauses) {
  const title = record.t || page.t;
  const isPage = !record.u;
  const terms = Object.fromEntries(clauses.filter((clause) => !clause.field && !clause.isNot).map(({ text }) => [text, false]));
  const seen = (text, places) => {
    for (const { from, to, clause } of places) {
      if (clauses[clause].text in terms) delete terms[clauses[clause].text];
      if (Object.keys(terms).length < MOST_TERMS) terms[text.slice(from, Math.min(to, from + LONGEST_TERM))] = true;
    }
    return places;
  };
  const shown = (text, longest, places = findPlaces(text, clauses)) => excerpt(text, seen(text, places), longest);
  const name = STATUS_NAMES[record.s] ? `${STATUS_NAMES[record.s]} ${record.k}` : KIND_NAMES[record.k];
  const kind = name ? `<span class="gloss-kind gloss-kind--${escapeHtml(record.k)}">${escapeHtml(name)}<span class="gloss-sr">: </span></span> ` : "";
  const titleHtml = shown(title, Infinity);
  const bodyPlaces = findPlaces(record.b ?? "", clauses);
  const isInText = bodyPlaces.length > 0;
  const now = record.r ? ` <ins class="gloss-now">${shown(record.r, LONGEST_QUOTE)}</ins>` : "";
  const was = record.r ? "del" : "q";
  const quote = record.q ? `<p class="gloss-found__quote"><${was}${attributes(record)}>${shown(quoteOf(record, clauses), LONGEST_QUOTE)}</${was}>${now}</p>` : "";
  const body = record.b ? `<p${isPage ? attributes(record) : ' dir="auto"'}>${shown(record.b, undefined, bodyPlaces)}</p>` : "";
  return {
    title: kind + (isPage ? tongue(record, titleHtml) : `<bdi>${titleHtml}</bdi>`),
    text: quote + (isPage || isInText || !quote ? body : ""),
    terms,
    isInText,
  };
}

/** The first place of several, unless the words stand in another one. */
const quoteOf = ({ q, e }, clauses) => (e && !findPlaces(q, clauses).length ? e : q);

const tongue = (about, html) => `<bdi${attributes(about)}>${html}</bdi>`;

const attributes = ({ l, d }) => (l ? ` lang="${escapeHtml(l)}"` : "") + (d ? ` dir="${escapeHtml(d)}"` : "");
