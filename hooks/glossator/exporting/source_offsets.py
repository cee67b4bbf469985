"""Signs put into the Markdown of an article, behind words that a reader sees."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from glossator.exporting.markdown_text import plain
from glossator.weaving.markdown import MarkdownError, render_article_body

Place = tuple[tuple[int, int], str]
"""Offsets into the text of an article, and the sign to put behind it."""

_WORD = re.compile(r"\w+")
# Where links lead, and tags: what looks like words there is none.
_UNSEEN = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|<(?!https?:)/?[a-zA-Z][^<>]*>|&#?\w+;")
# Words between two words of a text; what is not found among them is left out.
_FARTHEST = 50


def mark_places(body: str, title: str, text: str, places: Sequence[Place]) -> tuple[str, list[str]]:
    """The Markdown of an article with its headline and signs, and the signs without a place.

    A sign is put only where the Markdown then reads as before, with the sign at its words:
    `text` is what a reader reads of the article with this `body` and `title`.
    """
    markdown = _with_headline(body, title)
    offsets = _offsets(markdown, text, [span for span, _ in places])
    found = [
        (offset, sign)
        for (span, sign), offset in zip(places, offsets, strict=True)
        if offset is not None and _reads_on(markdown, title, text, sign, offset, span)
    ]
    kept = {sign for _, sign in found}
    # From the end, so that offsets before it stay; those of one place in their order.
    for offset, _, sign in sorted(((at, n, sign) for n, (at, sign) in enumerate(found)))[::-1]:
        markdown = markdown[:offset] + sign + markdown[offset:]
    return markdown, [sign for _, sign in places if sign not in kept]


def _with_headline(body: str, title: str) -> str:
    other = "\N{BULLET}"
    has_one = not render_article_body(body, other).text.startswith(other)
    return body if has_one else f"# {plain(title)}\n\n{body}"


def _offsets(markdown: str, text: str, spans: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each span of the text, where in the Markdown it ends, as far as that can be seen."""
    seen = _UNSEEN.sub(lambda found: " " * len(found[0]), markdown)
    written = list(_WORD.finditer(seen))
    ends: list[int] = []
    stops: list[int] = []
    at = 0
    for word in _WORD.finditer(text):
        candidates = range(at, min(at + _FARTHEST, len(written)))
        found = next((index for index in candidates if written[index][0] == word[0]), None)
        if found is not None:
            at = found + 1
            ends.append(word.end())
            stops.append(written[found].end())
    return [_behind(markdown, text, span, ends, stops) for span in spans]


def _behind(
    markdown: str, text: str, span: tuple[int, int], ends: list[int], stops: list[int]
) -> int | None:
    # The last word that ends within the span, or the one that goes on behind it.
    index = bisect_left(ends, span[1] + 1) - 1
    if index < 0 or ends[index] <= span[0]:
        return None
    offset, rest = stops[index], text[ends[index] : span[1]]
    for character in rest:
        if not markdown.startswith(character, offset):
            break
        offset += 1
    return offset


def _reads_on(
    markdown: str, title: str, text: str, sign: str, offset: int, span: tuple[int, int]
) -> bool:
    """Whether a sign at `offset` leaves the text as it is, and stands at the end of `span`."""
    try:
        # A parser that knows no footnotes takes the sign for words.
        read = render_article_body(markdown[:offset] + sign + markdown[offset:], title)
    except MarkdownError:
        return False
    before, found, behind = read.text.partition(sign)
    html = read.html.partition(sign)[0]
    is_code = html.rfind("<code") > html.rfind("</code")
    is_there = span[0] < len(before) <= span[1] and bool(found)
    return is_there and before + behind == text and not is_code
