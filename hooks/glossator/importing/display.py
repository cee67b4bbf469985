"""Where the styles of a page part words that its tags alone would run together."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.importing.leaves import Element
from glossator.weaving.markup import BLOCKS

# What stands on lines of its own; of the others two are seen as one word.
_OWN_LINE = re.compile(
    r"(?:block|flex|grid|table|list-item|flow-root|-webkit-box|-webkit-flex)(?:\s|$)"
)
_SPREADS = re.compile(r"(?:inline-)?(?:flex|grid)(?:\s|$)")
_CELL = re.compile(r"table-(?:cell|row|caption|row-group)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"(?:^|[;{\s])(display|float|position)\s*:\s*([\w-]+)", re.IGNORECASE)
# `x-fact`, `span.date`, `#top`; rules with anything more are for states and for pieces.
_COMPOUND = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<names>(?:[.#][\w-]+)*)")
# Characters. Pages that bring along the styles of a whole site have some hundred thousand.
_MOST_STYLES = 1_000_000
# Elements above one that a rule is looked for on, and rules that are for the same name: pages
# are made to cost time, and the last rules are those that hold.
_HIGHEST = 20
_MOST_RULES = 30


@dataclass(frozen=True, slots=True)
class _Rule:
    path: tuple[str, ...]  # its compound selectors, from the outermost; `>` counts as a blank
    values: dict[str, str]


class Displays:
    """How the elements of a page are shown, as far as its own styles say."""

    def __init__(self, tree: Element) -> None:
        self.rules: dict[str, deque[_Rule]] = {}
        self.known: dict[Element, dict[str, str]] = {}
        self.bare: dict[Element, bool] = {}  # whether all text below stands in elements
        for style in tree.iter("style"):
            if "print" in (style.get("media") or ""):
                continue
            for selectors, values in _rules(_COMMENT.sub(" ", (style.text or "")[:_MOST_STYLES])):
                for selector in selectors.split(","):
                    self._add(selector, values)

    def _add(self, selector: str, values: dict[str, str]) -> None:
        path = tuple(selector.replace(">", " ").split())
        if path and all(_COMPOUND.fullmatch(part) for part in path):
            key = re.split(r"(?=[.#])", path[-1])[-1]
            key = key if key.startswith((".", "#")) else key.lower()
            rules = self.rules.setdefault(key, deque(maxlen=_MOST_RULES))
            rules.append(_Rule(path, values))

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

    def _values(self, element: Element) -> dict[str, str]:
        if element not in self.known:
            self.known[element] = self._found(element)
        return self.known[element]

    def _found(self, element: Element) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.rules:
            names = (element.get("class") or "").split()
            keys = [element.tag, *(f".{name}" for name in names), f"#{element.get('id') or ''}"]
            for key in keys:
                for rule in self.rules.get(key, ()):
                    if _fits(element, rule.path):
                        found |= rule.values
        return found | _values_of(element.get("style") or "")


def _rules(styles: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The selectors and values of each rule, those for screens of some width too."""
    begin, selectors = 0, "@"
    skipped = 0  # braces that are open within what is not for screens
    for found in re.finditer("[{}]", styles):
        part, begin = styles[begin : found.start()], found.end()
        if found[0] == "{":
            prelude = part.rpartition(";")[2].strip()
            is_odd = prelude.startswith("@") and not re.match(
                r"@(?:media(?!.*\bprint\b)|supports|layer|container)", prelude, re.DOTALL
            )
            skipped += bool(skipped or is_odd)
            selectors = prelude
        elif skipped:
            skipped -= 1
        else:
            values = _values_of(part)
            if values and not selectors.startswith("@"):
                yield selectors, values
            selectors = "@"


def _values_of(declarations: str) -> dict[str, str]:
    return {name.lower(): value.lower() for name, value in _DECLARATION.findall(declarations)}


def _fits(element: Element, path: tuple[str, ...]) -> bool:
    if not _is(element, path[-1]):
        return False
    rest = list(path[:-1])
    above = element.getparent()
    for _ in range(_HIGHEST):
        if not rest or above is None:
            break
        if _is(above, rest[-1]):
            rest.pop()
        above = above.getparent()
    return not rest


def _is(element: Element, compound: str) -> bool:
    found = _COMPOUND.fullmatch(compound)
    if found is None or (found["tag"] and found["tag"].lower() != element.tag):
        return False
    names = set((element.get("class") or "").split())
    for sign, name in re.findall(r"([.#])([\w-]+)", found["names"]):
        if (name not in names) if sign == "." else (name != element.get("id")):
            return False
    return True


def _is_initial(element: Element) -> bool:
    """Whether it is a letter or two, as at the beginning of a chapter."""
    letters = 0
    for text in element.itertext():
        letters += len(text.strip())
        if letters > 2:
            return False
    return True
