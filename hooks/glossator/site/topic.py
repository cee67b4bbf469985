"""The page of a topic: its timeline, and every article and note that touches it."""

from __future__ import annotations

from glossator.content.corpus import Topic
from glossator.site.site import Site
from glossator.site.timeline import DOT_RADIUS, Timeline, draw_timeline


def topic_page(site: Site, topic: Topic) -> dict[str, object]:
    """What stands on the page of `topic`, below what somebody wrote there."""
    articles = site.articles_on(topic.slug)
    timeline = _timeline(site, topic)
    with_events = {slug for dot in timeline.dots for slug in dot.articles}
    return {
        "topic": topic,
        "articles": articles,
        "notes": site.notes_by_topic.get(topic.slug, []),
        "timeline": timeline,
        "radius": DOT_RADIUS,
        # With one article on the topic there is nothing to choose.
        "filters": [site.articles[slug].article for slug in site.articles if slug in with_events]
        if len(with_events | {annotated.article.slug for annotated in articles}) > 1
        else [],
    }


def _timeline(site: Site, topic: Topic) -> Timeline:
    events = topic.meta.timeline if topic.meta else ()
    citing = site.citing_articles
    return draw_timeline(
        events,
        [
            tuple(
                dict.fromkeys(
                    slug for source in event.sources for slug in citing.get(source.url, ())
                )
            )
            for event in events
        ],
    )
