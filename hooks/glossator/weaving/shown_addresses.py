"""Words of a link that are read as an address: with a scheme or `www.`, and without either.

The form in the browser holds to the same rules (`contribute/links.js` in the theme).
"""

from __future__ import annotations

import re

_WHOLE = re.compile(r"(?:(?:https?:)?//|www\.)[^\s/?#]+\.[^\s/?#.]+(?:[/?#]\S*)?", re.IGNORECASE)
# Of words of some scripts signs of vowels are no letters.
_VOWELS = "\u0300-\u036f\u0900-\u0dff\u0e00-\u0fff"
_BARE = re.compile(
    rf"(?P<host>(?:[\w{_VOWELS}-]+\.)+(?P<end>[^\W\d_][\w{_VOWELS}]+))"
    r"(?P<rest>(?::\d+)?(?:[/?#]\S*)?)"
)
# Endings of hosts by which everybody knows one, beside those of countries; and of test data.
_COMMON = re.compile(
    r"com|org|net|edu|gov|mil|int|info|biz|news|media|press|blog|online|(?:web)?site|live|today|"
    r"world|club|shop|store|tech|example|test|рф|укр|бел|қаз|срб|мкд|ею|бг|ελ|ευ|中国|中國|香港|台湾|"
    r"台灣|新加坡|公司|网络|한국|السعودية|مصر|امارات|قطر|ایران|المغرب|الجزائر|تونس|الاردن|فلسطين|سورية|"
    r"عمان|ישראל|भारत|ไทย"
)
# Two letters, but for those that end names of files, programs and marks, and of no country.
_COUNTRY = re.compile("(?!cs|db|go|gz|hs|jl|js|kt|qt|rb|ts|ui|vb|xz)[a-z]{2}")
# Those of countries that end such names too: an address has more behind them.
_OF_FILES = re.compile("ac|ai|am|cc|io|la|mk|ml|md|ms|pl|pm|ps|py|rs|sc|sh|so|st|tf")
# What is known by a name that looks like a host.
_NAMES = re.compile(r"(?:ado|asp|ml|vb)\.net")


def address_in(words: str) -> str:
    """The words where they are read as an address, from `//` on if not before; else nothing.

    `Booking.com` with a capital, `main.rs` and `socket.io` are names, unless a path follows.
    """
    if _WHOLE.fullmatch(words):
        return words if "//" in words else f"//{words}"
    found = _BARE.fullmatch(words)
    return f"//{words}" if found and _is_address(found) else ""


def _is_address(found: re.Match[str]) -> bool:
    end = found["end"].lower()
    if not (_COUNTRY.fullmatch(end) or _COMMON.fullmatch(end)):
        return False
    if found["rest"]:
        return True
    host = found["host"]
    is_name = _OF_FILES.fullmatch(end) or _NAMES.fullmatch(host)
    return host == host.lower() and not is_name
