// Keys in the search dialog. The theme closes it at Tab, and gives the field each other key that
// is pressed elsewhere in it. Here Tab goes from the field to the filters and to the results; from
// the last of them, and from a field below which there is nothing, it leads out, as in the theme.

const MODIFIERS = new Set(["Shift", "Alt", "AltGraph", "CapsLock", "Fn", "NumLock"]);
const STOPS = ".md-search-result :is(button, summary, [href])";

/** Watches the keys that are pressed in the `dialog`; the theme hears of those left to it. */
export function watchKeys(dialog, field) {
  const stops = () => [field, ...dialog.querySelectorAll(STOPS)].filter((stop) => stop === field || stop.checkVisibility());

  const next = (from, step) => {
    const all = stops();
    return all.includes(from) ? all[all.indexOf(from) + step] : undefined; // as in the theme's list, which scrolls
  };

  function move(event, step) {
    const stop = next(event.target, step);
    if (!stop) return;
    claim(event, () => stop.focus());
    if (stop === field) field.select();
  }

  dialog.addEventListener("keydown", (event) => {
    const at = event.target;
    const isButton = at.localName === "button";
    // While letters are put together their keys are the input method's; some browsers tell of
    // the last one only by this number.
    if (event.isComposing || event.keyCode === 229) return event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && at !== field) return at.blur();
    if (event.key === "Tab") move(event, event.shiftKey ? -1 : 1);
    else if (at !== field && MODIFIERS.has(event.key)) event.stopPropagation();
    else if (isButton && event.key === " ") event.stopPropagation();
    else if (isButton && /^Arrow(?:Left|Right)$/.test(event.key)) {
      const isForward = (event.key === "ArrowRight") === (getComputedStyle(at).direction === "ltr");
      move(event, isForward ? 1 : -1);
    } else if (at.closest(".gloss-chips, .gloss-none") && event.key === "ArrowUp") claim(event, () => field.focus());
    else if (at.matches(".gloss-further-results") && event.key === "ArrowDown") claim(event, () => field.focus());
  });
}

function claim(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act();
}
