// The margin: on a wide screen each note stands beside its words, and gives way to others.
// It watches nothing, see `arrange`; it changes where notes stand and how much room they have.

const GAP = 8; // px between two notes in the margin
const PINNED = 1e6; // the weight of the active note: the others make room for it

/**
 * `look` finds where every note belongs now, and gives what puts it there; `forget` forgets what
 * was measured at another width.
 */
function mountMargin({ reader, section, article }, notes) {
  const folded = new Map(); // the height of each note that is folded to its first lines, in px

  function look() {
    const isWide = WIDE.matches && viewOf(reader) !== "published";
    reader.classList.toggle("is-placed", isWide);
    if (!isWide) return clear;
    const items = measure();
    const start = section.getBoundingClientRect().top - reader.getBoundingClientRect().top;
    // A page that gets shorter than where it is scrolled to would move under the pointer.
    const spare = Math.max(0, document.documentElement.scrollHeight - scrollY - innerHeight);
    const least = reader.offsetHeight - spare;
    return () => {
      let bottom = 0;
      for (const { note, top, height } of stack(giveWay(items))) {
        note.style.top = `${Math.round(top)}px`;
        bottom = Math.max(bottom, top + height);
      }
      reader.style.minHeight = `${Math.ceil(Math.max(bottom + start, least))}px`;
    };
  }

  function clear() {
    for (const { note } of notes.all()) {
      note.style.removeProperty("top");
      note.classList.remove("is-away");
    }
    reader.style.removeProperty("min-height");
  }

  /** The notes that are shown, in the order of their words, with where they want to stand. */
  function measure() {
    let items = measureNow();
    const isKnown = ({ id }) => notes.isOpen(id) || folded.has(id);
    if (reader.classList.contains("is-dense") && !items.every(isKnown)) {
      reader.classList.remove("is-dense");
      items = measureNow();
    }
    if (!reader.classList.contains("is-dense")) {
      for (const { id, height } of items) if (!notes.isOpen(id)) folded.set(id, height);
    }
    const room = article.getBoundingClientRect().bottom - section.getBoundingClientRect().top;
    const needed = items.reduce((sum, { id }) => sum + GAP + (notes.isOpen(id) ? 0 : folded.get(id)), 0);
    const isDense = needed > room; // folded to their headlines
    if (reader.classList.contains("is-dense") === isDense) return items;
    reader.classList.toggle("is-dense", isDense);
    return measureNow();
  }

  function measureNow() {
    const origin = section.getBoundingClientRect().top;
    const items = [];
    for (const { id, note, marks } of notes.all()) {
      const height = note.offsetHeight;
      if (!height) continue;
      // What is on the whole article stands at its beginning, what no longer stands at its end.
      const isWithdrawn = note.classList.contains("gloss-note--withdrawn");
      const end = isWithdrawn ? article.getBoundingClientRect().bottom - origin - height : 0;
      const want = Math.max(0, marks.length ? marks[0].getBoundingClientRect().top - origin - 6 : end);
      items.push({ id, note, want, height, weight: id === notes.active() ? PINNED : 1 });
    }
    return items.sort((one, two) => one.want - two.want);
  }

  /** Where those above the active note still need more room than there is, the first step back. */
  function giveWay(items) {
    const at = items.findIndex(({ id }) => id === notes.active());
    let above = items.slice(0, Math.max(0, at)).reduce((sum, { height }) => sum + height + GAP, 0);
    return items.filter((item, index) => {
      const isAway = index < at && above > items[at].want;
      if (isAway) above -= item.height + GAP;
      item.note.classList.toggle("is-away", isAway);
      return !isAway;
    });
  }

  return { look, forget: () => folded.clear() };
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
