// The fields of the form, made from the draft; what is typed into them goes back to it.

import { h } from "./dom.js";
import { emptySource } from "./draft.js";
import { fieldAt, focusField, group, idOfField, kindField, problemLine, selectField, sourceFields, textField } from "./fields.js";

const TYPING_MS = 200; // the file and the preview follow when fingers rest

/** The fields as a form, the `element`, and what fills them from the `desk`'s draft. */
export function makeAnswers(desk) {
  const { site, touched } = desk;
  const sources = h("div");
  const counter = h("span", { class: "gloss-write__counter", id: "gloss-write--counter" });
  const rest = h("div", { class: "gloss-write__rest" });
  const element = h("form", { novalidate: true, onsubmit: (event) => (event.preventDefault(), desk.submit()) });
  let timer = 0;

  /** All fields, made anew from the draft. */
  function fill() {
    const { draft } = desk;
    rest.replaceChildren(
      field("body", "Explanation", {
        rows: 4,
        needed: draft.kind === "source" ? "" : true,
        hint: "What is right, and why. **Bold**, *italic* and [links](https://…) work.",
      }),
      sources,
      field("title", "Headline", { hint: "What the note says, in a few words. Without one, the quote stands there.", tail: counter }),
      field("creator.name", "Your name", { hint: "As it will stand below the note. Remembered on this device." }),
    );
    element.replaceChildren(kindField(draft.kind), desk.places.element, rest, furtherFields());
    fieldAt(element, "title").setAttribute("aria-describedby", `${idOfField("title")}-hint gloss-write--counter ${idOfField("title")}-problem`);
    desk.places.fill();
    fillSources();
  }

  const field = (path, label, options = {}) => textField(path, label, { value: valueAt(path), ...options });

  function furtherFields() {
    const { draft } = desk;
    const words = (name) => `${name[0].toUpperCase()}${name.slice(1)}`;
    const options = (names) => [["", "—"], ...names.map((name) => [name, words(name)])];
    return h(
      "details",
      { class: "gloss-write__more", open: Boolean(draft.reason || draft.confidence || draft.topics.length || draft.isOwnId || draft.creator.github) },
      h("summary", {}, "More"),
      h(
        "div",
        { class: "gloss-write__pair" },
        selectField("reason", "Sort of error or gap", options(site.reasons), draft.reason),
        selectField("confidence", "How sure you are", options(site.confidences), draft.confidence),
      ),
      site.topics.length > 0 && topicFields(),
      field("creator.github", "Your GitHub account", { hint: "Without @; your name will link to it.", spellcheck: "false" }),
      field("id", "Name of the file", { hint: `It becomes the note’s address: ${site.annotations}/${desk.slug}/….yaml`, spellcheck: "false", needed: true }),
    );
  }

  function topicFields() {
    const box = ({ slug, title }) => h("label", {}, h("input", { type: "checkbox", value: slug, checked: desk.draft.topics.includes(slug), "data-path": "topics" }), title);
    return group(
      ["Topics"],
      { id: idOfField("topics"), "aria-describedby": `${idOfField("topics")}-problem` },
      h("div", { class: "gloss-write__topics" }, ...site.topics.map(box)),
      problemLine("topics"),
    );
  }

  function fillSources() {
    const all = desk.draft.sources;
    sources.replaceChildren(
      ...all.map((source, index) => sourceFields(source, index, { isOnly: all.length === 1, isOptional: desk.draft.kind === "context", remove: () => removeAt("sources", index) })),
      problemLine("sources"),
      h("button", { type: "button", class: "gloss-write__small", id: idOfField("sources"), onclick: addSource }, "Add another source"),
    );
  }

  function addSource() {
    const all = desk.draft.sources;
    all.push(emptySource());
    fillSources();
    desk.update();
    focusField(desk.dialog, `sources.${all.length - 1}.url`);
  }

  /** Take out a place or a source. */
  function removeAt(list, index) {
    const all = desk.draft[list];
    all.splice(index, 1);
    for (const path of [...touched]) if (path.startsWith(`${list}.`)) touched.delete(path);
    if (list === "target") desk.places.fill();
    else fillSources();
    desk.update();
    const last = Math.min(index, all.length - 1);
    focusField(desk.dialog, `${list}.${last}.${list === "target" ? "exact" : "url"}`);
    desk.say(list === "target" ? "The place was removed." : "The source was removed.");
  }

  // ---------------------------------------------------------------- what is typed

  const valueAt = (path) => path.split(".").reduce((value, step) => value[step], desk.draft);

  function setAt(path, value) {
    const steps = path.split(".");
    const name = steps.pop();
    steps.reduce((holder, step) => holder[step], desk.draft)[name] = value;
  }

  element.addEventListener("input", ({ target: control }) => {
    const { draft } = desk;
    const { path } = control.dataset;
    if (!path) return;
    if (path === "topics") draft.topics = [...element.querySelectorAll("[data-path=topics]:checked")].map(({ value }) => value);
    else setAt(path, control.type === "checkbox" ? control.checked : control.value);
    if (path === "id") draft.isOwnId = control.value !== "";
    if (/^target\.\d+\.exact$/.test(path)) {
      // Other words have other surroundings.
      Object.assign(draft.target[path.split(".")[1]], { prefix: "", suffix: "" });
    }
    if (path === "kind" || path === "whole") followKind(path);
    desk.say(""); // it was about how things stood before
    clearTimeout(timer);
    timer = setTimeout(desk.update, TYPING_MS);
    desk.save();
  });

  function followKind(path) {
    desk.places.fill();
    fillSources();
    const needed = rest.querySelector(`label[for=${idOfField("body")}] .gloss-write__needed`);
    if (needed) needed.hidden = desk.draft.kind === "source";
    if (path === "whole") focusField(desk.dialog, fieldAt(desk.dialog, "whole") ? "whole" : "target.0.exact");
  }

  element.addEventListener("change", ({ target: control }) => {
    const { path } = control.dataset;
    if (!path) return;
    // What is pasted into these brings blanks along, which nobody means.
    if (/\.(url|archive|published|accessed|github)$|^id$/.test(path) && control.value !== control.value.trim()) {
      control.value = control.value.trim();
      setAt(path, control.value);
    }
    touched.add(path);
    // Left by pressing elsewhere, maybe: what moved away below the finger would not be pressed.
    desk.whenReleased(desk.update);
  });
  element.addEventListener("focusout", ({ target: control }) => {
    if (control.dataset?.path && control.value) touched.add(control.dataset.path);
  });

  /** What follows from the draft in the fields themselves. */
  function show() {
    clearTimeout(timer);
    const { draft } = desk;
    const control = fieldAt(element, "id");
    if (!draft.isOwnId && control && document.activeElement !== control) control.value = draft.id;
    const length = [...draft.title].length;
    counter.textContent = `${length} of ${site.longestTitle}`;
    counter.classList.toggle("is-over", length > site.longestTitle);
  }

  return { element, fill, show, removeAt };
}
