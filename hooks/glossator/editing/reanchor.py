"""What became of a note's quotes when its article changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from glossator.anchoring.anchor import QuoteMatch, TextQuoteSelector, match_quote
from glossator.anchoring.quoting import selector_for, sentence_at

if TYPE_CHECKING:
    from glossator.content.model import Target

State = Literal["found", "moved", "ambiguous", "orphaned", "resolved"]

STATES: dict[State, str] = {
    "found": "the words stand where the note says",
    "moved": "the words stand in one place, but not with the stored context",
    "ambiguous": "the words stand in several places that all fit",
    "orphaned": "the words are gone",
    "resolved": "the replacement stands there: the publisher fixed it",
}
"""What can become of a quote, with what it means."""

# As many as a person compares at a glance.
MOST_CANDIDATES = 3
# Percent: a likeness is never a proof.
ALMOST_SURE = 99
# Characters on each side, from the text as it was, by which like places are ranked.
WIDE_CONTEXT = 100
# Characters on one side that have to be the same for a place to be the same: enough to tell
# repeated sentences apart.
NEIGHBOURS = 32


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the quote may stand now.

    Attributes:
        span: The `(start, end)` offsets into the article's text.
        selector: What finds this place alone.
        confidence: How like the quote it is, in percent.
        sentence: The sentence around it.
    """

    span: tuple[int, int]
    selector: TextQuoteSelector
    confidence: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one place of a note.

    Attributes:
        state: One of `STATES`.
        candidates: Where it may stand now, best first; the replacement's place if resolved.
        is_certain: Whether nobody needs to look: the first candidate, or that it is
            resolved, follows from the article as it was.
    """

    state: State
    candidates: tuple[Candidate, ...] = ()
    is_certain: bool = False


def fate_of(
    text: str, target: Target, replacement: str | None = None, *, earlier: str | None = None
) -> Fate:
    """What became of `target` in the article's `text`.

    Args:
        text: The article's text as it is now.
        target: The words that a note quotes.
        replacement: What a correction would put in their place.
        earlier: The article's text as it was when the quote was found, if that is known.

    Without `earlier` nothing but what is found is certain: words that stand in one place
    today may have stood in two, and the one that the note spoke of may be the other. With
    it, places are ranked by more of what stood around the words, and one is certain where
    the words before or behind it are the same as then.
    """
    selector = _selector(target)
    match = match_quote(text, selector)
    fixed = TextQuoteSelector(replacement) if replacement else None
    if match.status == "found":
        place = _place_of(text, fixed)
        if fixed and place and _holds(place, match.spans[0]):
            return _resolved(text, place, fixed, earlier, target)
        return Fate("found", is_certain=True)
    if match.status == "ambiguous":
        share = round(100 / len(match.spans))
        places = match.spans[:MOST_CANDIDATES]
        return Fate("ambiguous", tuple(_candidate(text, span, share) for span in places))
    if fixed and (target.prefix or target.suffix):
        # The same words may stand elsewhere, too; this place has been mended.
        there = TextQuoteSelector(fixed.exact, target.prefix, target.suffix)
        place = _place_of(text, there)
        if place:
            return _resolved(text, place, there, earlier, target)
    alone = match_quote(text, TextQuoteSelector(target.exact))
    if alone.status == "found":
        is_same = _was_alone(earlier, target) and _keeps_neighbours(
            text, target.exact, earlier, target
        )
        return Fate("moved", _suggested(text, match), is_same)
    if earlier is not None:
        match = match_quote(text, _widened(earlier, selector))
    place = _place_of(text, fixed)
    if alone.status == "orphaned" and fixed and place:
        return _resolved(text, place, fixed, earlier, target)
    return Fate("orphaned", _suggested(text, match))


def _selector(target: Target) -> TextQuoteSelector:
    return TextQuoteSelector(target.exact, target.prefix, target.suffix)


def _place_of(text: str, selector: TextQuoteSelector | None) -> tuple[int, int] | None:
    try:
        match = match_quote(text, selector) if selector else None
    except ValueError:  # nothing visible
        return None
    return match.spans[0] if match and match.status == "found" else None


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _resolved(
    text: str,
    place: tuple[int, int],
    fixed: TextQuoteSelector,
    earlier: str | None,
    target: Target,
) -> Fate:
    """The replacement stands there; certain where it is new, and beside what the quote was."""
    is_new = earlier is not None and match_quote(earlier, fixed).status == "orphaned"
    is_there = is_new and _keeps_neighbours(text, fixed.exact, earlier, target)
    return Fate("resolved", (_candidate(text, place, 100),), is_there)


def _keeps_neighbours(text: str, words: str, earlier: str | None, target: Target) -> bool:
    """Whether `words` stand in `text` right beside what stood beside the quote before.

    The same words may have gone with their sentence, and have come with another one.
    """
    match = match_quote(earlier, _selector(target)) if earlier is not None else None
    if earlier is None or match is None or match.status != "found":
        return False
    start, end = match.spans[0]
    before = earlier[max(0, start - NEIGHBOURS) : start]
    behind = earlier[end : end + NEIGHBOURS]
    sides = [TextQuoteSelector(words, before, ""), TextQuoteSelector(words, "", behind)]
    return any(
        match_quote(text, side).status == "found"
        for side in sides
        if len(side.prefix + side.suffix) == NEIGHBOURS
    )


def _widened(earlier: str, selector: TextQuoteSelector) -> TextQuoteSelector:
    """The selector with all that stood around its words in the earlier text."""
    match = match_quote(earlier, selector)
    if match.status != "found":
        return selector
    start, end = match.spans[0]
    before = earlier[max(0, start - WIDE_CONTEXT) : start]
    return TextQuoteSelector(selector.exact, before, earlier[end : end + WIDE_CONTEXT])


def _was_alone(earlier: str | None, target: Target) -> bool:
    """Whether the words stood in one place before, too, so that it is still the same."""
    return (
        earlier is not None
        and match_quote(earlier, TextQuoteSelector(target.exact)).status == "found"
    )


def _suggested(text: str, match: QuoteMatch) -> tuple[Candidate, ...]:
    return tuple(
        _candidate(text, suggestion.span, min(ALMOST_SURE, round(suggestion.score)))
        for suggestion in match.suggestions[:MOST_CANDIDATES]
    )


def _candidate(text: str, span: tuple[int, int], confidence: int) -> Candidate:
    return Candidate(span, selector_for(text, span), confidence, sentence_at(text, span))
