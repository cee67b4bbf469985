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
