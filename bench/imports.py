"""Measure what `glossator import` finds of articles, beside two other libraries.

The pages are those of the tests. Where a page marks its article with comments, that is what
counts; of the others the expected file does, which people have read. All run in one process,
one page after the other.
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import trafilatura

from glossator.importing.article_copy import ArticleError, Given, copy_page
from glossator.importing.charset import decode_text
from glossator.importing.markdown import words_of
from glossator.weaving.markup import BLOCKS

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent / "tests" / "pages"
OUT = HERE / "out"
# A page of this size has to be read in as many seconds.
LARGE_PAGE = 5_000_000
MOST_SECONDS = 20.0
# Of that page, what is text: an article may have 1 MB.
LARGE_TEXT = 900_000

_MARKED = re.compile(r"<!-- article -->(.*?)<!-- /article -->", re.DOTALL)
# Letters of scripts that have no blanks between words count one by one.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)
_ROW = "{:12} {:>7} {:>7} {:>7} {:>8} {:>9} {:>7}"
_UNSEEN = frozenset({"script", "style", "template", "head", "title"})
_VOCABULARY = (
    *("bridge", "mill", "river", "council", "ferry", "pier", "crown", "weir", "lock", "road"),
    *("flour", "engineer", "mayor", "county", "flood", "stone", "clerk", "market", "boat"),
)


class _Text(HTMLParser):
    """The words of HTML that a reader sees, blocks parted by blanks."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.unseen += tag in _UNSEEN
        self.parts.append(" " * (tag in BLOCKS))

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        self.parts.append(" " * (tag in BLOCKS))

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def text_of(html: str) -> str:
    """The words of HTML, as a reader sees them."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


def words_in(text: str) -> list[str]:
    """The words of a text, small; of scripts without blanks, its letters."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


# The three: of the text of a page its article's text, or an error for no article


def read_by_glossator(page: str) -> str:
    """What the import writes."""
    copy = copy_page(page.encode(), is_html=True, given=Given())
    return " ".join(words_of(copy.body))


def read_by_trafilatura(page: str) -> str:
    """What trafilatura takes for the text."""
    return trafilatura.extract(page, include_comments=False) or ""


def read_by_readability(page: str) -> str:
    """What the port of Readability within trafilatura takes for the text."""
    from trafilatura.readability_lxml import Document
    from trafilatura.utils import load_html

    return text_of(Document(load_html(page)).summary())


def readers() -> dict[str, Callable[[str], str]]:
    """The libraries that are there, by name."""
    found: dict[str, Callable[[str], str]] = {
        "glossator": read_by_glossator,
        "trafilatura": read_by_trafilatura,
    }
    try:
        read_by_readability("<html><body><p>Some words.</p></body></html>")
    except (ImportError, AttributeError):
        return found  # its fork is gone from trafilatura
    return found | {"readability": read_by_readability}


@dataclass(slots=True)
class Figures:
    """What one library made of all pages.

    Attributes:
        right: Words that it found and that are the article's.
        found: All words that it found.
        wanted: All words of the articles.
        refused: Pages of which it made nothing.
        seconds: Of each page.
        shares: Of each page, the words found and right as F.
    """

    right: int = 0
    found: int = 0
    wanted: int = 0
    refused: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """The figures of all pages together."""
        return {
            "words found": round(self.right / self.wanted, 4),
            "words right": round(self.right / self.found, 4) if self.found else 0.0,
            "mean F": round(sum(self.shares.values()) / len(self.shares), 4),
            "pages refused": self.refused,
            "median seconds": round(median(self.seconds.values()), 3),
            "largest seconds": round(max(self.seconds.values()), 3),
            "slowest page": max(self.seconds, key=lambda name: self.seconds[name]),
        }


def truth_of(name: str, page: str) -> tuple[list[str], str]:
    """The words of the article of a page without its headline, and the headline."""
    marked = _MARKED.findall(page)
    if marked:
        heading = re.search(r"<h[12]\b.*?</h[12]>|<font\b.*?</font>", marked[0], re.DOTALL | re.I)
        headline = text_of(heading[0]) if heading else ""
        words = words_in(" ".join(map(text_of, marked)))
    else:
        expected = (PAGES / f"{name}.expected").read_text(encoding="utf-8")
        body = expected.split("\n---\n", 1)[1].partition("=== left out\n")[0].strip()
        first = re.match(r"# (.*)", body)
        headline = " ".join(words_of(first[1])) if first else ""
        words = words_in(" ".join(words_of(body)))
    return without_headline(words, headline), headline


def without_headline(words: list[str], headline: str) -> list[str]:
    """The words but for the headline at their beginning: not every library has it in the text."""
    title = words_in(headline)
    for at in range(30 if title else 0):
        if words[at : at + len(title)] == title:
            return words[:at] + words[at + len(title) :]
    return words


