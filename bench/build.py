"""Time the build of an annotated site beside plain MkDocs with the notes as footnotes.

Builds run one after the other, each in a process of its own, the two sites in turn, so
that other work on the machine meets both alike. Every build is looked through before its
time counts: a site that lacks a note stops the run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

# The library is not imported here: a child's peak memory is never told as less than what
# its parent had when it was started.
HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
SITES = ("glossator", "peer")
NAMES = {
    "glossator": "Glossator",
    "peer": "MkDocs with footnotes",
    "check": "glossator check",
}
PACKAGES = (
    *("glossator", "mkdocs", "mkdocs-material", "markdown", "pydantic"),
    *("PyYAML", "nh3", "jinja2"),
)
# To warm up: Python compiles what it imports, and the system reads it from disk, only once.
FEW_ARTICLES = 5

_TAG = re.compile(r"<[a-z]+\b[^>]*>")
_NOTE = re.compile(r'\bid="note-([^"]+)"')
_MARK = re.compile(r'<mark\b[^>]*\bdata-annotation="([^"]*)"')
_FOOTNOTE = re.compile(r'<li id="fn:([^"]+)"')
_REFERENCE = re.compile(r'<sup id="fnref\d*:([^"]+)"')


class BenchmarkError(Exception):
    """A build failed, or what it built is not whole; its time means nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took.

    Attributes:
        seconds: From its start to its end.
        cpu_seconds: In which it computed, in user and in system mode.
        peak_bytes: The most memory that it held.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int


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


class Progress:
    """One line that says what is going on; nothing in a pipe."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def show(self, text: str = "") -> None:
        """Replace the line; without a text, wipe it."""
        if self.is_shown:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def run(command: list[str], folder: Path) -> Run:
    """Run `command` in `folder` and measure it.

    Raises:
        BenchmarkError: it exits with another status than 0; the message ends in what it said.
    """
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    # Either site would show a repository otherwise, and each of them differently.
    for name in ("GLOSSATOR_REPO_URL", "SITE_URL"):
        environment.pop(name, None)
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()[-20:]
            raise BenchmarkError("\n".join([f"exit status {process.returncode}", *lines]))
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def generate(root: Path, articles: int, notes: int, seed: int) -> None:
    """Write the corpus in a process of its own, so that this one stays small."""
    numbers = ["--articles", str(articles), "--notes", str(notes), "--seed", str(seed)]
    run([sys.executable, str(HERE / "generate.py"), str(root), *numbers], HERE)


def build(root: Path, site: str) -> Run:
    """Build one of the two sites afresh."""
    shutil.rmtree(root / site / "site", ignore_errors=True)
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], root / site)


def check(root: Path) -> Run:
    """Let `glossator check` read the corpus; it must find no problem."""
    return run([sys.executable, "-m", "glossator", "check"], root / "glossator")


def verify(root: Path, site: str) -> Output:
    """Measure what was built, once every note is found in it.

    Raises:
        BenchmarkError: a page or a note is missing or there twice, or leads nowhere.
    """
    built = root / site / "site"
    manifest: dict[str, list[str]] = json.loads((root / "manifest.json").read_text("utf-8"))
    for slug, notes in manifest.items():
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
    sizes = [path.stat().st_size for path in built.rglob("*") if path.is_file()]
    search = sum(path.stat().st_size for path in (built / "search").iterdir())
    return Output(sum(sizes), search, len(sizes))


def _notes_of(html: str, site: str) -> tuple[list[str], set[str]]:
    """The notes of a page, and those to which words of the text lead."""
    if site == "peer":
        return _FOOTNOTE.findall(html), set(_REFERENCE.findall(html))
    tags = (tag for tag in _TAG.findall(html) if 'role="note"' in tag)
    notes = [found[1] for tag in tags if (found := _NOTE.search(tag))]
    return notes, {name for names in _MARK.findall(html) for name in names.split()}


@dataclass
class Measurement:
    """One corpus, built round by round.

    Attributes:
        articles: The number of its articles.
        runs: What each round took, by site, and for `check` where that was measured.
        outputs: What was built, by site.
    """

    articles: int
    runs: dict[str, list[Run]]
    outputs: dict[str, Output]

    def seconds(self, name: str) -> float:
        """The median time of a site's builds."""
        return median(run.seconds for run in self.runs[name])

    def cpu_seconds(self, name: str) -> float:
        """The median computing time of a site's builds."""
        return median(run.cpu_seconds for run in self.runs[name])


def measure(
    folder: Path, sizes: list[int], given: argparse.Namespace, show: Progress
) -> list[Measurement]:
    """Generate a corpus of each size below `folder`, and build all in turn, round by round."""
    measured = [Measurement(articles, {name: [] for name in NAMES}, {}) for articles in sizes]
    for corpus in measured:
        show.show(f"{corpus.articles} articles: writing them")
        generate(folder / str(corpus.articles), corpus.articles, given.notes, given.seed)
    for number in range(given.rounds):
        for corpus in measured:
            root = folder / str(corpus.articles)
            stage = f"round {number + 1}/{given.rounds}, {corpus.articles} articles"
            # Who goes first changes, lest one always finds the machine as the other left it.
            for site in SITES if number % 2 == 0 else SITES[::-1]:
                show.show(f"{stage}: {NAMES[site]}")
                corpus.runs[site].append(build(root, site))
                corpus.outputs[site] = verify(root, site)
            show.show(f"{stage}: {NAMES['check']}")
            corpus.runs["check"].append(check(root))
    return measured


