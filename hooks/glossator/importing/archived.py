"""Archived copies of pages: whose they are, with the links as the publisher wrote them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from glossator.importing.leaves import Element

# Hosts of archives, by the names that people know; a dot before the name is for hosts below.
_ARCHIVES = {
    "archive.org": "the Wayback Machine",
    **dict.fromkeys(
        (
            *("archive.today", "archive.ph", "archive.is", "archive.li", "archive.md"),
            *("archive.fo", "archive.vn"),
        ),
        "archive.today",
    ),
    "webcache.googleusercontent.com": "Google's cache",
    "cc.bingj.com": "Bing's cache",
    "cachedpage.bing.com": "Bing's cache",
    "ghostarchive.org": "Ghostarchive",
    "perma.cc": "Perma.cc",
    "perma-archives.org": "Perma.cc",
    "webcitation.org": "WebCite",
    "yandexwebcache.net": "Yandex's cache",
    "megalodon.jp": "Megalodon",
    "archive-it.org": "Archive-It",
    "webarchive.nationalarchives.gov.uk": "the UK Government Web Archive",
    "webarchive.org.uk": "the UK Web Archive",
    "webarchive.loc.gov": "the Library of Congress Web Archives",
    "vefsafn.is": "Vefsafn.is",
    "mementoweb.org": "Memento Time Travel",
    "arquivo.pt": "Arquivo.pt",
}
_NAMES = frozenset(
    (
        *(re.sub("^the ", "", name.lower()) for name in _ARCHIVES.values()),
        *("internet archive", "internet archive wayback machine", "archive.today", "perma"),
        *("google cache", "bing cache", "webpage archive"),
    )
)
# `/web/20200102030405id_/https://…`, `/2020.01.02-030405/https://…`, `/o/AbC12/https://…`, and
# those of which a browser, or somebody, has left out a slash or the scheme.
_WRAPPED = re.compile(
    r"/(?:\d{4,14}(?:[a-z]{2}_)?\*?|\d{4}[.-]\d\d[.-]?\d\d-\d{4,6}(?:-\d\d)?|\d{4}-\d{4}-\d{4}-\d\d"
    r"|o/\w{4,6}|[A-Z0-9]{4}-[A-Z0-9]{4}(?:/[a-z]{2}_)?|\*|newest|oldest)/(?P<url>.+)",
    re.DOTALL,
)
_SCHEME = re.compile(r"(?P<scheme>https?):/{0,2}(?=[^/])", re.IGNORECASE)
_HOST_FIRST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_OWN_PORT = re.compile(r"^(http://[^/?#]+):80(?=[/?#]|$)|^(https://[^/?#]+):443(?=[/?#]|$)")
# The path of the Wayback Machine, in links of pages that were saved without its host.
_WAYBACK_PATH = re.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)")
_CACHED = re.compile(r"cache:(?:[\w-]{8,16}:)?(?P<url>\S+)")
_QUERIES = ("url", "u", "q")
_LINKS = ("href", "cite", "src", "action", "content")
# What an archive says above a page that it shows.
_BANNERS = frozenset(
    (
        *("wm-ipp-base", "wm-ipp", "donato", "google-cache-hdr", "cacheHeader"),
        *("bN015htcoyT__google-cache-hdr", "cacheBanner"),
    )
)
_CAPITAL_BANNERS = frozenset({"HEADER", "FOOTER"})


@dataclass(frozen=True, slots=True)
class Archived:
    """Where a copy is, and of what.

    Attributes:
        address: The copy's own address; empty where only the original's is known.
        original: The address that the page was published at; empty where nothing tells it.
        archive: The archive, by the name that people know.
    """

    address: str
    original: str
    archive: str


def read_archived(tree: Element, addresses: list[str]) -> Archived | None:
    """What archive a page is from, going by its `addresses` and by what it says of itself.

    None where it is no copy of an archive.
    """
    said = [address.strip() for address in (*addresses, *_own_addresses(tree)) if address]
    copies = [one for one in said if archive_of(one) or _WAYBACK_PATH.match(one)]
    if not copies:
        return None
    # The longest form names the original and the moment.
    whole = next((one for one in copies if original_of(one)), copies[0])
    original = original_of(whole) or _told_original(tree, said)
    archive = archive_of(whole) or "the Wayback Machine"
    address = f"https://web.archive.org{whole}" if whole.startswith("/") else whole
    return Archived(address, original, archive)


def archive_of(address: str) -> str:
    """The name of the archive whose address it is; empty for any other address."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    return next(
        (name for end, name in _ARCHIVES.items() if host == end or host.endswith(f".{end}")), ""
    )


