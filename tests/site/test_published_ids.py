"""A published id is a promise: whoever has the address of a note finds it, whatever became of it.

`published_ids.txt` has the ids that were published when it was last written; where the history
is at hand, all that stood in it count. `pytest --update-golden` adds those to the file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from glossator.caching.cache import Cache
from glossator.exporting.note_pages import NotePages, file_of
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.shelf import Shelf
from tests.checking.test_base import commit, git
from tests.edits import tree
from tests.host import ARTICLE, NOTE, ROOT, write_site

FILE = Path(__file__).parent / "published_ids.txt"
BRANCH = "refs/remotes/origin/main"
_NOTE = re.compile(r"annotations/([^/]+)/([^/]+)\.yaml")
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

Ids = set[tuple[str, str]]
"""Articles and ids of notes."""


def kept_ids() -> Ids:
    pairs = (line.split("/") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {(article, name) for article, name in pairs}


def ids_in_history(root: Path) -> Ids:
    """The notes that ever were on the published branch, or on this one where none is known.

    What stood on another branch alone, before it was merged, was published by nobody.
    """
    if not (root / ".git").exists() or not shutil.which("git"):
        pytest.skip("there is no history here")
    if git(root, "rev-parse", "--is-shallow-repository") == "true":
        pytest.skip("the history is not here as a whole")
    published = BRANCH if git(root, "for-each-ref", BRANCH) else "HEAD"
    names = git(
        root,
        *("-c", "core.quotePath=false", "log", "--first-parent", "--diff-merges=first-parent"),
        *("--no-renames", "--diff-filter=A", "--name-only", "--format=", published),
        *("--", "annotations"),
    )
    found = map(_NOTE.fullmatch, names.splitlines())
    return {(one[1], one[2]) for one in found if one}


def lost(root: Path, ids: Iterable[tuple[str, str]], folder: Path) -> list[str]:
    """Those of the ids that lead nowhere in the site that is made of `root`."""
    cache = Cache(folder / "cache")
    publication = publish(read_settings(root), shelf=Shelf(root, cache))
    site = publication.site
    Exports(site, [NotePages()], cache).write(folder / "out")
    pages = {path: data.decode() for path, data in tree(folder / "out").items()}
    for slug, annotated in site.articles.items():
        pages[file_of(annotated.page)] = publication.article_html(slug)
    pages |= publication.redirects()
    return [
        f"{article}/{name}: {why}"
        for article, name in sorted(ids)
        for why in _faults(pages, article, name)
    ]


def _faults(pages: dict[str, str], article: str, name: str) -> Iterator[str]:
    found = _followed(pages, f"notes/{article}/{name}/index.html")
    if not found or 'class="note note--' not in found:
        yield "it has no page, and none leads on from there"
    found = _followed(pages, f"articles/{article}/index.html")
    if not found or f'id="note-{name}"' not in found:
        yield "there is no element of it on its article's page"


def _followed(pages: dict[str, str], path: str) -> str | None:
    """The page at a path, or what it leads to."""
    page = pages.get(path)
    leads = _REFRESH.search(page) if page else None
    if not leads:
        return page
    target = urljoin(f"/{path}", leads[1]).lstrip("/").partition("#")[0]
    return _followed({name: pages[name] for name in pages if name != path}, file_of(target))


def test_every_id_that_was_kept_is_found(tmp_path: Path) -> None:
    assert lost(ROOT, kept_ids(), tmp_path) == []


def test_every_id_of_the_history_is_found(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    ids = ids_in_history(ROOT)
    assert len(ids) >= len(list((ROOT / "annotations").glob("*/*.yaml"))) / 2
    assert lost(ROOT, ids, tmp_path) == []
    if request.config.getoption("--update-golden"):
        lines = sorted(f"{article}/{name}\n" for article, name in ids | kept_ids())
        FILE.write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A site with one published note."""
    root = write_site(tmp_path / "site")
    git(root, "init", "--quiet")
    commit(root)
    return root


@needs_git
def test_a_note_that_was_deleted_is_missed(history: Path, tmp_path: Path) -> None:
    (history / "annotations/bridge/cost.yaml").unlink()
    commit(history)
    ids = ids_in_history(history)
    assert ids == {("bridge", "cost")}
    assert len(lost(history, ids, tmp_path)) == 2


@needs_git
def test_a_note_that_was_renamed_is_missed_until_it_says_so(history: Path, tmp_path: Path) -> None:
    git(history, "mv", "annotations/bridge/cost.yaml", "annotations/bridge/price.yaml")
    commit(history)
    ids = ids_in_history(history)
    assert ids == {("bridge", "cost"), ("bridge", "price")}
    assert {one.partition(":")[0] for one in lost(history, ids, tmp_path)} == {"bridge/cost"}
    (history / "annotations/bridge/price.yaml").write_text(f"{NOTE}redirect_from: [cost]\n")
    assert lost(history, ids, tmp_path) == []


@needs_git
def test_a_withdrawn_note_is_found(history: Path, tmp_path: Path) -> None:
    (history / "annotations/bridge/cost.yaml").write_text(f"{NOTE}status: withdrawn\n")
    assert lost(history, ids_in_history(history), tmp_path) == []


@needs_git
def test_a_note_is_found_where_its_article_has_another_name(history: Path, tmp_path: Path) -> None:
    (history / "docs/articles/bridge.md").unlink()
    (history / "docs/articles/tower.md").write_text(
        ARTICLE.replace("topics:", "redirect_from: [bridge]\ntopics:")
    )
    git(history, "mv", "annotations/bridge", "annotations/tower")
    assert lost(history, ids_in_history(history), tmp_path) == []


@needs_git
def test_what_stood_on_a_branch_alone_was_not_published(history: Path, tmp_path: Path) -> None:
    git(history, "checkout", "--quiet", "-b", "work")
    git(history, "mv", "annotations/bridge/cost.yaml", "annotations/bridge/draft.yaml")
    commit(history)
    git(history, "mv", "annotations/bridge/draft.yaml", "annotations/bridge/price.yaml")
    commit(history)
    git(history, "checkout", "--quiet", "-")
    git(history, "merge", "--quiet", "--no-ff", "--message", "x", "work")
    assert ids_in_history(history) == {("bridge", "cost"), ("bridge", "price")}


@needs_git
def test_a_shallow_history_is_no_history(history: Path, tmp_path: Path) -> None:
    commit(history)
    git(tmp_path, "clone", "--quiet", "--depth", "1", history.as_uri(), "shallow")
    with pytest.raises(pytest.skip.Exception, match="not here as a whole"):
        ids_in_history(tmp_path / "shallow")
