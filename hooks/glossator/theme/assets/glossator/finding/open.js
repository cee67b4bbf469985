// The theme closes the search a moment after each change of the address, and so at the beginning of
// a page, when a page has come, when it is scrolled to a heading. A reader, or `?q=`, may have
// opened the search meanwhile; then it stays open. And it overlooks a focus that comes back soon.

const CLOSING = new Set(["Enter", "Escape", "Tab"]);

/** Lets the search be open, as `toggle` says, while its `field` has the focus. */
export function keepOpen(field, toggle) {
  let isByReader = false; // what happens just now
  let isLeft = false; // by a step back or forward, since it was opened

  const act = () => {
    isByReader = true;
    setTimeout(() => (isByReader = false));
  };
  addEventListener("keydown", ({ key }) => CLOSING.has(key) && act(), { capture: true });
  addEventListener("click", ({ isTrusted }) => isTrusted && act(), { capture: true });
  // The theme leaves a state in each entry of the history that it goes away from.
  addEventListener("popstate", ({ state }) => (isLeft ||= state !== null));
  toggle.addEventListener("change", () => {
    if (toggle.checked) isLeft = false;
    else if (!isByReader && !isLeft) queueMicrotask(open); // a click within a click does nothing
  });
  for (const type of ["focus", "input"]) field.addEventListener(type, open);
  open(); // it may have been closed while this was loaded

  function open() {
    if (!toggle.checked && document.activeElement === field) toggle.click();
  }
}
