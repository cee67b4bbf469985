"""A built site by itself: its pages, its data and its search tell of the same notes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from glossator.anchoring.text import plain_form
from glossator.exporting.csv_tables import path_of
from glossator.exporting.json_lines import ANNOTATIONS, ARTICLES
from glossator.exporting.note_pages import file_of
from glossator.exporting.tables import ANNOTATIONS as NOTE_TABLE
from glossator.exporting.tables import ARTICLES as ARTICLE_TABLE
from glossator.problems import Location, Problem, count_of, shown
from glossator.site.page_names import NOTES
from glossator.site.promised import VERSION, counts_in, read_promises
from glossator.verifying.built import AGAIN, Built, lines_of, place_of
from glossator.verifying.index import INDEX, Index
from glossator.verifying.page_parts import PageParts, may_claim, parts_of
from glossator.verifying.pictures import check_picture, promises_picture
from glossator.verifying.whole import BARE, Progress, refusals

Record = dict[str, Any]  # as JSON has it


def verify_alone(folder: Path, *, progress: Progress | None = None) -> list[Problem]:
    """What does not fit together in the site in `folder`, whatever it was built of.

    Raises:
        OSError: there is no such folder, or it cannot be looked into.
    """
    built = Built.of(folder)
    if refused := refusals(built):
        return refused
    pages = [path for path in sorted(built.files) if path.endswith(".html")]
    articles, notes = _records(built, ARTICLES), _records(built, ANNOTATIONS)
    check = _Alone(built, articles, notes)
    # Others may be left of an earlier build.
    of_any_program = {"index.html", *check.articles} & set(pages) or pages
    if not any(_promises(built, path) for path in of_any_program):
        return [Problem(Location("index.html"), "site-bare", BARE)]
    for number, path in enumerate(pages):
        if progress:
            progress("Looking at pages", number, len(pages))
        check.page(path)
    check.missing()
    _check_table(built, path_of(ARTICLE_TABLE), [one["article"] for one in articles], 1)
    names = [f"{one['article']}/{one['note']}" for one in notes]
    _check_table(built, path_of(NOTE_TABLE), names, 2)
    _check_search(built, articles, notes)
    return sorted(set(built.problems))


def _promises(built: Built, path: str) -> list[str]:
    return read_promises((built.read(path) or b"").decode("utf-8", "replace"))


def _records(built: Built, path: str) -> list[Record]:
    """The records of a file of JSON Lines; of one that cannot be read is told."""
    text = built.text(path) if built.expect(path, f"`{path}`") else None
    found: list[Record] = []
    for number, line in enumerate(lines_of(text or ""), start=1):
        try:
            record = json.loads(line)
            record["article"], record["url"], record["title"]
        except (KeyError, RecursionError, TypeError, ValueError) as error:
            built.tell(path, "site-damaged", f"the line is no record ({error}); {AGAIN}", number)
        else:
            found.append(record)
    return found


class _Alone:
    """Looks at each page beside what the data say."""

    def __init__(self, built: Built, articles: list[Record], notes: list[Record]) -> None:
        self.built = built
        self.has_folders = all(one["url"].endswith("/") for one in (*articles, *notes))
        self.articles = {self._file(f"articles/{one['article']}"): one for one in articles}
        self.notes: dict[str, dict[str, Record]] = {path: {} for path in self.articles}
        self.note_pages: dict[str, Record] = {}
        for note in notes:
            page = self._file(f"articles/{note['article']}")
            self.notes.setdefault(page, {})[str(note["note"])] = note
            self.note_pages[self._file(f"{NOTES}{note['article']}/{note['note']}")] = note

    def _file(self, page: str) -> str:
        return file_of(f"{page}/" if self.has_folders else f"{page}.html")

    def page(self, path: str) -> None:
        """Tell what is wrong with a page."""
        page = self.built.text(path)
        if page is None:
            return
        said = read_promises(page)
        promise = counts_in(said[0]) if len(said) == 1 else {}
        if promise.get("version") != str(VERSION):
            how = (
                "does not say"
                if not said
                else f"says {count_of(len(said), 'time')}"
                if len(said) > 1
                else "says in words of another version"
            )
            message = f'the page {how} how many notes it ought to have (`<meta name="glossator">`)'
            self.built.tell(path, "site-count", f"{message}; {AGAIN}")
            return
        kind = promise.get("page")
        expected = (
            "article"
            if path in self.articles
            else "note"
            if path in self.note_pages
            else kind
            if kind in {"moved", "page"}
            else "page"
        )
        if kind != expected:
            message = f"the page says that it is {shown(kind)}; by the data it is {shown(expected)}"
            self.built.tell(path, "site-foreign", f"{message}; {AGAIN}")
        elif kind == "note":
            self._count(path, promise, 1, page.count("<mark"))
            if promises_picture(promise):
                note = self.note_pages[path]
                name = f"{note['article']}/{note['note']}"
                picture = f"{NOTES}{name}/card.png"
                check_picture(self.built, picture, f"the picture of the note {shown(name)}")
        else:
            parts = parts_of(page) if may_claim(page) else PageParts()
            self._count(path, promise, len(parts.notes), len(parts.marks))
            self._parts(path, page, parts)

    def _count(self, path: str, promise: dict[str, str], notes: int, marks: int) -> None:
        for name, number in (("notes", notes), ("marks", marks)):
            if promise.get(name) != str(number):
                message = (
                    f"the page has {number} {name}, and says that it ought to have "
                    f"{shown(promise.get(name, 'none'))}; {AGAIN}"
                )
                self.built.tell(path, "site-count", message)

    def _parts(self, path: str, page: str, parts: PageParts) -> None:
        """Tell in what notes and marks differ from what the data say of them."""
        belonging = dict(self.notes.get(path, {}))
        marks = parts.marks_of()
        for part in parts.notes:
            name = part.ids[0]
            note = belonging.pop(name, None)
            where = place_of(page, part.offset)
            if note is None:
                message = f"of the note {shown(name)} the data know nothing; {AGAIN}"
                self.built.tell(path, "site-foreign", message, *where)
            elif _squeezed(str(note["title"])) not in _squeezed(part.words):
                message = f"the note {shown(name)} has another headline than in the data; {AGAIN}"
                self.built.tell(path, "site-changed", message, *where)
        for name in belonging:
            self.built.tell(path, "site-missing", f"the note {shown(name)} is missing; {AGAIN}")
        for name, note in self.notes.get(path, {}).items():
            found = _squeezed("".join(part.words for part in marks.pop(name, [])))
            words = [one["exact"] for one in note["places"] if one["start"] is not None]
            if sorted(found) != sorted(_squeezed("".join(words))):
                quoted = shown(" … ".join(words))
                message = f"the marks of the note {shown(name)} are not on {quoted}; {AGAIN}"
                self.built.tell(path, "site-changed", message)
        for name, some in marks.items():
            message = f"a mark names {shown(name)}, of which the data know nothing; {AGAIN}"
            self.built.tell(path, "site-foreign", message, *place_of(page, some[0].offset))

    def missing(self) -> None:
        """Tell of pages that are not there."""
        for path, article in self.articles.items():
            self.built.expect(path, f"the page of the article {shown(article['article'])}")
        for path, note in self.note_pages.items():
            self.built.expect(path, f"the page of the note {shown(note['note'])}")


def _squeezed(text: str) -> str:
    """The text as it is compared, without blanks: marks may part words."""
    return "".join(plain_form(text).split())


def _check_table(built: Built, path: str, names: list[str], key: int) -> None:
    if not built.expect(path, f"`{path}`"):
        return
    rows = csv.reader(io.StringIO(built.text(path) or "", newline=""))
    try:
        there = ["/".join(row[:key]) for row in rows][1:]
    except csv.Error as error:
        built.tell(path, "site-damaged", f"the table cannot be read ({error}); {AGAIN}")
        return
    for name in sorted(set(names) - set(there)):
        built.tell(path, "site-missing", f"the row {shown(name)} is missing; {AGAIN}")
    for name in sorted(set(there) - set(names)):
        built.tell(path, "site-foreign", f"the row {shown(name)} is in no other data; {AGAIN}")


def _check_search(built: Built, articles: list[Record], notes: list[Record]) -> None:
    if INDEX not in built.files or b'"glossator"' not in (built.read(INDEX) or b""):
        if INDEX not in built.files:
            built.expect(INDEX, "what the search reads first")
        return  # another search
    belonging = set(_found_at(articles, notes))
    index = Index(built)
    there = {
        f"{page.get('u', '')}{end}"
        for page, records in index.pages()
        for end, record in records.items()
        if record.get("k") in _KINDS
    }
    if not index.is_whole:
        return
    for one in sorted(belonging - there):
        built.tell(INDEX, "site-missing", f"the search does not find {shown(one)}; {AGAIN}")
    for one in sorted(there - belonging):
        message = f"the search finds {shown(one)}, of which the data know nothing; {AGAIN}"
        built.tell(INDEX, "site-foreign", message)


_KINDS = frozenset({"article", "correction", "source", "context"})


def _found_at(articles: list[Record], notes: list[Record]) -> Iterator[str]:
    """The addresses of articles and notes as the search has them, below the site's root."""
    for one in articles:
        yield _below_root(one["url"], one["article"])
    for one in notes:
        yield f"{_below_root(one['in_article'], one['article'])}--title"


def _below_root(address: str, article: str) -> str:
    return address[address.rindex(f"articles/{article}") :]
