// From note to note. It adds buttons to the bar and to the note in the sheet, says at which note the
// reader is, and goes to the next one or the one before.

/** Gives `step`, which goes forward by 1 or back by -1, round and round. */
function mountSteps({ tools, on }, notes, sheet, go) {
  const shown = () => notes.all().filter(({ id, marks }) => marks.length && !notes.isHidden(id));

  function step(by) {
    const order = shown();
    if (!order.length) return;
    let index = order.findIndex(({ id }) => id === notes.active());
    if (index < 0) {
      const below = order.findIndex(({ marks }) => marks[0].getBoundingClientRect().top > 110);
      index = by > 0 ? (below < 0 ? -1 : below - 1) : below < 0 ? order.length : below;
    }
    go(order[(index + by + order.length) % order.length].id, { focus: "words" });
  }

  function button(label, name, act) {
    const it = make("button", { type: "button", textContent: name });
    it.setAttribute("aria-label", label);
    it.addEventListener("click", act);
    return it;
  }

  /** As in `8 of 41`, of those that are shown; "" where it is none of them. */
  function placeOf(name) {
    const order = shown();
    const at = order.findIndex(({ id }) => id === name);
    return at < 0 ? "" : `${at + 1} of ${order.length}`;
  }

  sheet.whenOpened((id) => {
    const { note } = notes.get(id);
    if (!note.querySelector(".gloss-note__bar")) addBar(notes.get(id));
    note.querySelector(".gloss-note__bar > .gloss-meta").textContent = placeOf(id);
  });

  function addBar({ note, title }) {
    const bar = make(
      "p",
      { className: "gloss-note__bar" },
      make("span", { className: "gloss-meta" }),
      button("Previous note", "‹", () => step(-1)),
      button("Next note", "›", () => step(1)),
      button("Close this note", "×", () => sheet.close()),
    );
    (note.querySelector(".gloss-note__where") ?? title).before(bar);
  }

  const kinds = tools.querySelector(".gloss-kinds");
  if (kinds) {
    const previous = button("Previous note", "‹", () => step(-1));
    const next = button("Next note", "›", () => step(1));
    const at = make("span", { className: "gloss-steps__at" });
    kinds.after(make("p", { className: "gloss-steps" }, previous, at, next));
    const tell = () => {
      const count = shown().length;
      at.textContent = placeOf(notes.active()) || (count === 1 ? "1 note" : `${count} notes`);
      previous.disabled = next.disabled = !count;
    };
    notes.whenActive(tell);
    on(tools, "change", tell);
    tell();
  }
  return step;
}
