"""Where the links of a page lead."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from glossator.content.honest_addresses import deceit_of
from glossator.importing.leaves import CONTROL, SPACE


def complete_link(href: str, base: str) -> str:
    """The whole address of a link, or nothing where it leads nowhere that may be linked to."""
    href = SPACE.sub("", CONTROL.sub("", href))
    if not href or href.startswith("#"):
        return ""
    try:
        whole = urljoin(base, href)
        parts = urlsplit(whole)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    if is_web and base and whole.partition("#")[0] == base.partition("#")[0] and parts.fragment:
        return ""  # a footnote's link: the ids of the page are not copied
    if deceit_of(whole):
        return ""  # the check would tell of it; the words stay
    is_mail = parts.scheme == "mailto" and bool(parts.path)
    return whole if is_web or is_mail else ""
