"""The page of a topic: its timeline, and every article and note that touches it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from glossator.content.corpus import Topic
from glossator.content.page_model import TimelineEvent
from glossator.site.cut_lists import lists_of
from glossator.site.lists import MOST_CHOICES, frame_of
from glossator.site.site import Site
from glossator.site.timeline import DOT_RADIUS, Timeline, draw_timeline


def topic_page(site: Site, topic: Topic) -> dict[str, object]:
    """What stands on the page of `topic`, below what somebody wrote there."""
    articles, notes = lists_of(site).on_topic(topic.slug)
    timeline, with_events = _timeline(site, topic)
    others = {annotated.article.slug for annotated in articles.whole.entries}
    return {
        "topic": topic,
        "articles": frame_of(articles, None),
        "notes": frame_of(notes, None),
        "timeline": timeline,
        "radius": DOT_RADIUS,
        # With one article on the topic there is nothing to choose.
        "filters": [site.articles[slug].article for slug in site.articles if slug in with_events]
        if len(with_events | others) > 1
        else [],
    }


def _timeline(site: Site, topic: Topic) -> tuple[Timeline, set[str]]:
    """The timeline, and the articles by which its events can be chosen: the newest of them."""
    events = topic.meta.timeline if topic.meta else ()
    telling = {
        slug
        for event in events
        for source in event.sources
        for slug in site.citing_articles.get(source.url, ())
    }
    if len(telling) > MOST_CHOICES:
        newest = (a.article.slug for a in site.newest_first if a.article.slug in telling)
        telling = set(islice(newest, MOST_CHOICES))
    timeline = _drawn(site, events, telling)
    return timeline, telling


def _drawn(site: Site, events: Sequence[TimelineEvent], telling: set[str]) -> Timeline:
    return draw_timeline(
        events,
        [
            tuple(
                dict.fromkeys(
                    slug
                    for source in event.sources
                    for slug in site.citing_articles.get(source.url, ())
                    if slug in telling
                )
            )
            for event in events
        ],
    )
