"""What no file can tell alone: topics without a page, and notes that say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from glossator.anchoring.text import plain_form
from glossator.content.corpus import Article, Corpus, Note
from glossator.content.most_told import MANY, MOST_TOLD
from glossator.problems import Location, Problem
from glossator.spelling import Guesses

if TYPE_CHECKING:
    from glossator.content.model import Annotation


def topic_problems(corpus: Corpus, folder: str) -> Iterator[Problem]:
    """Tags that name no topic's page."""
    notes = (note for notes in corpus.notes.values() for note in notes)
    tagged: Iterator[Note | Article] = chain(notes, corpus.articles.values())
    guesses = Guesses(corpus.topics)
    for record in tagged:
        unknown = [one for one in enumerate(record.topics) if one[1] not in corpus.topics]
        if not unknown:
            continue
        parsed = record.parsed  # which is read for the first place that is asked for
        for index, slug in unknown[:MOST_TOLD]:
            hint = guesses.did_you_mean(slug) or f"; write `{folder}/{slug}.md` first"
            message = f'there is no topic "{slug}"{hint}'
            yield Problem(parsed.place(("topics", index)), "topic-unknown", message)
        if len(unknown) > MOST_TOLD:
            message = f"{len(unknown) - MOST_TOLD:,} more topics have no page"
            yield Problem(parsed.place(("topics",)), MANY, message)


def duplicate_problems(notes: Sequence[Note]) -> Iterator[Problem]:
    """Notes of an article that say what another says of the same words."""
    seen: dict[object, Note] = {}
    for note in notes:
        first = seen.setdefault(gist_of(note.annotation), note)
        if first is not note:
            message = (
                f"{first.path.rsplit('/', 1)[-1]} says the same about the same words; "
                "delete one of the two"
            )
            others = (Location(first.path),)
            yield Problem(Location(note.path), "annotation-duplicate", message, related=others)


def gist_of(annotation: Annotation) -> object:
    """What makes two notes the same note: what they say, and of which words."""
    quotes = frozenset(
        tuple(plain_form(part) for part in (target.exact, target.prefix, target.suffix))
        for target in annotation.target
    )
    body = plain_form(annotation.body or "").strip()
    return annotation.kind, quotes, body
