"""The last hand on a finished page: less of blanks, a policy, a name for a dialog."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from glossator.content.references import unescape

# Text inside a script element ends at the first `</script`, whatever stands before it; that of
# a style element likewise.
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script", re.DOTALL | re.I)
_STYLE = re.compile(r"<style[^>]*>(?P<code>.*?)</style", re.DOTALL | re.I)
_STYLED = re.compile(
    r"""<[a-z](?:[^>"']|"[^"]*"|'[^']*')*?\sstyle\s*="""
    r"""\s*(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)')""",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\bsrc\s*=")
_DATA_BLOCK = re.compile(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json")
# Ahead of the policy stands nothing but what says how the bytes are to be read.
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.I)
_DOCTYPE = re.compile(r"\s*(?:<!doctype[^>]*>)?", re.I)

REFERRER = "same-origin"
"""What a browser tells of the page that it comes from: nothing to any other host.

Who follows the link to a source is nobody's business there, nor is the name of a host that is
not public. Of the links themselves none needs to say so.
"""


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands within the page itself and may be used, each as a policy names it.

    Take it of a page that nobody contributed to (`inline_of`): what somebody got into another
    one is then none of these.

    Attributes:
        scripts: Scripts.
        styles: Style sheets.
        attributes: Values of `style` attributes, as templates of a site's own may have them.
    """

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()


def inline_of(page: str) -> Inline:
    """What stands within `page`."""
    rest = _STYLE.sub("", _SCRIPT.sub("", page))
    styled = (found["two"] or found["one"] or "" for found in _STYLED.finditer(rest))
    return Inline(
        script_hashes(page),
        frozenset(source_of(found["code"]) for found in _STYLE.finditer(page)),
        frozenset(source_of(unescape(style)) for style in styled),
    )


def script_hashes(page: str) -> frozenset[str]:
    """The SHA-256 hashes of the inline scripts of `page`, as a policy writes them."""
    return frozenset(
        source_of(found["code"])
        for found in _SCRIPT.finditer(page)
        if not _SOURCE.search(found["attributes"]) and not _DATA_BLOCK.search(found["attributes"])
    )


def source_of(code: str) -> str:
    """The SHA-256 hash of a script or style, as a policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def page_policy(inline: Inline = Inline()) -> str:
    """The policy of the theme's pages (CSP level 2): what does not come with the site is refused.

    Frames, objects and all else that is not named are nowhere; so are other hosts.
    """
    styles = inline.styles
    if inline.attributes:  # these very values, and no others
        styles = frozenset(("'unsafe-hashes'", *styles, *inline.attributes))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *sorted(inline.scripts))),
            " ".join(("style-src 'self'", *sorted(styles, key=_keywords_first))),
            *_OWN,
            *_NEITHER,
        )
    )


def bare_policy(*allowed: str) -> str:
    """The policy of a page without scripts, on which only what is `allowed` is used."""
    return "; ".join(("default-src 'none'", *allowed, *_NEITHER))


def policy_of_hosts(*, frames: str) -> str:
    """What a host says of all pages; `frames` tells who may show them in a frame.

    Each page itself says which scripts and styles it has, and both count: the names of those
    change with the theme, and what a host says should not have to.
    """
    nowhere = ("object-src 'none'", "frame-src 'none'", "media-src 'none'")
    return "; ".join((*nowhere, *_OWN, *_NEITHER, f"frame-ancestors {frames}"))


_OWN = (
    "img-src 'self' data:",  # the theme's icons stand in its style sheet
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
)
# No form of ours is sent by the browser, and no address is seen from elsewhere; neither is part
# of `default-src`.
_NEITHER = ("base-uri 'none'", "form-action 'none'")


def _keywords_first(source: str) -> tuple[bool, str]:
    return source.startswith("'sha256-"), source


def add_content_policy(page: str, inline: Inline) -> str:
    """The page with the theme's policy, ahead of all that it governs."""
    meta = "\n" + policy_tags(page_policy(inline))
    found = _HEAD.search(page)
    # What has no head gets one from the browser, for what stands first.
    end = found.end() if found else _DOCTYPE.match(page).end()  # type: ignore[union-attr]
    return f"{page[:end]}{meta}{page[end:]}"


def policy_tags(policy: str) -> str:
    """The elements that say what a page may do, and what it tells others."""
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="referrer" content="{REFERRER}">'
    )


def add_to_head(page: str, element: str) -> str:
    """The page with one more element at the beginning of its head."""
    return _HEAD.sub(lambda found: f"{found[0]}\n{element}", page, count=1)


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
