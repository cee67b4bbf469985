"""The last hand on a finished page: less of blanks, a policy, a name for a dialog."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

# Text inside a script element ends at the first `</script`, whatever stands before it.
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script", re.DOTALL)
_SOURCE = re.compile(r"\bsrc\s*=")
_DATA_BLOCK = re.compile(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json")
_CHARSET = re.compile(r"<meta charset=[^>]*>")


def script_hashes(page: str) -> frozenset[str]:
    """The SHA-256 hashes of the inline scripts of `page`, as a policy writes them."""
    return frozenset(
        f"'sha256-{base64.b64encode(hashlib.sha256(found['code'].encode()).digest()).decode()}'"
        for found in _INLINE_SCRIPT.finditer(page)
        if not _SOURCE.search(found["attributes"]) and not _DATA_BLOCK.search(found["attributes"])
    )


def add_content_policy(page: str, hashes: Iterable[str]) -> str:
    """The page with a policy that allows inline scripts of these hashes only (CSP level 2).

    Take the hashes of a page that nobody contributed to: a script that somebody got into
    this one has none of them. Nothing is loaded from another host.
    """
    policy = "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *sorted(hashes))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda found: found[0] + "\n      " + meta, page, count=1)


# Where line feeds and blanks mean something, or must keep the hash that they have.
_VERBATIM = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)


_TEXT = re.compile(r">[^<>]*&#3[49];[^<>]*<")


def squeeze(page: str) -> str:
    """The page without the indentation of its templates, which a reader would download."""
    pieces = _VERBATIM.split(page)
    # Split by two groups: text, verbatim element, its tag, text, ...
    pieces[::3] = [_plainer(text) for text in pieces[::3]]
    del pieces[2::3]
    return "".join(pieces)


def _plainer(html: str) -> str:
    # Drawings within a page need no namespace.
    html = re.sub(r"\n\s+", "\n", html).replace('<svg xmlns="http://www.w3.org/2000/svg"', "<svg")
    # Quotes mean something in tags only.
    return _TEXT.sub(lambda found: found[0].replace("&#34;", '"').replace("&#39;", "'"), html)


def name_search_dialog(page: str) -> str:
    """The page with a name on the theme's search dialog, which has a role and no name."""
    return page.replace(
        '<div class="md-search" data-md-component="search" role="dialog">',
        '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">',
    )
