// The page of an article: where its parts are, and how long they are there. It watches
// nothing; it adds the line in which screen readers are told what happened.

/**
 * The parts of the page that is shown, or null where there is no article.
 *
 * `on` listens until `leave` is called, as the theme puts other pages in place of this one;
 * `whenLeft` says what else ends then. `later` does what a small screen does not show yet, so
 * that a finger does not wait for it.
 */
function findPage() {
  const reader = document.querySelector(".gloss-reader");
  const section = reader?.querySelector("#annotations");
  if (!section) return null;

  const gone = new AbortController();
  const live = make("p", { className: "gloss-sr" });
  live.setAttribute("role", "status");
  reader.append(live);

  return {
    reader,
    section, // of the notes
    text: reader.querySelector(".gloss-main"), // the article with its head
    article: reader.querySelector(".gloss-article"),
    tools: reader.querySelector(".gloss-tools"),
    on: (target, type, listener, options = {}) => target.addEventListener(type, listener, { ...options, signal: gone.signal }),
    later: (act) => (WIDE.matches ? act() : setTimeout(() => gone.signal.aborted || act())),
    whenLeft: (act) => gone.signal.addEventListener("abort", act),
    leave: () => gone.abort(),
    say: (words) => (live.textContent = words),
  };
}
