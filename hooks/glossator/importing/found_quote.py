"""Where the quote of somebody else's annotation stands in the copy of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossator.anchoring.anchor import QuoteMatch, TextQuoteSelector, match_quote
from glossator.anchoring.quoting import selector_for
from glossator.weaving.markup import HtmlText

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """What became of a quote.

    Attributes:
        selector: How a note quotes the place; None where there is not exactly one.
        match: What was found last: the places, or what looks like the quote.
        quote: What was looked for last.
    """

    selector: TextQuoteSelector | None
    match: QuoteMatch
    quote: TextQuoteSelector


def find_quote(html: HtmlText, quotes: Sequence[TextQuoteSelector]) -> FoundQuote:
    """The place that all of `quotes` mean, by the rules of `match_quote`.

    A page's text is read as a reader sees it, with a break between blocks, and as programs read
    it that know none. Of several quotes of the place the first is kept as it is, as our own export
    puts first what was typed; of one alone, its words with as much context as they need.

    Raises:
        ValueError: none of the quotes has a visible character.
    """
    tried = [(quote, _match(html, quote)) for quote in quotes if quote.exact.strip()]
    if not tried:
        raise ValueError("there is no quote with visible characters")
    spans = {match.spans[0] for _, match in tried if match.status == "found"}
    if len(spans) == 1:
        span = spans.pop()
        return FoundQuote(_kept(html.text, span, [quote for quote, _ in tried]), *_of(tried, span))
    worst = min(tried, key=lambda one: one[1].status == "found")
    return FoundQuote(None, worst[1], worst[0])


def _of(
    tried: Iterable[tuple[TextQuoteSelector, QuoteMatch]], span: Span
) -> tuple[QuoteMatch, TextQuoteSelector]:
    return next((match, quote) for quote, match in tried if match.spans == [span])


def _kept(text: str, span: Span, quotes: list[TextQuoteSelector]) -> TextQuoteSelector:
    if len(quotes) > 1:
        for quote in quotes:
            if match_quote(text, quote).spans == [span]:
                return quote
    return selector_for(text, span)


def _match(html: HtmlText, quote: TextQuoteSelector) -> QuoteMatch:
    match = match_quote(html.text, quote)
    if match.status != "orphaned":
        return match
    joined, offsets = _without_breaks(html)
    other = match_quote(joined, quote)
    if other.status == "orphaned":
        return match
    spans = [(offsets[start], offsets[end - 1] + 1) for start, end in other.spans]
    return QuoteMatch(other.status, spans, [])


def _without_breaks(html: HtmlText) -> tuple[str, list[int]]:
    """The text without breaks between blocks, and for each character where it stands in it."""
    pieces: list[str] = []
    offsets: list[int] = []
    starts = {run.start for run in html.runs} | {len(html.text)}
    before = 0
    for run in html.runs:
        words = html.text[run.start : run.end]
        is_between = run.start != before or run.end not in starts
        before = run.end
        if words.strip() or not is_between:
            pieces.append(words)
            offsets += range(run.start, run.end)
    return "".join(pieces), offsets
