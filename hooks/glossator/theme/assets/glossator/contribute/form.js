// The form for a new note: on a wide screen a panel beside the article, which stays readable and
// gives further words; on a narrow one the whole screen, where there is no room for both.

import { newFileAddress } from "./address.js";
import { h } from "./dom.js";
import { dropDraft, emptyDraft, emptySource, emptyTarget, hasContent, idOf, keepDraft, loadDraft, toNote } from "./draft.js";
import { contextOf, group, idOfField, kindField, problemLine, selectField, sourceFields, textField } from "./fields.js";
import { readPage, rangeOfSpan, spanOfRange } from "./page-text.js";
import { previewNote } from "./preview.js";
import { describeQuote, matchQuote, tidyQuote } from "./quote.js";
import { findProblems } from "./rules.js";
import { writeNote } from "./yaml.js";

const WIDE = matchMedia("(min-width: 76.25em)"); // 1220 px, as in the style sheet
const ROOT = new URL("../../../", import.meta.url);
const TYPING_MS = 200; // the file and the preview follow when fingers rest
const MOST_CHOICES = 20; // more places than anybody looks through

let loading = null;
let current = null;

/**
 * Open the form for the article in `reader`, with the words in `range` if there are any.
 *
 * `changed` is called whenever there begins or ceases to be a draft; `isQuiet` leaves the focus.
 */
export async function openForm({ reader, range = null, opener = null, changed = () => {}, isQuiet = false }) {
  loading ??= Promise.all([loadData(), loadStyles()]).catch((error) => {
    loading = null; // so that the next attempt asks again
    throw error;
  });
  const [site] = await loading;
  if (!reader.isConnected) return;
  if (!current?.isOf(reader)) current = makeForm(reader, site, changed);
  current.open(range, opener, isQuiet);
}

