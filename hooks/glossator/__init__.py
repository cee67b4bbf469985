"""Articles with public, sourced annotations, published as a static site."""

from glossator.anchor import (
    QuoteMatch,
    Suggestion,
    TextQuoteSelector,
    describe_quote,
    match_quote,
)

__all__ = [
    "QuoteMatch",
    "Suggestion",
    "TextQuoteSelector",
    "describe_quote",
    "match_quote",
]
__version__ = "0.1.0"
