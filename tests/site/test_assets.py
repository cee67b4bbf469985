"""Scripts and styles: small files for those who change them, few for those who load them."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from glossator.site.assets import (
    BUNDLES,
    FORM_STYLESHEET,
    SCRIPT,
    SEARCH_WORKER,
    SHARED,
    STYLESHEET,
    join_parts,
)
from glossator.site.templates import THEME
from tests.host import run, write_site

PARTS = [*chain.from_iterable(BUNDLES.values())]
SCRIPTS = [address for address in BUNDLES if address.endswith(".js")]
# What begins stands last in each.
ONLY_DECLARING = [part for address in SCRIPTS for part in BUNDLES[address][:-1]]
LONGEST_PART = 300
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
# In a part of a script, what stands at the beginning of a line.
ONLY_DECLARES = re.compile(
    r"(?:export )?(?:(?:async )?function |const |let |class )|import \{|[ })\]/]|$"
)


def text_of(part: str) -> str:
    return (THEME / part).read_text("utf-8")


def test_every_script_and_style_is_a_part_once_or_a_module_that_is_loaded_when_needed() -> None:
    there = {
        file.relative_to(THEME).as_posix()
        for file in (THEME / "assets").rglob("*")
        if file.suffix in {".js", ".css"}
    }
    module = re.compile(r"assets/glossator/(?:asking|contribute|finding)/\S+\.js")
    modules = {path for path in there if module.fullmatch(path)}
    assert sorted(PARTS) == sorted((there - modules) | SHARED)
    assert modules >= SHARED


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_short_and_says_at_its_head_what_it_is(part: str) -> None:
    text = text_of(part)
    assert len(text.splitlines()) <= LONGEST_PART
    head = r"(?://.*\n)+\n" if part.endswith(".js") else r"/\* .*[.] \*/\n"
    assert re.match(head, text)


@pytest.mark.parametrize("part", ONLY_DECLARING)
def test_a_part_of_a_script_begins_nothing_by_itself(part: str) -> None:
    lines = text_of(part).splitlines()
    assert [line for line in lines if not ONLY_DECLARES.match(line)] == []


@pytest.mark.parametrize("address", SCRIPTS)
def test_parts_of_a_script_have_no_name_in_common(address: str) -> None:
    names = [name for part in BUNDLES[address] for name in DECLARED.findall(text_of(part))]
    assert len(names) > 40
    assert sorted(names) == sorted(set(names))


def test_parts_are_joined_in_their_order_without_their_heads() -> None:
    style = join_parts(STYLESHEET, [THEME])
    places = [
        style.index(f"/* {part.removeprefix('assets/glossator/')} */\n")
        for part in BUNDLES[STYLESHEET]
    ]
    assert places == sorted(places)
    assert style.startswith("/* styles/colours.css */\n:root {")
    rules = [line for part in BUNDLES[STYLESHEET] for line in text_of(part).splitlines()[1:]]
    assert [line for line in rules if line] == [
        line for line in style.splitlines() if line and not line.startswith("/* styles/")
    ]


def test_parts_of_a_script_are_one_function() -> None:
    script = join_parts(SCRIPT, [THEME])
    assert script.startswith('(() => {\n"use strict";\n')
    assert script.endswith(
        "}\n\nkeepPage();\nonEachPage(mountReading);\nwatchFilters();\n"
        "onEachPage(mountFilters);\nonEachPage(mountAskingPage);\nwatchSearch();\n})();\n"
    )
    assert "What the other parts are made with" not in script
    assert not re.search(r"^\s*(?://|/\*\*)", script, re.MULTILINE), "comments are for people"


def test_the_worker_of_the_search_is_no_module_though_its_parts_are() -> None:
    script = join_parts(SEARCH_WORKER, [THEME])
    assert not re.search(r"^(?:import|export) ", script, re.MULTILINE)
    assert script.endswith("postMessage(made)));\n})();\n")


@pytest.mark.build
def test_a_build_publishes_what_is_joined_and_no_part(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    for address in BUNDLES:
        assert (root / "site" / address).read_text("utf-8") == join_parts(address, [THEME])
    assert {part for part in PARTS if (root / "site" / part).exists()} == SHARED
    page = (root / "site/articles/bridge/index.html").read_text("utf-8")
    loaded = re.findall(r'(?:href|src)="[./]*(assets/glossator/[^"]*\.(?:js|css))"', page)
    assert loaded == [STYLESHEET, SCRIPT]


@pytest.mark.build
def test_files_of_the_site_stand_in_place_of_ours(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("  font:", "  custom_dir: theme\n  font:"))
    own = {
        SCRIPT: "console.log('ours');\n",
        "assets/glossator/styles/colours.css": "/* Ours. */\n:root {\n  color: teal;\n}\n",
        "assets/glossator/styles/more.css": "/* One that nobody knows. */\n",
    }
    for path, text in own.items():
        (root / "theme" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "theme" / path).write_text(text)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    site = root / "site"
    assert (site / SCRIPT).read_text() == own[SCRIPT]
    style = (site / STYLESHEET).read_text()
    assert style.startswith(
        "/* styles/colours.css */\n:root {\n  color: teal;\n}\n\n/* styles/text.css */"
    )
    assert not (site / "assets/glossator/styles/colours.css").exists()
    assert (site / "assets/glossator/styles/more.css").is_file()
    assert (site / FORM_STYLESHEET).read_text() == join_parts(FORM_STYLESHEET, [THEME])


def test_a_part_that_changed_is_joined_anew(tmp_path: Path) -> None:
    file = tmp_path / BUNDLES[SCRIPT][0]
    file.parent.mkdir(parents=True)
    for words in ("const first = 1;", "const second = 2;"):
        file.write_text(f"// Ours.\n\n{words}\n")
        assert f"/* reading/dom.js */\n{words}\n\n/* " in join_parts(SCRIPT, [tmp_path, THEME])
