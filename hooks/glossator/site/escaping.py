"""Text as it may stand in HTML, for pages that are put together by hand."""

from __future__ import annotations

import html
import re

_SIGN = re.compile("[&<>\"']")


def escape(text: str) -> str:
    """The text as it may stand in an element or an attribute.

    Ten thousand pages have half a million texts, few of which have a sign that means something.
    """
    return html.escape(text) if _SIGN.search(text) else text
