"""The search: each article, note, topic and other page is found, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from glossator.caching.cache import Cache
from glossator.content.corpus import Page
from glossator.exporting.format import Output
from glossator.problems import shown
from glossator.searching.shown import PAGE_END, RECORD_END
from glossator.searching.sources import shown_of
from glossator.site.host import Host
from glossator.site.made import made_pages
from glossator.site.page_names import GENERATED, LISTS
from glossator.site.search_files import FOLDER, settings_of
from glossator.site.search_sources import article_source
from glossator.site.site import Site
from glossator.verifying.built import AGAIN, Built
from glossator.verifying.files import check_file
from glossator.verifying.index import INDEX, Index, Record


def check_search(
    built: Built, site: Site, addresses: Mapping[str, str], host: Host, cache: Cache
) -> None:
    """Tell which pages and notes the search does not find, or finds in other words.

    `addresses` has those of all pages by their Markdown files below the docs; what is in the
    `cache` is not made anew.
    """
    index = Index(built)
    articles = {
        annotated.page: slug
        for slug, annotated in site.articles.items()
        if f"articles/{slug}.md" in addresses
    }
    topics = {addresses[source] for source in _topics(site) if source in addresses}
    others = set() if host.adds_pages or host.changes_pages else _written(site, addresses)
    for page, records in index.pages():
        address = str(page.get("u", ""))
        if address in articles:
            belonging = _belonging(site, articles.pop(address), cache)
            _check_article(built, belonging, page, records)
        elif address in topics or address in others:
            topics.discard(address)
            others.discard(address)
        elif any(record.get("k") in _OF_CORPUS for record in records.values()):
            message = (
                f"the search finds {shown(address)}, of which the corpus knows nothing; {AGAIN}"
            )
            built.tell(INDEX, "site-foreign", message)
    if not index.is_whole:
        # What was not read would be told as missing, and files that it names as nobody's.
        built.expected.update(path for path in built.files if path.startswith(f"{FOLDER}/"))
        return
    check_file(built, Output(INDEX, (settings_of(index.name).encode(),)))
    for address in sorted({*articles, *topics, *others}):
        built.tell(INDEX, "site-missing", f"the search does not find {shown(address)}; {AGAIN}")


def _topics(site: Site) -> Iterator[str]:
    return (f"topics/{slug}.md" for slug in site.corpus.topics)


def _written(site: Site, addresses: Mapping[str, str]) -> set[str]:
    """The addresses of pages beside articles and topics that the search ought to find."""
    pages = site.corpus.pages
    others = addresses.keys() - made_pages(site).keys() - LISTS - {*_topics(site)}
    return {
        addresses[source]
        for source in others
        if source in GENERATED or (source in pages and not _is_excluded(pages[source]))
    }


def _is_excluded(page: Page) -> bool:
    return bool(page.meta and page.meta.search and page.meta.search.exclude == "true")


_OF_CORPUS = frozenset({"article", "topic", "correction", "source", "context"})


def _check_article(
    built: Built,
    belonging: tuple[Record, dict[str, Record]],
    page: Record,
    records: dict[str, Record],
) -> None:
    known, of_page = belonging
    if page != known:
        built.tell(INDEX, "site-changed", f"the search shows another {shown(page)}; {AGAIN}")
    for end, record in of_page.items():
        found = records.pop(end, None)
        where = shown(f"{page.get('u', '')}{end}")
        if found is None:
            built.tell(INDEX, "site-missing", f"the search does not find {where}; {AGAIN}")
        elif found != record:
            message = f"the search shows other words of {where} than the corpus has; {AGAIN}"
            built.tell(INDEX, "site-changed", message)
    for end in records:
        where = shown(f"{page.get('u', '')}{end}")
        message = f"the search finds {where}, of which the corpus knows nothing; {AGAIN}"
        built.tell(INDEX, "site-foreign", message)


def _belonging(site: Site, slug: str, cache: Cache) -> tuple[Record, dict[str, Record]]:
    """What the index ought to have of an article, as it is read from there."""
    source = article_source(site.articles[slug], site.mentions.get(slug, ()))
    text = shown_of(source, cache)
    known, *records = map(json.loads, text.removesuffix(PAGE_END).split(RECORD_END))
    return known, {record.get("u", ""): record for record in records}
