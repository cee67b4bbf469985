"""`glossator fmt`: annotations in canonical form."""

from __future__ import annotations

import difflib
import errno
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from glossator.checking.report import format_text
from glossator.cli.common import (
    as_seen_from_here,
    chosen_by,
    from_here,
    paths_argument,
    progress_bar,
    site_of,
    sweep_sources,
)
from glossator.cli.saying import say, say_styled
from glossator.content.files import LONGEST_RECORD, list_files, read_text_file
from glossator.disk.places import resolved
from glossator.editing.note_file import tidy_note
from glossator.editing.saving import replace_file, stays_within
from glossator.problems import Location, Problem, count_of
from glossator.showing import visible, visible_lines
from glossator.site.publish import Settings

_LED_AWAY = "this link leads to a file that is no annotation; put the file itself here"


@click.command()
@paths_argument
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Write nothing; name the files that would change, and exit with 1 if there are any.",
)
@click.option(
    "--diff",
    "is_diff",
    is_flag=True,
    help="Write nothing; show what would change, and exit with 1 if anything would.",
)
def fmt(paths: tuple[Path, ...], is_check: bool, is_diff: bool) -> None:
    """Put the fields, quotes and blanks of annotations in order.

    Without PATH, tidies all annotations of the current folder's site. With PATHs,
    tidies only these files, or those in these folders.

    What an annotation says never changes, and comments stay with their fields. A
    file that cannot be read as YAML is left as it is and told as a problem. The
    first line of each file tells editors where the schema is, so that they
    complete and explain fields.

    \b
    Exits with 0 when all is in order, with 1 when a file could not be tidied, or
    with --check or --diff would change, and with 2 when it was called wrongly.

    \b
    Examples:
      glossator fmt
      glossator fmt annotations/alibaba-ai-budget
      glossator fmt --check
      glossator fmt --diff annotations/alibaba-ai-budget/in-house-chip.yaml
    """  # noqa: D301 - click wants the character itself
    root, settings = site_of(paths)
    if not (is_check or is_diff):
        sweep_sources(settings)
    problems: list[Problem] = []
    changed: list[str] = []
    notes = note_files(settings, paths, problems)
    with progress_bar() as progress:
        for done, path in enumerate(notes):
            if progress:
                progress(done, len(notes))
            text = read_text_file(root, path, problems, limit=LONGEST_RECORD)
            if text is None:
                continue
            if not stays_within(root, path, settings.annotations):
                problems.append(Problem(Location(path), "file-unreadable", _LED_AWAY))
                continue
            tidy, found = tidy_note(text, path, docs=settings.docs)
            problems += found
            if tidy is None or tidy.encode() == (root / path).read_bytes():
                continue
            shown = visible(from_here(Location(path), root).path)
            if is_diff:
                changed.append(_diff(text, tidy, shown))
            elif is_check:
                changed.append(f"{shown}: would be tidied\n")
            else:
                try:
                    replace_file(root / path, tidy)
                except OSError as error:
                    problems.append(_unwritable(path, error))
                else:
                    changed.append(f"{shown}: tidied\n")
        if progress:
            progress(len(notes), len(notes))
    for lines in changed:
        say_styled(lines, nl=False)
    said = format_text([as_seen_from_here(problem, root) for problem in sorted(problems)])
    say(said, nl=False)
    _sum_up(len(notes), len(changed), len(problems), is_dry=is_check or is_diff)
    sys.exit(1 if problems or (changed and (is_check or is_diff)) else 0)


def note_files(settings: Settings, paths: Sequence[Path], problems: list[Problem]) -> list[str]:
    """The annotations in `paths`, or all of the site, relative to its root."""
    found: list[Problem] = []
    notes = [
        path
        for path in list_files(settings.root, settings.annotations, found)
        if path.endswith(".yaml") and path.removeprefix(f"{settings.annotations}/").count("/") == 1
    ]
    is_chosen = chosen_by(paths)
    problems += [p for p in found if is_chosen(settings.root / p.location.path)]
    if not paths:
        return notes
    notes = [path for path in notes if is_chosen(settings.root / path)]
    files = {resolved(settings.root / path) for path in notes}
    told = {resolved(settings.root / problem.location.path) for problem in problems}
    for path in paths:
        if path.is_file() and resolved(path) not in files | told:
            raise click.UsageError(
                f"{path} is no annotation; "
                f"annotations are {settings.annotations}/<article>/<id>.yaml"
            )
    return notes


def _diff(before: str, after: str, path: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        fromfile=path,
        tofile=f"{path} (tidy)",
    )
    colours = {"+": "green", "-": "red", "@": "cyan"}
    ended = (line if line.endswith("\n") else f"{line}\n" for line in lines)
    return "".join(click.style(visible_lines(line), fg=colours.get(line[0])) for line in ended)


def _unwritable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or "it is broken").lower()
    fix = (
        "change its permissions, or those of its folder"
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}
        else "the file is as it was"
    )
    message = f"this cannot be written ({reason}); {fix}"
    return Problem(Location(path), "file-unreadable", message)


def _sum_up(total: int, changed: int, problems: int, *, is_dry: bool) -> None:
    if not total:
        say("There are no annotations here.", err=True)
        return
    verb = "would change" if is_dry else "tidied"
    number = f"{changed:,} of {count_of(total, 'annotation')} {verb}"
    left = f", {count_of(problems, 'problem')} found" if problems else ""
    say(f"{number}{left}." if changed or problems else "All in order.", err=True)
