"""A small site of test data, and MkDocs and the command run on it as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.zygote import Started, Zygote

ROOT = Path(__file__).parents[1]

CONFIG = f"""\
site_name: Example corpus
site_url: https://notes.example.org/
hooks: [{(ROOT / "hooks/publish.py").as_posix()}]
nav:
  - index.md
  - articles/index.md
  - annotations.md
  - topics/index.md
  - corrections.md
  - sources.md
  - charts.md
  - annotated.md
not_in_nav: |
  /articles/*
  /topics/*
theme:
  name: material
  font: false
plugins: [search]
"""
ARTICLE = """\
---
title: A test article
source:
  url: https://news.example.org/1
  publisher: Example Daily (test data)
  published: 2026-01-02
topics: [testing]
---

The bridge cost 5 million crowns in 1997.

## What came next

It was closed in 2001.
"""
TOPIC = """\
---
title: Testing
aliases: [bridge]
summary: A topic of test data. It has two sentences.
---

Some words on testing.
"""
NOTE = """\
kind: correction
title: Ten times more
target:
  exact: 5 million crowns
replacement: 50 million crowns
reason: figure
body: The bridge cost ten times more.
sources:
  - url: https://archive.example.org/bridge
    title: Accounts of the bridge
    publisher: Example Archive (test data)
    published: 1998
topics: [testing]
created: 2026-01-03
"""


def write_site(root: Path) -> Path:
    """A small, correct site in the folder `root`."""
    files = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "# Test data\n",
        "docs/articles/bridge.md": ARTICLE,
        "docs/topics/testing.md": TOPIC,
        "annotations/bridge/cost.yaml": NOTE,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


# Whether the test that runs is one of those that `make quick` leaves out.
may_build = True
# What Python reads at its start, before it could be told of it.
_AT_START = ("PYTHON", "LC_", "LANG")


@cache
def _zygote() -> Zygote:
    return Zygote()


def _at_start(environment: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in environment.items() if key.startswith(_AT_START)}


def _whole(environment: dict[str, str]) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if key != "GLOSSATOR_REPO_URL"}
    return {**inherited, "NO_MKDOCS_2_WARNING": "1", **environment}


def begin(*command: str, cwd: Path, out: Path) -> Started | subprocess.Popen[bytes]:
    """Begin `python -m ...` in `cwd`, which writes to `out` and `out`.err."""
    if hasattr(os, "fork"):
        return Started(_zygote(), _zygote().begin(command, cwd, _whole({}), out))
    with out.open("wb") as said, Path(f"{out}.err").open("wb") as errors:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=cwd,
            env=_whole({}),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=errors,
        )


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m ...` in `cwd` and give back what it said."""
    assert may_build or "mkdocs" not in command, "mark this test with `build`"
    whole = _whole(environment)
    if not hasattr(os, "fork") or _at_start(whole) != _at_start(_zygote().environment):
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=cwd,
            env=whole,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "said"
        code = _zygote().run(command, cwd, whole, out)
        said, errors = (Path(f"{out}{end}").read_text("utf-8") for end in ("", ".err"))
    return subprocess.CompletedProcess(command, code, said, errors)
