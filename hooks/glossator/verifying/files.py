"""Files that are the same to the byte whoever makes them, compared piece by piece."""

from __future__ import annotations

from filecmp import cmp

from glossator.caching.reading import read_file
from glossator.content.files import MARKDOWN
from glossator.exporting.atom import NAME as ATOM
from glossator.exporting.format import Output
from glossator.exporting.json_feed import NAME as JSON_FEED
from glossator.problems import count_of
from glossator.site.page_names import NOTES
from glossator.site.publish import Publication, Settings
from glossator.verifying.built import AGAIN, Built
from glossator.verifying.differences import differences

# Of one file; the others are counted.
MOST_TOLD = 20
# Bytes of a file that is compared as a whole.
_SMALL = 1 << 16


def check_file(built: Built, output: Output) -> None:
    """Tell what differs in a file from what is made of the corpus today."""
    if not built.expect(output.path, _what(output.path)):
        return
    try:
        expected = _expected_where_unlike(built, output)
    except OSError as error:
        built.tell(output.path, "site-damaged", f"the file cannot be read: {error.strerror}")
        return
    if expected is None:
        return
    found = built.read(output.path)
    if found is None:
        return
    told = list(differences(output.path, expected, found))
    for one in told[:MOST_TOLD]:
        built.tell(output.path, one.code, f"{one.message}; {AGAIN}", one.line)
    if len(told) > MOST_TOLD:
        more = count_of(len(told) - MOST_TOLD, "more difference")
        built.tell(output.path, "site-changed", f"{more} in this file; {AGAIN}")


def check_own_files(built: Built, publication: Publication, settings: Settings) -> None:
    """Tell which files of the docs folder that are no pages are missing, or are others.

    A plugin or another hook may leave some out, or make them smaller.
    """
    host = settings.host
    if host.adds_pages or host.changes_pages:
        return
    for path in sorted(publication.site.corpus.files - built.expected):
        is_left_out = publication.is_withheld(path) or host.is_excluded(path)
        if is_left_out or path.endswith(tuple(MARKDOWN)):
            continue
        name = f"{publication.docs}/{path}"
        if not built.expect(path, f"`{name}`"):
            continue
        try:
            is_same = cmp(settings.root / name, built.folder / path, shallow=False)
        except OSError as error:
            built.tell(path, "site-damaged", f"the file cannot be read: {error.strerror}")
            continue
        if not is_same:
            built.tell(path, "site-changed", f"the file is not that of `{name}`; {AGAIN}")


def _what(path: str) -> str:
    """What a file is, as people know it."""
    folder, _, name = path.rpartition("/")
    if path.startswith(NOTES) and name == "oembed.json":
        return f"what oEmbed says of the note `{folder.removeprefix(NOTES)}`"
    if path.startswith(NOTES) and name.endswith(".html"):
        note = folder if name == "index.html" else path.removesuffix(".html")
        return f"the page of the note `{note.removeprefix(NOTES)}`"
    if name in {ATOM, JSON_FEED}:
        return f"the feed `{path}`"
    return f"`{path}`"


def _expected_where_unlike(built: Built, output: Output) -> bytes | None:
    """What the file should hold, where it holds something else.

    It is read beside what is made, so that no more of either is in memory than a piece.

    Raises:
        OSError: it cannot be read.
    """
    if built.files[output.path] <= _SMALL:
        # Most are: one read is less than one for each piece.
        expected = b"".join(output.chunks)
        found = read_file(f"{built.folder}/{output.path}", follow=False)
        return None if found == expected else expected
    chunks, same = iter(output.chunks), 0
    with (built.folder / output.path).open("rb") as file:
        for chunk in chunks:
            if file.read(len(chunk)) != chunk:
                file.seek(0)
                return b"".join((file.read(same), chunk, *chunks))
            same += len(chunk)
        if not file.read(1):
            return None
        file.seek(0)
        return file.read(same)
