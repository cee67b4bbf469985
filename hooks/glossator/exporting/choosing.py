"""A part of a site: some of its articles, and of the notes on them those on some topics."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import chain
from pathlib import Path

from glossator.content.files import LONGEST_RECORD, read_text_file
from glossator.content.yaml_source import parse_yaml
from glossator.exporting.markdown_of import markdown_of
from glossator.site.site import Site
from glossator.weaving.annotate import PlacedNote
from glossator.weaving.markdown import MarkdownError, is_harmless, render_note_body


def choose(site: Site, *, articles: Collection[str] = (), topics: Collection[str] = ()) -> Site:
    """The site with only these articles, and only notes that carry one of these topics.

    All where none are named. An article of which no note is left is left out, too.
    """
    if not articles and not topics:
        return site
    wanted = frozenset(topics)
    chosen = {}
    for slug in articles or site.articles:
        annotated = site.articles[slug]
        if wanted:
            text = annotated.text.only(lambda placed: not wanted.isdisjoint(placed.note.topics))
            if not text.notes:
                continue
            annotated = replace(annotated, text=text)
        chosen[slug] = annotated
    chosen = {slug: chosen[slug] for slug in sorted(chosen)}
    notes = {slug: [one.note for one in found.text.notes] for slug, found in chosen.items()}
    names = {name for note in chain.from_iterable(notes.values()) for name in note.topics}
    names.update(chain.from_iterable(found.article.topics for found in chosen.values()))
    corpus = replace(
        site.corpus,
        articles={slug: found.article for slug, found in chosen.items()},
        notes=notes,
        topics={name: topic for name, topic in site.corpus.topics.items() if name in names},
        pages={},
    )
    return replace(site, corpus=corpus, articles=chosen, kept={}, _rows={})


def markdown_body(root: Path, placed: PlacedNote) -> str:
    """The body of a note as its file has it; a site in memory has only its HTML.

    Where something had to be taken out of that, it is Markdown of what was left: whoever reads
    it may take out nothing.
    """
    path = placed.note.path
    data = parse_yaml(read_text_file(root, path, [], limit=LONGEST_RECORD) or "", path).data
    body = data.get("body") if isinstance(data, dict) else None
    if not isinstance(body, str):
        return ""
    try:
        return body if is_harmless(body) else markdown_of(render_note_body(body)) + "\n"
    except MarkdownError:
        return ""
