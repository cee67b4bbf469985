"""What several tests of imports make pages of, and read them with."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import strategies

PAGES = Path(__file__).parents[1] / "pages"
WORDS = "<p>" + "The words of this article are many, and all of them are kept as they are. " * 3
PAGE = f"<!doctype html><html lang=en><title>T</title><body><h1>T</h1>{WORDS}</body></html>"
TEXTS = strategies.text(
    alphabet=strategies.one_of(
        strategies.sampled_from("ab1 \n*_`[]()<>#+-.!|\\&;:={}~\"'/$^"),
        strategies.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")),
    ),
    min_size=1,
    max_size=40,
)


def json_ld(**record: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **record}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def words_in(markdown: str) -> list[str]:
    from glossator.importing.markdown import words_of

    return words_of(markdown)
