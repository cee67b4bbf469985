"""Find quoted words in a text, exactly.

A quote is found when exactly one place fits it with its context, letter by letter in the
normalised text (see `glossator.anchoring.text`). Nothing here guesses: what merely looks similar is
only ever a suggestion. The selector is the TextQuoteSelector of the W3C Web Annotation
Data Model, section 4.2.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from glossator.anchoring.repeats import find_all
from glossator.anchoring.suggestion import Suggestion
from glossator.anchoring.text import BLANK, NormalizedText, normalize

MatchStatus = Literal["found", "ambiguous", "orphaned"]


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """Words, and the words around them that tell this place from others.

    Attributes:
        exact: The quoted words.
        prefix: Text that stands immediately before them, spaces included.
        suffix: Text that stands immediately after them, spaces included.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where a quote stands in a text.

    Attributes:
        status: `found` (one place), `ambiguous` (several) or `orphaned` (none).
        spans: `(start, end)` character offsets into the text as it was given: one when
            found, all of them when ambiguous, none when orphaned.
        suggestions: When orphaned, places that look like the quote, best first.
    """

    status: MatchStatus
    spans: list[tuple[int, int]]
    suggestions: list[Suggestion]


def match_quote(
    text: str,
    selector: TextQuoteSelector,
    *,
    most: int | None = None,
    suggests: bool = True,
) -> QuoteMatch:
    """Where `selector` stands in `text`.

    Linear in the length of `text`.

    Args:
        text: The text.
        selector: What to look for in it.
        most: How many places to look for; with one more it is clear that there are too many.
        suggests: Whether to look for places that look like a quote that is not found.

    Raises:
        ValueError: `selector.exact` is empty, or has no visible character.
    """
    normal = normalize(text)
    needle = normalize(selector.prefix + selector.exact + selector.suffix)
    lead = len(selector.prefix)
    first = needle.index_at(lead)
    last = needle.index_before(lead + len(selector.exact))
    if not selector.exact or first >= last:
        raise ValueError("the selector's exact has no characters to look for")

    spans: list[tuple[int, int]] = []
    for hit in find_all(normal.text, needle.text):
        start, end = hit + first, hit + last
        if not (normal.is_boundary(start) and normal.is_boundary(end)):
            continue  # half of an ellipsis or of a composed character is not that character
        span = _exact_span(normal, start, end, selector.exact)
        if not spans or spans[-1] != span:
            spans.append(span)
            if most is not None and len(spans) > most:
                break

    if len(spans) == 1:
        return QuoteMatch("found", spans, [])
    if spans:
        return QuoteMatch("ambiguous", spans, [])
    if not suggests:
        return QuoteMatch("orphaned", [], [])
    # What compares words takes as long to import as a hundred quotes to find.
    from glossator.anchoring.suggest import suggest_places

    context = (needle.text[:first], needle.text[last:])
    suggestions = suggest_places(normal, needle.text[first:last], *context)
    return QuoteMatch("orphaned", [], suggestions)


def _exact_span(normal: NormalizedText, start: int, end: int, exact: str) -> tuple[int, int]:
    """Source offsets of a hit, with as many blanks at its edges as the quote itself has.

    Runs of whitespace are one space in the normalised text, so that a hit alone does not
    tell how much of the run at its edge was quoted.
    """
    lead = _blank_end(exact, 0)
    if lead == len(exact):  # nothing but whitespace was quoted
        first, last = normal.source_span(start, end)
        verbatim = normal.source.find(exact, first, last)
        first = max(first, verbatim)
        return first, min(last, first + len(exact))
    tail = len(exact) - len(_rstrip_blank(exact))
    while normal.text[start] == " ":
        start += 1
    while normal.text[end - 1] == " ":
        end -= 1
    first, last = normal.source_span(start, end)
    source = normal.source
    while lead and first and _blank_end(source, first - 1) >= first:
        first, lead = first - 1, lead - 1
    last = min(last + tail, _blank_end(source, last))
    return first, last


def _blank_end(text: str, begin: int) -> int:
    found = BLANK.match(text, begin)
    return found.end() if found else begin


def _rstrip_blank(text: str) -> str:
    end = len(text)
    while end and _blank_end(text, end - 1) >= end:
        end -= 1
    return text[:end]
