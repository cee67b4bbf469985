// What is loaded on the page that is asked by address, and on an article to which somebody comes with
// words from the publisher's: there, and only then. It watches nothing.

/** On the page with the field for an address, what answers. */
function mountAskingPage() {
  const form = document.querySelector(".gloss-ask");
  if (!form) return;
  import("./asking/page.js").then(
    ({ mountAsking }) => form.isConnected && mountAsking(form),
    () => (document.querySelector(".gloss-answer").textContent = "What looks up addresses could not be loaded; reload the page."),
  );
}

/** Show in an article the words that its address brings along, or the note on them. */
async function bringWords(page, notes, go) {
  if (!location.hash.startsWith("#words=")) return;
  const brought = new URLSearchParams(location.hash.slice(1));
  const { showWords } = await import("./asking/words.js");
  if (page.reader.isConnected) showWords(page, notes, go, brought.get("words"), brought.get("before") ?? "");
}
