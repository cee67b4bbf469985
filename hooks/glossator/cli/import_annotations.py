"""`glossator import-annotations`: notes made of the annotations of other tools."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import get_args

import click

from glossator.cli.arriving import Arrivals, MadeNote, NotMadeError
from glossator.cli.common import from_here, progress_bar, site_of, sweep_sources
from glossator.cli.new import complete_article
from glossator.cli.saying import say
from glossator.content.choices import Kind
from glossator.editing.saving import create_file, stays_within
from glossator.importing.annotation_source import (
    Document,
    SourceError,
    is_address,
    read_annotations,
)
from glossator.importing.foreign import Foreign, joined
from glossator.importing.hypothesis_row import is_reply, is_row, read_row, reply_told
from glossator.importing.web_annotation import Node, id_of, read_annotation
from glossator.problems import Location, count_of, shown
from glossator.showing import visible
from glossator.site.publish import Settings, publish
from glossator.spelling import did_you_mean


@click.command("import-annotations")
@click.argument("source")
@click.option(
    "--article",
    default="",
    metavar="ARTICLE",
    shell_complete=complete_article,
    help="The article that all of them are on; without it, the one whose address they name.",
)
@click.option(
    "--kind",
    type=click.Choice(get_args(Kind)),
    help="What the notes do where an annotation does not say it; context if not given.",
)
@click.option("--dry-run", is_flag=True, help="Print the files; write nothing.")
def import_annotations(source: str, article: str, kind: str | None, dry_run: bool) -> None:
    """Make notes of the annotations in SOURCE, a file or an address.

    SOURCE is a W3C annotation in JSON-LD, a list, a collection or a page of them, or what
    the search of Hypothesis' API answers; pages that follow are read too.

    Each quote has to stand in exactly one place of the article, as in any note; for one
    that does not, the places that look like it are told. So is all that a note has no
    place for. Files that are there are never overwritten.

    \b
    Exits with 0 when all became notes or are notes already, with 1 when any did not, and
    with 2 when it was called wrongly.

    \b
    Examples:
      glossator import-annotations notes.jsonld
      glossator import-annotations https://notes.example.org/data/annotations.jsonld
      glossator import-annotations hypothesis.json --article alibaba-ai-budget
    """  # noqa: D301 - click wants the character itself
    _, settings = site_of(())
    if not is_address(source) and not Path(source).is_file():
        raise click.UsageError(_no_file(source))
    with progress_bar() as progress:
        site = publish(settings, progress=progress).whole
    slug = article.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")
    if slug and slug not in site.articles:
        hint = did_you_mean(slug, list(site.articles))
        raise click.UsageError(f"--article: there is no article {shown(slug)}{hint}")
    if not dry_run:
        sweep_sources(settings)
    desk = _Desk(settings, Arrivals(settings, site, slug, kind or ""), is_trial=dry_run)
    try:
        desk.take_all(source)
    except SourceError as error:
        if desk.written or desk.known or desk.lost:
            desk.tell_sum()
        raise click.ClickException(visible(str(error))) from None
    desk.tell_sum()
    if desk.lost:
        sys.exit(1)


def _no_file(source: str) -> str:
    """Why a source is no file, and what it should be."""
    if source and Path(source).is_dir():
        return f"{shown(source)} is a folder; give a file in it, or a whole address"
    host = source.partition("/")[0]
    is_host = "." in host.strip(".") and host != source and not Path(host).exists()
    hint = f"; did you mean `https://{source}`?" if is_host else ""
    return f"there is no file {shown(source)}{hint or '; give a file or a whole address'}"


@dataclass
class _Desk:
    """Where annotations are taken in and told of.

    Attributes:
        settings: Where the site's files are.
        arrivals: What makes notes of them.
        is_trial: Whether files are printed rather than written.
        written: How many became notes.
        known: How many are notes already.
        lost: How many did not.
    """

    settings: Settings
    arrivals: Arrivals
    is_trial: bool
    written: int = 0
    known: int = 0
    lost: int = 0
    _seen: set[str] = field(default_factory=set)

    def take_all(self, source: str) -> None:
        """Take what is in `source`, page by page; parts of one note stand on one page."""
        waiting: list[Foreign] = []
        last: Document | None = None
        read = 0
        for document, node in read_annotations(source):
            if document is not last:
                # What a page ends with may go on on the next one.
                waiting = self._take(waiting, is_last=False)
                last = document
            waiting += self._read(document, node)
            read += 1
        self._take(waiting, is_last=True)
        if last and last.total > read:
            self.lost += last.total - read
            message = f"it has {read:,} of {count_of(last.total, 'annotation')}"
            self._tell(Location(last.name), f"{message}; give the address that answers with all")

    def _read(self, document: Document, node: Node) -> list[Foreign]:
        name = id_of(node)
        find_place = partial(document.place_of, name)
        # Of pages that move while they are read, some annotations come twice.
        if name and name in self._seen:
            return []
        self._seen.add(name)
        if not is_row(node):
            return [read_annotation(node, find_place)]
        if is_reply(node):
            self._tell(
                find_place(), f"not kept: {reply_told(node)}; a note has no place for replies"
            )
            return []
        return [read_row(node, find_place)]

    def _take(self, found: list[Foreign], *, is_last: bool) -> list[Foreign]:
        kept: list[Foreign] = []
        if not is_last and found and found[-1].whole:
            kept = [one for one in found if one.whole == found[-1].whole]
            found = [one for one in found if one.whole != kept[0].whole]
        for foreign in joined(found):
            self._take_one(foreign)
        return kept

    def _take_one(self, foreign: Foreign) -> None:
        try:
            made = self.arrivals.make(foreign)
            if not made.is_there:
                self._save(made)
        except NotMadeError as error:
            self.lost += 1
            for fault in error.faults:
                self._tell(foreign.find_place(), f"not imported: {fault}")
            return
        if made.is_there:
            self.known += 1
        for remark in foreign.remarks:
            self._tell(foreign.find_place(), f"taken for granted: {remark}")
        for left in foreign.left:
            self._tell(foreign.find_place(), f"not kept: {left}")

    def _save(self, made: MadeNote) -> None:
        root = self.settings.root
        shown_path = from_here(Location(made.path), root).path
        if self.is_trial:
            say(f"{shown_path}\n{made.text}")
            self.written += 1
            return
        if not stays_within(root, made.path, self.settings.annotations):
            raise NotMadeError(f"{shown_path}: a link on the way leads elsewhere")
        try:
            create_file(root / made.path, made.text)
        except FileExistsError:
            raise NotMadeError(f"{shown_path} is there already; nothing is changed") from None
        except OSError as error:
            raise NotMadeError(f"{shown_path} cannot be written: {error.strerror}") from None
        say(shown_path)
        self.written += 1

    def _tell(self, place: Location, message: str) -> None:
        first, *rest = message.split("\n")
        say("\n".join([visible(f"{place}: {first}"), *rest]), err=True)

    def tell_sum(self) -> None:
        """Say what became of them."""
        told = f"{count_of(self.written, 'note')} {'made' if self.is_trial else 'written'}"
        if self.known:
            told += f", {self.known:,} there already"
        if self.lost:
            told += f", {self.lost:,} not imported"
        say(f"{told}.", err=True)
