"""Addresses that look like others, or hide where they lead: why, and what to write instead."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit, urlunsplit

from glossator.content.hosts import deceit_of_host, host_of
from glossator.unseen import CONTROL, LINE_ENDS, UNSEEN

# What most addresses are made of, which deceives nobody. A last label that begins with a letter
# is part of a name, and no number.
_HONEST = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?:[/?#][A-Za-z0-9._~/?#%&=+,:;@!$'()*-]*)?"
)
_UNSEEN = re.compile(f"[{CONTROL}{LINE_ENDS}{UNSEEN}]")
_BEHIND_SCHEME = re.compile(r"(?<=://)[^\s\"'<>]*")
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
# Between letters of Persian and of Indian languages, behind those of Mongolian and Chinese, and
# within emoji, these have a meaning; and so have figures in a box and flags, as a whole.
_JOINERS = re.compile("[\u180b-\u180e\u200c\u200d\ufe0e\ufe0f\U000e0100-\U000e01ef]")
_EMOJI = re.compile("[#*0-9]\ufe0f\u20e3|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")


def is_plainly_honest(url: str) -> bool:
    """Whether it is a whole address that deceives nobody, as far as a look at it can tell."""
    return _HONEST.fullmatch(url) is not None


def is_readable(url: str) -> bool:
    """Whether the address can be taken apart: whether its host, if it has one, is none of signs."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def deceit_of(url: str) -> str:
    """Why the address deceives, and what to do; empty where it does not, or is no address at all.

    What stands before the host, in it or behind it is read as browsers read it, not as it looks.
    """
    if _HONEST.fullmatch(url):
        return ""
    seen = _EMOJI.sub("", url)
    for found in _UNSEEN.finditer(seen):
        sign = found[0]
        before, behind = seen[: found.start()][-1:], seen[found.end() :][:1]
        is_joined = before and not before.isascii() and (sign > "\u200d" or not behind.isascii())
        if not (_JOINERS.match(sign) and is_joined and sign not in host_of(url)):
            name = unicodedata.name(sign, "a control character").lower()
            return f"it has a character that nobody sees (U+{ord(sign):04X}, {name}); delete it"
    if "\\" in url:
        return r"it has a `\` in it, which browsers take for `/`; write `/`, or `%5C`"
    found_host = re.match(r"(?:[a-z][a-z0-9+.-]*:)?//+([^/?#]*)", url, re.IGNORECASE)
    authority = found_host[1] if found_host else ""
    if "@" in authority:
        return (
            "it has a name before its host, which looks like another host; "
            "take out what stands before `@`"
        )
    return deceit_of_host(host_of(url))


def without_secrets(url: str) -> str:
    """An address of our own as everybody may read it: without name, password, query and fragment.

    Empty where it has no host, or cannot be taken apart.
    """
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # a password that was not escaped may seem to end the host
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    # What seems to be the host is a name, and its password has a sign that ends a host.
    is_cut = "." not in host and "@" in url[url.find(host) + len(host) :]
    if is_cut or "%" in host:
        return ""
    return urlunsplit((parts.scheme, host, parts.path, "", "")) if host else ""


def without_passwords(text: str) -> str:
    """A text in which no address has a name or a password before its host."""
    if "://" not in text or "@" not in text:
        return text
    if _WHOLE.fullmatch(text):  # whatever signs a password has
        scheme, _, rest = text.partition("://")
        return f"{scheme}://{_without_name(rest)}"
    return _BEHIND_SCHEME.sub(lambda found: _without_name(found[0]), text)


def _without_name(rest: str) -> str:
    """What stands behind `://`, from the host on; a password may have signs that end a host."""
    while "@" in rest:
        authority = re.split("[/?#]", rest, maxsplit=1)[0]
        if "@" in authority:
            rest = rest[authority.rfind("@") + 1 :]
            continue
        host, _, port = authority.partition(":")
        is_host = not host or host[0] == "[" or "." in host or host == "localhost"
        if is_host and (host[:1] == "[" or not port or port.isdecimal()):
            break
        rest = rest.partition("@")[2]
    return rest
