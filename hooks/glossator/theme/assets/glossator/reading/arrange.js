// When notes and ticks are placed again. It watches the size of the text and what unfolds
// inside of notes; it changes what margin and map change, once for each frame.

/** `now` and `soon` place everything; `around` makes a note the active one and gives it room. */
function watchLayout({ text, section, on, whenLeft }, notes, margin, map) {
  let frame = 0;

  function now() {
    margin.layout();
    map.draw();
  }

  function soon() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(now);
  }

  function around(id) {
    notes.activate(id);
    soon();
  }

  const observer = new ResizeObserver(soon);
  observer.observe(text);
  on(section, "toggle", soon, { capture: true });
  whenLeft(() => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  });
  return { now, soon, around };
}
