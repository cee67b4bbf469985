// A note in a list, as the server writes it (`annotations.html`): texts are texts, never markup, and
// what others wrote stands apart, with its language.

import { h } from "../contribute/dom.js";

const LONGEST_QUOTE = 90; // as in the lists of the server

/** The line of `record`; `kinds`, `topics` and `statuses` are words by what they stand for. */
export function noteLine(record, { address, kinds, topics, statuses, topicAddress }) {
  return h(
    "li",
    { class: "gloss-line gloss-item" },
    h("span", { class: `gloss-kind gloss-kind--${record.k}` }, kinds.get(record.k) ?? record.k),
    " ",
    h("a", { href: address }, h("bdi", {}, record.t)),
    record.q && h("span", { class: "gloss-line__words" }, quoted(record)),
    h("span", { class: "gloss-line__about" }, about(record, { topics, statuses, topicAddress })),
  );
}

function quoted(record) {
  const more = record.m > 0 && h("span", { class: "gloss-meta" }, ` and in ${record.m.toLocaleString("en")} more place${record.m === 1 ? "" : "s"}`);
  if (!record.r) return ["“", words(record, record.e ?? record.q), "”", more];
  const now = h("ins", { class: "gloss-now" }, h("span", { class: "gloss-sr" }, "should be: "), words(record, record.r));
  return [h("del", { class: "gloss-was" }, words(record, record.e ?? record.q)), " ", now, more];
}

function words({ l: language, d: direction }, text) {
  return h("bdi", { lang: language === "en" ? null : language, dir: direction }, clip(text));
}

function about(record, { topics, statuses, topicAddress }) {
  const status = record.s && record.s !== "published" && [h("strong", {}, `${statuses.get(record.s) ?? record.s}.`), " "];
  const parts = [
    listed(record.p, (name) => h("bdi", {}, name)),
    listed(record.o, (slug) => h("a", { href: topicAddress(slug) }, h("bdi", {}, topics.get(slug) ?? slug))),
    record.c ? [h("time", { datetime: record.c }, dayOf(record.c))] : [],
  ].filter((part) => part.length);
  const dot = () => [" ", h("span", { "aria-hidden": "true" }, "·"), " "];
  return [status, parts.map((part, at) => (at ? [dot(), part] : [part]))].flat(4);
}

function listed(values = [], make) {
  return [...new Set(values)].flatMap((value, at) => (at ? [", ", make(value)] : [make(value)]));
}

function clip(text) {
  const letters = [...text.replace(/\s+/gu, " ").trim()];
  return letters.length <= LONGEST_QUOTE ? letters.join("") : `${letters.slice(0, LONGEST_QUOTE - 1).join("").trimEnd()}…`;
}

/** A day as people read it: `24 September 2025`. */
function dayOf(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (!month) return day;
  const wanted = { year: "numeric", month: "long", ...(date && { day: "numeric" }), timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", wanted).format(Date.UTC(year, month - 1, date || 1));
}
