// The choice among several notes on the same words. It watches its own buttons; it adds a
// small menu to the page, and takes it away when it is closed.

/** Ask which of the notes `ids` is meant, beside the point `at`, and `go` there. */
function choose({ reader }, notes, ids, at, go) {
  const list = make("ul");
  const menu = make("div", { className: "gloss-chooser", popover: "auto" }, make("p", { textContent: `${ids.length} notes here` }), list);
  menu.setAttribute("role", "dialog");
  menu.setAttribute("aria-label", "Notes on these words");
  for (const id of ids) {
    // With what parts the directions of its words.
    const button = make("button", { type: "button" }, ...notes.get(id).title.cloneNode(true).childNodes);
    button.addEventListener("click", () => {
      menu.hidePopover();
      go(id);
    });
    list.append(make("li", {}, button));
  }
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  reader.append(menu);
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.x - width / 2, innerWidth - width - 8))}px`;
  menu.style.top = `${at.y + height + 16 < innerHeight ? at.y + 12 : Math.max(8, at.y - height - 12)}px`;
  menu.querySelector("button").focus({ preventScroll: true });
}
