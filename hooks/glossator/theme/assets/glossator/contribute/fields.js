// The fields of the form: labels, hints, places for problems. Each carries the path of its
// value in the draft, as in `sources.0.url`, which is also where a problem is told.

import { h } from "./dom.js";

export const idOfField = (path) => `gloss-write-${path.replace(/\./g, "-")}`;

export const fieldAt = (root, path) => root.querySelector(`#${CSS.escape(idOfField(path))}`);

/** Go to a field, unfolding what it is folded in. */
export function focusField(root, path) {
  const found = fieldAt(root, path);
  const control = found?.matches("fieldset") ? (found.querySelector("input:checked") ?? found.querySelector("input")) : found;
  for (let fold = control?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  control?.focus();
  control?.closest(".gloss-write__field, fieldset")?.scrollIntoView({ block: "nearest" });
}

/** A text field with its label; `needed` tells when it may not be left empty. */
export function textField(path, label, { value = "", hint = "", needed = "", rows = 0, type = "text", tail = null, ...rest } = {}) {
  const id = idOfField(path);
  const control = h(rows ? "textarea" : "input", {
    id,
    "data-path": path,
    rows: rows || null,
    type: rows ? null : type,
    value,
    "aria-describedby": [hint && `${id}-hint`, `${id}-problem`].filter(Boolean).join(" "),
    "aria-required": needed === true ? "true" : null,
    autocomplete: "off",
    dir: type === "text" ? "auto" : null,
    ...rest,
  });
  return h(
    "div",
    { class: "gloss-write__field" },
    h("label", { for: id }, label, mark(needed)),
    hint && h("p", { class: "gloss-write__hint", id: `${id}-hint` }, hint),
    control,
    tail,
    problemLine(path),
  );
}

const mark = (needed) => needed && h("span", { class: "gloss-write__needed" }, needed === true ? " needed" : ` ${needed}`);

export const problemLine = (path) => h("p", { class: "gloss-write__problem", id: `${idOfField(path)}-problem`, hidden: true });

/** One of several words; `options` are pairs of value and label. */
export function selectField(path, label, options, value) {
  const id = idOfField(path);
  return h(
    "div",
    { class: "gloss-write__field" },
    h("label", { for: id }, label),
    h(
      "select",
      { id, "data-path": path, "aria-describedby": `${id}-problem` },
      ...options.map(([option, name]) => h("option", { value: option, selected: option === value }, name)),
    ),
    problemLine(path),
  );
}

/** A group of fields under a legend. */
export const group = (legend, attributes, ...children) =>
  h("fieldset", { class: "gloss-write__group", ...attributes }, h("legend", {}, legend), ...children);

/** What the article's words are doing in the article: a sentence of it around the words. */
export function contextOf(text, [start, end], reach = 40) {
  const flat = (words) => words.replace(/\s+/g, " ");
  const before = flat(text.slice(Math.max(0, start - reach), start)).replace(/^\S*\s/, start > reach ? "… " : "$&");
  const after = flat(text.slice(end, end + reach)).replace(/\s\S*$/, end + reach < text.length ? " …" : "$&");
  return [before, h("mark", {}, flat(text.slice(start, end))), after];
}

const KINDS = [
  ["correction", "Correction", "The article has it wrong."],
  ["source", "Source", "Where this can be checked."],
  ["context", "Context", "What a reader should know."],
];

/** The choice of the kind, as three cards. */
export function kindField(value) {
  return group(
    ["What is it?"],
    { id: idOfField("kind"), "aria-describedby": `${idOfField("kind")}-problem`, role: "radiogroup", "aria-required": "true" },
    h(
      "div",
      { class: "gloss-write__kinds" },
      ...KINDS.map(([kind, name, does]) =>
        h(
          "label",
          { class: `gloss-write__kind gloss-write__kind--${kind}` },
          h("input", { type: "radio", name: "gloss-write-kind", value: kind, checked: value === kind, "data-path": "kind" }),
          h("span", {}, h("strong", { class: `gloss-kind gloss-kind--${kind}` }, name), h("small", {}, does)),
        ),
      ),
    ),
    problemLine("kind"),
  );
}

/** The fields of source number `index`; a note that `isOptional` for does without one. */
export function sourceFields(source, index, { isOnly, isOptional, remove }) {
  const at = (name) => `sources.${index}.${name}`;
  const field = (name, label, options = {}) => textField(at(name), label, { value: source[name], ...options });
  const isFurther = ["via", "archive", "supports"].some((name) => source[name]);
  return group(
    [isOnly ? `Source${isOptional ? ", if there is one" : ""}` : `Source ${index + 1}`],
    { class: "gloss-write__group gloss-write__item" },
    field("url", "Address", { type: "url", needed: !isOptional, placeholder: "https://", spellcheck: "false" }),
    field("publisher", "Publisher", { needed: !isOptional, hint: "Who published it first." }),
    field("title", "Title of the page"),
    h(
      "div",
      { class: "gloss-write__pair" },
      field("published", "Published on", { placeholder: "2025-09-24", hint: "2025-09 or 2025 will do." }),
      field("accessed", "Read on", { placeholder: "2026-11-23", hint: "When you looked at it." }),
    ),
    h(
      "details",
      { class: "gloss-write__more", open: isFurther },
      h("summary", {}, "More about this source"),
      field("supports", "What it shows", { rows: 2, hint: "In your own words." }),
      field("via", "Read at", { hint: "Where you read it, when that was a reprint." }),
      field("archive", "Archived copy", { type: "url", placeholder: "https://", spellcheck: "false" }),
    ),
    !isOnly && h("button", { type: "button", class: "gloss-write__small", onclick: remove, "aria-label": `Remove source ${index + 1}` }, "Remove this source"),
  );
}
