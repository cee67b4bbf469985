"""The paragraphs, headings and tables of an HTML page, each with what it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from glossator.content.deceptive_text import without_deceptive

Kind = Literal["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "hr", "caption"]
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# HTML's own whitespace; others, such as no-break spaces, are part of the text.
SPACE = re.compile("[ \t\n\r\f]+")
_BREAKS = re.compile("[ ]*\n[ \n]*")
# What neither Markdown nor YAML can hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Of a paragraph's letters: one that is all link leads elsewhere.
_MOST_LINKED = 0.7
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
Element = Any  # lxml has no types


class Holder(NamedTuple):
    """A quote, a list or an item of a list around a paragraph.

    Attributes:
        tag: Its tag: blockquote, ul, ol, menu or li.
        number: Tells it from its like on the page.
        start: Of an ordered list, the number of its first item.
        type: Of an ordered list, a, A, i or I; empty where it has figures.
        is_reversed: Of an ordered list, whether it counts backwards.
        value: Of an item of an ordered list, its number.
    """

    tag: str
    number: int
    start: int = 1
    type: str = ""
    is_reversed: bool = False
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look.

    Attributes:
        text: The words; a line feed is a line break.
        styles: Any of strong, em, code, sup, sub, del, ins, q, ruby, rt, rp.
        href: Where they link to; empty for no link.
    """

    text: str
    styles: frozenset[str] = frozenset()
    href: str = ""


@dataclass(slots=True)
class Leaf:
    """A paragraph, a heading, a table: what has words and no blocks in it.

    Attributes:
        kind: What it is.
        runs: Its words; of a table, none.
        rows: Of a table, its rows of cells.
        path: The quotes, lists and items around it, from the outermost.
        element: The element that it stands in.

    What is asked of it is remembered: it is not changed, nor is the page, once it is read.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    path: tuple[Holder, ...] = ()
    element: Element = field(default=None, repr=False)
    _text: str | None = field(default=None, init=False, repr=False, compare=False)
    _around: tuple[Element, ...] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Its words, as they stand on the page."""
        if self._text is None:
            if self.kind == "table":
                cells = ("".join(r.text for r in cell) for row in self.rows for cell in row)
                self._text = "\n".join(cells)
            else:
                self._text = "".join([run.text for run in self.runs])
        return self._text

    def around(self) -> tuple[Element, ...]:
        """The elements that it stands in, from the innermost."""
        if self._around is None:
            inner = self.element
            self._around = () if inner is None else (inner, *inner.iterancestors())
        return self._around


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a page that is not in the article's text.

    Attributes:
        reason: What it was taken for, in a word or two.
        text: Its words.
    """

    reason: str
    text: str


def clean_text(text: str) -> str:
    """The text without what nobody sees and nobody needs, with blanks as browsers show them."""
    return SPACE.sub(" ", without_deceptive(CONTROL.sub("", text)))


# Each question that is asked of a page asks it of the same paragraphs.
@lru_cache(maxsize=4096)
def letters_of(text: str) -> str:
    """The letters and digits of a text, small, by which two copies of it are compared."""
    small = text.casefold()
    if small.isascii():
        return small.encode().translate(None, _ASCII_SIGNS).decode()
    return "".join(filter(str.isalnum, small))


def is_all_link(leaf: Leaf) -> bool:
    """Whether it is a link and hardly any words beside it."""
    links = [run.text for run in leaf.runs if run.href]
    if not links or leaf.kind == "table":
        return False
    linked = sum(len(letters_of(text)) for text in links)
    return linked > _MOST_LINKED * len(letters_of(leaf.text))


def tidy_runs(runs: list[Run]) -> list[Run]:
    """The runs with single blanks between words and none at the ends; equal neighbours merged."""
    tidy: list[Run] = []
    ends_blank = True
    for run in runs:
        text = _BREAKS.sub("\n", run.text)
        if ends_blank:
            # Chinese paragraphs begin with two wide blanks, as others are indented.
            text = text.lstrip(" ") if tidy else text.lstrip(" \n\u3000\xa0")
        if text.startswith("\n") and tidy and tidy[-1].text.endswith(" "):
            tidy[-1] = Run(tidy[-1].text.rstrip(" "), tidy[-1].styles, tidy[-1].href)
        if not text:
            continue
        ends_blank = text[-1] in " \n"
        last = tidy[-1] if tidy else None
        if last and (last.styles, last.href) == (run.styles, run.href):
            tidy[-1] = Run(last.text + text, run.styles, run.href)
        else:
            tidy.append(Run(text, run.styles, run.href))
    while tidy and not tidy[-1].text.rstrip(" \n\u3000\xa0"):
        tidy.pop()
    if tidy:
        tidy[-1] = Run(tidy[-1].text.rstrip(" \n\u3000\xa0"), tidy[-1].styles, tidy[-1].href)
    return [run for run in tidy if run.text]
