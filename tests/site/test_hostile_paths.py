"""Links, devices, pipes and odd names among a site's files: told, and nobody is led outside."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator_mkdocs.walking import follow_no_links
from tests.host import NOTE, run, write_site
from tests.test_serve import PATIENCE_SECONDS, Server

pytestmark = [
    pytest.mark.trust,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such files"),
]

SECRET = "Nobody may read this."
# Where a contributor can put something, and what the check then says.
PLACES = (
    *("docs", "annotations", "docs/articles", "docs/topics", "annotations/bridge", "docs/index.md"),
    *("docs/articles/bridge.md", "docs/topics/testing.md", "annotations/bridge/cost.yaml"),
    *("docs/new.md", "docs/data/new.csv", "docs/articles/new.md", "docs/pictures"),
    *("annotations/bridge/new.yaml", "annotations/new", "docs/topics/new.md", "docs/new.png"),
)
Maker = Callable[[Path, Path], object]


def _socket(path: Path, _: Path) -> None:
    # The names of sockets are short, so that it is made from its own folder.
    with socket.socket(socket.AF_UNIX) as one, _inside(path.parent):
        one.bind(path.name)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _device(path: Path, _: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # as /dev/zero, which never ends
    except PermissionError:  # only root may
        path.symlink_to("/dev/zero")


def _outside(path: Path, outside: Path) -> None:
    """What stood there, moved elsewhere, and a link that leads to it."""
    moved = outside / path.name
    if path.suffix:
        moved.write_text(NOTE if path.suffix == ".yaml" else f"# {SECRET}\n")
    else:
        moved.mkdir(exist_ok=True)
        for name in ("secret.md", "secret.yaml", "secret.png"):
            (moved / name).write_text(SECRET)
    path.symlink_to(moved)


def _hidden(path: Path, _: Path) -> None:
    root = next(one for one in path.parents if (one / "mkdocs.yml").exists())
    (root / ".git").mkdir(exist_ok=True)
    (root / ".git/config").write_text(SECRET)
    path.symlink_to(root / (".git/config" if path.suffix else ".git"))


def _circle(path: Path, _: Path) -> None:
    path.symlink_to(path.name)


def _folder(path: Path, _: Path) -> None:
    path.mkdir()
    (path / "x.html").write_text("x")


KINDS: dict[str, Maker] = {
    "a pipe": lambda path, _: os.mkfifo(path),
    "a socket": _socket,
    "a device": _device,
    "a link outside": _outside,
    "a link to what is hidden": _hidden,
    "a link in a circle": _circle,
    "a link to nowhere": lambda path, _: path.symlink_to("not-there"),
    "a link to the whole system": lambda path, _: path.symlink_to("/"),
    "a link to a process": lambda path, _: path.symlink_to("/proc/self/environ"),
    "a folder": _folder,
}


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)


class Opened:
    """The files that this process has opened; Python tells of each."""

    def __init__(self) -> None:
        self.paths: list[str] | None = None
        sys.addaudithook(self._see)

    def _see(self, event: str, about: tuple[object, ...]) -> None:
        if self.paths is not None and event in {"open", "os.scandir", "os.listdir"}:
            self.paths.append(os.fsdecode(about[0]) if isinstance(about[0], str | bytes) else "")

    @contextmanager
    def seen(self) -> Iterator[list[str]]:
        self.paths = found = []
        try:
            yield found
        finally:
            self.paths = None


OPENED = Opened()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_of_the_site_is_told_and_not_opened(
    kind: str, tmp_path: Path, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    # Each place with some kinds, and each kind at some places.
    first = list(KINDS).index(kind)
    places = PLACES if is_long else (*PLACES[:2], *PLACES[2 + first % 8 :: 8])
    for number, place in enumerate(places):
        root = write_site(tmp_path / str(number) / "site")
        outside = tmp_path / str(number) / "outside"
        outside.mkdir()
        _take_away(root / place)
        KINDS[kind](root / place, outside)
        before = sorted(outside.rglob("*"))
        with OPENED.seen() as paths:
            publication = publish(read_settings(root))
        told = [one for one in publication.problems if f"{one.location.path}/".startswith(place)]
        is_fine = kind == "a folder" and Path(place).suffix not in {".md", ".yaml"}
        if not is_fine:
            assert any(one.code.startswith("file-") for one in told), (kind, place)
        real = [os.path.realpath(path) for path in paths if path]
        assert [path for path in real if path.startswith(f"{outside}/")] == [], (kind, place)
        assert [path for path in real if path.startswith("/dev/zero") or path == "/"] == []
        assert [path for path in real if path.startswith(f"{root}/.git/")] == [], (kind, place)
        assert sorted(outside.rglob("*")) == before
    tried("links, pipes, sockets, devices and folders in the place of files", len(places))


NAMES = [
    *(b"\xff", b"a\xfe\xffb", b"\xed\xa0\x80", b"\xc0\xaf", b"caf\xe9", b"\xf0\x9f\x98"),
    *(b"\x1b[31mred", b"\x1b]0;title\x07", b"a\x9b31m", b"line\nend", b"a\rb", b"\x7f", b"\x01"),
    *("\u202egnp".encode(), "a\u2066b".encode(), "\u200fa".encode(), "\u200b".encode()),
    *("\ufeffa".encode(), "a\u2028b".encode(), "\U000e0041".encode(), "\x85".encode()),
    *(b"a" * 250, b"CON", b"a:b", b"a*b", b"a|b", b'a"b', b"a<b>", b"a\\b"),
]
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FOLDERS = (b"docs", b"docs/articles", b"docs/topics", b"annotations", b"annotations/bridge")
ENDINGS = (b".md", b".yaml", b".png")


def _named(root: Path, names: list[bytes]) -> int:
    """Files of these names in all folders of a site; gives how many."""
    count = 0
    for folder in (
        b"docs",
        b"docs/articles",
        b"docs/topics",
        b"annotations",
        b"annotations/bridge",
    ):
        for name in names:
            for ending in ENDINGS:
                if len(name + ending) > 255:
                    continue
                path = b"/".join((os.fsencode(root), folder, name + ending))
                Path(os.fsdecode(path)).write_bytes(b"# Words\n")
                count += 1
        inner = Path(os.fsdecode(b"/".join((os.fsencode(root), folder, b"in-" + names[0]))))
        inner.mkdir()
        (inner / "page.md").write_text("# Words\n")
        count += 1
    return count


def test_each_name_that_nobody_can_read_is_told(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    root = write_site(tmp_path / "site")
    count = _named(root, NAMES)
    problems = publish(read_settings(root)).problems
    told = {os.fsencode(one.location.path) for one in problems}
    made = {
        os.path.relpath(file, os.fsencode(root))
        for folder in (b"docs", b"annotations")
        for place, _, names in os.walk(b"/".join((os.fsencode(root), folder)))
        for file in (b"/".join((place, name)) for name in names)
    }
    known = {b"docs/index.md", b"docs/articles/bridge.md", b"docs/topics/testing.md"}
    assert made - told == known | {b"annotations/bridge/cost.yaml"}
    tried("names of files that some system or nobody can read", count)


MORE_COMMANDS = (
    *((("check", "--format", form),) for form in ("json", "sarif")),
    *((("fmt", "--check"),), (("coverage",),), (("coverage", "--format", "json"),)),
    *(
        (("reanchor",),),
        (("reanchor", "--format", "json"),),
        (("new", "annotation", "br\x1bidge"),),
    ),
    *((("export", "--format", "x\x1b"),), (("import", "\x1b[31m.html"),), (("links", "\x9b"),)),
)


@pytest.mark.parametrize(
    "command",
    [
        *(("check",), ("check", "--format", "github", "--summary", "summary.md")),
        *(("no\x1bcommand",), ("check", "docs/\u202e.md")),
        *(pytest.param(*one, marks=pytest.mark.long) for one in MORE_COMMANDS),
    ],
    ids=lambda command: ascii(" ".join(command)),
)
def test_no_command_prints_what_a_terminal_obeys(
    command: tuple[str, ...], tmp_path: Path, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    root = write_site(tmp_path / "site")
    _named(root, NAMES if is_long else NAMES[::3])
    hostile = "\x1b]0;x\x07 \u202eabc\u2066 \x9b31m"
    (root / "annotations/bridge/hostile.yaml").write_text(
        NOTE.replace("5 million", f"6{hostile} million").replace("created:", f"\u202e{hostile}:")
    )
    (root / "docs/page.md").write_text(f"# Page\n\n[a](b{hostile}.md) [c](\x1b[31m.md)\n")
    done = run("glossator", *command, cwd=root)
    said = done.stdout + done.stderr
    if (root / "summary.md").exists():
        said += (root / "summary.md").read_text(encoding="utf-8")
    assert said
    assert "Traceback" not in said
    assert UNSEEN.findall(said) == []
    tried("calls of commands on names and words that terminals obey", 1)


@pytest.mark.build
def test_a_build_logs_no_name_that_a_terminal_obeys(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    _named(root, NAMES[1::3])
    done = run("mkdocs", "build", cwd=root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert UNSEEN.findall(done.stdout + done.stderr) == []
    assert not (root / "site").exists()


def test_mkdocs_lists_the_files_of_the_docs_folder_and_follows_no_link(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    for name in ("a", "b", ".c", ".d"):
        (root / "docs" / name).symlink_to(".")
    (root / "docs/.e").symlink_to("/")
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test data", "docs_dir": str(root / "docs")})
    assert config.validate()[0] == []
    follow_no_links(root)
    names = {"articles/bridge.md", "index.md", "topics/testing.md"}
    assert set(get_files(config).src_uris) == names
    (root / "docs").rename(tmp_path / "outside")
    (root / "docs").symlink_to(tmp_path / "outside")
    assert list(get_files(config)) == []


@pytest.mark.build
@pytest.mark.long
def test_hidden_links_in_circles_and_to_the_whole_system_keep_no_build_busy(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    for name in (".a", ".b", ".c"):
        (root / "docs" / name).symlink_to(".")
    (root / "docs/.d").symlink_to("/")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr


@pytest.mark.build
@pytest.mark.parametrize("options", [(), pytest.param(("--dirty",), marks=pytest.mark.long)])
def test_a_build_empties_no_folder_to_which_a_link_leads(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    root = write_site(tmp_path / "site")
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letter.txt").write_text("Mine.")
    (root / "site").symlink_to(tmp_path / "home")
    done = run("mkdocs", "build", *options, cwd=root)
    assert done.returncode == 1
    assert "site is a link" in done.stderr
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["letter.txt"]


MORE_WRITERS = (
    ("annotations/bridge", ("new", "annotation", "bridge", "--quote", "1997")),
    ("docs/articles", ("import", "page.html", "--url", "https://news.example.org/2")),
    ("annotations/bridge", ("fmt",)),
    ("annotations", ("reanchor", "--write", "--no-input")),
    ("annotations/bridge", ("import-annotations", "notes.json")),
)


@pytest.mark.parametrize(
    ("link", "command"),
    [
        ("annotations", ("new", "annotation", "bridge", "--quote", "1997", "--kind", "context")),
        ("docs", ("import", "page.html", "--url", "https://news.example.org/2")),
        ("annotations", ("fmt",)),
        *(pytest.param(*one, marks=pytest.mark.long) for one in MORE_WRITERS),
    ],
)
def test_no_command_writes_where_a_link_leads(
    tmp_path: Path, link: str, command: tuple[str, ...]
) -> None:
    root = write_site(tmp_path / "site")
    (root / "page.html").write_text(
        "<html><head><title>A title of test data</title></head><body><article><h1>A title</h1>"
        + "<p>Words of test data, as many as an article has.</p>" * 20
    )
    (root / "notes.json").write_text("[]")
    outside = tmp_path / "outside"
    (root / link).rename(outside)
    (root / link).symlink_to(outside)
    before = {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()}
    more = ("--body", "Words.") if command[0] == "new" else ()
    done = run("glossator", *command, *more, cwd=root)
    assert "Traceback" not in done.stderr
    assert {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()} == before


# Whom a system has for those who may nothing.
NOBODY = 65_534


def _as_nobody(work: Callable[[], None]) -> int:
    """How a process ends that does `work` and is not root."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 99
    try:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work()
        code = 0
    except BaseException as error:  # it has to end here, whatever it was
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    finally:
        os._exit(code)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, as those of pytest are not."""
    folder = Path(tempfile.mkdtemp(prefix="glossator-"))
    folder.chmod(0o777)
    yield folder
    for place, folders, _ in os.walk(folder):
        for name in folders:
            with suppress(OSError):
                Path(place, name).chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def all_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where Python is may be out of another user's reach, so that all is imported before."""
    for place in ("site", *PLACES[:9]):
        broken = write_site(tmp_path_factory.mktemp("broken"))
        _take_away(broken / place)
        publish(read_settings(broken))


