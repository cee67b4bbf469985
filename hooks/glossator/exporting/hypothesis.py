"""The form `hypothesis`: notes as the answer of Hypothesis' search, which other tools read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from glossator.exporting.annotation_json import context_of
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.markdown_text import note_markdown
from glossator.exporting.note_parts import place_id
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote

# Everybody may read it; nobody of theirs may change it.
_PERMISSIONS = {"read": ["group:__world__"], "admin": [], "update": [], "delete": []}


class HypothesisRows(Format):
    """The rows of an answer of Hypothesis' API.

    There an annotation has one place: a note with several is a row for each. What a note has
    no field for there stands in its text, in Markdown.
    """

    name: ClassVar[str] = "hypothesis"

    def __init__(self, body_of: Callable[[PlacedNote], str]) -> None:
        """`body_of` gives the body of a note in Markdown."""
        self._body_of = body_of

    def fragment(self, site: Site, slug: str) -> bytes:
        """The rows of an article's notes, each on a line."""
        annotated = site.articles[slug]
        rows = (
            row
            for placed in annotated.text.notes
            for row in _rows(site, annotated, placed, self._body_of(placed))
        )
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        return lines.encode("utf-8", "backslashreplace")

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:  # noqa: ARG002 - unused
        """All rows, as one answer."""
        yield Output("hypothesis.json", _answer(fragments))


def _answer(fragments: Fragments) -> Iterator[bytes]:
    total, before = 0, b'{"rows":['
    for _, fragment in fragments():
        for line in fragment.splitlines():
            yield before + b"\n"
            yield line
            total, before = total + 1, b","
    yield (before if not total else b"") + f'\n],"total":{total}}}\n'.encode()


def _rows(
    site: Site, annotated: AnnotatedArticle, placed: PlacedNote, body: str
) -> Iterator[dict[str, Any]]:
    note, about = placed.note.annotation, site.about
    address, page = about.address(site.note_page(placed)), about.address(annotated.page)
    meta = annotated.article.meta
    uri = meta.source.url if meta else page
    created = f"{note.created}T00:00:00+00:00" if note.created else None
    modified = f"{note.modified}T00:00:00+00:00" if note.modified else created
    creator = note.creator
    account = f"acct:{creator.github}@github.com" if creator and creator.github else None
    tags = [note.kind, *note.topics]
    tags += [f"{name}:{value}" for name, value in _more_tags(placed) if value]
    row: dict[str, Any] = {
        "created": created,
        "updated": modified,
        "user": account,
        "user_info": {"display_name": creator.name if creator else None},
        "uri": uri,
        "text": note_markdown(placed, body),
        "tags": tags,
        "group": "__world__",
        "permissions": _PERMISSIONS,
        "document": {"title": [annotated.article.title]},
        "links": {"html": address, "incontext": about.address(site.note_url(placed))},
        "flagged": False,
        "hidden": False,
    }
    if not placed.places:
        yield {"id": address} | row | {"target": [{"source": uri}]}
    for number in range(len(placed.places)):
        name = address if len(placed.places) == 1 else f"{address}#{place_id(number + 1)}"
        selector = list(_selectors(annotated.text.source.text, placed, number))
        yield {"id": name} | row | {"target": [{"source": uri, "selector": selector}]}


def _more_tags(placed: PlacedNote) -> Iterator[tuple[str, str | None]]:
    note = placed.note.annotation
    yield "reason", note.reason
    yield "confidence", note.confidence
    yield "status", note.status if note.status != "published" else None


def _selectors(text: str, placed: PlacedNote, number: int) -> Iterator[dict[str, Any]]:
    typed, span = placed.note.annotation.target[number], placed.places[number].span
    if span is None:
        words, before, behind = typed.exact, typed.prefix, typed.suffix
    else:
        start, end = span
        yield {"type": "TextPositionSelector", "start": start, "end": end}
        words, least = text[start:end], (len(typed.prefix), len(typed.suffix))
        before, behind = context_of(text, start, end, before=least[0], behind=least[1])
    quote = {"type": "TextQuoteSelector", "exact": words, "prefix": before, "suffix": behind}
    yield {name: value for name, value in quote.items() if value}
