// Keys, and the help that lists them. It watches every key that is pressed outside of fields; it adds
// the help to the page and a button for it to the bar, and each key calls another part.

const KEYS = [
  ["n", "Next note"],
  ["p", "Previous note"],
  ["1 2 3", "As published, annotated, corrected"],
  ["a", "Add a note, on the selected words if there are any"],
  ["Tab", "With words selected: to the button beside them"],
  ["Esc", "Close the note"],
  ["?", "This help"],
];
// Where keys are for writing, and not for us.
const FIELDS = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], .gloss-write";

/** `show` opens the help; `isOn` says whether the reader wants single keys to do anything. */
function mountHelp({ reader, tools, on }) {
  const switched = make("input", { type: "checkbox", checked: store.get(SHORTCUTS_KEY) !== "off" });
  const help = make(
    "dialog",
    { className: "gloss-help" },
    make("h2", { textContent: "Keys" }),
    make("dl", {}, ...KEYS.flatMap(([key, does]) => [make("dt", {}, ...key.split(" ").map((k) => make("kbd", { textContent: k }))), make("dd", { textContent: does })])),
    make("p", {}, make("label", {}, switched, " Use single-key shortcuts")),
    make("form", { method: "dialog" }, make("button", { textContent: "Close" })),
  );
  help.setAttribute("aria-label", "Keys");
  switched.addEventListener("change", () => store.set(SHORTCUTS_KEY, switched.checked ? "on" : "off"));
  reader.append(help);

  const show = () => help.showModal();
  const keys = make("button", { type: "button", textContent: "Keys" });
  on(keys, "click", show);
  tools.querySelector(".gloss-steps")?.append(keys);
  return { show, isShown: () => help.open, isOn: () => switched.checked };
}

/** `acts` are the functions for single keys; Escape folds the note that somebody went to. */
function watchKeys({ on }, help, acts, escape) {
  on(window, "keydown", (event) => {
    const isTyping = event.target.closest?.(FIELDS);
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || help.isShown() || !help.isOn()) return;
    if (event.key === "Escape") escape();
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the theme turns pages with n and p
    act();
  }, { capture: true });
}
