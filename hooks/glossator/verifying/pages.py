"""Pages: those of articles hold their notes and marks word for word, all others hold none."""

from __future__ import annotations

from collections import Counter

from glossator.caching.cache import Cache
from glossator.content.files import MARKDOWN
from glossator.problems import count_of, shown
from glossator.site.made import made_pages
from glossator.site.page_links import ExtensionError
from glossator.site.page_markdown import read_page
from glossator.site.page_names import GENERATED, article_slug
from glossator.site.page_seals import find_page, seal_page
from glossator.site.promised import Promise, promise_of, read_promises
from glossator.site.publish import Publication, Settings
from glossator.verifying.built import AGAIN, Built, place_of
from glossator.verifying.difference import same_beginning
from glossator.verifying.page_parts import PageParts, Part, may_claim, parts_of
from glossator.weaving.faults import MarkdownError

# Of a page that somebody wrote in place of the heading that it would have.
_OWN_TITLE = 'id="section-title"'
# Characters by which a piece of HTML is found again, where not all of it stands there.
_ENOUGH = 60


def file_of(page: str) -> str:
    """The file that is found at the address of a page."""
    return f"{page}index.html" if page.endswith("/") or not page else page


def page_sources(publication: Publication, settings: Settings) -> dict[str, str]:
    """The Markdown files of all pages, as `articles/a.md`, each with the address of its page."""
    site, corpus = publication.site, publication.site.corpus
    markdown = tuple(MARKDOWN)
    sources = dict.fromkeys((*GENERATED, *made_pages(site)))
    sources |= dict.fromkeys(path for path in sorted(corpus.files) if path.endswith(markdown))
    found: dict[str, str] = {}
    for source in sources:
        if publication.is_withheld(source) or settings.host.is_excluded(source):
            continue
        folder, slash, name = source.rpartition("/")
        stem = name.rpartition(".")[0]
        if stem == "README":
            # Of an index and a README beside it the host publishes the index.
            if f"{folder}{slash}index.md" in sources:
                continue
            stem = "index"
        found[source] = site.url_of(f"{folder}{slash}{stem}.md")
    return found


