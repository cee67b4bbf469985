"""Commands that are killed, and disks that refuse: no file is lost, cut short or half written."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.edits import tree
from tests.faulty import PLAIN_USER, REFUSALS, VARIABLE, changes
from tests.host import ARTICLE, NOTE, run, write_site

pytestmark = [pytest.mark.trust, pytest.mark.build]  # for as long as they take

PAGE = (
    "<html lang=en><head><title>A second bridge</title></head><body><article>"
    "<h1>A second bridge</h1>"
    + "".join(
        f"<p>Part {number} of this tells of the second bridge, which was opened in {1990 + number} "
        "by the mayor of the town, and of those who came to see it.</p>"
        for number in range(8)
    )
    + "</article></body></html>"
)
FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://notes.example.org/1",
    "type": "Annotation",
    "motivation": "describing",
    "body": {"type": "TextualBody", "value": "More words."},
    "target": {
        "source": "https://news.example.org/1",
        "selector": {"type": "TextQuoteSelector", "exact": "The bridge"},
    },
}
LEFT = re.compile(r"(.*/)?\.[^/]+-[a-z0-9_]{8}\.tmp|(.*/)?\.glossator-[a-z0-9_]{8}/.*")


def _move_words(site: Path) -> None:
    note = site / "annotations/bridge/cost.yaml"
    note.write_text(NOTE.replace("crowns\n", "crowns\n  prefix: 'The bridge cost '\n", 1))
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Before"]):
        name = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", *name, *command], cwd=site, check=True)
    article = site / "docs/articles/bridge.md"
    article.write_text(ARTICLE.replace("The bridge cost", "The bridge had cost"))


def _untidy(site: Path) -> None:
    note = "title: When\nkind: context\nbody: 'Words.'\ntarget: {exact: closed in 2001}\n"
    (site / "annotations/bridge/when.yaml").write_text(note)


def _give_page(site: Path) -> None:
    (site / "page.html").write_text(PAGE)


def _give_annotation(site: Path) -> None:
    (site / "notes.json").write_text(json.dumps(FOREIGN))


def _give_output(site: Path) -> None:
    (site / "out.jsonld").write_text("old")


def _nothing(_: Path) -> None:
    pass


def _clear(site: Path) -> None:
    shutil.rmtree(site)
    (site / "here").mkdir(parents=True)


@dataclass(frozen=True)
class Command:
    """A command, what it is run on, and what it says of a file that it cannot write."""

    arguments: str
    prepare: Callable[[Path], None] = _nothing
    names: str = ""


NEW = "new annotation bridge --quote 2001 --kind context --title When --body Words. --no-input"
COMMANDS = {
    "fmt": Command("fmt", _untidy, "annotations/bridge/"),
    "new": Command(NEW, names="annotations/bridge/when.yaml"),
    "import": Command(
        "import page.html --url https://news.example.org/2 --published 2026-01-05 --publisher A",
        _give_page,
        "docs/articles/a-second-bridge.md",
    ),
    "import-annotations": Command(
        "import-annotations notes.json", _give_annotation, "annotations/bridge/the-bridge.yaml"
    ),
    "reanchor": Command("reanchor --write --no-input", _move_words, "annotations/bridge/cost.yaml"),
    "export": Command("export -o out.jsonld", _give_output, "out.jsonld"),
    "init": Command("init sub/new", _clear, "sub/new"),
    "init here": Command("init here --name A", _clear, "here"),
}


def sources(site: Path) -> dict[str, bytes]:
    return {
        path: text for path, text in tree(site).items() if not path.startswith((".cache/", ".git/"))
    }


class Trial:
    """A site on which a command is run again and again, each time as if it were the first."""

    def __init__(self, folder: Path, command: Command) -> None:
        self.command = command
        self.site = write_site(folder / "site")
        command.prepare(self.site)
        self.before = sources(self.site)
        self.call()  # which fills the cache
        self.after = sources(self.site)
        assert self.after != self.before
        self.restore()
        log = folder / "log"
        self.call(f"log {log}")
        self.changes = changes(log)
        assert sources(self.site) == self.after
        self.restore()

    def call(self, fault: str = "") -> subprocess.CompletedProcess[str]:
        arguments = self.command.arguments.split()
        return run("glossator", *arguments, cwd=self.site, **{VARIABLE: fault})

    def restore(self, *, is_left_kept: bool = True) -> None:
        """Make the files what they were; what was left by the way may stay."""
        for path in sources(self.site):
            if path not in self.before and not (is_left_kept and LEFT.fullmatch(path)):
                (self.site / path).unlink()
        for path, text in self.before.items():
            (self.site / path).write_bytes(text)
        for folder in sorted(self.site.rglob("*"), reverse=True):
            if folder.is_dir() and folder.parent != self.site and not any(folder.iterdir()):
                folder.rmdir()

    def fail(self, fault: str) -> set[str]:
        """Run it with this fault; tells what is left by the way, and that all else is right."""
        done = self.call(fault)
        now = sources(self.site)
        for path, text in self.before.items():
            assert now.get(path) in (text, self.after[path]), (fault, path)
        others = {path for path in now if path not in self.before}
        left = {path for path in others if LEFT.fullmatch(path)}
        for path in others - left:
            assert now[path] == self.after.get(path), (fault, path)
        assert "Traceback" not in done.stderr, done.stderr
        if not fault.startswith("kill") and done.returncode:
            assert self.command.names in done.stderr + done.stdout, (fault, done.stderr)
        if not fault.startswith("kill") and not done.returncode:
            assert {path: text for path, text in now.items() if path not in left} == self.after
        return left


def tried_by_all(*names: str) -> list[object]:
    """Every command, of which each run tries these, and `make trust` all."""
    return [
        name if name in names else pytest.param(name, marks=pytest.mark.long) for name in COMMANDS
    ]


def chosen(numbers: Iterable[int], most: int) -> list[int]:
    """As many of them, always the same."""
    found = list(numbers)
    return sorted(random.Random(1).sample(found, min(most, len(found))))


@pytest.mark.parametrize("name", tried_by_all("fmt"))
def test_a_command_that_is_killed_leaves_each_file_whole_and_the_next_one_tidies_up(
    tmp_path: Path, name: str, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    trial = Trial(tmp_path, COMMANDS[name])
    numbers = range(1, len(trial.changes) + 1)
    left = set()
    killed = chosen(numbers, 60 if is_long else 3)
    for number in killed:
        left |= trial.fail(f"kill {number}")
        if name.startswith("init"):  # the next one takes out what it finds
            trial.call()
            assert sources(trial.site) == trial.after
        trial.restore()
    tried("commands killed at each change of a file", len(killed))
    trial.call()
    assert sources(trial.site) == trial.after
    assert left or not is_long


@pytest.mark.parametrize("name", tried_by_all("reanchor"))
def test_a_disk_that_refuses_leaves_each_file_as_it_was_and_is_told_with_its_name(
    tmp_path: Path, name: str, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    trial = Trial(tmp_path, COMMANDS[name])
    numbers = range(1, len(trial.changes) + 1)
    faults = [f"{kind} {number}" for kind in REFUSALS for number in numbers]
    faults = [faults[at] for at in chosen(range(len(faults)), 24 if is_long else 3)]
    for fault in faults:
        left = trial.fail(fault)
        number = int(fault.split()[1])
        # What cannot be deleted stays; else there is nothing.
        assert not left or trial.changes[number - 1].startswith(("os.remove", "os.rmdir")), fault
        trial.restore(is_left_kept=False)
    tried("changes of a file that the disk refused to a command", len(faults))


@pytest.mark.parametrize("is_folder", [True, False], ids=["folder", "file"])
@pytest.mark.parametrize("name", tried_by_all("fmt"))
def test_what_may_only_be_read_stays_as_it_is_and_is_told(
    tmp_path: Path, name: str, is_folder: bool
) -> None:
    command = COMMANDS[name]
    site = write_site(tmp_path / "site")
    command.prepare(site)
    before = sources(site)
    # What is there already, or the nearest folder of what is to come.
    target = next(path for path in (site / command.names, *site.parents) if path.exists())
    if is_folder:
        for path in (site, *site.rglob("*")):
            if path.is_dir() and ".git" not in path.parts and ".cache" not in path.parts:
                path.chmod(0o555)
    elif target.is_file() or target == site / "annotations/bridge":
        for path in [target] if target.is_file() else target.iterdir():
            path.chmod(0o444)
    else:
        pytest.skip("it writes to no file that is there")
    done = run("glossator", *command.arguments.split(), cwd=site, **{PLAIN_USER: "1"})
    assert done.returncode in (1, 2)
    assert "ermission denied" in done.stderr + done.stdout
    assert command.names in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert sources(site) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is always full there")
@pytest.mark.parametrize("arguments", [["schema"], ["--help"]])
def test_an_output_that_is_full_is_told_in_a_line(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - of the system
        done = subprocess.run(
            [sys.executable, "-m", "glossator", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "Error: standard output: No space left on device\n"


def test_what_was_left_is_known_to_git_to_the_check_and_to_mkdocs(tmp_path: Path) -> None:
    run("glossator", "init", "new", cwd=tmp_path)
    site = tmp_path / "new"
    left = ["annotations/example-article/.wrong-year-a1b2c3d4.tmp", "docs/articles/.a-a1b2c3d4.tmp"]
    for path in left:
        (site / path).write_text("half a no")
    subprocess.run(["git", "init", "-q"], cwd=site, check=True)
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    told = subprocess.run(command, cwd=site, capture_output=True, text=True, check=True).stdout
    assert "example-article" in told
    assert ".tmp" not in told
    done = run("glossator", "check", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert run("glossator", "fmt", "--check", cwd=site).returncode == 0
    assert all((site / path).exists() for path in left)  # as it writes nothing
    assert run("glossator", "fmt", cwd=site).returncode == 0
    assert not any((site / path).exists() for path in left)
