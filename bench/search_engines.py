"""The three searches: how each writes its index, as `python search_engines.py ENGINE PAGES FOLDER`.

Each is written in a process of its own, of which time and memory are measured, from a file of
records that stands ready.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
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
WORKER = {OURS: "search/worker.js", THEME: "assets/javascripts/workers/search.js"}
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


def write_pages_of_pagefind(pages: Path, site: Path) -> None:
    """One page for each record, which is what Pagefind reads.

    So each record is a result of its own, as with the others: a section of a page would be shown
    wherever one of several words is in it. Through its Python interface, which waits a tenth of a
    second for each record, those of 1,000 articles take a quarter of an hour.
    """
    for page in read_pages(pages):
        folder = site / "source" / page.records[0].location
        folder.mkdir(parents=True)
        for record in page.records:
            texts = (record.quote, record.replacement, record.body)
            body = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
            html = f'<html lang="en"><body><h1>{escape(record.title)}</h1>{body}'
            name = record.location.partition("#")[2] or "index"
            (folder / f"{name}.html").write_text(html, encoding="utf-8")


def write_pagefind(_pages: Path, site: Path) -> None:
    """Pagefind's index, made by its program out of the pages that stand ready."""
    command = [str(_pagefind_program()), "--site", str(site / "source")]
    # A search shows what is in its page's language, and this site's pages are in English.
    command += ["--output-path", str(site / "pagefind"), "--force-language", "en", "--quiet"]
    subprocess.run(command, check=True)


def locations_of_pagefind(site: Path) -> dict[str, str]:
    """The records by the ids of Pagefind's results, which are the names of its fragments."""
    found = {}
    for file in (site / "pagefind/fragment").iterdir():
        text = gzip.decompress(file.read_bytes()).partition(b"{")[2]
        url = json.loads(b"{" + text)["url"].lstrip("/")
        page, _, name = url.removesuffix(".html").rpartition("/")
        found[file.stem] = f"{page}/#{name}" if name else f"{page}/"
    return found


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
    "pages": write_pages_of_pagefind,
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
    main()
