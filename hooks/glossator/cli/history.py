"""What git knows: who is writing, and how a file was."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

# How far back to look for the text that a note was written on.
MOST_VERSIONS = 20
# Seconds; git answers at once, or waits for something that will not come.
_PATIENCE = 20


def user_name(root: Path) -> str:
    """The name that git puts on commits; empty where there is none."""
    return _git(root, "config", "user.name").strip()


def versions(root: Path, path: str) -> Iterator[str]:
    """The texts of the file at `path`, relative to `root`, as committed, newest first.

    Nothing where there is no git, no repository, or no such file in it.
    """
    commits = _git(
        root, "log", "--no-ext-diff", f"--max-count={MOST_VERSIONS}", "--format=%H", "--", path
    )
    for commit in commits.split():
        text = _git(root, "cat-file", "blob", f"{commit}:./{path}")
        if text:
            yield text


def _git(root: Path, *arguments: str) -> str:
    """What git prints; nothing where it fails. No settings of the repository run programs."""
    environment = {**os.environ, "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, and no shell
            ["git", "-C", str(root), "-c", "core.fsmonitor=false", *arguments],  # noqa: S607 - whichever git they use
            capture_output=True,
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
