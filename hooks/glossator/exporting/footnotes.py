"""The form `markdown`: articles with their notes as footnotes, for editors and converters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from glossator.exporting.choosing import markdown_body
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.markdown_of import escaped
from glossator.exporting.markdown_text import note_markdown, plain
from glossator.exporting.source_offsets import mark_places
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote
from glossator.weaving.markdown import is_harmless

_INDENT = " " * 4


class MarkdownFootnotes(Format):
    """Markdown with footnotes, as Pandoc and most others read it.

    The copy of an article stands there word for word; where it has HTML that a site leaves out, its
    words alone. A footnote's sign stands behind the words
    that its note speaks of; what speaks of the whole article has its sign behind the headline.
    """

    name: ClassVar[str] = "markdown"

    def __init__(self, root: Path) -> None:
        """`root` is the folder of the site, whose notes are read once more."""
        self._root = root

    def fragment(self, site: Site, slug: str) -> bytes:
        """An article with its notes."""
        blocks = _blocks(self._root, site, site.articles[slug])
        return ("\n\n".join(blocks) + "\n").encode("utf-8", "backslashreplace")

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:  # noqa: ARG002 - unused
        """All articles, one below the other."""
        yield Output("notes.md", _joined(fragments))


def _joined(fragments: Fragments) -> Iterator[bytes]:
    between = b""
    for _, fragment in fragments():
        yield between
        yield fragment
        between = b"\n* * *\n\n"


def _blocks(root: Path, site: Site, annotated: AnnotatedArticle) -> Iterator[str]:
    article, text = annotated.article, annotated.text
    places: list[tuple[tuple[int, int], str]] = []
    for placed in text.notes:
        spans = [place.span for place in placed.places if place.span]
        # The headline is the first line of the text.
        headline = (0, max(1, text.source.text.find("\n")))
        places += [(span, _sign(placed)) for span in spans or [headline]]
    if is_harmless(article.body, is_article=True):
        markdown, lost = mark_places(article.body, article.title, text.source.text, places)
    else:
        markdown, lost = _words_alone(text.source.text, places), []
    yield markdown.strip("\n")
    if article.meta:
        told = f"Published by {plain(article.meta.source.publisher)}"
        if article.meta.source.published:
            told += f" on {article.meta.source.published}"
        page = site.about.address(annotated.page)
        yield f"*{told}: <{article.meta.source.url}>. With notes: <{page}>.*"
    if lost:
        yield f"*On words within tables, code or the like:* {' '.join(dict.fromkeys(lost))}"
    for placed in text.notes:
        address = site.about.address(site.note_page(placed))
        said = f"{note_markdown(placed, markdown_body(root, placed))}\n\n<{address}>"
        yield f"{_sign(placed)}: " + re.sub(r"\n(?=[^\n])", f"\n{_INDENT}", said)


def _words_alone(text: str, places: Iterable[tuple[tuple[int, int], str]]) -> str:
    """The text of an article of which something had to be taken out: its words, with signs."""
    pieces, done = [], 0
    for end, sign in sorted((span[1], sign) for span, sign in places):
        pieces.append(f"{escaped(text[done:end])}{sign}")
        done = end
    headline, _, rest = "".join((*pieces, escaped(text[done:]))).partition("\n")
    return "\n\n".join((f"# {headline}", *filter(None, map(str.strip, rest.split("\n")))))


def _sign(placed: PlacedNote) -> str:
    return f"[^{placed.note.article}-{placed.note.id}]"
