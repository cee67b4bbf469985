// The page of an article as a whole: its parts in their order, each given the others that it
// calls. It watches nothing; the page works without any of it, and what is here moves and
// refers to the notes that the server rendered, and copies none.

let leaveArticle = () => {};

/** Begin with the article that is shown, if there is one, and end with the one before it. */
function mountReading() {
  leaveArticle();
  leaveArticle = () => {};
  const page = findPage();
  if (!page) return;
  leaveArticle = page.leave;

  const notes = readNotes(page);
  const margin = mountMargin(page, notes);
  const map = mountMap(page, notes);
  const arrange = watchLayout(page, notes, margin, map);
  const sheet = mountSheet(page, notes, arrange);
  const views = mountViews(page, arrange, sheet);
  const { go, arrive } = mountGoTo(page, notes, arrange, sheet, views);
  const step = mountSteps(page, notes, sheet, go);
  page.later(() => mountLinks(page, notes));
  watchPointing(page, notes, arrange);
  const help = mountHelp(page);
  const writing = page.reader.dataset.article ? mountWriting(page, mountOffer(page)) : null;

  const acts = {
    n: () => step(1),
    p: () => step(-1),
    1: () => views.set("published"),
    2: () => views.set("annotated"),
    3: () => views.set("corrected"),
    a: () => writing?.ask(),
    "?": help.show,
  };
  const escape = () => {
    const id = sheet.isOpen() ? null : notes.endVisit();
    if (!id) return;
    forgetAddress(id);
    arrange.around(null);
    notes.refOf(id)?.focus({ preventScroll: true });
  };
  watchKeys(page, help, acts, escape);

  views.restore();
  if (WIDE.matches) arrange.now();
  else arrange.soon();
  arrive();
  bringWords(page, notes, go);
  writing?.resume();
}
