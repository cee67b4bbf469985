"""`glossator import`: an article from a page, a file or a text."""

from __future__ import annotations

import logging
import sys
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import click

from glossator.cli.common import site_of, stop_at_bytes, sweep_sources
from glossator.cli.saying import say, say_file
from glossator.cli.waiting import waiting
from glossator.content.files import MARKDOWN
from glossator.content.honest_addresses import is_readable
from glossator.content.hosts import host_of
from glossator.content.loading import load_corpus
from glossator.disk.unwritten import reason_of
from glossator.editing.saving import create_file, replace_file, stays_within
from glossator.importing.article_copy import ArticleError, Copy, Given, copy_page
from glossator.importing.draft import Draft, MissingError, draft_article
from glossator.problems import count_of, shown
from glossator.site.publish import Settings
from glossator.web.fetch import LARGEST_PAGE, Fetched, FetchError, fetch_page

# Of each sort as many are shown, each as long.
_MOST_SHOWN = 5
_LONGEST_SHOWN = 70
_COPY_IT = "copy it from the browser's address bar"
_HTML = frozenset({".html", ".htm", ".xhtml", ".xht"})
_TEXT = frozenset({".txt", ".text"})


@click.command("import")
@click.argument("source")
@click.option("--slug", default="", help="The article's id and file name, as in share-price.")
@click.option("--title", default="", help="The headline.")
@click.option("--url", default="", help="The address of the page that was copied.")
@click.option("--publisher", default="", help="Who published the article first.")
@click.option("--via", default="", help="Where it was read, when in a reprint.")
@click.option("--author", default="", help="Who wrote it.")
@click.option("--published", default="", help="When: 2025-09-24, 2025-09 or 2025.")
@click.option("--language", default="", help="Language of the copy, as in en or zh-TW.")
@click.option(
    "--translated",
    type=click.Choice(["no", "human", "machine"]),
    default=None,
    help="Whether the copy is a translation, and whose.",
)
@click.option("--rights", default="", help="Whose the text is, and why it is kept.")
@click.option("--topic", "topics", multiple=True, help="A topic's id; may be given again.")
@click.option("--encoding", default="", help="The encoding of the source, where it is misread.")
@click.option("--text", "is_text", is_flag=True, help="Take SOURCE as plain text, as it stands.")
@click.option("--replace", is_flag=True, help="Put the copy in the place of an earlier one.")
@click.option("--dry-run", is_flag=True, help="Print the article and write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Show all that is left out, at full length.")
def import_article(
    source: str,
    *,
    is_text: bool,
    replace: bool,
    dry_run: bool,
    verbose: bool,
    translated: str | None,
    topics: tuple[str, ...],
    **told: str,
) -> None:
    """Make an article of SOURCE: a page's address, an HTML file or a text file.

    Writes docs/articles/SLUG.md with the text word for word and what the page says
    of itself: headline, publisher, author, date, language, address. What you give as
    an option goes before what the page says. Pictures and all that surrounds an
    article are left out, and told. With - as SOURCE, reads what is piped in.

    Nothing is ever overwritten, but with --replace, which keeps the front matter that
    was written by hand.

    \b
    Exits with 0 when the article was written, with 1 when SOURCE cannot be had or
    read, or is in the site already, and with 2 when it was called wrongly or an
    option is needed.

    \b
    Examples:
      glossator import https://example.org/news/bridge.html
      glossator import saved-page.html --topic t-head --slug bridge
      glossator import bridge.txt --title "A bridge" --publisher "Example Daily" \\
        --url https://example.org/news/bridge.html --published 2026-01-02
      glossator import https://example.org/news/bridge.html --replace
    """  # noqa: D301 - click wants the character itself
    stop_at_bytes({**told, "topic": topics})
    given = Given(translated=translated or "", topics=topics, **told)
    if not is_readable(given.url):
        raise click.UsageError(f"--url: {shown(given.url)} is no complete address; {_COPY_IT}")
    root, settings = site_of([])
    # What trafilatura says of a page is for its makers; what is wrong is told in our words.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        content, is_html, charset, address = _read(source, is_text=is_text)
        copy = copy_page(
            content,
            is_html=is_html,
            charset=charset,
            address=address,
            name="" if address else source,
            is_text=is_text,
            given=given,
        )
        corpus = load_corpus(root, docs=settings.docs, annotations=settings.annotations)
        draft = draft_article(
            copy, given, corpus, root=root, docs=settings.docs, today=date.today(), replace=replace
        )
        _tell_left_out(copy, verbose=verbose)
        for remark in draft.remarks:
            say(f"Note: {remark}.", err=True)
        if dry_run:
            say_file(draft.text)
            return
        _save(root, settings, draft)
    except MissingError as error:
        raise click.UsageError(str(error)) from None
    except (ArticleError, FetchError) as error:
        message = str(error)
        raise click.ClickException(
            message if message.startswith(source) else f"{source}: {message}"
        ) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or source}: {error.strerror}") from None
    size = _size(copy.body)
    if not draft.replaces:
        say(f"{draft.path}: {size}")
        say("Read it, then run `glossator check`.", err=True)
    elif draft.body_changed:
        say(f"{draft.path}: {size}; the text has changed")
        say(f"Run `glossator reanchor {draft.path}` to see to its notes.", err=True)
    else:
        say(f"{draft.path}: the text is as it was; `retrieved` is new")


