"""What the check says of links and navigation is what a strict build of MkDocs stops at."""

from __future__ import annotations

import contextlib
import io
import logging
import posixpath
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

import glossator_mkdocs
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.site_files import target_of
from tests.host import ARTICLE, NOTE, ROOT, TOPIC

pytestmark = pytest.mark.build

CODES = {
    "anchor-missing",
    "config-invalid",
    "link-broken",
    "link-unclear",
    "nav-broken",
    "nav-omitted",
}
FILES = {
    "docs/index.md": "# Test data\n",
    "docs/about/index.md": "# About\n\n## How it works\n\nWords.\n",
    "docs/about/Łódź report.md": "# Łódź\n\n## Größe\n\nWords.\n",
    "docs/articles/bridge.md": ARTICLE,
    "docs/topics/testing.md": TOPIC,
    "docs/topics/more.md": TOPIC.replace("title: Testing", "title: More"),
    "docs/assets/map.png": "",
    "docs/drafts/plan.md": "# A plan\n",
    "docs/.hidden/file.md": "# Hidden\n",
    "annotations/bridge/cost.yaml": NOTE,
}


@dataclass
class Small:
    """A site as it is made up: what is added to its pages, and its configuration."""

    written: dict[str, str] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    def write(self, root: Path) -> None:
        for name, text in FILES.items():
            if name not in self.removed:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        for name, text in self.written.items():
            if (root / name).is_file():
                with (root / name).open("a", encoding="utf-8") as file:
                    file.write(f"\n{text}\n")
        config = {
            "site_name": "Example corpus",
            "hooks": [(ROOT / "hooks/publish.py").as_posix()],
            "theme": "mkdocs",
            "plugins": [],
            **self.config,
        }
        (root / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")


class Heard(logging.Handler):
    """Keeps what MkDocs warns of, our own words left out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "mkdocs.glossator":
            self.said.append(record.getMessage())


def host_says(root: Path) -> list[str]:
    """The warnings of a whole build, without the pages' frames; our own problems do not end it."""
    heard = Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        with (
            patch.object(mkdocs_build, "_build_page"),
            patch.object(mkdocs_build, "_build_theme_template"),
            patch.object(glossator_mkdocs.state, "is_serving", new=True),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
            config.plugins.on_startup(command="serve", dirty=False)
            mkdocs_build.build(config)
    finally:
        logger.removeHandler(heard)
    return heard.said


def facts_of_host(said: list[str]) -> set[tuple[str, str]]:
    """What MkDocs says, as pairs of a file and what it names."""
    found = set()
    for message in said:
        if link := re.match(r"Doc file '(.*)' contains an? .*?link '(.*?)', (?:but|it)", message):
            found.add((link[1], canonical(link[1], link[2])))
        elif entry := re.match(r"A(?:n absolute path| reference) to '(.*?)' is included", message):
            found.add(("mkdocs.yml", entry[1]))
        elif setting := re.match(
            r"Config value '.*': Unrecognised configuration name: (.*)", message
        ):
            found.add(("config", setting[1]))
        elif "not included in the" in message:
            found |= {("nav", line.removeprefix("  - ")) for line in message.splitlines()[1:]}
        else:
            raise AssertionError(message)
    return found


def facts_of_check(root: Path) -> set[tuple[str, str]]:
    found = set()
    for problem in publish(read_settings(root)).problems:
        if problem.severity == "warning":
            continue
        assert problem.code in CODES, problem
        path = problem.location.path
        source = path.removeprefix("docs/")
        if problem.code == "config-invalid":
            found.add(("config", problem.message.split("`")[1]))
        elif problem.code == "nav-omitted":
            found.add(("nav", problem.related[0].path.removeprefix("docs/")))
        elif path == "mkdocs.yml":
            line = (root / path).read_text("utf-8").splitlines()[problem.location.line - 1]
            written = yaml.safe_load(line[problem.location.column - 1 :])
            found.add(("mkdocs.yml", written))
        else:
            named = re.search(r'the link "(.*?)" ', problem.message)
            assert named, problem
            lines = (root / path).read_text("utf-8").splitlines()
            text = lines[problem.location.line - 1][problem.location.column - 1 :]
            assert text.startswith(named[1]), (problem, text)
            found.add((source, canonical(source, named[1])))
    return found


def canonical(source: str, url: str) -> str:
    """Of links to anchors MkDocs names one of those that mean the same."""
    parts = urlsplit(url)
    path = target_of(source, parts.path) if parts.path else source
    return f"{path}#{parts.fragment}"


PATHS = [
    *("about/index.md", "about/Łódź report.md", "articles/bridge.md", "articles/index.md"),
    *("topics/testing.md", "topics/more.md", "topics/index.md", "index.md", "annotations.md"),
    *("assets/map.png", "assets/gone.png", "articles/gone.md", "about/gone.md", "drafts/plan.md"),
    *(".hidden/file.md", ".hidden/gone.md", "topics", "articles", "data/annotation.schema.json"),
    *("assets/glossator/glossator.css", "assets/glossator/favicon.svg", "about", "sitemap.xml"),
]
ANCHORS = [
    *("", "", "", "#gone", "#note-cost", "#note-gone", "#annotations", "#how-it-works"),
    *("#section-title", "#grosse", "#größe", "#what-came-next", "#about", "?a=b#gone", "?a"),
]
SPELLINGS = [
    lambda path: path,
    lambda path: path,
    lambda path: path,
    lambda path: f"./{path}",
    lambda path: path.removesuffix(".md"),
    lambda path: path.removesuffix(".md") + "/",
    lambda path: path.removesuffix(".md") + ".html",
    lambda path: f"../{path}",
    lambda path: path.replace("ź", "%C5%BA").replace(" ", "%20"),
    lambda path: path.upper(),
    lambda path: f"x//../{path}",
]
FORMS = [
    "See [words]({}) there.",
    'See [words](<{}> "A title") there.',
    "![A picture]({})",
    "See [words][ref].\n\n[ref]: <{}>",
    "- [words]({})\n- more",
    "> [words]({})",
    "| a | b |\n|---|---|\n| [words]({}) | c |",
    "!!! note\n\n    [words]({})",
    "# [words]({}) { #own }",
    "`[words]({})`",
    "    [words]({})",
    '<p><a href="{}">words</a></p>',
    "<!-- [words]({}) -->",
    "<{}>",
    "[words]({}) and [again]({})",
    "```\n[words]({})\n```",
    "[![A picture]({})](https://example.org/)",
    "Words[^1].\n\n[^1]: See [words]({}).",
]
WHOLE = [
    *("https://example.org/a.md", "mailto:a@example.org", "a@example.org", "//example.org/a"),
    *("#", "#gone", "#how-it-works", "?a=b", ".", "./", "..", "/", "\\\\a.md", "tel:123", "a b.md"),
    *("%", "%zz.md", "http:a.md", "c:/a.md", "\u202ea.md", "a&amp;b.md", "a&b.md", "javascript:1"),
]
LINKED = ["docs/index.md", "docs/about/index.md", "docs/topics/testing.md", "docs/topics/more.md"]
LINKED += ["docs/drafts/plan.md", "docs/about/Łódź report.md"]
LEVELS = ["warn", "info", "ignore"]
NAMES = ["omitted_files", "absolute_links", "unrecognized_links", "anchors", "not_found"]
OURS = {"absolute_links": "warn", "unrecognized_links": "warn", "anchors": "warn"}


@st.composite
def links(draw: st.DrawFn, source: str) -> str:
    url = draw(st.sampled_from(WHOLE)) if draw(st.integers(0, 5)) == 0 else draw(paths(source))
    return draw(st.sampled_from(FORMS)).replace("{}", url)


@st.composite
def paths(draw: st.DrawFn, source: str) -> str:
    path = draw(st.sampled_from(PATHS))
    folder = PurePosixPath(source).relative_to("docs").parent
    path = f"/{path}" if draw(st.integers(0, 7)) == 0 else posixpath.relpath(path, folder)
    return draw(st.sampled_from(SPELLINGS))(path) + draw(st.sampled_from(ANCHORS))


levels = st.sampled_from(LEVELS) | st.just("warn")
validation = st.just(OURS) | st.just({}) | st.dictionaries(st.sampled_from(NAMES), levels)
nav_paths = st.sampled_from([*PATHS, *PATHS, "/about/index.md", "https://example.org/", "gone.md"])
nav_items = nav_paths | nav_paths.map(lambda path: {"A page": path})
navs = st.none() | st.lists(
    nav_items | st.lists(nav_items, min_size=1, max_size=3).map(lambda items: {"More": items}),
    min_size=1,
    max_size=5,
)


@st.composite
def sites(draw: st.DrawFn) -> Small:
    written = {
        source: "\n\n".join(draw(st.lists(links(source), min_size=1, max_size=4)))
        for source in draw(st.lists(st.sampled_from(LINKED), min_size=1, max_size=3, unique=True))
    }
    config: dict[str, Any] = {
        "validation": dict(draw(validation)),
        "markdown_extensions": ["admonition", "attr_list", "footnotes", "sane_lists"],
        "use_directory_urls": draw(st.booleans()),
    }
    if draw(st.integers(0, 5)) == 0:
        config["validation"]["links"] = {"absolute_links": "relative_to_docs"}
    if draw(st.booleans()):
        config["nav"] = draw(navs)
        config["not_in_nav"] = draw(st.sampled_from(["", "/articles/*\n/topics/*", "*"]))
    if draw(st.integers(0, 7)) == 0:
        config[draw(st.sampled_from(["navv", "extensions"]))] = []
    if draw(st.booleans()):
        config["exclude_docs"] = draw(st.sampled_from(["drafts/", "*.png", "/about/*\n!index.md"]))
    if draw(st.integers(0, 3)) == 0:
        config["draft_docs"] = "/drafts/"
    removable = st.sampled_from(["docs/topics/more.md", "annotations/bridge/cost.yaml"])
    removed = draw(st.frozensets(removable, max_size=1))
    return Small(written, {key: value for key, value in config.items() if value != ""}, removed)


@contextlib.contextmanager
def on_disk(small: Small) -> Iterator[Path]:
    root = Path(tempfile.mkdtemp(prefix="links-"))
    try:
        small.write(root)
        yield root
    finally:
        shutil.rmtree(root)


# Each builds a site.
@settings(max_examples=settings.default.max_examples // 2)
@given(sites())
def test_the_check_and_a_strict_build_agree(small: Small) -> None:
    with on_disk(small) as root:
        said = host_says(root)
        assert facts_of_check(root) == facts_of_host(said), said
