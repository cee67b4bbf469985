"""Parts of an index made by several processes at once.

Pages are dealt out in blocks; each block becomes a part, whoever makes it, so that the index is
the same for any number of processes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from glossator.searching.parts import KnownChunks, PartWriter, is_part
from glossator.searching.records import SearchPage, SearchRecord

# Articles with their notes: a process takes as long to begin as for some hundred of them.
BLOCK = 150
# What is left over when parts are put together is done by one process.
MOST_JOBS = 4

_CHILD = "from glossator.searching.jobs import work; work()"
_VALUES = attrgetter(*(one.name for one in fields(SearchRecord)))


def usual_jobs() -> int:
    """As many processes as there are processors for this one to use, up to `MOST_JOBS`."""
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return min(MOST_JOBS, len(os.sched_getaffinity(0)))
    return min(MOST_JOBS, os.cpu_count() or 1)


def write_parts(pages: Iterable[SearchPage], folder: Path, *, jobs: int) -> list[Path]:
    """Gather what `pages` have into parts below `folder`; these in their order.

    `jobs` is the number of processes, this one among them; a small site needs no other.
    """
    blocks = _blocks(pages)
    first, second = next(blocks, []), next(blocks, [])
    parts = [folder / "part-0"]
    if not second or jobs < 2:
        PartWriter(parts[0]).write(chain(first, second, chain.from_iterable(blocks)))
        return parts
    children = [_Child.start() for _ in range(jobs - 1)]
    chunks = KnownChunks()
    try:
        for number, block in enumerate(chain([second], blocks)):
            part = folder / f"part-{number + 1}"
            parts.append(part)
            turn = number % jobs
            if turn < len(children):
                children[turn].give(block, part)
            else:
                PartWriter(part, chunks).write(block)
        PartWriter(parts[0], chunks).write(first)
    finally:
        for child in children:
            child.end()
    for part in parts:
        if not is_part(part):  # its process could not do it
            PartWriter(part).write(_read(part.with_suffix(".json")))
    return parts


def _blocks(pages: Iterable[SearchPage]) -> Iterator[list[SearchPage]]:
    source = iter(pages)
    while block := list(islice(source, BLOCK)):
        yield block


@dataclass(frozen=True)
class _Child:
    """Another process that makes parts, of blocks that wait for it in files."""

    process: subprocess.Popen[str]

    @classmethod
    def start(cls) -> _Child:
        """Begin a process with the same library."""
        library = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (library, os.environ.get("PYTHONPATH"))))
        return cls(
            subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, "-P", "-c", _CHILD],  # nothing from the current folder
                stdin=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
                text=True,
                encoding="utf-8",
            )
        )

    def give(self, block: Sequence[SearchPage], part: Path) -> None:
        """Have the block made into `part`."""
        file = part.with_suffix(".json")
        records = [[_VALUES(record) for record in page.records] for page in block]
        file.write_text(json.dumps(records), encoding="utf-8")
        assert self.process.stdin  # as it was asked for  # noqa: S101
        try:
            self.process.stdin.write(f"{part}\n")
            self.process.stdin.flush()
        except OSError:  # it has ended; whoever needs the part makes it
            return

    def end(self) -> None:
        """Wait until it has made all that it was given."""
        self.process.communicate()


def work() -> None:
    """Make the parts that are named on standard input, of the blocks beside them."""
    chunks = KnownChunks()
    for line in sys.stdin:
        part = Path(line.rstrip("\n"))
        block = part.with_suffix(".json")
        PartWriter(part, chunks).write(_read(block))
        block.unlink()


def _read(file: Path) -> Iterator[SearchPage]:
    for records in json.loads(file.read_text(encoding="utf-8")):
        yield SearchPage(tuple(SearchRecord(*map(_frozen, values)) for values in records))


def _frozen(value: Any) -> Any:  # what JSON can hold
    """The value with tuples for lists, of which alone JSON knows."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