def table(large: Measurement, small: Measurement | None, notes: int) -> Iterator[str]:
    """What was measured, for people."""
    rounds = len(large.runs["check"])
    noun = "round" if rounds == 1 else "rounds"
    yield f"{large.articles} articles with {notes} notes each, {rounds} {noun}"
    yield ""
    head = ("", "seconds", "(min-max)", "CPU s", "peak MB", "output MB", "search MB")
    rows = [head]
    for name, runs in large.runs.items():
        times = [run.seconds for run in runs]
        output = large.outputs.get(name)
        rows.append(
            (
                NAMES[name],
                f"{median(times):.2f}",
                f"({min(times):.2f}-{max(times):.2f})",
                f"{large.cpu_seconds(name):.2f}",
                _megabytes(max(run.peak_bytes for run in runs)),
                _megabytes(output.bytes) if output else "",
                _megabytes(output.search_bytes) if output else "",
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([first.strip().ljust(widths[0]), *others]).rstrip()
    yield ""
    ours, theirs = SITES
    yield (
        f"Glossator takes {large.seconds(ours) / large.seconds(theirs):.2f} times as long "
        f"({large.cpu_seconds(ours) / large.cpu_seconds(theirs):.2f} by CPU time)."
    )
    if small:
        factor = large.articles / small.articles
        more = large.articles - small.articles
        yield f"From {small.articles} to {large.articles} articles, {factor:.2f} times as many:"
        for name in NAMES:
            each = (large.cpu_seconds(name) - small.cpu_seconds(name)) / more
            yield (
                f"  {NAMES[name]}: {large.seconds(name) / small.seconds(name):.2f} times as long "
                f"({large.cpu_seconds(name) / small.cpu_seconds(name):.2f} by CPU time), "
                f"{each * 1000:.1f} ms of CPU time for each article more"
            )


@contextmanager
def measuring() -> Iterator[Progress]:
    """How far a benchmark is; the program ends where it measures nothing, or is stopped.

    Raises:
        SystemExit: with 1 and a word on why, or with 130.
    """
    show = Progress()
    try:
        yield show
    except BenchmarkError as error:
        show.show()
        print(f"The benchmark measured nothing: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        show.show()
        raise SystemExit(130) from None
    show.show()


def facts(given: argparse.Namespace, loads: list[float]) -> dict[str, Any]:
    """What the figures depend on; no paths and no names."""
    return {
        "measured": time.strftime("%Y-%m-%d", time.gmtime()),
        "cpus": os.cpu_count(),
        "system": platform.system(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "load_average": [round(load, 2) for load in loads],
        "notes_per_article": given.notes,
        "rounds": given.rounds,
        "seed": given.seed,
    }


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=500, help="default: %(default)s")
    parser.add_argument("--notes", type=int, default=10, help="per article; default: %(default)s")
    parser.add_argument("--rounds", type=int, default=3, help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    parser.add_argument(
        "--small",
        type=int,
        default=100,
        help="articles of the smaller corpus that shows how time grows; 0 leaves it out; "
        "default: %(default)s",
    )
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="write corpora and sites there, and leave them; a new or empty folder",
    )
    given = parser.parse_args()
    if given.articles < 1 or given.rounds < 1:
        parser.error("--articles and --rounds begin at 1")
    if given.notes < 0 or given.small < 0:
        parser.error("--notes and --small begin at 0")
    if given.small >= given.articles:
        given.small = 0  # nothing to compare with
    if given.keep and given.keep.exists() and any(given.keep.iterdir()):
        parser.error(f"{given.keep} is not empty")
    return given


def main() -> int:
    """Measure, print a table and write `bench/out/build.json`."""
    given = _arguments()
    loads = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory(prefix="glossator-bench-") as folder, measuring() as show:
        root = (given.keep or Path(folder)).resolve()
        few = argparse.Namespace(**vars(given) | {"rounds": 1})
        measure(root / "warm-up", [FEW_ARTICLES], few, show)
        sizes = [size for size in (given.small, given.articles) if size]
        measured = measure(root, sizes, given, show)
    loads.append(os.getloadavg()[0])
    print("\n".join(table(measured[-1], measured[0] if given.small else None, given.notes)))
    if loads[0] > (os.cpu_count() or 1) / 2:
        print("\nThe machine was busy when this began: trust the CPU times before the others.")
    OUT.mkdir(exist_ok=True)
    corpora = [asdict(corpus) for corpus in measured]
    text = json.dumps(facts(given, loads) | {"corpora": corpora}, indent=1)
    (OUT / "build.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
