"""Articles with public, sourced annotations, published as a static site."""

from glossator.anchoring.anchor import QuoteMatch, TextQuoteSelector, match_quote
from glossator.anchoring.describe import describe_quote
from glossator.anchoring.suggestion import Suggestion

__all__ = [
    "QuoteMatch",
    "Suggestion",
    "TextQuoteSelector",
    "describe_quote",
    "match_quote",
]
__version__ = "0.1.0"
