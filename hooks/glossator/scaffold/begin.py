"""A new site for another corpus: its files, and writing them all or none."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import jinja2

from glossator.content.schema import SCHEMA_FILE, render_schema
from glossator.scaffold.origin import UnknownOriginError, find_origin
from glossator.scaffold.placing import HARMLESS, place, undo

SCAFFOLD = Path(__file__).parent / "new_site"
# What takes the place of these files, or is added, where several jobs prepare a site.
PARALLEL = Path(__file__).parent / "parallel"
# GitHub starts no more than 256 jobs for a matrix and GitLab 200, and far fewer at once.
LEAST_PARTS, MOST_PARTS = 2, 64

# Names that would mean something to git or to GitHub inside of this package.
HIDDEN = "dot_"
TEMPLATE = ".j2"

# Control characters, halves of a character, line and paragraph separators, and a byte order
# mark: no name has them, and YAML takes none of them as they are.
_UNWANTED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_ACCOUNT = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9][\w.-]*)?", re.ASCII)
_MAIL = re.compile(r"[^@\s#]+@[^@\s#]+\.[^@\s#]+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|&~$])")


class BeginError(ValueError):
    """A site cannot begin like this; the message says what to do."""


def site_files(
    *, name: str, owner: str = "", parts: int | None = None, host: str = "", today: date
) -> dict[str, str | bytes]:
    """What each file of a new site holds, by its path relative to the site's folder.

    `name` is the site's name. `owner` is an account, a team or a mail address, as
    `site_owner` gives it back, and `today` the day on which the example's notes were made.
    `parts` says how many jobs of continuous integration prepare the site; None where a
    single one does all. `host` is the host whose headers are part of what is built.

    Raises:
        BeginError: `name` is empty or has characters that no name has, `parts` is out of
            bounds, or Glossator is not installed, so that the site could not say where to
            get it.
    """
    if parts is not None and not LEAST_PARTS <= parts <= MOST_PARTS:
        raise BeginError(
            f"{parts} jobs cannot share the work; write --parallel with a number from "
            f"{LEAST_PARTS} to {MOST_PARTS}, or leave it out for a single job"
        )
    try:
        origin = find_origin()
    except UnknownOriginError:
        raise BeginError(
            "Glossator is not installed, only on the path; install it with pip first"
        ) from None
    # What is made here is YAML and Markdown, which have escapes of their own.
    environment = jinja2.Environment(  # noqa: S701
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["yaml"] = lambda text: json.dumps(text, ensure_ascii=False)
    environment.filters["markdown"] = lambda text: _MARKDOWN.sub(r"\\\1", text)
    facts = {
        "name": site_name(name),
        "owner": owner,
        "parts": parts,
        "host": host,
        "today": today.isoformat(),
        "requirement": origin.requirement,
    }
    files: dict[str, str | bytes] = {**origin.files}
    for file in sorted(SCAFFOLD.rglob("*")):
        if not file.is_file():
            continue
        path = _path_in_site(file.relative_to(SCAFFOLD).as_posix())
        text = file.read_text(encoding="utf-8")
        if file.suffix == TEMPLATE:
            text = environment.from_string(text).render(facts)
        files[path] = text
    if parts is not None:
        files |= _parallel_files(parts)
    # The first line of each note leads an editor to it.
    files[f"docs/{SCHEMA_FILE}"] = render_schema()
    return files


def _parallel_files(parts: int) -> dict[str, str]:
    """The workflows in which `parts` jobs prepare the site; each forge reads its own.

    They stand here as workflows that work, of two jobs each.
    """
    numbers = ", ".join(str(part) for part in range(1, parts + 1))
    return {
        _path_in_site(file.relative_to(PARALLEL).as_posix()): file.read_text(encoding="utf-8")
        .replace("part: [1, 2]", f"part: [{numbers}]")
        .replace("parallel: 2", f"parallel: {parts}")
        for file in sorted(PARALLEL.rglob("*"))
        if file.is_file()
    }


def _path_in_site(path: str) -> str:
    parts = [
        f".{part.removeprefix(HIDDEN)}" if part.startswith(HIDDEN) else part
        for part in PurePosixPath(path.removesuffix(TEMPLATE)).parts
    ]
    return "/".join(parts)


def site_name(text: str) -> str:
    """A site's name with its blanks tidied.

    Raises:
        BeginError: there is none, or it has control characters.
    """
    name = " ".join(text.split())
    if not name:
        raise BeginError("the site needs a name, as in --name 'Our annotations'")
    unwanted = next(
        (sign for sign in name if unicodedata.category(sign) in _UNWANTED or sign == "\ufeff"), None
    )
    if unwanted:
        raise BeginError(f"the name has the character U+{ord(unwanted):04X}; leave it out")
    return name


def site_owner(text: str) -> str:
    """An owner as GitHub's CODEOWNERS has it: `@account`, `@organisation/team` or a mail address.

    Raises:
        BeginError: it is none of these.
    """
    owner = text.strip()
    if _MAIL.fullmatch(owner):
        return owner
    owner = f"@{owner.removeprefix('@')}"
    if not _ACCOUNT.fullmatch(owner):
        raise BeginError(
            f"{text!r} is not an account; write --owner @account or --owner @organisation/team"
        )
    return owner


def write_site(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write all of the files below `folder`, or, where that fails, none.

    Raises:
        BeginError: the folder is a file, or there is something in it.
        OSError: the disk does not allow it; nothing was written.
    """
    if folder.is_dir():
        undo(folder)
    _refuse_what_is_there(folder)
    place(folder, files)


def _refuse_what_is_there(folder: Path) -> None:
    if folder.is_symlink() and not folder.exists():
        raise BeginError(f"{folder} is a link that leads to nowhere; name another folder")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BeginError(f"{folder} is a file; name a folder that is new or empty")
    there = sorted(entry.name for entry in folder.iterdir() if entry.name not in HARMLESS)
    if there:
        # Enough to see what sort of folder it is.
        some = ", ".join(there[:5]) + (f" and {len(there) - 5} more" if len(there) > 5 else "")
        raise BeginError(f"{folder} is not empty: {some}; name a folder that is new or empty")
