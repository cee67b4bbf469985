"""What an HTML page says of itself: headline, author, publisher, date, language, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from glossator.importing.leaves import Element, clean_text
from glossator.weaving.languages import script_language
from glossator.web.addresses import is_front_page, plain_address

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|NewsArticle|WebPage", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "headline", "title")
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl")
_PUBLISHERS = (
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "publisher",
    "application-name",
)
_DATES = (
    "article:published_time", "datepublished", "og:published_time",
    "og:article:published_time", "citation_publication_date",
    "citation_date", "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "date",
)  # fmt: skip
_LANGUAGES = ("content-language", "og:locale", "dc.language", "language", "inlanguage")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ISO = re.compile(r"\s*(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?!\d)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    r"([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE
)
# What browsers and their add-ons note in the pages that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->|^\s*url:\s*(https?://\S+)", re.MULTILINE
)
_SAVED_WITHIN = 4000
# Data that is nested deeper is no metadata.
_DEEPEST = 20


@dataclass(slots=True)
class PageMetadata:
    """What a page says of itself; empty where it says nothing.

    Attributes:
        titles: Its headlines, from the most trusted to the least.
        authors: The names of who wrote it.
        publisher: The name of who published it.
        published: When: a day, a month or a year.
        language: Its BCP 47 tag.
        url: Its own address for itself, whole.
        is_free: Whether all may read the whole of it.
        remarks: What could not be read, in words.
    """

    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    is_free: bool = True
    remarks: list[str] = field(default_factory=list)


def read_metadata(
    tree: Element, text: str, *, address: str = "", publisher: str = ""
) -> PageMetadata:
    """The metadata of the page `tree`, made from `text` and found at `address` if anywhere.

    A `publisher` that is known goes before what the page says.
    """
    found = PageMetadata()
    tags = _meta_tags(tree)
    records = list(_records(tree, found.remarks))
    articles = [r for r in records if _is_type(r, _ARTICLE_TYPES)]
    articles.sort(key=lambda record: _is_type(record, re.compile("WebPage")))
    saved = _SAVED_FROM.search(text[:_SAVED_WITHIN])
    address = address or next((part for part in (saved.groups() if saved else ()) if part), "")
    named = {str(r["@id"]): r for r in reversed(records) if r.get("@id") and r.get("name")}
    site = _first(_names(_all_of(articles, "publisher"), named))
    found.publisher = (
        publisher or site or _first(tags[name] for name in _PUBLISHERS if name in tags)
    )
    found.titles = _titles(tree, tags, articles, found.publisher)
    found.authors = list(_authors(tree, tags, articles, named))
    found.published = _published(tree, tags, articles, found.remarks)
    found.language = _language(tree, tags, articles)
    found.url = _address(tree, tags, articles, address)
    found.is_free = not any(
        str(value).lower() in {"false", "no", "0"}
        for value in _all_of(articles, "isAccessibleForFree")
    )
    return found


def guess_language(text: str) -> str:
    """The language of a text, as far as its script alone tells it; empty where it does not."""
    letters = [letter for letter in text if letter.isalpha()]
    for first, last, tag in (("\u0590", "\u05ff", "he"), ("\u0e00", "\u0e7f", "th")):
        if sum(first <= letter <= last for letter in letters) * 2 > len(letters):
            return tag
    script = script_language(text)
    wide = sum(
        "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" for letter in letters
    )
    return script if script and wide * 2 > len(letters) else ""


def read_date(text: str) -> str:
    """A date as `2025-09-24`, `2025-09` or `2025`; empty where it cannot be read.

    The day is the one that was written, in the time zone in which it was.
    """
    parts: tuple[str, ...] | None = None
    for pattern in (_COMPACT, _ISO):
        found = pattern.match(text)
        if found:
            parts = tuple(part for part in found.groups() if part)
            break
    if parts is None:
        day_first, month_first = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
        if day_first and day_first[2].lower() in _MONTHS:
            parts = day_first[3], str(_MONTHS.index(day_first[2].lower()) + 1), day_first[1]
        elif month_first and month_first[1].lower() in _MONTHS:
            parts = month_first[3], str(_MONTHS.index(month_first[1].lower()) + 1), month_first[2]
    if parts is None:
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError, IndexError):
            return ""
    whole = "-".join(part.zfill(4 if not n else 2) for n, part in enumerate(parts))
    try:
        date.fromisoformat(whole + "-01" * (3 - len(parts)))
    except ValueError:
        return ""
    return whole


def _meta_tags(tree: Element) -> dict[str, str]:
    """The first text of each `<meta>`, by its name in small letters."""
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            content = _text(meta.get("content"))
            if name and content:
                tags.setdefault(name, content)
    return tags


def _records(tree: Element, remarks: list[str]) -> Iterator[dict[str, Any]]:
    """The objects of all JSON-LD in the page, those in lists and graphs too."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        try:
            # Pages write line feeds into their texts, which JSON does not allow.
            data = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            remarks.append("the page's JSON-LD cannot be read, and was not used")
            continue
        yield from _objects(data, 0)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (list, dict)):
                yield from _objects(data[key], depth + 1)


