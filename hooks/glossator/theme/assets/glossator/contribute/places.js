// The words that a note is about: quoted in the form, found in the article, shown there.

import { h } from "./dom.js";
import { emptyTarget } from "./draft.js";
import { contextOf, fieldAt, focusField, group, idOfField, problemLine, textField } from "./fields.js";
import { rangeOfSpan, readPage, spanOfRange } from "./page-text.js";
import { describeQuote, matchQuote, tidyQuote } from "./quote.js";

const MOST_CHOICES = 20; // more places than anybody looks through
const PAUSE = 300; // milliseconds without a key: what is being typed is not wrong yet

/** The fields of the places, as an `element`, and what fills them from the `desk`'s draft. */
export function makePlaces(desk) {
  const element = h("div");

  function fill() {
    const { draft } = desk;
    const isCorrection = draft.kind === "correction";
    const mayBeWhole = draft.kind && !isCorrection;
    element.replaceChildren(
      ...(draft.whole ? [] : draft.target.map(placeFields)),
      h(
        "div",
        { class: "gloss-write__row" },
        !draft.whole && h("button", { type: "button", class: "gloss-write__small", onclick: addPlace }, "Add another place"),
        (mayBeWhole || draft.whole) &&
          h(
            "label",
            { class: "gloss-write__check" },
            h("input", { type: "checkbox", id: idOfField("whole"), checked: draft.whole, "data-path": "whole", "aria-describedby": `${idOfField("whole")}-problem` }),
            "On the whole article",
          ),
      ),
      problemLine("whole"),
    );
    show();
  }

  function placeFields(target, index) {
    const isCorrection = desk.draft.kind === "correction";
    const several = desk.draft.target.length > 1;
    return group(
      [several ? `Place ${index + 1}` : "The words"],
      { class: "gloss-write__group gloss-write__item" },
      textField(`target.${index}.exact`, isCorrection ? "The article says" : "Words of the article", {
        value: target.exact,
        rows: 2,
        needed: true,
        hint: index ? "" : "Selected in the article, typed or pasted.",
        tail: h("div", { class: "gloss-write__found", id: `${idOfField(`target.${index}.exact`)}-found` }),
      }),
      isCorrection && textField(`target.${index}.replacement`, "It should say", { value: target.replacement, rows: 1, needed: true, hint: index ? "" : "The same words, put right; nothing around them." }),
      several && h("button", { type: "button", class: "gloss-write__small", "aria-label": `Remove place ${index + 1}`, onclick: () => desk.removeAt("target", index) }, "Remove this place"),
    );
  }

  /** Below the words of each place: where they stand, or a choice of the places where they do. */
  const show = () => desk.draft.target.forEach(showFound);

  function showFound(target, index) {
    const box = desk.dialog.querySelector(`#${CSS.escape(`${idOfField(`target.${index}.exact`)}-found`)}`);
    if (!box) return;
    const { text } = desk.page;
    const match = matchQuote(text, target);
    const { spans } = matchQuote(text, { exact: target.exact });
    const chosen = match.status === "found" ? match.spans[0] : null;
    const here = chosen && h("p", {}, "In the article: ", lineOf(chosen));
    const isLost = match.status === "orphaned" && spans.length < 2 && target.exact.trim() !== "";
    const key = JSON.stringify([target.exact, spans, isLost && target]);
    if (box.dataset.key === key && (isLost || spans.length > 1)) {
      // The same choice: whoever goes through it with the arrow keys stays in it.
      if (!isLost) box.querySelector(".gloss-write__here").replaceChildren(here ?? "");
      return;
    }
    box.dataset.key = key;
    if (spans.length < 2) box.replaceChildren(here ?? "");
    else box.replaceChildren(h("div", { class: "gloss-write__here" }, here), choices(index, spans, chosen));
    if (isLost) setTimeout(() => box.dataset.key === key && offerLike(index, box, spans), PAUSE);
  }

  /** Below words that are not there, those of the article that they are like. */
  async function offerLike(index, box, spans) {
    const { key } = box.dataset;
    const { suggestPlaces } = await import("./suggest.js");
    if (!box.isConnected || box.dataset.key !== key) return; // somebody went on
    const like = spans.length ? spans : suggestPlaces(desk.page.text, desk.draft.target[index]);
    const take = (span) => {
      choose(index, span);
      focusField(desk.dialog, `target.${index}.exact`);
    };
    const offers = like.map((span) => h("button", { type: "button", class: "gloss-write__small gloss-write__like", onclick: () => take(span) }, lineOf(span)));
    if (offers.length) box.replaceChildren(h("p", {}, "Not in the article. Did you mean:"), ...offers);
  }

  const lineOf = (span) => h("span", { class: "gloss-write__context", dir: "auto" }, ...contextOf(desk.page.text, span));

  function choices(index, spans, chosen) {
    const more = spans.length - MOST_CHOICES;
    const choice = (span) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name: `gloss-write-place-${index}`, checked: String(span) === String(chosen), onchange: () => choose(index, span) }),
        lineOf(span),
      );
    return h(
      "details",
      { class: "gloss-write__more", open: !chosen },
      h("summary", {}, `These words stand in ${spans.length} places`),
      group(
        ["Which one?"],
        { class: "gloss-write__choices" },
        ...spans.slice(0, MOST_CHOICES).map(choice),
        more > 0 && h("p", {}, `And in ${more} more; quote more words.`),
      ),
    );
  }

  function choose(index, span) {
    const { draft, page } = desk;
    // Only what stands around the words: the words are as they were typed.
    const described = tidyQuote(describeQuote(page.text, ...span));
    const { exact } = draft.target[index];
    const context = { exact, prefix: described.prefix, suffix: described.suffix };
    const isEnough = matchQuote(page.text, context).status === "found";
    Object.assign(draft.target[index], isEnough ? context : described);
    if (!isEnough) fieldAt(desk.dialog, `target.${index}.exact`).value = described.exact;
    desk.touched.add(`target.${index}.exact`);
    desk.update();
  }

  function take(target) {
    const { draft } = desk;
    draft.whole = false;
    const free = draft.target.findIndex(({ exact }) => !exact);
    if (free >= 0) Object.assign(draft.target[free], target, { replacement: draft.target[free].replacement });
    else draft.target.push({ ...target, replacement: draft.target.at(-1).replacement });
    fill();
    desk.update();
  }

  function addPlace() {
    const { draft } = desk;
    const target = targetOf(selectionIn(desk.reader));
    draft.target.push({ ...(target ?? emptyTarget()), replacement: draft.target.at(-1).replacement });
    fill();
    desk.update();
    focusLast();
    if (!target) desk.say("Type or paste the words, or select them in the article and press “Add a note”.");
  }

  /** The words of a selection as a target, or null where nothing of the article is selected. */
  function targetOf(range) {
    desk.page = readPage(desk.reader);
    const span = range && spanOfRange(desk.page, range);
    return span && { ...emptyTarget(), ...tidyQuote(describeQuote(desk.page.text, ...span)) };
  }

  const focusLast = (field = "exact") => focusField(desk.dialog, `target.${desk.draft.target.length - 1}.${field}`);

  /** Mark the words in the article, as the selection that they were is gone. */
  function highlight() {
    if (!("highlights" in CSS)) return;
    const { draft, page, dialog } = desk;
    const found = draft.whole || !dialog.open ? [] : draft.target.map((target) => matchQuote(page.text, target)).filter(({ status }) => status === "found");
    CSS.highlights.set("gloss-write", new Highlight(...found.map(({ spans: [span] }) => rangeOfSpan(page, ...span))));
  }

  return { element, fill, show, take, targetOf, focusLast, highlight };
}

/** The selection, where it is in the article. */
function selectionIn(reader) {
  const selection = getSelection();
  return selection.rangeCount && !selection.isCollapsed && reader.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
}
