// The margin: on a wide screen each note stands beside its words, and gives way to others.
// It watches nothing, see `arrange`; it changes where notes stand and how much room they have.

const GAP = 8; // px between two notes in the margin
const PINNED = 1e6; // the weight of the active note: the others make room for it

/** `layout` puts every note where it belongs now. */
function mountMargin({ reader, section, article }, notes) {
  function layout() {
    const isWide = WIDE.matches && viewOf(reader) !== "published";
    reader.classList.toggle("is-placed", isWide);
    if (!isWide) {
      for (const { note } of notes.all()) {
        note.style.removeProperty("top");
        note.classList.remove("is-away");
      }
      reader.style.removeProperty("min-height");
      return;
    }
    const origin = section.getBoundingClientRect().top;
    const room = article.getBoundingClientRect().bottom - origin;
    reader.classList.remove("is-dense");
    if (measure(origin).reduce((sum, { height, id }) => sum + GAP + (notes.isOpen(id) ? 0 : height), 0) > room) {
      reader.classList.add("is-dense"); // folded to their headlines
    }
    const items = measure(origin);
    // Where those above the active note still need more room than there is, the first step back.
    const at = items.findIndex(({ id }) => id === notes.active());
    let above = items.slice(0, Math.max(0, at)).reduce((sum, { height }) => sum + height + GAP, 0);
    const shown = items.filter((item, index) => {
      const isAway = index < at && above > items[at].want;
      if (isAway) above -= item.height + GAP;
      item.note.classList.toggle("is-away", isAway);
      return !isAway;
    });
    let bottom = 0;
    for (const { note, top, height } of stack(shown)) {
      note.style.top = `${Math.round(top)}px`;
      bottom = Math.max(bottom, top + height);
    }
    const needed = bottom + origin - reader.getBoundingClientRect().top;
    // A page that gets shorter than where it is scrolled to would move under the pointer.
    const spare = Math.max(0, document.documentElement.scrollHeight - scrollY - innerHeight);
    reader.style.minHeight = `${Math.ceil(Math.max(needed, reader.offsetHeight - spare))}px`;
  }

  function measure(origin) {
    const items = [];
    for (const { id, note, marks } of notes.all()) {
      if (!note.offsetHeight) continue;
      const want = marks.length ? Math.max(0, marks[0].getBoundingClientRect().top - origin - 6) : 0;
      items.push({ id, note, want, height: note.offsetHeight, weight: id === notes.active() ? PINNED : 1 });
    }
    return items.sort((one, two) => one.want - two.want);
  }

  return { layout };
}

/** Tops as near to the wanted ones as fit without overlap: weighted isotonic regression. */
function stack(items) {
  const blocks = [];
  let offset = 0;
  for (const item of items) {
    item.offset = offset;
    offset += item.height + GAP;
    let block = { sum: (item.want - item.offset) * item.weight, weight: item.weight, items: [item] };
    for (let last = blocks.at(-1); last && last.sum / last.weight >= block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, items: [...last.items, ...block.items] };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    const base = Math.max(0, block.sum / block.weight);
    for (const item of block.items) item.top = base + item.offset;
  }
  return items;
}
