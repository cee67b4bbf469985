"""Clean HTML in which what is seen is what is written: nothing hidden, nothing turned round."""

from __future__ import annotations

import re
import unicodedata

from glossator.content.deceptive_text import is_rtl, without_deceptive

_RUBY = re.compile(r"<(?P<close>/?)(?P<tag>ruby|rp)(?: [^>]*)?>")
# What a browser that knows no ruby shows around a reading: brackets, and nothing to be read.
_BRACKETS = {"Ps", "Pe", "Po", "Zs"}
_TAG = re.compile(r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?: [^>]*)?)>")
_RTL = ' dir="rtl"'
_EMPTY = frozenset(("br", "col", "hr", "img", "wbr"))


def as_seen(html: str) -> str:
    """Sanitised HTML without what makes words look otherwise than they are quoted and found.

    These are characters that nobody sees or that turn words round, `rp` that hides more than
    brackets, and a direction from right to left around what has no letter of such a script.
    """
    html = without_deceptive(html)
    if "<rp" in html:
        html = _without_hiding(html)
    if _RTL in html:
        html = _without_turning(html)
    return html


def _without_hiding(html: str) -> str:
    """Every `rp` goes, and what it held stays to be seen, unless that is a bracket in `ruby`."""
    parts: list[str] = []
    done = depth = 0
    opened = -1  # where in the parts the last `rp` stands
    for tag in _RUBY.finditer(html):
        parts.append(html[done : tag.start()])
        done = tag.end()
        if tag["tag"] == "ruby":
            depth += -1 if tag["close"] else 1
            parts.append(tag[0])
            continue
        if not tag["close"]:
            opened = len(parts)
            parts.append("")
            continue
        words = "".join(parts[opened + 1 :]) if opened >= 0 else ""
        is_bracket = len(words) <= 1 and all(unicodedata.category(c) in _BRACKETS for c in words)
        if opened >= 0 and depth > 0 and is_bracket:
            parts[opened] = "<rp>"
            parts.append("</rp>")
        opened = -1
    parts.append(html[done:])
    return "".join(parts)


def _without_turning(html: str) -> str:
    """`dir="rtl"` stays where a letter is read in that direction."""
    # Of each element that is open: its tag, its place, and how many such letters stand before it.
    open_now: list[tuple[str, int, int]] = []
    useless: list[int] = []
    done = letters = 0
    for tag in _TAG.finditer(html):
        letters += _rtl_letters(html[done : tag.start()])
        done = tag.end()
        if tag["tag"] in _EMPTY:
            continue
        if not tag["close"]:
            begin = tag.start() if _RTL in tag[0] else -1
            open_now.append((tag["tag"], begin, letters))
            continue
        while open_now:  # the cleaner closes what it opens, in order
            name, begin, before = open_now.pop()
            if begin >= 0 and letters == before:
                useless.append(begin)
            if name == tag["tag"]:
                break
    parts = []
    done = 0
    for begin in sorted(useless):
        at = html.index(_RTL, begin)
        parts.append(html[done:at])
        done = at + len(_RTL)
    return "".join((*parts, html[done:]))


def _rtl_letters(text: str) -> int:
    if text.isascii():
        return 0
    return sum(map(is_rtl, text))
