// Filters of lists: fields combine, stand in the address, and work by keyboard. It watches the
// fields and the address; it changes which items of the list are shown, the words that count
// them, and the address.

// Typing is let rest so long before it is looked up, written into the address and read out.
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
  const count = document.querySelector(`[data-count-of="${form.dataset.list}"]`);
  const items = readItems(root);
  // A page lists only so much; how many there are, the form says where an index knows them all.
  const { total = items.listed } = form.dataset;
  filtered = {
    ...items,
    form,
    root,
    count,
    path: location.pathname,
    total: Number(total),
    hasIndex: "total" in form.dataset,
    isCut: Number(total) > items.listed,
    initial: count ? count.textContent : "",
    looked: null, // what the index said of the words that were last looked up
    asked: new Map(), // what is wanted of the notes that are shown
    next: items.listed, // the number of the first one that is not
    turn: 0, // of showing matches; an answer that comes after its turn is for nobody
  };
  watchFields(filtered);
  form.hidden = false;
  fillFields();
}

/** Going back and forth changes the fields. */
function watchFilters() {
  addEventListener("popstate", () => {
    if (filtered?.form.isConnected && filtered.path === location.pathname) fillFields();
  });
}

function watchFields(list) {
  const { form } = list;
  let timer = 0; // while words wait to be looked up
  const rest = () => (timer = clearTimeout(timer));
  // Each choice is a step back; each letter would be one too many.
  form.addEventListener("change", (event) => {
    if (event.target.name === "text") return timer && showWords();
    rest();
    writeFilters("pushState");
    showMatches();
  });
  form.addEventListener("input", (event) => {
    if (event.target.name !== "text") return;
    rest();
    list.turn++; // what was asked before is no longer wanted
    timer = setTimeout(showWords, REST_MS);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".gloss-clear")?.addEventListener("click", () => {
    rest();
    for (const field of form.querySelectorAll("[name]")) field.value = "";
    writeFilters("pushState");
    showMatches();
  });
  const more = document.querySelector(`[data-more-of="${form.dataset.list}"]`);
  more?.addEventListener("click", (event) => showMore(list, event));
  Object.assign(list, { more, rest: document.querySelector(`[data-rest-of="${form.dataset.list}"]`) });
  if (list.isCut) more.hidden = false;

  async function showWords() {
    rest();
    if (filtered === list && form.isConnected && (await showMatches())) writeFilters("replaceState");
  }
}

// A value that no longer exists, in an old link, asks for nothing; of a long list only the values
// that are used most can be chosen, and the others may still be asked for.
function fillFields() {
  const params = new URLSearchParams(location.search);
  for (const field of filtered.form.querySelectorAll("[name]")) {
    const value = params.get(field.name) || "";
    field.value = value;
    if (field.value !== value && "cut" in field.dataset) field.append(new Option(value, value, false, true));
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

/** Whether what is shown is still what was asked for, once all answers are there. */
async function showMatches() {
  const list = filtered;
  const wanted = readFilters();
  const turn = ++list.turn;
  const isOver = () => list !== filtered || turn !== list.turn;
  const words = list.hasIndex ? wanted.get("text") : "";
  if (list.isCut && (wanted.size || list.found)) {
    const found = await ask(({ showFound }) => showFound(list, wanted, isOver));
    if (isOver()) return false;
    if (found !== null) return sayFound(list, wanted, found, list.total);
    // Without the index the page can only look through what it lists.
    list.looked = { words };
    list.root.hidden = list.rest.hidden = false;
    list.found?.replaceChildren();
  } else if (words && words !== list.looked?.words) {
    showItems(list, wanted); // by what is chosen, at once
    const places = await ask(({ findPlaces }) => findPlaces(words, list.total));
    if (isOver()) return false;
    list.looked = { words, places };
  }
  return sayFound(list, wanted, showItems(list, wanted), list.listed, list.isCut ? " listed here" : "");
}

/** The answer of the module that asks the index, or null where there is none. */
async function ask(question) {
  try {
    return await question(await loadFound());
  } catch {
    return null;
  }
}

async function showMore(list, event) {
  const first = await ask(({ appendFound }) => appendFound(list));
  if (!event.detail) first?.focus(); // 0: pressed with a key
}

function sayFound({ form, count, initial }, wanted, found, total, where = "") {
  const { noun } = form.dataset;
  const said = !wanted.size
    ? initial
    : found
      ? `${found.toLocaleString("en")} of ${total.toLocaleString("en")} ${noun}${where}`
      : `No ${noun} match.`;
  if (count && count.textContent !== said) count.textContent = said;
  return true;
}
