// What is known of an address, in words: texts of others are texts, never markup, and stand apart.

import { h } from "../contribute/dom.js";
import { ROOT } from "./find.js";

const NOUNS = { correction: ["correction", "corrections"], source: ["source", "sources"], context: ["context note", "context notes"] };

/** The parts of the answer on `url`; `hrefOf` gives the address of a copy. */
export function answerTo({ copies, cited, isSure }, { url, form, hrefOf }) {
  const isNoted = copies.some(({ notes }) => Object.keys(notes).length);
  const said = !copies.length
    ? "There is no copy of this page here."
    : !isSure
      ? "Perhaps: the address differs behind the “?”, which may choose another article."
      : isNoted
        ? "Yes, it is annotated."
        : "There is a copy of it, without notes so far.";
  const parts = [h("h2", {}, said)];
  if (copies.length) parts.push(h("ul", {}, copies.map((copy) => copyItem(copy, hrefOf(copy)))));
  if (cited) parts.push(...citedBy(cited, form, copies.length));
  if (!copies.length || !isSure) parts.push(wayIn(url.trim(), form));
  return parts;
}

function copyItem({ title, language, publisher, published, url, notes }, href) {
  const kinds = Object.keys(NOUNS).filter((kind) => notes[kind]);
  const counts = kinds.flatMap((kind) => [h("span", { class: `gloss-count gloss-count--${kind}` }, count(notes[kind], ...NOUNS[kind])), " "]);
  return h(
    "li",
    { class: "gloss-card" },
    h("h3", { class: "gloss-card__title" }, h("a", { href, lang: language === "en" ? null : language, dir: "auto" }, title)),
    h("p", { class: "gloss-card__by" }, h("bdi", {}, publisher), published && [", ", h("time", { datetime: published }, dayOf(published))]),
    h("p", { class: "gloss-counts" }, kinds.length ? counts : "No annotations yet"),
    h("p", { class: "gloss-card__by gloss-answer__url" }, "Copied from ", h("a", { href: url, rel: "external noopener", dir: "ltr" }, url)),
  );
}

function citedBy({ times, by }, form, isCopied) {
  const here = (page) => new URL(page, ROOT).href;
  const lines = by.map(({ page, title }) => h("li", {}, h("a", { href: here(page) }, h("bdi", {}, title))));
  const more = times - by.length;
  return [
    h("p", {}, isCopied ? "It is also cited as a source:" : "But it is cited as a source:"),
    h("ul", {}, lines, more > 0 && h("li", {}, `and ${count(more, "more time", "more times")}, as `, h("a", { href: form.dataset.sources }, "the list of sources"), " tells")),
  ];
}

/** How an article gets onto the site. */
function wayIn(url, form) {
  const { suggest } = form.dataset;
  const address = /^[a-z]+:/i.test(url) ? url : `https://${url}`;
  return h(
    "p",
    {},
    "To annotate it, an editor imports it: ",
    h("code", {}, `glossator import ${quoted(address)}`),
    ".",
    suggest && [" You can ", h("a", { href: suggest.replaceAll("ADDRESS", encodeURIComponent(address)), rel: "external noopener" }, "suggest it"), "."],
  );
}

/** The text as a shell takes it for one word. */
const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const count = (number, one, several) => `${number.toLocaleString("en")} ${number === 1 ? one : several}`;

/** A day as people read it: `24 September 2025`, or as much of it as is known. */
function dayOf(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (!month) return day;
  const wanted = { year: "numeric", month: "long", ...(date && { day: "numeric" }), timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", wanted).format(Date.UTC(year, month - 1, date || 1));
}
