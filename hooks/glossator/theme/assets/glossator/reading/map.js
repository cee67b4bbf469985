// The map at the edge of the window: where the notes stand, and where the reader is. It watches
// scrolling and clicks on itself; it changes its own ticks, and a click scrolls the page.

/** `look` finds where the ticks belong, and gives what puts them there. */
function mountMap({ reader, article, on }, notes) {
  const map = make("div", { className: "gloss-map" });
  map.setAttribute("aria-hidden", "true");
  const here = make("span", { className: "gloss-map__here" });
  const ticks = new Map(); // by the id of the note
  for (const { id, marks, kind } of notes.all()) {
    // Unseen until it is known where it belongs, lest it be seen to jump there.
    if (marks.length) ticks.set(id, make("span", { className: `gloss-map__tick gloss-map__tick--${kind}`, hidden: true }));
  }
  map.append(here, ...ticks.values());
  reader.append(map);

  function look() {
    const box = article.getBoundingClientRect();
    const places = new Map();
    for (const id of ticks.keys()) {
      const at = (notes.get(id).marks[0].getBoundingClientRect().top - box.top) / box.height;
      places.set(id, `${Math.min(100, Math.max(0, at * 100))}%`);
    }
    return () => {
      for (const [id, tick] of ticks) {
        tick.style.top = places.get(id);
        tick.hidden = notes.isHidden(id);
        tick.classList.toggle("is-active", id === notes.active());
      }
      showProgress(box);
    };
  }

  function showProgress({ top, height }) {
    const from = Math.max(0, Math.min(1, -top / height));
    const to = Math.max(0, Math.min(1, (innerHeight - top) / height));
    here.style.top = `${from * 100}%`;
    here.style.height = `${(to - from) * 100}%`;
  }

  on(window, "scroll", () => requestAnimationFrame(() => showProgress(article.getBoundingClientRect())), { passive: true });
  on(map, "click", (event) => {
    const box = map.getBoundingClientRect();
    const at = (event.clientY - box.top) / box.height;
    const { top, height } = article.getBoundingClientRect();
    scrollTo({ top: scrollY + top + at * height - innerHeight / 2 });
  });
  return { look };
}
