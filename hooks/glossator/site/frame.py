"""What every page is rendered with: links as seen from it, and counts in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from glossator.content.corpus import Topic
from glossator.problems import count_of
from glossator.site.addresses import relative_url
from glossator.site.site import Site
from glossator.weaving.annotate import KIND_NAMES


def frame(site: Site, page: str) -> dict[str, object]:
    """What every template can use."""
    link = _links_from(page)
    return {
        "site": site,
        "kinds": KIND_NAMES,
        "repository": site.repository,
        "link": link,
        "to_topic": _links_to_topics(site, link),
        "summed": summed,
    }


def _links_from(page: str) -> Callable[[str], str]:
    """What turns addresses into those seen from `page`; long lists name a page many times."""
    known: dict[str, str] = {}

    def link(target: str) -> str:
        path, mark, fragment = target.partition("#")
        if path == page:
            return relative_url(target, start=page)
        if path not in known:
            known[path] = relative_url(path, start=page)
        return known[path] + mark + fragment

    return link


def _links_to_topics(site: Site, link: Callable[[str], str]) -> Callable[[Topic], str]:
    """What turns topics into the addresses of their pages; lists name few, many times."""
    known: dict[str, str] = {}

    def to_topic(topic: Topic) -> str:
        if topic.slug not in known:
            known[topic.slug] = link(site.url_of(f"topics/{topic.slug}.md"))
        return known[topic.slug]

    return to_topic


def summed(counts: Iterable[tuple[str, int]]) -> str:
    """Counts by kind in words: `2 corrections, 1 source, 3 of context`."""
    plural = {"correction": "corrections", "source": "sources", "context": "context notes"}
    single = {"context": "context note"}
    return ", ".join(
        count_of(number, single.get(kind, kind), plural[kind]) for kind, number in counts
    )
