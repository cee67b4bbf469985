"""Addresses that others name: whether they can and may be asked, and what they come down to."""

from __future__ import annotations

import contextlib
import ipaddress
import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from glossator.web.url_forms import is_tracking

# Characters. Servers take 8,000; longer ones are made to be a nuisance.
LONGEST_ADDRESS = 8000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def redirect_target(url: str, location: str) -> str:
    """The whole address to which `url` is redirected; as it came where that is none."""
    # Header lines are Latin-1 to Python and UTF-8 to those who write other letters.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    # What would move the cursor of a terminal is not for printing.
    location = _CONTROL.sub(lambda found: quote(found[0]), location.strip())
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def is_web(url: str) -> bool:
    """Whether it is an address that can be asked on the web."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        return False
    is_named = bool(host) and not re.search(r"\s", host)
    return parts.scheme in {"http", "https"} and is_named and len(url) <= LONGEST_ADDRESS


def is_inward(url: str, target: str) -> bool:
    """Whether a page of the web leads to this computer or into its network.

    What is there is for those who sit at it, and nobody else may have it asked for.
    """
    return is_local(target) and not is_local(url)


def plain_address(url: str) -> str:
    """The address without fragment, marks of the channel, and anybody's name and password."""
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [(name, value) for name, value in query if not is_tracking(name)]
    new = parts.query if len(kept) == len(query) else urlencode(kept)
    whole = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, new, ""))
    return re.sub(r"[\s\"'<>`{}|\\^]", lambda found: quote(found[0], safe=""), whole)


def is_front_page(url: str) -> bool:
    """Whether it is the address of a whole site."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def is_local(url: str) -> bool:
    """Whether it is an address that leads somewhere on this machine or in its network alone."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
