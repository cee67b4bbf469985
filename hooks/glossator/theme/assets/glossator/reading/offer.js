// The offer of a note on selected words. It watches the selection, and by what it is made; it
// adds a button beside the words, and shows and hides it.

const SELECT_MS = 200; // a selection that has come to rest

/**
 * The button, without what it does, which is up to `write`.
 *
 * `hold` takes it away until `release`; `words` are those that it speaks of, kept when the
 * selection goes with the focus, until `forget`.
 */
function mountOffer({ reader, on, whenLeft, say }) {
  const button = make("button", { type: "button", className: "gloss-offer", textContent: "Add a note", hidden: true });
  let picked = null;
  let resting = 0;
  let isPressed = false;
  let isByKey = false;
  let isHeld = false;
  reader.append(button);

  function show() {
    if (isHeld || document.activeElement === button) return;
    picked = selectedWords();
    button.hidden = !picked;
    place();
    if (isByKey && !button.hidden) say("To add a note on these words press Tab, then Enter");
  }

  /** Below the selected words, above them, or where no words are: never on them. */
  function place() {
    if (button.hidden || !picked) return;
    const boxes = [...picked.getClientRects()].filter(({ width, height }) => width && height);
    if (!boxes.length) return;
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const { offsetWidth: width, offsetHeight: height } = button;
    // A phone shows a menu of its own beside the words.
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const last = boxes.at(-1);
    let x = (innerWidth - width) / 2;
    let y = 8; // in the header's room
    if (isTouch && (bottom < innerHeight - height - 24 || top > innerHeight)) y = innerHeight - height - 16;
    else if (!isTouch) {
      const isBelow = bottom + height + 16 < innerHeight && bottom > 0;
      const isAbove = !isBelow && top > height + 64 && top < innerHeight;
      if (isBelow || isAbove) {
        x = isBelow ? last.right - width / 2 : boxes[0].left;
        y = isBelow ? bottom + 8 : top - height - 8;
      }
    }
    button.style.left = `${Math.round(Math.max(8, Math.min(x, innerWidth - width - 8)))}px`;
    button.style.top = `${Math.round(y)}px`;
  }

  function rest() {
    clearTimeout(resting);
    if (!isPressed) resting = setTimeout(show, SELECT_MS);
  }

  on(document, "selectionchange", rest);
  on(document, "pointerdown", ({ pointerType }) => {
    isPressed = pointerType === "mouse";
    isByKey = false;
  });
  for (const type of ["pointerup", "pointercancel"]) {
    on(document, type, () => {
      isPressed = false;
      rest();
    });
  }
  on(document, "keydown", () => (isByKey = true), { capture: true });
  on(window, "keydown", (event) => {
    if (event.key !== "Tab" || event.shiftKey || button.hidden || event.target !== document.body) return;
    event.preventDefault();
    button.focus();
  }, { capture: true });
  on(button, "pointerdown", (event) => event.preventDefault()); // or the selection goes
  on(window, "scroll", () => requestAnimationFrame(place), { passive: true });
  on(window, "resize", () => requestAnimationFrame(place));
  whenLeft(() => clearTimeout(resting));

  return {
    button,
    words: () => selectedWords() ?? picked,
    forget: () => (picked = null),
    hold() {
      button.hidden = true;
      isHeld = true;
    },
    release() {
      isHeld = false;
      rest();
    },
  };
}