class PageCheck:
    """Looks at the pages of a built site, one after the other."""

    def __init__(
        self, built: Built, publication: Publication, settings: Settings, cache: Cache
    ) -> None:
        self.built = built
        self.cache = cache
        self.publication = publication
        self.site = publication.site
        self.host = settings.host

    def check(self, source: str, path: str) -> None:
        """Tell what is wrong with the page at `path`, made from `source`."""
        promise = promise_of(self.site, source)
        if not self.built.expect(path, self._what(source, promise)):
            return
        page = self.built.text(path)
        if page is None:
            return
        # Themes write comments behind it; whoever makes pages smaller may leave it out.
        if not ("</html>" in page or self.host.changes_pages):
            line = page.count("\n") + 1
            self.built.tell(path, "site-damaged", f"the page ends before its end; {AGAIN}", line)
            return
        before = len(self.built.problems)
        self._check_promise(path, page, promise)
        if promise.page == "article":
            self._check_article(path, page, source)
        elif may_claim(page):
            self._check_parts(path, page, PageParts(), parts_of(page), {})
        if promise.page != "article":
            self._check_lists(path, page, source, before)

    def _what(self, source: str, promise: Promise) -> str:
        docs = f"{self.publication.docs}/{source}"
        if promise.page == "article":
            notes = f", with {count_of(promise.notes, 'note')}," if promise.notes else ""
            return f"the page of the article `{docs}`{notes}"
        if source in self.site.corpus.files:
            return f"the page of `{docs}`"
        return f"the page “{GENERATED[source]}”" if source in GENERATED else "a page of a list"

    def _made(self, source: str) -> str:
        """What is made of the page at `source`, which is sealed where nobody wrote on it."""
        html = self.publication.page_html(source, "")
        return seal_page(self.cache, self.publication, source, html)

    def _check_lists(self, path: str, page: str, source: str, before: int) -> None:
        """Tell where a page is another one than that is made.

        `before` is how many problems were told before those of this page.
        """
        if find_page(self.cache, self.publication, source, page):
            return
        expected = self._made(source)
        if source not in self.site.corpus.files:
            self._check_words(path, page, expected)
        elif not self.host.changes_pages:
            # What somebody wrote stands before, between and behind what is made.
            there = frozenset(page.split("\n"))
            for line in expected.split("\n"):
                if line not in there and _OWN_TITLE not in line:
                    message = f"{shown(line)} is missing on the page; {AGAIN}"
                    self.built.tell(path, "site-missing", message)
                    return
            if len(self.built.problems) == before:
                self._check_written(path, page, source)

    def _check_written(self, path: str, page: str, source: str) -> None:
        """Tell where the words are others that somebody wrote for a page."""
        if not self.host.extensions.is_whole:
            return
        try:
            html = read_page(self.publication.written(source)[1], self.host.extensions).html
        except (ExtensionError, MarkdownError):  # the check tells, or the host knows more
            return
        # The host finishes links, which changes no words.
        if not parts_of(f"{html}<b>{_ENOUGH}").text.endswith(f" {_ENOUGH}"):
            return  # a tag that never ends takes from what stands behind it
        expected = parts_of(self.publication.page_html(source, html)).text
        found = parts_of(page).text
        if expected not in found:
            sizes = (_ENOUGH, _ENOUGH // 4)
            begin = max(found.find(expected[:size]) for size in sizes)
            gone, come = _difference(expected, found[begin:] if begin >= 0 else "")
            instead = f"the page says {shown(come)} in place of {shown(gone)}"
            message = f"{instead if come else f'{shown(gone)} is missing on the page'}; {AGAIN}"
            self.built.tell(path, "site-changed", message)

    def _check_promise(self, path: str, page: str, promise: Promise) -> None:
        found = read_promises(page)
        if found != [promise.content]:
            said = " and ".join(map(shown, found)) or "nothing"
            should = shown(promise.content)
            message = f'`<meta name="glossator">` says {said} in place of {should}; {AGAIN}'
            self.built.tell(path, "site-count", message)

    def _check_article(self, path: str, page: str, source: str) -> None:
        found = find_page(self.cache, self.publication, source, page)
        if found and not may_claim(page[: found[0]] + page[found[1] :]):
            return
        expected = self._made(source)
        begin = page.find(expected)
        if begin >= 0:  # to the letter
            rest = page[:begin] + page[begin + len(expected) :]
            if not may_claim(rest):
                return
        notes = self.site.articles[article_slug(source)].text.notes
        names = {placed.note.id: placed.note.path for placed in notes}
        was_told = self._check_parts(path, page, parts_of(expected), parts_of(page), names)
        if begin < 0 and not was_told:
            self._check_words(path, page, expected)

    def _check_words(self, path: str, page: str, expected: str) -> None:
        """Tell where the page begins to be another one than that is made today."""
        if expected in page:
            return
        # What other plugins do to blanks and to attributes is theirs.
        if self.host.changes_pages and parts_of(expected).text in parts_of(page).text:
            return
        offset = _first_difference(expected, page)
        line, column = place_of(page, offset)
        found = shown(" ".join(page[offset : offset + _ENOUGH].split()))
        message = f"the page is not what the corpus makes of it, from {found} on; {AGAIN}"
        self.built.tell(path, "site-changed", message, line, column)

    def _check_parts(
        self, path: str, page: str, expected: PageParts, found: PageParts, names: dict[str, str]
    ) -> bool:
        """Tell of notes and marks that are missing, others or too many; whether any was told.

        `names` are the files of the notes that belong there, by their ids.
        """
        before = len(self.built.problems)
        self._check_notes(path, page, expected, found, names)
        marks = found.marks_of()
        for name, belonging in expected.marks_of().items():
            self._check_marks(
                path, page, f"`{names.get(name, name)}`", belonging, marks.pop(name, [])
            )
        for name, foreign in marks.items():
            where = place_of(page, foreign[0].offset)
            message = f"a mark names the note {shown(name)}, which the corpus has not here; {AGAIN}"
            self.built.tell(path, "site-foreign", message, *where)
        return len(self.built.problems) > before

    def _check_notes(
        self, path: str, page: str, expected: PageParts, found: PageParts, names: dict[str, str]
    ) -> None:
        rest = {part.ids[0]: part for part in expected.notes}
        for part in found.notes:
            where = place_of(page, part.offset)
            name = part.ids[0]
            belonging = rest.pop(name, None)
            if belonging is None:
                twice = "stands twice" if name in names else "is not of the corpus"
                message = f"the note {shown(name)} on this page {twice}; {AGAIN}"
                self.built.tell(path, "site-foreign", message, *where)
            elif part.words != belonging.words:
                gone, come = _difference(belonging.words, part.words)
                message = (
                    f"the note of `{names[name]}` says {shown(come)} in place of {shown(gone)}; "
                    f"{AGAIN}"
                )
                self.built.tell(path, "site-changed", message, *where)
        for name in rest:
            message = f"the note of `{names[name]}` is missing on the page; {AGAIN}"
            self.built.tell(path, "site-missing", message)

    def _check_marks(
        self, path: str, page: str, note: str, belonging: list[Part], found: list[Part]
    ) -> None:
        gone = Counter(part.words for part in belonging) - Counter(part.words for part in found)
        left = Counter(part.words for part in found) - Counter(part.words for part in belonging)
        come = []
        for part in found:
            if left[part.words] > 0:
                left[part.words] -= 1
                come.append(part)
        missing = list(gone.elements())
        for part, words in zip(come, missing, strict=False):
            message = (
                f"a mark of the note {note} stands on {shown(part.words)} in place of "
                f"{shown(words)}; {AGAIN}"
            )
            self.built.tell(path, "site-changed", message, *place_of(page, part.offset))
        for words in missing[len(come) :]:
            message = f"a mark of the note {note} is missing, on {shown(words)}; {AGAIN}"
            self.built.tell(path, "site-missing", message)
        for part in come[len(missing) :]:
            message = f"a mark of the note {note} stands on {shown(part.words)} besides; {AGAIN}"
            self.built.tell(path, "site-foreign", message, *place_of(page, part.offset))


def _difference(expected: str, found: str) -> tuple[str, str]:
    """The words from where two texts begin to differ."""
    same = same_beginning(expected, found)
    begin = expected.rfind(" ", 0, same) + 1
    return expected[begin : begin + _ENOUGH], found[begin : begin + _ENOUGH]


def _first_difference(expected: str, page: str) -> int:
    """Where the page begins to differ from a piece of it, as far as it can be found."""
    begin = page.find(expected[:_ENOUGH])
    if begin < 0:
        return max(0, page.find("<main"), page.find("<h1"))
    return begin + same_beginning(expected, page[begin:])
