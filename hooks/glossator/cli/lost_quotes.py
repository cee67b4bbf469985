"""What to say of a quote that has not exactly one place in its article, and what to do about it."""

from __future__ import annotations

import shlex

from glossator.anchoring.quoting import selector_for, sentence_at
from glossator.anchoring.text import typable
from glossator.importing.found_quote import FoundQuote
from glossator.problems import shown
from glossator.showing import visible

# As many candidates as can be told apart at a glance.
_MOST_CANDIDATES = 3


def advice_on(found: FoundQuote, slug: str, text: str) -> str:
    """Why a quote has no place in the article `slug`, with those that it may have had.

    `text` is that of the article. Candidates stand on lines of their own.
    """
    quote, match = shown(found.quote.exact), found.match
    if match.status == "found":
        return f"quote-ambiguous: its quotes are of several places, {quote} for one; mend them"
    if match.status == "ambiguous":
        spans = match.spans[:_MOST_CANDIDATES]
        places = f"stands in {len(match.spans)} places of {slug}"
        said = f"quote-ambiguous: {quote} {places}; write the note by hand with"
    else:
        spans = [suggestion.span for suggestion in match.suggestions]
        words = found.quote.exact.split()
        is_there = any(text[slice(*span)].split() == words for span in spans)
        lost = "beside other words in" if is_there else "not in"
        said = f"quote-orphaned: {quote} is {lost} {slug}"
        if not spans:
            return f"{said}; import the article anew if it has changed"
        said += "; did you mean"
    return said + "".join(_candidate(slug, text, span) for span in spans)


def _candidate(slug: str, text: str, span: tuple[int, int]) -> str:
    selector = selector_for(text, span)
    words = {"quote": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    options = [f"--{name} {shlex.quote(typable(value))}" for name, value in words.items() if value]
    sentence = visible(sentence_at(text, span, marks=("[", "]")))
    command = visible(f"glossator new annotation {slug} {' '.join(options)}")
    return f"\n    {command}\n        in: {sentence}"
