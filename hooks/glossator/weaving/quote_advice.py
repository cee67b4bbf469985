"""What to say of a quote that is not found in exactly one place: why, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.anchoring.anchor import MatchStatus, QuoteMatch, TextQuoteSelector, match_quote
from glossator.anchoring.describe import describe_quote
from glossator.anchoring.text import clip, single_spaced, typable
from glossator.content.corpus import Note
from glossator.content.yaml_style import write_value
from glossator.problems import Problem

if TYPE_CHECKING:
    from glossator.content.model import Target

# Enough of a quote to know it by in a headline or in a message.
SHORT_QUOTE = 60
# Enough places to see why a quote is ambiguous.
SHOWN_PLACES = 3
# More are not told apart by a word before or behind.
MOST_PLACES = 200
# Nanoseconds that advice on a quote takes for each character of the article, and characters that
# it takes as long for, however few there are.
ADVICE = 80.0
LEAST_READ = 10_000
# Of a chapter of 300,000 characters a hundred quotes may be lost, of an article two thousand.
MOST_ADVICE = 2_500_000_000


def selector_of(target: Target) -> TextQuoteSelector:
    """The selector that a target writes out."""
    return TextQuoteSelector(target.exact, target.prefix, target.suffix)


class Advisor:
    """Says of the quotes of one article why they are not found, as far as that can be afforded.

    To look for what somebody meant takes a hundred times as long as to see that it is not there.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spent = 0.0

    def problem(self, note: Note, index: int, match: QuoteMatch) -> Problem:
        """The problem of a note whose target number `index` gave `match`, with no suggestions."""
        target = note.annotation.target[index]
        if match.status == "orphaned":
            cost = ADVICE * (len(self.text) + LEAST_READ)
            if self.spent + cost > MOST_ADVICE:
                message = (
                    f'"{clip(target.exact, SHORT_QUOTE)}" is not in the article; mend the quotes '
                    "above, of which there are too many to look for this one's words"
                )
                return Problem(note.place(index), "quote-orphaned", message)
            self.spent += cost
            match = match_quote(self.text, selector_of(target))
        return quote_problem(self.text, note, index, match)


def quote_problem(text: str, note: Note, index: int, match: QuoteMatch) -> Problem:
    """The problem of a note whose target number `index` gave `match` in the article's `text`."""
    target = note.annotation.target[index]
    quote = f'"{clip(target.exact, SHORT_QUOTE)}"'
    if len(match.spans) > MOST_PLACES:
        message = (
            f"{quote} stands in more than {MOST_PLACES} places; quote more words, "
            "so that they stand in one"
        )
        return Problem(note.place(index), "quote-ambiguous", message)
    if match.status == "ambiguous":
        ways = [describe_quote(text, *span) for span in match.spans[:SHOWN_PLACES]]
        shown = "; or ".join(_context(way.prefix, way.suffix) for way in ways)
        such_as = "for example with " if len(match.spans) > SHOWN_PLACES else "with "
        message = f"{quote} stands in {len(match.spans)} places; tell which, {such_as}{shown}"
        return Problem(note.place(index), "quote-ambiguous", message)

    message = _spacing_advice(text, target)
    if message:
        return Problem(note.place(index), "quote-orphaned", f"{quote} {message}")
    replacement = note.annotation.replacement_at(index)
    if replacement and _status(text, TextQuoteSelector(replacement)) == "found":
        message = (
            f'{quote} is gone and the article now says "{clip(replacement, SHORT_QUOTE)}": '
            "the publisher fixed it; write `status: resolved`"
        )
        return Problem(note.place(index), "quote-resolved", message)
    return Problem(
        note.place(index), "quote-orphaned", f"{quote} {_orphan_advice(text, target, match)}"
    )


def _spacing_advice(text: str, target: Target) -> str:
    """What to write when all that lacks is the space between the quote and its context."""
    prefix = target.prefix + " " if target.prefix else ""
    suffix = " " + target.suffix if target.suffix else ""
    for before, after in ((prefix, target.suffix), (target.prefix, suffix), (prefix, suffix)):
        spaced = TextQuoteSelector(target.exact, before, after)
        if spaced != selector_of(target) and _status(text, spaced) == "found":
            fixes = _context(
                before if before != target.prefix else "", after if after != target.suffix else ""
            )
            return f"lacks the space beside it; write {fixes}"
    return ""


def _orphan_advice(text: str, target: Target, match: QuoteMatch) -> str:
    if not match.suggestions:
        return "is not in the article; copy the words from its page"
    best = match.suggestions[0]
    words = " ".join(text[best.start : best.end].split())
    if words == " ".join(target.exact.split()):
        bare = target.exact.strip()
        trimmed = TextQuoteSelector(bare, target.prefix, target.suffix)
        if bare != target.exact and _status(text, trimmed) != "orphaned":
            end = "begins" if bare[0] != target.exact[0] else "ends"
            return f"is in the article, but the quote {end} with a blank; take it out"
        way = describe_quote(text, best.start, best.end)
        around = _context(way.prefix, way.suffix)
        fix = f"write {around}" if around else "take out its prefix and suffix"
        return f"is in the article, but not with this prefix and suffix; {fix}"
    return f'is not in the article; did you mean "{typable(words)}"?'


def _status(text: str, selector: TextQuoteSelector) -> MatchStatus:
    """Whether one place fits, or several, or none."""
    return match_quote(text, selector, most=1, suggests=False).status


def _context(prefix: str, suffix: str) -> str:
    """The fields to write in a note, as in `prefix: "the "`; empty where both are."""
    fields = {"prefix": prefix, "suffix": suffix}
    return " and ".join(
        f"{name}: {write_value(single_spaced(typable(words)), field=name)}"
        for name, words in fields.items()
        if words
    )
