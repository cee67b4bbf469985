// The map at the edge of the window: where the notes stand, and where the reader is. It watches
// scrolling and clicks on itself; it changes its own ticks, and a click scrolls the page.

/** `draw` makes the ticks anew. */
function mountMap({ reader, article, on }, notes) {
  const map = make("div", { className: "gloss-map" });
  map.setAttribute("aria-hidden", "true");
  const here = make("span", { className: "gloss-map__here" });
  reader.append(map);

  function draw() {
    const { top, height } = article.getBoundingClientRect();
    const ticks = [];
    for (const { id, marks, kind } of notes.all()) {
      if (!marks.length || notes.isHidden(id)) continue;
      const at = (marks[0].getBoundingClientRect().top - top) / height;
      const tick = make("span", { className: `gloss-map__tick gloss-map__tick--${kind}${id === notes.active() ? " is-active" : ""}` });
      tick.style.top = `${Math.min(100, Math.max(0, at * 100))}%`;
      ticks.push(tick);
    }
    map.replaceChildren(here, ...ticks);
    showProgress();
  }

  function showProgress() {
    const { top, height } = article.getBoundingClientRect();
    const from = Math.max(0, Math.min(1, -top / height));
    const to = Math.max(0, Math.min(1, (innerHeight - top) / height));
    here.style.top = `${from * 100}%`;
    here.style.height = `${(to - from) * 100}%`;
  }

  on(window, "scroll", () => requestAnimationFrame(showProgress), { passive: true });
  on(map, "click", (event) => {
    const box = map.getBoundingClientRect();
    const at = (event.clientY - box.top) / box.height;
    const { top, height } = article.getBoundingClientRect();
    scrollTo({ top: scrollY + top + at * height - innerHeight / 2 });
  });
  return { draw };
}
