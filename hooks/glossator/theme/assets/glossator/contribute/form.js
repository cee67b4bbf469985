// The form for a new note: what its parts share, and how one change becomes all that follows.

import { makeAnswers } from "./answers.js";
import { makeBanner } from "./banner.js";
import { h, peek } from "./dom.js";
import { emptyDraft, hasContent, idOf, keepDraft, keepsakeOf, loadDraft, toNote } from "./draft.js";
import { focusField } from "./fields.js";
import { readPage } from "./page-text.js";
import { makePanel } from "./panel.js";
import { makePlaces } from "./places.js";
import { previewNote } from "./preview.js";
import { makeProblemList } from "./problem-list.js";
import { makeSending } from "./sending.js";
import { writeNote } from "./yaml.js";
// Needed further down: asked for here, the browser loads them at the same time as the others.
import "./address.js";
import "./markdown.js";
import "./marked.js";
import "./names.js";
import "./quote.js";
import "./rules.js";
import "./text.js";

const ROOT = new URL("../../../", import.meta.url);

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
    document.querySelector("link[href$='/contribute.css']")?.remove(); // from an attempt that failed elsewhere
    const link = h("link", { rel: "stylesheet", href, onload: resolve, onerror: (event) => (link.remove(), reject(event)) });
    document.head.append(link);
  });
}

function makeForm(reader, site, changed) {
  const key = `glossator.draft.${location.pathname}`;
  // What the parts have in common. Each adds itself, and calls the others through it.
  const desk = {
    reader,
    site,
    slug: reader.dataset.article,
    taken: [...reader.querySelectorAll(".gloss-note")].map((note) => note.id.slice("note-".length)),
    draft: loadDraft(key) ?? emptyDraft(),
    page: readPage(reader),
    file: "",
    touched: new Set(), // the paths of fields that somebody has been to
    preview: h("div", { class: "gloss-write__note", onclick: openApart }),
    update,
    save,
    startAgain,
    focusFirst: () => focusField(desk.dialog, desk.draft.kind ? "target.0.exact" : "kind"),
    whenReleased: (act) => panel.whenReleased(act),
    removeAt: (list, index) => answers.removeAt(list, index),
    submit: () => sending.submit(),
    say: (words) => sending.say(words),
    showFile,
  };
  const banner = makeBanner({
    addPlace: (target) => {
      desk.places.take(target);
      desk.places.focusLast();
    },
    startAgain: (target) => {
      startAgain("A new note.");
      desk.places.take(target);
      desk.focusFirst();
    },
  });
  const problems = (desk.problems = makeProblemList(desk));
  const places = (desk.places = makePlaces(desk));
  const answers = makeAnswers(desk);
  const sending = makeSending(desk);
  const code = h("code");
  desk.body = h("div", { class: "gloss-write__body" }, banner.element, problems.element, answers.element, previews(desk.preview, code));
  const panel = makePanel({ body: desk.body, foot: sending.element, discard, closed: () => (places.highlight(), changed()) });
  desk.dialog = panel.element;
  let kept = peek(key);
  let shown = "";

  function update() {
    follow();
    save();
  }

  /** Everything that follows from the draft. */
  function follow() {
    const { draft } = desk;
    desk.page = readPage(reader);
    if (!draft.isOwnId) draft.id = idOf(draft, desk.taken);
    const note = toNote(draft);
    const content = JSON.stringify(note);
    if (content !== shown) {
      shown = content; // what stays the same stays, or a link would go while it is being pressed
      desk.file = writeNote(note, { schema: site.schema });
      code.textContent = desk.file;
      desk.preview.replaceChildren(previewNote(note, site, ROOT));
    }
    answers.show();
    sending.update();
    places.show();
    problems.show();
    places.highlight();
  }

  function save() {
    let isKept = true;
    // A tab with nothing new writes nothing: another may have gone on, and this one not know yet.
    if (keepsakeOf(desk.draft) !== kept) {
      isKept = keepDraft(key, desk.draft);
      kept = peek(key);
    }
    panel.tell({ hasDraft: hasContent(desk.draft), isKept });
    changed();
  }

  function startAgain(words) {
    begin(emptyDraft());
    update();
    desk.body.scrollTop = 0;
    desk.say(words);
  }

  function begin(draft) {
    desk.draft = draft;
    desk.touched.clear();
    problems.forget();
    sending.forget();
    banner.offer(null);
    answers.fill();
  }

  /** Another tab with the same article may have gone on with the draft: what is kept is the last. */
  function catchUp() {
    if (peek(key) === kept) return;
    kept = peek(key);
    begin(loadDraft(key) ?? emptyDraft());
    follow(); // and nothing is saved, or the two tabs would answer one another
    panel.tell({ hasDraft: hasContent(desk.draft), isKept: true });
    changed();
    desk.say("This is the draft as you left it in another tab.");
  }

  function listen() {
    if (desk.dialog.isConnected) catchUp();
    else removeEventListener("storage", listen); // the page is another by now
  }

  function discard() {
    if (hasContent(desk.draft) && !confirm("Discard this draft?")) return;
    startAgain("");
    panel.close();
  }

  function showFile() {
    const fold = code.closest("details");
    fold.open = true;
    getSelection().selectAllChildren(code);
    fold.scrollIntoView({ block: "nearest" });
  }

  answers.fill();
  // Beside the reader, whose rules for notes in the margin would move the preview's.
  reader.after(desk.dialog);
  addEventListener("storage", listen);

  return {
    isOf: (other) => other === reader && desk.dialog.isConnected,

    open(range, opener, isQuiet) {
      const wasOpen = desk.dialog.open;
      catchUp(); // a tab at rest is told of nothing
      const target = places.targetOf(range);
      const isExpected = wasOpen || !hasContent(desk.draft);
      panel.open(opener);
      if (target && isExpected) places.take(target);
      else if (target) banner.offer(target);
      update();
      if (isQuiet && panel.isBeside()) return;
      if (target && wasOpen) places.focusLast(desk.draft.kind === "correction" ? "replacement" : "exact");
      else if (!banner.element.hidden) banner.focus();
      else desk.focusFirst();
    },
  };
}

/** Links of the preview lead out of the page, which is being written on. */
function openApart({ target }) {
  const link = target.closest("a[href]");
  if (link) Object.assign(link, { target: "_blank", rel: "noopener" });
}

function previews(preview, code) {
  const part = (name, isOpen, ...children) => h("details", { class: "gloss-write__preview", open: isOpen }, h("summary", {}, name), ...children);
  return h(
    "div",
    { class: "gloss-write__previews" },
    part("As readers will see it", true, preview),
    part("The file", false, h("pre", { tabindex: "0", role: "region", "aria-label": "The file" }, code)),
  );
}
