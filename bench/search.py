"""Measure the site's search beside the theme's own and Pagefind, on corpora of three sizes.

Each writes its index in a process of its own, and answers in a real browser the same queries,
whose right answers are known from reading all texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import search_engines as engines
from running import Progress, Run, facts, measuring, run
from search_corpus import NOTES, read_pages, write_pages
from search_engines import NAMES, OURS, PAGEFIND, THEME

# What only looking for answers needs is imported after the indexes are written: a child's peak
# memory is never told as less than what its parent had when it was started.

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
SMALLEST = 100
# Records that only may be right stand among those that are: as many more are looked at.
MORE = 500
# Starting the theme's worker takes seconds on a large corpus, and the same bytes each time.
COLD_OF_THEME = 12
MODULES = ("vocabulary", "corpus", "queries", "rules", "answers")


@dataclass
class Measured:
    """One search on one corpus.

    Attributes:
        engine: Which search.
        articles: The size of the corpus.
        skipped: Why it was not measured; then nothing else is here.
        run: What writing the index took.
        reading: What reading the records took, and starting Python, which is in `run`.
        disk: The size of the index, and of the scripts that read it.
        files: Their number.
        cold: The first results of readers who were never here.
        warm: How many ms each query took once the search had begun.
        found: Of all right records, the share that is found.
        shown: Of the first ten results, the share that is right.
        found_by_kind: Found and right records by kind of query.
    """

    engine: str
    articles: int
    skipped: str = ""
    run: Run | None = None
    reading: Run | None = None
    disk: int = 0
    files: int = 0
    cold: list[Any] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    found: float = 0.0
    shown: float = 0.0
    found_by_kind: dict[str, list[int]] = field(default_factory=dict)


def write_indexes(root: Path, given: argparse.Namespace, show: Progress) -> list[Measured]:
    """Write the indexes of all searches for all sizes."""
    measured = []
    for articles in given.sizes:
        show.show(f"{articles} articles: making them")
        folder = root / str(articles)
        folder.mkdir(parents=True)
        pages = folder / "pages.jsonl"
        write_pages(pages, articles, given.notes)
        reading = _write("reading", pages, folder / "reading")
        for engine in given.engines:
            one = Measured(engine, articles, skipped=_reason_to_skip(engine, articles, given))
            measured.append(one)
            if one.skipped:
                continue
            show.show(f"{articles} articles: {NAMES[engine]} writes its index")
            site = folder / engine
            if engine == PAGEFIND:
                _write("pages", pages, site)
            one.run = _write(engine, pages, site)
            one.reading = reading if engine != PAGEFIND else None
            engines.copy_workers(engine, site)
            files = (file for file in site.rglob("*") if file.is_file())
            sizes = [file.stat().st_size for file in files if "source" not in file.parts]
            one.disk, one.files = sum(sizes), len(sizes)
    return measured


def _reason_to_skip(engine: str, articles: int, given: argparse.Namespace) -> str:
    most = {THEME: given.theme_up_to, PAGEFIND: given.pagefind_up_to}.get(engine, articles)
    return engines.missing(engine) or (f"measured up to {most:,}" if articles > most else "")


def _write(engine: str, pages: Path, site: Path) -> Run:
    return run(
        [sys.executable, str(HERE / "search_engines.py"), engine, str(pages), str(site)], HERE
    )


def ask(
    root: Path, measured: list[Measured], given: argparse.Namespace, show: Progress
) -> Iterator[str]:
    """Put the queries to each search; gives back all faults, for people."""
    from search_browser import browsing
    from search_queries import queries_of

    with browsing() as browser:
        for articles in given.sizes:
            show.show(f"{articles} articles: reading through them")
            queries = queries_of(articles, given.queries, given.notes)
            answers = _answers(root / str(articles) / "pages.jsonl", queries, articles, given)
            for one in measured:
                if one.articles == articles and not one.skipped:
                    yield from _ask(
                        browser, root / str(articles), one, queries, answers, given, show
                    )


def _ask(
    browser: Any,
    folder: Path,
    one: Measured,
    queries: list[Any],
    answers: dict[str, Any],
    given: argparse.Namespace,
    show: Progress,
) -> Iterator[str]:
    from search_browser import Search, serving
    from search_quality import MOST_ANSWERS, Quality, telling

    stage = f"{one.articles} articles: {NAMES[one.engine]}"
    named = engines.locations_of_pagefind(folder / PAGEFIND) if one.engine == PAGEFIND else {}
    quality = Quality()
    with serving(folder / one.engine) as site:
        search = Search(browser, site, engines.WORKER.get(one.engine, one.engine))
        cold = min(given.cold, COLD_OF_THEME) if one.engine == THEME else given.cold
        for number, query in enumerate(queries[:cold]):
            show.show(f"{stage}, cold {number + 1}/{cold}")
            one.cold.append(search.cold(query.text))
        with search.begun():
            for number, query in enumerate(queries):
                show.show(f"{stage}, query {number + 1}/{len(queries)}")
                ms, found = search.shown(query.text)
                one.warm.append(ms)
                found = _places(found, named)
                shown, right = found, answers[query.text]
                if one.engine == OURS:
                    total, found = search.records(query.text, MOST_ANSWERS + MORE)
                    quality.check_records(query, right, total, found)
                quality.add(query, right, shown, found)
    one.found, one.shown = quality.found_share, quality.shown_share
    one.found_by_kind = quality.found_by_kind
    yield from telling(quality, f"{NAMES[one.engine]}, {one.articles} articles")


def _places(found: list[str], named: dict[str, str]) -> list[str]:
    """Locations of records: a heading of a page is that page."""
    places = (named.get(location, location) for location in found)
    whole = (place if "#note-" in place else place.partition("#")[0] for place in places)
    return list(dict.fromkeys(whole))


def _answers(
    pages: Path, queries: list[Any], articles: int, given: argparse.Namespace
) -> dict[str, Any]:
    """The right records of each query, read from `bench/out` where they were found before."""
    from search_answers import Answers, scan
    from search_quality import MOST_ANSWERS

    sources = [(HERE / f"search_{name}.py").read_text("utf-8") for name in MODULES]
    sources += [(HERE / "search_words.txt").read_text("utf-8")]
    facts = [articles, given.notes, MOST_ANSWERS, sources, [query.text for query in queries]]
    key = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
    file = OUT / f"search-answers-{articles}-{key}.json"
    if file.is_file():
        kept = json.loads(file.read_text("utf-8"))
        return {query: Answers(**answer) for query, answer in kept.items()}
    answers = scan(read_pages(pages), [query.text for query in queries], MOST_ANSWERS)
    OUT.mkdir(exist_ok=True)
    kept = {query: asdict(answer) for query, answer in answers.items()}
    file.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return answers


def _sizes(text: str) -> list[int]:
    sizes = sorted({int(size) for size in text.split(",")})
    if sizes[0] < SMALLEST:
        raise ValueError(f"a corpus in fifteen languages has at least {SMALLEST} articles")
    return sizes


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    add = parser.add_argument
    add("--sizes", default="100,1000,10000", help="numbers of articles; default: %(default)s")
    add("--notes", type=int, default=NOTES, help="per article; default: %(default)s")
    add("--queries", type=int, default=400, help="default: %(default)s")
    add("--cold", type=int, default=60, help="queries that are asked cold; default: %(default)s")
    add("--only", default=",".join(NAMES), metavar="NAMES", help="default: %(default)s")
    add("--theme-up-to", type=int, default=1000, help="articles; default: %(default)s")
    add("--pagefind-up-to", type=int, default=1000, help="articles; default: %(default)s")
    add("--markdown", type=Path, metavar="FILE", help="write the table for the documentation")
    add("--misses", type=Path, metavar="FILE", help="write which records were missed or wrong")
    add("--keep", type=Path, metavar="FOLDER", help="leave records and indexes there; a new folder")
    given = parser.parse_args()
    given.engines = given.only.split(",")
    if not set(given.engines) <= set(NAMES):
        parser.error(f"--only takes some of {', '.join(NAMES)}")
    try:
        given.sizes = _sizes(given.sizes)
    except ValueError as error:
        parser.error(f"--sizes: {error}")
    if given.keep and given.keep.exists() and any(given.keep.iterdir()):
        parser.error(f"{given.keep} is not empty")
    return given


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="glossator-search-bench-") as folder:
        yield Path(folder)


def main() -> int:
    """Measure, print a table and write `bench/out/search.json`."""
    given = _arguments()
    loads = [os.getloadavg()[0]]
    with _folder(given.keep) as root, measuring() as show:
        measured = write_indexes(root, given, show)
        misses = list(ask(root, measured, given, show))
    from search_tables import markdown, table

    loads.append(os.getloadavg()[0])
    about = facts(loads) | {
        "searches": {NAMES[name]: engines.version_of(name) for name in given.engines},
        "notes_per_article": given.notes,
        "queries": given.queries,
    }
    print("\n".join(table(measured)))
    if given.markdown:
        given.markdown.write_text("\n".join(markdown(measured, about)) + "\n", encoding="utf-8")
    if given.misses:
        given.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")
    OUT.mkdir(exist_ok=True)
    text = json.dumps(about | {"searches_measured": [asdict(one) for one in measured]}, indent=1)
    (OUT / "search.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
