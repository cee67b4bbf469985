// Notes that the index has found, on the page that lists all notes.

import { h } from "../contribute/dom.js";
import { askIndex } from "./index.js";
import { noteLine } from "./line.js";
import { ROOT } from "./place.js";
import { filterText } from "./query.js";

const LINES_AT_ONCE = 50;

/** The addresses of the notes, of `total`, in which the words are found. */
export async function findPlaces(words, total) {
  const { records } = await askIndex({ query: words, want: "records", notes: true, from: 0, limit: total });
  return new Set(records.map(addressOf));
}

/**
 * Show in the `list` the notes that fit all that is `wanted`, the first of them, and give back
 * how many there are. Without wishes the page's own list is shown.
 *
 * Nothing is changed where the answer comes too late: `isOver` says so.
 */
export async function showFound(list, wanted, isOver) {
  const { records, total, done } = wanted.size ? await ask(wanted, 0) : { records: [], total: list.total, done: false };
  if (isOver()) return null;
  found(list).replaceChildren();
  list.root.hidden = list.rest.hidden = wanted.size > 0; // it says what the page's own list lacks
  list.asked = wanted;
  list.next = wanted.size ? LINES_AT_ONCE : list.listed;
  list.more.hidden = done;
  append(list, records);
  return total;
}

/** Show the notes that follow; the link of the first one. */
export async function appendFound(list) {
  const { asked, next } = list;
  const { records, done } = await ask(asked, next);
  if (list.asked !== asked || list.next !== next) return null;
  list.next += LINES_AT_ONCE;
  list.more.hidden = done;
  return append(list, records);
}

function ask(wanted, from) {
  const query = [...wanted].map(([name, value]) => (name === "text" ? value : filterText(name, value))).join(" ");
  return askIndex({ query, want: "records", notes: true, from, limit: LINES_AT_ONCE });
}

/** Where the notes that were found stand, below the page's own. */
function found(list) {
  list.found ??= h("div");
  if (list.found.previousElementSibling !== list.root) list.root.after(list.found);
  return list.found;
}

function append(list, records) {
  const words = wordsOf(list.form);
  let first = null;
  for (const record of records) {
    const line = noteLine(record, { address: addressOf(record), ...words });
    lastGroup(list, record).append(line);
    first ??= line.querySelector("[href]");
  }
  return first;
}

/** The lines of the article that the record is on, which the page may have begun to list. */
function lastGroup(list, record) {
  const { root } = list;
  const last = found(list).lastElementChild ?? (root.hidden ? null : root.lastElementChild);
  const href = new URL(record.au, ROOT).href;
  if (last?.querySelector("h2 a").href === href) return last.querySelector("ul");
  const lines = h("ul", { class: "gloss-lines" });
  const title = h("bdi", { lang: record.al === "en" ? null : record.al, dir: record.ad }, record.a);
  found(list).append(h("section", { class: "gloss-group" }, h("h2", {}, h("a", { href }, title)), lines));
  return lines;
}

/** The words for kinds, topics and statuses, which stand in the form. */
function wordsOf(form) {
  const named = (name) => new Map([...form.querySelector(`[name=${name}]`).options].map(({ value, text }) => [value, text]));
  const { topics } = form.dataset;
  return { kinds: named("kind"), topics: named("topic"), statuses: named("status"), topicAddress: (slug) => topics.replace("SLUG", encodeURIComponent(slug)) };
}

/** Where the page's own list leads: to the note, of which the search names the title. */
function addressOf({ u }) {
  return new URL(u.replace(/--title$/, ""), ROOT).href;
}
