// A note as the site will show it: the same elements and classes as `notes.html`.

import { h } from "./dom.js";
import { hostOf } from "./hosts.js";
import { renderMarkdown } from "./markdown.js";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const KINDS = { correction: "Correction", source: "Source", context: "Context" };
const SHORT_QUOTE = 60;
const RTL = /[\u200f\u202a-\u202e\u2066-\u2069\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Words of another direction, apart from the sentence that they stand in. */
const own = (words) => (RTL.test(words) ? h("bdi", {}, words) : words);

/** The direction of an element that holds `words` and nothing else, where it needs one. */
const direction = (words) => (RTL.test(words) ? "auto" : null);

/** The element of `note`; `site` is the site's data, `root` the address of its root. */
export function previewNote(note, site, root) {
  const places = [note.target ?? []].flat();
  const topics = site.topics.filter(({ slug }) => note.topics?.includes(slug));
  const page = (topic) => new URL(topic.page, root).href;
  const sources = note.sources ?? [];
  const readOn = sources.every(({ accessed }) => accessed) && sources[0]?.accessed;
  return h(
    "section",
    { class: `gloss-note gloss-note--${note.kind || "context"}`, role: "note", "aria-label": "Preview of the note" },
    h("h3", { class: "gloss-note__title" }, h("span", { class: `gloss-kind gloss-kind--${note.kind || "context"}` }, KINDS[note.kind] ?? "Note"), ": ", own(headline(note, places))),
    places.length
      ? h("ul", { class: "gloss-places" }, ...places.map((place) => h("li", { class: "gloss-place" }, ...placeLine(note, place))))
      : h("p", { class: "gloss-note__whole" }, "On the whole article."),
    note.body && h("div", { class: "gloss-note__body", dir: direction(note.body) }, renderMarkdown(note.body)),
    sources.length > 0 && h("p", { class: "gloss-note__label" }, sources.length === 1 ? "Source" : "Sources", readOn && h("small", {}, ` read on ${showDay(readOn)}`)),
    sources.length > 0 && h("ul", { class: "gloss-sources" }, ...sources.map((source) => h("li", {}, ...sourceLine(source, readOn)))),
    note.kind === "context" && topics.map((topic) =>
      h("details", { class: "gloss-brief" }, h("summary", {}, "In brief: ", own(topic.title)), h("p", {}, own(topic.summary), " ", h("a", { href: page(topic) }, "More on ", own(topic.title)))),
    ),
    h(
      "p",
      { class: "gloss-note__foot" },
      note.kind !== "context" && topics.map((topic) => [h("a", { class: "gloss-topic", href: page(topic) }, own(topic.title)), " "]).flat(),
      note.reason && h("span", { class: "gloss-meta" }, `Reason: ${note.reason}`),
      note.confidence && h("span", { class: "gloss-meta" }, `Confidence: ${note.confidence}`),
      h("span", { class: "gloss-meta" }, note.creator?.name && ["By ", own(note.creator.name), note.created && ", "], showDay(note.created)),
    ),
  );
}

/** A date as people read it, as precise as it is; what is no date as it is. */
export function showDay(text = "") {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (!MONTHS[month - 1]) return text;
  return [day && Number(day), MONTHS[month - 1], Number(year)].filter(Boolean).join(" ");
}

function headline(note, places) {
  if (note.title) return note.title;
  const words = (places[0]?.exact ?? "").trim().split(/\s+/).join(" ");
  if (!places.length) return "On the whole article";
  return `“${words.length > SHORT_QUOTE ? `${words.slice(0, SHORT_QUOTE - 1).trimEnd()}…` : words}”`;
}

function placeLine(note, place) {
  const now = note.kind === "correction" && (place.replacement || note.replacement);
  if (!now) return [h("q", { class: "gloss-quote", dir: direction(place.exact) }, place.exact)];
  return [h("del", { class: "gloss-was", dir: direction(place.exact) }, place.exact), " ", h("ins", { class: "gloss-now" }, own(now))];
}

/** Where a link leads, beside the names that somebody wrote. */
function host(address, said = "") {
  const name = hostOf(address ?? "").toLowerCase().replace(/\.+$/, "").replace(/^www\./, "");
  return name && name !== said.toLowerCase() && [" ", h("small", { class: "gloss-host", dir: RTL.test(name) ? "ltr" : null }, name)];
}

function sourceLine(source, readOn) {
  const link = (address, words) => (/^https?:\/\//i.test(address ?? "") ? h("a", { href: address, rel: "noopener", target: "_blank" }, words) : words);
  const publisher = own(source.publisher ?? "");
  return [
    h("cite", {}, link(source.url, source.title ? own(source.title) : publisher)),
    source.title && [", ", publisher],
    source.via && [" via ", own(source.via)],
    host(source.url, source.via || source.publisher),
    source.published && `, ${showDay(source.published)}`,
    ".",
    source.archive && [" ", link(source.archive, "Archived copy"), host(source.archive), "."],
    source.supports && [" ", own(source.supports)],
    source.accessed && source.accessed !== readOn && h("small", {}, ` Read on ${showDay(source.accessed)}.`),
  ].flat();
}
