"""What an HTML page says of itself: headline, author, publisher, date, language, address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from glossator.importing.archived import Archived, archive_of, names_archive, original_of
from glossator.importing.dates import read_date
from glossator.importing.leaves import Element
from glossator.importing.page_data import (
    is_type,
    json_ld_records,
    meta_tags,
    names_in,
    one_line,
    values_of,
)
from glossator.problems import shown
from glossator.weaving.languages import script_language
from glossator.web.addresses import is_front_page, plain_address

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|NewsArticle|WebPage", re.IGNORECASE)
_SITE_TYPES = re.compile(r"WebSite|Organization")
_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "headline", "title")
# Characters; of a longer one the names of the site are not looked for at its ends.
_LONGEST_TITLE = 2_000
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl")
_PUBLISHERS = (
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "publisher",
    "application-name",
)
_SITES = ("og:site_name", "application-name")
_SECTIONS = ("article:section", "section")
_DATES = (
    "article:published_time", "datepublished", "og:published_time",
    "og:article:published_time", "citation_publication_date",
    "citation_date", "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "date",
)  # fmt: skip
_LANGUAGES = ("content-language", "og:locale", "dc.language", "language", "inlanguage")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# What browsers and their add-ons note in the pages that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->|^\s*url:\s*(https?://\S+)", re.MULTILINE
)
_SAVED_WITHIN = 4000


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
        archive: Of an archived copy, the copy's address.
        is_free: Whether all may read the whole of it.
        labels: The names of its site, its publisher and its sections.
        remarks: What could not be read, in words.
    """

    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    archive: str = ""
    is_free: bool = True
    labels: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_metadata(
    tree: Element, text: str, *, address: str = "", publisher: str = ""
) -> PageMetadata:
    """The metadata of the page `tree`, made from `text` and found at `address` if anywhere.

    A `publisher` that is known goes before what the page says.
    """
    found = PageMetadata()
    tags = meta_tags(tree)
    records = list(json_ld_records(tree, found.remarks))
    articles = [r for r in records if is_type(r, _ARTICLE_TYPES)]
    articles.sort(key=lambda record: is_type(record, re.compile("WebPage")))
    address = address or saved_from(text)
    named = {str(r["@id"]): r for r in reversed(records) if r.get("@id") and r.get("name")}
    site = _first(names_in(values_of(articles, "publisher"), named))
    found.publisher = (
        publisher or site or _first(tags[name] for name in _PUBLISHERS if name in tags)
    )
    names = [found.publisher, site, *(tags[name] for name in _SITES if name in tags)]
    names += [one_line(record.get("name")) for record in records if is_type(record, _SITE_TYPES)]
    found.labels = [*names, *(tags[name] for name in _SECTIONS if name in tags)]
    found.labels += [one_line(name) for name in values_of(articles, "articleSection")]
    found.titles = _titles(tree, tags, articles, names)
    found.authors = list(_authors(tree, tags, articles, named))
    found.published = _published(tree, tags, articles, found.remarks)
    found.language = _language(tree, tags, articles)
    found.url = _address(tree, tags, articles, address)
    found.is_free = not any(
        str(value).lower() in {"false", "no", "0"}
        for value in values_of(articles, "isAccessibleForFree")
    )
    return found


def note_archive(found: PageMetadata, archived: Archived) -> None:
    """Say of the original, in `found`, what the archive that copied it says of itself."""
    found.archive = archived.address
    found.url = "" if archive_of(found.url) else found.url
    found.url = found.url or plain_address(archived.original)
    found.publisher = "" if names_archive(found.publisher) else found.publisher
    found.titles = [title for title in found.titles if not names_archive(title)]
    where = f"this is an archived copy, from {archived.archive}"
    tells = "address and links are those of the original, and `archive` names the copy"
    missing = "it does not tell the address of the original, which --url can"
    found.remarks.append(f"{where}; {tells if found.url else missing}")


