"""The three searches: how each writes its index, as `python search_engines.py ENGINE PAGES FOLDER`.

Each is written in a process of its own, of which time and memory are measured, from a file of
records that stands ready.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from html import escape
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

from search_corpus import read_pages

OURS, THEME, PAGEFIND = "ours", "theme", "pagefind"
NAMES = {OURS: "Glossator", THEME: "Material's (lunr)", PAGEFIND: "Pagefind"}
# Where the worker of a search stands below its site, and its index.
WORKER = {OURS: "assets/glossator/search.js", THEME: "assets/javascripts/workers/search.js"}
INDEX = "search/search_index.json"
# What this site's settings said when the theme's search was its own.
LANGUAGES = ["en", "zh"]
SEPARATOR = (
    r"[\s\u200b\u00a0\"“”„‟'‘’‚‛«»‹›「」『』()\[\]{}<>!?;:…/|\-‐‑‒–—―=+*&^%#@~`$€£¥，。、；：？！（）《》]+"
    r"|[.,](?!\d)"
)


def missing(engine: str) -> str:
    """Why this search cannot be measured here; empty where it can."""
    if engine == PAGEFIND and not find_spec("pagefind"):
        return "the package pagefind is not installed"
    if engine == PAGEFIND and not _pagefind_program():
        return "the package pagefind_bin is not installed"
    if engine == THEME and not find_spec("jieba"):
        return "the package jieba is not installed"
    return ""


def version_of(engine: str) -> str:
    """The version of what is measured."""
    packages = {OURS: "glossator", THEME: "mkdocs-material", PAGEFIND: "pagefind"}
    try:
        return version(packages[engine])
    except PackageNotFoundError:
        return ""


def write_ours(pages: Path, site: Path) -> None:
    """Our index, with the worker and what the theme is handed."""
    from glossator.searching.index import write_index

    written = write_index(read_pages(pages), site / "search")
    config = {"lang": [], "separator": r"\s+", "pipeline": [], "glossator": written.name}
    (site / INDEX).write_text(json.dumps({"config": config, "docs": []}), encoding="utf-8")


def write_theme(pages: Path, site: Path) -> None:
    """The theme's index, made by its plugin out of finished HTML as in a build."""
    from material.plugins.search.plugin import SearchIndex

    fields = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    index = SearchIndex(
        lang=LANGUAGES, separator=SEPARATOR, pipeline=["stopWordFilter"], fields=fields
    )
    for page in read_pages(pages):
        first, *notes = page.records
        html = [f"<h1>{escape(first.title)}</h1><p>{escape(first.body)}</p>"]
        for note in notes:
            html.append(f'<h2 id="{note.location.partition("#")[2]}">{escape(note.title)}</h2>')
            texts = (note.quote, note.replacement, note.body)
            html.extend(f"<p>{escape(text)}</p>" for text in texts if text)
        made = SimpleNamespace(meta={}, content="".join(html), toc=[], url=first.location)
        made.title = first.title
        index.add_entry_from_context(made)
    file = site / INDEX
    file.parent.mkdir(parents=True)
    file.write_text(index.generate_search_index(None), encoding="utf-8")


def write_pagefind(pages: Path, site: Path) -> None:
    """Pagefind's index, made by its program out of one page for each record.

    So each record is a result of its own, as with the others: a section of a page would be shown
    wherever one of several words is in it. Through its Python interface, which waits a tenth of a
    second for each record, 10,000 of them take a quarter of an hour.
    """
    program = _pagefind_program()
    if program is None:
        raise SystemExit("there is no Pagefind here")
    source = site / "source"
    for page in read_pages(pages):
        for number, record in enumerate(page.records):
            texts = (record.quote, record.replacement, record.body)
            body = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
            title = escape(record.title)
            folder = source / record.location.partition("#")[0]
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number}.html").write_text(
                f'<html lang="en"><body><h1 data-pagefind-meta="title">{title}</h1>{body}',
                encoding="utf-8",
            )
    written = time.perf_counter()
    command = [str(program), "--site", str(source), "--output-path", str(site / "pagefind")]
    # A search shows what is in its page's language, and this site's pages are in English.
    subprocess.run([*command, "--force-language", "en", "--quiet"], check=True)
    seconds = time.perf_counter() - written
    shutil.rmtree(source)
    print(json.dumps({"seconds": seconds}))


def _pagefind_program() -> Path | None:
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    found: Path | None = get_executable()
    return found


def copy_workers(engine: str, site: Path) -> None:
    """Put beside the index the scripts that read it."""
    if engine == OURS:
        from glossator import site as library
        from glossator.site.assets import join_parts

        theme = Path(library.__file__).parent.parent / "theme"
        worker = site / WORKER[OURS]
        worker.parent.mkdir(parents=True, exist_ok=True)
        worker.write_text(join_parts(WORKER[OURS], [theme]), encoding="utf-8")
    elif engine == THEME:
        import material

        scripts = Path(material.__file__).parent / "templates/assets/javascripts"
        worker = site / WORKER[THEME]
        worker.parent.mkdir(parents=True, exist_ok=True)
        (found,) = (scripts / "workers").glob("search.*.min.js")
        shutil.copy(found, worker)
        shutil.copytree(scripts / "lunr", worker.parent.parent / "lunr")


WRITERS: dict[str, Callable[[Path, Path], None]] = {
    OURS: write_ours,
    THEME: write_theme,
    PAGEFIND: write_pagefind,
    # What reading the records takes alone.
    "reading": lambda pages, _site: [None for _ in read_pages(pages)].clear(),
}


def main() -> None:
    """Write one index."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("engine", choices=WRITERS)
    parser.add_argument("pages", type=Path)
    parser.add_argument("site", type=Path)
    given = parser.parse_args()
    given.site.mkdir(parents=True, exist_ok=True)
    WRITERS[given.engine](given.pages, given.site)


if __name__ == "__main__":
    sys.exit(main())
