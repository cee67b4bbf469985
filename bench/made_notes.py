"""Made-up notes on made-up articles."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from glossator import describe_quote
from glossator.weaving.markdown import render_article_body
from made_articles import MadeArticle
from made_words import TOPICS, fill, some_day, upper

PUBLISHER = "Example Daily"
# An article has some forty sentences, and corrections never share one.
MOST_NOTES = 30
KINDS = ("correction", "source", "context")
# Sources that many notes cite, beside those that only one note knows.
SHARED_SOURCES = 40
SOURCE_PUBLISHERS = (
    "Example Statistics Office",
    "Example Harbour Board",
    "Example Audit Chamber",
    "Example Gazette",
    "Example Weather Service",
    PUBLISHER,
)


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A note before it is written in either form; `fields` are those of its YAML file."""

    id: str
    fields: dict[str, Any]


def made_notes(rng: Random, article: MadeArticle, count: int) -> list[MadeNote]:
    """So many notes on an article, of each kind in turn."""
    text = render_article_body(article.body(), article.title).text
    begins: list[int] = []
    for block in article.blocks:
        begins.append(text.index(block.plain, begins[-1] if begins else 0))
    places = [
        (index, first, end)
        for index, block in enumerate(article.blocks)
        if index > 1 and not block.sign.startswith("#")
        for first, end in block.sentences
    ]
    # Corrections may not overlap one another; other notes may overlap anything.
    reserved = rng.sample(places, k=min(len(places), 2 * count))
    notes = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        name = f"{kind}-{number + 1}"
        amount = 2 if rng.random() < 0.2 else 1
        chosen = (
            [reserved.pop() for _ in range(amount)]
            if kind == "correction"
            else rng.sample(places, amount)
        )
        targets = []
        for index, begin, end in chosen:
            block = article.blocks[index]
            first = rng.randrange(begin, end)
            last = min(end - 1, first + rng.choice((0, 1, 2, 4, 6, 9)))
            start, stop = (begins[index] + offset for offset in block.span(first, last))
            quote = describe_quote(text, start, stop)
            parts = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
            targets.append({key: _one_line(part) for key, part in parts.items() if part})
            block.references.setdefault(last, []).append(name)
        fields = _note_fields(rng, article, kind, number + 1)
        notes.append(MadeNote(name, {"kind": kind, "target": targets} | fields))
    return notes


def _note_fields(rng: Random, article: MadeArticle, kind: str, number: int) -> dict[str, Any]:
    fields: dict[str, Any] = {"title": upper(fill(rng, "{headline}"))[:80]}
    if kind == "correction":
        fields["replacement"] = fill(rng, "{figure}, as {body} counted {when}")
        fields["reason"] = rng.choice(("figure", "name", "date", "wording", "omission"))
    body = [fill(rng, "{note}") for _ in range(rng.randint(1, 3))]
    fields["body"] = [*body, f"(Test note {number} on {article.slug}.)"]
    least = 0 if kind == "context" else 1
    fields["sources"] = [_source(rng) for _ in range(rng.randint(least, 2))]
    fields["topics"] = rng.sample(sorted(TOPICS), rng.choice((0, 1, 1, 2)))
    fields["confidence"] = rng.choice(("high", "medium", "low"))
    fields["created"] = some_day(rng)
    return fields


def _source(rng: Random) -> dict[str, str]:
    is_shared = rng.random() < 0.2
    if is_shared:
        rng = Random(f"shared/{rng.randrange(SHARED_SOURCES)}")
    return {
        "url": f"https://example.org/sources/{rng.randrange(10**9)}",
        "title": upper(fill(rng, "{noun} on {thing}, {figure}")),
        "publisher": rng.choice(SOURCE_PUBLISHERS),
        "published": some_day(rng),
        "accessed": "2026-06-01",
        "supports": upper(fill(rng, "{body} gives {figure} for {thing}.")),
    }


def _one_line(text: str) -> str:
    return " ".join(f"|{text}|".split())[1:-1]
