"""Addresses inside of others: of archives, of caches for small screens, of what counts clicks."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

# Archives that name in the address of a copy the page that was copied.
_ARCHIVE = re.compile(
    r"(?:web\.|wayback\.)?archive\.org|archive\.(?:today|ph|is|fo|li|md|vn)|arquivo\.pt"
    r"|webarchive\.org\.uk|webarchive\.nationalarchives\.gov\.uk|wayback\.archive-it\.org"
    r"|webarchive\.loc\.gov|vefsafn\.is"
)
_WITH_SCHEME = re.compile(r"/(https?(?::|%3a)(?:/|%2f).*)", re.ASCII | re.IGNORECASE | re.DOTALL)
_BEHIND_STAMP = re.compile(
    r"(?:/web|/wayback|/o)?/(?:[0-9][0-9.-]{3,16}(?:[a-z]{2}_)?|[0-9]*\*|newest|oldest)/"
    r"([^/?#%]+\.[^/?#%]+(?:/.*)?)",
    re.DOTALL,
)
# The hosts at which one archive is.
_SAME_ARCHIVE = re.compile(r"archive\.(?:ph|is|fo|li|md|vn)(?=$|:)")

_GOOGLE = re.compile(r"(?:[a-z0-9-]+\.)*google\.(?:[a-z]{2,3}|com?\.[a-z]{2})")
_CACHE = re.compile(r"(?:.+\.)?cdn\.ampproject\.org")
_IN_CACHE = re.compile(r"/[cv]/(?:s/)?([^/?#]+\..*)", re.DOTALL)
_IN_VIEWER = re.compile(r"/amp/(?:s/)?([^/?#]+\..*)", re.DOTALL)

# The parameters in which what counts clicks has the address that it leads to.
_COUNTERS = (
    (_GOOGLE, re.compile("/url/?"), ("q", "url")),
    (re.compile(r"lm?\.(?:facebook|instagram)\.com"), re.compile("(?:/l\\.php)?/?"), ("u",)),
    (re.compile(r".+\.safelinks\.protection\.outlook\.com"), re.compile("/?"), ("url",)),
)


def inner_address(host: str, path: str, query: str, rest: str) -> str:
    """The address that stands in another one; empty where none does.

    `rest` is all that stands behind the host, path and query included.
    """
    if _ARCHIVE.fullmatch(host):
        found = _WITH_SCHEME.search(rest.partition("?")[0]) and _WITH_SCHEME.search(rest)
        if found:
            return _unescaped(found[1]) if "%" in found[1][:7] else found[1]
        found = _BEHIND_STAMP.fullmatch(rest)
        return f"//{found[1]}" if found else _at_one_host(host, rest)
    if _CACHE.fullmatch(host):
        found = _IN_CACHE.fullmatch(rest)
    elif host == "bing.com" or _GOOGLE.fullmatch(host):
        found = _IN_VIEWER.fullmatch(rest)
    else:
        found = None
    return f"//{found[1]}" if found else _counted(host, path, query)


def _at_one_host(host: str, rest: str) -> str:
    return f"archive.today{rest}" if _SAME_ARCHIVE.fullmatch(host) else ""


def _counted(host: str, path: str, query: str) -> str:
    for hosts, paths, names in _COUNTERS:
        if not hosts.fullmatch(host) or not paths.fullmatch(path):
            continue
        for field in query.split("&"):
            name, _, value = field.partition("=")
            address = _unescaped(value)
            if name in names and re.match("https?://", address, re.ASCII | re.IGNORECASE):
                return address
    return ""


def _unescaped(text: str) -> str:
    return unquote_to_bytes(text).decode("utf-8", "replace")
