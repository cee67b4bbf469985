// The words of the article that are selected. It watches nothing and changes nothing.

/** What is selected, if there are words of the article in it, or null. */
function selectedWords() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  return range && !range.collapsed && hasWords(range) ? range.cloneRange() : null;
}

function hasWords(range) {
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType !== Node.TEXT_NODE || !range.intersectsNode(node)) continue;
    // Markers and replacements stand in the text, but are not of it.
    if (!node.parentElement.closest("[class*=gloss-]:not(mark), .headerlink")?.matches(".gloss-head, .gloss-article")) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (node.data.slice(from, to).trim()) return true;
  }
  return false;
}

/** Take the selection away, if it is still these words. */
function unselect(range) {
  const now = range && getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  if (now && [Range.START_TO_START, Range.END_TO_END].every((how) => now.compareBoundaryPoints(how, range) === 0)) {
    getSelection().removeAllRanges();
  }
}
