// Keys in the search dialog. The theme closes it at Tab, and gives the field each other key that
// is pressed elsewhere in it. Here Tab goes from the field to the filters, to the results and
// round again; Escape closes.

const MODIFIERS = new Set(["Shift", "Alt", "AltGraph", "CapsLock", "Fn", "NumLock"]);
const STOPS = ".md-search-result :is(button, summary, [href])";

/** Watches the keys that are pressed in the `dialog`; the theme hears of those left to it. */
export function watchKeys(dialog, field) {
  const stops = () => [field, ...dialog.querySelectorAll(STOPS)].filter((stop) => stop === field || stop.checkVisibility());

  function move(from, step) {
    const all = stops();
    const next = all[(Math.max(all.indexOf(from), 0) + step + all.length) % all.length];
    next.focus();
    if (next === field) field.select();
  }

  dialog.addEventListener("keydown", (event) => {
    const at = event.target;
    const isButton = at.localName === "button";
    // While letters are put together their keys are the input method's; some browsers tell of
    // the last one only by this number.
    if (event.isComposing || event.keyCode === 229) return event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && at !== field) return at.blur();
    if (event.key === "Tab") claim(event, () => move(at, event.shiftKey ? -1 : 1));
    else if (at !== field && MODIFIERS.has(event.key)) event.stopPropagation();
    else if (isButton && event.key === " ") event.stopPropagation();
    else if (isButton && /^Arrow(?:Left|Right)$/.test(event.key)) {
      const isForward = (event.key === "ArrowRight") === (getComputedStyle(at).direction === "ltr");
      claim(event, () => move(at, isForward ? 1 : -1));
    } else if (at.closest(".gloss-chips, .gloss-none") && event.key === "ArrowUp") claim(event, () => field.focus());
    else if (at.matches(".gloss-further-results") && event.key === "ArrowDown") claim(event, () => field.focus());
  });
}

function claim(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act();
}
