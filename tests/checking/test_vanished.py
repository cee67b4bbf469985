"""`glossator check --base` on notes and pages that were published and are gone, or renamed."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from glossator.cli import main
from tests.checking.test_base import commit, git
from tests.host import NOTE, TOPIC, write_site

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

ARTICLE_FILE = "docs/articles/bridge.md"
NOTE_FILE = "annotations/bridge/cost.yaml"
TOPIC_FILE = "docs/topics/testing.md"
ANCHORS = "validation:\n  anchors: warn\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site on a branch that has changed nothing yet."""
    root = write_site(tmp_path / "site")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text() + "exclude_docs: /drafts/\n")
    for name in ("about.md", "drafts/plan.md"):
        (root / "docs" / name).parent.mkdir(exist_ok=True)
        (root / "docs" / name).write_text("# Test data\n")
    git(root, "init", "--quiet")
    commit(root)
    git(root, "checkout", "--quiet", "-b", "work")
    return root


def lost(site: Path) -> list[dict[str, Any]]:
    """The addresses that the branch has lost; nothing else may be wrong with it."""
    with contextlib.chdir(site):
        done = CliRunner().invoke(main, ["check", "--format", "json", "--base", "main"])
    problems: list[dict[str, Any]] = json.loads(done.stdout)
    assert {problem["code"] for problem in problems} <= {"address-lost"}, problems
    return problems


def told(site: Path) -> list[str]:
    return [f"{problem['path']}: {problem['message']}" for problem in lost(site)]


def add_field(file: Path, field: str) -> None:
    """Write a line behind the first one that is a field."""
    head, _, rest = file.read_text().partition("title:")
    file.write_text(f"{head}{field}\ntitle:{rest}")


def rename(site: Path, old: str, new: str) -> Path:
    (site / new).parent.mkdir(exist_ok=True, parents=True)
    git(site, "mv", old, new)
    commit(site)
    return site / new


def test_a_deleted_note_is_an_error_that_says_how_to_withdraw_it(site: Path) -> None:
    (site / NOTE_FILE).unlink()
    (problem,) = lost(site)
    assert (problem["path"], problem["severity"]) == (NOTE_FILE, "error")
    for part in ("`cost` was published", "`status: withdrawn`", "`redirect_from: [cost]`"):
        assert part in problem["message"]


def test_a_withdrawn_note_keeps_its_address(site: Path) -> None:
    (site / NOTE_FILE).write_text(f"{NOTE}status: withdrawn\n")
    assert lost(site) == []


def test_a_renamed_note_says_at_the_new_file_what_to_add(site: Path) -> None:
    new = rename(site, NOTE_FILE, "annotations/bridge/price.yaml")
    assert told(site)[0].startswith("annotations/bridge/price.yaml: this note was published as")
    assert "add `redirect_from: [cost]` to it" in told(site)[0]
    add_field(new, "redirect_from: [cost]")
    assert lost(site) == []


def test_a_note_may_lead_on_from_one_that_it_took_in(site: Path) -> None:
    (site / NOTE_FILE).unlink()
    other = site / "annotations/bridge/closed.yaml"
    other.write_text(
        "kind: context\ntitle: Closed\ntarget:\n  exact: closed in 2001\nbody: For a year.\n"
        "redirect_from: [cost]\n"
    )
    assert lost(site) == []


def test_a_note_moved_to_another_article_names_both(site: Path) -> None:
    article = (site / ARTICLE_FILE).read_text()
    (site / "docs/articles/tower.md").write_text(article.replace("A test", "Another"))
    new = rename(site, NOTE_FILE, "annotations/tower/cost.yaml")
    assert "add `redirect_from: [bridge/cost]` to it" in told(site)[0]
    add_field(new, "redirect_from: [bridge/cost]")
    assert lost(site) == []


def test_a_deleted_article_is_told_once_and_not_for_each_of_its_notes(site: Path) -> None:
    (site / ARTICLE_FILE).unlink()
    (site / NOTE_FILE).unlink()
    (problem,) = lost(site)
    assert (problem["path"], problem["severity"]) == (ARTICLE_FILE, "error")
    assert "`redirect_from: [articles/bridge]`" in problem["message"]


def test_a_page_may_say_why_an_article_is_gone(site: Path) -> None:
    (site / ARTICLE_FILE).unlink()
    (site / NOTE_FILE).unlink()
    (site / "docs/removed.md").write_text(
        "---\ntitle: What was removed\nredirect_from: [articles/bridge]\n---\n\nBy its owner.\n"
    )
    add_nav(site, "removed.md")
    assert lost(site) == []


def add_nav(site: Path, name: str) -> None:
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - index.md\n", f"  - index.md\n  - {name}\n"))


