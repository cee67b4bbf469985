"""`glossator coverage`: the checkable sentences that carry no note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from glossator.cli.common import (
    chosen_by,
    format_option,
    from_here,
    paths_argument,
    progress_bar,
    site_of,
)
from glossator.cli.saying import say, say_json
from glossator.content.corpus import Article
from glossator.problems import Location, count_of
from glossator.showing import visible
from glossator.site.coverage import locate, measure, total
from glossator.site.publish import publish


@click.command()
@paths_argument
@format_option("sentences: lines for people, or one object for programs")
def coverage(paths: tuple[Path, ...], form: str) -> None:
    """List the checkable sentences that carry no note.

    A sentence is checkable when it holds a figure, a date, a quotation, or a name
    with a claim; docs/about/index.md explains the rule. Without PATH, reads all
    articles of the current folder's site. With PATHs, reads only these articles,
    or those in these folders.

    \b
    Each sentence is a line
      path:line:column: sentence
    and the last line tells how many sentences carry a note. Exits with 0, and
    with 2 when it was called wrongly.

    \b
    Examples:
      glossator coverage
      glossator coverage docs/articles/alibaba-ai-budget.md
      glossator coverage --format json
    """  # noqa: D301 - click wants the character itself
    root, settings = site_of(paths)
    with progress_bar() as progress:
        publication = publish(settings, progress=progress)
    site = publication.whole  # who writes wants to know of drafts, too
    is_chosen = chosen_by(paths)
    slugs = [
        slug
        for slug, annotated in site.articles.items()
        if is_chosen(root / annotated.article.path)
    ]
    rows = []
    for slug in slugs:
        sentences = measure(site.articles[slug].text).sentences
        places = _places(site.articles[slug].article, [s.text for s in sentences], root)
        rows += [
            (from_here(place, root), sentence.text)
            for place, sentence in zip(places, sentences, strict=True)
            if not sentence.is_covered
        ]
    summed = total(map(site.coverage, slugs))
    if form == "json":
        found = [
            {"path": at.path, "line": at.line, "column": at.column, "sentence": sentence}
            for at, sentence in rows
        ]
        numbers = {"checkable": summed.checkable, "covered": summed.covered}
        say_json(numbers | {"sentences": found})
    else:
        for at, sentence in rows:
            say(visible(f"{at}: {sentence}"))
        say(f"{count_of(len(slugs), 'article')}: {summed}.")
    if publication.problems:
        number = count_of(len(publication.problems), "problem")
        say(f"{number} in the content; `glossator check` lists them.", err=True)


def _places(article: Article, sentences: Sequence[str], root: Path) -> list[Location]:
    text = (root / article.path).read_text(encoding="utf-8-sig")
    has_headline = re.search(r"^ {0,3}# |^=+[ \t]*$|<h1", article.body, re.MULTILINE)
    # A headline that only the front matter has is looked for there.
    begin = len(text) - len(article.body) if has_headline else 0
    return locate(sentences, text, article.path, begin=begin)