def _is_type(record: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    kinds = record.get("@type")
    return any(
        pattern.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _all_of(records: Iterable[dict[str, Any]], key: str) -> Iterator[Any]:
    for record in records:
        value = record.get(key)
        if value not in (None, "", [], {}):
            yield from value if isinstance(value, list) else [value]


def _names(values: Iterable[Any], named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of people or organisations, which may be told elsewhere by their `@id`."""
    for value in values:
        if isinstance(value, dict) and not value.get("name") and value.get("@id"):
            value = named.get(str(value["@id"]), value)
        name = value.get("name") if isinstance(value, dict) else value
        for one in name if isinstance(name, list) else [name]:
            text = _text(one)
            if text and not text.startswith(("http:", "https:", "/", "#")):
                yield text


def _text(value: object) -> str:
    """A value as one line of plain text."""
    return " ".join(clean_text(value).split()) if isinstance(value, str) else ""


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _titles(
    tree: Element, tags: dict[str, str], articles: list[dict[str, Any]], publisher: str
) -> list[str]:
    titles = [_text(value) for value in _all_of(articles, "headline")]
    titles += [tags[name] for name in _TITLES if name in tags]
    for element in tree.iter("title"):
        if next(element.iterancestors("svg"), None) is not None:
            continue
        title = _text("".join(element.itertext()))
        # `Headline | Example Daily`, `Example Daily - Headline`
        if publisher:
            name = re.escape(publisher)
            title = re.sub(rf"\s*[|｜–—·•:»-]+\s*{name}$", "", title, flags=re.IGNORECASE)
            title = re.sub(rf"^{name}\s*[|｜–—·•:»-]+\s*", "", title, flags=re.IGNORECASE)
        titles.append(title)
        break
    return list(dict.fromkeys(title for title in titles if title))


def _authors(
    tree: Element,
    tags: dict[str, str],
    articles: list[dict[str, Any]],
    named: dict[str, dict[str, Any]],
) -> Iterator[str]:
    found = list(dict.fromkeys(_names(_all_of(articles, "author"), named)))
    if not found:
        found = list(_names((tags[name] for name in _AUTHORS if name in tags), named))[:1]
    if not found:
        marked = [
            _text("".join(element.itertext()))
            for element in tree.iter("a", "span", "div", "p")
            if element.get("rel") == "author" or element.get("itemprop") == "author"
        ]
        found = [name for name in dict.fromkeys(marked) if 0 < len(name) <= 80]
    for name in found:
        yield re.sub(r"^(?:by|von|par|por)\s+", "", name, flags=re.IGNORECASE)


def _published(
    tree: Element, tags: dict[str, str], articles: list[dict[str, Any]], remarks: list[str]
) -> str:
    written = [_text(value) for value in _all_of(articles, "datePublished")]
    written += [tags[name] for name in _DATES if name in tags]
    for element in tree.iter("time", "meta", "span"):
        if "datepublished" in (element.get("itemprop") or "").lower() or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            written.append(_text(element.get("datetime") or element.get("content") or element.text))
    if not written:
        within = next(tree.iter("article"), None)
        times = {
            read_date(element.get("datetime") or "")
            for element in (within.iter("time") if within is not None else ())
        } - {""}
        written = list(times) if len(times) == 1 else []  # several may be those of other stories
    for text in written:
        found = read_date(text)
        if found:
            return found
    if any(written):
        remarks.append(f'the date "{_first(written)}" of the page cannot be read')
    return ""


def _language(tree: Element, tags: dict[str, str], articles: list[dict[str, Any]]) -> str:
    top = next(tree.iter("html"), None)
    said = (
        [top.get("lang") or top.get("{http://www.w3.org/XML/1998/namespace}lang")]
        if top is not None
        else []
    )
    said += list(_all_of(articles, "inLanguage"))
    said += [tags[name] for name in _LANGUAGES if name in tags]
    for value in said:
        name = value.get("alternateName") or value.get("name") if isinstance(value, dict) else value
        tag = _text(name).partition(",")[0].strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return ""


def _address(
    tree: Element, tags: dict[str, str], articles: list[dict[str, Any]], address: str
) -> str:
    said = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    said.append(tags.get("og:url", ""))
    said += [
        _text(value.get("@id") if isinstance(value, dict) else value)
        for value in (*_all_of(articles, "url"), *_all_of(articles, "mainEntityOfPage"))
    ]
    for candidate in said:
        try:
            whole = urljoin(address, candidate.strip())
            parts = urlsplit(whole)
            is_whole = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
        except ValueError:
            continue
        # Some templates name the site's front page as the address of every page.
        is_front = is_front_page(whole)
        if candidate and is_whole and not (is_front and urlsplit(address).path not in {"", "/"}):
            return plain_address(whole)
    return plain_address(address)
