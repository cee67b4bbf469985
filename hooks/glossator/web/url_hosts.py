"""Hosts in one form: without what they are called for small screens, in the letters people read."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote_to_bytes

_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]*)(?::([0-9]*))?")
# What no host has in it.
_FOREIGN = re.compile('[\x00-\x20\x7f-\xa0"#%/:<>?@[\\\\\\]^`{|}\ud800-\udfff]')
# Ports of the schemes themselves.
_OWN_PORTS = frozenset({"", "80", "443"})
# A host's label has no more letters; nothing longer is decoded.
_LONGEST_LABEL = 63
_NO_LETTERS = re.compile("[\x00-,./:-`{-\xa0\ud800-\udfff]")

_FORM = re.compile(r"(?:www|m|mobile|amp)\.")
_WIKI = re.compile(
    r"(?<=\.)m\.(?=(?:wiki(?:pedia|news|quote|source|books|versity|voyage|media|data)|wiktionary)"
    r"\.org$)"
)
# No sites, only what names of sites end with.
_SUFFIX = re.compile(r"(?:co|com|org|net|gov|gob|ac|edu|go|or|ne|gen)\.[a-z]{2}")
# What stands before these is somebody's own site, whatever it is called.
_SHARED = re.compile(
    r"(?:blogspot|wordpress|substack|medium|tumblr|livejournal|weebly|wixsite|over-blog|typepad"
    r"|herokuapp|firebaseapp)\.com|(?:github|gitlab)\.io|codeberg\.page|(?:pages|workers)\.dev"
    r"|(?:netlify|vercel|web)\.app"
)


def host_key(authority: str) -> str:
    """The host of an address, with its port where that is unusual; empty where it is none."""
    found = _AUTHORITY.fullmatch(authority.rpartition("@")[2])
    if not found:
        return ""
    host, port = found[1].lower(), (found[2] or "").lstrip("0")
    if not host.startswith("["):
        if "%" in host:
            host = unquote_to_bytes(host).decode("utf-8", "replace").lower()
        if not host.isascii() or "xn--" in host:
            host = _in_letters(host)
        host = _without_form(host.rstrip("."))
        if not host or _FOREIGN.search(host):
            return ""
    return host if port in _OWN_PORTS else f"{host}:{port}"


def _without_form(host: str) -> str:
    """The host without what it is called for small screens, or from old habit."""
    host = _WIKI.sub("", host)
    form = _FORM.match(host)
    if not form:
        return host
    rest = host[form.end() :]
    is_own = _SUFFIX.fullmatch(rest) or (form[0] != "www." and _SHARED.fullmatch(rest))
    return host if "." not in rest or is_own else _without_form(rest)


def _in_letters(host: str) -> str:
    """The host in the letters that stand for what is written in ASCII (RFC 3492)."""
    lower = unicodedata.normalize("NFKC", host).lower()
    labels = unicodedata.normalize("NFKC", lower).replace("\u3002", ".").split(".")
    return ".".join(map(_decoded, labels))


def _decoded(label: str) -> str:
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL or not label.isascii():
        return label
    try:
        letters = label[4:].encode().decode("punycode")
    except (OverflowError, ValueError):
        return label
    return label if letters.isascii() or _NO_LETTERS.search(letters) else letters
