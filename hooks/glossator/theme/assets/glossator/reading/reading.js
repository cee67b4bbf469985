// Notes beside their words: margin, sheet, views, keys. The page works without any of it;
// what is here moves and refers to the notes that the server rendered, and copies none.
(() => {
  "use strict";

  const WIDE = matchMedia("(min-width: 76.25em)"); // 1220 px, as in the style sheet
  const GAP = 8; // px between two notes in the margin
  const PINNED = 1e6; // the weight of the active note: the others make room for it
  const HOVER_MS = 120; // a pointer that only passes moves nothing
  const SELECT_MS = 200; // a selection that has come to rest
  const VIEW_KEY = "glossator.view";
  const SHORTCUTS_KEY = "glossator.shortcuts";
  const KEYS = [
    ["n", "Next note"],
    ["p", "Previous note"],
    ["1 2 3", "As published, annotated, corrected"],
    ["a", "Add a note, on the selected words if there are any"],
    ["Tab", "With words selected: to the button beside them"],
    ["Esc", "Close the note"],
    ["?", "This help"],
  ];

  const store = {
    get: (key) => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null; // a browser may forbid it
      }
    },
    set: (key, value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        /* then it is not remembered */
      }
    },
  };

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

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

  let unmount = () => {};

  function mount() {
    unmount();
    unmount = () => {};
    const reader = document.querySelector(".gloss-reader");
    const section = reader?.querySelector("#annotations");
    if (!section) return;

    const gone = new AbortController();
    const on = (target, type, listener, options = {}) =>
      target.addEventListener(type, listener, { ...options, signal: gone.signal });
    const text = reader.querySelector(".gloss-main");
    const article = reader.querySelector(".gloss-article");
    const marksOf = (id) => [...text.querySelectorAll(`mark[data-annotation~="${id}"]`)];
    const refOf = (id) => text.querySelector(`a.gloss-ref[href$="#note-${id}"]`);
    const notes = new Map();
    let active = null;
    let opened = null; // opened by going there, to be closed on going on
    let sheet = null;

    const radio = (view) => reader.querySelector(`#gloss-view-${view}`);
    const view = () => reader.querySelector("[name=gloss-view]:checked")?.value ?? "annotated";
    const live = make("p", { className: "gloss-sr", role: "status" });
    live.setAttribute("role", "status");
    reader.append(live);

    // ------------------------------------------------------------------ margin

    function layout() {
      const isWide = WIDE.matches && view() !== "published";
      reader.classList.toggle("is-placed", isWide);
      if (!isWide) {
        for (const { note } of notes.values()) {
          note.style.removeProperty("top");
          note.classList.remove("is-away");
        }
        reader.style.removeProperty("min-height");
        return;
      }
      const origin = section.getBoundingClientRect().top;
      const room = article.getBoundingClientRect().bottom - origin;
      reader.classList.remove("is-dense");
      if (measure(origin).reduce((sum, { height, note }) => sum + GAP + (note.classList.contains("is-open") ? 0 : height), 0) > room) {
        reader.classList.add("is-dense"); // folded to their headlines
      }
      const items = measure(origin);
      // Where those above the active note still need more room than there is, the first step back.
      const at = items.findIndex(({ id }) => id === active);
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
      for (const [id, { note, marks }] of notes) {
        if (!note.offsetHeight) continue;
        const want = marks.length ? Math.max(0, marks[0].getBoundingClientRect().top - origin - 6) : 0;
        items.push({ id, note, want, height: note.offsetHeight, weight: id === active ? PINNED : 1 });
      }
      return items.sort((one, two) => one.want - two.want);
    }

    let frame = 0;
    const relayout = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        layout();
        drawMap();
      });
    };

    function fold(id, isOpen) {
      const { note, toggle } = notes.get(id);
      note.classList.toggle("is-open", isOpen);
      toggle.setAttribute("aria-expanded", String(isOpen));
      toggle.textContent = isOpen ? "Less" : "More";
    }

    function activate(id, { move = true } = {}) {
      if (id !== active) {
        for (const element of reader.querySelectorAll(".is-active")) element.classList.remove("is-active");
        active = id;
        if (id) {
          const { note, marks } = notes.get(id);
          for (const element of [note, ...marks]) element.classList.add("is-active");
        }
      }
      if (move) relayout();
    }

    // ------------------------------------------------------------------- sheet

    function closeSheet({ keepAddress = false } = {}) {
      if (!sheet) return;
      const { note } = notes.get(sheet);
      const id = sheet;
      sheet = null;
      if (note.matches(":popover-open")) note.hidePopover();
      note.removeAttribute("popover");
      note.classList.remove("is-sheet");
      if (!keepAddress && location.hash === `#note-${id}`) {
        history.replaceState(history.state, "", location.pathname + location.search);
      }
      activate(null);
    }

    function openSheet(id) {
      if (sheet === id) return;
      closeSheet({ keepAddress: true });
      const { note } = notes.get(id);
      sheet = id;
      note.setAttribute("popover", "auto");
      note.classList.add("is-sheet");
      note.showPopover();
      note.scrollTop = 0;
      notes.get(id).title.focus({ preventScroll: true });
    }

    // ---------------------------------------------------------------- going to

    function scrollToWords(id) {
      const target = notes.get(id).marks[0] ?? notes.get(id).note;
      const { top, bottom } = target.getBoundingClientRect();
      // In a sheet the lower half of the screen is taken.
      const lowest = WIDE.matches ? innerHeight - 80 : innerHeight * 0.35;
      if (top > 110 && bottom < lowest) return;
      const aim = WIDE.matches ? innerHeight / 3 : 130;
      scrollTo({ top: scrollY + top - aim, behavior: "instant" });
    }

    function go(id, { push = true, focus = null } = {}) {
      const kind = notes.get(id).kind;
      const box = reader.querySelector(`#gloss-kind-${kind}`);
      if (box && !box.checked) box.checked = true;
      if (view() === "published") setView("annotated");
      if (opened && opened !== id) fold(opened, false);
      if (!notes.get(id).note.classList.contains("is-open")) opened = id;
      fold(id, true);
      if (push && location.hash !== `#note-${id}`) history.pushState(history.state, "", `#note-${id}`);
      if (WIDE.matches) {
        activate(id, { move: false });
        layout();
        drawMap();
        scrollToWords(id);
        if (focus === "words") (refOf(id) ?? notes.get(id).title).focus({ preventScroll: true });
        if (focus === "note") notes.get(id).title.focus({ preventScroll: true });
      } else {
        scrollToWords(id);
        openSheet(id);
        activate(id, { move: false });
      }
    }

    function step(by) {
      const order = [...notes.keys()].filter((id) => notes.get(id).marks.length && !isHiddenKind(id));
      if (!order.length) return;
      let index = order.indexOf(active);
      if (index < 0) {
        const below = order.findIndex((id) => notes.get(id).marks[0].getBoundingClientRect().top > 110);
        index = by > 0 ? (below < 0 ? -1 : below - 1) : below < 0 ? order.length : below;
      }
      go(order[(index + by + order.length) % order.length], { focus: "words" });
    }

    const isHiddenKind = (id) => reader.querySelector(`#gloss-kind-${notes.get(id).kind}`)?.checked === false;

    function noteFromAddress() {
      if (!location.hash.startsWith("#note-")) return null;
      const name = location.hash.slice("#note-".length); // an id has nothing to decode
      return [name, name.replace(/--title$/, "")].find((id) => notes.has(id)) ?? null;
    }

    function followAddress() {
      const id = noteFromAddress();
      if (id) go(id, { push: false });
      else if (sheet) closeSheet({ keepAddress: true });
    }

    // ------------------------------------------------------------------- views

    function setView(name, { remember = true } = {}) {
      const input = radio(name);
      if (!input) return;
      input.checked = true;
      if (remember) {
        store.set(VIEW_KEY, name);
        const address = new URL(location);
        if (name === "annotated") address.searchParams.delete("view");
        else address.searchParams.set("view", name);
        history.replaceState(history.state, "", address);
      }
      if (name === "published") closeSheet();
      relayout();
    }

    // ----------------------------------------------------------------- chooser

    function choose(ids, at) {
      const list = make("ul");
      const menu = make("div", { className: "gloss-chooser", popover: "auto" }, make("p", { textContent: `${ids.length} notes here` }), list);
      menu.setAttribute("role", "dialog");
      menu.setAttribute("aria-label", "Notes on these words");
      for (const id of ids) {
        const button = make("button", { type: "button", textContent: notes.get(id).title.textContent.trim() });
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

    // --------------------------------------------------------------------- map

    const map = make("div", { className: "gloss-map" });
    map.setAttribute("aria-hidden", "true");
    const here = make("span", { className: "gloss-map__here" });
    reader.append(map);

    function drawMap() {
      const { top, height } = article.getBoundingClientRect();
      const ticks = [];
      for (const [id, { marks, kind }] of notes) {
        if (!marks.length || isHiddenKind(id)) continue;
        const at = (marks[0].getBoundingClientRect().top - top) / height;
        const tick = make("span", { className: `gloss-map__tick gloss-map__tick--${kind}${id === active ? " is-active" : ""}` });
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

    // -------------------------------------------------------------------- help

    const switched = make("input", { type: "checkbox", checked: store.get(SHORTCUTS_KEY) !== "off" });
    const help = make(
      "dialog",
      { className: "gloss-help" },
      make("h2", { textContent: "Keys" }),
      make("dl", {}, ...KEYS.flatMap(([key, does]) => [make("dt", {}, ...key.split(" ").map((k) => make("kbd", { textContent: k }))), make("dd", { textContent: does })])),
      make("p", {}, make("label", {}, switched, " Use single-key shortcuts")),
      make("form", { method: "dialog" }, make("button", { textContent: "Close" })),
    );
    help.setAttribute("aria-label", "Keys");
    switched.addEventListener("change", () => store.set(SHORTCUTS_KEY, switched.checked ? "on" : "off"));
    reader.append(help);

    // -------------------------------------------------------------------- wire

    // A page that scrolls below a resting pointer is nobody pointing at anything.
    let pointer = "";
    const isResting = ({ clientX, clientY }) => {
      const before = pointer;
      pointer = `${clientX} ${clientY}`;
      return pointer === before;
    };

    for (const note of section.querySelectorAll(".gloss-note")) {
      const id = note.id.slice("note-".length);
      const title = note.querySelector(".gloss-note__title");
      const toggle = make("button", { type: "button", className: "gloss-note__toggle", textContent: "More" });
      toggle.setAttribute("aria-expanded", "false");
      toggle.setAttribute("aria-describedby", title.id);
      const button = (label, name, act) => {
        const it = make("button", { type: "button", textContent: name });
        it.setAttribute("aria-label", label);
        it.addEventListener("click", act);
        return it;
      };
      const bar = make(
        "p",
        { className: "gloss-note__bar" },
        button("Previous note", "‹", () => step(-1)),
        button("Next note", "›", () => step(1)),
        button("Close this note", "×", () => closeSheet()),
      );
      const share = make("button", { type: "button", className: "gloss-link gloss-share", textContent: "Copy link" });
      share.addEventListener("click", async () => {
        const address = `${location.origin}${location.pathname}#${note.id}`;
        try {
          await navigator.clipboard.writeText(address);
          live.textContent = share.textContent = "Link copied";
        } catch {
          live.textContent = share.textContent = "Copy it from “Permalink”";
        }
      });
      const foot = note.querySelector(".gloss-note__foot");
      for (const link of forgeLinks(note, title)) foot.append(link);
      foot?.append(share);
      title.before(bar);
      title.after(toggle);
      title.tabIndex = -1;
      const kind = [...note.classList].find((name) => /^gloss-note--(correction|source|context)$/.test(name))?.slice(12);
      notes.set(id, { note, title, toggle, kind, marks: marksOf(id) });
      toggle.addEventListener("click", () => {
        fold(id, toggle.getAttribute("aria-expanded") !== "true");
        opened = null;
        activate(id);
      });
      on(note, "click", (event) => {
        if (!WIDE.matches || note.classList.contains("is-open") || event.target.closest("a, button, summary")) return;
        fold(id, true);
        activate(id);
      });
      on(note, "pointermove", ({ movementX, movementY }) => {
        if (WIDE.matches && id !== active && (movementX || movementY)) activate(id, { move: false });
      });
      on(note, "toggle", (event) => event.target === note && sheet === id && !note.matches(":popover-open") && closeSheet());
      on(note, "focusin", () => WIDE.matches && activate(id, { move: false }));
      addOriginals(note);
    }

    // From the forms of the forge's addresses, which the section carries, those for this note.
    function forgeLinks(note, title) {
      const { history, dispute } = section.dataset;
      if (!history) return [];
      const link = (href, name) => make("a", { className: "gloss-link", href, rel: "external noopener", textContent: name });
      const address = new URL(dispute);
      const values = {
        PERMALINK: `${location.origin}${location.pathname}#${note.id}`,
        TITLE: `Dispute: ${title.textContent.trim().replace(/^\d+ /, "")}`,
      };
      for (const [name, value] of [...address.searchParams]) {
        address.searchParams.set(name, value.replace(/^(PERMALINK|TITLE)/, (word) => values[word]));
      }
      const links = [link(history.replace(/ID\.yaml$/, `${note.id.slice("note-".length)}.yaml`), "History"), link(address.href, "Dispute this note")];
      for (const one of [...links, note.querySelector(".gloss-link[href^=http]")]) one?.setAttribute("aria-describedby", title.id);
      return links;
    }

    // The quoted words at the publisher's, where the browser can find them by their text.
    function addOriginals(note) {
      const original = reader.querySelector(".gloss-byline__from a[rel~=external]");
      if (!original || !("fragmentDirective" in document)) return;
      for (const quote of note.querySelectorAll(".gloss-was, .gloss-quote")) {
        const words = encodeURIComponent(quote.textContent.trim()).replace(/-/g, "%2D");
        const link = make("a", { className: "gloss-back gloss-back--out", href: `${original.href}#:~:text=${words}`, rel: "external noopener", textContent: "original" });
        link.setAttribute("aria-label", "The original of these words, at the publisher’s");
        quote.closest(".gloss-place")?.append(" ", link);
      }
    }

    let hovering = 0;
    const idsAt = (mark) => mark.dataset.annotation.split(" ").filter((id) => notes.has(id) && !isHiddenKind(id));
    let hovered = null;
    on(text, "pointermove", (event) => {
      const mark = event.target.closest("mark.gloss, a.gloss-ref");
      if (isResting(event) || mark === hovered) return;
      hovered = mark;
      clearTimeout(hovering);
      if (!mark || !WIDE.matches || event.pointerType === "touch" || view() === "published") return;
      const id = mark.matches("mark") ? idsAt(mark)[0] : mark.hash.slice("#note-".length);
      if (id) hovering = setTimeout(() => activate(id), HOVER_MS);
    });
    on(text, "focusin", (event) => {
      const ref = event.target.closest("a.gloss-ref");
      if (ref && WIDE.matches) activate(ref.hash.slice("#note-".length));
    });
    on(reader, "click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      const link = event.target.closest("a[href]");
      const id = link && link.hash.startsWith("#note-") && link.pathname === location.pathname ? link.hash.slice("#note-".length) : null;
      if (id && notes.has(id)) {
        event.preventDefault();
        event.stopPropagation(); // or instant navigation scrolls to the end of the page
        go(id, { focus: event.detail ? null : "note" }); // 0: pressed with a key
        return;
      }
      if (link?.hash.startsWith("#ref-")) closeSheet({ keepAddress: true });
      const mark = event.target.closest("mark.gloss");
      if (link || !mark || view() === "published" || !getSelection().isCollapsed) return;
      const ids = idsAt(mark);
      if (ids.length === 1) go(ids[0]);
      else if (ids.length) choose(ids, { x: event.clientX, y: event.clientY });
    }, { capture: true });

    const tools = reader.querySelector(".gloss-tools");
    if (tools.childElementCount) {
      const [previous, next, keys] = tools.querySelectorAll(".gloss-steps button");
      on(previous, "click", () => step(-1));
      on(next, "click", () => step(1));
      on(keys, "click", () => help.showModal());
      on(tools, "change", (event) => {
        if (event.target.name === "gloss-view") setView(event.target.value);
        else relayout();
      });
    }

    on(window, "keydown", (event) => {
      const isTyping = event.target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], .gloss-write");
      if (event.key === "Tab" && !event.shiftKey && !offer.hidden && event.target === document.body) {
        event.preventDefault();
        offer.focus();
      }
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || help.open || !switched.checked) return;
      const act = {
        n: () => step(1),
        p: () => step(-1),
        1: () => setView("published"),
        2: () => setView("annotated"),
        3: () => setView("corrected"),
        a: () => slug && write(selectedWords(), null),
        "?": () => help.showModal(),
      }[event.key];
      if (event.key === "Escape" && opened && !sheet) {
        const id = opened;
        fold(id, false);
        opened = null;
        activate(null);
        refOf(id)?.focus({ preventScroll: true });
      }
      if (!act) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // the theme turns pages with n and p
      act();
    }, { capture: true });

    // ---------------------------------------------------------- adding a note

    // The form is loaded when somebody asks for it; what is here only asks.
    const slug = reader.dataset.article;
    const adders = slug ? [addTo(reader.querySelector(".gloss-tools"), "append"), addTo(section.querySelector("h2"), "after")] : [];
    const offer = make("button", { type: "button", className: "gloss-offer", textContent: "Add a note", hidden: true });
    let picked = null; // the selected words, kept when the selection goes with the focus
    let resting = 0;
    let failures = 0;
    let isPressed = false;
    let isByKey = false;
    let isAsked = false;
    reader.append(offer);

    function addTo(place, how) {
      const button = make("button", { type: "button" });
      button.addEventListener("click", () => write(selectedWords() ?? picked, button));
      place[how](make("p", { className: "gloss-add" }, button));
      return button;
    }

    function nameAdders() {
      const name = store.get(`glossator.draft.${location.pathname}`) ? "Continue your note" : "Add a note";
      for (const button of adders) if (button.textContent !== name) button.textContent = name;
    }

    async function write(range, opener, isQuiet = false) {
      offer.hidden = true;
      isAsked = true;
      try {
        // A browser may remember which addresses failed, those that the form asks for too:
        // another attempt goes by another spelling of the folder, which servers read as the same.
        const folder = "contribute".replace(/./g, (letter, at) => ((failures >> at) & 1 ? `%${letter.charCodeAt(0).toString(16)}` : letter));
        const { openForm } = await import(`./${folder}/form.js`);
        await openForm({ reader, range, opener: opener ?? adders[0], changed: nameAdders, isQuiet });
        // The form shows which words it has; others may have been selected since.
        const now = range && getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
        if (now && [Range.START_TO_START, Range.END_TO_END].every((how) => now.compareBoundaryPoints(how, range) === 0)) {
          getSelection().removeAllRanges();
        }
        picked = null;
      } catch {
        failures++;
        live.textContent = `The form could not be loaded; try again${failures > 1 ? ", or reload the page" : ""}.`;
        for (const button of adders) button.textContent = failures > 1 ? "Not loaded; try again, or reload the page" : "Not loaded; try again";
      }
      isAsked = false;
      rest();
    }

    /** What is selected, if there are words of the article in it, or null. */
    function selectedWords() {
      const selection = getSelection();
      const range = selection.rangeCount ? selection.getRangeAt(0) : null;
      return range && !range.collapsed && hasWords(range) ? range.cloneRange() : null;
    }

    function hasWords(range) {
      const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
      for (let node = walker.currentNode; node; node = walker.nextNode()) {
        if (node.nodeType !== Node.TEXT_NODE || !range.intersectsNode(node)) continue;
        // Markers and replacements stand in the text, but are not of it.
        if (!node.parentElement.closest("[class*=gloss-]:not(mark), .headerlink")?.matches(".gloss-head, .gloss-article")) continue;
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.length;
        if (node.data.slice(from, to).trim()) return true;
      }
      return false;
    }

    function offerNote() {
      // Once asked for, the form takes the words; until it is there they stay selected.
      if (isAsked || document.activeElement === offer) return;
      picked = selectedWords();
      offer.hidden = !picked || !slug;
      placeOffer();
      if (isByKey && !offer.hidden) live.textContent = "To add a note on these words press Tab, then Enter";
    }

    /** Below the selected words, above them, or where no words are: never on them. */
    function placeOffer() {
      if (offer.hidden || !picked) return;
      const boxes = [...picked.getClientRects()].filter(({ width, height }) => width && height);
      if (!boxes.length) return;
      const top = Math.min(...boxes.map((box) => box.top));
      const bottom = Math.max(...boxes.map((box) => box.bottom));
      const { offsetWidth: width, offsetHeight: height } = offer;
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
      offer.style.left = `${Math.round(Math.max(8, Math.min(x, innerWidth - width - 8)))}px`;
      offer.style.top = `${Math.round(y)}px`;
    }

    nameAdders();
    const rest = () => {
      clearTimeout(resting);
      if (!isPressed) resting = setTimeout(offerNote, SELECT_MS);
    };
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
    on(offer, "pointerdown", (event) => event.preventDefault()); // or the selection goes
    // What was offered may not be what is selected by now; on touch nothing may be.
    on(offer, "click", () => write(selectedWords() ?? picked, adders[0]));
    on(window, "scroll", () => requestAnimationFrame(placeOffer), { passive: true });
    on(window, "resize", () => requestAnimationFrame(placeOffer));

    on(window, "popstate", followAddress);
    on(window, "hashchange", followAddress);
    on(window, "scroll", () => requestAnimationFrame(showProgress), { passive: true });
    on(map, "click", (event) => {
      const box = map.getBoundingClientRect();
      const at = (event.clientY - box.top) / box.height;
      const { top, height } = article.getBoundingClientRect();
      scrollTo({ top: scrollY + top + at * height - innerHeight / 2 });
    });
    on(WIDE, "change", () => {
      closeSheet({ keepAddress: true });
      relayout();
      followAddress();
    });
    const observer = new ResizeObserver(relayout);
    observer.observe(text);
    on(section, "toggle", relayout, { capture: true });
    unmount = () => {
      gone.abort();
      observer.disconnect();
      cancelAnimationFrame(frame);
      clearTimeout(hovering);
      clearTimeout(resting);
      CSS.highlights?.delete("gloss-write");
    };

    const asked = new URLSearchParams(location.search).get("view");
    const wanted = [asked, store.get(VIEW_KEY)].find((name) => name && radio(name));
    if (wanted && wanted !== "annotated") setView(wanted, { remember: wanted === asked });
    layout();
    drawMap();
    followAddress();
    try {
      // It was open when the page was loaded again.
      if (slug && sessionStorage.getItem("glossator.writing") === location.pathname) write(null, null, true);
    } catch {
      /* then it has to be opened by hand */
    }
    // Until everything is loaded, the browser itself goes back to where the address points.
    if (document.readyState !== "complete" && noteFromAddress()) {
      on(window, "load", () => setTimeout(followAddress), { once: true });
    }
  }

  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
  else mount();
})();
