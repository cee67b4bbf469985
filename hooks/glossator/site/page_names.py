"""Which pages a site has whatever it holds, and what the others are called."""

from __future__ import annotations

GENERATED = {
    "articles/index.md": "Articles",
    "annotations.md": "Annotations",
    "topics/index.md": "Topics",
    "corrections.md": "Corrections",
    "sources.md": "Sources",
    "charts.md": "In numbers",
    "annotated.md": "Is this annotated?",
}
"""Pages that are made even where nobody wrote an introduction, with their titles."""

NOTES = "notes/"
"""Where each note has its page."""
SITEMAP = f"{NOTES}sitemap.xml"
"""Where search engines find these."""
ROBOTS = "robots.txt"
"""Where a host's root tells of them, if nobody put another one there."""

MADE_FILES = frozenset(
    (
        *("404.html", "citation.cff", "feed.json", "feed.xml", "llms-full.txt", "llms.txt"),
        *("sitemap.xml", "sitemap.xml.gz", "corrections/feed.json", "corrections/feed.xml"),
        *("data/annotation.schema.json", "data/annotations.csv", "data/annotations.jsonl"),
        *("data/annotations.jsonld", "data/articles.csv", "data/articles.jsonl"),
        *("data/changes.csv", "data/corpus.sqlite"),
        *("data/datapackage.json", "data/places.csv", "data/sources.csv", "data/timeline.csv"),
        *("data/topic_sources.csv", "data/topics.csv", "data/topics.jsonl"),
    )
)
"""Files that a build makes besides pages, in small letters."""
MADE_FOLDERS = ("data/by-url/", "search/")
"""Folders in which a build makes all that is in them."""

LISTS = frozenset(
    {"articles/index.md", "annotations.md", "topics/index.md", "corrections.md", "charts.md"}
)
"""Pages that only list what has a page or an address of its own: search leaves them out."""


def article_slug(source: str) -> str:
    """The slug of the article in the Markdown file `source`; empty where it holds none."""
    return slug_in("articles", source)


def slug_in(folder: str, source: str) -> str:
    """The slug of the Markdown file `source` in `folder`; empty where it is elsewhere."""
    parent, _, name = source.partition("/")
    return name.removesuffix(".md") if parent == folder and name.endswith(".md") else ""
