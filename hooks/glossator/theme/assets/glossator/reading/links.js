// The links of a note that only a browser can make. It watches the button that copies; it adds
// to the foot of each note its history, the way to dispute it and that button, and to each
// quote the way to the publisher's words.

function mountLinks(page, notes) {
  for (const { note, title } of notes.all()) {
    const foot = note.querySelector(".gloss-note__foot");
    for (const link of forgeLinks(page, note, title)) foot.append(link);
    foot?.append(shareButton(page, note));
    addOriginals(page, note);
  }
}

/** The address of the note's own page. */
function permalinkOf(note) {
  return note.querySelector(".gloss-permalink").href;
}

function shareButton({ say }, note) {
  const share = make("button", { type: "button", className: "gloss-link gloss-share", textContent: "Copy link" });
  const answer = (words) => {
    share.textContent = words;
    say(words);
  };
  share.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(permalinkOf(note));
      answer("Link copied");
    } catch {
      answer("Copy it from “Permalink”");
    }
  });
  return share;
}

/** From the forms of the forge's addresses, which the section carries, those for this note. */
function forgeLinks({ section }, note, title) {
  const { history, dispute } = section.dataset;
  if (!history) return [];
  const link = (href, name) => make("a", { className: "gloss-link", href, rel: "external noopener", textContent: name });
  const address = new URL(dispute);
  const values = {
    PERMALINK: permalinkOf(note),
    TITLE: `Dispute: ${title.textContent.trim().replace(/^\d+ /, "")}`,
  };
  for (const [name, value] of [...address.searchParams]) {
    address.searchParams.set(name, value.replace(/^(PERMALINK|TITLE)/, (word) => values[word]));
  }
  const links = [link(history.replace(/ID\.yaml$/, `${note.id.slice("note-".length)}.yaml`), "History"), link(address.href, "Dispute this note")];
  for (const one of [...links, note.querySelector(".gloss-link[href^=http]")]) one?.setAttribute("aria-describedby", title.id);
  return links;
}

/** The quoted words at the publisher's, where the browser can find them by their text. */
function addOriginals({ reader }, note) {
  const original = reader.querySelector(".gloss-byline__from a[rel~=external]");
  if (!original || !("fragmentDirective" in document)) return;
  for (const quote of note.querySelectorAll(".gloss-was, .gloss-quote")) {
    const words = encodeURIComponent(quote.textContent.trim()).replace(/-/g, "%2D");
    const link = make("a", { className: "gloss-back gloss-back--out", href: `${original.href}#:~:text=${words}`, rel: "external noopener", textContent: "copied page" });
    link.setAttribute("aria-label", "These words, on the page that was copied");
    quote.closest(".gloss-place")?.append(" ", link);
  }
}
