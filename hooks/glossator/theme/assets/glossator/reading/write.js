// Writing a note. It watches the buttons that ask for the form; it adds two of them to the
// page, and loads the form when somebody asks for it, and only then.

/** `ask` opens the form on the selected words, if any; `resume` if it was open before. */
function mountWriting({ reader, section, tools, on, whenLeft, say }, offer) {
  let failures = 0;
  const adders = [addTo(tools, "append"), addTo(section.querySelector("h2"), "after")];

  function addTo(place, how) {
    const button = make("button", { type: "button" });
    button.addEventListener("click", () => write(offer.words(), button));
    place[how](make("p", { className: "gloss-add" }, button));
    return button;
  }

  function nameAdders() {
    const name = store.get(`glossator.draft.${location.pathname}`) ? "Continue your note" : "Add a note";
    for (const button of adders) if (button.textContent !== name) button.textContent = name;
  }

  async function write(range, opener = adders[0], isQuiet = false) {
    // Once asked for, the form takes the words; until it is there they stay selected.
    offer.hold();
    try {
      // A browser may remember which addresses failed, those that the form asks for too:
      // another attempt goes by another spelling of the folder, which servers read as the same.
      const folder = "contribute".replace(/./g, (letter, at) => ((failures >> at) & 1 ? `%${letter.charCodeAt(0).toString(16)}` : letter));
      const { openForm } = await import(`./${folder}/form.js`);
      await openForm({ reader, range, opener, changed: nameAdders, isQuiet });
      unselect(range); // the form shows which words it has; others may have been selected since
      offer.forget();
    } catch {
      failures++;
      say(`The form could not be loaded; try again${failures > 1 ? ", or reload the page" : ""}.`);
      for (const button of adders) button.textContent = failures > 1 ? "Not loaded; try again, or reload the page" : "Not loaded; try again";
    }
    offer.release();
  }

  function resume() {
    try {
      // It was open when the page was loaded again.
      if (sessionStorage.getItem("glossator.writing") === location.pathname) write(null, adders[0], true);
    } catch {
      /* then it has to be opened by hand */
    }
  }

  nameAdders();
  // What was offered may not be what is selected by now; on touch nothing may be.
  on(offer.button, "click", () => write(offer.words()));
  whenLeft(() => CSS.highlights?.delete("gloss-write"));
  return { ask: () => write(selectedWords()), resume };
}
