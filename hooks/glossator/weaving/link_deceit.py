"""Links that lead elsewhere than they seem to, in HTML as a parser made it, before it is clean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.content.honest_addresses import deceit_of, is_plainly_honest
from glossator.content.hosts import host_of
from glossator.content.references import unescape

# In Markdown: an address, or what may become one when references are read.
_ADDRESS = re.compile(r"""//[^\s<>"')\]]*""")
# What the next one begins with, as far as a text without them need not be searched.
_SIGNS = ("<", "&", "[h", "[H", "[w", "[W")
_MAYBE = re.compile(r"&[#\w]+;|\b(?:href|cite|src)\s*=|\[(?:https?:|www\.)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?:href|cite|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_LINK = re.compile(
    r"""<a\s[^>]*?href\s*=\s*["']?(?P<target>[^"'\s>]+)[^>]*>\s*(?P<words>[^<>]*)""", re.IGNORECASE
)
# Words that are an address, and so say where the link leads.
_SHOWN = re.compile(r"(?:https?://|www\.)[^\s/?#]+\.[^\s/?#.]+(?:[/?#]\S*)?\s*", re.IGNORECASE)


def may_deceive(markdown: str) -> bool:
    """Whether it takes a look at the HTML to say that no link of the Markdown deceives."""
    if "//" not in markdown and "&" not in markdown:
        return False
    if any(sign in markdown for sign in _SIGNS) and _MAYBE.search(markdown):
        return True
    return not all(is_plainly_honest(f"https:{one}") for one in _ADDRESS.findall(markdown))


def deceptive_links(html: str) -> Iterator[tuple[str, str]]:
    """Each address that deceives, as it would be asked for, and why, with what to do."""
    for found in _ATTRIBUTE.finditer(html):
        address = unescape(found[1] or found[2] or found[3] or "").strip(" ")
        deceit = deceit_of(address)
        if deceit:
            yield address, deceit


def mislabelled_links(html: str) -> Iterator[tuple[str, str]]:
    """Each address that is shown as an address of another host, and why that is wrong."""
    for found in _LINK.finditer(html):
        words, target = unescape(found["words"]), unescape(found["target"])
        if _SHOWN.fullmatch(words) and "//" in target:
            shown = words if "//" in words else f"//{words}"
            if _site(shown) != _site(target):
                yield (
                    target,
                    f"its link reads as an address of {_site(shown)}; "
                    "write the same address, or words",
                )


def _site(url: str) -> str:
    return host_of(url.strip()).lower().rstrip(".").removeprefix("www.")
