// When notes and ticks are placed again. It watches the size of the text and what unfolds
// inside of notes; it changes what margin and map change, once for each frame.

/** `now` and `soon` place everything; `around` makes a note the active one and gives it room. */
function watchLayout({ text, section, on, whenLeft }, notes, margin, map) {
  let frame = 0;
  let size = ""; // of the text, when all was placed

  function now() {
    cancelAnimationFrame(frame);
    size = sizeOf(text);
    // First all looks, then all changes: a look after a change makes the browser work it out.
    for (const act of [margin.look(), map.look()]) act();
  }

  function soon() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(now);
  }

  function around(id) {
    notes.activate(id);
    soon();
  }

  const observer = new ResizeObserver(() => {
    if (sizeOf(text) === size) return; // it calls once when it begins, though nothing changed
    margin.forget();
    soon();
  });
  observer.observe(text);
  on(section, "toggle", soon, { capture: true });
  whenLeft(() => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  });
  return { now, soon, around };
}

function sizeOf({ offsetWidth, offsetHeight }) {
  return `${offsetWidth} ${offsetHeight}`;
}