async function loadData() {
  const answer = await fetch(new URL("../contribute.json", import.meta.url));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

function loadStyles() {
  return new Promise((resolve, reject) => {
    const href = new URL("contribute.css", import.meta.url).href;
    document.querySelector(`link[href="${href}"]`)?.remove(); // from an attempt that failed elsewhere
    const link = h("link", { rel: "stylesheet", href, onload: resolve, onerror: (event) => (link.remove(), reject(event)) });
    document.head.append(link);
  });
}

function makeForm(reader, site, changed) {
  const slug = reader.dataset.article;
  const key = `glossator.draft.${location.pathname}`;
  const taken = [...reader.querySelectorAll(".gloss-note")].map((note) => note.id.slice("note-".length));
  const touched = new Set();
  let draft = loadDraft(key) ?? emptyDraft();
  let page = readPage(reader);
  let offered = null; // words that were selected while there is a draft
  let isShowingAll = false;
  let opener = null;
  let timer = 0;
  let file = "";
  let address = null;

  // ------------------------------------------------------------------ elements

  const title = h("h2", { id: "gloss-write--name", tabindex: "-1" }, "Add a note");
  const kept = h("span");
  const drop = h("button", { type: "button", class: "gloss-write__small", hidden: true, onclick: discard }, "Discard");
  const banner = h("div", { class: "gloss-write__banner", role: "group", "aria-label": "Words that you selected", hidden: true });
  const summary = h("div", { class: "gloss-write__summary", role: "group", "aria-labelledby": "gloss-write--summary", tabindex: "-1", hidden: true });
  const places = h("div");
  const sources = h("div");
  const preview = h("div", { class: "gloss-write__note" });
  const code = h("code");
  const status = h("p", { class: "gloss-write__status", role: "status" });
  const advice = h("p", { class: "gloss-write__advice" });
  const counter = h("span", { class: "gloss-write__counter", id: "gloss-write--counter" });
  const rest = h("div", { class: "gloss-write__rest" });
  const isMerge = site.repository?.forge === "gitlab";
  const open = site.repository && h("a", { class: "md-button md-button--primary", target: "_blank", rel: "noopener", onclick: send }, `Open ${isMerge ? "merge" : "pull"} request`);
  const again = h("button", { type: "button", class: "gloss-write__small", hidden: true, onclick: () => startAgain("A new note.") }, "Start a new note");
  const form = h("form", { novalidate: true, onsubmit: (event) => (event.preventDefault(), open ? open.click() : showProblems()) });
  const body = h("div", { class: "gloss-write__body" }, banner, summary, form, previews());
  const dialog = h(
    "dialog",
    { class: "gloss-write", "aria-labelledby": "gloss-write--name" },
    h("div", { class: "gloss-write__head" }, h("div", {}, title, h("p", { class: "gloss-write__kept" }, kept, " ", drop)), h("button", { type: "button", class: "gloss-write__close", "aria-label": "Close; the draft is kept", onclick: close }, "×")),
    body,
    h(
      "div",
      { class: "gloss-write__foot" },
      status,
      advice,
      h(
        "div",
        { class: "gloss-write__actions" },
        open,
        h("button", { type: "button", class: `md-button${open ? "" : " md-button--primary"}`, onclick: copy }, "Copy YAML"),
        h("button", { type: "button", class: "md-button", onclick: download }, "Download"),
        again,
      ),
    ),
  );

  function previews() {
    const part = (name, isOpen, ...children) => h("details", { class: "gloss-write__preview", open: isOpen }, h("summary", {}, name), ...children);
    return h(
      "div",
      { class: "gloss-write__previews" },
      part("As readers will see it", true, preview),
      part("The file", false, h("pre", { tabindex: "0", role: "region", "aria-label": "The file" }, code)),
    );
  }

  /** All fields, made anew from the draft. */
  function fill() {
    const field = (path, label, options = {}) => textField(path, label, { value: valueAt(path), ...options });
    const words = (name) => `${name[0].toUpperCase()}${name.slice(1)}`;
    form.replaceChildren(
      kindField(draft.kind),
      places,
      rest,
      h(
        "details",
        { class: "gloss-write__more", open: Boolean(draft.reason || draft.confidence || draft.topics.length || draft.isOwnId || draft.creator.github) },
        h("summary", {}, "More"),
        h(
          "div",
          { class: "gloss-write__pair" },
          selectField("reason", "What sort of error or gap", [["", "—"], ...site.reasons.map((name) => [name, words(name)])], draft.reason),
          selectField("confidence", "How sure you are", [["", "—"], ...site.confidences.map((name) => [name, words(name)])], draft.confidence),
        ),
        site.topics.length > 0 &&
          group(
            ["Topics"],
            { id: idOfField("topics"), "aria-describedby": `${idOfField("topics")}-problem` },
            h(
              "div",
              { class: "gloss-write__topics" },
              ...site.topics.map((topic) =>
                h("label", {}, h("input", { type: "checkbox", value: topic.slug, checked: draft.topics.includes(topic.slug), "data-path": "topics" }), topic.title),
              ),
            ),
            problemLine("topics"),
          ),
        field("creator.github", "Your GitHub account", { hint: "Without @; your name will link to it.", spellcheck: "false" }),
        field("id", "Name of the file", { hint: `It becomes the note’s address: ${site.annotations}/${slug}/….yaml`, spellcheck: "false", needed: true }),
      ),
    );
    rest.replaceChildren(
      field("body", "Explanation", {
        rows: 4,
        needed: draft.kind === "source" ? "" : true,
        hint: "What is right, and why. **Bold**, *italic* and [links](https://…) work.",
      }),
      sources,
      field("title", "Headline", { hint: "What the note says, in a few words. Without one, the quote stands there.", tail: counter }),
      field("creator.name", "Your name", { hint: "As it shall stand below the note. Remembered on this device." }),
    );
    rest.querySelector(`#${idOfField("title")}`).setAttribute("aria-describedby", `${idOfField("title")}-hint gloss-write--counter ${idOfField("title")}-problem`);
    fillPlaces();
    fillSources();
  }

  function fillPlaces() {
    const isCorrection = draft.kind === "correction";
    const mayBeWhole = draft.kind && !isCorrection;
    const several = draft.target.length > 1;
    places.replaceChildren(
      ...(draft.whole
        ? []
        : draft.target.map((target, index) =>
            group(
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
              several && h("button", { type: "button", class: "gloss-write__small", "aria-label": `Remove place ${index + 1}`, onclick: () => removeAt("target", index) }, "Remove this place"),
            ),
          )),
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
    draft.target.forEach((_, index) => showFound(index));
  }

  function fillSources() {
    sources.replaceChildren(
      ...draft.sources.map((source, index) => sourceFields(source, index, draft.sources.length === 1, () => removeAt("sources", index))),
      problemLine("sources"),
      h("button", { type: "button", class: "gloss-write__small", id: idOfField("sources"), onclick: addSource }, "Add another source"),
    );
  }

  // -------------------------------------------------------------------- places

  /** Below the words: where they stand, or a choice of the places where they do. */
  function showFound(index) {
    const box = dialog.querySelector(`#${CSS.escape(`${idOfField(`target.${index}.exact`)}-found`)}`);
    if (!box) return;
    const target = draft.target[index];
    const match = matchQuote(page.text, target);
    const { spans } = matchQuote(page.text, { exact: target.exact });
    const chosen = match.status === "found" ? match.spans[0] : null;
    const line = (span) => h("span", { class: "gloss-write__context" }, ...contextOf(page.text, span));
    const here = chosen && h("p", {}, "In the article: ", line(chosen));
    const key = JSON.stringify([target.exact, spans]);
    if (box.dataset.key === key && spans.length > 1) {
      // The same choice: whoever goes through it with the arrow keys stays in it.
      box.querySelector(".gloss-write__here").replaceChildren(here ?? "");
      return;
    }
    box.dataset.key = key;
    if (spans.length < 2) {
      box.replaceChildren(here ?? "");
      return;
    }
    const choices = spans.slice(0, MOST_CHOICES);
    const more = spans.length - choices.length;
    box.replaceChildren(
      h("div", { class: "gloss-write__here" }, here),
      h(
        "details",
        { class: "gloss-write__more", open: !chosen },
        h("summary", {}, `These words stand in ${spans.length} places`),
        group(
          ["Which one?"],
          { class: "gloss-write__choices" },
          ...choices.map((span) =>
            h(
              "label",
              {},
              h("input", { type: "radio", name: `gloss-write-place-${index}`, checked: String(span) === String(chosen), onchange: () => choose(index, span) }),
              line(span),
            ),
          ),
          more > 0 && h("p", {}, `And in ${more} more; quote more words.`),
        ),
      ),
    );
  }

  function choose(index, span) {
    // Only what stands around the words: the words are as they were typed.
    const described = tidyQuote(describeQuote(page.text, ...span));
    const { exact } = draft.target[index];
    const context = { exact, prefix: described.prefix, suffix: described.suffix };
    const isEnough = matchQuote(page.text, context).status === "found";
    Object.assign(draft.target[index], isEnough ? context : described);
    if (!isEnough) dialog.querySelector(`#${CSS.escape(idOfField(`target.${index}.exact`))}`).value = described.exact;
    touched.add(`target.${index}.exact`);
    update();
  }

  /** The words of a selection as a target, or null where nothing of the article is selected. */
  function targetOf(range) {
    page = readPage(reader);
    const span = range && spanOfRange(page, range);
    return span && { ...emptyTarget(), ...tidyQuote(describeQuote(page.text, ...span)) };
  }

  function takeWords(target) {
    draft.whole = false;
    const free = draft.target.findIndex(({ exact }) => !exact);
    if (free >= 0) Object.assign(draft.target[free], target, { replacement: draft.target[free].replacement });
    else draft.target.push({ ...target, replacement: draft.target.at(-1).replacement });
    fillPlaces();
    update();
  }

  function offer(target) {
    offered = target;
    const use = (act) => () => {
      const words = offered;
      offer(null);
      act(words);
    };
    banner.hidden = !target;
    banner.replaceChildren(
      ...(target
        ? [
            h("p", {}, "You selected ", h("q", {}, target.exact), ", and here is a draft that you began earlier."),
            h("button", { type: "button", class: "gloss-write__small", onclick: use((words) => (takeWords(words), focusOn(`target.${draft.target.length - 1}.exact`))) }, "Add them as another place"),
            " ",
            h("button", { type: "button", class: "gloss-write__small", onclick: use((words) => (startAgain("A new note."), takeWords(words), focusFirst())) }, "Start a new note with them"),
          ]
        : []),
    );
  }

  function addPlace() {
    const target = targetOf(selectionIn(reader));
    draft.target.push({ ...(target ?? emptyTarget()), replacement: draft.target.at(-1).replacement });
    fillPlaces();
    update();
    focusOn(`target.${draft.target.length - 1}.exact`);
    if (!target) say("Type or paste the words, or select them in the article and press “Add a note”.");
  }

  function addSource() {
    draft.sources.push(emptySource());
    fillSources();
    update();
    focusOn(`sources.${draft.sources.length - 1}.url`);
  }

  function removeAt(list, index) {
    draft[list].splice(index, 1);
    for (const path of [...touched]) if (path.startsWith(`${list}.`)) touched.delete(path);
    if (list === "target") fillPlaces();
    else fillSources();
    update();
    const last = Math.min(index, draft[list].length - 1);
    focusOn(`${list}.${last}.${list === "target" ? "exact" : "url"}`);
    say(list === "target" ? "The place was removed." : "The source was removed.");
  }

  // ------------------------------------------------------------------- the draft

  function valueAt(path) {
    return path.split(".").reduce((value, step) => value[step], draft);
  }

  function setAt(path, value) {
    const steps = path.split(".");
    const name = steps.pop();
    steps.reduce((holder, step) => holder[step], draft)[name] = value;
  }

  form.addEventListener("input", ({ target: control }) => {
    const { path } = control.dataset;
    if (!path) return;
    if (path === "topics") draft.topics = [...form.querySelectorAll("[data-path=topics]:checked")].map(({ value }) => value);
    else setAt(path, control.type === "checkbox" ? control.checked : control.value);
    if (path === "id") draft.isOwnId = control.value !== "";
    if (/^target\.\d+\.exact$/.test(path)) {
      // Other words have other surroundings.
      Object.assign(draft.target[path.split(".")[1]], { prefix: "", suffix: "" });
    }
    if (path === "kind" || path === "whole") {
      fillPlaces();
      const needed = rest.querySelector(`label[for=${idOfField("body")}] .gloss-write__needed`);
      if (needed) needed.hidden = draft.kind === "source";
      if (path === "whole") focusOn(dialog.querySelector(`#${idOfField("whole")}`) ? "whole" : "target.0.exact");
    }
    clearTimeout(timer);
    timer = setTimeout(update, TYPING_MS);
    save();
  });

  form.addEventListener("change", ({ target: control }) => {
    const { path } = control.dataset;
    if (!path) return;
    // What is pasted into these brings blanks along, which nobody means.
    if (/\.(url|archive|github)$|^id$/.test(path) && control.value !== control.value.trim()) {
      control.value = control.value.trim();
      setAt(path, control.value);
    }
    touched.add(path);
    update();
  });
  form.addEventListener("focusout", ({ target: control }) => {
    if (control.dataset?.path && control.value) touched.add(control.dataset.path);
  });

  function save() {
    const isKept = hasContent(draft) ? keepDraft(key, draft) : dropDraft(key);
    drop.hidden = !hasContent(draft);
    kept.textContent = isKept ? (hasContent(draft) ? "Your draft is kept on this device." : "") : "This browser keeps no drafts: copy the file before you leave.";
    changed();
  }

  /** Everything that follows from the draft. */
  function update() {
    clearTimeout(timer);
    page = readPage(reader);
    if (!draft.isOwnId) {
      draft.id = idOf(draft, taken);
      const control = form.querySelector(`#${idOfField("id")}`);
      if (control && document.activeElement !== control) control.value = draft.id;
    }
    const note = toNote(draft);
    file = writeNote(note, { schema: site.schema });
    code.textContent = file;
    preview.replaceChildren(previewNote(note, site, ROOT));
    const path = `${site.annotations}/${slug}/${draft.id}.yaml`;
    address = site.repository && newFileAddress(site.repository, path, file);
    if (open) open.href = address.href;
    advice.textContent = adviceOn(path);
    const length = [...draft.title].length;
    counter.textContent = `${length} of ${site.longestTitle}`;
    counter.classList.toggle("is-over", length > site.longestTitle);
    draft.target.forEach((_, index) => showFound(index));
    showProblemsOf(problems());
    highlight();
    save();
  }

  function adviceOn(path) {
    if (!address) return `Send the file to whoever runs this site, or put it into its repository as ${path}.`;
    if (isMerge) return "GitLab takes no content in an address: the file will be copied, for you to paste.";
    return address.isWhole ? "" : "The file is too long for an address: it will be copied, for you to paste.";
  }

  function problems() {
    const marked = markedSpans(reader, page);
    const bodyText = preview.querySelector(".gloss-note__body")?.textContent.trim() ?? "";
    return findProblems(draft, { text: page.text, corrections: marked.corrections, notes: marked.notes, bodyText, taken, site, file });
  }

  // -------------------------------------------------------------------- problems

  function showProblemsOf(found) {
    const shown = new Map(found.filter(({ at }) => isShowingAll || touched.has(at)).map(({ at, say: words }) => [at, words]));
    for (const line of dialog.querySelectorAll(".gloss-write__problem")) {
      const id = line.id.slice(0, -"-problem".length);
      const [, words = ""] = [...shown].find(([at]) => idOfField(at) === id) ?? [];
      if (line.textContent !== words) line.textContent = words;
      line.hidden = !words;
      const control = dialog.querySelector(`#${CSS.escape(id)}`);
      if (!control || control.matches("button, fieldset:not([role])")) continue;
      if (words) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (summary.hidden) return;
    if (!found.length) {
      summary.hidden = true;
      if (summary.contains(document.activeElement)) focusFirst();
      return;
    }
    const links = found.map(({ at, say: words }) =>
      h("li", {}, h("a", { href: `#${idOfField(at)}`, onclick: (event) => (event.preventDefault(), event.stopPropagation(), focusOn(at)) }, `${nameOf(at)}: ${words}`)),
    );
    const heading = h("h3", { id: "gloss-write--summary" }, `${found.length} ${found.length === 1 ? "thing" : "things"} to mend`);
    summary.replaceChildren(heading, h("ul", {}, ...links));
  }

  function nameOf(at) {
    const control = dialog.querySelector(`#${CSS.escape(idOfField(at))}`);
    const label = dialog.querySelector(`label[for="${idOfField(at)}"]`)?.firstChild.textContent;
    const legend = control?.closest("fieldset")?.querySelector("legend")?.textContent;
    if (label) return legend && /\d$/.test(legend) ? `${legend}, ${label}` : label;
    return { kind: "Kind", sources: "Sources", whole: "The whole article", topics: "Topics" }[at] ?? at;
  }

  /** Whether nothing is wrong; else all of it is shown, and the list of it has the focus. */
  function showProblems() {
    update();
    const found = problems();
    if (!found.length) return true;
    isShowingAll = true;
    summary.hidden = false;
    showProblemsOf(found);
    body.scrollTop = 0;
    summary.focus();
    say("");
    return false;
  }

  function focusOn(path) {
    const found = dialog.querySelector(`#${CSS.escape(idOfField(path))}`);
    const control = found?.matches("fieldset") ? (found.querySelector("input:checked") ?? found.querySelector("input")) : found;
    for (let fold = control?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    control?.focus();
    control?.closest(".gloss-write__field, fieldset")?.scrollIntoView({ block: "nearest" });
  }

  const focusFirst = () => focusOn(draft.kind ? "target.0.exact" : "kind");

  // --------------------------------------------------------------------- actions

  function say(words) {
    status.textContent = words;
  }

  function sent(words) {
    say(words);
    again.hidden = false;
  }

  async function send(event) {
    event.preventDefault();
    if (!showProblems()) return;
    const { href, isWhole } = address;
    if (isWhole) sent("The page opened in a new tab. Propose the new file there; this draft stays until you start a new note.");
    else if (await copied()) sent("The file was copied; paste it into the empty page.");
    else {
      say("The browser does not let this page copy. Press Download, or copy the file from below, and paste it into the empty page.");
      showFile();
      return;
    }
    window.open(href, "_blank", "noopener");
  }

  async function copy() {
    update();
    const number = problems().length;
    if (await copied()) sent(`The file was copied.${warning(number)}`);
    else {
      say("The browser does not let this page copy; copy the file from below, or press Download.");
      showFile();
    }
  }

  function download() {
    update();
    const href = URL.createObjectURL(new Blob([file], { type: "application/yaml" }));
    const link = h("a", { href, download: `${draft.id || "note"}.yaml` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
    sent(`The file was downloaded as ${link.download}.${warning(problems().length)}`);
  }

  const warning = (number) => (number ? ` ${number} ${number === 1 ? "thing is" : "things are"} still to mend before it can be published.` : "");

  async function copied() {
    try {
      await navigator.clipboard.writeText(file);
      return true;
    } catch {
      return false;
    }
  }

  function showFile() {
    const fold = code.closest("details");
    fold.open = true;
    getSelection().selectAllChildren(code);
    fold.scrollIntoView({ block: "nearest" });
  }

  function startAgain(words) {
    draft = emptyDraft();
    touched.clear();
    isShowingAll = false;
    summary.hidden = true;
    again.hidden = true;
    offer(null);
    fill();
    update();
    body.scrollTop = 0;
    say(words);
  }

  function discard() {
    if (hasContent(draft) && !confirm("Discard this draft?")) return;
    startAgain("");
    close();
  }

  // ------------------------------------------------------------- open and close

  function highlight() {
    if (!("highlights" in CSS)) return;
    const spans = draft.whole || !dialog.open ? [] : draft.target.map((target) => matchQuote(page.text, target)).filter(({ status: found }) => found === "found");
    CSS.highlights.set("gloss-write", new Highlight(...spans.map(({ spans: [span] }) => rangeOfSpan(page, ...span))));
  }

  function show() {
    if (dialog.open) dialog.close();
    if (WIDE.matches) dialog.show();
    else dialog.showModal();
  }

  function close() {
    dialog.close();
    rememberOpen(false);
    highlight();
    changed();
    const back = [opener, ...document.querySelectorAll(".gloss-add button")].find((one) => one?.isConnected && one.checkVisibility());
    back?.focus({ preventScroll: true });
  }

  function rememberOpen(isOpen) {
    try {
      if (isOpen) sessionStorage.setItem("glossator.writing", location.pathname);
      else sessionStorage.removeItem("glossator.writing");
    } catch {
      /* then it does not open again by itself */
    }
  }

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // what is typed here is no shortcut
    if (event.key === "Escape" && WIDE.matches) {
      event.preventDefault();
      close();
    }
  });
  WIDE.addEventListener("change", () => {
    if (!dialog.open || !dialog.isConnected) return;
    const focused = document.activeElement;
    show();
    if (dialog.contains(focused)) focused.focus();
  });

  fill();
  // Beside the reader, whose rules for notes in the margin would move the preview's.
  reader.after(dialog);

  return {
    isOf: (other) => other === reader && dialog.isConnected,
    open(range, from, isQuiet) {
      if (!dialog.open) opener = from;
      const target = targetOf(range);
      const isFresh = !hasContent(draft);
      const hasGap = dialog.open && draft.target.some(({ exact }) => !exact);
      const wasOpen = dialog.open;
      if (!dialog.open) show();
      rememberOpen(true);
      if (target && (isFresh || hasGap)) takeWords(target);
      else if (target && wasOpen) takeWords(target);
      else if (target) offer(target);
      update();
      if (isQuiet && WIDE.matches) return;
      if (target && wasOpen) focusOn(`target.${draft.target.length - 1}.${draft.kind === "correction" ? "replacement" : "exact"}`);
      else if (offered) banner.querySelector("button").focus();
      else focusFirst();
    },
  };
}

/** The selection, where it is in the article. */
function selectionIn(reader) {
  const selection = getSelection();
  return selection.rangeCount && !selection.isCollapsed && reader.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
}

/** Where the notes of the page stand in its text, those that correct apart. */
export function markedSpans(reader, page) {
  const spans = new Map();
  for (const { node, start, end } of page.runs) {
    for (let mark = node.parentElement?.closest("mark[data-annotation]"); mark; mark = mark.parentElement.closest("mark[data-annotation]")) {
      for (const id of mark.dataset.annotation.split(" ")) {
        const own = spans.get(id) ?? [];
        // What follows on is one place, over the gaps between paragraphs too.
        if (own.length && !page.text.slice(own.at(-1)[1], start).trim()) own.at(-1)[1] = end;
        else own.push([start, end]);
        spans.set(id, own);
      }
    }
  }
  const notes = [...reader.querySelectorAll(".gloss-note")].map((note) => ({
    kind: ["correction", "source", "context"].find((kind) => note.classList.contains(`gloss-note--${kind}`)),
    isPublished: !note.matches(".gloss-note--resolved, .gloss-note--withdrawn"),
    bodyText: note.querySelector(".gloss-note__body")?.textContent.trim() ?? "",
    spans: spans.get(note.id.slice("note-".length)) ?? [],
  }));
  return { notes, corrections: notes.filter(({ kind, isPublished }) => isPublished && kind === "correction").flatMap((note) => note.spans) };
}
