"""A corpus on disk: making it, building its two sites, changing a note, looking it through."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from running import BenchmarkError, Run, run

HERE = Path(__file__).resolve().parent
# Settings of ours with which notes have no data, no feeds and no own pages.
PLAIN = "mkdocs-plain.yml"
OURS, PEER = SITES = ("glossator", "peer")
NAMES = {OURS: "Glossator", PEER: "MkDocs with footnotes"}
# What an edited note says; nothing else in a corpus has this word.
NEW_WORDS = "Newly-written-{number}"

_TAG = re.compile(r"<[a-z]+\b[^>]*>")
_NOTE = re.compile(r'\bid="note-([^"]+)"')
_MARK = re.compile(r'<mark\b[^>]*\bdata-annotation="([^"]*)"')
_FOOTNOTE = re.compile(r'<li id="fn:([^"]+)"')
_REFERENCE = re.compile(r'<sup id="fnref\d*:([^"]+)"')


@dataclass(frozen=True, slots=True)
class Output:
    """What a build wrote.

    Attributes:
        bytes: The size of all files.
        search_bytes: The size of the search's index; of the peer's a browser loads all.
        files: Their number.
    """

    bytes: int
    search_bytes: int
    files: int


class Corpus:
    """The two sites below one folder, as `generate.py` writes them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._put_away = 0

    @classmethod
    def generate(cls, root: Path, articles: int, notes: int, seed: int) -> Corpus:
        """Write one in a process of its own, so that this one stays small."""
        numbers = ["--articles", str(articles), "--notes", str(notes), "--seed", str(seed)]
        run([sys.executable, str(HERE / "generate.py"), str(root), *numbers], HERE)
        return cls(root)

    @cached_property
    def manifest(self) -> dict[str, list[str]]:
        """The notes of each article."""
        found: dict[str, list[str]] = json.loads((self.root / "manifest.json").read_text("utf-8"))
        return found

    def folder(self, site: str) -> Path:
        """Where the sources of a site are."""
        return self.root / site

    def built(self, site: str = OURS) -> Path:
        """Where a site is written."""
        return self.root / site / "site"

    def build(
        self,
        site: str,
        *,
        cache: Path | str = "off",
        afresh: bool = True,
        settings: str = "mkdocs.yml",
    ) -> Run:
        """Build one of the two sites."""
        if afresh and self.built(site).exists():
            # It is deleted with all else at the end: some systems make new files several times as
            # slowly for a minute after tens of thousands were deleted.
            self._put_away += 1
            self.built(site).rename(self.root / f"site-before-{self._put_away}")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", settings]
        return run(command, self.folder(site), cache=cache)

    def digest(self) -> str:
        """What our site is, to the byte."""
        digest = hashlib.sha256()
        built = self.built()
        for path in sorted(path for path in built.rglob("*") if path.is_file()):
            name = path.relative_to(built).as_posix()
            content = path.read_bytes()
            if name.endswith(".gz"):
                content = gzip.decompress(content)  # the archive tells when it was made
            digest.update(f"{len(name)} {name} {len(content)} ".encode() + content)
        return digest.hexdigest()

    @contextmanager
    def edited(self, number: int) -> Iterator[tuple[Path, str]]:
        """One note says more, until the block ends: the file of its page, and the new words."""
        # In the middle, as neither the first nor the last one of a list may be special.
        slug = sorted(self.manifest)[len(self.manifest) // 2]
        names = self.manifest[slug]
        if not names:
            raise BenchmarkError("a corpus without notes has none to edit")
        note = self.folder(OURS) / "annotations" / slug / f"{names[0]}.yaml"
        before = note.read_text("utf-8")
        words = NEW_WORDS.format(number=number)
        head, body = before.split("\nbody: |\n", 1)
        note.write_text(f"{head}\nbody: |\n  {words}.\n{body}", "utf-8")
        try:
            yield self.built() / "articles" / slug / "index.html", words
        finally:
            note.write_text(before, "utf-8")

    def verify(self, site: str) -> Output:
        """Measure what was built, once every note is found in it.

        Raises:
            BenchmarkError: a page or a note is missing or there twice, or leads nowhere.
        """
        built = self.built(site)
        for slug, notes in self.manifest.items():
            page = built / "articles" / slug / "index.html"
            if not page.is_file():
                raise BenchmarkError(f"{NAMES[site]}: the page of {slug} is missing")
            found, anchored = _notes_of(page.read_text("utf-8"), site)
            if sorted(found) != sorted(notes):
                raise BenchmarkError(
                    f"{NAMES[site]}: {slug} has {len(found)} notes, not the {len(notes)} expected"
                )
            if anchored != set(notes):
                raise BenchmarkError(f"{NAMES[site]}: {slug} has a note without its words")
        total, files = size_of(built)
        return Output(total, size_of(built / "search")[0], files)


def size_of(folder: Path) -> tuple[int, int]:
    """The bytes below a folder, and in how many files."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def _notes_of(html: str, site: str) -> tuple[list[str], set[str]]:
    """The notes of a page, and those to which words of the text lead."""
    if site == PEER:
        return _FOOTNOTE.findall(html), set(_REFERENCE.findall(html))
    tags = (tag for tag in _TAG.findall(html) if 'role="note"' in tag)
    notes = [found[1] for tag in tags if (found := _NOTE.search(tag))]
    return notes, {name for names in _MARK.findall(html) for name in names.split()}