@pytest.mark.usefixtures("all_imported")
@pytest.mark.parametrize("mode", [0o000, 0o111, 0o333, 0o444])
@pytest.mark.parametrize("place", PLACES[:9])
def test_what_may_not_be_read_is_told_to_a_user_who_is_not_root(
    open_folder: Path, place: str, mode: int, tried: Callable[[str, int], None]
) -> None:
    root = write_site(open_folder / "site")
    path = root / place
    is_readable = mode & 0o444 and path.is_file()
    path.chmod(mode)

    def work() -> None:
        problems = publish(read_settings(root)).problems
        told = [one for one in problems if f"{one.location.path}/".startswith(place)]
        assert is_readable or any(one.code == "file-unreadable" for one in told), problems

    assert _as_nobody(work) == 0
    path.chmod(0o755)
    tried("files and folders that may not be read, as another user", 1)


@pytest.mark.long
def test_any_mixture_of_these_is_told_by_every_command(
    tmp_path: Path, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    chance = random.Random(16)
    rounds = 30 if is_long else 3
    for number in range(rounds):
        root = write_site(tmp_path / str(number) / "site")
        outside = tmp_path / str(number) / "outside"
        outside.mkdir()
        for place in chance.sample(PLACES[3:], 5):
            with suppress(OSError):  # something stands in its place, or above it
                _take_away(root / place)
                KINDS[chance.choice(list(KINDS))](root / place, outside)
        before = {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()}
        commands = (("check",), ("fmt", "--check"), ("coverage",), ("reanchor",))
        for command in commands:
            done = run("glossator", *command, cwd=root)
            assert "Traceback" not in done.stderr, (number, command)
            assert SECRET not in done.stdout + done.stderr, (number, command)
        assert {one: one.read_bytes() for one in before} == before
    tried("commands on mixtures of links, pipes, sockets and devices", rounds * 4)


@pytest.mark.build
@pytest.mark.long
@pytest.mark.parametrize("kind", ["links in circles", "docs outside", "docs at the root", "names"])
def test_a_server_answers_whatever_is_among_its_files(
    tmp_path: Path, kind: str, tried: Callable[[str, int], None]
) -> None:
    root = write_site(tmp_path / "site")
    if kind == "links in circles":
        for name in ("a", "b", ".c", ".d"):
            (root / "docs" / name).symlink_to(".")
        (root / "docs/.e").symlink_to("/")
        (root / "annotations/more").symlink_to("..")
    elif kind == "names":
        _named(root, NAMES)
    else:
        (root / "docs").rename(tmp_path / "outside")
        (root / "docs").symlink_to("/" if kind == "docs at the root" else tmp_path / "outside")
    server = Server(root)
    try:
        page = server.wait_for("in the content.", "annotations/")
        assert "file-" in page
        assert "docs" not in kind or "The bridge cost" not in server.page("articles/bridge/")
    finally:
        server.process.terminate()
        server.process.wait(timeout=PATIENCE_SECONDS)
    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log
    assert UNSEEN.findall(log) == []
    tried("servers of sites with links in circles, links outside and odd names", 1)
