// The items of a list, as they stand on the page. It watches nothing; it changes which of them are
// shown.

/** The items of the list `root`: those that count are lines, the others are dots of a drawing. */
function readItems(root) {
  const items = [...root.querySelectorAll(".gloss-item")].map((element) => ({
    element,
    counts: element.localName === "li",
  }));
  return { items, groups: root.querySelectorAll(".gloss-group"), listed: items.filter((item) => item.counts).length };
}

/** Show the items that fit all that is `wanted`, and give back their number. */
function showItems({ items, groups, looked }, wanted) {
  let found = 0;
  for (const item of items) {
    const fits = matchesAll(item, wanted, looked);
    item.element.toggleAttribute("hidden", !fits);
    if (fits && item.counts) found += 1;
  }
  for (const group of groups) group.hidden = !group.querySelector("li.gloss-item:not([hidden])");
  return found;
}

// `looked` is the last answer of the index: for which words, and where it found them. While the
// next one is awaited, the last one stands.
function matchesAll(item, wanted, looked) {
  for (const [name, value] of wanted) {
    if (name === "text") {
      if (looked && !(looked.places ? looked.places.has(addressOf(item)) : holdsWords(item, looked.words))) return false;
    } else if (!(item.element.dataset[name] || "").split(" ").includes(value)) return false;
  }
  return true;
}

function addressOf(item) {
  return (item.address ??= item.element.querySelector("a[href]").href);
}

// Where there is no index, offline say: all that the page itself can tell.
function holdsWords(item, words) {
  item.words ??= foldCase(item.element.textContent);
  return foldCase(words).split(/\s+/).every((word) => item.words.includes(word));
}

function foldCase(text) {
  return text.normalize("NFKC").toLowerCase();
}
