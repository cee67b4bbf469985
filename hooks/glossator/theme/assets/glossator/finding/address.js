// The query in the address, `?q=…`, while the search is open: it can be sent to somebody, and the
// theme opens the search with it. No letter is a step in the browser's history.

// Typing is let rest so long before it is written: browsers refuse too many writes.
const REST_MS = 250;

/** Watches the field and whether the search is open; it changes the address alone. */
export function watchAddress(field, toggle) {
  let timer = 0;

  function write() {
    clearTimeout(timer);
    const address = new URL(location.href);
    const query = toggle.checked ? field.value.trim() : "";
    // What else stands there stays as it is, letter for letter.
    if ((address.searchParams.get("q") ?? "") === query) return;
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    try {
      history.replaceState(history.state, "", address);
    } catch {
      /* then it is written after the next letter */
    }
  }

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(write, REST_MS);
  });
  field.form.addEventListener("reset", () => setTimeout(write));
  toggle.addEventListener("change", write);
  write();
}
