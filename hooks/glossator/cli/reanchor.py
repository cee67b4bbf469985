"""`glossator reanchor`: what became of the notes of an article that changed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from glossator.anchoring.anchor import TextQuoteSelector
from glossator.cli.common import (
    chosen_by,
    format_option,
    from_here,
    paths_argument,
    progress_bar,
    site_of,
    sweep_sources,
)
from glossator.cli.prompts import is_interactive
from glossator.cli.saying import say, say_json, say_styled
from glossator.cli.upkeep import Change, Row, certain_change, rows_of, write_change
from glossator.content.corpus import Corpus, Note
from glossator.content.loading import load_corpus
from glossator.editing.reanchor import STATES
from glossator.problems import count_of, shown
from glossator.showing import visible
from glossator.site.publish import Settings
from glossator.weaving.markdown import MarkdownError

_COLOURS = {"moved": "yellow", "ambiguous": "yellow", "orphaned": "red", "resolved": "green"}


class _QuitError(Exception):
    """Somebody has had enough."""


@click.command()
@paths_argument
@click.option("--write", is_flag=True, help="Ask about each note, and write what you accept.")
@click.option(
    "--no-input",
    is_flag=True,
    help="With --write: ask nothing, and write only what is certain.",
)
@format_option("what became of each place: lines for people, or a list for programs")
def reanchor(paths: tuple[Path, ...], write: bool, no_input: bool, form: str) -> None:
    """Tell what became of the notes of an article that changed.

    Without PATH, looks at all published notes of the current folder's site. With
    PATHs, only at these notes or articles, or those in these folders.

    \b
    Each place that a note quotes is
      found      the words stand where the note says
      moved      the words stand in one place, with another context than stored
      ambiguous  the words stand in several places that all fit
      orphaned   the words are gone; the likest places are shown
      resolved   the replacement stands there: the publisher fixed it

    With --write, asks about each note that is not found, and changes its file only
    as you accept. Comments and all other fields stay. With --write --no-input,
    writes only what is certain by the article's earlier version in git: words that
    stood in one place before and do so now, beside the same words, and replacements
    that are new there. Words that differ are never taken without being asked for.

    \b
    Exits with 0 when every place is found or was written, with 1 when any needs
    attention, and with 2 when it was called wrongly.

    \b
    Examples:
      glossator reanchor docs/articles/alibaba-ai-budget.md
      glossator reanchor --write
      glossator reanchor --write --no-input
      glossator reanchor --format json
    """  # noqa: D301 - click wants the character itself
    if no_input and not write:
        raise click.UsageError("--no-input goes with --write; without it nothing is asked")
    root, settings = site_of(paths)
    rows, corpus, unread = _look(root, settings, paths)
    is_asking = write and not no_input and is_interactive()
    if write and not no_input and not is_asking:
        say("This is no terminal: only what is certain is written.", err=True)
    if form == "text" and not is_asking:
        for row in rows:
            for index, fate in enumerate(row.fates):
                if fate.state != "found":
                    _show(row, index, root)
    if write:
        _write_all(rows, corpus, settings, is_asking=is_asking, to_stderr=form == "json")
    if form == "json":
        say_json(list(_as_data(rows, root)))
    else:
        say(_summary(rows))
    if unread:
        number = count_of(unread, "problem")
        say(f"{number} in the content; `glossator check` lists them.", err=True)
    sys.exit(1 if not all(row.is_settled for row in rows) else 0)


def _look(root: Path, settings: Settings, paths: Sequence[Path]) -> tuple[list[Row], Corpus, int]:
    """The notes in `paths` with what became of them, and how many problems hide others."""
    corpus = load_corpus(root, docs=settings.docs, annotations=settings.annotations)
    is_chosen = chosen_by(paths)
    chosen = {
        slug: [
            note
            for note in corpus.notes.get(slug, [])
            if is_chosen(root / note.path) or is_chosen(root / a.path)
        ]
        for slug, a in corpus.articles.items()
    }
    chosen = {slug: notes for slug, notes in chosen.items() if notes}
    if paths and not chosen:
        raise click.UsageError("there are no notes here; name notes, articles or their folders")
    unread = len([problem for problem in corpus.problems if problem.code != "body-changed"])
    rows: list[Row] = []
    with progress_bar() as progress:
        for done, (slug, notes) in enumerate(chosen.items()):
            if progress:
                progress(done, len(chosen))
            try:
                rows += rows_of(root, corpus.articles[slug], notes)
            except MarkdownError:
                unread += 1
        if progress:
            progress(len(chosen), len(chosen))
    return rows, corpus, unread


def _show(row: Row, index: int, root: Path, *, to_stderr: bool = False) -> None:
    fate = row.fates[index]
    place = from_here(row.note.place(index), root)
    words = visible(shown(" ".join(row.note.annotation.target[index].exact.split())))
    state = click.style(fate.state, fg=_COLOURS[fate.state], bold=True)
    lines = [f"{visible(str(place))}: {state}: {words}"]
    for number, candidate in enumerate(fate.candidates, 1):
        sign = "  " if fate.state == "resolved" else f"{number}."
        lines.append(
            f"  {sign} {candidate.confidence:3}% {visible(shown(candidate.selector.exact))}"
        )
        lines.append(f"          in: {visible(candidate.sentence)}")
    if fate.state == "resolved":
        lines.append("     The article now says what the note asked for.")
    elif not fate.candidates:
        lines.append("     Nothing in the article is like it.")
    say_styled("\n".join(lines), err=to_stderr)


def _write_all(
    rows: list[Row], corpus: Corpus, settings: Settings, *, is_asking: bool, to_stderr: bool
) -> None:
    sweep_sources(settings)
    notes = {slug: {note.id: note for note in found} for slug, found in corpus.notes.items()}
    for row in rows:
        if row.is_settled:
            continue
        try:
            change = (
                _ask(row, settings.root, to_stderr=to_stderr) if is_asking else certain_change(row)
            )
        except _QuitError:
            return
        if change:
            _write(row, change, notes[row.note.article], settings)


def _ask(row: Row, root: Path, *, to_stderr: bool) -> Change:
    """What somebody accepts, place by place."""
    quotes: dict[int, TextQuoteSelector] = {}
    dropped: list[int] = []
    is_one_of_several = len(row.fates) > 1
    for index, fate in enumerate(row.fates):
        if fate.state == "found":
            continue
        _show(row, index, root, to_stderr=to_stderr)
        takes = () if fate.state == "resolved" else fate.candidates
        choices = [str(number) for number in range(1, len(takes) + 1)]
        numbers = " or ".join([", ".join(choices[:-1]), choices[-1]] if choices[1:] else choices)
        words = [f"{numbers} to take that place"] if choices else []
        if is_one_of_several and len(dropped) < len(row.fates) - 1:
            choices.append("d")
            words.append("d to drop this place from the note")
        if row.note.annotation.kind == "correction":
            choices.append("r")
            words.append(f"r to mark the {'whole ' if is_one_of_several else ''}note resolved")
        words += ["s to skip", "q to quit"]
        answer = click.prompt(
            f"     {', '.join(words)}",
            type=click.Choice([*choices, "s", "q"], case_sensitive=False),
            default="s",
            show_choices=False,
            err=True,
        )
        if answer == "q":
            raise _QuitError
        if answer == "r":
            return Change(is_resolved=True)
        if answer == "d":
            dropped.append(index)
        elif answer != "s":
            quotes[index] = takes[int(answer) - 1].selector
    return Change(quotes, dropped)


def _write(row: Row, change: Change, notes: dict[str, Note], settings: Settings) -> None:
    path = from_here(row.note.place(0), settings.root).path
    try:
        problems = write_change(row, change, notes, settings)
    except OSError as error:
        reason = error.strerror or "it is broken"
        raise click.ClickException(f"{path} cannot be written: {reason}") from None
    if row.is_written:
        say(f"{path}: {'resolved' if change.is_resolved else 'rewritten'}", err=True)
        return
    say(f"{path}: left as it is", err=True)
    for problem in problems:
        say(f"  {problem.message}", err=True)


def _as_data(rows: Sequence[Row], root: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        for index, fate in enumerate(row.fates):
            place = from_here(row.note.place(index), root)
            yield {
                "path": place.path,
                "line": place.line,
                "column": place.column,
                "annotation": row.note.id,
                "article": row.note.article,
                "exact": row.note.annotation.target[index].exact,
                "state": fate.state,
                "certain": fate.is_certain,
                "written": row.is_written,
                "candidates": [
                    {
                        "exact": candidate.selector.exact,
                        "prefix": candidate.selector.prefix,
                        "suffix": candidate.selector.suffix,
                        "confidence": candidate.confidence,
                        "sentence": candidate.sentence,
                    }
                    for candidate in fate.candidates
                ],
            }


def _summary(rows: Sequence[Row]) -> str:
    counts = Counter(fate.state for row in rows for fate in row.fates)
    parts = [f"{counts[state]:,} {state}" for state in STATES if counts[state]]
    places = count_of(sum(counts.values()), "place")
    written = sum(row.is_written for row in rows)
    said = f"{count_of(len(rows), 'note')}, {places}: {', '.join(parts) or 'nothing quoted'}"
    return f"{said}; {count_of(written, 'file')} written." if written else f"{said}."
