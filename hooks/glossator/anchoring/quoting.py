"""Places of an article as a note quotes them."""

from __future__ import annotations

from functools import lru_cache

from glossator.anchoring.anchor import TextQuoteSelector, match_quote
from glossator.anchoring.describe import describe_quote
from glossator.anchoring.sentences import sentence_spans
from glossator.anchoring.text import single_spaced

# A table without points is one sentence; more than this is no help to know a place by.
LONGEST_SENTENCE = 240


def selector_for(text: str, span: tuple[int, int]) -> TextQuoteSelector:
    """The shortest selector of the place `span`, with its blanks as single spaces."""
    raw = describe_quote(text, *span)
    tidy = TextQuoteSelector(*map(single_spaced, (raw.exact, raw.prefix, raw.suffix)))
    return tidy if match_quote(text, tidy).status == "found" else raw


def sentence_at(text: str, span: tuple[int, int], *, marks: tuple[str, str] = ("", "")) -> str:
    """The sentences around `span`, on one line; of long ones, what is nearest.

    The words themselves stand between `marks`.
    """
    start, end = span
    around = [s for s in _sentences(text) if s[0] < end and s[1] > start]
    begin = min([start, *(s[0] for s in around)])
    stop = max([end, *(s[1] for s in around)])
    room = max(0, LONGEST_SENTENCE - (end - start)) // 2
    left, right = max(begin, start - room), min(stop, end + room)
    marked = text[left:start] + marks[0] + text[start:end] + marks[1] + text[end:right]
    shown = " ".join(marked.split())
    return f"{'…' if left > begin else ''}{shown}{'…' if right < stop else ''}"


@lru_cache(maxsize=4)
def _sentences(text: str) -> list[tuple[int, int]]:
    return sentence_spans(text)
