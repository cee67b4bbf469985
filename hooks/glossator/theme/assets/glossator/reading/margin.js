// The margin: on a wide screen each note stands beside its words, shows as much as there is room
// for, and gives way to others. It watches nothing, see `arrange`; it changes where notes stand
// and how much of them is shown.

const GAP = 8; // px between two notes in the margin
const PINNED = 1e6; // the weight of the active note: the others make room for it
const ADRIFT = 24; // px that a note may stand below its words so that another one shows more
const FOOTER = 120; // px below the notes that a short page leaves free
const WHOLE = 3; // after the headline, the correction, the first lines: all of the note

/**
 * `look` finds where every note belongs now, and gives what puts it there; `forget` forgets what
 * was measured at another width.
 */
function mountMargin({ reader, section, article }, notes) {
  const heights = new Map(); // of each note, in px, by how much of it is shown

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
    const seen = notes.all().filter(({ note }) => note.offsetHeight);
    measureEach(seen.filter(({ id }) => !heights.has(id)));
    const origin = section.getBoundingClientRect().top;
    const end = article.getBoundingClientRect().bottom - origin;
    const room = innerHeight - scrollY - origin - FOOTER; // of a window at the top of the page
    const items = seen.map(({ id, note, marks }) => {
      const isOpen = notes.isOpen(id);
      const all = isOpen ? Array(WHOLE + 1).fill(note.offsetHeight) : heights.get(id);
      // What is on the whole article stands at its beginning, what no longer stands at its end.
      const isWithdrawn = note.classList.contains("gloss-note--withdrawn");
      const want = marks.length ? marks[0].getBoundingClientRect().top - origin - 6 : isWithdrawn ? end - all[0] : 0;
      return { id, note, all, want: Math.max(0, want), weight: id === notes.active() ? PINNED : 1 };
    });
    items.sort((one, two) => one.want - two.want);
    allot(items, Math.max(end, room));
    for (const { note, shows } of items) if (note.dataset.shows !== `${shows}`) note.dataset.shows = shows;
    for (const item of items) item.height = item.note.offsetHeight;
    return items;
  }

  /** How high each of these is, by how much it shows: one look at all of them for each step. */
  function measureEach(some) {
    for (const { id } of some) {
      notes.nameToggle(id);
      heights.set(id, []);
    }
    for (let shows = some.length ? 0 : WHOLE + 1; shows <= WHOLE; shows++) {
      for (const { note } of some) note.dataset.shows = shows;
      for (const { id, note } of some) heights.get(id).push(note.offsetHeight);
    }
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

  return { look, forget: () => heights.clear() };
}

/**
 * How much each note shows: its headline, and step by step as much as fits above the next ones.
 *
 * A note may push others a little below their words, and the last one below the end of the
 * text, but none further than it stands there with all of them folded.
 */
function allot(items, end) {
  let bottom = 0;
  for (const item of items) {
    item.shows = 0;
    item.top = Math.max(item.want, bottom);
    item.lowest = Math.max(item.want + ADRIFT, item.top);
    bottom = item.top + item.all[0] + GAP;
  }
  const last = Math.max(end, bottom);
  const next = (index) => items[index]?.top ?? Infinity;
  for (let shows = 1; shows <= WHOLE; shows++) {
    items.forEach((item, index) => {
      if (item.shows < shows - 1) return;
      const tops = [];
      let below = item.top + item.all[shows] + GAP;
      let at = index + 1;
      for (; below > next(at) && below <= items[at].lowest; at++) {
        tops.push(below);
        below += items[at].all[items[at].shows] + GAP;
      }
      if (below > (items[at] ? next(at) : last)) return;
      item.shows = shows;
      tops.forEach((top, by) => (items[index + 1 + by].top = top));
    });
  }
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
