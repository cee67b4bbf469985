"""Scripts and styles that have many files and are loaded as one.

A reader's browser asks for few files, people look for what they want to change in small
ones. So each script and style sheet that a page names is made of parts, put one after
another when the site is built. Comments stay behind, as they are for people who change a part:
in place of the one at its head stands the part's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_ROOT = "assets/glossator/"
# For every page.
SCRIPT = f"{_ROOT}glossator.js"
STYLESHEET = f"{_ROOT}glossator.css"
# For the page of a note, which loads nothing else.
NOTE_STYLESHEET = f"{_ROOT}note.css"
# For the theme, as the worker of its search: it stands beside the index that it reads.
SEARCH_WORKER = "search/worker.js"
# For the form, which asks for it by this address.
FORM_STYLESHEET = f"{_ROOT}contribute/contribute.css"


def _parts(path: str, names: str) -> tuple[str, ...]:
    return tuple(_ROOT + path.format(name) for name in names.split())


# The addresses of the parts in their order, by the address of what they make.
BUNDLES: dict[str, tuple[str, ...]] = {
    # The parts of a script only declare, so that any order would do; the last one begins.
    SCRIPT: (
        *_parts(
            "reading/{}.js", "dom store page notes margin map arrange sheet views chooser goto"
        ),
        *_parts("reading/{}.js", "steps links pointing selection offer write keys reading keep"),
        *_parts("{}.js", "lists/items lists/filters lists/finding asking start"),
    ),
    SEARCH_WORKER: (
        *_parts("{}.js", "contribute/text"),
        *_parts("search/{}.js", "memory words files postings dictionary query texts excerpt find"),
        *_parts("search/{}.js", "results index worker start"),
    ),
    # Of two rules of one weight the later one wins, so that the order is part of the styles.
    STYLESHEET: (
        *_parts("styles/{}.css", "colours text tables byline marks kinds notes cards timeline"),
        *_parts("styles/{}.css", "problems verdict tools buttons views adding active margin"),
        *_parts("styles/{}.css", "sheet chooser help map touch print"),
        *_parts("styles/{}.css", "links counts parts example filters search drawings charts"),
        *_parts("styles/{}.css", "asking coming"),
    ),
    NOTE_STYLESHEET: _parts("note/styles/{}.css", "colours page words foot print"),
    FORM_STYLESHEET: _parts(
        "contribute/styles/{}.css", "panel layout fields choices folds banner modes"
    ),
}

SHARED = frozenset(_parts("{}.js", "contribute/text"))
"""Parts that are published by themselves, too."""

# What makes a part a module by itself, as another script of ours or a test takes it.
_MODULE_WORD = re.compile(r"^(?:import [^;]*;\n|export )", re.MULTILINE)
# Whole lines of a script, no string of which has lines that begin so.
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)\n", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"\A(?:/\*.*?\*/\n|(?://[^\n]*\n)+)\n*", re.DOTALL)


def unjoined(theme: Path) -> list[str]:
    """The addresses of the files in the folder `theme` of ours that are published by themselves."""
    parts = frozenset(part for parts in BUNDLES.values() for part in parts) - SHARED
    files = (path for path in sorted((theme / _ROOT).rglob("*")) if path.is_file())
    return [
        name
        for name in (path.relative_to(theme).as_posix() for path in files)
        if name not in parts and "__pycache__" not in name
    ]


def join_parts(address: str, folders: Iterable[Path]) -> str:
    """The script or style sheet at `address`, each part from the first of `folders` that has it.

    The folders are those of the theme, a site's own before ours. The parts of a script are
    put into one function, so that they see one another and nobody else sees them.
    """
    folders = tuple(folders)
    whole = "\n".join(_part(path, folders) for path in BUNDLES[address])
    return f'(() => {{\n"use strict";\n\n{whole}}})();\n' if address.endswith(".js") else whole


def _part(path: str, folders: tuple[Path, ...]) -> str:
    file = next(folder / path for folder in folders if (folder / path).is_file())
    text = _HEAD.sub("", file.read_text(encoding="utf-8"))
    if path.endswith(".js"):
        text = _MODULE_WORD.sub("", _COMMENT.sub("", text))
    return f"/* {path.removeprefix(_ROOT)} */\n{text}"