def test_a_renamed_article_keeps_its_address_and_those_of_its_notes(site: Path) -> None:
    git(site, "mv", "annotations/bridge", "annotations/crossing")
    new = rename(site, ARTICLE_FILE, "docs/articles/crossing.md")
    (said,) = told(site)
    assert said.startswith("docs/articles/crossing.md: this article was published as `bridge`")
    assert "write `redirect_from: [bridge]` in its front matter" in said
    add_field(new, "redirect_from: [bridge]")
    assert lost(site) == []
    rename(site, "annotations/crossing/cost.yaml", "annotations/crossing/price.yaml")
    (said,) = told(site)
    assert "add `redirect_from: [bridge/cost]` to it" in said
    add_field(site / "annotations/crossing/price.yaml", "redirect_from: [bridge/cost]")
    assert lost(site) == []


@pytest.mark.parametrize("entry", ["testing", "topics/testing", "/topics/testing/"])
def test_a_renamed_topic_keeps_its_address(site: Path, entry: str) -> None:
    for file in (site / ARTICLE_FILE, site / NOTE_FILE):
        file.write_text(file.read_text().replace("topics: [testing]", "topics: [trials]"))
    new = rename(site, TOPIC_FILE, "docs/topics/trials.md")
    assert "this topic was published as `testing`" in told(site)[0]
    add_field(new, f"redirect_from: [{entry}]")
    assert lost(site) == []


def test_a_page_about_the_site_is_a_warning_and_a_draft_is_nothing(site: Path) -> None:
    (site / "docs/about.md").unlink()
    (site / "docs/drafts/plan.md").unlink()
    (problem,) = lost(site)
    assert (problem["path"], problem["severity"]) == ("docs/about.md", "warning")


def test_a_former_address_may_not_be_lost_either(site: Path) -> None:
    git(site, "checkout", "--quiet", "main")
    note, topic = site / NOTE_FILE, site / TOPIC_FILE
    add_field(note, "redirect_from: [older, old]")
    add_field(topic, "redirect_from: [tests]")
    commit(site)
    git(site, "checkout", "--quiet", "-B", "work")
    note.write_text(note.read_text().replace("[older, old]", "[old]"))
    topic.write_text(TOPIC)
    first, second = told(site)
    assert first.startswith(f"{NOTE_FILE}: links to the former id `older` led to this note")
    assert second.startswith(f"{TOPIC_FILE}: links to the former address `tests`")


def test_what_could_not_be_built_was_not_published(site: Path) -> None:
    git(site, "checkout", "--quiet", "main")
    broken = site / "annotations/bridge/broken.yaml"
    broken.write_text("kind: none\n")
    (site / "docs/topics/broken.md").write_text("# No front matter\n")
    commit(site)
    git(site, "checkout", "--quiet", "-B", "work")
    broken.unlink()
    (site / "docs/topics/broken.md").unlink()
    assert lost(site) == []


def test_a_note_that_cannot_be_read_any_more_is_told_of_that(site: Path) -> None:
    (site / NOTE_FILE).write_text(NOTE.replace("kind: correction", "kind: none"))
    with contextlib.chdir(site):
        done = CliRunner().invoke(main, ["check", "--base", "main"])
    assert "address-lost" not in done.stdout
    assert "field-value" in done.stdout


def said_of_the_topic(site: Path) -> list[str]:
    with contextlib.chdir(site):
        done = CliRunner().invoke(main, ["check", "--base", "main"])
    return [line for line in done.stdout.splitlines() if line.startswith(TOPIC_FILE)]


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (lambda site: (site / NOTE_FILE).unlink(), "anchor-missing"),
        (lambda site: rename(site, NOTE_FILE, "annotations/bridge/price.yaml"), "anchor-missing"),
        (lambda site: (site / "docs/about.md").write_text("# Other words\n"), "anchor-missing"),
        (lambda site: (site / "docs/about.md").unlink(), "link-broken"),
    ],
)
def test_links_that_a_branch_breaks_elsewhere_are_told(
    site: Path, break_it: Callable[[Path], object], code: str
) -> None:
    git(site, "checkout", "--quiet", "main")
    config = site / "mkdocs.yml"
    config.write_text(f"{config.read_text()}{ANCHORS}")
    (site / TOPIC_FILE).write_text(
        f"{TOPIC}[A note](../articles/bridge.md#note-cost), [a page](../about.md#test-data).\n"
    )
    commit(site)
    git(site, "checkout", "--quiet", "-B", "work")
    assert said_of_the_topic(site) == []
    break_it(site)
    (said,) = said_of_the_topic(site)
    assert f": {code}: " in said


def test_links_that_another_configuration_breaks_are_told(site: Path) -> None:
    git(site, "checkout", "--quiet", "main")
    (site / TOPIC_FILE).write_text(f"{TOPIC}[A note](../articles/bridge.md#gone).\n")
    commit(site)
    git(site, "checkout", "--quiet", "-B", "work")
    assert said_of_the_topic(site) == []
    config = site / "mkdocs.yml"
    config.write_text(f"{config.read_text()}{ANCHORS}")
    (said,) = said_of_the_topic(site)
    assert ": anchor-missing: " in said
