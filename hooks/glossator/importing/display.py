"""Where the styles of a page part words that its tags alone would run together."""

from __future__ import annotations

import re

from glossator.importing.leaves import Element
from glossator.importing.page_styles import Declarations, PageStyles
from glossator.weaving.markup import BLOCKS

# What stands on lines of its own; of the others two are seen as one word.
_OWN_LINE = re.compile(
    r"(?:block|flex|grid|table|list-item|flow-root|-webkit-box|-webkit-flex)(?:\s|$)"
)
_SPREADS = re.compile(r"(?:inline-)?(?:flex|grid)(?:\s|$)")
_CELL = re.compile(r"table-(?:cell|row|caption|row-group)")


class Displays:
    """How the elements of a page are shown, as far as its own `styles` say."""

    def __init__(self, styles: PageStyles) -> None:
        self.styles = styles
        self.known: dict[Element, Declarations] = {}
        self.bare: dict[Element, bool] = {}  # whether all text below stands in elements

    def gap(self, element: Element) -> str:
        """What a reader sees between the words before the element, or behind it, and its own.

        A line feed for a new line, a blank, or nothing.
        """
        if element.tag in BLOCKS:
            return ""
        values = self._values(element)
        display = values.get("display", "")
        if display in {"none", "contents"}:
            return ""
        is_out = values.get("float", "none") in {"left", "right"}
        is_out = is_out or values.get("position", "") in {"absolute", "fixed"}
        parent = element.getparent()
        is_spread = parent is not None and _SPREADS.match(self._values(parent).get("display", ""))
        if _OWN_LINE.match(display) and not is_out:
            return "\n"
        if is_spread or _CELL.match(display):
            return " "
        if is_out:
            # The first letter of a word is set so.
            return "" if _is_initial(element) else " "
        return " " if self._is_piece(element) else ""

    def _is_piece(self, element: Element) -> bool:
        """Whether it is an element of the page's own making among others, with no text beside.

        In the middle of a text such an element is part of it, as its syllables may be.
        """
        parent = element.getparent()
        if "-" not in element.tag or parent is None:
            return False
        if parent not in self.bare:
            beside = (parent.text, *(child.tail for child in parent))
            # To count the children takes time for each of them.
            is_one = len(parent) < 2
            self.bare[parent] = not (is_one or any(text and text.strip() for text in beside))
        return self.bare[parent]

    def _values(self, element: Element) -> Declarations:
        if element not in self.known:
            self.known[element] = self.styles.of(element)
        return self.known[element]


def _is_initial(element: Element) -> bool:
    """Whether it is a letter or two, as at the beginning of a chapter."""
    letters = 0
    for text in element.itertext():
        letters += len(text.strip())
        if letters > 2:
            return False
    return True