def saved_from(text: str) -> str:
    """The address that a browser noted in the page that it saved; empty where there is none."""
    saved = _SAVED_FROM.search(text[:_SAVED_WITHIN])
    return next((part for part in (saved.groups() if saved else ()) if part), "")


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


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _titles(
    tree: Element, tags: dict[str, str], articles: list[dict[str, Any]], names: list[str]
) -> list[str]:
    titles = [one_line(value) for value in values_of(articles, "headline")]
    titles += [_without(tags[name], names) for name in _TITLES if name in tags]
    for element in tree.iter("title"):
        if next(element.iterancestors("svg"), None) is not None:
            continue
        title = one_line("".join(element.itertext()))
        titles.append(_without(title, names))
        break
    return list(dict.fromkeys(title for title in titles if title))


def _without(title: str, names: list[str]) -> str:
    """The title without the names of the site at its ends.

    That is `Headline` of `Headline | Example Daily` and of `Example Daily - Headline`.
    """
    if len(title) > _LONGEST_TITLE:
        return title
    for name in map(re.escape, filter(None, names)):
        title = re.sub(rf"(.)\s*[|｜–—·•:»-]+\s*{name}$", r"\1", title, flags=re.IGNORECASE)
        title = re.sub(rf"^{name}\s*[|｜–—·•:»-]+\s*(?=.)", "", title, flags=re.IGNORECASE)
    return title


def _authors(
    tree: Element,
    tags: dict[str, str],
    articles: list[dict[str, Any]],
    named: dict[str, dict[str, Any]],
) -> Iterator[str]:
    found = list(dict.fromkeys(names_in(values_of(articles, "author"), named)))
    if not found:
        found = list(names_in((tags[name] for name in _AUTHORS if name in tags), named))[:1]
    if not found:
        marked = [
            one_line("".join(element.itertext()))
            for element in tree.iter("a", "span", "div", "p")
            if element.get("rel") == "author" or element.get("itemprop") == "author"
        ]
        found = [name for name in dict.fromkeys(marked) if 0 < len(name) <= 80]
    for name in found:
        yield re.sub(r"^(?:by|von|par|por)\s+", "", name, flags=re.IGNORECASE)


def _published(
    tree: Element, tags: dict[str, str], articles: list[dict[str, Any]], remarks: list[str]
) -> str:
    written = [one_line(value) for value in values_of(articles, "datePublished")]
    written += [tags[name] for name in _DATES if name in tags]
    for element in tree.iter("time", "meta", "span"):
        if "datepublished" in (element.get("itemprop") or "").lower() or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            written.append(
                one_line(element.get("datetime") or element.get("content") or element.text)
            )
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
        remarks.append(f"the date {shown(_first(written))} of the page cannot be read")
    return ""


def _language(tree: Element, tags: dict[str, str], articles: list[dict[str, Any]]) -> str:
    top = next(tree.iter("html"), None)
    said = [top.get("lang") or top.get("xml:lang")] if top is not None else []
    said += list(values_of(articles, "inLanguage"))
    said += [tags[name] for name in _LANGUAGES if name in tags]
    for value in said:
        name = value.get("alternateName") or value.get("name") if isinstance(value, dict) else value
        tag = one_line(name).partition(",")[0].strip().replace("_", "-")
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
        one_line(value.get("@id") if isinstance(value, dict) else value)
        for value in (*values_of(articles, "url"), *values_of(articles, "mainEntityOfPage"))
    ]
    for candidate in said:
        try:
            whole = urljoin(address, original_of(candidate.strip()) or candidate.strip())
            parts = urlsplit(whole)
            is_whole = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
        except ValueError:
            continue
        # Some templates name the site's front page as the address of every page.
        is_front = is_front_page(whole)
        if candidate and is_whole and not (is_front and urlsplit(address).path not in {"", "/"}):
            return plain_address(whole)
    return plain_address(address)