def _save(root: Path, settings: Settings, draft: Draft) -> None:
    if not stays_within(root, draft.path, settings.docs):
        message = f"{draft.path} cannot be written: a link on the way leads elsewhere"
        raise click.ClickException(message)
    sweep_sources(settings)
    save = replace_file if draft.replaces else create_file
    try:
        save(root / draft.path, draft.text)
    except FileExistsError:
        message = f"{draft.path} is there already; nothing was written"
        raise click.ClickException(message) from None
    except OSError as error:
        message = f"{draft.path} cannot be written: {reason_of(error)}"
        raise click.ClickException(message) from None


def _read(source: str, *, is_text: bool) -> tuple[bytes, bool | None, str, str]:
    """The content of the source, whether it is HTML, its encoding as stated, its address."""
    if source == "-":
        if sys.stdin.isatty():
            say("Reading from the keyboard; Ctrl-D ends the text.", err=True)
        return _limited(sys.stdin.buffer), None, "", ""
    if source.lower().startswith(("http:", "https:")):
        host = host_of(source) or source
        with waiting(f"Asking {host}") as progress:
            page = fetch_page(source, progress=progress)
        _tell_redirects(source, page)
        return page.content, page.is_html, page.charset, page.url
    file = Path(source)
    if not file.exists():
        if "://" in source:
            hint = "; pages are fetched by https:// and http:// only"
        elif "/" in source and "." in source.partition("/")[0]:
            hint = f"; for a page on the web, write https://{source}"
        else:
            hint = "; give a page's address, an HTML file or a text file"
        raise click.UsageError(f"there is no file {source}{hint}")
    if file.is_dir():
        raise click.UsageError(f"{source} is a folder; give a file in it")
    kind = file.suffix.lower()
    if kind in MARKDOWN and not is_text:
        raise click.UsageError(
            f"{source} is Markdown already; put it into the folder of the articles, with front "
            "matter above it, or import it with --text to take every sign in it as text"
        )
    is_html = True if kind in _HTML else False if kind in _TEXT else None
    with file.open("rb") as opened:
        return _limited(opened), is_html, "", ""


def _limited(opened: BinaryIO) -> bytes:
    content = opened.read(LARGEST_PAGE + 1)
    if len(content) > LARGEST_PAGE:  # of a pipe, nobody can tell before
        raise ArticleError(
            f"this has more than {LARGEST_PAGE // 1024**2} MB; take out what does not belong to "
            "the article"
        )
    return content


def _tell_redirects(source: str, page: Fetched) -> None:
    if page.redirects:
        say(f"Note: {source} leads to {page.url}.", err=True)


def _tell_left_out(copy: Copy, *, verbose: bool) -> None:
    if not copy.left_out and not copy.pictures:
        return
    size = _size(" ".join(one.text for one in copy.left_out))
    parts = []
    if copy.left_out:
        parts.append(f"{count_of(len(copy.left_out), 'paragraph')} ({size})")
    if copy.pictures:
        parts.append(count_of(copy.pictures, "picture"))
    say(f"Left out: {' and '.join(parts)}.", err=True)
    order = list(dict.fromkeys(one.reason for one in copy.left_out))
    rows = sorted(copy.left_out, key=lambda one: order.index(one.reason))
    for reason, group in groupby(rows, key=lambda one: one.reason):
        texts = [one.text for one in group]
        say(f"  {reason}: {len(texts)}", err=True)
        for text in texts if verbose else texts[:_MOST_SHOWN]:
            say(f"    {text if verbose else _short(text)}", err=True)
        if len(texts) > _MOST_SHOWN and not verbose:
            more = len(texts) - _MOST_SHOWN
            say(f"    and {more} more; --verbose shows them", err=True)


def _size(text: str) -> str:
    """How much text it is: in words, or in characters where no blanks are between words."""
    letters = sum(map(str.isalpha, text))
    wide = sum("\u3000" <= letter <= "\ud7af" for letter in text)
    return (
        count_of(wide, "character") if wide * 2 > letters else count_of(len(text.split()), "word")
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3].rstrip()}..."
