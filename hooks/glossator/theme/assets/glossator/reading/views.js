// The views: as published, annotated, corrected; and which kinds of notes are shown. It watches
// their buttons; it changes which one is pressed, the address, and what is remembered. What a
// view looks like is in the style sheet.

/** The name of the view that is shown. */
function viewOf(reader) {
  return reader.querySelector("[name=gloss-view]:checked")?.value ?? "annotated";
}

// The list in short is open where there is room: from the start, as the style sheet shows it, and
// said so as soon as the script is there.
const ROOMY = matchMedia("(min-width: 60em) and (min-height: 40em) and (pointer: fine)");

/**
 * `set` shows a view; `restore` the one that the address asks for, or that was shown last; `paint`
 * shows what is chosen by now.
 */
function mountViews({ reader, tools, on }, arrange, sheet) {
  const radio = (name) => [...reader.querySelectorAll("[name=gloss-view]")].find(({ value }) => value === name);

  function set(name, { remember = true } = {}) {
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
    if (name === "published") sheet.close();
    paint();
    arrange.soon();
  }

  /** Say in classes, which the style sheet goes by, what is chosen. */
  function paint() {
    for (const name of ["published", "corrected"]) reader.classList.toggle(`is-${name}`, viewOf(reader) === name);
    for (const { value, checked } of tools.querySelectorAll(".gloss-filter input")) reader.classList.toggle(`is-without-${value}`, !checked);
  }

  function restore() {
    const asked = new URLSearchParams(location.search).get("view");
    const wanted = [asked, store.get(VIEW_KEY)].find((name) => name && radio(name));
    // What somebody else's link asks for is nobody's own choice.
    if (wanted && wanted !== "annotated") set(wanted, { remember: false });
  }

  const short = reader.querySelector(".gloss-verdict__short");
  if (short && CSS.supports("selector(::details-content)")) {
    short.open = ROOMY.matches;
    short.classList.add("is-set");
  }
  const kinds = tools.querySelector(".gloss-kinds");
  const fold = ({ target }) => kinds?.open && !kinds.contains(target) && (kinds.open = false);
  on(document, "pointerdown", fold);
  on(document, "focusin", fold);
  on(tools, "keydown", ({ key }) => {
    if (key !== "Escape" || !kinds?.open) return;
    kinds.open = false;
    kinds.querySelector("summary").focus();
  });

  on(tools, "change", (event) => {
    if (event.target.name === "gloss-view") return set(event.target.value);
    paint();
    arrange.soon();
  });
  paint(); // what was chosen before the script came
  return { set, restore, paint };
}
