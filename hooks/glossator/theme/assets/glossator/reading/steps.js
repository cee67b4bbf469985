// From note to note. It watches the buttons above the article and those of the sheet; it adds
// the latter to the note in it, says at which one the reader is, and goes to the next note or the one
// before.

/** Gives `step`, which goes forward by 1 or back by -1, round and round. */
function mountSteps({ tools, on }, notes, sheet, go) {
  function step(by) {
    const order = notes.all().filter(({ id, marks }) => marks.length && !notes.isHidden(id));
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

  const total = notes.all().filter(({ id }) => notes.numberOf(id)).length;
  const placeOf = (id) => (id && notes.numberOf(id) ? `${notes.numberOf(id)} of ${total}` : "");

  sheet.whenOpened((id) => {
    const { note, title } = notes.get(id);
    if (note.querySelector(".gloss-note__bar")) return;
    const bar = make(
      "p",
      { className: "gloss-note__bar" },
      make("span", { className: "gloss-meta", textContent: placeOf(id) }),
      button("Previous note", "‹", () => step(-1)),
      button("Next note", "›", () => step(1)),
      button("Close this note", "×", () => sheet.close()),
    );
    (note.querySelector(".gloss-note__where") ?? title).before(bar);
  });
  const [previous, next] = tools.querySelectorAll(".gloss-steps button");
  if (previous) {
    const at = tools.querySelector(".gloss-steps__at");
    const tell = (id) => (at.textContent = placeOf(id) || (total === 1 ? "1 note" : `${total} notes`));
    notes.whenActive(tell);
    tell(null);
    on(previous, "click", () => step(-1));
    on(next, "click", () => step(1));
  }
  return step;
}
