"""Links that lead elsewhere than they seem to, in HTML as a parser made it, before it is clean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.content.honest_addresses import deceit_of, is_plainly_honest
from glossator.content.hosts import host_of, letters_of_host
from glossator.content.references import unescape
from glossator.unseen import UNSEEN
from glossator.weaving.click_counters import counts_clicks
from glossator.weaving.shown_addresses import address_in

# In Markdown: an address, or what may become one when references are read.
_ADDRESS = re.compile(r"""//[^\s<>"')\]]*""")
_REFERENCE = re.compile(r"&[#\w]+;")
_ATTRIBUTES = ("href", "cite", "src")
_READS_AS_ONE = re.compile(
    r"\[(?:[^\w\[\]<]|<[^<>\[\]]*>)*(?:https?:|//|\w[\w-]*\\?\.\w)", re.IGNORECASE
)
# Quotation marks hold a `>` only behind an equals sign. What a comment holds is no tag.
_INSIDE = r"""(?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*"""
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
_TAG = re.compile(rf"{_COMMENT}|(?P<tag><[a-z]{_INSIDE})", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?P<name>href|cite|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"{_COMMENT}|(?P<tag><a\s{_INSIDE})>?(?P<words>.*?)(?=</?a\b|\Z)", re.IGNORECASE | re.DOTALL
)
_ANY_TAG = re.compile(r"<[^<>]*>")
# What may stand around an address that is still read as one, and what is for the rest of it.
_QUOTES = "\"'`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a"
_AROUND = f" \t\r\n()[]{{}}<>*_\u2192\u2197,;:!?.\u2026{_QUOTES}"
_CUT = ("\u2026", "...")
_UNSEEN = re.compile(f"[{UNSEEN}]")
# They keep copies of pages, by the address that those had or by one of their own.
_ARCHIVES = re.compile(
    r"(?:.+\.)?(?:archive\.(?:org|ph|today|is|li|vn|fo|md)|perma\.cc|webcitation\.org|"
    r"ghostarchive\.org|arquivo\.pt|megalodon\.jp|nationalarchives\.gov\.uk|mementoweb\.org|"
    r"webarchive\.(?:org\.uk|loc\.gov)|archive-it\.org|perma-archives\.org|vefsafn\.is)"
)


def may_deceive(markdown: str) -> bool:
    """Whether it takes a look at the HTML to say that no link of the Markdown deceives."""
    if not any(sign in markdown for sign in ("//", "&", "\\")):
        return False
    # Each literal is looked for by itself, which takes a twentieth of looking for all at once.
    if "&" in markdown and _REFERENCE.search(markdown):
        return True
    if _READS_AS_ONE.search(markdown) or ("=" in markdown and _may_have_attribute(markdown)):
        return True
    return not all(is_plainly_honest(f"https:{one}") for one in _ADDRESS.findall(markdown))


def _may_have_attribute(markdown: str) -> bool:
    *before, _ = markdown.split("=")
    return any(part.rstrip()[-4:].lower().endswith(_ATTRIBUTES) for part in before)


def deceptive_links(html: str) -> Iterator[tuple[str, str]]:
    """Each address that deceives, as it would be asked for, and why, with what to do."""
    for tag in _TAG.finditer(html):
        for found in _ATTRIBUTE.finditer(tag["tag"] or ""):
            address = _address_in(found)
            deceit = deceit_of(address)
            if deceit:
                yield address, deceit


def mislabelled_links(html: str) -> Iterator[tuple[str, str]]:
    """Each address that is shown as an address of another host, and why that is wrong."""
    for target, shown in _mislabelled(html):
        say = f"its link reads as an address of {shown}; write the same address, or words"
        yield target, say


def mislabelled_in_copy(html: str, source: str) -> Iterator[tuple[str, str]]:
    """The same of a copy of the page at `source`, but for what counts clicks on the way.

    Nobody can tell whether it was published so; who compares the two can.
    """
    for target, shown in _mislabelled(html):
        if not counts_clicks(target, shown, _site(source)):
            yield (
                target,
                f"its link reads as an address of {shown}; compare it with the page that was "
                "copied, and leave it only if it was published so",
            )


def _mislabelled(html: str) -> Iterator[tuple[str, str]]:
    """Each address that is shown as one of another host, and that host."""
    for link in _LINK.finditer(html):
        words = _UNSEEN.sub("", unescape(_ANY_TAG.sub("", link["words"] or ""))).strip()
        written = words.strip(_AROUND)
        address = address_in(written)
        if not address:
            continue
        targets = map(_address_in, _ATTRIBUTE.finditer(link["tag"]))
        target = next((one for one in targets if "//" in one), "")
        shown = _site(address)
        leads = _leads_there(shown, _site(target), is_cut=words.endswith(_CUT))
        if target and not leads and not deceit_of(target):
            yield target, shown


def _address_in(attribute: re.Match[str]) -> str:
    return unescape(attribute[2] or attribute[3] or attribute[4] or "").strip(" ")


def _leads_there(shown: str, target: str, *, is_cut: bool) -> bool:
    """Whether the site is the one that is shown, a part of it, or keeps copies of others."""
    if f".{target}".endswith(f".{shown}") or f".{shown}".endswith(f".{target}"):
        return True
    return (is_cut and target.startswith(shown)) or _ARCHIVES.fullmatch(target) is not None


def _site(url: str) -> str:
    return letters_of_host(host_of(url.strip()))
