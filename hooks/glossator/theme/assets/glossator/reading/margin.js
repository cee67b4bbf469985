// The margin: on a wide screen each note stands beside its words, shows as much as there is room
// for, and gives way to others. It watches nothing, see `arrange`; it changes where notes stand
// and how much of them is shown.

const GAP = 8; // px between two notes in the margin
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
      for (const { note, top, height } of arranged(items)) {
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

  /**
   * The notes that are shown, with where they want to stand: those on the whole article, those on
   * its words in their order, those that no longer stand.
   */
  function measure() {
    const isWithdrawn = ({ note }) => note.classList.contains("gloss-note--withdrawn");
    const rankOf = (parts) => (isWithdrawn(parts) ? 2 : parts.marks.length ? 1 : 0);
    const seen = notes.all().filter(({ note }) => note.offsetHeight).sort((one, two) => rankOf(one) - rankOf(two));
    measureEach(seen.filter(({ id }) => !heights.has(id)));
    const origin = section.getBoundingClientRect().top;
    const end = article.getBoundingClientRect().bottom - origin;
    const room = innerHeight - scrollY - origin - FOOTER; // of a window at the top of the page
    const items = seen.map((parts) => {
      const { id, note, marks } = parts;
      const all = heights.get(id);
      const want = marks.length ? marks[0].getBoundingClientRect().top - origin - 6 : isWithdrawn(parts) ? end - all[0] : 0;
      return { id, note, all, want: Math.max(GAP, want) };
    });
    allot(items, Math.max(end, room));
    // What somebody opened and would be whole anyway is nothing that they could fold.
    const opened = items.filter(({ id, shows }) => notes.isOpen(id) && shows < WHOLE);
    if (opened.length) {
      for (const item of opened) item.all = Array(WHOLE + 1).fill(item.note.offsetHeight);
      allot(items, Math.max(end, room));
      for (const item of opened) item.shows = 0;
    }
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

  /** All of them where they fit best, and the active one level with its words. */
  function arranged(items) {
    const at = items.findIndex(({ id }) => id === notes.active());
    stack(items);
    for (const { note } of items) note.classList.remove("is-away");
    return at < 0 ? items : aroundActive(items, at);
  }

  /**
   * The active note where it wants to be. Those less than a window above it move up as far as
   * there is room for them; where there is not, the first of them step back. Those further up
   * stay where they are.
   */
  function aroundActive(items, at) {
    const active = items[at];
    const isNear = ({ top, height }) => top + height > active.want - innerHeight;
    const far = items.slice(0, at).findLastIndex((item) => !isNear(item)) + 1;
    const least = far ? items[far - 1].top + items[far - 1].height + GAP : GAP;
    let needed = items.slice(far, at).reduce((sum, { height }) => sum + height + GAP, 0);
    const near = items.slice(far, at).filter((item) => {
      const isAway = needed > active.want - least;
      if (isAway) needed -= item.height + GAP;
      item.note.classList.toggle("is-away", isAway);
      return !isAway;
    });
    active.top = active.want;
    let limit = active.top;
    for (const item of near.toReversed()) {
      item.top = Math.min(item.top, limit - GAP - item.height);
      limit = item.top;
    }
    const below = stack(items.slice(at + 1), active.top + active.height + GAP);
    return [...items.slice(0, far), ...near, active, ...below];
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

/** Tops as near to the wanted ones as fit without overlap, none above `least`: isotonic regression. */
function stack(items, least = GAP) {
  const blocks = [];
  let offset = 0;
  for (const item of items) {
    item.offset = offset;
    offset += item.height + GAP;
    let block = { sum: item.want - item.offset, items: [item] };
    for (let last = blocks.at(-1); last && meanOf(last) >= meanOf(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, items: [...last.items, ...block.items] };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    const base = Math.max(least, meanOf(block));
    for (const item of block.items) item.top = base + item.offset;
  }
  return items;
}

function meanOf({ sum, items }) {
  return sum / items.length;
}
