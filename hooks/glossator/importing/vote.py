"""Which paragraphs of a page are its article: trafilatura's word on it, or else the page's."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from typing import Any

from glossator.importing.furniture import furniture
from glossator.importing.leaves import Element, Leaf, is_all_link, letters_of
from glossator.web.deadline import within

MISSING = (
    "reading HTML needs the extra `import`: run `pip install 'glossator[import]'`; "
    "plain text is imported without it"
)
# Seconds. Books take ten; pages of ten thousand small tables would take hours.
DEADLINE = 60.0
# Letters. Shorter paragraphs occur in menus and in articles alike.
TELLING_LETTERS = 16


class PageError(Exception):
    """There is no article to be read; the message says why and what to do."""


def votes(tree: Element, leaves: Sequence[Leaf]) -> list[bool]:
    """For each of the leaves of the page `tree`, whether it was taken for the article.

    Raises:
        PageError: the library is missing, or needs too much time.
    """
    lines = [letters_of(line) for line in _extract(tree).split("\n")]
    known, whole = frozenset(lines), "".join(lines)

    def is_in(text: str) -> bool:
        letters = letters_of(text)
        is_told = len(letters) >= TELLING_LETTERS and letters in whole
        return bool(letters) and (letters in known or is_told)

    def is_voted(leaf: Leaf) -> bool:
        if leaf.kind != "table":
            return is_in(leaf.text)
        cells = [line for line in leaf.text.split("\n") if line.strip()]
        return sum(map(is_in, cells)) * 2 > len(cells)

    found = [leaf.kind != "hr" and is_voted(leaf) for leaf in leaves]
    return found if any(found) else _told_by_markup(leaves)


def _extract(tree: Element) -> str:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise PageError(MISSING) from None
    own = copy.deepcopy(tree)
    # It fills what cells reach into, and for the text that is nothing but time.
    for cell in own.iter("td", "th"):
        for name in ("rowspan", "colspan"):
            cell.attrib.pop(name, None)
    try:
        found = within(DEADLINE, lambda: bare_extraction(own, options=_options()))
    except TimeoutError:
        raise PageError(
            f"finding the article in this page takes more than {DEADLINE:g} seconds; "
            "copy its text into a text file, and import that"
        ) from None
    except Exception:  # a page that it cannot read is read without its help
        found = None
    return getattr(found, "text", "") or ""


@cache
def _options() -> Any:
    """What trafilatura is to look for; to make it anew takes time for every page."""
    from trafilatura.settings import Extractor

    return Extractor(
        output_format="python",
        recall=True,  # a paragraph too many is seen and deleted, one too few is not
        comments=False,
        tables=True,
        dedup=False,
    )


def _told_by_markup(leaves: Sequence[Leaf]) -> list[bool]:
    """The leaves that the page itself calls an article, or else all that are no furniture."""
    for is_article in (
        lambda el: (el.get("itemprop") or "").lower() == "articlebody",
        lambda el: el.tag == "article",
        lambda el: el.tag == "main" or el.get("role") == "main",
        lambda el: el.tag == "body",
    ):
        found = [
            leaf.kind != "hr"
            and any(map(is_article, leaf.around()))
            and not any(map(furniture, leaf.around()))
            and not is_all_link(leaf)
            for leaf in leaves
        ]
        if any(found):
            return found
    return [False] * len(leaves)