def measure(names: list[str], *, is_told: bool) -> dict[str, Figures]:
    """What each library makes of the pages, one after the other."""
    figures = {reader: Figures() for reader in readers()}
    for read in readers().values():  # what is loaded at the first page is no page's time
        read((PAGES / "news.html").read_text(encoding="utf-8"))
    for name in names:
        page = decode_text((PAGES / f"{name}.html").read_bytes()).text
        wanted, headline = truth_of(name, page)
        for reader, read in readers().items():
            figure = figures[reader]
            begin = time.process_time()
            try:
                text = read(page)
            except ArticleError:
                text = ""
            figure.seconds[name] = time.process_time() - begin
            found = without_headline(words_in(text), headline)
            both = Counter(wanted) & Counter(found)
            figure.right += both.total()
            figure.found += len(found)
            figure.wanted += len(wanted)
            figure.shares[name] = 2 * both.total() / (len(found) + len(wanted) or 1)
            if not found:
                figure.refused.append(name)
            if is_told and Counter(wanted) != Counter(found):
                missing = " ".join((Counter(wanted) - Counter(found)).elements())
                extra = " ".join((Counter(found) - Counter(wanted)).elements())
                print(f"{name}, {reader}: missing: {missing[:150]} | too many: {extra[:150]}")
    return figures


def large_page(seed: int) -> tuple[str, int]:
    """A page of 5 MB as a site of our days makes it, and the number of its paragraphs."""
    random = Random(seed)
    paragraphs: list[str] = []
    size = 0
    while size < LARGE_TEXT:
        words = random.choices(_VOCABULARY, k=60)
        words[10] = f'<a href="/{words[10]}/{len(paragraphs)}">{words[10]}</a>'
        words[30] = f"<em>{words[30]}</em>"
        text = " ".join(words).capitalize() + f", number {len(paragraphs)}."
        paragraphs.append(f'<div class="block"><p class="p{len(paragraphs)}">{text}</p></div>')
        size += len(text)
    teaser = f"<p>{' '.join(_VOCABULARY)}</p>"
    cards = "".join(
        f'<div class="teaser"><a href="/x/{n}"><h3>Story {n}</h3>{teaser}</a></div>'
        for n in range(2000)
    )
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A long article</title>'
        '<meta property="og:site_name" content="Example Daily">'
        '<link rel="canonical" href="https://daily.example.org/long">'
    )
    styles = "".join(f".c{n}{{margin:{n}px;color:#abc}}" for n in range(20_000))
    body = f"<main><article><h1>A long article</h1>{''.join(paragraphs)}</article></main>{cards}"
    page = f"{head}<style>{styles}</style></head><body>{body}"
    data = json.dumps({"state": "x" * max(0, LARGE_PAGE - len(page) - 60)})
    return f"{page}<script>var s={data}</script></body></html>", len(paragraphs)


def measure_large(seed: int) -> tuple[float, int]:
    """The seconds that the import takes for the page of 5 MB, and its size."""
    page, number = large_page(seed)
    begin = time.process_time()
    copy = copy_page(page.encode(), is_html=True, given=Given())
    seconds = time.process_time() - begin
    if copy.body.count(", number ") != number:
        sys.exit("the large page was not read whole; its time means nothing")
    return seconds, len(page.encode())


def main() -> None:
    """Measure, print, and write the figures to `bench/out/imports.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="names of pages; all of tests/pages if none")
    parser.add_argument("--tell", action="store_true", help="print which words differ")
    parser.add_argument("--no-large", action="store_true", help="leave out the page of 5 MB")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # Of pages without an article nothing can be found.
    names = arguments.pages or sorted(
        page.stem for page in PAGES.glob("*.html") if page.with_suffix(".expected").exists()
    )
    figures = measure(names, is_told=arguments.tell)
    told: dict[str, Any] = {reader: figure.told() for reader, figure in figures.items()}
    print(f"{len(names)} pages, {next(iter(figures.values())).wanted:,} words\n")
    print(_ROW.format("", "found", "right", "mean F", "refused", "median s", "most s"))
    for reader, row in told.items():
        shares = (f"{row[name]:.3f}" for name in ("words found", "words right", "mean F"))
        times = (f"{row[name]:.3f}" for name in ("median seconds", "largest seconds"))
        print(_ROW.format(reader, *shares, len(row["pages refused"]), *times))
    is_soon = True
    if not arguments.no_large:
        seconds, size = measure_large(arguments.seed)
        is_soon = seconds < MOST_SECONDS
        print(f"\nA page of {size / 1e6:.1f} MB: {seconds:.1f} s (at most {MOST_SECONDS:g})")
        told["large page"] = {"bytes": size, "seconds": round(seconds, 2)}
    packages = {name: version(name) for name in ("trafilatura", "lxml", "Markdown")}
    told |= {"python": platform.python_version(), "packages": packages, "pages": len(names)}
    OUT.mkdir(exist_ok=True)
    (OUT / "imports.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    if not is_soon:
        sys.exit(1)


if __name__ == "__main__":
    main()