def original_of(address: str) -> str:
    """The address within the address of an archived copy; empty where there is none."""
    if not archive_of(address) and not _WAYBACK_PATH.match(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    rest = address.split("/", 3)[3] if parts.scheme and address.count("/") > 2 else address[1:]
    wrapped = _WRAPPED.search(f"/{rest}")
    if wrapped:
        found = _completed(wrapped["url"])
        if found:
            return found
    queries = parse_qs(parts.query)
    for name in _QUERIES:
        for value in queries.get(name, []):
            cached = _CACHED.match(value)
            found = _completed(cached["url"] if cached else value)
            if found and (cached or value.lower().startswith("http")):
                return found
    if parts.path.startswith("/http"):
        return _completed(rest)
    return ""


def _completed(url: str) -> str:
    """The address whole, without the port that it has anyway."""
    if re.match(r"https?%3A", url, re.IGNORECASE):
        url = unquote(url)
    scheme = _SCHEME.match(url)
    if scheme:
        url = f"{scheme['scheme'].lower()}://{url[scheme.end() :]}"
    elif _HOST_FIRST.match(url):
        url = f"http://{url}"
    else:
        return ""
    return re.sub(
        r"^(http://[^/?#]+):80(?=[/?#]|$)|^(https://[^/?#]+):443(?=[/?#]|$)", r"\1\2", url
    )


def _own_addresses(tree: Element) -> list[str]:
    found = [
        link.get("href") or ""
        for link in tree.iter("link")
        if {"canonical", "bookmark"} & set((link.get("rel") or "").lower().split())
    ]
    found += [base.get("href") or "" for base in tree.iter("base")]
    found += [
        meta.get("content") or ""
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name") or "").lower() in {"og:url", "twitter:url"}
    ]
    return [address.strip() for address in found]


def _told_original(tree: Element, said: list[str]) -> str:
    """The original's address, where that of the copy does not hold it."""
    outside = [one for one in said if one.startswith("http") and not archive_of(one)]
    if outside:
        return outside[0]
    for field in tree.iter("input"):
        value = (field.get("value") or "").strip()
        if re.match(r"https?://", value) and not archive_of(value):
            return value
    # The banner, which stands before all else, links to the live page.
    for link in list(tree.iter("a"))[:12]:
        href = (link.get("href") or "").strip()
        if re.match(r"https?://", href) and not archive_of(href):
            text = "".join(link.itertext()).strip().lower()
            if text.startswith(("http", "view the live page", "live page")):
                return href
    return ""


def restore_links(tree: Element, archived: Archived) -> None:
    """Give the links of an archived page the addresses that the publisher wrote."""
    for element in tree.iter("a", "area", "link", "base", "blockquote", "q", "meta", "form"):
        for name in _LINKS:
            value = (element.get(name) or "").strip()
            if not value or (element.tag == "meta" and not value.startswith(("http", "/web/"))):
                continue
            is_own = archive_of(value) == archived.archive or _WAYBACK_PATH.match(value)
            original = original_of(value) if is_own else ""
            if original:
                element.set(name, original)
    for element in tree.iter("base"):
        if archive_of(element.get("href") or ""):
            element.set("href", archived.original)


def names_archive(text: str) -> bool:
    """Whether it is the name of an archive, which no page is published by."""
    plain = re.sub(r"^https?://(?:www\.)?|/$", "", text.strip().lower())
    return plain in _NAMES or bool(archive_of(f"https://{plain}/"))


def take_banners(tree: Element, archived: Archived) -> list[str]:
    """The words of what the archive shows above and below the page, which is taken out."""
    names = _BANNERS | (_CAPITAL_BANNERS if archived.archive == "archive.today" else frozenset())
    texts = []
    for element in list(tree.iter("div", "table", "center")):
        is_banner = {element.get("id"), element.get("class")} & names
        if is_banner and element.getparent() is not None:
            words = element.xpath(".//text()[not(ancestor::script) and not(ancestor::style)]")
            texts.append(" ".join("".join(words).split()))
            element.drop_tree()
    return [text for text in texts if text]
