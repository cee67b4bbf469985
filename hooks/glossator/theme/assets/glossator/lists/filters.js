// Filters of lists: fields combine, stand in the address, and work by keyboard. It watches the
// fields and the address; it changes which items of the list are shown, the words that count
// them, and the address.

// Typing is let rest so long before it is written into the address and read out.
const REST_MS = 250;

let filtered = null; // the list on the page that has filters

function mountFilters() {
  const form = document.querySelector(".gloss-find[data-list]");
  if (filtered && filtered.form === form) return;
  const root = form && document.getElementById(form.dataset.list);
  if (!root) {
    filtered = null;
    return;
  }
  const items = [...root.querySelectorAll(".gloss-item")].map((element) => ({
    element,
    counts: element.localName === "li",
  }));
  const count = document.querySelector(`[data-count-of="${form.dataset.list}"]`);
  filtered = {
    form,
    items,
    count,
    path: location.pathname,
    groups: root.querySelectorAll(".gloss-group"),
    total: items.filter((item) => item.counts).length,
    initial: count ? count.textContent : "",
  };
  watchFields(form);
  form.hidden = false;
  fillFields();
}

/** Going back and forth changes the fields. */
function watchFilters() {
  addEventListener("popstate", () => {
    if (filtered?.form.isConnected && filtered.path === location.pathname) fillFields();
  });
}

function watchFields(form) {
  let timer = 0;
  // Each choice is a step back; each letter would be one too many.
  form.addEventListener("change", (event) => {
    clearTimeout(timer);
    writeFilters(event.target.name === "text" ? "replaceState" : "pushState");
    showMatches();
  });
  form.addEventListener("input", (event) => {
    if (event.target.name !== "text") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (filtered?.form !== form || !form.isConnected) return;
      writeFilters("replaceState");
      showMatches();
    }, REST_MS);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".gloss-clear")?.addEventListener("click", () => {
    clearTimeout(timer);
    for (const field of form.querySelectorAll("[name]")) field.value = "";
    writeFilters("pushState");
    showMatches();
  });
}

// A value that no longer exists, in an old link, asks for nothing.
function fillFields() {
  const params = new URLSearchParams(location.search);
  for (const field of filtered.form.querySelectorAll("[name]")) {
    const value = params.get(field.name) || "";
    field.value = value;
    if (field.value !== value) field.value = "";
  }
  showMatches();
}

// What else stands in the address stays there.
function writeFilters(method) {
  const address = new URL(location.href);
  const wanted = readFilters();
  for (const field of filtered.form.querySelectorAll("[name]")) {
    if (wanted.has(field.name)) address.searchParams.set(field.name, wanted.get(field.name));
    else address.searchParams.delete(field.name);
  }
  if (address.href !== location.href) history[method](history.state, "", address);
}

function readFilters() {
  const wanted = new Map();
  for (const field of filtered.form.querySelectorAll("[name]")) {
    const value = field.value.trim();
    if (value) wanted.set(field.name, value);
  }
  return wanted;
}

function showMatches() {
  const wanted = readFilters();
  let found = 0;
  for (const item of filtered.items) {
    const fits = matchesAll(item, wanted);
    item.element.toggleAttribute("hidden", !fits);
    if (fits && item.counts) found += 1;
  }
  for (const group of filtered.groups) {
    group.hidden = !group.querySelector("li.gloss-item:not([hidden])");
  }
  const noun = filtered.form.dataset.noun;
  const said = !wanted.size
    ? filtered.initial
    : found
      ? `${found} of ${filtered.total} ${noun}`
      : `No ${noun} match.`;
  if (filtered.count && filtered.count.textContent !== said) filtered.count.textContent = said;
}

function matchesAll(item, wanted) {
  for (const [name, value] of wanted) {
    if (name === "text") {
      item.words ??= foldCase(item.element.textContent);
      if (!foldCase(value).split(/\s+/).every((word) => item.words.includes(word))) return false;
    } else if (!(item.element.dataset[name] || "").split(" ").includes(value)) return false;
  }
  return true;
}

function foldCase(text) {
  return text.normalize("NFKC").toLowerCase();
}
