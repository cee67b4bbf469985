"""What of an HTML page is text at all, and the text of one of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.importing.leaves import Element, clean_text

# What is no text at all, and is left out without a word.
MACHINERY = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "link", "meta", "base", "title"),
        *("param", "source", "track", "col", "colgroup"),
    )
)
PICTURES = frozenset(
    (
        *("img", "picture", "svg", "video", "audio", "canvas", "iframe", "object", "embed"),
        "map",
    )
)
# What XML cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_of(element: Element) -> str:
    """The words of the element in one line, without machinery and pictures."""
    return " ".join(clean_text("".join(_texts(element))).split())


def classes_of(element: Element) -> frozenset[str]:
    """The names of its classes."""
    return frozenset((element.get("class") or "").split())


def replace_element(element: Element, replacement: Element) -> None:
    """Put another element in its place; the text behind it stays."""
    replacement.tail = joined(element.tail, "")
    element.tail = None
    element.getparent().replace(element, replacement)


def joined(one: str | None, other: str | None) -> str:
    """Two texts as one that an element takes: pages hold signs that XML does not allow."""
    return _NO_XML.sub("", f"{one or ''}{other or ''}")


def remove_element(element: Element) -> None:
    """Take the element out of the page; the text behind it stays."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = joined(parent.text, element.tail)
        else:
            before.tail = joined(before.tail, element.tail)
    element.tail = None
    parent.remove(element)


def _texts(element: Element) -> Iterator[str]:
    """The texts in the element that are no machinery."""
    from lxml import etree  # type: ignore[import-untyped] # it comes with the extra `import`

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if event == "end":
            yield "" if part is element else part.tail or ""
        elif part.tag in MACHINERY or part.tag in PICTURES:
            walk.skip_subtree()
        else:
            yield part.text or ""
