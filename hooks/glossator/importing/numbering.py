"""Lists whose numbers Markdown cannot say: letters, Roman ones, backwards, or below nought."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import TypeVar

from glossator.importing.leaves import Element, Holder, Leaf, Run

_Default = TypeVar("_Default", int, None)
# From the outermost; what Markdown has signs for, too, as it is not read within HTML.
_TAGS = ("strong", "em", "del", "ins", "q", "sup", "sub", "code")
_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+-[a-z]+)", re.IGNORECASE)
# Markdown reads these even within HTML, where it stands in an item.
_SIGNS = re.compile(r"[\\`*_\[\]|#!~^]")


def holder_of(element: Element, number: int, counts: dict[Element, int]) -> Holder:
    """What is to be known of a quote, a list or an item.

    `counts` holds the number of the last item of each list; those without words count too.
    """
    style = _STYLE.search(element.get("style") or "")
    kind = (element.get("type") or "").strip()
    if style:
        kind = _STYLES.get(style[1].lower(), kind)
    if element.tag == "li":
        return Holder("li", number, value=_value(element, counts))
    if element.tag != "ol":
        return Holder(element.tag, number)
    start, step = _counting(element)
    kind = kind if kind in {"a", "A", "i", "I"} else ""
    return Holder("ol", number, start, kind, step < 0)


def _counting(element: Element) -> tuple[int, int]:
    """The number of the first item of an ordered list, and the step to the next."""
    if element.get("reversed") is None:
        return _signed(element.get("start"), 1), 1
    return _signed(element.get("start"), len(element.findall("li"))), -1


def _value(item: Element, counts: dict[Element, int]) -> int | None:
    around = item.getparent()
    if around is None or around.tag != "ol":
        return None
    start, step = (0, 1) if around in counts else _counting(around)
    step = -1 if around.get("reversed") is not None else step
    counts[around] = _signed(item.get("value"), counts.get(around, start - step) + step)
    return counts[around]


def is_odd(leaves: Iterable[Leaf], depth: int) -> bool:
    """Whether Markdown cannot number the list that the leaves stand in, `depth` levels down."""
    number: int | None = None
    last = None
    for leaf in leaves:
        holder = leaf.path[depth]
        if holder.tag != "ol":
            return False
        if holder.type or holder.is_reversed or holder.start < 0:
            return True
        number = holder.start - 1 if number is None else number
        item = leaf.path[depth + 1] if len(leaf.path) > depth + 1 else None
        if item and item.tag == "li" and item != last:
            last = item
            number += 1
            if item.value is not None and item.value != number:
                return True
    return False


def write_html(leaves: Sequence[Leaf], depth: int) -> str:
    """The list that all the leaves stand in as HTML; empty where it holds more than words."""
    is_plain = all(
        leaf.kind == "p" and not any(run.styles & {"ruby", "rt", "rp"} for run in leaf.runs)
        for leaf in leaves
    )
    return "".join(_list(leaves, depth)) if is_plain else ""


def odd_numbers_lost(leaves: Sequence[Leaf], markdown: str) -> bool:
    """Whether a list with such numbers could not be written with them."""
    odd = 0
    for holder, found in groupby(leaves, key=lambda leaf: leaf.path[:1]):
        group = list(found)
        odd += bool(holder) and holder[0].tag == "ol" and is_odd(group, 0)
    return markdown.count("<ol") < odd


def _list(leaves: Sequence[Leaf], depth: int) -> list[str]:
    first = leaves[0].path[depth]
    step = -1 if first.is_reversed else 1
    number = first.start - step
    parts = [f"<{first.tag}{_attributes(first)}>\n"]
    for item, found in groupby(leaves, key=lambda leaf: leaf.path[depth + 1 : depth + 2]):
        group = list(found)
        is_item = bool(item) and item[0].tag == "li"
        value = item[0].value if is_item else None
        number += step
        is_next = value is None or value == number
        number = number if value is None else value
        parts.append("<li>" if is_next else f'<li value="{value}">')
        parts += _inside(group, depth + 2 if is_item else depth + 1)
        parts.append("</li>\n")
    return [*parts, f"</{first.tag}>"]


def _inside(leaves: Sequence[Leaf], depth: int) -> list[str]:
    parts: list[str] = []
    for holder, found in groupby(leaves, key=lambda leaf: leaf.path[depth : depth + 1]):
        group = list(found)
        tag = holder[0].tag if holder else ""
        if tag in {"ul", "ol", "menu"}:
            parts += _list(group, depth)
        elif tag:
            parts += [f"<{tag}>" * (tag == "blockquote"), *_inside(group, depth + 1)]
            parts.append(f"</{tag}>" * (tag == "blockquote"))
        elif len(leaves) == 1:
            parts.append(_words(group[0]))
        else:
            parts += [f"<p>{_words(leaf)}</p>" for leaf in group]
    return parts


def _attributes(holder: Holder) -> str:
    if holder.tag != "ol":
        return ""
    kind = f' type="{holder.type}"' if holder.type else ""
    is_told = holder.start != 1 or holder.is_reversed
    start = f' start="{holder.start}"' if is_told else ""
    return f"{kind}{start}{' reversed' if holder.is_reversed else ''}"


def _words(leaf: Leaf) -> str:
    parts = []
    for href, found in groupby(leaf.runs, key=lambda run: run.href):
        inner = "".join(map(_run, found))
        parts.append(f'<a href="{_plain(href)}">{inner}</a>' if href else inner)
    return "".join(parts)


def _run(run: Run) -> str:
    text = _plain(run.text).replace("\n", "<br>")
    for tag in reversed(_TAGS):
        text = f"<{tag}>{text}</{tag}>" if tag in run.styles else text
    return text


def _plain(text: str) -> str:
    text = escape(text, quote=False).replace('"', "&quot;")
    return _SIGNS.sub(lambda found: f"&#{ord(found[0])};", text)


def _signed(text: str | None, default: _Default) -> int | _Default:
    found = re.match(r"\s*([+-]?[0-9]{1,6})(?![0-9])", text or "")
    return int(found[1]) if found else default
