"""An HTML page read from its first tag to its last, as a list of its leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from glossator.importing.display import Displays
from glossator.importing.leaves import (
    CONTROL,
    HEADINGS,
    Element,
    Holder,
    Kind,
    Leaf,
    Run,
    clean_text,
    tidy_runs,
)
from glossator.importing.links import complete_link
from glossator.importing.numbering import holder_of
from glossator.importing.page_styles import PageStyles
from glossator.weaving.markup import BLOCKS

# What an element means in the text, whatever the page calls it.
_STYLES = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em",
    "var": "em", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "sup": "sup",
    "sub": "sub", "del": "del", "s": "del", "strike": "del", "ins": "ins", "q": "q",
    "ruby": "ruby", "rt": "rt", "rp": "rp",
}  # fmt: skip
# What may stand in each part of a table; pages put cells outside of rows, too.
_ANYWHERE = frozenset({"script", "style", "template"})
_ROWS = _ANYWHERE | {"tr"}
_TABLE_PARTS = {
    "table": _ROWS | {"caption", "col", "colgroup", "tbody", "tfoot", "thead"},
    "thead": _ROWS,
    "tbody": _ROWS,
    "tfoot": _ROWS,
    "tr": _ANYWHERE | {"td", "th"},
}
# `caption`, `wp-caption-text`, `image__caption`
_CAPTION = re.compile(r"(?:\b|_)caption(?:[-_]?text)?(?=\s|$)", re.IGNORECASE)
# Quotes, lists and items inside of each other. More than three lists deep is a page gone
# wrong, and Markdown cannot be read much deeper.
_DEEPEST = 8
# Characters. A cell with more is a column of a layout.
_LONGEST_CELL = 400
# Cells, those included that others reach into. A year of days in twenty columns has 7,300.
_LARGEST_TABLE = 20_000
Skip = Callable[[Element], bool]


def read_leaves(
    root: Element, *, base: str, skip: Skip, styles: PageStyles | None = None
) -> Iterator[Leaf]:
    """The leaves below the element `root` in reading order, without what `skip` says.

    Links are completed with the address `base`. Words are parted as the page's `styles` part
    them, which are those below `root` where none are given. Linear in the size of the page.
    """
    yield from _Reader(base, skip, Displays(styles or PageStyles(root))).read(root)


class _Reader:
    """Follows the events of a walk: pages are nested deeper than Python can descend."""

    def __init__(self, base: str, skip: Skip, displays: Displays) -> None:
        self.base = base
        self.skip = skip
        self.displays = displays
        self.runs: list[Run] = []
        self.path: list[Holder] = []
        self.kinds: list[Kind] = ["p"]
        self.styles: list[str] = []
        self.links: list[str] = [""]
        self.owner: Element = None
        self.count = 0
        self.counts: dict[Element, int] = {}

    def read(self, root: Element) -> Iterator[Leaf]:
        from lxml import etree  # type: ignore[import-untyped] # it comes with the extra `import`

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            if event == "start":
                if not isinstance(element.tag, str) or self.skip(element):
                    walk.skip_subtree()
                    skipped = element
                    if isinstance(element.tag, str) and element.tag in BLOCKS:
                        yield from self._flush()
                    continue
                if element.tag == "table" and is_data(element):
                    yield from self._flush()
                    yield from self._captions(element)
                    yield self._table(element)
                    walk.skip_subtree()
                    skipped = element
                    continue
                yield from self._start(element)
            else:
                if element is not skipped:
                    yield from self._end(element)
                skipped = None if element is skipped else skipped
                if element is not root:
                    self._add(element.tail)
        yield from self._flush()

    def _start(self, element: Element) -> list[Leaf]:
        """Go into the element; returned is what ends before it."""
        tag = element.tag
        if tag == "br":
            self.runs.append(Run("\n", self._now(), self.links[-1]))
            return []
        if tag == "hr":
            rule = Leaf("hr", path=tuple(self.path[:_DEEPEST]), element=element.getparent())
            return [*self._flush(), rule]
        ended: list[Leaf] = []
        if tag in BLOCKS:
            ended = self._flush()
            self.owner = element
        if tag in {"ul", "ol", "menu", "li", "blockquote"}:
            self.count += 1
            self.path.append(holder_of(element, self.count, self.counts))
        if tag in HEADINGS or tag == "pre":
            self.kinds.append(tag)
        elif is_caption(element):
            self.kinds.append("caption")
        elif tag == "span" and self.kinds[-1] == "caption" and self.runs:
            self.runs.append(Run(" "))  # styles set the photographer's name apart
        self._part(element)
        if tag in _STYLES:
            self.styles.append(_STYLES[tag])
        if tag == "a":
            self.links.append(complete_link(element.get("href") or "", self.base))
        self._add(element.text)
        return ended

    def _end(self, element: Element) -> list[Leaf]:
        """Go out of the element; returned is what ends with it."""
        tag = element.tag
        if tag in {"br", "hr"}:
            return []
        ended: list[Leaf] = []
        if tag in BLOCKS:
            ended = self._flush()
            self.owner = element.getparent()
        if tag in {"ul", "ol", "menu", "li", "blockquote"}:
            self.path.pop()
        if tag in HEADINGS or tag == "pre" or is_caption(element):
            self.kinds.pop()
        if tag in _STYLES:
            self.styles.pop()
        if tag == "a":
            self.links.pop()
        self._part(element)
        return ended

    def _part(self, element: Element) -> None:
        gap = self.displays.gap(element)
        if gap and self.runs and self.runs[-1].text != "\n":
            self.runs.append(Run(gap))

    def _now(self) -> frozenset[str]:
        return frozenset(self.styles)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self.kinds[-1] == "pre":
            clean = CONTROL.sub("", text.replace("\r\n", "\n")).expandtabs(4)
        else:
            clean = clean_text(text)
        if clean:
            self.runs.append(Run(clean, self._now(), self.links[-1]))

    def _flush(self) -> list[Leaf]:
        """The paragraphs that end here."""
        if not self.runs:
            return []
        runs, self.runs = self.runs, []
        kind = self.kinds[-1]
        if kind == "pre":
            text = "".join(run.text for run in runs).strip("\n")
            parts = [[Run(text)]] if text.strip() else []
        elif kind in HEADINGS:
            parts = [tidy_runs([Run(" ") if run.text == "\n" else run for run in runs])]
        else:
            parts = [tidy_runs(part) for part in _paragraphs(runs)]
        path = tuple(self.path[:_DEEPEST])
        return [
            Leaf(kind, tuple(part), path=path, element=self.owner)
            for part in parts
            if any(run.text.strip() for run in part)
        ]

    def _captions(self, table: Element) -> Iterator[Leaf]:
        for caption in table.iterchildren("caption"):
            inner = _Reader(self.base, self.skip, self.displays)
            for leaf in inner.read(caption):
                yield Leaf("caption", leaf.runs, path=tuple(self.path[:_DEEPEST]), element=table)

    def _table(self, element: Element) -> Leaf:
        rows = [row for row in element.iter("tr") if _table_of(row) is element]
        grid: dict[tuple[int, int], tuple[Run, ...]] = {}
        for y, row in enumerate(rows):
            x = 0
            for cell in row.iterchildren("td", "th"):
                while (y, x) in grid:
                    x += 1
                inner = _Reader(self.base, self.skip, self.displays)
                parts = [leaf.runs for leaf in inner.read(cell)]
                runs = tuple(run for part in parts for run in (*part, Run("\n")))[:-1]
                down, right = _span(cell, "rowspan"), _span(cell, "colspan")
                for dy in range(min(down, len(rows) - y)):
                    for dx in range(right):
                        grid.setdefault((y + dy, x + dx), ())
                grid[y, x] = runs
                x += right
        width = max((x for _, x in grid), default=-1) + 1
        cells = tuple(tuple(grid.get((y, x), ()) for x in range(width)) for y in range(len(rows)))
        filled = tuple(row for row in cells if any(cell for cell in row))
        return Leaf("table", rows=filled, path=tuple(self.path[:_DEEPEST]), element=element)


def is_caption(element: Element) -> bool:
    """Whether it is the caption of a picture, by its tag or its name."""
    if element.tag in {"figcaption", "caption"}:
        return True
    is_named = element.tag in {"p", "div"} and _CAPTION.search(element.get("class") or "")
    return bool(is_named) and next(element.iterdescendants("img", "p", "div"), None) is None


def is_data(table: Element) -> bool:
    """Whether a table holds data, and is no layout of the page."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return False
    if next(table.iterdescendants("table", "h1", "h2", "h3", "article", "form"), None) is not None:
        return False
    rows = [len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")]
    cells = list(table.iter("td", "th"))
    if not cells or max(rows, default=0) < 2:
        return False
    wide = sum(_span(cell, "colspan") for cell in cells if _span(cell, "rowspan") > 1)
    widest = max(sum(_span(cell, "colspan") for cell in row) for row in table.iter("tr"))
    if (wide + widest) * len(rows) > _LARGEST_TABLE:
        return False
    if any(len("".join(cell.itertext())) > _LONGEST_CELL for cell in cells):
        return False
    # What stands beside the cells would be lost with the layout.
    for part in table.iter(*_TABLE_PARTS):
        inner = [part.text, *(child.tail for child in part)]
        if any(text and text.strip() for text in inner):
            return False
        if any(child.tag not in _TABLE_PARTS[part.tag] for child in part):
            return False
    has_heads = next(table.iterdescendants("th", "thead", "caption"), None) is not None
    return has_heads or len(rows) > 1


def _paragraphs(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs, divided where two line breaks or more stand in a row."""
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.text == "\n":
            breaks += 1
        elif run.text.strip(" "):
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(run)
    yield part


def _table_of(row: Element) -> Element:
    return next(row.iterancestors("table"), None)


def _span(cell: Element, name: str) -> int:
    # HTML allows 1,000 columns; nobody reads a table of more than 100.
    return min(max(_number(cell.get(name), 1), 1), 100)


def _number(text: str | None, default: int) -> int:
    value = (text or "").strip()
    return int(value) if re.fullmatch("[0-9]{1,6}", value) else default
