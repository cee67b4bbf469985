"""What the name and the place of a file say against it, with the fix."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable

from glossator.content.ids import LONGEST_NAME, id_words, is_device, join_id
from glossator.content.odd_signs import name_of
from glossator.problems import Location, Problem, shown
from glossator.spelling import did_you_mean
from glossator.unseen import HALVES, UNREADABLE

_UNSEEN = re.compile(f"(?P<half>[{HALVES}])|[{UNREADABLE}]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"\\|?*]|[. ]$')
# A path of which no name can be one of Windows' devices, if it is short and has plain letters.
_SURELY_FINE = re.compile(
    r"(?i)(?!(?:.*/)?(?:con|prn|aux|nul|com|lpt))[a-z0-9/_-]+(?:\.[a-z]+)?", re.ASCII
)
# Most notes by far: an id in the folder of an id, neither of which could be such a device.
_PLAIN_NOTE = re.compile(
    r"(?!{0})(?P<article>{1})/(?!{0})(?P<note>{1})\.yaml".format(
        r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])[/.]", "[a-z0-9]+(?:-[a-z0-9]+)*"
    )
)


def misplaced_page(path: str, folder: str) -> Problem:
    """That a file among articles or topics is not read as one."""
    message = (
        f"this file is not read; name it as in `{folder}/share-price.md`, "
        "put pictures into another folder, or delete it"
    )
    return Problem(Location(path), "file-name", message)


def plain_note(name: str) -> str | None:
    """The article's slug of a note on whose name and place nothing can be said; None of others.

    `name` is the path of its file below the folder of notes.
    """
    found = _PLAIN_NOTE.fullmatch(name)
    return found["article"] if found and len(name) < LONGEST_NAME else None


def misplaced_note(path: str, folder: str) -> Problem | None:
    """That a file in the folder of notes is not read as one; None where it is."""
    _, _, name = path.removeprefix(f"{folder}/").partition("/")
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    if "/" in name or not name:
        hint = f"move it to `{folder}/<article>/{stem}.yaml`"
    elif suffix != ".yaml":
        hint = "rename it to end in `.yaml`"
    else:
        return None
    message = f"this file is not read as a note; {hint}"
    return Problem(Location(path), "file-name", message)


def unportable_name(path: str, *, is_id: bool) -> Problem | None:
    """That a system which people work with cannot keep the file; None where all can.

    A name that has to be an id is told of by `invalid_id` where it has other signs.
    """
    if len(path) < LONGEST_NAME and _SURELY_FINE.fullmatch(path):
        return None
    if (unseen := _UNSEEN.search(path)) and (unseen["half"] or not is_id):
        sign = "bytes that are no UTF-8" if unseen["half"] else name_of(unseen[0])
        name = shown(next(part for part in path.split("/") if unseen[0] in part))
        message = f"{name} has {sign}, which nobody can read; rename it"
        return Problem(Location(path), "file-name", message)
    for name in path.split("/"):
        if name == "..":  # where the settings place the folder elsewhere
            continue
        odd = None if is_id else _NOT_ON_WINDOWS.search(name)
        if is_device(name):
            reason = f"Windows has no files named {shown(name)}"
        elif odd:
            reason = f"Windows has no files with {shown(odd[0])} {_where(odd, name)} their name"
        elif len(posixpath.splitext(name)[0].encode(errors="replace")) > LONGEST_NAME:
            reason = f"{shown(name)} is longer than some systems take ({LONGEST_NAME} bytes)"
        else:
            continue
        return Problem(Location(path), "file-name", f"{reason}; rename it")
    return None


def _where(sign: re.Match[str], name: str) -> str:
    return "at the end of" if sign.end() == len(name) and sign[0] in ". " else "in"


def same_on_other_systems(path: str, other: str) -> Problem:
    """That two files are one where capitals or the composition of letters do not count."""
    message = (
        f"on macOS and Windows this is the same file as `{other}`, as only capitals or the form "
        "of accents differ; rename one of the two"
    )
    return Problem(Location(path), "file-name", message, related=(Location(other),))


def spelling_on_other_systems(path: str) -> str:
    """What is equal for paths that are one where capitals and the form of accents do not count."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def invalid_id(path: str, stem: str, suffix: str) -> Problem:
    """That the name of a file cannot be an id."""
    words = id_words(stem)
    hint = (
        f"rename it to `{join_id(words)}{suffix}`"
        if words
        else f"name it as in `share-price{suffix}`"
    )
    message = (
        f'the file\'s name is the id, and "{stem}" has other characters than a-z, 0-9 and -; {hint}'
    )
    return Problem(Location(path), "slug-invalid", message)


def missing_article(path: str, slug: str, folder: str, articles: Iterable[str]) -> Problem:
    """That the folder of a note has the name of no article."""
    hint = did_you_mean(slug, sorted(articles)) or "; give the folder the name of an article"
    message = f'there is no article "{slug}" ({folder}/{slug}.md){hint}'
    return Problem(Location(path), "article-missing", message)
