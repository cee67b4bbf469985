"""A built site of test data, and what may become of one on its way to a reader."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from glossator.site.search_files import FOLDER, SETTINGS, settings_of
from tests.exporting.published import write_corpus
from tests.host import ARTICLE, NOTE, run

MOVED = ARTICLE.replace("title: A test article", "title: A test tunnel").replace(
    "topics: [testing]", "topics: [testing]\nredirect_from: [old-tunnel]"
)
MOVED += "\nSigns within a line,\u2028\x85\u2029\x1c which some take for its end.\n"
NESTED = NOTE.replace("exact: 5 million crowns", "exact: million crowns in 1997").replace(
    "kind: correction", "kind: context"
)


def write_larger_corpus(root: Path) -> Path:
    """A site in the folder `root` with a bit of everything that can be lost."""
    write_corpus(root)
    more = {
        "docs/articles/tunnel.md": MOVED,
        "docs/about/README.md": "# About\n\nWhat somebody wrote.\n",
        "docs/about/policy.md": "# Policy\n\nWhat `<mark data-annotation>` is.\n\n<div never",
        "docs/data/own.csv": "a,b\n",
        "docs/topics/index.md": "# Our topics\n\nWhat somebody wrote.\n\n## More\n\nAnd more.\n",
        "annotations/bridge/unit.yaml": re.sub(r"replacement: .*\nreason: .*\n", "", NESTED),
    }
    for name, text in more.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def build(root: Path, **environment: str) -> Path:
    """The folder with the site of `root`, as MkDocs builds it."""
    done = run("mkdocs", "build", "--quiet", cwd=root, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


Mutate = Callable[[Path], object]


class Mutation(NamedTuple):
    """What becomes of a built site, and what is told of it.

    Attributes:
        mutate: Changes the site in a folder.
        path: Where it is told.
        code: As what it is told.
        words: What is told.
        most: How many problems there may be of it, at most.
    """

    mutate: Mutate
    path: str
    code: str
    words: str
    most: int = 1


def gone(path: str) -> Mutate:
    """Delete a file or a folder."""

    def mutate(site: Path) -> None:
        file = site / path
        if file.is_dir():
            shutil.rmtree(file)
        else:
            file.unlink()

    return mutate


def cut(path: str, share: float = 0.5) -> Mutate:
    """Let a file end early."""

    def mutate(site: Path) -> None:
        content = (site / path).read_bytes()
        (site / path).write_bytes(content[: int(len(content) * share)])

    return mutate


def swapped(path: str, old: str, new: str) -> Mutate:
    """Put other words in the place of some, where these stand first."""

    def mutate(site: Path) -> None:
        text = (site / path).read_bytes().decode()
        assert old in text, f"{old!r} is not in {path}"
        (site / path).write_bytes(text.replace(old, new, 1).encode())

    return mutate


def dropped(path: str, pattern: str) -> Mutate:
    """Take the first thing out that a pattern matches."""

    def mutate(site: Path) -> None:
        text, number = re.subn(
            pattern, "", (site / path).read_bytes().decode(), count=1, flags=re.DOTALL
        )
        assert number, f"{pattern!r} is not in {path}"
        (site / path).write_bytes(text.encode())

    return mutate


def put(path: str, text: str | bytes) -> Mutate:
    """Add a file."""

    def mutate(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(text.encode() if isinstance(text, str) else text)

    return mutate


def copied(path: str, to: str) -> Mutate:
    """Add a copy of a file elsewhere."""
    return lambda site: put(to, (site / path).read_bytes())(site)


def appended(path: str, text: str) -> Mutate:
    """Write more behind the end of a file."""
    return lambda site: put(path, (site / path).read_bytes() + text.encode())(site)


def asked(statement: str) -> Mutate:
    """Change the database."""

    def mutate(site: Path) -> None:
        with closing(sqlite3.connect(site / "data" / "corpus.sqlite")) as database, database:
            assert database.execute(statement).rowcount

    return mutate


def _index(site: Path) -> str:
    return str(json.loads((site / FOLDER / SETTINGS).read_text("utf-8"))["config"]["glossator"])


def reindexed(old: str, new: str) -> Mutate:
    """Change what the search shows, with names of files that fit what they hold."""

    def mutate(site: Path) -> None:
        from glossator.searching.files import SUFFIX, Files

        folder = site / FOLDER
        name = _index(site)

        def read(one: str) -> str:
            return zlib.decompress((folder / f"{one}{SUFFIX}").read_bytes()).decode()

        manifest = json.loads(read(name))
        files = Files(folder)
        changed = 0
        for place, (first, names) in enumerate(manifest["texts"]):
            firsts, joined = json.loads(read(names))
            texts = [joined[begin : begin + 10] for begin in range(0, len(joined), 10)]
            for number, one in enumerate(texts):
                text = read(one)
                if old in text:
                    changed += 1
                    (folder / f"{one}{SUFFIX}").unlink()
                    texts[number] = files.save_text(text.replace(old, new))
            (folder / f"{names}{SUFFIX}").unlink()
            manifest["texts"][place] = [first, files.save_json([firsts, "".join(texts)])]
        assert changed, f"{old!r} is not in the search"
        (folder / f"{name}{SUFFIX}").unlink()
        (folder / SETTINGS).write_text(settings_of(files.save_json(manifest)), encoding="utf-8")

    return mutate


def any_search_file(change: Callable[[Path], object]) -> Mutate:
    """Change the file from which the index is read."""
    return lambda site: change(site / FOLDER / f"{_index(site)}.bin")
